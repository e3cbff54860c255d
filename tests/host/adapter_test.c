// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * adapter_test.c - registration, the life of an adapter, and what it is told.
 */
#include <stdatomic.h>

#include "mock_miniport.h"

#include "driver.h"

/* -------------------------------------------------------------- registration */

static KMDDOD_INITIALIZATION_DATA table;
static NTSTATUS registered;
static bool twice;

static NTSTATUS NTAPI entry_with_table(PDRIVER_OBJECT object, PUNICODE_STRING path)
{
	registered = DxgkInitializeDisplayOnlyDriver(object, path, &table);
	if (twice)
		registered = DxgkInitializeDisplayOnlyDriver(object, path, &table);
	return registered;
}

static NTSTATUS NTAPI entry_without(PDRIVER_OBJECT object, PUNICODE_STRING path)
{
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI entry_wrong_arguments(PDRIVER_OBJECT object, PUNICODE_STRING path)
{
	DRIVER_OBJECT foreign = { 0 };

	table = mock_ddi;
	assert_status(DxgkInitializeDisplayOnlyDriver(NULL, path, &table), STATUS_INVALID_PARAMETER);
	assert_status(DxgkInitializeDisplayOnlyDriver(object, NULL, &table),
		      STATUS_INVALID_PARAMETER);
	assert_status(DxgkInitializeDisplayOnlyDriver(object, path, NULL),
		      STATUS_INVALID_PARAMETER);
	assert_status(DxgkInitializeDisplayOnlyDriver(&foreign, path, &table),
		      STATUS_INVALID_PARAMETER);
	return STATUS_UNSUCCESSFUL;
}

static NTSTATUS load(void *entry)
{
	struct dxgk_driver_info info = mock_info;
	struct dxgk_driver *driver;
	NTSTATUS status;

	info.driver_entry = entry;
	assert_status(dxgk_core_init(), STATUS_SUCCESS);
	status = dxgk_driver_load(&info, &driver);
	assert_int_equal(!driver, !NT_SUCCESS(status));
	if (driver)
		dxgk_driver_unload(driver);
	dxgk_core_exit();
	return status;
}

/* "Enabling Message-Signaled Interrupts in the Registry": off unless the INF says so. */
static void messages_are_asked_for(void **state)
{
#define MSI_KEY "Interrupt Management\\MessageSignaledInterruptProperties"
	static const ULONG zero, one = 1, four = 4, eight = 8;
	struct dxgk_reg_default reg[] = {
		{ DXGK_REG_DEVICE, 0, REG_DWORD, 4, MSI_KEY, "MSISupported", &one },
		{ DXGK_REG_DEVICE, 1, REG_DWORD, 4, MSI_KEY, "MSISupported", &zero },
		{ DXGK_REG_DEVICE, 2, REG_DWORD, 4,
		  "interrupt management\\messagesignaledinterruptproperties", "msisupported", &one },
		{ DXGK_REG_DEVICE, 2, REG_DWORD, 4, MSI_KEY, "MessageNumberLimit", &eight },
		{ DXGK_REG_DEVICE, 2, REG_DWORD, 4, MSI_KEY, "MessageNumberLimit", &four },
		/* Not the hardware key; not the key; not a DWORD. */
		{ DXGK_REG_DRIVER, 3, REG_DWORD, 4, MSI_KEY, "MSISupported", &one },
		{ DXGK_REG_DEVICE, 3, REG_DWORD, 4, MSI_KEY "\\x", "MSISupported", &one },
		{ DXGK_REG_DEVICE, 3, REG_DWORD, 4, "Interrupt Management", "MSISupported", &one },
		{ DXGK_REG_DEVICE, 3, REG_BINARY, 1, MSI_KEY, "MSISupported", &one },
		{ DXGK_REG_DEVICE, 3, REG_NONE, 0, MSI_KEY, NULL, NULL },
	};
	struct dxgk_driver_info info = mock_info;
	struct dxgk_driver driver = { .info = &info };

	assert_int_equal(dxgk_driver_message_limit(&driver, 0), 0);
	info.registry = reg;
	info.registry_count = DXGK_ARRAY_SIZE(reg);
	assert_int_equal(dxgk_driver_message_limit(&driver, 0), DXGK_MESSAGES_ALL);
	assert_int_equal(dxgk_driver_message_limit(&driver, 1), 0);
	assert_int_equal(dxgk_driver_message_limit(&driver, 2), 4);
	assert_int_equal(dxgk_driver_message_limit(&driver, 3), 0);
	reg[0].install = DXGK_REG_ALL_DEVICES;
	assert_int_equal(dxgk_driver_message_limit(&driver, 3), DXGK_MESSAGES_ALL);
#undef MSI_KEY
}

static void registration(void **state)
{
	static const size_t required[] = {
#define M(m) offsetof(KMDDOD_INITIALIZATION_DATA, m)
		M(DxgkDdiAddDevice), M(DxgkDdiStartDevice), M(DxgkDdiStopDevice),
		M(DxgkDdiRemoveDevice), M(DxgkDdiQueryChildRelations),
		M(DxgkDdiQueryChildStatus), M(DxgkDdiSetPowerState),
		M(DxgkDdiQueryAdapterInfo), M(DxgkDdiIsSupportedVidPn),
		M(DxgkDdiEnumVidPnCofuncModality), M(DxgkDdiSetVidPnSourceVisibility),
		M(DxgkDdiCommitVidPn), M(DxgkDdiPresentDisplayOnly),
#undef M
	};
	unsigned int i;

	memset(&mock, 0, sizeof(mock));
	table = mock_ddi;
	assert_status(load(entry_with_table), STATUS_SUCCESS);
	assert_int_equal(mock.unloads, 1);
	assert_status(load(entry_wrong_arguments), STATUS_UNSUCCESSFUL);
	assert_status(load(entry_without), STATUS_INVALID_DEVICE_STATE);
	twice = true;
	table = mock_ddi;
	load(entry_with_table);
	assert_status(registered, STATUS_INVALID_DEVICE_STATE);
	twice = false;

	for (i = 0; i < DXGK_ARRAY_SIZE(required); i++) {
		table = mock_ddi;
		memset((char *)&table + required[i], 0, sizeof(void *));
		host_log_clear();
		assert_status(load(entry_with_table), STATUS_INVALID_PARAMETER);
		assert_int_equal(host_log_count(DXGK_LOG_ERR, "registers no DxgkDdi"), 1);
	}
	table = mock_ddi;
	table.Version = DXGKDDI_INTERFACE_VERSION_WIN7;
	assert_status(load(entry_with_table), STATUS_REVISION_MISMATCH);
}

static NTSTATUS NTAPI control_interrupt(const HANDLE context, const DXGK_INTERRUPT_TYPE type,
					BOOLEAN enable)
{
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI scan_line(const HANDLE context, DXGKARG_GETSCANLINE *arg)
{
	return STATUS_NOT_IMPLEMENTED;
}

static BOOLEAN NTAPI isr(const PVOID context, ULONG message)
{
	return FALSE;
}

static unsigned int dpcs;

static VOID NTAPI dpc(const PVOID context)
{
	dpcs++;
	assert_int_equal(dxgk_os_irql_get(), DISPATCH_LEVEL);
}

/* ControlInterrupt and GetScanLine come together, and with interrupt and DPC routine. */
static void registration_pairs(void **state)
{
	table = mock_ddi;
	table.DxgkDdiControlInterrupt = control_interrupt;
	table.DxgkDdiInterruptRoutine = isr;
	table.DxgkDdiDpcRoutine = dpc;
	assert_status(load(entry_with_table), STATUS_INVALID_PARAMETER);
	table.DxgkDdiGetScanLine = scan_line;
	assert_status(load(entry_with_table), STATUS_SUCCESS);
	table.DxgkDdiDpcRoutine = NULL;
	assert_status(load(entry_with_table), STATUS_INVALID_PARAMETER);
	table.DxgkDdiControlInterrupt = NULL;
	table.DxgkDdiDpcRoutine = dpc;
	assert_status(load(entry_with_table), STATUS_INVALID_PARAMETER);
}

/* ----------------------------------------------------------------- interface */

/* A miniport gets no less and is told no more than what it was compiled for. */
static void interface_size(void **state)
{
	static const struct { dxgk_u32 version, size; } v[] = {
		{ DXGKDDI_INTERFACE_VERSION_WIN8, 256 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM1_3, 264 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM2_0, 312 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM2_1, 328 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM2_2, 360 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM2_3, 368 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM2_4, 456 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM2_5, 464 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM2_6, 480 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM2_7, 480 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM2_8, 488 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM2_9, 568 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM3_0, 568 },
		{ DXGKDDI_INTERFACE_VERSION_WDDM3_1, 576 },
	};
	struct dxgk_driver_info info = mock_info;
	unsigned int i;

	for (i = 0; i < DXGK_ARRAY_SIZE(v); i++) {
		PVOID const *entry;

		mock_up(false);
		mock.driver->info = &info;
		info.ddi_version = v[i].version;
		dxgk_iface_init(mock.adapter);
		assert_int_equal(mock.adapter->interface.Size, v[i].size);
		assert_int_equal(mock.adapter->interface.Version, v[i].version);
		assert_ptr_equal(mock.adapter->interface.DeviceHandle, mock.adapter->handle);
		for (entry = (PVOID const *)&mock.adapter->interface.DxgkCbEvalAcpiMethod;
		     (const char *)entry < (const char *)&mock.adapter->interface + v[i].size;
		     entry++)
			assert_non_null(*entry);
		mock_down();
	}
}

/* An entry that is not built says so once, and fails. */
static void missing_callback(void **state)
{
	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_log_clear();
	assert_status(mock.cb.DxgkCbCreateContextAllocation(NULL), STATUS_NOT_SUPPORTED);
	assert_status(mock.cb.DxgkCbCreateContextAllocation(NULL), STATUS_NOT_SUPPORTED);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "DxgkCbCreateContextAllocation"), 1);
	mock_down();
}

