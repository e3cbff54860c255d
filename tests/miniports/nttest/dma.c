// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* dma.c - DMA adapters: common buffers, scatter/gather lists, packets. */
#include "nttest.h"

static PDMA_ADAPTER dma_adapter(ULONG version, PULONG registers)
{
	DEVICE_DESCRIPTION description;

	RtlZeroMemory(&description, sizeof(description));
	description.Version = version;
	description.Master = TRUE;
	description.ScatterGather = TRUE;
	description.Dma32BitAddresses = TRUE;
	description.Dma64BitAddresses = TRUE;
	description.InterfaceType = PCIBus;
	description.MaximumLength = 1 << 20;
	return IoGetDmaAdapter(nt_pdo, &description, registers);
}

NT_TEST(dma_versions,
	"IoGetDmaAdapter: DMA_ADAPTER.Version is 1; the table is as long as the description's version says; NULL for one that is not supported")
{
	DEVICE_DESCRIPTION description;
	ULONG registers = 0;
	PDMA_ADAPTER dma;

	dma = dma_adapter(DEVICE_DESCRIPTION_VERSION, &registers);
	NEED(dma);
	CHECK_EQ(dma->Version, 1);
	CHECK_EQ(dma->DmaOperations->Size,
		 FIELD_OFFSET(DMA_OPERATIONS, CalculateScatterGatherList));
	CHECK(registers >= 256);
	dma->DmaOperations->PutDmaAdapter(dma);
	dma = dma_adapter(DEVICE_DESCRIPTION_VERSION2, &registers);
	NEED(dma);
	CHECK_EQ(dma->Version, 1);
	CHECK(dma->DmaOperations->Size >= FIELD_OFFSET(DMA_OPERATIONS, GetDmaAdapterInfo));
	CHECK_EQ(dma->DmaOperations->GetDmaAlignment(dma), 1);
	dma->DmaOperations->PutDmaAdapter(dma);
	CHECK(!dma_adapter(DEVICE_DESCRIPTION_VERSION3, &registers));
	/* Without a flag a bus master that scatters has 32 bits on PCI, another 24. */
	RtlZeroMemory(&description, sizeof(description));
	description.Version = DEVICE_DESCRIPTION_VERSION;
	description.Master = TRUE;
	description.ScatterGather = TRUE;
	description.InterfaceType = PCIBus;
	description.MaximumLength = 0x1000;
	dma = IoGetDmaAdapter(nt_pdo, &description, &registers);
	NEED(dma);
	dma->DmaOperations->PutDmaAdapter(dma);
	/* Not a device. */
	RtlZeroMemory(&description, sizeof(description));
	description.Master = TRUE;
	CHECK(!IoGetDmaAdapter(NULL, &description, &registers));
}

NT_TEST(dma_common,
	"AllocateCommonBuffer: memory that appears contiguous to the device, at the logical address; at least a page")
{
	static const ULONG sizes[] = { 1, 4096, 100000, 1 << 20, 9 << 20 };
	PHYSICAL_ADDRESS logical[RTL_NUMBER_OF(sizes)];
	PUCHAR p[RTL_NUMBER_OF(sizes)];
	PDMA_ADAPTER dma = dma_adapter(DEVICE_DESCRIPTION_VERSION2, NULL);
	ULONG i, j;

	NEED(dma);
	for (i = 0; i < RTL_NUMBER_OF(sizes); i++) {
		p[i] = dma->DmaOperations->AllocateCommonBuffer(dma, sizes[i], &logical[i], TRUE);
		CHECK(p[i]);
		if (!p[i])
			continue;
		CHECK_EQ((ULONG_PTR)p[i] % PAGE_SIZE, 0);
		CHECK_EQ(logical[i].QuadPart % PAGE_SIZE, 0);
		p[i][0] = 1;
		p[i][sizes[i] - 1] = 2;
		for (j = 0; j < i; j++)
			CHECK(!p[j] ||
			      (ULONGLONG)(logical[i].QuadPart - logical[j].QuadPart) >= sizes[j]);
	}
	for (i = 0; i < RTL_NUMBER_OF(sizes); i++)
		if (p[i])
			dma->DmaOperations->FreeCommonBuffer(dma, sizes[i], logical[i], p[i], TRUE);
	CHECK(!dma->DmaOperations->AllocateCommonBuffer(dma, 0, &logical[0], TRUE));
	dma->DmaOperations->PutDmaAdapter(dma);
}

