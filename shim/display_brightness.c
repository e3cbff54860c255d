// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_brightness.c - the brightness of an internal panel.
 *
 * Versions 1 and 2 of the interface have up to 101 levels of a byte, listed; version
 * 3 has ranges of thousandths of a nit.  Backends see steps from 0 on, in rising
 * order, and need know neither.
 */
#include "ddi.h"
#include "display.h"

static const GUID dxgk_brightness_guid[] = {
	{ 0xfde5bba4, 0xb3f9, 0x46fb, { 0xbd, 0xaa, 0x07, 0x28, 0xce, 0x31, 0x00, 0xb4 } },
	{ 0x148a3c98, 0x0ecd, 0x465a, { 0xb6, 0x34, 0xb0, 0x5f, 0x19, 0x5f, 0x77, 0x39 } },
	{ 0x197a4a6e, 0x0391, 0x4322, { 0x96, 0xea, 0xc2, 0x76, 0x0f, 0x88, 0x1d, 0x3a } },
};

/* Newest first; version 2 begins as version 1 does, and no more of it is used. */
static const struct dxgk_interface_wish dxgk_brightness_wish[] = {
	{ &dxgk_brightness_guid[2], DXGK_BRIGHTNESS_INTERFACE_VERSION_3, 0,
	  sizeof(DXGK_BRIGHTNESS_INTERFACE_3), 4 },
	{ &dxgk_brightness_guid[1], DXGK_BRIGHTNESS_INTERFACE_VERSION_2, 0,
	  sizeof(DXGK_BRIGHTNESS_INTERFACE_2), 3 },
	{ &dxgk_brightness_guid[0], DXGK_BRIGHTNESS_INTERFACE_VERSION_1, 0,
	  sizeof(DXGK_BRIGHTNESS_INTERFACE), 3 },
};

#define DXGK_BRIGHTNESS_MAX	100

/* More steps than anybody can see, and still no overflow. */
#define DXGK_BRIGHTNESS_STEPS	100000

/* ------------------------------------------------------ versions 1 and 2 */

/* Into its place, once. */
static void dxgk_level_add(struct dxgk_interfaces *f, dxgk_u8 level)
{
	dxgk_u32 i, k;

	for (i = 0; i < f->steps && f->level[i] < level; i++)
		;
	if (i < f->steps && f->level[i] == level)
		return;
	for (k = f->steps; k > i; k--)
		f->level[k] = f->level[k - 1];
	f->level[i] = level;
	f->steps++;
}

/* The first two are defaults for two kinds of power, and need not be levels. */
static bool dxgk_levels_read(struct dxgk_display *display)
{
	struct dxgk_interfaces *f = &display->interfaces;
	const DXGK_BRIGHTNESS_INTERFACE *v1 = &f->bright.v1;
	dxgk_u8 level[DXGK_BRIGHTNESS_LEVELS] = { 0 }, count = 0;
	NTSTATUS status;
	dxgk_u32 i;

	status = v1->GetPossibleBrightness(v1->Context, sizeof(level), &count, level);
	dxgk_ddi_check(display->adapter, "DxgkDdiGetPossibleBrightness");
	if (!NT_SUCCESS(status))
		return false;
	f->steps = 0;
	for (i = 2; i < count && i < DXGK_BRIGHTNESS_LEVELS; i++)
		if (level[i] <= DXGK_BRIGHTNESS_MAX)
			dxgk_level_add(f, level[i]);
	return f->steps;
}

/* ---------------------------------------------------------------- version 3 */

static dxgk_u32 dxgk_range_steps(const DXGK_BRIGHTNESS_NIT_RANGE *r)
{
	return (r->MaximumLevelMillinit - r->MinimumLevelMillinit) / r->StepSizeMillinit + 1;
}

/* The normal ranges; those beyond are for peaks. */
static bool dxgk_nits_read(struct dxgk_display *display, dxgk_u32 panel)
{
	struct dxgk_interfaces *f = &display->interfaces;
	const DXGK_BRIGHTNESS_INTERFACE_3 *v3 = &f->bright.v3;
	NTSTATUS status;
	dxgk_u32 i;

	__builtin_memset(&f->nits, 0, sizeof(f->nits));
	status = v3->GetNitRanges(v3->Context, panel, &f->nits);
	dxgk_ddi_check(display->adapter, "DxgkBrightnessGetNitRanges");
	if (!NT_SUCCESS(status) ||
	    f->nits.NormalRangeCount > DXGK_BRIGHTNESS_MAXIMUM_NIT_RANGE_COUNT)
		return false;
	f->steps = 0;
	for (i = 0; i < f->nits.NormalRangeCount; i++) {
		const DXGK_BRIGHTNESS_NIT_RANGE *r = &f->nits.SupportedRanges[i];

		if (!r->StepSizeMillinit || r->MinimumLevelMillinit > r->MaximumLevelMillinit ||
		    (i && r->MinimumLevelMillinit < r[-1].MaximumLevelMillinit) ||
		    (r->MaximumLevelMillinit - r->MinimumLevelMillinit) / r->StepSizeMillinit >=
		    DXGK_BRIGHTNESS_STEPS)
			return false;
		f->steps += dxgk_range_steps(r);
	}
	return f->steps;
}

