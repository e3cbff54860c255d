// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * report.c - what a miniport says of its hardware when something went wrong:
 * debug reports that it writes itself, and DxgkDdiCollectDbgInfo.
 *
 * Both end as a dump of the backend's: a few lines of text, an empty line, and
 * the miniport's own bytes.
 */
#include <dxgk/nt/format.h>

#include "ddi.h"
#include "handle.h"
#include "iface.h"
#include "nt_device.h"
#include "services.h"
#include "verifier.h"

#define DXGK_DUMP_HEAD	384

struct dxgk_report {
	struct dxgk_report *next;	/* under dxgk_reports.lock */
	struct dxgk_adapter *adapter;	/* held by its handle */
	const void *caller;
	ULONG code;
	ULONG_PTR argument[4];
	void *data;			/* under dxgk_reports.lock */
	ULONG size;
};

/* A handle is the address of a report, looked up before it is used. */
static struct {
	struct dxgk_os_spinlock lock;
	struct dxgk_report *all;
	dxgk_u32 count;			/* since the machine was started */
} dxgk_reports;

void dxgk_reports_init(void)
{
	dxgk_os_spin_init(&dxgk_reports.lock);
	dxgk_reports.all = NULL;
}

/* Under the lock. */
static struct dxgk_report **dxgk_report_find(const void *handle)
{
	struct dxgk_report **link;

	for (link = &dxgk_reports.all; *link; link = &(*link)->next)
		if (*link == handle)
			return link;
	return NULL;
}

/**
 * DxgkDbgReportCreate() - begin a report
 * @DeviceHandle: from DXGKRNL_INTERFACE, or what AddDevice made; NULL for some
 *	adapter of the driver's
 * @Code: of a bug check, VIDEO_TDR_SUCCESS for example
 * @Argument1: the driver's, as are the next two
 * @Argument2: see above
 * @Argument3: see above
 * @Argument4: reserved; the report says how many there were instead
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the report, to be closed by DxgkDbgReportComplete(); NULL without memory
 * or adapter.
 *
 * Follows "DXGK_DEBUG_REPORT_INTERFACE (dispmprt.h)", as do the next two.
 */
DXGK_DEBUG_REPORT_HANDLE NTAPI
DxgkDbgReportCreate(HANDLE DeviceHandle, ULONG Code, ULONG_PTR Argument1, ULONG_PTR Argument2,
		    ULONG_PTR Argument3, ULONG_PTR Argument4)
{
	struct dxgk_adapter *adapter = dxgk_handle_get(DeviceHandle);
	struct dxgk_report *r;
	unsigned long state;

	dxgk_verify_irql(DXGK_CB_CALLER(), "DbgReportCreate", PASSIVE_LEVEL);
	if (!adapter)
		adapter = dxgk_nt_device_of_driver(dxgk_nt_owner(DXGK_CB_CALLER()), DeviceHandle);
	if (!adapter)
		return NULL;
	r = dxgk_os_alloc(sizeof(*r), DXGK_OS_ALLOC_ZERO | DXGK_OS_ALLOC_ATOMIC);
	if (!r) {
		dxgk_handle_put(adapter->handle);
		return NULL;
	}
	r->adapter = adapter;
	r->caller = DXGK_CB_CALLER();
	r->code = Code;
	r->argument[0] = Argument1;
	r->argument[1] = Argument2;
	r->argument[2] = Argument3;
	state = dxgk_os_spin_lock(&dxgk_reports.lock);
	r->argument[3] = ++dxgk_reports.count;
	r->next = dxgk_reports.all;
	dxgk_reports.all = r;
	dxgk_os_spin_unlock(&dxgk_reports.lock, state);
	/* RemoveDevice ends it: a report must not keep the adapter from that. */
	dxgk_handle_put(adapter->handle);
	return r;
}

/**
 * DxgkDbgReportSecondaryData() - say what the report holds
 * @Report: open
 * @Data: copied; takes the place of what an earlier call gave
 * @DataSize: bytes, up to DXGK_DEBUG_REPORT_MAX_SIZE
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: TRUE; FALSE for a bad report, pointer or size, and without memory.
 */
BOOLEAN NTAPI DxgkDbgReportSecondaryData(DXGK_DEBUG_REPORT_HANDLE Report, PVOID Data,
					 ULONG DataSize)
{
	struct dxgk_report **link;
	void *copy = NULL, *old = NULL;
	unsigned long state;

	dxgk_verify_irql(DXGK_CB_CALLER(), "DbgReportSecondaryData", DISPATCH_LEVEL);
	if (!Data || !DataSize || DataSize > DXGK_DEBUG_REPORT_MAX_SIZE)
		return FALSE;
	copy = dxgk_os_alloc(DataSize, DXGK_OS_ALLOC_ATOMIC);
	if (!copy)
		return FALSE;
	__builtin_memcpy(copy, Data, DataSize);
	state = dxgk_os_spin_lock(&dxgk_reports.lock);
	link = dxgk_report_find(Report);
	if (link) {
		old = (*link)->data;
		(*link)->data = copy;
		(*link)->size = DataSize;
	} else {
		old = copy;
	}
	dxgk_os_spin_unlock(&dxgk_reports.lock, state);
	dxgk_os_free(old);
	return !!link;
}

