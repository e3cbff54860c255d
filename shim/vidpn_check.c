// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * vidpn_check.c - is a mode or a path that a miniport made up one at all?
 *
 * Statuses are those that ntstatus.h names for the field at fault.  Fields that
 * nobody depends on are left alone: what Windows takes must be taken.
 */
#include "vidpn.h"

/* Bits of a pixel in @format; 0 for one that no screen has. */
dxgk_u32 dxgk_bits_per_pixel(D3DDDIFORMAT format)
{
	switch (format) {
	case D3DDDIFMT_A8R8G8B8:
	case D3DDDIFMT_X8R8G8B8:
	case D3DDDIFMT_A8B8G8R8:
	case D3DDDIFMT_X8B8G8R8:
	case D3DDDIFMT_A2R10G10B10:
	case D3DDDIFMT_A2B10G10R10:
		return 32;
	case D3DDDIFMT_R8G8B8:
		return 24;
	case D3DDDIFMT_R5G6B5:
	case D3DDDIFMT_X1R5G5B5:
	case D3DDDIFMT_A1R5G5B5:
	case D3DDDIFMT_A4R4G4B4:
	case D3DDDIFMT_X4R4G4B4:
		return 16;
	case D3DDDIFMT_P8:
	case D3DDDIFMT_R3G3B2:
		return 8;
	case D3DDDIFMT_A16B16G16R16:
	case D3DDDIFMT_A16B16G16R16F:
		return 64;
	default:
		return 0;
	}
}

static bool dxgk_region_empty(const D3DKMDT_2DREGION *r)
{
	return !r->cx || !r->cy;
}

NTSTATUS dxgk_vcheck_source(struct dxgk_vset *set, union dxgk_vdata *data)
{
	const D3DKMDT_GRAPHICS_RENDERING_FORMAT *f = &data->source.Format.Graphics;
	dxgk_u32 bits;

	(void)set;
	switch (data->source.Type) {
	case D3DKMDT_RMT_TEXT:
		return STATUS_SUCCESS;
	case D3DKMDT_RMT_GRAPHICS:
	case D3DKMDT_RMT_GRAPHICS_STEREO:
	case D3DKMDT_RMT_GRAPHICS_STEREO_ADVANCED_SCAN:
		break;
	default:
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE;
	}
	if (dxgk_region_empty(&f->PrimSurfSize))
		return STATUS_GRAPHICS_INVALID_PRIMARYSURFACE_SIZE;
	if (dxgk_region_empty(&f->VisibleRegionSize) ||
	    f->VisibleRegionSize.cx > f->PrimSurfSize.cx ||
	    f->VisibleRegionSize.cy > f->PrimSurfSize.cy)
		return STATUS_GRAPHICS_INVALID_VISIBLEREGION_SIZE;
	bits = dxgk_bits_per_pixel(f->PixelFormat);
	if (f->PixelFormat == D3DDDIFMT_UNKNOWN)
		return STATUS_GRAPHICS_INVALID_PIXELFORMAT;
	/* Stride 0: not said. */
	if (f->Stride && bits && f->Stride < ((dxgk_u64)f->PrimSurfSize.cx * bits + 7) / 8)
		return STATUS_GRAPHICS_INVALID_STRIDE;
	if ((dxgk_u32)f->ColorBasis - D3DKMDT_CB_INTENSITY >
	    D3DKMDT_CB_YPBPR - D3DKMDT_CB_INTENSITY)
		return STATUS_GRAPHICS_INVALID_COLORBASIS;
	if ((dxgk_u32)f->PixelValueAccessMode - D3DKMDT_PVAM_DIRECT >
	    D3DKMDT_PVAM_SETTABLEPALETTE - D3DKMDT_PVAM_DIRECT)
		return STATUS_GRAPHICS_INVALID_PIXELVALUEACCESSMODE;
	return STATUS_SUCCESS;
}

/* D3DKMDT_FREQUENCY_NOTSPECIFIED is a nonzero numerator, too. */
static bool dxgk_rational_bad(const D3DDDI_RATIONAL *r)
{
	return !r->Numerator || !r->Denominator;
}

