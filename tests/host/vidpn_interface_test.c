// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * Brightness of panels, and devices in monitors.
 *
 * See "DXGKDDI_QUERY_INTERFACE", "Supporting brightness controls on integrated
 * display panels" and "DXGK_I2C_INTERFACE".
 */
#include "vidpn_mock.h"

static void panel_reset(UINT version)
{
	/* Defaults for two kinds of power, then levels: neither sorted nor unique. */
	static const dxgk_u8 levels[] = { 80, 30, 100, 0, 10, 50, 10, 101, 75 };

	mock_reset();
	mock.children = 2;
	mock.child[1].technology = D3DKMDT_VOT_INTERNAL;
	mock.brightness = version;
	mock.level = levels;
	mock.levels = sizeof(levels);
}

static void levels(void **state)
{
	static const dxgk_u32 want[] = { 0, 10, 50, 75, 100 };
	struct dxgk_display_caps caps;
	dxgk_u32 i, step;

	panel_reset(1);
	assert_status(mock_start(), STATUS_SUCCESS);
	/* For the panel, and the newest first. */
	MOCK_EXPECT("QueryInterface 0x197a4a6e 3 0x101", "QueryInterface 0x148a3c98 2 0x101",
		    "QueryInterface 0xfde5bba4 1 0x101");
	dxgk_display_caps(mock.adapter, &caps);
	assert_int_equal(caps.brightness_steps, DXGK_ARRAY_SIZE(want));
	assert_int_equal(caps.panel, 0x101);
	for (i = 0; i < DXGK_ARRAY_SIZE(want); i++) {
		assert_status(dxgk_display_brightness_set(mock.adapter, i), STATUS_SUCCESS);
		assert_int_equal(mock.bright, want[i]);
		assert_status(dxgk_display_brightness_get(mock.adapter, &step), STATUS_SUCCESS);
		assert_int_equal(step, i);
	}
	/* Between two: the lower one. */
	mock.bright = 74;
	assert_status(dxgk_display_brightness_get(mock.adapter, &step), STATUS_SUCCESS);
	assert_int_equal(step, 2);
	assert_status(dxgk_display_brightness_set(mock.adapter, i), STATUS_INVALID_PARAMETER);
	assert_status(dxgk_adapter_set_power(mock.adapter, false, 2), STATUS_SUCCESS);
	assert_status(dxgk_display_brightness_set(mock.adapter, 0), STATUS_DEVICE_NOT_READY);
	assert_status(dxgk_adapter_set_power(mock.adapter, true, 0), STATUS_SUCCESS);
	assert_int_equal(mock.interfaces, 1);
	mock_stop();
	assert_int_equal(mock.interfaces, 0);
}

static void version_2(void **state)
{
	struct dxgk_display_caps caps;

	panel_reset(2);
	assert_status(mock_start(), STATUS_SUCCESS);
	dxgk_display_caps(mock.adapter, &caps);
	assert_int_equal(caps.brightness_steps, 5);
	assert_int_equal(mock_count("QueryInterface 0xfde5bba4"), 0);
	assert_status(dxgk_display_brightness_set(mock.adapter, 4), STATUS_SUCCESS);
	assert_int_equal(mock.bright, 100);
	mock_stop();
	assert_int_equal(mock.interfaces, 0);
}

