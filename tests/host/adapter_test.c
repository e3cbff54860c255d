// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * adapter_test.c - registration, the life of an adapter, and what it is told.
 */
#include <stdatomic.h>

#include "mock_miniport.h"

#include "driver.h"
#include "handle.h"

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

/* An adapter of the mock's that has nothing; not started. */
static void resource_less(struct dxgk_adapter **adapter)
{
	struct dxgk_adapter_info info;

	memset(&info, 0, sizeof(info));
	info.name = "mock";
	info.os = mock.os;
	assert_status(dxgk_adapter_create(mock.driver, &info, adapter), STATUS_SUCCESS);
}

/* Only its own configuration space takes writes; what is beyond it is not written. */
static void device_space_writes(void **state)
{
	static const ULONG other[] = { DXGK_WHICHSPACE_ROM, DXGK_WHICHSPACE_BRIDGE,
				       DXGK_WHICHSPACE_MCH };
	dxgk_u8 buf[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
	ULONG done, i;
	HANDLE h;

	mock_up(false);
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	h = mock.cb.DeviceHandle;
	assert_status(mock.cb.DxgkCbWriteDeviceSpace(h, DXGK_WHICHSPACE_CONFIG, buf, 0x40, 8,
						     &done), STATUS_SUCCESS);
	assert_int_equal(done, 8);
	assert_memory_equal(host_device_config(mock.os) + 0x40, buf, 8);
	assert_status(mock.cb.DxgkCbWriteDeviceSpace(h, DXGK_WHICHSPACE_CONFIG, buf, 0xffc, 8,
						     &done), STATUS_SUCCESS);
	assert_int_equal(done, 4);
	for (i = 0; i < DXGK_ARRAY_SIZE(other); i++) {
		done = 9;
		assert_status(mock.cb.DxgkCbWriteDeviceSpace(h, other[i], buf, 0, 1, &done),
			      STATUS_NOT_SUPPORTED);
		assert_int_equal(done, 0);
		/* There is neither ROM nor root port nor hub. */
		assert_status(mock.cb.DxgkCbReadDeviceSpace(h, other[i], buf, 0, 1, &done),
			      STATUS_NOT_SUPPORTED);
	}
	assert_status(mock.cb.DxgkCbWriteDeviceSpace(h, 77, buf, 0, 1, &done),
		      STATUS_INVALID_PARAMETER);
	assert_status(mock.cb.DxgkCbWriteDeviceSpace(h, DXGK_WHICHSPACE_CONFIG, NULL, 0, 1, &done),
		      STATUS_INVALID_PARAMETER);
	assert_status(mock.cb.DxgkCbWriteDeviceSpace(h, DXGK_WHICHSPACE_CONFIG, buf, 0, 1, NULL),
		      STATUS_INVALID_PARAMETER);
	host_device_set_present(mock.os, false);
	assert_status(mock.cb.DxgkCbWriteDeviceSpace(h, DXGK_WHICHSPACE_CONFIG, buf, 0, 1, &done),
		      STATUS_DEVICE_REMOVED);
	mock_down();
}

static BOOLEAN is_present(const PCI_DEVICE_PRESENCE_PARAMETERS *like, ULONG flags)
{
	PCI_DEVICE_PRESENCE_PARAMETERS p = *like;
	BOOLEAN present = 99;

	p.Size = sizeof(p);
	p.Flags = flags;
	assert_status(mock.cb.DxgkCbIsDevicePresent(mock.cb.DeviceHandle, &p, &present),
		      STATUS_SUCCESS);
	return present;
}

/* Each flag makes a member of PCI_DEVICE_PRESENCE_PARAMETERS count. */
static void device_presence(void **state)
{
	static const PCI_DEVICE_PRESENCE_PARAMETERS good = {
		.VendorID = 0x1234, .DeviceID = 0x5678, .SubVendorID = 0x9abc,
		.SubSystemID = 0xdef0, .RevisionID = 3, .BaseClass = 3, .SubClass = 0x80,
		.ProgIf = 1,
	};
	static const struct {
		ULONG flag;
		size_t at;
	} member[] = {
#define M(flag, m) { flag, offsetof(PCI_DEVICE_PRESENCE_PARAMETERS, m) }
		M(PCI_USE_VENDEV_IDS, VendorID), M(PCI_USE_VENDEV_IDS, DeviceID),
		M(PCI_USE_SUBSYSTEM_IDS, SubVendorID), M(PCI_USE_SUBSYSTEM_IDS, SubSystemID),
		M(PCI_USE_REVISION, RevisionID), M(PCI_USE_CLASS_SUBCLASS, BaseClass),
		M(PCI_USE_CLASS_SUBCLASS, SubClass), M(PCI_USE_PROGIF, ProgIf),
#undef M
	};
	PCI_DEVICE_PRESENCE_PARAMETERS p;
	BOOLEAN present;
	ULONG all = 0, i;

	mock_up(false);
	mock.adapter->info.vendor = 0x1234;
	mock.adapter->info.device = 0x5678;
	mock.adapter->info.subvendor = 0x9abc;
	mock.adapter->info.subdevice = 0xdef0;
	mock.adapter->info.revision = 3;
	mock.adapter->info.class_code = 0x038001;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	for (i = 0; i < DXGK_ARRAY_SIZE(member); i++)
		all |= member[i].flag;
	assert_true(is_present(&good, all));
	for (i = 0; i < DXGK_ARRAY_SIZE(member); i++) {
		p = good;
		((UCHAR *)&p)[member[i].at] ^= 0x10;
		assert_false(is_present(&p, all));
		assert_false(is_present(&p, member[i].flag | PCI_USE_LOCAL_DEVICE));
		assert_true(is_present(&p, all & ~member[i].flag));
	}
	p = good;
	p.Size = sizeof(p) - 1;
	assert_status(mock.cb.DxgkCbIsDevicePresent(mock.cb.DeviceHandle, &p, &present),
		      STATUS_INVALID_PARAMETER);
	assert_status(mock.cb.DxgkCbIsDevicePresent(mock.cb.DeviceHandle, NULL, &present),
		      STATUS_INVALID_PARAMETER);
	host_irql_set(DISPATCH_LEVEL);
	p.Size = sizeof(p);
	assert_status(mock.cb.DxgkCbIsDevicePresent(mock.cb.DeviceHandle, &p, &present),
		      STATUS_INVALID_DEVICE_REQUEST);
	host_irql_set(PASSIVE_LEVEL);
	host_device_set_present(mock.os, false);
	assert_false(is_present(&good, all));
	mock_down();
}

/* CM_PARTIAL_RESOURCE_DESCRIPTOR: line and messages; lengths that 40, 48 and 64 bits hold. */
static void resource_descriptors(void **state)
{
	static const struct dxgk_resource r[] = {
		{ .kind = DXGK_RES_MEMORY, .start = 1ull << 50, .length = 1ull << 44 },
		{ .kind = DXGK_RES_MEMORY, .start = 1ull << 52, .length = 1ull << 49 },
		{ .kind = DXGK_RES_INTERRUPT, .start = 11, .shared = true },
		{ .kind = DXGK_RES_INTERRUPT, .start = 0x31, .message = true },
	};
	PCM_PARTIAL_RESOURCE_DESCRIPTOR d;
	struct dxgk_adapter_info info;
	DXGK_DEVICE_INFO device;

	mock_up(false);
	mock_remove_adapter();
	memset(&info, 0, sizeof(info));
	info.name = "mock";
	info.os = mock.os;
	memcpy(info.resource, r, sizeof(r));
	info.resource_count = DXGK_ARRAY_SIZE(r);
	assert_status(dxgk_adapter_create(mock.driver, &info, &mock.adapter), STATUS_SUCCESS);
	assert_int_equal(dxgk_adapter_messages(mock.adapter), 2);
	assert_status(DxgkCbGetDeviceInformation(mock.adapter->handle, &device), STATUS_SUCCESS);
	d = device.TranslatedResourceList->List[0].PartialResourceList.PartialDescriptors;
	assert_int_equal(d[0].Type, CmResourceTypeMemoryLarge);
	assert_true(d[0].Flags & CM_RESOURCE_MEMORY_LARGE_48);
	assert_int_equal((dxgk_u64)d[0].u.Memory48.Length48 << 16, r[0].length);
	assert_true(d[1].Flags & CM_RESOURCE_MEMORY_LARGE_64);
	assert_int_equal((dxgk_u64)d[1].u.Memory64.Length64 << 32, r[1].length);
	assert_int_equal(d[2].Type, CmResourceTypeInterrupt);
	assert_int_equal(d[2].ShareDisposition, CmResourceShareShared);
	assert_int_equal(d[2].Flags, CM_RESOURCE_INTERRUPT_LEVEL_SENSITIVE);
	assert_int_equal(d[2].u.Interrupt.Vector, 11);
	assert_true(d[2].u.Interrupt.Level > DISPATCH_LEVEL);
	assert_int_equal(d[3].Type, CmResourceTypeInterrupt);
	assert_int_equal(d[3].ShareDisposition, CmResourceShareDeviceExclusive);
	assert_int_equal(d[3].Flags, CM_RESOURCE_INTERRUPT_LATCHED |
				     CM_RESOURCE_INTERRUPT_MESSAGE);
	assert_int_equal(d[3].u.MessageInterrupt.Translated.Vector, 0x31);
	mock_down();
}

static unsigned int interrupts;

static BOOLEAN NTAPI isr_claims(const PVOID context, ULONG message)
{
	assert_true(KeGetCurrentIrql() > DISPATCH_LEVEL);
	interrupts++;
	return message == 0;
}

static BOOLEAN NTAPI isr_lowers(const PVOID context, ULONG message)
{
	KeLowerIrql(DISPATCH_LEVEL);
	return TRUE;
}

static BOOLEAN NTAPI isr_raises(const PVOID context, ULONG message)
{
	KIRQL old;

	KeRaiseIrql(HIGH_LEVEL, &old);
	return TRUE;
}

/* DxgkDdiInterruptRoutine: TRUE if it was the device's; at another IRQL it is named. */
static void interrupt_routine(void **state)
{
	interrupts = 0;
	mock_up(false);
	assert_false(dxgk_adapter_isr(mock.adapter, 0));
	mock.driver->ddi.DxgkDdiInterruptRoutine = isr_claims;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_true(host_device_interrupt(mock.os, 0));
	assert_int_equal(interrupts, 1);
	mock.driver->ddi.DxgkDdiInterruptRoutine = isr_lowers;
	assert_true(host_device_interrupt(mock.os, 0));
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "DxgkDdiInterruptRoutine returned at"), 1);
	mock.driver->ddi.DxgkDdiInterruptRoutine = isr_raises;
	assert_true(host_device_interrupt(mock.os, 0));
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "DxgkDdiInterruptRoutine returned at"), 2);
	assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
	mock_down();
}

