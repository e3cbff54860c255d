// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_pointer.c - the hardware pointer: SetPointerShape, SetPointerPosition.
 *
 * Backends have premultiplied A8R8G8B8; miniports take one of three formats,
 * and the best one that they have is used:
 *
 *   Color        straight alpha: each colour is divided by alpha, rounded to
 *                the nearest; where alpha is 0, all of the pixel is.
 *   MaskedColor  straight colours, opaque (mask 0) from half on, and 0xFF000000
 *                below: XOR with 0 leaves the screen as it is.
 *   Monochrome   opaque from half on, by AND 0, XOR the brighter half of luma;
 *                AND 1, XOR 0 below.  A mask's lines are whole 32-bit words as
 *                in any DIB, top down, leftmost pixel in the highest bit.
 *
 * A miniport never hears of a position before it got a shape: some have nowhere
 * to look then.  What was committed since is a new beginning.
 */
#include "ddi.h"
#include "display.h"

/* More is no pointer: what a miniport claims is not trusted with memory. */
#define DXGK_POINTER_MAX	512
/* For one that may come and has no size yet: what programs use in doubt. */
#define DXGK_POINTER_LATE	64

static dxgk_u32 dxgk_mono_pitch(dxgk_u32 width)
{
	return (width + 31) / 32 * 4;
}

static dxgk_u32 dxgk_pointer_limit(dxgk_u32 size)
{
	return size < DXGK_POINTER_MAX ? size : DXGK_POINTER_MAX;
}

/* What can be used of the caps; Value 0: no hardware pointer. */
static DXGK_POINTERFLAGS dxgk_pointer_flags(struct dxgk_display *display)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &display->adapter->driver->ddi;
	DXGK_POINTERFLAGS flags = { 0 };

	/* A pointer that nobody can move or paint is none. */
	if (!ddi->DxgkDdiSetPointerPosition || !ddi->DxgkDdiSetPointerShape ||
	    !display->caps.MaxPointerWidth || !display->caps.MaxPointerHeight)
		return flags;
	flags.Monochrome = display->caps.PointerCaps.Monochrome;
	flags.Color = display->caps.PointerCaps.Color;
	flags.MaskedColor = display->caps.PointerCaps.MaskedColor;
	return flags;
}

/*
 * A miniport that has no pointer now and can say so when it has one: its entries
 * are there, and DxgkCbNotifyCursorSupportChange() is in its interface.
 */
static bool dxgk_pointer_may_come(struct dxgk_display *display)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &display->adapter->driver->ddi;

	return ddi->Version >= DXGKDDI_INTERFACE_VERSION_WDDM2_6 &&
	       ddi->DxgkDdiSetPointerPosition && ddi->DxgkDdiSetPointerShape &&
	       !dxgk_pointer_flags(display).Value;
}

