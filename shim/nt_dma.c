// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_dma.c - IoGetDmaAdapter: memory that a device reaches, by the addresses it
 * has there.
 *
 * A DMA adapter's device may go before the driver gives the adapter back: then
 * what it had is freed, and the adapter is an empty one until the driver is
 * unloaded.
 */
#include "nt_device.h"
#include "nt_io.h"
#include "nt_ke.h"
#include "nt_mm.h"
#include "verifier.h"

#define DXGK_TAG_DMA 0x20616d44u	/* "Dma " */
/* Map registers, a page each, that one transfer may take. */
#define DXGK_DMA_REGISTERS 0x10000u
/* In the list's Reserved: the list is the driver's own memory. */
#define DXGK_SG_BUILT 1

/* A common buffer. */
struct dxgk_dma_buffer {
	LIST_ENTRY link;
	dxgk_u64 bus, bytes;
	PVOID va;
	bool contiguous;		/* of dxgk_os_contiguous_alloc() */
};

struct dxgk_dma {
	DMA_ADAPTER adapter;		/* what the driver has */
	LIST_ENTRY link;		/* all; under dxgk_dmas.lock */
	LIST_ENTRY buffers;		/* under dxgk_dmas.lock */
	struct dxgk_os_device *os;	/* NULL: gone; written under dxgk_dmas.lock */
	dxgk_u64 highest;		/* the device reaches */
	ULONG registers;
	bool lists;			/* the device can do scatter/gather */
	struct dxgk_dma_registers *channel;	/* kept with the adapter's channel */
	dxgk_u16 owner;
};

/* What one transfer of packets has mapped. */
struct dxgk_dma_registers {
	ULONG count, used;
	bool to_device;
	struct {
		dxgk_u64 bus;
		ULONG bytes;
	} piece[];
};

static struct {
	struct dxgk_os_spinlock lock;
	LIST_ENTRY all;			/* under lock */
} dxgk_dmas;

void dxgk_dma_init(void)
{
	dxgk_os_spin_init(&dxgk_dmas.lock);
	InitializeListHead(&dxgk_dmas.all);
}

static struct dxgk_dma *dxgk_dma(PDMA_ADAPTER adapter)
{
	return DXGK_CONTAINER_OF(adapter, struct dxgk_dma, adapter);
}

/* ---------------------------------------------------------------------- common buffers */

static void dxgk_dma_buffer_free(struct dxgk_dma *d, struct dxgk_dma_buffer *b)
{
	if (b->contiguous)
		dxgk_os_contiguous_free(b->va, b->bytes, DXGK_CACHE_WB);
	else
		dxgk_os_dma_free(d->os, b->bytes, b->va, b->bus);
	dxgk_os_free(b);
}

/* See "PALLOCATE_COMMON_BUFFER callback function (wdm.h)"; cached, as on any x64 machine. */
static PVOID NTAPI dxgk_dma_allocate(PDMA_ADAPTER adapter, ULONG length,
				     PPHYSICAL_ADDRESS logical, BOOLEAN cached)
{
	struct dxgk_dma *d = dxgk_dma(adapter);
	struct dxgk_dma_buffer *b;
	unsigned long state;
	dxgk_u64 phys = 0;

	if (!length || !d->os)
		return NULL;
	b = dxgk_os_alloc(sizeof(*b), DXGK_OS_ALLOC_ZERO);
	if (!b)
		return NULL;
	b->bytes = ROUND_TO_PAGES((SIZE_T)length);
	b->contiguous = dxgk_os_dma_physical(d->os);
	if (b->contiguous) {
		b->va = dxgk_os_contiguous_alloc(b->bytes, 0, d->highest, 0, DXGK_CACHE_WB,
						 DXGK_OS_ALLOC_ZERO);
		if (b->va && dxgk_os_virt_to_phys(b->va, &phys))
			b->bus = phys;
	} else {
		b->va = dxgk_os_dma_alloc(d->os, b->bytes, &b->bus);
		if (b->va && b->bus + b->bytes - 1 > d->highest) {
			dxgk_os_dma_free(d->os, b->bytes, b->va, b->bus);
			b->va = NULL;
		}
	}
	if (!b->va) {
		dxgk_os_free(b);
		return NULL;
	}
	state = dxgk_os_spin_lock(&dxgk_dmas.lock);
	InsertTailList(&d->buffers, &b->link);
	dxgk_os_spin_unlock(&dxgk_dmas.lock, state);
	logical->QuadPart = (LONGLONG)b->bus;
	return b->va;
}

