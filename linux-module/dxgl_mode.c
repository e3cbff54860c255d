// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_mode.c - modes of the miniport and modes of DRM.
 *
 * Miniports without a real signal leave the timing out: total size equal to the
 * active one, no frequencies.  DRM needs a clock and blanking, so they are
 * taken from the monitor's mode of that size, or from the standards.
 */
#include <linux/align.h>
#include <linux/math64.h>

#include <drm/drm_device.h>
#include <drm/drm_edid.h>
#include <drm/drm_mode_config.h>
#include <drm/drm_modes.h>

#include "dxgl_kms.h"

#define DXGL_MADE_UP_RATE	60	/* Hz */
#define DXGL_MAX_RATE		500	/* Hz */

/*
 * The miniport gave a real timing.  DRM counts totals in 16 bits; beyond them
 * their product may not even be a number to divide by.
 */
static bool dxgl_mode_timed(const struct dxgk_mode *mode)
{
	return mode->htotal > mode->width && mode->vtotal > mode->height &&
	       mode->htotal <= U16_MAX && mode->vtotal <= U16_MAX &&
	       (mode->pixel_clock || (mode->vsync_num && mode->vsync_den));
}

static u64 dxgl_mode_clock(const struct dxgk_mode *mode)
{
	if (mode->pixel_clock)
		return mode->pixel_clock;
	if (!mode->vsync_num || !mode->vsync_den)
		return 0;
	return div_u64((u64)mode->htotal * mode->vtotal * mode->vsync_num, mode->vsync_den);
}

/* Rate of a miniport's mode in Hz, rounded; 0 for one without. */
static unsigned int dxgl_mode_rate(const struct dxgk_mode *mode)
{
	if (mode->vsync_num && mode->vsync_den)
		return DIV_ROUND_CLOSEST(mode->vsync_num, mode->vsync_den);
	if (dxgl_mode_timed(mode))
		return DIV_ROUND_CLOSEST_ULL(mode->pixel_clock, mode->htotal * mode->vtotal);
	return 0;
}

/* The monitor's mode of a size, closest to a rate; its preferred one if untimed. */
static const struct drm_display_mode *dxgl_mode_of_monitor(const struct dxgk_mode *mode,
							   const struct list_head *edid_modes)
{
	const struct drm_display_mode *m, *best = NULL;
	int rate = dxgl_mode_rate(mode);

	list_for_each_entry(m, edid_modes, head) {
		if (m->hdisplay != mode->width || m->vdisplay != mode->height ||
		    m->flags & (DRM_MODE_FLAG_INTERLACE | DRM_MODE_FLAG_DBLSCAN))
			continue;
		if (!rate && m->type & DRM_MODE_TYPE_PREFERRED)
			return m;
		if (!best || abs(drm_mode_vrefresh(m) - (rate ?: DXGL_MADE_UP_RATE)) <
			     abs(drm_mode_vrefresh(best) - (rate ?: DXGL_MADE_UP_RATE)))
			best = m;
	}
	if (best && rate && drm_mode_vrefresh(best) != rate)
		return NULL;
	return best;
}

/* A timed mode says nothing of the sync pulses: put them where they usually are. */
static struct drm_display_mode *dxgl_mode_with_timing(struct drm_device *drm,
						      const struct dxgk_mode *mode)
{
	u32 hblank = mode->htotal - mode->width, vblank = mode->vtotal - mode->height;
	u64 clock = div_u64(dxgl_mode_clock(mode) + 500, 1000);
	struct drm_display_mode *m;

	if (!clock || clock > INT_MAX)
		return NULL;
	m = drm_mode_create(drm);
	if (!m)
		return NULL;
	m->clock = clock;
	m->hdisplay = mode->width;
	m->hsync_start = mode->width + hblank / 4;
	m->hsync_end = m->hsync_start + max(hblank / 4, 1u);
	m->htotal = mode->htotal;
	m->vdisplay = mode->height;
	m->vsync_start = mode->height + min(vblank / 4, 3u);
	m->vsync_end = m->vsync_start + min(vblank - min(vblank / 4, 3u), 4u);
	m->vtotal = mode->vtotal;
	m->flags = DRM_MODE_FLAG_PHSYNC | DRM_MODE_FLAG_NVSYNC;
	return m;
}

