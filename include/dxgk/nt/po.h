/* SPDX-License-Identifier: MIT */
/* Power: states, requests, and the power framework. */
#ifndef _DXGK_NT_PO_H_
#define _DXGK_NT_PO_H_

#include "ke.h"

DXGK_EXTERN_C_BEGIN

typedef enum _SYSTEM_POWER_STATE {
	PowerSystemUnspecified,
	PowerSystemWorking,
	PowerSystemSleeping1,
	PowerSystemSleeping2,
	PowerSystemSleeping3,
	PowerSystemHibernate,
	PowerSystemShutdown,
	PowerSystemMaximum
} SYSTEM_POWER_STATE, *PSYSTEM_POWER_STATE;

typedef enum _DEVICE_POWER_STATE {
	PowerDeviceUnspecified,
	PowerDeviceD0,
	PowerDeviceD1,
	PowerDeviceD2,
	PowerDeviceD3,
	PowerDeviceMaximum
} DEVICE_POWER_STATE, *PDEVICE_POWER_STATE, IN_DEVICE_POWER_STATE;

typedef enum {
	PowerActionNone,
	PowerActionReserved,
	PowerActionSleep,
	PowerActionHibernate,
	PowerActionShutdown,
	PowerActionShutdownReset,
	PowerActionShutdownOff,
	PowerActionWarmEject,
	PowerActionDisplayOff
} POWER_ACTION, *PPOWER_ACTION, IN_POWER_ACTION;

typedef enum _POWER_STATE_TYPE {
	SystemPowerState,
	DevicePowerState
} POWER_STATE_TYPE, *PPOWER_STATE_TYPE;

typedef enum _MONITOR_DISPLAY_STATE {
	PowerMonitorOff,
	PowerMonitorOn,
	PowerMonitorDim
} MONITOR_DISPLAY_STATE, *PMONITOR_DISPLAY_STATE;

typedef enum _USER_ACTIVITY_PRESENCE {
	PowerUserPresent,
	PowerUserNotPresent,
	PowerUserInactive,
	PowerUserInvalid,
	PowerUserMaximum = 3
} USER_ACTIVITY_PRESENCE, *PUSER_ACTIVITY_PRESENCE;

typedef enum {
	LT_DONT_CARE,
	LT_LOWEST_LATENCY
} LATENCY_TIME;

typedef enum _POWER_REQUEST_TYPE {
	PowerRequestDisplayRequired,
	PowerRequestSystemRequired,
	PowerRequestAwayModeRequired,
	PowerRequestExecutionRequired
} POWER_REQUEST_TYPE, *PPOWER_REQUEST_TYPE;

typedef enum _DEVICE_WAKE_DEPTH {
	DeviceWakeDepthNotWakeable,
	DeviceWakeDepthD0,
	DeviceWakeDepthD1,
	DeviceWakeDepthD2,
	DeviceWakeDepthD3hot,
	DeviceWakeDepthD3cold,
	DeviceWakeDepthMaximum
} DEVICE_WAKE_DEPTH, *PDEVICE_WAKE_DEPTH;

typedef enum {
	PoAc,
	PoDc,
	PoHot,
	PoConditionMaximum
} SYSTEM_POWER_CONDITION;

typedef enum _POWER_PLATFORM_ROLE {
	PlatformRoleUnspecified,
	PlatformRoleDesktop,
	PlatformRoleMobile,
	PlatformRoleWorkstation,
	PlatformRoleEnterpriseServer,
	PlatformRoleSOHOServer,
	PlatformRoleAppliancePC,
	PlatformRolePerformanceServer,
	PlatformRoleSlate,
	PlatformRoleMaximum
} POWER_PLATFORM_ROLE, *PPOWER_PLATFORM_ROLE;

typedef enum {
	UserNotPresent,
	UserPresent,
	UserUnknown = 255
} POWER_USER_PRESENCE_TYPE, *PPOWER_USER_PRESENCE_TYPE;

typedef enum _PO_FX_PERF_STATE_TYPE {
	PoFxPerfStateTypeDiscrete,
	PoFxPerfStateTypeRange,
	PoFxPerfStateTypeMaximum
} PO_FX_PERF_STATE_TYPE, *PPO_FX_PERF_STATE_TYPE;