/* One of an adapter's, out of its list: that at @va, or with NULL any. */
static struct dxgk_dma_buffer *dxgk_dma_take(struct dxgk_dma *d, const void *va)
{
	struct dxgk_dma_buffer *b = NULL;
	unsigned long state = dxgk_os_spin_lock(&dxgk_dmas.lock);
	PLIST_ENTRY e;

	for (e = d->buffers.Flink; e != &d->buffers && !b; e = e->Flink) {
		b = CONTAINING_RECORD(e, struct dxgk_dma_buffer, link);
		if (va && b->va != va)
			b = NULL;
	}
	if (b)
		RemoveEntryList(&b->link);
	dxgk_os_spin_unlock(&dxgk_dmas.lock, state);
	return b;
}

static VOID NTAPI dxgk_dma_free(PDMA_ADAPTER adapter, ULONG length, PHYSICAL_ADDRESS logical,
				PVOID va, BOOLEAN cached)
{
	struct dxgk_dma *d = dxgk_dma(adapter);
	struct dxgk_dma_buffer *b = va ? dxgk_dma_take(d, va) : NULL;

	if (b)
		dxgk_dma_buffer_free(d, b);
	else
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: frees a common buffer at %p, where none is",
			    dxgk_nt_owner_name(d->owner), va);
}

/* ---------------------------------------------------------------------- pieces of an MDL */

/* Where a transfer stands in a chain of MDLs. */
struct dxgk_dma_walk {
	PMDL mdl;
	SIZE_T offset;			/* in the pages of @mdl */
	SIZE_T left;			/* bytes of the transfer */
};

/* False: @length bytes from @va on are not all in the chain. */
static bool dxgk_dma_begin(struct dxgk_dma_walk *w, PMDL mdl, PVOID va, SIZE_T length)
{
	SIZE_T skip = (SIZE_T)((PUCHAR)va - (PUCHAR)MmGetMdlVirtualAddress(mdl)), all = 0;
	PMDL m;

	/* The first MDL is the one that @va is in. */
	if (skip > MmGetMdlByteCount(mdl))
		return false;
	for (m = mdl; m; m = m->Next)
		all += MmGetMdlByteCount(m);
	if (length > all - skip)
		return false;
	w->mdl = mdl;
	w->offset = MmGetMdlByteOffset(mdl) + skip;
	w->left = length;
	return true;
}

/* The next bytes that follow each other in physical memory, of one MDL; 0: the end. */
static ULONG dxgk_dma_piece(struct dxgk_dma_walk *w, dxgk_u64 *phys)
{
	SIZE_T end, bytes;
	PPFN_NUMBER frames;

	while (w->left && w->offset >= MmGetMdlByteOffset(w->mdl) + MmGetMdlByteCount(w->mdl)) {
		w->mdl = w->mdl->Next;
		if (!w->mdl)
			return 0;
		w->offset = MmGetMdlByteOffset(w->mdl);
	}
	if (!w->left)
		return 0;
	end = MmGetMdlByteOffset(w->mdl) + MmGetMdlByteCount(w->mdl);
	frames = MmGetMdlPfnArray(w->mdl);
	*phys = ((dxgk_u64)frames[w->offset >> PAGE_SHIFT] << PAGE_SHIFT) +
		(w->offset & (PAGE_SIZE - 1));
	bytes = PAGE_SIZE - (w->offset & (PAGE_SIZE - 1));
	while (w->offset + bytes < end && frames[(w->offset + bytes) >> PAGE_SHIFT] ==
					   frames[(w->offset + bytes - 1) >> PAGE_SHIFT] + 1)
		bytes += PAGE_SIZE;
	if (w->offset + bytes > end)
		bytes = end - w->offset;
	if (bytes > w->left)
		bytes = w->left;
	w->offset += bytes;
	w->left -= bytes;
	return (ULONG)bytes;
}

/* Where the device finds it; false: nowhere. */
static bool dxgk_dma_map(struct dxgk_dma *d, dxgk_u64 phys, ULONG bytes, bool to_device,
			 dxgk_u64 *bus)
{
	if (!dxgk_os_dma_map(d->os, phys, bytes, to_device, bus))
		return false;
	if (*bus + bytes - 1 <= d->highest)
		return true;
	dxgk_os_dma_unmap(d->os, *bus, bytes, to_device);
	return false;
}

/* -------------------------------------------------------------------- scatter/gather lists */

