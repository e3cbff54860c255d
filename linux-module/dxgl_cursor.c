// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_cursor.c - the miniport's hardware pointer as a cursor plane.
 *
 * Only where the driver caps tell of a pointer, or where the miniport can say
 * later that there is one: until then the plane takes no picture.  A miniport
 * without one takes being told of it for a mistake.
 */
#include <linux/dma-direction.h>
#include <linux/moduleparam.h>

#include <drm/drm_atomic.h>
#include <drm/drm_atomic_helper.h>
#include <drm/drm_damage_helper.h>
#include <drm/drm_gem_atomic_helper.h>
#include <drm/drm_gem_framebuffer_helper.h>
#include <drm/drm_managed.h>
#include <drm/drm_print.h>
#include <drm/drm_probe_helper.h>

#include "dxgl_compat.h"
#include "dxgl_kms.h"

/*
 * Programs must then say where the hot spot is, and DRM hides the plane from
 * atomic ones that cannot: only for pointers that a virtual machine's host draws.
 */
static bool dxgl_cursor_hotspot;
module_param_named(cursor_hotspot, dxgl_cursor_hotspot, bool, 0444);
MODULE_PARM_DESC(cursor_hotspot, "Ask for pointers' hot spots (Linux 6.8 and later)");

static const u32 dxgl_cursor_formats[] = {
	DRM_FORMAT_ARGB8888,
};

static const u64 dxgl_cursor_modifiers[] = {
	DRM_FORMAT_MOD_LINEAR,
	DRM_FORMAT_MOD_INVALID
};

static int dxgl_cursor_atomic_check(struct drm_plane *plane, struct drm_atomic_state *state)
{
	struct drm_plane_state *new = drm_atomic_get_new_plane_state(state, plane);
	struct dxgk_display_caps *caps = &to_dxgl_kms(plane->dev)->caps;
	struct drm_crtc_state *crtc_state = NULL;
	int ret;

	if (new->crtc)
		crtc_state = drm_atomic_get_new_crtc_state(state, new->crtc);
	ret = drm_atomic_helper_check_plane_state(new, crtc_state, DRM_PLANE_NO_SCALING,
						  DRM_PLANE_NO_SCALING, true, true);
	if (ret || !new->fb)
		return ret;
	/* Programs draw it themselves then. */
	if (READ_ONCE(to_dxgl_kms(plane->dev)->pointer_gone))
		return -EINVAL;
	if (new->src_w >> 16 > READ_ONCE(caps->max_pointer_width) ||
	    new->src_h >> 16 > READ_ONCE(caps->max_pointer_height)) {
		drm_dbg_atomic(plane->dev, "a pointer of %ux%u is beyond %ux%u\n",
			       new->src_w >> 16, new->src_h >> 16,
			       caps->max_pointer_width, caps->max_pointer_height);
		return -EINVAL;
	}
	return 0;
}

static int dxgl_cursor_prepare_fb(struct drm_plane *plane, struct drm_plane_state *state)
{
	int ret;

	if (!state->fb)
		return 0;
	ret = drm_gem_plane_helper_prepare_fb(plane, state);
	return ret ?: dxgl_fb_map(state->fb);
}

static bool dxgl_cursor_shape(struct dxgl_crtc *crtc, const struct drm_plane_state *state)
{
	struct drm_framebuffer *fb = state->fb;
	struct drm_device *drm = crtc->base.dev;
	unsigned int pitch, x = state->src_x >> 16, y = state->src_y >> 16;
	const void *pixels = dxgl_fb_pixels(fb, NULL, 0, &pitch);
	struct dxgk_pointer pointer = {
		.source = crtc->source,
		.pixels = pixels + (size_t)y * pitch + x * sizeof(u32),
		.width = state->src_w >> 16,
		.height = state->src_h >> 16,
		.pitch = pitch,
	};
	dxgk_status status;
	int hot_x, hot_y;

	dxgl_cursor_hot(state, &hot_x, &hot_y);
	pointer.hot_x = clamp(hot_x - (int)x, 0, (int)(state->src_w >> 16));
	pointer.hot_y = clamp(hot_y - (int)y, 0, (int)(state->src_h >> 16));

	if (drm_gem_fb_begin_cpu_access(fb, DMA_FROM_DEVICE)) {
		drm_err_ratelimited(drm, "source %u: cannot read the pointer\n", crtc->source);
		return false;
	}
	status = dxgk_display_pointer_shape(to_dxgl(drm)->adapter, &pointer);
	drm_gem_fb_end_cpu_access(fb, DMA_FROM_DEVICE);
	if (status < 0)
		drm_err_ratelimited(drm, "source %u: the miniport refused a pointer: %#x\n",
				    crtc->source, status);
	return status >= 0;
}

/* Is the miniport to be told again what the pointer looks like? */
static bool dxgl_cursor_changed(struct drm_atomic_state *state, const struct dxgl_crtc *crtc,
				const struct drm_plane_state *old,
				const struct drm_plane_state *new)
{
	const struct drm_crtc_state *crtc_state =
		drm_atomic_get_new_crtc_state(state, new->crtc);

	return crtc->pointer_stale || old->crtc != new->crtc || old->fb != new->fb ||
	       old->src_x != new->src_x || old->src_y != new->src_y ||
	       old->src_w != new->src_w || old->src_h != new->src_h ||
	       new->fb_damage_clips || drm_atomic_crtc_needs_modeset(crtc_state);
}

static void dxgl_cursor_position(struct dxgl_crtc *crtc, int x, int y, bool visible)
{
	struct drm_device *drm = crtc->base.dev;
	dxgk_status status = dxgk_display_pointer_position(to_dxgl(drm)->adapter, crtc->source,
							   x, y, visible);

	if (status < 0)
		drm_err_ratelimited(drm, "source %u: the pointer cannot be %s: %#x\n",
				    crtc->source, visible ? "moved" : "hidden", status);
}

