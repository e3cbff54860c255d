/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * Entry points of the miniport's life, and the script's steps in them.
 */
#include "maptest.h"

/*
 * Runs the steps of one point.  Dxgk is NULL while no interface was ever seen:
 * then there is nothing to call.
 */
static VOID
MaptestRunScript(PMAPTEST_DEVICE Device, const DXGKRNL_INTERFACE *Dxgk, ULONG At)
{
    struct maptest_step *Step;
    ULONG i;

    if (Dxgk == NULL) {
        return;
    }

    for (i = 0; i < MaptestGlobals.Steps; i++) {
        Step = &MaptestGlobals.Step[i];
        if (Step->at != At) {
            continue;
        }

        if (Step->action == MAPTEST_DO_MAP) {
            MaptestMap(Device, Dxgk, &Step->map);
        } else {
            if (Step->of_step != 0) {
                Step->unmap.virtual_address =
                    MaptestGlobals.Step[Step->of_step - 1].map.virtual_address;
            }
            MaptestUnmap(Device, Dxgk, &Step->unmap);
        }
        Step->runs++;
    }
}

/* Whether this call is one of those that shall fail, and how. */
static NTSTATUS
MaptestFailure(MAPTEST_U32 *Count, MAPTEST_U32 Status)
{
    if (*Count == 0) {
        return STATUS_SUCCESS;
    }

    if (*Count != MAXULONG) {
        (*Count)--;
    }
    return (NTSTATUS)Status;
}

NTSTATUS APIENTRY
MaptestAddDevice(CONST PDEVICE_OBJECT PhysicalDeviceObject, PVOID *MiniportDeviceContext)
{
    PMAPTEST_DEVICE Device;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(PhysicalDeviceObject);

    *MiniportDeviceContext = NULL;
    (VOID)InterlockedIncrement(&MaptestGlobals.Adds);

    Device = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Device), MAPTEST_TAG);
    if (Device == NULL) {
        return STATUS_NO_MEMORY;
    }
    RtlZeroMemory(Device, sizeof(*Device));

    /* This adapter's own handle is not known yet: what there is, is stale. */
    MaptestRunScript(Device, MaptestGlobals.HasLastDxgk ? &MaptestGlobals.LastDxgk : NULL,
                     MAPTEST_AT_ADD);

    Status = MaptestFailure(&MaptestGlobals.Fail.add_count, MaptestGlobals.Fail.add_status);
    if (!NT_SUCCESS(Status)) {
        ExFreePoolWithTag(Device, MAPTEST_TAG);
        return Status;
    }

    *MiniportDeviceContext = Device;
    return STATUS_SUCCESS;
}

static VOID
MaptestReadResource(const CM_PARTIAL_RESOURCE_DESCRIPTOR *Descriptor,
                    struct maptest_resource *Resource)
{
    Resource->type = Descriptor->Type;
    Resource->flags = Descriptor->Flags;

    switch (Descriptor->Type) {
    case CmResourceTypePort:
        Resource->start = (ULONGLONG)Descriptor->u.Port.Start.QuadPart;
        Resource->length = Descriptor->u.Port.Length;
        break;

    case CmResourceTypeMemory:
        Resource->start = (ULONGLONG)Descriptor->u.Memory.Start.QuadPart;
        Resource->length = Descriptor->u.Memory.Length;
        break;

    case CmResourceTypeMemoryLarge:
        Resource->start = (ULONGLONG)Descriptor->u.Memory40.Start.QuadPart;
        if (Descriptor->Flags & CM_RESOURCE_MEMORY_LARGE_40) {
            Resource->length = (ULONGLONG)Descriptor->u.Memory40.Length40 << 8;
        } else if (Descriptor->Flags & CM_RESOURCE_MEMORY_LARGE_48) {
            Resource->length = (ULONGLONG)Descriptor->u.Memory48.Length48 << 16;
        } else {
            Resource->length = (ULONGLONG)Descriptor->u.Memory64.Length64 << 32;
        }
        break;

    case CmResourceTypeInterrupt:
        if (Descriptor->Flags & CM_RESOURCE_INTERRUPT_MESSAGE) {
            Resource->start = Descriptor->u.MessageInterrupt.Translated.Vector;
        } else {
            Resource->start = Descriptor->u.Interrupt.Vector;
        }
        break;
    }
}

