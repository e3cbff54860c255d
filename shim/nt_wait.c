// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_wait.c - dispatcher objects and waiting for them.
 *
 * Objects live in drivers' memory, are initialised in place and never
 * destroyed, so nothing is kept for them here: a waiter links blocks of its
 * own into the object's list, and takes them out again before it returns.
 */
#include <bugcodes.h>

#include "nt_ke.h"
#include "seh.h"
#include "verifier.h"

static struct dxgk_os_spinlock dxgk_dispatch;

/* Somebody who waits; on its stack.  All of it under dxgk_dispatch. */
struct dxgk_waiter {
	struct dxgk_os_event wake;
	PKTHREAD thread;		/* KeGetCurrentThread() of it */
	PKTHREAD system;		/* the same if it is a thread of ours, else NULL */
	const void *caller;
	dxgk_uptr context;
	PKWAIT_BLOCK blocks;
	ULONG count;
	bool all;
	bool done;
	NTSTATUS status;
};

/* Sleeping on an address: see dxgk_address_wait(). */
struct dxgk_address_waiter {
	LIST_ENTRY link;
	const void *address;
	struct dxgk_os_event wake;
};

static LIST_ENTRY dxgk_address_waiters;	/* under dxgk_dispatch */
static dxgk_u32 dxgk_address_waiting;	/* who is on it, or looks whether to be; atomic */

void dxgk_wait_init(void)
{
	dxgk_os_spin_init(&dxgk_dispatch);
	InitializeListHead(&dxgk_address_waiters);
}

unsigned long dxgk_dispatch_lock(void)
{
	return dxgk_os_spin_lock(&dxgk_dispatch);
}

void dxgk_dispatch_unlock(unsigned long state)
{
	dxgk_os_spin_unlock(&dxgk_dispatch, state);
}

void dxgk_dispatcher_init(DISPATCHER_HEADER *h, UCHAR type, UCHAR words, LONG state)
{
	h->Lock = 0;
	h->Type = type;
	h->Size = words;
	h->SignalState = state;
	InitializeListHead(&h->WaitListHead);
}

LONG dxgk_dispatcher_state(DISPATCHER_HEADER *h)
{
	unsigned long state = dxgk_dispatch_lock();
	LONG signal = h->SignalState;

	dxgk_dispatch_unlock(state);
	return signal;
}

/* -------------------------------------------------------- what a signal lets go */

static KMUTANT *dxgk_mutant(DISPATCHER_HEADER *h)
{
	return h->Type == DXGK_MUTANT ? CONTAINING_RECORD(h, KMUTANT, Header) : NULL;
}

/* Does the object let this waiter go?  Under the lock. */
static bool dxgk_signalled(DISPATCHER_HEADER *h, PKTHREAD thread)
{
	KMUTANT *m = dxgk_mutant(h);

	return h->SignalState > 0 || (m && m->OwnerThread == thread);
}

static void dxgk_mutant_take(KMUTANT *m, const struct dxgk_waiter *w)
{
	m->OwnerThread = w->thread;
	/* Threads of ours end where it is seen; the list is for that. */
	if (w->system)
		InsertTailList(&w->system->mutants, &m->MutantListEntry);
	else
		InitializeListHead(&m->MutantListEntry);
	if (dxgk_verifying())
		dxgk_verify_locked(w->context, m, "mutex", w->caller);
}

/* The waiter goes, and takes of the object what a wait takes. */
static NTSTATUS dxgk_satisfy(DISPATCHER_HEADER *h, const struct dxgk_waiter *w)
{
	KMUTANT *m;

	switch (h->Type) {
	case DXGK_EVENT_SYNCHRONIZATION:
	case DXGK_TIMER_SYNCHRONIZATION:
		h->SignalState = 0;
		break;
	case DXGK_SEMAPHORE:
		h->SignalState--;
		break;
	case DXGK_MUTANT:
		m = dxgk_mutant(h);
		DXGK_KNOWN(m);
		/* 1: free, 0: owned once, -1: twice, ... */
		if (--h->SignalState == 0)
			dxgk_mutant_take(m, w);
		if (m->Abandoned) {
			m->Abandoned = 0;
			return STATUS_ABANDONED;
		}
		break;
	default:
		break;
	}
	return STATUS_SUCCESS;
}

