// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * cb_power_test.c - power components at run time, power states, ResetDevice.
 */
#include "mock_miniport.h"

#define COMPONENTS 3

static struct {
	DXGK_POWER_RUNTIME_COMPONENT info[COMPONENTS];
	UINT count;
	BOOLEAN supported;
	UINT state[COMPONENTS];
	unsigned int calls[COMPONENTS];
	unsigned int through_f0;	/* changes that did not begin or end in F0 */
	unsigned int told;
	bool complete;
} pm;

static NTSTATUS NTAPI adapter_info(const HANDLE context, const DXGKARG_QUERYADAPTERINFO *arg)
{
	switch (arg->Type) {
	case DXGKQAITYPE_DRIVERCAPS:
		memset(arg->pOutputData, 0, arg->OutputDataSize);
		((DXGK_DRIVERCAPS *)arg->pOutputData)->WDDMVersion = DXGKDDI_WDDMv1_2;
		((DXGK_DRIVERCAPS *)arg->pOutputData)->SupportRuntimePowerManagement =
			pm.supported;
		return STATUS_SUCCESS;
	case DXGKQAITYPE_NUMPOWERCOMPONENTS:
		assert_int_equal(arg->OutputDataSize, sizeof(UINT));
		*(UINT *)arg->pOutputData = pm.count;
		return STATUS_SUCCESS;
	case DXGKQAITYPE_POWERCOMPONENTINFO:
		assert_int_equal(arg->InputDataSize, sizeof(UINT));
		*(DXGK_POWER_RUNTIME_COMPONENT *)arg->pOutputData =
			pm.info[*(UINT *)arg->pInputData];
		return STATUS_SUCCESS;
	default:
		return STATUS_NOT_SUPPORTED;
	}
}

static NTSTATUS NTAPI set_state(const HANDLE context, UINT index, UINT state)
{
	assert_ptr_equal(context, &mock);
	if (pm.state[index] && state)
		pm.through_f0++;
	pm.calls[index]++;
	__atomic_store_n(&pm.state[index], state, __ATOMIC_RELEASE);
	if (pm.complete && pm.info[index].Flags.DriverCompletesFStateTransition)
		mock.cb.DxgkCbCompleteFStateTransition(mock.cb.DeviceHandle, index);
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI control(const HANDLE context, LPCGUID code, PVOID in, SIZE_T in_size,
			      PVOID out, SIZE_T out_size, PSIZE_T returned)
{
	pm.told = pm.told << 8 | (code->Data1 & 0xff);
	return STATUS_SUCCESS;
}

static void describe(UINT index, DXGK_POWER_COMPONENT_TYPE type)
{
	DXGK_POWER_RUNTIME_COMPONENT *c = &pm.info[index];

	c->ComponentMapping.ComponentType = type;
	c->StateCount = 3;
	c->States[1].TransitionLatency = 100;
	c->States[1].ResidencyRequirement = 1000;
	c->States[2].TransitionLatency = 10000;
	c->States[2].ResidencyRequirement = 100000;
}

static void up(void)
{
	memset(&pm, 0, sizeof(pm));
	pm.supported = TRUE;
	pm.complete = true;
	pm.count = COMPONENTS;
	describe(0, DXGK_POWER_COMPONENT_OTHER);
	describe(1, DXGK_POWER_COMPONENT_ENGINE);
	describe(2, DXGK_POWER_COMPONENT_OTHER);
	pm.info[2].Flags.DriverCompletesFStateTransition = 1;
	mock_up(false);
	dxgk_verifier_enable(true);
	mock.driver->ddi.DxgkDdiQueryAdapterInfo = adapter_info;
	mock.driver->ddi.DxgkDdiSetPowerComponentFState = set_state;
	mock.driver->ddi.DxgkDdiPowerRuntimeControlRequest = control;
}

static void down(void)
{
	mock_down();
	dxgk_verifier_enable(false);
	assert_int_equal(pm.through_f0, 0);
}

static void settle(UINT index, UINT state)
{
	unsigned int n;

	for (n = 0; n < 5000 && __atomic_load_n(&pm.state[index], __ATOMIC_ACQUIRE) != state; n++)
		KeStallExecutionProcessor(1000);
	assert_int_equal(__atomic_load_n(&pm.state[index], __ATOMIC_ACQUIRE), state);
}

/* Nobody needs them: the deepest state; those of engines are the system's, and stay. */
static void idle_from_start(void **state)
{
	up();
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(pm.state[0], 2);
	assert_int_equal(pm.state[1], 0);
	assert_int_equal(pm.calls[1], 0);
	assert_int_equal(pm.state[2], 2);
	/* PREPARE_TO_START, STARTED; and STOPPED, all in F0. */
	assert_int_equal(pm.told, 0xd41d);
	dxgk_adapter_stop(mock.adapter);
	assert_int_equal(pm.told, 0xd41d21);
	assert_int_equal(pm.state[0], 0);
	assert_int_equal(pm.state[2], 0);
	down();
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "verifier:"), 0);
}

