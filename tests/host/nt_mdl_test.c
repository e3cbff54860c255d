// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_mdl_test.c - MDLs of programs' memory, what drivers do wrong with MDLs, and
 * what they leave behind of them; I/O space and contiguous memory likewise.
 */
#include "test.h"

#include <ntddk.h>
#include <bugcodes.h>

#include "map.h"
#include "nt.h"

#define HOME 0x200000000000ull	/* where the program has its memory */

static const struct dxgk_driver_info info = { .name = "drv" };
static struct host_process *process;

static int setup(void **state)
{
	if (host_test_setup(state) || dxgk_nt_init() || dxgk_map_core_init() ||
	    dxgk_nt_driver_add(&info))
		return -1;
	process = host_process_create();
	host_process_enter(process);
	return host_process_mmap(process, HOME, 0x10000) ? 0 : -1;
}

static int teardown(void **state)
{
	if (process) {
		host_process_enter(NULL);
		host_process_exit(process);
	}
	dxgk_nt_driver_remove(&info);
	dxgk_map_core_exit();
	dxgk_nt_exit();
	host_phys_reset();
	return host_test_teardown(state);
}

struct lock {
	PMDL mdl;
	KPROCESSOR_MODE mode;
	LOCK_OPERATION operation;
};

static void lock_it(void *arg)
{
	struct lock *l = arg;

	MmProbeAndLockPages(l->mdl, l->mode, l->operation);
}

/* The status it raises; natively that is a bug check. */
static NTSTATUS lock(PMDL mdl, KPROCESSOR_MODE mode, LOCK_OPERATION operation)
{
	struct lock l = { mdl, mode, operation };
	const char *text = host_expect_bugcheck(lock_it, &l);
	unsigned int status = 0;

	if (text && sscanf(text, "drv: bug check 0x1e (0xffffffff%x", &status) != 1)
		return STATUS_ASSERTION_FAILURE;
	return (NTSTATUS)status;
}

static PMDL mdl_at(dxgk_u64 va, ULONG length)
{
	PMDL mdl = IoAllocateMdl((PVOID)va, length, FALSE, FALSE, NULL);

	assert_non_null(mdl);
	return mdl;
}

static void a_programs_pages_are_locked_and_mapped(void **state)
{
	static const int modes[] = { KernelMode, UserMode };
	unsigned char text[0x3000], back[0x3000];
	unsigned int i;
	PUCHAR va;
	PMDL mdl;

	for (i = 0; i < 2; i++) {
		memset(text, 0x11 + (int)i, sizeof(text));
		assert_int_equal(host_user_write(process, HOME + 0x80, text, sizeof(text)), HOST_OK);
		mdl = mdl_at(HOME + 0x80, sizeof(text));
		assert_status(lock(mdl, (KPROCESSOR_MODE)modes[i], IoModifyAccess), STATUS_SUCCESS);
		va = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
		assert_non_null(va);
		assert_true((ULONG_PTR)va >= MM_USER_PROBE_ADDRESS);
		assert_memory_equal(va, text, sizeof(text));
		assert_int_equal(MmGetPhysicalAddress(va + 0x1000).QuadPart,
				 MmGetPhysicalAddress((PVOID)(HOME + 0x1080)).QuadPart);
		va[0x2fff] = 0x99;
		MmUnlockPages(mdl);
		assert_false(mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA);
		IoFreeMdl(mdl);
		assert_int_equal(host_user_read(process, HOME + 0x80, back, sizeof(back)), HOST_OK);
		assert_int_equal(back[0x2fff], 0x99);
	}
}

static void locked_pages_stay_when_the_program_goes(void **state)
{
	PMDL mdl = mdl_at(HOME, 0x2000);
	unsigned char c = 0x42;
	PUCHAR va;

	host_user_write(process, HOME + 0x1000, &c, 1);
	assert_status(lock(mdl, UserMode, IoReadAccess), STATUS_SUCCESS);
	host_process_enter(NULL);
	host_process_exit(process);
	process = NULL;
	va = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	assert_non_null(va);
	assert_int_equal(va[0x1000], 0x42);
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
}