/* All objects at once, or the first that will do: has the waiter what it wants? */
static bool dxgk_try(struct dxgk_waiter *w)
{
	NTSTATUS status = STATUS_SUCCESS;
	ULONG i;

	if (!w->all) {
		for (i = 0; i < w->count; i++) {
			if (!dxgk_signalled(w->blocks[i].Object, w->thread))
				continue;
			status = dxgk_satisfy(w->blocks[i].Object, w);
			w->status = (NTSTATUS)i + status;
			return true;
		}
		return false;
	}
	for (i = 0; i < w->count; i++)
		if (!dxgk_signalled(w->blocks[i].Object, w->thread))
			return false;
	for (i = 0; i < w->count; i++)
		if (dxgk_satisfy(w->blocks[i].Object, w) != STATUS_SUCCESS)
			status = STATUS_ABANDONED;
	w->status = status;
	return true;
}

static void dxgk_waiter_link(struct dxgk_waiter *w)
{
	ULONG i;

	for (i = 0; i < w->count; i++) {
		DISPATCHER_HEADER *h = w->blocks[i].Object;

		InsertTailList(&h->WaitListHead, &w->blocks[i].WaitListEntry);
	}
}

static void dxgk_waiter_unlink(struct dxgk_waiter *w)
{
	ULONG i;

	for (i = 0; i < w->count; i++)
		RemoveEntryList(&w->blocks[i].WaitListEntry);
}

void dxgk_dispatcher_wake(DISPATCHER_HEADER *h)
{
	PLIST_ENTRY e = h->WaitListHead.Flink;

	dxgk_os_spin_assert(&dxgk_dispatch);
	while (e != &h->WaitListHead && h->SignalState > 0) {
		PKWAIT_BLOCK b = CONTAINING_RECORD(e, KWAIT_BLOCK, WaitListEntry);
		struct dxgk_waiter *w = (struct dxgk_waiter *)b->Thread;

		e = e->Flink;
		if (!dxgk_try(w))
			continue;
		dxgk_waiter_unlink(w);
		w->done = true;
		dxgk_os_event_set(&w->wake);
		/* It may have stood in the list more than once. */
		e = h->WaitListHead.Flink;
	}
}

/* --------------------------------------------------------------------- waiting */

dxgk_u64 dxgk_deadline(const LARGE_INTEGER *timeout)
{
	LARGE_INTEGER system;
	dxgk_u64 now, units;

	if (!timeout)
		return ~0ull;
	now = dxgk_os_time_ns();
	if (timeout->QuadPart <= 0) {
		units = 0 - (dxgk_u64)timeout->QuadPart;
	} else {
		KeQuerySystemTime(&system);
		if (timeout->QuadPart <= system.QuadPart)
			return now;
		units = (dxgk_u64)(timeout->QuadPart - system.QuadPart);
	}
	/* So far away that it never comes. */
	if (units > (~0ull - 1 - now) / 100)
		return ~0ull - 1;
	return now + units * 100;
}

/*
 * Drivers wait on memory they forgot to initialise, or freed: an object that
 * is none is a bug check, as it would be before long on Windows.  Under the
 * lock.
 */
static bool dxgk_is_object(const DISPATCHER_HEADER *h)
{
	switch (h->Type) {
	case DXGK_EVENT_NOTIFICATION:
	case DXGK_EVENT_SYNCHRONIZATION:
	case DXGK_MUTANT:
	case DXGK_PROCESS:
	case DXGK_SEMAPHORE:
	case DXGK_THREAD:
	case DXGK_TIMER_NOTIFICATION:
	case DXGK_TIMER_SYNCHRONIZATION:
		return h->WaitListHead.Flink && h->WaitListHead.Blink;
	default:
		return false;
	}
}

/* A mutex that the thread cannot take once more.  Under the lock. */
static bool dxgk_mutant_full(DISPATCHER_HEADER *h, PKTHREAD thread)
{
	KMUTANT *m = dxgk_mutant(h);

	return m && m->OwnerThread == thread && h->SignalState == (LONG)MINLONG;
}

/* The first object that is none, or NULL.  Under the lock. */
static PVOID dxgk_wait_check(const struct dxgk_waiter *w)
{
	ULONG i;

	for (i = 0; i < w->count; i++)
		if (!dxgk_is_object(w->blocks[i].Object))
			return w->blocks[i].Object;
	return NULL;
}

