// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_vidpn.c - from the backend's configurations to functional VidPNs and
 * back to modes, by asking the miniport as Windows does.
 *
 * The questions follow "Enumerating Cofunctional VidPN Source and Target
 * Modes": pin something, ask IsSupportedVidPn, have EnumVidPnCofuncModality
 * adjust what is not pinned, choose from that, pin again.
 */
#include "ddi.h"
#include "display.h"
#include "display_vidpn.h"

/* ------------------------------------------------------------ the questions */

NTSTATUS dxgk_ask_supported(struct dxgk_display *display, struct dxgk_vidpn *vidpn)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGKARG_ISSUPPORTEDVIDPN arg = { .hDesiredVidPn = dxgk_vidpn_handle(vidpn) };
	NTSTATUS status;

	dxgk_vidpn_begin(vidpn, DXGK_VA_READ, D3DKMDT_EPT_NOPIVOT, D3DDDI_ID_UNINITIALIZED,
			 D3DDDI_ID_UNINITIALIZED);
	status = adapter->driver->ddi.DxgkDdiIsSupportedVidPn(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiIsSupportedVidPn");
	dxgk_vidpn_end(vidpn);
	if (NT_SUCCESS(status) && !arg.IsVidPnSupported)
		return STATUS_GRAPHICS_VIDPN_TOPOLOGY_NOT_SUPPORTED;
	return status;
}

/* An empty topology must not reach the miniport here. */
NTSTATUS dxgk_ask_cofunctional(struct dxgk_display *display, struct dxgk_vidpn *vidpn,
			       D3DKMDT_ENUMCOFUNCMODALITY_PIVOT_TYPE type,
			       dxgk_u32 source, dxgk_u32 target)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGKARG_ENUMVIDPNCOFUNCMODALITY arg = {
		.hConstrainingVidPn = dxgk_vidpn_handle(vidpn),
		.EnumPivotType = type,
		.EnumPivot = { .VidPnSourceId = source, .VidPnTargetId = target },
	};
	NTSTATUS status;

	dxgk_vidpn_begin(vidpn, DXGK_VA_MODES, type, source, target);
	status = adapter->driver->ddi.DxgkDdiEnumVidPnCofuncModality(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiEnumVidPnCofuncModality");
	dxgk_vidpn_end(vidpn);
	return status;
}

static NTSTATUS dxgk_ask(struct dxgk_display *display, struct dxgk_vidpn *vidpn,
			 D3DKMDT_ENUMCOFUNCMODALITY_PIVOT_TYPE type, dxgk_u32 source,
			 dxgk_u32 target)
{
	NTSTATUS status = dxgk_ask_supported(display, vidpn);

	if (NT_SUCCESS(status))
		status = dxgk_ask_cofunctional(display, vidpn, type, source, target);
	return status;
}

/* ------------------------------------------------------------------- modes */

static bool dxgk_specified(dxgk_u32 v)
{
	return v && v != D3DKMDT_FREQUENCY_NOTSPECIFIED;
}

void dxgk_mode_from_signal(struct dxgk_mode *m, const D3DKMDT_VIDEO_SIGNAL_INFO *s)
{
	__builtin_memset(m, 0, sizeof(*m));
	m->width = s->ActiveSize.cx;
	m->height = s->ActiveSize.cy;
	m->htotal = dxgk_specified(s->TotalSize.cx) ? s->TotalSize.cx : m->width;
	m->vtotal = dxgk_specified(s->TotalSize.cy) ? s->TotalSize.cy : m->height;
	if (s->PixelRate != D3DKMDT_FREQUENCY_NOTSPECIFIED)
		m->pixel_clock = s->PixelRate;
	if (dxgk_specified(s->VSyncFreq.Numerator) && dxgk_specified(s->VSyncFreq.Denominator)) {
		m->vsync_num = s->VSyncFreq.Numerator;
		m->vsync_den = s->VSyncFreq.Denominator;
	}
	if (dxgk_specified(s->HSyncFreq.Numerator) && dxgk_specified(s->HSyncFreq.Denominator)) {
		m->hsync_num = s->HSyncFreq.Numerator;
		m->hsync_den = s->HSyncFreq.Denominator;
	}
	m->interlaced = s->AdditionalSignalInfo.ScanLineOrdering ==
				D3DDDI_VSSLO_INTERLACED_UPPERFIELDFIRST ||
			s->AdditionalSignalInfo.ScanLineOrdering ==
				D3DDDI_VSSLO_INTERLACED_LOWERFIELDFIRST;
}

