// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_dpc.c - deferred procedure calls.
 *
 * One queue for all processors: DPCs run one after the other, which Windows
 * does not promise and drivers cannot mind.  High importance goes to the front.
 */
#include "nt_ke.h"
#include "verifier.h"

/*
 * What is queued comes in without a lock, last first, and is put in order under
 * it by whoever looks at the queue next.
 */

/* DPCs in one go, before others that are deferred get their turn. */
#define DXGK_DPC_BUDGET 32

static struct {
	struct dxgk_os_spinlock lock;
	PKDPC incoming;			/* by DpcListEntry, last first; atomic */
	PKDPC first, last;		/* by DpcListEntry; under lock */
	dxgk_u32 queued;		/* how many; atomic */
	PKDPC running;			/* set under lock, cleared without; may be freed memory */
	dxgk_uptr runner;		/* who runs it; under lock */
	PKDEFERRED_ROUTINE routine;	/* of the running one; under lock */
} dxgk_dpcs;

void dxgk_dpc_init(void)
{
	dxgk_os_spin_init(&dxgk_dpcs.lock);
	dxgk_dpcs.incoming = NULL;
	dxgk_dpcs.first = NULL;
	dxgk_dpcs.last = NULL;
	dxgk_dpcs.queued = 0;
	dxgk_dpcs.running = NULL;
}

static PKDPC dxgk_dpc_next(PKDPC dpc)
{
	PSINGLE_LIST_ENTRY e = dpc->DpcListEntry.Next;

	return e ? CONTAINING_RECORD(e, KDPC, DpcListEntry) : NULL;
}

/* What came in takes its place in the queue.  Under the lock. */
static void dxgk_dpc_collect(void)
{
	PKDPC dpc, next, row = NULL;

	dxgk_os_spin_assert(&dxgk_dpcs.lock);
	if (!__atomic_load_n(&dxgk_dpcs.incoming, __ATOMIC_RELAXED))
		return;
	dpc = __atomic_exchange_n(&dxgk_dpcs.incoming, NULL, __ATOMIC_ACQUIRE);
	/* Nearly always it is one, and the queue is empty. */
	if (!dpc->DpcListEntry.Next && !dxgk_dpcs.first) {
		dxgk_dpcs.first = dpc;
		dxgk_dpcs.last = dpc;
		return;
	}
	for (; dpc; dpc = next) {
		next = dxgk_dpc_next(dpc);
		dpc->DpcListEntry.Next = row ? &row->DpcListEntry : NULL;
		row = dpc;
	}
	for (dpc = row; dpc; dpc = next) {
		next = dxgk_dpc_next(dpc);
		if (dpc->Importance == HighImportance && dxgk_dpcs.first) {
			dpc->DpcListEntry.Next = &dxgk_dpcs.first->DpcListEntry;
			dxgk_dpcs.first = dpc;
			continue;
		}
		dpc->DpcListEntry.Next = NULL;
		if (dxgk_dpcs.last)
			dxgk_dpcs.last->DpcListEntry.Next = &dpc->DpcListEntry;
		else
			dxgk_dpcs.first = dpc;
		dxgk_dpcs.last = dpc;
	}
}

/* It can be queued again, or freed, from here on.  Under the lock. */
static void dxgk_dpc_let_go(PKDPC dpc)
{
	__atomic_sub_fetch(&dxgk_dpcs.queued, 1, __ATOMIC_RELAXED);
	__atomic_store_n(&dpc->DpcData, NULL, __ATOMIC_RELEASE);
}

/* Under the lock.  A DPC that is queued has DpcData set, as on Windows. */
static bool dxgk_dpc_unlink(PKDPC dpc)
{
	PKDPC p, prev = NULL;

	for (p = dxgk_dpcs.first; p; prev = p, p = dxgk_dpc_next(p)) {
		if (p != dpc)
			continue;
		if (prev)
			prev->DpcListEntry.Next = p->DpcListEntry.Next;
		else
			dxgk_dpcs.first = dxgk_dpc_next(p);
		if (dxgk_dpcs.last == p)
			dxgk_dpcs.last = prev;
		dxgk_dpc_let_go(p);
		return true;
	}
	return false;
}

