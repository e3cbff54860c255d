// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_zwkey.c - the registry's functions: ZwOpenKey, ZwSetValueKey, ...
 *
 * IRQL: PASSIVE_LEVEL, all of them.
 */
#include "nt_ob.h"
#include "nt_reg.h"
#include "verifier.h"

/* What a handle to a key is a handle to. */
struct dxgk_key_object {
	struct dxgk_object object;
	struct dxgk_reg_key *key;
};

static const GENERIC_MAPPING dxgk_key_mapping = {
	KEY_READ, KEY_WRITE, KEY_EXECUTE, KEY_ALL_ACCESS
};

static void dxgk_key_destroy(struct dxgk_object *object)
{
	struct dxgk_key_object *o = DXGK_CONTAINER_OF(object, struct dxgk_key_object, object);

	dxgk_reg_lock();
	dxgk_reg_put(o->key);
	dxgk_reg_unlock();
	dxgk_os_free(o);
}

/* Under the registry's lock. */
static NTSTATUS dxgk_key_handle(struct dxgk_reg_key *key, ACCESS_MASK access, dxgk_u16 owner,
				PHANDLE handle, struct dxgk_object **object)
{
	struct dxgk_key_object *o = dxgk_os_alloc(sizeof(*o), DXGK_OS_ALLOC_ZERO);

	*object = NULL;
	if (!o)
		return STATUS_INSUFFICIENT_RESOURCES;
	dxgk_reg_get(key);
	o->key = key;
	dxgk_object_init(&o->object, o, &dxgk_type_key, dxgk_key_destroy);
	/* The caller puts it once the lock is dropped: destroying takes that. */
	*object = &o->object;
	return dxgk_handle_create(&o->object, dxgk_access_map(access, &dxgk_key_mapping), owner,
				  handle);
}

NTSTATUS dxgk_reg_open_path(const WCHAR *path, ACCESS_MASK access, dxgk_u16 owner, PHANDLE handle)
{
	NTSTATUS status = STATUS_OBJECT_NAME_NOT_FOUND;
	struct dxgk_object *object = NULL;
	struct dxgk_reg_key *k;

	dxgk_reg_lock();
	path += DXGK_REG_SKIP;
	k = dxgk_reg_walk(dxgk_reg_root(), path, dxgk_wcslen(path), false, 0);
	if (k)
		status = dxgk_key_handle(k, access, owner, handle, &object);
	dxgk_reg_unlock();
	if (object)
		dxgk_object_put(object);
	return status;
}

/* The key behind a handle; STATUS_KEY_DELETED when it is gone.  Takes the lock. */
static NTSTATUS dxgk_key_enter(HANDLE handle, ACCESS_MASK access, struct dxgk_object **object,
			       struct dxgk_reg_key **key)
{
	NTSTATUS status = dxgk_handle_object(handle, &dxgk_type_key, access, object);

	if (!NT_SUCCESS(status))
		return status;
	dxgk_reg_lock();
	*key = DXGK_CONTAINER_OF(*object, struct dxgk_key_object, object)->key;
	if (!(*key)->deleted)
		return STATUS_SUCCESS;
	dxgk_reg_unlock();
	dxgk_object_put(*object);
	return STATUS_KEY_DELETED;
}

static void dxgk_key_leave(struct dxgk_object *object)
{
	dxgk_reg_unlock();
	dxgk_object_put(object);
}

/* -------------------------------------------------------------- opening, making */

static bool dxgk_path_begins(PCUNICODE_STRING path, const char *with, SIZE_T *len)
{
	SIZE_T n = dxgk_strlen(with), i;

	if (path->Length / sizeof(WCHAR) < n)
		return false;
	for (i = 0; i < n; i++)
		if (dxgk_upcase(path->Buffer[i]) != dxgk_upcase((UCHAR)with[i]))
			return false;
	*len = n;
	/* \RegistryFoo is something else. */
	return path->Length / sizeof(WCHAR) == n || path->Buffer[n] == '\\';
}