static NTSTATUS dxgk_wait(struct dxgk_waiter *w, KPROCESSOR_MODE mode,
			  const LARGE_INTEGER *timeout, const void *caller)
{
	bool poll = timeout && !timeout->QuadPart;
	enum dxgk_wait result;
	unsigned long state;
	dxgk_u64 deadline;
	PVOID bad;
	ULONG i;

	DXGK_KNOWN(w->count);
	if (dxgk_nt_irql() > (poll ? DISPATCH_LEVEL : APC_LEVEL))
		dxgk_nt_bugcheck(caller, IRQL_NOT_LESS_OR_EQUAL, (ULONG_PTR)w->blocks[0].Object,
				 dxgk_nt_irql(), 0, (ULONG_PTR)caller);
	for (i = 0; i < w->count; i++)
		if (!w->blocks[i].Object)
			dxgk_nt_bugcheck(caller, INVALID_KERNEL_HANDLE, 0, 0, 0, 0);

	w->system = dxgk_thread_current();
	w->thread = w->system ? w->system : (PKTHREAD)dxgk_os_thread();
	w->context = dxgk_os_context();
	w->caller = caller;
	w->done = false;
	w->status = STATUS_TIMEOUT;
	deadline = dxgk_deadline(timeout);

	state = dxgk_dispatch_lock();
	bad = dxgk_wait_check(w);
	if (bad) {
		dxgk_dispatch_unlock(state);
		dxgk_nt_bugcheck(caller, INVALID_KERNEL_HANDLE, (ULONG_PTR)bad, 0, 0, 0);
	}
	for (i = 0; i < w->count; i++) {
		if (dxgk_mutant_full(w->blocks[i].Object, w->thread)) {
			dxgk_dispatch_unlock(state);
			return STATUS_MUTANT_LIMIT_EXCEEDED;
		}
	}
	if (dxgk_try(w) || poll) {
		dxgk_dispatch_unlock(state);
		return w->status;
	}
	dxgk_os_event_init(&w->wake, false);
	dxgk_waiter_link(w);
	dxgk_dispatch_unlock(state);

	result = dxgk_os_event_wait_until(&w->wake, deadline, mode != KernelMode);

	/* The lock also waits for whoever woke us to be done with the event. */
	state = dxgk_dispatch_lock();
	if (!w->done) {
		dxgk_waiter_unlink(w);
		w->status = result == DXGK_WAIT_KILLED ? STATUS_USER_APC : STATUS_TIMEOUT;
	}
	dxgk_dispatch_unlock(state);
	dxgk_os_event_fini(&w->wake);
	return w->status;
}

static void dxgk_block_init(PKWAIT_BLOCK b, struct dxgk_waiter *w, PVOID object, ULONG key)
{
	RtlZeroMemory(b, sizeof(*b));
	b->WaitType = (UCHAR)(w->all ? WaitAll : WaitAny);
	b->WaitKey = (USHORT)key;
	b->Thread = (PKTHREAD)w;
	b->Object = object;
}

NTSTATUS dxgk_wait_one(PVOID object, KPROCESSOR_MODE mode, const LARGE_INTEGER *timeout,
		       const void *caller)
{
	struct dxgk_waiter w;
	KWAIT_BLOCK block;

	/* Not all of it: the event is large, and made only to sleep. */
	w.count = 1;
	w.all = false;
	w.blocks = &block;
	dxgk_block_init(&block, &w, object, 0);
	return dxgk_wait(&w, mode, timeout, caller);
}

/**
 * KeWaitForSingleObject() - wait for a dispatcher object
 * @Object: event, mutex, semaphore, timer or thread
 * @WaitReason: for debuggers
 * @WaitMode: UserMode gives up when the process is being killed
 * @Alertable: no alerts are sent here
 * @Timeout: NULL: for ever; zero: only look; negative: that long, in 100 ns;
 *	positive: until that system time
 *
 * IRQL: up to APC_LEVEL; up to DISPATCH_LEVEL with a zero time-out.
 * Return: STATUS_SUCCESS; STATUS_TIMEOUT; STATUS_USER_APC; STATUS_ABANDONED for
 * a mutex whose owner ended.  STATUS_MUTANT_LIMIT_EXCEEDED is raised for a mutex
 * that was taken 2^31 times.
 *
 * Follows "KeWaitForSingleObject function (wdm.h)".
 */
