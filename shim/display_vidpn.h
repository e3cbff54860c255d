/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * display_vidpn.h - asking the miniport about VidPNs; display_*.c only.
 *
 * All of it is called under a DDI level (ddi.h).
 */
#ifndef DXGK_DISPLAY_VIDPN_H
#define DXGK_DISPLAY_VIDPN_H

#include "display.h"

/* STATUS_GRAPHICS_VIDPN_TOPOLOGY_NOT_SUPPORTED for a plain no. */
NTSTATUS dxgk_ask_supported(struct dxgk_display *display, struct dxgk_vidpn *vidpn);
NTSTATUS dxgk_ask_cofunctional(struct dxgk_display *display, struct dxgk_vidpn *vidpn,
			       D3DKMDT_ENUMCOFUNCMODALITY_PIVOT_TYPE type,
			       dxgk_u32 source, dxgk_u32 target);
/**
 * dxgk_functional_vidpn() - the VidPN that a configuration means
 * @display: of the adapter
 * @config: what shall be lit
 * @result: a VidPN with everything pinned that the miniport supports; NULL on
 *	failure
 *
 * Return: STATUS_SUCCESS; STATUS_GRAPHICS_* for what the miniport cannot do;
 * STATUS_INSUFFICIENT_RESOURCES.
 */
NTSTATUS dxgk_functional_vidpn(struct dxgk_display *display, const struct dxgk_config *config,
			       struct dxgk_vidpn **result);
/* DxgkDdiRecommendFunctionalVidPn; takes its DDI level itself. */
NTSTATUS dxgk_display_recommendation(struct dxgk_display *display);
void dxgk_mode_from_signal(struct dxgk_mode *m, const D3DKMDT_VIDEO_SIGNAL_INFO *s);

#endif /* DXGK_DISPLAY_VIDPN_H */
