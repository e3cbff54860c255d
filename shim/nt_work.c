// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_work.c - work items: routines run at PASSIVE_LEVEL by system threads.
 *
 * An item that waits for another one must not keep it from running: before a
 * worker runs an item it sees to it that another worker is idle, up to a bound.
 */
#include "nt_device.h"
#include "nt_ke.h"
#include "verifier.h"

#define DXGK_WORKERS 16

struct _IO_WORKITEM {
	WORK_QUEUE_ITEM item;
	PVOID object;			/* device or driver object */
	PVOID context;
	PIO_WORKITEM_ROUTINE routine;
	PIO_WORKITEM_ROUTINE_EX routine_ex;
};

static struct {
	struct dxgk_os_spinlock lock;
	LIST_ENTRY queue;		/* under lock */
	LIST_ENTRY critical;		/* goes before it; under lock */
	unsigned int idle;		/* workers; under lock */
	unsigned int busy;		/* items that run; under lock */
	bool stop;			/* under lock */
	KSEMAPHORE work;		/* items that wait */
	/* Under lock: a place is taken before its thread is there. */
	struct { bool taken; PKTHREAD thread; } worker[DXGK_WORKERS];
} dxgk_work;

static VOID NTAPI dxgk_worker(PVOID unused);

/* A place for one more worker, or -1.  Under the lock. */
static int dxgk_worker_place(void)
{
	int i;

	for (i = 0; i < DXGK_WORKERS && !dxgk_work.stop; i++) {
		if (!dxgk_work.worker[i].taken) {
			dxgk_work.worker[i].taken = true;
			return i;
		}
	}
	return -1;
}

static NTSTATUS dxgk_worker_start(int place)
{
	unsigned long state;
	PKTHREAD t = NULL;
	NTSTATUS status;

	status = dxgk_thread_create(dxgk_worker, NULL, 0, &t);
	state = dxgk_os_spin_lock(&dxgk_work.lock);
	dxgk_work.worker[place].thread = t;
	if (NT_SUCCESS(status))
		dxgk_work.idle++;
	else
		dxgk_work.worker[place].taken = false;
	dxgk_os_spin_unlock(&dxgk_work.lock, state);
	return status;
}

NTSTATUS dxgk_work_init(void)
{
	dxgk_os_spin_init(&dxgk_work.lock);
	InitializeListHead(&dxgk_work.queue);
	InitializeListHead(&dxgk_work.critical);
	RtlZeroMemory(dxgk_work.worker, sizeof(dxgk_work.worker));
	dxgk_work.idle = 0;
	dxgk_work.busy = 0;
	dxgk_work.stop = false;
	KeInitializeSemaphore(&dxgk_work.work, 0, MAXLONG);
	return dxgk_worker_start(dxgk_worker_place());
}

static PWORK_QUEUE_ITEM dxgk_work_take(int *place, bool *stop)
{
	PLIST_ENTRY e = NULL;
	unsigned long state = dxgk_os_spin_lock(&dxgk_work.lock);

	if (!IsListEmpty(&dxgk_work.critical))
		e = RemoveHeadList(&dxgk_work.critical);
	else if (!IsListEmpty(&dxgk_work.queue))
		e = RemoveHeadList(&dxgk_work.queue);
	if (e) {
		dxgk_work.idle--;
		dxgk_work.busy++;
	}
	*place = e && !dxgk_work.idle ? dxgk_worker_place() : -1;
	*stop = dxgk_work.stop;
	dxgk_os_spin_unlock(&dxgk_work.lock, state);
	return e ? CONTAINING_RECORD(e, WORK_QUEUE_ITEM, List) : NULL;
}

static VOID NTAPI dxgk_worker(PVOID unused)
{
	for (;;) {
		PWORKER_THREAD_ROUTINE routine;
		PWORK_QUEUE_ITEM item;
		unsigned long state;
		PVOID parameter;
		bool stop;
		int place;

		dxgk_wait_one(&dxgk_work.work, KernelMode, NULL, NULL);
		item = dxgk_work_take(&place, &stop);
		if (!item) {
			if (stop)
				return;
			continue;
		}
		/* Without one the items just wait for each other's end. */
		if (place >= 0)
			dxgk_worker_start(place);
		routine = item->WorkerRoutine;
		parameter = item->Parameter;
		/* The item can be queued again, or freed, by its own routine. */
		item->List.Flink = NULL;
		routine(parameter);
		dxgk_verify_returned("WORKER_THREAD_ROUTINE");
		if (dxgk_nt_irql() != PASSIVE_LEVEL) {
			dxgk_os_log(DXGK_LOG_ERR, NULL,
				    "%s: the work routine %pS returned at IRQL %u",
				    dxgk_nt_owner_name(dxgk_nt_owner((void *)routine)),
				    (void *)routine, dxgk_nt_irql());
			dxgk_nt_irql_lower(PASSIVE_LEVEL);
		}
		state = dxgk_os_spin_lock(&dxgk_work.lock);
		dxgk_work.idle++;
		dxgk_work.busy--;
		dxgk_os_spin_unlock(&dxgk_work.lock, state);
		dxgk_address_wake(&dxgk_work);
	}
}

