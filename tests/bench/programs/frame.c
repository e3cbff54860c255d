// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * frame.c - what a program spends on showing a picture: drawing it into a dumb
 * buffer, and the call that says which part of it changed.
 *
 * The time is the thread's own, so that what a commit waits for costs nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <drm_fourcc.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include "measure.h"

static struct {
	int fd;
	uint32_t connector, crtc, handle, fb, pitch;
	uint32_t width, height;
	uint64_t size;
	uint8_t *map;
	uint64_t seed;
	bool no_dirty;		/* the driver shows what is in the buffer anyway */
} out;

static int open_driver(const char *driver)
{
	drmVersionPtr v;
	drmModeResPtr res;
	char path[32];
	int fd, i;

	for (i = 0; i < 16; i++) {
		snprintf(path, sizeof(path), "/dev/dri/card%d", i);
		fd = open(path, O_RDWR | O_CLOEXEC);
		if (fd < 0)
			continue;
		v = drmGetVersion(fd);
		res = drmModeGetResources(fd);
		if (v && res && !strcmp(v->name, driver)) {
			for (int c = 0; c < res->count_connectors; c++) {
				drmModeConnectorPtr conn =
					drmModeGetConnector(fd, res->connectors[c]);

				if (conn && conn->connection == DRM_MODE_CONNECTED) {
					out.connector = conn->connector_id;
					out.crtc = res->crtcs[0];
					drmModeFreeConnector(conn);
					drmModeFreeResources(res);
					drmFreeVersion(v);
					return fd;
				}
				drmModeFreeConnector(conn);
			}
		}
		drmModeFreeResources(res);
		drmFreeVersion(v);
		close(fd);
	}
	die("no card of %s with a screen", driver);
}

static drmModeModeInfo mode_of(uint32_t width, uint32_t height)
{
	drmModeConnectorPtr conn = drmModeGetConnector(out.fd, out.connector);
	drmModeModeInfo mode;
	int i;

	for (i = 0; conn && i < conn->count_modes; i++) {
		if (conn->modes[i].hdisplay == width && conn->modes[i].vdisplay == height) {
			mode = conn->modes[i];
			drmModeFreeConnector(conn);
			return mode;
		}
	}
	die("no mode %ux%u", width, height);
}

static void show(uint32_t width, uint32_t height)
{
	drmModeModeInfo mode = mode_of(width, height);
	uint32_t handles[4] = { 0 }, pitches[4] = { 0 }, offsets[4] = { 0 };
	uint64_t offset;

	if (drmModeCreateDumbBuffer(out.fd, width, height, 32, 0, &out.handle, &out.pitch,
				    &out.size))
		die("dumb buffer %ux%u: %s", width, height, strerror(errno));
	handles[0] = out.handle;
	pitches[0] = out.pitch;
	if (drmModeAddFB2(out.fd, width, height, DRM_FORMAT_XRGB8888, handles, pitches, offsets,
			  &out.fb, 0))
		die("AddFB2: %s", strerror(errno));
	if (drmModeMapDumbBuffer(out.fd, out.handle, &offset))
		die("map dumb: %s", strerror(errno));
	out.map = mmap(NULL, out.size, PROT_READ | PROT_WRITE, MAP_SHARED, out.fd, (off_t)offset);
	if (out.map == MAP_FAILED)
		die("mmap of the buffer: %s", strerror(errno));
	/* All its pages are there before the first picture. */
	memset(out.map, 0, out.size);
	if (drmModeSetCrtc(out.fd, out.crtc, out.fb, 0, 0, &out.connector, 1, &mode))
		die("set %ux%u: %s", width, height, strerror(errno));
	out.width = width;
	out.height = height;
}

static void hide(void)
{
	drmModeSetCrtc(out.fd, out.crtc, 0, 0, 0, NULL, 0, NULL);
	drmModeRmFB(out.fd, out.fb);
	munmap(out.map, out.size);
	drmModeDestroyDumbBuffer(out.fd, out.handle);
}

/* Eight bytes a store, so an instruction for two pixels. */
static void draw(uint32_t w, uint32_t h)
{
	uint32_t x, y;

	out.seed += 0x0101010101010101;
	for (y = 0; y < h; y++) {
		volatile uint64_t *row = (uint64_t *)(out.map + (size_t)y * out.pitch);

		for (x = 0; x < w / 2; x++)
			row[x] = out.seed;
	}
}

static void dirty(uint32_t w, uint32_t h)
{
	drmModeClip clip = { 0, 0, (uint16_t)w, (uint16_t)h };

	if (out.no_dirty)
		return;
	if (drmModeDirtyFB(out.fd, out.fb, &clip, 1)) {
		if (errno != ENOSYS)
			die("DIRTYFB: %s", strerror(errno));
		out.no_dirty = true;
	}
}

#define ROUNDS 9

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* A line "side NAME DRIVER VALUE", for each of: drawn and shown, and only shown. */
static void measure(const char *driver, const char *name, uint32_t w, uint32_t h)
{
	double all[ROUNDS], call[ROUNDS], t;
	char full[64];
	unsigned int i;

	snprintf(full, sizeof(full), "frame.%s.%ux%u", name, out.width, out.height);
	if (measure_only && strncmp(full, measure_only, strlen(measure_only)))
		return;
	for (i = 0; i <= ROUNDS; i++) {
		double begin = thread_time();

		draw(w, h);
		t = thread_time();
		dirty(w, h);
		/* The first round warms up. */
		if (i) {
			call[i - 1] = thread_time() - t;
			all[i - 1] = thread_time() - begin;
		}
		settle();
	}
	if (getenv("DXGK_BENCH_RAW"))
		for (i = 0; i < ROUNDS; i++)
			printf("# %s.%ux%u %.0f %.0f\n", name, out.width, out.height, all[i],
			       call[i]);
	qsort(all, ROUNDS, sizeof(*all), by_value);
	qsort(call, ROUNDS, sizeof(*call), by_value);
	printf("side frame.%s.%ux%u %s %.1f\n", name, out.width, out.height, driver,
	       all[ROUNDS / 2]);
	printf("side update.%s.%ux%u %s %.1f\n", name, out.width, out.height, driver,
	       out.no_dirty ? 0 : call[ROUNDS / 2]);
}

void bench_frame(const char *driver)
{
	static const uint32_t sizes[][2] = { { 1024, 768 }, { 3840, 2160 } };
	unsigned int i;

	memset(&out, 0, sizeof(out));
	out.fd = open_driver(driver);
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		show(sizes[i][0], sizes[i][1]);
		measure(driver, "full", out.width, out.height);
		measure(driver, "64x64", 64, 64);
		hide();
	}
	close(out.fd);
}

/* --------------------------------------------------------- load to first picture */

static void load(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || syscall(SYS_finit_module, fd, "", 0))
		die("%s: %s", path, strerror(errno));
	close(fd);
}

/*
 * What this thread does from the first module to the end of the call that shows
 * a picture.  @what is DRIVER,MODULE[,MODULE...].
 */
void bench_load(const char *what)
{
	char *copy = strdup(what), *driver = strtok(copy, ","), *module;
	double busy = thread_time();

	memset(&out, 0, sizeof(out));
	while ((module = strtok(NULL, ",")))
		load(module);
	out.fd = open_driver(driver);
	show(1024, 768);
	draw(out.width, out.height);
	dirty(out.width, out.height);
	printf("side load.busy %s %.1f\n", driver, thread_time() - busy);
	hide();
	close(out.fd);
	free(copy);
}
