/* SPDX-License-Identifier: MIT */
/* Direct memory access: scatter/gather lists and adapters. */
#ifndef _DXGK_NT_DMA_H_
#define _DXGK_NT_DMA_H_

#include "io.h"

DXGK_EXTERN_C_BEGIN

#define DEVICE_DESCRIPTION_VERSION 0
#define DEVICE_DESCRIPTION_VERSION1 1
#define DEVICE_DESCRIPTION_VERSION2 2
#define DEVICE_DESCRIPTION_VERSION3 3

#define DMA_ADAPTER_INFO_VERSION1 1
#define DMA_SYNCHRONOUS_CALLBACK 1
#define DMA_ZERO_BUFFERS 2
#define DMA_FAIL_ON_BOUNCE 4
#define DMA_ADAPTER_INFO_VERSION_CRASHDUMP 0xFFFFFFFF

#define DMA_IOMMU_INTERFACE_EX_VERSION 1
#define DMA_IOMMU_INTERFACE_EX_VERSION_1 1
#define DMA_IOMMU_INTERFACE_EX_VERSION_MIN 1
#define DMA_IOMMU_INTERFACE_VERSION 1
#define DMA_IOMMU_INTERFACE_VERSION_1 1
#define DMA_IOMMU_INTERFACE_EX_VERSION_2 2
#define DMA_IOMMU_INTERFACE_EX_VERSION_MAX 2

#define DMA_TRANSFER_CONTEXT_VERSION1 1
#define DMA_TRANSFER_INFO_VERSION1 1
#define DMA_TRANSFER_INFO_VERSION2 2
#define DMA_TRANSFER_CONTEXT_SIZE_V1 0x80

#define DOMAIN_COMMON_BUFFER_LARGE_PAGE 1

typedef struct _SCATTER_GATHER_ELEMENT {
	LARGE_INTEGER Address;
	ULONG Length;
	ULONGLONG Reserved;
} SCATTER_GATHER_ELEMENT, *PSCATTER_GATHER_ELEMENT;

typedef struct _SCATTER_GATHER_LIST {
	ULONG NumberOfElements;
	ULONGLONG Reserved;
	SCATTER_GATHER_ELEMENT Elements[0];
} SCATTER_GATHER_LIST, *PSCATTER_GATHER_LIST;

typedef struct _DEVICE_DESCRIPTION {
	ULONG Version;
	UCHAR Master;
	UCHAR ScatterGather;
	UCHAR DemandMode;
	UCHAR AutoInitialize;
	UCHAR Dma32BitAddresses;
	UCHAR IgnoreCount;
	UCHAR Reserved1;
	UCHAR Dma64BitAddresses;
	ULONG BusNumber;
	ULONG DmaChannel;
	INTERFACE_TYPE InterfaceType;
	DMA_WIDTH DmaWidth;
	DMA_SPEED DmaSpeed;
	ULONG MaximumLength;
	ULONG DmaPort;
	ULONG DmaAddressWidth;
	ULONG DmaControllerInstance;
	ULONG DmaRequestLine;
	LARGE_INTEGER DeviceAddress;
} DEVICE_DESCRIPTION, *PDEVICE_DESCRIPTION;

typedef struct _DMA_OPERATIONS *PDMA_OPERATIONS;
typedef struct _DMA_ADAPTER {
	USHORT Version;
	USHORT Size;
	PDMA_OPERATIONS DmaOperations;
} DMA_ADAPTER, *PDMA_ADAPTER;

typedef struct _DMA_TRANSFER_INFO_V1 {
	ULONG MapRegisterCount;
	ULONG ScatterGatherElementCount;
	ULONG ScatterGatherListSize;
} DMA_TRANSFER_INFO_V1, *PDMA_TRANSFER_INFO_V1;

typedef struct _DMA_TRANSFER_INFO_V2 {
	ULONG MapRegisterCount;
	ULONG ScatterGatherElementCount;
	ULONG ScatterGatherListSize;
	ULONG LogicalPageCount;
} DMA_TRANSFER_INFO_V2, *PDMA_TRANSFER_INFO_V2;

