// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * iface.c - DXGKRNL_INTERFACE: which callbacks a miniport gets, what they begin
 * with, and those that mean nothing here.
 */
#include "adapter.h"
#include "handle.h"
#include "iface.h"
#include "nt_ke.h"
#include "verifier.h"

const void *dxgk_cb_code(const struct dxgk_adapter *adapter, const void *caller)
{
	return !adapter || dxgk_nt_owner(caller) ? caller : adapter->driver->info->driver_entry;
}

struct dxgk_adapter *dxgk_cb_enter(HANDLE handle, const char *name, KIRQL max, bool sleeps,
				   const void *caller, NTSTATUS *status)
{
	struct dxgk_adapter *adapter;

	adapter = dxgk_handle_get(handle);
	dxgk_verify_irql(dxgk_cb_code(adapter, caller), name, max);
	if (!adapter) {
		dxgk_verify_handle(caller, name, handle);
		*status = STATUS_INVALID_PARAMETER;
		return NULL;
	}
	if (sleeps && dxgk_os_irql_get() >= DISPATCH_LEVEL) {
		dxgk_handle_put(handle);
		*status = STATUS_INVALID_DEVICE_REQUEST;
		return NULL;
	}
	return adapter;
}

/*
 * Entries that only a render driver needs: each says once who called it, and fails
 * the way its page has for a handle that stands for nothing.  One function serves
 * any signature, since the caller cleans up and nothing is read: an integer result
 * is the status, a pointer, a handle or an address 0.
 */
