// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* hostile_vidpn.c - what the hostile miniport does with VidPNs and monitors. */
#include "hostile.h"

/* Things of each kind that it has held: some live, some long gone. */
#define HELD 4

static struct {
	D3DKMDT_HVIDPNTOPOLOGY topology;
	const DXGK_VIDPNTOPOLOGY_INTERFACE *ti;
	D3DKMDT_HVIDPNSOURCEMODESET source_set[HELD];
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *si;
	D3DKMDT_HVIDPNTARGETMODESET target_set[HELD];
	const DXGK_VIDPNTARGETMODESET_INTERFACE *tsi;
	D3DKMDT_VIDPN_SOURCE_MODE *source_mode[HELD];
	D3DKMDT_VIDPN_TARGET_MODE *target_mode[HELD];
	D3DKMDT_VIDPN_PRESENT_PATH *path[HELD];
} held;

void hostile_vidpn_reset(void)
{
	memset(&held, 0, sizeof(held));
}

static unsigned int slot(void)
{
	return fuzz_below(HELD);
}

static UINT source_id(void)
{
	return fuzz_once_in(8) ? fuzz_edge() : fuzz_below(2);
}

static UINT target_id(void)
{
	return fuzz_once_in(8) ? fuzz_edge() : HOSTILE_UID + fuzz_below(2);
}

/* A handle of the kind, of another kind, or of none. */
#define HANDLE_OF(kind)							\
	(fuzz_once_in(16) ? (__typeof__(kind[0]))(uintptr_t)fuzz_u64() :	\
	 fuzz_once_in(16) ? (__typeof__(kind[0]))(uintptr_t)hostile.vidpn : kind[slot()])

static void fill_signal(D3DKMDT_VIDEO_SIGNAL_INFO *s)
{
	static const UINT sizes[][2] = { { 640, 480 }, { 800, 600 }, { 1024, 768 } };
	unsigned int size = fuzz_below(3);

	s->VideoStandard = fuzz_once_in(8) ? fuzz_edge() : D3DKMDT_VSS_OTHER;
	s->ActiveSize.cx = fuzz_once_in(8) ? fuzz_edge() : sizes[size][0];
	s->ActiveSize.cy = fuzz_once_in(8) ? fuzz_edge() : sizes[size][1];
	s->TotalSize = s->ActiveSize;
	if (fuzz_once_in(4)) {
		s->TotalSize.cx = fuzz_edge();
		s->TotalSize.cy = fuzz_edge();
	}
	s->VSyncFreq.Numerator = fuzz_once_in(4) ? fuzz_edge() : 60;
	s->VSyncFreq.Denominator = fuzz_once_in(4) ? fuzz_edge() : 1;
	s->HSyncFreq.Numerator = fuzz_once_in(4) ? fuzz_edge() : D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->HSyncFreq.Denominator = fuzz_once_in(4) ? fuzz_edge() : D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->PixelRate = fuzz_once_in(4) ? fuzz_u64() : D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->ScanLineOrdering = fuzz_once_in(8) ? fuzz_edge() : D3DDDI_VSSLO_PROGRESSIVE;
}

static void fill_source_mode(D3DKMDT_VIDPN_SOURCE_MODE *m)
{
	static const UINT sizes[][2] = { { 640, 480 }, { 800, 600 }, { 1024, 768 } };
	unsigned int size = fuzz_below(3);

	if (fuzz_once_in(16))
		m->Id = fuzz_edge();
	m->Type = fuzz_once_in(16) ? fuzz_below(4) : D3DKMDT_RMT_GRAPHICS;
	m->Format.Graphics.PrimSurfSize.cx = fuzz_once_in(8) ? fuzz_edge() : sizes[size][0];
	m->Format.Graphics.PrimSurfSize.cy = fuzz_once_in(8) ? fuzz_edge() : sizes[size][1];
	m->Format.Graphics.VisibleRegionSize = m->Format.Graphics.PrimSurfSize;
	m->Format.Graphics.Stride = fuzz_once_in(4) ? fuzz_edge() : sizes[size][0] * 4;
	m->Format.Graphics.PixelFormat = fuzz_once_in(8) ? fuzz_edge() : D3DDDIFMT_A8R8G8B8;
	m->Format.Graphics.ColorBasis = fuzz_once_in(8) ? fuzz_below(8) : D3DKMDT_CB_SRGB;
	m->Format.Graphics.PixelValueAccessMode =
		fuzz_once_in(8) ? fuzz_below(4) : D3DKMDT_PVAM_DIRECT;
}

