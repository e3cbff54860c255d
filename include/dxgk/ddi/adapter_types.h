/* SPDX-License-Identifier: MIT */
/* Surfaces, engines, panels and performance data. */
#ifndef _DXGK_DDI_ADAPTER_TYPES_H_
#define _DXGK_DDI_ADAPTER_TYPES_H_

#include "base.h"
#include "kmt_types.h"
#include "kmt_color.h"

#define DXGKMDT_I2C_NO_FLAGS 0
#define DXGKMDT_I2C_DEVICE_TRANSMITS_DATA_LENGTH 1
#define DXGK_BRIGHTNESS_MAXIMUM_NIT_RANGE_COUNT 16

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
#define DXGK_MAX_METADATA_NAME_LENGTH 32
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_9)
#define DXGK_FEATURE_SUPPORT_ALWAYS_OFF 0
#define DXGK_FEATURE_SUPPORT_EXPERIMENTAL 1
#define DXGK_FEATURE_SUPPORT_STABLE 2
#define DXGK_FEATURE_SUPPORT_ALWAYS_ON 3
#endif

DXGK_EXTERN_C_BEGIN

typedef struct _D3DKMDT_GDISURFACEFLAGS {
	union {
		struct {
			UINT Reserved : 32;
		};
		UINT Value;
	};
} D3DKMDT_GDISURFACEFLAGS;

typedef enum _D3DKMDT_GDISURFACETYPE {
	D3DKMDT_GDISURFACE_INVALID = 0,
	D3DKMDT_GDISURFACE_TEXTURE = 1,
	D3DKMDT_GDISURFACE_STAGING_CPUVISIBLE = 2,
	D3DKMDT_GDISURFACE_STAGING = 3,
	D3DKMDT_GDISURFACE_LOOKUPTABLE = 4,
	D3DKMDT_GDISURFACE_EXISTINGSYSMEM = 5,
	D3DKMDT_GDISURFACE_TEXTURE_CPUVISIBLE = 6,
	D3DKMDT_GDISURFACE_TEXTURE_CROSSADAPTER = 7,
	D3DKMDT_GDISURFACE_TEXTURE_CPUVISIBLE_CROSSADAPTER = 8,
} D3DKMDT_GDISURFACETYPE;

typedef struct _D3DKMDT_GDISURFACEDATA {
	UINT Width;
	UINT Height;
	D3DDDIFORMAT Format;
	D3DKMDT_GDISURFACETYPE Type;
	D3DKMDT_GDISURFACEFLAGS Flags;
	UINT Pitch;
} D3DKMDT_GDISURFACEDATA;

typedef struct _D3DKMDT_SHADOWSURFACEDATA {
	UINT Width;
	UINT Height;
	D3DDDIFORMAT Format;
	UINT Pitch;
} D3DKMDT_SHADOWSURFACEDATA;

typedef struct _D3DKMDT_SHAREDPRIMARYSURFACEDATA {
	UINT Width;
	UINT Height;
	D3DDDIFORMAT Format;
	D3DDDI_RATIONAL RefreshRate;
	D3DDDI_VIDEO_PRESENT_SOURCE_ID VidPnSourceId;
} D3DKMDT_SHAREDPRIMARYSURFACEDATA;

typedef struct _D3DKMDT_STAGINGSURFACEDATA {
	UINT Width;
	UINT Height;
	UINT Pitch;
} D3DKMDT_STAGINGSURFACEDATA;

typedef enum _D3DKMDT_STANDARDALLOCATION_TYPE {
	D3DKMDT_STANDARDALLOCATION_SHAREDPRIMARYSURFACE = 1,
	D3DKMDT_STANDARDALLOCATION_SHADOWSURFACE = 2,
	D3DKMDT_STANDARDALLOCATION_STAGINGSURFACE = 3,
	D3DKMDT_STANDARDALLOCATION_GDISURFACE = 4,
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1)
	D3DKMDT_STANDARDALLOCATION_VGPU = 5,
#endif
} D3DKMDT_STANDARDALLOCATION_TYPE;

