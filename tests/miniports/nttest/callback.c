// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* callback.c - callback objects, and timers of device objects. */
#include "nttest.h"

struct heard {
	ULONG calls, order;
	PVOID arg1, arg2;
	KIRQL irql;
	PVOID unregister;		/* itself, when it is called */
};

static ULONG order;

static VOID NTAPI hear(PVOID context, PVOID arg1, PVOID arg2)
{
	struct heard *h = context;

	h->calls++;
	h->order = ++order;
	h->arg1 = arg1;
	h->arg2 = arg2;
	h->irql = KeGetCurrentIrql();
	if (h->unregister) {
		ExUnregisterCallback(h->unregister);
		h->unregister = NULL;
	}
}

static NTSTATUS open_callback(PCWSTR name, ULONG attributes, BOOLEAN create, BOOLEAN multiple,
			      PCALLBACK_OBJECT *callback)
{
	UNICODE_STRING text;
	OBJECT_ATTRIBUTES oa;

	RtlInitUnicodeString(&text, name);
	InitializeObjectAttributes(&oa, &text, OBJ_CASE_INSENSITIVE | attributes, NULL, NULL);
	return ExCreateCallback(callback, &oa, create, multiple);
}

NT_TEST(callback_order,
	"ExNotifyCallback: all registered routines are called in order of their registration, with the arguments")
{
	struct heard a = { 0 }, b = { 0 };
	PCALLBACK_OBJECT callback;
	PVOID ra, rb;

	CHECK_STATUS(open_callback(L"\\Callback\\NtTest", 0, TRUE, TRUE, &callback), STATUS_SUCCESS);
	NEED(callback);
	ra = ExRegisterCallback(callback, hear, &a);
	rb = ExRegisterCallback(callback, hear, &b);
	CHECK(ra && rb && ra != rb);
	ExNotifyCallback(callback, &a, &b);
	CHECK_EQ(a.calls, 1);
	CHECK_EQ(b.calls, 1);
	CHECK(a.order < b.order);
	CHECK(b.arg1 == &a && b.arg2 == &b);
	CHECK_EQ(a.irql, PASSIVE_LEVEL);
	ExUnregisterCallback(ra);
	ExNotifyCallback(callback, NULL, NULL);
	CHECK_EQ(a.calls, 1);
	CHECK_EQ(b.calls, 2);
	CHECK(!b.arg1);
	ExUnregisterCallback(rb);
	ExNotifyCallback(callback, NULL, NULL);
	CHECK_EQ(b.calls, 2);
	ObDereferenceObject(callback);
}

NT_TEST(callback_irql,
	"ExNotifyCallback: IRQL up to DISPATCH_LEVEL; the routines are called at the caller's IRQL")
{
	struct heard h = { 0 };
	PCALLBACK_OBJECT callback;
	PVOID r;
	KIRQL irql;

	CHECK_STATUS(open_callback(L"\\Callback\\NtTest", 0, TRUE, TRUE, &callback), STATUS_SUCCESS);
	NEED(callback);
	r = ExRegisterCallback(callback, hear, &h);
	NEED(r);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExNotifyCallback(callback, NULL, NULL);
	KeLowerIrql(irql);
	CHECK_EQ(h.calls, 1);
	CHECK_EQ(h.irql, DISPATCH_LEVEL);
	ExUnregisterCallback(r);
	ObDereferenceObject(callback);
}

NT_TEST(callback_one,
	"ExRegisterCallback: NULL if the object allows only one routine and one is registered")
{
	struct heard h = { 0 };
	PCALLBACK_OBJECT callback;
	PVOID r;

	CHECK_STATUS(open_callback(L"\\Callback\\NtTest1", 0, TRUE, FALSE, &callback),
		     STATUS_SUCCESS);
	NEED(callback);
	r = ExRegisterCallback(callback, hear, &h);
	CHECK(r);
	CHECK(!ExRegisterCallback(callback, hear, &h));
	ExUnregisterCallback(r);
	r = ExRegisterCallback(callback, hear, &h);
	CHECK(r);
	ExUnregisterCallback(r);
	ObDereferenceObject(callback);
}

