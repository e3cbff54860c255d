/* SPDX-License-Identifier: MIT */
/* Devices, contexts, allocations and command submission. */
#ifndef _DXGK_DDI_RENDER_H_
#define _DXGK_DDI_RENDER_H_

#include "base.h"
#include "kmt_types.h"
#include "kmt_memory.h"
#include "vidpn_if.h"
#include "mpo.h"
#include "caps.h"
#include "query.h"
#include "paging.h"
#include "notify.h"

#define DXGK_MAX_ASYMETRICAL_PROCESSING_NODES 64
#define DXGK_PRESENT_SOURCE_INDEX 1
#define DXGK_PRESENT_DESTINATION_INDEX 2
#define DXGK_PRESENT_MAX_INDEX 2
#define DXGK_SECONDARY_BUCKETING_TAG 0x6253734D

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
#define DXGK_MAX_INTEGRATED_DISPLAYS 16
#endif

DXGK_EXTERN_C_BEGIN

typedef HANDLE DXGKARG_RELEASE_HANDLE;

typedef struct _DXGKARGCB_ENUMHANDLECHILDREN {
	D3DKMT_HANDLE hObject;
	UINT Index;
} DXGKARGCB_ENUMHANDLECHILDREN;

typedef struct _DXGKCB_GETHANDLEDATAFLAGS {
	union {
		struct {
			UINT DeviceSpecific : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} DXGKCB_GETHANDLEDATAFLAGS;

typedef enum _DXGK_HANDLE_TYPE {
	DXGK_HANDLE_ALLOCATION = 1,
	DXGK_HANDLE_RESOURCE = 2,
} DXGK_HANDLE_TYPE;

typedef struct _DXGKARGCB_GETHANDLEDATA {
	D3DKMT_HANDLE hObject;
	DXGK_HANDLE_TYPE Type;
	DXGKCB_GETHANDLEDATAFLAGS Flags;
} DXGKARGCB_GETHANDLEDATA;

typedef struct _DXGKARGCB_RELEASEHANDLEDATA {
	HANDLE ReleaseHandle;
	DXGK_HANDLE_TYPE Type;
} DXGKARGCB_RELEASEHANDLEDATA;

typedef struct _DXGK_ALLOCATIONLIST {
	HANDLE hDeviceSpecificAllocation;
	UINT WriteOperation : 1;
	UINT SegmentId : 5;
	UINT Reserved : 26;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
	union {
		PHYSICAL_ADDRESS PhysicalAddress;
		D3DGPU_VIRTUAL_ADDRESS VirtualAddress;
	};
#else
	PHYSICAL_ADDRESS PhysicalAddress;
#endif
} DXGK_ALLOCATIONLIST;

typedef struct _DXGKARG_CANCELCOMMAND {
	HANDLE hContext;
	PVOID pDmaBuffer;
	UINT DmaBufferSize;
	UINT DmaBufferSubmissionStartOffset;
	UINT DmaBufferSubmissionEndOffset;
	PVOID pDmaBufferPrivateData;
	UINT DmaBufferPrivateDataSize;
	UINT DmaBufferPrivateDataSubmissionStartOffset;
	UINT DmaBufferPrivateDataSubmissionEndOffset;
	DXGK_ALLOCATIONLIST *pAllocationList;
	UINT AllocationListSize;
	D3DDDI_PATCHLOCATIONLIST *pPatchLocationList;
	UINT PatchLocationListSize;
	UINT PatchLocationListSubmissionStart;
	UINT PatchLocationListSubmissionLength;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
	UINT64 DmaBufferVirtualAddress;
	UINT DmaBufferUmdPrivateDataSize;
#endif
} DXGKARG_CANCELCOMMAND;

typedef struct _DXGKARG_CLOSEALLOCATION {
	UINT NumAllocations;
	const HANDLE *pOpenHandleList;
} DXGKARG_CLOSEALLOCATION;

typedef struct _DXGK_CREATEALLOCATIONFLAGS {
	union {
		struct {
			UINT Resource : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} DXGK_CREATEALLOCATIONFLAGS;

typedef struct _DXGK_ALLOCATIONINFOFLAGS {
	union {
		struct {
			UINT CpuVisible : 1;
			UINT PermanentSysMem : 1;
			UINT Cached : 1;
			UINT Protected : 1;
			UINT ExistingSysMem : 1;
			UINT ExistingKernelSysMem : 1;
			UINT FromEndOfSegment : 1;
			UINT Swizzled : 1;
			UINT Overlay : 1;
			UINT Capture : 1;
			UINT UseAlternateVA : 1;
			UINT SynchronousPaging : 1;
			UINT LinkMirrored : 1;
			UINT LinkInstanced : 1;
			UINT HistoryBuffer : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT AccessedPhysically : 1;
			UINT ExplicitResidencyNotification : 1;
			UINT HardwareProtected : 1;
			UINT CpuVisibleOnDemand : 1;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
			UINT Reserved : 4;
#else
			UINT : 4;
#endif
			UINT DXGK_ALLOC_RESERVED16 : 1;
			UINT Reserved15 : 1;
			UINT Reserved14 : 1;
			UINT Reserved13 : 1;
			UINT Reserved12 : 1;
			UINT Reserved11 : 1;
			UINT Reserved10 : 1;
			UINT Reserved9 : 1;
			UINT Reserved4 : 1;
			UINT Reserved3 : 1;
			UINT Reserved2 : 1;
			UINT Reserved1 : 1;
			UINT Reserved0 : 1;
		};
		UINT Value;
	};
} DXGK_ALLOCATIONINFOFLAGS;

typedef struct _DXGK_ALLOCATIONINFOFLAGS_WDDM2_0 {
	union {
		struct {
			UINT CpuVisible : 1;
			UINT PermanentSysMem : 1;
			UINT Cached : 1;
			UINT Protected : 1;
			UINT ExistingSysMem : 1;
			UINT ExistingKernelSysMem : 1;
			UINT FromEndOfSegment : 1;
			UINT DisableLargePageMapping : 1;
			UINT Overlay : 1;
			UINT Capture : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1)
			UINT CreateInVpr : 1;
#else
			UINT Reserved00 : 1;
#endif
			UINT DXGK_ALLOC_RESERVED17 : 1;
			UINT Reserved02 : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_9)
			UINT MapApertureCpuVisible : 1;
#else
			UINT Reserved03 : 1;
#endif
			UINT HistoryBuffer : 1;
			UINT AccessedPhysically : 1;
			UINT ExplicitResidencyNotification : 1;
			UINT HardwareProtected : 1;
			UINT CpuVisibleOnDemand : 1;
			UINT DXGK_ALLOC_RESERVED16 : 1;
			UINT Reserved15 : 1;
			UINT Reserved14 : 1;
			UINT Reserved13 : 1;
			UINT Reserved12 : 1;
			UINT Reserved11 : 1;
			UINT Reserved10 : 1;
			UINT Reserved9 : 1;
			UINT Reserved4 : 1;
			UINT Reserved3 : 1;
			UINT Reserved2 : 1;
			UINT Reserved1 : 1;
			UINT Reserved0 : 1;
		};
		UINT Value;
	};
} DXGK_ALLOCATIONINFOFLAGS_WDDM2_0;

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_0)
typedef struct _DXGK_ALLOCATIONINFOFLAGS2 {
	union {
		struct {
			UINT ShareBackingStoreWithKmd : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} DXGK_ALLOCATIONINFOFLAGS2;
#endif

typedef struct _DXGK_ALLOCATIONUSAGEINFO1 {
	union {
		UINT Value;
		struct {
			UINT PrivateFormat : 1;
			UINT Swizzled : 1;
			UINT MipMap : 1;
			UINT Cube : 1;
			UINT Volume : 1;
			UINT Vertex : 1;
			UINT Index : 1;
			UINT Reserved : 25;
		};
	} Flags;
	union {
		D3DDDIFORMAT Format;
		UINT PrivateFormat;
	};
	UINT SwizzledFormat;
	UINT ByteOffset;
	UINT Width;
	UINT Height;
	UINT Pitch;
	UINT Depth;
	UINT SlicePitch;
} DXGK_ALLOCATIONUSAGEINFO1;

typedef struct _DXGK_ALLOCATIONUSAGEHINT {
	UINT Version;
	DXGK_ALLOCATIONUSAGEINFO1 v1;
} DXGK_ALLOCATIONUSAGEHINT;

typedef struct _DXGK_ALLOCATIONINFO {
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
	UINT Alignment;
	SIZE_T Size;
	SIZE_T PitchAlignedSize;
	DXGK_SEGMENTBANKPREFERENCE HintedBank;
	D3DDDI_SEGMENTPREFERENCE PreferredSegment;
	UINT SupportedReadSegmentSet;
	UINT SupportedWriteSegmentSet;
	UINT EvictionSegmentSet;
	union {
		UINT MaximumRenamingListLength;
		UINT PhysicalAdapterIndex;
	};
	HANDLE hAllocation;
	union {
		DXGK_ALLOCATIONINFOFLAGS Flags;
		DXGK_ALLOCATIONINFOFLAGS_WDDM2_0 FlagsWddm2;
	};
	DXGK_ALLOCATIONUSAGEHINT *pAllocationUsageHint;
	UINT AllocationPriority;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_0)
	DXGK_ALLOCATIONINFOFLAGS2 Flags2;
#endif
} DXGK_ALLOCATIONINFO;

typedef struct _DXGKARG_CREATEALLOCATION {
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
	UINT NumAllocations;
	DXGK_ALLOCATIONINFO *pAllocationInfo;
	HANDLE hResource;
	DXGK_CREATEALLOCATIONFLAGS Flags;
} DXGKARG_CREATEALLOCATION;

typedef struct _DXGK_CONTEXTINFO {
	UINT DmaBufferSize;
	UINT DmaBufferSegmentSet;
	UINT DmaBufferPrivateDataSize;
	UINT AllocationListSize;
	UINT PatchLocationListSize;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
	UINT Reserved;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
	DXGK_CONTEXTINFO_CAPS Caps;
	UINT PagingCompanionNodeId;
#endif
} DXGK_CONTEXTINFO;

typedef struct _DXGK_CREATECONTEXTFLAGS {
	union {
		struct {
			UINT SystemContext : 1;
			UINT GdiContext : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT VirtualAddressing : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1)
			UINT SystemProtectedContext : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_3)
			UINT HwQueueSupported : 1;
			UINT Reserved : 27;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1)
			UINT Reserved : 28;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT Reserved : 29;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
			UINT Reserved : 30;
#endif
		};
		UINT Value;
	};
} DXGK_CREATECONTEXTFLAGS;

