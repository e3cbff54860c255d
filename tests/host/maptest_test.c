// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The test miniport as a process: what it offers to guest tests works here
 * first, with the sanitizers watching.
 */
#include <ntdef.h>
#include <ntstatus.h>

#include "test.h"
#include "vga_device.h"
#include "../miniports/maptest/maptest_escape.h"

int maptest_DriverEntry(void *driver, void *path);

static const struct dxgk_driver_info maptest_info = {
	.name = "maptest",
	.driver_entry = maptest_DriverEntry,
	.ddi_version = 0x300E,
};

struct rig {
	struct dxgk_driver *driver;
	struct vga_device vga;
	struct dxgk_adapter *adapter;
};

static void rig_bind(struct rig *r)
{
	assert_status(dxgk_adapter_create(r->driver, &r->vga.info, &r->adapter), STATUS_SUCCESS);
	host_device_bind(r->vga.os, r->adapter);
}

static void rig_unbind(struct rig *r)
{
	host_device_bind(r->vga.os, NULL);
	dxgk_adapter_remove(r->adapter);
	r->adapter = NULL;
}

static void rig_up(struct rig *r)
{
	struct vga_model_config config = { .kind = VGA_MODEL_VGA };

	assert_status(dxgk_core_init(), STATUS_SUCCESS);
	vga_device_create(&r->vga, &config);
	assert_status(dxgk_driver_load(&maptest_info, &r->driver), STATUS_SUCCESS);
	rig_bind(r);
	assert_status(dxgk_adapter_start(r->adapter), STATUS_SUCCESS);
}

static void ask(struct rig *r, void *data, unsigned int op, unsigned int size)
{
	struct maptest_header *h = data;

	h->magic = MAPTEST_MAGIC;
	h->version = MAPTEST_VERSION;
	h->op = op;
	h->size = size;
	assert_status(dxgk_adapter_escape(r->adapter, data, size, false), STATUS_SUCCESS);
}

static void rig_down(struct rig *r)
{
	struct maptest_script_clear clear = { 0 };
	struct maptest_fail fail = { 0 };

	/* What the miniport remembers is the next test's as well. */
	ask(r, &clear, MAPTEST_OP_SCRIPT_CLEAR, sizeof(clear));
	ask(r, &fail, MAPTEST_OP_FAIL, sizeof(fail));
	rig_unbind(r);
	dxgk_driver_unload(r->driver);
	vga_device_destroy(&r->vga);
	dxgk_core_exit();
}

/* A system mapping of the registers, to begin with. */
static struct maptest_map_op map_op(void)
{
	struct maptest_map_op op = {
		.map = { .address = VGA_DEVICE_MMIO_PHYS, .length = 0x1000, .cache = 0 },
	};

	return op;
}

static dxgk_status do_map(struct rig *r, struct maptest_map_op *op)
{
	ask(r, op, MAPTEST_OP_MAP, sizeof(*op));
	return (dxgk_status)op->map.status;
}

static dxgk_status do_unmap(struct rig *r, dxgk_u64 va, unsigned int what)
{
	struct maptest_unmap_op op = { .unmap = { .virtual_address = va, .what = what } };

	ask(r, &op, MAPTEST_OP_UNMAP, sizeof(op));
	return (dxgk_status)op.unmap.status;
}

/* ------------------------------------------------------------------------- */

static void info_tells_resources(void **state)
{
	struct maptest_info info = { 0 };
	struct rig r;

	rig_up(&r);
	ask(&r, &info, MAPTEST_OP_INFO, sizeof(info));
	assert_int_equal(info.resources, 2);
	assert_int_equal(info.resource[0].type, MAPTEST_RESOURCE_MEMORY);
	assert_int_equal(info.resource[0].start, VGA_DEVICE_VRAM_PHYS);
	assert_int_equal(info.resource[0].length, 16 << 20);
	assert_int_equal(info.resource[1].start, VGA_DEVICE_MMIO_PHYS);
	assert_true(info.device_handle);
	rig_down(&r);
}

