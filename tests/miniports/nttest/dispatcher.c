// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* dispatcher.c - events, mutexes, semaphores, threads, and waiting for them. */
#include "nttest.h"

static NTSTATUS wait_ms(PVOID object, LONG ms)
{
	LARGE_INTEGER t = nt_ms(ms);

	return KeWaitForSingleObject(object, Executive, KernelMode, FALSE, &t);
}

static NTSTATUS poll(PVOID object)
{
	LARGE_INTEGER zero = { .QuadPart = 0 };

	return KeWaitForSingleObject(object, Executive, KernelMode, FALSE, &zero);
}

static void forever(PVOID object)
{
	CHECK_STATUS(KeWaitForSingleObject(object, Executive, KernelMode, FALSE, NULL), STATUS_SUCCESS);
}

static void nap(LONG ms)
{
	LARGE_INTEGER t = nt_ms(ms);

	KeDelayExecutionThread(KernelMode, FALSE, &t);
}

/* Start a thread; its object, referenced. */
static PVOID thread(PKSTART_ROUTINE start, PVOID context)
{
	PVOID object = NULL;
	HANDLE handle;

	if (!NT_SUCCESS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, start, context)))
		return NULL;
	CHECK_STATUS(ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, NULL, KernelMode, &object, NULL),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(handle), STATUS_SUCCESS);
	return object;
}

/* Wait for its end and let go of it. */
static void join(PVOID object)
{
	if (!object)
		return;
	forever(object);
	ObDereferenceObject(object);
}

/* ------------------------------------------------------------------------- events */

NT_TEST(event_notification, "KeInitializeEvent: a notification event stays signalled until it is cleared")
{
	KEVENT e;

	KeInitializeEvent(&e, NotificationEvent, FALSE);
	CHECK_EQ(KeReadStateEvent(&e), 0);
	CHECK_STATUS(poll(&e), STATUS_TIMEOUT);
	CHECK_EQ(KeSetEvent(&e, IO_NO_INCREMENT, FALSE), 0);
	CHECK(KeReadStateEvent(&e));
	CHECK(KeSetEvent(&e, IO_NO_INCREMENT, FALSE));
	CHECK_STATUS(poll(&e), STATUS_SUCCESS);
	CHECK_STATUS(poll(&e), STATUS_SUCCESS);
	CHECK(KeResetEvent(&e));
	CHECK_EQ(KeResetEvent(&e), 0);
	CHECK_STATUS(poll(&e), STATUS_TIMEOUT);
	KeSetEvent(&e, 0, FALSE);
	KeClearEvent(&e);
	CHECK_STATUS(poll(&e), STATUS_TIMEOUT);
}

NT_TEST(event_synchronization, "KeInitializeEvent: a synchronization event is reset by the wait it satisfies")
{
	KEVENT e;

	KeInitializeEvent(&e, SynchronizationEvent, TRUE);
	CHECK_STATUS(poll(&e), STATUS_SUCCESS);
	CHECK_STATUS(poll(&e), STATUS_TIMEOUT);
	KeSetEvent(&e, 0, FALSE);
	KeSetEvent(&e, 0, FALSE);
	CHECK_STATUS(poll(&e), STATUS_SUCCESS);
	CHECK_STATUS(poll(&e), STATUS_TIMEOUT);
}

NT_TEST(event_timeout, "KeWaitForSingleObject: STATUS_TIMEOUT not before a relative time-out is over")
{
	LARGE_INTEGER before, after, frequency;
	KEVENT e;

	KeInitializeEvent(&e, NotificationEvent, FALSE);
	before = KeQueryPerformanceCounter(&frequency);
	CHECK_STATUS(wait_ms(&e, 30), STATUS_TIMEOUT);
	after = KeQueryPerformanceCounter(NULL);
	CHECK(after.QuadPart - before.QuadPart >= frequency.QuadPart * 30 / 1000);
	CHECK(after.QuadPart - before.QuadPart < frequency.QuadPart * 5);
}

