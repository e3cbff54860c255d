// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * iface.c - DXGKRNL_INTERFACE: which callbacks a miniport gets, and those that
 * are about the device and its bus.
 */
#include "adapter.h"
#include "handle.h"
#include "iface.h"

/* A callback's adapter for as long as the callback runs. */
#define DXGK_CB_ENTER(adapter, handle)				\
	struct dxgk_adapter *adapter = dxgk_handle_get(handle);	\
	if (!adapter)						\
		return STATUS_INVALID_PARAMETER

/**
 * DxgkCbGetDeviceInformation() - what Windows knows of the adapter
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @DeviceInfo: filled; the resource list and the strings stay the shim's and
 *	live until RemoveDevice returns
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a bad handle or pointer.
 *
 * Follows "DXGKCB_GET_DEVICE_INFORMATION callback function (dispmprt.h)".
 */
static NTSTATUS NTAPI DxgkCbGetDeviceInformation(HANDLE DeviceHandle, PDXGK_DEVICE_INFO DeviceInfo)
{
	DXGK_CB_ENTER(adapter, DeviceHandle);

	if (!DeviceInfo) {
		dxgk_handle_put(DeviceHandle);
		return STATUS_INVALID_PARAMETER;
	}
	__builtin_memset(DeviceInfo, 0, sizeof(*DeviceInfo));
	DeviceInfo->MiniportDeviceContext = adapter->context;
	DeviceInfo->PhysicalDeviceObject = &adapter->pdo.object;
	RtlInitUnicodeString(&DeviceInfo->DeviceRegistryPath, adapter->pdo.keys.driver);
	DeviceInfo->TranslatedResourceList = adapter->resources;
	DeviceInfo->SystemMemorySize.QuadPart = (LONGLONG)adapter->info.system_memory;
	DeviceInfo->HighestPhysicalAddress.QuadPart = (LONGLONG)adapter->info.highest_physical;
	DeviceInfo->DockingState = DockStateUnsupported;
	dxgk_handle_put(DeviceHandle);
	return STATUS_SUCCESS;
}

static bool dxgk_cb_space(ULONG data_type, enum dxgk_space *space)
{
	switch (data_type) {
	case DXGK_WHICHSPACE_CONFIG:
		*space = DXGK_SPACE_CONFIG;
		return true;
	case DXGK_WHICHSPACE_ROM:
		*space = DXGK_SPACE_ROM;
		return true;
	default:
		return false;
	}
}

/**
 * DxgkCbReadDeviceSpace() - read configuration space or the expansion ROM
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @DataType: DXGK_WHICHSPACE_CONFIG or DXGK_WHICHSPACE_ROM
 * @Buffer: where to
 * @Offset: first byte
 * @Length: bytes
 * @BytesRead: how many there were
 *
 * IRQL: up to DISPATCH_LEVEL for configuration space, PASSIVE_LEVEL for ROM.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_NOT_SUPPORTED for
 * an adapter without a ROM; STATUS_INVALID_DEVICE_REQUEST for the ROM above
 * PASSIVE_LEVEL; STATUS_DEVICE_REMOVED.
 *
 * Follows "DXGKCB_READ_DEVICE_SPACE callback function (dispmprt.h)".
 */
