// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_misuse_test.c - what a driver must not do and does: the bug checks and the
 * exceptions that follow, what is left queued or set when it goes, and what it asks
 * for that is not there.
 */
#include "nt_fixture.h"

#include <bugcodes.h>
#include <ntddk.h>
#include <dispmprt.h>
#include <evntprov.h>

#include "nt_ke.h"

/* The code of the bug check that @fn ends in, and its first two parameters; 0: none. */
static unsigned long long param[2];

static unsigned int stops(void (*fn)(void *arg), void *arg)
{
	const char *text = host_expect_bugcheck(fn, arg);
	unsigned int code = 0;

	param[0] = param[1] = 0;
	if (text && sscanf(text, "drv: bug check 0x%x (0x%llx, 0x%llx", &code, &param[0],
			   &param[1]) != 3)
		return 0xffffffff;
	return code;
}

/* The exception that nobody handles: KMODE_EXCEPTION_NOT_HANDLED has its code. */
static NTSTATUS raised(void (*fn)(void *arg), void *arg)
{
	unsigned int code = stops(fn, arg);

	return code == KMODE_EXCEPTION_NOT_HANDLED ? (NTSTATUS)param[0] : STATUS_SUCCESS;
}

#define CALL(name, ...) static void name(void *arg) { __VA_ARGS__; }

/* ---------------------------------------------------------------------- on purpose */

CALL(bug, KeBugCheck(VIDEO_TDR_FAILURE))
CALL(fast_fail, RtlFailFast(7))
CALL(raise_access, ExRaiseAccessViolation())
CALL(raise_misaligned, ExRaiseDatatypeMisalignment())

static void a_driver_may_stop_the_machine(void **state)
{
	assert_int_equal(stops(bug, NULL), VIDEO_TDR_FAILURE);
	assert_int_equal(param[0], 0);
	assert_int_equal(stops(fast_fail, NULL), KERNEL_SECURITY_CHECK_FAILURE);
	assert_int_equal(param[0], 7);
	assert_status(raised(raise_access, NULL), STATUS_ACCESS_VIOLATION);
	assert_status(raised(raise_misaligned, NULL), STATUS_DATATYPE_MISALIGNMENT);
}

/* There is no debugger: it is named, and goes on; an assertion with its place. */
static void break_points_are_named(void **state)
{
	static char expression[] = "x == 1", file[] = "a.c", message[] = "why";

	DbgBreakPoint();
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: break point at "), 1);
	DbgBreakPointWithStatus(0x77);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: break point, status 0x77"), 1);
	RtlAssert(expression, file, 12, message);
	assert_int_equal(host_log_count(DXGK_LOG_ERR,
					"drv: why: assertion failed: x == 1, a.c:12"), 1);
	RtlAssert(NULL, NULL, 1, NULL);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "drv: assertion failed: , :1"), 1);
	KeEnterKernelDebugger();
}

/* --------------------------------------------------------------------------- locks */

static KSPIN_LOCK spin;
static FAST_MUTEX fast;
static ERESOURCE resource;

CALL(spin_take_at_dpc, KeAcquireSpinLockAtDpcLevel(&spin))
CALL(spin_take, KIRQL irql; KeAcquireSpinLock(&spin, &irql))
CALL(spin_give, KeReleaseSpinLock(&spin, PASSIVE_LEVEL))
CALL(spin_give_up, KeReleaseSpinLock(&spin, HIGH_LEVEL))
CALL(shared_at_dpc, EX_SPIN_LOCK rw = 0; ExAcquireSpinLockSharedAtDpcLevel(&rw))

static void spin_locks(void **state)
{
	KIRQL irql;

	KeInitializeSpinLock(&spin);
	assert_int_equal(stops(spin_give, NULL), SPIN_LOCK_NOT_OWNED);
	assert_int_equal(param[0], (ULONG_PTR)&spin);
	assert_int_equal(stops(spin_take_at_dpc, NULL), IRQL_NOT_GREATER_OR_EQUAL);
	assert_int_equal(stops(shared_at_dpc, NULL), IRQL_NOT_GREATER_OR_EQUAL);
	host_irql_set(HIGH_LEVEL);
	assert_int_equal(stops(spin_take, NULL), IRQL_NOT_LESS_OR_EQUAL);
	host_irql_set(PASSIVE_LEVEL);
	KeAcquireSpinLock(&spin, &irql);
	/* Taken again, it would spin for ever. */
	assert_int_equal(stops(spin_take_at_dpc, NULL), SPIN_LOCK_ALREADY_OWNED);
	assert_int_equal(param[0], (ULONG_PTR)&spin);
	KeReleaseSpinLock(&spin, irql);
}

