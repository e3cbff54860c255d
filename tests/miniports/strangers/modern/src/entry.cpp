// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "adapter.h"
using modern::Adapter;

extern "C" DRIVER_INITIALIZE DriverEntry;
extern "C" _Use_decl_annotations_ NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject,
                                                       PUNICODE_STRING RegistryPath)
{
    if (!modern::SelfTest())
        return STATUS_INTERNAL_ERROR;
    KMDDOD_INITIALIZATION_DATA init{};
    init.Version = DXGKDDI_INTERFACE_VERSION;
    init.DxgkDdiAddDevice = Adapter::DdiAddDevice;
    init.DxgkDdiStartDevice = Adapter::DdiStartDevice;
    init.DxgkDdiStopDevice = Adapter::DdiStopDevice;
    init.DxgkDdiResetDevice = Adapter::DdiResetDevice;
    init.DxgkDdiRemoveDevice = &Adapter::DdiRemoveDevice;
    init.DxgkDdiInterruptRoutine = Adapter::DdiInterrupt;
    init.DxgkDdiDpcRoutine = Adapter::DdiDpc;
    init.DxgkDdiQueryChildRelations = Adapter::DdiQueryChildRelations;
    init.DxgkDdiQueryChildStatus = Adapter::DdiQueryChildStatus;
    init.DxgkDdiQueryDeviceDescriptor = Adapter::DdiQueryDeviceDescriptor;
    init.DxgkDdiSetPowerState = Adapter::DdiSetPowerState;
    init.DxgkDdiUnload = Adapter::DdiUnload;
    init.DxgkDdiQueryAdapterInfo = Adapter::DdiQueryAdapterInfo;
    init.DxgkDdiSetPointerPosition = Adapter::DdiSetPointerPosition;
    init.DxgkDdiSetPointerShape = Adapter::DdiSetPointerShape;
    init.DxgkDdiEscape = Adapter::DdiEscape;
    init.DxgkDdiIsSupportedVidPn = Adapter::DdiIsSupportedVidPn;
    init.DxgkDdiRecommendFunctionalVidPn = Adapter::DdiRecommendFunctionalVidPn;
    init.DxgkDdiEnumVidPnCofuncModality = Adapter::DdiEnumVidPnCofuncModality;
    init.DxgkDdiSetVidPnSourceVisibility = Adapter::DdiSetVidPnSourceVisibility;
    init.DxgkDdiCommitVidPn = Adapter::DdiCommitVidPn;
    init.DxgkDdiUpdateActiveVidPnPresentPath = Adapter::DdiUpdateActiveVidPnPresentPath;
    init.DxgkDdiRecommendMonitorModes = Adapter::DdiRecommendMonitorModes;
    init.DxgkDdiQueryVidPnHWCapability = Adapter::DdiQueryVidPnHWCapability;
    init.DxgkDdiPresentDisplayOnly = Adapter::DdiPresentDisplayOnly;
    init.DxgkDdiStopDeviceAndReleasePostDisplayOwnership =
        Adapter::DdiStopDeviceAndReleasePostDisplayOwnership;
    return DxgkInitializeDisplayOnlyDriver(DriverObject, RegistryPath, &init);
}
