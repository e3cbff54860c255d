/* SPDX-License-Identifier: MIT */
/*
 * The modes that the adapter can show: what the monitor asks for, and a table of
 * usual ones, as far as video memory goes.
 */
#include "bochs_dod.h"

#define EDID_DETAILED_FIRST 54
#define EDID_DETAILED_LENGTH 18
#define EDID_DETAILED_COUNT 4

static const BOCHS_MODE BochsStandardModes[] = {
	{ 640, 480 },	{ 800, 600 },	{ 1024, 768 },	{ 1152, 864 },	{ 1280, 720 },
	{ 1280, 800 },	{ 1280, 960 },	{ 1280, 1024 }, { 1440, 900 },	{ 1600, 900 },
	{ 1600, 1200 }, { 1680, 1050 }, { 1920, 1080 }, { 1920, 1200 }, { 2048, 1152 },
	{ 2560, 1440 }, { 2560, 1600 }, { 3840, 2160 },
};

/* The mode to prefer when the monitor does not say. */
static const BOCHS_MODE BochsDefaultMode = { 1024, 768 };

/* The bytes from one scan line to the next: lines follow without a gap. */
ULONG BochsModePitch(_In_ const BOCHS_MODE *Mode)
{
	return Mode->Width * BOCHS_BYTES_PER_PIXEL;
}

BOOLEAN BochsIsModeSupported(_In_ const BOCHS_DEVICE *Device, _In_ ULONG Width, _In_ ULONG Height)
{
	ULONG i;

	for (i = 0; i < Device->ModeCount; i++) {
		if (Device->Modes[i].Width == Width && Device->Modes[i].Height == Height)
			return TRUE;
	}

	return FALSE;
}

/* The signal is made up by the emulator: no rate, and no blanking interval. */
VOID BochsFillSignalInfo(_In_ const BOCHS_MODE *Mode, _Out_ D3DKMDT_VIDEO_SIGNAL_INFO *Signal)
{
	Signal->VideoStandard = D3DKMDT_VSS_OTHER;
	Signal->ActiveSize.cx = Mode->Width;
	Signal->ActiveSize.cy = Mode->Height;
	Signal->TotalSize = Signal->ActiveSize;
	Signal->VSyncFreq.Numerator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	Signal->VSyncFreq.Denominator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	Signal->HSyncFreq.Numerator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	Signal->HSyncFreq.Denominator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	Signal->PixelRate = D3DKMDT_FREQUENCY_NOTSPECIFIED;
	Signal->ScanLineOrdering = D3DDDI_VSSLO_PROGRESSIVE;
}

static VOID BochsAddMode(_Inout_ PBOCHS_DEVICE Device, _In_ ULONG Width, _In_ ULONG Height)
{
	ULONGLONG Size = (ULONGLONG)Width * Height * BOCHS_BYTES_PER_PIXEL;

	if (Width == 0 || Height == 0 || Width % BOCHS_WIDTH_GRANULARITY != 0 ||
	    Size > Device->VideoMemory || BochsIsModeSupported(Device, Width, Height) ||
	    Device->ModeCount == BOCHS_MODES_MAX) {
		return;
	}

	Device->Modes[Device->ModeCount].Width = Width;
	Device->Modes[Device->ModeCount].Height = Height;
	Device->ModeCount++;
}

/* The detailed timings of the base block, the preferred one first. */
static VOID BochsAddEdidModes(_Inout_ PBOCHS_DEVICE Device)
{
	const UCHAR *Timing;
	ULONG i;

	if (Device->EdidLength == 0)
		return;

	for (i = 0; i < EDID_DETAILED_COUNT; i++) {
		Timing = Device->Edid + EDID_DETAILED_FIRST + i * EDID_DETAILED_LENGTH;

		/* Without a pixel clock it is another kind of descriptor. */
		if (Timing[0] == 0 && Timing[1] == 0)
			continue;

		BochsAddMode(Device, Timing[2] | (ULONG)(Timing[4] & 0xf0) << 4,
			     Timing[5] | (ULONG)(Timing[7] & 0xf0) << 4);
	}
}

VOID BochsBuildModeList(_Inout_ PBOCHS_DEVICE Device)
{
	ULONG i;

	PAGED_CODE();

	Device->ModeCount = 0;

	BochsAddEdidModes(Device);
	BochsAddMode(Device, BochsDefaultMode.Width, BochsDefaultMode.Height);

	for (i = 0; i < ARRAYSIZE(BochsStandardModes); i++)
		BochsAddMode(Device, BochsStandardModes[i].Width, BochsStandardModes[i].Height);
}