static DXGK_DISPLAY_INFORMATION post, given;
static DXGK_DISPLAY_OWNERSHIP_FLAGS owned;

static NTSTATUS post_now2(void)
{
	assert_status(DxgkCbAcquirePostDisplayOwnership2(mock.cb.DeviceHandle, NULL, &owned),
		      STATUS_INVALID_PARAMETER);
	assert_status(DxgkCbAcquirePostDisplayOwnership2(mock.cb.DeviceHandle, &post, NULL),
		      STATUS_INVALID_PARAMETER);
	return DxgkCbAcquirePostDisplayOwnership2(mock.cb.DeviceHandle, &post, &owned);
}

static NTSTATUS NTAPI release_post(PVOID context, D3DDDI_VIDEO_PRESENT_TARGET_ID target,
				   PDXGK_DISPLAY_INFORMATION info)
{
	mock.stops++;
	assert_int_equal(target, 0x100);
	*info = given;
	return given.Height ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED;
}

static NTSTATUS NTAPI non_vga_info(const HANDLE context, const DXGKARG_QUERYADAPTERINFO *arg)
{
	NTSTATUS status = mock_adapter_info(context, arg);

	if (arg->Type == DXGKQAITYPE_DRIVERCAPS)
		((DXGK_DRIVERCAPS *)arg->pOutputData)->SupportNonVGA = TRUE;
	return status;
}

