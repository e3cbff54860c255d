/* SPDX-License-Identifier: MIT */
/*
 * DxgkDdiEnumVidPnCofuncModality: fills the mode sets of a VidPN.
 */
#include "bochs_dod.h"

static NTSTATUS BochsAddSourceMode(_In_ const DXGK_VIDPNSOURCEMODESET_INTERFACE *Interface,
				   _In_ D3DKMDT_HVIDPNSOURCEMODESET hModeSet,
				   _In_ const BOCHS_MODE *Mode)
{
	D3DKMDT_VIDPN_SOURCE_MODE *ModeInfo = NULL;
	D3DKMDT_GRAPHICS_RENDERING_FORMAT *Format;
	NTSTATUS Status;

	Status = Interface->pfnCreateNewModeInfo(hModeSet, &ModeInfo);
	if (!NT_SUCCESS(Status))
		return Status;

	ModeInfo->Type = D3DKMDT_RMT_GRAPHICS;

	Format = &ModeInfo->Format.Graphics;
	Format->PrimSurfSize.cx = Mode->Width;
	Format->PrimSurfSize.cy = Mode->Height;
	Format->VisibleRegionSize = Format->PrimSurfSize;
	Format->Stride = BochsModePitch(Mode);
	Format->PixelFormat = D3DDDIFMT_A8R8G8B8;
	Format->ColorBasis = D3DKMDT_CB_SRGB;
	Format->PixelValueAccessMode = D3DKMDT_PVAM_DIRECT;

	Status = Interface->pfnAddMode(hModeSet, ModeInfo);
	if (!NT_SUCCESS(Status))
		(VOID)Interface->pfnReleaseModeInfo(hModeSet, ModeInfo);

	return Status;
}

static NTSTATUS BochsAddTargetMode(_In_ const DXGK_VIDPNTARGETMODESET_INTERFACE *Interface,
				   _In_ D3DKMDT_HVIDPNTARGETMODESET hModeSet,
				   _In_ const BOCHS_MODE *Mode,
				   _In_ D3DKMDT_MODE_PREFERENCE Preference)
{
	D3DKMDT_VIDPN_TARGET_MODE *ModeInfo = NULL;
	NTSTATUS Status;

	Status = Interface->pfnCreateNewModeInfo(hModeSet, &ModeInfo);
	if (!NT_SUCCESS(Status))
		return Status;

	BochsFillSignalInfo(Mode, &ModeInfo->VideoSignalInfo);
	ModeInfo->Preference = Preference;

	Status = Interface->pfnAddMode(hModeSet, ModeInfo);
	if (!NT_SUCCESS(Status))
		(VOID)Interface->pfnReleaseModeInfo(hModeSet, ModeInfo);

	return Status;
}

/*
 * Replaces the source's mode set: all modes, or the one that fits the mode
 * already pinned on the target (width 0: none is).
 */
static NTSTATUS BochsFillSourceModeSet(_In_ const BOCHS_DEVICE *Device,
				       _In_ const BOCHS_VIDPN *VidPn, _In_ const BOCHS_MODE *Fits)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *Interface;
	D3DKMDT_HVIDPNSOURCEMODESET hModeSet;
	NTSTATUS Status;
	ULONG i;

	Status = VidPn->Interface->pfnCreateNewSourceModeSet(VidPn->hVidPn, BOCHS_SOURCE_ID,
							     &hModeSet, &Interface);
	if (!NT_SUCCESS(Status))
		return Status;

	if (Fits->Width != 0) {
		Status = BochsAddSourceMode(Interface, hModeSet, Fits);
	} else {
		for (i = 0; i < Device->ModeCount && NT_SUCCESS(Status); i++)
			Status = BochsAddSourceMode(Interface, hModeSet, &Device->Modes[i]);
	}

	if (!NT_SUCCESS(Status)) {
		(VOID)VidPn->Interface->pfnReleaseSourceModeSet(VidPn->hVidPn, hModeSet);
		return Status;
	}

	Status = VidPn->Interface->pfnAssignSourceModeSet(VidPn->hVidPn, BOCHS_SOURCE_ID, hModeSet);

	/* The set stays ours when its place was not understood, and only then. */
	switch (Status) {
	case STATUS_GRAPHICS_INVALID_VIDPN:
	case STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE:
	case STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET:
		(VOID)VidPn->Interface->pfnReleaseSourceModeSet(VidPn->hVidPn, hModeSet);
		break;
	}

	return Status;
}

/* The same for the target. */
static NTSTATUS BochsFillTargetModeSet(_In_ const BOCHS_DEVICE *Device,
				       _In_ const BOCHS_VIDPN *VidPn, _In_ const BOCHS_MODE *Fits)
{
	const DXGK_VIDPNTARGETMODESET_INTERFACE *Interface;
	D3DKMDT_HVIDPNTARGETMODESET hModeSet;
	NTSTATUS Status;
	ULONG i;

	Status = VidPn->Interface->pfnCreateNewTargetModeSet(VidPn->hVidPn, BOCHS_CHILD_UID,
							     &hModeSet, &Interface);
	if (!NT_SUCCESS(Status))
		return Status;

	for (i = 0; i < Device->ModeCount && NT_SUCCESS(Status); i++) {
		const BOCHS_MODE *Mode = &Device->Modes[i];

		if (Fits->Width != 0 &&
		    (Mode->Width != Fits->Width || Mode->Height != Fits->Height)) {
			continue;
		}

		Status =
			BochsAddTargetMode(Interface, hModeSet, Mode,
					   i == 0 ? D3DKMDT_MP_PREFERRED : D3DKMDT_MP_NOTPREFERRED);
	}

	if (!NT_SUCCESS(Status)) {
		(VOID)VidPn->Interface->pfnReleaseTargetModeSet(VidPn->hVidPn, hModeSet);
		return Status;
	}

	Status = VidPn->Interface->pfnAssignTargetModeSet(VidPn->hVidPn, BOCHS_CHILD_UID, hModeSet);

	switch (Status) {
	case STATUS_GRAPHICS_INVALID_VIDPN:
	case STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET:
	case STATUS_GRAPHICS_INVALID_VIDPN_TARGETMODESET:
		(VOID)VidPn->Interface->pfnReleaseTargetModeSet(VidPn->hVidPn, hModeSet);
		break;
	}

	return Status;
}

