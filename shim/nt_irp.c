// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_irp.c - request packets: allocated, sent down a stack of devices, completed
 * upwards.
 */
#include <bugcodes.h>
#include <devioctl.h>

#include "nt_io.h"
#include "nt_ke.h"
#include "nt_mm.h"
#include "verifier.h"

/* In AllocationFlags: the I/O manager's to finish and to free. */
#define DXGK_IRP_THREADED 0x01

static KSPIN_LOCK dxgk_cancel_lock;

void dxgk_irp_init(void)
{
	KeInitializeSpinLock(&dxgk_cancel_lock);
}

/* ------------------------------------------------------------------ making and freeing */

/* PacketSize is IoSizeOfIrp(StackSize); "IoInitializeIrp function (wdm.h)". */
VOID NTAPI IoInitializeIrp(PIRP Irp, USHORT PacketSize, CCHAR StackSize)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	RtlZeroMemory(Irp, PacketSize);
	Irp->Type = IO_TYPE_IRP;
	Irp->Size = PacketSize;
	Irp->StackCount = StackSize;
	Irp->CurrentLocation = (CHAR)(StackSize + 1);
	InitializeListHead(&Irp->ThreadListEntry);
	/* One above the topmost: nobody's until it is sent. */
	Irp->Tail.Overlay.CurrentStackLocation = (PIO_STACK_LOCATION)(Irp + 1) + StackSize;
}

static PIRP dxgk_irp_alloc(CCHAR stack, const void *caller)
{
	USHORT size;
	PIRP irp;

	if (stack <= 0)
		return NULL;
	size = IoSizeOfIrp(stack);
	irp = dxgk_pool_alloc(size, DXGK_TAG_IRP, dxgk_nt_owner(caller), true);
	if (irp)
		IoInitializeIrp(irp, size, stack);
	return irp;
}

/**
 * IoAllocateIrp() - a packet for drivers below
 * @StackSize: locations: the StackSize of the device it is sent to
 * @ChargeQuota: nothing is charged
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: the packet, which IoFreeIrp() frees; NULL.
 *
 * Follows "IoAllocateIrp function (wdm.h)".
 */
PIRP NTAPI IoAllocateIrp(CCHAR StackSize, BOOLEAN ChargeQuota)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_irp_alloc(StackSize, DXGK_NT_CALLER());
}

VOID NTAPI IoFreeIrp(PIRP Irp)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_pool_free(Irp, DXGK_TAG_IRP, DXGK_NT_CALLER());
}

/* As IoAllocateIrp() gave it, with a status in it; "IoReuseIrp function (wdm.h)". */
VOID NTAPI IoReuseIrp(PIRP Irp, NTSTATUS Iostatus)
{
	UCHAR flags = Irp->AllocationFlags;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	IoInitializeIrp(Irp, Irp->Size, Irp->StackCount);
	Irp->AllocationFlags = flags;
	Irp->IoStatus.Status = Iostatus;
}

/* ------------------------------------------------------------------------ downwards */

/**
 * IofCallDriver() - IoCallDriver(): hand a packet to a device's driver
 * @DeviceObject: the device
 * @Irp: the packet; its next stack location is set up
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: what the dispatch routine returned.
 *
 * Follows "IoCallDriver macro (wdm.h)".
 */
NTSTATUS NTAPI IofCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PIO_STACK_LOCATION stack;
	PDRIVER_DISPATCH dispatch;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (Irp->CurrentLocation <= 1) {
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), NO_MORE_IRP_STACK_LOCATIONS, (ULONG_PTR)Irp, 0,
				 0, 0);
		return STATUS_INVALID_DEVICE_REQUEST;
	}
	IoSetNextIrpStackLocation(Irp);
	stack = IoGetCurrentIrpStackLocation(Irp);
	stack->DeviceObject = DeviceObject;
	dispatch = stack->MajorFunction <= IRP_MJ_MAXIMUM_FUNCTION ?
		   DeviceObject->DriverObject->MajorFunction[stack->MajorFunction] : NULL;
	if (!dispatch)
		dispatch = dxgk_irp_invalid;
	return dispatch(DeviceObject, Irp);
}

