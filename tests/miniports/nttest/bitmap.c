// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* bitmap.c - RTL_BITMAP and its functions. */
#include "nttest.h"

#define BITS 100

struct bits {
	RTL_BITMAP map;
	ULONG word[BITS / 32 + 2];	/* the last one is not the bitmap's */
};

/* All clear, with a word of ones behind it that must stay. */
static void fresh(struct bits *b)
{
	RtlFillMemory(b->word, sizeof(b->word), 0xff);
	RtlInitializeBitMap(&b->map, b->word, BITS);
	RtlClearAllBits(&b->map);
}

NT_TEST(bitmap_init, "RtlInitializeBitMap: initializes the header; the bits are as they are")
{
	ULONG words[2] = { 0x80000001, 5 };
	RTL_BITMAP map;

	RtlInitializeBitMap(&map, words, 64);
	CHECK_EQ(map.SizeOfBitMap, 64);
	CHECK(map.Buffer == words);
	CHECK(RtlTestBit(&map, 0) && RtlTestBit(&map, 31) && RtlTestBit(&map, 32));
	CHECK(!RtlTestBit(&map, 1) && RtlTestBit(&map, 34) && !RtlTestBit(&map, 63));
	CHECK_EQ(RtlNumberOfSetBits(&map), 4);
	CHECK_EQ(RtlNumberOfClearBits(&map), 60);
}

NT_TEST(bitmap_all, "RtlSetAllBits, RtlClearAllBits: all bits in a given bitmap variable")
{
	struct bits b;

	fresh(&b);
	CHECK_EQ(RtlNumberOfClearBits(&b.map), BITS);
	CHECK_EQ(b.word[BITS / 32 + 1], 0xffffffff);
	RtlSetAllBits(&b.map);
	CHECK_EQ(RtlNumberOfSetBits(&b.map), BITS);
}

NT_TEST(bitmap_ranges, "RtlSetBits, RtlClearBits: a range of bits, and no other")
{
	struct bits b;
	ULONG start, n, i;

	for (start = 0; start < BITS; start += 7) {
		for (n = 1; start + n <= BITS; n += 13) {
			fresh(&b);
			RtlSetBits(&b.map, start, n);
			for (i = 0; i < BITS; i++)
				CHECK_EQ(RtlTestBit(&b.map, i), i >= start && i < start + n);
			CHECK_EQ(RtlNumberOfSetBits(&b.map), n);
			CHECK(RtlAreBitsSet(&b.map, start, n));
			RtlClearBits(&b.map, start, n);
			CHECK_EQ(RtlNumberOfSetBits(&b.map), 0);
		}
	}
}

NT_TEST(bitmap_one, "RtlSetBit, RtlClearBit: the specified bit")
{
	struct bits b;

	fresh(&b);
	RtlSetBit(&b.map, 63);
	CHECK(RtlTestBit(&b.map, 63));
	CHECK_EQ(RtlNumberOfSetBits(&b.map), 1);
	RtlClearBit(&b.map, 63);
	CHECK_EQ(RtlNumberOfSetBits(&b.map), 0);
}

NT_TEST(bitmap_are,
	"RtlAreBitsClear, RtlAreBitsSet: FALSE if the length is zero or the range is not in the bitmap")
{
	struct bits b;

	fresh(&b);
	CHECK(RtlAreBitsClear(&b.map, 0, BITS));
	CHECK(!RtlAreBitsClear(&b.map, 0, 0));
	CHECK(!RtlAreBitsClear(&b.map, 1, BITS));
	CHECK(!RtlAreBitsClear(&b.map, BITS, 1));
	CHECK(!RtlAreBitsClear(&b.map, 5, ~0u));
	RtlSetBit(&b.map, 40);
	CHECK(!RtlAreBitsClear(&b.map, 30, 20));
	CHECK(!RtlAreBitsSet(&b.map, 30, 20));
	CHECK(RtlAreBitsClear(&b.map, 41, 20));
}