typedef enum _PO_FX_PERF_STATE_UNIT {
	PoFxPerfStateUnitOther,
	PoFxPerfStateUnitFrequency,
	PoFxPerfStateUnitBandwidth,
	PoFxPerfStateUnitMaximum
} PO_FX_PERF_STATE_UNIT, *PPO_FX_PERF_STATE_UNIT;

#define DIAGNOSTIC_REASON_VERSION 0
#define DIAGNOSTIC_REASON_SIMPLE_STRING 1
#define DIAGNOSTIC_REASON_DETAILED_STRING 2
#define DIAGNOSTIC_REASON_INVALID_FLAGS 0x7FFFFFF8
#define DIAGNOSTIC_REASON_NOT_SPECIFIED 0x80000000

#define ES_SYSTEM_REQUIRED 1
#define ES_DISPLAY_REQUIRED 2
#define ES_USER_PRESENT 4
#define ES_AWAYMODE_REQUIRED 0x40
#define ES_CONTINUOUS 0x80000000

#define POWER_SETTING_VALUE_VERSION 1
#define POWER_SYSTEM_MAXIMUM 7

#define POWER_PLATFORM_ROLE_V1 1
#define POWER_PLATFORM_ROLE_V2 2
#define POWER_PLATFORM_ROLE_VERSION 2
#define POWER_PLATFORM_ROLE_V1_MAX 8
#define POWER_PLATFORM_ROLE_V2_MAX 9
#define POWER_PLATFORM_ROLE_VERSION_MAX 9

#define POWER_REQUEST_CONTEXT_VERSION 0
#define POWER_REQUEST_CONTEXT_SIMPLE_STRING 1
#define POWER_REQUEST_CONTEXT_DETAILED_STRING 2

#define PO_CB_SYSTEM_POWER_POLICY 0
#define PO_CB_AC_STATUS 1
#define PO_CB_BUTTON_COLLISION 2
#define PO_CB_SYSTEM_STATE_LOCK 3
#define PO_CB_LID_SWITCH_STATE 4
#define PO_CB_PROCESSOR_POWER_POLICY 5

#define PO_FX_COMPONENT_FLAG_F0_ON_DX 1
#define PO_FX_VERSION 1
#define PO_FX_COMPONENT_FLAG_NO_DEBOUNCE 2
#define PO_FX_UNKNOWN_POWER 0xFFFFFFFF
#define PO_FX_UNKNOWN_TIME 0xFFFFFFFFFFFFFFFFULL

#define PO_FX_DEVICE_FLAG_RESERVED_1 0x1ULL
#define PO_FX_DEVICE_FLAG_DFX_DIRECT_CHILDREN_OPTIONAL 0x2ULL
#define PO_FX_DEVICE_FLAG_DFX_POWER_CHILDREN_OPTIONAL 0x4ULL
#define PO_FX_DEVICE_FLAG_DFX_CHILDREN_OPTIONAL 0x6ULL
#define PO_FX_DEVICE_FLAG_DISABLE_FAST_RESUME 0x8ULL
#define PO_FX_DEVICE_FLAG_ENABLE_FAST_RESUME 0x10ULL
#define PO_FX_DEVICE_FLAG_NO_FAULT_CALLBACKS 0x20ULL

#define PO_FX_DIRECTED_FX_DEFAULT_IDLE_TIMEOUT 0
#define PO_FX_DIRECTED_FX_MAX_IDLE_TIMEOUT 0x258
#define PO_FX_DIRECTED_FX_IMMEDIATE_IDLE_TIMEOUT 0xFFFFFFFF

#define PO_FX_FLAG_BLOCKING 1
#define PO_FX_FLAG_PERF_PEP_OPTIONAL 1
#define PO_FX_FLAG_ASYNC_ONLY 2
#define PO_FX_FLAG_PERF_QUERY_ON_F0 2
#define PO_FX_FLAG_PERF_QUERY_ON_ALL_IDLE_STATES 4

#define PO_FX_VERSION_V1 1
#define PO_FX_VERSION_V2 2
#define PO_FX_VERSION_V3 3

#define PO_MEM_PRESERVE 1
#define PO_MEM_CLONE 2
#define PO_MEM_CL_OR_NCHK 4
#define PO_MEM_PAGE_ADDRESS 0x4000
#define PO_MEM_DISCARD 0x8000
#define PO_MEM_BOOT_PHASE 0x10000

