// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * user.c - memory of the program in whose context the miniport runs; main.c runs
 * this suite alone when nttest_bind gives it the device.  Where that program has
 * what is in user.h.
 */
#include "nttest.h"
#include "user.h"

static PUCHAR at(ULONG_PTR offset)
{
	return (PUCHAR)(NT_USER_BASE + offset);
}

static NTSTATUS lock(PMDL mdl, KPROCESSOR_MODE mode, LOCK_OPERATION operation)
{
	__try {
		MmProbeAndLockPages(mdl, mode, operation);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		return GetExceptionCode();
	}
	return STATUS_SUCCESS;
}

/* Lock, unlock; the status. */
static NTSTATUS try_lock(ULONG_PTR offset, ULONG length, KPROCESSOR_MODE mode,
			 LOCK_OPERATION operation)
{
	PMDL mdl = IoAllocateMdl(at(offset), length, FALSE, FALSE, NULL);
	NTSTATUS status;

	if (!mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = lock(mdl, mode, operation);
	if (NT_SUCCESS(status))
		MmUnlockPages(mdl);
	IoFreeMdl(mdl);
	return status;
}

static ULONG wrong_bytes(const UCHAR *p, ULONG_PTR offset, ULONG length)
{
	ULONG i, wrong = 0;

	for (i = 0; i < length; i++)
		wrong += p[i] != NT_USER_BYTE(offset + i);
	return wrong;
}

NT_TEST(user_pages, "MmProbeAndLockPages, MmGetSystemAddressForMdlSafe: a buffer of the running program")
{
	static const KPROCESSOR_MODE modes[] = { UserMode, KernelMode };
	ULONG i;

	for (i = 0; i < RTL_NUMBER_OF(modes); i++) {
		PMDL mdl = IoAllocateMdl(at(0x180), 0x5000, FALSE, FALSE, NULL);
		PUCHAR va;

		NEED(mdl);
		CHECK_STATUS(lock(mdl, modes[i], IoModifyAccess), STATUS_SUCCESS);
		va = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
		NEED(va);
		CHECK((ULONG_PTR)va > MM_USER_PROBE_ADDRESS);
		CHECK_EQ(BYTE_OFFSET(va), 0x180);
		CHECK_EQ(wrong_bytes(va, 0x180, 0x5000), 0);
		CHECK_EQ(MmGetPhysicalAddress(va + 0x3000).QuadPart >> PAGE_SHIFT,
			 MmGetMdlPfnArray(mdl)[3]);
		/* The page is present now, so its own address has one, too. */
		CHECK(MmIsAddressValid(at(0x3180)));
		CHECK_EQ(MmGetPhysicalAddress(at(0x3180)).QuadPart,
			 MmGetPhysicalAddress(va + 0x3000).QuadPart);
		MmUnlockPages(mdl);
		IoFreeMdl(mdl);
	}
}

NT_TEST(user_write, "MmProbeAndLockPages: IoWriteAccess: what is written is in the program's memory")
{
	PMDL mdl = IoAllocateMdl(at(NT_USER_ANSWER), 4, FALSE, FALSE, NULL);
	PUCHAR va;

	NEED(mdl);
	CHECK_STATUS(lock(mdl, UserMode, IoWriteAccess), STATUS_SUCCESS);
	va = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	NEED(va);
	RtlCopyMemory(va, "done", 4);
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
}

NT_TEST(user_access, "MmProbeAndLockPages: raises STATUS_ACCESS_VIOLATION if the pages do not support the operation")
{
	KIRQL irql;

	CHECK_STATUS(try_lock(NT_USER_READONLY, 100, UserMode, IoReadAccess), STATUS_SUCCESS);
	CHECK_STATUS(try_lock(NT_USER_READONLY, 100, UserMode, IoWriteAccess),
		     STATUS_ACCESS_VIOLATION);
	CHECK_STATUS(try_lock(NT_USER_READONLY, 100, KernelMode, IoModifyAccess),
		     STATUS_ACCESS_VIOLATION);
	CHECK_STATUS(try_lock(NT_USER_SIZE - 100, 200, UserMode, IoReadAccess),
		     STATUS_ACCESS_VIOLATION);
	CHECK_STATUS(try_lock(NT_USER_SIZE, 0, UserMode, IoReadAccess), STATUS_SUCCESS);
	/* A program's pages may have to be fetched, which DISPATCH_LEVEL does not allow. */
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	CHECK_STATUS(try_lock(0, 100, UserMode, IoReadAccess), STATUS_ACCESS_VIOLATION);
	KeLowerIrql(irql);
}

NT_TEST(user_unlock_dispatch, "MmUnlockPages: callable at DISPATCH_LEVEL")
{
	PMDL mdl = IoAllocateMdl(at(0), 0x8000, FALSE, FALSE, NULL);
	KIRQL irql;

	NEED(mdl);
	CHECK_STATUS(lock(mdl, UserMode, IoModifyAccess), STATUS_SUCCESS);
	CHECK(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
	KeLowerIrql(irql);
}

static NTSTATUS probe(ULONG_PTR offset, SIZE_T length, BOOLEAN write)
{
	__try {
		if (write)
			ProbeForWrite(at(offset), length, 1);
		else
			ProbeForRead(at(offset), length, 1);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		return GetExceptionCode();
	}
	return STATUS_SUCCESS;
}

NT_TEST(user_probe, "ProbeForRead, ProbeForWrite: in the program's range; that it can be written to")
{
	CHECK_STATUS(probe(0x10, 0x4000, TRUE), STATUS_SUCCESS);
	CHECK_STATUS(probe(0x10, 0x4000, FALSE), STATUS_SUCCESS);
	CHECK_STATUS(probe(NT_USER_READONLY, 16, FALSE), STATUS_SUCCESS);
	CHECK_STATUS(probe(NT_USER_READONLY, 16, TRUE), STATUS_ACCESS_VIOLATION);
	CHECK_STATUS(probe(NT_USER_SIZE, 16, TRUE), STATUS_ACCESS_VIOLATION);
}

NT_TEST(user_process, "IoGetCurrentProcess, PsGetCurrentProcessId: the program in whose context the driver runs")
{
	CHECK(IoGetCurrentProcess() != PsInitialSystemProcess);
	CHECK(IoGetCurrentProcess() == PsGetCurrentProcess());
	CHECK_EQ(ExGetPreviousMode(), UserMode);
}

NT_SUITE(user) = {
	NT_CASE(user_pages),
	NT_CASE(user_write),
	NT_CASE(user_access),
	NT_CASE(user_unlock_dispatch),
	NT_CASE(user_probe),
	NT_CASE(user_process),
	NT_END
};
