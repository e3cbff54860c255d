// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The hardware pointer: which of the three formats, what becomes of pixels, and
 * when a miniport hears of it.
 *
 * See "DXGKDDI_SETPOINTERSHAPE", "DXGKDDI_SETPOINTERPOSITION" and
 * "_DXGKARG_SETPOINTERSHAPE".
 */
#include "vidpn_mock.h"

static void start(bool color, bool masked, bool monochrome)
{
	mock_reset();
	mock.pointer = true;
	mock.caps.MaxPointerWidth = 64;
	mock.caps.MaxPointerHeight = 32;
	mock.caps.PointerCaps.Color = color;
	mock.caps.PointerCaps.MaskedColor = masked;
	mock.caps.PointerCaps.Monochrome = monochrome;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_light(800, 600), STATUS_SUCCESS);
	mock_forget();
}

static NTSTATUS shape(const dxgk_u32 *pixels, UINT width, UINT height, UINT pitch)
{
	struct dxgk_pointer p = {
		.pixels = pixels,
		.width = width,
		.height = height,
		.pitch = pitch,
		.hot_x = 2,
		.hot_y = 1,
	};

	return dxgk_display_pointer_shape(mock.adapter, &p);
}

static NTSTATUS position(int x, int y, bool visible)
{
	return dxgk_display_pointer_position(mock.adapter, 0, x, y, visible);
}

/* Premultiplied; two lines of three pixels, and one that is not shown. */
static const dxgk_u32 picture[8] = {
	0xff102030, 0x80402000, 0x00000000, 0xdeadbeef,
	0x7f7f7f7f, 0xffffffff, 0x01010001, 0xdeadbeef,
};

static void color(void **state)
{
	/* 0x40 / 0x80 is 127.5 of 255: 128. */
	static const dxgk_u32 want[] = {
		0xff102030, 0x80804000, 0x00000000, 0x7fffffff, 0xffffffff, 0x01ff00ff,
	};
	/* Brighter than alpha allows: no wrap into the next colour. */
	static const dxgk_u32 wrong = 0x10ff2008, right = 0x10ffff80;

	start(true, true, true);
	assert_status(shape(picture, 3, 2, 16), STATUS_SUCCESS);
	assert_int_equal(mock_count("SetPointerShape 0 3x2 pitch 12 flags 0x2 hot 2 1"), 1);
	assert_memory_equal(mock.shape_bits, want, sizeof(want));
	/* The hot spot lies in the picture. */
	assert_status(shape(&wrong, 1, 1, 4), STATUS_SUCCESS);
	assert_int_equal(mock_count("SetPointerShape 0 1x1 pitch 4 flags 0x2 hot 0 0"), 1);
	assert_memory_equal(mock.shape_bits, &right, 4);
	mock_stop();
}

static void masked_color(void **state)
{
	/* Half and more is there, by mask 0; the screen XOR 0 shows below. */
	static const dxgk_u32 want[] = {
		0x00102030, 0x00804000, 0xff000000, 0xff000000, 0x00ffffff, 0xff000000,
	};

	start(false, true, true);
	assert_status(shape(picture, 3, 2, 16), STATUS_SUCCESS);
	assert_int_equal(mock_count("SetPointerShape 0 3x2 pitch 12 flags 0x4"), 1);
	assert_memory_equal(mock.shape_bits, want, sizeof(want));
	mock_stop();
}

static void monochrome(void **state)
{
	/* AND 0 where it is there, XOR 1 where it is white; bits beyond are clear. */
	static const dxgk_u8 want[] = {
		0x3f, 0xff, 0xff, 0xff, 0xbf, 0xff, 0xff, 0xff,
		0x00, 0x00, 0x00, 0x00, 0x40, 0x00, 0x00, 0x00,
	};
	dxgk_u32 wide[33];

	start(false, false, true);
	assert_status(shape(picture, 3, 2, 16), STATUS_SUCCESS);
	assert_int_equal(mock_count("SetPointerShape 0 3x2 pitch 4 flags 0x1 hot 2 1"), 1);
	assert_memory_equal(mock.shape_bits, want, sizeof(want));

	memset(wide, 0, sizeof(wide));
	wide[32] = 0xffffffff;
	assert_status(shape(wide, 33, 1, sizeof(wide)), STATUS_SUCCESS);
	assert_int_equal(mock_count("SetPointerShape 0 33x1 pitch 8 flags 0x1"), 1);
	assert_memory_equal(mock.shape_bits,
			    "\xff\xff\xff\xff\x7f\xff\xff\xff\0\0\0\0\x80\0\0\0", 16);
	mock_stop();
}

