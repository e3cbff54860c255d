// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * vidpn.c - VidPN objects and the functions of DXGK_VIDPN_INTERFACE.
 *
 * Follows "VidPN Objects and Interfaces" and the pages of the DXGKDDI_VIDPN_*
 * functions.
 */
#include "iface.h"
#include "vidpn.h"

#define DXGK_MAX_METHODS 64

static const DXGK_VIDPN_INTERFACE dxgk_vidpn_interface_v1;
static const DXGK_VIDPN_INTERFACE dxgk_vidpn_interface_v2;

bool dxgk_vidpn_target_index(const struct dxgk_vidpn *vidpn, dxgk_u32 target, dxgk_u32 *index)
{
	dxgk_u32 i;

	for (i = 0; i < vidpn->targets; i++) {
		if (vidpn->target_id[i] == target) {
			*index = i;
			return true;
		}
	}
	return false;
}

/* A set of @kind made for @vidpn's source or target @id, not part of it yet. */
static struct dxgk_vset *dxgk_vidpn_new_set(struct dxgk_vidpn *vidpn, enum dxgk_vkind kind,
					    dxgk_u32 id)
{
	struct dxgk_vset *set = dxgk_vset_create(kind, id);

	if (!set)
		return NULL;
	set->vidpn = vidpn;
	dxgk_link_add(&vidpn->sets, &set->all);
	return set;
}

/* Where @vidpn keeps the set of a source or target; NULL: there is no such. */
static struct dxgk_vset **dxgk_vidpn_place(struct dxgk_vidpn *vidpn, enum dxgk_vkind kind,
					   dxgk_u32 id)
{
	dxgk_u32 index;

	if (kind == DXGK_V_SOURCE_MODES)
		return id < vidpn->sources ? &vidpn->source[id] : NULL;
	return dxgk_vidpn_target_index(vidpn, id, &index) ? &vidpn->target[index] : NULL;
}

/*
 * The set at a place.  Where nothing was assigned yet there is an empty one,
 * made when it is first asked for: miniports look for a pinned mode there.
 */
static struct dxgk_vset *dxgk_vidpn_set(struct dxgk_vidpn *vidpn, enum dxgk_vkind kind,
					dxgk_u32 id, struct dxgk_vset **place)
{
	if (!*place) {
		*place = dxgk_vidpn_new_set(vidpn, kind, id);
		if (*place)
			(*place)->attached = true;
	}
	return *place;
}

static NTSTATUS dxgk_bad_id(enum dxgk_vkind kind)
{
	return kind == DXGK_V_SOURCE_MODES ? STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE :
					     STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
}

/* ---------------------------------------------------------------- the core */

static void dxgk_vidpn_free(struct dxgk_vidpn *vidpn)
{
	dxgk_u32 i;

	while (!dxgk_link_empty(&vidpn->sets))
		dxgk_vset_destroy(DXGK_CONTAINER_OF(vidpn->sets.next, struct dxgk_vset, all));
	if (vidpn->obj.handle)
		dxgk_vobj_close(&vidpn->obj);
	for (i = 0; i < vidpn->sources; i++)
		dxgk_os_free(vidpn->methods[i]);
	dxgk_os_free(vidpn);
}

/**
 * dxgk_vidpn_create() - an empty VidPN
 * @sources: video present sources of the adapter, numbered from 0
 * @target_id: the identifiers of its targets; copied
 * @targets: how many
 *
 * Context: sleeping; takes the VidPN lock.
 * Return: the VidPN, which no miniport can use before dxgk_vidpn_begin(); NULL
 * without memory.
 */
