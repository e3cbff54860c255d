// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_name.c - names of objects: devices, events, and symbolic links to them.
 *
 * There are few, so they are in a list.  \DosDevices and \GLOBAL?? are other
 * ways to write \??.
 */
#include "nt_io.h"
#include "verifier.h"

#define DXGK_NAME_MAX 512	/* characters */
#define DXGK_ALIASES 8		/* that lead to each other */

struct dxgk_name {
	struct dxgk_name *next;
	struct dxgk_object *object;	/* NULL: an alias of @target */
	dxgk_u16 owner;
	SIZE_T length;			/* characters of the name */
	SIZE_T target;			/* of the target, which is behind it */
	WCHAR text[];
};

static struct {
	struct dxgk_os_mutex lock;
	struct dxgk_name *first;	/* under lock */
} dxgk_names;

void dxgk_name_init(void)
{
	dxgk_os_mutex_init(&dxgk_names.lock);
	dxgk_names.first = NULL;
}

void dxgk_name_exit(void)
{
	dxgk_os_mutex_fini(&dxgk_names.lock);
}

/* Characters of @name that are @prefix and a backslash behind it; 0: it is not there. */
static SIZE_T dxgk_name_begins(const WCHAR *name, SIZE_T length, const char *prefix)
{
	SIZE_T i;

	for (i = 0; prefix[i]; i++)
		if (i >= length || dxgk_upcase(name[i]) != (UCHAR)prefix[i])
			return 0;
	return i < length && name[i] == '\\' ? i + 1 : 0;
}

/*
 * A name as it is kept, with \?? for its other forms, into @out of
 * DXGK_NAME_MAX.  Returns its characters, 0 for what is no name.
 */
static SIZE_T dxgk_name_copy(const WCHAR *name, SIZE_T length, WCHAR *out)
{
	SIZE_T skip = dxgk_name_begins(name, length, "\\DOSDEVICES"), n = 0, i;

	if (!skip)
		skip = dxgk_name_begins(name, length, "\\GLOBAL??");
	if (!skip && dxgk_name_begins(name, length, "\\??"))
		skip = 4;
	if (skip) {
		out[n++] = '\\';
		out[n++] = '?';
		out[n++] = '?';
		out[n++] = '\\';
		/* \??\GLOBAL\x is \??\x */
		if (dxgk_name_begins(name + skip, length - skip, "GLOBAL"))
			skip += 7;
	}
	if (!length || name[0] != '\\' || length - skip > DXGK_NAME_MAX - n)
		return 0;
	for (i = skip; i < length; i++)
		out[n++] = name[i];
	return n;
}

static bool dxgk_name_same(const struct dxgk_name *n, const WCHAR *name, SIZE_T length)
{
	SIZE_T i;

	if (n->length != length)
		return false;
	for (i = 0; i < length; i++)
		if (dxgk_upcase(n->text[i]) != dxgk_upcase(name[i]))
			return false;
	return true;
}

/* Under the lock. */
static struct dxgk_name **dxgk_name_link(const WCHAR *name, SIZE_T length)
{
	struct dxgk_name **link;

	for (link = &dxgk_names.first; *link; link = &(*link)->next)
		if (dxgk_name_same(*link, name, length))
			return link;
	return NULL;
}

