// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_list.c - lists with a lock of their own, S-lists, look-aside lists,
 * interlocked additions.
 */
#include "nt_ke.h"
#include "seh.h"
#include "verifier.h"

/* ------------------------------------------------------------- under a KSPIN_LOCK */

/*
 * They may be called at any IRQL, and shut out interrupts, so that an interrupt
 * routine can use the same list.  The lock is used for nothing else.
 */
static KIRQL dxgk_list_lock(PKSPIN_LOCK lock)
{
	KIRQL old = dxgk_nt_irql();

	dxgk_os_irql_raise(HIGH_LEVEL);
	dxgk_os_driver_lock((dxgk_u32 *)lock);
	return old;
}

static void dxgk_list_unlock(PKSPIN_LOCK lock, KIRQL old)
{
	dxgk_os_driver_unlock((dxgk_u32 *)lock);
	if (old < HIGH_LEVEL)
		dxgk_os_irql_lower(old >= DISPATCH_LEVEL ? old : PASSIVE_LEVEL);
}

/**
 * ExInterlockedInsertHeadList() - put an entry first, atomically
 * @ListHead: the list
 * @ListEntry: the entry
 * @Lock: the list's lock
 *
 * IRQL: any.
 * Return: what was first; NULL if the list was empty.
 *
 * Follows "ExInterlockedInsertHeadList function (wdm.h)".
 */
PLIST_ENTRY NTAPI ExInterlockedInsertHeadList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
					      PKSPIN_LOCK Lock)
{
	KIRQL irql = dxgk_list_lock(Lock);
	PLIST_ENTRY first = ListHead->Flink;

	InsertHeadList(ListHead, ListEntry);
	dxgk_list_unlock(Lock, irql);
	return first == ListHead ? NULL : first;
}

/* Returns what was last; NULL if the list was empty. */
PLIST_ENTRY NTAPI ExInterlockedInsertTailList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
					      PKSPIN_LOCK Lock)
{
	KIRQL irql = dxgk_list_lock(Lock);
	PLIST_ENTRY last = ListHead->Blink;

	InsertTailList(ListHead, ListEntry);
	dxgk_list_unlock(Lock, irql);
	return last == ListHead ? NULL : last;
}

/* NULL from an empty list. */
PLIST_ENTRY NTAPI ExInterlockedRemoveHeadList(PLIST_ENTRY ListHead, PKSPIN_LOCK Lock)
{
	KIRQL irql = dxgk_list_lock(Lock);
	PLIST_ENTRY first = NULL;

	if (!IsListEmpty(ListHead))
		first = RemoveHeadList(ListHead);
	dxgk_list_unlock(Lock, irql);
	return first;
}

PSINGLE_LIST_ENTRY NTAPI ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY ListHead, PKSPIN_LOCK Lock)
{
	KIRQL irql = dxgk_list_lock(Lock);
	PSINGLE_LIST_ENTRY first = PopEntryList(ListHead);

	dxgk_list_unlock(Lock, irql);
	return first;
}

PSINGLE_LIST_ENTRY NTAPI ExInterlockedPushEntryList(PSINGLE_LIST_ENTRY ListHead,
						    PSINGLE_LIST_ENTRY ListEntry, PKSPIN_LOCK Lock)
{
	KIRQL irql = dxgk_list_lock(Lock);
	PSINGLE_LIST_ENTRY first = ListHead->Next;

	PushEntryList(ListHead, ListEntry);
	dxgk_list_unlock(Lock, irql);
	return first;
}

/* The value before, both times. */
LARGE_INTEGER NTAPI ExInterlockedAddLargeInteger(PLARGE_INTEGER Addend, LARGE_INTEGER Increment,
						 PKSPIN_LOCK Lock)
{
	KIRQL irql = dxgk_list_lock(Lock);
	LARGE_INTEGER before = *Addend;

	Addend->QuadPart = (LONGLONG)((ULONGLONG)before.QuadPart + (ULONGLONG)Increment.QuadPart);
	dxgk_list_unlock(Lock, irql);
	return before;
}

