// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * map_test.c - the mapping contract: DxgkCbMapMemory and DxgkCbUnmapMemory.
 *
 * A row for each line of the contract, then what the lines say of lifetime.
 */
#include <pthread.h>

#include "mock_miniport.h"

static NTSTATUS map(HANDLE h, dxgk_u64 at, ULONG len, BOOLEAN io, BOOLEAN user, int type, PVOID *va)
{
	PHYSICAL_ADDRESS pa = { .QuadPart = (LONGLONG)at };

	return DxgkCbMapMemory(h, pa, len, io, user, (MEMORY_CACHING_TYPE)type, va);
}

static NTSTATUS unmap(HANDLE h, PVOID va)
{
	return DxgkCbUnmapMemory(h, va);
}

static HANDLE handle(void)
{
	return mock.adapter->handle;
}

/* --------------------------------------------------------------- the table */

enum when { ADDED, STARTED, STOPPED, FAILED_START, REMOVED };
enum space { SYSTEM, PORT, USER, PORT_USER };

struct row {
	const char *what;
	dxgk_u64 at;
	ULONG len;
	enum space space;
	int type;
	NTSTATUS want;
	enum when when;
	bool boot_vga;
	dxgk_u8 irql;
	bool no_process;
	bool exiting;
	bool no_pointer;
};

