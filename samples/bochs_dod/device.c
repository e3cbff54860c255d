/* SPDX-License-Identifier: MIT */
/*
 * The life of a device: added, started with its resources mapped, stopped with
 * all of them unmapped, removed.
 */
#include "bochs_dod.h"

NTSTATUS APIENTRY BochsDdiAddDevice(_In_ CONST PDEVICE_OBJECT PhysicalDeviceObject,
				    _Outptr_ PVOID *MiniportDeviceContext)
{
	PBOCHS_DEVICE Device;

	PAGED_CODE();

	if (!PhysicalDeviceObject || !MiniportDeviceContext)
		return STATUS_INVALID_PARAMETER;

	*MiniportDeviceContext = NULL;

	/* Not paged: the bug-check entry points use it at any IRQL. */
	Device = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*Device), BOCHS_POOL_TAG);
	if (!Device)
		return STATUS_NO_MEMORY;

	RtlZeroMemory(Device, sizeof(*Device));
	Device->PhysicalDeviceObject = PhysicalDeviceObject;
	Device->PowerState = PowerDeviceD0;

	*MiniportDeviceContext = Device;
	return STATUS_SUCCESS;
}

NTSTATUS APIENTRY BochsDdiRemoveDevice(_In_ CONST PVOID MiniportDeviceContext)
{
	PAGED_CODE();

	if (MiniportDeviceContext)
		ExFreePoolWithTag(MiniportDeviceContext, BOCHS_POOL_TAG);

	return STATUS_SUCCESS;
}

/*
 * Memory descriptors come in BAR order: the framebuffer first, then, unless the
 * adapter is very old, the registers.
 */
static NTSTATUS BochsFindRanges(_In_ const CM_RESOURCE_LIST *Resources,
				_Out_ PBOCHS_RANGE Framebuffer, _Out_ PBOCHS_RANGE Registers)
{
	const CM_PARTIAL_RESOURCE_LIST *List;
	const CM_PARTIAL_RESOURCE_DESCRIPTOR *Descriptor;
	ULONG Found = 0;
	ULONG i;

	RtlZeroMemory(Framebuffer, sizeof(*Framebuffer));
	RtlZeroMemory(Registers, sizeof(*Registers));

	if (!Resources || Resources->Count == 0)
		return STATUS_DEVICE_CONFIGURATION_ERROR;

	List = &Resources->List[0].PartialResourceList;

	for (i = 0; i < List->Count && Found < 2; i++) {
		PBOCHS_RANGE Range = Found == 0 ? Framebuffer : Registers;

		Descriptor = &List->PartialDescriptors[i];
		if (Descriptor->Type != CmResourceTypeMemory)
			continue;

		Range->Start = Descriptor->u.Memory.Start;
		Range->Length = Descriptor->u.Memory.Length;
		Found++;
	}

	if (Framebuffer->Length == 0)
		return STATUS_DEVICE_CONFIGURATION_ERROR;

	return STATUS_SUCCESS;
}

static VOID BochsUnmap(_In_ PBOCHS_DEVICE Device, _In_ PVOID Address)
{
	NTSTATUS Status;

	Status = Device->DxgkInterface.DxgkCbUnmapMemory(Device->DxgkInterface.DeviceHandle,
							 Address);
	if (!NT_SUCCESS(Status))
		BochsLogError("DxgkCbUnmapMemory failed with 0x%08x\n", Status);
}

/* Gives back whatever is mapped: the way out of every stop and failed start. */
static VOID BochsUnmapResources(_Inout_ PBOCHS_DEVICE Device)
{
	if (Device->PortsMapped) {
		BochsUnmap(Device, Device->Ports);
		Device->Ports = NULL;
		Device->PortsMapped = FALSE;
	}

	if (Device->Registers) {
		BochsUnmap(Device, Device->Registers);
		Device->Registers = NULL;
	}

	if (Device->Framebuffer) {
		BochsUnmap(Device, Device->Framebuffer);
		Device->Framebuffer = NULL;
	}
}