/* DXGKCB_SETPOWERCOMPONENTACTIVE: counted, and in F0 when it returns. */
static void active(void **state)
{
	HANDLE h;

	up();
	dxgk_adapter_start(mock.adapter);
	h = mock.cb.DeviceHandle;
	mock.cb.DxgkCbSetPowerComponentActive(h, 0);
	assert_int_equal(pm.state[0], 0);
	mock.cb.DxgkCbSetPowerComponentActive(h, 0);
	mock.cb.DxgkCbSetPowerComponentActive(h, 2);
	assert_int_equal(pm.state[2], 0);
	host_irql_set(DISPATCH_LEVEL);
	mock.cb.DxgkCbSetPowerComponentIdle(h, 0);
	mock.cb.DxgkCbSetPowerComponentIdle(h, 2);
	host_irql_set(PASSIVE_LEVEL);
	settle(2, 2);
	assert_int_equal(pm.state[0], 0);
	mock.cb.DxgkCbSetPowerComponentIdle(h, 0);
	settle(0, 2);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "verifier:"), 0);

	/* Once too often; a component that is none; a completion nobody waits for. */
	mock.cb.DxgkCbSetPowerComponentIdle(h, 0);
	mock.cb.DxgkCbSetPowerComponentActive(h, COMPONENTS);
	mock.cb.DxgkCbCompleteFStateTransition(h, 0);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "verifier: mock: DxgkCbSetPower"), 2);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "verifier: mock: DxgkCbCompleteFState"), 1);
	mock.cb.DxgkCbSetPowerComponentActive(h, 0);
	assert_int_equal(pm.state[0], 0);
	down();
}

/* What may take long or does not pay is not entered. */
static void tolerance(void **state)
{
	HANDLE h;

	up();
	dxgk_adapter_start(mock.adapter);
	h = mock.cb.DeviceHandle;
	mock.cb.DxgkCbSetPowerComponentLatency(h, 0, 200);
	settle(0, 1);
	mock.cb.DxgkCbSetPowerComponentResidency(h, 0, 999);
	settle(0, 0);
	mock.cb.DxgkCbSetPowerComponentLatency(h, 0, ~0ull);
	mock.cb.DxgkCbSetPowerComponentResidency(h, 0, ~0ull);
	settle(0, 2);
	down();
}

/* TransitionTo_F0_OnDx: on while the device sleeps, and as before when it wakes. */
static void on_dx(void **state)
{
	up();
	pm.info[0].Flags.TransitionTo_F0_OnDx = 1;
	dxgk_adapter_start(mock.adapter);
	assert_int_equal(pm.state[0], 2);
	assert_status(dxgk_adapter_set_power(mock.adapter, false, PowerActionSleep),
		      STATUS_SUCCESS);
	assert_int_equal(pm.state[0], 0);
	assert_int_equal(pm.state[2], 2);
	assert_status(dxgk_adapter_set_power(mock.adapter, true, PowerActionNone), STATUS_SUCCESS);
	settle(0, 2);
	down();
}

/* A miniport that says it does not, or without the entry, is not asked. */
static void unsupported(void **state)
{
	up();
	pm.supported = FALSE;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(pm.told, 0);
	assert_null(mock.adapter->power);
	down();
	up();
	pm.count = 1000;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "no power management at run time"), 1);
	down();
}

static NTSTATUS NTAPI set_state_fails(const HANDLE context, UINT index, UINT state)
{
	pm.calls[index]++;
	return STATUS_UNSUCCESSFUL;
}

/* A change that fails, or that never ends, is named; more states than there can be. */
static void bad_components(void **state)
{
	up();
	mock.driver->ddi.DxgkDdiSetPowerComponentFState = set_state_fails;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_true(pm.calls[0] > 0);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "FState(0, F2) failed with 0xc0000001"), 1);
	down();
	host_log_clear();
	up();
	pm.complete = false;
	pm.count = 3;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "2 does not complete its transition to F2"),
			 1);
	pm.complete = true;
	down();
	up();
	pm.info[0].StateCount = 0x1000;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "no power management at run time"), 1);
	down();
}

