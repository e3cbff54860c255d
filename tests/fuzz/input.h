/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * input.h - a fuzzer's input as a stream of decisions.
 *
 * All of what a target does is drawn from it, so an input is a program that
 * runs the same way each time.  At its end every draw is 0, which each user
 * takes for the harmless choice, so that a run comes to its end.
 */
#ifndef TESTS_FUZZ_INPUT_H
#define TESTS_FUZZ_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct fuzz_input {
	const uint8_t *next;
	size_t left;
};

extern struct fuzz_input fuzz;

static inline bool fuzz_more(void)
{
	return fuzz.left != 0;
}

static inline uint8_t fuzz_u8(void)
{
	if (!fuzz.left)
		return 0;
	fuzz.left--;
	return *fuzz.next++;
}

static inline uint16_t fuzz_u16(void)
{
	uint16_t low = fuzz_u8();

	return low | (uint16_t)(fuzz_u8() << 8);
}

static inline uint32_t fuzz_u32(void)
{
	uint32_t low = fuzz_u16();

	return low | (uint32_t)fuzz_u16() << 16;
}

static inline uint64_t fuzz_u64(void)
{
	uint64_t low = fuzz_u32();

	return low | (uint64_t)fuzz_u32() << 32;
}

/* 0 to @n - 1. */
static inline uint32_t fuzz_below(uint32_t n)
{
	return n <= 256 ? fuzz_u8() % n : fuzz_u16() % n;
}

/* True once in @n; false at the end of the input. */
static inline bool fuzz_once_in(uint32_t n)
{
	return fuzz_below(n) == n - 1;
}

/* A number that is likely to be on an edge. */
static inline uint32_t fuzz_edge(void)
{
	static const uint32_t edge[] = {
		0, 1, 2, 3, 4, 7, 8, 16, 127, 128, 255, 256, 640, 480, 1024, 768, 4095, 4096, 4097,
		0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
	};
	uint8_t pick = fuzz_u8();

	return pick < sizeof(edge) / sizeof(edge[0]) ? edge[pick] : fuzz_u32();
}

/*
 * A copy of the next @len bytes of input on the heap, so that an access beyond
 * it is seen.  Freed by the caller.
 */
static inline void *fuzz_blob(size_t len)
{
	uint8_t *p = malloc(len ? len : 1);
	size_t n = len < fuzz.left ? len : fuzz.left;

	memcpy(p, fuzz.next, n);
	memset(p + n, 0, len - n);
	fuzz.next += n;
	fuzz.left -= n;
	return p;
}

#endif /* TESTS_FUZZ_INPUT_H */
