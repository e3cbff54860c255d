// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * cb_irq.c - DxgkCbQueueDpc and DxgkCbSynchronizeExecution.
 */
#include "adapter.h"
#include "handle.h"
#include "iface.h"

/**
 * DxgkCbQueueDpc() - have DxgkDdiDpcRoutine called
 * @DeviceHandle: from DXGKRNL_INTERFACE
 *
 * IRQL: any.
 * Return: TRUE if it was not queued already, FALSE if it was.
 *
 * Follows "DXGKCB_QUEUE_DPC callback function (dispmprt.h)".
 */
BOOLEAN NTAPI DxgkCbQueueDpc(HANDLE DeviceHandle)
{
	struct dxgk_adapter *adapter;
	NTSTATUS status;
	BOOLEAN queued;

	adapter = dxgk_cb_enter(DeviceHandle, __func__, HIGH_LEVEL, false, DXGK_CB_CALLER(),
				&status);
	if (!adapter)
		return FALSE;
	queued = dxgk_adapter_queue_dpc(adapter);
	dxgk_handle_put(DeviceHandle);
	return queued;
}

struct dxgk_cb_sync {
	PKSYNCHRONIZE_ROUTINE routine;
	PVOID context;
};

static bool dxgk_cb_sync(void *arg)
{
	struct dxgk_cb_sync *s = arg;

	return s->routine(s->context);
}

/**
 * DxgkCbSynchronizeExecution() - run a routine that excludes the interrupt routine
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @SynchronizeRoutine: run at the interrupt's IRQL
 * @Context: for it
 * @MessageNumber: which message is kept out; 0 for a line, and for no interrupt
 * @ReturnValue: what the routine returned
 *
 * IRQL: up to DISPATCH_LEVEL: above it, the caller may be what it waits for.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_INVALID_DEVICE_REQUEST
 * above DISPATCH_LEVEL.
 *
 * Follows "DXGKCB_SYNCHRONIZE_EXECUTION callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbSynchronizeExecution(HANDLE DeviceHandle,
					  PKSYNCHRONIZE_ROUTINE SynchronizeRoutine, PVOID Context,
					  ULONG MessageNumber, PBOOLEAN ReturnValue)
{
	struct dxgk_cb_sync sync = { .routine = SynchronizeRoutine, .context = Context };
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	DXGK_CB_ENTER(adapter, DeviceHandle, DISPATCH_LEVEL);
	if (dxgk_os_irql_get() > DISPATCH_LEVEL) {
		status = STATUS_INVALID_DEVICE_REQUEST;
	} else if (SynchronizeRoutine && ReturnValue &&
		   (!MessageNumber || MessageNumber < dxgk_adapter_messages(adapter))) {
		dxgk_u8 irql = dxgk_os_irql_raise(DXGK_DEVICE_IRQL);

		*ReturnValue = dxgk_os_irq_synchronize(adapter->os, MessageNumber,
						       dxgk_cb_sync, &sync);
		dxgk_os_irql_lower(irql);
		status = STATUS_SUCCESS;
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}

