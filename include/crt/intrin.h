/* SPDX-License-Identifier: MIT */
/* Intrinsic functions, in what compilers here offer for them. */
#ifndef _DXGK_CRT_INTRIN_H_
#define _DXGK_CRT_INTRIN_H_

#include "stddef.h"
#include "../dxgk/nt/interlocked.h"

/* Macros: some compilers have built-in functions of these names. */
static __inline__ __attribute__((always_inline, unused)) unsigned char
dxgk_scan_forward(unsigned long *index, unsigned long mask)
{
	if (!mask)
		return 0;
	*index = (unsigned long)__builtin_ctzl(mask);
	return 1;
}

static __inline__ __attribute__((always_inline, unused)) unsigned char
dxgk_scan_reverse(unsigned long *index, unsigned long mask)
{
	if (!mask)
		return 0;
	*index = (unsigned long)(8 * sizeof(mask) - 1) - (unsigned long)__builtin_clzl(mask);
	return 1;
}

static __inline__ __attribute__((always_inline, unused)) unsigned char
dxgk_scan_forward64(unsigned long *index, unsigned long long mask)
{
	if (!mask)
		return 0;
	*index = (unsigned long)__builtin_ctzll(mask);
	return 1;
}

static __inline__ __attribute__((always_inline, unused)) unsigned char
dxgk_scan_reverse64(unsigned long *index, unsigned long long mask)
{
	if (!mask)
		return 0;
	*index = 63UL - (unsigned long)__builtin_clzll(mask);
	return 1;
}

#define _BitScanForward dxgk_scan_forward
#define _BitScanReverse dxgk_scan_reverse
#define _BitScanForward64 dxgk_scan_forward64
#define _BitScanReverse64 dxgk_scan_reverse64
#define __popcnt(value) ((unsigned int)__builtin_popcount(value))
#define __popcnt64(value) ((unsigned long long)__builtin_popcountll(value))
#define _ReturnAddress() __builtin_return_address(0)
#define __nop() __asm__ __volatile__("nop")
#if defined(__x86_64__) || defined(__i386__)
#define _mm_mfence() __asm__ __volatile__("mfence" : : : "memory")
#define _mm_sfence() __asm__ __volatile__("sfence" : : : "memory")
#define _mm_lfence() __asm__ __volatile__("lfence" : : : "memory")
#endif

#endif /* _DXGK_CRT_INTRIN_H_ */
