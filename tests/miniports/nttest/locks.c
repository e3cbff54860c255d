// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* locks.c - fast and guarded mutexes, push locks, resources, run-down protection. */
#include "nttest.h"

static void nap(LONG ms)
{
	LARGE_INTEGER t = nt_ms(ms);

	KeDelayExecutionThread(KernelMode, FALSE, &t);
}

/* What another thread does with a lock, and what came of it. */
struct act {
	PVOID lock;
	ULONG (*does)(PVOID lock);
	volatile LONG result;
	PVOID thread;
};

#define NOT_YET	(-1)

static VOID NTAPI act_thread(PVOID context)
{
	struct act *a = context;

	InterlockedExchange(&a->result, (LONG)a->does(a->lock));
}

static BOOLEAN act_start(struct act *a, PVOID lock, ULONG (*does)(PVOID lock))
{
	HANDLE handle;
	NTSTATUS status;

	a->lock = lock;
	a->does = does;
	a->result = NOT_YET;
	a->thread = NULL;
	if (!NT_SUCCESS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					     act_thread, a)))
		return FALSE;
	status = ObReferenceObjectByHandle(handle, SYNCHRONIZE, NULL, KernelMode, &a->thread, NULL);
	ZwClose(handle);
	return NT_SUCCESS(status);
}