NTSTATUS dxgk_pointer_start(struct dxgk_display *display)
{
	dxgk_u32 width = dxgk_pointer_limit(display->caps.MaxPointerWidth);
	dxgk_u32 height = dxgk_pointer_limit(display->caps.MaxPointerHeight);

	dxgk_os_free(display->pointer_bits);
	display->pointer_bits = NULL;
	display->pointer_late = dxgk_pointer_may_come(display);
	if (!dxgk_pointer_flags(display).Value && !display->pointer_late)
		return STATUS_SUCCESS;
	if (!width || !height) {
		width = DXGK_POINTER_LATE;
		height = DXGK_POINTER_LATE;
	}
	/* So that no shape fails for want of memory; two masks are smaller. */
	display->pointer_bits = dxgk_os_alloc((dxgk_size)width * height * 4 + 8 * height, 0);
	display->pointer_width = width;
	display->pointer_height = height;
	return display->pointer_bits ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

void dxgk_pointer_caps(struct dxgk_display *display, struct dxgk_display_caps *caps)
{
	DXGK_POINTERFLAGS flags = dxgk_pointer_flags(display);

	caps->pointer_monochrome = flags.Monochrome;
	caps->pointer_color = flags.Color;
	caps->pointer_masked_color = flags.MaskedColor;
	caps->pointer_late = display->pointer_late && !flags.Value;
	if (flags.Value) {
		caps->max_pointer_width = dxgk_pointer_limit(display->caps.MaxPointerWidth);
		caps->max_pointer_height = dxgk_pointer_limit(display->caps.MaxPointerHeight);
	} else if (caps->pointer_late) {
		caps->max_pointer_width = display->pointer_width;
		caps->max_pointer_height = display->pointer_height;
	}
}

static UINT dxgk_pointer_min(UINT a, UINT b)
{
	return a < b ? a : b;
}

/* Alone.  Memory for a larger pointer than at start is not made. */
static bool dxgk_pointer_query_caps(struct dxgk_display *display)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGK_DRIVERCAPS *caps, *old = &display->caps;
	DXGKARG_QUERYADAPTERINFO arg = {
		.Type = DXGKQAITYPE_DRIVERCAPS,
		.OutputDataSize = sizeof(*caps),
	};
	NTSTATUS status;

	caps = dxgk_os_alloc(sizeof(*caps), DXGK_OS_ALLOC_ZERO);
	if (!caps)
		return false;
	arg.pOutputData = caps;
	status = adapter->driver->ddi.DxgkDdiQueryAdapterInfo(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiQueryAdapterInfo");
	old->PointerCaps.Value = 0;
	if (NT_SUCCESS(status) && caps->MaxPointerWidth && caps->MaxPointerHeight) {
		old->PointerCaps = caps->PointerCaps;
		old->MaxPointerWidth = dxgk_pointer_min(caps->MaxPointerWidth,
							display->pointer_width);
		old->MaxPointerHeight = dxgk_pointer_min(caps->MaxPointerHeight,
							 display->pointer_height);
	}
	dxgk_os_free(caps);
	return dxgk_pointer_flags(display).Value;
}

/* ------------------------------------------------------------- conversion */

static dxgk_u32 dxgk_straight(dxgk_u32 c, dxgk_u32 alpha)
{
	c = (c * 255 + alpha / 2) / alpha;
	return c < 255 ? c : 255;	/* not premultiplied, or not well */
}

/* With alpha; 0 for a pixel that is not there. */
static dxgk_u32 dxgk_pixel_straight(dxgk_u32 p)
{
	dxgk_u32 alpha = p >> 24;

	if (!alpha)
		return 0;
	return alpha << 24 | dxgk_straight(p >> 16 & 0xff, alpha) << 16 |
	       dxgk_straight(p >> 8 & 0xff, alpha) << 8 | dxgk_straight(p & 0xff, alpha);
}

static bool dxgk_pixel_opaque(dxgk_u32 p)
{
	return p >> 24 >= 0x80;
}

/* Rec. 601, as integers. */
static bool dxgk_pixel_bright(dxgk_u32 p)
{
	p = dxgk_pixel_straight(p);
	return (p >> 16 & 0xff) * 299 + (p >> 8 & 0xff) * 587 + (p & 0xff) * 114 >= 127500;
}

static void dxgk_pointer_monochrome(dxgk_u8 *bits, dxgk_u32 pitch, const struct dxgk_pointer *p)
{
	dxgk_u8 *xor = bits + (dxgk_size)pitch * p->height;
	dxgk_u32 x, y;

	__builtin_memset(bits, 0xff, (dxgk_size)pitch * p->height);
	__builtin_memset(xor, 0, (dxgk_size)pitch * p->height);
	for (y = 0; y < p->height; y++) {
		const dxgk_u32 *line = (const void *)((const dxgk_u8 *)p->pixels +
						      (dxgk_size)y * p->pitch);

		for (x = 0; x < p->width; x++) {
			dxgk_size at = (dxgk_size)y * pitch + x / 8;
			dxgk_u8 bit = 0x80 >> x % 8;

			if (!dxgk_pixel_opaque(line[x]))
				continue;
			bits[at] &= ~bit;
			if (dxgk_pixel_bright(line[x]))
				xor[at] |= bit;
		}
	}
}

static void dxgk_pointer_colour(dxgk_u32 *bits, bool masked, const struct dxgk_pointer *p)
{
	dxgk_u32 x, y;

	for (y = 0; y < p->height; y++) {
		const dxgk_u32 *line = (const void *)((const dxgk_u8 *)p->pixels +
						      (dxgk_size)y * p->pitch);

		for (x = 0; x < p->width; x++, bits++) {
			if (!masked)
				*bits = dxgk_pixel_straight(line[x]);
			else if (dxgk_pixel_opaque(line[x]))
				*bits = dxgk_pixel_straight(line[x]) & 0xffffff;
			else
				*bits = 0xff000000;
		}
	}
}

/* ------------------------------------------------------------------- calls */

/* May the pointer of @source be shown?  Under the pointer's class. */
static NTSTATUS dxgk_pointer_ready(struct dxgk_adapter *adapter, struct dxgk_display *display,
				   dxgk_u32 source)
{
	NTSTATUS status = dxgk_display_ready(adapter);

	if (!NT_SUCCESS(status))
		return status;
	if (!dxgk_pointer_flags(display).Value || !display->pointer_bits)
		return STATUS_NOT_SUPPORTED;
	if (source >= display->sources)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_pointer_call_shape(struct dxgk_display *display, const struct dxgk_pointer *p)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGK_POINTERFLAGS flags = dxgk_pointer_flags(display);
	DXGKARG_SETPOINTERSHAPE arg = {
		.Width = p->width,
		.Height = p->height,
		.Pitch = p->width * 4,
		.VidPnSourceId = p->source,
		.pPixels = display->pointer_bits,
		.XHot = p->hot_x < p->width ? p->hot_x : p->width - 1,
		.YHot = p->hot_y < p->height ? p->hot_y : p->height - 1,
	};
	NTSTATUS status;

	if (flags.Color) {
		arg.Flags.Color = 1;
		dxgk_pointer_colour(display->pointer_bits, false, p);
	} else if (flags.MaskedColor) {
		arg.Flags.MaskedColor = 1;
		dxgk_pointer_colour(display->pointer_bits, true, p);
	} else {
		arg.Flags.Monochrome = 1;
		arg.Pitch = dxgk_mono_pitch(p->width);
		dxgk_pointer_monochrome(display->pointer_bits, arg.Pitch, p);
	}
	status = adapter->driver->ddi.DxgkDdiSetPointerShape(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiSetPointerShape");
	/* Whatever it shows now, it has a shape to move only after a success. */
	display->source[p->source].pointer_shaped = NT_SUCCESS(status);
	return status;
}

/**
 * dxgk_display_pointer_shape() - SetPointerShape
 * @adapter: a started adapter
 * @p: what the pointer looks like; may go when this returns
 *
 * The picture is converted to what the miniport takes, see the head of this
 * file.  See "DXGKDDI_SETPOINTERSHAPE"; level 1, one at a time with
 * SetPointerPosition.
 *
 * Context: sleeping.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED without a hardware pointer: the
 * miniport is not called; STATUS_INVALID_PARAMETER for an empty picture, one
 * beyond the caps, a pitch that is too small;
 * STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
 * STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY for a dark source; others as
 * dxgk_display_check(), or the miniport's.
 */
dxgk_status dxgk_display_pointer_shape(struct dxgk_adapter *adapter, const struct dxgk_pointer *p)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	NTSTATUS status;

	if (!display)
		return STATUS_INVALID_DEVICE_STATE;
	dxgk_ddi_class(adapter, DXGK_DDI_POINTER);
	status = dxgk_pointer_ready(adapter, display, p->source);
	if (NT_SUCCESS(status)) {
		if (!p->pixels || !p->width || !p->height ||
		    p->width > dxgk_pointer_limit(display->caps.MaxPointerWidth) ||
		    p->height > dxgk_pointer_limit(display->caps.MaxPointerHeight) ||
		    p->pitch % 4 || p->pitch / 4 < p->width)
			status = STATUS_INVALID_PARAMETER;
		else if (!display->source[p->source].rotation)
			status = STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY;
		else
			status = dxgk_pointer_call_shape(display, p);
	}
	dxgk_ddi_class_done(adapter, DXGK_DDI_POINTER);
	return status;
}

static NTSTATUS dxgk_pointer_call_position(struct dxgk_display *display,
					   const DXGKARG_SETPOINTERPOSITION *arg)
{
	struct dxgk_adapter *adapter = display->adapter;
	NTSTATUS status;

	status = adapter->driver->ddi.DxgkDdiSetPointerPosition(adapter->context, arg);
	dxgk_ddi_check(adapter, "DxgkDdiSetPointerPosition");
	if (NT_SUCCESS(status))
		display->source[arg->VidPnSourceId].pointer_shown = arg->Flags.Visible;
	return status;
}

void dxgk_pointer_hide(struct dxgk_display *display, dxgk_u32 source)
{
	DXGKARG_SETPOINTERPOSITION arg = { .VidPnSourceId = source };

	if (display->source[source].pointer_shaped && display->source[source].pointer_shown)
		dxgk_pointer_call_position(display, &arg);
}

/**
 * dxgk_display_pointer_position() - SetPointerPosition
 * @adapter: a started adapter
 * @source: VidPn source id
 * @x: column of the picture's left edge, which may be off the screen
 * @y: row of its upper edge
 * @visible: false: the pointer is hidden
 *
 * Drivers of hardware may ignore the hot spot, so the position is that of the
 * picture.  Hiding what was never shown is a success, and no call.  See
 * "DXGKDDI_SETPOINTERPOSITION"; level 1.
 *
 * Context: sleeping.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED without a hardware pointer: the
 * miniport is not called; STATUS_INVALID_DEVICE_STATE for a pointer that has no
 * shape since the source was lit; STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
 * others as dxgk_display_check(), or the miniport's.
 */
dxgk_status dxgk_display_pointer_position(struct dxgk_adapter *adapter, dxgk_u32 source,
					  dxgk_s32 x, dxgk_s32 y, bool visible)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	DXGKARG_SETPOINTERPOSITION arg = {
		.VidPnSourceId = source,
		.X = x,
		.Y = y,
	};
	NTSTATUS status;

	if (!display)
		return STATUS_INVALID_DEVICE_STATE;
	arg.Flags.Visible = visible;
	dxgk_ddi_class(adapter, DXGK_DDI_POINTER);
	status = dxgk_pointer_ready(adapter, display, source);
	if (NT_SUCCESS(status)) {
		if (display->source[source].pointer_shaped)
			status = dxgk_pointer_call_position(display, &arg);
		else if (visible)
			status = STATUS_INVALID_DEVICE_STATE;
	}
	dxgk_ddi_class_done(adapter, DXGK_DDI_POINTER);
	return status;
}

bool dxgk_display_pointer_refresh(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	bool there = false;
	dxgk_u32 i;

	if (!display)
		return false;
	dxgk_ddi_alone(adapter);
	if (NT_SUCCESS(dxgk_display_ready(adapter)) && display->pointer_bits)
		there = dxgk_pointer_query_caps(display);
	for (i = 0; i < display->sources; i++)
		display->source[i].pointer_shaped = false;
	dxgk_ddi_alone_done(adapter);
	return there;
}