static void spin_locks_and_irql(void **state)
{
	KIRQL irql;

	KeInitializeSpinLock(&spin);
	KeAcquireSpinLock(&spin, &irql);
	/* To an IRQL that is not below. */
	assert_int_equal(stops(spin_give_up, NULL), IRQL_NOT_LESS_OR_EQUAL);
	assert_true(KeTestSpinLock(&spin));
	KeLowerIrql(irql);
}

CALL(fast_take, ExAcquireFastMutex(&fast))
CALL(resource_take, ExAcquireResourceExclusiveLite(&resource, TRUE))
CALL(resource_give, ExReleaseResourceLite(&resource))
CALL(resource_delete, ExDeleteResourceLite(&resource))

static void mutexes_and_resources(void **state)
{
	ExInitializeFastMutex(&fast);
	host_irql_set(DISPATCH_LEVEL);
	assert_int_equal(stops(fast_take, NULL), IRQL_NOT_LESS_OR_EQUAL);
	host_irql_set(PASSIVE_LEVEL);
	ExAcquireFastMutexUnsafe(&fast);
	assert_int_equal(stops(fast_take, NULL), MUTEX_ALREADY_OWNED);
	assert_int_equal(param[1], (ULONG_PTR)&fast);
	KeLowerIrql(PASSIVE_LEVEL);
	assert_status(ExInitializeResourceLite(&resource), STATUS_SUCCESS);
	host_irql_set(DISPATCH_LEVEL);
	assert_int_equal(stops(resource_take, NULL), IRQL_NOT_LESS_OR_EQUAL);
	host_irql_set(PASSIVE_LEVEL);
	assert_int_equal(stops(resource_give, NULL), RESOURCE_NOT_OWNED);
	assert_int_equal(param[0], (ULONG_PTR)&resource);
	assert_true(ExAcquireResourceExclusiveLite(&resource, TRUE));
	assert_int_equal(stops(resource_delete, NULL), RESOURCE_OWNER_POINTER_INVALID);
	ExReleaseResourceLite(&resource);
	assert_status(ExDeleteResourceLite(&resource), STATUS_SUCCESS);
	host_fail_nth(1);
	assert_status(ExInitializeResourceLite(&resource), STATUS_INSUFFICIENT_RESOURCES);
}

/* --------------------------------------------------------------------------- waits */

static KEVENT event;
static KMUTEX mutex;
static KSEMAPHORE semaphore;

CALL(wait, KeWaitForSingleObject(arg, Executive, KernelMode, FALSE, NULL))
CALL(wait_many, PVOID o[65] = { &event }; KeWaitForMultipleObjects(65, o, WaitAny, Executive,
								   KernelMode, FALSE, NULL, NULL))
CALL(wait_two, PVOID o[2] = { &event, arg }; KeWaitForMultipleObjects(2, o, WaitAny, Executive,
								      KernelMode, FALSE, NULL,
								      NULL))
CALL(delay, LARGE_INTEGER t = { .QuadPart = -1 }; KeDelayExecutionThread(KernelMode, FALSE, &t))
CALL(release_too_much, KeReleaseSemaphore(&semaphore, 0, 2, FALSE))
CALL(release_mutex, KeReleaseMutex(&mutex, FALSE))