/*
 * Where an object name starts and what is left of it.  With the root directory
 * the reference to that handle is in @object.
 */
static NTSTATUS dxgk_key_start(POBJECT_ATTRIBUTES oa, struct dxgk_object **object,
			       struct dxgk_reg_key **start, const WCHAR **path, SIZE_T *len)
{
	static const UNICODE_STRING none;
	PCUNICODE_STRING name;
	SIZE_T skip = 0;
	NTSTATUS status;

	*object = NULL;
	if (!oa || oa->Length != sizeof(*oa))
		return STATUS_INVALID_PARAMETER;
	name = oa->ObjectName ? oa->ObjectName : &none;
	if (name->Length % sizeof(WCHAR))
		return STATUS_OBJECT_NAME_INVALID;
	if (oa->RootDirectory) {
		status = dxgk_handle_object(oa->RootDirectory, &dxgk_type_key, 0, object);
		if (!NT_SUCCESS(status))
			return status;
		*start = DXGK_CONTAINER_OF(*object, struct dxgk_key_object, object)->key;
		/* A relative name does not begin with a backslash. */
		if (name->Length && name->Buffer[0] == '\\') {
			dxgk_object_put(*object);
			*object = NULL;
			return STATUS_OBJECT_PATH_SYNTAX_BAD;
		}
	} else {
		if (!name->Length)
			return STATUS_OBJECT_PATH_SYNTAX_BAD;
		if (!dxgk_path_begins(name, "\\Registry", &skip))
			return name->Buffer[0] == '\\' ? STATUS_OBJECT_NAME_NOT_FOUND :
							 STATUS_OBJECT_PATH_SYNTAX_BAD;
		*start = dxgk_reg_root();
	}
	*path = name->Buffer + skip;
	*len = name->Length / sizeof(WCHAR) - skip;
	while (*len && (*path)[*len - 1] == '\\')
		(*len)--;
	while (*len && (*path)[0] == '\\') {
		(*path)++;
		(*len)--;
	}
	return STATUS_SUCCESS;
}

/* Under the lock: the key at the path, made if @create is set. */
static NTSTATUS dxgk_key_find(struct dxgk_reg_key *start, const WCHAR *path, SIZE_T len,
			      bool create, dxgk_u16 owner, struct dxgk_reg_key **key, bool *made)
{
	struct dxgk_reg_key *parent;
	SIZE_T last = len;

	*made = false;
	if (start->deleted)
		return STATUS_KEY_DELETED;
	*key = dxgk_reg_walk(start, path, len, false, 0);
	if (*key)
		return STATUS_SUCCESS;
	if (!create)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	/* Only the last name may be new. */
	while (last && path[last - 1] != '\\')
		last--;
	parent = dxgk_reg_walk(start, path, last, false, 0);
	if (!parent)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	if (len - last > DXGK_REG_MAX_NAME)
		return STATUS_INVALID_PARAMETER;
	*key = dxgk_reg_add(parent, path + last, len - last, owner);
	*made = *key;
	return *key ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

static NTSTATUS dxgk_key_open(PHANDLE handle, ACCESS_MASK access, POBJECT_ATTRIBUTES oa,
			      bool create, PULONG disposition, dxgk_u16 owner)
{
	struct dxgk_object *root, *object = NULL;
	struct dxgk_reg_key *start, *key;
	const WCHAR *path;
	NTSTATUS status;
	SIZE_T len;
	bool made;

	if (!handle)
		return STATUS_INVALID_PARAMETER;
	status = dxgk_key_start(oa, &root, &start, &path, &len);
	if (!NT_SUCCESS(status))
		return status;
	dxgk_reg_lock();
	status = dxgk_key_find(start, path, len, create, owner, &key, &made);
	if (NT_SUCCESS(status)) {
		status = dxgk_key_handle(key, access, owner, handle, &object);
		if (!NT_SUCCESS(status) && made)
			dxgk_reg_delete(key);
	}
	dxgk_reg_unlock();
	if (object)
		dxgk_object_put(object);
	if (root)
		dxgk_object_put(root);
	if (NT_SUCCESS(status) && disposition)
		*disposition = made ? REG_CREATED_NEW_KEY : REG_OPENED_EXISTING_KEY;
	return status;
}

/**
 * ZwOpenKey() - open a key that exists
 * @KeyHandle: the handle; ZwClose() closes it
 * @DesiredAccess: KEY_*
 * @ObjectAttributes: a path from \Registry, or from the key that RootDirectory is
 *
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND;
 * STATUS_OBJECT_PATH_SYNTAX_BAD; STATUS_INVALID_HANDLE for the root directory;
 * STATUS_KEY_DELETED; STATUS_INVALID_PARAMETER; STATUS_INSUFFICIENT_RESOURCES.
 *
 * Follows "ZwOpenKey function (wdm.h)".
 */
NTSTATUS NTAPI ZwOpenKey(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess,
			 POBJECT_ATTRIBUTES ObjectAttributes)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_key_open(KeyHandle, DesiredAccess, ObjectAttributes, false, NULL,
			     dxgk_nt_owner(DXGK_NT_CALLER()));
}

