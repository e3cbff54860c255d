// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_kms.c - the DRM driver, and its mode setting from init to shutdown.
 */
#include <linux/bitops.h>
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/slab.h>

#include <drm/drm_atomic.h>
#include <drm/drm_atomic_helper.h>
#include <drm/drm_drv.h>
#include <drm/drm_file.h>
#include <drm/drm_gem.h>
#include <drm/drm_gem_framebuffer_helper.h>
#include <drm/drm_gem_shmem_helper.h>
#include <drm/drm_ioctl.h>
#include <drm/drm_managed.h>
#include <drm/drm_mode_config.h>
#include <drm/drm_modeset_helper.h>
#include <drm/drm_modeset_helper_vtables.h>
#include <drm/drm_modeset_lock.h>
#include <drm/drm_print.h>
#include <drm/drm_probe_helper.h>
#include <drm/drm_vblank.h>

#include "../include/uapi/drm/dxgk_drm.h"
#include "dxgl_compat.h"
#include "dxgl_kms.h"

/* For a miniport that gives no limit: beyond any monitor, and pitches fit. */
#define DXGL_MAX_SIZE	16384

bool dxgl_kms_enter(struct dxgl_kms *kms, int *idx)
{
	if (!drm_dev_enter(&kms->dxgl->drm, idx))
		return false;
	if (!READ_ONCE(kms->dying))
		return true;
	drm_dev_exit(*idx);
	return false;
}

void dxgl_kms_exit(int idx)
{
	drm_dev_exit(idx);
}

/*
 * Windows' order: the new configuration, then visibility, then the frame.  No
 * buffer is read after its frame is done, so nothing waits for a vertical blank
 * but the flip.
 */
static void dxgl_atomic_commit_tail(struct drm_atomic_state *state)
{
	struct drm_device *drm = state->dev;

	drm_atomic_helper_commit_modeset_disables(drm, state);
	dxgl_config_commit(state);
	drm_atomic_helper_commit_modeset_enables(drm, state);
	drm_atomic_helper_commit_planes(drm, state, DRM_PLANE_COMMIT_ACTIVE_ONLY);
	dxgl_crtc_finish(state);
	drm_atomic_helper_commit_hw_done(state);
	drm_atomic_helper_wait_for_flip_done(drm, state);
	drm_atomic_helper_cleanup_planes(drm, state);
}

static const struct drm_mode_config_helper_funcs dxgl_mode_config_helper_funcs = {
	.atomic_commit_tail = dxgl_atomic_commit_tail,
};

static const struct drm_mode_config_funcs dxgl_mode_config_funcs = {
	.fb_create = dxgl_fb_create,
	.atomic_check = dxgl_atomic_check,
	.atomic_commit = drm_atomic_helper_commit,
};

static void dxgl_hotplug_work(struct work_struct *work)
{
	struct dxgl_kms *kms = container_of(work, struct dxgl_kms, hotplug_work);
	struct drm_connector *connector;
	unsigned int i;

	for (i = 0; i < kms->caps.children; i++) {
		if (!test_and_clear_bit(i, &kms->hotplug) || READ_ONCE(kms->dying))
			continue;
		connector = &kms->connector[i]->base;
		/* The same monitor may have another EDID: programs are told anyway. */
		if (!drm_connector_helper_hpd_irq_event(connector))
			drm_kms_helper_connector_hotplug_event(connector);
	}
}

void dxgk_os_hotplug(struct dxgk_os_device *os, dxgk_u32 target)
{
	/* Pairs with the release in dxgl_kms_init(). */
	struct dxgl_kms *kms = smp_load_acquire(&dxgl_from_os(os)->kms);
	unsigned int i;

	/* Before dxgl_kms_registered() there is nobody to tell. */
	if (!kms || !READ_ONCE(kms->registered) || READ_ONCE(kms->dying))
		return;
	for (i = 0; i < kms->caps.children; i++) {
		if (kms->connector[i]->child.uid != target)
			continue;
		set_bit(i, &kms->hotplug);
		queue_work(kms->wq, &kms->hotplug_work);
	}
}

static void dxgl_kms_destroy_wq(struct drm_device *drm, void *wq)
{
	destroy_workqueue(wq);
}

static int dxgl_kms_init_objects(struct dxgl_kms *kms)
{
	struct drm_device *drm = &kms->dxgl->drm;
	unsigned int i;

	dxgl_cursor_features(kms);
	kms->rotations = dxgl_config_rotations(kms);
	for (i = 0; i < kms->caps.sources; i++) {
		kms->crtc[i] = dxgl_crtc_create(kms, i);
		if (IS_ERR(kms->crtc[i]))
			return PTR_ERR(kms->crtc[i]);
	}
	for (i = 0; i < kms->caps.children; i++) {
		kms->connector[i] = dxgl_connector_create(kms, i);
		if (IS_ERR(kms->connector[i]))
			return PTR_ERR(kms->connector[i]);
	}
	dxgl_connector_clones(kms);
	return drm_vblank_init(drm, kms->caps.sources);
}

