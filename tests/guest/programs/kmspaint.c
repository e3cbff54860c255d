// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * kmspaint: shows pictures on a KMS device, step by step, and knows what the
 * screen must then look like.
 *
 *	kmspaint [OPTION]... STEP...
 *
 *	-d NODE     the device (default: the first card)
 *	-D DRIVER   the first card of that driver
 *	-c N        use the Nth connected connector (default 0)
 *	-m WxH      the mode (default: the preferred one)
 *	-a          atomic commits; without it, the legacy calls
 *	-r DEGREES  have the plane rotate by 90, 180 or 270 degrees counter-clockwise;
 *	            rectangles are then of the buffer (needs -a, or -e)
 *	-i DRIVER   the buffers are those of the first card of another driver, imported
 *	-e FILE     no device: write the screen that the steps lead to, as 32-bit
 *	            pixels, to FILE (needs -m)
 *
 * Steps (R is X,Y,W,H):
 *	list               print driver, connectors and modes
 *	edid:FILE          write the connector's EDID to FILE
 *	paint:SEED[:R]     paint the pattern into the buffer in use; shows nothing
 *	set                set the mode with the buffer in use
 *	dirty[:R[:R...]]   tell that the rectangles (or everything) changed
 *	flip[:SEED]        paint the other buffer, show it, and wait for the event
 *	off, on            switch the output off, and on again
 *	stress:SECONDS     paint, dirty and flip as fast as it goes; if the device
 *	                   goes away meanwhile, say so and stop
 *	ready:TEXT         print TEXT
 *	sleep:SECONDS
 *	hold               wait for a signal; then end in order
 *
 * Each failure is fatal and says which call failed in which step.  Exit status:
 * 0 done, 1 failed, 2 usage, 3 the device went away under `stress`.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <poll.h>

#include <drm_fourcc.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include "pattern.h"

#define MAX_RECTS 64

struct rect {
	uint32_t x, y, w, h;
};

struct buffer {
	uint32_t handle, fb, pitch;
	uint64_t size;
	uint8_t *map;
};

struct output {
	int fd;
	uint32_t connector, crtc, plane, mode_blob;
	drmModeModeInfo mode;
	bool atomic;
	struct {
		uint32_t conn_crtc, crtc_mode, crtc_active, fb, crtc, damage;
		uint32_t src_x, src_y, src_w, src_h, x, y, w, h, rotation;
	} prop;
};

static struct output out = { .fd = -1 };
static struct buffer buffers[2];
static int cur;
static uint8_t *expected; /* with -e: what the screen holds */
static uint32_t width, height;
static uint32_t buf_w, buf_h; /* of the buffers: the mode's, or on its side */
static int rotation;
static int exporter = -1; /* the device that the buffers are of, if another */
static const char *step = "start";
static volatile sig_atomic_t stop;

static void die(const char *what)
{
	fprintf(stderr, "kmspaint: %s: %s: %s\n", step, what, strerror(errno));
	exit(1);
}

static void die_text(const char *what)
{
	fprintf(stderr, "kmspaint: %s: %s\n", step, what);
	exit(1);
}

static bool gone(int err)
{
	return err == ENODEV || err == EIO || err == ENXIO;
}