static const struct row rows[] = {
	/* What is allowed. */
	{ "whole BAR", MOCK_FB, MOCK_FB_LEN, SYSTEM, MmWriteCombined, STATUS_SUCCESS, STARTED },
	{ "a byte", MOCK_FB + 0x1234, 1, SYSTEM, MmNonCached, STATUS_SUCCESS, STARTED },
	{ "last byte", MOCK_FB + MOCK_FB_LEN - 1, 1, SYSTEM, MmNonCached, STATUS_SUCCESS, STARTED },
	{ "sub-page BAR", MOCK_SMALL, MOCK_SMALL_LEN, SYSTEM, MmNonCached, STATUS_SUCCESS, STARTED },
	{ "above 4 GiB", MOCK_HIGH + 0x100000000ull, 0x1000, SYSTEM, MmNonCached, STATUS_SUCCESS,
	  STARTED },
	{ "4 GiB less one", MOCK_HIGH, 0xffffffff, SYSTEM, MmNonCached, STATUS_SUCCESS, STARTED },
	{ "cached", MOCK_FB, 0x1000, SYSTEM, MmCached, STATUS_SUCCESS, STARTED },
	{ "coherent", MOCK_FB, 0x1000, SYSTEM, MmHardwareCoherentCached, STATUS_SUCCESS, STARTED },
	{ "unordered", MOCK_FB, 0x1000, SYSTEM, MmNonCachedUnordered, STATUS_SUCCESS, STARTED },
	{ "USWC", MOCK_FB, 0x1000, SYSTEM, MmUSWCCached, STATUS_SUCCESS, STARTED },
	{ "ports", MOCK_PORT, MOCK_PORT_LEN, PORT, MmNonCached, STATUS_SUCCESS, STARTED },
	{ "a port", MOCK_PORT + 7, 1, PORT, MmCached, STATUS_SUCCESS, STARTED },
	{ "ports ignore user mode", MOCK_PORT, 4, PORT_USER, MmNonCached, STATUS_SUCCESS, STARTED,
	  .no_process = true },
	{ "user, whole BAR", MOCK_FB, MOCK_FB_LEN, USER, MmWriteCombined, STATUS_SUCCESS, STARTED },
	{ "user, inside", MOCK_FB + 0x1010, 0x20, USER, MmNonCached, STATUS_SUCCESS, STARTED },
	{ "legacy window", 0xa0000, 0x20000, SYSTEM, MmNonCached, STATUS_SUCCESS, STARTED,
	  .boot_vga = true },
	{ "legacy registers", 0x3c0, 0x20, PORT, MmNonCached, STATUS_SUCCESS, STARTED,
	  .boot_vga = true },
	{ "DISPI ports", 0x1ce, 2, PORT, MmNonCached, STATUS_SUCCESS, STARTED, .boot_vga = true },

	/* IRQL, before anything else. */
	{ "at DISPATCH_LEVEL", MOCK_FB, 0x1000, SYSTEM, MmNonCached, STATUS_INVALID_DEVICE_REQUEST,
	  STARTED, .irql = DISPATCH_LEVEL },
	{ "at APC_LEVEL", MOCK_FB, 0x1000, SYSTEM, MmNonCached, STATUS_INVALID_DEVICE_REQUEST,
	  STARTED, .irql = APC_LEVEL },
	{ "IRQL before pointer", MOCK_FB, 0, SYSTEM, 77, STATUS_INVALID_DEVICE_REQUEST, STARTED,
	  .irql = DISPATCH_LEVEL, .no_pointer = true },
	{ "no pointer", MOCK_FB, 0x1000, SYSTEM, MmNonCached, STATUS_INVALID_PARAMETER, STARTED,
	  .no_pointer = true },

	/* State, before arguments. */
	{ "not started", MOCK_FB, 0x1000, SYSTEM, MmNonCached, STATUS_INVALID_DEVICE_STATE, ADDED },
	{ "state before arguments", MOCK_FB, 0, SYSTEM, 77, STATUS_INVALID_DEVICE_STATE, ADDED },
	{ "stopped", MOCK_FB, 0x1000, SYSTEM, MmNonCached, STATUS_INVALID_DEVICE_STATE, STOPPED },
	{ "start failed", MOCK_FB, 0x1000, SYSTEM, MmNonCached, STATUS_INVALID_DEVICE_STATE,
	  FAILED_START },
	{ "ports, stopped", MOCK_PORT, 1, PORT, MmNonCached, STATUS_INVALID_DEVICE_STATE, STOPPED },
	{ "user, stopped", MOCK_FB, 0x1000, USER, MmNonCached, STATUS_INVALID_DEVICE_STATE,
	  STOPPED },
	{ "vanished", MOCK_FB, 0x1000, SYSTEM, MmNonCached, STATUS_DEVICE_REMOVED, REMOVED },
	{ "removed before arguments", MOCK_FB, 0, SYSTEM, 77, STATUS_DEVICE_REMOVED, REMOVED },

	/* Arguments. */
	{ "no length", MOCK_FB, 0, SYSTEM, MmNonCached, STATUS_INVALID_PARAMETER, STARTED },
	{ "no port length", MOCK_PORT, 0, PORT, MmNonCached, STATUS_INVALID_PARAMETER, STARTED },
	{ "one byte too far", MOCK_FB, MOCK_FB_LEN + 1, SYSTEM, MmNonCached,
	  STATUS_INVALID_PARAMETER, STARTED },
	{ "across two BARs", MOCK_NEXT - 0x1000, 0x2000, SYSTEM, MmNonCached,
	  STATUS_INVALID_PARAMETER, STARTED },
	{ "before the BAR", MOCK_FB - 1, 2, SYSTEM, MmNonCached, STATUS_INVALID_PARAMETER, STARTED },
	{ "behind the BAR", MOCK_NEXT + MOCK_NEXT_LEN, 1, SYSTEM, MmNonCached,
	  STATUS_INVALID_PARAMETER, STARTED },
	{ "address wraps", 0xfffffffffffff000ull, 0x2000, SYSTEM, MmNonCached,
	  STATUS_INVALID_PARAMETER, STARTED },
	{ "all ones", ~0ull, 0xffffffff, SYSTEM, MmNonCached, STATUS_INVALID_PARAMETER, STARTED },
	{ "address 0", 0, 0x1000, SYSTEM, MmNonCached, STATUS_INVALID_PARAMETER, STARTED },
	{ "memory as ports", MOCK_FB, 4, PORT, MmNonCached, STATUS_INVALID_PARAMETER, STARTED },
	{ "ports as memory", MOCK_PORT, 4, SYSTEM, MmNonCached, STATUS_INVALID_PARAMETER, STARTED },
	{ "ports too far", MOCK_PORT, MOCK_PORT_LEN + 1, PORT, MmNonCached,
	  STATUS_INVALID_PARAMETER, STARTED },
	{ "type 6", MOCK_FB, 0x1000, SYSTEM, 6, STATUS_INVALID_PARAMETER, STARTED },
	{ "type -1", MOCK_FB, 0x1000, SYSTEM, -1, STATUS_INVALID_PARAMETER, STARTED },
	{ "ports, type 6", MOCK_PORT, 4, PORT, 6, STATUS_INVALID_PARAMETER, STARTED },
	{ "legacy, not boot VGA", 0xa0000, 0x20000, SYSTEM, MmNonCached, STATUS_INVALID_PARAMETER,
	  STARTED },
	{ "legacy ports, not boot VGA", 0x3c0, 0x20, PORT, MmNonCached, STATUS_INVALID_PARAMETER,
	  STARTED },
	{ "legacy window too far", 0xa0000, 0x20001, SYSTEM, MmNonCached,
	  STATUS_INVALID_PARAMETER, STARTED, .boot_vga = true },

	/* Process, before alignment. */
	{ "user, no process", MOCK_FB, 0x1000, USER, MmNonCached, STATUS_INVALID_DEVICE_REQUEST,
	  STARTED, .no_process = true },
	{ "arguments before process", MOCK_FB, 0, USER, MmNonCached, STATUS_INVALID_PARAMETER,
	  STARTED, .no_process = true },
	{ "process before alignment", MOCK_SMALL, 4, USER, MmNonCached,
	  STATUS_INVALID_DEVICE_REQUEST, STARTED, .no_process = true },
	{ "user, exiting", MOCK_FB, 0x1000, USER, MmNonCached, STATUS_PROCESS_IS_TERMINATING,
	  STARTED, .exiting = true },
	{ "exiting before alignment", MOCK_SMALL, 4, USER, MmNonCached,
	  STATUS_PROCESS_IS_TERMINATING, STARTED, .exiting = true },
	{ "user, sub-page BAR", MOCK_SMALL, MOCK_SMALL_LEN, USER, MmNonCached,
	  STATUS_MAPPED_ALIGNMENT, STARTED },
};

