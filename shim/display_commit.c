// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_commit.c - making a configuration the active one.
 */
#include "ddi.h"
#include "display.h"
#include "display_vidpn.h"

static bool dxgk_same_mode(const struct dxgk_mode *a, const struct dxgk_mode *b)
{
	return a->width == b->width && a->height == b->height && a->htotal == b->htotal &&
	       a->vtotal == b->vtotal && a->pixel_clock == b->pixel_clock &&
	       a->vsync_num == b->vsync_num && a->vsync_den == b->vsync_den &&
	       a->interlaced == b->interlaced;
}

static bool dxgk_same_path(const struct dxgk_path *a, const struct dxgk_path *b, bool rotation)
{
	return a->source == b->source && a->target == b->target &&
	       a->source_width == b->source_width && a->source_height == b->source_height &&
	       dxgk_same_mode(&a->mode, &b->mode) && (!rotation || a->rotation == b->rotation);
}

static const struct dxgk_path *dxgk_path_to(const struct dxgk_config *config, dxgk_u32 target)
{
	dxgk_u32 i;

	for (i = 0; i < config->paths; i++)
		if (config->path[i].target == target)
			return &config->path[i];
	return NULL;
}

/* Has @source a path in one configuration that the other does not have so? */
static bool dxgk_source_differs(const struct dxgk_config *a, const struct dxgk_config *b,
				dxgk_u32 source)
{
	const struct dxgk_path *other;
	dxgk_u32 i;

	for (i = 0; i < a->paths; i++) {
		if (a->path[i].source != source)
			continue;
		other = dxgk_path_to(b, a->path[i].target);
		if (!other || !dxgk_same_path(&a->path[i], other, true))
			return true;
	}
	return false;
}

/* As a bit mask: sources whose paths come, go or change. */
static dxgk_u32 dxgk_affected(const struct dxgk_config *a, const struct dxgk_config *b,
			      dxgk_u32 sources)
{
	dxgk_u32 mask = 0, i;

	for (i = 0; i < sources; i++)
		if (dxgk_source_differs(a, b, i) || dxgk_source_differs(b, a, i))
			mask |= 1u << i;
	return mask;
}

/* One source alone, if it is one: the others' paths are as they were. */
static dxgk_u32 dxgk_affected_id(dxgk_u32 mask)
{
	if (!mask || mask & (mask - 1))
		return D3DDDI_ID_ALL;
	return (dxgk_u32)__builtin_ctz(mask);
}

static NTSTATUS dxgk_set_visible(struct dxgk_display *display, dxgk_u32 source, bool visible)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGKARG_SETVIDPNSOURCEVISIBILITY arg = {
		.VidPnSourceId = source,
		.Visible = visible,
	};
	NTSTATUS status;

	status = adapter->driver->ddi.DxgkDdiSetVidPnSourceVisibility(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiSetVidPnSourceVisibility");
	if (NT_SUCCESS(status))
		display->source[source].visible = visible;
	else
		dxgk_os_log(DXGK_LOG_ERR, adapter->os,
			    "DxgkDdiSetVidPnSourceVisibility(%u, %u) failed with %#x",
			    source, visible, status);
	return status;
}

/* Are all paths from @source powered off?  False for a source without a path. */
static bool dxgk_config_off(const struct dxgk_config *config, dxgk_u32 source)
{
	bool off = false;
	dxgk_u32 i;

	for (i = 0; i < config->paths; i++) {
		if (config->path[i].source != source)
			continue;
		if (!config->path[i].off)
			return false;
		off = true;
	}
	return off;
}

/* All lit sources of @mask stay powered off, and there are some. */
static bool dxgk_stays_off(const struct dxgk_config *config, dxgk_u32 mask, dxgk_u32 sources)
{
	bool off = false;
	dxgk_u32 i, k;

	for (i = 0; i < sources; i++)
		for (k = 0; mask & 1u << i && k < config->paths; k++) {
			if (config->path[k].source != i)
				continue;
			if (!config->path[k].off)
				return false;
			off = true;
		}
	return off;
}

