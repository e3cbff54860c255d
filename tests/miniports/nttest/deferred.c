// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* deferred.c - IRQL, spin locks, DPCs, timers, work items. */
#include "nttest.h"

static void nap(LONG ms)
{
	LARGE_INTEGER t = nt_ms(ms);

	KeDelayExecutionThread(KernelMode, FALSE, &t);
}

static NTSTATUS wait_ms(PVOID object, LONG ms)
{
	LARGE_INTEGER t = nt_ms(ms);

	return KeWaitForSingleObject(object, Executive, KernelMode, FALSE, &t);
}

/* --------------------------------------------------------------------------- IRQL */

NT_TEST(irql_nests, "KeRaiseIrql, KeLowerIrql: the old IRQL comes back")
{
	KIRQL a, b, c;

	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	KeRaiseIrql(APC_LEVEL, &a);
	CHECK_EQ(a, PASSIVE_LEVEL);
	CHECK_EQ(KeGetCurrentIrql(), APC_LEVEL);
	KeRaiseIrql(DISPATCH_LEVEL, &b);
	CHECK_EQ(b, APC_LEVEL);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeRaiseIrql(HIGH_LEVEL, &c);
	CHECK_EQ(c, DISPATCH_LEVEL);
	CHECK_EQ(KeGetCurrentIrql(), HIGH_LEVEL);
	KeLowerIrql(c);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeLowerIrql(b);
	CHECK_EQ(KeGetCurrentIrql(), APC_LEVEL);
	KeLowerIrql(a);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	CHECK_EQ(KeRaiseIrqlToDpcLevel(), PASSIVE_LEVEL);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeLowerIrql(PASSIVE_LEVEL);
}

NT_TEST(irql_same, "KeRaiseIrql: to the current IRQL is no error")
{
	KIRQL a, b;

	KeRaiseIrql(DISPATCH_LEVEL, &a);
	KeRaiseIrql(DISPATCH_LEVEL, &b);
	CHECK_EQ(b, DISPATCH_LEVEL);
	KeLowerIrql(b);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeLowerIrql(a);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
}

struct irql_other {
	KEVENT go;
	KIRQL irql;
};

static VOID NTAPI irql_thread(PVOID context)
{
	struct irql_other *other = context;

	KeWaitForSingleObject(&other->go, Executive, KernelMode, FALSE, NULL);
	other->irql = KeGetCurrentIrql();
	PsTerminateSystemThread(STATUS_SUCCESS);
}