static NTSTATUS dxgk_vcheck_signal(const D3DKMDT_VIDEO_SIGNAL_INFO *s, NTSTATUS bad_standard)
{
	dxgk_u32 order = s->AdditionalSignalInfo.ScanLineOrdering;

	/* Three bits hold the orderings but OTHER, which is 7 there and 255 in the enumeration. */
	if (!order)
		return STATUS_GRAPHICS_INVALID_SCANLINE_ORDERING;
	if (s->VideoStandard == D3DKMDT_VSS_UNINITIALIZED ||
	    (s->VideoStandard > D3DKMDT_VSS_PAL_M && s->VideoStandard != D3DKMDT_VSS_OTHER))
		return bad_standard;
	if (dxgk_region_empty(&s->ActiveSize))
		return STATUS_GRAPHICS_INVALID_ACTIVE_REGION;
	if (s->TotalSize.cx < s->ActiveSize.cx || s->TotalSize.cy < s->ActiveSize.cy)
		return STATUS_GRAPHICS_INVALID_TOTAL_REGION;
	if (dxgk_rational_bad(&s->VSyncFreq) || dxgk_rational_bad(&s->HSyncFreq))
		return STATUS_GRAPHICS_INVALID_FREQUENCY;
	return STATUS_SUCCESS;
}

NTSTATUS dxgk_vcheck_target(struct dxgk_vset *set, union dxgk_vdata *data)
{
	(void)set;
	return dxgk_vcheck_signal(&data->target.VideoSignalInfo,
				  STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE);
}

NTSTATUS dxgk_vcheck_monitor(struct dxgk_vset *set, union dxgk_vdata *data)
{
	const D3DKMDT_MONITOR_SOURCE_MODE *m = &data->monitor;

	(void)set;
	if ((dxgk_u32)m->ColorBasis > D3DKMDT_CB_YPBPR)
		return STATUS_GRAPHICS_INVALID_COLORBASIS;
	if ((dxgk_u32)m->Origin > D3DKMDT_MCO_DRIVER)
		return STATUS_GRAPHICS_INVALID_MONITOR_CAPABILITY_ORIGIN;
	if ((dxgk_u32)m->Preference > D3DKMDT_MP_NOTPREFERRED)
		return STATUS_GRAPHICS_INVALID_MONITOR_SOURCE_MODE;
	return dxgk_vcheck_signal(&m->VideoSignalInfo,
				  STATUS_GRAPHICS_INVALID_MONITOR_SOURCE_MODE);
}

static bool dxgk_ordinal_taken(struct dxgk_vset *set, dxgk_u32 ordinal)
{
	struct dxgk_vitem *item;

	dxgk_vset_for_each(item, set)
		if ((dxgk_u32)item->data.path.ImportanceOrdinal == ordinal)
			return true;
	return false;
}

/* A path without an importance gets the highest that is left. */
static NTSTATUS dxgk_path_ordinal(struct dxgk_vset *set, D3DKMDT_VIDPN_PRESENT_PATH *path)
{
	dxgk_u32 ordinal = path->ImportanceOrdinal;

	if (ordinal != D3DKMDT_VPPI_UNINITIALIZED) {
		if (ordinal > DXGK_VIDPN_TARGETS || dxgk_ordinal_taken(set, ordinal))
			return STATUS_GRAPHICS_INVALID_PATH_IMPORTANCE_ORDINAL;
		return STATUS_SUCCESS;
	}
	for (ordinal = D3DKMDT_VPPI_PRIMARY; ordinal <= DXGK_VIDPN_TARGETS; ordinal++) {
		if (!dxgk_ordinal_taken(set, ordinal)) {
			path->ImportanceOrdinal = (D3DKMDT_VIDPN_PRESENT_PATH_IMPORTANCE)ordinal;
			return STATUS_SUCCESS;
		}
	}
	return STATUS_GRAPHICS_NO_AVAILABLE_IMPORTANCE_ORDINALS;
}

