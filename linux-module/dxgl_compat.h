/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * dxgl_compat.h - where kernels differ: Linux 6.1, 6.12 and later.
 *
 * By feature, not scattered: each branch names the change upstream that made
 * it necessary, and goes when the older side is no longer supported.
 */
#ifndef DXGL_COMPAT_H
#define DXGL_COMPAT_H

#include <linux/hrtimer.h>
#include <linux/pci.h>
#include <linux/version.h>

#include <drm/drm_drv.h>
#include <drm/drm_edid.h>
#include <drm/drm_fb_helper.h>
#include <drm/drm_fourcc.h>
#include <drm/drm_framebuffer.h>
#include <drm/drm_plane.h>

/*
 * fbdev emulation over shmem buffers, newest first:
 *  - "drm/fbdev-shmem: Convert to client-setup", 6.13: the driver names a probe
 *    function, drm_client_setup() starts the clients; "drm/client: Move public
 *    client header to clients/ subdirectory" then moved the header;
 *  - "drm/fbdev: Add fbdev-shmem", 6.11: drm_fbdev_shmem_setup();
 *  - before it drm_fbdev_generic_setup(), with a header of its own since 6.2
 *    ("drm/fb-helper: Move generic fbdev emulation into separate source file").
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
#if __has_include(<drm/clients/drm_client_setup.h>)
#include <drm/clients/drm_client_setup.h>
#else
#include <drm/drm_client_setup.h>
#endif
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
#include <drm/drm_fbdev_shmem.h>
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0)
#include <drm/drm_fbdev_generic.h>
#endif

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
#define DXGL_FBDEV_DRIVER_OPS	DRM_FBDEV_SHMEM_DRIVER_OPS,
#else
#define DXGL_FBDEV_DRIVER_OPS
#endif

static inline void dxgl_fbdev_setup(struct drm_device *drm)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
	drm_client_setup_with_fourcc(drm, DRM_FORMAT_XRGB8888);
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
	drm_fbdev_shmem_setup(drm, 32);
#else
	drm_fbdev_generic_setup(drm, 32);
#endif
}

/* "drm: remove driver date from struct drm_driver and all drivers", 6.14. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 14, 0)
#define DXGL_DRIVER_DATE(d)	.date = (d),
#else
#define DXGL_DRIVER_DATE(d)
#endif

/*
 * "drm/edid: split drm_edid_connector_update() in two", 6.4: before it one call
 * updated the connector and added the modes.  Modes are added either way.
 * Return: how many.
 */
static inline int dxgl_edid_update(struct drm_connector *connector, const struct drm_edid *edid)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
	return drm_edid_connector_update(connector, edid);
#else
	if (drm_edid_connector_update(connector, edid) < 0)
		return 0;
	return drm_edid_connector_add_modes(connector);
#endif
}

/*
 * Where a pointer's hot spot is: with the framebuffer, until "drm: Introduce
 * plane hotspot properties", 6.8, put it into the plane's state, for drivers
 * that say they need it.
 */
static inline void dxgl_cursor_hot(const struct drm_plane_state *state, int *x, int *y)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 8, 0)
	*x = state->hotspot_x;
	*y = state->hotspot_y;
#else
	*x = state->fb->hot_x;
	*y = state->fb->hot_y;
#endif
}

/* "drm/panic: Allows drivers to call flush()", 6.11; the screen itself came in 6.10. */
#define DXGL_HAS_PANIC	(LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0))

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 8, 0)
#define DXGL_DRIVER_HOTSPOT	DRIVER_CURSOR_HOTSPOT
#else
#define DXGL_DRIVER_HOTSPOT	0
#endif

/* "hrtimers: Introduce hrtimer_setup() to replace hrtimer_init()", 6.13. */
static inline void dxgl_hrtimer_setup_mode(struct hrtimer *timer,
					   enum hrtimer_restart (*fn)(struct hrtimer *),
					   enum hrtimer_mode mode)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
	hrtimer_init(timer, CLOCK_MONOTONIC, mode);
	timer->function = fn;
#else
	hrtimer_setup(timer, fn, CLOCK_MONOTONIC, mode);
#endif
}

static inline void dxgl_hrtimer_setup(struct hrtimer *timer,
				      enum hrtimer_restart (*fn)(struct hrtimer *))
{
	dxgl_hrtimer_setup_mode(timer, fn, HRTIMER_MODE_ABS);
}

/*
 * "drm/gem: Check for valid formats", 6.3, refuses formats and modifiers that no
 * plane takes when a framebuffer is made; before, the driver had to.
 */
#define DXGL_FB_CHECKS_FORMAT	(LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0))

/* 58ff9c5acb4a ("PCI: Rename PCI_IRQ_LEGACY to PCI_IRQ_INTX"), 6.8. */
#ifndef PCI_IRQ_INTX
#define PCI_IRQ_INTX	PCI_IRQ_LEGACY
#endif

#endif /* DXGL_COMPAT_H */
