/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * twohead - a test miniport: two displays in shared memory.
 *
 * It behaves as hardware with a vertical blank does: presents may be finished at
 * the next one, and progress is reported at each, whether a present is
 * outstanding or not.  It takes down each call that a port driver must not make.
 */
#ifndef TWOHEAD_H
#define TWOHEAD_H

#include <ntddk.h>
#include <d3dkmddi.h>
#include <d3dkmthk.h>
#include <dispmprt.h>

#include "twohead_shared.h"

#define TWOHEAD_TAG		'2dhT'
#define TWOHEAD_EDID_SIZE	128
#define TWOHEAD_TICK_MS		16
#define TWOHEAD_QUIET_TICKS	8
/* What both heads together can show. */
#define TWOHEAD_BANDWIDTH	(1280u * 1024 + 1024 * 768)

typedef struct _TWOHEAD_MODE {
    ULONG Width;
    ULONG Height;
} TWOHEAD_MODE, *PTWOHEAD_MODE;

typedef struct _TWOHEAD_DEVICE {
    DXGKRNL_INTERFACE Dxgk;
    volatile struct twohead_shared *Shared;     /* the device's memory */
    BOOLEAN Started;
    DEVICE_POWER_STATE Power;

    KTIMER Timer;
    KDPC Tick;

    /* Used by the tick, and by the routines that it synchronises. */
    BOOLEAN Pending[TWOHEAD_HEADS];
    ULONG Idle[TWOHEAD_HEADS];          /* ticks without one */
    BOOLEAN Alternate;
    ULONG PointerOff;
} TWOHEAD_DEVICE, *PTWOHEAD_DEVICE;

/* Takes down a call that must not come. */
VOID TwoheadMistake(PTWOHEAD_DEVICE Device, const char *Text);
volatile struct twohead_head *TwoheadHead(PTWOHEAD_DEVICE Device, ULONG Source);
/* The child's bit, or 0 for a uid that is none. */
ULONG TwoheadChildBit(ULONG Uid);
/* Can this source be wired to that child?  The first child has but one source. */
BOOLEAN TwoheadIsWired(ULONG Source, ULONG Uid);
/* The pinned mode of a source; width 0: none. */
NTSTATUS TwoheadPinnedSource(const DXGK_VIDPN_INTERFACE *VidPn, D3DKMDT_HVIDPN hVidPn,
                             ULONG Source, PTWOHEAD_MODE Mode);

VOID TwoheadStartClock(PTWOHEAD_DEVICE Device);
VOID TwoheadStopClock(PTWOHEAD_DEVICE Device);
VOID TwoheadReport(PTWOHEAD_DEVICE Device, DXGKARGCB_NOTIFY_INTERRUPT_DATA *Data);

DXGKDDI_QUERY_CHILD_RELATIONS TwoheadQueryChildRelations;
DXGKDDI_QUERY_CHILD_STATUS TwoheadQueryChildStatus;
DXGKDDI_QUERY_DEVICE_DESCRIPTOR TwoheadQueryDeviceDescriptor;
DXGKDDI_ISSUPPORTEDVIDPN TwoheadIsSupportedVidPn;
DXGKDDI_RECOMMENDFUNCTIONALVIDPN TwoheadRecommendFunctionalVidPn;
DXGKDDI_ENUMVIDPNCOFUNCMODALITY TwoheadEnumVidPnCofuncModality;
DXGKDDI_COMMITVIDPN TwoheadCommitVidPn;
DXGKDDI_UPDATEACTIVEVIDPNPRESENTPATH TwoheadUpdateActiveVidPnPresentPath;
DXGKDDI_SETVIDPNSOURCEVISIBILITY TwoheadSetVidPnSourceVisibility;
DXGKDDI_RECOMMENDMONITORMODES TwoheadRecommendMonitorModes;
DXGKDDI_QUERYVIDPNHWCAPABILITY TwoheadQueryVidPnHWCapability;
DXGKDDI_PRESENTDISPLAYONLY TwoheadPresentDisplayOnly;
DXGKDDI_SETPOINTERPOSITION TwoheadSetPointerPosition;
DXGKDDI_SETPOINTERSHAPE TwoheadSetPointerShape;
DXGKDDI_CONTROLINTERRUPT TwoheadControlInterrupt;
DXGKDDI_GETSCANLINE TwoheadGetScanLine;
DXGKDDI_QUERY_INTERFACE TwoheadQueryInterface;
DXGKDDI_INTERRUPT_ROUTINE TwoheadInterruptRoutine;
DXGKDDI_DPC_ROUTINE TwoheadDpcRoutine;

#endif /* TWOHEAD_H */
