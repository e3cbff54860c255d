/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * The driver's life and what it says of itself.
 */
#include "twohead.h"

DRIVER_INITIALIZE DriverEntry;
static DXGKDDI_ADD_DEVICE TwoheadAddDevice;
static DXGKDDI_START_DEVICE TwoheadStartDevice;
static DXGKDDI_STOP_DEVICE TwoheadStopDevice;
static DXGKDDI_REMOVE_DEVICE TwoheadRemoveDevice;
static DXGKDDI_RESET_DEVICE TwoheadResetDevice;
static DXGKDDI_UNLOAD TwoheadUnload;
static DXGKDDI_QUERYADAPTERINFO TwoheadQueryAdapterInfo;
static DXGKDDI_SET_POWER_STATE TwoheadSetPowerState;
static DXGKDDI_COLLECTDBGINFO TwoheadCollectDbgInfo;

VOID
TwoheadMistake(PTWOHEAD_DEVICE Device, const char *Text)
{
    volatile struct twohead_state *State = &Device->Shared->state;
    ULONG i;

    DbgPrint("twohead: %s\n", Text);
    for (i = 0; Text[i] != 0 && i < sizeof(State->mistake) - 1; i++) {
        State->mistake[i] = Text[i];
    }
    State->mistake[i] = 0;
    State->mistakes++;
}

static NTSTATUS APIENTRY
TwoheadAddDevice(CONST PDEVICE_OBJECT PhysicalDeviceObject, PVOID *MiniportDeviceContext)
{
    PTWOHEAD_DEVICE Device;

    UNREFERENCED_PARAMETER(PhysicalDeviceObject);

    Device = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Device), TWOHEAD_TAG);
    if (Device == NULL) {
        return STATUS_NO_MEMORY;
    }
    RtlZeroMemory(Device, sizeof(*Device));
    *MiniportDeviceContext = Device;
    return STATUS_SUCCESS;
}

/* The one memory range that is large enough; uncached, as sysfs maps it for tests. */
static NTSTATUS
TwoheadMapShared(PTWOHEAD_DEVICE Device)
{
    const CM_PARTIAL_RESOURCE_LIST *List;
    DXGK_DEVICE_INFO Info;
    NTSTATUS Status;
    PVOID Address;
    ULONG i;

    RtlZeroMemory(&Info, sizeof(Info));
    Status = Device->Dxgk.DxgkCbGetDeviceInformation(Device->Dxgk.DeviceHandle, &Info);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    List = &Info.TranslatedResourceList->List[0].PartialResourceList;
    for (i = 0; i < List->Count; i++) {
        const CM_PARTIAL_RESOURCE_DESCRIPTOR *D = &List->PartialDescriptors[i];

        if (D->Type != CmResourceTypeMemory || D->u.Memory.Length < TWOHEAD_MEMORY) {
            continue;
        }
        Status = Device->Dxgk.DxgkCbMapMemory(Device->Dxgk.DeviceHandle, D->u.Memory.Start,
                                              TWOHEAD_MEMORY, FALSE, FALSE, MmNonCached, &Address);
        Device->Shared = Address;
        return Status;
    }
    return STATUS_DEVICE_CONFIGURATION_ERROR;
}