/* Two rates that differ by no more than half a per cent are one. */
static bool dxgk_rate_near(dxgk_u32 an, dxgk_u32 ad, dxgk_u32 bn, dxgk_u32 bd)
{
	dxgk_u64 a = (dxgk_u64)an * bd, b = (dxgk_u64)bn * ad;
	dxgk_u64 d = a > b ? a - b : b - a;

	return d <= b / 200;
}

/* How well a target's mode fits the one that is wanted; 0: not at all. */
static dxgk_u32 dxgk_mode_score(const struct dxgk_mode *want, const struct dxgk_mode *have)
{
	dxgk_u32 score = 1;

	if (want->width != have->width || want->height != have->height ||
	    want->interlaced != have->interlaced)
		return 0;
	if (want->vsync_den && have->vsync_den) {
		if (!dxgk_rate_near(want->vsync_num, want->vsync_den,
				    have->vsync_num, have->vsync_den))
			return 0;
		score += 4;
	}
	if (want->pixel_clock && want->pixel_clock == have->pixel_clock)
		score += 2;
	if (want->htotal == have->htotal && want->vtotal == have->vtotal)
		score++;
	return score;
}

/* The screen's formats are 32-bit; a source mode of another is not for KMS. */
static bool dxgk_source_usable(const D3DKMDT_VIDPN_SOURCE_MODE *m)
{
	return m->Type == D3DKMDT_RMT_GRAPHICS &&
	       (m->Format.Graphics.PixelFormat == D3DDDIFMT_A8R8G8B8 ||
		m->Format.Graphics.PixelFormat == D3DDDIFMT_X8R8G8B8);
}

/* ------------------------------------------------------- functional VidPNs */

static bool dxgk_sideways(enum dxgk_rotation rotation)
{
	return rotation == DXGK_ROTATE_90 || rotation == DXGK_ROTATE_270;
}

/* A source mode is as wide as the screen's lines are long, however one looks at it. */
static D3DKMDT_2DREGION dxgk_source_size(const struct dxgk_path *p)
{
	D3DKMDT_2DREGION r = { .cx = p->source_width, .cy = p->source_height };

	if (dxgk_sideways(p->rotation)) {
		r.cx = p->source_height;
		r.cy = p->source_width;
	}
	return r;
}

static NTSTATUS dxgk_pin_source(struct dxgk_vidpn *vidpn, const struct dxgk_path *p)
{
	D3DKMDT_2DREGION want = dxgk_source_size(p);
	D3DKMDT_VIDPN_SOURCE_MODE m;
	SIZE_T i;

	for (i = 0; dxgk_vidpn_source_mode(vidpn, p->source, i, &m); i++)
		if (dxgk_source_usable(&m) && m.Format.Graphics.PrimSurfSize.cx == want.cx &&
		    m.Format.Graphics.PrimSurfSize.cy == want.cy &&
		    dxgk_vidpn_pin(vidpn, DXGK_V_SOURCE_MODES, p->source, i))
			return STATUS_SUCCESS;
	return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE;
}

