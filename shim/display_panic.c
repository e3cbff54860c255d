// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_panic.c - the bug check's screen: SystemDisplayEnable and Write.
 *
 * The machine is dying: whoever holds a lock will not let go of it, so none is
 * taken, and the miniport is called whatever it was doing.  Both entries can be
 * called at any IRQL; nothing else of the miniport is called afterwards.
 */
#include "display.h"

/**
 * dxgk_display_panic_enable() - take the display over for the last message
 * @adapter: the adapter, in any state
 * @width: pixels that a message may use
 * @height: the same
 *
 * See "DXGKDDI_SYSTEM_DISPLAY_ENABLE".
 *
 * Context: any; the machine does not go on.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED without the entries;
 * STATUS_INVALID_DEVICE_STATE while nothing is lit, STATUS_DEVICE_REMOVED; or the
 * miniport's, STATUS_NOT_SUPPORTED when no monitor is connected.
 */
dxgk_status dxgk_display_panic_enable(struct dxgk_adapter *adapter, dxgk_u32 *width,
				      dxgk_u32 *height)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;
	struct dxgk_display *display = dxgk_display_of(adapter);
	DXGKARG_SYSTEM_DISPLAY_ENABLE_FLAGS flags = { 0 };
	D3DDDIFORMAT format = D3DDDIFMT_UNKNOWN;
	UINT w = 0, h = 0;
	NTSTATUS status;

	*width = 0;
	*height = 0;
	if (!ddi->DxgkDdiSystemDisplayEnable || !ddi->DxgkDdiSystemDisplayWrite)
		return STATUS_NOT_SUPPORTED;
	if (adapter->removed)
		return STATUS_DEVICE_REMOVED;
	if (!display || !display->started || adapter->powered_down || !display->config.paths)
		return STATUS_INVALID_DEVICE_STATE;
	status = ddi->DxgkDdiSystemDisplayEnable(adapter->context, display->config.path[0].target,
						 &flags, &w, &h, &format);
	if (!NT_SUCCESS(status))
		return status;
	/* Sources are 32-bit whatever the mode is: the miniport converts. */
	*width = w;
	*height = h;
	return w && h ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/*
 * SystemDisplayWrite, after that was a success: XRGB8888 of memory that is not
 * paged.  Context: any.  See "DXGKDDI_SYSTEM_DISPLAY_WRITE".
 */
void dxgk_display_panic_write(struct dxgk_adapter *adapter, const void *pixels, dxgk_u32 width,
			      dxgk_u32 height, dxgk_u32 pitch, dxgk_u32 x, dxgk_u32 y)
{
	adapter->driver->ddi.DxgkDdiSystemDisplayWrite(adapter->context, (PVOID)pixels, width,
						       height, pitch, x, y);
}
