// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_extimer.c - timers that the system allocates, over KTIMER.
 */
#include "nt_ke.h"
#include "verifier.h"

#define DXGK_TAG_TIMER 0x6d695478u	/* "xTim" */

struct _EX_TIMER {
	KTIMER timer;
	KDPC dpc;
	PEXT_CALLBACK callback;
	PVOID context;
	PEXT_DELETE_CALLBACK deleted;
	PVOID delete_context;
};

static VOID NTAPI dxgk_extimer_dpc(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	PEX_TIMER t = context;

	if (t->callback)
		t->callback(t, t->context);
}

/**
 * ExAllocateTimer() - a timer of the system's
 * @Callback: called at DISPATCH_LEVEL when it expires; may be NULL
 * @CallbackContext: for that
 * @Attributes: EX_TIMER_HIGH_RESOLUTION, EX_TIMER_NO_WAKE, EX_TIMER_NOTIFICATION
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: the timer, which can be waited for; NULL, also for other attributes.
 *
 * Follows "ExAllocateTimer function (wdm.h)".
 */
PEX_TIMER NTAPI ExAllocateTimer(PEXT_CALLBACK Callback, PVOID CallbackContext, ULONG Attributes)
{
	PEX_TIMER t;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (Attributes & ~(ULONG)(EX_TIMER_HIGH_RESOLUTION | EX_TIMER_NO_WAKE |
				  EX_TIMER_NOTIFICATION) ||
	    (Attributes & EX_TIMER_HIGH_RESOLUTION && Attributes & EX_TIMER_NO_WAKE))
		return NULL;
	t = dxgk_pool_alloc(sizeof(*t), DXGK_TAG_TIMER, dxgk_nt_owner(DXGK_NT_CALLER()), true);
	if (!t)
		return NULL;
	t->callback = Callback;
	t->context = CallbackContext;
	KeInitializeTimerEx(&t->timer, Attributes & EX_TIMER_NOTIFICATION ? NotificationTimer :
									     SynchronizationTimer);
	KeInitializeDpc(&t->dpc, dxgk_extimer_dpc, t);
	return t;
}

/* Periods are of 100 ns, and are rounded up to milliseconds; TRUE: it was set. */
BOOLEAN NTAPI ExSetTimer(PEX_TIMER Timer, LONGLONG DueTime, LONGLONG Period,
			 PEXT_SET_PARAMETERS Parameters)
{
	LARGE_INTEGER due;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	due.QuadPart = DueTime;
	return KeSetTimerEx(&Timer->timer, due, (LONG)((Period + 9999) / 10000), &Timer->dpc);
}

BOOLEAN NTAPI ExCancelTimer(PEX_TIMER Timer, PEXT_CANCEL_PARAMETERS Parameters)
{
	BOOLEAN was = KeCancelTimer(&Timer->timer);

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	/* One that has expired is not cancelled, but its routine need not run. */
	KeRemoveQueueDpc(&Timer->dpc);
	return was;
}

/**
 * ExDeleteTimer() - be done with a timer
 * @Timer: as ExAllocateTimer() gave it
 * @Cancel: TRUE: cancel it first; a timer that is set must be
 * @Wait: TRUE: nothing of it runs when this returns; PASSIVE_LEVEL
 * @Parameters: NULL, or a routine to call once it is gone
 *
 * Return: TRUE if it was cancelled.
 *
 * Follows "ExDeleteTimer function (wdm.h)".
 */
BOOLEAN NTAPI ExDeleteTimer(PEX_TIMER Timer, BOOLEAN Cancel, BOOLEAN Wait,
			    PEXT_DELETE_PARAMETERS Parameters)
{
	BOOLEAN was = FALSE;

	if (Cancel)
		was = ExCancelTimer(Timer, NULL);
	/* Its routine may use the timer until it returns. */
	if (Wait || dxgk_os_irql_get() < DISPATCH_LEVEL)
		KeRemoveQueueDpcEx(&Timer->dpc, TRUE);
	if (Parameters && Parameters->DeleteCallback)
		Parameters->DeleteCallback(Parameters->DeleteContext);
	dxgk_pool_free(Timer, DXGK_TAG_TIMER, DXGK_NT_CALLER());
	return was;
}

/* The clock is as fine as it is: half a millisecond, in units of 100 ns, says Windows. */
ULONG NTAPI ExSetTimerResolution(ULONG DesiredTime, BOOLEAN SetResolution)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return KeQueryTimeIncrement();
}

VOID NTAPI ExQueryTimerResolution(PULONG MaximumTime, PULONG MinimumTime, PULONG CurrentTime)
{
	*MaximumTime = KeQueryTimeIncrement();
	*MinimumTime = KeQueryTimeIncrement();
	*CurrentTime = KeQueryTimeIncrement();
}
