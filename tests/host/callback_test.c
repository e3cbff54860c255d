// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * callback_test.c - callbacks that ask something of the machine: exclusive access,
 * services, ACPI, events and reports.
 */
#include <acpiioct.h>
#include <bugcodes.h>

#include "mock_miniport.h"
#include "services.h"

static void up(void)
{
	mock_up(false);
	dxgk_verifier_enable(true);
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
}

static void down(void)
{
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "verifier:"), 0);
	dxgk_verifier_enable(false);
	mock_down();
}

/* ------------------------------------------------------------ exclusive access */

static struct {
	unsigned int calls;
	NTSTATUS status;
	bool alone;
	KIRQL irql;
	KEVENT done;
} excluded;

static void NTAPI protected(const PVOID context, PVOID arg, NTSTATUS status)
{
	assert_ptr_equal(context, &mock);
	assert_ptr_equal(arg, &excluded);
	excluded.calls++;
	excluded.status = status;
	excluded.alone = dxgk_os_thread() == mock.adapter->alone;
	excluded.irql = KeGetCurrentIrql();
	KeSetEvent(&excluded.done, 0, FALSE);
}

static NTSTATUS exclude(ULONG attributes)
{
	return mock.cb.DxgkCbExcludeAdapterAccess(mock.cb.DeviceHandle, attributes, protected,
						  &excluded);
}

static NTSTATUS exclude_now(const DXGKARG_ESCAPE *arg)
{
	return exclude(DXGK_EXCLUDE_CALL_SYNCHRONOUS);
}

static NTSTATUS exclude_soon(const DXGKARG_ESCAPE *arg)
{
	NTSTATUS status = exclude(0);

	/* Not before this returns, which holds it off. */
	assert_int_equal(excluded.calls, 0);
	return status;
}

static void wait_excluded(void)
{
	KeWaitForSingleObject(&excluded.done, Executive, KernelMode, FALSE, NULL);
}

/* DXGKCB_EXCLUDE_ADAPTER_ACCESS: later, in another thread, alone, at PASSIVE_LEVEL. */
static void exclude_later(void **state)
{
	memset(&excluded, 0, sizeof(excluded));
	KeInitializeEvent(&excluded.done, SynchronizationEvent, FALSE);
	up();
	mock.on_escape = exclude_soon;
	assert_status(dxgk_adapter_escape(mock.adapter, NULL, 0, true), STATUS_SUCCESS);
	wait_excluded();
	assert_int_equal(excluded.calls, 1);
	assert_status(excluded.status, STATUS_SUCCESS);
	assert_true(excluded.alone);
	assert_int_equal(excluded.irql, PASSIVE_LEVEL);
	down();
}

/* "The caller must be calling from a second or third level synchronized DDI call." */
static void exclude_synchronously(void **state)
{
	memset(&excluded, 0, sizeof(excluded));
	KeInitializeEvent(&excluded.done, SynchronizationEvent, FALSE);
	up();
	assert_status(exclude(DXGK_EXCLUDE_CALL_SYNCHRONOUS), STATUS_INVALID_DEVICE_REQUEST);
	mock.on_escape = exclude_now;
	assert_status(dxgk_adapter_escape(mock.adapter, NULL, 0, false),
		      STATUS_INVALID_DEVICE_REQUEST);
	assert_int_equal(excluded.calls, 0);
	assert_status(dxgk_adapter_escape(mock.adapter, NULL, 0, true), STATUS_SUCCESS);
	assert_int_equal(excluded.calls, 1);
	assert_true(excluded.alone);
	/* The two flags are mutually exclusive. */
	assert_status(exclude(DXGK_EXCLUDE_EVICT_ALL | DXGK_EXCLUDE_CALL_SYNCHRONOUS),
		      STATUS_INVALID_PARAMETER);
	assert_status(mock.cb.DxgkCbExcludeAdapterAccess(mock.cb.DeviceHandle, 0, NULL, NULL),
		      STATUS_INVALID_PARAMETER);
	down();
}

/* Of a stopped adapter: there is nothing to protect.  At DISPATCH_LEVEL nothing waits. */
static void exclude_stopped(void **state)
{
	memset(&excluded, 0, sizeof(excluded));
	KeInitializeEvent(&excluded.done, SynchronizationEvent, FALSE);
	up();
	dxgk_verifier_enable(false);
	host_irql_set(DISPATCH_LEVEL);
	assert_status(exclude(0), STATUS_INVALID_DEVICE_REQUEST);
	host_irql_set(PASSIVE_LEVEL);
	host_fail_nth_here(1);
	assert_status(exclude(0), STATUS_INSUFFICIENT_RESOURCES);
	host_fail_nth_here(0);
	assert_int_equal(excluded.calls, 0);
	dxgk_adapter_stop(mock.adapter);
	assert_status(exclude(0), STATUS_SUCCESS);
	wait_excluded();
	assert_status(excluded.status, STATUS_INVALID_DEVICE_STATE);
	down();
}