NT_TEST(event_absolute, "KeWaitForSingleObject: a positive time-out is absolute system time")
{
	LARGE_INTEGER now, t;
	KEVENT e;

	KeInitializeEvent(&e, NotificationEvent, FALSE);
	KeQuerySystemTime(&now);
	t.QuadPart = now.QuadPart - 10000000;
	CHECK_STATUS(KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, &t), STATUS_TIMEOUT);
	t.QuadPart = 1;
	CHECK_STATUS(KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, &t), STATUS_TIMEOUT);
	KeQuerySystemTime(&now);
	t.QuadPart = now.QuadPart + 20 * 10000;
	CHECK_STATUS(KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, &t), STATUS_TIMEOUT);
	KeQuerySystemTime(&now);
	CHECK(now.QuadPart >= t.QuadPart);
}

NT_TEST(event_far_timeout, "KeWaitForSingleObject: the greatest time-outs do not end at once")
{
	LARGE_INTEGER t;
	KEVENT e;

	KeInitializeEvent(&e, NotificationEvent, TRUE);
	t.QuadPart = (LONGLONG)0x8000000000000000ull;
	CHECK_STATUS(KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, &t), STATUS_SUCCESS);
	t.QuadPart = 0x7fffffffffffffffll;
	CHECK_STATUS(KeWaitForSingleObject(&e, Executive, KernelMode, FALSE, &t), STATUS_SUCCESS);
}

struct relay {
	KEVENT go, done;
	LONG order;
};

static VOID NTAPI relay_thread(PVOID context)
{
	struct relay *r = context;

	forever(&r->go);
	InterlockedIncrement(&r->order);
	KeSetEvent(&r->done, 0, FALSE);
}

NT_TEST(event_wakes, "KeSetEvent: lets a waiting thread go")
{
	struct relay r = { .order = 0 };
	PVOID t;

	KeInitializeEvent(&r.go, SynchronizationEvent, FALSE);
	KeInitializeEvent(&r.done, NotificationEvent, FALSE);
	t = thread(relay_thread, &r);
	NEED(t);
	CHECK_STATUS(wait_ms(&r.done, 10), STATUS_TIMEOUT);
	CHECK_EQ(r.order, 0);
	KeSetEvent(&r.go, 0, FALSE);
	forever(&r.done);
	CHECK_EQ(r.order, 1);
	/* The wait took the signal. */
	CHECK_EQ(KeReadStateEvent(&r.go), 0);
	join(t);
}

struct crowd {
	PVOID object;
	volatile LONG waiting, gone;
};

static VOID NTAPI crowd_thread(PVOID context)
{
	struct crowd *c = context;

	InterlockedIncrement(&c->waiting);
	forever(c->object);
	InterlockedIncrement(&c->gone);
}

#define CROWD 5

static void crowd_start(struct crowd *c, PVOID object, PVOID t[CROWD])
{
	LONG i;

	c->object = object;
	c->waiting = 0;
	c->gone = 0;
	for (i = 0; i < CROWD; i++)
		t[i] = thread(crowd_thread, c);
	while (ReadAcquire(&c->waiting) < CROWD)
		nap(1);
	/* They count before they wait. */
	nap(20);
	CHECK_EQ(ReadAcquire(&c->gone), 0);
}

static void crowd_gone(struct crowd *c, LONG n)
{
	LONG i;

	for (i = 0; i < 2000 && ReadAcquire(&c->gone) < n; i++)
		nap(1);
	nap(10);
	CHECK_EQ(ReadAcquire(&c->gone), n);
}

NT_TEST(event_releases_all, "a notification event lets all waiting threads go")
{
	struct crowd c;
	PVOID t[CROWD];
	KEVENT e;
	LONG i;

	KeInitializeEvent(&e, NotificationEvent, FALSE);
	crowd_start(&c, &e, t);
	KeSetEvent(&e, 0, FALSE);
	crowd_gone(&c, CROWD);
	for (i = 0; i < CROWD; i++)
		join(t[i]);
}

