// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display.c - children, capabilities and the life of an adapter's display.
 */
#include "ddi.h"
#include "display.h"
#include "display_vidpn.h"

NTSTATUS dxgk_display_ready(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);

	if (adapter->removed)
		return STATUS_DEVICE_REMOVED;
	if (adapter->state != DXGK_STATE_STARTED || !display || !display->started)
		return STATUS_INVALID_DEVICE_STATE;
	/* Drivers have torn their hardware down by then, and trust in that. */
	if (adapter->powered_down)
		return STATUS_DEVICE_NOT_READY;
	return STATUS_SUCCESS;
}

struct dxgk_target *dxgk_display_target(struct dxgk_display *display, dxgk_u32 uid)
{
	dxgk_u32 i;

	for (i = 0; i < display->targets; i++)
		if (display->target_id[i] == uid)
			return &display->target[i];
	return NULL;
}

/* ---------------------------------------------------------------- children */

static enum dxgk_child_type dxgk_child_type(D3DKMDT_VIDEO_OUTPUT_TECHNOLOGY technology)
{
	switch ((dxgk_s32)technology) {
	case D3DKMDT_VOT_HD15:
		return DXGK_CHILD_VGA;
	case D3DKMDT_VOT_SVIDEO:
	case D3DKMDT_VOT_COMPOSITE_VIDEO:
	case D3DKMDT_VOT_COMPONENT_VIDEO:
	case D3DKMDT_VOT_D_JPN:
	case D3DKMDT_VOT_SDTVDONGLE:
		return DXGK_CHILD_TV;
	case D3DKMDT_VOT_DVI:
		return DXGK_CHILD_DVI;
	case D3DKMDT_VOT_HDMI:
		return DXGK_CHILD_HDMI;
	case D3DKMDT_VOT_LVDS:
	case (dxgk_s32)D3DKMDT_VOT_INTERNAL:
		return DXGK_CHILD_LVDS;
	case D3DKMDT_VOT_DISPLAYPORT_EXTERNAL:
		return DXGK_CHILD_DISPLAYPORT;
	case D3DKMDT_VOT_DISPLAYPORT_EMBEDDED:
		return DXGK_CHILD_EDP;
	case D3DKMDT_VOT_MIRACAST:
	case D3DKMDT_VOT_INDIRECT_WIRED:
		return DXGK_CHILD_VIRTUAL;
	default:
		return DXGK_CHILD_OTHER;
	}
}

/* Take over a video output; others (TV tuners, …) have no place in KMS. */
static NTSTATUS dxgk_display_add_target(struct dxgk_display *display,
					const DXGK_CHILD_DESCRIPTOR *d)
{
	const DXGK_CHILD_CAPABILITIES *c = &d->ChildCapabilities;
	struct dxgk_target *t;

	if (dxgk_display_target(display, d->ChildUid)) {
		dxgk_os_log(DXGK_LOG_ERR, display->adapter->os,
			    "two children have the uid %#x", d->ChildUid);
		return STATUS_GRAPHICS_TARGET_ID_MUST_BE_UNIQUE;
	}
	t = &display->target[display->targets];
	t->descriptor = *d;
	t->child = (struct dxgk_child) {
		.uid = d->ChildUid,
		.technology = (dxgk_u32)c->Type.VideoOutput.InterfaceTechnology,
		.type = dxgk_child_type(c->Type.VideoOutput.InterfaceTechnology),
		.always_connected = c->HpdAwareness == HpdAwarenessAlwaysConnected,
		.interruptible = c->HpdAwareness == HpdAwarenessInterruptible,
		.polled = c->HpdAwareness == HpdAwarenessPolled,
	};
	t->recommended.width = 0;
	t->connected = t->child.always_connected;
	t->indicated = 0;
	t->stale = 1;
	display->target_id[display->targets++] = d->ChildUid;
	return STATUS_SUCCESS;
}