static void fill_path(D3DKMDT_VIDPN_PRESENT_PATH *p)
{
	p->VidPnSourceId = source_id();
	p->VidPnTargetId = target_id();
	p->ImportanceOrdinal = fuzz_once_in(8) ? fuzz_edge() : D3DKMDT_VPPI_PRIMARY;
	p->ContentTransformation.Scaling = fuzz_once_in(4) ? fuzz_edge() : D3DKMDT_VPPS_IDENTITY;
	p->ContentTransformation.Rotation = fuzz_once_in(4) ? fuzz_edge() : D3DKMDT_VPPR_IDENTITY;
	p->ContentTransformation.RotationSupport.Identity = !fuzz_once_in(8);
	p->ContentTransformation.RotationSupport.Rotate90 = fuzz_once_in(2);
	p->ContentTransformation.RotationSupport.Rotate180 = fuzz_once_in(2);
	p->ContentTransformation.ScalingSupport.Identity = !fuzz_once_in(8);
	p->ContentTransformation.ScalingSupport.Centered = fuzz_once_in(2);
	p->ContentTransformation.ScalingSupport.Stretched = fuzz_once_in(2);
	if (fuzz_once_in(8))
		p->VisibleFromActiveTLOffset.cx = fuzz_edge();
	if (fuzz_once_in(8))
		p->Content = fuzz_edge();
}

static void topology_call(void)
{
	const DXGK_VIDPNTOPOLOGY_INTERFACE *ti = held.ti;
	D3DKMDT_HVIDPNTOPOLOGY t;
	D3DKMDT_VIDPN_PRESENT_PATH local;
	D3DKMDT_VIDPN_PRESENT_PATH *path = NULL;
	const D3DKMDT_VIDPN_PRESENT_PATH *found = NULL;
	D3DDDI_VIDEO_PRESENT_TARGET_ID target;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID source;
	SIZE_T n = 0;

	if (!ti)
		return;
	t = fuzz_once_in(16) ? (D3DKMDT_HVIDPNTOPOLOGY)(uintptr_t)fuzz_u64() : held.topology;
	switch (fuzz_below(12)) {
	case 0:
		ti->pfnGetNumPaths(t, fuzz_once_in(16) ? NULL : &n);
		break;
	case 1:
		ti->pfnGetNumPathsFromSource(t, source_id(), fuzz_once_in(16) ? NULL : &n);
		break;
	case 2:
		ti->pfnEnumPathTargetsFromSource(t, source_id(), fuzz_edge(),
						 fuzz_once_in(16) ? NULL : &target);
		break;
	case 3:
		ti->pfnGetPathSourceFromTarget(t, target_id(), fuzz_once_in(16) ? NULL : &source);
		break;
	case 4:
		if (NT_SUCCESS(ti->pfnAcquirePathInfo(t, source_id(), target_id(), &found)) &&
		    found)
			held.path[slot()] = (D3DKMDT_VIDPN_PRESENT_PATH *)found;
		break;
	case 5:
		if (NT_SUCCESS(ti->pfnAcquireFirstPathInfo(t, &found)) && found)
			held.path[slot()] = (D3DKMDT_VIDPN_PRESENT_PATH *)found;
		break;
	case 6:
		if (NT_SUCCESS(ti->pfnAcquireNextPathInfo(t, HANDLE_OF(held.path), &found)) &&
		    found)
			held.path[slot()] = (D3DKMDT_VIDPN_PRESENT_PATH *)found;
		break;
	case 7:
		memset(&local, 0, sizeof(local));
		fill_path(&local);
		ti->pfnUpdatePathSupportInfo(t, &local);
		break;
	case 8:
		ti->pfnReleasePathInfo(t, HANDLE_OF(held.path));
		break;
	case 9:
		if (NT_SUCCESS(ti->pfnCreateNewPathInfo(t, &path)) && path) {
			fill_path(path);
			held.path[slot()] = path;
		}
		break;
	case 10:
		ti->pfnAddPath(t, HANDLE_OF(held.path));
		break;
	default:
		ti->pfnRemovePath(t, source_id(), target_id());
		break;
	}
}

