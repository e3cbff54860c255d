// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* irp.c - packets, device objects, names, files, and what a PDO answers. */
#include "nttest.h"

#include <devioctl.h>
#include <initguid.h>
#include <wdmguid.h>

/* A driver of two devices' stack, with what its routines saw. */
static struct {
	DRIVER_OBJECT object;
	PDEVICE_OBJECT lower, upper;
	UCHAR seen[8];
	ULONG count;
	PIRP pending;
	NTSTATUS answer;
	ULONG_PTR information;
	ULONG completions;
	BOOLEAN completed_pending;
	NTSTATUS completion_says;
	PVOID type3, user;
	PMDL mdl;
} drv;

static NTSTATUS NTAPI dispatch(PDEVICE_OBJECT device, PIRP irp)
{
	PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);

	if (drv.count < RTL_NUMBER_OF(drv.seen))
		drv.seen[drv.count++] = stack->MajorFunction;
	if (device == drv.upper) {
		IoSkipCurrentIrpStackLocation(irp);
		return IoCallDriver(drv.lower, irp);
	}
	if (drv.answer == STATUS_PENDING) {
		IoMarkIrpPending(irp);
		drv.pending = irp;
		return STATUS_PENDING;
	}
	if (stack->MajorFunction == IRP_MJ_DEVICE_CONTROL && irp->AssociatedIrp.SystemBuffer) {
		PUCHAR p = irp->AssociatedIrp.SystemBuffer;

		/* The answer is the question, each byte one more. */
		drv.information = stack->Parameters.DeviceIoControl.OutputBufferLength;
		if (drv.information > stack->Parameters.DeviceIoControl.InputBufferLength)
			drv.information = stack->Parameters.DeviceIoControl.InputBufferLength;
		if (irp->MdlAddress) {
			PUCHAR out = MmGetSystemAddressForMdlSafe(irp->MdlAddress,
								  NormalPagePriority);

			if (out)
				out[0] = (UCHAR)(p[0] + 2);
		} else {
			p[0]++;
		}
	}
	if (stack->MajorFunction == IRP_MJ_DEVICE_CONTROL) {
		drv.type3 = stack->Parameters.DeviceIoControl.Type3InputBuffer;
		drv.user = irp->UserBuffer;
	}
	drv.mdl = irp->MdlAddress;
	irp->IoStatus.Status = drv.answer;
	irp->IoStatus.Information = drv.information;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return drv.answer;
}

static BOOLEAN driver_setup(BOOLEAN stack)
{
	ULONG i;

	RtlZeroMemory(&drv, sizeof(drv));
	drv.object.Type = IO_TYPE_DRIVER;
	drv.object.Size = sizeof(drv.object);
	for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
		drv.object.MajorFunction[i] = dispatch;
	if (!NT_SUCCESS(IoCreateDevice(&drv.object, 64, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
				       &drv.lower)))
		return FALSE;
	drv.lower->Flags &= ~DO_DEVICE_INITIALIZING;
	if (!stack)
		return TRUE;
	if (!NT_SUCCESS(IoCreateDevice(&drv.object, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
				       &drv.upper)))
		return FALSE;
	return IoAttachDeviceToDeviceStack(drv.upper, drv.lower) == drv.lower;
}

static void driver_done(void)
{
	if (drv.upper) {
		IoDetachDevice(drv.lower);
		IoDeleteDevice(drv.upper);
	}
	if (drv.lower)
		IoDeleteDevice(drv.lower);
}

static NTSTATUS NTAPI completion(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	drv.completions++;
	drv.completed_pending = irp->PendingReturned;
	CHECK(context == &drv);
	return drv.completion_says;
}

NT_TEST(irp_allocate, "IoAllocateIrp: an initialized IRP of the requested stack locations; IoReuseIrp reinitializes")
{
	PIRP irp = IoAllocateIrp(3, FALSE);

	NEED(irp);
	CHECK_EQ(irp->Type, IO_TYPE_IRP);
	CHECK_EQ(irp->Size, IoSizeOfIrp(3));
	CHECK_EQ(irp->StackCount, 3);
	CHECK_EQ(irp->CurrentLocation, 4);
	CHECK(IoGetNextIrpStackLocation(irp) == (PIO_STACK_LOCATION)(irp + 1) + 2);
	irp->Cancel = TRUE;
	IoReuseIrp(irp, STATUS_NOT_SUPPORTED);
	CHECK(!irp->Cancel);
	CHECK_STATUS(irp->IoStatus.Status, STATUS_NOT_SUPPORTED);
	CHECK_EQ(irp->CurrentLocation, 4);
	IoFreeIrp(irp);
	CHECK(!IoAllocateIrp(0, FALSE));
}

NT_TEST(device_create, "IoCreateDevice: the device extension is zeroed; the device is in its driver's list")
{
	PUCHAR extension;
	ULONG i, dirty = 0;

	NEED(driver_setup(FALSE));
	CHECK_EQ(drv.lower->Type, IO_TYPE_DEVICE);
	CHECK(drv.lower->DriverObject == &drv.object);
	CHECK(drv.object.DeviceObject == drv.lower);
	CHECK_EQ(drv.lower->StackSize, 1);
	extension = drv.lower->DeviceExtension;
	CHECK_EQ((ULONG_PTR)extension % 16, 0);
	for (i = 0; i < 64; i++)
		dirty += extension[i];
	CHECK_EQ(dirty, 0);
	driver_done();
	CHECK(!drv.object.DeviceObject);
}

NT_TEST(device_stack, "IoAttachDeviceToDeviceStack: StackSize is one more; IoGetAttachedDeviceReference: the highest")
{
	PDEVICE_OBJECT top;

	NEED(driver_setup(TRUE));
	CHECK_EQ(drv.upper->StackSize, 2);
	CHECK(drv.lower->AttachedDevice == drv.upper);
	CHECK(IoGetAttachedDevice(drv.lower) == drv.upper);
	top = IoGetAttachedDeviceReference(drv.lower);
	CHECK(top == drv.upper);
	ObDereferenceObject(top);
	/* The upper one goes first: the lower one stands alone. */
	IoDeleteDevice(drv.upper);
	drv.upper = NULL;
	CHECK(!drv.lower->AttachedDevice);
	CHECK(IoGetAttachedDevice(drv.lower) == drv.lower);
	driver_done();
}