static NTSTATUS dxgk_pin_target(struct dxgk_vidpn *vidpn, const struct dxgk_path *p)
{
	dxgk_u32 best = 0, score;
	D3DKMDT_VIDPN_TARGET_MODE m;
	struct dxgk_mode have;
	SIZE_T i, choice = 0;

	for (i = 0; dxgk_vidpn_target_mode(vidpn, p->target, i, &m); i++) {
		dxgk_mode_from_signal(&have, &m.VideoSignalInfo);
		score = dxgk_mode_score(&p->mode, &have);
		if (score > best) {
			best = score;
			choice = i;
		}
	}
	if (!best || !dxgk_vidpn_pin(vidpn, DXGK_V_TARGET_MODES, p->target, choice))
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE;
	return STATUS_SUCCESS;
}

/* A path that reports nothing can do what takes nothing. */
static NTSTATUS dxgk_pin_transform(struct dxgk_vidpn *vidpn, const struct dxgk_path *p)
{
	D3DKMDT_VIDPN_PRESENT_PATH_SCALING scaling = D3DKMDT_VPPS_IDENTITY;
	D3DKMDT_VIDPN_PRESENT_PATH_ROTATION rotation =
		(D3DKMDT_VIDPN_PRESENT_PATH_ROTATION)p->rotation;
	D3DKMDT_VIDPN_PRESENT_PATH_ROTATION_SUPPORT r;
	D3DKMDT_VIDPN_PRESENT_PATH_SCALING_SUPPORT s;
	D3DKMDT_2DREGION size = dxgk_source_size(p);
	D3DKMDT_VIDPN_PRESENT_PATH path;
	bool can;

	if (!dxgk_vidpn_path_between(vidpn, p->source, p->target, &path))
		return STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY;
	r = path.ContentTransformation.RotationSupport;
	s = path.ContentTransformation.ScalingSupport;

	switch (p->rotation) {
	case DXGK_ROTATE_0:
		can = r.Identity || !(r.Rotate90 || r.Rotate180 || r.Rotate270);
		break;
	case DXGK_ROTATE_90:
		can = r.Rotate90;
		break;
	case DXGK_ROTATE_180:
		can = r.Rotate180;
		break;
	case DXGK_ROTATE_270:
		can = r.Rotate270;
		break;
	default:
		return STATUS_INVALID_PARAMETER;
	}
	if (!can)
		return STATUS_GRAPHICS_PATH_CONTENT_GEOMETRY_TRANSFORMATION_NOT_SUPPORTED;

	if (size.cx != p->mode.width || size.cy != p->mode.height) {
		if (s.AspectRatioCenteredMax)
			scaling = D3DKMDT_VPPS_ASPECTRATIOCENTEREDMAX;
		else if (s.Stretched)
			scaling = D3DKMDT_VPPS_STRETCHED;
		else if (s.Centered)
			scaling = D3DKMDT_VPPS_CENTERED;
		else
			return STATUS_GRAPHICS_VIDPN_MODALITY_NOT_SUPPORTED;
	} else if (!s.Identity && s.Centered) {
		/* Centred in a picture of its own size. */
		scaling = D3DKMDT_VPPS_CENTERED;
	}
	dxgk_vidpn_transform(vidpn, p->source, p->target, scaling, rotation);
	return STATUS_SUCCESS;
}

/* Pin everything on one path, asking after each step. */
static NTSTATUS dxgk_pin_path(struct dxgk_display *display, struct dxgk_vidpn *vidpn,
			      const struct dxgk_path *p)
{
	NTSTATUS status;

	status = dxgk_pin_transform(vidpn, p);
	if (NT_SUCCESS(status))
		status = dxgk_pin_source(vidpn, p);
	if (NT_SUCCESS(status))
		status = dxgk_ask(display, vidpn, D3DKMDT_EPT_VIDPNSOURCE, p->source,
				  D3DDDI_ID_UNINITIALIZED);
	if (NT_SUCCESS(status))
		status = dxgk_pin_target(vidpn, p);
	if (NT_SUCCESS(status))
		status = dxgk_ask(display, vidpn, D3DKMDT_EPT_VIDPNTARGET, D3DDDI_ID_UNINITIALIZED,
				  p->target);
	return status;
}

