// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * monitor_edid.c - what an EDID says of a monitor, in the DDI's words.
 *
 * VESA E-EDID 1.4 base blocks and CTA-861 and DisplayID extensions: detailed,
 * established and standard timings, video data blocks, range limits.
 */
#include "display.h"

#define DXGK_EDID_DETAILED	54	/* four descriptors of 18 bytes */
#define DXGK_EDID_DESCRIPTOR	18
#define DXGK_EDID_RANGE_LIMITS	0xfd
#define DXGK_EDID_TAG_CTA	0x02
#define DXGK_EDID_TAG_DISPLAYID	0x70

/* A timing as the standards tabulate it; heights of whole frames. */
struct dxgk_timing {
	dxgk_u16 width, height, htotal, vtotal;
	dxgk_u32 khz;
	dxgk_u8 hz;		/* nominal */
	dxgk_u8 interlaced;
	dxgk_u8 standard;	/* D3DKMDT_VIDEO_SIGNAL_STANDARD */
};

#define DMT(w, h, hz, ht, vt, khz)	{ w, h, ht, vt, khz, hz, 0, D3DKMDT_VSS_VESA_DMT }
#define OLD(w, h, hz, ht, vt, khz, i, s) { w, h, ht, vt, khz, hz, i, s }

/* VESA DMT 1.13, and the older timings that established bits name. */
static const struct dxgk_timing dxgk_dmt[] = {
	DMT(640, 480, 60, 800, 525, 25175),
	DMT(640, 480, 72, 832, 520, 31500),
	DMT(640, 480, 75, 840, 500, 31500),
	DMT(640, 480, 85, 832, 509, 36000),
	DMT(800, 600, 56, 1024, 625, 36000),
	DMT(800, 600, 60, 1056, 628, 40000),
	DMT(800, 600, 72, 1040, 666, 50000),
	DMT(800, 600, 75, 1056, 625, 49500),
	DMT(800, 600, 85, 1048, 631, 56250),
	DMT(1024, 768, 60, 1344, 806, 65000),
	DMT(1024, 768, 70, 1328, 806, 75000),
	DMT(1024, 768, 75, 1312, 800, 78750),
	DMT(1024, 768, 85, 1376, 808, 94500),
	DMT(1152, 864, 75, 1600, 900, 108000),
	DMT(1280, 720, 60, 1650, 750, 74250),
	DMT(1280, 768, 60, 1664, 798, 79500),
	DMT(1280, 800, 60, 1680, 831, 83500),
	DMT(1280, 960, 60, 1800, 1000, 108000),
	DMT(1280, 960, 85, 1728, 1011, 148500),
	DMT(1280, 1024, 60, 1688, 1066, 108000),
	DMT(1280, 1024, 75, 1688, 1066, 135000),
	DMT(1280, 1024, 85, 1728, 1072, 157500),
	DMT(1360, 768, 60, 1792, 795, 85500),
	DMT(1366, 768, 60, 1792, 798, 85500),
	DMT(1400, 1050, 60, 1864, 1089, 121750),
	DMT(1400, 1050, 75, 1896, 1099, 156000),
	DMT(1440, 900, 60, 1904, 934, 106500),
	DMT(1440, 900, 75, 1936, 942, 136750),
	DMT(1600, 900, 60, 1800, 1000, 108000),
	DMT(1600, 1200, 60, 2160, 1250, 162000),
	DMT(1600, 1200, 65, 2160, 1250, 175500),
	DMT(1600, 1200, 70, 2160, 1250, 189000),
	DMT(1600, 1200, 75, 2160, 1250, 202500),
	DMT(1600, 1200, 85, 2160, 1250, 229500),
	DMT(1680, 1050, 60, 2240, 1089, 146250),
	DMT(1680, 1050, 75, 2272, 1099, 187000),
	DMT(1792, 1344, 60, 2448, 1394, 204750),
	DMT(1856, 1392, 60, 2528, 1439, 218250),
	DMT(1920, 1080, 60, 2200, 1125, 148500),
	DMT(1920, 1200, 60, 2592, 1245, 193250),
	DMT(1920, 1440, 60, 2600, 1500, 234000),
	DMT(2048, 1152, 60, 2250, 1200, 162000),
	DMT(2560, 1600, 60, 3504, 1658, 348500),
	OLD(720, 400, 70, 900, 449, 28320, 0, D3DKMDT_VSS_IBM),
	OLD(720, 400, 88, 900, 449, 35500, 0, D3DKMDT_VSS_IBM),
	OLD(640, 480, 67, 864, 525, 30240, 0, D3DKMDT_VSS_APPLE),
	OLD(832, 624, 75, 1152, 667, 57284, 0, D3DKMDT_VSS_APPLE),
	OLD(1024, 768, 87, 1264, 817, 44900, 1, D3DKMDT_VSS_IBM),
	OLD(1152, 870, 75, 1456, 915, 100000, 0, D3DKMDT_VSS_APPLE),
};