/* Says, where it is still open, that the path neither turns nor scales. */
static NTSTATUS BochsUpdatePathSupport(_In_ const BOCHS_VIDPN *VidPn,
				       _In_ D3DKMDT_ENUMCOFUNCMODALITY_PIVOT_TYPE PivotType)
{
	D3DKMDT_VIDPN_PRESENT_PATH_TRANSFORMATION *Transformation;
	const D3DKMDT_VIDPN_PRESENT_PATH *Acquired = NULL;
	D3DKMDT_VIDPN_PRESENT_PATH Path;
	NTSTATUS Status;

	Status = VidPn->Topology->pfnAcquireFirstPathInfo(VidPn->hTopology, &Acquired);
	if (!NT_SUCCESS(Status))
		return Status;
	if (Status == STATUS_GRAPHICS_DATASET_IS_EMPTY || !Acquired)
		return STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY;

	Path = *Acquired;
	(VOID)VidPn->Topology->pfnReleasePathInfo(VidPn->hTopology, Acquired);

	Transformation = &Path.ContentTransformation;

	if (PivotType != D3DKMDT_EPT_SCALING && Transformation->Scaling != D3DKMDT_VPPS_IDENTITY) {
		RtlZeroMemory(&Transformation->ScalingSupport,
			      sizeof(Transformation->ScalingSupport));
		Transformation->ScalingSupport.Identity = TRUE;
	}

	if (PivotType != D3DKMDT_EPT_ROTATION &&
	    Transformation->Rotation != D3DKMDT_VPPR_IDENTITY) {
		RtlZeroMemory(&Transformation->RotationSupport,
			      sizeof(Transformation->RotationSupport));
		Transformation->RotationSupport.Identity = TRUE;
	}

	RtlZeroMemory(&Path.CopyProtection, sizeof(Path.CopyProtection));
	Path.CopyProtection.CopyProtectionType = D3DKMDT_VPPMT_NOPROTECTION;
	Path.CopyProtection.CopyProtectionSupport.NoProtection = TRUE;

	return VidPn->Topology->pfnUpdatePathSupportInfo(VidPn->hTopology, &Path);
}

NTSTATUS APIENTRY BochsDdiEnumVidPnCofuncModality(
	_In_ CONST HANDLE hAdapter,
	_In_ CONST DXGKARG_ENUMVIDPNCOFUNCMODALITY *CONST pEnumCofuncModality)
{
	const BOCHS_DEVICE *Device = hAdapter;
	BOCHS_MODE SourceMode;
	BOCHS_MODE TargetMode;
	BOCHS_VIDPN VidPn;
	BOOLEAN SourceIsPivot;
	BOOLEAN TargetIsPivot;
	NTSTATUS Status;

	PAGED_CODE();

	if (!Device || !pEnumCofuncModality)
		return STATUS_INVALID_PARAMETER;

	Status = BochsOpenVidPn(Device, pEnumCofuncModality->hConstrainingVidPn, &VidPn);
	if (!NT_SUCCESS(Status))
		return Status;

	if (!VidPn.HasPath)
		return STATUS_SUCCESS;

	Status = BochsCheckPath(&VidPn);
	if (!NT_SUCCESS(Status))
		return Status;

	Status = BochsGetPinnedModes(Device, &VidPn, &SourceMode, &TargetMode);
	if (!NT_SUCCESS(Status))
		return Status;

	/* Neither a pinned mode's set nor the pivot's is touched. */
	SourceIsPivot = pEnumCofuncModality->EnumPivotType == D3DKMDT_EPT_VIDPNSOURCE &&
			pEnumCofuncModality->EnumPivot.VidPnSourceId == BOCHS_SOURCE_ID;
	TargetIsPivot = pEnumCofuncModality->EnumPivotType == D3DKMDT_EPT_VIDPNTARGET &&
			pEnumCofuncModality->EnumPivot.VidPnTargetId == BOCHS_CHILD_UID;

	if (SourceMode.Width == 0 && !SourceIsPivot) {
		Status = BochsFillSourceModeSet(Device, &VidPn, &TargetMode);
		if (!NT_SUCCESS(Status))
			return Status;
	}

	if (TargetMode.Width == 0 && !TargetIsPivot) {
		Status = BochsFillTargetModeSet(Device, &VidPn, &SourceMode);
		if (!NT_SUCCESS(Status))
			return Status;
	}

	return BochsUpdatePathSupport(&VidPn, pEnumCofuncModality->EnumPivotType);
}
