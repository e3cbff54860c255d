// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * map.c - DxgkCbMapMemory and DxgkCbUnmapMemory: the rules; MmMapIoSpace.
 */
#include <ntddk.h>
#include <dispmprt.h>

#include "adapter.h"
#include "handle.h"
#include "verifier.h"
#include "iface.h"
#include "map_record.h"
#include "nt_ke.h"

/* What is counted one by one; the last counter takes every other status. */
static const NTSTATUS dxgk_map_statuses[DXGK_MAP_FAILURES - 1] = {
	STATUS_INVALID_PARAMETER,
	STATUS_INVALID_DEVICE_STATE,
	STATUS_DEVICE_REMOVED,
	STATUS_INVALID_DEVICE_REQUEST,
	STATUS_PROCESS_IS_TERMINATING,
	STATUS_MAPPED_ALIGNMENT,
	STATUS_CONFLICTING_ADDRESSES,
	STATUS_INSUFFICIENT_RESOURCES,
	STATUS_NOT_MAPPED_VIEW,
};

/*
 * What the owner of the boot VGA may reach without having it listed: the frame
 * buffer window, the VGA registers, and the two ports at which Bochs' display
 * interface answers on the adapters that emulate it.
 */
static const struct dxgk_resource dxgk_legacy_vga[] = {
	{ .kind = DXGK_RES_MEMORY, .start = 0xa0000, .length = 0x20000 },
	{ .kind = DXGK_RES_PORT, .start = 0x3b0, .length = 0xc },
	{ .kind = DXGK_RES_PORT, .start = 0x3c0, .length = 0x20 },
	{ .kind = DXGK_RES_PORT, .start = 0x1ce, .length = 2 },
};

/* -------------------------------------------------------------------- rules */

static void dxgk_map_count_failure(struct dxgk_adapter *adapter, NTSTATUS status)
{
	struct dxgk_map_domain *d = adapter->maps;
	unsigned long irq;
	unsigned int i;

	for (i = 0; i < DXGK_ARRAY_SIZE(dxgk_map_statuses); i++)
		if (dxgk_map_statuses[i] == status)
			break;
	irq = dxgk_os_spin_lock(&d->lock);
	d->failures[i]++;
	dxgk_os_spin_unlock(&d->lock, irq);
}

/* The resource that holds all of [start, start + len), or NULL. */
static const struct dxgk_resource *dxgk_map_resource(const struct dxgk_adapter *adapter,
						     enum dxgk_resource_kind kind,
						     dxgk_u64 start, dxgk_u64 len)
{
	const struct dxgk_resource *set = adapter->info.resource;
	dxgk_u32 n = adapter->info.resource_count;
	unsigned int round;

	for (round = 0; round < 2; round++) {
		dxgk_u32 i;

		for (i = 0; i < n; i++) {
			const struct dxgk_resource *r = &set[i];

			if (r->kind == kind && start >= r->start && len <= r->length &&
			    start - r->start <= r->length - len)
				return r;
		}
		if (!adapter->info.boot_vga)
			break;
		set = dxgk_legacy_vga;
		n = DXGK_ARRAY_SIZE(dxgk_legacy_vga);
	}
	return NULL;
}

/* Removed before state: the order of the contract.  Under the gate. */
static NTSTATUS dxgk_map_check_state(const struct dxgk_adapter *adapter)
{
	dxgk_os_rwsem_assert(&adapter->maps->gate);
	if (adapter->removed)
		return STATUS_DEVICE_REMOVED;

	switch (adapter->state) {
	case DXGK_STATE_STARTING:
	case DXGK_STATE_STARTED:
	case DXGK_STATE_STOPPING:
		return STATUS_SUCCESS;
	default:
		return STATUS_INVALID_DEVICE_STATE;
	}
}

/* Arguments, process, alignment. */
static NTSTATUS dxgk_map_check_args(const struct dxgk_adapter *adapter,
				    struct dxgk_map_info *info)
{
	dxgk_u64 start = info->phys, len = info->len;
	const struct dxgk_resource *r;
	enum dxgk_resource_kind kind = info->space == DXGK_MAP_PORT ?
				       DXGK_RES_PORT : DXGK_RES_MEMORY;

	if (!len || start + len - 1 < start ||
	    dxgk_map_cache(info->cache) == DXGK_CACHE_COUNT)
		return STATUS_INVALID_PARAMETER;

	r = dxgk_map_resource(adapter, kind, start, len);
	if (!r)
		return STATUS_INVALID_PARAMETER;

	info->listed = true;
	if (info->space != DXGK_MAP_USER)
		return STATUS_SUCCESS;

	if (!dxgk_os_process())
		return STATUS_INVALID_DEVICE_REQUEST;
	if (dxgk_os_process_exiting())
		return STATUS_PROCESS_IS_TERMINATING;