/* Bytes 35 to 37 of the base block, from bit 7 down. */
static const struct { dxgk_u16 width, height; dxgk_u8 hz; } dxgk_established[] = {
	{ 720, 400, 70 }, { 720, 400, 88 }, { 640, 480, 60 }, { 640, 480, 67 },
	{ 640, 480, 72 }, { 640, 480, 75 }, { 800, 600, 56 }, { 800, 600, 60 },
	{ 800, 600, 72 }, { 800, 600, 75 }, { 832, 624, 75 }, { 1024, 768, 87 },
	{ 1024, 768, 60 }, { 1024, 768, 70 }, { 1024, 768, 75 }, { 1280, 1024, 75 },
	{ 1152, 870, 75 },
};

/* CTA-861 video identification codes. */
static const struct { dxgk_u8 vic; struct dxgk_timing t; } dxgk_cta[] = {
#define CTA(vic, w, h, hz, ht, vt, khz, i) \
	{ vic, { w, h, ht, vt, khz, hz, i, D3DKMDT_VSS_EIA_861B } }
	CTA(1, 640, 480, 60, 800, 525, 25175, 0),
	CTA(2, 720, 480, 60, 858, 525, 27000, 0),
	CTA(3, 720, 480, 60, 858, 525, 27000, 0),
	CTA(4, 1280, 720, 60, 1650, 750, 74250, 0),
	CTA(5, 1920, 1080, 60, 2200, 1125, 74250, 1),
	CTA(16, 1920, 1080, 60, 2200, 1125, 148500, 0),
	CTA(17, 720, 576, 50, 864, 625, 27000, 0),
	CTA(18, 720, 576, 50, 864, 625, 27000, 0),
	CTA(19, 1280, 720, 50, 1980, 750, 74250, 0),
	CTA(20, 1920, 1080, 50, 2640, 1125, 74250, 1),
	CTA(31, 1920, 1080, 50, 2640, 1125, 148500, 0),
	CTA(32, 1920, 1080, 24, 2750, 1125, 74250, 0),
	CTA(33, 1920, 1080, 25, 2640, 1125, 74250, 0),
	CTA(34, 1920, 1080, 30, 2200, 1125, 74250, 0),
	CTA(60, 1280, 720, 24, 3300, 750, 59400, 0),
	CTA(61, 1280, 720, 25, 3960, 750, 74250, 0),
	CTA(62, 1280, 720, 30, 3300, 750, 74250, 0),
	CTA(63, 1920, 1080, 120, 2200, 1125, 297000, 0),
	CTA(64, 1920, 1080, 100, 2640, 1125, 297000, 0),
	CTA(93, 3840, 2160, 24, 5500, 2250, 297000, 0),
	CTA(94, 3840, 2160, 25, 5280, 2250, 297000, 0),
	CTA(95, 3840, 2160, 30, 4400, 2250, 297000, 0),
	CTA(96, 3840, 2160, 50, 5280, 2250, 594000, 0),
	CTA(97, 3840, 2160, 60, 4400, 2250, 594000, 0),
#undef CTA
};

