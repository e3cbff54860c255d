// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * monitor.c - monitors: their EDID, what the miniport adds to it, and the
 * functions of the monitor interfaces.
 *
 * A monitor lives as long as its connection.  Sets that a miniport still uses
 * then live on without one until it releases them, at the latest until
 * RemoveDevice has returned.
 */
#include "ddi.h"
#include "display.h"
#include "handle.h"
#include "iface.h"

/* Blocks of an EDID that are kept: the base block and its extensions. */
#define DXGK_EDID_BLOCKS	16

/* What pfnGetAdditionalMonitorModeSet handed out. */
struct dxgk_additional {
	struct dxgk_link link;
	const struct dxgk_adapter *owner;
	DXGK_TARGETMODE_DETAIL_TIMING timing[];
};

/* Both under the VidPN lock. */
static struct dxgk_link dxgk_zombies = { &dxgk_zombies, &dxgk_zombies };
static struct dxgk_link dxgk_additionals = { &dxgk_additionals, &dxgk_additionals };

/* -------------------------------------------------------------- the monitor */

/*
 * One block.  @done: the monitor has no (more) descriptor data; that is a
 * success with nothing read.
 */
static NTSTATUS dxgk_edid_read(struct dxgk_display *display, struct dxgk_target *t,
			       dxgk_u32 block, dxgk_u8 *buf, bool *done)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGK_DEVICE_DESCRIPTOR d = {
		.DescriptorOffset = block * DXGK_EDID_BLOCK,
		.DescriptorLength = DXGK_EDID_BLOCK,
		.DescriptorBuffer = buf,
	};
	bool asked = false;
	NTSTATUS status;

	*done = false;
	__builtin_memset(buf, 0, DXGK_EDID_BLOCK);
	dxgk_ddi_class(adapter, DXGK_DDI_CHILD);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status) && !adapter->driver->ddi.DxgkDdiQueryDeviceDescriptor) {
		*done = true;
	} else if (NT_SUCCESS(status)) {
		asked = true;
		status = adapter->driver->ddi.DxgkDdiQueryDeviceDescriptor(adapter->context,
									   t->child.uid, &d);
		dxgk_ddi_check(adapter, "DxgkDdiQueryDeviceDescriptor");
	}
	dxgk_ddi_class_done(adapter, DXGK_DDI_CHILD);
	if (!asked || NT_SUCCESS(status))
		return status;
	/* Whatever the reason: a monitor whose EDID cannot be had is one without. */
	if (status != STATUS_GRAPHICS_CHILD_DESCRIPTOR_NOT_SUPPORTED &&
	    status != STATUS_MONITOR_NO_DESCRIPTOR &&
	    status != STATUS_MONITOR_NO_MORE_DESCRIPTOR_DATA)
		dxgk_os_log(DXGK_LOG_WARN, adapter->os,
			    "DxgkDdiQueryDeviceDescriptor(%#x, block %u) failed with %#x",
			    t->child.uid, block, status);
	*done = true;
	return STATUS_SUCCESS;
}

/* The whole EDID; *@size 0 for a monitor without one. */
static NTSTATUS dxgk_edid_read_all(struct dxgk_display *display, struct dxgk_target *t,
				   dxgk_u8 *buf, dxgk_u32 *size)
{
	dxgk_u32 block, blocks = 1;
	NTSTATUS status;
	bool done;

	*size = 0;
	for (block = 0; block < blocks; block++) {
		status = dxgk_edid_read(display, t, block, &buf[block * DXGK_EDID_BLOCK], &done);
		if (!NT_SUCCESS(status))
			return status;
		if (done)
			break;
		if (!block) {
			if (!dxgk_edid_base_valid(buf)) {
				dxgk_os_log(DXGK_LOG_WARN, display->adapter->os,
					    "target %#x: no valid EDID", t->child.uid);
				break;
			}
			blocks += buf[126];
			if (blocks > DXGK_EDID_BLOCKS)
				blocks = DXGK_EDID_BLOCKS;
		}
		*size += DXGK_EDID_BLOCK;
	}
	return STATUS_SUCCESS;
}