static void what_cannot_be_locked_raises(void **state)
{
	static const struct {
		dxgk_u64 va;
		ULONG length;
		int mode, operation;
	} row[] = {
		{ HOME + 0xf000, 0x2000, UserMode, IoReadAccess },	/* its end is not there */
		{ HOME - 0x1000, 0x2000, UserMode, IoReadAccess },	/* nor its beginning */
		{ 0, 16, UserMode, IoReadAccess },
		{ HOME + 0x20000, 0x1000, UserMode, IoWriteAccess },	/* read-only */
		{ HOME + 0x20000, 0x1000, KernelMode, IoModifyAccess },
		{ 0x4ffffffffff8ull, 16, UserMode, IoReadAccess },	/* into the kernel's */
	};
	unsigned int i;
	PMDL mdl;

	assert_true(host_process_mmap_readonly(process, HOME + 0x20000, 0x1000));
	for (i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		mdl = mdl_at(row[i].va, row[i].length);
		assert_status(lock(mdl, (KPROCESSOR_MODE)row[i].mode,
				   (LOCK_OPERATION)row[i].operation), STATUS_ACCESS_VIOLATION);
		assert_false(mdl->MdlFlags & MDL_PAGES_LOCKED);
		IoFreeMdl(mdl);
	}
	/* Reading the read-only page is fine. */
	mdl = mdl_at(HOME + 0x20000, 0x1000);
	assert_status(lock(mdl, UserMode, IoReadAccess), STATUS_SUCCESS);
	MmUnlockPages(mdl);
	/* In no process nothing of a program's can be had; nor at DISPATCH_LEVEL. */
	host_process_enter(NULL);
	assert_status(lock(mdl, KernelMode, IoReadAccess), STATUS_ACCESS_VIOLATION);
	host_process_enter(process);
	host_irql_set(DISPATCH_LEVEL);
	assert_status(lock(mdl, KernelMode, IoReadAccess), STATUS_ACCESS_VIOLATION);
	host_irql_set(PASSIVE_LEVEL);
	IoFreeMdl(mdl);
}

static void the_kernels_memory_is_no_programs(void **state)
{
	unsigned char *p = ExAllocatePoolWithTag(NonPagedPool, 64, 'dcba');
	PMDL mdl = mdl_at((dxgk_uptr)p, 64);

	assert_status(lock(mdl, UserMode, IoReadAccess), STATUS_ACCESS_VIOLATION);
	assert_status(lock(mdl, KernelMode, IoReadAccess), STATUS_SUCCESS);
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
	ExFreePool(p);
}

static void a_partial_mapping_goes_with_the_mdl(void **state)
{
	PMDL source = mdl_at(HOME, 0x8000), part = mdl_at(HOME, 0x8000);

	assert_status(lock(source, UserMode, IoModifyAccess), STATUS_SUCCESS);
	IoBuildPartialMdl(source, part, (PVOID)(HOME + 0x1000), 0x3000);
	assert_non_null(MmGetSystemAddressForMdlSafe(part, NormalPagePriority));
	MmPrepareMdlForReuse(part);
	IoBuildPartialMdl(source, part, (PVOID)(HOME + 0x2000), 0x1000);
	assert_non_null(MmGetSystemAddressForMdlSafe(part, NormalPagePriority));
	IoFreeMdl(part);
	/* teardown finds every mapping that is left */
	MmUnlockPages(source);
	IoFreeMdl(source);
}