	/* Whole pages are exposed: all of them must be of this resource. */
	if ((start & ~DXGK_PAGE_MASK) < r->start ||
	    ((start + len - 1) | DXGK_PAGE_MASK) > r->start + r->length - 1)
		return STATUS_MAPPED_ALIGNMENT;
	return STATUS_SUCCESS;
}

/* What both callbacks do in the end, of which nearly always nobody wants to hear. */
static void dxgk_map_trace(struct dxgk_os_device *os, const struct dxgk_map_info *info,
			   bool unmap, NTSTATUS status, PVOID va)
{
	struct dxgk_map_event ev = {
		.unmap = unmap,
		.status = status,
		.space = (dxgk_u8)info->space,
		.cache = (dxgk_u8)info->cache,
		.phys = info->phys,
		.len = info->len,
		.va = va,
		.caller = info->caller,
	};

	dxgk_os_trace_map(os, &ev);
}

static NTSTATUS dxgk_map_adapter(struct dxgk_adapter *adapter, struct dxgk_map_info *info,
				 PVOID *va)
{
	NTSTATUS status;

	dxgk_os_rwsem_read(&adapter->maps->gate);
	status = dxgk_map_check_state(adapter);
	if (NT_SUCCESS(status))
		status = dxgk_map_check_args(adapter, info);
	if (NT_SUCCESS(status))
		status = dxgk_mapping_make(adapter->maps, adapter->os, info, va);
	dxgk_os_rwsem_read_done(&adapter->maps->gate);
	return status;
}

static bool dxgk_map_irql_raised(const void *caller, const char *function)
{
	if (dxgk_nt_irql() == PASSIVE_LEVEL)
		return false;
	dxgk_verify_irql(caller, function, PASSIVE_LEVEL);
	return true;
}

/**
 * DxgkCbMapMemory() - map translated device memory or ports
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @TranslatedAddress: first byte or port, at any alignment
 * @Length: bytes or ports, not 0
 * @InIoSpace: TRUE for ports; @MapToUserMode is then ignored
 * @MapToUserMode: TRUE for the calling process, FALSE for system space
 * @CacheType: what the pages shall be; checked but without effect for ports
 * @VirtualAddress: what READ_PORT_x, READ_REGISTER_x or the program takes;
 *	NULL after a failure
 *
 * The range must lie in one of the adapter's translated resources, or in the
 * legacy VGA ranges if it is the boot VGA.  Each call makes a mapping of its
 * own, to be undone by DxgkCbUnmapMemory(); a program's own munmap(), or its
 * end, undoes a user mapping too.
 *
 * IRQL: PASSIVE_LEVEL.  Locks: may take the process's mmap lock.
 *
 * Return: checked in this order:
 * STATUS_INVALID_DEVICE_REQUEST above PASSIVE_LEVEL;
 * STATUS_INVALID_PARAMETER without @VirtualAddress;
 * STATUS_INVALID_HANDLE for anything but the handle of a live adapter;
 * STATUS_DEVICE_REMOVED for one that vanished;
 * STATUS_INVALID_DEVICE_STATE outside StartDevice … StopDevice;
 * STATUS_INVALID_PARAMETER for a range or a cache type that is not allowed;
 * STATUS_INVALID_DEVICE_REQUEST for user mode without a user process;
 * STATUS_PROCESS_IS_TERMINATING; STATUS_MAPPED_ALIGNMENT when a user mapping
 * would expose something that is not of the resource;
 * STATUS_CONFLICTING_ADDRESSES for a page that is mapped with another cache
 * type; STATUS_INSUFFICIENT_RESOURCES; STATUS_SUCCESS.
 *
 * Follows "DXGKCB_MAP_MEMORY callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbMapMemory(HANDLE DeviceHandle, PHYSICAL_ADDRESS TranslatedAddress,
			       ULONG Length, BOOLEAN InIoSpace, BOOLEAN MapToUserMode,
			       MEMORY_CACHING_TYPE CacheType, PVOID *VirtualAddress)
{
	struct dxgk_map_info info = {
		.space = InIoSpace ? DXGK_MAP_PORT :
			 MapToUserMode ? DXGK_MAP_USER : DXGK_MAP_SYSTEM,
		.phys = (dxgk_u64)TranslatedAddress.QuadPart,
		.len = Length,
		.cache = (dxgk_u32)CacheType,
		.caller = __builtin_return_address(0),
	};
	struct dxgk_adapter *adapter;
	NTSTATUS status;

	if (VirtualAddress)
		*VirtualAddress = NULL;
	if (dxgk_map_irql_raised(info.caller, __func__))
		status = STATUS_INVALID_DEVICE_REQUEST;
	else if (!VirtualAddress)
		status = STATUS_INVALID_PARAMETER;
	else
		status = STATUS_SUCCESS;

	adapter = dxgk_handle_get(DeviceHandle);
	if (NT_SUCCESS(status))
		status = adapter ? dxgk_map_adapter(adapter, &info, VirtualAddress)
				 : STATUS_INVALID_HANDLE;

	if (!NT_SUCCESS(status) && adapter)
		dxgk_map_count_failure(adapter, status);
	if (dxgk_os_trace_map_wanted(false))
		dxgk_map_trace(adapter ? adapter->os : NULL, &info, false, status,
			       NT_SUCCESS(status) ? *VirtualAddress : NULL);
	if (adapter)
		dxgk_handle_put(DeviceHandle);
	else
		dxgk_verify_handle(info.caller, __func__, DeviceHandle);
	return status;
}

/**
 * DxgkCbUnmapMemory() - undo one DxgkCbMapMemory()
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @VirtualAddress: what DxgkCbMapMemory() returned
 *
 * Works from the map until RemoveDevice returns, also on an adapter that was
 * stopped or vanished.
 *
 * IRQL: PASSIVE_LEVEL; for a user mapping, in the process that has it.
 *
 * Return: STATUS_INVALID_DEVICE_REQUEST above PASSIVE_LEVEL;
 * STATUS_INVALID_HANDLE; STATUS_NOT_MAPPED_VIEW, and nothing is unmapped, for
 * an address that is not the beginning of a live mapping of this adapter in
 * system space or in the calling process; STATUS_SUCCESS.
 *
 * Follows "DXGKCB_UNMAP_MEMORY callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbUnmapMemory(HANDLE DeviceHandle, PVOID VirtualAddress)
{
	struct dxgk_map_info info = { .caller = __builtin_return_address(0) };
	struct dxgk_mapping *m = NULL;
	struct dxgk_adapter *adapter = dxgk_handle_get(DeviceHandle);
	bool trace = dxgk_os_trace_map_wanted(true);
	NTSTATUS status = STATUS_SUCCESS;

	if (dxgk_map_irql_raised(info.caller, __func__)) {
		status = STATUS_INVALID_DEVICE_REQUEST;
	} else if (!adapter) {
		status = STATUS_INVALID_HANDLE;
	} else {
		m = dxgk_mapping_take(adapter->maps, (dxgk_uptr)VirtualAddress);
		if (!m) {
			status = STATUS_NOT_MAPPED_VIEW;
			dxgk_verify_report(dxgk_cb_code(adapter, info.caller), DXGK_RULE_UNMAP,
					   __func__,
					   "%p is not the beginning of a mapping",
					   VirtualAddress);
		}
	}
	if (m) {
		if (trace) {
			void *caller = info.caller;

			info = m->info;
			info.caller = caller;
		}
		dxgk_mapping_undo(m);
	}

	if (!NT_SUCCESS(status) && adapter)
		dxgk_map_count_failure(adapter, status);
	if (trace)
		dxgk_map_trace(adapter ? adapter->os : NULL, &info, true, status, VirtualAddress);
	if (adapter)
		dxgk_handle_put(DeviceHandle);
	else
		dxgk_verify_handle(info.caller, __func__, DeviceHandle);
	return status;
}

/* -------------------------------------------------- without a handle: MmMapIoSpace */

