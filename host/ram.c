// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * ram.c - simulated RAM, for memory whose frames matter: contiguous blocks,
 * single pages, the memory of programs.
 *
 * One memfd, seen whole by the "kernel" at one address and page by page
 * wherever pages are mapped in a row.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ram.h"

#define RAM_BYTES (1ull << 28)
#define FRAMES (RAM_BYTES / HOST_PAGE)
/* Where it begins in physical memory. */
#define RAM_FIRST (HOST_RAM_BASE / HOST_PAGE)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int fd = -1;			/* under lock, as all of these */
static unsigned char *view;
static unsigned int refs[FRAMES];	/* 0: free */
static unsigned long used;
static dxgk_u64 hint;

static void open_ram(void)
{
	if (fd >= 0)
		return;
	fd = memfd_create("ram", MFD_CLOEXEC);
	if (fd < 0 || ftruncate(fd, RAM_BYTES))
		host_bug("no memory for the simulated RAM");
	view = mmap(NULL, RAM_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, fd, 0);
	if (view == MAP_FAILED)
		host_bug("no memory for the simulated RAM");
}

void *host_ram(dxgk_u64 frame)
{
	return view + (frame - RAM_FIRST) * HOST_PAGE;
}

bool host_ram_phys(const void *va, dxgk_u64 *phys)
{
	dxgk_u64 off = (dxgk_uptr)va - (dxgk_uptr)view;

	if (!view || off >= RAM_BYTES || !__atomic_load_n(&refs[off / HOST_PAGE], __ATOMIC_RELAXED))
		return false;
	*phys = HOST_RAM_BASE + off;
	return true;
}

unsigned long host_ram_used(void)
{
	unsigned long n;

	pthread_mutex_lock(&lock);
	n = used;
	pthread_mutex_unlock(&lock);
	return n;
}

/* @n free frames in a row from @low to below @high; ~0: none. */
static dxgk_u64 find(dxgk_u64 n, dxgk_u64 low, dxgk_u64 high, dxgk_u64 boundary)
{
	dxgk_u64 at, run = 0;

	for (at = low; at < high; at++) {
		dxgk_u64 first = at - run;

		if (refs[at] || (boundary && (RAM_FIRST + first) * HOST_PAGE / boundary !=
					     (RAM_FIRST + at) * HOST_PAGE / boundary)) {
			run = 0;
			if (refs[at])
				continue;
		}
		if (++run == n)
			return at - n + 1;
	}
	return ~0ull;
}

static bool limits(dxgk_u64 lowest, dxgk_u64 highest, dxgk_u64 *low, dxgk_u64 *high)
{
	dxgk_u64 end = HOST_RAM_BASE + RAM_BYTES;

	if (highest >= end)
		highest = end - 1;
	if (lowest < HOST_RAM_BASE)
		lowest = HOST_RAM_BASE;
	if (highest < lowest)
		return false;
	*low = (lowest + HOST_PAGE_MASK) / HOST_PAGE - RAM_FIRST;
	*high = (highest + 1) / HOST_PAGE - RAM_FIRST;
	return *low < *high;
}

dxgk_u64 host_ram_get(dxgk_u64 count, dxgk_u64 lowest, dxgk_u64 highest, dxgk_u64 boundary)
{
	dxgk_u64 low, high, at = ~0ull, i;

	pthread_mutex_lock(&lock);
	open_ram();
	if (limits(lowest, highest, &low, &high)) {
		/* Frames are not used again at once: who kept one is seen. */
		if (count == 1 && hint > low && hint < high)
			at = find(count, hint, high, boundary);
		if (at == ~0ull)
			at = find(count, low, high, boundary);
	}
	if (at != ~0ull) {
		for (i = 0; i < count; i++)
			refs[at + i] = 1;
		used += count;
		hint = at + count + 1;
		at += RAM_FIRST;
	}
	pthread_mutex_unlock(&lock);
	return at;
}

void host_ram_pin(dxgk_u64 frame)
{
	pthread_mutex_lock(&lock);
	if (!refs[frame - RAM_FIRST]++)
		host_bug("pin of a free frame");
	pthread_mutex_unlock(&lock);
}

void host_ram_put(dxgk_u64 frame)
{
	if (frame < RAM_FIRST || frame >= RAM_FIRST + FRAMES)
		host_bug("frame %llx is not of RAM", frame);
	pthread_mutex_lock(&lock);
	if (!refs[frame - RAM_FIRST])
		host_bug("frame %llx is free", frame);
	if (!--refs[frame - RAM_FIRST]) {
		memset(host_ram(frame), 0xdd, HOST_PAGE);
		used--;
	}
	pthread_mutex_unlock(&lock);
}

/* ------------------------------------------------------- services of the core */