static NTSTATUS NTAPI dxgk_dma_calculate(PDMA_ADAPTER adapter, PMDL mdl, PVOID va, ULONG length,
					 PULONG size, PULONG registers)
{
	SIZE_T pages = ADDRESS_AND_SIZE_TO_SPAN_PAGES(va, length), n = pages;
	struct dxgk_dma_walk w;
	dxgk_u64 phys;

	if (mdl) {
		if (!dxgk_dma_begin(&w, mdl, va, length))
			return STATUS_BUFFER_TOO_SMALL;
		for (n = 0; dxgk_dma_piece(&w, &phys); n++)
			;
	}
	if (pages > dxgk_dma(adapter)->registers)
		return STATUS_INSUFFICIENT_RESOURCES;
	*size = (ULONG)(sizeof(SCATTER_GATHER_LIST) + n * sizeof(SCATTER_GATHER_ELEMENT));
	if (registers)
		*registers = (ULONG)pages;
	return STATUS_SUCCESS;
}

static void dxgk_dma_unmap_list(struct dxgk_dma *d, PSCATTER_GATHER_LIST list, bool to_device)
{
	ULONG i;

	for (i = 0; d->os && i < list->NumberOfElements; i++)
		dxgk_os_dma_unmap(d->os, (dxgk_u64)list->Elements[i].Address.QuadPart,
				  list->Elements[i].Length, to_device);
	list->NumberOfElements = 0;
}

static NTSTATUS dxgk_dma_list(struct dxgk_dma *d, PDEVICE_OBJECT device, PMDL mdl, PVOID va,
			      ULONG length, PDRIVER_LIST_CONTROL routine, PVOID context,
			      bool to_device, PSCATTER_GATHER_LIST list, ULONG room)
{
	struct dxgk_dma_walk w;
	PSCATTER_GATHER_ELEMENT e;
	dxgk_u64 phys, bus;
	dxgk_u8 irql;
	ULONG bytes;

	dxgk_dma_begin(&w, mdl, va, length);
	list->NumberOfElements = 0;
	while ((bytes = dxgk_dma_piece(&w, &phys))) {
		e = &list->Elements[list->NumberOfElements];
		if ((PUCHAR)(e + 1) > (PUCHAR)list + room) {
			dxgk_dma_unmap_list(d, list, to_device);
			return STATUS_BUFFER_TOO_SMALL;
		}
		/* One that takes its data in one piece gets it so, or not at all. */
		if ((!d->lists && list->NumberOfElements) ||
		    !dxgk_dma_map(d, phys, bytes, to_device, &bus)) {
			dxgk_dma_unmap_list(d, list, to_device);
			return STATUS_INSUFFICIENT_RESOURCES;
		}
		e->Address.QuadPart = (LONGLONG)bus;
		e->Length = bytes;
		e->Reserved = 0;
		list->NumberOfElements++;
	}
	irql = dxgk_os_irql_raise(DISPATCH_LEVEL);
	routine(device, device ? device->CurrentIrp : NULL, list, context);
	dxgk_os_irql_lower(irql);
	return STATUS_SUCCESS;
}

/* See "PGET_SCATTER_GATHER_LIST callback function (wdm.h)". */
static NTSTATUS NTAPI dxgk_dma_get_list(PDMA_ADAPTER adapter, PDEVICE_OBJECT device, PMDL mdl,
					PVOID va, ULONG length, PDRIVER_LIST_CONTROL routine,
					PVOID context, BOOLEAN to_device)
{
	struct dxgk_dma *d = dxgk_dma(adapter);
	PSCATTER_GATHER_LIST list;
	NTSTATUS status;
	ULONG size;

	if (!mdl)
		return STATUS_INVALID_PARAMETER;
	if (!d->os)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = dxgk_dma_calculate(adapter, mdl, va, length, &size, NULL);
	if (!NT_SUCCESS(status))
		return status;
	list = dxgk_pool_alloc(size, DXGK_TAG_DMA, d->owner, true);
	if (!list)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = dxgk_dma_list(d, device, mdl, va, length, routine, context, to_device, list,
			       size);
	if (!NT_SUCCESS(status))
		dxgk_pool_free(list, DXGK_TAG_DMA, NULL);
	return status;
}

