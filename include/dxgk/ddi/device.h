/* SPDX-License-Identifier: MIT */
/* Adapters, children and the life of a device. */
#ifndef _DXGK_DDI_DEVICE_H_
#define _DXGK_DDI_DEVICE_H_

#include "base.h"
#include "kmt_types.h"
#include "vidpn_types.h"
#include "display_target.h"

#define DXGK_MAX_STRING_LEN 50
#define DXGK_MAX_REG_SZ_LEN 51

DXGK_EXTERN_C_BEGIN

typedef const PDEVICE_OBJECT IN_CONST_PDEVICE_OBJECT;
typedef PQUERY_INTERFACE IN_PQUERY_INTERFACE;
typedef PVIDEO_REQUEST_PACKET IN_PVIDEO_REQUEST_PACKET;

typedef enum _DEBUG_LEVEL {
	DlDebugError = 0,
	DlDebugWarning = 1,
	DlDebugTrace = 2,
	DlDebugInfo = 3,
} DEBUG_LEVEL;

typedef enum {
	DockStateUnsupported = 0,
	DockStateUnDocked = 1,
	DockStateDocked = 2,
	DockStateUnknown = 3,
} DOCKING_STATE;

typedef struct _DXGK_INTEGRATED_DISPLAY_CHILD {
	D3DKMDT_VIDEO_OUTPUT_TECHNOLOGY InterfaceTechnology;
	USHORT DescriptorLength;
} DXGK_INTEGRATED_DISPLAY_CHILD, *PDXGK_INTEGRATED_DISPLAY_CHILD;

typedef struct _DXGK_VIDEO_OUTPUT_CAPABILITIES {
	D3DKMDT_VIDEO_OUTPUT_TECHNOLOGY InterfaceTechnology;
	D3DKMDT_MONITOR_ORIENTATION_AWARENESS MonitorOrientationAwareness;
	BOOLEAN SupportsSdtvModes;
} DXGK_VIDEO_OUTPUT_CAPABILITIES, *PDXGK_VIDEO_OUTPUT_CAPABILITIES;

typedef struct _DXGK_CHILD_CAPABILITIES {
	union {
		DXGK_VIDEO_OUTPUT_CAPABILITIES VideoOutput;
		struct {
			UINT MustBeZero;
		} Other;
		DXGK_INTEGRATED_DISPLAY_CHILD IntegratedDisplayChild;
	} Type;
	DXGK_CHILD_DEVICE_HPD_AWARENESS HpdAwareness;
} DXGK_CHILD_CAPABILITIES, *PDXGK_CHILD_CAPABILITIES;

typedef enum _DXGK_CHILD_DEVICE_TYPE {
	TypeUninitialized = 0,
	TypeVideoOutput = 1,
	TypeOther = 2,
	TypeIntegratedDisplay = 3,
} DXGK_CHILD_DEVICE_TYPE, *PDXGK_CHILD_DEVICE_TYPE;

/*
 * DxgkDdiQueryChildRelations fills an array of these; an element that stays
 * zero ends it.
 */
typedef struct _DXGK_CHILD_DESCRIPTOR {
	DXGK_CHILD_DEVICE_TYPE ChildDeviceType;
	DXGK_CHILD_CAPABILITIES ChildCapabilities;
	ULONG AcpiUid;
	ULONG ChildUid;
} DXGK_CHILD_DESCRIPTOR, *PDXGK_CHILD_DESCRIPTOR;

typedef enum _DXGK_CHILD_STATUS_TYPE {
	StatusUninitialized = 0,
	StatusConnection = 1,
	StatusRotation = 2,
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
	StatusMiracastConnection = 3,
#endif
} DXGK_CHILD_STATUS_TYPE, *PDXGK_CHILD_STATUS_TYPE;

/* ChildUid names the child; Type says which member of the union holds. */
typedef struct _DXGK_CHILD_STATUS {
	DXGK_CHILD_STATUS_TYPE Type;
	ULONG ChildUid;
	union {
		struct {
			BOOLEAN Connected;
		} HotPlug;
		struct {
			UCHAR Angle;
		} Rotation;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
		struct {
			BOOLEAN Connected;
			D3DKMDT_VIDEO_OUTPUT_TECHNOLOGY MiracastMonitorType;
		} Miracast;
#endif
	};
} DXGK_CHILD_STATUS, *PDXGK_CHILD_STATUS;

/*
 * A part of a child's EDID: the driver copies DescriptorLength bytes from
 * DescriptorOffset.
 */
typedef struct _DXGK_DEVICE_DESCRIPTOR {
	ULONG DescriptorOffset;
	ULONG DescriptorLength;
	PVOID DescriptorBuffer;
} DXGK_DEVICE_DESCRIPTOR, *PDXGK_DEVICE_DESCRIPTOR;

