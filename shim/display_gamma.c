// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_gamma.c - ramps between a source's pixels and its monitors.
 *
 * A ramp is a property of an active path, so it goes through
 * UpdateActiveVidPnPresentPath; what is committed comes with the default one.
 */
#include "ddi.h"
#include "display.h"

DXGK_STATIC_ASSERT(sizeof(struct dxgk_gamma) == sizeof(D3DDDI_GAMMA_RAMP_RGB256x3x16),
		   "handed on as it is");

bool dxgk_display_has_gamma(struct dxgk_display *display)
{
	return display->caps.GammaRampCaps.Gamma_Rgb256x3x16 &&
	       display->adapter->driver->ddi.DxgkDdiUpdateActiveVidPnPresentPath;
}

/* Alone.  Each path of a clone has its own. */
static NTSTATUS dxgk_gamma_of_path(struct dxgk_display *display, const struct dxgk_path *p,
				   const struct dxgk_gamma *gamma)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGKARG_UPDATEACTIVEVIDPNPRESENTPATH arg;
	D3DKMDT_GAMMA_RAMP *ramp = &arg.VidPnPresentPathInfo.GammaRamp;
	NTSTATUS status;

	__builtin_memset(&arg, 0, sizeof(arg));
	if (!dxgk_vidpn_path_between(display->active, p->source, p->target,
				     &arg.VidPnPresentPathInfo))
		return STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY;
	ramp->Type = D3DDDI_GAMMARAMP_DEFAULT;
	if (gamma) {
		ramp->Type = D3DDDI_GAMMARAMP_RGB256x3x16;
		ramp->DataSize = sizeof(*gamma);
		ramp->Data.pRaw = (VOID *)gamma;
	}
	status = adapter->driver->ddi.DxgkDdiUpdateActiveVidPnPresentPath(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiUpdateActiveVidPnPresentPath");
	return status;
}

/**
 * dxgk_display_gamma() - set the ramp of a lit source
 * @adapter: a started adapter
 * @source: VidPn source id
 * @gamma: the ramp; may go when this returns.  NULL: the miniport's default
 *
 * Lasts until the source's path is committed again, or D3.  See
 * "DXGKDDI_UPDATEACTIVEVIDPNPRESENTPATH" and "D3DKMDT_GAMMA_RAMP"; level 2.
 *
 * Context: sleeping; waits for outstanding presents.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED where the caps have no ramps: the
 * miniport is not called; STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
 * STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY for a dark source;
 * STATUS_GRAPHICS_GAMMA_RAMP_NOT_SUPPORTED and others as the miniport says; others
 * as dxgk_display_check().
 */
dxgk_status dxgk_display_gamma(struct dxgk_adapter *adapter, dxgk_u32 source,
			       const struct dxgk_gamma *gamma)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	NTSTATUS status;
	dxgk_u32 i;

	if (!display || source >= display->sources)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	if (!dxgk_display_has_gamma(display))
		return STATUS_NOT_SUPPORTED;
	dxgk_display_idle(adapter);
	dxgk_ddi_alone(adapter);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status) && !display->source[source].rotation)
		status = STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY;
	for (i = 0; i < display->config.paths && NT_SUCCESS(status); i++)
		if (display->config.path[i].source == source)
			status = dxgk_gamma_of_path(display, &display->config.path[i], gamma);
	dxgk_ddi_alone_done(adapter);
	return status;
}
