// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * failnth: has every allocation of a system call fail in turn.
 *
 *	failnth insmod FILE	load, and unload again once it succeeded
 *	failnth rmmod NAME	nothing in it may need memory to go away
 *	failnth write PATH TEXT	one write: sysfs bind or unbind
 *	failnth kms		a mode set, a change, a flip, all undone
 *	failnth map		an escape that maps into this process
 *	failnth -e N ...	of the allocations, each Nth
 *	failnth -s FUNCTION ...	but for the allocations that FUNCTION of the kernel makes,
 *				which the function tracer finds first
 *
 * Call n has its nth allocation fail (/proc/thread-self/fail-nth, a kernel with
 * fault injection), until one comes through with nothing left to fail.  A call
 * may succeed all the same: what failed was not needed, and it is undone like a
 * whole one.  Prints how many failed; ends with 0 when the last came through.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <xf86drm.h>
#include <xf86drmMode.h>

#include <drm/dxgk_drm.h>

#include "bochs_escape.h"

/* More than any path has: it does not come to an end. */
#define MOST	20000

static int nth_fd;

static void arm(unsigned int n)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", n);

	/* What is left of an earlier one may hit the write itself, once. */
	if (pwrite(nth_fd, text, len, 0) != len && pwrite(nth_fd, text, len, 0) != len) {
		perror("fail-nth");
		exit(2);
	}
}

/* Did a failure happen since arm()?  And none from here on. */
static bool disarm(void)
{
	char text[16] = "";

	if (pread(nth_fd, text, sizeof(text) - 1, 0) <= 0) {
		if (errno != EFAULT) {
			perror("fail-nth");
			exit(2);
		}
		/* It was this copy that failed: one too many. */
		strcpy(text, "1");
	}
	arm(0);
	return !atoi(text);
}

struct path {
	const char *name;
	int (*call)(void);	/* 0 or an errno */
	void (*undo)(void);	/* after a call that returned 0 */
};

/* ------------------------------------------------- what shall not be made fail */

#define TRACING	"/sys/kernel/tracing/"

static unsigned int step = 1;
static const char *spared;
static bool spare[MOST];

static void tracing(const char *name, const char *value)
{
	char path[128];
	ssize_t n = 0;
	int f;

	snprintf(path, sizeof(path), TRACING "%s", name);
	f = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
	/* Of several words it takes one at a time. */
	for (; f >= 0 && n >= 0 && *value; value += n)
		n = write(f, value, strlen(value));
	if (f < 0 || n < 0) {
		perror(path);
		exit(2);
	}
	close(f);
}

/*
 * Copies from and to programs fail as well, and are not traced; and slabs are full
 * at one time and not at another.
 */
#define MARGIN	16

/*
 * Each allocation asks one of two functions: a call that is traced tells which
 * come between @spared and its end.
 */
static void find_spared(const struct path *p)
{
	char line[256], begin[128], pid[16];
	unsigned int n = 0, found = 0, i;
	ptrdiff_t column = 0;
	FILE *trace;

	snprintf(pid, sizeof(pid), "%d", getpid());
	snprintf(begin, sizeof(begin), "should_failslab should_fail_alloc_page %s ", spared);
	tracing("tracing_on", "0");
	tracing("set_ftrace_filter", begin);
	tracing("set_ftrace_pid", pid);
	tracing("options/funcgraph-irqs", "0");
	tracing("current_tracer", "function_graph");
	tracing("trace", "");
	tracing("tracing_on", "1");
	if (!p->call() && p->undo) {
		tracing("tracing_on", "0");
		p->undo();
	}
	tracing("tracing_on", "0");
	trace = fopen(TRACING "trace", "r");
	snprintf(begin, sizeof(begin), "%s() {", spared);
	while (trace && fgets(line, sizeof(line), trace)) {
		char *at;

		if (strstr(line, "should_fail")) {
			n++;
			for (i = n > MARGIN ? n - MARGIN : 0; column && i <= n + MARGIN; i++)
				if (i < MOST)
					spare[i] = true;
			found += !!column;
			continue;
		}
		at = strstr(line, begin);
		if (at)
			column = at - line;
		else if (column && line[column] == '}')
			column = 0;
	}
	if (trace)
		fclose(trace);
	tracing("current_tracer", "nop");
	tracing("set_ftrace_pid", "");
	tracing("set_ftrace_filter", "");
	tracing("tracing_on", "1");
	printf("%s: %u allocations, %u of them spared\n", p->name, n, found);
	if (!found)
		exit(2);
}