static NTSTATUS
MaptestReadResources(PMAPTEST_DEVICE Device)
{
    const CM_PARTIAL_RESOURCE_LIST *List;
    DXGK_DEVICE_INFO Info;
    NTSTATUS Status;
    ULONG i;

    Device->Resources.resources = 0;

    RtlZeroMemory(&Info, sizeof(Info));
    Status = Device->Dxgk.DxgkCbGetDeviceInformation(Device->Dxgk.DeviceHandle, &Info);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    if (Info.TranslatedResourceList == NULL || Info.TranslatedResourceList->Count == 0) {
        return STATUS_SUCCESS;
    }

    List = &Info.TranslatedResourceList->List[0].PartialResourceList;
    for (i = 0; i < List->Count && i < MAPTEST_RESOURCES; i++) {
        MaptestReadResource(&List->PartialDescriptors[i], &Device->Resources.resource[i]);
    }
    Device->Resources.resources = i;
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
MaptestStartDevice(CONST PVOID MiniportDeviceContext, PDXGK_START_INFO DxgkStartInfo,
                   PDXGKRNL_INTERFACE DxgkInterface, PULONG NumberOfVideoPresentSources,
                   PULONG NumberOfChildren)
{
    PMAPTEST_DEVICE Device = MiniportDeviceContext;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(DxgkStartInfo);

    (VOID)InterlockedIncrement(&MaptestGlobals.Starts);

    RtlZeroMemory(&Device->Dxgk, sizeof(Device->Dxgk));
    RtlCopyMemory(&Device->Dxgk, DxgkInterface, min(DxgkInterface->Size, sizeof(Device->Dxgk)));
    Device->HasInterface = TRUE;
    MaptestGlobals.LastDxgk = Device->Dxgk;
    MaptestGlobals.HasLastDxgk = TRUE;

    Status = MaptestReadResources(Device);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    MaptestRunScript(Device, &Device->Dxgk, MAPTEST_AT_START);

    *NumberOfVideoPresentSources = 1;
    *NumberOfChildren = 1;
    return MaptestFailure(&MaptestGlobals.Fail.start_count, MaptestGlobals.Fail.start_status);
}

NTSTATUS APIENTRY
MaptestStopDevice(CONST PVOID MiniportDeviceContext)
{
    PMAPTEST_DEVICE Device = MiniportDeviceContext;

    (VOID)InterlockedIncrement(&MaptestGlobals.Stops);
    MaptestRunScript(Device, &Device->Dxgk, MAPTEST_AT_STOP);
    return MaptestFailure(&MaptestGlobals.Fail.stop_count, MaptestGlobals.Fail.stop_status);
}

/* What the bulk list still holds is leaked: that is for the port driver to say. */
NTSTATUS APIENTRY
MaptestRemoveDevice(CONST PVOID MiniportDeviceContext)
{
    PMAPTEST_DEVICE Device = MiniportDeviceContext;

    (VOID)InterlockedIncrement(&MaptestGlobals.Removes);
    MaptestRunScript(Device, Device->HasInterface ? &Device->Dxgk : NULL, MAPTEST_AT_REMOVE);

    if (Device->HasInterface) {
        MaptestGlobals.StaleHandle = Device->Dxgk.DeviceHandle;
    }
    if (Device->Bulk != NULL) {
        ExFreePoolWithTag(Device->Bulk, MAPTEST_TAG);
    }
    ExFreePoolWithTag(Device, MAPTEST_TAG);
    return STATUS_SUCCESS;
}