NTSTATUS dxgk_name_add(PCUNICODE_STRING name, struct dxgk_object *object,
		       PCUNICODE_STRING target, dxgk_u16 owner)
{
	SIZE_T more = target ? target->Length / sizeof(WCHAR) : 0;
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_name *n;

	if (name->Length % sizeof(WCHAR) || (target && target->Length % sizeof(WCHAR)))
		return STATUS_OBJECT_NAME_INVALID;
	n = dxgk_os_alloc(sizeof(*n) + (DXGK_NAME_MAX + more) * sizeof(WCHAR), 0);
	if (!n)
		return STATUS_INSUFFICIENT_RESOURCES;
	n->length = dxgk_name_copy(name->Buffer, name->Length / sizeof(WCHAR), n->text);
	n->object = object;
	n->owner = owner;
	n->target = more;
	if (more)
		RtlCopyMemory(n->text + n->length, target->Buffer, more * sizeof(WCHAR));
	if (!n->length) {
		dxgk_os_free(n);
		return STATUS_OBJECT_PATH_SYNTAX_BAD;
	}
	dxgk_os_mutex_lock(&dxgk_names.lock);
	if (dxgk_name_link(n->text, n->length)) {
		status = STATUS_OBJECT_NAME_COLLISION;
	} else {
		n->next = dxgk_names.first;
		dxgk_names.first = n;
	}
	dxgk_os_mutex_unlock(&dxgk_names.lock);
	if (!NT_SUCCESS(status))
		dxgk_os_free(n);
	return status;
}

/* The longest name that @text is, or begins with before a backslash.  Under the lock. */
static struct dxgk_name *dxgk_name_longest(const WCHAR *text, SIZE_T length)
{
	struct dxgk_name **link;

	while (length) {
		link = dxgk_name_link(text, length);
		if (link)
			return *link;
		do
			length--;
		while (length && text[length] != '\\');
	}
	return NULL;
}

/* Nothing of that name: is it the last component that is missing, or one before? */
static NTSTATUS dxgk_name_missing(const WCHAR *text, SIZE_T length)
{
	ULONG components = 0;
	SIZE_T i;

	for (i = 0; i < length; i++)
		components += text[i] == '\\';
	return components > 2 ? STATUS_OBJECT_PATH_NOT_FOUND : STATUS_OBJECT_NAME_NOT_FOUND;
}

/* Under the lock; @text is DXGK_NAME_MAX long and becomes what aliases make of it. */
static NTSTATUS dxgk_name_walk(WCHAR *text, SIZE_T *length, struct dxgk_name **found)
{
	WCHAR *out;
	ULONG i;

	for (i = 0; i < DXGK_ALIASES; i++) {
		struct dxgk_name *n = dxgk_name_longest(text, *length);
		SIZE_T rest;

		if (!n)
			return dxgk_name_missing(text, *length);
		*found = n;
		if (n->object)
			return STATUS_SUCCESS;
		rest = *length - n->length;
		if (n->target + rest > DXGK_NAME_MAX)
			return STATUS_NAME_TOO_LONG;
		out = dxgk_os_alloc((n->target + rest) * sizeof(WCHAR) + 1, 0);
		if (!out)
			return STATUS_INSUFFICIENT_RESOURCES;
		RtlCopyMemory(out, n->text + n->length, n->target * sizeof(WCHAR));
		RtlCopyMemory(out + n->target, text + n->length, rest * sizeof(WCHAR));
		*length = dxgk_name_copy(out, n->target + rest, text);
		dxgk_os_free(out);
		if (!*length)
			return STATUS_OBJECT_PATH_SYNTAX_BAD;
	}
	return STATUS_OBJECT_PATH_NOT_FOUND;
}

NTSTATUS dxgk_name_find(PCUNICODE_STRING name, POBJECT_TYPE type, SIZE_T *rest,
			struct dxgk_object **object)
{
	struct dxgk_name *n = NULL;
	NTSTATUS status;
	SIZE_T length;
	WCHAR *text;

	*object = NULL;
	text = dxgk_os_alloc(DXGK_NAME_MAX * sizeof(WCHAR), 0);
	if (!text)
		return STATUS_INSUFFICIENT_RESOURCES;
	length = dxgk_name_copy(name->Buffer, name->Length / sizeof(WCHAR), text);
	dxgk_os_mutex_lock(&dxgk_names.lock);
	status = length ? dxgk_name_walk(text, &length, &n) : STATUS_OBJECT_PATH_SYNTAX_BAD;
	DXGK_KNOWN(!NT_SUCCESS(status) || n);
	if (NT_SUCCESS(status) && n->length < length && !rest)
		status = STATUS_OBJECT_PATH_NOT_FOUND;
	if (NT_SUCCESS(status)) {
		status = ObReferenceObjectByPointer(n->object->body, 0, type, KernelMode);
		/* One that is on its way out has no name any more. */
		if (status == STATUS_INVALID_PARAMETER)
			status = STATUS_OBJECT_NAME_NOT_FOUND;
	}
	if (NT_SUCCESS(status)) {
		*object = n->object;
		if (rest)
			*rest = length - n->length;
	}
	dxgk_os_mutex_unlock(&dxgk_names.lock);
	dxgk_os_free(text);
	return status;
}