/*
 * StopDeviceAndReleasePostDisplayOwnership leaves a mode lit: the next start gets
 * it, set up by a driver.
 */
static void post_display_released(void **state)
{
	static const struct {
		D3DDDIFORMAT format;
		dxgk_u32 bits;
	} row[] = {
		{ D3DDDIFMT_A8R8G8B8, 32 }, { D3DDDIFMT_X8R8G8B8, 32 }, { D3DDDIFMT_R8G8B8, 24 },
	};
	struct dxgk_post_display lit;
	unsigned int i;

	mock_up(false);
	mock.driver->ddi.DxgkDdiStopDeviceAndReleasePostDisplayOwnership = release_post;
	mock.driver->ddi.DxgkDdiQueryAdapterInfo = non_vga_info;
	mock.on_start = post_now2;
	mock.adapter->info.post = (struct dxgk_post_display) {
		.width = 1024, .height = 768, .pitch = 4096, .bits_per_pixel = 32, .phys = MOCK_FB,
	};
	for (i = 0; i < DXGK_ARRAY_SIZE(row); i++) {
		assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
		assert_int_equal(owned.FrameBufferState, i ? FrameBufferStateInitializedByDriver :
							     FrameBufferStateInitializedByFirmware);
		assert_int_equal(post.Width, i ? 800 : 1024);
		assert_true(dxgk_adapter_gives_back(mock.adapter));
		assert_false(dxgk_adapter_left_lit(mock.adapter, &lit));
		given = (DXGK_DISPLAY_INFORMATION) {
			.Width = 800, .Height = 600, .Pitch = 3200, .ColorFormat = row[i].format,
			.PhysicAddress = { .QuadPart = MOCK_FB + 0x1000 },
		};
		dxgk_adapter_stop(mock.adapter);
		assert_int_equal(mock.stops, i + 1);
		assert_true(dxgk_adapter_left_lit(mock.adapter, &lit));
		assert_int_equal(lit.width, 800);
		assert_int_equal(lit.height, 600);
		assert_int_equal(lit.pitch, 3200);
		assert_int_equal(lit.bits_per_pixel, row[i].bits);
		assert_int_equal(lit.phys, MOCK_FB + 0x1000);
		assert_true(lit.by_driver);
	}
	/* One that cannot is stopped as any other, and nothing is lit. */
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	given.Height = 0;
	mock.stops = 0;
	dxgk_adapter_stop(mock.adapter);
	assert_int_equal(mock.stops, 2);
	assert_false(dxgk_adapter_left_lit(mock.adapter, &lit));
	mock_down();
}

