// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_fb.c - framebuffers that the miniport reads through a kernel mapping.
 *
 * The mapping is made when the framebuffer is first shown and lives as long as
 * it, so that a client flipping between two buffers pays for it once.
 */
#include <linux/mutex.h>
#include <linux/slab.h>

#include <drm/drm_damage_helper.h>
#include <drm/drm_gem_framebuffer_helper.h>
#include <drm/drm_plane.h>
#include <drm/drm_print.h>

#include "dxgl_compat.h"
#include "dxgl_kms.h"

static void dxgl_fb_destroy(struct drm_framebuffer *fb)
{
	struct dxgl_fb *dfb = to_dxgl_fb(fb);

	if (dfb->mapped)
		drm_gem_fb_vunmap(fb, dfb->map);
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

/**
 * dxgl_fb_map() - have a framebuffer in kernel memory
 * @fb: one of ours
 * @pixels: its first pixel; valid as long as @fb
 *
 * Context: sleeping.
 * Return: 0; -ENOMEM; -EOPNOTSUPP for an imported buffer that is no memory.
 */
int dxgl_fb_map(struct drm_framebuffer *fb, void **pixels)
{
	struct dxgl_fb *dfb = to_dxgl_fb(fb);
	int ret = 0;

	mutex_lock(&dfb->lock);
	if (!dfb->mapped) {
		ret = drm_gem_fb_vmap(fb, dfb->map, dfb->data);
		if (!ret && dfb->data[0].is_iomem) {
			drm_gem_fb_vunmap(fb, dfb->map);
			ret = -EOPNOTSUPP;
		}
		dfb->mapped = !ret;
	}
	if (!ret)
		*pixels = dfb->data[0].vaddr;
	mutex_unlock(&dfb->lock);
	return ret;
}
