/* SPDX-License-Identifier: MIT */
/*
 * From the system's surface into memory that the device reads.
 */
#include "precomp.h"

/* The source may be a process's memory, and go away under our hands. */
static NTSTATUS CopyRows(_Out_ PUCHAR To, _In_ SIZE_T ToPitch, _In_ const UCHAR *From,
			 _In_ SIZE_T FromPitch, _In_ SIZE_T Bytes, _In_ LONG Rows)
{
	NTSTATUS Status = STATUS_SUCCESS;

	__try {
		for (LONG y = 0; y < Rows; y++) {
			RtlCopyMemory(To, From, Bytes);
			To += ToPitch;
			From += FromPitch;
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Status = GetExceptionCode();
	}
	return Status;
}

NTSTATUS Gpu::Present(_In_ const DXGKARG_PRESENT_DISPLAYONLY *Present)
{
	const UCHAR *Source = static_cast<const UCHAR *>(Present->pSource);
	RECT All = { MAXLONG, MAXLONG, 0, 0 };
	NTSTATUS Status = STATUS_SUCCESS;
	Locker Hold(&m_Lock);

	if (!m_Running || m_Screen.Size.Width == 0)
		return STATUS_SUCCESS;
	if (Present->BytesPerPixel != BYTES_PER_PIXEL)
		return STATUS_INVALID_PARAMETER;

	/* What a move brought is in the source already. */
	for (ULONG i = 0; i < Present->NumMoves + Present->NumDirtyRects && NT_SUCCESS(Status);
	     i++) {
		const BOOLEAN Move = i < Present->NumMoves;
		RECT Rect = Move ? Present->pMoves[i].DestRect
				 : Present->pDirtyRect[i - Present->NumMoves];

		Rect.left = max(Rect.left, 0);
		Rect.top = max(Rect.top, 0);
		Rect.right = min(Rect.right, (LONG)m_Screen.Size.Width);
		Rect.bottom = min(Rect.bottom, (LONG)m_Screen.Size.Height);
		if (Rect.left >= Rect.right || Rect.top >= Rect.bottom)
			continue;

		Status =
			CopyRows(m_Screen.Pixels + (SIZE_T)Rect.top * m_Screen.Pitch() +
					 (SIZE_T)Rect.left * BYTES_PER_PIXEL,
				 m_Screen.Pitch(),
				 Source + (SIZE_T)Rect.top * Present->Pitch +
					 (SIZE_T)Rect.left * BYTES_PER_PIXEL,
				 Present->Pitch, (SIZE_T)(Rect.right - Rect.left) * BYTES_PER_PIXEL,
				 Rect.bottom - Rect.top);
		if (NT_SUCCESS(Status))
			Status = Transfer(&m_Screen, &Rect, FALSE);

		All.left = min(All.left, Rect.left);
		All.top = min(All.top, Rect.top);
		All.right = max(All.right, Rect.right);
		All.bottom = max(All.bottom, Rect.bottom);
	}

	if (NT_SUCCESS(Status) && All.left < All.right)
		Status = Flush(&All);
	return Status;
}
