/* SPDX-License-Identifier: MIT */
/*
 * The private protocol with programs: bochs_escape.h.
 *
 * The buffer is a copy that the port driver made, so it does not change while it
 * is looked at; everything in it is still a stranger's word.
 */
#include "bochs_dod.h"
#include "bochs_escape.h"

C_ASSERT(sizeof(BOCHS_ESCAPE_HEADER) == 16);
C_ASSERT(sizeof(BOCHS_ESCAPE_GET_INFO_DATA) == 48);
C_ASSERT(sizeof(BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA) == 48);
C_ASSERT(sizeof(BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA) == 32);

static VOID BochsGetModeInfo(_In_ const BOCHS_DEVICE *Device, _Out_ BOCHS_ESCAPE_MODE *Mode)
{
	RtlZeroMemory(Mode, sizeof(*Mode));

	if (Device->CurrentMode.Width != 0) {
		Mode->Width = Device->CurrentMode.Width;
		Mode->Height = Device->CurrentMode.Height;
		Mode->Pitch = BochsModePitch(&Device->CurrentMode);
		Mode->BytesPerPixel = BOCHS_BYTES_PER_PIXEL;
	}
}

static NTSTATUS BochsEscapeGetInfo(_In_ const BOCHS_DEVICE *Device,
				   _Inout_ BOCHS_ESCAPE_GET_INFO_DATA *Data)
{
	BochsGetModeInfo(Device, &Data->Mode);

	Data->VideoMemory = Device->VideoMemory;
	Data->DispiId = Device->DispiId;
	Data->Flags = (Device->Registers ? BOCHS_INFO_REGISTERS : 0) |
		      (Device->PortsMapped ? BOCHS_INFO_PORTS : 0) |
		      (Device->EdidLength != 0 ? BOCHS_INFO_EDID : 0) |
		      (Device->SourceVisible && !Device->MonitorOff ? BOCHS_INFO_VISIBLE : 0);
	return STATUS_SUCCESS;
}

static NTSTATUS BochsEscapeMapFramebuffer(_In_ const BOCHS_DEVICE *Device,
					  _Inout_ BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA *Data)
{
	const DXGKRNL_INTERFACE *Dxgk = &Device->DxgkInterface;
	PVOID Address = NULL;
	NTSTATUS Status;

	Status = Dxgk->DxgkCbMapMemory(Dxgk->DeviceHandle, Device->FramebufferRange.Start,
				       Device->VideoMemory, FALSE, TRUE, MmWriteCombined, &Address);
	if (!NT_SUCCESS(Status))
		return Status;

	BochsGetModeInfo(Device, &Data->Mode);
	Data->Address = (ULONG_PTR)Address;
	Data->Length = Device->VideoMemory;
	return STATUS_SUCCESS;
}

/*
 * DxgkCbUnmapMemory takes any address that DxgkCbMapMemory returned to this
 * driver, the driver's own included: those must not be given away.
 */
static NTSTATUS BochsEscapeUnmapFramebuffer(_In_ const BOCHS_DEVICE *Device,
					    _In_ const BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA *Data)
{
	const DXGKRNL_INTERFACE *Dxgk = &Device->DxgkInterface;
	PVOID Address = (PVOID)(ULONG_PTR)Data->Address;

	if (Data->Reserved != 0 || !Address || (ULONG_PTR)Address != Data->Address ||
	    Address == Device->Framebuffer || Address == Device->Registers ||
	    Address == Device->Ports) {
		return STATUS_INVALID_PARAMETER;
	}

	return Dxgk->DxgkCbUnmapMemory(Dxgk->DeviceHandle, Address);
}

NTSTATUS APIENTRY BochsDdiEscape(_In_ CONST HANDLE hAdapter, _In_ CONST DXGKARG_ESCAPE *pEscape)
{
	const BOCHS_DEVICE *Device = hAdapter;
	BOCHS_ESCAPE_HEADER *Header;
	ULONG Size;

	PAGED_CODE();

	if (!Device || !pEscape || !pEscape->pPrivateDriverData)
		return STATUS_INVALID_PARAMETER;

	if (pEscape->PrivateDriverDataSize < sizeof(*Header))
		return STATUS_INVALID_BUFFER_SIZE;

	Header = pEscape->pPrivateDriverData;

	if (Header->Magic != BOCHS_ESCAPE_MAGIC)
		return STATUS_INVALID_PARAMETER;

	if (Header->Version != BOCHS_ESCAPE_VERSION)
		return STATUS_REVISION_MISMATCH;

	switch (Header->Command) {
	case BOCHS_ESCAPE_GET_INFO:
		Size = sizeof(BOCHS_ESCAPE_GET_INFO_DATA);
		break;
	case BOCHS_ESCAPE_MAP_FRAMEBUFFER:
		Size = sizeof(BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA);
		break;
	case BOCHS_ESCAPE_UNMAP_FRAMEBUFFER:
		Size = sizeof(BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA);
		break;
	default:
		return STATUS_INVALID_PARAMETER;
	}

	if (Header->Size != Size || pEscape->PrivateDriverDataSize != Size)
		return STATUS_INVALID_BUFFER_SIZE;

	if (!Device->Started || Device->PowerState != PowerDeviceD0)
		return STATUS_DEVICE_NOT_READY;

	switch (Header->Command) {
	case BOCHS_ESCAPE_GET_INFO:
		return BochsEscapeGetInfo(Device, pEscape->pPrivateDriverData);
	case BOCHS_ESCAPE_MAP_FRAMEBUFFER:
		return BochsEscapeMapFramebuffer(Device, pEscape->pPrivateDriverData);
	default:
		return BochsEscapeUnmapFramebuffer(Device, pEscape->pPrivateDriverData);
	}
}