NT_TEST(dma_common_32, "IoGetDmaAdapter: Dma32BitAddresses: the device can use 32-bit addresses")
{
	DEVICE_DESCRIPTION description;
	PHYSICAL_ADDRESS logical;
	PDMA_ADAPTER dma;
	PVOID p;

	RtlZeroMemory(&description, sizeof(description));
	description.Master = TRUE;
	description.Dma32BitAddresses = TRUE;
	description.MaximumLength = PAGE_SIZE;
	dma = IoGetDmaAdapter(nt_pdo, &description, NULL);
	NEED(dma);
	p = dma->DmaOperations->AllocateCommonBuffer(dma, 3 * PAGE_SIZE, &logical, FALSE);
	CHECK(p);
	if (p) {
		CHECK(logical.QuadPart + 3 * PAGE_SIZE - 1 <= 0xffffffff);
		dma->DmaOperations->FreeCommonBuffer(dma, 3 * PAGE_SIZE, logical, p, FALSE);
	}
	dma->DmaOperations->PutDmaAdapter(dma);
}

static struct {
	PSCATTER_GATHER_LIST list;
	ULONG calls;
	KIRQL irql;
	PDEVICE_OBJECT device;
	PVOID context, registers;
} seen;

static VOID NTAPI list_routine(PDEVICE_OBJECT device, PIRP irp, PSCATTER_GATHER_LIST list,
			       PVOID context)
{
	seen.list = list;
	seen.calls++;
	seen.irql = KeGetCurrentIrql();
	seen.device = device;
	seen.context = context;
}

/* Bytes that a list has, and whether its elements are in order of pool's pages. */
static ULONG list_bytes(PSCATTER_GATHER_LIST list)
{
	ULONG i, bytes = 0;

	for (i = 0; i < list->NumberOfElements; i++)
		bytes += list->Elements[i].Length;
	return bytes;
}

NT_TEST(dma_list,
	"GetScatterGatherList: calls AdapterListControl at DISPATCH_LEVEL with a list of the whole transfer")
{
	PDMA_ADAPTER dma = dma_adapter(DEVICE_DESCRIPTION_VERSION2, NULL);
	SIZE_T bytes = 100000, off = 1234, length = 50001;
	PUCHAR p = ExAllocatePoolWithTag(NonPagedPool, bytes, NT_TAG);
	PMDL mdl = p ? IoAllocateMdl(p, (ULONG)bytes, FALSE, FALSE, NULL) : NULL;
	NTSTATUS status;

	NEED(dma && mdl);
	MmBuildMdlForNonPagedPool(mdl);
	RtlZeroMemory(&seen, sizeof(seen));
	CHECK_STATUS(dma->DmaOperations->GetScatterGatherList(dma, nt_pdo, NULL, p + off, 1, NULL,
							      NULL, TRUE),
		     STATUS_INVALID_PARAMETER);
	status = dma->DmaOperations->GetScatterGatherList(dma, nt_pdo, mdl, p + off,
							  (ULONG)length, list_routine, &seen, TRUE);
	CHECK_STATUS(status, STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 1);
	CHECK_EQ(seen.irql, DISPATCH_LEVEL);
	CHECK(seen.device == nt_pdo && seen.context == &seen);
	if (seen.list) {
		CHECK(seen.list->NumberOfElements >= 1);
		CHECK_EQ(list_bytes(seen.list), length);
		CHECK_EQ(seen.list->Elements[0].Address.QuadPart % PAGE_SIZE,
			 BYTE_OFFSET(p + off));
		dma->DmaOperations->PutScatterGatherList(dma, seen.list, TRUE);
	}
	CHECK_EQ(KeGetCurrentIrql(), PASSIVE_LEVEL);
	/* More than the buffer has. */
	CHECK_STATUS(dma->DmaOperations->GetScatterGatherList(dma, nt_pdo, mdl, p + off,
							      (ULONG)bytes, list_routine, &seen,
							      TRUE), STATUS_BUFFER_TOO_SMALL);
	CHECK_EQ(seen.calls, 1);
	IoFreeMdl(mdl);
	ExFreePoolWithTag(p, NT_TAG);
	dma->DmaOperations->PutDmaAdapter(dma);
}

NT_TEST(dma_list_chain, "GetScatterGatherList: this routine can handle chained MDLs")
{
	PDMA_ADAPTER dma = dma_adapter(DEVICE_DESCRIPTION_VERSION2, NULL);
	PUCHAR p = ExAllocatePoolWithTag(NonPagedPool, 20000, NT_TAG);
	PUCHAR q = ExAllocatePoolWithTag(NonPagedPool, 10000, NT_TAG);
	PMDL first = IoAllocateMdl(p, 20000, FALSE, FALSE, NULL);
	PMDL second = IoAllocateMdl(q, 10000, FALSE, FALSE, NULL);

	NEED(dma && p && q && first && second);
	MmBuildMdlForNonPagedPool(first);
	MmBuildMdlForNonPagedPool(second);
	first->Next = second;
	RtlZeroMemory(&seen, sizeof(seen));
	CHECK_STATUS(dma->DmaOperations->GetScatterGatherList(dma, nt_pdo, first, p, 30000,
							      list_routine, NULL, FALSE),
		     STATUS_SUCCESS);
	if (seen.list) {
		CHECK_EQ(list_bytes(seen.list), 30000);
		CHECK(seen.list->NumberOfElements >= 2);
		dma->DmaOperations->PutScatterGatherList(dma, seen.list, FALSE);
	}
	first->Next = NULL;
	IoFreeMdl(second);
	IoFreeMdl(first);
	ExFreePoolWithTag(q, NT_TAG);
	ExFreePoolWithTag(p, NT_TAG);
	dma->DmaOperations->PutDmaAdapter(dma);
}

