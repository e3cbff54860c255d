// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_backlight.c - the brightness of the internal panel as a backlight device.
 *
 * It hangs below the panel's connector, where desktops look for it.
 */
#include <linux/backlight.h>
#include <linux/kconfig.h>
#include <linux/pci.h>

#include <drm/drm_print.h>

#include "dxgl_kms.h"

#if IS_REACHABLE(CONFIG_BACKLIGHT_CLASS_DEVICE)

static int dxgl_backlight_update(struct backlight_device *bl)
{
	struct dxgl_connector *dconn = bl_get_data(bl);
	struct drm_device *drm = dconn->base.dev;
	dxgk_status status;
	int idx;

	if (!dxgl_kms_enter(to_dxgl_kms(drm), &idx))
		return -ENODEV;
	status = dxgk_display_brightness_set(to_dxgl(drm)->adapter, backlight_get_brightness(bl));
	dxgl_kms_exit(idx);
	return status < 0 ? dxgl_errno(status) : 0;
}

static int dxgl_backlight_read(struct backlight_device *bl)
{
	struct dxgl_connector *dconn = bl_get_data(bl);
	struct drm_device *drm = dconn->base.dev;
	dxgk_status status;
	u32 step = 0;
	int idx;

	if (!dxgl_kms_enter(to_dxgl_kms(drm), &idx))
		return -ENODEV;
	status = dxgk_display_brightness_get(to_dxgl(drm)->adapter, &step);
	dxgl_kms_exit(idx);
	return status < 0 ? dxgl_errno(status) : (int)step;
}

static const struct backlight_ops dxgl_backlight_ops = {
	/* A miniport starts from nothing after D3. */
	.options = BL_CORE_SUSPENDRESUME,
	.update_status = dxgl_backlight_update,
	.get_brightness = dxgl_backlight_read,
};

/* drm_connector_funcs.late_register: a panel without one is still a panel. */
void dxgl_backlight_register(struct dxgl_connector *dconn)
{
	struct drm_device *drm = dconn->base.dev;
	struct dxgl_kms *kms = to_dxgl_kms(drm);
	struct backlight_properties props = {
		.type = BACKLIGHT_RAW,
		.scale = BACKLIGHT_SCALE_UNKNOWN,
		.max_brightness = kms->caps.brightness_steps - 1,
	};
	struct backlight_device *bl;
	char name[40];
	u32 step;

	if (kms->caps.brightness_steps < 2 || kms->caps.panel != dconn->child.uid)
		return;
	props.brightness = props.max_brightness;
	if (dxgk_display_brightness_get(kms->dxgl->adapter, &step) >= 0)
		props.brightness = step;
	snprintf(name, sizeof(name), "dxgk-%s", pci_name(kms->dxgl->pdev));
	bl = backlight_device_register(name, dconn->base.kdev, dconn, &dxgl_backlight_ops, &props);
	if (IS_ERR(bl))
		drm_warn(drm, "no backlight: %ld\n", PTR_ERR(bl));
	else
		dconn->backlight = bl;
}

/* drm_connector_funcs.early_unregister */
void dxgl_backlight_unregister(struct dxgl_connector *dconn)
{
	backlight_device_unregister(dconn->backlight);
	dconn->backlight = NULL;
}

#else /* no backlight class in this kernel */

void dxgl_backlight_register(struct dxgl_connector *dconn)
{
}

void dxgl_backlight_unregister(struct dxgl_connector *dconn)
{
}

#endif
