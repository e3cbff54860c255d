// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * A model of QEMU's standard VGA adapter: see vga_model.h.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "vga_model.h"

#define MMIO_EDID_LEN	0x400u
#define MMIO_VGA	0x400u
#define MMIO_VGA_LEN	0x20u
#define MMIO_DISPI	0x500u
#define MMIO_DISPI_LEN	0x16u
#define MMIO_EXT	0x600u
#define MMIO_EXT_LEN	0x08u

#define EXT_BIG_ENDIAN		0xbebebebeu
#define EXT_LITTLE_ENDIAN	0x1e1e1e1eu

enum {
	DISPI_ID, DISPI_XRES, DISPI_YRES, DISPI_BPP, DISPI_ENABLE, DISPI_BANK,
	DISPI_VIRT_WIDTH, DISPI_VIRT_HEIGHT, DISPI_X_OFFSET, DISPI_Y_OFFSET,
	DISPI_VIDEO_MEMORY_64K, DISPI_COUNT
};

#define DISPI_ID5	0xb0c5u
#define ENABLE_ENABLED	0x01u
#define ENABLE_GETCAPS	0x02u
#define ENABLE_NOCLEAR	0x80u
#define DISPI_MAX_XRES	16000u
#define DISPI_MAX_YRES	12000u
#define DISPI_MAX_BPP	32u

/* VGA registers, as offsets from 0x3c0. */
#define VGA_ATTRIBUTE	0x00u
#define VGA_MISC_WRITE	0x02u
#define VGA_MISC_READ	0x0cu
#define VGA_STATUS_1	0x1au
#define VGA_MISC_COLOR	0x01u
#define VGA_UNBLANK	0x20u

struct vga_model {
	enum vga_model_kind kind;
	uint8_t *vram;
	uint32_t vram_len;
	bool own_vram;
	uint8_t edid[MMIO_EDID_LEN];

	pthread_mutex_t lock;		/* guards what follows */
	uint16_t dispi[DISPI_COUNT];
	uint16_t port_index;
	uint32_t byte_order;
	uint8_t misc;
	uint8_t attribute;		/* the index register */
	bool attribute_data;		/* the next write is data */
	bool unplugged;
	unsigned int faults;
};

static bool has_vga(const struct vga_model *m)
{
	return m->kind == VGA_MODEL_VGA || m->kind == VGA_MODEL_SECONDARY;
}

bool vga_model_has_mmio(const struct vga_model *m)
{
	return m->kind != VGA_MODEL_OLD;
}

bool vga_model_has_ports(const struct vga_model *m)
{
	return m->kind == VGA_MODEL_VGA || m->kind == VGA_MODEL_OLD;
}

struct vga_model *vga_model_create(const struct vga_model_config *config)
{
	uint32_t len = config->vram_len ? config->vram_len : 16u << 20;
	struct vga_model *m;

	if (len % 0x10000u || config->edid_len > MMIO_EDID_LEN)
		return NULL;

	m = calloc(1, sizeof(*m));
	if (!m)
		return NULL;

	m->vram = config->vram;
	if (!m->vram) {
		/* Whole pages, as a BAR is. */
		m->vram = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			       -1, 0);
		if (m->vram == MAP_FAILED) {
			free(m);
			return NULL;
		}
		m->own_vram = true;
	}

	m->kind = config->kind;
	m->vram_len = len;
	m->byte_order = EXT_LITTLE_ENDIAN;
	if (config->edid)
		memcpy(m->edid, config->edid, config->edid_len);
	/* The firmware has run on the machine's VGA, and on no other. */
	if (vga_model_has_ports(m)) {
		m->misc = VGA_MISC_COLOR;
		m->attribute = VGA_UNBLANK;
	}
	pthread_mutex_init(&m->lock, NULL);
	return m;
}

void vga_model_destroy(struct vga_model *m)
{
	if (!m)
		return;
	pthread_mutex_destroy(&m->lock);
	if (m->own_vram)
		munmap(m->vram, m->vram_len);
	free(m);
}

void *vga_model_vram(struct vga_model *m, uint32_t *len)
{
	if (len)
		*len = m->vram_len;
	return m->vram;
}

/*
 * The VGA adjusts an enabled mode to what it can do; bochs-display takes what is
 * written, and shows nothing when that does not fit.
 */
