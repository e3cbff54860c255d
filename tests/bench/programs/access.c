// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * access.c - register and port accessors, without the loop around them; and
 * the primitives of NT against those of Linux that they stand on.
 */
#include <stdio.h>

#include "measure.h"

#define ROUNDS	5
#define LOOPS	1024

/* A port that nothing answers and nothing minds. */
#define POST_PORT	0x80

static double empty_loop(bool reference)
{
	struct loop l = {
		.call = { .what = BENCH_EMPTY_LOOP, .count = LOOPS },
		.reference = reference,
	};

	return loop_run(&l);
}

static double less_empty(void *ctx)
{
	struct loop *l = ctx;

	return loop_run(l) - empty_loop(l->reference);
}

static void access_figure(const char *name, uint32_t what, uint64_t address)
{
	struct bench_call call = {
		.what = what, .count = LOOPS, .address = address, .length = 256,
	};
	struct loop shim = { .call = call }, reference = { .call = call, .reference = true };

	figure(name, ROUNDS, (struct side){ less_empty, &shim },
	       (struct side){ less_empty, &reference });
}

void bench_access(void)
{
	uint64_t registers = bench_bar(0).start;

	access_figure("access.read_register_uchar", BENCH_READ8, registers);
	access_figure("access.read_register_ulong", BENCH_READ32, registers);
	access_figure("access.write_register_uchar", BENCH_WRITE8, registers);
	access_figure("access.write_register_ulong", BENCH_WRITE32, registers);
	access_figure("access.read_port_uchar", BENCH_IN8, POST_PORT);
	access_figure("access.write_port_uchar", BENCH_OUT8, POST_PORT);
}

static void prim_figure(const char *name, uint32_t what, uint32_t count, uint32_t length)
{
	struct bench_call call = { .what = what, .count = count, .length = length };

	figure_loop(name, 15, &call);
}

void bench_prim(void)
{
	const struct bench_call dpc = { .what = BENCH_DPC, .count = 64 };

	prim_figure("prim.dpc", BENCH_DPC, 64, 0);
	figure_floor("prim.dpc", 15, &dpc, BENCH_DPC_KEPT);
	prim_figure("prim.event", BENCH_EVENT, 64, 0);
	prim_figure("prim.pool.64", BENCH_POOL, 256, 64);
	prim_figure("prim.pool.1024", BENCH_POOL, 256, 1024);
	prim_figure("prim.pool.4096", BENCH_POOL, 256, 4096);
	prim_figure("prim.spinlock", BENCH_SPINLOCK, 256, 0);
}
