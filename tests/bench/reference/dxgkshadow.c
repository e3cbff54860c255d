// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgkshadow - a plain DRM driver for QEMU's standard VGA that draws into
 * memory and copies what changed into the framebuffer, as bochs-drm does since
 * Linux 6.13; for bench guests only.  It sets no mode: nobody looks at the
 * screen, and the device takes the same writes in any.
 */
#include <linux/module.h>
#include <linux/pci.h>

#include <drm/drm_atomic_helper.h>
#include <drm/drm_damage_helper.h>
#include <drm/drm_drv.h>
#include <drm/drm_edid.h>
#include <drm/drm_format_helper.h>
#include <drm/drm_framebuffer.h>
#include <drm/drm_gem_atomic_helper.h>
#include <drm/drm_gem_framebuffer_helper.h>
#include <drm/drm_gem_shmem_helper.h>
#include <drm/drm_managed.h>
#include <drm/drm_probe_helper.h>
#include <drm/drm_simple_kms_helper.h>
#include <drm/drm_fourcc.h>

struct shadow {
	struct drm_device drm;
	struct drm_simple_display_pipe pipe;
	struct drm_connector connector;
	void __iomem *vram;
};

#define to_shadow(d) container_of(d, struct shadow, drm)

static void shadow_copy(struct shadow *s, struct drm_plane_state *old,
			struct drm_plane_state *state)
{
	struct drm_shadow_plane_state *shadow = to_drm_shadow_plane_state(state);
	struct drm_framebuffer *fb = state->fb;
	struct drm_atomic_helper_damage_iter iter;
	struct drm_rect clip;

	drm_atomic_helper_damage_iter_init(&iter, old, state);
	drm_atomic_for_each_plane_damage(&iter, &clip) {
		/* Not memcpy_toio(), which moves four bytes where miniports move eight. */
		struct iosys_map dst = IOSYS_MAP_INIT_VADDR((__force void *)s->vram);

		iosys_map_incr(&dst, drm_fb_clip_offset(fb->pitches[0], fb->format, &clip));
		drm_fb_memcpy(&dst, fb->pitches, shadow->data, fb, &clip);
	}
}

static void shadow_enable(struct drm_simple_display_pipe *pipe, struct drm_crtc_state *crtc,
			  struct drm_plane_state *state)
{
	shadow_copy(to_shadow(pipe->crtc.dev), state, state);
}

static void shadow_update(struct drm_simple_display_pipe *pipe, struct drm_plane_state *old)
{
	struct drm_plane_state *state = pipe->plane.state;

	if (state->fb)
		shadow_copy(to_shadow(pipe->crtc.dev), old, state);
}

static const struct drm_simple_display_pipe_funcs shadow_pipe_funcs = {
	.enable = shadow_enable,
	.update = shadow_update,
	DRM_GEM_SIMPLE_DISPLAY_PIPE_SHADOW_PLANE_FUNCS,
};

static int shadow_get_modes(struct drm_connector *connector)
{
	struct drm_display_mode *mode = drm_cvt_mode(connector->dev, 3840, 2160, 60, false,
						     false, false);

	if (mode)
		drm_mode_probed_add(connector, mode);
	return drm_add_modes_noedid(connector, 2560, 1600) + !!mode;
}

static const struct drm_connector_helper_funcs shadow_connector_helper = {
	.get_modes = shadow_get_modes,
};

static const struct drm_connector_funcs shadow_connector_funcs = {
	.fill_modes = drm_helper_probe_single_connector_modes,
	.destroy = drm_connector_cleanup,
	.reset = drm_atomic_helper_connector_reset,
	.atomic_duplicate_state = drm_atomic_helper_connector_duplicate_state,
	.atomic_destroy_state = drm_atomic_helper_connector_destroy_state,
};

static const struct drm_mode_config_funcs shadow_mode_funcs = {
	.fb_create = drm_gem_fb_create_with_dirty,
	.atomic_check = drm_atomic_helper_check,
	.atomic_commit = drm_atomic_helper_commit,
};

DEFINE_DRM_GEM_FOPS(shadow_fops);

static const struct drm_driver shadow_driver = {
	.driver_features = DRIVER_GEM | DRIVER_MODESET | DRIVER_ATOMIC,
	.name = "dxgkshadow",
	.desc = "reference for measuring",
	.date = "0",
	.major = 1,
	.fops = &shadow_fops,
	DRM_GEM_SHMEM_DRIVER_OPS,
};

static int shadow_kms(struct shadow *s)
{
	static const u32 formats[] = { DRM_FORMAT_XRGB8888 };
	struct drm_device *drm = &s->drm;
	int ret;

	ret = drmm_mode_config_init(drm);
	if (ret)
		return ret;
	drm->mode_config.max_width = 4096;
	drm->mode_config.max_height = 4096;
	drm->mode_config.funcs = &shadow_mode_funcs;
	ret = drm_connector_init(drm, &s->connector, &shadow_connector_funcs,
				 DRM_MODE_CONNECTOR_VIRTUAL);
	if (ret)
		return ret;
	drm_connector_helper_add(&s->connector, &shadow_connector_helper);
	ret = drm_simple_display_pipe_init(drm, &s->pipe, &shadow_pipe_funcs, formats,
					   ARRAY_SIZE(formats), NULL, &s->connector);
	if (ret)
		return ret;
	drm_plane_enable_fb_damage_clips(&s->pipe.plane);
	drm_mode_config_reset(drm);
	return 0;
}

static int shadow_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct shadow *s;
	int ret;

	ret = pcim_enable_device(pdev);
	if (ret)
		return ret;
	s = devm_drm_dev_alloc(&pdev->dev, &shadow_driver, struct shadow, drm);
	if (IS_ERR(s))
		return PTR_ERR(s);
	pci_set_drvdata(pdev, s);
	s->vram = devm_ioremap_wc(&pdev->dev, pci_resource_start(pdev, 0),
				  pci_resource_len(pdev, 0));
	if (!s->vram)
		return -ENOMEM;
	ret = shadow_kms(s);
	return ret ?: drm_dev_register(&s->drm, 0);
}

static void shadow_remove(struct pci_dev *pdev)
{
	struct shadow *s = pci_get_drvdata(pdev);

	drm_dev_unplug(&s->drm);
	drm_atomic_helper_shutdown(&s->drm);
}

static const struct pci_device_id shadow_ids[] = {
	{ PCI_DEVICE(0x1234, 0x1111) },
	{ }
};

static struct pci_driver shadow_pci = {
	.name = "dxgkshadow",
	.id_table = shadow_ids,
	.probe = shadow_probe,
	.remove = shadow_remove,
};

module_pci_driver(shadow_pci);
MODULE_DESCRIPTION("Shadow-buffered frames, measured beside the shim's");
MODULE_LICENSE("GPL");
