// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The sample miniport as a process: the same source, the same core, and a model
 * of the adapter in place of the hardware.
 */
#include <ntddk.h>

#include "test.h"
#include "vga_device.h"
#include "adapter.h"
#include "../../samples/bochs_dod/bochs_escape.h"

/* samples/bochs_dod, its DriverEntry renamed. */
int bochs_DriverEntry(void *driver, void *path);

static const struct dxgk_driver_info bochs_info = {
	.name = "bochs_dod",
	.driver_entry = bochs_DriverEntry,
	.ddi_version = 0x300E,
};

/* One driver, one device, and the adapter between the two. */
struct rig {
	struct dxgk_driver *driver;
	struct vga_device vga;
	struct dxgk_adapter *adapter;
	uint8_t edid[256];
	size_t edid_len;
};

static void rig_plug(struct rig *r, enum vga_model_kind kind, uint32_t vram)
{
	struct vga_model_config config = {
		.kind = kind, .vram_len = vram,
		.edid = r->edid_len ? r->edid : NULL, .edid_len = r->edid_len,
	};

	assert_status(dxgk_core_init(), STATUS_SUCCESS);
	vga_device_create(&r->vga, &config);
	assert_status(dxgk_driver_load(&bochs_info, &r->driver), STATUS_SUCCESS);
	assert_status(dxgk_adapter_create(r->driver, &r->vga.info, &r->adapter), STATUS_SUCCESS);
	host_device_bind(r->vga.os, r->adapter);
}

static void rig_unplug(struct rig *r)
{
	host_device_bind(r->vga.os, NULL);
	if (r->adapter)
		dxgk_adapter_remove(r->adapter);
	dxgk_driver_unload(r->driver);
	assert_int_equal(vga_model_faults(r->vga.model), 0);
	vga_device_destroy(&r->vga);
	dxgk_core_exit();
}

static void rig_start(struct rig *r, enum vga_model_kind kind)
{
	memset(r, 0, sizeof(*r));
	vga_model_make_edid(r->edid, 1280, 800);
	r->edid_len = 128;
	rig_plug(r, kind, 0);
	assert_status(dxgk_adapter_start(r->adapter), STATUS_SUCCESS);
}

static struct dxgk_config config_of(uint32_t width, uint32_t height)
{
	struct dxgk_config config = {
		.paths = 1,
		.path[0] = {
			.mode = { .width = width, .height = height,
				  .htotal = width, .vtotal = height },
			.source_width = width, .source_height = height,
			.rotation = DXGK_ROTATE_0,
		},
	};

	return config;
}

static void rig_show(struct rig *r, uint32_t width, uint32_t height)
{
	struct dxgk_config config = config_of(width, height);

	assert_status(dxgk_display_commit(r->adapter, &config), STATUS_SUCCESS);
	assert_status(dxgk_display_visible(r->adapter, 0, true), STATUS_SUCCESS);
}

/* A picture in which every pixel is different from its neighbours. */
static uint32_t colour(uint32_t x, uint32_t y, uint32_t salt)
{
	return ((x * 7 + salt) & 0xff) << 16 | ((y * 5 + salt) & 0xff) << 8 | ((x ^ y) & 0xff);
}

static uint32_t *picture(uint32_t width, uint32_t height, uint32_t pitch, uint32_t salt)
{
	uint32_t *p = malloc((size_t)pitch * height);
	uint32_t x, y;

	assert_non_null(p);
	for (y = 0; y < height; y++)
		for (x = 0; x < width; x++)
			p[y * (pitch / 4) + x] = 0xff000000 | colour(x, y, salt);
	return p;
}

struct done { unsigned int calls; bool complete; };

static void present_done(void *arg, bool complete)
{
	struct done *d = arg;

	d->calls++;
	d->complete = complete;
}

static void present(struct rig *r, const uint32_t *pixels, uint32_t width, uint32_t height,
		    uint32_t pitch, const struct dxgk_rect *rect, uint32_t rects)
{
	struct done d = { 0 };
	struct dxgk_present p = {
		.pixels = pixels, .bytes_per_pixel = 4, .pitch = (dxgk_s32)pitch,
		.width = width, .height = height, .rects = rects, .rect = rect,
		.done = present_done, .arg = &d,
	};

	assert_status(dxgk_display_present(r->adapter, &p), STATUS_SUCCESS);
	assert_int_equal(d.calls, 1);
	assert_true(d.complete);
}

