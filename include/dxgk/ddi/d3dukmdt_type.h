/* SPDX-License-Identifier: MIT */
/*
 * d3dukmdt_type.h - structures and functions of d3dukmdt.h
 */
#ifndef DXGK_DDI_DXGK_DDI_D3DUKMDT_TYPE_H
#define DXGK_DDI_DXGK_DDI_D3DUKMDT_TYPE_H

#include "forward.h"
#include "d3dukmdt_enum.h"

typedef UINT D3DDDI_VIDEO_PRESENT_SOURCE_ID;
typedef UINT D3DDDI_VIDEO_PRESENT_TARGET_ID;
typedef ULONGLONG D3DGPU_SIZE_T;
typedef ULONGLONG D3DGPU_VIRTUAL_ADDRESS;
typedef UINT D3DKMT_HANDLE;
typedef PVOID D3DKMT_PTR_TYPE;
typedef ULONGLONG D3DKMT_SIZE_T;
typedef ULONGLONG D3DKMT_UINT_PTR;
typedef ULONGLONG D3DKMT_ULONG_PTR;

typedef struct D3DDDI_DXGI_RGB {
	FLOAT Red;
	FLOAT Green;
	FLOAT Blue;
} D3DDDI_DXGI_RGB;

typedef struct _D3DKMDT_3X4_COLORSPACE_TRANSFORM {
	FLOAT ColorMatrix3x4[3][4];
	FLOAT ScalarMultiplier;
	D3DDDI_DXGI_RGB LookupTable1D[4096];
} D3DKMDT_3x4_COLORSPACE_TRANSFORM;

typedef D3DKMDT_3x4_COLORSPACE_TRANSFORM *PD3DDDI_3x4_COLORSPACE_TRANSFORM;

typedef struct _D3DDDI_RATIONAL {
	UINT Numerator;
	UINT Denominator;
} D3DDDI_RATIONAL;

typedef struct _D3DDDI_RESOURCEFLAGS {
	union {
		struct {
			UINT RenderTarget : 1;
			UINT ZBuffer : 1;
			UINT Dynamic : 1;
			UINT HintStatic : 1;
			UINT AutogenMipmap : 1;
			UINT DMap : 1;
			UINT WriteOnly : 1;
			UINT NotLockable : 1;
			UINT Points : 1;
			UINT RtPatches : 1;
			UINT NPatches : 1;
			UINT SharedResource : 1;
			UINT DiscardRenderTarget : 1;
			UINT Video : 1;
			UINT CaptureBuffer : 1;
			UINT Primary : 1;
			UINT Texture : 1;
			UINT CubeMap : 1;
			UINT Volume : 1;
			UINT VertexBuffer : 1;
			UINT IndexBuffer : 1;
			UINT DecodeRenderTarget : 1;
			UINT DecodeCompressedBuffer : 1;
			UINT VideoProcessRenderTarget : 1;
			UINT CpuOptimized : 1;
			UINT MightDrawFromLocked : 1;
			UINT Overlay : 1;
			UINT MatchGdiPrimary : 1;
			UINT InterlacedRefresh : 1;
			UINT TextApi : 1;
			UINT RestrictedContent : 1;
			UINT RestrictSharedAccess : 1;
		};
		UINT Value;
	};
} D3DDDI_RESOURCEFLAGS;

typedef struct _D3DDDIARG_CREATERESOURCE {
	D3DDDIFORMAT Format;
	D3DDDI_POOL Pool;
	D3DDDIMULTISAMPLE_TYPE MultisampleType;
	UINT MultisampleQuality;
	D3DDDI_SURFACEINFO *pSurfList;
	UINT SurfCount;
	UINT MipLevels;
	UINT Fvf;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	D3DDDI_RATIONAL RefreshRate;
	HANDLE hResource;
	D3DDDI_RESOURCEFLAGS Flags;
	D3DDDI_ROTATION Rotation;
} D3DDDIARG_CREATERESOURCE;

typedef struct _D3DDDI_RESOURCEFLAGS2 {
	union {
		struct {
			UINT VideoEncoder : 1;
			UINT UserMemory : 1;
			UINT CrossAdapter : 1;
			UINT IsDisplayable : 1;
			UINT Reserved : 28;
		};
		UINT Value;
	};
} D3DDDI_RESOURCEFLAGS2;

