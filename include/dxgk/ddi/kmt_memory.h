/* SPDX-License-Identifier: MIT */
/* Allocations, residency and GPU virtual addresses. */
#ifndef _DXGK_DDI_KMT_MEMORY_H_
#define _DXGK_DDI_KMT_MEMORY_H_

#include "base.h"
#include "kmt_types.h"

#define D3DDDI_ALLOCATIONPRIORITY_MINIMUM 0x28000000
#define D3DDDI_ALLOCATIONPRIORITY_LOW 0x50000000
#define D3DDDI_ALLOCATIONPRIORITY_NORMAL 0x78000000
#define D3DDDI_ALLOCATIONPRIORITY_HIGH 0xA0000000
#define D3DDDI_ALLOCATIONPRIORITY_MAXIMUM 0xC8000000
#define D3DGPU_NULL 0
#define D3DGPU_UNIQUE_DRIVER_PROTECTION 0x8000000000000000ULL
#define DXGK_MAX_PAGE_TABLE_LEVEL_COUNT 6
#define DXGK_MIN_PAGE_TABLE_LEVEL_COUNT 2

DXGK_EXTERN_C_BEGIN

typedef struct _D3DDDI_SURFACEINFO {
	UINT Width;
	UINT Height;
	UINT Depth;
	const void *pSysMem;
	UINT SysMemPitch;
	UINT SysMemSlicePitch;
} D3DDDI_SURFACEINFO;

typedef struct _D3DDDIARG_CREATERESOURCE {
	D3DDDIFORMAT Format;
	D3DDDI_POOL Pool;
	D3DDDIMULTISAMPLE_TYPE MultisampleType;
	UINT MultisampleQuality;
	const D3DDDI_SURFACEINFO *pSurfList;
	UINT SurfCount;
	UINT MipLevels;
	UINT Fvf;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	D3DDDI_RATIONAL RefreshRate;
	HANDLE hResource;
	D3DDDI_RESOURCEFLAGS Flags;
	D3DDDI_ROTATION Rotation;
} D3DDDIARG_CREATERESOURCE;

typedef struct _D3DDDIARG_CREATERESOURCE2 {
	D3DDDIFORMAT Format;
	D3DDDI_POOL Pool;
	D3DDDIMULTISAMPLE_TYPE MultisampleType;
	UINT MultisampleQuality;
	const D3DDDI_SURFACEINFO *pSurfList;
	UINT SurfCount;
	UINT MipLevels;
	UINT Fvf;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	D3DDDI_RATIONAL RefreshRate;
	HANDLE hResource;
	D3DDDI_RESOURCEFLAGS Flags;
	D3DDDI_ROTATION Rotation;
	D3DDDI_RESOURCEFLAGS2 Flags2;
} D3DDDIARG_CREATERESOURCE2;

typedef struct _D3DDDICB_DESTROYALLOCATION2FLAGS {
	union {
		struct {
			UINT AssumeNotInUse : 1;
			UINT SynchronousDestroy : 1;
			UINT Reserved : 29;
			UINT SystemUseOnly : 1;
		};
		UINT Value;
	};
} D3DDDICB_DESTROYALLOCATION2FLAGS;

typedef struct _D3DDDICB_LOCK2FLAGS {
	union {
		struct {
			UINT Reserved : 32;
		};
		UINT Value;
	};
} D3DDDICB_LOCK2FLAGS;

typedef struct _D3DDDICB_LOCKFLAGS {
	union {
		struct {
			UINT ReadOnly : 1;
			UINT WriteOnly : 1;
			UINT DonotWait : 1;
			UINT IgnoreSync : 1;
			UINT LockEntire : 1;
			UINT DonotEvict : 1;
			UINT AcquireAperture : 1;
			UINT Discard : 1;
			UINT NoExistingReference : 1;
			UINT UseAlternateVA : 1;
			UINT IgnoreReadSync : 1;
			UINT Reserved : 21;
		};
		UINT Value;
	};
} D3DDDICB_LOCKFLAGS;

typedef struct _D3DDDICB_SIGNALFLAGS {
	union {
		struct {
			UINT SignalAtSubmission : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
			UINT EnqueueCpuEvent : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT AllowFenceRewind : 1;
			UINT Reserved : 28;
			UINT DXGK_SIGNAL_FLAG_INTERNAL0 : 1;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
			UINT Reserved : 30;
#else
			UINT Reserved : 31;
#endif
		};
		UINT Value;
	};
} D3DDDICB_SIGNALFLAGS;