DXGK_SEH_STUB NTSTATUS NTAPI KeWaitForSingleObject(PVOID Object, KWAIT_REASON WaitReason,
						   KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
						   PLARGE_INTEGER Timeout)
{
	NTSTATUS status = dxgk_wait_one(Object, WaitMode, Timeout, DXGK_NT_CALLER());

	if (status == STATUS_MUTANT_LIMIT_EXCEEDED) {
		dxgk_seh_raise(status);
		dxgk_seh_unreachable();
	}
	return status;
}

/**
 * KeWaitForMultipleObjects() - wait for one of several objects, or for all
 * @Count: how many
 * @Object: which
 * @WaitType: WaitAny or WaitAll
 * @WaitReason: for debuggers
 * @WaitMode: as for KeWaitForSingleObject()
 * @Alertable: as there
 * @Timeout: as there
 * @WaitBlockArray: @Count blocks; NULL for up to THREAD_WAIT_OBJECTS objects
 *
 * Return: STATUS_SUCCESS (all), or the index of the object (any), plus
 * STATUS_ABANDONED_WAIT_0 for an abandoned mutex; STATUS_TIMEOUT;
 * STATUS_USER_APC.  Too many objects, for the array or at all, are the bug check
 * MAXIMUM_WAIT_OBJECTS_EXCEEDED.
 *
 * Follows "KeWaitForMultipleObjects function (wdm.h)".
 */
DXGK_SEH_STUB NTSTATUS NTAPI KeWaitForMultipleObjects(ULONG Count, PVOID Object[],
						      WAIT_TYPE WaitType, KWAIT_REASON WaitReason,
						      KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
						      PLARGE_INTEGER Timeout,
						      PKWAIT_BLOCK WaitBlockArray)
{
	KWAIT_BLOCK own[THREAD_WAIT_OBJECTS];
	struct dxgk_waiter w;
	NTSTATUS status;
	ULONG i;

	if (!Count || Count > MAXIMUM_WAIT_OBJECTS ||
	    (!WaitBlockArray && Count > THREAD_WAIT_OBJECTS))
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), MAXIMUM_WAIT_OBJECTS_EXCEEDED, Count, 0, 0, 0);
	w.count = Count;
	w.all = WaitType == WaitAll;
	w.blocks = WaitBlockArray ? WaitBlockArray : own;
	for (i = 0; i < Count; i++)
		dxgk_block_init(&w.blocks[i], &w, Object[i], i);
	status = dxgk_wait(&w, WaitMode, Timeout, DXGK_NT_CALLER());
	if (status == STATUS_MUTANT_LIMIT_EXCEEDED) {
		dxgk_seh_raise(status);
		dxgk_seh_unreachable();
	}
	return status;
}

/**
 * KeDelayExecutionThread() - sleep
 * @WaitMode: UserMode gives up when the process is being killed
 * @Alertable: no alerts are sent here
 * @Interval: negative: that long, in 100 ns; positive: until that system time;
 *	zero lets others run
 *
 * IRQL: up to APC_LEVEL.
 * Return: STATUS_SUCCESS when the time is over; STATUS_USER_APC.
 *
 * Follows "KeDelayExecutionThread function (wdm.h)".
 */
NTSTATUS NTAPI KeDelayExecutionThread(KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
				      PLARGE_INTEGER Interval)
{
	struct dxgk_os_event never;
	enum dxgk_wait result;

	DXGK_NT_IRQL(APC_LEVEL);
	if (dxgk_nt_irql() > APC_LEVEL)
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), IRQL_NOT_LESS_OR_EQUAL, 0, dxgk_nt_irql(), 0,
				 (ULONG_PTR)DXGK_NT_CALLER());
	if (!Interval->QuadPart) {
		dxgk_os_yield();
		return STATUS_SUCCESS;
	}
	dxgk_os_event_init(&never, false);
	result = dxgk_os_event_wait_until(&never, dxgk_deadline(Interval), WaitMode != KernelMode);
	dxgk_os_event_fini(&never);
	return result == DXGK_WAIT_KILLED ? STATUS_USER_APC : STATUS_SUCCESS;
}