static void device_information(void **state)
{
	DXGK_DEVICE_INFO info;
	PCM_PARTIAL_RESOURCE_LIST l;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	assert_status(mock.cb.DxgkCbGetDeviceInformation(NULL, &info), STATUS_INVALID_PARAMETER);
	assert_status(mock.cb.DxgkCbGetDeviceInformation(mock.cb.DeviceHandle, NULL),
		      STATUS_INVALID_PARAMETER);
	assert_status(mock.cb.DxgkCbGetDeviceInformation(mock.cb.DeviceHandle, &info),
		      STATUS_SUCCESS);
	assert_ptr_equal(info.MiniportDeviceContext, &mock);
	assert_non_null(info.PhysicalDeviceObject->DriverObject);
	assert_true(info.DeviceRegistryPath.Length > 0);

	/* BARs in BAR order; 4 GiB and more as a large one. */
	assert_int_equal(info.TranslatedResourceList->Count, 1);
	l = &info.TranslatedResourceList->List[0].PartialResourceList;
	assert_int_equal(l->Count, 6);
	assert_int_equal(l->PartialDescriptors[0].Type, CmResourceTypeMemory);
	assert_int_equal(l->PartialDescriptors[0].u.Memory.Start.QuadPart, MOCK_FB);
	assert_int_equal(l->PartialDescriptors[0].u.Memory.Length, MOCK_FB_LEN);
	assert_true(l->PartialDescriptors[0].Flags & CM_RESOURCE_MEMORY_PREFETCHABLE);
	assert_int_equal(l->PartialDescriptors[1].Type, CmResourceTypePort);
	assert_int_equal(l->PartialDescriptors[1].u.Port.Start.QuadPart, MOCK_PORT);
	assert_true(l->PartialDescriptors[1].Flags & CM_RESOURCE_PORT_IO);
	assert_int_equal(l->PartialDescriptors[2].u.Memory.Start.QuadPart, MOCK_REGS);
	assert_int_equal(l->PartialDescriptors[4].Type, CmResourceTypeMemoryLarge);
	assert_true(l->PartialDescriptors[4].Flags & CM_RESOURCE_MEMORY_LARGE_40);
	assert_int_equal((dxgk_u64)l->PartialDescriptors[4].u.Memory40.Length40 << 8,
			 MOCK_HIGH_LEN);
	mock_down();
}