NT_TEST(irp_complete, "IoCompleteRequest: calls the completion routines that the status asks for")
{
	static const struct {
		NTSTATUS status;
		BOOLEAN success, error;
		ULONG calls;
	} row[] = {
		{ STATUS_SUCCESS, TRUE, FALSE, 1 }, { STATUS_SUCCESS, FALSE, TRUE, 0 },
		{ STATUS_UNSUCCESSFUL, TRUE, FALSE, 0 }, { STATUS_UNSUCCESSFUL, FALSE, TRUE, 1 },
		{ STATUS_SUCCESS, TRUE, TRUE, 1 },
	};
	IO_STATUS_BLOCK iosb;
	KEVENT event;
	ULONG i;
	PIRP irp;

	NEED(driver_setup(TRUE));
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	for (i = 0; i < RTL_NUMBER_OF(row); i++) {
		KeClearEvent(&event);
		drv.answer = row[i].status;
		drv.completions = 0;
		irp = IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, drv.upper, NULL, 0, NULL,
						   &event, &iosb);
		NEED(irp);
		IoSetCompletionRoutine(irp, completion, &drv, row[i].success, row[i].error, FALSE);
		CHECK_STATUS(IoCallDriver(drv.upper, irp), row[i].status);
		CHECK_EQ(drv.completions, row[i].calls);
		CHECK(KeReadStateEvent(&event));
		CHECK_STATUS(iosb.Status, row[i].status);
	}
	driver_done();
}

NT_TEST(irp_more_processing, "IoCompletion routine: STATUS_MORE_PROCESSING_REQUIRED gives the IRP back to its sender")
{
	PIO_STACK_LOCATION next;
	PIRP irp;

	NEED(driver_setup(FALSE));
	drv.completion_says = STATUS_MORE_PROCESSING_REQUIRED;
	irp = IoAllocateIrp(drv.lower->StackSize, FALSE);
	NEED(irp);
	next = IoGetNextIrpStackLocation(irp);
	next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
	IoSetCompletionRoutine(irp, completion, &drv, TRUE, TRUE, TRUE);
	CHECK_STATUS(IoCallDriver(drv.lower, irp), STATUS_SUCCESS);
	CHECK_EQ(drv.completions, 1);
	CHECK_EQ(drv.seen[0], IRP_MJ_INTERNAL_DEVICE_CONTROL);
	IoFreeIrp(irp);
	driver_done();
}

NT_TEST(irp_pending, "IoMarkIrpPending: STATUS_PENDING, and the event is set once the IRP is completed")
{
	LARGE_INTEGER now = { 0 };
	IO_STATUS_BLOCK iosb;
	KEVENT event;
	PIRP irp;

	NEED(driver_setup(TRUE));
	KeInitializeEvent(&event, SynchronizationEvent, FALSE);
	drv.answer = STATUS_PENDING;
	irp = IoBuildSynchronousFsdRequest(IRP_MJ_SHUTDOWN, drv.upper, NULL, 0, NULL, &event, &iosb);
	NEED(irp);
	IoSetCompletionRoutine(irp, completion, &drv, TRUE, TRUE, TRUE);
	CHECK_STATUS(IoCallDriver(drv.upper, irp), STATUS_PENDING);
	CHECK_STATUS(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &now),
		     STATUS_TIMEOUT);
	drv.pending->IoStatus.Status = STATUS_DEVICE_BUSY;
	drv.pending->IoStatus.Information = 7;
	IoCompleteRequest(drv.pending, IO_NO_INCREMENT);
	CHECK(drv.completed_pending);
	CHECK_STATUS(KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL),
		     STATUS_SUCCESS);
	CHECK_STATUS(iosb.Status, STATUS_DEVICE_BUSY);
	CHECK_EQ(iosb.Information, 7);
	driver_done();
}

static ULONG cancelled;

static VOID NTAPI cancel(PDEVICE_OBJECT device, PIRP irp)
{
	IoReleaseCancelSpinLock(irp->CancelIrql);
	cancelled++;
	irp->IoStatus.Status = STATUS_CANCELLED;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
}

NT_TEST(irp_cancel, "IoCancelIrp: TRUE if there was a cancel routine, which is called with the cancel spin lock held")
{
	IO_STATUS_BLOCK iosb;
	KEVENT event;
	PIRP irp;

	NEED(driver_setup(FALSE));
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	drv.answer = STATUS_PENDING;
	cancelled = 0;
	irp = IoBuildSynchronousFsdRequest(IRP_MJ_SHUTDOWN, drv.lower, NULL, 0, NULL, &event, &iosb);
	NEED(irp);
	CHECK_STATUS(IoCallDriver(drv.lower, irp), STATUS_PENDING);
	CHECK(!IoCancelIrp(irp));
	CHECK(irp->Cancel);
	CHECK(!IoSetCancelRoutine(irp, cancel));
	CHECK(IoCancelIrp(irp));
	CHECK_EQ(cancelled, 1);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	CHECK(KeReadStateEvent(&event));
	CHECK_STATUS(iosb.Status, STATUS_CANCELLED);
	driver_done();
}

NT_TEST(irp_forward, "IoForwardIrpSynchronously: sends it on and waits; FALSE without a stack location left")
{
	PIRP irp;

	NEED(driver_setup(FALSE));
	irp = IoAllocateIrp(2, FALSE);
	NEED(irp);
	/* As if the upper one had it. */
	IoSetNextIrpStackLocation(irp);
	IoGetCurrentIrpStackLocation(irp)->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
	drv.answer = STATUS_UNSUCCESSFUL;
	CHECK(IoForwardIrpSynchronously(drv.lower, irp));
	CHECK_STATUS(irp->IoStatus.Status, STATUS_UNSUCCESSFUL);
	CHECK_EQ(drv.seen[0], IRP_MJ_FLUSH_BUFFERS);
	IoSetNextIrpStackLocation(irp);
	CHECK(!IoForwardIrpSynchronously(drv.lower, irp));
	IoFreeIrp(irp);
	driver_done();
}