static void on_signal(int sig)
{
	(void)sig;
	stop = 1;
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

/* Finding a device and an output */

static int open_node(const char *node, const char *driver)
{
	char path[64];

	if (node) {
		int fd = open(node, O_RDWR | O_CLOEXEC);

		if (fd < 0)
			die(node);
		return fd;
	}
	for (int i = 0; i < 16; i++) {
		snprintf(path, sizeof(path), "/dev/dri/card%d", i);
		int fd = open(path, O_RDWR | O_CLOEXEC);

		if (fd < 0)
			continue;
		drmVersionPtr v = drmGetVersion(fd);
		bool fits = v && (!driver || !strcmp(v->name, driver));

		drmFreeVersion(v);
		if (fits)
			return fd;
		close(fd);
	}
	die_text("no such card");
	return -1;
}

static uint32_t find_prop(uint32_t object, uint32_t type, const char *name, bool must)
{
	drmModeObjectPropertiesPtr props = drmModeObjectGetProperties(out.fd, object, type);
	uint32_t id = 0;

	for (uint32_t i = 0; props && i < props->count_props && !id; i++) {
		drmModePropertyPtr p = drmModeGetProperty(out.fd, props->props[i]);

		if (p && !strcmp(p->name, name))
			id = p->prop_id;
		drmModeFreeProperty(p);
	}
	drmModeFreeObjectProperties(props);
	if (!id && must)
		die_text(name);
	return id;
}

static uint64_t prop_value(uint32_t object, uint32_t type, const char *name)
{
	drmModeObjectPropertiesPtr props = drmModeObjectGetProperties(out.fd, object, type);
	uint64_t value = ~0ull;

	for (uint32_t i = 0; props && i < props->count_props; i++) {
		drmModePropertyPtr p = drmModeGetProperty(out.fd, props->props[i]);

		if (p && !strcmp(p->name, name))
			value = props->prop_values[i];
		drmModeFreeProperty(p);
	}
	drmModeFreeObjectProperties(props);
	return value;
}

static drmModeConnectorPtr find_connector(drmModeResPtr res, int n)
{
	for (int i = 0; i < res->count_connectors; i++) {
		drmModeConnectorPtr c = drmModeGetConnector(out.fd, res->connectors[i]);

		if (c && c->connection == DRM_MODE_CONNECTED && c->count_modes && n-- == 0)
			return c;
		drmModeFreeConnector(c);
	}
	die_text("no connected connector with modes");
	return NULL;
}

static int find_crtc(drmModeResPtr res, drmModeConnectorPtr c)
{
	for (int i = 0; i < c->count_encoders; i++) {
		drmModeEncoderPtr e = drmModeGetEncoder(out.fd, c->encoders[i]);

		for (int k = 0; e && k < res->count_crtcs; k++) {
			if (e->possible_crtcs & 1u << k) {
				drmModeFreeEncoder(e);
				return k;
			}
		}
		drmModeFreeEncoder(e);
	}
	die_text("no CRTC for the connector");
	return -1;
}

static void find_plane(int crtc_index)
{
	drmModePlaneResPtr planes = drmModeGetPlaneResources(out.fd);

	for (uint32_t i = 0; planes && i < planes->count_planes; i++) {
		drmModePlanePtr p = drmModeGetPlane(out.fd, planes->planes[i]);
		bool fits = p && p->possible_crtcs & 1u << crtc_index &&
			    prop_value(p->plane_id, DRM_MODE_OBJECT_PLANE, "type") ==
				    DRM_PLANE_TYPE_PRIMARY;

		if (fits)
			out.plane = p->plane_id;
		drmModeFreePlane(p);
		if (fits)
			break;
	}
	drmModeFreePlaneResources(planes);
	if (!out.plane)
		die_text("no primary plane");
}

static void find_props(void)
{
	uint32_t p = out.plane, t = DRM_MODE_OBJECT_PLANE;

	out.prop.conn_crtc = find_prop(out.connector, DRM_MODE_OBJECT_CONNECTOR, "CRTC_ID", true);
	out.prop.crtc_mode = find_prop(out.crtc, DRM_MODE_OBJECT_CRTC, "MODE_ID", true);
	out.prop.crtc_active = find_prop(out.crtc, DRM_MODE_OBJECT_CRTC, "ACTIVE", true);
	out.prop.fb = find_prop(p, t, "FB_ID", true);
	out.prop.crtc = find_prop(p, t, "CRTC_ID", true);
	out.prop.damage = find_prop(p, t, "FB_DAMAGE_CLIPS", false);
	out.prop.src_x = find_prop(p, t, "SRC_X", true);
	out.prop.src_y = find_prop(p, t, "SRC_Y", true);
	out.prop.src_w = find_prop(p, t, "SRC_W", true);
	out.prop.src_h = find_prop(p, t, "SRC_H", true);
	out.prop.x = find_prop(p, t, "CRTC_X", true);
	out.prop.y = find_prop(p, t, "CRTC_Y", true);
	out.prop.w = find_prop(p, t, "CRTC_W", true);
	out.prop.h = find_prop(p, t, "CRTC_H", true);
	out.prop.rotation = find_prop(p, t, "rotation", rotation);
}

static void choose_mode(drmModeConnectorPtr c)
{
	int best = -1;

	for (int i = 0; i < c->count_modes && best < 0; i++) {
		if (width ? c->modes[i].hdisplay == width && c->modes[i].vdisplay == height :
			    !!(c->modes[i].type & DRM_MODE_TYPE_PREFERRED))
			best = i;
	}
	if (best < 0 && width)
		die_text("the connector has no such mode");
	out.mode = c->modes[best < 0 ? 0 : best];
	width = out.mode.hdisplay;
	height = out.mode.vdisplay;
}

static void open_output(const char *node, const char *driver, int connector)
{
	out.fd = open_node(node, driver);
	drmSetClientCap(out.fd, DRM_CLIENT_CAP_UNIVERSAL_PLANES, 1);
	if (out.atomic && drmSetClientCap(out.fd, DRM_CLIENT_CAP_ATOMIC, 1))
		die("DRM_CLIENT_CAP_ATOMIC");
	drmModeResPtr res = drmModeGetResources(out.fd);

	if (!res)
		die("drmModeGetResources");
	drmModeConnectorPtr c = find_connector(res, connector);
	int index = find_crtc(res, c);

	out.connector = c->connector_id;
	out.crtc = res->crtcs[index];
	choose_mode(c);
	if (out.atomic) {
		find_plane(index);
		find_props();
		if (drmModeCreatePropertyBlob(out.fd, &out.mode, sizeof(out.mode), &out.mode_blob))
			die("drmModeCreatePropertyBlob");
	}
	drmModeFreeConnector(c);
	drmModeFreeResources(res);
}

/* The output's handle of a buffer that another device made. */
static uint32_t import_buffer(uint32_t handle)
{
	uint32_t imported;
	int fd;

	if (drmPrimeHandleToFD(exporter, handle, DRM_CLOEXEC | DRM_RDWR, &fd))
		die("drmPrimeHandleToFD");
	if (drmPrimeFDToHandle(out.fd, fd, &imported))
		die("drmPrimeFDToHandle");
	close(fd);
	return imported;
}

static struct buffer *get_buffer(int n)
{
	struct buffer *b = &buffers[n];
	struct drm_mode_create_dumb create = { .width = buf_w, .height = buf_h, .bpp = 32 };
	struct drm_mode_map_dumb map = { 0 };
	uint32_t handles[4] = { 0 }, pitches[4] = { 0 }, offsets[4] = { 0 };
	int maker = exporter >= 0 ? exporter : out.fd;

	if (b->map)
		return b;
	if (expected) {
		b->pitch = buf_w * 4;
		b->map = calloc(buf_h, b->pitch);
		if (!b->map)
			die("calloc");
		return b;
	}
	if (drmIoctl(maker, DRM_IOCTL_MODE_CREATE_DUMB, &create))
		die("DRM_IOCTL_MODE_CREATE_DUMB");
	map.handle = create.handle;
	b->handle = handles[0] = exporter >= 0 ? import_buffer(create.handle) : create.handle;
	b->pitch = pitches[0] = create.pitch;
	b->size = create.size;
	if (drmModeAddFB2(out.fd, buf_w, buf_h, DRM_FORMAT_XRGB8888, handles, pitches, offsets,
			  &b->fb, 0))
		die("drmModeAddFB2");
	if (drmIoctl(maker, DRM_IOCTL_MODE_MAP_DUMB, &map))
		die("DRM_IOCTL_MODE_MAP_DUMB");
	b->map = mmap(NULL, b->size, PROT_READ | PROT_WRITE, MAP_SHARED, maker, map.offset);
	if (b->map == MAP_FAILED)
		die("mmap of the dumb buffer");
	for (uint64_t i = 0; i < b->size; i++) {
		if (b->map[i])
			die_text("a new dumb buffer is not all zero");
	}
	return b;
}

/* Showing */

static int commit(struct buffer *b, const struct rect *rects, int count, uint32_t flags,
		  bool modeset)
{
	drmModeAtomicReqPtr r = drmModeAtomicAlloc();
	uint32_t blob = 0;

	if (!r)
		die("drmModeAtomicAlloc");
	if (modeset) {
		drmModeAtomicAddProperty(r, out.connector, out.prop.conn_crtc, out.crtc);
		drmModeAtomicAddProperty(r, out.crtc, out.prop.crtc_mode, out.mode_blob);
		drmModeAtomicAddProperty(r, out.crtc, out.prop.crtc_active, 1);
		flags |= DRM_MODE_ATOMIC_ALLOW_MODESET;
	}
	drmModeAtomicAddProperty(r, out.plane, out.prop.fb, b->fb);
	drmModeAtomicAddProperty(r, out.plane, out.prop.crtc, out.crtc);
	drmModeAtomicAddProperty(r, out.plane, out.prop.src_x, 0);
	drmModeAtomicAddProperty(r, out.plane, out.prop.src_y, 0);
	drmModeAtomicAddProperty(r, out.plane, out.prop.src_w, (uint64_t)buf_w << 16);
	drmModeAtomicAddProperty(r, out.plane, out.prop.src_h, (uint64_t)buf_h << 16);
	drmModeAtomicAddProperty(r, out.plane, out.prop.x, 0);
	drmModeAtomicAddProperty(r, out.plane, out.prop.y, 0);
	drmModeAtomicAddProperty(r, out.plane, out.prop.w, width);
	drmModeAtomicAddProperty(r, out.plane, out.prop.h, height);
	if (out.prop.rotation)
		drmModeAtomicAddProperty(r, out.plane, out.prop.rotation,
					 1u << rotation / 90 % 4);
	if (count && out.prop.damage) {
		struct drm_mode_rect clips[MAX_RECTS];

		for (int i = 0; i < count; i++) {
			clips[i].x1 = rects[i].x;
			clips[i].y1 = rects[i].y;
			clips[i].x2 = rects[i].x + rects[i].w;
			clips[i].y2 = rects[i].y + rects[i].h;
		}
		if (drmModeCreatePropertyBlob(out.fd, clips, count * sizeof(clips[0]), &blob)) {
			int err = errno;

			drmModeAtomicFree(r);
			errno = err;
			return -1;
		}
		drmModeAtomicAddProperty(r, out.plane, out.prop.damage, blob);
	}
	int ret = drmModeAtomicCommit(out.fd, r, flags, NULL);
	int err = errno;

	if (blob)
		drmModeDestroyPropertyBlob(out.fd, blob);
	drmModeAtomicFree(r);
	errno = err;
	return ret;
}

/* Which pixel of the screen shows that of the buffer. */
static uint64_t on_screen(uint32_t x, uint32_t y)
{
	switch (rotation) {
	case 90:
		return (uint64_t)(buf_w - 1 - x) * width + y;
	case 180:
		return (uint64_t)(buf_h - 1 - y) * width + buf_w - 1 - x;
	case 270:
		return (uint64_t)x * width + buf_h - 1 - y;
	default:
		return (uint64_t)y * width + x;
	}
}

static void copy_expected(const struct rect *r)
{
	struct buffer *b = get_buffer(cur);

	for (uint32_t y = r->y; y < r->y + r->h; y++)
		for (uint32_t x = r->x; x < r->x + r->w; x++)
			memcpy(expected + on_screen(x, y) * 4,
			       b->map + (uint64_t)y * b->pitch + x * 4, 4);
}

static int do_set(void)
{
	struct buffer *b = get_buffer(cur);

	if (expected) {
		copy_expected(&(struct rect){ 0, 0, buf_w, buf_h });
		return 0;
	}
	if (out.atomic)
		return commit(b, NULL, 0, 0, true);
	return drmModeSetCrtc(out.fd, out.crtc, b->fb, 0, 0, &out.connector, 1, &out.mode);
}

static int do_dirty(struct rect *rects, int count)
{
	struct buffer *b = get_buffer(cur);
	drmModeClip clips[MAX_RECTS];

	if (expected) {
		if (!count)
			copy_expected(&(struct rect){ 0, 0, buf_w, buf_h });
		for (int i = 0; i < count; i++)
			copy_expected(&rects[i]);
		return 0;
	}
	if (out.atomic)
		return commit(b, rects, count, 0, false);
	for (int i = 0; i < count; i++) {
		clips[i].x1 = rects[i].x;
		clips[i].y1 = rects[i].y;
		clips[i].x2 = rects[i].x + rects[i].w;
		clips[i].y2 = rects[i].y + rects[i].h;
	}
	int ret = drmModeDirtyFB(out.fd, b->fb, count ? clips : NULL, count);

	if (ret < 0) {
		errno = -ret;
		/* a driver that scans the buffer out needs no telling */
		return errno == ENOSYS ? 0 : -1;
	}
	return 0;
}

static void flipped(int fd, unsigned int seq, unsigned int sec, unsigned int usec, void *data)
{
	(void)fd, (void)seq, (void)sec, (void)usec;
	if (data)
		*(bool *)data = true;
}

static int wait_flip(bool *done)
{
	drmEventContext ctx = { .version = 2, .page_flip_handler = flipped };
	double end = now() + 10;

	while (!*done) {
		struct pollfd p = { .fd = out.fd, .events = POLLIN };
		int n = poll(&p, 1, 200);

		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0 && p.revents & (POLLHUP | POLLERR) && !(p.revents & POLLIN)) {
			errno = ENODEV;
			return -1;
		}
		if (n > 0 && drmHandleEvent(out.fd, &ctx))
			return -1;
		if (now() > end) {
			errno = ETIMEDOUT;
			return -1;
		}
	}
	return 0;
}

