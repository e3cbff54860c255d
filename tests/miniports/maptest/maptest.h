/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * maptest - a test miniport that does nothing but map and unmap on request.
 */
#ifndef MAPTEST_H
#define MAPTEST_H

#include <ntddk.h>
#include <d3dkmddi.h>
#include <d3dkmthk.h>
#include <dispmprt.h>

#include "maptest_escape.h"
#ifdef MAPTEST_BENCH
#include "bench_escape.h"
#endif

#define MAPTEST_TAG		'tpaM'

typedef struct _MAPTEST_DEVICE {
    DXGKRNL_INTERFACE Dxgk;     /* of the last start; kept after a stop */
    BOOLEAN HasInterface;

    struct maptest_info Resources;      /* resources and their count only */

    /* The bulk list; BulkBusy is taken by whoever works on it. */
    volatile LONG BulkBusy;
    ULONG BulkCount;
    ULONG BulkSize;
    PVOID *Bulk;
} MAPTEST_DEVICE, *PMAPTEST_DEVICE;

/* What outlives adapters.  Written at points where Windows calls one at a time. */
typedef struct _MAPTEST_GLOBALS {
    HANDLE StaleHandle;
    DXGKRNL_INTERFACE LastDxgk;
    BOOLEAN HasLastDxgk;
    volatile LONG Adds;
    volatile LONG Starts;
    volatile LONG Stops;
    volatile LONG Removes;
    struct maptest_fail Fail;
    volatile LONG ScriptBusy;
    ULONG Steps;
    struct maptest_step Step[MAPTEST_STEPS];
} MAPTEST_GLOBALS;

extern MAPTEST_GLOBALS MaptestGlobals;

/* ops.c */
VOID MaptestMap(PMAPTEST_DEVICE Device, const DXGKRNL_INTERFACE *Dxgk, struct maptest_map *Map);
VOID MaptestUnmap(PMAPTEST_DEVICE Device, const DXGKRNL_INTERFACE *Dxgk,
                  struct maptest_unmap *Unmap);
NTSTATUS MaptestAccess(struct maptest_access *Access);
NTSTATUS MaptestStorm(PMAPTEST_DEVICE Device, struct maptest_storm *Storm);

/* thread.c */
typedef VOID MAPTEST_WORK(PVOID Context);
NTSTATUS MaptestRunInThreads(ULONG Count, MAPTEST_WORK *Work, PVOID Context);

/* life.c */
DXGKDDI_ADD_DEVICE MaptestAddDevice;
DXGKDDI_START_DEVICE MaptestStartDevice;
DXGKDDI_STOP_DEVICE MaptestStopDevice;
DXGKDDI_REMOVE_DEVICE MaptestRemoveDevice;

/* escape.c */
DXGKDDI_ESCAPE MaptestEscape;

/* display.c: as little of a display as a display-only driver can have */
VOID MaptestFillDisplay(PKMDDOD_INITIALIZATION_DATA InitData);

#ifdef MAPTEST_BENCH
/* ../../bench/miniport/bench.c */
NTSTATUS MaptestBench(PMAPTEST_DEVICE Device, struct bench_call *Call);
#endif

#endif /* MAPTEST_H */
