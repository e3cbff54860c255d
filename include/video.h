/* SPDX-License-Identifier: MIT */
/* The video port's types; its functions are not for display miniports. */
#ifndef _DXGK_VIDEO_H_
#define _DXGK_VIDEO_H_

#include "ntddvdeo.h"
#include "dxgk/nt/vport.h"
#include "dxgk/nt/dma.h"

DXGK_EXTERN_C_BEGIN

#define VIDEO_RANGE_PASSIVE_DECODE 1
#define VIDEO_RANGE_10_BIT_DECODE 2

#define VIDEO_MEMORY_SPACE_MEMORY 0
#define VIDEO_MEMORY_SPACE_IO 1
#define VIDEO_MEMORY_SPACE_USER_MODE 2
#define VIDEO_MEMORY_SPACE_DENSE 4
#define VIDEO_MEMORY_SPACE_P6CACHE 8

#define INITIAL_EVENT_NOT_SIGNALED 0
#define SYNCHRONIZATION_EVENT 0
#define CDE_USE_SUBSYSTEM_IDS 1
#define DEVICE_VGA_ENABLED 1
#define EVENT_TYPE_MASK 1
#define NOTIFICATION_EVENT 1
#define SET_USER_EVENT 1
#define CDE_USE_REVISION 2
#define INITIAL_EVENT_SIGNALED 2
#define INITIAL_EVENT_STATE_MASK 2
#define SET_DISPLAY_EVENT 2
#define BUGCHECK_DATA_SIZE_RESERVED 0x30
#define SIZE_OF_WXP_VIDEO_PORT_CONFIG_INFO 0x80ULL
#define SIZE_OF_WXP_VIDEO_HW_INITIALIZATION_DATA 0x90ULL

typedef struct _VP_DMA_ADAPTER VP_DMA_ADAPTER, *PVP_DMA_ADAPTER;
typedef PVOID PDMA;
typedef ULONG DMA_EVENT_FLAGS;
typedef struct _SPIN_LOCK *PSPIN_LOCK;

struct _VIDEO_PORT_CONFIG_INFO;
struct _VIDEO_ACCESS_RANGE;
struct _VIDEO_CHILD_ENUM_INFO;
typedef enum {
	Monitor = 1,
	NonPrimaryChip,
	VideoChip,
	Other
} VIDEO_CHILD_TYPE, *PVIDEO_CHILD_TYPE;

typedef enum _VIDEO_DEVICE_DATA_TYPE {
	VpMachineData,
	VpCmosData,
	VpBusData,
	VpControllerData,
	VpMonitorData
} VIDEO_DEVICE_DATA_TYPE, *PVIDEO_DEVICE_DATA_TYPE;

typedef VP_STATUS (NTAPI *PVIDEO_HW_FIND_ADAPTER)(PVOID HwDeviceExtension, PVOID HwContext,
						  PWSTR ArgumentString,
						  struct _VIDEO_PORT_CONFIG_INFO *ConfigInfo,
						  PUCHAR Again);
typedef BOOLEAN (NTAPI *PVIDEO_HW_INITIALIZE)(PVOID HwDeviceExtension);
typedef BOOLEAN (NTAPI *PVIDEO_HW_INTERRUPT)(PVOID HwDeviceExtension);
typedef BOOLEAN (NTAPI *PVIDEO_HW_START_IO)(PVOID HwDeviceExtension,
					    PVIDEO_REQUEST_PACKET RequestPacket);
typedef BOOLEAN (NTAPI *PVIDEO_HW_RESET_HW)(PVOID HwDeviceExtension, ULONG Columns, ULONG Rows);
typedef VOID (NTAPI *PVIDEO_HW_TIMER)(PVOID HwDeviceExtension);
typedef VP_STATUS (NTAPI *PVIDEO_HW_POWER_SET)(PVOID HwDeviceExtension, ULONG HwId,
					       PVIDEO_POWER_MANAGEMENT VideoPowerControl);
