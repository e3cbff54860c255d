// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The four functions the compiler calls on its own, in the miniport's calling
 * convention. `rep movsb` is what the kernel uses on every processor with ERMS.
 */
#include "crt.h"

CRT void *memcpy(void *dst, const void *src, size_t n)
{
	void *ret = dst;

	__asm__ volatile("rep movsb" : "+D"(dst), "+S"(src), "+c"(n) : : "memory");
	return ret;
}

CRT void *memmove(void *dst, const void *src, size_t n)
{
	unsigned char *d = dst;
	const unsigned char *s = src;

	/* Unsigned: true when dst is below src as well. */
	if ((size_t)(d - s) >= n)
		return memcpy(dst, src, n);

	/* Backwards, eight bytes at a time where the ranges lie far enough apart. */
	if ((size_t)(d - s) >= 8) {
		while (n >= 8) {
			n -= 8;
			__builtin_memcpy(d + n, s + n, 8);
		}
	}
	while (n--)
		d[n] = s[n];
	return dst;
}

CRT void *memset(void *dst, int c, size_t n)
{
	void *ret = dst;

	__asm__ volatile("rep stosb" : "+D"(dst), "+c"(n) : "a"(c) : "memory");
	return ret;
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