typedef union _POWER_STATE {
	DEVICE_POWER_STATE DeviceState;
	SYSTEM_POWER_STATE SystemState;
} POWER_STATE, *PPOWER_STATE;

typedef struct _SYSTEM_POWER_STATE_CONTEXT {
	union {
		ULONG ContextAsUlong;
		struct {
			ULONG Reserved1 : 8;
			ULONG TargetSystemState : 4;
			ULONG EffectiveSystemState : 4;
			ULONG CurrentSystemState : 4;
			ULONG IgnoreHibernationPath : 1;
			ULONG PseudoTransition : 1;
			ULONG KernelSoftReboot : 1;
			ULONG DirectedDripsTransition : 1;
		};
	};
} SYSTEM_POWER_STATE_CONTEXT, *PSYSTEM_POWER_STATE_CONTEXT;

typedef struct _POWER_SEQUENCE {
	ULONG SequenceD1;
	ULONG SequenceD2;
	ULONG SequenceD3;
} POWER_SEQUENCE, *PPOWER_SEQUENCE;

struct _IO_STATUS_BLOCK;
typedef VOID NTAPI REQUEST_POWER_COMPLETE(PDEVICE_OBJECT DeviceObject, UCHAR MinorFunction,
					  POWER_STATE PowerState, PVOID Context,
					  struct _IO_STATUS_BLOCK *IoStatus);
typedef REQUEST_POWER_COMPLETE *PREQUEST_POWER_COMPLETE;
typedef NTSTATUS NTAPI POWER_SETTING_CALLBACK(LPCGUID SettingGuid, PVOID Value,
					      ULONG ValueLength, PVOID Context);
typedef POWER_SETTING_CALLBACK *PPOWER_SETTING_CALLBACK;

NTKERNELAPI NTSTATUS NTAPI PoRequestPowerIrp(PDEVICE_OBJECT DeviceObject, UCHAR MinorFunction,
					     POWER_STATE PowerState,
					     PREQUEST_POWER_COMPLETE CompletionFunction,
					     PVOID Context, PIRP *Irp);
NTKERNELAPI POWER_STATE NTAPI PoSetPowerState(PDEVICE_OBJECT DeviceObject,
					      POWER_STATE_TYPE Type, POWER_STATE State);
NTKERNELAPI NTSTATUS NTAPI PoCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp);
NTKERNELAPI VOID NTAPI PoStartNextPowerIrp(PIRP Irp);
NTKERNELAPI NTSTATUS NTAPI PoRegisterPowerSettingCallback(PDEVICE_OBJECT DeviceObject,
							  LPCGUID SettingGuid,
							  PPOWER_SETTING_CALLBACK Callback,
							  PVOID Context, PVOID *Handle);
NTKERNELAPI NTSTATUS NTAPI PoUnregisterPowerSettingCallback(PVOID Handle);
NTKERNELAPI PULONG NTAPI PoRegisterDeviceForIdleDetection(PDEVICE_OBJECT DeviceObject,
							  ULONG ConservationIdleTime,
							  ULONG PerformanceIdleTime,
							  DEVICE_POWER_STATE State);
NTKERNELAPI PVOID NTAPI PoRegisterSystemState(PVOID StateHandle, EXECUTION_STATE Flags);
NTKERNELAPI VOID NTAPI PoUnregisterSystemState(PVOID StateHandle);
NTKERNELAPI VOID NTAPI PoSetSystemState(EXECUTION_STATE Flags);
NTKERNELAPI BOOLEAN NTAPI PoQueryWatchdogTime(PDEVICE_OBJECT Pdo, PULONG SecondsRemaining);
NTKERNELAPI VOID NTAPI PoSetSystemWake(PIRP Irp);
NTKERNELAPI BOOLEAN NTAPI PoGetSystemWake(PIRP Irp);

typedef struct _COUNTED_REASON_CONTEXT *PCOUNTED_REASON_CONTEXT;
typedef struct _COUNTED_REASON_CONTEXT {
	ULONG Version;
	ULONG Flags;
	union {
		UNICODE_STRING ResourceFileName;
		UNICODE_STRING SimpleString;
	};
	USHORT ResourceReasonId;
	ULONG StringCount;
	PUNICODE_STRING ReasonStrings;
} COUNTED_REASON_CONTEXT, *PCOUNTED_REASON_CONTEXT;

