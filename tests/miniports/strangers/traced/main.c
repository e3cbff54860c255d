/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#include "ember.H"
#include "main.tmh"

#pragma code_seg("INIT")
#pragma warning(disable : 4127 4201 4214)
#pragma comment(lib, "ntstrsafe.lib")
#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, EmberAddDevice)
#endif

/* a slightly different type from the one the table has */
NTSTATUS EmberNotSupported(PVOID Context, PVOID Argument)
{
    UNREFERENCED_PARAMETER(Context);
    Argument;
    return STATUS_NOT_SUPPORTED;
}

NTSTATUS
DriverEntry(IN PDRIVER_OBJECT DriverObject, IN PUNICODE_STRING RegistryPath)
{
    KMDDOD_INITIALIZATION_DATA InitialData = {0};
    NTSTATUS Status;

    WPP_INIT_TRACING(DriverObject, RegistryPath);
    TraceEvents(TRACE_LEVEL_INFORMATION, TRACE_INIT, "%!FUNC! %wZ", RegistryPath);
    Trace(TRACE_LEVEL_ERROR, "status %!STATUS!", STATUS_SUCCESS);
    FuncEntry(TRACE_INIT);
    DoTraceMessage(TRACE_INIT, "plain");
    DbgPrint(1, ("entry %d\n", 1));
    LOG("no arguments\n");
    LOG("%d\n", 5);
    if (!EmberTest("ember", 5))
    {
        WPP_CLEANUP(DriverObject);
        return STATUS_UNSUCCESSFUL;
    }

    InitialData.Version = DXGKDDI_INTERFACE_VERSION;
    InitialData.DxgkDdiAddDevice = EmberAddDevice;
    InitialData.DxgkDdiStartDevice = EmberStartDevice;
    InitialData.DxgkDdiStopDevice = EmberStopDevice;
    InitialData.DxgkDdiRemoveDevice = EmberRemoveDevice;
    InitialData.DxgkDdiUnload = EmberUnload;
    InitialData.DxgkDdiQueryChildRelations = (PDXGKDDI_QUERY_CHILD_RELATIONS)EmberNotSupported;
    InitialData.DxgkDdiQueryChildStatus = (void *)EmberNotSupported;
    InitialData.DxgkDdiQueryDeviceDescriptor = EmberNotSupported;
    InitialData.DxgkDdiSetPowerState = EmberNotSupported;
    InitialData.DxgkDdiQueryAdapterInfo = EmberNotSupported;
    InitialData.DxgkDdiSetPointerPosition = EmberNotSupported;
    InitialData.DxgkDdiSetPointerShape = EmberNotSupported;
    InitialData.DxgkDdiIsSupportedVidPn = EmberNotSupported;
    InitialData.DxgkDdiRecommendFunctionalVidPn = EmberNotSupported;
    InitialData.DxgkDdiEnumVidPnCofuncModality = EmberNotSupported;
    InitialData.DxgkDdiSetVidPnSourceVisibility = EmberNotSupported;
    InitialData.DxgkDdiCommitVidPn = EmberNotSupported;
    InitialData.DxgkDdiUpdateActiveVidPnPresentPath = EmberNotSupported;
    InitialData.DxgkDdiRecommendMonitorModes = EmberNotSupported;
    InitialData.DxgkDdiQueryVidPnHWCapability = EmberNotSupported;
    InitialData.DxgkDdiPresentDisplayOnly = EmberNotSupported;

    Status = DxgkInitializeDisplayOnlyDriver(DriverObject, RegistryPath, &InitialData);
    if (!NT_SUCCESS(Status))
    {
        FuncExit(TRACE_INIT, Status);
        WPP_CLEANUP(DriverObject);
    }
    return Status;
}
#pragma code_seg()

VOID EmberUnload(VOID)
{
    WPP_CLEANUP(NULL);
    LOG("unload\n");
}

#pragma code_seg("PAGE")
NTSTATUS EmberAddDevice(IN CONST PDEVICE_OBJECT PhysicalDeviceObject,
                        OUT PVOID *MiniportDeviceContext)
{
    PEMBER_DEVICE d;

    PAGED_CODE();
    d = ExAllocatePoolWithTag(NonPagedPool, sizeof *d, POOLTAG);
    if (d == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(d, sizeof(*d));
    d->Pdo = PhysicalDeviceObject;
    d->QuadPart = 5;
    d->LowPart |= 2;
    d->Presents = EmberTwice(3);
    ExInitializeFastMutex(&d->Mutex);
    *MiniportDeviceContext = d;
    return STATUS_SUCCESS;
}

NTSTATUS EmberStartDevice(PVOID Context, PDXGK_START_INFO StartInfo, PDXGKRNL_INTERFACE Interface,
                          PULONG Sources, PULONG Children)
{
    PEMBER_DEVICE d = Context;
    ULONG i;

    ASSERT_IRQL(PASSIVE_LEVEL);
    d->Dxgk = *Interface;
    *Sources = *Children = 1;
    i = d->Dxgk.DxgkCbGetDeviceInformation(d->Dxgk.DeviceHandle, &d->Info);
    if (i)
        goto Exit;
    EmberLock(d);
    d->State.Started = TRUE;
    ExReleaseFastMutex(&d->Mutex);
Exit:
    return i;
}

NTSTATUS EmberStopDevice(PVOID Context)
{
    ((PEMBER_DEVICE)Context)->State.Started = 0;
    return STATUS_SUCCESS;
}
NTSTATUS EmberRemoveDevice(PVOID Context)
{
    ExFreePoolWithTag(Context, POOLTAG);
    return 0;
}