static int each(const struct path *p)
{
	unsigned int n, failed = 0, tolerated = 0;
	bool hit;
	int err;

	if (spared)
		find_spared(p);
	for (n = 1; n < MOST; n += step) {
		if (spare[n])
			continue;
		arm(n);
		err = p->call();
		hit = disarm();
		if (!err && p->undo)
			p->undo();
		if (!hit) {
			printf("%s: %u failures, %u of them tolerated; then: %s\n", p->name,
			       failed + tolerated, tolerated, err ? strerror(err) : "success");
			return err ? 1 : 0;
		}
		if (err)
			failed++;
		else
			tolerated++;
	}
	printf("%s: does not end (%u failed, %u tolerated)\n", p->name, failed, tolerated);
	return 1;
}

/* ------------------------------------------------------------------- modules */

static const char *file, *text;
static char module[64];

static int call_insmod(void)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC), err = 0;

	if (fd < 0)
		return errno;
	if (syscall(SYS_finit_module, fd, "", 0))
		err = errno;
	close(fd);
	return err;
}

static void undo_insmod(void)
{
	if (syscall(SYS_delete_module, module, O_NONBLOCK)) {
		perror("delete_module");
		exit(1);
	}
}

static int call_rmmod(void)
{
	return syscall(SYS_delete_module, module, O_NONBLOCK) ? errno : 0;
}

static void undo_rmmod(void)
{
	if (call_insmod()) {
		perror("finit_module");
		exit(1);
	}
}

static int call_write(void)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC), err = 0;

	if (fd < 0)
		return errno;
	if (write(fd, text, strlen(text)) < 0)
		err = errno;
	close(fd);
	return err;
}

/* bind is undone by unbind beside it, and the other way round. */
static void undo_write(void)
{
	const char *was = file;
	char other[256];
	char *slash;
	int err;

	snprintf(other, sizeof(other), "%s", file);
	slash = strrchr(other, '/');
	strcpy(slash + 1, strcmp(slash + 1, "bind") ? "bind" : "unbind");
	file = other;
	err = call_write();
	file = was;
	if (err) {
		fprintf(stderr, "%s: %s\n", other, strerror(err));
		exit(1);
	}
}

/* ----------------------------------------------------------------------- KMS */

static int fd;
static drmModeRes *res;
static drmModeConnector *connector;
static struct drm_mode_create_dumb dumb[2];
static uint32_t fb[2];

static int open_card(void)
{
	fd = drmOpen(DXGK_DRM_NAME, NULL);
	if (fd < 0) {
		perror("drmOpen");
		exit(1);
	}
	return fd;
}

static int call_open(void)
{
	int other = open("/dev/dri/card0", O_RDWR | O_CLOEXEC), err = errno;

	if (other < 0)
		return err;
	close(other);
	return 0;
}

static int call_probe(void)
{
	drmModeConnector *c = drmModeGetConnector(fd, res->connectors[0]);
	int err = c ? 0 : errno;

	drmModeFreeConnector(c);
	return err;
}

static int call_dumb(void)
{
	dumb[1] = (struct drm_mode_create_dumb){ .width = 1024, .height = 768, .bpp = 32 };
	return drmIoctl(fd, DRM_IOCTL_MODE_CREATE_DUMB, &dumb[1]) ? errno : 0;
}

static void undo_dumb(void)
{
	struct drm_mode_destroy_dumb d = { .handle = dumb[1].handle };

	drmIoctl(fd, DRM_IOCTL_MODE_DESTROY_DUMB, &d);
}

static int call_addfb(void)
{
	return drmModeAddFB(fd, dumb[0].width, dumb[0].height, 24, 32, dumb[0].pitch,
			    dumb[0].handle, &fb[1]) ? errno : 0;
}

static void undo_addfb(void)
{
	drmModeRmFB(fd, fb[1]);
}

static int call_set(void)
{
	return drmModeSetCrtc(fd, res->crtcs[0], fb[0], 0, 0, &connector->connector_id, 1,
			      &connector->modes[0]) ? errno : 0;
}

static void undo_set(void)
{
	drmModeSetCrtc(fd, res->crtcs[0], 0, 0, 0, NULL, 0, NULL);
}

static int call_off(void)
{
	return drmModeSetCrtc(fd, res->crtcs[0], 0, 0, 0, NULL, 0, NULL) ? errno : 0;
}

static void undo_off(void)
{
	call_set();
}

static int call_dirty(void)
{
	drmModeClip clip = { .x2 = 100, .y2 = 100 };

	return drmModeDirtyFB(fd, fb[0], &clip, 1) ? errno : 0;
}

/* The next flip finds this one done: a commit that blocks waits for those before it. */
static void undo_flip(void)
{
	call_dirty();
}

static int call_flip(void)
{
	int err = drmModePageFlip(fd, res->crtcs[0], fb[0], 0, NULL) ? errno : 0;

	/* It may be the answer that could not be copied: the flip is under way. */
	if (err == EFAULT)
		undo_flip();
	return err;
}

