// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * vidpn_obj.c - the handles, sets and records of vidpn.h.
 */
#include "vidpn.h"

/*
 * A handle is tag, generation, slot: not a canonical address, so that a
 * miniport that dereferences one faults at once.  0xdb5a is handle.c's tag.
 */
#define DXGK_VOBJ_TAG		0xdb5bull
#define DXGK_VOBJ_LOW		0xcull
#define DXGK_VOBJ_SLOT_BITS	16
#define DXGK_VOBJ_GEN_BITS	28
#define DXGK_VOBJ_SLOTS		(1u << DXGK_VOBJ_SLOT_BITS)
#define DXGK_VOBJ_NO_SLOT	0xffffffffu

/* More records than this in one set are a miniport running wild. */
#define DXGK_VSET_MAX		16384

struct dxgk_vslot {
	struct dxgk_vobj *obj;		/* NULL: free */
	dxgk_u32 generation;
	dxgk_u32 next_free;
};

static struct dxgk_os_mutex dxgk_vlock;
/* All of these under dxgk_vlock. */
static struct dxgk_vslot *dxgk_vslots;
static dxgk_u32 dxgk_vslot_count;
static dxgk_u32 dxgk_vslot_free;	/* oldest free slot, so that generations last */
static dxgk_u32 dxgk_vslot_free_last;
static struct dxgk_os_tree dxgk_vheld;	/* records in the hands of miniports, by address */
static dxgk_u64 dxgk_vlive;

void dxgk_vidpn_core_init(void)
{
	dxgk_os_mutex_init(&dxgk_vlock);
	dxgk_os_tree_init(&dxgk_vheld);
	dxgk_vslots = NULL;
	dxgk_vslot_count = 0;
	dxgk_vslot_free = DXGK_VOBJ_NO_SLOT;
	dxgk_vslot_free_last = DXGK_VOBJ_NO_SLOT;
	dxgk_vlive = 0;
}

void dxgk_vidpn_core_exit(void)
{
	if (dxgk_vlive)
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%llu VidPN objects were never freed", dxgk_vlive);
	dxgk_os_free(dxgk_vslots);
	dxgk_vslots = NULL;
	dxgk_vslot_count = 0;
	dxgk_os_mutex_fini(&dxgk_vlock);
}

void dxgk_vidpn_lock(void)
{
	dxgk_os_mutex_lock(&dxgk_vlock);
}

void dxgk_vidpn_unlock(void)
{
	dxgk_os_mutex_unlock(&dxgk_vlock);
}

bool dxgk_vidpn_enter(void)
{
	if (dxgk_os_irql_get() > 1)
		return false;
	dxgk_os_mutex_lock(&dxgk_vlock);
	return true;
}

dxgk_u64 dxgk_vidpn_live(void)
{
	dxgk_u64 live;

	dxgk_vidpn_lock();
	live = dxgk_vlive;
	dxgk_vidpn_unlock();
	return live;
}

/* ----------------------------------------------------------------- handles */

static bool dxgk_vslots_grow(void)
{
	dxgk_u32 count = dxgk_vslot_count ? dxgk_vslot_count * 2 : 64, i;
	struct dxgk_vslot *slots;

	if (count > DXGK_VOBJ_SLOTS)
		return false;
	slots = dxgk_os_alloc(count * sizeof(*slots), DXGK_OS_ALLOC_ZERO);
	if (!slots)
		return false;
	for (i = 0; i < dxgk_vslot_count; i++)
		slots[i] = dxgk_vslots[i];
	for (; i < count; i++) {
		slots[i].generation = 1;
		slots[i].next_free = i + 1 < count ? i + 1 : DXGK_VOBJ_NO_SLOT;
	}
	/* Only called when none is free. */
	dxgk_vslot_free = dxgk_vslot_count;
	dxgk_vslot_free_last = count - 1;
	dxgk_os_free(dxgk_vslots);
	dxgk_vslots = slots;
	dxgk_vslot_count = count;
	return true;
}

static HANDLE dxgk_vobj_make(dxgk_u32 slot, dxgk_u32 generation)
{
	dxgk_u64 v = DXGK_VOBJ_TAG << 48 |
		     (dxgk_u64)generation << (4 + DXGK_VOBJ_SLOT_BITS) |
		     slot << 4 | DXGK_VOBJ_LOW;

	return (HANDLE)(dxgk_uptr)v;
}