static void source_set_call(void)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *i = held.si;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	const D3DKMDT_VIDPN_SOURCE_MODE *found = NULL;
	D3DKMDT_VIDPN_SOURCE_MODE *mode = NULL;
	SIZE_T n = 0;

	if (!i)
		return;
	set = HANDLE_OF(held.source_set);
	switch (fuzz_below(8)) {
	case 0:
		i->pfnGetNumModes(set, fuzz_once_in(16) ? NULL : &n);
		break;
	case 1:
		if (NT_SUCCESS(i->pfnAcquireFirstModeInfo(set, &found)) && found)
			held.source_mode[slot()] = (D3DKMDT_VIDPN_SOURCE_MODE *)found;
		break;
	case 2:
		if (NT_SUCCESS(
			    i->pfnAcquireNextModeInfo(set, HANDLE_OF(held.source_mode), &found)) &&
		    found)
			held.source_mode[slot()] = (D3DKMDT_VIDPN_SOURCE_MODE *)found;
		break;
	case 3:
		if (NT_SUCCESS(i->pfnAcquirePinnedModeInfo(set, &found)) && found)
			held.source_mode[slot()] = (D3DKMDT_VIDPN_SOURCE_MODE *)found;
		break;
	case 4:
		i->pfnReleaseModeInfo(set, HANDLE_OF(held.source_mode));
		break;
	case 5:
		if (NT_SUCCESS(i->pfnCreateNewModeInfo(set, &mode)) && mode) {
			fill_source_mode(mode);
			held.source_mode[slot()] = mode;
		}
		break;
	case 6:
		i->pfnAddMode(set, HANDLE_OF(held.source_mode));
		break;
	default:
		i->pfnPinMode(set, fuzz_once_in(4) ? fuzz_edge() : fuzz_below(8));
		break;
	}
}

static void target_set_call(void)
{
	const DXGK_VIDPNTARGETMODESET_INTERFACE *i = held.tsi;
	D3DKMDT_HVIDPNTARGETMODESET set;
	const D3DKMDT_VIDPN_TARGET_MODE *found = NULL;
	D3DKMDT_VIDPN_TARGET_MODE *mode = NULL;
	SIZE_T n = 0;

	if (!i)
		return;
	set = HANDLE_OF(held.target_set);
	switch (fuzz_below(8)) {
	case 0:
		i->pfnGetNumModes(set, fuzz_once_in(16) ? NULL : &n);
		break;
	case 1:
		if (NT_SUCCESS(i->pfnAcquireFirstModeInfo(set, &found)) && found)
			held.target_mode[slot()] = (D3DKMDT_VIDPN_TARGET_MODE *)found;
		break;
	case 2:
		if (NT_SUCCESS(
			    i->pfnAcquireNextModeInfo(set, HANDLE_OF(held.target_mode), &found)) &&
		    found)
			held.target_mode[slot()] = (D3DKMDT_VIDPN_TARGET_MODE *)found;
		break;
	case 3:
		if (NT_SUCCESS(i->pfnAcquirePinnedModeInfo(set, &found)) && found)
			held.target_mode[slot()] = (D3DKMDT_VIDPN_TARGET_MODE *)found;
		break;
	case 4:
		i->pfnReleaseModeInfo(set, HANDLE_OF(held.target_mode));
		break;
	case 5:
		if (NT_SUCCESS(i->pfnCreateNewModeInfo(set, &mode)) && mode) {
			fill_signal(&mode->VideoSignalInfo);
			mode->WireFormatAndPreference.Value = fuzz_u8();
			held.target_mode[slot()] = mode;
		}
		break;
	case 6:
		i->pfnAddMode(set, HANDLE_OF(held.target_mode));
		break;
	default:
		i->pfnPinMode(set, fuzz_once_in(4) ? fuzz_edge() : fuzz_below(8));
		break;
	}
}