static void dxgk_monitor_free(struct dxgk_monitor *m, struct dxgk_adapter *adapter)
{
	struct dxgk_vset *sets[] = { m->modes, m->ranges, m->descriptors };
	dxgk_u32 i;

	for (i = 0; i < DXGK_ARRAY_SIZE(sets); i++) {
		if (!sets[i])
			continue;
		sets[i]->attached = false;
		sets[i]->owner = adapter;
		dxgk_link_add(&dxgk_zombies, &sets[i]->all);
		dxgk_vset_reap(sets[i]);
	}
	dxgk_os_free(m->edid);
	dxgk_os_free(m);
}

void dxgk_monitor_detach(struct dxgk_display *display, struct dxgk_target *t)
{
	dxgk_vidpn_lock();
	if (t->monitor)
		dxgk_monitor_free(t->monitor, display->adapter);
	t->monitor = NULL;
	dxgk_vidpn_unlock();
}

void dxgk_monitor_release_all(struct dxgk_adapter *adapter)
{
	struct dxgk_additional *a;
	struct dxgk_link *l, *next;
	struct dxgk_vset *set;

	dxgk_vidpn_lock();
	for (l = dxgk_zombies.next; l != &dxgk_zombies; l = next) {
		next = l->next;
		set = DXGK_CONTAINER_OF(l, struct dxgk_vset, all);
		if (set->owner == adapter)
			dxgk_vset_destroy(set);
	}
	for (l = dxgk_additionals.next; l != &dxgk_additionals; l = next) {
		next = l->next;
		a = DXGK_CONTAINER_OF(l, struct dxgk_additional, link);
		if (a->owner == adapter) {
			dxgk_link_del(&a->link);
			dxgk_os_free(a);
		}
	}
	dxgk_vidpn_unlock();
}

/* Each block of the EDID is a descriptor, its data behind the record. */
static NTSTATUS dxgk_monitor_descriptors(struct dxgk_vset *set, const dxgk_u8 *edid,
					 dxgk_u32 size)
{
	D3DKMDT_MONITOR_DESCRIPTOR d;
	NTSTATUS status = STATUS_SUCCESS;
	dxgk_u32 i;

	for (i = 0; i < size / DXGK_EDID_BLOCK && NT_SUCCESS(status); i++) {
		__builtin_memset(&d, 0, sizeof(d));
		if (!i)
			d.Type = D3DKMDT_MDT_VESA_EDID_V1_BASEBLOCK;
		else if (edid[i * DXGK_EDID_BLOCK] == 0xf0)
			d.Type = D3DKMDT_MDT_VESA_EDID_V1_BLOCKMAP;
		else
			d.Type = D3DKMDT_MDT_OTHER;
		d.DataSize = DXGK_EDID_BLOCK;
		d.pData = (void *)&edid[i * DXGK_EDID_BLOCK];
		d.Origin = D3DKMDT_MCO_MONITORDESCRIPTOR;
		status = dxgk_vset_add_data(set, &d, false);
	}
	return status;
}

/* A monitor from its EDID, which it takes over also on failure. */
static struct dxgk_monitor *dxgk_monitor_create(struct dxgk_adapter *adapter, dxgk_u32 target,
						dxgk_u8 *edid, dxgk_u32 size)
{
	struct dxgk_monitor *m = dxgk_os_alloc(sizeof(*m), DXGK_OS_ALLOC_ZERO);
	NTSTATUS status = STATUS_NO_MEMORY;

	if (!m) {
		dxgk_os_free(edid);
		return NULL;
	}
	m->edid = edid;
	m->edid_size = size;
	dxgk_vidpn_lock();
	m->modes = dxgk_vset_create(DXGK_V_MONITOR_MODES, target);
	m->ranges = dxgk_vset_create(DXGK_V_RANGES, target);
	m->descriptors = dxgk_vset_create(DXGK_V_DESCRIPTORS, target);
	if (m->modes && m->ranges && m->descriptors) {
		m->modes->attached = true;
		m->ranges->attached = true;
		m->descriptors->attached = true;
		m->modes->owner = adapter;
		status = size ? dxgk_edid_modes(m->modes, edid, size) :
				dxgk_edid_default_modes(m->modes);
		if (NT_SUCCESS(status))
			status = dxgk_edid_ranges(m->ranges, edid, size);
		if (NT_SUCCESS(status))
			status = dxgk_monitor_descriptors(m->descriptors, edid, size);
	}
	if (!NT_SUCCESS(status)) {
		dxgk_monitor_free(m, adapter);
		m = NULL;
	}
	dxgk_vidpn_unlock();
	return m;
}