void dxgk_name_drop(struct dxgk_object *object)
{
	struct dxgk_name **link, *n;

	dxgk_os_mutex_lock(&dxgk_names.lock);
	for (link = &dxgk_names.first; (n = *link);) {
		if (n->object != object) {
			link = &n->next;
			continue;
		}
		*link = n->next;
		dxgk_os_free(n);
	}
	dxgk_os_mutex_unlock(&dxgk_names.lock);
}

bool dxgk_name_drop_alias(PCUNICODE_STRING name)
{
	struct dxgk_name **link, *n = NULL;
	/* On the stack, so that deleting cannot fail for want of memory. */
	WCHAR text[DXGK_NAME_MAX];
	SIZE_T length;

	length = dxgk_name_copy(name->Buffer, name->Length / sizeof(WCHAR), text);
	dxgk_os_mutex_lock(&dxgk_names.lock);
	link = dxgk_name_link(text, length);
	if (link && !(*link)->object) {
		n = *link;
		*link = n->next;
	}
	dxgk_os_mutex_unlock(&dxgk_names.lock);
	if (!n)
		return false;
	dxgk_os_free(n);
	return true;
}

void dxgk_name_owner_gone(dxgk_u16 owner)
{
	struct dxgk_name **link, *n;
	ULONG left = 0;

	dxgk_os_mutex_lock(&dxgk_names.lock);
	for (link = &dxgk_names.first; (n = *link);) {
		if (n->object || n->owner != owner) {
			link = &n->next;
			continue;
		}
		*link = n->next;
		dxgk_os_free(n);
		left++;
	}
	dxgk_os_mutex_unlock(&dxgk_names.lock);
	if (left)
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: left %u symbolic links; deleted",
			    dxgk_nt_owner_name(owner), left);
}

NTSTATUS dxgk_name_of(POBJECT_ATTRIBUTES oa, PCUNICODE_STRING *name)
{
	*name = NULL;
	if (!oa)
		return STATUS_SUCCESS;
	if (oa->Length != sizeof(*oa))
		return STATUS_INVALID_PARAMETER;
	if (oa->RootDirectory)
		return STATUS_OBJECT_TYPE_MISMATCH;
	if (oa->ObjectName && oa->ObjectName->Length)
		*name = oa->ObjectName;
	return STATUS_SUCCESS;
}

/**
 * IoCreateSymbolicLink() - another name for a device
 * @SymbolicLinkName: the new name, below \??, \DosDevices or \Device
 * @DeviceName: the device's; it need not exist yet
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_COLLISION; STATUS_OBJECT_PATH_SYNTAX_BAD.
 *
 * Follows "IoCreateSymbolicLink function (wdm.h)".
 */
NTSTATUS NTAPI IoCreateSymbolicLink(PUNICODE_STRING SymbolicLinkName, PUNICODE_STRING DeviceName)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (!DeviceName->Length)
		return STATUS_OBJECT_PATH_SYNTAX_BAD;
	return dxgk_name_add(SymbolicLinkName, NULL, DeviceName, dxgk_nt_owner(DXGK_NT_CALLER()));
}

NTSTATUS NTAPI IoDeleteSymbolicLink(PUNICODE_STRING SymbolicLinkName)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_name_drop_alias(SymbolicLinkName) ? STATUS_SUCCESS :
							STATUS_OBJECT_NAME_NOT_FOUND;
}