static void vidpn_call(const DXGK_VIDPN_INTERFACE *v, D3DKMDT_HVIDPN h)
{
	D3DKMDT_HVIDPNSOURCEMODESET s;
	D3DKMDT_HVIDPNTARGETMODESET t;
	D3DDDI_MULTISAMPLINGMETHOD method = { 0 };

	switch (fuzz_below(10)) {
	case 0:
		v->pfnGetTopology(h, &held.topology, &held.ti);
		break;
	case 1:
		if (NT_SUCCESS(v->pfnAcquireSourceModeSet(h, source_id(), &s, &held.si)))
			held.source_set[slot()] = s;
		break;
	case 2:
		v->pfnReleaseSourceModeSet(h, HANDLE_OF(held.source_set));
		break;
	case 3:
		if (NT_SUCCESS(v->pfnCreateNewSourceModeSet(h, source_id(), &s, &held.si)))
			held.source_set[slot()] = s;
		break;
	case 4:
		v->pfnAssignSourceModeSet(h, source_id(), HANDLE_OF(held.source_set));
		break;
	case 5:
		method.NumSamples = fuzz_edge();
		v->pfnAssignMultisamplingMethodSet(h, source_id(), fuzz_below(2), &method);
		break;
	case 6:
		if (NT_SUCCESS(v->pfnAcquireTargetModeSet(h, target_id(), &t, &held.tsi)))
			held.target_set[slot()] = t;
		break;
	case 7:
		v->pfnReleaseTargetModeSet(h, HANDLE_OF(held.target_set));
		break;
	case 8:
		if (NT_SUCCESS(v->pfnCreateNewTargetModeSet(h, target_id(), &t, &held.tsi)))
			held.target_set[slot()] = t;
		break;
	default:
		v->pfnAssignTargetModeSet(h, target_id(), HANDLE_OF(held.target_set));
		break;
	}
}

void hostile_vidpn_calls(const DXGK_VIDPN_INTERFACE *v)
{
	D3DKMDT_HVIDPN h = fuzz_once_in(32) ? (D3DKMDT_HVIDPN)(uintptr_t)fuzz_u64() : hostile.vidpn;
	unsigned int n = fuzz_below(24);

	while (n-- && fuzz_more()) {
		switch (fuzz_below(4)) {
		case 0:
			vidpn_call(v, h);
			break;
		case 1:
			topology_call();
			break;
		case 2:
			source_set_call();
			break;
		default:
			target_set_call();
			break;
		}
	}
}

/* ------------------------------------------- what keeps the run going on */

static NTSTATUS offer_source(const DXGK_VIDPN_INTERFACE *v, D3DKMDT_HVIDPN h, UINT source)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const D3DKMDT_VIDPN_SOURCE_MODE *pinned = NULL;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	D3DKMDT_VIDPN_SOURCE_MODE *m;
	unsigned int n = 1 + fuzz_below(4);
	NTSTATUS status;

	status = v->pfnAcquireSourceModeSet(h, source, &set, &s);
	if (!NT_SUCCESS(status))
		return status;
	status = s->pfnAcquirePinnedModeInfo(set, &pinned);
	if (pinned)
		s->pfnReleaseModeInfo(set, pinned);
	v->pfnReleaseSourceModeSet(h, set);
	if (!NT_SUCCESS(status) || pinned)
		return status;

	status = v->pfnCreateNewSourceModeSet(h, source, &set, &s);
	if (!NT_SUCCESS(status))
		return status;
	while (n--) {
		status = s->pfnCreateNewModeInfo(set, &m);
		if (!NT_SUCCESS(status))
			break;
		fill_source_mode(m);
		if (!NT_SUCCESS(s->pfnAddMode(set, m)))
			s->pfnReleaseModeInfo(set, m);
	}
	status = v->pfnAssignSourceModeSet(h, source, set);
	if (!NT_SUCCESS(status))
		v->pfnReleaseSourceModeSet(h, set);
	return status;
}

