// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * Monitors: what their EDID says, what the miniport adds, and the functions of
 * the monitor interfaces (pages DXGKDDI_MONITOR…).
 */
#include "vidpn_mock.h"

static const DXGK_MONITOR_INTERFACE_V2 *mi;
static dxgk_u8 edid[4 * 128];

/* A monitor with @size bytes of EDID behind the only, interruptible, child. */
static void start(UINT size)
{
	const DXGK_MONITOR_INTERFACE *i;

	mock_reset();
	mock.child[0].hpd = HpdAwarenessInterruptible;
	mock.child[0].edid = edid;
	mock.child[0].edid_size = size;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock.dxgk.DxgkCbQueryMonitorInterface(mock.handle,
							    DXGK_MONITOR_INTERFACE_VERSION_V2, &i),
		      STATUS_SUCCESS);
	mi = (const DXGK_MONITOR_INTERFACE_V2 *)i;
}

static void plug(bool connected)
{
	DXGK_CHILD_STATUS s = { .Type = StatusConnection, .ChildUid = 0x100 };
	struct mock_list list;

	s.HotPlug.Connected = connected;
	assert_status(mock.dxgk.DxgkCbIndicateChildStatus(mock.handle, &s), STATUS_SUCCESS);
	assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
}

static const DXGK_MONITORSOURCEMODESET_INTERFACE *acquire(D3DKMDT_HMONITORSOURCEMODESET *set)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *m;

	assert_status(mi->pfnAcquireMonitorSourceModeSet(mock.handle, 0x100, set, &m),
		      STATUS_SUCCESS);
	return m;
}

/* DXGKCB_QUERYMONITORINTERFACE. */
static void query_interface(void **state)
{
	const DXGK_MONITOR_INTERFACE *i = (void *)1;

	start(0);
	assert_status(mock.dxgk.DxgkCbQueryMonitorInterface(mock.handle,
				DXGK_MONITOR_INTERFACE_VERSION_V1, NULL), STATUS_INVALID_PARAMETER);
	assert_status(mock.dxgk.DxgkCbQueryMonitorInterface((HANDLE)&i,
				DXGK_MONITOR_INTERFACE_VERSION_V1, &i),
		      STATUS_GRAPHICS_INVALID_DISPLAY_ADAPTER);
	assert_null(i);
	assert_status(mock.dxgk.DxgkCbQueryMonitorInterface(mock.handle,
				DXGK_MONITOR_INTERFACE_VERSION_UNINITIALIZED, &i),
		      STATUS_NOT_SUPPORTED);
	assert_null(i);
	assert_status(mock.dxgk.DxgkCbQueryMonitorInterface(mock.handle,
				DXGK_MONITOR_INTERFACE_VERSION_V1, &i), STATUS_SUCCESS);
	/* "Must be set to 1", 2. */
	assert_int_equal(i->Version, 1);
	assert_int_equal(mi->Version, 2);
	host_irql_set(DISPATCH_LEVEL);
	assert_status(mock.dxgk.DxgkCbQueryMonitorInterface(mock.handle,
				DXGK_MONITOR_INTERFACE_VERSION_V1, &i),
		      STATUS_INVALID_DEVICE_REQUEST);
	host_irql_set(PASSIVE_LEVEL);
	mock_stop();
}

/* The three statuses that every function of the interface has, and no crash on others. */
static void bad_arguments(void **state)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *m;
	const DXGK_MONITORFREQUENCYRANGESET_INTERFACE *r;
	const DXGK_MONITORDESCRIPTORSET_INTERFACE *d;
	D3DKMDT_HMONITORFREQUENCYRANGESET rs;
	D3DKMDT_HMONITORDESCRIPTORSET ds;
	D3DKMDT_HMONITORSOURCEMODESET ms;
	DXGK_TARGETMODE_DETAIL_TIMING *t;
	unsigned int i;
	UINT n;

	start(0);
	plug(false);
	for (i = 0; i < 3; i++) {
		HANDLE handle = i ? mock.handle : (HANDLE)&ms;
		UINT target = i == 1 ? 0x999 : 0x100;
		NTSTATUS want = i == 0 ? STATUS_GRAPHICS_INVALID_DISPLAY_ADAPTER :
				i == 1 ? STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET :
					 STATUS_GRAPHICS_MONITOR_NOT_CONNECTED;

		ms = (void *)1;
		rs = (void *)1;
		ds = (void *)1;
		t = (void *)1;
		assert_status(mi->pfnAcquireMonitorSourceModeSet(handle, target, &ms, &m), want);
		assert_status(mi->pfnGetMonitorFrequencyRangeSet(handle, target, &rs, &r), want);
		assert_status(mi->pfnGetMonitorDescriptorSet(handle, target, &ds, &d), want);
		assert_status(mi->pfnGetAdditionalMonitorModeSet(handle, target, &n, &t), want);
		assert_null(ms);
		assert_null(rs);
		assert_null(ds);
		assert_null(t);
	}
	plug(true);
	assert_status(mi->pfnAcquireMonitorSourceModeSet(mock.handle, 0x100, NULL, &m),
		      STATUS_INVALID_PARAMETER);
	assert_status(mi->pfnGetMonitorFrequencyRangeSet(mock.handle, 0x100, &rs, NULL),
		      STATUS_INVALID_PARAMETER);
	assert_status(mi->pfnGetMonitorDescriptorSet(mock.handle, 0x100, NULL, NULL),
		      STATUS_INVALID_PARAMETER);
	assert_status(mi->pfnGetAdditionalMonitorModeSet(mock.handle, 0x100, NULL, &t),
		      STATUS_INVALID_PARAMETER);
	assert_status(mi->pfnReleaseMonitorSourceModeSet((HANDLE)1, NULL),
		      STATUS_GRAPHICS_INVALID_DISPLAY_ADAPTER);
	assert_status(mi->pfnReleaseMonitorSourceModeSet(mock.handle, NULL),
		      STATUS_GRAPHICS_INVALID_MONITOR_SOURCEMODESET);
	assert_status(mi->pfnReleaseMonitorSourceModeSet(mock.handle, (void *)&ms),
		      STATUS_GRAPHICS_INVALID_MONITOR_SOURCEMODESET);
	mock_stop();
}

