/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * nt_ke.h - threads, dispatcher objects, timers and DPCs; shim/ only.
 *
 * Lock order: dxgk_dispatch (all dispatcher objects, waits, and timers), then
 * the DPC queue's lock.  Both are the core's spin locks, so that any IRQL may
 * take them; neither is held when a driver's routine runs.
 */
#ifndef DXGK_NT_KE_H
#define DXGK_NT_KE_H

#include "nt.h"
#include "nt_ob.h"

/* Types of dispatcher objects, as Windows numbers them. */
enum {
	DXGK_EVENT_NOTIFICATION = 0,
	DXGK_EVENT_SYNCHRONIZATION = 1,
	DXGK_MUTANT = 2,
	DXGK_PROCESS = 3,
	DXGK_SEMAPHORE = 5,
	DXGK_THREAD = 6,
	DXGK_TIMER_NOTIFICATION = 8,
	DXGK_TIMER_SYNCHRONIZATION = 9,
	DXGK_DPC = 19,
	DXGK_DPC_THREADED = 26,
};

/* A thread that PsCreateSystemThread() made; what a PKTHREAD of one points to. */
struct _KTHREAD {
	DISPATCHER_HEADER Header;	/* under dxgk_dispatch */
	LIST_ENTRY mutants;		/* it owns; under dxgk_dispatch */
	struct dxgk_object object;
	LIST_ENTRY link;		/* all threads; under dxgk_threads.lock */
	struct dxgk_os_thread *os;	/* under dxgk_threads.join; NULL once joined */
	dxgk_uptr id;			/* dxgk_os_thread(); atomic */
	dxgk_u32 number;		/* dxgk_os_thread_id(); atomic, 0 until it runs */
	PKSTART_ROUTINE start;
	PVOID context;
	NTSTATUS status;
	KPRIORITY priority;
	dxgk_u16 owner;
	bool ended;			/* to be joined; under dxgk_threads.lock */
};

struct _ETHREAD { struct _KTHREAD tcb; };

/* ------------------------------------------------------------------ nt_thread.c */

void dxgk_thread_init(void);
/* Threads that @owner started are waited for, and named if that takes long. */
void dxgk_thread_owner_gone(dxgk_u16 owner);
void dxgk_thread_exit_all(void);
/* Start a thread for the core: @fn(@arg) in the name of @owner. */
NTSTATUS dxgk_thread_create(PKSTART_ROUTINE start, PVOID context, dxgk_u16 owner,
			    PKTHREAD *thread);
/* Drop a reference of dxgk_thread_create(). */
void dxgk_thread_put(PKTHREAD thread);
/* The running system thread, NULL in any other. */
PKTHREAD dxgk_thread_current(void);

/*
 * What is known of a thread between a call and its counterpart: IRQL below
 * DISPATCH_LEVEL, regions without APCs, and its processors.  Threads without any
 * have no note.
 */
struct dxgk_note {
	dxgk_uptr thread;		/* 0: free */
	dxgk_u16 critical, guarded;
	bool apc_level;
	KAFFINITY affinity;		/* given by a driver; 0: none */
	struct dxgk_os_affinity *own;	/* what the thread had before */
};

/* The processors that a driver confined this thread to; 0: its own. */
KAFFINITY dxgk_thread_affinity(void);
/*
 * Others, or with 0 the thread's own again; true: done.  Nothing happens without
 * memory to keep those.  Context: sleeping.
 */
bool dxgk_thread_set_affinity(KAFFINITY affinity);

/* Out of all critical and guarded regions; false: the thread was in none. */
bool dxgk_thread_leave_regions(void);

/* The IRQL, APC_LEVEL included. */
KIRQL dxgk_nt_irql(void);
void dxgk_nt_irql_raise(KIRQL irql);
void dxgk_nt_irql_lower(KIRQL irql);

/* -------------------------------------------------------------------- nt_wait.c */

void dxgk_wait_init(void);
unsigned long dxgk_dispatch_lock(void);
void dxgk_dispatch_unlock(unsigned long state);
/* Make ready an object of @type; under no lock. */
void dxgk_dispatcher_init(DISPATCHER_HEADER *h, UCHAR type, UCHAR words, LONG state);
/* Its signal state.  Takes the lock. */
LONG dxgk_dispatcher_state(DISPATCHER_HEADER *h);
/* Its signal state changed: wake whom that lets go.  Under the dispatch lock. */
void dxgk_dispatcher_wake(DISPATCHER_HEADER *h);
/*
 * When a time-out ends, in dxgk_os_time_ns(); NULL: ~0ull, never.
 * Negative: relative; positive: system time.
 */
dxgk_u64 dxgk_deadline(const LARGE_INTEGER *timeout);
/* A thread ends: mutexes it still owns are abandoned.  Under the dispatch lock. */
unsigned int dxgk_mutants_abandon(PKTHREAD thread);
/* Wait for one object; may sleep unless the time-out is zero. */
NTSTATUS dxgk_wait_one(PVOID object, KPROCESSOR_MODE mode, const LARGE_INTEGER *timeout,
		       const void *caller);

/*
 * Sleep until *@address changes from what the caller saw, or something close to
 * it: @blocked(@arg), asked under the dispatch lock, says whether to sleep on.
 */
void dxgk_address_wait(const void *address, bool (*blocked)(void *arg), void *arg);
void dxgk_address_wake(const void *address);

/* ------------------------------------------------------------------- nt_timer.c */

void dxgk_timer_init(void);
/* Timers inside [@p, @p + @size), which goes away: named and stopped. */
void dxgk_timer_memory_gone(const void *p, SIZE_T size, const void *caller);
/* Timers whose DPC belongs to @owner, or with code in it. */
void dxgk_timer_owner_gone(dxgk_u16 owner);

/* --------------------------------------------------------------------- nt_dpc.c */

void dxgk_dpc_init(void);
/* No DPC of @owner's code is queued or running any more. */
void dxgk_dpc_owner_gone(dxgk_u16 owner);
void dxgk_dpc_memory_gone(const void *p, SIZE_T size, const void *caller);

/* -------------------------------------------------------------------- nt_work.c */

NTSTATUS dxgk_work_init(void);
/* Items of @owner have run. */
void dxgk_work_flush(void);
void dxgk_work_exit(void);

/* ------------------------------------------------------------------ nt_drvext.c */

void dxgk_drvext_init(void);
/* Extensions of driver objects that @owner allocated are freed: as on Windows. */
void dxgk_drvext_owner_gone(dxgk_u16 owner);

/* -------------------------------------------------------------------- nt_list.c */

void dxgk_list_init(void);

#endif /* DXGK_NT_KE_H */
