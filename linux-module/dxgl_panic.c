// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_panic.c - the kernel's panic screen through SystemDisplayEnable and Write.
 *
 * The message is drawn over the framebuffer that is shown, in memory, and the
 * miniport copies it to the screen.  Kernels without drm_panic call none of this.
 */
#include <drm/drm_fourcc.h>
#include <drm/drm_framebuffer.h>
#include <drm/drm_plane.h>

#include "dxgl_compat.h"
#include "dxgl_kms.h"

#if DXGL_HAS_PANIC
#include <drm/drm_panic.h>

/* drm_plane_helper_funcs.get_scanout_buffer: any context, under the panic lock. */
int dxgl_panic_buffer(struct drm_plane *plane, struct drm_scanout_buffer *sb)
{
	struct drm_framebuffer *fb = plane->state ? plane->state->fb : NULL;
	u32 width, height;
	void *pixels;

	pixels = fb ? dxgl_fb_panic_pixels(fb, &sb->pitch[0]) : NULL;
	if (!pixels)
		return -ENODEV;
	if (dxgk_display_panic_enable(to_dxgl(plane->dev)->adapter, &width, &height) < 0)
		return -ENODEV;
	sb->format = drm_format_info(DRM_FORMAT_XRGB8888);
	sb->width = min(width, fb->width);
	sb->height = min(height, fb->height);
	iosys_map_set_vaddr(&sb->map[0], pixels);
	return 0;
}

/* drm_plane_helper_funcs.panic_flush: the same. */
void dxgl_panic_flush(struct drm_plane *plane)
{
	struct drm_framebuffer *fb = plane->state->fb;
	unsigned int pitch;
	void *pixels = dxgl_fb_panic_pixels(fb, &pitch);

	dxgk_display_panic_write(to_dxgl(plane->dev)->adapter, pixels, fb->width, fb->height,
				 pitch, 0, 0);
}
#endif