/* ------------------------------------------------------------------- modes */

struct want { UINT width, height, total_x, total_y, khz; bool interlaced, preferred; };

static void expect_modes(const struct want *want, UINT n)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *m;
	const D3DKMDT_MONITOR_SOURCE_MODE *mode, *next;
	D3DKMDT_HMONITORSOURCEMODESET set;
	NTSTATUS status;
	SIZE_T count;
	UINT i;

	m = acquire(&set);
	status = m->pfnAcquireFirstModeInfo(set, &mode);
	for (i = 0; i < n; i++) {
		const D3DKMDT_VIDEO_SIGNAL_INFO *s = &mode->VideoSignalInfo;

		assert_status(status, STATUS_SUCCESS);
		assert_int_equal(s->ActiveSize.cx, want[i].width);
		assert_int_equal(s->ActiveSize.cy, want[i].height);
		if (want[i].khz) {
			assert_int_equal(s->TotalSize.cx, want[i].total_x);
			assert_int_equal(s->TotalSize.cy, want[i].total_y);
			assert_int_equal(s->PixelRate, want[i].khz * 1000ull);
			assert_int_equal(s->HSyncFreq.Denominator, want[i].total_x);
		} else {
			assert_int_equal(s->TotalSize.cx, D3DKMDT_DIMENSION_NOTSPECIFIED);
		}
		assert_int_equal(s->ScanLineOrdering != D3DDDI_VSSLO_PROGRESSIVE,
				 want[i].interlaced);
		assert_int_equal(mode->Preference == D3DKMDT_MP_PREFERRED, want[i].preferred);
		status = m->pfnAcquireNextModeInfo(set, mode, &next);
		assert_status(m->pfnReleaseModeInfo(set, mode), STATUS_SUCCESS);
		mode = next;
	}
	assert_status(status, STATUS_GRAPHICS_NO_MORE_ELEMENTS_IN_DATASET);
	assert_status(m->pfnGetNumModes(set, &count), STATUS_SUCCESS);
	assert_int_equal(count, n);
	assert_status(mi->pfnReleaseMonitorSourceModeSet(mock.handle, set), STATUS_SUCCESS);
}

/* Detailed first and preferred, then established, then standard timings. */
static void edid_base_modes(void **state)
{
	static const struct want want[] = {
		{ 1920, 1080, 2200, 1125, 148500, false, true },
		{ 640, 480, 800, 525, 25175, false, false },
		{ 800, 600, 1056, 628, 40000, false, false },
		{ 1024, 768, 1344, 806, 65000, false, false },
		{ 1280, 1024, 1688, 1066, 108000, false, false },
		{ 1600, 900, 1800, 1000, 108000, false, false },
	};

	mock_edid(edid, 0);
	start(128);
	expect_modes(want, DXGK_ARRAY_SIZE(want));
	mock_stop();
}

/* A CTA extension: video data block, then detailed timings, one interlaced. */
static void edid_cta_modes(void **state)
{
	static const struct want want[] = {
		{ 1920, 1080, 2200, 1125, 148500, false, true },
		{ 640, 480, 800, 525, 25175, false, false },
		{ 800, 600, 1056, 628, 40000, false, false },
		{ 1024, 768, 1344, 806, 65000, false, false },
		{ 1280, 1024, 1688, 1066, 108000, false, false },
		{ 1600, 900, 1800, 1000, 108000, false, false },
		{ 1280, 720, 1980, 750, 74250, false, false },
		{ 3840, 2160, 4400, 2250, 594000, false, false },
		{ 1920, 1080, 2640, 1125, 74250, true, false },
	};
	static const dxgk_u8 blocks[] = {
		0x01, 0x09,			/* another kind of block */
		0x43, 19 | 0x80, 97, 200,	/* 720p50, native; 2160p60; one unknown */
	};
	static const dxgk_u8 dtd[18] = {
		/* 74.25 MHz, 1920+720, 540+22 a field, interlaced */
		0x01, 0x1d, 0x80, 0xd0, 0x72, 0x1c, 0x16, 0x20, 0x10, 0x2c, 0x25, 0x80,
		0xfd, 0x1e, 0x11, 0x00, 0x00, 0x9e,
	};

	mock_edid(edid, 1);
	memset(edid + 128, 0, 128);
	edid[128] = 0x02;
	edid[129] = 3;
	edid[130] = 4 + sizeof(blocks);
	memcpy(edid + 132, blocks, sizeof(blocks));
	memcpy(edid + 128 + edid[130], dtd, sizeof(dtd));
	mock_checksum(edid + 128);
	start(256);
	expect_modes(want, DXGK_ARRAY_SIZE(want));
	mock_stop();

	/* A wrong checksum: as if it were not there. */
	edid[200] ^= 1;
	start(256);
	expect_modes(want, 6);
	mock_stop();
}

