// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "adapter.h"
#include <ntstrsafe.h>

extern "C" DRIVER_INITIALIZE DriverEntry;

static DXGKDDI_ADD_DEVICE AddDevice;
static DXGKDDI_START_DEVICE StartDevice;
static DXGKDDI_STOP_DEVICE StopDevice;
static DXGKDDI_REMOVE_DEVICE RemoveDevice;
static DXGKDDI_UNLOAD Unload;
static DXGKDDI_QUERY_CHILD_RELATIONS QueryChildRelations;
static DXGKDDI_QUERY_CHILD_STATUS QueryChildStatus;
static DXGKDDI_QUERY_DEVICE_DESCRIPTOR QueryDeviceDescriptor;
static DXGKDDI_SET_POWER_STATE SetPowerState;
static DXGKDDI_QUERYADAPTERINFO QueryAdapterInfo;

// Constructed before DriverEntry, destroyed after Unload.
static struct Log {
    Log() { DbgPrint("mydod: constructed\n"); }
    ~Log() { DbgPrint("mydod: destroyed\n"); }
} g_log;

static Adapter *Of(const void *context)
{
    return static_cast<Adapter *>(const_cast<void *>(context));
}

static NTSTATUS AddDevice(IN_CONST_PDEVICE_OBJECT pdo, OUT_PPVOID context)
{
    *context = new Adapter(pdo);
    return *context ? STATUS_SUCCESS : STATUS_NO_MEMORY;
}

static NTSTATUS StartDevice(IN_CONST_PVOID context, IN_PDXGK_START_INFO, IN_PDXGKRNL_INTERFACE dxgk,
                            OUT_PULONG sources, OUT_PULONG children)
{
    *sources = *children = 1;
    return Of(context)->Start(dxgk);
}

static NTSTATUS StopDevice(IN_CONST_PVOID)
{
    return STATUS_SUCCESS;          // the destructor does it
}

static NTSTATUS RemoveDevice(IN_CONST_PVOID context)
{
    delete Of(context);
    return STATUS_SUCCESS;
}

static VOID Unload()
{
    DbgPrint("mydod: unload, %d adapters\n", Adapter::s_count);
}

static NTSTATUS QueryChildRelations(IN_CONST_PVOID, INOUT_PDXGK_CHILD_DESCRIPTOR children, ULONG)
{
    auto &child = children[0];

    child.ChildDeviceType = TypeVideoOutput;
    child.ChildCapabilities.HpdAwareness = HpdAwarenessAlwaysConnected;
    child.ChildCapabilities.Type.VideoOutput.InterfaceTechnology = D3DKMDT_VOT_INTERNAL;
    child.ChildCapabilities.Type.VideoOutput.MonitorOrientationAwareness = D3DKMDT_MOA_NONE;
    return STATUS_SUCCESS;
}

static NTSTATUS QueryChildStatus(IN_CONST_PVOID, INOUT_PDXGK_CHILD_STATUS status, BOOLEAN)
{
    if (status->Type != StatusConnection)
        return STATUS_NOT_SUPPORTED;
    status->HotPlug.Connected = TRUE;
    return STATUS_SUCCESS;
}

static NTSTATUS QueryDeviceDescriptor(IN_CONST_PVOID, ULONG, INOUT_PDXGK_DEVICE_DESCRIPTOR)
{
    return STATUS_MONITOR_NO_DESCRIPTOR;
}