static NTSTATUS offer_target(const DXGK_VIDPN_INTERFACE *v, D3DKMDT_HVIDPN h, UINT target)
{
	const DXGK_VIDPNTARGETMODESET_INTERFACE *t;
	const D3DKMDT_VIDPN_TARGET_MODE *pinned = NULL;
	D3DKMDT_HVIDPNTARGETMODESET set;
	D3DKMDT_VIDPN_TARGET_MODE *m;
	unsigned int n = 1 + fuzz_below(4);
	NTSTATUS status;

	status = v->pfnAcquireTargetModeSet(h, target, &set, &t);
	if (!NT_SUCCESS(status))
		return status;
	status = t->pfnAcquirePinnedModeInfo(set, &pinned);
	if (pinned)
		t->pfnReleaseModeInfo(set, pinned);
	v->pfnReleaseTargetModeSet(h, set);
	if (!NT_SUCCESS(status) || pinned)
		return status;

	status = v->pfnCreateNewTargetModeSet(h, target, &set, &t);
	if (!NT_SUCCESS(status))
		return status;
	while (n--) {
		status = t->pfnCreateNewModeInfo(set, &m);
		if (!NT_SUCCESS(status))
			break;
		fill_signal(&m->VideoSignalInfo);
		m->WireFormatAndPreference.Value = D3DKMDT_MP_NOTPREFERRED;
		if (!NT_SUCCESS(t->pfnAddMode(set, m)))
			t->pfnReleaseModeInfo(set, m);
	}
	status = v->pfnAssignTargetModeSet(h, target, set);
	if (!NT_SUCCESS(status))
		v->pfnReleaseTargetModeSet(h, set);
	return status;
}

NTSTATUS hostile_offer_modes(const DXGKARG_ENUMVIDPNCOFUNCMODALITY *arg)
{
	D3DKMDT_HVIDPN h = arg->hConstrainingVidPn;
	const D3DKMDT_VIDPN_PRESENT_PATH *p, *next;
	const DXGK_VIDPNTOPOLOGY_INTERFACE *ti;
	const DXGK_VIDPN_INTERFACE *v;
	D3DKMDT_HVIDPNTOPOLOGY topology;
	D3DKMDT_VIDPN_PRESENT_PATH local;
	NTSTATUS status;

	status = hostile.dxgk.DxgkCbQueryVidPnInterface(h, DXGK_VIDPN_INTERFACE_VERSION_V1, &v);
	if (NT_SUCCESS(status))
		status = v->pfnGetTopology(h, &topology, &ti);
	if (NT_SUCCESS(status))
		/* cppcheck-suppress uninitStructMember; pfnGetTopology() has set ti */
		status = ti->pfnAcquireFirstPathInfo(topology, &p);
	if (!NT_SUCCESS(status) || status == STATUS_GRAPHICS_DATASET_IS_EMPTY)
		return status;
	for (;;) {
		if (arg->EnumPivotType != D3DKMDT_EPT_VIDPNSOURCE ||
		    arg->EnumPivot.VidPnSourceId != p->VidPnSourceId)
			offer_source(v, h, p->VidPnSourceId);
		if (arg->EnumPivotType != D3DKMDT_EPT_VIDPNTARGET ||
		    arg->EnumPivot.VidPnTargetId != p->VidPnTargetId)
			offer_target(v, h, p->VidPnTargetId);
		local = *p;
		local.ContentTransformation.RotationSupport.Identity = 1;
		local.ContentTransformation.RotationSupport.Rotate90 = fuzz_once_in(2);
		local.ContentTransformation.ScalingSupport.Identity = 1;
		local.ContentTransformation.ScalingSupport.Centered = fuzz_once_in(2);
		ti->pfnUpdatePathSupportInfo(topology, &local);
		if (fuzz_once_in(4))
			hostile_vidpn_calls(v);
		status = ti->pfnAcquireNextPathInfo(topology, p, &next);
		ti->pfnReleasePathInfo(topology, p);
		if (!NT_SUCCESS(status) || status != STATUS_SUCCESS)
			return status < 0 ? status : STATUS_SUCCESS;
		p = next;
	}
}

/* ---------------------------------------------------------------- monitors */

