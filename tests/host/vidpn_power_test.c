// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * Monitors that sleep, and interrupts of vertical blanks.
 *
 * See "_DXGKARG_COMMITVIDPN_FLAGS", "DXGKDDI_CONTROLINTERRUPT" and
 * "DXGKDDI_GETSCANLINE".
 */
#include "vidpn_mock.h"

#define DISPLAYONLY	5
#define CRTC		3

DXGK_STATIC_ASSERT(DXGK_INTERRUPT_DISPLAYONLY_VSYNC == DISPLAYONLY, "as the tests write it");
DXGK_STATIC_ASSERT(DXGK_INTERRUPT_CRTC_VSYNC == CRTC, "as the tests write it");

static NTSTATUS light(UINT width, UINT height, bool off)
{
	struct dxgk_config c = { 0 };

	mock_config_path(&c, 0, 0x100, width, height);
	c.path[0].off = off;
	return dxgk_display_commit(mock.adapter, &c);
}

static void one_monitor(void **state)
{
	mock_reset();
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_light(800, 600), STATUS_SUCCESS);

	mock_forget();
	assert_status(light(800, 600, true), STATUS_SUCCESS);
	MOCK_EXPECT("SetVidPnSourceVisibility 0 0", "CommitVidPn 0 flags 0x3");
	assert_int_equal(mock_count("CommitVidPn"), 1);

	mock_forget();
	assert_status(light(800, 600, false), STATUS_SUCCESS);
	assert_int_equal(mock_count("CommitVidPn 0 flags 0x1"), 1);
	assert_int_equal(mock_count("CommitVidPn"), 1);
	assert_status(dxgk_display_visible(mock.adapter, 0, true), STATUS_SUCCESS);

	/* A mode set while the monitor sleeps does not wake it. */
	assert_status(light(800, 600, true), STATUS_SUCCESS);
	mock_forget();
	assert_status(light(640, 480, true), STATUS_SUCCESS);
	assert_int_equal(mock_count("CommitVidPn 0 flags 0x2"), 1);
	assert_int_equal(mock_count("CommitVidPn"), 1);

	/* One that comes with waking: the mode first, lit. */
	mock_forget();
	assert_status(light(1024, 768, false), STATUS_SUCCESS);
	assert_int_equal(mock_count("CommitVidPn 0 flags 0"), 1);
	assert_int_equal(mock_count("CommitVidPn"), 1);

	/* From nothing to asleep, and from there to nothing. */
	mock_forget();
	assert_status(dxgk_display_commit(mock.adapter, &(struct dxgk_config){ 0 }),
		      STATUS_SUCCESS);
	assert_status(light(640, 480, true), STATUS_SUCCESS);
	assert_status(dxgk_display_commit(mock.adapter, &(struct dxgk_config){ 0 }),
		      STATUS_SUCCESS);
	MOCK_EXPECT("CommitVidPn 0 flags 0", "CommitVidPn 0 flags 0x2", "CommitVidPn 0 flags 0");
	assert_int_equal(mock_count("CommitVidPn"), 3);
	assert_status(light(640, 480, false), STATUS_SUCCESS);
	mock_stop();
}

static void two(struct dxgk_config *c, UINT width, bool off0, bool off1)
{
	memset(c, 0, sizeof(*c));
	mock_config_path(c, 0, 0x100, width, width * 3 / 4);
	mock_config_path(c, 1, 0x101, 640, 480);
	c->path[0].off = off0;
	c->path[1].off = off1;
}

static void two_monitors(void **state)
{
	struct dxgk_config c;

	mock_reset();
	mock.sources = 2;
	mock.children = 2;
	assert_status(mock_start(), STATUS_SUCCESS);
	two(&c, 800, false, false);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);

	mock_forget();
	two(&c, 800, false, true);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	assert_int_equal(mock_count("CommitVidPn 0x1 flags 0x3"), 1);
	assert_int_equal(mock_count("CommitVidPn"), 1);

	/* The one sleeps on while the other gets a mode, and wakes later. */
	mock_forget();
	two(&c, 640, false, true);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	assert_int_equal(mock_count("CommitVidPn 0 flags 0"), 1);
	assert_int_equal(mock_count("CommitVidPn"), 1);
	mock_forget();
	two(&c, 640, true, false);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("CommitVidPn 0 flags 0x3", "CommitVidPn 0x1 flags 0x1");
	assert_int_equal(mock_count("CommitVidPn"), 2);

	/* A failure is reported, and tried again. */
	mock.fail_transition = STATUS_UNSUCCESSFUL;
	two(&c, 640, false, false);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_UNSUCCESSFUL);
	mock.fail_transition = STATUS_SUCCESS;
	mock_forget();
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	assert_int_equal(mock_count("CommitVidPn 0 flags 0x1"), 1);
	assert_int_equal(mock_count("CommitVidPn"), 1);

	/* D0 brings back both what is lit and what sleeps. */
	two(&c, 640, true, false);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	assert_status(dxgk_adapter_set_power(mock.adapter, false, 2), STATUS_SUCCESS);
	mock_forget();
	assert_status(dxgk_adapter_set_power(mock.adapter, true, 0), STATUS_SUCCESS);
	MOCK_EXPECT("SetPowerState 1", "CommitVidPn 0xfffffffd flags 0", "CommitVidPn 0 flags 0x3");
	mock_stop();
}