NT_TEST(bitmap_find,
	"RtlFindClearBits: from the hint to the end, then from the beginning; 0xFFFFFFFF for none")
{
	struct bits b;

	fresh(&b);
	RtlSetAllBits(&b.map);
	CHECK_EQ(RtlFindClearBits(&b.map, 1, 0), 0xffffffff);
	RtlClearBits(&b.map, 10, 4);
	RtlClearBits(&b.map, 60, 8);
	CHECK_EQ(RtlFindClearBits(&b.map, 4, 0), 10);
	CHECK_EQ(RtlFindClearBits(&b.map, 5, 0), 60);
	CHECK_EQ(RtlFindClearBits(&b.map, 4, 20), 60);
	CHECK_EQ(RtlFindClearBits(&b.map, 4, 80), 10);
	CHECK_EQ(RtlFindClearBits(&b.map, 3, 11), 11);
	CHECK_EQ(RtlFindClearBits(&b.map, 9, 0), 0xffffffff);
	CHECK_EQ(RtlFindClearBits(&b.map, 1, 5000), 10);
	CHECK_EQ(RtlFindClearBits(&b.map, BITS + 1, 0), 0xffffffff);
	CHECK_EQ(RtlFindSetBits(&b.map, 11, 0), 14);
	CHECK_EQ(RtlFindSetBits(&b.map, 32, 0), 14);
	CHECK_EQ(RtlFindSetBits(&b.map, 47, 0), 0xffffffff);
}

NT_TEST(bitmap_find_around, "RtlFindClearBits: continues from the beginning back to the hint index")
{
	struct bits b;

	fresh(&b);
	RtlSetAllBits(&b.map);
	/* The only run lies around the hint. */
	RtlClearBits(&b.map, 40, 10);
	CHECK_EQ(RtlFindClearBits(&b.map, 10, 45), 40);
	CHECK_EQ(RtlFindClearBits(&b.map, 6, 45), 40);
}

NT_TEST(bitmap_find_and, "RtlFindClearBitsAndSet, RtlFindSetBitsAndClear: found and changed")
{
	struct bits b;

	fresh(&b);
	CHECK_EQ(RtlFindClearBitsAndSet(&b.map, 40, 0), 0);
	CHECK_EQ(RtlFindClearBitsAndSet(&b.map, 40, 0), 40);
	CHECK_EQ(RtlFindClearBitsAndSet(&b.map, 40, 0), 0xffffffff);
	CHECK_EQ(RtlNumberOfSetBits(&b.map), 80);
	CHECK_EQ(RtlFindSetBitsAndClear(&b.map, 50, 10), 10);
	CHECK_EQ(RtlNumberOfSetBits(&b.map), 30);
}

NT_TEST(bitmap_runs,
	"RtlFindClearRuns: the number of runs found; sorted from longest to shortest if asked")
{
	RTL_BITMAP_RUN run[3];
	struct bits b;

	fresh(&b);
	RtlSetAllBits(&b.map);
	RtlClearBits(&b.map, 2, 1);
	RtlClearBits(&b.map, 10, 5);
	RtlClearBits(&b.map, 30, 3);
	RtlClearBits(&b.map, 90, 10);
	CHECK_EQ(RtlFindClearRuns(&b.map, run, 3, FALSE), 3);
	CHECK_EQ(run[0].StartingIndex, 2);
	CHECK_EQ(run[0].NumberOfBits, 1);
	CHECK_EQ(run[2].StartingIndex, 30);
	CHECK_EQ(RtlFindClearRuns(&b.map, run, 3, TRUE), 3);
	CHECK_EQ(run[0].StartingIndex, 90);
	CHECK_EQ(run[0].NumberOfBits, 10);
	CHECK_EQ(run[1].NumberOfBits, 5);
	CHECK_EQ(run[2].NumberOfBits, 3);
	RtlSetAllBits(&b.map);
	CHECK_EQ(RtlFindClearRuns(&b.map, run, 3, TRUE), 0);
}

