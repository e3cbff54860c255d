// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_fb.c - framebuffers that the miniport reads through a kernel mapping.
 *
 * The mapping is made when the framebuffer is first shown and lives as long as
 * it, so that a client flipping between two buffers pays for it once.
 */
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/overflow.h>
#include <linux/slab.h>

#include <drm/drm_damage_helper.h>
#include <drm/drm_gem_framebuffer_helper.h>
#include <drm/drm_plane.h>
#include <drm/drm_print.h>
#include <drm/drm_rect.h>

#include "dxgl_compat.h"
#include "dxgl_kms.h"

static void dxgl_fb_destroy(struct drm_framebuffer *fb)
{
	struct dxgl_fb *dfb = to_dxgl_fb(fb);

	if (dfb->mapped)
		drm_gem_fb_vunmap(fb, dfb->map);
	kvfree(dfb->shadow);
	mutex_destroy(&dfb->lock);
	drm_gem_fb_destroy(fb);
}

static const struct drm_framebuffer_funcs dxgl_fb_funcs = {
	.destroy = dxgl_fb_destroy,
	.create_handle = drm_gem_fb_create_handle,
	.dirty = drm_atomic_helper_dirtyfb,
};

/* drm_mode_config_funcs.fb_create */
struct drm_framebuffer *dxgl_fb_create(struct drm_device *drm, struct drm_file *file,
				       const struct drm_mode_fb_cmd2 *cmd)
{
	struct dxgl_fb *dfb;
	int ret;

	if (!DXGL_FB_CHECKS_FORMAT &&
	    !drm_any_plane_has_format(drm, cmd->pixel_format, cmd->modifier[0])) {
		drm_dbg_kms(drm, "no plane takes %p4cc with modifier %#llx\n",
			    &cmd->pixel_format, cmd->modifier[0]);
		return ERR_PTR(-EINVAL);
	}

	dfb = kzalloc(sizeof(*dfb), GFP_KERNEL);
	if (!dfb)
		return ERR_PTR(-ENOMEM);
	mutex_init(&dfb->lock);

	ret = drm_gem_fb_init_with_funcs(drm, &dfb->base, file, cmd, &dxgl_fb_funcs);
	if (ret) {
		mutex_destroy(&dfb->lock);
		kfree(dfb);
		return ERR_PTR(ret);
	}
	return &dfb->base;
}

static int dxgl_fb_map_locked(struct dxgl_fb *dfb)
{
	struct drm_framebuffer *fb = &dfb->base;
	int ret;

	if (dfb->mapped)
		return 0;
	if (fb->format->cpp[0] != sizeof(u32)) {
		/* Sizes are limited by the mode configuration. */
		dfb->shadow = kvmalloc(array3_size(fb->width, fb->height, sizeof(u32)),
				       GFP_KERNEL_ACCOUNT);
		if (!dfb->shadow)
			return -ENOMEM;
	}
	ret = drm_gem_fb_vmap(fb, dfb->map, dfb->data);
	if (!ret && dfb->data[0].is_iomem) {
		drm_gem_fb_vunmap(fb, dfb->map);
		ret = -EOPNOTSUPP;
	}
	if (ret) {
		kvfree(dfb->shadow);
		dfb->shadow = NULL;
		return ret;
	}
	dfb->mapped = true;
	return 0;
}

/**
 * dxgl_fb_map() - have a framebuffer in kernel memory, as long as it lives
 * @fb: one of ours
 *
 * Context: sleeping.
 * Return: 0; -ENOMEM; -EOPNOTSUPP for an imported buffer that is no memory.
 */
int dxgl_fb_map(struct drm_framebuffer *fb)
{
	struct dxgl_fb *dfb = to_dxgl_fb(fb);
	int ret;

	mutex_lock(&dfb->lock);
	ret = dxgl_fb_map_locked(dfb);
	mutex_unlock(&dfb->lock);
	return ret;
}

static void dxgl_fb_convert_rgb565(struct dxgl_fb *dfb, const struct drm_rect *rect)
{
	const struct drm_framebuffer *fb = &dfb->base;
	int x, y;

	for (y = rect->y1; y < rect->y2; y++) {
		const __le16 *from = dfb->data[0].vaddr + (size_t)y * fb->pitches[0];
		u32 *to = dfb->shadow + (size_t)y * fb->width;

		for (x = rect->x1; x < rect->x2; x++) {
			u32 p = le16_to_cpu(from[x]);
			u32 r = p >> 11, g = p >> 5 & 0x3f, b = p & 0x1f;

			/* The highest bits once more, so that white becomes white. */
			to[x] = (r << 3 | r >> 2) << 16 | (g << 2 | g >> 4) << 8 |
				(b << 3 | b >> 2);
		}
	}
}

/**
 * dxgl_fb_pixels() - what the miniport reads of a framebuffer
 * @fb: mapped
 * @damage: what is read that may have changed, in pixels of @fb and inside it
 * @count: rectangles at @damage
 * @pitch: bytes from one line to the next
 *
 * Source modes have 32 bits per pixel: other formats are converted, only where
 * they changed.
 *
 * Return: the first pixel, of XRGB8888; valid as long as @fb.
 */
const void *dxgl_fb_pixels(struct drm_framebuffer *fb, const struct drm_rect *damage,
			   unsigned int count, unsigned int *pitch)
{
	struct dxgl_fb *dfb = to_dxgl_fb(fb);
	unsigned int i;

	if (!dfb->shadow) {
		*pitch = fb->pitches[0];
		return dfb->data[0].vaddr;
	}
	for (i = 0; i < count; i++)
		dxgl_fb_convert_rgb565(dfb, &damage[i]);
	*pitch = fb->width * sizeof(u32);
	return dfb->shadow;
}

/*
 * The same, for a machine that dies: no lock, nothing converted.
 * Return: NULL for a framebuffer that was never shown.
 */
void *dxgl_fb_panic_pixels(struct drm_framebuffer *fb, unsigned int *pitch)
{
	struct dxgl_fb *dfb = to_dxgl_fb(fb);

	*pitch = dfb->shadow ? fb->width * sizeof(u32) : fb->pitches[0];
	if (!dfb->mapped)
		return NULL;
	return dfb->shadow ?: dfb->data[0].vaddr;
}