/* What a routine is called with; nobody else's once it is out of the queue. */
struct dxgk_dpc_call {
	PKDPC dpc;
	PKDEFERRED_ROUTINE routine;
	PVOID context, arg1, arg2;
};

/* The first one, which is running from here on; false: there is none. */
static bool dxgk_dpc_take(dxgk_uptr self, struct dxgk_dpc_call *call)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_dpcs.lock);
	PKDPC dpc;

	dxgk_dpc_collect();
	dpc = dxgk_dpcs.first;
	if (dpc) {
		dxgk_dpcs.first = dxgk_dpc_next(dpc);
		if (!dxgk_dpcs.first)
			dxgk_dpcs.last = NULL;
		*call = (struct dxgk_dpc_call) {
			.dpc = dpc,
			.routine = dpc->DeferredRoutine,
			.context = dpc->DeferredContext,
			.arg1 = dpc->SystemArgument1,
			.arg2 = dpc->SystemArgument2,
		};
		dxgk_dpc_let_go(dpc);
		dxgk_dpcs.routine = call->routine;
		dxgk_dpcs.runner = self;
	}
	__atomic_store_n(&dxgk_dpcs.running, dpc, __ATOMIC_RELEASE);
	dxgk_os_spin_unlock(&dxgk_dpcs.lock, state);
	return dpc;
}

static void dxgk_dpc_call(const struct dxgk_dpc_call *call)
{
	KIRQL irql;

	call->routine(call->dpc, call->context, call->arg1, call->arg2);
	dxgk_verify_returned("KDEFERRED_ROUTINE");

	irql = dxgk_os_irql_get();
	if (irql == DISPATCH_LEVEL)
		return;
	dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: the DPC %pS returned at IRQL %u",
		    dxgk_nt_owner_name(dxgk_nt_owner((void *)call->routine)),
		    (void *)call->routine, irql);
	if (irql > DISPATCH_LEVEL)
		dxgk_os_irql_lower(DISPATCH_LEVEL);
	else
		dxgk_os_irql_raise(DISPATCH_LEVEL);
}

/* The backend's deferred call.  One at a time: what is running is its own to change. */
void dxgk_nt_deferred(dxgk_uptr context)
{
	struct dxgk_dpc_call call = { .dpc = NULL };
	unsigned int n;
	bool more;

	for (n = 0;; n++) {
		/* What is queued after this look comes with a call of its own. */
		more = n < DXGK_DPC_BUDGET && __atomic_load_n(&dxgk_dpcs.queued, __ATOMIC_RELAXED);
		if (more)
			more = dxgk_dpc_take(context, &call);
		else
			__atomic_store_n(&dxgk_dpcs.running, NULL, __ATOMIC_RELEASE);
		if (n)
			dxgk_address_wake(&dxgk_dpcs.running);
		if (!more)
			break;
		dxgk_dpc_call(&call);
	}
	if (n == DXGK_DPC_BUDGET)
		dxgk_os_deferred_kick();
}

/* In place; medium importance.  "KeInitializeDpc function (wdm.h)". */
VOID NTAPI KeInitializeDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine, PVOID DeferredContext)
{
	RtlZeroMemory(Dpc, sizeof(*Dpc));
	Dpc->Type = DXGK_DPC;
	Dpc->Importance = MediumImportance;
	Dpc->DeferredRoutine = DeferredRoutine;
	Dpc->DeferredContext = DeferredContext;
}

