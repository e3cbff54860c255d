// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* once.c - one-time initialization, remove locks, device queues. */
#include "nttest.h"

static ULONG inits;
static ULONG says;

static ULONG NTAPI init(PRTL_RUN_ONCE once, PVOID parameter, PVOID *context)
{
	inits++;
	*context = parameter;
	return says;
}

NT_TEST(run_once, "RtlRunOnceExecuteOnce: the routine runs once; a failure leaves it to the next")
{
	RTL_RUN_ONCE once = { 0 };
	PVOID context = NULL;

	inits = 0;
	RtlRunOnceInitialize(&once);
	says = FALSE;
	CHECK_STATUS(RtlRunOnceExecuteOnce(&once, init, (PVOID)0x40, &context), STATUS_UNSUCCESSFUL);
	says = TRUE;
	CHECK_STATUS(RtlRunOnceExecuteOnce(&once, init, (PVOID)0x80, &context), STATUS_SUCCESS);
	CHECK(context == (PVOID)0x80);
	context = NULL;
	CHECK_STATUS(RtlRunOnceExecuteOnce(&once, init, (PVOID)0xc0, &context), STATUS_SUCCESS);
	CHECK(context == (PVOID)0x80);
	CHECK_EQ(inits, 2);
}

NT_TEST(run_once_begin, "RtlRunOnceBeginInitialize: STATUS_PENDING for who shall initialize; RTL_RUN_ONCE_CHECK_ONLY")
{
	RTL_RUN_ONCE once = { 0 };
	PVOID context;

	CHECK_STATUS(RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_CHECK_ONLY, &context),
		     STATUS_UNSUCCESSFUL);
	CHECK_STATUS(RtlRunOnceBeginInitialize(&once, 0, &context), STATUS_PENDING);
	CHECK_STATUS(RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_ASYNC, &context),
		     STATUS_INVALID_PARAMETER);
	CHECK_STATUS(RtlRunOnceComplete(&once, 0, (PVOID)1), STATUS_INVALID_PARAMETER);
	CHECK_STATUS(RtlRunOnceComplete(&once, 0, (PVOID)0x10), STATUS_SUCCESS);
	CHECK_STATUS(RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_CHECK_ONLY, &context),
		     STATUS_SUCCESS);
	CHECK(context == (PVOID)0x10);
	CHECK_STATUS(RtlRunOnceComplete(&once, 0, (PVOID)0x20), STATUS_UNSUCCESSFUL);
	CHECK_STATUS(RtlRunOnceBeginInitialize(&once, 0x100, &context), STATUS_INVALID_PARAMETER);
}

NT_TEST(run_once_async, "RTL_RUN_ONCE_ASYNC: several try, the first to complete wins, others get a collision")
{
	RTL_RUN_ONCE once = { 0 };
	PVOID context;

	CHECK_STATUS(RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_ASYNC, &context), STATUS_PENDING);
	CHECK_STATUS(RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_ASYNC, &context), STATUS_PENDING);
	CHECK_STATUS(RtlRunOnceComplete(&once, RTL_RUN_ONCE_ASYNC, (PVOID)0x10), STATUS_SUCCESS);
	CHECK_STATUS(RtlRunOnceComplete(&once, RTL_RUN_ONCE_ASYNC, (PVOID)0x20),
		     STATUS_OBJECT_NAME_COLLISION);
	CHECK_STATUS(RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_CHECK_ONLY, &context),
		     STATUS_SUCCESS);
	CHECK(context == (PVOID)0x10);
}

struct once_other {
	RTL_RUN_ONCE once;
	NTSTATUS status;
	PVOID context;
};

static VOID NTAPI once_begin(PVOID context)
{
	struct once_other *o = context;

	o->status = RtlRunOnceBeginInitialize(&o->once, 0, &o->context);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

NT_TEST(run_once_waits, "RtlRunOnceBeginInitialize: waits for the one who initializes; when that failed, it is the next one's turn")
{
	struct once_other o = { .status = STATUS_NOT_SUPPORTED };
	LARGE_INTEGER t = nt_ms(20);
	BOOLEAN fails;
	PVOID context;
	HANDLE handle;

	for (fails = FALSE; fails <= TRUE; fails++) {
		RtlRunOnceInitialize(&o.once);
		o.status = STATUS_NOT_SUPPORTED;
		o.context = NULL;
		CHECK_STATUS(RtlRunOnceBeginInitialize(&o.once, 0, &context), STATUS_PENDING);
		NEED(NT_SUCCESS(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
						     once_begin, &o)));
		CHECK_STATUS(ZwWaitForSingleObject(handle, FALSE, &t), STATUS_TIMEOUT);
		if (fails)
			CHECK_STATUS(RtlRunOnceComplete(&o.once, RTL_RUN_ONCE_INIT_FAILED, NULL),
				     STATUS_SUCCESS);
		else
			CHECK_STATUS(RtlRunOnceComplete(&o.once, 0, (PVOID)0x40), STATUS_SUCCESS);
		CHECK_STATUS(ZwWaitForSingleObject(handle, FALSE, NULL), STATUS_SUCCESS);
		ZwClose(handle);
		CHECK_STATUS(o.status, fails ? STATUS_PENDING : STATUS_SUCCESS);
		CHECK(o.context == (fails ? NULL : (PVOID)0x40));
	}
	CHECK_STATUS(RtlRunOnceComplete(&o.once, 0, NULL), STATUS_SUCCESS);
}

