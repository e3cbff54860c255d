// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_io_test.c - packets, devices and names where a kernel cannot go: failing
 * allocations, misuse, what a driver leaves behind, and the packets that the core
 * itself sends in a device's life.
 */
#include "mock_miniport.h"

#include "driver.h"
#include "nt_fixture.h"

static DRIVER_OBJECT object;
static NTSTATUS answer;

static int setup(void **state)
{
	memset(&object, 0, sizeof(object));
	answer = STATUS_SUCCESS;
	return nt_setup(state);
}

static const WCHAR name_text[] = { '\\', 'D', 'e', 'v', 'i', 'c', 'e', '\\', 'X', 0 };
static const WCHAR link_text[] = { '\\', '?', '?', '\\', 'L', 0 };

static UNICODE_STRING text(const WCHAR *s)
{
	UNICODE_STRING u;

	RtlInitUnicodeString(&u, s);
	return u;
}

static NTSTATUS NTAPI dispatch(PDEVICE_OBJECT device, PIRP irp)
{
	irp->IoStatus.Status = answer;
	irp->IoStatus.Information = 0;
	IofCompleteRequest(irp, 0);
	return answer;
}

static NTSTATUS make_device(PDEVICE_OBJECT *device, BOOLEAN exclusive)
{
	UNICODE_STRING name = text(name_text);
	NTSTATUS status;
	int i;

	for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
		object.MajorFunction[i] = dispatch;
	status = IoCreateDevice(&object, 16, &name, FILE_DEVICE_UNKNOWN, 0, exclusive, device);
	if (NT_SUCCESS(status))
		(*device)->Flags &= ~DO_DEVICE_INITIALIZING;
	return status;
}

static void what_is_left_is_named_and_freed(void **state)
{
	UNICODE_STRING link = text(link_text), name = text(name_text);
	PDEVICE_OBJECT device;

	assert_status(make_device(&device, FALSE), STATUS_SUCCESS);
	assert_status(IoCreateSymbolicLink(&link, &name), STATUS_SUCCESS);
	dxgk_nt_driver_remove(&info);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left 1 device objects"), 1);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left 1 symbolic links"), 1);
}

static NTSTATUS open_it(PHANDLE handle)
{
	UNICODE_STRING name = text(name_text);
	OBJECT_ATTRIBUTES oa;
	IO_STATUS_BLOCK iosb;

	InitializeObjectAttributes(&oa, &name, OBJ_KERNEL_HANDLE, NULL, NULL);
	return ZwOpenFile(handle, GENERIC_READ | GENERIC_WRITE, &oa, &iosb, 0, 0);
}

static void a_file_left_open_is_closed_before_its_device_goes(void **state)
{
	PDEVICE_OBJECT device;
	HANDLE handle;

	assert_status(make_device(&device, FALSE), STATUS_SUCCESS);
	assert_status(open_it(&handle), STATUS_SUCCESS);
	IoDeleteDevice(device);
	assert_status(open_it(&handle), STATUS_OBJECT_NAME_NOT_FOUND);
	dxgk_nt_driver_remove(&info);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left a handle open (File)"), 1);
}

static void an_exclusive_device_has_one_opener(void **state)
{
	HANDLE first, second;
	PDEVICE_OBJECT device;

	assert_status(make_device(&device, TRUE), STATUS_SUCCESS);
	assert_status(open_it(&first), STATUS_SUCCESS);
	assert_status(open_it(&second), STATUS_ACCESS_DENIED);
	ZwClose(first);
	assert_status(open_it(&second), STATUS_SUCCESS);
	ZwClose(second);
	device->Flags |= DO_DEVICE_INITIALIZING;
	assert_status(open_it(&second), STATUS_NO_SUCH_DEVICE);
	IoDeleteDevice(device);
}

