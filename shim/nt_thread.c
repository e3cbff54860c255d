// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_thread.c - system threads; what is known of any thread; APC_LEVEL.
 */
#include <bugcodes.h>

#include "nt_ke.h"
#include "verifier.h"

static struct {
	struct dxgk_os_spinlock lock;
	LIST_ENTRY all;			/* under lock */
	struct dxgk_os_mutex join;	/* to use a thread's @os, and to end it */
	dxgk_u32 live;			/* atomic: not ended */
} dxgk_threads;

/* ---------------------------------------------------------------- notes of threads */

#define DXGK_NOTES 256

static struct {
	struct dxgk_os_spinlock lock;
	struct dxgk_note note[DXGK_NOTES];	/* under lock */
	dxgk_u32 used;				/* atomic; written under lock */
} dxgk_notes;

/* Under the lock; NULL: none, or with @make no room. */
static struct dxgk_note *dxgk_note(bool make)
{
	dxgk_uptr self = dxgk_os_thread();
	ULONG at = (ULONG)((self * 0x9e3779b97f4a7c15ull) >> 56) % DXGK_NOTES, i;
	struct dxgk_note *n, *free = NULL;

	for (i = 0; i < DXGK_NOTES; i++) {
		n = &dxgk_notes.note[(at + i) % DXGK_NOTES];
		if (n->thread == self)
			return n;
		if (!n->thread && !free)
			free = n;
	}
	if (!make || !free)
		return NULL;
	RtlZeroMemory(free, sizeof(*free));
	free->thread = self;
	__atomic_add_fetch(&dxgk_notes.used, 1, __ATOMIC_RELAXED);
	return free;
}

static void dxgk_note_drop(struct dxgk_note *n)
{
	if (n->critical || n->guarded || n->apc_level || n->affinity)
		return;
	n->thread = 0;
	__atomic_sub_fetch(&dxgk_notes.used, 1, __ATOMIC_RELAXED);
}

/* A copy of what is noted of this thread. */
static struct dxgk_note dxgk_note_read(void)
{
	struct dxgk_note copy = { 0 }, *n;
	unsigned long state;

	if (!__atomic_load_n(&dxgk_notes.used, __ATOMIC_RELAXED))
		return copy;
	state = dxgk_os_spin_lock(&dxgk_notes.lock);
	n = dxgk_note(false);
	if (n)
		copy = *n;
	dxgk_os_spin_unlock(&dxgk_notes.lock, state);
	return copy;
}

static void dxgk_note_change(int critical, int guarded, int apc)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_notes.lock);
	struct dxgk_note *n = dxgk_note(critical > 0 || guarded > 0 || apc > 0);

	if (n) {
		n->critical = (dxgk_u16)(n->critical + critical);
		n->guarded = (dxgk_u16)(n->guarded + guarded);
		if (apc)
			n->apc_level = apc > 0;
		dxgk_note_drop(n);
	}
	dxgk_os_spin_unlock(&dxgk_notes.lock, state);
}

KAFFINITY dxgk_thread_affinity(void)
{
	return dxgk_note_read().affinity;
}

bool dxgk_thread_set_affinity(KAFFINITY affinity)
{
	struct dxgk_os_affinity *own = NULL;
	KAFFINITY before = dxgk_thread_affinity();
	struct dxgk_note *n;
	unsigned long state;

	if (!affinity && !before)
		return false;
	if (affinity && !before) {
		own = dxgk_os_affinity_get();
		if (!own)
			return false;
	}
	state = dxgk_os_spin_lock(&dxgk_notes.lock);
	n = dxgk_note(true);
	if (n) {
		n->affinity = affinity;
		if (own)
			n->own = own;
		own = NULL;
		if (!affinity) {
			own = n->own;
			n->own = NULL;
		}
		dxgk_note_drop(n);
	}
	dxgk_os_spin_unlock(&dxgk_notes.lock, state);
	/* What is not kept any more is what the thread has from here on. */
	if (own)
		dxgk_os_affinity_put(own);
	if (n && affinity)
		dxgk_os_affinity_set(affinity);
	return n;
}