/* Power packets are not serialized by the system since Windows Vista. */
NTSTATUS NTAPI PoCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	return IofCallDriver(DeviceObject, Irp);
}

VOID NTAPI PoStartNextPowerIrp(PIRP Irp)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
}

NTSTATUS dxgk_irp_done(PIRP irp, NTSTATUS status, ULONG_PTR information)
{
	irp->IoStatus.Status = status;
	irp->IoStatus.Information = information;
	IofCompleteRequest(irp, IO_NO_INCREMENT);
	return status;
}

NTSTATUS NTAPI dxgk_irp_invalid(PDEVICE_OBJECT device, PIRP irp)
{
	return dxgk_irp_done(irp, STATUS_INVALID_DEVICE_REQUEST, 0);
}

void dxgk_irp_table(PDRIVER_OBJECT driver)
{
	ULONG i;

	for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
		driver->MajorFunction[i] = dxgk_irp_invalid;
}

/* -------------------------------------------------------------------------- upwards */

/* The last of what the I/O manager does for a packet that it made itself. */
static void dxgk_irp_finish(PIRP irp)
{
	PIO_STATUS_BLOCK iosb = irp->UserIosb;
	PKEVENT event = irp->UserEvent;
	PMDL mdl, next;

	if (irp->Flags & IRP_BUFFERED_IO && irp->Flags & IRP_INPUT_OPERATION &&
	    !NT_ERROR(irp->IoStatus.Status) && irp->UserBuffer) {
		ULONG_PTR n = irp->IoStatus.Information;

		/* The driver says how much; there is not more room than was asked for. */
		if (n > (ULONG_PTR)irp->Overlay.AllocationSize.QuadPart)
			n = (ULONG_PTR)irp->Overlay.AllocationSize.QuadPart;
		RtlCopyMemory(irp->UserBuffer, irp->AssociatedIrp.SystemBuffer, n);
	}
	if (irp->Flags & IRP_DEALLOCATE_BUFFER)
		dxgk_pool_free(irp->AssociatedIrp.SystemBuffer, 0, NULL);
	for (mdl = irp->MdlAddress; mdl; mdl = next) {
		next = mdl->Next;
		dxgk_mdl_settle(mdl);
		dxgk_pool_free(mdl, 0, NULL);
	}
	if (iosb)
		*iosb = irp->IoStatus;
	dxgk_pool_free(irp, 0, NULL);
	/* Whoever waits for it may leave the stack that the event is on. */
	if (event)
		KeSetEvent(event, 0, FALSE);
}

static bool dxgk_irp_wants(const IRP *irp, UCHAR control)
{
	if (NT_SUCCESS(irp->IoStatus.Status) ? control & SL_INVOKE_ON_SUCCESS :
					       control & SL_INVOKE_ON_ERROR)
		return true;
	return irp->Cancel && control & SL_INVOKE_ON_CANCEL;
}

/**
 * IofCompleteRequest() - IoCompleteRequest(): a packet is done
 * @Irp: the packet; IoStatus says how it went
 * @PriorityBoost: ignored
 *
 * Completion routines are called from the lowest driver's caller upwards, until
 * one returns STATUS_MORE_PROCESSING_REQUIRED and has the packet again.
 *
 * IRQL: up to DISPATCH_LEVEL.
 *
 * Follows "IoCompleteRequest macro (wdm.h)".
 */