/* -------------------------------------------------------------------- addresses */

void dxgk_address_wait(const void *address, bool (*blocked)(void *arg), void *arg)
{
	struct dxgk_address_waiter w = { .address = address };
	unsigned long state;

	/* Before the look, as who wakes changes first what is looked at: one sees the other. */
	__atomic_add_fetch(&dxgk_address_waiting, 1, __ATOMIC_SEQ_CST);
	state = dxgk_dispatch_lock();
	while (blocked(arg)) {
		dxgk_os_event_init(&w.wake, false);
		InsertTailList(&dxgk_address_waiters, &w.link);
		dxgk_dispatch_unlock(state);
		dxgk_os_event_wait_until(&w.wake, ~0ull, false);
		/* Whoever woke us took us off the list, under this lock. */
		state = dxgk_dispatch_lock();
		dxgk_os_event_fini(&w.wake);
	}
	dxgk_dispatch_unlock(state);
	__atomic_sub_fetch(&dxgk_address_waiting, 1, __ATOMIC_RELAXED);
}

void dxgk_address_wake(const void *address)
{
	unsigned long state;
	PLIST_ENTRY e;

	/* A barrier and a look: nearly always nobody waits. */
	if (!__atomic_fetch_add(&dxgk_address_waiting, 0, __ATOMIC_SEQ_CST))
		return;
	state = dxgk_dispatch_lock();
	e = dxgk_address_waiters.Flink;
	while (e != &dxgk_address_waiters) {
		struct dxgk_address_waiter *w = CONTAINING_RECORD(e, struct dxgk_address_waiter,
								  link);

		e = e->Flink;
		if (w->address == address) {
			RemoveEntryList(&w->link);
			dxgk_os_event_set(&w->wake);
		}
	}
	dxgk_dispatch_unlock(state);
}

/* ----------------------------------------------------------------------- events */

/* In place; "KeInitializeEvent function (wdm.h)". */
VOID NTAPI KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State)
{
	dxgk_dispatcher_init(&Event->Header, (UCHAR)Type, sizeof(*Event) / sizeof(ULONG),
			     !!State);
}

static LONG dxgk_event_change(PRKEVENT event, LONG to, bool pulse)
{
	unsigned long state = dxgk_dispatch_lock();
	LONG before = event->Header.SignalState;

	event->Header.SignalState = to;
	if (to)
		dxgk_dispatcher_wake(&event->Header);
	if (pulse)
		event->Header.SignalState = 0;
	dxgk_dispatch_unlock(state);
	return before;
}

/**
 * KeSetEvent() - signal an event
 * @Event: a notification event wakes all and stays signalled; a synchronization
 *	event lets one go and is not signalled then
 * @Increment: priority is not boosted
 * @Wait: that a wait follows at once changes nothing here
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: the state before: non-zero if it was signalled.
 *
 * Follows "KeSetEvent function (wdm.h)".
 */
LONG NTAPI KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait)
{
	return dxgk_event_change(Event, 1, false);
}

LONG NTAPI KeResetEvent(PRKEVENT Event)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_event_change(Event, 0, false);
}

VOID NTAPI KeClearEvent(PRKEVENT Event)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_event_change(Event, 0, false);
}

/* Lets go who waits now, and is not signalled then; "KePulseEvent (wdm.h)". */
LONG NTAPI KePulseEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_event_change(Event, 1, true);
}

LONG NTAPI KeReadStateEvent(PRKEVENT Event)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_dispatcher_state(&Event->Header);
}

/* ------------------------------------------------------------------- semaphores */

VOID NTAPI KeInitializeSemaphore(PRKSEMAPHORE Semaphore, LONG Count, LONG Limit)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	dxgk_dispatcher_init(&Semaphore->Header, DXGK_SEMAPHORE,
			     sizeof(*Semaphore) / sizeof(ULONG), Count);
	Semaphore->Limit = Limit;
}

/**
 * KeReleaseSemaphore() - raise a semaphore's count
 * @Semaphore: the semaphore
 * @Increment: priority is not boosted
 * @Adjustment: by how much
 * @Wait: changes nothing here
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: the count before.  STATUS_SEMAPHORE_LIMIT_EXCEEDED is raised, and
 * nothing changed, when the count would go above the limit or @Adjustment is
 * not positive.
 *
 * Follows "KeReleaseSemaphore function (wdm.h)".
 */