bool dxgk_thread_leave_regions(void)
{
	struct dxgk_note note = dxgk_note_read();

	if (!note.critical && !note.guarded)
		return false;
	dxgk_note_change(-note.critical, -note.guarded, 0);
	return true;
}

/* Nearly always no thread has a note, and then it is not worth a copy of one. */
static bool dxgk_at_apc_level(void)
{
	return __atomic_load_n(&dxgk_notes.used, __ATOMIC_RELAXED) && dxgk_note_read().apc_level;
}

KIRQL dxgk_nt_irql(void)
{
	KIRQL irql = dxgk_os_irql_get();

	if (irql != PASSIVE_LEVEL)
		return irql;
	return dxgk_at_apc_level() ? APC_LEVEL : PASSIVE_LEVEL;
}

void dxgk_nt_irql_raise(KIRQL irql)
{
	if (irql >= DISPATCH_LEVEL)
		dxgk_os_irql_raise(irql);
	else if (irql == APC_LEVEL)
		dxgk_note_change(0, 0, 1);
}

void dxgk_nt_irql_lower(KIRQL irql)
{
	/* Not from below it: that is looked at there. */
	dxgk_os_irql_lower(irql >= DISPATCH_LEVEL ? irql : PASSIVE_LEVEL);
	if (irql == PASSIVE_LEVEL && dxgk_at_apc_level())
		dxgk_note_change(0, 0, -1);
}

/* No normal kernel APCs; there are none here.  "KeEnterCriticalRegion (ntddk.h)". */
VOID NTAPI KeEnterCriticalRegion(VOID)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_note_change(1, 0, 0);
}

VOID NTAPI KeLeaveCriticalRegion(VOID)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_note_change(-1, 0, 0);
}

VOID NTAPI KeEnterGuardedRegion(VOID)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_note_change(0, 1, 0);
}

VOID NTAPI KeLeaveGuardedRegion(VOID)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_note_change(0, -1, 0);
}

BOOLEAN NTAPI KeAreApcsDisabled(VOID)
{
	struct dxgk_note n = dxgk_note_read();

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return n.critical || n.guarded;
}

BOOLEAN NTAPI KeAreAllApcsDisabled(VOID)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_note_read().guarded || dxgk_nt_irql() >= APC_LEVEL;
}

/* ------------------------------------------------------------------ system threads */

void dxgk_thread_init(void)
{
	dxgk_os_spin_init(&dxgk_threads.lock);
	dxgk_os_mutex_init(&dxgk_threads.join);
	InitializeListHead(&dxgk_threads.all);
	dxgk_threads.live = 0;
	dxgk_os_spin_init(&dxgk_notes.lock);
	RtlZeroMemory(dxgk_notes.note, sizeof(dxgk_notes.note));
	dxgk_notes.used = 0;
}

PKTHREAD dxgk_thread_current(void)
{
	PKTHREAD found = NULL;
	dxgk_uptr self;
	unsigned long state;
	PLIST_ENTRY e;

	if (!__atomic_load_n(&dxgk_threads.live, __ATOMIC_ACQUIRE))
		return NULL;
	if (dxgk_os_in_thread()) {
		found = dxgk_os_thread_arg();
		return found && !found->ended ? found : NULL;
	}
	/* The thread below may be past its end, and its argument freed. */
	self = dxgk_os_thread();
	state = dxgk_os_spin_lock(&dxgk_threads.lock);
	for (e = dxgk_threads.all.Flink; e != &dxgk_threads.all; e = e->Flink) {
		PKTHREAD t = CONTAINING_RECORD(e, struct _KTHREAD, link);

		if (__atomic_load_n(&t->id, __ATOMIC_ACQUIRE) == self && !t->ended) {
			found = t;
			break;
		}
	}
	dxgk_os_spin_unlock(&dxgk_threads.lock, state);
	return found;
}