VOID NTAPI IofCompleteRequest(PIRP Irp, CCHAR PriorityBoost)
{
	PIO_STACK_LOCATION stack;
	PDEVICE_OBJECT device;
	bool top;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (Irp->CurrentLocation > Irp->StackCount + 1 || Irp->Type != IO_TYPE_IRP) {
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), MULTIPLE_IRP_COMPLETE_REQUESTS, (ULONG_PTR)Irp,
				 0, 0, 0);
		return;
	}
	while (Irp->CurrentLocation <= Irp->StackCount) {
		stack = IoGetCurrentIrpStackLocation(Irp);
		IoSkipCurrentIrpStackLocation(Irp);
		top = Irp->CurrentLocation > Irp->StackCount;
		Irp->PendingReturned = stack->Control & SL_PENDING_RETURNED;
		if (dxgk_irp_wants(Irp, stack->Control) && stack->CompletionRoutine) {
			/* Whose routine it is; the packet's maker has no location. */
			device = top ? NULL : IoGetCurrentIrpStackLocation(Irp)->DeviceObject;
			stack->Control = 0;
			if (stack->CompletionRoutine(device, Irp, stack->Context) ==
			    STATUS_MORE_PROCESSING_REQUIRED)
				return;
		} else if (Irp->PendingReturned && !top) {
			IoMarkIrpPending(Irp);
		}
	}
	if (Irp->AllocationFlags & DXGK_IRP_THREADED)
		dxgk_irp_finish(Irp);
	else
		dxgk_os_log(DXGK_LOG_ERR, NULL,
			    "%s: %pS completed a packet that nobody takes back; it stays",
			    dxgk_nt_owner_name(dxgk_nt_owner(DXGK_NT_CALLER())),
			    DXGK_NT_CALLER());
}

static NTSTATUS NTAPI dxgk_irp_forwarded(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	if (irp->PendingReturned)
		KeSetEvent(context, 0, FALSE);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* FALSE without a location for the driver below; "IoForwardIrpSynchronously (wdm.h)". */
BOOLEAN NTAPI IoForwardIrpSynchronously(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	KEVENT done;

	DXGK_NT_IRQL(APC_LEVEL);
	if (Irp->CurrentLocation <= 1)
		return FALSE;
	KeInitializeEvent(&done, NotificationEvent, FALSE);
	IoCopyCurrentIrpStackLocationToNext(Irp);
	IoSetCompletionRoutine(Irp, dxgk_irp_forwarded, &done, TRUE, TRUE, TRUE);
	if (IofCallDriver(DeviceObject, Irp) == STATUS_PENDING)
		dxgk_wait_one(&done, KernelMode, NULL, DXGK_NT_CALLER());
	return TRUE;
}

NTSTATUS dxgk_irp_send(PDEVICE_OBJECT device, PIRP irp, PKEVENT event, PIO_STATUS_BLOCK status)
{
	NTSTATUS s = IofCallDriver(device, irp);

	if (s != STATUS_PENDING)
		return s;
	dxgk_wait_one(event, KernelMode, NULL, DXGK_NT_CALLER());
	return status->Status;
}

/* ----------------------------------------------------------------------- cancelling */

VOID NTAPI IoAcquireCancelSpinLock(PKIRQL Irql)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	*Irql = KeAcquireSpinLockRaiseToDpc(&dxgk_cancel_lock);
}

VOID NTAPI IoReleaseCancelSpinLock(KIRQL Irql)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	KeReleaseSpinLock(&dxgk_cancel_lock, Irql);
}

/* TRUE if it had a cancel routine, which was called; "IoCancelIrp function (wdm.h)". */
BOOLEAN NTAPI IoCancelIrp(PIRP Irp)
{
	PDRIVER_CANCEL cancel;
	KIRQL irql;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	IoAcquireCancelSpinLock(&irql);
	Irp->Cancel = TRUE;
	cancel = __atomic_exchange_n(&Irp->CancelRoutine, NULL, __ATOMIC_ACQ_REL);
	if (!cancel) {
		IoReleaseCancelSpinLock(irql);
		return FALSE;
	}
	Irp->CancelIrql = irql;
	/* It gives the lock back, with that IRQL. */
	cancel(Irp->CurrentLocation <= Irp->StackCount ?
	       IoGetCurrentIrpStackLocation(Irp)->DeviceObject : NULL, Irp);
	return TRUE;
}

/* ---------------------------------------------------------- packets that are set up */

/* A packet of the I/O manager's own, which ends with its completion. */
static PIRP dxgk_irp_build(PDEVICE_OBJECT device, UCHAR major, PIO_STATUS_BLOCK iosb,
			   const void *caller)
{
	PIRP irp = dxgk_irp_alloc(device->StackSize, caller);

	if (!irp)
		return NULL;
	irp->UserIosb = iosb;
	irp->RequestorMode = KernelMode;
	irp->Tail.Overlay.Thread = PsGetCurrentThread();
	IoGetNextIrpStackLocation(irp)->MajorFunction = major;
	return irp;
}

