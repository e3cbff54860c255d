// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_event.c - events that are objects: by handle, and by name.
 */
#include "nt_io.h"
#include "nt_ke.h"
#include "verifier.h"

struct dxgk_evobj {
	struct dxgk_object object;
	KEVENT event;
	bool named;
};

static void dxgk_evobj_destroy(struct dxgk_object *object)
{
	struct dxgk_evobj *e = DXGK_CONTAINER_OF(object, struct dxgk_evobj, object);

	if (e->named)
		dxgk_name_drop(object);
	dxgk_os_free(e);
}

/* The last handle's end is the name's. */
static void dxgk_evobj_closed(struct dxgk_object *object)
{
	struct dxgk_evobj *e = DXGK_CONTAINER_OF(object, struct dxgk_evobj, object);

	if (e->named)
		dxgk_name_drop(object);
	e->named = false;
}

static NTSTATUS dxgk_event_make(PCUNICODE_STRING name, EVENT_TYPE type, bool set, dxgk_u16 owner,
				struct dxgk_object **object)
{
	struct dxgk_evobj *e = dxgk_os_alloc(sizeof(*e), DXGK_OS_ALLOC_ZERO);
	NTSTATUS status = STATUS_SUCCESS;

	if (!e)
		return STATUS_INSUFFICIENT_RESOURCES;
	KeInitializeEvent(&e->event, type, set);
	dxgk_object_init(&e->object, &e->event, &dxgk_type_event, dxgk_evobj_destroy);
	e->object.closed = dxgk_evobj_closed;
	if (name) {
		status = dxgk_name_add(name, &e->object, NULL, owner);
		e->named = NT_SUCCESS(status);
	}
	if (NT_SUCCESS(status))
		*object = &e->object;
	else
		dxgk_object_put(&e->object);
	return status;
}

/* STATUS_OBJECT_NAME_EXISTS for one that was there, which is a success. */
static NTSTATUS dxgk_event_get(PCUNICODE_STRING name, EVENT_TYPE type, bool set, dxgk_u16 owner,
			       struct dxgk_object **object)
{
	NTSTATUS status;

	do {
		status = dxgk_event_make(name, type, set, owner, object);
		if (status != STATUS_OBJECT_NAME_COLLISION)
			return status;
		status = dxgk_name_find(name, &dxgk_type_event, NULL, object);
		/* It may have gone in between. */
	} while (status == STATUS_OBJECT_NAME_NOT_FOUND);
	return NT_SUCCESS(status) ? STATUS_OBJECT_NAME_EXISTS : status;
}

static PKEVENT dxgk_event_named(PUNICODE_STRING name, EVENT_TYPE type, PHANDLE handle,
				const void *caller)
{
	dxgk_u16 owner = dxgk_nt_owner(caller);
	struct dxgk_object *object;
	NTSTATUS status;

	status = dxgk_event_get(name, type, true, owner, &object);
	if (!NT_SUCCESS(status))
		return NULL;
	status = dxgk_handle_create(object, EVENT_ALL_ACCESS, owner, handle);
	/* The handle alone keeps it. */
	dxgk_object_put(object);
	return NT_SUCCESS(status) ? object->body : NULL;
}

/**
 * IoCreateNotificationEvent() - make a named event, or open the one of that name
 * @EventName: its full name
 * @EventHandle: to be closed by ZwClose(), which may be the event's end
 *
 * A new event is signaled.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the event, or NULL.
 *
 * Follows "IoCreateNotificationEvent function (wdm.h)".
 */
PKEVENT NTAPI IoCreateNotificationEvent(PUNICODE_STRING EventName, PHANDLE EventHandle)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_event_named(EventName, NotificationEvent, EventHandle, DXGK_NT_CALLER());
}

PKEVENT NTAPI IoCreateSynchronizationEvent(PUNICODE_STRING EventName, PHANDLE EventHandle)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_event_named(EventName, SynchronizationEvent, EventHandle, DXGK_NT_CALLER());
}

static const GENERIC_MAPPING dxgk_event_map = {
	STANDARD_RIGHTS_READ | EVENT_QUERY_STATE, STANDARD_RIGHTS_WRITE | EVENT_MODIFY_STATE,
	STANDARD_RIGHTS_EXECUTE | SYNCHRONIZE, EVENT_ALL_ACCESS,
};