static void waits(void **state)
{
	static ULONG nothing[32] = { 0xffffffff };

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	host_irql_set(DISPATCH_LEVEL);
	assert_int_equal(stops(wait, &event), IRQL_NOT_LESS_OR_EQUAL);
	assert_int_equal(stops(delay, NULL), IRQL_NOT_LESS_OR_EQUAL);
	host_irql_set(PASSIVE_LEVEL);
	assert_int_equal(stops(wait, NULL), INVALID_KERNEL_HANDLE);
	assert_int_equal(stops(wait, nothing), INVALID_KERNEL_HANDLE);
	assert_int_equal(param[0], (ULONG_PTR)nothing);
	assert_int_equal(stops(wait_many, NULL), MAXIMUM_WAIT_OBJECTS_EXCEEDED);
	assert_int_equal(param[0], 65);
	KeInitializeSemaphore(&semaphore, 0, 1);
	assert_status(raised(release_too_much, NULL), STATUS_SEMAPHORE_LIMIT_EXCEEDED);
	assert_int_equal(KeReadStateSemaphore(&semaphore), 0);
	KeInitializeMutex(&mutex, 0);
	assert_status(raised(release_mutex, NULL), STATUS_MUTANT_NOT_OWNED);
	/* "A mutex cannot be acquired more than MINLONG times." */
	wait(&mutex);
	mutex.Header.SignalState = MINLONG;
	assert_status(raised(wait, &mutex), STATUS_MUTANT_LIMIT_EXCEEDED);
	assert_status(raised(wait_two, &mutex), STATUS_MUTANT_LIMIT_EXCEEDED);
	mutex.Header.SignalState = 0;
	KeReleaseMutex(&mutex, FALSE);
}

/* -------------------------------------------------------------------------- memory */

static UCHAR page[2 * PAGE_SIZE] __attribute__((aligned(PAGE_SIZE)));

static void build_partial(void *arg)
{
	PMDL *mdl = arg;

	IoBuildPartialMdl(mdl[0], mdl[1], page + 100, 2 * PAGE_SIZE);
}

static void build_small(void *arg)
{
	PMDL *mdl = arg;

	IoBuildPartialMdl(mdl[0], mdl[1], page, 2 * PAGE_SIZE);
}

CALL(build, MmBuildMdlForNonPagedPool(arg))
CALL(lock_other, MmProbeAndLockProcessPages(arg, (PEPROCESS)page, KernelMode, IoReadAccess))
CALL(probe, ProbeForRead((PVOID)(ULONG_PTR)MM_USER_PROBE_ADDRESS, 1, 1))
CALL(probe_odd, ProbeForRead((PVOID)0x10001, 4, 4))

static void descriptor_lists(void **state)
{
	PMDL mdl[2] = {
		IoAllocateMdl(page, sizeof(page), FALSE, FALSE, NULL),
		ExAllocatePoolWithTag(NonPagedPool, sizeof(MDL) + sizeof(PFN_NUMBER), 'dcba'),
	};
	PMDL none = IoAllocateMdl((PVOID)0x8000000000001000ull, 16, FALSE, FALSE, NULL);

	assert_true(mdl[0] && mdl[1] && none);
	MmInitializeMdl(mdl[1], page, PAGE_SIZE);
	assert_int_equal(stops(build, none), MEMORY_MANAGEMENT);
	MmBuildMdlForNonPagedPool(mdl[0]);
	/* Beyond the source's end; more pages than the target was made for. */
	assert_int_equal(stops(build_partial, mdl), TARGET_MDL_TOO_SMALL);
	assert_int_equal(stops(build_small, mdl), TARGET_MDL_TOO_SMALL);
	assert_status(raised(lock_other, none), STATUS_ACCESS_VIOLATION);
	assert_status(raised(probe, NULL), STATUS_ACCESS_VIOLATION);
	assert_status(raised(probe_odd, NULL), STATUS_DATATYPE_MISALIGNMENT);
	IoFreeMdl(none);
	IoFreeMdl(mdl[0]);
	ExFreePool(mdl[1]);
}

static PVOID got;

CALL(quota_tag, got = ExAllocatePoolWithQuotaTag(NonPagedPool, 64, 'dcba'))
CALL(quota, got = ExAllocatePoolWithQuota(NonPagedPool, 64))
CALL(quota_zero, got = ExAllocatePoolQuotaZero(NonPagedPool, 64, 'dcba'))
CALL(quota_dirty, got = ExAllocatePoolQuotaUninitialized(NonPagedPool, 64, 'dcba'))
CALL(pool_raise, got = ExAllocatePoolWithTag(NonPagedPool | POOL_RAISE_IF_ALLOCATION_FAILURE,
					     64, 'dcba'))
