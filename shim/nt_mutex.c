// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_mutex.c - fast and guarded mutexes, push locks, run-down protection.
 */
#include <bugcodes.h>

#include "nt_ke.h"
#include "verifier.h"

/* ------------------------------------------------------------------ fast mutexes */

/* Count is 1 when free, and falls by one for each that has or wants it. */
static void dxgk_fast_own(PFAST_MUTEX m, const void *caller)
{
	__atomic_store_n(&m->Owner, (PVOID)KeGetCurrentThread(), __ATOMIC_RELAXED);
	if (dxgk_verifying())
		dxgk_verify_locked(dxgk_os_context(), m, "mutex", caller);
}

static void dxgk_fast_take(PFAST_MUTEX m, const void *caller)
{
	if (__atomic_sub_fetch(&m->Count, 1, __ATOMIC_ACQUIRE) != 0) {
		__atomic_add_fetch(&m->Contention, 1, __ATOMIC_RELAXED);
		if (__atomic_load_n(&m->Owner, __ATOMIC_RELAXED) == (PVOID)KeGetCurrentThread())
			dxgk_nt_bugcheck(caller, MUTEX_ALREADY_OWNED, (ULONG_PTR)m->Owner,
					 (ULONG_PTR)m, 0, 0);
		dxgk_wait_one(&m->Event, KernelMode, NULL, caller);
	}
	dxgk_fast_own(m, caller);
}

static bool dxgk_fast_try(PFAST_MUTEX m, const void *caller)
{
	LONG one = 1;

	if (!__atomic_compare_exchange_n(&m->Count, &one, 0, false, __ATOMIC_ACQUIRE,
					 __ATOMIC_RELAXED))
		return false;
	dxgk_fast_own(m, caller);
	return true;
}

static void dxgk_fast_give(PFAST_MUTEX m)
{
	if (dxgk_verifying())
		dxgk_verify_unlocked(m);
	__atomic_store_n(&m->Owner, NULL, __ATOMIC_RELAXED);
	if (__atomic_add_fetch(&m->Count, 1, __ATOMIC_RELEASE) != 1)
		KeSetEvent(&m->Event, 0, FALSE);
}

static void dxgk_fast_need(const void *caller)
{
	KIRQL irql = dxgk_nt_irql();

	if (irql > APC_LEVEL)
		dxgk_nt_bugcheck(caller, IRQL_NOT_LESS_OR_EQUAL, 0, irql, 0, (ULONG_PTR)caller);
}

/**
 * ExAcquireFastMutex() - take a fast mutex, at APC_LEVEL from here on
 * @FastMutex: the mutex; it cannot be taken twice
 *
 * IRQL: up to APC_LEVEL.
 *
 * Follows "ExAcquireFastMutex function (wdm.h)".
 */
VOID NTAPI ExAcquireFastMutex(PFAST_MUTEX FastMutex)
{
	KIRQL old = dxgk_nt_irql();

	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_fast_need(DXGK_NT_CALLER());
	dxgk_nt_irql_raise(APC_LEVEL);
	dxgk_fast_take(FastMutex, DXGK_NT_CALLER());
	FastMutex->OldIrql = old;
}

VOID NTAPI ExReleaseFastMutex(PFAST_MUTEX FastMutex)
{
	KIRQL old = (KIRQL)FastMutex->OldIrql;

	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_fast_give(FastMutex);
	dxgk_nt_irql_lower(old);
}

BOOLEAN NTAPI ExTryToAcquireFastMutex(PFAST_MUTEX FastMutex)
{
	KIRQL old = dxgk_nt_irql();

	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_fast_need(DXGK_NT_CALLER());
	dxgk_nt_irql_raise(APC_LEVEL);
	if (!dxgk_fast_try(FastMutex, DXGK_NT_CALLER())) {
		dxgk_nt_irql_lower(old);
		return FALSE;
	}
	FastMutex->OldIrql = old;
	return TRUE;
}

/* The caller has seen to APCs himself. */
VOID NTAPI ExAcquireFastMutexUnsafe(PFAST_MUTEX FastMutex)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_fast_need(DXGK_NT_CALLER());
	dxgk_fast_take(FastMutex, DXGK_NT_CALLER());
}

VOID NTAPI ExReleaseFastMutexUnsafe(PFAST_MUTEX FastMutex)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_fast_give(FastMutex);
}

/* A guarded mutex is a fast mutex with a guarded region for its IRQL. */
VOID NTAPI KeInitializeGuardedMutex(PKGUARDED_MUTEX Mutex)
{
	DXGK_NT_IRQL(APC_LEVEL);
	ExInitializeFastMutex(Mutex);
}

VOID NTAPI KeAcquireGuardedMutex(PKGUARDED_MUTEX Mutex)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_fast_need(DXGK_NT_CALLER());
	KeEnterGuardedRegion();
	dxgk_fast_take(Mutex, DXGK_NT_CALLER());
}

VOID NTAPI KeReleaseGuardedMutex(PKGUARDED_MUTEX Mutex)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_fast_give(Mutex);
	KeLeaveGuardedRegion();
}

BOOLEAN NTAPI KeTryToAcquireGuardedMutex(PKGUARDED_MUTEX Mutex)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_fast_need(DXGK_NT_CALLER());
	KeEnterGuardedRegion();
	if (dxgk_fast_try(Mutex, DXGK_NT_CALLER()))
		return TRUE;
	KeLeaveGuardedRegion();
	return FALSE;
}