static void advancing_lets_pages_go(void **state)
{
	PMDL mdl = mdl_at(HOME + 0x10, 0x8000);
	PUCHAR va;

	assert_status(lock(mdl, UserMode, IoReadAccess), STATUS_SUCCESS);
	assert_non_null(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
	assert_status(MmAdvanceMdl(mdl, 0x2ff8), STATUS_SUCCESS);
	va = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	assert_int_equal(MmGetPhysicalAddress(va).QuadPart,
			 MmGetPhysicalAddress((PVOID)(HOME + 0x3008)).QuadPart);
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
}

static void misuse_is_named(void **state)
{
	PMDL mdl = mdl_at(HOME, 0x1000);

	MmUnlockPages(mdl);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "unlocks an MDL that is not locked"), 1);
	assert_status(lock(mdl, UserMode, IoReadAccess), STATUS_SUCCESS);
	assert_status(lock(mdl, UserMode, IoReadAccess), STATUS_INVALID_PARAMETER);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "locks an MDL whose pages are locked"), 1);
	MmFreePagesFromMdl(mdl);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "frees pages of an MDL that has none"), 1);
	MmUnmapLockedPages((PVOID)0x1234, mdl);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "unmaps an MDL at"), 1);
	IoFreeMdl(mdl);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "frees an MDL whose pages are locked"), 1);
}

static void map_for_a_program(void *arg)
{
	MmMapLockedPagesSpecifyCache(arg, UserMode, MmCached, NULL, FALSE, NormalPagePriority);
}

static void map_or_stop(void *arg)
{
	MmMapLockedPages(arg, KernelMode);
}

static void mapping_into_a_program_raises(void **state)
{
	PMDL mdl = mdl_at(HOME, 0x1000);
	const char *text;

	assert_status(lock(mdl, UserMode, IoReadAccess), STATUS_SUCCESS);
	text = host_expect_bugcheck(map_for_a_program, mdl);
	assert_non_null(text);
	assert_non_null(strstr(text, "c00000bb"));
	/* BugCheckOnFailure: there is no NULL. */
	host_fail_nth(1);
	text = host_expect_bugcheck(map_or_stop, mdl);
	assert_non_null(text);
	assert_non_null(strstr(text, "bug check 0x3f"));
	host_fail_nth(0);
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
}

static void what_is_left_is_named_and_undone(void **state)
{
	PHYSICAL_ADDRESS low = { .QuadPart = 0 }, high = { .QuadPart = 0xffffffff };
	PHYSICAL_ADDRESS bar = { .QuadPart = 0xfd000000 };
	PMDL mdl = mdl_at(HOME, 0x3000);

	host_phys_add(0xfd000000, 0x10000, 0);
	assert_status(lock(mdl, UserMode, IoModifyAccess), STATUS_SUCCESS);
	assert_non_null(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
	mdl = MmAllocatePagesForMdl(low, high, low, 0x4000);
	assert_non_null(mdl);
	assert_non_null(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
	assert_non_null(MmAllocateContiguousMemory(0x5000, high));
	assert_non_null(MmMapIoSpace(bar, 0x1000, MmNonCached));
	dxgk_nt_driver_remove(&info);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left 2 pool blocks of tag 'Mdl '"), 1);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left 20480 bytes of contiguous memory"),
			 1);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv left a mapping"), 1);
	/* host_test_teardown() finds pages, pins and mappings that are left. */
}

static void bad_unmaps_do_no_harm(void **state)
{
	PHYSICAL_ADDRESS bar = { .QuadPart = 0xfd000000 };
	PUCHAR va;

	host_phys_add(0xfd000000, 0x10000, 0);
	va = MmMapIoSpace(bar, 0x3000, MmNonCached);
	assert_non_null(va);
	MmUnmapIoSpace(va + 0x1000, 0x1000);
	MmUnmapIoSpace(&va, 0x3000);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "where nothing is mapped"), 2);
	assert_int_equal(host_system_mappings(), 1);
	MmUnmapIoSpace(va, 0x1000);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "all of it is gone"), 1);
	assert_int_equal(host_system_mappings(), 0);
}

static void io_space_is_refused_at_dispatch(void **state)
{
	PHYSICAL_ADDRESS bar = { .QuadPart = 0xfd000000 };

	host_irql_set(DISPATCH_LEVEL);
	assert_null(MmMapIoSpace(bar, 0x1000, MmNonCached));
	host_irql_set(PASSIVE_LEVEL);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "maps device memory at IRQL 2"), 1);
}