CALL(list_raise, got = ExAllocateFromNPagedLookasideList((PNPAGED_LOOKASIDE_LIST)arg))

/* With quota a failure is an exception; otherwise only when it is asked for. */
static void failing_allocations_raise(void **state)
{
	static void (*const fn[])(void *) = { quota_tag, quota, quota_zero, quota_dirty,
					      pool_raise, list_raise };
	static NPAGED_LOOKASIDE_LIST list, quiet;
	unsigned int i;

	ExInitializeNPagedLookasideList(&list, NULL, NULL, POOL_RAISE_IF_ALLOCATION_FAILURE, 64,
					'dcba', 0);
	ExInitializeNPagedLookasideList(&quiet, NULL, NULL, 0, 64, 'dcba', 0);
	for (i = 0; i < DXGK_ARRAY_SIZE(fn); i++) {
		host_fail_nth(1);
		assert_status(raised(fn[i], &list), STATUS_INSUFFICIENT_RESOURCES);
		assert_true(host_fail_hit());
		host_fail_nth(0);
		fn[i](&list);
		assert_non_null(got);
		ExFreePool(got);
	}
	host_fail_nth(1);
	assert_null(ExAllocateFromNPagedLookasideList(&quiet));
	ExDeleteNPagedLookasideList(&quiet);
	ExDeleteNPagedLookasideList(&list);
}

/* ------------------------------------------------------- what is queued, set, running */

static KDPC busy, queued[3];
static KEVENT running;
static volatile LONG calls;

static VOID NTAPI busy_routine(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	KeSetEvent(&running, 0, FALSE);
	KeStallExecutionProcessor(50000);
}

static VOID NTAPI queued_routine(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	InterlockedIncrement(&calls);
}

/* Nothing that is queued now runs for a while. */
static void keep_busy(void)
{
	calls = 0;
	KeInitializeEvent(&running, NotificationEvent, FALSE);
	KeInitializeDpc(&busy, busy_routine, NULL);
	KeInsertQueueDpc(&busy, NULL, NULL);
	wait(&running);
}

/* A DPC in freed memory, or of a driver that is gone, must not run. */
static void dpcs_that_are_queued(void **state)
{
	PKDPC dpc = ExAllocatePoolWithTag(NonPagedPool, sizeof(*dpc), 'dcba');
	unsigned int i;

	assert_non_null(dpc);
	KeInitializeDpc(dpc, queued_routine, NULL);
	for (i = 0; i < 3; i++)
		KeInitializeDpc(&queued[i], queued_routine, NULL);
	keep_busy();
	assert_true(KeInsertQueueDpc(&queued[0], NULL, NULL));
	assert_true(KeInsertQueueDpc(dpc, NULL, NULL));
	assert_true(KeInsertQueueDpc(&queued[1], NULL, NULL));
	ExFreePool(dpc);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "frees memory with a DPC in it"), 1);
	/* From the middle, from the end. */
	assert_true(KeInsertQueueDpc(&queued[2], NULL, NULL));
	assert_true(KeRemoveQueueDpc(&queued[1]));
	assert_true(KeRemoveQueueDpc(&queued[2]));
	KeFlushQueuedDpcs();
	assert_int_equal(calls, 1);

	keep_busy();
	assert_true(KeInsertQueueDpc(&queued[0], NULL, NULL));
	assert_true(KeInsertQueueDpc(&queued[1], NULL, NULL));
	dxgk_nt_driver_remove(&info);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "drv: left 2 DPCs queued; removed"), 1);
	KeFlushQueuedDpcs();
	assert_int_equal(calls, 0);
}

/* More than one deferred call takes: the rest comes with the next. */
static void many_dpcs(void **state)
{
	static KDPC many[100];
	unsigned int i;

	for (i = 0; i < 100; i++)
		KeInitializeDpc(&many[i], queued_routine, NULL);
	keep_busy();
	for (i = 0; i < 100; i++)
		assert_true(KeInsertQueueDpc(&many[i], NULL, NULL));
	KeFlushQueuedDpcs();
	assert_int_equal(calls, 100);
}