static void dispi_fixup(struct vga_model *m)
{
	uint16_t *r = m->dispi;
	uint32_t line, lines;

	if (m->kind == VGA_MODEL_BOCHS || !(r[DISPI_ENABLE] & ENABLE_ENABLED))
		return;

	if (r[DISPI_BPP] != 8 && r[DISPI_BPP] != 15 && r[DISPI_BPP] != 16 &&
	    r[DISPI_BPP] != 24 && r[DISPI_BPP] != 32)
		r[DISPI_BPP] = 8;

	r[DISPI_XRES] &= 0xfff8u;
	if (!r[DISPI_XRES])
		r[DISPI_XRES] = 8;
	if (r[DISPI_XRES] > DISPI_MAX_XRES)
		r[DISPI_XRES] = DISPI_MAX_XRES;

	r[DISPI_VIRT_WIDTH] &= 0xfff8u;
	if (r[DISPI_VIRT_WIDTH] < r[DISPI_XRES])
		r[DISPI_VIRT_WIDTH] = r[DISPI_XRES];

	line = r[DISPI_VIRT_WIDTH] * ((r[DISPI_BPP] + 7u) / 8u);
	lines = m->vram_len / line;
	if (lines > DISPI_MAX_YRES)
		lines = DISPI_MAX_YRES;
	if (!r[DISPI_YRES])
		r[DISPI_YRES] = 1;
	if (r[DISPI_YRES] > lines) {
		r[DISPI_YRES] = (uint16_t)lines;
		m->faults++;
	}
	r[DISPI_VIRT_HEIGHT] = (uint16_t)lines;

	if (r[DISPI_Y_OFFSET] + r[DISPI_YRES] > lines) {
		r[DISPI_X_OFFSET] = 0;
		r[DISPI_Y_OFFSET] = 0;
	}
}

static uint16_t dispi_read(struct vga_model *m, unsigned int index)
{
	if (index >= DISPI_COUNT) {
		m->faults++;
		return 0xffff;
	}

	switch (index) {
	case DISPI_ID:
		return DISPI_ID5;
	case DISPI_VIDEO_MEMORY_64K:
		return (uint16_t)(m->vram_len >> 16);
	}

	if (m->kind != VGA_MODEL_BOCHS && (m->dispi[DISPI_ENABLE] & ENABLE_GETCAPS)) {
		switch (index) {
		case DISPI_XRES:
			return DISPI_MAX_XRES;
		case DISPI_YRES:
			return DISPI_MAX_YRES;
		case DISPI_BPP:
			return DISPI_MAX_BPP;
		}
	}

	return m->dispi[index];
}

static void dispi_write(struct vga_model *m, unsigned int index, uint16_t value)
{
	bool enabling;

	if (index >= DISPI_COUNT) {
		m->faults++;
		return;
	}

	switch (index) {
	case DISPI_ID:
	case DISPI_VIDEO_MEMORY_64K:
		return;
	case DISPI_VIRT_HEIGHT:
		if (m->kind != VGA_MODEL_BOCHS)
			return;
		break;
	case DISPI_ENABLE:
		enabling = (value & ENABLE_ENABLED) &&
			   !(m->dispi[DISPI_ENABLE] & ENABLE_ENABLED);
		m->dispi[DISPI_ENABLE] = value;
		if (!enabling || m->kind == VGA_MODEL_BOCHS)
			return;
		m->dispi[DISPI_VIRT_WIDTH] = 0;
		m->dispi[DISPI_X_OFFSET] = 0;
		m->dispi[DISPI_Y_OFFSET] = 0;
		dispi_fixup(m);
		if (!(value & ENABLE_NOCLEAR))
			memset(m->vram, 0, (size_t)m->dispi[DISPI_YRES] *
			       m->dispi[DISPI_VIRT_WIDTH] * ((m->dispi[DISPI_BPP] + 7u) / 8u));
		return;
	}

	m->dispi[index] = value;
	dispi_fixup(m);
}

static uint8_t vga_read(struct vga_model *m, uint32_t reg)
{
	switch (reg) {
	case VGA_ATTRIBUTE:
		return m->attribute_data ? 0 : m->attribute;
	case VGA_MISC_READ:
		return m->misc;
	case VGA_STATUS_1:
		/* With a monochrome CRT controller this one is elsewhere. */
		if (!(m->misc & VGA_MISC_COLOR))
			return 0xff;
		m->attribute_data = false;
		return 0;
	default:
		return 0;
	}
}

static void vga_write(struct vga_model *m, uint32_t reg, uint8_t value)
{
	switch (reg) {
	case VGA_ATTRIBUTE:
		if (!m->attribute_data)
			m->attribute = value & 0x3f;
		m->attribute_data = !m->attribute_data;
		break;
	case VGA_MISC_WRITE:
		m->misc = value;
		break;
	}
}