static NTSTATUS control(ULONG code, PUCHAR in, ULONG in_size, PUCHAR out, ULONG out_size,
			ULONG_PTR *information)
{
	IO_STATUS_BLOCK iosb = { { 0 }, 0 };
	NTSTATUS status;
	KEVENT event;
	PIRP irp;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	irp = IoBuildDeviceIoControlRequest(code, drv.lower, in, in_size, out, out_size, FALSE,
					    &event, &iosb);
	if (!irp)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = IoCallDriver(drv.lower, irp);
	CHECK(KeReadStateEvent(&event));
	*information = iosb.Information;
	return status;
}

NT_TEST(ioctl_methods, "Buffer descriptions for I/O control codes: buffered, direct, neither")
{
	UCHAR in[4] = { 1, 2, 3, 4 }, out[8] = { 0 };
	ULONG_PTR got;

	NEED(driver_setup(FALSE));
	CHECK_STATUS(control(CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS),
			     in, sizeof(in), out, sizeof(out), &got), STATUS_SUCCESS);
	CHECK_EQ(got, 4);
	CHECK(out[0] == 2 && out[1] == 2 && out[3] == 4 && out[4] == 0);
	CHECK_EQ(in[0], 1);
	CHECK_STATUS(control(CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_OUT_DIRECT,
				      FILE_ANY_ACCESS), in, sizeof(in), out, sizeof(out), &got),
		     STATUS_SUCCESS);
	CHECK_EQ(out[0], 3);
	CHECK_STATUS(control(CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_NEITHER, FILE_ANY_ACCESS),
			     in, sizeof(in), out, sizeof(out), &got), STATUS_SUCCESS);
	CHECK(drv.type3 == in && drv.user == out);
	/* An error copies nothing. */
	drv.answer = STATUS_INVALID_PARAMETER;
	out[0] = 0x55;
	CHECK_STATUS(control(CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS),
			     in, sizeof(in), out, sizeof(out), &got), STATUS_INVALID_PARAMETER);
	CHECK_EQ(out[0], 0x55);
	driver_done();
}

static NTSTATUS NTAPI free_packet(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	drv.completions++;
	if (irp->MdlAddress) {
		MmUnlockPages(irp->MdlAddress);
		IoFreeMdl(irp->MdlAddress);
	}
	IoFreeIrp(irp);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

NT_TEST(irp_asynchronous,
	"IoBuildAsynchronousFsdRequest: set up as the device does I/O; the completion routine frees it")
{
	LARGE_INTEGER offset = { .QuadPart = 0x1000 };
	UCHAR buffer[64] = { 0 };
	PIRP irp;

	NEED(driver_setup(FALSE));
	irp = IoBuildAsynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, drv.lower, NULL, 0, NULL, NULL);
	NEED(irp);
	CHECK(!irp->MdlAddress && !IoIs32bitProcess(irp));
	IoSetCompletionRoutine(irp, free_packet, &drv, TRUE, TRUE, TRUE);
	CHECK_STATUS(IoCallDriver(drv.lower, irp), STATUS_SUCCESS);
	CHECK_EQ(drv.seen[0], IRP_MJ_FLUSH_BUFFERS);
	CHECK_EQ(drv.completions, 1);

	drv.lower->Flags |= DO_DIRECT_IO;
	irp = IoBuildAsynchronousFsdRequest(IRP_MJ_READ, drv.lower, buffer, sizeof(buffer), &offset,
					    NULL);
	NEED(irp);
	CHECK_EQ(IoGetNextIrpStackLocation(irp)->Parameters.Read.Length, sizeof(buffer));
	CHECK_EQ(IoGetNextIrpStackLocation(irp)->Parameters.Read.ByteOffset.QuadPart, 0x1000);
	NEED(irp->MdlAddress);
	CHECK_EQ(MmGetMdlByteCount(irp->MdlAddress), sizeof(buffer));
	IoSetCompletionRoutine(irp, free_packet, &drv, TRUE, TRUE, TRUE);
	CHECK_STATUS(IoCallDriver(drv.lower, irp), STATUS_SUCCESS);
	CHECK(drv.mdl);
	CHECK_EQ(drv.completions, 2);
	driver_done();
}

NT_TEST(irp_direct, "IoBuildSynchronousFsdRequest: DO_DIRECT_IO: an MDL of the buffer, which goes with the packet")
{
	UCHAR buffer[64] = { 0 };
	IO_STATUS_BLOCK iosb;
	KEVENT event;
	PIRP irp;

	NEED(driver_setup(FALSE));
	drv.lower->Flags |= DO_DIRECT_IO;
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	irp = IoBuildSynchronousFsdRequest(IRP_MJ_WRITE, drv.lower, buffer, sizeof(buffer), NULL,
					   &event, &iosb);
	NEED(irp);
	CHECK_STATUS(IoCallDriver(drv.lower, irp), STATUS_SUCCESS);
	CHECK(drv.mdl);
	CHECK(KeReadStateEvent(&event));
	driver_done();
}

static VOID NTAPI complete_later(PVOID context)
{
	LARGE_INTEGER t = nt_ms(20);

	KeDelayExecutionThread(KernelMode, FALSE, &t);
	drv.pending->IoStatus.Status = STATUS_DEVICE_BUSY;
	drv.count = 77;
	IoCompleteRequest(drv.pending, IO_NO_INCREMENT);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS NTAPI dispatch_later(PDEVICE_OBJECT device, PIRP irp)
{
	HANDLE handle;

	IoMarkIrpPending(irp);
	drv.pending = irp;
	CHECK_STATUS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					  complete_later, NULL), STATUS_SUCCESS);
	ZwClose(handle);
	return STATUS_PENDING;
}