/* Join what ended; a thread cannot do that for itself.  Sleeping. */
static void dxgk_thread_reap(void)
{
	dxgk_uptr self = dxgk_os_thread();
	unsigned long state;
	PLIST_ENTRY e;

	if (dxgk_os_irql_get() >= DISPATCH_LEVEL)
		return;
	for (;;) {
		PKTHREAD dead = NULL;

		state = dxgk_os_spin_lock(&dxgk_threads.lock);
		for (e = dxgk_threads.all.Flink; e != &dxgk_threads.all; e = e->Flink) {
			PKTHREAD t = CONTAINING_RECORD(e, struct _KTHREAD, link);

			if (t->ended && __atomic_load_n(&t->id, __ATOMIC_ACQUIRE) != self) {
				dead = t;
				RemoveEntryList(&t->link);
				break;
			}
		}
		dxgk_os_spin_unlock(&dxgk_threads.lock, state);
		if (!dead)
			return;
		dxgk_os_mutex_lock(&dxgk_threads.join);
		dxgk_os_thread_join(dead->os);
		dead->os = NULL;
		dxgk_os_mutex_unlock(&dxgk_threads.join);
		/* The running thread's reference. */
		dxgk_object_put(&dead->object);
	}
}

static void dxgk_thread_destroy(struct dxgk_object *object)
{
	dxgk_os_free(DXGK_CONTAINER_OF(object, struct _KTHREAD, object));
}

/* The end of a thread, in itself. */
static void dxgk_thread_ends(PKTHREAD t, NTSTATUS status)
{
	const char *who = dxgk_nt_owner_name(t->owner);
	unsigned int abandoned;
	unsigned long state;
	KIRQL irql = dxgk_nt_irql();

	if (irql != PASSIVE_LEVEL) {
		dxgk_nt_irql_lower(PASSIVE_LEVEL);
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: a thread ended at IRQL %u", who, irql);
	}
	dxgk_thread_set_affinity(0);
	state = dxgk_dispatch_lock();
	abandoned = dxgk_mutants_abandon(t);
	t->status = status;
	t->Header.SignalState = 1;
	dxgk_dispatcher_wake(&t->Header);
	dxgk_dispatch_unlock(state);
	if (abandoned)
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: a thread ended that owned %u mutexes", who,
			    abandoned);
	/* Before another thread can have this one's number. */
	dxgk_verify_returned("KSTART_ROUTINE");
	state = dxgk_os_spin_lock(&dxgk_threads.lock);
	t->ended = true;
	__atomic_sub_fetch(&dxgk_threads.live, 1, __ATOMIC_RELEASE);
	dxgk_os_spin_unlock(&dxgk_threads.lock, state);
}

static bool dxgk_thread_has_no_number(void *arg)
{
	PKTHREAD t = arg;

	return !__atomic_load_n(&t->number, __ATOMIC_RELAXED);
}

static void dxgk_thread_main(void *arg)
{
	PKTHREAD t = arg;

	__atomic_store_n(&t->id, dxgk_os_thread(), __ATOMIC_RELEASE);
	__atomic_store_n(&t->number, dxgk_os_thread_id(), __ATOMIC_RELAXED);
	dxgk_address_wake(&t->number);
	t->start(t->context);
	dxgk_thread_ends(t, STATUS_SUCCESS);
}

