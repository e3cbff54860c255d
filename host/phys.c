// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * phys.c - simulated physical memory, and mapping it into system space.
 *
 * A region of device memory is a memfd; each mapping of it maps that file, so
 * that all of them, and the device's own view, show the same bytes.  Cache
 * types are kept per page frame as Linux keeps them: whoever maps a page first
 * decides, later mappings silently get the live type.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ram.h"

struct region {
	struct region *next;
	dxgk_u64 base, len;		/* whole pages */
	unsigned int flags;
	int fd;
	unsigned char *view;		/* the device's */
};

struct system_map {
	struct dxgk_os_tree_node node;	/* k1: ~ of the page address: ceil finds what is below */
	struct host_memtype type;
	dxgk_u64 len;			/* as asked */
	dxgk_u64 bytes;			/* whole pages */
	dxgk_u64 va;			/* as given out */
	dxgk_u64 phys;			/* as asked */
	bool backed;
};

struct port_map {
	struct port_map *next;
	dxgk_u64 port, len;
};

struct host_foreign { struct host_memtype type; };

/* One lock for all of it: nothing is called with it held. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct region *regions;
static struct dxgk_os_tree maps;
static struct dxgk_os_ranges types;
static unsigned long map_count;
static struct port_map *ports;
static unsigned long port_count;
/* Addresses of mappings that nobody may touch: like the kernel's vmalloc area. */
static dxgk_u64 unbacked_va = 0xffffc90000000000ull;

static dxgk_u64 page_floor(dxgk_u64 a)
{
	return a & ~HOST_PAGE_MASK;
}

/* Number of the last page of [a, a + len). */
static dxgk_u64 last_frame(dxgk_u64 a, dxgk_u64 len)
{
	return (a + (len - 1)) / HOST_PAGE;
}

static struct region *region_of(dxgk_u64 phys, dxgk_u64 len)
{
	struct region *r;

	for (r = regions; r; r = r->next)
		if (phys >= r->base && phys - r->base < r->len &&
		    len <= r->len - (phys - r->base))
			return r;
	return NULL;
}

void host_phys_add(dxgk_u64 phys, dxgk_u64 len, unsigned int flags)
{
	struct region *r = calloc(1, sizeof(*r));
	struct region *other;

	if (!r || !len)
		host_bug("host_phys_add");
	r->base = page_floor(phys);
	r->len = (last_frame(phys, len) + 1) * HOST_PAGE - r->base;
	r->flags = flags;
	r->fd = -1;
	if (!(flags & HOST_PHYS_UNBACKED)) {
		void *view;

		r->fd = memfd_create("phys", MFD_CLOEXEC);
		if (r->fd < 0 || ftruncate(r->fd, (off_t)r->len))
			host_bug("host_phys_add: no memory for %llx bytes", len);
		view = mmap(NULL, r->len, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE,
			    r->fd, 0);
		if (view == MAP_FAILED)
			host_bug("host_phys_add: no memory for %llx bytes", len);
		r->view = view;
	}
	pthread_mutex_lock(&lock);
	for (other = regions; other; other = other->next)
		if (r->base < other->base + other->len && other->base < r->base + r->len)
			host_bug("host_phys_add: %llx overlaps a region", phys);
	r->next = regions;
	regions = r;
	pthread_mutex_unlock(&lock);
}

void *host_phys(dxgk_u64 phys)
{
	struct region *r;
	void *p = NULL;

	pthread_mutex_lock(&lock);
	r = region_of(phys, 1);
	if (r && r->view)
		p = r->view + (phys - r->base);
	pthread_mutex_unlock(&lock);
	return p;
}

void host_phys_reset(void)
{
	if (map_count || port_count || host_user_mappings())
		host_bug("host_phys_reset: mappings are live");
	host_registers_reset();
	while (regions) {
		struct region *r = regions;

		regions = r->next;
		if (r->view)
			munmap(r->view, r->len);
		if (r->fd >= 0)
			close(r->fd);
		free(r);
	}
}