ULONG NTAPI ExInterlockedAddUlong(PULONG Addend, ULONG Increment, PKSPIN_LOCK Lock)
{
	KIRQL irql = dxgk_list_lock(Lock);
	ULONG before = *Addend;

	*Addend = before + Increment;
	dxgk_list_unlock(Lock, irql);
	return before;
}

/* ------------------------------------------------------------------------ S-lists */

/*
 * An S-list is a stack with a count.  Windows swaps 16 bytes at once; here a
 * lock, chosen by the address, makes the same step, at any IRQL.
 */
#define DXGK_SLIST_LOCKS 16

static struct dxgk_os_spinlock dxgk_slist_locks[DXGK_SLIST_LOCKS];

void dxgk_list_init(void)
{
	unsigned int i;

	for (i = 0; i < DXGK_SLIST_LOCKS; i++)
		dxgk_os_spin_init(&dxgk_slist_locks[i]);
}

static struct dxgk_os_spinlock *dxgk_slist_lock(PSLIST_HEADER head)
{
	return &dxgk_slist_locks[((dxgk_uptr)head >> 4) % DXGK_SLIST_LOCKS];
}

/* Entries are 16-byte aligned, so the header keeps 60 bits of the address. */
static PSLIST_ENTRY dxgk_slist_first(PSLIST_HEADER head)
{
	return (PSLIST_ENTRY)(dxgk_uptr)((dxgk_u64)head->HeaderX64.NextEntry << 4);
}

static void dxgk_slist_set(PSLIST_HEADER head, PSLIST_ENTRY first, ULONG depth)
{
	head->HeaderX64.NextEntry = (dxgk_uptr)first >> 4;
	head->HeaderX64.Depth = depth;
	head->HeaderX64.Sequence++;
}

VOID NTAPI InitializeSListHead(PSLIST_HEADER SListHead)
{
	RtlZeroMemory(SListHead, sizeof(*SListHead));
}

/* NULL from an empty list; "ExInterlockedPopEntrySList macro (wdm.h)". */
PSLIST_ENTRY NTAPI ExpInterlockedPopEntrySList(PSLIST_HEADER ListHead)
{
	struct dxgk_os_spinlock *lock = dxgk_slist_lock(ListHead);
	unsigned long state = dxgk_os_spin_lock(lock);
	PSLIST_ENTRY first = dxgk_slist_first(ListHead);

	if (first)
		dxgk_slist_set(ListHead, first->Next, ListHead->HeaderX64.Depth - 1u);
	dxgk_os_spin_unlock(lock, state);
	return first;
}

/* Returns what was first; "ExInterlockedPushEntrySList macro (wdm.h)". */
PSLIST_ENTRY NTAPI ExpInterlockedPushEntrySList(PSLIST_HEADER ListHead, PSLIST_ENTRY ListEntry)
{
	struct dxgk_os_spinlock *lock = dxgk_slist_lock(ListHead);
	unsigned long state = dxgk_os_spin_lock(lock);
	PSLIST_ENTRY first = dxgk_slist_first(ListHead);

	ListEntry->Next = first;
	dxgk_slist_set(ListHead, ListEntry, ListHead->HeaderX64.Depth + 1u);
	dxgk_os_spin_unlock(lock, state);
	return first;
}

/* All of it, as a chain. */
PSLIST_ENTRY NTAPI ExpInterlockedFlushSList(PSLIST_HEADER ListHead)
{
	struct dxgk_os_spinlock *lock = dxgk_slist_lock(ListHead);
	unsigned long state = dxgk_os_spin_lock(lock);
	PSLIST_ENTRY first = dxgk_slist_first(ListHead);

	dxgk_slist_set(ListHead, NULL, 0);
	dxgk_os_spin_unlock(lock, state);
	return first;
}