static void dxgk_irp_drop(PIRP irp)
{
	if (irp->Flags & IRP_DEALLOCATE_BUFFER)
		dxgk_pool_free(irp->AssociatedIrp.SystemBuffer, 0, NULL);
	if (irp->MdlAddress) {
		dxgk_mdl_settle(irp->MdlAddress);
		dxgk_pool_free(irp->MdlAddress, 0, NULL);
	}
	dxgk_pool_free(irp, 0, NULL);
}

/* SystemBuffer, for @size bytes, with @in at its beginning. */
static bool dxgk_irp_buffer(PIRP irp, const void *in, ULONG in_size, ULONG size,
			    const void *caller)
{
	PUCHAR p = dxgk_pool_alloc(size, DXGK_TAG_IRP, dxgk_nt_owner(caller), true);

	if (!p)
		return false;
	if (in)
		RtlCopyMemory(p, in, in_size);
	irp->AssociatedIrp.SystemBuffer = p;
	irp->Flags |= IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER;
	return true;
}

static bool dxgk_irp_mdl(PIRP irp, PVOID buffer, ULONG size, LOCK_OPERATION operation,
			 const void *caller)
{
	PMDL mdl = IoAllocateMdl(buffer, size, FALSE, FALSE, irp);

	return mdl && NT_SUCCESS(dxgk_mdl_lock(mdl, KernelMode, operation, caller));
}

static PIRP dxgk_irp_fsd(ULONG major, PDEVICE_OBJECT device, PVOID buffer, ULONG length,
			 PLARGE_INTEGER offset, PIO_STATUS_BLOCK iosb, const void *caller)
{
	PIRP irp = dxgk_irp_build(device, (UCHAR)major, iosb, caller);
	PIO_STACK_LOCATION next;
	bool ok = true;

	if (!irp || (major != IRP_MJ_READ && major != IRP_MJ_WRITE))
		return irp;
	next = IoGetNextIrpStackLocation(irp);
	/* Read and Write have the same layout. */
	next->Parameters.Read.Length = length;
	if (offset)
		next->Parameters.Read.ByteOffset = *offset;
	irp->UserBuffer = buffer;
	irp->Flags |= major == IRP_MJ_READ ? IRP_READ_OPERATION : IRP_WRITE_OPERATION;
	if (length && device->Flags & DO_BUFFERED_IO) {
		ok = dxgk_irp_buffer(irp, major == IRP_MJ_WRITE ? buffer : NULL, length, length,
				     caller);
		if (major == IRP_MJ_READ)
			irp->Flags |= IRP_INPUT_OPERATION;
		irp->Overlay.AllocationSize.QuadPart = length;
	} else if (length && device->Flags & DO_DIRECT_IO) {
		ok = dxgk_irp_mdl(irp, buffer, length,
				  major == IRP_MJ_READ ? IoWriteAccess : IoReadAccess, caller);
	}
	if (ok)
		return irp;
	dxgk_irp_drop(irp);
	return NULL;
}

/**
 * IoBuildSynchronousFsdRequest() - a packet to read, write, flush, or for PnP
 * @MajorFunction: IRP_MJ_READ, _WRITE, _FLUSH_BUFFERS, _SHUTDOWN, _PNP
 * @DeviceObject: the device it will be sent to
 * @Buffer: of a read or write
 * @Length: its bytes
 * @StartingOffset: on the device
 * @Event: set when it is done
 * @IoStatusBlock: how it went
 *
 * The I/O manager frees it once it is completed.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the packet, its next stack location set up; NULL.
 *
 * Follows "IoBuildSynchronousFsdRequest function (wdm.h)".
 */
PIRP NTAPI IoBuildSynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject,
					PVOID Buffer, ULONG Length, PLARGE_INTEGER StartingOffset,
					PKEVENT Event, PIO_STATUS_BLOCK IoStatusBlock)
{
	PIRP irp = dxgk_irp_fsd(MajorFunction, DeviceObject, Buffer, Length, StartingOffset,
				IoStatusBlock, DXGK_NT_CALLER());

	DXGK_NT_IRQL(APC_LEVEL);
	if (irp) {
		irp->UserEvent = Event;
		irp->AllocationFlags |= DXGK_IRP_THREADED;
	}
	return irp;
}