typedef VP_STATUS (NTAPI *PVIDEO_HW_POWER_GET)(PVOID HwDeviceExtension, ULONG HwId,
					       PVIDEO_POWER_MANAGEMENT VideoPowerControl);
typedef VP_STATUS (NTAPI *PVIDEO_HW_QUERY_INTERFACE)(PVOID HwDeviceExtension,
						     PQUERY_INTERFACE QueryInterface);
typedef VP_STATUS (NTAPI *PVIDEO_HW_GET_CHILD_DESCRIPTOR)(PVOID HwDeviceExtension,
	struct _VIDEO_CHILD_ENUM_INFO *ChildEnumInfo, PVIDEO_CHILD_TYPE VideoChildType,
	PUCHAR pChildDescriptor, PULONG pUId, PULONG pUnused);
typedef VP_STATUS (NTAPI *PVIDEO_HW_CHILD_CALLBACK)(PVOID HwDeviceExtension,
						    PVOID ChildDeviceExtension);
typedef VOID (NTAPI *PVIDEO_HW_LEGACYRESOURCES)(ULONG VendorId, ULONG DeviceId,
	struct _VIDEO_ACCESS_RANGE **LegacyResourceList, PULONG LegacyResourceCount);
typedef PVOID (NTAPI *PVIDEO_PORT_GET_PROC_ADDRESS)(PVOID HwDeviceExtension,
						    PUCHAR FunctionName);
typedef BOOLEAN (NTAPI *PMINIPORT_SYNCHRONIZE_ROUTINE)(PVOID Context);
typedef VOID (NTAPI *PMINIPORT_DPC_ROUTINE)(PVOID HwDeviceExtension, PVOID Context);
typedef VP_STATUS (NTAPI *PMINIPORT_GET_REGISTRY_ROUTINE)(PVOID HwDeviceExtension,
	PVOID Context, PWSTR ValueName, PVOID ValueData, ULONG ValueLength);

typedef BOOLEAN (NTAPI *PI2C_START)(PVOID HwDeviceExtension, PI2C_CALLBACKS I2CCallbacks);
typedef BOOLEAN (NTAPI *PI2C_STOP)(PVOID HwDeviceExtension, PI2C_CALLBACKS I2CCallbacks);
typedef BOOLEAN (NTAPI *PI2C_WRITE)(PVOID HwDeviceExtension, PI2C_CALLBACKS I2CCallbacks,
				    PUCHAR Buffer, ULONG Length);
typedef BOOLEAN (NTAPI *PI2C_READ)(PVOID HwDeviceExtension, PI2C_CALLBACKS I2CCallbacks,
				   PUCHAR Buffer, ULONG Length);
typedef BOOLEAN (NTAPI *PI2C_START_2)(PVOID HwDeviceExtension, PVIDEO_I2C_CONTROL I2CControl);
typedef BOOLEAN (NTAPI *PI2C_STOP_2)(PVOID HwDeviceExtension, PVIDEO_I2C_CONTROL I2CControl);
typedef BOOLEAN (NTAPI *PI2C_WRITE_2)(PVOID HwDeviceExtension, PVIDEO_I2C_CONTROL I2CControl,
				      PUCHAR Buffer, ULONG Length);
typedef BOOLEAN (NTAPI *PI2C_READ_2)(PVOID HwDeviceExtension, PVIDEO_I2C_CONTROL I2CControl,
				     PUCHAR Buffer, ULONG Length, BOOLEAN EndOfRead);

typedef VP_STATUS (NTAPI *PINT10_CALL_BIOS)(PVOID Context, PINT10_BIOS_ARGUMENTS BiosArguments);
typedef VP_STATUS (NTAPI *PINT10_ALLOCATE_BUFFER)(PVOID Context, PUSHORT Seg, PUSHORT Off,
						  PULONG Length);