#define DXGK_CB_RENDER(name, result)						\
static dxgk_uptr NTAPI DXGK_EXPORTED dxgk_cb_render_##name(void)		\
{										\
	static dxgk_u32 said;							\
										\
	if (!__atomic_exchange_n(&said, 1, __ATOMIC_RELAXED))			\
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%pS called " #name		\
			    ", which is for rendering drivers", DXGK_CB_CALLER()); \
	return (dxgk_uptr)(dxgk_u32)(result);					\
}

/* What a void one returns, nobody reads. */
#define DXGK_RENDER_CALLBACKS(cb)						\
	cb(DxgkCbGetHandleData, 0)						\
	cb(DxgkCbGetHandleParent, 0)						\
	cb(DxgkCbEnumHandleChildren, 0)						\
	cb(DxgkCbGetCaptureAddress, STATUS_INVALID_PARAMETER)			\
	cb(DxgkCbCreateContextAllocation, STATUS_NOT_SUPPORTED)			\
	cb(DxgkCbDestroyContextAllocation, STATUS_NOT_SUPPORTED)		\
	cb(DxgkCbCompletePStateTransition, 0)					\
	cb(DxgkCbMapContextAllocation, 0)					\
	cb(DxgkCbUpdateContextAllocation, STATUS_NOT_SUPPORTED)			\
	cb(DxgkCbReserveGpuVirtualAddressRange, STATUS_NOT_SUPPORTED)		\
	cb(DxgkCbAcquireHandleData, 0)						\
	cb(DxgkCbReleaseHandleData, 0)						\
	cb(DxgkCbHardwareContentProtectionTeardown, 0)				\
	cb(DxgkCbMultiPlaneOverlayDisabled, 0)					\
	cb(DxgkCbMitigatedRangeUpdate, STATUS_NOT_SUPPORTED)			\
	cb(DxgkCbInvalidateHwContext, STATUS_NOT_SUPPORTED)			\
	cb(DxgkCbUnblockUEFIFrameBufferRanges, STATUS_NOT_SUPPORTED)		\
	cb(DxgkCbSetProtectedSessionStatus, STATUS_NOT_SUPPORTED)		\
	cb(DxgkCbPinFrameBufferForSave, STATUS_NOT_SUPPORTED)			\
	cb(DxgkCbUnpinFrameBufferForSave, STATUS_NOT_SUPPORTED)			\
	cb(DxgkCbMapFrameBufferPointer, STATUS_NOT_SUPPORTED)			\
	cb(DxgkCbUnmapFrameBufferPointer, STATUS_NOT_SUPPORTED)			\
	cb(DxgkCbMapMdlToIoMmu, STATUS_NOT_SUPPORTED)				\
	cb(DxgkCbUnmapMdlFromIoMmu, 0)						\
	cb(DxgkCbSignalEvent, STATUS_NOT_SUPPORTED)				\
	cb(DxgkCbSaveMemoryForHotUpdate, STATUS_NOT_SUPPORTED)			\
	cb(DxgkCbAllocateAdl, STATUS_NOT_SUPPORTED)				\
	cb(DxgkCbFreeAdl, 0)							\
	cb(DxgkCbPinFrameBufferForSave2, STATUS_NOT_SUPPORTED)			\
	cb(DxgkCbDisconnectDoorbell, STATUS_INVALID_PARAMETER)

DXGK_RENDER_CALLBACKS(DXGK_CB_RENDER)

/**
 * DxgkCbIsFeatureEnabled() - may the miniport use a feature?  None is offered.
 * @Arguments: Enabled is filled
 *
 * Return: STATUS_SUCCESS, STATUS_INVALID_PARAMETER.
 *
 * Follows "DXGKCB_ISFEATUREENABLED callback function (d3dkmddi.h)", and the page of
 * the next one.
 */
static NTSTATUS NTAPI DXGK_EXPORTED
DxgkCbIsFeatureEnabled(DXGKARGCB_ISFEATUREENABLED *Arguments)
{
	if (!Arguments)
		return STATUS_INVALID_PARAMETER;
	Arguments->Enabled = FALSE;
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI DXGK_EXPORTED
DxgkCbQueryFeatureSupport(DXGKARGCB_QUERYFEATURESUPPORT *Arguments)
{
	if (!Arguments)
		return STATUS_INVALID_PARAMETER;
	Arguments->Enabled = FALSE;
	return STATUS_SUCCESS;
}

/* sizeof(DXGKRNL_INTERFACE) by the version a miniport was compiled for. */
static const struct {
	ULONG version;
	ULONG size;
} dxgk_iface_sizes[] = {
#define DXGK_SIZE_UPTO(member) __builtin_offsetof(DXGKRNL_INTERFACE, member)
	{ DXGKDDI_INTERFACE_VERSION_WIN8, DXGK_SIZE_UPTO(DxgkCbCompletePStateTransition) },
	{ DXGKDDI_INTERFACE_VERSION_WDDM1_3, DXGK_SIZE_UPTO(DxgkCbMapContextAllocation) },
	{ DXGKDDI_INTERFACE_VERSION_WDDM2_0, DXGK_SIZE_UPTO(DxgkCbMultiPlaneOverlayDisabled) },
	{ DXGKDDI_INTERFACE_VERSION_WDDM2_1, DXGK_SIZE_UPTO(DxgkCbInvalidateHwContext) },
	{ DXGKDDI_INTERFACE_VERSION_WDDM2_2, DXGK_SIZE_UPTO(DxgkCbSetProtectedSessionStatus) },
	{ DXGKDDI_INTERFACE_VERSION_WDDM2_3, DXGK_SIZE_UPTO(DxgkCbAllocateContiguousMemory) },
	{ DXGKDDI_INTERFACE_VERSION_WDDM2_4, DXGK_SIZE_UPTO(DxgkCbSignalEvent) },
	{ DXGKDDI_INTERFACE_VERSION_WDDM2_5, DXGK_SIZE_UPTO(DxgkCbIsFeatureEnabled) },
	{ DXGKDDI_INTERFACE_VERSION_WDDM2_6, DXGK_SIZE_UPTO(DxgkCbNotifyCursorSupportChange) },
	{ DXGKDDI_INTERFACE_VERSION_WDDM2_8, DXGK_SIZE_UPTO(DxgkCbQueryFeatureSupport) },
	{ DXGKDDI_INTERFACE_VERSION_WDDM2_9, DXGK_SIZE_UPTO(DxgkCbDisconnectDoorbell) },
	{ DXGKDDI_INTERFACE_VERSION_WDDM3_1, sizeof(DXGKRNL_INTERFACE) },
#undef DXGK_SIZE_UPTO
};

/*
 * A miniport may copy Size bytes or the structure of its own headers: it gets
 * no less and is told no more than what it was compiled for.
 */
static ULONG dxgk_iface_size(ULONG version)
{
	ULONG size = dxgk_iface_sizes[0].size, i;

	for (i = 0; i < DXGK_ARRAY_SIZE(dxgk_iface_sizes); i++)
		if (version >= dxgk_iface_sizes[i].version)
			size = dxgk_iface_sizes[i].size;
	return size;
}

void dxgk_iface_init(struct dxgk_adapter *adapter)
{
	PDXGKRNL_INTERFACE i = &adapter->interface;

	i->Size = dxgk_iface_size(adapter->driver->info->ddi_version);
	i->Version = adapter->driver->info->ddi_version;
	i->DeviceHandle = adapter->handle;

#define DXGK_CB_FILL(name, result) \
	i->name = (__typeof__(i->name))(void *)dxgk_cb_render_##name;
	DXGK_RENDER_CALLBACKS(DXGK_CB_FILL)
#undef DXGK_CB_FILL

	i->DxgkCbEvalAcpiMethod = DxgkCbEvalAcpiMethod;
	i->DxgkCbQueryServices = DxgkCbQueryServices;
	i->DxgkCbLogEtwEvent = DxgkCbLogEtwEvent;
	i->DxgkCbExcludeAdapterAccess = DxgkCbExcludeAdapterAccess;
	i->DxgkCbReportDiagnostic = DxgkCbReportDiagnostic;
	i->DxgkCbSetPowerComponentActive = DxgkCbSetPowerComponentActive;
	i->DxgkCbSetPowerComponentIdle = DxgkCbSetPowerComponentIdle;
	i->DxgkCbPowerRuntimeControlRequest = DxgkCbPowerRuntimeControlRequest;
	i->DxgkCbSetPowerComponentLatency = DxgkCbSetPowerComponentLatency;
	i->DxgkCbSetPowerComponentResidency = DxgkCbSetPowerComponentResidency;
	i->DxgkCbCompleteFStateTransition = DxgkCbCompleteFStateTransition;
	i->DxgkCbIsFeatureEnabled = DxgkCbIsFeatureEnabled;
	i->DxgkCbQueryFeatureSupport = DxgkCbQueryFeatureSupport;
	i->DxgkCbAllocateContiguousMemory = DxgkCbAllocateContiguousMemory;
	i->DxgkCbFreeContiguousMemory = DxgkCbFreeContiguousMemory;
	i->DxgkCbAllocatePagesForMdl = DxgkCbAllocatePagesForMdl;
	i->DxgkCbFreePagesFromMdl = DxgkCbFreePagesFromMdl;
	i->DxgkCbCreatePhysicalMemoryObject = DxgkCbCreatePhysicalMemoryObject;
	i->DxgkCbDestroyPhysicalMemoryObject = DxgkCbDestroyPhysicalMemoryObject;
	i->DxgkCbMapPhysicalMemory = DxgkCbMapPhysicalMemory;
	i->DxgkCbUnmapPhysicalMemory = DxgkCbUnmapPhysicalMemory;
	i->DxgkCbOpenPhysicalMemoryObject = DxgkCbOpenPhysicalMemoryObject;
	i->DxgkCbClosePhysicalMemoryObject = DxgkCbClosePhysicalMemoryObject;
	i->DxgkCbAcquirePostDisplayOwnership2 = DxgkCbAcquirePostDisplayOwnership2;
	i->DxgkCbGetDeviceInformation = DxgkCbGetDeviceInformation;
	i->DxgkCbIndicateChildStatus = DxgkCbIndicateChildStatus;
	i->DxgkCbMapMemory = DxgkCbMapMemory;
	i->DxgkCbQueueDpc = DxgkCbQueueDpc;
	i->DxgkCbReadDeviceSpace = DxgkCbReadDeviceSpace;
	i->DxgkCbSynchronizeExecution = DxgkCbSynchronizeExecution;
	i->DxgkCbUnmapMemory = DxgkCbUnmapMemory;
	i->DxgkCbWriteDeviceSpace = DxgkCbWriteDeviceSpace;
	i->DxgkCbIsDevicePresent = DxgkCbIsDevicePresent;
	i->DxgkCbNotifyInterrupt = DxgkCbNotifyInterrupt;
	i->DxgkCbNotifyDpc = DxgkCbNotifyDpc;
	i->DxgkCbIndicateConnectorChange = DxgkCbIndicateConnectorChange;
	i->DxgkCbNotifyCursorSupportChange = DxgkCbNotifyCursorSupportChange;
	i->DxgkCbQueryVidPnInterface = DxgkCbQueryVidPnInterface;
	i->DxgkCbQueryMonitorInterface = DxgkCbQueryMonitorInterface;
	i->DxgkCbAcquirePostDisplayOwnership = DxgkCbAcquirePostDisplayOwnership;
}
