// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * drmfuzz: programs that do anything at all with the node.
 *
 *	drmfuzz -s SEED -n CALLS -w WORKERS [-u UID] [-b DRIVER/DEVICE]
 *
 * Each worker draws its calls from SEED and its own number: one worker does the
 * same each time.  They open and close nodes, become masters and stop, throw
 * ioctls of DRM and of dxgk with good and bad arguments, map, remap, unmap and
 * touch what they got, fork, and are killed in the middle.  With -b, which
 * needs root, one of them unbinds the device and binds it again now and then.
 * What comes of it the kernel's log says; here only the counts are printed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <xf86drm.h>
#include <xf86drmMode.h>

#include <drm/dxgk_drm.h>

#include "bochs_escape.h"

#define FDS	4
#define HANDLES	8
#define MAPS	8

static uint64_t state;
static int fd[FDS];
static struct { int fd; uint32_t handle; uint64_t size; } dumb[HANDLES];
static uint32_t fb[HANDLES], object[32];
static unsigned int objects;
static struct { char *at; size_t len; } map[MAPS];
static unsigned long worked, refused;
static const char *bind_to;
static sigjmp_buf fault;
static volatile sig_atomic_t touching;

static uint32_t draw(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 16);
}

static uint32_t below(uint32_t n)
{
	return draw() % n;
}

static uint32_t edge(void)
{
	static const uint32_t e[] = {0,	    1,		2,	    3,	       4,     16,
				     32,    64,		255,	    256,       640,   480,
				     1024,  768,	4096,	    16384,     16385, 65535,
				     65536, 0x7fffffff, 0x80000000, 0xffffffff};

	return below(4) ? e[below(sizeof(e) / sizeof(e[0]))] : draw();
}

static int a_fd(void)
{
	return fd[below(FDS)];
}

static uint32_t an_object(void)
{
	return objects && below(8) ? object[below(objects)] : edge();
}

static uint32_t a_fb(void)
{
	return below(8) ? fb[below(HANDLES)] : edge();
}

static void count(int ret)
{
	if (ret < 0)
		refused++;
	else
		worked++;
}

/* ---------------------------------------------------------------------- nodes */

static void learn(int f)
{
	drmModeRes *res = drmModeGetResources(f);
	drmModePlaneRes *planes;
	int i;

	objects = 0;
	if (!res)
		return;
	for (i = 0; i < res->count_crtcs && objects < 30; i++)
		object[objects++] = res->crtcs[i];
	for (i = 0; i < res->count_connectors && objects < 30; i++)
		object[objects++] = res->connectors[i];
	for (i = 0; i < res->count_encoders && objects < 30; i++)
		object[objects++] = res->encoders[i];
	planes = drmModeGetPlaneResources(f);
	for (i = 0; planes && i < (int)planes->count_planes && objects < 30; i++)
		object[objects++] = planes->planes[i];
	drmModeFreePlaneResources(planes);
	drmModeFreeResources(res);
}

static void op_node(void)
{
	unsigned int at = below(FDS);
	drm_magic_t magic;
	char name[32];

	switch (below(6)) {
	case 0:
	case 1:
		if (fd[at] >= 0)
			close(fd[at]);
		snprintf(name, sizeof(name), "/dev/dri/card%u", below(2));
		fd[at] = open(name, O_RDWR | O_CLOEXEC | (below(2) ? O_NONBLOCK : 0));
		count(fd[at]);
		if (fd[at] >= 0) {
			drmSetClientCap(fd[at], below(6), below(3));
			learn(fd[at]);
		}
		break;
	case 2:
		count(drmSetMaster(a_fd()));
		break;
	case 3:
		count(drmDropMaster(a_fd()));
		break;
	case 4:
		if (!drmGetMagic(a_fd(), &magic))
			count(drmAuthMagic(a_fd(), magic));
		break;
	default:
		count(drmSetClientCap(a_fd(), edge(), edge()));
		break;
	}
}

/* ------------------------------------------------------------------------ KMS */

