/* SPDX-License-Identifier: MIT */
/*
 * The pointer: a surface of its own, and a queue of its own.
 */
#include "precomp.h"

NTSTATUS Gpu::SetPointerShape(_In_ const DXGKARG_SETPOINTERSHAPE *Shape)
{
	const Mode Size = { POINTER_SIZE, POINTER_SIZE };
	const RECT All = { 0, 0, POINTER_SIZE, POINTER_SIZE };
	const UCHAR *From = static_cast<const UCHAR *>(Shape->pPixels);
	NTSTATUS Status = STATUS_SUCCESS;
	Locker Hold(&m_Lock);

	if (!m_Running)
		return STATUS_UNSUCCESSFUL;
	if (!Shape->Flags.Color || Shape->Width > POINTER_SIZE || Shape->Height > POINTER_SIZE)
		return STATUS_NOT_SUPPORTED;

	RtlZeroMemory(m_Pointer.Pixels, m_Pointer.Bytes);
	for (ULONG y = 0; y < Shape->Height; y++) {
		RtlCopyMemory(m_Pointer.Pixels + y * POINTER_SIZE * BYTES_PER_PIXEL,
			      From + y * Shape->Pitch, Shape->Width * BYTES_PER_PIXEL);
	}
	m_HotX = Shape->XHot;
	m_HotY = Shape->YHot;

	if (m_Pointer.Size.Width == 0)
		Status = CreateSurface(&m_Pointer, &Size, VIRTIO_GPU_FORMAT_B8G8R8A8);
	if (NT_SUCCESS(Status)) {
		/* The other queue must not overtake the pixels. */
		Status = Transfer(&m_Pointer, &All, TRUE);
	}
	if (NT_SUCCESS(Status))
		Status = SendCursor(VIRTIO_GPU_UPDATE_CURSOR);
	return Status;
}

NTSTATUS Gpu::SetPointerPosition(_In_ const DXGKARG_SETPOINTERPOSITION *Position)
{
	Locker Hold(&m_Lock);
	BOOLEAN Changed;

	if (!m_Running)
		return STATUS_UNSUCCESSFUL;

	Changed = m_PointerVisible != (BOOLEAN)Position->Flags.Visible;
	m_PointerVisible = Position->Flags.Visible;
	if (m_PointerVisible) {
		m_PointerX = Position->X;
		m_PointerY = Position->Y;
	}
	return SendCursor(Changed ? VIRTIO_GPU_UPDATE_CURSOR : VIRTIO_GPU_MOVE_CURSOR);
}
