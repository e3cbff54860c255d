// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_crc.c - checksums of what a CRTC shows, for test programs.
 *
 * Of the picture that the miniport was given, with the pointer in it: nobody
 * can read back what the hardware makes of it.  Computed when a commit is done,
 * and reported at each vertical blank while somebody has the debugfs file open.
 */
#include <linux/crc32.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <drm/drm_crtc.h>
#include <drm/drm_debugfs_crc.h>
#include <drm/drm_drv.h>
#include <drm/drm_modeset_lock.h>
#include <drm/drm_print.h>
#include <drm/drm_vblank.h>

#include "dxgl_kms.h"

static const char *const dxgl_crc_source = "auto";

/* The first pixel of what a plane shows. */
static const u32 *dxgl_crc_pixels(const struct drm_plane_state *state, unsigned int *pitch)
{
	const void *pixels = dxgl_fb_pixels(state->fb, NULL, 0, pitch);

	return pixels + (size_t)(state->src.y1 >> 16) * *pitch +
	       (state->src.x1 >> 16) * sizeof(u32);
}

/* The colours are multiplied by their alpha already, as is DRM's default. */
static u32 dxgl_crc_blend(u32 below, u32 above)
{
	u32 left = 255 - (above >> 24), out = 0;
	unsigned int shift;

	for (shift = 0; shift < 24; shift += 8) {
		u32 c = DIV_ROUND_CLOSEST((below >> shift & 0xff) * left, 255) +
			(above >> shift & 0xff);

		out |= min(c, 255u) << shift;
	}
	return out;
}

static void dxgl_crc_add_pointer(const struct drm_plane_state *state, u32 *line, int y)
{
	const struct drm_rect *dst = &state->dst;
	unsigned int pitch;
	const u32 *from;
	int x;

	if (y < dst->y1 || y >= dst->y2)
		return;
	from = (const void *)dxgl_crc_pixels(state, &pitch) + (size_t)(y - dst->y1) * pitch;
	for (x = dst->x1; x < dst->x2; x++)
		line[x] = dxgl_crc_blend(line[x], from[x - dst->x1]);
}

static void dxgl_crc_compute(struct dxgl_crtc *crtc)
{
	const struct drm_display_mode *mode = &crtc->base.state->mode;
	const struct drm_plane_state *frame = crtc->primary->state;
	const struct drm_plane_state *pointer = crtc->base.cursor ? crtc->base.cursor->state : NULL;
	unsigned int width = mode->hdisplay, height = mode->vdisplay, pitch, x, y;
	const u32 *from = NULL;
	u32 crc = ~0, *line;

	if (!width)
		return;
	if (frame->visible && frame->fb) {
		from = dxgl_crc_pixels(frame, &pitch);
		/* On its side, when the miniport rotates it. */
		width = drm_rect_width(&frame->src) >> 16;
		height = drm_rect_height(&frame->src) >> 16;
	}
	line = kvmalloc_array(width, sizeof(*line), GFP_KERNEL);
	if (!line)
		return;
	for (y = 0; y < height; y++) {
		memset(line, 0, width * sizeof(*line));
		for (x = 0; from && x < width; x++)
			line[x] = from[x] & 0xffffff;
		if (from)
			from = (const void *)from + pitch;
		if (pointer && pointer->visible)
			dxgl_crc_add_pointer(pointer, line, y);
		crc = crc32_le(crc, (const u8 *)line, width * sizeof(*line));
	}
	kvfree(line);
	WRITE_ONCE(crtc->crc, crc);
}

/**
 * dxgl_crc_update() - compute the checksum of what a CRTC shows, if it is wanted
 * @crtc: the CRTC
 *
 * Context: a commit, whose end is what another one waits for to change the
 * planes' states; sleeping.
 */
void dxgl_crc_update(struct dxgl_crtc *crtc)
{
	if (READ_ONCE(crtc->crc_on))
		dxgl_crc_compute(crtc);
}

/**
 * dxgl_crc_vblank() - report the checksum, if somebody wants it
 * @crtc: where a vertical blank is
 *
 * Context: any, in the handler of the vertical blank.
 */
void dxgl_crc_vblank(struct dxgl_crtc *crtc)
{
	u32 crc;

	if (!READ_ONCE(crtc->crc_on))
		return;
	crc = READ_ONCE(crtc->crc);
	drm_crtc_add_crc_entry(&crtc->base, true, drm_crtc_vblank_count(&crtc->base), &crc);
}

/* drm_crtc_funcs.get_crc_sources */
const char *const *dxgl_crc_sources(struct drm_crtc *crtc, size_t *count)
{
	*count = 1;
	return &dxgl_crc_source;
}

/* drm_crtc_funcs.verify_crc_source */
int dxgl_crc_verify(struct drm_crtc *crtc, const char *source, size_t *values)
{
	*values = 1;
	return !source || !strcmp(source, dxgl_crc_source) ? 0 : -EINVAL;
}

/* drm_crtc_funcs.set_crc_source; NULL turns it off. */
int dxgl_crc_set(struct drm_crtc *crtc, const char *source)
{
	struct dxgl_crtc *dcrtc = to_dxgl_crtc(crtc);
	struct drm_modeset_acquire_ctx ctx;
	int ret;

	if (!source == !dcrtc->crc_on)
		return 0;
	if (!source) {
		WRITE_ONCE(dcrtc->crc_on, false);
		drm_crtc_vblank_put(crtc);
		return 0;
	}
	ret = drm_crtc_vblank_get(crtc);
	if (ret)
		return ret;

	/* First that of the picture that is there already. */
	DRM_MODESET_LOCK_ALL_BEGIN(crtc->dev, ctx, 0, ret);
	dxgl_crc_compute(dcrtc);
	WRITE_ONCE(dcrtc->crc_on, true);
	DRM_MODESET_LOCK_ALL_END(crtc->dev, ctx, ret);
	return 0;
}