typedef struct _DMA_TRANSFER_INFO {
	ULONG Version;
	union {
		DMA_TRANSFER_INFO_V1 V1;
		DMA_TRANSFER_INFO_V2 V2;
	};
} DMA_TRANSFER_INFO, *PDMA_TRANSFER_INFO;
typedef struct _DMA_ADAPTER_INFO_V1 {
	ULONG ReadDmaCounterAvailable;
	ULONG ScatterGatherLimit;
	ULONG DmaAddressWidth;
	ULONG Flags;
	ULONG MinimumTransferUnit;
} DMA_ADAPTER_INFO_V1, *PDMA_ADAPTER_INFO_V1;

typedef struct _DMA_ADAPTER_INFO_CRASHDUMP {
	DEVICE_DESCRIPTION DeviceDescription;
	ULONGLONG DeviceIdSize;
	PVOID DeviceId;
} DMA_ADAPTER_INFO_CRASHDUMP, *PDMA_ADAPTER_INFO_CRASHDUMP;

typedef struct _DMA_ADAPTER_INFO {
	ULONG Version;
	union {
		DMA_ADAPTER_INFO_V1 V1;
		DMA_ADAPTER_INFO_CRASHDUMP Crashdump;
	};
} DMA_ADAPTER_INFO, *PDMA_ADAPTER_INFO;

typedef VOID (NTAPI *PPUT_DMA_ADAPTER)(PDMA_ADAPTER DmaAdapter);
typedef PVOID (NTAPI *PALLOCATE_COMMON_BUFFER)(PDMA_ADAPTER DmaAdapter, ULONG Length,
					       PPHYSICAL_ADDRESS LogicalAddress,
					       BOOLEAN CacheEnabled);
typedef VOID (NTAPI *PFREE_COMMON_BUFFER)(PDMA_ADAPTER DmaAdapter, ULONG Length,
					  PHYSICAL_ADDRESS LogicalAddress,
					  PVOID VirtualAddress, BOOLEAN CacheEnabled);
typedef NTSTATUS (NTAPI *PALLOCATE_ADAPTER_CHANNEL)(PDMA_ADAPTER DmaAdapter,
						    PDEVICE_OBJECT DeviceObject,
						    ULONG NumberOfMapRegisters,
						    PDRIVER_CONTROL ExecutionRoutine,
						    PVOID Context);
typedef BOOLEAN (NTAPI *PFLUSH_ADAPTER_BUFFERS)(PDMA_ADAPTER DmaAdapter, PMDL Mdl,
						PVOID MapRegisterBase, PVOID CurrentVa,
						ULONG Length, BOOLEAN WriteToDevice);
typedef VOID (NTAPI *PFREE_ADAPTER_CHANNEL)(PDMA_ADAPTER DmaAdapter);
typedef VOID (NTAPI *PFREE_MAP_REGISTERS)(PDMA_ADAPTER DmaAdapter, PVOID MapRegisterBase,
					  ULONG NumberOfMapRegisters);
typedef PHYSICAL_ADDRESS (NTAPI *PMAP_TRANSFER)(PDMA_ADAPTER DmaAdapter, PMDL Mdl,
						PVOID MapRegisterBase, PVOID CurrentVa,
						PULONG Length, BOOLEAN WriteToDevice);
typedef ULONG (NTAPI *PGET_DMA_ALIGNMENT)(PDMA_ADAPTER DmaAdapter);
typedef ULONG (NTAPI *PREAD_DMA_COUNTER)(PDMA_ADAPTER DmaAdapter);
typedef NTSTATUS (NTAPI *PGET_SCATTER_GATHER_LIST)(PDMA_ADAPTER DmaAdapter,
						   PDEVICE_OBJECT DeviceObject, PMDL Mdl,
						   PVOID CurrentVa, ULONG Length,
						   PDRIVER_LIST_CONTROL ExecutionRoutine,
						   PVOID Context, BOOLEAN WriteToDevice);
