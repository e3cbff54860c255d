// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * verifier_test.c - each thing the verifier watches is found, named with driver
 * and function, and said once; nothing is said of a miniport that keeps the
 * rules, nor while it is off.
 */
#include "mock_miniport.h"

static void up(void)
{
	mock_up(false);
	dxgk_verifier_enable(true);
}

static void down(void)
{
	dxgk_verifier_enable(false);
	mock_down();
}

#define found(text) host_log_count(DXGK_LOG_ERR, "verifier: mock: " text)
#define findings() host_log_count(DXGK_LOG_ERR, "verifier:")

static NTSTATUS read_config(void)
{
	ULONG id, n;

	return mock.cb.DxgkCbReadDeviceSpace(mock.cb.DeviceHandle, DXGK_WHICHSPACE_CONFIG, &id, 0,
					     sizeof(id), &n);
}

/* A whole life by the rules. */
static void quiet(void **state)
{
	up();
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_status(read_config(), STATUS_SUCCESS);
	down();
	assert_int_equal(findings(), 0);
}

/* DXGKCB_READ_DEVICE_SPACE, "IRQL: PASSIVE_LEVEL". */
static void irql(void **state)
{
	PVOID va = &va;
	PHYSICAL_ADDRESS at = { .QuadPart = MOCK_FB };
	ULONG byte, n;

	up();
	dxgk_adapter_start(mock.adapter);
	host_irql_set(DISPATCH_LEVEL);
	assert_status(read_config(), STATUS_SUCCESS);
	assert_status(read_config(), STATUS_SUCCESS);
	assert_int_equal(found("DxgkCbReadDeviceSpace: called at IRQL 2, allowed up to 0"), 1);
	/* What cannot work there is refused besides. */
	assert_status(mock.cb.DxgkCbReadDeviceSpace(mock.cb.DeviceHandle, DXGK_WHICHSPACE_ROM,
						    &byte, 0, 1, &n),
		      STATUS_INVALID_DEVICE_REQUEST);
	assert_status(mock.cb.DxgkCbMapMemory(mock.cb.DeviceHandle, at, 0x1000, FALSE, FALSE,
					      MmNonCached, &va), STATUS_INVALID_DEVICE_REQUEST);
	assert_int_equal(found("DxgkCbMapMemory: called at IRQL 2"), 1);
	assert_int_equal(findings(), 2);
	host_irql_set(PASSIVE_LEVEL);
	down();
}

static void off(void **state)
{
	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_irql_set(DISPATCH_LEVEL);
	assert_status(read_config(), STATUS_SUCCESS);
	host_irql_set(PASSIVE_LEVEL);
	mock_down();
	assert_int_equal(findings(), 0);
}

static KSPIN_LOCK spin;
static FAST_MUTEX fast;
static KMUTEX mutex;
static ERESOURCE resource;
static EX_PUSH_LOCK push;

static NTSTATUS keeps_mutex(void)
{
	return KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
}

static NTSTATUS keeps_fast_mutex(void)
{
	ExAcquireFastMutexUnsafe(&fast);
	return STATUS_SUCCESS;
}

static NTSTATUS keeps_resource(void)
{
	/* Twice, and back once. */
	ExAcquireResourceSharedLite(&resource, TRUE);
	ExAcquireResourceSharedLite(&resource, TRUE);
	ExReleaseResourceLite(&resource);
	return STATUS_SUCCESS;
}

static NTSTATUS keeps_resource_exclusive(void)
{
	ExAcquireResourceExclusiveLite(&resource, FALSE);
	return STATUS_SUCCESS;
}

static NTSTATUS keeps_push_lock(void)
{
	ExAcquirePushLockExclusiveEx(&push, 0);
	return STATUS_SUCCESS;
}

static NTSTATUS keeps_push_lock_shared(void)
{
	ExAcquirePushLockSharedEx(&push, 0);
	return STATUS_SUCCESS;
}

static NTSTATUS keeps_spin_lock(void)
{
	KIRQL old;

	KeAcquireSpinLock(&spin, &old);
	return STATUS_SUCCESS;
}

static NTSTATUS keeps_region(void)
{
	KeEnterCriticalRegion();
	return STATUS_SUCCESS;
}

