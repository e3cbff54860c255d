// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * cb_services.c - DxgkCbQueryServices, and timed operations.
 */
#include "adapter.h"
#include "handle.h"
#include "iface.h"
#include "nt_ke.h"
#include "services.h"

/* What a driver may allow for an operation, in units of 100 ns. */
#define DXGK_TIMED_MAX (DXGK_TIMED_OPERATION_TIMEOUT_MAX_SECONDS * 10000000ll)

/* Interfaces live as long as the adapter does: references are counted for nobody. */
VOID NTAPI DxgkServiceReference(PVOID Context)
{
}

VOID NTAPI DxgkServiceDereference(PVOID Context)
{
}

/* ------------------------------------------------------------- timed operations */

static LONGLONG dxgk_timed_abs(const LARGE_INTEGER *t)
{
	return t->QuadPart < 0 ? -t->QuadPart : t->QuadPart;
}

/* Units of 100 ns that are left; 0: none. */
static LONGLONG dxgk_timed_left(const DXGK_TIMED_OPERATION *op)
{
	LONGLONG gone = (LONGLONG)(dxgk_os_time_ns() / 100) - op->StartTick.QuadPart;

	return gone < op->Timeout.QuadPart ? op->Timeout.QuadPart - gone : 0;
}

static NTSTATUS dxgk_timed_out(DXGK_TIMED_OPERATION *op)
{
	const void *owner = (const void *)(dxgk_uptr)op->OwnerTag;

	if (!op->TimeoutTriggered && op->OsHandled)
		dxgk_os_log(DXGK_LOG_ERR, NULL,
			    "%s: an operation of the hardware did not end within %llu ms, started at %pS",
			    dxgk_nt_owner_name(dxgk_nt_owner(owner)),
			    (unsigned long long)op->Timeout.QuadPart / 10000, owner);
	op->TimeoutTriggered = TRUE;
	return STATUS_TIMEOUT;
}

/**
 * DxgkTimedOperationStart() - give an operation of the hardware its time
 * @Op: the operation; Size is preset
 * @Timeout: how long it may take, in units of 100 ns; the sign is ignored
 * @OsHandled: the driver has no way to handle it taking longer: the shim logs it
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a NULL pointer, a wrong
 * Size, or more than DXGK_TIMED_OPERATION_TIMEOUT_MAX_SECONDS.
 *
 * Follows "DXGK_TIMED_OPERATION_INTERFACE (dispmprt.h)", as do the next two.
 */
static NTSTATUS NTAPI DXGK_EXPORTED
DxgkTimedOperationStart(DXGK_TIMED_OPERATION *Op, const LARGE_INTEGER *Timeout, BOOLEAN OsHandled)
{
	if (!Op || Op->Size != sizeof(*Op) || !Timeout || dxgk_timed_abs(Timeout) > DXGK_TIMED_MAX)
		return STATUS_INVALID_PARAMETER;
	Op->OwnerTag = (dxgk_uptr)DXGK_CB_CALLER();
	Op->OsHandled = OsHandled;
	Op->TimeoutTriggered = FALSE;
	Op->Timeout.QuadPart = dxgk_timed_abs(Timeout);
	Op->StartTick.QuadPart = (LONGLONG)(dxgk_os_time_ns() / 100);
	return STATUS_SUCCESS;
}

/**
 * DxgkTimedOperationDelay() - sleep, but not beyond the operation's time
 * @Op: started
 * @WaitMode: as for KeDelayExecutionThread()
 * @Alertable: as there
 * @Interval: units of 100 ns; the sign is ignored
 *
 * IRQL: up to APC_LEVEL.
 * Return: STATUS_SUCCESS when the interval is over, STATUS_TIMEOUT when the
 * operation's time is, TimeoutTriggered set; STATUS_INVALID_PARAMETER.
 */
static NTSTATUS NTAPI DXGK_EXPORTED
DxgkTimedOperationDelay(DXGK_TIMED_OPERATION *Op, KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
			const LARGE_INTEGER *Interval)
{
	LARGE_INTEGER relative;
	LONGLONG left;
	NTSTATUS status;

	if (!Op || Op->Size != sizeof(*Op) || !Interval)
		return STATUS_INVALID_PARAMETER;
	left = dxgk_timed_left(Op);
	if (!left)
		return dxgk_timed_out(Op);
	relative.QuadPart = dxgk_timed_abs(Interval);
	if (relative.QuadPart > left)
		relative.QuadPart = left;
	relative.QuadPart = -relative.QuadPart;
	status = KeDelayExecutionThread(WaitMode, Alertable, &relative);
	if (status == STATUS_SUCCESS && !dxgk_timed_left(Op))
		return dxgk_timed_out(Op);
	return status;
}

/**
 * DxgkTimedOperationWaitForSingleObject() - wait, but not beyond the operation's time
 * @Op: started
 * @Object: as for KeWaitForSingleObject(), as are the next three
 * @WaitReason: as there
 * @WaitMode: as there
 * @Alertable: as there
 * @Timeout: units of 100 ns, the sign ignored; NULL for as long as the operation may take
 *
 * IRQL: up to APC_LEVEL.
 * Return: as KeWaitForSingleObject(): STATUS_TIMEOUT when either time is over,
 * TimeoutTriggered says which; STATUS_INVALID_PARAMETER.
 */
