// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_devclass.c - device interfaces: a device as an instance of a class that others
 * look for.  Drivers of Windows find it; Linux programs have the DRM node.
 */
#include "nt_device.h"
#include "nt_io.h"
#include "nt_ke.h"
#include "verifier.h"

#define DXGK_TAG_CLASS 0x43766544u	/* "DevC" */
#define DXGK_NONACTIVE 1		/* DEVICE_INTERFACE_INCLUDE_NONACTIVE */
#define DXGK_CLASS_LINK 320		/* characters of a link, at most */

struct dxgk_devclass {
	struct dxgk_devclass *next;	/* under dxgk_devclasses.lock, as the rest */
	GUID class;
	PDEVICE_OBJECT pdo;
	dxgk_u16 owner;
	bool enabled;
	UNICODE_STRING link;		/* of @text */
	WCHAR text[DXGK_CLASS_LINK];
};

static struct {
	struct dxgk_os_mutex lock;
	struct dxgk_devclass *first;
} dxgk_devclasses;

void dxgk_devclass_init(void)
{
	dxgk_os_mutex_init(&dxgk_devclasses.lock);
	dxgk_devclasses.first = NULL;
}

void dxgk_devclass_exit(void)
{
	dxgk_os_mutex_fini(&dxgk_devclasses.lock);
}

static void dxgk_link_add(struct dxgk_devclass *c, const WCHAR *text, SIZE_T n, bool flat)
{
	SIZE_T at = c->link.Length / sizeof(WCHAR), i;

	for (i = 0; i < n && at + 1 < DXGK_CLASS_LINK; i++, at++)
		c->text[at] = flat && text[i] == '\\' ? '#' : text[i];
	c->text[at] = 0;
	c->link.Length = (USHORT)(at * sizeof(WCHAR));
}

/* \??\PCI#VEN_...#instance#{class}\reference */
static NTSTATUS dxgk_link_make(struct dxgk_devclass *c, struct dxgk_adapter *adapter,
			       PCUNICODE_STRING reference)
{
	static const WCHAR start[] = { '\\', '?', '?', '\\' }, part[] = { '#', '\\' };
	const WCHAR *id = adapter->pdo.keys.hardware, *p;
	UNICODE_STRING guid;
	ULONG parts = 0;
	NTSTATUS status;

	status = RtlStringFromGUID(&c->class, &guid);
	if (!NT_SUCCESS(status))
		return status;
	c->link.Buffer = c->text;
	c->link.MaximumLength = sizeof(c->text);
	/* The device's identification: the last three names of its key. */
	for (p = id + dxgk_wcslen(id); p > id; p--)
		if (p[-1] == '\\' && ++parts == 3)
			break;
	dxgk_link_add(c, start, 4, false);
	dxgk_link_add(c, p, dxgk_wcslen(p), true);
	dxgk_link_add(c, part, 1, false);
	dxgk_link_add(c, guid.Buffer, guid.Length / sizeof(WCHAR), false);
	RtlFreeUnicodeString(&guid);
	if (reference && reference->Length) {
		dxgk_link_add(c, part + 1, 1, false);
		dxgk_link_add(c, reference->Buffer, reference->Length / sizeof(WCHAR), false);
	}
	return STATUS_SUCCESS;
}

/* Under the lock. */
static struct dxgk_devclass *dxgk_devclass_find(PCUNICODE_STRING link)
{
	struct dxgk_devclass *c;

	for (c = dxgk_devclasses.first; c; c = c->next)
		if (RtlEqualUnicodeString(&c->link, link, TRUE))
			break;
	return c;
}

/* A copy that the driver frees. */
static NTSTATUS dxgk_link_copy(const UNICODE_STRING *link, PUNICODE_STRING copy, dxgk_u16 owner)
{
	copy->Buffer = dxgk_pool_alloc(link->Length + sizeof(WCHAR), DXGK_TAG_CLASS, owner, true);
	if (!copy->Buffer)
		return STATUS_INSUFFICIENT_RESOURCES;
	copy->Length = link->Length;
	copy->MaximumLength = (USHORT)(link->Length + sizeof(WCHAR));
	RtlCopyMemory(copy->Buffer, link->Buffer, link->Length);
	return STATUS_SUCCESS;
}