static NTSTATUS start_fails(void)
{
	return STATUS_UNSUCCESSFUL;
}

static void reach(const struct row *r)
{
	if (r->when == FAILED_START)
		mock.on_start = start_fails;
	if (r->when == ADDED)
		return;
	dxgk_adapter_start(mock.adapter);
	if (r->when == STOPPED)
		dxgk_adapter_stop(mock.adapter);
	if (r->when == REMOVED)
		dxgk_adapter_surprise_remove(mock.adapter);
}

static const enum dxgk_cache cache_of[] = {
	[MmNonCached] = DXGK_CACHE_UC, [MmCached] = DXGK_CACHE_WB,
	[MmWriteCombined] = DXGK_CACHE_WC, [MmHardwareCoherentCached] = DXGK_CACHE_WB,
	[MmNonCachedUnordered] = DXGK_CACHE_UC, [MmUSWCCached] = DXGK_CACHE_WC,
};

static void row(void **state)
{
	const struct row *r = *state;
	struct host_process *p = host_process_create();
	PVOID va = (PVOID)0x5a5a;
	KIRQL old = 0;
	NTSTATUS got;

	mock_up(r->boot_vga);
	reach(r);
	if (!r->no_process)
		host_process_enter(p);
	host_process_set_exiting(p, r->exiting);
	/* APC_LEVEL is the thread's own, which the backend does not know. */
	if (r->irql == APC_LEVEL)
		KeRaiseIrql(APC_LEVEL, &old);
	else
		host_irql_set(r->irql);
	got = map(handle(), r->at, r->len, r->space == PORT || r->space == PORT_USER,
		  r->space == USER || r->space == PORT_USER, r->type,
		  r->no_pointer ? NULL : &va);
	if (r->irql == APC_LEVEL)
		KeLowerIrql(old);
	host_irql_set(0);
	assert_status(got, r->want);

	if (!NT_SUCCESS(got)) {
		if (!r->no_pointer)
			assert_null(va);
		assert_int_equal(dxgk_map_count(mock.adapter), 0);
		assert_int_equal(host_system_mappings() + host_port_mappings() +
				 host_process_mappings(p), 0);
	} else {
		assert_int_equal(dxgk_map_count(mock.adapter), 1);
		if (r->space == PORT || r->space == PORT_USER)
			assert_ptr_equal(va, (PVOID)(uintptr_t)r->at);
		else
			assert_int_equal((uintptr_t)va & 0xfff, r->at & 0xfff);
		if (r->space == SYSTEM)
			assert_int_equal(host_cache_of_system(va), cache_of[r->type]);
		if (r->space == USER)
			assert_int_equal(host_cache_of_user(p, (uintptr_t)va), cache_of[r->type]);
		assert_status(unmap(handle(), va), STATUS_SUCCESS);
		assert_status(unmap(handle(), va), STATUS_NOT_MAPPED_VIEW);
		assert_int_equal(dxgk_map_count(mock.adapter), 0);
	}
	mock_down();
	host_process_enter(NULL);
	host_process_exit(p);
}

/* The page of a mapping begins before its resource, or ends behind it. */
static void user_alignment(void **state)
{
	static const struct { dxgk_u64 start, len; NTSTATUS want; } bars[] = {
		{ MOCK_REGS + 0x800, 0x800, STATUS_MAPPED_ALIGNMENT },
		{ MOCK_REGS, 0x800, STATUS_MAPPED_ALIGNMENT },
		{ MOCK_REGS, 0x1000, STATUS_SUCCESS },
	};
	struct host_process *p = host_process_create();
	unsigned int i;
	PVOID va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_process_enter(p);
	for (i = 0; i < DXGK_ARRAY_SIZE(bars); i++) {
		struct dxgk_resource *r = &mock.adapter->info.resource[2];

		assert_int_equal(r->start & ~0xfffull, MOCK_REGS);
		r->start = bars[i].start;
		r->length = bars[i].len;
		assert_status(map(handle(), r->start + 4, 4, 0, 1, MmNonCached, &va), bars[i].want);
		assert_status(map(handle(), r->start + 4, 4, 0, 0, MmNonCached, &va),
			      STATUS_SUCCESS);
		assert_status(unmap(handle(), va), STATUS_SUCCESS);
	}
	host_process_enter(NULL);
	host_process_exit(p);
	mock_down();
}

/* ------------------------------------------------------------------ handles */

