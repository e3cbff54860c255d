// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * map_record.c - the records of what is mapped.
 *
 * A mapping is a record in two indexes: that of its adapter, by space and
 * address, for unmap and for people who look; and, for memory, that of its
 * cache type, by physical page, across all adapters.  Two types never meet on
 * a page: Linux would quietly give the second mapping the type of the first.
 */
#include <ntddk.h>
#include <dispmprt.h>

#include "adapter.h"
#include "map_record.h"

/* Keys of the adapter's index: a user mapping has its process for k1. */
#define DXGK_KEY_PORT	((dxgk_u64)DXGK_MAP_PORT)
#define DXGK_KEY_SYSTEM	((dxgk_u64)DXGK_MAP_SYSTEM)

/* An x86 I/O port; nothing else a mapping returns is this small. */
#define DXGK_PORT_MAX	0xffffull

/* All pages that are mapped, by cache type. */
static struct {
	struct dxgk_os_spinlock lock;
	struct dxgk_os_ranges set[DXGK_CACHE_COUNT];
} dxgk_types;

static struct dxgk_os_slab *dxgk_mappings;

NTSTATUS dxgk_map_core_init(void)
{
	unsigned int i;

	dxgk_os_spin_init(&dxgk_types.lock);
	for (i = 0; i < DXGK_CACHE_COUNT; i++)
		dxgk_os_ranges_init(&dxgk_types.set[i]);
	dxgk_mappings = dxgk_os_slab_create("dxgk_mapping", sizeof(struct dxgk_mapping));
	return dxgk_mappings ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

void dxgk_map_core_exit(void)
{
	dxgk_os_slab_destroy(dxgk_mappings);
}

struct dxgk_map_domain *dxgk_map_domain_create(void)
{
	struct dxgk_map_domain *d = dxgk_os_alloc(sizeof(*d), DXGK_OS_ALLOC_ZERO);

	if (!d)
		return NULL;
	d->refs = 1;
	dxgk_os_rwsem_init(&d->gate);
	dxgk_os_spin_init(&d->lock);
	dxgk_os_tree_init(&d->index);
	return d;
}

static void dxgk_map_domain_get(struct dxgk_map_domain *d)
{
	__atomic_add_fetch(&d->refs, 1, __ATOMIC_RELAXED);
}

static void dxgk_map_domain_put(struct dxgk_map_domain *d)
{
	if (__atomic_sub_fetch(&d->refs, 1, __ATOMIC_ACQ_REL))
		return;
	dxgk_os_rwsem_fini(&d->gate);
	dxgk_os_free(d);
}

enum dxgk_cache dxgk_map_cache(dxgk_u32 memory_caching_type)
{
	switch (memory_caching_type) {
	case MmNonCached:
	case MmNonCachedUnordered:
		return DXGK_CACHE_UC;
	case MmWriteCombined:
	case MmUSWCCached:
		return DXGK_CACHE_WC;
	case MmCached:
	case MmHardwareCoherentCached:
		return DXGK_CACHE_WB;
	default:
		return DXGK_CACHE_COUNT;
	}
}

/* ------------------------------------------------------------- cache types */

static bool dxgk_types_clash(enum dxgk_cache cache, dxgk_u64 first, dxgk_u64 last)
{
	unsigned int i;

	dxgk_os_spin_assert(&dxgk_types.lock);
	for (i = 0; i < DXGK_CACHE_COUNT; i++)
		if (i != cache && dxgk_os_ranges_overlap(&dxgk_types.set[i], first, last))
			return true;
	return false;
}

/* Claim the pages of a mapping for its type. */
static bool dxgk_types_claim(struct dxgk_mapping *m)
{
	unsigned long irq = dxgk_os_spin_lock(&dxgk_types.lock);
	bool ok = !dxgk_types_clash(m->cache, m->pages.first, m->pages.last);

	if (ok) {
		dxgk_os_ranges_insert(&dxgk_types.set[m->cache], &m->pages);
		m->typed = true;
	}
	dxgk_os_spin_unlock(&dxgk_types.lock, irq);
	return ok;
}

static void dxgk_types_release(struct dxgk_mapping *m)
{
	unsigned long irq = dxgk_os_spin_lock(&dxgk_types.lock);

	if (m->typed) {
		dxgk_os_ranges_remove(&dxgk_types.set[m->cache], &m->pages);
		m->typed = false;
	}
	dxgk_os_spin_unlock(&dxgk_types.lock, irq);
}

/* ------------------------------------------------------------------ records */

static void dxgk_mapping_index(struct dxgk_mapping *m)
{
	struct dxgk_map_domain *d = m->domain;

	dxgk_os_spin_assert(&d->lock);
	if (m->info.space == DXGK_MAP_PORT)
		/* One address, counted: the sequence keeps the keys apart. */
		m->node.k2 = m->info.va << 32 | (dxgk_u32)d->port_seq++;
	dxgk_os_tree_insert(&d->index, &m->node);
	m->indexed = true;
	d->count++;
}

static void dxgk_mapping_unindex(struct dxgk_mapping *m)
{
	dxgk_os_spin_assert(&m->domain->lock);
	dxgk_os_tree_remove(&m->domain->index, &m->node);
	m->indexed = false;
	m->domain->count--;
}

static void dxgk_mapping_get(struct dxgk_mapping *m)
{
	__atomic_add_fetch(&m->refs, 1, __ATOMIC_RELAXED);
}

/* When the last user of a record lets go, nothing finds it any more. */
static void dxgk_mapping_put(struct dxgk_mapping *m)
{
	struct dxgk_map_domain *d = m->domain;
	bool user;

	if (__atomic_sub_fetch(&m->refs, 1, __ATOMIC_ACQ_REL))
		return;
	if (m->typed)
		dxgk_types_release(m);
	if (m->umap)
		dxgk_os_umap_put(m->umap);
	user = m->info.space == DXGK_MAP_USER;
	dxgk_os_slab_free(dxgk_mappings, m);
	if (user)
		dxgk_map_domain_put(d);
}

void dxgk_map_user_gone(void *owner)
{
	struct dxgk_mapping *m = owner;
	unsigned long irq = dxgk_os_spin_lock(&m->domain->lock);

	m->gone = true;
	if (m->indexed)
		dxgk_mapping_unindex(m);
	dxgk_os_spin_unlock(&m->domain->lock, irq);
	dxgk_mapping_put(m);
}

void dxgk_mapping_undo(struct dxgk_mapping *m)
{
	switch (m->info.space) {
	case DXGK_MAP_PORT:
		dxgk_os_unmap_port(m->page_va, m->info.len);
		break;
	case DXGK_MAP_SYSTEM:
		dxgk_os_unmap_system(m->page_va, m->info.len);
		break;
	case DXGK_MAP_USER:
		dxgk_os_unmap_user(m->umap);
		/* The process may keep the addresses, but nothing is behind them. */
		dxgk_types_release(m);
		break;
	}
	dxgk_mapping_put(m);
}

/* ------------------------------------------------------------------ mapping */

/* Conflict outranks memory in the contract, also when there is no record to claim with. */
static NTSTATUS dxgk_mapping_no_record(const struct dxgk_map_info *info)
{
	unsigned long irq;
	bool clash;

	if (info->space == DXGK_MAP_PORT)
		return STATUS_INSUFFICIENT_RESOURCES;

	irq = dxgk_os_spin_lock(&dxgk_types.lock);
	clash = dxgk_types_clash(dxgk_map_cache(info->cache), info->phys & ~DXGK_PAGE_MASK,
				 (info->phys + info->len - 1) | DXGK_PAGE_MASK);
	dxgk_os_spin_unlock(&dxgk_types.lock, irq);
	return clash ? STATUS_CONFLICTING_ADDRESSES : STATUS_INSUFFICIENT_RESOURCES;
}

static NTSTATUS dxgk_mapping_do(struct dxgk_mapping *m, struct dxgk_os_device *os)
{
	struct dxgk_map_info *info = &m->info;

	switch (info->space) {
	case DXGK_MAP_PORT:
		return dxgk_os_map_port(info->phys, info->len, &m->page_va);
	case DXGK_MAP_SYSTEM:
		return dxgk_os_map_system(info->phys, info->len, m->cache, &m->page_va);
	case DXGK_MAP_USER:
		return dxgk_os_map_user(os, info->phys, info->len, m->cache, m,
					&m->page_va, &m->umap);
	}
	return STATUS_NOT_SUPPORTED;
}

static struct dxgk_mapping *dxgk_mapping_create(struct dxgk_map_domain *d,
						const struct dxgk_map_info *info)
{
	struct dxgk_mapping *m = dxgk_os_slab_alloc(dxgk_mappings);

	if (!m)
		return NULL;
	m->domain = d;
	m->info = *info;
	m->cache = dxgk_map_cache(info->cache);
	m->process = 0;
	m->born = dxgk_os_time_coarse_ns();
	m->umap = NULL;
	m->refs = 1;
	m->indexed = false;
	m->gone = false;
	m->typed = false;
	/* The others go before the domain does. */
	if (info->space == DXGK_MAP_USER)
		dxgk_map_domain_get(d);
	return m;
}

NTSTATUS dxgk_mapping_make(struct dxgk_map_domain *d, struct dxgk_os_device *os,
			   const struct dxgk_map_info *info, PVOID *va)
{
	struct dxgk_mapping *m;
	unsigned long irq;
	NTSTATUS status;

	if (info->space == DXGK_MAP_SYSTEM && !info->listed &&
	    dxgk_os_is_ram(info->phys, info->len))
		return STATUS_INVALID_PARAMETER;

	m = dxgk_mapping_create(d, info);
	if (!m)
		return dxgk_mapping_no_record(info);

	if (info->space != DXGK_MAP_PORT) {
		m->pages.first = info->phys & ~DXGK_PAGE_MASK;
		m->pages.last = (info->phys + info->len - 1) | DXGK_PAGE_MASK;
		if (!dxgk_types_claim(m)) {
			status = STATUS_CONFLICTING_ADDRESSES;
			goto fail;
		}
	}
	if (info->space == DXGK_MAP_USER) {
		m->process = dxgk_os_process();
		m->info.pid = dxgk_os_process_id();
		/* The process's own, which dxgk_map_user_gone() gives back. */
		dxgk_mapping_get(m);
	}

	status = dxgk_mapping_do(m, os);
	if (!NT_SUCCESS(status)) {
		/* No VMA took it: nobody else knows this record. */
		m->refs = 1;
		goto fail;
	}

	m->info.va = (dxgk_uptr)m->page_va;
	m->node.k1 = info->space == DXGK_MAP_USER ? m->process : (dxgk_u64)info->space;
	m->node.k2 = m->info.va;
	*va = m->page_va;

	irq = dxgk_os_spin_lock(&d->lock);
	/* Another thread of the process may have unmapped it already. */
	if (!m->gone)
		dxgk_mapping_index(m);
	if (info->space != DXGK_MAP_USER) {
		/* The index keeps the one reference until unmap. */
		dxgk_os_spin_unlock(&d->lock, irq);
		return STATUS_SUCCESS;
	}
	dxgk_os_spin_unlock(&d->lock, irq);
	dxgk_mapping_put(m);
	return STATUS_SUCCESS;

fail:
	dxgk_mapping_put(m);
	return status;
}

/* The live mapping of that kind or process that begins at @va.  Under the domain's lock. */
static struct dxgk_mapping *dxgk_mapping_at(struct dxgk_map_domain *d, dxgk_u64 k1, dxgk_u64 va)
{
	bool port = k1 == DXGK_KEY_PORT;
	struct dxgk_os_tree_node *n;

	dxgk_os_spin_assert(&d->lock);
	n = dxgk_os_tree_ceil(&d->index, k1, port ? va << 32 : va);
	if (!n || n->k1 != k1 || (port ? n->k2 >> 32 : n->k2) != va)
		return NULL;
	return DXGK_CONTAINER_OF(n, struct dxgk_mapping, node);
}

struct dxgk_mapping *dxgk_mapping_take(struct dxgk_map_domain *d, dxgk_u64 va)
{
	unsigned long irq = dxgk_os_spin_lock(&d->lock);
	struct dxgk_mapping *m = NULL;
	dxgk_u64 process;

	if (va <= DXGK_PORT_MAX)
		m = dxgk_mapping_at(d, DXGK_KEY_PORT, va);
	if (!m)
		m = dxgk_mapping_at(d, DXGK_KEY_SYSTEM, va);
	if (!m) {
		process = dxgk_os_process();
		if (process)
			m = dxgk_mapping_at(d, process, va);
	}
	if (m) {
		dxgk_mapping_unindex(m);
		/* The index's reference is ours now; a user mapping's is the VMA's. */
		if (m->info.space == DXGK_MAP_USER)
			dxgk_mapping_get(m);
	}
	dxgk_os_spin_unlock(&d->lock, irq);
	return m;
}

struct dxgk_mapping *dxgk_mapping_take_system(struct dxgk_map_domain *d, dxgk_u64 va)
{
	unsigned long irq = dxgk_os_spin_lock(&d->lock);
	struct dxgk_mapping *m = dxgk_mapping_at(d, DXGK_KEY_SYSTEM, va);

	if (m)
		dxgk_mapping_unindex(m);
	dxgk_os_spin_unlock(&d->lock, irq);
	return m;
}

/* ---------------------------------------------------------- end of a device */

void dxgk_map_revoke(struct dxgk_adapter *adapter, bool more)
{
	struct dxgk_map_domain *d = adapter->maps;
	struct dxgk_os_tree_node *n;
	unsigned long irq;

	dxgk_os_revoke_user(adapter->os, more);

	irq = dxgk_os_spin_lock(&d->lock);
	for (n = dxgk_os_tree_ceil(&d->index, DXGK_KEY_SYSTEM + 1, 0); n;
	     n = dxgk_os_tree_ceil(&d->index, n->k1, n->k2 + 1))
		dxgk_types_release(DXGK_CONTAINER_OF(n, struct dxgk_mapping, node));
	dxgk_os_spin_unlock(&d->lock, irq);
}

static void dxgk_map_report_leak(struct dxgk_os_device *os, const char *name,
				 const struct dxgk_mapping *m)
{
	static const char * const cache[] = {
		"MmNonCached", "MmCached", "MmWriteCombined",
		"MmHardwareCoherentCached", "MmNonCachedUnordered", "MmUSWCCached",
	};

	dxgk_os_log(DXGK_LOG_WARN, os,
		    "%s left a mapping after RemoveDevice: %s %#llx+%#llx %s, %llu ms old, made by %pS",
		    name, m->info.space == DXGK_MAP_PORT ? "ports" : "memory",
		    m->info.phys, m->info.len, cache[m->info.cache],
		    (dxgk_os_time_coarse_ns() - m->born) / 1000000, m->info.caller);
}

void dxgk_map_domain_release(struct dxgk_map_domain *d, struct dxgk_os_device *os,
			     const char *name)
{
	for (;;) {
		unsigned long irq = dxgk_os_spin_lock(&d->lock);
		struct dxgk_os_tree_node *n = dxgk_os_tree_ceil(&d->index, 0, 0);
		struct dxgk_mapping *m = NULL;

		if (n) {
			m = DXGK_CONTAINER_OF(n, struct dxgk_mapping, node);
			dxgk_mapping_unindex(m);
		}
		dxgk_os_spin_unlock(&d->lock, irq);
		if (!m)
			break;

		/* A user mapping is its process's from here on; the rest leaked. */
		if (m->info.space == DXGK_MAP_USER)
			continue;
		dxgk_map_report_leak(os, name, m);
		dxgk_mapping_undo(m);
	}
	dxgk_map_domain_put(d);
}

void dxgk_map_release_all(struct dxgk_adapter *adapter)
{
	struct dxgk_map_domain *d = adapter->maps;

	dxgk_map_domain_release(d, adapter->os, adapter->driver->info->name);
	adapter->maps = NULL;
}

/* ------------------------------------------------------------ who looks at them */

bool dxgk_map_next(struct dxgk_adapter *adapter, struct dxgk_map_cursor *cursor,
		   struct dxgk_map_info *info)
{
	struct dxgk_map_domain *d = adapter->maps;
	struct dxgk_os_tree_node *n;
	unsigned long irq = dxgk_os_spin_lock(&d->lock);

	n = dxgk_os_tree_ceil(&d->index, cursor->k1,
			      cursor->started ? cursor->k2 + 1 : cursor->k2);
	if (n) {
		struct dxgk_mapping *m = DXGK_CONTAINER_OF(n, struct dxgk_mapping, node);

		*info = m->info;
		info->age_ns = dxgk_os_time_coarse_ns() - m->born;
		cursor->k1 = n->k1;
		cursor->k2 = n->k2;
		cursor->started = true;
	}
	dxgk_os_spin_unlock(&d->lock, irq);
	return n;
}

dxgk_u64 dxgk_map_count(struct dxgk_adapter *adapter)
{
	return DXGK_READ_ONCE(adapter->maps->count);
}
