/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * map.h - the mappings of an adapter: rules and books; shim/ only.
 *
 * What may be mapped, when, how, and what each refusal is called is decided
 * here; how it is done is behind os.h.
 */
#ifndef DXGK_MAP_H
#define DXGK_MAP_H

#include <ntddk.h>

#include "dxgk.h"

/* Statuses of the two callbacks that are counted one by one; see map.c. */
#define DXGK_MAP_FAILURES 10

/*
 * The live mappings of one adapter.  A user mapping can outlive the adapter in
 * its process, so this does too: it goes with the last of them.
 */
struct dxgk_map_domain {
	dxgk_u32 refs;			/* atomic: the adapter's and one a user mapping */
	/*
	 * Held for reading from the check of the adapter's state to the end of
	 * a map, for writing to change the state: no map is under way when a
	 * stop has changed it.
	 */
	struct dxgk_os_rwsem gate;
	struct dxgk_os_spinlock lock;
	struct dxgk_os_tree index;	/* by space and address; under @lock */
	dxgk_u64 count;			/* under @lock */
	dxgk_u64 port_seq;		/* under @lock */
	dxgk_u64 failures[DXGK_MAP_FAILURES];	/* under @lock */
};

/* Once per load of the core. */
NTSTATUS dxgk_map_core_init(void);
void dxgk_map_core_exit(void);

struct dxgk_map_domain *dxgk_map_domain_create(void);

/*
 * No program reaches the device through a mapping when this has returned, and
 * the cache types of the pages are free again.  The records stay, so that an
 * unmap finds them.  With @more, new user mappings can be made; otherwise the
 * state of the adapter refuses new maps.
 */
void dxgk_map_revoke(struct dxgk_adapter *adapter, bool more);

/*
 * After RemoveDevice: report each kernel or port mapping that is left, once,
 * and unmap it.  User mappings have been revoked; the processes keep what is
 * left of them.  The domain is given back.
 */
void dxgk_map_release_all(struct dxgk_adapter *adapter);
/* The same for a domain that is no adapter's; @name is the driver's. */
void dxgk_map_domain_release(struct dxgk_map_domain *d, struct dxgk_os_device *os,
			     const char *name);

/*
 * MmMapIoSpace(): into system space, with the same books and the same rules for
 * cache types, but any range of device memory and at any time of the device's
 * life.  STATUS_INVALID_PARAMETER, STATUS_CONFLICTING_ADDRESSES,
 * STATUS_INSUFFICIENT_RESOURCES.  Context: sleeping.
 */
NTSTATUS dxgk_map_io_space(struct dxgk_map_domain *d, struct dxgk_os_device *os, dxgk_u64 phys,
			   dxgk_u64 len, MEMORY_CACHING_TYPE type, void *caller, PVOID *va);
/* False: none of the domain's begins at @va.  @len is what was mapped. */
bool dxgk_unmap_io_space(struct dxgk_map_domain *d, struct dxgk_os_device *os, PVOID va,
			 void *caller, dxgk_u64 *len);

#endif /* DXGK_MAP_H */
