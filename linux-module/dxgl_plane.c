// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_plane.c - the primary plane of a source: what is on it is presented.
 *
 * A plane that is off makes its source invisible.
 */
#include <linux/slab.h>

#include <drm/drm_atomic.h>
#include <drm/drm_atomic_helper.h>
#include <drm/drm_blend.h>
#include <drm/drm_damage_helper.h>
#include <drm/drm_gem_atomic_helper.h>
#include <drm/drm_print.h>
#include <drm/drm_rect.h>

#include "dxgl_compat.h"
#include "dxgl_kms.h"

/*
 * Alpha on the lowest plane blends with black behind it.  Colours are
 * multiplied by it already, so they are what is seen.
 */
static const u32 dxgl_plane_formats[] = {
	DRM_FORMAT_XRGB8888,
	DRM_FORMAT_ARGB8888,
	DRM_FORMAT_RGB565,
};

static const u64 dxgl_plane_modifiers[] = {
	DRM_FORMAT_MOD_LINEAR,
	DRM_FORMAT_MOD_INVALID
};

static int dxgl_plane_atomic_check(struct drm_plane *plane, struct drm_atomic_state *state)
{
	struct drm_plane_state *plane_state = drm_atomic_get_new_plane_state(state, plane);
	struct drm_crtc_state *crtc_state = NULL;

	if (plane_state->crtc)
		crtc_state = drm_atomic_get_new_crtc_state(state, plane_state->crtc);

	/* A source mode has one surface, of its own size. */
	return drm_atomic_helper_check_plane_state(plane_state, crtc_state,
						   DRM_PLANE_NO_SCALING, DRM_PLANE_NO_SCALING,
						   false, true);
}

static int dxgl_plane_prepare_fb(struct drm_plane *plane, struct drm_plane_state *state)
{
	struct dxgl_plane_state *dstate = to_dxgl_plane_state(state);
	struct dxgl_present *present;
	int ret;

	if (!state->fb)
		return 0;

	ret = drm_gem_plane_helper_prepare_fb(plane, state);
	if (ret)
		return ret;

	present = dxgl_present_create(to_dxgl_kms(plane->dev), state->fb);
	if (IS_ERR(present))
		return PTR_ERR(present);
	dstate->present = present;
	return 0;
}

static void dxgl_plane_cleanup_fb(struct drm_plane *plane, struct drm_plane_state *state)
{
	struct dxgl_plane_state *dstate = to_dxgl_plane_state(state);

	dxgl_present_drop(dstate->present);
	dstate->present = NULL;
}

/*
 * What of the screen changed, in pixels of the framebuffer.
 * Return: how many rectangles, 0 for nothing.
 */
static unsigned int dxgl_plane_damage(const struct drm_plane_state *old,
				      struct drm_plane_state *new, bool all,
				      struct drm_rect *damage)
{
	struct drm_atomic_helper_damage_iter iter;
	unsigned int count = 0;

	if (all) {
		drm_rect_fp_to_int(&damage[0], &new->src);
		return 1;
	}
	if (drm_plane_get_damage_clips_count(new) > DXGL_MAX_RECTS)
		return drm_atomic_helper_damage_merged(old, new, &damage[0]);

	drm_atomic_helper_damage_iter_init(&iter, old, new);
	drm_atomic_for_each_plane_damage(&iter, &damage[count])
		count++;
	return count;
}

static void dxgl_plane_atomic_update(struct drm_plane *plane, struct drm_atomic_state *state)
{
	struct drm_plane_state *old = drm_atomic_get_old_plane_state(state, plane);
	struct drm_plane_state *new = drm_atomic_get_new_plane_state(state, plane);
	struct dxgl_present *present = to_dxgl_plane_state(new)->present;
	/* One more, for the iterator to write when it finds the end. */
	struct drm_rect damage[DXGL_MAX_RECTS + 1];
	struct dxgl_kms *kms = to_dxgl_kms(plane->dev);
	struct dxgl_crtc *crtc = to_dxgl_crtc(new->crtc);
	unsigned int count;
	int idx;

	if (!new->visible || !present)
		return;

	/* The one before this overran its time: the source takes no other now. */
	if (crtc->last) {
		if (!dxgl_present_done(crtc->last)) {
			crtc->redraw = true;
			return;
		}
		dxgl_present_wait(crtc);
	}

	if (!dxgl_kms_enter(kms, &idx))
		return;
	/* Drivers throw away what is presented to an invisible source. */
	if (!crtc->visible)
		dxgl_crtc_set_visible(crtc, true);
	count = dxgl_plane_damage(old, new, crtc->redraw, damage);
	if (crtc->visible && count)
		dxgl_present_send(crtc, present, new, damage, count);
	dxgl_kms_exit(idx);
}