static void largest(void **state)
{
	static dxgk_u32 pixels[64 * 32];
	UINT i;

	for (i = 0; i < 64 * 32; i++)
		pixels[i] = 0xff000000 | i;
	for (i = 0; i < 3; i++) {
		start(i == 0, i == 1, i == 2);
		assert_status(shape(pixels, 64, 32, 256), STATUS_SUCCESS);
		assert_status(shape(pixels, 65, 1, 260), STATUS_INVALID_PARAMETER);
		assert_status(shape(pixels, 1, 33, 4), STATUS_INVALID_PARAMETER);
		assert_status(shape(pixels, 0, 1, 4), STATUS_INVALID_PARAMETER);
		assert_status(shape(pixels, 1, 0, 4), STATUS_INVALID_PARAMETER);
		assert_status(shape(pixels, 2, 1, 4), STATUS_INVALID_PARAMETER);
		assert_status(shape(pixels, 1, 1, 5), STATUS_INVALID_PARAMETER);
		assert_status(shape(NULL, 1, 1, 4), STATUS_INVALID_PARAMETER);
		assert_int_equal(mock_count("SetPointerShape"), 1);
		mock_stop();
	}
}

/* A visible pointer is an error to drivers without one: they hear nothing. */
static void no_pointer(void **state)
{
	struct dxgk_display_caps caps;
	UINT i;

	for (i = 0; i < 3; i++) {
		mock_reset();
		/* No entries; no formats; no size; and no way to tell of one later. */
		mock.version = i ? DXGKDDI_INTERFACE_VERSION_WIN8 : 0;
		mock.pointer = i != 0;
		mock.caps.MaxPointerWidth = i == 2 ? 0 : 64;
		mock.caps.MaxPointerHeight = 64;
		mock.caps.PointerCaps.Color = i != 1;
		assert_status(mock_start(), STATUS_SUCCESS);
		dxgk_display_caps(mock.adapter, &caps);
		assert_int_equal(caps.max_pointer_width + caps.max_pointer_height, 0);
		assert_false(caps.pointer_color || caps.pointer_masked_color ||
			     caps.pointer_monochrome);
		assert_status(mock_light(800, 600), STATUS_SUCCESS);
		assert_status(shape(picture, 3, 2, 16), STATUS_NOT_SUPPORTED);
		assert_status(position(1, 2, true), STATUS_NOT_SUPPORTED);
		assert_status(position(0, 0, false), STATUS_NOT_SUPPORTED);
		assert_int_equal(mock_count("SetPointer"), 0);
		mock_stop();
	}
}

static void order(void **state)
{
	start(true, false, false);
	/* No position without a shape; hiding what is not there is done. */
	assert_status(position(5, 6, true), STATUS_INVALID_DEVICE_STATE);
	assert_status(position(5, 6, false), STATUS_SUCCESS);
	assert_int_equal(mock_count("SetPointer"), 0);

	assert_status(shape(picture, 3, 2, 16), STATUS_SUCCESS);
	assert_status(position(-3, 599, true), STATUS_SUCCESS);
	assert_status(position(-3, 599, false), STATUS_SUCCESS);
	MOCK_EXPECT("SetPointerShape", "SetPointerPosition 0 -3 599 1", "SetPointerPosition 0 -3 599 0");

	/* A new mode is a new beginning, the same one again is not. */
	mock_forget();
	assert_status(mock_light(800, 600), STATUS_SUCCESS);
	assert_status(position(1, 1, true), STATUS_SUCCESS);
	/* It leaves the screen before the mode does. */
	assert_status(mock_light(640, 480), STATUS_SUCCESS);
	MOCK_EXPECT("SetPointerPosition 0 1 1 1", "SetPointerPosition 0 0 0 0",
		    "SetVidPnSourceVisibility 0 0", "CommitVidPn");
	assert_status(position(1, 1, true), STATUS_INVALID_DEVICE_STATE);

	mock.fail_shape = STATUS_NO_MEMORY;
	assert_status(shape(picture, 3, 2, 16), STATUS_NO_MEMORY);
	assert_status(position(1, 1, true), STATUS_INVALID_DEVICE_STATE);
	mock.fail_shape = STATUS_SUCCESS;
	assert_status(shape(picture, 3, 2, 16), STATUS_SUCCESS);
	mock.fail_position = STATUS_UNSUCCESSFUL;
	assert_status(position(1, 1, true), STATUS_UNSUCCESSFUL);
	mock_stop();
}