NT_TEST(bitmap_run_of, "RtlFindLongestRunClear, RtlFindFirstRunClear: the length, and where it starts")
{
	struct bits b;
	ULONG start = 77;

	fresh(&b);
	RtlSetAllBits(&b.map);
	CHECK_EQ(RtlFindLongestRunClear(&b.map, &start), 0);
	CHECK_EQ(RtlFindFirstRunClear(&b.map, &start), 0);
	RtlClearBits(&b.map, 3, 4);
	RtlClearBits(&b.map, 50, 20);
	CHECK_EQ(RtlFindLongestRunClear(&b.map, &start), 20);
	CHECK_EQ(start, 50);
	CHECK_EQ(RtlFindFirstRunClear(&b.map, &start), 4);
	CHECK_EQ(start, 3);
}

NT_TEST(bitmap_forward, "RtlFindNextForwardRunClear: the clear run that follows FromIndex, or zero")
{
	struct bits b;
	ULONG start = 0;

	fresh(&b);
	RtlSetAllBits(&b.map);
	RtlClearBits(&b.map, 20, 10);
	CHECK_EQ(RtlFindNextForwardRunClear(&b.map, 0, &start), 10);
	CHECK_EQ(start, 20);
	CHECK_EQ(RtlFindNextForwardRunClear(&b.map, 25, &start), 5);
	CHECK_EQ(start, 25);
	CHECK_EQ(RtlFindNextForwardRunClear(&b.map, 30, &start), 0);
	CHECK_EQ(RtlFindNextForwardRunClear(&b.map, BITS, &start), 0);
}

NT_TEST(bitmap_backward, "RtlFindLastBackwardRunClear: the clear run that precedes FromIndex, or zero")
{
	struct bits b;
	ULONG start = 0;

	fresh(&b);
	RtlSetAllBits(&b.map);
	RtlClearBits(&b.map, 20, 10);
	CHECK_EQ(RtlFindLastBackwardRunClear(&b.map, BITS - 1, &start), 10);
	CHECK_EQ(start, 20);
	CHECK_EQ(RtlFindLastBackwardRunClear(&b.map, 25, &start), 6);
	CHECK_EQ(start, 20);
	CHECK_EQ(RtlFindLastBackwardRunClear(&b.map, 10, &start), 0);
}

NT_TEST(bit_significant,
	"RtlFindLeastSignificantBit, RtlFindMostSignificantBit: zero-based position, or -1")
{
	CHECK_EQ(RtlFindLeastSignificantBit(0x8000000000000100ull), 8);
	CHECK_EQ(RtlFindMostSignificantBit(0x8000000000000100ull), 63);
	CHECK_EQ(RtlFindMostSignificantBit(1), 0);
	CHECK_EQ(RtlFindLeastSignificantBit(0), (CCHAR)-1);
	CHECK_EQ(RtlFindMostSignificantBit(0), (CCHAR)-1);
}

NT_TEST(bitmap_edges, "RtlFindClearBits: NumberToFind 0: the hint, rounded down to 8; RtlFindLastBackwardRunClear: FromIndex beyond the end is the end")
{
	ULONG bits[2] = { 0, 0xffff0000 }, start = 99;
	RTL_BITMAP map;

	RtlInitializeBitMap(&map, bits, 64);
	CHECK_EQ(RtlFindClearBits(&map, 0, 21), 16);
	CHECK_EQ(RtlFindClearBits(&map, 65, 0), 0xffffffff);
	RtlInitializeBitMap(&map, bits, 40);
	CHECK_EQ(RtlFindLastBackwardRunClear(&map, 1000, &start), 40);
	CHECK_EQ(start, 0);
}

NT_SUITE(bitmap) = {
	NT_CASE(bitmap_init),
	NT_CASE(bitmap_all),
	NT_CASE(bitmap_ranges),
	NT_CASE(bitmap_one),
	NT_CASE(bitmap_are),
	NT_CASE(bitmap_find),
	NT_CASE(bitmap_find_around),
	NT_CASE(bitmap_find_and),
	NT_CASE(bitmap_runs),
	NT_CASE(bitmap_run_of),
	NT_CASE(bitmap_forward),
	NT_CASE(bitmap_backward),
	NT_CASE(bit_significant),
	NT_CASE(bitmap_edges),
	NT_END
};
