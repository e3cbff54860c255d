// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "Adapter.h"

LONG Adapter::s_count;

// The memory range that is the which-th in the list of resources.
NTSTATUS Adapter::Map(ULONG which, ULONG *length, MEMORY_CACHING_TYPE cache, PUCHAR *address)
{
    const auto &list = m_info.TranslatedResourceList->List[0].PartialResourceList;

    for (ULONG i = 0; i < list.Count; i++) {
        const auto &d = list.PartialDescriptors[i];

        if (d.Type != CmResourceTypeMemory || which-- != 0)
            continue;
        *length = d.u.Memory.Length;
        return m_dxgk.DxgkCbMapMemory(m_dxgk.DeviceHandle, d.u.Memory.Start, d.u.Memory.Length,
                                      FALSE, FALSE, cache, (PVOID *)address);
    }
    return STATUS_DEVICE_CONFIGURATION_ERROR;
}

NTSTATUS Adapter::Start(DXGKRNL_INTERFACE *dxgk)
{
    ULONG length;

    m_dxgk = *dxgk;
    NTSTATUS status = m_dxgk.DxgkCbGetDeviceInformation(m_dxgk.DeviceHandle, &m_info);
    if (NT_SUCCESS(status))
        status = Map(0, &length, MmWriteCombined, &m_frame);
    if (NT_SUCCESS(status) && length < Screen.Pitch * Screen.Height)
        status = STATUS_DEVICE_CONFIGURATION_ERROR;
    if (NT_SUCCESS(status))
        status = Map(1, &length, MmNonCached, &m_registers);
    if (NT_SUCCESS(status) && !RegsPresent(m_registers))
        status = STATUS_DEVICE_CONFIGURATION_ERROR;
    if (!NT_SUCCESS(status))
        Stop();
    return status;
}

void Adapter::Stop()
{
    PUCHAR *const mapped[] = { &m_frame, &m_registers };

    for (auto p : mapped) {
        if (*p)
            m_dxgk.DxgkCbUnmapMemory(m_dxgk.DeviceHandle, *p);
        *p = nullptr;
    }
}

NTSTATUS Adapter::Present(const DXGKARG_PRESENT_DISPLAYONLY *arg)
{
    const auto source = static_cast<const UCHAR *>(arg->pSource);

    if (!m_on)
        return STATUS_SUCCESS;
    for (ULONG i = 0; i < arg->NumDirtyRects; i++) {
        const RECT r = arg->pDirtyRect[i];

        for (LONG y = r.top; y < r.bottom; y++)
            RtlCopyMemory(m_frame + y * Screen.Pitch + r.left * 4,
                          source + y * arg->Pitch + r.left * 4, (r.right - r.left) * 4);
    }
    return STATUS_SUCCESS;
}