static void assert_picture(struct rig *r, uint32_t width, uint32_t height,
			   const struct dxgk_rect *inside, uint32_t in, uint32_t out)
{
	uint32_t x, y, want, got;

	for (y = 0; y < height; y++) {
		for (x = 0; x < width; x++) {
			bool is_in = (int)x >= inside->left && (int)x < inside->right &&
				     (int)y >= inside->top && (int)y < inside->bottom;

			want = colour(x, y, is_in ? in : out);
			got = vga_model_pixel(r->vga.model, x, y);
			if (want != got)
				fail_msg("pixel %u,%u is %06x, not %06x", x, y, got, want);
		}
	}
}

/* ------------------------------------------------------------------------- */

static void check_mappings(struct rig *r, bool mmio, bool ports)
{
	struct dxgk_map_cursor cursor = { 0 };
	struct dxgk_map_info info;
	bool fb_seen = false, mmio_seen = false, ports_seen = false;

	while (dxgk_map_next(r->adapter, &cursor, &info)) {
		if (info.space == DXGK_MAP_PORT) {
			assert_int_equal(info.phys, VGA_MODEL_PORT_DISPI);
			assert_false(ports_seen);
			ports_seen = true;
		} else if (info.phys == VGA_DEVICE_VRAM_PHYS) {
			assert_int_equal(info.space, DXGK_MAP_SYSTEM);
			assert_int_equal(dxgk_map_cache(info.cache), DXGK_CACHE_WC);
			assert_int_equal(info.len, 16 << 20);
			fb_seen = true;
		} else {
			assert_int_equal(info.space, DXGK_MAP_SYSTEM);
			assert_int_equal(info.phys, VGA_DEVICE_MMIO_PHYS);
			assert_int_equal(dxgk_map_cache(info.cache), DXGK_CACHE_UC);
			mmio_seen = true;
		}
	}
	assert_true(fb_seen);
	assert_int_equal(mmio_seen, mmio);
	assert_int_equal(ports_seen, ports);
}

static void starts_with(enum vga_model_kind kind, bool mmio, bool ports)
{
	struct rig r;
	int i;

	rig_start(&r, kind);
	for (i = 0; i < 3; i++) {
		check_mappings(&r, mmio, ports);
		dxgk_adapter_stop(r.adapter);
		assert_int_equal(dxgk_map_count(r.adapter), 0);
		assert_status(dxgk_adapter_start(r.adapter), STATUS_SUCCESS);
	}
	rig_unplug(&r);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, NULL), 0);
}

static void vga_starts_and_stops(void **state)
{
	starts_with(VGA_MODEL_VGA, true, true);
}

static void secondary_vga_has_no_ports(void **state)
{
	starts_with(VGA_MODEL_SECONDARY, true, false);
}

static void bochs_display_has_no_ports(void **state)
{
	starts_with(VGA_MODEL_BOCHS, true, false);
}

static void old_vga_has_only_ports(void **state)
{
	starts_with(VGA_MODEL_OLD, false, true);
}

static void presents_to(enum vga_model_kind kind)
{
	static const struct dxgk_rect all = { 0, 0, 1024, 768 };
	static const struct dxgk_rect some = { 17, 30, 333, 400 };
	static const struct dxgk_rect none = { 0, 0, 0, 0 };
	const uint32_t pitch = 1024 * 4 + 256;
	struct vga_model_scanout so;
	uint32_t *first, *second;
	struct rig r;

	rig_start(&r, kind);
	rig_show(&r, 1024, 768);

	vga_model_get_scanout(r.vga.model, &so);
	assert_true(so.on);
	assert_false(so.blank);
	assert_int_equal(so.width, 1024);
	assert_int_equal(so.height, 768);
	assert_int_equal(so.bits, 32);
	/* Not what was in memory before. */
	assert_int_equal(vga_model_pixel(r.vga.model, 5, 5), 0);

	first = picture(1024, 768, pitch, 1);
	second = picture(1024, 768, pitch, 99);
	present(&r, first, 1024, 768, pitch, &all, 1);
	assert_picture(&r, 1024, 768, &all, 1, 0);
	/* Only what is damaged. */
	present(&r, second, 1024, 768, pitch, &some, 1);
	assert_picture(&r, 1024, 768, &some, 99, 1);
	present(&r, first, 1024, 768, pitch, &all, 1);
	assert_picture(&r, 1024, 768, &none, 1, 1);
	free(first);
	free(second);
	rig_unplug(&r);
}