NT_TEST(dma_list_registers,
	"GetScatterGatherList: STATUS_INSUFFICIENT_RESOURCES if more map registers are needed than IoGetDmaAdapter returned")
{
	DEVICE_DESCRIPTION description;
	PUCHAR p = ExAllocatePoolWithTag(NonPagedPool, 100000, NT_TAG);
	PMDL mdl = IoAllocateMdl(p, 100000, FALSE, FALSE, NULL);
	ULONG registers = 0, size, needed;
	PDMA_ADAPTER dma;

	RtlZeroMemory(&description, sizeof(description));
	description.Version = DEVICE_DESCRIPTION_VERSION2;
	description.Master = TRUE;
	description.ScatterGather = TRUE;
	description.Dma64BitAddresses = TRUE;
	description.MaximumLength = 4 * PAGE_SIZE;
	dma = IoGetDmaAdapter(nt_pdo, &description, &registers);
	NEED(dma && p && mdl);
	CHECK_EQ(registers, 5);
	MmBuildMdlForNonPagedPool(mdl);
	CHECK_STATUS(dma->DmaOperations->GetScatterGatherList(dma, nt_pdo, mdl, p, 100000,
							      list_routine, NULL, TRUE),
		     STATUS_INSUFFICIENT_RESOURCES);
	CHECK_STATUS(dma->DmaOperations->CalculateScatterGatherList(dma, mdl, p, 100000, &size,
								    &needed),
		     STATUS_INSUFFICIENT_RESOURCES);
	IoFreeMdl(mdl);
	ExFreePoolWithTag(p, NT_TAG);
	dma->DmaOperations->PutDmaAdapter(dma);
}

NT_TEST(dma_list_built,
	"BuildScatterGatherList: the list is in the driver's buffer, of the size that CalculateScatterGatherList gives; STATUS_BUFFER_TOO_SMALL below it")
{
	PDMA_ADAPTER dma = dma_adapter(DEVICE_DESCRIPTION_VERSION2, NULL);
	PUCHAR p = ExAllocatePoolWithTag(NonPagedPool, 50000, NT_TAG);
	PMDL mdl = IoAllocateMdl(p, 50000, FALSE, FALSE, NULL);
	ULONG size = 0, most = 0, registers = 0;
	PMDL target = NULL;
	PVOID buffer;

	NEED(dma && p && mdl);
	MmBuildMdlForNonPagedPool(mdl);
	CHECK_STATUS(dma->DmaOperations->CalculateScatterGatherList(dma, mdl, p, 50000, &size,
								    &registers), STATUS_SUCCESS);
	CHECK_STATUS(dma->DmaOperations->CalculateScatterGatherList(dma, NULL, p, 50000, &most,
								    NULL), STATUS_SUCCESS);
	CHECK(size && size <= most);
	CHECK_EQ(registers, ADDRESS_AND_SIZE_TO_SPAN_PAGES(p, 50000));
	buffer = ExAllocatePoolWithTag(NonPagedPool, size, NT_TAG);
	NEED(buffer);
	RtlZeroMemory(&seen, sizeof(seen));
	CHECK_STATUS(dma->DmaOperations->BuildScatterGatherList(dma, nt_pdo, mdl, p, 50000,
								list_routine, NULL, TRUE, buffer,
								size - 1),
		     STATUS_BUFFER_TOO_SMALL);
	CHECK_EQ(seen.calls, 0);
	CHECK_STATUS(dma->DmaOperations->BuildScatterGatherList(dma, nt_pdo, mdl, p, 50000,
								list_routine, NULL, TRUE, buffer,
								size), STATUS_SUCCESS);
	CHECK(seen.list == buffer);
	CHECK_EQ(list_bytes(buffer), 50000);
	/* Data is not copied: the list's MDL is the one it was built from. */
	CHECK_STATUS(dma->DmaOperations->BuildMdlFromScatterGatherList(dma, buffer, mdl, &target),
		     STATUS_SUCCESS);
	CHECK(target == mdl);
	CHECK_STATUS(dma->DmaOperations->BuildMdlFromScatterGatherList(dma, buffer, NULL, &target),
		     STATUS_INVALID_PARAMETER);
	dma->DmaOperations->PutScatterGatherList(dma, buffer, TRUE);
	ExFreePoolWithTag(buffer, NT_TAG);
	IoFreeMdl(mdl);
	ExFreePoolWithTag(p, NT_TAG);
	dma->DmaOperations->PutDmaAdapter(dma);
}