NTSTATUS dxgk_monitor_announce(struct dxgk_display *display, struct dxgk_target *t)
{
	dxgk_u8 block[DXGK_EDID_BLOCK];
	bool done;

	if (!__atomic_load_n(&t->connected, __ATOMIC_ACQUIRE))
		return STATUS_SUCCESS;
	return dxgk_edid_read(display, t, 0, block, &done);
}

static NTSTATUS dxgk_monitor_recommend(struct dxgk_display *display, struct dxgk_target *t);

/**
 * dxgk_monitor_refresh() - learn anew what is connected to a target
 * @display: of the adapter
 * @t: the target
 *
 * Reads the EDID, fills the monitor's sets and lets the miniport add to its
 * modes (DxgkDdiRecommendMonitorModes).  A target with nothing connected has no
 * monitor.
 *
 * Context: sleeping, under no lock.
 * Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES, the miniport's failure.
 */
NTSTATUS dxgk_monitor_refresh(struct dxgk_display *display, struct dxgk_target *t)
{
	struct dxgk_monitor *m, *old;
	dxgk_u8 *edid;
	dxgk_u32 size = 0;
	NTSTATUS status;

	/* Before looking: what changes from here on makes it stale again. */
	__atomic_store_n(&t->stale, 0, __ATOMIC_RELEASE);
	if (!__atomic_load_n(&t->connected, __ATOMIC_ACQUIRE)) {
		dxgk_monitor_detach(display, t);
		return STATUS_SUCCESS;
	}
	edid = dxgk_os_alloc(DXGK_EDID_BLOCKS * DXGK_EDID_BLOCK, DXGK_OS_ALLOC_ZERO);
	status = edid ? dxgk_edid_read_all(display, t, edid, &size) :
			STATUS_INSUFFICIENT_RESOURCES;
	if (!NT_SUCCESS(status)) {
		__atomic_store_n(&t->stale, 1, __ATOMIC_RELEASE);
		dxgk_os_free(edid);
		return status;
	}
	m = dxgk_monitor_create(display->adapter, t->child.uid, edid, size);
	if (!m) {
		__atomic_store_n(&t->stale, 1, __ATOMIC_RELEASE);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	dxgk_vidpn_lock();
	old = t->monitor;
	t->monitor = m;
	if (old)
		dxgk_monitor_free(old, display->adapter);
	dxgk_vidpn_unlock();
	return dxgk_monitor_recommend(display, t);
}

bool dxgk_monitor_preferred(struct dxgk_target *t, D3DKMDT_VIDEO_SIGNAL_INFO *signal)
{
	bool found = false;

	dxgk_vidpn_lock();
	if (t->monitor && t->monitor->modes->pinned) {
		*signal = t->monitor->modes->pinned->data.monitor.VideoSignalInfo;
		found = true;
	}
	dxgk_vidpn_unlock();
	return found;
}

/* What there is to say goes to KMS as the EDID does: block by block, unchanged. */
dxgk_status dxgk_display_edid(struct dxgk_adapter *adapter, dxgk_u32 target,
			      void *buf, dxgk_u32 size, dxgk_u32 *len)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	struct dxgk_target *t = display ? dxgk_display_target(display, target) : NULL;
	NTSTATUS status;
	dxgk_u8 *edid;
	dxgk_u32 n;

	*len = 0;
	if (!t)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
	if (!__atomic_load_n(&t->connected, __ATOMIC_ACQUIRE))
		return STATUS_GRAPHICS_MONITOR_NOT_CONNECTED;
	edid = dxgk_os_alloc(DXGK_EDID_BLOCKS * DXGK_EDID_BLOCK, DXGK_OS_ALLOC_ZERO);
	if (!edid)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = dxgk_edid_read_all(display, t, edid, &n);
	if (NT_SUCCESS(status)) {
		dxgk_vidpn_lock();
		if (!t->monitor || t->monitor->edid_size != n ||
		    __builtin_memcmp(t->monitor->edid, edid, n))
			__atomic_store_n(&t->stale, 1, __ATOMIC_RELEASE);
		dxgk_vidpn_unlock();
		*len = n < size ? n : size / DXGK_EDID_BLOCK * DXGK_EDID_BLOCK;
		__builtin_memcpy(buf, edid, *len);
	}
	dxgk_os_free(edid);
	return status;
}

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