static void vga_shows_what_is_presented(void **state)
{
	presents_to(VGA_MODEL_VGA);
}

static void bochs_display_shows_what_is_presented(void **state)
{
	presents_to(VGA_MODEL_BOCHS);
}

static void ports_alone_set_modes(void **state)
{
	presents_to(VGA_MODEL_OLD);
}

static void rects_are_clipped(void **state)
{
	static const struct dxgk_rect wild[] = {
		{ -100, -100, 10, 10 },
		{ 630, 470, 100000, 100000 },
		{ -2147483647 - 1, 200, 2147483647, 210 },
		{ 50, 50, 50, 60 },
		{ 60, 60, 50, 50 },
		{ 5000, 5000, 6000, 6000 },
	};
	uint32_t *p = picture(640, 480, 640 * 4, 3);
	struct rig r;
	uint32_t x, y;

	rig_start(&r, VGA_MODEL_VGA);
	rig_show(&r, 640, 480);
	present(&r, p, 640, 480, 640 * 4, wild, 6);
	for (y = 0; y < 480; y++) {
		for (x = 0; x < 640; x++) {
			bool in = (x < 10 && y < 10) || (x >= 630 && y >= 470) ||
				  (y >= 200 && y < 210);

			assert_int_equal(vga_model_pixel(r.vga.model, x, y),
					 in ? colour(x, y, 3) : 0);
		}
	}
	free(p);
	rig_unplug(&r);
}

static void invisible_source_is_black_and_remembers(void **state)
{
	static const struct dxgk_rect all = { 0, 0, 640, 480 };
	uint32_t *p = picture(640, 480, 640 * 4, 3);
	struct rig r;

	rig_start(&r, VGA_MODEL_SECONDARY);
	rig_show(&r, 640, 480);
	present(&r, p, 640, 480, 640 * 4, &all, 1);
	assert_status(dxgk_display_visible(r.adapter, 0, false), STATUS_SUCCESS);
	assert_int_equal(vga_model_pixel(r.vga.model, 100, 100), 0);
	assert_status(dxgk_display_visible(r.adapter, 0, true), STATUS_SUCCESS);
	assert_picture(&r, 640, 480, &all, 3, 3);
	free(p);
	rig_unplug(&r);
}

static void edid_is_the_devices(void **state)
{
	uint8_t got[1024];
	dxgk_u32 len = 0;
	struct rig r;

	rig_start(&r, VGA_MODEL_VGA);
	assert_status(dxgk_display_edid(r.adapter, 0, got, sizeof(got), &len), STATUS_SUCCESS);
	assert_int_equal(len, 128);
	assert_memory_equal(got, r.edid, 128);
	rig_unplug(&r);
}

static void edid_with_a_bad_checksum_is_none(void **state)
{
	uint8_t got[1024];
	dxgk_u32 len = 1;
	struct rig r = { .edid_len = 128 };

	vga_model_make_edid(r.edid, 1280, 800);
	r.edid[127] ^= 1;
	rig_plug(&r, VGA_MODEL_VGA, 0);
	assert_status(dxgk_adapter_start(r.adapter), STATUS_SUCCESS);
	assert_status(dxgk_display_edid(r.adapter, 0, got, sizeof(got), &len), STATUS_SUCCESS);
	assert_int_equal(len, 0);
	rig_unplug(&r);
}

static void edid_ends_before_a_bad_extension(void **state)
{
	uint8_t got[1024];
	dxgk_u32 len = 0;
	struct rig r = { .edid_len = 256 };

	vga_model_make_edid(r.edid, 1280, 800);
	r.edid[126] = 1;
	r.edid[127] = (uint8_t)(r.edid[127] - 1);
	r.edid[128] = 0x02;			/* and no checksum */
	rig_plug(&r, VGA_MODEL_VGA, 0);
	assert_status(dxgk_adapter_start(r.adapter), STATUS_SUCCESS);
	assert_status(dxgk_display_edid(r.adapter, 0, got, sizeof(got), &len), STATUS_SUCCESS);
	assert_int_equal(len, 128);
	rig_unplug(&r);
}

