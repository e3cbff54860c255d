// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_eresource.c - ERESOURCE: shared and exclusive, taken again by who has it.
 *
 * What the structure has room for is used as it is: the lock is SpinLock,
 * waiters sleep on the structure's address, and owners stand in a table that
 * grows; one that cannot grow fails where the caller can bear it, and makes
 * the caller wait for an entry where he cannot.
 */
#include <bugcodes.h>

#include "nt_ke.h"
#include "verifier.h"

/* Owners beyond the first exclusive one; a table of the core's, in OwnerTable. */
#define DXGK_OWNERS 16

struct dxgk_owners {
	struct {
		PKTHREAD thread;
		ULONG count;
	} shared[DXGK_OWNERS];
};

struct dxgk_eresource_ask {
	PERESOURCE resource;
	PKTHREAD thread;
	bool exclusive, starve, counted;
};

static struct dxgk_owners *dxgk_owners(PERESOURCE r)
{
	return (struct dxgk_owners *)r->OwnerTable;
}

static bool dxgk_owned_exclusive(PERESOURCE r)
{
	return r->Flag & ResourceOwnedExclusive;
}

/* Index of the thread's entry, of a free one for NULL, or -1. */
static int dxgk_owner_index(PERESOURCE r, PKTHREAD thread)
{
	int i;

	for (i = 0; i < DXGK_OWNERS; i++)
		if (dxgk_owners(r)->shared[i].thread == thread)
			return i;
	return -1;
}

/* Take it if that is possible now.  Under the lock. */
static bool dxgk_eresource_try(struct dxgk_eresource_ask *ask)
{
	PERESOURCE r = ask->resource;
	int i;

	if (dxgk_owned_exclusive(r)) {
		if (r->OwnerEntry.OwnerThread != (ULONG_PTR)ask->thread)
			return false;
		r->ActiveEntries++;
		return true;
	}
	if (ask->exclusive) {
		/* Who shares it alone does not get it either: that would deadlock. */
		if (r->ActiveCount)
			return false;
		r->Flag |= ResourceOwnedExclusive;
		r->OwnerEntry.OwnerThread = (ULONG_PTR)ask->thread;
		r->ActiveCount = 1;
		r->ActiveEntries = 1;
		return true;
	}
	i = dxgk_owner_index(r, ask->thread);
	if (i < 0) {
		/* New readers wait behind a writer, unless they may starve it. */
		if (r->NumberOfExclusiveWaiters && !ask->starve)
			return false;
		i = dxgk_owner_index(r, NULL);
		if (i < 0)
			return false;
		dxgk_owners(r)->shared[i].thread = ask->thread;
		dxgk_owners(r)->shared[i].count = 0;
		r->ActiveCount++;
	}
	dxgk_owners(r)->shared[i].count++;
	return true;
}

/* Under the dispatch lock: everything of a resource is. */
static bool dxgk_eresource_blocked(void *arg)
{
	struct dxgk_eresource_ask *ask = arg;
	PULONG waiters = ask->exclusive ? &ask->resource->NumberOfExclusiveWaiters :
					  &ask->resource->NumberOfSharedWaiters;
	bool got = dxgk_eresource_try(ask);

	if (got && ask->counted)
		DXGK_WRITE_ONCE(*waiters, *waiters - 1);
	if (!got && !ask->counted) {
		DXGK_WRITE_ONCE(*waiters, *waiters + 1);
		ask->resource->ContentionCount++;
	}
	ask->counted = !got;
	return !got;
}