typedef struct _D3DKMT_MOVE_RECT {
	POINT SourcePoint;
	RECT DestRect;
} D3DKMT_MOVE_RECT;

#pragma pack(push, 1)
typedef struct _DXGK_BACKLIGHT_INFO {
	USHORT BacklightUsersetting;
	USHORT BacklightEffective;
	D3DDDI_GAMMA_RAMP_RGB256x3x16 GammaRamp;
} DXGK_BACKLIGHT_INFO;
#pragma pack(pop)

typedef enum {
	DxgkBacklightOptimizationDisable = 0,
	DxgkBacklightOptimizationDesktop = 1,
	DxgkBacklightOptimizationDynamic = 2,
	DxgkBacklightOptimizationDimmed = 3,
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
	DxgkBacklightOptimizationEDR = 4,
#endif
} DXGK_BACKLIGHT_OPTIMIZATION_LEVEL;

#pragma pack(push, 1)
typedef struct _DXGK_BRIGHTNESS_CAPS {
	union {
		struct {
			UINT SmoothBrightness : 1;
			UINT AdaptiveBrightness : 1;
			UINT NitsBrightness : 1;
#if DXGK_DDI_WDDM2_4_OR_2_1_5
			UINT Reserved : 29;
#endif
		};
		UINT Value;
	};
} DXGK_BRIGHTNESS_CAPS;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DXGK_BRIGHTNESS_NIT_RANGE {
	UINT MinimumLevelMillinit;
	UINT MaximumLevelMillinit;
	UINT StepSizeMillinit;
} DXGK_BRIGHTNESS_NIT_RANGE;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DXGK_BRIGHTNESS_GET_NIT_RANGES_OUT {
	UINT NormalRangeCount;
	UINT RangeCount;
	UINT PreferredMaximumBrightness;
	DXGK_BRIGHTNESS_NIT_RANGE SupportedRanges[DXGK_BRIGHTNESS_MAXIMUM_NIT_RANGE_COUNT];
} DXGK_BRIGHTNESS_GET_NIT_RANGES_OUT, *PDXGK_BRIGHTNESS_GET_NIT_RANGES_OUT;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DXGK_BRIGHTNESS_GET_OUT {
	UINT CurrentBrightnessMillinits;
	UINT TargetBrightnessMillinits;
} DXGK_BRIGHTNESS_GET_OUT, *PDXGK_BRIGHTNESS_GET_OUT;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DXGK_BRIGHTNESS_SENSOR_DATA_CHROMATICITY {
	FLOAT ChromaticityX;
	FLOAT ChromaticityY;
} DXGK_BRIGHTNESS_SENSOR_DATA_CHROMATICITY;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DXGK_BRIGHTNESS_SENSOR_DATA {
	UINT Size;
	union {
		struct {
			UINT AlsReadingValid : 1;
			UINT ChromaticityValid : 1;
			UINT ColorTemperatureValid : 1;
			UINT Reserved : 29;
		} Flags;
		UINT ValidSensorValues;
	};
	FLOAT AlsReading;
	DXGK_BRIGHTNESS_SENSOR_DATA_CHROMATICITY Chromaticity;
	FLOAT ColorTemperature;
} DXGK_BRIGHTNESS_SENSOR_DATA;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DXGK_BRIGHTNESS_SET_IN {
	UINT BrightnessMillinits;
	UINT TransitionTimeMs;
	DXGK_BRIGHTNESS_SENSOR_DATA SensorReadings;
} DXGK_BRIGHTNESS_SET_IN, *PDXGK_BRIGHTNESS_SET_IN;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DXGK_BRIGHTNESS_STATE {
	union {
		struct {
			UINT SmoothBrightness : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} DXGK_BRIGHTNESS_STATE;
#pragma pack(pop)

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WIN8)
typedef enum _D3DKMDT_COMPUTE_PREEMPTION_GRANULARITY {
	D3DKMDT_COMPUTE_PREEMPTION_NONE = 0,
	D3DKMDT_COMPUTE_PREEMPTION_DMA_BUFFER_BOUNDARY = 100,
	D3DKMDT_COMPUTE_PREEMPTION_DISPATCH_BOUNDARY = 200,
	D3DKMDT_COMPUTE_PREEMPTION_THREAD_GROUP_BOUNDARY = 300,
	D3DKMDT_COMPUTE_PREEMPTION_THREAD_BOUNDARY = 400,
	D3DKMDT_COMPUTE_PREEMPTION_SHADER_BOUNDARY = 500,
} D3DKMDT_COMPUTE_PREEMPTION_GRANULARITY;

typedef enum _D3DKMDT_GRAPHICS_PREEMPTION_GRANULARITY {
	D3DKMDT_GRAPHICS_PREEMPTION_NONE = 0,
	D3DKMDT_GRAPHICS_PREEMPTION_DMA_BUFFER_BOUNDARY = 100,
	D3DKMDT_GRAPHICS_PREEMPTION_PRIMITIVE_BOUNDARY = 200,
	D3DKMDT_GRAPHICS_PREEMPTION_TRIANGLE_BOUNDARY = 300,
	D3DKMDT_GRAPHICS_PREEMPTION_PIXEL_BOUNDARY = 400,
	D3DKMDT_GRAPHICS_PREEMPTION_SHADER_BOUNDARY = 500,
} D3DKMDT_GRAPHICS_PREEMPTION_GRANULARITY;

typedef struct _D3DKMDT_PREEMPTION_CAPS {
	D3DKMDT_GRAPHICS_PREEMPTION_GRANULARITY GraphicsPreemptionGranularity;
	D3DKMDT_COMPUTE_PREEMPTION_GRANULARITY ComputePreemptionGranularity;
} D3DKMDT_PREEMPTION_CAPS;

typedef struct _D3DKMT_WDDM_1_2_CAPS {
	D3DKMDT_PREEMPTION_CAPS PreemptionCaps;
	union {
		struct {
			UINT SupportNonVGA : 1;
			UINT SupportSmoothRotation : 1;
			UINT SupportPerEngineTDR : 1;
			UINT SupportKernelModeCommandBuffer : 1;
			UINT SupportCCD : 1;
			UINT SupportSoftwareDeviceBitmaps : 1;
			UINT SupportGammaRamp : 1;
			UINT SupportHWCursor : 1;
			UINT SupportHWVSync : 1;
			UINT SupportSurpriseRemovalInHibernation : 1;
			UINT Reserved : 22;
		};
		UINT Value;
	};
} D3DKMT_WDDM_1_2_CAPS;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
#pragma pack(push, 1)
typedef struct _D3DKMT_WDDM_1_3_CAPS {
	union {
		struct {
			UINT SupportMiracast : 1;
			UINT IsHybridIntegratedGPU : 1;
			UINT IsHybridDiscreteGPU : 1;
			UINT SupportPowerManagementPStates : 1;
			UINT SupportVirtualModes : 1;
			UINT SupportCrossAdapterResource : 1;
#if DXGK_DDI_WDDM2_4_OR_2_1_5
			UINT Reserved : 26;
#endif
		};
		UINT Value;
	};
} D3DKMT_WDDM_1_3_CAPS;
#pragma pack(pop)
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
#pragma pack(push, 1)
typedef struct _DXGK_GPUCLOCKDATA_FLAGS {
	union {
		struct {
			UINT ContextManagementProcessor : 1;
			UINT Reserved : 31;
		};
		UINT Value;
	};
} DXGK_GPUCLOCKDATA_FLAGS;
#pragma pack(pop)
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
#pragma pack(push, 1)
typedef struct _DXGK_GPUCLOCKDATA {
	UINT64 GpuFrequency;
	UINT64 GpuClockCounter;
	UINT64 CpuClockCounter;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
	DXGK_GPUCLOCKDATA_FLAGS Flags;
#endif
} DXGK_GPUCLOCKDATA;
#pragma pack(pop)

typedef DXGK_GPUCLOCKDATA DXGKARG_CALIBRATEGPUCLOCK;

typedef enum {
	DXGK_ENGINE_TYPE_OTHER = 0,
	DXGK_ENGINE_TYPE_3D = 1,
	DXGK_ENGINE_TYPE_VIDEO_DECODE = 2,
	DXGK_ENGINE_TYPE_VIDEO_ENCODE = 3,
	DXGK_ENGINE_TYPE_VIDEO_PROCESSING = 4,
	DXGK_ENGINE_TYPE_SCENE_ASSEMBLY = 5,
	DXGK_ENGINE_TYPE_COPY = 6,
	DXGK_ENGINE_TYPE_OVERLAY = 7,
	DXGK_ENGINE_TYPE_CRYPTO = 8,
	DXGK_ENGINE_TYPE_MAX = 9,
} DXGK_ENGINE_TYPE;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
#pragma pack(push, 1)
typedef struct _DXGK_NODEMETADATA_FLAGS {
	union {
		struct {
			UINT ContextSchedulingSupported : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
			UINT RingBufferFenceRelease : 1;
			UINT SupportTrackedWorkload : 1;
			UINT UserModeSubmission : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_1)
			UINT Reserved : 12;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
			UINT : 12;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
			UINT MaxInFlightHwQueueBuffers : 16;
#else
			UINT Reserved : 31;
#endif
		};
		UINT Value;
	};
} DXGK_NODEMETADATA_FLAGS;
#pragma pack(pop)
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM1_3)
#pragma pack(push, 1)
typedef struct _DXGK_NODEMETADATA {
	DXGK_ENGINE_TYPE EngineType;
	WCHAR FriendlyName[32];
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
	DXGK_NODEMETADATA_FLAGS Flags;
#else
	UINT Reserved;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
	BOOLEAN GpuMmuSupported;
	BOOLEAN IoMmuSupported;
#endif
} DXGK_NODEMETADATA;
#pragma pack(pop)

