// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * map.c - DxgkCbMapMemory and DxgkCbUnmapMemory.
 *
 * A mapping is a record in two indexes: that of its adapter, by space and
 * address, for unmap and for people who look; and, for memory, that of its
 * cache type, by physical page, across all adapters.  Two types never meet on
 * a page: Linux would quietly give the second mapping the type of the first.
 */
#include <ntddk.h>
#include <dispmprt.h>

#include "adapter.h"
#include "handle.h"
#include "iface.h"
#include "map.h"

/* Keys of the adapter's index: a user mapping has its process for k1. */
#define DXGK_KEY_PORT	((dxgk_u64)DXGK_MAP_PORT)
#define DXGK_KEY_SYSTEM	((dxgk_u64)DXGK_MAP_SYSTEM)

/* An x86 I/O port; nothing else a mapping returns is this small. */
#define DXGK_PORT_MAX	0xffffull

#define DXGK_PAGE_MASK	((dxgk_u64)PAGE_SIZE - 1)

struct dxgk_mapping {
	struct dxgk_os_tree_node node;	/* in domain->index while @indexed */
	struct dxgk_os_range pages;	/* in the set of @cache while @typed */
	struct dxgk_map_domain *domain;
	struct dxgk_map_info info;
	enum dxgk_cache cache;
	dxgk_u64 process;
	dxgk_u64 born;
	void *page_va;			/* as the backend gave it */
	struct dxgk_os_umap *umap;	/* set before @refs drops to the VMA's */
	/* Under domain->lock. */
	dxgk_u32 refs;			/* the call at work on it, and the process's */
	bool indexed;
	bool gone;			/* from its process */
	/* Under dxgk_types.lock. */
	bool typed;
};

/* All pages that are mapped, by cache type. */
static struct {
	struct dxgk_os_spinlock lock;
	struct dxgk_os_ranges set[DXGK_CACHE_COUNT];
} dxgk_types;

/* What is counted one by one; the last counter takes every other status. */
static const NTSTATUS dxgk_map_statuses[DXGK_MAP_FAILURES - 1] = {
	STATUS_INVALID_PARAMETER,
	STATUS_INVALID_DEVICE_STATE,
	STATUS_DEVICE_REMOVED,
	STATUS_INVALID_DEVICE_REQUEST,
	STATUS_PROCESS_IS_TERMINATING,
	STATUS_MAPPED_ALIGNMENT,
	STATUS_CONFLICTING_ADDRESSES,
	STATUS_INSUFFICIENT_RESOURCES,
	STATUS_NOT_MAPPED_VIEW,
};

/*
 * What the owner of the boot VGA may reach without having it listed: the frame
 * buffer window, the VGA registers, and the two ports at which Bochs' display
 * interface answers on the adapters that emulate it.
 */
static const struct dxgk_resource dxgk_legacy_vga[] = {
	{ .kind = DXGK_RES_MEMORY, .start = 0xa0000, .length = 0x20000 },
	{ .kind = DXGK_RES_PORT, .start = 0x3b0, .length = 0xc },
	{ .kind = DXGK_RES_PORT, .start = 0x3c0, .length = 0x20 },
	{ .kind = DXGK_RES_PORT, .start = 0x1ce, .length = 2 },
};