NTSTATUS dxgk_thread_create(PKSTART_ROUTINE start, PVOID context, dxgk_u16 owner, PKTHREAD *thread)
{
	unsigned long state;
	NTSTATUS status;
	PKTHREAD t;

	dxgk_thread_reap();
	t = dxgk_os_alloc(sizeof(struct _ETHREAD), DXGK_OS_ALLOC_ZERO);
	if (!t)
		return STATUS_INSUFFICIENT_RESOURCES;
	dxgk_dispatcher_init(&t->Header, DXGK_THREAD, 0, 0);
	InitializeListHead(&t->mutants);
	t->start = start;
	t->context = context;
	t->status = STATUS_PENDING;
	t->priority = 8;
	t->owner = owner;
	/* Two references: the caller's, and the running thread's. */
	dxgk_object_init(&t->object, t, &dxgk_type_thread, dxgk_thread_destroy);
	dxgk_object_get(&t->object);
	state = dxgk_os_spin_lock(&dxgk_threads.lock);
	InsertTailList(&dxgk_threads.all, &t->link);
	__atomic_add_fetch(&dxgk_threads.live, 1, __ATOMIC_RELEASE);
	dxgk_os_spin_unlock(&dxgk_threads.lock, state);

	status = dxgk_os_thread_start(dxgk_thread_main, t, dxgk_nt_owner_name(owner), &t->os);
	if (!NT_SUCCESS(status)) {
		state = dxgk_os_spin_lock(&dxgk_threads.lock);
		RemoveEntryList(&t->link);
		__atomic_sub_fetch(&dxgk_threads.live, 1, __ATOMIC_RELEASE);
		dxgk_os_spin_unlock(&dxgk_threads.lock, state);
		dxgk_object_put(&t->object);
		dxgk_object_put(&t->object);
		return status;
	}
	*thread = t;
	return STATUS_SUCCESS;
}

void dxgk_thread_put(PKTHREAD thread)
{
	dxgk_object_put(&thread->object);
}

/**
 * PsCreateSystemThread() - start a thread
 * @ThreadHandle: a handle to it; ZwClose() closes it and leaves the thread alone
 * @DesiredAccess: granted
 * @ObjectAttributes: NULL, or OBJ_KERNEL_HANDLE; a thread has no name
 * @ProcessHandle: NULL: the system's process, the only one to be had
 * @ClientId: NULL, or the ids
 * @StartRoutine: runs at PASSIVE_LEVEL; its return ends the thread too
 * @StartContext: for it
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_HANDLE
 * for another process; STATUS_INVALID_PARAMETER.
 *
 * Follows "PsCreateSystemThread function (wdm.h)".
 */
NTSTATUS NTAPI PsCreateSystemThread(PHANDLE ThreadHandle, ULONG DesiredAccess,
				    POBJECT_ATTRIBUTES ObjectAttributes, HANDLE ProcessHandle,
				    PCLIENT_ID ClientId, PKSTART_ROUTINE StartRoutine,
				    PVOID StartContext)
{
	dxgk_u16 owner = dxgk_nt_owner(DXGK_NT_CALLER());
	NTSTATUS status;
	PKTHREAD t;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (!ThreadHandle || !StartRoutine)
		return STATUS_INVALID_PARAMETER;
	/* NtCurrentProcess() is the system's as well, in a thread of the system. */
	if (ProcessHandle && ProcessHandle != (HANDLE)(LONG_PTR)-1)
		return STATUS_INVALID_HANDLE;
	status = dxgk_thread_create(StartRoutine, StartContext, owner, &t);
	if (!NT_SUCCESS(status))
		return status;
	if (ClientId) {
		/* A backend may number it only when it runs. */
		dxgk_address_wait(&t->number, dxgk_thread_has_no_number, t);
		ClientId->UniqueProcess = (HANDLE)(ULONG_PTR)4;
		/* Not by PsGetThreadId(): it may have ended since. */
		ClientId->UniqueThread = (HANDLE)(ULONG_PTR)__atomic_load_n(&t->number,
									   __ATOMIC_RELAXED);
	}
	status = dxgk_handle_create(&t->object, DesiredAccess, owner, ThreadHandle);
	/*
	 * The thread runs all the same: a handle is all that is missing, and the
	 * caller cannot take back what it has begun.
	 */
	if (!NT_SUCCESS(status)) {
		*ThreadHandle = NULL;
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: no memory for the handle of a thread",
			    dxgk_nt_owner_name(owner));
		status = STATUS_SUCCESS;
	}
	dxgk_object_put(&t->object);
	return status;
}