static NTSTATUS dxgk_config_valid(struct dxgk_display *display, const struct dxgk_config *config)
{
	dxgk_u32 i, k;

	if (config->paths > DXGK_MAX_PATHS)
		return STATUS_INVALID_PARAMETER;
	for (i = 0; i < config->paths; i++) {
		if (config->path[i].source >= display->sources)
			return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
		if (!dxgk_display_target(display, config->path[i].target))
			return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
		for (k = 0; k < i; k++)
			if (config->path[k].target == config->path[i].target)
				return STATUS_GRAPHICS_TARGET_ID_MUST_BE_UNIQUE;
	}
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_add_paths(struct dxgk_vidpn *vidpn, const struct dxgk_config *config)
{
	D3DKMDT_VIDPN_PRESENT_PATH path;
	NTSTATUS status = STATUS_SUCCESS;
	dxgk_u32 i;

	for (i = 0; i < config->paths && NT_SUCCESS(status); i++) {
		dxgk_vidpn_path_init(&path, config->path[i].source, config->path[i].target);
		status = dxgk_vidpn_add_path(vidpn, &path);
	}
	return status;
}

/* Make what @config says of a VidPN; under a DDI level. */
NTSTATUS dxgk_functional_vidpn(struct dxgk_display *display, const struct dxgk_config *config,
			       struct dxgk_vidpn **result)
{
	struct dxgk_vidpn *vidpn;
	NTSTATUS status;
	dxgk_u32 i;

	*result = NULL;
	status = dxgk_config_valid(display, config);
	if (!NT_SUCCESS(status))
		return status;
	vidpn = dxgk_vidpn_create(display->sources, display->target_id, display->targets);
	if (!vidpn)
		return STATUS_INSUFFICIENT_RESOURCES;

	status = dxgk_add_paths(vidpn, config);
	if (NT_SUCCESS(status) && config->paths)
		status = dxgk_ask(display, vidpn, D3DKMDT_EPT_NOPIVOT, D3DDDI_ID_UNINITIALIZED,
				  D3DDDI_ID_UNINITIALIZED);
	for (i = 0; i < config->paths && NT_SUCCESS(status); i++)
		status = dxgk_pin_path(display, vidpn, &config->path[i]);
	if (NT_SUCCESS(status))
		status = dxgk_ask_supported(display, vidpn);
	if (NT_SUCCESS(status))
		*result = vidpn;
	else
		dxgk_vidpn_destroy(vidpn);
	return status;
}

dxgk_status dxgk_display_check(struct dxgk_adapter *adapter, const struct dxgk_config *config)
{
	struct dxgk_vidpn *vidpn;
	NTSTATUS status;

	dxgk_ddi_shared(adapter);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status)) {
		status = dxgk_functional_vidpn(dxgk_display_of(adapter), config, &vidpn);
		dxgk_vidpn_destroy(vidpn);
	}
	dxgk_ddi_shared_done(adapter);
	return status;
}

dxgk_status dxgk_display_possible(struct dxgk_adapter *adapter, dxgk_u32 source,
				  const dxgk_u32 *target, dxgk_u32 targets)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	D3DKMDT_VIDPN_PRESENT_PATH path;
	struct dxgk_vidpn *vidpn;
	NTSTATUS status;
	dxgk_u32 i;

	if (!display)
		return STATUS_INVALID_DEVICE_STATE;
	if (!targets)
		return STATUS_INVALID_PARAMETER;
	vidpn = dxgk_vidpn_create(display->sources, display->target_id, display->targets);
	if (!vidpn)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = STATUS_SUCCESS;
	for (i = 0; i < targets && NT_SUCCESS(status); i++) {
		dxgk_vidpn_path_init(&path, source, target[i]);
		status = dxgk_vidpn_add_path(vidpn, &path);
	}
	if (NT_SUCCESS(status)) {
		dxgk_ddi_shared(adapter);
		status = dxgk_display_ready(adapter);
		if (NT_SUCCESS(status))
			status = dxgk_ask_supported(display, vidpn);
		dxgk_ddi_shared_done(adapter);
	}
	dxgk_vidpn_destroy(vidpn);
	return status;
}