NT_TEST(callback_name,
	"ExCreateCallback: opens the object of that name, or creates it; one without a name is STATUS_UNSUCCESSFUL")
{
	PCALLBACK_OBJECT first, second, none = (PCALLBACK_OBJECT)1;
	OBJECT_ATTRIBUTES oa;

	CHECK_STATUS(open_callback(L"\\Callback\\NtTest", 0, FALSE, TRUE, &none),
		     STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK(!none);
	CHECK_STATUS(open_callback(L"\\Callback\\NtTest", 0, TRUE, TRUE, &first), STATUS_SUCCESS);
	NEED(first);
	CHECK_STATUS(open_callback(L"\\CALLBACK\\nttest", 0, FALSE, FALSE, &second),
		     STATUS_SUCCESS);
	CHECK(second == first);
	/* What an existing object allows is not changed by opening it. */
	CHECK_STATUS(open_callback(L"\\Callback\\NtTest", 0, TRUE, FALSE, &none), STATUS_SUCCESS);
	CHECK(none == first);
	ObDereferenceObject(none);
	ObDereferenceObject(second);
	ObDereferenceObject(first);
	CHECK_STATUS(open_callback(L"\\Callback\\NtTest", 0, FALSE, TRUE, &none),
		     STATUS_OBJECT_NAME_NOT_FOUND);
	InitializeObjectAttributes(&oa, NULL, 0, NULL, NULL);
	CHECK_STATUS(ExCreateCallback(&none, &oa, TRUE, TRUE), STATUS_UNSUCCESSFUL);
	CHECK(!none);
}

NT_TEST(callback_permanent,
	"ExCreateCallback: OBJ_PERMANENT prevents the object from being deleted before it can be registered with")
{
	PCALLBACK_OBJECT first, second;

	CHECK_STATUS(open_callback(L"\\Callback\\NtTestForever", OBJ_PERMANENT, TRUE, TRUE, &first),
		     STATUS_SUCCESS);
	NEED(first);
	ObDereferenceObject(first);
	CHECK_STATUS(open_callback(L"\\Callback\\NtTestForever", 0, FALSE, TRUE, &second),
		     STATUS_SUCCESS);
	CHECK(second == first);
	if (second)
		ObDereferenceObject(second);
}

NT_TEST(callback_inside, "ExUnregisterCallback: a routine may take itself out; the others are called")
{
	struct heard a = { 0 }, b = { 0 };
	PCALLBACK_OBJECT callback;
	PVOID rb;

	CHECK_STATUS(open_callback(L"\\Callback\\NtTest", 0, TRUE, TRUE, &callback), STATUS_SUCCESS);
	NEED(callback);
	a.unregister = ExRegisterCallback(callback, hear, &a);
	rb = ExRegisterCallback(callback, hear, &b);
	CHECK(a.unregister && rb);
	ExNotifyCallback(callback, NULL, NULL);
	ExNotifyCallback(callback, NULL, NULL);
	CHECK_EQ(a.calls, 1);
	CHECK_EQ(b.calls, 2);
	ExUnregisterCallback(rb);
	ObDereferenceObject(callback);
}

struct slow {
	KEVENT inside, go;
	LONG done;
};

static VOID NTAPI slow_routine(PVOID context, PVOID arg1, PVOID arg2)
{
	struct slow *s = context;
	LARGE_INTEGER pause = nt_ms(30);

	KeSetEvent(&s->inside, 0, FALSE);
	KeDelayExecutionThread(KernelMode, FALSE, &pause);
	InterlockedExchange(&s->done, 1);
}

static VOID NTAPI slow_notifier(PVOID context)
{
	ExNotifyCallback(context, NULL, NULL);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

NT_TEST(callback_unregister_waits,
	"ExUnregisterCallback: removes the routine: the driver may be unloaded, so it does not run any more")
{
	PCALLBACK_OBJECT callback;
	struct slow s;
	PVOID r, thread;
	HANDLE handle;

	s.done = 0;
	KeInitializeEvent(&s.inside, NotificationEvent, FALSE);
	CHECK_STATUS(open_callback(L"\\Callback\\NtTest", 0, TRUE, TRUE, &callback), STATUS_SUCCESS);
	NEED(callback);
	r = ExRegisterCallback(callback, slow_routine, &s);
	NEED(r);
	CHECK_STATUS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					  slow_notifier, callback), STATUS_SUCCESS);
	CHECK_STATUS(ObReferenceObjectByHandle(handle, SYNCHRONIZE, NULL, KernelMode, &thread,
					       NULL), STATUS_SUCCESS);
	ZwClose(handle);
	KeWaitForSingleObject(&s.inside, Executive, KernelMode, FALSE, NULL);
	ExUnregisterCallback(r);
	CHECK_EQ(s.done, 1);
	KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(thread);
	ObDereferenceObject(callback);
}

