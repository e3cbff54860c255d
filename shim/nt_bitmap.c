// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_bitmap.c - bitmaps of any number of bits, in ULONGs.
 *
 * The caller serialises; any IRQL, for resident bitmaps.  A range that is not
 * wholly inside the bitmap is cut for the functions that return nothing.
 */
#include "nt.h"
#include "verifier.h"

#define DXGK_NO_BITS 0xffffffffu

VOID NTAPI RtlInitializeBitMap(PRTL_BITMAP BitMapHeader, PULONG BitMapBuffer, ULONG SizeOfBitMap)
{
	BitMapHeader->SizeOfBitMap = SizeOfBitMap;
	BitMapHeader->Buffer = BitMapBuffer;
}

static bool dxgk_bit(const RTL_BITMAP *map, ULONG i)
{
	return map->Buffer[i / 32] >> (i % 32) & 1;
}

/* From @from on, the first bit that is @set; the size of the bitmap for none. */
static ULONG dxgk_next_bit(const RTL_BITMAP *map, ULONG from, bool set)
{
	ULONG i = from;

	while (i < map->SizeOfBitMap) {
		ULONG word = map->Buffer[i / 32];

		if (!set)
			word = ~word;
		word >>= i % 32;
		if (word) {
			i += (ULONG)__builtin_ctz(word);
			return i < map->SizeOfBitMap ? i : map->SizeOfBitMap;
		}
		i = (i | 31) + 1;
		if (!i)
			break;
	}
	return map->SizeOfBitMap;
}

static void dxgk_change_bits(PRTL_BITMAP map, ULONG start, ULONG n, bool set)
{
	ULONG end;

	if (start >= map->SizeOfBitMap)
		return;
	end = n > map->SizeOfBitMap - start ? map->SizeOfBitMap : start + n;
	while (start < end) {
		ULONG bits = 32 - start % 32, mask;

		if (bits > end - start)
			bits = end - start;
		mask = (bits == 32 ? ~0u : (1u << bits) - 1) << (start % 32);
		if (set)
			map->Buffer[start / 32] |= mask;
		else
			map->Buffer[start / 32] &= ~mask;
		start += bits;
	}
}

VOID NTAPI RtlClearBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_change_bits(BitMapHeader, BitNumber, 1, false);
}

VOID NTAPI RtlSetBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_change_bits(BitMapHeader, BitNumber, 1, true);
}

BOOLEAN NTAPI RtlTestBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return BitNumber < BitMapHeader->SizeOfBitMap && dxgk_bit(BitMapHeader, BitNumber);
}

VOID NTAPI RtlClearAllBits(PRTL_BITMAP BitMapHeader)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_change_bits(BitMapHeader, 0, BitMapHeader->SizeOfBitMap, false);
}

VOID NTAPI RtlSetAllBits(PRTL_BITMAP BitMapHeader)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_change_bits(BitMapHeader, 0, BitMapHeader->SizeOfBitMap, true);
}

VOID NTAPI RtlClearBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToClear)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_change_bits(BitMapHeader, StartingIndex, NumberToClear, false);
}

VOID NTAPI RtlSetBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToSet)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_change_bits(BitMapHeader, StartingIndex, NumberToSet, true);
}

/* A run of @n bits that are @set and begin in [from, to); DXGK_NO_BITS: none. */
static ULONG dxgk_find_run(const RTL_BITMAP *map, ULONG n, ULONG from, ULONG to, bool set)
{
	ULONG begin, end;

	for (begin = dxgk_next_bit(map, from, set); begin < to;
	     begin = dxgk_next_bit(map, end, set)) {
		end = dxgk_next_bit(map, begin, !set);
		if (end - begin >= n)
			return begin;
	}
	return DXGK_NO_BITS;
}

