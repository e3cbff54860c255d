// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_vsync.c - vertical blanks: asking for their interrupts, and where the
 * beam is.
 *
 * What the interrupts report comes in through DxgkCbNotifyInterrupt(), see
 * display_notify.c.
 */
#include "ddi.h"
#include "display.h"

static NTSTATUS dxgk_vsync_control(struct dxgk_display *display, DXGK_INTERRUPT_TYPE type,
				   bool enable)
{
	struct dxgk_adapter *adapter = display->adapter;
	NTSTATUS status;

	status = adapter->driver->ddi.DxgkDdiControlInterrupt(adapter->context, type, enable);
	dxgk_ddi_check(adapter, "DxgkDdiControlInterrupt");
	return status;
}

/* Alone.  Display-only drivers have one type, but some only know the other. */
static NTSTATUS dxgk_vsync_enable(struct dxgk_display *display)
{
	static const DXGK_INTERRUPT_TYPE types[] = {
		DXGK_INTERRUPT_DISPLAYONLY_VSYNC, DXGK_INTERRUPT_CRTC_VSYNC,
	};
	NTSTATUS status = STATUS_NOT_IMPLEMENTED;
	dxgk_u32 i;

	for (i = 0; i < DXGK_ARRAY_SIZE(types) && status == STATUS_NOT_IMPLEMENTED; i++) {
		status = dxgk_vsync_control(display, types[i], true);
		if (NT_SUCCESS(status))
			display->vsync_type = types[i];
	}
	return status;
}

/**
 * dxgk_display_vsync() - ControlInterrupt, for vertical blanks
 * @adapter: a started adapter
 * @enable: whether dxgk_os_vsync() shall be called for them
 *
 * A miniport may go on reporting them when told not to.  Asking for what is so
 * already does nothing.  See "DXGKDDI_CONTROLINTERRUPT"; level 2.
 *
 * Context: sleeping; waits for outstanding presents.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED without the entry,
 * STATUS_NOT_IMPLEMENTED when the miniport knows neither type: the backend makes
 * vertical blanks up; others as dxgk_display_check(), or the miniport's.
 */
dxgk_status dxgk_display_vsync(struct dxgk_adapter *adapter, bool enable)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	NTSTATUS status;

	if (!display)
		return STATUS_INVALID_DEVICE_STATE;
	if (!adapter->driver->ddi.DxgkDdiControlInterrupt)
		return STATUS_NOT_SUPPORTED;
	dxgk_display_idle(adapter);
	dxgk_ddi_alone(adapter);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status) && enable && !display->vsync_type) {
		status = dxgk_vsync_enable(display);
	} else if (NT_SUCCESS(status) && !enable && display->vsync_type) {
		status = dxgk_vsync_control(display, display->vsync_type, false);
		if (NT_SUCCESS(status))
			display->vsync_type = 0;
	}
	dxgk_ddi_alone_done(adapter);
	return status;
}

void dxgk_vsync_restore(struct dxgk_display *display)
{
	NTSTATUS status;

	if (!display->vsync_type)
		return;
	status = dxgk_vsync_control(display, display->vsync_type, true);
	if (NT_SUCCESS(status))
		return;
	dxgk_os_log(DXGK_LOG_WARN, display->adapter->os,
		    "no interrupts of vertical blanks after D0: %#x", status);
	display->vsync_type = 0;
}

/**
 * dxgk_display_scanline() - GetScanLine
 * @adapter: a started adapter
 * @target: child uid
 * @blank: in vertical blank
 * @line: which line is shown; of no meaning in vertical blank
 *
 * See "DXGKDDI_GETSCANLINE"; level 0.
 *
 * Context: sleeping, as the entry point is pageable.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED without the entry;
 * STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET; others as dxgk_display_check(),
 * or the miniport's.
 */
dxgk_status dxgk_display_scanline(struct dxgk_adapter *adapter, dxgk_u32 target,
				  bool *blank, dxgk_u32 *line)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	DXGKARG_GETSCANLINE arg = { .VidPnTargetId = target };
	NTSTATUS status;

	*blank = false;
	*line = 0;
	if (!display || !dxgk_display_target(display, target))
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
	if (!adapter->driver->ddi.DxgkDdiGetScanLine)
		return STATUS_NOT_SUPPORTED;
	dxgk_ddi_shared(adapter);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status)) {
		status = adapter->driver->ddi.DxgkDdiGetScanLine(adapter->context, &arg);
		dxgk_ddi_check(adapter, "DxgkDdiGetScanLine");
	}
	dxgk_ddi_shared_done(adapter);
	if (NT_SUCCESS(status)) {
		*blank = arg.InVerticalBlank;
		*line = arg.ScanLine;
	}
	return status;
}