static NTSTATUS BochsMapResources(_Inout_ PBOCHS_DEVICE Device)
{
	PDXGKRNL_INTERFACE Dxgk = &Device->DxgkInterface;
	DXGK_DEVICE_INFO DeviceInfo;
	BOCHS_RANGE Registers;
	PHYSICAL_ADDRESS Port;
	NTSTATUS Status;

	RtlZeroMemory(&DeviceInfo, sizeof(DeviceInfo));
	Status = Dxgk->DxgkCbGetDeviceInformation(Dxgk->DeviceHandle, &DeviceInfo);
	if (!NT_SUCCESS(Status)) {
		BochsLogError("DxgkCbGetDeviceInformation failed with 0x%08x\n", Status);
		return Status;
	}

	Status = BochsFindRanges(DeviceInfo.TranslatedResourceList, &Device->FramebufferRange,
				 &Registers);
	if (!NT_SUCCESS(Status)) {
		BochsLogError("the adapter has no framebuffer\n");
		return Status;
	}

	Status = Dxgk->DxgkCbMapMemory(Dxgk->DeviceHandle, Device->FramebufferRange.Start,
				       Device->FramebufferRange.Length, FALSE, FALSE,
				       MmWriteCombined, (PVOID *)&Device->Framebuffer);
	if (!NT_SUCCESS(Status)) {
		BochsLogError("cannot map the framebuffer: 0x%08x\n", Status);
		Device->Framebuffer = NULL;
		return Status;
	}

	if (Registers.Length >= BOCHS_MMIO_LENGTH) {
		Status = Dxgk->DxgkCbMapMemory(Dxgk->DeviceHandle, Registers.Start,
					       BOCHS_MMIO_LENGTH, FALSE, FALSE, MmNonCached,
					       (PVOID *)&Device->Registers);
		if (!NT_SUCCESS(Status)) {
			BochsLogError("cannot map the registers: 0x%08x\n", Status);
			Device->Registers = NULL;
			return Status;
		}
	}

	/*
	 * The ports are not among the adapter's resources.  They belong to the
	 * machine's VGA, and are refused to an adapter that is not; nothing is lost
	 * then, as long as there is the register BAR.
	 */
	Port.QuadPart = BOCHS_PORT_DISPI;
	Status = Dxgk->DxgkCbMapMemory(Dxgk->DeviceHandle, Port, BOCHS_PORT_DISPI_LENGTH, TRUE,
				       FALSE, MmNonCached, (PVOID *)&Device->Ports);
	Device->PortsMapped = NT_SUCCESS(Status);
	if (!Device->PortsMapped) {
		Device->Ports = NULL;
		if (!Device->Registers) {
			BochsLogError("neither register BAR nor ports: 0x%08x\n", Status);
			return Status;
		}
	}

	return STATUS_SUCCESS;
}