static NTSTATUS post_now(void)
{
	DXGK_DISPLAY_INFORMATION post;

	memset(&post, 0xff, sizeof(post));
	assert_status(mock.cb.DxgkCbAcquirePostDisplayOwnership(mock.cb.DeviceHandle, &post),
		      STATUS_SUCCESS);
	assert_int_equal(post.Width, mock.adapter->info.post.width);
	assert_int_equal(post.TargetId, D3DDDI_ID_UNINITIALIZED);
	if (post.Width) {
		assert_int_equal(post.Pitch, 4096);
		assert_int_equal(post.ColorFormat, D3DDDIFMT_X8R8G8B8);
		assert_int_equal(post.PhysicAddress.QuadPart, MOCK_FB);
	}
	return STATUS_SUCCESS;
}

/* Only inside StartDevice or SetPowerState(D0); width 0 off the POST device. */
static void post_display(void **state)
{
	DXGK_DISPLAY_INFORMATION post;
	int on;

	for (on = 0; on < 2; on++) {
		mock_up(false);
		mock.on_start = post_now;
		if (on) {
			mock.adapter->info.post.width = 1024;
			mock.adapter->info.post.height = 768;
			mock.adapter->info.post.pitch = 4096;
			mock.adapter->info.post.bits_per_pixel = 32;
			mock.adapter->info.post.phys = MOCK_FB;
		}
		assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
		assert_status(mock.cb.DxgkCbAcquirePostDisplayOwnership(mock.cb.DeviceHandle,
									&post),
			      STATUS_INVALID_DEVICE_STATE);
		mock_down();
	}
}

