// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* list.c - lists and numbers that several processors change at once. */
#include "nttest.h"

struct item {
	LIST_ENTRY link;
	SINGLE_LIST_ENTRY next;
	SLIST_ENTRY slist;
};

NT_TEST(list_head,
	"ExInterlockedInsertHeadList: returns what was first, or NULL if the list was empty")
{
	struct item a, b;
	LIST_ENTRY list;
	KSPIN_LOCK lock;

	KeInitializeSpinLock(&lock);
	InitializeListHead(&list);
	CHECK(!ExInterlockedInsertHeadList(&list, &a.link, &lock));
	CHECK(ExInterlockedInsertHeadList(&list, &b.link, &lock) == &a.link);
	CHECK(list.Flink == &b.link && b.link.Flink == &a.link && a.link.Flink == &list);
	CHECK(list.Blink == &a.link && a.link.Blink == &b.link && b.link.Blink == &list);
	CHECK_EQ(lock, 0);
}

NT_TEST(list_tail,
	"ExInterlockedInsertTailList: returns what was last, or NULL if the list was empty")
{
	struct item a, b;
	LIST_ENTRY list;
	KSPIN_LOCK lock;

	KeInitializeSpinLock(&lock);
	InitializeListHead(&list);
	CHECK(!ExInterlockedInsertTailList(&list, &a.link, &lock));
	CHECK(ExInterlockedInsertTailList(&list, &b.link, &lock) == &a.link);
	CHECK(list.Flink == &a.link && list.Blink == &b.link);
}

NT_TEST(list_remove,
	"ExInterlockedRemoveHeadList: returns the entry that was removed, or NULL if the list was empty")
{
	struct item a, b;
	LIST_ENTRY list;
	KSPIN_LOCK lock;

	KeInitializeSpinLock(&lock);
	InitializeListHead(&list);
	CHECK(!ExInterlockedRemoveHeadList(&list, &lock));
	ExInterlockedInsertTailList(&list, &a.link, &lock);
	ExInterlockedInsertTailList(&list, &b.link, &lock);
	CHECK(ExInterlockedRemoveHeadList(&list, &lock) == &a.link);
	CHECK(ExInterlockedRemoveHeadList(&list, &lock) == &b.link);
	CHECK(!ExInterlockedRemoveHeadList(&list, &lock));
	CHECK(IsListEmpty(&list));
}

NT_TEST(list_any_irql, "ExInterlockedInsertHeadList: may be called at any IRQL")
{
	struct item a, b;
	LIST_ENTRY list;
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	InitializeListHead(&list);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	ExInterlockedInsertTailList(&list, &a.link, &lock);
	ExInterlockedInsertHeadList(&list, &b.link, &lock);
	CHECK(ExInterlockedRemoveHeadList(&list, &lock) == &b.link);
	CHECK_EQ(KeGetCurrentIrql(), HIGH_LEVEL);
	KeLowerIrql(irql);
	CHECK(ExInterlockedRemoveHeadList(&list, &lock) == &a.link);
}

NT_TEST(list_single,
	"ExInterlockedPushEntryList, ExInterlockedPopEntryList: last in, first out; NULL for none")
{
	SINGLE_LIST_ENTRY list = { NULL };
	struct item a, b;
	KSPIN_LOCK lock;

	KeInitializeSpinLock(&lock);
	CHECK(!ExInterlockedPopEntryList(&list, &lock));
	CHECK(!ExInterlockedPushEntryList(&list, &a.next, &lock));
	CHECK(ExInterlockedPushEntryList(&list, &b.next, &lock) == &a.next);
	CHECK(ExInterlockedPopEntryList(&list, &lock) == &b.next);
	CHECK(ExInterlockedPopEntryList(&list, &lock) == &a.next);
	CHECK(!ExInterlockedPopEntryList(&list, &lock));
}

