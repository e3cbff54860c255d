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

NT_SUITE(event) = {
	NT_CASE(event_named),
	NT_CASE(event_handle),
	NT_CASE(event_open),
	NT_END
};
