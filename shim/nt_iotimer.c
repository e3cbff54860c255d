// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_iotimer.c - IoInitializeTimer: a routine that is called once a second for a
 * device object.
 */
#include "nt_io.h"
#include "nt_ke.h"
#include "verifier.h"

#define DXGK_IOTIMER_MS 1000

struct _IO_TIMER {
	LIST_ENTRY link;		/* all; under dxgk_iotimers.lock */
	PDEVICE_OBJECT device;
	PIO_TIMER_ROUTINE routine;
	PVOID context;
	bool on;			/* written under the lock */
	dxgk_u16 owner;
	KTIMER timer;
	KDPC dpc;
};

static struct {
	struct dxgk_os_spinlock lock;
	LIST_ENTRY all;			/* under lock */
} dxgk_iotimers;

void dxgk_iotimer_init(void)
{
	dxgk_os_spin_init(&dxgk_iotimers.lock);
	InitializeListHead(&dxgk_iotimers.all);
}

static VOID NTAPI dxgk_iotimer_dpc(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	PIO_TIMER t = context;

	if (__atomic_load_n(&t->on, __ATOMIC_ACQUIRE))
		t->routine(t->device, t->context);
}

/**
 * IoInitializeTimer() - give a device object a routine for every second
 * @DeviceObject: the device
 * @TimerRoutine: runs at DISPATCH_LEVEL
 * @Context: for it
 *
 * The timer stands still until IoStartTimer().  It goes with the device.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; for a device that has
 * one, STATUS_INVALID_DEVICE_REQUEST.
 *
 * Follows "IoInitializeTimer function (wdm.h)".
 */
NTSTATUS NTAPI IoInitializeTimer(PDEVICE_OBJECT DeviceObject, PIO_TIMER_ROUTINE TimerRoutine,
				 PVOID Context)
{
	unsigned long state;
	PIO_TIMER t;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	t = dxgk_os_alloc(sizeof(*t), DXGK_OS_ALLOC_ZERO);
	if (!t)
		return STATUS_INSUFFICIENT_RESOURCES;
	t->device = DeviceObject;
	t->routine = TimerRoutine;
	t->context = Context;
	t->owner = dxgk_nt_owner(DXGK_NT_CALLER());
	KeInitializeTimer(&t->timer);
	KeInitializeDpc(&t->dpc, dxgk_iotimer_dpc, t);
	state = dxgk_os_spin_lock(&dxgk_iotimers.lock);
	if (!DeviceObject->Timer) {
		DeviceObject->Timer = t;
		InsertTailList(&dxgk_iotimers.all, &t->link);
		t = NULL;
	}
	dxgk_os_spin_unlock(&dxgk_iotimers.lock, state);
	dxgk_os_free(t);
	return t ? STATUS_INVALID_DEVICE_REQUEST : STATUS_SUCCESS;
}

/* The device's timer goes on or off; none: nothing happens. */
static void dxgk_iotimer_switch(PDEVICE_OBJECT device, bool on)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_iotimers.lock);
	LARGE_INTEGER due = { .QuadPart = -10000ll * DXGK_IOTIMER_MS };
	PIO_TIMER t = device->Timer;

	if (t && t->on != on) {
		__atomic_store_n(&t->on, on, __ATOMIC_RELEASE);
		if (on) {
			KeSetTimerEx(&t->timer, due, DXGK_IOTIMER_MS, &t->dpc);
		} else {
			KeCancelTimer(&t->timer);
			KeRemoveQueueDpc(&t->dpc);
		}
	}
	dxgk_os_spin_unlock(&dxgk_iotimers.lock, state);
}

/* IRQL: up to DISPATCH_LEVEL.  "IoStartTimer function (wdm.h)". */
VOID NTAPI IoStartTimer(PDEVICE_OBJECT DeviceObject)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_iotimer_switch(DeviceObject, true);
}

/* IRQL: up to DISPATCH_LEVEL; not in the routine.  "IoStopTimer function (wdm.h)". */
VOID NTAPI IoStopTimer(PDEVICE_OBJECT DeviceObject)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_iotimer_switch(DeviceObject, false);
}

/* ------------------------------------------------------------------ what is left behind */

static void dxgk_iotimer_free(PIO_TIMER t)
{
	__atomic_store_n(&t->on, false, __ATOMIC_RELEASE);
	KeCancelTimer(&t->timer);
	KeRemoveQueueDpcEx(&t->dpc, TRUE);
	dxgk_os_free(t);
}

void dxgk_iotimer_device_gone(PDEVICE_OBJECT device)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_iotimers.lock);
	PIO_TIMER t = device->Timer;

	if (t) {
		device->Timer = NULL;
		RemoveEntryList(&t->link);
	}
	dxgk_os_spin_unlock(&dxgk_iotimers.lock, state);
	if (t)
		dxgk_iotimer_free(t);
}

void dxgk_iotimer_owner_gone(dxgk_u16 owner)
{
	unsigned long state;
	PLIST_ENTRY e;

	for (;;) {
		PIO_TIMER t = NULL;

		state = dxgk_os_spin_lock(&dxgk_iotimers.lock);
		for (e = dxgk_iotimers.all.Flink; e != &dxgk_iotimers.all && !t; e = e->Flink) {
			t = CONTAINING_RECORD(e, struct _IO_TIMER, link);
			if (t->owner != owner)
				t = NULL;
		}
		if (t) {
			t->device->Timer = NULL;
			RemoveEntryList(&t->link);
		}
		dxgk_os_spin_unlock(&dxgk_iotimers.lock, state);
		if (!t)
			break;
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: left a device's timer; stopped",
			    dxgk_nt_owner_name(owner));
		dxgk_iotimer_free(t);
	}
}
