// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_left_test.c - what the shared suite cannot see of callback objects, timers of
 * devices, affinity and DMA adapters: what a driver leaves, and the backend's side.
 */
#include "mock_miniport.h"

#define left(text) host_log_count(DXGK_LOG_DEBUG, "mock: left " text)

static PCALLBACK_OBJECT open_callback(PCWSTR text)
{
	PCALLBACK_OBJECT callback;
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING name;

	RtlInitUnicodeString(&name, text);
	InitializeObjectAttributes(&oa, &name, OBJ_CASE_INSENSITIVE, NULL, NULL);
	assert_status(ExCreateCallback(&callback, &oa, TRUE, TRUE), STATUS_SUCCESS);
	return callback;
}

static unsigned int heard;
static PVOID heard1, heard2;

static VOID NTAPI hear(PVOID context, PVOID arg1, PVOID arg2)
{
	heard++;
	heard1 = arg1;
	heard2 = arg2;
}

/* \Callback\PowerState: PO_CB_SYSTEM_STATE_LOCK, FALSE: about to leave S0; TRUE: back. */
static void power_state(void **state)
{
	PCALLBACK_OBJECT callback;
	PVOID r;

	mock_up(false);
	heard = 0;
	callback = open_callback(u"\\Callback\\PowerState");
	dxgk_system_power(false);
	assert_int_equal(heard, 0);
	r = ExRegisterCallback(callback, hear, NULL);
	dxgk_system_power(false);
	assert_int_equal(heard, 1);
	assert_ptr_equal(heard1, (PVOID)PO_CB_SYSTEM_STATE_LOCK);
	assert_null(heard2);
	dxgk_system_power(true);
	assert_int_equal(heard, 2);
	assert_ptr_equal(heard2, (PVOID)1);
	ExUnregisterCallback(r);
	dxgk_system_power(true);
	assert_int_equal(heard, 2);
	ObDereferenceObject(callback);
	mock_down();
}

/* A routine of an unloaded driver must not be called. */
static void callbacks(void **state)
{
	PCALLBACK_OBJECT callback;

	mock_up(false);
	heard = 0;
	callback = open_callback(u"\\Callback\\PowerState");
	assert_non_null(ExRegisterCallback(callback, hear, NULL));
	assert_non_null(ExRegisterCallback(callback, hear, NULL));
	/* Without a routine, or an object that is one, there is nothing to register. */
	assert_null(ExRegisterCallback(callback, NULL, NULL));
	assert_null(ExRegisterCallback((PCALLBACK_OBJECT)&heard, hear, NULL));
	/* One that is none is named, and nothing else. */
	ObDereferenceObject(callback);
	ExUnregisterCallback(&heard);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "unregisters a callback that is none"), 1);
	mock_remove_adapter();
	dxgk_driver_unload(mock.driver);
	assert_int_equal(left("2 callbacks registered"), 1);
	dxgk_system_power(false);
	assert_int_equal(heard, 0);
	assert_status(dxgk_driver_load(&mock_info, &mock.driver), STATUS_SUCCESS);
	mock_down();
}

static VOID NTAPI tick(PDEVICE_OBJECT device, PVOID context)
{
}

/* The timer of a PDO goes with the device. */
static void device_timer(void **state)
{
	mock_up(false);
	assert_status(IoInitializeTimer(mock.pdo, tick, NULL), STATUS_SUCCESS);
	IoStartTimer(mock.pdo);
	mock_remove_adapter();
	mock_down();
	assert_int_equal(left("a device's timer"), 0);
}

static NTSTATUS confine(void)
{
	KeSetSystemAffinityThread(1);
	return STATUS_SUCCESS;
}

/* The thread of an entry point is not the driver's to keep. */
static void affinity(void **state)
{
	mock_up(false);
	mock.on_start = confine;
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "DxgkDdiStartDevice returned without"), 1);
	assert_int_equal(KeSetSystemAffinityThreadEx(1), 0);
	KeRevertToUserAffinityThread();
	/* Where no processor can be waited for. */
	host_irql_set(DISPATCH_LEVEL);
	assert_int_equal(KeSetSystemAffinityThreadEx(1), 0);
	host_irql_set(PASSIVE_LEVEL);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "at IRQL 2: no effect"), 1);
	assert_int_equal(KeSetSystemAffinityThreadEx(1), 0);
	KeRevertToUserAffinityThread();
	mock_down();
}