/* The firmware's depths as D3DDDIFORMATs. */
static void post_display_formats(void **state)
{
	static const struct {
		dxgk_u32 bits;
		D3DDDIFORMAT format;
	} row[] = {
		{ 32, D3DDDIFMT_X8R8G8B8 }, { 24, D3DDDIFMT_R8G8B8 }, { 16, D3DDDIFMT_R5G6B5 },
		{ 8, D3DDDIFMT_UNKNOWN },
	};
	unsigned int i;

	mock_up(false);
	mock.on_start = post_now2;
	for (i = 0; i < DXGK_ARRAY_SIZE(row); i++) {
		mock.adapter->info.post = (struct dxgk_post_display) {
			.width = 640, .height = 480, .pitch = 2560,
			.bits_per_pixel = row[i].bits, .phys = MOCK_FB, .by_driver = i & 1,
		};
		assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
		assert_int_equal(post.ColorFormat, row[i].format);
		assert_int_equal(owned.FrameBufferState, i & 1 ?
				 FrameBufferStateInitializedByDriver :
				 FrameBufferStateInitializedByFirmware);
		assert_status(DxgkCbAcquirePostDisplayOwnership2(mock.adapter->handle, &post,
								 &owned),
			      STATUS_INVALID_DEVICE_STATE);
		assert_int_equal(owned.FrameBufferState, FrameBufferStateUnknown);
		dxgk_adapter_stop(mock.adapter);
		mock.adapter->displayed = false;
	}
	mock_down();
}

/* Failures of StopDevice and RemoveDevice are said; the device goes all the same. */
static void stop_and_remove_fail(void **state)
{
	mock_up(false);
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	mock.on_stop = no;
	mock.on_remove = no;
	dxgk_adapter_stop(mock.adapter);
	assert_int_equal(host_log_count(DXGK_LOG_WARN,
					"DxgkDdiStopDevice failed with 0xc0000001"), 1);
	mock_remove_adapter();
	assert_int_equal(host_log_count(DXGK_LOG_WARN,
					"DxgkDdiRemoveDevice failed with 0xc0000001"), 1);
	mock_down();
}