static void vsync_of(DXGK_INTERRUPT_TYPE type)
{
	mock_reset();
	mock.vsync = true;
	mock.vsync_type = type;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_light(800, 600), STATUS_SUCCESS);
	mock_forget();
}

static void vsync(void **state)
{
	vsync_of(DXGK_INTERRUPT_DISPLAYONLY_VSYNC);
	assert_status(dxgk_display_vsync(mock.adapter, false), STATUS_SUCCESS);
	assert_int_equal(mock.lines, 0);
	assert_status(dxgk_display_vsync(mock.adapter, true), STATUS_SUCCESS);
	assert_status(dxgk_display_vsync(mock.adapter, true), STATUS_SUCCESS);
	assert_int_equal(mock_count("ControlInterrupt 5 1"), 1);
	assert_int_equal(mock.lines, 1);
	/* After D0 what was on is on. */
	assert_status(dxgk_adapter_set_power(mock.adapter, false, 2), STATUS_SUCCESS);
	assert_status(dxgk_display_vsync(mock.adapter, true), STATUS_DEVICE_NOT_READY);
	assert_status(dxgk_adapter_set_power(mock.adapter, true, 0), STATUS_SUCCESS);
	assert_int_equal(mock_count("ControlInterrupt 5 1"), 2);
	mock.fail_control = STATUS_UNSUCCESSFUL;
	assert_status(dxgk_display_vsync(mock.adapter, false), STATUS_UNSUCCESSFUL);
	/* Where that fails they are off, and it is said. */
	assert_status(dxgk_adapter_set_power(mock.adapter, false, 2), STATUS_SUCCESS);
	assert_status(dxgk_adapter_set_power(mock.adapter, true, 0), STATUS_SUCCESS);
	assert_int_equal(host_log_count(DXGK_LOG_WARN,
					"no interrupts of vertical blanks after D0"), 1);
	mock_forget();
	mock.fail_control = STATUS_SUCCESS;
	assert_status(dxgk_display_vsync(mock.adapter, false), STATUS_SUCCESS);
	assert_int_equal(mock.lines, 0);
	assert_status(dxgk_display_vsync(mock.adapter, true), STATUS_SUCCESS);
	assert_status(dxgk_display_vsync(mock.adapter, false), STATUS_SUCCESS);
	assert_status(dxgk_display_vsync(mock.adapter, false), STATUS_SUCCESS);
	assert_int_equal(mock_count("ControlInterrupt 5 0"), 1);
	assert_int_equal(mock_count("ControlInterrupt 3"), 0);
	mock_stop();
}

/* The documentation of ControlInterrupt knows this one only. */
static void vsync_crtc(void **state)
{
	vsync_of(DXGK_INTERRUPT_CRTC_VSYNC);
	assert_status(dxgk_display_vsync(mock.adapter, true), STATUS_SUCCESS);
	assert_status(dxgk_display_vsync(mock.adapter, false), STATUS_SUCCESS);
	MOCK_EXPECT("ControlInterrupt 5 1", "ControlInterrupt 3 1", "ControlInterrupt 3 0");
	assert_int_equal(mock.lines, 3);
	/* A failure of another kind is one. */
	mock.fail_control = STATUS_UNSUCCESSFUL;
	assert_status(dxgk_display_vsync(mock.adapter, true), STATUS_UNSUCCESSFUL);
	mock_stop();
}

static void no_vsync(void **state)
{
	bool blank;
	dxgk_u32 line;

	vsync_of(0);
	assert_status(dxgk_display_vsync(mock.adapter, true), STATUS_NOT_IMPLEMENTED);
	MOCK_EXPECT("ControlInterrupt 5 1", "ControlInterrupt 3 1");
	mock_stop();

	mock_reset();
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(dxgk_display_vsync(mock.adapter, true), STATUS_NOT_SUPPORTED);
	assert_status(dxgk_display_scanline(mock.adapter, 0x100, &blank, &line),
		      STATUS_NOT_SUPPORTED);
	mock_stop();
}

static void scan_line(void **state)
{
	bool blank = false;
	dxgk_u32 line = 0;

	vsync_of(DXGK_INTERRUPT_DISPLAYONLY_VSYNC);
	assert_status(dxgk_display_scanline(mock.adapter, 0x100, &blank, &line), STATUS_SUCCESS);
	assert_true(blank);
	assert_int_equal(line, 17);
	assert_status(dxgk_display_scanline(mock.adapter, 0x999, &blank, &line),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
	dxgk_adapter_surprise_remove(mock.adapter);
	assert_status(dxgk_display_scanline(mock.adapter, 0x100, &blank, &line),
		      STATUS_DEVICE_REMOVED);
	assert_status(dxgk_display_vsync(mock.adapter, true), STATUS_DEVICE_REMOVED);
	mock_stop();
}

static const struct CMUnitTest tests[] = {
	host_test(one_monitor),
	host_test(two_monitors),
	host_test(vsync),
	host_test(vsync_crtc),
	host_test(no_vsync),
	host_test(scan_line),
};

HOST_TEST_MAIN(tests)
