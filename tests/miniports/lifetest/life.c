/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * Entry points of the miniport's life.  Each says so in the log, with its IRQL.
 */
#include "lifetest.h"

#define LIFE_CALL(Name) LIFE_LOG(Name " irql %u", KeGetCurrentIrql())

NTSTATUS APIENTRY
LifeAddDevice(CONST PDEVICE_OBJECT PhysicalDeviceObject, PVOID *MiniportDeviceContext)
{
    PLIFE_DEVICE Device;

    LIFE_CALL("AddDevice");
    Device = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Device), LIFE_TAG);
    if (Device == NULL) {
        return STATUS_NO_MEMORY;
    }
    RtlZeroMemory(Device, sizeof(*Device));
    Device->Pdo = PhysicalDeviceObject;
    KeInitializeEvent(&Device->DpcEvent, SynchronizationEvent, FALSE);
    *MiniportDeviceContext = Device;
    return STATUS_SUCCESS;
}

/* The first memory range, and how interrupts come: as drivers find them. */
static NTSTATUS
LifeTakeResources(PLIFE_DEVICE Device)
{
    const CM_PARTIAL_RESOURCE_LIST *List;
    DXGK_DEVICE_INFO Info;
    PVOID Registers = NULL;
    NTSTATUS Status;
    ULONG i;

    Status = Device->Dxgk.DxgkCbGetDeviceInformation(Device->Dxgk.DeviceHandle, &Info);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Device->Messages = 0;
    Device->MessageSignaled = FALSE;
    List = &Info.TranslatedResourceList->List[0].PartialResourceList;
    for (i = 0; i < List->Count; i++) {
        const CM_PARTIAL_RESOURCE_DESCRIPTOR *d = &List->PartialDescriptors[i];

        if (d->Type == CmResourceTypeInterrupt) {
            Device->Messages++;
            Device->MessageSignaled = (d->Flags & CM_RESOURCE_INTERRUPT_MESSAGE) != 0;
        } else if (d->Type == CmResourceTypeMemory && Registers == NULL) {
            Status = Device->Dxgk.DxgkCbMapMemory(Device->Dxgk.DeviceHandle, d->u.Memory.Start,
                                                  d->u.Memory.Length, FALSE, FALSE, MmNonCached,
                                                  &Registers);
            if (!NT_SUCCESS(Status)) {
                return Status;
            }
        }
    }
    if (Registers == NULL) {
        return STATUS_DEVICE_CONFIGURATION_ERROR;
    }
    Device->Registers = Registers;
    Device->Hardware->Quiet(Device);
    return STATUS_SUCCESS;
}

static NTSTATUS
LifeFindHardware(PLIFE_DEVICE Device)
{
    static const LIFE_HARDWARE *const Known[] = { &LifeEdu, &LifeE1000e };
    USHORT Id[2];
    NTSTATUS Status;
    ULONG Read, i;

    Status = Device->Dxgk.DxgkCbReadDeviceSpace(Device->Dxgk.DeviceHandle, DXGK_WHICHSPACE_CONFIG,
                                                Id, 0, sizeof(Id), &Read);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    for (i = 0; i < ARRAYSIZE(Known); i++) {
        if (Known[i]->Vendor == Id[0] && Known[i]->Device == Id[1]) {
            Device->Hardware = Known[i];
            return STATUS_SUCCESS;
        }
    }
    return STATUS_NOT_SUPPORTED;
}

