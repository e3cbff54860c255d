// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * map.c - DxgkCbMapMemory and DxgkCbUnmapMemory in system space, against
 * ioremap and iounmap of the same range; alone and with many other mappings.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

#define ROUNDS	15
#define PAIRS	16

static const struct size {
	const char *name;
	uint32_t bytes;
} sizes[] = {
	{ "4KiB", 4u << 10 },
	{ "16MiB", 16u << 20 },
	{ "256MiB", 256u << 20 },
};

static const struct cache {
	const char *name;
	uint32_t type;
} caches[] = {
	{ "uc", BENCH_UNCACHED },
	{ "wc", BENCH_WRITE_COMBINED },
};

void bench_map(void)
{
	struct bar bar = bench_bar(1);
	char name[64];
	unsigned int s, c;

	for (s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		for (c = 0; c < sizeof(caches) / sizeof(caches[0]); c++) {
			struct bench_call call = {
				.what = BENCH_MAP, .count = PAIRS, .address = bar.start,
				.length = sizes[s].bytes, .cache = caches[c].type,
			};

			snprintf(name, sizeof(name), "map.system.%s.%s", sizes[s].name,
				 caches[c].name);
			figure_loop(name, ROUNDS, &call);
			figure_floor(name, ROUNDS, &call, BENCH_MAP_KEPT);
		}
	}
}

/* ------------------------------------------------------------ many mappings */

#define LIVE_EACH	4096u		/* a process, far below vm.max_map_count */

/* The other mappings have the half of the range that the measured ones leave. */
static uint64_t live_start(struct bar bar)
{
	return bar.start + bar.length / 2;
}

static void live_system(struct bar bar, uint32_t count)
{
	struct maptest_map_op op = {
		.map = { .address = live_start(bar), .length = 4096, .cache = BENCH_UNCACHED,
			 .count = count, .stride = 4096 },
	};

	if (escape(&op, MAPTEST_OP_MAP, sizeof(op)) < 0 || op.map.done != count)
		die("%u of %u mappings, status %#x", op.map.done, count, op.map.status);
}

static void live_system_end(void)
{
	struct maptest_unmap_op op = { .unmap = { .what = MAPTEST_UNMAP_BULK } };

	if (escape(&op, MAPTEST_OP_UNMAP, sizeof(op)) < 0)
		die("not unmapped: %#x", op.unmap.status);
}

/* A process with that many user mappings, which ends when the pipe @hold does. */
static void live_process(struct bar bar, uint32_t first, uint32_t count, const int *hold)
{
	int ready[2];
	pid_t pid;
	char c;

	if (pipe(ready))
		die("pipe");
	pid = fork();
	if (pid < 0)
		die("fork");
	if (!pid) {
		uint32_t i;

		close(ready[0]);
		close(hold[1]);
		for (i = 0; i < count; i++) {
			struct maptest_map_op op = {
				.map = { .address = live_start(bar) + (uint64_t)(first + i) * 4096,
					 .length = 4096, .cache = BENCH_UNCACHED,
					 .map_to_user_mode = 1 },
			};

			if (escape(&op, MAPTEST_OP_MAP, sizeof(op)) < 0 || !op.map.done)
				die("user mapping %u: %#x", first + i, op.map.status);
		}
		close(ready[1]);
		if (read(hold[0], &c, 1) < 0)
			die("hold");
		_exit(0);
	}
	close(ready[1]);
	if (read(ready[0], &c, 1) < 0)
		die("ready");
	close(ready[0]);
}

static void grow_figure(struct bar bar, const char *kind, uint32_t live)
{
	struct bench_call call = {
		.what = BENCH_MAP, .count = PAIRS, .address = bar.start,
		.length = 4096, .cache = BENCH_UNCACHED,
	};
	char name[64];

	snprintf(name, sizeof(name), "grow.%s.%u", kind, live);
	figure_loop(name, ROUNDS, &call);
}

void bench_grow(void)
{
	static const uint32_t live[] = { 16, 1024, 65536 };
	struct bar bar = bench_bar(1);
	unsigned int l;

	for (l = 0; l < sizeof(live) / sizeof(live[0]); l++) {
		live_system(bar, live[l]);
		settle();
		grow_figure(bar, "system", live[l]);
		live_system_end();
	}
	for (l = 0; l < sizeof(live) / sizeof(live[0]); l++) {
		uint32_t done, n;
		int hold[2];

		if (pipe(hold))
			die("pipe");
		for (done = 0; done < live[l]; done += n) {
			n = live[l] - done < LIVE_EACH ? live[l] - done : LIVE_EACH;
			live_process(bar, done, n, hold);
		}
		settle();
		grow_figure(bar, "user", live[l]);
		close(hold[1]);
		close(hold[0]);
		while (wait(NULL) > 0)
			;
	}
}
