/* SPDX-License-Identifier: MIT */
/*
 * The registers of QEMU's standard VGA adapter (PCI 1234:1111).
 *
 * Source: "QEMU Standard VGA", docs/specs/standard-vga in QEMU's manual.
 *
 *   BAR 0   the framebuffer
 *   BAR 2   4 KiB of registers, on every adapter of the last ten years
 *             0x000-0x3ff  the monitor's EDID, if there is one
 *             0x400-0x41f  the VGA ports 0x3c0-0x3df (not on bochs-display)
 *             0x500-0x515  the DISPI registers, 16 bits each
 *             0x600-0x607  QEMU's extended registers, 32 bits each
 *   ports   0x1ce/0x1cf, index and data of the DISPI registers, on an adapter
 *           that is also the machine's VGA
 */
#ifndef BOCHS_HW_H
#define BOCHS_HW_H

/* Register BAR */
#define BOCHS_MMIO_LENGTH 0x1000
#define BOCHS_MMIO_EDID 0x000
#define BOCHS_MMIO_EDID_LENGTH 0x400
#define BOCHS_MMIO_VGA 0x400
#define BOCHS_MMIO_DISPI 0x500
#define BOCHS_MMIO_EXT_SIZE 0x600
#define BOCHS_MMIO_EXT_BYTE_ORDER 0x604

#define BOCHS_EXT_LITTLE_ENDIAN 0x1e1e1e1eUL

/* Legacy ports */
#define BOCHS_PORT_DISPI 0x1ce
#define BOCHS_PORT_DISPI_LENGTH 2
#define BOCHS_PORT_DISPI_INDEX 0 /* offsets from 0x1ce */
#define BOCHS_PORT_DISPI_DATA 1

/* DISPI registers */
#define DISPI_ID 0x0
#define DISPI_XRES 0x1
#define DISPI_YRES 0x2
#define DISPI_BPP 0x3
#define DISPI_ENABLE 0x4
#define DISPI_BANK 0x5
#define DISPI_VIRT_WIDTH 0x6
#define DISPI_VIRT_HEIGHT 0x7
#define DISPI_X_OFFSET 0x8
#define DISPI_Y_OFFSET 0x9
#define DISPI_VIDEO_MEMORY_64K 0xa

#define DISPI_ID_FIRST 0xb0c0
#define DISPI_ID_LAST 0xb0c5

#define DISPI_ENABLE_DISABLED 0x00
#define DISPI_ENABLE_ENABLED 0x01
#define DISPI_ENABLE_LFB 0x40
#define DISPI_ENABLE_NOCLEARMEM 0x80

/* VGA registers, by port number */
#define VGA_PORT_FIRST 0x3c0
#define VGA_PORT_LAST 0x3df
#define VGA_ATTRIBUTE 0x3c0
#define VGA_MISC_WRITE 0x3c2
#define VGA_MISC_READ 0x3cc
#define VGA_STATUS_1 0x3da

#define VGA_ATTRIBUTE_UNBLANK 0x20
#define VGA_MISC_COLOR 0x01

/* The widths that the adapter scans out are multiples of this many pixels. */
#define BOCHS_WIDTH_GRANULARITY 8

#endif /* BOCHS_HW_H */