NTSTATUS NTAPI IoCreateSystemThread(PVOID IoObject, PHANDLE ThreadHandle, ULONG DesiredAccess,
				    POBJECT_ATTRIBUTES ObjectAttributes, HANDLE ProcessHandle,
				    PCLIENT_ID ClientId, PKSTART_ROUTINE StartRoutine,
				    PVOID StartContext)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return PsCreateSystemThread(ThreadHandle, DesiredAccess, ObjectAttributes, ProcessHandle,
				    ClientId, StartRoutine, StartContext);
}

/**
 * PsTerminateSystemThread() - end the calling thread
 * @ExitStatus: its exit status
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: not, in a system thread; STATUS_INVALID_PARAMETER in any other.
 *
 * Follows "PsTerminateSystemThread function (wdm.h)".
 */
NTSTATUS NTAPI PsTerminateSystemThread(NTSTATUS ExitStatus)
{
	PKTHREAD t = dxgk_thread_current();

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (!t)
		return STATUS_INVALID_PARAMETER;
	dxgk_thread_ends(t, ExitStatus);
	dxgk_os_thread_exit();
	__builtin_trap();
}

/* Threads that a driver left running, or just started: in its code. */
static PKTHREAD dxgk_thread_of(dxgk_u16 owner)
{
	PKTHREAD found = NULL;
	unsigned long state;
	PLIST_ENTRY e;

	state = dxgk_os_spin_lock(&dxgk_threads.lock);
	for (e = dxgk_threads.all.Flink; e != &dxgk_threads.all && !found; e = e->Flink) {
		PKTHREAD t = CONTAINING_RECORD(e, struct _KTHREAD, link);

		if (t->owner == owner && !t->ended) {
			dxgk_object_get(&t->object);
			found = t;
		}
	}
	dxgk_os_spin_unlock(&dxgk_threads.lock, state);
	return found;
}

void dxgk_thread_owner_gone(dxgk_u16 owner)
{
	LARGE_INTEGER second = { .QuadPart = -10000000 };
	bool said = false;
	PKTHREAD t;

	while ((t = dxgk_thread_of(owner))) {
		while (dxgk_wait_one(t, KernelMode, &second, NULL) == STATUS_TIMEOUT) {
			if (!said)
				dxgk_os_log(DXGK_LOG_ERR, NULL,
					    "%s: left a thread running, started at %pS; waiting for it",
					    dxgk_nt_owner_name(owner), (void *)t->start);
			said = true;
		}
		dxgk_object_put(&t->object);
		/* It is signalled a little before it counts as ended. */
		dxgk_os_yield();
	}
	dxgk_thread_reap();
}

/* Every thread is on its last steps. */
void dxgk_thread_exit_all(void)
{
	bool left;

	do {
		unsigned long state;

		dxgk_thread_reap();
		state = dxgk_os_spin_lock(&dxgk_threads.lock);
		left = !IsListEmpty(&dxgk_threads.all);
		dxgk_os_spin_unlock(&dxgk_threads.lock, state);
		if (left)
			dxgk_os_yield();
	} while (left);
	dxgk_os_mutex_fini(&dxgk_threads.join);
}

/* ------------------------------------------------------------------ about a thread */

/**
 * KeGetCurrentThread() - the running thread
 *
 * IRQL: up to DISPATCH_LEVEL; in a DPC, the thread it interrupted.
 * Return: the object of a system thread; for any other a value that is its own,
 * and good for nothing but comparing.
 *
 * Follows "KeGetCurrentThread function (wdm.h)".
 */
PKTHREAD NTAPI KeGetCurrentThread(VOID)
{
	PKTHREAD t = dxgk_thread_current();

	return t ? t : (PKTHREAD)dxgk_os_thread();
}

/* The system thread at an address that a driver gave, referenced, or NULL. */
static PKTHREAD dxgk_thread_get(PVOID thread)
{
	if (!NT_SUCCESS(ObReferenceObjectByPointer(thread, 0, &dxgk_type_thread, KernelMode)))
		return NULL;
	return thread;
}