static void op_buffer(void)
{
	struct drm_mode_create_dumb c = {
		.width = below(2) ? 640 : edge() & 0x3fff,
		.height = below(2) ? 480 : edge() & 0xfff,
		.bpp = below(4) ? 32 : edge(),
	};
	unsigned int at = below(HANDLES);
	struct drm_mode_destroy_dumb d;
	uint32_t handles[4] = { 0 }, pitches[4] = { 0 }, offsets[4] = { 0 };
	int f = a_fd(), prime;

	switch (below(5)) {
	case 0:
		/* Memory of the guest is not what is tested. */
		if ((uint64_t)c.width * c.height > 4 << 20)
			break;
		if (drmIoctl(f, DRM_IOCTL_MODE_CREATE_DUMB, &c)) {
			count(-1);
			break;
		}
		if (dumb[at].handle) {
			d.handle = dumb[at].handle;
			drmIoctl(dumb[at].fd, DRM_IOCTL_MODE_DESTROY_DUMB, &d);
		}
		dumb[at].fd = f;
		dumb[at].handle = c.handle;
		dumb[at].size = c.size;
		count(0);
		break;
	case 1:
		handles[0] = below(8) ? dumb[at].handle : edge();
		pitches[0] = below(4) ? 640 * 4 : edge();
		offsets[0] = below(4) ? 0 : edge();
		count(drmModeAddFB2(f, below(4) ? 640 : edge(), below(4) ? 480 : edge(),
				    below(4) ? 0x34325258 : below(2) ? 0x34325241 : edge(),
				    handles, pitches, offsets, &fb[at], below(4) ? 0 : edge()));
		break;
	case 2:
		count(drmModeRmFB(f, a_fb()));
		break;
	case 3:
		d.handle = below(8) ? dumb[at].handle : edge();
		count(drmIoctl(f, DRM_IOCTL_MODE_DESTROY_DUMB, &d));
		break;
	default:
		if (drmPrimeHandleToFD(f, dumb[at].handle, DRM_CLOEXEC | DRM_RDWR, &prime)) {
			count(-1);
			break;
		}
		count(drmPrimeFDToHandle(a_fd(), prime, &handles[0]));
		close(prime);
		break;
	}
}

static void fill_mode(drmModeModeInfo *m)
{
	drmModeConnector *c = objects ? drmModeGetConnector(a_fd(), an_object()) : NULL;

	memset(m, 0, sizeof(*m));
	if (c && c->count_modes)
		*m = c->modes[below(c->count_modes)];
	else
		*m = (drmModeModeInfo){ .clock = 25175, .hdisplay = 640, .hsync_start = 656,
					.hsync_end = 752, .htotal = 800, .vdisplay = 480,
					.vsync_start = 490, .vsync_end = 492, .vtotal = 525 };
	drmModeFreeConnector(c);
	if (!below(4))
		((uint8_t *)m)[below(sizeof(*m))] = draw();
}

static void op_kms(void)
{
	uint32_t connector = an_object(), crtc = objects ? object[0] : edge();
	drmModeModeInfo mode;
	drmModeClip clip[4];
	drmVBlank vbl;
	unsigned int i;
	int f = a_fd();

	if (!below(8))
		crtc = an_object();
	switch (below(9)) {
	case 0:
	case 1:
		fill_mode(&mode);
		count(drmModeSetCrtc(f, crtc, a_fb(), below(4) ? 0 : edge(), below(4) ? 0 : edge(),
				     &connector, below(8) ? 1 : 0, below(8) ? &mode : NULL));
		break;
	case 2:
		count(drmModePageFlip(f, crtc, a_fb(), below(2) ? DRM_MODE_PAGE_FLIP_EVENT : edge(),
				      NULL));
		break;
	case 3:
		for (i = 0; i < 4; i++)
			clip[i] = (drmModeClip){ edge(), edge(), edge(), edge() };
		count(drmModeDirtyFB(f, a_fb(), clip, below(5)));
		break;
	case 4:
		count(drmModeSetPlane(f, an_object(), crtc, a_fb(), edge(), edge(), edge(), edge(),
				      edge(), edge(), edge(), edge(), edge()));
		break;
	case 5:
		count(below(2) ? drmModeSetCursor(f, crtc, dumb[below(HANDLES)].handle, edge(),
						  edge()) :
				 drmModeMoveCursor(f, crtc, edge(), edge()));
		break;
	case 6:
		memset(&vbl, 0, sizeof(vbl));
		vbl.request.type = below(2) ? DRM_VBLANK_RELATIVE | DRM_VBLANK_EVENT : edge();
		vbl.request.sequence = below(2) ? 1 : edge();
		count(drmIoctl(f, DRM_IOCTL_WAIT_VBLANK, &vbl));
		break;
	case 7: {
		drmModeObjectProperties *p =
			drmModeObjectGetProperties(f, an_object(), DRM_MODE_OBJECT_ANY);

		if (p && p->count_props)
			count(drmModeObjectSetProperty(f, an_object(), DRM_MODE_OBJECT_ANY,
						       p->props[below(p->count_props)], edge()));
		drmModeFreeObjectProperties(p);
		break;
	}
	default: {
		drmModeAtomicReq *req = drmModeAtomicAlloc();

		for (i = below(12); i; i--) {
			uint32_t o = an_object();
			drmModeObjectProperties *p =
				drmModeObjectGetProperties(f, o, DRM_MODE_OBJECT_ANY);

			if (p && p->count_props)
				drmModeAtomicAddProperty(req, o, p->props[below(p->count_props)],
							 below(2) ? a_fb() : an_object());
			drmModeFreeObjectProperties(p);
		}
		count(drmModeAtomicCommit(f, req, below(2) ? DRM_MODE_ATOMIC_ALLOW_MODESET : edge(),
					  NULL));
		drmModeAtomicFree(req);
		break;
	}
	}
}