NT_TEST(event_releases_one, "a synchronization event lets one waiting thread go for each signal")
{
	struct crowd c;
	PVOID t[CROWD];
	KEVENT e;
	LONG i;

	KeInitializeEvent(&e, SynchronizationEvent, FALSE);
	crowd_start(&c, &e, t);
	for (i = 1; i <= CROWD; i++) {
		KeSetEvent(&e, 0, FALSE);
		crowd_gone(&c, i);
	}
	CHECK_EQ(KeReadStateEvent(&e), 0);
	for (i = 0; i < CROWD; i++)
		join(t[i]);
}

NT_TEST(event_pulse, "KePulseEvent: lets go who waits now, and the event is not signalled afterwards")
{
	struct crowd c;
	PVOID t[CROWD];
	KEVENT e;
	LONG i;

	KeInitializeEvent(&e, NotificationEvent, FALSE);
	crowd_start(&c, &e, t);
	CHECK_EQ(KePulseEvent(&e, 0, FALSE), 0);
	crowd_gone(&c, CROWD);
	CHECK_EQ(KeReadStateEvent(&e), 0);
	CHECK_STATUS(poll(&e), STATUS_TIMEOUT);
	for (i = 0; i < CROWD; i++)
		join(t[i]);
}

NT_TEST(event_at_dispatch, "KeSetEvent, and a wait with a zero time-out: callable at DISPATCH_LEVEL")
{
	KEVENT e;
	KIRQL irql;

	KeInitializeEvent(&e, SynchronizationEvent, FALSE);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	CHECK_STATUS(poll(&e), STATUS_TIMEOUT);
	KeSetEvent(&e, 0, FALSE);
	CHECK_STATUS(poll(&e), STATUS_SUCCESS);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeLowerIrql(irql);
}

/* --------------------------------------------------------------------- semaphores */

NT_TEST(semaphore_counts, "KeReleaseSemaphore: each wait takes one of the count; the state before is returned")
{
	KSEMAPHORE s;

	KeInitializeSemaphore(&s, 2, 5);
	CHECK_EQ(KeReadStateSemaphore(&s), 2);
	CHECK_STATUS(poll(&s), STATUS_SUCCESS);
	CHECK_STATUS(poll(&s), STATUS_SUCCESS);
	CHECK_STATUS(poll(&s), STATUS_TIMEOUT);
	CHECK_EQ(KeReleaseSemaphore(&s, 0, 3, FALSE), 0);
	CHECK_EQ(KeReadStateSemaphore(&s), 3);
	CHECK_EQ(KeReleaseSemaphore(&s, 0, 2, FALSE), 3);
	CHECK_EQ(KeReadStateSemaphore(&s), 5);
}

NT_TEST(semaphore_releases, "KeReleaseSemaphore: lets as many threads go as it is adjusted by")
{
	struct crowd c;
	PVOID t[CROWD];
	KSEMAPHORE s;
	LONG i;

	KeInitializeSemaphore(&s, 0, 100);
	crowd_start(&c, &s, t);
	KeReleaseSemaphore(&s, 0, 2, FALSE);
	crowd_gone(&c, 2);
	KeReleaseSemaphore(&s, 0, CROWD - 1, FALSE);
	crowd_gone(&c, CROWD);
	CHECK_EQ(KeReadStateSemaphore(&s), 1);
	for (i = 0; i < CROWD; i++)
		join(t[i]);
}

/* ------------------------------------------------------------------------ mutexes */

NT_TEST(mutex_recursion, "KeWaitForSingleObject: the owner takes a mutex again, and releases it as often")
{
	KMUTEX m;

	KeInitializeMutex(&m, 0);
	CHECK_EQ(KeReadStateMutex(&m), 1);
	forever(&m);
	CHECK_EQ(KeReadStateMutex(&m), 0);
	forever(&m);
	CHECK_STATUS(poll(&m), STATUS_SUCCESS);
	CHECK(KeReleaseMutex(&m, FALSE) != 0);
	CHECK(KeReleaseMutex(&m, FALSE) != 0);
	CHECK_EQ(KeReleaseMutex(&m, FALSE), 0);
	CHECK_EQ(KeReadStateMutex(&m), 1);
}

static VOID NTAPI try_mutex(PVOID context)
{
	PVOID *args = context;

	*(NTSTATUS *)args[1] = poll(args[0]);
}

