// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * twohead: what DRM clients do with two displays, and what arrives of it in the
 * memory of the miniport of that name.
 *
 *	twohead CARD MEMORY CASE...
 *	twohead - MEMORY state | screen N | pointer N
 *
 * MEMORY is the device's resource file in sysfs.  Each case prints lines
 * `ok - what` and `not ok - what`.  Without a card, what other programs have
 * put on head N: its numbers, or the pixels, 32 bits each.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/i2c.h>
#include <linux/i2c-dev.h>
#include <linux/netlink.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <drm_fourcc.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include "pattern.h"
#include "twohead_shared.h"

struct buffer {
	uint32_t handle, fb, pitch, width, height;
	uint8_t *map;
};

static int fd = -1;
static volatile struct twohead_shared *shared;
static volatile uint8_t *memory;
static uint32_t connector[TWOHEAD_CHILDREN], crtc[TWOHEAD_HEADS];
static uint32_t primary[TWOHEAD_HEADS], cursor[TWOHEAD_HEADS];

__attribute__((format(printf, 2, 3)))
static bool check(bool good, const char *fmt, ...)
{
	va_list ap;

	printf("%sok - ", good ? "" : "not ");
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	fflush(stdout);
	return good;
}

__attribute__((format(printf, 1, 2), noreturn))
static void die(const char *fmt, ...)
{
	va_list ap;
	int err = errno;

	printf("not ok - ");
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	printf(": %s\n", strerror(err));
	exit(1);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

/* Until @p is @want, for some seconds. */
static bool becomes(volatile unsigned int *p, unsigned int want)
{
	double end = now() + 10;

	while (*p != want && now() < end)
		usleep(5000);
	return *p == want;
}

/* ------------------------------------------------------------------ objects */

static uint32_t prop_id(uint32_t object, uint32_t type, const char *name, uint64_t *value)
{
	drmModeObjectProperties *props = drmModeObjectGetProperties(fd, object, type);
	uint32_t id = 0;

	for (uint32_t i = 0; props && i < props->count_props && !id; i++) {
		drmModePropertyRes *p = drmModeGetProperty(fd, props->props[i]);

		if (p && !strcmp(p->name, name)) {
			id = p->prop_id;
			if (value)
				*value = props->prop_values[i];
		}
		drmModeFreeProperty(p);
	}
	drmModeFreeObjectProperties(props);
	return id;
}

static void set(drmModeAtomicReq *req, uint32_t object, uint32_t type, const char *name,
		uint64_t value)
{
	uint32_t id = prop_id(object, type, name, NULL);

	if (!id || drmModeAtomicAddProperty(req, object, id, value) < 0) {
		errno = ENOENT;
		die("property %s", name);
	}
}

static void open_card(const char *card)
{
	drmModePlaneRes *planes;
	drmModeRes *res;

	fd = open(card, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		die("%s", card);
	if (drmSetClientCap(fd, DRM_CLIENT_CAP_UNIVERSAL_PLANES, 1) ||
	    drmSetClientCap(fd, DRM_CLIENT_CAP_ATOMIC, 1))
		die("atomic");
	res = drmModeGetResources(fd);
	if (!res || res->count_connectors != TWOHEAD_CHILDREN || res->count_crtcs != TWOHEAD_HEADS)
		die("not two sources and three outputs");
	memcpy(connector, res->connectors, sizeof(connector));
	memcpy(crtc, res->crtcs, sizeof(crtc));
	drmModeFreeResources(res);
	planes = drmModeGetPlaneResources(fd);
	for (uint32_t i = 0; planes && i < planes->count_planes; i++) {
		drmModePlane *p = drmModeGetPlane(fd, planes->planes[i]);
		uint64_t type = DRM_PLANE_TYPE_OVERLAY;

		prop_id(planes->planes[i], DRM_MODE_OBJECT_PLANE, "type", &type);
		for (int h = 0; p && h < TWOHEAD_HEADS; h++) {
			if (!(p->possible_crtcs & 1u << h))
				continue;
			if (type == DRM_PLANE_TYPE_PRIMARY)
				primary[h] = p->plane_id;
			else if (type == DRM_PLANE_TYPE_CURSOR)
				cursor[h] = p->plane_id;
		}
		drmModeFreePlane(p);
	}
	drmModeFreePlaneResources(planes);
}

static void open_memory(const char *path)
{
	int m = open(path, O_RDWR | O_CLOEXEC);
	void *p;

	p = m < 0 ? MAP_FAILED : mmap(NULL, TWOHEAD_MEMORY, PROT_READ | PROT_WRITE, MAP_SHARED, m, 0);
	if (p == MAP_FAILED)
		die("%s", path);
	close(m);
	memory = p;
	shared = p;
	if (shared->state.magic != TWOHEAD_MAGIC)
		die("the miniport is not there");
}

/* ------------------------------------------------------------------ pictures */

static struct buffer make_buffer(uint32_t width, uint32_t height, uint32_t format)
{
	struct buffer b = { .width = width, .height = height };
	uint32_t handles[4] = { 0 }, pitches[4] = { 0 }, offsets[4] = { 0 };
	uint64_t size, offset;

	if (drmModeCreateDumbBuffer(fd, width, height, 32, 0, &b.handle, &b.pitch, &size))
		die("create a buffer");
	handles[0] = b.handle;
	pitches[0] = b.pitch;
	if (drmModeAddFB2(fd, width, height, format, handles, pitches, offsets, &b.fb, 0))
		die("make a framebuffer");
	if (drmModeMapDumbBuffer(fd, b.handle, &offset))
		die("map a buffer");
	b.map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, (off_t)offset);
	if (b.map == MAP_FAILED)
		die("map a buffer");
	return b;
}

static void drop_buffer(struct buffer *b)
{
	munmap(b->map, (size_t)b->pitch * b->height);
	drmModeRmFB(fd, b->fb);
	drmModeDestroyDumbBuffer(fd, b->handle);
}

static void paint(struct buffer *b, uint32_t seed)
{
	pattern_paint(b->map, b->pitch, seed, 0, 0, b->width, b->height);
}

/* Is this picture on the screen of a head, all of it? */
static bool shows(int head, uint32_t seed, uint32_t width, uint32_t height)
{
	const volatile uint32_t *screen = (const volatile uint32_t *)
		(memory + TWOHEAD_SCREENS + (size_t)head * TWOHEAD_SCREEN_SIZE);

	if (shared->state.head[head].width != width || shared->state.head[head].height != height) {
		printf("# head %d is %ux%u\n", head, shared->state.head[head].width,
		       shared->state.head[head].height);
		return false;
	}
	for (uint32_t y = 0; y < height; y++)
		for (uint32_t x = 0; x < width; x++)
			if ((screen[y * width + x] & 0xffffff) != pattern_pixel(seed, x, y)) {
				printf("# head %d at %u, %u: %#x instead of %#x\n", head, x, y,
				       screen[y * width + x], pattern_pixel(seed, x, y));
				return false;
			}
	return true;
}

/* ------------------------------------------------------------------- commits */

static bool find_mode(int child, uint32_t width, uint32_t height, drmModeModeInfo *mode)
{
	drmModeConnector *c = drmModeGetConnector(fd, connector[child]);
	bool found = false;

	for (int i = 0; c && i < c->count_modes && !found; i++) {
		found = c->modes[i].hdisplay == width && c->modes[i].vdisplay == height;
		if (found)
			*mode = c->modes[i];
	}
	drmModeFreeConnector(c);
	return found;
}

/* Adds a head with its mode and picture to @req; width 0: dark. */
static void add_head(drmModeAtomicReq *req, int head, uint32_t children, struct buffer *b)
{
	drmModeModeInfo mode;
	uint32_t blob = 0;

	for (int i = 0; i < TWOHEAD_CHILDREN; i++)
		if (children & 1u << i)
			set(req, connector[i], DRM_MODE_OBJECT_CONNECTOR, "CRTC_ID", crtc[head]);
	if (b) {
		if (!find_mode(__builtin_ctz(children), b->width, b->height, &mode)) {
			errno = ENOENT;
			die("mode %ux%u of output %#x", b->width, b->height, children);
		}
		if (drmModeCreatePropertyBlob(fd, &mode, sizeof(mode), &blob))
			die("make a blob");
	}
	set(req, crtc[head], DRM_MODE_OBJECT_CRTC, "MODE_ID", blob);
	set(req, crtc[head], DRM_MODE_OBJECT_CRTC, "ACTIVE", b != NULL);
	set(req, primary[head], DRM_MODE_OBJECT_PLANE, "FB_ID", b ? b->fb : 0);
	set(req, primary[head], DRM_MODE_OBJECT_PLANE, "CRTC_ID", b ? crtc[head] : 0);
	if (!b)
		return;
	set(req, primary[head], DRM_MODE_OBJECT_PLANE, "SRC_X", 0);
	set(req, primary[head], DRM_MODE_OBJECT_PLANE, "SRC_Y", 0);
	set(req, primary[head], DRM_MODE_OBJECT_PLANE, "SRC_W", (uint64_t)b->width << 16);
	set(req, primary[head], DRM_MODE_OBJECT_PLANE, "SRC_H", (uint64_t)b->height << 16);
	set(req, primary[head], DRM_MODE_OBJECT_PLANE, "CRTC_X", 0);
	set(req, primary[head], DRM_MODE_OBJECT_PLANE, "CRTC_Y", 0);
	set(req, primary[head], DRM_MODE_OBJECT_PLANE, "CRTC_W", b->width);
	set(req, primary[head], DRM_MODE_OBJECT_PLANE, "CRTC_H", b->height);
}

static int commit(drmModeAtomicReq *req, uint32_t flags)
{
	int ret = drmModeAtomicCommit(fd, req, flags, NULL);

	drmModeAtomicFree(req);
	return ret;
}

/* Everything dark, whatever it was. */
static void dark(void)
{
	drmModeAtomicReq *req = drmModeAtomicAlloc();

	for (int i = 0; i < TWOHEAD_CHILDREN; i++)
		set(req, connector[i], DRM_MODE_OBJECT_CONNECTOR, "CRTC_ID", 0);
	for (int i = 0; i < TWOHEAD_HEADS; i++) {
		add_head(req, i, 0, NULL);
		if (cursor[i]) {
			set(req, cursor[i], DRM_MODE_OBJECT_PLANE, "FB_ID", 0);
			set(req, cursor[i], DRM_MODE_OBJECT_PLANE, "CRTC_ID", 0);
		}
	}
	if (commit(req, DRM_MODE_ATOMIC_ALLOW_MODESET))
		die("go dark");
}

static void light(int head, uint32_t children, struct buffer *b)
{
	drmModeAtomicReq *req = drmModeAtomicAlloc();

	add_head(req, head, children, b);
	if (commit(req, DRM_MODE_ATOMIC_ALLOW_MODESET))
		die("light head %d", head);
}

/* -------------------------------------------------------------------- cases */

static void two_outputs(void)
{
	struct buffer a = make_buffer(1024, 768, DRM_FORMAT_XRGB8888);
	struct buffer b = make_buffer(800, 600, DRM_FORMAT_XRGB8888);
	struct buffer big = make_buffer(1280, 1024, DRM_FORMAT_XRGB8888);
	drmModeAtomicReq *req;

	paint(&a, 1);
	paint(&b, 2);
	light(0, 1, &a);
	check(shows(0, 1, 1024, 768), "the first output shows its picture");
	light(1, 2, &b);
	check(shows(1, 2, 800, 600), "the second output shows another one");
	check(shows(0, 1, 1024, 768), "the first one still shows its own");
	check(shared->state.head[0].targets == 1 && shared->state.head[1].targets == 2,
	      "each source is wired to its output");
	check(shared->state.head[0].visible && shared->state.head[1].visible, "both are visible");

	req = drmModeAtomicAlloc();
	add_head(req, 0, 1, &big);
	add_head(req, 1, 2, &big);
	check(commit(req, DRM_MODE_ATOMIC_ALLOW_MODESET | DRM_MODE_ATOMIC_TEST_ONLY) &&
	      errno == EINVAL, "what both together cannot show is refused before a commit");
	req = drmModeAtomicAlloc();
	add_head(req, 0, 1, &big);
	check(!commit(req, DRM_MODE_ATOMIC_ALLOW_MODESET | DRM_MODE_ATOMIC_TEST_ONLY),
	      "and what they can is not");

	shared->control.one_only = 1;
	req = drmModeAtomicAlloc();
	add_head(req, 0, 1, &b);
	check(commit(req, DRM_MODE_ATOMIC_ALLOW_MODESET | DRM_MODE_ATOMIC_TEST_ONLY),
	      "a topology that the miniport does not support is refused");
	shared->control.one_only = 0;

	dark();
	check(!shared->state.head[0].width && !shared->state.head[1].width, "both go dark");
	drop_buffer(&a);
	drop_buffer(&b);
	drop_buffer(&big);
}

/* Totals of 65536 each: their product is 0 in 32 bits. */
static void vast_mode(void)
{
	struct buffer b = make_buffer(TWOHEAD_VAST_WIDTH, 600, DRM_FORMAT_XRGB8888);
	drmModeModeInfo mode;

	if (!check(find_mode(1, b.width, b.height, &mode), "a mode with absurd totals is there"))
		return;
	check(mode.htotal > mode.hdisplay && mode.vtotal > mode.vdisplay &&
	      mode.htotal < 4096 && mode.vtotal < 4096 && mode.vrefresh,
	      "with other ones (%u x %u, %u Hz)", mode.htotal, mode.vtotal, mode.vrefresh);
	paint(&b, 3);
	light(1, 2, &b);
	check(shows(1, 3, b.width, b.height), "and can be set");
	dark();
	drop_buffer(&b);
}

struct flip {
	unsigned int events;
	double when;
};

static void on_flip(int fd_, unsigned int sequence, unsigned int sec, unsigned int usec,
		    unsigned int crtc_, void *data)
{
	struct flip *flip = data;

	(void)fd_, (void)sequence, (void)crtc_;
	flip->events++;
	flip->when = sec + usec / 1e6;
}

static bool wait_flip(struct flip *flip, int ms)
{
	drmEventContext ctx = { .version = 3, .page_flip_handler2 = on_flip };
	struct pollfd p = { .fd = fd, .events = POLLIN };
	unsigned int before = flip->events;

	while (flip->events == before && poll(&p, 1, ms) > 0)
		drmHandleEvent(fd, &ctx);
	return flip->events != before;
}

/* Flips between two pictures; each event comes when the frame is done. */
static void flips_of(unsigned int mode, const char *what)
{
	struct buffer b[2] = { make_buffer(800, 600, DRM_FORMAT_XRGB8888),
			       make_buffer(800, 600, DRM_FORMAT_XRGB8888) };
	bool all = true, done = true, right = true, later = true;
	struct flip flip = { 0 };
	double last = 0;

	shared->control.present = TWOHEAD_SYNC;
	paint(&b[0], 10);
	light(0, 1, &b[0]);
	shared->control.present = mode;
	for (unsigned int i = 1; i <= 8; i++) {
		unsigned int presents = shared->state.head[0].presents;

		paint(&b[i % 2], 10 + i);
		if (drmModePageFlip(fd, crtc[0], b[i % 2].fb, DRM_MODE_PAGE_FLIP_EVENT, &flip))
			die("%s: flip %u", what, i);
		all &= wait_flip(&flip, 5000);
		done &= shared->state.head[0].completed >= presents + 1;
		right &= shows(0, 10 + i, 800, 600);
		later &= flip.when > last;
		last = flip.when;
	}
	check(all, "%s: each flip has its event", what);
	check(done, "%s: which comes after the present is done", what);
	check(right, "%s: and the picture is there then", what);
	check(later, "%s: times of events go up", what);
	shared->control.present = TWOHEAD_SYNC;
	dark();
	drop_buffer(&b[0]);
	drop_buffer(&b[1]);
}

static void flips(void)
{
	flips_of(TWOHEAD_SYNC, "synchronous");
	flips_of(TWOHEAD_ASYNC, "asynchronous");
	flips_of(TWOHEAD_EARLY, "progress before the return");
	flips_of(TWOHEAD_ALTERNATE, "both in turn");
}

/* A present that does not end: the event comes all the same, and then life goes on. */
static void never(void)
{
	struct buffer b[2] = { make_buffer(800, 600, DRM_FORMAT_XRGB8888),
			       make_buffer(800, 600, DRM_FORMAT_XRGB8888) };
	unsigned int collects = shared->state.collects, presents;
	struct flip flip = { 0 };
	double start;

	paint(&b[0], 30);
	paint(&b[1], 31);
	light(0, 1, &b[0]);
	shared->control.present = TWOHEAD_NEVER;
	start = now();
	if (drmModePageFlip(fd, crtc[0], b[1].fb, DRM_MODE_PAGE_FLIP_EVENT, &flip))
		die("flip");
	check(wait_flip(&flip, 30000), "a present that never ends: its flip has an event");
	check(now() - start >= 1.9, "after the time-out");
	check(becomes(&shared->state.collects, collects + 1), "the miniport was asked for its state");

	presents = shared->state.head[0].presents;
	if (drmModePageFlip(fd, crtc[0], b[0].fb, DRM_MODE_PAGE_FLIP_EVENT, &flip))
		die("flip");
	start = now();
	check(wait_flip(&flip, 30000) && now() - start < 1.5, "the next flip does not wait");
	check(shared->state.head[0].presents == presents, "and no second present is sent");

	shared->control.present = TWOHEAD_SYNC;
	usleep(100000);
	paint(&b[1], 32);
	if (drmModePageFlip(fd, crtc[0], b[1].fb, DRM_MODE_PAGE_FLIP_EVENT, &flip))
		die("flip");
	check(wait_flip(&flip, 5000) && shows(0, 32, 800, 600),
	      "when it ended, the whole picture is shown again");
	dark();
	drop_buffer(&b[0]);
	drop_buffer(&b[1]);
}

/* Frames that are refused, at once or later: flips go on, the next one repairs. */
static void failing(void)
{
	struct buffer b[2] = { make_buffer(800, 600, DRM_FORMAT_XRGB8888),
			       make_buffer(800, 600, DRM_FORMAT_XRGB8888) };
	struct flip flip = { 0 };

	paint(&b[0], 40);
	light(0, 1, &b[0]);
	for (unsigned int how = 0; how < 2; how++) {
		shared->control.present = how ? TWOHEAD_FAIL_LATER : TWOHEAD_FAIL;
		paint(&b[1], 41 + how);
		if (drmModePageFlip(fd, crtc[0], b[1].fb, DRM_MODE_PAGE_FLIP_EVENT, &flip))
			die("flip");
		check(wait_flip(&flip, 5000), "a present that fails %s: its flip has an event",
		      how ? "later" : "at once");
		shared->control.present = TWOHEAD_SYNC;
		usleep(50000);
		paint(&b[0], 51 + how);
		if (drmModePageFlip(fd, crtc[0], b[0].fb, DRM_MODE_PAGE_FLIP_EVENT, &flip))
			die("flip");
		check(wait_flip(&flip, 5000) && shows(0, 51 + how, 800, 600),
		      "and the next one shows its picture");
	}
	dark();
	drop_buffer(&b[0]);
	drop_buffer(&b[1]);
}

static void vblanks(void)
{
	struct buffer b = make_buffer(800, 600, DRM_FORMAT_XRGB8888);
	drmVBlank v = { .request = { .type = DRM_VBLANK_RELATIVE, .sequence = 0 } };
	unsigned int reported, first, i;

	light(0, 1, &b);
	check(becomes(&shared->state.vsync_type, 5), "interrupts of vertical blanks are asked for");
	if (drmWaitVBlank(fd, &v))
		die("read the count");
	first = v.reply.sequence;
	reported = shared->state.head[0].blanks;
	v = (drmVBlank){ .request = { .type = DRM_VBLANK_RELATIVE, .sequence = 10 } };
	if (drmWaitVBlank(fd, &v))
		die("wait for ten");
	/* A guest that is held up misses some, which DRM counts by the clock. */
	for (i = 0; i < 300 && shared->state.head[0].blanks - reported < 10; i++) {
		v = (drmVBlank){ .request = { .type = DRM_VBLANK_RELATIVE, .sequence = 1 } };
		if (drmWaitVBlank(fd, &v))
			die("wait for one more");
	}
	check(shared->state.head[0].blanks - reported >= 10, "they come from the miniport (%u)",
	      shared->state.head[0].blanks - reported);
	check(v.reply.sequence - first >= 10, "and are counted");

	shared->control.quiet = 1;
	v = (drmVBlank){ .request = { .type = DRM_VBLANK_RELATIVE, .sequence = 10 } };
	check(!drmWaitVBlank(fd, &v), "when it falls silent, the clock goes on");
	shared->control.quiet = 0;
	dark();
	check(becomes(&shared->state.vsync_type, 0), "and they are turned off with the last output");
	drop_buffer(&b);
}

/* How far a vertical blank is from where the beam was said to be, in µs; or why not. */
static bool in_step(const drmModeModeInfo *mode, unsigned int line)
{
	double line_us = mode->htotal * 1e3 / mode->clock, frame_us = line_us * mode->vtotal, off;
	drmVBlank next = { .request = { .type = DRM_VBLANK_RELATIVE, .sequence = 1 } }, v;
	unsigned int scans;

	shared->control.scan_line = line;
	/* The first ones turn them on, and have the driver asked. */
	for (int i = 0; i < 3; i++) {
		v = next;
		if (drmWaitVBlank(fd, &v))
			die("wait for a vertical blank");
	}
	scans = shared->state.scans;
	v = next;
	if (drmWaitVBlank(fd, &v))
		die("wait for a vertical blank");
	off = v.reply.tval_sec * 1e6 + v.reply.tval_usec -
	      (shared->state.scan_time / 10.0 - line * line_us);
	off -= frame_us * (long long)(off / frame_us);
	if (off > frame_us / 2)
		off -= frame_us;
	printf("# line %u of %u: %u calls, %.0f us off\n", line, mode->vtotal, scans, off);
	return scans && shared->state.scans == scans && shared->state.scan_line == line &&
	       off > -300 && off < 300;
}

/* A miniport that reports no vertical blanks, but knows where the beam is. */
static void scan_line(void)
{
	struct buffer b = make_buffer(800, 600, DRM_FORMAT_XRGB8888);
	drmModeModeInfo mode;

	if (!find_mode(0, 800, 600, &mode))
		die("no mode");
	shared->control.quiet = 1;
	for (unsigned int line = 100; line < 600; line += 200) {
		bool good = false;

		/* One that takes long, on a machine that is held up, does not count. */
		for (int i = 0; i < 8 && !good; i++) {
			light(0, 1, &b);
			good = in_step(&mode, line);
			dark();
		}
		check(good, "the first line is drawn %u lines before line %u", line, line);
	}
	shared->control.quiet = 0;
	shared->control.scan_line = 0;
	drop_buffer(&b);
}

static uint32_t premultiply(uint32_t p)
{
	uint32_t a = p >> 24, out = a << 24;

	for (int s = 0; s < 24; s += 8)
		out |= ((p >> s & 0xff) * a + 127) / 255 << s;
	return out;
}

/* Straight pixels that survive being premultiplied and divided again. */
static uint32_t pointer_pixel(unsigned int x, unsigned int y)
{
	static const uint32_t alpha[] = { 0xff, 0, 0x80, 0x33 };
	uint32_t a = alpha[(x / 8 + y / 8) % 4];

	return a ? a << 24 | (x * 4) << 16 | (y * 4) << 8 | 0xc0 : 0;
}

static void set_cursor(drmModeAtomicReq *req, int head, struct buffer *b, int x, int y)
{
	set(req, cursor[head], DRM_MODE_OBJECT_PLANE, "FB_ID", b->fb);
	set(req, cursor[head], DRM_MODE_OBJECT_PLANE, "CRTC_ID", crtc[head]);
	set(req, cursor[head], DRM_MODE_OBJECT_PLANE, "SRC_X", 0);
	set(req, cursor[head], DRM_MODE_OBJECT_PLANE, "SRC_Y", 0);
	set(req, cursor[head], DRM_MODE_OBJECT_PLANE, "SRC_W", (uint64_t)b->width << 16);
	set(req, cursor[head], DRM_MODE_OBJECT_PLANE, "SRC_H", (uint64_t)b->height << 16);
	set(req, cursor[head], DRM_MODE_OBJECT_PLANE, "CRTC_X", (uint64_t)(int64_t)x);
	set(req, cursor[head], DRM_MODE_OBJECT_PLANE, "CRTC_Y", (uint64_t)(int64_t)y);
	set(req, cursor[head], DRM_MODE_OBJECT_PLANE, "CRTC_W", b->width);
	set(req, cursor[head], DRM_MODE_OBJECT_PLANE, "CRTC_H", b->height);
}

static int uevents(void);
static bool hotplug_event(int s);

static void pointer(void)
{
	struct buffer b = make_buffer(1024, 768, DRM_FORMAT_XRGB8888);
	struct buffer c = make_buffer(64, 64, DRM_FORMAT_ARGB8888);
	volatile struct twohead_head *head = &shared->state.head[0];
	unsigned int wrong = 0, shapes;
	drmModeAtomicReq *req;
	uint64_t width = 0;
	int s;

	drmGetCap(fd, DRM_CAP_CURSOR_WIDTH, &width);
	check(width == TWOHEAD_POINTER_MAX, "programs learn the pointer's size");
	if (!cursor[0] || !cursor[1])
		die("no cursor planes");
	paint(&b, 60);
	light(0, 1, &b);
	for (unsigned int y = 0; y < 64; y++)
		for (unsigned int x = 0; x < 64; x++)
			((uint32_t *)(c.map + y * c.pitch))[x] = premultiply(pointer_pixel(x, y));

	req = drmModeAtomicAlloc();
	set_cursor(req, 0, &c, 100, 200);
	if (commit(req, 0))
		die("show the pointer");
	check(head->pointer_visible && head->pointer_x == 100 && head->pointer_y == 200,
	      "the pointer is where it was put");
	for (unsigned int y = 0; y < 64; y++)
		for (unsigned int x = 0; x < 64; x++) {
			uint32_t got = head->pointer[y * 64 + x], want = pointer_pixel(x, y);
			uint32_t a = want >> 24, slack = a ? 128 / a + 1 : 0;

			for (int s = 0; s < 32; s += 8)
				wrong += abs((int)(got >> s & 0xff) - (int)(want >> s & 0xff)) >
					 (int)(s < 24 ? slack : 0);
		}
	check(!wrong, "its pixels are the program's, with straight alpha (%u wrong)", wrong);

	shapes = head->shapes;
	req = drmModeAtomicAlloc();
	set_cursor(req, 0, &c, -10, -20);
	if (commit(req, 0))
		die("move the pointer");
	check(head->pointer_x == -10 && head->pointer_y == -20, "it moves, beyond the edge too");
	check(head->shapes == shapes, "without its shape being sent again");
	check(!drmModeMoveCursor(fd, crtc[0], 7, 8) && head->pointer_x == 7 && head->pointer_y == 8,
	      "the legacy call moves it as well");
	check(head->pointer_visible && shows(0, 60, 1024, 768), "the picture is left alone");

	req = drmModeAtomicAlloc();
	set(req, cursor[0], DRM_MODE_OBJECT_PLANE, "FB_ID", 0);
	set(req, cursor[0], DRM_MODE_OBJECT_PLANE, "CRTC_ID", 0);
	if (commit(req, 0))
		die("hide the pointer");
	check(!head->pointer_visible, "and it is hidden");

	s = uevents();
	shared->control.pointer_off = 1;
	check(hotplug_event(s), "when the miniport takes the pointer away, programs are told");
	req = drmModeAtomicAlloc();
	set_cursor(req, 0, &c, 1, 1);
	check(commit(req, 0) && errno == EINVAL, "and have to draw it themselves");
	shared->control.pointer_off = 0;
	check(hotplug_event(s), "and again when it is back");
	shapes = head->shapes;
	req = drmModeAtomicAlloc();
	set_cursor(req, 0, &c, 1, 1);
	check(!commit(req, 0) && head->pointer_visible && head->shapes == shapes + 1,
	      "and it is shown as before");
	close(s);
	dark();
	drop_buffer(&b);
	drop_buffer(&c);
}

/* A pointer that was not there at start.  The driver is to be loaded anew for it. */
static void pointer_comes(void)
{
	struct buffer b = make_buffer(1024, 768, DRM_FORMAT_XRGB8888);
	struct buffer c = make_buffer(64, 64, DRM_FORMAT_ARGB8888);
	volatile struct twohead_head *head = &shared->state.head[0];
	drmModeAtomicReq *req;
	uint64_t width = 0;
	int s;

	check(shared->control.pointer_off == 1, "at start there is no pointer");
	drmGetCap(fd, DRM_CAP_CURSOR_WIDTH, &width);
	check(width == 64, "programs learn its size all the same");
	if (!cursor[0] || !cursor[1])
		die("no cursor planes");
	paint(&b, 61);
	light(0, 1, &b);
	for (unsigned int y = 0; y < 64; y++)
		for (unsigned int x = 0; x < 64; x++)
			((uint32_t *)(c.map + y * c.pitch))[x] = 0xff000000 | x << 16 | y;
	req = drmModeAtomicAlloc();
	set_cursor(req, 0, &c, 10, 20);
	check(commit(req, 0) && errno == EINVAL, "and have to draw it themselves");
	check(drmModeSetCursor(fd, crtc[0], c.handle, 64, 64) == -EINVAL,
	      "those with the legacy call as well");
	check(!head->shapes && !head->positions, "the miniport hears nothing of it");

	s = uevents();
	shared->control.pointer_off = 0;
	check(hotplug_event(s), "when it comes, programs are told");
	req = drmModeAtomicAlloc();
	set_cursor(req, 0, &c, 10, 20);
	check(!commit(req, 0) && head->pointer_visible && head->pointer_x == 10 &&
	      head->pointer_y == 20, "and it is shown");
	check(head->pointer[64 * 63 + 62] == (0xff000000 | 62 << 16 | 63), "with its pixels");
	check(shows(0, 61, 1024, 768), "over the picture");
	close(s);
	dark();
	drop_buffer(&b);
	drop_buffer(&c);
}

static int set_dpms(int head, bool on)
{
	drmModeAtomicReq *req = drmModeAtomicAlloc();

	set(req, crtc[head], DRM_MODE_OBJECT_CRTC, "ACTIVE", on);
	return commit(req, DRM_MODE_ATOMIC_ALLOW_MODESET);
}

static void dpms(void)
{
	struct buffer a = make_buffer(1024, 768, DRM_FORMAT_XRGB8888);
	struct buffer b = make_buffer(800, 600, DRM_FORMAT_XRGB8888);

	paint(&a, 70);
	paint(&b, 71);
	light(0, 1, &a);
	light(1, 2, &b);
	check(!set_dpms(0, false) && shared->state.head[0].off && shared->state.head[0].width,
	      "one monitor sleeps, with its mode");
	check(!shared->state.head[1].off && shows(1, 71, 800, 600), "the other does not");
	check(!set_dpms(0, true) && !shared->state.head[0].off && shared->state.head[0].visible &&
	      shows(0, 70, 1024, 768), "it wakes up with its picture");
	dark();
	drop_buffer(&a);
	drop_buffer(&b);
}

static uint32_t lut_blob(bool inverse)
{
	struct drm_color_lut lut[256] = { 0 };
	uint32_t blob = 0;

	for (unsigned int i = 0; i < 256; i++) {
		lut[i].red = (uint16_t)(inverse ? 65535 - i * 257 : i * 257);
		lut[i].green = (uint16_t)(i * 128);
		lut[i].blue = (uint16_t)(i * i);
	}
	if (drmModeCreatePropertyBlob(fd, lut, sizeof(lut), &blob))
		die("make a blob");
	return blob;
}

/* The ramp that lut_blob() makes is what the miniport has. */
static bool has_lut(int head, bool inverse)
{
	volatile unsigned short (*g)[256] = shared->state.head[head].gamma;

	for (unsigned int i = 0; i < 256; i++)
		if (g[0][i] != (inverse ? 65535 - i * 257 : i * 257) || g[1][i] != i * 128 ||
		    g[2][i] != (uint16_t)(i * i))
			return false;
	return shared->state.head[head].gamma_type == 2;
}

static int set_lut(int head, uint32_t blob)
{
	drmModeAtomicReq *req = drmModeAtomicAlloc();

	set(req, crtc[head], DRM_MODE_OBJECT_CRTC, "GAMMA_LUT", blob);
	return commit(req, 0);
}

static void gamma_ramps(void)
{
	struct buffer a = make_buffer(1024, 768, DRM_FORMAT_XRGB8888);
	struct buffer b = make_buffer(800, 600, DRM_FORMAT_XRGB8888);
	volatile struct twohead_head *head = &shared->state.head[1];
	uint16_t red[256], green[256], blue[256];
	struct drm_color_lut small[16] = { 0 };
	uint32_t blob, short_blob = 0;
	uint64_t size = 0;
	unsigned int sent;

	prop_id(crtc[1], DRM_MODE_OBJECT_CRTC, "GAMMA_LUT_SIZE", &size);
	check(size == 256, "programs learn the size of ramps");
	light(0, 1, &a);
	light(1, 2, &b);
	blob = lut_blob(false);
	check(!set_lut(1, blob) && has_lut(1, false), "a ramp is the program's");
	check(shared->state.head[0].gamma_type != 2, "and that of the other source is not");
	sent = head->gammas;
	light(1, 2, &a);
	check(head->gammas == sent + 1 && has_lut(1, false), "it comes again with another mode");
	check(!set_lut(1, 0) && head->gamma_type == 1, "and is taken away");

	if (drmModeCreatePropertyBlob(fd, small, sizeof(small), &short_blob))
		die("make a blob");
	check(set_lut(1, short_blob) && errno == EINVAL, "one of another size is refused");

	for (unsigned int i = 0; i < 256; i++) {
		red[i] = (uint16_t)(65535 - i * 257);
		green[i] = (uint16_t)(i * 128);
		blue[i] = (uint16_t)(i * i);
	}
	check(!drmModeCrtcSetGamma(fd, crtc[1], 256, red, green, blue) && has_lut(1, true),
	      "the legacy call sets one as well");
	shared->control.no_gamma = 1;
	check(!set_lut(1, blob) && shows(1, 0, 0, 0) == false && head->visible,
	      "what the miniport refuses after all leaves the picture");
	shared->control.no_gamma = 0;
	set_lut(1, 0);
	drmModeDestroyPropertyBlob(fd, blob);
	drmModeDestroyPropertyBlob(fd, short_blob);
	dark();
	drop_buffer(&a);
	drop_buffer(&b);
}

static void topologies(void)
{
	struct buffer a = make_buffer(800, 600, DRM_FORMAT_XRGB8888);
	uint32_t possible[TWOHEAD_CHILDREN] = { 0 }, clones[TWOHEAD_CHILDREN] = { 0 };
	drmModeAtomicReq *req;

	for (int i = 0; i < TWOHEAD_CHILDREN; i++) {
		drmModeConnector *c = drmModeGetConnector(fd, connector[i]);
		drmModeEncoder *e = c ? drmModeGetEncoder(fd, c->encoders[0]) : NULL;

		if (e) {
			possible[i] = e->possible_crtcs;
			clones[i] = e->possible_clones;
		}
		drmModeFreeEncoder(e);
		drmModeFreeConnector(c);
	}
	check(possible[0] == 1 && possible[1] == 3 && possible[2] == 3,
	      "programs learn which source can feed which output (%#x %#x %#x)", possible[0],
	      possible[1], possible[2]);
	check(clones[0] == 7 && clones[1] == 7 && clones[2] == 7,
	      "and which can show the same (%#x %#x %#x)", clones[0], clones[1], clones[2]);

	paint(&a, 80);
	light(0, 3, &a);
	check(shared->state.head[0].targets == 3 && shows(0, 80, 800, 600),
	      "one source feeds two outputs");
	req = drmModeAtomicAlloc();
	add_head(req, 1, 1, &a);
	check(commit(req, DRM_MODE_ATOMIC_ALLOW_MODESET | DRM_MODE_ATOMIC_TEST_ONLY),
	      "what is not wired is refused");
	dark();
	drop_buffer(&a);
}

/* A kernel without sockets tells nobody, but counts them. */
static int counter = -1;
static uint64_t counted;

static uint64_t events_counted(void)
{
	char text[32] = "";

	if (pread(counter, text, sizeof(text) - 1, 0) <= 0)
		die("count events");
	return strtoull(text, NULL, 10);
}

static bool event_counted(void)
{
	unsigned int i;

	for (i = 0; i < 1000; i++) {
		uint64_t seen = counted;

		counted = events_counted();
		if (counted != seen)
			return true;
		usleep(10000);
	}
	return false;
}

static int uevents(void)
{
	struct sockaddr_nl nl = { .nl_family = AF_NETLINK, .nl_groups = 1 };
	int s = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT);

	if (s < 0 && errno == ENOSYS) {
		counter = open("/sys/kernel/uevent_seqnum", O_RDONLY | O_CLOEXEC);
		counted = events_counted();
		return counter;
	}
	if (s < 0 || bind(s, (struct sockaddr *)&nl, sizeof(nl)))
		die("listen to events");
	return s;
}

