// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * cb_power.c - power components: who needs one, and the F-state that follows.
 *
 * As Windows' power framework does it: a component that somebody needs is in F0;
 * one that nobody needs goes into the deepest state that it can leave fast enough
 * and that is worth it, and always by way of F0.  There is no power engine behind.
 */
#include "adapter.h"
#include "ddi.h"
#include "display.h"
#include "handle.h"
#include "iface.h"
#include "nt.h"
#include "power.h"
#include "verifier.h"

/* A transition that the miniport completes itself takes no longer than this. */
#define DXGK_FSTATE_TIMEOUT_NS	2000000000ull
#define DXGK_COMPONENTS_MAX	64

/* GUID_DXGKDDI_POWER_MANAGEMENT_PREPARE_TO_START, _STARTED, _STOPPED. */
static const GUID dxgk_power_prepare = {
	0xCBA549D4, 0xCF3A, 0x445C, { 0x94, 0x68, 0x23, 0x83, 0xFD, 0x52, 0x31, 0x16 } };
static const GUID dxgk_power_started = {
	0x6C929C1D, 0x7D76, 0x4538, { 0x93, 0xAD, 0x44, 0x9D, 0xC9, 0xFD, 0xC2, 0x39 } };
static const GUID dxgk_power_stopped = {
	0x0A9D9621, 0xBC21, 0x4DD4, { 0xA0, 0xFC, 0xD9, 0x76, 0xE4, 0x28, 0xF7, 0x38 } };

struct dxgk_component {
	struct dxgk_os_mutex lock;	/* one transition at a time */
	struct dxgk_os_event complete;
	DXGK_POWER_RUNTIME_COMPONENT info;
	UINT state;			/* F-state, under lock */
	/* Atomic: changed at up to DISPATCH_LEVEL. */
	dxgk_s32 needed;
	dxgk_u64 latency, residency;	/* that are tolerated; units of 100 ns */
};

struct dxgk_power {
	bool started;			/* false before a component's lock is given back */
	UINT count;
	struct dxgk_component component[];
};

/* A component to be looked at, at PASSIVE_LEVEL.  Holds the adapter's handle. */
struct dxgk_power_work {
	WORK_QUEUE_ITEM item;
	struct dxgk_adapter *adapter;
	UINT index;
};

/* --------------------------------------------------------------------- transitions */

static UINT dxgk_component_target(const struct dxgk_component *c)
{
	UINT best = 0, i;

	if (__atomic_load_n(&c->needed, __ATOMIC_ACQUIRE) > 0)
		return 0;
	for (i = 1; i < c->info.StateCount; i++)
		if (c->info.States[i].TransitionLatency <= DXGK_READ_ONCE(c->latency) &&
		    c->info.States[i].ResidencyRequirement <= DXGK_READ_ONCE(c->residency))
			best = i;
	return best;
}

/* Under the component's lock; level 0 of the DDI. */
static void dxgk_component_set(struct dxgk_adapter *adapter, UINT index, UINT state)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;
	struct dxgk_component *c = &adapter->power->component[index];
	NTSTATUS status;

	dxgk_os_event_clear(&c->complete);
	status = ddi->DxgkDdiSetPowerComponentFState(adapter->context, index, state);
	if (!NT_SUCCESS(status)) {
		dxgk_os_log(DXGK_LOG_ERR, adapter->os,
			    "%s: DxgkDdiSetPowerComponentFState(%u, F%u) failed with %#x",
			    adapter->driver->info->name, index, state, status);
		return;
	}
	if (c->info.Flags.DriverCompletesFStateTransition &&
	    !dxgk_os_event_wait(&c->complete, DXGK_FSTATE_TIMEOUT_NS))
		dxgk_os_log(DXGK_LOG_ERR, adapter->os,
			    "%s: power component %u does not complete its transition to F%u",
			    adapter->driver->info->name, index, state);
	c->state = state;
}

