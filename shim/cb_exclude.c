// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * cb_exclude.c - DxgkCbExcludeAdapterAccess: everybody else off the adapter.
 */
#include "adapter.h"
#include "ddi.h"
#include "display.h"
#include "handle.h"
#include "iface.h"
#include "nt.h"

/* A callback that waits for its turn.  Holds the adapter's handle. */
struct dxgk_exclusion {
	WORK_QUEUE_ITEM item;
	struct dxgk_adapter *adapter;
	DXGKDDI_PROTECTED_CALLBACK callback;
	PVOID context;
};

/* Nobody else is in the miniport; programs are kept from the memory, too. */
static void dxgk_exclude_call(struct dxgk_adapter *adapter, DXGKDDI_PROTECTED_CALLBACK callback,
			      PVOID context)
{
	NTSTATUS status = STATUS_SUCCESS;
	enum dxgk_state state;
	bool removed;

	dxgk_os_rwsem_read(&adapter->maps->gate);
	state = adapter->state;
	removed = adapter->removed;
	dxgk_os_rwsem_read_done(&adapter->maps->gate);

	/* Once RemoveDevice has returned, nothing of the miniport is called. */
	if (state == DXGK_STATE_REMOVED)
		return;
	if (removed)
		status = STATUS_DEVICE_REMOVED;
	else if (state != DXGK_STATE_STARTING && state != DXGK_STATE_STARTED &&
		 state != DXGK_STATE_STOPPING)
		status = STATUS_INVALID_DEVICE_STATE;
	dxgk_adapter_hold_user(adapter);
	callback(adapter->context, context, status);
	dxgk_adapter_release_user(adapter);
}

static VOID NTAPI DXGK_EXPORTED dxgk_exclude_work(PVOID parameter)
{
	struct dxgk_exclusion *e = parameter;
	struct dxgk_adapter *adapter = e->adapter;

	dxgk_display_idle(adapter);
	dxgk_ddi_alone(adapter);
	dxgk_exclude_call(adapter, e->callback, e->context);
	dxgk_ddi_check(adapter, "DxgkProtectedCallback");
	dxgk_ddi_alone_done(adapter);
	dxgk_os_free(e);
	dxgk_handle_put(adapter->handle);
}

/**
 * DxgkCbExcludeAdapterAccess() - run a routine while nothing else uses the adapter
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @Attributes: DXGK_EXCLUDE_*; there is no video memory to evict here, so only
 *	CALL_SYNCHRONOUS changes anything
 * @DxgkProtectedCallback: called at PASSIVE_LEVEL with the miniport's context,
 *	@ProtectedCallbackContext, and whether the adapter is protected
 * @ProtectedCallbackContext: for it
 *
 * While it runs no entry point is called but interrupt routine and DPC, and
 * programs that touch memory of the adapter wait.  With CALL_SYNCHRONOUS it has
 * run when this returns; that is for entry points of level 2 and 3, which keep
 * everybody out already.  Otherwise it runs later in another thread; not at all
 * when RemoveDevice returns first.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for the handle, no callback, or
 * EVICT_ALL with CALL_SYNCHRONOUS; STATUS_INVALID_DEVICE_REQUEST for
 * CALL_SYNCHRONOUS from elsewhere; STATUS_INSUFFICIENT_RESOURCES.
 *
 * Follows "DXGKCB_EXCLUDE_ADAPTER_ACCESS callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbExcludeAdapterAccess(HANDLE DeviceHandle, ULONG Attributes,
					  DXGKDDI_PROTECTED_CALLBACK DxgkProtectedCallback,
					  PVOID ProtectedCallbackContext)
{
	const ULONG both = DXGK_EXCLUDE_EVICT_ALL | DXGK_EXCLUDE_CALL_SYNCHRONOUS;
	struct dxgk_exclusion *e;

	DXGK_CB_ENTER_SLEEPING(adapter, DeviceHandle);
	if (!DxgkProtectedCallback || (Attributes & both) == both) {
		dxgk_handle_put(DeviceHandle);
		return STATUS_INVALID_PARAMETER;
	}
	if (Attributes & DXGK_EXCLUDE_CALL_SYNCHRONOUS) {
		bool alone = dxgk_ddi_is_alone(adapter);

		if (alone)
			dxgk_exclude_call(adapter, DxgkProtectedCallback,
					  ProtectedCallbackContext);
		dxgk_handle_put(DeviceHandle);
		return alone ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_REQUEST;
	}

	e = dxgk_os_alloc(sizeof(*e), DXGK_OS_ALLOC_ZERO);
	if (!e) {
		dxgk_handle_put(DeviceHandle);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	e->adapter = adapter;
	e->callback = DxgkProtectedCallback;
	e->context = ProtectedCallbackContext;
	ExInitializeWorkItem(&e->item, dxgk_exclude_work, e);
	ExQueueWorkItem(&e->item, DelayedWorkQueue);
	return STATUS_SUCCESS;
}
