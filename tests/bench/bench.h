/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * bench - what the measuring program asks of the two sides: of the bench
 * miniport through its escape, of the reference module through an ioctl.  Both
 * run the same loop, one on the shim's functions, one on Linux's own.
 *
 * This header includes nothing; both sides are x86-64.
 */
#ifndef DXGK_BENCH_H
#define DXGK_BENCH_H

#define BENCH_NOTHING		0U	/* the call itself */
#define BENCH_EMPTY_LOOP	1U	/* a loop around nothing */
#define BENCH_MAP		2U	/* map and unmap in system space */
#define BENCH_READ8		3U	/* a register of BAR memory at @address */
#define BENCH_READ32		4U
#define BENCH_WRITE8		5U
#define BENCH_WRITE32		6U
#define BENCH_IN8		7U	/* a port at @address */
#define BENCH_OUT8		8U
#define BENCH_DPC		9U	/* from queueing at DISPATCH_LEVEL to running */
#define BENCH_EVENT		10U	/* from setting to running in the thread that waits */
#define BENCH_POOL		11U	/* allocate @length bytes and free them */
#define BENCH_SPINLOCK		12U	/* take and release */
#define BENCH_QUIET		13U	/* reference module only: no timer tick while @count is 1 */
/*
 * Reference module only: what Linux's own functions take where the least that the
 * contract asks for is done, too.
 */
#define BENCH_MAP_KEPT		14U	/* BENCH_MAP with a record by address and by range */
#define BENCH_DPC_KEPT		15U	/* BENCH_DPC from a queue that entries can be taken out of */

#define BENCH_UNCACHED		0U
#define BENCH_WRITE_COMBINED	2U

struct bench_call {
	unsigned int what;		/* BENCH_* */
	unsigned int count;		/* rounds of the loop */
	unsigned long long address;
	unsigned int length;
	unsigned int cache;		/* a MEMORY_CACHING_TYPE */
	unsigned long long spent;	/* out: of the time-stamp counter, for all rounds */
	unsigned int status;		/* out: of the call that failed, or 0 */
	unsigned int reserved;
};

/* Instructions: what QEMU's time-stamp counter counts under -icount shift=0. */
#define BENCH_NOW()	__builtin_ia32_rdtsc()

#endif /* DXGK_BENCH_H */
