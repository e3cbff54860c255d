// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * adapter.c - the life of an adapter: AddDevice to RemoveDevice.
 */
#include "adapter.h"
#include "ddi.h"
#include "display.h"
#include "handle.h"
#include "iface.h"
#include "nt_device.h"
#include "memory.h"
#include "power.h"
#include "resource.h"
#include "services.h"

/* No map is under way in the old state when this returns. */
static void dxgk_adapter_set_state(struct dxgk_adapter *adapter, enum dxgk_state state)
{
	dxgk_os_rwsem_write(&adapter->maps->gate);
	adapter->state = state;
	dxgk_os_rwsem_write_done(&adapter->maps->gate);
}

void dxgk_adapter_hold_user(struct dxgk_adapter *adapter)
{
	dxgk_os_mutex_lock(&adapter->hold_lock);
	if (!adapter->holds++)
		dxgk_os_suspend_user(adapter->os);
	dxgk_os_mutex_unlock(&adapter->hold_lock);
}

void dxgk_adapter_release_user(struct dxgk_adapter *adapter)
{
	dxgk_os_mutex_lock(&adapter->hold_lock);
	if (!--adapter->holds)
		dxgk_os_resume_user(adapter->os);
	dxgk_os_mutex_unlock(&adapter->hold_lock);
}

static VOID NTAPI dxgk_adapter_dpc(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2);

static void dxgk_adapter_free(struct dxgk_adapter *adapter)
{
	ULONG i;

	for (i = 0; i < DXGK_DDI_CLASSES; i++)
		dxgk_os_mutex_fini(&adapter->ddi_class[i]);
	dxgk_os_rwsem_fini(&adapter->ddi);
	dxgk_os_mutex_fini(&adapter->hold_lock);
	dxgk_os_free(adapter->resources);
	dxgk_os_free(adapter);
}

dxgk_status dxgk_adapter_create(struct dxgk_driver *driver, const struct dxgk_adapter_info *info,
				struct dxgk_adapter **out)
{
	struct dxgk_adapter *adapter;
	NTSTATUS status;
	ULONG i;

	*out = NULL;
	adapter = dxgk_os_alloc(sizeof(*adapter), DXGK_OS_ALLOC_ZERO);
	if (!adapter)
		return STATUS_INSUFFICIENT_RESOURCES;

	adapter->driver = driver;
	adapter->info = *info;
	adapter->os = info->os;
	adapter->state = DXGK_STATE_ADDED;
	dxgk_os_rwsem_init(&adapter->ddi);
	dxgk_os_mutex_init(&adapter->hold_lock);
	for (i = 0; i < DXGK_DDI_CLASSES; i++)
		dxgk_os_mutex_init(&adapter->ddi_class[i]);
	KeInitializeDpc(&adapter->dpc, dxgk_adapter_dpc, adapter);
	adapter->pdo.adapter = adapter;
	dxgk_pnp_init(adapter);

	status = dxgk_resources_create(adapter);
	if (!NT_SUCCESS(status))
		goto free;
	adapter->maps = dxgk_map_domain_create();
	if (!adapter->maps) {
		status = STATUS_INSUFFICIENT_RESOURCES;
		goto free;
	}
	adapter->handle = dxgk_handle_open(adapter);
	if (!adapter->handle) {
		status = STATUS_INSUFFICIENT_RESOURCES;
		goto release;
	}
	status = dxgk_nt_device_add(adapter);
	if (!NT_SUCCESS(status))
		goto close;

	dxgk_ddi_alone(adapter);
	status = driver->ddi.DxgkDdiAddDevice(&adapter->pdo.object, &adapter->context);
	dxgk_ddi_check(adapter, "DxgkDdiAddDevice");
	dxgk_ddi_alone_done(adapter);
	if (!NT_SUCCESS(status)) {
		dxgk_os_log(DXGK_LOG_ERR, adapter->os, "%s: DxgkDdiAddDevice failed with %#x",
			    driver->info->name, status);
		goto device;
	}
	dxgk_iface_init(adapter);
	*out = adapter;
	return STATUS_SUCCESS;

device:
	dxgk_nt_device_remove(adapter);
close:
	dxgk_handle_close(adapter->handle);
release:
	dxgk_map_release_all(adapter);
free:
	dxgk_adapter_free(adapter);
	return status;
}