typedef VP_STATUS (NTAPI *PINT10_FREE_BUFFER)(PVOID Context, USHORT Seg, USHORT Off);
typedef VP_STATUS (NTAPI *PINT10_READ_MEMORY)(PVOID Context, USHORT Seg, USHORT Off,
					      PVOID Buffer, ULONG Length);
typedef VP_STATUS (NTAPI *PINT10_WRITE_MEMORY)(PVOID Context, USHORT Seg, USHORT Off,
					       PVOID Buffer, ULONG Length);

typedef enum {
	VideoPortUnlockAfterDma = 1,
	VideoPortKeepPagesLocked,
	VideoPortDmaInitOnly
} DMA_FLAGS;

typedef enum _HW_DMA_RETURN {
	DmaAsyncReturn,
	DmaSyncReturn
} HW_DMA_RETURN, *PHW_DMA_RETURN;

typedef enum VIDEO_DEBUG_LEVEL {
	Error,
	Warn,
	Trace,
	Info
} VIDEO_DEBUG_LEVEL, *PVIDEO_DEBUG_LEVEL;

typedef enum {
	VideoPortServicesAGP = 1,
	VideoPortServicesI2C,
	VideoPortServicesHeadless,
	VideoPortServicesInt10,
	VideoPortServicesDebugReport,
	VideoPortServicesWCMemoryProtection
} VIDEO_PORT_SERVICES;

typedef enum VIDEO_SYNCHRONIZE_PRIORITY {
	VpLowPriority,
	VpMediumPriority,
	VpHighPriority
} VIDEO_SYNCHRONIZE_PRIORITY, *PVIDEO_SYNCHRONIZE_PRIORITY;

typedef enum _VP_LOCK_OPERATION {
	VpReadAccess,
	VpWriteAccess,
	VpModifyAccess
} VP_LOCK_OPERATION;

typedef enum _VP_POOL_TYPE {
	VpNonPagedPool,
	VpPagedPool,
	VpNonPagedPoolCacheAligned = 4,
	VpPagedPoolCacheAligned
} VP_POOL_TYPE, *PVP_POOL_TYPE;

typedef struct _DDC_CONTROL {
	ULONG Size;
	I2C_CALLBACKS I2CCallbacks;
	UCHAR EdidSegment;
} DDC_CONTROL, *PDDC_CONTROL;

typedef struct _I2C_FNC_TABLE {
	ULONG Size;
	PVOID WriteClockLine;
	PVOID WriteDataLine;
	PVOID ReadClockLine;
	PVOID ReadDataLine;
	PVOID WaitVsync;
	PVOID Reserved;
} I2C_FNC_TABLE, *PI2C_FNC_TABLE;

typedef struct _VIDEO_ACCESS_RANGE {
	LARGE_INTEGER RangeStart;
	ULONG RangeLength;
	UCHAR RangeInIoSpace;
	UCHAR RangeVisible;
	UCHAR RangeShareable;
	UCHAR RangePassive;
} VIDEO_ACCESS_RANGE, *PVIDEO_ACCESS_RANGE;

typedef struct _VIDEO_CHILD_ENUM_INFO {
	ULONG Size;
	ULONG ChildDescriptorSize;
	ULONG ChildIndex;
	ULONG ACPIHwId;
	PVOID ChildHwDeviceExtension;
} VIDEO_CHILD_ENUM_INFO, *PVIDEO_CHILD_ENUM_INFO;

typedef struct _VIDEO_CHILD_STATE {
	ULONG Id;
	ULONG State;
} VIDEO_CHILD_STATE, *PVIDEO_CHILD_STATE;

typedef struct _VIDEO_CHILD_STATE_CONFIGURATION {
	ULONG Count;
	VIDEO_CHILD_STATE ChildStateArray[ANYSIZE_ARRAY];
} VIDEO_CHILD_STATE_CONFIGURATION, *PVIDEO_CHILD_STATE_CONFIGURATION;