static void handles(void **state)
{
	static const dxgk_u64 garbage[] = {
		0, 1, 0xc, ~0ull, 0xdb5a000000000000ull, 0xdb5afffffffffffcull,
		0x7fff00000000ull, 0xffff888000000000ull,
	};
	struct dxgk_adapter_info info;
	HANDLE stale;
	PVOID va;
	unsigned int i;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	stale = handle();
	for (i = 0; i < DXGK_ARRAY_SIZE(garbage); i++) {
		va = &va;
		assert_status(map((HANDLE)garbage[i], MOCK_FB, 1, 0, 0, 0, &va),
			      STATUS_INVALID_HANDLE);
		assert_null(va);
		assert_status(unmap((HANDLE)garbage[i], NULL), STATUS_INVALID_HANDLE);
	}
	/* Near misses of a live one: each bit of it matters. */
	for (i = 0; i < 64; i++)
		assert_status(map((HANDLE)((uintptr_t)stale ^ 1ull << i), MOCK_FB, 1, 0, 0, 0, &va),
			      STATUS_INVALID_HANDLE);

	mock_remove_adapter();
	assert_status(map(stale, MOCK_FB, 1, 0, 0, 0, &va), STATUS_INVALID_HANDLE);
	assert_status(unmap(stale, NULL), STATUS_INVALID_HANDLE);

	/* The same device again is another adapter. */
	mock_describe(&info);
	info.os = mock.os;
	assert_status(dxgk_adapter_create(mock.driver, &info, &mock.adapter), STATUS_SUCCESS);
	dxgk_adapter_start(mock.adapter);
	assert_ptr_not_equal(handle(), stale);
	assert_status(map(stale, MOCK_FB, 1, 0, 0, 0, &va), STATUS_INVALID_HANDLE);
	assert_status(map(handle(), MOCK_FB, 1, 0, 0, 0, &va), STATUS_SUCCESS);
	assert_status(unmap(stale, va), STATUS_INVALID_HANDLE);
	assert_status(unmap(handle(), va), STATUS_SUCCESS);
	mock_down();
}

static void another_adapter(void **state)
{
	struct dxgk_os_device *os;
	struct dxgk_adapter *second;
	struct dxgk_adapter_info info;
	PVOID va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	os = host_device_create("second");
	mock_describe(&info);
	info.os = os;
	assert_status(dxgk_adapter_create(mock.driver, &info, &second), STATUS_SUCCESS);
	assert_status(dxgk_adapter_start(second), STATUS_SUCCESS);

	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 0, MmNonCached, &va), STATUS_SUCCESS);
	assert_status(unmap(second->handle, va), STATUS_NOT_MAPPED_VIEW);
	assert_status(unmap(handle(), va), STATUS_SUCCESS);
	assert_status(map(handle(), MOCK_PORT, 4, 1, 0, 0, &va), STATUS_SUCCESS);
	assert_status(unmap(second->handle, va), STATUS_NOT_MAPPED_VIEW);
	assert_status(unmap(handle(), va), STATUS_SUCCESS);

	dxgk_adapter_remove(second);
	host_device_destroy(os);
	mock_down();
}

/* -------------------------------------------------------------------- unmap */

static void unmap_refused(void **state)
{
	PVOID va, port;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	assert_status(map(handle(), MOCK_FB, 0x2000, 0, 0, MmNonCached, &va), STATUS_SUCCESS);
	assert_status(map(handle(), MOCK_PORT, 8, 1, 0, 0, &port), STATUS_SUCCESS);

	/* Interior, before, behind, the pointer variable's own address, NULL, a free port. */
	assert_status(unmap(handle(), (char *)va + 1), STATUS_NOT_MAPPED_VIEW);
	assert_status(unmap(handle(), (char *)va + 0x1000), STATUS_NOT_MAPPED_VIEW);
	assert_status(unmap(handle(), (char *)va - 1), STATUS_NOT_MAPPED_VIEW);
	assert_status(unmap(handle(), (char *)va + 0x2000), STATUS_NOT_MAPPED_VIEW);
	assert_status(unmap(handle(), &va), STATUS_NOT_MAPPED_VIEW);
	assert_status(unmap(handle(), NULL), STATUS_NOT_MAPPED_VIEW);
	assert_status(unmap(handle(), (char *)port + 1), STATUS_NOT_MAPPED_VIEW);
	assert_int_equal(dxgk_map_count(mock.adapter), 2);

	host_irql_set(DISPATCH_LEVEL);
	assert_status(unmap(handle(), va), STATUS_INVALID_DEVICE_REQUEST);
	host_irql_set(0);
	assert_int_equal(dxgk_map_count(mock.adapter), 2);
	mock_down();
}

static void twice_is_two(void **state)
{
	PVOID a, b;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 0, MmNonCached, &a), STATUS_SUCCESS);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 0, MmNonCached, &b), STATUS_SUCCESS);
	assert_ptr_not_equal(a, b);
	assert_status(unmap(handle(), a), STATUS_SUCCESS);
	assert_status(unmap(handle(), a), STATUS_NOT_MAPPED_VIEW);
	assert_status(unmap(handle(), b), STATUS_SUCCESS);

	/* Ports: one address, counted. */
	assert_status(map(handle(), MOCK_PORT, 4, 1, 0, 0, &a), STATUS_SUCCESS);
	assert_status(map(handle(), MOCK_PORT, 8, 1, 0, 0, &b), STATUS_SUCCESS);
	assert_ptr_equal(a, b);
	assert_int_equal(dxgk_map_count(mock.adapter), 2);
	assert_status(unmap(handle(), a), STATUS_SUCCESS);
	assert_status(unmap(handle(), a), STATUS_SUCCESS);
	assert_status(unmap(handle(), a), STATUS_NOT_MAPPED_VIEW);
	mock_down();
}