/* Give @obj a handle; false without memory. */
bool dxgk_vobj_open(struct dxgk_vobj *obj, enum dxgk_vkind kind)
{
	struct dxgk_vslot *s;
	dxgk_u32 slot;

	dxgk_os_mutex_assert(&dxgk_vlock);
	if (dxgk_vslot_free == DXGK_VOBJ_NO_SLOT && !dxgk_vslots_grow())
		return false;
	slot = dxgk_vslot_free;
	s = &dxgk_vslots[slot];
	dxgk_vslot_free = s->next_free;
	s->obj = obj;
	obj->kind = kind;
	obj->handle = dxgk_vobj_make(slot, s->generation);
	dxgk_vlive++;
	return true;
}

static struct dxgk_vslot *dxgk_vslot_of(const void *handle)
{
	dxgk_u64 v = (dxgk_uptr)handle;
	dxgk_u32 slot = v >> 4 & (DXGK_VOBJ_SLOTS - 1);
	struct dxgk_vslot *s;

	if (v >> 48 != DXGK_VOBJ_TAG || (v & 0xf) != DXGK_VOBJ_LOW || slot >= dxgk_vslot_count)
		return NULL;
	s = &dxgk_vslots[slot];
	if (!s->obj || s->obj->handle != (HANDLE)(dxgk_uptr)v)
		return NULL;
	return s;
}

void dxgk_vobj_close(struct dxgk_vobj *obj)
{
	struct dxgk_vslot *s;
	dxgk_u32 slot;

	dxgk_os_mutex_assert(&dxgk_vlock);
	s = dxgk_vslot_of(obj->handle);
	obj->handle = NULL;
	if (!s)
		return;
	s->obj = NULL;
	s->generation = (s->generation + 1) & ((1u << DXGK_VOBJ_GEN_BITS) - 1);
	s->next_free = DXGK_VOBJ_NO_SLOT;
	slot = (dxgk_u32)(s - dxgk_vslots);
	if (dxgk_vslot_free == DXGK_VOBJ_NO_SLOT)
		dxgk_vslot_free = slot;
	else
		dxgk_vslots[dxgk_vslot_free_last].next_free = slot;
	dxgk_vslot_free_last = slot;
	dxgk_vlive--;
}

/* What @handle, which may be anything, stands for; NULL if not a live @kind. */
struct dxgk_vobj *dxgk_vobj_find(const void *handle, enum dxgk_vkind kind)
{
	struct dxgk_vslot *s;

	dxgk_os_mutex_assert(&dxgk_vlock);
	s = dxgk_vslot_of(handle);
	return s && s->obj->kind == kind ? s->obj : NULL;
}

/* ----------------------------------------------------------------- records */

static bool dxgk_vsame_never(const union dxgk_vdata *a, const union dxgk_vdata *b)
{
	(void)a;
	(void)b;
	return false;
}

const struct dxgk_vkind_ops dxgk_vkinds[] = {
	[DXGK_V_SOURCE_MODES] = {
		.name = "source mode set",
		.size = sizeof(D3DKMDT_VIDPN_SOURCE_MODE),
		.bad_set = STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET,
		.bad_info = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE,
		.check = dxgk_vcheck_source,
		.same = dxgk_vsame_source,
		.duplicate = STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET,
	},
	[DXGK_V_TARGET_MODES] = {
		.name = "target mode set",
		.size = sizeof(D3DKMDT_VIDPN_TARGET_MODE),
		.bad_set = STATUS_GRAPHICS_INVALID_VIDPN_TARGETMODESET,
		.bad_info = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE,
		.check = dxgk_vcheck_target,
		.same = dxgk_vsame_target,
		.duplicate = STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET,
	},
	[DXGK_V_TOPOLOGY] = {
		.name = "topology",
		.size = sizeof(D3DKMDT_VIDPN_PRESENT_PATH),
		.bad_set = STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY,
		.bad_info = STATUS_GRAPHICS_INVALID_VIDPN_PRESENT_PATH,
		.check = dxgk_vcheck_path,
		.same = dxgk_vsame_path,
		.duplicate = STATUS_GRAPHICS_PATH_ALREADY_IN_TOPOLOGY,
	},
	[DXGK_V_MONITOR_MODES] = {
		.name = "monitor source mode set",
		.size = sizeof(D3DKMDT_MONITOR_SOURCE_MODE),
		.bad_set = STATUS_GRAPHICS_INVALID_MONITOR_SOURCEMODESET,
		.bad_info = STATUS_GRAPHICS_INVALID_MONITOR_SOURCE_MODE,
		.check = dxgk_vcheck_monitor,
		.same = dxgk_vsame_monitor,
		.duplicate = STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET,
	},
	[DXGK_V_RANGES] = {
		.name = "monitor frequency range set",
		.size = sizeof(D3DKMDT_MONITOR_FREQUENCY_RANGE),
		.bad_set = STATUS_GRAPHICS_INVALID_MONITOR_FREQUENCYRANGESET,
		.bad_info = STATUS_GRAPHICS_INVALID_MONITOR_FREQUENCYRANGE,
		.same = dxgk_vsame_never,
	},
	[DXGK_V_DESCRIPTORS] = {
		.name = "monitor descriptor set",
		.size = sizeof(D3DKMDT_MONITOR_DESCRIPTOR),
		.bad_set = STATUS_GRAPHICS_INVALID_MONITORDESCRIPTORSET,
		.bad_info = STATUS_GRAPHICS_INVALID_MONITORDESCRIPTOR,
		.same = dxgk_vsame_never,
	},
};

