// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* alloc.c - memory, and making it run out. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ram.h"

static atomic_ulong live;
static atomic_ulong countdown;
static atomic_bool hit;

void host_fail_nth(unsigned long nth)
{
	atomic_store(&hit, false);
	atomic_store(&countdown, nth);
}

void host_fail_nth_here(unsigned long nth)
{
	atomic_store(&hit, false);
	host_self.fail_nth = nth;
}

bool host_fail_hit(void)
{
	return atomic_load(&hit);
}

bool host_should_fail(void)
{
	unsigned long n;

	if (host_self.fail_nth) {
		host_self.fail_nth--;
		if (!host_self.fail_nth) {
			atomic_store(&hit, true);
			return true;
		}
	}
	n = atomic_load(&countdown);
	while (n) {
		if (atomic_compare_exchange_weak(&countdown, &n, n - 1)) {
			if (n == 1)
				atomic_store(&hit, true);
			return n == 1;
		}
	}
	return false;
}

void *dxgk_os_alloc(dxgk_size bytes, unsigned int flags)
{
	void *p;

	if (!(flags & DXGK_OS_ALLOC_ATOMIC))
		host_might_sleep("dxgk_os_alloc");
	if (!bytes || host_should_fail())
		return NULL;
	p = malloc(bytes);
	if (!p)
		return NULL;
	/* Fresh memory is never zero by chance. */
	memset(p, flags & DXGK_OS_ALLOC_ZERO ? 0 : 0xa5, bytes);
	atomic_fetch_add(&live, 1);
	return p;
}

void dxgk_os_free(void *p)
{
	if (!p)
		return;
	if (!atomic_fetch_sub(&live, 1))
		host_bug("dxgk_os_free: more frees than allocations");
	free(p);
}

struct dxgk_os_slab {
	dxgk_size bytes;
};

struct dxgk_os_slab *dxgk_os_slab_create(const char *name, dxgk_size bytes)
{
	struct dxgk_os_slab *slab = dxgk_os_alloc(sizeof(*slab), 0);

	if (slab)
		slab->bytes = bytes;
	return slab;
}

void dxgk_os_slab_destroy(struct dxgk_os_slab *slab)
{
	dxgk_os_free(slab);
}

void *dxgk_os_slab_alloc(struct dxgk_os_slab *slab)
{
	return dxgk_os_alloc(slab->bytes, 0);
}

void dxgk_os_slab_free(struct dxgk_os_slab *slab, void *object)
{
	dxgk_os_free(object);
}

struct dxgk_os_shelves {
	pthread_mutex_t lock;
	unsigned int count[DXGK_OS_SHELF_KINDS], depth[DXGK_OS_SHELF_KINDS];
	void *object[DXGK_OS_SHELF_KINDS][DXGK_OS_SHELF_DEPTH];
};

/* What waits on a shelf is memory that the sanitizers take for used. */
static atomic_bool shelves;

void host_shelves(bool on)
{
	atomic_store(&shelves, on);
}

struct dxgk_os_shelves *dxgk_os_shelves_create(const dxgk_u8 depth[DXGK_OS_SHELF_KINDS])
{
	struct dxgk_os_shelves *s = dxgk_os_alloc(sizeof(*s), DXGK_OS_ALLOC_ZERO);
	unsigned int k;

	if (!s)
		return NULL;
	pthread_mutex_init(&s->lock, NULL);
	for (k = 0; k < DXGK_OS_SHELF_KINDS; k++)
		s->depth[k] = depth[k];
	return s;
}

void dxgk_os_shelves_destroy(struct dxgk_os_shelves *s)
{
	unsigned int k;

	if (!s)
		return;
	for (k = 0; k < DXGK_OS_SHELF_KINDS; k++)
		if (s->count[k])
			host_bug("%s: %u objects of kind %u", __func__, s->count[k], k);
	pthread_mutex_destroy(&s->lock);
	dxgk_os_free(s);
}

void *dxgk_os_shelf_clear(struct dxgk_os_shelves *s, unsigned int kind)
{
	void *object = NULL;

	pthread_mutex_lock(&s->lock);
	if (s->count[kind])
		object = s->object[kind][--s->count[kind]];
	pthread_mutex_unlock(&s->lock);
	return object;
}

void *dxgk_os_shelf_get(struct dxgk_os_shelves *s, unsigned int kind)
{
	return dxgk_os_shelf_clear(s, kind);
}

bool dxgk_os_shelf_put(struct dxgk_os_shelves *s, unsigned int kind, void *object)
{
	bool room;

	if (!atomic_load(&shelves))
		return false;
	pthread_mutex_lock(&s->lock);
	room = s->count[kind] < s->depth[kind];
	if (room)
		s->object[kind][s->count[kind]++] = object;
	pthread_mutex_unlock(&s->lock);
	return room;
}

unsigned long host_alloc_live(void)
{
	return atomic_load(&live);
}

bool host_clean(void)
{
	bool clean = true;

	if (host_alloc_live()) {
		fprintf(stderr, "host: %lu blocks of memory left\n", host_alloc_live());
		clean = false;
	}
	if (host_block_live()) {
		fprintf(stderr, "host: %lu blocks of pool memory left\n", host_block_live());
		clean = false;
	}
	if (host_ram_used()) {
		fprintf(stderr, "host: %lu pages of RAM left\n", host_ram_used());
		clean = false;
	}
	if (host_aliases()) {
		fprintf(stderr, "host: %lu mappings of pages left\n", host_aliases());
		clean = false;
	}
	if (host_system_mappings()) {
		fprintf(stderr, "host: %lu system mappings left\n", host_system_mappings());
		clean = false;
	}
	if (host_port_mappings()) {
		fprintf(stderr, "host: %lu port mappings left\n", host_port_mappings());
		clean = false;
	}
	if (host_user_mappings()) {
		fprintf(stderr, "host: %lu user mappings left\n", host_user_mappings());
		clean = false;
	}
	return clean;
}