NTKERNELAPI NTSTATUS NTAPI PoCreatePowerRequest(PVOID *PowerRequest,
						PDEVICE_OBJECT DeviceObject,
						PCOUNTED_REASON_CONTEXT Context);
NTKERNELAPI NTSTATUS NTAPI PoSetPowerRequest(PVOID PowerRequest, POWER_REQUEST_TYPE Type);
NTKERNELAPI NTSTATUS NTAPI PoClearPowerRequest(PVOID PowerRequest, POWER_REQUEST_TYPE Type);
NTKERNELAPI VOID NTAPI PoDeletePowerRequest(PVOID PowerRequest);

/* Power framework: what a miniport with power components refers to */
typedef struct POHANDLE__ *POHANDLE;
typedef VOID NTAPI PO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK(PVOID Context, ULONG Component);
typedef PO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK *PPO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK;
typedef VOID NTAPI PO_FX_COMPONENT_IDLE_CONDITION_CALLBACK(PVOID Context, ULONG Component);
typedef PO_FX_COMPONENT_IDLE_CONDITION_CALLBACK *PPO_FX_COMPONENT_IDLE_CONDITION_CALLBACK;
typedef VOID NTAPI PO_FX_COMPONENT_IDLE_STATE_CALLBACK(PVOID Context, ULONG Component,
						       ULONG State);
typedef PO_FX_COMPONENT_IDLE_STATE_CALLBACK *PPO_FX_COMPONENT_IDLE_STATE_CALLBACK;
typedef VOID NTAPI PO_FX_DEVICE_POWER_REQUIRED_CALLBACK(PVOID Context);
typedef PO_FX_DEVICE_POWER_REQUIRED_CALLBACK *PPO_FX_DEVICE_POWER_REQUIRED_CALLBACK;
typedef VOID NTAPI PO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK(PVOID Context);
typedef PO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK *PPO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK;
typedef NTSTATUS NTAPI PO_FX_POWER_CONTROL_CALLBACK(PVOID DeviceContext,
						    LPCGUID PowerControlCode, PVOID InBuffer,
						    SIZE_T InBufferSize, PVOID OutBuffer,
						    SIZE_T OutBufferSize,
						    PSIZE_T BytesReturned);
typedef PO_FX_POWER_CONTROL_CALLBACK *PPO_FX_POWER_CONTROL_CALLBACK;
typedef struct _PO_FX_COMPONENT_IDLE_STATE {
	ULONGLONG TransitionLatency;
	ULONGLONG ResidencyRequirement;
	ULONG NominalPower;
} PO_FX_COMPONENT_IDLE_STATE, *PPO_FX_COMPONENT_IDLE_STATE;

typedef struct _PO_FX_COMPONENT_V1 {
	GUID Id;
	ULONG IdleStateCount;
	ULONG DeepestWakeableIdleState;
	PPO_FX_COMPONENT_IDLE_STATE IdleStates;
} PO_FX_COMPONENT_V1, *PPO_FX_COMPONENT_V1, PO_FX_COMPONENT, *PPO_FX_COMPONENT;

typedef struct _PO_FX_COMPONENT_V2 {
	GUID Id;
	ULONGLONG Flags;
	ULONG DeepestWakeableIdleState;
	ULONG IdleStateCount;
	PPO_FX_COMPONENT_IDLE_STATE IdleStates;
	ULONG ProviderCount;
	PULONG Providers;
} PO_FX_COMPONENT_V2, *PPO_FX_COMPONENT_V2;

typedef struct _PO_FX_PERF_STATE {
	ULONGLONG Value;
	PVOID Context;
} PO_FX_PERF_STATE, *PPO_FX_PERF_STATE;

typedef struct _PO_FX_COMPONENT_PERF_SET {
	UNICODE_STRING Name;
	ULONGLONG Flags;
	PO_FX_PERF_STATE_UNIT Unit;
	PO_FX_PERF_STATE_TYPE Type;
	union {
		struct {
			ULONG Count;
			PPO_FX_PERF_STATE States;
		} Discrete;
		struct {
			ULONGLONG Minimum;
			ULONGLONG Maximum;
		} Range;
	};
} PO_FX_COMPONENT_PERF_SET, *PPO_FX_COMPONENT_PERF_SET;

