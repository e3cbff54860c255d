// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_missing.c - functions that have nothing behind them here.
 *
 * A miniport that refers to one links and loads; when it calls one it gets the
 * failure that the function's page documents, and the log names it once.  Those
 * without a result do nothing and are named all the same.
 */
#include <ntddk.h>
#include <dispmprt.h>

#include "nt.h"

#define DXGK_MISSING(type, value, name, args)				\
type NTAPI name args							\
{									\
	dxgk_nt_missing(DXGK_NT_CALLER(), #name);			\
	return value;							\
}

#define DXGK_MISSING_VOID(name, args)					\
VOID NTAPI name args							\
{									\
	dxgk_nt_missing(DXGK_NT_CALLER(), #name);			\
}

/* ------------------------------------------------------------ interrupts, DMA, bus */

/* Interrupts are connected by the port driver, not by a miniport. */
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, IoConnectInterrupt,
	     (PKINTERRUPT *InterruptObject, PKSERVICE_ROUTINE ServiceRoutine,
	      PVOID ServiceContext, PKSPIN_LOCK SpinLock, ULONG Vector, KIRQL Irql,
	      KIRQL SynchronizeIrql, KINTERRUPT_MODE InterruptMode, BOOLEAN ShareVector,
	      KAFFINITY ProcessorEnableMask, BOOLEAN FloatingSave))
DXGK_MISSING_VOID(IoDisconnectInterrupt, (PKINTERRUPT InterruptObject))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, IoConnectInterruptEx,
	     (PIO_CONNECT_INTERRUPT_PARAMETERS Parameters))
DXGK_MISSING_VOID(IoDisconnectInterruptEx, (PIO_DISCONNECT_INTERRUPT_PARAMETERS Parameters))

/* ---------------------------------------------------------- notifications, interfaces */

DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, IoRegisterPlugPlayNotification,
	     (IO_NOTIFICATION_EVENT_CATEGORY EventCategory, ULONG EventCategoryFlags,
	      PVOID EventCategoryData, PDRIVER_OBJECT DriverObject,
	      PDRIVER_NOTIFICATION_CALLBACK_ROUTINE CallbackRoutine, PVOID Context,
	      PVOID *NotificationEntry))
DXGK_MISSING(NTSTATUS, STATUS_INVALID_PARAMETER, IoUnregisterPlugPlayNotification,
	     (PVOID NotificationEntry))
DXGK_MISSING(NTSTATUS, STATUS_INVALID_PARAMETER, IoUnregisterPlugPlayNotificationEx,
	     (PVOID NotificationEntry))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, PsSetCreateProcessNotifyRoutine,
	     (PCREATE_PROCESS_NOTIFY_ROUTINE NotifyRoutine, BOOLEAN Remove))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, PsSetCreateProcessNotifyRoutineEx,
	     (PCREATE_PROCESS_NOTIFY_ROUTINE_EX NotifyRoutine, BOOLEAN Remove))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, PsSetCreateThreadNotifyRoutine,
	     (PCREATE_THREAD_NOTIFY_ROUTINE NotifyRoutine))
DXGK_MISSING(NTSTATUS, STATUS_PROCEDURE_NOT_FOUND, PsRemoveCreateThreadNotifyRoutine,
	     (PCREATE_THREAD_NOTIFY_ROUTINE NotifyRoutine))
DXGK_MISSING(BOOLEAN, FALSE, KeRegisterBugCheckReasonCallback,
	     (PKBUGCHECK_REASON_CALLBACK_RECORD CallbackRecord,
	      PKBUGCHECK_REASON_CALLBACK_ROUTINE CallbackRoutine,
	      KBUGCHECK_CALLBACK_REASON Reason, PUCHAR Component))
DXGK_MISSING(BOOLEAN, FALSE, KeDeregisterBugCheckReasonCallback,
	     (PKBUGCHECK_REASON_CALLBACK_RECORD CallbackRecord))

/* ---------------------------------------------------------------- processes, memory */