/* The same of timers. */
static void timers_that_are_set(void **state)
{
	static LARGE_INTEGER later = { .QuadPart = -10000000ll * 1000 };
	PKTIMER timer = ExAllocatePoolWithTag(NonPagedPool, sizeof(*timer), 'dcba');
	static KTIMER other, third;
	static KDPC dpc;

	assert_non_null(timer);
	KeInitializeTimer(timer);
	KeInitializeTimer(&other);
	KeInitializeTimer(&third);
	KeInitializeDpc(&dpc, queued_routine, NULL);
	KeSetTimer(timer, later, NULL);
	KeSetTimer(&other, later, &dpc);
	KeSetTimer(&third, later, NULL);
	ExFreePool(timer);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "frees memory with a timer in it"), 1);
	dxgk_nt_driver_remove(&info);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "drv: left 2 timers set; stopped"), 1);
	assert_false(KeCancelTimer(&other));
}

/* What a period missed is not made up for. */
static void a_late_timer(void **state)
{
	static LARGE_INTEGER soon = { .QuadPart = -10000ll * 20 };
	static KTIMER timer;
	static KDPC dpc;

	calls = 0;
	KeInitializeDpc(&dpc, queued_routine, NULL);
	KeInitializeTimer(&timer);
	KeSetTimerEx(&timer, soon, 5000, &dpc);
	host_time_advance(60ull * 1000000000);
	wait(&timer);
	KeFlushQueuedDpcs();
	assert_int_equal(calls, 1);
	assert_true(KeCancelTimer(&timer));
}

static VOID NTAPI raises(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	KIRQL old;

	KeRaiseIrql(HIGH_LEVEL, &old);
	InterlockedIncrement(&calls);
}

static VOID NTAPI lowers(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	KeLowerIrql(PASSIVE_LEVEL);
	InterlockedIncrement(&calls);
}

static VOID NTAPI work_raises(PVOID context)
{
	KIRQL old;

	KeRaiseIrql(DISPATCH_LEVEL, &old);
	InterlockedIncrement(&calls);
}

static VOID NTAPI thread_raises(PVOID context)
{
	KIRQL old;

	KeRaiseIrql(DISPATCH_LEVEL, &old);
}

/* Who does not bring the IRQL back is named, and it is brought back. */
static void routines_that_return_raised(void **state)
{
	static WORK_QUEUE_ITEM item;
	HANDLE handle;
	KDPC dpc;

	calls = 0;
	KeInitializeDpc(&dpc, raises, NULL);
	KeInsertQueueDpc(&dpc, NULL, NULL);
	KeFlushQueuedDpcs();
	assert_int_equal(calls, 1);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "returned at IRQL 15"), 1);
	KeInitializeDpc(&dpc, lowers, NULL);
	KeInsertQueueDpc(&dpc, NULL, NULL);
	KeFlushQueuedDpcs();
	assert_int_equal(calls, 2);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "returned at IRQL 0"), 1);
	ExInitializeWorkItem(&item, work_raises, NULL);
	ExQueueWorkItem(&item, DelayedWorkQueue);
	dxgk_work_flush();
	assert_int_equal(calls, 3);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "drv: the work routine"), 1);
	assert_status(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					   thread_raises, NULL), STATUS_SUCCESS);
	assert_status(ZwWaitForSingleObject(handle, FALSE, NULL), STATUS_SUCCESS);
	ZwClose(handle);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "drv: a thread ended at IRQL 2"), 1);
}

static void restoring_what_is_not_saved(void **state)
{
	XSTATE_SAVE save = { .Level = 0 };

	KeRestoreExtendedProcessorState(&save);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "drv: "), 1);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "processor state that is not saved"), 1);
	/* What is beyond SSE takes memory; either step may fail. */
	if (!RtlGetEnabledExtendedFeatures(XSTATE_MASK_GSSE))
		return;
	host_for_each_failure(n) {
		NTSTATUS status = KeSaveExtendedProcessorState(XSTATE_MASK_GSSE, &save);

		assert_status(status, host_fail_hit() ? STATUS_INSUFFICIENT_RESOURCES :
							STATUS_SUCCESS);
		if (NT_SUCCESS(status))
			KeRestoreExtendedProcessorState(&save);
	}
}