static void nits(void **state)
{
	struct dxgk_display_caps caps;
	dxgk_u32 step;

	panel_reset(3);
	mock.nits.NormalRangeCount = 2;
	mock.nits.RangeCount = 3;
	mock.nits.SupportedRanges[0] = (DXGK_BRIGHTNESS_NIT_RANGE){ 5000, 50000, 5000 };
	mock.nits.SupportedRanges[1] = (DXGK_BRIGHTNESS_NIT_RANGE){ 60000, 99999, 20000 };
	mock.nits.SupportedRanges[2] = (DXGK_BRIGHTNESS_NIT_RANGE){ 100000, 500000, 1 };
	assert_status(mock_start(), STATUS_SUCCESS);
	dxgk_display_caps(mock.adapter, &caps);
	/* 5, 10, … 50, then 60 and 80. */
	assert_int_equal(caps.brightness_steps, 12);
	assert_status(dxgk_display_brightness_set(mock.adapter, 0), STATUS_SUCCESS);
	assert_int_equal(mock_count("SetBrightness3 0x101 5000 in 0"), 1);
	assert_status(dxgk_display_brightness_set(mock.adapter, 9), STATUS_SUCCESS);
	assert_int_equal(mock.bright, 50000);
	assert_status(dxgk_display_brightness_set(mock.adapter, 11), STATUS_SUCCESS);
	assert_int_equal(mock.bright, 80000);
	assert_status(dxgk_display_brightness_get(mock.adapter, &step), STATUS_SUCCESS);
	assert_int_equal(step, 11);
	mock.bright = 59999;
	assert_status(dxgk_display_brightness_get(mock.adapter, &step), STATUS_SUCCESS);
	assert_int_equal(step, 9);
	mock.bright = 1;
	assert_status(dxgk_display_brightness_get(mock.adapter, &step), STATUS_SUCCESS);
	assert_int_equal(step, 0);
	mock.bright = 400000;
	assert_status(dxgk_display_brightness_get(mock.adapter, &step), STATUS_SUCCESS);
	assert_int_equal(step, 11);
	mock_stop();
	assert_int_equal(mock.interfaces, 0);
}

/* Ranges that make no sense: the older interface it is. */
static void bad_nits(void **state)
{
	static const DXGK_BRIGHTNESS_NIT_RANGE bad[][2] = {
		{ { 5000, 50000, 0 }, { 60000, 70000, 1000 } },
		{ { 50000, 5000, 1000 }, { 60000, 70000, 1000 } },
		{ { 5000, 50000, 1000 }, { 40000, 70000, 1000 } },
		{ { 0, 0xffffffff, 1 }, { 0xffffffff, 0xffffffff, 1 } },
	};
	struct dxgk_display_caps caps;
	unsigned int i;

	for (i = 0; i <= DXGK_ARRAY_SIZE(bad); i++) {
		panel_reset(3);
		mock.nits.NormalRangeCount = i < DXGK_ARRAY_SIZE(bad) ? 2 : 17;
		if (i < DXGK_ARRAY_SIZE(bad))
			memcpy(mock.nits.SupportedRanges, bad[i], sizeof(bad[i]));
		assert_status(mock_start(), STATUS_SUCCESS);
		dxgk_display_caps(mock.adapter, &caps);
		assert_int_equal(caps.brightness_steps, 5);
		assert_int_equal(mock.interfaces, 1);
		mock_stop();
		assert_int_equal(mock.interfaces, 0);
	}
}

static void expect_none(void)
{
	struct dxgk_display_caps caps;
	dxgk_u32 step;

	assert_status(mock_start(), STATUS_SUCCESS);
	dxgk_display_caps(mock.adapter, &caps);
	assert_int_equal(caps.brightness_steps, 0);
	assert_status(dxgk_display_brightness_set(mock.adapter, 0), STATUS_NOT_SUPPORTED);
	assert_status(dxgk_display_brightness_get(mock.adapter, &step), STATUS_NOT_SUPPORTED);
	mock_stop();
	assert_int_equal(mock.interfaces, 0);
}

static void no_brightness(void **state)
{
	/* No interface, no panel, no level but the defaults, a function missing. */
	panel_reset(0);
	mock.i2c = true;
	expect_none();
	panel_reset(1);
	mock.child[1].technology = D3DKMDT_VOT_HDMI;
	expect_none();
	assert_int_equal(mock_count("QueryInterface 0xfde5bba4"), 0);
	panel_reset(1);
	mock.levels = 2;
	expect_none();
	panel_reset(1);
	mock.levels = 0;
	expect_none();
	panel_reset(1);
	mock.brightness_broken = true;
	expect_none();
}