/* From the hint to the end, then from the beginning. */
static ULONG dxgk_find_bits(const RTL_BITMAP *map, ULONG n, ULONG hint, bool set)
{
	ULONG found;

	if (hint >= map->SizeOfBitMap)
		hint = 0;
	/* Nothing is found anywhere; Windows says at the byte of the hint. */
	if (!n)
		return hint & ~7u;
	if (n > map->SizeOfBitMap)
		return DXGK_NO_BITS;
	found = dxgk_find_run(map, n, hint, map->SizeOfBitMap, set);
	if (found == DXGK_NO_BITS && hint)
		found = dxgk_find_run(map, n, 0, hint, set);
	return found;
}

/**
 * RtlFindClearBits() - look for clear bits in a row
 * @BitMapHeader: the bitmap
 * @NumberToFind: how many
 * @HintIndex: where to begin; the search goes on from the start of the bitmap
 *
 * Return: the first of them, or 0xFFFFFFFF.
 *
 * Follows "RtlFindClearBits function (wdm.h)".
 */
ULONG NTAPI RtlFindClearBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_find_bits(BitMapHeader, NumberToFind, HintIndex, false);
}

ULONG NTAPI RtlFindSetBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_find_bits(BitMapHeader, NumberToFind, HintIndex, true);
}

ULONG NTAPI RtlFindClearBitsAndSet(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	ULONG found = dxgk_find_bits(BitMapHeader, NumberToFind, HintIndex, false);

	DXGK_NT_IRQL(APC_LEVEL);
	if (found != DXGK_NO_BITS)
		dxgk_change_bits(BitMapHeader, found, NumberToFind, true);
	return found;
}

ULONG NTAPI RtlFindSetBitsAndClear(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	ULONG found = dxgk_find_bits(BitMapHeader, NumberToFind, HintIndex, true);

	DXGK_NT_IRQL(APC_LEVEL);
	if (found != DXGK_NO_BITS)
		dxgk_change_bits(BitMapHeader, found, NumberToFind, false);
	return found;
}

/* Put a run among the longest, which stand from longest to shortest. */
static ULONG dxgk_keep_longest(PRTL_BITMAP_RUN runs, ULONG n, ULONG max, ULONG start, ULONG bits)
{
	ULONG at;

	for (at = 0; at < n && runs[at].NumberOfBits >= bits; at++)
		;
	if (at == max)
		return n;
	if (n < max)
		n++;
	for (max = n - 1; max > at; max--)
		runs[max] = runs[max - 1];
	runs[at].StartingIndex = start;
	runs[at].NumberOfBits = bits;
	return n;
}

/**
 * RtlFindClearRuns() - runs of clear bits
 * @BitMapHeader: the bitmap
 * @RunArray: where to
 * @SizeOfRunArray: how many at most
 * @LocateLongestRuns: TRUE: the longest, longest first; FALSE: the first
 *
 * Return: how many there are in @RunArray.
 *
 * Follows "RtlFindClearRuns function (wdm.h)".
 */
ULONG NTAPI RtlFindClearRuns(PRTL_BITMAP BitMapHeader, PRTL_BITMAP_RUN RunArray,
			     ULONG SizeOfRunArray, BOOLEAN LocateLongestRuns)
{
	ULONG begin, end, n = 0;

	DXGK_NT_IRQL(APC_LEVEL);
	for (begin = dxgk_next_bit(BitMapHeader, 0, false); begin < BitMapHeader->SizeOfBitMap;
	     begin = dxgk_next_bit(BitMapHeader, end, false)) {
		end = dxgk_next_bit(BitMapHeader, begin, true);
		if (LocateLongestRuns) {
			n = dxgk_keep_longest(RunArray, n, SizeOfRunArray, begin, end - begin);
			continue;
		}
		if (n == SizeOfRunArray)
			break;
		RunArray[n].StartingIndex = begin;
		RunArray[n++].NumberOfBits = end - begin;
	}
	return n;
}