/* There is room for 256 adapters. */
static void too_many_adapters(void **state)
{
	static HANDLE handle[300];
	struct dxgk_adapter_info info;
	struct dxgk_adapter *adapter;
	unsigned int n = 0;

	mock_up(false);
	do {
		handle[n] = dxgk_handle_open(mock.adapter);
	} while (handle[n] && ++n < 300);
	assert_true(n >= 128 && n < 300);
	mock_describe(&info);
	info.os = mock.os;
	assert_status(dxgk_adapter_create(mock.driver, &info, &adapter),
		      STATUS_INSUFFICIENT_RESOURCES);
	while (n)
		dxgk_handle_close(handle[--n]);
	dxgk_handle_close(NULL);
	dxgk_handle_close(&info);
	mock_down();
}

/* HalGetBusData: each adapter by its bus and slot. */
static void two_in_their_slots(void **state)
{
	struct dxgk_adapter_info info;
	struct dxgk_os_device *os;
	struct dxgk_adapter *other;
	USHORT id;

	mock_up(false);
	mock.adapter->info.slot = 2;
	host_device_config(mock.os)[0] = 0x22;
	os = host_device_create("other");
	host_device_config(os)[0] = 0x33;
	memset(&info, 0, sizeof(info));
	info.name = "other";
	info.os = os;
	info.slot = 3;
	assert_status(dxgk_adapter_create(mock.driver, &info, &other), STATUS_SUCCESS);
	assert_int_equal(HalGetBusData(PCIConfiguration, 0, 2, &id, sizeof(id)), sizeof(id));
	assert_int_equal(id, 0x22);
	assert_int_equal(HalGetBusData(PCIConfiguration, 0, 3, &id, sizeof(id)), sizeof(id));
	assert_int_equal(id, 0x33);
	assert_int_equal(HalGetBusData(PCIConfiguration, 0, 4, &id, sizeof(id)), sizeof(id));
	assert_int_equal(id, PCI_INVALID_VENDORID);
	dxgk_adapter_remove(other);
	host_device_destroy(os);
	mock_down();
}

/* No feature is offered. */
static void features(void **state)
{
	DXGKARGCB_QUERYFEATURESUPPORT query = { .Enabled = TRUE };
	DXGKARGCB_ISFEATUREENABLED enabled = { .Enabled = TRUE };
	struct dxgk_driver_info info = mock_info;

	mock_up(false);
	mock_remove_adapter();
	info.ddi_version = DXGKDDI_INTERFACE_VERSION_WDDM3_1;
	mock.driver->info = &info;
	resource_less(&mock.adapter);
	assert_status(mock.adapter->interface.DxgkCbIsFeatureEnabled(&enabled), STATUS_SUCCESS);
	assert_false(enabled.Enabled);
	assert_status(mock.adapter->interface.DxgkCbQueryFeatureSupport(&query), STATUS_SUCCESS);
	assert_false(query.Enabled);
	assert_status(mock.adapter->interface.DxgkCbIsFeatureEnabled(NULL),
		      STATUS_INVALID_PARAMETER);
	assert_status(mock.adapter->interface.DxgkCbQueryFeatureSupport(NULL),
		      STATUS_INVALID_PARAMETER);
	mock_remove_adapter();
	mock.driver->info = &mock_info;
	mock_down();
}

/* ------------------------------------------------------------------- around DriverEntry */

static unsigned int constructed, destroyed;

static void construct(void)
{
	constructed++;
}

static void destroy(void)
{
	destroyed++;
}

static NTSTATUS NTAPI entry_raises(PDRIVER_OBJECT object, PUNICODE_STRING path)
{
	KIRQL old;

	assert_int_equal(constructed, destroyed + 1);
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	return table.Version ? DxgkInitializeDisplayOnlyDriver(object, path, &table) :
			       STATUS_UNSUCCESSFUL;
}