/* A threaded DPC may run as an ordinary one; drivers must cope with both. */
VOID NTAPI KeInitializeThreadedDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine,
				   PVOID DeferredContext)
{
	KeInitializeDpc(Dpc, DeferredRoutine, DeferredContext);
	Dpc->Type = DXGK_DPC_THREADED;
}

/**
 * KeInsertQueueDpc() - have a DPC run at DISPATCH_LEVEL soon
 * @Dpc: the DPC
 * @SystemArgument1: for its routine
 * @SystemArgument2: for its routine
 *
 * IRQL: any.
 * Return: TRUE; FALSE, with nothing changed, when it is queued already.
 *
 * Follows "KeInsertQueueDpc function (wdm.h)".
 */
BOOLEAN NTAPI KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2)
{
	PVOID free = NULL;
	PKDPC next;

	if (!__atomic_compare_exchange_n(&Dpc->DpcData, &free, (PVOID)&dxgk_dpcs, false,
					 __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return FALSE;
	/* Ours until it is in the queue. */
	Dpc->SystemArgument1 = SystemArgument1;
	Dpc->SystemArgument2 = SystemArgument2;
	__atomic_add_fetch(&dxgk_dpcs.queued, 1, __ATOMIC_RELAXED);
	next = __atomic_load_n(&dxgk_dpcs.incoming, __ATOMIC_RELAXED);
	do
		Dpc->DpcListEntry.Next = next ? &next->DpcListEntry : NULL;
	while (!__atomic_compare_exchange_n(&dxgk_dpcs.incoming, &next, Dpc, true,
					    __ATOMIC_RELEASE, __ATOMIC_RELAXED));
	dxgk_os_deferred_kick();
	return TRUE;
}

/* TRUE if it was queued, and is not any more; "KeRemoveQueueDpc function (wdm.h)". */
BOOLEAN NTAPI KeRemoveQueueDpc(PRKDPC Dpc)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_dpcs.lock);
	BOOLEAN was = FALSE;

	if (__atomic_load_n(&Dpc->DpcData, __ATOMIC_RELAXED)) {
		dxgk_dpc_collect();
		was = dxgk_dpc_unlink(Dpc);
	}
	dxgk_os_spin_unlock(&dxgk_dpcs.lock, state);
	return was;
}

/* Under the lock, which keeps another one from taking its place. */
static PKDPC dxgk_dpc_running(void)
{
	dxgk_os_spin_assert(&dxgk_dpcs.lock);
	return __atomic_load_n(&dxgk_dpcs.running, __ATOMIC_ACQUIRE);
}

static bool dxgk_dpc_is_running(void *dpc)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_dpcs.lock);
	bool running = dxgk_dpc_running() == dpc && dxgk_dpcs.runner != dxgk_os_context();

	dxgk_os_spin_unlock(&dxgk_dpcs.lock, state);
	return running;
}

/* With @WaitIfActive, at PASSIVE_LEVEL: it does not run when this returns. */
BOOLEAN NTAPI KeRemoveQueueDpcEx(PRKDPC Dpc, BOOLEAN WaitIfActive)
{
	BOOLEAN was = KeRemoveQueueDpc(Dpc);

	if (WaitIfActive)
		dxgk_address_wait(&dxgk_dpcs.running, dxgk_dpc_is_running, Dpc);
	return was;
}

BOOLEAN NTAPI KeIsExecutingDpc(VOID)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_dpcs.lock);
	BOOLEAN self = dxgk_dpc_running() && dxgk_dpcs.runner == dxgk_os_context();

	dxgk_os_spin_unlock(&dxgk_dpcs.lock, state);
	return self;
}

VOID NTAPI KeSetImportanceDpc(PRKDPC Dpc, KDPC_IMPORTANCE Importance)
{
	Dpc->Importance = (UCHAR)Importance;
}

/* A DPC runs on the processor that queued it; another one cannot be had. */
VOID NTAPI KeSetTargetProcessorDpc(PRKDPC Dpc, CCHAR Number)
{
	Dpc->Number = (USHORT)(UCHAR)Number;
}

