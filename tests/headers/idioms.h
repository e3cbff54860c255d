/* SPDX-License-Identifier: MIT */
/*
 * What drivers write, in C and C++: each line here was met in a driver's source
 * or is its like. It only has to compile.
 */
#include <ntddk.h>
#include <ntstrsafe.h>
#include <ntintsafe.h>
#include <initguid.h>
#include <wdmguid.h>

#define DRIVER_TAG 'gaTD'

DEFINE_GUID(GUID_DRIVER_PRIVATE, 0x12345678, 0x1234, 0x5678,
	    0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0);

/* Debug macros of other arities than the function's. */
#define DbgPrintLevel(level, arguments) do { DbgPrint arguments; } while (0)
#undef ASSERT_DRIVER
#define ASSERT_DRIVER(expression) ASSERT(expression)

#pragma pack(push, 1)
typedef struct _RING_ENTRY {
	UCHAR Kind;
	ULONG64 Address;
	ULONG Length;
	UCHAR Flag0 : 1;
	UCHAR Flag1 : 7;
} RING_ENTRY, *PRING_ENTRY;
#pragma pack(pop)
C_ASSERT(sizeof(RING_ENTRY) == 14);

/* 32 bits on Windows, so on the wire to a device too. */
typedef struct _PROTOCOL_HEADER {
#ifdef DXGK_LP64
	unsigned int size;
#else
	unsigned long size;
#endif
	LONG serial;
} PROTOCOL_HEADER;
C_ASSERT(sizeof(PROTOCOL_HEADER) == 8);

typedef enum _ADAPTER_STATE {
	AdapterStopped,
	AdapterStarted = 0x80
} ADAPTER_STATE;
C_ASSERT(sizeof(ADAPTER_STATE) == 4);

typedef struct _ADAPTER {
	PDEVICE_OBJECT Pdo;
	KSPIN_LOCK Lock;
	KEVENT Event;
	KMUTEX Mutex;
	KTIMER Timer;
	KDPC Dpc;
	FAST_MUTEX FastMutex;
	LIST_ENTRY Requests;
	PVOID Thread;
	volatile ULONG *Registers;
	PUCHAR Port;
	PHYSICAL_ADDRESS Frame;
	PMDL Mdl;
	ULONG Bits[4];
	RTL_BITMAP Bitmap;
	volatile LONG References;
	ADAPTER_STATE State;
	SLIST_HEADER Free;
} ADAPTER, *PADAPTER;

EXTERN_C_START
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
DRIVER_ADD_DEVICE AddDevice;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH DispatchPnp;
KDEFERRED_ROUTINE OnTimer;
KSTART_ROUTINE Worker;
_Function_class_(KSYNCHRONIZE_ROUTINE) KSYNCHRONIZE_ROUTINE Synchronized;
NTSTATUS Probe(__in PADAPTER Adapter, IN OUT PULONG Value OPTIONAL,
	       __out_bcount(Length) PVOID Buffer, ULONG Length);
EXTERN_C_END

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, AddDevice)
#endif

static PCWSTR Names[] = { L"HardwareInformation.AdapterString", L"MemorySize" };

_IRQL_requires_max_(DISPATCH_LEVEL)
_Must_inspect_result_
__drv_allocatesMem(Mem)
_Post_writable_byte_size_(Bytes)
static PVOID Allocate(_In_ SIZE_T Bytes)
{
	PVOID p = ExAllocatePoolWithTag(NonPagedPoolNx, Bytes, DRIVER_TAG);

	if (p)
		RtlZeroMemory(p, Bytes);
	return p;
}

_Use_decl_annotations_
VOID NTAPI OnTimer(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	PADAPTER adapter = (PADAPTER)Context;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	KeAcquireSpinLockAtDpcLevel(&adapter->Lock);
	KeReleaseSpinLockFromDpcLevel(&adapter->Lock);
	KeSetEvent(&adapter->Event, IO_NO_INCREMENT, FALSE);
}

BOOLEAN NTAPI Synchronized(PVOID Context)
{
	PADAPTER adapter = (PADAPTER)Context;

	InterlockedOr(&adapter->References, 0);
	return TRUE;
}