/* An event with HOTPLUG=1 comes within some seconds. */
static bool hotplug_event(int s)
{
	struct pollfd p = { .fd = s, .events = POLLIN };
	char text[4096];
	ssize_t n;

	if (s == counter)
		return event_counted();
	while (poll(&p, 1, 10000) > 0) {
		n = recv(s, text, sizeof(text) - 1, 0);
		if (n <= 0)
			return false;
		text[n] = 0;
		for (char *at = text; at < text + n; at += strlen(at) + 1)
			if (!strcmp(at, "HOTPLUG=1"))
				return true;
	}
	return false;
}

static unsigned int edid_serial(int child)
{
	drmModePropertyBlobRes *blob;
	unsigned int serial = 0;
	uint64_t value = 0;

	prop_id(connector[child], DRM_MODE_OBJECT_CONNECTOR, "EDID", &value);
	blob = value ? drmModeGetPropertyBlob(fd, (uint32_t)value) : NULL;
	if (blob && blob->length >= 128)
		serial = ((uint8_t *)blob->data)[12];
	drmModeFreePropertyBlob(blob);
	return serial;
}

/* The first half of it; 0 for none. */
static uint64_t container_id(int child)
{
	drmModePropertyBlobRes *blob;
	uint64_t value = 0, id = 0;

	drmModeFreeConnector(drmModeGetConnector(fd, connector[child]));
	if (!prop_id(connector[child], DRM_MODE_OBJECT_CONNECTOR, "CONTAINER_ID", &value))
		die("CONTAINER_ID");
	blob = value ? drmModeGetPropertyBlob(fd, (uint32_t)value) : NULL;
	if (blob && blob->length == 16)
		memcpy(&id, blob->data, sizeof(id));
	drmModeFreePropertyBlob(blob);
	return id;
}

