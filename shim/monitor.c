// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * monitor.c - monitors: their EDID, and what the miniport adds to it.
 *
 * A monitor lives as long as its connection.  Sets that a miniport still uses
 * then live on without one until it releases them, at the latest until
 * RemoveDevice has returned.
 */
#include "ddi.h"
#include "display.h"

/* Blocks of an EDID that are kept: the base block and its extensions. */
#define DXGK_EDID_BLOCKS	16

/* Sets without a monitor that miniports still use; under the VidPN lock. */
static struct dxgk_link dxgk_zombies = { &dxgk_zombies, &dxgk_zombies };

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
	struct dxgk_link *l, *next;
	struct dxgk_vset *set;

	dxgk_vidpn_lock();
	for (l = dxgk_zombies.next; l != &dxgk_zombies; l = next) {
		next = l->next;
		set = DXGK_CONTAINER_OF(l, struct dxgk_vset, all);
		if (set->owner == adapter)
			dxgk_vset_destroy(set);
	}
	dxgk_monitor_drop_additional(adapter);
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
			    "DxgkDdiRecommendMonitorModes(%#x) failed with %#x", t->child.uid,
			    status);
		/* The EDID's modes are there all the same. */
		return status == STATUS_NO_MEMORY ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
	}
	return STATUS_SUCCESS;
}

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

bool dxgk_monitor_preferred(struct dxgk_target *t, D3DKMDT_VIDEO_SIGNAL_INFO *signal,
			    D3DKMDT_MONITOR_CAPABILITIES_ORIGIN *origin)
{
	bool found = false;

	dxgk_vidpn_lock();
	if (t->monitor && t->monitor->modes->pinned) {
		*signal = t->monitor->modes->pinned->data.monitor.VideoSignalInfo;
		*origin = t->monitor->modes->pinned->data.monitor.Origin;
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
