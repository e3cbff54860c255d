// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* Numbers and sorting. */
#include "crt.h"

CRT int abs(int n)
{
	return n < 0 ? -n : n;
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	return 99;
}

/* The magnitude, saturated at 2^32; @end is @s when there is no number. */
static unsigned long long parse(const char *s, char **end, int base, int *negative)
{
	const char *start = s;
	unsigned long long value = 0;
	int any = 0;

	*negative = 0;
	while (isspace(*s))
		s++;
	if (*s == '+' || *s == '-')
		*negative = *s++ == '-';
	if ((base == 0 || base == 16) && s[0] == '0' && (s[1] == 'x' || s[1] == 'X') &&
	    digit_of(s[2]) < 16) {
		s += 2;
		base = 16;
	} else if (base == 0) {
		base = *s == '0' ? 8 : 10;
	}
	for (; digit_of(*s) < base; s++) {
		any = 1;
		value = value * (unsigned int)base + (unsigned int)digit_of(*s);
		if (value > 0x100000000ull)
			value = 0x100000000ull;
	}
	if (end)
		*end = (char *)(any ? s : start);
	return value;
}

CRT unsigned long strtoul(const char *s, char **end, int base)
{
	int negative;
	unsigned long long value = parse(s, end, base, &negative);

	if (value > 0xffffffffull)
		return 0xffffffffu;
	return negative ? -(unsigned long)value : (unsigned long)value;
}

CRT long strtol(const char *s, char **end, int base)
{
	int negative;
	unsigned long long value = parse(s, end, base, &negative);

	if (negative)
		return value > 0x80000000ull ? (long)0x80000000u : (long)-(long long)value;
	return value > 0x7fffffffull ? 0x7fffffff : (long)value;
}

CRT long atol(const char *s)
{
	return strtol(s, 0, 10);
}

CRT int atoi(const char *s)
{
	return (int)strtol(s, 0, 10);
}

static void swap(unsigned char *a, unsigned char *b, size_t width)
{
	unsigned char c;

	for (; width; width--, a++, b++) {
		c = *a;
		*a = *b;
		*b = c;
	}
}

/* Heap sort: no recursion on a kernel stack, no bad case. */
CRT void qsort(void *base, size_t count, size_t width,
	       int (*compare)(const void *a, const void *b))
{
	unsigned char *p = base;
	size_t end = count, start = count / 2, root, child;

	if (count < 2 || !width)
		return;
	while (end > 1) {
		if (start) {
			start--;
		} else {
			end--;
			swap(p, p + end * width, width);
		}
		for (root = start; (child = 2 * root + 1) < end; root = child) {
			if (child + 1 < end &&
			    compare(p + child * width, p + (child + 1) * width) < 0)
				child++;
			if (compare(p + root * width, p + child * width) >= 0)
				break;
			swap(p + root * width, p + child * width, width);
		}
	}
}

CRT void *bsearch(const void *key, const void *base, size_t count, size_t width,
		  int (*compare)(const void *key, const void *element))
{
	const unsigned char *p = base;
	size_t low = 0, high = count, middle;
	int order;

	while (low < high) {
		middle = low + (high - low) / 2;
		order = compare(key, p + middle * width);
		if (!order)
			return (void *)(p + middle * width);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return 0;
}