/* Any ioctl of the type, with a buffer of garbage or of numbers that mean something. */
static void op_raw(void)
{
	static uint32_t arg[256];
	static char data[4096];
	unsigned int size = below(2) ? below(64) * 4 : below(1024), i;

	for (i = 0; i < 256; i++) {
		switch (below(6)) {
		case 0:
			arg[i] = an_object();
			break;
		case 1:
			arg[i] = (uint32_t)(uintptr_t)data;
			if (i < 255)
				arg[++i] = (uint32_t)((uintptr_t)data >> 32);
			break;
		case 2:
			arg[i] = edge();
			break;
		default:
			arg[i] = below(4);
			break;
		}
	}
	count(ioctl(a_fd(), _IOC(below(4), 'd', below(4) ? below(0xd0) : 0x40 + below(0x20), size),
		    arg));
}

/* ---------------------------------------------------------------------- escape */

static void keep(void *at, size_t len)
{
	unsigned int i = below(MAPS);

	if (map[i].at)
		munmap(map[i].at, map[i].len);
	map[i].at = at;
	map[i].len = len;
}

static void op_escape(void)
{
	BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA d = {
		.Header = { BOCHS_ESCAPE_MAGIC, BOCHS_ESCAPE_VERSION, 1 + below(4), sizeof(d) },
		.Address = below(2) ? (uintptr_t)map[below(MAPS)].at : draw(),
	};
	struct drm_dxgk_escape e = {
		.data_ptr = (uintptr_t)&d, .size = sizeof(d), .flags = below(2),
	};

	if (below(2))
		d.Header.Command = BOCHS_ESCAPE_MAP_FRAMEBUFFER;
	if (!below(8))
		((uint8_t *)&d)[below(sizeof(d))] = draw();
	if (!below(8))
		((uint8_t *)&e)[below(sizeof(e))] = draw();
	if (drmIoctl(a_fd(), DRM_IOCTL_DXGK_ESCAPE, &e)) {
		count(-1);
		return;
	}
	count(e.status < 0 ? -1 : 0);
	if (e.status >= 0 && d.Header.Command == BOCHS_ESCAPE_MAP_FRAMEBUFFER && d.Address)
		keep((void *)(uintptr_t)d.Address, d.Length);
}

/* ---------------------------------------------------------------------- memory */

/* An ioctl made of garbage may have the kernel write over this program's own. */
#define LOST	3

static void on_fault(int sig)
{
	(void)sig;
	if (!touching)
		_exit(LOST);
	siglongjmp(fault, 1);
}

static void touch(char *at, size_t len)
{
	volatile char *p;

	if (!at || !len)
		return;
	p = at + draw() % len;
	if (!sigsetjmp(fault, 1)) {
		touching = 1;
		*p = *p + 1;
	}
	touching = 0;
}

static void op_memory(void)
{
	unsigned int i = below(MAPS), k = below(HANDLES);
	struct drm_mode_map_dumb m = { .handle = dumb[k].handle };
	char *at = map[i].at;
	size_t len = map[i].len, part;
	void *p;

	part = len ? ((size_t)draw() % len & ~4095ul) : 0;
	switch (below(8)) {
	case 0:
		if (drmIoctl(dumb[k].fd, DRM_IOCTL_MODE_MAP_DUMB, &m) || !dumb[k].size) {
			count(-1);
			break;
		}
		p = mmap(NULL, dumb[k].size, PROT_READ | PROT_WRITE, MAP_SHARED, a_fd(), m.offset);
		count(p == MAP_FAILED ? -1 : 0);
		if (p != MAP_FAILED)
			keep(p, dumb[k].size);
		break;
	case 1:
		p = mmap(NULL, 4096 << below(8), below(8), below(2) ? MAP_SHARED : MAP_PRIVATE,
			 a_fd(), ((uint64_t)draw() << 32 | draw()) & ~4095ull);
		count(p == MAP_FAILED ? -1 : 0);
		if (p != MAP_FAILED)
			munmap(p, 4096);
		break;
	case 2:
		if (at)
			count(munmap(at + part, len - part));
		if (!part)
			map[i].at = NULL;
		break;
	case 3:
		if (at)
			count(mprotect(at + part, 4096, below(8)));
		break;
	case 4:
		p = at ? mremap(at + part, 4096, 4096 << below(6), below(2)) : MAP_FAILED;
		count(p == MAP_FAILED ? -1 : 0);
		break;
	case 5:
		if (at)
			count(madvise(at, len, below(26)));
		break;
	default:
		touch(at, len);
		break;
	}
}

