// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * cb_post.c - the display that the firmware set up, handed over.
 */
#include "adapter.h"
#include "handle.h"
#include "iface.h"

/* The firmware's pixel formats in D3DDDIFORMAT's terms. */
static D3DDDIFORMAT dxgk_post_format(ULONG bits)
{
	switch (bits) {
	case 32:
		return D3DDDIFMT_X8R8G8B8;
	case 24:
		return D3DDDIFMT_R8G8B8;
	case 16:
		return D3DDDIFMT_R5G6B5;
	default:
		return D3DDDIFMT_UNKNOWN;
	}
}

/* What is lit, and who set it up.  Inside StartDevice or SetPowerState(D0). */
static NTSTATUS dxgk_post_acquire(struct dxgk_adapter *adapter, PDXGK_DISPLAY_INFORMATION info,
				  DXGK_FRAMEBUFFER_STATE *by)
{
	const struct dxgk_post_display *post = &adapter->info.post;

	*by = FrameBufferStateUnknown;
	if (adapter->state != DXGK_STATE_STARTING && !adapter->powering_up)
		return STATUS_INVALID_DEVICE_STATE;
	if (adapter->post_left.Width) {
		/* A driver gave the display back before: that is what is lit now. */
		*info = adapter->post_left;
		*by = FrameBufferStateInitializedByDriver;
		return STATUS_SUCCESS;
	}
	__builtin_memset(info, 0, sizeof(*info));
	info->TargetId = D3DDDI_ID_UNINITIALIZED;
	if (!post->width || adapter->displayed)
		return STATUS_SUCCESS;
	info->Width = post->width;
	info->Height = post->height;
	info->Pitch = post->pitch;
	info->ColorFormat = dxgk_post_format(post->bits_per_pixel);
	info->PhysicAddress.QuadPart = (LONGLONG)post->phys;
	*by = post->by_driver ? FrameBufferStateInitializedByDriver :
				FrameBufferStateInitializedByFirmware;
	return STATUS_SUCCESS;
}

/**
 * DxgkCbAcquirePostDisplayOwnership() - the display that is lit
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @DisplayInfo: filled; Width 0 when this is not the POST device or nothing
 *	usable was left
 *
 * IRQL: up to APC_LEVEL, inside StartDevice or SetPowerState(D0).
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_INVALID_DEVICE_STATE
 * at any other time.
 *
 * Follows "DXGKCB_ACQUIRE_POST_DISPLAY_OWNERSHIP callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbAcquirePostDisplayOwnership(HANDLE DeviceHandle,
						 PDXGK_DISPLAY_INFORMATION DisplayInfo)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	DXGK_FRAMEBUFFER_STATE by;

	DXGK_CB_ENTER(adapter, DeviceHandle, APC_LEVEL);
	if (DisplayInfo)
		status = dxgk_post_acquire(adapter, DisplayInfo, &by);
	dxgk_handle_put(DeviceHandle);
	return status;
}

/**
 * DxgkCbAcquirePostDisplayOwnership2() - the same, and who set it up
 * @DeviceHandle: as above
 * @DisplayInfo: as above
 * @Flags: FrameBufferState is filled
 *
 * Follows "DXGKCB_ACQUIRE_POST_DISPLAY_OWNERSHIP2 callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbAcquirePostDisplayOwnership2(HANDLE DeviceHandle,
						  PDXGK_DISPLAY_INFORMATION DisplayInfo,
						  PDXGK_DISPLAY_OWNERSHIP_FLAGS Flags)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	DXGK_FRAMEBUFFER_STATE by;

	DXGK_CB_ENTER(adapter, DeviceHandle, APC_LEVEL);
	if (DisplayInfo && Flags) {
		status = dxgk_post_acquire(adapter, DisplayInfo, &by);
		Flags->Value = 0;
		Flags->FrameBufferState = by;
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}