NTSTATUS NTAPI ZwOpenKeyEx(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess,
			   POBJECT_ATTRIBUTES ObjectAttributes, ULONG OpenOptions)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_key_open(KeyHandle, DesiredAccess, ObjectAttributes, false, NULL,
			     dxgk_nt_owner(DXGK_NT_CALLER()));
}

/**
 * ZwCreateKey() - open a key, and make it if it does not exist
 * @KeyHandle: the handle
 * @DesiredAccess: KEY_*
 * @ObjectAttributes: as for ZwOpenKey(); all but the last name must exist
 * @TitleIndex: ignored
 * @Class: ignored
 * @CreateOptions: ignored: nothing outlives the module
 * @Disposition: NULL, or REG_CREATED_NEW_KEY or REG_OPENED_EXISTING_KEY
 *
 * Follows "ZwCreateKey function (wdm.h)".
 */
NTSTATUS NTAPI ZwCreateKey(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess,
			   POBJECT_ATTRIBUTES ObjectAttributes, ULONG TitleIndex,
			   PUNICODE_STRING Class, ULONG CreateOptions, PULONG Disposition)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_key_open(KeyHandle, DesiredAccess, ObjectAttributes, true, Disposition,
			     dxgk_nt_owner(DXGK_NT_CALLER()));
}

/**
 * ZwDeleteKey() - delete a key that has no subkeys
 * @KeyHandle: opened for DELETE access; it and all others to the key are dead
 * then, but still to be closed
 *
 * Return: STATUS_SUCCESS; STATUS_CANNOT_DELETE with subkeys; STATUS_ACCESS_DENIED;
 * STATUS_INVALID_HANDLE; STATUS_KEY_DELETED.
 *
 * Follows "ZwDeleteKey function (wdm.h)".
 */
NTSTATUS NTAPI ZwDeleteKey(HANDLE KeyHandle)
{
	struct dxgk_object *object;
	struct dxgk_reg_key *key;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_key_enter(KeyHandle, DELETE, &object, &key);
	if (!NT_SUCCESS(status))
		return status;
	if (!IsListEmpty(&key->subkeys) || !key->parent)
		status = STATUS_CANNOT_DELETE;
	else
		dxgk_reg_delete(key);
	dxgk_key_leave(object);
	return status;
}

/* Nothing is behind the memory. */
NTSTATUS NTAPI ZwFlushKey(HANDLE KeyHandle)
{
	struct dxgk_object *object;
	struct dxgk_reg_key *key;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_key_enter(KeyHandle, 0, &object, &key);
	if (NT_SUCCESS(status))
		dxgk_key_leave(object);
	return status;
}