static NTSTATUS NTAPI dxgk_dma_build_list(PDMA_ADAPTER adapter, PDEVICE_OBJECT device, PMDL mdl,
					  PVOID va, ULONG length, PDRIVER_LIST_CONTROL routine,
					  PVOID context, BOOLEAN to_device, PVOID buffer,
					  ULONG room)
{
	struct dxgk_dma *d = dxgk_dma(adapter);
	PSCATTER_GATHER_LIST list = buffer;
	NTSTATUS status;
	ULONG size;

	if (!mdl)
		return STATUS_INVALID_PARAMETER;
	if (!d->os)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = dxgk_dma_calculate(adapter, mdl, va, length, &size, NULL);
	if (NT_SUCCESS(status) && room < size)
		status = STATUS_BUFFER_TOO_SMALL;
	if (!NT_SUCCESS(status))
		return status;
	list->Reserved = DXGK_SG_BUILT;
	return dxgk_dma_list(d, device, mdl, va, length, routine, context, to_device, list, room);
}

static VOID NTAPI dxgk_dma_put_list(PDMA_ADAPTER adapter, PSCATTER_GATHER_LIST list,
				    BOOLEAN to_device)
{
	dxgk_dma_unmap_list(dxgk_dma(adapter), list, to_device);
	if (list->Reserved != DXGK_SG_BUILT)
		dxgk_pool_free(list, DXGK_TAG_DMA, NULL);
}

/* Data is never copied here, so the list is of the same pages; reserved for the system. */
static NTSTATUS NTAPI dxgk_dma_build_mdl(PDMA_ADAPTER adapter, PSCATTER_GATHER_LIST list,
					 PMDL mdl, PMDL *target)
{
	if (!mdl)
		return STATUS_INVALID_PARAMETER;
	*target = mdl;
	return STATUS_SUCCESS;
}

/* --------------------------------------------------------------------- transfers by packet */

static void dxgk_dma_unmap_registers(struct dxgk_dma *d, struct dxgk_dma_registers *r)
{
	for (; r->used; r->used--)
		if (d->os)
			dxgk_os_dma_unmap(d->os, r->piece[r->used - 1].bus,
					  r->piece[r->used - 1].bytes, r->to_device);
}

static VOID NTAPI dxgk_dma_free_registers(PDMA_ADAPTER adapter, PVOID base, ULONG count)
{
	if (!base)
		return;
	dxgk_dma_unmap_registers(dxgk_dma(adapter), base);
	dxgk_pool_free(base, DXGK_TAG_DMA, NULL);
}

/* Masters of the bus do not wait for a channel; "PALLOCATE_ADAPTER_CHANNEL (wdm.h)". */
static NTSTATUS NTAPI dxgk_dma_channel(PDMA_ADAPTER adapter, PDEVICE_OBJECT device, ULONG count,
				       PDRIVER_CONTROL routine, PVOID context)
{
	struct dxgk_dma *d = dxgk_dma(adapter);
	struct dxgk_dma_registers *r;
	dxgk_u8 irql;

	if (!d->os || count > d->registers || d->channel)
		return STATUS_INSUFFICIENT_RESOURCES;
	r = dxgk_pool_alloc(sizeof(*r) + count * sizeof(r->piece[0]), DXGK_TAG_DMA, d->owner, true);
	if (!r)
		return STATUS_INSUFFICIENT_RESOURCES;
	r->count = count;
	irql = dxgk_os_irql_raise(DISPATCH_LEVEL);
	switch (routine(device, device ? device->CurrentIrp : NULL, r, context)) {
	case KeepObject:
		d->channel = r;
		break;
	case DeallocateObjectKeepRegisters:
		break;
	default:
		dxgk_dma_free_registers(adapter, r, count);
		break;
	}
	dxgk_os_irql_lower(irql);
	return STATUS_SUCCESS;
}

static VOID NTAPI dxgk_dma_free_channel(PDMA_ADAPTER adapter)
{
	struct dxgk_dma *d = dxgk_dma(adapter);

	dxgk_dma_free_registers(adapter, d->channel, 0);
	d->channel = NULL;
}

