// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * power.c - SetPowerState, NotifyAcpiEvent, ResetDevice.
 */
#include "ddi.h"
#include "display.h"
#include "power.h"

static NTSTATUS dxgk_power_call(struct dxgk_adapter *adapter, bool d0, dxgk_u32 action)
{
	NTSTATUS status;

	dxgk_ddi_alone(adapter);
	adapter->powering_up = d0;
	status = adapter->driver->ddi.DxgkDdiSetPowerState(adapter->context,
							   DISPLAY_ADAPTER_HW_ID,
							   d0 ? PowerDeviceD0 : PowerDeviceD3,
							   (POWER_ACTION)action);
	adapter->powering_up = false;
	dxgk_ddi_check(adapter, "DxgkDdiSetPowerState");
	if (NT_SUCCESS(status))
		dxgk_display_power(adapter, d0);
	dxgk_ddi_alone_done(adapter);
	if (!NT_SUCCESS(status))
		dxgk_os_log(DXGK_LOG_ERR, adapter->os,
			    "%s: DxgkDdiSetPowerState(%s) failed with %#x",
			    adapter->driver->info->name, d0 ? "D0" : "D3", status);
	return status;
}

dxgk_status dxgk_adapter_set_power(struct dxgk_adapter *adapter, bool d0, dxgk_u32 action)
{
	bool was_asleep = adapter->asleep;
	NTSTATUS status;

	if (adapter->state != DXGK_STATE_STARTED)
		return STATUS_INVALID_DEVICE_STATE;

	if (!d0 && !was_asleep) {
		dxgk_adapter_hold_user(adapter);
		adapter->asleep = true;
	}
	dxgk_display_idle(adapter);
	if (!d0 && !was_asleep)
		dxgk_power_to_dx(adapter, true);
	status = dxgk_power_call(adapter, d0, action);
	/* Awake, or awake still: programs that wait for the memory go on. */
	if (adapter->asleep && (d0 || !NT_SUCCESS(status))) {
		adapter->asleep = false;
		dxgk_power_to_dx(adapter, false);
		dxgk_adapter_release_user(adapter);
	}
	return status;
}

bool dxgk_adapter_wants_acpi(struct dxgk_adapter *adapter)
{
	return adapter->driver->ddi.DxgkDdiNotifyAcpiEvent;
}

void dxgk_adapter_acpi_event(struct dxgk_adapter *adapter, enum dxgk_acpi_event type,
			     dxgk_u32 event, dxgk_u32 *argument)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;
	DXGK_EVENT_TYPE kind = type == DXGK_EVENT_AC ? DxgkPowerStateEvent : DxgkAcpiEvent;
	NTSTATUS status = STATUS_NOT_SUPPORTED;
	ULONG flags = 0;

	if (type == DXGK_EVENT_AC)
		event = PO_CB_AC_STATUS;
	dxgk_ddi_alone(adapter);
	if (ddi->DxgkDdiNotifyAcpiEvent && NT_SUCCESS(dxgk_display_ready(adapter))) {
		status = ddi->DxgkDdiNotifyAcpiEvent(adapter->context, kind, event, argument,
						     &flags);
		dxgk_ddi_check(adapter, "DxgkDdiNotifyAcpiEvent");
	}
	dxgk_ddi_alone_done(adapter);
	/* Another mode or topology is for a program to choose, which looks too. */
	if (NT_SUCCESS(status) && flags & (DXGK_ACPI_POLL_DISPLAY_CHILDREN |
					   DXGK_ACPI_CHANGE_DISPLAY_MODE |
					   DXGK_ACPI_CHANGE_DISPLAY_TOPOLOGY))
		dxgk_display_poll(adapter);
}

void dxgk_adapter_reset(struct dxgk_adapter *adapter)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;
	dxgk_u8 irql;

	/* No lock: who holds it may have stopped running for good. */
	if (!ddi->DxgkDdiResetDevice || DXGK_READ_ONCE(adapter->state) != DXGK_STATE_STARTED ||
	    DXGK_READ_ONCE(adapter->removed))
		return;
	irql = dxgk_os_irql_raise(HIGH_LEVEL);
	ddi->DxgkDdiResetDevice(adapter->context);
	dxgk_os_irql_lower(irql);
}
