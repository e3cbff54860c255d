// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * fuzz_miniport.c - a hostile miniport's whole life: what it answers and calls,
 * and what the backend asks of it, are both the input's.
 */
#include "hostile.h"

struct fuzz_input fuzz;

#define FB	0xfd000000ull
#define REGS	0xfebf0000ull
#define PIXELS	64

static struct dxgk_driver *driver;
static struct dxgk_adapter *adapter;
static struct dxgk_os_device *os;
static struct host_process *process;
static dxgk_u32 pixels[PIXELS * PIXELS];
static int dones;		/* presents that are out */
static bool started;

static void describe(struct dxgk_adapter_info *info)
{
	static const struct dxgk_resource r[] = {
		{ .kind = DXGK_RES_MEMORY, .start = FB, .length = 0x1000000, .prefetchable = true },
		{ .kind = DXGK_RES_PORT, .start = 0xc000, .length = 0x80 },
		{ .kind = DXGK_RES_MEMORY, .start = REGS, .length = 0x1000 },
		{ .kind = DXGK_RES_MEMORY, .start = 0x800000000, .length = 0x200000000 },
		{ .kind = DXGK_RES_INTERRUPT, .start = 11, .message = true, .message_count = 1 },
	};

	memset(info, 0, sizeof(*info));
	info->name = "hostile";
	memcpy(info->resource, r, sizeof(r));
	info->resource_count = DXGK_ARRAY_SIZE(r);
	info->boot_vga = fuzz_below(2);
	info->os = os;
	if (fuzz_below(2))
		info->post = (struct dxgk_post_display){
			.width = fuzz_edge(), .height = fuzz_edge(), .pitch = fuzz_edge(),
			.bits_per_pixel = fuzz_edge(), .phys = FB,
		};
}

static bool emit(void *arg, const struct dxgk_mode *mode)
{
	unsigned int *n = arg;

	if (!mode->width || !mode->height)
		host_bug("a mode without a size");
	return (*n)++ < 64;
}

static void fill_mode(struct dxgk_mode *m)
{
	memset(m, 0, sizeof(*m));
	m->width = fuzz_once_in(4) ? fuzz_edge() : 640;
	m->height = fuzz_once_in(4) ? fuzz_edge() : 480;
	m->htotal = fuzz_once_in(4) ? fuzz_edge() : m->width;
	m->vtotal = fuzz_once_in(4) ? fuzz_edge() : m->height;
	m->vsync_num = fuzz_once_in(4) ? fuzz_edge() : 0;
	m->vsync_den = m->vsync_num ? fuzz_edge() : 0;
	m->pixel_clock = fuzz_once_in(4) ? fuzz_u64() : 0;
}

static void fill_config(struct dxgk_config *c)
{
	unsigned int i;

	memset(c, 0, sizeof(*c));
	c->paths = fuzz_once_in(16) ? fuzz_edge() : fuzz_below(3);
	for (i = 0; i < c->paths && i < DXGK_MAX_SOURCES; i++) {
		struct dxgk_path *p = &c->path[i];

		p->source = fuzz_once_in(8) ? fuzz_edge() : i;
		p->target = fuzz_once_in(8) ? fuzz_edge() : HOSTILE_UID + i;
		fill_mode(&p->mode);
		p->source_width = fuzz_once_in(4) ? fuzz_edge() : p->mode.width;
		p->source_height = fuzz_once_in(4) ? fuzz_edge() : p->mode.height;
		p->rotation = fuzz_once_in(4) ? fuzz_below(6) : DXGK_ROTATE_0;
		p->off = fuzz_once_in(4);
	}
}

static void present_done(void *arg, bool complete)
{
	__atomic_sub_fetch(&dones, 1, __ATOMIC_SEQ_CST);
}

static void op_present(void)
{
	struct dxgk_rect rect[4];
	struct dxgk_present p = {
		.source = fuzz_once_in(8) ? fuzz_edge() : fuzz_below(2),
		.pixels = pixels, .bytes_per_pixel = 4, .pitch = PIXELS * 4,
		.width = PIXELS, .height = PIXELS, .rect = rect,
		.done = present_done,
	};
	unsigned int i;

	p.rects = fuzz_below(5);
	for (i = 0; i < p.rects; i++)
		rect[i] = (struct dxgk_rect){
			.left = (dxgk_s32)fuzz_edge(), .top = (dxgk_s32)fuzz_edge(),
			.right = fuzz_below(2) ? PIXELS : (dxgk_s32)fuzz_edge(),
			.bottom = fuzz_below(2) ? PIXELS : (dxgk_s32)fuzz_edge(),
		};
	__atomic_add_fetch(&dones, 1, __ATOMIC_SEQ_CST);
	if (dxgk_display_present(adapter, &p) < 0)
		__atomic_sub_fetch(&dones, 1, __ATOMIC_SEQ_CST);
}

static void op_escape(void)
{
	dxgk_u32 size = fuzz_below(300);
	void *p = fuzz_blob(size);

	dxgk_adapter_escape(adapter, size ? p : NULL, size, fuzz_below(2));
	free(p);
}