DXGK_MISSING(NTSTATUS, STATUS_INVALID_PARAMETER, PsLookupProcessByProcessId,
	     (HANDLE ProcessId, PEPROCESS *Process))
DXGK_MISSING(NTSTATUS, STATUS_INVALID_PARAMETER, PsLookupThreadByThreadId,
	     (HANDLE ThreadId, PETHREAD *Thread))
DXGK_MISSING(PVOID, NULL, MmGetVirtualForPhysical, (PHYSICAL_ADDRESS PhysicalAddress))
DXGK_MISSING(PPHYSICAL_MEMORY_RANGE, NULL, MmGetPhysicalMemoryRanges, (VOID))
DXGK_MISSING(PVOID, NULL, MmAllocateMappingAddress, (SIZE_T NumberOfBytes, ULONG PoolTag))
DXGK_MISSING_VOID(MmFreeMappingAddress, (PVOID BaseAddress, ULONG PoolTag))
DXGK_MISSING(PVOID, NULL, MmMapLockedPagesWithReservedMapping,
	     (PVOID MappingAddress, ULONG PoolTag, PMDL MemoryDescriptorList,
	      MEMORY_CACHING_TYPE CacheType))
DXGK_MISSING_VOID(MmUnmapReservedMapping,
		  (PVOID BaseAddress, ULONG PoolTag, PMDL MemoryDescriptorList))
DXGK_MISSING(HANDLE, NULL, MmSecureVirtualMemory, (PVOID Address, SIZE_T Size, ULONG ProbeMode))
DXGK_MISSING_VOID(MmUnsecureVirtualMemory, (HANDLE SecureHandle))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, MmMapViewInSystemSpace,
	     (PVOID Section, PVOID *MappedBase, PSIZE_T ViewSize))
DXGK_MISSING(NTSTATUS, STATUS_NOT_MAPPED_VIEW, MmUnmapViewInSystemSpace, (PVOID MappedBase))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, ZwCreateSection,
	     (PHANDLE SectionHandle, ACCESS_MASK DesiredAccess,
	      POBJECT_ATTRIBUTES ObjectAttributes, PLARGE_INTEGER MaximumSize,
	      ULONG SectionPageProtection, ULONG AllocationAttributes, HANDLE FileHandle))
DXGK_MISSING(NTSTATUS, STATUS_OBJECT_NAME_NOT_FOUND, ZwOpenSection,
	     (PHANDLE SectionHandle, ACCESS_MASK DesiredAccess,
	      POBJECT_ATTRIBUTES ObjectAttributes))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, ZwMapViewOfSection,
	     (HANDLE SectionHandle, HANDLE ProcessHandle, PVOID *BaseAddress,
	      ULONG_PTR ZeroBits, SIZE_T CommitSize, PLARGE_INTEGER SectionOffset,
	      PSIZE_T ViewSize, SECTION_INHERIT InheritDisposition, ULONG AllocationType,
	      ULONG Win32Protect))
DXGK_MISSING(NTSTATUS, STATUS_NOT_MAPPED_VIEW, ZwUnmapViewOfSection,
	     (HANDLE ProcessHandle, PVOID BaseAddress))
DXGK_MISSING(NTSTATUS, STATUS_PRIVILEGE_NOT_HELD, ZwLoadDriver,
	     (PUNICODE_STRING DriverServiceName))
DXGK_MISSING(NTSTATUS, STATUS_PRIVILEGE_NOT_HELD, ZwUnloadDriver,
	     (PUNICODE_STRING DriverServiceName))

/* -------------------------------------------------------------------------- power */

/* The DDI's SetPowerState is how a display miniport hears of power. */
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, PoRequestPowerIrp,
	     (PDEVICE_OBJECT DeviceObject, UCHAR MinorFunction, POWER_STATE PowerState,
	      PREQUEST_POWER_COMPLETE CompletionFunction, PVOID Context, PIRP *Irp))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, PoRegisterPowerSettingCallback,
	     (PDEVICE_OBJECT DeviceObject, LPCGUID SettingGuid, PPOWER_SETTING_CALLBACK Callback,
	      PVOID Context, PVOID *Handle))
