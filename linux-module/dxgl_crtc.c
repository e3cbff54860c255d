// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_crtc.c - a video present source as a CRTC.
 */
#include <linux/slab.h>

#include <drm/drm_atomic.h>
#include <drm/drm_atomic_helper.h>
#include <drm/drm_crtc.h>
#include <drm/drm_managed.h>
#include <drm/drm_print.h>
#include <drm/drm_rect.h>
#include <drm/drm_vblank.h>

#include "dxgl_compat.h"
#include "dxgl_kms.h"

/**
 * dxgl_crtc_set_visible() - SetVidPnSourceVisibility
 * @crtc: the source
 * @visible: what of it
 *
 * Context: a commit, between dxgl_kms_enter() and dxgl_kms_exit().
 */
void dxgl_crtc_set_visible(struct dxgl_crtc *crtc, bool visible)
{
	struct drm_device *drm = crtc->base.dev;
	dxgk_status status;

	status = dxgk_display_visible(to_dxgl(drm)->adapter, crtc->source, visible);
	if (status < 0) {
		drm_err_ratelimited(drm, "source %u: cannot be made %svisible: %#x\n",
				    crtc->source, visible ? "" : "in", status);
		return;
	}
	crtc->visible = visible;
	/* What is on the screen now is not what a client put there. */
	crtc->redraw = true;
}

static enum drm_mode_status dxgl_crtc_mode_valid(struct drm_crtc *crtc,
						 const struct drm_display_mode *mode)
{
	return dxgl_mode_basic_valid(mode);
}

static void dxgl_crtc_atomic_enable(struct drm_crtc *crtc, struct drm_atomic_state *state)
{
	struct dxgl_crtc *dcrtc = to_dxgl_crtc(crtc);

	dxgl_vblank_set_period(&dcrtc->vblank,
			       crtc->dev->vblank[drm_crtc_index(crtc)].framedur_ns);
	WRITE_ONCE(dcrtc->target, to_dxgl_crtc_state(crtc->state)->path[0].target);
	drm_crtc_vblank_on(crtc);
	dxgl_vblank_want(dcrtc, true);
}

static void dxgl_crtc_atomic_disable(struct drm_crtc *crtc, struct drm_atomic_state *state)
{
	struct dxgl_crtc *dcrtc = to_dxgl_crtc(crtc);
	int idx;

	if (dcrtc->visible && dxgl_kms_enter(to_dxgl_kms(crtc->dev), &idx)) {
		dxgl_crtc_set_visible(dcrtc, false);
		dxgl_kms_exit(idx);
	}
	dxgl_vblank_want(dcrtc, false);
	drm_crtc_vblank_off(crtc);
	dxgl_vblank_stop(&dcrtc->vblank);
}

static int dxgl_crtc_atomic_check(struct drm_crtc *crtc, struct drm_atomic_state *state)
{
	return dxgl_gamma_check(drm_atomic_get_new_crtc_state(state, crtc));
}

static void dxgl_crtc_atomic_flush(struct drm_crtc *crtc, struct drm_atomic_state *state)
{
	dxgl_gamma_commit(to_dxgl_crtc(crtc), drm_atomic_get_new_crtc_state(state, crtc));
}

static const struct drm_crtc_helper_funcs dxgl_crtc_helper_funcs = {
	.mode_valid = dxgl_crtc_mode_valid,
	.atomic_check = dxgl_crtc_atomic_check,
	.atomic_flush = dxgl_crtc_atomic_flush,
	.atomic_enable = dxgl_crtc_atomic_enable,
	.atomic_disable = dxgl_crtc_atomic_disable,
};

/*
 * Is there something that is seen at the next vertical blank: another buffer,
 * or another part of it; or does a client ask when that is?  Damage in the
 * buffer that is on the screen is there when its frame is done.
 */
static bool dxgl_crtc_flips(struct drm_atomic_state *state, struct drm_crtc *crtc,
			    const struct drm_crtc_state *crtc_state)
{
	struct drm_plane_state *old, *new;
	struct drm_plane *plane;
	int i;

	if (!crtc_state->event || crtc_state->event->base.file_priv ||
	    drm_atomic_crtc_needs_modeset(crtc_state))
		return true;
	for_each_oldnew_plane_in_state(state, plane, old, new, i)
		if ((old->crtc == crtc || new->crtc == crtc) &&
		    (old->fb != new->fb || !drm_rect_equals(&old->src, &new->src)))
			return true;
	return false;
}