struct modes {
	unsigned int count, too_big;
	bool preferred_1280x800, has_640x480;
	uint64_t vram;
};

static bool modes_emit(void *arg, const struct dxgk_mode *mode)
{
	struct modes *m = arg;

	m->count++;
	if ((uint64_t)mode->width * mode->height * 4 > m->vram)
		m->too_big++;
	if (mode->width == 640 && mode->height == 480)
		m->has_640x480 = true;
	if (mode->preferred && mode->width == 1280 && mode->height == 800)
		m->preferred_1280x800 = true;
	return true;
}

static void modes_fit_into_memory(void **state)
{
	struct modes m = { .vram = 4 << 20 };
	struct dxgk_config big = config_of(1920, 1080);
	struct rig r = { .edid_len = 128 };

	vga_model_make_edid(r.edid, 1280, 800);
	rig_plug(&r, VGA_MODEL_VGA, 4 << 20);
	assert_status(dxgk_adapter_start(r.adapter), STATUS_SUCCESS);
	assert_status(dxgk_display_modes(r.adapter, 0, 0, modes_emit, &m), STATUS_SUCCESS);
	assert_true(m.count >= 4);
	assert_int_equal(m.too_big, 0);
	assert_true(m.has_640x480);
	assert_true(m.preferred_1280x800);
	assert_true(dxgk_display_check(r.adapter, &big) < 0);
	assert_true(dxgk_display_commit(r.adapter, &big) < 0);
	rig_unplug(&r);
}

static void modes_come_and_go(void **state)
{
	static const uint32_t sizes[][2] = {
		{ 640, 480 }, { 1920, 1080 }, { 800, 600 }, { 1280, 800 },
	};
	struct dxgk_config dark = { 0 };
	struct vga_model_scanout so;
	struct rig r;
	unsigned int i;

	rig_start(&r, VGA_MODEL_VGA);
	for (i = 0; i < DXGK_ARRAY_SIZE(sizes); i++) {
		rig_show(&r, sizes[i][0], sizes[i][1]);
		vga_model_get_scanout(r.vga.model, &so);
		assert_int_equal(so.width, sizes[i][0]);
		assert_int_equal(so.height, sizes[i][1]);
		assert_false(so.blank);
	}
	assert_status(dxgk_display_commit(r.adapter, &dark), STATUS_SUCCESS);
	vga_model_get_scanout(r.vga.model, &so);
	assert_true(so.blank);
	rig_unplug(&r);
}

static void hardware_information_is_registered(void **state)
{
	static const WCHAR memory_size[] = {
		'H', 'a', 'r', 'd', 'w', 'a', 'r', 'e', 'I', 'n', 'f', 'o', 'r', 'm', 'a', 't',
		'i', 'o', 'n', '.', 'M', 'e', 'm', 'o', 'r', 'y', 'S', 'i', 'z', 'e', 0,
	};
	union {
		KEY_VALUE_PARTIAL_INFORMATION info;
		UCHAR room[64];
	} value;
	UNICODE_STRING name;
	ULONG size, megabytes;
	HANDLE key;
	struct rig r;

	rig_start(&r, VGA_MODEL_VGA);
	assert_status(IoOpenDeviceRegistryKey(&r.adapter->pdo.object, PLUGPLAY_REGKEY_DRIVER,
					      KEY_QUERY_VALUE, &key), STATUS_SUCCESS);
	RtlInitUnicodeString(&name, memory_size);
	assert_status(ZwQueryValueKey(key, &name, KeyValuePartialInformation, &value,
				      sizeof(value), &size), STATUS_SUCCESS);
	assert_int_equal(value.info.Type, REG_DWORD);
	assert_int_equal(value.info.DataLength, 4);
	memcpy(&megabytes, value.info.Data, 4);
	assert_int_equal(megabytes, 16);
	assert_status(ZwClose(key), STATUS_SUCCESS);
	rig_unplug(&r);
}

/* ------------------------------------------------------------------- escape */