struct dxgk_vidpn *dxgk_vidpn_create(dxgk_u32 sources, const dxgk_u32 *target_id,
				     dxgk_u32 targets)
{
	struct dxgk_vidpn *vidpn;
	dxgk_u32 i;

	if (sources > DXGK_VIDPN_SOURCES || targets > DXGK_VIDPN_TARGETS)
		return NULL;
	vidpn = dxgk_os_alloc(sizeof(*vidpn), DXGK_OS_ALLOC_ZERO);
	if (!vidpn)
		return NULL;
	dxgk_link_init(&vidpn->sets);
	vidpn->sources = sources;
	vidpn->targets = targets;
	for (i = 0; i < targets; i++)
		vidpn->target_id[i] = target_id[i];

	dxgk_vidpn_lock();
	if (dxgk_vobj_open(&vidpn->obj, DXGK_V_VIDPN))
		vidpn->topology = dxgk_vidpn_new_set(vidpn, DXGK_V_TOPOLOGY, 0);
	if (vidpn->topology) {
		vidpn->topology->attached = true;
	} else {
		dxgk_vidpn_free(vidpn);
		vidpn = NULL;
	}
	dxgk_vidpn_unlock();
	return vidpn;
}

void dxgk_vidpn_destroy(struct dxgk_vidpn *vidpn)
{
	if (!vidpn)
		return;
	dxgk_vidpn_lock();
	dxgk_vidpn_free(vidpn);
	dxgk_vidpn_unlock();
}

void dxgk_vidpn_begin(struct dxgk_vidpn *vidpn, enum dxgk_vaccess access,
		      D3DKMDT_ENUMCOFUNCMODALITY_PIVOT_TYPE pivot_type,
		      dxgk_u32 source, dxgk_u32 target)
{
	dxgk_vidpn_lock();
	vidpn->access = access;
	vidpn->pivot_type = pivot_type;
	vidpn->pivot.VidPnSourceId = source;
	vidpn->pivot.VidPnTargetId = target;
	dxgk_vidpn_unlock();
}

void dxgk_vidpn_end(struct dxgk_vidpn *vidpn)
{
	dxgk_u32 sets = 0, infos = 0;
	struct dxgk_link *l, *next, *held;
	struct dxgk_vset *set;

	dxgk_vidpn_lock();
	vidpn->access = DXGK_VA_NONE;
	for (l = vidpn->sets.next; l != &vidpn->sets; l = next) {
		next = l->next;
		set = DXGK_CONTAINER_OF(l, struct dxgk_vset, all);
		for (held = set->held.next; held != &set->held; held = held->next)
			infos++;
		if (set->refs)
			sets++;
	}
	dxgk_vidpn_unlock();
	/* They go with the VidPN: until then the miniport's pointers stay good. */
	if (sets || infos)
		dxgk_os_log(DXGK_LOG_DEBUG, NULL,
			    "the miniport did not release %u mode sets and %u records of a VidPN",
			    sets, infos);
}

void dxgk_vidpn_path_init(D3DKMDT_VIDPN_PRESENT_PATH *path, dxgk_u32 source, dxgk_u32 target)
{
	__builtin_memset(path, 0, sizeof(*path));
	path->VidPnSourceId = source;
	path->VidPnTargetId = target;
	path->ImportanceOrdinal = D3DKMDT_VPPI_UNINITIALIZED;
	path->ContentTransformation.Scaling = D3DKMDT_VPPS_UNPINNED;
	path->ContentTransformation.Rotation = D3DKMDT_VPPR_UNPINNED;
	path->VidPnTargetColorBasis = D3DKMDT_CB_SRGB;
	path->VidPnTargetColorCoeffDynamicRanges.FirstChannel = 8;
	path->VidPnTargetColorCoeffDynamicRanges.SecondChannel = 8;
	path->VidPnTargetColorCoeffDynamicRanges.ThirdChannel = 8;
	path->Content = D3DKMDT_VPPC_GRAPHICS;
	path->CopyProtection.CopyProtectionType = D3DKMDT_VPPMT_NOPROTECTION;
	path->CopyProtection.CopyProtectionSupport.NoProtection = 1;
	path->GammaRamp.Type = D3DDDI_GAMMARAMP_DEFAULT;
}