/**
 * KeSetPriorityThread() - a system thread's priority
 * @Thread: the thread
 * @Priority: 1 to 15, or 16 to 31, real-time: before all of those
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the priority before; a thread that is not ours keeps its own, and is
 * said to have 8.
 *
 * Follows "KeSetPriorityThread function (wdm.h)".
 */
KPRIORITY NTAPI KeSetPriorityThread(PKTHREAD Thread, KPRIORITY Priority)
{
	PKTHREAD t = dxgk_thread_get(Thread);
	KPRIORITY before = 8;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (!t)
		return before;
	before = t->priority;
	if (Priority > LOW_PRIORITY && Priority <= HIGH_PRIORITY) {
		t->priority = Priority;
		dxgk_os_mutex_lock(&dxgk_threads.join);
		if (t->os)
			dxgk_os_thread_priority(t->os, (dxgk_u32)Priority);
		dxgk_os_mutex_unlock(&dxgk_threads.join);
	}
	dxgk_object_put(&t->object);
	return before;
}

KPRIORITY NTAPI KeQueryPriorityThread(PKTHREAD Thread)
{
	PKTHREAD t = dxgk_thread_get(Thread);
	KPRIORITY priority = 8;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (t) {
		priority = t->priority;
		dxgk_object_put(&t->object);
	}
	return priority;
}

/* Relative to a process of priority 8; "KeSetBasePriorityThread (ntddk.h)". */
LONG NTAPI KeSetBasePriorityThread(PKTHREAD Thread, LONG Increment)
{
	KPRIORITY priority = 8 + Increment;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (priority < 1)
		priority = 1;
	if (priority > 15)
		priority = 15;
	return KeSetPriorityThread(Thread, priority) - 8;
}

HANDLE NTAPI PsGetCurrentThreadId(VOID)
{
	return (HANDLE)(ULONG_PTR)dxgk_os_thread_id();
}

/* The system's process is number 4. */
HANDLE NTAPI PsGetCurrentProcessId(VOID)
{
	dxgk_u32 id = dxgk_os_process_id();

	return (HANDLE)(ULONG_PTR)(id ? id : 4);
}

/* Of the running process and of the system's; no other can be had. */
HANDLE NTAPI PsGetProcessId(PEPROCESS Process)
{
	return Process == IoGetCurrentProcess() ? PsGetCurrentProcessId() :
	       Process == PsInitialSystemProcess ? (HANDLE)4 : NULL;
}

/* Of the running thread and of system threads; no other can be had. */
HANDLE NTAPI PsGetThreadId(PETHREAD Thread)
{
	HANDLE id = NULL;
	PKTHREAD t;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if ((PKTHREAD)Thread == KeGetCurrentThread())
		return PsGetCurrentThreadId();
	t = dxgk_thread_get(Thread);
	if (t) {
		id = (HANDLE)(ULONG_PTR)__atomic_load_n(&t->number, __ATOMIC_RELAXED);
		dxgk_object_put(&t->object);
	}
	return id;
}

BOOLEAN NTAPI PsIsSystemThread(PETHREAD Thread)
{
	PKTHREAD t = dxgk_thread_get(Thread);

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (t)
		dxgk_object_put(&t->object);
	return !!t;
}

BOOLEAN NTAPI PsIsThreadTerminating(PETHREAD Thread)
{
	PKTHREAD t = dxgk_thread_get(Thread);
	BOOLEAN ending = FALSE;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (t) {
		ending = dxgk_dispatcher_state(&t->Header) != 0;
		dxgk_object_put(&t->object);
	}
	return ending;
}

/*
 * A process is known by a value of its own; nothing is behind it.  The system's
 * has one too.
 */
static ULONG dxgk_system_process;
PEPROCESS PsInitialSystemProcess = (PEPROCESS)&dxgk_system_process;

PEPROCESS NTAPI IoGetCurrentProcess(VOID)
{
	dxgk_u64 process = dxgk_os_process();

	return process ? (PEPROCESS)(dxgk_uptr)process : PsInitialSystemProcess;
}