NT_TEST(list_sequenced,
	"ExInterlockedPushEntrySList returns what was first; ExQueryDepthSList counts; ExInterlockedFlushSList takes all")
{
	struct item a, b, c;
	SLIST_HEADER list;
	KSPIN_LOCK lock;

	KeInitializeSpinLock(&lock);
	ExInitializeSListHead(&list);
	CHECK_EQ(ExQueryDepthSList(&list), 0);
	CHECK(!ExInterlockedPopEntrySList(&list, &lock));
	CHECK(!ExInterlockedPushEntrySList(&list, &a.slist, &lock));
	CHECK(ExInterlockedPushEntrySList(&list, &b.slist, &lock) == &a.slist);
	CHECK(ExInterlockedPushEntrySList(&list, &c.slist, &lock) == &b.slist);
	CHECK_EQ(ExQueryDepthSList(&list), 3);
	CHECK(ExInterlockedPopEntrySList(&list, &lock) == &c.slist);
	CHECK(ExInterlockedFlushSList(&list) == &b.slist);
	CHECK(b.slist.Next == &a.slist && !a.slist.Next);
	CHECK_EQ(ExQueryDepthSList(&list), 0);
	CHECK(!ExInterlockedFlushSList(&list));
}

NT_TEST(list_numbers,
	"ExInterlockedAddLargeInteger, ExInterlockedAddUlong: return the initial value")
{
	LARGE_INTEGER large, add;
	ULONG ulong = 0xffffffff;
	KSPIN_LOCK lock;

	KeInitializeSpinLock(&lock);
	large.QuadPart = 0xffffffff;
	add.QuadPart = 2;
	CHECK_EQ(ExInterlockedAddLargeInteger(&large, add, &lock).QuadPart, 0xffffffff);
	CHECK_EQ(large.QuadPart, 0x100000001);
	CHECK_EQ(ExInterlockedAddUlong(&ulong, 3, &lock), 0xffffffff);
	CHECK_EQ(ulong, 2);
}

NT_TEST(list_interlocked,
	"InterlockedXxx: increment and decrement return the new value, exchanges and logic the old one")
{
	LONG64 large = 0x100000000;
	PVOID pointer = &large;
	LONG value = 5;

	CHECK_EQ(InterlockedIncrement(&value), 6);
	CHECK_EQ(InterlockedDecrement(&value), 5);
	CHECK_EQ(InterlockedExchange(&value, 7), 5);
	CHECK_EQ(InterlockedExchangeAdd(&value, 3), 7);
	CHECK_EQ(InterlockedCompareExchange(&value, 1, 9), 10);
	CHECK_EQ(InterlockedCompareExchange(&value, 12, 10), 10);
	CHECK_EQ(InterlockedOr(&value, 3), 12);
	CHECK_EQ(InterlockedAnd(&value, 6), 15);
	CHECK_EQ(InterlockedXor(&value, 3), 6);
	CHECK_EQ(value, 5);
	CHECK_EQ(InterlockedIncrement64(&large), 0x100000001);
	CHECK_EQ(InterlockedCompareExchange64(&large, 4, 0x100000001), 0x100000001);
	CHECK_EQ(large, 4);
	CHECK(InterlockedExchangePointer(&pointer, NULL) == &large);
	CHECK(InterlockedCompareExchangePointer(&pointer, &value, NULL) == NULL);
	CHECK(pointer == &value);
}

/* Several threads put in, one takes out: nothing is lost, nothing comes twice. */
#define CROWD	4
#define EACH	200

struct crowd {
	LIST_ENTRY list;
	KSPIN_LOCK lock;
	struct item item[CROWD][EACH];
	LONG next;
};

