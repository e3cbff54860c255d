// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_devqueue.c - device queues: requests that wait for a busy device.
 *
 * The first one that comes to a queue that is not busy makes it busy and is not
 * queued.
 */
#include "nt.h"
#include "verifier.h"

VOID NTAPI KeInitializeDeviceQueue(PKDEVICE_QUEUE DeviceQueue)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	RtlZeroMemory(DeviceQueue, sizeof(*DeviceQueue));
	DeviceQueue->Size = sizeof(*DeviceQueue);
	InitializeListHead(&DeviceQueue->DeviceListHead);
	KeInitializeSpinLock((PKSPIN_LOCK)&DeviceQueue->Lock);
}

/* With @key, behind those that are not above it; otherwise at the end. */
static BOOLEAN dxgk_devqueue_insert(PKDEVICE_QUEUE q, PKDEVICE_QUEUE_ENTRY entry, bool by_key,
				    ULONG key)
{
	PLIST_ENTRY at = &q->DeviceListHead;
	BOOLEAN inserted = FALSE;
	KIRQL irql;

	irql = KeAcquireSpinLockRaiseToDpc((PKSPIN_LOCK)&q->Lock);
	entry->SortKey = key;
	if (q->Busy) {
		if (by_key)
			for (at = at->Flink; at != &q->DeviceListHead; at = at->Flink)
				if (CONTAINING_RECORD(at, KDEVICE_QUEUE_ENTRY,
						      DeviceListEntry)->SortKey > key)
					break;
		InsertTailList(at, &entry->DeviceListEntry);
		inserted = TRUE;
	}
	q->Busy = TRUE;
	entry->Inserted = inserted;
	KeReleaseSpinLock((PKSPIN_LOCK)&q->Lock, irql);
	return inserted;
}

/* FALSE: the device was not busy, and is now; "KeInsertDeviceQueue function (ntddk.h)". */
BOOLEAN NTAPI KeInsertDeviceQueue(PKDEVICE_QUEUE DeviceQueue, PKDEVICE_QUEUE_ENTRY DeviceQueueEntry)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_devqueue_insert(DeviceQueue, DeviceQueueEntry, false, 0);
}

BOOLEAN NTAPI KeInsertByKeyDeviceQueue(PKDEVICE_QUEUE DeviceQueue,
				       PKDEVICE_QUEUE_ENTRY DeviceQueueEntry, ULONG SortKey)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_devqueue_insert(DeviceQueue, DeviceQueueEntry, true, SortKey);
}

/* The first whose key is not below @key; without one, the first of all. */
static PKDEVICE_QUEUE_ENTRY dxgk_devqueue_remove(PKDEVICE_QUEUE q, ULONG key)
{
	PKDEVICE_QUEUE_ENTRY entry = NULL, e;
	PLIST_ENTRY at;
	KIRQL irql;

	irql = KeAcquireSpinLockRaiseToDpc((PKSPIN_LOCK)&q->Lock);
	if (IsListEmpty(&q->DeviceListHead)) {
		q->Busy = FALSE;
	} else {
		entry = CONTAINING_RECORD(q->DeviceListHead.Flink, KDEVICE_QUEUE_ENTRY,
					  DeviceListEntry);
		for (at = q->DeviceListHead.Flink; at != &q->DeviceListHead; at = at->Flink) {
			e = CONTAINING_RECORD(at, KDEVICE_QUEUE_ENTRY, DeviceListEntry);
			if (e->SortKey >= key) {
				entry = e;
				break;
			}
		}
		RemoveEntryList(&entry->DeviceListEntry);
		entry->Inserted = FALSE;
	}
	KeReleaseSpinLock((PKSPIN_LOCK)&q->Lock, irql);
	return entry;
}

/* NULL: it was empty, and the device is not busy any more. */
PKDEVICE_QUEUE_ENTRY NTAPI KeRemoveDeviceQueue(PKDEVICE_QUEUE DeviceQueue)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_devqueue_remove(DeviceQueue, 0);
}

PKDEVICE_QUEUE_ENTRY NTAPI KeRemoveByKeyDeviceQueue(PKDEVICE_QUEUE DeviceQueue, ULONG SortKey)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_devqueue_remove(DeviceQueue, SortKey);
}

/* FALSE: it was not queued. */
BOOLEAN NTAPI KeRemoveEntryDeviceQueue(PKDEVICE_QUEUE DeviceQueue,
				       PKDEVICE_QUEUE_ENTRY DeviceQueueEntry)
{
	KIRQL irql = KeAcquireSpinLockRaiseToDpc((PKSPIN_LOCK)&DeviceQueue->Lock);
	BOOLEAN was = DeviceQueueEntry->Inserted;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (was)
		RemoveEntryList(&DeviceQueueEntry->DeviceListEntry);
	DeviceQueueEntry->Inserted = FALSE;
	KeReleaseSpinLock((PKSPIN_LOCK)&DeviceQueue->Lock, irql);
	return was;
}
