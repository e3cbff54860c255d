/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * map_record.h - one mapping as the core keeps it; for map.c and map_record.c.
 */
#ifndef DXGK_MAP_RECORD_H
#define DXGK_MAP_RECORD_H

#include "map.h"

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
	dxgk_u32 refs;			/* atomic: the call at work on it, and the process's */
	/* Under domain->lock. */
	bool indexed;
	bool gone;			/* from its process */
	/* Under dxgk_types.lock. */
	bool typed;
};

/*
 * Make the mapping that @info describes: STATUS_SUCCESS and its address in @va,
 * or STATUS_CONFLICTING_ADDRESSES, STATUS_INSUFFICIENT_RESOURCES, and what the
 * backend refuses.  Context: sleeping; for a user mapping, in its process.
 */
NTSTATUS dxgk_mapping_make(struct dxgk_map_domain *d, struct dxgk_os_device *os,
			   const struct dxgk_map_info *info, PVOID *va);

/*
 * The live mapping that begins at @va, out of the index: for
 * dxgk_mapping_undo().  NULL: there is none in system space, among the ports or
 * in the calling process; the second looks in system space only.
 */
struct dxgk_mapping *dxgk_mapping_take(struct dxgk_map_domain *d, dxgk_u64 va);
struct dxgk_mapping *dxgk_mapping_take_system(struct dxgk_map_domain *d, dxgk_u64 va);

/* Undo in hardware and memory what a record that is not indexed stands for. */
void dxgk_mapping_undo(struct dxgk_mapping *m);

#endif /* DXGK_MAP_RECORD_H */