/* TranslatedResourceList is the system's; a driver only reads it. */
typedef struct _DXGK_DEVICE_INFO {
	PVOID MiniportDeviceContext;
	PDEVICE_OBJECT PhysicalDeviceObject;
	UNICODE_STRING DeviceRegistryPath;
	PCM_RESOURCE_LIST TranslatedResourceList;
	LARGE_INTEGER SystemMemorySize;
	PHYSICAL_ADDRESS HighestPhysicalAddress;
	PHYSICAL_ADDRESS AgpApertureBase;
	SIZE_T AgpApertureSize;
	DOCKING_STATE DockingState;
} DXGK_DEVICE_INFO, *PDXGK_DEVICE_INFO;

typedef struct _DXGK_GENERIC_DESCRIPTOR {
	WCHAR HardwareId[DXGK_MAX_REG_SZ_LEN];
	WCHAR InstanceId[DXGK_MAX_REG_SZ_LEN];
	WCHAR CompatibleId[DXGK_MAX_REG_SZ_LEN];
	WCHAR DeviceText[DXGK_MAX_REG_SZ_LEN];
} DXGK_GENERIC_DESCRIPTOR, *PDXGK_GENERIC_DESCRIPTOR;

/* What the system tells a driver that starts. */
typedef struct _DXGK_START_INFO {
	ULONG RequiredDmaQueueEntry;
	GUID AdapterGuid;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
	LUID AdapterLuid;
#endif
} DXGK_START_INFO, *PDXGK_START_INFO;

typedef DXGK_CHILD_DESCRIPTOR *INOUT_PDXGK_CHILD_DESCRIPTOR;
typedef DXGK_CHILD_STATUS *INOUT_PDXGK_CHILD_STATUS;
typedef DXGK_DEVICE_DESCRIPTOR *INOUT_PDXGK_DEVICE_DESCRIPTOR;

typedef struct _LINKED_DEVICE {
	ULONG ChainUid;
	ULONG NumberOfLinksInChain;
	BOOLEAN LeadLink;
} LINKED_DEVICE, *PLINKED_DEVICE;

typedef LINKED_DEVICE *INOUT_PLINKED_DEVICE;
typedef DXGK_CHILD_STATUS *IN_PDXGK_CHILD_STATUS;
typedef DXGK_START_INFO *IN_PDXGK_START_INFO;

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
typedef struct _DXGKARG_SYSTEM_DISPLAY_ENABLE_FLAGS {
	union {
		struct {
			ULONG Reserved : 32;
		};
		ULONG Value;
	};
} DXGKARG_SYSTEM_DISPLAY_ENABLE_FLAGS, *PDXGKARG_SYSTEM_DISPLAY_ENABLE_FLAGS;

typedef struct _DXGK_CHILD_CONTAINER_ID {
	GUID ContainerId;
	struct {
		ULONG64 PortId;
		USHORT ManufacturerName;
		USHORT ProductCode;
	} EldInfo;
} DXGK_CHILD_CONTAINER_ID, *PDXGK_CHILD_CONTAINER_ID;

typedef enum _DXGK_SURPRISE_REMOVAL_TYPE {
	DxgkRemovalHibernation = 0,
	DxgkRemovalPnPNotify = 1,
} DXGK_SURPRISE_REMOVAL_TYPE;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
typedef enum _DXGK_FRAMEBUFFER_STATE {
	FrameBufferStateUnknown = 0,
	FrameBufferStateInitializedByFirmware = 1,
	FrameBufferStateInitializedByDriver = 2,
} DXGK_FRAMEBUFFER_STATE;

typedef struct _DXGK_DISPLAY_OWNERSHIP_FLAGS {
	union {
		struct {
			DXGK_FRAMEBUFFER_STATE FrameBufferState : 4;
		};
		ULONG Value;
	};
} DXGK_DISPLAY_OWNERSHIP_FLAGS, *PDXGK_DISPLAY_OWNERSHIP_FLAGS;

typedef struct _DXGK_PRE_START_INFO {
	union {
		ULONG ReservedIn;
		UINT Input;
	};
	union {
		struct {
			ULONG SupportPreserveBootDisplay : 1;
			ULONG IsUEFIFrameBufferCpuAccessibleDuringStartup : 1;
			ULONG ReservedOut : 30;
		};
		UINT Output;
	};
} DXGK_PRE_START_INFO, *PDXGK_PRE_START_INFO;

typedef DXGK_PRE_START_INFO *IN_OUT_PDXGK_PRE_START_INFO;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
typedef struct _DXGKARG_SETTARGETADJUSTEDCOLORIMETRY2 {
	D3DDDI_VIDEO_PRESENT_TARGET_ID TargetId;
	DXGK_COLORIMETRY AdjustedColorimetry;
	ULONG SdrWhiteLevel;
} DXGKARG_SETTARGETADJUSTEDCOLORIMETRY2, *PDXGKARG_SETTARGETADJUSTEDCOLORIMETRY2;

typedef DXGKARG_SETTARGETADJUSTEDCOLORIMETRY2 *IN_PDXGKARG_SETTARGETADJUSTEDCOLORIMETRY2;
#endif

DXGK_EXTERN_C_END

#endif /* _DXGK_DDI_DEVICE_H_ */