typedef struct _D3DDDIARG_CREATERESOURCE2 {
	D3DDDIFORMAT Format;
	D3DDDI_POOL Pool;
	D3DDDIMULTISAMPLE_TYPE MultisampleType;
	UINT MultisampleQuality;
	D3DDDI_SURFACEINFO *pSurfList;
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

typedef struct _D3DDDIRECT {
	INT left;
	INT top;
	INT right;
	INT bottom;
} D3DDDIRECT;

typedef struct _D3DDDI_ALLOCATIONINFO {
	D3DKMT_HANDLE hAllocation;
	PVOID pSystemMem;
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
		D3DKMT_CREATEALLOCATIONFLAGS *pSystemMem;
	};
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
	union {
		struct {
			UINT Primary : 1;
			UINT Stereo : 1;
			UINT OverridePriority : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1_5)
			UINT Reserved : 29;
#endif
		};
		UINT Value;
	} Flags;
	D3DGPU_VIRTUAL_ADDRESS GpuVirtualAddress;
	union {
		UINT Priority;
		UINT64 Unused;
	};
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1_5)
	UINT64 Reserved[5];
#endif
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

typedef struct _D3DDDI_CREATECONTEXTFLAGS {
	union {
		struct {
			UINT NullRendering : 1;
			UINT InitialData : 1;
			UINT DisableGpuTimeout : 1;
			UINT SynchronizationOnly : 1;
			UINT HwQueueSupported : 1;
			UINT NoKmdAccess : 1;
#if ((DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1_5 && DXGKDDI_INTERFACE_VERSION < DXGKDDI_INTERFACE_VERSION_WDDM2_2) || DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
			UINT Reserved : 26;
#endif
		};
		UINT Value;
	};
} D3DDDI_CREATECONTEXTFLAGS;

typedef struct _D3DDDI_CREATEHWCONTEXTFLAGS {
	union {
		struct {
			UINT Reserved : 32;
		};
		UINT Value;
	};
} D3DDDI_CREATEHWCONTEXTFLAGS;

typedef struct _D3DDDI_CREATEHWQUEUEFLAGS {
	union {
		struct {
			UINT DisableGpuTimeout : 1;
			UINT NoBroadcastSignal : 1;
			UINT NoBroadcastWait : 1;
			UINT NoKmdAccess : 1;
			UINT UserModeSubmission : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_1)
			UINT Reserved : 27;
#endif
		};
		UINT Value;
	};
} D3DDDI_CREATEHWQUEUEFLAGS;

typedef struct _D3DDDI_NATIVEFENCEMAPPING {
	PVOID CurrentValueCpuVa;
	UINT64 CurrentValueGpuVa;
	UINT64 MonitoredValueGpuVa;
} D3DDDI_NATIVEFENCEMAPPING;

typedef struct _D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS {
	union {
		struct {
			UINT Shared : 1;
			UINT NtSecuritySharing : 1;
			UINT CrossAdapter : 1;
			UINT TopOfPipeline : 1;
			UINT NoSignal : 1;
			UINT NoWait : 1;
			UINT NoSignalMaxValueOnTdr : 1;
			UINT NoGPUAccess : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_0)
			UINT SignalByKmd : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_1)
			UINT LocalMemoryPreferred : 1;
			UINT Reserved : 21;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_0)
			UINT Reserved : 22;
#else
			UINT Reserved : 23;
#endif
			UINT Reserved0 : 1;
		};
		UINT Value;
	};
} D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS;

typedef struct _D3DDDI_CREATENATIVEFENCEINFO {
	UINT64 InitialFenceValue;
	PVOID pPrivateDriverData;
	UINT PrivateDriverDataSize;
	UINT EngineAffinity;
	D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS Flags;
	D3DKMT_HANDLE hSyncObject;
	D3DDDI_NATIVEFENCEMAPPING NativeFenceMapping;
} D3DDDI_CREATENATIVEFENCEINFO;

