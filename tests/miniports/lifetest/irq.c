/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * Interrupts: the routine, its DPC, and commands that raise them.
 */
#include "lifetest.h"

BOOLEAN APIENTRY
LifeInterruptRoutine(CONST PVOID MiniportDeviceContext, ULONG MessageNumber)
{
    PLIFE_DEVICE Device = MiniportDeviceContext;
    LIFE_MESSAGE *Message = &Device->Message[MessageNumber % LIFE_MESSAGES];

    /* A shared line rings before StartDevice has mapped anything. */
    if (Device->Registers == NULL || !Device->Hardware->Acknowledge(Device, MessageNumber)) {
        Message->Foreign++;
        return FALSE;
    }
    Message->Claimed++;
    (VOID)InterlockedIncrement(&Message->Calls);
    Message->Irql = KeGetCurrentIrql();
    (VOID)Device->Dxgk.DxgkCbQueueDpc(Device->Dxgk.DeviceHandle);
    return TRUE;
}

VOID APIENTRY
LifeDpcRoutine(CONST PVOID MiniportDeviceContext)
{
    PLIFE_DEVICE Device = MiniportDeviceContext;

    Device->DpcIrql = KeGetCurrentIrql();
    if (Device->DpcIrql != DISPATCH_LEVEL) {
        Device->DpcIrqlMixed = TRUE;
    }
    (VOID)InterlockedIncrement(&Device->Dpcs);
    Device->Dxgk.DxgkCbNotifyDpc(Device->Dxgk.DeviceHandle);
    KeSetEvent(&Device->DpcEvent, 0, FALSE);
}

NTSTATUS
LifeFireAndWait(PLIFE_DEVICE Device, ULONG Message)
{
    LARGE_INTEGER Second;

    Second.QuadPart = -10 * 1000 * 1000 * 10LL;
    KeClearEvent(&Device->DpcEvent);
    Device->Hardware->Fire(Device, Message);
    return KeWaitForSingleObject(&Device->DpcEvent, Executive, KernelMode, FALSE, &Second);
}

typedef struct _LIFE_SYNC {
    LIFE_MESSAGE *Message;
    KIRQL Irql;
} LIFE_SYNC;

/* Not atomic: what keeps the interrupt routine out is what is tested. */
static BOOLEAN NTAPI
LifeAddClaimed(PVOID Context)
{
    LIFE_SYNC *Sync = Context;
    volatile ULONG *Claimed = &Sync->Message->Claimed;
    ULONG Before = *Claimed, i;

    Sync->Irql = KeGetCurrentIrql();
    for (i = 0; i < 200; i++) {
        YieldProcessor();
    }
    *Claimed = Before + 1;
    (VOID)InterlockedIncrement(&Sync->Message->Calls);
    return TRUE;
}

static NTSTATUS
LifeSynchronize(PLIFE_DEVICE Device, ULONG Message, KIRQL *Irql)
{
    LIFE_SYNC Sync = { &Device->Message[Message % LIFE_MESSAGES], 0 };
    BOOLEAN Returned = FALSE;
    NTSTATUS Status;

    Status = Device->Dxgk.DxgkCbSynchronizeExecution(Device->Dxgk.DeviceHandle, LifeAddClaimed,
                                                     &Sync, Message, &Returned);
    if (NT_SUCCESS(Status) && !Returned) {
        return STATUS_INTERNAL_ERROR;
    }
    *Irql = Sync.Irql;
    return Status;
}

/*
 * irq fire MESSAGE COUNT, irq sync MESSAGE COUNT, irq storm MESSAGE COUNT (both at
 * once, from the same thread), irq dpc, irq count
 */
NTSTATUS
LifeIrqCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply)
{
    ULONG Message = Count > 2 ? LifeNumber(Word[2]) : 0;
    ULONG Times = Count > 3 ? LifeNumber(Word[3]) : 1, i;
    NTSTATUS Status = STATUS_SUCCESS;
    KIRQL Irql = 0, Old;

    if (Count < 2) {
        return STATUS_INVALID_PARAMETER;
    }
    if (LifeIs(Word[1], "count")) {
        LifePrint(Reply, "%s %s messages %u start %u dpcs %u dpc-irql %u\n", Device->Hardware->Name,
                  Device->MessageSignaled ? "msi" : "line", Device->Messages,
                  Device->StartMessages, Device->Dpcs,
                  Device->DpcIrqlMixed ? 99 : Device->DpcIrql);
        for (i = 0; i < LIFE_MESSAGES; i++) {
            LIFE_MESSAGE *m = &Device->Message[i];

            if (m->Claimed || m->Foreign) {
                LifePrint(Reply, "message %u claimed %u calls %u irql %u\n", i, m->Claimed,
                          m->Calls, m->Irql);
            }
        }
        return STATUS_SUCCESS;
    }
    if (LifeIs(Word[1], "clear")) {
        RtlZeroMemory(Device->Message, sizeof(Device->Message));
        Device->Dpcs = 0;
        return STATUS_SUCCESS;
    }
    if (LifeIs(Word[1], "dpc")) {
        /* At DISPATCH_LEVEL it cannot run yet, so it is queued once. */
        KeRaiseIrql(DISPATCH_LEVEL, &Old);
        i = Device->Dxgk.DxgkCbQueueDpc(Device->Dxgk.DeviceHandle);
        Message = Device->Dxgk.DxgkCbQueueDpc(Device->Dxgk.DeviceHandle);
        KeLowerIrql(Old);
        LifePrint(Reply, "queued %u again %u\n", i, Message);
        return STATUS_SUCCESS;
    }
    for (i = 0; i < Times && NT_SUCCESS(Status); i++) {
        if (LifeIs(Word[1], "fire")) {
            Status = LifeFireAndWait(Device, Message);
            if (Status == STATUS_TIMEOUT) {
                return STATUS_IO_TIMEOUT;
            }
        } else if (LifeIs(Word[1], "storm")) {
            Device->Hardware->Fire(Device, Message);
            Status = LifeSynchronize(Device, Message, &Irql);
        } else if (LifeIs(Word[1], "sync")) {
            Status = LifeSynchronize(Device, Message, &Irql);
        } else {
            return STATUS_INVALID_PARAMETER;
        }
    }
    LifePrint(Reply, "irql %u\n", Irql);
    return Status;
}