static void NTAPI protected_from_programs(const PVOID context, PVOID arg, NTSTATUS status)
{
	excluded.calls++;
	excluded.status = (NTSTATUS)mock.adapter->holds;
}

static NTSTATUS exclude_programs(const DXGKARG_ESCAPE *arg)
{
	return mock.cb.DxgkCbExcludeAdapterAccess(mock.cb.DeviceHandle,
						  DXGK_EXCLUDE_CALL_SYNCHRONOUS,
						  protected_from_programs, NULL);
}

/* "Application requests will be blocked": programs wait at the adapter's memory. */
static void exclude_holds_programs(void **state)
{
	struct host_process *p = host_process_create();
	PHYSICAL_ADDRESS at = { .QuadPart = MOCK_FB };
	dxgk_u32 x = 7;
	PVOID va;

	memset(&excluded, 0, sizeof(excluded));
	up();
	host_process_enter(p);
	assert_status(DxgkCbMapMemory(mock.adapter->handle, at, 0x1000, FALSE, TRUE, MmNonCached,
				      &va), STATUS_SUCCESS);
	mock.on_escape = exclude_programs;
	assert_status(dxgk_adapter_escape(mock.adapter, NULL, 0, true), STATUS_SUCCESS);
	assert_int_equal(excluded.calls, 1);
	assert_int_equal(excluded.status, 1);
	assert_int_equal(mock.adapter->holds, 0);
	assert_int_equal(host_user_write(p, (uintptr_t)va, &x, 4), HOST_OK);
	host_process_enter(NULL);
	host_process_exit(p);
	down();
}

static NTSTATUS exclude_in_stop(void)
{
	return exclude(0);
}

/* What is still to come when RemoveDevice has returned does not come. */
static void exclude_never(void **state)
{
	memset(&excluded, 0, sizeof(excluded));
	KeInitializeEvent(&excluded.done, SynchronizationEvent, FALSE);
	up();
	mock.on_remove = exclude_in_stop;
	mock_remove_adapter();
	assert_int_equal(excluded.calls, 0);
	down();
}

/* --------------------------------------------------------------- timed operations */

static DXGK_TIMED_OPERATION_INTERFACE timed;

static LARGE_INTEGER ms(LONGLONG n)
{
	return (LARGE_INTEGER){ .QuadPart = n * 10000 };
}

static void query_services(void **state)
{
	DXGK_AGP_INTERFACE agp = { .Size = sizeof(agp), .Version = DXGK_AGP_INTERFACE_VERSION_1 };
	INTERFACE *i = (INTERFACE *)&timed;

	up();
	timed = (DXGK_TIMED_OPERATION_INTERFACE){ .Size = sizeof(timed), .Version = 1 };
	assert_status(mock.cb.DxgkCbQueryServices(mock.cb.DeviceHandle, DxgkServicesTimedOperation,
						  i), STATUS_SUCCESS);
	assert_non_null(timed.TimedOperationStart);
	timed.InterfaceReference(timed.Context);
	timed.InterfaceDereference(timed.Context);
	timed.Version = 2;
	assert_status(mock.cb.DxgkCbQueryServices(mock.cb.DeviceHandle, DxgkServicesTimedOperation,
						  i), STATUS_INVALID_PARAMETER);
	timed.Version = 1;
	timed.Size--;
	assert_status(mock.cb.DxgkCbQueryServices(mock.cb.DeviceHandle, DxgkServicesTimedOperation,
						  i), STATUS_INVALID_PARAMETER);
	assert_status(mock.cb.DxgkCbQueryServices(mock.cb.DeviceHandle, DxgkServicesTimedOperation,
						  NULL), STATUS_INVALID_PARAMETER);
	assert_status(mock.cb.DxgkCbQueryServices(mock.cb.DeviceHandle, DxgkServicesAgp,
						  (PINTERFACE)&agp), STATUS_NOT_SUPPORTED);
	assert_status(mock.cb.DxgkCbQueryServices(mock.cb.DeviceHandle, DxgkServicesSPB,
						  (PINTERFACE)&agp), STATUS_NOT_SUPPORTED);
	down();
}

