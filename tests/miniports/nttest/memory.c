// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* memory.c - contiguous memory, and questions about addresses. */
#include "nttest.h"

static PHYSICAL_ADDRESS at(ULONGLONG where)
{
	PHYSICAL_ADDRESS a;

	a.QuadPart = (LONGLONG)where;
	return a;
}

/* Pages that do not follow the first one in physical memory. */
static ULONG out_of_line(PUCHAR va, SIZE_T bytes)
{
	LONGLONG first = MmGetPhysicalAddress(va).QuadPart;
	ULONG bad = 0;
	SIZE_T i;

	for (i = 0; i < bytes; i += PAGE_SIZE)
		if (!MmIsAddressValid(va + i) ||
		    MmGetPhysicalAddress(va + i).QuadPart != first + (LONGLONG)i)
			bad++;
	return bad;
}

NT_TEST(contiguous, "MmAllocateContiguousMemory: a range of physically contiguous, page-aligned memory")
{
	static const SIZE_T sizes[] = { 1, 100, 4096, 4097, 65536, 1 << 20 };
	SIZE_T i;

	for (i = 0; i < RTL_NUMBER_OF(sizes); i++) {
		PUCHAR p = MmAllocateContiguousMemory(sizes[i], at(0xffffffffffull));

		NEED(p);
		CHECK_EQ((ULONG_PTR)p % PAGE_SIZE, 0);
		CHECK_EQ(out_of_line(p, sizes[i]), 0);
		RtlFillMemory(p, sizes[i], 0x5a);
		CHECK_EQ(p[sizes[i] - 1], 0x5a);
		MmFreeContiguousMemory(p);
	}
}

NT_TEST(contiguous_highest,
	"MmAllocateContiguousMemory: HighestAcceptableAddress is the maximum physical address the caller can use")
{
	PUCHAR p = MmAllocateContiguousMemory(3 * PAGE_SIZE, at(0xffffffff));

	NEED(p);
	CHECK(MmGetPhysicalAddress(p + 3 * PAGE_SIZE - 1).QuadPart <= 0xffffffff);
	MmFreeContiguousMemory(p);
	/* No machine has three pages there. */
	CHECK(!MmAllocateContiguousMemory(3 * PAGE_SIZE, at(2 * PAGE_SIZE)));
	CHECK(!MmAllocateContiguousMemory(0, at(0xffffffff)));
}

NT_TEST(contiguous_large,
	"MmAllocateContiguousMemory: NumberOfBytes is limited by the largest contiguous range, as for a frame buffer in RAM")
{
	static const SIZE_T sizes[] = { 6 << 20, 8 << 20, (16 << 20) + PAGE_SIZE, 33 << 20 };
	SIZE_T i, j;

	for (i = 0; i < RTL_NUMBER_OF(sizes); i++) {
		PUCHAR p = MmAllocateContiguousMemory(sizes[i], at(0xffffffffffull));

		NEED(p);
		CHECK_EQ((ULONG_PTR)p % PAGE_SIZE, 0);
		CHECK_EQ(out_of_line(p, sizes[i]), 0);
		for (j = 0; j < sizes[i]; j += PAGE_SIZE)
			p[j] = (UCHAR)(j >> 12);
		for (j = 0; j < sizes[i]; j += PAGE_SIZE)
			if (p[j] != (UCHAR)(j >> 12))
				break;
		CHECK(j >= sizes[i]);
		MmFreeContiguousMemory(p);
	}
}

NT_TEST(contiguous_large_limits,
	"MmAllocateContiguousMemorySpecifyCache: the range and the boundary hold for large memory too")
{
	SIZE_T bytes = 12 << 20;
	PUCHAR p = MmAllocateContiguousMemorySpecifyCache(bytes, at(0), at(0xffffffff),
							  at(16 << 20), MmWriteCombined);
	ULONGLONG first;

	NEED(p);
	first = (ULONGLONG)MmGetPhysicalAddress(p).QuadPart;
	CHECK(first + bytes - 1 <= 0xffffffff);
	CHECK_EQ(first >> 24, (first + bytes - 1) >> 24);
	CHECK_EQ(out_of_line(p, bytes), 0);
	p[bytes - 1] = 0x77;
	CHECK_EQ(p[bytes - 1], 0x77);
	MmFreeContiguousMemorySpecifyCache(p, bytes, MmWriteCombined);
	/* More than lies between two multiples of the boundary. */
	CHECK(!MmAllocateContiguousMemorySpecifyCache(bytes, at(0), at(0xffffffff), at(8 << 20),
						      MmCached));
	/* More than any machine of these tests has. */
	CHECK(!MmAllocateContiguousMemory(1ull << 44, at(~0ull >> 1)));
}