static BOOLEAN dxgk_eresource_take(PERESOURCE r, bool exclusive, bool starve, BOOLEAN wait,
				   const void *caller)
{
	struct dxgk_eresource_ask ask = {
		.resource = r,
		.thread = KeGetCurrentThread(),
		.exclusive = exclusive,
		.starve = starve,
	};
	unsigned long state;
	bool got;

	if (dxgk_nt_irql() > APC_LEVEL)
		dxgk_nt_bugcheck(caller, IRQL_NOT_LESS_OR_EQUAL, (ULONG_PTR)r, dxgk_nt_irql(), 0,
				 (ULONG_PTR)caller);
	if (wait) {
		dxgk_address_wait(r, dxgk_eresource_blocked, &ask);
		got = true;
	} else {
		state = dxgk_dispatch_lock();
		got = dxgk_eresource_try(&ask);
		dxgk_dispatch_unlock(state);
	}
	/* As often as it was taken. */
	if (got && dxgk_verifying())
		dxgk_verify_locked(dxgk_os_context(), r, "resource", caller);
	return got;
}

/* STATUS_INSUFFICIENT_RESOURCES without memory; "ExInitializeResourceLite (wdm.h)". */
NTSTATUS NTAPI ExInitializeResourceLite(PERESOURCE Resource)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	RtlZeroMemory(Resource, sizeof(*Resource));
	InitializeListHead(&Resource->SystemResourcesList);
	Resource->OwnerTable = dxgk_os_alloc(sizeof(struct dxgk_owners),
					     DXGK_OS_ALLOC_ATOMIC | DXGK_OS_ALLOC_ZERO);
	return Resource->OwnerTable ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS NTAPI ExReinitializeResourceLite(PERESOURCE Resource)
{
	struct dxgk_owners *owners = dxgk_owners(Resource);

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	RtlZeroMemory(Resource, sizeof(*Resource));
	RtlZeroMemory(owners, sizeof(*owners));
	InitializeListHead(&Resource->SystemResourcesList);
	Resource->OwnerTable = (POWNER_ENTRY)owners;
	return STATUS_SUCCESS;
}

/* Nobody may own it, or want it. */
NTSTATUS NTAPI ExDeleteResourceLite(PERESOURCE Resource)
{
	DXGK_NT_IRQL(APC_LEVEL);
	if (Resource->ActiveCount)
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), RESOURCE_OWNER_POINTER_INVALID,
				 (ULONG_PTR)Resource, 0, 0, 0);
	dxgk_os_free(Resource->OwnerTable);
	Resource->OwnerTable = NULL;
	return STATUS_SUCCESS;
}

/**
 * ExAcquireResourceExclusiveLite() - take a resource alone
 * @Resource: the resource; who has it alone may take it again
 * @Wait: TRUE: until it can be had
 *
 * IRQL: up to APC_LEVEL, with normal kernel APCs disabled.
 * Return: TRUE when it was taken.
 *
 * Follows "ExAcquireResourceExclusiveLite function (wdm.h)".
 */
BOOLEAN NTAPI ExAcquireResourceExclusiveLite(PERESOURCE Resource, BOOLEAN Wait)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_eresource_take(Resource, true, false, Wait, DXGK_NT_CALLER());
}

/* Behind a writer that waits, unless the thread shares it already or owns it. */
BOOLEAN NTAPI ExAcquireResourceSharedLite(PERESOURCE Resource, BOOLEAN Wait)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_eresource_take(Resource, false, false, Wait, DXGK_NT_CALLER());
}

BOOLEAN NTAPI ExAcquireSharedStarveExclusive(PERESOURCE Resource, BOOLEAN Wait)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_eresource_take(Resource, false, true, Wait, DXGK_NT_CALLER());
}

BOOLEAN NTAPI ExAcquireSharedWaitForExclusive(PERESOURCE Resource, BOOLEAN Wait)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_eresource_take(Resource, false, false, Wait, DXGK_NT_CALLER());
}