typedef struct _D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE {
	union {
		struct {
			UINT64 Write : 1;
			UINT64 Execute : 1;
			UINT64 Zero : 1;
			UINT64 NoAccess : 1;
			UINT64 SystemUseOnly : 1;
			UINT64 Reserved : 59;
		};
		UINT64 Value;
	};
} D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE;

typedef enum _D3DDDIGPUVIRTUALADDRESS_RESERVATION_TYPE {
	D3DDDIGPUVIRTUALADDRESS_RESERVE_NO_ACCESS = 0,
	D3DDDIGPUVIRTUALADDRESS_RESERVE_ZERO = 1,
	D3DDDIGPUVIRTUALADDRESS_RESERVE_NO_COMMIT = 2,
} D3DDDIGPUVIRTUALADDRESS_RESERVATION_TYPE;

typedef struct _D3DDDI_ALLOCATIONINFO {
	D3DKMT_HANDLE hAllocation;
	const void *pSystemMem;
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	union {
		struct {
			UINT Primary : 1;
			UINT Stereo : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
			UINT Reserved : 30;
#endif
		};
		UINT Value;
	} Flags;
} D3DDDI_ALLOCATIONINFO;

typedef struct _D3DDDI_ALLOCATIONINFO2 {
	D3DKMT_HANDLE hAllocation;
	union {
		HANDLE hSection;
		const void *pSystemMem;
	};
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	union {
		struct {
			UINT Primary : 1;
			UINT Stereo : 1;
			UINT OverridePriority : 1;
			UINT Reserved : 29;
		};
		UINT Value;
	} Flags;
	D3DGPU_VIRTUAL_ADDRESS GpuVirtualAddress;
	union {
		UINT Priority;
		UINT64 Unused;
	};
	UINT64 Reserved[5];
} D3DDDI_ALLOCATIONINFO2;

typedef struct _D3DDDI_ALLOCATIONLIST {
	D3DKMT_HANDLE hAllocation;
	union {
		struct {
			UINT WriteOperation : 1;
			UINT DoNotRetireInstance : 1;
			UINT OfferPriority : 3;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7)
			UINT Reserved : 27;
#endif
		};
		UINT Value;
	};
} D3DDDI_ALLOCATIONLIST;

typedef struct D3DDDI_DESTROYPAGINGQUEUE {
	D3DKMT_HANDLE hPagingQueue;
} D3DDDI_DESTROYPAGINGQUEUE;

typedef struct D3DDDI_EVICT_FLAGS {
	union {
		struct {
			UINT EvictOnlyIfNecessary : 1;
			UINT NotWrittenTo : 1;
			UINT Reserved : 30;
		};
		UINT Value;
	};
} D3DDDI_EVICT_FLAGS;

typedef struct _D3DDDI_GETRESOURCEPRESENTPRIVATEDRIVERDATA {
	D3DKMT_HANDLE hResource;
	UINT PrivateDriverDataSize;
	PVOID pPrivateDriverData;
} D3DDDI_GETRESOURCEPRESENTPRIVATEDRIVERDATA;

typedef struct _D3DDDI_KERNELOVERLAYINFO {
	D3DKMT_HANDLE hAllocation;
	D3DDDIRECT DstRect;
	D3DDDIRECT SrcRect;
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
} D3DDDI_KERNELOVERLAYINFO;

typedef struct D3DDDI_MAKERESIDENT_FLAGS {
	union {
		struct {
			UINT CantTrimFurther : 1;
			UINT MustSucceed : 1;
			UINT Reserved : 30;
		};
		UINT Value;
	};
} D3DDDI_MAKERESIDENT_FLAGS;

typedef struct D3DDDI_MAKERESIDENT {
	D3DKMT_HANDLE hPagingQueue;
	UINT NumAllocations;
	const D3DKMT_HANDLE *AllocationList;
	const UINT *PriorityList;
	D3DDDI_MAKERESIDENT_FLAGS Flags;
	UINT64 PagingFenceValue;
	UINT64 NumBytesToTrim;
} D3DDDI_MAKERESIDENT;

typedef struct D3DDDI_MAPGPUVIRTUALADDRESS {
	D3DKMT_HANDLE hPagingQueue;
	UINT64 BaseAddress;
	D3DGPU_VIRTUAL_ADDRESS MinimumAddress;
	D3DGPU_VIRTUAL_ADDRESS MaximumAddress;
	D3DKMT_HANDLE hAllocation;
	UINT64 OffsetInPages;
	UINT64 SizeInPages;
	D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE Protection;
	UINT64 DriverProtection;
	UINT Reserved0;
	UINT64 Reserved1;
	UINT64 VirtualAddress;
	UINT64 PagingFenceValue;
} D3DDDI_MAPGPUVIRTUALADDRESS;

