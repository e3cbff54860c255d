// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_query.c - RtlQueryRegistryValues and its kin: registry values by path, over
 * the Zw functions.
 */
#include "nt.h"
#include "verifier.h"

#define DXGK_TAG_QUERY 0x76725152u	/* "RQrv" */

static const char * const dxgk_registry_roots[] = {
	[RTL_REGISTRY_ABSOLUTE] = "",
	[RTL_REGISTRY_SERVICES] = "\\Registry\\Machine\\System\\CurrentControlSet\\Services\\",
	[RTL_REGISTRY_CONTROL] = "\\Registry\\Machine\\System\\CurrentControlSet\\Control\\",
	[RTL_REGISTRY_WINDOWS_NT] =
		"\\Registry\\Machine\\Software\\Microsoft\\Windows NT\\CurrentVersion\\",
	[RTL_REGISTRY_DEVICEMAP] = "\\Registry\\Machine\\Hardware\\DeviceMap\\",
	[RTL_REGISTRY_USER] = "\\Registry\\User\\.Default\\",
};

/* A key by its path relative to a root or to an open key. */
static NTSTATUS dxgk_query_open(HANDLE parent, const char *root, const WCHAR *path, bool create,
				HANDLE *key)
{
	SIZE_T a = dxgk_strlen(root), b = path ? dxgk_wcslen(path) : 0, i;
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING name;
	NTSTATUS status;

	if ((a + b) * sizeof(WCHAR) > 0xfffe)
		return STATUS_OBJECT_NAME_INVALID;
	name.Buffer = dxgk_os_alloc((a + b + 1) * sizeof(WCHAR), 0);
	if (!name.Buffer)
		return STATUS_INSUFFICIENT_RESOURCES;
	for (i = 0; i < a; i++)
		name.Buffer[i] = (UCHAR)root[i];
	for (i = 0; i < b; i++)
		name.Buffer[a + i] = path[i];
	/* A root without a path is that root's key. */
	if (!b && a && root[a - 1] == '\\')
		a--;
	name.Length = (USHORT)((a + b) * sizeof(WCHAR));
	name.MaximumLength = name.Length;
	InitializeObjectAttributes(&oa, &name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, parent,
				   NULL);
	status = create ? ZwCreateKey(key, KEY_ALL_ACCESS, &oa, 0, NULL, 0, NULL) :
			  ZwOpenKey(key, KEY_ALL_ACCESS, &oa);
	dxgk_os_free(name.Buffer);
	return status;
}

static NTSTATUS dxgk_query_key(ULONG relative, const WCHAR *path, bool create, HANDLE *key)
{
	ULONG root = relative & ~(RTL_REGISTRY_HANDLE | RTL_REGISTRY_OPTIONAL);

	*key = NULL;
	if (relative & RTL_REGISTRY_HANDLE) {
		*key = (HANDLE)path;
		return STATUS_SUCCESS;
	}
	if (root >= RTL_REGISTRY_MAXIMUM)
		return STATUS_INVALID_PARAMETER;
	return dxgk_query_open(NULL, dxgk_registry_roots[root], path, create, key);
}

static void dxgk_query_done(ULONG relative, HANDLE key)
{
	if (!(relative & RTL_REGISTRY_HANDLE) && key)
		ZwClose(key);
}

/* ------------------------------------------------------------ answers to a table's entry */

struct dxgk_query {
	PRTL_QUERY_REGISTRY_TABLE entry;
	PVOID context;
	dxgk_u16 owner;			/* whose the strings are that are allocated */
};

/* A value. */
struct dxgk_query_value {
	PWSTR name;			/* terminated */
	ULONG type, size;
	PVOID data;
};

static bool dxgk_query_is_text(ULONG type)
{
	return type == REG_SZ || type == REG_EXPAND_SZ || type == REG_MULTI_SZ;
}