static VOID NTAPI insert(PVOID context)
{
	struct crowd *c = context;
	LONG me = InterlockedIncrement(&c->next) - 1;
	ULONG i;

	for (i = 0; i < EACH; i++)
		ExInterlockedInsertTailList(&c->list, &c->item[me][i].link, &c->lock);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

NT_TEST(list_crowd, "ExInterlockedInsertTailList: atomically, for callers on several processors")
{
	struct crowd *c = ExAllocatePoolWithTag(NonPagedPool, sizeof(*c), NT_TAG);
	ULONG i, found = 0, wrong = 0, seen[CROWD] = { 0 };
	PVOID thread[CROWD];
	PLIST_ENTRY e;
	HANDLE handle;

	NEED(c);
	RtlZeroMemory(c, sizeof(*c));
	InitializeListHead(&c->list);
	KeInitializeSpinLock(&c->lock);
	for (i = 0; i < CROWD; i++) {
		CHECK_STATUS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
						  insert, c), STATUS_SUCCESS);
		CHECK_STATUS(ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, NULL, KernelMode,
						       &thread[i], NULL), STATUS_SUCCESS);
		ZwClose(handle);
	}
	for (i = 0; i < CROWD; i++) {
		KeWaitForSingleObject(thread[i], Executive, KernelMode, FALSE, NULL);
		ObDereferenceObject(thread[i]);
	}
	while ((e = ExInterlockedRemoveHeadList(&c->list, &c->lock))) {
		ULONG index = (ULONG)(CONTAINING_RECORD(e, struct item, link) - &c->item[0][0]);

		/* Each thread's come in its own order. */
		if (index % EACH != seen[index / EACH]++)
			wrong++;
		found++;
	}
	CHECK_EQ(found, CROWD * EACH);
	CHECK_EQ(wrong, 0);
	ExFreePoolWithTag(c, NT_TAG);
}

/* --------------------------------------------------------------- look-aside lists */

static LONG allocated, freed;
static POOL_TYPE asked_type;
static PVOID asked_list;

static PVOID NTAPI allocate_entry(POOL_TYPE type, SIZE_T size, ULONG tag)
{
	allocated++;
	asked_type = type;
	return ExAllocatePoolWithTag(type, size, tag);
}

static VOID NTAPI free_entry(PVOID entry)
{
	freed++;
	ExFreePoolWithTag(entry, NT_TAG);
}

static PVOID NTAPI allocate_entry_ex(POOL_TYPE type, SIZE_T size, ULONG tag,
				     PLOOKASIDE_LIST_EX list)
{
	asked_list = list;
	return allocate_entry(type, size, tag);
}

static VOID NTAPI free_entry_ex(PVOID entry, PLOOKASIDE_LIST_EX list)
{
	asked_list = list;
	free_entry(entry);
}

NT_TEST(lookaside,
	"ExAllocateFromNPagedLookasideList: an entry that was given back, or a new one; ExDeleteNPagedLookasideList frees the rest")
{
	PNPAGED_LOOKASIDE_LIST list = ExAllocatePoolWithTag(NonPagedPool, sizeof(*list), NT_TAG);
	PAGED_LOOKASIDE_LIST *paged = ExAllocatePoolWithTag(NonPagedPool, sizeof(*paged), NT_TAG);
	PUCHAR a, b;

	NEED(list && paged);
	ExInitializeNPagedLookasideList(list, NULL, NULL, 0, 200, NT_TAG, 0);
	a = ExAllocateFromNPagedLookasideList(list);
	NEED(a);
	RtlFillMemory(a, 200, 0x5a);
	b = ExAllocateFromNPagedLookasideList(list);
	NEED(b);
	CHECK(a != b);
	ExFreeToNPagedLookasideList(list, a);
	CHECK(ExAllocateFromNPagedLookasideList(list) == a);
	ExFreeToNPagedLookasideList(list, a);
	ExFreeToNPagedLookasideList(list, b);
	ExDeleteNPagedLookasideList(list);

	/* An entry may be smaller than the link that it holds on the list. */
	ExInitializePagedLookasideList(paged, NULL, NULL, 0, 1, NT_TAG, 0);
	a = ExAllocateFromPagedLookasideList(paged);
	NEED(a);
	ExFreeToPagedLookasideList(paged, a);
	CHECK(ExAllocateFromPagedLookasideList(paged) == a);
	ExFreeToPagedLookasideList(paged, a);
	ExDeletePagedLookasideList(paged);
	ExFreePoolWithTag(paged, NT_TAG);
	ExFreePoolWithTag(list, NT_TAG);
}

#define ENTRIES 300