static NTSTATUS gives_all_back(void)
{
	LARGE_INTEGER zero = { .QuadPart = 0 };
	KIRQL old;

	KeAcquireSpinLock(&spin, &old);
	KeReleaseSpinLock(&spin, old);
	ExAcquireFastMutex(&fast);
	ExReleaseFastMutex(&fast);
	if (ExTryToAcquireFastMutex(&fast))
		ExReleaseFastMutex(&fast);
	/* Twice, as its owner may. */
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, &zero);
	KeWaitForSingleObject(&mutex, Executive, KernelMode, FALSE, NULL);
	KeReleaseMutex(&mutex, FALSE);
	KeReleaseMutex(&mutex, FALSE);
	KeEnterCriticalRegion();
	ExAcquireResourceExclusiveLite(&resource, TRUE);
	ExAcquireResourceExclusiveLite(&resource, TRUE);
	ExConvertExclusiveToSharedLite(&resource);
	ExReleaseResourceLite(&resource);
	ExReleaseResourceLite(&resource);
	ExAcquirePushLockExclusiveEx(&push, 0);
	ExReleasePushLockExclusiveEx(&push, 0);
	ExAcquirePushLockSharedEx(&push, 0);
	ExReleasePushLockSharedEx(&push, 0);
	KeLeaveCriticalRegion();
	return STATUS_SUCCESS;
}

/* An entry point ends with what it took given back. */
static void locks(void **state)
{
	static const struct {
		NTSTATUS (*run)(void);
		const char *says;
	} t[] = {
		{ keeps_mutex, "DxgkDdiStartDevice: returned with a mutex held" },
		{ keeps_fast_mutex, "DxgkDdiStartDevice: returned with a mutex held" },
		{ keeps_spin_lock, "DxgkDdiStartDevice: returned with a spin lock held" },
		{ keeps_resource, "DxgkDdiStartDevice: returned with a resource held" },
		{ keeps_resource_exclusive, "DxgkDdiStartDevice: returned with a resource held" },
		{ keeps_push_lock, "DxgkDdiStartDevice: returned with a push lock held" },
		{ keeps_push_lock_shared, "DxgkDdiStartDevice: returned with a push lock held" },
		{ keeps_region, "DxgkDdiStartDevice: returned inside a critical" },
		{ gives_all_back, NULL },
	};
	unsigned int i;

	for (i = 0; i < DXGK_ARRAY_SIZE(t); i++) {
		KeInitializeSpinLock(&spin);
		ExInitializeFastMutex(&fast);
		KeInitializeMutex(&mutex, 0);
		ExInitializePushLock(&push);
		up();
		assert_status(ExInitializeResourceLite(&resource), STATUS_SUCCESS);
		host_log_clear();
		mock.on_start = t[i].run;
		assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
		assert_int_equal(findings(), t[i].says ? 1 : 0);
		if (t[i].says)
			assert_int_equal(host_log_count(DXGK_LOG_ERR, t[i].says), 1);
		/* Said of that call alone. */
		mock.on_start = NULL;
		dxgk_adapter_stop(mock.adapter);
		assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
		assert_int_equal(findings(), t[i].says ? 1 : 0);
		assert_int_equal(dxgk_os_irql_get(), PASSIVE_LEVEL);
		/* However it was left. */
		ExReinitializeResourceLite(&resource);
		ExDeleteResourceLite(&resource);
		down();
	}
}

/*
 * NT functions above the IRQL that their pages name: once for each function.
 * "IRQL: PASSIVE_LEVEL", "<= APC_LEVEL", "<= DISPATCH_LEVEL".
 */
static void nt_irql(void **state)
{
	UNICODE_STRING a, b;
	KTIMER timer;
	KIRQL irql;

	up();
	RtlInitUnicodeString(&a, u"one");
	RtlInitUnicodeString(&b, u"ONE");
	KeInitializeTimer(&timer);
	/* By the rules, nothing is said. */
	assert_true(RtlEqualUnicodeString(&a, &b, TRUE));
	KeCancelTimer(&timer);
	assert_int_equal(findings(), 0);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeCancelTimer(&timer);
	assert_int_equal(findings(), 0);
	assert_true(RtlEqualUnicodeString(&a, &b, TRUE));
	assert_true(RtlEqualUnicodeString(&a, &b, TRUE));
	assert_int_equal(found("RtlEqualUnicodeString: called at IRQL 2, allowed up to 0"), 1);
	KeLowerIrql(irql);
	ExInitializeFastMutex(&fast);
	ExAcquireFastMutex(&fast);
	assert_status(ZwClose((HANDLE)0x1234), STATUS_INVALID_HANDLE);
	assert_int_equal(found("ZwClose: called at IRQL 1, allowed up to 0"), 1);
	ExReleaseFastMutex(&fast);
	host_irql_set(DISPATCH_LEVEL + 3);
	KeCancelTimer(&timer);
	host_irql_set(PASSIVE_LEVEL);
	assert_int_equal(found("KeCancelTimer: called at IRQL 5, allowed up to 2"), 1);
	down();
}