ULONG dxgk_adapter_messages(const struct dxgk_adapter *adapter)
{
	ULONG i, n = 0;

	for (i = 0; i < adapter->info.resource_count; i++)
		if (adapter->info.resource[i].kind == DXGK_RES_INTERRUPT)
			n++;
	return n;
}

void dxgk_adapter_cut_off(struct dxgk_adapter *adapter)
{
	dxgk_map_revoke(adapter, true);
}

/* Nothing of an interrupt runs any more; a DPC that was queued is dropped. */
static void dxgk_adapter_quiet(struct dxgk_adapter *adapter)
{
	dxgk_os_irq_disconnect(adapter->os);
	KeRemoveQueueDpcEx(&adapter->dpc, TRUE);
}

/* The hardware half of a stop: no more interrupts, no more maps. */
static void dxgk_adapter_stopped(struct dxgk_adapter *adapter)
{
	dxgk_adapter_set_state(adapter, DXGK_STATE_STOPPED);
	dxgk_map_revoke(adapter, false);
	dxgk_adapter_quiet(adapter);
	if (adapter->asleep)
		dxgk_adapter_release_user(adapter);
	adapter->asleep = false;
}

static NTSTATUS dxgk_adapter_call_start(struct dxgk_adapter *adapter)
{
	NTSTATUS status;

	__builtin_memset(&adapter->start_info, 0, sizeof(adapter->start_info));
	/* Unique while the machine runs, as an LUID is. */
	adapter->start_info.AdapterLuid.LowPart = (ULONG)((dxgk_uptr)adapter->handle >> 4);
	adapter->start_info.AdapterLuid.HighPart = 0;
	adapter->start_info.AdapterGuid.Data1 = adapter->start_info.AdapterLuid.LowPart;
	adapter->start_info.AdapterGuid.Data2 = adapter->info.vendor;
	adapter->start_info.AdapterGuid.Data3 = adapter->info.device;
	adapter->sources = 0;
	adapter->children = 0;

	dxgk_ddi_alone(adapter);
	status = adapter->driver->ddi.DxgkDdiStartDevice(adapter->context, &adapter->start_info,
							 &adapter->interface, &adapter->sources,
							 &adapter->children);
	dxgk_ddi_check(adapter, "DxgkDdiStartDevice");
	dxgk_ddi_alone_done(adapter);
	return status;
}

dxgk_status dxgk_adapter_start(struct dxgk_adapter *adapter)
{
	const char *name = adapter->driver->info->name;
	NTSTATUS status;

	if (adapter->state != DXGK_STATE_ADDED && adapter->state != DXGK_STATE_STOPPED)
		return STATUS_INVALID_DEVICE_STATE;

	dxgk_adapter_set_state(adapter, DXGK_STATE_STARTING);
	dxgk_os_allow_user(adapter->os);
	/* Before StartDevice: drivers wait for their device's interrupt in it. */
	status = dxgk_os_irq_connect(adapter->os);
	/* From the bottom of the stack upwards: the bus driver first. */
	if (NT_SUCCESS(status))
		status = dxgk_pnp_send(adapter, IRP_MN_START_DEVICE);
	if (NT_SUCCESS(status))
		status = dxgk_adapter_call_start(adapter);
	if (!NT_SUCCESS(status)) {
		dxgk_os_log(DXGK_LOG_ERR, adapter->os, "%s: DxgkDdiStartDevice failed with %#x",
			    name, status);
		/* Counts as stopped: RemoveDevice follows, no StopDevice. */
		dxgk_adapter_stopped(adapter);
		return status;
	}
	dxgk_adapter_set_state(adapter, DXGK_STATE_STARTED);

	if (!adapter->sources || adapter->sources > DXGK_MAX_SOURCES ||
	    !adapter->children || adapter->children > DXGK_MAX_CHILDREN) {
		dxgk_os_log(DXGK_LOG_ERR, adapter->os,
			    "%s: DxgkDdiStartDevice reported %u sources and %u children", name,
			    adapter->sources, adapter->children);
		status = STATUS_INVALID_PARAMETER;
	} else {
		status = dxgk_display_start(adapter);
	}
	if (NT_SUCCESS(status))
		dxgk_power_start(adapter);
	else
		dxgk_adapter_stop(adapter);
	return status;
}