NT_TEST(irp_forward_pending, "IoForwardIrpSynchronously: waits until all lower drivers have finished")
{
	PIRP irp;

	NEED(driver_setup(FALSE));
	drv.object.MajorFunction[IRP_MJ_FLUSH_BUFFERS] = dispatch_later;
	irp = IoAllocateIrp(2, FALSE);
	NEED(irp);
	IoSetNextIrpStackLocation(irp);
	IoGetCurrentIrpStackLocation(irp)->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
	CHECK(IoForwardIrpSynchronously(drv.lower, irp));
	CHECK_EQ(drv.count, 77);
	CHECK_STATUS(irp->IoStatus.Status, STATUS_DEVICE_BUSY);
	IoFreeIrp(irp);
	/* A function beyond the last is none of the driver's. */
	irp = IoAllocateIrp(1, FALSE);
	NEED(irp);
	IoGetNextIrpStackLocation(irp)->MajorFunction = IRP_MJ_MAXIMUM_FUNCTION + 1;
	IoSetCompletionRoutine(irp, free_packet, NULL, TRUE, TRUE, TRUE);
	CHECK_STATUS(IoCallDriver(drv.lower, irp), STATUS_INVALID_DEVICE_REQUEST);
	CHECK_EQ(drv.count, 77);
	driver_done();
}

/* ---------------------------------------------------------------- names and files */

static UNICODE_STRING device_name = RTL_CONSTANT_STRING(L"\\Device\\NtTest");
static UNICODE_STRING link_name = RTL_CONSTANT_STRING(L"\\DosDevices\\NtTestLink");
static UNICODE_STRING link_path = RTL_CONSTANT_STRING(L"\\??\\nttestlink\\and\\more");
static UNICODE_STRING global_name = RTL_CONSTANT_STRING(L"\\??\\Global\\NtTestLink");
static UNICODE_STRING relative_name = RTL_CONSTANT_STRING(L"NtTestLink");
static UNICODE_STRING nowhere = RTL_CONSTANT_STRING(L"\\Device\\NtTestNowhere");
static UNICODE_STRING disk_file = RTL_CONSTANT_STRING(L"\\??\\C:\\Windows\\x.txt");

static BOOLEAN named_setup(void)
{
	ULONG i;

	RtlZeroMemory(&drv, sizeof(drv));
	for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
		drv.object.MajorFunction[i] = dispatch;
	if (!NT_SUCCESS(IoCreateDevice(&drv.object, 0, &device_name, FILE_DEVICE_UNKNOWN,
				       FILE_DEVICE_SECURE_OPEN, FALSE, &drv.lower)))
		return FALSE;
	drv.lower->Flags &= ~DO_DEVICE_INITIALIZING;
	drv.lower->Flags |= DO_BUFFERED_IO;
	return TRUE;
}

