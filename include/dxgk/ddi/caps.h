/* SPDX-License-Identifier: MIT */
/* DXGK_DRIVERCAPS, the answer to DXGKQAITYPE_DRIVERCAPS, and the capabilities in it. */
#ifndef _DXGK_DDI_CAPS_H_
#define _DXGK_DDI_CAPS_H_

#include "base.h"
#include "kmt_types.h"
#include "kmt_memory.h"
#include "adapter_types.h"
#include "mpo.h"
#include "display.h"
#include "display_target.h"

DXGK_EXTERN_C_BEGIN

typedef struct _DXGK_FLIPCAPS {
	union {
		struct {
			UINT FlipOnVSyncWithNoWait : 1;
			UINT FlipOnVSyncMmIo : 1;
			UINT FlipInterval : 1;
			UINT FlipImmediateMmIo : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
			UINT FlipIndependent : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT DdiPresentForIFlip : 1;
			UINT FlipImmediateOnHSync : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1)
			UINT Reserved : 25;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3 && \
	DXGKDDI_INTERFACE_VERSION < DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT Reserved : 27;
#elif (DXGKDDI_INTERFACE_VERSION < DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT Reserved : 28;
#endif
		};
		UINT Value;
	};
} DXGK_FLIPCAPS;

typedef struct _DXGK_GPUENGINETOPOLOGY {
	UINT NbAsymetricProcessingNodes;
	UINT Reserved[64];
} DXGK_GPUENGINETOPOLOGY;

typedef struct _DXGK_PRESENTATIONCAPS {
	union {
		struct {
			UINT NoScreenToScreenBlt : 1;
			UINT NoOverlapScreenBlt : 1;
			UINT SupportKernelModeCommandBuffer : 1;
			UINT NoSameBitmapAlphaBlend : 1;
			UINT NoSameBitmapStretchBlt : 1;
			UINT NoSameBitmapTransparentBlt : 1;
			UINT NoSameBitmapOverlappedAlphaBlend : 1;
			UINT NoSameBitmapOverlappedStretchBlt : 1;
			UINT DriverSupportsCddDwmInterop : 1;
			UINT Reserved0 : 1;
			UINT AlignmentShift : 4;
			UINT MaxTextureWidthShift : 3;
			UINT MaxTextureHeightShift : 3;
			UINT SupportAllBltRops : 1;
			UINT SupportMirrorStretchBlt : 1;
			UINT SupportMonoStretchBltModes : 1;
			UINT StagingRectStartPitchAligned : 1;
			UINT NoSameBitmapBitBlt : 1;
			UINT NoSameBitmapOverlappedBitBlt : 1;
			UINT Reserved1 : 1;
			UINT NoTempSurfaceForClearTypeBlend : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
			UINT SupportSoftwareDeviceBitmaps : 1;
			UINT NoCacheCoherentApertureMemory : 1;
			UINT SupportLinearHeap : 1;
			UINT Reserved : 1;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
			UINT Reserved : 4;
#endif
		};
		UINT Value;
	};
} DXGK_PRESENTATIONCAPS;

typedef struct _DXGK_VIDMMCAPS {
	union {
		struct {
			UINT OutOfOrderLock : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
			UINT DedicatedPagingEngine : 1;
			UINT PagingEngineCanSwizzle : 1;
			UINT SectionBackedPrimary : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
			UINT CrossAdapterResource : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT VirtualAddressingSupported : 1;
			UINT GpuMmuSupported : 1;
			UINT IoMmuSupported : 1;
			UINT ReplicateGdiContent : 1;
			UINT NonCpuVisiblePrimary : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
			UINT ParavirtualizationSupported : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
			UINT IoMmuSecureModeSupported : 1;
			UINT DisableSelfRefreshVRAMInS3 : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_7)
			UINT IoMmuSecureModeRequired : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_9)
			UINT MapAperture2Supported : 1;
			UINT CrossAdapterResourceTexture : 1;
			UINT CrossAdapterResourceScanout : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_1)
			UINT AlwaysPoweredVRAM : 1;
			UINT Reserved : 14;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_9)
			UINT Reserved : 15;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_7)
			UINT Reserved : 18;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
			UINT Reserved : 19;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
			UINT Reserved : 21;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1)
			UINT Reserved : 22;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3 && \
	DXGKDDI_INTERFACE_VERSION < DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT Reserved : 27;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7 && \
	DXGKDDI_INTERFACE_VERSION < DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT Reserved : 28;
#elif (DXGKDDI_INTERFACE_VERSION < DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT Reserved : 31;
#endif
		};
		UINT Value;
	};
	UINT PagingNode;
} DXGK_VIDMMCAPS;