static NTSTATUS map_now(void)
{
	PVOID va;

	assert_status(map(handle(), MOCK_REGS, 0x1000, 0, 0, MmNonCached, &va), STATUS_SUCCESS);
	mock.cb.DxgkCbUnmapMemory(mock.cb.DeviceHandle, va);
	return STATUS_SUCCESS;
}

/* From the moment StartDevice is called until StopDevice has returned. */
static void map_inside_start_and_stop(void **state)
{
	mock_up(false);
	mock.on_start = map_now;
	mock.on_stop = map_now;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	dxgk_adapter_stop(mock.adapter);
	assert_int_equal(mock.stops, 1);
	mock_down();
}

static PVOID kept;

static NTSTATUS unmap_kept(void)
{
	PVOID va;

	assert_status(unmap(handle(), kept), STATUS_SUCCESS);
	assert_status(map(handle(), MOCK_FB, 1, 0, 0, 0, &va), STATUS_INVALID_DEVICE_STATE);
	return STATUS_SUCCESS;
}

/* Unmap works until RemoveDevice returns: that is where real drivers do it. */
static void unmap_in_remove(void **state)
{
	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 0, MmNonCached, &kept), STATUS_SUCCESS);
	mock.on_remove = unmap_kept;
	mock_remove_adapter();
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "left a mapping"), 0);
	mock_down();
}

static void unmap_after_surprise(void **state)
{
	PVOID va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 0, MmNonCached, &va), STATUS_SUCCESS);
	dxgk_adapter_surprise_remove(mock.adapter);
	assert_status(unmap(handle(), va), STATUS_SUCCESS);
	mock_down();
}

/* What never was unmapped is named once each, and is gone. */
static void leaks(void **state)
{
	PVOID va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	assert_status(map(handle(), MOCK_FB, 0x2000, 0, 0, MmWriteCombined, &va), STATUS_SUCCESS);
	assert_status(map(handle(), MOCK_REGS, 0x10, 0, 0, MmNonCached, &va), STATUS_SUCCESS);
	assert_status(map(handle(), MOCK_PORT, 4, 1, 0, 0, &va), STATUS_SUCCESS);
	host_time_advance(7000000000ull);
	host_log_clear();
	mock_remove_adapter();
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "left a mapping"), 3);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "0xfd000000+0x2000 MmWriteCombined"), 1);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "ports 0xc000+0x4"), 1);
	assert_true(host_log_count(DXGK_LOG_WARN, " 700") >= 3);
	assert_int_equal(host_system_mappings(), 0);
	assert_int_equal(host_port_mappings(), 0);
	mock_down();
}

/* -------------------------------------------------------------- cache types */

static void cache_clash(void **state)
{
	struct host_process *p = host_process_create();
	PVOID wc, va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_process_enter(p);
	assert_status(map(handle(), MOCK_FB + 0x1800, 0x1000, 0, 0, MmWriteCombined, &wc),
		      STATUS_SUCCESS);

	/* Any page in common, whichever way it is asked for. */
	assert_status(map(handle(), MOCK_FB, MOCK_FB_LEN, 0, 0, MmNonCached, &va),
		      STATUS_CONFLICTING_ADDRESSES);
	assert_status(map(handle(), MOCK_FB + 0x1000, 1, 0, 0, MmCached, &va),
		      STATUS_CONFLICTING_ADDRESSES);
	assert_status(map(handle(), MOCK_FB + 0x2fff, 1, 0, 1, MmNonCached, &va),
		      STATUS_CONFLICTING_ADDRESSES);
	assert_null(va);
	/* The live one is as it was. */
	assert_int_equal(host_cache_of_system(wc), DXGK_CACHE_WC);

	/* No page in common, or the same type by either name. */
	assert_status(map(handle(), MOCK_FB + 0x3000, 1, 0, 0, MmNonCached, &va), STATUS_SUCCESS);
	assert_status(unmap(handle(), va), STATUS_SUCCESS);
	assert_status(map(handle(), MOCK_FB, 0x4000, 0, 1, MmUSWCCached, &va), STATUS_SUCCESS);

	/* The user mapping holds the type as well as the system one. */
	assert_status(unmap(handle(), wc), STATUS_SUCCESS);
	assert_status(map(handle(), MOCK_FB, 1, 0, 0, MmNonCached, &wc),
		      STATUS_CONFLICTING_ADDRESSES);
	assert_true(host_process_munmap(p, (uintptr_t)va));
	assert_status(map(handle(), MOCK_FB, 1, 0, 0, MmNonCached, &wc), STATUS_SUCCESS);
	assert_status(unmap(handle(), wc), STATUS_SUCCESS);
	mock_down();
	host_process_enter(NULL);
	host_process_exit(p);
}