NTSTATUS NTAPI ZwSetInformationKey(HANDLE KeyHandle,
				   KEY_SET_INFORMATION_CLASS KeySetInformationClass,
				   PVOID KeySetInformation, ULONG KeySetInformationLength)
{
	struct dxgk_object *object;
	struct dxgk_reg_key *key;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_key_enter(KeyHandle, 0, &object, &key);
	if (!NT_SUCCESS(status))
		return status;
	if (KeySetInformationClass != KeyWriteTimeInformation) {
		status = STATUS_INVALID_INFO_CLASS;
	} else if (KeySetInformationLength != sizeof(KEY_WRITE_TIME_INFORMATION)) {
		status = STATUS_INFO_LENGTH_MISMATCH;
	} else {
		const KEY_WRITE_TIME_INFORMATION *info = KeySetInformation;

		key->written = info->LastWriteTime.QuadPart;
	}
	dxgk_key_leave(object);
	return status;
}

/* ------------------------------------------------------------------------ values */

/**
 * ZwSetValueKey() - make or replace a value
 * @KeyHandle: opened for KEY_SET_VALUE
 * @ValueName: NULL for the one without a name
 * @TitleIndex: ignored
 * @Type: REG_*
 * @Data: the data
 * @DataSize: bytes, terminators of strings included
 *
 * Return: STATUS_SUCCESS; STATUS_ACCESS_DENIED; STATUS_INVALID_HANDLE;
 * STATUS_KEY_DELETED; STATUS_INVALID_PARAMETER; STATUS_INSUFFICIENT_RESOURCES.
 *
 * Follows "ZwSetValueKey function (wdm.h)".
 */
NTSTATUS NTAPI ZwSetValueKey(HANDLE KeyHandle, PUNICODE_STRING ValueName, ULONG TitleIndex,
			     ULONG Type, PVOID Data, ULONG DataSize)
{
	struct dxgk_object *object;
	struct dxgk_reg_key *key;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_key_enter(KeyHandle, KEY_SET_VALUE, &object, &key);
	if (!NT_SUCCESS(status))
		return status;
	status = dxgk_reg_set(key, ValueName, Type, Data, DataSize);
	dxgk_key_leave(object);
	return status;
}

/* STATUS_OBJECT_NAME_NOT_FOUND without it; "ZwDeleteValueKey function (wdm.h)". */
NTSTATUS NTAPI ZwDeleteValueKey(HANDLE KeyHandle, PUNICODE_STRING ValueName)
{
	struct dxgk_reg_value *value;
	struct dxgk_object *object;
	struct dxgk_reg_key *key;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_key_enter(KeyHandle, KEY_SET_VALUE, &object, &key);
	if (!NT_SUCCESS(status))
		return status;
	value = dxgk_reg_value(key, ValueName);
	if (value)
		dxgk_reg_unset(key, value);
	else
		status = STATUS_OBJECT_NAME_NOT_FOUND;
	dxgk_key_leave(object);
	return status;
}

/*
 * Answers have a fixed part and, behind it, name and data.  Without room for
 * the fixed part nothing is written; with it, as much as fits.
 */
struct dxgk_answer {
	PUCHAR buf;
	ULONG size;		/* there */
	ULONG need;		/* for all of it */
};

static void dxgk_answer_put(struct dxgk_answer *a, ULONG offset, const void *data, ULONG len)
{
	if (offset + len > a->need)
		a->need = offset + len;
	if (!a->buf || !len || offset >= a->size)
		return;
	if (len > a->size - offset)
		len = a->size - offset;
	RtlCopyMemory(a->buf + offset, data, len);
}