static void free_contiguous(void *arg)
{
	MmFreeContiguousMemory(arg);
}

static void bad_contiguous_frees_are_bug_checks(void **state)
{
	PHYSICAL_ADDRESS high = { .QuadPart = -1 };
	PUCHAR p = MmAllocateContiguousMemory(0x3000, high);

	assert_non_null(strstr(host_expect_bugcheck(free_contiguous, p + 0x1000),
			       "bug check 0xc2 (0x60"));
	MmFreeContiguousMemory(p);
	assert_non_null(host_expect_bugcheck(free_contiguous, p));
}

static void every_step_can_fail(void **state)
{
	PHYSICAL_ADDRESS low = { .QuadPart = 0 }, high = { .QuadPart = 0xffffffff };
	PHYSICAL_ADDRESS bar = { .QuadPart = 0xfd000000 };
	PVOID va;
	PMDL mdl;

	host_phys_add(0xfd000000, 0x10000, 0);
	host_for_each_failure(n) {
		mdl = IoAllocateMdl((PVOID)HOME, 0x4000, FALSE, FALSE, NULL);
		if (!mdl)
			continue;
		if (NT_SUCCESS(lock(mdl, UserMode, IoModifyAccess))) {
			va = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
			assert_int_equal(!va, host_fail_hit());
			MmUnlockPages(mdl);
		}
		IoFreeMdl(mdl);
	}
	host_for_each_failure(n) {
		mdl = MmAllocatePagesForMdlEx(low, high, low, 0x4000, MmCached,
					      MM_ALLOCATE_FULLY_REQUIRED);
		assert_int_equal(!mdl, host_fail_hit());
		if (mdl) {
			MmFreePagesFromMdl(mdl);
			ExFreePool(mdl);
		}
	}
	/* Without the flag there may be fewer pages. */
	host_fail_nth(3);
	mdl = MmAllocatePagesForMdl(low, high, low, 0x4000);
	assert_non_null(mdl);
	assert_int_equal(MmGetMdlByteCount(mdl), 0x1000);
	MmFreePagesFromMdl(mdl);
	ExFreePool(mdl);
	host_for_each_failure(n) {
		va = MmAllocateContiguousMemory(0x2000, high);
		assert_int_equal(!va, host_fail_hit());
		if (va)
			MmFreeContiguousMemory(va);
	}
	host_for_each_failure(n) {
		va = MmMapIoSpace(bar, 0x1000, MmNonCached);
		assert_int_equal(!va, host_fail_hit());
		if (va)
			MmUnmapIoSpace(va, 0x1000);
	}
}

static void probe_it(void *arg)
{
	ProbeForWrite(arg, 8, 1);
}

static void probing_for_write_looks_at_the_pages(void **state)
{
	assert_true(host_process_mmap_readonly(process, HOME + 0x20000, 0x1000));
	assert_null(host_expect_bugcheck(probe_it, (void *)(HOME + 0x100)));
	assert_null(host_expect_bugcheck(probe_it, (void *)(HOME + 0xffc)));
	assert_non_null(host_expect_bugcheck(probe_it, (void *)(HOME + 0x20000)));
	assert_non_null(host_expect_bugcheck(probe_it, (void *)(HOME + 0xfffc)));
}

#define test(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

static const struct CMUnitTest tests[] = {
	test(a_programs_pages_are_locked_and_mapped),
	test(locked_pages_stay_when_the_program_goes),
	test(what_cannot_be_locked_raises),
	test(the_kernels_memory_is_no_programs),
	test(a_partial_mapping_goes_with_the_mdl),
	test(advancing_lets_pages_go),
	test(misuse_is_named),
	test(mapping_into_a_program_raises),
	test(what_is_left_is_named_and_undone),
	test(bad_unmaps_do_no_harm),
	test(io_space_is_refused_at_dispatch),
	test(bad_contiguous_frees_are_bug_checks),
	test(every_step_can_fail),
	test(probing_for_write_looks_at_the_pages),
};

HOST_TEST_MAIN(tests)
