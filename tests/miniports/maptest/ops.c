/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * The two callbacks with any argument, from anywhere.
 */
#include "maptest.h"

#define MAPTEST_BULK_MAX        (1UL << 20)

typedef struct _MAPTEST_CALL {
    PMAPTEST_DEVICE Device;
    const DXGKRNL_INTERFACE *Dxgk;
    struct maptest_map *Map;
    struct maptest_unmap *Unmap;
} MAPTEST_CALL;

static HANDLE
MaptestHandle(const DXGKRNL_INTERFACE *Dxgk, MAPTEST_U32 Which, MAPTEST_U64 Value)
{
    switch (Which) {
    case MAPTEST_HANDLE_OWN:
        return Dxgk->DeviceHandle;
    case MAPTEST_HANDLE_STALE:
        return MaptestGlobals.StaleHandle;
    case MAPTEST_HANDLE_VALUE:
        return (HANDLE)(ULONG_PTR)Value;
    default:
        return NULL;
    }
}

static NTSTATUS
MaptestMapOnce(const DXGKRNL_INTERFACE *Dxgk, const struct maptest_map *Map, MAPTEST_U64 Address,
               PVOID *VirtualAddress)
{
    PHYSICAL_ADDRESS Physical;

    Physical.QuadPart = (LONGLONG)Address;
    return Dxgk->DxgkCbMapMemory(MaptestHandle(Dxgk, Map->handle, Map->handle_value), Physical,
                                 Map->length, Map->in_io_space, Map->map_to_user_mode,
                                 (MEMORY_CACHING_TYPE)Map->cache,
                                 Map->null_pointer ? NULL : VirtualAddress);
}

/* The bulk list grows as long as it is empty. */
static NTSTATUS
MaptestBulkReserve(PMAPTEST_DEVICE Device, ULONG Count)
{
    PVOID *Bulk;

    if (Device == NULL || Device->BulkCount != 0 || Count > MAPTEST_BULK_MAX) {
        return STATUS_INVALID_PARAMETER;
    }

    if (Count <= Device->BulkSize) {
        return STATUS_SUCCESS;
    }

    Bulk = ExAllocatePoolWithTag(NonPagedPoolNx, Count * sizeof(*Bulk), MAPTEST_TAG);
    if (Bulk == NULL) {
        return STATUS_NO_MEMORY;
    }

    if (Device->Bulk != NULL) {
        ExFreePoolWithTag(Device->Bulk, MAPTEST_TAG);
    }
    Device->Bulk = Bulk;
    Device->BulkSize = Count;
    return STATUS_SUCCESS;
}

static VOID
MaptestMapMany(const MAPTEST_CALL *Call)
{
    struct maptest_map *Map = Call->Map;
    PMAPTEST_DEVICE Device = Call->Device;
    PVOID VirtualAddress;
    NTSTATUS Status = STATUS_SUCCESS;
    ULONG i;

    if (!Map->forget) {
        if (Device == NULL || InterlockedExchange(&Device->BulkBusy, 1)) {
            Map->status = (ULONG)STATUS_DEVICE_BUSY;
            return;
        }
        Status = MaptestBulkReserve(Device, Map->count);
    }

    for (i = 0; i < Map->count && NT_SUCCESS(Status); i++) {
        VirtualAddress = (PVOID)(ULONG_PTR)MAPTEST_UNTOUCHED;
        Status = MaptestMapOnce(Call->Dxgk, Map,
                                Map->address + (MAPTEST_U64)i * Map->stride, &VirtualAddress);
        if (i == 0) {
            Map->virtual_address = (ULONG_PTR)VirtualAddress;
        }
        if (NT_SUCCESS(Status)) {
            if (!Map->forget) {
                Device->Bulk[Device->BulkCount++] = VirtualAddress;
            }
            Map->done++;
        }
    }

    Map->status = (ULONG)Status;
    if (!Map->forget) {
        (VOID)InterlockedExchange(&Device->BulkBusy, 0);
    }
}

static VOID
MaptestMapHere(PVOID Context)
{
    const MAPTEST_CALL *Call = Context;
    struct maptest_map *Map = Call->Map;
    PVOID VirtualAddress = (PVOID)(ULONG_PTR)MAPTEST_UNTOUCHED;
    NTSTATUS Status;

    if (Map->count > 1) {
        MaptestMapMany(Call);
        return;
    }

    Status = MaptestMapOnce(Call->Dxgk, Map, Map->address, &VirtualAddress);
    Map->status = (ULONG)Status;
    Map->done = NT_SUCCESS(Status) ? 1 : 0;
    Map->virtual_address = (ULONG_PTR)VirtualAddress;
}

static VOID
MaptestUnmapBulk(const MAPTEST_CALL *Call)
{
    struct maptest_unmap *Unmap = Call->Unmap;
    PMAPTEST_DEVICE Device = Call->Device;
    HANDLE Handle = MaptestHandle(Call->Dxgk, Unmap->handle, Unmap->handle_value);
    NTSTATUS Status;

    if (Device == NULL || InterlockedExchange(&Device->BulkBusy, 1)) {
        Unmap->status = (ULONG)STATUS_DEVICE_BUSY;
        return;
    }

    Unmap->status = (ULONG)STATUS_SUCCESS;
    while (Device->BulkCount != 0) {
        Status = Call->Dxgk->DxgkCbUnmapMemory(Handle, Device->Bulk[--Device->BulkCount]);
        if (NT_SUCCESS(Status)) {
            Unmap->done++;
        } else {
            Unmap->status = (ULONG)Status;
        }
    }

    (VOID)InterlockedExchange(&Device->BulkBusy, 0);
}