static IO_ALLOCATION_ACTION NTAPI control(PDEVICE_OBJECT device, PIRP irp, PVOID registers,
					  PVOID context)
{
	seen.calls++;
	seen.irql = KeGetCurrentIrql();
	seen.registers = registers;
	return DeallocateObjectKeepRegisters;
}

NT_TEST(dma_packet,
	"MapTransfer: maps as much as can be transferred at once and returns its length; FlushAdapterBuffers ends it")
{
	PDMA_ADAPTER dma = dma_adapter(DEVICE_DESCRIPTION_VERSION2, NULL);
	PUCHAR p = ExAllocatePoolWithTag(NonPagedPool, 30000, NT_TAG);
	PMDL mdl = IoAllocateMdl(p, 30000, FALSE, FALSE, NULL);
	ULONG count, done = 0;
	KIRQL irql;

	NEED(dma && p && mdl);
	MmBuildMdlForNonPagedPool(mdl);
	count = (ULONG)ADDRESS_AND_SIZE_TO_SPAN_PAGES(p, 30000);
	RtlZeroMemory(&seen, sizeof(seen));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	CHECK_STATUS(dma->DmaOperations->AllocateAdapterChannel(dma, nt_pdo, count, control, &seen),
		     STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 1);
	CHECK_EQ(seen.irql, DISPATCH_LEVEL);
	NEED(seen.registers);
	while (done < 30000) {
		ULONG length = 30000 - done;
		PHYSICAL_ADDRESS at;

		at = dma->DmaOperations->MapTransfer(dma, mdl, seen.registers, p + done, &length,
						     TRUE);
		CHECK_EQ(BYTE_OFFSET(at.QuadPart), BYTE_OFFSET(p + done));
		CHECK(length);
		if (!length)
			break;
		done += length;
	}
	CHECK_EQ(done, 30000);
	CHECK(dma->DmaOperations->FlushAdapterBuffers(dma, mdl, seen.registers, p, 30000, TRUE));
	dma->DmaOperations->FreeMapRegisters(dma, seen.registers, count);
	KeLowerIrql(irql);
	CHECK_STATUS(dma->DmaOperations->AllocateAdapterChannel(dma, nt_pdo, 1u << 30, control,
								NULL),
		     STATUS_INSUFFICIENT_RESOURCES);
	CHECK_EQ(seen.calls, 1);
	IoFreeMdl(mdl);
	ExFreePoolWithTag(p, NT_TAG);
	dma->DmaOperations->PutDmaAdapter(dma);
}

static IO_ALLOCATION_ACTION says;

static IO_ALLOCATION_ACTION NTAPI control_says(PDEVICE_OBJECT device, PIRP irp, PVOID registers,
					       PVOID context)
{
	seen.calls++;
	return says;
}

NT_TEST(dma_channel,
	"AllocateAdapterChannel: KeepObject: the channel is the driver's until FreeAdapterChannel; DeallocateObject: not any more")
{
	PDMA_ADAPTER dma = dma_adapter(DEVICE_DESCRIPTION_VERSION2, NULL);
	KIRQL irql;

	NEED(dma);
	RtlZeroMemory(&seen, sizeof(seen));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	says = DeallocateObject;
	CHECK_STATUS(dma->DmaOperations->AllocateAdapterChannel(dma, nt_pdo, 1, control_says, NULL),
		     STATUS_SUCCESS);
	says = KeepObject;
	CHECK_STATUS(dma->DmaOperations->AllocateAdapterChannel(dma, nt_pdo, 1, control_says, NULL),
		     STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 2);
	dma->DmaOperations->FreeAdapterChannel(dma);
	says = DeallocateObject;
	CHECK_STATUS(dma->DmaOperations->AllocateAdapterChannel(dma, nt_pdo, 1, control_says, NULL),
		     STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 3);
	/* No controller of the system's counts for a bus master. */
	CHECK_EQ(dma->DmaOperations->ReadDmaCounter(dma), 0);
	KeLowerIrql(irql);
	dma->DmaOperations->PutDmaAdapter(dma);
}

NT_SUITE(dma) = {
	NT_CASE(dma_versions),
	NT_CASE(dma_common),
	NT_CASE(dma_common_32),
	NT_CASE(dma_list),
	NT_CASE(dma_list_chain),
	NT_CASE(dma_list_registers),
	NT_CASE(dma_list_built),
	NT_CASE(dma_packet),
	NT_CASE(dma_channel),
	NT_END
};