/*
 * drm_mode_config_reset() cannot say that there was no memory for a state, and
 * from then on everybody takes it to be there.
 */
static bool dxgl_kms_has_states(struct dxgl_kms *kms)
{
	struct drm_plane *plane;
	unsigned int i;

	drm_for_each_plane(plane, &kms->dxgl->drm)
		if (!plane->state)
			return false;
	for (i = 0; i < kms->caps.sources; i++)
		if (!kms->crtc[i]->base.state)
			return false;
	for (i = 0; i < kms->caps.children; i++)
		if (!kms->connector[i]->base.state)
			return false;
	return true;
}

/**
 * dxgl_kms_init() - make the KMS objects of a started adapter
 * @dxgl: the device; not registered with DRM yet
 *
 * Everything is DRM-managed; dxgl_kms_shutdown() is to be called later all the
 * same, if this succeeded.
 *
 * Context: sleeping.
 * Return: 0, -ENOMEM, or -EINVAL for an adapter without sources or children.
 */
int dxgl_kms_init(struct dxgl_device *dxgl)
{
	struct drm_device *drm = &dxgl->drm;
	struct drm_mode_config *mc = &drm->mode_config;
	struct dxgl_kms *kms;
	int ret;

	kms = drmm_kzalloc(drm, sizeof(*kms), GFP_KERNEL);
	if (!kms)
		return -ENOMEM;
	kms->dxgl = dxgl;
	init_waitqueue_head(&kms->wait);
	INIT_WORK(&kms->hotplug_work, dxgl_hotplug_work);
	INIT_WORK(&kms->vblank_work, dxgl_vblank_work);
	INIT_WORK(&kms->scan_work, dxgl_vblank_scan_work);
	INIT_WORK(&kms->pointer_work, dxgl_cursor_work);

	dxgk_display_caps(dxgl->adapter, &kms->caps);
	if (!kms->caps.sources || kms->caps.sources > DXGK_MAX_SOURCES ||
	    !kms->caps.children || kms->caps.children > DXGK_MAX_CHILDREN) {
		drm_err(drm, "an adapter with %u sources and %u outputs cannot be shown\n",
			kms->caps.sources, kms->caps.children);
		return -EINVAL;
	}

	ret = drmm_mode_config_init(drm);
	if (ret)
		return ret;
	mc->min_width = 1;
	mc->min_height = 1;
	mc->max_width = kms->caps.max_width ?: DXGL_MAX_SIZE;
	mc->max_height = kms->caps.max_height ?: DXGL_MAX_SIZE;
	/* What programs make their pointers' buffers by; 0: DRM's default. */
	mc->cursor_width = kms->caps.max_pointer_width;
	mc->cursor_height = kms->caps.max_pointer_height;
	mc->preferred_depth = 24;
	mc->prefer_shadow = 0;
	mc->quirk_addfb_prefer_host_byte_order = true;
	mc->funcs = &dxgl_mode_config_funcs;
	mc->helper_private = &dxgl_mode_config_helper_funcs;

	/*
	 * Frames are freed here.  It ends before the mode configuration does,
	 * because managed resources go in reverse order.
	 */
	kms->wq = alloc_workqueue("dxgk-%s", WQ_UNBOUND, 0, pci_name(dxgl->pdev));
	if (!kms->wq)
		return -ENOMEM;
	ret = drmm_add_action_or_reset(drm, dxgl_kms_destroy_wq, kms->wq);
	if (ret)
		return ret;

	kms->container = drm_property_create(drm, DRM_MODE_PROP_BLOB, "CONTAINER_ID", 0);
	if (!kms->container)
		return -ENOMEM;

	ret = dxgl_kms_init_objects(kms);
	if (ret)
		return ret;

	drm_mode_config_reset(drm);
	if (!dxgl_kms_has_states(kms))
		return -ENOMEM;
	/* The miniport may indicate child status from here on: dxgk_os_hotplug(). */
	smp_store_release(&dxgl->kms, kms);
	drm_kms_helper_poll_init(drm);
	return 0;
}

/**
 * dxgl_kms_registered() - what comes after drm_dev_register()
 * @dxgl: the device
 *
 * Context: sleeping.
 */
void dxgl_kms_registered(struct dxgl_device *dxgl)
{
	WRITE_ONCE(dxgl->kms->registered, true);
	dxgl_cursor_registered(dxgl->kms);
	dxgl_fbdev_setup(&dxgl->drm);
}