static VOID
MaptestUnmapHere(PVOID Context)
{
    const MAPTEST_CALL *Call = Context;
    struct maptest_unmap *Unmap = Call->Unmap;
    PVOID Address = (PVOID)(ULONG_PTR)Unmap->virtual_address;
    NTSTATUS Status;

    if (Unmap->what == MAPTEST_UNMAP_BULK) {
        MaptestUnmapBulk(Call);
        return;
    }

    /* What drivers pass by mistake: where they keep the address. */
    if (Unmap->what == MAPTEST_UNMAP_POINTER) {
        Address = &Address;
    }

    Status = Call->Dxgk->DxgkCbUnmapMemory(
        MaptestHandle(Call->Dxgk, Unmap->handle, Unmap->handle_value), Address);
    Unmap->status = (ULONG)Status;
    Unmap->done = NT_SUCCESS(Status) ? 1 : 0;
}

static NTSTATUS
MaptestRunFrom(MAPTEST_U32 From, MAPTEST_U32 Irql, MAPTEST_WORK *Work, PVOID Context)
{
    KIRQL OldIrql;

    switch (From) {
    case MAPTEST_FROM_HERE:
        Work(Context);
        return STATUS_SUCCESS;

    case MAPTEST_FROM_THREAD:
        return MaptestRunInThreads(1, Work, Context);

    case MAPTEST_FROM_IRQL:
        if (Irql > DISPATCH_LEVEL) {
            return STATUS_INVALID_PARAMETER;
        }
        KeRaiseIrql((KIRQL)Irql, &OldIrql);
        Work(Context);
        KeLowerIrql(OldIrql);
        return STATUS_SUCCESS;

    default:
        return STATUS_INVALID_PARAMETER;
    }
}

VOID
MaptestMap(PMAPTEST_DEVICE Device, const DXGKRNL_INTERFACE *Dxgk, struct maptest_map *Map)
{
    MAPTEST_CALL Call = { Device, Dxgk, Map, NULL };
    NTSTATUS Status;

    Map->done = 0;
    Map->virtual_address = MAPTEST_UNTOUCHED;

    Status = MaptestRunFrom(Map->from, Map->irql, MaptestMapHere, &Call);
    if (!NT_SUCCESS(Status)) {
        Map->status = (ULONG)Status;
    }
}

VOID
MaptestUnmap(PMAPTEST_DEVICE Device, const DXGKRNL_INTERFACE *Dxgk, struct maptest_unmap *Unmap)
{
    MAPTEST_CALL Call = { Device, Dxgk, NULL, Unmap };
    NTSTATUS Status;

    Unmap->done = 0;

    Status = MaptestRunFrom(Unmap->from, Unmap->irql, MaptestUnmapHere, &Call);
    if (!NT_SUCCESS(Status)) {
        Unmap->status = (ULONG)Status;
    }
}

typedef struct _MAPTEST_STORM_CALL {
    const DXGKRNL_INTERFACE *Dxgk;
    struct maptest_storm *Storm;
} MAPTEST_STORM_CALL;

static VOID
MaptestStormWork(PVOID Context)
{
    const MAPTEST_STORM_CALL *Call = Context;
    struct maptest_storm *Storm = Call->Storm;
    HANDLE Handle = MaptestHandle(Call->Dxgk, Storm->map.handle, Storm->map.handle_value);
    PVOID VirtualAddress;
    NTSTATUS Status;
    ULONG i;

    for (i = 0; i < Storm->iterations; i++) {
        VirtualAddress = NULL;
        Status = MaptestMapOnce(Call->Dxgk, &Storm->map, Storm->map.address, &VirtualAddress);
        if (!NT_SUCCESS(Status)) {
            (VOID)InterlockedIncrement((volatile LONG *)&Storm->map_failures);
            (VOID)InterlockedExchange((volatile LONG *)&Storm->last_map_failure, Status);
            continue;
        }
        (VOID)InterlockedIncrement((volatile LONG *)&Storm->mapped);

        Status = Call->Dxgk->DxgkCbUnmapMemory(Handle, VirtualAddress);
        if (!NT_SUCCESS(Status)) {
            (VOID)InterlockedIncrement((volatile LONG *)&Storm->unmap_failures);
            (VOID)InterlockedExchange((volatile LONG *)&Storm->last_unmap_failure, Status);
            continue;
        }
        (VOID)InterlockedIncrement((volatile LONG *)&Storm->unmapped);
    }
}

NTSTATUS
MaptestStorm(PMAPTEST_DEVICE Device, struct maptest_storm *Storm)
{
    MAPTEST_STORM_CALL Call = { &Device->Dxgk, Storm };

    Storm->mapped = 0;
    Storm->map_failures = 0;
    Storm->last_map_failure = 0;
    Storm->unmapped = 0;
    Storm->unmap_failures = 0;
    Storm->last_unmap_failure = 0;

    if (Storm->threads == 0) {
        MaptestStormWork(&Call);
        return STATUS_SUCCESS;
    }

    return MaptestRunInThreads(Storm->threads, MaptestStormWork, &Call);
}