/* Above its IRQL it is in F0 a little later, and the verifier says so. */
static void active_at_dispatch(void **state)
{
	up();
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(pm.state[0], 2);
	host_irql_set(DISPATCH_LEVEL);
	mock.cb.DxgkCbSetPowerComponentActive(mock.cb.DeviceHandle, 0);
	host_irql_set(PASSIVE_LEVEL);
	settle(0, 0);
	assert_int_equal(host_log_count(DXGK_LOG_ERR,
					"DxgkCbSetPowerComponentActive: called at IRQL 2"), 1);
	down();
}

/* No power engine is there to ask. */
static void control_request(void **state)
{
	static const GUID any;
	SIZE_T n = 7;

	up();
	dxgk_adapter_start(mock.adapter);
	assert_status(mock.cb.DxgkCbPowerRuntimeControlRequest(mock.cb.DeviceHandle, &any, NULL, 0,
							       NULL, 0, &n),
		      STATUS_NOT_SUPPORTED);
	assert_int_equal(n, 0);
	down();
}

/* ------------------------------------------------------------------ the whole device */

static unsigned int resets;
static KIRQL reset_irql;

static VOID NTAPI reset(const PVOID context)
{
	assert_ptr_equal(context, &mock);
	resets++;
	reset_irql = KeGetCurrentIrql();
}

/* DXGKDDI_RESET_DEVICE: "can be called at any IRQL"; of a started adapter only. */
static void reset_device(void **state)
{
	resets = 0;
	mock_up(false);
	mock.driver->ddi.DxgkDdiResetDevice = reset;
	dxgk_adapter_reset(mock.adapter);
	assert_int_equal(resets, 0);
	dxgk_adapter_start(mock.adapter);
	dxgk_adapter_reset(mock.adapter);
	assert_int_equal(resets, 1);
	assert_int_equal(reset_irql, HIGH_LEVEL);
	assert_int_equal(dxgk_os_irql_get(), PASSIVE_LEVEL);
	dxgk_adapter_surprise_remove(mock.adapter);
	dxgk_adapter_reset(mock.adapter);
	assert_int_equal(resets, 1);
	mock_down();
}

/* Between D3 and D0 the miniport is left alone. */
static void asleep(void **state)
{
	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	assert_status(dxgk_adapter_set_power(mock.adapter, false, PowerActionSleep),
		      STATUS_SUCCESS);
	assert_int_equal(mock.adapter->holds, 1);
	assert_status(dxgk_adapter_escape(mock.adapter, NULL, 0, false), STATUS_DEVICE_NOT_READY);
	/* Twice is once: freeze, and then power off. */
	assert_status(dxgk_adapter_set_power(mock.adapter, false, PowerActionHibernate),
		      STATUS_SUCCESS);
	assert_int_equal(mock.adapter->holds, 1);
	assert_status(dxgk_adapter_set_power(mock.adapter, true, PowerActionNone), STATUS_SUCCESS);
	assert_int_equal(mock.adapter->holds, 0);
	assert_status(dxgk_adapter_escape(mock.adapter, NULL, 0, false), STATUS_NOT_SUPPORTED);
	/* It is unbound asleep. */
	dxgk_adapter_set_power(mock.adapter, false, PowerActionSleep);
	mock_down();
}

static unsigned int removals;

static NTSTATUS NTAPI removal(PVOID context, DXGK_SURPRISE_REMOVAL_TYPE type)
{
	assert_int_equal(type, DxgkRemovalPnPNotify);
	removals++;
	return STATUS_UNSUCCESSFUL;
}

static NTSTATUS removed_meanwhile(const DXGKARG_ESCAPE *arg)
{
	dxgk_adapter_surprise_remove(mock.adapter);
	return STATUS_SUCCESS;
}

/*
 * DXGKDDI_NOTIFY_SURPRISE_REMOVAL is level 0, called while another entry point runs
 * alone; what it returns changes nothing.
 */
static void surprise(void **state)
{
	removals = 0;
	mock_up(false);
	mock.driver->ddi.DxgkDdiNotifySurpriseRemoval = removal;
	mock.on_escape = removed_meanwhile;
	dxgk_adapter_start(mock.adapter);
	dxgk_adapter_escape(mock.adapter, NULL, 0, true);
	assert_int_equal(removals, 1);
	mock_remove_adapter();
	assert_int_equal(mock.stops, 1);
	assert_int_equal(mock.removes, 1);
	mock_down();
}

static const struct CMUnitTest tests[] = {
	host_test(idle_from_start),
	host_test(active),
	host_test(tolerance),
	host_test(on_dx),
	host_test(unsupported),
	host_test(bad_components),
	host_test(active_at_dispatch),
	host_test(control_request),
	host_test(reset_device),
	host_test(asleep),
	host_test(surprise),
};

HOST_TEST_MAIN(tests)