/* N + 1 zeroed elements, of which the last must stay zero. */
static NTSTATUS dxgk_display_children(struct dxgk_display *display)
{
	struct dxgk_adapter *adapter = display->adapter;
	dxgk_u32 n = adapter->children, i;
	DXGK_CHILD_DESCRIPTOR *d;
	NTSTATUS status;

	display->targets = 0;
	d = dxgk_os_alloc((n + 1) * sizeof(*d), DXGK_OS_ALLOC_ZERO);
	if (!d)
		return STATUS_INSUFFICIENT_RESOURCES;

	dxgk_ddi_alone(adapter);
	status = adapter->driver->ddi.DxgkDdiQueryChildRelations(adapter->context, d,
								 (n + 1) * sizeof(*d));
	dxgk_ddi_check(adapter, "DxgkDdiQueryChildRelations");
	dxgk_ddi_alone_done(adapter);
	if (!NT_SUCCESS(status))
		goto out;
	if (d[n].ChildDeviceType != TypeUninitialized) {
		dxgk_os_log(DXGK_LOG_ERR, adapter->os,
			    "DxgkDdiQueryChildRelations filled in more than the %u children of StartDevice",
			    n);
		status = STATUS_INVALID_PARAMETER;
		goto out;
	}
	for (i = 0; i < n && NT_SUCCESS(status); i++)
		if (d[i].ChildDeviceType == TypeVideoOutput ||
		    d[i].ChildDeviceType == TypeIntegratedDisplay)
			status = dxgk_display_add_target(display, &d[i]);
	if (NT_SUCCESS(status) && !display->targets) {
		dxgk_os_log(DXGK_LOG_ERR, adapter->os, "none of the %u children is a video output",
			    n);
		status = STATUS_GRAPHICS_ADAPTER_MUST_HAVE_AT_LEAST_ONE_TARGET;
	}
out:
	dxgk_os_free(d);
	return status;
}

/*
 * Ask whether something is connected.  Children that report changes themselves
 * are asked until they first did; Windows relies on their word from then on.
 */
static NTSTATUS dxgk_display_query_connected(struct dxgk_display *display, struct dxgk_target *t)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGK_CHILD_STATUS cs = { .Type = StatusConnection, .ChildUid = t->child.uid };
	NTSTATUS status;

	if (t->child.always_connected ||
	    (t->child.interruptible && __atomic_load_n(&t->indicated, __ATOMIC_ACQUIRE)))
		return STATUS_SUCCESS;

	dxgk_ddi_class(adapter, DXGK_DDI_CHILD);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status)) {
		status = adapter->driver->ddi.DxgkDdiQueryChildStatus(adapter->context, &cs, TRUE);
		dxgk_ddi_check(adapter, "DxgkDdiQueryChildStatus");
	}
	dxgk_ddi_class_done(adapter, DXGK_DDI_CHILD);
	if (!NT_SUCCESS(status))
		return status;
	/* A report that came meanwhile is newer. */
	if (__atomic_load_n(&t->indicated, __ATOMIC_ACQUIRE))
		return STATUS_SUCCESS;
	if (__atomic_exchange_n(&t->connected, !!cs.HotPlug.Connected, __ATOMIC_ACQ_REL) !=
	    !!cs.HotPlug.Connected)
		__atomic_store_n(&t->stale, 1, __ATOMIC_RELEASE);
	return STATUS_SUCCESS;
}

/* ------------------------------------------------------------------- start */

static NTSTATUS dxgk_display_query_caps(struct dxgk_display *display)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGKARG_QUERYADAPTERINFO arg = {
		.Type = DXGKQAITYPE_DRIVERCAPS,
		.pOutputData = &display->caps,
		/* The newest size: miniports refuse one smaller than their own. */
		.OutputDataSize = sizeof(display->caps),
	};
	NTSTATUS status;

	__builtin_memset(&display->caps, 0, sizeof(display->caps));
	dxgk_ddi_shared(adapter);
	status = adapter->driver->ddi.DxgkDdiQueryAdapterInfo(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiQueryAdapterInfo");
	dxgk_ddi_shared_done(adapter);
	if (!NT_SUCCESS(status))
		dxgk_os_log(DXGK_LOG_ERR, adapter->os,
			    "DxgkDdiQueryAdapterInfo(DRIVERCAPS) failed with %#x", status);
	return status;
}

static struct dxgk_display *dxgk_display_alloc(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_os_alloc(sizeof(*display), DXGK_OS_ALLOC_ZERO);
	dxgk_u32 i;

	if (!display)
		return NULL;
	display->adapter = adapter;
	for (i = 0; i < DXGK_MAX_SOURCES; i++)
		dxgk_present_init(&display->source[i].slot);
	return display;
}