static NTSTATUS dxgk_call_commit(struct dxgk_display *display, struct dxgk_vidpn *vidpn,
				 dxgk_u32 affected, DXGKARG_COMMITVIDPN_FLAGS flags)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGKARG_COMMITVIDPN arg = {
		.hFunctionalVidPn = dxgk_vidpn_handle(vidpn),
		.AffectedVidPnSourceId = affected,
		/* KMS lights connectors that nothing is plugged into when told to. */
		.MonitorConnectivityChecks = D3DKMDT_MCC_IGNORE,
		.Flags = flags,
	};
	NTSTATUS status;

	dxgk_vidpn_begin(vidpn, DXGK_VA_READ, D3DKMDT_EPT_NOPIVOT, D3DDDI_ID_UNINITIALIZED,
			 D3DDDI_ID_UNINITIALIZED);
	status = adapter->driver->ddi.DxgkDdiCommitVidPn(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiCommitVidPn");
	dxgk_vidpn_end(vidpn);
	if (!NT_SUCCESS(status))
		dxgk_os_log(DXGK_LOG_ERR, adapter->os, "DxgkDdiCommitVidPn failed with %#x",
			    status);
	return status;
}

/* What of the new paths is done without hardware; for people who read logs. */
static void dxgk_query_hw(struct dxgk_display *display, struct dxgk_vidpn *vidpn,
			  const struct dxgk_path *p)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGKARG_QUERYVIDPNHWCAPABILITY arg = {
		.hFunctionalVidPn = dxgk_vidpn_handle(vidpn),
		.SourceId = p->source,
		.TargetId = p->target,
	};
	NTSTATUS status;

	dxgk_vidpn_begin(vidpn, DXGK_VA_READ, D3DKMDT_EPT_NOPIVOT, D3DDDI_ID_UNINITIALIZED,
			 D3DDDI_ID_UNINITIALIZED);
	status = adapter->driver->ddi.DxgkDdiQueryVidPnHWCapability(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiQueryVidPnHWCapability");
	dxgk_vidpn_end(vidpn);
	if (NT_SUCCESS(status))
		dxgk_os_log(DXGK_LOG_DEBUG, adapter->os,
			    "source %u, target %#x: done by the driver: rotation %u, scaling %u, cloning %u, colours %u",
			    p->source, p->target, arg.VidPnHWCaps.DriverRotation,
			    arg.VidPnHWCaps.DriverScaling, arg.VidPnHWCaps.DriverCloning,
			    arg.VidPnHWCaps.DriverColorConvert);
}

static void dxgk_set_active(struct dxgk_display *display, struct dxgk_vidpn *vidpn,
			    const struct dxgk_config *config, dxgk_u32 mask)
{
	dxgk_u32 i;

	dxgk_vidpn_destroy(display->active);
	display->active = vidpn;
	display->config = *config;
	for (i = 0; i < display->sources; i++) {
		display->source[i].rotation = 0;
		/* Its pointer may be gone with the mode. */
		if (mask & 1u << i)
			display->source[i].pointer_shaped = false;
	}
	for (i = 0; i < config->paths; i++)
		display->source[config->path[i].source].rotation = config->path[i].rotation;
	display->adapter->displayed = true;
}