typedef struct _DXGK_VIDSCHCAPS {
	union {
		struct {
			UINT MultiEngineAware : 1;
			UINT VSyncPowerSaveAware : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
			UINT PreemptionAware : 1;
			UINT NoDmaPatching : 1;
			UINT CancelCommandAware : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT No64BitAtomics : 1;
			UINT LowIrqlPreemptCommand : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_3)
			UINT HwQueuePacketCap : 4;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_1)
			UINT NativeGpuFence : 1;
			UINT Reserved : 20;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_3)
			UINT Reserved : 21;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT Reserved : 25;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
			UINT Reserved : 27;
#else
			UINT Reserved : 30;
#endif
		};
		UINT Value;
	};
} DXGK_VIDSCHCAPS;

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
typedef struct _DXGK_DMABUFFERCAPS_DEPRECATED {
	struct {
		UINT Size;
		UINT PrivateDriverDataSize;
		UINT SegmentId;
		UINT Reserved1;
		UINT Reserved[16];
	} PresentDmaBuffer;
	struct {
		UINT Size;
		UINT PrivateDriverDataSize;
		UINT SegmentId;
		UINT Reserved1;
		UINT Reserved[16];
	} PagingDmaBuffer;
} DXGK_DMABUFFERCAPS_DEPRECATED;

typedef struct _DXGK_VIRTUALADDRESSCAPS_DEPRECATED {
	union {
		UINT Value;
		struct {
			UINT PrivilegedMemorySupported : 1;
			UINT ReadOnlyMemorySupported : 1;
			UINT Reserved : 30;
		};
	};
	UINT VirtualAddressBitCount;
	UINT PageTableCoverageBitCount;
	UINT PageDirectoryEntrySize;
	UINT PageDirectorySegment;
	UINT PageTableSegment;
	UINT IdealGPUPageSize;
} DXGK_VIRTUALADDRESSCAPS_DEPRECATED;

typedef enum _DXGK_WDDMVERSION {
	DXGKDDI_WDDMv1 = 4096,
	DXGKDDI_WDDMv1_2 = 4608,
	DXGKDDI_WDDMv1_3 = 4864,
	DXGKDDI_WDDMv2 = 8192,
	DXGKDDI_WDDMv2_1 = 8448,
	DXGKDDI_WDDMv2_1_5 = 8453,
	DXGKDDI_WDDMv2_1_6 = 8454,
	DXGKDDI_WDDMv2_2 = 8704,
	DXGKDDI_WDDMv2_3 = 8960,
	DXGKDDI_WDDMv2_4 = 9216,
	DXGKDDI_WDDMv2_5 = 9472,
	DXGKDDI_WDDMv2_6 = 9728,
	DXGKDDI_WDDMv2_7 = 9984,
	DXGKDDI_WDDMv2_8 = 10240,
	DXGKDDI_WDDMv2_9 = 10496,
	DXGKDDI_WDDMv3_0 = 12288,
	DXGKDDI_WDDMv3_1 = 12544,
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_1)
	DXGKDDI_WDDM_LATEST = 12544,
#endif
} DXGK_WDDMVERSION;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
typedef struct _DXGK_COLORTRANSFORMCAPS {
	union {
		struct {
			UINT Gamma_Rgb256x3x16 : 1;
			UINT Gamma_Dxgi1 : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_3)
			UINT Transform_3x4Matrix : 1;
			UINT Transform_3x4Matrix_WideColor : 1;
			UINT Transform_3x4Matrix_HighColor : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_6)
			UINT Transform_Matrix_V2 : 1;
			UINT Reserved : 26;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_3)
			UINT Reserved : 27;
#else
			UINT Reserved : 30;
#endif
		};
		UINT Value;
	};
} DXGK_COLORTRANSFORMCAPS;
#endif

