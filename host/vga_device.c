// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * vga_device.c - see vga_device.h.
 */
#include <string.h>

#include "vga_device.h"

static dxgk_u64 mmio_read(void *arg, dxgk_u64 offset, unsigned int size)
{
	/* The bus splits what the device does not take whole. */
	if (size == 8)
		return vga_model_mmio_read(arg, (uint32_t)offset, 4) |
		       (dxgk_u64)vga_model_mmio_read(arg, (uint32_t)offset + 4, 4) << 32;
	return vga_model_mmio_read(arg, (uint32_t)offset, size);
}

static void mmio_write(void *arg, dxgk_u64 offset, unsigned int size, dxgk_u64 value)
{
	if (size == 8) {
		vga_model_mmio_write(arg, (uint32_t)offset, 4, (uint32_t)value);
		vga_model_mmio_write(arg, (uint32_t)offset + 4, 4, (uint32_t)(value >> 32));
		return;
	}
	vga_model_mmio_write(arg, (uint32_t)offset, size, (uint32_t)value);
}

static dxgk_u64 port_read(void *arg, dxgk_u64 offset, unsigned int size)
{
	return vga_model_port_read(arg, (uint16_t)(VGA_MODEL_PORT_DISPI + offset), size);
}

static void port_write(void *arg, dxgk_u64 offset, unsigned int size, dxgk_u64 value)
{
	vga_model_port_write(arg, (uint16_t)(VGA_MODEL_PORT_DISPI + offset), size,
			     (uint32_t)value);
}

static const struct host_register_ops mmio_ops = { mmio_read, mmio_write };
static const struct host_register_ops port_ops = { port_read, port_write };

static void put16(dxgk_u8 *config, unsigned int at, dxgk_u32 value)
{
	config[at] = (dxgk_u8)value;
	config[at + 1] = (dxgk_u8)(value >> 8);
}

static void put32(dxgk_u8 *config, unsigned int at, dxgk_u32 value)
{
	put16(config, at, value);
	put16(config, at + 2, value >> 16);
}

static void add_memory(struct dxgk_adapter_info *info, dxgk_u64 start, dxgk_u64 length,
		       bool prefetchable)
{
	struct dxgk_resource *r = &info->resource[info->resource_count++];

	r->kind = DXGK_RES_MEMORY;
	r->start = start;
	r->length = length;
	r->prefetchable = prefetchable;
}

void vga_device_create(struct vga_device *d, const struct vga_model_config *config)
{
	struct vga_model_config c = *config;
	struct dxgk_adapter_info *info = &d->info;
	dxgk_u8 *space;

	memset(d, 0, sizeof(*d));
	if (!c.vram_len)
		c.vram_len = 16u << 20;
	host_phys_add(VGA_DEVICE_VRAM_PHYS, c.vram_len, 0);
	c.vram = host_phys(VGA_DEVICE_VRAM_PHYS);
	d->model = vga_model_create(&c);
	if (!d->model)
		host_bug("vga_device_create: no such device");
	d->os = host_device_create("0000:00:02.0");
	host_device_set_messages(d->os, 0);

	info->os = d->os;
	info->name = "0000:00:02.0";
	info->vendor = 0x1234;
	info->device = 0x1111;
	info->subvendor = 0x1af4;
	info->subdevice = 0x1100;
	info->revision = 2;
	info->slot = 2;
	info->boot_vga = vga_model_has_ports(d->model);
	info->system_memory = 1ull << 30;
	info->highest_physical = (1ull << 30) - 1;
	add_memory(info, VGA_DEVICE_VRAM_PHYS, c.vram_len, true);

	space = host_device_config(d->os);
	put16(space, 0x00, info->vendor);
	put16(space, 0x02, info->device);
	put16(space, 0x04, 0x0003);		/* answers in I/O and memory space */
	space[0x08] = info->revision;
	put16(space, 0x0a, info->boot_vga ? 0x0300 : 0x0380);
	put32(space, 0x10, (dxgk_u32)VGA_DEVICE_VRAM_PHYS | 0x8);
	put16(space, 0x2c, info->subvendor);
	put16(space, 0x2e, info->subdevice);

	if (vga_model_has_mmio(d->model)) {
		add_memory(info, VGA_DEVICE_MMIO_PHYS, VGA_MODEL_MMIO_LEN, false);
		put32(space, 0x18, (dxgk_u32)VGA_DEVICE_MMIO_PHYS);
		host_registers_add(VGA_DEVICE_MMIO_PHYS, VGA_MODEL_MMIO_LEN, &mmio_ops, d->model);
	}
	if (vga_model_has_ports(d->model))
		host_ports_add(VGA_MODEL_PORT_DISPI, VGA_MODEL_PORT_DISPI_LEN, &port_ops,
			       d->model);
}

void vga_device_destroy(struct vga_device *d)
{
	host_device_destroy(d->os);
	host_phys_reset();
	vga_model_destroy(d->model);
	memset(d, 0, sizeof(*d));
}

void vga_device_unplug(struct vga_device *d)
{
	host_device_set_present(d->os, false);
	vga_model_unplug(d->model);
}