typedef DXGK_NODEMETADATA DXGKARG_GETNODEMETADATA;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0)
#pragma pack(push, 1)
typedef struct _D3DKMT_DRIVERCAPS_EXT {
	union {
		UINT Value;
		struct {
			UINT VirtualModeSupport : 1;
			UINT Usb4MonitorSupport : 1;
#if DXGK_DDI_WDDM2_4_OR_2_1_5
			UINT Reserved : 30;
#endif
		};
	};
} D3DKMT_DRIVERCAPS_EXT;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _D3DKMT_NODEMETADATA {
	UINT NodeOrdinalAndAdapterIndex;
	DXGK_NODEMETADATA NodeData;
} D3DKMT_NODEMETADATA;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _D3DKMT_QUERYCLOCKCALIBRATION {
	D3DKMT_HANDLE hAdapter;
	UINT NodeOrdinal;
	UINT PhysicalAdapterIndex;
	DXGK_GPUCLOCKDATA ClockData;
} D3DKMT_QUERYCLOCKCALIBRATION;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _D3DKMT_TRACKEDWORKLOAD_SUPPORT {
	UINT PhysicalAdapterIndex;
	DXGK_ENGINE_TYPE EngineType;
	BOOL Support;
} D3DKMT_TRACKEDWORKLOAD_SUPPORT;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _D3DKMT_WDDM_2_0_CAPS {
	union {
		struct {
			UINT Support64BitAtomics : 1;
			UINT GpuMmuSupported : 1;
			UINT IoMmuSupported : 1;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
			UINT FlipOverwriteSupported : 1;
			UINT SupportContextlessPresent : 1;
#endif
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
			UINT SupportSurpriseRemoval : 1;
			UINT Reserved : 26;
#elif (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
			UINT Reserved : 27;
#else
			UINT Reserved : 29;
#endif
		};
		UINT Value;
	};
} D3DKMT_WDDM_2_0_CAPS;
#pragma pack(pop)