USHORT NTAPI ExQueryDepthSList(PSLIST_HEADER SListHead)
{
	struct dxgk_os_spinlock *lock = dxgk_slist_lock(SListHead);
	unsigned long state = dxgk_os_spin_lock(lock);
	USHORT depth = (USHORT)SListHead->HeaderX64.Depth;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_os_spin_unlock(lock, state);
	return depth;
}

/* ---------------------------------------------------------------- look-aside lists */

/*
 * The three structures begin alike; only the padding differs, and the alignment: the
 * types say 64 bytes, of the caller's memory the pages ask for 16.
 */
_Static_assert(__builtin_offsetof(GENERAL_LOOKASIDE, Free) ==
	       __builtin_offsetof(GENERAL_LOOKASIDE_POOL, Free), "look-aside lists");

/* Entries kept at most. */
#define DXGK_LOOKASIDE_DEPTH 32

/* @ex: the functions take the list too. */
static void dxgk_lookaside_init(GENERAL_LOOKASIDE_POOL *l, PVOID allocate, PVOID free,
				POOL_TYPE type, SIZE_T size, ULONG tag, dxgk_u16 owner)
{
	RtlZeroMemory(l, sizeof(*l));
	InitializeSListHead(&l->ListHead);
	l->Depth = DXGK_LOOKASIDE_DEPTH;
	l->MaximumDepth = EX_MAXIMUM_LOOKASIDE_DEPTH_BASE;
	l->Type = type;
	l->Tag = tag;
	/* An entry holds the link while it is on the list. */
	l->Size = (ULONG)(size < sizeof(SLIST_ENTRY) ? sizeof(SLIST_ENTRY) : size);
	/* NULL: from and to the pool, in the name of whoever made the list. */
	l->Allocate = (PALLOCATE_FUNCTION)(dxgk_uptr)allocate;
	l->Free = (PFREE_FUNCTION)(dxgk_uptr)free;
	l->Future[0] = owner;
}

static void dxgk_lookaside_drop(GENERAL_LOOKASIDE_POOL *l, PVOID entry, const void *caller)
{
	if (!l->Free)
		dxgk_pool_free(entry, 0, caller);
	else if (l->Future[1])
		l->FreeEx(entry, (PLOOKASIDE_LIST_EX)l);
	else
		l->Free(entry);
}

static void dxgk_lookaside_flush(GENERAL_LOOKASIDE_POOL *l, const void *caller)
{
	PSLIST_ENTRY e;

	while ((e = ExpInterlockedPopEntrySList(&l->ListHead)))
		dxgk_lookaside_drop(l, e, caller);
}

/**
 * ExInitializeNPagedLookasideList() - make a look-aside list
 * @Lookaside: the list; resident memory, 16-byte aligned
 * @Allocate: NULL: from the pool
 * @Free: NULL: to the pool
 * @Flags: POOL_* beside the type
 * @Size: bytes of an entry
 * @Tag: of its pool blocks
 * @Depth: reserved
 *
 * IRQL: up to DISPATCH_LEVEL.
 *
 * Follows "ExInitializeNPagedLookasideList function (wdm.h)".
 */
VOID NTAPI ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside,
					   PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free,
					   ULONG Flags, SIZE_T Size, ULONG Tag, USHORT Depth)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_lookaside_init((GENERAL_LOOKASIDE_POOL *)Lookaside, (PVOID)(dxgk_uptr)Allocate,
			    (PVOID)(dxgk_uptr)Free, (POOL_TYPE)(NonPagedPool | Flags), Size, Tag,
			    dxgk_nt_owner(DXGK_NT_CALLER()));
}

VOID NTAPI ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_lookaside_flush((GENERAL_LOOKASIDE_POOL *)Lookaside, DXGK_NT_CALLER());
}

VOID NTAPI ExInitializePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside,
					  PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free,
					  ULONG Flags, SIZE_T Size, ULONG Tag, USHORT Depth)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_lookaside_init((GENERAL_LOOKASIDE_POOL *)Lookaside, (PVOID)(dxgk_uptr)Allocate,
			    (PVOID)(dxgk_uptr)Free, (POOL_TYPE)(PagedPool | Flags), Size, Tag,
			    dxgk_nt_owner(DXGK_NT_CALLER()));
}