VOID NTAPI KeAcquireGuardedMutexUnsafe(PKGUARDED_MUTEX Mutex)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_fast_need(DXGK_NT_CALLER());
	dxgk_fast_take(Mutex, DXGK_NT_CALLER());
}

VOID NTAPI KeReleaseGuardedMutexUnsafe(PKGUARDED_MUTEX Mutex)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_fast_give(Mutex);
}

/* -------------------------------------------------------------------- push locks */

/* 0: free; 1: exclusive; otherwise twice the number that share it. */
#define DXGK_PUSH_EXCLUSIVE 1ull
#define DXGK_PUSH_SHARED 2ull

static bool dxgk_push_try(PEX_PUSH_LOCK lock, bool shared)
{
	ULONG_PTR v = __atomic_load_n(lock, __ATOMIC_RELAXED);

	do {
		if (shared ? (v & DXGK_PUSH_EXCLUSIVE) != 0 : v != 0)
			return false;
	} while (!__atomic_compare_exchange_n(lock, &v, shared ? v + DXGK_PUSH_SHARED :
						       DXGK_PUSH_EXCLUSIVE, false,
					      __ATOMIC_ACQUIRE, __ATOMIC_RELAXED));
	return true;
}

static bool dxgk_push_blocked_shared(void *lock)
{
	return !dxgk_push_try(lock, true);
}

static bool dxgk_push_blocked(void *lock)
{
	return !dxgk_push_try(lock, false);
}

/* In a critical region, as the page asks; "ExAcquirePushLockExclusiveEx". */
VOID NTAPI ExAcquirePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
	dxgk_fast_need(DXGK_NT_CALLER());
	if (!dxgk_push_try(PushLock, false))
		dxgk_address_wait(PushLock, dxgk_push_blocked, PushLock);
	if (dxgk_verifying())
		dxgk_verify_locked(dxgk_os_context(), PushLock, "push lock", DXGK_NT_CALLER());
}

VOID NTAPI ExAcquirePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
	dxgk_fast_need(DXGK_NT_CALLER());
	if (!dxgk_push_try(PushLock, true))
		dxgk_address_wait(PushLock, dxgk_push_blocked_shared, PushLock);
	if (dxgk_verifying())
		dxgk_verify_locked(dxgk_os_context(), PushLock, "push lock", DXGK_NT_CALLER());
}

VOID NTAPI ExReleasePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
	if (dxgk_verifying())
		dxgk_verify_unlocked(PushLock);
	__atomic_store_n(PushLock, 0, __ATOMIC_RELEASE);
	dxgk_address_wake(PushLock);
}

VOID NTAPI ExReleasePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
	if (dxgk_verifying())
		dxgk_verify_unlocked(PushLock);
	if (!__atomic_sub_fetch(PushLock, DXGK_PUSH_SHARED, __ATOMIC_RELEASE))
		dxgk_address_wake(PushLock);
}

/* ----------------------------------------------------------- run-down protection */

/* Twice the references, and 1 once it is running down. */
VOID NTAPI ExInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	DXGK_NT_IRQL(APC_LEVEL);
	RunRef->Count = 0;
}

VOID NTAPI ExReInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	DXGK_NT_IRQL(APC_LEVEL);
	__atomic_store_n(&RunRef->Count, 0, __ATOMIC_RELEASE);
}

BOOLEAN NTAPI ExAcquireRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count)
{
	ULONGLONG v = __atomic_load_n(&RunRef->Count, __ATOMIC_RELAXED);

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	do {
		if (v & EX_RUNDOWN_ACTIVE)
			return FALSE;
	} while (!__atomic_compare_exchange_n(&RunRef->Count, &v,
					      v + (ULONGLONG)Count * EX_RUNDOWN_COUNT_INC, false,
					      __ATOMIC_ACQUIRE, __ATOMIC_RELAXED));
	return TRUE;
}

/* FALSE: it is running down; "ExAcquireRundownProtection function (wdm.h)". */
BOOLEAN NTAPI ExAcquireRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return ExAcquireRundownProtectionEx(RunRef, 1);
}

VOID NTAPI ExReleaseRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (__atomic_sub_fetch(&RunRef->Count, (ULONGLONG)Count * EX_RUNDOWN_COUNT_INC,
			       __ATOMIC_RELEASE) == EX_RUNDOWN_ACTIVE)
		dxgk_address_wake(RunRef);
}

VOID NTAPI ExReleaseRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	ExReleaseRundownProtectionEx(RunRef, 1);
}

static bool dxgk_rundown_blocked(void *ref)
{
	return __atomic_load_n(&((PEX_RUNDOWN_REF)ref)->Count, __ATOMIC_ACQUIRE) !=
	       EX_RUNDOWN_ACTIVE;
}

/* No new reference from here on, and none is left when it returns. */
VOID NTAPI ExWaitForRundownProtectionRelease(PEX_RUNDOWN_REF RunRef)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_fast_need(DXGK_NT_CALLER());
	__atomic_fetch_or(&RunRef->Count, EX_RUNDOWN_ACTIVE, __ATOMIC_ACQ_REL);
	dxgk_address_wait(RunRef, dxgk_rundown_blocked, RunRef);
}

VOID NTAPI ExRundownCompleted(PEX_RUNDOWN_REF RunRef)
{
	DXGK_NT_IRQL(APC_LEVEL);
	__atomic_store_n(&RunRef->Count, EX_RUNDOWN_ACTIVE, __ATOMIC_RELEASE);
}