static void maps_and_accesses_every_space(void **state)
{
	struct host_process *p = host_process_create();
	struct maptest_map_op op = map_op();
	struct maptest_access a = { 0 };
	struct rig r;

	rig_up(&r);
	assert_status(do_map(&r, &op), STATUS_SUCCESS);
	a.virtual_address = op.map.virtual_address + 0x500;
	a.how = MAPTEST_ACCESS_REGISTER;
	a.width = 2;
	a.count = 1;
	ask(&r, &a, MAPTEST_OP_ACCESS, sizeof(a));
	assert_int_equal(a.data[0], 0xb0c5);
	assert_status(do_unmap(&r, op.map.virtual_address, MAPTEST_UNMAP_VALUE), STATUS_SUCCESS);

	op = map_op();
	op.map.address = VGA_MODEL_PORT_DISPI;
	op.map.length = 2;
	op.map.in_io_space = 1;
	assert_status(do_map(&r, &op), STATUS_SUCCESS);
	assert_int_equal(op.map.virtual_address, VGA_MODEL_PORT_DISPI);
	a.virtual_address = VGA_MODEL_PORT_DISPI;
	a.how = MAPTEST_ACCESS_PORT;
	a.write = 1;
	a.data[0] = 0xa;
	ask(&r, &a, MAPTEST_OP_ACCESS, sizeof(a));
	a.virtual_address++;
	a.write = 0;
	a.buffer = 1;
	a.count = 3;
	ask(&r, &a, MAPTEST_OP_ACCESS, sizeof(a));
	assert_int_equal(a.data[0], 256);
	assert_int_equal(a.data[2], 256);
	assert_status(do_unmap(&r, op.map.virtual_address, MAPTEST_UNMAP_VALUE), STATUS_SUCCESS);

	op = map_op();
	op.map.address = VGA_DEVICE_VRAM_PHYS;
	op.map.cache = 2;
	op.map.map_to_user_mode = 1;
	assert_status(do_map(&r, &op), STATUS_INVALID_DEVICE_REQUEST);
	host_process_enter(p);
	assert_status(do_map(&r, &op), STATUS_SUCCESS);
	assert_int_equal(host_process_mappings(p), 1);
	assert_status(do_unmap(&r, op.map.virtual_address, MAPTEST_UNMAP_VALUE), STATUS_SUCCESS);
	assert_int_equal(host_process_mappings(p), 0);
	host_process_enter(NULL);
	host_process_exit(p);

	op = map_op();
	op.map.address = VGA_DEVICE_VRAM_PHYS + 4096;
	op.map.cache = 2;
	assert_status(do_map(&r, &op), STATUS_SUCCESS);
	a = (struct maptest_access){
		.virtual_address = op.map.virtual_address, .how = MAPTEST_ACCESS_MEMORY,
		.width = 8, .write = 1, .count = 2, .data = { 0x1122334455667788, 99 },
	};
	ask(&r, &a, MAPTEST_OP_ACCESS, sizeof(a));
	assert_memory_equal((char *)vga_model_vram(r.vga.model, NULL) + 4096, a.data, 16);
	assert_status(do_unmap(&r, op.map.virtual_address, MAPTEST_UNMAP_VALUE), STATUS_SUCCESS);
	rig_down(&r);
}

static void failures_leave_null(void **state)
{
	struct maptest_map_op op = map_op();
	struct rig r;

	rig_up(&r);
	op.map.length = 0;
	assert_status(do_map(&r, &op), STATUS_INVALID_PARAMETER);
	assert_int_equal(op.map.virtual_address, 0);

	op = map_op();
	op.map.null_pointer = 1;
	assert_status(do_map(&r, &op), STATUS_INVALID_PARAMETER);
	assert_true(op.map.virtual_address == MAPTEST_UNTOUCHED);

	op = map_op();
	op.map.handle = MAPTEST_HANDLE_NULL;
	assert_status(do_map(&r, &op), STATUS_INVALID_HANDLE);
	op.map.handle = MAPTEST_HANDLE_VALUE;
	op.map.handle_value = 0xdead;
	assert_status(do_map(&r, &op), STATUS_INVALID_HANDLE);
	rig_down(&r);
}

static void unmap_by_the_address_of_the_pointer_is_refused(void **state)
{
	struct maptest_map_op op = map_op();
	struct rig r;

	rig_up(&r);
	assert_status(do_map(&r, &op), STATUS_SUCCESS);
	assert_status(do_unmap(&r, op.map.virtual_address, MAPTEST_UNMAP_POINTER),
		      STATUS_NOT_MAPPED_VIEW);
	assert_int_equal(dxgk_map_count(r.adapter), 1);
	assert_status(do_unmap(&r, op.map.virtual_address, MAPTEST_UNMAP_VALUE), STATUS_SUCCESS);
	rig_down(&r);
}