VOID NTAPI ExDeletePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_lookaside_flush((GENERAL_LOOKASIDE_POOL *)Lookaside, DXGK_NT_CALLER());
}

/* STATUS_INVALID_PARAMETER_5 for bad flags; "ExInitializeLookasideListEx (wdm.h)". */
NTSTATUS NTAPI ExInitializeLookasideListEx(PLOOKASIDE_LIST_EX Lookaside,
					   PALLOCATE_FUNCTION_EX Allocate, PFREE_FUNCTION_EX Free,
					   POOL_TYPE PoolType, ULONG Flags, SIZE_T Size, ULONG Tag,
					   USHORT Depth)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (Flags & ~(ULONG)(EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL |
			     EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE) ||
	    Flags == (EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL |
		      EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE))
		return STATUS_INVALID_PARAMETER_5;
	if (Depth)
		return STATUS_INVALID_PARAMETER_8;
	/* As @Allocate sees it, so that it can hand it on to a pool function. */
	if (Flags & EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL)
		PoolType |= POOL_RAISE_IF_ALLOCATION_FAILURE;
	if (Flags & EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE)
		PoolType |= POOL_QUOTA_FAIL_INSTEAD_OF_RAISE;
	dxgk_lookaside_init(&Lookaside->L, (PVOID)(dxgk_uptr)Allocate, (PVOID)(dxgk_uptr)Free,
			    PoolType, Size, Tag, dxgk_nt_owner(DXGK_NT_CALLER()));
	Lookaside->L.Future[1] = 1;
	return STATUS_SUCCESS;
}

VOID NTAPI ExDeleteLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_lookaside_flush(&Lookaside->L, DXGK_NT_CALLER());
}

VOID NTAPI ExFlushLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_lookaside_flush(&Lookaside->L, DXGK_NT_CALLER());
}

/*
 * ExAllocateFrom*LookasideList(): an entry of the list, or a new one, or NULL, which
 * is an exception where the list was made for that.
 */
DXGK_SEH_STUB PVOID NTAPI DxgkNtAllocateFromLookasideList(PVOID Lookaside)
{
	GENERAL_LOOKASIDE_POOL *l = Lookaside;
	PVOID entry = ExpInterlockedPopEntrySList(&l->ListHead);

	__atomic_add_fetch(&l->TotalAllocates, 1, __ATOMIC_RELAXED);
	if (entry)
		return entry;
	__atomic_add_fetch(&l->AllocateMisses, 1, __ATOMIC_RELAXED);
	if (!l->Allocate) {
		entry = dxgk_pool_alloc(l->Size, l->Tag, (dxgk_u16)l->Future[0], false);
		if (!entry && (l->Type & POOL_RAISE_IF_ALLOCATION_FAILURE)) {
			dxgk_seh_raise(STATUS_INSUFFICIENT_RESOURCES);
			dxgk_seh_unreachable();
		}
		return entry;
	}
	if (l->Future[1])
		return l->AllocateEx(l->Type, l->Size, l->Tag, (PLOOKASIDE_LIST_EX)l);
	return l->Allocate(l->Type, l->Size, l->Tag);
}

VOID NTAPI DxgkNtFreeToLookasideList(PVOID Lookaside, PVOID Entry)
{
	GENERAL_LOOKASIDE_POOL *l = Lookaside;

	__atomic_add_fetch(&l->TotalFrees, 1, __ATOMIC_RELAXED);
	if (ExQueryDepthSList(&l->ListHead) < l->Depth) {
		ExpInterlockedPushEntrySList(&l->ListHead, Entry);
		return;
	}
	__atomic_add_fetch(&l->FreeMisses, 1, __ATOMIC_RELAXED);
	dxgk_lookaside_drop(l, Entry, DXGK_NT_CALLER());
}