typedef struct _PO_FX_COMPONENT_PERF_INFO {
	ULONG PerfStateSetsCount;
	PO_FX_COMPONENT_PERF_SET PerfStateSets[ANYSIZE_ARRAY];
} PO_FX_COMPONENT_PERF_INFO, *PPO_FX_COMPONENT_PERF_INFO;

typedef struct _PO_FX_PERF_STATE_CHANGE {
	ULONG Set;
	union {
		ULONGLONG StateValue;
		ULONG StateIndex;
	};
} PO_FX_PERF_STATE_CHANGE, *PPO_FX_PERF_STATE_CHANGE;

typedef struct _PO_FX_DEVICE_V1 {
	ULONG Version;
	ULONG ComponentCount;
	PPO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK ComponentActiveConditionCallback;
	PPO_FX_COMPONENT_IDLE_CONDITION_CALLBACK ComponentIdleConditionCallback;
	PPO_FX_COMPONENT_IDLE_STATE_CALLBACK ComponentIdleStateCallback;
	PPO_FX_DEVICE_POWER_REQUIRED_CALLBACK DevicePowerRequiredCallback;
	PPO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK DevicePowerNotRequiredCallback;
	PPO_FX_POWER_CONTROL_CALLBACK PowerControlCallback;
	PVOID DeviceContext;
	PO_FX_COMPONENT_V1 Components[ANYSIZE_ARRAY];
} PO_FX_DEVICE_V1, *PPO_FX_DEVICE_V1, PO_FX_DEVICE, *PPO_FX_DEVICE;

typedef struct _PO_FX_DEVICE_V2 {
	ULONG Version;
	ULONGLONG Flags;
	PPO_FX_COMPONENT_ACTIVE_CONDITION_CALLBACK ComponentActiveConditionCallback;
	PPO_FX_COMPONENT_IDLE_CONDITION_CALLBACK ComponentIdleConditionCallback;
	PPO_FX_COMPONENT_IDLE_STATE_CALLBACK ComponentIdleStateCallback;
	PPO_FX_DEVICE_POWER_REQUIRED_CALLBACK DevicePowerRequiredCallback;
	PPO_FX_DEVICE_POWER_NOT_REQUIRED_CALLBACK DevicePowerNotRequiredCallback;
	PPO_FX_POWER_CONTROL_CALLBACK PowerControlCallback;
	PVOID DeviceContext;
	ULONG ComponentCount;
	PO_FX_COMPONENT_V2 Components[ANYSIZE_ARRAY];
} PO_FX_DEVICE_V2, *PPO_FX_DEVICE_V2;

typedef enum {
	SystemPowerPolicyAc,
	SystemPowerPolicyDc,
	VerifySystemPolicyAc,
	VerifySystemPolicyDc,
	SystemPowerCapabilities,
	SystemBatteryState,
	SystemPowerStateHandler,
	ProcessorStateHandler,
	SystemPowerPolicyCurrent,
	AdministratorPowerPolicy,
	SystemReserveHiberFile,
	ProcessorInformation,
	SystemPowerInformation,
	ProcessorStateHandler2,
	LastWakeTime,
	LastSleepTime,
	SystemExecutionState,
	SystemPowerStateNotifyHandler,
	ProcessorPowerPolicyAc,
	ProcessorPowerPolicyDc,
	VerifyProcessorPowerPolicyAc,
	VerifyProcessorPowerPolicyDc,
	ProcessorPowerPolicyCurrent,
	SystemPowerStateLogging,
	SystemPowerLoggingEntry,
	SetPowerSettingValue,
	NotifyUserPowerSetting,
	PowerInformationLevelUnused0,
	SystemMonitorHiberBootPowerOff,
	SystemVideoState,
	TraceApplicationPowerMessage,
	TraceApplicationPowerMessageEnd,
	ProcessorPerfStates,
	ProcessorIdleStates,
	ProcessorCap,
	SystemWakeSource,
	SystemHiberFileInformation,
	TraceServicePowerMessage,
	ProcessorLoad,
	PowerShutdownNotification,
	MonitorCapabilities,
	SessionPowerInit,
	SessionDisplayState,
	PowerRequestCreate,
	PowerRequestAction,
	GetPowerRequestList,
	ProcessorInformationEx,
	NotifyUserModeLegacyPowerEvent,
	GroupPark,
	ProcessorIdleDomains,
	WakeTimerList,
	SystemHiberFileSize,
	ProcessorIdleStatesHv,
	ProcessorPerfStatesHv,
	ProcessorPerfCapHv,
	ProcessorSetIdle,
	LogicalProcessorIdling,
	UserPresence,
	PowerSettingNotificationName,
	GetPowerSettingValue,
	IdleResiliency,
	SessionRITState,
	SessionConnectNotification,
	SessionPowerCleanup,
	SessionLockState,
	SystemHiberbootState,
	PlatformInformation,
	PdcInvocation,
	MonitorInvocation,
	FirmwareTableInformationRegistered,
	SetShutdownSelectedTime,
	SuspendResumeInvocation,
	PlmPowerRequestCreate,
	ScreenOff,
	CsDeviceNotification,
	PlatformRole,
	LastResumePerformance,
	DisplayBurst,
	ExitLatencySamplingPercentage,
	RegisterSpmPowerSettings,
	PlatformIdleStates,
	ProcessorIdleVeto,
	PlatformIdleVeto,
	SystemBatteryStatePrecise,
	ThermalEvent,
	PowerRequestActionInternal,
	BatteryDeviceState,
	PowerInformationInternal,
	ThermalStandby,
	SystemHiberFileType,
	PhysicalPowerButtonPress,
	QueryPotentialDripsConstraint,
	EnergyTrackerCreate,
	EnergyTrackerQuery,
	UpdateBlackBoxRecorder,
	SessionAllowExternalDmaDevices,
	SendSuspendResumeNotification,
	BlackBoxRecorderDirectAccessBuffer
} POWER_INFORMATION_LEVEL;