void dxgk_map_core_init(void)
{
	unsigned int i;

	dxgk_os_spin_init(&dxgk_types.lock);
	for (i = 0; i < DXGK_CACHE_COUNT; i++)
		dxgk_os_ranges_init(&dxgk_types.set[i]);
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

/* The last user of a record has let go; nothing finds it any more. */
static void dxgk_mapping_free(struct dxgk_mapping *m)
{
	struct dxgk_map_domain *d = m->domain;

	dxgk_types_release(m);
	if (m->umap)
		dxgk_os_umap_put(m->umap);
	dxgk_os_free(m);
	dxgk_map_domain_put(d);
}

static void dxgk_mapping_put(struct dxgk_mapping *m)
{
	struct dxgk_map_domain *d = m->domain;
	unsigned long irq = dxgk_os_spin_lock(&d->lock);
	bool last = !--m->refs;

	dxgk_os_spin_unlock(&d->lock, irq);
	if (last)
		dxgk_mapping_free(m);
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

/* Undo in hardware and memory what a record that is not indexed stands for. */
static void dxgk_mapping_undo(struct dxgk_mapping *m)
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

/* -------------------------------------------------------------------- rules */

static void dxgk_map_count_failure(struct dxgk_adapter *adapter, NTSTATUS status)
{
	struct dxgk_map_domain *d = adapter->maps;
	unsigned long irq;
	unsigned int i;

	for (i = 0; i < DXGK_ARRAY_SIZE(dxgk_map_statuses); i++)
		if (dxgk_map_statuses[i] == status)
			break;
	irq = dxgk_os_spin_lock(&d->lock);
	d->failures[i]++;
	dxgk_os_spin_unlock(&d->lock, irq);
}

/* The resource that holds all of [start, start + len), or NULL. */
static const struct dxgk_resource *dxgk_map_resource(const struct dxgk_adapter *adapter,
						     enum dxgk_resource_kind kind,
						     dxgk_u64 start, dxgk_u64 len)
{
	const struct dxgk_resource *set = adapter->info.resource;
	dxgk_u32 n = adapter->info.resource_count;
	unsigned int round;

	for (round = 0; round < 2; round++) {
		dxgk_u32 i;

		for (i = 0; i < n; i++) {
			const struct dxgk_resource *r = &set[i];

			if (r->kind == kind && start >= r->start && len <= r->length &&
			    start - r->start <= r->length - len)
				return r;
		}
		if (!adapter->info.boot_vga)
			break;
		set = dxgk_legacy_vga;
		n = DXGK_ARRAY_SIZE(dxgk_legacy_vga);
	}
	return NULL;
}

/* Removed before state: the order of the contract.  Under the gate. */
static NTSTATUS dxgk_map_check_state(const struct dxgk_adapter *adapter)
{
	dxgk_os_rwsem_assert(&adapter->maps->gate);
	if (adapter->removed)
		return STATUS_DEVICE_REMOVED;

	switch (adapter->state) {
	case DXGK_STATE_STARTING:
	case DXGK_STATE_STARTED:
	case DXGK_STATE_STOPPING:
		return STATUS_SUCCESS;
	default:
		return STATUS_INVALID_DEVICE_STATE;
	}
}

/* Arguments, process, alignment: fills @m's description on success. */
static NTSTATUS dxgk_map_check_args(const struct dxgk_adapter *adapter, dxgk_u64 start,
				    dxgk_u64 len, MEMORY_CACHING_TYPE type,
				    struct dxgk_map_info *info)
{
	const struct dxgk_resource *r;
	enum dxgk_resource_kind kind = info->space == DXGK_MAP_PORT ?
				       DXGK_RES_PORT : DXGK_RES_MEMORY;

	if (!len || start + len - 1 < start ||
	    dxgk_map_cache((dxgk_u32)type) == DXGK_CACHE_COUNT)
		return STATUS_INVALID_PARAMETER;

	r = dxgk_map_resource(adapter, kind, start, len);
	if (!r)
		return STATUS_INVALID_PARAMETER;

	info->phys = start;
	info->len = len;
	info->cache = (dxgk_u32)type;
	if (info->space != DXGK_MAP_USER)
		return STATUS_SUCCESS;

	if (!dxgk_os_process())
		return STATUS_INVALID_DEVICE_REQUEST;
	if (dxgk_os_process_exiting())
		return STATUS_PROCESS_IS_TERMINATING;

	/* Whole pages are exposed: all of them must be of this resource. */
	if ((start & ~DXGK_PAGE_MASK) < r->start ||
	    ((start + len - 1) | DXGK_PAGE_MASK) > r->start + r->length - 1)
		return STATUS_MAPPED_ALIGNMENT;
	return STATUS_SUCCESS;
}

/* ------------------------------------------------------------------ mapping */

/* Conflict outranks memory in the contract, also when there is no record to claim with. */
static NTSTATUS dxgk_map_no_record(const struct dxgk_map_info *info)
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

static NTSTATUS dxgk_map_do(struct dxgk_mapping *m, struct dxgk_os_device *os)
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

static NTSTATUS dxgk_map_make(struct dxgk_map_domain *d, struct dxgk_os_device *os,
			      const struct dxgk_map_info *info, PVOID *va)
{
	struct dxgk_mapping *m;
	unsigned long irq;
	NTSTATUS status;

	m = dxgk_os_alloc(sizeof(*m), DXGK_OS_ALLOC_ZERO);
	if (!m)
		return dxgk_map_no_record(info);

	m->info = *info;
	m->cache = dxgk_map_cache(info->cache);
	m->born = dxgk_os_time_ns();
	m->domain = d;
	dxgk_map_domain_get(d);
	m->refs = 1;

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
		m->refs++;
	}

	status = dxgk_map_do(m, os);
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

static NTSTATUS dxgk_map_adapter(struct dxgk_adapter *adapter, dxgk_u64 start, dxgk_u64 len,
				 MEMORY_CACHING_TYPE type, struct dxgk_map_info *info, PVOID *va)
{
	NTSTATUS status;

	dxgk_os_rwsem_read(&adapter->maps->gate);
	status = dxgk_map_check_state(adapter);
	if (NT_SUCCESS(status))
		status = dxgk_map_check_args(adapter, start, len, type, info);
	if (NT_SUCCESS(status))
		status = dxgk_map_make(adapter->maps, adapter->os, info, va);
	dxgk_os_rwsem_read_done(&adapter->maps->gate);
	return status;
}

/* The backend knows nothing of APC_LEVEL, which is a thread's own. */
static bool dxgk_map_irql_raised(void)
{
	return dxgk_os_irql_get() > PASSIVE_LEVEL || KeGetCurrentIrql() > PASSIVE_LEVEL;
}

/**
 * DxgkCbMapMemory() - map translated device memory or ports
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @TranslatedAddress: first byte or port, at any alignment
 * @Length: bytes or ports, not 0
 * @InIoSpace: TRUE for ports; @MapToUserMode is then ignored
 * @MapToUserMode: TRUE for the calling process, FALSE for system space
 * @CacheType: what the pages shall be; checked but without effect for ports
 * @VirtualAddress: what READ_PORT_x, READ_REGISTER_x or the program takes;
 *	NULL after a failure
 *
 * The range must lie in one of the adapter's translated resources, or in the
 * legacy VGA ranges if it is the boot VGA.  Each call makes a mapping of its
 * own, to be undone by DxgkCbUnmapMemory(); a program's own munmap(), or its
 * end, undoes a user mapping too.
 *
 * IRQL: PASSIVE_LEVEL.  Locks: may take the process's mmap lock.
 *
 * Return: checked in this order:
 * STATUS_INVALID_DEVICE_REQUEST above PASSIVE_LEVEL;
 * STATUS_INVALID_PARAMETER without @VirtualAddress;
 * STATUS_INVALID_HANDLE for anything but the handle of a live adapter;
 * STATUS_DEVICE_REMOVED for one that vanished;
 * STATUS_INVALID_DEVICE_STATE outside StartDevice … StopDevice;
 * STATUS_INVALID_PARAMETER for a range or a cache type that is not allowed;
 * STATUS_INVALID_DEVICE_REQUEST for user mode without a user process;
 * STATUS_PROCESS_IS_TERMINATING; STATUS_MAPPED_ALIGNMENT when a user mapping
 * would expose something that is not of the resource;
 * STATUS_CONFLICTING_ADDRESSES for a page that is mapped with another cache
 * type; STATUS_INSUFFICIENT_RESOURCES; STATUS_SUCCESS.
 *
 * Follows "DXGKCB_MAP_MEMORY callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbMapMemory(HANDLE DeviceHandle, PHYSICAL_ADDRESS TranslatedAddress,
			       ULONG Length, BOOLEAN InIoSpace, BOOLEAN MapToUserMode,
			       MEMORY_CACHING_TYPE CacheType, PVOID *VirtualAddress)
{
	struct dxgk_map_info info = {
		.space = InIoSpace ? DXGK_MAP_PORT :
			 MapToUserMode ? DXGK_MAP_USER : DXGK_MAP_SYSTEM,
		.caller = __builtin_return_address(0),
	};
	struct dxgk_map_event ev = {
		.space = (dxgk_u8)info.space,
		.cache = (dxgk_u8)CacheType,
		.phys = (dxgk_u64)TranslatedAddress.QuadPart,
		.len = Length,
		.caller = info.caller,
	};
	struct dxgk_adapter *adapter;
	NTSTATUS status;

	if (VirtualAddress)
		*VirtualAddress = NULL;
	if (dxgk_map_irql_raised())
		status = STATUS_INVALID_DEVICE_REQUEST;
	else if (!VirtualAddress)
		status = STATUS_INVALID_PARAMETER;
	else
		status = STATUS_SUCCESS;

	adapter = dxgk_handle_get(DeviceHandle);
	if (NT_SUCCESS(status))
		status = adapter ? dxgk_map_adapter(adapter, ev.phys, Length, CacheType,
						    &info, VirtualAddress)
				 : STATUS_INVALID_HANDLE;

	ev.status = status;
	ev.va = NT_SUCCESS(status) ? *VirtualAddress : NULL;
	if (adapter) {
		if (!NT_SUCCESS(status))
			dxgk_map_count_failure(adapter, status);
		dxgk_os_trace_map(adapter->os, &ev);
		dxgk_handle_put(DeviceHandle);
	} else {
		dxgk_os_trace_map(NULL, &ev);
	}
	return status;
}

/* The live mapping that begins at @va, claimed for unmapping. */
static struct dxgk_mapping *dxgk_map_find(struct dxgk_map_domain *d, dxgk_u64 va)
{
	dxgk_u64 process = dxgk_os_process();
	struct dxgk_os_tree_node *n;
	struct dxgk_mapping *m = NULL;
	unsigned long irq = dxgk_os_spin_lock(&d->lock);

	if (va <= DXGK_PORT_MAX) {
		n = dxgk_os_tree_ceil(&d->index, DXGK_KEY_PORT, va << 32);
		if (n && n->k1 == DXGK_KEY_PORT && n->k2 >> 32 == va)
			goto found;
	}
	n = dxgk_os_tree_ceil(&d->index, DXGK_KEY_SYSTEM, va);
	if (n && n->k1 == DXGK_KEY_SYSTEM && n->k2 == va)
		goto found;
	if (process) {
		n = dxgk_os_tree_ceil(&d->index, process, va);
		if (n && n->k1 == process && n->k2 == va)
			goto found;
	}
	goto out;

found:
	m = DXGK_CONTAINER_OF(n, struct dxgk_mapping, node);
	dxgk_mapping_unindex(m);
	/* The index's reference is ours now; a user mapping's is the VMA's. */
	if (m->info.space == DXGK_MAP_USER)
		m->refs++;
out:
	dxgk_os_spin_unlock(&d->lock, irq);
	return m;
}

/**
 * DxgkCbUnmapMemory() - undo one DxgkCbMapMemory()
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @VirtualAddress: what DxgkCbMapMemory() returned
 *
 * Works from the map until RemoveDevice returns, also on an adapter that was
 * stopped or vanished.
 *
 * IRQL: PASSIVE_LEVEL; for a user mapping, in the process that has it.
 *
 * Return: STATUS_INVALID_DEVICE_REQUEST above PASSIVE_LEVEL;
 * STATUS_INVALID_HANDLE; STATUS_NOT_MAPPED_VIEW, and nothing is unmapped, for
 * an address that is not the beginning of a live mapping of this adapter in
 * system space or in the calling process; STATUS_SUCCESS.
 *
 * Follows "DXGKCB_UNMAP_MEMORY callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbUnmapMemory(HANDLE DeviceHandle, PVOID VirtualAddress)
{
	struct dxgk_map_event ev = {
		.unmap = true,
		.va = VirtualAddress,
		.caller = __builtin_return_address(0),
	};
	struct dxgk_mapping *m = NULL;
	struct dxgk_adapter *adapter = dxgk_handle_get(DeviceHandle);
	NTSTATUS status = STATUS_SUCCESS;

	if (dxgk_map_irql_raised()) {
		status = STATUS_INVALID_DEVICE_REQUEST;
	} else if (!adapter) {
		status = STATUS_INVALID_HANDLE;
	} else {
		m = dxgk_map_find(adapter->maps, (dxgk_uptr)VirtualAddress);
		if (!m)
			status = STATUS_NOT_MAPPED_VIEW;
	}
	if (m) {
		ev.space = (dxgk_u8)m->info.space;
		ev.cache = (dxgk_u8)m->info.cache;
		ev.phys = m->info.phys;
		ev.len = m->info.len;
		dxgk_mapping_undo(m);
	}

	ev.status = status;
	if (adapter) {
		if (!NT_SUCCESS(status))
			dxgk_map_count_failure(adapter, status);
		dxgk_os_trace_map(adapter->os, &ev);
		dxgk_handle_put(DeviceHandle);
	} else {
		dxgk_os_trace_map(NULL, &ev);
	}
	return status;
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
		    (dxgk_os_time_ns() - m->born) / 1000000, m->info.caller);
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

/* -------------------------------------------------- without a handle: MmMapIoSpace */

NTSTATUS dxgk_map_io_space(struct dxgk_map_domain *d, struct dxgk_os_device *os, dxgk_u64 phys,
			   dxgk_u64 len, MEMORY_CACHING_TYPE type, void *caller, PVOID *va)
{
	struct dxgk_map_info info = {
		.space = DXGK_MAP_SYSTEM,
		.phys = phys,
		.len = len,
		.cache = (dxgk_u32)type,
		.caller = caller,
	};
	struct dxgk_map_event ev = {
		.space = DXGK_MAP_SYSTEM,
		.cache = (dxgk_u8)type,
		.phys = phys,
		.len = len,
		.caller = caller,
	};

	*va = NULL;
	if (!len || phys + len - 1 < phys ||
	    dxgk_map_cache((dxgk_u32)type) == DXGK_CACHE_COUNT)
		ev.status = STATUS_INVALID_PARAMETER;
	else
		ev.status = dxgk_map_make(d, os, &info, va);
	ev.va = *va;
	dxgk_os_trace_map(os, &ev);
	return ev.status;
}

bool dxgk_unmap_io_space(struct dxgk_map_domain *d, struct dxgk_os_device *os, PVOID va,
			 void *caller, dxgk_u64 *len)
{
	struct dxgk_map_event ev = { .unmap = true, .space = DXGK_MAP_SYSTEM, .caller = caller,
				     .va = va };
	struct dxgk_mapping *m = NULL;
	struct dxgk_os_tree_node *n;
	unsigned long irq = dxgk_os_spin_lock(&d->lock);

	n = dxgk_os_tree_ceil(&d->index, DXGK_KEY_SYSTEM, (dxgk_uptr)va);
	if (n && n->k1 == DXGK_KEY_SYSTEM && n->k2 == (dxgk_uptr)va) {
		m = DXGK_CONTAINER_OF(n, struct dxgk_mapping, node);
		dxgk_mapping_unindex(m);
	}
	dxgk_os_spin_unlock(&d->lock, irq);
	if (!m)
		return false;
	*len = m->info.len;
	ev.cache = (dxgk_u8)m->info.cache;
	ev.phys = m->info.phys;
	ev.len = m->info.len;
	dxgk_mapping_undo(m);
	dxgk_os_trace_map(os, &ev);
	return true;
}

/* -------------------------------------------------------------- diagnostics */

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
		info->age_ns = dxgk_os_time_ns() - m->born;
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

bool dxgk_map_failure(struct dxgk_adapter *adapter, unsigned int index,
		      dxgk_status *status, dxgk_u64 *count)
{
	if (index >= DXGK_MAP_FAILURES)
		return false;
	*status = index < DXGK_ARRAY_SIZE(dxgk_map_statuses) ? dxgk_map_statuses[index] : 0;
	*count = DXGK_READ_ONCE(adapter->maps->failures[index]);
	return true;
}