static void timed_operation(void **state)
{
	DXGK_TIMED_OPERATION op = { .Size = sizeof(op) };
	LARGE_INTEGER t;
	KEVENT event;

	up();
	timed = (DXGK_TIMED_OPERATION_INTERFACE){ .Size = sizeof(timed), .Version = 1 };
	mock.cb.DxgkCbQueryServices(mock.cb.DeviceHandle, DxgkServicesTimedOperation,
				    (PINTERFACE)&timed);
	KeInitializeEvent(&event, NotificationEvent, FALSE);

	/* DXGK_TIMED_OPERATION_TIMEOUT_MAX_SECONDS; the sign is ignored. */
	t = ms(5001);
	assert_status(timed.TimedOperationStart(&op, &t, FALSE), STATUS_INVALID_PARAMETER);
	t = ms(-60);
	assert_status(timed.TimedOperationStart(&op, &t, FALSE), STATUS_SUCCESS);
	t = ms(1);
	assert_status(timed.TimedOperationDelay(&op, KernelMode, FALSE, &t), STATUS_SUCCESS);
	assert_status(timed.TimedOperationWaitForSingleObject(&op, &event, Executive, KernelMode,
							      FALSE, &t), STATUS_TIMEOUT);
	assert_false(op.TimeoutTriggered);
	assert_status(timed.TimedOperationWaitForSingleObject(&op, &event, Executive, KernelMode,
							      FALSE, NULL), STATUS_TIMEOUT);
	assert_true(op.TimeoutTriggered);
	assert_status(timed.TimedOperationDelay(&op, KernelMode, FALSE, &t), STATUS_TIMEOUT);
	/* What is done when the time is over is done. */
	KeSetEvent(&event, 0, FALSE);
	assert_status(timed.TimedOperationWaitForSingleObject(&op, &event, Executive, KernelMode,
							      FALSE, NULL), STATUS_SUCCESS);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "did not end within"), 0);

	/* One that the system handles: it says so, once. */
	t = ms(1);
	assert_status(timed.TimedOperationStart(&op, &t, TRUE), STATUS_SUCCESS);
	assert_false(op.TimeoutTriggered);
	t = ms(20);
	assert_status(timed.TimedOperationDelay(&op, KernelMode, FALSE, &t), STATUS_TIMEOUT);
	assert_status(timed.TimedOperationDelay(&op, KernelMode, FALSE, &t), STATUS_TIMEOUT);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "did not end within 1 ms"), 1);
	op.Size = 0;
	assert_status(timed.TimedOperationStart(&op, &t, TRUE), STATUS_INVALID_PARAMETER);
	down();
}

/* ---------------------------------------------------------------- firmware tables */

static void firmware(void **state)
{
	DXGK_FIRMWARE_TABLE_INTERFACE f = { .Size = sizeof(f), .Version = 1 };
	static const char table[] = "FACP and more";
	char buf[64];
	ULONG id, n;

	up();
	assert_status(mock.cb.DxgkCbQueryServices(mock.cb.DeviceHandle, DxgkServicesFirmwareTable,
						  (PINTERFACE)&f), STATUS_SUCCESS);
	assert_status(f.EnumSystemFirmwareTables(f.Context, 'ACPI', sizeof(id), &id, &n),
		      STATUS_NOT_SUPPORTED);
	host_firmware_set(DXGK_FIRMWARE_RAW, table, sizeof(table));
	assert_status(f.EnumSystemFirmwareTables(f.Context, 'FIRM', 0, NULL, &n),
		      STATUS_BUFFER_TOO_SMALL);
	assert_int_equal(n, sizeof(id));
	assert_status(f.EnumSystemFirmwareTables(f.Context, 'FIRM', n, &id, &n), STATUS_SUCCESS);
	assert_int_equal(id, DXGK_FIRMWARE_RAW);
	assert_status(f.ReadSystemFirmwareTable(f.Context, 'FIRM', id, 4, buf, &n),
		      STATUS_BUFFER_TOO_SMALL);
	assert_int_equal(n, sizeof(table));
	assert_status(f.ReadSystemFirmwareTable(f.Context, 'FIRM', id, sizeof(buf), buf, &n),
		      STATUS_SUCCESS);
	assert_memory_equal(buf, table, sizeof(table));
	assert_status(f.ReadSystemFirmwareTable(f.Context, 'FIRM', 77, sizeof(buf), buf, &n),
		      STATUS_NOT_FOUND);
	assert_status(f.ReadSystemFirmwareTable(f.Context, 'MIRF', id, sizeof(buf), buf, &n),
		      STATUS_INVALID_PARAMETER);
	assert_status(f.EnumSystemFirmwareTables(f.Context, 'MIRF', sizeof(id), &id, &n),
		      STATUS_INVALID_PARAMETER);
	assert_status(f.EnumSystemFirmwareTables(f.Context, 'FIRM', sizeof(id), &id, NULL),
		      STATUS_INVALID_PARAMETER);
	/* The SMBIOS table, which is one. */
	host_firmware_set(DXGK_FIRMWARE_SMBIOS, table, sizeof(table));
	assert_status(f.EnumSystemFirmwareTables(f.Context, 'RSMB', sizeof(id), &id, &n),
		      STATUS_SUCCESS);
	assert_status(f.ReadSystemFirmwareTable(f.Context, 'RSMB', id, sizeof(buf), buf, &n),
		      STATUS_SUCCESS);
	assert_int_equal(n, sizeof(table));
	down();
}

/* ------------------------------------------------------------------------ reports */

/* How many there were, and the last one as text. */
static unsigned int dumps(const char **text, dxgk_u32 *size)
{
	const void *data = NULL;
	unsigned int n = (unsigned int)host_device_dumps(mock.os, &data, size);

	*text = data;
	return n;
}

