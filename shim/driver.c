// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * driver.c - loading a miniport: its driver object, DriverEntry, registration.
 */
#include <ntddk.h>
#include <dispmprt.h>
#include <evntrace.h>

#include "adapter.h"
#include "driver.h"
#include "handle.h"
#include "memory.h"
#include "nt.h"
#include "nt_device.h"
#include "nt_io.h"
#include "seh.h"
#include "services.h"
#include "vidpn.h"

/* What a Windows 8 miniport passes; WDDM 2.0 added one entry. */
#define DXGK_KMDDOD_SIZE_WIN8 \
	__builtin_offsetof(KMDDOD_INITIALIZATION_DATA, DxgkDdiPowerRuntimeSetDeviceHandle)

/* Drivers that are loaded, for what concerns them all. */
static struct {
	struct dxgk_os_mutex lock;
	struct dxgk_driver *all;	/* under lock */
	bool tracing;			/* under lock */
} dxgk_loaded;

dxgk_status dxgk_core_init(void)
{
	dxgk_status status = dxgk_nt_init();

	if (!NT_SUCCESS(status))
		return status;
	status = dxgk_map_core_init();
	if (!NT_SUCCESS(status)) {
		dxgk_nt_exit();
		return status;
	}
	dxgk_os_mutex_init(&dxgk_loaded.lock);
	dxgk_loaded.all = NULL;
	dxgk_loaded.tracing = false;
	dxgk_reports_init();
	dxgk_memory_init();
	dxgk_seh_init();
	dxgk_nt_device_init();
	dxgk_handle_core_init();
	dxgk_vidpn_core_init();
	return STATUS_SUCCESS;
}

void dxgk_core_exit(void)
{
	dxgk_vidpn_core_exit();
	dxgk_handle_core_exit();
	dxgk_os_mutex_fini(&dxgk_loaded.lock);
	dxgk_map_core_exit();
	dxgk_nt_exit();
}

/* Under the lock. */
static void dxgk_driver_trace(const struct dxgk_driver *driver, bool on)
{
	/* All that there is: who listens filters for himself. */
	if (driver->ddi.DxgkDdiControlEtwLogging)
		driver->ddi.DxgkDdiControlEtwLogging(on, ~0u, TRACE_LEVEL_VERBOSE);
}

void dxgk_etw_control(bool on)
{
	struct dxgk_driver *d;

	dxgk_os_mutex_lock(&dxgk_loaded.lock);
	if (on != dxgk_loaded.tracing) {
		dxgk_loaded.tracing = on;
		for (d = dxgk_loaded.all; d; d = d->next)
			dxgk_driver_trace(d, on);
	}
	dxgk_os_mutex_unlock(&dxgk_loaded.lock);
}

static void dxgk_driver_list(struct dxgk_driver *driver)
{
	dxgk_os_mutex_lock(&dxgk_loaded.lock);
	driver->next = dxgk_loaded.all;
	dxgk_loaded.all = driver;
	if (dxgk_loaded.tracing)
		dxgk_driver_trace(driver, true);
	dxgk_os_mutex_unlock(&dxgk_loaded.lock);
}

static void dxgk_driver_unlist(struct dxgk_driver *driver)
{
	struct dxgk_driver **link;

	dxgk_os_mutex_lock(&dxgk_loaded.lock);
	for (link = &dxgk_loaded.all; *link != driver; link = &(*link)->next)
		;
	*link = driver->next;
	dxgk_os_mutex_unlock(&dxgk_loaded.lock);
}

/* Names in the registry have no case. */
static bool dxgk_driver_same_name(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (RtlUpperChar(*a) != RtlUpperChar(*b))
			return false;
	return *a == *b;
}

/* Module names are ASCII: widen one behind a prefix into @buf. */
static void dxgk_driver_string(PUNICODE_STRING s, PWCHAR buf, ULONG max,
			       const char *prefix, const char *name)
{
	const char *part[2] = { prefix, name };
	ULONG n = 0, i;

	for (i = 0; i < 2; i++) {
		const char *c;

		for (c = part[i]; *c && n + 1 < max; c++)
			buf[n++] = (UCHAR)*c;
	}
	buf[n] = 0;
	s->Buffer = buf;
	s->Length = (USHORT)(n * sizeof(WCHAR));
	s->MaximumLength = (USHORT)((n + 1) * sizeof(WCHAR));
}