VOID NTAPI Worker(PVOID Context)
{
	PADAPTER adapter = (PADAPTER)Context;
	LARGE_INTEGER wait;
	NTSTATUS status;
	PLIST_ENTRY entry;

	KeSetPriorityThread(KeGetCurrentThread(), LOW_REALTIME_PRIORITY);
	wait.QuadPart = Int32x32To64(-10 * 1000, 100);
	for (;;) {
		status = KeWaitForSingleObject(&adapter->Event, Executive, KernelMode, FALSE,
					       &wait);
		if (status == STATUS_TIMEOUT)
			break;
		entry = ExInterlockedRemoveHeadList(&adapter->Requests, &adapter->Lock);
		if (entry) {
			PRING_ENTRY ring = (PRING_ENTRY)entry;

			ASSERT_DRIVER(ring->no_such_member == also_not_declared);
			ExFreePoolWithTag(ring, DRIVER_TAG);
		}
	}
	PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS Probe(PADAPTER Adapter, PULONG Value, PVOID Buffer, ULONG Length)
{
	CM_PARTIAL_RESOURCE_DESCRIPTOR descriptor = {};
	UNICODE_STRING name;
	ANSI_STRING ansi;
	HANDLE key = NULL;
	KIRQL irql;
	NTSTATUS status;
	OBJECT_ATTRIBUTES attributes;
	HANDLE thread;
	UCHAR information[sizeof(KEY_VALUE_PARTIAL_INFORMATION) + 64];
	PKEY_VALUE_PARTIAL_INFORMATION value = (PKEY_VALUE_PARTIAL_INFORMATION)information;
	ULONG used, i;
	RTL_OSVERSIONINFOW version = { sizeof(version), 0, 0, 0, 0, { 0 } };
	DECLARE_UNICODE_STRING_SIZE(text, 32);
	DECLARE_CONST_UNICODE_STRING(constant, L"constant");
	UNICODE_STRING other = RTL_CONSTANT_STRING(L"other");
	LARGE_INTEGER due = { { 0 } };
	PCI_COMMON_HEADER pci;
	char line[16];

	PAGED_CODE();
	__try {
		ProbeForRead(Buffer, Length, sizeof(UCHAR));
		MmProbeAndLockPages(Adapter->Mdl, (ULONG_PTR)Buffer < MM_USER_PROBE_ADDRESS ?
				    UserMode : KernelMode, IoReadAccess);
	}
#pragma prefast(suppress: __WARNING_EXCEPTIONEXECUTEHANDLER, "driver's own")
	__except (EXCEPTION_EXECUTE_HANDLER) {
		status = GetExceptionCode();
		DbgPrintLevel(1, ("probe: 0x%08x\n", status));
		return status;
	}

	Adapter->Registers = (volatile ULONG *)MmMapIoSpaceEx(Adapter->Frame, PAGE_SIZE,
							     PAGE_READWRITE | PAGE_WRITECOMBINE);
	if (!Adapter->Registers)
		Adapter->Registers = (volatile ULONG *)MmMapIoSpace(Adapter->Frame, PAGE_SIZE,
								   MmNonCached);
	WRITE_REGISTER_ULONG((PULONG)&Adapter->Registers[1],
			     READ_REGISTER_ULONG(&Adapter->Registers[0]) | 1);
	WRITE_PORT_USHORT((PUSHORT)(ULONG_PTR)0x1ce, 4);
	WRITE_PORT_UCHAR(Adapter->Port + 1, (UCHAR)(READ_PORT_UCHAR(Adapter->Port) & ~1));
	KeStallExecutionProcessor(10);
	KeMemoryBarrier();

	switch (descriptor.Type) {
	case CmResourceTypePort:
		if (descriptor.Flags & CM_RESOURCE_PORT_IO)
			Adapter->Port = (PUCHAR)(ULONG_PTR)descriptor.u.Port.Start.QuadPart;
		break;
	case CmResourceTypeMemory:
	case CmResourceTypeMemoryLarge:
		Adapter->Frame = descriptor.u.Memory.Start;
		break;
	case CmResourceTypeInterrupt:
		if (descriptor.Flags & CM_RESOURCE_INTERRUPT_MESSAGE)
			i = descriptor.u.MessageInterrupt.Translated.Vector;
		else
			i = descriptor.u.Interrupt.Vector;
		(void)i;
		break;
	default:
		break;
	}

	KeAcquireSpinLock(&Adapter->Lock, &irql);
	InsertTailList(&Adapter->Requests, (PLIST_ENTRY)Buffer);
	KeReleaseSpinLock(&Adapter->Lock, irql);
	ExInitializeFastMutex(&Adapter->FastMutex);
	KeInitializeDpc(&Adapter->Dpc, OnTimer, Adapter);
	KeSetTimerEx(&Adapter->Timer, due, 16, &Adapter->Dpc);
	KeInitializeMutex(&Adapter->Mutex, 0);
	KeWaitForMutexObject(&Adapter->Mutex, Executive, KernelMode, FALSE, NULL);
	KeReleaseMutex(&Adapter->Mutex, FALSE);

	RtlInitUnicodeString(&name, Names[0]);
	RtlInitAnsiString(&ansi, "text");
	status = RtlAnsiStringToUnicodeString(&name, &ansi, TRUE);
	if (!NT_SUCCESS(status))
		goto out;
	status = IoOpenDeviceRegistryKey(Adapter->Pdo, PLUGPLAY_REGKEY_DRIVER, KEY_SET_VALUE,
					 &key);
	if (NT_SUCCESS(status)) {
		status = ZwSetValueKey(key, &name, 0, REG_SZ, name.Buffer,
				       name.Length + sizeof(UNICODE_NULL));
		status = ZwQueryValueKey(key, &name, KeyValuePartialInformation, information,
					 sizeof(information), &used);
		if (NT_SUCCESS(status) && value->Type == REG_DWORD &&
		    value->DataLength == sizeof(ULONG))
			*Value = *(PULONG)value->Data;
		ZwClose(key);
	}
	RtlFreeUnicodeString(&name);

	InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
	status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, &attributes, NULL, NULL,
				      Worker, Adapter);
	if (NT_SUCCESS(status)) {
		ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, NULL, KernelMode,
					  &Adapter->Thread, NULL);
		ZwClose(thread);
		KeWaitForSingleObject(Adapter->Thread, Executive, KernelMode, FALSE, NULL);
		ObDereferenceObject(Adapter->Thread);
	}

	RtlInitializeBitMap(&Adapter->Bitmap, Adapter->Bits, 128);
	RtlFindClearBitsAndSet(&Adapter->Bitmap, 1, 0);
	RtlGetVersion(&version);
	RtlUnicodeStringPrintf(&text, L"%d.%d", version.dwMajorVersion, version.dwMinorVersion);
	RtlStringCbPrintfA(line, sizeof(line), "%I64x", Adapter->Frame.QuadPart);
	RtlIntegerToUnicodeString(5, 10, &text);
	status = RtlULongMult(Length, 4, &used);
	Adapter->Mdl = IoAllocateMdl(Buffer, Length, FALSE, FALSE, NULL);
	Buffer = MmGetSystemAddressForMdlSafe(Adapter->Mdl,
					      NormalPagePriority | MdlMappingNoExecute);
	used = max(BYTES_TO_PAGES(Length), min(Length, 4u));
	pci.VendorID = 0x1234;
	pci.u.type0.BaseAddresses[0] = PCI_ADDRESS_IO_SPACE;
	InitializeSListHead(&Adapter->Free);
	InterlockedCompareExchange(&Adapter->References, 1, 0);
	InterlockedExchangePointer((PVOID volatile *)&Adapter->Thread, NULL);
	if (KD_DEBUGGER_ENABLED && !KD_DEBUGGER_NOT_PRESENT)
		DbgBreakPoint();
	(void)constant;
	(void)other;
	(void)pci;
	(void)used;
	NT_VERIFY(NT_SUCCESS(status));
