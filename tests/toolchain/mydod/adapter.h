// SPDX-License-Identifier: GPL-2.0-only OR MIT
#pragma once

extern "C" {
#include <ntddk.h>
#include <dispmprt.h>
}
#include "HW\Regs.h"

// A child, a source, a mode.
class Adapter {
public:
    explicit Adapter(PDEVICE_OBJECT pdo) : m_pdo(pdo) { s_count++; }
    ~Adapter() { Stop(); s_count--; }
    static void *operator new(size_t size) { return ExAllocatePoolWithTag(NonPagedPoolNx, size, 'dodM'); }
    static void operator delete(void *p) { ExFreePoolWithTag(p, 'dodM'); }

    NTSTATUS Start(DXGKRNL_INTERFACE *dxgk);
    void Stop();
    NTSTATUS CofuncModality(const DXGKARG_ENUMVIDPNCOFUNCMODALITY *arg);
    NTSTATUS MonitorModes(const DXGKARG_RECOMMENDMONITORMODES *arg);
    NTSTATUS Commit(const DXGKARG_COMMITVIDPN *arg);
    NTSTATUS Present(const DXGKARG_PRESENT_DISPLAYONLY *arg);

    static LONG s_count;

private:
    NTSTATUS Map(ULONG which, ULONG *length, MEMORY_CACHING_TYPE cache, PUCHAR *address);
    template <typename Interface, typename Set, typename Fill>
    NTSTATUS AddMode(const Interface *interface, Set set, Fill fill);

    PDEVICE_OBJECT m_pdo;
    DXGKRNL_INTERFACE m_dxgk = {};
    DXGK_DEVICE_INFO m_info = {};
    PUCHAR m_frame = nullptr;
    PUCHAR m_registers = nullptr;
    bool m_on = false;
};

constexpr MYDOD_SCREEN Screen = { 1024, 768, 1024 * 4 };
