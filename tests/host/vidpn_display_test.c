// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The display core against a miniport without hardware: start, modes, commits,
 * hotplug.
 */
#include "vidpn_mock.h"
#include "driver.h"

/* ------------------------------------------------------------------- start */

/* "Enumerating Child Devices of a Display Adapter", and the order of field-notes.md. */
static void start_sequence(void **state)
{
	dxgk_u8 edid[128];

	mock_reset();
	mock_edid(edid, 0);
	mock.children = 3;
	mock.child[0].edid = edid;
	mock.child[0].edid_size = 128;
	mock.child[1].hpd = HpdAwarenessInterruptible;
	mock.child[2].hpd = HpdAwarenessPolled;
	mock.child[2].connected = false;
	assert_status(mock_start(), STATUS_SUCCESS);
	MOCK_EXPECT("StartDevice", "QueryChildRelations 4",
		    /* "HPD awareness value of Interruptible or Polled": not the first. */
		    "QueryChildStatus 0x101", "QueryChildStatus 0x102",
		    "QueryDeviceDescriptor 0x100 0", "QueryDeviceDescriptor 0x101 0",
		    "QueryAdapterInfo 1 592",
		    /* "Called twice to provide the first 128-byte block." */
		    "QueryDeviceDescriptor 0x100 0", "RecommendMonitorModes 0x100",
		    "QueryDeviceDescriptor 0x101 0", "RecommendMonitorModes 0x101");
	assert_int_equal(mock_count("QueryChildStatus 0x100"), 0);
	/* "Known or assumed to have an external device connected." */
	assert_int_equal(mock_count("QueryDeviceDescriptor 0x102"), 0);
	assert_int_equal(mock_count("RecommendMonitorModes 0x102"), 0);
	/* QueryAdapterInfo after StartDevice, never before. */
	assert_true(mock_find("QueryAdapterInfo", 0) > mock_find("StartDevice", 0));
	mock_stop();
}

struct start_case {
	const char *what;
	void (*spoil)(void);
	NTSTATUS status;
};

#define SPOIL(name, code) static void spoil_##name(void) { code; }
SPOIL(relations, mock.fail_relations = STATUS_UNSUCCESSFUL)
SPOIL(status, mock.child[0].hpd = HpdAwarenessPolled; mock.fail_status = STATUS_IO_DEVICE_ERROR)
SPOIL(caps, mock.fail_caps = STATUS_NOT_SUPPORTED)
SPOIL(extra, mock.extra_child = true)
SPOIL(twins, mock.children = 2; mock.child[1].uid = mock.child[0].uid)
SPOIL(others, mock.child[0].type = TypeOther)
SPOIL(no_sources, mock.sources = 0)
SPOIL(no_children, mock.children = 0)

static const struct start_case start_cases[] = {
	{ "QueryChildRelations fails", spoil_relations, STATUS_UNSUCCESSFUL },
	{ "QueryChildStatus fails", spoil_status, STATUS_IO_DEVICE_ERROR },
	{ "QueryAdapterInfo fails", spoil_caps, STATUS_NOT_SUPPORTED },
	{ "the last element is not left alone", spoil_extra, STATUS_INVALID_PARAMETER },
	{ "two children of one uid", spoil_twins, STATUS_GRAPHICS_TARGET_ID_MUST_BE_UNIQUE },
	{ "no video output", spoil_others,
	  STATUS_GRAPHICS_ADAPTER_MUST_HAVE_AT_LEAST_ONE_TARGET },
	{ "no source", spoil_no_sources, STATUS_INVALID_PARAMETER },
	{ "no child", spoil_no_children, STATUS_INVALID_PARAMETER },
};

static void start_failures(void **state)
{
	unsigned int i;

	for (i = 0; i < DXGK_ARRAY_SIZE(start_cases); i++) {
		print_message("  %s\n", start_cases[i].what);
		mock_reset();
		start_cases[i].spoil();
		assert_status(mock_start(), start_cases[i].status);
		assert_int_equal(mock_count("StopDevice"), 1);
		assert_int_equal(mock_count("RemoveDevice"), 1);
		assert_true(host_clean());
	}
}

/* A descriptor that cannot be had is no reason to have no display. */
static void start_without_descriptor(void **state)
{
	struct mock_list list;
	dxgk_u8 buf[256];
	dxgk_u32 len;

	mock_reset();
	mock.fail_descriptor = STATUS_IO_DEVICE_ERROR;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(dxgk_display_edid(mock.adapter, 0x100, buf, sizeof(buf), &len),
		      STATUS_SUCCESS);
	assert_int_equal(len, 0);
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
	assert_int_equal(list.count, 3);
	/* Nor is one without the entry point. */
	mock.adapter->driver->ddi.DxgkDdiQueryDeviceDescriptor = NULL;
	assert_status(dxgk_display_edid(mock.adapter, 0x100, buf, sizeof(buf), &len),
		      STATUS_SUCCESS);
	assert_int_equal(len, 0);
	mock_stop();
}

