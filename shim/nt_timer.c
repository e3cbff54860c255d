// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_timer.c - KTIMER: dispatcher objects that time signals, with a DPC and a
 * period.
 *
 * Timers that are set stand in one list by due time; the backend's timer is
 * armed for the first.  Drivers set a handful.
 */
#include "nt_ke.h"
#include "verifier.h"

/* Under the dispatch lock. */
static LIST_ENTRY dxgk_timers;
static dxgk_u32 dxgk_timers_set;	/* how many; atomic, so that one can look without */

void dxgk_timer_init(void)
{
	InitializeListHead(&dxgk_timers);
	dxgk_timers_set = 0;
}

/* DueTime is in nanoseconds of dxgk_os_time_ns() here. */
static void dxgk_timer_insert(PKTIMER t, dxgk_u64 due)
{
	PLIST_ENTRY e;

	t->DueTime.QuadPart = due;
	t->Header.Inserted = 1;
	__atomic_add_fetch(&dxgk_timers_set, 1, __ATOMIC_RELAXED);
	for (e = dxgk_timers.Blink; e != &dxgk_timers; e = e->Blink)
		if (CONTAINING_RECORD(e, KTIMER, TimerListEntry)->DueTime.QuadPart <= due)
			break;
	InsertHeadList(e, &t->TimerListEntry);
}

static bool dxgk_timer_remove(PKTIMER t)
{
	if (!t->Header.Inserted)
		return false;
	RemoveEntryList(&t->TimerListEntry);
	t->Header.Inserted = 0;
	__atomic_sub_fetch(&dxgk_timers_set, 1, __ATOMIC_RELAXED);
	return true;
}

static void dxgk_timer_arm(void)
{
	if (IsListEmpty(&dxgk_timers))
		dxgk_os_timer_set(~0ull);
	else
		dxgk_os_timer_set(CONTAINING_RECORD(dxgk_timers.Flink, KTIMER,
						    TimerListEntry)->DueTime.QuadPart);
}

/* The time has come.  Under the lock. */
static void dxgk_timer_expire(PKTIMER t, dxgk_u64 now)
{
	PKDPC dpc = t->Dpc;
	LARGE_INTEGER system;

	if (t->Period) {
		dxgk_u64 period = (dxgk_u64)t->Period * 1000000, due = t->DueTime.QuadPart + period;

		/* What was missed is not made up for. */
		if (due <= now)
			due = now + period;
		dxgk_timer_insert(t, due);
	}
	t->Header.SignalState = 1;
	dxgk_dispatcher_wake(&t->Header);
	if (dpc) {
		KeQuerySystemTime(&system);
		KeInsertQueueDpc(dpc, (PVOID)(ULONG_PTR)system.LowPart,
				 (PVOID)(ULONG_PTR)(ULONG)system.HighPart);
	}
}

/* The backend's timer. */
void dxgk_nt_timer(void)
{
	unsigned long state = dxgk_dispatch_lock();
	dxgk_u64 now = dxgk_os_time_ns();

	while (!IsListEmpty(&dxgk_timers)) {
		PKTIMER t = CONTAINING_RECORD(dxgk_timers.Flink, KTIMER, TimerListEntry);

		if (t->DueTime.QuadPart > now)
			break;
		dxgk_timer_remove(t);
		dxgk_timer_expire(t, now);
	}
	dxgk_timer_arm();
	dxgk_dispatch_unlock(state);
}

VOID NTAPI KeInitializeTimerEx(PKTIMER Timer, TIMER_TYPE Type)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	RtlZeroMemory(Timer, sizeof(*Timer));
	dxgk_dispatcher_init(&Timer->Header,
			     Type == NotificationTimer ? DXGK_TIMER_NOTIFICATION :
							 DXGK_TIMER_SYNCHRONIZATION, 0, 0);
}

/* A notification timer, not signalled; "KeInitializeTimer function (wdm.h)". */
VOID NTAPI KeInitializeTimer(PKTIMER Timer)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	KeInitializeTimerEx(Timer, NotificationTimer);
}