static int connection(int child)
{
	drmModeConnector *c = drmModeGetConnector(fd, connector[child]);
	int status = c ? (int)c->connection : -1;

	drmModeFreeConnector(c);
	return status;
}

static void plug(unsigned int children, unsigned int mask)
{
	shared->control.connected = children;
	shared->control.indicate = mask;
}

static void hotplug(void)
{
	int s = uevents();

	check(connection(0) == DRM_MODE_CONNECTED && connection(1) == DRM_MODE_CONNECTED &&
	      connection(2) == DRM_MODE_DISCONNECTED, "two outputs are connected");
	plug(7, 4);
	check(hotplug_event(s), "a plug is announced");
	check(connection(2) == DRM_MODE_CONNECTED, "and the output is connected then");
	check(edid_serial(2) == 0, "a monitor without an EDID has none");
	check(container_id(0) && container_id(1) && container_id(0) != container_id(1),
	      "monitors with one are in a box each");
	plug(5, 2);
	check(hotplug_event(s) && connection(1) == DRM_MODE_DISCONNECTED, "another is unplugged");
	check(edid_serial(0) == 1, "the EDID is the monitor's");
	shared->control.serial = 7;
	plug(5, 1);
	check(hotplug_event(s), "a monitor that stays connected and has another EDID is announced");
	check(connection(0) == DRM_MODE_CONNECTED && edid_serial(0) == 7, "and the EDID is the new one");
	plug(3, 0);
	shared->control.connectors = 1;
	check(hotplug_event(s), "a change of some connector is announced");
	usleep(300000);
	check(connection(1) == DRM_MODE_CONNECTED && connection(2) == DRM_MODE_DISCONNECTED,
	      "and each is asked anew");
	shared->control.serial = 1;
	plug(3, 1);
	hotplug_event(s);
	close(s);
}