static void dark(void **state)
{
	struct dxgk_pointer p = { .source = 1, .pixels = picture, .width = 1, .height = 1, .pitch = 4 };
	struct dxgk_config none = { 0 };

	start(true, false, false);
	assert_status(dxgk_display_pointer_shape(mock.adapter, &p),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	assert_status(dxgk_display_pointer_position(mock.adapter, 1, 0, 0, true),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	assert_status(shape(picture, 1, 1, 4), STATUS_SUCCESS);
	assert_status(dxgk_display_commit(mock.adapter, &none), STATUS_SUCCESS);
	mock_forget();
	assert_status(shape(picture, 1, 1, 4), STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY);
	assert_status(position(0, 0, false), STATUS_SUCCESS);
	assert_int_equal(mock_count("SetPointer"), 0);

	dxgk_adapter_surprise_remove(mock.adapter);
	assert_status(shape(picture, 1, 1, 4), STATUS_DEVICE_REMOVED);
	assert_status(position(0, 0, true), STATUS_DEVICE_REMOVED);
	mock_stop();
}

/* D3 forgets the shape, and nothing is called until D0. */
static void power(void **state)
{
	start(true, false, false);
	assert_status(shape(picture, 3, 2, 16), STATUS_SUCCESS);
	mock.fail_power = STATUS_UNSUCCESSFUL;
	assert_status(dxgk_adapter_set_power(mock.adapter, false, 2), STATUS_UNSUCCESSFUL);
	assert_status(position(1, 1, true), STATUS_SUCCESS);
	mock.fail_power = STATUS_SUCCESS;
	assert_status(dxgk_adapter_set_power(mock.adapter, false, 2), STATUS_SUCCESS);
	mock_forget();
	assert_status(shape(picture, 3, 2, 16), STATUS_DEVICE_NOT_READY);
	assert_status(position(1, 1, true), STATUS_DEVICE_NOT_READY);
	assert_status(dxgk_display_visible(mock.adapter, 0, true), STATUS_DEVICE_NOT_READY);
	assert_int_equal(mock.lines, 0);
	/* What was lit is committed again, and dark as after any commit. */
	assert_status(dxgk_adapter_set_power(mock.adapter, true, 0), STATUS_SUCCESS);
	MOCK_EXPECT("SetPowerState 1", "CommitVidPn", "SetVidPnSourceVisibility 0 0");
	assert_status(position(1, 1, true), STATUS_INVALID_DEVICE_STATE);
	assert_status(shape(picture, 3, 2, 16), STATUS_SUCCESS);
	assert_status(position(1, 1, true), STATUS_SUCCESS);
	mock_stop();
}

/* The caps are asked again, later, and what they say then counts. */
static void support_changes(void **state)
{
	static const dxgk_u32 large[65 * 2];
	DXGKARGCB_NOTIFYCURSORSUPPORTCHANGE arg = { 0 };

	start(true, false, false);
	assert_status(shape(picture, 3, 2, 16), STATUS_SUCCESS);
	arg.DeviceHandle = mock.handle;
	arg.VidPnSourceId = 1;
	assert_status(mock.dxgk.DxgkCbNotifyCursorSupportChange(&arg),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	assert_status(mock.dxgk.DxgkCbNotifyCursorSupportChange(NULL), STATUS_INVALID_PARAMETER);
	assert_int_equal(host_device_pointers(mock.os), 0);
	arg.VidPnSourceId = 0;
	mock_forget();
	assert_status(mock.dxgk.DxgkCbNotifyCursorSupportChange(&arg), STATUS_SUCCESS);
	assert_int_equal(host_device_pointers(mock.os), 1);
	/* It may be called from inside an entry point. */
	assert_int_equal(mock.lines, 0);
	arg.DeviceHandle = (HANDLE)0x77;
	assert_status(mock.dxgk.DxgkCbNotifyCursorSupportChange(&arg), STATUS_INVALID_PARAMETER);

	/* Still there, smaller: its shape is to come again. */
	mock.caps.MaxPointerWidth = 2;
	assert_true(dxgk_display_pointer_refresh(mock.adapter));
	assert_int_equal(mock_count("QueryAdapterInfo"), 1);
	assert_status(position(1, 1, true), STATUS_INVALID_DEVICE_STATE);
	assert_status(shape(picture, 3, 2, 16), STATUS_INVALID_PARAMETER);
	assert_status(shape(picture, 2, 2, 16), STATUS_SUCCESS);
	assert_status(position(1, 1, true), STATUS_SUCCESS);

	mock.caps.PointerCaps.Value = 0;
	assert_false(dxgk_display_pointer_refresh(mock.adapter));
	mock_forget();
	assert_status(shape(picture, 2, 2, 16), STATUS_NOT_SUPPORTED);
	assert_status(position(1, 1, true), STATUS_NOT_SUPPORTED);
	assert_int_equal(mock.lines, 0);

	/* Back again, as large as it likes: not beyond what was made for it. */
	mock.caps.PointerCaps.Color = 1;
	mock.caps.MaxPointerWidth = 4096;
	assert_true(dxgk_display_pointer_refresh(mock.adapter));
	assert_status(shape(large, 65, 2, 65 * 4), STATUS_INVALID_PARAMETER);
	assert_status(shape(large, 64, 2, 64 * 4), STATUS_SUCCESS);
	assert_status(shape(picture, 3, 2, 16), STATUS_SUCCESS);
	mock.fail_caps = STATUS_UNSUCCESSFUL;
	assert_false(dxgk_display_pointer_refresh(mock.adapter));
	mock_stop();
}

/* A pointer that is not there at start, from a miniport that can tell when it comes. */
static void comes_later(void **state)
{
	static const dxgk_u32 large[65 * 2];
	struct dxgk_display_caps caps;
	UINT i;

	for (i = 0; i < 2; i++) {
		mock_reset();
		mock.version = DXGKDDI_INTERFACE_VERSION_WDDM2_6;
		mock.pointer = true;
		/* No size either; or a size, but no kind of shape. */
		mock.caps.MaxPointerWidth = i ? 32 : 0;
		mock.caps.MaxPointerHeight = i ? 32 : 0;
		assert_status(mock_start(), STATUS_SUCCESS);
		assert_status(mock_light(800, 600), STATUS_SUCCESS);
		dxgk_display_caps(mock.adapter, &caps);
		assert_true(caps.pointer_late);
		assert_int_equal(caps.max_pointer_width, i ? 32 : 64);
		assert_int_equal(caps.max_pointer_height, i ? 32 : 64);
		assert_status(shape(picture, 3, 2, 16), STATUS_NOT_SUPPORTED);
		assert_status(position(1, 1, true), STATUS_NOT_SUPPORTED);
		assert_false(dxgk_display_pointer_refresh(mock.adapter));
		assert_int_equal(mock_count("SetPointer"), 0);

		mock.caps.PointerCaps.Color = 1;
		mock.caps.MaxPointerWidth = 128;
		mock.caps.MaxPointerHeight = 16;
		assert_true(dxgk_display_pointer_refresh(mock.adapter));
		dxgk_display_caps(mock.adapter, &caps);
		assert_false(caps.pointer_late);
		assert_int_equal(caps.max_pointer_width, i ? 32 : 64);
		assert_int_equal(caps.max_pointer_height, 16);
		assert_status(shape(picture, 3, 2, 16), STATUS_SUCCESS);
		assert_status(position(1, 1, true), STATUS_SUCCESS);
		assert_status(shape(large, 65, 2, 65 * 4), STATUS_INVALID_PARAMETER);

		mock.caps.PointerCaps.Value = 0;
		assert_false(dxgk_display_pointer_refresh(mock.adapter));
		dxgk_display_caps(mock.adapter, &caps);
		assert_true(caps.pointer_late);
		assert_true(caps.max_pointer_width);
		mock_stop();
	}
}

static void *shaper(void *arg)
{
	int i;

	for (i = 0; i < 20; i++)
		shape(picture, 3, 2, 16);
	return NULL;
}

/* Level 1: one at a time. */
static void one_at_a_time(void **state)
{
	pthread_t t[3];
	int i;

	start(true, false, false);
	mock.present_ms = 1;
	for (i = 0; i < 3; i++)
		assert_int_equal(pthread_create(&t[i], NULL, shaper, NULL), 0);
	for (i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	assert_int_equal(mock_count("SetPointerShape"), 60);
	assert_false(mock.overlapped);
	mock_stop();
}

static const struct CMUnitTest tests[] = {
	host_test(color),
	host_test(masked_color),
	host_test(monochrome),
	host_test(largest),
	host_test(no_pointer),
	host_test(order),
	host_test(dark),
	host_test(power),
	host_test(support_changes),
	host_test(comes_later),
	host_test(one_at_a_time),
};

HOST_TEST_MAIN(tests)