NTKERNELAPI NTSTATUS NTAPI PoFxRegisterDevice(PDEVICE_OBJECT Pdo, PPO_FX_DEVICE Device,
					      POHANDLE *Handle);
NTKERNELAPI VOID NTAPI PoFxUnregisterDevice(POHANDLE Handle);
NTKERNELAPI VOID NTAPI PoFxStartDevicePowerManagement(POHANDLE Handle);
NTKERNELAPI VOID NTAPI PoFxActivateComponent(POHANDLE Handle, ULONG Component, ULONG Flags);
NTKERNELAPI VOID NTAPI PoFxIdleComponent(POHANDLE Handle, ULONG Component, ULONG Flags);
NTKERNELAPI VOID NTAPI PoFxCompleteIdleCondition(POHANDLE Handle, ULONG Component);
NTKERNELAPI VOID NTAPI PoFxCompleteIdleState(POHANDLE Handle, ULONG Component);
NTKERNELAPI VOID NTAPI PoFxCompleteDevicePowerNotRequired(POHANDLE Handle);
NTKERNELAPI VOID NTAPI PoFxReportDevicePoweredOn(POHANDLE Handle);
NTKERNELAPI VOID NTAPI PoFxSetComponentLatency(POHANDLE Handle, ULONG Component,
					       ULONGLONG Latency);
NTKERNELAPI VOID NTAPI PoFxSetComponentResidency(POHANDLE Handle, ULONG Component,
						 ULONGLONG Residency);
NTKERNELAPI VOID NTAPI PoFxSetDeviceIdleTimeout(POHANDLE Handle, ULONGLONG IdleTimeout);
NTKERNELAPI NTSTATUS NTAPI PoFxPowerControl(POHANDLE Handle, LPCGUID PowerControlCode,
					    PVOID InBuffer, SIZE_T InBufferSize,
					    PVOID OutBuffer, SIZE_T OutBufferSize,
					    PSIZE_T BytesReturned);
NTKERNELAPI VOID NTAPI PoSetDeviceBusyEx(PULONG IdlePointer);
NTKERNELAPI VOID NTAPI PoStartDeviceBusy(PULONG IdlePointer);
NTKERNELAPI VOID NTAPI PoEndDeviceBusy(PULONG IdlePointer);

/* Power settings that concern a display */
DEFINE_GUID(ALL_POWERSCHEMES_GUID, 0x68a1e95e, 0x13ea, 0x41e1,
	    0x80, 0x11, 0x0c, 0x49, 0x6c, 0xa4, 0x90, 0xb0);
DEFINE_GUID(GUID_ACDC_POWER_SOURCE, 0x5d3e9a59, 0xe9d5, 0x4b00,
	    0xa6, 0xbd, 0xff, 0x34, 0xff, 0x51, 0x65, 0x48);