#define ESCAPE(var, type, command)						\
	type var = { .Header = { BOCHS_ESCAPE_MAGIC, BOCHS_ESCAPE_VERSION,	\
				 command, sizeof(type) } }

static void escape_tells_what_there_is(void **state)
{
	ESCAPE(info, BOCHS_ESCAPE_GET_INFO_DATA, BOCHS_ESCAPE_GET_INFO);
	struct rig r;

	rig_start(&r, VGA_MODEL_VGA);
	assert_status(dxgk_adapter_escape(r.adapter, &info, sizeof(info), false), STATUS_SUCCESS);
	assert_int_equal(info.DispiId, 0xb0c5);
	assert_int_equal(info.VideoMemory, 16 << 20);
	assert_int_equal(info.Mode.Width, 0);
	assert_int_equal(info.Flags,
			 BOCHS_INFO_REGISTERS | BOCHS_INFO_PORTS | BOCHS_INFO_EDID);
	rig_show(&r, 800, 600);
	assert_status(dxgk_adapter_escape(r.adapter, &info, sizeof(info), true), STATUS_SUCCESS);
	assert_int_equal(info.Mode.Width, 800);
	assert_int_equal(info.Mode.Height, 600);
	assert_int_equal(info.Mode.Pitch, 3200);
	assert_int_equal(info.Mode.BytesPerPixel, 4);
	assert_true(info.Flags & BOCHS_INFO_VISIBLE);
	rig_unplug(&r);
}

static void program_draws_into_the_framebuffer(void **state)
{
	ESCAPE(map, BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA, BOCHS_ESCAPE_MAP_FRAMEBUFFER);
	ESCAPE(unmap, BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA, BOCHS_ESCAPE_UNMAP_FRAMEBUFFER);
	struct host_process *p = host_process_create();
	uint32_t pixel = 0x123456, back = 0;
	struct rig r;

	rig_start(&r, VGA_MODEL_VGA);
	rig_show(&r, 800, 600);

	/* A kernel thread has nowhere to map to. */
	assert_status(dxgk_adapter_escape(r.adapter, &map, sizeof(map), false),
		      STATUS_INVALID_DEVICE_REQUEST);

	host_process_enter(p);
	assert_status(dxgk_adapter_escape(r.adapter, &map, sizeof(map), false), STATUS_SUCCESS);
	assert_int_equal(map.Length, 16 << 20);
	assert_int_equal(map.Mode.Pitch, 3200);
	assert_int_equal(host_cache_of_user(p, map.Address), DXGK_CACHE_WC);
	assert_int_equal(host_user_write(p, map.Address + 7 * 3200 + 9 * 4, &pixel, 4), HOST_OK);
	assert_int_equal(vga_model_pixel(r.vga.model, 9, 7), 0x123456);
	assert_int_equal(host_user_read(p, map.Address + map.Length - 4, &back, 4), HOST_OK);
	assert_int_equal(host_user_read(p, map.Address + map.Length, &back, 4), HOST_SEGV);

	unmap.Address = map.Address + 4096;
	assert_status(dxgk_adapter_escape(r.adapter, &unmap, sizeof(unmap), false),
		      STATUS_NOT_MAPPED_VIEW);
	unmap.Address = map.Address;
	assert_status(dxgk_adapter_escape(r.adapter, &unmap, sizeof(unmap), false),
		      STATUS_SUCCESS);
	assert_int_equal(host_user_write(p, map.Address, &pixel, 4), HOST_SEGV);
	assert_status(dxgk_adapter_escape(r.adapter, &unmap, sizeof(unmap), false),
		      STATUS_NOT_MAPPED_VIEW);

	/* One that is left is revoked when the adapter stops. */
	assert_status(dxgk_adapter_escape(r.adapter, &map, sizeof(map), false), STATUS_SUCCESS);
	dxgk_adapter_stop(r.adapter);
	assert_int_equal(host_user_write(p, map.Address, &pixel, 4), HOST_SIGBUS);
	host_process_enter(NULL);
	host_process_exit(p);
	rig_unplug(&r);
}