typedef struct D3DDDI_DESTROYPAGINGQUEUE {
	D3DKMT_HANDLE hPagingQueue;
} D3DDDI_DESTROYPAGINGQUEUE;

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_0)
typedef struct _D3DDDI_DRIVERESCAPE_CPUEVENTUSAGE {
	D3DDDI_DRIVERESCAPETYPE EscapeType;
	D3DKMT_HANDLE hSyncObject;
	UINT64 hKmdCpuEvent;
	UINT Usage[8];
} D3DDDI_DRIVERESCAPE_CPUEVENTUSAGE;

#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
typedef struct _D3DDDI_DRIVERESCAPE_TRANSLATEALLOCATIONEHANDLE {
	D3DDDI_DRIVERESCAPETYPE EscapeType;
	D3DKMT_HANDLE hAllocation;
} D3DDDI_DRIVERESCAPE_TRANSLATEALLOCATIONEHANDLE;

typedef struct _D3DDDI_DRIVERESCAPE_TRANSLATERESOURCEHANDLE {
	D3DDDI_DRIVERESCAPETYPE EscapeType;
	D3DKMT_HANDLE hResource;
} D3DDDI_DRIVERESCAPE_TRANSLATERESOURCEHANDLE;

#endif

typedef struct _D3DDDI_ESCAPEFLAGS {
	union {
		struct {
			UINT HardwareAccess : 1;
			UINT DeviceStatusQuery : 1;
			UINT ChangeFrameLatency : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT NoAdapterSynchronization : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
			UINT Reserved : 1;
			UINT VirtualMachineData : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
			UINT DriverKnownEscape : 1;
			UINT DriverCommonEscape : 1;
			UINT Reserved2 : 24;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
			UINT Reserved2 : 26;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1)
			UINT Reserved : 28;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN7 && DXGKDDI_INTERFACE_VERSION < DXGKDDI_INTERFACE_VERSION_WDDM2_0)
			UINT Reserved : 29;
#endif
		};
		UINT Value;
	};
} D3DDDI_ESCAPEFLAGS;

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

typedef struct _D3DDDI_GAMMA_RAMP_DXGI_1 {
	D3DDDI_DXGI_RGB Scale;
	D3DDDI_DXGI_RGB Offset;
	D3DDDI_DXGI_RGB GammaCurve[1025];
} D3DDDI_GAMMA_RAMP_DXGI_1;

typedef struct _D3DDDI_GAMMA_RAMP_RGB256x3x16 {
	USHORT Red[256];
	USHORT Green[256];
	USHORT Blue[256];
} D3DDDI_GAMMA_RAMP_RGB256x3x16;

typedef struct _D3DDDI_GETRESOURCEPRESENTPRIVATEDRIVERDATA {
	D3DKMT_HANDLE hResource;
	UINT PrivateDriverDataSize;
	PVOID pPrivateDriverData;
} D3DDDI_GETRESOURCEPRESENTPRIVATEDRIVERDATA;

typedef struct _D3DDDI_HDR_METADATA_HDR10 {
	USHORT RedPrimary[2];
	USHORT GreenPrimary[2];
	USHORT BluePrimary[2];
	USHORT WhitePoint[2];
	UINT MaxMasteringLuminance;
	UINT MinMasteringLuminance;
	USHORT MaxContentLightLevel;
	USHORT MaxFrameAverageLightLevel;
} D3DDDI_HDR_METADATA_HDR10;

typedef struct D3DDDI_HDR_METADATA_HDR10PLUS {
	BYTE Data[72];
} D3DDDI_HDR_METADATA_HDR10PLUS;

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
	PVOID AllocationList;
	PVOID PriorityList;
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

typedef struct _D3DDDI_MULTISAMPLINGMETHOD {
	UINT NumSamples;
	UINT NumQualityLevels;
} D3DDDI_MULTISAMPLINGMETHOD;

