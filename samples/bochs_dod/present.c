/* SPDX-License-Identifier: MIT */
/*
 * Pixels: from the system's surface into the framebuffer, with the CPU.
 *
 * The framebuffer is write-combined, so it is written in order and never read.
 */
#include "bochs_dod.h"

/*
 * Copies the part of Dest that is on the screen.  Source is the address of the
 * pixel that belongs at SourceOrigin.
 */
static VOID BochsCopyRect(_In_ const BOCHS_DEVICE *Device, _In_ const UCHAR *Source,
			  _In_ SIZE_T SourcePitch, _In_ POINT SourceOrigin, _In_ RECT Dest)
{
	ULONG Pitch = BochsModePitch(&Device->CurrentMode);
	const UCHAR *From;
	PUCHAR To;
	SIZE_T Bytes;
	LONG y;

	Dest.left = max(Dest.left, 0);
	Dest.top = max(Dest.top, 0);
	Dest.right = min(Dest.right, (LONG)Device->CurrentMode.Width);
	Dest.bottom = min(Dest.bottom, (LONG)Device->CurrentMode.Height);

	if (Dest.left >= Dest.right || Dest.top >= Dest.bottom)
		return;

	Bytes = (SIZE_T)(Dest.right - Dest.left) * BOCHS_BYTES_PER_PIXEL;
	From = Source + (SIZE_T)(Dest.top - SourceOrigin.y) * SourcePitch +
	       (SIZE_T)(Dest.left - SourceOrigin.x) * BOCHS_BYTES_PER_PIXEL;
	To = Device->Framebuffer + (SIZE_T)Dest.top * Pitch +
	     (SIZE_T)Dest.left * BOCHS_BYTES_PER_PIXEL;

	for (y = Dest.top; y < Dest.bottom; y++) {
		RtlCopyMemory(To, From, Bytes);
		From += SourcePitch;
		To += Pitch;
	}
}

/* The whole screen; the caller has seen to it that there is a mode. */
VOID BochsFillBlack(_In_ PBOCHS_DEVICE Device)
{
	RtlZeroMemory(Device->Framebuffer,
		      (SIZE_T)BochsModePitch(&Device->CurrentMode) * Device->CurrentMode.Height);
}

/*
 * Whether or not the source is visible: the system presents the first picture
 * before it makes it so.
 */
NTSTATUS APIENTRY BochsDdiPresentDisplayOnly(
	_In_ CONST HANDLE hAdapter, _In_ CONST DXGKARG_PRESENT_DISPLAYONLY *pPresentDisplayOnly)
{
	static const POINT Origin = { 0, 0 };
	const BOCHS_DEVICE *Device = hAdapter;
	const DXGKARG_PRESENT_DISPLAYONLY *Present = pPresentDisplayOnly;
	ULONG i;

	PAGED_CODE();

	if (!Device || !Present || !Present->pSource ||
	    (Present->NumMoves != 0 && !Present->pMoves) ||
	    (Present->NumDirtyRects != 0 && !Present->pDirtyRect)) {
		return STATUS_INVALID_PARAMETER;
	}

	if (Present->VidPnSourceId != BOCHS_SOURCE_ID)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;

	if (!Device->Started)
		return STATUS_DEVICE_NOT_READY;

	/* Nothing to draw on is no error: the monitor is off, or about to be. */
	if (Device->CurrentMode.Width == 0 || Device->PowerState != PowerDeviceD0)
		return STATUS_SUCCESS;

	if (Present->BytesPerPixel != BOCHS_BYTES_PER_PIXEL ||
	    Present->Pitch < (LONG)BochsModePitch(&Device->CurrentMode)) {
		return STATUS_INVALID_PARAMETER;
	}

	/*
	 * Flags.Rotate asks for the path's rotation, which is always the identity.
	 *
	 * A move's result is already in the source, from where it is much quicker to
	 * read than from the framebuffer.  Moves come first: a dirty rectangle may
	 * lie on top of one.
	 */
	for (i = 0; i < Present->NumMoves; i++) {
		BochsCopyRect(Device, Present->pSource, (SIZE_T)Present->Pitch, Origin,
			      Present->pMoves[i].DestRect);
	}

	for (i = 0; i < Present->NumDirtyRects; i++) {
		BochsCopyRect(Device, Present->pSource, (SIZE_T)Present->Pitch, Origin,
			      Present->pDirtyRect[i]);
	}

	return STATUS_SUCCESS;
}

/* After a bug check, at any IRQL: keeps the mode, or sets one. */
NTSTATUS APIENTRY BochsDdiSystemDisplayEnable(_In_ PVOID MiniportDeviceContext,
					      _In_ D3DDDI_VIDEO_PRESENT_TARGET_ID TargetId,
					      _In_ PDXGKARG_SYSTEM_DISPLAY_ENABLE_FLAGS Flags,
					      _Out_ UINT *Width, _Out_ UINT *Height,
					      _Out_ D3DDDIFORMAT *ColorFormat)
{
	PBOCHS_DEVICE Device = MiniportDeviceContext;
	const BOCHS_MODE *Mode;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Flags);

	if (!Device || !Width || !Height || !ColorFormat)
		return STATUS_INVALID_PARAMETER;

	if (!Device->Started)
		return STATUS_DEVICE_NOT_READY;

	if (TargetId != BOCHS_CHILD_UID)
		return STATUS_NOT_SUPPORTED;

	/* Set even the mode that is current: who knows what the hardware is at. */
	Mode = Device->CurrentMode.Width != 0 ? &Device->CurrentMode : &Device->Modes[0];
	Status = BochsHwSetMode(Device, Mode);
	if (!NT_SUCCESS(Status))
		return Status;

	if (Mode != &Device->CurrentMode)
		Device->CurrentMode = *Mode;
	BochsFillBlack(Device);
	BochsHwBlank(Device, FALSE);

	*Width = Device->CurrentMode.Width;
	*Height = Device->CurrentMode.Height;
	*ColorFormat = D3DDDIFMT_X8R8G8B8;
	return STATUS_SUCCESS;
}

VOID APIENTRY BochsDdiSystemDisplayWrite(_In_ PVOID MiniportDeviceContext, _In_ PVOID Source,
					 _In_ UINT SourceWidth, _In_ UINT SourceHeight,
					 _In_ UINT SourceStride, _In_ UINT PositionX,
					 _In_ UINT PositionY)
{
	PBOCHS_DEVICE Device = MiniportDeviceContext;
	POINT Origin;
	RECT Dest;

	if (!Device || !Source || !Device->Started ||
	    PositionX >= Device->CurrentMode.Width || PositionY >= Device->CurrentMode.Height) {
		return;
	}

	Origin.x = (LONG)PositionX;
	Origin.y = (LONG)PositionY;

	Dest.left = Origin.x;
	Dest.top = Origin.y;
	Dest.right = Origin.x + (LONG)min(SourceWidth, Device->CurrentMode.Width - PositionX);
	Dest.bottom = Origin.y + (LONG)min(SourceHeight, Device->CurrentMode.Height - PositionY);

	BochsCopyRect(Device, Source, SourceStride, Origin, Dest);
}