DXGK_SEH_STUB LONG NTAPI KeReleaseSemaphore(PRKSEMAPHORE Semaphore, KPRIORITY Increment,
					    LONG Adjustment, BOOLEAN Wait)
{
	unsigned long state = dxgk_dispatch_lock();
	LONG before = Semaphore->Header.SignalState;
	bool ok = Adjustment > 0 && Adjustment <= Semaphore->Limit - before;

	if (ok) {
		Semaphore->Header.SignalState = before + Adjustment;
		dxgk_dispatcher_wake(&Semaphore->Header);
	}
	dxgk_dispatch_unlock(state);
	if (!ok) {
		dxgk_seh_raise(STATUS_SEMAPHORE_LIMIT_EXCEEDED);
		dxgk_seh_unreachable();
	}
	return before;
}

LONG NTAPI KeReadStateSemaphore(PRKSEMAPHORE Semaphore)
{
	return dxgk_dispatcher_state(&Semaphore->Header);
}

/* ---------------------------------------------------------------------- mutexes */

/* Signalled: nobody owns it; @Level is reserved.  "KeInitializeMutex (wdm.h)". */
VOID NTAPI KeInitializeMutex(PRKMUTEX Mutex, ULONG Level)
{
	dxgk_dispatcher_init(&Mutex->Header, DXGK_MUTANT, sizeof(*Mutex) / sizeof(ULONG), 1);
	InitializeListHead(&Mutex->MutantListEntry);
	Mutex->OwnerThread = NULL;
	Mutex->MutantFlags = 0;
	Mutex->ApcDisable = 1;
}

/**
 * KeReleaseMutex() - give a mutex back once
 * @Mutex: the mutex, which the calling thread owns
 * @Wait: changes nothing here
 *
 * IRQL: up to DISPATCH_LEVEL, as its page says; in the owner's thread.
 * Return: the state before: zero when it is free now.  STATUS_MUTANT_NOT_OWNED
 * is raised for a thread that does not own it, STATUS_ABANDONED for a mutex that
 * was abandoned and not taken since.
 *
 * Follows "KeReleaseMutex function (wdm.h)".
 */
DXGK_SEH_STUB LONG NTAPI KeReleaseMutex(PRKMUTEX Mutex, BOOLEAN Wait)
{
	PKTHREAD thread = KeGetCurrentThread();
	unsigned long state = dxgk_dispatch_lock();
	LONG before = Mutex->Header.SignalState;
	NTSTATUS status = STATUS_SUCCESS;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (Mutex->OwnerThread != thread) {
		status = Mutex->Abandoned ? STATUS_ABANDONED : STATUS_MUTANT_NOT_OWNED;
	} else if (++Mutex->Header.SignalState == 1) {
		Mutex->OwnerThread = NULL;
		if (dxgk_verifying())
			dxgk_verify_unlocked(Mutex);
		RemoveEntryList(&Mutex->MutantListEntry);
		InitializeListHead(&Mutex->MutantListEntry);
		dxgk_dispatcher_wake(&Mutex->Header);
	}
	dxgk_dispatch_unlock(state);
	if (status != STATUS_SUCCESS) {
		dxgk_seh_raise(status);
		dxgk_seh_unreachable();
	}
	return before;
}

LONG NTAPI KeReadStateMutex(PRKMUTEX Mutex)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_dispatcher_state(&Mutex->Header);
}

unsigned int dxgk_mutants_abandon(PKTHREAD thread)
{
	unsigned int n = 0;

	dxgk_os_spin_assert(&dxgk_dispatch);
	while (!IsListEmpty(&thread->mutants)) {
		KMUTANT *m = CONTAINING_RECORD(thread->mutants.Flink, KMUTANT, MutantListEntry);

		RemoveEntryList(&m->MutantListEntry);
		InitializeListHead(&m->MutantListEntry);
		m->OwnerThread = NULL;
		if (dxgk_verifying())
			dxgk_verify_unlocked(m);
		m->Abandoned = 1;
		m->Header.SignalState = 1;
		dxgk_dispatcher_wake(&m->Header);
		n++;
	}
	return n;
}
