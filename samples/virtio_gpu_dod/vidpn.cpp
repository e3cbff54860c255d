/* SPDX-License-Identifier: MIT */
/*
 * VidPNs: what is pinned in one, and putting one on the screen.
 */
#include "precomp.h"

/* Width 0: nothing is pinned. */
NTSTATUS Gpu::PinnedSource(_In_ D3DKMDT_HVIDPN hVidPn, _In_ const DXGK_VIDPN_INTERFACE *VidPn,
			   _Out_ Mode *Pinned)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *Interface = NULL;
	const D3DKMDT_VIDPN_SOURCE_MODE *Info = NULL;
	D3DKMDT_HVIDPNSOURCEMODESET Set = 0;
	NTSTATUS Status;

	Pinned->Width = Pinned->Height = 0;
	Status = VidPn->pfnAcquireSourceModeSet(hVidPn, SOURCE_ID, &Set, &Interface);
	if (!NT_SUCCESS(Status))
		return Status;

	Status = Interface->pfnAcquirePinnedModeInfo(Set, &Info);
	if (NT_SUCCESS(Status) && Info) {
		if (Info->Type == D3DKMDT_RMT_GRAPHICS) {
			Pinned->Width = Info->Format.Graphics.PrimSurfSize.cx;
			Pinned->Height = Info->Format.Graphics.PrimSurfSize.cy;
		}
		Interface->pfnReleaseModeInfo(Set, Info);
	}
	VidPn->pfnReleaseSourceModeSet(hVidPn, Set);
	return Status;
}

NTSTATUS Gpu::PinnedTarget(_In_ D3DKMDT_HVIDPN hVidPn, _In_ const DXGK_VIDPN_INTERFACE *VidPn,
			   _Out_ Mode *Pinned)
{
	const DXGK_VIDPNTARGETMODESET_INTERFACE *Interface = NULL;
	const D3DKMDT_VIDPN_TARGET_MODE *Info = NULL;
	D3DKMDT_HVIDPNTARGETMODESET Set = 0;
	NTSTATUS Status;

	Pinned->Width = Pinned->Height = 0;
	Status = VidPn->pfnAcquireTargetModeSet(hVidPn, CHILD_UID, &Set, &Interface);
	if (!NT_SUCCESS(Status))
		return Status;

	Status = Interface->pfnAcquirePinnedModeInfo(Set, &Info);
	if (NT_SUCCESS(Status) && Info) {
		Pinned->Width = Info->VideoSignalInfo.ActiveSize.cx;
		Pinned->Height = Info->VideoSignalInfo.ActiveSize.cy;
		Interface->pfnReleaseModeInfo(Set, Info);
	}
	VidPn->pfnReleaseTargetModeSet(hVidPn, Set);
	return Status;
}

NTSTATUS Gpu::IsSupported(_Inout_ DXGKARG_ISSUPPORTEDVIDPN *Question)
{
	const DXGK_VIDPNTOPOLOGY_INTERFACE *Topology;
	const DXGK_VIDPN_INTERFACE *VidPn;
	D3DKMDT_HVIDPNTOPOLOGY hTopology;
	SIZE_T Paths = 0;
	NTSTATUS Status;

	Question->IsVidPnSupported = FALSE;
	if (Question->hDesiredVidPn == 0) {
		Question->IsVidPnSupported = TRUE;
		return STATUS_SUCCESS;
	}

	Status = m_Dxgk.DxgkCbQueryVidPnInterface(Question->hDesiredVidPn,
						  DXGK_VIDPN_INTERFACE_VERSION_V1, &VidPn);
	if (NT_SUCCESS(Status))
		Status = VidPn->pfnGetTopology(Question->hDesiredVidPn, &hTopology, &Topology);
	if (NT_SUCCESS(Status))
		Status = Topology->pfnGetNumPathsFromSource(hTopology, SOURCE_ID, &Paths);
	if (NT_SUCCESS(Status))
		Question->IsVidPnSupported = Paths <= 1;
	return Status;
}

NTSTATUS Gpu::Commit(_In_ const DXGKARG_COMMITVIDPN *Commit)
{
	const DXGK_VIDPNTOPOLOGY_INTERFACE *Topology;
	const DXGK_VIDPN_INTERFACE *VidPn;
	D3DKMDT_HVIDPNTOPOLOGY hTopology;
	Mode Pinned = { 0, 0 };
	SIZE_T Paths = 0;
	NTSTATUS Status;
	Locker Hold(&m_Lock);

	if (!m_Running)
		return STATUS_DEVICE_NOT_READY;

	Status = m_Dxgk.DxgkCbQueryVidPnInterface(Commit->hFunctionalVidPn,
						  DXGK_VIDPN_INTERFACE_VERSION_V1, &VidPn);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = VidPn->pfnGetTopology(Commit->hFunctionalVidPn, &hTopology, &Topology);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = Topology->pfnGetNumPaths(hTopology, &Paths);
	if (!NT_SUCCESS(Status))
		return Status;

	if (Paths != 0) {
		Status = PinnedSource(Commit->hFunctionalVidPn, VidPn, &Pinned);
		if (!NT_SUCCESS(Status))
			return Status;
	}

	if (Pinned.Width == m_Screen.Size.Width && Pinned.Height == m_Screen.Size.Height)
		return STATUS_SUCCESS;

	SetScanout(RESOURCE_NONE);
	DestroySurface(&m_Screen);
	if (Pinned.Width == 0)
		return STATUS_SUCCESS;

	RtlZeroMemory(m_Screen.Pixels, (SIZE_T)Pinned.Width * Pinned.Height * BYTES_PER_PIXEL);
	Status = CreateSurface(&m_Screen, &Pinned, VIRTIO_GPU_FORMAT_B8G8R8X8);
	if (NT_SUCCESS(Status))
		Status = SetScanout(m_Visible ? RESOURCE_SCREEN : RESOURCE_NONE);
	return Status;
}

NTSTATUS Gpu::SetVisibility(_In_ const DXGKARG_SETVIDPNSOURCEVISIBILITY *Visibility)
{
	Locker Hold(&m_Lock);

	m_Visible = Visibility->Visible;
	if (!m_Running || m_Screen.Size.Width == 0)
		return STATUS_SUCCESS;
	return SetScanout(m_Visible ? RESOURCE_SCREEN : RESOURCE_NONE);
}
