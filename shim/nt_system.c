// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_system.c - questions about the system that drivers ask by name, and what of
 * the HAL they use.
 */
#include "nt_device.h"
#include "nt_ke.h"
#include "verifier.h"

/* Of these no header speaks: drivers that call them declare them themselves. */
NTSTATUS NTAPI ZwQuerySystemInformation(ULONG SystemInformationClass, PVOID SystemInformation,
					ULONG SystemInformationLength, PULONG ReturnLength);
NTSTATUS NTAPI x86BiosAllocateBuffer(PULONG Size, PUSHORT Segment, PUSHORT Offset);
NTSTATUS NTAPI x86BiosFreeBuffer(USHORT Segment, USHORT Offset);
NTSTATUS NTAPI x86BiosReadMemory(USHORT Segment, USHORT Offset, PVOID Buffer, ULONG Size);
NTSTATUS NTAPI x86BiosWriteMemory(USHORT Segment, USHORT Offset, PVOID Buffer, ULONG Size);
BOOLEAN NTAPI x86BiosCall(ULONG InterruptNumber, PVOID Registers);

/* -------------------------------------------------------------- routines by their name */

/**
 * MmGetSystemRoutineAddress() - a routine that may or may not exist
 * @SystemRoutineName: its name, of the case it has
 *
 * Routines that are inline functions here have no address.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: its address, or NULL.
 *
 * Follows "MmGetSystemRoutineAddress function (wdm.h)".
 */
PVOID NTAPI MmGetSystemRoutineAddress(PUNICODE_STRING SystemRoutineName)
{
	char name[64];
	ULONG n = SystemRoutineName->Length / sizeof(WCHAR), i;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (n >= sizeof(name))
		return NULL;
	for (i = 0; i < n; i++) {
		if (!SystemRoutineName->Buffer[i] || SystemRoutineName->Buffer[i] > 0x7e)
			return NULL;
		name[i] = (char)SystemRoutineName->Buffer[i];
	}
	name[n] = 0;
	return dxgk_os_export(name);
}

/**
 * ZwQuerySystemInformation() - undocumented, but some drivers call it
 * @SystemInformationClass: what about
 *
 * Return: STATUS_INVALID_INFO_CLASS, as an older Windows says of a newer class.
 */
NTSTATUS NTAPI ZwQuerySystemInformation(ULONG SystemInformationClass, PVOID SystemInformation,
					ULONG SystemInformationLength, PULONG ReturnLength)
{
	if (ReturnLength)
		*ReturnLength = 0;
	dxgk_nt_missing(DXGK_NT_CALLER(), "ZwQuerySystemInformation");
	return STATUS_INVALID_INFO_CLASS;
}

/* ---------------------------------------------------------------- the machine's BIOS */

/*
 * Real-mode BIOS calls, which Windows has on machines with a BIOS only: drivers
 * that use them also run where there is none, on UEFI.  So it is here.
 */
NTSTATUS NTAPI x86BiosAllocateBuffer(PULONG Size, PUSHORT Segment, PUSHORT Offset)
{
	dxgk_nt_missing(DXGK_NT_CALLER(), "x86BiosAllocateBuffer");
	return STATUS_NOT_SUPPORTED;
}