/* Kinds whose records begin with an identifier that is unique in their set. */
static bool dxgk_vkind_has_id(enum dxgk_vkind kind)
{
	return kind != DXGK_V_TOPOLOGY && kind != DXGK_V_RANGES;
}

/* A zeroed record for @set, in no list. */
struct dxgk_vitem *dxgk_vitem_alloc(struct dxgk_vset *set, SIZE_T extra)
{
	SIZE_T size = __builtin_offsetof(struct dxgk_vitem, data) +
		      dxgk_vkinds[set->obj.kind].size + extra;
	struct dxgk_vitem *item;

	item = dxgk_os_alloc(size, DXGK_OS_ALLOC_ZERO);
	if (!item)
		return NULL;
	dxgk_link_init(&item->link);
	item->set = set;
	dxgk_vlive++;
	return item;
}

void dxgk_vitem_free(struct dxgk_vitem *item)
{
	dxgk_link_del(&item->link);
	dxgk_vlive--;
	dxgk_os_free(item);
}

void dxgk_vitem_hold(struct dxgk_vitem *item)
{
	item->node.k1 = (dxgk_uptr)&item->data;
	item->node.k2 = 0;
	dxgk_os_tree_insert(&dxgk_vheld, &item->node);
	dxgk_link_add(&item->set->held, &item->link);
}

void dxgk_vitem_unhold(struct dxgk_vitem *item)
{
	dxgk_os_tree_remove(&dxgk_vheld, &item->node);
	dxgk_link_del(&item->link);
}

/* The record that a miniport holds at @info, which may be anything. */
struct dxgk_vitem *dxgk_vitem_find(const void *info)
{
	dxgk_u64 k = (dxgk_uptr)info;
	struct dxgk_os_tree_node *node = dxgk_os_tree_ceil(&dxgk_vheld, k, 0);

	if (!node || node->k1 != k)
		return NULL;
	return DXGK_CONTAINER_OF(node, struct dxgk_vitem, node);
}

/* A new record of @set that equals @from, with what a descriptor points to. */
static struct dxgk_vitem *dxgk_vitem_copy(struct dxgk_vset *set, const void *from)
{
	SIZE_T size = dxgk_vkinds[set->obj.kind].size, extra = 0;
	const D3DKMDT_MONITOR_DESCRIPTOR *d = from;
	struct dxgk_vitem *item;

	if (set->obj.kind == DXGK_V_DESCRIPTORS)
		extra = d->DataSize;
	item = dxgk_vitem_alloc(set, extra);
	if (!item)
		return NULL;
	__builtin_memcpy(&item->data, from, size);
	if (extra) {
		item->data.descriptor.pData = (char *)&item->data + size;
		__builtin_memcpy(item->data.descriptor.pData, d->pData, extra);
	}
	return item;
}

const void *dxgk_vset_hand_out(struct dxgk_vitem *item)
{
	struct dxgk_vitem *copy = dxgk_vitem_copy(item->set, &item->data);

	if (!copy)
		return NULL;
	copy->seq = item->seq;
	dxgk_vitem_hold(copy);
	return &copy->data;
}

/* -------------------------------------------------------------------- sets */

struct dxgk_vset *dxgk_vset_create(enum dxgk_vkind kind, dxgk_u32 id)
{
	struct dxgk_vset *set = dxgk_os_alloc(sizeof(*set), DXGK_OS_ALLOC_ZERO);

	if (!set)
		return NULL;
	if (!dxgk_vobj_open(&set->obj, kind)) {
		dxgk_os_free(set);
		return NULL;
	}
	set->id = id;
	set->next_id = 1;
	dxgk_link_init(&set->items);
	dxgk_link_init(&set->held);
	dxgk_link_init(&set->all);
	return set;
}

void dxgk_vset_destroy(struct dxgk_vset *set)
{
	struct dxgk_vitem *item;

	if (!set)
		return;
	while (!dxgk_link_empty(&set->items)) {
		item = DXGK_CONTAINER_OF(set->items.next, struct dxgk_vitem, link);
		dxgk_vitem_free(item);
	}
	while (!dxgk_link_empty(&set->held)) {
		item = DXGK_CONTAINER_OF(set->held.next, struct dxgk_vitem, link);
		dxgk_vitem_unhold(item);
		dxgk_vitem_free(item);
	}
	dxgk_link_del(&set->all);
	dxgk_vobj_close(&set->obj);
	dxgk_os_free(set);
}