static NTSTATUS dxgk_answer_status(const struct dxgk_answer *a, ULONG fixed)
{
	if (a->size < fixed)
		return STATUS_BUFFER_TOO_SMALL;
	return a->size < a->need ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

/* Is there room for the fixed part?  Then @a writes; otherwise it counts. */
static void dxgk_answer_init(struct dxgk_answer *a, PVOID buf, ULONG size, ULONG fixed)
{
	a->buf = size >= fixed ? buf : NULL;
	a->size = size;
	a->need = fixed;
}

static NTSTATUS dxgk_value_answer(const struct dxgk_reg_value *v,
				  KEY_VALUE_INFORMATION_CLASS class, PVOID buf, ULONG size,
				  PULONG result)
{
	struct dxgk_answer a;
	ULONG fixed, at;

	switch (class) {
	case KeyValueBasicInformation: {
		KEY_VALUE_BASIC_INFORMATION info = { 0, v->type, v->name.Length };

		fixed = FIELD_OFFSET(KEY_VALUE_BASIC_INFORMATION, Name);
		dxgk_answer_init(&a, buf, size, fixed);
		dxgk_answer_put(&a, 0, &info, fixed);
		dxgk_answer_put(&a, fixed, v->name.Buffer, v->name.Length);
		break;
	}
	case KeyValueFullInformation:
	case KeyValueFullInformationAlign64: {
		KEY_VALUE_FULL_INFORMATION info = { 0, v->type };
		ULONG align = class == KeyValueFullInformation ? 4 : 8;

		fixed = FIELD_OFFSET(KEY_VALUE_FULL_INFORMATION, Name);
		at = (fixed + v->name.Length + align - 1) & ~(align - 1);
		info.DataOffset = at;
		info.DataLength = v->size;
		info.NameLength = v->name.Length;
		dxgk_answer_init(&a, buf, size, fixed);
		dxgk_answer_put(&a, 0, &info, fixed);
		dxgk_answer_put(&a, fixed, v->name.Buffer, v->name.Length);
		dxgk_answer_put(&a, at, v->data, v->size);
		break;
	}
	case KeyValuePartialInformation: {
		KEY_VALUE_PARTIAL_INFORMATION info = { 0, v->type, v->size };

		fixed = FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION, Data);
		dxgk_answer_init(&a, buf, size, fixed);
		dxgk_answer_put(&a, 0, &info, fixed);
		dxgk_answer_put(&a, fixed, v->data, v->size);
		break;
	}
	case KeyValuePartialInformationAlign64: {
		KEY_VALUE_PARTIAL_INFORMATION_ALIGN64 info = { v->type, v->size };

		fixed = FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION_ALIGN64, Data);
		dxgk_answer_init(&a, buf, size, fixed);
		dxgk_answer_put(&a, 0, &info, fixed);
		dxgk_answer_put(&a, fixed, v->data, v->size);
		break;
	}
	default:
		return STATUS_INVALID_PARAMETER;
	}
	*result = a.need;
	return dxgk_answer_status(&a, fixed);
}

/**
 * ZwQueryValueKey() - read a value
 * @KeyHandle: opened for KEY_QUERY_VALUE
 * @ValueName: its name
 * @KeyValueInformationClass: which structure
 * @KeyValueInformation: where to
 * @Length: bytes there
 * @ResultLength: bytes that all of it takes
 *
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND; STATUS_BUFFER_TOO_SMALL
 * with nothing written; STATUS_BUFFER_OVERFLOW with the fixed part and what
 * fitted; STATUS_INVALID_PARAMETER for the class; STATUS_ACCESS_DENIED;
 * STATUS_INVALID_HANDLE; STATUS_KEY_DELETED.
 *
 * Follows "ZwQueryValueKey function (wdm.h)".
 */
NTSTATUS NTAPI ZwQueryValueKey(HANDLE KeyHandle, PUNICODE_STRING ValueName,
			       KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass,
			       PVOID KeyValueInformation, ULONG Length, PULONG ResultLength)
{
	struct dxgk_reg_value *value;
	struct dxgk_object *object;
	struct dxgk_reg_key *key;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_key_enter(KeyHandle, KEY_QUERY_VALUE, &object, &key);
	if (!NT_SUCCESS(status))
		return status;
	value = dxgk_reg_value(key, ValueName);
	status = STATUS_OBJECT_NAME_NOT_FOUND;
	if (value)
		status = dxgk_value_answer(value, KeyValueInformationClass, KeyValueInformation,
					   Length, ResultLength);
	dxgk_key_leave(object);
	return status;
}

