/* SPDX-License-Identifier: MIT */
/*
 * DriverEntry, and the entry points: each finds its object and calls it.
 */
#include "precomp.h"

void *__cdecl operator new(size_t Size, POOL_TYPE PoolType)
{
	void *Memory = ExAllocatePoolWithTag(PoolType, Size, VIRTIO_GPU_TAG);

	if (Memory)
		RtlZeroMemory(Memory, Size);
	return Memory;
}

void __cdecl operator delete(void *Memory)
{
	if (Memory)
		ExFreePool(Memory);
}

void __cdecl operator delete(void *Memory, size_t Size)
{
	UNREFERENCED_PARAMETER(Size);
	::operator delete(Memory);
}

static Gpu *From(_In_ CONST PVOID Context)
{
	return reinterpret_cast<Gpu *>(Context);
}

#pragma code_seg(push)
#pragma code_seg("PAGE")

static NTSTATUS AddDevice(_In_ CONST PDEVICE_OBJECT PhysicalDeviceObject,
			  _Outptr_ PVOID *MiniportDeviceContext)
{
	PAGED_CODE();

	*MiniportDeviceContext = new (NonPagedPoolNx) Gpu(PhysicalDeviceObject);
	return *MiniportDeviceContext != NULL ? STATUS_SUCCESS : STATUS_NO_MEMORY;
}

static NTSTATUS RemoveDevice(_In_ CONST PVOID MiniportDeviceContext)
{
	PAGED_CODE();

	delete From(MiniportDeviceContext);
	return STATUS_SUCCESS;
}

static NTSTATUS StartDevice(_In_ CONST PVOID MiniportDeviceContext,
			    _In_ PDXGK_START_INFO DxgkStartInfo,
			    _In_ PDXGKRNL_INTERFACE DxgkInterface, _Out_ PULONG NumberOfViews,
			    _Out_ PULONG NumberOfChildren)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(DxgkStartInfo);
	return From(MiniportDeviceContext)->Start(DxgkInterface, NumberOfViews, NumberOfChildren);
}

static NTSTATUS StopDevice(_In_ CONST PVOID MiniportDeviceContext)
{
	PAGED_CODE();

	From(MiniportDeviceContext)->Stop();
	return STATUS_SUCCESS;
}

static NTSTATUS StopAndRelease(_In_ PVOID MiniportDeviceContext,
			       _In_ D3DDDI_VIDEO_PRESENT_TARGET_ID TargetId,
			       _Out_ PDXGK_DISPLAY_INFORMATION DisplayInfo)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(TargetId);
	From(MiniportDeviceContext)->Stop();

	/* There is no frame buffer that anybody else could use. */
	RtlZeroMemory(DisplayInfo, sizeof(*DisplayInfo));
	return STATUS_NOT_SUPPORTED;
}

static NTSTATUS SetPowerState(_In_ CONST PVOID MiniportDeviceContext, _In_ ULONG DeviceUid,
			      _In_ DEVICE_POWER_STATE DevicePowerState,
			      _In_ POWER_ACTION ActionType)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(ActionType);
	return From(MiniportDeviceContext)->SetPower(DeviceUid, DevicePowerState);
}

static NTSTATUS DispatchIoRequest(_In_ CONST PVOID MiniportDeviceContext, _In_ ULONG ViewIndex,
				  _In_ PVIDEO_REQUEST_PACKET VideoRequestPacket)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(MiniportDeviceContext);
	UNREFERENCED_PARAMETER(ViewIndex);
	UNREFERENCED_PARAMETER(VideoRequestPacket);
	return STATUS_NOT_SUPPORTED;
}

static NTSTATUS QueryChildRelations(_In_ CONST PVOID MiniportDeviceContext,
				    _Out_writes_bytes_(Size) PDXGK_CHILD_DESCRIPTOR Child,
				    _In_ ULONG Size)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(MiniportDeviceContext);
	NT_ASSERT(Size / sizeof(*Child) >= 2);
	UNREFERENCED_PARAMETER(Size);

	Child->ChildDeviceType = TypeVideoOutput;
	Child->ChildCapabilities.HpdAwareness = HpdAwarenessInterruptible;
	Child->ChildCapabilities.Type.VideoOutput.InterfaceTechnology = D3DKMDT_VOT_OTHER;
	Child->ChildCapabilities.Type.VideoOutput.MonitorOrientationAwareness = D3DKMDT_MOA_NONE;
	Child->ChildUid = CHILD_UID;
	return STATUS_SUCCESS;
}

static NTSTATUS QueryChildStatus(_In_ CONST PVOID MiniportDeviceContext,
				 _Inout_ PDXGK_CHILD_STATUS ChildStatus,
				 _In_ BOOLEAN NonDestructiveOnly)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(NonDestructiveOnly);
	return From(MiniportDeviceContext)->QueryStatus(ChildStatus);
}

static NTSTATUS QueryDeviceDescriptor(_In_ CONST PVOID MiniportDeviceContext, _In_ ULONG ChildUid,
				      _Inout_ PDXGK_DEVICE_DESCRIPTOR DeviceDescriptor)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(ChildUid);
	return From(MiniportDeviceContext)->QueryDescriptor(DeviceDescriptor);
}