typedef VOID (NTAPI *PPUT_SCATTER_GATHER_LIST)(PDMA_ADAPTER DmaAdapter,
					       PSCATTER_GATHER_LIST ScatterGather,
					       BOOLEAN WriteToDevice);
typedef NTSTATUS (NTAPI *PCALCULATE_SCATTER_GATHER_LIST_SIZE)(PDMA_ADAPTER DmaAdapter,
							      PMDL Mdl, PVOID CurrentVa,
							      ULONG Length,
							      PULONG ScatterGatherListSize,
							      PULONG pNumberOfMapRegisters);
typedef NTSTATUS (NTAPI *PBUILD_SCATTER_GATHER_LIST)(PDMA_ADAPTER DmaAdapter,
						     PDEVICE_OBJECT DeviceObject, PMDL Mdl,
						     PVOID CurrentVa, ULONG Length,
						     PDRIVER_LIST_CONTROL ExecutionRoutine,
						     PVOID Context, BOOLEAN WriteToDevice,
						     PVOID ScatterGatherBuffer,
						     ULONG ScatterGatherLength);
typedef NTSTATUS (NTAPI *PBUILD_MDL_FROM_SCATTER_GATHER_LIST)(PDMA_ADAPTER DmaAdapter,
							      PSCATTER_GATHER_LIST ScatterGather,
							      PMDL OriginalMdl,
							      PMDL *TargetMdl);
typedef NTSTATUS (NTAPI *PGET_DMA_ADAPTER_INFO)(PDMA_ADAPTER DmaAdapter,
						PDMA_ADAPTER_INFO AdapterInfo);
typedef NTSTATUS (NTAPI *PGET_DMA_TRANSFER_INFO)(PDMA_ADAPTER DmaAdapter, PMDL Mdl,
						 ULONGLONG Offset, ULONG Length,
						 BOOLEAN WriteOnly,
						 PDMA_TRANSFER_INFO TransferInfo);
typedef NTSTATUS (NTAPI *PINITIALIZE_DMA_TRANSFER_CONTEXT)(PDMA_ADAPTER DmaAdapter,
							   PVOID DmaTransferContext);

/* Version 2 of the table ends with the MDL entry; version 3 goes on. */
typedef struct _DMA_OPERATIONS {
	ULONG Size;
	PPUT_DMA_ADAPTER PutDmaAdapter;
	PALLOCATE_COMMON_BUFFER AllocateCommonBuffer;
	PFREE_COMMON_BUFFER FreeCommonBuffer;
	PALLOCATE_ADAPTER_CHANNEL AllocateAdapterChannel;
	PFLUSH_ADAPTER_BUFFERS FlushAdapterBuffers;
	PFREE_ADAPTER_CHANNEL FreeAdapterChannel;
	PFREE_MAP_REGISTERS FreeMapRegisters;
	PMAP_TRANSFER MapTransfer;
	PGET_DMA_ALIGNMENT GetDmaAlignment;
	PREAD_DMA_COUNTER ReadDmaCounter;
	PGET_SCATTER_GATHER_LIST GetScatterGatherList;
	PPUT_SCATTER_GATHER_LIST PutScatterGatherList;
	PCALCULATE_SCATTER_GATHER_LIST_SIZE CalculateScatterGatherList;
	PBUILD_SCATTER_GATHER_LIST BuildScatterGatherList;
	PBUILD_MDL_FROM_SCATTER_GATHER_LIST BuildMdlFromScatterGatherList;
	PGET_DMA_ADAPTER_INFO GetDmaAdapterInfo;
	PGET_DMA_TRANSFER_INFO GetDmaTransferInfo;
	PINITIALIZE_DMA_TRANSFER_CONTEXT InitializeDmaTransferContext;
} DMA_OPERATIONS;

NTKERNELAPI PDMA_ADAPTER NTAPI IoGetDmaAdapter(PDEVICE_OBJECT PhysicalDeviceObject,
					       PDEVICE_DESCRIPTION DeviceDescription,
					       PULONG NumberOfMapRegisters);

DXGK_EXTERN_C_END

#endif /* _DXGK_NT_DMA_H_ */