NTSTATUS dxgk_vidpn_add_path(struct dxgk_vidpn *vidpn, const D3DKMDT_VIDPN_PRESENT_PATH *path)
{
	NTSTATUS status;

	dxgk_vidpn_lock();
	status = dxgk_vset_add_data(vidpn->topology, path, false);
	dxgk_vidpn_unlock();
	return status;
}

static NTSTATUS dxgk_vidpn_add_mode(struct dxgk_vidpn *vidpn, enum dxgk_vkind kind, dxgk_u32 id,
				    const void *mode, bool pin)
{
	struct dxgk_vset **place, *set;
	NTSTATUS status;

	dxgk_vidpn_lock();
	place = dxgk_vidpn_place(vidpn, kind, id);
	set = place ? dxgk_vidpn_set(vidpn, kind, id, place) : NULL;
	if (!place)
		status = dxgk_bad_id(kind);
	else if (!set)
		status = STATUS_NO_MEMORY;
	else
		status = dxgk_vset_add_data(set, mode, pin);
	dxgk_vidpn_unlock();
	return status;
}

NTSTATUS dxgk_vidpn_add_source_mode(struct dxgk_vidpn *vidpn, dxgk_u32 source,
				    const D3DKMDT_VIDPN_SOURCE_MODE *mode, bool pin)
{
	return dxgk_vidpn_add_mode(vidpn, DXGK_V_SOURCE_MODES, source, mode, pin);
}

NTSTATUS dxgk_vidpn_add_target_mode(struct dxgk_vidpn *vidpn, dxgk_u32 target,
				    const D3DKMDT_VIDPN_TARGET_MODE *mode, bool pin)
{
	return dxgk_vidpn_add_mode(vidpn, DXGK_V_TARGET_MODES, target, mode, pin);
}

/* Copy the record at @index, or the pinned one for ~0. */
#define DXGK_PINNED (~(SIZE_T)0)

static bool dxgk_vidpn_copy(struct dxgk_vidpn *vidpn, enum dxgk_vkind kind, dxgk_u32 id,
			    SIZE_T index, void *to)
{
	struct dxgk_vitem *item = NULL;
	struct dxgk_vset **place, *set;

	dxgk_vidpn_lock();
	if (kind == DXGK_V_TOPOLOGY) {
		set = vidpn->topology;
	} else {
		place = dxgk_vidpn_place(vidpn, kind, id);
		set = place ? *place : NULL;
	}
	if (set)
		item = index == DXGK_PINNED ? set->pinned : dxgk_vset_item(set, index);
	if (item)
		__builtin_memcpy(to, &item->data, dxgk_vkinds[kind].size);
	dxgk_vidpn_unlock();
	return item;
}

bool dxgk_vidpn_source_mode(struct dxgk_vidpn *vidpn, dxgk_u32 source, SIZE_T index,
			    D3DKMDT_VIDPN_SOURCE_MODE *mode)
{
	return dxgk_vidpn_copy(vidpn, DXGK_V_SOURCE_MODES, source, index, mode);
}

bool dxgk_vidpn_target_mode(struct dxgk_vidpn *vidpn, dxgk_u32 target, SIZE_T index,
			    D3DKMDT_VIDPN_TARGET_MODE *mode)
{
	return dxgk_vidpn_copy(vidpn, DXGK_V_TARGET_MODES, target, index, mode);
}

bool dxgk_vidpn_pinned_source(struct dxgk_vidpn *vidpn, dxgk_u32 source,
			      D3DKMDT_VIDPN_SOURCE_MODE *mode)
{
	return dxgk_vidpn_copy(vidpn, DXGK_V_SOURCE_MODES, source, DXGK_PINNED, mode);
}

bool dxgk_vidpn_pinned_target(struct dxgk_vidpn *vidpn, dxgk_u32 target,
			      D3DKMDT_VIDPN_TARGET_MODE *mode)
{
	return dxgk_vidpn_copy(vidpn, DXGK_V_TARGET_MODES, target, DXGK_PINNED, mode);
}