static void i2c(void **state)
{
	struct dxgk_display_caps caps;
	dxgk_u8 data[65] = { 0x51, 0x82, 0x01, 0x10 }, back[4];
	UINT calls;

	mock_reset();
	mock.i2c = true;
	mock.i2c_address = 0x37;
	assert_status(mock_start(), STATUS_SUCCESS);
	dxgk_display_caps(mock.adapter, &caps);
	assert_true(caps.i2c);
	assert_status(dxgk_display_i2c_send(mock.adapter, 0x100, 0x37, data, 4), STATUS_SUCCESS);
	assert_status(dxgk_display_i2c_receive(mock.adapter, 0x100, 0x37, back, 4), STATUS_SUCCESS);
	assert_memory_equal(back, data, 4);
	/* As its pages write a monitor's address. */
	assert_int_equal(mock_count("I2CTransmit 0x100 0x6e 4"), 1);
	assert_int_equal(mock_count("I2CReceive 0x100 0x6f 4"), 1);
	assert_status(dxgk_display_i2c_send(mock.adapter, 0x100, 0x38, data, 1),
		      STATUS_GRAPHICS_I2C_DEVICE_DOES_NOT_EXIST);

	calls = mock.lines;
	assert_status(dxgk_display_i2c_send(mock.adapter, 0x100, 0x37, data, 0),
		      STATUS_INVALID_PARAMETER);
	assert_status(dxgk_display_i2c_send(mock.adapter, 0x100, 0x37, data, 65),
		      STATUS_INVALID_PARAMETER);
	assert_status(dxgk_display_i2c_send(mock.adapter, 0x100, 0x80, data, 1),
		      STATUS_INVALID_PARAMETER);
	assert_status(dxgk_display_i2c_send(mock.adapter, 0x999, 0x37, data, 1),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
	assert_status(dxgk_display_i2c_receive(mock.adapter, 0x100, 0x37, back, 0),
		      STATUS_INVALID_PARAMETER);
	dxgk_adapter_surprise_remove(mock.adapter);
	assert_status(dxgk_display_i2c_receive(mock.adapter, 0x100, 0x37, back, 4),
		      STATUS_DEVICE_REMOVED);
	assert_int_equal(mock.lines, calls);
	mock_stop();
	assert_int_equal(mock.interfaces, 0);

	mock_reset();
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(dxgk_display_i2c_send(mock.adapter, 0x100, 0x37, data, 4),
		      STATUS_NOT_SUPPORTED);
	mock_stop();
}

/* ------------------------------------------------------------ the last screen */

static void panic(void **state)
{
	dxgk_u32 width = 1, height = 1, pixel = 0x123456;

	mock_reset();
	mock.panic = true;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(dxgk_display_panic_enable(mock.adapter, &width, &height),
		      STATUS_INVALID_DEVICE_STATE);
	assert_int_equal(width, 0);
	assert_status(mock_light(800, 600), STATUS_SUCCESS);
	mock_forget();
	/* In the middle of everything: what is locked stays so, and is not waited for. */
	dxgk_os_rwsem_write(&mock.adapter->ddi);
	assert_status(dxgk_display_panic_enable(mock.adapter, &width, &height), STATUS_SUCCESS);
	assert_int_equal(width, 800);
	assert_int_equal(height, 600);
	dxgk_display_panic_write(mock.adapter, &pixel, 1, 1, 4, 7, 8);
	dxgk_os_rwsem_write_done(&mock.adapter->ddi);
	MOCK_EXPECT("SystemDisplayEnable 0x100", "SystemDisplayWrite 1x1 4 at 7 8: 0x123456");
	mock.fail_panic = STATUS_NOT_SUPPORTED;
	assert_status(dxgk_display_panic_enable(mock.adapter, &width, &height),
		      STATUS_NOT_SUPPORTED);
	assert_int_equal(width, 0);
	dxgk_adapter_surprise_remove(mock.adapter);
	mock_forget();
	assert_status(dxgk_display_panic_enable(mock.adapter, &width, &height),
		      STATUS_DEVICE_REMOVED);
	assert_int_equal(mock.lines, 0);
	mock_stop();

	mock_reset();
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_light(800, 600), STATUS_SUCCESS);
	assert_status(dxgk_display_panic_enable(mock.adapter, &width, &height),
		      STATUS_NOT_SUPPORTED);
	mock_stop();
}

static const struct CMUnitTest tests[] = {
	host_test(levels),
	host_test(version_2),
	host_test(nits),
	host_test(bad_nits),
	host_test(no_brightness),
	host_test(i2c),
	host_test(panic),
};

HOST_TEST_MAIN(tests)