/**
 * KeSetTimerEx() - set a timer, once or again and again
 * @Timer: the timer; its signal is taken away, its earlier setting forgotten
 * @DueTime: negative: that long from now, in 100 ns; positive: system time; a
 *	time that has passed is now
 * @Period: milliseconds between signals from then on; 0: one signal
 * @Dpc: NULL, or queued at each signal
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: TRUE if it was set already.
 *
 * Follows "KeSetTimerEx function (wdm.h)".
 */
BOOLEAN NTAPI KeSetTimerEx(PKTIMER Timer, LARGE_INTEGER DueTime, LONG Period, PKDPC Dpc)
{
	dxgk_u64 due = dxgk_deadline(&DueTime), now;
	unsigned long state = dxgk_dispatch_lock();
	BOOLEAN was = dxgk_timer_remove(Timer);

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	Timer->Header.SignalState = 0;
	Timer->Dpc = Dpc;
	Timer->Period = Period > 0 ? (ULONG)Period : 0;
	now = dxgk_os_time_ns();
	if (due <= now) {
		Timer->DueTime.QuadPart = now;
		dxgk_timer_expire(Timer, now);
	} else {
		dxgk_timer_insert(Timer, due);
	}
	dxgk_timer_arm();
	dxgk_dispatch_unlock(state);
	return was;
}

BOOLEAN NTAPI KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return KeSetTimerEx(Timer, DueTime, 0, Dpc);
}

/* It is never late on purpose: there is no coalescing. */
BOOLEAN NTAPI KeSetCoalescableTimer(PKTIMER Timer, LARGE_INTEGER DueTime, ULONG Period,
				    ULONG TolerableDelay, PKDPC Dpc)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return KeSetTimerEx(Timer, DueTime, (LONG)Period, Dpc);
}

/**
 * KeCancelTimer() - forget a timer's setting
 * @Timer: the timer; a DPC that it queued already stays queued
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: TRUE if it was set.
 *
 * Follows "KeCancelTimer function (wdm.h)".
 */
BOOLEAN NTAPI KeCancelTimer(PKTIMER Timer)
{
	unsigned long state = dxgk_dispatch_lock();
	BOOLEAN was = dxgk_timer_remove(Timer);

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	Timer->Period = 0;
	dxgk_timer_arm();
	dxgk_dispatch_unlock(state);
	return was;
}

BOOLEAN NTAPI KeReadStateTimer(PKTIMER Timer)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_dispatcher_state(&Timer->Header) != 0;
}

/* --------------------------------------------------------------- what is left behind */

void dxgk_timer_memory_gone(const void *p, SIZE_T size, const void *caller)
{
	unsigned long state;
	unsigned int n = 0;
	PLIST_ENTRY e;

	/* Who frees a timer's memory is not setting it just now. */
	if (!__atomic_load_n(&dxgk_timers_set, __ATOMIC_RELAXED))
		return;
	state = dxgk_dispatch_lock();
	e = dxgk_timers.Flink;
	while (e != &dxgk_timers) {
		PKTIMER t = CONTAINING_RECORD(e, KTIMER, TimerListEntry);

		e = e->Flink;
		if ((dxgk_uptr)t - (dxgk_uptr)p < size) {
			dxgk_timer_remove(t);
			n++;
		}
	}
	if (n)
		dxgk_timer_arm();
	dxgk_dispatch_unlock(state);
	if (n)
		dxgk_os_log(DXGK_LOG_ERR, NULL,
			    "%s: %pS frees memory with a timer in it that is set; stopped",
			    dxgk_nt_owner_name(dxgk_nt_owner(caller)), caller);
}

void dxgk_timer_owner_gone(dxgk_u16 owner)
{
	unsigned long state = dxgk_dispatch_lock();
	unsigned int n = 0;
	PLIST_ENTRY e = dxgk_timers.Flink;

	while (e != &dxgk_timers) {
		PKTIMER t = CONTAINING_RECORD(e, KTIMER, TimerListEntry);

		e = e->Flink;
		/* One in the driver's own data, or that calls its code. */
		if (dxgk_nt_owner(t) == owner ||
		    (t->Dpc && dxgk_nt_owner((void *)t->Dpc->DeferredRoutine) == owner)) {
			dxgk_timer_remove(t);
			n++;
		}
	}
	dxgk_timer_arm();
	dxgk_dispatch_unlock(state);
	if (n)
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: left %u timers set; stopped",
			    dxgk_nt_owner_name(owner), n);
}