/* By number; STATUS_NO_MORE_ENTRIES at the end; "ZwEnumerateValueKey (wdm.h)". */
NTSTATUS NTAPI ZwEnumerateValueKey(HANDLE KeyHandle, ULONG Index,
				   KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass,
				   PVOID KeyValueInformation, ULONG Length, PULONG ResultLength)
{
	struct dxgk_object *object;
	struct dxgk_reg_key *key;
	NTSTATUS status;
	PLIST_ENTRY e;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_key_enter(KeyHandle, KEY_QUERY_VALUE, &object, &key);
	if (!NT_SUCCESS(status))
		return status;
	status = STATUS_NO_MORE_ENTRIES;
	if (Index < key->value_count) {
		for (e = key->values.Flink; Index; Index--)
			e = e->Flink;
		status = dxgk_value_answer(CONTAINING_RECORD(e, struct dxgk_reg_value, link),
					   KeyValueInformationClass, KeyValueInformation, Length,
					   ResultLength);
	}
	dxgk_key_leave(object);
	return status;
}

/* -------------------------------------------------------------------------- keys */

/* \Registry\... of a key; written from the end. */
static ULONG dxgk_key_path(const struct dxgk_reg_key *key, PWCHAR buf)
{
	static const WCHAR registry[] = { '\\', 'R', 'E', 'G', 'I', 'S', 'T', 'R', 'Y' };
	const struct dxgk_reg_key *k;
	ULONG len = DXGK_ARRAY_SIZE(registry), at;

	for (k = key; k->parent; k = k->parent)
		len += 1 + k->name.Length / sizeof(WCHAR);
	if (!buf)
		return len;
	at = len;
	for (k = key; k->parent; k = k->parent) {
		at -= k->name.Length / sizeof(WCHAR);
		RtlCopyMemory(buf + at, k->name.Buffer, k->name.Length);
		buf[--at] = '\\';
	}
	RtlCopyMemory(buf, registry, sizeof(registry));
	return len;
}

static NTSTATUS dxgk_key_name_answer(struct dxgk_reg_key *key, PVOID buf, ULONG size,
				     PULONG result)
{
	ULONG fixed = FIELD_OFFSET(KEY_NAME_INFORMATION, Name);
	ULONG bytes = dxgk_key_path(key, NULL) * sizeof(WCHAR);
	struct dxgk_answer a;
	PWCHAR path;

	path = dxgk_os_alloc(bytes, 0);
	if (!path)
		return STATUS_INSUFFICIENT_RESOURCES;
	dxgk_key_path(key, path);
	dxgk_answer_init(&a, buf, size, fixed);
	dxgk_answer_put(&a, 0, &bytes, fixed);
	dxgk_answer_put(&a, fixed, path, bytes);
	dxgk_os_free(path);
	*result = a.need;
	return dxgk_answer_status(&a, fixed);
}

static void dxgk_key_full(const struct dxgk_reg_key *key, KEY_FULL_INFORMATION *info)
{
	PLIST_ENTRY e;

	RtlZeroMemory(info, sizeof(*info));
	info->LastWriteTime.QuadPart = key->written;
	info->ClassOffset = 0xffffffff;
	info->SubKeys = key->subkey_count;
	info->Values = key->value_count;
	for (e = key->subkeys.Flink; e != &key->subkeys; e = e->Flink) {
		struct dxgk_reg_key *k = CONTAINING_RECORD(e, struct dxgk_reg_key, link);

		if (k->name.Length > info->MaxNameLen)
			info->MaxNameLen = k->name.Length;
	}
	for (e = key->values.Flink; e != &key->values; e = e->Flink) {
		struct dxgk_reg_value *v = CONTAINING_RECORD(e, struct dxgk_reg_value, link);

		if (v->name.Length > info->MaxValueNameLen)
			info->MaxValueNameLen = v->name.Length;
		if (v->size > info->MaxValueDataLen)
			info->MaxValueDataLen = v->size;
	}
}

