// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_file.c - files: opened devices.  There is no file system under them, so any
 * other name is not found.
 */
#include "nt_io.h"
#include "nt_ke.h"
#include "verifier.h"

struct dxgk_file {
	struct dxgk_object object;
	FILE_OBJECT file;
	bool opened;		/* IRP_MJ_CREATE succeeded */
	bool cleaned;		/* IRP_MJ_CLEANUP was sent */
};

static struct dxgk_file *dxgk_file(struct dxgk_object *object)
{
	return DXGK_CONTAINER_OF(object, struct dxgk_file, object);
}

/* A packet for a file's device, with its answer. */
struct dxgk_file_request {
	PDEVICE_OBJECT device;	/* referenced */
	KEVENT event;
	IO_STATUS_BLOCK status;
	PIRP irp;
};

static void dxgk_request_begin(struct dxgk_file_request *r, struct dxgk_file *f)
{
	r->device = dxgk_devobj_top(f->file.DeviceObject);
	KeInitializeEvent(&r->event, NotificationEvent, FALSE);
	r->status.Status = STATUS_SUCCESS;
	r->status.Information = 0;
	r->irp = NULL;
}

/* Send it, and wait. */
static NTSTATUS dxgk_request_end(struct dxgk_file_request *r, struct dxgk_file *f)
{
	NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;

	if (r->irp) {
		IoGetNextIrpStackLocation(r->irp)->FileObject = &f->file;
		r->irp->Tail.Overlay.OriginalFileObject = &f->file;
		status = dxgk_irp_send(r->device, r->irp, &r->event, &r->status);
	}
	ObfDereferenceObject(r->device);
	return status;
}

/* One without parameters. */
static void dxgk_file_tell(struct dxgk_file *f, UCHAR major)
{
	struct dxgk_file_request r;

	dxgk_request_begin(&r, f);
	r.irp = IoBuildSynchronousFsdRequest(major, r.device, NULL, 0, NULL, &r.event, &r.status);
	dxgk_request_end(&r, f);
}

/* The last handle was closed. */
static void dxgk_file_closed(struct dxgk_object *object)
{
	struct dxgk_file *f = dxgk_file(object);

	if (!f->opened || f->cleaned)
		return;
	f->cleaned = true;
	dxgk_file_tell(f, IRP_MJ_CLEANUP);
}

static void dxgk_file_destroy(struct dxgk_object *object)
{
	struct dxgk_file *f = dxgk_file(object);

	dxgk_file_closed(object);
	if (f->opened) {
		dxgk_file_tell(f, IRP_MJ_CLOSE);
		f->file.DeviceObject->ReferenceCount--;
	}
	ObfDereferenceObject(f->file.DeviceObject);
	dxgk_os_free(f->file.FileName.Buffer);
	dxgk_os_free(f);
}

static NTSTATUS dxgk_file_create(struct dxgk_file *f, ACCESS_MASK access, ULONG share,
				 ULONG options)
{
	IO_SECURITY_CONTEXT security = { .DesiredAccess = access, .FullCreateOptions = options };
	struct dxgk_file_request r;
	PIO_STACK_LOCATION next;

	dxgk_request_begin(&r, f);
	r.irp = IoBuildSynchronousFsdRequest(IRP_MJ_CREATE, r.device, NULL, 0, NULL, &r.event,
					     &r.status);
	if (r.irp) {
		next = IoGetNextIrpStackLocation(r.irp);
		next->Parameters.Create.SecurityContext = &security;
		/* The disposition is in the upper byte. */
		next->Parameters.Create.Options = options | FILE_OPEN << 24;
		next->Parameters.Create.ShareAccess = (USHORT)share;
		r.irp->Flags |= IRP_CREATE_OPERATION | IRP_SYNCHRONOUS_API;
	}
	return dxgk_request_end(&r, f);
}