static int do_flip(uint32_t seed)
{
	bool done = false;

	cur = !cur;
	struct buffer *b = get_buffer(cur);

	pattern_paint(b->map, b->pitch, seed, 0, 0, buf_w, buf_h);
	if (expected) {
		copy_expected(&(struct rect){ 0, 0, buf_w, buf_h });
		return 0;
	}
	/* The legacy call works on atomic drivers too, and carries a pointer. */
	if (drmModePageFlip(out.fd, out.crtc, b->fb, DRM_MODE_PAGE_FLIP_EVENT, &done))
		return -1;
	return wait_flip(&done);
}

static int do_power(bool on)
{
	if (expected) {
		if (!on)
			memset(expected, 0, (uint64_t)width * height * 4);
		return on ? do_set() : 0;
	}
	if (!out.atomic) {
		uint32_t dpms = find_prop(out.connector, DRM_MODE_OBJECT_CONNECTOR, "DPMS", true);

		return drmModeConnectorSetProperty(out.fd, out.connector, dpms,
						   on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF);
	}
	drmModeAtomicReqPtr r = drmModeAtomicAlloc();

	if (!r)
		die("drmModeAtomicAlloc");
	drmModeAtomicAddProperty(r, out.crtc, out.prop.crtc_active, on);
	int ret = drmModeAtomicCommit(out.fd, r, DRM_MODE_ATOMIC_ALLOW_MODESET, NULL);

	drmModeAtomicFree(r);
	return ret;
}

