/* SPDX-License-Identifier: MIT */
/*
 * Answers about VidPNs: which are supported, and what modes fit into one.
 *
 * There is one source and one target, so a topology has one path at most, and
 * the source's and the target's modes fit when they have the same size.
 */
#include "bochs_dod.h"

/* Opens a VidPN.  No path is a legitimate answer: HasPath says. */
NTSTATUS BochsOpenVidPn(_In_ const BOCHS_DEVICE *Device, _In_ D3DKMDT_HVIDPN hVidPn,
			_Out_ PBOCHS_VIDPN VidPn)
{
	SIZE_T PathCount = 0;
	NTSTATUS Status;

	RtlZeroMemory(VidPn, sizeof(*VidPn));
	VidPn->hVidPn = hVidPn;

	Status = Device->DxgkInterface.DxgkCbQueryVidPnInterface(
		hVidPn, DXGK_VIDPN_INTERFACE_VERSION_V1, &VidPn->Interface);
	if (!NT_SUCCESS(Status))
		return Status;

	Status = VidPn->Interface->pfnGetTopology(hVidPn, &VidPn->hTopology, &VidPn->Topology);
	if (!NT_SUCCESS(Status))
		return Status;

	Status = VidPn->Topology->pfnGetNumPaths(VidPn->hTopology, &PathCount);
	if (!NT_SUCCESS(Status))
		return Status;

	if (PathCount > BOCHS_SOURCE_COUNT)
		return STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY;

	VidPn->HasPath = PathCount != 0;
	return STATUS_SUCCESS;
}

/*
 * Whether the content may be shown so: neither turned nor scaled.  What is not
 * pinned yet can still become that.
 */
BOOLEAN
BochsIsTransformationSupported(_In_ const D3DKMDT_VIDPN_PRESENT_PATH_TRANSFORMATION *Transformation)
{
	switch (Transformation->Scaling) {
	case D3DKMDT_VPPS_IDENTITY:
	case D3DKMDT_VPPS_UNPINNED:
	case D3DKMDT_VPPS_NOTSPECIFIED:
	case D3DKMDT_VPPS_UNINITIALIZED:
		break;
	default:
		return FALSE;
	}

	switch (Transformation->Rotation) {
	case D3DKMDT_VPPR_IDENTITY:
	case D3DKMDT_VPPR_UNPINNED:
	case D3DKMDT_VPPR_NOTSPECIFIED:
	case D3DKMDT_VPPR_UNINITIALIZED:
		return TRUE;
	default:
		return FALSE;
	}
}

/* Checks the path of a VidPN that has one. */
NTSTATUS BochsCheckPath(_In_ const BOCHS_VIDPN *VidPn)
{
	const D3DKMDT_VIDPN_PRESENT_PATH *Path = NULL;
	NTSTATUS Status;

	Status = VidPn->Topology->pfnAcquireFirstPathInfo(VidPn->hTopology, &Path);
	if (!NT_SUCCESS(Status))
		return Status;
	if (Status == STATUS_GRAPHICS_DATASET_IS_EMPTY || !Path)
		return STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY;

	Status = STATUS_SUCCESS;
	if (Path->VidPnSourceId != BOCHS_SOURCE_ID || Path->VidPnTargetId != BOCHS_CHILD_UID)
		Status = STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY;
	else if (!BochsIsTransformationSupported(&Path->ContentTransformation))
		Status = STATUS_GRAPHICS_PATH_CONTENT_GEOMETRY_TRANSFORMATION_NOT_SUPPORTED;

	(VOID)VidPn->Topology->pfnReleasePathInfo(VidPn->hTopology, Path);
	return Status;
}

/* The source's pinned mode; width 0 if none is pinned. */
static NTSTATUS BochsGetPinnedSourceMode(_In_ const BOCHS_VIDPN *VidPn, _Out_ PBOCHS_MODE Mode)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *Interface;
	const D3DKMDT_VIDPN_SOURCE_MODE *Pinned = NULL;
	const D3DKMDT_GRAPHICS_RENDERING_FORMAT *Format;
	D3DKMDT_HVIDPNSOURCEMODESET hModeSet;
	NTSTATUS Status;

	RtlZeroMemory(Mode, sizeof(*Mode));

	Status = VidPn->Interface->pfnAcquireSourceModeSet(VidPn->hVidPn, BOCHS_SOURCE_ID,
							   &hModeSet, &Interface);
	if (!NT_SUCCESS(Status))
		return Status;

	Status = Interface->pfnAcquirePinnedModeInfo(hModeSet, &Pinned);
	if (NT_SUCCESS(Status) && Pinned) {
		Format = &Pinned->Format.Graphics;

		if (Pinned->Type != D3DKMDT_RMT_GRAPHICS ||
		    Format->PixelFormat != D3DDDIFMT_A8R8G8B8 ||
		    Format->VisibleRegionSize.cx != Format->PrimSurfSize.cx ||
		    Format->VisibleRegionSize.cy != Format->PrimSurfSize.cy) {
			Status = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE;
		} else {
			Mode->Width = Format->PrimSurfSize.cx;
			Mode->Height = Format->PrimSurfSize.cy;
		}

		(VOID)Interface->pfnReleaseModeInfo(hModeSet, Pinned);
	}

	(VOID)VidPn->Interface->pfnReleaseSourceModeSet(VidPn->hVidPn, hModeSet);
	return Status;
}