bool host_phys_is_ram(dxgk_u64 phys, dxgk_u64 len)
{
	dxgk_u64 first = page_floor(phys), last = last_frame(phys, len) * HOST_PAGE;
	struct region *r;
	bool ram = false;

	pthread_mutex_lock(&lock);
	for (r = regions; r; r = r->next)
		if ((r->flags & HOST_PHYS_RAM) && first <= r->base + (r->len - 1) &&
		    r->base <= last)
			ram = true;
	pthread_mutex_unlock(&lock);
	return ram;
}

enum dxgk_cache host_phys_machine_cache(dxgk_u64 phys, enum dxgk_cache want)
{
	struct region *r;

	pthread_mutex_lock(&lock);
	r = region_of(phys, 1);
	if (want == DXGK_CACHE_WB && r && (r->flags & HOST_PHYS_NO_WB))
		want = DXGK_CACHE_UC;
	pthread_mutex_unlock(&lock);
	return want;
}

enum dxgk_cache host_memtype_claim(struct host_memtype *m, dxgk_u64 phys, dxgk_u64 len,
				   enum dxgk_cache want)
{
	struct dxgk_os_range *live;

	m->range.first = phys / HOST_PAGE;
	m->range.last = last_frame(phys, len);
	m->cache = want;
	pthread_mutex_lock(&lock);
	live = dxgk_os_ranges_overlap(&types, m->range.first, m->range.last);
	if (live)
		m->cache = DXGK_CONTAINER_OF(live, struct host_memtype, range)->cache;
	dxgk_os_ranges_insert(&types, &m->range);
	pthread_mutex_unlock(&lock);
	return m->cache;
}

void host_memtype_drop(struct host_memtype *m)
{
	pthread_mutex_lock(&lock);
	dxgk_os_ranges_remove(&types, &m->range);
	pthread_mutex_unlock(&lock);
}

struct host_foreign *host_foreign_map(dxgk_u64 phys, dxgk_u64 len, enum dxgk_cache cache)
{
	struct host_foreign *f = calloc(1, sizeof(*f));

	if (!f)
		host_bug("host_foreign_map");
	host_memtype_claim(&f->type, phys, len, cache);
	return f;
}

void host_foreign_unmap(struct host_foreign *f)
{
	host_memtype_drop(&f->type);
	free(f);
}

bool dxgk_os_is_ram(dxgk_u64 phys, dxgk_u64 len)
{
	return host_phys_is_ram(phys, len);
}

dxgk_status dxgk_os_map_system(dxgk_u64 phys, dxgk_u64 len, enum dxgk_cache cache, void **va)
{
	dxgk_u64 offset = phys & HOST_PAGE_MASK;
	enum dxgk_cache machine;
	struct system_map *m;
	struct region *r;
	dxgk_u64 page;

	host_might_sleep("map_system");
	if (!len || phys + (len - 1) < phys || cache >= DXGK_CACHE_COUNT)
		host_bug("map_system(%llx, %llx, %d)", phys, len, cache);
	if (host_phys_is_ram(phys, len))
		return HOST_INVALID_PARAMETER;
	if (host_should_fail())
		return HOST_INSUFFICIENT_RESOURCES;
	m = calloc(1, sizeof(*m));
	if (!m)
		return HOST_INSUFFICIENT_RESOURCES;
	machine = host_phys_machine_cache(phys, cache);
	if (host_memtype_claim(&m->type, phys, len, machine) != machine) {
		host_memtype_drop(&m->type);
		free(m);
		return HOST_CONFLICTING_ADDRESSES;
	}
	m->len = len;
	m->phys = phys;
	m->bytes = (last_frame(phys, len) + 1) * HOST_PAGE - page_floor(phys);

	pthread_mutex_lock(&lock);
	r = region_of(page_floor(phys), m->bytes);
	if (r && r->view) {
		void *p = mmap(NULL, m->bytes, PROT_READ | PROT_WRITE,
			       MAP_SHARED | MAP_NORESERVE, r->fd,
			       (off_t)(page_floor(phys) - r->base));

		if (p == MAP_FAILED) {
			pthread_mutex_unlock(&lock);
			host_memtype_drop(&m->type);
			free(m);
			return HOST_INSUFFICIENT_RESOURCES;
		}
		page = (dxgk_uptr)p;
		m->backed = true;
	} else {
		page = unbacked_va;
		unbacked_va += m->bytes + HOST_PAGE;
	}
	m->va = page + offset;
	m->node.k1 = ~page;
	m->node.k2 = 0;
	dxgk_os_tree_insert(&maps, &m->node);
	map_count++;
	pthread_mutex_unlock(&lock);
	*va = (void *)(dxgk_uptr)m->va;
	return HOST_SUCCESS;
}

