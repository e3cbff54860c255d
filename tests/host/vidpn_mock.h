/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * vidpn_mock.h - a display-only miniport without hardware, for the tests of the
 * display core.
 *
 * It answers as the pages of the entry points say, writes down what it was
 * asked, and misbehaves where a test tells it to.
 */
#ifndef TESTS_HOST_VIDPN_MOCK_H
#define TESTS_HOST_VIDPN_MOCK_H

#include <pthread.h>
#include <unistd.h>

#include <ntddk.h>
#include <dispmprt.h>

#include "test.h"
#include "adapter.h"
#include "display.h"
#include "iface.h"

#define MOCK_CHILDREN	DXGK_MAX_CHILDREN
#define MOCK_MODES	64
#define MOCK_LINES	4096

struct mock_mode {
	UINT width, height, hz;		/* hz 0: not specified */
};

struct mock_child {
	UINT uid;
	DXGK_CHILD_DEVICE_TYPE type;
	DXGK_CHILD_DEVICE_HPD_AWARENESS hpd;
	D3DKMDT_VIDEO_OUTPUT_TECHNOLOGY technology;
	bool connected;
	const dxgk_u8 *edid;
	UINT edid_size;
};

enum mock_present { MOCK_SYNC, MOCK_PENDING, MOCK_EARLY, MOCK_EARLY_FAILED };

static struct mock {
	/* What it is; set before mock_start(). */
	UINT sources, children;
	struct mock_child child[MOCK_CHILDREN];
	UINT modes;
	struct mock_mode mode[MOCK_MODES];
	struct mock_mode preferred;	/* of the target modes */
	struct mock_mode monitor;	/* recommended for monitors; width 0: none */
	UINT version;			/* DXGKDDI_INTERFACE_VERSION_…; 0: the newest */
	DXGK_DRIVERCAPS caps;
	bool rotation, centered, no_identity, no_recommend;
	bool pointer;
	bool vsync;			/* ControlInterrupt and GetScanLine */
	DXGK_INTERRUPT_TYPE vsync_type;	/* the one it knows; 0: none */
	struct mock_mode recommend;	/* RecommendFunctionalVidPn; width 0: none */
	bool recommend_unpinned;	/* it forgets to pin the target's mode */
	/* How it misbehaves. */
	NTSTATUS fail_relations, fail_status, fail_descriptor, fail_caps, fail_commit,
		 fail_visibility, fail_present, fail_cofunc, fail_update, fail_shape,
		 fail_position, fail_power, fail_control, fail_transition;
	bool unsupported;		/* IsSupportedVidPn says no */
	bool extra_child;		/* writes into the last element */
	bool leak;			/* releases nothing */
	bool touch_pivot;		/* replaces the pivot's set, too */
	enum mock_present present;
	bool no_notify_dpc;
	bool panic;			/* SystemDisplayEnable and Write */
	NTSTATUS fail_panic;
	UINT brightness;		/* newest version of the interface it has; 0: none */
	bool brightness_broken;		/* one function is NULL */
	const dxgk_u8 *level;		/* of version 1 */
	UINT levels;
	DXGK_BRIGHTNESS_GET_NIT_RANGES_OUT nits;
	bool i2c;
	bool debug;			/* has something to say when it hangs */
	/* May source s feed target t, alone and cloned?  Both NULL: yes. */
	bool (*wired)(UINT source, UINT target);
	bool no_clone;
	UINT present_ms;

	/* The state of things. */
	HANDLE handle;
	DXGKRNL_INTERFACE dxgk;
	UINT width[DXGK_MAX_SOURCES], height[DXGK_MAX_SOURCES];
	bool visible[DXGK_MAX_SOURCES];
	UINT rotation_now;
	DXGKARG_PRESENT_DISPLAYONLY last_present;
	RECT last_rect[64];
	DXGKARG_SETPOINTERSHAPE shape;
	dxgk_u8 shape_bits[64 * 64 * 4];
	UINT bright, interfaces;	/* how bright it is; references that are held */
	ULONG i2c_address;
	dxgk_u8 i2c_data[64];
	ULONG i2c_size;
	D3DDDI_GAMMARAMP_TYPE gamma_type;
	D3DDDI_GAMMA_RAMP_RGB256x3x16 ramp;
	UINT cofunc_calls, running;
	bool overlapped;

	/* What it was asked, a line each. */
	pthread_mutex_t lock;
	char line[MOCK_LINES][96];
	UINT lines;
	/* What it does inside the entry point of that name; calls of it so far. */
	void (*inside)(void);
	const char *inside_of;
	UINT called_back;

	struct dxgk_driver *driver;
	struct dxgk_adapter *adapter;
	struct dxgk_os_device *os;
} mock;

/* No other entry point may be called from inside a callback. */
static inline void mock_inside(const char *entry)
{
	void (*inside)(void) = mock.inside;
	UINT lines = mock.lines;

	if (!inside || strncmp(entry, mock.inside_of, strlen(mock.inside_of)))
		return;
	mock.inside = NULL;
	inside();
	mock.inside = inside;
	assert_int_equal(mock.lines, lines);
}

__attribute__((format(printf, 1, 2)))
static inline void mock_say(const char *fmt, ...)
{
	va_list ap;

	pthread_mutex_lock(&mock.lock);
	if (mock.lines < MOCK_LINES) {
		va_start(ap, fmt);
		vsnprintf(mock.line[mock.lines++], sizeof(mock.line[0]), fmt, ap);
		va_end(ap);
	}
	pthread_mutex_unlock(&mock.lock);
	mock_inside(fmt);
}

static inline void mock_forget(void)
{
	mock.lines = 0;
}

/* Lines that begin with @text. */
static inline UINT mock_count(const char *text)
{
	UINT i, n = 0;

	for (i = 0; i < mock.lines; i++)
		n += !strncmp(mock.line[i], text, strlen(text));
	return n;
}

/* The first such line from @from on; ~0 for none. */
static inline UINT mock_find(const char *text, UINT from)
{
	for (; from < mock.lines; from++)
		if (!strncmp(mock.line[from], text, strlen(text)))
			return from;
	return ~0u;
}

/* These lines are there in this order, others between them. */
static inline void mock_expect(const char *const *text, UINT n)
{
	UINT at = 0, i;

	for (i = 0; i < n; i++) {
		UINT found = mock_find(text[i], at);

		if (found == ~0u) {
			UINT k;

			for (k = 0; k < mock.lines; k++)
				print_message("    %s\n", mock.line[k]);
			fail_msg("'%s' is missing, or came too early", text[i]);
		}
		at = found + 1;
	}
}

#define MOCK_EXPECT(...) do {							\
	static const char *const want_[] = { __VA_ARGS__ };			\
	mock_expect(want_, DXGK_ARRAY_SIZE(want_));				\
} while (0)