static void debug_report(void **state)
{
	DXGK_DEBUG_REPORT_INTERFACE r = { .Size = sizeof(r), .Version = 1 };
	DXGK_DEBUG_REPORT_HANDLE h;
	const char *dump;
	char code[32];
	dxgk_u32 size;

	up();
	assert_status(mock.cb.DxgkCbQueryServices(mock.cb.DeviceHandle, DxgkServicesDebugReport,
						  (PINTERFACE)&r), STATUS_SUCCESS);
	h = r.DbgReportCreate(mock.cb.DeviceHandle, VIDEO_TDR_FAILURE, 0x11, 0x22, 0x33, 0);
	assert_non_null(h);
	/* "the data written by this call overwrites the data written by the first" */
	assert_true(r.DbgReportSecondaryData(h, "first and longer", 16));
	assert_true(r.DbgReportSecondaryData(h, "second", 6));
	assert_false(r.DbgReportSecondaryData(h, "x", DXGK_DEBUG_REPORT_MAX_SIZE + 1));
	assert_false(r.DbgReportSecondaryData((PVOID)&r, "x", 1));
	assert_int_equal(dumps(&dump, &size), 0);
	r.DbgReportComplete(h);
	assert_int_equal(dumps(&dump, &size), 1);
	assert_non_null(strstr(dump, "driver: mock\n"));
	snprintf(code, sizeof(code), "code: %#x\n", VIDEO_TDR_FAILURE);
	assert_non_null(strstr(dump, code));
	assert_non_null(strstr(dump, "arguments: 0x11 0x22 0x33 "));
	assert_string_equal(dump + size - 6, "second");
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "mock: debug report"), 1);
	/* Closed: nothing of it is touched again. */
	r.DbgReportComplete(h);
	assert_false(r.DbgReportSecondaryData(h, "x", 1));

	/* "This parameter can be NULL"; and the context of AddDevice will do. */
	h = r.DbgReportCreate(NULL, VIDEO_TDR_FAILURE, 0, 0, 0, 0);
	assert_non_null(h);
	r.DbgReportComplete(h);
	h = r.DbgReportCreate(&mock, VIDEO_TDR_FAILURE, 0, 0, 0, 0);
	assert_non_null(h);
	r.DbgReportComplete(h);
	assert_null(r.DbgReportCreate((HANDLE)0x1234, VIDEO_TDR_FAILURE, 0, 0, 0, 0));
	host_fail_nth_here(1);
	assert_null(r.DbgReportCreate(mock.cb.DeviceHandle, VIDEO_TDR_FAILURE, 0, 0, 0, 0));
	host_fail_nth_here(0);
	down();
}

/* One that was never completed is, and the verifier says whose it was. */
static void report_left(void **state)
{
	const char *dump;
	dxgk_u32 size;

	up();
	assert_non_null(DxgkDbgReportCreate(mock.cb.DeviceHandle, 1, 2, 3, 4, 5));
	mock_remove_adapter();
	assert_int_equal(dumps(&dump, &size), 1);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "verifier: mock: DbgReportCreate:"), 1);
	host_log_clear();
	down();
}

/* Another adapter's stays open. */
static void report_of_another(void **state)
{
	DXGK_DEBUG_REPORT_HANDLE h, own;
	struct dxgk_adapter_info info;
	struct dxgk_adapter *other;
	const char *dump;
	dxgk_u32 size;

	up();
	mock_describe(&info);
	info.resource_count = 0;
	info.os = mock.os;
	assert_status(dxgk_adapter_create(mock.driver, &info, &other), STATUS_SUCCESS);
	h = DxgkDbgReportCreate(other->handle, 1, 0, 0, 0, 0);
	own = DxgkDbgReportCreate(mock.adapter->handle, 2, 0, 0, 0, 0);
	assert_true(h && own);
	/* The newest of all is not the one that goes. */
	dxgk_verifier_enable(false);
	dxgk_adapter_remove(other);
	assert_int_equal(dumps(&dump, &size), 1);
	assert_true(DxgkDbgReportSecondaryData(own, "x", 1));
	DxgkDbgReportComplete(own);
	assert_int_equal(dumps(&dump, &size), 2);
	down();
}

static unsigned int collects;

static NTSTATUS NTAPI collect_nothing(const HANDLE context, const DXGKARG_COLLECTDBGINFO *arg)
{
	return STATUS_UNSUCCESSFUL;
}

static NTSTATUS NTAPI collect(const HANDLE context, const DXGKARG_COLLECTDBGINFO *arg)
{
	assert_ptr_equal(context, &mock);
	assert_int_equal(arg->Reason, VIDEO_TDR_TIMEOUT_DETECTED);
	assert_non_null(arg->pExtension);
	assert_true(arg->BufferSize >= 1024);
	memcpy(arg->pBuffer, "registers", 9);
	collects++;
	return STATUS_SUCCESS;
}