static int make_picture(void)
{
	dumb[0] = (struct drm_mode_create_dumb){
		.width = connector->modes[0].hdisplay, .height = connector->modes[0].vdisplay,
		.bpp = 32,
	};
	if (drmIoctl(fd, DRM_IOCTL_MODE_CREATE_DUMB, &dumb[0]))
		return errno;
	return drmModeAddFB(fd, dumb[0].width, dumb[0].height, 24, 32, dumb[0].pitch,
			    dumb[0].handle, &fb[0]) ? errno : 0;
}

static int kms(void)
{
	static const struct path dark[] = {
		{ "open", call_open, NULL },
		{ "probe", call_probe, NULL },
		{ "create dumb", call_dumb, undo_dumb },
		{ "add fb", call_addfb, undo_addfb },
		{ "mode set", call_set, undo_set },
	};
	static const struct path lit[] = {
		{ "turn off", call_off, undo_off },
		{ "dirty", call_dirty, NULL },
		{ "flip", call_flip, undo_flip },
	};
	int failed = 0;
	size_t i;

	open_card();
	res = drmModeGetResources(fd);
	connector = res ? drmModeGetConnector(fd, res->connectors[0]) : NULL;
	if (!connector || !connector->count_modes || make_picture()) {
		fprintf(stderr, "no picture to show\n");
		return 1;
	}
	for (i = 0; i < sizeof(dark) / sizeof(dark[0]); i++)
		failed |= each(&dark[i]);
	if (call_set()) {
		perror("set");
		return 1;
	}
	for (i = 0; i < sizeof(lit) / sizeof(lit[0]); i++)
		failed |= each(&lit[i]);
	undo_set();
	return failed;
}

/* ----------------------------------------------------------------------- map */

static uint64_t address;

static int escape(void *data, uint32_t size)
{
	struct drm_dxgk_escape e = { .data_ptr = (uintptr_t)data, .size = size };

	if (drmIoctl(fd, DRM_IOCTL_DXGK_ESCAPE, &e))
		return errno;
	return e.status < 0 ? ENOMEM : 0;
}

static int call_map(void)
{
	BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA d = {
		.Header = { BOCHS_ESCAPE_MAGIC, BOCHS_ESCAPE_VERSION, BOCHS_ESCAPE_MAP_FRAMEBUFFER,
			    sizeof(d) },
	};
	int err = escape(&d, sizeof(d));

	address = d.Address;
	return err;
}

static void undo_map(void)
{
	BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA d = {
		.Header = { BOCHS_ESCAPE_MAGIC, BOCHS_ESCAPE_VERSION,
			    BOCHS_ESCAPE_UNMAP_FRAMEBUFFER, sizeof(d) },
		.Address = address,
	};

	if (escape(&d, sizeof(d))) {
		fprintf(stderr, "cannot unmap\n");
		exit(1);
	}
}

static int map(void)
{
	static const struct path p = { "map", call_map, undo_map };

	open_card();
	return each(&p);
}

/* Of /mod/NAME.ko, NAME. */
static void name_module(const char *path)
{
	const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;

	snprintf(module, sizeof(module), "%.*s", (int)strcspn(base, "."), base);
}

int main(int argc, char **argv)
{
	static const struct path insmod = { "insmod", call_insmod, undo_insmod };
	static const struct path rmmod = { "rmmod", call_rmmod, undo_rmmod };
	static const struct path write_path = { "write", call_write, undo_write };

	nth_fd = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	if (nth_fd < 0) {
		perror("fail-nth");
		return 2;
	}
	for (; argc > 3 && argv[1][0] == '-'; argc -= 2, argv += 2) {
		if (!strcmp(argv[1], "-s"))
			spared = argv[2];
		else if (!strcmp(argv[1], "-e") && atoi(argv[2]) > 0)
			step = atoi(argv[2]);
		else
			break;
	}
	if (argc == 3 && !strcmp(argv[1], "insmod")) {
		file = argv[2];
		name_module(file);
		return each(&insmod);
	}
	if (argc == 3 && !strcmp(argv[1], "rmmod")) {
		file = argv[2];
		name_module(file);
		return each(&rmmod);
	}
	if (argc == 4 && !strcmp(argv[1], "write")) {
		file = argv[2];
		text = argv[3];
		return each(&write_path);
	}
	if (argc == 2 && !strcmp(argv[1], "kms"))
		return kms();
	if (argc == 2 && !strcmp(argv[1], "map"))
		return map();
	fprintf(stderr, "usage: failnth [-e N] [-s FUNCTION] insmod FILE|rmmod FILE|write PATH TEXT|kms|map\n");
	return 2;
}
