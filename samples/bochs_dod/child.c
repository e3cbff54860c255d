/* SPDX-License-Identifier: MIT */
/*
 * The one video output, and the monitor that is always connected to it.
 */
#include "bochs_dod.h"

NTSTATUS APIENTRY BochsDdiQueryChildRelations(_In_ CONST PVOID MiniportDeviceContext,
					      _Inout_ PDXGK_CHILD_DESCRIPTOR ChildRelations,
					      _In_ ULONG ChildRelationsSize)
{
	PAGED_CODE();

	if (!MiniportDeviceContext || !ChildRelations)
		return STATUS_INVALID_PARAMETER;

	/* One more than there are children: the last stays zero. */
	if (ChildRelationsSize < (BOCHS_CHILD_COUNT + 1) * sizeof(*ChildRelations))
		return STATUS_BUFFER_TOO_SMALL;

	ChildRelations[0].ChildDeviceType = TypeVideoOutput;
	ChildRelations[0].ChildCapabilities.HpdAwareness = HpdAwarenessAlwaysConnected;
	ChildRelations[0].ChildCapabilities.Type.VideoOutput.InterfaceTechnology = D3DKMDT_VOT_HD15;
	ChildRelations[0].ChildCapabilities.Type.VideoOutput.MonitorOrientationAwareness =
		D3DKMDT_MOA_NONE;
	ChildRelations[0].ChildCapabilities.Type.VideoOutput.SupportsSdtvModes = FALSE;
	ChildRelations[0].AcpiUid = 0;
	ChildRelations[0].ChildUid = BOCHS_CHILD_UID;

	return STATUS_SUCCESS;
}

NTSTATUS APIENTRY BochsDdiQueryChildStatus(_In_ CONST PVOID MiniportDeviceContext,
					   _Inout_ PDXGK_CHILD_STATUS ChildStatus,
					   _In_ BOOLEAN NonDestructiveOnly)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(NonDestructiveOnly);

	if (!MiniportDeviceContext || !ChildStatus ||
	    ChildStatus->ChildUid != BOCHS_CHILD_UID) {
		return STATUS_INVALID_PARAMETER;
	}

	switch (ChildStatus->Type) {
	case StatusConnection:
		ChildStatus->HotPlug.Connected = TRUE;
		return STATUS_SUCCESS;

	case StatusRotation:
		ChildStatus->Rotation.Angle = 0;
		return STATUS_SUCCESS;

	default:
		return STATUS_NOT_SUPPORTED;
	}
}

/* The EDID was read when the device was started. */
NTSTATUS APIENTRY BochsDdiQueryDeviceDescriptor(_In_ CONST PVOID MiniportDeviceContext,
						_In_ ULONG ChildUid,
						_Inout_ PDXGK_DEVICE_DESCRIPTOR DeviceDescriptor)
{
	PBOCHS_DEVICE Device = MiniportDeviceContext;

	PAGED_CODE();

	if (!Device || !DeviceDescriptor ||
	    !DeviceDescriptor->DescriptorBuffer || ChildUid != BOCHS_CHILD_UID) {
		return STATUS_INVALID_PARAMETER;
	}

	if (Device->EdidLength == 0)
		return STATUS_MONITOR_NO_DESCRIPTOR;

	if (DeviceDescriptor->DescriptorOffset >= Device->EdidLength ||
	    DeviceDescriptor->DescriptorLength >
		    Device->EdidLength - DeviceDescriptor->DescriptorOffset) {
		return STATUS_MONITOR_NO_MORE_DESCRIPTOR_DATA;
	}

	RtlCopyMemory(DeviceDescriptor->DescriptorBuffer,
		      Device->Edid + DeviceDescriptor->DescriptorOffset,
		      DeviceDescriptor->DescriptorLength);
	return STATUS_SUCCESS;
}

/*
 * Adds one mode to the set of those that the monitor is known to show.  The
 * monitor is a window, and shows any size.
 */
static NTSTATUS BochsAddMonitorMode(_In_ const DXGKARG_RECOMMENDMONITORMODES *Recommend,
				    _In_ const BOCHS_MODE *Mode,
				    _In_ D3DKMDT_MODE_PREFERENCE Preference)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *Interface =
		Recommend->pMonitorSourceModeSetInterface;
	D3DKMDT_MONITOR_SOURCE_MODE *ModeInfo;
	NTSTATUS Status;

	Status = Interface->pfnCreateNewModeInfo(Recommend->hMonitorSourceModeSet, &ModeInfo);
	if (!NT_SUCCESS(Status))
		return Status;

	BochsFillSignalInfo(Mode, &ModeInfo->VideoSignalInfo);
	ModeInfo->ColorBasis = D3DKMDT_CB_SRGB;
	ModeInfo->ColorCoeffDynamicRanges.FirstChannel = 8;
	ModeInfo->ColorCoeffDynamicRanges.SecondChannel = 8;
	ModeInfo->ColorCoeffDynamicRanges.ThirdChannel = 8;
	ModeInfo->ColorCoeffDynamicRanges.FourthChannel = 8;
	ModeInfo->Origin = D3DKMDT_MCO_DRIVER;
	ModeInfo->Preference = Preference;

	Status = Interface->pfnAddMode(Recommend->hMonitorSourceModeSet, ModeInfo);
	if (!NT_SUCCESS(Status)) {
		/* Not taken, so still ours to release. */
		(VOID)Interface->pfnReleaseModeInfo(Recommend->hMonitorSourceModeSet, ModeInfo);

		if (Status == STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET)
			Status = STATUS_SUCCESS;
	}

	return Status;
}

NTSTATUS APIENTRY BochsDdiRecommendMonitorModes(
	_In_ CONST HANDLE hAdapter,
	_In_ CONST DXGKARG_RECOMMENDMONITORMODES *CONST pRecommendMonitorModes)
{
	const BOCHS_DEVICE *Device = hAdapter;
	D3DKMDT_MODE_PREFERENCE Preference;
	NTSTATUS Status;
	ULONG i;

	PAGED_CODE();

	if (!Device || !pRecommendMonitorModes)
		return STATUS_INVALID_PARAMETER;

	if (pRecommendMonitorModes->VideoPresentTargetId != BOCHS_CHILD_UID)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;

	for (i = 0; i < Device->ModeCount; i++) {
		/* With an EDID, the monitor itself says what it prefers. */
		Preference = i == 0 && Device->EdidLength == 0 ? D3DKMDT_MP_PREFERRED
							       : D3DKMDT_MP_NOTPREFERRED;

		Status = BochsAddMonitorMode(pRecommendMonitorModes, &Device->Modes[i], Preference);
		if (!NT_SUCCESS(Status))
			return Status;
	}

	return STATUS_SUCCESS;
}