static void bulk_maps_many(void **state)
{
	struct maptest_map_op op = map_op();
	struct rig r;

	rig_up(&r);
	op.map.address = VGA_DEVICE_VRAM_PHYS;
	op.map.cache = 2;
	op.map.count = 3000;
	op.map.stride = 0x1000;
	assert_status(do_map(&r, &op), STATUS_SUCCESS);
	assert_int_equal(op.map.done, 3000);
	assert_int_equal(dxgk_map_count(r.adapter), 3000);
	/* Not while there is something in the list. */
	assert_status(do_map(&r, &op), STATUS_INVALID_PARAMETER);
	assert_status(do_unmap(&r, 0, MAPTEST_UNMAP_BULK), STATUS_SUCCESS);
	assert_int_equal(dxgk_map_count(r.adapter), 0);

	/* Beyond the BAR it stops. */
	op.map.count = 5000;
	assert_status(do_map(&r, &op), STATUS_INVALID_PARAMETER);
	assert_int_equal(op.map.done, 4096);
	assert_status(do_unmap(&r, 0, MAPTEST_UNMAP_BULK), STATUS_SUCCESS);
	rig_down(&r);
}

static void raised_irql_and_threads(void **state)
{
	struct maptest_map_op op = map_op();
	struct rig r;

	rig_up(&r);
	op.map.from = MAPTEST_FROM_IRQL;
	op.map.irql = 2;
	assert_status(do_map(&r, &op), STATUS_INVALID_DEVICE_REQUEST);
	op.map.irql = 1;
	assert_status(do_map(&r, &op), STATUS_INVALID_DEVICE_REQUEST);
	op.map.irql = 0;
	assert_status(do_map(&r, &op), STATUS_SUCCESS);
	assert_status(do_unmap(&r, op.map.virtual_address, MAPTEST_UNMAP_VALUE), STATUS_SUCCESS);

	op = map_op();
	op.map.from = MAPTEST_FROM_THREAD;
	assert_status(do_map(&r, &op), STATUS_SUCCESS);
	assert_status(do_unmap(&r, op.map.virtual_address, MAPTEST_UNMAP_VALUE), STATUS_SUCCESS);
	op.map.map_to_user_mode = 1;
	assert_status(do_map(&r, &op), STATUS_INVALID_DEVICE_REQUEST);
	rig_down(&r);
}

static void storm_of_threads(void **state)
{
	struct maptest_storm s = { .threads = 4, .iterations = 500 };
	struct rig r;

	rig_up(&r);
	s.map = map_op().map;
	ask(&r, &s, MAPTEST_OP_STORM, sizeof(s));
	assert_int_equal(s.mapped, 2000);
	assert_int_equal(s.unmapped, 2000);
	assert_int_equal(s.map_failures, 0);
	assert_int_equal(s.unmap_failures, 0);
	assert_int_equal(dxgk_map_count(r.adapter), 0);

	s.threads = 0;
	s.map.cache = 77;
	ask(&r, &s, MAPTEST_OP_STORM, sizeof(s));
	assert_int_equal(s.mapped, 0);
	assert_int_equal(s.map_failures, 500);
	assert_status(s.last_map_failure, STATUS_INVALID_PARAMETER);
	rig_down(&r);
}

static unsigned int add_step(struct rig *r, unsigned int at, unsigned int of_step)
{
	struct maptest_script s = { .step.at = at };

	if (of_step) {
		s.step.action = MAPTEST_DO_UNMAP;
		s.step.of_step = of_step;
	} else {
		s.step.action = MAPTEST_DO_MAP;
		s.step.map = map_op().map;
	}
	ask(r, &s, MAPTEST_OP_SCRIPT_ADD, sizeof(s));
	return s.index;
}

static struct maptest_step read_step(struct rig *r, unsigned int index)
{
	struct maptest_script s = { .index = index };

	ask(r, &s, MAPTEST_OP_SCRIPT_READ, sizeof(s));
	return s.step;
}

