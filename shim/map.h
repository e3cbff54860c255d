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

struct dxgk_mapping;

/* Statuses that are counted; the last slot takes all others. */
#define DXGK_MAP_FAILURES 12

/* The live mappings of one adapter. */
struct dxgk_map_domain {
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

void dxgk_map_init(struct dxgk_map_domain *maps);
/*
 * After RemoveDevice: report each mapping that is left once and unmap it;
 * user mappings have been revoked, their records are dropped.
 */
void dxgk_map_release_all(struct dxgk_adapter *adapter);
void dxgk_map_fini(struct dxgk_map_domain *maps);

#endif /* DXGK_MAP_H */
