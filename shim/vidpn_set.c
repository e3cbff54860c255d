// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * vidpn_set.c - what miniports do with sets of records, of whatever kind.
 *
 * The tables of functions in vidpn_modes.c, vidpn_topology.c and
 * monitor_iface.c come here.  Each takes the lock, and is passed whatever the
 * miniport passed.
 */
#include "vidpn.h"

NTSTATUS dxgk_vset_count(enum dxgk_vkind kind, const void *handle, SIZE_T *count)
{
	struct dxgk_vset *set;
	NTSTATUS status = STATUS_SUCCESS;

	if (!count)
		return STATUS_INVALID_PARAMETER;
	*count = 0;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(handle, kind);
	if (set)
		*count = set->count;
	else
		status = dxgk_vkinds[kind].bad_set;
	dxgk_vidpn_unlock();
	return status;
}

static NTSTATUS dxgk_vset_give(struct dxgk_vitem *item, const void **info)
{
	*info = dxgk_vset_hand_out(item);
	return *info ? STATUS_SUCCESS : STATUS_NO_MEMORY;
}

NTSTATUS dxgk_vset_first(enum dxgk_vkind kind, const void *handle, const void **info)
{
	struct dxgk_vset *set;
	NTSTATUS status;

	if (!info)
		return STATUS_INVALID_PARAMETER;
	*info = NULL;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(handle, kind);
	if (!set)
		status = dxgk_vkinds[kind].bad_set;
	else if (dxgk_link_empty(&set->items))
		status = STATUS_GRAPHICS_DATASET_IS_EMPTY;
	else
		status = dxgk_vset_give(dxgk_vset_item(set, 0), info);
	dxgk_vidpn_unlock();
	return status;
}

/* @current_info's place is a number, so that it may have left the set meanwhile. */
NTSTATUS dxgk_vset_next(enum dxgk_vkind kind, const void *handle, const void *current_info,
			const void **info)
{
	struct dxgk_vitem *held, *item;
	struct dxgk_vset *set;
	NTSTATUS status = STATUS_GRAPHICS_NO_MORE_ELEMENTS_IN_DATASET;

	if (!info)
		return STATUS_INVALID_PARAMETER;
	*info = NULL;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(handle, kind);
	held = dxgk_vitem_find(current_info);
	if (!set) {
		status = dxgk_vkinds[kind].bad_set;
	} else if (!held || held->set != set || held->fresh) {
		status = dxgk_vkinds[kind].bad_info;
	} else {
		dxgk_vset_for_each(item, set) {
			if (item->seq > held->seq) {
				status = dxgk_vset_give(item, info);
				break;
			}
		}
	}
	dxgk_vidpn_unlock();
	return status;
}

NTSTATUS dxgk_vset_pinned(enum dxgk_vkind kind, const void *handle, NTSTATUS none,
			  const void **info)
{
	struct dxgk_vset *set;
	NTSTATUS status = none;

	if (!info)
		return STATUS_INVALID_PARAMETER;
	*info = NULL;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(handle, kind);
	if (!set)
		status = dxgk_vkinds[kind].bad_set;
	else if (set->pinned)
		status = dxgk_vset_give(set->pinned, info);
	dxgk_vidpn_unlock();
	return status;
}

NTSTATUS dxgk_vset_new(enum dxgk_vkind kind, const void *handle, void **info)
{
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_vitem *item;
	struct dxgk_vset *set;

	if (!info)
		return STATUS_INVALID_PARAMETER;
	*info = NULL;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(handle, kind);
	item = set ? dxgk_vitem_alloc(set, 0) : NULL;
	if (!set) {
		status = dxgk_vkinds[kind].bad_set;
	} else if (!item) {
		status = STATUS_NO_MEMORY;
	} else {
		if (kind == DXGK_V_TOPOLOGY)
			dxgk_vidpn_path_init(&item->data.path, D3DDDI_ID_UNINITIALIZED,
					     D3DDDI_ID_UNINITIALIZED);
		else
			item->data.id = set->next_id++;
		item->fresh = true;
		dxgk_vitem_hold(item);
		*info = &item->data;
	}
	dxgk_vidpn_unlock();
	return status;
}

/*
 * The record itself goes into the set, so that success cannot need memory; on
 * failure it stays the miniport's.
 */
NTSTATUS dxgk_vset_add(enum dxgk_vkind kind, const void *handle, const void *info)
{
	struct dxgk_vitem *item;
	struct dxgk_vset *set;
	NTSTATUS status;

	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(handle, kind);
	item = dxgk_vitem_find(info);
	if (!set)
		status = dxgk_vkinds[kind].bad_set;
	else if (!item || !item->fresh)
		status = dxgk_vkinds[kind].bad_info;
	else if (item->set != set)
		status = STATUS_GRAPHICS_RESOURCES_NOT_RELATED;
	else
		status = dxgk_vset_writable(set);
	if (NT_SUCCESS(status))
		status = dxgk_vset_accepts(set, &item->data);
	if (NT_SUCCESS(status)) {
		dxgk_vitem_unhold(item);
		dxgk_vset_insert(set, item);
	}
	dxgk_vidpn_unlock();
	return status;
}

NTSTATUS dxgk_vset_release(enum dxgk_vkind kind, const void *handle, const void *info)
{
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_vitem *item;
	struct dxgk_vset *set;

	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(handle, kind);
	item = dxgk_vitem_find(info);
	if (!set) {
		status = dxgk_vkinds[kind].bad_set;
	} else if (!item || item->set != set) {
		status = dxgk_vkinds[kind].bad_info;
	} else {
		dxgk_vitem_unhold(item);
		dxgk_vitem_free(item);
		dxgk_vset_reap(set);
	}
	dxgk_vidpn_unlock();
	return status;
}

NTSTATUS dxgk_vset_pin(enum dxgk_vkind kind, const void *handle, dxgk_u32 id)
{
	struct dxgk_vitem *item;
	struct dxgk_vset *set;
	NTSTATUS status;

	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(handle, kind);
	status = set ? dxgk_vset_writable(set) : dxgk_vkinds[kind].bad_set;
	/* bad_set is an error. */
	DXGK_KNOWN(set || !NT_SUCCESS(status));
	if (NT_SUCCESS(status)) {
		status = dxgk_vkinds[kind].bad_info;
		dxgk_vset_for_each(item, set) {
			if (item->data.id == id) {
				set->pinned = item;
				status = STATUS_SUCCESS;
				break;
			}
		}
	}
	dxgk_vidpn_unlock();
	return status;
}