static void dxgk_component_update(struct dxgk_adapter *adapter, UINT index)
{
	struct dxgk_component *c = &adapter->power->component[index];
	UINT target;

	dxgk_os_mutex_lock(&c->lock);
	target = dxgk_component_target(c);
	if (DXGK_READ_ONCE(adapter->power->started) && c->state != target) {
		if (c->state && target)
			dxgk_component_set(adapter, index, 0);
		dxgk_component_set(adapter, index, target);
	}
	dxgk_os_mutex_unlock(&c->lock);
}

static VOID NTAPI DXGK_EXPORTED dxgk_power_worker(PVOID parameter)
{
	struct dxgk_power_work *w = parameter;
	struct dxgk_adapter *adapter = w->adapter;

	dxgk_component_update(adapter, w->index);
	dxgk_os_free(w);
	dxgk_handle_put(adapter->handle);
}

/* Soon: the caller may be at DISPATCH_LEVEL, or in the miniport. */
static void dxgk_component_later(struct dxgk_adapter *adapter, UINT index)
{
	struct dxgk_power_work *w = dxgk_os_alloc(sizeof(*w),
						  DXGK_OS_ALLOC_ZERO | DXGK_OS_ALLOC_ATOMIC);

	/* Without memory it stays as it is, until somebody needs it. */
	if (!w)
		return;
	w->adapter = dxgk_handle_get(adapter->handle);
	if (!w->adapter) {
		dxgk_os_free(w);
		return;
	}
	w->index = index;
	ExInitializeWorkItem(&w->item, dxgk_power_worker, w);
	ExQueueWorkItem(&w->item, DelayedWorkQueue);
}

/* ----------------------------------------------------------------------- callbacks */

/* The component, or NULL with a finding: none such, or too early. */
static struct dxgk_component *dxgk_component(struct dxgk_adapter *adapter, UINT index,
					     const char *function, const void *caller)
{
	struct dxgk_power *power = DXGK_READ_ONCE(adapter->power);

	if (power && index < power->count)
		return &power->component[index];
	dxgk_verify_report(dxgk_cb_code(adapter, caller), DXGK_RULE_STATE, function,
			   "there is no power component %u", index);
	return NULL;
}

#define DXGK_POWER_ENTER(adapter, handle, max, index, component)		\
	struct dxgk_component *component;					\
	struct dxgk_adapter *adapter;						\
	NTSTATUS __status;							\
										\
	adapter = dxgk_cb_enter((handle), __func__, (max), false,		\
				DXGK_CB_CALLER(), &__status);			\
	if (!adapter)								\
		return;								\
	component = dxgk_component(adapter, (index), __func__, DXGK_CB_CALLER());	\
	if (!component) {							\
		dxgk_handle_put(handle);					\
		return;								\
	}

/**
 * DxgkCbSetPowerComponentActive() - the miniport needs a component
 * @hAdapter: DeviceHandle of DXGKRNL_INTERFACE
 * @ComponentIndex: which
 *
 * Counted.  It is in F0 when this returns.
 *
 * IRQL: PASSIVE_LEVEL.
 *
 * Follows "DXGKCB_SETPOWERCOMPONENTACTIVE callback function (d3dkmddi.h)", and the
 * pages of those that follow.
 */
VOID NTAPI DxgkCbSetPowerComponentActive(const HANDLE hAdapter, UINT ComponentIndex)
{
	DXGK_POWER_ENTER(adapter, hAdapter, PASSIVE_LEVEL, ComponentIndex, c);
	__atomic_add_fetch(&c->needed, 1, __ATOMIC_ACQ_REL);
	if (dxgk_os_irql_get() < DISPATCH_LEVEL)
		dxgk_component_update(adapter, ComponentIndex);
	else
		dxgk_component_later(adapter, ComponentIndex);
	dxgk_handle_put(hAdapter);
}

/* Undoes one of those.  Up to DISPATCH_LEVEL. */
VOID NTAPI DxgkCbSetPowerComponentIdle(const HANDLE hAdapter, UINT ComponentIndex)
{
	DXGK_POWER_ENTER(adapter, hAdapter, DISPATCH_LEVEL, ComponentIndex, c);
	if (__atomic_sub_fetch(&c->needed, 1, __ATOMIC_ACQ_REL) < 0) {
		__atomic_add_fetch(&c->needed, 1, __ATOMIC_ACQ_REL);
		dxgk_verify_report(dxgk_cb_code(adapter, DXGK_CB_CALLER()), DXGK_RULE_STATE,
				   __func__, "component %u was idle", ComponentIndex);
	} else {
		dxgk_component_later(adapter, ComponentIndex);
	}
	dxgk_handle_put(hAdapter);
}

