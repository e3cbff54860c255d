/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * iface.h - DXGKRNL_INTERFACE and the callbacks behind it; shim/ only.
 */
#ifndef DXGK_IFACE_H
#define DXGK_IFACE_H

#include <ntddk.h>
#include <dispmprt.h>

#include "dxgk.h"

/* Fill adapter->interface for the version the miniport was built for. */
void dxgk_iface_init(struct dxgk_adapter *adapter);

/**
 * dxgk_cb_enter() - what callbacks begin with
 * @handle: the DeviceHandle that was passed
 * @name: the callback's
 * @max: the highest IRQL it is documented for
 * @sleeps: it cannot work at DISPATCH_LEVEL or above
 * @caller: in the miniport
 * @status: set when NULL is returned: STATUS_INVALID_PARAMETER for a handle that
 *	is none, or of an adapter that was removed;
 *	STATUS_INVALID_DEVICE_REQUEST for one that sleeps, where nothing may
 *
 * Context: any.
 * Return: the adapter, until dxgk_handle_put(), or NULL.
 */
struct dxgk_adapter *dxgk_cb_enter(HANDLE handle, const char *name, KIRQL max, bool sleeps,
				   const void *caller, NTSTATUS *status);

/*
 * An address in the miniport: @caller, unless the call was a miniport's last and
 * became a jump; then the entry of @adapter's, which may be NULL.
 */
const void *dxgk_cb_code(const struct dxgk_adapter *adapter, const void *caller);

/* Declares @adapter, or returns the status from the callback. */
#define DXGK_CB_ENTER_(adapter, handle, max, sleeps)				\
	NTSTATUS __entered;							\
	struct dxgk_adapter *adapter = dxgk_cb_enter((handle), __func__, (max),	\
						     (sleeps), DXGK_CB_CALLER(), \
						     &__entered);		\
	if (!adapter)								\
		return __entered
#define DXGK_CB_ENTER(adapter, handle, max) DXGK_CB_ENTER_(adapter, handle, max, false)
#define DXGK_CB_ENTER_SLEEPING(adapter, handle) \
	DXGK_CB_ENTER_(adapter, handle, PASSIVE_LEVEL, true)
#define DXGK_CB_CALLER() __builtin_return_address(0)

/* cb_device.c */
NTKERNELAPI NTSTATUS NTAPI DxgkCbGetDeviceInformation(HANDLE DeviceHandle,
						      PDXGK_DEVICE_INFO DeviceInfo);
NTKERNELAPI NTSTATUS NTAPI DxgkCbReadDeviceSpace(HANDLE DeviceHandle, ULONG DataType, PVOID Buffer,
						 ULONG Offset, ULONG Length, PULONG BytesRead);
NTKERNELAPI NTSTATUS NTAPI DxgkCbWriteDeviceSpace(HANDLE DeviceHandle, ULONG DataType,
						  PVOID Buffer, ULONG Offset, ULONG Length,
						  PULONG BytesWritten);
NTKERNELAPI NTSTATUS NTAPI DxgkCbIsDevicePresent(HANDLE DeviceHandle,
						 PPCI_DEVICE_PRESENCE_PARAMETERS p,
						 PBOOLEAN DevicePresent);

/* cb_irq.c */
NTKERNELAPI BOOLEAN NTAPI DxgkCbQueueDpc(HANDLE DeviceHandle);
NTKERNELAPI NTSTATUS NTAPI DxgkCbSynchronizeExecution(HANDLE DeviceHandle,
						      PKSYNCHRONIZE_ROUTINE SynchronizeRoutine,
						      PVOID Context, ULONG MessageNumber,
						      PBOOLEAN ReturnValue);

/* cb_acpi.c */
NTKERNELAPI NTSTATUS NTAPI DxgkCbEvalAcpiMethod(HANDLE DeviceHandle, ULONG DeviceUid,
						PACPI_EVAL_INPUT_BUFFER_COMPLEX AcpiInputBuffer,
						ULONG AcpiInputSize,
						PACPI_EVAL_OUTPUT_BUFFER AcpiOutputBuffer,
						ULONG AcpiOutputSize);

/* cb_services.c */
NTKERNELAPI NTSTATUS NTAPI DxgkCbQueryServices(HANDLE DeviceHandle, DXGK_SERVICES ServicesType,
					       PINTERFACE Interface);
NTKERNELAPI VOID NTAPI DxgkServiceReference(PVOID Context);
NTKERNELAPI VOID NTAPI DxgkServiceDereference(PVOID Context);

/* cb_exclude.c */
NTKERNELAPI NTSTATUS NTAPI
DxgkCbExcludeAdapterAccess(HANDLE DeviceHandle, ULONG Attributes,
			   DXGKDDI_PROTECTED_CALLBACK DxgkProtectedCallback,
			   PVOID ProtectedCallbackContext);

/* cb_diag.c */
NTKERNELAPI VOID NTAPI DxgkCbLogEtwEvent(const LPCGUID EventGuid, UCHAR Type,
					 USHORT EventBufferSize, PVOID EventBuffer);
NTKERNELAPI NTSTATUS NTAPI DxgkCbReportDiagnostic(HANDLE DeviceHandle,
						  DXGK_DIAGNOSTIC_HEADER *pDiagnostic);

/* cb_post.c */
NTKERNELAPI NTSTATUS NTAPI
DxgkCbAcquirePostDisplayOwnership(HANDLE DeviceHandle, PDXGK_DISPLAY_INFORMATION DisplayInfo);

