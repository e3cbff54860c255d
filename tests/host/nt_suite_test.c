// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_suite_test.c - runs the suite of NT semantics, tests/miniports/nttest, on the host.
 *
 * One cmocka test for each case; what a case leaves in the pool, or at raised
 * IRQL, fails it.
 */
#include "test.h"

#include <ntddk.h>
#include <dispmprt.h>

#include "nt.h"
#include "../miniports/nttest/nttest.h"

PDEVICE_OBJECT nt_pdo;
PUNICODE_STRING nt_registry_path;

static unsigned int failures;
static struct dxgk_driver *driver;
static struct dxgk_adapter *adapter;
static struct dxgk_os_device *device;

void nt_fail(const char *file, int line, const char *what, ULONGLONG got, ULONGLONG want)
{
	print_error("%s:%d: %s (%#llx, %#llx)\n", file, line, what, got, want);
	failures++;
}

/* ---------------------------------------------------- a miniport around the cases */

static NTSTATUS NTAPI add_device(PDEVICE_OBJECT pdo, PVOID *context)
{
	nt_pdo = pdo;
	*context = &nt_pdo;
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI remove_device(PVOID context)
{
	nt_pdo = NULL;
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI not_called(void)
{
	return STATUS_NOT_SUPPORTED;
}

static NTSTATUS NTAPI driver_entry(PDRIVER_OBJECT object, PUNICODE_STRING path)
{
	KMDDOD_INITIALIZATION_DATA ddi = { .Version = DXGKDDI_INTERFACE_VERSION_WIN8 };

	nt_registry_path = path;
	ddi.DxgkDdiAddDevice = add_device;
	ddi.DxgkDdiRemoveDevice = remove_device;
#define NOT_CALLED(name) ddi.name = (__typeof__(ddi.name))(uintptr_t)not_called
	NOT_CALLED(DxgkDdiStartDevice);
	NOT_CALLED(DxgkDdiStopDevice);
	NOT_CALLED(DxgkDdiQueryChildRelations);
	NOT_CALLED(DxgkDdiQueryChildStatus);
	NOT_CALLED(DxgkDdiSetPowerState);
	NOT_CALLED(DxgkDdiQueryAdapterInfo);
	NOT_CALLED(DxgkDdiIsSupportedVidPn);
	NOT_CALLED(DxgkDdiEnumVidPnCofuncModality);
	NOT_CALLED(DxgkDdiSetVidPnSourceVisibility);
	NOT_CALLED(DxgkDdiCommitVidPn);
	NOT_CALLED(DxgkDdiPresentDisplayOnly);
	return DxgkInitializeDisplayOnlyDriver(object, path, &ddi);
}

static const struct dxgk_driver_info info = {
	.name = "nttest",
	.driver_entry = driver_entry,
	.ddi_version = DXGKDDI_INTERFACE_VERSION_WIN8,
};

/* -------------------------------------------------------------------------------- */

static int setup(void **state)
{
	struct dxgk_adapter_info bus = {
		.name = "0000:00:02.0", .vendor = 0x1234, .device = 0x1111, .slot = 2,
		.class_code = 0x030000, .resource_count = 2,
		.resource = {
			{ .kind = DXGK_RES_MEMORY, .start = 0xfebf0000, .length = 0x1000 },
			{ .kind = DXGK_RES_MEMORY, .start = 0x800000000ull, .length = 0x2000000,
			  .prefetchable = true },
		},
	};
	dxgk_u32 i;

	failures = 0;
	if (host_test_setup(state) || dxgk_core_init())
		return -1;
	for (i = 0; i < bus.resource_count; i++)
		host_phys_add(bus.resource[i].start, bus.resource[i].length, 0);
	dxgk_verifier_enable(true);
	device = host_device_create("0000:00:02.0");
	bus.os = device;
	if (dxgk_driver_load(&info, &driver) || dxgk_adapter_create(driver, &bus, &adapter))
		return -1;
	return 0;
}

static int teardown(void **state)
{
	unsigned int left;

	dxgk_adapter_remove(adapter);
	dxgk_driver_unload(driver);
	host_device_destroy(device);
	dxgk_core_exit();
	host_phys_reset();
	dxgk_verifier_enable(false);
	left = host_log_count(DXGK_LOG_DEBUG, "nttest: left");
	if (host_log_count(DXGK_LOG_ERR, "verifier:")) {
		print_error("the verifier: %s\n", host_log_line(0));
		left++;
	}
	if (left)
		print_error("the case left something behind: %s\n", host_log_line(0));
	return host_test_teardown(state) || left ? -1 : 0;
}

static void run(void **state)
{
	const struct nt_case *c = *state;

	c->run();
	if (failures)
		fail_msg("%u checks failed; the case cites: %s", failures, c->cites);
}

int main(void)
{
	struct CMUnitTest *tests;
	size_t n = 0, i, j;

	for (i = 0; nt_suites[i]; i++)
		for (j = 0; nt_suites[i][j].name; j++)
			n++;
	tests = calloc(n, sizeof(*tests));
	if (!tests)
		return 1;
	n = 0;
	for (i = 0; nt_suites[i]; i++) {
		for (j = 0; nt_suites[i][j].name; j++, n++) {
			tests[n].name = nt_suites[i][j].name;
			tests[n].test_func = run;
			tests[n].setup_func = setup;
			tests[n].teardown_func = teardown;
			tests[n].initial_state = (void *)&nt_suites[i][j];
		}
	}
	i = (size_t)_cmocka_run_group_tests("nt", tests, n, NULL, NULL);
	free(tests);
	return (int)i;
}