static void caps_and_children(void **state)
{
	struct dxgk_display_caps caps;
	struct dxgk_child child;

	mock_reset();
	mock.sources = 2;
	mock.children = 3;
	mock.child[1].type = TypeOther;
	mock.child[2].hpd = HpdAwarenessInterruptible;
	mock.caps.MaxPointerWidth = 64;
	mock.caps.PointerCaps.Color = 1;
	mock.caps.SupportNonVGA = TRUE;
	mock.caps.SupportSurpriseRemoval = TRUE;
	assert_status(mock_start(), STATUS_SUCCESS);
	dxgk_display_caps(mock.adapter, &caps);
	assert_int_equal(caps.sources, 2);
	assert_int_equal(caps.children, 2);
	/* It has no SetPointerShape: no pointer, whatever the caps say. */
	assert_int_equal(caps.max_pointer_width, 0);
	assert_false(caps.vsync_interrupt);
	assert_status(dxgk_display_child(mock.adapter, 0, &child), STATUS_SUCCESS);
	assert_int_equal(child.uid, 0x100);
	assert_int_equal(child.type, DXGK_CHILD_VGA);
	assert_true(child.always_connected);
	assert_status(dxgk_display_child(mock.adapter, 1, &child), STATUS_SUCCESS);
	assert_int_equal(child.uid, 0x102);
	assert_int_equal(child.type, DXGK_CHILD_HDMI);
	assert_true(child.interruptible);
	assert_status(dxgk_display_child(mock.adapter, 2, &child), STATUS_INVALID_PARAMETER);
	assert_true(dxgk_display_supports_non_vga(mock.adapter));
	assert_true(dxgk_display_supports_surprise_removal(mock.adapter));
	assert_int_equal(dxgk_display_post_target(mock.adapter), 0x100);
	mock_stop();
}

/* D3DKMDT_VIDEO_OUTPUT_TECHNOLOGY in KMS's terms. */
static void technologies(void **state)
{
	static const struct {
		D3DKMDT_VIDEO_OUTPUT_TECHNOLOGY technology;
		enum dxgk_child_type type;
	} c[] = {
		{ D3DKMDT_VOT_HD15, DXGK_CHILD_VGA }, { D3DKMDT_VOT_SVIDEO, DXGK_CHILD_TV },
		{ D3DKMDT_VOT_DVI, DXGK_CHILD_DVI }, { D3DKMDT_VOT_HDMI, DXGK_CHILD_HDMI },
		{ D3DKMDT_VOT_LVDS, DXGK_CHILD_LVDS }, { D3DKMDT_VOT_INTERNAL, DXGK_CHILD_LVDS },
		{ D3DKMDT_VOT_DISPLAYPORT_EXTERNAL, DXGK_CHILD_DISPLAYPORT },
		{ D3DKMDT_VOT_DISPLAYPORT_EMBEDDED, DXGK_CHILD_EDP },
		{ D3DKMDT_VOT_MIRACAST, DXGK_CHILD_VIRTUAL },
		{ D3DKMDT_VOT_OTHER, DXGK_CHILD_OTHER },
		{ (D3DKMDT_VIDEO_OUTPUT_TECHNOLOGY)77, DXGK_CHILD_OTHER },
	};
	struct dxgk_child child;
	unsigned int i;

	mock_reset();
	mock.children = DXGK_ARRAY_SIZE(c);
	for (i = 0; i < DXGK_ARRAY_SIZE(c); i++)
		mock.child[i].technology = c[i].technology;
	assert_status(mock_start(), STATUS_SUCCESS);
	for (i = 0; i < DXGK_ARRAY_SIZE(c); i++) {
		assert_status(dxgk_display_child(mock.adapter, i, &child), STATUS_SUCCESS);
		assert_int_equal(child.type, c[i].type);
		assert_int_equal(child.technology, (dxgk_u32)c[i].technology);
	}
	mock_stop();
}

static void pointer_caps(void **state)
{
	struct dxgk_display_caps caps;

	mock_reset();
	mock.version = DXGKDDI_INTERFACE_VERSION_WIN8;
	mock.pointer = true;
	mock.caps.MaxPointerWidth = 64;
	mock.caps.MaxPointerHeight = 48;
	assert_status(mock_start(), STATUS_SUCCESS);
	/* A size, but no kind of shape. */
	dxgk_display_caps(mock.adapter, &caps);
	assert_int_equal(caps.max_pointer_width, 0);
	mock_stop();
	mock.caps.PointerCaps.Color = 1;
	assert_status(mock_start(), STATUS_SUCCESS);
	dxgk_display_caps(mock.adapter, &caps);
	assert_int_equal(caps.max_pointer_width, 64);
	assert_int_equal(caps.max_pointer_height, 48);
	assert_true(caps.pointer_color);
	assert_false(caps.pointer_monochrome);
	assert_false(caps.pointer_masked_color);
	mock_stop();
}