/* Its completion routine frees it, with IoFreeIrp(); "IoBuildAsynchronousFsdRequest". */
PIRP NTAPI IoBuildAsynchronousFsdRequest(ULONG MajorFunction, PDEVICE_OBJECT DeviceObject,
					 PVOID Buffer, ULONG Length,
					 PLARGE_INTEGER StartingOffset,
					 PIO_STATUS_BLOCK IoStatusBlock)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_irp_fsd(MajorFunction, DeviceObject, Buffer, Length, StartingOffset,
			    IoStatusBlock, DXGK_NT_CALLER());
}

/**
 * IoBuildDeviceIoControlRequest() - a packet for a device control request
 * @IoControlCode: says by its method how the buffers are passed
 * @DeviceObject: the device it will be sent to
 * @InputBuffer: to the driver
 * @InputBufferLength: its bytes
 * @OutputBuffer: from the driver
 * @OutputBufferLength: its bytes
 * @InternalDeviceIoControl: TRUE: IRP_MJ_INTERNAL_DEVICE_CONTROL
 * @Event: set when it is done
 * @IoStatusBlock: how it went
 *
 * The I/O manager frees it once it is completed.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the packet, its next stack location set up; NULL.
 *
 * Follows "IoBuildDeviceIoControlRequest function (wdm.h)" and "Buffer
 * Descriptions for I/O Control Codes".
 */
PIRP NTAPI IoBuildDeviceIoControlRequest(ULONG IoControlCode, PDEVICE_OBJECT DeviceObject,
					 PVOID InputBuffer, ULONG InputBufferLength,
					 PVOID OutputBuffer, ULONG OutputBufferLength,
					 BOOLEAN InternalDeviceIoControl, PKEVENT Event,
					 PIO_STATUS_BLOCK IoStatusBlock)
{
	const void *caller = DXGK_NT_CALLER();
	ULONG method = METHOD_FROM_CTL_CODE(IoControlCode), size = InputBufferLength;
	PIO_STACK_LOCATION next;
	bool ok = true;
	PIRP irp;

	DXGK_NT_IRQL(APC_LEVEL);
	irp = dxgk_irp_build(DeviceObject, InternalDeviceIoControl ?
			     IRP_MJ_INTERNAL_DEVICE_CONTROL : IRP_MJ_DEVICE_CONTROL,
			     IoStatusBlock, caller);
	if (!irp)
		return NULL;
	irp->UserEvent = Event;
	irp->AllocationFlags |= DXGK_IRP_THREADED;
	next = IoGetNextIrpStackLocation(irp);
	next->Parameters.DeviceIoControl.IoControlCode = IoControlCode;
	next->Parameters.DeviceIoControl.InputBufferLength = InputBufferLength;
	next->Parameters.DeviceIoControl.OutputBufferLength = OutputBufferLength;
	if (method == METHOD_NEITHER) {
		next->Parameters.DeviceIoControl.Type3InputBuffer = InputBuffer;
		irp->UserBuffer = OutputBuffer;
		return irp;
	}
	/* Buffered: one buffer for both directions. */
	if (method == METHOD_BUFFERED && OutputBufferLength > size)
		size = OutputBufferLength;
	if (size)
		ok = dxgk_irp_buffer(irp, InputBuffer, InputBufferLength, size, caller);
	if (method == METHOD_BUFFERED) {
		irp->UserBuffer = OutputBuffer;
		irp->Overlay.AllocationSize.QuadPart = OutputBufferLength;
		if (OutputBuffer)
			irp->Flags |= IRP_INPUT_OPERATION;
	} else if (ok && OutputBuffer && OutputBufferLength) {
		ok = dxgk_irp_mdl(irp, OutputBuffer, OutputBufferLength,
				  method == METHOD_IN_DIRECT ? IoReadAccess : IoWriteAccess,
				  caller);
	}
	if (ok)
		return irp;
	dxgk_irp_drop(irp);
	return NULL;
}

BOOLEAN NTAPI IoIs32bitProcess(PIRP Irp)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return FALSE;
}