dxgk_status dxgk_driver_load(const struct dxgk_driver_info *info, struct dxgk_driver **driver)
{
	PDRIVER_INITIALIZE entry = (PDRIVER_INITIALIZE)info->driver_entry;
	struct dxgk_driver *d;
	NTSTATUS status;
	dxgk_u8 irql;

	*driver = NULL;
	d = dxgk_os_alloc(sizeof(*d), DXGK_OS_ALLOC_ZERO);
	if (!d)
		return STATUS_INSUFFICIENT_RESOURCES;

	status = dxgk_nt_driver_add(info);
	if (!NT_SUCCESS(status)) {
		dxgk_os_free(d);
		return status;
	}

	d->info = info;
	d->object.Type = IO_TYPE_DRIVER;
	d->object.Size = (CSHORT)sizeof(d->object);
	d->object.DriverExtension = &d->extension;
	d->object.DriverInit = entry;
	dxgk_irp_table(&d->object);
	d->extension.DriverObject = &d->object;
	dxgk_driver_string(&d->object.DriverName, d->name, DXGK_ARRAY_SIZE(d->name),
			   "\\Driver\\", info->name);
	dxgk_driver_string(&d->registry_path, d->registry_name,
			   DXGK_ARRAY_SIZE(d->registry_name),
			   "\\Registry\\Machine\\System\\CurrentControlSet\\Services\\",
			   info->name);
	dxgk_driver_string(&d->extension.ServiceKeyName, d->service_name,
			   DXGK_ARRAY_SIZE(d->service_name), "", info->name);

	if (info->construct)
		info->construct();
	status = entry(&d->object, &d->registry_path);
	irql = dxgk_os_irql_get();
	if (irql != PASSIVE_LEVEL) {
		dxgk_os_irql_lower(PASSIVE_LEVEL);
		dxgk_os_log(DXGK_LOG_ERR, NULL,
			    "%s: DriverEntry returned at IRQL %u, set back to 0", info->name, irql);
	}
	if (NT_SUCCESS(status) && !d->registered) {
		dxgk_os_log(DXGK_LOG_ERR, NULL,
			    "%s: DriverEntry did not register a display-only driver", info->name);
		status = STATUS_INVALID_DEVICE_STATE;
	}
	if (!NT_SUCCESS(status)) {
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: DriverEntry failed with %#x",
			    info->name, status);
		if (info->destroy)
			info->destroy();
		dxgk_nt_driver_remove(info);
		dxgk_os_free(d);
		return status;
	}
	dxgk_driver_list(d);
	*driver = d;
	return STATUS_SUCCESS;
}

/* A DWORD that the INF puts below the hardware key of @install, or @fallback. */
static dxgk_u32 dxgk_driver_hardware_dword(const struct dxgk_driver_info *info, int install,
					   const char *subkey, const char *name,
					   dxgk_u32 fallback)
{
	dxgk_u32 i;

	for (i = 0; i < info->registry_count; i++) {
		const struct dxgk_reg_default *d = &info->registry[i];

		if (d->root == DXGK_REG_DEVICE &&
		    (d->install == DXGK_REG_ALL_DEVICES || d->install == install) &&
		    d->type == REG_DWORD && d->size == sizeof(fallback) && d->name &&
		    dxgk_driver_same_name(d->subkey, subkey) &&
		    dxgk_driver_same_name(d->name, name))
			/* No break: a later line wins. */
			__builtin_memcpy(&fallback, d->data, sizeof(fallback));
	}
	return fallback;
}

dxgk_u32 dxgk_driver_message_limit(const struct dxgk_driver *driver, int install)
{
	static const char key[] = "Interrupt Management\\MessageSignaledInterruptProperties";
	dxgk_u32 limit;

	if (dxgk_driver_hardware_dword(driver->info, install, key, "MSISupported", 0) != 1)
		return 0;
	limit = dxgk_driver_hardware_dword(driver->info, install, key, "MessageNumberLimit",
					   DXGK_MESSAGES_ALL);
	return limit && limit < DXGK_MESSAGES_ALL ? limit : DXGK_MESSAGES_ALL;
}

void dxgk_driver_unload(struct dxgk_driver *driver)
{
	dxgk_driver_unlist(driver);
	if (driver->ddi.DxgkDdiUnload)
		driver->ddi.DxgkDdiUnload();
	if (driver->info->destroy)
		driver->info->destroy();
	dxgk_memory_end(NULL, dxgk_nt_driver_owner(driver->info));
	dxgk_nt_driver_remove(driver->info);
	dxgk_os_free(driver);
}