DEFINE_GUID(GUID_ACTIVE_POWERSCHEME, 0x31f9f286, 0x5084, 0x42fe,
	    0xb7, 0x20, 0x2b, 0x02, 0x64, 0x99, 0x37, 0x63);
DEFINE_GUID(GUID_ADVANCED_COLOR_QUALITY_BIAS, 0x684c3e69, 0xa4f7, 0x4014,
	    0x87, 0x54, 0xd4, 0x51, 0x79, 0xa5, 0x61, 0x67);
DEFINE_GUID(GUID_ALLOW_AWAYMODE, 0x25dfa149, 0x5dd1, 0x4736,
	    0xb5, 0xab, 0xe8, 0xa3, 0x7b, 0x5b, 0x81, 0x87);
DEFINE_GUID(GUID_ALLOW_DISPLAY_REQUIRED, 0xa9ceb8da, 0xcd46, 0x44fb,
	    0xa9, 0x8b, 0x02, 0xaf, 0x69, 0xde, 0x46, 0x23);
DEFINE_GUID(GUID_BATTERY_PERCENTAGE_REMAINING, 0xa7ad8041, 0xb45a, 0x4cae,
	    0x87, 0xa3, 0xee, 0xcb, 0xb4, 0x68, 0xa9, 0xe1);
DEFINE_GUID(GUID_CONSOLE_DISPLAY_STATE, 0x6fe69556, 0x704a, 0x47a0,
	    0x8f, 0x24, 0xc2, 0x8d, 0x93, 0x6f, 0xda, 0x47);
DEFINE_GUID(GUID_DEVICE_POWER_POLICY_VIDEO_BRIGHTNESS, 0xaded5e82, 0xb909, 0x4619,
	    0x99, 0x49, 0xf5, 0xd7, 0x1d, 0xac, 0x0b, 0xcb);
DEFINE_GUID(GUID_DEVICE_POWER_POLICY_VIDEO_DIM_BRIGHTNESS, 0xf1fbfde2, 0xa960, 0x4165,
	    0x9f, 0x88, 0x50, 0x66, 0x79, 0x11, 0xce, 0x96);
DEFINE_GUID(GUID_GLOBAL_USER_PRESENCE, 0x786e8a1d, 0xb427, 0x4344,
	    0x92, 0x07, 0x09, 0xe7, 0x0b, 0xdc, 0xbe, 0xa9);
DEFINE_GUID(GUID_GPU_PREFERENCE_POLICY, 0xdd848b2a, 0x8a5d, 0x4451,
	    0x9a, 0xe2, 0x39, 0xcd, 0x41, 0x65, 0x8f, 0x6c);
DEFINE_GUID(GUID_GRAPHICS_SUBGROUP, 0x5fb4938d, 0x1ee8, 0x4b0f,
	    0x9a, 0x3c, 0x50, 0x36, 0xb0, 0xab, 0x99, 0x5c);
DEFINE_GUID(GUID_HUPR_ADAPTIVE_DISPLAY_TIMEOUT, 0x0a7d6ab6, 0xac83, 0x4ad1,
	    0x82, 0x82, 0xec, 0xa5, 0xb5, 0x83, 0x08, 0xf3);
DEFINE_GUID(GUID_LIDSWITCH_STATE_CHANGE, 0xba3e0f4d, 0xb817, 0x4094,
	    0xa2, 0xd1, 0xd5, 0x63, 0x79, 0xe6, 0xa0, 0xf3);
DEFINE_GUID(GUID_LIDSWITCH_STATE_RELIABILITY, 0xae4c4ff1, 0xd361, 0x43f4,
	    0x80, 0xaa, 0xbb, 0xb6, 0xeb, 0x03, 0xde, 0x94);
DEFINE_GUID(GUID_MAX_POWER_SAVINGS, 0xa1841308, 0x3541, 0x4fab,
	    0xbc, 0x81, 0xf7, 0x15, 0x56, 0xf2, 0x0b, 0x4a);
DEFINE_GUID(GUID_MIN_POWER_SAVINGS, 0x8c5e7fda, 0xe8bf, 0x4a96,
	    0x9a, 0x85, 0xa6, 0xe2, 0x3a, 0x8c, 0x63, 0x5c);
DEFINE_GUID(GUID_MONITOR_POWER_ON, 0x02731015, 0x4510, 0x4526,
	    0x99, 0xe6, 0xe5, 0xa1, 0x7e, 0xbd, 0x1a, 0xea);