bool dxgk_edid_block_valid(const dxgk_u8 *block)
{
	dxgk_u8 sum = 0;
	dxgk_u32 i;

	for (i = 0; i < DXGK_EDID_BLOCK; i++)
		sum += block[i];
	return !sum;
}

bool dxgk_edid_base_valid(const dxgk_u8 *block)
{
	static const dxgk_u8 header[8] = { 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0 };
	dxgk_u32 i;

	for (i = 0; i < sizeof(header); i++)
		if (block[i] != header[i])
			return false;
	return dxgk_edid_block_valid(block);
}

/* ------------------------------------------------------------------- modes */

static void dxgk_mode_init(D3DKMDT_MONITOR_SOURCE_MODE *m, dxgk_u32 width, dxgk_u32 height,
			   bool interlaced)
{
	__builtin_memset(m, 0, sizeof(*m));
	m->VideoSignalInfo.ActiveSize.cx = width;
	m->VideoSignalInfo.ActiveSize.cy = height;
	m->VideoSignalInfo.ScanLineOrdering = interlaced ?
		D3DDDI_VSSLO_INTERLACED_UPPERFIELDFIRST : D3DDDI_VSSLO_PROGRESSIVE;
	m->ColorBasis = D3DKMDT_CB_SRGB;
	m->ColorCoeffDynamicRanges.FirstChannel = 8;
	m->ColorCoeffDynamicRanges.SecondChannel = 8;
	m->ColorCoeffDynamicRanges.ThirdChannel = 8;
	m->Origin = D3DKMDT_MCO_MONITORDESCRIPTOR;
	m->Preference = D3DKMDT_MP_NOTPREFERRED;
}

/* Rates of a known timing: an interlaced one has two vertical syncs a frame. */
static void dxgk_mode_timing(D3DKMDT_MONITOR_SOURCE_MODE *m, dxgk_u32 htotal, dxgk_u32 vtotal,
			     dxgk_u64 hz, bool interlaced)
{
	D3DKMDT_VIDEO_SIGNAL_INFO *s = &m->VideoSignalInfo;

	s->TotalSize.cx = htotal;
	s->TotalSize.cy = vtotal;
	s->PixelRate = hz;
	s->HSyncFreq.Numerator = (dxgk_u32)hz;
	s->HSyncFreq.Denominator = htotal;
	s->VSyncFreq.Numerator = (dxgk_u32)(interlaced ? hz * 2 : hz);
	s->VSyncFreq.Denominator = htotal * vtotal;
}

/* One that is in the set already is no failure; nor is one that is no mode. */
static NTSTATUS dxgk_mode_add(struct dxgk_vset *set, const D3DKMDT_MONITOR_SOURCE_MODE *m)
{
	NTSTATUS status = dxgk_vset_add_data(set, m, false);

	return status == STATUS_NO_MEMORY ? status : STATUS_SUCCESS;
}

static NTSTATUS dxgk_mode_add_timing(struct dxgk_vset *set, const struct dxgk_timing *t,
				     D3DKMDT_MONITOR_CAPABILITIES_ORIGIN origin, bool preferred)
{
	D3DKMDT_MONITOR_SOURCE_MODE m;

	dxgk_mode_init(&m, t->width, t->height, t->interlaced);
	dxgk_mode_timing(&m, t->htotal, t->vtotal, t->khz * 1000ull, t->interlaced);
	m.VideoSignalInfo.VideoStandard = (D3DKMDT_VIDEO_SIGNAL_STANDARD)t->standard;
	m.Origin = origin;
	if (preferred)
		m.Preference = D3DKMDT_MP_PREFERRED;
	return dxgk_mode_add(set, &m);
}