NTSTATUS NTAPI x86BiosFreeBuffer(USHORT Segment, USHORT Offset)
{
	return STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI x86BiosReadMemory(USHORT Segment, USHORT Offset, PVOID Buffer, ULONG Size)
{
	dxgk_nt_missing(DXGK_NT_CALLER(), "x86BiosReadMemory");
	return STATUS_NOT_SUPPORTED;
}

NTSTATUS NTAPI x86BiosWriteMemory(USHORT Segment, USHORT Offset, PVOID Buffer, ULONG Size)
{
	dxgk_nt_missing(DXGK_NT_CALLER(), "x86BiosWriteMemory");
	return STATUS_NOT_SUPPORTED;
}

/* FALSE: the call was not made. */
BOOLEAN NTAPI x86BiosCall(ULONG InterruptNumber, PVOID Registers)
{
	dxgk_nt_missing(DXGK_NT_CALLER(), "x86BiosCall");
	return FALSE;
}

/* ------------------------------------------------------------------------ bus data */

/* The adapter in a slot of a bus, for PCI configuration space alone. */
static struct dxgk_adapter *dxgk_hal_adapter(ULONG bus, ULONG slot)
{
	struct dxgk_adapter *a = NULL;

	while ((a = dxgk_nt_device_next(a)))
		if (a->info.bus == bus && a->info.slot == (slot & 0x1f) &&
		    a->info.function == (slot >> 5 & 7))
			break;
	return a;
}

static ULONG dxgk_hal_bus_data(BUS_DATA_TYPE type, ULONG bus, ULONG slot, PVOID buffer,
			       ULONG offset, ULONG length, bool write)
{
	struct dxgk_adapter *adapter;
	dxgk_status status;
	dxgk_u32 done = 0;

	if (type != PCIConfiguration)
		return 0;
	adapter = dxgk_hal_adapter(bus, slot);
	if (!adapter) {
		/* "The bus exists, but there is no device": the invalid vendor. */
		if (write || offset || length < sizeof(USHORT))
			return 0;
		*(USHORT *)buffer = PCI_INVALID_VENDORID;
		return sizeof(USHORT);
	}
	status = write ? dxgk_os_dev_write(adapter->os, DXGK_SPACE_CONFIG, buffer, offset, length,
					   &done) :
			 dxgk_os_dev_read(adapter->os, DXGK_SPACE_CONFIG, buffer, offset, length,
					  &done);
	return NT_SUCCESS(status) ? done : 0;
}

/**
 * HalGetBusDataByOffset() - configuration space by bus and slot
 * @BusDataType: PCIConfiguration
 * @BusNumber: bus
 * @SlotNumber: PCI_SLOT_NUMBER
 * @Buffer: where to
 * @Offset: first byte
 * @Length: bytes
 *
 * Only devices that a miniport has are there.
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: bytes read; 2, with PCI_INVALID_VENDORID, for a slot without such a
 * device; 0 for another type of bus.
 *
 * Follows "HalGetBusDataByOffset function (ntddk.h)".
 */
ULONG NTAPI HalGetBusDataByOffset(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber,
				  PVOID Buffer, ULONG Offset, ULONG Length)
{
	return dxgk_hal_bus_data(BusDataType, BusNumber, SlotNumber, Buffer, Offset, Length, false);
}

ULONG NTAPI HalGetBusData(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber,
			  PVOID Buffer, ULONG Length)
{
	return dxgk_hal_bus_data(BusDataType, BusNumber, SlotNumber, Buffer, 0, Length, false);
}

ULONG NTAPI HalSetBusDataByOffset(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber,
				  PVOID Buffer, ULONG Offset, ULONG Length)
{
	return dxgk_hal_bus_data(BusDataType, BusNumber, SlotNumber, Buffer, Offset, Length, true);
}

ULONG NTAPI HalSetBusData(BUS_DATA_TYPE BusDataType, ULONG BusNumber, ULONG SlotNumber,
			  PVOID Buffer, ULONG Length)
{
	return dxgk_hal_bus_data(BusDataType, BusNumber, SlotNumber, Buffer, 0, Length, true);
}

/* Addresses on the bus are the processor's; ports stay ports. */
BOOLEAN NTAPI HalTranslateBusAddress(INTERFACE_TYPE InterfaceType, ULONG BusNumber,
				     PHYSICAL_ADDRESS BusAddress, PULONG AddressSpace,
				     PPHYSICAL_ADDRESS TranslatedAddress)
{
	*TranslatedAddress = BusAddress;
	return TRUE;
}

/* ------------------------------------------------------------- processor state, stacks */

/**
 * KeSaveFloatingPointState() - before floating-point instructions in the kernel
 * @FloatSave: until KeRestoreFloatingPointState()
 *
 * The x87 and SSE registers are the caller's from here on.  Nothing may wait
 * before they are given back: Linux does not switch them between threads in the
 * kernel.  Calls nest.
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_ILLEGAL_FLOAT_CONTEXT in an interrupt of code
 * that uses them.
 *
 * Follows "KeSaveFloatingPointState function (wdm.h)".
 */
NTSTATUS NTAPI KeSaveFloatingPointState(PKFLOATING_SAVE FloatSave)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (!dxgk_os_fpu_begin())
		return STATUS_ILLEGAL_FLOAT_CONTEXT;
	FloatSave->Dummy = 1;
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI KeRestoreFloatingPointState(PKFLOATING_SAVE FloatSave)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (FloatSave->Dummy != 1)
		return STATUS_INVALID_PARAMETER;
	FloatSave->Dummy = 0;
	dxgk_os_fpu_end();
	return STATUS_SUCCESS;
}