static void handles_that_are_left(void **state)
{
	HANDLE handle;
	unsigned int i;

	for (i = 0; i < 10; i++)
		assert_status(ZwCreateEvent(&handle, EVENT_ALL_ACCESS, NULL, NotificationEvent,
					    FALSE), STATUS_SUCCESS);
	dxgk_nt_driver_remove(&info);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left a handle open"), 8);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left 10 handles open in all"), 1);
}

/* ---------------------------------------------------------------- what is not there */

struct missing {
	const char *name;
	ULONG_PTR (NTAPI *fn)(void);
	ULONG_PTR says;
	unsigned int bytes;		/* of the result */
};

#define MISSING(name, value, size) \
	{ #name, (ULONG_PTR (NTAPI *)(void))(ULONG_PTR)name, (ULONG_PTR)(value), size }

static const struct missing missing[] = {
	MISSING(IoConnectInterrupt, STATUS_NOT_SUPPORTED, 4),
	MISSING(IoDisconnectInterrupt, 0, 0),
	MISSING(IoConnectInterruptEx, STATUS_NOT_SUPPORTED, 4),
	MISSING(IoDisconnectInterruptEx, 0, 0),
	MISSING(IoRegisterPlugPlayNotification, STATUS_NOT_SUPPORTED, 4),
	MISSING(IoUnregisterPlugPlayNotification, STATUS_INVALID_PARAMETER, 4),
	MISSING(IoUnregisterPlugPlayNotificationEx, STATUS_INVALID_PARAMETER, 4),
	MISSING(PsSetCreateProcessNotifyRoutine, STATUS_NOT_SUPPORTED, 4),
	MISSING(PsSetCreateProcessNotifyRoutineEx, STATUS_NOT_SUPPORTED, 4),
	MISSING(PsSetCreateThreadNotifyRoutine, STATUS_NOT_SUPPORTED, 4),
	MISSING(PsRemoveCreateThreadNotifyRoutine, STATUS_PROCEDURE_NOT_FOUND, 4),
	MISSING(KeRegisterBugCheckReasonCallback, FALSE, 1),
	MISSING(KeDeregisterBugCheckReasonCallback, FALSE, 1),
	MISSING(PsLookupProcessByProcessId, STATUS_INVALID_PARAMETER, 4),
	MISSING(PsLookupThreadByThreadId, STATUS_INVALID_PARAMETER, 4),
	MISSING(MmGetVirtualForPhysical, NULL, 8),
	MISSING(MmGetPhysicalMemoryRanges, NULL, 8),
	MISSING(MmAllocateMappingAddress, NULL, 8),
	MISSING(MmFreeMappingAddress, 0, 0),
	MISSING(MmMapLockedPagesWithReservedMapping, NULL, 8),
	MISSING(MmUnmapReservedMapping, 0, 0),
	MISSING(MmSecureVirtualMemory, NULL, 8),
	MISSING(MmUnsecureVirtualMemory, 0, 0),
	MISSING(MmMapViewInSystemSpace, STATUS_NOT_SUPPORTED, 4),
	MISSING(MmUnmapViewInSystemSpace, STATUS_NOT_MAPPED_VIEW, 4),
	MISSING(ZwCreateSection, STATUS_NOT_SUPPORTED, 4),
	MISSING(ZwOpenSection, STATUS_OBJECT_NAME_NOT_FOUND, 4),
	MISSING(ZwMapViewOfSection, STATUS_NOT_SUPPORTED, 4),
	MISSING(ZwUnmapViewOfSection, STATUS_NOT_MAPPED_VIEW, 4),
	MISSING(ZwLoadDriver, STATUS_PRIVILEGE_NOT_HELD, 4),
	MISSING(ZwUnloadDriver, STATUS_PRIVILEGE_NOT_HELD, 4),
	MISSING(PoRequestPowerIrp, STATUS_NOT_SUPPORTED, 4),
	MISSING(PoRegisterPowerSettingCallback, STATUS_NOT_SUPPORTED, 4),
	MISSING(PoUnregisterPowerSettingCallback, STATUS_INVALID_PARAMETER, 4),
	MISSING(PoRegisterDeviceForIdleDetection, NULL, 8),
	MISSING(PoRegisterSystemState, NULL, 8),
	MISSING(PoUnregisterSystemState, 0, 0),
	MISSING(PoSetSystemState, 0, 0),
	MISSING(PoSetSystemWake, 0, 0),
	MISSING(PoGetSystemWake, FALSE, 1),
	MISSING(PoQueryWatchdogTime, FALSE, 1),
	MISSING(PoCreatePowerRequest, STATUS_NOT_SUPPORTED, 4),
	MISSING(PoSetPowerRequest, STATUS_INVALID_PARAMETER, 4),
	MISSING(PoClearPowerRequest, STATUS_INVALID_PARAMETER, 4),
	MISSING(PoDeletePowerRequest, 0, 0),
	MISSING(PoSetDeviceBusyEx, 0, 0),
	MISSING(PoStartDeviceBusy, 0, 0),
	MISSING(PoEndDeviceBusy, 0, 0),
	MISSING(PoFxRegisterDevice, STATUS_NOT_SUPPORTED, 4),
	MISSING(PoFxUnregisterDevice, 0, 0),
	MISSING(PoFxStartDevicePowerManagement, 0, 0),
	MISSING(PoFxActivateComponent, 0, 0),
	MISSING(PoFxIdleComponent, 0, 0),
	MISSING(PoFxCompleteIdleCondition, 0, 0),
	MISSING(PoFxCompleteIdleState, 0, 0),
	MISSING(PoFxCompleteDevicePowerNotRequired, 0, 0),
	MISSING(PoFxReportDevicePoweredOn, 0, 0),
	MISSING(PoFxSetComponentLatency, 0, 0),
	MISSING(PoFxSetComponentResidency, 0, 0),
	MISSING(PoFxSetDeviceIdleTimeout, 0, 0),
	MISSING(PoFxPowerControl, STATUS_NOT_SUPPORTED, 4),
	MISSING(DxgkInitialize, STATUS_NOT_SUPPORTED, 4),
	MISSING(DxgkUnInitialize, STATUS_NOT_SUPPORTED, 4),
	MISSING(ExUuidCreate, STATUS_RETRY, 4),
	MISSING(KeQueryRuntimeThread, 0, 4),
	MISSING(KeQueryTotalCycleTimeThread, 0, 8),
	MISSING(ExGetFirmwareEnvironmentVariable, STATUS_NOT_IMPLEMENTED, 4),
	MISSING(ExSetFirmwareEnvironmentVariable, STATUS_NOT_IMPLEMENTED, 4),
	MISSING(RtlCaptureStackBackTrace, 0, 2),
	MISSING(KeSynchronizeExecution, FALSE, 1),
	MISSING(KeAcquireInterruptSpinLock, PASSIVE_LEVEL, 1),
	MISSING(KeReleaseInterruptSpinLock, 0, 0),
	MISSING(RtlIoDecodeMemIoResource, 0, 8),
	MISSING(RtlIoEncodeMemIoResource, STATUS_NOT_SUPPORTED, 4),
	MISSING(PsGetProcessCreateTimeQuadPart, 0, 8),
	MISSING(RtlCreateSecurityDescriptor, STATUS_NOT_SUPPORTED, 4),
	MISSING(RtlValidSecurityDescriptor, FALSE, 1),
	MISSING(RtlLengthSecurityDescriptor, 0, 4),
	MISSING(ZwCreateDirectoryObject, STATUS_NOT_SUPPORTED, 4),
};

/* A call of one fails as its page documents, and is named once. */
static void functions_that_are_missing(void **state)
{
	char text[100];
	ULONG_PTR said, mask;
	unsigned int i, n;

	for (i = 0; i < DXGK_ARRAY_SIZE(missing); i++) {
		mask = missing[i].bytes < 8 ? (1ull << missing[i].bytes * 8) - 1 : ~0ull;
		for (n = 0; n < 2; n++) {
			said = missing[i].fn();
			if (((said ^ missing[i].says) & mask) != 0)
				fail_msg("%s says %#llx", missing[i].name, said & mask);
		}
		snprintf(text, sizeof(text), "calls %s, which is not supported", missing[i].name);
		if (host_log_count(DXGK_LOG_WARN, text) != 1)
			fail_msg("%s is not named once", missing[i].name);
	}
}

NTSTATUS NTAPI ZwQuerySystemInformation(ULONG SystemInformationClass, PVOID SystemInformation,
					ULONG SystemInformationLength, PULONG ReturnLength);
NTSTATUS NTAPI x86BiosAllocateBuffer(PULONG Size, PUSHORT Segment, PUSHORT Offset);
NTSTATUS NTAPI x86BiosFreeBuffer(USHORT Segment, USHORT Offset);
NTSTATUS NTAPI x86BiosReadMemory(USHORT Segment, USHORT Offset, PVOID Buffer, ULONG Size);
NTSTATUS NTAPI x86BiosWriteMemory(USHORT Segment, USHORT Offset, PVOID Buffer, ULONG Size);
BOOLEAN NTAPI x86BiosCall(ULONG InterruptNumber, PVOID Registers);

static ULONG_PTR NTAPI ipi(ULONG_PTR context)
{
	return 7;
}

#define not_supported(text) \
	host_log_count(DXGK_LOG_WARN, "calls " text ", which is not supported")

/* The BIOS of a machine without one, and what is there in part only. */
static void parts_that_are_missing(void **state)
{
	MM_COPY_ADDRESS from = { .PhysicalAddress = { .QuadPart = 0x1000 } };
	USHORT segment = 0, offset = 0;
	ULONG size = 16;
	UCHAR buffer[16];
	SIZE_T done = 9;
	GUID id;

	size = 16;
	assert_status(ZwQuerySystemInformation(0, buffer, sizeof(buffer), &size),
		      STATUS_INVALID_INFO_CLASS);
	assert_int_equal(size, 0);
	assert_status(x86BiosAllocateBuffer(&size, &segment, &offset), STATUS_NOT_SUPPORTED);
	assert_status(x86BiosReadMemory(0, 0, buffer, 16), STATUS_NOT_SUPPORTED);
	assert_status(x86BiosWriteMemory(0, 0, buffer, 16), STATUS_NOT_SUPPORTED);
	assert_status(x86BiosFreeBuffer(0, 0), STATUS_INVALID_PARAMETER);
	assert_false(x86BiosCall(0x10, buffer));
	assert_int_equal(not_supported("x86BiosCall"), 1);
	assert_status(MmCopyMemory(buffer, from, sizeof(buffer), MM_COPY_MEMORY_PHYSICAL, &done),
		      STATUS_NOT_SUPPORTED);
	assert_int_equal(done, 0);
	assert_int_equal(not_supported("MmCopyMemory of physical memory"), 1);
	assert_status(EtwActivityIdControl(1, &id), STATUS_NOT_SUPPORTED);
	host_irql_set(HIGH_LEVEL);
	assert_int_equal(KeIpiGenericCall(ipi, 0), 0);
	host_irql_set(PASSIVE_LEVEL);
	assert_int_equal(not_supported("an IPI above DISPATCH_LEVEL"), 1);
}

#define nt(fn) cmocka_unit_test_setup_teardown(fn, nt_setup, nt_teardown)

static const struct CMUnitTest tests[] = {
	nt(a_driver_may_stop_the_machine),
	nt(break_points_are_named),
	nt(spin_locks),
	nt(spin_locks_and_irql),
	nt(mutexes_and_resources),
	nt(waits),
	nt(descriptor_lists),
	nt(failing_allocations_raise),
	nt(dpcs_that_are_queued),
	nt(many_dpcs),
	nt(timers_that_are_set),
	nt(a_late_timer),
	nt(routines_that_return_raised),
	nt(restoring_what_is_not_saved),
	nt(handles_that_are_left),
	nt(functions_that_are_missing),
	nt(parts_that_are_missing),
};

HOST_TEST_MAIN(tests)