NT_TEST(irql_per_thread, "APC_LEVEL belongs to the thread: another one is at PASSIVE_LEVEL")
{
	struct irql_other other = { .irql = 77 };
	HANDLE handle;
	KIRQL old;
	PVOID t;

	KeInitializeEvent(&other.go, NotificationEvent, FALSE);
	NEED(NT_SUCCESS(PsCreateSystemThread(&handle, 0, NULL, NULL, NULL, irql_thread, &other)));
	CHECK_STATUS(ObReferenceObjectByHandle(handle, 0, NULL, KernelMode, &t, NULL), STATUS_SUCCESS);
	ZwClose(handle);
	KeRaiseIrql(APC_LEVEL, &old);
	KeSetEvent(&other.go, 0, FALSE);
	KeWaitForSingleObject(t, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(t);
	CHECK_EQ(KeGetCurrentIrql(), APC_LEVEL);
	KeLowerIrql(old);
	CHECK_EQ(other.irql, PASSIVE_LEVEL);
}

/* --------------------------------------------------------------------- spin locks */

NT_TEST(spin_irql, "KeAcquireSpinLock: raises to DISPATCH_LEVEL, KeReleaseSpinLock: back to what is passed")
{
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	CHECK(KeTestSpinLock(&lock));
	KeAcquireSpinLock(&lock, &irql);
	CHECK_EQ(irql, PASSIVE_LEVEL);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	CHECK(!KeTestSpinLock(&lock));
	KeReleaseSpinLock(&lock, irql);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	CHECK(KeTestSpinLock(&lock));
}

NT_TEST(spin_zero_is_free, "a KSPIN_LOCK in zeroed memory is free, without KeInitializeSpinLock")
{
	struct { KSPIN_LOCK lock; ULONG64 guard; } s = { 0, 0x1122334455667788ull };
	KIRQL irql;

	CHECK_EQ(sizeof(KSPIN_LOCK), 8);
	KeAcquireSpinLock(&s.lock, &irql);
	KeReleaseSpinLock(&s.lock, irql);
	CHECK_EQ(s.lock, 0);
	CHECK_EQ(s.guard, 0x1122334455667788ull);
}

NT_TEST(spin_out_of_order, "spin locks may be released in another order than they were taken in")
{
	KSPIN_LOCK a = 0, b = 0, c = 0;
	KIRQL ia, ib, ic;

	KeAcquireSpinLock(&a, &ia);
	KeAcquireSpinLock(&b, &ib);
	KeAcquireSpinLock(&c, &ic);
	KeReleaseSpinLock(&a, ic);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	CHECK(KeTestSpinLock(&a) && !KeTestSpinLock(&b));
	KeReleaseSpinLock(&b, ib);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeReleaseSpinLock(&c, ia);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
}

NT_TEST(spin_at_dpc_level, "KeAcquireSpinLockAtDpcLevel, KeTryToAcquireSpinLockAtDpcLevel: leave the IRQL alone")
{
	KSPIN_LOCK lock = 0;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeAcquireSpinLockAtDpcLevel(&lock);
	CHECK(!KeTryToAcquireSpinLockAtDpcLevel(&lock));
	KeReleaseSpinLockFromDpcLevel(&lock);
	CHECK(KeTryToAcquireSpinLockAtDpcLevel(&lock));
	KeReleaseSpinLockFromDpcLevel(&lock);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeLowerIrql(irql);
}

NT_TEST(spin_queued, "KeAcquireInStackQueuedSpinLock: the handle brings the IRQL back")
{
	KLOCK_QUEUE_HANDLE h;
	KSPIN_LOCK lock = 0;

	KeAcquireInStackQueuedSpinLock(&lock, &h);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeReleaseInStackQueuedSpinLock(&h);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	KeRaiseIrqlToDpcLevel();
	KeAcquireInStackQueuedSpinLockAtDpcLevel(&lock, &h);
	KeReleaseInStackQueuedSpinLockFromDpcLevel(&h);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeLowerIrql(PASSIVE_LEVEL);
}

NT_TEST(spin_shared, "ExAcquireSpinLockShared: several readers; ExTryConvertSharedSpinLockExclusive: the only one may write")
{
	EX_SPIN_LOCK lock = 0;
	KIRQL a, b;

	a = ExAcquireSpinLockShared(&lock);
	b = ExAcquireSpinLockShared(&lock);
	CHECK_EQ(a, PASSIVE_LEVEL);
	CHECK_EQ(b, DISPATCH_LEVEL);
	CHECK(!ExTryConvertSharedSpinLockExclusive(&lock));
	ExReleaseSpinLockShared(&lock, b);
	CHECK(ExTryConvertSharedSpinLockExclusive(&lock));
	ExReleaseSpinLockExclusive(&lock, a);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	CHECK_EQ(lock, 0);
	a = ExAcquireSpinLockExclusive(&lock);
	ExReleaseSpinLockExclusive(&lock, a);
	CHECK_EQ(lock, 0);
}

/* --------------------------------------------------------------------------- DPCs */

struct dpc_seen {
	KDPC dpc;
	KEVENT ran;
	volatile LONG count;
	KIRQL irql;
	PVOID context, arg1, arg2;
};

static VOID NTAPI dpc_routine(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	struct dpc_seen *s = context;

	s->irql = KeGetCurrentIrql();
	s->context = context;
	s->arg1 = arg1;
	s->arg2 = arg2;
	InterlockedIncrement(&s->count);
	KeSetEvent(&s->ran, 0, FALSE);
}

static void dpc_init(struct dpc_seen *s)
{
	RtlZeroMemory(s, sizeof(*s));
	KeInitializeDpc(&s->dpc, dpc_routine, s);
	KeInitializeEvent(&s->ran, SynchronizationEvent, FALSE);
}

NT_TEST(dpc_runs, "KeInsertQueueDpc: the routine runs at DISPATCH_LEVEL with its arguments")
{
	struct dpc_seen s;

	dpc_init(&s);
	CHECK(KeInsertQueueDpc(&s.dpc, (PVOID)11, (PVOID)22));
	CHECK_STATUS(wait_ms(&s.ran, 5000), STATUS_SUCCESS);
	CHECK_EQ(s.irql, DISPATCH_LEVEL);
	CHECK(s.context == &s);
	CHECK_EQ(s.arg1, 11);
	CHECK_EQ(s.arg2, 22);
	KeFlushQueuedDpcs();
	CHECK_EQ(s.count, 1);
}

NT_TEST(dpc_queued_once, "KeInsertQueueDpc: FALSE when the DPC is queued already")
{
	struct dpc_seen s;
	KIRQL irql;

	dpc_init(&s);
	/* Nothing deferred runs on this processor meanwhile; elsewhere it may have. */
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	CHECK(KeInsertQueueDpc(&s.dpc, NULL, NULL));
	if (!KeInsertQueueDpc(&s.dpc, NULL, NULL))
		CHECK(s.count <= 1);
	KeLowerIrql(irql);
	KeFlushQueuedDpcs();
	CHECK(s.count >= 1 && s.count <= 2);
}

NT_TEST(dpc_remove, "KeRemoveQueueDpc: TRUE if it was queued, and it does not run then")
{
	struct dpc_seen s;
	BOOLEAN removed;
	KIRQL irql;

	dpc_init(&s);
	CHECK(!KeRemoveQueueDpc(&s.dpc));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeInsertQueueDpc(&s.dpc, NULL, NULL);
	removed = KeRemoveQueueDpc(&s.dpc);
	KeLowerIrql(irql);
	KeFlushQueuedDpcs();
	CHECK_EQ(s.count, removed ? 0 : 1);
	CHECK(!KeRemoveQueueDpc(&s.dpc));
}

static VOID NTAPI slow_routine(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	KeSetEvent(&((struct dpc_seen *)context)->ran, 0, FALSE);
	KeStallExecutionProcessor(20000);
	InterlockedIncrement(&((struct dpc_seen *)context)->count);
}

NT_TEST(dpc_flush_waits, "KeFlushQueuedDpcs: waits for the DPC that is running")
{
	struct dpc_seen s;

	dpc_init(&s);
	KeInitializeDpc(&s.dpc, slow_routine, &s);
	KeInsertQueueDpc(&s.dpc, NULL, NULL);
	CHECK_STATUS(wait_ms(&s.ran, 5000), STATUS_SUCCESS);
	KeFlushQueuedDpcs();
	CHECK_EQ(s.count, 1);
}

static VOID NTAPI requeue_routine(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	struct dpc_seen *s = context;

	if (InterlockedIncrement(&s->count) < 10)
		CHECK(KeInsertQueueDpc(dpc, NULL, NULL));
	else
		KeSetEvent(&s->ran, 0, FALSE);
}

NT_TEST(dpc_requeues_itself, "a DPC routine may queue its own DPC again")
{
	struct dpc_seen s;

	dpc_init(&s);
	KeInitializeDpc(&s.dpc, requeue_routine, &s);
	KeInsertQueueDpc(&s.dpc, NULL, NULL);
	CHECK_STATUS(wait_ms(&s.ran, 5000), STATUS_SUCCESS);
	CHECK_EQ(s.count, 10);
	KeFlushQueuedDpcs();
}

static VOID NTAPI free_routine(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	ExFreePool(dpc);
	KeSetEvent(context, 0, FALSE);
}

NT_TEST(dpc_frees_itself, "a DPC routine may free the memory its DPC is in")
{
	PKDPC dpc = ExAllocatePoolWithTag(NonPagedPool, sizeof(*dpc), NT_TAG);
	KEVENT done;

	NEED(dpc);
	KeInitializeEvent(&done, NotificationEvent, FALSE);
	KeInitializeDpc(dpc, free_routine, &done);
	KeInsertQueueDpc(dpc, NULL, NULL);
	CHECK_STATUS(wait_ms(&done, 5000), STATUS_SUCCESS);
	KeFlushQueuedDpcs();
}

static ULONG order_of[4];
static volatile LONG order_next;

static VOID NTAPI order_routine(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	order_of[InterlockedIncrement(&order_next) - 1] = (ULONG)(ULONG_PTR)context;
}

/* Queues the rest: none of it runs before this returns. */
static VOID NTAPI order_insert(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	PKDPC d = context;
	ULONG i;

	for (i = 0; i < 3; i++)
		KeInsertQueueDpc(&d[i], NULL, NULL);
}

NT_TEST(dpc_importance, "KeSetImportanceDpc: high importance goes to the front of the queue")
{
	KDPC d[3], first;
	ULONG i;

	order_next = 0;
	for (i = 0; i < 3; i++)
		KeInitializeDpc(&d[i], order_routine, (PVOID)(ULONG_PTR)i);
	KeSetImportanceDpc(&d[2], HighImportance);
	KeInitializeDpc(&first, order_insert, d);
	KeInsertQueueDpc(&first, NULL, NULL);
	/* Once for the first, and once for those that it queued. */
	KeFlushQueuedDpcs();
	KeFlushQueuedDpcs();
	CHECK_EQ(order_next, 3);
	CHECK_EQ(order_of[0], 2);
	CHECK_EQ(order_of[1], 0);
	CHECK_EQ(order_of[2], 1);
}

/* ------------------------------------------------------------------------- timers */

NT_TEST(timer_signals, "KeSetTimer: signalled when due, not before; a notification timer stays so")
{
	ULONGLONG before = KeQueryInterruptTime();
	KTIMER t;

	KeInitializeTimer(&t);
	CHECK(!KeReadStateTimer(&t));
	CHECK(!KeSetTimer(&t, nt_ms(20), NULL));
	CHECK_STATUS(wait_ms(&t, 5000), STATUS_SUCCESS);
	CHECK(KeQueryInterruptTime() - before >= 200000);
	CHECK(KeReadStateTimer(&t));
	CHECK_STATUS(wait_ms(&t, 0), STATUS_SUCCESS);
	CHECK(!KeCancelTimer(&t));
}

NT_TEST(timer_synchronization, "a synchronization timer is reset by the wait it satisfies")
{
	KTIMER t;

	KeInitializeTimerEx(&t, SynchronizationTimer);
	KeSetTimer(&t, nt_ms(1), NULL);
	CHECK_STATUS(wait_ms(&t, 5000), STATUS_SUCCESS);
	CHECK(!KeReadStateTimer(&t));
	CHECK_STATUS(wait_ms(&t, 5), STATUS_TIMEOUT);
}

NT_TEST(timer_cancel, "KeCancelTimer: TRUE if it was set, and it does not signal then")
{
	KTIMER t;

	KeInitializeTimer(&t);
	CHECK(!KeCancelTimer(&t));
	KeSetTimer(&t, nt_ms(30), NULL);
	CHECK(KeCancelTimer(&t));
	CHECK(!KeCancelTimer(&t));
	CHECK_STATUS(wait_ms(&t, 60), STATUS_TIMEOUT);
}

NT_TEST(timer_set_again, "KeSetTimer: TRUE if it was set already; the signal is taken away, the new time counts")
{
	KTIMER t;

	KeInitializeTimer(&t);
	KeSetTimer(&t, nt_ms(100000), NULL);
	CHECK(KeSetTimer(&t, nt_ms(1), NULL));
	CHECK_STATUS(wait_ms(&t, 5000), STATUS_SUCCESS);
	CHECK(!KeSetTimer(&t, nt_ms(100000), NULL));
	CHECK(!KeReadStateTimer(&t));
	CHECK(KeCancelTimer(&t));
}

NT_TEST(timer_passed, "KeSetTimer: a time that has passed signals at once")
{
	LARGE_INTEGER past = { .QuadPart = 1 };
	struct dpc_seen s;
	KTIMER t;

	dpc_init(&s);
	KeInitializeTimer(&t);
	CHECK(!KeSetTimer(&t, past, &s.dpc));
	CHECK(KeReadStateTimer(&t));
	CHECK(!KeCancelTimer(&t));
	CHECK_STATUS(wait_ms(&s.ran, 5000), STATUS_SUCCESS);
	KeFlushQueuedDpcs();
}

NT_TEST(timer_absolute, "KeSetTimer: a positive due time is system time")
{
	LARGE_INTEGER due, now;
	KTIMER t;

	KeInitializeTimer(&t);
	KeQuerySystemTime(&due);
	due.QuadPart += 15 * 10000;
	KeSetTimer(&t, due, NULL);
	CHECK_STATUS(wait_ms(&t, 5000), STATUS_SUCCESS);
	KeQuerySystemTime(&now);
	CHECK(now.QuadPart >= due.QuadPart);
}

NT_TEST(timer_dpc, "KeSetTimer: the DPC is queued when the timer is due")
{
	struct dpc_seen s;
	KTIMER t;

	dpc_init(&s);
	KeInitializeTimer(&t);
	KeSetTimer(&t, nt_ms(5), &s.dpc);
	CHECK_STATUS(wait_ms(&s.ran, 5000), STATUS_SUCCESS);
	CHECK_EQ(s.irql, DISPATCH_LEVEL);
	CHECK(KeReadStateTimer(&t));
	KeFlushQueuedDpcs();
	CHECK_EQ(s.count, 1);
}

NT_TEST(timer_period, "KeSetTimerEx: a periodic timer signals again and again until it is cancelled")
{
	ULONGLONG before = KeQueryInterruptTime();
	struct dpc_seen s;
	LONG after, i;
	KTIMER t;

	dpc_init(&s);
	KeInitializeTimerEx(&t, SynchronizationTimer);
	KeSetTimerEx(&t, nt_ms(5), 5, &s.dpc);
	for (i = 0; i < 4; i++)
		CHECK_STATUS(wait_ms(&t, 5000), STATUS_SUCCESS);
	CHECK(KeQueryInterruptTime() - before >= 4 * 50000 - 10000);
	CHECK(KeCancelTimer(&t));
	KeFlushQueuedDpcs();
	after = s.count;
	CHECK(after >= 3);
	nap(30);
	CHECK_EQ(s.count, after);
}

NT_TEST(timer_order, "several timers are due in the order of their times, not of their setting")
{
	KTIMER t[3];
	PVOID o[] = { &t[0], &t[1], &t[2] };
	int i;

	for (i = 0; i < 3; i++)
		KeInitializeTimerEx(&t[i], SynchronizationTimer);
	/* Far enough apart for a busy machine. */
	KeSetTimer(&t[0], nt_ms(300), NULL);
	KeSetTimer(&t[1], nt_ms(5), NULL);
	KeSetTimer(&t[2], nt_ms(120), NULL);
	CHECK_STATUS(KeWaitForMultipleObjects(3, o, WaitAny, Executive, KernelMode, FALSE, NULL, NULL),
		     STATUS_WAIT_1);
	CHECK_STATUS(KeWaitForMultipleObjects(3, o, WaitAny, Executive, KernelMode, FALSE, NULL, NULL),
		     STATUS_WAIT_2);
	CHECK_STATUS(KeWaitForMultipleObjects(3, o, WaitAny, Executive, KernelMode, FALSE, NULL, NULL),
		     STATUS_WAIT_0);
}

/* --------------------------------------------------------------------- work items */

struct work_seen {
	WORK_QUEUE_ITEM item;
	KEVENT ran, gate;
	volatile LONG count;
	KIRQL irql;
};

static VOID NTAPI work_routine(PVOID parameter)
{
	struct work_seen *w = parameter;

	w->irql = KeGetCurrentIrql();
	InterlockedIncrement(&w->count);
	KeSetEvent(&w->ran, 0, FALSE);
}

NT_TEST(work_runs, "ExQueueWorkItem: the routine runs at PASSIVE_LEVEL in a system thread")
{
	struct work_seen w = { .count = 0, .irql = 77 };

	KeInitializeEvent(&w.ran, SynchronizationEvent, FALSE);
	ExInitializeWorkItem(&w.item, work_routine, &w);
	ExQueueWorkItem(&w.item, DelayedWorkQueue);
	CHECK_STATUS(wait_ms(&w.ran, 5000), STATUS_SUCCESS);
	CHECK_EQ(w.irql, PASSIVE_LEVEL);
	ExQueueWorkItem(&w.item, CriticalWorkQueue);
	CHECK_STATUS(wait_ms(&w.ran, 5000), STATUS_SUCCESS);
	CHECK_EQ(w.count, 2);
}

static VOID NTAPI blocked_work(PVOID parameter)
{
	struct work_seen *w = parameter;

	KeWaitForSingleObject(&w->gate, Executive, KernelMode, FALSE, NULL);
	InterlockedIncrement(&w->count);
	KeSetEvent(&w->ran, 0, FALSE);
}

static VOID NTAPI opening_work(PVOID parameter)
{
	KeSetEvent(&((struct work_seen *)parameter)->gate, 0, FALSE);
}

NT_TEST(work_waits_for_work, "a work item may wait for what another one does")
{
	struct work_seen w = { .count = 0 };
	WORK_QUEUE_ITEM opener;

	KeInitializeEvent(&w.ran, SynchronizationEvent, FALSE);
	KeInitializeEvent(&w.gate, NotificationEvent, FALSE);
	ExInitializeWorkItem(&w.item, blocked_work, &w);
	ExInitializeWorkItem(&opener, opening_work, &w);
	ExQueueWorkItem(&w.item, DelayedWorkQueue);
	nap(5);
	ExQueueWorkItem(&opener, DelayedWorkQueue);
	CHECK_STATUS(wait_ms(&w.ran, 5000), STATUS_SUCCESS);
	nap(5);
}

static VOID NTAPI io_work_routine(PDEVICE_OBJECT device, PVOID context)
{
	PVOID *out = context;

	out[1] = device;
	KeSetEvent(out[0], 0, FALSE);
}

static VOID NTAPI io_work_routine_ex(PVOID object, PVOID context, PIO_WORKITEM item)
{
	PVOID *out = context;

	out[1] = object;
	/* It may free itself. */
	IoFreeWorkItem(item);
	KeSetEvent(out[0], 0, FALSE);
}

NT_TEST(io_work_item, "IoQueueWorkItem, IoQueueWorkItemEx: the routine gets device object and context")
{
	KEVENT ran;
	PVOID out[2] = { &ran, NULL };
	PIO_WORKITEM w = IoAllocateWorkItem(nt_pdo);

	NEED(w);
	KeInitializeEvent(&ran, SynchronizationEvent, FALSE);
	IoQueueWorkItem(w, io_work_routine, DelayedWorkQueue, out);
	CHECK_STATUS(wait_ms(&ran, 5000), STATUS_SUCCESS);
	CHECK(out[1] == nt_pdo);
	out[1] = NULL;
	IoQueueWorkItemEx(w, io_work_routine_ex, DelayedWorkQueue, out);
	CHECK_STATUS(wait_ms(&ran, 5000), STATUS_SUCCESS);
	CHECK(out[1] == nt_pdo);
}

NT_TEST(irql_synch, "KeRaiseIrqlToSynchLevel: above DISPATCH_LEVEL, which shuts out the scheduler and DPCs")
{
	KIRQL old = KeRaiseIrqlToSynchLevel(), high;

	CHECK_EQ(old, PASSIVE_LEVEL);
	CHECK(KeGetCurrentIrql() >= DISPATCH_LEVEL && KeGetCurrentIrql() < HIGH_LEVEL);
	high = KeGetCurrentIrql();
	CHECK_EQ(KeRaiseIrqlToSynchLevel(), high);
	CHECK_EQ(KeGetCurrentIrql(), high);
	KeLowerIrql(old);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
}

NT_TEST(spin_for_dpc,
	"KeAcquireSpinLockForDpc, KeAcquireInStackQueuedSpinLockForDpc: to DISPATCH_LEVEL, and back; ExAcquireSpinLockSharedAtDpcLevel")
{
	KLOCK_QUEUE_HANDLE h;
	EX_SPIN_LOCK rw = 0;
	KSPIN_LOCK lock = 0;
	KIRQL irql;

	irql = KeAcquireSpinLockForDpc(&lock);
	CHECK_EQ(irql, PASSIVE_LEVEL);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	CHECK(!KeTestSpinLock(&lock));
	KeReleaseSpinLockForDpc(&lock, irql);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	KeAcquireInStackQueuedSpinLockForDpc(&lock, &h);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	CHECK(!KeTestSpinLock(&lock));
	KeReleaseInStackQueuedSpinLockForDpc(&h);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	CHECK(KeTestSpinLock(&lock));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExAcquireSpinLockSharedAtDpcLevel(&rw);
	ExAcquireSpinLockSharedAtDpcLevel(&rw);
	CHECK(!ExTryConvertSharedSpinLockExclusive(&rw));
	ExReleaseSpinLockSharedFromDpcLevel(&rw);
	CHECK(ExTryConvertSharedSpinLockExclusive(&rw));
	ExReleaseSpinLockExclusiveFromDpcLevel(&rw);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeLowerIrql(irql);
	/* The IRQL that a reader had comes back. */
	irql = ExAcquireSpinLockShared(&rw);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	ExReleaseSpinLockShared(&rw, irql);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
}

NT_TEST(dpc_target, "KeSetTargetProcessorDpcEx: STATUS_INVALID_PARAMETER for a processor that does not exist; the DPC runs")
{
	PROCESSOR_NUMBER number;
	struct dpc_seen s;

	dpc_init(&s);
	CHECK_STATUS(KeGetProcessorNumberFromIndex(0, &number), STATUS_SUCCESS);
	CHECK_STATUS(KeSetTargetProcessorDpcEx(&s.dpc, &number), STATUS_SUCCESS);
	CHECK(KeInsertQueueDpc(&s.dpc, NULL, NULL));
	CHECK_STATUS(wait_ms(&s.ran, 5000), STATUS_SUCCESS);
	KeSetTargetProcessorDpc(&s.dpc, 0);
	CHECK(KeInsertQueueDpc(&s.dpc, NULL, NULL));
	CHECK_STATUS(wait_ms(&s.ran, 5000), STATUS_SUCCESS);
	number.Group = 7;
	CHECK_STATUS(KeSetTargetProcessorDpcEx(&s.dpc, &number), STATUS_INVALID_PARAMETER);
	KeFlushQueuedDpcs();
}

NT_TEST(dpc_threaded, "KeInitializeThreadedDpc: the routine runs at PASSIVE_LEVEL or at DISPATCH_LEVEL, once for each time it is queued")
{
	struct dpc_seen s;

	dpc_init(&s);
	KeInitializeThreadedDpc(&s.dpc, dpc_routine, &s);
	CHECK(KeInsertQueueDpc(&s.dpc, (PVOID)1, (PVOID)2));
	CHECK_STATUS(wait_ms(&s.ran, 5000), STATUS_SUCCESS);
	CHECK(s.irql == PASSIVE_LEVEL || s.irql == DISPATCH_LEVEL);
	CHECK(s.context == &s && s.arg1 == (PVOID)1 && s.arg2 == (PVOID)2);
	KeFlushQueuedDpcs();
	CHECK_EQ(s.count, 1);
}

NT_TEST(timer_coalescable, "KeSetCoalescableTimer: as KeSetTimerEx, with a delay that is tolerated")
{
	struct dpc_seen s;
	KTIMER t;

	dpc_init(&s);
	KeInitializeTimer(&t);
	CHECK(!KeSetCoalescableTimer(&t, nt_ms(100000), 0, 50, &s.dpc));
	CHECK(KeSetCoalescableTimer(&t, nt_ms(5), 0, 5, &s.dpc));
	CHECK_STATUS(wait_ms(&t, 5000), STATUS_SUCCESS);
	CHECK_STATUS(wait_ms(&s.ran, 5000), STATUS_SUCCESS);
	KeFlushQueuedDpcs();
	CHECK_EQ(s.count, 1);
	CHECK(!KeCancelTimer(&t));
}

NT_TEST(io_work_item_own, "IoInitializeWorkItem: in memory of the driver's, of IoSizeofWorkItem() bytes; IoUninitializeWorkItem")
{
	KEVENT ran;
	PVOID out[2] = { &ran, NULL };
	PIO_WORKITEM w = ExAllocatePoolWithTag(NonPagedPool, IoSizeofWorkItem(), NT_TAG);

	NEED(w);
	KeInitializeEvent(&ran, SynchronizationEvent, FALSE);
	IoInitializeWorkItem(nt_pdo, w);
	IoQueueWorkItem(w, io_work_routine, DelayedWorkQueue, out);
	CHECK_STATUS(wait_ms(&ran, 5000), STATUS_SUCCESS);
	CHECK(out[1] == nt_pdo);
	IoUninitializeWorkItem(w);
	ExFreePoolWithTag(w, NT_TAG);
}

struct rw_other {
	EX_SPIN_LOCK lock;
	BOOLEAN shared;
	volatile LONG tries, got;
};

static VOID NTAPI rw_take(PVOID context)
{
	struct rw_other *o = context;
	KIRQL irql;

	InterlockedIncrement(&o->tries);
	irql = o->shared ? ExAcquireSpinLockShared(&o->lock) : ExAcquireSpinLockExclusive(&o->lock);
	InterlockedIncrement(&o->got);
	if (o->shared)
		ExReleaseSpinLockShared(&o->lock, irql);
	else
		ExReleaseSpinLockExclusive(&o->lock, irql);
}

static VOID NTAPI rw_start(PVOID context)
{
	struct rw_other *o = context;

	/* Not before the other has it. */
	while (!ReadAcquire(&o->tries))
		nap(1);
	rw_take(o);
}

NT_TEST(spin_shared_waits, "ExAcquireSpinLockExclusive spins until no reader has the lock, ExAcquireSpinLockShared until no writer has")
{
	struct rw_other o = { .lock = 0 };
	HANDLE handle;
	KIRQL irql;
	ULONG i;

	for (o.shared = FALSE; o.shared <= TRUE; o.shared++) {
		o.tries = 0;
		o.got = 0;
		NEED(NT_SUCCESS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
						     rw_start, &o)));
		irql = o.shared ? ExAcquireSpinLockExclusive(&o.lock) :
				  ExAcquireSpinLockShared(&o.lock);
		InterlockedIncrement(&o.tries);
		/* On one processor it does not get that far. */
		for (i = 0; i < 20000 && ReadAcquire(&o.tries) < 2; i++)
			KeStallExecutionProcessor(1);
		KeStallExecutionProcessor(1000);
		CHECK_EQ(ReadAcquire(&o.got), 0);
		if (o.shared)
			ExReleaseSpinLockExclusive(&o.lock, irql);
		else
			ExReleaseSpinLockShared(&o.lock, irql);
		CHECK_STATUS(ZwWaitForSingleObject(handle, FALSE, NULL), STATUS_SUCCESS);
		ZwClose(handle);
		CHECK_EQ(o.got, 1);
	}
}