/* An entry that every display-only driver has; see KMDDOD_INITIALIZATION_DATA. */
static const struct {
	ULONG offset;
	const char *name;
} dxgk_required[] = {
#define DXGK_REQUIRED(m) { __builtin_offsetof(KMDDOD_INITIALIZATION_DATA, m), #m }
	DXGK_REQUIRED(DxgkDdiAddDevice),
	DXGK_REQUIRED(DxgkDdiStartDevice),
	DXGK_REQUIRED(DxgkDdiStopDevice),
	DXGK_REQUIRED(DxgkDdiRemoveDevice),
	DXGK_REQUIRED(DxgkDdiQueryChildRelations),
	DXGK_REQUIRED(DxgkDdiQueryChildStatus),
	DXGK_REQUIRED(DxgkDdiSetPowerState),
	DXGK_REQUIRED(DxgkDdiQueryAdapterInfo),
	DXGK_REQUIRED(DxgkDdiIsSupportedVidPn),
	DXGK_REQUIRED(DxgkDdiEnumVidPnCofuncModality),
	DXGK_REQUIRED(DxgkDdiSetVidPnSourceVisibility),
	DXGK_REQUIRED(DxgkDdiCommitVidPn),
	DXGK_REQUIRED(DxgkDdiPresentDisplayOnly),
#undef DXGK_REQUIRED
};

static NTSTATUS dxgk_driver_check(const struct dxgk_driver *d,
				  const KMDDOD_INITIALIZATION_DATA *ddi)
{
	ULONG i;

	for (i = 0; i < DXGK_ARRAY_SIZE(dxgk_required); i++) {
		if (*(void *const *)((const char *)ddi + dxgk_required[i].offset))
			continue;
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: registers no %s",
			    d->info->name, dxgk_required[i].name);
		return STATUS_INVALID_PARAMETER;
	}
	if (!ddi->DxgkDdiControlInterrupt != !ddi->DxgkDdiGetScanLine) {
		dxgk_os_log(DXGK_LOG_ERR, NULL,
			    "%s: registers one of DxgkDdiControlInterrupt and DxgkDdiGetScanLine",
			    d->info->name);
		return STATUS_INVALID_PARAMETER;
	}
	if (ddi->DxgkDdiControlInterrupt &&
	    (!ddi->DxgkDdiInterruptRoutine || !ddi->DxgkDdiDpcRoutine)) {
		dxgk_os_log(DXGK_LOG_ERR, NULL,
			    "%s: registers DxgkDdiControlInterrupt without interrupt and DPC routine",
			    d->info->name);
		return STATUS_INVALID_PARAMETER;
	}
	return STATUS_SUCCESS;
}

/**
 * DxgkInitializeDisplayOnlyDriver() - register a display-only miniport
 * @DriverObject: as DriverEntry got it
 * @RegistryPath: as DriverEntry got it
 * @KmdDodInitializationData: the entry points; copied
 *
 * IRQL: PASSIVE_LEVEL, from DriverEntry.
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a NULL argument, a
 * foreign driver object, a missing entry that every display-only driver has,
 * or half of a pair of entries; STATUS_REVISION_MISMATCH for a Version before
 * Windows 8's; STATUS_INVALID_DEVICE_STATE when called twice.
 *
 * Follows "DxgkInitializeDisplayOnlyDriver function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkInitializeDisplayOnlyDriver(PDRIVER_OBJECT DriverObject,
					       PUNICODE_STRING RegistryPath,
					       PKMDDOD_INITIALIZATION_DATA KmdDodInitializationData)
{
	KMDDOD_INITIALIZATION_DATA ddi = { 0 };
	struct dxgk_driver *d;
	NTSTATUS status;

	if (!DriverObject || !RegistryPath || !KmdDodInitializationData)
		return STATUS_INVALID_PARAMETER;
	if (DriverObject->Type != IO_TYPE_DRIVER ||
	    DriverObject->Size != (CSHORT)sizeof(*DriverObject))
		return STATUS_INVALID_PARAMETER;

	d = DXGK_CONTAINER_OF(DriverObject, struct dxgk_driver, object);
	if (d->registered)
		return STATUS_INVALID_DEVICE_STATE;
	if (KmdDodInitializationData->Version < DXGKDDI_INTERFACE_VERSION_WIN8) {
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: DDI version %#x is older than Windows 8's",
			    d->info->name, KmdDodInitializationData->Version);
		return STATUS_REVISION_MISMATCH;
	}

	__builtin_memcpy(&ddi, KmdDodInitializationData,
			 KmdDodInitializationData->Version >= DXGKDDI_INTERFACE_VERSION_WDDM2_0 ?
			 sizeof(ddi) : DXGK_KMDDOD_SIZE_WIN8);
	status = dxgk_driver_check(d, &ddi);
	if (!NT_SUCCESS(status))
		return status;

	d->ddi = ddi;
	d->version = ddi.Version;
	d->registered = true;
	return STATUS_SUCCESS;
}