NT_TEST(callback_power,
	"ExCreateCallback: the operating system creates \\Callback\\PowerState for drivers to register with")
{
	struct heard h = { 0 };
	PCALLBACK_OBJECT callback;
	PVOID r;

	CHECK_STATUS(open_callback(L"\\Callback\\PowerState", 0, FALSE, TRUE, &callback),
		     STATUS_SUCCESS);
	NEED(callback);
	r = ExRegisterCallback(callback, hear, &h);
	CHECK(r);
	ExUnregisterCallback(r);
	ObDereferenceObject(callback);
}

/* ------------------------------------------------------------- timers of device objects */

static struct {
	DRIVER_OBJECT object;
	PDEVICE_OBJECT device;
	LONG calls;
	KIRQL irql;
	BOOLEAN right;
	KEVENT called;
} io;

static VOID NTAPI io_timer(PDEVICE_OBJECT device, PVOID context)
{
	io.irql = KeGetCurrentIrql();
	io.right = device == io.device && context == &io;
	InterlockedIncrement(&io.calls);
	KeSetEvent(&io.called, 0, FALSE);
}

static BOOLEAN io_setup(void)
{
	RtlZeroMemory(&io, sizeof(io));
	io.object.Type = IO_TYPE_DRIVER;
	io.object.Size = sizeof(io.object);
	KeInitializeEvent(&io.called, SynchronizationEvent, FALSE);
	return NT_SUCCESS(IoCreateDevice(&io.object, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
					 &io.device));
}

NT_TEST(io_timer,
	"IoStartTimer: the IoTimer routine is called once per second at DISPATCH_LEVEL until IoStopTimer")
{
	LARGE_INTEGER wait = nt_ms(8000), short_wait = nt_ms(1500);
	LONG calls;

	NEED(io_setup());
	CHECK_STATUS(IoInitializeTimer(io.device, io_timer, &io), STATUS_SUCCESS);
	CHECK(io.device->Timer);
	CHECK_STATUS(KeWaitForSingleObject(&io.called, Executive, KernelMode, FALSE, &short_wait),
		     STATUS_TIMEOUT);
	IoStartTimer(io.device);
	CHECK_STATUS(KeWaitForSingleObject(&io.called, Executive, KernelMode, FALSE, &wait),
		     STATUS_SUCCESS);
	CHECK(io.right);
	CHECK_EQ(io.irql, DISPATCH_LEVEL);
	CHECK_STATUS(KeWaitForSingleObject(&io.called, Executive, KernelMode, FALSE, &wait),
		     STATUS_SUCCESS);
	IoStopTimer(io.device);
	KeFlushQueuedDpcs();
	calls = io.calls;
	CHECK(calls >= 2);
	KeClearEvent(&io.called);
	CHECK_STATUS(KeWaitForSingleObject(&io.called, Executive, KernelMode, FALSE, &short_wait),
		     STATUS_TIMEOUT);
	CHECK_EQ(io.calls, calls);
	IoDeleteDevice(io.device);
}

NT_TEST(io_timer_deleted, "IoInitializeTimer: once per device object; the timer goes with the device")
{
	NEED(io_setup());
	/* Without one there is nothing to start. */
	IoStartTimer(io.device);
	CHECK_STATUS(IoInitializeTimer(io.device, io_timer, &io), STATUS_SUCCESS);
	CHECK(!NT_SUCCESS(IoInitializeTimer(io.device, io_timer, &io)));
	IoStartTimer(io.device);
	IoDeleteDevice(io.device);
}

NT_SUITE(callback) = {
	NT_CASE(callback_order),
	NT_CASE(callback_irql),
	NT_CASE(callback_one),
	NT_CASE(callback_name),
	NT_CASE(callback_permanent),
	NT_CASE(callback_inside),
	NT_CASE(callback_unregister_waits),
	NT_CASE(callback_power),
	NT_CASE(io_timer),
	NT_CASE(io_timer_deleted),
	NT_END
};
