// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * revoke.c - the end of the device while processes have it mapped: what an
 * unbind costs with so many of them, each with every page of the range present.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

#define MAPPED	(16u << 20)

static void holder(struct bar bar, int ready, int hold)
{
	struct maptest_map_op op = {
		.map = { .address = bar.start, .length = MAPPED, .cache = BENCH_UNCACHED,
			 .map_to_user_mode = 1 },
	};
	volatile uint32_t *p;
	uint32_t i;
	char c;

	if (escape(&op, MAPTEST_OP_MAP, sizeof(op)) < 0 || !op.map.done)
		die("map to user: %#x", op.map.status);
	p = (uint32_t *)(uintptr_t)op.map.virtual_address;
	for (i = 0; i < MAPPED / 4; i += 1024)
		p[i] = i;
	close(ready);
	if (read(hold, &c, 1) < 0)
		die("hold");
	_exit(0);
}

static void write_to(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		die("%s: %s", path, strerror(errno));
	close(fd);
}

/* @count processes; the driver is bound again afterwards, by the caller. */
void bench_revoke(const char *count)
{
	unsigned long n = strtoul(count, NULL, 0), i;
	struct bar bar = bench_bar(1);
	char path[PATH_MAX + 32];
	const char *function;
	double begin, spent;
	int ready[2], hold[2];
	char c;

	function = strrchr(bench_sysfs(), '/') + 1;
	snprintf(path, sizeof(path), "%s/driver/unbind", bench_sysfs());
	if (pipe(ready) || pipe(hold))
		die("pipe");
	for (i = 0; i < n; i++) {
		pid_t pid = fork();

		if (pid < 0)
			die("fork: %s", strerror(errno));
		if (!pid) {
			close(ready[0]);
			close(hold[1]);
			holder(bar, ready[1], hold[0]);
		}
	}
	close(ready[1]);
	if (read(ready[0], &c, 1) < 0)
		die("ready");
	settle();
	begin = thread_time();
	write_to(path, function);
	spent = thread_time() - begin;
	printf("side revoke.%lu dxgk %.1f\n", n, spent);
	close(hold[1]);
	while (wait(NULL) > 0)
		;
}