struct spin_other {
	KSPIN_LOCK lock;
	volatile LONG tries, got;
};

static VOID NTAPI spin_take(PVOID context)
{
	struct spin_other *o = context;
	KIRQL irql;

	/* Not before the other has it. */
	while (!ReadAcquire(&o->tries))
		nap(1);
	InterlockedIncrement(&o->tries);
	KeAcquireSpinLock(&o->lock, &irql);
	InterlockedIncrement(&o->got);
	KeReleaseSpinLock(&o->lock, irql);
}

NT_TEST(spin_waits, "KeAcquireSpinLock: spins until the lock is released")
{
	struct spin_other o = { .lock = 0 };
	HANDLE handle;
	KIRQL irql;
	ULONG i;

	NEED(NT_SUCCESS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					     spin_take, &o)));
	KeAcquireSpinLock(&o.lock, &irql);
	InterlockedIncrement(&o.tries);
	/* On one processor it does not get that far. */
	for (i = 0; i < 20000 && ReadAcquire(&o.tries) < 2; i++)
		KeStallExecutionProcessor(1);
	KeStallExecutionProcessor(1000);
	CHECK_EQ(ReadAcquire(&o.got), 0);
	KeReleaseSpinLock(&o.lock, irql);
	CHECK_STATUS(ZwWaitForSingleObject(handle, FALSE, NULL), STATUS_SUCCESS);
	ZwClose(handle);
	CHECK_EQ(o.got, 1);
}

