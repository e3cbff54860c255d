/* SPDX-License-Identifier: MIT */
/*
 * What the adapter can do, and what it cannot.
 */
#include "bochs_dod.h"

static NTSTATUS BochsQueryDriverCaps(_In_ const DXGKARG_QUERYADAPTERINFO *QueryAdapterInfo)
{
	DXGK_DRIVERCAPS *Caps = QueryAdapterInfo->pOutputData;

	if (!Caps || QueryAdapterInfo->OutputDataSize < sizeof(*Caps))
		return STATUS_BUFFER_TOO_SMALL;

	RtlZeroMemory(Caps, sizeof(*Caps));

	Caps->WDDMVersion = DXGKDDI_WDDMv1_2;
	Caps->HighestAcceptableAddress.QuadPart = -1;

	/* No pointer in hardware: PointerCaps and its sizes stay zero. */

	/* DxgkDdiStopDeviceAndReleasePostDisplayOwnership is there. */
	Caps->SupportNonVGA = TRUE;

	return STATUS_SUCCESS;
}

NTSTATUS APIENTRY BochsDdiQueryAdapterInfo(_In_ CONST HANDLE hAdapter,
					   _In_ CONST DXGKARG_QUERYADAPTERINFO *pQueryAdapterInfo)
{
	PAGED_CODE();

	if (!hAdapter || !pQueryAdapterInfo)
		return STATUS_INVALID_PARAMETER;

	switch (pQueryAdapterInfo->Type) {
	case DXGKQAITYPE_DRIVERCAPS:
		return BochsQueryDriverCaps(pQueryAdapterInfo);

	default:
		return STATUS_NOT_SUPPORTED;
	}
}

/* No interface for the drivers of child devices: pass the query on. */
NTSTATUS APIENTRY BochsDdiQueryInterface(_In_ CONST PVOID MiniportDeviceContext,
					 _In_ PQUERY_INTERFACE QueryInterface)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(MiniportDeviceContext);
	UNREFERENCED_PARAMETER(QueryInterface);

	return STATUS_NOT_SUPPORTED;
}

NTSTATUS APIENTRY BochsDdiDispatchIoRequest(_In_ CONST PVOID MiniportDeviceContext,
					    _In_ ULONG VidPnSourceId,
					    _In_ PVIDEO_REQUEST_PACKET VideoRequestPacket)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(MiniportDeviceContext);
	UNREFERENCED_PARAMETER(VidPnSourceId);
	UNREFERENCED_PARAMETER(VideoRequestPacket);

	return STATUS_NOT_SUPPORTED;
}

/* A pointer that is not shown may be anywhere. */
NTSTATUS APIENTRY BochsDdiSetPointerPosition(
	_In_ CONST HANDLE hAdapter, _In_ CONST DXGKARG_SETPOINTERPOSITION *pSetPointerPosition)
{
	PAGED_CODE();

	if (!hAdapter || !pSetPointerPosition)
		return STATUS_INVALID_PARAMETER;

	if (pSetPointerPosition->VidPnSourceId >= BOCHS_SOURCE_COUNT)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;

	return pSetPointerPosition->Flags.Visible ? STATUS_NOT_SUPPORTED : STATUS_SUCCESS;
}

NTSTATUS APIENTRY BochsDdiSetPointerShape(_In_ CONST HANDLE hAdapter,
					  _In_ CONST DXGKARG_SETPOINTERSHAPE *pSetPointerShape)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(hAdapter);
	UNREFERENCED_PARAMETER(pSetPointerShape);

	return STATUS_NOT_SUPPORTED;
}