/* The i2c bus of the second output, and the device in its monitor. */
static void i2c(void)
{
	static const unsigned char send[] = { 0x51, 0x84, 0x03, 0x10, 0x00, 0x32 };
	unsigned char back[6] = { 0 }, large[65] = { 0 };
	struct i2c_msg msgs[2] = {
		{ .addr = 0x37, .len = sizeof(send), .buf = (unsigned char *)send },
		{ .addr = 0x37, .flags = I2C_M_RD, .len = sizeof(back), .buf = back },
	};
	struct i2c_rdwr_ioctl_data data = { .msgs = msgs, .nmsgs = 1 };
	char path[64], name[64] = "";
	int bus = -1;

	for (int i = 0; i < 16 && bus < 0; i++) {
		FILE *f;

		snprintf(path, sizeof(path), "/sys/class/i2c-dev/i2c-%d/name", i);
		f = fopen(path, "r");
		if (!f)
			continue;
		if (fgets(name, sizeof(name), f) && strstr(name, "dxgk HDMI-A-1")) {
			snprintf(path, sizeof(path), "/dev/i2c-%d", i);
			bus = open(path, O_RDWR | O_CLOEXEC);
		}
		fclose(f);
	}
	if (bus < 0)
		die("no i2c bus of HDMI-A-1");
	check(ioctl(bus, I2C_RDWR, &data) == 1 && shared->state.i2c_target == 0x20 &&
	      shared->state.i2c_size == sizeof(send) &&
	      !memcmp((const void *)shared->state.i2c, send, sizeof(send)),
	      "what is sent to a monitor arrives there");
	data = (struct i2c_rdwr_ioctl_data){ .msgs = &msgs[1], .nmsgs = 1 };
	check(ioctl(bus, I2C_RDWR, &data) == 1 && !memcmp(back, send, sizeof(back)),
	      "and what it answers is read");
	memset(back, 0, sizeof(back));
	data = (struct i2c_rdwr_ioctl_data){ .msgs = msgs, .nmsgs = 2 };
	check(ioctl(bus, I2C_RDWR, &data) == 2 && !memcmp(back, send, sizeof(back)),
	      "both in one go");
	msgs[0].addr = 0x50;
	data.nmsgs = 1;
	check(ioctl(bus, I2C_RDWR, &data) < 0 && errno == ENXIO,
	      "a device that is not there does not answer");
	msgs[0] = (struct i2c_msg){ .addr = 0x37, .len = sizeof(large), .buf = large };
	check(ioctl(bus, I2C_RDWR, &data) < 0 && errno == EOPNOTSUPP,
	      "more than the miniport takes is refused");
	close(bus);
}