static void collect_info(void **state)
{
	const char *dump;
	dxgk_u32 size;

	up();
	dxgk_adapter_collect(mock.adapter, VIDEO_TDR_TIMEOUT_DETECTED);
	assert_int_equal(dumps(&dump, &size), 0);
	mock.driver->ddi.DxgkDdiCollectDbgInfo = collect;
	collects = 0;
	dxgk_adapter_collect(mock.adapter, VIDEO_TDR_TIMEOUT_DETECTED);
	assert_int_equal(collects, 1);
	assert_int_equal(dumps(&dump, &size), 1);
	assert_memory_equal(strstr(dump, "\n\n") + 2, "registers", 9);
	mock.driver->ddi.DxgkDdiCollectDbgInfo = collect_nothing;
	dxgk_adapter_collect(mock.adapter, VIDEO_TDR_TIMEOUT_DETECTED);
	assert_int_equal(dumps(&dump, &size), 1);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "failed with 0xc0000001"), 1);
	mock.driver->ddi.DxgkDdiCollectDbgInfo = collect;
	dxgk_adapter_stop(mock.adapter);
	dxgk_adapter_collect(mock.adapter, VIDEO_TDR_TIMEOUT_DETECTED);
	assert_int_equal(collects, 1);
	down();
}

/* ------------------------------------------------------------------------- events */

static unsigned int traced[2];

static VOID NTAPI control_etw(BOOLEAN enable, ULONG flags, UCHAR level)
{
	traced[enable]++;
}

/* DXGKDDI_CONTROL_ETW_LOGGING, for who is loaded and who comes later. */
static void etw_control(void **state)
{
	struct dxgk_driver *late;

	memset(traced, 0, sizeof(traced));
	up();
	mock.driver->ddi.DxgkDdiControlEtwLogging = control_etw;
	dxgk_etw_control(true);
	dxgk_etw_control(true);
	assert_int_equal(traced[1], 1);
	assert_status(dxgk_driver_load(&mock_info, &late), STATUS_SUCCESS);
	late->ddi.DxgkDdiControlEtwLogging = control_etw;
	dxgk_etw_control(false);
	assert_int_equal(traced[0], 2);
	dxgk_driver_unload(late);
	dxgk_etw_control(true);
	assert_int_equal(traced[1], 2);
	down();
}

static void etw_event(void **state)
{
	static const GUID guid = { 1, 2, 3, { 4, 5, 6, 7, 8, 9, 10, 11 } };
	static char big[300];
	struct host_event e;

	up();
	host_irql_set(HIGH_LEVEL);
	mock.cb.DxgkCbLogEtwEvent(&guid, 0, 5, "hello");
	mock.cb.DxgkCbLogEtwEvent(NULL, 0, 0, NULL);
	host_irql_set(PASSIVE_LEVEL);
	assert_int_equal(host_events(&e), 1);
	assert_memory_equal(e.guid, &guid, 16);
	assert_int_equal(e.type, 0);
	assert_int_equal(e.size, 5);
	assert_memory_equal(e.data, "hello", 5);
	mock.cb.DxgkCbLogEtwEvent(&guid, 1, sizeof(big), NULL);
	assert_int_equal(host_events(&e), 2);
	assert_int_equal(e.size, 0);
	mock.cb.DxgkCbLogEtwEvent(&guid, 1, sizeof(big), big);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "verifier:"), 0);
	/* "If EventBufferSize is greater than 256, IRQL = PASSIVE_LEVEL." */
	host_irql_set(DISPATCH_LEVEL);
	mock.cb.DxgkCbLogEtwEvent(&guid, 1, sizeof(big), big);
	host_irql_set(PASSIVE_LEVEL);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "verifier: mock: DxgkCbLogEtwEvent:"), 1);
	host_log_clear();
	down();
}

static void diagnostic(void **state)
{
	DXGK_DIAGNOSTIC_PSR psr = { .Header.Size = sizeof(psr) };
	struct host_event e;

	up();
	psr.Header.Category.Notifications = 1;
	psr.Header.Type.Notifications.PanelSelfRefreshHardware = 1;
	assert_status(DxgkCbReportDiagnostic(mock.cb.DeviceHandle, &psr.Header), STATUS_SUCCESS);
	assert_int_equal(host_events(&e), 1);
	assert_int_equal(e.category, 1);
	assert_int_equal(e.type, 2);
	assert_int_equal(e.size, sizeof(psr));
	psr.Header.Size = sizeof(psr.Header) - 1;
	assert_status(DxgkCbReportDiagnostic(mock.cb.DeviceHandle, &psr.Header),
		      STATUS_BUFFER_TOO_SMALL);
	psr.Header.Size = sizeof(psr);
	psr.Header.Type.Value = 0x80;
	assert_status(DxgkCbReportDiagnostic(mock.cb.DeviceHandle, &psr.Header),
		      STATUS_INVALID_PARAMETER);
	assert_status(DxgkCbReportDiagnostic(mock.cb.DeviceHandle, NULL), STATUS_INVALID_PARAMETER);
	assert_int_equal(host_events(&e), 1);
	/* The other category has one event; there is no third. */
	psr.Header.Category.Value = 2;
	psr.Header.Type.Value = 1;
	assert_status(DxgkCbReportDiagnostic(mock.cb.DeviceHandle, &psr.Header), STATUS_SUCCESS);
	assert_int_equal(host_events(&e), 2);
	assert_int_equal(e.category, 2);
	psr.Header.Type.Value = 2;
	assert_status(DxgkCbReportDiagnostic(mock.cb.DeviceHandle, &psr.Header),
		      STATUS_INVALID_PARAMETER);
	psr.Header.Category.Value = 3;
	psr.Header.Type.Value = 1;
	assert_status(DxgkCbReportDiagnostic(mock.cb.DeviceHandle, &psr.Header),
		      STATUS_INVALID_PARAMETER);
	assert_int_equal(host_events(&e), 2);
	down();
}

