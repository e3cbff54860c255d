// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * ddi_level_test.c - concurrency levels of the DDI: "Threading and Synchronization"
 * of Microsoft's display driver design guide.
 */
#include <pthread.h>
#include <stdatomic.h>

#include "mock_miniport.h"

/* How many are in the miniport, and whether one of them thought to be alone. */
static atomic_int inside, most;
static atomic_bool alone_broken;
static unsigned int alone_calls, shared_calls;

/* Levels 2 and 3: nobody else is there while this runs. */
static NTSTATUS alone(void)
{
	if (atomic_fetch_add(&inside, 1) || mock.adapter->alone != dxgk_os_thread())
		alone_broken = true;
	KeStallExecutionProcessor(200);
	if (atomic_fetch_sub(&inside, 1) != 1)
		alone_broken = true;
	alone_calls++;
	return STATUS_SUCCESS;
}

static void shared(void)
{
	int now = atomic_fetch_add(&inside, 1) + 1, old = most;

	while (now > old && !atomic_compare_exchange_weak(&most, &old, now))
		;
	if (mock.adapter->alone)
		alone_broken = true;
	KeStallExecutionProcessor(200);
	atomic_fetch_sub(&inside, 1);
}

static NTSTATUS alone_power(DEVICE_POWER_STATE state)
{
	return alone();
}

static NTSTATUS either_escape(const DXGKARG_ESCAPE *arg)
{
	if (arg->Flags.HardwareAccess)
		return alone();
	shared();
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI relations(const PVOID context, PDXGK_CHILD_DESCRIPTOR d, ULONG size)
{
	alone();
	return mock_relations(context, d, size);
}

static NTSTATUS NTAPI child_status(const PVOID context, PDXGK_CHILD_STATUS status,
				   BOOLEAN non_destructive)
{
	shared();
	shared_calls++;
	return mock_child_status(context, status, non_destructive);
}

static NTSTATUS NTAPI adapter_info(const HANDLE context, const DXGKARG_QUERYADAPTERINFO *arg)
{
	shared();
	shared_calls++;
	return mock_adapter_info(context, arg);
}

static NTSTATUS NTAPI acpi_event(const PVOID context, DXGK_EVENT_TYPE type, ULONG event,
				 PVOID argument, PULONG flags)
{
	return alone();
}

static void up(void)
{
	mock_up(false);
	inside = 0;
	most = 0;
	alone_broken = false;
	alone_calls = 0;
	shared_calls = 0;
	mock.on_start = alone;
	mock.on_stop = alone;
	mock.on_remove = alone;
	mock.on_power = alone_power;
	mock.on_escape = either_escape;
	mock.driver->ddi.DxgkDdiQueryChildRelations = relations;
	mock.driver->ddi.DxgkDdiQueryChildStatus = child_status;
	mock.driver->ddi.DxgkDdiQueryAdapterInfo = adapter_info;
	mock.driver->ddi.DxgkDdiNotifyAcpiEvent = acpi_event;
}

/* Which entry points are called alone, and which are not. */
static void levels(void **state)
{
	up();
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(alone_calls, 2);	/* StartDevice, QueryChildRelations */
	assert_true(shared_calls >= 1);		/* QueryAdapterInfo */
	dxgk_adapter_set_power(mock.adapter, false, PowerActionSleep);
	dxgk_adapter_set_power(mock.adapter, true, PowerActionNone);
	dxgk_adapter_acpi_event(mock.adapter, DXGK_EVENT_ACPI, 0x80, NULL);
	dxgk_adapter_escape(mock.adapter, NULL, 0, true);
	assert_int_equal(alone_calls, 6);
	dxgk_adapter_escape(mock.adapter, NULL, 0, false);
	mock_remove_adapter();
	assert_int_equal(alone_calls, 8);	/* StopDevice, RemoveDevice */
	assert_false(alone_broken);
	mock_down();
}

#define THREADS 6

static atomic_int started;

static void *escapes(void *arg)
{
	bool hardware = (uintptr_t)arg & 1;
	unsigned int i;

	atomic_fetch_add(&started, 1);
	while (started < THREADS)
		;
	for (i = 0; i < 100; i++)
		dxgk_adapter_escape(mock.adapter, NULL, 0, hardware && i % 10 == 0);
	return NULL;
}

/* Level 0 is re-entrant; level 2 keeps all of them out, and power management them all. */
static void storm(void **state)
{
	pthread_t thread[THREADS];
	unsigned int i;

	up();
	dxgk_adapter_start(mock.adapter);
	started = 0;
	for (i = 0; i < THREADS; i++)
		pthread_create(&thread[i], NULL, escapes, (void *)(uintptr_t)i);
	for (i = 0; i < 10; i++)
		dxgk_adapter_set_power(mock.adapter, i & 1, PowerActionSleep);
	for (i = 0; i < THREADS; i++)
		pthread_join(thread[i], NULL);
	assert_false(alone_broken);
	assert_true(most > 1);
	mock_down();
}

/* An entry point that fails is undone exactly: what follows a failure of StartDevice. */
static NTSTATUS fails(void)
{
	alone();
	return STATUS_DEVICE_CONFIGURATION_ERROR;
}

static void failed_start(void **state)
{
	up();
	mock.on_start = fails;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_DEVICE_CONFIGURATION_ERROR);
	assert_int_equal(shared_calls, 0);
	/* No interrupt, no power state, no escape reaches it. */
	assert_false(host_device_interrupt(mock.os, 0));
	assert_status(dxgk_adapter_set_power(mock.adapter, false, PowerActionSleep),
		      STATUS_INVALID_DEVICE_STATE);
	assert_status(dxgk_adapter_escape(mock.adapter, NULL, 0, false),
		      STATUS_INVALID_DEVICE_STATE);
	mock_remove_adapter();
	assert_int_equal(mock.stops, 0);
	assert_int_equal(mock.removes, 1);
	assert_false(alone_broken);
	mock_down();
}

static const struct CMUnitTest tests[] = {
	host_test(levels),
	host_test(storm),
	host_test(failed_start),
};

HOST_TEST_MAIN(tests)