/* Standard timings that no table has: a rate, but no blanking. */
static void edid_unknown_standard(void **state)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *m;
	const D3DKMDT_MONITOR_SOURCE_MODE *mode;
	D3DKMDT_HMONITORSOURCEMODESET set;
	static const struct want want[] = { { 1152, 720, 0, 0, 0, false, false } };

	mock_edid(edid, 0);
	memset(edid + 35, 0, 3);
	memset(edid + 38, 1, 16);
	edid[38] = 1152 / 8 - 31;
	edid[39] = 0x00 | 15;			/* 16:10 at 75 Hz */
	memset(edid + 54, 0, 72);
	mock_checksum(edid);
	start(128);
	expect_modes(want, 1);
	/* And nothing is preferred: a success with NULL. */
	m = acquire(&set);
	mode = (void *)1;
	assert_status(m->pfnAcquirePreferredModeInfo(set, &mode),
		      STATUS_GRAPHICS_NO_PREFERRED_MODE);
	assert_null(mode);
	assert_status(m->pfnAcquireFirstModeInfo(set, &mode), STATUS_SUCCESS);
	assert_int_equal(mode->VideoSignalInfo.VSyncFreq.Numerator, 75);
	mock_stop();
}

/* A monitor without EDID has a default profile; the miniport may add to it. */
static void default_profile(void **state)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *m;
	const D3DKMDT_MONITOR_SOURCE_MODE *mode;
	D3DKMDT_HMONITORSOURCEMODESET set;
	SIZE_T before, n;

	start(0);
	m = acquire(&set);
	assert_status(m->pfnGetNumModes(set, &before), STATUS_SUCCESS);
	assert_true(before > 5);
	assert_status(m->pfnAcquirePreferredModeInfo(set, &mode), STATUS_SUCCESS);
	assert_int_equal(mode->VideoSignalInfo.ActiveSize.cx, 1024);
	assert_int_equal(mode->Origin, D3DKMDT_MCO_DEFAULTMONITORPROFILE);
	mock_stop();

	mock.monitor = (struct mock_mode) { 1234, 567, 60 };
	assert_status(mock_start(), STATUS_SUCCESS);
	m = acquire(&set);
	assert_status(m->pfnGetNumModes(set, &n), STATUS_SUCCESS);
	assert_int_equal(n, before + 1);
	mock_stop();
}

/* pfnAddMode's statuses; a refused mode stays the miniport's. */
struct add_case {
	const char *what;
	void (*spoil)(D3DKMDT_MONITOR_SOURCE_MODE *m);
	NTSTATUS status;
};

#define SPOIL(name, code) static void spoil_##name(D3DKMDT_MONITOR_SOURCE_MODE *m) { code; }
SPOIL(nothing, (void)m)
SPOIL(standard, m->VideoSignalInfo.VideoStandard = D3DKMDT_VSS_UNINITIALIZED)
SPOIL(vsync, m->VideoSignalInfo.VSyncFreq.Numerator = 0)
SPOIL(hsync, m->VideoSignalInfo.HSyncFreq.Denominator = 0)
SPOIL(active, m->VideoSignalInfo.ActiveSize.cy = 0)
SPOIL(total, m->VideoSignalInfo.TotalSize.cx = 1)
SPOIL(order, m->VideoSignalInfo.ScanLineOrdering = D3DDDI_VSSLO_UNINITIALIZED)
SPOIL(basis, m->ColorBasis = (D3DKMDT_COLOR_BASIS)44)
SPOIL(origin, m->Origin = (D3DKMDT_MONITOR_CAPABILITIES_ORIGIN)44)
SPOIL(preference, m->Preference = (D3DKMDT_MODE_PREFERENCE)44)
SPOIL(id, m->Id = 1)
SPOIL(twin, m->VideoSignalInfo.ActiveSize.cx = 1000; m->VideoSignalInfo.TotalSize.cx = 1000)

