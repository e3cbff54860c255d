/* SPDX-License-Identifier: MIT */
/*
 * A display-only miniport (KMDOD) for QEMU's standard VGA: the device context
 * and what the files of the driver offer one another.
 *
 * The adapter has one video present source and one video output, scans out one
 * linear surface of 32-bit pixels, and has neither an interrupt nor a hardware
 * pointer.  Presents are copied with the CPU and are complete on return.
 *
 * Locking: there is none, because the port driver provides it.  Everything that
 * changes the context runs under threading level two or three, where no other
 * call is inside the driver; the level-zero calls only read it.
 */
#ifndef BOCHS_DOD_H
#define BOCHS_DOD_H

#include <ntddk.h>
#include <d3dkmddi.h>
#include <d3dkmthk.h>
#include <dispmprt.h>

#include "bochs_hw.h"

#define BOCHS_POOL_TAG 'shcB'

#define BOCHS_SOURCE_COUNT 1
#define BOCHS_SOURCE_ID 0
#define BOCHS_CHILD_COUNT 1
#define BOCHS_CHILD_UID 0 /* also the video present target id */

#define BOCHS_BYTES_PER_PIXEL 4
#define BOCHS_MODES_MAX 32
#define BOCHS_EDID_BLOCK 128

#define BochsLogError(...) \
	DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "bochs_dod: " __VA_ARGS__)
#define BochsLogInfo(...) \
	DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_INFO_LEVEL, "bochs_dod: " __VA_ARGS__)

typedef struct _BOCHS_MODE {
	ULONG Width; /* pixels */
	ULONG Height;
} BOCHS_MODE, *PBOCHS_MODE;

typedef struct _BOCHS_RANGE {
	PHYSICAL_ADDRESS Start;
	ULONG Length; /* bytes */
} BOCHS_RANGE, *PBOCHS_RANGE;

typedef struct _BOCHS_DEVICE {
	PDEVICE_OBJECT PhysicalDeviceObject;

	/* From StartDevice to StopDevice */
	BOOLEAN Started;
	DXGKRNL_INTERFACE DxgkInterface;
	BOCHS_RANGE FramebufferRange;
	PUCHAR Framebuffer;  /* system space, write-combined */
	PUCHAR Registers;    /* system space, uncached; NULL: not there */
	PUCHAR Ports;	     /* 0x1ce in I/O space; NULL: not there */
	BOOLEAN PortsMapped; /* I/O space may well begin at address 0 */
	ULONG VideoMemory;   /* bytes that are both there and mapped */
	USHORT DispiId;

	ULONG EdidLength; /* bytes; 0: the monitor has none */
	UCHAR Edid[BOCHS_MMIO_EDID_LENGTH];

	ULONG ModeCount; /* the first one is the preferred one */
	BOCHS_MODE Modes[BOCHS_MODES_MAX];

	/* What is on the screen */
	BOCHS_MODE CurrentMode; /* Width 0: nothing was set */
	BOOLEAN SourceVisible;
	BOOLEAN MonitorOff; /* by CommitVidPn's power transitions */
	DEVICE_POWER_STATE PowerState;
} BOCHS_DEVICE, *PBOCHS_DEVICE;

/* A VidPN, opened; what is in it belongs to the system. */
typedef struct _BOCHS_VIDPN {
	D3DKMDT_HVIDPN hVidPn;
	const DXGK_VIDPN_INTERFACE *Interface;
	D3DKMDT_HVIDPNTOPOLOGY hTopology;
	const DXGK_VIDPNTOPOLOGY_INTERFACE *Topology;
	BOOLEAN HasPath;
} BOCHS_VIDPN, *PBOCHS_VIDPN;

/* hw.c: may be called at any IRQL, once the device is mapped */
NTSTATUS BochsHwProbe(_Inout_ PBOCHS_DEVICE Device);
NTSTATUS BochsHwSetMode(_In_ PBOCHS_DEVICE Device, _In_ const BOCHS_MODE *Mode);
VOID BochsHwDisable(_In_ PBOCHS_DEVICE Device);
VOID BochsHwBlank(_In_ PBOCHS_DEVICE Device, _In_ BOOLEAN Blank);
UCHAR BochsHwReadEdidByte(_In_ PBOCHS_DEVICE Device, _In_ ULONG Offset);

/* edid.c */
VOID BochsReadEdid(_Inout_ PBOCHS_DEVICE Device);

/* registry.c */
VOID BochsRegisterHardwareInformation(_In_ PBOCHS_DEVICE Device);