/* StopDevice and StartDevice again, on the same context. */
static void restart(void **state)
{
	struct mock_list list;
	unsigned int i;

	mock_reset();
	assert_status(mock_start(), STATUS_SUCCESS);
	for (i = 0; i < 3; i++) {
		assert_status(mock_light(800, 600), STATUS_SUCCESS);
		dxgk_adapter_stop(mock.adapter);
		assert_status(mock_modes(0, 0x100, &list), STATUS_INVALID_DEVICE_STATE);
		assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
		assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
		assert_int_equal(list.count, 3);
	}
	mock_stop();
}

static void start_no_memory(void **state)
{
	dxgk_u8 edid[256];
	struct mock_list list;

	mock_edid(edid, 1);
	memset(edid + 128, 0, 128);
	edid[128] = 0x02;
	edid[129] = 3;
	edid[130] = 4;
	mock_checksum(edid + 128);
	host_for_each_failure(n) {
		NTSTATUS status;

		mock_reset();
		mock.child[0].edid = edid;
		mock.child[0].edid_size = 256;
		mock.monitor = (struct mock_mode) { 1234, 567, 60 };
		status = mock_start();
		if (NT_SUCCESS(status)) {
			status = mock_modes(0, 0x100, &list);
			if (NT_SUCCESS(status))
				status = mock_light(1024, 768);
			mock_stop();
		}
		if (!NT_SUCCESS(status))
			assert_true(host_fail_hit());
		assert_true(host_clean());
	}
}

/* ------------------------------------------------------------------- modes */

/* What IsSupportedVidPn and EnumVidPnCofuncModality allow, and nothing else. */
static void modes(void **state)
{
	struct mock_list list;
	unsigned int i;

	mock_reset();
	mock.mode[3] = (struct mock_mode) { 1024, 768, 75 };
	mock.mode[4] = (struct mock_mode) { 1024, 768, 60 };
	mock.modes = 5;
	mock.preferred = mock.mode[3];
	assert_status(mock_start(), STATUS_SUCCESS);
	mock_forget();
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
	assert_int_equal(list.count, 5);
	/* NOPIVOT first, then once for each source mode, that one being the pivot. */
	assert_int_equal(mock_count("EnumVidPnCofuncModality 5"), 1);
	assert_int_equal(mock_count("EnumVidPnCofuncModality 1"), 3);
	assert_int_equal(mock_count("IsSupportedVidPn"), 4);
	for (i = 0; i < list.count; i++) {
		const struct dxgk_mode *m = &list.mode[i];

		/* "TotalSize = ActiveSize", no rate: for the backend to make up. */
		assert_int_equal(m->htotal, m->width);
		assert_int_equal(m->pixel_clock, 0);
		assert_int_equal(m->hsync_den, 0);
		if (i < 3)
			assert_int_equal(m->vsync_den, 0);
	}
	assert_int_equal(list.mode[3].vsync_num, 75);
	assert_int_equal(list.mode[4].vsync_num, 60);
	mock_stop();
}

static void many_modes(void **state)
{
	struct mock_list list;
	unsigned int i;

	mock_reset();
	for (i = 0; i < MOCK_MODES; i++)
		mock.mode[i] = (struct mock_mode) { 640 + i * 8, 480, 60 };
	mock.modes = MOCK_MODES;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
	assert_int_equal(list.count, MOCK_MODES);
	for (i = 0; i < MOCK_MODES; i++)
		assert_int_equal(list.mode[i].width, 640 + i * 8);
	mock_stop();

	/* With scaling, a source mode goes with other targets' modes; each comes once. */
	mock.modes = 3;
	mock.centered = true;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
	assert_int_equal(list.count, 3);
	mock_stop();
}

static void modes_stop_early(void **state)
{
	struct mock_list list = { .stop_at = 2 };

	mock_reset();
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(dxgk_display_modes(mock.adapter, 0, 0x100, mock_emit, &list),
		      STATUS_SUCCESS);
	assert_int_equal(list.count, 2);
	mock_stop();
}