DXGK_MISSING(NTSTATUS, STATUS_INVALID_PARAMETER, PoUnregisterPowerSettingCallback,
	     (PVOID Handle))
/* NULL, which PoSetDeviceBusy takes, too. */
DXGK_MISSING(PULONG, NULL, PoRegisterDeviceForIdleDetection,
	     (PDEVICE_OBJECT DeviceObject, ULONG ConservationIdleTime, ULONG PerformanceIdleTime,
	      DEVICE_POWER_STATE State))
DXGK_MISSING(PVOID, NULL, PoRegisterSystemState, (PVOID StateHandle, EXECUTION_STATE Flags))
DXGK_MISSING_VOID(PoUnregisterSystemState, (PVOID StateHandle))
DXGK_MISSING_VOID(PoSetSystemState, (EXECUTION_STATE Flags))
DXGK_MISSING_VOID(PoSetSystemWake, (PIRP Irp))
DXGK_MISSING(BOOLEAN, FALSE, PoGetSystemWake, (PIRP Irp))
DXGK_MISSING(BOOLEAN, FALSE, PoQueryWatchdogTime, (PDEVICE_OBJECT Pdo, PULONG SecondsRemaining))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, PoCreatePowerRequest,
	     (PVOID *PowerRequest, PDEVICE_OBJECT DeviceObject, PCOUNTED_REASON_CONTEXT Context))
DXGK_MISSING(NTSTATUS, STATUS_INVALID_PARAMETER, PoSetPowerRequest,
	     (PVOID PowerRequest, POWER_REQUEST_TYPE Type))
DXGK_MISSING(NTSTATUS, STATUS_INVALID_PARAMETER, PoClearPowerRequest,
	     (PVOID PowerRequest, POWER_REQUEST_TYPE Type))
DXGK_MISSING_VOID(PoDeletePowerRequest, (PVOID PowerRequest))
DXGK_MISSING_VOID(PoSetDeviceBusyEx, (PULONG IdlePointer))
DXGK_MISSING_VOID(PoStartDeviceBusy, (PULONG IdlePointer))
DXGK_MISSING_VOID(PoEndDeviceBusy, (PULONG IdlePointer))
/* The power framework is dxgkrnl's to call, on a miniport's behalf. */
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, PoFxRegisterDevice,
	     (PDEVICE_OBJECT Pdo, PPO_FX_DEVICE Device, POHANDLE *Handle))
DXGK_MISSING_VOID(PoFxUnregisterDevice, (POHANDLE Handle))
DXGK_MISSING_VOID(PoFxStartDevicePowerManagement, (POHANDLE Handle))
DXGK_MISSING_VOID(PoFxActivateComponent, (POHANDLE Handle, ULONG Component, ULONG Flags))
DXGK_MISSING_VOID(PoFxIdleComponent, (POHANDLE Handle, ULONG Component, ULONG Flags))
DXGK_MISSING_VOID(PoFxCompleteIdleCondition, (POHANDLE Handle, ULONG Component))
DXGK_MISSING_VOID(PoFxCompleteIdleState, (POHANDLE Handle, ULONG Component))
DXGK_MISSING_VOID(PoFxCompleteDevicePowerNotRequired, (POHANDLE Handle))
DXGK_MISSING_VOID(PoFxReportDevicePoweredOn, (POHANDLE Handle))
DXGK_MISSING_VOID(PoFxSetComponentLatency, (POHANDLE Handle, ULONG Component, ULONGLONG Latency))
DXGK_MISSING_VOID(PoFxSetComponentResidency,
		  (POHANDLE Handle, ULONG Component, ULONGLONG Residency))
