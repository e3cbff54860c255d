// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_spin.c - drivers' spin locks.
 *
 * A KSPIN_LOCK is eight bytes of the driver's, zero when free.  The lower half
 * is the backend's lock, the upper says who holds it.  The IRQL is what keeps
 * others off the processor, and follows what the driver passes: locks may be
 * released in any order.
 */
#include <bugcodes.h>

#include "nt_ke.h"
#include "verifier.h"

struct dxgk_driver_lock {
	dxgk_u32 lock;
	dxgk_u32 holder;		/* atomic; for finding a thread that spins on itself */
};

_Static_assert(sizeof(struct dxgk_driver_lock) == sizeof(KSPIN_LOCK), "KSPIN_LOCK");

static void dxgk_spin_take(PKSPIN_LOCK lock, const void *caller)
{
	struct dxgk_driver_lock *l = (struct dxgk_driver_lock *)lock;
	dxgk_u32 self = dxgk_os_driver_self();

	if (!dxgk_os_driver_trylock(&l->lock)) {
		if (__atomic_load_n(&l->holder, __ATOMIC_RELAXED) == self)
			dxgk_nt_bugcheck(caller, SPIN_LOCK_ALREADY_OWNED, (ULONG_PTR)lock, 0, 0, 0);
		dxgk_os_driver_lock(&l->lock);
	}
	__atomic_store_n(&l->holder, self, __ATOMIC_RELAXED);
	if (dxgk_verifying())
		dxgk_verify_locked(dxgk_os_context(), lock, "spin lock", caller);
}

static void dxgk_spin_give(PKSPIN_LOCK lock, const void *caller)
{
	struct dxgk_driver_lock *l = (struct dxgk_driver_lock *)lock;

	if (!dxgk_os_driver_locked(&l->lock))
		dxgk_nt_bugcheck(caller, SPIN_LOCK_NOT_OWNED, (ULONG_PTR)lock, 0, 0, 0);
	if (dxgk_verifying())
		dxgk_verify_unlocked(lock);
	__atomic_store_n(&l->holder, 0, __ATOMIC_RELAXED);
	dxgk_os_driver_unlock(&l->lock);
}

/* The functions for DISPATCH_LEVEL and above: a driver may err. */
static void dxgk_spin_need_dispatch(const void *caller)
{
	KIRQL irql = dxgk_os_irql_get();

	if (irql < DISPATCH_LEVEL)
		dxgk_nt_bugcheck(caller, IRQL_NOT_GREATER_OR_EQUAL, 0, irql, 0, (ULONG_PTR)caller);
}

/* Free; "KeInitializeSpinLock function (wdm.h)". */
VOID NTAPI KeInitializeSpinLock(PKSPIN_LOCK SpinLock)
{
	*SpinLock = 0;
}

/**
 * KeAcquireSpinLockRaiseToDpc() - KeAcquireSpinLock(): raise to DISPATCH_LEVEL, lock
 * @SpinLock: the lock; taking one twice is the bug check SPIN_LOCK_ALREADY_OWNED
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: the IRQL before, for KeReleaseSpinLock().
 *
 * Follows "KeAcquireSpinLock macro (wdm.h)".
 */
KIRQL NTAPI KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock)
{
	KIRQL old = dxgk_nt_irql();

	if (old > DISPATCH_LEVEL)
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), IRQL_NOT_LESS_OR_EQUAL, (ULONG_PTR)SpinLock,
				 old, 0, (ULONG_PTR)DXGK_NT_CALLER());
	dxgk_os_irql_raise(DISPATCH_LEVEL);
	dxgk_spin_take(SpinLock, DXGK_NT_CALLER());
	return old;
}

/* "KeReleaseSpinLock function (wdm.h)"; one that is free is SPIN_LOCK_NOT_OWNED. */
VOID NTAPI KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql)
{
	dxgk_spin_give(SpinLock, DXGK_NT_CALLER());
	if (NewIrql > dxgk_os_irql_get() && NewIrql >= DISPATCH_LEVEL)
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), IRQL_NOT_LESS_OR_EQUAL, NewIrql,
				 dxgk_os_irql_get(), 0, 0);
	if (NewIrql < dxgk_os_irql_get())
		dxgk_os_irql_lower(NewIrql >= DISPATCH_LEVEL ? NewIrql : PASSIVE_LEVEL);
}

VOID NTAPI KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
	dxgk_spin_need_dispatch(DXGK_NT_CALLER());
	dxgk_spin_take(SpinLock, DXGK_NT_CALLER());
}

VOID NTAPI KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock)
{
	dxgk_spin_give(SpinLock, DXGK_NT_CALLER());
}

BOOLEAN NTAPI KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
	struct dxgk_driver_lock *l = (struct dxgk_driver_lock *)SpinLock;

	dxgk_spin_need_dispatch(DXGK_NT_CALLER());
	if (!dxgk_os_driver_trylock(&l->lock))
		return FALSE;
	__atomic_store_n(&l->holder, dxgk_os_driver_self(), __ATOMIC_RELAXED);
	if (dxgk_verifying())
		dxgk_verify_locked(dxgk_os_context(), SpinLock, "spin lock", DXGK_NT_CALLER());
	return TRUE;
}

/* TRUE: it is free now. */
BOOLEAN NTAPI KeTestSpinLock(PKSPIN_LOCK SpinLock)
{
	return !dxgk_os_driver_locked(&((struct dxgk_driver_lock *)SpinLock)->lock);
}