ULONG NTAPI RtlFindLongestRunClear(PRTL_BITMAP BitMapHeader, PULONG StartingIndex)
{
	RTL_BITMAP_RUN run;

	DXGK_NT_IRQL(APC_LEVEL);
	if (!RtlFindClearRuns(BitMapHeader, &run, 1, TRUE))
		return 0;
	*StartingIndex = run.StartingIndex;
	return run.NumberOfBits;
}

ULONG NTAPI RtlFindFirstRunClear(PRTL_BITMAP BitMapHeader, PULONG StartingIndex)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return RtlFindNextForwardRunClear(BitMapHeader, 0, StartingIndex);
}

/* Bits of the run at or after @FromIndex; 0: there is none. */
ULONG NTAPI RtlFindNextForwardRunClear(PRTL_BITMAP BitMapHeader, ULONG FromIndex,
				       PULONG StartingRunIndex)
{
	ULONG begin = dxgk_next_bit(BitMapHeader, FromIndex, false);

	DXGK_NT_IRQL(APC_LEVEL);
	if (begin >= BitMapHeader->SizeOfBitMap)
		return 0;
	*StartingRunIndex = begin;
	return dxgk_next_bit(BitMapHeader, begin, true) - begin;
}

/* Bits of the run at or before @FromIndex, as far as it goes back; 0: none. */
ULONG NTAPI RtlFindLastBackwardRunClear(PRTL_BITMAP BitMapHeader, ULONG FromIndex,
					PULONG StartingRunIndex)
{
	ULONG end, begin;

	DXGK_NT_IRQL(APC_LEVEL);
	if (!BitMapHeader->SizeOfBitMap)
		return 0;
	if (FromIndex >= BitMapHeader->SizeOfBitMap)
		FromIndex = BitMapHeader->SizeOfBitMap - 1;
	for (end = FromIndex + 1; end && dxgk_bit(BitMapHeader, end - 1); end--)
		;
	for (begin = end; begin && !dxgk_bit(BitMapHeader, begin - 1); begin--)
		;
	if (begin == end)
		return 0;
	*StartingRunIndex = begin;
	return end - begin;
}

ULONG NTAPI RtlNumberOfSetBits(PRTL_BITMAP BitMapHeader)
{
	ULONG begin, end, n = 0;

	DXGK_NT_IRQL(APC_LEVEL);
	for (begin = dxgk_next_bit(BitMapHeader, 0, true); begin < BitMapHeader->SizeOfBitMap;
	     begin = dxgk_next_bit(BitMapHeader, end, true)) {
		end = dxgk_next_bit(BitMapHeader, begin, false);
		n += end - begin;
	}
	return n;
}

ULONG NTAPI RtlNumberOfClearBits(PRTL_BITMAP BitMapHeader)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return BitMapHeader->SizeOfBitMap - RtlNumberOfSetBits(BitMapHeader);
}

/* FALSE for a range that is empty, or not inside the bitmap. */
static BOOLEAN dxgk_are_bits(PRTL_BITMAP map, ULONG start, ULONG n, bool set)
{
	if (!n || start >= map->SizeOfBitMap || n > map->SizeOfBitMap - start)
		return FALSE;
	return dxgk_next_bit(map, start, !set) >= start + n;
}

BOOLEAN NTAPI RtlAreBitsClear(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_are_bits(BitMapHeader, StartingIndex, Length, false);
}

BOOLEAN NTAPI RtlAreBitsSet(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_are_bits(BitMapHeader, StartingIndex, Length, true);
}

/* -1 without a bit. */
CCHAR NTAPI RtlFindLeastSignificantBit(ULONGLONG Set)
{
	return Set ? (CCHAR)__builtin_ctzll(Set) : -1;
}

CCHAR NTAPI RtlFindMostSignificantBit(ULONGLONG Set)
{
	return Set ? (CCHAR)(63 - __builtin_clzll(Set)) : -1;
}