/* Sources of @mask that are lit go dark for the change, and back if it fails. */
static NTSTATUS dxgk_commit_vidpn(struct dxgk_display *display, struct dxgk_vidpn *vidpn,
				  const struct dxgk_config *config, dxgk_u32 mask)
{
	/* Nothing differs: it is all of it once more. */
	dxgk_u32 told = mask ? mask : ~0u;
	DXGKARG_COMMITVIDPN_FLAGS flags = {
		.PathPoweredOff = dxgk_stays_off(config, told, display->sources),
	};
	dxgk_u32 hidden = 0, i;
	NTSTATUS status;

	for (i = 0; i < display->sources; i++) {
		if (!(mask & 1u << i))
			continue;
		dxgk_pointer_hide(display, i);
		if (display->source[i].visible && NT_SUCCESS(dxgk_set_visible(display, i, false)))
			hidden |= 1u << i;
	}
	status = dxgk_call_commit(display, vidpn, dxgk_affected_id(mask), flags);
	if (NT_SUCCESS(status)) {
		for (i = 0; i < display->sources; i++)
			if (told & 1u << i)
				display->source[i].off = flags.PathPoweredOff;
		dxgk_set_active(display, vidpn, config, mask);
		for (i = 0; i < config->paths; i++)
			if (display->adapter->driver->ddi.DxgkDdiQueryVidPnHWCapability)
				dxgk_query_hw(display, vidpn, &config->path[i]);
		return status;
	}
	dxgk_vidpn_destroy(vidpn);
	for (i = 0; i < display->sources; i++)
		if (hidden & 1u << i)
			dxgk_set_visible(display, i, true);
	return status;
}

/*
 * Power of monitors, source by source: the same VidPN again, with a power
 * transition.  See "_DXGKARG_COMMITVIDPN_FLAGS".
 */
static NTSTATUS dxgk_commit_power(struct dxgk_display *display, const struct dxgk_config *config)
{
	DXGKARG_COMMITVIDPN_FLAGS flags = { .PathPowerTransition = 1 };
	NTSTATUS status = STATUS_SUCCESS;
	dxgk_u32 i;
	bool off;

	for (i = 0; i < display->sources; i++) {
		off = dxgk_config_off(config, i);
		if (off == display->source[i].off || !display->source[i].rotation)
			continue;
		if (off) {
			dxgk_pointer_hide(display, i);
			if (display->source[i].visible)
				dxgk_set_visible(display, i, false);
		}
		flags.PathPoweredOff = off;
		status = dxgk_call_commit(display, display->active, i, flags);
		if (!NT_SUCCESS(status))
			break;
		display->source[i].off = off;
		/* Drivers set the hardware up from nothing when it comes back. */
		display->source[i].pointer_shaped = false;
	}
	return status;
}

/* Does nothing but the power of monitors differ? */
static bool dxgk_only_power(struct dxgk_display *display, const struct dxgk_config *config)
{
	dxgk_u32 i;

	if (!display->active)
		return false;
	for (i = 0; i < display->sources; i++)
		if (display->source[i].rotation &&
		    dxgk_config_off(config, i) != display->source[i].off)
			return true;
	return false;
}

/* Nothing but rotations differ, and the miniport can change them by themselves. */
static bool dxgk_only_rotation(struct dxgk_display *display, const struct dxgk_config *config,
			       dxgk_u32 mask)
{
	const struct dxgk_path *old;
	dxgk_u32 i;

	if (!mask || !display->active || !display->caps.SupportSmoothRotation ||
	    !display->adapter->driver->ddi.DxgkDdiUpdateActiveVidPnPresentPath ||
	    config->paths != display->config.paths)
		return false;
	for (i = 0; i < config->paths; i++) {
		old = dxgk_path_to(&display->config, config->path[i].target);
		if (!old || !dxgk_same_path(old, &config->path[i], false))
			return false;
	}
	return true;
}

static NTSTATUS dxgk_update_path(struct dxgk_display *display, struct dxgk_vidpn *vidpn,
				 const struct dxgk_path *p)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGKARG_UPDATEACTIVEVIDPNPRESENTPATH arg;
	NTSTATUS status;

	__builtin_memset(&arg, 0, sizeof(arg));
	if (!dxgk_vidpn_path_between(vidpn, p->source, p->target, &arg.VidPnPresentPathInfo))
		return STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY;
	status = adapter->driver->ddi.DxgkDdiUpdateActiveVidPnPresentPath(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiUpdateActiveVidPnPresentPath");
	return status;
}