static void do_stress(double seconds)
{
	double end = now() + seconds;
	unsigned long frames = 0;

	while (now() < end && !stop) {
		uint32_t n = frames % 16;
		struct rect r = { n * buf_w / 32, n * buf_h / 32, buf_w / 2, buf_h / 2 };
		struct buffer *b = get_buffer(cur);
		int ret;

		pattern_paint(b->map, b->pitch, frames, r.x, r.y, r.w, r.h);
		ret = do_dirty(&r, 1);
		if (!ret && frames % 4 == 3)
			ret = do_flip(frames);
		if (ret && gone(errno)) {
			printf("gone after %lu frames: %s\n", frames, strerror(errno));
			fflush(stdout);
			exit(3);
		}
		if (ret)
			die("a frame");
		frames++;
	}
	printf("%lu frames\n", frames);
}

/* The other steps */

static void do_list(void)
{
	drmVersionPtr v = drmGetVersion(out.fd);
	drmModeResPtr res = drmModeGetResources(out.fd);

	if (!v || !res)
		die("list");
	printf("driver %s %d.%d.%d\n", v->name, v->version_major, v->version_minor,
	       v->version_patchlevel);
	for (int i = 0; i < res->count_connectors; i++) {
		drmModeConnectorPtr c = drmModeGetConnector(out.fd, res->connectors[i]);

		if (!c)
			continue;
		printf("connector %u type %s %s\n", c->connector_id,
		       drmModeGetConnectorTypeName(c->connector_type) ?: "?",
		       c->connection == DRM_MODE_CONNECTED ? "connected" : "not connected");
		for (int m = 0; m < c->count_modes; m++)
			printf("mode %ux%u@%u%s\n", c->modes[m].hdisplay, c->modes[m].vdisplay,
			       c->modes[m].vrefresh,
			       c->modes[m].type & DRM_MODE_TYPE_PREFERRED ? " preferred" : "");
		drmModeFreeConnector(c);
	}
	drmModeFreeResources(res);
	drmFreeVersion(v);
}