NT_TEST(contiguous_cache,
	"MmAllocateContiguousMemorySpecifyCache: with a range, a boundary, and a cache type")
{
	static const MEMORY_CACHING_TYPE types[] = { MmNonCached, MmCached, MmWriteCombined };
	SIZE_T i;

	for (i = 0; i < RTL_NUMBER_OF(types); i++) {
		PUCHAR p = MmAllocateContiguousMemorySpecifyCache(0x8000, at(0), at(0xffffffff),
								  at(0x10000), types[i]);
		ULONGLONG first;

		NEED(p);
		first = (ULONGLONG)MmGetPhysicalAddress(p).QuadPart;
		CHECK_EQ(first / 0x10000, (first + 0x7fff) / 0x10000);
		CHECK_EQ(out_of_line(p, 0x8000), 0);
		RtlFillMemory(p, 0x8000, 0x33);
		CHECK_EQ(p[0x7fff], 0x33);
		MmFreeContiguousMemorySpecifyCache(p, 0x8000, types[i]);
	}
	CHECK(!MmAllocateContiguousMemorySpecifyCache(0x1000, at(0x20000000), at(0x10000000),
						      at(0), MmCached));
	CHECK(!MmAllocateContiguousMemorySpecifyCache(0x1000, at(0), at(0xffffffff), at(0),
						      (MEMORY_CACHING_TYPE)17));
}

NT_TEST(contiguous_node, "MmAllocateContiguousNodeMemory: with a protection in place of a cache type")
{
	PUCHAR p = MmAllocateContiguousNodeMemory(PAGE_SIZE, at(0), at(0xffffffff), at(0),
						  PAGE_READWRITE | PAGE_WRITECOMBINE,
						  MM_ANY_NODE_OK);

	NEED(p);
	p[0] = 1;
	MmFreeContiguousMemory(p);
}

NT_TEST(contiguous_dispatch, "MmAllocateContiguousMemory: IRQL up to DISPATCH_LEVEL")
{
	PVOID p;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	p = MmAllocateContiguousMemory(2 * PAGE_SIZE, at(~0ull >> 1));
	CHECK(p);
	if (p)
		MmFreeContiguousMemory(p);
	KeLowerIrql(irql);
}

NT_TEST(noncached, "MmAllocateNonCachedMemory: a range of noncached memory, page-aligned")
{
	PULONG p = MmAllocateNonCachedMemory(100);

	NEED(p);
	CHECK_EQ((ULONG_PTR)p % PAGE_SIZE, 0);
	*p = 7;
	CHECK_EQ(*p, 7);
	MmFreeNonCachedMemory(p, 100);
}

NT_TEST(physical_of_pool, "MmGetPhysicalAddress: the physical address of a valid nonpaged virtual address")
{
	static const SIZE_T sizes[] = { 16, 100, 2000, 4096, 20000, 300000 };
	SIZE_T i, j;

	for (i = 0; i < RTL_NUMBER_OF(sizes); i++) {
		PUCHAR p = ExAllocatePoolWithTag(NonPagedPool, sizes[i], NT_TAG);

		NEED(p);
		for (j = 0; j < sizes[i]; j += j + PAGE_SIZE < sizes[i] ? PAGE_SIZE : 1000) {
			CHECK(MmIsAddressValid(p + j));
			CHECK(MmIsNonPagedSystemAddressValid(p + j));
			CHECK_EQ(BYTE_OFFSET(MmGetPhysicalAddress(p + j).QuadPart),
				 BYTE_OFFSET(p + j));
			CHECK(MmGetPhysicalAddress(p + j).QuadPart);
		}
		/* What does not straddle a page is contiguous. */
		if (sizes[i] <= PAGE_SIZE)
			CHECK_EQ(MmGetPhysicalAddress(p + sizes[i] - 1).QuadPart,
				 MmGetPhysicalAddress(p).QuadPart + (LONGLONG)sizes[i] - 1);
		ExFreePoolWithTag(p, NT_TAG);
	}
}