static IO_REMOVE_LOCK lock;

static VOID NTAPI release_later(PVOID context)
{
	LARGE_INTEGER t = nt_ms(30);

	KeDelayExecutionThread(KernelMode, FALSE, &t);
	*(volatile ULONG *)context = 1;
	IoReleaseRemoveLock(&lock, NULL);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

NT_TEST(remove_lock, "IoReleaseRemoveLockAndWait: returns when all is released; later acquisitions fail with STATUS_DELETE_PENDING")
{
	volatile ULONG released = 0;
	HANDLE thread;

	IoInitializeRemoveLock(&lock, NT_TAG, 0, 0);
	CHECK_STATUS(IoAcquireRemoveLock(&lock, NULL), STATUS_SUCCESS);
	IoReleaseRemoveLock(&lock, NULL);
	CHECK_STATUS(IoAcquireRemoveLock(&lock, NULL), STATUS_SUCCESS);
	CHECK_STATUS(IoAcquireRemoveLock(&lock, &lock), STATUS_SUCCESS);
	NEED(NT_SUCCESS(PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					     release_later, (PVOID)&released)));
	IoReleaseRemoveLockAndWait(&lock, &lock);
	CHECK_EQ(released, 1);
	CHECK_STATUS(IoAcquireRemoveLock(&lock, NULL), STATUS_DELETE_PENDING);
	ZwWaitForSingleObject(thread, FALSE, NULL);
	ZwClose(thread);
}

NT_TEST(device_queue, "KeInsertDeviceQueue: FALSE, and not queued, if the queue was not busy")
{
	KDEVICE_QUEUE_ENTRY e[4];
	KDEVICE_QUEUE q;

	KeInitializeDeviceQueue(&q);
	CHECK(!KeInsertDeviceQueue(&q, &e[0]));
	CHECK(KeInsertDeviceQueue(&q, &e[1]));
	CHECK(KeInsertDeviceQueue(&q, &e[2]));
	CHECK(KeRemoveDeviceQueue(&q) == &e[1]);
	CHECK(KeRemoveEntryDeviceQueue(&q, &e[2]));
	CHECK(!KeRemoveEntryDeviceQueue(&q, &e[2]));
	CHECK(!KeRemoveDeviceQueue(&q));
	/* Empty: the next one finds it free again. */
	CHECK(!KeInsertDeviceQueue(&q, &e[3]));
}

NT_TEST(device_queue_keys, "KeInsertByKeyDeviceQueue, KeRemoveByKeyDeviceQueue: in the order of their keys, from a key on")
{
	KDEVICE_QUEUE_ENTRY busy, e[3];
	KDEVICE_QUEUE q;

	KeInitializeDeviceQueue(&q);
	CHECK(!KeInsertByKeyDeviceQueue(&q, &busy, 5));
	CHECK(KeInsertByKeyDeviceQueue(&q, &e[0], 30));
	CHECK(KeInsertByKeyDeviceQueue(&q, &e[1], 10));
	CHECK(KeInsertByKeyDeviceQueue(&q, &e[2], 20));
	CHECK(KeRemoveByKeyDeviceQueue(&q, 15) == &e[2]);
	CHECK(KeRemoveByKeyDeviceQueue(&q, 99) == &e[1]);
	CHECK(KeRemoveByKeyDeviceQueue(&q, 0) == &e[0]);
	CHECK(!KeRemoveByKeyDeviceQueue(&q, 0));
}

NT_SUITE(once) = {
	NT_CASE(run_once),
	NT_CASE(run_once_begin),
	NT_CASE(run_once_async),
	NT_CASE(run_once_waits),
	NT_CASE(remove_lock),
	NT_CASE(device_queue),
	NT_CASE(device_queue_keys),
	NT_END
};
