/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * vidpn_fixture.h - a VidPN to try the miniport's functions on.
 *
 * Two sources, three targets; paths 0 → 0x10 and 1 → 0x20 unless a test wants
 * others.
 */
#ifndef TESTS_HOST_VIDPN_FIXTURE_H
#define TESTS_HOST_VIDPN_FIXTURE_H

#include <ntddk.h>
#include <dispmprt.h>

#include "test.h"
#include "iface.h"
#include "vidpn.h"

static const dxgk_u32 fx_targets[] = { 0x10, 0x20, 0x31 };
#define FX_SOURCES	2
#define FX_NO_TARGET	0x99

struct fx {
	struct dxgk_vidpn *vidpn;
	D3DKMDT_HVIDPN h;
	const DXGK_VIDPN_INTERFACE *i;
	D3DKMDT_HVIDPNTOPOLOGY topology;
	const DXGK_VIDPNTOPOLOGY_INTERFACE *t;
};

static inline void fx_begin(struct fx *f, enum dxgk_vaccess access)
{
	dxgk_vidpn_begin(f->vidpn, access, D3DKMDT_EPT_NOPIVOT, 0, 0);
}

static inline void fx_open(struct fx *f, enum dxgk_vaccess access)
{
	memset(f, 0, sizeof(*f));
	dxgk_vidpn_core_init();
	f->vidpn = dxgk_vidpn_create(FX_SOURCES, fx_targets, DXGK_ARRAY_SIZE(fx_targets));
	assert_non_null(f->vidpn);
	f->h = dxgk_vidpn_handle(f->vidpn);
	fx_begin(f, access);
	assert_status(DxgkCbQueryVidPnInterface(f->h, DXGK_VIDPN_INTERFACE_VERSION_V1, &f->i),
		      STATUS_SUCCESS);
	assert_status(f->i->pfnGetTopology(f->h, &f->topology, &f->t), STATUS_SUCCESS);
}

static inline void fx_path(struct fx *f, dxgk_u32 source, dxgk_u32 target)
{
	D3DKMDT_VIDPN_PRESENT_PATH path;

	dxgk_vidpn_path_init(&path, source, target);
	assert_status(dxgk_vidpn_add_path(f->vidpn, &path), STATUS_SUCCESS);
}

static inline void fx_open_paths(struct fx *f, enum dxgk_vaccess access)
{
	fx_open(f, access);
	fx_path(f, 0, 0x10);
	fx_path(f, 1, 0x20);
}

/* Whatever the test left of the VidPN goes with it: nothing may be left then. */
static inline void fx_close(struct fx *f)
{
	dxgk_vidpn_end(f->vidpn);
	dxgk_vidpn_destroy(f->vidpn);
	assert_int_equal(dxgk_vidpn_live(), 0);
	dxgk_vidpn_core_exit();
}

static inline void fx_source_mode(D3DKMDT_VIDPN_SOURCE_MODE *m, UINT width, UINT height)
{
	m->Type = D3DKMDT_RMT_GRAPHICS;
	m->Format.Graphics.PrimSurfSize.cx = width;
	m->Format.Graphics.PrimSurfSize.cy = height;
	m->Format.Graphics.VisibleRegionSize = m->Format.Graphics.PrimSurfSize;
	m->Format.Graphics.Stride = width * 4;
	m->Format.Graphics.PixelFormat = D3DDDIFMT_A8R8G8B8;
	m->Format.Graphics.ColorBasis = D3DKMDT_CB_SRGB;
	m->Format.Graphics.PixelValueAccessMode = D3DKMDT_PVAM_DIRECT;
}

/* As miniports without vertical sync describe a signal. */
static inline void fx_signal(D3DKMDT_VIDEO_SIGNAL_INFO *s, UINT width, UINT height)
{
	s->VideoStandard = D3DKMDT_VSS_OTHER;
	s->ActiveSize.cx = width;
	s->ActiveSize.cy = height;
	s->TotalSize = s->ActiveSize;
	s->VSyncFreq.Numerator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->VSyncFreq.Denominator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->HSyncFreq = s->VSyncFreq;
	s->PixelRate = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->ScanLineOrdering = D3DDDI_VSSLO_PROGRESSIVE;
}

static inline void fx_target_mode(D3DKMDT_VIDPN_TARGET_MODE *m, UINT width, UINT height)
{
	fx_signal(&m->VideoSignalInfo, width, height);
	m->WireFormatAndPreference.Value = D3DKMDT_MP_NOTPREFERRED;
}

/* A new source mode set for @source with @n modes of 100 x 100, 200 x 200, … */
static inline D3DKMDT_HVIDPNSOURCEMODESET fx_new_set(struct fx *f, UINT source, UINT n)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	D3DKMDT_VIDPN_SOURCE_MODE *m;
	UINT i;

	assert_status(f->i->pfnCreateNewSourceModeSet(f->h, source, &set, &s), STATUS_SUCCESS);
	for (i = 1; i <= n; i++) {
		assert_status(s->pfnCreateNewModeInfo(set, &m), STATUS_SUCCESS);
		fx_source_mode(m, i * 100, i * 100);
		assert_status(s->pfnAddMode(set, m), STATUS_SUCCESS);
	}
	return set;
}

#endif /* TESTS_HOST_VIDPN_FIXTURE_H */