static struct system_map *system_map_at(const void *va)
{
	dxgk_u64 page = page_floor((dxgk_uptr)va);
	struct dxgk_os_tree_node *n = dxgk_os_tree_ceil(&maps, ~page, 0);

	if (!n || n->k1 != ~page)
		return NULL;
	return DXGK_CONTAINER_OF(n, struct system_map, node);
}

bool host_phys_of_system(const void *va, unsigned int size, dxgk_u64 *phys, bool *backed)
{
	dxgk_u64 at = (dxgk_uptr)va;
	struct dxgk_os_tree_node *n;
	struct system_map *m;
	bool found = false;

	pthread_mutex_lock(&lock);
	n = dxgk_os_tree_ceil(&maps, ~page_floor(at), 0);
	m = n ? DXGK_CONTAINER_OF(n, struct system_map, node) : NULL;
	if (m && at >= m->va && at - m->va < m->len && size <= m->len - (at - m->va)) {
		*phys = m->phys + (at - m->va);
		*backed = m->backed;
		found = true;
	}
	pthread_mutex_unlock(&lock);
	return found;
}

void dxgk_os_unmap_system(void *va, dxgk_u64 len)
{
	struct system_map *m;

	host_might_sleep("unmap_system");
	pthread_mutex_lock(&lock);
	m = system_map_at(va);
	if (!m || m->va != (dxgk_uptr)va || m->len != len)
		host_bug("unmap_system(%p, %llx): not a mapping", va, len);
	dxgk_os_tree_remove(&maps, &m->node);
	map_count--;
	pthread_mutex_unlock(&lock);
	if (m->backed)
		munmap((void *)(dxgk_uptr)~m->node.k1, m->bytes);
	host_memtype_drop(&m->type);
	free(m);
}

/* ------------------------------------------------------- addresses of memory */

/*
 * Every page of memory that a driver got has a frame of its own in simulated
 * RAM, at the address of the page itself moved up: the pages of a block are
 * not next to each other, and none is where a device could be.
 */
#define RAM_BASE 0x800000000000ull

struct block {
	struct dxgk_os_range range;	/* addresses */
};

static struct dxgk_os_ranges blocks;	/* under lock */
static unsigned long block_count;

static dxgk_u64 frame_of(dxgk_u64 page)
{
	/* Swap neighbours, so that nobody counts on contiguous pages. */
	return RAM_BASE + (page ^ HOST_PAGE);
}

void host_block_add(void *p, dxgk_size bytes)
{
	struct block *b = calloc(1, sizeof(*b));

	if (!b)
		host_bug("host_block_add");
	b->range.first = (dxgk_uptr)p;
	b->range.last = (dxgk_uptr)p + bytes - 1;
	pthread_mutex_lock(&lock);
	dxgk_os_ranges_insert(&blocks, &b->range);
	block_count++;
	pthread_mutex_unlock(&lock);
}

void host_block_del(void *p, dxgk_size bytes)
{
	struct dxgk_os_range *r;

	pthread_mutex_lock(&lock);
	r = dxgk_os_ranges_overlap(&blocks, (dxgk_uptr)p, (dxgk_uptr)p);
	if (!r || r->first != (dxgk_uptr)p || r->last != (dxgk_uptr)p + bytes - 1)
		host_bug("dxgk_os_block_free(%p, %zu): not a block", p, bytes);
	dxgk_os_ranges_remove(&blocks, r);
	block_count--;
	pthread_mutex_unlock(&lock);
	free(DXGK_CONTAINER_OF(r, struct block, range));
}