/**
 * IoRegisterDeviceInterface() - make a device an instance of a class
 * @PhysicalDeviceObject: its PDO
 * @InterfaceClassGuid: the class
 * @ReferenceString: NULL, or what tells several instances apart; no backslashes
 * @SymbolicLinkName: the instance's name; RtlFreeUnicodeString() frees it
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_EXISTS if it was one, with its name;
 * STATUS_INVALID_DEVICE_REQUEST for what is no PDO, or the reference string.
 *
 * Follows "IoRegisterDeviceInterface function (wdm.h)".
 */
NTSTATUS NTAPI IoRegisterDeviceInterface(PDEVICE_OBJECT PhysicalDeviceObject,
					 const GUID *InterfaceClassGuid,
					 PUNICODE_STRING ReferenceString,
					 PUNICODE_STRING SymbolicLinkName)
{
	struct dxgk_adapter *adapter = dxgk_nt_device(PhysicalDeviceObject);
	dxgk_u16 owner = dxgk_nt_owner(DXGK_NT_CALLER());
	struct dxgk_devclass *c, *old;
	NTSTATUS status;
	ULONG i;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (!adapter)
		return STATUS_INVALID_DEVICE_REQUEST;
	for (i = 0; ReferenceString && i < ReferenceString->Length / sizeof(WCHAR); i++)
		if (ReferenceString->Buffer[i] == '\\' || ReferenceString->Buffer[i] == '/')
			return STATUS_INVALID_DEVICE_REQUEST;
	c = dxgk_os_alloc(sizeof(*c), DXGK_OS_ALLOC_ZERO);
	if (!c)
		return STATUS_INSUFFICIENT_RESOURCES;
	c->class = *InterfaceClassGuid;
	c->pdo = PhysicalDeviceObject;
	c->owner = owner;
	status = dxgk_link_make(c, adapter, ReferenceString);
	if (NT_SUCCESS(status))
		status = dxgk_link_copy(&c->link, SymbolicLinkName, owner);
	if (NT_SUCCESS(status)) {
		dxgk_os_mutex_lock(&dxgk_devclasses.lock);
		old = dxgk_devclass_find(&c->link);
		if (old) {
			status = STATUS_OBJECT_NAME_EXISTS;
		} else {
			c->next = dxgk_devclasses.first;
			dxgk_devclasses.first = c;
			c = NULL;
		}
		dxgk_os_mutex_unlock(&dxgk_devclasses.lock);
	}
	dxgk_os_free(c);
	return status;
}

/**
 * IoSetDeviceInterfaceState() - let others find an instance, or not
 * @SymbolicLinkName: its name
 * @Enable: TRUE: they may
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_EXISTS: it was enabled;
 * STATUS_OBJECT_NAME_NOT_FOUND: there is none, or it was not enabled.
 *
 * Follows "IoSetDeviceInterfaceState function (wdm.h)".
 */
NTSTATUS NTAPI IoSetDeviceInterfaceState(PUNICODE_STRING SymbolicLinkName, BOOLEAN Enable)
{
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_devclass *c;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	dxgk_os_mutex_lock(&dxgk_devclasses.lock);
	c = dxgk_devclass_find(SymbolicLinkName);
	if (!c || (!Enable && !c->enabled))
		status = STATUS_OBJECT_NAME_NOT_FOUND;
	else if (Enable && c->enabled)
		status = STATUS_OBJECT_NAME_EXISTS;
	else
		c->enabled = Enable;
	dxgk_os_mutex_unlock(&dxgk_devclasses.lock);
	return status;
}

/**
 * IoGetDeviceInterfaces() - the instances of a class
 * @InterfaceClassGuid: the class
 * @PhysicalDeviceObject: NULL, or the device whose instances are wanted
 * @Flags: 0: enabled ones; DEVICE_INTERFACE_INCLUDE_NONACTIVE: all
 * @SymbolicLinkList: their names, each terminated, and an empty one at the end;
 *	ExFreePool() frees it
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST for what is no PDO.
 *
 * Follows "IoGetDeviceInterfaces function (wdm.h)".
 */
