// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * resource.c - the adapter's resources as a CM_RESOURCE_LIST.
 *
 * The list holds the BARs in BAR order and then the interrupts, and nothing
 * else: drivers take resources by their order and refuse ranges they do not
 * find in configuration space.
 */
#include "resource.h"

#define DXGK_4G (1ull << 32)

/*
 * A range of 4 GiB or more does not fit ULONG: it is described in units of
 * 256 bytes, 64 KiB or 4 GiB, by the smallest unit that divides it.
 */
static void dxgk_resource_memory(PCM_PARTIAL_RESOURCE_DESCRIPTOR d, const struct dxgk_resource *r)
{
	d->Type = CmResourceTypeMemory;
	d->ShareDisposition = CmResourceShareDeviceExclusive;
	d->Flags = CM_RESOURCE_MEMORY_READ_WRITE;
	if (r->prefetchable)
		d->Flags |= CM_RESOURCE_MEMORY_PREFETCHABLE;
	d->u.Memory.Start.QuadPart = (LONGLONG)r->start;
	if (r->length < DXGK_4G) {
		d->u.Memory.Length = (ULONG)r->length;
		return;
	}

	d->Type = CmResourceTypeMemoryLarge;
	if (r->length >> 40 == 0 && !(r->length & 0xff)) {
		d->Flags |= CM_RESOURCE_MEMORY_LARGE_40;
		d->u.Memory40.Length40 = (ULONG)(r->length >> 8);
	} else if (r->length >> 48 == 0 && !(r->length & 0xffff)) {
		d->Flags |= CM_RESOURCE_MEMORY_LARGE_48;
		d->u.Memory48.Length48 = (ULONG)(r->length >> 16);
	} else {
		d->Flags |= CM_RESOURCE_MEMORY_LARGE_64;
		d->u.Memory64.Length64 = (ULONG)(r->length >> 32);
	}
}

static void dxgk_resource_port(PCM_PARTIAL_RESOURCE_DESCRIPTOR d, const struct dxgk_resource *r)
{
	d->Type = CmResourceTypePort;
	d->ShareDisposition = CmResourceShareDeviceExclusive;
	d->Flags = CM_RESOURCE_PORT_IO | CM_RESOURCE_PORT_16_BIT_DECODE;
	d->u.Port.Start.QuadPart = (LONGLONG)r->start;
	d->u.Port.Length = (ULONG)r->length;
}

static void dxgk_resource_interrupt(PCM_PARTIAL_RESOURCE_DESCRIPTOR d,
				    const struct dxgk_resource *r)
{
	d->Type = CmResourceTypeInterrupt;
	d->ShareDisposition = r->shared ? CmResourceShareShared : CmResourceShareDeviceExclusive;
	if (r->message) {
		d->Flags = CM_RESOURCE_INTERRUPT_LATCHED | CM_RESOURCE_INTERRUPT_MESSAGE;
		d->u.MessageInterrupt.Translated.Level = DXGK_DEVICE_IRQL;
		d->u.MessageInterrupt.Translated.Vector = (ULONG)r->start;
		d->u.MessageInterrupt.Translated.Affinity = ~(KAFFINITY)0;
	} else {
		d->Flags = CM_RESOURCE_INTERRUPT_LEVEL_SENSITIVE;
		d->u.Interrupt.Level = DXGK_DEVICE_IRQL;
		d->u.Interrupt.Vector = (ULONG)r->start;
		d->u.Interrupt.Affinity = ~(KAFFINITY)0;
	}
}

NTSTATUS dxgk_resources_create(struct dxgk_adapter *adapter)
{
	ULONG n = adapter->info.resource_count, i;
	ULONG size = (ULONG)(__builtin_offsetof(CM_RESOURCE_LIST,
						List[0].PartialResourceList.PartialDescriptors) +
			     n * sizeof(CM_PARTIAL_RESOURCE_DESCRIPTOR));
	PCM_PARTIAL_RESOURCE_LIST partial;
	PCM_PARTIAL_RESOURCE_DESCRIPTOR d;
	PCM_RESOURCE_LIST list;

	if (size < sizeof(CM_RESOURCE_LIST))
		size = sizeof(CM_RESOURCE_LIST);
	list = dxgk_os_alloc(size, DXGK_OS_ALLOC_ZERO);
	if (!list)
		return STATUS_INSUFFICIENT_RESOURCES;

	list->Count = 1;
	list->List[0].InterfaceType = PCIBus;
	list->List[0].BusNumber = adapter->info.bus;
	partial = &list->List[0].PartialResourceList;
	partial->Version = 1;
	partial->Revision = 1;
	partial->Count = n;
	d = partial->PartialDescriptors;
	for (i = 0; i < n; i++, d++) {
		const struct dxgk_resource *r = &adapter->info.resource[i];

		switch (r->kind) {
		case DXGK_RES_MEMORY:
			dxgk_resource_memory(d, r);
			break;
		case DXGK_RES_PORT:
			dxgk_resource_port(d, r);
			break;
		case DXGK_RES_INTERRUPT:
			dxgk_resource_interrupt(d, r);
			break;
		}
	}
	adapter->resources = list;
	adapter->resources_size = size;
	return STATUS_SUCCESS;
}