/* ---------------------------------------------------------------------- life */

static NTSTATUS no(void)
{
	return STATUS_UNSUCCESSFUL;
}

static void add_fails(void **state)
{
	struct dxgk_adapter_info info;
	struct dxgk_adapter *adapter;

	mock_up(false);
	mock.on_add = no;
	mock_describe(&info);
	info.os = mock.os;
	assert_status(dxgk_adapter_create(mock.driver, &info, &adapter), STATUS_UNSUCCESSFUL);
	assert_null(adapter);
	/* What was never added is not removed. */
	assert_int_equal(mock.removes, 0);
	mock_down();
}

/* Counts as stopped: RemoveDevice follows, no StopDevice. */
static void start_fails(void **state)
{
	mock_up(false);
	mock.on_start = no;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_UNSUCCESSFUL);
	mock_remove_adapter();
	assert_int_equal(mock.stops, 0);
	assert_int_equal(mock.removes, 1);
	mock_down();
}

static void start_stop_start(void **state)
{
	unsigned int i;

	mock_up(false);
	for (i = 1; i <= 3; i++) {
		assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
		assert_status(dxgk_adapter_start(mock.adapter), STATUS_INVALID_DEVICE_STATE);
		dxgk_adapter_stop(mock.adapter);
		dxgk_adapter_stop(mock.adapter);
		assert_int_equal(mock.starts, i);
		assert_int_equal(mock.stops, i);
	}
	mock_down();
	assert_int_equal(mock.removes, 1);
	assert_int_equal(mock.unloads, 1);
}

static NTSTATUS raises(void)
{
	KIRQL old;

	KeRaiseIrql(DISPATCH_LEVEL, &old);
	return STATUS_SUCCESS;
}

