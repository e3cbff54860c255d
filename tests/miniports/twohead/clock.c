/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * A timer is the hardware: vertical blanks, ends of presents, plugs.
 */
#include "twohead.h"

typedef struct _TWOHEAD_REPORT {
    PTWOHEAD_DEVICE Device;
    DXGKARGCB_NOTIFY_INTERRUPT_DATA *Data;
} TWOHEAD_REPORT;

static BOOLEAN NTAPI
TwoheadNotify(PVOID Context)
{
    TWOHEAD_REPORT *Report = Context;

    Report->Device->Dxgk.DxgkCbNotifyInterrupt(Report->Device->Dxgk.DeviceHandle, Report->Data);
    return TRUE;
}

/* As an interrupt routine would, on a device that has no interrupt. */
VOID
TwoheadReport(PTWOHEAD_DEVICE Device, DXGKARGCB_NOTIFY_INTERRUPT_DATA *Data)
{
    TWOHEAD_REPORT Report = { Device, Data };
    BOOLEAN Done = FALSE;
    NTSTATUS Status;

    Status = Device->Dxgk.DxgkCbSynchronizeExecution(Device->Dxgk.DeviceHandle, TwoheadNotify,
                                                     &Report, 0, &Done);
    if (!NT_SUCCESS(Status) || !Done) {
        TwoheadMistake(Device, "DxgkCbSynchronizeExecution without an interrupt does not work");
    }
    (VOID)Device->Dxgk.DxgkCbQueueDpc(Device->Dxgk.DeviceHandle);
}

/*
 * Progress comes at vertical blanks also when nothing is outstanding.  Not right
 * after a present, though: it could then be taken for that of the next one, which
 * no port driver can tell apart.
 */
static VOID
TwoheadFinish(PTWOHEAD_DEVICE Device, ULONG Source)
{
    ULONG How = Device->Shared->control.present;
    DXGKARGCB_NOTIFY_INTERRUPT_DATA Data;

    if (How == TWOHEAD_NEVER) {
        return;
    }
    Device->Idle[Source] = Device->Pending[Source] ? 0 : Device->Idle[Source] + 1;
    if (!Device->Pending[Source] && Device->Idle[Source] < TWOHEAD_QUIET_TICKS) {
        return;
    }
    RtlZeroMemory(&Data, sizeof(Data));
    Data.InterruptType = DXGK_INTERRUPT_DISPLAYONLY_PRESENT_PROGRESS;
    Data.DisplayOnlyPresentProgress.VidPnSourceId = Source;
    Data.DisplayOnlyPresentProgress.ProgressId =
        How == TWOHEAD_FAIL_LATER ? DXGK_PRESENT_DISPLAYONLY_PROGRESS_ID_FAILED :
                                    DXGK_PRESENT_DISPLAYONLY_PROGRESS_ID_COMPLETE;
    if (Device->Pending[Source]) {
        TwoheadHead(Device, Source)->completed++;
    }
    Device->Pending[Source] = FALSE;
    TwoheadReport(Device, &Data);
}

static VOID
TwoheadBlank(PTWOHEAD_DEVICE Device, ULONG Source)
{
    volatile struct twohead_head *Head = TwoheadHead(Device, Source);
    DXGKARGCB_NOTIFY_INTERRUPT_DATA Data;
    ULONG i;

    for (i = 0; i < TWOHEAD_CHILDREN; i++) {
        if (!(Head->targets & 1u << i)) {
            continue;
        }
        RtlZeroMemory(&Data, sizeof(Data));
        Data.InterruptType = Device->Shared->state.vsync_type;
        Data.DisplayOnlyVsync.VidPnTargetId = (i + 1) * TWOHEAD_UID;
        TwoheadReport(Device, &Data);
    }
    Head->blanks++;
}

static VOID
TwoheadPlug(PTWOHEAD_DEVICE Device)
{
    volatile struct twohead_control *Control = &Device->Shared->control;
    DXGK_CHILD_STATUS Status;
    ULONG i, Indicate = Control->indicate;

    if (Control->connectors) {
        Control->connectors = 0;
#if DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2
        (VOID)Device->Dxgk.DxgkCbIndicateConnectorChange(Device->Dxgk.DeviceHandle);
#endif
    }
    if (Indicate == 0) {
        return;
    }
    Control->indicate = 0;
    for (i = 0; i < TWOHEAD_CHILDREN; i++) {
        if (!(Indicate & 1u << i)) {
            continue;
        }
        RtlZeroMemory(&Status, sizeof(Status));
        Status.Type = StatusConnection;
        Status.ChildUid = (i + 1) * TWOHEAD_UID;
        Status.HotPlug.Connected = (Control->connected & 1u << i) != 0;
        (VOID)Device->Dxgk.DxgkCbIndicateChildStatus(Device->Dxgk.DeviceHandle, &Status);
    }
}