/* Somebody else's mapping, which the table does not know, is found after the fact. */
static void cache_clash_foreign(void **state)
{
	struct host_foreign *f;
	PVOID va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	f = host_foreign_map(MOCK_FB, 0x1000, DXGK_CACHE_UC);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 0, MmWriteCombined, &va),
		      STATUS_CONFLICTING_ADDRESSES);
	assert_null(va);
	assert_int_equal(dxgk_map_count(mock.adapter), 0);
	host_foreign_unmap(f);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 0, MmWriteCombined, &va), STATUS_SUCCESS);
	assert_status(unmap(handle(), va), STATUS_SUCCESS);
	mock_down();
}

/* --------------------------------------------------------------- processes */

static void user_unmap_elsewhere(void **state)
{
	struct host_process *p = host_process_create(), *q = host_process_create();
	PVOID va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_process_enter(p);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 1, MmNonCached, &va), STATUS_SUCCESS);

	host_process_enter(q);
	assert_status(unmap(handle(), va), STATUS_NOT_MAPPED_VIEW);
	host_process_enter(NULL);
	assert_status(unmap(handle(), va), STATUS_NOT_MAPPED_VIEW);
	assert_int_equal(host_process_mappings(p), 1);

	host_process_enter(p);
	assert_status(unmap(handle(), (char *)va + 8), STATUS_NOT_MAPPED_VIEW);
	assert_status(unmap(handle(), va), STATUS_SUCCESS);
	assert_int_equal(host_process_mappings(p), 0);
	mock_down();
	host_process_enter(NULL);
	host_process_exit(p);
	host_process_exit(q);
}

/* The program unmapped it and put something of its own there. */
static void user_munmap_then_unmap(void **state)
{
	struct host_process *p = host_process_create();
	PVOID va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_process_enter(p);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 1, MmNonCached, &va), STATUS_SUCCESS);
	assert_true(host_process_munmap(p, (uintptr_t)va));
	assert_int_equal(dxgk_map_count(mock.adapter), 0);
	assert_true(host_process_mmap(p, (uintptr_t)va, 0x1000));
	assert_status(unmap(handle(), va), STATUS_NOT_MAPPED_VIEW);
	assert_int_equal(host_process_at(p, (uintptr_t)va), 1);
	mock_down();
	host_process_enter(NULL);
	host_process_exit(p);
}

/* The program keeps the addresses by force: nothing of the device is behind them. */
static void user_sealed(void **state)
{
	struct host_process *p = host_process_create();
	dxgk_u32 x = 1;
	PVOID a, va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_process_enter(p);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 1, MmWriteCombined, &a), STATUS_SUCCESS);
	host_process_seal(p, (uintptr_t)a);
	assert_int_equal(host_user_write(p, (uintptr_t)a, &x, 4), HOST_OK);

	assert_status(unmap(handle(), a), STATUS_SUCCESS);
	assert_int_equal(host_user_write(p, (uintptr_t)a, &x, 4), HOST_SIGBUS);
	assert_int_equal(dxgk_map_count(mock.adapter), 0);
	assert_status(unmap(handle(), a), STATUS_NOT_MAPPED_VIEW);
	/* Its cache type is free. */
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 0, MmNonCached, &va), STATUS_SUCCESS);
	assert_status(unmap(handle(), va), STATUS_SUCCESS);
	host_process_enter(NULL);
	host_process_exit(p);
	mock_down();
}

static void user_exit(void **state)
{
	struct host_process *p = host_process_create();
	PVOID va;
	int i;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_process_enter(p);
	for (i = 0; i < 50; i++)
		assert_status(map(handle(), MOCK_FB + i * 0x1000, 0x1000, 0, 1, 0, &va),
			      STATUS_SUCCESS);
	assert_int_equal(dxgk_map_count(mock.adapter), 50);
	host_process_enter(NULL);
	host_process_exit(p);
	assert_int_equal(dxgk_map_count(mock.adapter), 0);
	mock_down();
}

/* Stopped: SIGBUS, the type free for others, and an unmap still finds it. */
static void user_revoked(void **state)
{
	struct host_process *p = host_process_create();
	dxgk_u32 x = 0x12345678;
	PVOID a, b, va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_process_enter(p);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 1, MmWriteCombined, &a), STATUS_SUCCESS);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 1, MmWriteCombined, &b), STATUS_SUCCESS);
	assert_int_equal(host_user_write(p, (uintptr_t)a, &x, 4), HOST_OK);
	assert_int_equal(*(dxgk_u32 *)host_phys(MOCK_FB), x);

	dxgk_adapter_stop(mock.adapter);
	assert_int_equal(host_user_write(p, (uintptr_t)a, &x, 4), HOST_SIGBUS);
	assert_int_equal(host_user_read(p, (uintptr_t)b, &x, 4), HOST_SIGBUS);
	assert_status(unmap(handle(), a), STATUS_SUCCESS);
	assert_status(unmap(handle(), a), STATUS_NOT_MAPPED_VIEW);

	/* A new start does not bring the old mapping back, nor its cache type. */
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(host_user_read(p, (uintptr_t)b, &x, 4), HOST_SIGBUS);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 0, MmNonCached, &va), STATUS_SUCCESS);
	assert_status(unmap(handle(), va), STATUS_SUCCESS);

	/* The adapter goes; the process still has what is left of the mapping. */
	host_log_clear();
	mock_remove_adapter();
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "left a mapping"), 0);
	assert_int_equal(host_user_read(p, (uintptr_t)b, &x, 4), HOST_SIGBUS);
	host_process_enter(NULL);
	host_process_exit(p);
	mock_down();
}

