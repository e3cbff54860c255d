// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* cpu.c - which processor, all of them, and their larger registers. */
#include "nttest.h"

NT_TEST(affinity_each,
	"KeSetSystemAffinityThreadEx: when the call returns, the thread is already running on a processor in the mask")
{
	ULONG count = KeQueryActiveProcessorCount(NULL), i, wrong = 0;

	for (i = 0; i < count && i < 64; i++) {
		KAFFINITY before = KeSetSystemAffinityThreadEx(1ull << i);

		CHECK_EQ(before, 0);
		if (KeGetCurrentProcessorNumberEx(NULL) != i)
			wrong++;
		KeRevertToUserAffinityThreadEx(before);
	}
	CHECK_EQ(wrong, 0);
}

NT_TEST(affinity_nested,
	"KeSetSystemAffinityThreadEx: returns the previous system affinity, 0 for none; KeRevertToUserAffinityThreadEx takes it")
{
	ULONG last = KeQueryActiveProcessorCount(NULL) - 1;
	KAFFINITY first, second;

	if (last > 63)
		last = 63;
	first = KeSetSystemAffinityThreadEx(1);
	CHECK_EQ(first, 0);
	second = KeSetSystemAffinityThreadEx(1ull << last);
	CHECK_EQ(second, 1);
	CHECK_EQ(KeGetCurrentProcessorNumberEx(NULL), last);
	KeRevertToUserAffinityThreadEx(second);
	CHECK_EQ(KeGetCurrentProcessorNumberEx(NULL), 0);
	KeRevertToUserAffinityThreadEx(first);
	/* The thread has its own again: the next call finds none before it. */
	CHECK_EQ(KeSetSystemAffinityThreadEx(1), 0);
	KeRevertToUserAffinityThread();
	/* Without one there is nothing to revert. */
	KeRevertToUserAffinityThreadEx(1);
	CHECK_EQ(KeSetSystemAffinityThreadEx(1), 0);
	KeRevertToUserAffinityThreadEx(0);
}

NT_TEST(affinity_invalid,
	"KeSetSystemAffinityThreadEx: no effect unless only logical processors are set, and one of them is active")
{
	ULONG count = KeQueryMaximumProcessorCount();

	CHECK_EQ(KeSetSystemAffinityThreadEx(0), 0);
	if (count < 64)
		CHECK_EQ(KeSetSystemAffinityThreadEx(1ull | 1ull << count), 0);
	/* Neither took effect. */
	CHECK_EQ(KeSetSystemAffinityThreadEx(1), 0);
	/* Nor does such a mask replace one that is set. */
	CHECK_EQ(KeSetSystemAffinityThreadEx(0), 1);
	KeRevertToUserAffinityThreadEx(0);
}

NT_TEST(affinity_group,
	"KeSetSystemGroupAffinityThread: a group and a mask; the previous one is returned, zeroed if there was none")
{
	GROUP_AFFINITY one = { .Mask = 1 }, before, none = { .Mask = 1 };

	none.Group = 7;
	before.Mask = 99;
	KeSetSystemGroupAffinityThread(&none, &before);
	CHECK_EQ(before.Mask, 0);
	KeSetSystemGroupAffinityThread(&one, &before);
	CHECK_EQ(before.Mask, 0);
	CHECK_EQ(before.Group, 0);
	CHECK_EQ(KeGetCurrentProcessorNumberEx(NULL), 0);
	KeRevertToUserGroupAffinityThread(&before);
	CHECK_EQ(KeSetSystemAffinityThreadEx(1), 0);
	KeRevertToUserAffinityThread();
}

static VOID NTAPI confined(PVOID context)
{
	KeSetSystemAffinityThread(1);
	*(PULONG)context = KeGetCurrentProcessorNumberEx(NULL);
	/* A thread may end so. */
	PsTerminateSystemThread(STATUS_SUCCESS);
}