/*
 * Smooth rotation, path by path.  False: not done, or not to its end; a commit
 * sets it right.
 */
static bool dxgk_rotate(struct dxgk_display *display, struct dxgk_vidpn *vidpn,
			const struct dxgk_config *config)
{
	dxgk_u32 i;

	for (i = 0; i < config->paths; i++)
		if (config->path[i].rotation !=
			dxgk_path_to(&display->config, config->path[i].target)->rotation &&
		    !NT_SUCCESS(dxgk_update_path(display, vidpn, &config->path[i])))
			return false;
	dxgk_set_active(display, vidpn, config, 0);
	return true;
}

/**
 * dxgk_display_commit() - make a configuration the active one
 * @adapter: a started adapter
 * @config: what shall be lit; no path: nothing
 *
 * Asks first, as dxgk_display_check() does.  Sources whose paths change are made
 * invisible before; the caller makes them visible.  A change of nothing but
 * rotation goes through UpdateActiveVidPnPresentPath where the miniport supports
 * that.  Monitors that go to sleep or wake up are told of after it, source by
 * source, by a commit with PathPowerTransition.
 *
 * Context: sleeping; waits for outstanding presents.
 * Return: as dxgk_display_check(), or the miniport's failure; what was active
 * then still is, but for the failure of a power transition.
 */
dxgk_status dxgk_display_commit(struct dxgk_adapter *adapter, const struct dxgk_config *config)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	struct dxgk_vidpn *vidpn;
	NTSTATUS status;
	dxgk_u32 mask;

	if (!display)
		return STATUS_INVALID_DEVICE_STATE;
	/* Level 2: the hardware is idle. */
	dxgk_display_idle(adapter);
	dxgk_ddi_alone(adapter);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status))
		status = dxgk_functional_vidpn(display, config, &vidpn);
	if (NT_SUCCESS(status)) {
		mask = dxgk_affected(&display->config, config, display->sources);
		if (!mask && dxgk_only_power(display, config))
			dxgk_set_active(display, vidpn, config, 0);
		else if (!dxgk_only_rotation(display, config, mask) ||
			 !dxgk_rotate(display, vidpn, config))
			status = dxgk_commit_vidpn(display, vidpn, config, mask);
	}
	if (NT_SUCCESS(status))
		status = dxgk_commit_power(display, config);
	dxgk_ddi_alone_done(adapter);
	return status;
}

dxgk_status dxgk_display_visible(struct dxgk_adapter *adapter, dxgk_u32 source, bool visible)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	NTSTATUS status;

	if (!display || source >= display->sources)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	dxgk_display_idle(adapter);
	dxgk_ddi_alone(adapter);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status)) {
		if (display->source[source].rotation)
			status = dxgk_set_visible(display, source, visible);
		else if (visible)
			status = STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY;
	}
	dxgk_ddi_alone_done(adapter);
	return status;
}

void dxgk_display_power(struct dxgk_adapter *adapter, bool d0)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	DXGKARG_COMMITVIDPN_FLAGS flags = { 0 };
	dxgk_u32 i;

	adapter->powered_down = !d0;
	if (!d0 || !display || !display->started)
		return;
	for (i = 0; i < display->sources; i++)
		display->source[i].pointer_shaped = false;
	dxgk_vsync_restore(display);
	if (!display->config.paths)
		return;
	flags.PathPoweredOff = dxgk_stays_off(&display->config, ~0u, display->sources);
	if (!NT_SUCCESS(dxgk_call_commit(display, display->active, D3DDDI_ID_ALL, flags)))
		return;
	for (i = 0; i < display->sources; i++) {
		display->source[i].off = flags.PathPoweredOff;
		/* As after any commit: dark until there is something to show. */
		if (display->source[i].visible)
			dxgk_set_visible(display, i, false);
	}
	dxgk_commit_power(display, &display->config);
}