NTKERNELAPI NTSTATUS NTAPI
DxgkCbAcquirePostDisplayOwnership2(HANDLE DeviceHandle, PDXGK_DISPLAY_INFORMATION DisplayInfo,
				   PDXGK_DISPLAY_OWNERSHIP_FLAGS Flags);

/* cb_memory.c */
NTKERNELAPI NTSTATUS NTAPI
DxgkCbAllocateContiguousMemory(const HANDLE hAdapter, DXGKARGCB_ALLOCATECONTIGUOUSMEMORY *p);
NTKERNELAPI NTSTATUS NTAPI
DxgkCbFreeContiguousMemory(const HANDLE hAdapter, const DXGKARGCB_FREECONTIGUOUSMEMORY *p);
NTKERNELAPI NTSTATUS NTAPI DxgkCbAllocatePagesForMdl(const HANDLE hAdapter,
						     DXGKARGCB_ALLOCATEPAGESFORMDL *p);
NTKERNELAPI NTSTATUS NTAPI DxgkCbFreePagesFromMdl(const HANDLE hAdapter,
						  const DXGKARGCB_FREEPAGESFROMMDL *p);
NTKERNELAPI NTSTATUS NTAPI
DxgkCbCreatePhysicalMemoryObject(DXGKARGCB_CREATE_PHYSICAL_MEMORY_OBJECT *p);
NTKERNELAPI VOID NTAPI
DxgkCbDestroyPhysicalMemoryObject(const DXGKARGCB_DESTROY_PHYSICAL_MEMORY_OBJECT *p);
NTKERNELAPI NTSTATUS NTAPI
DxgkCbOpenPhysicalMemoryObject(DXGKARGCB_OPEN_PHYSICAL_MEMORY_OBJECT *p);
NTKERNELAPI VOID NTAPI
DxgkCbClosePhysicalMemoryObject(const DXGKARGCB_CLOSE_PHYSICAL_MEMORY_OBJECT *p);
NTKERNELAPI NTSTATUS NTAPI DxgkCbMapPhysicalMemory(DXGKARGCB_MAP_PHYSICAL_MEMORY *p);
NTKERNELAPI VOID NTAPI DxgkCbUnmapPhysicalMemory(const DXGKARGCB_UNMAP_PHYSICAL_MEMORY *p);

/* cb_power.c */
NTKERNELAPI VOID NTAPI DxgkCbSetPowerComponentActive(const HANDLE hAdapter, UINT ComponentIndex);
NTKERNELAPI VOID NTAPI DxgkCbSetPowerComponentIdle(const HANDLE hAdapter, UINT ComponentIndex);
NTKERNELAPI VOID NTAPI DxgkCbSetPowerComponentLatency(const HANDLE hAdapter, UINT ComponentIndex,
						      ULONGLONG Latency);
NTKERNELAPI VOID NTAPI DxgkCbSetPowerComponentResidency(const HANDLE hAdapter,
							UINT ComponentIndex, ULONGLONG Residency);
NTKERNELAPI VOID NTAPI DxgkCbCompleteFStateTransition(const HANDLE hAdapter, UINT ComponentIndex);
NTKERNELAPI NTSTATUS NTAPI
DxgkCbPowerRuntimeControlRequest(const HANDLE hAdapter, LPCGUID PowerControlCode, PVOID InBuffer,
				 SIZE_T InBufferSize, PVOID OutBuffer, SIZE_T OutBufferSize,
				 PSIZE_T BytesReturned);

/* map.c */
NTKERNELAPI NTSTATUS NTAPI DxgkCbMapMemory(HANDLE DeviceHandle, PHYSICAL_ADDRESS TranslatedAddress,
					   ULONG Length, BOOLEAN InIoSpace, BOOLEAN MapToUserMode,
					   MEMORY_CACHING_TYPE CacheType, PVOID *VirtualAddress);
NTKERNELAPI NTSTATUS NTAPI DxgkCbUnmapMemory(HANDLE DeviceHandle, PVOID VirtualAddress);

/* vidpn.c, monitor.c */
NTKERNELAPI NTSTATUS NTAPI DxgkCbQueryVidPnInterface(const D3DKMDT_HVIDPN hVidPn,
						     const DXGK_VIDPN_INTERFACE_VERSION Version,
						     const DXGK_VIDPN_INTERFACE **ppInterface);
NTKERNELAPI NTSTATUS NTAPI DxgkCbQueryMonitorInterface(const HANDLE hAdapter,
						       const DXGK_MONITOR_INTERFACE_VERSION Version,
						       const DXGK_MONITOR_INTERFACE **ppInterface);

/* display_notify.c */
NTKERNELAPI NTSTATUS NTAPI DxgkCbIndicateChildStatus(HANDLE DeviceHandle,
						     PDXGK_CHILD_STATUS ChildStatus);
NTKERNELAPI VOID NTAPI DxgkCbNotifyInterrupt(const HANDLE hAdapter,
					     DXGKARGCB_NOTIFY_INTERRUPT_DATA *pData);
NTKERNELAPI VOID NTAPI DxgkCbNotifyDpc(const HANDLE hAdapter);
NTKERNELAPI NTSTATUS NTAPI DxgkCbIndicateConnectorChange(const HANDLE hAdapter);
NTKERNELAPI NTSTATUS NTAPI
DxgkCbNotifyCursorSupportChange(const DXGKARGCB_NOTIFYCURSORSUPPORTCHANGE *pArgs);

#endif /* DXGK_IFACE_H */