void *dxgk_os_contiguous_alloc(dxgk_u64 bytes, dxgk_u64 lowest, dxgk_u64 highest,
			       dxgk_u64 boundary, enum dxgk_cache cache, unsigned int flags)
{
	dxgk_u64 frame;

	if (!(flags & DXGK_OS_ALLOC_ATOMIC))
		host_might_sleep("contiguous_alloc");
	if (!bytes || bytes & HOST_PAGE_MASK || cache >= DXGK_CACHE_COUNT)
		host_bug("contiguous_alloc(%llx)", bytes);
	if (host_should_fail() || (flags & DXGK_OS_ALLOC_ATOMIC && cache != DXGK_CACHE_WB))
		return NULL;
	frame = host_ram_get(bytes / HOST_PAGE, lowest, highest, boundary);
	if (frame == ~0ull)
		return NULL;
	memset(host_ram(frame), flags & DXGK_OS_ALLOC_ZERO ? 0 : 0xa5, bytes);
	return host_ram(frame);
}

void dxgk_os_contiguous_free(void *va, dxgk_u64 bytes, enum dxgk_cache cache)
{
	dxgk_u64 phys, i;

	if (!host_ram_phys(va, &phys))
		host_bug("contiguous_free(%p)", va);
	for (i = 0; i < bytes; i += HOST_PAGE)
		host_ram_put((phys + i) / HOST_PAGE);
}

dxgk_u64 dxgk_os_pages_alloc(dxgk_u64 count, dxgk_u64 lowest, dxgk_u64 highest,
			     unsigned int flags, dxgk_u64 *frames)
{
	dxgk_u64 n;

	if (!(flags & DXGK_OS_ALLOC_ATOMIC))
		host_might_sleep("pages_alloc");
	for (n = 0; n < count; n++) {
		frames[n] = host_should_fail() ? ~0ull : host_ram_get(1, lowest, highest, 0);
		if (frames[n] == ~0ull)
			break;
		memset(host_ram(frames[n]), flags & DXGK_OS_ALLOC_ZERO ? 0 : 0xa5, HOST_PAGE);
	}
	return n;
}

void dxgk_os_pages_free(dxgk_u64 count, const dxgk_u64 *frames)
{
	while (count--)
		host_ram_put(frames[count]);
}

void *dxgk_os_pages_map(dxgk_u64 count, const dxgk_u64 *frames, enum dxgk_cache cache,
			unsigned int flags)
{
	unsigned char *va;
	dxgk_u64 i;

	if (!(flags & DXGK_OS_ALLOC_ATOMIC))
		host_might_sleep("pages_map");
	if (host_should_fail())
		return NULL;
	va = mmap(NULL, count * HOST_PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (va == MAP_FAILED)
		return NULL;
	for (i = 0; i < count; i++)
		if (mmap(va + i * HOST_PAGE, HOST_PAGE, PROT_READ | PROT_WRITE,
			 MAP_SHARED | MAP_FIXED, fd,
			 (off_t)((frames[i] - RAM_FIRST) * HOST_PAGE)) == MAP_FAILED)
			host_bug("pages_map: mmap");
	host_alias_add(va, count, frames);
	return va;
}

void dxgk_os_pages_unmap(void *va, dxgk_u64 count)
{
	host_alias_del(va, count);
	munmap(va, count * HOST_PAGE);
}

/* -------------------------------------------------- pages that are mapped in a row */

struct alias {
	struct dxgk_os_range range;	/* addresses */
	dxgk_u64 count;
	dxgk_u64 frame[];
};

static struct dxgk_os_ranges aliases;	/* under lock */
static unsigned long alias_count;

void host_alias_add(void *va, dxgk_u64 count, const dxgk_u64 *frames)
{
	struct alias *a = malloc(sizeof(*a) + count * sizeof(*frames));

	if (!a)
		host_bug("host_alias_add");
	a->range.first = (dxgk_uptr)va;
	a->range.last = (dxgk_uptr)va + count * HOST_PAGE - 1;
	a->count = count;
	memcpy(a->frame, frames, count * sizeof(*frames));
	pthread_mutex_lock(&lock);
	dxgk_os_ranges_insert(&aliases, &a->range);
	alias_count++;
	pthread_mutex_unlock(&lock);
}

void host_alias_del(void *va, dxgk_u64 count)
{
	struct dxgk_os_range *r;

	pthread_mutex_lock(&lock);
	r = dxgk_os_ranges_overlap(&aliases, (dxgk_uptr)va, (dxgk_uptr)va);
	if (!r || r->first != (dxgk_uptr)va ||
	    DXGK_CONTAINER_OF(r, struct alias, range)->count != count)
		host_bug("pages_unmap(%p, %llu): not a mapping", va, count);
	dxgk_os_ranges_remove(&aliases, r);
	alias_count--;
	pthread_mutex_unlock(&lock);
	free(DXGK_CONTAINER_OF(r, struct alias, range));
}

bool host_alias_phys(const void *va, dxgk_u64 *phys)
{
	dxgk_u64 a = (dxgk_uptr)va;
	struct dxgk_os_range *r;

	pthread_mutex_lock(&lock);
	r = dxgk_os_ranges_overlap(&aliases, a, a);
	if (r)
		*phys = DXGK_CONTAINER_OF(r, struct alias, range)->frame[(a - r->first) /
			HOST_PAGE] * HOST_PAGE + (a & HOST_PAGE_MASK);
	pthread_mutex_unlock(&lock);
	return r;
}

unsigned long host_aliases(void)
{
	unsigned long n;

	pthread_mutex_lock(&lock);
	n = alias_count;
	pthread_mutex_unlock(&lock);
	return n;
}