static NTSTATUS APIENTRY QueryAdapterInfo(_In_ CONST HANDLE hAdapter,
					  _In_ CONST DXGKARG_QUERYADAPTERINFO *Query)
{
	DXGK_DRIVERCAPS *Caps = static_cast<DXGK_DRIVERCAPS *>(Query->pOutputData);

	PAGED_CODE();

	UNREFERENCED_PARAMETER(hAdapter);
	if (Query->Type != DXGKQAITYPE_DRIVERCAPS)
		return STATUS_NOT_SUPPORTED;
	if (Query->OutputDataSize < sizeof(*Caps))
		return STATUS_BUFFER_TOO_SMALL;

	RtlZeroMemory(Caps, sizeof(*Caps));
	Caps->WDDMVersion = DXGKDDI_WDDMv1_2;
	Caps->HighestAcceptableAddress.QuadPart = -1;
	Caps->MaxPointerWidth = POINTER_SIZE;
	Caps->MaxPointerHeight = POINTER_SIZE;
	Caps->PointerCaps.Color = 1;
	Caps->SupportNonVGA = TRUE;
	return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY SetPointerPosition(_In_ CONST HANDLE hAdapter,
					    _In_ CONST DXGKARG_SETPOINTERPOSITION *Position)
{
	PAGED_CODE();
	return From(hAdapter)->SetPointerPosition(Position);
}

static NTSTATUS APIENTRY SetPointerShape(_In_ CONST HANDLE hAdapter,
					 _In_ CONST DXGKARG_SETPOINTERSHAPE *Shape)
{
	PAGED_CODE();
	return From(hAdapter)->SetPointerShape(Shape);
}

static NTSTATUS APIENTRY DdiEscape(_In_ CONST HANDLE hAdapter, _In_ CONST DXGKARG_ESCAPE *Escape)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(hAdapter);
	UNREFERENCED_PARAMETER(Escape);
	return STATUS_NOT_SUPPORTED;
}

static NTSTATUS APIENTRY PresentDisplayOnly(_In_ CONST HANDLE hAdapter,
					    _In_ CONST DXGKARG_PRESENT_DISPLAYONLY *Present)
{
	PAGED_CODE();
	return From(hAdapter)->Present(Present);
}

static NTSTATUS APIENTRY IsSupportedVidPn(_In_ CONST HANDLE hAdapter,
					  _Inout_ DXGKARG_ISSUPPORTEDVIDPN *Question)
{
	PAGED_CODE();
	return From(hAdapter)->IsSupported(Question);
}

static NTSTATUS APIENTRY RecommendFunctionalVidPn(
	_In_ CONST HANDLE hAdapter, _In_ CONST DXGKARG_RECOMMENDFUNCTIONALVIDPN *CONST Recommend)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(hAdapter);
	UNREFERENCED_PARAMETER(Recommend);
	return STATUS_GRAPHICS_NO_RECOMMENDED_FUNCTIONAL_VIDPN;
}

static NTSTATUS APIENTRY RecommendMonitorModes(
	_In_ CONST HANDLE hAdapter, _In_ CONST DXGKARG_RECOMMENDMONITORMODES *CONST Recommend)
{
	PAGED_CODE();
	return From(hAdapter)->RecommendMonitorModes(Recommend);
}

static NTSTATUS APIENTRY EnumVidPnCofuncModality(
	_In_ CONST HANDLE hAdapter, _In_ CONST DXGKARG_ENUMVIDPNCOFUNCMODALITY *CONST Enum)
{
	PAGED_CODE();
	return From(hAdapter)->EnumCofuncModality(Enum);
}

static NTSTATUS APIENTRY SetVidPnSourceVisibility(
	_In_ CONST HANDLE hAdapter, _In_ CONST DXGKARG_SETVIDPNSOURCEVISIBILITY *Visibility)
{
	PAGED_CODE();
	return From(hAdapter)->SetVisibility(Visibility);
}

static NTSTATUS APIENTRY CommitVidPn(_In_ CONST HANDLE hAdapter,
				     _In_ CONST DXGKARG_COMMITVIDPN *CONST Commit)
{
	PAGED_CODE();
	return From(hAdapter)->Commit(Commit);
}

static NTSTATUS APIENTRY UpdateActiveVidPnPresentPath(
	_In_ CONST HANDLE hAdapter, _In_ CONST DXGKARG_UPDATEACTIVEVIDPNPRESENTPATH *CONST Update)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(hAdapter);
	UNREFERENCED_PARAMETER(Update);
	return STATUS_SUCCESS;
}

static NTSTATUS APIENTRY QueryVidPnHWCapability(_In_ CONST HANDLE hAdapter,
						_Inout_ DXGKARG_QUERYVIDPNHWCAPABILITY *Caps)
{
	PAGED_CODE();

	UNREFERENCED_PARAMETER(hAdapter);
	RtlZeroMemory(&Caps->VidPnHWCaps, sizeof(Caps->VidPnHWCaps));
	return STATUS_SUCCESS;
}

