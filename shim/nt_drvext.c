// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_drvext.c - what belongs to a driver object: extensions, its registry key, and
 * its entries in the error log.
 */
#include "nt_ke.h"
#include "nt_reg.h"
#include "verifier.h"

#define DXGK_TAG_EXTENSION 0x7845764cu	/* "LvEx" */

struct dxgk_drvext {
	struct dxgk_drvext *next;	/* under dxgk_drvexts.lock */
	PDRIVER_OBJECT driver;
	PVOID id;
	dxgk_u16 owner;
	UCHAR data[] DECLSPEC_ALIGN(16);
};

static struct {
	struct dxgk_os_spinlock lock;
	struct dxgk_drvext *first;
} dxgk_drvexts;

void dxgk_drvext_init(void)
{
	dxgk_os_spin_init(&dxgk_drvexts.lock);
	dxgk_drvexts.first = NULL;
}

/* Under the lock. */
static struct dxgk_drvext *dxgk_drvext_find(PDRIVER_OBJECT driver, PVOID id)
{
	struct dxgk_drvext *e;

	for (e = dxgk_drvexts.first; e; e = e->next)
		if (e->driver == driver && e->id == id)
			break;
	return e;
}

/**
 * IoAllocateDriverObjectExtension() - memory that lives as long as the driver
 * @DriverObject: the driver
 * @ClientIdentificationAddress: what tells it from others
 * @DriverObjectExtensionSize: bytes, which are zeroed
 * @DriverObjectExtension: the memory
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_COLLISION for an identification in use;
 * STATUS_INSUFFICIENT_RESOURCES.
 *
 * Follows "IoAllocateDriverObjectExtension function (wdm.h)".
 */
NTSTATUS NTAPI IoAllocateDriverObjectExtension(PDRIVER_OBJECT DriverObject,
					       PVOID ClientIdentificationAddress,
					       ULONG DriverObjectExtensionSize,
					       PVOID *DriverObjectExtension)
{
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_drvext *e;
	unsigned long state;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	*DriverObjectExtension = NULL;
	e = dxgk_pool_alloc(sizeof(*e) + DriverObjectExtensionSize, DXGK_TAG_EXTENSION, 0, true);
	if (!e)
		return STATUS_INSUFFICIENT_RESOURCES;
	e->driver = DriverObject;
	e->id = ClientIdentificationAddress;
	e->owner = dxgk_nt_owner(DXGK_NT_CALLER());
	state = dxgk_os_spin_lock(&dxgk_drvexts.lock);
	if (dxgk_drvext_find(DriverObject, ClientIdentificationAddress)) {
		status = STATUS_OBJECT_NAME_COLLISION;
	} else {
		e->next = dxgk_drvexts.first;
		dxgk_drvexts.first = e;
	}
	dxgk_os_spin_unlock(&dxgk_drvexts.lock, state);
	if (NT_SUCCESS(status))
		*DriverObjectExtension = e->data;
	else
		dxgk_pool_free(e, DXGK_TAG_EXTENSION, NULL);
	return status;
}

PVOID NTAPI IoGetDriverObjectExtension(PDRIVER_OBJECT DriverObject,
				       PVOID ClientIdentificationAddress)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_drvexts.lock);
	struct dxgk_drvext *e = dxgk_drvext_find(DriverObject, ClientIdentificationAddress);

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_os_spin_unlock(&dxgk_drvexts.lock, state);
	return e ? e->data : NULL;
}

void dxgk_drvext_owner_gone(dxgk_u16 owner)
{
	struct dxgk_drvext **link, *e, *dead = NULL;
	unsigned long state;

	state = dxgk_os_spin_lock(&dxgk_drvexts.lock);
	for (link = &dxgk_drvexts.first; (e = *link);) {
		if (e->owner != owner) {
			link = &e->next;
			continue;
		}
		*link = e->next;
		e->next = dead;
		dead = e;
	}
	dxgk_os_spin_unlock(&dxgk_drvexts.lock, state);
	while ((e = dead)) {
		dead = e->next;
		dxgk_pool_free(e, DXGK_TAG_EXTENSION, NULL);
	}
}