static NTSTATUS APIENTRY
TwoheadStartDevice(CONST PVOID MiniportDeviceContext, PDXGK_START_INFO DxgkStartInfo,
                   PDXGKRNL_INTERFACE DxgkInterface, PULONG NumberOfVideoPresentSources,
                   PULONG NumberOfChildren)
{
    PTWOHEAD_DEVICE Device = MiniportDeviceContext;
    NTSTATUS Status;
    ULONG Late;

    UNREFERENCED_PARAMETER(DxgkStartInfo);

    RtlCopyMemory(&Device->Dxgk, DxgkInterface, min(DxgkInterface->Size, sizeof(Device->Dxgk)));
    Status = TwoheadMapShared(Device);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Late = Device->Shared->control.pointer_late == TWOHEAD_MAGIC;
    RtlZeroMemory((PVOID)Device->Shared, sizeof(*Device->Shared));
    Device->Shared->control.pointer_off = Late;
    Device->PointerOff = Late;
    Device->Shared->control.connected = 3;
    Device->Shared->control.serial = 1;
    Device->Shared->state.power = PowerDeviceD0;
    Device->Shared->state.magic = TWOHEAD_MAGIC;
    Device->Power = PowerDeviceD0;
    Device->Started = TRUE;
    TwoheadStartClock(Device);
    *NumberOfVideoPresentSources = TWOHEAD_HEADS;
    *NumberOfChildren = TWOHEAD_CHILDREN;
    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
TwoheadStopDevice(CONST PVOID MiniportDeviceContext)
{
    PTWOHEAD_DEVICE Device = MiniportDeviceContext;

    Device->Started = FALSE;
    TwoheadStopClock(Device);
    Device->Shared->state.magic = 0;
    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
TwoheadRemoveDevice(CONST PVOID MiniportDeviceContext)
{
    PTWOHEAD_DEVICE Device = MiniportDeviceContext;

    if (Device->Shared != NULL) {
        (VOID)Device->Dxgk.DxgkCbUnmapMemory(Device->Dxgk.DeviceHandle, (PVOID)Device->Shared);
    }
    ExFreePoolWithTag(Device, TWOHEAD_TAG);
    return STATUS_SUCCESS;
}

static VOID APIENTRY
TwoheadResetDevice(CONST PVOID MiniportDeviceContext)
{
    UNREFERENCED_PARAMETER(MiniportDeviceContext);
}

static VOID APIENTRY
TwoheadUnload(VOID)
{
}

static NTSTATUS APIENTRY
TwoheadQueryAdapterInfo(CONST HANDLE hAdapter, CONST DXGKARG_QUERYADAPTERINFO *pQueryAdapterInfo)
{
    DXGK_DRIVERCAPS *Caps = pQueryAdapterInfo->pOutputData;
    PTWOHEAD_DEVICE Device = hAdapter;

    if (pQueryAdapterInfo->Type != DXGKQAITYPE_DRIVERCAPS) {
        return STATUS_NOT_SUPPORTED;
    }
    if (pQueryAdapterInfo->OutputDataSize < sizeof(*Caps)) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    RtlZeroMemory(Caps, sizeof(*Caps));
    Caps->WDDMVersion = DXGKDDI_WDDMv1_2;
    Caps->HighestAcceptableAddress.QuadPart = -1;
    Caps->MaxPointerWidth = TWOHEAD_POINTER_MAX;
    Caps->MaxPointerHeight = TWOHEAD_POINTER_MAX;
    Caps->PointerCaps.Monochrome = !Device->Shared->control.pointer_off;
    Caps->PointerCaps.Color = !Device->Shared->control.pointer_off;
    Caps->GammaRampCaps.Gamma_Rgb256x3x16 = 1;
    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
TwoheadSetPowerState(CONST PVOID MiniportDeviceContext, ULONG DeviceUid,
                     DEVICE_POWER_STATE DevicePowerState, POWER_ACTION ActionType)
{
    PTWOHEAD_DEVICE Device = MiniportDeviceContext;

    UNREFERENCED_PARAMETER(ActionType);

    if (DeviceUid == DISPLAY_ADAPTER_HW_ID) {
        Device->Power = DevicePowerState;
        Device->Shared->state.power = DevicePowerState;
    }
    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
TwoheadCollectDbgInfo(CONST HANDLE hAdapter, CONST DXGKARG_COLLECTDBGINFO *pCollectDbgInfo)
{
    static const char Text[] = "twohead was asked";
    PTWOHEAD_DEVICE Device = hAdapter;

    Device->Shared->state.collects++;
    if (pCollectDbgInfo->pBuffer != NULL && pCollectDbgInfo->BufferSize >= sizeof(Text)) {
        RtlCopyMemory(pCollectDbgInfo->pBuffer, Text, sizeof(Text));
    }
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    KMDDOD_INITIALIZATION_DATA Init;

    RtlZeroMemory(&Init, sizeof(Init));
    Init.Version = DXGKDDI_INTERFACE_VERSION;
    Init.DxgkDdiAddDevice = TwoheadAddDevice;
    Init.DxgkDdiStartDevice = TwoheadStartDevice;
    Init.DxgkDdiStopDevice = TwoheadStopDevice;
    Init.DxgkDdiRemoveDevice = TwoheadRemoveDevice;
    Init.DxgkDdiResetDevice = TwoheadResetDevice;
    Init.DxgkDdiUnload = TwoheadUnload;
    Init.DxgkDdiInterruptRoutine = TwoheadInterruptRoutine;
    Init.DxgkDdiDpcRoutine = TwoheadDpcRoutine;
    Init.DxgkDdiControlInterrupt = TwoheadControlInterrupt;
    Init.DxgkDdiGetScanLine = TwoheadGetScanLine;
    Init.DxgkDdiQueryChildRelations = TwoheadQueryChildRelations;
    Init.DxgkDdiQueryChildStatus = TwoheadQueryChildStatus;
    Init.DxgkDdiQueryDeviceDescriptor = TwoheadQueryDeviceDescriptor;
    Init.DxgkDdiQueryInterface = TwoheadQueryInterface;
    Init.DxgkDdiQueryAdapterInfo = TwoheadQueryAdapterInfo;
    Init.DxgkDdiSetPowerState = TwoheadSetPowerState;
    Init.DxgkDdiCollectDbgInfo = TwoheadCollectDbgInfo;
    Init.DxgkDdiIsSupportedVidPn = TwoheadIsSupportedVidPn;
    Init.DxgkDdiRecommendFunctionalVidPn = TwoheadRecommendFunctionalVidPn;
    Init.DxgkDdiEnumVidPnCofuncModality = TwoheadEnumVidPnCofuncModality;
    Init.DxgkDdiCommitVidPn = TwoheadCommitVidPn;
    Init.DxgkDdiUpdateActiveVidPnPresentPath = TwoheadUpdateActiveVidPnPresentPath;
    Init.DxgkDdiSetVidPnSourceVisibility = TwoheadSetVidPnSourceVisibility;
    Init.DxgkDdiRecommendMonitorModes = TwoheadRecommendMonitorModes;
    Init.DxgkDdiQueryVidPnHWCapability = TwoheadQueryVidPnHWCapability;
    Init.DxgkDdiPresentDisplayOnly = TwoheadPresentDisplayOnly;
    Init.DxgkDdiSetPointerPosition = TwoheadSetPointerPosition;
    Init.DxgkDdiSetPointerShape = TwoheadSetPointerShape;
    return DxgkInitializeDisplayOnlyDriver(DriverObject, RegistryPath, &Init);
}