static PVOID stop_map_va;

static NTSTATUS map_user_in_stop(void)
{
	/* Of another type than what was cut off. */
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 1, MmNonCached, &stop_map_va),
		      STATUS_SUCCESS);
	return STATUS_SUCCESS;
}

/* Programs are cut off before StopDevice, which may still map, into a process too. */
static void user_cut_off(void **state)
{
	struct host_process *p = host_process_create();
	dxgk_u32 x = 1;
	PVOID a;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_process_enter(p);
	assert_status(map(handle(), MOCK_FB, 0x1000, 0, 1, MmWriteCombined, &a), STATUS_SUCCESS);
	dxgk_adapter_cut_off(mock.adapter);
	assert_int_equal(host_user_write(p, (uintptr_t)a, &x, 4), HOST_SIGBUS);

	mock.on_stop = map_user_in_stop;
	dxgk_adapter_stop(mock.adapter);
	assert_int_equal(host_user_write(p, (uintptr_t)stop_map_va, &x, 4), HOST_SIGBUS);
	assert_status(unmap(handle(), a), STATUS_SUCCESS);
	assert_status(unmap(handle(), stop_map_va), STATUS_SUCCESS);
	mock_down();
	host_process_enter(NULL);
	host_process_exit(p);
}

/* Many at one address in many processes: each finds its own. */
static void user_many_processes(void **state)
{
	struct host_process *p[64];
	PVOID va[64];
	unsigned int i;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	for (i = 0; i < 64; i++) {
		p[i] = host_process_create();
		host_process_next_va(p[i], 0x7f0000000000ull);
		host_process_enter(p[i]);
		assert_status(map(handle(), MOCK_FB, 0x1000, 0, 1, 0, &va[i]), STATUS_SUCCESS);
		assert_ptr_equal(va[i], va[0]);
	}
	for (i = 0; i < 64; i++) {
		host_process_enter(p[i]);
		assert_status(unmap(handle(), va[i]), STATUS_SUCCESS);
		assert_status(unmap(handle(), va[i]), STATUS_NOT_MAPPED_VIEW);
		assert_int_equal(dxgk_map_count(mock.adapter), 63 - i);
	}
	host_process_enter(NULL);
	for (i = 0; i < 64; i++)
		host_process_exit(p[i]);
	mock_down();
}

/* ------------------------------------------------------- memory and threads */

/* Every step that can fail does, in turn; nothing is left of the call each time. */
static void out_of_memory(void **state)
{
	static const enum space spaces[] = { SYSTEM, PORT, USER };
	struct host_process *p = host_process_create();
	unsigned int s, failures = 0;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_process_enter(p);
	for (s = 0; s < DXGK_ARRAY_SIZE(spaces); s++) {
		unsigned long live = host_alloc_live();

		host_for_each_failure(n) {
			PVOID va = &va;
			NTSTATUS status;

			status = map(handle(), spaces[s] == PORT ? MOCK_PORT : MOCK_FB, 0x10,
				     spaces[s] == PORT, spaces[s] == USER, 0, &va);
			if (host_fail_hit()) {
				failures++;
				assert_status(status, STATUS_INSUFFICIENT_RESOURCES);
				assert_null(va);
				assert_int_equal(dxgk_map_count(mock.adapter), 0);
			} else {
				assert_status(status, STATUS_SUCCESS);
				assert_status(unmap(handle(), va), STATUS_SUCCESS);
			}
			assert_int_equal(host_alloc_live(), live);
			assert_int_equal(host_system_mappings(), 0);
		}
	}
	assert_true(failures >= 5);
	mock_down();
	host_process_enter(NULL);
	host_process_exit(p);
}

/* A clash outranks want of memory. */
static void clash_before_memory(void **state)
{
	PVOID wc, va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	assert_status(map(handle(), MOCK_FB, 1, 0, 0, MmWriteCombined, &wc), STATUS_SUCCESS);
	host_fail_nth(1);
	assert_status(map(handle(), MOCK_FB, 1, 0, 0, MmNonCached, &va),
		      STATUS_CONFLICTING_ADDRESSES);
	host_fail_nth(0);
	assert_status(unmap(handle(), wc), STATUS_SUCCESS);
	mock_down();
}

#define HAMMERS 4

static int hammer(void *arg)
{
	struct host_process *p = arg;
	unsigned int i, refused = 0;

	host_process_enter(p);
	for (i = 0; i < 400; i++) {
		BOOLEAN user = i & 1, io = i % 5 == 0;
		PVOID va;
		NTSTATUS status = map(handle(), io ? MOCK_PORT : MOCK_FB + (i % 7) * 0x800, 0x40,
				      io, user, i % 3 ? MmNonCached : MmWriteCombined, &va);

		if (NT_SUCCESS(status)) {
			status = unmap(handle(), va);
			if (status != STATUS_SUCCESS)
				return 1;
		} else if (status == STATUS_INVALID_DEVICE_STATE) {
			refused++;
		} else if (status != STATUS_CONFLICTING_ADDRESSES) {
			return 2;
		}
	}
	host_process_enter(NULL);
	return refused ? 3 : 0;
}