/* --------------------------------------------------------------------------- ACPI */

static struct {
	dxgk_u32 address, count, all;
	char method[5];
	struct dxgk_acpi_value value[16];
	struct dxgk_acpi_value result;
	NTSTATUS status;
} acpi;

static dxgk_status acpi_method(void *arg, dxgk_u32 address, const char *method,
			       const struct dxgk_acpi_value *value, dxgk_u32 count, dxgk_u32 all,
			       struct dxgk_acpi_value *result)
{
	acpi.address = address;
	strcpy(acpi.method, method);
	acpi.count = count;
	acpi.all = all;
	memcpy(acpi.value, value, all * sizeof(*value));
	*result = acpi.result;
	return acpi.status;
}

union acpi_in {
	ACPI_EVAL_INPUT_BUFFER_COMPLEX b;
	UCHAR bytes[256];
};

static ULONG put_arg(UCHAR *at, USHORT type, const void *data, USHORT size)
{
	ULONG whole = 4 + (size < 4 ? 4 : size);

	memset(at, 0, whole);
	memcpy(at, &type, 2);
	memcpy(at + 2, &size, 2);
	memcpy(at + 4, data, size);
	return whole;
}

static void acpi_arguments(void **state)
{
	ULONG seven = 7, eight = 8, n = 16;
	union acpi_in in = { 0 };
	UCHAR package[64];
	ULONG inside;
	union {
		ACPI_EVAL_OUTPUT_BUFFER b;
		UCHAR bytes[128];
	} out;

	memset(&acpi, 0, sizeof(acpi));
	up();
	in.b.Signature = DXGK_ACPI_PASS_ARGS_TO_CHILDREN;
	memcpy(in.b.MethodName, "_DSM", 4);
	in.b.ArgumentCount = 4;
	n += put_arg(in.bytes + n, ACPI_METHOD_ARGUMENT_BUFFER, "0123456789abcdef", 16);
	n += put_arg(in.bytes + n, ACPI_METHOD_ARGUMENT_INTEGER, &seven, 4);
	n += put_arg(in.bytes + n, ACPI_METHOD_ARGUMENT_STRING, "ab", 3);
	inside = put_arg(package, ACPI_METHOD_ARGUMENT_INTEGER, &eight, 4);
	inside += put_arg(package + inside, ACPI_METHOD_ARGUMENT_BUFFER, "x", 1);
	n += put_arg(in.bytes + n, ACPI_METHOD_ARGUMENT_PACKAGE, package, (USHORT)inside);

	/* Not in the namespace. */
	assert_status(mock.cb.DxgkCbEvalAcpiMethod(mock.cb.DeviceHandle, DISPLAY_ADAPTER_HW_ID,
						   &in.b, n, &out.b, sizeof(out)),
		      STATUS_NOT_SUPPORTED);
	host_acpi_set(acpi_method, NULL);
	acpi.result = (struct dxgk_acpi_value){ .type = DXGK_ACPI_INTEGER, .integer = 0x42 };
	in.b.Signature = DXGK_ACPI_PASS_ARGS_TO_CHILDREN;
	assert_status(mock.cb.DxgkCbEvalAcpiMethod(mock.cb.DeviceHandle, DISPLAY_ADAPTER_HW_ID,
						   &in.b, n, &out.b, sizeof(out)),
		      STATUS_SUCCESS);
	assert_int_equal(in.b.Signature, ACPI_EVAL_INPUT_BUFFER_COMPLEX_SIGNATURE);
	assert_int_equal(acpi.address, ~0u);
	assert_string_equal(acpi.method, "_DSM");
	assert_int_equal(acpi.count, 4);
	assert_int_equal(acpi.all, 6);
	assert_int_equal(acpi.value[0].type, DXGK_ACPI_BUFFER);
	assert_int_equal(acpi.value[0].size, 16);
	assert_int_equal(acpi.value[1].integer, 7);
	assert_int_equal(acpi.value[2].type, DXGK_ACPI_STRING);
	assert_int_equal(acpi.value[2].size, 2);
	assert_int_equal(acpi.value[3].type, DXGK_ACPI_PACKAGE);
	assert_int_equal(acpi.value[3].count, 2);
	assert_int_equal(acpi.value[3].first, 4);
	assert_int_equal(acpi.value[4].integer, 8);
	assert_int_equal(acpi.value[5].type, DXGK_ACPI_BUFFER);
	assert_int_equal(out.b.Signature, ACPI_EVAL_OUTPUT_BUFFER_SIGNATURE);
	assert_int_equal(out.b.Count, 1);
	assert_int_equal(out.b.Argument[0].Type, ACPI_METHOD_ARGUMENT_INTEGER);
	assert_int_equal(out.b.Argument[0].Argument, 0x42);

	/* A child, by the lower half of its uid; nobody wants the result. */
	assert_status(mock.cb.DxgkCbEvalAcpiMethod(mock.cb.DeviceHandle, 0x12340110, &in.b, n,
						   NULL, 0), STATUS_SUCCESS);
	assert_int_equal(acpi.address, 0x0110);

	/* Too short for what it says. */
	assert_status(mock.cb.DxgkCbEvalAcpiMethod(mock.cb.DeviceHandle, 0, &in.b, n - 1, NULL, 0),
		      STATUS_INVALID_PARAMETER);
	in.b.ArgumentCount = 5;
	assert_status(mock.cb.DxgkCbEvalAcpiMethod(mock.cb.DeviceHandle, 0, &in.b, n, NULL, 0),
		      STATUS_INVALID_PARAMETER);
	in.b.ArgumentCount = ~0u;
	assert_status(mock.cb.DxgkCbEvalAcpiMethod(mock.cb.DeviceHandle, 0, &in.b, n, NULL, 0),
		      STATUS_INVALID_PARAMETER);
	in.b.ArgumentCount = 4;
	in.b.Signature++;
	assert_status(mock.cb.DxgkCbEvalAcpiMethod(mock.cb.DeviceHandle, 0, &in.b, n, NULL, 0),
		      STATUS_INVALID_PARAMETER);
	down();
}