/* Static objects live from before DriverEntry until it failed, or after Unload. */
static void static_objects(void **state)
{
	struct dxgk_driver_info info = mock_info;
	struct dxgk_driver *driver;

	info.driver_entry = (void *)entry_raises;
	info.construct = construct;
	info.destroy = destroy;
	memset(&mock, 0, sizeof(mock));
	assert_status(dxgk_core_init(), STATUS_SUCCESS);
	table.Version = 0;
	assert_status(dxgk_driver_load(&info, &driver), STATUS_UNSUCCESSFUL);
	assert_int_equal(destroyed, 1);
	assert_int_equal(dxgk_os_irql_get(), PASSIVE_LEVEL);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "DriverEntry returned at IRQL 2"), 1);
	table = mock_ddi;
	assert_status(dxgk_driver_load(&info, &driver), STATUS_SUCCESS);
	assert_int_equal(constructed, 2);
	assert_int_equal(destroyed, 1);
	dxgk_driver_unload(driver);
	assert_int_equal(mock.unloads, 1);
	assert_int_equal(destroyed, 2);
	dxgk_core_exit();
}

static char dump[0x10000];

static void emit(void *arg, const char *text)
{
	assert_true(strlen(dump) + strlen(text) < sizeof(dump));
	strcat(dump, text);
}

/* What the INF's AddReg sections say is there: per driver, per device, per section. */
static void registry_defaults(void **state)
{
	static const ULONG five = 5, six = 6;
	static const struct dxgk_reg_default reg[] = {
		{ DXGK_REG_SERVICE, DXGK_REG_ALL_DEVICES, REG_DWORD, 4, "Parameters", "Sv",
		  &five },
		{ DXGK_REG_MACHINE, DXGK_REG_ALL_DEVICES, REG_DWORD, 4, "Software\\FromInf", "",
		  &five },
		{ DXGK_REG_DRIVER, 1, REG_DWORD, 4, "", "OfOne", &five },
		{ DXGK_REG_DRIVER, 1, REG_DWORD, 4, "", "OfOne", &six },
		{ DXGK_REG_DRIVER, 2, REG_DWORD, 4, "", "OfTwo", &five },
		{ DXGK_REG_DEVICE, DXGK_REG_ALL_DEVICES, REG_NONE, 0, "Only A Key", NULL, NULL },
	};
	struct dxgk_driver_info info = mock_info;
	struct dxgk_adapter_info bus;

	info.registry = reg;
	info.registry_count = DXGK_ARRAY_SIZE(reg);
	memset(&mock, 0, sizeof(mock));
	assert_status(dxgk_core_init(), STATUS_SUCCESS);
	mock.os = host_device_create("mock");
	assert_status(dxgk_driver_load(&info, &mock.driver), STATUS_SUCCESS);
	memset(&bus, 0, sizeof(bus));
	bus.name = "mock";
	bus.os = mock.os;
	bus.install = 1;
	assert_status(dxgk_adapter_create(mock.driver, &bus, &mock.adapter), STATUS_SUCCESS);
	dump[0] = 0;
	dxgk_registry_dump(emit, NULL);
	assert_non_null(strstr(dump, "\\Services\\mock\\Parameters]\n\"Sv\"=dword:00000005\n"));
	assert_non_null(strstr(dump, "\\FromInf]\n@=dword:00000005\n"));
	/* A later line wins. */
	assert_non_null(strstr(dump, "\"OfOne\"=dword:00000006\n"));
	assert_null(strstr(dump, "OfTwo"));
	assert_non_null(strstr(dump, "\\Only A Key]\n"));
	mock_remove_adapter();
	/* Whatever of it there is no memory for, another device is not there by halves. */
	bus.slot = 5;
	host_for_each_failure(n) {
		NTSTATUS status = dxgk_adapter_create(mock.driver, &bus, &mock.adapter);

		assert_int_equal(NT_SUCCESS(status), !!mock.adapter);
		if (!NT_SUCCESS(status))
			assert_true(host_fail_hit());
		mock_remove_adapter();
	}
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
	host_test(device_space_writes),
	host_test(device_presence),
	host_test(resource_descriptors),
	host_test(interrupt_routine),
	host_test(post_display_released),
	host_test(post_display_formats),
	host_test(stop_and_remove_fail),
	host_test(too_many_adapters),
	host_test(two_in_their_slots),
	host_test(features),
	host_test(static_objects),
	host_test(registry_defaults),
	host_test(out_of_memory),
};

HOST_TEST_MAIN(tests)