bool dxgk_vidpn_path(struct dxgk_vidpn *vidpn, SIZE_T index, D3DKMDT_VIDPN_PRESENT_PATH *path)
{
	return dxgk_vidpn_copy(vidpn, DXGK_V_TOPOLOGY, 0, index, path);
}

bool dxgk_vidpn_path_between(struct dxgk_vidpn *vidpn, dxgk_u32 source, dxgk_u32 target,
			     D3DKMDT_VIDPN_PRESENT_PATH *path)
{
	SIZE_T i;

	for (i = 0; dxgk_vidpn_path(vidpn, i, path); i++)
		if (path->VidPnSourceId == source && path->VidPnTargetId == target)
			return true;
	return false;
}

bool dxgk_vidpn_pin(struct dxgk_vidpn *vidpn, enum dxgk_vkind kind, dxgk_u32 id, SIZE_T index)
{
	struct dxgk_vitem *item = NULL;
	struct dxgk_vset **place;

	dxgk_vidpn_lock();
	place = dxgk_vidpn_place(vidpn, kind, id);
	if (place && *place)
		item = dxgk_vset_item(*place, index);
	if (item)
		(*place)->pinned = item;
	dxgk_vidpn_unlock();
	return item;
}

bool dxgk_vidpn_transform(struct dxgk_vidpn *vidpn, dxgk_u32 source, dxgk_u32 target,
			  D3DKMDT_VIDPN_PRESENT_PATH_SCALING scaling,
			  D3DKMDT_VIDPN_PRESENT_PATH_ROTATION rotation)
{
	D3DKMDT_VIDPN_PRESENT_PATH *path;
	struct dxgk_vitem *item;
	bool found = false;

	dxgk_vidpn_lock();
	dxgk_vset_for_each(item, vidpn->topology) {
		path = &item->data.path;
		if (path->VidPnSourceId == source && path->VidPnTargetId == target) {
			path->ContentTransformation.Scaling = scaling;
			path->ContentTransformation.Rotation = rotation;
			found = true;
		}
	}
	dxgk_vidpn_unlock();
	return found;
}

/* --------------------------------------------- what a miniport's call does */

static struct dxgk_vidpn *dxgk_vidpn_find(const void *handle)
{
	struct dxgk_vobj *obj = dxgk_vobj_find(handle, DXGK_V_VIDPN);
	struct dxgk_vidpn *vidpn;

	if (!obj)
		return NULL;
	vidpn = DXGK_CONTAINER_OF(obj, struct dxgk_vidpn, obj);
	return vidpn->access == DXGK_VA_NONE ? NULL : vidpn;
}

static NTSTATUS dxgk_vidpn_acquire(enum dxgk_vkind kind, const void *handle, dxgk_u32 id,
				   HANDLE *result)
{
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_vset **place = NULL, *set = NULL;
	struct dxgk_vidpn *vidpn;

	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	vidpn = dxgk_vidpn_find(handle);
	if (vidpn)
		place = dxgk_vidpn_place(vidpn, kind, id);
	if (place)
		set = dxgk_vidpn_set(vidpn, kind, id, place);
	if (!vidpn) {
		status = STATUS_GRAPHICS_INVALID_VIDPN;
	} else if (!place) {
		status = dxgk_bad_id(kind);
	} else if (!set) {
		status = STATUS_NO_MEMORY;
	} else {
		set->refs++;
		*result = set->obj.handle;
	}
	dxgk_vidpn_unlock();
	return status;
}

static NTSTATUS dxgk_vidpn_create_set(enum dxgk_vkind kind, const void *handle, dxgk_u32 id,
				      HANDLE *result)
{
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_vset *set = NULL;
	struct dxgk_vidpn *vidpn;
	bool valid = false;

	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	vidpn = dxgk_vidpn_find(handle);
	if (vidpn)
		valid = dxgk_vidpn_place(vidpn, kind, id);
	if (valid)
		set = dxgk_vidpn_new_set(vidpn, kind, id);
	if (!vidpn) {
		status = STATUS_GRAPHICS_INVALID_VIDPN;
	} else if (!valid) {
		status = dxgk_bad_id(kind);
	} else if (!set) {
		status = STATUS_NO_MEMORY;
	} else {
		set->refs = 1;
		*result = set->obj.handle;
	}
	dxgk_vidpn_unlock();
	return status;
}

