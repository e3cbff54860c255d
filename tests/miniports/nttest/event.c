// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* event.c - events by handle and by name. */
#include "nttest.h"

static UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\BaseNamedObjects\\NtTestEvent");

NT_TEST(event_named, "IoCreateNotificationEvent: creates a signaled event, or opens the existing one of that name")
{
	HANDLE first, second;
	PKEVENT a, b;

	a = IoCreateNotificationEvent(&name, &first);
	NEED(a);
	CHECK(KeReadStateEvent(a));
	KeClearEvent(a);
	b = IoCreateNotificationEvent(&name, &second);
	CHECK(a == b);
	CHECK(!KeReadStateEvent(a));
	CHECK_STATUS(ZwClose(first), STATUS_SUCCESS);
	KeSetEvent(b, 0, FALSE);
	CHECK(KeReadStateEvent(b));
	CHECK_STATUS(ZwClose(second), STATUS_SUCCESS);
	/* The last handle was its end: the next is a new one. */
	a = IoCreateSynchronizationEvent(&name, &first);
	NEED(a);
	CHECK_EQ(a->Header.Type, SynchronizationEvent);
	CHECK_STATUS(ZwClose(first), STATUS_SUCCESS);
}

NT_TEST(event_handle, "ZwCreateEvent, ZwSetEvent, ZwWaitForSingleObject, ObReferenceObjectByHandle")
{
	LARGE_INTEGER now = { 0 };
	LONG before = 7;
	PKEVENT event;
	HANDLE h;

	CHECK_STATUS(ZwCreateEvent(&h, EVENT_ALL_ACCESS, NULL, SynchronizationEvent, FALSE),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwWaitForSingleObject(h, FALSE, &now), STATUS_TIMEOUT);
	CHECK_STATUS(ZwSetEvent(h, &before), STATUS_SUCCESS);
	CHECK_EQ(before, 0);
	CHECK_STATUS(ZwWaitForSingleObject(h, FALSE, NULL), STATUS_SUCCESS);
	CHECK_STATUS(ZwWaitForSingleObject(h, FALSE, &now), STATUS_TIMEOUT);
	CHECK_STATUS(ObReferenceObjectByHandle(h, EVENT_MODIFY_STATE, *ExEventObjectType,
					       KernelMode, (PVOID *)&event, NULL), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(h), STATUS_SUCCESS);
	/* The reference keeps it. */
	KeSetEvent(event, 0, FALSE);
	CHECK(KeReadStateEvent(event));
	ObDereferenceObject(event);
	CHECK_STATUS(ZwSetEvent(h, NULL), STATUS_INVALID_HANDLE);
	CHECK_STATUS(ZwWaitForSingleObject(h, FALSE, &now), STATUS_INVALID_HANDLE);
	CHECK_STATUS(ZwCreateEvent(&h, EVENT_ALL_ACCESS, NULL, (EVENT_TYPE)9, FALSE),
		     STATUS_INVALID_PARAMETER);
}