NT_TEST(address_valid, "MmIsAddressValid: TRUE if no page fault would occur, else FALSE")
{
	static ULONG data = 1;
	ULONG local = 2;

	CHECK(MmIsAddressValid(&data));
	CHECK(MmIsAddressValid(&local));
	CHECK(!MmIsAddressValid(NULL));
	CHECK(!MmIsAddressValid((PVOID)0x10));
	/* Not canonical: no page table describes them. */
	CHECK(!MmIsAddressValid((PVOID)0x8000000000001000ull));
	CHECK(!MmIsAddressValid((PVOID)((ULONG_PTR)&data & ~0x4000000000000000ull)) ||
	      (ULONG_PTR)&data < 0x4000000000000000ull);
	CHECK_EQ(MmGetPhysicalAddress((PVOID)0x10).QuadPart, 0);
}

NT_TEST(address_valid_high, "MmIsAddressValid: callable at IRQL up to DISPATCH_LEVEL")
{
	ULONG local = 0;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	CHECK(MmIsAddressValid(&local));
	CHECK(!MmIsAddressValid((PVOID)8));
	CHECK(MmGetPhysicalAddress(&local).QuadPart);
	KeLowerIrql(irql);
}

NT_TEST(contiguous_cache_node,
	"MmAllocateContiguousMemorySpecifyCacheNode: as MmAllocateContiguousMemorySpecifyCache, of a node")
{
	PUCHAR p = MmAllocateContiguousMemorySpecifyCacheNode(2 * PAGE_SIZE, at(0), at(0xffffffff),
							      at(0x10000), MmCached, 0);

	NEED(p);
	CHECK_EQ((ULONG_PTR)p % PAGE_SIZE, 0);
	CHECK(MmGetPhysicalAddress(p).QuadPart <= 0xffffffff - 2 * PAGE_SIZE + 1);
	CHECK_EQ(MmGetPhysicalAddress(p + PAGE_SIZE).QuadPart,
		 MmGetPhysicalAddress(p).QuadPart + PAGE_SIZE);
	/* No range crosses a multiple of the boundary. */
	CHECK_EQ(MmGetPhysicalAddress(p).QuadPart / 0x10000,
		 (MmGetPhysicalAddress(p).QuadPart + 2 * PAGE_SIZE - 1) / 0x10000);
	MmFreeContiguousMemorySpecifyCache(p, 2 * PAGE_SIZE, MmCached);
}

static ULONG pageable = 5;

NT_TEST(pageable_sections,
	"MmLockPagableDataSection: a handle for MmUnlockPagableImageSection; MmPageEntireDriver, MmResetDriverPaging: what is in them stays readable")
{
	PVOID handle = MmLockPagableDataSection(&pageable);

	NEED(handle);
	CHECK(MmIsAddressValid(&pageable));
	MmUnlockPagableImageSection(handle);
	CHECK(MmPageEntireDriver(&pageable));
	CHECK_EQ(*(volatile ULONG *)&pageable, 5);
	MmResetDriverPaging(&pageable);
	CHECK(MmIsAddressValid(&pageable));
}

NT_SUITE(memory) = {
	NT_CASE(contiguous),
	NT_CASE(contiguous_highest),
	NT_CASE(contiguous_large),
	NT_CASE(contiguous_large_limits),
	NT_CASE(contiguous_cache),
	NT_CASE(contiguous_node),
	NT_CASE(contiguous_dispatch),
	NT_CASE(noncached),
	NT_CASE(physical_of_pool),
	NT_CASE(address_valid),
	NT_CASE(address_valid_high),
	NT_CASE(contiguous_cache_node),
	NT_CASE(pageable_sections),
	NT_END
};
