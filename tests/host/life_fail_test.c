// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * life_fail_test.c - every allocation from load to unload fails in turn.
 *
 * The sample's whole life is one path: load, start, modes, a mode set, presents,
 * mappings in three spaces, an escape, power, stop, start again, unload.  Run n
 * of it has its nth fallible step fail; whatever comes of it, nothing is left,
 * and a device that started can be stopped.  The last run has none fail.
 */
#include <ntddk.h>

#include "test.h"
#include "vga_device.h"
#include "adapter.h"
#include "../../samples/bochs_dod/bochs_escape.h"

int bochs_DriverEntry(void *driver, void *path);

static const struct dxgk_driver_info bochs_info = {
	.name = "bochs_dod",
	.driver_entry = bochs_DriverEntry,
	.ddi_version = 0x300E,
};

#define WIDTH	640
#define HEIGHT	480

/* Steps of a life that came to nothing; all of them in the last run: none. */
static unsigned int refused;
static dxgk_u32 pixels[WIDTH * HEIGHT];

static bool ok(dxgk_status status)
{
	refused += status < 0;
	return status >= 0;
}

static bool emit(void *arg, const struct dxgk_mode *mode)
{
	(*(unsigned int *)arg)++;
	return true;
}

static void done(void *arg, bool complete)
{
	(*(unsigned int *)arg)++;
}

static void show(struct dxgk_adapter *adapter)
{
	struct dxgk_config config = {
		.paths = 1,
		.path[0] = {
			.mode = { .width = WIDTH, .height = HEIGHT,
				  .htotal = WIDTH, .vtotal = HEIGHT },
			.source_width = WIDTH, .source_height = HEIGHT,
			.rotation = DXGK_ROTATE_0,
		},
	};
	struct dxgk_rect rect = { .right = WIDTH, .bottom = HEIGHT };
	unsigned int dones = 0, modes = 0;
	struct dxgk_present p = {
		.pixels = pixels, .bytes_per_pixel = 4, .pitch = WIDTH * 4,
		.width = WIDTH, .height = HEIGHT, .rects = 1, .rect = &rect,
		.done = done, .arg = &dones,
	};
	dxgk_u8 edid[256];
	dxgk_u32 len;
	bool yes;

	ok(dxgk_display_connected(adapter, 0, &yes));
	ok(dxgk_display_edid(adapter, 0, edid, sizeof(edid), &len));
	ok(dxgk_display_modes(adapter, 0, 0, emit, &modes));
	ok(dxgk_display_check(adapter, &config));
	ok(dxgk_display_commit(adapter, &config));
	ok(dxgk_display_visible(adapter, 0, true));
	if (ok(dxgk_display_present(adapter, &p)))
		assert_int_equal(dones, 1);
	else
		assert_int_equal(dones, 0);
	config.paths = 0;
	ok(dxgk_display_commit(adapter, &config));
}

static void map(struct dxgk_adapter *adapter)
{
	BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA data = {
		.Header = { BOCHS_ESCAPE_MAGIC, BOCHS_ESCAPE_VERSION, BOCHS_ESCAPE_MAP_FRAMEBUFFER,
			    sizeof(data) },
	};
	struct host_process *p = host_process_create();
	dxgk_u32 pixel = 0;

	host_process_enter(p);
	if (ok(dxgk_adapter_escape(adapter, &data, sizeof(data), true)))
		assert_int_equal(host_user_write(p, data.Address, &pixel, 4), HOST_OK);
	else
		assert_int_equal(host_process_mappings(p), 0);
	host_process_enter(NULL);
	host_process_exit(p);
}

static void run(struct dxgk_adapter *adapter)
{
	unsigned int i;

	for (i = 0; i < 2; i++) {
		if (!ok(dxgk_adapter_start(adapter)))
			continue;
		show(adapter);
		map(adapter);
		if (ok(dxgk_adapter_set_power(adapter, false, 2)))
			ok(dxgk_adapter_set_power(adapter, true, 0));
		dxgk_adapter_stop(adapter);
		assert_int_equal(dxgk_map_count(adapter), 0);
	}
}

static void live(enum vga_model_kind kind, dxgk_u8 *edid)
{
	struct vga_model_config config = { .kind = kind, .edid = edid, .edid_len = 128 };
	struct dxgk_adapter *adapter;
	struct dxgk_driver *driver;
	struct vga_device vga;

	vga_device_create(&vga, &config);
	if (ok(dxgk_core_init())) {
		if (ok(dxgk_driver_load(&bochs_info, &driver))) {
			if (ok(dxgk_adapter_create(driver, &vga.info, &adapter))) {
				host_device_bind(vga.os, adapter);
				run(adapter);
				host_device_bind(vga.os, NULL);
				dxgk_adapter_remove(adapter);
			}
			dxgk_driver_unload(driver);
		}
		dxgk_core_exit();
	}
	assert_int_equal(vga_model_faults(vga.model), 0);
	vga_device_destroy(&vga);
}

static void every_allocation_of_a_life_fails_in_turn(void **state)
{
	static const enum vga_model_kind kind[] = { VGA_MODEL_VGA, VGA_MODEL_BOCHS };
	unsigned long failures = 0;
	dxgk_u8 edid[256];
	unsigned int i;

	vga_model_make_edid(edid, 1280, 800);
	for (i = 0; i < DXGK_ARRAY_SIZE(kind); i++) {
		host_for_each_failure(n) {
			refused = 0;
			live(kind[i], edid);
			failures += host_fail_hit();
			if (!host_fail_hit())
				assert_int_equal(refused, 0);
			assert_true(host_clean());
			host_log_clear();
		}
	}
	print_message("%lu failures injected\n", failures);
	assert_true(failures > 100);
}

static const struct CMUnitTest tests[] = {
	host_test(every_allocation_of_a_life_fails_in_turn),
};
HOST_TEST_MAIN(tests)