void dxgk_vset_reap(struct dxgk_vset *set)
{
	if (!set->attached && !set->refs && dxgk_link_empty(&set->held))
		dxgk_vset_destroy(set);
}

struct dxgk_vset *dxgk_vset_find(const void *handle, enum dxgk_vkind kind)
{
	struct dxgk_vobj *obj = dxgk_vobj_find(handle, kind);
	struct dxgk_vset *set;

	if (!obj)
		return NULL;
	set = DXGK_CONTAINER_OF(obj, struct dxgk_vset, obj);
	if (set->vidpn && set->vidpn->access == DXGK_VA_NONE)
		return NULL;
	return set;
}

NTSTATUS dxgk_vidpn_writable(const struct dxgk_vidpn *v, enum dxgk_vkind kind, dxgk_u32 id)
{
	if (v->access == DXGK_VA_ALL)
		return STATUS_SUCCESS;
	if (v->access != DXGK_VA_MODES || kind == DXGK_V_TOPOLOGY)
		return STATUS_ACCESS_DENIED;
	if (kind == DXGK_V_SOURCE_MODES &&
	    v->pivot_type == D3DKMDT_EPT_VIDPNSOURCE && v->pivot.VidPnSourceId == id)
		return STATUS_ACCESS_DENIED;
	if (kind == DXGK_V_TARGET_MODES &&
	    v->pivot_type == D3DKMDT_EPT_VIDPNTARGET && v->pivot.VidPnTargetId == id)
		return STATUS_ACCESS_DENIED;
	return STATUS_SUCCESS;
}

NTSTATUS dxgk_vset_writable(const struct dxgk_vset *set)
{
	if (!set->vidpn)
		return set->attached ? STATUS_SUCCESS : STATUS_GRAPHICS_STALE_MODESET;
	/* What is not in the VidPN yet does not change it. */
	if (!set->attached)
		return STATUS_SUCCESS;
	return dxgk_vidpn_writable(set->vidpn, set->obj.kind, set->id);
}

struct dxgk_vitem *dxgk_vset_item(struct dxgk_vset *set, SIZE_T index)
{
	struct dxgk_vitem *item;

	dxgk_vset_for_each(item, set)
		if (!index--)
			return item;
	return NULL;
}

/* Would @data fit into @set? */
NTSTATUS dxgk_vset_accepts(struct dxgk_vset *set, union dxgk_vdata *data)
{
	const struct dxgk_vkind_ops *ops = &dxgk_vkinds[set->obj.kind];
	bool has_id = dxgk_vkind_has_id(set->obj.kind);
	struct dxgk_vitem *item;

	if (set->count >= DXGK_VSET_MAX)
		return STATUS_NO_MEMORY;
	dxgk_vset_for_each(item, set) {
		if (ops->same(&item->data, data))
			return ops->duplicate;
		if (has_id && item->data.id == data->id)
			return STATUS_GRAPHICS_MODE_ID_MUST_BE_UNIQUE;
	}
	return ops->check ? ops->check(set, data) : STATUS_SUCCESS;
}

/* Into the set, as its last; a preferred monitor mode becomes the preferred one. */
void dxgk_vset_insert(struct dxgk_vset *set, struct dxgk_vitem *item)
{
	item->fresh = false;
	item->seq = set->next_seq++;
	dxgk_link_add(&set->items, &item->link);
	set->count++;
	if (set->obj.kind == DXGK_V_MONITOR_MODES &&
	    item->data.monitor.Preference == D3DKMDT_MP_PREFERRED) {
		if (set->pinned)
			set->pinned->data.monitor.Preference = D3DKMDT_MP_NOTPREFERRED;
		set->pinned = item;
	}
}

NTSTATUS dxgk_vset_add_data(struct dxgk_vset *set, const void *data, bool pin)
{
	struct dxgk_vitem *item = dxgk_vitem_copy(set, data);
	NTSTATUS status;

	if (!item)
		return STATUS_NO_MEMORY;
	if (dxgk_vkind_has_id(set->obj.kind))
		item->data.id = set->next_id;
	status = dxgk_vset_accepts(set, &item->data);
	if (!NT_SUCCESS(status)) {
		dxgk_vitem_free(item);
		return status;
	}
	set->next_id++;
	dxgk_vset_insert(set, item);
	if (pin)
		set->pinned = item;
	return STATUS_SUCCESS;
}