NT_TEST(mutex_excludes, "a mutex that one thread owns is not signalled for another")
{
	NTSTATUS got = STATUS_SUCCESS;
	KMUTEX m;
	PVOID args[] = { &m, &got };

	KeInitializeMutex(&m, 0);
	forever(&m);
	join(thread(try_mutex, args));
	CHECK_STATUS(got, STATUS_TIMEOUT);
	KeReleaseMutex(&m, FALSE);
}

struct counter {
	KMUTEX m;
	FAST_MUTEX fast;
	KSPIN_LOCK lock;
	EX_SPIN_LOCK rw;
	LONG value, torn;
	int kind;
};

static VOID NTAPI count_thread(PVOID context)
{
	struct counter *c = context;
	KIRQL irql = PASSIVE_LEVEL;
	LONG i, v;

	for (i = 0; i < 300; i++) {
		if (c->kind == 0)
			forever(&c->m);
		else if (c->kind == 1)
			ExAcquireFastMutex(&c->fast);
		else
			KeAcquireSpinLock(&c->lock, &irql);
		v = ReadNoFence(&c->value);
		if (i % 16 == 0 && c->kind != 2)
			nap(0);
		WriteNoFence(&c->value, v + 1);
		if (c->kind == 0)
			KeReleaseMutex(&c->m, FALSE);
		else if (c->kind == 1)
			ExReleaseFastMutex(&c->fast);
		else
			KeReleaseSpinLock(&c->lock, irql);
	}
}

static void count_with(int kind)
{
	struct counter c = { .kind = kind };
	PVOID t[4];
	int i;

	KeInitializeMutex(&c.m, 0);
	ExInitializeFastMutex(&c.fast);
	KeInitializeSpinLock(&c.lock);
	for (i = 0; i < 4; i++)
		t[i] = thread(count_thread, &c);
	for (i = 0; i < 4; i++)
		join(t[i]);
	CHECK_EQ(c.value, 1200);
}

static VOID NTAPI rw_thread(PVOID context)
{
	struct counter *c = context;
	LONG i, v;
	KIRQL irql;

	for (i = 0; i < 300; i++) {
		if (i % 2) {
			irql = ExAcquireSpinLockShared(&c->rw);
			v = ReadNoFence(&c->value);
			KeStallExecutionProcessor(2);
			if (ReadNoFence(&c->value) != v)
				InterlockedIncrement(&c->torn);
			ExReleaseSpinLockShared(&c->rw, irql);
		} else {
			KeRaiseIrql(DISPATCH_LEVEL, &irql);
			ExAcquireSpinLockExclusiveAtDpcLevel(&c->rw);
			v = ReadNoFence(&c->value);
			KeStallExecutionProcessor(2);
			WriteNoFence(&c->value, v + 1);
			ExReleaseSpinLockExclusiveFromDpcLevel(&c->rw);
			KeLowerIrql(irql);
		}
	}
}

NT_TEST(rw_lock_contention, "EX_SPIN_LOCK: writers exclude each other and all readers")
{
	struct counter c = { .rw = 0 };
	PVOID t[4];
	int i;

	for (i = 0; i < 4; i++)
		t[i] = thread(rw_thread, &c);
	for (i = 0; i < 4; i++)
		join(t[i]);
	CHECK_EQ(c.value, 600);
	CHECK_EQ(c.torn, 0);
	/* Nobody waits, nobody has it. */
	CHECK_EQ(c.rw & ~0x40000000, 0);
}

NT_TEST(mutex_contention, "KMUTEX: mutual exclusion between threads")
{
	count_with(0);
}

NT_TEST(fast_mutex_contention, "FAST_MUTEX: mutual exclusion between threads")
{
	count_with(1);
}

NT_TEST(spin_lock_contention, "KSPIN_LOCK: mutual exclusion between threads")
{
	count_with(2);
}

static VOID NTAPI die_with_mutex(PVOID context)
{
	forever(context);
}