/* Everything dark, by the miniport's own calls.  No commit runs, none will. */
static void dxgl_kms_darken(struct dxgl_kms *kms)
{
	struct dxgk_adapter *adapter = kms->dxgl->adapter;
	unsigned int i;
	dxgk_status status;

	for (i = 0; i < kms->caps.sources; i++) {
		struct dxgl_crtc *crtc = kms->crtc[i];

		if (crtc->visible)
			dxgk_display_visible(adapter, crtc->source, false);
		crtc->visible = false;
	}
	if (kms->config.paths) {
		kms->config.paths = 0;
		status = dxgk_display_commit(adapter, &kms->config);
		if (status < 0)
			drm_dbg_kms(&kms->dxgl->drm, "cannot turn the outputs off: %#x\n", status);
	}
}

/*
 * Ends after all commits that clients have started, and completes what they
 * left.  It can fail for want of memory, and nobody could undo the removal then:
 * so it is tried again, and what it has not turned off goes by itself.
 */
static void dxgl_kms_disable(struct dxgl_kms *kms)
{
	struct drm_device *drm = &kms->dxgl->drm;
	struct drm_modeset_acquire_ctx ctx;
	unsigned int i;
	int ret;

	for (i = 0; i < 10; i++) {
		DRM_MODESET_LOCK_ALL_BEGIN(drm, ctx, 0, ret);
		ret = drm_atomic_helper_disable_all(drm, &ctx);
		DRM_MODESET_LOCK_ALL_END(drm, ctx, ret);
		if (ret != -ENOMEM)
			break;
		msleep(20);
	}
	if (ret)
		drm_err(drm, "cannot turn the outputs off: %d\n", ret);
	for (i = 0; i < kms->caps.sources; i++) {
		drm_crtc_vblank_off(&kms->crtc[i]->base);
		dxgl_vblank_stop(&kms->crtc[i]->vblank);
	}
}

/**
 * dxgl_kms_shutdown() - turn the display off for good
 * @dxgl: the device: unplugged from DRM by remove, or still registered when the
 *	machine goes down
 *
 * No client reaches the miniport through KMS after this.  Frames in progress
 * and flips are completed towards the clients; what the miniport has not
 * finished stays in memory until it has, or until the adapter is removed.
 * Nothing for a device whose dxgl_kms_init() failed, or the second time.
 *
 * Context: sleeping; the adapter is started.
 */
void dxgl_kms_shutdown(struct dxgl_device *dxgl)
{
	struct dxgl_kms *kms = dxgl->kms;
	unsigned int i;

	if (!kms || kms->dying)
		return;
	/* From here the commits that clients have started touch no hardware. */
	WRITE_ONCE(kms->dying, true);
	wake_up_all(&kms->wait);

	drm_kms_helper_poll_fini(&dxgl->drm);
	cancel_work_sync(&kms->hotplug_work);
	cancel_work_sync(&kms->pointer_work);
	dxgl_kms_disable(kms);
	cancel_work_sync(&kms->vblank_work);
	cancel_work_sync(&kms->scan_work);
	if (kms->caps.vsync_interrupt)
		dxgk_display_vsync(dxgl->adapter, false);

	/* Unless the miniport shall leave something lit, when it stops. */
	if (system_state != SYSTEM_RUNNING || !dxgk_adapter_gives_back(dxgl->adapter))
		dxgl_kms_darken(kms);
	for (i = 0; i < kms->caps.sources; i++) {
		dxgl_present_put(kms->crtc[i]->last);
		kms->crtc[i]->last = NULL;
	}
}

/**
 * dxgl_kms_suspend() - turn the display off, to be turned on again
 * @dxgl: the device; D3 follows
 *
 * Context: sleeping.
 * Return: 0, or why the display could not be turned off.
 */
int dxgl_kms_suspend(struct dxgl_device *dxgl)
{
	return drm_mode_config_helper_suspend(&dxgl->drm);
}

/**
 * dxgl_kms_resume() - set what was set before dxgl_kms_suspend()
 * @dxgl: the device; in D0 again
 *
 * Context: sleeping.
 * Return: 0, or why the display could not be turned on.
 */
int dxgl_kms_resume(struct dxgl_device *dxgl)
{
	return drm_mode_config_helper_resume(&dxgl->drm);
}

static const struct drm_ioctl_desc dxgl_ioctls[] = {
	DRM_IOCTL_DEF_DRV(DXGK_ESCAPE, dxgl_ioctl_escape, DRM_AUTH),
};

DEFINE_DRM_GEM_FOPS(dxgl_fops);

const struct drm_driver dxgl_drm_driver = {
	.driver_features = DRIVER_MODESET | DRIVER_GEM | DRIVER_ATOMIC | DXGL_DRIVER_HOTSPOT,
	.fops = &dxgl_fops,
	.ioctls = dxgl_ioctls,
	.num_ioctls = ARRAY_SIZE(dxgl_ioctls),
	DRM_GEM_SHMEM_DRIVER_OPS,
	DXGL_FBDEV_DRIVER_OPS
	.name = DXGK_DRM_NAME,
	.desc = "Windows display miniport",
	DXGL_DRIVER_DATE("20261122")
	.major = DXGK_DRM_MAJOR,
	.minor = DXGK_DRM_MINOR,
};