NTSTATUS dxgk_file_open(PCUNICODE_STRING name, ACCESS_MASK access, ULONG share, ULONG options,
			const void *caller, struct dxgk_object **file)
{
	struct dxgk_object *object;
	PDEVICE_OBJECT device;
	struct dxgk_file *f;
	NTSTATUS status;
	SIZE_T rest;

	*file = NULL;
	status = dxgk_name_find(name, &dxgk_type_device, &rest, &object);
	if (!NT_SUCCESS(status))
		return status;
	device = object->body;
	if (device->Flags & DO_DEVICE_INITIALIZING)
		status = STATUS_NO_SUCH_DEVICE;
	else if (device->Flags & DO_EXCLUSIVE && device->ReferenceCount)
		status = STATUS_ACCESS_DENIED;
	f = NT_SUCCESS(status) ? dxgk_os_alloc(sizeof(*f), DXGK_OS_ALLOC_ZERO) : NULL;
	if (!f) {
		dxgk_object_put(object);
		return NT_SUCCESS(status) ? STATUS_INSUFFICIENT_RESOURCES : status;
	}
	f->file.Type = IO_TYPE_FILE;
	f->file.Size = sizeof(f->file);
	f->file.DeviceObject = device;
	f->file.Flags = FO_SYNCHRONOUS_IO;
	f->file.ReadAccess = (access & (FILE_READ_DATA | GENERIC_READ | GENERIC_ALL)) != 0;
	f->file.WriteAccess = (access & (FILE_WRITE_DATA | GENERIC_WRITE | GENERIC_ALL)) != 0;
	KeInitializeEvent(&f->file.Event, NotificationEvent, FALSE);
	KeInitializeEvent(&f->file.Lock, SynchronizationEvent, FALSE);
	dxgk_object_init(&f->object, &f->file, *IoFileObjectType, dxgk_file_destroy);
	f->object.closed = dxgk_file_closed;
	if (rest) {
		f->file.FileName.Buffer = dxgk_os_alloc(rest * sizeof(WCHAR), 0);
		status = f->file.FileName.Buffer ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
	}
	if (rest && NT_SUCCESS(status)) {
		f->file.FileName.Length = (USHORT)(rest * sizeof(WCHAR));
		f->file.FileName.MaximumLength = f->file.FileName.Length;
		RtlCopyMemory(f->file.FileName.Buffer,
			      name->Buffer + name->Length / sizeof(WCHAR) - rest,
			      rest * sizeof(WCHAR));
	}
	if (NT_SUCCESS(status))
		status = dxgk_file_create(f, access, share, options);
	if (!NT_SUCCESS(status)) {
		dxgk_object_put(&f->object);
		return status;
	}
	f->opened = true;
	device->ReferenceCount++;
	*file = &f->object;
	return STATUS_SUCCESS;
}

/**
 * IoGetDeviceObjectPointer() - a device by its name
 * @ObjectName: its full name
 * @DesiredAccess: FILE_*
 * @FileObject: it is open as; ObDereferenceObject() closes it
 * @DeviceObject: the top of its stack
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND and its kin; what its driver
 * says to IRP_MJ_CREATE.
 *
 * Follows "IoGetDeviceObjectPointer function (wdm.h)".
 */
NTSTATUS NTAPI IoGetDeviceObjectPointer(PUNICODE_STRING ObjectName, ACCESS_MASK DesiredAccess,
					PFILE_OBJECT *FileObject, PDEVICE_OBJECT *DeviceObject)
{
	struct dxgk_object *object;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_file_open(ObjectName, DesiredAccess, 0, FILE_NON_DIRECTORY_FILE,
				DXGK_NT_CALLER(), &object);
	if (!NT_SUCCESS(status))
		return status;
	*FileObject = &dxgk_file(object)->file;
	*DeviceObject = IoGetRelatedDeviceObject(*FileObject);
	/* The handle it was opened with is closed already. */
	dxgk_file_closed(object);
	return STATUS_SUCCESS;
}

/* ------------------------------------------------------------------------- handles */