/* As much as follows each other, into @length; "PMAP_TRANSFER callback function (wdm.h)". */
static PHYSICAL_ADDRESS NTAPI dxgk_dma_transfer(PDMA_ADAPTER adapter, PMDL mdl, PVOID base,
						PVOID va, PULONG length, BOOLEAN to_device)
{
	struct dxgk_dma *d = dxgk_dma(adapter);
	struct dxgk_dma_registers *r = base;
	PHYSICAL_ADDRESS where = { .QuadPart = 0 };
	struct dxgk_dma_walk w;
	dxgk_u64 phys, bus;
	ULONG bytes = 0;

	if (r && d->os && r->used < r->count && dxgk_dma_begin(&w, mdl, va, *length))
		bytes = dxgk_dma_piece(&w, &phys);
	if (bytes && !dxgk_dma_map(d, phys, bytes, to_device, &bus))
		bytes = 0;
	*length = bytes;
	if (bytes) {
		r->to_device = to_device;
		r->piece[r->used].bus = bus;
		r->piece[r->used++].bytes = bytes;
		where.QuadPart = (LONGLONG)bus;
	}
	return where;
}

static BOOLEAN NTAPI dxgk_dma_flush(PDMA_ADAPTER adapter, PMDL mdl, PVOID base, PVOID va,
				    ULONG length, BOOLEAN to_device)
{
	if (base)
		dxgk_dma_unmap_registers(dxgk_dma(adapter), base);
	return TRUE;
}

/* ---------------------------------------------------------------------------- the adapter */

/* Memory on x64 has no requirements. */
static ULONG NTAPI dxgk_dma_alignment(PDMA_ADAPTER adapter)
{
	return 1;
}

/* Of a channel of the system's controller, which nobody has. */
static ULONG NTAPI dxgk_dma_counter(PDMA_ADAPTER adapter)
{
	return 0;
}

/* Its device, and what it had of it, are gone.  Context: sleeping. */
static ULONG dxgk_dma_empty(struct dxgk_dma *d)
{
	struct dxgk_dma_buffer *b;
	unsigned long state;
	ULONG n = 0;

	while (d->os && (b = dxgk_dma_take(d, NULL))) {
		dxgk_dma_buffer_free(d, b);
		n++;
	}
	dxgk_dma_free_channel(&d->adapter);
	state = dxgk_os_spin_lock(&dxgk_dmas.lock);
	d->os = NULL;
	dxgk_os_spin_unlock(&dxgk_dmas.lock, state);
	return n;
}

static VOID NTAPI dxgk_dma_put(PDMA_ADAPTER adapter)
{
	struct dxgk_dma *d = dxgk_dma(adapter);
	unsigned long state;
	ULONG left;

	state = dxgk_os_spin_lock(&dxgk_dmas.lock);
	RemoveEntryList(&d->link);
	dxgk_os_spin_unlock(&dxgk_dmas.lock, state);
	left = dxgk_dma_empty(d);
	if (left)
		dxgk_os_log(DXGK_LOG_WARN, NULL,
			    "%s: gives a DMA adapter back that has %u common buffers; freed",
			    dxgk_nt_owner_name(d->owner), left);
	dxgk_os_free(d);
}

#define DXGK_DMA_OPERATIONS1					\
	.PutDmaAdapter = dxgk_dma_put,				\
	.AllocateCommonBuffer = dxgk_dma_allocate,		\
	.FreeCommonBuffer = dxgk_dma_free,			\
	.AllocateAdapterChannel = dxgk_dma_channel,		\
	.FlushAdapterBuffers = dxgk_dma_flush,			\
	.FreeAdapterChannel = dxgk_dma_free_channel,		\
	.FreeMapRegisters = dxgk_dma_free_registers,		\
	.MapTransfer = dxgk_dma_transfer,			\
	.GetDmaAlignment = dxgk_dma_alignment,			\
	.ReadDmaCounter = dxgk_dma_counter,			\
	.GetScatterGatherList = dxgk_dma_get_list,		\
	.PutScatterGatherList = dxgk_dma_put_list

static DMA_OPERATIONS dxgk_dma_operations1 = {
	.Size = FIELD_OFFSET(DMA_OPERATIONS, CalculateScatterGatherList),
	DXGK_DMA_OPERATIONS1,
};

static DMA_OPERATIONS dxgk_dma_operations2 = {
	.Size = FIELD_OFFSET(DMA_OPERATIONS, GetDmaAdapterInfo),
	DXGK_DMA_OPERATIONS1,
	.CalculateScatterGatherList = dxgk_dma_calculate,
	.BuildScatterGatherList = dxgk_dma_build_list,
	.BuildMdlFromScatterGatherList = dxgk_dma_build_mdl,
};