static uint32_t ones(unsigned int size)
{
	return size >= 4 ? 0xffffffffu : (1u << (8 * size)) - 1;
}

/* The access is of @size bytes and lies in [@first, @first + @len). */
static bool in(uint32_t offset, unsigned int size, uint32_t first, uint32_t len)
{
	return offset >= first && offset - first < len && size <= len - (offset - first);
}

uint32_t vga_model_mmio_read(struct vga_model *m, uint32_t offset, unsigned int size)
{
	uint32_t value = ones(size);
	unsigned int i;

	pthread_mutex_lock(&m->lock);
	if (m->unplugged || !vga_model_has_mmio(m)) {
		/* nobody answers */
	} else if (in(offset, size, 0, MMIO_EDID_LEN)) {
		for (value = 0, i = 0; i < size; i++)
			value |= (uint32_t)m->edid[offset + i] << (8 * i);
	} else if (size == 1 && has_vga(m) && in(offset, size, MMIO_VGA, MMIO_VGA_LEN)) {
		value = vga_read(m, offset - MMIO_VGA);
	} else if (!has_vga(m) && in(offset, size, MMIO_VGA, MMIO_VGA_LEN)) {
		/* bochs-display has a hole here, which drivers may touch */
	} else if (size == 2 && offset % 2 == 0 && in(offset, size, MMIO_DISPI, MMIO_DISPI_LEN)) {
		value = dispi_read(m, (offset - MMIO_DISPI) / 2);
	} else if (size == 4 && offset == MMIO_EXT) {
		value = MMIO_EXT_LEN;
	} else if (size == 4 && offset == MMIO_EXT + 4) {
		value = m->byte_order;
	} else {
		m->faults++;
	}
	pthread_mutex_unlock(&m->lock);
	return value & ones(size);
}

void vga_model_mmio_write(struct vga_model *m, uint32_t offset, unsigned int size, uint32_t value)
{
	pthread_mutex_lock(&m->lock);
	if (m->unplugged || !vga_model_has_mmio(m)) {
		/* nobody listens */
	} else if (size == 1 && has_vga(m) && in(offset, size, MMIO_VGA, MMIO_VGA_LEN)) {
		vga_write(m, offset - MMIO_VGA, (uint8_t)value);
	} else if (!has_vga(m) && in(offset, size, MMIO_VGA, MMIO_VGA_LEN)) {
		/* the hole of bochs-display */
	} else if (size == 2 && offset % 2 == 0 && in(offset, size, MMIO_DISPI, MMIO_DISPI_LEN)) {
		dispi_write(m, (offset - MMIO_DISPI) / 2, (uint16_t)value);
	} else if (size == 4 && offset == MMIO_EXT + 4 &&
		   (value == EXT_LITTLE_ENDIAN || value == EXT_BIG_ENDIAN)) {
		m->byte_order = value;
	} else {
		m->faults++;
	}
	pthread_mutex_unlock(&m->lock);
}

uint32_t vga_model_port_read(struct vga_model *m, uint16_t port, unsigned int size)
{
	uint32_t value = ones(size);

	pthread_mutex_lock(&m->lock);
	if (m->unplugged || !vga_model_has_ports(m))
		; /* nobody answers */
	else if (size == 2 && port == VGA_MODEL_PORT_DISPI)
		value = m->port_index;
	else if (size == 2 && port == VGA_MODEL_PORT_DISPI + 1)
		value = dispi_read(m, m->port_index);
	else
		m->faults++;
	pthread_mutex_unlock(&m->lock);
	return value & ones(size);
}

void vga_model_port_write(struct vga_model *m, uint16_t port, unsigned int size, uint32_t value)
{
	pthread_mutex_lock(&m->lock);
	if (m->unplugged || !vga_model_has_ports(m))
		; /* nobody listens */
	else if (size == 2 && port == VGA_MODEL_PORT_DISPI)
		m->port_index = (uint16_t)value;
	else if (size == 2 && port == VGA_MODEL_PORT_DISPI + 1)
		dispi_write(m, m->port_index, (uint16_t)value);
	else
		m->faults++;
	pthread_mutex_unlock(&m->lock);
}

void vga_model_unplug(struct vga_model *m)
{
	pthread_mutex_lock(&m->lock);
	m->unplugged = true;
	pthread_mutex_unlock(&m->lock);
}