/* A child with all that its parent has, that does something and goes in some way. */
static void op_fork(void)
{
	pid_t pid = fork();

	if (!pid) {
		unsigned int n = below(20);

		alarm(5);
		while (n--) {
			switch (below(3)) {
			case 0:
				op_memory();
				break;
			case 1:
				op_escape();
				break;
			default:
				op_kms();
				break;
			}
		}
		if (below(2))
			raise(SIGKILL);
		_exit(0);
	}
	if (pid > 0) {
		if (below(2))
			kill(pid, below(2) ? SIGKILL : SIGTERM);
		waitpid(pid, NULL, 0);
	}
}

static void put(const char *name, const char *driver, const char *device)
{
	char path[128];
	int f;

	snprintf(path, sizeof(path), "/sys/bus/pci/drivers/%s/%s", driver, name);
	f = open(path, O_WRONLY);
	count(f < 0 ? -1 : (int)write(f, device, strlen(device)));
	if (f >= 0)
		close(f);
}

static void op_rebind(void)
{
	char driver[64];
	const char *device = strchr(bind_to, '/') + 1;

	snprintf(driver, sizeof(driver), "%.*s", (int)(device - bind_to - 1), bind_to);
	put("unbind", driver, device);
	if (below(2))
		usleep(below(50) * 1000);
	put("bind", driver, device);
}

static int work(unsigned long seed, unsigned long calls, unsigned int worker)
{
	struct sigaction sa = { .sa_handler = on_fault };
	unsigned int i;

	state = (seed * 1000 + worker) * 0x9e3779b97f4a7c15ull + 1;
	sigaction(SIGBUS, &sa, NULL);
	sigaction(SIGSEGV, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
	for (i = 0; i < FDS; i++)
		fd[i] = -1;
	for (; calls; calls--) {
		/* Nothing that it waits for may keep it for ever. */
		alarm(30);
		switch (below(16)) {
		case 0:
		case 1:
			op_node();
			break;
		case 2:
		case 3:
		case 4:
			op_buffer();
			break;
		case 5:
		case 6:
		case 7:
		case 8:
			op_kms();
			break;
		case 9:
			op_raw();
			break;
		case 10:
		case 11:
			op_escape();
			break;
		case 12:
		case 13:
		case 14:
			op_memory();
			break;
		default:
			if (!below(4))
				op_fork();
			else if (bind_to && !worker && !below(8))
				op_rebind();
			break;
		}
	}
	printf("worker %u: %lu calls worked, %lu were refused\n", worker, worked, refused);
	return 0;
}

int main(int argc, char **argv)
{
	unsigned long seed = 1, calls = 1000;
	unsigned int workers = 1, uid = 0, i;
	int c, status, failed = 0;

	while ((c = getopt(argc, argv, "s:n:w:u:b:")) != -1) {
		switch (c) {
		case 's':
			seed = strtoul(optarg, NULL, 0);
			break;
		case 'n':
			calls = strtoul(optarg, NULL, 0);
			break;
		case 'w':
			workers = atoi(optarg);
			break;
		case 'u':
			uid = atoi(optarg);
			break;
		case 'b':
			bind_to = optarg;
			break;
		default:
			return 2;
		}
	}
	for (i = 0; i < workers; i++) {
		if (fork())
			continue;
		if (uid && (setgid(uid) || setuid(uid)))
			_exit(2);
		c = work(seed, calls, i);
		fflush(stdout);
		_exit(c);
	}
	/* SIGALRM is one of the ways to go: a call that waits is interrupted by it. */
	while (wait(&status) > 0)
		if (!(WIFEXITED(status) && (!WEXITSTATUS(status) || WEXITSTATUS(status) == LOST)) &&
		    !(WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)) {
			printf("a worker ended with %#x\n", status);
			failed = 1;
		}
	return failed;
}
