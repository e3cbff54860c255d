// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_notify.c - what the miniport reports of itself: interrupts, progress,
 * connections.
 */
#include "display.h"
#include "handle.h"
#include "iface.h"

/**
 * DxgkCbNotifyInterrupt() - the miniport reports what an interrupt was for
 * @handle: DeviceHandle of DXGKRNL_INTERFACE
 * @data: which event; DXGK_INTERRUPT_DISPLAYONLY_VSYNC, CRTC_VSYNC and
 *	DISPLAYONLY_PRESENT_PROGRESS mean something here, the others are the
 *	business of a GPU scheduler
 *
 * Context: any IRQL, though device IRQL is what is documented.
 * See DXGKCB_NOTIFY_INTERRUPT.
 */
void NTAPI DXGK_EXPORTED
DxgkCbNotifyInterrupt(const HANDLE handle, DXGKARGCB_NOTIFY_INTERRUPT_DATA *data)
{
	struct dxgk_display *display;
	struct dxgk_adapter *adapter;
	NTSTATUS status;

	adapter = dxgk_cb_enter(handle, __func__, HIGH_LEVEL, false, DXGK_CB_CALLER(), &status);
	if (!adapter)
		return;
	display = dxgk_display_of(adapter);
	if (!display || !data) {
		dxgk_handle_put(handle);
		return;
	}
	switch (data->InterruptType) {
	case DXGK_INTERRUPT_DISPLAYONLY_VSYNC:
		if (dxgk_display_target(display, data->DisplayOnlyVsync.VidPnTargetId))
			dxgk_os_vsync(adapter->os, data->DisplayOnlyVsync.VidPnTargetId);
		break;
	case DXGK_INTERRUPT_CRTC_VSYNC:
		if (dxgk_display_target(display, data->CrtcVsync.VidPnTargetId))
			dxgk_os_vsync(adapter->os, data->CrtcVsync.VidPnTargetId);
		break;
	case DXGK_INTERRUPT_DISPLAYONLY_PRESENT_PROGRESS:
		dxgk_present_progress(display, &data->DisplayOnlyPresentProgress);
		break;
	default:
		break;
	}
	dxgk_handle_put(handle);
}

/**
 * DxgkCbNotifyDpc() - the same event again, at DPC time
 * @handle: DeviceHandle of DXGKRNL_INTERFACE
 *
 * Context: DISPATCH_LEVEL.  See DXGKCB_NOTIFY_DPC.
 */
void NTAPI DXGK_EXPORTED
DxgkCbNotifyDpc(const HANDLE handle)
{
	struct dxgk_adapter *adapter;
	NTSTATUS status;

	adapter = dxgk_cb_enter(handle, __func__, DISPATCH_LEVEL, false, DXGK_CB_CALLER(),
				&status);
	if (!adapter)
		return;
	if (dxgk_os_irql_get() <= DISPATCH_LEVEL)
		dxgk_display_dpc(adapter);
	dxgk_handle_put(handle);
}

/**
 * DxgkCbIndicateChildStatus() - something was plugged, unplugged or turned
 * @handle: DeviceHandle of DXGKRNL_INTERFACE
 * @cs: which child, and what of it
 *
 * The report counts from now on; the monitor is read again when the backend asks.
 *
 * Context: up to DISPATCH_LEVEL.  See DXGKCB_INDICATE_CHILD_STATUS.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a bad handle, pointer,
 * child or type.
 */
NTSTATUS NTAPI DXGK_EXPORTED
DxgkCbIndicateChildStatus(HANDLE handle, PDXGK_CHILD_STATUS cs)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	struct dxgk_display *display;
	struct dxgk_target *t;

	DXGK_CB_ENTER(adapter, handle, DISPATCH_LEVEL);
	display = dxgk_display_of(adapter);
	t = display && cs ? dxgk_display_target(display, cs->ChildUid) : NULL;
	if (t && (cs->Type == StatusConnection || cs->Type == StatusRotation)) {
		if (cs->Type == StatusConnection) {
			__atomic_store_n(&t->connected, !!cs->HotPlug.Connected, __ATOMIC_RELEASE);
			__atomic_store_n(&t->indicated, 1, __ATOMIC_RELEASE);
		}
		/* Also for one that stays connected: it may be another monitor. */
		__atomic_store_n(&t->stale, 1, __ATOMIC_RELEASE);
		dxgk_os_hotplug(adapter->os, cs->ChildUid);
		status = STATUS_SUCCESS;
	}
	dxgk_handle_put(handle);
	return status;
}

void dxgk_display_poll(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	dxgk_u32 i;

	for (i = 0; display && i < display->targets; i++) {
		struct dxgk_target *t = &display->target[i];

		/* Not by what it said before: QueryChildStatus decides. */
		__atomic_store_n(&t->indicated, 0, __ATOMIC_RELEASE);
		__atomic_store_n(&t->stale, 1, __ATOMIC_RELEASE);
		dxgk_os_hotplug(adapter->os, t->child.uid);
	}
}

/**
 * DxgkCbIndicateConnectorChange() - some connector changed
 * @handle: DeviceHandle of DXGKRNL_INTERFACE
 *
 * A display-only miniport has no queue of changes to ask (QueryConnectionChange
 * is no entry of its table), so every output that can change is asked anew.
 *
 * Context: up to DISPATCH_LEVEL.  See DXGKCB_INDICATE_CONNECTOR_CHANGE.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a bad handle.
 */
NTSTATUS NTAPI DXGK_EXPORTED
DxgkCbIndicateConnectorChange(const HANDLE handle)
{
	DXGK_CB_ENTER(adapter, handle, DISPATCH_LEVEL);
	dxgk_display_poll(adapter);
	dxgk_handle_put(handle);
	return STATUS_SUCCESS;
}

/**
 * DxgkCbNotifyCursorSupportChange() - what the miniport can do with pointers changed
 * @args: for which source
 *
 * It may come from inside an entry point, so the caps are asked again later, when
 * the backend does: dxgk_display_pointer_refresh().
 *
 * Context: up to DISPATCH_LEVEL, also inside an entry point.  See
 * DXGKCB_NOTIFYCURSORSUPPORTCHANGE.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for no pointer; what
 * dxgk_cb_enter() says of the handle;
 * STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE.
 */
NTSTATUS NTAPI DXGK_EXPORTED
DxgkCbNotifyCursorSupportChange(const DXGKARGCB_NOTIFYCURSORSUPPORTCHANGE *args)
{
	NTSTATUS status = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	struct dxgk_display *display;

	if (!args)
		return STATUS_INVALID_PARAMETER;
	/* Its page gives no level: an interrupt's deferred call may see it first. */
	DXGK_CB_ENTER(adapter, args->DeviceHandle, DISPATCH_LEVEL);
	display = dxgk_display_of(adapter);
	if (display && args->VidPnSourceId < DXGK_READ_ONCE(display->sources)) {
		dxgk_os_pointer_changed(adapter->os);
		status = STATUS_SUCCESS;
	}
	dxgk_handle_put(args->DeviceHandle);
	return status;
}