static void every_step_can_fail(void **state)
{
	UNICODE_STRING link = text(link_text), name = text(name_text);
	unsigned char buffer[64];
	PDEVICE_OBJECT device;
	IO_STATUS_BLOCK iosb;
	NTSTATUS status;
	HANDLE handle;

	host_for_each_failure(n) {
		status = make_device(&device, FALSE);
		assert_int_equal(!NT_SUCCESS(status), host_fail_hit());
		if (NT_SUCCESS(status))
			IoDeleteDevice(device);
	}
	assert_status(make_device(&device, FALSE), STATUS_SUCCESS);
	device->Flags |= DO_BUFFERED_IO;
	host_for_each_failure(n) {
		status = IoCreateSymbolicLink(&link, &name);
		assert_int_equal(!NT_SUCCESS(status), host_fail_hit());
		if (NT_SUCCESS(status))
			assert_status(IoDeleteSymbolicLink(&link), STATUS_SUCCESS);
	}
	host_for_each_failure(n) {
		status = open_it(&handle);
		/* That a closed file cannot be told to its driver goes unnoticed. */
		if (NT_SUCCESS(status))
			ZwClose(handle);
	}
	assert_status(open_it(&handle), STATUS_SUCCESS);
	host_for_each_failure(n) {
		status = ZwReadFile(handle, NULL, NULL, NULL, &iosb, buffer, sizeof(buffer), NULL,
				    NULL);
		assert_int_equal(!NT_SUCCESS(status), host_fail_hit());
	}
	device->Flags &= ~DO_BUFFERED_IO;
	device->Flags |= DO_DIRECT_IO;
	host_for_each_failure(n) {
		status = ZwWriteFile(handle, NULL, NULL, NULL, &iosb, buffer, sizeof(buffer), NULL,
				     NULL);
		assert_int_equal(!NT_SUCCESS(status), host_fail_hit());
	}
	host_for_each_failure(n) {
		status = ZwDeviceIoControlFile(handle, NULL, NULL, NULL, &iosb, 0x222001, buffer,
					       16, buffer, 32);
		assert_int_equal(!NT_SUCCESS(status), host_fail_hit());
	}
	ZwClose(handle);
	IoDeleteDevice(device);
}

static NTSTATUS NTAPI too_much(PDEVICE_OBJECT device, PIRP irp)
{
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 0x10000;
	IofCompleteRequest(irp, 0);
	return STATUS_SUCCESS;
}

/* A driver that claims more than it was asked for does not overrun the caller. */
static void no_more_is_copied_than_was_asked_for(void **state)
{
	unsigned char buffer[16], guard[16];
	PDEVICE_OBJECT device;
	IO_STATUS_BLOCK iosb;
	HANDLE handle;

	assert_status(make_device(&device, FALSE), STATUS_SUCCESS);
	object.MajorFunction[IRP_MJ_DEVICE_CONTROL] = too_much;
	assert_status(open_it(&handle), STATUS_SUCCESS);
	memset(guard, 0x77, sizeof(guard));
	memcpy(buffer, guard, sizeof(buffer));
	assert_status(ZwDeviceIoControlFile(handle, NULL, NULL, NULL, &iosb, 0x222000, NULL, 0,
					    buffer, 8), STATUS_SUCCESS);
	assert_memory_equal(buffer + 8, guard, 8);
	ZwClose(handle);
	IoDeleteDevice(device);
}

static PIRP packet;

static void complete(void *arg)
{
	IofCompleteRequest(packet, 0);
}

static void call(void *arg)
{
	IofCallDriver(arg, packet);
}

static void misuse_is_a_bug_check(void **state)
{
	PDEVICE_OBJECT device;

	assert_status(make_device(&device, FALSE), STATUS_SUCCESS);
	packet = IoAllocateIrp(1, FALSE);
	assert_non_null(packet);
	/* Completed though nobody has it... */
	packet->CurrentLocation = 3;
	assert_non_null(strstr(host_expect_bugcheck(complete, NULL), "bug check 0x44"));
	/* ...sent without a stack location left. */
	packet->CurrentLocation = 1;
	assert_non_null(strstr(host_expect_bugcheck(call, device), "bug check 0x35"));
	IoFreeIrp(packet);
	IoDeleteDevice(device);
	IoDeleteDevice((PDEVICE_OBJECT)&object);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "deletes a device it did not create"), 1);
}

/* Nobody made it, nobody takes it back: it is named, and stays. */
static void a_packet_that_nobody_takes_back(void **state)
{
	IO_STATUS_BLOCK iosb;
	PDEVICE_OBJECT device;
	UCHAR buffer[64];
	KEVENT event;
	PIRP irp;

	assert_status(make_device(&device, FALSE), STATUS_SUCCESS);
	irp = IoAllocateIrp(1, FALSE);
	IoGetNextIrpStackLocation(irp)->MajorFunction = IRP_MJ_SHUTDOWN;
	assert_status(IofCallDriver(device, irp), STATUS_SUCCESS);
	assert_int_equal(host_log_count(DXGK_LOG_ERR,
					"completed a packet that nobody takes back"), 1);
	IoFreeIrp(irp);
	/* One whose buffer cannot be described is none. */
	device->Flags |= DO_DIRECT_IO;
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	assert_null(IoBuildSynchronousFsdRequest(IRP_MJ_READ, device,
						 (PVOID)0x8000000000001000ull, sizeof(buffer), NULL,
						 &event, &iosb));
	IoDeleteDevice(device);
}