/* For pointer_comes: the next time the driver starts. */
static void pointer_goes(void)
{
	shared->control.pointer_late = TWOHEAD_MAGIC;
	check(true, "the next start is without a pointer");
}

static int dump(const volatile uint32_t *pixels, size_t count)
{
	uint32_t *copy = malloc(count * sizeof(*copy));

	if (!copy)
		return 1;
	for (size_t i = 0; i < count; i++)
		copy[i] = pixels[i];
	return fwrite(copy, sizeof(*copy), count, stdout) != count;
}

static int look(const char *what, int head)
{
	volatile struct twohead_head *h = &shared->state.head[head];

	if (!strcmp(what, "screen"))
		return dump((const volatile uint32_t *)(memory + TWOHEAD_SCREENS +
							(size_t)head * TWOHEAD_SCREEN_SIZE),
			    (size_t)h->width * h->height);
	if (!strcmp(what, "pointer"))
		return dump(h->pointer, (size_t)h->pointer_width * h->pointer_height);
	printf("power %u mistakes %u %s\n", shared->state.power, shared->state.mistakes,
	       (const char *)shared->state.mistake);
	for (int i = 0; i < TWOHEAD_HEADS; i++) {
		h = &shared->state.head[i];
		printf("head %d size %ux%u targets %u visible %u off %u pointer %u at %d,%d of %ux%u\n",
		       i, h->width, h->height, h->targets, h->visible, h->off, h->pointer_visible,
		       h->pointer_x, h->pointer_y, h->pointer_width, h->pointer_height);
	}
	return 0;
}