/* The target's pinned mode; width 0 if none is pinned. */
static NTSTATUS BochsGetPinnedTargetMode(_In_ const BOCHS_VIDPN *VidPn, _Out_ PBOCHS_MODE Mode)
{
	const DXGK_VIDPNTARGETMODESET_INTERFACE *Interface;
	const D3DKMDT_VIDPN_TARGET_MODE *Pinned = NULL;
	D3DKMDT_HVIDPNTARGETMODESET hModeSet;
	NTSTATUS Status;

	RtlZeroMemory(Mode, sizeof(*Mode));

	Status = VidPn->Interface->pfnAcquireTargetModeSet(VidPn->hVidPn, BOCHS_CHILD_UID,
							   &hModeSet, &Interface);
	if (!NT_SUCCESS(Status))
		return Status;

	Status = Interface->pfnAcquirePinnedModeInfo(hModeSet, &Pinned);
	if (NT_SUCCESS(Status) && Pinned) {
		Mode->Width = Pinned->VideoSignalInfo.ActiveSize.cx;
		Mode->Height = Pinned->VideoSignalInfo.ActiveSize.cy;
		(VOID)Interface->pfnReleaseModeInfo(hModeSet, Pinned);
	}

	(VOID)VidPn->Interface->pfnReleaseTargetModeSet(VidPn->hVidPn, hModeSet);
	return Status;
}

/*
 * Both pinned modes, checked: the adapter has them, and where there are two they
 * fit.
 */
NTSTATUS BochsGetPinnedModes(_In_ const BOCHS_DEVICE *Device, _In_ const BOCHS_VIDPN *VidPn,
			     _Out_ PBOCHS_MODE SourceMode, _Out_ PBOCHS_MODE TargetMode)
{
	NTSTATUS Status;

	RtlZeroMemory(TargetMode, sizeof(*TargetMode));

	Status = BochsGetPinnedSourceMode(VidPn, SourceMode);
	if (!NT_SUCCESS(Status))
		return Status;

	Status = BochsGetPinnedTargetMode(VidPn, TargetMode);
	if (!NT_SUCCESS(Status))
		return Status;

	if (SourceMode->Width != 0 &&
	    !BochsIsModeSupported(Device, SourceMode->Width, SourceMode->Height)) {
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE;
	}

	if (TargetMode->Width != 0 &&
	    !BochsIsModeSupported(Device, TargetMode->Width, TargetMode->Height)) {
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE;
	}

	if (SourceMode->Width != 0 && TargetMode->Width != 0 &&
	    (SourceMode->Width != TargetMode->Width || SourceMode->Height != TargetMode->Height)) {
		return STATUS_GRAPHICS_VIDPN_MODALITY_NOT_SUPPORTED;
	}

	return STATUS_SUCCESS;
}

NTSTATUS APIENTRY BochsDdiIsSupportedVidPn(_In_ CONST HANDLE hAdapter,
					   _Inout_ DXGKARG_ISSUPPORTEDVIDPN *pIsSupportedVidPn)
{
	const BOCHS_DEVICE *Device = hAdapter;
	BOCHS_MODE SourceMode;
	BOCHS_MODE TargetMode;
	BOCHS_VIDPN VidPn;
	NTSTATUS Status;

	PAGED_CODE();

	if (!Device || !pIsSupportedVidPn)
		return STATUS_INVALID_PARAMETER;

	pIsSupportedVidPn->IsVidPnSupported = FALSE;

	/* Nothing can always be displayed. */
	if (!pIsSupportedVidPn->hDesiredVidPn) {
		pIsSupportedVidPn->IsVidPnSupported = TRUE;
		return STATUS_SUCCESS;
	}

	Status = BochsOpenVidPn(Device, pIsSupportedVidPn->hDesiredVidPn, &VidPn);
	if (!NT_SUCCESS(Status))
		return Status;

	if (!VidPn.HasPath) {
		pIsSupportedVidPn->IsVidPnSupported = TRUE;
		return STATUS_SUCCESS;
	}

	Status = BochsCheckPath(&VidPn);
	if (NT_SUCCESS(Status))
		Status = BochsGetPinnedModes(Device, &VidPn, &SourceMode, &TargetMode);

	/* A VidPN that does not fit is an answer; one that cannot be read is not. */
	switch (Status) {
	case STATUS_SUCCESS:
		pIsSupportedVidPn->IsVidPnSupported = TRUE;
		return STATUS_SUCCESS;

	case STATUS_GRAPHICS_PATH_CONTENT_GEOMETRY_TRANSFORMATION_NOT_SUPPORTED:
	case STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE:
	case STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE:
	case STATUS_GRAPHICS_VIDPN_MODALITY_NOT_SUPPORTED:
		return STATUS_SUCCESS;

	default:
		return Status;
	}
}

/* The system's own choice is as good as any. */
NTSTATUS APIENTRY BochsDdiRecommendFunctionalVidPn(
	_In_ CONST HANDLE hAdapter,
	_In_ CONST DXGKARG_RECOMMENDFUNCTIONALVIDPN *CONST pRecommendFunctionalVidPn)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(hAdapter);
	UNREFERENCED_PARAMETER(pRecommendFunctionalVidPn);

	return STATUS_GRAPHICS_NO_RECOMMENDED_FUNCTIONAL_VIDPN;
}

/* Every function of the scan-out is done by the hardware itself. */
NTSTATUS APIENTRY BochsDdiQueryVidPnHWCapability(
	_In_ CONST HANDLE hAdapter, _Inout_ DXGKARG_QUERYVIDPNHWCAPABILITY *pVidPnHWCaps)
{
	PAGED_CODE();

	if (!hAdapter || !pVidPnHWCaps)
		return STATUS_INVALID_PARAMETER;

	if (pVidPnHWCaps->SourceId != BOCHS_SOURCE_ID)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;

	if (pVidPnHWCaps->TargetId != BOCHS_CHILD_UID)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;

	RtlZeroMemory(&pVidPnHWCaps->VidPnHWCaps, sizeof(pVidPnHWCaps->VidPnHWCaps));
	return STATUS_SUCCESS;
}