static void dxgk_work_queue(PWORK_QUEUE_ITEM item, WORK_QUEUE_TYPE type)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_work.lock);

	InsertTailList(type == DelayedWorkQueue || type == NormalWorkQueue ||
		       type == BackgroundWorkQueue ? &dxgk_work.queue : &dxgk_work.critical,
		       &item->List);
	dxgk_os_spin_unlock(&dxgk_work.lock, state);
	KeReleaseSemaphore(&dxgk_work.work, 0, 1, FALSE);
}

/**
 * ExQueueWorkItem() - run a routine in a system thread
 * @WorkItem: made ready by ExInitializeWorkItem(), not queued
 * @QueueType: delayed and the like, or before those
 *
 * IRQL: up to DISPATCH_LEVEL.
 *
 * Follows "ExQueueWorkItem function (wdm.h)".
 */
VOID NTAPI ExQueueWorkItem(PWORK_QUEUE_ITEM WorkItem, WORK_QUEUE_TYPE QueueType)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_work_queue(WorkItem, QueueType);
}

static bool dxgk_work_pending(void *unused)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_work.lock);
	bool pending = dxgk_work.busy || !IsListEmpty(&dxgk_work.queue) ||
		       !IsListEmpty(&dxgk_work.critical);

	dxgk_os_spin_unlock(&dxgk_work.lock, state);
	return pending;
}

void dxgk_work_flush(void)
{
	dxgk_address_wait(&dxgk_work, dxgk_work_pending, NULL);
}

void dxgk_work_exit(void)
{
	unsigned long state;
	PKTHREAD t;
	int i;

	dxgk_work_flush();
	state = dxgk_os_spin_lock(&dxgk_work.lock);
	dxgk_work.stop = true;
	dxgk_os_spin_unlock(&dxgk_work.lock, state);
	KeReleaseSemaphore(&dxgk_work.work, 0, DXGK_WORKERS, FALSE);
	for (i = 0; i < DXGK_WORKERS; i++) {
		t = dxgk_work.worker[i].thread;
		if (t) {
			dxgk_wait_one(t, KernelMode, NULL, NULL);
			dxgk_thread_put(t);
		}
	}
}

/* ------------------------------------------------------------------- IO_WORKITEM */

static VOID NTAPI dxgk_io_work(PVOID parameter)
{
	PIO_WORKITEM w = parameter;

	/* Either may free the item. */
	if (w->routine_ex)
		w->routine_ex(w->object, w->context, w);
	else
		w->routine(w->object, w->context);
}

VOID NTAPI IoInitializeWorkItem(PVOID IoObject, PIO_WORKITEM IoWorkItem)
{
	RtlZeroMemory(IoWorkItem, sizeof(*IoWorkItem));
	IoWorkItem->object = IoObject;
	ExInitializeWorkItem(&IoWorkItem->item, dxgk_io_work, IoWorkItem);
}

VOID NTAPI IoUninitializeWorkItem(PIO_WORKITEM IoWorkItem)
{
}

ULONG NTAPI IoSizeofWorkItem(VOID)
{
	return sizeof(struct _IO_WORKITEM);
}

/* NULL without memory; "IoAllocateWorkItem function (wdm.h)". */
PIO_WORKITEM NTAPI IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject)
{
	PIO_WORKITEM w = dxgk_pool_alloc(sizeof(*w), 0x20206f49 /* "Io  " */,
					 dxgk_nt_owner(DXGK_NT_CALLER()), true);

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (w)
		IoInitializeWorkItem(DeviceObject, w);
	return w;
}

VOID NTAPI IoFreeWorkItem(PIO_WORKITEM IoWorkItem)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_pool_free(IoWorkItem, 0, DXGK_NT_CALLER());
}

VOID NTAPI IoQueueWorkItem(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE WorkerRoutine,
			   WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	IoWorkItem->routine = WorkerRoutine;
	IoWorkItem->routine_ex = NULL;
	IoWorkItem->context = Context;
	dxgk_work_queue(&IoWorkItem->item, QueueType);
}

VOID NTAPI IoQueueWorkItemEx(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
			     WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	IoWorkItem->routine = NULL;
	IoWorkItem->routine_ex = WorkerRoutine;
	IoWorkItem->context = Context;
	dxgk_work_queue(&IoWorkItem->item, QueueType);
}