static const struct add_case add_cases[] = {
	{ "good", spoil_nothing, STATUS_SUCCESS },
	{ "the same again", spoil_nothing, STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET },
	{ "an identifier in use", spoil_id, STATUS_GRAPHICS_MODE_ID_MUST_BE_UNIQUE },
	{ "no standard", spoil_standard, STATUS_GRAPHICS_INVALID_MONITOR_SOURCE_MODE },
	{ "vertical rate", spoil_vsync, STATUS_GRAPHICS_INVALID_FREQUENCY },
	{ "horizontal rate", spoil_hsync, STATUS_GRAPHICS_INVALID_FREQUENCY },
	{ "active region", spoil_active, STATUS_GRAPHICS_INVALID_ACTIVE_REGION },
	{ "total region", spoil_total, STATUS_GRAPHICS_INVALID_TOTAL_REGION },
	{ "scan line order", spoil_order, STATUS_GRAPHICS_INVALID_SCANLINE_ORDERING },
	{ "colour basis", spoil_basis, STATUS_GRAPHICS_INVALID_COLORBASIS },
	{ "origin", spoil_origin, STATUS_GRAPHICS_INVALID_MONITOR_CAPABILITY_ORIGIN },
	{ "preference", spoil_preference, STATUS_GRAPHICS_INVALID_MONITOR_SOURCE_MODE },
	{ "another size", spoil_twin, STATUS_SUCCESS },
};

static D3DKMDT_MONITOR_SOURCE_MODE *new_mode(const DXGK_MONITORSOURCEMODESET_INTERFACE *m,
					     D3DKMDT_HMONITORSOURCEMODESET set)
{
	static const struct mock_mode size = { 1001, 777, 0 };
	D3DKMDT_MONITOR_SOURCE_MODE *mode;

	assert_status(m->pfnCreateNewModeInfo(set, &mode), STATUS_SUCCESS);
	mock_signal(&mode->VideoSignalInfo, &size);
	mode->ColorBasis = D3DKMDT_CB_SRGB;
	mode->Origin = D3DKMDT_MCO_DRIVER;
	mode->Preference = D3DKMDT_MP_NOTPREFERRED;
	return mode;
}

static void add_mode(void **state)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *m;
	D3DKMDT_MONITOR_SOURCE_MODE *mode;
	const D3DKMDT_MONITOR_SOURCE_MODE *got;
	D3DKMDT_HMONITORSOURCEMODESET set;
	unsigned int i;

	mock_edid(edid, 0);
	start(128);
	m = acquire(&set);
	for (i = 0; i < DXGK_ARRAY_SIZE(add_cases); i++) {
		print_message("  %s\n", add_cases[i].what);
		mode = new_mode(m, set);
		/* Not a twin of the good one, unless that is the case. */
		if (add_cases[i].spoil != spoil_nothing)
			mode->VideoSignalInfo.VideoStandard = D3DKMDT_VSS_VESA_CVT;
		add_cases[i].spoil(mode);
		assert_status(m->pfnAddMode(set, mode), add_cases[i].status);
		/* pfnReleaseModeInfo's page has the target modes' status for this. */
		assert_status(m->pfnReleaseModeInfo(set, mode),
			      NT_SUCCESS(add_cases[i].status) ?
			      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE : STATUS_SUCCESS);
	}
	/* "If … Preference is … PREFERRED, the newly added mode becomes the preferred mode." */
	mode = new_mode(m, set);
	mode->VideoSignalInfo.ActiveSize.cy = 555;
	mode->Preference = D3DKMDT_MP_PREFERRED;
	assert_status(m->pfnAddMode(set, mode), STATUS_SUCCESS);
	assert_status(m->pfnAcquirePreferredModeInfo(set, &got), STATUS_SUCCESS);
	assert_int_equal(got->VideoSignalInfo.ActiveSize.cy, 555);
	assert_status(m->pfnAcquireFirstModeInfo(set, &got), STATUS_SUCCESS);
	assert_int_equal(got->Preference, D3DKMDT_MP_NOTPREFERRED);
	mock_stop();
}

/* Of two monitors: what is made for one cannot be added to the other. */
static void not_related(void **state)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *m;
	D3DKMDT_HMONITORSOURCEMODESET a, b;
	D3DKMDT_MONITOR_SOURCE_MODE *mode;
	const DXGK_MONITOR_INTERFACE *i;

	mock_reset();
	mock.children = 2;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock.dxgk.DxgkCbQueryMonitorInterface(mock.handle,
				DXGK_MONITOR_INTERFACE_VERSION_V1, &i), STATUS_SUCCESS);
	assert_status(i->pfnAcquireMonitorSourceModeSet(mock.handle, 0x100, &a, &m),
		      STATUS_SUCCESS);
	assert_status(i->pfnAcquireMonitorSourceModeSet(mock.handle, 0x101, &b, &m),
		      STATUS_SUCCESS);
	mode = new_mode(m, a);
	assert_status(m->pfnAddMode(b, mode), STATUS_GRAPHICS_RESOURCES_NOT_RELATED);
	assert_status(m->pfnReleaseModeInfo(b, mode),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE);
	assert_status(m->pfnReleaseModeInfo(a, mode), STATUS_SUCCESS);
	mock_stop();
}