static NTSTATUS raises_to_apc(void)
{
	KIRQL old;

	KeRaiseIrql(APC_LEVEL, &old);
	return STATUS_SUCCESS;
}

/* An entry point that comes back at raised IRQL is named and brought back. */
static void returns_raised(void **state)
{
	mock_up(false);
	mock.on_start = raises;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(dxgk_os_irql_get(), PASSIVE_LEVEL);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "DxgkDdiStartDevice returned at IRQL 2"), 1);
	dxgk_adapter_stop(mock.adapter);

	mock.on_start = raises_to_apc;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "DxgkDdiStartDevice returned at IRQL 1"), 1);
	mock_down();
}

static NTSTATUS queues_dpc(void)
{
	mock.cb.DxgkCbQueueDpc(mock.cb.DeviceHandle);
	return STATUS_SUCCESS;
}

/* A DPC queued as late as in RemoveDevice never finds the adapter gone. */
static void late_dpc(void **state)
{
	mock_up(false);
	mock.driver->ddi.DxgkDdiDpcRoutine = dpc;
	mock.on_remove = queues_dpc;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	dpcs = 0;
	assert_true(mock.cb.DxgkCbQueueDpc(mock.cb.DeviceHandle));
	host_deferred_flush();
	assert_int_equal(dpcs, 1);
	dxgk_adapter_remove(mock.adapter);
	mock.adapter = NULL;
	host_deferred_flush();
	assert_false(mock.cb.DxgkCbQueueDpc(mock.cb.DeviceHandle));
	mock_down();
}

static atomic_int slow_dpcs;

static VOID NTAPI slow_dpc(const PVOID context)
{
	KeStallExecutionProcessor(20000);
	slow_dpcs++;
}

/* KeFlushQueuedDpcs knows of DxgkDdiDpcRoutine: it waits for one that runs, too. */
static void flush_waits_for_the_dpc_routine(void **state)
{
	int i;

	mock_up(false);
	mock.driver->ddi.DxgkDdiDpcRoutine = slow_dpc;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	for (i = 1; i <= 5; i++) {
		assert_true(mock.cb.DxgkCbQueueDpc(mock.cb.DeviceHandle));
		if (i % 2)
			KeStallExecutionProcessor(5000);
		KeFlushQueuedDpcs();
		assert_int_equal(slow_dpcs, i);
	}
	mock_down();
}

static NTSTATUS power_no(DEVICE_POWER_STATE s)
{
	return STATUS_UNSUCCESSFUL;
}

/* A D3 that the miniport refuses leaves programs at their memory. */
static void refused_sleep(void **state)
{
	struct host_process *p = host_process_create();
	PHYSICAL_ADDRESS at = { .QuadPart = MOCK_FB };
	dxgk_u32 x = 7;
	PVOID va;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	host_process_enter(p);
	assert_status(DxgkCbMapMemory(mock.adapter->handle, at, 0x1000, FALSE, TRUE, MmNonCached,
				      &va), STATUS_SUCCESS);
	mock.on_power = power_no;
	assert_status(dxgk_adapter_set_power(mock.adapter, false, 2), STATUS_UNSUCCESSFUL);
	assert_int_equal(host_user_write(p, (uintptr_t)va, &x, 4), HOST_OK);
	mock.on_power = NULL;
	host_process_enter(NULL);
	host_process_exit(p);
	mock_down();
}

static BOOLEAN NTAPI at_device_irql(PVOID context)
{
	*(KIRQL *)context = dxgk_os_irql_get();
	return TRUE;
}