/* A package as its elements; what does not fit says how much it needs. */
static void acpi_results(void **state)
{
	static const struct dxgk_acpi_value inner[] = {
		{ .type = DXGK_ACPI_INTEGER, .integer = 5 },
		{ .type = DXGK_ACPI_BUFFER, .data = "12345", .size = 5 },
	};
	static const struct dxgk_acpi_value outer[] = {
		{ .type = DXGK_ACPI_INTEGER, .integer = 0x123456789all },
		{ .type = DXGK_ACPI_STRING, .data = "text", .size = 4 },
		{ .type = DXGK_ACPI_PACKAGE, .data = inner, .count = 2 },
	};
	union acpi_in in = { 0 };
	UCHAR out[128], *p;
	ACPI_EVAL_OUTPUT_BUFFER *b = (ACPI_EVAL_OUTPUT_BUFFER *)out;
	/* Three arguments: 12, 9 and 4 + 8 + 9 bytes, behind a head of 12. */
	const ULONG need = 12 + 12 + 9 + 21;
	ULONG size;

	memset(&acpi, 0, sizeof(acpi));
	up();
	host_acpi_set(acpi_method, NULL);
	acpi.result = (struct dxgk_acpi_value){ .type = DXGK_ACPI_PACKAGE, .data = outer,
						.count = 3 };
	in.b.Signature = ACPI_EVAL_INPUT_BUFFER_COMPLEX_SIGNATURE;
	for (size = 0; size <= need; size++) {
		memset(out, 0xee, sizeof(out));
		assert_status(mock.cb.DxgkCbEvalAcpiMethod(mock.cb.DeviceHandle, 0, &in.b, 16, b,
							   size),
			      size < need ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS);
		if (size >= 12)
			assert_int_equal(b->Length, need);
		for (p = out + size; p < out + sizeof(out); p++)
			assert_int_equal(*p, 0xee);
	}
	assert_int_equal(b->Count, 3);
	assert_int_equal(b->Argument[0].DataLength, 8);
	p = out + 12 + 12;
	assert_memory_equal(p, "\x01\0\x05\0text\0", 9);
	p += 9;
	assert_memory_equal(p, "\x03\0\x11\0" "\0\0\x04\0\x05\0\0\0" "\x02\0\x05\0" "12345", 21);
	/* "ACPI_METHOD_ARGUMENT": no argument is shorter than its head and a ULONG. */
	acpi.result = (struct dxgk_acpi_value){ .type = DXGK_ACPI_BUFFER, .data = "\x5a",
						.size = 1 };
	memset(out, 0xee, sizeof(out));
	assert_status(mock.cb.DxgkCbEvalAcpiMethod(mock.cb.DeviceHandle, 0, &in.b, 16, b,
						   sizeof(out)), STATUS_SUCCESS);
	assert_int_equal(b->Length, 12 + 8);
	assert_int_equal(b->Count, 1);
	assert_int_equal(b->Argument[0].DataLength, 1);
	assert_memory_equal(b->Argument[0].Data, "\x5a\0\0\0", 4);
	acpi.status = STATUS_OBJECT_NAME_NOT_FOUND;
	assert_status(mock.cb.DxgkCbEvalAcpiMethod(mock.cb.DeviceHandle, 0, &in.b, 16, b,
						   sizeof(out)), STATUS_OBJECT_NAME_NOT_FOUND);
	down();
}

static struct {
	unsigned int calls;
	DXGK_EVENT_TYPE type;
	ULONG event, argument, flags;
} told;