static NTSTATUS dxgk_key_answer(struct dxgk_reg_key *key, KEY_INFORMATION_CLASS class, PVOID buf,
				ULONG size, PULONG result)
{
	struct dxgk_answer a;
	ULONG fixed;

	switch (class) {
	case KeyBasicInformation: {
		KEY_BASIC_INFORMATION info = { { .QuadPart = key->written } };

		info.NameLength = key->name.Length;
		fixed = FIELD_OFFSET(KEY_BASIC_INFORMATION, Name);
		dxgk_answer_init(&a, buf, size, fixed);
		dxgk_answer_put(&a, 0, &info, fixed);
		dxgk_answer_put(&a, fixed, key->name.Buffer, key->name.Length);
		break;
	}
	case KeyNodeInformation: {
		KEY_NODE_INFORMATION info = { { .QuadPart = key->written } };

		info.ClassOffset = 0xffffffff;
		info.NameLength = key->name.Length;
		fixed = FIELD_OFFSET(KEY_NODE_INFORMATION, Name);
		dxgk_answer_init(&a, buf, size, fixed);
		dxgk_answer_put(&a, 0, &info, fixed);
		dxgk_answer_put(&a, fixed, key->name.Buffer, key->name.Length);
		break;
	}
	case KeyFullInformation: {
		KEY_FULL_INFORMATION info;

		dxgk_key_full(key, &info);
		fixed = FIELD_OFFSET(KEY_FULL_INFORMATION, Class);
		dxgk_answer_init(&a, buf, size, fixed);
		dxgk_answer_put(&a, 0, &info, fixed);
		break;
	}
	case KeyNameInformation:
		return dxgk_key_name_answer(key, buf, size, result);
	default:
		return STATUS_INVALID_PARAMETER;
	}
	*result = a.need;
	return dxgk_answer_status(&a, fixed);
}

/**
 * ZwQueryKey() - about a key
 * @KeyHandle: opened for KEY_QUERY_VALUE, except for KeyNameInformation
 * @KeyInformationClass: basic, node, full or name
 * @KeyInformation: where to
 * @Length: bytes there
 * @ResultLength: bytes that all of it takes
 *
 * Return: as ZwQueryValueKey().
 *
 * Follows "ZwQueryKey function (wdm.h)".
 */
NTSTATUS NTAPI ZwQueryKey(HANDLE KeyHandle, KEY_INFORMATION_CLASS KeyInformationClass,
			  PVOID KeyInformation, ULONG Length, PULONG ResultLength)
{
	ACCESS_MASK access = KeyInformationClass == KeyNameInformation ? 0 : KEY_QUERY_VALUE;
	struct dxgk_object *object;
	struct dxgk_reg_key *key;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_key_enter(KeyHandle, access, &object, &key);
	if (!NT_SUCCESS(status))
		return status;
	status = dxgk_key_answer(key, KeyInformationClass, KeyInformation, Length, ResultLength);
	dxgk_key_leave(object);
	return status;
}

/* A subkey by number; STATUS_NO_MORE_ENTRIES; "ZwEnumerateKey function (wdm.h)". */
NTSTATUS NTAPI ZwEnumerateKey(HANDLE KeyHandle, ULONG Index,
			      KEY_INFORMATION_CLASS KeyInformationClass, PVOID KeyInformation,
			      ULONG Length, PULONG ResultLength)
{
	struct dxgk_object *object;
	struct dxgk_reg_key *key;
	NTSTATUS status;
	PLIST_ENTRY e;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_key_enter(KeyHandle, KEY_ENUMERATE_SUB_KEYS, &object, &key);
	if (!NT_SUCCESS(status))
		return status;
	status = STATUS_NO_MORE_ENTRIES;
	if (Index < key->subkey_count) {
		for (e = key->subkeys.Flink; Index; Index--)
			e = e->Flink;
		status = dxgk_key_answer(CONTAINING_RECORD(e, struct dxgk_reg_key, link),
					 KeyInformationClass, KeyInformation, Length,
					 ResultLength);
	}
	dxgk_key_leave(object);
	return status;
}