static void dxgk_eresource_give(PERESOURCE r, PKTHREAD thread, const void *caller)
{
	unsigned long state = dxgk_dispatch_lock();
	bool ok = false, wake = false;
	int i;

	if (dxgk_owned_exclusive(r)) {
		if (r->OwnerEntry.OwnerThread == (ULONG_PTR)thread) {
			ok = true;
			if (!--r->ActiveEntries) {
				r->Flag &= (USHORT)~ResourceOwnedExclusive;
				r->OwnerEntry.OwnerThread = 0;
				r->ActiveCount = 0;
				wake = true;
			}
		}
	} else {
		i = dxgk_owner_index(r, thread);
		if (i >= 0) {
			ok = true;
			if (!--dxgk_owners(r)->shared[i].count) {
				dxgk_owners(r)->shared[i].thread = NULL;
				r->ActiveCount--;
				wake = true;
			}
		}
	}
	dxgk_dispatch_unlock(state);
	if (ok && dxgk_verifying())
		dxgk_verify_unlocked(r);
	if (!ok)
		dxgk_nt_bugcheck(caller, RESOURCE_NOT_OWNED, (ULONG_PTR)r, (ULONG_PTR)thread, 0, 0);
	if (wake)
		dxgk_address_wake(r);
}

/* What one thread took once; not owning it is the bug check RESOURCE_NOT_OWNED. */
VOID NTAPI ExReleaseResourceLite(PERESOURCE Resource)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_eresource_give(Resource, KeGetCurrentThread(), DXGK_NT_CALLER());
}

VOID NTAPI ExReleaseResourceForThreadLite(PERESOURCE Resource, ERESOURCE_THREAD ResourceThreadId)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_eresource_give(Resource, (PKTHREAD)ResourceThreadId, DXGK_NT_CALLER());
}

/* The owner shares it from here on; who waits to share gets it too. */
VOID NTAPI ExConvertExclusiveToSharedLite(PERESOURCE Resource)
{
	PKTHREAD thread = KeGetCurrentThread();
	unsigned long state = dxgk_dispatch_lock();
	int i;

	DXGK_NT_IRQL(APC_LEVEL);
	if (dxgk_owned_exclusive(Resource) &&
	    Resource->OwnerEntry.OwnerThread == (ULONG_PTR)thread) {
		i = dxgk_owner_index(Resource, NULL);
		dxgk_owners(Resource)->shared[i].thread = thread;
		dxgk_owners(Resource)->shared[i].count = Resource->ActiveEntries;
		Resource->Flag &= (USHORT)~ResourceOwnedExclusive;
		Resource->OwnerEntry.OwnerThread = 0;
		Resource->ActiveEntries = 0;
	}
	dxgk_dispatch_unlock(state);
	dxgk_address_wake(Resource);
}

BOOLEAN NTAPI ExIsResourceAcquiredExclusiveLite(PERESOURCE Resource)
{
	unsigned long state = dxgk_dispatch_lock();
	BOOLEAN owned = dxgk_owned_exclusive(Resource) &&
			Resource->OwnerEntry.OwnerThread == (ULONG_PTR)KeGetCurrentThread();

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_dispatch_unlock(state);
	return owned;
}

/* How often the thread has it, alone or shared. */
ULONG NTAPI ExIsResourceAcquiredSharedLite(PERESOURCE Resource)
{
	PKTHREAD thread = KeGetCurrentThread();
	unsigned long state = dxgk_dispatch_lock();
	ULONG n = 0;
	int i;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (dxgk_owned_exclusive(Resource)) {
		if (Resource->OwnerEntry.OwnerThread == (ULONG_PTR)thread)
			n = Resource->ActiveEntries;
	} else {
		i = dxgk_owner_index(Resource, thread);
		if (i >= 0)
			n = dxgk_owners(Resource)->shared[i].count;
	}
	dxgk_dispatch_unlock(state);
	return n;
}

ULONG NTAPI ExGetExclusiveWaiterCount(PERESOURCE Resource)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return DXGK_READ_ONCE(Resource->NumberOfExclusiveWaiters);
}

ULONG NTAPI ExGetSharedWaiterCount(PERESOURCE Resource)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return DXGK_READ_ONCE(Resource->NumberOfSharedWaiters);
}
