/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * Understands requests.
 */
#include "maptest.h"

C_ASSERT(sizeof(struct maptest_map) == 64);
C_ASSERT(sizeof(struct maptest_unmap) == 40);

static ULONG
MaptestOpSize(MAPTEST_U32 Op)
{
    switch (Op) {
    case MAPTEST_OP_INFO:
        return sizeof(struct maptest_info);
    case MAPTEST_OP_MAP:
        return sizeof(struct maptest_map_op);
    case MAPTEST_OP_UNMAP:
        return sizeof(struct maptest_unmap_op);
    case MAPTEST_OP_ACCESS:
        return sizeof(struct maptest_access);
    case MAPTEST_OP_STORM:
        return sizeof(struct maptest_storm);
    case MAPTEST_OP_SCRIPT_CLEAR:
        return sizeof(struct maptest_script_clear);
    case MAPTEST_OP_SCRIPT_ADD:
    case MAPTEST_OP_SCRIPT_READ:
        return sizeof(struct maptest_script);
    case MAPTEST_OP_FAIL:
        return sizeof(struct maptest_fail);
#ifdef MAPTEST_BENCH
    case BENCH_OP:
        return sizeof(struct bench_op);
#endif
    default:
        return 0;
    }
}

static NTSTATUS
MaptestInfo(PMAPTEST_DEVICE Device, struct maptest_info *Info)
{
    struct maptest_header Header = Info->header;

    *Info = Device->Resources;
    Info->header = Header;
    Info->device_handle = (ULONG_PTR)Device->Dxgk.DeviceHandle;
    Info->stale_handle = (ULONG_PTR)MaptestGlobals.StaleHandle;
    Info->adds = (ULONG)MaptestGlobals.Adds;
    Info->starts = (ULONG)MaptestGlobals.Starts;
    Info->stops = (ULONG)MaptestGlobals.Stops;
    Info->removes = (ULONG)MaptestGlobals.Removes;
    Info->bulk = Device->BulkCount;
    Info->irql = KeGetCurrentIrql();
    return STATUS_SUCCESS;
}

static NTSTATUS
MaptestScript(struct maptest_script *Script)
{
    struct maptest_step *Step = &Script->step;

    if (Script->header.op == MAPTEST_OP_SCRIPT_READ) {
        if (Script->index >= MaptestGlobals.Steps) {
            return STATUS_INVALID_PARAMETER;
        }
        *Step = MaptestGlobals.Step[Script->index];
        return STATUS_SUCCESS;
    }

    if (MaptestGlobals.Steps == MAPTEST_STEPS || Step->at < MAPTEST_AT_ADD ||
        Step->at > MAPTEST_AT_REMOVE ||
        (Step->action != MAPTEST_DO_MAP && Step->action != MAPTEST_DO_UNMAP) ||
        Step->of_step > MaptestGlobals.Steps) {
        return STATUS_INVALID_PARAMETER;
    }

    Step->runs = 0;
    Script->index = MaptestGlobals.Steps;
    MaptestGlobals.Step[MaptestGlobals.Steps++] = *Step;
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
MaptestEscape(CONST HANDLE hAdapter, CONST DXGKARG_ESCAPE *pEscape)
{
    PMAPTEST_DEVICE Device = hAdapter;
    struct maptest_header *Header = pEscape->pPrivateDriverData;
    NTSTATUS Status;

    if (Header == NULL || pEscape->PrivateDriverDataSize < sizeof(*Header) ||
        Header->magic != MAPTEST_MAGIC || Header->version != MAPTEST_VERSION) {
        return STATUS_INVALID_PARAMETER;
    }

    if (Header->size != pEscape->PrivateDriverDataSize ||
        Header->size != MaptestOpSize(Header->op)) {
        return STATUS_INVALID_BUFFER_SIZE;
    }

    switch (Header->op) {
    case MAPTEST_OP_INFO:
        return MaptestInfo(Device, (struct maptest_info *)Header);

    case MAPTEST_OP_MAP:
        MaptestMap(Device, &Device->Dxgk, &((struct maptest_map_op *)Header)->map);
        return STATUS_SUCCESS;

    case MAPTEST_OP_UNMAP:
        MaptestUnmap(Device, &Device->Dxgk, &((struct maptest_unmap_op *)Header)->unmap);
        return STATUS_SUCCESS;

    case MAPTEST_OP_ACCESS:
        return MaptestAccess((struct maptest_access *)Header);

    case MAPTEST_OP_STORM:
        return MaptestStorm(Device, (struct maptest_storm *)Header);

#ifdef MAPTEST_BENCH
    case BENCH_OP:
        return MaptestBench(Device, &((struct bench_op *)Header)->call);
#endif

    default:
        break;
    }

    /* What is left changes what all adapters share. */
    if (InterlockedExchange(&MaptestGlobals.ScriptBusy, 1)) {
        return STATUS_DEVICE_BUSY;
    }

    switch (Header->op) {
    case MAPTEST_OP_SCRIPT_CLEAR:
        MaptestGlobals.Steps = 0;
        Status = STATUS_SUCCESS;
        break;

    case MAPTEST_OP_FAIL:
        MaptestGlobals.Fail = *(struct maptest_fail *)Header;
        Status = STATUS_SUCCESS;
        break;

    default:
        Status = MaptestScript((struct maptest_script *)Header);
        break;
    }

    (VOID)InterlockedExchange(&MaptestGlobals.ScriptBusy, 0);
    return Status;
}
