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

#define POWER_REQUEST_CONTEXT_VERSION 0
#define POWER_REQUEST_CONTEXT_SIMPLE_STRING 1
#define POWER_SETTING_VALUE_VERSION 1
#define POWER_REQUEST_CONTEXT_DETAILED_STRING 2
#define POWER_SYSTEM_MAXIMUM 7

#define POWER_PLATFORM_ROLE_V1 1
#define POWER_PLATFORM_ROLE_V2 2
#define POWER_PLATFORM_ROLE_VERSION 2
#define POWER_PLATFORM_ROLE_V1_MAX 8
#define POWER_PLATFORM_ROLE_V2_MAX 9
#define POWER_PLATFORM_ROLE_VERSION_MAX 9

#define PO_CB_SYSTEM_POWER_POLICY 0
#define PO_CB_AC_STATUS 1
#define PO_CB_BUTTON_COLLISION 2
#define PO_CB_SYSTEM_STATE_LOCK 3
#define PO_CB_LID_SWITCH_STATE 4
#define PO_CB_PROCESSOR_POWER_POLICY 5

#define PO_FX_DIRECTED_FX_DEFAULT_IDLE_TIMEOUT 0
#define PO_FX_COMPONENT_FLAG_F0_ON_DX 1
#define PO_FX_DEVICE_FLAG_RESERVED_1 0x1ULL
#define PO_FX_FLAG_BLOCKING 1
#define PO_FX_FLAG_PERF_PEP_OPTIONAL 1
#define PO_FX_VERSION 1
#define PO_FX_VERSION_V1 1
#define PO_FX_COMPONENT_FLAG_NO_DEBOUNCE 2
#define PO_FX_DEVICE_FLAG_DFX_DIRECT_CHILDREN_OPTIONAL 0x2ULL
#define PO_FX_FLAG_ASYNC_ONLY 2
#define PO_FX_FLAG_PERF_QUERY_ON_F0 2
#define PO_FX_VERSION_V2 2
#define PO_FX_VERSION_V3 3
#define PO_FX_DEVICE_FLAG_DFX_POWER_CHILDREN_OPTIONAL 0x4ULL
#define PO_FX_FLAG_PERF_QUERY_ON_ALL_IDLE_STATES 4
#define PO_FX_DEVICE_FLAG_DFX_CHILDREN_OPTIONAL 0x6ULL
#define PO_FX_DEVICE_FLAG_DISABLE_FAST_RESUME 0x8ULL
#define PO_FX_DEVICE_FLAG_ENABLE_FAST_RESUME 0x10ULL
#define PO_FX_DEVICE_FLAG_NO_FAULT_CALLBACKS 0x20ULL
#define PO_FX_DIRECTED_FX_MAX_IDLE_TIMEOUT 0x258
#define PO_FX_DIRECTED_FX_IMMEDIATE_IDLE_TIMEOUT 0xFFFFFFFF
#define PO_FX_UNKNOWN_POWER 0xFFFFFFFF
#define PO_FX_UNKNOWN_TIME 0xFFFFFFFFFFFFFFFFULL

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

DXGK_EXTERN_C_END

#endif /* _DXGK_NT_PO_H_ */