/* Write back and invalidate those of all processors; TRUE: done. */
BOOLEAN NTAPI KeInvalidateAllCaches(VOID)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (dxgk_os_irql_get() > DISPATCH_LEVEL)
		return FALSE;
	dxgk_os_flush_caches();
	return TRUE;
}

VOID NTAPI IoGetStackLimits(PULONG_PTR LowLimit, PULONG_PTR HighLimit)
{
	dxgk_uptr low, high;

	dxgk_os_stack(&low, &high);
	*LowLimit = low;
	*HighLimit = high;
}

ULONG_PTR NTAPI IoGetRemainingStackSize(VOID)
{
	dxgk_uptr low, high, here = (dxgk_uptr)__builtin_frame_address(0);

	dxgk_os_stack(&low, &high);
	return here > low && here <= high ? here - low : 0;
}

PVOID NTAPI IoGetInitialStack(VOID)
{
	dxgk_uptr low, high;

	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_os_stack(&low, &high);
	return (PVOID)high;
}

/* -------------------------------------------------------------- smaller questions */

/* Bytes that processors exchange at once. */
ULONG NTAPI KeGetRecommendedSharedDataAlignment(VOID)
{
	return 64;
}

/* One node. */
USHORT NTAPI KeGetCurrentNodeNumber(VOID)
{
	return 0;
}

USHORT NTAPI KeQueryHighestNodeNumber(VOID)
{
	return 0;
}

/* Zero limits: nobody counts how long a DPC takes. */
NTSTATUS NTAPI KeQueryDpcWatchdogInformation(PKDPC_WATCHDOG_INFORMATION WatchdogInformation)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	RtlZeroMemory(WatchdogInformation, sizeof(*WatchdogInformation));
	return STATUS_SUCCESS;
}

/**
 * KeExpandKernelStackAndCallout() - call a routine that needs much stack
 * @Callout: the routine
 * @Parameter: for it
 * @Size: bytes it needs
 *
 * A stack of Linux's does not grow: it is there, or not.
 *
 * Return: STATUS_SUCCESS; STATUS_NO_MEMORY when less is left.
 *
 * Follows "KeExpandKernelStackAndCallout function (ntddk.h)".
 */
NTSTATUS NTAPI KeExpandKernelStackAndCallout(PEXPAND_STACK_CALLOUT Callout, PVOID Parameter,
					     SIZE_T Size)
{
	DXGK_NT_IRQL(APC_LEVEL);
	if (Size > IoGetRemainingStackSize())
		return STATUS_NO_MEMORY;
	Callout(Parameter);
	return STATUS_SUCCESS;
}

/* A call from a program, or from the system? */
KPROCESSOR_MODE NTAPI ExGetPreviousMode(VOID)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_thread_current() || !dxgk_os_process() ? KernelMode : UserMode;
}

/* What every x64 processor has; the rest is not for a driver to use here. */
BOOLEAN NTAPI ExIsProcessorFeaturePresent(ULONG ProcessorFeature)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	switch (ProcessorFeature) {
	case PF_COMPARE_EXCHANGE_DOUBLE:
	case PF_MMX_INSTRUCTIONS_AVAILABLE:
	case PF_XMMI_INSTRUCTIONS_AVAILABLE:
	case PF_RDTSC_INSTRUCTION_AVAILABLE:
	case PF_PAE_ENABLED:
	case PF_XMMI64_INSTRUCTIONS_AVAILABLE:
	case PF_NX_ENABLED:
	case PF_COMPARE_EXCHANGE128:
		return TRUE;
	default:
		return FALSE;
	}
}

/* A workstation of no suite. */
BOOLEAN NTAPI ExVerifySuite(SUITE_TYPE SuiteType)
{
	return FALSE;
}

FIRMWARE_TYPE NTAPI ExGetFirmwareType(VOID)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return FirmwareTypeUnknown;
}