/* modes.c */
VOID BochsBuildModeList(_Inout_ PBOCHS_DEVICE Device);
BOOLEAN BochsIsModeSupported(_In_ const BOCHS_DEVICE *Device, _In_ ULONG Width, _In_ ULONG Height);
ULONG BochsModePitch(_In_ const BOCHS_MODE *Mode);
VOID BochsFillSignalInfo(_In_ const BOCHS_MODE *Mode, _Out_ D3DKMDT_VIDEO_SIGNAL_INFO *Signal);

/* vidpn.c */
NTSTATUS BochsOpenVidPn(_In_ const BOCHS_DEVICE *Device, _In_ D3DKMDT_HVIDPN hVidPn,
			_Out_ PBOCHS_VIDPN VidPn);
BOOLEAN BochsIsTransformationSupported(
	_In_ const D3DKMDT_VIDPN_PRESENT_PATH_TRANSFORMATION *Transformation);
NTSTATUS BochsCheckPath(_In_ const BOCHS_VIDPN *VidPn);
NTSTATUS BochsGetPinnedModes(_In_ const BOCHS_DEVICE *Device, _In_ const BOCHS_VIDPN *VidPn,
			     _Out_ PBOCHS_MODE SourceMode, _Out_ PBOCHS_MODE TargetMode);

/* present.c */
VOID BochsFillBlack(_In_ PBOCHS_DEVICE Device);

/* power.c */
VOID BochsUpdateBlank(_In_ PBOCHS_DEVICE Device);

/* device.c */
DXGKDDI_ADD_DEVICE BochsDdiAddDevice;
DXGKDDI_START_DEVICE BochsDdiStartDevice;
DXGKDDI_STOP_DEVICE BochsDdiStopDevice;
DXGKDDI_REMOVE_DEVICE BochsDdiRemoveDevice;
DXGKDDI_STOP_DEVICE_AND_RELEASE_POST_DISPLAY_OWNERSHIP
BochsDdiStopDeviceAndReleasePostDisplayOwnership;

/* adapter.c */
DXGKDDI_QUERYADAPTERINFO BochsDdiQueryAdapterInfo;
DXGKDDI_QUERY_INTERFACE BochsDdiQueryInterface;
DXGKDDI_DISPATCH_IO_REQUEST BochsDdiDispatchIoRequest;
DXGKDDI_SETPOINTERPOSITION BochsDdiSetPointerPosition;
DXGKDDI_SETPOINTERSHAPE BochsDdiSetPointerShape;

/* child.c */
DXGKDDI_QUERY_CHILD_RELATIONS BochsDdiQueryChildRelations;
DXGKDDI_QUERY_CHILD_STATUS BochsDdiQueryChildStatus;
DXGKDDI_QUERY_DEVICE_DESCRIPTOR BochsDdiQueryDeviceDescriptor;
DXGKDDI_RECOMMENDMONITORMODES BochsDdiRecommendMonitorModes;

/* vidpn.c */
DXGKDDI_ISSUPPORTEDVIDPN BochsDdiIsSupportedVidPn;
DXGKDDI_RECOMMENDFUNCTIONALVIDPN BochsDdiRecommendFunctionalVidPn;
DXGKDDI_QUERYVIDPNHWCAPABILITY BochsDdiQueryVidPnHWCapability;

/* cofunc.c */
DXGKDDI_ENUMVIDPNCOFUNCMODALITY BochsDdiEnumVidPnCofuncModality;

/* commit.c */
DXGKDDI_COMMITVIDPN BochsDdiCommitVidPn;
DXGKDDI_UPDATEACTIVEVIDPNPRESENTPATH BochsDdiUpdateActiveVidPnPresentPath;
DXGKDDI_SETVIDPNSOURCEVISIBILITY BochsDdiSetVidPnSourceVisibility;

/* present.c */
DXGKDDI_PRESENTDISPLAYONLY BochsDdiPresentDisplayOnly;
DXGKDDI_SYSTEM_DISPLAY_ENABLE BochsDdiSystemDisplayEnable;
DXGKDDI_SYSTEM_DISPLAY_WRITE BochsDdiSystemDisplayWrite;

/* escape.c */
DXGKDDI_ESCAPE BochsDdiEscape;

/* power.c */
DXGKDDI_SET_POWER_STATE BochsDdiSetPowerState;
DXGKDDI_RESET_DEVICE BochsDdiResetDevice;

#endif /* BOCHS_DOD_H */