typedef enum _DXGK_GENERAL_ERROR_CODE {
	DXGK_GENERAL_ERROR_PAGE_FAULT = 0,
	DXGK_GENERAL_ERROR_INVALID_INSTRUCTION = 1,
} DXGK_GENERAL_ERROR_CODE;

#pragma pack(push, 1)
typedef struct _DXGK_FAULT_ERROR_CODE {
	union {
		struct {
			UINT IsDeviceSpecificCodeReservedBit : 1;
			DXGK_GENERAL_ERROR_CODE GeneralErrorCode : 31;
		};
		struct {
			UINT IsDeviceSpecificCode : 1;
			UINT DeviceSpecificCode : 31;
		};
	};
} DXGK_FAULT_ERROR_CODE;
#pragma pack(pop)

typedef enum _DXGK_PAGE_FAULT_FLAGS {
	DXGK_PAGE_FAULT_WRITE = 1,
	DXGK_PAGE_FAULT_FENCE_INVALID = 2,
	DXGK_PAGE_FAULT_ADAPTER_RESET_REQUIRED = 4,
	DXGK_PAGE_FAULT_ENGINE_RESET_REQUIRED = 8,
	DXGK_PAGE_FAULT_FATAL_HARDWARE_ERROR = 16,
	DXGK_PAGE_FAULT_IOMMU = 32,
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
	DXGK_PAGE_FAULT_HW_CONTEXT_VALID = 64,
	DXGK_PAGE_FAULT_PROCESS_HANDLE_VALID = 128,
#endif
} DXGK_PAGE_FAULT_FLAGS;

