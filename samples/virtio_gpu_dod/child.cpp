/* SPDX-License-Identifier: MIT */
/*
 * The monitor: whether it is there, its EDID, the modes it is good for.
 */
#include "precomp.h"

static const Mode UsualModes[] = {
	{ 640, 480 },	{ 800, 600 },	{ 1024, 768 },	{ 1280, 720 },	{ 1280, 800 },
	{ 1280, 1024 }, { 1440, 900 },	{ 1600, 1200 }, { 1680, 1050 }, { 1920, 1080 },
	{ 1920, 1200 }, { 2560, 1440 }, { 2560, 1600 }, { 3840, 2160 },
};

BOOLEAN Gpu::HasMode(_In_ const Mode *Size) const
{
	for (ULONG i = 0; i < m_ModeCount; i++) {
		if (m_Modes[i].Width == Size->Width && m_Modes[i].Height == Size->Height)
			return TRUE;
	}
	return FALSE;
}

void Gpu::AddMode(_In_ ULONG Width, _In_ ULONG Height)
{
	const Mode Size = { Width, Height };

	if (Width == 0 || Height == 0 || Width > 16384 || Height > 16384 ||
	    (ULONGLONG)Width * Height * BYTES_PER_PIXEL > m_MaxBytes || m_ModeCount == MODES_MAX ||
	    HasMode(&Size)) {
		return;
	}
	m_Modes[m_ModeCount++] = Size;
}

/* What the display asks for first, then the usual ones. */
void Gpu::BuildModes()
{
	m_ModeCount = 0;
	AddMode(m_Preferred.Width, m_Preferred.Height);
	for (const Mode &Usual : UsualModes)
		AddMode(Usual.Width, Usual.Height);
}

NTSTATUS Gpu::QueryStatus(_Inout_ PDXGK_CHILD_STATUS Status)
{
	switch (Status->Type) {
	case StatusConnection:
		Status->HotPlug.Connected = m_Connected;
		return STATUS_SUCCESS;
	case StatusRotation:
		return STATUS_INVALID_PARAMETER;
	default:
		LogError("unknown child status %d", Status->Type);
		return STATUS_NOT_SUPPORTED;
	}
}

NTSTATUS Gpu::QueryDescriptor(_Inout_ PDXGK_DEVICE_DESCRIPTOR Descriptor)
{
	Locker Hold(&m_Lock);

	if (m_EdidLength == 0)
		return STATUS_GRAPHICS_CHILD_DESCRIPTOR_NOT_SUPPORTED;
	if (Descriptor->DescriptorOffset >= m_EdidLength)
		return STATUS_MONITOR_NO_MORE_DESCRIPTOR_DATA;

	Descriptor->DescriptorLength =
		min(Descriptor->DescriptorLength, m_EdidLength - Descriptor->DescriptorOffset);
	RtlCopyMemory(Descriptor->DescriptorBuffer, m_Edid + Descriptor->DescriptorOffset,
		      Descriptor->DescriptorLength);
	return STATUS_SUCCESS;
}

/* The device scans out what it is given, as fast as somebody looks. */
void Gpu::FillSignal(_In_ const Mode *Size, _Out_ D3DKMDT_VIDEO_SIGNAL_INFO *Signal)
{
	Signal->VideoStandard = D3DKMDT_VSS_OTHER;
	Signal->TotalSize.cx = Size->Width;
	Signal->TotalSize.cy = Size->Height;
	Signal->ActiveSize = Signal->TotalSize;
	Signal->VSyncFreq.Numerator = 60 * 1000;
	Signal->VSyncFreq.Denominator = 1000;
	Signal->HSyncFreq.Numerator = 60 * Size->Height;
	Signal->HSyncFreq.Denominator = 1;
	Signal->PixelRate = (SIZE_T)60 * Size->Width * Size->Height;
	Signal->ScanLineOrdering = D3DDDI_VSSLO_PROGRESSIVE;
}

NTSTATUS Gpu::RecommendMonitorModes(_In_ const DXGKARG_RECOMMENDMONITORMODES *Recommend)
{
	const DXGK_MONITORSOURCEMODESET_INTERFACE *Interface =
		Recommend->pMonitorSourceModeSetInterface;
	Locker Hold(&m_Lock);

	for (ULONG i = 0; i < m_ModeCount; i++) {
		D3DKMDT_MONITOR_SOURCE_MODE *New = NULL;
		NTSTATUS Status;

		Status = Interface->pfnCreateNewModeInfo(Recommend->hMonitorSourceModeSet, &New);
		if (!NT_SUCCESS(Status))
			return Status;

		FillSignal(&m_Modes[i], &New->VideoSignalInfo);
		New->ColorBasis = D3DKMDT_CB_SRGB;
		New->ColorCoeffDynamicRanges.FirstChannel = 8;
		New->ColorCoeffDynamicRanges.SecondChannel = 8;
		New->ColorCoeffDynamicRanges.ThirdChannel = 8;
		New->ColorCoeffDynamicRanges.FourthChannel = 8;
		New->Origin = D3DKMDT_MCO_DRIVER;
		New->Preference = i == 0 ? D3DKMDT_MP_PREFERRED : D3DKMDT_MP_NOTPREFERRED;

		Status = Interface->pfnAddMode(Recommend->hMonitorSourceModeSet, New);
		if (!NT_SUCCESS(Status)) {
			Interface->pfnReleaseModeInfo(Recommend->hMonitorSourceModeSet, New);
			if (Status != STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET)
				return Status;
		}
	}
	return STATUS_SUCCESS;
}