/* ------------------------------------------------------------------------------- DMA */

static PDMA_ADAPTER get_dma(void)
{
	DEVICE_DESCRIPTION description = {
		.Version = DEVICE_DESCRIPTION_VERSION2, .Master = TRUE, .ScatterGather = TRUE,
		.Dma64BitAddresses = TRUE, .MaximumLength = 0x100000,
	};
	PDMA_ADAPTER dma = IoGetDmaAdapter(mock.pdo, &description, NULL);

	assert_non_null(dma);
	return dma;
}

static PSCATTER_GATHER_LIST list;

static VOID NTAPI take_list(PDEVICE_OBJECT device, PIRP irp, PSCATTER_GATHER_LIST l,
			    PVOID context)
{
	list = l;
}

/* Logical addresses are the device's, not physical ones, behind an IOMMU. */
static void dma_translated(void **state)
{
	PHYSICAL_ADDRESS logical;
	PDMA_ADAPTER dma;
	PVOID p, pool;
	PMDL mdl;

	mock_up(false);
	host_device_set_translated(mock.os, true);
	dma = get_dma();
	p = dma->DmaOperations->AllocateCommonBuffer(dma, 0x5000, &logical, TRUE);
	assert_non_null(p);
	assert_int_not_equal(logical.QuadPart, MmGetPhysicalAddress(p).QuadPart);
	assert_int_equal(host_device_dma(mock.os), 1);
	pool = ExAllocatePoolWithTag(NonPagedPool, 0x3000, 'tseT');
	mdl = IoAllocateMdl(pool, 0x3000, FALSE, FALSE, NULL);
	MmBuildMdlForNonPagedPool(mdl);
	assert_status(dma->DmaOperations->GetScatterGatherList(dma, mock.pdo, mdl, pool, 0x3000,
							       take_list, NULL, TRUE),
		      STATUS_SUCCESS);
	assert_int_equal(host_device_dma(mock.os), 1 + list->NumberOfElements);
	assert_int_not_equal(list->Elements[0].Address.QuadPart,
			     MmGetPhysicalAddress(pool).QuadPart);
	dma->DmaOperations->PutScatterGatherList(dma, list, TRUE);
	assert_int_equal(host_device_dma(mock.os), 1);
	dma->DmaOperations->FreeCommonBuffer(dma, 0x5000, logical, p, TRUE);
	assert_int_equal(host_device_dma(mock.os), 0);
	/* A second time it is none. */
	dma->DmaOperations->FreeCommonBuffer(dma, 0x5000, logical, p, TRUE);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "frees a common buffer at"), 1);
	dma->DmaOperations->PutDmaAdapter(dma);
	IoFreeMdl(mdl);
	ExFreePoolWithTag(pool, 'tseT');
	mock_down();
}

/* Without one they are physical. */
static void dma_physical(void **state)
{
	PHYSICAL_ADDRESS logical;
	PDMA_ADAPTER dma;
	PVOID p;

	mock_up(false);
	dma = get_dma();
	p = dma->DmaOperations->AllocateCommonBuffer(dma, 0x5000, &logical, TRUE);
	assert_non_null(p);
	assert_int_equal(logical.QuadPart, MmGetPhysicalAddress(p).QuadPart);
	dma->DmaOperations->FreeCommonBuffer(dma, 0x5000, logical, p, TRUE);
	dma->DmaOperations->PutDmaAdapter(dma);
	mock_down();
}