NT_TEST(mutex_abandoned, "a mutex whose owner ended: the next wait is STATUS_ABANDONED_WAIT_0, and owns it")
{
	KMUTEX m;

	KeInitializeMutex(&m, 0);
	join(thread(die_with_mutex, &m));
	CHECK_STATUS(poll(&m), STATUS_ABANDONED_WAIT_0);
	CHECK_STATUS(poll(&m), STATUS_SUCCESS);
	KeReleaseMutex(&m, FALSE);
	CHECK_EQ(KeReleaseMutex(&m, FALSE), 0);
	CHECK_STATUS(poll(&m), STATUS_SUCCESS);
	KeReleaseMutex(&m, FALSE);
}

/* --------------------------------------------------------------- several objects */

NT_TEST(wait_any, "KeWaitForMultipleObjects: WaitAny returns the index of the first signalled object, and takes only that")
{
	LARGE_INTEGER zero = { .QuadPart = 0 };
	KEVENT e[3];
	PVOID o[] = { &e[0], &e[1], &e[2] };
	int i;

	for (i = 0; i < 3; i++)
		KeInitializeEvent(&e[i], SynchronizationEvent, FALSE);
	CHECK_STATUS(KeWaitForMultipleObjects(3, o, WaitAny, Executive, KernelMode, FALSE, &zero, NULL),
		     STATUS_TIMEOUT);
	KeSetEvent(&e[2], 0, FALSE);
	KeSetEvent(&e[1], 0, FALSE);
	CHECK_STATUS(KeWaitForMultipleObjects(3, o, WaitAny, Executive, KernelMode, FALSE, NULL, NULL),
		     STATUS_WAIT_1);
	CHECK_STATUS(KeWaitForMultipleObjects(3, o, WaitAny, Executive, KernelMode, FALSE, NULL, NULL),
		     STATUS_WAIT_2);
	CHECK_STATUS(KeWaitForMultipleObjects(3, o, WaitAny, Executive, KernelMode, FALSE, &zero, NULL),
		     STATUS_TIMEOUT);
}

NT_TEST(wait_all, "KeWaitForMultipleObjects: WaitAll takes nothing until all are signalled")
{
	LARGE_INTEGER t = nt_ms(10);
	KSEMAPHORE s;
	KEVENT e;
	PVOID o[] = { &e, &s };

	KeInitializeEvent(&e, SynchronizationEvent, TRUE);
	KeInitializeSemaphore(&s, 0, 10);
	CHECK_STATUS(KeWaitForMultipleObjects(2, o, WaitAll, Executive, KernelMode, FALSE, &t, NULL),
		     STATUS_TIMEOUT);
	CHECK(KeReadStateEvent(&e));
	KeReleaseSemaphore(&s, 0, 1, FALSE);
	CHECK_STATUS(KeWaitForMultipleObjects(2, o, WaitAll, Executive, KernelMode, FALSE, &t, NULL),
		     STATUS_SUCCESS);
	CHECK_EQ(KeReadStateEvent(&e), 0);
	CHECK_EQ(KeReadStateSemaphore(&s), 0);
}

NT_TEST(wait_many, "KeWaitForMultipleObjects: up to MAXIMUM_WAIT_OBJECTS with wait blocks of the caller's")
{
	static KEVENT e[MAXIMUM_WAIT_OBJECTS];
	static KWAIT_BLOCK blocks[MAXIMUM_WAIT_OBJECTS];
	PVOID o[MAXIMUM_WAIT_OBJECTS];
	int i;

	for (i = 0; i < MAXIMUM_WAIT_OBJECTS; i++) {
		KeInitializeEvent(&e[i], NotificationEvent, FALSE);
		o[i] = &e[i];
	}
	KeSetEvent(&e[MAXIMUM_WAIT_OBJECTS - 1], 0, FALSE);
	CHECK_STATUS(KeWaitForMultipleObjects(MAXIMUM_WAIT_OBJECTS, o, WaitAny, Executive, KernelMode,
					      FALSE, NULL, blocks), STATUS_WAIT_63);
	for (i = 0; i < MAXIMUM_WAIT_OBJECTS; i++)
		KeSetEvent(&e[i], 0, FALSE);
	CHECK_STATUS(KeWaitForMultipleObjects(MAXIMUM_WAIT_OBJECTS, o, WaitAll, Executive, KernelMode,
					      FALSE, NULL, blocks), STATUS_SUCCESS);
}

