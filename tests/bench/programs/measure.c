// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * measure.c - rounds, medians, and the two modules that are measured with.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <xf86drm.h>

#include <drm/dxgk_drm.h>

#include "../reference/dxgkref.h"
#include "measure.h"

unsigned int measure_rounds;
const char *measure_only;

static int ref = -1;
static int node = -1;

_Noreturn void die(const char *fmt, ...)
{
	va_list args;

	quiet_end();
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

double thread_time(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ts);
	return (double)ts.tv_sec * 1e9 + (double)ts.tv_nsec;
}

static void ref_call(struct bench_call *call)
{
	if (ioctl(ref, DXGKREF_CALL, call))
		die("reference module, call %u: %s", call->what, strerror(errno));
}

void quiet_begin(void)
{
	struct bench_call call = { .what = BENCH_QUIET, .count = 1 };

	ref_call(&call);
}

void quiet_end(void)
{
	struct bench_call call = { .what = BENCH_QUIET, .count = 0 };

	if (ref >= 0)
		ioctl(ref, DXGKREF_CALL, &call);
}

/* Two ticks and more, in which worker threads have the processor. */
void settle(void)
{
	usleep(12000);
}

void measure_init(void)
{
	struct sched_param param = { .sched_priority = 1 };

	ref = open("/dev/dxgkref", O_RDWR | O_CLOEXEC);
	if (ref < 0)
		die("/dev/dxgkref: %s", strerror(errno));
	if (mlockall(MCL_CURRENT))
		die("mlockall: %s", strerror(errno));
	if (sched_setscheduler(0, SCHED_FIFO, &param))
		die("sched_setscheduler: %s", strerror(errno));
	setvbuf(stdout, NULL, _IOLBF, 0);
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *v, unsigned int n)
{
	qsort(v, n, sizeof(*v), by_value);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static void print_value(double v)
{
	if (isnan(v))
		printf(" -");
	else
		printf(" %.1f", v);
}

void figure_value(const char *name, double shim, double reference)
{
	printf("figure %s", name);
	print_value(shim);
	print_value(reference);
	printf("\n");
}

static double once(struct side side)
{
	double v;

	quiet_begin();
	v = side.fn(side.ctx);
	quiet_end();
	settle();
	return v;
}

#define ROUNDS_MAX 64

void figure(const char *name, unsigned int rounds, struct side shim, struct side reference)
{
	static double s[ROUNDS_MAX], r[ROUNDS_MAX];
	unsigned int i;

	if (measure_only && strncmp(name, measure_only, strlen(measure_only)))
		return;
	if (measure_rounds)
		rounds = measure_rounds;
	if (rounds > ROUNDS_MAX)
		rounds = ROUNDS_MAX;
	/* The first round of each warms up. */
	if (reference.fn)
		once(reference);
	if (shim.fn)
		once(shim);
	for (i = 0; i < rounds; i++) {
		r[i] = reference.fn ? once(reference) : NAN;
		s[i] = shim.fn ? once(shim) : NAN;
	}
	if (getenv("DXGK_BENCH_RAW"))
		for (i = 0; i < rounds; i++)
			printf("# %s %.1f %.1f\n", name, s[i], r[i]);
	figure_value(name, shim.fn ? median(s, rounds) : NAN,
		     reference.fn ? median(r, rounds) : NAN);
}

/* --------------------------------------------------------------- the miniport */

int bench_node(void)
{
	drmVersionPtr version;
	char path[32];
	int fd, i, own;

	for (i = 0; node < 0 && i < 16; i++) {
		struct maptest_info info = { .header = { .op = MAPTEST_OP_INFO } };
		struct drm_dxgk_escape args = { .data_ptr = (uintptr_t)&info,
						.size = sizeof(info) };

		snprintf(path, sizeof(path), "/dev/dri/card%d", i);
		fd = open(path, O_RDWR | O_CLOEXEC);
		if (fd < 0)
			continue;
		version = drmGetVersion(fd);
		own = version && !strcmp(version->name, DXGK_DRM_NAME);
		drmFreeVersion(version);
		info.header.magic = MAPTEST_MAGIC;
		info.header.version = MAPTEST_VERSION;
		info.header.size = sizeof(info);
		if (own && !ioctl(fd, DRM_IOCTL_DXGK_ESCAPE, &args) && args.status >= 0)
			node = fd;
		else
			close(fd);
	}
	if (node < 0)
		die("no adapter of the bench miniport");
	return node;
}

int32_t escape(void *data, uint32_t op, uint32_t size)
{
	struct maptest_header *h = data;
	struct drm_dxgk_escape args = { .data_ptr = (uintptr_t)data, .size = size };

	h->magic = MAPTEST_MAGIC;
	h->version = MAPTEST_VERSION;
	h->op = op;
	h->size = size;
	if (ioctl(node, DRM_IOCTL_DXGK_ESCAPE, &args))
		die("escape %#x: %s", op, strerror(errno));
	return args.status;
}

struct bar bench_bar(unsigned int index)
{
	struct maptest_info info = { 0 };
	unsigned int i, n = 0;

	bench_node();
	if (escape(&info, MAPTEST_OP_INFO, sizeof(info)) < 0)
		die("the bench miniport says nothing of itself");
	for (i = 0; i < info.resources; i++)
		if ((info.resource[i].type == MAPTEST_RESOURCE_MEMORY ||
		     info.resource[i].type == MAPTEST_RESOURCE_MEMORY_LARGE) && n++ == index)
			return (struct bar){ info.resource[i].start, info.resource[i].length };
	die("the device has no memory range %u", index);
}

const char *bench_sysfs(void)
{
	static char path[PATH_MAX];
	drmDevicePtr dev;

	if (drmGetDevice2(bench_node(), 0, &dev))
		die("no bus address of the device");
	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%04x:%02x:%02x.%u",
		 dev->businfo.pci->domain, dev->businfo.pci->bus, dev->businfo.pci->dev,
		 dev->businfo.pci->func);
	drmFreeDevice(&dev);
	return path;
}

double loop_run(void *ctx)
{
	const struct loop *l = ctx;
	struct bench_op op = { .call = l->call };

	if (l->reference) {
		ref_call(&op.call);
	} else {
		bench_node();
		if (escape(&op, BENCH_OP, sizeof(op)) < 0)
			die("bench miniport, call %u: status %#x", op.call.what, op.call.status);
	}
	return (double)op.call.spent / op.call.count;
}

void figure_loop(const char *name, unsigned int rounds, const struct bench_call *call)
{
	struct loop shim = { .call = *call }, reference = { .call = *call, .reference = true };

	figure(name, rounds, (struct side){ loop_run, &shim },
	       (struct side){ loop_run, &reference });
}

void figure_floor(const char *name, unsigned int rounds, const struct bench_call *call,
		  unsigned int kept)
{
	struct loop floor = { .call = *call, .reference = true };
	struct loop reference = { .call = *call, .reference = true };
	char floor_name[80];

	floor.call.what = kept;
	snprintf(floor_name, sizeof(floor_name), "floor.%s", name);
	figure(floor_name, rounds, (struct side){ loop_run, &floor },
	       (struct side){ loop_run, &reference });
}