/* A pointer that comes and goes is reported, from a deferred call where that works. */
static VOID
TwoheadPointerSupport(PTWOHEAD_DEVICE Device)
{
    ULONG Off = Device->Shared->control.pointer_off;
#if DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_8
    DXGKARGCB_NOTIFYCURSORSUPPORTCHANGE Change;
#endif

    if (Off == Device->PointerOff) {
        return;
    }
    Device->PointerOff = Off;
#if DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_8
    Change.DeviceHandle = Device->Dxgk.DeviceHandle;
    Change.VidPnSourceId = 0;
    (VOID)Device->Dxgk.DxgkCbNotifyCursorSupportChange(&Change);
#endif
}

static VOID NTAPI
TwoheadTick(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    PTWOHEAD_DEVICE Device = Context;
    ULONG i;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);

    Device->Shared->state.ticks++;
    for (i = 0; i < TWOHEAD_HEADS; i++) {
        if (TwoheadHead(Device, i)->width == 0 && !Device->Pending[i]) {
            continue;
        }
        TwoheadFinish(Device, i);
        if (Device->Shared->state.vsync_type != 0 && !Device->Shared->control.quiet) {
            TwoheadBlank(Device, i);
        }
    }
    TwoheadPlug(Device);
    TwoheadPointerSupport(Device);
}

VOID
TwoheadStartClock(PTWOHEAD_DEVICE Device)
{
    LARGE_INTEGER Due;

    Due.QuadPart = -10000LL * TWOHEAD_TICK_MS;
    KeInitializeDpc(&Device->Tick, TwoheadTick, Device);
    KeInitializeTimerEx(&Device->Timer, NotificationTimer);
    (VOID)KeSetTimerEx(&Device->Timer, Due, TWOHEAD_TICK_MS, &Device->Tick);
}

VOID
TwoheadStopClock(PTWOHEAD_DEVICE Device)
{
    (VOID)KeCancelTimer(&Device->Timer);
    KeFlushQueuedDpcs();
}

NTSTATUS APIENTRY
TwoheadControlInterrupt(CONST HANDLE hAdapter, CONST DXGK_INTERRUPT_TYPE InterruptType,
                        BOOLEAN EnableInterrupt)
{
    PTWOHEAD_DEVICE Device = hAdapter;

    if (InterruptType != DXGK_INTERRUPT_DISPLAYONLY_VSYNC) {
        return STATUS_NOT_IMPLEMENTED;
    }
    if (KeGetCurrentIrql() != PASSIVE_LEVEL) {
        TwoheadMistake(Device, "ControlInterrupt above PASSIVE_LEVEL");
    }
    Device->Shared->state.vsync_type = EnableInterrupt ? InterruptType : 0;
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
TwoheadGetScanLine(CONST HANDLE hAdapter, DXGKARG_GETSCANLINE *pGetScanLine)
{
    PTWOHEAD_DEVICE Device = hAdapter;
    volatile struct twohead_state *State = &Device->Shared->state;

    if (KeGetCurrentIrql() != PASSIVE_LEVEL) {
        TwoheadMistake(Device, "GetScanLine above PASSIVE_LEVEL");
    }
    pGetScanLine->InVerticalBlank = FALSE;
    pGetScanLine->ScanLine = Device->Shared->control.scan_line;
    State->scan_line = pGetScanLine->ScanLine;
    State->scan_time = KeQueryInterruptTime();
    State->scans++;
    return STATUS_SUCCESS;
}

BOOLEAN NTAPI
TwoheadInterruptRoutine(CONST PVOID MiniportDeviceContext, ULONG MessageNumber)
{
    UNREFERENCED_PARAMETER(MiniportDeviceContext);
    UNREFERENCED_PARAMETER(MessageNumber);

    return FALSE;
}

VOID NTAPI
TwoheadDpcRoutine(CONST PVOID MiniportDeviceContext)
{
    PTWOHEAD_DEVICE Device = MiniportDeviceContext;

    Device->Dxgk.DxgkCbNotifyDpc(Device->Dxgk.DeviceHandle);
}