static NTSTATUS dxgk_vidpn_release(enum dxgk_vkind kind, const void *handle, const void *hset)
{
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_vidpn *vidpn;
	struct dxgk_vset *set;

	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	vidpn = dxgk_vidpn_find(handle);
	set = dxgk_vset_find(hset, kind);
	if (!vidpn) {
		status = STATUS_GRAPHICS_INVALID_VIDPN;
	} else if (!set || !set->refs) {
		/* Nothing is left to release, though its VidPN may still have it. */
		status = dxgk_vkinds[kind].bad_set;
	} else if (set->vidpn != vidpn) {
		status = STATUS_GRAPHICS_RESOURCES_NOT_RELATED;
	} else {
		set->refs--;
		dxgk_vset_reap(set);
	}
	dxgk_vidpn_unlock();
	return status;
}

/* The record in @set that equals @pinned, which is in another set. */
static struct dxgk_vitem *dxgk_vset_twin(struct dxgk_vset *set, const struct dxgk_vitem *pinned)
{
	struct dxgk_vitem *item;

	dxgk_vset_for_each(item, set)
		if (dxgk_vkinds[set->obj.kind].same(&item->data, &pinned->data))
			return item;
	return NULL;
}

/* Everything that makes Assign fail and release the set nevertheless. */
static NTSTATUS dxgk_vidpn_assignable(struct dxgk_vset *old, struct dxgk_vset *set, dxgk_u32 id)
{
	struct dxgk_vitem *twin;
	NTSTATUS status;

	if (dxgk_link_empty(&set->items))
		return STATUS_INVALID_PARAMETER;
	if (set->id != id)
		return STATUS_GRAPHICS_RESOURCES_NOT_RELATED;
	status = dxgk_vidpn_writable(set->vidpn, set->obj.kind, id);
	if (!NT_SUCCESS(status) || !old || !old->pinned)
		return status;
	twin = dxgk_vset_twin(set, old->pinned);
	if (!twin)
		return STATUS_GRAPHICS_PINNED_MODE_MUST_REMAIN_IN_SET;
	set->pinned = twin;
	return STATUS_SUCCESS;
}

/*
 * Assign takes the set over: the miniport's handle is its reference, which goes
 * in any case once the arguments have named a set, as the page says.  A set
 * that is part of a VidPN already, or of another one, names none.
 */
static NTSTATUS dxgk_vidpn_assign(enum dxgk_vkind kind, const void *handle, dxgk_u32 id,
				  const void *hset)
{
	struct dxgk_vset **place = NULL, *set, *old;
	struct dxgk_vidpn *vidpn;
	NTSTATUS status;

	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	vidpn = dxgk_vidpn_find(handle);
	if (vidpn)
		place = dxgk_vidpn_place(vidpn, kind, id);
	set = dxgk_vset_find(hset, kind);
	if (!vidpn) {
		status = STATUS_GRAPHICS_INVALID_VIDPN;
	} else if (!place) {
		status = dxgk_bad_id(kind);
	} else if (!set || !set->refs || set->attached || set->vidpn != vidpn) {
		status = dxgk_vkinds[kind].bad_set;
	} else {
		old = *place;
		status = dxgk_vidpn_assignable(old, set, id);
		set->refs = 0;
		if (NT_SUCCESS(status)) {
			set->attached = true;
			*place = set;
			if (old)
				old->attached = false;
			set = old;
		}
		if (set)
			dxgk_vset_reap(set);
	}
	dxgk_vidpn_unlock();
	return status;
}

/* ------------------------------------------------- DXGK_VIDPN_INTERFACE */