static VOID NTAPI keeping_dpc(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	KeAcquireSpinLockAtDpcLevel(&spin);
}

static void locks_of_a_dpc(void **state)
{
	KDPC dpc;

	KeInitializeSpinLock(&spin);
	up();
	KeInitializeDpc(&dpc, keeping_dpc, NULL);
	KeInsertQueueDpc(&dpc, NULL, NULL);
	KeFlushQueuedDpcs();
	assert_int_equal(found("KDEFERRED_ROUTINE: returned with a spin lock held"), 1);
	down();
}

/* A handle outlives its adapter only as a number. */
static void stale(void **state)
{
	DXGKRNL_INTERFACE cb;

	up();
	dxgk_adapter_start(mock.adapter);
	cb = mock.cb;
	assert_status(cb.DxgkCbUnmapMemory((HANDLE)0x1234, NULL), STATUS_INVALID_HANDLE);
	assert_int_equal(found("DxgkCbUnmapMemory: called with a handle that is none"), 1);
	mock_remove_adapter();
	assert_status(read_config(), STATUS_INVALID_PARAMETER);
	assert_false(cb.DxgkCbQueueDpc(cb.DeviceHandle));
	assert_status(cb.DxgkCbUnmapMemory(cb.DeviceHandle, NULL), STATUS_INVALID_HANDLE);
	assert_int_equal(found("DxgkCbReadDeviceSpace: called after DxgkDdiRemoveDevice"), 1);
	assert_int_equal(found("DxgkCbQueueDpc: called after DxgkDdiRemoveDevice"), 1);
	assert_int_equal(found("DxgkCbUnmapMemory: called after DxgkDdiRemoveDevice"), 1);
	assert_int_equal(findings(), 4);
	down();
}

/* Real drivers pass the address of their pointer, or unmap twice. */
static void unmap(void **state)
{
	PHYSICAL_ADDRESS at = { .QuadPart = MOCK_FB };
	PVOID va;

	up();
	dxgk_adapter_start(mock.adapter);
	assert_status(mock.cb.DxgkCbMapMemory(mock.cb.DeviceHandle, at, 0x1000, FALSE, FALSE,
					      MmNonCached, &va), STATUS_SUCCESS);
	assert_status(mock.cb.DxgkCbUnmapMemory(mock.cb.DeviceHandle, &va),
		      STATUS_NOT_MAPPED_VIEW);
	assert_int_equal(found("DxgkCbUnmapMemory:"), 1);
	assert_status(mock.cb.DxgkCbUnmapMemory(mock.cb.DeviceHandle, va), STATUS_SUCCESS);
	assert_status(mock.cb.DxgkCbUnmapMemory(mock.cb.DeviceHandle, va),
		      STATUS_NOT_MAPPED_VIEW);
	assert_int_equal(findings(), 1);
	down();
}

/* A miniport that is loaded again is told again. */
static void reloaded(void **state)
{
	unsigned int i;

	for (i = 1; i <= 2; i++) {
		up();
		dxgk_adapter_start(mock.adapter);
		host_irql_set(DISPATCH_LEVEL);
		read_config();
		host_irql_set(PASSIVE_LEVEL);
		down();
		assert_int_equal(findings(), i);
	}
}

static const struct CMUnitTest tests[] = {
	host_test(quiet),
	host_test(irql),
	host_test(off),
	host_test(locks),
	host_test(nt_irql),
	host_test(locks_of_a_dpc),
	host_test(stale),
	host_test(unmap),
	host_test(reloaded),
};

HOST_TEST_MAIN(tests)