/* Sets are counted; one that is held outlives its monitor, and is stale then. */
static void unplugged_while_held(void **state)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *m;
	const D3DKMDT_MONITOR_SOURCE_MODE *mode;
	D3DKMDT_HMONITORSOURCEMODESET set, again;
	D3DKMDT_MONITOR_SOURCE_MODE *fresh;
	SIZE_T n;

	mock_edid(edid, 0);
	start(128);
	m = acquire(&set);
	acquire(&again);
	assert_ptr_equal(set, again);
	assert_status(m->pfnAcquirePreferredModeInfo(set, &mode), STATUS_SUCCESS);
	fresh = new_mode(m, set);
	plug(false);
	assert_int_equal(mode->VideoSignalInfo.ActiveSize.cx, 1920);
	assert_status(m->pfnGetNumModes(set, &n), STATUS_SUCCESS);
	assert_int_equal(n, 6);
	assert_status(m->pfnAddMode(set, fresh), STATUS_GRAPHICS_STALE_MODESET);
	plug(true);
	acquire(&again);
	assert_ptr_not_equal(set, again);
	assert_status(mi->pfnReleaseMonitorSourceModeSet(mock.handle, again), STATUS_SUCCESS);
	assert_status(mi->pfnReleaseMonitorSourceModeSet(mock.handle, set), STATUS_SUCCESS);
	assert_status(mi->pfnReleaseMonitorSourceModeSet(mock.handle, set), STATUS_SUCCESS);
	assert_status(mi->pfnReleaseMonitorSourceModeSet(mock.handle, set),
		      STATUS_GRAPHICS_INVALID_MONITOR_SOURCEMODESET);
	assert_status(m->pfnReleaseModeInfo(set, fresh), STATUS_SUCCESS);
	assert_status(m->pfnReleaseModeInfo(set, mode), STATUS_SUCCESS);
	/* That was the last use. */
	assert_status(m->pfnGetNumModes(set, &n), STATUS_GRAPHICS_INVALID_MONITOR_SOURCEMODESET);
	mock_stop();
}

/* Miniports' threads live until RemoveDevice: what they hold does, too. */
static void held_after_stop(void **state)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *m;
	const DXGK_MONITORDESCRIPTORSET_INTERFACE *d;
	const D3DKMDT_MONITOR_DESCRIPTOR *desc;
	const D3DKMDT_MONITOR_SOURCE_MODE *mode;
	DXGK_TARGETMODE_DETAIL_TIMING *timing;
	D3DKMDT_HMONITORDESCRIPTORSET ds;
	D3DKMDT_HMONITORSOURCEMODESET set;
	UINT n;

	mock_edid(edid, 0);
	start(128);
	m = acquire(&set);
	assert_status(m->pfnAcquireFirstModeInfo(set, &mode), STATUS_SUCCESS);
	assert_status(mi->pfnGetMonitorDescriptorSet(mock.handle, 0x100, &ds, &d), STATUS_SUCCESS);
	assert_status(d->pfnAcquireFirstDescriptorInfo(ds, &desc), STATUS_SUCCESS);
	assert_status(mi->pfnGetAdditionalMonitorModeSet(mock.handle, 0x100, &n, &timing),
		      STATUS_SUCCESS);
	dxgk_adapter_stop(mock.adapter);
	assert_int_equal(mode->VideoSignalInfo.ActiveSize.cx, 1920);
	assert_memory_equal(desc->pData, edid, 128);
	assert_status(m->pfnReleaseModeInfo(set, mode), STATUS_SUCCESS);
	assert_status(mi->pfnAcquireMonitorSourceModeSet(mock.handle, 0x100, &set, &m),
		      STATUS_GRAPHICS_MONITOR_NOT_CONNECTED);
	/* The rest is left behind. */
	mock_stop();
}

/* ------------------------------------------------------------------- ranges */

