// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The four functions the compiler calls on its own, in the miniport's calling
 * convention.
 *
 * Drivers copy to framebuffers with them: each byte is written once, and by
 * eight at a time, since on uncached memory every store is a bus cycle and a
 * byte-wise `rep movsb` makes eight times as many.
 */
#include "crt.h"

CRT void *memcpy(void *dst, const void *src, size_t n)
{
	unsigned char *d = dst;
	const unsigned char *s = src;
	size_t words = n / 8;

	if (words > 8)
		__asm__ volatile("rep movsq" : "+D"(d), "+S"(s), "+c"(words) : : "memory");
	for (; words; words--, d += 8, s += 8)
		__builtin_memcpy(d, s, 8);
	if (n & 4) {
		__builtin_memcpy(d, s, 4);
		d += 4;
		s += 4;
	}
	if (n & 2) {
		__builtin_memcpy(d, s, 2);
		d += 2;
		s += 2;
	}
	if (n & 1)
		*d = *s;
	return dst;
}

CRT void *memmove(void *dst, const void *src, size_t n)
{
	unsigned char *d = dst;
	const unsigned char *s = src;

	/* Unsigned: true as well when dst lies below src. */
	if ((size_t)(d - s) >= n)
		return memcpy(dst, src, n);

	/* Backwards; by eight where a store does not reach what is still to be read. */
	for (; n >= 8 && (size_t)(d - s) >= 8; n -= 8)
		__builtin_memcpy(d + n - 8, s + n - 8, 8);
	while (n--)
		d[n] = s[n];
	return dst;
}

CRT void *memset(void *dst, int c, size_t n)
{
	unsigned char *d = dst;
	unsigned long long pattern = (unsigned char)c * 0x0101010101010101ull;
	size_t words = n / 8;

	if (words > 8)
		__asm__ volatile("rep stosq" : "+D"(d), "+c"(words) : "a"(pattern) : "memory");
	for (; words; words--, d += 8)
		__builtin_memcpy(d, &pattern, 8);
	if (n & 4) {
		__builtin_memcpy(d, &pattern, 4);
		d += 4;
	}
	if (n & 2) {
		__builtin_memcpy(d, &pattern, 2);
		d += 2;
	}
	if (n & 1)
		*d = (unsigned char)c;
	return dst;
}

CRT int memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *x = a, *y = b;

	for (; n; n--, x++, y++) {
		if (*x != *y)
			return *x < *y ? -1 : 1;
	}
	return 0;
}