static void modes_refusals(void **state)
{
	struct mock_list list;

	mock_reset();
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_modes(1, 0x100, &list), STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	assert_status(mock_modes(0, 0x999, &list), STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
	mock.unsupported = true;
	assert_status(mock_modes(0, 0x100, &list),
		      STATUS_GRAPHICS_VIDPN_TOPOLOGY_NOT_SUPPORTED);
	mock.unsupported = false;
	mock.fail_cofunc = STATUS_NO_MEMORY;
	assert_status(mock_modes(0, 0x100, &list), STATUS_NO_MEMORY);
	mock.fail_cofunc = STATUS_SUCCESS;
	/* "If … the pivot …, the mode set for that source or target must not change." */
	mock.touch_pivot = true;
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
	mock_stop();
}

/* The monitor's own preference goes before the miniport's. */
static void preferred_mode(void **state)
{
	struct mock_list list;
	dxgk_u8 edid[128];
	unsigned int i;

	mock_edid(edid, 0);
	mock_reset();
	mock.child[0].edid = edid;
	mock.child[0].edid_size = 128;
	mock.mode[3] = (struct mock_mode) { 1920, 1080, 60 };
	mock.modes = 4;
	mock.preferred = mock.mode[0];
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
	assert_int_equal(list.count, 4);
	for (i = 0; i < 4; i++)
		assert_int_equal(list.mode[i].preferred, i == 3);
	mock_stop();

	/* Its mode is none of the path's: the miniport's word. */
	mock.modes = 3;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
	for (i = 0; i < 3; i++)
		assert_int_equal(list.mode[i].preferred, i == 0);
	mock_stop();
}

/* RecommendFunctionalVidPn, whose modes are preferred where the monitor has no word. */
static void recommended_vidpn(void **state)
{
	struct mock_list list;
	unsigned int i, k;

	for (k = 0; k < 4; k++) {
		mock_reset();
		mock.recommend = mock.mode[1];
		/* Not functional; not supported; and the miniport's own flag goes before. */
		mock.recommend_unpinned = k == 1;
		mock.unsupported = k == 2;
		if (k == 3)
			mock.preferred = mock.mode[0];
		assert_status(mock_start(), STATUS_SUCCESS);
		MOCK_EXPECT("QueryAdapterInfo", "RecommendMonitorModes",
			    "RecommendFunctionalVidPn");
		mock.unsupported = false;
		assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
		/* 1024 x 768 is the default profile's. */
		for (i = 0; i < 3; i++)
			assert_int_equal(list.mode[i].preferred,
					 i == (k == 0 ? 1 : k == 3 ? 0 : 2));
		mock_stop();
	}
	host_for_each_failure(n) {
		mock_reset();
		mock.recommend = mock.mode[1];
		if (NT_SUCCESS(mock_start()))
			mock_stop();
		else
			assert_true(host_fail_hit());
	}
}

/* Field notes: real drivers forget to release; the shim stays whole. */
static void leaking_miniport(void **state)
{
	struct mock_list list;

	mock_reset();
	mock.leak = true;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
	assert_int_equal(list.count, 3);
	assert_status(mock_light(800, 600), STATUS_SUCCESS);
	assert_status(mock_light(640, 480), STATUS_SUCCESS);
	mock_stop();
}

/* ------------------------------------------------------------------ commits */

static void commit(void **state)
{
	struct dxgk_config c = { 0 };

	mock_reset();
	assert_status(mock_start(), STATUS_SUCCESS);
	mock_forget();
	mock_config_path(&c, 0, 0x100, 800, 600);
	assert_status(dxgk_display_check(mock.adapter, &c), STATUS_SUCCESS);
	assert_int_equal(mock_count("CommitVidPn"), 0);
	mock_forget();
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("IsSupportedVidPn", "EnumVidPnCofuncModality 5",
		    "IsSupportedVidPn", "EnumVidPnCofuncModality 1",
		    "IsSupportedVidPn", "EnumVidPnCofuncModality 2",
		    "IsSupportedVidPn", "CommitVidPn 0",
		    "  path 0 0x100: 800x600 on 800x600@0 scaling 1 rotation 1",
		    "QueryVidPnHWCapability 0 0x100");
	assert_status(dxgk_display_visible(mock.adapter, 0, true), STATUS_SUCCESS);
	assert_true(mock.visible[0]);

	/* Another mode: hidden first. */
	mock_forget();
	c.paths = 0;
	mock_config_path(&c, 0, 0x100, 1024, 768);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("SetVidPnSourceVisibility 0 0", "CommitVidPn 0",
		    "  path 0 0x100: 1024x768 on 1024x768@0");
	assert_false(mock.visible[0]);

	/* Nothing at all: an empty topology, which no enumeration sees. */
	mock_forget();
	c.paths = 0;
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	assert_int_equal(mock_count("EnumVidPnCofuncModality"), 0);
	assert_int_equal(mock_count("CommitVidPn 0"), 1);
	assert_int_equal(mock_count("  path"), 0);
	assert_status(dxgk_display_visible(mock.adapter, 0, true),
		      STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY);
	assert_status(dxgk_display_visible(mock.adapter, 0, false), STATUS_SUCCESS);
	mock_stop();
}

/* AffectedVidPnSourceId: the one source whose paths change, or D3DDDI_ID_ALL. */
static void affected_sources(void **state)
{
	struct dxgk_config c = { 0 };

	mock_reset();
	mock.sources = 3;
	mock.children = 3;
	assert_status(mock_start(), STATUS_SUCCESS);
	mock_forget();
	mock_config_path(&c, 0, 0x100, 800, 600);
	mock_config_path(&c, 1, 0x101, 640, 480);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("CommitVidPn 0xfffffffd", "  path 0 0x100: 800x600 on 800x600",
		    "  path 1 0x101: 640x480 on 640x480");

	mock_forget();
	c.path[1].mode.width = c.path[1].mode.htotal = c.path[1].source_width = 1024;
	c.path[1].mode.height = c.path[1].mode.vtotal = c.path[1].source_height = 768;
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("CommitVidPn 0x1", "  path 1 0x101: 1024x768 on 1024x768");

	mock_forget();
	mock_config_path(&c, 2, 0x102, 640, 480);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("CommitVidPn 0x2");

	/* One source gone, and its target given to another: two are affected. */
	mock_forget();
	c.paths = 2;
	c.path[1].source = 2;
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("CommitVidPn 0xfffffffd");

	/* The same again, as after D0. */
	mock_forget();
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("CommitVidPn 0xfffffffd");
	mock_stop();
}

struct config_case {
	const char *what;
	void (*spoil)(struct dxgk_config *c);
	NTSTATUS status;
};

#define SPOIL_C(name, code) static void spoil_c_##name(struct dxgk_config *c) { code; }
SPOIL_C(nothing, (void)c)
SPOIL_C(source, c->path[0].source = 2)
SPOIL_C(target, c->path[0].target = 0x999)
SPOIL_C(twice, c->path[1].target = c->path[0].target)
SPOIL_C(many, c->paths = DXGK_MAX_PATHS + 1)
SPOIL_C(size, c->path[1].source_width = 801)
SPOIL_C(mode, c->path[1].mode.width = 641)
SPOIL_C(scaled, c->path[1].source_width = 800; c->path[1].source_height = 600)
SPOIL_C(rate, c->path[0].mode.vsync_num = 75; c->path[0].mode.vsync_den = 1)
SPOIL_C(rate_near, c->path[0].mode.vsync_num = 5994; c->path[0].mode.vsync_den = 100)
SPOIL_C(interlaced, c->path[0].mode.interlaced = true)
SPOIL_C(rotated, c->path[0].rotation = DXGK_ROTATE_180)
SPOIL_C(rotation_wild, c->path[0].rotation = (enum dxgk_rotation)9)
SPOIL_C(clone, c->path[1].source = 0; c->path[1].source_width = 800;
	c->path[1].source_height = 600; c->path[1].mode = c->path[0].mode)

static const struct config_case config_cases[] = {
	{ "good", spoil_c_nothing, STATUS_SUCCESS },
	{ "a rate that is nearly the one", spoil_c_rate_near, STATUS_SUCCESS },
	{ "no such source", spoil_c_source, STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE },
	{ "no such target", spoil_c_target, STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET },
	{ "one target twice", spoil_c_twice, STATUS_GRAPHICS_TARGET_ID_MUST_BE_UNIQUE },
	{ "too many paths", spoil_c_many, STATUS_INVALID_PARAMETER },
	{ "no such surface", spoil_c_size, STATUS_GRAPHICS_VIDPN_MODALITY_NOT_SUPPORTED },
	{ "no such mode", spoil_c_mode, STATUS_GRAPHICS_VIDPN_MODALITY_NOT_SUPPORTED },
	{ "scaled", spoil_c_scaled, STATUS_GRAPHICS_VIDPN_MODALITY_NOT_SUPPORTED },
	{ "another rate", spoil_c_rate, STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE },
	{ "interlaced", spoil_c_interlaced, STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE },
	{ "rotated", spoil_c_rotated,
	  STATUS_GRAPHICS_PATH_CONTENT_GEOMETRY_TRANSFORMATION_NOT_SUPPORTED },
	{ "wild rotation", spoil_c_rotation_wild, STATUS_INVALID_PARAMETER },
	{ "cloned", spoil_c_clone, STATUS_SUCCESS },
};

static void config_refusals(void **state)
{
	unsigned int i;

	mock_reset();
	mock.sources = 2;
	mock.children = 2;
	mock.mode[1].hz = 60;
	assert_status(mock_start(), STATUS_SUCCESS);
	for (i = 0; i < DXGK_ARRAY_SIZE(config_cases); i++) {
		struct dxgk_config c = { 0 };

		print_message("  %s\n", config_cases[i].what);
		mock_config_path(&c, 0, 0x100, 800, 600);
		mock_config_path(&c, 1, 0x101, 640, 480);
		config_cases[i].spoil(&c);
		assert_status(dxgk_display_check(mock.adapter, &c), config_cases[i].status);
		mock_forget();
		assert_status(dxgk_display_commit(mock.adapter, &c), config_cases[i].status);
		assert_int_equal(mock_count("CommitVidPn"), NT_SUCCESS(config_cases[i].status));
	}
	mock_stop();
}

/* A commit that fails leaves what there was, visible as it was. */
static void commit_failure(void **state)
{
	mock_reset();
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_light(800, 600), STATUS_SUCCESS);
	mock.fail_commit = STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY;
	mock_forget();
	assert_status(mock_light(640, 480), STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
	MOCK_EXPECT("SetVidPnSourceVisibility 0 0", "CommitVidPn",
		    "SetVidPnSourceVisibility 0 1");
	assert_true(mock.visible[0]);
	mock.fail_commit = STATUS_SUCCESS;
	mock.fail_visibility = STATUS_IO_DEVICE_ERROR;
	assert_status(mock_light(640, 480), STATUS_IO_DEVICE_ERROR);
	mock_stop();
}

/* Rotation by commit; by UpdateActiveVidPnPresentPath where the caps say so. */
static void rotation(void **state)
{
	struct dxgk_config c = { 0 };

	mock_reset();
	mock.rotation = true;
	assert_status(mock_start(), STATUS_SUCCESS);
	mock_config_path(&c, 0, 0x100, 800, 600);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	/* The surface stands, the source mode lies. */
	c.path[0].rotation = DXGK_ROTATE_90;
	c.path[0].source_width = 600;
	c.path[0].source_height = 800;
	mock_forget();
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("CommitVidPn 0", "  path 0 0x100: 800x600 on 800x600@0 scaling 1 rotation 2");
	mock_stop();

	mock.caps.SupportSmoothRotation = TRUE;
	assert_status(mock_start(), STATUS_SUCCESS);
	c.path[0].rotation = DXGK_ROTATE_0;
	c.path[0].source_width = 800;
	c.path[0].source_height = 600;
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	c.path[0].rotation = DXGK_ROTATE_180;
	mock_forget();
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("UpdateActiveVidPnPresentPath 0 0x100 rotation 3");
	assert_int_equal(mock_count("CommitVidPn"), 0);
	/* What it refuses so, a commit may do. */
	mock.fail_update = STATUS_GRAPHICS_PATH_CONTENT_GEOMETRY_TRANSFORMATION_NOT_SUPPORTED;
	c.path[0].rotation = DXGK_ROTATE_0;
	mock_forget();
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("UpdateActiveVidPnPresentPath", "CommitVidPn 0");
	mock_stop();
}

/* Centring, where the path says that it can. */
static void scaling(void **state)
{
	struct dxgk_config c = { 0 };

	mock_reset();
	mock.centered = true;
	assert_status(mock_start(), STATUS_SUCCESS);
	mock_config_path(&c, 0, 0x100, 1024, 768);
	c.path[0].source_width = 640;
	c.path[0].source_height = 480;
	mock_forget();
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("  path 0 0x100: 640x480 on 1024x768@0 scaling 2 rotation 1");
	/* A path that can do no other centres a picture in one of its own size. */
	mock.no_identity = true;
	c.path[0].source_width = 1024;
	c.path[0].source_height = 768;
	mock_forget();
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	MOCK_EXPECT("  path 0 0x100: 1024x768 on 1024x768@0 scaling 2 rotation 1");
	mock_stop();
}

/* After StopDevice, and on a device that is gone, the miniport is not called. */
static void not_started(void **state)
{
	struct dxgk_config c = { 0 };
	struct mock_list list;
	dxgk_u8 buf[128];
	bool connected;
	dxgk_u32 len;

	mock_reset();
	mock.child[0].hpd = HpdAwarenessPolled;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(dxgk_display_connected(mock.adapter, 0x999, &connected),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
	assert_status(dxgk_display_edid(mock.adapter, 0x999, buf, sizeof(buf), &len),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
	mock_config_path(&c, 0, 0x100, 800, 600);
	dxgk_adapter_surprise_remove(mock.adapter);
	mock_forget();
	assert_status(dxgk_display_check(mock.adapter, &c), STATUS_DEVICE_REMOVED);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_DEVICE_REMOVED);
	assert_status(dxgk_display_visible(mock.adapter, 0, false), STATUS_DEVICE_REMOVED);
	assert_status(mock_modes(0, 0x100, &list), STATUS_DEVICE_REMOVED);
	assert_status(dxgk_display_connected(mock.adapter, 0x100, &connected),
		      STATUS_DEVICE_REMOVED);
	assert_false(connected);
	assert_int_equal(mock.lines, 0);
	mock_stop();
}

/* ------------------------------------------------------------------ hotplug */

static void indicate(UINT uid, bool connected)
{
	DXGK_CHILD_STATUS s = { .Type = StatusConnection, .ChildUid = uid };

	s.HotPlug.Connected = connected;
	assert_status(mock.dxgk.DxgkCbIndicateChildStatus(mock.handle, &s), STATUS_SUCCESS);
}

/* DXGKCB_INDICATE_CHILD_STATUS, up to DISPATCH_LEVEL; the monitor is read anew afterwards. */
static void hotplug(void **state)
{
	DXGK_CHILD_STATUS s = { .Type = StatusConnection, .ChildUid = 0x999 };
	struct mock_list list;
	dxgk_u8 edid[128], buf[256];
	dxgk_u32 len;
	bool connected;

	mock_edid(edid, 0);
	mock_reset();
	mock.child[0].hpd = HpdAwarenessInterruptible;
	mock.child[0].connected = false;
	mock.child[0].edid = edid;
	mock.child[0].edid_size = 128;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(dxgk_display_connected(mock.adapter, 0x100, &connected), STATUS_SUCCESS);
	assert_false(connected);
	assert_status(dxgk_display_edid(mock.adapter, 0x100, buf, sizeof(buf), &len),
		      STATUS_GRAPHICS_MONITOR_NOT_CONNECTED);

	host_irql_set(DISPATCH_LEVEL);
	indicate(0x100, true);
	host_irql_set(PASSIVE_LEVEL);
	assert_int_equal(host_device_hotplugs(mock.os), 1);
	mock_forget();
	assert_status(dxgk_display_connected(mock.adapter, 0x100, &connected), STATUS_SUCCESS);
	assert_true(connected);
	/* Its own word is enough from now on. */
	assert_int_equal(mock_count("QueryChildStatus"), 0);
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
	MOCK_EXPECT("QueryDeviceDescriptor 0x100 0", "RecommendMonitorModes 0x100",
		    "EnumVidPnCofuncModality");
	assert_status(dxgk_display_edid(mock.adapter, 0x100, buf, sizeof(buf), &len),
		      STATUS_SUCCESS);
	assert_int_equal(len, 128);
	assert_memory_equal(buf, edid, 128);

	indicate(0x100, false);
	assert_status(dxgk_display_connected(mock.adapter, 0x100, &connected), STATUS_SUCCESS);
	assert_false(connected);
	assert_int_equal(host_device_hotplugs(mock.os), 2);

	/* What it cannot mean. */
	assert_status(mock.dxgk.DxgkCbIndicateChildStatus(mock.handle, &s),
		      STATUS_INVALID_PARAMETER);
	assert_status(mock.dxgk.DxgkCbIndicateChildStatus(mock.handle, NULL),
		      STATUS_INVALID_PARAMETER);
	s.ChildUid = 0x100;
	s.Type = StatusUninitialized;
	assert_status(mock.dxgk.DxgkCbIndicateChildStatus(mock.handle, &s),
		      STATUS_INVALID_PARAMETER);
	s.Type = StatusConnection;
	assert_status(mock.dxgk.DxgkCbIndicateChildStatus((HANDLE)&s, &s),
		      STATUS_INVALID_PARAMETER);
	assert_int_equal(host_device_hotplugs(mock.os), 2);
	mock_stop();
}

/* What drivers call back from inside an entry point, whichever it is. */
static void call_back(void)
{
	DXGKARGCB_NOTIFYCURSORSUPPORTCHANGE cursor = { .DeviceHandle = mock.handle };
	DXGK_CHILD_STATUS s = { .Type = StatusConnection, .ChildUid = 0x100 };
	const DXGK_MONITOR_INTERFACE *mi;
	const DXGK_VIDPN_INTERFACE *vi;
	DXGK_DEVICE_INFO info;

	if (!mock.handle)
		return;
	s.HotPlug.Connected = true;
	mock.dxgk.DxgkCbIndicateChildStatus(mock.handle, &s);
	mock.dxgk.DxgkCbIndicateConnectorChange(mock.handle);
	mock.dxgk.DxgkCbNotifyCursorSupportChange(&cursor);
	mock.dxgk.DxgkCbQueueDpc(mock.handle);
	mock.dxgk.DxgkCbQueryMonitorInterface(mock.handle, DXGK_MONITOR_INTERFACE_VERSION_V1, &mi);
	mock.dxgk.DxgkCbQueryVidPnInterface(NULL, DXGK_VIDPN_INTERFACE_VERSION_V1, &vi);
	mock.dxgk.DxgkCbGetDeviceInformation(mock.handle, &info);
	mock.called_back++;
}

/* Callbacks from inside entry points return, and never call the miniport meanwhile. */
static void inside_entry_points(void **state)
{
	static const char * const entries[] = {
		"StartDevice", "QueryChildRelations", "QueryChildStatus", "QueryDeviceDescriptor",
		"QueryAdapterInfo", "RecommendMonitorModes", "IsSupportedVidPn",
		"EnumVidPnCofuncModality", "CommitVidPn", "SetVidPnSourceVisibility",
		"SetPointerShape", "SetPointerPosition", "ControlInterrupt", "GetScanLine",
		"SetPowerState", "StopDevice",
	};
	static const dxgk_u32 pixels[4];
	struct dxgk_pointer p = { .pixels = pixels, .width = 2, .height = 2, .pitch = 8 };
	dxgk_u8 edid[128];
	struct mock_list list;
	dxgk_u32 line;
	bool blank;
	UINT i;

	for (i = 0; i < DXGK_ARRAY_SIZE(entries); i++) {
		mock_edid(edid, 0);
		mock_reset();
		mock.inside = call_back;
		mock.inside_of = entries[i];
		mock.child[0].hpd = HpdAwarenessInterruptible;
		mock.child[0].edid = edid;
		mock.child[0].edid_size = 128;
		mock.vsync = true;
		mock.vsync_type = DXGK_INTERRUPT_DISPLAYONLY_VSYNC;
		mock.pointer = true;
		mock.caps.MaxPointerWidth = 64;
		mock.caps.MaxPointerHeight = 64;
		mock.caps.PointerCaps.Color = 1;
		assert_status(mock_start(), STATUS_SUCCESS);
		assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
		assert_status(mock_light(800, 600), STATUS_SUCCESS);
		assert_status(dxgk_display_pointer_shape(mock.adapter, &p), STATUS_SUCCESS);
		assert_status(dxgk_display_pointer_position(mock.adapter, 0, 1, 1, true),
			      STATUS_SUCCESS);
		assert_status(dxgk_display_vsync(mock.adapter, true), STATUS_SUCCESS);
		assert_status(dxgk_display_scanline(mock.adapter, 0x100, &blank, &line),
			      STATUS_SUCCESS);
		assert_status(dxgk_adapter_set_power(mock.adapter, false, 0), STATUS_SUCCESS);
		assert_status(dxgk_adapter_set_power(mock.adapter, true, 0), STATUS_SUCCESS);
		mock_stop();
		if (!mock.called_back)
			fail_msg("%s was never called", entries[i]);
	}
}

/* DXGKCB_INDICATE_CONNECTOR_CHANGE: all outputs are asked again, whatever they said before. */
static void connector_change(void **state)
{
	bool connected;

	mock_reset();
	mock.children = 2;
	mock.child[1].hpd = HpdAwarenessInterruptible;
	assert_status(mock_start(), STATUS_SUCCESS);
	indicate(0x101, false);
	assert_status(dxgk_display_connected(mock.adapter, 0x101, &connected), STATUS_SUCCESS);
	assert_false(connected);
	host_irql_set(DISPATCH_LEVEL);
	assert_status(mock.dxgk.DxgkCbIndicateConnectorChange(mock.handle), STATUS_SUCCESS);
	host_irql_set(PASSIVE_LEVEL);
	assert_int_equal(host_device_hotplugs(mock.os), 3);
	mock_forget();
	assert_status(dxgk_display_connected(mock.adapter, 0x101, &connected), STATUS_SUCCESS);
	assert_true(connected);
	assert_int_equal(mock_count("QueryChildStatus 0x101"), 1);
	assert_status(mock.dxgk.DxgkCbIndicateConnectorChange((HANDLE)0x77),
		      STATUS_INVALID_PARAMETER);
	mock_stop();
}

/* A polled child is asked each time; another monitor's EDID is seen. */
static void polled(void **state)
{
	struct mock_list list;
	dxgk_u8 edid[128], buf[128];
	bool connected;
	dxgk_u32 len;

	mock_edid(edid, 0);
	mock_reset();
	mock.child[0].hpd = HpdAwarenessPolled;
	assert_status(mock_start(), STATUS_SUCCESS);
	mock_forget();
	assert_status(dxgk_display_connected(mock.adapter, 0x100, &connected), STATUS_SUCCESS);
	assert_true(connected);
	assert_int_equal(mock_count("QueryChildStatus 0x100"), 1);
	mock.child[0].edid = edid;
	mock.child[0].edid_size = 128;
	assert_status(dxgk_display_edid(mock.adapter, 0x100, buf, sizeof(buf), &len),
		      STATUS_SUCCESS);
	assert_int_equal(len, 128);
	mock_forget();
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
	assert_int_equal(mock_count("RecommendMonitorModes"), 1);
	mock_forget();
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
	assert_int_equal(mock_count("RecommendMonitorModes"), 0);
	mock.child[0].connected = false;
	assert_status(dxgk_display_connected(mock.adapter, 0x100, &connected), STATUS_SUCCESS);
	assert_false(connected);
	mock_stop();
}

static const struct CMUnitTest tests[] = {
	host_test(start_sequence),
	host_test(start_failures),
	host_test(start_without_descriptor),
	host_test(caps_and_children),
	host_test(technologies),
	host_test(pointer_caps),
	host_test(restart),
	host_test(start_no_memory),
	host_test(modes),
	host_test(many_modes),
	host_test(modes_stop_early),
	host_test(modes_refusals),
	host_test(preferred_mode),
	host_test(recommended_vidpn),
	host_test(leaking_miniport),
	host_test(commit),
	host_test(affected_sources),
	host_test(config_refusals),
	host_test(commit_failure),
	host_test(rotation),
	host_test(scaling),
	host_test(not_started),
	host_test(hotplug),
	host_test(inside_entry_points),
	host_test(connector_change),
	host_test(polled),
};

HOST_TEST_MAIN(tests)