/**
 * ZwCreateEvent() - make an event that has a handle
 * @EventHandle: the handle
 * @DesiredAccess: EVENT_*, SYNCHRONIZE
 * @ObjectAttributes: NULL, or its name; OBJ_OPENIF opens one that exists
 * @EventType: NotificationEvent or SynchronizationEvent
 * @InitialState: TRUE: signaled
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_EXISTS for one that existed;
 * STATUS_OBJECT_NAME_COLLISION; STATUS_INVALID_PARAMETER.
 *
 * Follows "ZwCreateEvent function (ntifs.h)".
 */
NTSTATUS NTAPI ZwCreateEvent(PHANDLE EventHandle, ACCESS_MASK DesiredAccess,
			     POBJECT_ATTRIBUTES ObjectAttributes, EVENT_TYPE EventType,
			     BOOLEAN InitialState)
{
	dxgk_u16 owner = dxgk_nt_owner(DXGK_NT_CALLER());
	struct dxgk_object *object;
	PCUNICODE_STRING name;
	NTSTATUS status, made;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (EventType != NotificationEvent && EventType != SynchronizationEvent)
		return STATUS_INVALID_PARAMETER;
	status = dxgk_name_of(ObjectAttributes, &name);
	if (!NT_SUCCESS(status))
		return status;
	if (name && ObjectAttributes->Attributes & OBJ_OPENIF)
		made = dxgk_event_get(name, EventType, InitialState, owner, &object);
	else
		made = dxgk_event_make(name, EventType, InitialState, owner, &object);
	if (!NT_SUCCESS(made))
		return made;
	status = dxgk_handle_create(object, dxgk_access_map(DesiredAccess, &dxgk_event_map),
				    owner, EventHandle);
	dxgk_object_put(object);
	return NT_SUCCESS(status) ? made : status;
}

NTSTATUS NTAPI ZwOpenEvent(PHANDLE EventHandle, ACCESS_MASK DesiredAccess,
			   POBJECT_ATTRIBUTES ObjectAttributes)
{
	struct dxgk_object *object;
	PCUNICODE_STRING name;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_name_of(ObjectAttributes, &name);
	if (NT_SUCCESS(status) && !name)
		status = STATUS_OBJECT_NAME_INVALID;
	if (NT_SUCCESS(status))
		status = dxgk_name_find(name, &dxgk_type_event, NULL, &object);
	if (!NT_SUCCESS(status))
		return status;
	status = dxgk_handle_create(object, dxgk_access_map(DesiredAccess, &dxgk_event_map),
				    dxgk_nt_owner(DXGK_NT_CALLER()), EventHandle);
	dxgk_object_put(object);
	return status;
}

NTSTATUS NTAPI ZwSetEvent(HANDLE EventHandle, PLONG PreviousState)
{
	struct dxgk_object *object;
	NTSTATUS status;
	LONG before;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_handle_object(EventHandle, &dxgk_type_event, EVENT_MODIFY_STATE, &object);
	if (!NT_SUCCESS(status))
		return status;
	before = KeSetEvent(object->body, 0, FALSE);
	if (PreviousState)
		*PreviousState = before;
	dxgk_object_put(object);
	return STATUS_SUCCESS;
}

/**
 * ZwWaitForSingleObject() - wait for what a handle stands for
 * @Handle: of an event, a thread, ...
 * @Alertable: no alert comes
 * @Timeout: as for KeWaitForSingleObject()
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as KeWaitForSingleObject(); STATUS_INVALID_HANDLE; STATUS_ACCESS_DENIED;
 * STATUS_OBJECT_TYPE_MISMATCH for what cannot be waited for.
 *
 * Follows "ZwWaitForSingleObject function (ntifs.h)".
 */
NTSTATUS NTAPI ZwWaitForSingleObject(HANDLE Handle, BOOLEAN Alertable, PLARGE_INTEGER Timeout)
{
	struct dxgk_object *object;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_handle_object(Handle, NULL, SYNCHRONIZE, &object);
	if (!NT_SUCCESS(status))
		return status;
	if (object->type == &dxgk_type_event || object->type == &dxgk_type_thread)
		status = dxgk_wait_one(object->body, KernelMode, Timeout, DXGK_NT_CALLER());
	else if (object->type == *IoFileObjectType)
		status = dxgk_wait_one(&((PFILE_OBJECT)object->body)->Event, KernelMode, Timeout,
				       DXGK_NT_CALLER());
	else
		status = STATUS_OBJECT_TYPE_MISMATCH;
	dxgk_object_put(object);
	return status;
}

/* Objects are temporary from the start. */
NTSTATUS NTAPI ZwMakeTemporaryObject(HANDLE Handle)
{
	struct dxgk_object *object;
	NTSTATUS status = dxgk_handle_object(Handle, NULL, 0, &object);

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (NT_SUCCESS(status))
		dxgk_object_put(object);
	return status;
}