typedef struct _VIDEO_HARDWARE_CONFIGURATION_DATA {
	INTERFACE_TYPE InterfaceType;
	ULONG BusNumber;
	USHORT Version;
	USHORT Revision;
	USHORT Irql;
	USHORT Vector;
	ULONG ControlBase;
	ULONG ControlSize;
	ULONG CursorBase;
	ULONG CursorSize;
	ULONG FrameBase;
	ULONG FrameSize;
} VIDEO_HARDWARE_CONFIGURATION_DATA, *PVIDEO_HARDWARE_CONFIGURATION_DATA;

typedef struct _VIDEO_HW_INITIALIZATION_DATA {
	ULONG HwInitDataSize;
	INTERFACE_TYPE AdapterInterfaceType;
	PVIDEO_HW_FIND_ADAPTER HwFindAdapter;
	PVIDEO_HW_INITIALIZE HwInitialize;
	PVIDEO_HW_INTERRUPT HwInterrupt;
	PVIDEO_HW_START_IO HwStartIO;
	ULONG HwDeviceExtensionSize;
	ULONG StartingDeviceNumber;
	PVIDEO_HW_RESET_HW HwResetHw;
	PVIDEO_HW_TIMER HwTimer;
	PVOID HwStartDma;
	PVIDEO_HW_POWER_SET HwSetPowerState;
	PVIDEO_HW_POWER_GET HwGetPowerState;
	PVIDEO_HW_GET_CHILD_DESCRIPTOR HwGetVideoChildDescriptor;
	PVIDEO_HW_QUERY_INTERFACE HwQueryInterface;
	ULONG HwChildDeviceExtensionSize;
	struct _VIDEO_ACCESS_RANGE *HwLegacyResourceList;
	ULONG HwLegacyResourceCount;
	PVIDEO_HW_LEGACYRESOURCES HwGetLegacyResources;
	UCHAR AllowEarlyEnumeration;
	ULONG Reserved;
} VIDEO_HW_INITIALIZATION_DATA, *PVIDEO_HW_INITIALIZATION_DATA;

typedef struct _VIDEO_PORT_AGP_INTERFACE {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PVOID AgpReservePhysical;
	PVOID AgpReleasePhysical;
	PVOID AgpCommitPhysical;
	PVOID AgpFreePhysical;
	PVOID AgpReserveVirtual;
	PVOID AgpReleaseVirtual;
	PVOID AgpCommitVirtual;
	PVOID AgpFreeVirtual;
	ULONGLONG AgpAllocationLimit;
} VIDEO_PORT_AGP_INTERFACE, *PVIDEO_PORT_AGP_INTERFACE;

typedef struct _VIDEO_PORT_AGP_INTERFACE_2 {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PVOID AgpReservePhysical;
	PVOID AgpReleasePhysical;
	PVOID AgpCommitPhysical;
	PVOID AgpFreePhysical;
	PVOID AgpReserveVirtual;
	PVOID AgpReleaseVirtual;
	PVOID AgpCommitVirtual;
	PVOID AgpFreeVirtual;
	ULONGLONG AgpAllocationLimit;
	PVOID AgpSetRate;
} VIDEO_PORT_AGP_INTERFACE_2, *PVIDEO_PORT_AGP_INTERFACE_2;