NT_TEST(device_names, "IoCreateDevice: STATUS_OBJECT_NAME_COLLISION; IoCreateSymbolicLink, IoDeleteSymbolicLink")
{
	PDEVICE_OBJECT second;

	NEED(named_setup());
	CHECK(drv.lower->Flags & DO_DEVICE_HAS_NAME);
	CHECK_STATUS(IoCreateDevice(&drv.object, 0, &device_name, FILE_DEVICE_UNKNOWN, 0, FALSE,
				    &second), STATUS_OBJECT_NAME_COLLISION);
	CHECK_STATUS(IoCreateSymbolicLink(&link_name, &device_name), STATUS_SUCCESS);
	CHECK_STATUS(IoCreateSymbolicLink(&link_name, &device_name), STATUS_OBJECT_NAME_COLLISION);
	/* \\??\\GLOBAL is the same directory. */
	CHECK_STATUS(IoCreateSymbolicLink(&global_name, &device_name),
		     STATUS_OBJECT_NAME_COLLISION);
	CHECK_STATUS(IoDeleteSymbolicLink(&link_name), STATUS_SUCCESS);
	CHECK_STATUS(IoDeleteSymbolicLink(&link_name), STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK(!NT_SUCCESS(IoCreateSymbolicLink(&relative_name, &device_name)));
	driver_done();
	/* The name went with it. */
	NEED(named_setup());
	driver_done();
}

NT_TEST(device_pointer, "IoGetDeviceObjectPointer: opens the device; ObDereferenceObject on the file object closes it")
{
	PDEVICE_OBJECT device;
	PFILE_OBJECT file;

	NEED(named_setup());
	CHECK_STATUS(IoGetDeviceObjectPointer(&nowhere, FILE_READ_DATA, &file, &device),
		     STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK_STATUS(IoGetDeviceObjectPointer(&device_name, FILE_READ_DATA, &file, &device),
		     STATUS_SUCCESS);
	CHECK(device == drv.lower);
	CHECK(file->DeviceObject == drv.lower);
	CHECK(IoGetRelatedDeviceObject(file) == drv.lower);
	CHECK_EQ(drv.seen[0], IRP_MJ_CREATE);
	CHECK_EQ(drv.seen[1], IRP_MJ_CLEANUP);
	CHECK_EQ(drv.count, 2);
	ObDereferenceObject(file);
	CHECK_EQ(drv.count, 3);
	CHECK_EQ(drv.seen[2], IRP_MJ_CLOSE);
	drv.answer = STATUS_ACCESS_DENIED;
	CHECK_STATUS(IoGetDeviceObjectPointer(&device_name, FILE_READ_DATA, &file, &device),
		     STATUS_ACCESS_DENIED);
	driver_done();
}

static NTSTATUS open_file_for(PUNICODE_STRING name, ACCESS_MASK access, PHANDLE handle)
{
	OBJECT_ATTRIBUTES oa;
	IO_STATUS_BLOCK iosb;

	InitializeObjectAttributes(&oa, name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
	return ZwCreateFile(handle, access | SYNCHRONIZE, &oa, &iosb, NULL, FILE_ATTRIBUTE_NORMAL,
			    0, FILE_OPEN, FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0);
}

static NTSTATUS open_file(PUNICODE_STRING name, PHANDLE handle)
{
	return open_file_for(name, GENERIC_READ | GENERIC_WRITE, handle);
}

NT_TEST(file_generic_access, "GENERIC_EXECUTE and GENERIC_ALL stand for a file's own access rights")
{
	OBJECT_HANDLE_INFORMATION info;
	PFILE_OBJECT file;
	HANDLE handle;

	NEED(named_setup());
	CHECK_STATUS(open_file_for(&device_name, GENERIC_ALL, &handle), STATUS_SUCCESS);
	CHECK_STATUS(ObReferenceObjectByHandle(handle, 0, *IoFileObjectType, KernelMode,
					       (PVOID *)&file, &info), STATUS_SUCCESS);
	CHECK_EQ(info.GrantedAccess, FILE_ALL_ACCESS);
	ObDereferenceObject(file);
	ZwClose(handle);
	CHECK_STATUS(open_file_for(&device_name, GENERIC_EXECUTE, &handle), STATUS_SUCCESS);
	CHECK_STATUS(ObReferenceObjectByHandle(handle, 0, *IoFileObjectType, KernelMode,
					       (PVOID *)&file, &info), STATUS_SUCCESS);
	CHECK_EQ(info.GrantedAccess, FILE_GENERIC_EXECUTE);
	ObDereferenceObject(file);
	ZwClose(handle);
	driver_done();
}

/* The event that a request sets; where the file stands, and what else is not known. */
static void file_more(HANDLE handle, PUCHAR buffer)
{
	FILE_POSITION_INFORMATION position = { { .QuadPart = 0x12345678 } };
	LARGE_INTEGER now = { 0 };
	IO_STATUS_BLOCK iosb;
	HANDLE event;

	CHECK_STATUS(ZwCreateEvent(&event, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwWriteFile(handle, event, NULL, NULL, &iosb, buffer, 4, NULL, NULL),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwWaitForSingleObject(event, FALSE, &now), STATUS_SUCCESS);
	CHECK_STATUS(ZwWaitForSingleObject(handle, FALSE, &now), STATUS_SUCCESS);
	ZwClose(event);
	CHECK_STATUS(ZwSetInformationFile(handle, &iosb, &position, sizeof(position),
					  FilePositionInformation), STATUS_SUCCESS);
	position.CurrentByteOffset.QuadPart = 0;
	CHECK_STATUS(ZwQueryInformationFile(handle, &iosb, &position, sizeof(position),
					    FilePositionInformation), STATUS_SUCCESS);
	CHECK_EQ(position.CurrentByteOffset.QuadPart, 0x12345678);
	CHECK_EQ(iosb.Information, sizeof(position));
	CHECK_STATUS(ZwQueryInformationFile(handle, &iosb, &position, sizeof(position) - 1,
					    FilePositionInformation), STATUS_INFO_LENGTH_MISMATCH);
	CHECK_STATUS(ZwQueryInformationFile(handle, &iosb, &position, sizeof(position),
					    FileStandardInformation),
		     STATUS_INVALID_DEVICE_REQUEST);
	CHECK_STATUS(ZwQueryInformationFile((HANDLE)(LONG_PTR)-2, &iosb, &position,
					    sizeof(position), FilePositionInformation),
		     STATUS_INVALID_HANDLE);
}

NT_TEST(file_device, "ZwCreateFile: opens a device by a symbolic link; what is behind its name is the file's name")
{
	IO_STATUS_BLOCK iosb;
	UCHAR buffer[4] = { 5, 6, 7, 8 };
	PFILE_OBJECT file;
	HANDLE handle;

	NEED(named_setup());
	CHECK_STATUS(IoCreateSymbolicLink(&link_name, &device_name), STATUS_SUCCESS);
	CHECK_STATUS(open_file(&link_path, &handle), STATUS_SUCCESS);
	CHECK_STATUS(ObReferenceObjectByHandle(handle, 0, *IoFileObjectType, KernelMode,
					       (PVOID *)&file, NULL), STATUS_SUCCESS);
	CHECK_EQ(file->FileName.Length, 9 * sizeof(WCHAR));
	CHECK_EQ(file->FileName.Buffer[1], 'a');
	ObDereferenceObject(file);
	drv.count = 0;
	CHECK_STATUS(ZwDeviceIoControlFile(handle, NULL, NULL, NULL, &iosb,
					   CTL_CODE(FILE_DEVICE_UNKNOWN, 1, METHOD_BUFFERED,
						    FILE_ANY_ACCESS), buffer, 4, buffer, 4),
		     STATUS_SUCCESS);
	CHECK_EQ(buffer[0], 6);
	CHECK_EQ(iosb.Information, 4);
	drv.information = 2;
	CHECK_STATUS(ZwReadFile(handle, NULL, NULL, NULL, &iosb, buffer, 4, NULL, NULL),
		     STATUS_SUCCESS);
	CHECK_EQ(iosb.Information, 2);
	CHECK(!buffer[0] && !buffer[1] && buffer[2] == 7);
	CHECK_STATUS(ZwWriteFile(handle, NULL, NULL, NULL, &iosb, buffer, 4, NULL, NULL),
		     STATUS_SUCCESS);
	CHECK_EQ(drv.seen[1], IRP_MJ_READ);
	CHECK_EQ(drv.seen[2], IRP_MJ_WRITE);
	file_more(handle, buffer);
	drv.count = 0;
	CHECK_STATUS(ZwClose(handle), STATUS_SUCCESS);
	CHECK_EQ(drv.seen[0], IRP_MJ_CLEANUP);
	CHECK_EQ(drv.seen[1], IRP_MJ_CLOSE);
	CHECK_STATUS(IoDeleteSymbolicLink(&link_name), STATUS_SUCCESS);
	driver_done();
}

NT_TEST(file_none, "ZwCreateFile: a file that does not exist is not found")
{
	HANDLE handle;

	CHECK_STATUS(open_file(&disk_file, &handle), STATUS_OBJECT_PATH_NOT_FOUND);
	CHECK_STATUS(open_file(&nowhere, &handle), STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK(!NT_SUCCESS(open_file(NULL, &handle)));
}

/* --------------------------------------------------------------------------- the PDO */

static NTSTATUS send(UCHAR major, UCHAR minor, PIO_STACK_LOCATION with, ULONG_PTR *information)
{
	IO_STATUS_BLOCK iosb = { { 0 }, 0 };
	PDEVICE_OBJECT top = IoGetAttachedDeviceReference(nt_pdo);
	PIO_STACK_LOCATION next;
	NTSTATUS status;
	KEVENT event;
	PIRP irp;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	irp = IoBuildSynchronousFsdRequest(IRP_MJ_PNP, top, NULL, 0, NULL, &event, &iosb);
	if (!irp)
		return STATUS_INSUFFICIENT_RESOURCES;
	irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
	next = IoGetNextIrpStackLocation(irp);
	next->MajorFunction = major;
	next->MinorFunction = minor;
	if (with)
		next->Parameters = with->Parameters;
	status = major == IRP_MJ_POWER ? PoCallDriver(top, irp) : IoCallDriver(top, irp);
	if (status == STATUS_PENDING)
		status = KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(top);
	*information = iosb.Information;
	return status;
}

static NTSTATUS pnp(UCHAR minor, PIO_STACK_LOCATION with, ULONG_PTR *information)
{
	return send(IRP_MJ_PNP, minor, with, information);
}

/* The other routines of the bus's interface. */
static void bus_interface(PBUS_INTERFACE_STANDARD bus)
{
	const ULONG line = FIELD_OFFSET(PCI_COMMON_CONFIG, u.type0.InterruptLine);
	PHYSICAL_ADDRESS in = { .QuadPart = 0xfe000000 }, out = { .QuadPart = 0 };
	DEVICE_DESCRIPTION description;
	ULONG space = 0, registers = 0;
	UCHAR value = 0, now = 0;
	PDMA_ADAPTER dma;

	bus->InterfaceReference(bus->Context);
	CHECK_EQ(bus->GetBusData(bus->Context, PCI_WHICHSPACE_CONFIG, &value, line, 1), 1);
	value ^= 0x55;
	CHECK_EQ(bus->SetBusData(bus->Context, PCI_WHICHSPACE_CONFIG, &value, line, 1), 1);
	CHECK_EQ(bus->GetBusData(bus->Context, PCI_WHICHSPACE_CONFIG, &now, line, 1), 1);
	CHECK_EQ(now, value);
	value ^= 0x55;
	CHECK_EQ(bus->SetBusData(bus->Context, PCI_WHICHSPACE_CONFIG, &value, line, 1), 1);
	/* Nobody writes to a ROM, or to what is no space. */
	CHECK_EQ(bus->SetBusData(bus->Context, PCI_WHICHSPACE_ROM, &value, 0, 1), 0);
	CHECK_EQ(bus->GetBusData(bus->Context, 0x1234, &value, 0, 1), 0);
	CHECK(bus->TranslateBusAddress(bus->Context, in, 0x1000, &space, &out));
	CHECK_EQ(out.QuadPart, in.QuadPart);
	RtlZeroMemory(&description, sizeof(description));
	description.Version = DEVICE_DESCRIPTION_VERSION;
	description.Master = TRUE;
	description.ScatterGather = TRUE;
	description.Dma32BitAddresses = TRUE;
	description.InterfaceType = PCIBus;
	description.MaximumLength = 0x10000;
	dma = bus->GetDmaAdapter(bus->Context, &description, &registers);
	CHECK(dma && registers >= 16);
	if (dma)
		dma->DmaOperations->PutDmaAdapter(dma);
	bus->InterfaceDereference(bus->Context);
}

NT_TEST(pnp_bus_interface, "IRP_MN_QUERY_INTERFACE: BUS_INTERFACE_STANDARD reads configuration space")
{
	BUS_INTERFACE_STANDARD bus;
	IO_STACK_LOCATION with;
	USHORT id[2] = { 0, 0 };
	ULONG_PTR information;
	GUID unknown = { 1, 2, 3, { 4 } };

	RtlZeroMemory(&with, sizeof(with));
	with.Parameters.QueryInterface.InterfaceType = &GUID_BUS_INTERFACE_STANDARD;
	with.Parameters.QueryInterface.Size = sizeof(bus);
	with.Parameters.QueryInterface.Version = 1;
	with.Parameters.QueryInterface.Interface = (PINTERFACE)&bus;
	CHECK_STATUS(pnp(IRP_MN_QUERY_INTERFACE, &with, &information), STATUS_SUCCESS);
	CHECK_EQ(bus.GetBusData(bus.Context, PCI_WHICHSPACE_CONFIG, id, 0, sizeof(id)), sizeof(id));
	bus_interface(&bus);
	bus.InterfaceDereference(bus.Context);
	with.Parameters.QueryInterface.Size = sizeof(bus) - 1;
	CHECK(!NT_SUCCESS(pnp(IRP_MN_QUERY_INTERFACE, &with, &information)));
	with.Parameters.QueryInterface.Size = sizeof(bus);
	with.Parameters.QueryInterface.InterfaceType = &unknown;
	CHECK_STATUS(pnp(IRP_MN_QUERY_INTERFACE, &with, &information), STATUS_NOT_SUPPORTED);
}

NT_TEST(pnp_config, "IRP_MN_READ_CONFIG: configuration space of the device")
{
	IO_STACK_LOCATION with;
	ULONG_PTR information;
	UCHAR config[64];

	RtlZeroMemory(&with, sizeof(with));
	with.Parameters.ReadWriteConfig.WhichSpace = PCI_WHICHSPACE_CONFIG;
	with.Parameters.ReadWriteConfig.Buffer = config;
	with.Parameters.ReadWriteConfig.Length = sizeof(config);
	CHECK_STATUS(pnp(IRP_MN_READ_CONFIG, &with, &information), STATUS_SUCCESS);
	CHECK_EQ(information, sizeof(config));
	with.Parameters.ReadWriteConfig.WhichSpace = 0x1234;
	CHECK_STATUS(pnp(IRP_MN_READ_CONFIG, &with, &information), STATUS_INVALID_DEVICE_REQUEST);
	with.Parameters.ReadWriteConfig.WhichSpace = PCI_WHICHSPACE_ROM;
	CHECK_STATUS(pnp(IRP_MN_WRITE_CONFIG, &with, &information), STATUS_INVALID_DEVICE_REQUEST);
}

NT_TEST(pnp_capabilities,
	"IRP_MN_QUERY_CAPABILITIES: the bus driver sets Address, DeviceState[] for S0 to D0, UINumber -1 if it does not know")
{
	DEVICE_CAPABILITIES caps;
	IO_STACK_LOCATION with;
	ULONG_PTR information;
	ULONG address, size;

	RtlZeroMemory(&caps, sizeof(caps));
	caps.Size = sizeof(caps);
	caps.Version = 1;
	caps.Address = caps.UINumber = 0x12345;
	RtlZeroMemory(&with, sizeof(with));
	with.Parameters.DeviceCapabilities.Capabilities = &caps;
	CHECK_STATUS(pnp(IRP_MN_QUERY_CAPABILITIES, &with, &information), STATUS_SUCCESS);
	CHECK_STATUS(IoGetDeviceProperty(nt_pdo, DevicePropertyAddress, sizeof(address), &address,
					 &size), STATUS_SUCCESS);
	CHECK_EQ(caps.Address, address);
	CHECK_EQ(caps.UINumber, 0xffffffff);
	CHECK_EQ(caps.DeviceState[PowerSystemWorking], PowerDeviceD0);
	CHECK_EQ(caps.DeviceState[PowerSystemSleeping3], PowerDeviceD3);
	CHECK_EQ(caps.DeviceState[PowerSystemShutdown], PowerDeviceD3);
	caps.Version = 2;
	CHECK(!NT_SUCCESS(pnp(IRP_MN_QUERY_CAPABILITIES, &with, &information)));
}

NT_TEST(pnp_queries,
	"IRP_MN_QUERY_DEVICE_RELATIONS (TargetDeviceRelation), _RESOURCES, _DEVICE_TEXT, _BUS_INFORMATION, _ID: in pool memory that who asked frees")
{
	static const BUS_QUERY_ID_TYPE ids[] = {
		BusQueryDeviceID, BusQueryHardwareIDs, BusQueryCompatibleIDs, BusQueryInstanceID,
	};
	static const DEVICE_TEXT_TYPE texts[] = { DeviceTextDescription,
						  DeviceTextLocationInformation };
	PPNP_BUS_INFORMATION bus;
	PDEVICE_RELATIONS relations;
	PCM_RESOURCE_LIST resources;
	IO_STACK_LOCATION with;
	ULONG_PTR information;
	ULONG number, size, i;

	RtlZeroMemory(&with, sizeof(with));
	with.Parameters.QueryDeviceRelations.Type = TargetDeviceRelation;
	CHECK_STATUS(pnp(IRP_MN_QUERY_DEVICE_RELATIONS, &with, &information), STATUS_SUCCESS);
	relations = (PDEVICE_RELATIONS)information;
	NEED(relations);
	CHECK_EQ(relations->Count, 1);
	CHECK(relations->Objects[0] == nt_pdo);
	/* Referenced: the asker's to give back. */
	ObDereferenceObject(relations->Objects[0]);
	ExFreePool(relations);
	/* A device that is no bus has none. */
	with.Parameters.QueryDeviceRelations.Type = BusRelations;
	CHECK_STATUS(pnp(IRP_MN_QUERY_DEVICE_RELATIONS, &with, &information),
		     STATUS_NOT_SUPPORTED);

	CHECK_STATUS(pnp(IRP_MN_QUERY_RESOURCES, NULL, &information), STATUS_SUCCESS);
	resources = (PCM_RESOURCE_LIST)information;
	if (resources) {
		CHECK_EQ(resources->Count, 1);
		CHECK_EQ(resources->List[0].InterfaceType, PCIBus);
		ExFreePool(resources);
	}

	CHECK_STATUS(pnp(IRP_MN_QUERY_BUS_INFORMATION, NULL, &information), STATUS_SUCCESS);
	bus = (PPNP_BUS_INFORMATION)information;
	NEED(bus);
	CHECK_EQ(bus->LegacyBusType, PCIBus);
	CHECK_STATUS(IoGetDeviceProperty(nt_pdo, DevicePropertyBusNumber, sizeof(number), &number,
					 &size), STATUS_SUCCESS);
	CHECK_EQ(bus->BusNumber, number);
	ExFreePool(bus);

	for (i = 0; i < RTL_NUMBER_OF(texts); i++) {
		RtlZeroMemory(&with, sizeof(with));
		with.Parameters.QueryDeviceText.DeviceTextType = texts[i];
		CHECK_STATUS(pnp(IRP_MN_QUERY_DEVICE_TEXT, &with, &information), STATUS_SUCCESS);
		NEED(information);
		CHECK(*(PWSTR)information);
		ExFreePool((PVOID)information);
	}
	for (i = 0; i < RTL_NUMBER_OF(ids); i++) {
		RtlZeroMemory(&with, sizeof(with));
		with.Parameters.QueryId.IdType = ids[i];
		CHECK_STATUS(pnp(IRP_MN_QUERY_ID, &with, &information), STATUS_SUCCESS);
		NEED(information);
		CHECK(*(PWSTR)information);
		/* One name, not a path. */
		for (number = 0; ids[i] == BusQueryInstanceID && ((PWSTR)information)[number];
		     number++)
			CHECK(((PWSTR)information)[number] != '\\');
		ExFreePool((PVOID)information);
	}
	with.Parameters.QueryId.IdType = (BUS_QUERY_ID_TYPE)77;
	CHECK_STATUS(pnp(IRP_MN_QUERY_ID, &with, &information), STATUS_NOT_SUPPORTED);
}

NT_TEST(pnp_power,
	"IRP_MN_SET_POWER, IRP_MN_QUERY_POWER: the bus driver succeeds them; packets it does not handle keep their status")
{
	POWER_STATE state = { .DeviceState = PowerDeviceD0 };
	IO_STACK_LOCATION with;
	ULONG_PTR information;

	RtlZeroMemory(&with, sizeof(with));
	with.Parameters.Power.Type = DevicePowerState;
	with.Parameters.Power.State = state;
	CHECK_STATUS(send(IRP_MJ_POWER, IRP_MN_QUERY_POWER, &with, &information), STATUS_SUCCESS);
	CHECK_STATUS(send(IRP_MJ_POWER, IRP_MN_SET_POWER, &with, &information), STATUS_SUCCESS);
	PoStartNextPowerIrp(NULL);
	CHECK_STATUS(send(IRP_MJ_POWER, IRP_MN_WAIT_WAKE, &with, &information),
		     STATUS_NOT_SUPPORTED);
	CHECK_STATUS(send(IRP_MJ_SYSTEM_CONTROL, 0, NULL, &information), STATUS_NOT_SUPPORTED);
	/* The state before: the device is on. */
	CHECK_EQ(PoSetPowerState(nt_pdo, DevicePowerState, state).DeviceState, PowerDeviceD0);
}

NT_TEST(pnp_invalidate,
	"IoInvalidateDeviceRelations, IoInvalidateDeviceState, IoRequestDeviceEject: callable at DISPATCH_LEVEL")
{
	ULONG_PTR information;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	IoInvalidateDeviceRelations(nt_pdo, BusRelations);
	IoInvalidateDeviceState(nt_pdo);
	IoRequestDeviceEject(nt_pdo);
	KeLowerIrql(irql);
	/* Nothing has changed of the device. */
	CHECK_STATUS(pnp(IRP_MN_QUERY_STOP_DEVICE, NULL, &information), STATUS_SUCCESS);
}

NT_TEST(pnp_ids, "IRP_MN_QUERY_ID: the driver supplies a string in paged pool; other packets keep their status")
{
	IO_STACK_LOCATION with;
	ULONG_PTR information;
	PWSTR id;

	RtlZeroMemory(&with, sizeof(with));
	with.Parameters.QueryId.IdType = BusQueryHardwareIDs;
	CHECK_STATUS(pnp(IRP_MN_QUERY_ID, &with, &information), STATUS_SUCCESS);
	id = (PWSTR)information;
	NEED(id);
	CHECK(id[0] == 'P' && id[1] == 'C' && id[2] == 'I' && id[3] == '\\');
	ExFreePool(id);
	CHECK_STATUS(pnp(0x42, NULL, &information), STATUS_NOT_SUPPORTED);
	CHECK_STATUS(pnp(IRP_MN_QUERY_REMOVE_DEVICE, NULL, &information), STATUS_SUCCESS);
}

static PDRIVER_DISPATCH hooked;
static ULONG hooks;

static NTSTATUS NTAPI hook(PDEVICE_OBJECT device, PIRP irp)
{
	hooks++;
	return hooked(device, irp);
}

NT_TEST(pnp_hook, "DRIVER_OBJECT: MajorFunction[] of the PDO's driver is what IoCallDriver calls")
{
	ULONG_PTR information;

	CHECK(nt_pdo->DriverObject->MajorFunction[IRP_MJ_PNP]);
	hooked = nt_pdo->DriverObject->MajorFunction[IRP_MJ_PNP];
	nt_pdo->DriverObject->MajorFunction[IRP_MJ_PNP] = hook;
	hooks = 0;
	CHECK_STATUS(pnp(IRP_MN_QUERY_STOP_DEVICE, NULL, &information), STATUS_SUCCESS);
	CHECK_EQ(hooks, 1);
	nt_pdo->DriverObject->MajorFunction[IRP_MJ_PNP] = hooked;
}

NT_TEST(irp_unset, "DRIVER_OBJECT: a dispatch entry that is not set completes with STATUS_INVALID_DEVICE_REQUEST")
{
	IO_STATUS_BLOCK iosb;
	KEVENT event;
	PIRP irp;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	irp = IoBuildDeviceIoControlRequest(0x222000, nt_pdo, NULL, 0, NULL, 0, FALSE, &event,
					    &iosb);
	NEED(irp);
	CHECK_STATUS(IoCallDriver(nt_pdo, irp), STATUS_INVALID_DEVICE_REQUEST);
	CHECK(KeReadStateEvent(&event));
}

NT_SUITE(irp) = {
	NT_CASE(irp_allocate),
	NT_CASE(device_create),
	NT_CASE(device_stack),
	NT_CASE(irp_complete),
	NT_CASE(irp_more_processing),
	NT_CASE(irp_pending),
	NT_CASE(irp_cancel),
	NT_CASE(irp_forward),
	NT_CASE(ioctl_methods),
	NT_CASE(irp_asynchronous),
	NT_CASE(irp_direct),
	NT_CASE(irp_forward_pending),
	NT_CASE(device_names),
	NT_CASE(device_pointer),
	NT_CASE(file_device),
	NT_CASE(file_none),
	NT_CASE(file_generic_access),
	NT_CASE(pnp_bus_interface),
	NT_CASE(pnp_config),
	NT_CASE(pnp_capabilities),
	NT_CASE(pnp_queries),
	NT_CASE(pnp_power),
	NT_CASE(pnp_invalidate),
	NT_CASE(pnp_ids),
	NT_CASE(pnp_hook),
	NT_CASE(irp_unset),
	NT_END
};