static NTSTATUS dxgk_mode_add_named(struct dxgk_vset *set, dxgk_u32 width, dxgk_u32 height,
				    dxgk_u32 hz)
{
	D3DKMDT_MONITOR_SOURCE_MODE m;
	D3DKMDT_VIDEO_SIGNAL_INFO *s = &m.VideoSignalInfo;
	dxgk_u32 i;

	for (i = 0; i < DXGK_ARRAY_SIZE(dxgk_dmt); i++)
		if (dxgk_dmt[i].width == width && dxgk_dmt[i].height == height &&
		    dxgk_dmt[i].hz == hz)
			return dxgk_mode_add_timing(set, &dxgk_dmt[i],
						    D3DKMDT_MCO_MONITORDESCRIPTOR, false);
	/* No blanking is known of it. */
	dxgk_mode_init(&m, width, height, false);
	s->VideoStandard = D3DKMDT_VSS_OTHER;
	s->TotalSize.cx = D3DKMDT_DIMENSION_NOTSPECIFIED;
	s->TotalSize.cy = D3DKMDT_DIMENSION_NOTSPECIFIED;
	s->VSyncFreq.Numerator = hz;
	s->VSyncFreq.Denominator = 1;
	s->HSyncFreq.Numerator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->HSyncFreq.Denominator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	s->PixelRate = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	return dxgk_mode_add(set, &m);
}

/* A detailed timing of 18 bytes; a display descriptor has clock 0. */
static NTSTATUS dxgk_mode_add_detailed(struct dxgk_vset *set, const dxgk_u8 *d, bool preferred)
{
	dxgk_u32 clock = d[0] | d[1] << 8;
	dxgk_u32 hactive = d[2] | (d[4] & 0xf0) << 4, hblank = d[3] | (d[4] & 0xf) << 8;
	dxgk_u32 vactive = d[5] | (d[7] & 0xf0) << 4, vblank = d[6] | (d[7] & 0xf) << 8;
	bool interlaced = d[17] & 0x80;
	D3DKMDT_MONITOR_SOURCE_MODE m;

	if (!clock || !hactive || !vactive)
		return STATUS_SUCCESS;
	/* Lines are of a field there, and of the frame here. */
	dxgk_mode_init(&m, hactive, interlaced ? vactive * 2 : vactive, interlaced);
	dxgk_mode_timing(&m, hactive + hblank,
			 interlaced ? (vactive + vblank) * 2 + 1 : vactive + vblank,
			 clock * 10000ull, interlaced);
	m.VideoSignalInfo.VideoStandard = D3DKMDT_VSS_OTHER;
	if (preferred)
		m.Preference = D3DKMDT_MP_PREFERRED;
	return dxgk_mode_add(set, &m);
}

static NTSTATUS dxgk_mode_add_standard(struct dxgk_vset *set, dxgk_u8 first, dxgk_u8 second,
				       dxgk_u8 revision)
{
	dxgk_u32 width = (first + 31) * 8, height;

	if (first < 2)		/* 0101h: unused */
		return STATUS_SUCCESS;
	switch (second >> 6) {
	case 0:
		height = revision < 3 ? width : width * 10 / 16;
		break;
	case 1:
		height = width * 3 / 4;
		break;
	case 2:
		height = width * 4 / 5;
		break;
	default:
		height = width * 9 / 16;
		break;
	}
	return dxgk_mode_add_named(set, width, height, (second & 0x3f) + 60);
}

