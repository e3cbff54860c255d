/* SPDX-License-Identifier: MIT */
/*
 * The driver's entry: registers the miniport with the port driver.
 */
#include "bochs_dod.h"

DRIVER_INITIALIZE DriverEntry;
static DXGKDDI_UNLOAD BochsDdiUnload;

/* DriverEntry keeps nothing, so there is nothing to give back. */
static VOID APIENTRY BochsDdiUnload(VOID)
{
	PAGED_CODE();
}

NTSTATUS NTAPI DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
	KMDDOD_INITIALIZATION_DATA InitData;
	NTSTATUS Status;

	PAGED_CODE();

	RtlZeroMemory(&InitData, sizeof(InitData));

	/* The oldest version that knows display-only miniports: run everywhere. */
	InitData.Version = DXGKDDI_INTERFACE_VERSION_WIN8;

	InitData.DxgkDdiAddDevice = BochsDdiAddDevice;
	InitData.DxgkDdiStartDevice = BochsDdiStartDevice;
	InitData.DxgkDdiStopDevice = BochsDdiStopDevice;
	InitData.DxgkDdiRemoveDevice = BochsDdiRemoveDevice;
	InitData.DxgkDdiStopDeviceAndReleasePostDisplayOwnership =
		BochsDdiStopDeviceAndReleasePostDisplayOwnership;
	InitData.DxgkDdiUnload = BochsDdiUnload;

	InitData.DxgkDdiQueryAdapterInfo = BochsDdiQueryAdapterInfo;
	InitData.DxgkDdiQueryInterface = BochsDdiQueryInterface;
	InitData.DxgkDdiDispatchIoRequest = BochsDdiDispatchIoRequest;
	InitData.DxgkDdiSetPointerPosition = BochsDdiSetPointerPosition;
	InitData.DxgkDdiSetPointerShape = BochsDdiSetPointerShape;

	InitData.DxgkDdiQueryChildRelations = BochsDdiQueryChildRelations;
	InitData.DxgkDdiQueryChildStatus = BochsDdiQueryChildStatus;
	InitData.DxgkDdiQueryDeviceDescriptor = BochsDdiQueryDeviceDescriptor;
	InitData.DxgkDdiRecommendMonitorModes = BochsDdiRecommendMonitorModes;

	InitData.DxgkDdiIsSupportedVidPn = BochsDdiIsSupportedVidPn;
	InitData.DxgkDdiRecommendFunctionalVidPn = BochsDdiRecommendFunctionalVidPn;
	InitData.DxgkDdiEnumVidPnCofuncModality = BochsDdiEnumVidPnCofuncModality;
	InitData.DxgkDdiQueryVidPnHWCapability = BochsDdiQueryVidPnHWCapability;
	InitData.DxgkDdiCommitVidPn = BochsDdiCommitVidPn;
	InitData.DxgkDdiUpdateActiveVidPnPresentPath = BochsDdiUpdateActiveVidPnPresentPath;
	InitData.DxgkDdiSetVidPnSourceVisibility = BochsDdiSetVidPnSourceVisibility;

	InitData.DxgkDdiPresentDisplayOnly = BochsDdiPresentDisplayOnly;
	InitData.DxgkDdiSystemDisplayEnable = BochsDdiSystemDisplayEnable;
	InitData.DxgkDdiSystemDisplayWrite = BochsDdiSystemDisplayWrite;
	InitData.DxgkDdiEscape = BochsDdiEscape;

	InitData.DxgkDdiSetPowerState = BochsDdiSetPowerState;
	InitData.DxgkDdiResetDevice = BochsDdiResetDevice;

	Status = DxgkInitializeDisplayOnlyDriver(DriverObject, RegistryPath, &InitData);
	if (!NT_SUCCESS(Status))
		BochsLogError("DxgkInitializeDisplayOnlyDriver failed with 0x%08x\n", Status);

	return Status;
}
