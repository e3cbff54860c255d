// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgk-fbdraw: draws straight into the framebuffer of the sample miniport.
 *
 *	dxgk-fbdraw [OPTION]...
 *
 *	-d, --device NODE   the device (default: the first card of dxgk)
 *	-m, --mode WxH      the mode (default: the one that is set, or the preferred)
 *	-p, --pattern SEED  draw the pattern that the tests compare with
 *	-l, --list          say what the miniport reports, and draw nothing
 *	-h, --hold          stay until a signal comes
 *
 * A mode is set through KMS, with a black buffer of our own that no console
 * draws into.  Then the miniport's escape maps the framebuffer into this
 * process, and nothing but memory writes puts the picture on the screen.
 *
 * Exit status: 0 done, 1 failed, 2 usage.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <drm_fourcc.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include <drm/dxgk_drm.h>

#include "../tests/guest/programs/pattern.h"
#include "bochs_escape.h"

static int fd = -1;
static volatile sig_atomic_t stop;

static void __attribute__((format(printf, 1, 2), noreturn)) die(const char *fmt, ...)
{
	va_list ap;

	fputs("dxgk-fbdraw: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static void on_signal(int sig)
{
	(void)sig;
	stop = 1;
}

/* The device */

static int try_open(const char *path, bool *ours)
{
	int f = open(path, O_RDWR | O_CLOEXEC);
	drmVersionPtr v;

	*ours = false;
	if (f < 0)
		return -1;
	v = drmGetVersion(f);
	*ours = v && !strcmp(v->name, DXGK_DRM_NAME);
	drmFreeVersion(v);
	return f;
}

static void open_device(const char *node)
{
	char path[64];
	bool ours;

	if (node) {
		fd = try_open(node, &ours);
		if (fd < 0)
			die("%s: %s", node, strerror(errno));
		if (!ours)
			die("%s is not a device of dxgk", node);
		return;
	}
	for (int i = 0; i < 64; i++) {
		snprintf(path, sizeof(path), "/dev/dri/card%d", i);
		fd = try_open(path, &ours);
		if (fd >= 0 && ours)
			return;
		if (fd >= 0)
			close(fd);
	}
	die("there is no card of dxgk in /dev/dri");
}

/* The mode */

static drmModeConnectorPtr find_connector(drmModeResPtr res)
{
	for (int i = 0; i < res->count_connectors; i++) {
		drmModeConnectorPtr c = drmModeGetConnector(fd, res->connectors[i]);

		if (c && c->connection == DRM_MODE_CONNECTED && c->count_modes)
			return c;
		drmModeFreeConnector(c);
	}
	die("no connected connector with modes");
}

static uint32_t find_crtc(drmModeResPtr res, drmModeConnectorPtr c)
{
	uint32_t crtc = 0;

	for (int i = 0; i < c->count_encoders && !crtc; i++) {
		drmModeEncoderPtr e = drmModeGetEncoder(fd, c->encoders[i]);

		if (e && e->crtc_id)
			crtc = e->crtc_id;
		for (int k = 0; e && k < res->count_crtcs && !crtc; k++)
			if (e->possible_crtcs & 1u << k)
				crtc = res->crtcs[k];
		drmModeFreeEncoder(e);
	}
	if (!crtc)
		die("no CRTC for the connector");
	return crtc;
}

static drmModeModeInfo choose_mode(drmModeConnectorPtr c, uint32_t crtc_id, unsigned int width,
				   unsigned int height)
{
	drmModeCrtcPtr crtc = drmModeGetCrtc(fd, crtc_id);
	drmModeModeInfo mode = c->modes[0];
	bool found = !width;

	if (!width && crtc && crtc->mode_valid) {
		mode = crtc->mode;
	} else {
		for (int i = c->count_modes - 1; i >= 0; i--) {
			const drmModeModeInfo *m = &c->modes[i];

			if (width ? m->hdisplay == width && m->vdisplay == height :
				    m->type & DRM_MODE_TYPE_PREFERRED) {
				mode = *m;
				found = true;
			}
		}
	}
	drmModeFreeCrtc(crtc);
	if (!found)
		die("the connector has no mode %ux%u", width, height);
	return mode;
}

static void set_mode(unsigned int width, unsigned int height)
{
	uint32_t handles[4] = { 0 }, pitches[4] = { 0 }, offsets[4] = { 0 };
	struct drm_mode_create_dumb create = { .bpp = 32 };
	drmModeResPtr res = drmModeGetResources(fd);
	drmModeConnectorPtr c;
	drmModeModeInfo mode;
	uint32_t crtc, fb;

	if (!res)
		die("drmModeGetResources: %s", strerror(errno));
	c = find_connector(res);
	crtc = find_crtc(res, c);
	mode = choose_mode(c, crtc, width, height);

	create.width = mode.hdisplay;
	create.height = mode.vdisplay;
	if (drmIoctl(fd, DRM_IOCTL_MODE_CREATE_DUMB, &create))
		die("DRM_IOCTL_MODE_CREATE_DUMB: %s", strerror(errno));
	handles[0] = create.handle;
	pitches[0] = create.pitch;
	if (drmModeAddFB2(fd, create.width, create.height, DRM_FORMAT_XRGB8888, handles, pitches,
			  offsets, &fb, 0))
		die("drmModeAddFB2: %s", strerror(errno));
	if (drmModeSetCrtc(fd, crtc, fb, 0, 0, &c->connector_id, 1, &mode))
		die("drmModeSetCrtc %s: %s", mode.name, strerror(errno));
	drmModeFreeConnector(c);
	drmModeFreeResources(res);
}

/* The miniport */

static void escape(const char *what, void *data, uint32_t size)
{
	struct drm_dxgk_escape e = { .data_ptr = (uintptr_t)data, .size = size };

	if (drmIoctl(fd, DRM_IOCTL_DXGK_ESCAPE, &e))
		die("%s: DRM_IOCTL_DXGK_ESCAPE: %s", what, strerror(errno));
	if (e.status < 0)
		die("%s: the miniport answers %#x", what, (uint32_t)e.status);
}

#define HEADER(command, type) { BOCHS_ESCAPE_MAGIC, BOCHS_ESCAPE_VERSION, command, sizeof(type) }

static void list(void)
{
	BOCHS_ESCAPE_GET_INFO_DATA info = {
		.Header = HEADER(BOCHS_ESCAPE_GET_INFO, BOCHS_ESCAPE_GET_INFO_DATA),
	};

	escape("GET_INFO", &info, sizeof(info));
	printf("mode %ux%u pitch %u bytes/pixel %u\n", info.Mode.Width, info.Mode.Height,
	       info.Mode.Pitch, info.Mode.BytesPerPixel);
	printf("video memory %llu bytes\n", info.VideoMemory);
	printf("dispi %#x%s%s%s%s\n", info.DispiId,
	       info.Flags & BOCHS_INFO_REGISTERS ? " registers" : "",
	       info.Flags & BOCHS_INFO_PORTS ? " ports" : "",
	       info.Flags & BOCHS_INFO_EDID ? " edid" : "",
	       info.Flags & BOCHS_INFO_VISIBLE ? " visible" : "");
}

/* A picture for people: a frame, colour ramps, a checkerboard of single pixels. */
static uint32_t demo_pixel(uint32_t x, uint32_t y, uint32_t w, uint32_t h)
{
	static const uint32_t bar[] = {
		0xffffff, 0xffff00, 0x00ffff, 0x00ff00, 0xff00ff, 0xff0000, 0x0000ff, 0x000000,
	};
	uint32_t level = x * 255 / (w - 1);
	int64_t dx = (int64_t)x * 2 - w, dy = (int64_t)y * 2 - h;

	if (x < 4 || y < 4 || x >= w - 4 || y >= h - 4)
		return 0xffffff;
	if (dx * dx + dy * dy < (int64_t)h * h / 16)
		return (x ^ y) & 1 ? 0xff8000 : 0x202040;
	if (y < h / 2)
		return bar[x * 8 / w];
	switch ((y - h / 2) * 8 / h) {
	case 0:
		return level << 16;
	case 1:
		return level << 8;
	case 2:
		return level;
	default:
		return level << 16 | level << 8 | level;
	}
}

static void draw(const BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA *map, bool pattern, uint32_t seed)
{
	const BOCHS_ESCAPE_MODE *mode = &map->Mode;
	void *memory = (void *)(uintptr_t)map->Address;

	if (mode->BytesPerPixel != 4 || mode->Width < 2 || mode->Height < 2 ||
	    mode->Pitch < mode->Width * 4ull ||
	    (uint64_t)mode->Pitch * mode->Height > map->Length)
		die("a framebuffer of %ux%u, pitch %u, %u bytes per pixel does not fit %llu bytes",
		    mode->Width, mode->Height, mode->Pitch, mode->BytesPerPixel, map->Length);

	if (pattern) {
		pattern_paint(memory, mode->Pitch, seed, 0, 0, mode->Width, mode->Height);
		return;
	}
	for (uint32_t y = 0; y < mode->Height; y++) {
		uint32_t *row = (uint32_t *)((char *)memory + (uint64_t)y * mode->Pitch);

		for (uint32_t x = 0; x < mode->Width; x++)
			row[x] = demo_pixel(x, y, mode->Width, mode->Height);
	}
}

static void run(bool pattern, uint32_t seed, bool hold)
{
	BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA map = {
		.Header = HEADER(BOCHS_ESCAPE_MAP_FRAMEBUFFER, BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA),
	};
	BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA unmap = {
		.Header = HEADER(BOCHS_ESCAPE_UNMAP_FRAMEBUFFER,
				 BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA),
	};

	escape("MAP_FRAMEBUFFER", &map, sizeof(map));
	printf("framebuffer at %#llx, %llu bytes\n", map.Address, map.Length);
	draw(&map, pattern, seed);
	printf("drawn %ux%u\n", map.Mode.Width, map.Mode.Height);
	fflush(stdout);

	while (hold && !stop)
		usleep(50000);

	unmap.Address = map.Address;
	escape("UNMAP_FRAMEBUFFER", &unmap, sizeof(unmap));
}

static const struct option options[] = {
	{ "device", required_argument, NULL, 'd' },
	{ "mode", required_argument, NULL, 'm' },
	{ "pattern", required_argument, NULL, 'p' },
	{ "list", no_argument, NULL, 'l' },
	{ "hold", no_argument, NULL, 'h' },
	{ NULL, 0, NULL, 0 },
};

int main(int argc, char **argv)
{
	struct sigaction sa = { .sa_handler = on_signal };
	bool pattern = false, only_list = false, hold = false;
	unsigned int width = 0, height = 0;
	const char *node = NULL;
	uint32_t seed = 0;
	char *end, tail;
	int o;

	while ((o = getopt_long(argc, argv, "d:m:p:lh", options, NULL)) >= 0) {
		switch (o) {
		case 'd':
			node = optarg;
			break;
		case 'm':
			if (sscanf(optarg, "%ux%u%c", &width, &height, &tail) != 2 || !width)
				die("--mode wants WxH");
			break;
		case 'p':
			seed = strtoul(optarg, &end, 0);
			if (!*optarg || *end)
				die("--pattern wants a number");
			pattern = true;
			break;
		case 'l':
			only_list = true;
			break;
		case 'h':
			hold = true;
			break;
		default:
			fputs("usage: dxgk-fbdraw [-d NODE] [-m WxH] [-p SEED] [-l] [-h]\n",
			      stderr);
			return 2;
		}
	}
	if (optind < argc) {
		fprintf(stderr, "dxgk-fbdraw: what is %s?\n", argv[optind]);
		return 2;
	}
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);

	open_device(node);
	if (only_list) {
		list();
		return 0;
	}
	if (drmSetMaster(fd))
		die("drmSetMaster: %s (another program shows something)", strerror(errno));
	set_mode(width, height);
	run(pattern, seed, hold);
	return 0;
}