NTSTATUS dxgk_display_start(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	NTSTATUS status;
	dxgk_u32 i;

	if (!display) {
		display = dxgk_display_alloc(adapter);
		if (!display)
			return STATUS_INSUFFICIENT_RESOURCES;
		__atomic_store_n(&adapter->display, display, __ATOMIC_RELEASE);
	}
	/* A DPC that StartDevice has queued looks at it already. */
	DXGK_WRITE_ONCE(display->sources, adapter->sources);

	status = dxgk_display_children(display);
	if (!NT_SUCCESS(status))
		return status;
	display->started = true;
	for (i = 0; i < display->targets && NT_SUCCESS(status); i++)
		status = dxgk_display_query_connected(display, &display->target[i]);
	for (i = 0; i < display->targets && NT_SUCCESS(status); i++)
		status = dxgk_monitor_announce(display, &display->target[i]);
	if (NT_SUCCESS(status))
		status = dxgk_display_query_caps(display);
	if (NT_SUCCESS(status))
		status = dxgk_pointer_start(display);
	for (i = 0; i < display->targets && NT_SUCCESS(status); i++)
		status = dxgk_monitor_refresh(display, &display->target[i]);
	if (NT_SUCCESS(status))
		status = dxgk_display_recommendation(display);
	if (NT_SUCCESS(status))
		dxgk_interfaces_start(display);
	if (!NT_SUCCESS(status))
		display->started = false;
	return status;
}

void dxgk_display_stop(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	dxgk_u32 i;

	if (!display)
		return;
	/* Whoever is about to call the miniport has, or sees that it stopped. */
	dxgk_ddi_alone(adapter);
	display->started = false;
	adapter->powered_down = false;
	dxgk_interfaces_stop(display);
	for (i = 0; i < display->targets; i++)
		dxgk_monitor_detach(display, &display->target[i]);
	dxgk_vidpn_destroy(display->active);
	display->active = NULL;
	display->config.paths = 0;
	display->vsync_type = 0;
	for (i = 0; i < DXGK_MAX_SOURCES; i++) {
		display->source[i].visible = false;
		display->source[i].off = false;
		display->source[i].rotation = 0;
		display->source[i].pointer_shaped = false;
	}
	dxgk_ddi_alone_done(adapter);
}

void dxgk_display_release(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	dxgk_u32 i;

	if (!display)
		return;
	dxgk_display_stop(adapter);
	dxgk_monitor_release_all(adapter);
	for (i = 0; i < DXGK_MAX_SOURCES; i++) {
		dxgk_present_abandon(&display->source[i].slot);
		dxgk_present_fini(&display->source[i].slot);
	}
	adapter->display = NULL;
	dxgk_os_free(display->pointer_bits);
	dxgk_os_free(display);
}

/* ----------------------------------------------------------------- answers */

bool dxgk_display_supports_non_vga(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);

	return display && display->caps.SupportNonVGA;
}

bool dxgk_display_supports_surprise_removal(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);

	return display && display->caps.SupportSurpriseRemoval;
}

bool dxgk_display_supports_runtime_power(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);

	return display && display->caps.SupportRuntimePowerManagement;
}

dxgk_u32 dxgk_display_post_target(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);

	if (!display || !display->targets)
		return D3DDDI_ID_UNINITIALIZED;
	return display->config.paths ? display->config.path[0].target : display->target_id[0];
}

void dxgk_display_caps(struct dxgk_adapter *adapter, struct dxgk_display_caps *caps)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;
	struct dxgk_display *display = dxgk_display_of(adapter);

	__builtin_memset(caps, 0, sizeof(*caps));
	if (!display)
		return;
	caps->sources = display->sources;
	caps->children = display->targets;
	dxgk_pointer_caps(display, caps);
	caps->panel = display->interfaces.panel;
	caps->brightness_steps = display->interfaces.steps;
	caps->i2c = display->interfaces.i2c;
	caps->gamma = dxgk_display_has_gamma(display);
	caps->rotation = display->caps.SupportSmoothRotation;
	caps->vsync_interrupt = ddi->DxgkDdiControlInterrupt && ddi->DxgkDdiGetScanLine;
}

dxgk_status dxgk_display_child(struct dxgk_adapter *adapter, dxgk_u32 index,
			       struct dxgk_child *child)
{
	struct dxgk_display *display = dxgk_display_of(adapter);

	if (!display || index >= display->targets)
		return STATUS_INVALID_PARAMETER;
	*child = display->target[index].child;
	return STATUS_SUCCESS;
}

dxgk_status dxgk_display_connected(struct dxgk_adapter *adapter, dxgk_u32 target, bool *connected)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	struct dxgk_target *t = display ? dxgk_display_target(display, target) : NULL;
	NTSTATUS status;

	*connected = false;
	if (!t)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
	status = dxgk_display_query_connected(display, t);
	if (NT_SUCCESS(status))
		*connected = __atomic_load_n(&t->connected, __ATOMIC_ACQUIRE);
	return status;
}