NT_TEST(event_open, "ZwOpenEvent: by name; ZwCreateEvent: STATUS_OBJECT_NAME_COLLISION, or _EXISTS with OBJ_OPENIF")
{
	OBJECT_ATTRIBUTES oa;
	HANDLE a, b, c;

	InitializeObjectAttributes(&oa, &name, OBJ_KERNEL_HANDLE, NULL, NULL);
	CHECK_STATUS(ZwOpenEvent(&a, EVENT_ALL_ACCESS, &oa), STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK_STATUS(ZwCreateEvent(&a, EVENT_ALL_ACCESS, &oa, NotificationEvent, FALSE),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwCreateEvent(&b, EVENT_ALL_ACCESS, &oa, NotificationEvent, FALSE),
		     STATUS_OBJECT_NAME_COLLISION);
	CHECK_STATUS(ZwOpenEvent(&b, SYNCHRONIZE, &oa), STATUS_SUCCESS);
	CHECK_STATUS(ZwSetEvent(b, NULL), STATUS_ACCESS_DENIED);
	oa.Attributes |= OBJ_OPENIF;
	CHECK_STATUS(ZwCreateEvent(&c, EVENT_ALL_ACCESS, &oa, NotificationEvent, FALSE),
		     STATUS_OBJECT_NAME_EXISTS);
	CHECK_STATUS(ZwSetEvent(c, NULL), STATUS_SUCCESS);
	CHECK_STATUS(ZwWaitForSingleObject(b, FALSE, NULL), STATUS_SUCCESS);
	ZwClose(a);
	ZwClose(b);
	ZwClose(c);
}

NT_TEST(object_references,
	"ObReferenceObjectSafe: FALSE for what is no object any more; the tagged and the deferred forms count the same")
{
	OBJECT_HANDLE_INFORMATION info = { 0 };
	PKEVENT event, again;
	HANDLE h;

	CHECK_STATUS(ZwCreateEvent(&h, SYNCHRONIZE | EVENT_MODIFY_STATE, NULL, NotificationEvent,
				   FALSE), STATUS_SUCCESS);
	CHECK_STATUS(ObReferenceObjectByHandleWithTag(h, 0, *ExEventObjectType, KernelMode, NT_TAG,
						      (PVOID *)&event, &info), STATUS_SUCCESS);
	CHECK_EQ(info.GrantedAccess, SYNCHRONIZE | EVENT_MODIFY_STATE);
	CHECK_STATUS(ObReferenceObjectByHandle(h, EVENT_ALL_ACCESS, *ExEventObjectType, UserMode,
					       (PVOID *)&again, NULL), STATUS_ACCESS_DENIED);
	CHECK_STATUS(ObReferenceObjectByPointerWithTag(event, 0, *ExEventObjectType, KernelMode,
						       NT_TAG), STATUS_SUCCESS);
	CHECK_STATUS(ObReferenceObjectByPointerWithTag(event, 0, *PsThreadType, KernelMode,
						       NT_TAG), STATUS_OBJECT_TYPE_MISMATCH);
	CHECK(ObReferenceObjectSafe(event));
	ObfReferenceObjectWithTag(event, NT_TAG);
	CHECK_STATUS(ZwMakeTemporaryObject(h), STATUS_SUCCESS);
	CHECK_STATUS(ObCloseHandle(h, KernelMode), STATUS_SUCCESS);
	CHECK_STATUS(ObCloseHandle(h, KernelMode), STATUS_INVALID_HANDLE);
	CHECK_STATUS(ZwMakeTemporaryObject(h), STATUS_INVALID_HANDLE);
	/* Four references are left. */
	ObDereferenceObjectDeferDelete(event);
	ObDereferenceObjectDeferDeleteWithTag(event, NT_TAG);
	ObfDereferenceObjectWithTag(event, NT_TAG);
	CHECK(!KeSetEvent(event, 0, FALSE));
	ObDereferenceObject(event);
	CHECK(!ObReferenceObjectSafe(event));
}

NT_TEST(object_security, "ObGetObjectSecurity: NULL for an object that has no security descriptor")
{
	PSECURITY_DESCRIPTOR descriptor = (PSECURITY_DESCRIPTOR)&name;
	BOOLEAN allocated = TRUE;
	PKEVENT event;
	HANDLE h;

	event = IoCreateNotificationEvent(&name, &h);
	NEED(event);
	CHECK_STATUS(ObGetObjectSecurity(event, &descriptor, &allocated), STATUS_SUCCESS);
	CHECK(!descriptor && !allocated);
	ObReleaseObjectSecurity(descriptor, allocated);
	ZwClose(h);
}

NT_TEST(handle_wait, "ZwWaitForSingleObject: STATUS_OBJECT_TYPE_MISMATCH for what cannot be waited for")
{
	LARGE_INTEGER now = { 0 };
	OBJECT_ATTRIBUTES oa;
	HANDLE key;

	InitializeObjectAttributes(&oa, nt_registry_path, OBJ_KERNEL_HANDLE, NULL, NULL);
	NEED(NT_SUCCESS(ZwOpenKey(&key, KEY_ALL_ACCESS | SYNCHRONIZE, &oa)));
	CHECK_STATUS(ZwWaitForSingleObject(key, FALSE, &now), STATUS_OBJECT_TYPE_MISMATCH);
	ZwClose(key);
}

NT_TEST(handles_many, "ZwCreateEvent: handles are distinct, and can be had in numbers")
{
	enum { N = 300 };
	HANDLE *h = ExAllocatePoolWithTag(PagedPool, N * sizeof(*h), NT_TAG);
	ULONG i, j, wrong = 0;

	NEED(h);
	for (i = 0; i < N; i++) {
		CHECK_STATUS(ZwCreateEvent(&h[i], EVENT_ALL_ACCESS, NULL, NotificationEvent,
					   (BOOLEAN)(i & 1)), STATUS_SUCCESS);
		for (j = 0; j < i; j++)
			wrong += h[i] == h[j];
	}
	CHECK_EQ(wrong, 0);
	for (i = 0; i < N; i++) {
		LARGE_INTEGER now = { 0 };

		wrong += ZwWaitForSingleObject(h[i], FALSE, &now) !=
			 (i & 1 ? STATUS_SUCCESS : STATUS_TIMEOUT);
		CHECK_STATUS(ZwClose(h[i]), STATUS_SUCCESS);
	}
	CHECK_EQ(wrong, 0);
	ExFreePoolWithTag(h, NT_TAG);
}

NT_SUITE(event) = {
	NT_CASE(event_named),
	NT_CASE(event_handle),
	NT_CASE(event_open),
	NT_CASE(object_references),
	NT_CASE(object_security),
	NT_CASE(handle_wait),
	NT_CASE(handles_many),
	NT_END
};
