/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * The loops of bench.h on what a miniport calls.
 */
#include "maptest.h"
#include "bench_escape.h"

#define BENCH_TAG       'hcnB'

/* ------------------------------------------------------------------ mapping */

static NTSTATUS
BenchMap(const DXGKRNL_INTERFACE *Dxgk, struct bench_call *Call)
{
    PHYSICAL_ADDRESS Physical;
    PVOID VirtualAddress;
    NTSTATUS Status = STATUS_SUCCESS;
    ULONGLONG Begin;
    ULONG i;

    Physical.QuadPart = (LONGLONG)Call->address;
    Begin = BENCH_NOW();
    for (i = 0; i < Call->count; i++) {
        Status = Dxgk->DxgkCbMapMemory(Dxgk->DeviceHandle, Physical, Call->length, FALSE, FALSE,
                                       (MEMORY_CACHING_TYPE)Call->cache, &VirtualAddress);
        if (!NT_SUCCESS(Status)) {
            return Status;
        }
        Status = Dxgk->DxgkCbUnmapMemory(Dxgk->DeviceHandle, VirtualAddress);
        if (!NT_SUCCESS(Status)) {
            return Status;
        }
    }
    Call->spent = BENCH_NOW() - Begin;
    return Status;
}

/* ---------------------------------------------------------------- accessors */

/*
 * The loops are not unrolled: what is left of one is what the empty one costs.
 * Each round loads the address anew, on both sides, so that no compiler's way
 * with registers is measured.
 */
#define BENCH_ADDRESS   ((ULONG_PTR)*(volatile ULONGLONG *)&Call->address)
#define BENCH_DATA      (*(volatile ULONG *)&Call->reserved)

#define BENCH_LOOP(Statement)                                                               \
do {                                                                                        \
    Begin = BENCH_NOW();                                                                    \
    _Pragma("clang loop unroll(disable)")                                                   \
    for (i = 0; i < Call->count; i++) {                                                     \
        Statement;                                                                          \
        __asm__ volatile("" : "+r"(i));                                                     \
    }                                                                                       \
    Call->spent = BENCH_NOW() - Begin;                                                      \
} while (0)

static NTSTATUS
BenchRegister(const DXGKRNL_INTERFACE *Dxgk, struct bench_call *Call)
{
    PHYSICAL_ADDRESS Physical;
    PVOID VirtualAddress;
    ULONGLONG Begin;
    NTSTATUS Status;
    ULONG i;

    Physical.QuadPart = (LONGLONG)Call->address;
    Status = Dxgk->DxgkCbMapMemory(Dxgk->DeviceHandle, Physical, Call->length, FALSE, FALSE,
                                   MmNonCached, &VirtualAddress);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    Call->address = (ULONG_PTR)VirtualAddress;
    switch (Call->what) {
    case BENCH_READ8:
        BENCH_LOOP((VOID)READ_REGISTER_UCHAR((PUCHAR)BENCH_ADDRESS));
        break;
    case BENCH_READ32:
        BENCH_LOOP((VOID)READ_REGISTER_ULONG((PULONG)BENCH_ADDRESS));
        break;
    case BENCH_WRITE8:
        BENCH_LOOP(WRITE_REGISTER_UCHAR((PUCHAR)BENCH_ADDRESS, (UCHAR)BENCH_DATA));
        break;
    default:
        BENCH_LOOP(WRITE_REGISTER_ULONG((PULONG)BENCH_ADDRESS, BENCH_DATA));
        break;
    }

    return Dxgk->DxgkCbUnmapMemory(Dxgk->DeviceHandle, VirtualAddress);
}

static NTSTATUS
BenchPort(struct bench_call *Call)
{
    ULONGLONG Begin;
    ULONG i;

    if (Call->what == BENCH_IN8) {
        BENCH_LOOP((VOID)READ_PORT_UCHAR((PUCHAR)BENCH_ADDRESS));
    } else {
        BENCH_LOOP(WRITE_PORT_UCHAR((PUCHAR)BENCH_ADDRESS, (UCHAR)BENCH_DATA));
    }

    return STATUS_SUCCESS;
}

static NTSTATUS
BenchEmptyLoop(struct bench_call *Call)
{
    ULONGLONG Begin;
    ULONG i;

    BENCH_LOOP((VOID)0);
    return STATUS_SUCCESS;
}

/* --------------------------------------------------------------- primitives */

static KDEFERRED_ROUTINE BenchDpcRoutine;

static VOID NTAPI
BenchDpcRoutine(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);

    *(volatile ULONGLONG *)DeferredContext = BENCH_NOW();
}