static NTSTATUS dxgk_query_direct_text(const struct dxgk_query *q,
				       const struct dxgk_query_value *v)
{
	PUNICODE_STRING s = q->entry->EntryContext;
	const WCHAR *text = v->data;
	ULONG bytes = v->size & ~1u;

	/* What is stored need not be terminated; what is given is. */
	while (bytes && v->type != REG_MULTI_SZ && !text[bytes / sizeof(WCHAR) - 1])
		bytes -= sizeof(WCHAR);
	if (bytes + sizeof(WCHAR) > 0xfffe)
		return STATUS_BUFFER_TOO_SMALL;
	if (!s->Buffer) {
		s->Buffer = dxgk_pool_alloc(bytes + sizeof(WCHAR), DXGK_TAG_QUERY, q->owner, true);
		if (!s->Buffer)
			return STATUS_NO_MEMORY;
		s->MaximumLength = (USHORT)(bytes + sizeof(WCHAR));
	} else if (bytes + sizeof(WCHAR) > s->MaximumLength) {
		return STATUS_BUFFER_TOO_SMALL;
	}
	RtlCopyMemory(s->Buffer, text, bytes);
	s->Buffer[bytes / sizeof(WCHAR)] = 0;
	s->Length = (USHORT)bytes;
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_query_direct(const struct dxgk_query *q, const struct dxgk_query_value *v)
{
	PULONG to = q->entry->EntryContext;
	LONG room;

	if (dxgk_query_is_text(v->type))
		return q->entry->Flags & RTL_QUERY_REGISTRY_NOSTRING ?
		       STATUS_OBJECT_TYPE_MISMATCH : dxgk_query_direct_text(q, v);
	if (v->size <= sizeof(ULONG)) {
		RtlCopyMemory(to, v->data, v->size);
		return STATUS_SUCCESS;
	}
	room = *(LONG *)to;
	if (room < 0) {
		if (v->size > 0u - (ULONG)room)
			return STATUS_BUFFER_TOO_SMALL;
		RtlCopyMemory(to, v->data, v->size);
		return STATUS_SUCCESS;
	}
	if ((ULONG)room < 2 * sizeof(ULONG) || v->size > (ULONG)room - 2 * sizeof(ULONG))
		return STATUS_BUFFER_TOO_SMALL;
	to[0] = v->size;
	to[1] = v->type;
	RtlCopyMemory(to + 2, v->data, v->size);
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_query_call(const struct dxgk_query *q, PWSTR name, ULONG type, PVOID data,
				ULONG size)
{
	NTSTATUS status = q->entry->QueryRoutine(name, type, data, size, q->context,
						 q->entry->EntryContext);

	return status == STATUS_BUFFER_TOO_SMALL ? STATUS_SUCCESS : status;
}

/* Each string of a REG_MULTI_SZ on its own. */
static NTSTATUS dxgk_query_strings(const struct dxgk_query *q, const struct dxgk_query_value *v)
{
	PWSTR text = v->data, end = text + v->size / sizeof(WCHAR), p;
	NTSTATUS status = STATUS_SUCCESS;

	while (NT_SUCCESS(status) && text < end && *text) {
		for (p = text; p < end && *p; p++)
			;
		if (p == end)
			break;
		status = dxgk_query_call(q, v->name, REG_SZ, text,
					 (ULONG)((p + 1 - text) * sizeof(WCHAR)));
		text = p + 1;
	}
	return status;
}

static NTSTATUS dxgk_query_give(const struct dxgk_query *q, const struct dxgk_query_value *v,
				bool stored)
{
	ULONG flags = q->entry->Flags, type = v->type;

	if (flags & RTL_QUERY_REGISTRY_DIRECT) {
		if (stored && flags & RTL_QUERY_REGISTRY_TYPECHECK &&
		    q->entry->DefaultType >> RTL_QUERY_REGISTRY_TYPECHECK_SHIFT != type)
			return STATUS_OBJECT_TYPE_MISMATCH;
		return dxgk_query_direct(q, v);
	}
	if (type == REG_MULTI_SZ && !(flags & RTL_QUERY_REGISTRY_NOEXPAND))
		return dxgk_query_strings(q, v);
	/* There are no environment variables, so nothing in a text is one. */
	if (type == REG_EXPAND_SZ && !(flags & RTL_QUERY_REGISTRY_NOEXPAND))
		type = REG_SZ;
	return dxgk_query_call(q, v->name, type, v->data, v->size);
}

/* Bytes of a default text whose length is left to be found out. */
static ULONG dxgk_query_text_size(ULONG type, const WCHAR *text)
{
	SIZE_T n = dxgk_wcslen(text) + 1;

	if (type == REG_MULTI_SZ) {
		/* A list ends with an empty string. */
		n = 0;
		while (text[n])
			n += dxgk_wcslen(text + n) + 1;
		n++;
	}
	return (ULONG)(n * sizeof(WCHAR));
}

static NTSTATUS dxgk_query_default(const struct dxgk_query *q)
{
	PRTL_QUERY_REGISTRY_TABLE e = q->entry;
	struct dxgk_query_value v = { e->Name, e->DefaultType & 0xff, e->DefaultLength,
				      e->DefaultData };

	if (e->Flags & RTL_QUERY_REGISTRY_REQUIRED)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	if (v.type == REG_NONE || !v.data)
		return STATUS_SUCCESS;
	if (!v.size && dxgk_query_is_text(v.type))
		v.size = dxgk_query_text_size(v.type, v.data);
	return dxgk_query_give(q, &v, false);
}

/* What the registry says, in memory that dxgk_os_free() frees. */
static NTSTATUS dxgk_query_read(HANDLE key, PUNICODE_STRING name, ULONG index,
				PKEY_VALUE_FULL_INFORMATION *info)
{
	ULONG size = 256;
	NTSTATUS status;

	for (;;) {
		/* Two characters more: texts are terminated whatever is stored. */
		*info = dxgk_os_alloc(size + 2 * sizeof(WCHAR), DXGK_OS_ALLOC_ZERO);
		if (!*info)
			return STATUS_INSUFFICIENT_RESOURCES;
		status = name ? ZwQueryValueKey(key, name, KeyValueFullInformation, *info, size,
						&size) :
				ZwEnumerateValueKey(key, index, KeyValueFullInformation, *info,
						    size, &size);
		if (NT_SUCCESS(status))
			return status;
		dxgk_os_free(*info);
		*info = NULL;
		if (status != STATUS_BUFFER_OVERFLOW && status != STATUS_BUFFER_TOO_SMALL)
			return status;
	}
}

static NTSTATUS dxgk_query_give_stored(const struct dxgk_query *q, PWSTR name,
				       PKEY_VALUE_FULL_INFORMATION info)
{
	struct dxgk_query_value v = {
		.name = name,
		.type = info->Type,
		.size = info->DataLength,
		.data = (PUCHAR)info + info->DataOffset,
	};

	return dxgk_query_give(q, &v, true);
}

static NTSTATUS dxgk_query_named(const struct dxgk_query *q, HANDLE key)
{
	PKEY_VALUE_FULL_INFORMATION info;
	UNICODE_STRING name;
	NTSTATUS status;

	RtlInitUnicodeString(&name, q->entry->Name);
	status = dxgk_query_read(key, &name, 0, &info);
	if (status == STATUS_OBJECT_NAME_NOT_FOUND)
		return dxgk_query_default(q);
	if (!NT_SUCCESS(status))
		return status;
	status = dxgk_query_give_stored(q, q->entry->Name, info);
	dxgk_os_free(info);
	if (NT_SUCCESS(status) && q->entry->Flags & RTL_QUERY_REGISTRY_DELETE)
		ZwDeleteValueKey(key, &name);
	return status;
}

static NTSTATUS dxgk_query_all(const struct dxgk_query *q, HANDLE key)
{
	PKEY_VALUE_FULL_INFORMATION info;
	UNICODE_STRING name;
	NTSTATUS status;
	ULONG index = 0;

	for (;;) {
		status = dxgk_query_read(key, NULL, index, &info);
		if (status == STATUS_NO_MORE_ENTRIES)
			return !index && q->entry->Flags & RTL_QUERY_REGISTRY_REQUIRED ?
			       STATUS_OBJECT_NAME_NOT_FOUND : STATUS_SUCCESS;
		if (!NT_SUCCESS(status))
			return status;
		name.Length = (USHORT)info->NameLength;
		name.MaximumLength = (USHORT)(info->NameLength + sizeof(WCHAR));
		name.Buffer = dxgk_os_alloc(name.MaximumLength, DXGK_OS_ALLOC_ZERO);
		if (name.Buffer) {
			RtlCopyMemory(name.Buffer, info->Name, info->NameLength);
			status = dxgk_query_give_stored(q, name.Buffer, info);
			if (NT_SUCCESS(status) && q->entry->Flags & RTL_QUERY_REGISTRY_DELETE)
				ZwDeleteValueKey(key, &name);
			else
				index++;
		} else {
			status = STATUS_INSUFFICIENT_RESOURCES;
		}
		dxgk_os_free(name.Buffer);
		dxgk_os_free(info);
		if (!NT_SUCCESS(status))
			return status;
	}
}

/* One entry of the table; @key is what it is about, @top the path's. */
static NTSTATUS dxgk_query_entry(const struct dxgk_query *q, HANDLE top, HANDLE *key)
{
	PRTL_QUERY_REGISTRY_TABLE e = q->entry;
	NTSTATUS status;

	if (e->Flags & RTL_QUERY_REGISTRY_DIRECT &&
	    (!e->Name || e->Flags & RTL_QUERY_REGISTRY_SUBKEY || e->QueryRoutine))
		return STATUS_INVALID_PARAMETER;
	if (e->Flags & (RTL_QUERY_REGISTRY_TOPKEY | RTL_QUERY_REGISTRY_SUBKEY) && *key != top) {
		ZwClose(*key);
		*key = top;
	}
	if (e->Flags & RTL_QUERY_REGISTRY_SUBKEY) {
		if (!e->Name)
			return STATUS_INVALID_PARAMETER;
		status = dxgk_query_open(top, "", e->Name, false, key);
		if (!NT_SUCCESS(status)) {
			*key = top;
			return status;
		}
		return e->QueryRoutine ? dxgk_query_all(q, *key) : STATUS_SUCCESS;
	}
	if (e->Flags & RTL_QUERY_REGISTRY_DIRECT)
		return dxgk_query_named(q, *key);
	if (!e->QueryRoutine)
		return e->Flags & RTL_QUERY_REGISTRY_TOPKEY ? STATUS_SUCCESS :
							      STATUS_INVALID_PARAMETER;
	if (e->Name)
		return dxgk_query_named(q, *key);
	if (e->Flags & RTL_QUERY_REGISTRY_NOVALUE)
		return dxgk_query_call(q, NULL, REG_NONE, NULL, 0);
	return dxgk_query_all(q, *key);
}

/**
 * RtlQueryRegistryValues() - query several values with one table
 * @RelativeTo: RTL_REGISTRY_*
 * @Path: relative to that; or a handle
 * @QueryTable: what is wanted; ends with an entry without routine and name
 * @Context: for the routines
 * @Environment: ignored: texts are not expanded
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND for the path, or a value
 * that is required; STATUS_INVALID_PARAMETER for an entry that is wrong;
 * STATUS_OBJECT_TYPE_MISMATCH, STATUS_BUFFER_TOO_SMALL with
 * RTL_QUERY_REGISTRY_DIRECT; what a routine failed with.
 *
 * Follows "RtlQueryRegistryValues function (wdm.h)".
 */
NTSTATUS NTAPI RtlQueryRegistryValues(ULONG RelativeTo, PCWSTR Path,
				      PRTL_QUERY_REGISTRY_TABLE QueryTable, PVOID Context,
				      PVOID Environment)
{
	struct dxgk_query q = { QueryTable, Context, dxgk_nt_owner(DXGK_NT_CALLER()) };
	HANDLE top, key;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_query_key(RelativeTo, Path, false, &top);
	if (!NT_SUCCESS(status))
		return status;
	key = top;
	for (; NT_SUCCESS(status) && (q.entry->QueryRoutine || q.entry->Name ||
				      q.entry->Flags & RTL_QUERY_REGISTRY_TOPKEY); q.entry++)
		status = dxgk_query_entry(&q, top, &key);
	if (key != top)
		ZwClose(key);
	dxgk_query_done(RelativeTo, top);
	return status;
}

/* --------------------------------------------------------------------- one value, one key */

/* The key is made if it is not there, as Windows does. */
NTSTATUS NTAPI RtlWriteRegistryValue(ULONG RelativeTo, PCWSTR Path, PCWSTR ValueName,
				     ULONG ValueType, PVOID ValueData, ULONG ValueLength)
{
	UNICODE_STRING name;
	NTSTATUS status;
	HANDLE key;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_query_key(RelativeTo, Path, true, &key);
	if (!NT_SUCCESS(status))
		return status;
	RtlInitUnicodeString(&name, ValueName);
	status = ZwSetValueKey(key, &name, 0, ValueType, ValueData, ValueLength);
	dxgk_query_done(RelativeTo, key);
	return status;
}

NTSTATUS NTAPI RtlDeleteRegistryValue(ULONG RelativeTo, PCWSTR Path, PCWSTR ValueName)
{
	UNICODE_STRING name;
	NTSTATUS status;
	HANDLE key;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_query_key(RelativeTo, Path, false, &key);
	if (!NT_SUCCESS(status))
		return status;
	RtlInitUnicodeString(&name, ValueName);
	status = ZwDeleteValueKey(key, &name);
	dxgk_query_done(RelativeTo, key);
	return status;
}

NTSTATUS NTAPI RtlCreateRegistryKey(ULONG RelativeTo, PWSTR Path)
{
	NTSTATUS status;
	HANDLE key;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_query_key(RelativeTo, Path, true, &key);
	if (NT_SUCCESS(status))
		dxgk_query_done(RelativeTo, key);
	return status;
}

/* STATUS_SUCCESS if it is there. */
NTSTATUS NTAPI RtlCheckRegistryKey(ULONG RelativeTo, PWSTR Path)
{
	NTSTATUS status;
	HANDLE key;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_query_key(RelativeTo, Path, false, &key);
	if (NT_SUCCESS(status))
		dxgk_query_done(RelativeTo, key);
	return status;
}