/* How long waking it up may take, in units of 100 ns.  Up to DISPATCH_LEVEL. */
VOID NTAPI DxgkCbSetPowerComponentLatency(const HANDLE hAdapter, UINT ComponentIndex,
					  ULONGLONG Latency)
{
	DXGK_POWER_ENTER(adapter, hAdapter, DISPATCH_LEVEL, ComponentIndex, c);
	DXGK_WRITE_ONCE(c->latency, Latency);
	dxgk_component_later(adapter, ComponentIndex);
	dxgk_handle_put(hAdapter);
}

/* How long it will not be needed, in units of 100 ns.  Up to DISPATCH_LEVEL. */
VOID NTAPI DxgkCbSetPowerComponentResidency(const HANDLE hAdapter, UINT ComponentIndex,
					    ULONGLONG Residency)
{
	DXGK_POWER_ENTER(adapter, hAdapter, DISPATCH_LEVEL, ComponentIndex, c);
	DXGK_WRITE_ONCE(c->residency, Residency);
	dxgk_component_later(adapter, ComponentIndex);
	dxgk_handle_put(hAdapter);
}

/* A transition that was asked for is over.  Up to DISPATCH_LEVEL. */
VOID NTAPI DxgkCbCompleteFStateTransition(const HANDLE hAdapter, UINT ComponentIndex)
{
	DXGK_POWER_ENTER(adapter, hAdapter, DISPATCH_LEVEL, ComponentIndex, c);
	if (c->info.Flags.DriverCompletesFStateTransition)
		dxgk_os_event_set(&c->complete);
	else
		dxgk_verify_report(dxgk_cb_code(adapter, DXGK_CB_CALLER()), DXGK_RULE_STATE,
				   __func__, "component %u does not have that flag",
				   ComponentIndex);
	dxgk_handle_put(hAdapter);
}

/* There is no power engine plug-in that would understand a request. */
NTSTATUS NTAPI DxgkCbPowerRuntimeControlRequest(const HANDLE hAdapter, LPCGUID PowerControlCode,
						PVOID InBuffer, SIZE_T InBufferSize,
						PVOID OutBuffer, SIZE_T OutBufferSize,
						PSIZE_T BytesReturned)
{
	DXGK_CB_ENTER(adapter, hAdapter, DISPATCH_LEVEL);
	if (BytesReturned)
		*BytesReturned = 0;
	dxgk_handle_put(hAdapter);
	return STATUS_NOT_SUPPORTED;
}

/* -------------------------------------------------------------------- start to stop */

static NTSTATUS dxgk_power_query(struct dxgk_adapter *adapter, DXGK_QUERYADAPTERINFOTYPE type,
				 UINT *in, PVOID out, UINT size)
{
	DXGKARG_QUERYADAPTERINFO arg = {
		.Type = type,
		.pInputData = in,
		.InputDataSize = in ? sizeof(*in) : 0,
		.pOutputData = out,
		.OutputDataSize = size,
	};
	NTSTATUS status;

	dxgk_ddi_shared(adapter);
	status = adapter->driver->ddi.DxgkDdiQueryAdapterInfo(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiQueryAdapterInfo");
	dxgk_ddi_shared_done(adapter);
	return status;
}

static void dxgk_power_tell(struct dxgk_adapter *adapter, const GUID *what)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;

	if (ddi->DxgkDdiPowerRuntimeControlRequest)
		ddi->DxgkDdiPowerRuntimeControlRequest(adapter->context, what, NULL, 0, NULL, 0,
						       NULL);
}