static NTSTATUS NTAPI DXGK_EXPORTED
DxgkTimedOperationWaitForSingleObject(DXGK_TIMED_OPERATION *Op, PVOID Object,
				      KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
				      BOOLEAN Alertable, const LARGE_INTEGER *Timeout)
{
	LARGE_INTEGER relative;
	NTSTATUS status;

	if (!Op || Op->Size != sizeof(*Op) || !Object)
		return STATUS_INVALID_PARAMETER;
	relative.QuadPart = dxgk_timed_left(Op);
	if (Timeout && dxgk_timed_abs(Timeout) < relative.QuadPart)
		relative.QuadPart = dxgk_timed_abs(Timeout);
	relative.QuadPart = -relative.QuadPart;
	/* With no time left it still looks: what is done, is done. */
	status = dxgk_wait_one(Object, WaitMode, &relative, DXGK_CB_CALLER());
	if (status == STATUS_TIMEOUT && !dxgk_timed_left(Op))
		return dxgk_timed_out(Op);
	return status;
}

/* ------------------------------------------------------------------------ query */

/* Does the driver's structure have that size and version? */
static bool dxgk_service_is(const INTERFACE *i, USHORT size, USHORT version)
{
	return i->Size == size && i->Version == version;
}

static void dxgk_service_head(PINTERFACE i, struct dxgk_adapter *adapter)
{
	i->Context = adapter->handle;
	i->InterfaceReference = DxgkServiceReference;
	i->InterfaceDereference = DxgkServiceDereference;
}

static NTSTATUS dxgk_service_timed(PINTERFACE i, struct dxgk_adapter *adapter)
{
	PDXGK_TIMED_OPERATION_INTERFACE t = (PDXGK_TIMED_OPERATION_INTERFACE)i;

	if (!dxgk_service_is(i, sizeof(*t), DXGK_TIMED_OPERATION_INTERFACE_VERSION_1))
		return STATUS_INVALID_PARAMETER;
	dxgk_service_head(i, adapter);
	t->TimedOperationStart = DxgkTimedOperationStart;
	t->TimedOperationDelay = DxgkTimedOperationDelay;
	t->TimedOperationWaitForSingleObject = DxgkTimedOperationWaitForSingleObject;
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_service_report(PINTERFACE i, struct dxgk_adapter *adapter)
{
	PDXGK_DEBUG_REPORT_INTERFACE r = (PDXGK_DEBUG_REPORT_INTERFACE)i;

	if (!dxgk_service_is(i, sizeof(*r), DXGK_DEBUG_REPORT_INTERFACE_VERSION_1))
		return STATUS_INVALID_PARAMETER;
	dxgk_service_head(i, adapter);
	r->DbgReportCreate = DxgkDbgReportCreate;
	r->DbgReportSecondaryData = DxgkDbgReportSecondaryData;
	r->DbgReportComplete = DxgkDbgReportComplete;
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_service_firmware(PINTERFACE i, struct dxgk_adapter *adapter)
{
	PDXGK_FIRMWARE_TABLE_INTERFACE f = (PDXGK_FIRMWARE_TABLE_INTERFACE)i;

	if (!dxgk_service_is(i, sizeof(*f), DXGK_FIRMWARE_TABLE_INTERFACE_VERSION_1))
		return STATUS_INVALID_PARAMETER;
	dxgk_service_head(i, adapter);
	f->EnumSystemFirmwareTables = DxgkEnumSystemFirmwareTables;
	f->ReadSystemFirmwareTable = DxgkReadSystemFirmwareTable;
	return STATUS_SUCCESS;
}

/**
 * DxgkCbQueryServices() - get an interface of the port driver
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @ServicesType: debug reports, timed operations or firmware tables; there is
 *	neither AGP nor SPB
 * @Interface: Size and Version preset; the rest is filled
 *
 * An interface is good until RemoveDevice returns.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for the handle, a NULL pointer,
 * or another size or version; STATUS_NOT_SUPPORTED for other services.
 *
 * Follows "DXGKCB_QUERY_SERVICES callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbQueryServices(HANDLE DeviceHandle, DXGK_SERVICES ServicesType,
				   PINTERFACE Interface)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	DXGK_CB_ENTER(adapter, DeviceHandle, PASSIVE_LEVEL);
	if (Interface) {
		switch (ServicesType) {
		case DxgkServicesDebugReport:
			status = dxgk_service_report(Interface, adapter);
			break;
		case DxgkServicesTimedOperation:
			status = dxgk_service_timed(Interface, adapter);
			break;
		case DxgkServicesFirmwareTable:
			status = dxgk_service_firmware(Interface, adapter);
			break;
		default:
			status = STATUS_NOT_SUPPORTED;
			break;
		}
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}