/* ------------------------------------------------------ the miniport's choice */

/* "Functional": at least one path, and modes pinned at both of its ends. */
static bool dxgk_is_functional(struct dxgk_vidpn *vidpn)
{
	D3DKMDT_VIDPN_SOURCE_MODE s;
	D3DKMDT_VIDPN_TARGET_MODE t;
	D3DKMDT_VIDPN_PRESENT_PATH p;
	SIZE_T i;

	for (i = 0; dxgk_vidpn_path(vidpn, i, &p); i++)
		if (!dxgk_vidpn_pinned_source(vidpn, p.VidPnSourceId, &s) ||
		    !dxgk_vidpn_pinned_target(vidpn, p.VidPnTargetId, &t))
			return false;
	return i;
}

static void dxgk_take_recommendation(struct dxgk_display *display, struct dxgk_vidpn *vidpn)
{
	D3DKMDT_VIDPN_TARGET_MODE m;
	D3DKMDT_VIDPN_PRESENT_PATH p;
	struct dxgk_target *t;
	SIZE_T i;

	for (i = 0; dxgk_vidpn_path(vidpn, i, &p); i++) {
		t = dxgk_display_target(display, p.VidPnTargetId);
		if (!t || !dxgk_vidpn_pinned_target(vidpn, p.VidPnTargetId, &m))
			continue;
		dxgk_mode_from_signal(&t->recommended, &m.VideoSignalInfo);
	}
}

/*
 * Windows asks for a first VidPN, and takes it if it can.  Here clients decide
 * what is shown: a recommendation makes its modes preferred ones.
 */
NTSTATUS dxgk_display_recommendation(struct dxgk_display *display)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGKARG_RECOMMENDFUNCTIONALVIDPN arg = { .RequestReason = DXGK_RFVR_FIRMWARE };
	struct dxgk_vidpn *vidpn;
	NTSTATUS status;

	if (!adapter->driver->ddi.DxgkDdiRecommendFunctionalVidPn)
		return STATUS_SUCCESS;
	vidpn = dxgk_vidpn_create(display->sources, display->target_id, display->targets);
	if (!vidpn)
		return STATUS_INSUFFICIENT_RESOURCES;
	arg.hRecommendedFunctionalVidPn = dxgk_vidpn_handle(vidpn);

	/* Listed at level 2, and at level 0: the stricter serves both. */
	dxgk_ddi_alone(adapter);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status)) {
		dxgk_vidpn_begin(vidpn, DXGK_VA_ALL, D3DKMDT_EPT_NOPIVOT, D3DDDI_ID_UNINITIALIZED,
				 D3DDDI_ID_UNINITIALIZED);
		status = adapter->driver->ddi.DxgkDdiRecommendFunctionalVidPn(adapter->context,
									      &arg);
		dxgk_ddi_check(adapter, "DxgkDdiRecommendFunctionalVidPn");
		dxgk_vidpn_end(vidpn);
		if (NT_SUCCESS(status) && dxgk_is_functional(vidpn) &&
		    NT_SUCCESS(dxgk_ask_supported(display, vidpn)))
			dxgk_take_recommendation(display, vidpn);
		else if (status != STATUS_GRAPHICS_NO_RECOMMENDED_FUNCTIONAL_VIDPN)
			dxgk_os_log(DXGK_LOG_DEBUG, adapter->os,
				    "no use could be made of DxgkDdiRecommendFunctionalVidPn: %#x",
				    status);
		/* Whatever it says: without a recommendation it works, too. */
		status = STATUS_SUCCESS;
	}
	dxgk_ddi_alone_done(adapter);
	dxgk_vidpn_destroy(vidpn);
	return status;
}

