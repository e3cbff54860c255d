// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_debug.c - what the miniport has to say when it does not answer.
 */
#include "ddi.h"
#include "display.h"

/* As much as a report of Windows' takes of secondary data. */
#define DXGK_DEBUG_SIZE		DXGK_DEBUG_REPORT_MAX_SIZE

/* The bug check's number that tells which kind of time-out it is. */
#define DXGK_TDR_TIMEOUT	0x117

/* Zeroes at the end are no report. */
static dxgk_u32 dxgk_debug_length(const dxgk_u8 *data, dxgk_u32 size)
{
	while (size && !data[size - 1])
		size--;
	return size;
}

/*
 * CollectDbgInfo, and its answer to whoever looks at the machine: an entry of
 * display-only drivers for a display that hangs.  Called at any IRQL by Windows,
 * and for this reason code at PASSIVE_LEVEL.
 *
 * Context: sleeping, no DDI level.  See "DXGKDDI_COLLECTDBGINFO".
 */
void dxgk_display_collect(struct dxgk_display *display)
{
	struct dxgk_adapter *adapter = display->adapter;
	DXGKARG_COLLECTDBGINFO_EXT extension = { 0 };
	DXGKARG_COLLECTDBGINFO arg = {
		.Reason = DXGK_TDR_TIMEOUT,
		.BufferSize = DXGK_DEBUG_SIZE,
		.pExtension = &extension,
	};
	NTSTATUS status;

	if (!adapter->driver->ddi.DxgkDdiCollectDbgInfo)
		return;
	arg.pBuffer = dxgk_os_alloc(DXGK_DEBUG_SIZE, DXGK_OS_ALLOC_ZERO);
	if (!arg.pBuffer)
		return;
	dxgk_ddi_shared(adapter);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status)) {
		status = adapter->driver->ddi.DxgkDdiCollectDbgInfo(adapter->context, &arg);
		dxgk_ddi_check(adapter, "DxgkDdiCollectDbgInfo");
	}
	dxgk_ddi_shared_done(adapter);
	if (NT_SUCCESS(status))
		dxgk_os_dump(adapter->os, arg.pBuffer,
			     dxgk_debug_length(arg.pBuffer, DXGK_DEBUG_SIZE));
	dxgk_os_free(arg.pBuffer);
}