NTSTATUS APIENTRY
LifeStartDevice(CONST PVOID MiniportDeviceContext, PDXGK_START_INFO DxgkStartInfo,
                PDXGKRNL_INTERFACE DxgkInterface, PULONG NumberOfVideoPresentSources,
                PULONG NumberOfChildren)
{
    PLIFE_DEVICE Device = MiniportDeviceContext;
    NTSTATUS Status;
    ULONG i;

    UNREFERENCED_PARAMETER(DxgkStartInfo);

    LIFE_CALL("StartDevice");
    Device->Dxgk = *DxgkInterface;
    Status = LifeFindHardware(Device);
    if (NT_SUCCESS(Status)) {
        Status = LifeTakeResources(Device);
    }
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    /* Real drivers wait for their device's interrupt here already. */
    Device->Hardware->Start(Device);
    Device->StartMessages = 0;
    for (i = 0; i < Device->Messages; i++) {
        if (LifeFireAndWait(Device, i) == STATUS_SUCCESS) {
            Device->StartMessages++;
        }
    }
    *NumberOfVideoPresentSources = 1;
    *NumberOfChildren = 1;
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
LifeStopDevice(CONST PVOID MiniportDeviceContext)
{
    PLIFE_DEVICE Device = MiniportDeviceContext;

    LIFE_CALL("StopDevice");
    Device->Hardware->Quiet(Device);
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
LifeRemoveDevice(CONST PVOID MiniportDeviceContext)
{
    PLIFE_DEVICE Device = MiniportDeviceContext;

    LIFE_CALL("RemoveDevice");
    if (Device->Registers != NULL) {
        (VOID)Device->Dxgk.DxgkCbUnmapMemory(Device->Dxgk.DeviceHandle, Device->Registers);
    }
    ExFreePoolWithTag(Device, LIFE_TAG);
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
LifeSetPowerState(CONST PVOID MiniportDeviceContext, ULONG DeviceUid,
                  DEVICE_POWER_STATE DevicePowerState, POWER_ACTION ActionType)
{
    PLIFE_DEVICE Device = MiniportDeviceContext;

    LIFE_LOG("SetPowerState irql %u uid %#x D%u action %u", KeGetCurrentIrql(), DeviceUid,
             DevicePowerState - PowerDeviceD0, ActionType);
    if (DeviceUid != DISPLAY_ADAPTER_HW_ID) {
        return STATUS_SUCCESS;
    }
    /* The registers are new after D3. */
    if (DevicePowerState == PowerDeviceD0) {
        Device->Hardware->Start(Device);
    } else {
        Device->Hardware->Quiet(Device);
    }
    return STATUS_SUCCESS;
}

VOID APIENTRY
LifeResetDevice(CONST PVOID MiniportDeviceContext)
{
    UNREFERENCED_PARAMETER(MiniportDeviceContext);

    LIFE_CALL("ResetDevice");
}

NTSTATUS APIENTRY
LifeNotifySurpriseRemoval(CONST PVOID MiniportDeviceContext, DXGK_SURPRISE_REMOVAL_TYPE Type)
{
    UNREFERENCED_PARAMETER(MiniportDeviceContext);

    LIFE_LOG("NotifySurpriseRemoval irql %u type %u", KeGetCurrentIrql(), Type);
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
LifeNotifyAcpiEvent(CONST PVOID MiniportDeviceContext, DXGK_EVENT_TYPE EventType, ULONG Event,
                    PVOID Argument, PULONG AcpiFlags)
{
    UNREFERENCED_PARAMETER(MiniportDeviceContext);
    UNREFERENCED_PARAMETER(Argument);

    LIFE_LOG("NotifyAcpiEvent irql %u type %u event %#x", KeGetCurrentIrql(), EventType, Event);
    *AcpiFlags = DXGK_ACPI_POLL_DISPLAY_CHILDREN;
    return STATUS_SUCCESS;
}

VOID APIENTRY
LifeControlEtwLogging(BOOLEAN Enable, ULONG Flags, UCHAR Level)
{
    UNREFERENCED_PARAMETER(Flags);

    LIFE_LOG("ControlEtwLogging %u level %u", Enable, Level);
}

NTSTATUS APIENTRY
LifeCollectDbgInfo(CONST HANDLE hAdapter, CONST DXGKARG_COLLECTDBGINFO *pCollectDbgInfo)
{
    PLIFE_DEVICE Device = hAdapter;
    LIFE_REPLY Text = { pCollectDbgInfo->pBuffer, pCollectDbgInfo->BufferSize, 0 };

    LifePrint(&Text, "%s's state: %u messages", Device->Hardware->Name, Device->Messages);
    return STATUS_SUCCESS;
}
