/* SPDX-License-Identifier: MIT */
/*
 * What goes together in a VidPN.
 */
#include "precomp.h"

NTSTATUS Gpu::FillSources(_In_ D3DKMDT_HVIDPN hVidPn, _In_ const DXGK_VIDPN_INTERFACE *VidPn,
			  _In_ const Mode *Only)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *Interface;
	D3DKMDT_HVIDPNSOURCEMODESET Set;
	NTSTATUS Status;

	Status = VidPn->pfnCreateNewSourceModeSet(hVidPn, SOURCE_ID, &Set, &Interface);
	if (!NT_SUCCESS(Status))
		return Status;

	for (ULONG i = 0; i < m_ModeCount; i++) {
		D3DKMDT_VIDPN_SOURCE_MODE *New = NULL;
		D3DKMDT_GRAPHICS_RENDERING_FORMAT *Format;

		if (Only->Width != 0 &&
		    (m_Modes[i].Width != Only->Width || m_Modes[i].Height != Only->Height)) {
			continue;
		}

		Status = Interface->pfnCreateNewModeInfo(Set, &New);
		if (!NT_SUCCESS(Status))
			break;
		New->Type = D3DKMDT_RMT_GRAPHICS;
		Format = &New->Format.Graphics;
		Format->PrimSurfSize.cx = m_Modes[i].Width;
		Format->PrimSurfSize.cy = m_Modes[i].Height;
		Format->VisibleRegionSize = Format->PrimSurfSize;
		Format->Stride = m_Modes[i].Width * BYTES_PER_PIXEL;
		Format->PixelFormat = D3DDDIFMT_A8R8G8B8;
		Format->ColorBasis = D3DKMDT_CB_SCRGB;
		Format->PixelValueAccessMode = D3DKMDT_PVAM_DIRECT;

		Status = Interface->pfnAddMode(Set, New);
		if (!NT_SUCCESS(Status)) {
			Interface->pfnReleaseModeInfo(Set, New);
			if (Status != STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET)
				break;
			Status = STATUS_SUCCESS;
		}
	}

	if (!NT_SUCCESS(Status)) {
		VidPn->pfnReleaseSourceModeSet(hVidPn, Set);
		return Status;
	}
	return VidPn->pfnAssignSourceModeSet(hVidPn, SOURCE_ID, Set);
}

NTSTATUS Gpu::FillTargets(_In_ D3DKMDT_HVIDPN hVidPn, _In_ const DXGK_VIDPN_INTERFACE *VidPn,
			  _In_ const Mode *Only)
{
	const DXGK_VIDPNTARGETMODESET_INTERFACE *Interface;
	D3DKMDT_HVIDPNTARGETMODESET Set;
	NTSTATUS Status;

	Status = VidPn->pfnCreateNewTargetModeSet(hVidPn, CHILD_UID, &Set, &Interface);
	if (!NT_SUCCESS(Status))
		return Status;

	for (ULONG i = 0; i < m_ModeCount; i++) {
		D3DKMDT_VIDPN_TARGET_MODE *New = NULL;

		if (Only->Width != 0 &&
		    (m_Modes[i].Width != Only->Width || m_Modes[i].Height != Only->Height)) {
			continue;
		}

		Status = Interface->pfnCreateNewModeInfo(Set, &New);
		if (!NT_SUCCESS(Status))
			break;
		FillSignal(&m_Modes[i], &New->VideoSignalInfo);
		New->Preference = i == 0 ? D3DKMDT_MP_PREFERRED : D3DKMDT_MP_NOTPREFERRED;

		Status = Interface->pfnAddMode(Set, New);
		if (!NT_SUCCESS(Status)) {
			Interface->pfnReleaseModeInfo(Set, New);
			if (Status != STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET)
				break;
			Status = STATUS_SUCCESS;
		}
	}

	if (!NT_SUCCESS(Status)) {
		VidPn->pfnReleaseTargetModeSet(hVidPn, Set);
		return Status;
	}
	return VidPn->pfnAssignTargetModeSet(hVidPn, CHILD_UID, Set);
}

NTSTATUS Gpu::EnumCofuncModality(_In_ const DXGKARG_ENUMVIDPNCOFUNCMODALITY *Enum)
{
	const D3DKMDT_HVIDPN hVidPn = Enum->hConstrainingVidPn;
	const DXGK_VIDPNTOPOLOGY_INTERFACE *Topology;
	const DXGK_VIDPN_INTERFACE *VidPn;
	const D3DKMDT_VIDPN_PRESENT_PATH *Path = NULL, *Last;
	D3DKMDT_HVIDPNTOPOLOGY hTopology;
	Mode Source, Target;
	NTSTATUS Status;
	Locker Hold(&m_Lock);

	Status = m_Dxgk.DxgkCbQueryVidPnInterface(hVidPn, DXGK_VIDPN_INTERFACE_VERSION_V1, &VidPn);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = VidPn->pfnGetTopology(hVidPn, &hTopology, &Topology);
	if (!NT_SUCCESS(Status))
		return Status;

	Status = Topology->pfnAcquireFirstPathInfo(hTopology, &Path);
	while (NT_SUCCESS(Status) && Path) {
		D3DKMDT_VIDPN_PRESENT_PATH New = *Path;
		BOOLEAN Changed = FALSE;

		Status = PinnedSource(hVidPn, VidPn, &Source);
		if (NT_SUCCESS(Status))
			Status = PinnedTarget(hVidPn, VidPn, &Target);
		if (!NT_SUCCESS(Status)) {
			Topology->pfnReleasePathInfo(hTopology, Path);
			return Status;
		}

		if (Source.Width == 0 && Enum->EnumPivotType != D3DKMDT_EPT_VIDPNSOURCE)
			Status = FillSources(hVidPn, VidPn, &Target);
		if (NT_SUCCESS(Status) && Target.Width == 0 &&
		    Enum->EnumPivotType != D3DKMDT_EPT_VIDPNTARGET) {
			Status = FillTargets(hVidPn, VidPn, &Source);
		}

		if (Enum->EnumPivotType != D3DKMDT_EPT_SCALING &&
		    New.ContentTransformation.Scaling == D3DKMDT_VPPS_UNPINNED) {
			RtlZeroMemory(&New.ContentTransformation.ScalingSupport,
				      sizeof(New.ContentTransformation.ScalingSupport));
			New.ContentTransformation.ScalingSupport.Identity = 1;
			Changed = TRUE;
		}
		if (Enum->EnumPivotType != D3DKMDT_EPT_ROTATION &&
		    New.ContentTransformation.Rotation == D3DKMDT_VPPR_UNPINNED) {
			RtlZeroMemory(&New.ContentTransformation.RotationSupport,
				      sizeof(New.ContentTransformation.RotationSupport));
			New.ContentTransformation.RotationSupport.Identity = 1;
			Changed = TRUE;
		}
		if (NT_SUCCESS(Status) && Changed)
			Status = Topology->pfnUpdatePathSupportInfo(hTopology, &New);

		Last = Path;
		if (NT_SUCCESS(Status))
			Status = Topology->pfnAcquireNextPathInfo(hTopology, Last, &Path);
		Topology->pfnReleasePathInfo(hTopology, Last);
	}

	return NT_SUCCESS(Status) ? STATUS_SUCCESS : Status;
}