/* See DXGKDDI_VIDPN_GETTOPOLOGY.  PASSIVE_LEVEL, like all of this interface. */
static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_get_topology(const D3DKMDT_HVIDPN vidpn_handle, D3DKMDT_HVIDPNTOPOLOGY *topology,
		      const DXGK_VIDPNTOPOLOGY_INTERFACE **table)
{
	NTSTATUS status = STATUS_GRAPHICS_INVALID_VIDPN;
	struct dxgk_vidpn *vidpn;

	if (!topology || !table)
		return STATUS_INVALID_PARAMETER;
	*topology = NULL;
	*table = NULL;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	vidpn = dxgk_vidpn_find(vidpn_handle);
	if (vidpn) {
		*topology = (D3DKMDT_HVIDPNTOPOLOGY)vidpn->topology->obj.handle;
		*table = &dxgk_vidpn_topology_interface;
		status = STATUS_SUCCESS;
	}
	dxgk_vidpn_unlock();
	return status;
}

/*
 * The functions of sources and of targets differ in types only.
 * See DXGKDDI_VIDPN_ACQUIRE..., RELEASE..., CREATENEW... and ASSIGN...MODESET.
 */
#define DXGK_VIDPN_SET_FUNCTIONS(name, kind, HSET, INTERFACE)				\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_acquire_##name(const D3DKMDT_HVIDPN vidpn, const UINT id, HSET *set,		\
			const INTERFACE **table)					\
{											\
	HANDLE handle = NULL;								\
	NTSTATUS status;								\
											\
	if (!set || !table)								\
		return STATUS_INVALID_PARAMETER;					\
	status = dxgk_vidpn_acquire(kind, vidpn, id, &handle);				\
	*set = (HSET)handle;								\
	*table = handle ? &dxgk_vidpn_##name##_interface : NULL;			\
	return status;									\
}											\
											\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_create_##name(const D3DKMDT_HVIDPN vidpn, const UINT id, HSET *set,		\
		       const INTERFACE **table)						\
{											\
	HANDLE handle = NULL;								\
	NTSTATUS status;								\
											\
	if (!set || !table)								\
		return STATUS_INVALID_PARAMETER;					\
	status = dxgk_vidpn_create_set(kind, vidpn, id, &handle);			\
	*set = (HSET)handle;								\
	*table = handle ? &dxgk_vidpn_##name##_interface : NULL;			\
	return status;									\
}											\
											\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_release_##name(const D3DKMDT_HVIDPN vidpn, const HSET set)			\
{											\
	return dxgk_vidpn_release(kind, vidpn, set);					\
}											\
											\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_assign_##name(D3DKMDT_HVIDPN vidpn, const UINT id, const HSET set)		\
{											\
	return dxgk_vidpn_assign(kind, vidpn, id, set);					\
}

DXGK_VIDPN_SET_FUNCTIONS(source, DXGK_V_SOURCE_MODES, D3DKMDT_HVIDPNSOURCEMODESET,
			 DXGK_VIDPNSOURCEMODESET_INTERFACE)
DXGK_VIDPN_SET_FUNCTIONS(target, DXGK_V_TARGET_MODES, D3DKMDT_HVIDPNTARGETMODESET,
			 DXGK_VIDPNTARGETMODESET_INTERFACE)