/* Message 0 works on a device without interrupt; from PASSIVE_LEVEL and DISPATCH_LEVEL. */
static void synchronize(void **state)
{
	BOOLEAN result = FALSE;
	KIRQL level = 0;

	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	assert_status(mock.cb.DxgkCbSynchronizeExecution(mock.cb.DeviceHandle, at_device_irql,
							 &level, 0, &result), STATUS_SUCCESS);
	assert_true(result);
	assert_true(level > DISPATCH_LEVEL);
	assert_int_equal(dxgk_os_irql_get(), PASSIVE_LEVEL);
	host_irql_set(DISPATCH_LEVEL);
	assert_status(mock.cb.DxgkCbSynchronizeExecution(mock.cb.DeviceHandle, at_device_irql,
							 &level, 0, &result), STATUS_SUCCESS);
	assert_int_equal(dxgk_os_irql_get(), DISPATCH_LEVEL);
	host_irql_set(PASSIVE_LEVEL);
	assert_status(mock.cb.DxgkCbSynchronizeExecution(mock.cb.DeviceHandle, at_device_irql,
							 &level, 1, &result),
		      STATUS_INVALID_PARAMETER);
	assert_status(mock.cb.DxgkCbSynchronizeExecution(mock.cb.DeviceHandle, NULL,
							 &level, 0, &result),
		      STATUS_INVALID_PARAMETER);
	assert_status(mock.cb.DxgkCbSynchronizeExecution(NULL, at_device_irql, &level, 0, &result),
		      STATUS_INVALID_PARAMETER);
	mock_down();
}

/* Reading configuration space waits for nothing; a ROM is mapped first. */
static void device_space_above_passive(void **state)
{
	static const dxgk_u8 rom[] = { 0x55, 0xaa, 1, 2 };
	dxgk_u8 buf[4] = { 0 };
	ULONG done = 99;

	mock_up(false);
	host_device_rom(mock.os, rom, sizeof(rom));
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_status(mock.cb.DxgkCbReadDeviceSpace(mock.cb.DeviceHandle, DXGK_WHICHSPACE_ROM, buf,
						    0, sizeof(buf), &done), STATUS_SUCCESS);
	assert_int_equal(done, sizeof(buf));
	assert_memory_equal(buf, rom, sizeof(rom));

	host_irql_set(DISPATCH_LEVEL);
	assert_status(mock.cb.DxgkCbReadDeviceSpace(mock.cb.DeviceHandle, DXGK_WHICHSPACE_ROM, buf,
						    0, sizeof(buf), &done),
		      STATUS_INVALID_DEVICE_REQUEST);
	assert_int_equal(done, 0);
	assert_status(mock.cb.DxgkCbReadDeviceSpace(mock.cb.DeviceHandle, DXGK_WHICHSPACE_CONFIG,
						    buf, 0, sizeof(buf), &done), STATUS_SUCCESS);
	assert_int_equal(done, sizeof(buf));
	host_irql_set(PASSIVE_LEVEL);
	mock_down();
}

static void out_of_memory(void **state)
{
	struct dxgk_adapter_info info;

	/* The registry keeps what it has made, so a whole life goes before. */
	mock_up(false);
	dxgk_adapter_start(mock.adapter);
	mock_remove_adapter();
	mock_describe(&info);
	info.os = mock.os;
	host_for_each_failure(n) {
		unsigned long live = host_alloc_live();
		NTSTATUS status = dxgk_adapter_create(mock.driver, &info, &mock.adapter);

		if (NT_SUCCESS(status)) {
			status = dxgk_adapter_start(mock.adapter);
			mock_remove_adapter();
		}
		if (!host_fail_hit())
			assert_status(status, STATUS_SUCCESS);
		assert_int_equal(host_alloc_live(), live);
	}
	mock_down();
}

static const struct CMUnitTest tests[] = {
	host_test(registration),
	host_test(messages_are_asked_for),
	host_test(registration_pairs),
	host_test(interface_size),
	host_test(missing_callback),
	host_test(device_information),
	host_test(post_display),
	host_test(add_fails),
	host_test(start_fails),
	host_test(start_stop_start),
	host_test(returns_raised),
	host_test(late_dpc),
	host_test(flush_waits_for_the_dpc_routine),
	host_test(refused_sleep),
	host_test(synchronize),
	host_test(device_space_above_passive),
	host_test(out_of_memory),
};

HOST_TEST_MAIN(tests)