static ULONG act_end(struct act *a)
{
	if (!a->thread)
		return 99;
	KeWaitForSingleObject(a->thread, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(a->thread);
	return (ULONG)a->result;
}

static ULONG elsewhere(PVOID lock, ULONG (*does)(PVOID lock))
{
	struct act a;

	return act_start(&a, lock, does) ? act_end(&a) : 99;
}

/* ----------------------------------------------------------- fast and guarded mutexes */

static ULONG try_fast(PVOID lock)
{
	BOOLEAN got = ExTryToAcquireFastMutex(lock);

	/* Only who has it is at APC_LEVEL. */
	if (KeGetCurrentIrql() != (got ? APC_LEVEL : PASSIVE_LEVEL))
		return 77;
	if (got)
		ExReleaseFastMutex(lock);
	return KeGetCurrentIrql() != PASSIVE_LEVEL ? 78 : got;
}

NT_TEST(fast_unsafe,
	"ExAcquireFastMutexUnsafe: leaves critical region and IRQL to the caller; ExTryToAcquireFastMutex: TRUE at APC_LEVEL, or FALSE")
{
	FAST_MUTEX m;

	ExInitializeFastMutex(&m);
	KeEnterCriticalRegion();
	CHECK(KeAreApcsDisabled());
	ExAcquireFastMutexUnsafe(&m);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	CHECK_EQ(elsewhere(&m, try_fast), FALSE);
	ExReleaseFastMutexUnsafe(&m);
	KeLeaveCriticalRegion();
	CHECK(!KeAreApcsDisabled());
	CHECK_EQ(elsewhere(&m, try_fast), TRUE);
}

static ULONG try_guarded(PVOID lock)
{
	BOOLEAN got = KeTryToAcquireGuardedMutex(lock);

	/* Only who has it is in a guarded region. */
	if (KeAreAllApcsDisabled() != got)
		return 77;
	if (got)
		KeReleaseGuardedMutex(lock);
	return KeAreAllApcsDisabled() ? 78 : got;
}

static ULONG take_guarded(PVOID lock)
{
	KeAcquireGuardedMutex(lock);
	KeReleaseGuardedMutex(lock);
	return TRUE;
}

NT_TEST(guarded_mutex, "KeAcquireGuardedMutex: enters a guarded region: all APCs are disabled, at the same IRQL")
{
	KGUARDED_MUTEX m;
	struct act a;

	KeInitializeGuardedMutex(&m);
	CHECK(!KeAreAllApcsDisabled() && !KeAreApcsDisabled());
	KeAcquireGuardedMutex(&m);
	CHECK(KeAreAllApcsDisabled() && KeAreApcsDisabled());
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	CHECK_EQ(elsewhere(&m, try_guarded), FALSE);
	NEED(act_start(&a, &m, take_guarded));
	nap(10);
	CHECK_EQ(a.result, NOT_YET);
	KeReleaseGuardedMutex(&m);
	CHECK_EQ(act_end(&a), TRUE);
	CHECK(!KeAreAllApcsDisabled());
	CHECK_EQ(elsewhere(&m, try_guarded), TRUE);
	KeEnterGuardedRegion();
	KeAcquireGuardedMutexUnsafe(&m);
	CHECK_EQ(elsewhere(&m, try_guarded), FALSE);
	KeReleaseGuardedMutexUnsafe(&m);
	CHECK(KeAreAllApcsDisabled());
	KeLeaveGuardedRegion();
	CHECK(!KeAreAllApcsDisabled());
}

NT_TEST(apcs_disabled, "KeAreApcsDisabled: TRUE in a critical or a guarded region; regions nest; KeAreAllApcsDisabled: in a guarded region or at APC_LEVEL")
{
	KIRQL irql;

	KeEnterCriticalRegion();
	KeEnterCriticalRegion();
	KeLeaveCriticalRegion();
	CHECK(KeAreApcsDisabled());
	CHECK(!KeAreAllApcsDisabled());
	KeEnterGuardedRegion();
	CHECK(KeAreAllApcsDisabled());
	KeLeaveCriticalRegion();
	CHECK(KeAreApcsDisabled());
	KeLeaveGuardedRegion();
	CHECK(!KeAreApcsDisabled() && !KeAreAllApcsDisabled());
	KeRaiseIrql(APC_LEVEL, &irql);
	CHECK(KeAreAllApcsDisabled());
	KeLowerIrql(irql);
}

/* ----------------------------------------------------------------------- push locks */

static ULONG push_exclusive(PVOID lock)
{
	KeEnterCriticalRegion();
	ExAcquirePushLockExclusiveEx(lock, EX_DEFAULT_PUSH_LOCK_FLAGS);
	ExReleasePushLockExclusiveEx(lock, EX_DEFAULT_PUSH_LOCK_FLAGS);
	KeLeaveCriticalRegion();
	return TRUE;
}

static ULONG push_shared(PVOID lock)
{
	KeEnterCriticalRegion();
	ExAcquirePushLockSharedEx(lock, EX_DEFAULT_PUSH_LOCK_FLAGS);
	ExReleasePushLockSharedEx(lock, EX_DEFAULT_PUSH_LOCK_FLAGS);
	KeLeaveCriticalRegion();
	return TRUE;
}

NT_TEST(push_lock, "ExAcquirePushLockSharedEx: shared by several; exclusive by one, which waits for all others")
{
	struct act a, b;
	EX_PUSH_LOCK lock;

	ExInitializePushLock(&lock);
	KeEnterCriticalRegion();
	ExAcquirePushLockSharedEx(&lock, EX_DEFAULT_PUSH_LOCK_FLAGS);
	CHECK_EQ(elsewhere(&lock, push_shared), TRUE);
	NEED(act_start(&a, &lock, push_exclusive));
	nap(10);
	CHECK_EQ(a.result, NOT_YET);
	ExReleasePushLockSharedEx(&lock, EX_DEFAULT_PUSH_LOCK_FLAGS);
	CHECK_EQ(act_end(&a), TRUE);
	ExAcquirePushLockExclusiveEx(&lock, EX_DEFAULT_PUSH_LOCK_FLAGS);
	NEED(act_start(&a, &lock, push_exclusive));
	NEED(act_start(&b, &lock, push_shared));
	nap(10);
	CHECK_EQ(a.result, NOT_YET);
	CHECK_EQ(b.result, NOT_YET);
	ExReleasePushLockExclusiveEx(&lock, EX_DEFAULT_PUSH_LOCK_FLAGS);
	CHECK_EQ(act_end(&a), TRUE);
	CHECK_EQ(act_end(&b), TRUE);
	KeLeaveCriticalRegion();
}

/* ------------------------------------------------------------------------ resources */

#define RESOURCE_TRY(name, take)			\
static ULONG name(PVOID lock)				\
{							\
	BOOLEAN got;					\
							\
	KeEnterCriticalRegion();			\
	got = take;					\
	if (got)					\
		ExReleaseResourceLite(lock);		\
	KeLeaveCriticalRegion();			\
	return got;					\
}

RESOURCE_TRY(try_exclusive, ExAcquireResourceExclusiveLite(lock, FALSE))
RESOURCE_TRY(wait_exclusive, ExAcquireResourceExclusiveLite(lock, TRUE))
RESOURCE_TRY(try_shared, ExAcquireResourceSharedLite(lock, FALSE))
RESOURCE_TRY(wait_shared, ExAcquireResourceSharedLite(lock, TRUE))
RESOURCE_TRY(try_starve, ExAcquireSharedStarveExclusive(lock, FALSE))
RESOURCE_TRY(try_behind, ExAcquireSharedWaitForExclusive(lock, FALSE))

NT_TEST(resource_exclusive,
	"ExAcquireResourceExclusiveLite: recursive; ExIsResourceAcquiredExclusiveLite, ExIsResourceAcquiredSharedLite: who has it, how often")
{
	ERESOURCE r;

	NEED(NT_SUCCESS(ExInitializeResourceLite(&r)));
	CHECK(!ExIsResourceAcquiredExclusiveLite(&r));
	CHECK_EQ(ExIsResourceAcquiredSharedLite(&r), 0);
	KeEnterCriticalRegion();
	CHECK(ExAcquireResourceExclusiveLite(&r, TRUE));
	/* The owner of it all gets shared access too; it is exclusive once more. */
	CHECK(ExAcquireResourceSharedLite(&r, FALSE));
	CHECK(ExIsResourceAcquiredExclusiveLite(&r));
	CHECK_EQ(ExIsResourceAcquiredSharedLite(&r), 2);
	CHECK_EQ(elsewhere(&r, try_shared), FALSE);
	CHECK_EQ(elsewhere(&r, try_exclusive), FALSE);
	ExReleaseResourceLite(&r);
	CHECK_EQ(elsewhere(&r, try_shared), FALSE);
	ExReleaseResourceLite(&r);
	CHECK_EQ(elsewhere(&r, try_exclusive), TRUE);
	KeLeaveCriticalRegion();
	CHECK_STATUS(ExReinitializeResourceLite(&r), STATUS_SUCCESS);
	CHECK_STATUS(ExDeleteResourceLite(&r), STATUS_SUCCESS);
}

NT_TEST(resource_shared,
	"ExAcquireResourceSharedLite: with others; ExConvertExclusiveToSharedLite lets them in; ExReleaseResourceForThreadLite")
{
	ERESOURCE r;

	NEED(NT_SUCCESS(ExInitializeResourceLite(&r)));
	KeEnterCriticalRegion();
	CHECK(ExAcquireResourceExclusiveLite(&r, TRUE));
	ExConvertExclusiveToSharedLite(&r);
	CHECK(!ExIsResourceAcquiredExclusiveLite(&r));
	CHECK_EQ(ExIsResourceAcquiredSharedLite(&r), 1);
	CHECK_EQ(elsewhere(&r, try_shared), TRUE);
	CHECK_EQ(elsewhere(&r, try_exclusive), FALSE);
	/* Who shares it does not get it alone. */
	CHECK(!ExAcquireResourceExclusiveLite(&r, FALSE));
	ExReleaseResourceForThreadLite(&r, ExGetCurrentResourceThread());
	CHECK_EQ(ExIsResourceAcquiredSharedLite(&r), 0);
	CHECK_EQ(elsewhere(&r, try_exclusive), TRUE);
	KeLeaveCriticalRegion();
	CHECK_STATUS(ExDeleteResourceLite(&r), STATUS_SUCCESS);
}

NT_TEST(resource_waiters,
	"ExAcquireSharedStarveExclusive: past those that wait for exclusive access; ExAcquireSharedWaitForExclusive: behind them")
{
	struct act writer, reader;
	ERESOURCE r;
	ULONG i;

	NEED(NT_SUCCESS(ExInitializeResourceLite(&r)));
	KeEnterCriticalRegion();
	CHECK(ExAcquireResourceSharedLite(&r, TRUE));
	CHECK_EQ(elsewhere(&r, try_behind), TRUE);
	CHECK_EQ(ExGetExclusiveWaiterCount(&r), 0);
	NEED(act_start(&writer, &r, wait_exclusive));
	for (i = 0; i < 2000 && !ExGetExclusiveWaiterCount(&r); i++)
		nap(1);
	CHECK_EQ(ExGetExclusiveWaiterCount(&r), 1);
	CHECK_EQ(elsewhere(&r, try_shared), FALSE);
	CHECK_EQ(elsewhere(&r, try_behind), FALSE);
	CHECK_EQ(elsewhere(&r, try_starve), TRUE);
	/* Recursively it is had all the same. */
	CHECK(ExAcquireResourceSharedLite(&r, FALSE));
	ExReleaseResourceLite(&r);
	NEED(act_start(&reader, &r, wait_shared));
	for (i = 0; i < 2000 && !ExGetSharedWaiterCount(&r); i++)
		nap(1);
	CHECK_EQ(ExGetSharedWaiterCount(&r), 1);
	CHECK_EQ(writer.result, NOT_YET);
	ExReleaseResourceLite(&r);
	CHECK_EQ(act_end(&writer), TRUE);
	CHECK_EQ(act_end(&reader), TRUE);
	CHECK_EQ(ExGetExclusiveWaiterCount(&r), 0);
	CHECK_EQ(ExGetSharedWaiterCount(&r), 0);
	KeLeaveCriticalRegion();
	CHECK_STATUS(ExDeleteResourceLite(&r), STATUS_SUCCESS);
}

/* -------------------------------------------------------------- run-down protection */

static ULONG run_down(PVOID ref)
{
	ExWaitForRundownProtectionRelease(ref);
	return TRUE;
}

NT_TEST(rundown,
	"ExWaitForRundownProtectionRelease: waits for all protection; ExAcquireRundownProtection is FALSE from then on, until ExReInitializeRundownProtection")
{
	EX_RUNDOWN_REF ref;
	struct act a;
	ULONG i;

	ExInitializeRundownProtection(&ref);
	CHECK(ExAcquireRundownProtection(&ref));
	CHECK(ExAcquireRundownProtectionEx(&ref, 3));
	NEED(act_start(&a, &ref, run_down));
	for (i = 0; i < 2000 && ExAcquireRundownProtection(&ref); i++) {
		ExReleaseRundownProtection(&ref);
		nap(1);
	}
	CHECK(!ExAcquireRundownProtection(&ref));
	CHECK(!ExAcquireRundownProtectionEx(&ref, 2));
	ExReleaseRundownProtectionEx(&ref, 3);
	nap(10);
	CHECK_EQ(a.result, NOT_YET);
	ExReleaseRundownProtection(&ref);
	CHECK_EQ(act_end(&a), TRUE);
	ExRundownCompleted(&ref);
	CHECK(!ExAcquireRundownProtection(&ref));
	ExReInitializeRundownProtection(&ref);
	CHECK(ExAcquireRundownProtection(&ref));
	ExReleaseRundownProtection(&ref);
	/* Nobody has it: no wait. */
	ExWaitForRundownProtectionRelease(&ref);
}

NT_SUITE(locks) = {
	NT_CASE(fast_unsafe),
	NT_CASE(guarded_mutex),
	NT_CASE(apcs_disabled),
	NT_CASE(push_lock),
	NT_CASE(resource_exclusive),
	NT_CASE(resource_shared),
	NT_CASE(resource_waiters),
	NT_CASE(rundown),
	NT_END
};