struct both {
	KEVENT a, b;
	KMUTEX m;
	NTSTATUS status;
	WAIT_TYPE type;
};

static VOID NTAPI both_thread(PVOID context)
{
	struct both *x = context;
	PVOID o[] = { &x->a, &x->b };

	x->status = KeWaitForMultipleObjects(2, o, x->type, Executive, KernelMode, FALSE, NULL, NULL);
}

NT_TEST(wait_all_wakes, "KeWaitForMultipleObjects: WaitAll wakes when the last object is signalled, whatever the order")
{
	struct both x = { .type = WaitAll };
	PVOID t;

	KeInitializeEvent(&x.a, SynchronizationEvent, FALSE);
	KeInitializeEvent(&x.b, NotificationEvent, FALSE);
	t = thread(both_thread, &x);
	NEED(t);
	nap(10);
	KeSetEvent(&x.b, 0, FALSE);
	CHECK_STATUS(wait_ms(t, 20), STATUS_TIMEOUT);
	KeSetEvent(&x.a, 0, FALSE);
	join(t);
	CHECK_STATUS(x.status, STATUS_SUCCESS);
	CHECK_EQ(KeReadStateEvent(&x.a), 0);
	CHECK(KeReadStateEvent(&x.b));
}

NT_TEST(wait_any_wakes, "KeWaitForMultipleObjects: WaitAny wakes with the index of what was signalled")
{
	struct both x = { .type = WaitAny };
	PVOID t;

	KeInitializeEvent(&x.a, SynchronizationEvent, FALSE);
	KeInitializeEvent(&x.b, SynchronizationEvent, FALSE);
	t = thread(both_thread, &x);
	NEED(t);
	nap(10);
	KeSetEvent(&x.b, 0, FALSE);
	join(t);
	CHECK_STATUS(x.status, STATUS_WAIT_1);
	CHECK_EQ(KeReadStateEvent(&x.b), 0);
	/* Its blocks are gone from the other object too. */
	KeSetEvent(&x.a, 0, FALSE);
	CHECK(KeReadStateEvent(&x.a));
}

NT_TEST(wait_any_mutex_abandoned, "KeWaitForMultipleObjects: STATUS_ABANDONED_WAIT_0 plus the index for an abandoned mutex")
{
	KEVENT e;
	KMUTEX m;
	PVOID o[] = { &e, &m };

	KeInitializeEvent(&e, SynchronizationEvent, FALSE);
	KeInitializeMutex(&m, 0);
	join(thread(die_with_mutex, &m));
	CHECK_STATUS(KeWaitForMultipleObjects(2, o, WaitAny, Executive, KernelMode, FALSE, NULL, NULL),
		     STATUS_ABANDONED_WAIT_0 + 1);
	KeReleaseMutex(&m, FALSE);
}

/* ------------------------------------------------------------------------ threads */

static VOID NTAPI set_and_end(PVOID context)
{
	InterlockedIncrement(context);
}

static VOID NTAPI set_and_terminate(PVOID context)
{
	InterlockedIncrement(context);
	PsTerminateSystemThread(STATUS_SUCCESS);
	InterlockedAdd(context, 100);
}

NT_TEST(thread_ends, "a thread object is signalled when its thread has ended, by return or PsTerminateSystemThread")
{
	volatile LONG ran = 0;

	join(thread(set_and_end, (PVOID)&ran));
	CHECK_EQ(ran, 1);
	join(thread(set_and_terminate, (PVOID)&ran));
	CHECK_EQ(ran, 2);
}