static void missing_functions_are_named_once(void **state)
{
	UNICODE_STRING name = text(name_text);

	assert_status(ZwLoadDriver(&name), STATUS_PRIVILEGE_NOT_HELD);
	assert_status(ZwLoadDriver(&name), STATUS_PRIVILEGE_NOT_HELD);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "calls ZwLoadDriver, which is not supported"),
			 1);
}

/* ------------------------------------------------------------ packets in a device's life */

static PDRIVER_DISPATCH bus;
static UCHAR minors[16];
static unsigned int minor_count, minors_at_start, minors_at_remove;
static NTSTATUS start_answer;
static PDEVICE_OBJECT pdo;

static NTSTATUS NTAPI hook(PDEVICE_OBJECT device, PIRP irp)
{
	PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);

	assert_ptr_equal(device, pdo);
	minors[minor_count++ % 16] = stack->MinorFunction;
	if (stack->MinorFunction == IRP_MN_START_DEVICE && !NT_SUCCESS(start_answer)) {
		irp->IoStatus.Status = start_answer;
		IofCompleteRequest(irp, 0);
		return start_answer;
	}
	return bus(device, irp);
}

static NTSTATUS started(void)
{
	minors_at_start = minor_count;
	return STATUS_SUCCESS;
}

static NTSTATUS removed(void)
{
	minors_at_remove = minor_count;
	return STATUS_SUCCESS;
}

static void hooked_up(void)
{
	mock_up(false);
	pdo = &mock.adapter->pdo.object;
	bus = pdo->DriverObject->MajorFunction[IRP_MJ_PNP];
	pdo->DriverObject->MajorFunction[IRP_MJ_PNP] = hook;
	mock.on_start = started;
	mock.on_remove = removed;
	minor_count = 0;
	start_answer = STATUS_SUCCESS;
}

/* The bus driver is started before the miniport, and removed after it. */
static void a_hooked_pdo_sees_the_devices_life(void **state)
{
	hooked_up();
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(minors_at_start, 1);
	assert_int_equal(minors[0], IRP_MN_START_DEVICE);
	dxgk_adapter_surprise_remove(mock.adapter);
	assert_int_equal(minors[1], IRP_MN_SURPRISE_REMOVAL);
	mock_remove_adapter();
	assert_int_equal(minors_at_remove, 2);
	assert_int_equal(minor_count, 3);
	assert_int_equal(minors[2], IRP_MN_REMOVE_DEVICE);
	mock_down();
}

static VOID NTAPI answer_later(PVOID context)
{
	LARGE_INTEGER t = { .QuadPart = -10000ll * 20 };

	KeDelayExecutionThread(KernelMode, FALSE, &t);
	bus(pdo, context);
}

static NTSTATUS NTAPI hook_later(PDEVICE_OBJECT device, PIRP irp)
{
	HANDLE handle;

	minor_count++;
	IoMarkIrpPending(irp);
	assert_status(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					   answer_later, irp), STATUS_SUCCESS);
	ZwClose(handle);
	return STATUS_PENDING;
}

/* The core waits for an answer that comes later. */
static void a_hook_can_take_its_time(void **state)
{
	hooked_up();
	pdo->DriverObject->MajorFunction[IRP_MJ_PNP] = hook_later;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(minors_at_start, 1);
	pdo->DriverObject->MajorFunction[IRP_MJ_PNP] = bus;
	mock_down();
}

static void a_hook_can_refuse_the_start(void **state)
{
	hooked_up();
	start_answer = STATUS_DEVICE_CONFIGURATION_ERROR;
	mock.starts = 0;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_DEVICE_CONFIGURATION_ERROR);
	assert_int_equal(mock.starts, 0);
	start_answer = STATUS_SUCCESS;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	mock_down();
}

#define test(fn) cmocka_unit_test_setup_teardown(fn, setup, nt_teardown)

static const struct CMUnitTest tests[] = {
	test(what_is_left_is_named_and_freed),
	test(a_file_left_open_is_closed_before_its_device_goes),
	test(an_exclusive_device_has_one_opener),
	test(every_step_can_fail),
	test(no_more_is_copied_than_was_asked_for),
	test(misuse_is_a_bug_check),
	test(a_packet_that_nobody_takes_back),
	test(missing_functions_are_named_once),
	host_test(a_hooked_pdo_sees_the_devices_life),
	host_test(a_hook_can_take_its_time),
	host_test(a_hook_can_refuse_the_start),
};

HOST_TEST_MAIN(tests)