NT_TEST(affinity_thread, "KeSetSystemAffinityThread: the affinity of the current thread; it goes with the thread")
{
	ULONG where = 99;
	HANDLE handle;
	PVOID thread;

	CHECK_STATUS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, confined,
					  &where), STATUS_SUCCESS);
	CHECK_STATUS(ObReferenceObjectByHandle(handle, SYNCHRONIZE, NULL, KernelMode, &thread,
					       NULL), STATUS_SUCCESS);
	ZwClose(handle);
	KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(thread);
	CHECK_EQ(where, 0);
}

/* ----------------------------------------------------------- all processors at once */

struct broadcast {
	LONG calls, together, wrong_irql, early;
	LONG count;
};

static ULONG_PTR NTAPI broadcast(ULONG_PTR context)
{
	struct broadcast *b = (struct broadcast *)context;
	ULONG spins;

	if (KeGetCurrentIrql() != IPI_LEVEL)
		InterlockedIncrement(&b->wrong_irql);
	InterlockedIncrement(&b->calls);
	/* All of them run now, so all of them come. */
	for (spins = 0; spins < 50000000 && ReadAcquire(&b->calls) < b->count; spins++)
		YieldProcessor();
	if (ReadAcquire(&b->calls) == b->count)
		InterlockedIncrement(&b->together);
	return 0x1234;
}

NT_TEST(ipi,
	"KeIpiGenericCall: the routine runs on all processors simultaneously, at IPI_LEVEL; returns what it returns here")
{
	struct broadcast b = { 0 };
	ULONG i;

	for (i = 0; i < 20; i++) {
		RtlZeroMemory(&b, sizeof(b));
		b.count = (LONG)KeQueryActiveProcessorCount(NULL);
		CHECK_EQ(KeIpiGenericCall(broadcast, (ULONG_PTR)&b), 0x1234);
		CHECK_EQ(b.calls, b.count);
		CHECK_EQ(b.together, b.count);
		CHECK_EQ(b.wrong_irql, 0);
		CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	}
}

NT_TEST(ipi_dispatch, "KeIpiGenericCall: IRQL < IPI_LEVEL, so under a spin lock too")
{
	struct broadcast b = { 0 };
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	b.count = (LONG)KeQueryActiveProcessorCount(NULL);
	KeAcquireSpinLock(&lock, &irql);
	CHECK_EQ(KeIpiGenericCall(broadcast, (ULONG_PTR)&b), 0x1234);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeReleaseSpinLock(&lock, irql);
	CHECK_EQ(b.calls, b.count);
}

static VOID NTAPI broadcast_dpc(PKDPC dpc, PVOID context, PVOID done, PVOID unused)
{
	KeIpiGenericCall(broadcast, (ULONG_PTR)context);
	KeSetEvent(done, IO_NO_INCREMENT, FALSE);
}

NT_TEST(ipi_dpc, "KeIpiGenericCall: on all processors; here in a DPC on all or on none")
{
	struct broadcast b = { 0 };
	KEVENT done;
	KDPC dpc;

	b.count = (LONG)KeQueryActiveProcessorCount(NULL);
	KeInitializeEvent(&done, NotificationEvent, FALSE);
	KeInitializeDpc(&dpc, broadcast_dpc, &b);
	KeInsertQueueDpc(&dpc, &done, NULL);
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
	KeFlushQueuedDpcs();
	CHECK(!b.calls || b.calls == b.count);
	CHECK_EQ(b.together, b.calls);
}

static VOID NTAPI broadcaster(PVOID context)
{
	struct broadcast b;
	ULONG i;

	for (i = 0; i < 50; i++) {
		RtlZeroMemory(&b, sizeof(b));
		b.count = (LONG)KeQueryActiveProcessorCount(NULL);
		KeIpiGenericCall(broadcast, (ULONG_PTR)&b);
		if (b.together != b.count)
			InterlockedIncrement(context);
	}
	PsTerminateSystemThread(STATUS_SUCCESS);
}