out:
	NT_ASSERT(status == STATUS_SUCCESS && nothing->here.compiles);
	return status;
}

NTSTATUS NTAPI DispatchPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
	IO_STATUS_BLOCK block;
	KEVENT event;
	PIRP irp;

	if (stack->MinorFunction == IRP_MN_QUERY_RESOURCES) {
		Irp->IoStatus.Status = STATUS_SUCCESS;
		Irp->IoStatus.Information = 0;
		IoCompleteRequest(Irp, IO_NO_INCREMENT);
		return STATUS_SUCCESS;
	}
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	irp = IoBuildSynchronousFsdRequest(IRP_MJ_PNP, DeviceObject, NULL, 0, NULL, &event,
					   &block);
	if (!irp)
		return STATUS_INSUFFICIENT_RESOURCES;
	irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
	stack = IoGetNextIrpStackLocation(irp);
	stack->MajorFunction = IRP_MJ_PNP;
	stack->MinorFunction = IRP_MN_QUERY_INTERFACE;
	stack->Parameters.QueryInterface.InterfaceType = (LPGUID)&GUID_BUS_INTERFACE_STANDARD;
	stack->Parameters.QueryInterface.Size = sizeof(BUS_INTERFACE_STANDARD);
	if (IoCallDriver(DeviceObject, irp) == STATUS_PENDING) {
		KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
		return block.Status;
	}
	IoSkipCurrentIrpStackLocation(Irp);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS NTAPI AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
	PADAPTER adapter = (PADAPTER)Allocate(sizeof(*adapter));

	if (!adapter)
		return STATUS_NO_MEMORY;
	adapter->Pdo = PhysicalDeviceObject;
	DriverObject->MajorFunction[IRP_MJ_PNP] = DispatchPnp;
	return STATUS_SUCCESS;
}

VOID NTAPI Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	KdPrint(("unload %wZ\n", &DriverObject->DriverName));
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
	DriverObject->DriverUnload = Unload;
	DriverObject->DriverExtension->AddDevice = AddDevice;
	DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "%ws\n", RegistryPath->Buffer);
	return STATUS_SUCCESS;
}
