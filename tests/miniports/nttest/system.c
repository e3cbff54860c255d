// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* system.c - routines by name, the HAL, processor state, stacks. */
#include "nttest.h"

NT_TEST(routine_by_name, "MmGetSystemRoutineAddress: a pointer to the function, or NULL if the name cannot be resolved")
{
	UNICODE_STRING there = RTL_CONSTANT_STRING(L"KeSetEvent");
	UNICODE_STRING not_there = RTL_CONSTANT_STRING(L"KeSetEventOfNoKind");
	UNICODE_STRING empty = RTL_CONSTANT_STRING(L"");
	LONG (NTAPI *set)(PRKEVENT event, KPRIORITY increment, BOOLEAN wait);
	KEVENT event;

	set = (LONG (NTAPI *)(PRKEVENT, KPRIORITY, BOOLEAN))(ULONG_PTR)
	      MmGetSystemRoutineAddress(&there);
	NEED(set);
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	CHECK_EQ(set(&event, 0, FALSE), 0);
	CHECK(KeReadStateEvent(&event));
	CHECK(!MmGetSystemRoutineAddress(&not_there));
	CHECK(!MmGetSystemRoutineAddress(&empty));
}

NT_TEST(float_state, "KeSaveFloatingPointState: sets up a context for the caller; the previous one is restored")
{
	KFLOATING_SAVE outer, inner;
	ULONGLONG in = 0x1122334455667788ull, out = 0, other = 99;

	NEED(NT_SUCCESS(KeSaveFloatingPointState(&outer)));
	__asm__ volatile("movq %0, %%xmm6" : : "r" (in));
	CHECK_STATUS(KeSaveFloatingPointState(&inner), STATUS_SUCCESS);
#ifndef DXGK_NATIVE_ABI
	__asm__ volatile("movq %0, %%xmm6" : : "r" (other));
#else
	(void)other;
#endif
	CHECK_STATUS(KeRestoreFloatingPointState(&inner), STATUS_SUCCESS);
#ifndef DXGK_NATIVE_ABI
	__asm__ volatile("movq %%xmm6, %0" : "=r" (out));
	CHECK_EQ(out, in);
#else
	(void)out;
#endif
	CHECK_STATUS(KeRestoreFloatingPointState(&outer), STATUS_SUCCESS);
	CHECK_STATUS(KeRestoreFloatingPointState(&outer), STATUS_INVALID_PARAMETER);
}

NT_TEST(float_state_dispatch, "KeSaveFloatingPointState: IRQL <= DISPATCH_LEVEL")
{
	KFLOATING_SAVE save;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	CHECK_STATUS(KeSaveFloatingPointState(&save), STATUS_SUCCESS);
	CHECK_STATUS(KeRestoreFloatingPointState(&save), STATUS_SUCCESS);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeLowerIrql(irql);
}

NT_TEST(caches, "KeInvalidateAllCaches: TRUE if the caches were written back and invalidated")
{
	CHECK(KeInvalidateAllCaches());
}

NT_TEST(stack_limits, "IoGetStackLimits, IoGetRemainingStackSize: around a variable of the caller's")
{
	ULONG_PTR low, high, here = (ULONG_PTR)__builtin_frame_address(0);

	IoGetStackLimits(&low, &high);
	CHECK(low < here && here < high);
	CHECK(IoGetRemainingStackSize() > 0);
	CHECK(IoGetRemainingStackSize() <= high - low);
	CHECK(IoGetInitialStack() == (PVOID)high);
}

NT_TEST(bus_data, "HalGetBusDataByOffset: the length read from the configuration space")
{
	ULONG bus, address, size;
	PCI_SLOT_NUMBER slot = { { 0 } };
	USHORT id[2] = { 0 };

	CHECK_STATUS(IoGetDeviceProperty(nt_pdo, DevicePropertyBusNumber, sizeof(bus), &bus, &size),
		     STATUS_SUCCESS);
	CHECK_STATUS(IoGetDeviceProperty(nt_pdo, DevicePropertyAddress, sizeof(address), &address,
					 &size), STATUS_SUCCESS);
	slot.u.bits.DeviceNumber = address >> 16;
	slot.u.bits.FunctionNumber = address & 7;
	CHECK_EQ(HalGetBusDataByOffset(PCIConfiguration, bus, slot.u.AsULONG, id, 0, sizeof(id)),
		 sizeof(id));
	slot.u.bits.DeviceNumber = 30;
	CHECK_EQ(HalGetBusDataByOffset(PCIConfiguration, 250, slot.u.AsULONG, id, 0, sizeof(id)),
		 2);
	CHECK_EQ(id[0], PCI_INVALID_VENDORID);
	CHECK_EQ(HalGetBusData(Cmos, 0, 0, id, sizeof(id)), 0);
}