/* ------------------------------------------------------- what a path allows */

struct dxgk_mode_list {
	struct dxgk_mode *mode;
	dxgk_u32 count, room;
};

static NTSTATUS dxgk_list_add(struct dxgk_mode_list *list, const struct dxgk_mode *m)
{
	dxgk_u32 room = list->room ? list->room * 2 : 32, i;
	struct dxgk_mode *grown;

	for (i = 0; i < list->count; i++) {
		struct dxgk_mode *o = &list->mode[i];

		/* Which of several formats or standards it was does not matter here. */
		if (o->width == m->width && o->height == m->height && o->htotal == m->htotal &&
		    o->vtotal == m->vtotal && o->pixel_clock == m->pixel_clock &&
		    o->vsync_num == m->vsync_num && o->vsync_den == m->vsync_den &&
		    o->interlaced == m->interlaced) {
			o->preferred |= m->preferred;
			return STATUS_SUCCESS;
		}
	}
	if (list->count == list->room) {
		grown = dxgk_os_alloc(room * sizeof(*grown), 0);
		if (!grown)
			return STATUS_INSUFFICIENT_RESOURCES;
		for (i = 0; i < list->count; i++)
			grown[i] = list->mode[i];
		dxgk_os_free(list->mode);
		list->mode = grown;
		list->room = room;
	}
	list->mode[list->count++] = *m;
	return STATUS_SUCCESS;
}

/* A VidPN of one path; under a DDI level. */
static NTSTATUS dxgk_one_path(struct dxgk_display *display, dxgk_u32 source, dxgk_u32 target,
			      struct dxgk_vidpn **result)
{
	D3DKMDT_VIDPN_PRESENT_PATH path;
	struct dxgk_vidpn *vidpn;
	NTSTATUS status;

	*result = NULL;
	vidpn = dxgk_vidpn_create(display->sources, display->target_id, display->targets);
	if (!vidpn)
		return STATUS_INSUFFICIENT_RESOURCES;
	dxgk_vidpn_path_init(&path, source, target);
	status = dxgk_vidpn_add_path(vidpn, &path);
	if (NT_SUCCESS(status))
		*result = vidpn;
	else
		dxgk_vidpn_destroy(vidpn);
	return status;
}

/* The target's modes of the source mode's size, with that mode pinned. */
static NTSTATUS dxgk_modes_of_source(struct dxgk_display *display, dxgk_u32 source,
				     dxgk_u32 target, const D3DKMDT_VIDPN_SOURCE_MODE *s,
				     struct dxgk_mode_list *list)
{
	const D3DKMDT_2DREGION *size = &s->Format.Graphics.PrimSurfSize;
	D3DKMDT_VIDPN_TARGET_MODE t;
	struct dxgk_vidpn *vidpn;
	struct dxgk_mode m;
	NTSTATUS status;
	SIZE_T i;

	status = dxgk_one_path(display, source, target, &vidpn);
	if (NT_SUCCESS(status))
		status = dxgk_vidpn_add_source_mode(vidpn, source, s, true);
	if (NT_SUCCESS(status)) {
		status = dxgk_ask(display, vidpn, D3DKMDT_EPT_VIDPNSOURCE, source,
				  D3DDDI_ID_UNINITIALIZED);
		/* The miniport offers it, and then does not: left out. */
		if (!NT_SUCCESS(status)) {
			dxgk_vidpn_destroy(vidpn);
			return STATUS_SUCCESS;
		}
	}
	for (i = 0; NT_SUCCESS(status) && dxgk_vidpn_target_mode(vidpn, target, i, &t); i++) {
		dxgk_mode_from_signal(&m, &t.VideoSignalInfo);
		m.preferred = t.WireFormatAndPreference.Preference == D3DKMDT_MP_PREFERRED;
		if (m.width == size->cx && m.height == size->cy)
			status = dxgk_list_add(list, &m);
	}
	dxgk_vidpn_destroy(vidpn);
	return status;
}