/* See DXGKDDI_VIDPN_ASSIGNMULTISAMPLINGMETHODSET. */
static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_assign_methods(D3DKMDT_HVIDPN vidpn_handle, const D3DDDI_VIDEO_PRESENT_SOURCE_ID source,
			const SIZE_T count, const D3DDDI_MULTISAMPLINGMETHOD *methods)
{
	D3DDDI_MULTISAMPLINGMETHOD *copy = NULL, *old = NULL;
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_vidpn *vidpn;
	SIZE_T i;

	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	vidpn = dxgk_vidpn_find(vidpn_handle);
	if (!vidpn)
		status = STATUS_GRAPHICS_INVALID_VIDPN;
	else if (source >= vidpn->sources)
		status = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	else if (count > DXGK_MAX_METHODS || (count && !methods))
		status = STATUS_INVALID_PARAMETER;
	else if (vidpn->access == DXGK_VA_READ)
		status = STATUS_ACCESS_DENIED;
	if (NT_SUCCESS(status) && count) {
		copy = dxgk_os_alloc(count * sizeof(*copy), 0);
		if (!copy)
			status = STATUS_NO_MEMORY;
		for (i = 0; copy && i < count; i++)
			copy[i] = methods[i];
	}
	if (NT_SUCCESS(status)) {
		old = vidpn->methods[source];
		vidpn->methods[source] = copy;
		vidpn->method_count[source] = count;
	}
	dxgk_vidpn_unlock();
	dxgk_os_free(old);
	return status;
}

#define DXGK_VIDPN_INTERFACE_BODY						\
	.pfnGetTopology = dxgk_pfn_get_topology,				\
	.pfnAcquireSourceModeSet = dxgk_pfn_acquire_source,			\
	.pfnReleaseSourceModeSet = dxgk_pfn_release_source,			\
	.pfnCreateNewSourceModeSet = dxgk_pfn_create_source,			\
	.pfnAssignSourceModeSet = dxgk_pfn_assign_source,			\
	.pfnAssignMultisamplingMethodSet = dxgk_pfn_assign_methods,		\
	.pfnAcquireTargetModeSet = dxgk_pfn_acquire_target,			\
	.pfnReleaseTargetModeSet = dxgk_pfn_release_target,			\
	.pfnCreateNewTargetModeSet = dxgk_pfn_create_target,			\
	.pfnAssignTargetModeSet = dxgk_pfn_assign_target

static const DXGK_VIDPN_INTERFACE dxgk_vidpn_interface_v1 = {
	.Version = DXGK_VIDPN_INTERFACE_VERSION_V1,
	DXGK_VIDPN_INTERFACE_BODY,
};

/* The same functions: what grew is D3DKMDT_VIDPN_TARGET_MODE, whose newest size is used. */
static const DXGK_VIDPN_INTERFACE dxgk_vidpn_interface_v2 = {
	.Version = DXGK_VIDPN_INTERFACE_VERSION_V2,
	DXGK_VIDPN_INTERFACE_BODY,
};

/**
 * DxgkCbQueryVidPnInterface() - the functions for a VidPN
 * @vidpn_handle: what an entry point was given
 * @version: DXGK_VIDPN_INTERFACE_VERSION_V1 (or V2, which is the same table)
 * @table: receives the table; NULL on failure
 *
 * Context: up to APC_LEVEL.  See DXGKCB_QUERYVIDPNINTERFACE.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for no @table;
 * STATUS_GRAPHICS_INVALID_VIDPN for a handle that is not one of the current
 * call; STATUS_NOT_SUPPORTED for another version; STATUS_INVALID_DEVICE_REQUEST
 * above APC_LEVEL.
 */
NTSTATUS NTAPI DXGK_EXPORTED
DxgkCbQueryVidPnInterface(const D3DKMDT_HVIDPN vidpn_handle,
			  const DXGK_VIDPN_INTERFACE_VERSION version,
			  const DXGK_VIDPN_INTERFACE **table)
{
	NTSTATUS status = STATUS_SUCCESS;

	if (!table)
		return STATUS_INVALID_PARAMETER;
	*table = NULL;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	if (!dxgk_vidpn_find(vidpn_handle))
		status = STATUS_GRAPHICS_INVALID_VIDPN;
	else if (version == DXGK_VIDPN_INTERFACE_VERSION_V1)
		*table = &dxgk_vidpn_interface_v1;
	else if (version == DXGK_VIDPN_INTERFACE_VERSION_V2)
		*table = &dxgk_vidpn_interface_v2;
	else
		status = STATUS_NOT_SUPPORTED;
	dxgk_vidpn_unlock();
	return status;
}