static void do_edid(const char *file)
{
	uint64_t id = prop_value(out.connector, DRM_MODE_OBJECT_CONNECTOR, "EDID");
	drmModePropertyBlobPtr blob = NULL;
	FILE *f;

	if (id && id != ~0ull)
		blob = drmModeGetPropertyBlob(out.fd, id);
	if (!blob)
		die_text("the connector has no EDID");
	f = fopen(file, "wb");
	if (!f || fwrite(blob->data, blob->length, 1, f) != 1 || fclose(f))
		die(file);
	drmModeFreePropertyBlob(blob);
}

static const char *parse_rect(const char *s, struct rect *r)
{
	int n = 0;

	if (sscanf(s, "%u,%u,%u,%u%n", &r->x, &r->y, &r->w, &r->h, &n) != 4 || r->x > buf_w ||
	    r->w > buf_w - r->x || r->y > buf_h || r->h > buf_h - r->y)
		die_text("not a rectangle of the buffer");
	return s + n;
}

static void do_paint(const char *arg)
{
	struct buffer *b = get_buffer(cur);
	struct rect r = { 0, 0, buf_w, buf_h };
	char *end;
	uint32_t seed = strtoul(arg, &end, 0);

	if (*end == ':')
		parse_rect(end + 1, &r);
	pattern_paint(b->map, b->pitch, seed, r.x, r.y, r.w, r.h);
}