static NTSTATUS SetPowerState(IN_CONST_PVOID, ULONG, DEVICE_POWER_STATE, POWER_ACTION)
{
    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY QueryAdapterInfo(CONST HANDLE, CONST DXGKARG_QUERYADAPTERINFO *arg)
{
    if (arg->Type != DXGKQAITYPE_DRIVERCAPS)
        return STATUS_NOT_SUPPORTED;
    __try {
        auto *caps = static_cast<DXGK_DRIVERCAPS *>(arg->pOutputData);

        if (arg->OutputDataSize < sizeof(*caps))
            ExRaiseStatus(STATUS_BUFFER_TOO_SMALL);
        RtlZeroMemory(caps, sizeof(*caps));
        caps->WDDMVersion = DXGKDDI_WDDMv1_2;
        caps->HighestAcceptableAddress.QuadPart = -1;
        caps->SupportNonVGA = TRUE;
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return GetExceptionCode();
    }
    return STATUS_SUCCESS;
}

template <typename Arg, NTSTATUS (Adapter::*Method)(const Arg *)>
static NTSTATUS APIENTRY Call(CONST HANDLE adapter, const Arg *arg)
{
    return (Of(adapter)->*Method)(arg);
}

// For what there is nothing to do about.
template <NTSTATUS Status, typename Arg>
static NTSTATUS APIENTRY Return(CONST HANDLE, Arg)
{
    return Status;
}

static NTSTATUS APIENTRY IsSupportedVidPn(CONST HANDLE, DXGKARG_ISSUPPORTEDVIDPN *arg)
{
    arg->IsVidPnSupported = TRUE;
    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY QueryVidPnHWCapability(CONST HANDLE, DXGKARG_QUERYVIDPNHWCAPABILITY *arg)
{
    arg->VidPnHWCaps = {};
    return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY SetPointerPosition(CONST HANDLE, CONST DXGKARG_SETPOINTERPOSITION *arg)
{
    return arg->Flags.Visible ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    WCHAR text[128];
    NTSTATUS status = RtlStringCbPrintfW(text, sizeof(text), L"%wZ", path);

    if (!NT_SUCCESS(status))
        return status;
    DbgPrint("mydod: entry %ws\n", text);

    KMDDOD_INITIALIZATION_DATA data = {};
    data.Version = DXGKDDI_INTERFACE_VERSION;
    data.DxgkDdiAddDevice = AddDevice;
    data.DxgkDdiStartDevice = StartDevice;
    data.DxgkDdiStopDevice = StopDevice;
    data.DxgkDdiRemoveDevice = RemoveDevice;
    data.DxgkDdiUnload = Unload;
    data.DxgkDdiQueryChildRelations = QueryChildRelations;
    data.DxgkDdiQueryChildStatus = QueryChildStatus;
    data.DxgkDdiQueryDeviceDescriptor = QueryDeviceDescriptor;
    data.DxgkDdiSetPowerState = SetPowerState;
    data.DxgkDdiQueryAdapterInfo = QueryAdapterInfo;
    data.DxgkDdiSetPointerPosition = SetPointerPosition;
    data.DxgkDdiSetPointerShape = Return<STATUS_NOT_SUPPORTED>;
    data.DxgkDdiIsSupportedVidPn = IsSupportedVidPn;
    data.DxgkDdiRecommendFunctionalVidPn = Return<STATUS_GRAPHICS_NO_RECOMMENDED_FUNCTIONAL_VIDPN>;
    data.DxgkDdiEnumVidPnCofuncModality = Call<DXGKARG_ENUMVIDPNCOFUNCMODALITY, &Adapter::CofuncModality>;
    data.DxgkDdiSetVidPnSourceVisibility = Return<STATUS_SUCCESS>;
    data.DxgkDdiCommitVidPn = Call<DXGKARG_COMMITVIDPN, &Adapter::Commit>;
    data.DxgkDdiUpdateActiveVidPnPresentPath = Return<STATUS_SUCCESS>;
    data.DxgkDdiRecommendMonitorModes = Call<DXGKARG_RECOMMENDMONITORMODES, &Adapter::MonitorModes>;
    data.DxgkDdiQueryVidPnHWCapability = QueryVidPnHWCapability;
    data.DxgkDdiPresentDisplayOnly = Call<DXGKARG_PRESENT_DISPLAYONLY, &Adapter::Present>;
    return DxgkInitializeDisplayOnlyDriver(driver, path, &data);
}