/* A device of 32 bits does not reach what an IOMMU put higher. */
static void dma_out_of_reach(void **state)
{
	DEVICE_DESCRIPTION description = {
		.Version = DEVICE_DESCRIPTION_VERSION2, .Master = TRUE, .ScatterGather = TRUE,
		.Dma32BitAddresses = TRUE, .MaximumLength = 0x100000,
	};
	PHYSICAL_ADDRESS logical;
	PDMA_ADAPTER dma;
	PVOID pool;
	PMDL mdl;

	mock_up(false);
	host_device_set_translated(mock.os, true);
	dma = IoGetDmaAdapter(mock.pdo, &description, NULL);
	assert_non_null(dma);
	assert_null(dma->DmaOperations->AllocateCommonBuffer(dma, 0x1000, &logical, TRUE));
	pool = ExAllocatePoolWithTag(NonPagedPool, 0x1000, 'tseT');
	mdl = IoAllocateMdl(pool, 0x1000, FALSE, FALSE, NULL);
	MmBuildMdlForNonPagedPool(mdl);
	assert_status(dma->DmaOperations->GetScatterGatherList(dma, mock.pdo, mdl, pool, 0x1000,
							       take_list, NULL, TRUE),
		      STATUS_INSUFFICIENT_RESOURCES);
	assert_int_equal(host_device_dma(mock.os), 0);
	IoFreeMdl(mdl);
	ExFreePoolWithTag(pool, 'tseT');
	dma->DmaOperations->PutDmaAdapter(dma);
	mock_down();
}

/* What follows each other is one element. */
static void dma_in_a_row(void **state)
{
	PHYSICAL_ADDRESS any = { .QuadPart = -1 };
	PDMA_ADAPTER dma;
	PVOID p;
	PMDL mdl;

	mock_up(false);
	dma = get_dma();
	p = MmAllocateContiguousMemory(4 * PAGE_SIZE, any);
	mdl = IoAllocateMdl((PUCHAR)p + 100, 3 * PAGE_SIZE, FALSE, FALSE, NULL);
	MmBuildMdlForNonPagedPool(mdl);
	assert_status(dma->DmaOperations->GetScatterGatherList(dma, mock.pdo, mdl,
							       (PUCHAR)p + 100, 3 * PAGE_SIZE,
							       take_list, NULL, TRUE),
		      STATUS_SUCCESS);
	assert_int_equal(list->NumberOfElements, 1);
	assert_int_equal(list->Elements[0].Length, 3 * PAGE_SIZE);
	assert_int_equal(list->Elements[0].Address.QuadPart,
			 MmGetPhysicalAddress(p).QuadPart + 100);
	dma->DmaOperations->PutScatterGatherList(dma, list, TRUE);
	IoFreeMdl(mdl);
	MmFreeContiguousMemory(p);
	dma->DmaOperations->PutDmaAdapter(dma);
	mock_down();
}

/* Common buffers go with the adapter that they are of, whatever the order. */
static void dma_given_back(void **state)
{
	PHYSICAL_ADDRESS logical[2];
	PDMA_ADAPTER dma;
	PVOID p[2];
	int i;

	mock_up(false);
	dma = get_dma();
	for (i = 0; i < 2; i++)
		p[i] = dma->DmaOperations->AllocateCommonBuffer(dma, 0x1000, &logical[i], TRUE);
	assert_true(p[0] && p[1]);
	dma->DmaOperations->FreeCommonBuffer(dma, 0x1000, logical[1], p[1], TRUE);
	dma->DmaOperations->PutDmaAdapter(dma);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "that has 1 common buffers; freed"), 1);
	mock_down();
}

/* Nothing of a device's outlives it, and what was left is said. */
static void dma_left(void **state)
{
	PHYSICAL_ADDRESS logical;
	PDMA_ADAPTER dma;
	bool translated;
	unsigned int i;

	for (i = 0; i < 2; i++) {
		translated = i;
		mock_up(false);
		host_device_set_translated(mock.os, translated);
		dma = get_dma();
		assert_non_null(dma->DmaOperations->AllocateCommonBuffer(dma, 0x5000, &logical,
									 TRUE));
		assert_non_null(dma->DmaOperations->AllocateCommonBuffer(dma, 1, &logical, TRUE));
		mock_remove_adapter();
		assert_int_equal(left("a DMA adapter with 2 common buffers"), i + 1);
		assert_int_equal(host_device_dma(mock.os), 0);
		/* It is empty now, but there. */
		assert_null(dma->DmaOperations->AllocateCommonBuffer(dma, 1, &logical, TRUE));
		if (i)
			dma->DmaOperations->PutDmaAdapter(dma);
		mock_down();
	}
}