/* A threaded DPC runs at DISPATCH_LEVEL here: nothing is raised or lowered then. */
KIRQL NTAPI KeAcquireSpinLockForDpc(PKSPIN_LOCK SpinLock)
{
	return KeAcquireSpinLockRaiseToDpc(SpinLock);
}

VOID NTAPI KeReleaseSpinLockForDpc(PKSPIN_LOCK SpinLock, KIRQL OldIrql)
{
	KeReleaseSpinLock(SpinLock, OldIrql);
}

/* ------------------------------------------------------------- in-stack queued locks */

/* The queue is the backend's; the handle remembers lock and IRQL. */
VOID NTAPI KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle)
{
	LockHandle->LockQueue.Next = NULL;
	LockHandle->LockQueue.Lock = SpinLock;
	LockHandle->OldIrql = KeAcquireSpinLockRaiseToDpc(SpinLock);
}

VOID NTAPI KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle)
{
	KeReleaseSpinLock(LockHandle->LockQueue.Lock, LockHandle->OldIrql);
}

VOID NTAPI KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock,
						    PKLOCK_QUEUE_HANDLE LockHandle)
{
	LockHandle->LockQueue.Next = NULL;
	LockHandle->LockQueue.Lock = SpinLock;
	LockHandle->OldIrql = DISPATCH_LEVEL;
	KeAcquireSpinLockAtDpcLevel(SpinLock);
}

VOID NTAPI KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle)
{
	KeReleaseSpinLockFromDpcLevel(LockHandle->LockQueue.Lock);
}

VOID NTAPI KeAcquireInStackQueuedSpinLockForDpc(PKSPIN_LOCK SpinLock,
						PKLOCK_QUEUE_HANDLE LockHandle)
{
	KeAcquireInStackQueuedSpinLock(SpinLock, LockHandle);
}

VOID NTAPI KeReleaseInStackQueuedSpinLockForDpc(PKLOCK_QUEUE_HANDLE LockHandle)
{
	KeReleaseInStackQueuedSpinLock(LockHandle);
}

/* ------------------------------------------------------------- reader/writer locks */

/* EX_SPIN_LOCK: bit 31 a writer, bit 30 one that waits, below them readers. */
#define DXGK_RW_WRITER	0x80000000u
#define DXGK_RW_WAITING	0x40000000u

static void dxgk_rw_shared(PEX_SPIN_LOCK lock)
{
	dxgk_u32 *l = (dxgk_u32 *)lock, v;

	for (;;) {
		v = __atomic_load_n(l, __ATOMIC_RELAXED);
		if (!(v & (DXGK_RW_WRITER | DXGK_RW_WAITING)) &&
		    __atomic_compare_exchange_n(l, &v, v + 1, false, __ATOMIC_ACQUIRE,
						__ATOMIC_RELAXED))
			return;
		dxgk_os_relax();
	}
}

static void dxgk_rw_exclusive(PEX_SPIN_LOCK lock)
{
	dxgk_u32 *l = (dxgk_u32 *)lock, v;

	for (;;) {
		v = __atomic_load_n(l, __ATOMIC_RELAXED);
		if (!(v & ~DXGK_RW_WAITING)) {
			if (__atomic_compare_exchange_n(l, &v, DXGK_RW_WRITER, false,
							__ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
				return;
			continue;
		}
		/* Keeps new readers out. */
		if (!(v & DXGK_RW_WAITING))
			__atomic_fetch_or(l, DXGK_RW_WAITING, __ATOMIC_RELAXED);
		dxgk_os_relax();
	}
}

VOID NTAPI ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	dxgk_spin_need_dispatch(DXGK_NT_CALLER());
	dxgk_rw_shared(SpinLock);
}

VOID NTAPI ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	__atomic_sub_fetch((dxgk_u32 *)SpinLock, 1, __ATOMIC_RELEASE);
}

VOID NTAPI ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	dxgk_spin_need_dispatch(DXGK_NT_CALLER());
	dxgk_rw_exclusive(SpinLock);
}

VOID NTAPI ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	__atomic_and_fetch((dxgk_u32 *)SpinLock, ~DXGK_RW_WRITER, __ATOMIC_RELEASE);
}

KIRQL NTAPI ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock)
{
	KIRQL old = dxgk_nt_irql();

	dxgk_os_irql_raise(DISPATCH_LEVEL);
	dxgk_rw_shared(SpinLock);
	return old;
}

VOID NTAPI ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql)
{
	ExReleaseSpinLockSharedFromDpcLevel(SpinLock);
	if (OldIrql < DISPATCH_LEVEL)
		dxgk_os_irql_lower(PASSIVE_LEVEL);
}

KIRQL NTAPI ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock)
{
	KIRQL old = dxgk_nt_irql();

	dxgk_os_irql_raise(DISPATCH_LEVEL);
	dxgk_rw_exclusive(SpinLock);
	return old;
}

VOID NTAPI ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql)
{
	ExReleaseSpinLockExclusiveFromDpcLevel(SpinLock);
	if (OldIrql < DISPATCH_LEVEL)
		dxgk_os_irql_lower(PASSIVE_LEVEL);
}

/* TRUE: the only reader is the writer now. */
LOGICAL NTAPI ExTryConvertSharedSpinLockExclusive(PEX_SPIN_LOCK SpinLock)
{
	dxgk_u32 *l = (dxgk_u32 *)SpinLock, v = __atomic_load_n(l, __ATOMIC_RELAXED);

	return (v & ~DXGK_RW_WAITING) == 1 &&
	       __atomic_compare_exchange_n(l, &v, DXGK_RW_WRITER, false, __ATOMIC_ACQUIRE,
					   __ATOMIC_RELAXED);
}