typedef struct D3DDDI_OFFER_FLAGS {
	union {
		struct {
			UINT AllowDecommit : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} D3DDDI_OFFER_FLAGS;

typedef enum _D3DDDI_OFFER_PRIORITY {
	D3DDDI_OFFER_PRIORITY_NONE = 0,
	D3DDDI_OFFER_PRIORITY_LOW = 1,
	D3DDDI_OFFER_PRIORITY_NORMAL = 2,
	D3DDDI_OFFER_PRIORITY_HIGH = 3,
	D3DDDI_OFFER_PRIORITY_AUTO = 4,
} D3DDDI_OFFER_PRIORITY;

typedef struct _D3DDDI_OPENALLOCATIONINFO {
	D3DKMT_HANDLE hAllocation;
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
} D3DDDI_OPENALLOCATIONINFO;

typedef struct _D3DDDI_OPENALLOCATIONINFO2 {
	D3DKMT_HANDLE hAllocation;
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
	D3DGPU_VIRTUAL_ADDRESS GpuVirtualAddress;
	UINT64 Reserved[6];
} D3DDDI_OPENALLOCATIONINFO2;

typedef enum D3DDDI_PAGINGQUEUE_PRIORITY {
	D3DDDI_PAGINGQUEUE_PRIORITY_NORMAL = 0,
	D3DDDI_PAGINGQUEUE_PRIORITY_ABOVE_NORMAL = 1,
	D3DDDI_PAGINGQUEUE_PRIORITY_BELOW_NORMAL = -1,
} D3DDDI_PAGINGQUEUE_PRIORITY;

typedef struct _D3DDDI_PATCHLOCATIONLIST {
	UINT AllocationIndex;
	union {
		struct {
			UINT SlotId : 24;
			UINT Reserved : 8;
		};
		UINT Value;
	};
	UINT DriverId;
	UINT AllocationOffset;
	UINT PatchOffset;
	UINT SplitOffset;
} D3DDDI_PATCHLOCATIONLIST;

typedef enum _D3DDDI_RECLAIM_RESULT {
	D3DDDI_RECLAIM_RESULT_OK = 0,
	D3DDDI_RECLAIM_RESULT_DISCARDED = 1,
	D3DDDI_RECLAIM_RESULT_NOT_COMMITTED = 2,
} D3DDDI_RECLAIM_RESULT;

typedef struct D3DDDI_RESERVEGPUVIRTUALADDRESS {
	union {
		D3DKMT_HANDLE hPagingQueue;
		D3DKMT_HANDLE hAdapter;
	};
	UINT64 BaseAddress;
	D3DGPU_VIRTUAL_ADDRESS MinimumAddress;
	D3DGPU_VIRTUAL_ADDRESS MaximumAddress;
	UINT64 Size;
	union {
		D3DDDIGPUVIRTUALADDRESS_RESERVATION_TYPE ReservationType;
		UINT Reserved0;
	};
	union {
		UINT64 DriverProtection;
		UINT64 Reserved1;
	};
	UINT64 VirtualAddress;
	union {
		UINT64 PagingFenceValue;
		UINT64 Reserved2;
	};
} D3DDDI_RESERVEGPUVIRTUALADDRESS;

typedef struct _D3DDDI_SEGMENTPREFERENCE {
	union {
		struct {
			UINT SegmentId0 : 5;
			UINT Direction0 : 1;
			UINT SegmentId1 : 5;
			UINT Direction1 : 1;
			UINT SegmentId2 : 5;
			UINT Direction2 : 1;
			UINT SegmentId3 : 5;
			UINT Direction3 : 1;
			UINT SegmentId4 : 5;
			UINT Direction4 : 1;
			UINT Reserved : 2;
		};
		UINT Value;
	};
} D3DDDI_SEGMENTPREFERENCE;

typedef struct D3DDDI_TRIMRESIDENCYSET_FLAGS {
	union {
		struct {
			UINT PeriodicTrim : 1;
			UINT RestartPeriodicTrim : 1;
			UINT TrimToBudget : 1;
			UINT Reserved : 29;
		};
		UINT Value;
	};
} D3DDDI_TRIMRESIDENCYSET_FLAGS;

typedef struct D3DDDI_UPDATEALLOCPROPERTY_FLAGS {
	union {
		struct {
			UINT AccessedPhysically : 1;
			UINT Unmoveable : 1;
#if DXGK_DDI_WDDM2_4_OR_2_1_5
			UINT Reserved : 30;
#endif
		};
		UINT Value;
	};
} D3DDDI_UPDATEALLOCPROPERTY_FLAGS;

typedef struct D3DDDI_UPDATEALLOCPROPERTY {
	D3DKMT_HANDLE hPagingQueue;
	D3DKMT_HANDLE hAllocation;
	UINT SupportedSegmentSet;
	D3DDDI_SEGMENTPREFERENCE PreferredSegment;
	D3DDDI_UPDATEALLOCPROPERTY_FLAGS Flags;
	UINT64 PagingFenceValue;
	union {
		struct {
			UINT SetAccessedPhysically : 1;
			UINT SetSupportedSegmentSet : 1;
			UINT SetPreferredSegment : 1;
			UINT SetUnmoveable : 1;
#if DXGK_DDI_WDDM2_4_OR_2_1_5
			UINT Reserved : 28;
#endif
		};
		UINT PropertyMaskValue;
	};
} D3DDDI_UPDATEALLOCPROPERTY;

typedef enum _D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION_TYPE {
	D3DDDI_UPDATEGPUVIRTUALADDRESS_MAP = 0,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_UNMAP = 1,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_COPY = 2,
	D3DDDI_UPDATEGPUVIRTUALADDRESS_MAP_PROTECT = 3,
} D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION_TYPE;

typedef struct _D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION {
	D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION_TYPE OperationType;
	union {
		struct {
			D3DGPU_VIRTUAL_ADDRESS BaseAddress;
			UINT64 SizeInBytes;
			D3DKMT_HANDLE hAllocation;
			UINT64 AllocationOffsetInBytes;
			UINT64 AllocationSizeInBytes;
		} Map;
		struct {
			D3DGPU_VIRTUAL_ADDRESS BaseAddress;
			UINT64 SizeInBytes;
			D3DKMT_HANDLE hAllocation;
			UINT64 AllocationOffsetInBytes;
			UINT64 AllocationSizeInBytes;
			D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE Protection;
			UINT64 DriverProtection;
		} MapProtect;
		struct {
			D3DGPU_VIRTUAL_ADDRESS BaseAddress;
			UINT64 SizeInBytes;
			D3DDDIGPUVIRTUALADDRESS_PROTECTION_TYPE Protection;
		} Unmap;
		struct {
			UINT64 SourceAddress;
			UINT64 SizeInBytes;
			UINT64 DestAddress;
		} Copy;
	};
} D3DDDI_UPDATEGPUVIRTUALADDRESS_OPERATION;

typedef struct _D3DGPU_PHYSICAL_ADDRESS {
	UINT SegmentId;
	UINT Padding;
	UINT64 SegmentOffset;
} D3DGPU_PHYSICAL_ADDRESS;

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
typedef union {
	struct {
		UINT64 FrameNumber : 40;
		UINT64 PartNumber : 24;
	};
	UINT64 Value;
} DXGK_MIRACAST_CHUNK_ID;

typedef enum _DXGK_MIRACAST_CHUNK_TYPE {
	DXGK_MIRACAST_CHUNK_TYPE_UNKNOWN = 0,
	DXGK_MIRACAST_CHUNK_TYPE_COLOR_CONVERT_COMPLETE = 1,
	DXGK_MIRACAST_CHUNK_TYPE_ENCODE_COMPLETE = 2,
	DXGK_MIRACAST_CHUNK_TYPE_FRAME_START = 3,
	DXGK_MIRACAST_CHUNK_TYPE_FRAME_DROPPED = 4,
	DXGK_MIRACAST_CHUNK_TYPE_ENCODE_DRIVER_DEFINED_1 = (int)0x80000000,
	DXGK_MIRACAST_CHUNK_TYPE_ENCODE_DRIVER_DEFINED_2 = (int)0x80000001,
} DXGK_MIRACAST_CHUNK_TYPE;

typedef struct {
	DXGK_MIRACAST_CHUNK_TYPE ChunkType;
	DXGK_MIRACAST_CHUNK_ID ChunkId;
	UINT ProcessingTime;
	UINT EncodeRate;
} DXGK_MIRACAST_CHUNK_INFO;
#endif

DXGK_EXTERN_C_END

#endif /* _DXGK_DDI_KMT_MEMORY_H_ */
