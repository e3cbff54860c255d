/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * A display with one output to which nothing is ever connected.
 */
#include "maptest.h"

static DXGKDDI_QUERY_CHILD_RELATIONS MaptestQueryChildRelations;
static DXGKDDI_QUERY_CHILD_STATUS MaptestQueryChildStatus;
static DXGKDDI_QUERY_DEVICE_DESCRIPTOR MaptestQueryDeviceDescriptor;
static DXGKDDI_QUERYADAPTERINFO MaptestQueryAdapterInfo;
static DXGKDDI_SET_POWER_STATE MaptestSetPowerState;
static DXGKDDI_RESET_DEVICE MaptestResetDevice;
static DXGKDDI_ISSUPPORTEDVIDPN MaptestIsSupportedVidPn;
static DXGKDDI_RECOMMENDFUNCTIONALVIDPN MaptestRecommendFunctionalVidPn;
static DXGKDDI_ENUMVIDPNCOFUNCMODALITY MaptestEnumVidPnCofuncModality;
static DXGKDDI_SETVIDPNSOURCEVISIBILITY MaptestSetVidPnSourceVisibility;
static DXGKDDI_COMMITVIDPN MaptestCommitVidPn;
static DXGKDDI_UPDATEACTIVEVIDPNPRESENTPATH MaptestUpdateActiveVidPnPresentPath;
static DXGKDDI_RECOMMENDMONITORMODES MaptestRecommendMonitorModes;
static DXGKDDI_QUERYVIDPNHWCAPABILITY MaptestQueryVidPnHWCapability;
static DXGKDDI_PRESENTDISPLAYONLY MaptestPresentDisplayOnly;
static DXGKDDI_SETPOINTERPOSITION MaptestSetPointerPosition;
static DXGKDDI_SETPOINTERSHAPE MaptestSetPointerShape;

