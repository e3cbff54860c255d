/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * A model of QEMU's standard VGA adapter (PCI 1234:1111) for the user-space
 * backend, written from QEMU's "docs/specs/standard-vga".
 *
 * The framebuffer (BAR 0) is plain memory, which a mapping may hand out as it
 * is.  The register BAR (BAR 2) and the ports have side effects: a backend maps
 * them to addresses that trap, and turns READ_REGISTER_x and READ_PORT_x on
 * these into the accessors below.
 *
 * All functions may be called from any thread at any time between create and
 * destroy; the framebuffer's bytes are the caller's to order.
 */
#ifndef DXGK_HOST_VGA_MODEL_H
#define DXGK_HOST_VGA_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define VGA_MODEL_MMIO_LEN	0x1000u
#define VGA_MODEL_PORT_DISPI	0x1ceu
#define VGA_MODEL_PORT_DISPI_LEN 2u

struct vga_model;

enum vga_model_kind {
	VGA_MODEL_VGA,		/* -device VGA: register BAR, VGA registers, ports */
	VGA_MODEL_SECONDARY,	/* -device secondary-vga: the same without ports */
	VGA_MODEL_BOCHS,	/* -device bochs-display: no VGA registers, no ports */
	VGA_MODEL_OLD,		/* -device VGA,mmio=off: ports only */
};

struct vga_model_config {
	enum vga_model_kind kind;
	uint32_t vram_len;	/* bytes, a multiple of 64 KiB; 0: 16 MiB */
	void *vram;		/* to use as video memory; NULL: memory of its own */
	const void *edid;	/* copied; NULL: none */
	size_t edid_len;	/* bytes, 1024 at most */
};

/* What is on the monitor. */
struct vga_model_scanout {
	bool on;		/* a DISPI mode is enabled and shown */
	bool blank;		/* the attribute controller keeps the screen black */
	uint32_t width, height;	/* pixels */
	uint32_t bits;		/* per pixel */
	uint32_t stride;	/* bytes */
	uint32_t offset;	/* of the first pixel, in bytes */
};

/* NULL: no memory, or a configuration that no device has. */
struct vga_model *vga_model_create(const struct vga_model_config *config);
void vga_model_destroy(struct vga_model *m);

/* BAR 0. */
void *vga_model_vram(struct vga_model *m, uint32_t *len);

/* The device has BAR 2, and answers at the DISPI ports. */
bool vga_model_has_mmio(const struct vga_model *m);
bool vga_model_has_ports(const struct vga_model *m);

/*
 * Accesses of @size bytes (1, 2, 4) at an offset into BAR 2.  What is beyond the
 * registers reads as all ones and ignores writes, as does everything when the
 * device was unplugged.
 */
uint32_t vga_model_mmio_read(struct vga_model *m, uint32_t offset, unsigned int size);
void vga_model_mmio_write(struct vga_model *m, uint32_t offset, unsigned int size,
			  uint32_t value);

/* The same for the ports 0x1ce and 0x1cf; other ports are nobody's. */
uint32_t vga_model_port_read(struct vga_model *m, uint16_t port, unsigned int size);
void vga_model_port_write(struct vga_model *m, uint16_t port, unsigned int size,
			  uint32_t value);

/* From here on every register reads as all ones. */
void vga_model_unplug(struct vga_model *m);

void vga_model_get_scanout(struct vga_model *m, struct vga_model_scanout *so);

/*
 * The colour of a pixel on the monitor, 0xRRGGBB: black when the screen is off,
 * blank, or does not have that pixel.
 */
uint32_t vga_model_pixel(struct vga_model *m, uint32_t x, uint32_t y);

/*
 * Accesses that no driver should make: a register of the wrong size, one that
 * does not exist, a mode that does not fit into video memory.
 */
unsigned int vga_model_faults(struct vga_model *m);

/*
 * A valid EDID base block (128 bytes) of a monitor that prefers @width x @height
 * at 60 Hz.
 */
void vga_model_make_edid(uint8_t edid[128], uint32_t width, uint32_t height);

#endif /* DXGK_HOST_VGA_MODEL_H */