static const struct {
	const char *name;
	void (*run)(void);
} cases[] = {
	{ "two_outputs", two_outputs },
	{ "flips", flips },
	{ "never", never },
	{ "failing", failing },
	{ "vblanks", vblanks },
	{ "scan_line", scan_line },
	{ "pointer", pointer },
	{ "pointer_goes", pointer_goes },
	{ "pointer_comes", pointer_comes },
	{ "dpms", dpms },
	{ "hotplug", hotplug },
	{ "vast_mode", vast_mode },
	{ "gamma", gamma_ramps },
	{ "topologies", topologies },
	{ "i2c", i2c },
};

int main(int argc, char **argv)
{
	if (argc < 4) {
		fprintf(stderr, "usage: twohead CARD MEMORY CASE...\n");
		return 2;
	}
	if (!strcmp(argv[1], "-")) {
		open_memory(argv[2]);
		return look(argv[3], argc > 4 ? atoi(argv[4]) % TWOHEAD_HEADS : 0);
	}
	open_card(argv[1]);
	open_memory(argv[2]);
	/* Whatever the console shows. */
	dark();
	for (int a = 3; a < argc; a++) {
		unsigned int mistakes = shared->state.mistakes;
		bool found = false;

		for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
			if (!strcmp(argv[a], cases[i].name)) {
				found = true;
				cases[i].run();
			}
		if (!found) {
			fprintf(stderr, "twohead: no case %s\n", argv[a]);
			return 2;
		}
		if (shared->state.mistakes != mistakes)
			printf("# %s\n", (const char *)shared->state.mistake);
		check(shared->state.mistakes == mistakes, "%s: no call that the DDI forbids", argv[a]);
	}
	return 0;
}