void hostile_mode_set_calls(const DXGK_MONITORSOURCEMODESET_INTERFACE *i,
			    D3DKMDT_HMONITORSOURCEMODESET set)
{
	const D3DKMDT_MONITOR_SOURCE_MODE *found;
	D3DKMDT_MONITOR_SOURCE_MODE *mode[HELD] = { NULL };
	unsigned int n = fuzz_below(16);
	SIZE_T count;

	while (n-- && fuzz_more()) {
		unsigned int at = slot();

		found = NULL;
		switch (fuzz_below(7)) {
		case 0:
			i->pfnGetNumModes(set, fuzz_once_in(16) ? NULL : &count);
			break;
		case 1:
			if (NT_SUCCESS(i->pfnAcquirePreferredModeInfo(set, &found)) && found)
				mode[at] = (D3DKMDT_MONITOR_SOURCE_MODE *)found;
			break;
		case 2:
			if (NT_SUCCESS(i->pfnAcquireFirstModeInfo(set, &found)) && found)
				mode[at] = (D3DKMDT_MONITOR_SOURCE_MODE *)found;
			break;
		case 3:
			if (NT_SUCCESS(i->pfnAcquireNextModeInfo(set, HANDLE_OF(mode), &found)) &&
			    found)
				mode[at] = (D3DKMDT_MONITOR_SOURCE_MODE *)found;
			break;
		case 4:
			if (NT_SUCCESS(i->pfnCreateNewModeInfo(set, &mode[at])) && mode[at]) {
				fill_signal(&mode[at]->VideoSignalInfo);
				mode[at]->ColorBasis =
					fuzz_once_in(8) ? fuzz_edge() : D3DKMDT_CB_SRGB;
				mode[at]->Origin =
					fuzz_once_in(8) ? fuzz_edge() : D3DKMDT_MCO_DRIVER;
				mode[at]->Preference = fuzz_below(4);
			}
			break;
		case 5:
			i->pfnAddMode(set, HANDLE_OF(mode));
			break;
		default:
			i->pfnReleaseModeInfo(set, HANDLE_OF(mode));
			break;
		}
	}
}

void hostile_monitor_calls(void)
{
	const DXGK_MONITORFREQUENCYRANGESET_INTERFACE *fi = NULL;
	const DXGK_MONITORDESCRIPTORSET_INTERFACE *di = NULL;
	const DXGK_MONITORSOURCEMODESET_INTERFACE *si = NULL;
	const DXGK_MONITOR_INTERFACE *m = NULL;
	D3DKMDT_HMONITORFREQUENCYRANGESET fset = NULL;
	D3DKMDT_HMONITORDESCRIPTORSET dset = NULL;
	D3DKMDT_HMONITORSOURCEMODESET sset = NULL;
	const D3DKMDT_MONITOR_FREQUENCY_RANGE *range = NULL;
	const D3DKMDT_MONITOR_DESCRIPTOR *desc = NULL;
	HANDLE adapter = hostile.dxgk.DeviceHandle;
	SIZE_T n;

	if (fuzz_once_in(16))
		adapter = (HANDLE)(uintptr_t)fuzz_u64();
	if (!NT_SUCCESS(hostile.dxgk.DxgkCbQueryMonitorInterface(adapter, 1 + fuzz_below(3), &m)) ||
	    !m)
		return;
	switch (fuzz_below(3)) {
	case 0:
		if (NT_SUCCESS(
			    m->pfnAcquireMonitorSourceModeSet(adapter, target_id(), &sset, &si)) &&
		    si) {
			hostile_mode_set_calls(si, sset);
			m->pfnReleaseMonitorSourceModeSet(adapter, sset);
			if (fuzz_once_in(4))
				m->pfnReleaseMonitorSourceModeSet(adapter, sset);
		}
		break;
	case 1:
		if (NT_SUCCESS(
			    m->pfnGetMonitorFrequencyRangeSet(adapter, target_id(), &fset, &fi)) &&
		    fi) {
			fi->pfnGetNumFrequencyRanges(fset, &n);
			if (NT_SUCCESS(fi->pfnAcquireFirstFrequencyRangeInfo(fset, &range)) &&
			    range)
				fi->pfnReleaseFrequencyRangeInfo(fset, range);
		}
		break;
	default:
		if (NT_SUCCESS(m->pfnGetMonitorDescriptorSet(adapter, target_id(), &dset, &di)) &&
		    di) {
			di->pfnGetNumDescriptors(dset, &n);
			if (NT_SUCCESS(di->pfnAcquireFirstDescriptorInfo(dset, &desc)) && desc)
				di->pfnReleaseDescriptorInfo(dset, desc);
		}
		break;
	}
}