static void script_reaches_every_point(void **state)
{
	unsigned int add, start, stop, remove, undo, leak;
	struct rig r;

	rig_up(&r);
	add = add_step(&r, MAPTEST_AT_ADD, 0);
	start = add_step(&r, MAPTEST_AT_START, 0);
	stop = add_step(&r, MAPTEST_AT_STOP, 0);
	remove = add_step(&r, MAPTEST_AT_REMOVE, 0);
	undo = add_step(&r, MAPTEST_AT_REMOVE, start + 1);
	leak = stop;

	rig_unbind(&r);
	rig_bind(&r);
	assert_status(dxgk_adapter_start(r.adapter), STATUS_SUCCESS);
	host_log_clear();
	rig_unbind(&r);
	/* What StopDevice mapped was never unmapped: named once, and released. */
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "left a mapping after RemoveDevice"), 1);
	assert_int_equal(host_system_mappings(), 0);
	rig_bind(&r);
	assert_status(dxgk_adapter_start(r.adapter), STATUS_SUCCESS);

	assert_status(read_step(&r, add).map.status, STATUS_INVALID_HANDLE);
	assert_status(read_step(&r, start).map.status, STATUS_SUCCESS);
	assert_status(read_step(&r, leak).map.status, STATUS_SUCCESS);
	assert_status(read_step(&r, remove).map.status, STATUS_INVALID_DEVICE_STATE);
	/* Unmapping is possible until RemoveDevice has returned. */
	assert_status(read_step(&r, undo).unmap.status, STATUS_SUCCESS);
	assert_int_equal(read_step(&r, undo).runs, 2);
	rig_down(&r);
}

static void start_fails_when_told(void **state)
{
	struct maptest_fail fail = { .start_count = 2, .start_status = 0xc0000182 };
	struct maptest_map_op op = map_op();
	struct rig r;

	rig_up(&r);
	ask(&r, &fail, MAPTEST_OP_FAIL, sizeof(fail));
	dxgk_adapter_stop(r.adapter);
	assert_status(dxgk_adapter_start(r.adapter), STATUS_DEVICE_CONFIGURATION_ERROR);
	assert_status(dxgk_adapter_start(r.adapter), STATUS_DEVICE_CONFIGURATION_ERROR);
	assert_status(dxgk_adapter_start(r.adapter), STATUS_SUCCESS);
	assert_status(do_map(&r, &op), STATUS_SUCCESS);
	assert_status(do_unmap(&r, op.map.virtual_address, MAPTEST_UNMAP_VALUE), STATUS_SUCCESS);
	rig_down(&r);
}

static void stale_handle_is_refused(void **state)
{
	struct maptest_map_op op = map_op();
	struct maptest_info info = { 0 };
	struct rig r;

	rig_up(&r);
	rig_unbind(&r);
	rig_bind(&r);
	assert_status(dxgk_adapter_start(r.adapter), STATUS_SUCCESS);
	ask(&r, &info, MAPTEST_OP_INFO, sizeof(info));
	assert_true(info.stale_handle && info.stale_handle != info.device_handle);
	op.map.handle = MAPTEST_HANDLE_STALE;
	assert_status(do_map(&r, &op), STATUS_INVALID_HANDLE);
	rig_down(&r);
}

static void bad_requests_are_refused(void **state)
{
	struct maptest_map_op op = map_op();
	struct rig r;
	unsigned int size;

	rig_up(&r);
	for (size = 0; size < sizeof(op); size++) {
		unsigned char *data = calloc(1, size + 1);

		op.header = (struct maptest_header){ MAPTEST_MAGIC, MAPTEST_VERSION,
						     MAPTEST_OP_MAP, size };
		memcpy(data, &op, size);
		assert_true(dxgk_adapter_escape(r.adapter, data, size, false) < 0);
		free(data);
	}
	op.header.size = sizeof(op);
	op.header.op = 77;
	assert_true(dxgk_adapter_escape(r.adapter, &op, sizeof(op), false) < 0);
	op.header.op = MAPTEST_OP_MAP;
	op.header.magic++;
	assert_true(dxgk_adapter_escape(r.adapter, &op, sizeof(op), false) < 0);
	assert_int_equal(dxgk_map_count(r.adapter), 0);
	rig_down(&r);
}

static const struct CMUnitTest tests[] = {
	host_test(info_tells_resources),
	host_test(maps_and_accesses_every_space),
	host_test(failures_leave_null),
	host_test(unmap_by_the_address_of_the_pointer_is_refused),
	host_test(bulk_maps_many),
	host_test(raised_irql_and_threads),
	host_test(storm_of_threads),
	host_test(script_reaches_every_point),
	host_test(start_fails_when_told),
	host_test(stale_handle_is_refused),
	host_test(bad_requests_are_refused),
};
HOST_TEST_MAIN(tests)