static void escape_gives_no_mapping_of_the_driver_away(void **state)
{
	ESCAPE(unmap, BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA, BOCHS_ESCAPE_UNMAP_FRAMEBUFFER);
	struct dxgk_map_cursor cursor = { 0 };
	struct dxgk_map_info info;
	struct rig r;

	rig_start(&r, VGA_MODEL_VGA);
	while (dxgk_map_next(r.adapter, &cursor, &info)) {
		unmap.Address = info.va;
		assert_status(dxgk_adapter_escape(r.adapter, &unmap, sizeof(unmap), false),
			      STATUS_INVALID_PARAMETER);
	}
	assert_int_equal(dxgk_map_count(r.adapter), 3);
	unmap.Address = 0;
	assert_status(dxgk_adapter_escape(r.adapter, &unmap, sizeof(unmap), false),
		      STATUS_INVALID_PARAMETER);
	unmap.Address = 0x1000;
	assert_status(dxgk_adapter_escape(r.adapter, &unmap, sizeof(unmap), false),
		      STATUS_NOT_MAPPED_VIEW);
	unmap.Reserved = 1;
	assert_status(dxgk_adapter_escape(r.adapter, &unmap, sizeof(unmap), false),
		      STATUS_INVALID_PARAMETER);
	rig_unplug(&r);
}

static void escape_checks_every_size(void **state)
{
	static const BOCHS_U32 sizes[] = {
		[BOCHS_ESCAPE_GET_INFO] = sizeof(BOCHS_ESCAPE_GET_INFO_DATA),
		[BOCHS_ESCAPE_MAP_FRAMEBUFFER] = sizeof(BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA),
		[BOCHS_ESCAPE_UNMAP_FRAMEBUFFER] = sizeof(BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA),
	};
	struct rig r;
	BOCHS_U32 command, size, claimed;

	rig_start(&r, VGA_MODEL_VGA);
	for (command = 0; command < 6; command++) {
		for (size = 0; size <= 72; size++) {
			/* Of exactly that size: ASan sees a byte too much. */
			BOCHS_ESCAPE_HEADER h = { BOCHS_ESCAPE_MAGIC, BOCHS_ESCAPE_VERSION,
						  command, size };
			unsigned char *data = calloc(1, size ? size : 1);
			bool known = command >= 1 && command <= 3;
			dxgk_status want;

			memcpy(data, &h, size < sizeof(h) ? size : sizeof(h));
			want = size < sizeof(h) ? STATUS_INVALID_BUFFER_SIZE :
			       !known ? STATUS_INVALID_PARAMETER :
			       size != sizes[command] ? STATUS_INVALID_BUFFER_SIZE :
			       command == BOCHS_ESCAPE_GET_INFO ? STATUS_SUCCESS :
			       command == BOCHS_ESCAPE_MAP_FRAMEBUFFER ?
				       STATUS_INVALID_DEVICE_REQUEST : STATUS_INVALID_PARAMETER;
			assert_status(dxgk_adapter_escape(r.adapter, data, size, false), want);

			for (claimed = 0; known && size == sizes[command] && claimed < 72;
			     claimed++) {
				h.Size = claimed;
				memcpy(data, &h, sizeof(h));
				if (claimed != size)
					assert_status(dxgk_adapter_escape(r.adapter, data, size,
									  false),
						      STATUS_INVALID_BUFFER_SIZE);
			}
			if (size >= sizeof(h)) {
				h.Version = 2;
				memcpy(data, &h, sizeof(h));
				assert_status(dxgk_adapter_escape(r.adapter, data, size, false),
					      STATUS_REVISION_MISMATCH);
				h.Magic++;
				memcpy(data, &h, sizeof(h));
				assert_status(dxgk_adapter_escape(r.adapter, data, size, false),
					      STATUS_INVALID_PARAMETER);
			}
			free(data);
		}
	}
	rig_unplug(&r);
}

/* ----------------------------------------------------------------- failures */

static void failed_start_gives_everything_back(void **state)
{
	struct rig r = { 0 };
	unsigned int failures = 0;

	rig_plug(&r, VGA_MODEL_VGA, 0);
	host_for_each_failure(n) {
		dxgk_status status = dxgk_adapter_start(r.adapter);

		if (status >= 0) {
			/* A step that may fail did: the ports, say. */
			assert_true(dxgk_map_count(r.adapter) >= 2);
			dxgk_adapter_stop(r.adapter);
		} else {
			failures++;
		}
		assert_int_equal(dxgk_map_count(r.adapter), 0);
		assert_int_equal(host_system_mappings(), 0);
		assert_int_equal(host_port_mappings(), 0);
	}
	assert_true(failures >= 2);
	rig_unplug(&r);
}