static VOID Unload(VOID)
{
	PAGED_CODE();
}

#pragma code_seg(pop)

static BOOLEAN InterruptRoutine(_In_ CONST PVOID MiniportDeviceContext, _In_ ULONG MessageNumber)
{
	return From(MiniportDeviceContext)->Interrupt(MessageNumber);
}

static VOID DpcRoutine(_In_ CONST PVOID MiniportDeviceContext)
{
	From(MiniportDeviceContext)->Dpc();
}

static VOID ResetDevice(_In_ CONST PVOID MiniportDeviceContext)
{
	From(MiniportDeviceContext)->ResetDevice();
}

/* The picture is in memory that the device copies: nothing to do after a bug check. */
static NTSTATUS APIENTRY SystemDisplayEnable(_In_ PVOID MiniportDeviceContext,
					     _In_ D3DDDI_VIDEO_PRESENT_TARGET_ID TargetId,
					     _In_ PDXGKARG_SYSTEM_DISPLAY_ENABLE_FLAGS Flags,
					     _Out_ UINT *Width, _Out_ UINT *Height,
					     _Out_ D3DDDIFORMAT *ColorFormat)
{
	UNREFERENCED_PARAMETER(MiniportDeviceContext);
	UNREFERENCED_PARAMETER(TargetId);
	UNREFERENCED_PARAMETER(Flags);
	*Width = 0;
	*Height = 0;
	*ColorFormat = D3DDDIFMT_UNKNOWN;
	return STATUS_NOT_SUPPORTED;
}

static VOID APIENTRY SystemDisplayWrite(_In_ PVOID MiniportDeviceContext, _In_ PVOID Source,
					_In_ UINT SourceWidth, _In_ UINT SourceHeight,
					_In_ UINT SourceStride, _In_ UINT PositionX,
					_In_ UINT PositionY)
{
	UNREFERENCED_PARAMETER(MiniportDeviceContext);
	UNREFERENCED_PARAMETER(Source);
	UNREFERENCED_PARAMETER(SourceWidth);
	UNREFERENCED_PARAMETER(SourceHeight);
	UNREFERENCED_PARAMETER(SourceStride);
	UNREFERENCED_PARAMETER(PositionX);
	UNREFERENCED_PARAMETER(PositionY);
}

#pragma code_seg("INIT")

extern "C" DRIVER_INITIALIZE DriverEntry;

extern "C" NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
	KMDDOD_INITIALIZATION_DATA Data = {};
	NTSTATUS Status;

	Data.Version = DXGKDDI_INTERFACE_VERSION;

	Data.DxgkDdiAddDevice = AddDevice;
	Data.DxgkDdiStartDevice = StartDevice;
	Data.DxgkDdiStopDevice = StopDevice;
	Data.DxgkDdiResetDevice = ResetDevice;
	Data.DxgkDdiRemoveDevice = RemoveDevice;
	Data.DxgkDdiDispatchIoRequest = DispatchIoRequest;
	Data.DxgkDdiInterruptRoutine = InterruptRoutine;
	Data.DxgkDdiDpcRoutine = DpcRoutine;
	Data.DxgkDdiQueryChildRelations = QueryChildRelations;
	Data.DxgkDdiQueryChildStatus = QueryChildStatus;
	Data.DxgkDdiQueryDeviceDescriptor = QueryDeviceDescriptor;
	Data.DxgkDdiSetPowerState = SetPowerState;
	Data.DxgkDdiUnload = Unload;
	Data.DxgkDdiQueryAdapterInfo = QueryAdapterInfo;
	Data.DxgkDdiSetPointerPosition = SetPointerPosition;
	Data.DxgkDdiSetPointerShape = SetPointerShape;
	Data.DxgkDdiEscape = DdiEscape;
	Data.DxgkDdiIsSupportedVidPn = IsSupportedVidPn;
	Data.DxgkDdiRecommendFunctionalVidPn = RecommendFunctionalVidPn;
	Data.DxgkDdiEnumVidPnCofuncModality = EnumVidPnCofuncModality;
	Data.DxgkDdiSetVidPnSourceVisibility = SetVidPnSourceVisibility;
	Data.DxgkDdiCommitVidPn = CommitVidPn;
	Data.DxgkDdiUpdateActiveVidPnPresentPath = UpdateActiveVidPnPresentPath;
	Data.DxgkDdiRecommendMonitorModes = RecommendMonitorModes;
	Data.DxgkDdiQueryVidPnHWCapability = QueryVidPnHWCapability;
	Data.DxgkDdiPresentDisplayOnly = PresentDisplayOnly;
	Data.DxgkDdiStopDeviceAndReleasePostDisplayOwnership = StopAndRelease;
	Data.DxgkDdiSystemDisplayEnable = SystemDisplayEnable;
	Data.DxgkDdiSystemDisplayWrite = SystemDisplayWrite;

	Status = DxgkInitializeDisplayOnlyDriver(DriverObject, RegistryPath, &Data);
	if (!NT_SUCCESS(Status))
		LogError("DxgkInitializeDisplayOnlyDriver: 0x%08x", Status);
	return Status;
}