typedef struct _DXGK_DRIVERCAPS {
	PHYSICAL_ADDRESS HighestAcceptableAddress;
	UINT MaxAllocationListSlotId;
	UINT64 ApertureSegmentCommitLimit;
	UINT MaxPointerWidth;
	UINT MaxPointerHeight;
	DXGK_POINTERFLAGS PointerCaps;
	UINT InterruptMessageNumber;
	UINT NumberOfSwizzlingRanges;
	UINT MaxOverlays;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
	union {
		DXGK_GAMMARAMPCAPS GammaRampCaps;
		DXGK_COLORTRANSFORMCAPS ColorTransformCaps;
	};
#else
	DXGK_GAMMARAMPCAPS GammaRampCaps;
#endif
	DXGK_PRESENTATIONCAPS PresentationCaps;
	UINT MaxQueuedFlipOnVSync;
	DXGK_FLIPCAPS FlipCaps;
	DXGK_VIDSCHCAPS SchedulingCaps;
	DXGK_VIDMMCAPS MemoryManagementCaps;
	DXGK_GPUENGINETOPOLOGY GpuEngineTopology;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
	DXGK_WDDMVERSION WDDMVersion;
	DXGK_VIRTUALADDRESSCAPS_DEPRECATED Reserved;
	DXGK_DMABUFFERCAPS_DEPRECATED Reserved1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
	D3DKMDT_PREEMPTION_CAPS PreemptionCaps;
	BOOLEAN SupportNonVGA;
	BOOLEAN SupportSmoothRotation;
	BOOLEAN SupportPerEngineTDR;
	BOOLEAN SupportDirectFlip;
	BOOLEAN SupportMultiPlaneOverlay;
	BOOLEAN SupportRuntimePowerManagement;
	BOOLEAN SupportSurpriseRemovalInHibernation;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
	BOOLEAN HybridDiscrete;
	UINT MaxOverlayPlanes;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
	BOOLEAN HybridIntegrated;
	D3DGPU_VIRTUAL_ADDRESS InternalGpuVirtualAddressRangeStart;
	D3DGPU_VIRTUAL_ADDRESS InternalGpuVirtualAddressRangeEnd;
	BOOLEAN SupportSurpriseRemoval;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1)
	BOOLEAN SupportMultiPlaneOverlayImmediateFlip;
	BOOLEAN CursorScaledWithMultiPlaneOverlayPlane0;
	BOOLEAN HybridAcpiChainingRequired;
	UINT MaxQueuedMultiPlaneOverlayFlipVSync;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
	union {
		struct {
			UINT SupportContextlessPresent : 1;
			UINT Detachable : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
			UINT VirtualGpuOnly : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_6)
			UINT ComputeOnly : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_7)
			UINT IndependentVidPnVSyncControl : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_8)
			UINT NoHybridDiscreteDListDllSupport : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_0)
			UINT DisplayableSupport : 1;
			UINT Reserved : 25;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_8)
			UINT Reserved : 26;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_7)
			UINT Reserved : 27;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_6)
			UINT Reserved : 28;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
			UINT Reserved : 29;
#else
			UINT Reserved : 30;
#endif
		};
		UINT Value;
	} MiscCaps;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_9)
	UINT MaxHwQueuedFlips;
	DXGK_HWQUEUEDFLIP_CAPS HwQueuedFlipCaps;
#endif
} DXGK_DRIVERCAPS;

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
typedef struct _DXGK_CONTEXTINFO_CAPS {
	union {
		struct {
			UINT NoPatchingRequired : 1;
			UINT DriverManagesResidency : 1;
			UINT UseIoMmu : 1;
			UINT Reserved : 29;
		};
		UINT Value;
	};
} DXGK_CONTEXTINFO_CAPS;

typedef struct _DXGK_QUERYGPUMMUCAPSIN {
	UINT PhysicalAdapterIndex;
} DXGK_QUERYGPUMMUCAPSIN;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
typedef struct _DXGK_HWCONTEXT_CAPS {
	union {
		UINT Value;
		struct {
			UINT UseIoMmu : 1;
			UINT Reserved : 31;
		};
	};
} DXGK_HWCONTEXT_CAPS;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_6)
typedef struct _DXGK_GPUPCAPS {
	union {
		struct {
			UINT VirtualMachineHibernation : 1;
			UINT HotDriverUpdate : 1;
			UINT Reserved : 30;
		};
		UINT Value;
	} Caps;
} DXGK_GPUPCAPS;

typedef struct _DXGK_WDDMDEVICECAPS {
	DXGK_WDDMVERSION WDDMVersion;
} DXGK_WDDMDEVICECAPS;

typedef struct _DXGK_WDDMDEVICECAPSIN {
	UINT DxgkrnlInterfaceVersion;
} DXGK_WDDMDEVICECAPSIN;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_9)
typedef struct _DXGK_IOMMU_CAPS {
	union {
		struct {
			UINT IommuIsolationSupported : 1;
			UINT IommuIsolationRequired : 1;
			UINT DmaRemappingSupported : 1;
			UINT Reserved : 29;
		};
		UINT Value;
	};
} DXGK_IOMMU_CAPS;

typedef struct _DXGK_PHYSICAL_MEMORY_CAPS {
	PHYSICAL_ADDRESS HighestVisibleAddress;
} DXGK_PHYSICAL_MEMORY_CAPS;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_1)
typedef struct _DXGK_NATIVE_FENCE_CAPS {
	D3DDDI_SEGMENTPREFERENCE PreferredSegmentForCurrentValue;
	D3DDDI_SEGMENTPREFERENCE PreferredSegmentForMonitoredValue;
	UINT CurrentValueStride;
	UINT MonitoredValueStride;
	BYTE MapToCmpAddressSpace;
} DXGK_NATIVE_FENCE_CAPS;

typedef struct _DXGK_USERMODESUBMISSION_CAPS {
	union {
		UINT Value;
		struct {
			UINT SecondaryDoorbellSupported : 1;
			UINT Reserved : 31;
		};
	} Flags;
	UINT DoorbellSizeInBytes;
	UINT SecondaryDoorbellSizeInBytes;
	BYTE Reserved[16];
} DXGK_USERMODESUBMISSION_CAPS;
#endif

DXGK_EXTERN_C_END

#endif /* _DXGK_DDI_CAPS_H_ */