/* Threads of several processes against each other and against a stop. */
static void *hammer_thread(void *arg)
{
	return (void *)(intptr_t)hammer(arg);
}

static void concurrent(void **state)
{
	struct host_process *p[HAMMERS];
	pthread_t t[HAMMERS];
	unsigned int i;
	void *result;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	for (i = 0; i < HAMMERS; i++) {
		p[i] = host_process_create();
		pthread_create(&t[i], NULL, hammer_thread, p[i]);
	}
	if (*state)
		dxgk_adapter_stop(mock.adapter);
	for (i = 0; i < HAMMERS; i++) {
		pthread_join(t[i], &result);
		assert_true(result == NULL || (*state && (intptr_t)result == 3));
		host_process_exit(p[i]);
	}
	assert_int_equal(dxgk_map_count(mock.adapter), 0);
	mock_down();
}

/* -------------------------------------------------------------- diagnostics */

static void books(void **state)
{
	struct host_process *p = host_process_create();
	struct dxgk_map_cursor cursor = { 0 };
	struct dxgk_map_info info;
	unsigned int seen[4] = { 0 }, i, total = 0;
	dxgk_status status;
	struct dxgk_map_event ev;
	dxgk_u64 count;
	PVOID va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_process_enter(p);
	host_log_clear();
	for (i = 0; i < 100; i++) {
		assert_status(map(handle(), MOCK_PORT, 4, 1, 0, 0, &va), STATUS_SUCCESS);
		assert_status(map(handle(), MOCK_FB, 4, 0, 0, 0, &va), STATUS_SUCCESS);
		assert_status(map(handle(), MOCK_FB, 4, 0, 1, 0, &va), STATUS_SUCCESS);
	}
	assert_int_equal(host_trace_count(), 300);
	assert_true(host_trace_get(299, &ev));
	assert_false(ev.unmap);
	assert_int_equal(ev.phys, MOCK_FB);
	assert_ptr_equal(ev.va, va);
	assert_int_equal(ev.space, DXGK_MAP_USER);

	while (dxgk_map_next(mock.adapter, &cursor, &info)) {
		seen[info.space]++;
		assert_non_null(info.caller);
		assert_int_equal(!info.pid, info.space != DXGK_MAP_USER);
	}
	for (i = DXGK_MAP_PORT; i <= DXGK_MAP_USER; i++)
		assert_int_equal(seen[i], 100);

	map(handle(), MOCK_FB, 0, 0, 0, 0, &va);
	map(handle(), MOCK_FB, 1, 0, 0, MmWriteCombined, &va);
	map(handle(), MOCK_FB, 1, 0, 0, MmWriteCombined, &va);
	unmap(handle(), NULL);
	for (i = 0; dxgk_map_failure(mock.adapter, i, &status, &count); i++) {
		if (status == STATUS_INVALID_PARAMETER || status == STATUS_NOT_MAPPED_VIEW)
			assert_int_equal(count, 1);
		else if (status == STATUS_CONFLICTING_ADDRESSES)
			assert_int_equal(count, 2);
		else
			assert_int_equal(count, 0);
		total += count;
	}
	assert_int_equal(total, 4);
	host_process_enter(NULL);
	host_process_exit(p);
	mock_down();
}

static struct CMUnitTest tests[DXGK_ARRAY_SIZE(rows) + 32];

int main(void)
{
	static const struct CMUnitTest more[] = {
		host_test(user_alignment),
		host_test(handles),
		host_test(another_adapter),
		host_test(unmap_refused),
		host_test(twice_is_two),
		host_test(map_inside_start_and_stop),
		host_test(unmap_in_remove),
		host_test(unmap_after_surprise),
		host_test(leaks),
		host_test(cache_clash),
		host_test(cache_clash_foreign),
		host_test(user_unmap_elsewhere),
		host_test(user_munmap_then_unmap),
		host_test(user_sealed),
		host_test(user_exit),
		host_test(user_revoked),
		host_test(user_cut_off),
		host_test(user_many_processes),
		host_test(out_of_memory),
		host_test(clash_before_memory),
		host_test(concurrent),
		host_test_arg(concurrent, "stop"),
		host_test(books),
	};
	size_t n = 0, i;

	for (i = 0; i < DXGK_ARRAY_SIZE(rows); i++)
		tests[n++] = (struct CMUnitTest) {
			rows[i].what, row, host_test_setup, host_test_teardown, (void *)&rows[i]
		};
	for (i = 0; i < DXGK_ARRAY_SIZE(more); i++)
		tests[n++] = more[i];
	return _cmocka_run_group_tests("map_test.c", tests, n, NULL, NULL);
}