static NTSTATUS dxgk_file_handle(PHANDLE handle, ACCESS_MASK access, POBJECT_ATTRIBUTES oa,
				 PIO_STATUS_BLOCK iosb, ULONG share, ULONG disposition,
				 ULONG options, const void *caller)
{
	static const GENERIC_MAPPING map = {
		FILE_GENERIC_READ, FILE_GENERIC_WRITE, FILE_GENERIC_EXECUTE, FILE_ALL_ACCESS,
	};
	struct dxgk_object *object;
	PCUNICODE_STRING name;
	NTSTATUS status;

	status = dxgk_name_of(oa, &name);
	if (NT_SUCCESS(status) && !name)
		status = STATUS_OBJECT_NAME_INVALID;
	if (NT_SUCCESS(status) && disposition > FILE_MAXIMUM_DISPOSITION)
		status = STATUS_INVALID_PARAMETER;
	if (NT_SUCCESS(status))
		status = dxgk_file_open(name, access, share, options, caller, &object);
	if (NT_SUCCESS(status)) {
		status = dxgk_handle_create(object, dxgk_access_map(access, &map),
					    dxgk_nt_owner(caller), handle);
		dxgk_object_put(object);
	}
	iosb->Status = status;
	iosb->Information = NT_SUCCESS(status) ? FILE_OPENED : FILE_DOES_NOT_EXIST;
	return status;
}

/**
 * ZwCreateFile() - open a device by its name
 * @FileHandle: the handle
 * @DesiredAccess: FILE_*, GENERIC_*, SYNCHRONIZE
 * @ObjectAttributes: its name
 * @IoStatusBlock: FILE_OPENED
 * @AllocationSize: ignored, there are no files
 * @FileAttributes: likewise
 * @ShareAccess: for the driver
 * @CreateDisposition: what is to be done if it does not exist cannot be done
 * @CreateOptions: for the driver
 * @EaBuffer: ignored
 * @EaLength: ignored
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND and its kin, of any file on
 * a disk; what the device's driver says to IRP_MJ_CREATE.
 *
 * Follows "ZwCreateFile function (wdm.h)".
 */
NTSTATUS NTAPI ZwCreateFile(PHANDLE FileHandle, ACCESS_MASK DesiredAccess,
			    POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
			    PLARGE_INTEGER AllocationSize, ULONG FileAttributes,
			    ULONG ShareAccess, ULONG CreateDisposition, ULONG CreateOptions,
			    PVOID EaBuffer, ULONG EaLength)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_file_handle(FileHandle, DesiredAccess, ObjectAttributes, IoStatusBlock,
				ShareAccess, CreateDisposition, CreateOptions, DXGK_NT_CALLER());
}

NTSTATUS NTAPI ZwOpenFile(PHANDLE FileHandle, ACCESS_MASK DesiredAccess,
			  POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
			  ULONG ShareAccess, ULONG OpenOptions)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_file_handle(FileHandle, DesiredAccess, ObjectAttributes, IoStatusBlock,
				ShareAccess, FILE_OPEN, OpenOptions, DXGK_NT_CALLER());
}

/* Begin a request on a handle: the file has a reference for it. */
static NTSTATUS dxgk_handle_request(HANDLE handle, ACCESS_MASK access, struct dxgk_file **f,
				    struct dxgk_file_request *r)
{
	struct dxgk_object *object;
	NTSTATUS status = dxgk_handle_object(handle, *IoFileObjectType, access, &object);

	if (!NT_SUCCESS(status))
		return status;
	*f = dxgk_file(object);
	KeClearEvent(&(*f)->file.Event);
	dxgk_request_begin(r, *f);
	return STATUS_SUCCESS;
}

/* End it; the caller's event and the file itself are set, since it is done. */
static NTSTATUS dxgk_handle_request_end(struct dxgk_file *f, struct dxgk_file_request *r,
					HANDLE event, PIO_STATUS_BLOCK iosb)
{
	NTSTATUS status = dxgk_request_end(r, f);

	if (!NT_ERROR(status))
		KeSetEvent(&f->file.Event, 0, FALSE);
	dxgk_object_put(&f->object);
	if (!NT_ERROR(status) || r->irp)
		*iosb = r->status;
	if (!NT_ERROR(status) && event)
		ZwSetEvent(event, NULL);
	return status;
}