static void device_that_does_not_answer_fails_to_start(void **state)
{
	struct rig r = { 0 };

	rig_plug(&r, VGA_MODEL_SECONDARY, 0);
	vga_model_unplug(r.vga.model);
	assert_status(dxgk_adapter_start(r.adapter), STATUS_DEVICE_CONFIGURATION_ERROR);
	assert_int_equal(dxgk_map_count(r.adapter), 0);
	rig_unplug(&r);
}

static void too_little_memory_fails_to_start(void **state)
{
	struct rig r = { 0 };

	rig_plug(&r, VGA_MODEL_SECONDARY, 1 << 20);
	assert_status(dxgk_adapter_start(r.adapter), STATUS_DEVICE_CONFIGURATION_ERROR);
	assert_int_equal(dxgk_map_count(r.adapter), 0);
	rig_unplug(&r);
}

static void unplugged_device_is_torn_down(void **state)
{
	struct rig r;

	rig_start(&r, VGA_MODEL_BOCHS);
	rig_show(&r, 800, 600);
	vga_device_unplug(&r.vga);
	dxgk_adapter_surprise_remove(r.adapter);
	dxgk_adapter_stop(r.adapter);
	assert_int_equal(dxgk_map_count(r.adapter), 0);
	rig_unplug(&r);
}

static void sleep_brings_the_mode_back(void **state)
{
	static const struct dxgk_rect all = { 0, 0, 640, 480 };
	uint32_t *p = picture(640, 480, 640 * 4, 3);
	struct vga_model_scanout so;
	struct rig r;

	rig_start(&r, VGA_MODEL_VGA);
	rig_show(&r, 640, 480);
	present(&r, p, 640, 480, 640 * 4, &all, 1);
	assert_status(dxgk_adapter_set_power(r.adapter, false, 2), STATUS_SUCCESS);
	assert_int_equal(vga_model_pixel(r.vga.model, 9, 9), 0);
	/* The hardware forgets. */
	vga_model_mmio_write(r.vga.model, 0x508, 2, 0);

	assert_status(dxgk_adapter_set_power(r.adapter, true, 0), STATUS_SUCCESS);
	vga_model_get_scanout(r.vga.model, &so);
	assert_true(so.on);
	assert_int_equal(so.width, 640);
	assert_true(so.blank);
	assert_status(dxgk_display_visible(r.adapter, 0, true), STATUS_SUCCESS);
	assert_int_equal(vga_model_pixel(r.vga.model, 9, 9), 0);
	present(&r, p, 640, 480, 640 * 4, &all, 1);
	assert_picture(&r, 640, 480, &all, 3, 3);
	free(p);
	rig_unplug(&r);
}

static const struct CMUnitTest tests[] = {
	host_test(vga_starts_and_stops),
	host_test(secondary_vga_has_no_ports),
	host_test(bochs_display_has_no_ports),
	host_test(old_vga_has_only_ports),
	host_test(vga_shows_what_is_presented),
	host_test(bochs_display_shows_what_is_presented),
	host_test(ports_alone_set_modes),
	host_test(rects_are_clipped),
	host_test(invisible_source_is_black_and_remembers),
	host_test(edid_is_the_devices),
	host_test(edid_with_a_bad_checksum_is_none),
	host_test(edid_ends_before_a_bad_extension),
	host_test(modes_fit_into_memory),
	host_test(modes_come_and_go),
	host_test(hardware_information_is_registered),
	host_test(escape_tells_what_there_is),
	host_test(program_draws_into_the_framebuffer),
	host_test(escape_gives_no_mapping_of_the_driver_away),
	host_test(escape_checks_every_size),
	host_test(failed_start_gives_everything_back),
	host_test(device_that_does_not_answer_fails_to_start),
	host_test(too_little_memory_fails_to_start),
	host_test(unplugged_device_is_torn_down),
	host_test(sleep_brings_the_mode_back),
};
HOST_TEST_MAIN(tests)