typedef struct D3DDDI_OFFER_FLAGS {
	union {
		struct {
			UINT AllowDecommit : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} D3DDDI_OFFER_FLAGS;

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

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
typedef struct _D3DDDI_QUERYREGISTRY_FLAGS {
	union {
		UINT Value;
		struct {
			UINT TranslatePath : 1;
			UINT MutableValue : 1;
			UINT Reserved : 30;
		};
	};
} D3DDDI_QUERYREGISTRY_FLAGS;

typedef struct _D3DDDI_QUERYREGISTRY_INFO {
	D3DDDI_QUERYREGISTRY_TYPE QueryType;
	D3DDDI_QUERYREGISTRY_FLAGS QueryFlags;
	WCHAR ValueName[260];
	UINT ValueType;
	UINT PhysicalAdapterIndex;
	UINT OutputValueSize;
	D3DDDI_QUERYREGISTRY_STATUS Status;
	union {
		DWORD OutputDword;
		UINT64 OutputQword;
		WCHAR OutputString[1];
		BYTE OutputBinary[1];
	};
} D3DDDI_QUERYREGISTRY_INFO;

#endif

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

typedef struct _D3DDDI_SURFACEINFO {
	UINT Width;
	UINT Height;
	UINT Depth;
	PVOID pSysMem;
	UINT SysMemPitch;
	UINT SysMemSlicePitch;
} D3DDDI_SURFACEINFO;

typedef struct _D3DDDI_SYNCHRONIZATIONOBJECTINFO {
	D3DDDI_SYNCHRONIZATIONOBJECT_TYPE Type;
	union {
		struct {
			INT InitialState;
		} SynchronizationMutex;
		struct {
			UINT MaxCount;
			UINT InitialCount;
		} Semaphore;
		struct {
			UINT Reserved[16];
		} Reserved;
	};
} D3DDDI_SYNCHRONIZATIONOBJECTINFO;

typedef struct _D3DDDI_SYNCHRONIZATIONOBJECTINFO2 {
	D3DDDI_SYNCHRONIZATIONOBJECT_TYPE Type;
	D3DDDI_SYNCHRONIZATIONOBJECT_FLAGS Flags;
	union {
		struct {
			INT InitialState;
		} SynchronizationMutex;
		struct {
			UINT MaxCount;
			UINT InitialCount;
		} Semaphore;
		struct {
			UINT64 FenceValue;
		} Fence;
		struct {
			PVOID Event;
		} CPUNotification;
		struct {
			UINT64 InitialFenceValue;
			PVOID FenceValueCPUVirtualAddress;
			UINT64 FenceValueGPUVirtualAddress;
			UINT EngineAffinity;
			UINT Padding;
		} MonitoredFence;
		struct {
			D3DKMT_HANDLE hAdapter;
			D3DDDI_VIDEO_PRESENT_TARGET_ID VidPnTargetId;
			UINT64 Time;
			PVOID FenceValueCPUVirtualAddress;
			UINT64 FenceValueGPUVirtualAddress;
			UINT EngineAffinity;
			UINT Padding;
		} PeriodicMonitoredFence;
		struct {
			UINT64 Reserved[8];
		} Reserved;
	};
	UINT SharedHandle;
} D3DDDI_SYNCHRONIZATIONOBJECTINFO2;

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
#if ((DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1_5 && DXGKDDI_INTERFACE_VERSION < DXGKDDI_INTERFACE_VERSION_WDDM2_2) || DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
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
#if ((DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1_5 && DXGKDDI_INTERFACE_VERSION < DXGKDDI_INTERFACE_VERSION_WDDM2_2) || DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
			UINT Reserved : 28;
#endif
		};
		UINT PropertyMaskValue;
	};
} D3DDDI_UPDATEALLOCPROPERTY;

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