PDMA_ADAPTER dxgk_dma_get(PDEVICE_OBJECT pdo, PDEVICE_DESCRIPTION description, PULONG registers,
			  const void *caller)
{
	struct dxgk_adapter *adapter = pdo ? dxgk_nt_device(pdo) : NULL;
	unsigned long state;
	struct dxgk_dma *d;
	ULONG bits = 32;

	if (registers)
		*registers = 0;
	if (!adapter || !description->Master || description->Version > DEVICE_DESCRIPTION_VERSION2)
		return NULL;
	if (description->Dma64BitAddresses)
		bits = 64;
	else if (!description->Dma32BitAddresses &&
		 !(description->ScatterGather && description->InterfaceType == PCIBus))
		bits = 24;
	d = dxgk_os_alloc(sizeof(*d), DXGK_OS_ALLOC_ZERO);
	if (!d)
		return NULL;
	if (!dxgk_os_dma_bits(adapter->os, bits)) {
		dxgk_os_free(d);
		return NULL;
	}
	d->adapter.Version = 1;
	d->adapter.Size = sizeof(d->adapter);
	d->adapter.DmaOperations = description->Version == DEVICE_DESCRIPTION_VERSION2 ?
				   &dxgk_dma_operations2 : &dxgk_dma_operations1;
	InitializeListHead(&d->buffers);
	d->os = adapter->os;
	d->highest = bits == 64 ? ~0ull : (1ull << bits) - 1;
	d->lists = description->ScatterGather;
	d->registers = DXGK_DMA_REGISTERS;
	if (description->MaximumLength < (DXGK_DMA_REGISTERS - 1) * PAGE_SIZE)
		d->registers = BYTES_TO_PAGES(description->MaximumLength) + 1;
	d->owner = dxgk_nt_owner(caller);
	if (registers)
		*registers = d->registers;
	state = dxgk_os_spin_lock(&dxgk_dmas.lock);
	InsertTailList(&dxgk_dmas.all, &d->link);
	dxgk_os_spin_unlock(&dxgk_dmas.lock, state);
	return &d->adapter;
}

/**
 * IoGetDmaAdapter() - how a device reaches memory
 * @PhysicalDeviceObject: the device
 * @DeviceDescription: what it can; a master of the bus
 * @NumberOfMapRegisters: pages that one transfer may span
 *
 * Its common buffers and lists have the addresses that the device uses, also
 * where an IOMMU translates them.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the adapter, to be given back by its PutDmaAdapter; NULL for a device
 * that is none or no master, for version 3 of the operations, and without memory.
 *
 * Follows "IoGetDmaAdapter function (wdm.h)".
 */
PDMA_ADAPTER NTAPI IoGetDmaAdapter(PDEVICE_OBJECT PhysicalDeviceObject,
				   PDEVICE_DESCRIPTION DeviceDescription,
				   PULONG NumberOfMapRegisters)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_dma_get(PhysicalDeviceObject, DeviceDescription, NumberOfMapRegisters,
			    DXGK_NT_CALLER());
}

/* ---------------------------------------------------------------------- what is left behind */

void dxgk_dma_device_gone(struct dxgk_os_device *os)
{
	unsigned long state;
	PLIST_ENTRY e;

	for (;;) {
		struct dxgk_dma *d = NULL;

		state = dxgk_os_spin_lock(&dxgk_dmas.lock);
		for (e = dxgk_dmas.all.Flink; e != &dxgk_dmas.all && !d; e = e->Flink) {
			d = CONTAINING_RECORD(e, struct dxgk_dma, link);
			if (d->os != os)
				d = NULL;
		}
		dxgk_os_spin_unlock(&dxgk_dmas.lock, state);
		if (!d)
			break;
		dxgk_os_log(DXGK_LOG_WARN, os,
			    "%s: left a DMA adapter with %u common buffers; freed",
			    dxgk_nt_owner_name(d->owner), dxgk_dma_empty(d));
	}
}

void dxgk_dma_owner_gone(dxgk_u16 owner)
{
	unsigned long state;
	PLIST_ENTRY e;

	for (;;) {
		struct dxgk_dma *d = NULL;

		state = dxgk_os_spin_lock(&dxgk_dmas.lock);
		for (e = dxgk_dmas.all.Flink; e != &dxgk_dmas.all && !d; e = e->Flink) {
			d = CONTAINING_RECORD(e, struct dxgk_dma, link);
			if (d->owner != owner)
				d = NULL;
		}
		if (d)
			RemoveEntryList(&d->link);
		dxgk_os_spin_unlock(&dxgk_dmas.lock, state);
		if (!d)
			break;
		/* Its device is gone, and was said to be. */
		dxgk_dma_empty(d);
		dxgk_os_free(d);
	}
}