NTSTATUS dxgk_map_io_space(struct dxgk_map_domain *d, struct dxgk_os_device *os, dxgk_u64 phys,
			   dxgk_u64 len, MEMORY_CACHING_TYPE type, void *caller, PVOID *va)
{
	struct dxgk_map_info info = {
		.space = DXGK_MAP_SYSTEM,
		.phys = phys,
		.len = len,
		.cache = (dxgk_u32)type,
		.caller = caller,
	};
	NTSTATUS status;

	*va = NULL;
	if (!len || phys + len - 1 < phys ||
	    dxgk_map_cache((dxgk_u32)type) == DXGK_CACHE_COUNT)
		status = STATUS_INVALID_PARAMETER;
	else
		status = dxgk_mapping_make(d, os, &info, va);
	if (dxgk_os_trace_map_wanted(false))
		dxgk_map_trace(os, &info, false, status, *va);
	return status;
}

bool dxgk_unmap_io_space(struct dxgk_map_domain *d, struct dxgk_os_device *os, PVOID va,
			 void *caller, dxgk_u64 *len)
{
	struct dxgk_map_info info;
	struct dxgk_mapping *m = dxgk_mapping_take_system(d, (dxgk_uptr)va);

	if (!m)
		return false;
	info = m->info;
	info.caller = caller;
	*len = info.len;
	dxgk_mapping_undo(m);
	if (dxgk_os_trace_map_wanted(true))
		dxgk_map_trace(os, &info, true, STATUS_SUCCESS, va);
	return true;
}

/* -------------------------------------------------------------- diagnostics */

bool dxgk_map_failure(struct dxgk_adapter *adapter, unsigned int index,
		      dxgk_status *status, dxgk_u64 *count)
{
	if (index >= DXGK_MAP_FAILURES)
		return false;
	*status = index < DXGK_ARRAY_SIZE(dxgk_map_statuses) ? dxgk_map_statuses[index] : 0;
	*count = DXGK_READ_ONCE(adapter->maps->failures[index]);
	return true;
}
