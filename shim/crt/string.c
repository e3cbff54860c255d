// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* Strings of char, and blocks of memory that are not the compiler's business. */
#include "crt.h"

#define CH char
#define UCH unsigned char
#define CH_ARG int
#define F(narrow, wide) narrow

#include "strings.inc"

CRT void *memchr(const void *block, int c, size_t n)
{
	const unsigned char *p = block;

	for (; n; n--, p++) {
		if (*p == (unsigned char)c)
			return (void *)p;
	}
	return 0;
}

CRT int memcpy_s(void *dst, size_t size, const void *src, size_t n)
{
	if (!n)
		return 0;
	if (!dst)
		return CRT_EINVAL;
	if (!src || size < n) {
		memset(dst, 0, size);
		return src ? CRT_ERANGE : CRT_EINVAL;
	}
	memcpy(dst, src, n);
	return 0;
}

CRT int memmove_s(void *dst, size_t size, const void *src, size_t n)
{
	if (!n)
		return 0;
	if (!dst || !src)
		return CRT_EINVAL;
	if (size < n)
		return CRT_ERANGE;
	memmove(dst, src, n);
	return 0;
}

CRT int _memicmp(const void *a, const void *b, size_t n)
{
	const char *x = a, *y = b;

	for (; n; n--, x++, y++) {
		if (lower_c(*x) != lower_c(*y))
			return lower_c(*x) < lower_c(*y) ? -1 : 1;
	}
	return 0;
}