NT_TEST(thread_handle, "PsCreateSystemThread: the handle can be closed while the thread runs; its object outlives the thread")
{
	volatile LONG ran = 0;
	PVOID object = NULL;
	HANDLE handle;
	CLIENT_ID id = { 0 };

	NEED(NT_SUCCESS(PsCreateSystemThread(&handle, 0, NULL, NULL, &id, set_and_end, (PVOID)&ran)));
	CHECK(id.UniqueThread);
	CHECK_STATUS(ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType, KernelMode, &object, NULL),
		     STATUS_SUCCESS);
	NEED(object);
	CHECK_STATUS(ObReferenceObjectByHandle(handle, 0, *ExEventObjectType, KernelMode, &object, NULL),
		     STATUS_OBJECT_TYPE_MISMATCH);
	CHECK_STATUS(ObReferenceObjectByHandle(handle, 0, NULL, KernelMode, &object, NULL), STATUS_SUCCESS);
	ObDereferenceObject(object);
	forever(object);
	CHECK_STATUS(ZwClose(handle), STATUS_SUCCESS);
	CHECK_STATUS(poll(object), STATUS_SUCCESS);
	ObDereferenceObject(object);
	CHECK_EQ(ran, 1);
}

NT_TEST(thread_terminate_other, "PsTerminateSystemThread: STATUS_INVALID_PARAMETER outside a system thread")
{
	/* The suite itself runs in a thread that no driver made. */
	CHECK_STATUS(PsTerminateSystemThread(STATUS_SUCCESS), STATUS_INVALID_PARAMETER);
}

static VOID NTAPI about_thread(PVOID context)
{
	PVOID *out = context;

	out[0] = KeGetCurrentThread();
	out[1] = (PVOID)(ULONG_PTR)KeGetCurrentIrql();
	out[2] = (PVOID)(ULONG_PTR)PsIsSystemThread(PsGetCurrentThread());
	out[3] = (PVOID)(LONG_PTR)KeSetPriorityThread(KeGetCurrentThread(), LOW_REALTIME_PRIORITY);
	out[4] = (PVOID)(LONG_PTR)KeQueryPriorityThread(KeGetCurrentThread());
	KeSetPriorityThread(KeGetCurrentThread(), 8);
}

NT_TEST(thread_current, "KeGetCurrentThread, KeSetPriorityThread: in a system thread, at PASSIVE_LEVEL")
{
	PVOID out[5] = { 0 };
	PVOID t = thread(about_thread, out);

	NEED(t);
	forever(t);
	CHECK(out[0] == t);
	CHECK_EQ(out[1], PASSIVE_LEVEL);
	CHECK_EQ(out[2], TRUE);
	CHECK_EQ(out[3], 8);
	CHECK_EQ(out[4], LOW_REALTIME_PRIORITY);
	CHECK(KeGetCurrentThread() == KeGetCurrentThread());
	CHECK(KeGetCurrentThread() != t);
	ObDereferenceObject(t);
}

NT_TEST(thread_many, "PsCreateSystemThread: a thread for every present, as one driver does")
{
	volatile LONG ran = 0;
	int i;

	for (i = 0; i < 50; i++)
		join(thread(set_and_end, (PVOID)&ran));
	CHECK_EQ(ran, 50);
}

NT_TEST(delay, "KeDelayExecutionThread: at least the interval; zero yields")
{
	ULONGLONG before = KeQueryInterruptTime();
	LARGE_INTEGER t = nt_ms(15);

	CHECK_STATUS(KeDelayExecutionThread(KernelMode, FALSE, &t), STATUS_SUCCESS);
	CHECK(KeQueryInterruptTime() - before >= 150000);
	t.QuadPart = 0;
	CHECK_STATUS(KeDelayExecutionThread(KernelMode, FALSE, &t), STATUS_SUCCESS);
}

NT_TEST(wait_all_abandoned, "KeWaitForMultipleObjects: STATUS_ABANDONED_WAIT_0 to 63 when one of all was an abandoned mutex")
{
	NTSTATUS status;
	KEVENT e;
	KMUTEX m;
	PVOID o[] = { &e, &m };

	KeInitializeEvent(&e, SynchronizationEvent, TRUE);
	KeInitializeMutex(&m, 0);
	join(thread(die_with_mutex, &m));
	status = KeWaitForMultipleObjects(2, o, WaitAll, Executive, KernelMode, FALSE, NULL, NULL);
	CHECK(status >= STATUS_ABANDONED_WAIT_0 && status <= STATUS_ABANDONED_WAIT_63);
	CHECK_EQ(KeReadStateEvent(&e), 0);
	CHECK_EQ(KeReadStateMutex(&m), 0);
	KeReleaseMutex(&m, FALSE);
}