static NTSTATUS NTAPI DxgkCbReadDeviceSpace(HANDLE DeviceHandle, ULONG DataType, PVOID Buffer,
					    ULONG Offset, ULONG Length, PULONG BytesRead)
{
	enum dxgk_space space;
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	dxgk_u32 done = 0;

	DXGK_CB_ENTER(adapter, DeviceHandle);
	if (BytesRead)
		*BytesRead = 0;
	if (Buffer && BytesRead && dxgk_cb_space(DataType, &space)) {
		/* The ROM is mapped to be read. */
		if (space == DXGK_SPACE_ROM && dxgk_os_irql_get() > PASSIVE_LEVEL)
			status = STATUS_INVALID_DEVICE_REQUEST;
		else
			status = dxgk_os_dev_read(adapter->os, space, Buffer, Offset, Length,
						  &done);
		*BytesRead = done;
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}

/**
 * DxgkCbWriteDeviceSpace() - write configuration space
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @DataType: DXGK_WHICHSPACE_CONFIG; a ROM takes no writes
 * @Buffer: where from
 * @Offset: first byte
 * @Length: bytes
 * @BytesWritten: how many were taken
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: as DxgkCbReadDeviceSpace().
 *
 * Follows "DXGKCB_WRITE_DEVICE_SPACE callback function (dispmprt.h)".
 */
static NTSTATUS NTAPI DxgkCbWriteDeviceSpace(HANDLE DeviceHandle, ULONG DataType, PVOID Buffer,
					     ULONG Offset, ULONG Length, PULONG BytesWritten)
{
	enum dxgk_space space;
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	dxgk_u32 done = 0;

	DXGK_CB_ENTER(adapter, DeviceHandle);
	if (BytesWritten)
		*BytesWritten = 0;
	if (Buffer && BytesWritten && dxgk_cb_space(DataType, &space)) {
		status = dxgk_os_dev_write(adapter->os, space, Buffer, Offset, Length, &done);
		*BytesWritten = done;
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}

/**
 * DxgkCbQueueDpc() - have DxgkDdiDpcRoutine called
 * @DeviceHandle: from DXGKRNL_INTERFACE
 *
 * IRQL: any.
 * Return: TRUE if it was not queued already, FALSE if it was.
 *
 * Follows "DXGKCB_QUEUE_DPC callback function (dispmprt.h)".
 */
static BOOLEAN NTAPI DxgkCbQueueDpc(HANDLE DeviceHandle)
{
	struct dxgk_adapter *adapter = dxgk_handle_get(DeviceHandle);
	BOOLEAN queued;

	if (!adapter)
		return FALSE;
	queued = dxgk_os_dpc_queue(adapter->os);
	dxgk_handle_put(DeviceHandle);
	return queued;
}

struct dxgk_cb_sync {
	PKSYNCHRONIZE_ROUTINE routine;
	PVOID context;
};

static bool dxgk_cb_sync(void *arg)
{
	struct dxgk_cb_sync *s = arg;

	return s->routine(s->context);
}

/**
 * DxgkCbSynchronizeExecution() - run a routine that excludes the interrupt routine
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @SynchronizeRoutine: run at the interrupt's IRQL
 * @Context: for it
 * @MessageNumber: which message is kept out; 0 for a line, and for no interrupt
 * @ReturnValue: what the routine returned
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER.
 *
 * Follows "DXGKCB_SYNCHRONIZE_EXECUTION callback function (dispmprt.h)".
 */
static NTSTATUS NTAPI DxgkCbSynchronizeExecution(HANDLE DeviceHandle,
						 PKSYNCHRONIZE_ROUTINE SynchronizeRoutine,
						 PVOID Context, ULONG MessageNumber,
						 PBOOLEAN ReturnValue)
{
	struct dxgk_cb_sync sync = { .routine = SynchronizeRoutine, .context = Context };
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	DXGK_CB_ENTER(adapter, DeviceHandle);
	if (SynchronizeRoutine && ReturnValue &&
	    (!MessageNumber || MessageNumber < dxgk_adapter_messages(adapter))) {
		dxgk_u8 irql = dxgk_os_irql_raise(DXGK_DEVICE_IRQL);

		*ReturnValue = dxgk_os_irq_synchronize(adapter->os, MessageNumber,
						       dxgk_cb_sync, &sync);
		dxgk_os_irql_lower(irql);
		status = STATUS_SUCCESS;
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}

/**
 * DxgkCbIsDevicePresent() - does a device with these properties exist?
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @DevicePresenceParameters: which members of it count is in its Flags
 * @DevicePresent: the answer
 *
 * Answers for the adapter's own function only; the rest of the bus is not the
 * miniport's to see, and is reported absent.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER.
 *
 * Follows "DXGKCB_IS_DEVICE_PRESENT callback function (dispmprt.h)".
 */
static NTSTATUS NTAPI DxgkCbIsDevicePresent(HANDLE DeviceHandle,
					    PPCI_DEVICE_PRESENCE_PARAMETERS p,
					    PBOOLEAN DevicePresent)
{
	const struct dxgk_adapter_info *info;
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	bool is;

	DXGK_CB_ENTER(adapter, DeviceHandle);
	info = &adapter->info;
	if (p && DevicePresent && p->Size >= sizeof(*p)) {
		is = dxgk_os_dev_present(adapter->os);
		if (p->Flags & PCI_USE_VENDEV_IDS)
			is &= p->VendorID == info->vendor && p->DeviceID == info->device;
		if (p->Flags & PCI_USE_SUBSYSTEM_IDS)
			is &= p->SubVendorID == info->subvendor &&
			      p->SubSystemID == info->subdevice;
		if (p->Flags & PCI_USE_REVISION)
			is &= p->RevisionID == info->revision;
		if (p->Flags & PCI_USE_CLASS_SUBCLASS)
			is &= p->BaseClass == info->class_code >> 16 &&
			      p->SubClass == (info->class_code >> 8 & 0xff);
		if (p->Flags & PCI_USE_PROGIF)
			is &= p->ProgIf == (info->class_code & 0xff);
		*DevicePresent = is;
		status = STATUS_SUCCESS;
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}

/* The firmware's pixel formats in D3DDDIFORMAT's terms. */
static D3DDDIFORMAT dxgk_post_format(ULONG bits)
{
	switch (bits) {
	case 32:
		return D3DDDIFMT_X8R8G8B8;
	case 24:
		return D3DDDIFMT_R8G8B8;
	case 16:
		return D3DDDIFMT_R5G6B5;
	default:
		return D3DDDIFMT_UNKNOWN;
	}
}

/**
 * DxgkCbAcquirePostDisplayOwnership() - the framebuffer that the firmware left
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @DisplayInfo: filled; Width 0 when this is not the POST device or nothing
 *	usable was left
 *
 * IRQL: up to APC_LEVEL, inside StartDevice or SetPowerState(D0).
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_INVALID_DEVICE_STATE
 * at any other time.
 *
 * Follows "DXGKCB_ACQUIRE_POST_DISPLAY_OWNERSHIP callback function (dispmprt.h)".
 */
static NTSTATUS NTAPI DxgkCbAcquirePostDisplayOwnership(HANDLE DeviceHandle,
							PDXGK_DISPLAY_INFORMATION DisplayInfo)
{
	const struct dxgk_post_display *post;
	NTSTATUS status = STATUS_SUCCESS;

	DXGK_CB_ENTER(adapter, DeviceHandle);
	post = &adapter->info.post;
	if (!DisplayInfo) {
		status = STATUS_INVALID_PARAMETER;
	} else if (adapter->state != DXGK_STATE_STARTING && !adapter->powering_up) {
		status = STATUS_INVALID_DEVICE_STATE;
	} else if (adapter->post_left.Width) {
		/* A driver gave the display back before: that is what is lit now. */
		*DisplayInfo = adapter->post_left;
	} else {
		__builtin_memset(DisplayInfo, 0, sizeof(*DisplayInfo));
		DisplayInfo->TargetId = D3DDDI_ID_UNINITIALIZED;
		DisplayInfo->AcpiId = 0;
		if (post->width && !adapter->displayed) {
			DisplayInfo->Width = post->width;
			DisplayInfo->Height = post->height;
			DisplayInfo->Pitch = post->pitch;
			DisplayInfo->ColorFormat = dxgk_post_format(post->bits_per_pixel);
			DisplayInfo->PhysicAddress.QuadPart = (LONGLONG)post->phys;
		}
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}

/*
 * Entries that only a render driver needs, or that are not built yet: each
 * says once who called it.  One function serves any signature, since the
 * caller cleans up and nothing is read: an integer result is the status, a
 * pointer NULL.
 */
#define DXGK_CB_MISSING(name, result)						\
static dxgk_uptr NTAPI dxgk_cb_missing_##name(void)				\
{										\
	static dxgk_u32 said;							\
										\
	if (!__atomic_exchange_n(&said, 1, __ATOMIC_RELAXED))			\
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%pS called " #name		\
			    ", which this shim does not have",			\
			    __builtin_return_address(0));			\
	return (dxgk_uptr)(result);						\
}

#define DXGK_MISSING_CALLBACKS(status, pointer, nothing)			\
	status(DxgkCbEvalAcpiMethod)						\
	status(DxgkCbQueryServices)						\
	pointer(DxgkCbGetHandleData)						\
	pointer(DxgkCbGetHandleParent)						\
	pointer(DxgkCbEnumHandleChildren)					\
	status(DxgkCbGetCaptureAddress)						\
	nothing(DxgkCbLogEtwEvent)						\
	status(DxgkCbExcludeAdapterAccess)					\
	status(DxgkCbCreateContextAllocation)					\
	status(DxgkCbDestroyContextAllocation)					\
	nothing(DxgkCbSetPowerComponentActive)					\
	nothing(DxgkCbSetPowerComponentIdle)					\
	status(DxgkCbPowerRuntimeControlRequest)				\
	nothing(DxgkCbSetPowerComponentLatency)					\
	nothing(DxgkCbSetPowerComponentResidency)				\
	nothing(DxgkCbCompleteFStateTransition)					\
	nothing(DxgkCbCompletePStateTransition)					\
	status(DxgkCbMapContextAllocation)					\
	status(DxgkCbUpdateContextAllocation)					\
	status(DxgkCbReserveGpuVirtualAddressRange)				\
	pointer(DxgkCbAcquireHandleData)					\
	nothing(DxgkCbReleaseHandleData)					\
	status(DxgkCbHardwareContentProtectionTeardown)				\
	status(DxgkCbMultiPlaneOverlayDisabled)					\
	status(DxgkCbMitigatedRangeUpdate)					\
	status(DxgkCbInvalidateHwContext)					\
	status(DxgkCbUnblockUEFIFrameBufferRanges)				\
	status(DxgkCbAcquirePostDisplayOwnership2)				\
	status(DxgkCbSetProtectedSessionStatus)					\
	status(DxgkCbAllocateContiguousMemory)					\
	nothing(DxgkCbFreeContiguousMemory)					\
	status(DxgkCbAllocatePagesForMdl)					\
	nothing(DxgkCbFreePagesFromMdl)						\
	status(DxgkCbPinFrameBufferForSave)					\
	status(DxgkCbUnpinFrameBufferForSave)					\
	status(DxgkCbMapFrameBufferPointer)					\
	status(DxgkCbUnmapFrameBufferPointer)					\
	status(DxgkCbMapMdlToIoMmu)						\
	nothing(DxgkCbUnmapMdlFromIoMmu)					\
	status(DxgkCbReportDiagnostic)						\
	status(DxgkCbSignalEvent)						\
	status(DxgkCbIsFeatureEnabled)						\
	status(DxgkCbSaveMemoryForHotUpdate)					\
	status(DxgkCbNotifyCursorSupportChange)					\
	status(DxgkCbQueryFeatureSupport)					\
	status(DxgkCbCreatePhysicalMemoryObject)				\
	nothing(DxgkCbDestroyPhysicalMemoryObject)				\
	status(DxgkCbMapPhysicalMemory)						\
	nothing(DxgkCbUnmapPhysicalMemory)					\
	status(DxgkCbAllocateAdl)						\
	nothing(DxgkCbFreeAdl)							\
	status(DxgkCbOpenPhysicalMemoryObject)					\
	nothing(DxgkCbClosePhysicalMemoryObject)				\
	status(DxgkCbPinFrameBufferForSave2)					\
	status(DxgkCbDisconnectDoorbell)

#define DXGK_CB_MISSING_STATUS(name) \
	DXGK_CB_MISSING(name, (dxgk_u32)STATUS_NOT_IMPLEMENTED)
#define DXGK_CB_MISSING_POINTER(name) DXGK_CB_MISSING(name, 0)
DXGK_MISSING_CALLBACKS(DXGK_CB_MISSING_STATUS, DXGK_CB_MISSING_POINTER, DXGK_CB_MISSING_POINTER)

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

#define DXGK_CB_FILL(name) i->name = (__typeof__(i->name))(void *)dxgk_cb_missing_##name;
	DXGK_MISSING_CALLBACKS(DXGK_CB_FILL, DXGK_CB_FILL, DXGK_CB_FILL)
#undef DXGK_CB_FILL

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
	i->DxgkCbQueryVidPnInterface = DxgkCbQueryVidPnInterface;
	i->DxgkCbQueryMonitorInterface = DxgkCbQueryMonitorInterface;
	i->DxgkCbAcquirePostDisplayOwnership = DxgkCbAcquirePostDisplayOwnership;
}