/* ------------------------------------------------------------ entry points */

static inline NTSTATUS NTAPI mock_add_device(const PDEVICE_OBJECT pdo, PVOID *context)
{
	*context = &mock;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_start_device(const PVOID context, PDXGK_START_INFO info,
					       PDXGKRNL_INTERFACE interface, PULONG sources,
					       PULONG children)
{
	mock.dxgk = *interface;
	mock.handle = interface->DeviceHandle;
	mock_say("StartDevice");
	*sources = mock.sources;
	*children = mock.children;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_stop_device(const PVOID context)
{
	mock_say("StopDevice");
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_remove_device(const PVOID context)
{
	mock_say("RemoveDevice");
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_relations(const PVOID context, PDXGK_CHILD_DESCRIPTOR d,
					    ULONG size)
{
	const dxgk_u8 *byte = (const dxgk_u8 *)d;
	UINT i;

	mock_say("QueryChildRelations %u", (UINT)(size / sizeof(*d)));
	if (mock.fail_relations)
		return mock.fail_relations;
	/* "Allocated and zeroed by the caller", one more than children. */
	assert_int_equal(size, (mock.children + 1) * sizeof(*d));
	for (i = 0; i < size; i++)
		assert_int_equal(byte[i], 0);
	for (i = 0; i < mock.children; i++) {
		d[i].ChildDeviceType = mock.child[i].type;
		d[i].ChildCapabilities.HpdAwareness = mock.child[i].hpd;
		d[i].ChildCapabilities.Type.VideoOutput.InterfaceTechnology =
			mock.child[i].technology;
		d[i].ChildCapabilities.Type.VideoOutput.MonitorOrientationAwareness =
			D3DKMDT_MOA_NONE;
		d[i].ChildUid = mock.child[i].uid;
	}
	if (mock.extra_child)
		d[mock.children] = d[0];
	return STATUS_SUCCESS;
}

static inline struct mock_child *mock_child(UINT uid)
{
	UINT i;

	for (i = 0; i < mock.children; i++)
		if (mock.child[i].uid == uid)
			return &mock.child[i];
	return NULL;
}

static inline NTSTATUS NTAPI mock_child_status(const PVOID context, PDXGK_CHILD_STATUS s,
					       BOOLEAN gently)
{
	mock_say("QueryChildStatus %#x", s->ChildUid);
	if (mock.fail_status)
		return mock.fail_status;
	assert_int_equal(s->Type, StatusConnection);
	s->HotPlug.Connected = mock_child(s->ChildUid)->connected;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_descriptor(const PVOID context, ULONG uid,
					     PDXGK_DEVICE_DESCRIPTOR d)
{
	struct mock_child *c = mock_child(uid);

	mock_say("QueryDeviceDescriptor %#x %u", uid, d->DescriptorOffset);
	assert_int_equal(d->DescriptorLength, 128);
	if (mock.fail_descriptor)
		return mock.fail_descriptor;
	if (!c->edid_size)
		return STATUS_MONITOR_NO_DESCRIPTOR;
	if (d->DescriptorOffset + d->DescriptorLength > c->edid_size)
		return STATUS_MONITOR_NO_MORE_DESCRIPTOR_DATA;
	memcpy(d->DescriptorBuffer, c->edid + d->DescriptorOffset, d->DescriptorLength);
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_query_info(const HANDLE context,
					     const DXGKARG_QUERYADAPTERINFO *arg)
{
	mock_say("QueryAdapterInfo %u %u", arg->Type, arg->OutputDataSize);
	if (mock.fail_caps)
		return mock.fail_caps;
	if (arg->Type != DXGKQAITYPE_DRIVERCAPS)
		return STATUS_NOT_SUPPORTED;
	/* wddm-rules: the newest size, as miniports refuse a smaller one. */
	if (arg->OutputDataSize < sizeof(DXGK_DRIVERCAPS))
		return STATUS_BUFFER_TOO_SMALL;
	memcpy(arg->pOutputData, &mock.caps, sizeof(mock.caps));
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_power(const PVOID context, ULONG uid, DEVICE_POWER_STATE state,
					POWER_ACTION action)
{
	mock_say("SetPowerState %u", state);
	return mock.fail_power;
}

static inline void mock_signal(D3DKMDT_VIDEO_SIGNAL_INFO *s, const struct mock_mode *m)
{
	s->VideoStandard = D3DKMDT_VSS_OTHER;
	s->ActiveSize.cx = m->width;
	s->ActiveSize.cy = m->height;
	s->TotalSize = s->ActiveSize;
	s->VSyncFreq.Numerator = m->hz ? m->hz : D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->VSyncFreq.Denominator = m->hz ? 1 : D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->HSyncFreq.Numerator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->HSyncFreq.Denominator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->PixelRate = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->ScanLineOrdering = D3DDDI_VSSLO_PROGRESSIVE;
}

static inline NTSTATUS NTAPI mock_monitor_modes(const HANDLE context,
						const DXGKARG_RECOMMENDMONITORMODES *arg)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *i = arg->pMonitorSourceModeSetInterface;
	D3DKMDT_MONITOR_SOURCE_MODE *m;
	NTSTATUS status;

	mock_say("RecommendMonitorModes %#x", arg->VideoPresentTargetId);
	if (!mock.monitor.width)
		return STATUS_SUCCESS;
	status = i->pfnCreateNewModeInfo(arg->hMonitorSourceModeSet, &m);
	if (!NT_SUCCESS(status))
		return status;
	mock_signal(&m->VideoSignalInfo, &mock.monitor);
	m->ColorBasis = D3DKMDT_CB_SRGB;
	m->Origin = D3DKMDT_MCO_DRIVER;
	m->Preference = D3DKMDT_MP_NOTPREFERRED;
	status = i->pfnAddMode(arg->hMonitorSourceModeSet, m);
	if (!NT_SUCCESS(status))
		i->pfnReleaseModeInfo(arg->hMonitorSourceModeSet, m);
	return status;
}

static inline NTSTATUS mock_pinned_source(const DXGK_VIDPN_INTERFACE *v, D3DKMDT_HVIDPN h,
					  UINT id, struct mock_mode *mode)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const D3DKMDT_VIDPN_SOURCE_MODE *m = NULL;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	NTSTATUS status;

	status = v->pfnAcquireSourceModeSet(h, id, &set, &s);
	if (!NT_SUCCESS(status))
		return status;
	status = s->pfnAcquirePinnedModeInfo(set, &m);
	if (NT_SUCCESS(status) && m) {
		mode->width = m->Format.Graphics.PrimSurfSize.cx;
		mode->height = m->Format.Graphics.PrimSurfSize.cy;
		if (!mock.leak)
			s->pfnReleaseModeInfo(set, m);
	}
	if (!mock.leak)
		v->pfnReleaseSourceModeSet(h, set);
	return status;
}

static inline NTSTATUS mock_pinned_target(const DXGK_VIDPN_INTERFACE *v, D3DKMDT_HVIDPN h,
					  UINT id, struct mock_mode *mode)
{
	const DXGK_VIDPNTARGETMODESET_INTERFACE *t;
	const D3DKMDT_VIDPN_TARGET_MODE *m = NULL;
	D3DKMDT_HVIDPNTARGETMODESET set;
	NTSTATUS status;

	status = v->pfnAcquireTargetModeSet(h, id, &set, &t);
	if (!NT_SUCCESS(status))
		return status;
	status = t->pfnAcquirePinnedModeInfo(set, &m);
	if (NT_SUCCESS(status) && m) {
		mode->width = m->VideoSignalInfo.ActiveSize.cx;
		mode->height = m->VideoSignalInfo.ActiveSize.cy;
		mode->hz = m->VideoSignalInfo.VSyncFreq.Numerator;
		if (!mock.leak)
			t->pfnReleaseModeInfo(set, m);
	}
	if (!mock.leak)
		v->pfnReleaseTargetModeSet(h, set);
	return status;
}

/* What is pinned at the ends of a path; width 0: nothing. */
static inline NTSTATUS mock_pinned(const DXGK_VIDPN_INTERFACE *v, D3DKMDT_HVIDPN h,
				   const D3DKMDT_VIDPN_PRESENT_PATH *p, struct mock_mode *source,
				   struct mock_mode *target)
{
	NTSTATUS status;

	memset(source, 0, sizeof(*source));
	memset(target, 0, sizeof(*target));
	status = mock_pinned_source(v, h, p->VidPnSourceId, source);
	return NT_SUCCESS(status) ? mock_pinned_target(v, h, p->VidPnTargetId, target) : status;
}

/* By what wired and no_clone say. */
static inline bool mock_topology_fits(D3DKMDT_HVIDPN h)
{
	const D3DKMDT_VIDPN_PRESENT_PATH *p, *next;
	const DXGK_VIDPNTOPOLOGY_INTERFACE *ti;
	const DXGK_VIDPN_INTERFACE *v;
	D3DKMDT_HVIDPNTOPOLOGY topology;
	NTSTATUS status;
	bool fits = true;
	SIZE_T n;

	assert_status(mock.dxgk.DxgkCbQueryVidPnInterface(h, DXGK_VIDPN_INTERFACE_VERSION_V1, &v),
		      STATUS_SUCCESS);
	assert_status(v->pfnGetTopology(h, &topology, &ti), STATUS_SUCCESS);
	status = ti->pfnAcquireFirstPathInfo(topology, &p);
	while (NT_SUCCESS(status) && p) {
		assert_status(ti->pfnGetNumPathsFromSource(topology, p->VidPnSourceId, &n),
			      STATUS_SUCCESS);
		fits &= !mock.wired || mock.wired(p->VidPnSourceId, p->VidPnTargetId);
		fits &= !mock.no_clone || n == 1;
		status = ti->pfnAcquireNextPathInfo(topology, p, &next);
		ti->pfnReleasePathInfo(topology, p);
		p = next;
	}
	return fits;
}

static inline NTSTATUS NTAPI mock_is_supported(const HANDLE context,
					       DXGKARG_ISSUPPORTEDVIDPN *arg)
{
	mock_say("IsSupportedVidPn");
	arg->IsVidPnSupported = !mock.unsupported &&
				((!mock.wired && !mock.no_clone) ||
				 mock_topology_fits(arg->hDesiredVidPn));
	return STATUS_SUCCESS;
}

/* The steps of DXGKDDI_RECOMMENDFUNCTIONALVIDPN: path, source set, target set, each pinned. */
static inline NTSTATUS mock_recommend_path(D3DKMDT_HVIDPN h)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const DXGK_VIDPNTARGETMODESET_INTERFACE *t;
	const DXGK_VIDPNTOPOLOGY_INTERFACE *ti;
	const DXGK_VIDPN_INTERFACE *v;
	D3DKMDT_VIDPN_PRESENT_PATH *path;
	D3DKMDT_VIDPN_SOURCE_MODE *sm;
	D3DKMDT_VIDPN_TARGET_MODE *tm;
	D3DKMDT_HVIDPNSOURCEMODESET hs;
	D3DKMDT_HVIDPNTARGETMODESET ht;
	D3DKMDT_HVIDPNTOPOLOGY topology;
	NTSTATUS status;
	UINT id;

	status = mock.dxgk.DxgkCbQueryVidPnInterface(h, DXGK_VIDPN_INTERFACE_VERSION_V1, &v);
	if (NT_SUCCESS(status))
		status = v->pfnGetTopology(h, &topology, &ti);
	if (NT_SUCCESS(status))
		status = ti->pfnCreateNewPathInfo(topology, &path);
	if (!NT_SUCCESS(status))
		return status;
	path->VidPnSourceId = 0;
	path->VidPnTargetId = 0x100;
	path->ImportanceOrdinal = D3DKMDT_VPPI_PRIMARY;
	path->ContentTransformation.Scaling = D3DKMDT_VPPS_IDENTITY;
	path->ContentTransformation.Rotation = D3DKMDT_VPPR_IDENTITY;
	status = ti->pfnAddPath(topology, path);
	if (!NT_SUCCESS(status)) {
		ti->pfnReleasePathInfo(topology, path);
		return status;
	}
	status = v->pfnCreateNewSourceModeSet(h, 0, &hs, &s);
	if (!NT_SUCCESS(status))
		return status;
	status = s->pfnCreateNewModeInfo(hs, &sm);
	if (!NT_SUCCESS(status)) {
		v->pfnReleaseSourceModeSet(h, hs);
		return status;
	}
	sm->Type = D3DKMDT_RMT_GRAPHICS;
	sm->Format.Graphics.PrimSurfSize.cx = mock.recommend.width;
	sm->Format.Graphics.PrimSurfSize.cy = mock.recommend.height;
	sm->Format.Graphics.VisibleRegionSize = sm->Format.Graphics.PrimSurfSize;
	sm->Format.Graphics.PixelFormat = D3DDDIFMT_A8R8G8B8;
	sm->Format.Graphics.ColorBasis = D3DKMDT_CB_SRGB;
	sm->Format.Graphics.PixelValueAccessMode = D3DKMDT_PVAM_DIRECT;
	id = sm->Id;
	assert_status(s->pfnAddMode(hs, sm), STATUS_SUCCESS);
	assert_status(v->pfnAssignSourceModeSet(h, 0, hs), STATUS_SUCCESS);
	assert_status(s->pfnPinMode(hs, id), STATUS_SUCCESS);
	status = v->pfnCreateNewTargetModeSet(h, 0x100, &ht, &t);
	if (!NT_SUCCESS(status))
		return status;
	status = t->pfnCreateNewModeInfo(ht, &tm);
	if (!NT_SUCCESS(status)) {
		v->pfnReleaseTargetModeSet(h, ht);
		return status;
	}
	mock_signal(&tm->VideoSignalInfo, &mock.recommend);
	tm->WireFormatAndPreference.Value = D3DKMDT_MP_PREFERRED;
	id = tm->Id;
	assert_status(t->pfnAddMode(ht, tm), STATUS_SUCCESS);
	assert_status(v->pfnAssignTargetModeSet(h, 0x100, ht), STATUS_SUCCESS);
	if (!mock.recommend_unpinned)
		assert_status(t->pfnPinMode(ht, id), STATUS_SUCCESS);
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI
mock_recommend_vidpn(const HANDLE context, const DXGKARG_RECOMMENDFUNCTIONALVIDPN *arg)
{
	mock_say("RecommendFunctionalVidPn");
	if (!mock.recommend.width)
		return STATUS_GRAPHICS_NO_RECOMMENDED_FUNCTIONAL_VIDPN;
	return mock_recommend_path(arg->hRecommendedFunctionalVidPn);
}

static inline bool mock_fits(const struct mock_mode *m, const struct mock_mode *pinned)
{
	return !pinned->width || mock.centered ||
	       (m->width == pinned->width && m->height == pinned->height);
}

static inline NTSTATUS mock_fill_source(const DXGK_VIDPN_INTERFACE *v, D3DKMDT_HVIDPN h,
					UINT source, const struct mock_mode *target)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	D3DKMDT_VIDPN_SOURCE_MODE *m;
	NTSTATUS status;
	UINT i;

	status = v->pfnCreateNewSourceModeSet(h, source, &set, &s);
	for (i = 0; i < mock.modes && NT_SUCCESS(status); i++) {
		if (!mock_fits(&mock.mode[i], target))
			continue;
		status = s->pfnCreateNewModeInfo(set, &m);
		if (!NT_SUCCESS(status))
			break;
		m->Type = D3DKMDT_RMT_GRAPHICS;
		m->Format.Graphics.PrimSurfSize.cx = mock.mode[i].width;
		m->Format.Graphics.PrimSurfSize.cy = mock.mode[i].height;
		m->Format.Graphics.VisibleRegionSize = m->Format.Graphics.PrimSurfSize;
		m->Format.Graphics.Stride = mock.mode[i].width * 4;
		m->Format.Graphics.PixelFormat = D3DDDIFMT_A8R8G8B8;
		m->Format.Graphics.ColorBasis = D3DKMDT_CB_SRGB;
		m->Format.Graphics.PixelValueAccessMode = D3DKMDT_PVAM_DIRECT;
		status = s->pfnAddMode(set, m);
		if (!NT_SUCCESS(status))
			s->pfnReleaseModeInfo(set, m);
		/* The same size at another rate. */
		if (status == STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET)
			status = STATUS_SUCCESS;
	}
	if (NT_SUCCESS(status))
		return v->pfnAssignSourceModeSet(h, source, set);
	if (set)
		v->pfnReleaseSourceModeSet(h, set);
	return status;
}

static inline NTSTATUS mock_fill_target(const DXGK_VIDPN_INTERFACE *v, D3DKMDT_HVIDPN h,
					UINT target, const struct mock_mode *source)
{
	const DXGK_VIDPNTARGETMODESET_INTERFACE *t;
	D3DKMDT_HVIDPNTARGETMODESET set;
	D3DKMDT_VIDPN_TARGET_MODE *m;
	NTSTATUS status;
	UINT i;

	status = v->pfnCreateNewTargetModeSet(h, target, &set, &t);
	for (i = 0; i < mock.modes && NT_SUCCESS(status); i++) {
		if (!mock_fits(&mock.mode[i], source))
			continue;
		status = t->pfnCreateNewModeInfo(set, &m);
		if (!NT_SUCCESS(status))
			break;
		mock_signal(&m->VideoSignalInfo, &mock.mode[i]);
		m->WireFormatAndPreference.Value =
			!memcmp(&mock.mode[i], &mock.preferred, sizeof(mock.preferred)) ?
			D3DKMDT_MP_PREFERRED : D3DKMDT_MP_NOTPREFERRED;
		status = t->pfnAddMode(set, m);
		if (!NT_SUCCESS(status))
			t->pfnReleaseModeInfo(set, m);
	}
	if (NT_SUCCESS(status))
		return v->pfnAssignTargetModeSet(h, target, set);
	if (set)
		v->pfnReleaseTargetModeSet(h, set);
	return status;
}

static inline NTSTATUS mock_cofunc_path(const DXGK_VIDPN_INTERFACE *v,
					const DXGKARG_ENUMVIDPNCOFUNCMODALITY *arg,
					const D3DKMDT_VIDPN_PRESENT_PATH *p,
					const DXGK_VIDPNTOPOLOGY_INTERFACE *ti,
					D3DKMDT_HVIDPNTOPOLOGY topology)
{
	D3DKMDT_HVIDPN h = arg->hConstrainingVidPn;
	D3DKMDT_VIDPN_PRESENT_PATH local = *p;
	struct mock_mode source, target;
	NTSTATUS status;
	bool pivot;

	status = mock_pinned(v, h, p, &source, &target);
	if (!NT_SUCCESS(status))
		return status;
	pivot = arg->EnumPivotType == D3DKMDT_EPT_VIDPNSOURCE &&
		arg->EnumPivot.VidPnSourceId == p->VidPnSourceId;
	if ((!pivot || mock.touch_pivot) && !source.width)
		status = mock_fill_source(v, h, p->VidPnSourceId, &target);
	pivot = arg->EnumPivotType == D3DKMDT_EPT_VIDPNTARGET &&
		arg->EnumPivot.VidPnTargetId == p->VidPnTargetId;
	if (NT_SUCCESS(status) && !pivot && !target.width)
		status = mock_fill_target(v, h, p->VidPnTargetId, &source);
	if (!NT_SUCCESS(status))
		return status;
	local.ContentTransformation.ScalingSupport.Identity = !mock.no_identity;
	local.ContentTransformation.ScalingSupport.Centered = mock.centered;
	local.ContentTransformation.RotationSupport.Identity = 1;
	local.ContentTransformation.RotationSupport.Rotate90 = mock.rotation;
	local.ContentTransformation.RotationSupport.Rotate180 = mock.rotation;
	local.ContentTransformation.RotationSupport.Rotate270 = mock.rotation;
	return ti->pfnUpdatePathSupportInfo(topology, &local);
}

static inline NTSTATUS NTAPI mock_cofunc(const HANDLE context,
					 const DXGKARG_ENUMVIDPNCOFUNCMODALITY *arg)
{
	const D3DKMDT_VIDPN_PRESENT_PATH *p, *next;
	const DXGK_VIDPNTOPOLOGY_INTERFACE *ti;
	const DXGK_VIDPN_INTERFACE *v;
	D3DKMDT_HVIDPNTOPOLOGY topology;
	NTSTATUS status;
	SIZE_T n = 0;

	mock_say("EnumVidPnCofuncModality %u", arg->EnumPivotType);
	mock.cofunc_calls++;
	if (mock.fail_cofunc)
		return mock.fail_cofunc;
	status = mock.dxgk.DxgkCbQueryVidPnInterface(arg->hConstrainingVidPn,
						     DXGK_VIDPN_INTERFACE_VERSION_V1, &v);
	if (!NT_SUCCESS(status))
		return status;
	status = v->pfnGetTopology(arg->hConstrainingVidPn, &topology, &ti);
	if (!NT_SUCCESS(status))
		return status;
	/* Field notes: an empty topology must not reach this entry. */
	ti->pfnGetNumPaths(topology, &n);
	assert_true(n > 0);
	status = ti->pfnAcquireFirstPathInfo(topology, &p);
	while (NT_SUCCESS(status) && p) {
		status = mock_cofunc_path(v, arg, p, ti, topology);
		if (!NT_SUCCESS(status)) {
			ti->pfnReleasePathInfo(topology, p);
			return status;
		}
		status = ti->pfnAcquireNextPathInfo(topology, p, &next);
		if (!mock.leak)
			ti->pfnReleasePathInfo(topology, p);
		p = next;
	}
	return NT_SUCCESS(status) ? STATUS_SUCCESS : status;
}

static inline NTSTATUS NTAPI mock_commit(const HANDLE context, const DXGKARG_COMMITVIDPN *arg)
{
	const D3DKMDT_VIDPN_PRESENT_PATH *p, *next;
	const DXGK_VIDPNTOPOLOGY_INTERFACE *ti;
	const DXGK_VIDPN_INTERFACE *v;
	D3DKMDT_HVIDPNTOPOLOGY topology;
	struct mock_mode source, target;
	NTSTATUS status;

	mock_say("CommitVidPn %#x flags %#x", arg->AffectedVidPnSourceId,
		 arg->Flags.PathPowerTransition | arg->Flags.PathPoweredOff << 1);
	assert_int_equal(arg->Flags.Reserved, 0);
	if (arg->Flags.PathPowerTransition && mock.fail_transition)
		return mock.fail_transition;
	if (mock.fail_commit)
		return mock.fail_commit;
	assert_null(arg->hPrimaryAllocation);
	assert_int_equal(arg->MonitorConnectivityChecks, D3DKMDT_MCC_IGNORE);
	status = mock.dxgk.DxgkCbQueryVidPnInterface(arg->hFunctionalVidPn,
						     DXGK_VIDPN_INTERFACE_VERSION_V1, &v);
	if (NT_SUCCESS(status))
		status = v->pfnGetTopology(arg->hFunctionalVidPn, &topology, &ti);
	if (NT_SUCCESS(status))
		status = ti->pfnAcquireFirstPathInfo(topology, &p);
	if (!NT_SUCCESS(status))
		return status;
	memset(mock.width, 0, sizeof(mock.width));
	memset(mock.height, 0, sizeof(mock.height));
	while (NT_SUCCESS(status) && p) {
		status = mock_pinned(v, arg->hFunctionalVidPn, p, &source, &target);
		if (!NT_SUCCESS(status)) {
			ti->pfnReleasePathInfo(topology, p);
			return status;
		}
		mock_say("  path %u %#x: %ux%u on %ux%u@%u scaling %u rotation %u",
			 p->VidPnSourceId, p->VidPnTargetId, source.width, source.height,
			 target.width, target.height,
			 target.hz == D3DKMDT_FREQUENCY_NOTSPECIFIED ? 0 : target.hz,
			 p->ContentTransformation.Scaling, p->ContentTransformation.Rotation);
		/* Functional: "each source and target in the topology has a pinned mode". */
		assert_true(source.width && target.width);
		mock.width[p->VidPnSourceId] = source.width;
		mock.height[p->VidPnSourceId] = source.height;
		mock.rotation_now = p->ContentTransformation.Rotation;
		status = ti->pfnAcquireNextPathInfo(topology, p, &next);
		if (!mock.leak)
			ti->pfnReleasePathInfo(topology, p);
		p = next;
	}
	return NT_SUCCESS(status) ? STATUS_SUCCESS : status;
}

static inline NTSTATUS NTAPI mock_hw_capability(const HANDLE context,
						DXGKARG_QUERYVIDPNHWCAPABILITY *arg)
{
	const DXGK_VIDPN_INTERFACE *v;

	mock_say("QueryVidPnHWCapability %u %#x", arg->SourceId, arg->TargetId);
	assert_status(mock.dxgk.DxgkCbQueryVidPnInterface(arg->hFunctionalVidPn,
				DXGK_VIDPN_INTERFACE_VERSION_V1, &v), STATUS_SUCCESS);
	arg->VidPnHWCaps.DriverRotation = 1;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_visibility(const HANDLE context,
					     const DXGKARG_SETVIDPNSOURCEVISIBILITY *arg)
{
	mock_say("SetVidPnSourceVisibility %u %u", arg->VidPnSourceId, arg->Visible);
	if (mock.fail_visibility)
		return mock.fail_visibility;
	mock.visible[arg->VidPnSourceId] = arg->Visible;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI
mock_update_path(const HANDLE context, const DXGKARG_UPDATEACTIVEVIDPNPRESENTPATH *arg)
{
	const D3DKMDT_GAMMA_RAMP *g = &arg->VidPnPresentPathInfo.GammaRamp;

	mock_say("UpdateActiveVidPnPresentPath %u %#x rotation %u",
		 arg->VidPnPresentPathInfo.VidPnSourceId, arg->VidPnPresentPathInfo.VidPnTargetId,
		 arg->VidPnPresentPathInfo.ContentTransformation.Rotation);
	mock.gamma_type = g->Type;
	if (g->Type == D3DDDI_GAMMARAMP_RGB256x3x16) {
		assert_int_equal(g->DataSize, sizeof(mock.ramp));
		mock.ramp = *g->Data.pRgb256x3x16;
	}
	return mock.fail_update;
}

/* As from the interrupt routine, at device IRQL. */
static inline void mock_interrupt(DXGK_INTERRUPT_TYPE type, UINT source, bool complete)
{
	DXGKARGCB_NOTIFY_INTERRUPT_DATA data;
	dxgk_u8 irql = dxgk_os_irql_raise(DXGK_DEVICE_IRQL);

	memset(&data, 0, sizeof(data));
	data.InterruptType = type;
	if (type == DXGK_INTERRUPT_DISPLAYONLY_PRESENT_PROGRESS) {
		data.DisplayOnlyPresentProgress.VidPnSourceId = source;
		data.DisplayOnlyPresentProgress.ProgressId = complete ?
			DXGK_PRESENT_DISPLAYONLY_PROGRESS_ID_COMPLETE :
			DXGK_PRESENT_DISPLAYONLY_PROGRESS_ID_FAILED;
	} else if (type == DXGK_INTERRUPT_CRTC_VSYNC) {
		data.CrtcVsync.VidPnTargetId = source;
	} else {
		data.DisplayOnlyVsync.VidPnTargetId = source;
	}
	mock.dxgk.DxgkCbNotifyInterrupt(mock.handle, &data);
	dxgk_os_irql_lower(irql);
	if (!mock.no_notify_dpc)
		mock.dxgk.DxgkCbQueueDpc(mock.handle);
}

static inline void mock_progress(UINT source, bool complete)
{
	mock_interrupt(DXGK_INTERRUPT_DISPLAYONLY_PRESENT_PROGRESS, source, complete);
}

static inline NTSTATUS NTAPI mock_present(const HANDLE context,
					  const DXGKARG_PRESENT_DISPLAYONLY *arg)
{
	mock_say("PresentDisplayOnly %u %u", arg->VidPnSourceId, arg->NumDirtyRects);
	if (__atomic_add_fetch(&mock.running, 1, __ATOMIC_SEQ_CST) > 1)
		mock.overlapped = true;
	if (mock.present_ms)
		usleep(mock.present_ms * 1000);
	pthread_mutex_lock(&mock.lock);
	mock.last_present = *arg;
	memcpy(mock.last_rect, arg->pDirtyRect,
	       (arg->NumDirtyRects < 64 ? arg->NumDirtyRects : 64) * sizeof(RECT));
	pthread_mutex_unlock(&mock.lock);
	assert_null(arg->pfnPresentDisplayOnlyProgress);
	assert_int_equal(arg->NumMoves, 0);
	__atomic_sub_fetch(&mock.running, 1, __ATOMIC_SEQ_CST);
	if (mock.fail_present)
		return mock.fail_present;
	switch (mock.present) {
	case MOCK_EARLY:
		mock_progress(arg->VidPnSourceId, true);
		return STATUS_PENDING;
	case MOCK_EARLY_FAILED:
		mock_progress(arg->VidPnSourceId, false);
		return STATUS_PENDING;
	case MOCK_PENDING:
		return STATUS_PENDING;
	default:
		return STATUS_SUCCESS;
	}
}

static inline void NTAPI mock_dpc(const PVOID context)
{
	if (!mock.no_notify_dpc)
		mock.dxgk.DxgkCbNotifyDpc(mock.handle);
}

static inline BOOLEAN NTAPI mock_isr(const PVOID context, ULONG message)
{
	return FALSE;
}

/* ------------------------------------------------------------ start and stop */

static inline NTSTATUS NTAPI mock_pointer_position(const HANDLE context,
						   const DXGKARG_SETPOINTERPOSITION *arg)
{
	mock_say("SetPointerPosition %u %d %d %u", arg->VidPnSourceId, arg->X, arg->Y,
		 arg->Flags.Visible);
	assert_int_equal(arg->Flags.Value & ~1u, 0);
	assert_true(mock.shape.Width);	/* as some drivers: no shape, a NULL dereference */
	return mock.fail_position;
}

static inline NTSTATUS NTAPI mock_pointer_shape(const HANDLE context,
						const DXGKARG_SETPOINTERSHAPE *arg)
{
	UINT bytes = arg->Pitch * arg->Height * (arg->Flags.Monochrome ? 2 : 1);

	mock_say("SetPointerShape %u %ux%u pitch %u flags %#x hot %u %u", arg->VidPnSourceId,
		 arg->Width, arg->Height, arg->Pitch, arg->Flags.Value, arg->XHot, arg->YHot);
	if (__atomic_add_fetch(&mock.running, 1, __ATOMIC_SEQ_CST) > 1)
		mock.overlapped = true;
	assert_true(arg->Width && arg->Width <= mock.caps.MaxPointerWidth);
	assert_true(arg->Height && arg->Height <= mock.caps.MaxPointerHeight);
	assert_true(mock.width[arg->VidPnSourceId]);
	assert_true(bytes <= sizeof(mock.shape_bits));
	memcpy(mock.shape_bits, arg->pPixels, bytes);
	mock.shape = *arg;
	if (mock.present_ms)
		usleep(mock.present_ms * 1000);
	__atomic_sub_fetch(&mock.running, 1, __ATOMIC_SEQ_CST);
	return mock.fail_shape;
}

static inline NTSTATUS NTAPI mock_control(const HANDLE context, const DXGK_INTERRUPT_TYPE type,
					  BOOLEAN enable)
{
	mock_say("ControlInterrupt %u %u", type, enable);
	assert_int_equal(dxgk_os_irql_get(), PASSIVE_LEVEL);
	if (type != mock.vsync_type)
		return STATUS_NOT_IMPLEMENTED;
	return mock.fail_control;
}

static inline NTSTATUS NTAPI mock_scan_line(const HANDLE context, DXGKARG_GETSCANLINE *arg)
{
	mock_say("GetScanLine %#x", arg->VidPnTargetId);
	arg->InVerticalBlank = TRUE;
	arg->ScanLine = 17;
	return STATUS_SUCCESS;
}

/* -------------------------------------------------------------- interfaces */

static inline VOID NTAPI mock_reference(PVOID context)
{
	mock.interfaces++;
}

static inline VOID NTAPI mock_dereference(PVOID context)
{
	mock.interfaces--;
}

static inline NTSTATUS NTAPI mock_possible(PVOID context, ULONG size, PUCHAR count, PUCHAR levels)
{
	assert_true(size >= mock.levels);
	memcpy(levels, mock.level, mock.levels);
	*count = (UCHAR)mock.levels;
	return mock.levels ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

static inline NTSTATUS NTAPI mock_bright_set(PVOID context, UCHAR level)
{
	assert_ptr_equal(context, &mock);
	mock_say("SetBrightness %u", level);
	mock.bright = level;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_bright_get(PVOID context, PUCHAR level)
{
	*level = (UCHAR)mock.bright;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_nits_set(PVOID context, ULONG uid, PDXGK_BRIGHTNESS_SET_IN in)
{
	mock_say("SetBrightness3 %#x %u in %u", uid, in->BrightnessMillinits, in->TransitionTimeMs);
	mock.bright = in->BrightnessMillinits;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_nits_get(PVOID context, ULONG uid, PDXGK_BRIGHTNESS_GET_OUT out)
{
	out->CurrentBrightnessMillinits = mock.bright;
	out->TargetBrightnessMillinits = mock.bright;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_nits_caps(PVOID context, ULONG uid, DXGK_BRIGHTNESS_CAPS *caps)
{
	caps->Value = 0;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_nit_ranges(PVOID context, ULONG uid,
					     PDXGK_BRIGHTNESS_GET_NIT_RANGES_OUT out)
{
	*out = mock.nits;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_i2c_send(PVOID context, D3DDDI_VIDEO_PRESENT_TARGET_ID target,
					   ULONG address, ULONG size, const void *data)
{
	mock_say("I2CTransmit %#x %#x %u", target, address, size);
	if (address >> 1 != mock.i2c_address)
		return STATUS_GRAPHICS_I2C_DEVICE_DOES_NOT_EXIST;
	assert_true(size && size <= 64);
	memcpy(mock.i2c_data, data, size);
	mock.i2c_size = size;
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_i2c_receive(PVOID context, D3DDDI_VIDEO_PRESENT_TARGET_ID target,
					      ULONG address, ULONG flags, ULONG size, PVOID data)
{
	mock_say("I2CReceive %#x %#x %u", target, address, size);
	if (address >> 1 != mock.i2c_address)
		return STATUS_GRAPHICS_I2C_DEVICE_DOES_NOT_EXIST;
	assert_int_equal(flags, 0);
	memset(data, 0, size);
	memcpy(data, mock.i2c_data, size < mock.i2c_size ? size : mock.i2c_size);
	return STATUS_SUCCESS;
}

static inline NTSTATUS mock_give(PQUERY_INTERFACE q, const void *interface, USHORT size)
{
	assert_int_equal(q->Size, size);
	memcpy(q->Interface, interface, size);
	mock.interfaces++;
	return STATUS_SUCCESS;
}

#define MOCK_HEADER(version)	sizeof(i), version, &mock, mock_reference, mock_dereference

static inline NTSTATUS NTAPI mock_query_interface(const PVOID context, PQUERY_INTERFACE q)
{
	ULONG guid = q->InterfaceType->Data1;

	mock_say("QueryInterface %#x %u %#x", guid, q->Version, q->DeviceUid);
	if (guid == 0x197a4a6e && mock.brightness >= 3) {
		DXGK_BRIGHTNESS_INTERFACE_3 i = { MOCK_HEADER(3), mock_nits_set, mock_nits_get,
						  mock_nits_caps, mock_nit_ranges };

		return mock_give(q, &i, sizeof(i));
	}
	if (guid == 0x148a3c98 && mock.brightness >= 2) {
		DXGK_BRIGHTNESS_INTERFACE_2 i = { MOCK_HEADER(2), mock_possible, mock_bright_set,
						  mock_bright_get };

		return mock_give(q, &i, sizeof(i));
	}
	if (guid == 0xfde5bba4 && mock.brightness >= 1) {
		DXGK_BRIGHTNESS_INTERFACE i = { MOCK_HEADER(1), mock_possible,
						mock.brightness_broken ? NULL : mock_bright_set,
						mock_bright_get };

		return mock_give(q, &i, sizeof(i));
	}
	if (guid == 0x2564aa4f && mock.i2c) {
		DXGK_I2C_INTERFACE i = { MOCK_HEADER(1), mock_i2c_send, mock_i2c_receive };

		return mock_give(q, &i, sizeof(i));
	}
	return STATUS_NOT_SUPPORTED;
}

static inline NTSTATUS NTAPI mock_panic_enable(PVOID context, D3DDDI_VIDEO_PRESENT_TARGET_ID target,
					       PDXGKARG_SYSTEM_DISPLAY_ENABLE_FLAGS flags,
					       UINT *width, UINT *height, D3DDDIFORMAT *format)
{
	mock_say("SystemDisplayEnable %#x", target);
	assert_ptr_equal(context, &mock);
	*width = mock.width[0];
	*height = mock.height[0];
	*format = D3DDDIFMT_R8G8B8;
	return mock.fail_panic;
}

static inline void NTAPI mock_panic_write(PVOID context, PVOID source, UINT width, UINT height,
					  UINT stride, UINT x, UINT y)
{
	mock_say("SystemDisplayWrite %ux%u %u at %u %u: %#x", width, height, stride, x, y,
		 *(UINT *)source);
}

static inline NTSTATUS NTAPI mock_collect(const HANDLE context, const DXGKARG_COLLECTDBGINFO *arg)
{
	mock_say("CollectDbgInfo %#x", arg->Reason);
	assert_non_null(arg->pBuffer);
	assert_non_null(arg->pExtension);
	assert_true(arg->BufferSize >= 4096);
	memcpy(arg->pBuffer, "stuck", 5);
	return STATUS_SUCCESS;
}

static inline NTSTATUS NTAPI mock_entry(PDRIVER_OBJECT object, PUNICODE_STRING path)
{
	KMDDOD_INITIALIZATION_DATA d;

	memset(&d, 0, sizeof(d));
	d.Version = mock.version ? mock.version : DXGKDDI_INTERFACE_VERSION;
	d.DxgkDdiAddDevice = mock_add_device;
	d.DxgkDdiStartDevice = mock_start_device;
	d.DxgkDdiStopDevice = mock_stop_device;
	d.DxgkDdiRemoveDevice = mock_remove_device;
	d.DxgkDdiInterruptRoutine = mock_isr;
	d.DxgkDdiDpcRoutine = mock_dpc;
	d.DxgkDdiQueryChildRelations = mock_relations;
	d.DxgkDdiQueryChildStatus = mock_child_status;
	d.DxgkDdiQueryDeviceDescriptor = mock_descriptor;
	d.DxgkDdiSetPowerState = mock_power;
	d.DxgkDdiQueryAdapterInfo = mock_query_info;
	d.DxgkDdiIsSupportedVidPn = mock_is_supported;
	d.DxgkDdiRecommendFunctionalVidPn = mock_recommend_vidpn;
	d.DxgkDdiEnumVidPnCofuncModality = mock_cofunc;
	d.DxgkDdiSetVidPnSourceVisibility = mock_visibility;
	d.DxgkDdiCommitVidPn = mock_commit;
	d.DxgkDdiUpdateActiveVidPnPresentPath = mock_update_path;
	d.DxgkDdiQueryVidPnHWCapability = mock_hw_capability;
	if (mock.pointer) {
		d.DxgkDdiSetPointerPosition = mock_pointer_position;
		d.DxgkDdiSetPointerShape = mock_pointer_shape;
	}
	if (mock.vsync) {
		d.DxgkDdiControlInterrupt = mock_control;
		d.DxgkDdiGetScanLine = mock_scan_line;
	}
	if (mock.brightness || mock.i2c)
		d.DxgkDdiQueryInterface = mock_query_interface;
	if (mock.panic) {
		d.DxgkDdiSystemDisplayEnable = mock_panic_enable;
		d.DxgkDdiSystemDisplayWrite = mock_panic_write;
	}
	if (mock.debug)
		d.DxgkDdiCollectDbgInfo = mock_collect;
	if (!mock.no_recommend)
		d.DxgkDdiRecommendMonitorModes = mock_monitor_modes;
	d.DxgkDdiPresentDisplayOnly = mock_present;
	return DxgkInitializeDisplayOnlyDriver(object, path, &d);
}

static const struct dxgk_driver_info mock_info = {
	.name = "mock",
	.driver_entry = mock_entry,
	.ddi_version = DXGKDDI_INTERFACE_VERSION,
};

/* One source, one child that is always connected and says nothing of itself. */
static inline void mock_reset(void)
{
	static const struct mock_mode modes[] = {
		{ 640, 480, 0 }, { 800, 600, 0 }, { 1024, 768, 0 },
	};
	UINT i;

	memset(&mock, 0, sizeof(mock));
	pthread_mutex_init(&mock.lock, NULL);
	mock.sources = 1;
	mock.children = 1;
	for (i = 0; i < MOCK_CHILDREN; i++)
		mock.child[i] = (struct mock_child) {
			.uid = 0x100 + i,
			.type = TypeVideoOutput,
			.hpd = HpdAwarenessAlwaysConnected,
			.technology = i ? D3DKMDT_VOT_HDMI : D3DKMDT_VOT_HD15,
			.connected = true,
		};
	memcpy(mock.mode, modes, sizeof(modes));
	mock.modes = DXGK_ARRAY_SIZE(modes);
}

/* From nothing to a started adapter; what was made is undone on failure. */
static inline NTSTATUS mock_start(void)
{
	struct dxgk_adapter_info info = { .name = "mock" };
	NTSTATUS status;

	status = dxgk_core_init();
	if (!NT_SUCCESS(status))
		return status;
	mock.os = host_device_create("mock");
	info.os = mock.os;
	status = dxgk_driver_load(&mock_info, &mock.driver);
	if (NT_SUCCESS(status)) {
		status = dxgk_adapter_create(mock.driver, &info, &mock.adapter);
		if (NT_SUCCESS(status)) {
			host_device_bind(mock.os, mock.adapter);
			status = dxgk_adapter_start(mock.adapter);
			if (NT_SUCCESS(status))
				return status;
			host_device_bind(mock.os, NULL);
			dxgk_adapter_remove(mock.adapter);
		}
		dxgk_driver_unload(mock.driver);
	}
	host_device_destroy(mock.os);
	assert_int_equal(dxgk_vidpn_live(), 0);
	dxgk_core_exit();
	mock.adapter = NULL;
	return status;
}

static inline void mock_stop(void)
{
	dxgk_adapter_stop(mock.adapter);
	host_deferred_flush();
	host_device_bind(mock.os, NULL);
	dxgk_adapter_remove(mock.adapter);
	dxgk_driver_unload(mock.driver);
	host_device_destroy(mock.os);
	assert_int_equal(dxgk_vidpn_live(), 0);
	dxgk_core_exit();
}

/* A base block of EDID 1.3 with one detailed timing: 1920 x 1080 at 60 Hz. */
static inline void mock_edid(dxgk_u8 *b, dxgk_u8 extensions)
{
	static const dxgk_u8 head[] = {
		0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, 0x49, 0x14, 0x34, 0x12,
		0x2a, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01, 0x03, 0x80, 0x30, 0x1b, 0x78,
		0x0a, 0xee, 0x91, 0xa3, 0x54, 0x4c, 0x99, 0x26, 0x0f, 0x50, 0x54,
		/* established: 640x480@60, 800x600@60, 1024x768@60 */
		0x21, 0x08, 0x00,
		/* standard: 1280x1024@60, 1600x900@60; the rest unused */
		0x81, 0x80, 0xa9, 0xc0, 0x01, 0x01, 0x01, 0x01,
		0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01,
		/* 148.5 MHz, 1920+280, 1080+45 */
		0x02, 0x3a, 0x80, 0x18, 0x71, 0x38, 0x2d, 0x40, 0x58, 0x2c, 0x45, 0x00,
		0xfd, 0x1e, 0x11, 0x00, 0x00, 0x1e,
		/* range limits: 50-75 Hz, 30-80 kHz, 170 MHz */
		0x00, 0x00, 0x00, 0xfd, 0x00, 50, 75, 30, 80, 17, 0x00, 0x0a,
		0x20, 0x20, 0x20, 0x20, 0x20, 0x20,
	};
	dxgk_u8 sum = 0;
	UINT i;

	memset(b, 0, 128);
	memcpy(b, head, sizeof(head));
	b[90 + 3] = 0x10;
	b[108 + 3] = 0x10;
	b[126] = extensions;
	for (i = 0; i < 127; i++)
		sum += b[i];
	b[127] = (dxgk_u8)-sum;
}

static inline void mock_checksum(dxgk_u8 *b)
{
	dxgk_u8 sum = 0;
	UINT i;

	for (i = 0; i < 127; i++)
		sum += b[i];
	b[127] = (dxgk_u8)-sum;
}

/* --------------------------------------------------- what the backend would do */

struct mock_list {
	struct dxgk_mode mode[256];
	UINT count;
	UINT stop_at;
};

static inline bool mock_emit(void *arg, const struct dxgk_mode *m)
{
	struct mock_list *list = arg;

	assert_true(list->count < 256);
	list->mode[list->count++] = *m;
	return !list->stop_at || list->count < list->stop_at;
}

static inline NTSTATUS mock_modes(UINT source, UINT target, struct mock_list *list)
{
	memset(list, 0, sizeof(*list));
	return dxgk_display_modes(mock.adapter, source, target, mock_emit, list);
}

static inline void mock_config_path(struct dxgk_config *c, UINT source, UINT target, UINT width,
				    UINT height)
{
	c->path[c->paths++] = (struct dxgk_path) {
		.source = source,
		.target = target,
		.mode = { .width = width, .height = height, .htotal = width, .vtotal = height },
		.source_width = width,
		.source_height = height,
		.rotation = DXGK_ROTATE_0,
	};
}

static inline NTSTATUS mock_light(UINT width, UINT height)
{
	struct dxgk_config c = { 0 };
	NTSTATUS status;

	mock_config_path(&c, 0, 0x100, width, height);
	status = dxgk_display_commit(mock.adapter, &c);
	return NT_SUCCESS(status) ? dxgk_display_visible(mock.adapter, 0, true) : status;
}

#endif /* TESTS_HOST_VIDPN_MOCK_H */