static const DXGK_MONITORSOURCEMODESET_INTERFACE dxgk_monitor_modes_interface = {
	.pfnGetNumModes = dxgk_pfn_monitor_count,
	.pfnAcquirePreferredModeInfo = dxgk_pfn_monitor_preferred,
	.pfnAcquireFirstModeInfo = dxgk_pfn_monitor_first,
	.pfnAcquireNextModeInfo = dxgk_pfn_monitor_next,
	.pfnCreateNewModeInfo = dxgk_pfn_monitor_new,
	.pfnAddMode = dxgk_pfn_monitor_add,
	.pfnReleaseModeInfo = dxgk_pfn_monitor_release,
};

static NTSTATUS dxgk_monitor_recommend(struct dxgk_display *display, struct dxgk_target *t)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGKARG_RECOMMENDMONITORMODES arg = {
		.VideoPresentTargetId = t->child.uid,
		/* Not const in the DDI, though nobody writes to it. */
		.pMonitorSourceModeSetInterface =
			(DXGK_MONITORSOURCEMODESET_INTERFACE *)&dxgk_monitor_modes_interface,
	};
	NTSTATUS status;

	if (!adapter->driver->ddi.DxgkDdiRecommendMonitorModes)
		return STATUS_SUCCESS;

	dxgk_ddi_alone(adapter);
	status = dxgk_display_ready(adapter);
	dxgk_vidpn_lock();
	if (t->monitor) {
		/* A reference for the call: another thread may find a new monitor. */
		t->monitor->modes->refs++;
		arg.hMonitorSourceModeSet =
			(D3DKMDT_HMONITORSOURCEMODESET)t->monitor->modes->obj.handle;
	} else {
		status = STATUS_GRAPHICS_MONITOR_NOT_CONNECTED;
	}
	dxgk_vidpn_unlock();
	if (NT_SUCCESS(status)) {
		status = adapter->driver->ddi.DxgkDdiRecommendMonitorModes(adapter->context, &arg);
		dxgk_ddi_check(adapter, "DxgkDdiRecommendMonitorModes");
	}
	if (arg.hMonitorSourceModeSet) {
		struct dxgk_vset *set;

		dxgk_vidpn_lock();
		set = dxgk_vset_find(arg.hMonitorSourceModeSet, DXGK_V_MONITOR_MODES);
		if (set) {
			set->refs--;
			dxgk_vset_reap(set);
		}
		dxgk_vidpn_unlock();
	}
	dxgk_ddi_alone_done(adapter);

	if (!NT_SUCCESS(status) && status != STATUS_GRAPHICS_MONITOR_NOT_CONNECTED) {
		dxgk_os_log(DXGK_LOG_WARN, adapter->os,
			    "DxgkDdiRecommendMonitorModes(%#x) failed with %#x", t->child.uid, status);
		/* The EDID's modes are there all the same. */
		return status == STATUS_NO_MEMORY ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
	}
	return STATUS_SUCCESS;
}

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