static NTSTATUS
BenchDpc(struct bench_call *Call)
{
    volatile ULONGLONG Ran;
    ULONGLONG Begin;
    KIRQL OldIrql;
    KDPC Dpc;
    ULONG i;

    KeInitializeDpc(&Dpc, BenchDpcRoutine, (PVOID)&Ran);
    Call->spent = 0;
    for (i = 0; i < Call->count; i++) {
        Ran = 0;
        KeRaiseIrql(DISPATCH_LEVEL, &OldIrql);
        Begin = BENCH_NOW();
        (VOID)KeInsertQueueDpc(&Dpc, NULL, NULL);
        KeLowerIrql(OldIrql);
        KeFlushQueuedDpcs();
        Call->spent += Ran - Begin;
    }

    return STATUS_SUCCESS;
}

typedef struct _BENCH_PING {
    KEVENT Ping;
    KEVENT Pong;
    ULONG Count;
    ULONGLONG Woken;
} BENCH_PING;

static VOID
BenchPong(BENCH_PING *Ping)
{
    ULONG i;

    for (i = 0; i < Ping->Count; i++) {
        (VOID)KeWaitForSingleObject(&Ping->Ping, Executive, KernelMode, FALSE, NULL);
        Ping->Woken = BENCH_NOW();
        (VOID)KeSetEvent(&Ping->Pong, IO_NO_INCREMENT, FALSE);
    }
}

static KSTART_ROUTINE BenchPongThread;

static VOID NTAPI
BenchPongThread(PVOID StartContext)
{
    BenchPong(StartContext);
    (VOID)PsTerminateSystemThread(STATUS_SUCCESS);
}

/* From KeSetEvent to the return of the wait in the other thread, and back. */
static NTSTATUS
BenchEvent(struct bench_call *Call)
{
    BENCH_PING Ping;
    ULONGLONG Begin;
    HANDLE Handle;
    NTSTATUS Status;
    PVOID Thread;
    ULONG i;

    KeInitializeEvent(&Ping.Ping, SynchronizationEvent, FALSE);
    KeInitializeEvent(&Ping.Pong, SynchronizationEvent, FALSE);
    Ping.Count = Call->count;

    Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, BenchPongThread,
                                  &Ping);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    (VOID)ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, NULL, KernelMode, &Thread, NULL);
    (VOID)ZwClose(Handle);

    Call->spent = 0;
    for (i = 0; i < Call->count; i++) {
        Begin = BENCH_NOW();
        (VOID)KeSetEvent(&Ping.Ping, IO_NO_INCREMENT, FALSE);
        (VOID)KeWaitForSingleObject(&Ping.Pong, Executive, KernelMode, FALSE, NULL);
        Call->spent += BENCH_NOW() - Begin;
    }

    (VOID)KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Thread);
    return STATUS_SUCCESS;
}

static NTSTATUS
BenchPool(struct bench_call *Call)
{
    ULONGLONG Begin;
    PVOID Block;
    ULONG i;

    Begin = BENCH_NOW();
    for (i = 0; i < Call->count; i++) {
        Block = ExAllocatePoolWithTag(NonPagedPoolNx, Call->length, BENCH_TAG);
        if (Block == NULL) {
            return STATUS_NO_MEMORY;
        }
        ExFreePoolWithTag(Block, BENCH_TAG);
    }
    Call->spent = BENCH_NOW() - Begin;
    return STATUS_SUCCESS;
}

static NTSTATUS
BenchSpinLock(struct bench_call *Call)
{
    ULONGLONG Begin;
    KSPIN_LOCK Lock;
    KIRQL OldIrql;
    ULONG i;

    KeInitializeSpinLock(&Lock);
    Begin = BENCH_NOW();
    for (i = 0; i < Call->count; i++) {
        KeAcquireSpinLock(&Lock, &OldIrql);
        KeReleaseSpinLock(&Lock, OldIrql);
    }
    Call->spent = BENCH_NOW() - Begin;
    return STATUS_SUCCESS;
}

NTSTATUS
MaptestBench(PMAPTEST_DEVICE Device, struct bench_call *Call)
{
    NTSTATUS Status;

    Call->spent = 0;
    switch (Call->what) {
    case BENCH_NOTHING:
        Status = STATUS_SUCCESS;
        break;
    case BENCH_EMPTY_LOOP:
        Status = BenchEmptyLoop(Call);
        break;
    case BENCH_MAP:
        Status = BenchMap(&Device->Dxgk, Call);
        break;
    case BENCH_READ8:
    case BENCH_READ32:
    case BENCH_WRITE8:
    case BENCH_WRITE32:
        Status = BenchRegister(&Device->Dxgk, Call);
        break;
    case BENCH_IN8:
    case BENCH_OUT8:
        Status = BenchPort(Call);
        break;
    case BENCH_DPC:
        Status = BenchDpc(Call);
        break;
    case BENCH_EVENT:
        Status = BenchEvent(Call);
        break;
    case BENCH_POOL:
        Status = BenchPool(Call);
        break;
    case BENCH_SPINLOCK:
        Status = BenchSpinLock(Call);
        break;
    default:
        return STATUS_NOT_SUPPORTED;
    }

    Call->status = (ULONG)Status;
    return Status;
}
