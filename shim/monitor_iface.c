// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * monitor_iface.c - the functions of the monitor interfaces.
 *
 * All of this is PASSIVE_LEVEL; see the DXGKDDI_MONITOR* pages.
 */
#include "display.h"
#include "handle.h"
#include "iface.h"

/* ------------------------------------- DXGK_MONITORSOURCEMODESET_INTERFACE */

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_monitor_count(const D3DKMDT_HMONITORSOURCEMODESET set, SIZE_T * const count)
{
	return dxgk_vset_count(DXGK_V_MONITOR_MODES, set, count);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_monitor_preferred(const D3DKMDT_HMONITORSOURCEMODESET set,
			   const D3DKMDT_MONITOR_SOURCE_MODE **mode)
{
	return dxgk_vset_pinned(DXGK_V_MONITOR_MODES, set, STATUS_GRAPHICS_NO_PREFERRED_MODE,
				(const void **)mode);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_monitor_first(const D3DKMDT_HMONITORSOURCEMODESET set,
		       const D3DKMDT_MONITOR_SOURCE_MODE **mode)
{
	return dxgk_vset_first(DXGK_V_MONITOR_MODES, set, (const void **)mode);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_monitor_next(const D3DKMDT_HMONITORSOURCEMODESET set,
		      const D3DKMDT_MONITOR_SOURCE_MODE * const current_mode,
		      const D3DKMDT_MONITOR_SOURCE_MODE **mode)
{
	return dxgk_vset_next(DXGK_V_MONITOR_MODES, set, current_mode, (const void **)mode);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_monitor_new(const D3DKMDT_HMONITORSOURCEMODESET set, D3DKMDT_MONITOR_SOURCE_MODE **mode)
{
	return dxgk_vset_new(DXGK_V_MONITOR_MODES, set, (void **)mode);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_monitor_add(const D3DKMDT_HMONITORSOURCEMODESET set,
		     D3DKMDT_MONITOR_SOURCE_MODE * const mode)
{
	return dxgk_vset_add(DXGK_V_MONITOR_MODES, set, mode);
}

/* The page names the target modes' status for a bad pointer here, and only here. */
static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_monitor_release(const D3DKMDT_HMONITORSOURCEMODESET set,
			 const D3DKMDT_MONITOR_SOURCE_MODE * const mode)
{
	NTSTATUS status = dxgk_vset_release(DXGK_V_MONITOR_MODES, set, mode);

	if (status == STATUS_GRAPHICS_INVALID_MONITOR_SOURCE_MODE)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE;
	return status;
}

const DXGK_MONITORSOURCEMODESET_INTERFACE dxgk_monitor_modes_interface = {
	.pfnGetNumModes = dxgk_pfn_monitor_count,
	.pfnAcquirePreferredModeInfo = dxgk_pfn_monitor_preferred,
	.pfnAcquireFirstModeInfo = dxgk_pfn_monitor_first,
	.pfnAcquireNextModeInfo = dxgk_pfn_monitor_next,
	.pfnCreateNewModeInfo = dxgk_pfn_monitor_new,
	.pfnAddMode = dxgk_pfn_monitor_add,
	.pfnReleaseModeInfo = dxgk_pfn_monitor_release,
};

/* ---------------------------------- frequency range and descriptor interfaces */

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_range_count(const D3DKMDT_HMONITORFREQUENCYRANGESET set, SIZE_T * const count)
{
	return dxgk_vset_count(DXGK_V_RANGES, set, count);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_range_first(const D3DKMDT_HMONITORFREQUENCYRANGESET set,
		     const D3DKMDT_MONITOR_FREQUENCY_RANGE **range)
{
	return dxgk_vset_first(DXGK_V_RANGES, set, (const void **)range);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_range_next(const D3DKMDT_HMONITORFREQUENCYRANGESET set,
		    const D3DKMDT_MONITOR_FREQUENCY_RANGE * const current_range,
		    const D3DKMDT_MONITOR_FREQUENCY_RANGE **range)
{
	return dxgk_vset_next(DXGK_V_RANGES, set, current_range, (const void **)range);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_range_release(const D3DKMDT_HMONITORFREQUENCYRANGESET set,
		       const D3DKMDT_MONITOR_FREQUENCY_RANGE * const range)
{
	return dxgk_vset_release(DXGK_V_RANGES, set, range);
}

static const DXGK_MONITORFREQUENCYRANGESET_INTERFACE dxgk_monitor_ranges_interface = {
	.pfnGetNumFrequencyRanges = dxgk_pfn_range_count,
	.pfnAcquireFirstFrequencyRangeInfo = dxgk_pfn_range_first,
	.pfnAcquireNextFrequencyRangeInfo = dxgk_pfn_range_next,
	.pfnReleaseFrequencyRangeInfo = dxgk_pfn_range_release,
};

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_descriptor_count(const D3DKMDT_HMONITORDESCRIPTORSET set, SIZE_T * const count)
{
	return dxgk_vset_count(DXGK_V_DESCRIPTORS, set, count);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_descriptor_first(const D3DKMDT_HMONITORDESCRIPTORSET set,
			  const D3DKMDT_MONITOR_DESCRIPTOR **descriptor)
{
	return dxgk_vset_first(DXGK_V_DESCRIPTORS, set, (const void **)descriptor);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_descriptor_next(const D3DKMDT_HMONITORDESCRIPTORSET set,
			 const D3DKMDT_MONITOR_DESCRIPTOR * const current_descriptor,
			 const D3DKMDT_MONITOR_DESCRIPTOR **descriptor)
{
	return dxgk_vset_next(DXGK_V_DESCRIPTORS, set, current_descriptor,
			      (const void **)descriptor);
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_descriptor_release(const D3DKMDT_HMONITORDESCRIPTORSET set,
			    const D3DKMDT_MONITOR_DESCRIPTOR * const descriptor)
{
	return dxgk_vset_release(DXGK_V_DESCRIPTORS, set, descriptor);
}

static const DXGK_MONITORDESCRIPTORSET_INTERFACE dxgk_monitor_descriptors_interface = {
	.pfnGetNumDescriptors = dxgk_pfn_descriptor_count,
	.pfnAcquireFirstDescriptorInfo = dxgk_pfn_descriptor_first,
	.pfnAcquireNextDescriptorInfo = dxgk_pfn_descriptor_next,
	.pfnReleaseDescriptorInfo = dxgk_pfn_descriptor_release,
};

/* ---------------------------------------------------- DXGK_MONITOR_INTERFACE */

/* The monitor a call is about, with the lock held on success. */
static NTSTATUS dxgk_monitor_enter(struct dxgk_adapter *adapter, dxgk_u32 target,
				   struct dxgk_monitor **monitor)
{
	struct dxgk_display *display;
	struct dxgk_target *t;

	if (!adapter)
		return STATUS_GRAPHICS_INVALID_DISPLAY_ADAPTER;
	display = dxgk_display_of(adapter);
	t = display ? dxgk_display_target(display, target) : NULL;
	if (!t)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
	if (!dxgk_vidpn_enter())
		return STATUS_INVALID_DEVICE_REQUEST;
	if (!t->monitor) {
		dxgk_vidpn_unlock();
		return STATUS_GRAPHICS_MONITOR_NOT_CONNECTED;
	}
	*monitor = t->monitor;
	return STATUS_SUCCESS;
}

/* The get functions, which differ in types and in what they count. */
#define DXGK_MONITOR_GET(name, member, HSET, INTERFACE, reference)			\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_get_##name(const D3DKMDT_ADAPTER handle,					\
		    const D3DDDI_VIDEO_PRESENT_TARGET_ID target, HSET *set,		\
		    const INTERFACE **table)						\
{											\
	struct dxgk_adapter *adapter;							\
	struct dxgk_monitor *monitor;							\
	NTSTATUS status;								\
											\
	if (!set || !table)								\
		return STATUS_INVALID_PARAMETER;					\
	*set = NULL;									\
	*table = NULL;									\
	adapter = dxgk_handle_get((HANDLE)handle);					\
	status = dxgk_monitor_enter(adapter, target, &monitor);				\
	if (NT_SUCCESS(status)) {							\
		monitor->member->refs += (reference);					\
		*set = (HSET)monitor->member->obj.handle;				\
		*table = &dxgk_monitor_##name##_interface;				\
		dxgk_vidpn_unlock();							\
	}										\
	if (adapter)									\
		dxgk_handle_put((HANDLE)handle);					\
	return status;									\
}

DXGK_MONITOR_GET(modes, modes, D3DKMDT_HMONITORSOURCEMODESET,
		 DXGK_MONITORSOURCEMODESET_INTERFACE, 1)
/* "You do not need to release the handle": these two are not counted. */
DXGK_MONITOR_GET(ranges, ranges, D3DKMDT_HMONITORFREQUENCYRANGESET,
		 DXGK_MONITORFREQUENCYRANGESET_INTERFACE, 0)
DXGK_MONITOR_GET(descriptors, descriptors, D3DKMDT_HMONITORDESCRIPTORSET,
		 DXGK_MONITORDESCRIPTORSET_INTERFACE, 0)

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_release_modes(const D3DKMDT_ADAPTER handle, const D3DKMDT_HMONITORSOURCEMODESET hset)
{
	struct dxgk_adapter *adapter = dxgk_handle_get((HANDLE)handle);
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_vset *set;

	if (!adapter)
		return STATUS_GRAPHICS_INVALID_DISPLAY_ADAPTER;
	if (dxgk_vidpn_enter()) {
		set = dxgk_vset_find(hset, DXGK_V_MONITOR_MODES);
		if (!set || !set->refs || set->owner != adapter) {
			status = STATUS_GRAPHICS_INVALID_MONITOR_SOURCEMODESET;
		} else {
			set->refs--;
			dxgk_vset_reap(set);
		}
		dxgk_vidpn_unlock();
	} else {
		status = STATUS_INVALID_DEVICE_REQUEST;
	}
	dxgk_handle_put((HANDLE)handle);
	return status;
}

/* What pfnGetAdditionalMonitorModeSet handed out. */
struct dxgk_additional {
	struct dxgk_link link;
	const struct dxgk_adapter *owner;
	DXGK_TARGETMODE_DETAIL_TIMING timing[];
};

/* Under the VidPN lock. */
static struct dxgk_link dxgk_additionals = { &dxgk_additionals, &dxgk_additionals };

void dxgk_monitor_drop_additional(const struct dxgk_adapter *adapter)
{
	struct dxgk_additional *a;
	struct dxgk_link *l, *next;

	for (l = dxgk_additionals.next; l != &dxgk_additionals; l = next) {
		next = l->next;
		a = DXGK_CONTAINER_OF(l, struct dxgk_additional, link);
		if (a->owner == adapter) {
			dxgk_link_del(&a->link);
			dxgk_os_free(a);
		}
	}
}

/* The array may be empty, and is then released like any other. */
static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_get_additional(const D3DKMDT_ADAPTER handle, const D3DDDI_VIDEO_PRESENT_TARGET_ID target,
			UINT *count, DXGK_TARGETMODE_DETAIL_TIMING **timing)
{
	struct dxgk_additional *a;
	struct dxgk_adapter *adapter;
	struct dxgk_monitor *m;
	NTSTATUS status;
	dxgk_u32 n;

	if (!count || !timing)
		return STATUS_INVALID_PARAMETER;
	*count = 0;
	*timing = NULL;
	adapter = dxgk_handle_get((HANDLE)handle);
	status = dxgk_monitor_enter(adapter, target, &m);
	if (NT_SUCCESS(status)) {
		n = dxgk_edid_displayid(m->edid, m->edid_size, NULL, 0);
		/* One element at least, so that the pointer is into the block. */
		a = dxgk_os_alloc(sizeof(*a) + (n + 1) * sizeof(a->timing[0]), DXGK_OS_ALLOC_ZERO);
		if (a) {
			a->owner = adapter;
			dxgk_edid_displayid(m->edid, m->edid_size, a->timing, n);
			dxgk_link_add(&dxgk_additionals, &a->link);
			*count = n;
			*timing = a->timing;
		} else {
			status = STATUS_NO_MEMORY;
		}
		dxgk_vidpn_unlock();
	}
	if (adapter)
		dxgk_handle_put((HANDLE)handle);
	return status;
}

static NTSTATUS NTAPI DXGK_EXPORTED
dxgk_pfn_release_additional(const D3DKMDT_ADAPTER handle,
			    const D3DDDI_VIDEO_PRESENT_TARGET_ID target,
			    const DXGK_TARGETMODE_DETAIL_TIMING *timing)
{
	NTSTATUS status = STATUS_GRAPHICS_INVALID_MONITOR_SOURCEMODESET;
	struct dxgk_adapter *adapter = dxgk_handle_get((HANDLE)handle);
	struct dxgk_additional *a;
	struct dxgk_link *l;

	(void)target;
	if (!adapter)
		return STATUS_GRAPHICS_INVALID_DISPLAY_ADAPTER;
	if (!dxgk_vidpn_enter()) {
		dxgk_handle_put((HANDLE)handle);
		return STATUS_INVALID_DEVICE_REQUEST;
	}
	for (l = dxgk_additionals.next; l != &dxgk_additionals; l = l->next) {
		a = DXGK_CONTAINER_OF(l, struct dxgk_additional, link);
		if (a->timing == timing && a->owner == adapter) {
			dxgk_link_del(&a->link);
			dxgk_os_free(a);
			status = STATUS_SUCCESS;
			break;
		}
	}
	dxgk_vidpn_unlock();
	dxgk_handle_put((HANDLE)handle);
	return status;
}

static const DXGK_MONITOR_INTERFACE dxgk_monitor_interface_v1 = {
	.Version = DXGK_MONITOR_INTERFACE_VERSION_V1,
	.pfnAcquireMonitorSourceModeSet = dxgk_pfn_get_modes,
	.pfnReleaseMonitorSourceModeSet = dxgk_pfn_release_modes,
	.pfnGetMonitorFrequencyRangeSet = dxgk_pfn_get_ranges,
	.pfnGetMonitorDescriptorSet = dxgk_pfn_get_descriptors,
};

static const DXGK_MONITOR_INTERFACE_V2 dxgk_monitor_interface_v2 = {
	.Version = DXGK_MONITOR_INTERFACE_VERSION_V2,
	.pfnAcquireMonitorSourceModeSet = dxgk_pfn_get_modes,
	.pfnReleaseMonitorSourceModeSet = dxgk_pfn_release_modes,
	.pfnGetMonitorFrequencyRangeSet = dxgk_pfn_get_ranges,
	.pfnGetMonitorDescriptorSet = dxgk_pfn_get_descriptors,
	.pfnGetAdditionalMonitorModeSet = dxgk_pfn_get_additional,
	.pfnReleaseAdditionalMonitorModeSet = dxgk_pfn_release_additional,
};

/**
 * DxgkCbQueryMonitorInterface() - the functions for monitors
 * @handle: DeviceHandle of DXGKRNL_INTERFACE
 * @version: DXGK_MONITOR_INTERFACE_VERSION_V1 or V2
 * @table: receives the table; NULL on failure
 *
 * Context: up to APC_LEVEL.  See DXGKCB_QUERYMONITORINTERFACE.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for no @table;
 * STATUS_GRAPHICS_INVALID_DISPLAY_ADAPTER for a bad handle;
 * STATUS_NOT_SUPPORTED for another version; STATUS_INVALID_DEVICE_REQUEST above
 * APC_LEVEL.
 */
NTSTATUS NTAPI DXGK_EXPORTED
DxgkCbQueryMonitorInterface(const HANDLE handle, const DXGK_MONITOR_INTERFACE_VERSION version,
			    const DXGK_MONITOR_INTERFACE **table)
{
	struct dxgk_adapter *adapter;
	NTSTATUS status = STATUS_SUCCESS;

	if (!table)
		return STATUS_INVALID_PARAMETER;
	*table = NULL;
	if (dxgk_os_irql_get() > APC_LEVEL)
		return STATUS_INVALID_DEVICE_REQUEST;
	adapter = dxgk_handle_get(handle);
	if (!adapter)
		return STATUS_GRAPHICS_INVALID_DISPLAY_ADAPTER;
	if (version == DXGK_MONITOR_INTERFACE_VERSION_V1)
		*table = &dxgk_monitor_interface_v1;
	else if (version == DXGK_MONITOR_INTERFACE_VERSION_V2)
		*table = (const DXGK_MONITOR_INTERFACE *)&dxgk_monitor_interface_v2;
	else
		status = STATUS_NOT_SUPPORTED;
	dxgk_handle_put(handle);
	return status;
}