/* Make the mode that fits @want best the only preferred one; false: none does. */
static bool dxgk_list_prefer_like(struct dxgk_mode_list *list, const struct dxgk_mode *want)
{
	dxgk_u32 i, best = 0, choice = 0, score;

	for (i = 0; i < list->count; i++) {
		score = dxgk_mode_score(want, &list->mode[i]);
		if (score > best) {
			best = score;
			choice = i;
		}
	}
	for (i = 0; best && i < list->count; i++)
		list->mode[i].preferred = i == choice;
	return best;
}

/*
 * The monitor's own, if its EDID says so and the path has it; what the miniport
 * says of its target modes; its recommendation; the default profile's.
 */
static void dxgk_list_prefer(struct dxgk_mode_list *list, struct dxgk_target *t)
{
	D3DKMDT_MONITOR_CAPABILITIES_ORIGIN origin = D3DKMDT_MCO_UNINITIALIZED;
	struct dxgk_mode monitor = { 0 };
	D3DKMDT_VIDEO_SIGNAL_INFO signal;
	bool said = false;
	dxgk_u32 i;

	if (dxgk_monitor_preferred(t, &signal, &origin))
		dxgk_mode_from_signal(&monitor, &signal);
	if (monitor.width && origin != D3DKMDT_MCO_DEFAULTMONITORPROFILE &&
	    dxgk_list_prefer_like(list, &monitor))
		return;
	for (i = 0; i < list->count; i++)
		said |= list->mode[i].preferred;
	if (!said && !(t->recommended.width && dxgk_list_prefer_like(list, &t->recommended)) &&
	    monitor.width)
		dxgk_list_prefer_like(list, &monitor);
}

static NTSTATUS dxgk_list_modes(struct dxgk_display *display, dxgk_u32 source, dxgk_u32 target,
				struct dxgk_mode_list *list)
{
	D3DKMDT_VIDPN_SOURCE_MODE s;
	struct dxgk_vidpn *vidpn;
	NTSTATUS status;
	SIZE_T i;

	status = dxgk_one_path(display, source, target, &vidpn);
	if (NT_SUCCESS(status))
		status = dxgk_ask(display, vidpn, D3DKMDT_EPT_NOPIVOT, D3DDDI_ID_UNINITIALIZED,
				  D3DDDI_ID_UNINITIALIZED);
	for (i = 0; NT_SUCCESS(status) && dxgk_vidpn_source_mode(vidpn, source, i, &s); i++)
		if (dxgk_source_usable(&s))
			status = dxgk_modes_of_source(display, source, target, &s, list);
	dxgk_vidpn_destroy(vidpn);
	return status;
}

dxgk_status dxgk_display_modes(struct dxgk_adapter *adapter, dxgk_u32 source, dxgk_u32 target,
			       bool (*emit)(void *arg, const struct dxgk_mode *mode), void *arg)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	struct dxgk_mode_list list = { 0 };
	struct dxgk_target *t;
	NTSTATUS status;
	dxgk_u32 i;

	if (!display || source >= display->sources)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	t = dxgk_display_target(display, target);
	if (!t)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
	if (__atomic_load_n(&t->stale, __ATOMIC_ACQUIRE)) {
		status = dxgk_monitor_refresh(display, t);
		if (!NT_SUCCESS(status))
			return status;
	}

	dxgk_ddi_shared(adapter);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status))
		status = dxgk_list_modes(display, source, target, &list);
	dxgk_ddi_shared_done(adapter);
	if (NT_SUCCESS(status))
		dxgk_list_prefer(&list, t);
	for (i = 0; NT_SUCCESS(status) && i < list.count; i++)
		if (!emit(arg, &list.mode[i]))
			break;
	dxgk_os_free(list.mode);
	return status;
}