static void frequency_ranges(void **state)
{
	const DXGK_MONITORFREQUENCYRANGESET_INTERFACE *r;
	const D3DKMDT_MONITOR_FREQUENCY_RANGE *range, *next;
	D3DKMDT_HMONITORFREQUENCYRANGESET set;
	SIZE_T n;

	mock_edid(edid, 0);
	start(128);
	assert_status(mi->pfnGetMonitorFrequencyRangeSet(mock.handle, 0x100, &set, &r),
		      STATUS_SUCCESS);
	assert_status(r->pfnGetNumFrequencyRanges(set, &n), STATUS_SUCCESS);
	assert_int_equal(n, 1);
	assert_status(r->pfnAcquireFirstFrequencyRangeInfo(set, &range), STATUS_SUCCESS);
	assert_int_equal(range->Origin, D3DKMDT_MCO_MONITORDESCRIPTOR);
	assert_int_equal(range->RangeLimits.MinVSyncFreq.Numerator, 50);
	assert_int_equal(range->RangeLimits.MaxVSyncFreq.Numerator, 75);
	assert_int_equal(range->RangeLimits.MinHSyncFreq.Numerator, 30000);
	assert_int_equal(range->RangeLimits.MaxHSyncFreq.Numerator, 80000);
	assert_int_equal(range->ConstraintType, D3DKMDT_MFRC_MAXPIXELRATE);
	assert_int_equal(range->Constraint.MaxPixelRate, 170000000);
	next = (void *)1;
	assert_status(r->pfnAcquireNextFrequencyRangeInfo(set, range, &next),
		      STATUS_GRAPHICS_NO_MORE_ELEMENTS_IN_DATASET);
	assert_null(next);
	assert_status(r->pfnAcquireNextFrequencyRangeInfo(set, (void *)&set, &next),
		      STATUS_GRAPHICS_INVALID_MONITOR_FREQUENCYRANGE);
	assert_status(r->pfnReleaseFrequencyRangeInfo(set, (void *)&set),
		      STATUS_GRAPHICS_INVALID_MONITOR_FREQUENCYRANGE);
	assert_status(r->pfnReleaseFrequencyRangeInfo(set, range), STATUS_SUCCESS);
	assert_status(r->pfnReleaseFrequencyRangeInfo((void *)mock.handle, range),
		      STATUS_GRAPHICS_INVALID_MONITOR_FREQUENCYRANGESET);
	assert_status(r->pfnGetNumFrequencyRanges(NULL, &n),
		      STATUS_GRAPHICS_INVALID_MONITOR_FREQUENCYRANGESET);
	assert_status(r->pfnAcquireFirstFrequencyRangeInfo(set, NULL), STATUS_INVALID_PARAMETER);
	mock_stop();

	/* EDID 1.4: maxima, or all, 255 higher; no pixel clock. */
	edid[76] = 0x0e;
	edid[81] = 0xff;
	memset(edid + 72, 0, 18);
	edid[75] = 0xfd;
	edid[76] = 0x02 | 0x0c;
	edid[77] = 48;
	edid[78] = 5;
	edid[79] = 1;
	edid[80] = 45;
	mock_checksum(edid);
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mi->pfnGetMonitorFrequencyRangeSet(mock.handle, 0x100, &set, &r),
		      STATUS_SUCCESS);
	assert_status(r->pfnAcquireFirstFrequencyRangeInfo(set, &range), STATUS_SUCCESS);
	assert_int_equal(range->RangeLimits.MinVSyncFreq.Numerator, 48);
	assert_int_equal(range->RangeLimits.MaxVSyncFreq.Numerator, 260);
	assert_int_equal(range->RangeLimits.MinHSyncFreq.Numerator, 256000);
	assert_int_equal(range->RangeLimits.MaxHSyncFreq.Numerator, 300000);
	assert_int_equal(range->ConstraintType, D3DKMDT_MFRC_UNINITIALIZED);
	mock_stop();

	/* None said: an empty set. */
	memset(edid + 72, 0, 18);
	edid[75] = 0x10;
	mock_checksum(edid);
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mi->pfnGetMonitorFrequencyRangeSet(mock.handle, 0x100, &set, &r),
		      STATUS_SUCCESS);
	range = (void *)1;
	assert_status(r->pfnAcquireFirstFrequencyRangeInfo(set, &range),
		      STATUS_GRAPHICS_DATASET_IS_EMPTY);
	assert_null(range);
	mock_stop();
}

/* -------------------------------------------------------------- descriptors */

static void descriptors(void **state)
{
	static const D3DKMDT_MONITOR_DESCRIPTOR_TYPE type[] = {
		D3DKMDT_MDT_VESA_EDID_V1_BASEBLOCK, D3DKMDT_MDT_VESA_EDID_V1_BLOCKMAP,
		D3DKMDT_MDT_OTHER,
	};
	const D3DKMDT_MONITOR_DESCRIPTOR *d, *next;
	const DXGK_MONITORDESCRIPTORSET_INTERFACE *i;
	D3DKMDT_HMONITORDESCRIPTORSET set;
	UINT k, id = 0;
	SIZE_T n;

	mock_edid(edid, 2);
	memset(edid + 128, 0, 256);
	edid[128] = 0xf0;
	edid[256] = 0x02;
	edid[257] = 1;
	edid[258] = 4;
	start(384);
	/* Each block once more than the base block. */
	MOCK_EXPECT("QueryDeviceDescriptor 0x100 0", "QueryDeviceDescriptor 0x100 0",
		    "QueryDeviceDescriptor 0x100 128", "QueryDeviceDescriptor 0x100 256");
	assert_status(mi->pfnGetMonitorDescriptorSet(mock.handle, 0x100, &set, &i), STATUS_SUCCESS);
	assert_status(i->pfnGetNumDescriptors(set, &n), STATUS_SUCCESS);
	assert_int_equal(n, 3);
	assert_status(i->pfnAcquireFirstDescriptorInfo(set, &d), STATUS_SUCCESS);
	for (k = 0; k < 3; k++) {
		assert_int_equal(d->Type, type[k]);
		assert_int_equal(d->DataSize, 128);
		assert_memory_equal(d->pData, edid + 128 * k, 128);
		assert_int_not_equal(d->Id, id);
		id = d->Id;
		assert_status(i->pfnAcquireNextDescriptorInfo(set, d, &next),
			      k < 2 ? STATUS_SUCCESS :
				      STATUS_GRAPHICS_NO_MORE_ELEMENTS_IN_DATASET);
		assert_status(i->pfnReleaseDescriptorInfo(set, d), STATUS_SUCCESS);
		assert_status(i->pfnReleaseDescriptorInfo(set, d),
			      STATUS_GRAPHICS_INVALID_MONITORDESCRIPTOR);
		d = next;
	}
	assert_null(d);
	assert_status(i->pfnAcquireNextDescriptorInfo(set, NULL, &next),
		      STATUS_GRAPHICS_INVALID_MONITORDESCRIPTOR);
	assert_status(i->pfnGetNumDescriptors((void *)3, &n),
		      STATUS_GRAPHICS_INVALID_MONITORDESCRIPTORSET);
	assert_status(i->pfnAcquireFirstDescriptorInfo(set, NULL), STATUS_INVALID_PARAMETER);
	mock_stop();

	/* The data outlives the monitor as long as the descriptor is held. */
	start(128);
	assert_status(mi->pfnGetMonitorDescriptorSet(mock.handle, 0x100, &set, &i), STATUS_SUCCESS);
	assert_status(i->pfnAcquireFirstDescriptorInfo(set, &d), STATUS_SUCCESS);
	plug(false);
	assert_memory_equal(d->pData, edid, 128);
	assert_status(i->pfnReleaseDescriptorInfo(set, d), STATUS_SUCCESS);
	assert_status(i->pfnGetNumDescriptors(set, &n),
		      STATUS_GRAPHICS_INVALID_MONITORDESCRIPTORSET);
	mock_stop();

	/* No EDID: an empty set. */
	start(0);
	assert_status(mi->pfnGetMonitorDescriptorSet(mock.handle, 0x100, &set, &i), STATUS_SUCCESS);
	assert_status(i->pfnAcquireFirstDescriptorInfo(set, &d), STATUS_GRAPHICS_DATASET_IS_EMPTY);
	assert_null(d);
	mock_stop();
}