static void get_scanout(struct vga_model *m, struct vga_model_scanout *so)
{
	const uint16_t *r = m->dispi;
	uint64_t end;
	uint32_t bytes;

	memset(so, 0, sizeof(*so));
	so->blank = m->kind != VGA_MODEL_BOCHS && !(m->attribute & VGA_UNBLANK);
	if (m->unplugged || !(r[DISPI_ENABLE] & ENABLE_ENABLED))
		return;

	so->width = r[DISPI_XRES];
	so->height = r[DISPI_YRES];
	so->bits = r[DISPI_BPP];
	bytes = (so->bits + 7) / 8;
	so->stride = (r[DISPI_VIRT_WIDTH] > so->width ? r[DISPI_VIRT_WIDTH] : so->width) * bytes;
	so->offset = r[DISPI_Y_OFFSET] * so->stride + r[DISPI_X_OFFSET] * bytes;
	end = so->offset + (uint64_t)so->stride * so->height;
	so->on = end <= m->vram_len && so->width >= 8 && so->height;
}

void vga_model_get_scanout(struct vga_model *m, struct vga_model_scanout *so)
{
	pthread_mutex_lock(&m->lock);
	get_scanout(m, so);
	pthread_mutex_unlock(&m->lock);
}

uint32_t vga_model_pixel(struct vga_model *m, uint32_t x, uint32_t y)
{
	struct vga_model_scanout so;
	uint32_t value = 0;
	const uint8_t *p;

	pthread_mutex_lock(&m->lock);
	get_scanout(m, &so);
	if (so.on && !so.blank && so.bits == 32 && x < so.width && y < so.height) {
		p = m->vram + so.offset + (size_t)y * so.stride + (size_t)x * 4;
		value = m->byte_order == EXT_LITTLE_ENDIAN ?
			p[0] | p[1] << 8 | (uint32_t)p[2] << 16 :
			p[3] | p[2] << 8 | (uint32_t)p[1] << 16;
	}
	pthread_mutex_unlock(&m->lock);
	return value;
}

unsigned int vga_model_faults(struct vga_model *m)
{
	unsigned int faults;

	pthread_mutex_lock(&m->lock);
	faults = m->faults;
	pthread_mutex_unlock(&m->lock);
	return faults;
}

void vga_model_make_edid(uint8_t edid[128], uint32_t width, uint32_t height)
{
	static const uint8_t head[] = {
		0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00,	/* header */
		0x12, 0x58, 0x01, 0x00, 0x01, 0x00, 0x00, 0x00,	/* "DRX", product 1 */
		0x01, 0x20, 0x01, 0x04, 0xa5, 0x20, 0x14, 0x78,	/* EDID 1.4, digital */
		0x06, 0xee, 0x91, 0xa3, 0x54, 0x4c, 0x99, 0x26,	/* sRGB, roughly */
		0x0f, 0x50, 0x54,
	};
	static const uint8_t name[] = {
		0x00, 0x00, 0x00, 0xfc, 0x00, 'd', 'x', 'g', 'k', '\n',
		' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ',
	};
	const uint32_t hblank = 160, vblank = 40;
	uint64_t clock = (uint64_t)(width + hblank) * (height + vblank) * 60 / 10000;
	uint8_t *t = edid + 54;
	unsigned int i;
	uint8_t sum = 0;

	memset(edid, 0, 128);
	memcpy(edid, head, sizeof(head));
	memset(edid + 38, 0x01, 16);		/* no standard timings */

	t[0] = (uint8_t)clock;
	t[1] = (uint8_t)(clock >> 8);
	t[2] = (uint8_t)width;
	t[3] = (uint8_t)hblank;
	t[4] = (uint8_t)((width >> 8) << 4 | hblank >> 8);
	t[5] = (uint8_t)height;
	t[6] = (uint8_t)vblank;
	t[7] = (uint8_t)((height >> 8) << 4 | vblank >> 8);
	t[8] = 48;				/* front porch */
	t[9] = 32;				/* sync width */
	t[10] = 3 << 4 | 5;			/* the same, vertically */
	t[17] = 0x1e;				/* separate digital sync */

	memcpy(edid + 72, name, sizeof(name));
	for (i = 0; i < 2; i++)
		edid[90 + 18 * i + 3] = 0x10;	/* unused descriptors */

	for (i = 0; i < 127; i++)
		sum = (uint8_t)(sum + edid[i]);
	edid[127] = (uint8_t)(0u - sum);
}