static NTSTATUS dxgk_mode_add_vic(struct dxgk_vset *set, dxgk_u8 svd)
{
	/* 129 to 192 are the native form of 1 to 64. */
	dxgk_u8 vic = svd > 128 && svd < 193 ? svd & 0x7f : svd;
	dxgk_u32 i;

	for (i = 0; i < DXGK_ARRAY_SIZE(dxgk_cta); i++)
		if (dxgk_cta[i].vic == vic)
			return dxgk_mode_add_timing(set, &dxgk_cta[i].t,
						    D3DKMDT_MCO_MONITORDESCRIPTOR, false);
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_edid_cta_modes(struct dxgk_vset *set, const dxgk_u8 *b)
{
	dxgk_u32 timings = b[2], at = 4, i, n;
	NTSTATUS status = STATUS_SUCCESS;

	if (timings < 4 || timings > DXGK_EDID_BLOCK - 1)
		return STATUS_SUCCESS;
	/* Data blocks from revision 3 on, up to where the timings begin. */
	while (b[1] >= 3 && at < timings) {
		n = b[at] & 0x1f;
		if (at + n >= timings)
			break;
		for (i = 1; b[at] >> 5 == 2 && i <= n && NT_SUCCESS(status); i++)
			status = dxgk_mode_add_vic(set, b[at + i]);
		at += n + 1;
	}
	for (at = timings; at + DXGK_EDID_DESCRIPTOR < DXGK_EDID_BLOCK && NT_SUCCESS(status);
	     at += DXGK_EDID_DESCRIPTOR)
		status = dxgk_mode_add_detailed(set, &b[at], false);
	return status;
}

NTSTATUS dxgk_edid_modes(struct dxgk_vset *set, const dxgk_u8 *edid, dxgk_u32 size)
{
	NTSTATUS status = STATUS_SUCCESS;
	const dxgk_u8 *b;
	dxgk_u32 i;

	/* The first detailed timing is the preferred one. */
	for (i = 0; i < 4 && NT_SUCCESS(status); i++)
		status = dxgk_mode_add_detailed(set, &edid[DXGK_EDID_DETAILED +
							   i * DXGK_EDID_DESCRIPTOR], !i);
	for (i = 0; i < DXGK_ARRAY_SIZE(dxgk_established) && NT_SUCCESS(status); i++)
		if (edid[35 + i / 8] & 0x80 >> i % 8)
			status = dxgk_mode_add_named(set, dxgk_established[i].width,
						     dxgk_established[i].height,
						     dxgk_established[i].hz);
	for (i = 0; i < 8 && NT_SUCCESS(status); i++)
		status = dxgk_mode_add_standard(set, edid[38 + i * 2], edid[39 + i * 2], edid[19]);
	for (i = 1; i < size / DXGK_EDID_BLOCK && NT_SUCCESS(status); i++) {
		b = &edid[i * DXGK_EDID_BLOCK];
		if (b[0] == DXGK_EDID_TAG_CTA && dxgk_edid_block_valid(b))
			status = dxgk_edid_cta_modes(set, b);
	}
	return status;
}

NTSTATUS dxgk_edid_default_modes(struct dxgk_vset *set)
{
	NTSTATUS status = STATUS_SUCCESS;
	const struct dxgk_timing *t;
	dxgk_u32 i;

	for (i = 0; i < DXGK_ARRAY_SIZE(dxgk_dmt) && NT_SUCCESS(status); i++) {
		t = &dxgk_dmt[i];
		if (t->hz == 60 && t->width <= 1600 && t->height <= 1200)
			status = dxgk_mode_add_timing(set, t, D3DKMDT_MCO_DEFAULTMONITORPROFILE,
						      t->width == 1024 && t->height == 768);
	}
	return status;
}

/* ------------------------------------------------------------------ ranges */

static D3DDDI_RATIONAL dxgk_hertz(dxgk_u32 hz)
{
	D3DDDI_RATIONAL r = { .Numerator = hz, .Denominator = 1 };

	return r;
}

static void dxgk_range_fill(D3DKMDT_MONITOR_FREQUENCY_RANGE *r, dxgk_u32 vmin, dxgk_u32 vmax,
			    dxgk_u32 hmin_khz, dxgk_u32 hmax_khz, dxgk_u64 max_clock)
{
	r->RangeLimits.MinVSyncFreq = dxgk_hertz(vmin);
	r->RangeLimits.MaxVSyncFreq = dxgk_hertz(vmax);
	r->RangeLimits.MinHSyncFreq = dxgk_hertz(hmin_khz * 1000);
	r->RangeLimits.MaxHSyncFreq = dxgk_hertz(hmax_khz * 1000);
	if (max_clock) {
		r->ConstraintType = D3DKMDT_MFRC_MAXPIXELRATE;
		r->Constraint.MaxPixelRate = max_clock;
	}
}

/* The range limits of the base block; without an EDID those of any monitor. */
NTSTATUS dxgk_edid_ranges(struct dxgk_vset *set, const dxgk_u8 *edid, dxgk_u32 size)
{
	D3DKMDT_MONITOR_FREQUENCY_RANGE r;
	NTSTATUS status = STATUS_SUCCESS;
	dxgk_u32 i, vmin, vmax, hmin, hmax;
	const dxgk_u8 *d;

	__builtin_memset(&r, 0, sizeof(r));
	if (!size) {
		r.Origin = D3DKMDT_MCO_DEFAULTMONITORPROFILE;
		dxgk_range_fill(&r, 56, 75, 31, 80, 162000000);
		return dxgk_vset_add_data(set, &r, false);
	}
	r.Origin = D3DKMDT_MCO_MONITORDESCRIPTOR;
	for (i = 0; i < 4 && NT_SUCCESS(status); i++) {
		d = &edid[DXGK_EDID_DETAILED + i * DXGK_EDID_DESCRIPTOR];
		if (d[0] || d[1] || d[3] != DXGK_EDID_RANGE_LIMITS)
			continue;
		/* Bits 1:0 and 3:2 of byte 4 add 255 to the maximum, or to both. */
		vmin = d[5] + ((d[4] & 3) == 3 ? 255 : 0);
		vmax = d[6] + (d[4] & 2 ? 255 : 0);
		hmin = d[7] + ((d[4] >> 2 & 3) == 3 ? 255 : 0);
		hmax = d[8] + (d[4] >> 2 & 2 ? 255 : 0);
		dxgk_range_fill(&r, vmin, vmax, hmin, hmax, d[9] * 10000000ull);
		status = dxgk_vset_add_data(set, &r, false);
	}
	return status;
}

/* --------------------------------------------------------------- DisplayID */

/* 20 bytes of a type I timing, which is laid out as the structure is. */
static void dxgk_displayid_timing(DXGK_TARGETMODE_DETAIL_TIMING *to, const dxgk_u8 *d,
				  dxgk_u32 id)
{
	__builtin_memset(to, 0, sizeof(*to));
	to->VideoStandard = D3DKMDT_VSS_OTHER;
	to->TimingId = id;
	__builtin_memcpy(&to->DetailTiming, d, sizeof(to->DetailTiming));
}

dxgk_u32 dxgk_edid_displayid(const dxgk_u8 *edid, dxgk_u32 size,
			     DXGK_TARGETMODE_DETAIL_TIMING *timing, dxgk_u32 max)
{
	dxgk_u32 i, at, end, n, k, found = 0;
	const dxgk_u8 *b;

	for (i = 1; i < size / DXGK_EDID_BLOCK; i++) {
		b = &edid[i * DXGK_EDID_BLOCK];
		if (b[0] != DXGK_EDID_TAG_DISPLAYID || !dxgk_edid_block_valid(b))
			continue;
		/* The section: version, bytes of payload, type, count; then data blocks. */
		end = 5 + b[2];
		if (end > DXGK_EDID_BLOCK - 2)
			end = DXGK_EDID_BLOCK - 2;
		for (at = 5; at + 3 <= end; at += 3 + n) {
			n = b[at + 2];
			if (at + 3 + n > end)
				break;
			if (b[at] != 0x03)	/* type I detailed timings */
				continue;
			for (k = 0; k + 20 <= n; k += 20, found++)
				if (found < max)
					dxgk_displayid_timing(&timing[found], &b[at + 3 + k],
							      found + 1);
		}
	}
	return found;
}