typedef enum _DXGK_RENDER_PIPELINE_STAGE {
	DXGK_RENDER_PIPELINE_STAGE_UNKNOWN = 0,
	DXGK_RENDER_PIPELINE_STAGE_INPUT_ASSEMBLER = 1,
	DXGK_RENDER_PIPELINE_STAGE_VERTEX_SHADER = 2,
	DXGK_RENDER_PIPELINE_STAGE_GEOMETRY_SHADER = 3,
	DXGK_RENDER_PIPELINE_STAGE_STREAM_OUTPUT = 4,
	DXGK_RENDER_PIPELINE_STAGE_RASTERIZER = 5,
	DXGK_RENDER_PIPELINE_STAGE_PIXEL_SHADER = 6,
	DXGK_RENDER_PIPELINE_STAGE_OUTPUT_MERGER = 7,
} DXGK_RENDER_PIPELINE_STAGE;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_1)
typedef struct _D3DKMDT_VIRTUALGPUSURFACEDATA {
	UINT64 Size;
	UINT Alignment;
	UINT DriverSegmentId;
	UINT PrivateDriverData;
} D3DKMDT_VIRTUALGPUSURFACEDATA;
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_2)
#ifdef __cplusplus
enum DXGK_DISPLAY_DESCRIPTOR_TYPE : UINT8 {
	DXGK_DDT_INVALID = 0,
	DXGK_DDT_EDID = 1,
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
	DXGK_DDT_DISPLAYID = 2,
#endif
};
#else
typedef UINT8 DXGK_DISPLAY_DESCRIPTOR_TYPE;
#ifdef DXGK_SHIM
enum {
	DXGK_DDT_INVALID = 0,
	DXGK_DDT_EDID = 1,
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
	DXGK_DDT_DISPLAYID = 2,
#endif
};
#endif
#endif

#ifdef __cplusplus
enum DXGK_DISPLAY_TECHNOLOGY : UINT8 {
	DXGK_DT_INVALID = 0,
	DXGK_DT_OTHER = 1,
	DXGK_DT_LCD = 2,
	DXGK_DT_OLED = 3,
	DXGK_DT_PROJECTOR = 4,
	DXGK_DT_MAX = 5,
};
#else
typedef UINT8 DXGK_DISPLAY_TECHNOLOGY;
#ifdef DXGK_SHIM
enum {
	DXGK_DT_INVALID = 0,
	DXGK_DT_OTHER = 1,
	DXGK_DT_LCD = 2,
	DXGK_DT_OLED = 3,
	DXGK_DT_PROJECTOR = 4,
	DXGK_DT_MAX = 5,
};
#endif
#endif

