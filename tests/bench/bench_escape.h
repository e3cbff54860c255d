/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * The operation that the bench miniport has besides those of maptest.
 */
#ifndef DXGK_BENCH_ESCAPE_H
#define DXGK_BENCH_ESCAPE_H

#include "bench.h"
#include "maptest_escape.h"

#define BENCH_OP	0x100U

struct bench_op {
	struct maptest_header header;
	struct bench_call call;
};

#endif /* DXGK_BENCH_ESCAPE_H */