static void op_query(void)
{
	dxgk_u32 target = fuzz_once_in(8) ? fuzz_edge() : HOSTILE_UID + fuzz_below(2), len, line;
	struct dxgk_map_cursor cursor = { 0 };
	struct dxgk_display_caps caps;
	struct dxgk_map_info info;
	struct dxgk_child child;
	dxgk_u8 edid[512];
	unsigned int n = 0;
	bool yes;

	switch (fuzz_below(8)) {
	case 0:
		dxgk_display_caps(adapter, &caps);
		break;
	case 1:
		dxgk_display_child(adapter, fuzz_edge(), &child);
		break;
	case 2:
		dxgk_display_connected(adapter, target, &yes);
		break;
	case 3:
	case 4:
		dxgk_display_edid(adapter, target, edid, 128 * fuzz_below(5), &len);
		break;
	case 5:
	case 6:
		dxgk_display_modes(adapter, fuzz_once_in(8) ? fuzz_edge() : 0, target, emit, &n);
		break;
	default:
		while (dxgk_map_next(adapter, &cursor, &info))
			;
		dxgk_display_scanline(adapter, target, &yes, &line);
		break;
	}
}

static void op_pointer(void)
{
	struct dxgk_pointer p = {
		.source = fuzz_once_in(8) ? fuzz_edge() : 0,
		.pixels = pixels, .width = 1 + fuzz_below(PIXELS), .height = 1 + fuzz_below(PIXELS),
		.pitch = PIXELS * 4, .hot_x = fuzz_edge(), .hot_y = fuzz_edge(),
	};
	struct dxgk_display_caps caps;

	dxgk_display_caps(adapter, &caps);
	if (p.width <= caps.max_pointer_width && p.height <= caps.max_pointer_height)
		dxgk_display_pointer_shape(adapter, &p);
	dxgk_display_pointer_position(adapter, p.source, (dxgk_s32)fuzz_edge(),
				      (dxgk_s32)fuzz_edge(), fuzz_below(2));
}

static void op_process(void)
{
	if (!process) {
		process = host_process_create();
		host_process_enter(process);
	} else if (fuzz_below(2)) {
		host_process_munmap(process, (uintptr_t)hostile.map[fuzz_below(HOSTILE_MAPS)]);
	} else {
		host_process_enter(NULL);
		host_process_exit(process);
		process = NULL;
	}
}

/* The caller of the core has these rules: see dxgk.h. */
static void op(void)
{
	struct dxgk_config config;

	/* One that waits for a frame would wait for ever: nobody else is here. */
	hostile_progress();
	host_deferred_flush();

	switch (fuzz_below(13)) {
	case 0:
		if (started) {
			dxgk_adapter_stop(adapter);
			started = false;
		} else {
			started = dxgk_adapter_start(adapter) >= 0;
		}
		break;
	case 1:
		if (started)
			dxgk_adapter_set_power(adapter, fuzz_below(2), fuzz_below(6));
		break;
	case 2:
		op_escape();
		break;
	case 3:
	case 4:
	case 5:
		op_query();
		break;
	case 6:
		fill_config(&config);
		dxgk_display_check(adapter, &config);
		break;
	case 7:
		fill_config(&config);
		dxgk_display_commit(adapter, &config);
		break;
	case 8:
		dxgk_display_visible(adapter, fuzz_once_in(8) ? fuzz_edge() : fuzz_below(2),
				     fuzz_below(2));
		break;
	case 9:
		op_present();
		break;
	case 10:
		op_pointer();
		break;
	case 11:
		op_process();
		break;
	default:
		if (fuzz_once_in(16))
			dxgk_adapter_surprise_remove(adapter);
		else if (fuzz_below(2))
			host_device_interrupt(os, fuzz_below(2));
		else
			dxgk_display_vsync(adapter, fuzz_below(2));
		break;
	}
	if (dxgk_os_irql_get())
		host_bug("left at IRQL %u", dxgk_os_irql_get());
}

static void life(void)
{
	struct dxgk_adapter_info info;
	unsigned int n;

	describe(&info);
	if (dxgk_adapter_create(driver, &info, &adapter) < 0)
		return;
	host_device_bind(os, adapter);
	started = dxgk_adapter_start(adapter) >= 0;
	for (n = 0; n < 64 && fuzz_more(); n++)
		op();
	hostile_progress();
	host_deferred_flush();
	if (started)
		dxgk_adapter_stop(adapter);
	host_deferred_flush();
	host_device_bind(os, NULL);
	dxgk_adapter_remove(adapter);
	adapter = NULL;
	if (process) {
		host_process_enter(NULL);
		host_process_exit(process);
		process = NULL;
	}
	if (dones)
		host_bug("%d frames were never done", dones);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz = (struct fuzz_input){ .next = data, .left = size };
	hostile_reset();
	started = false;

	if (dxgk_core_init() < 0)
		host_bug("the core does not start");
	host_phys_add(FB, 0x1000000, 0);
	host_phys_add(REGS, 0x1000, 0);
	os = host_device_create("hostile");
	host_device_set_messages(os, fuzz_below(2));
	if (fuzz_once_in(2))
		host_fail_nth(fuzz_u16());
	if (dxgk_driver_load(&hostile_info, &driver) >= 0) {
		life();
		dxgk_driver_unload(driver);
	}
	host_fail_nth(0);
	host_device_destroy(os);
	dxgk_core_exit();
	if (!host_clean())
		host_bug("something is left");
	host_phys_reset();
	host_log_clear();
	return 0;
}