static NTSTATUS NTAPI notify_acpi(const PVOID context, DXGK_EVENT_TYPE type, ULONG event,
				  PVOID argument, PULONG flags)
{
	told.calls++;
	told.type = type;
	told.event = event;
	told.argument = argument ? *(ULONG *)argument : ~0u;
	*flags = told.flags;
	return STATUS_SUCCESS;
}

static void acpi_events(void **state)
{
	dxgk_u32 on = 1;

	memset(&told, 0, sizeof(told));
	up();
	assert_false(dxgk_adapter_wants_acpi(mock.adapter));
	dxgk_adapter_acpi_event(mock.adapter, DXGK_EVENT_ACPI, 0x80, NULL);
	mock.driver->ddi.DxgkDdiNotifyAcpiEvent = notify_acpi;
	assert_true(dxgk_adapter_wants_acpi(mock.adapter));
	dxgk_adapter_acpi_event(mock.adapter, DXGK_EVENT_ACPI, ACPI_NOTIFY_CYCLE_DISPLAY_HOTKEY,
				NULL);
	assert_int_equal(told.calls, 1);
	assert_int_equal(told.type, DxgkAcpiEvent);
	assert_int_equal(told.event, ACPI_NOTIFY_CYCLE_DISPLAY_HOTKEY);
	assert_int_equal(host_device_hotplugs(mock.os), 0);
	told.flags = DXGK_ACPI_POLL_DISPLAY_CHILDREN;
	dxgk_adapter_acpi_event(mock.adapter, DXGK_EVENT_AC, 0, &on);
	assert_int_equal(told.type, DxgkPowerStateEvent);
	assert_int_equal(told.event, PO_CB_AC_STATUS);
	assert_int_equal(told.argument, 1);
	assert_int_equal(host_device_hotplugs(mock.os), 1);
	/* Neither in D3 nor after the stop. */
	dxgk_adapter_set_power(mock.adapter, false, 2);
	dxgk_adapter_acpi_event(mock.adapter, DXGK_EVENT_ACPI, 0x80, NULL);
	dxgk_adapter_set_power(mock.adapter, true, 0);
	dxgk_adapter_stop(mock.adapter);
	dxgk_adapter_acpi_event(mock.adapter, DXGK_EVENT_ACPI, 0x80, NULL);
	assert_int_equal(told.calls, 2);
	down();
}

/* ------------------------------------------------------------------- container ids */

static NTSTATUS container_status;

static NTSTATUS NTAPI container(PVOID context, ULONG uid, PDXGK_CHILD_CONTAINER_ID id)
{
	assert_ptr_equal(context, &mock);
	assert_int_equal(uid, 0x100);
	assert_int_equal(id->EldInfo.ManufacturerName, 0x1234);
	assert_int_equal(id->EldInfo.ProductCode, 0x5678);
	id->ContainerId.Data1 = 0xabcdef01;
	return container_status;
}

/* DXGKDDI_GET_CHILD_CONTAINER_ID: a default from the EDID, which the miniport may replace. */
static void container_id(void **state)
{
	dxgk_u8 edid[128] = { [8] = 0x34, 0x12, 0x78, 0x56, 1, 2, 3, 4 };
	dxgk_u8 id[16], other[16];

	up();
	assert_status(dxgk_display_container(mock.adapter, 0x100, edid, 128, id), STATUS_SUCCESS);
	assert_status(dxgk_display_container(mock.adapter, 0x100, edid, 128, other),
		      STATUS_SUCCESS);
	assert_memory_equal(id, other, 16);
	edid[12]++;
	dxgk_display_container(mock.adapter, 0x100, edid, 128, other);
	assert_memory_not_equal(id, other, 16);
	dxgk_display_container(mock.adapter, 0x100, NULL, 0, id);
	assert_memory_not_equal(id, other, 16);
	assert_status(dxgk_display_container(mock.adapter, 0x101, NULL, 0, id),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);

	mock.driver->ddi.DxgkDdiGetChildContainerId = container;
	container_status = STATUS_MONITOR_NO_DESCRIPTOR;
	dxgk_display_container(mock.adapter, 0x100, edid, 128, id);
	assert_memory_equal(id, other, 16);
	container_status = STATUS_SUCCESS;
	dxgk_display_container(mock.adapter, 0x100, edid, 128, id);
	assert_int_equal(((GUID *)id)->Data1, 0xabcdef01);
	down();
}

static const struct CMUnitTest tests[] = {
	host_test(container_id),
	host_test(exclude_later),
	host_test(exclude_synchronously),
	host_test(exclude_stopped),
	host_test(exclude_holds_programs),
	host_test(exclude_never),
	host_test(query_services),
	host_test(timed_operation),
	host_test(firmware),
	host_test(debug_report),
	host_test(report_left),
	host_test(report_of_another),
	host_test(collect_info),
	host_test(etw_control),
	host_test(etw_event),
	host_test(diagnostic),
	host_test(acpi_arguments),
	host_test(acpi_results),
	host_test(acpi_events),
};

HOST_TEST_MAIN(tests)