static dxgk_u32 dxgk_step_to_nits(const struct dxgk_interfaces *f, dxgk_u32 step)
{
	const DXGK_BRIGHTNESS_NIT_RANGE *r = f->nits.SupportedRanges;

	for (; step >= dxgk_range_steps(r); r++)
		step -= dxgk_range_steps(r);
	return r->MinimumLevelMillinit + step * r->StepSizeMillinit;
}

/* The highest step that is not brighter. */
static dxgk_u32 dxgk_nits_to_step(const struct dxgk_interfaces *f, dxgk_u32 nits)
{
	dxgk_u32 i, n, step = 0;

	for (i = 0; i < f->nits.NormalRangeCount; i++) {
		const DXGK_BRIGHTNESS_NIT_RANGE *r = &f->nits.SupportedRanges[i];

		if (nits < r->MinimumLevelMillinit)
			break;
		n = (nits - r->MinimumLevelMillinit) / r->StepSizeMillinit + 1;
		step += n < dxgk_range_steps(r) ? n : dxgk_range_steps(r);
	}
	return step ? step - 1 : 0;
}

/* -------------------------------------------------------------------- both */

bool dxgk_brightness_start(struct dxgk_display *display, dxgk_u32 panel)
{
	struct dxgk_interfaces *f = &display->interfaces;
	struct dxgk_interface_wish wish;
	dxgk_u32 i;
	bool good;

	for (i = 0; i < DXGK_ARRAY_SIZE(dxgk_brightness_wish); i++) {
		wish = dxgk_brightness_wish[i];
		wish.uid = panel;
		if (!dxgk_interface_query(display, &wish, &f->bright.header))
			continue;
		good = wish.version == DXGK_BRIGHTNESS_INTERFACE_VERSION_3 ?
		       dxgk_nits_read(display, panel) : dxgk_levels_read(display);
		if (good) {
			f->brightness = wish.version;
			return true;
		}
		dxgk_interface_drop(&f->bright.header);
		f->steps = 0;
	}
	return false;
}

/* Under the child's class. */
static NTSTATUS dxgk_brightness_ready(struct dxgk_display *display)
{
	NTSTATUS status = dxgk_display_ready(display->adapter);

	if (NT_SUCCESS(status) && !display->interfaces.brightness)
		status = STATUS_NOT_SUPPORTED;
	return status;
}

/**
 * dxgk_display_brightness_set() - how bright the internal panel shall be
 * @adapter: a started adapter with caps.brightness_steps
 * @step: from 0, the darkest, to one below caps.brightness_steps
 *
 * See "DXGK_BRIGHTNESS_SET" and "DXGK_BRIGHTNESS_SET_3".
 *
 * Context: sleeping.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED without the interface;
 * STATUS_INVALID_PARAMETER; others as dxgk_display_check(), or the miniport's.
 */
dxgk_status dxgk_display_brightness_set(struct dxgk_adapter *adapter, dxgk_u32 step)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	DXGK_BRIGHTNESS_SET_IN in = { 0 };
	struct dxgk_interfaces *f;
	NTSTATUS status;

	if (!display)
		return STATUS_INVALID_DEVICE_STATE;
	f = &display->interfaces;
	dxgk_ddi_class(adapter, DXGK_DDI_CHILD);
	status = dxgk_brightness_ready(display);
	if (NT_SUCCESS(status) && step >= f->steps)
		status = STATUS_INVALID_PARAMETER;
	if (NT_SUCCESS(status) && f->brightness == 3) {
		in.BrightnessMillinits = dxgk_step_to_nits(f, step);
		in.SensorReadings.Size = sizeof(in.SensorReadings);
		status = f->bright.v3.SetBrightness(f->bright.v3.Context, f->panel, &in);
	} else if (NT_SUCCESS(status)) {
		status = f->bright.v1.SetBrightness(f->bright.v1.Context, f->level[step]);
	}
	dxgk_ddi_check(adapter, "DxgkDdiSetBrightness");
	dxgk_ddi_class_done(adapter, DXGK_DDI_CHILD);
	return status;
}

/* How bright it is, to the next lower step; the same statuses. */
dxgk_status dxgk_display_brightness_get(struct dxgk_adapter *adapter, dxgk_u32 *step)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	DXGK_BRIGHTNESS_GET_OUT out = { 0 };
	struct dxgk_interfaces *f;
	dxgk_u8 level = 0;
	NTSTATUS status;

	*step = 0;
	if (!display)
		return STATUS_INVALID_DEVICE_STATE;
	f = &display->interfaces;
	dxgk_ddi_class(adapter, DXGK_DDI_CHILD);
	status = dxgk_brightness_ready(display);
	if (NT_SUCCESS(status) && f->brightness == 3) {
		status = f->bright.v3.GetBrightness(f->bright.v3.Context, f->panel, &out);
		if (NT_SUCCESS(status))
			*step = dxgk_nits_to_step(f, out.CurrentBrightnessMillinits);
	} else if (NT_SUCCESS(status)) {
		status = f->bright.v1.GetBrightness(f->bright.v1.Context, &level);
		if (NT_SUCCESS(status))
			while (*step + 1 < f->steps && f->level[*step + 1] <= level)
				(*step)++;
	}
	dxgk_ddi_check(adapter, "DxgkDdiGetBrightness");
	dxgk_ddi_class_done(adapter, DXGK_DDI_CHILD);
	return status;
}