/* ---------------------------------------------------------- additional modes */

static void additional_modes(void **state)
{
	static const dxgk_u8 timing[20] = {
		0x0e, 0x3a, 0x00,		/* (14862 + 1) x 10 kHz */
		0x84,				/* preferred, 16:9 */
		0x7f, 0x07, 0x17, 0x01, 0x57, 0x00, 0x2b, 0x00,
		0x37, 0x04, 0x2c, 0x00, 0x03, 0x00, 0x04, 0x00,
	};
	DXGK_TARGETMODE_DETAIL_TIMING *t, *none;
	UINT n;

	mock_edid(edid, 1);
	memset(edid + 128, 0, 128);
	edid[128] = 0x70;
	edid[129] = 0x12;
	edid[130] = 3 + 40 + 3 + 2;	/* bytes of data blocks */
	edid[133] = 0x7f;		/* some other block, of 2 bytes */
	edid[135] = 2;
	edid[138] = 0x03;
	edid[140] = 40;
	memcpy(edid + 141, timing, 20);
	memcpy(edid + 161, timing, 20);
	edid[165] = 0x00;
	mock_checksum(edid + 128);
	start(256);
	assert_status(mi->pfnGetAdditionalMonitorModeSet(mock.handle, 0x100, &n, &t),
		      STATUS_SUCCESS);
	assert_int_equal(n, 2);
	assert_int_equal(t[0].DetailTiming.PixelClock, 0x3a0e);
	assert_int_equal(t[0].DetailTiming.HorizontalActivePixels, 1919);
	assert_int_equal(t[0].DetailTiming.VerticalActiveLines, 1079);
	assert_true(t[0].DetailTiming.PreferredTiming);
	assert_int_not_equal(t[0].TimingId, t[1].TimingId);
	assert_status(mi->pfnReleaseAdditionalMonitorModeSet(mock.handle, 0x100, t + 1),
		      STATUS_GRAPHICS_INVALID_MONITOR_SOURCEMODESET);
	assert_status(mi->pfnReleaseAdditionalMonitorModeSet((HANDLE)1, 0x100, t),
		      STATUS_GRAPHICS_INVALID_DISPLAY_ADAPTER);
	assert_status(mi->pfnReleaseAdditionalMonitorModeSet(mock.handle, 0x100, t),
		      STATUS_SUCCESS);
	assert_status(mi->pfnReleaseAdditionalMonitorModeSet(mock.handle, 0x100, t),
		      STATUS_GRAPHICS_INVALID_MONITOR_SOURCEMODESET);
	assert_status(mi->pfnReleaseAdditionalMonitorModeSet(mock.handle, 0x100, NULL),
		      STATUS_GRAPHICS_INVALID_MONITOR_SOURCEMODESET);
	mock_stop();

	/* None: still something to release. */
	start(128);
	assert_status(mi->pfnGetAdditionalMonitorModeSet(mock.handle, 0x100, &n, &none),
		      STATUS_SUCCESS);
	assert_int_equal(n, 0);
	assert_non_null(none);
	assert_status(mi->pfnReleaseAdditionalMonitorModeSet(mock.handle, 0x100, none),
		      STATUS_SUCCESS);
	mock_stop();
}

/* -------------------------------------------------------------- bad EDIDs */

static unsigned int rnd_state = 11;

static dxgk_u8 rnd(void)
{
	rnd_state = rnd_state * 1103515245 + 12345;
	return rnd_state >> 16;
}

