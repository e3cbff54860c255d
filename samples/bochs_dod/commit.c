/* SPDX-License-Identifier: MIT */
/*
 * Puts a VidPN on the screen.
 */
#include "bochs_dod.h"

/* Changes the mode as a whole, or leaves the old one. */
static NTSTATUS BochsChangeMode(_Inout_ PBOCHS_DEVICE Device, _In_ const BOCHS_MODE *Mode)
{
	NTSTATUS Status;

	if (Device->CurrentMode.Width == Mode->Width &&
	    Device->CurrentMode.Height == Mode->Height) {
		return STATUS_SUCCESS;
	}

	Status = BochsHwSetMode(Device, Mode);
	if (!NT_SUCCESS(Status)) {
		BochsLogError("the adapter refuses %lu x %lu\n", Mode->Width, Mode->Height);

		if (Device->CurrentMode.Width != 0)
			(VOID)BochsHwSetMode(Device, &Device->CurrentMode);
		else
			BochsHwDisable(Device);
		return Status;
	}

	Device->CurrentMode = *Mode;
	BochsFillBlack(Device);
	return STATUS_SUCCESS;
}

NTSTATUS APIENTRY BochsDdiCommitVidPn(_In_ CONST HANDLE hAdapter,
				      _In_ CONST DXGKARG_COMMITVIDPN *CONST pCommitVidPn)
{
	PBOCHS_DEVICE Device = hAdapter;
	BOCHS_MODE SourceMode;
	BOCHS_MODE TargetMode;
	BOCHS_VIDPN VidPn;
	NTSTATUS Status;

	PAGED_CODE();

	if (!Device || !pCommitVidPn)
		return STATUS_INVALID_PARAMETER;

	if (!Device->Started || Device->PowerState != PowerDeviceD0)
		return STATUS_DEVICE_NOT_READY;

	if (pCommitVidPn->AffectedVidPnSourceId != D3DDDI_ID_ALL &&
	    pCommitVidPn->AffectedVidPnSourceId != BOCHS_SOURCE_ID) {
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	}

	Status = BochsOpenVidPn(Device, pCommitVidPn->hFunctionalVidPn, &VidPn);
	if (!NT_SUCCESS(Status))
		return Status;

	/*
	 * The monitor is always connected: there is nothing to enforce about
	 * connectivity.  An empty topology turns the display off.
	 */
	if (VidPn.HasPath) {
		Status = BochsCheckPath(&VidPn);
		if (!NT_SUCCESS(Status))
			return Status;

		Status = BochsGetPinnedModes(Device, &VidPn, &SourceMode, &TargetMode);
		if (!NT_SUCCESS(Status))
			return Status;

		if (SourceMode.Width == 0 || TargetMode.Width == 0)
			return STATUS_GRAPHICS_INVALID_VIDPN;

		Status = BochsChangeMode(Device, &SourceMode);
		if (!NT_SUCCESS(Status))
			return Status;
	} else {
		RtlZeroMemory(&Device->CurrentMode, sizeof(Device->CurrentMode));
	}

	/* Whether in transition or off already, this is what it shall be now. */
	Device->MonitorOff = pCommitVidPn->Flags.PathPoweredOff != 0;
	BochsUpdateBlank(Device);
	return STATUS_SUCCESS;
}

NTSTATUS APIENTRY BochsDdiUpdateActiveVidPnPresentPath(
	_In_ CONST HANDLE hAdapter,
	_In_ CONST DXGKARG_UPDATEACTIVEVIDPNPRESENTPATH *CONST pUpdateActiveVidPnPresentPath)
{
	const BOCHS_DEVICE *Device = hAdapter;
	const D3DKMDT_VIDPN_PRESENT_PATH *Path;

	PAGED_CODE();

	if (!Device || !pUpdateActiveVidPnPresentPath)
		return STATUS_INVALID_PARAMETER;

	Path = &pUpdateActiveVidPnPresentPath->VidPnPresentPathInfo;

	if (Device->CurrentMode.Width == 0 || Path->VidPnSourceId != BOCHS_SOURCE_ID ||
	    Path->VidPnTargetId != BOCHS_CHILD_UID) {
		return STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY;
	}

	if (!BochsIsTransformationSupported(&Path->ContentTransformation))
		return STATUS_GRAPHICS_PATH_CONTENT_GEOMETRY_TRANSFORMATION_NOT_SUPPORTED;

	/* There is no table between the framebuffer's pixels and the monitor. */
	switch (Path->GammaRamp.Type) {
	case D3DDDI_GAMMARAMP_UNINITIALIZED:
	case D3DDDI_GAMMARAMP_DEFAULT:
		return STATUS_SUCCESS;
	default:
		return STATUS_GRAPHICS_GAMMA_RAMP_NOT_SUPPORTED;
	}
}

NTSTATUS APIENTRY BochsDdiSetVidPnSourceVisibility(
	_In_ CONST HANDLE hAdapter,
	_In_ CONST DXGKARG_SETVIDPNSOURCEVISIBILITY *pSetVidPnSourceVisibility)
{
	PBOCHS_DEVICE Device = hAdapter;

	PAGED_CODE();

	if (!Device || !pSetVidPnSourceVisibility)
		return STATUS_INVALID_PARAMETER;

	if (!Device->Started)
		return STATUS_DEVICE_NOT_READY;

	if (pSetVidPnSourceVisibility->VidPnSourceId != D3DDDI_ID_ALL &&
	    pSetVidPnSourceVisibility->VidPnSourceId != BOCHS_SOURCE_ID) {
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	}

	Device->SourceVisible = pSetVidPnSourceVisibility->Visible;
	BochsUpdateBlank(Device);
	return STATUS_SUCCESS;
}