static struct drm_display_mode *dxgl_mode_made_up(struct drm_device *drm,
						  const struct dxgk_mode *mode)
{
	struct drm_display_mode *m;

	m = drm_mode_find_dmt(drm, mode->width, mode->height, DXGL_MADE_UP_RATE, false);
	if (m)
		return m;

	/* CVT knows widths in steps of 8 only; the rest goes into the blanking. */
	m = drm_cvt_mode(drm, ALIGN(mode->width, 8), mode->height, DXGL_MADE_UP_RATE,
			 true, false, false);
	if (m)
		m->hdisplay = mode->width;
	return m;
}

/**
 * dxgl_mode_to_drm() - a mode of the miniport as one of DRM
 * @drm: the device
 * @mode: the miniport's
 * @edid_modes: what the monitor says it takes: struct drm_display_mode
 *
 * Return: a mode to be added to a connector or destroyed; NULL when memory is
 * short or DRM cannot express the mode.
 */
struct drm_display_mode *dxgl_mode_to_drm(struct drm_device *drm, const struct dxgk_mode *mode,
					  struct list_head *edid_modes)
{
	const struct drm_display_mode *monitor;
	struct drm_display_mode *m;

	if (!mode->width || !mode->height || mode->interlaced ||
	    mode->width > drm->mode_config.max_width || mode->height > drm->mode_config.max_height)
		return NULL;

	monitor = dxgl_mode_of_monitor(mode, edid_modes);
	if (monitor)
		m = drm_mode_duplicate(drm, monitor);
	else if (dxgl_mode_timed(mode))
		m = dxgl_mode_with_timing(drm, mode);
	else
		m = dxgl_mode_made_up(drm, mode);
	if (!m)
		return NULL;

	m->type = DRM_MODE_TYPE_DRIVER | (m->type & DRM_MODE_TYPE_PREFERRED);
	drm_mode_set_name(m);
	return m;
}

/* A client's mode that no probe has found: all of its timing counts. */
void dxgl_mode_from_drm(const struct drm_display_mode *mode, struct dxgk_mode *out)
{
	*out = (struct dxgk_mode) {
		.width = mode->hdisplay,
		.height = mode->vdisplay,
		.htotal = mode->htotal,
		.vtotal = mode->vtotal,
		.pixel_clock = (u64)mode->clock * 1000,
		.vsync_num = mode->clock * 1000u,
		.vsync_den = mode->htotal * mode->vtotal,
		.hsync_num = mode->clock * 1000u,
		.hsync_den = mode->htotal,
		.interlaced = mode->flags & DRM_MODE_FLAG_INTERLACE,
	};
}

/* A client asks for @drm_mode: is that this mode of the miniport? */
bool dxgl_mode_matches(const struct dxgk_mode *mode, const struct drm_display_mode *drm_mode)
{
	if (mode->width != drm_mode->hdisplay || mode->height != drm_mode->vdisplay ||
	    mode->interlaced != !!(drm_mode->flags & DRM_MODE_FLAG_INTERLACE))
		return false;
	return !dxgl_mode_rate(mode) ||
	       abs((int)dxgl_mode_rate(mode) - drm_mode_vrefresh(drm_mode)) <= 1;
}

/* What no miniport is even asked about. */
enum drm_mode_status dxgl_mode_basic_valid(const struct drm_display_mode *mode)
{
	int rate = drm_mode_vrefresh(mode);

	if (mode->flags & DRM_MODE_FLAG_INTERLACE)
		return MODE_NO_INTERLACE;
	if (mode->flags & DRM_MODE_FLAG_DBLSCAN)
		return MODE_NO_DBLESCAN;
	if (mode->flags & DRM_MODE_FLAG_3D_MASK)
		return MODE_NO_STEREO;
	if (mode->vscan > 1)
		return MODE_NO_VSCAN;
	if (mode->clock > (int)(U32_MAX / 1000) || rate > DXGL_MAX_RATE)
		return MODE_CLOCK_HIGH;
	if (rate < 1)
		return MODE_CLOCK_LOW;
	return MODE_OK;
}