typedef struct _DXGKARG_CREATECONTEXT {
	HANDLE hContext;
	UINT NodeOrdinal;
	UINT EngineAffinity;
	DXGK_CREATECONTEXTFLAGS Flags;
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
	DXGK_CONTEXTINFO ContextInfo;
} DXGKARG_CREATECONTEXT;

typedef struct _DXGK_CREATEDEVICEFLAGS {
	union {
		struct {
			UINT SystemDevice : 1;
			UINT GdiDevice : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
			UINT Reserved : 29;
#else
			UINT : 29;
#endif
			UINT Reserved0 : 1;
		};
		UINT Value;
	};
} DXGK_CREATEDEVICEFLAGS;

typedef struct _DXGK_DEVICEINFOFLAGS {
	union {
		struct {
			UINT GuaranteedDmaBufferContract : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} DXGK_DEVICEINFOFLAGS;

typedef struct _DXGK_DEVICEINFO {
	UINT DmaBufferSize;
	UINT DmaBufferSegmentSet;
	UINT DmaBufferPrivateDataSize;
	UINT AllocationListSize;
	UINT PatchLocationListSize;
	DXGK_DEVICEINFOFLAGS Flags;
} DXGK_DEVICEINFO;

typedef struct _DXGKARG_CREATEDEVICE {
	HANDLE hDevice;
	union {
		DXGK_CREATEDEVICEFLAGS Flags;
		DXGK_DEVICEINFO *pInfo;
	};
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
	UINT Pasid;
	HANDLE hKmdProcess;
#endif
} DXGKARG_CREATEDEVICE;

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
typedef struct _DXGK_DESCRIBEALLOCATIONFLAGS {
	union {
		struct {
			UINT CheckDisplayMode : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} DXGK_DESCRIBEALLOCATIONFLAGS;
#endif

typedef struct _DXGKARG_DESCRIBEALLOCATION {
	HANDLE hAllocation;
	UINT Width;
	UINT Height;
	D3DDDIFORMAT Format;
	D3DDDI_MULTISAMPLINGMETHOD MultisampleMethod;
	D3DDDI_RATIONAL RefreshRate;
	UINT PrivateDriverFormatAttribute;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
	DXGK_DESCRIBEALLOCATIONFLAGS Flags;
	D3DDDI_ROTATION Rotation;
#endif
} DXGKARG_DESCRIBEALLOCATION;

typedef struct _DXGK_DESTROYALLOCATIONFLAGS {
	union {
		struct {
			UINT DestroyResource : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} DXGK_DESTROYALLOCATIONFLAGS;

typedef struct _DXGKARG_DESTROYALLOCATION {
	UINT NumAllocations;
	const HANDLE *pAllocationList;
	HANDLE hResource;
	DXGK_DESTROYALLOCATIONFLAGS Flags;
} DXGKARG_DESTROYALLOCATION;

typedef struct _DXGK_OPENALLOCATIONFLAGS {
	union {
		struct {
			UINT Create : 1;
			UINT ReadOnly : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
			UINT Reserved : 30;
#endif
		};
		UINT Value;
	};
} DXGK_OPENALLOCATIONFLAGS;

typedef struct _DXGK_OPENALLOCATIONINFO {
	D3DKMT_HANDLE hAllocation;
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
	HANDLE hDeviceSpecificAllocation;
} DXGK_OPENALLOCATIONINFO;

typedef struct _DXGKARG_OPENALLOCATION {
	UINT NumAllocations;
	DXGK_OPENALLOCATIONINFO *pOpenAllocation;
	PVOID pPrivateDriverData;
	UINT PrivateDriverSize;
	DXGK_OPENALLOCATIONFLAGS Flags;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
	UINT SubresourceIndex;
	UINT64 SubresourceOffset;
	UINT Pitch;
#endif
} DXGKARG_OPENALLOCATION;

typedef struct _DXGK_PATCHFLAGS {
	union {
		struct {
			UINT Paging : 1;
			UINT Present : 1;
			UINT RedirectedPresent : 1;
			UINT NullRendering : 1;
			UINT Reserved : 28;
		};
		UINT Value;
	};
} DXGK_PATCHFLAGS;

typedef struct _DXGKARG_PATCH {
	union {
		HANDLE hDevice;
		HANDLE hContext;
	};
	UINT DmaBufferSegmentId;
	PHYSICAL_ADDRESS DmaBufferPhysicalAddress;
	PVOID pDmaBuffer;
	UINT DmaBufferSize;
	UINT DmaBufferSubmissionStartOffset;
	UINT DmaBufferSubmissionEndOffset;
	PVOID pDmaBufferPrivateData;
	UINT DmaBufferPrivateDataSize;
	UINT DmaBufferPrivateDataSubmissionStartOffset;
	UINT DmaBufferPrivateDataSubmissionEndOffset;
	DXGK_ALLOCATIONLIST *pAllocationList;
	UINT AllocationListSize;
	D3DDDI_PATCHLOCATIONLIST *pPatchLocationList;
	UINT PatchLocationListSize;
	UINT PatchLocationListSubmissionStart;
	UINT PatchLocationListSubmissionLength;
	UINT SubmissionFenceId;
	DXGK_PATCHFLAGS Flags;
	UINT EngineOrdinal;
} DXGKARG_PATCH;

typedef struct _DXGK_PREEMPTCOMMANDFLAGS {
	union {
		struct {
			UINT Reserved : 32;
		};
		UINT Value;
	};
} DXGK_PREEMPTCOMMANDFLAGS;

typedef struct _DXGKARG_PREEMPTCOMMAND {
	UINT PreemptionFenceId;
	UINT NodeOrdinal;
	UINT EngineOrdinal;
	DXGK_PREEMPTCOMMANDFLAGS Flags;
} DXGKARG_PREEMPTCOMMAND;

typedef struct _DXGK_PRESENTFLAGS {
	union {
		struct {
			UINT Blt : 1;
			UINT ColorFill : 1;
			UINT Flip : 1;
			UINT FlipWithNoWait : 1;
			UINT SrcColorKey : 1;
			UINT DstColorKey : 1;
			UINT LinearToSrgb : 1;
			UINT Rotate : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
			UINT FlipStereo : 1;
			UINT FlipStereoTemporaryMono : 1;
			UINT FlipStereoPreferRight : 1;
			UINT BltStereoUseRight : 1;
			UINT FlipWithMultiPlaneOverlay : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT RedirectedFlip : 1;
			UINT Reserved : 18;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
			UINT Reserved : 19;
#else
			UINT Reserved : 24;
#endif
		};
		UINT Value;
	};
} DXGK_PRESENTFLAGS;

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
typedef struct _DXGK_PRESENTALLOCATIONINFO {
	HANDLE hDeviceSpecificAllocation;
	UINT64 AllocationVirtualAddress;
	PHYSICAL_ADDRESS PhysicalAddress;
	USHORT SegmentId;
	USHORT PhysicalAdapterIndex;
} DXGK_PRESENTALLOCATIONINFO;
#endif

typedef struct _DXGKARG_PRESENT {
	PVOID pDmaBuffer;
	UINT DmaSize;
	PVOID pDmaBufferPrivateData;
	UINT DmaBufferPrivateDataSize;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
	union {
		DXGK_PRESENTALLOCATIONINFO *pAllocationInfo;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
		DXGK_PRESENTMULTIPLANEOVERLAYINFO *pPresentMultiPlaneOverlayInfo;
#endif
		DXGK_ALLOCATIONLIST *pAllocationList;
	};
#else
	DXGK_ALLOCATIONLIST *pAllocationList;
#endif
	D3DDDI_PATCHLOCATIONLIST *pPatchLocationListOut;
	UINT PatchLocationListOutSize;
	UINT MultipassOffset;
	UINT Color;
	RECT DstRect;
	RECT SrcRect;
	UINT SubRectCnt;
	const RECT *pDstSubRects;
	D3DDDI_FLIPINTERVAL_TYPE FlipInterval;
	DXGK_PRESENTFLAGS Flags;
	UINT DmaBufferSegmentId;
	PHYSICAL_ADDRESS DmaBufferPhysicalAddress;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
	UINT Reserved;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
	D3DGPU_VIRTUAL_ADDRESS DmaBufferGpuVirtualAddress;
	UINT NumSrcAllocations;
	UINT NumDstAllocations;
	UINT PrivateDriverDataSize;
	PVOID pPrivateDriverData;
#endif
} DXGKARG_PRESENT;

typedef struct _DXGKARG_RENDER {
	const void *pCommand;
	UINT CommandLength;
	PVOID pDmaBuffer;
	UINT DmaSize;
	PVOID pDmaBufferPrivateData;
	UINT DmaBufferPrivateDataSize;
	DXGK_ALLOCATIONLIST *pAllocationList;
	UINT AllocationListSize;
	D3DDDI_PATCHLOCATIONLIST *pPatchLocationListIn;
	UINT PatchLocationListInSize;
	D3DDDI_PATCHLOCATIONLIST *pPatchLocationListOut;
	UINT PatchLocationListOutSize;
	UINT MultipassOffset;
	UINT DmaBufferSegmentId;
	PHYSICAL_ADDRESS DmaBufferPhysicalAddress;
} DXGKARG_RENDER;

typedef struct _DXGKARG_SETDISPLAYPRIVATEDRIVERFORMAT {
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	HANDLE PrimaryAllocation;
	UINT PrivateDriverFormatAttribute;
} DXGKARG_SETDISPLAYPRIVATEDRIVERFORMAT;

typedef struct _DXGK_SUBMITCOMMANDFLAGS {
	union {
		struct {
			UINT Paging : 1;
			UINT Present : 1;
			UINT RedirectedPresent : 1;
			UINT NullRendering : 1;
			UINT Flip : 1;
			UINT FlipWithNoWait : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
			UINT ContextSwitch : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT Resubmission : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
			UINT VirtualMachineData : 1;
			UINT Reserved : 23;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT Reserved : 24;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
			UINT Reserved : 25;
#else
			UINT Reserved : 26;
#endif
		};
		UINT Value;
	};
} DXGK_SUBMITCOMMANDFLAGS;

typedef struct _DXGKARG_SUBMITCOMMAND {
	union {
		HANDLE hDevice;
		HANDLE hContext;
	};
	UINT DmaBufferSegmentId;
	PHYSICAL_ADDRESS DmaBufferPhysicalAddress;
	UINT DmaBufferSize;
	UINT DmaBufferSubmissionStartOffset;
	UINT DmaBufferSubmissionEndOffset;
	PVOID pDmaBufferPrivateData;
	UINT DmaBufferPrivateDataSize;
	UINT DmaBufferPrivateDataSubmissionStartOffset;
	UINT DmaBufferPrivateDataSubmissionEndOffset;
	UINT SubmissionFenceId;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	D3DDDI_FLIPINTERVAL_TYPE FlipInterval;
	DXGK_SUBMITCOMMANDFLAGS Flags;
	UINT EngineOrdinal;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
	UINT64 DmaBufferVirtualAddress;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
	UINT NodeOrdinal;
#endif
} DXGKARG_SUBMITCOMMAND;

typedef struct _DXGK_ALLOCATIONINFO_TEST {
	UINT Alignment;
	SIZE_T Size;
	SIZE_T PitchAlignedSize;
	DXGK_SEGMENTBANKPREFERENCE HintedBank;
	D3DDDI_SEGMENTPREFERENCE PreferredSegment;
	UINT SupportedReadSegmentSet;
	UINT SupportedWriteSegmentSet;
	UINT EvictionSegmentSet;
	UINT PhysicalAdapterIndex;
	DXGK_ALLOCATIONINFOFLAGS_WDDM2_0 FlagsWddm2;
	UINT AllocationPriority;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_0)
	DXGK_ALLOCATIONINFOFLAGS2 Flags2;
#endif
} DXGK_ALLOCATIONINFO_TEST;

typedef D3DKMT_HANDLE (NTAPI *DXGKCB_ENUMHANDLECHILDREN)(
	const DXGKARGCB_ENUMHANDLECHILDREN *pArgs);

/* Below DISPATCH_LEVEL. */
typedef void * (NTAPI *DXGKCB_GETHANDLEDATA)(const DXGKARGCB_GETHANDLEDATA *pArgs);
/* Below DISPATCH_LEVEL. */
typedef D3DKMT_HANDLE (NTAPI *DXGKCB_GETHANDLEPARENT)(D3DKMT_HANDLE hAllocation);

typedef struct _DXGK_INTERFACESPECIFICDATA {
	HANDLE hAdapter;
	DXGKCB_GETHANDLEDATA pfnGetHandleDataCb;
	DXGKCB_GETHANDLEPARENT pfnGetHandleParentCb;
	DXGKCB_ENUMHANDLECHILDREN pfnEnumHandleChildrenCb;
	DXGKCB_NOTIFY_INTERRUPT pfnNotifyInterruptCb;
	DXGKCB_NOTIFY_DPC pfnNotifyDpcCb;
	DXGKCB_QUERYVIDPNINTERFACE pfnQueryVidPnInterfaceCb;
	DXGKCB_GETCAPTUREADDRESS pfnGetCaptureAddressCb;
} DXGK_INTERFACESPECIFICDATA;

typedef D3DDDI_SEGMENTPREFERENCE DXGK_SEGMENTPREFERENCE;
typedef DXGKARG_RELEASE_HANDLE *PDXGKARG_RELEASE_HANDLE;

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
typedef struct _DXGKARGCB_CREATECONTEXTALLOCATION {
	DXGK_CREATECONTEXTALLOCATIONFLAGS ContextAllocationFlags;
	HANDLE hAdapter;
	HANDLE hDevice;
	HANDLE hContext;
	HANDLE hDriverAllocation;
	SIZE_T Size;
	UINT Alignment;
	UINT SupportedSegmentSet;
	UINT EvictionSegmentSet;
	D3DDDI_SEGMENTPREFERENCE PreferredSegment;
	DXGK_SEGMENTBANKPREFERENCE HintedBank;
	DXGK_ALLOCATIONINFOFLAGS Flags;
	HANDLE hAllocation;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
	UINT PhysicalAdapterIndex;
#endif
} DXGKARGCB_CREATECONTEXTALLOCATION;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
typedef struct _DXGK_CREATEPROCESSFLAGS {
	union {
		struct {
			UINT SystemProcess : 1;
			UINT GdiProcess : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
			UINT VirtualMachineProcess : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
			UINT VirtualMachineWorkerProcess : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
			UINT SessionIsolatedContainer : 1;
			UINT Reserved : 27;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
			UINT Reserved : 28;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
			UINT Reserved : 29;
#else
			UINT Reserved : 30;
#endif
		};
		UINT Value;
	};
} DXGK_CREATEPROCESSFLAGS;

typedef struct _DXGKARG_CREATEPROCESS {
	HANDLE hDxgkProcess;
	HANDLE hKmdProcess;
	DXGK_CREATEPROCESSFLAGS Flags;
	UINT NumPasid;
	ULONG *pPasid;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
	HANDLE hKmdVmWorkerProcess;
	UINT ProcessNameLength;
	WCHAR *pProcessName;
#endif
} DXGKARG_CREATEPROCESS;

typedef struct _DXGKARG_SUBMITCOMMANDVIRTUAL {
	HANDLE hContext;
	UINT64 DmaBufferVirtualAddress;
	UINT DmaBufferSize;
	PVOID pDmaBufferPrivateData;
	UINT DmaBufferPrivateDataSize;
	UINT DmaBufferUmdPrivateDataSize;
	UINT SubmissionFenceId;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	D3DDDI_FLIPINTERVAL_TYPE FlipInterval;
	DXGK_SUBMITCOMMANDFLAGS Flags;
	UINT EngineOrdinal;
	UINT NodeOrdinal;
} DXGKARG_SUBMITCOMMANDVIRTUAL;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
typedef struct _DXGKARG_SUBMITCOMMANDTOHWQUEUE {
	HANDLE hHwQueue;
	UINT64 HwQueueProgressFenceId;
	D3DGPU_VIRTUAL_ADDRESS DmaBufferVirtualAddress;
	UINT DmaBufferSize;
	UINT DmaBufferPrivateDataSize;
	PVOID pDmaBufferPrivateData;
	DXGK_SUBMITCOMMANDFLAGS Flags;
	UINT64 HwQueueProgressFenceGpuVa;
	PVOID HwQueueProgressFenceCpuVa;
} DXGKARG_SUBMITCOMMANDTOHWQUEUE;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
typedef enum _DXGK_KERNEL_SUBMISSION_TYPE {
	DXGK_KERNEL_SUBMISSION_BUILD_PAGING_BUFFER = 0,
	DXGK_KERNEL_SUBMISSION_RENDERGDI = 1,
	DXGK_KERNEL_SUBMISSION_PRESENTBLT = 2,
} DXGK_KERNEL_SUBMISSION_TYPE;

typedef struct _DXGKARG_SIGNALMONITOREDFENCE {
	DXGK_KERNEL_SUBMISSION_TYPE KernelSubmissionType;
	PVOID pDmaBuffer;
	D3DGPU_VIRTUAL_ADDRESS DmaBufferGpuVirtualAddress;
	UINT DmaSize;
	PVOID pDmaBufferPrivateData;
	UINT DmaBufferPrivateDataSize;
	UINT MultipassOffset;
	UINT64 MonitoredFenceGpuVa;
	UINT64 MonitoredFenceValue;
	PVOID MonitoredFenceCpuVa;
	HANDLE hHwQueue;
} DXGKARG_SIGNALMONITOREDFENCE;

typedef struct _DXGK_VALIDATESUBMITCOMMANDFLAGS {
	union {
		UINT Value;
		struct {
			UINT HardwareQueueSubmission : 1;
			UINT Reserved : 31;
		};
	};
} DXGK_VALIDATESUBMITCOMMANDFLAGS;

typedef struct _DXGKARG_VALIDATESUBMITCOMMAND {
	D3DGPU_VIRTUAL_ADDRESS Commands;
	UINT CommandLength;
	DXGK_VALIDATESUBMITCOMMANDFLAGS Flags;
	UINT ContextCount;
	HANDLE Context[D3DDDI_MAX_BROADCAST_CONTEXT];
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
	UINT UmdPrivateDataSize;
	UINT64 HwQueueProgressFenceId;
} DXGKARG_VALIDATESUBMITCOMMAND;
#endif

/* Up to APC_LEVEL. */
typedef void * (NTAPI *DXGKCB_ACQUIREHANDLEDATA)(const DXGKARGCB_GETHANDLEDATA *pArgs,
	PDXGKARG_RELEASE_HANDLE pArgs1);

/* Up to APC_LEVEL. */
typedef void (NTAPI *DXGKCB_RELEASEHANDLEDATA)(const DXGKARGCB_RELEASEHANDLEDATA pArgs);

typedef NTSTATUS NTAPI DXGKDDI_CANCELCOMMAND(const HANDLE hAdapter,
	const DXGKARG_CANCELCOMMAND *pCancelCommand);
typedef DXGKDDI_CANCELCOMMAND *PDXGKDDI_CANCELCOMMAND;

typedef NTSTATUS NTAPI DXGKDDI_CLOSEALLOCATION(const HANDLE hDevice,
	const DXGKARG_CLOSEALLOCATION *pCloseAllocation);
typedef DXGKDDI_CLOSEALLOCATION *PDXGKDDI_CLOSEALLOCATION;

typedef NTSTATUS NTAPI DXGKDDI_CREATEALLOCATION(const HANDLE hAdapter,
	DXGKARG_CREATEALLOCATION *pCreateAllocation);
typedef DXGKDDI_CREATEALLOCATION *PDXGKDDI_CREATEALLOCATION;

typedef NTSTATUS NTAPI DXGKDDI_CREATECONTEXT(const HANDLE hDevice,
	DXGKARG_CREATECONTEXT *pCreateContext);
typedef DXGKDDI_CREATECONTEXT *PDXGKDDI_CREATECONTEXT;

typedef NTSTATUS NTAPI DXGKDDI_CREATEDEVICE(const HANDLE hAdapter,
	DXGKARG_CREATEDEVICE *pCreateDevice);
typedef DXGKDDI_CREATEDEVICE *PDXGKDDI_CREATEDEVICE;

typedef NTSTATUS NTAPI DXGKDDI_DESCRIBEALLOCATION(const HANDLE hAdapter,
	DXGKARG_DESCRIBEALLOCATION *pDescribeAllocation);
typedef DXGKDDI_DESCRIBEALLOCATION *PDXGKDDI_DESCRIBEALLOCATION;

typedef NTSTATUS NTAPI DXGKDDI_DESTROYALLOCATION(const HANDLE hAdapter,
	const DXGKARG_DESTROYALLOCATION *pDestroyAllocation);
typedef DXGKDDI_DESTROYALLOCATION *PDXGKDDI_DESTROYALLOCATION;

typedef NTSTATUS NTAPI DXGKDDI_DESTROYCONTEXT(const HANDLE hContext);
typedef DXGKDDI_DESTROYCONTEXT *PDXGKDDI_DESTROYCONTEXT;

typedef NTSTATUS NTAPI DXGKDDI_DESTROYDEVICE(const HANDLE hDevice);
typedef DXGKDDI_DESTROYDEVICE *PDXGKDDI_DESTROYDEVICE;

typedef NTSTATUS NTAPI DXGKDDI_OPENALLOCATIONINFO(const HANDLE hDevice,
	const DXGKARG_OPENALLOCATION *pOpenAllocation);
typedef DXGKDDI_OPENALLOCATIONINFO *PDXGKDDI_OPENALLOCATIONINFO;

typedef NTSTATUS NTAPI DXGKDDI_PATCH(const HANDLE hAdapter, const DXGKARG_PATCH *pPatch);
typedef DXGKDDI_PATCH *PDXGKDDI_PATCH;

/* DISPATCH_LEVEL. */
typedef NTSTATUS NTAPI DXGKDDI_PREEMPTCOMMAND(const HANDLE hAdapter,
	const DXGKARG_PREEMPTCOMMAND *pPreemptCommand);
typedef DXGKDDI_PREEMPTCOMMAND *PDXGKDDI_PREEMPTCOMMAND;

typedef NTSTATUS NTAPI DXGKDDI_PRESENT(const HANDLE hContext, DXGKARG_PRESENT *pPresent);
typedef DXGKDDI_PRESENT *PDXGKDDI_PRESENT;

typedef NTSTATUS NTAPI DXGKDDI_RENDER(const HANDLE hContext, DXGKARG_RENDER *pRender);
typedef DXGKDDI_RENDER *PDXGKDDI_RENDER;

typedef NTSTATUS NTAPI DXGKDDI_SETDISPLAYPRIVATEDRIVERFORMAT(const HANDLE hAdapter,
	DXGKARG_SETDISPLAYPRIVATEDRIVERFORMAT *pSetDisplayPrivateDriverFormat);
typedef DXGKDDI_SETDISPLAYPRIVATEDRIVERFORMAT *PDXGKDDI_SETDISPLAYPRIVATEDRIVERFORMAT;

/* DISPATCH_LEVEL. */
typedef NTSTATUS NTAPI DXGKDDI_SUBMITCOMMAND(const HANDLE hAdapter,
	const DXGKARG_SUBMITCOMMAND *pSubmitCommand);
typedef DXGKDDI_SUBMITCOMMAND *PDXGKDDI_SUBMITCOMMAND;

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
/* Up to DISPATCH_LEVEL. */
typedef void (NTAPI *DXGKCB_HARDWARECONTENTPROTECTIONTEARDOWN)(const HANDLE hAdapter,
	UINT Flags);

typedef NTSTATUS NTAPI DXGKDDI_CREATEPROCESS(const HANDLE hAdapter,
	DXGKARG_CREATEPROCESS *pArgs);
typedef DXGKDDI_CREATEPROCESS *PDXGKDDI_CREATEPROCESS;

typedef NTSTATUS NTAPI DXGKDDI_DESTROYPROCESS(const HANDLE hAdapter,
	const HANDLE hKmdProcess);
typedef DXGKDDI_DESTROYPROCESS *PDXGKDDI_DESTROYPROCESS;

typedef NTSTATUS NTAPI DXGKDDI_SUBMITCOMMANDVIRTUAL(const HANDLE hAdapter,
	const DXGKARG_SUBMITCOMMANDVIRTUAL *pSubmitCommand);
typedef DXGKDDI_SUBMITCOMMANDVIRTUAL *PDXGKDDI_SUBMITCOMMANDVIRTUAL;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1)
typedef void (NTAPI *DXGKCB_DXGKCB_MITIGATEDRANGEUPDATE)(const HANDLE hAdapter,
	ULONG Value);
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
/* DISPATCH_LEVEL. */
typedef NTSTATUS (NTAPI *DXGKCB_INDICATE_CONNECTOR_CHANGE)(const HANDLE hAdapter);
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
typedef NTSTATUS NTAPI DXGKDDI_VALIDATESUBMITCOMMAND(const HANDLE hContext,
	DXGKARG_VALIDATESUBMITCOMMAND *pArgs);
typedef DXGKDDI_VALIDATESUBMITCOMMAND *PDXGKDDI_VALIDATESUBMITCOMMAND;
#endif

DXGK_EXTERN_C_END

#endif /* _DXGK_DDI_RENDER_H_ */
