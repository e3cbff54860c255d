/* SPDX-License-Identifier: MIT */
/*
 * Power, and whether the screen is lit.
 */
#include "bochs_dod.h"

/* The screen is lit when nobody wants it dark. */
VOID BochsUpdateBlank(_In_ PBOCHS_DEVICE Device)
{
	BOOLEAN Shown = Device->SourceVisible && !Device->MonitorOff &&
			Device->CurrentMode.Width != 0 && Device->PowerState == PowerDeviceD0;

	BochsHwBlank(Device, !Shown);
}

static VOID BochsPowerDown(_Inout_ PBOCHS_DEVICE Device, _In_ DEVICE_POWER_STATE PowerState,
			   _In_ POWER_ACTION ActionType)
{
	/*
	 * There is nothing to save: the mode is in the context, and the system draws
	 * its picture again.  The way into hibernation and shutdown stays visible.
	 */
	Device->PowerState = PowerState;

	if (ActionType == PowerActionSleep)
		BochsUpdateBlank(Device);
}

static VOID BochsPowerUp(_Inout_ PBOCHS_DEVICE Device)
{
	NTSTATUS Status;

	Device->PowerState = PowerDeviceD0;

	/* Dark until the system has drawn and says that the source is visible. */
	Device->SourceVisible = FALSE;
	BochsUpdateBlank(Device);

	if (Device->CurrentMode.Width == 0)
		return;

	Status = BochsHwSetMode(Device, &Device->CurrentMode);
	if (!NT_SUCCESS(Status)) {
		/* This call must not fail; the next commit will find out. */
		BochsLogError("the mode did not come back: 0x%08x\n", Status);
		RtlZeroMemory(&Device->CurrentMode, sizeof(Device->CurrentMode));
		return;
	}

	BochsFillBlack(Device);
}

NTSTATUS APIENTRY BochsDdiSetPowerState(_In_ CONST PVOID MiniportDeviceContext,
					_In_ ULONG DeviceUid,
					_In_ DEVICE_POWER_STATE DevicePowerState,
					_In_ POWER_ACTION ActionType)
{
	PBOCHS_DEVICE Device = MiniportDeviceContext;

	PAGED_CODE();

	/* The monitor needs nothing: CommitVidPn says when it is off. */
	if (!Device || !Device->Started || DeviceUid != DISPLAY_ADAPTER_HW_ID)
		return STATUS_SUCCESS;

	if (DevicePowerState == Device->PowerState)
		return STATUS_SUCCESS;

	if (DevicePowerState == PowerDeviceD0)
		BochsPowerUp(Device);
	else
		BochsPowerDown(Device, DevicePowerState, ActionType);

	return STATUS_SUCCESS;
}

/* At any IRQL: back to the firmware's text mode. */
VOID APIENTRY BochsDdiResetDevice(_In_ CONST PVOID MiniportDeviceContext)
{
	PBOCHS_DEVICE Device = MiniportDeviceContext;

	if (!Device || !Device->Started)
		return;

	BochsHwDisable(Device);
	BochsHwBlank(Device, FALSE);
}