/* Where @nt_pdo is: bus and slot. */
static BOOLEAN pdo_slot(PULONG bus, PULONG slot)
{
	PCI_SLOT_NUMBER number = { { 0 } };
	ULONG address, size;

	if (!NT_SUCCESS(IoGetDeviceProperty(nt_pdo, DevicePropertyBusNumber, sizeof(*bus), bus,
					    &size)) ||
	    !NT_SUCCESS(IoGetDeviceProperty(nt_pdo, DevicePropertyAddress, sizeof(address),
					    &address, &size)))
		return FALSE;
	number.u.bits.DeviceNumber = address >> 16;
	number.u.bits.FunctionNumber = address & 7;
	*slot = number.u.AsULONG;
	return TRUE;
}

NT_TEST(bus_data_set,
	"HalSetBusDataByOffset: the number of bytes written; zero where there is no device, or no such bus")
{
	const ULONG line = FIELD_OFFSET(PCI_COMMON_CONFIG, u.type0.InterruptLine);
	PCI_COMMON_CONFIG config;
	UCHAR before, now = 0;
	ULONG bus, slot;

	NEED(pdo_slot(&bus, &slot));
	/* The interrupt line is the system's to write, and means nothing to the device. */
	CHECK_EQ(HalGetBusDataByOffset(PCIConfiguration, bus, slot, &before, line, 1), 1);
	before ^= 0x55;
	CHECK_EQ(HalSetBusDataByOffset(PCIConfiguration, bus, slot, &before, line, 1), 1);
	CHECK_EQ(HalGetBusDataByOffset(PCIConfiguration, bus, slot, &now, line, 1), 1);
	CHECK_EQ(now, before);
	before ^= 0x55;
	CHECK_EQ(HalSetBusDataByOffset(PCIConfiguration, bus, slot, &before, line, 1), 1);
	/* The ids, which cannot be written. */
	CHECK_EQ(HalGetBusData(PCIConfiguration, bus, slot, &config, 4), 4);
	CHECK_EQ(HalSetBusData(PCIConfiguration, bus, slot, &config, 4), 4);
	CHECK_EQ(HalSetBusData(PCIConfiguration, 250, slot, &config, 4), 0);
	CHECK_EQ(HalSetBusData(Cmos, bus, slot, &config, 4), 0);
}

NT_TEST(bus_address, "HalTranslateBusAddress: TRUE with the physical address; those of PCI are the processor's")
{
	PHYSICAL_ADDRESS in = { .QuadPart = 0xfe001000 }, out = { .QuadPart = 0 };
	ULONG space = 0;

	CHECK(HalTranslateBusAddress(PCIBus, 0, in, &space, &out));
	CHECK_EQ(out.QuadPart, in.QuadPart);
	CHECK_EQ(space, 0);
}

static VOID NTAPI previous_mode(PVOID context)
{
	*(KPROCESSOR_MODE *)context = ExGetPreviousMode();
	PsTerminateSystemThread(STATUS_SUCCESS);
}

NT_TEST(previous_mode, "ExGetPreviousMode: system threads always run in kernel mode")
{
	KPROCESSOR_MODE mode = 99;
	HANDLE handle;

	NEED(NT_SUCCESS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					     previous_mode, &mode)));
	CHECK_STATUS(ZwWaitForSingleObject(handle, FALSE, NULL), STATUS_SUCCESS);
	ZwClose(handle);
	CHECK_EQ(mode, KernelMode);
}

NT_TEST(questions,
	"ExIsProcessorFeaturePresent, ExVerifySuite, KeQueryHighestNodeNumber, KeGetRecommendedSharedDataAlignment, KeQueryDpcWatchdogInformation")
{
	KDPC_WATCHDOG_INFORMATION watchdog;
	ULONG line = KeGetRecommendedSharedDataAlignment();
	LUID a, b;

	/* x64 has them all. */
	CHECK(ExIsProcessorFeaturePresent(PF_XMMI64_INSTRUCTIONS_AVAILABLE));
	CHECK(ExIsProcessorFeaturePresent(PF_COMPARE_EXCHANGE_DOUBLE));
	CHECK(!ExIsProcessorFeaturePresent(PF_FLOATING_POINT_EMULATED));
	CHECK(!ExIsProcessorFeaturePresent(0x1000));
	/* Suites are of servers. */
	CHECK(!ExVerifySuite(DataCenter));
	CHECK(KeGetCurrentNodeNumber() <= KeQueryHighestNodeNumber());
	CHECK(line && !(line & (line - 1)));
	CHECK_STATUS(KeQueryDpcWatchdogInformation(&watchdog), STATUS_SUCCESS);
	CHECK(ExGetFirmwareType() < FirmwareTypeMax);
	CHECK_STATUS(ZwAllocateLocallyUniqueId(&a), STATUS_SUCCESS);
	CHECK_STATUS(ZwAllocateLocallyUniqueId(&b), STATUS_SUCCESS);
	CHECK(a.LowPart != b.LowPart || a.HighPart != b.HighPart);
}

NT_SUITE(system) = {
	NT_CASE(routine_by_name),
	NT_CASE(float_state),
	NT_CASE(float_state_dispatch),
	NT_CASE(caches),
	NT_CASE(stack_limits),
	NT_CASE(bus_data),
	NT_CASE(bus_data_set),
	NT_CASE(bus_address),
	NT_CASE(previous_mode),
	NT_CASE(questions),
	NT_END
};