bool dxgk_adapter_gives_back(struct dxgk_adapter *adapter)
{
	return !adapter->removed && adapter->info.post.width &&
	       adapter->driver->ddi.DxgkDdiStopDeviceAndReleasePostDisplayOwnership &&
	       dxgk_display_supports_non_vga(adapter);
}

bool dxgk_adapter_left_lit(struct dxgk_adapter *adapter, struct dxgk_post_display *post)
{
	const DXGK_DISPLAY_INFORMATION *left = &adapter->post_left;

	if (adapter->state != DXGK_STATE_STOPPED || !left->Width || !left->Height)
		return false;
	*post = (struct dxgk_post_display) {
		.width = left->Width,
		.height = left->Height,
		.pitch = left->Pitch,
		.bits_per_pixel = left->ColorFormat == D3DDDIFMT_X8R8G8B8 ||
				  left->ColorFormat == D3DDDIFMT_A8R8G8B8 ? 32 :
				  left->ColorFormat == D3DDDIFMT_R8G8B8 ? 24 : 0,
		.phys = (dxgk_u64)left->PhysicAddress.QuadPart,
		.by_driver = true,
	};
	return true;
}

/* Give the display back where that is possible; otherwise StopDevice. */
static void dxgk_adapter_call_stop(struct dxgk_adapter *adapter)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;
	NTSTATUS status = STATUS_NOT_SUPPORTED;

	dxgk_display_idle(adapter);
	dxgk_ddi_alone(adapter);
	adapter->post_left.Width = 0;
	if (dxgk_adapter_gives_back(adapter)) {
		D3DDDI_VIDEO_PRESENT_TARGET_ID target = dxgk_display_post_target(adapter);
		DXGK_DISPLAY_INFORMATION post = { 0 };

		status = ddi->DxgkDdiStopDeviceAndReleasePostDisplayOwnership(adapter->context,
									      target, &post);
		dxgk_ddi_check(adapter, "DxgkDdiStopDeviceAndReleasePostDisplayOwnership");
		if (NT_SUCCESS(status))
			adapter->post_left = post;
	}
	if (!NT_SUCCESS(status)) {
		status = ddi->DxgkDdiStopDevice(adapter->context);
		dxgk_ddi_check(adapter, "DxgkDdiStopDevice");
		if (!NT_SUCCESS(status))
			dxgk_os_log(DXGK_LOG_WARN, adapter->os,
				    "%s: DxgkDdiStopDevice failed with %#x",
				    adapter->driver->info->name, status);
	}
	dxgk_ddi_alone_done(adapter);
}

void dxgk_adapter_stop(struct dxgk_adapter *adapter)
{
	if (adapter->state != DXGK_STATE_STARTED)
		return;

	dxgk_power_stop(adapter);
	dxgk_adapter_set_state(adapter, DXGK_STATE_STOPPING);
	dxgk_adapter_call_stop(adapter);
	dxgk_adapter_stopped(adapter);
	dxgk_display_stop(adapter);
}

void dxgk_adapter_surprise_remove(struct dxgk_adapter *adapter)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;

	dxgk_os_rwsem_write(&adapter->maps->gate);
	adapter->removed = true;
	dxgk_os_rwsem_write_done(&adapter->maps->gate);
	dxgk_pnp_send(adapter, IRP_MN_SURPRISE_REMOVAL);

	if (adapter->state != DXGK_STATE_STARTED || !ddi->DxgkDdiNotifySurpriseRemoval ||
	    !dxgk_display_supports_surprise_removal(adapter))
		return;

	/*
	 * Level 0, and at once: an entry point that waits for the hardware may
	 * wait for this.  What it returns changes nothing: StopDevice and
	 * RemoveDevice follow.
	 */
	ddi->DxgkDdiNotifySurpriseRemoval(adapter->context, DxgkRemovalPnPNotify);
	dxgk_ddi_check(adapter, "DxgkDdiNotifySurpriseRemoval");
}