static void dxgl_plane_atomic_disable(struct drm_plane *plane, struct drm_atomic_state *state)
{
	struct drm_plane_state *old = drm_atomic_get_old_plane_state(state, plane);
	struct dxgl_crtc *crtc = to_dxgl_crtc(old->crtc);
	int idx;

	if (!crtc->visible || !dxgl_kms_enter(to_dxgl_kms(plane->dev), &idx))
		return;
	dxgl_crtc_set_visible(crtc, false);
	dxgl_kms_exit(idx);
}

static const struct drm_plane_helper_funcs dxgl_plane_helper_funcs = {
	.prepare_fb = dxgl_plane_prepare_fb,
	.cleanup_fb = dxgl_plane_cleanup_fb,
	.atomic_check = dxgl_plane_atomic_check,
	.atomic_update = dxgl_plane_atomic_update,
	.atomic_disable = dxgl_plane_atomic_disable,
#if DXGL_HAS_PANIC
	.get_scanout_buffer = dxgl_panic_buffer,
	.panic_flush = dxgl_panic_flush,
#endif
};

static void dxgl_plane_destroy_state(struct drm_plane *plane, struct drm_plane_state *state)
{
	struct dxgl_plane_state *dstate = to_dxgl_plane_state(state);

	__drm_atomic_helper_plane_destroy_state(state);
	kfree(dstate);
}

static void dxgl_plane_reset(struct drm_plane *plane)
{
	struct dxgl_plane_state *dstate;

	if (plane->state)
		dxgl_plane_destroy_state(plane, plane->state);
	plane->state = NULL;

	dstate = kzalloc(sizeof(*dstate), GFP_KERNEL);
	if (dstate)
		__drm_atomic_helper_plane_reset(plane, &dstate->base);
}

static struct drm_plane_state *dxgl_plane_duplicate_state(struct drm_plane *plane)
{
	struct dxgl_plane_state *dstate;

	if (WARN_ON(!plane->state))
		return NULL;
	dstate = kzalloc(sizeof(*dstate), GFP_KERNEL);
	if (!dstate)
		return NULL;
	__drm_atomic_helper_plane_duplicate_state(plane, &dstate->base);
	return &dstate->base;
}

static const struct drm_plane_funcs dxgl_plane_funcs = {
	.update_plane = drm_atomic_helper_update_plane,
	.disable_plane = drm_atomic_helper_disable_plane,
	.reset = dxgl_plane_reset,
	.atomic_duplicate_state = dxgl_plane_duplicate_state,
	.atomic_destroy_state = dxgl_plane_destroy_state,
};

struct dxgl_plane {
	struct drm_plane base;
};

/**
 * dxgl_plane_create() - make the primary plane of the next CRTC
 * @kms: the device
 *
 * Context: dxgl_kms_init().
 * Return: the plane, managed by DRM, or an error pointer.
 */
struct drm_plane *dxgl_plane_create(struct dxgl_kms *kms)
{
	struct drm_device *drm = &kms->dxgl->drm;
	struct dxgl_plane *plane;
	int ret;

	/* drm_crtc_init_with_planes() says which CRTC it is for. */
	plane = drmm_universal_plane_alloc(drm, struct dxgl_plane, base, 0, &dxgl_plane_funcs,
					   dxgl_plane_formats, ARRAY_SIZE(dxgl_plane_formats),
					   dxgl_plane_modifiers, DRM_PLANE_TYPE_PRIMARY, NULL);
	if (IS_ERR(plane))
		return ERR_CAST(plane);
	drm_plane_helper_add(&plane->base, &dxgl_plane_helper_funcs);
	drm_plane_enable_fb_damage_clips(&plane->base);
	if (kms->rotations != DRM_MODE_ROTATE_0) {
		ret = drm_plane_create_rotation_property(&plane->base, DRM_MODE_ROTATE_0,
							 kms->rotations);
		if (ret)
			return ERR_PTR(ret);
	}
	return &plane->base;
}
