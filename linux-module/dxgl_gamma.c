// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_gamma.c - the miniport's gamma ramp as GAMMA_LUT of a CRTC.
 *
 * Only where the driver caps tell of ramps; they have 256 steps.
 */
#include <linux/slab.h>

#include <drm/drm_atomic.h>
#include <drm/drm_color_mgmt.h>
#include <drm/drm_crtc.h>
#include <drm/drm_print.h>

#include "dxgl_kms.h"

#define DXGL_GAMMA_SIZE		256

/* Before the CRTC is registered. */
void dxgl_gamma_init(struct dxgl_kms *kms, struct drm_crtc *crtc)
{
	if (!kms->caps.gamma)
		return;
	drm_crtc_enable_color_mgmt(crtc, 0, false, DXGL_GAMMA_SIZE);
	/* The legacy calls, which DRM turns into the property. */
	drm_mode_crtc_set_gamma_size(crtc, DXGL_GAMMA_SIZE);
}

/* Part of the CRTC's atomic check. */
int dxgl_gamma_check(struct drm_crtc_state *state)
{
	if (state->gamma_lut && drm_color_lut_size(state->gamma_lut) != DXGL_GAMMA_SIZE) {
		drm_dbg_atomic(state->crtc->dev, "a ramp of %d steps, not of %d\n",
			       drm_color_lut_size(state->gamma_lut), DXGL_GAMMA_SIZE);
		return -EINVAL;
	}
	return 0;
}

static dxgk_status dxgl_gamma_send(struct dxgl_crtc *crtc, const struct drm_property_blob *blob)
{
	struct dxgk_adapter *adapter = to_dxgl(crtc->base.dev)->adapter;
	const struct drm_color_lut *lut = blob->data;
	struct dxgk_gamma *gamma;
	dxgk_status status;
	unsigned int i;

	gamma = kmalloc(sizeof(*gamma), GFP_KERNEL);
	if (!gamma)
		return dxgl_status(-ENOMEM);
	for (i = 0; i < DXGL_GAMMA_SIZE; i++) {
		gamma->red[i] = lut[i].red;
		gamma->green[i] = lut[i].green;
		gamma->blue[i] = lut[i].blue;
	}
	status = dxgk_display_gamma(adapter, crtc->source, gamma);
	kfree(gamma);
	return status;
}

/**
 * dxgl_gamma_commit() - send a ramp that changed, or that a commit undid
 * @crtc: the CRTC; lit
 * @state: its new state
 *
 * Context: the commit, after the configuration.
 */
void dxgl_gamma_commit(struct dxgl_crtc *crtc, const struct drm_crtc_state *state)
{
	struct dxgl_kms *kms = to_dxgl_kms(crtc->base.dev);
	bool modeset = drm_atomic_crtc_needs_modeset(state);
	dxgk_status status;
	int idx;

	if (!kms->caps.gamma || !(state->color_mgmt_changed || (modeset && state->gamma_lut)) ||
	    !dxgl_kms_enter(kms, &idx))
		return;
	if (state->gamma_lut)
		status = dxgl_gamma_send(crtc, state->gamma_lut);
	else
		status = dxgk_display_gamma(kms->dxgl->adapter, crtc->source, NULL);
	dxgl_kms_exit(idx);
	/* It may refuse one that its caps allow, and then it shows the picture without. */
	if (status < 0)
		drm_err_ratelimited(crtc->base.dev, "source %u: the miniport refused a ramp: %#x\n",
				    crtc->source, status);
}