/* Text and data into one dump. */
static void dxgk_dump(struct dxgk_adapter *adapter, const char *kind, ULONG code,
		      const ULONG_PTR *argument, const void *data, ULONG size)
{
	const char *name = adapter->driver->info->name;
	char *dump;
	int n;

	dump = dxgk_os_alloc(DXGK_DUMP_HEAD + size, 0);
	if (!dump)
		return;
	n = _snprintf(dump, DXGK_DUMP_HEAD,
		      "dxgk %s\ndriver: %s\ndevice: %04x:%04x\ncode: %#x\n"
		      "arguments: %#I64x %#I64x %#I64x %#I64x\nbytes: %u\n\n",
		      kind, name, adapter->info.vendor, adapter->info.device, code,
		      (ULONGLONG)argument[0], (ULONGLONG)argument[1], (ULONGLONG)argument[2],
		      (ULONGLONG)argument[3], size);
	if (n < 0 || n > DXGK_DUMP_HEAD)
		n = DXGK_DUMP_HEAD;
	if (size)
		__builtin_memcpy(dump + n, data, size);
	dxgk_os_dump(adapter->os, dump, (dxgk_u32)n + size);
	dxgk_os_free(dump);
}

static void dxgk_report_complete(struct dxgk_report *r)
{
	dxgk_os_log(DXGK_LOG_WARN, r->adapter->os,
		    "%s: debug report %u: code %#x (%#llx, %#llx, %#llx)",
		    r->adapter->driver->info->name, (unsigned int)r->argument[3], r->code,
		    (unsigned long long)r->argument[0], (unsigned long long)r->argument[1],
		    (unsigned long long)r->argument[2]);
	dxgk_dump(r->adapter, "debug report", r->code, r->argument, r->data, r->size);
	dxgk_os_free(r->data);
	dxgk_os_free(r);
}

/**
 * DxgkDbgReportComplete() - close a report: the log names it, a dump holds it
 * @Report: open; not after this
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI DxgkDbgReportComplete(DXGK_DEBUG_REPORT_HANDLE Report)
{
	struct dxgk_report **link, *r = NULL;
	unsigned long state;

	dxgk_verify_irql(DXGK_CB_CALLER(), "DbgReportComplete", PASSIVE_LEVEL);
	if (dxgk_os_irql_get() >= DISPATCH_LEVEL)
		return;
	state = dxgk_os_spin_lock(&dxgk_reports.lock);
	link = dxgk_report_find(Report);
	if (link) {
		r = *link;
		*link = r->next;
	}
	dxgk_os_spin_unlock(&dxgk_reports.lock, state);
	if (r)
		dxgk_report_complete(r);
}

void dxgk_reports_end(struct dxgk_adapter *adapter)
{
	struct dxgk_report **link, *r;
	unsigned long state;

	for (;;) {
		state = dxgk_os_spin_lock(&dxgk_reports.lock);
		for (link = &dxgk_reports.all; *link && (*link)->adapter != adapter;)
			link = &(*link)->next;
		r = *link;
		if (r)
			*link = r->next;
		dxgk_os_spin_unlock(&dxgk_reports.lock, state);
		if (!r)
			return;
		dxgk_verify_report(r->caller, DXGK_RULE_STATE, "DbgReportCreate",
				   "the report was not completed before DxgkDdiRemoveDevice");
		dxgk_report_complete(r);
	}
}

/* -------------------------------------------------------- DxgkDdiCollectDbgInfo */

/* Zeroes at the end are no report. */
static ULONG dxgk_report_length(const UCHAR *data, ULONG size)
{
	while (size && !data[size - 1])
		size--;
	return size;
}

void dxgk_adapter_collect(struct dxgk_adapter *adapter, dxgk_u32 reason)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;
	static const ULONG_PTR none[4];
	DXGKARG_COLLECTDBGINFO_EXT extension = { 0 };
	DXGKARG_COLLECTDBGINFO arg = {
		.Reason = reason,
		.BufferSize = DXGK_DEBUG_REPORT_MAX_SIZE,
		.pExtension = &extension,
	};
	NTSTATUS status;

	if (!ddi->DxgkDdiCollectDbgInfo || adapter->state != DXGK_STATE_STARTED ||
	    DXGK_READ_ONCE(adapter->removed))
		return;
	/* Zeroed: how much it wrote, a miniport does not say. */
	arg.pBuffer = dxgk_os_alloc(arg.BufferSize, DXGK_OS_ALLOC_ZERO);
	if (!arg.pBuffer)
		return;
	/* No level of the DDI: it is asked because another entry point hangs. */
	status = ddi->DxgkDdiCollectDbgInfo(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiCollectDbgInfo");
	if (NT_SUCCESS(status))
		dxgk_dump(adapter, "debug information", reason, none, arg.pBuffer,
			  dxgk_report_length(arg.pBuffer, (ULONG)arg.BufferSize));
	else
		dxgk_os_log(DXGK_LOG_WARN, adapter->os,
			    "%s: DxgkDdiCollectDbgInfo(%#x) failed with %#x",
			    adapter->driver->info->name, reason, status);
	dxgk_os_free(arg.pBuffer);
}