NT_TEST(ipi_two, "KeIpiGenericCall: two at a time, from two processors, do not wait for each other for ever")
{
	PVOID thread[2];
	HANDLE handle;
	LONG wrong = 0;
	ULONG i;

	for (i = 0; i < 2; i++) {
		CHECK_STATUS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
						  broadcaster, &wrong), STATUS_SUCCESS);
		CHECK_STATUS(ObReferenceObjectByHandle(handle, SYNCHRONIZE, NULL, KernelMode,
						       &thread[i], NULL), STATUS_SUCCESS);
		ZwClose(handle);
	}
	for (i = 0; i < 2; i++) {
		KeWaitForSingleObject(thread[i], Executive, KernelMode, FALSE, NULL);
		ObDereferenceObject(thread[i]);
	}
	CHECK_EQ(wrong, 0);
}

/* ------------------------------------------------------------------- larger registers */

NT_TEST(xstate_features,
	"RtlGetEnabledExtendedFeatures: enabled features and the mask; 0 without XSAVE")
{
	ULONG64 all = RtlGetEnabledExtendedFeatures(~0ull);

	/* XSAVE without x87 and SSE is not. */
	CHECK(!all || (all & XSTATE_MASK_LEGACY) == XSTATE_MASK_LEGACY);
	CHECK_EQ(RtlGetEnabledExtendedFeatures(XSTATE_MASK_GSSE), all & XSTATE_MASK_GSSE);
	CHECK_EQ(RtlGetEnabledExtendedFeatures(0), 0);
}

NT_TEST(xstate,
	"KeSaveExtendedProcessorState: saves the features of the mask, KeRestoreExtendedProcessorState restores them; they nest")
{
	ULONG64 mask = XSTATE_MASK_LEGACY | RtlGetEnabledExtendedFeatures(XSTATE_MASK_GSSE);
	XSTATE_SAVE outer, inner;
#ifndef DXGK_NATIVE_ABI
	ULONG64 in = 0x8877665544332211ull, out = 0, other = 5;
#endif

	NEED(NT_SUCCESS(KeSaveExtendedProcessorState(mask, &outer)));
#ifndef DXGK_NATIVE_ABI
	/* The lower and the upper half of a register. */
	__asm__ volatile("movq %0, %%xmm9" : : "r" (in));
	if (mask & XSTATE_MASK_GSSE)
		__asm__ volatile("vinsertf128 $1, %xmm9, %ymm9, %ymm9");
#endif
	CHECK_STATUS(KeSaveExtendedProcessorState(mask, &inner), STATUS_SUCCESS);
#ifndef DXGK_NATIVE_ABI
	__asm__ volatile("movq %0, %%xmm9" : : "r" (other));
	if (mask & XSTATE_MASK_GSSE)
		__asm__ volatile("vinsertf128 $1, %xmm9, %ymm9, %ymm9");
#endif
	KeRestoreExtendedProcessorState(&inner);
#ifndef DXGK_NATIVE_ABI
	__asm__ volatile("movq %%xmm9, %0" : "=r" (out));
	CHECK_EQ(out, in);
	if (mask & XSTATE_MASK_GSSE) {
		__asm__ volatile("vextractf128 $1, %%ymm9, %%xmm9; movq %%xmm9, %0" : "=r" (out));
		CHECK_EQ(out, in);
	}
#endif
	KeRestoreExtendedProcessorState(&outer);
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
}

NT_TEST(xstate_dispatch,
	"KeSaveExtendedProcessorState: IRQL <= DISPATCH_LEVEL; the mask must not have features that are not enabled")
{
	XSTATE_SAVE save;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	CHECK_STATUS(KeSaveExtendedProcessorState(XSTATE_MASK_LEGACY_SSE, &save), STATUS_SUCCESS);
	KeRestoreExtendedProcessorState(&save);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeLowerIrql(irql);
	CHECK(!NT_SUCCESS(KeSaveExtendedProcessorState(1ull << 40, &save)));
}

NT_SUITE(cpu) = {
	NT_CASE(affinity_each),
	NT_CASE(affinity_nested),
	NT_CASE(affinity_invalid),
	NT_CASE(affinity_group),
	NT_CASE(affinity_thread),
	NT_CASE(ipi),
	NT_CASE(ipi_dispatch),
	NT_CASE(ipi_dpc),
	NT_CASE(ipi_two),
	NT_CASE(xstate_features),
	NT_CASE(xstate),
	NT_CASE(xstate_dispatch),
	NT_END
};