static int parse_rects(const char *arg, struct rect *rects)
{
	int n = 0;

	while (*arg) {
		if (n == MAX_RECTS)
			die_text("too many rectangles");
		arg = parse_rect(arg, &rects[n++]);
		if (*arg == ':')
			arg++;
	}
	return n;
}

static void do_step(char *s)
{
	struct rect rects[MAX_RECTS];
	char *arg = strchr(s, ':');
	int ret = 0;

	step = strdup(s);
	if (arg)
		*arg++ = 0;
	else
		arg = s + strlen(s);

	if (!strcmp(s, "paint"))
		do_paint(arg);
	else if (!strcmp(s, "set"))
		ret = do_set();
	else if (!strcmp(s, "dirty"))
		ret = do_dirty(rects, parse_rects(arg, rects));
	else if (!strcmp(s, "flip"))
		ret = do_flip(strtoul(arg, NULL, 0));
	else if (!strcmp(s, "off") || !strcmp(s, "on"))
		ret = do_power(!strcmp(s, "on"));
	else if (expected && (!strcmp(s, "ready") || !strcmp(s, "sleep") || !strcmp(s, "hold") ||
			      !strcmp(s, "list") || !strcmp(s, "edid")))
		ret = 0;
	else if (!strcmp(s, "list"))
		do_list();
	else if (!strcmp(s, "edid"))
		do_edid(arg);
	else if (!strcmp(s, "stress") && !expected)
		do_stress(atof(arg));
	else if (!strcmp(s, "ready"))
		puts(arg);
	else if (!strcmp(s, "sleep"))
		usleep(atof(arg) * 1e6);
	else if (!strcmp(s, "hold"))
		while (!stop)
			usleep(50000);
	else
		die_text("no such step");
	fflush(stdout);
	if (ret)
		die("the kernel says");
}

int main(int argc, char **argv)
{
	const char *node = NULL, *driver = NULL, *import = NULL, *expect = NULL;
	int connector = 0, o;

	while ((o = getopt(argc, argv, "d:D:c:m:ar:i:e:")) >= 0) {
		switch (o) {
		case 'd':
			node = optarg;
			break;
		case 'D':
			driver = optarg;
			break;
		case 'c':
			connector = atoi(optarg);
			break;
		case 'm':
			if (sscanf(optarg, "%ux%u", &width, &height) != 2 || !width || !height ||
			    width > 16384 || height > 16384)
				die_text("-m wants WxH");
			break;
		case 'a':
			out.atomic = true;
			break;
		case 'r':
			rotation = atoi(optarg);
			if (rotation != 90 && rotation != 180 && rotation != 270)
				die_text("-r wants 90, 180 or 270");
			break;
		case 'i':
			import = optarg;
			break;
		case 'e':
			expect = optarg;
			break;
		default:
			fprintf(stderr,
				"usage: kmspaint [-d NODE] [-D DRIVER] [-c N] [-m WxH] [-a] [-r DEGREES] [-i DRIVER] [-e FILE] STEP...\n");
			return 2;
		}
	}
	struct sigaction sa = { .sa_handler = on_signal };

	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);

	if (expect) {
		if (!width)
			die_text("-e needs -m");
		expected = calloc((uint64_t)width * height, 4);
		if (!expected)
			die("calloc");
	} else {
		if (rotation && !out.atomic)
			die_text("-r needs -a");
		open_output(node, driver, connector);
		if (import)
			exporter = open_node(NULL, import);
	}
	buf_w = rotation % 180 ? height : width;
	buf_h = rotation % 180 ? width : height;
	for (int i = optind; i < argc; i++)
		do_step(argv[i]);

	if (expect) {
		FILE *f = fopen(expect, "wb");

		if (!f || fwrite(expected, (uint64_t)width * height * 4, 1, f) != 1 || fclose(f))
			die(expect);
	}
	return 0;
}