NT_SUITE(deferred) = {
	NT_CASE(irql_nests),
	NT_CASE(irql_same),
	NT_CASE(irql_per_thread),
	NT_CASE(spin_irql),
	NT_CASE(spin_zero_is_free),
	NT_CASE(spin_out_of_order),
	NT_CASE(spin_at_dpc_level),
	NT_CASE(spin_queued),
	NT_CASE(spin_shared),
	NT_CASE(dpc_runs),
	NT_CASE(dpc_queued_once),
	NT_CASE(dpc_remove),
	NT_CASE(dpc_flush_waits),
	NT_CASE(dpc_requeues_itself),
	NT_CASE(dpc_frees_itself),
	NT_CASE(dpc_importance),
	NT_CASE(timer_signals),
	NT_CASE(timer_synchronization),
	NT_CASE(timer_cancel),
	NT_CASE(timer_set_again),
	NT_CASE(timer_passed),
	NT_CASE(timer_absolute),
	NT_CASE(timer_dpc),
	NT_CASE(timer_period),
	NT_CASE(timer_order),
	NT_CASE(work_runs),
	NT_CASE(work_waits_for_work),
	NT_CASE(io_work_item),
	NT_CASE(irql_synch),
	NT_CASE(spin_for_dpc),
	NT_CASE(dpc_target),
	NT_CASE(dpc_threaded),
	NT_CASE(timer_coalescable),
	NT_CASE(io_work_item_own),
	NT_CASE(spin_shared_waits),
	NT_CASE(spin_waits),
	NT_END
};