#ifdef __cplusplus
enum DXGK_DISPLAY_USAGE : UINT8 {
	DXGK_DU_INVALID = 0,
	DXGK_DU_GENERIC = 1,
	DXGK_DU_AR = 2,
	DXGK_DU_VR = 3,
	DXGK_DU_MEDICAL_IMAGING = 4,
	DXGK_DU_ACCESSORY = 5,
	DXGK_DU_MAX = 6,
};
#else
typedef UINT8 DXGK_DISPLAY_USAGE;
#ifdef DXGK_SHIM
enum {
	DXGK_DU_INVALID = 0,
	DXGK_DU_GENERIC = 1,
	DXGK_DU_AR = 2,
	DXGK_DU_VR = 3,
	DXGK_DU_MEDICAL_IMAGING = 4,
	DXGK_DU_ACCESSORY = 5,
	DXGK_DU_MAX = 6,
};
#endif
#endif
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_4)
#pragma pack(push, 1)
typedef struct _DXGK_ADAPTER_PERFDATA {
	UINT64 MemoryFrequency;
	UINT64 MaxMemoryFrequency;
	UINT64 MaxMemoryFrequencyOC;
	UINT64 MemoryBandwidth;
	UINT64 PCIEBandwidth;
	UINT FanRPM;
	UINT Power;
	UINT Temperature;
	BYTE PowerStateOverride;
} DXGK_ADAPTER_PERFDATA;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DXGK_ADAPTER_PERFDATACAPS {
	UINT64 MaxMemoryBandwidth;
	UINT64 MaxPCIEBandwidth;
	UINT MaxFanRPM;
	UINT TemperatureMax;
	UINT TemperatureWarning;
} DXGK_ADAPTER_PERFDATACAPS;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DXGK_GPUVERSION {
	WCHAR BiosVersion[32];
	WCHAR GpuArchitecture[32];
} DXGK_GPUVERSION;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DXGK_NODE_PERFDATA {
	UINT64 Frequency;
	UINT64 MaxFrequency;
	UINT64 MaxFrequencyOC;
	UINT Voltage;
	UINT VoltageMax;
	UINT VoltageMaxOC;
#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
	UINT64 MaxTransitionLatency;
#endif
} DXGK_NODE_PERFDATA;
#pragma pack(pop)
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_5)
#pragma pack(push, 1)
typedef struct _D3DKMT_DISPLAY_CAPS {
	union {
		UINT64 Value;
		struct {
			UINT64 PreferPhysicallyContiguous : 1;
			UINT64 Reserved : 63;
		};
	};
} D3DKMT_DISPLAY_CAPS;
#pragma pack(pop)
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_7)
#pragma pack(push, 1)
typedef struct _D3DKMT_WDDM_2_7_CAPS {
	union {
		struct {
			UINT HwSchSupported : 1;
			UINT HwSchEnabled : 1;
			UINT HwSchEnabledByDefault : 1;
			UINT IndependentVidPnVSyncControl : 1;
			UINT Reserved : 28;
		};
		UINT Value;
	};
} D3DKMT_WDDM_2_7_CAPS;
#pragma pack(pop)
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_9)
#pragma pack(push, 1)
typedef struct _D3DKMT_WDDM_2_9_CAPS {
	union {
		struct {
			UINT HwSchSupportState : 2;
			UINT HwSchEnabled : 1;
			UINT SelfRefreshMemorySupported : 1;
			UINT Reserved : 28;
		};
		UINT Value;
	};
} D3DKMT_WDDM_2_9_CAPS;
#pragma pack(pop)
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_0)
#pragma pack(push, 1)
typedef struct _D3DKMT_WDDM_3_0_CAPS {
	union {
		struct {
			UINT HwFlipQueueSupportState : 2;
			UINT HwFlipQueueEnabled : 1;
			UINT DisplayableSupported : 1;
			UINT Reserved : 28;
		};
		UINT Value;
	};
} D3DKMT_WDDM_3_0_CAPS;
#pragma pack(pop)
#endif

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM3_1)
#pragma pack(push, 1)
typedef struct _D3DKMT_WDDM_3_1_CAPS {
	union {
		UINT Value;
		struct {
			UINT NativeGpuFenceSupported : 1;
			UINT Reserved : 31;
		};
	};
} D3DKMT_WDDM_3_1_CAPS;
#pragma pack(pop)
#endif

DXGK_EXTERN_C_END

#endif /* _DXGK_DDI_ADAPTER_TYPES_H_ */