struct ids {
	KEVENT go;
	HANDLE thread, of_thread, process;
	BOOLEAN ending;
	LONG before, again;
};

static VOID NTAPI tell_ids(PVOID context)
{
	struct ids *i = context;

	forever(&i->go);
	i->thread = PsGetCurrentThreadId();
	i->of_thread = PsGetThreadId(PsGetCurrentThread());
	i->process = PsGetCurrentProcessId();
	i->ending = PsIsThreadTerminating(PsGetCurrentThread());
	i->before = KeSetBasePriorityThread(KeGetCurrentThread(), 3);
	i->again = KeSetBasePriorityThread(KeGetCurrentThread(), 0);
}

NT_TEST(thread_ids, "PsCreateSystemThread: ClientId has the ids that PsGetCurrentThreadId, PsGetThreadId, PsGetCurrentProcessId give")
{
	struct ids i = { .thread = NULL };
	CLIENT_ID id = { 0 };
	PETHREAD object;
	HANDLE handle;

	KeInitializeEvent(&i.go, NotificationEvent, FALSE);
	NEED(NT_SUCCESS(IoCreateSystemThread(nt_pdo, &handle, THREAD_ALL_ACCESS, NULL, NULL, &id,
					     tell_ids, &i)));
	CHECK_STATUS(ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType, KernelMode,
					       (PVOID *)&object, NULL), STATUS_SUCCESS);
	ZwClose(handle);
	CHECK(id.UniqueThread && PsGetThreadId(object) == id.UniqueThread);
	CHECK(!PsIsThreadTerminating(object));
	CHECK(id.UniqueThread != PsGetCurrentThreadId());
	KeSetEvent(&i.go, 0, FALSE);
	forever(object);
	CHECK(PsIsThreadTerminating(object));
	ObDereferenceObject(object);
	CHECK(i.thread == id.UniqueThread && i.of_thread == id.UniqueThread);
	CHECK(i.process == id.UniqueProcess);
	CHECK(!i.ending);
	/* The increments before: none, and the first. */
	CHECK_EQ(i.before, 0);
	CHECK_EQ(i.again, 3);
	CHECK(PsGetProcessId(PsInitialSystemProcess) == id.UniqueProcess);
	CHECK(PsGetProcessId(PsGetCurrentProcess()) == PsGetCurrentProcessId());
	CHECK(PsGetThreadId(PsGetCurrentThread()) == PsGetCurrentThreadId());
	CHECK(!PsGetThreadId((PETHREAD)&i) && !PsIsThreadTerminating((PETHREAD)&i));
	CHECK(!PsGetProcessId((PEPROCESS)&i));
}

NT_SUITE(dispatcher) = {
	NT_CASE(event_notification),
	NT_CASE(event_synchronization),
	NT_CASE(event_timeout),
	NT_CASE(event_absolute),
	NT_CASE(event_far_timeout),
	NT_CASE(event_wakes),
	NT_CASE(event_releases_all),
	NT_CASE(event_releases_one),
	NT_CASE(event_pulse),
	NT_CASE(event_at_dispatch),
	NT_CASE(semaphore_counts),
	NT_CASE(semaphore_releases),
	NT_CASE(mutex_recursion),
	NT_CASE(mutex_excludes),
	NT_CASE(mutex_contention),
	NT_CASE(fast_mutex_contention),
	NT_CASE(spin_lock_contention),
	NT_CASE(rw_lock_contention),
	NT_CASE(mutex_abandoned),
	NT_CASE(wait_any),
	NT_CASE(wait_all),
	NT_CASE(wait_many),
	NT_CASE(wait_all_wakes),
	NT_CASE(wait_any_wakes),
	NT_CASE(wait_any_mutex_abandoned),
	NT_CASE(thread_ends),
	NT_CASE(thread_handle),
	NT_CASE(thread_terminate_other),
	NT_CASE(thread_current),
	NT_CASE(thread_many),
	NT_CASE(delay),
	NT_CASE(wait_all_abandoned),
	NT_CASE(thread_ids),
	NT_END
};