static NTSTATUS APIENTRY
MaptestQueryChildRelations(CONST PVOID MiniportDeviceContext,
                           PDXGK_CHILD_DESCRIPTOR ChildRelations, ULONG ChildRelationsSize)
{
    UNREFERENCED_PARAMETER(MiniportDeviceContext);

    if (ChildRelationsSize < 2 * sizeof(*ChildRelations)) {
        return STATUS_BUFFER_TOO_SMALL;
    }

    ChildRelations[0].ChildDeviceType = TypeVideoOutput;
    ChildRelations[0].ChildCapabilities.HpdAwareness = HpdAwarenessInterruptible;
    ChildRelations[0].ChildCapabilities.Type.VideoOutput.InterfaceTechnology = D3DKMDT_VOT_HD15;
    ChildRelations[0].ChildCapabilities.Type.VideoOutput.MonitorOrientationAwareness =
        D3DKMDT_MOA_NONE;
    ChildRelations[0].ChildUid = 1;
    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
MaptestQueryChildStatus(CONST PVOID MiniportDeviceContext, PDXGK_CHILD_STATUS ChildStatus,
                        BOOLEAN NonDestructiveOnly)
{
    UNREFERENCED_PARAMETER(MiniportDeviceContext);
    UNREFERENCED_PARAMETER(NonDestructiveOnly);

    if (ChildStatus->Type != StatusConnection) {
        return STATUS_NOT_SUPPORTED;
    }

    ChildStatus->HotPlug.Connected = FALSE;
    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
MaptestQueryDeviceDescriptor(CONST PVOID MiniportDeviceContext, ULONG ChildUid,
                             PDXGK_DEVICE_DESCRIPTOR DeviceDescriptor)
{
    UNREFERENCED_PARAMETER(MiniportDeviceContext);
    UNREFERENCED_PARAMETER(ChildUid);
    UNREFERENCED_PARAMETER(DeviceDescriptor);

    return STATUS_MONITOR_NO_DESCRIPTOR;
}

static NTSTATUS APIENTRY
MaptestQueryAdapterInfo(CONST HANDLE hAdapter, CONST DXGKARG_QUERYADAPTERINFO *pQueryAdapterInfo)
{
    DXGK_DRIVERCAPS *Caps = pQueryAdapterInfo->pOutputData;

    UNREFERENCED_PARAMETER(hAdapter);

    if (pQueryAdapterInfo->Type != DXGKQAITYPE_DRIVERCAPS) {
        return STATUS_NOT_SUPPORTED;
    }
    if (pQueryAdapterInfo->OutputDataSize < sizeof(*Caps)) {
        return STATUS_BUFFER_TOO_SMALL;
    }

    RtlZeroMemory(Caps, sizeof(*Caps));
    Caps->WDDMVersion = DXGKDDI_WDDMv1_2;
    Caps->HighestAcceptableAddress.QuadPart = -1;
    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
MaptestSetPowerState(CONST PVOID MiniportDeviceContext, ULONG DeviceUid,
                     DEVICE_POWER_STATE DevicePowerState, POWER_ACTION ActionType)
{
    UNREFERENCED_PARAMETER(MiniportDeviceContext);
    UNREFERENCED_PARAMETER(DeviceUid);
    UNREFERENCED_PARAMETER(DevicePowerState);
    UNREFERENCED_PARAMETER(ActionType);

    return STATUS_SUCCESS;
}

static VOID APIENTRY
MaptestResetDevice(CONST PVOID MiniportDeviceContext)
{
    UNREFERENCED_PARAMETER(MiniportDeviceContext);
}

/* No path is ever supported, and every entry below sees none. */
static NTSTATUS APIENTRY
MaptestIsSupportedVidPn(CONST HANDLE hAdapter, DXGKARG_ISSUPPORTEDVIDPN *pIsSupportedVidPn)
{
    const MAPTEST_DEVICE *Device = hAdapter;
    const DXGK_VIDPN_INTERFACE *VidPn;
    const DXGK_VIDPNTOPOLOGY_INTERFACE *Topology;
    D3DKMDT_HVIDPNTOPOLOGY hTopology;
    SIZE_T Paths = 0;
    NTSTATUS Status;

    pIsSupportedVidPn->IsVidPnSupported = TRUE;
    if (pIsSupportedVidPn->hDesiredVidPn == NULL) {
        return STATUS_SUCCESS;
    }

    Status = Device->Dxgk.DxgkCbQueryVidPnInterface(pIsSupportedVidPn->hDesiredVidPn,
                                                    DXGK_VIDPN_INTERFACE_VERSION_V1, &VidPn);
    if (NT_SUCCESS(Status)) {
        Status = VidPn->pfnGetTopology(pIsSupportedVidPn->hDesiredVidPn, &hTopology, &Topology);
    }
    if (NT_SUCCESS(Status)) {
        Status = Topology->pfnGetNumPaths(hTopology, &Paths);
    }

    pIsSupportedVidPn->IsVidPnSupported = NT_SUCCESS(Status) && Paths == 0;
    return Status;
}

static NTSTATUS APIENTRY
MaptestRecommendFunctionalVidPn(
    CONST HANDLE hAdapter, CONST DXGKARG_RECOMMENDFUNCTIONALVIDPN *CONST pRecommendFunctionalVidPn)
{
    UNREFERENCED_PARAMETER(hAdapter);
    UNREFERENCED_PARAMETER(pRecommendFunctionalVidPn);

    return STATUS_GRAPHICS_NO_RECOMMENDED_FUNCTIONAL_VIDPN;
}

static NTSTATUS APIENTRY
MaptestEnumVidPnCofuncModality(CONST HANDLE hAdapter,
                               CONST DXGKARG_ENUMVIDPNCOFUNCMODALITY *CONST pEnumCofuncModality)
{
    UNREFERENCED_PARAMETER(hAdapter);
    UNREFERENCED_PARAMETER(pEnumCofuncModality);

    return STATUS_GRAPHICS_VIDPN_TOPOLOGY_NOT_SUPPORTED;
}

static NTSTATUS APIENTRY
MaptestSetVidPnSourceVisibility(CONST HANDLE hAdapter,
                                CONST DXGKARG_SETVIDPNSOURCEVISIBILITY *pSetVidPnSourceVisibility)
{
    UNREFERENCED_PARAMETER(hAdapter);
    UNREFERENCED_PARAMETER(pSetVidPnSourceVisibility);

    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
MaptestCommitVidPn(CONST HANDLE hAdapter, CONST DXGKARG_COMMITVIDPN *CONST pCommitVidPn)
{
    UNREFERENCED_PARAMETER(hAdapter);
    UNREFERENCED_PARAMETER(pCommitVidPn);

    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
MaptestUpdateActiveVidPnPresentPath(
    CONST HANDLE hAdapter,
    CONST DXGKARG_UPDATEACTIVEVIDPNPRESENTPATH *CONST pUpdateActiveVidPnPresentPath)
{
    UNREFERENCED_PARAMETER(hAdapter);
    UNREFERENCED_PARAMETER(pUpdateActiveVidPnPresentPath);

    return STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY;
}

static NTSTATUS APIENTRY
MaptestRecommendMonitorModes(CONST HANDLE hAdapter,
                             CONST DXGKARG_RECOMMENDMONITORMODES *CONST pRecommendMonitorModes)
{
    UNREFERENCED_PARAMETER(hAdapter);
    UNREFERENCED_PARAMETER(pRecommendMonitorModes);

    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
MaptestQueryVidPnHWCapability(CONST HANDLE hAdapter, DXGKARG_QUERYVIDPNHWCAPABILITY *pVidPnHWCaps)
{
    UNREFERENCED_PARAMETER(hAdapter);

    RtlZeroMemory(&pVidPnHWCaps->VidPnHWCaps, sizeof(pVidPnHWCaps->VidPnHWCaps));
    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
MaptestPresentDisplayOnly(CONST HANDLE hAdapter,
                          CONST DXGKARG_PRESENT_DISPLAYONLY *pPresentDisplayOnly)
{
    UNREFERENCED_PARAMETER(hAdapter);
    UNREFERENCED_PARAMETER(pPresentDisplayOnly);

    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
MaptestSetPointerPosition(CONST HANDLE hAdapter,
                          CONST DXGKARG_SETPOINTERPOSITION *pSetPointerPosition)
{
    UNREFERENCED_PARAMETER(hAdapter);
    UNREFERENCED_PARAMETER(pSetPointerPosition);

    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY
MaptestSetPointerShape(CONST HANDLE hAdapter, CONST DXGKARG_SETPOINTERSHAPE *pSetPointerShape)
{
    UNREFERENCED_PARAMETER(hAdapter);
    UNREFERENCED_PARAMETER(pSetPointerShape);

    return STATUS_NOT_SUPPORTED;
}

VOID
MaptestFillDisplay(PKMDDOD_INITIALIZATION_DATA InitData)
{
    InitData->DxgkDdiQueryChildRelations = MaptestQueryChildRelations;
    InitData->DxgkDdiQueryChildStatus = MaptestQueryChildStatus;
    InitData->DxgkDdiQueryDeviceDescriptor = MaptestQueryDeviceDescriptor;
    InitData->DxgkDdiQueryAdapterInfo = MaptestQueryAdapterInfo;
    InitData->DxgkDdiSetPowerState = MaptestSetPowerState;
    InitData->DxgkDdiResetDevice = MaptestResetDevice;
    InitData->DxgkDdiIsSupportedVidPn = MaptestIsSupportedVidPn;
    InitData->DxgkDdiRecommendFunctionalVidPn = MaptestRecommendFunctionalVidPn;
    InitData->DxgkDdiEnumVidPnCofuncModality = MaptestEnumVidPnCofuncModality;
    InitData->DxgkDdiSetVidPnSourceVisibility = MaptestSetVidPnSourceVisibility;
    InitData->DxgkDdiCommitVidPn = MaptestCommitVidPn;
    InitData->DxgkDdiUpdateActiveVidPnPresentPath = MaptestUpdateActiveVidPnPresentPath;
    InitData->DxgkDdiRecommendMonitorModes = MaptestRecommendMonitorModes;
    InitData->DxgkDdiQueryVidPnHWCapability = MaptestQueryVidPnHWCapability;
    InitData->DxgkDdiPresentDisplayOnly = MaptestPresentDisplayOnly;
    InitData->DxgkDdiSetPointerPosition = MaptestSetPointerPosition;
    InitData->DxgkDdiSetPointerShape = MaptestSetPointerShape;
}