NTSTATUS NTAPI IoGetDeviceInterfaces(const GUID *InterfaceClassGuid,
				     PDEVICE_OBJECT PhysicalDeviceObject, ULONG Flags,
				     PZZWSTR *SymbolicLinkList)
{
	dxgk_u16 owner = dxgk_nt_owner(DXGK_NT_CALLER());
	struct dxgk_devclass *c;
	SIZE_T size = sizeof(WCHAR);
	WCHAR *list = NULL, *p;
	ULONG pass;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (PhysicalDeviceObject && !dxgk_nt_device(PhysicalDeviceObject))
		return STATUS_INVALID_DEVICE_REQUEST;
	dxgk_os_mutex_lock(&dxgk_devclasses.lock);
	for (pass = 0; pass < 2; pass++) {
		p = list;
		for (c = dxgk_devclasses.first; c; c = c->next) {
			if (RtlCompareMemory(&c->class, InterfaceClassGuid, sizeof(GUID)) !=
			    sizeof(GUID) ||
			    (PhysicalDeviceObject && c->pdo != PhysicalDeviceObject) ||
			    (!c->enabled && !(Flags & DXGK_NONACTIVE)))
				continue;
			if (!pass) {
				size += c->link.Length + sizeof(WCHAR);
				continue;
			}
			RtlCopyMemory(p, c->link.Buffer, c->link.Length);
			p += c->link.Length / sizeof(WCHAR) + 1;
		}
		if (!pass)
			list = dxgk_pool_alloc(size, DXGK_TAG_CLASS, owner, true);
		if (!list)
			break;
	}
	dxgk_os_mutex_unlock(&dxgk_devclasses.lock);
	*SymbolicLinkList = list;
	return list ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

/**
 * IoOpenDeviceInterfaceRegistryKey() - a key that is an instance's own
 * @SymbolicLinkName: its name
 * @DesiredAccess: KEY_*
 * @DeviceInterfaceRegKey: the handle
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND.
 *
 * Follows "IoOpenDeviceInterfaceRegistryKey function (wdm.h)".
 */
NTSTATUS NTAPI IoOpenDeviceInterfaceRegistryKey(PUNICODE_STRING SymbolicLinkName,
						ACCESS_MASK DesiredAccess,
						PHANDLE DeviceInterfaceRegKey)
{
	static const char root[] =
		"\\Registry\\Machine\\System\\CurrentControlSet\\Control\\DeviceClasses\\#";
	static const char tail[] = "\\Device Parameters";
	SIZE_T size = sizeof(root) + sizeof(tail) + DXGK_CLASS_LINK, n = 0, i;
	struct dxgk_devclass *c;
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING name;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	name.Buffer = dxgk_os_alloc(size * sizeof(WCHAR), 0);
	if (!name.Buffer)
		return STATUS_INSUFFICIENT_RESOURCES;
	for (i = 0; root[i]; i++)
		name.Buffer[n++] = (UCHAR)root[i];
	dxgk_os_mutex_lock(&dxgk_devclasses.lock);
	c = dxgk_devclass_find(SymbolicLinkName);
	/* A key's name has no backslash: the link's first one goes, others are #. */
	for (i = 1; c && i < c->link.Length / sizeof(WCHAR); i++)
		name.Buffer[n++] = c->text[i] == '\\' ? '#' : c->text[i];
	dxgk_os_mutex_unlock(&dxgk_devclasses.lock);
	for (i = 0; tail[i]; i++)
		name.Buffer[n++] = (UCHAR)tail[i];
	name.MaximumLength = (USHORT)(size * sizeof(WCHAR));
	InitializeObjectAttributes(&oa, &name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE,
				   NULL, NULL);
	status = c ? STATUS_SUCCESS : STATUS_OBJECT_NAME_NOT_FOUND;
	/* The classes, the instance, what is the driver's: each is made if need be. */
	i = sizeof(root) - sizeof("\\DeviceClasses\\#") + 1;
	for (; NT_SUCCESS(status) && i <= n; i++) {
		if (i < n && name.Buffer[i] != '\\')
			continue;
		name.Length = (USHORT)(i * sizeof(WCHAR));
		status = ZwCreateKey(DeviceInterfaceRegKey, i < n ? KEY_READ : DesiredAccess, &oa,
				     0, NULL, 0, NULL);
		if (NT_SUCCESS(status) && i < n)
			ZwClose(*DeviceInterfaceRegKey);
	}
	dxgk_os_free(name.Buffer);
	return status;
}

/* Registrations persist on Windows; here they go with their driver. */
void dxgk_devclass_owner_gone(dxgk_u16 owner)
{
	struct dxgk_devclass **link, *c;

	dxgk_os_mutex_lock(&dxgk_devclasses.lock);
	for (link = &dxgk_devclasses.first; (c = *link);) {
		if (c->owner != owner) {
			link = &c->next;
			continue;
		}
		*link = c->next;
		dxgk_os_free(c);
	}
	dxgk_os_mutex_unlock(&dxgk_devclasses.lock);
}
