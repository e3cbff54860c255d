/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * What all measurements are made with.
 */
#ifndef DXGK_MEASURE_H
#define DXGK_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

#include "bench_escape.h"

/* A thing to measure; returns what one round of it cost. */
typedef double measured_fn(void *ctx);

struct side {
	measured_fn *fn;
	void *ctx;
};

_Noreturn void die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* From the command line: rounds instead of a figure's own; names to measure. */
extern unsigned int measure_rounds;
extern const char *measure_only;

/* Opens the reference module, and takes the processor from everybody else. */
void measure_init(void);

static inline uint64_t now(void)
{
	return BENCH_NOW();
}

/* Instructions of this thread, with the ticks that fell into them, without its waiting. */
double thread_time(void);

/*
 * No timer tick between the two, so neither an interrupt nor what it would
 * start.  What is left over runs in settle().
 */
void quiet_begin(void);
void quiet_end(void);
void settle(void);

/*
 * Both sides in turn, so that what the machine's state does to one it does to
 * the other; the median of each is printed, as a line
 *	figure NAME SHIM REFERENCE
 * A side without a function is not measured: "-".
 */
void figure(const char *name, unsigned int rounds, struct side shim, struct side reference);
void figure_value(const char *name, double shim, double reference);

/* One call of the loops of bench.h, on either side. */
struct loop {
	struct bench_call call;
	bool reference;
};
double loop_run(void *ctx);
/* The same loop on both. */
void figure_loop(const char *name, unsigned int rounds, const struct bench_call *call);
/*
 * "floor.NAME": the reference's loop and one of its own that does what the
 * contract asks for besides; the figure cannot become less than that.
 */
void figure_floor(const char *name, unsigned int rounds, const struct bench_call *call,
		  unsigned int kept);

/* The bench miniport's node. */
int bench_node(void);
/* An escape to it; returns the NTSTATUS. */
int32_t escape(void *data, uint32_t op, uint32_t size);

/* The BARs of the device, from the miniport's resource list. */
struct bar {
	uint64_t start, length;
};
struct bar bench_bar(unsigned int index);
/* The sysfs directory of the device of the bench miniport. */
const char *bench_sysfs(void);

/* The parts. */
void bench_map(void);
void bench_grow(void);
void bench_user(void);
void bench_access(void);
void bench_prim(void);
/* These take the driver, and the modules to load, from the command line. */
void bench_revoke(const char *how);
void bench_frame(const char *driver);
void bench_load(const char *what);

#endif /* DXGK_MEASURE_H */