NTSTATUS NTAPI KeSetTargetProcessorDpcEx(PKDPC Dpc, PPROCESSOR_NUMBER ProcNumber)
{
	if (ProcNumber->Group || ProcNumber->Reserved || ProcNumber->Number >= dxgk_os_cpus())
		return STATUS_INVALID_PARAMETER;
	Dpc->Number = ProcNumber->Number;
	return STATUS_SUCCESS;
}

static VOID NTAPI dxgk_dpc_flushed(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	KeSetEvent(context, 0, FALSE);
}

/**
 * KeFlushQueuedDpcs() - wait for all DPCs that are queued or running now
 *
 * IRQL: PASSIVE_LEVEL.
 *
 * Follows "KeFlushQueuedDpcs function (wdm.h)".
 */
VOID NTAPI KeFlushQueuedDpcs(VOID)
{
	KEVENT done;
	KDPC dpc;

	/* The queue is one, and this is its end. */
	KeInitializeEvent(&done, NotificationEvent, FALSE);
	KeInitializeDpc(&dpc, dxgk_dpc_flushed, &done);
	KeSetImportanceDpc(&dpc, LowImportance);
	KeInsertQueueDpc(&dpc, NULL, NULL);
	dxgk_wait_one(&done, KernelMode, NULL, DXGK_NT_CALLER());
	KeRemoveQueueDpcEx(&dpc, TRUE);
}

/* --------------------------------------------------------------- what is left behind */

void dxgk_dpc_memory_gone(const void *p, SIZE_T size, const void *caller)
{
	unsigned long state;
	unsigned int n = 0;
	PKDPC dpc, next;

	if (!__atomic_load_n(&dxgk_dpcs.queued, __ATOMIC_RELAXED))
		return;
	state = dxgk_os_spin_lock(&dxgk_dpcs.lock);
	dxgk_dpc_collect();
	for (dpc = dxgk_dpcs.first; dpc; dpc = next) {
		next = dxgk_dpc_next(dpc);
		if ((dxgk_uptr)dpc - (dxgk_uptr)p < size) {
			dxgk_dpc_unlink(dpc);
			n++;
		}
	}
	dxgk_os_spin_unlock(&dxgk_dpcs.lock, state);
	if (n)
		dxgk_os_log(DXGK_LOG_ERR, NULL,
			    "%s: %pS frees memory with a DPC in it that is queued; removed",
			    dxgk_nt_owner_name(dxgk_nt_owner(caller)), caller);
}

static bool dxgk_dpc_runs_code_of(void *arg)
{
	dxgk_u16 owner = *(dxgk_u16 *)arg;
	unsigned long state = dxgk_os_spin_lock(&dxgk_dpcs.lock);
	bool running = dxgk_dpc_running() &&
		       dxgk_nt_owner((void *)dxgk_dpcs.routine) == owner;

	dxgk_os_spin_unlock(&dxgk_dpcs.lock, state);
	return running;
}

void dxgk_dpc_owner_gone(dxgk_u16 owner)
{
	unsigned long state;
	unsigned int n = 0;
	PKDPC dpc, next;

	state = dxgk_os_spin_lock(&dxgk_dpcs.lock);
	dxgk_dpc_collect();
	for (dpc = dxgk_dpcs.first; dpc; dpc = next) {
		next = dxgk_dpc_next(dpc);
		if (dxgk_nt_owner((void *)dpc->DeferredRoutine) == owner) {
			dxgk_dpc_unlink(dpc);
			n++;
		}
	}
	dxgk_os_spin_unlock(&dxgk_dpcs.lock, state);
	dxgk_address_wait(&dxgk_dpcs.running, dxgk_dpc_runs_code_of, &owner);
	if (n)
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: left %u DPCs queued; removed",
			    dxgk_nt_owner_name(owner), n);
}
