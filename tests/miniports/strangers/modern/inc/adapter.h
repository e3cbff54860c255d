// SPDX-License-Identifier: GPL-2.0-only OR MIT
#pragma once
extern "C"
{
#include <ntddk.h>
#include <dispmprt.h>
#include <ntstrsafe.h>
#include <ntintsafe.h>
}
#include "traits.h"

void *__cdecl operator new(size_t size);
void *__cdecl operator new(size_t size, POOL_FLAGS flags, ULONG tag) noexcept;
void *__cdecl operator new[](size_t size, POOL_FLAGS flags, ULONG tag) noexcept;
void __cdecl operator delete(void *p) noexcept;
void __cdecl operator delete(void *p, size_t size) noexcept;
void __cdecl operator delete[](void *p) noexcept;
void __cdecl operator delete[](void *p, size_t size) noexcept;
#ifndef __PLACEMENT_NEW_INLINE
#define __PLACEMENT_NEW_INLINE
inline void *__cdecl operator new(size_t, void *where) noexcept
{
    return where;
}
inline void __cdecl operator delete(void *, void *) noexcept {}
#endif

namespace modern
{

inline constexpr ULONG Tag = 'ndoM';
enum class State : UCHAR
{
    Created,
    Started,
    Stopped
};
enum class [[nodiscard]] Verdict{Yes, No};

class DECLSPEC_NOVTABLE IDevice
{
  public:
    virtual NTSTATUS Start(PDXGK_START_INFO info, PDXGKRNL_INTERFACE krnl) = 0;
    virtual void Stop() = 0;
    virtual ~IDevice() = default;
};

template <typename T> class Locked
{
  public:
    class Guard
    {
      public:
        _IRQL_raises_(DISPATCH_LEVEL) explicit Guard(Locked &l) : l_(l)
        {
            KeAcquireSpinLock(&l_.lock_, &irql_);
        }
        ~Guard() { KeReleaseSpinLock(&l_.lock_, irql_); }
        T *operator->() { return &l_.value_; }

      private:
        Locked &l_;
        KIRQL irql_;
    };
    Locked() { KeInitializeSpinLock(&lock_); }
    Guard Lock() { return Guard(*this); }

  private:
    KSPIN_LOCK lock_;
    T value_{};
};

struct Counters
{
    ULONG presents, interrupts;
};

class Adapter final : public IDevice
{
  public:
    static DXGKDDI_ADD_DEVICE DdiAddDevice;
    static DXGKDDI_START_DEVICE DdiStartDevice;
    static DXGKDDI_STOP_DEVICE DdiStopDevice;
    static DXGKDDI_REMOVE_DEVICE DdiRemoveDevice;
    static DXGKDDI_RESET_DEVICE DdiResetDevice;
    static DXGKDDI_QUERY_CHILD_RELATIONS DdiQueryChildRelations;
    static DXGKDDI_QUERY_CHILD_STATUS DdiQueryChildStatus;
    static DXGKDDI_QUERY_DEVICE_DESCRIPTOR DdiQueryDeviceDescriptor;
    static DXGKDDI_SET_POWER_STATE DdiSetPowerState;
    static DXGKDDI_UNLOAD DdiUnload;
    static DXGKDDI_QUERYADAPTERINFO DdiQueryAdapterInfo;
    static DXGKDDI_SETPOINTERPOSITION DdiSetPointerPosition;
    static DXGKDDI_SETPOINTERSHAPE DdiSetPointerShape;
    static DXGKDDI_PRESENTDISPLAYONLY DdiPresentDisplayOnly;
    static DXGKDDI_ISSUPPORTEDVIDPN DdiIsSupportedVidPn;
    static DXGKDDI_RECOMMENDFUNCTIONALVIDPN DdiRecommendFunctionalVidPn;
    static DXGKDDI_ENUMVIDPNCOFUNCMODALITY DdiEnumVidPnCofuncModality;
    static DXGKDDI_SETVIDPNSOURCEVISIBILITY DdiSetVidPnSourceVisibility;
    static DXGKDDI_COMMITVIDPN DdiCommitVidPn;
    static DXGKDDI_UPDATEACTIVEVIDPNPRESENTPATH DdiUpdateActiveVidPnPresentPath;
    static DXGKDDI_RECOMMENDMONITORMODES DdiRecommendMonitorModes;
    static DXGKDDI_QUERYVIDPNHWCAPABILITY DdiQueryVidPnHWCapability;
    static DXGKDDI_STOP_DEVICE_AND_RELEASE_POST_DISPLAY_OWNERSHIP
        DdiStopDeviceAndReleasePostDisplayOwnership;
    static DXGKDDI_INTERRUPT_ROUTINE DdiInterrupt;
    static DXGKDDI_DPC_ROUTINE DdiDpc;
    static DXGKDDI_ESCAPE DdiEscape;

    explicit Adapter(PDEVICE_OBJECT pdo) noexcept : pdo_(pdo) {}
    ~Adapter() override;
    NTSTATUS Start(PDXGK_START_INFO info, PDXGKRNL_INTERFACE krnl) override;
    void Stop() override;
    [[nodiscard]] bool Started() const noexcept { return state_ == State::Started; }
    template <typename F> void ForEachResource(F &&f) const;

  private:
    [[maybe_unused]] PDEVICE_OBJECT pdo_;
    State state_{State::Created};
    DXGKRNL_INTERFACE krnl_{};
    DXGK_DEVICE_INFO info_{};
    PVOID frame_ = nullptr;
    Locked<Counters> counters_;
    union
    {
        struct
        {
            ULONG width, height;
        };
        ULONGLONG both;
    };
    [[maybe_unused]] struct
    {
        UINT enabled : 1;
        UINT rotated : 1;
        UINT : 30;
    } flags_ = {};
};

bool SelfTest();
} // namespace modern
