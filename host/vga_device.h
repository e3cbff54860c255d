/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * vga_device.h - the VGA model plugged into the user-space backend: its BARs in
 * simulated physical memory, its ports, its configuration space.
 */
#ifndef DXGK_HOST_VGA_DEVICE_H
#define DXGK_HOST_VGA_DEVICE_H

#include "host.h"
#include "vga_model.h"

#define VGA_DEVICE_VRAM_PHYS	0xfd000000ull
#define VGA_DEVICE_MMIO_PHYS	0xfebf0000ull

struct vga_device {
	struct vga_model *model;
	struct dxgk_os_device *os;
	struct dxgk_adapter_info info;	/* for dxgk_adapter_create() */
};

/*
 * One at a time: the addresses are fixed.  @config's vram is ignored.  Ends the
 * process when it cannot be done.
 */
void vga_device_create(struct vga_device *d, const struct vga_model_config *config);
/* Its adapter is gone.  Drops all simulated physical memory. */
void vga_device_destroy(struct vga_device *d);
/* Pull it out: registers read as ones; the backend's bus does not see it any more. */
void vga_device_unplug(struct vga_device *d);

#endif /* DXGK_HOST_VGA_DEVICE_H */