typedef struct _D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS {
	union {
		struct {
			UINT WaitAny : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} D3DDDI_WAITFORSYNCHRONIZATIONOBJECTFROMCPU_FLAGS;

typedef struct _D3DGPU_PHYSICAL_ADDRESS {
	UINT SegmentId;
	UINT Padding;
	UINT64 SegmentOffset;
} D3DGPU_PHYSICAL_ADDRESS;

typedef struct _D3DKMDT_COLORSPACE_TRANSFORM_MATRIX_V2 {
	D3DKMDT_COLORSPACE_TRANSFORM_STAGE_CONTROL StageControlLookupTable1DDegamma;
	D3DDDI_DXGI_RGB LookupTable1DDegamma[4096];
	D3DKMDT_COLORSPACE_TRANSFORM_STAGE_CONTROL StageControlColorMatrix3x3;
	FLOAT ColorMatrix3x3[3][3];
	D3DKMDT_COLORSPACE_TRANSFORM_STAGE_CONTROL StageControlLookupTable1DRegamma;
	D3DDDI_DXGI_RGB LookupTable1DRegamma[4096];
} D3DKMDT_COLORSPACE_TRANSFORM_MATRIX_V2, *PD3DKMDT_COLORSPACE_TRANSFORM_MATRIX_V2;

typedef struct _GPUP_DRIVER_ESCAPE_INPUT {
	LUID vfLUID;
} GPUP_DRIVER_ESCAPE_INPUT, *PGPUP_DRIVER_ESCAPE_INPUT;

typedef struct _DXGKVGPU_ESCAPE_HEAD {
	GPUP_DRIVER_ESCAPE_INPUT Luid;
	DXGKVGPU_ESCAPE_TYPE Type;
} DXGKVGPU_ESCAPE_HEAD;

typedef struct _DXGKVGPU_ESCAPE_INITIALIZE {
	DXGKVGPU_ESCAPE_HEAD Header;
#if ((DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1_5 && DXGKDDI_INTERFACE_VERSION < DXGKDDI_INTERFACE_VERSION_WDDM2_2) || DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
	GUID VmGuid;
#endif
} DXGKVGPU_ESCAPE_INITIALIZE;

typedef struct _DXGKVGPU_ESCAPE_PAUSE {
	DXGKVGPU_ESCAPE_HEAD Header;
	LUID DeviceLuid;
	UINT Flags;
} DXGKVGPU_ESCAPE_PAUSE;

typedef struct _DXGKVGPU_ESCAPE_POWERTRANSITIONCOMPLETE {
	DXGKVGPU_ESCAPE_HEAD Header;
	UINT PowerState;
} DXGKVGPU_ESCAPE_POWERTRANSITIONCOMPLETE;

typedef struct _DXGKVGPU_ESCAPE_READ_PCI_CONFIG {
	DXGKVGPU_ESCAPE_HEAD Header;
	UINT Offset;
	UINT Size;
} DXGKVGPU_ESCAPE_READ_PCI_CONFIG;

typedef struct _DXGKVGPU_ESCAPE_READ_VGPU_TYPE {
	DXGKVGPU_ESCAPE_HEAD Header;
} DXGKVGPU_ESCAPE_READ_VGPU_TYPE;

typedef struct _DXGKVGPU_ESCAPE_RELEASE {
	DXGKVGPU_ESCAPE_HEAD Header;
} DXGKVGPU_ESCAPE_RELEASE;

typedef struct _DXGKVGPU_ESCAPE_RESUME {
	DXGKVGPU_ESCAPE_HEAD Header;
	LUID DeviceLuid;
	UINT Flags;
} DXGKVGPU_ESCAPE_RESUME;

typedef struct _DXGKVGPU_ESCAPE_WRITE_PCI_CONFIG {
	DXGKVGPU_ESCAPE_HEAD Header;
	UINT Offset;
	UINT Size;
} DXGKVGPU_ESCAPE_WRITE_PCI_CONFIG;

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
typedef union {
	struct {
		UINT64 FrameNumber : 40;
		UINT64 PartNumber : 24;
	};
	UINT64 Value;
} DXGK_MIRACAST_CHUNK_ID;

typedef struct {
	DXGK_MIRACAST_CHUNK_TYPE ChunkType;
	DXGK_MIRACAST_CHUNK_ID ChunkId;
	UINT ProcessingTime;
	UINT EncodeRate;
} DXGK_MIRACAST_CHUNK_INFO;

#endif

typedef struct _DXGK_PTE {
	union {
		struct {
			UINT64 Valid : 1;
			UINT64 Zero : 1;
			UINT64 CacheCoherent : 1;
			UINT64 ReadOnly : 1;
			UINT64 NoExecute : 1;
			UINT64 Segment : 5;
			UINT64 LargePage : 1;
			UINT64 PhysicalAdapterIndex : 6;
			UINT64 PageTablePageSize : 2;
			UINT64 SystemReserved0 : 1;
#if (DXGKDDI_INTERFACE_VERSION < DXGKDDI_INTERFACE_VERSION_WDDM2_0 || DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1)
			UINT64 Reserved : 44;
#endif
		};
		UINT64 Flags;
	};
	union {
		UINT64 PageAddress;
		UINT64 PageTableAddress;
	};
} DXGK_PTE;

#endif /* DXGK_DDI_DXGK_DDI_D3DUKMDT_TYPE_H */