static NTSTATUS dxgk_file_transfer(UCHAR major, ACCESS_MASK access, HANDLE handle, HANDLE event,
				   PIO_STATUS_BLOCK iosb, PVOID buffer, ULONG length,
				   PLARGE_INTEGER offset)
{
	struct dxgk_file_request r;
	struct dxgk_file *f;
	NTSTATUS status;

	status = dxgk_handle_request(handle, access, &f, &r);
	if (!NT_SUCCESS(status))
		return status;
	if (!offset)
		offset = &f->file.CurrentByteOffset;
	r.irp = IoBuildSynchronousFsdRequest(major, r.device, buffer, length, offset, &r.event,
					     &r.status);
	return dxgk_handle_request_end(f, &r, event, iosb);
}

NTSTATUS NTAPI ZwReadFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
			  PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock, PVOID Buffer,
			  ULONG Length, PLARGE_INTEGER ByteOffset, PULONG Key)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_file_transfer(IRP_MJ_READ, FILE_READ_DATA, FileHandle, Event, IoStatusBlock,
				  Buffer, Length, ByteOffset);
}

NTSTATUS NTAPI ZwWriteFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
			   PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock, PVOID Buffer,
			   ULONG Length, PLARGE_INTEGER ByteOffset, PULONG Key)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_file_transfer(IRP_MJ_WRITE, FILE_WRITE_DATA, FileHandle, Event, IoStatusBlock,
				  Buffer, Length, ByteOffset);
}

/* Access to the device is checked by its code, not by the handle's. */
NTSTATUS NTAPI ZwDeviceIoControlFile(HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine,
				     PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
				     ULONG IoControlCode, PVOID InputBuffer,
				     ULONG InputBufferLength, PVOID OutputBuffer,
				     ULONG OutputBufferLength)
{
	struct dxgk_file_request r;
	struct dxgk_file *f;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_handle_request(FileHandle, 0, &f, &r);
	if (!NT_SUCCESS(status))
		return status;
	r.irp = IoBuildDeviceIoControlRequest(IoControlCode, r.device, InputBuffer,
					      InputBufferLength, OutputBuffer,
					      OutputBufferLength, FALSE, &r.event, &r.status);
	return dxgk_handle_request_end(f, &r, Event, IoStatusBlock);
}

/* A device knows of no file information but where it stands. */
static NTSTATUS dxgk_file_position(HANDLE handle, PIO_STATUS_BLOCK iosb, PVOID buffer,
				   ULONG length, FILE_INFORMATION_CLASS class, bool set)
{
	struct dxgk_object *object;
	PLARGE_INTEGER here;
	NTSTATUS status;

	status = dxgk_handle_object(handle, *IoFileObjectType, 0, &object);
	if (!NT_SUCCESS(status))
		return status;
	here = &dxgk_file(object)->file.CurrentByteOffset;
	iosb->Information = 0;
	if (class != FilePositionInformation) {
		status = STATUS_INVALID_DEVICE_REQUEST;
	} else if (length < sizeof(FILE_POSITION_INFORMATION)) {
		status = STATUS_INFO_LENGTH_MISMATCH;
	} else if (set) {
		*here = ((PFILE_POSITION_INFORMATION)buffer)->CurrentByteOffset;
	} else {
		((PFILE_POSITION_INFORMATION)buffer)->CurrentByteOffset = *here;
		iosb->Information = sizeof(FILE_POSITION_INFORMATION);
	}
	iosb->Status = status;
	dxgk_object_put(object);
	return status;
}

NTSTATUS NTAPI ZwQueryInformationFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock,
				      PVOID FileInformation, ULONG Length,
				      FILE_INFORMATION_CLASS FileInformationClass)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_file_position(FileHandle, IoStatusBlock, FileInformation, Length,
				  FileInformationClass, false);
}

NTSTATUS NTAPI ZwSetInformationFile(HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock,
				    PVOID FileInformation, ULONG Length,
				    FILE_INFORMATION_CLASS FileInformationClass)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_file_position(FileHandle, IoStatusBlock, FileInformation, Length,
				  FileInformationClass, true);
}