DXGK_MISSING_VOID(PoFxSetDeviceIdleTimeout, (POHANDLE Handle, ULONGLONG IdleTimeout))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, PoFxPowerControl,
	     (POHANDLE Handle, LPCGUID PowerControlCode, PVOID InBuffer, SIZE_T InBufferSize,
	      PVOID OutBuffer, SIZE_T OutBufferSize, PSIZE_T BytesReturned))

/* -------------------------------------------------------------------- firmware, the rest */

/* Render and WDDM 2 drivers of that kind are not for this port driver. */
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, DxgkInitialize,
	     (PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath,
	      PDRIVER_INITIALIZATION_DATA DriverInitializationData))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, DxgkUnInitialize, (PDRIVER_OBJECT DriverObject))
DXGK_MISSING(NTSTATUS, STATUS_RETRY, ExUuidCreate, (GUID *Uuid))
DXGK_MISSING(ULONG, 0, KeQueryRuntimeThread, (PKTHREAD Thread, PULONG UserTime))
DXGK_MISSING(ULONG64, 0, KeQueryTotalCycleTimeThread, (PKTHREAD Thread, PULONG64 CycleTimeStamp))

DXGK_MISSING(NTSTATUS, STATUS_NOT_IMPLEMENTED, ExGetFirmwareEnvironmentVariable,
	     (PUNICODE_STRING VariableName, LPGUID VendorGuid, PVOID Value, PULONG ValueLength,
	      PULONG Attributes))
DXGK_MISSING(NTSTATUS, STATUS_NOT_IMPLEMENTED, ExSetFirmwareEnvironmentVariable,
	     (PUNICODE_STRING VariableName, LPGUID VendorGuid, PVOID Value, ULONG ValueLength,
	      ULONG Attributes))
/* No frame was captured. */
DXGK_MISSING(USHORT, 0, RtlCaptureStackBackTrace,
	     (ULONG FramesToSkip, ULONG FramesToCapture, PVOID *BackTrace, PULONG BackTraceHash))

/* No interrupt object exists to be used so: see IoConnectInterrupt(). */
DXGK_MISSING(BOOLEAN, FALSE, KeSynchronizeExecution,
	     (PKINTERRUPT Interrupt, PKSYNCHRONIZE_ROUTINE SynchronizeRoutine,
	      PVOID SynchronizeContext))
DXGK_MISSING(KIRQL, PASSIVE_LEVEL, KeAcquireInterruptSpinLock, (PKINTERRUPT Interrupt))
DXGK_MISSING_VOID(KeReleaseInterruptSpinLock, (PKINTERRUPT Interrupt, KIRQL OldIrql))

DXGK_MISSING(ULONGLONG, 0, RtlIoDecodeMemIoResource,
	     (PIO_RESOURCE_DESCRIPTOR Descriptor, PULONGLONG Alignment,
	      PULONGLONG MinimumAddress, PULONGLONG MaximumAddress))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, RtlIoEncodeMemIoResource,
	     (PIO_RESOURCE_DESCRIPTOR Descriptor, UCHAR Type, ULONGLONG Length,
	      ULONGLONG Alignment, ULONGLONG MinimumAddress, ULONGLONG MaximumAddress))
DXGK_MISSING(LONGLONG, 0, PsGetProcessCreateTimeQuadPart, (PEPROCESS Process))
/* Objects here have no security. */
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, RtlCreateSecurityDescriptor,
	     (PSECURITY_DESCRIPTOR SecurityDescriptor, ULONG Revision))
DXGK_MISSING(BOOLEAN, FALSE, RtlValidSecurityDescriptor,
	     (PSECURITY_DESCRIPTOR SecurityDescriptor))
DXGK_MISSING(ULONG, 0, RtlLengthSecurityDescriptor, (PSECURITY_DESCRIPTOR SecurityDescriptor))
DXGK_MISSING(NTSTATUS, STATUS_NOT_SUPPORTED, ZwCreateDirectoryObject,
	     (PHANDLE DirectoryHandle, ACCESS_MASK DesiredAccess,
	      POBJECT_ATTRIBUTES ObjectAttributes))
