// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * vidpn_topology.c - the functions of DXGK_VIDPNTOPOLOGY_INTERFACE.
 *
 * A topology is the set of a VidPN's paths.  Only RecommendFunctionalVidPn may
 * add and remove paths; EnumVidPnCofuncModality reports what they support.
 * All of this is PASSIVE_LEVEL; see the DXGKDDI_VIDPNTOPOLOGY_* pages.
 */
#include "vidpn.h"

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_num_paths(const D3DKMDT_HVIDPNTOPOLOGY topology, SIZE_T *count)
{
	return dxgk_vset_count(DXGK_V_TOPOLOGY, topology, count);
}

/* The number of paths from @source, and the target of the one at @index. */
static SIZE_T dxgk_paths_from(struct dxgk_vset *set, dxgk_u32 source, SIZE_T index,
			      dxgk_u32 *target)
{
	struct dxgk_vitem *item;
	SIZE_T count = 0;

	dxgk_vset_for_each(item, set) {
		if (item->data.path.VidPnSourceId != source)
			continue;
		if (count++ == index)
			*target = item->data.path.VidPnTargetId;
	}
	return count;
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_num_paths_from(const D3DKMDT_HVIDPNTOPOLOGY topology,
			const D3DDDI_VIDEO_PRESENT_SOURCE_ID source, SIZE_T *count)
{
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_vset *set;
	dxgk_u32 unused;

	if (!count)
		return STATUS_INVALID_PARAMETER;
	*count = 0;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(topology, DXGK_V_TOPOLOGY);
	if (!set)
		status = STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY;
	else if (source >= set->vidpn->sources)
		status = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	else
		*count = dxgk_paths_from(set, source, ~(SIZE_T)0, &unused);
	dxgk_vidpn_unlock();
	return status;
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_enum_targets(const D3DKMDT_HVIDPNTOPOLOGY topology,
		      const D3DDDI_VIDEO_PRESENT_SOURCE_ID source,
		      const D3DKMDT_VIDPN_PRESENT_PATH_INDEX index,
		      D3DDDI_VIDEO_PRESENT_TARGET_ID *target)
{
	NTSTATUS status = STATUS_SUCCESS;
	dxgk_u32 id = D3DDDI_ID_UNINITIALIZED;
	struct dxgk_vset *set;
	SIZE_T count;

	if (!target)
		return STATUS_INVALID_PARAMETER;
	*target = id;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(topology, DXGK_V_TOPOLOGY);
	if (!set) {
		status = STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY;
	} else if (source >= set->vidpn->sources) {
		status = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	} else {
		count = dxgk_paths_from(set, source, index, &id);
		if (!count)
			status = STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY;
		else if (index >= count)
			status = STATUS_INVALID_PARAMETER;
	}
	dxgk_vidpn_unlock();
	*target = id;
	return status;
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_source_from_target(const D3DKMDT_HVIDPNTOPOLOGY topology,
			    const D3DDDI_VIDEO_PRESENT_TARGET_ID target,
			    D3DDDI_VIDEO_PRESENT_SOURCE_ID *source)
{
	NTSTATUS status = STATUS_GRAPHICS_TARGET_NOT_IN_TOPOLOGY;
	dxgk_u32 id = D3DDDI_ID_UNINITIALIZED, index;
	struct dxgk_vitem *item;
	struct dxgk_vset *set;

	if (!source)
		return STATUS_INVALID_PARAMETER;
	*source = id;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(topology, DXGK_V_TOPOLOGY);
	if (!set) {
		status = STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY;
	} else if (!dxgk_vidpn_target_index(set->vidpn, target, &index)) {
		status = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
	} else {
		dxgk_vset_for_each(item, set) {
			if (item->data.path.VidPnTargetId == target) {
				id = item->data.path.VidPnSourceId;
				status = STATUS_SUCCESS;
			}
		}
	}
	dxgk_vidpn_unlock();
	*source = id;
	return status;
}

/* The path between the two, with why there is none in @status. */
static struct dxgk_vitem *dxgk_path_find(struct dxgk_vset *set, dxgk_u32 source, dxgk_u32 target,
					 NTSTATUS *status)
{
	struct dxgk_vitem *item;
	dxgk_u32 index;

	if (!set) {
		*status = STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY;
		return NULL;
	}
	if (source >= set->vidpn->sources) {
		*status = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
		return NULL;
	}
	if (!dxgk_vidpn_target_index(set->vidpn, target, &index)) {
		*status = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
		return NULL;
	}
	dxgk_vset_for_each(item, set) {
		if (item->data.path.VidPnSourceId == source &&
		    item->data.path.VidPnTargetId == target) {
			*status = STATUS_SUCCESS;
			return item;
		}
	}
	*status = STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY;
	return NULL;
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_acquire_path(const D3DKMDT_HVIDPNTOPOLOGY topology,
		      const D3DDDI_VIDEO_PRESENT_SOURCE_ID source,
		      const D3DDDI_VIDEO_PRESENT_TARGET_ID target,
		      const D3DKMDT_VIDPN_PRESENT_PATH **path)
{
	struct dxgk_vitem *item;
	struct dxgk_vset *set;
	NTSTATUS status;

	if (!path)
		return STATUS_INVALID_PARAMETER;
	*path = NULL;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(topology, DXGK_V_TOPOLOGY);
	item = dxgk_path_find(set, source, target, &status);
	if (item) {
		*path = dxgk_vset_hand_out(item);
		if (!*path)
			status = STATUS_NO_MEMORY;
	}
	dxgk_vidpn_unlock();
	return status;
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_first_path(const D3DKMDT_HVIDPNTOPOLOGY topology,
		    const D3DKMDT_VIDPN_PRESENT_PATH **path)
{
	return dxgk_vset_first(DXGK_V_TOPOLOGY, topology, (const void **)path);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_next_path(const D3DKMDT_HVIDPNTOPOLOGY topology,
		   const D3DKMDT_VIDPN_PRESENT_PATH * const current_path,
		   const D3DKMDT_VIDPN_PRESENT_PATH **path)
{
	return dxgk_vset_next(DXGK_V_TOPOLOGY, topology, current_path, (const void **)path);
}

static bool dxgk_pivot_is(const struct dxgk_vidpn *v, D3DKMDT_ENUMCOFUNCMODALITY_PIVOT_TYPE type,
			  const D3DKMDT_VIDPN_PRESENT_PATH *path)
{
	return v->pivot_type == type && v->pivot.VidPnSourceId == path->VidPnSourceId &&
	       v->pivot.VidPnTargetId == path->VidPnTargetId;
}

static dxgk_u32 dxgk_scaling_bits(const D3DKMDT_VIDPN_PRESENT_PATH *p)
{
	D3DKMDT_VIDPN_PRESENT_PATH_SCALING_SUPPORT s = p->ContentTransformation.ScalingSupport;

	return s.Identity | s.Centered << 1 | s.Stretched << 2 |
	       s.AspectRatioCenteredMax << 3 | s.Custom << 4;
}

static dxgk_u32 dxgk_rotation_bits(const D3DKMDT_VIDPN_PRESENT_PATH *p)
{
	D3DKMDT_VIDPN_PRESENT_PATH_ROTATION_SUPPORT r = p->ContentTransformation.RotationSupport;

	return r.Identity | r.Rotate90 << 1 | r.Rotate180 << 2 | r.Rotate270 << 3 |
	       r.Offset0 << 4 | r.Offset90 << 5 | r.Offset180 << 6 | r.Offset270 << 7;
}

/*
 * The path is named by its ends and may be a local copy of the miniport's.
 * Support flags are taken from it; what is pinned stays.
 */
static NTSTATUS dxgk_path_update(struct dxgk_vset *set, const D3DKMDT_VIDPN_PRESENT_PATH *from)
{
	struct dxgk_vidpn *vidpn = set ? set->vidpn : NULL;
	D3DKMDT_VIDPN_PRESENT_PATH *to;
	struct dxgk_vitem *item;
	NTSTATUS status;

	item = dxgk_path_find(set, from->VidPnSourceId, from->VidPnTargetId, &status);
	if (!item)
		return status;
	DXGK_KNOWN(vidpn);
	if (vidpn->access == DXGK_VA_READ)
		return STATUS_ACCESS_DENIED;
	to = &item->data.path;
	if (vidpn->access == DXGK_VA_MODES) {
		if (dxgk_pivot_is(vidpn, D3DKMDT_EPT_SCALING, to) &&
		    dxgk_scaling_bits(to) != dxgk_scaling_bits(from))
			return STATUS_ACCESS_DENIED;
		if (dxgk_pivot_is(vidpn, D3DKMDT_EPT_ROTATION, to) &&
		    dxgk_rotation_bits(to) != dxgk_rotation_bits(from))
			return STATUS_ACCESS_DENIED;
	}
	to->ContentTransformation.ScalingSupport = from->ContentTransformation.ScalingSupport;
	to->ContentTransformation.RotationSupport = from->ContentTransformation.RotationSupport;
	to->CopyProtection.CopyProtectionSupport = from->CopyProtection.CopyProtectionSupport;
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_update_path(const D3DKMDT_HVIDPNTOPOLOGY topology,
		     const D3DKMDT_VIDPN_PRESENT_PATH *path)
{
	NTSTATUS status;

	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	if (!dxgk_vset_find(topology, DXGK_V_TOPOLOGY))
		status = STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY;
	else if (!path)
		status = STATUS_INVALID_PARAMETER;
	else
		status = dxgk_path_update(dxgk_vset_find(topology, DXGK_V_TOPOLOGY), path);
	dxgk_vidpn_unlock();
	return status;
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_release_path(const D3DKMDT_HVIDPNTOPOLOGY topology,
		      const D3DKMDT_VIDPN_PRESENT_PATH * const path)
{
	return dxgk_vset_release(DXGK_V_TOPOLOGY, topology, path);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_new_path(const D3DKMDT_HVIDPNTOPOLOGY topology, D3DKMDT_VIDPN_PRESENT_PATH **path)
{
	return dxgk_vset_new(DXGK_V_TOPOLOGY, topology, (void **)path);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_add_path(D3DKMDT_HVIDPNTOPOLOGY topology, D3DKMDT_VIDPN_PRESENT_PATH *path)
{
	return dxgk_vset_add(DXGK_V_TOPOLOGY, topology, path);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_remove_path(const D3DKMDT_HVIDPNTOPOLOGY topology,
		     const D3DDDI_VIDEO_PRESENT_SOURCE_ID source,
		     const D3DDDI_VIDEO_PRESENT_TARGET_ID target)
{
	struct dxgk_vitem *item;
	struct dxgk_vset *set;
	NTSTATUS status;

	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	set = dxgk_vset_find(topology, DXGK_V_TOPOLOGY);
	item = dxgk_path_find(set, source, target, &status);
	if (item)
		status = dxgk_vset_writable(set);
	if (NT_SUCCESS(status)) {
		set->count--;
		dxgk_vitem_free(item);
	}
	dxgk_vidpn_unlock();
	return status;
}

const DXGK_VIDPNTOPOLOGY_INTERFACE dxgk_vidpn_topology_interface = {
	.pfnGetNumPaths = dxgk_pfn_num_paths,
	.pfnGetNumPathsFromSource = dxgk_pfn_num_paths_from,
	.pfnEnumPathTargetsFromSource = dxgk_pfn_enum_targets,
	.pfnGetPathSourceFromTarget = dxgk_pfn_source_from_target,
	.pfnAcquirePathInfo = dxgk_pfn_acquire_path,
	.pfnAcquireFirstPathInfo = dxgk_pfn_first_path,
	.pfnAcquireNextPathInfo = dxgk_pfn_next_path,
	.pfnUpdatePathSupportInfo = dxgk_pfn_update_path,
	.pfnReleasePathInfo = dxgk_pfn_release_path,
	.pfnCreateNewPathInfo = dxgk_pfn_new_path,
	.pfnAddPath = dxgk_pfn_add_path,
	.pfnRemovePath = dxgk_pfn_remove_path,
};