NTSTATUS APIENTRY BochsDdiStartDevice(_In_ CONST PVOID MiniportDeviceContext,
				      _In_ PDXGK_START_INFO DxgkStartInfo,
				      _In_ PDXGKRNL_INTERFACE DxgkInterface,
				      _Out_ PULONG NumberOfVideoPresentSources,
				      _Out_ PULONG NumberOfChildren)
{
	PBOCHS_DEVICE Device = MiniportDeviceContext;
	DXGK_DISPLAY_INFORMATION PostDisplay;
	NTSTATUS Status;

	PAGED_CODE();

	if (!Device || !DxgkStartInfo || !DxgkInterface ||
	    !NumberOfVideoPresentSources || !NumberOfChildren) {
		return STATUS_INVALID_PARAMETER;
	}

	*NumberOfVideoPresentSources = 0;
	*NumberOfChildren = 0;

	if (Device->Started)
		return STATUS_INVALID_DEVICE_STATE;

	/* An interface that is older and shorter than ours is taken as it is. */
	RtlZeroMemory(&Device->DxgkInterface, sizeof(Device->DxgkInterface));
	RtlCopyMemory(&Device->DxgkInterface, DxgkInterface,
		      min(DxgkInterface->Size, sizeof(Device->DxgkInterface)));

	Status = BochsMapResources(Device);
	if (!NT_SUCCESS(Status))
		goto Failed;

	Status = BochsHwProbe(Device);
	if (!NT_SUCCESS(Status))
		goto Failed;

	BochsReadEdid(Device);
	BochsBuildModeList(Device);
	if (Device->ModeCount == 0) {
		BochsLogError("%lu bytes of video memory are too few for any mode\n",
			      Device->VideoMemory);
		Status = STATUS_DEVICE_CONFIGURATION_ERROR;
		goto Failed;
	}

	BochsRegisterHardwareInformation(Device);

	/*
	 * From here on the screen is ours.  What the firmware showed does not
	 * matter to us, because every mode is set in full, and an adapter that was
	 * not the POST display has none: so no answer makes the start fail.
	 */
	RtlZeroMemory(&PostDisplay, sizeof(PostDisplay));
	Status = Device->DxgkInterface.DxgkCbAcquirePostDisplayOwnership(
		Device->DxgkInterface.DeviceHandle, &PostDisplay);
	if (NT_SUCCESS(Status) && PostDisplay.Width != 0) {
		BochsLogInfo("took over a %u x %u display\n", PostDisplay.Width,
			     PostDisplay.Height);
	}

	RtlZeroMemory(&Device->CurrentMode, sizeof(Device->CurrentMode));
	Device->SourceVisible = FALSE;
	Device->MonitorOff = FALSE;
	Device->PowerState = PowerDeviceD0;
	Device->Started = TRUE;
	BochsUpdateBlank(Device);

	*NumberOfVideoPresentSources = BOCHS_SOURCE_COUNT;
	*NumberOfChildren = BOCHS_CHILD_COUNT;

	BochsLogInfo("started: id 0x%04x, %lu KiB of video memory, %lu modes, %lu bytes of EDID\n",
		     Device->DispiId, Device->VideoMemory / 1024, Device->ModeCount,
		     Device->EdidLength);
	return STATUS_SUCCESS;

Failed:
	BochsUnmapResources(Device);
	return Status;
}

NTSTATUS APIENTRY BochsDdiStopDevice(_In_ CONST PVOID MiniportDeviceContext)
{
	PBOCHS_DEVICE Device = MiniportDeviceContext;

	PAGED_CODE();

	if (!Device)
		return STATUS_INVALID_PARAMETER;

	if (!Device->Started)
		return STATUS_SUCCESS;

	/* Leave the screen as the firmware would: VGA text, visible. */
	BochsHwDisable(Device);
	BochsHwBlank(Device, FALSE);

	Device->Started = FALSE;
	BochsUnmapResources(Device);
	return STATUS_SUCCESS;
}

/*
 * The same, except that the mode stays on, black, for whoever drives the
 * framebuffer next.
 */
NTSTATUS APIENTRY BochsDdiStopDeviceAndReleasePostDisplayOwnership(
	_In_ PVOID MiniportDeviceContext, _In_ D3DDDI_VIDEO_PRESENT_TARGET_ID TargetId,
	_Out_ PDXGK_DISPLAY_INFORMATION DisplayInfo)
{
	PBOCHS_DEVICE Device = MiniportDeviceContext;
	NTSTATUS Status;

	PAGED_CODE();

	if (!Device || !DisplayInfo)
		return STATUS_INVALID_PARAMETER;

	RtlZeroMemory(DisplayInfo, sizeof(*DisplayInfo));

	if (!Device->Started)
		return STATUS_DEVICE_NOT_READY;

	if (TargetId != BOCHS_CHILD_UID)
		return STATUS_NOT_SUPPORTED;

	if (Device->CurrentMode.Width == 0) {
		Status = BochsHwSetMode(Device, &Device->Modes[0]);
		if (!NT_SUCCESS(Status))
			return Status;
		Device->CurrentMode = Device->Modes[0];
	}

	BochsFillBlack(Device);
	BochsHwBlank(Device, FALSE);

	DisplayInfo->Width = Device->CurrentMode.Width;
	DisplayInfo->Height = Device->CurrentMode.Height;
	DisplayInfo->Pitch = BochsModePitch(&Device->CurrentMode);
	DisplayInfo->ColorFormat = D3DDDIFMT_X8R8G8B8;
	DisplayInfo->PhysicAddress = Device->FramebufferRange.Start;
	DisplayInfo->TargetId = BOCHS_CHILD_UID;
	DisplayInfo->AcpiId = 0;

	Device->Started = FALSE;
	BochsUnmapResources(Device);
	return STATUS_SUCCESS;
}
