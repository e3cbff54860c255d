// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* Numbers, sorting and searching. */
#include "crt.h"

#define CH char
#define F(narrow, wide) narrow

#include "numbers.inc"

CRT int abs(int n)
{
	return n < 0 ? -n : n;
}

CRT long labs(long n)
{
	return n < 0 ? -n : n;
}

/* The sequence that the C standard's own example makes, from 0 to RAND_MAX. */
static unsigned int rand_state = 1;

CRT void srand(unsigned int seed)
{
	rand_state = seed;
}

CRT int rand(void)
{
	rand_state = rand_state * 1103515245u + 12345u;
	return (int)(rand_state >> 16 & 0x7fff);
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