static void dxgl_cursor_atomic_update(struct drm_plane *plane, struct drm_atomic_state *state)
{
	struct drm_plane_state *old = drm_atomic_get_old_plane_state(state, plane);
	struct drm_plane_state *new = drm_atomic_get_new_plane_state(state, plane);
	struct dxgl_crtc *crtc = to_dxgl_crtc(new->crtc);
	bool visible = new->visible;
	int idx;

	if (!dxgl_kms_enter(to_dxgl_kms(plane->dev), &idx))
		return;
	if (test_and_clear_bit(crtc->source, &to_dxgl_kms(plane->dev)->pointer_changed))
		crtc->pointer_stale = true;
	if (dxgl_cursor_changed(state, crtc, old, new))
		crtc->pointer_stale = !dxgl_cursor_shape(crtc, new);
	/* One that has no shape is not shown. */
	dxgl_cursor_position(crtc, new->crtc_x, new->crtc_y, visible && !crtc->pointer_stale);
	dxgl_kms_exit(idx);
}

static void dxgl_cursor_atomic_disable(struct drm_plane *plane, struct drm_atomic_state *state)
{
	struct drm_plane_state *old = drm_atomic_get_old_plane_state(state, plane);
	int idx;

	if (!old->crtc || !dxgl_kms_enter(to_dxgl_kms(plane->dev), &idx))
		return;
	dxgl_cursor_position(to_dxgl_crtc(old->crtc), old->crtc_x, old->crtc_y, false);
	dxgl_kms_exit(idx);
}

static const struct drm_plane_helper_funcs dxgl_cursor_helper_funcs = {
	.prepare_fb = dxgl_cursor_prepare_fb,
	.atomic_check = dxgl_cursor_atomic_check,
	.atomic_update = dxgl_cursor_atomic_update,
	.atomic_disable = dxgl_cursor_atomic_disable,
};

static const struct drm_plane_funcs dxgl_cursor_funcs = {
	.update_plane = drm_atomic_helper_update_plane,
	.disable_plane = drm_atomic_helper_disable_plane,
	.reset = drm_atomic_helper_plane_reset,
	.atomic_duplicate_state = drm_atomic_helper_plane_duplicate_state,
	.atomic_destroy_state = drm_atomic_helper_plane_destroy_state,
};

struct dxgl_cursor {
	struct drm_plane base;
};

/* The miniport says so, perhaps from inside a commit.  Context: atomic. */
void dxgk_os_pointer_changed(struct dxgk_os_device *os)
{
	/* Pairs with the release in dxgl_kms_init(). */
	struct dxgl_kms *kms = smp_load_acquire(&dxgl_from_os(os)->kms);

	if (kms && READ_ONCE(kms->registered) && !READ_ONCE(kms->dying))
		queue_work(kms->wq, &kms->pointer_work);
}

void dxgl_cursor_work(struct work_struct *work)
{
	struct dxgl_kms *kms = container_of(work, struct dxgl_kms, pointer_work);
	struct dxgk_display_caps caps;
	bool there;
	int idx;

	if (!kms->caps.max_pointer_width || !dxgl_kms_enter(kms, &idx))
		return;
	there = dxgk_display_pointer_refresh(kms->dxgl->adapter);
	dxgk_display_caps(kms->dxgl->adapter, &caps);
	dxgl_kms_exit(idx);
	if (there) {
		WRITE_ONCE(kms->caps.max_pointer_width, caps.max_pointer_width);
		WRITE_ONCE(kms->caps.max_pointer_height, caps.max_pointer_height);
	}
	WRITE_ONCE(kms->pointer_gone, !there);
	for (idx = 0; idx < kms->caps.sources; idx++)
		set_bit(idx, &kms->pointer_changed);
	/* Whoever drew the pointer looks at everything anew. */
	drm_kms_helper_hotplug_event(&kms->dxgl->drm);
}

/* Nobody has listened so far: look once whether the pointer has come meanwhile. */
void dxgl_cursor_registered(struct dxgl_kms *kms)
{
	if (kms->caps.pointer_late)
		queue_work(kms->wq, &kms->pointer_work);
}

/* Before the first plane is made, and before anybody opens the device. */
void dxgl_cursor_features(struct dxgl_kms *kms)
{
	kms->pointer_gone = kms->caps.pointer_late;
	if (!dxgl_cursor_hotspot)
		kms->dxgl->drm.driver_features &= ~DXGL_DRIVER_HOTSPOT;
}

/**
 * dxgl_cursor_create() - make the cursor plane of the next CRTC
 * @kms: the device
 *
 * Context: dxgl_kms_init().
 * Return: the plane, managed by DRM; NULL for a miniport that has no pointer and
 * will not have one; or an error pointer.
 */
struct drm_plane *dxgl_cursor_create(struct dxgl_kms *kms)
{
	struct drm_device *drm = &kms->dxgl->drm;
	struct dxgl_cursor *cursor;

	if (!kms->caps.max_pointer_width)
		return NULL;
	cursor = drmm_universal_plane_alloc(drm, struct dxgl_cursor, base, 0, &dxgl_cursor_funcs,
					    dxgl_cursor_formats, ARRAY_SIZE(dxgl_cursor_formats),
					    dxgl_cursor_modifiers, DRM_PLANE_TYPE_CURSOR, NULL);
	if (IS_ERR(cursor))
		return ERR_CAST(cursor);
	drm_plane_helper_add(&cursor->base, &dxgl_cursor_helper_funcs);
	drm_plane_enable_fb_damage_clips(&cursor->base);
	return &cursor->base;
}