/**
 * IoOpenDriverRegistryKey() - a key of the driver's own
 * @DriverObject: the driver
 * @RegKeyType: DriverRegKeyParameters, or where state persists, which here is
 *	below it
 * @DesiredAccess: KEY_*
 * @Flags: 0
 * @DriverRegKey: the handle; the key is made if it does not exist
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER.
 *
 * Follows "IoOpenDriverRegistryKey function (wdm.h)".
 */
NTSTATUS NTAPI IoOpenDriverRegistryKey(PDRIVER_OBJECT DriverObject, DRIVER_REGKEY_TYPE RegKeyType,
				       ACCESS_MASK DesiredAccess, ULONG Flags,
				       PHANDLE DriverRegKey)
{
	static const char services[] =
		"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\";
	static const char * const below[] = {
		"\\Parameters", "\\Parameters\\State", "\\Parameters\\SharedState",
	};
	PUNICODE_STRING service = &DriverObject->DriverExtension->ServiceKeyName;
	const char *tail, *p;
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING name;
	NTSTATUS status;
	ULONG n = 0;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (Flags || (ULONG)RegKeyType >= DXGK_ARRAY_SIZE(below))
		return STATUS_INVALID_PARAMETER;
	tail = below[RegKeyType];
	name.MaximumLength = (USHORT)((sizeof(services) + dxgk_strlen(tail)) * sizeof(WCHAR) +
				      service->Length);
	name.Buffer = dxgk_os_alloc(name.MaximumLength, 0);
	if (!name.Buffer)
		return STATUS_INSUFFICIENT_RESOURCES;
	for (p = services; *p; p++)
		name.Buffer[n++] = (UCHAR)*p;
	RtlCopyMemory(name.Buffer + n, service->Buffer, service->Length);
	n += service->Length / sizeof(WCHAR);
	for (p = tail; *p; p++)
		name.Buffer[n++] = (UCHAR)*p;
	name.Length = (USHORT)(n * sizeof(WCHAR));
	InitializeObjectAttributes(&oa, &name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE,
				   NULL, NULL);
	status = ZwCreateKey(DriverRegKey, DesiredAccess, &oa, 0, NULL, 0, NULL);
	dxgk_os_free(name.Buffer);
	return status;
}

/* ------------------------------------------------------------------------- error log */

#define DXGK_TAG_ERROR 0x72457245u	/* "ErEr" */

/* IO_ERROR_LOG_PACKET with dump data and strings, up to ERROR_LOG_MAXIMUM_SIZE. */
PVOID NTAPI IoAllocateErrorLogEntry(PVOID IoObject, UCHAR EntrySize)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (EntrySize < sizeof(IO_ERROR_LOG_PACKET) || EntrySize > ERROR_LOG_MAXIMUM_SIZE)
		return NULL;
	return dxgk_pool_alloc(EntrySize, DXGK_TAG_ERROR, dxgk_nt_owner(DXGK_NT_CALLER()), true);
}

VOID NTAPI IoFreeErrorLogEntry(PVOID ElEntry)
{
	dxgk_pool_free(ElEntry, DXGK_TAG_ERROR, DXGK_NT_CALLER());
}

/* The system event log is the kernel's log. */
VOID NTAPI IoWriteErrorLogEntry(PVOID ElEntry)
{
	PIO_ERROR_LOG_PACKET p = ElEntry;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_os_log(DXGK_LOG_ERR, NULL,
		    "%s: error log: %#x, unique value %#x, final status %#x, function %#x",
		    dxgk_nt_owner_name(dxgk_nt_owner(DXGK_NT_CALLER())), p->ErrorCode,
		    p->UniqueErrorValue, p->FinalStatus, p->MajorFunctionCode);
	dxgk_pool_free(p, DXGK_TAG_ERROR, DXGK_NT_CALLER());
}
