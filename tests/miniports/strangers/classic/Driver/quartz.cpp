// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "pch.h"
#include "resource.h"
int RegistryCount();
typedef struct _QDEV
{
    PDEVICE_OBJECT Pdo;
    DXGKRNL_INTERFACE Dxgk;
} QDEV, *PQDEV;
extern "C"
{
    DRIVER_INITIALIZE DriverEntry;
}
DXGKDDI_ADD_DEVICE QAdd;
DXGKDDI_START_DEVICE QStart;
DXGKDDI_STOP_DEVICE QStop;
DXGKDDI_REMOVE_DEVICE QRemove;
DXGKDDI_UNLOAD QUnload;
DXGKDDI_QUERYADAPTERINFO QQueryAdapterInfo;
_Function_class_(DXGKDDI_QUERY_CHILD_RELATIONS) NTSTATUS
    QRelations(_In_ CONST PVOID MiniportDeviceContext,
               _Inout_updates_bytes_(ChildRelationsSize) PDXGK_CHILD_DESCRIPTOR ChildRelations,
               _In_ ULONG ChildRelationsSize);

#pragma code_seg("INIT")
extern "C" NTSTATUS DriverEntry(_In_ DRIVER_OBJECT *pDriverObject,
                                _In_ UNICODE_STRING *pRegistryPath)
{
    PAGED_CODE();
    if (RegistryCount() != 3)
    {
        QLOG(0, "static constructors: %d", RegistryCount());
        return STATUS_UNSUCCESSFUL;
    }
    QObject *o = new QObject;
    if (!o)
        return STATUS_NO_MEMORY;
    {
        QPtr<IQUnknown> p;
        if (FAILED(o->QueryInterface(__uuidof(IQUnknown), (void **)&p)))
            return STATUS_UNSUCCESSFUL;
    }
    if (o->Release() != 0)
        return STATUS_UNSUCCESSFUL;
    QLOG(1, "entry %wZ", pRegistryPath);
    QLOG(1, "entry");
    BYTE *bytes = new (PagedPool) BYTE[10];
    delete[] bytes;
    PCHAR name = "literal";
    PVOID other = "other";
    goto skip;
    int n = 5;
skip:
    n = (int)strlen(name);
    UNREFERENCED_PARAMETER(other);

    KMDDOD_INITIALIZATION_DATA InitialData = {0};
    InitialData.Version = DXGKDDI_INTERFACE_VERSION;
    InitialData.DxgkDdiAddDevice = QAdd;
    InitialData.DxgkDdiStartDevice = QStart;
    InitialData.DxgkDdiStopDevice = QStop;
    InitialData.DxgkDdiRemoveDevice = QRemove;
    InitialData.DxgkDdiUnload = QUnload;
    InitialData.DxgkDdiQueryAdapterInfo = QQueryAdapterInfo;
    InitialData.DxgkDdiQueryChildRelations = QRelations;
    *(PVOID *)&InitialData.DxgkDdiQueryChildStatus = (PVOID)QRelations;
    *(PVOID *)&InitialData.DxgkDdiQueryDeviceDescriptor = (PVOID)QRelations;
    InitialData.DxgkDdiSetPowerState = (PDXGKDDI_SET_POWER_STATE)(PVOID)QRelations;
    NTSTATUS Status = DxgkInitializeDisplayOnlyDriver(pDriverObject, pRegistryPath, &InitialData);
    QLOG(1, "registered: %08x, as a full one would not be", Status);
    InitialData.DxgkDdiSetPointerPosition = (PDXGKDDI_SETPOINTERPOSITION)QRelations;
    InitialData.DxgkDdiSetPointerShape = (PDXGKDDI_SETPOINTERSHAPE)QRelations;
    InitialData.DxgkDdiIsSupportedVidPn = (PDXGKDDI_ISSUPPORTEDVIDPN)QRelations;
    InitialData.DxgkDdiRecommendFunctionalVidPn = (PDXGKDDI_RECOMMENDFUNCTIONALVIDPN)QRelations;
    InitialData.DxgkDdiEnumVidPnCofuncModality = (PDXGKDDI_ENUMVIDPNCOFUNCMODALITY)QRelations;
    InitialData.DxgkDdiSetVidPnSourceVisibility = (PDXGKDDI_SETVIDPNSOURCEVISIBILITY)QRelations;
    InitialData.DxgkDdiCommitVidPn = (PDXGKDDI_COMMITVIDPN)QRelations;
    InitialData.DxgkDdiUpdateActiveVidPnPresentPath =
        (PDXGKDDI_UPDATEACTIVEVIDPNPRESENTPATH)QRelations;
    InitialData.DxgkDdiRecommendMonitorModes = (PDXGKDDI_RECOMMENDMONITORMODES)QRelations;
    InitialData.DxgkDdiQueryVidPnHWCapability = (PDXGKDDI_QUERYVIDPNHWCAPABILITY)QRelations;
    InitialData.DxgkDdiPresentDisplayOnly = (PDXGKDDI_PRESENTDISPLAYONLY)QRelations;
    InitialData.DxgkDdiSystemDisplayEnable = (PDXGKDDI_SYSTEM_DISPLAY_ENABLE)QRelations;
    if (!NT_SUCCESS(Status))
        Status = DxgkInitializeDisplayOnlyDriver(pDriverObject, pRegistryPath, &InitialData);
    return Status;
}
#pragma code_seg()
#pragma code_seg("PAGE")
VOID QUnload(VOID)
{
    PAGED_CODE();
    QLOG(1, "unload");
}
NTSTATUS QAdd(_In_ CONST PDEVICE_OBJECT pdo, _Outptr_ PVOID *ctx)
{
    PQDEV d = new (NonPagedPoolNx) QDEV;
    if (!d)
        return STATUS_NO_MEMORY;
    d->Pdo = pdo;
    *ctx = d;
    return STATUS_SUCCESS;
}
NTSTATUS QStart(_In_ CONST PVOID c, _In_ PDXGK_START_INFO, _In_ PDXGKRNL_INTERFACE i,
                _Out_ ULONG *s, _Out_ ULONG *k)
{
    ((PQDEV)c)->Dxgk = *i;
    *s = *k = 1;
    return STATUS_SUCCESS;
}
NTSTATUS QStop(_In_ CONST PVOID)
{
    return STATUS_SUCCESS;
}
NTSTATUS QRemove(_In_ CONST PVOID c)
{
    delete (PQDEV)c;
    return STATUS_SUCCESS;
}
NTSTATUS QRelations(CONST PVOID, PDXGK_CHILD_DESCRIPTOR, ULONG)
{
    return STATUS_NOT_SUPPORTED;
}
NTSTATUS APIENTRY QQueryAdapterInfo(_In_ CONST HANDLE, _In_ CONST DXGKARG_QUERYADAPTERINFO *a)
{
    NTSTATUS Status;
    __try
    {
        switch (a->Type)
        {
        case DXGKQAITYPE_DRIVERCAPS:
        {
            if (!a->OutputDataSize)
                return STATUS_BUFFER_TOO_SMALL;
            Status = STATUS_SUCCESS;
            break;
        }
        default:
            Status = STATUS_NOT_SUPPORTED;
            __leave;
        }
        RtlFillMemory(a->pOutputData, a->OutputDataSize, 0);
    }
    __except (EXCEPTION_EXECUTE_HANDLER)
    {
        Status = GetExceptionCode();
    }
    return Status;
}