static NTSTATUS dxgk_power_components(struct dxgk_adapter *adapter, UINT count)
{
	struct dxgk_power *power;
	NTSTATUS status = STATUS_SUCCESS;
	UINT i;

	power = dxgk_os_alloc(sizeof(*power) + count * sizeof(power->component[0]),
			      DXGK_OS_ALLOC_ZERO);
	if (!power)
		return STATUS_INSUFFICIENT_RESOURCES;
	power->count = count;
	for (i = 0; i < count; i++) {
		struct dxgk_component *c = &power->component[i];

		dxgk_os_mutex_init(&c->lock);
		dxgk_os_event_init(&c->complete, false);
		if (NT_SUCCESS(status))
			status = dxgk_power_query(adapter, DXGKQAITYPE_POWERCOMPONENTINFO, &i,
						  &c->info, sizeof(c->info));
		if (c->info.StateCount > DXGK_MAX_F_STATES)
			status = STATUS_INVALID_PARAMETER;
		/* Those that the system would manage for engines stay on. */
		c->needed = c->info.ComponentMapping.ComponentType != DXGK_POWER_COMPONENT_OTHER;
		c->latency = ~0ull;
		c->residency = ~0ull;
	}
	/* Callbacks find it as long as the adapter lives. */
	__atomic_store_n(&adapter->power, power, __ATOMIC_RELEASE);
	return status;
}

void dxgk_power_start(struct dxgk_adapter *adapter)
{
	NTSTATUS status = STATUS_SUCCESS;
	UINT count = 0, i;

	if (!dxgk_display_supports_runtime_power(adapter) ||
	    !adapter->driver->ddi.DxgkDdiSetPowerComponentFState)
		return;
	if (!adapter->power) {
		status = dxgk_power_query(adapter, DXGKQAITYPE_NUMPOWERCOMPONENTS, NULL, &count,
					  sizeof(count));
		if (NT_SUCCESS(status) && count && count <= DXGK_COMPONENTS_MAX)
			status = dxgk_power_components(adapter, count);
	}
	if (!adapter->power || !NT_SUCCESS(status)) {
		dxgk_os_log(DXGK_LOG_WARN, adapter->os,
			    "%s: no power management at run time: %u components, status %#x",
			    adapter->driver->info->name, count, status);
		return;
	}
	dxgk_power_tell(adapter, &dxgk_power_prepare);
	for (i = 0; i < adapter->power->count; i++) {
		dxgk_os_mutex_lock(&adapter->power->component[i].lock);
		DXGK_WRITE_ONCE(adapter->power->started, true);
		dxgk_os_mutex_unlock(&adapter->power->component[i].lock);
	}
	dxgk_power_tell(adapter, &dxgk_power_started);
	for (i = 0; i < adapter->power->count; i++)
		dxgk_component_update(adapter, i);
}

void dxgk_power_stop(struct dxgk_adapter *adapter)
{
	struct dxgk_power *power = adapter->power;
	UINT i;

	if (!power || !power->started)
		return;
	for (i = 0; i < power->count; i++) {
		struct dxgk_component *c = &power->component[i];

		dxgk_os_mutex_lock(&c->lock);
		if (c->state && !adapter->removed)
			dxgk_component_set(adapter, i, 0);
		/* The next ones may still go up: their turn to go down comes. */
		DXGK_WRITE_ONCE(power->started, false);
		dxgk_os_mutex_unlock(&c->lock);
	}
	dxgk_power_tell(adapter, &dxgk_power_stopped);
}

void dxgk_power_to_dx(struct dxgk_adapter *adapter, bool before)
{
	struct dxgk_power *power = adapter->power;
	UINT i;

	for (i = 0; power && power->started && i < power->count; i++) {
		if (!power->component[i].info.Flags.TransitionTo_F0_OnDx)
			continue;
		__atomic_add_fetch(&power->component[i].needed, before ? 1 : -1, __ATOMIC_ACQ_REL);
		dxgk_component_update(adapter, i);
	}
}

void dxgk_power_release(struct dxgk_adapter *adapter)
{
	UINT i;

	for (i = 0; adapter->power && i < adapter->power->count; i++) {
		dxgk_os_mutex_fini(&adapter->power->component[i].lock);
		dxgk_os_event_fini(&adapter->power->component[i].complete);
	}
	dxgk_os_free(adapter->power);
	adapter->power = NULL;
}
