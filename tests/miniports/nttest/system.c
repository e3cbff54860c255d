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

NT_SUITE(system) = {
	NT_CASE(routine_by_name),
	NT_CASE(float_state),
	NT_CASE(float_state_dispatch),
	NT_CASE(caches),
	NT_CASE(stack_limits),
	NT_CASE(bus_data),
	NT_END
};