void dxgk_adapter_remove(struct dxgk_adapter *adapter)
{
	NTSTATUS status;

	dxgk_adapter_stop(adapter);

	dxgk_ddi_alone(adapter);
	status = adapter->driver->ddi.DxgkDdiRemoveDevice(adapter->context);
	dxgk_ddi_check(adapter, "DxgkDdiRemoveDevice");
	/* Before anybody else has a turn: a routine that waits for one is not called. */
	dxgk_adapter_set_state(adapter, DXGK_STATE_REMOVED);
	dxgk_ddi_alone_done(adapter);
	if (!NT_SUCCESS(status))
		dxgk_os_log(DXGK_LOG_WARN, adapter->os, "%s: DxgkDdiRemoveDevice failed with %#x",
			    adapter->driver->info->name, status);

	dxgk_pnp_send(adapter, IRP_MN_REMOVE_DEVICE);
	dxgk_nt_device_remove(adapter);
	dxgk_handle_close(adapter->handle);
	dxgk_reports_end(adapter);
	dxgk_memory_end(adapter, 0);
	/* A thread of the miniport's may have queued the DPC since the stop. */
	dxgk_adapter_quiet(adapter);
	dxgk_power_release(adapter);
	dxgk_display_release(adapter);
	dxgk_map_release_all(adapter);
	dxgk_adapter_free(adapter);
}

dxgk_status dxgk_adapter_escape(struct dxgk_adapter *adapter, void *data, dxgk_u32 size,
				bool hardware_access)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;
	DXGKARG_ESCAPE arg = {
		.pPrivateDriverData = data,
		.PrivateDriverDataSize = size,
	};
	NTSTATUS status;

	if (!ddi->DxgkDdiEscape)
		return STATUS_NOT_SUPPORTED;
	arg.Flags.HardwareAccess = hardware_access;

	if (hardware_access)
		dxgk_ddi_alone(adapter);
	else
		dxgk_ddi_shared(adapter);
	if (adapter->removed) {
		status = STATUS_DEVICE_REMOVED;
	} else if (adapter->state != DXGK_STATE_STARTED) {
		status = STATUS_INVALID_DEVICE_STATE;
	} else if (adapter->powered_down) {
		status = STATUS_DEVICE_NOT_READY;
	} else {
		status = ddi->DxgkDdiEscape(adapter->context, &arg);
		dxgk_ddi_check(adapter, "DxgkDdiEscape");
	}
	if (hardware_access)
		dxgk_ddi_alone_done(adapter);
	else
		dxgk_ddi_shared_done(adapter);
	return status;
}

bool dxgk_adapter_isr(struct dxgk_adapter *adapter, dxgk_u32 message)
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;
	bool claimed;
	dxgk_u8 irql;

	if (!ddi->DxgkDdiInterruptRoutine)
		return false;
	irql = dxgk_os_irql_raise(DXGK_DEVICE_IRQL);
	claimed = ddi->DxgkDdiInterruptRoutine(adapter->context, message);
	dxgk_ddi_check_at(adapter, "DxgkDdiInterruptRoutine", DXGK_DEVICE_IRQL);
	dxgk_os_irql_lower(irql);
	return claimed;
}

static VOID NTAPI dxgk_adapter_dpc(PKDPC dpc, PVOID context, PVOID arg1, PVOID arg2)
{
	struct dxgk_adapter *adapter = context;
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;

	if (ddi->DxgkDdiDpcRoutine) {
		ddi->DxgkDdiDpcRoutine(adapter->context);
		dxgk_ddi_check_at(adapter, "DxgkDdiDpcRoutine", DISPATCH_LEVEL);
	}
	/* What the interrupt reported, for miniports that do not call DxgkCbNotifyDpc. */
	dxgk_display_dpc(adapter);
}

bool dxgk_adapter_queue_dpc(struct dxgk_adapter *adapter)
{
	return KeInsertQueueDpc(&adapter->dpc, NULL, NULL);
}