NT_TEST(lookaside_routines,
	"ExInitializeNPagedLookasideList: Allocate is called when the list is empty, Free when it is full")
{
	PNPAGED_LOOKASIDE_LIST list = ExAllocatePoolWithTag(NonPagedPool, sizeof(*list), NT_TAG);
	static PVOID entry[ENTRIES];
	ULONG i;

	NEED(list);
	allocated = 0;
	freed = 0;
	ExInitializeNPagedLookasideList(list, allocate_entry, free_entry, 0, 64, NT_TAG, 0);
	for (i = 0; i < ENTRIES; i++)
		entry[i] = ExAllocateFromNPagedLookasideList(list);
	CHECK_EQ(allocated, ENTRIES);
	CHECK_EQ(asked_type, NonPagedPool);
	for (i = 0; i < ENTRIES; i++)
		if (entry[i])
			ExFreeToNPagedLookasideList(list, entry[i]);
	/* No list holds more than EX_MAXIMUM_LOOKASIDE_DEPTH_BASE. */
	CHECK(freed >= ENTRIES - EX_MAXIMUM_LOOKASIDE_DEPTH_BASE);
	ExDeleteNPagedLookasideList(list);
	CHECK_EQ(freed, ENTRIES);
	ExFreePoolWithTag(list, NT_TAG);
}

NT_TEST(lookaside_ex,
	"ExInitializeLookasideListEx: the routines get the list; PoolType comes with what Flags ask for; STATUS_INVALID_PARAMETER_5")
{
	PLOOKASIDE_LIST_EX list = ExAllocatePoolWithTag(NonPagedPool, sizeof(*list), NT_TAG);
	static const struct {
		ULONG flags;
		ULONG type;
	} row[] = {
		{ 0, NonPagedPoolNx },
		{ EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL,
		  NonPagedPoolNx | POOL_RAISE_IF_ALLOCATION_FAILURE },
		{ EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE,
		  NonPagedPoolNx | POOL_QUOTA_FAIL_INSTEAD_OF_RAISE },
	};
	PVOID entry;
	ULONG i;

	NEED(list);
	for (i = 0; i < RTL_NUMBER_OF(row); i++) {
		freed = 0;
		asked_list = NULL;
		CHECK_STATUS(ExInitializeLookasideListEx(list, allocate_entry_ex, free_entry_ex,
							 NonPagedPoolNx, row[i].flags, 48, NT_TAG,
							 0), STATUS_SUCCESS);
		entry = ExAllocateFromLookasideListEx(list);
		NEED(entry);
		CHECK(asked_list == list);
		CHECK_EQ((ULONG)asked_type, row[i].type);
		ExFreeToLookasideListEx(list, entry);
		CHECK_EQ(freed, 0);
		asked_list = NULL;
		ExFlushLookasideListEx(list);
		CHECK_EQ(freed, 1);
		CHECK(asked_list == list);
		entry = ExAllocateFromLookasideListEx(list);
		NEED(entry);
		ExFreeToLookasideListEx(list, entry);
		ExDeleteLookasideListEx(list);
		CHECK_EQ(freed, 2);
	}
	CHECK_STATUS(ExInitializeLookasideListEx(list, NULL, NULL, NonPagedPoolNx,
						 EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL |
						 EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE, 48,
						 NT_TAG, 0), STATUS_INVALID_PARAMETER_5);
	CHECK_STATUS(ExInitializeLookasideListEx(list, NULL, NULL, NonPagedPoolNx, 0x100, 48,
						 NT_TAG, 0), STATUS_INVALID_PARAMETER_5);
	ExFreePoolWithTag(list, NT_TAG);
}

NT_SUITE(list) = {
	NT_CASE(list_head),
	NT_CASE(list_tail),
	NT_CASE(list_remove),
	NT_CASE(list_any_irql),
	NT_CASE(list_single),
	NT_CASE(list_sequenced),
	NT_CASE(list_numbers),
	NT_CASE(list_interlocked),
	NT_CASE(list_crowd),
	NT_CASE(lookaside),
	NT_CASE(lookaside_routines),
	NT_CASE(lookaside_ex),
	NT_END
};