/* Each allocation, and each map, may fail; then nothing is left of the rest. */
static IO_ALLOCATION_ACTION NTAPI keep(PDEVICE_OBJECT device, PIRP irp, PVOID registers,
				       PVOID context)
{
	*(PVOID *)context = registers;
	return DeallocateObjectKeepRegisters;
}

static void dma_failures(void **state)
{
	DEVICE_DESCRIPTION plain = {
		.Version = DEVICE_DESCRIPTION_VERSION, .Master = TRUE, .MaximumLength = 0x1000,
	};
	PHYSICAL_ADDRESS logical;
	PDMA_ADAPTER dma;
	NTSTATUS status;
	PVOID p, pool, registers;
	unsigned long n;
	ULONG length;
	PMDL mdl;

	mock_up(false);
	host_device_set_translated(mock.os, true);
	dma = get_dma();
	pool = ExAllocatePoolWithTag(NonPagedPool, 0x8000, 'tseT');
	mdl = IoAllocateMdl(pool, 0x8000, FALSE, FALSE, NULL);
	MmBuildMdlForNonPagedPool(mdl);
	for (n = 1; n < 100; n++) {
		host_fail_nth(n);
		p = dma->DmaOperations->AllocateCommonBuffer(dma, 0x5000, &logical, TRUE);
		if (!host_fail_hit())
			break;
		assert_null(p);
		assert_int_equal(host_device_dma(mock.os), 0);
	}
	assert_true(n > 1);
	host_fail_nth(0);
	dma->DmaOperations->FreeCommonBuffer(dma, 0x5000, logical, p, TRUE);
	for (n = 1; n < 100; n++) {
		host_fail_nth(n);
		status = dma->DmaOperations->GetScatterGatherList(dma, mock.pdo, mdl, pool, 0x8000,
								  take_list, NULL, TRUE);
		if (!host_fail_hit())
			break;
		assert_status(status, STATUS_INSUFFICIENT_RESOURCES);
		assert_int_equal(host_device_dma(mock.os), 0);
	}
	assert_true(n > 2);
	host_fail_nth(0);
	assert_status(status, STATUS_SUCCESS);
	/* A transfer that cannot be mapped is one of no bytes. */
	assert_status(dma->DmaOperations->AllocateAdapterChannel(dma, mock.pdo, 8, keep,
								 &registers), STATUS_SUCCESS);
	host_fail_nth(1);
	length = 0x8000;
	dma->DmaOperations->MapTransfer(dma, mdl, registers, pool, &length, TRUE);
	assert_int_equal(length, 0);
	host_fail_nth(0);
	dma->DmaOperations->FreeMapRegisters(dma, registers, 8);
	/* 24 bits, which such a device has by default, may be too few for the machine. */
	host_for_each_failure(k) {
		PDMA_ADAPTER small = IoGetDmaAdapter(mock.pdo, &plain, NULL);

		assert_int_equal(!small, host_fail_hit());
		if (small)
			small->DmaOperations->PutDmaAdapter(small);
	}
	dma->DmaOperations->PutScatterGatherList(dma, list, TRUE);
	IoFreeMdl(mdl);
	ExFreePoolWithTag(pool, 'tseT');
	dma->DmaOperations->PutDmaAdapter(dma);
	mock_down();
}

static const struct CMUnitTest tests[] = {
	host_test(power_state),
	host_test(callbacks),
	host_test(device_timer),
	host_test(affinity),
	host_test(dma_translated),
	host_test(dma_physical),
	host_test(dma_out_of_reach),
	host_test(dma_in_a_row),
	host_test(dma_given_back),
	host_test(dma_left),
	host_test(dma_failures),
};

HOST_TEST_MAIN(tests)