static void dxgl_crtc_send_event(struct drm_crtc *crtc, struct drm_crtc_state *state, bool flips)
{
	struct drm_device *drm = crtc->dev;

	spin_lock_irq(&drm->event_lock);
	if (state->event) {
		/* A flip is seen at the next vertical blank, if there is one. */
		if (flips && state->active && !drm_crtc_vblank_get(crtc))
			drm_crtc_arm_vblank_event(crtc, state->event);
		else
			drm_crtc_send_vblank_event(crtc, state->event);
		state->event = NULL;
	}
	spin_unlock_irq(&drm->event_lock);
}

/**
 * dxgl_crtc_finish() - wait for the frames of a commit and complete its flips
 * @state: the commit; its planes are updated
 *
 * Context: the commit, sleeping.
 */
void dxgl_crtc_finish(struct drm_atomic_state *state)
{
	struct drm_crtc_state *crtc_state;
	struct drm_crtc *crtc;
	int i;

	for_each_new_crtc_in_state(state, crtc, crtc_state, i) {
		dxgl_present_wait(to_dxgl_crtc(crtc));
		dxgl_crc_update(to_dxgl_crtc(crtc));
		dxgl_crtc_send_event(crtc, crtc_state, dxgl_crtc_flips(state, crtc, crtc_state));
	}
}

static void dxgl_crtc_destroy_state(struct drm_crtc *crtc, struct drm_crtc_state *state)
{
	struct dxgl_crtc_state *dstate = to_dxgl_crtc_state(state);

	__drm_atomic_helper_crtc_destroy_state(state);
	kfree(dstate);
}

static void dxgl_crtc_reset(struct drm_crtc *crtc)
{
	struct dxgl_crtc_state *dstate;

	if (crtc->state)
		dxgl_crtc_destroy_state(crtc, crtc->state);
	crtc->state = NULL;

	dstate = kzalloc(sizeof(*dstate), GFP_KERNEL);
	if (dstate)
		__drm_atomic_helper_crtc_reset(crtc, &dstate->base);
}

static struct drm_crtc_state *dxgl_crtc_duplicate_state(struct drm_crtc *crtc)
{
	struct dxgl_crtc_state *dstate;

	if (WARN_ON(!crtc->state))
		return NULL;
	dstate = kzalloc(sizeof(*dstate), GFP_KERNEL);
	if (!dstate)
		return NULL;
	__drm_atomic_helper_crtc_duplicate_state(crtc, &dstate->base);
	dstate->paths = to_dxgl_crtc_state(crtc->state)->paths;
	memcpy(dstate->path, to_dxgl_crtc_state(crtc->state)->path, sizeof(dstate->path));
	return &dstate->base;
}

static const struct drm_crtc_funcs dxgl_crtc_funcs = {
	.set_config = drm_atomic_helper_set_config,
	.page_flip = drm_atomic_helper_page_flip,
	.reset = dxgl_crtc_reset,
	.atomic_duplicate_state = dxgl_crtc_duplicate_state,
	.atomic_destroy_state = dxgl_crtc_destroy_state,
	.enable_vblank = dxgl_vblank_enable,
	.disable_vblank = dxgl_vblank_disable,
	.get_vblank_timestamp = dxgl_vblank_timestamp,
	.get_crc_sources = dxgl_crc_sources,
	.verify_crc_source = dxgl_crc_verify,
	.set_crc_source = dxgl_crc_set,
};

/**
 * dxgl_crtc_create() - make the CRTC of a source
 * @kms: the device
 * @source: VidPn source id; sources are made in order, from 0
 *
 * Context: dxgl_kms_init().
 * Return: the CRTC, managed by DRM, or an error pointer.
 */
struct dxgl_crtc *dxgl_crtc_create(struct dxgl_kms *kms, unsigned int source)
{
	struct drm_device *drm = &kms->dxgl->drm;
	struct drm_plane *primary, *cursor;
	struct dxgl_crtc *crtc;

	primary = dxgl_plane_create(kms);
	if (IS_ERR(primary))
		return ERR_CAST(primary);
	cursor = dxgl_cursor_create(kms);
	if (IS_ERR(cursor))
		return ERR_CAST(cursor);

	crtc = drmm_crtc_alloc_with_planes(drm, struct dxgl_crtc, base, primary, cursor,
					   &dxgl_crtc_funcs, NULL);
	if (IS_ERR(crtc))
		return crtc;
	drm_crtc_helper_add(&crtc->base, &dxgl_crtc_helper_funcs);
	dxgl_gamma_init(kms, &crtc->base);
	crtc->primary = primary;
	crtc->source = source;
	crtc->redraw = true;
	crtc->pointer_stale = true;
	dxgl_vblank_init(&crtc->vblank);
	return crtc;
}
