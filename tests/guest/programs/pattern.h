/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * A picture that can be computed anywhere: every pixel depends on the seed and
 * on its place, so that a row, a column or a byte out of place is seen.
 */
#ifndef DXGK_TEST_PATTERN_H
#define DXGK_TEST_PATTERN_H

#include <stdint.h>

static inline uint32_t pattern_pixel(uint32_t seed, uint32_t x, uint32_t y)
{
	uint32_t v = seed * 0x9e3779b9u + (y << 16 | x);

	v = (v ^ v >> 16) * 0x7feb352du;
	v = (v ^ v >> 15) * 0x846ca68bu;
	return (v ^ v >> 16) & 0xffffff;
}

/* Paints w × h pixels at (x, y) of XRGB8888 memory; pitch is in bytes. */
static inline void pattern_paint(void *memory, uint32_t pitch, uint32_t seed, uint32_t x,
				 uint32_t y, uint32_t w, uint32_t h)
{
	for (uint32_t j = y; j < y + h; j++) {
		uint32_t *row = (uint32_t *)((char *)memory + (uint64_t)j * pitch);

		for (uint32_t i = x; i < x + w; i++)
			row[i] = pattern_pixel(seed, i, j);
	}
}

#endif
