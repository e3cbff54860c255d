// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * cb_diag.c - events that miniports log and report, and who listens to them.
 */
#include "adapter.h"
#include "handle.h"
#include "iface.h"
#include "verifier.h"

/* Above this, an event may be logged at PASSIVE_LEVEL only. */
#define DXGK_EVENT_ANY_IRQL	256

/**
 * DxgkCbLogEtwEvent() - an event for those who trace
 * @EventGuid: which event
 * @Type: EVENT_TRACE_TYPE_*
 * @EventBufferSize: bytes at @EventBuffer
 * @EventBuffer: what belongs to it; may be NULL
 *
 * Seen as the tracepoint dxgk:etw_event; nothing happens while nobody listens.
 *
 * IRQL: any with up to 256 bytes, PASSIVE_LEVEL with more.
 *
 * Follows "DXGKCB_LOG_ETW_EVENT callback function (dispmprt.h)".
 */
VOID NTAPI DxgkCbLogEtwEvent(const LPCGUID EventGuid, UCHAR Type, USHORT EventBufferSize,
			     PVOID EventBuffer)
{
	if (EventBufferSize > DXGK_EVENT_ANY_IRQL)
		dxgk_verify_irql(DXGK_CB_CALLER(), __func__, PASSIVE_LEVEL);
	if (!EventGuid)
		return;
	dxgk_os_trace_event(EventGuid, Type, EventBuffer, EventBuffer ? EventBufferSize : 0,
			    DXGK_CB_CALLER());
}

/* Does the type name one event, of a category that there is? */
static bool dxgk_diagnostic_known(const DXGK_DIAGNOSTIC_HEADER *d)
{
	if (d->Category.Value == 1)
		return d->Type.Notifications.Value == DXGK_DIAG_NOTIFICATIONS_PSR_SW_MASK ||
		       d->Type.Notifications.Value == DXGK_DIAG_NOTIFICATIONS_PSR_HW_MASK;
	if (d->Category.Value == 2)
		return d->Type.Progressions.Value ==
		       DXGK_DIAG_PROGRESSIONS_SYNCLOCK_ENABLE_SYNC_MASK;
	return false;
}

/**
 * DxgkCbReportDiagnostic() - a diagnostic event, of the kind that Windows knows
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @pDiagnostic: its header; what follows belongs to the type
 *
 * Seen as the tracepoint dxgk:diagnostic.
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for the handle, a NULL pointer or
 * a type that is not known; STATUS_BUFFER_TOO_SMALL for a Size below the header's.
 *
 * Follows "DXGKCB_REPORT_DIAGNOSTIC callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbReportDiagnostic(HANDLE DeviceHandle, DXGK_DIAGNOSTIC_HEADER *pDiagnostic)
{
	NTSTATUS status = STATUS_SUCCESS;

	DXGK_CB_ENTER(adapter, DeviceHandle, HIGH_LEVEL);
	if (!pDiagnostic)
		status = STATUS_INVALID_PARAMETER;
	else if (pDiagnostic->Size < sizeof(*pDiagnostic))
		status = STATUS_BUFFER_TOO_SMALL;
	else if (!dxgk_diagnostic_known(pDiagnostic))
		status = STATUS_INVALID_PARAMETER;
	else
		dxgk_os_trace_diagnostic(adapter->os, pDiagnostic->Category.Value,
					 pDiagnostic->Type.Value, pDiagnostic,
					 pDiagnostic->Size, DXGK_CB_CALLER());
	dxgk_handle_put(DeviceHandle);
	return status;
}