/* Whatever a monitor says: no crash, no mode that the checks would refuse. */
static void wild_edids(void **state)
{
	DXGK_TARGETMODE_DETAIL_TIMING timing[16];
	struct dxgk_vset *modes, *ranges;
	struct dxgk_vitem *item;
	unsigned int i, k;

	dxgk_vidpn_core_init();
	for (i = 0; i < 20000; i++) {
		/* Some of it right, so that the rest is looked at. */
		mock_edid(edid, 3);
		for (k = 0; k < (i % 40); k++)
			edid[8 + rnd() % 118] = rnd();
		for (k = 128; k < 512; k++)
			edid[k] = i % 3 ? rnd() : 0;
		for (k = 1; k < 4; k++) {
			edid[k * 128] = rnd() & 1 ? 0x02 : 0x70;
			if (rnd() & 1)
				edid[k * 128 + 1] = 3;
			mock_checksum(edid + k * 128);
		}
		dxgk_vidpn_lock();
		modes = dxgk_vset_create(DXGK_V_MONITOR_MODES, 0);
		ranges = dxgk_vset_create(DXGK_V_RANGES, 0);
		assert_status(dxgk_edid_modes(modes, edid, 512), STATUS_SUCCESS);
		assert_status(dxgk_edid_ranges(ranges, edid, 512), STATUS_SUCCESS);
		dxgk_edid_displayid(edid, 512, timing, DXGK_ARRAY_SIZE(timing));
		dxgk_vset_for_each(item, modes)
			assert_status(dxgk_vcheck_monitor(modes, &item->data), STATUS_SUCCESS);
		dxgk_vset_destroy(modes);
		dxgk_vset_destroy(ranges);
		dxgk_vidpn_unlock();
	}
	dxgk_vidpn_core_exit();
}

/* A base block without its header is no EDID. */
static void broken_base_block(void **state)
{
	dxgk_u8 buf[256];
	dxgk_u32 len;

	mock_edid(edid, 1);
	edid[3] = 0;
	mock_checksum(edid);
	start(256);
	assert_status(dxgk_display_edid(mock.adapter, 0x100, buf, sizeof(buf), &len),
		      STATUS_SUCCESS);
	assert_int_equal(len, 0);
	assert_true(host_log_count(DXGK_LOG_WARN, "no valid EDID") > 0);
	mock_stop();

	/* More extensions promised than there are; and a buffer for fewer. */
	mock_edid(edid, 200);
	start(384);
	assert_status(dxgk_display_edid(mock.adapter, 0x100, buf, sizeof(buf), &len),
		      STATUS_SUCCESS);
	assert_int_equal(len, 256);
	assert_memory_equal(buf, edid, 256);
	mock_stop();
}

static void no_memory(void **state)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *m;
	const DXGK_MONITORDESCRIPTORSET_INTERFACE *d;
	const D3DKMDT_MONITOR_DESCRIPTOR *desc;
	DXGK_TARGETMODE_DETAIL_TIMING *timing;
	D3DKMDT_HMONITORDESCRIPTORSET ds;
	D3DKMDT_HMONITORSOURCEMODESET set;
	D3DKMDT_MONITOR_SOURCE_MODE *mode;
	UINT n;

	mock_edid(edid, 0);
	start(128);
	m = acquire(&set);
	assert_status(mi->pfnGetMonitorDescriptorSet(mock.handle, 0x100, &ds, &d), STATUS_SUCCESS);
	host_for_each_failure(k) {
		NTSTATUS status = m->pfnCreateNewModeInfo(set, &mode);

		if (NT_SUCCESS(status)) {
			m->pfnReleaseModeInfo(set, mode);
			status = d->pfnAcquireFirstDescriptorInfo(ds, &desc);
			if (NT_SUCCESS(status)) {
				d->pfnReleaseDescriptorInfo(ds, desc);
				status = mi->pfnGetAdditionalMonitorModeSet(mock.handle, 0x100, &n,
									    &timing);
				if (NT_SUCCESS(status))
					mi->pfnReleaseAdditionalMonitorModeSet(mock.handle, 0x100,
									       timing);
				else
					assert_null(timing);
			} else {
				assert_null(desc);
			}
		} else {
			assert_null(mode);
		}
		assert_status(status, host_fail_hit() ? STATUS_NO_MEMORY : STATUS_SUCCESS);
	}
	/* A replug that runs out of memory can be tried again. */
	host_for_each_failure(k) {
		DXGK_CHILD_STATUS s = { .Type = StatusConnection, .ChildUid = 0x100 };
		struct mock_list list;

		s.HotPlug.Connected = TRUE;
		mock.dxgk.DxgkCbIndicateChildStatus(mock.handle, &s);
		if (!NT_SUCCESS(mock_modes(0, 0x100, &list))) {
			assert_true(host_fail_hit());
			assert_status(mock_modes(0, 0x100, &list), STATUS_SUCCESS);
			assert_int_equal(list.count, 3);
		}
	}
	mock_stop();
}

static const struct CMUnitTest tests[] = {
	host_test(query_interface),
	host_test(bad_arguments),
	host_test(edid_base_modes),
	host_test(edid_cta_modes),
	host_test(edid_unknown_standard),
	host_test(default_profile),
	host_test(add_mode),
	host_test(not_related),
	host_test(unplugged_while_held),
	host_test(held_after_stop),
	host_test(frequency_ranges),
	host_test(descriptors),
	host_test(additional_modes),
	host_test(wild_edids),
	host_test(broken_base_block),
	host_test(no_memory),
};

HOST_TEST_MAIN(tests)