NTSTATUS dxgk_vcheck_path(struct dxgk_vset *set, union dxgk_vdata *data)
{
	D3DKMDT_VIDPN_PRESENT_PATH *path = &data->path;
	dxgk_u32 scaling = path->ContentTransformation.Scaling;
	dxgk_u32 rotation = path->ContentTransformation.Rotation;
	struct dxgk_vitem *item;
	dxgk_u32 index;

	if (path->VidPnSourceId >= set->vidpn->sources)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	if (!dxgk_vidpn_target_index(set->vidpn, path->VidPnTargetId, &index))
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
	/* "A target can belong to only one path"; the same path is found by the caller. */
	dxgk_vset_for_each(item, set)
		if (item->data.path.VidPnTargetId == path->VidPnTargetId &&
		    item->data.path.VidPnSourceId != path->VidPnSourceId)
			return STATUS_GRAPHICS_TARGET_ALREADY_IN_SET;
	if (scaling > D3DKMDT_VPPS_CUSTOM && scaling < D3DKMDT_VPPS_UNPINNED)
		return STATUS_GRAPHICS_INVALID_PATH_CONTENT_GEOMETRY_TRANSFORMATION;
	if (rotation > D3DKMDT_VPPR_ROTATE270_OFFSET270 && rotation < D3DKMDT_VPPR_UNPINNED)
		return STATUS_GRAPHICS_INVALID_PATH_CONTENT_GEOMETRY_TRANSFORMATION;
	if (scaling > D3DKMDT_VPPS_NOTSPECIFIED || rotation > D3DKMDT_VPPR_NOTSPECIFIED)
		return STATUS_GRAPHICS_INVALID_PATH_CONTENT_GEOMETRY_TRANSFORMATION;
	if ((dxgk_u32)path->Content > D3DKMDT_VPPC_VIDEO &&
	    path->Content != D3DKMDT_VPPC_NOTSPECIFIED)
		return STATUS_GRAPHICS_INVALID_PATH_CONTENT_TYPE;
	if ((dxgk_u32)path->CopyProtection.CopyProtectionType >
	    D3DKMDT_VPPMT_MACROVISION_FULLSUPPORT)
		return STATUS_GRAPHICS_INVALID_COPYPROTECTION_TYPE;
	if ((dxgk_u32)path->VidPnTargetColorBasis > D3DKMDT_CB_YPBPR)
		return STATUS_GRAPHICS_INVALID_COLORBASIS;
	return dxgk_path_ordinal(set, path);
}

/* ---------------------------------------------------------------- sameness */

static bool dxgk_same_region(const D3DKMDT_2DREGION *a, const D3DKMDT_2DREGION *b)
{
	return a->cx == b->cx && a->cy == b->cy;
}

static bool dxgk_same_rational(const D3DDDI_RATIONAL *a, const D3DDDI_RATIONAL *b)
{
	return a->Numerator == b->Numerator && a->Denominator == b->Denominator;
}

bool dxgk_same_signal(const D3DKMDT_VIDEO_SIGNAL_INFO *a, const D3DKMDT_VIDEO_SIGNAL_INFO *b)
{
	return a->VideoStandard == b->VideoStandard &&
	       dxgk_same_region(&a->TotalSize, &b->TotalSize) &&
	       dxgk_same_region(&a->ActiveSize, &b->ActiveSize) &&
	       dxgk_same_rational(&a->VSyncFreq, &b->VSyncFreq) &&
	       dxgk_same_rational(&a->HSyncFreq, &b->HSyncFreq) &&
	       a->PixelRate == b->PixelRate &&
	       a->ScanLineOrdering == b->ScanLineOrdering;
}

bool dxgk_vsame_source(const union dxgk_vdata *a, const union dxgk_vdata *b)
{
	const D3DKMDT_GRAPHICS_RENDERING_FORMAT *f = &a->source.Format.Graphics;
	const D3DKMDT_GRAPHICS_RENDERING_FORMAT *g = &b->source.Format.Graphics;

	if (a->source.Type != b->source.Type)
		return false;
	if (a->source.Type == D3DKMDT_RMT_TEXT)
		return a->source.Format.Text == b->source.Format.Text;
	return dxgk_same_region(&f->PrimSurfSize, &g->PrimSurfSize) &&
	       dxgk_same_region(&f->VisibleRegionSize, &g->VisibleRegionSize) &&
	       f->Stride == g->Stride && f->PixelFormat == g->PixelFormat &&
	       f->ColorBasis == g->ColorBasis &&
	       f->PixelValueAccessMode == g->PixelValueAccessMode;
}

/*
 * Preference is no part of a mode: the same signal twice, preferred and not, is
 * one mode twice.  The wire formats are.
 */
bool dxgk_vsame_target(const union dxgk_vdata *a, const union dxgk_vdata *b)
{
	return dxgk_same_signal(&a->target.VideoSignalInfo, &b->target.VideoSignalInfo) &&
	       a->target.WireFormatAndPreference.Value >> 2 ==
	       b->target.WireFormatAndPreference.Value >> 2;
}

bool dxgk_vsame_monitor(const union dxgk_vdata *a, const union dxgk_vdata *b)
{
	return dxgk_same_signal(&a->monitor.VideoSignalInfo, &b->monitor.VideoSignalInfo) &&
	       a->monitor.ColorBasis == b->monitor.ColorBasis;
}

bool dxgk_vsame_path(const union dxgk_vdata *a, const union dxgk_vdata *b)
{
	return a->path.VidPnSourceId == b->path.VidPnSourceId &&
	       a->path.VidPnTargetId == b->path.VidPnTargetId;
}