unsigned long host_block_live(void)
{
	unsigned long n;

	pthread_mutex_lock(&lock);
	n = block_count;
	pthread_mutex_unlock(&lock);
	return n;
}

/* What this process has itself: stacks, code, data. */
static bool own_memory(dxgk_u64 page)
{
	unsigned char resident;

	return page >= HOST_USER_END && !mincore((void *)(dxgk_uptr)page, HOST_PAGE, &resident);
}

bool dxgk_os_virt_to_phys(const void *va, dxgk_u64 *phys)
{
	dxgk_u64 a = (dxgk_uptr)va, page = page_floor(a);
	struct dxgk_os_tree_node *n;
	struct system_map *m;
	struct region *r;
	bool found = true;

	if (host_ram_phys(va, phys) || host_alias_phys(va, phys) || host_user_phys(a, phys))
		return true;
	pthread_mutex_lock(&lock);
	n = dxgk_os_tree_ceil(&maps, ~page, 0);
	m = n ? DXGK_CONTAINER_OF(n, struct system_map, node) : NULL;
	for (r = regions; r; r = r->next)
		if (r->view && a - (dxgk_uptr)r->view < r->len)
			break;
	if (m && a - ~n->k1 < m->bytes)
		*phys = page_floor(m->phys) + (a - ~n->k1);
	else if (r)
		*phys = r->base + (a - (dxgk_uptr)r->view);
	else if (dxgk_os_ranges_overlap(&blocks, a, a) || own_memory(page))
		*phys = frame_of(page) + (a & HOST_PAGE_MASK);
	else
		found = false;
	pthread_mutex_unlock(&lock);
	return found;
}

enum dxgk_cache host_cache_of_system(const void *va)
{
	enum dxgk_cache cache = DXGK_CACHE_COUNT;
	struct system_map *m;

	pthread_mutex_lock(&lock);
	m = system_map_at(va);
	if (m)
		cache = m->type.cache;
	pthread_mutex_unlock(&lock);
	return cache;
}

unsigned long host_system_mappings(void)
{
	unsigned long n;

	pthread_mutex_lock(&lock);
	n = map_count;
	pthread_mutex_unlock(&lock);
	return n;
}

dxgk_status dxgk_os_map_port(dxgk_u64 port, dxgk_u64 len, void **va)
{
	struct port_map *m;

	host_might_sleep("map_port");
	if (!len || port + len > 0x10000 || port + len < port)
		host_bug("map_port(%llx, %llx)", port, len);
	if (host_should_fail())
		return HOST_INSUFFICIENT_RESOURCES;
	m = calloc(1, sizeof(*m));
	if (!m)
		return HOST_INSUFFICIENT_RESOURCES;
	m->port = port;
	m->len = len;
	pthread_mutex_lock(&lock);
	m->next = ports;
	ports = m;
	port_count++;
	pthread_mutex_unlock(&lock);
	*va = (void *)(dxgk_uptr)port;
	return HOST_SUCCESS;
}

void dxgk_os_unmap_port(void *va, dxgk_u64 len)
{
	struct port_map **at, *m;

	host_might_sleep("unmap_port");
	pthread_mutex_lock(&lock);
	for (at = &ports; (m = *at); at = &m->next)
		if (m->port == (dxgk_uptr)va && m->len == len)
			break;
	if (!m)
		host_bug("unmap_port(%p, %llx): not a mapping", va, len);
	*at = m->next;
	port_count--;
	pthread_mutex_unlock(&lock);
	free(m);
}

bool host_port_is_mapped(dxgk_u64 port, unsigned int size)
{
	struct port_map *m;

	pthread_mutex_lock(&lock);
	for (m = ports; m; m = m->next)
		if (port >= m->port && port - m->port < m->len)
			break;
	pthread_mutex_unlock(&lock);
	return m;
}

unsigned long host_port_mappings(void)
{
	unsigned long n;

	pthread_mutex_lock(&lock);
	n = port_count;
	pthread_mutex_unlock(&lock);
	return n;
}