typedef struct _VIDEO_PORT_CONFIG_INFO {
	ULONG Length;
	ULONG SystemIoBusNumber;
	INTERFACE_TYPE AdapterInterfaceType;
	ULONG BusInterruptLevel;
	ULONG BusInterruptVector;
	KINTERRUPT_MODE InterruptMode;
	ULONG NumEmulatorAccessEntries;
	PVOID EmulatorAccessEntries;
	ULONGLONG EmulatorAccessEntriesContext;
	LARGE_INTEGER VdmPhysicalVideoMemoryAddress;
	ULONG VdmPhysicalVideoMemoryLength;
	ULONG HardwareStateSize;
	ULONG DmaChannel;
	ULONG DmaPort;
	UCHAR DmaShareable;
	UCHAR InterruptShareable;
	UCHAR Master;
	DMA_WIDTH DmaWidth;
	DMA_SPEED DmaSpeed;
	UCHAR bMapBuffers;
	UCHAR NeedPhysicalAddresses;
	UCHAR DemandMode;
	ULONG MaximumTransferLength;
	ULONG NumberOfPhysicalBreaks;
	UCHAR ScatterGather;
	ULONG MaximumScatterGatherChunkSize;
	PVIDEO_PORT_GET_PROC_ADDRESS VideoPortGetProcAddress;
	PWSTR DriverRegistryPath;
	ULONGLONG SystemMemorySize;
} VIDEO_PORT_CONFIG_INFO, *PVIDEO_PORT_CONFIG_INFO;

typedef struct _VIDEO_PORT_I2C_INTERFACE {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PI2C_START I2CStart;
	PI2C_STOP I2CStop;
	PI2C_WRITE I2CWrite;
	PI2C_READ I2CRead;
} VIDEO_PORT_I2C_INTERFACE, *PVIDEO_PORT_I2C_INTERFACE;

typedef struct _VIDEO_PORT_I2C_INTERFACE_2 {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PI2C_START_2 I2CStart;
	PI2C_STOP_2 I2CStop;
	PI2C_WRITE_2 I2CWrite;
	PI2C_READ_2 I2CRead;
} VIDEO_PORT_I2C_INTERFACE_2, *PVIDEO_PORT_I2C_INTERFACE_2;

typedef struct _VIDEO_PORT_INT10_INTERFACE {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PINT10_ALLOCATE_BUFFER Int10AllocateBuffer;
	PINT10_FREE_BUFFER Int10FreeBuffer;
	PINT10_READ_MEMORY Int10ReadMemory;
	PINT10_WRITE_MEMORY Int10WriteMemory;
	PINT10_CALL_BIOS Int10CallBios;
} VIDEO_PORT_INT10_INTERFACE, *PVIDEO_PORT_INT10_INTERFACE;

typedef struct _VIDEO_PORT_WCMEMORYPROTECTION_INTERFACE {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PVOID VideoPortProtectWCMemory;
	PVOID VideoPortRestoreWCMemory;
} VIDEO_PORT_WCMEMORYPROTECTION_INTERFACE, *PVIDEO_PORT_WCMEMORYPROTECTION_INTERFACE;

typedef struct _VPOSVERSIONINFO {
	ULONG Size;
	ULONG MajorVersion;
	ULONG MinorVersion;
	ULONG BuildNumber;
	USHORT ServicePackMajor;
	USHORT ServicePackMinor;
} VPOSVERSIONINFO, *PVPOSVERSIONINFO;

typedef struct _VP_DEVICE_DESCRIPTION {
	UCHAR ScatterGather;
	UCHAR Dma32BitAddresses;
	UCHAR Dma64BitAddresses;
	ULONG MaximumLength;
} VP_DEVICE_DESCRIPTION, *PVP_DEVICE_DESCRIPTION;

typedef struct _VP_SCATTER_GATHER_ELEMENT {
	LARGE_INTEGER Address;
	ULONG Length;
	ULONGLONG Reserved;
} VP_SCATTER_GATHER_ELEMENT, *PVP_SCATTER_GATHER_ELEMENT;

typedef struct _VP_SCATTER_GATHER_LIST {
	ULONG NumberOfElements;
	ULONGLONG Reserved;
	VP_SCATTER_GATHER_ELEMENT Elements[0];
} VP_SCATTER_GATHER_LIST, *PVP_SCATTER_GATHER_LIST;

typedef struct __VRB_SG {
	LONGLONG PhysicalAddress;
	ULONG Length;
} VRB_SG, *PVRB_SG;

DXGK_EXTERN_C_END

#endif /* _DXGK_VIDEO_H_ */