DEFINE_GUID(GUID_POWERSCHEME_PERSONALITY, 0x245d8541, 0x3943, 0x4422,
	    0xb0, 0x25, 0x13, 0xa7, 0x84, 0xf6, 0x79, 0xb7);
DEFINE_GUID(GUID_POWER_SAVING_STATUS, 0xe00958c0, 0xc213, 0x4ace,
	    0xac, 0x77, 0xfe, 0xcc, 0xed, 0x2e, 0xee, 0xa5);
DEFINE_GUID(GUID_SESSION_DISPLAY_STATUS, 0x2b84c20e, 0xad23, 0x4ddf,
	    0x93, 0xdb, 0x05, 0xff, 0xbd, 0x7e, 0xfc, 0xa5);
DEFINE_GUID(GUID_SESSION_USER_PRESENCE, 0x3c0f4548, 0xc03f, 0x4c4d,
	    0xb9, 0xf2, 0x23, 0x7e, 0xde, 0x68, 0x63, 0x76);
DEFINE_GUID(GUID_SYSTEM_AWAYMODE, 0x98a7f580, 0x01f7, 0x48aa,
	    0x9c, 0x0f, 0x44, 0x35, 0x2c, 0x29, 0xe5, 0xc0);
DEFINE_GUID(GUID_TYPICAL_POWER_SAVINGS, 0x381b4222, 0xf694, 0x41f0,
	    0x96, 0x85, 0xff, 0x5b, 0xb2, 0x60, 0xdf, 0x2e);
DEFINE_GUID(GUID_USER_PRESENCE_PREDICTION, 0x82011705, 0xfb95, 0x4d46,
	    0x8d, 0x35, 0x40, 0x42, 0xb1, 0xd2, 0x0d, 0xef);
DEFINE_GUID(GUID_VIDEO_ADAPTIVE_DISPLAY_BRIGHTNESS, 0xfbd9aa66, 0x9553, 0x4097,
	    0xba, 0x44, 0xed, 0x6e, 0x9d, 0x65, 0xea, 0xb8);
DEFINE_GUID(GUID_VIDEO_ADAPTIVE_PERCENT_INCREASE, 0xeed904df, 0xb142, 0x4183,
	    0xb1, 0x0b, 0x5a, 0x11, 0x97, 0xa3, 0x78, 0x64);
DEFINE_GUID(GUID_VIDEO_ADAPTIVE_POWERDOWN, 0x90959d22, 0xd6a1, 0x49b9,
	    0xaf, 0x93, 0xbc, 0xe8, 0x85, 0xad, 0x33, 0x5b);
DEFINE_GUID(GUID_VIDEO_ANNOYANCE_TIMEOUT, 0x82dbcf2d, 0xcd67, 0x40c5,
	    0xbf, 0xdc, 0x9f, 0x1a, 0x5c, 0xcd, 0x46, 0x63);
DEFINE_GUID(GUID_VIDEO_CONSOLE_LOCK_TIMEOUT, 0x8ec4b3a5, 0x6868, 0x48c2,
	    0xbe, 0x75, 0x4f, 0x30, 0x44, 0xbe, 0x88, 0xa7);
DEFINE_GUID(GUID_VIDEO_CURRENT_MONITOR_BRIGHTNESS, 0x8ffee2c6, 0x2d01, 0x46be,
	    0xad, 0xb9, 0x39, 0x8a, 0xdd, 0xc5, 0xb4, 0xff);
DEFINE_GUID(GUID_VIDEO_DIM_TIMEOUT, 0x17aaa29b, 0x8b43, 0x4b94,
	    0xaa, 0xfe, 0x35, 0xf6, 0x4d, 0xaa, 0xf1, 0xee);
DEFINE_GUID(GUID_VIDEO_POWERDOWN_TIMEOUT, 0x3c0bc021, 0xc8a8, 0x4e07,
	    0xa9, 0x73, 0x6b, 0x14, 0xcb, 0xcb, 0x2b, 0x7e);
DEFINE_GUID(GUID_VIDEO_SUBGROUP, 0x7516b95f, 0xf776, 0x4464,
	    0x8c, 0x53, 0x06, 0x16, 0x7f, 0x40, 0xcc, 0x99);

DXGK_EXTERN_C_END

#endif /* _DXGK_NT_PO_H_ */
