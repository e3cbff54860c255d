/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * Answers about VidPNs.  A source may feed several children (clone), each child
 * is fed by one; all of them have one size, and together the sources have no more
 * pixels than TWOHEAD_BANDWIDTH.
 */
#include "twohead.h"

static const TWOHEAD_MODE TwoheadModes[] = {
    { 640, 480 }, { 800, 600 }, { 1024, 768 }, { 1280, 1024 }, { TWOHEAD_VAST_WIDTH, 600 },
};

BOOLEAN
TwoheadIsWired(ULONG Source, ULONG Uid)
{
    return Source < TWOHEAD_HEADS && TwoheadChildBit(Uid) != 0 &&
           (Source == 0 || Uid != TWOHEAD_UID);
}

NTSTATUS
TwoheadPinnedSource(const DXGK_VIDPN_INTERFACE *VidPn, D3DKMDT_HVIDPN hVidPn, ULONG Source,
                    PTWOHEAD_MODE Mode)
{
    const DXGK_VIDPNSOURCEMODESET_INTERFACE *Interface;
    const D3DKMDT_VIDPN_SOURCE_MODE *Pinned = NULL;
    D3DKMDT_HVIDPNSOURCEMODESET hSet;
    NTSTATUS Status;

    RtlZeroMemory(Mode, sizeof(*Mode));
    Status = VidPn->pfnAcquireSourceModeSet(hVidPn, Source, &hSet, &Interface);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Status = Interface->pfnAcquirePinnedModeInfo(hSet, &Pinned);
    if (NT_SUCCESS(Status) && Pinned != NULL) {
        Mode->Width = Pinned->Format.Graphics.PrimSurfSize.cx;
        Mode->Height = Pinned->Format.Graphics.PrimSurfSize.cy;
        (VOID)Interface->pfnReleaseModeInfo(hSet, Pinned);
    }
    (VOID)VidPn->pfnReleaseSourceModeSet(hVidPn, hSet);
    return Status;
}

static NTSTATUS
TwoheadPinnedTarget(const DXGK_VIDPN_INTERFACE *VidPn, D3DKMDT_HVIDPN hVidPn, ULONG Target,
                    PTWOHEAD_MODE Mode)
{
    const DXGK_VIDPNTARGETMODESET_INTERFACE *Interface;
    const D3DKMDT_VIDPN_TARGET_MODE *Pinned = NULL;
    D3DKMDT_HVIDPNTARGETMODESET hSet;
    NTSTATUS Status;

    RtlZeroMemory(Mode, sizeof(*Mode));
    Status = VidPn->pfnAcquireTargetModeSet(hVidPn, Target, &hSet, &Interface);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Status = Interface->pfnAcquirePinnedModeInfo(hSet, &Pinned);
    if (NT_SUCCESS(Status) && Pinned != NULL) {
        Mode->Width = Pinned->VideoSignalInfo.ActiveSize.cx;
        Mode->Height = Pinned->VideoSignalInfo.ActiveSize.cy;
        (VOID)Interface->pfnReleaseModeInfo(hSet, Pinned);
    }
    (VOID)VidPn->pfnReleaseTargetModeSet(hVidPn, hSet);
    return Status;
}

static BOOLEAN
TwoheadFits(const TWOHEAD_MODE *Mode, const TWOHEAD_MODE *Other)
{
    return Other->Width == 0 || (Mode->Width == Other->Width && Mode->Height == Other->Height);
}

/* What is on a path, and whether it can be so.  Pixels: of pinned source modes. */
static NTSTATUS
TwoheadCheckPath(const DXGK_VIDPN_INTERFACE *VidPn, D3DKMDT_HVIDPN hVidPn,
                 const D3DKMDT_VIDPN_PRESENT_PATH *Path, ULONG *Sources, ULONG *Pixels)
{
    const D3DKMDT_VIDPN_PRESENT_PATH_TRANSFORMATION *T = &Path->ContentTransformation;
    TWOHEAD_MODE Source, Target;
    NTSTATUS Status;

    if (!TwoheadIsWired(Path->VidPnSourceId, Path->VidPnTargetId)) {
        return STATUS_GRAPHICS_VIDPN_TOPOLOGY_NOT_SUPPORTED;
    }
    if ((T->Rotation != D3DKMDT_VPPR_IDENTITY && T->Rotation < D3DKMDT_VPPR_UNPINNED &&
         T->Rotation != D3DKMDT_VPPR_UNINITIALIZED) ||
        (T->Scaling != D3DKMDT_VPPS_IDENTITY && T->Scaling < D3DKMDT_VPPS_UNPINNED &&
         T->Scaling != D3DKMDT_VPPS_UNINITIALIZED)) {
        return STATUS_GRAPHICS_PATH_CONTENT_GEOMETRY_TRANSFORMATION_NOT_SUPPORTED;
    }
    Status = TwoheadPinnedSource(VidPn, hVidPn, Path->VidPnSourceId, &Source);
    if (NT_SUCCESS(Status)) {
        Status = TwoheadPinnedTarget(VidPn, hVidPn, Path->VidPnTargetId, &Target);
    }
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    if (Source.Width != 0 && !TwoheadFits(&Source, &Target)) {
        return STATUS_GRAPHICS_VIDPN_MODALITY_NOT_SUPPORTED;
    }
    if ((*Sources & 1u << Path->VidPnSourceId) == 0) {
        *Sources |= 1u << Path->VidPnSourceId;
        *Pixels += Source.Width * Source.Height;
    }
    return STATUS_SUCCESS;
}

/* Calls Visit for each path; stops at the first failure. */
typedef NTSTATUS TWOHEAD_VISIT(PVOID Context, const D3DKMDT_VIDPN_PRESENT_PATH *Path);

static NTSTATUS
TwoheadForEachPath(const DXGK_VIDPNTOPOLOGY_INTERFACE *Topology, D3DKMDT_HVIDPNTOPOLOGY hTopology,
                   TWOHEAD_VISIT *Visit, PVOID Context)
{
    const D3DKMDT_VIDPN_PRESENT_PATH *Path = NULL;
    const D3DKMDT_VIDPN_PRESENT_PATH *Next;
    NTSTATUS Status = Topology->pfnAcquireFirstPathInfo(hTopology, &Path);
    NTSTATUS Visited = STATUS_SUCCESS;

    while (NT_SUCCESS(Status) && Path != NULL && NT_SUCCESS(Visited)) {
        Next = NULL;
        Visited = Visit(Context, Path);
        if (NT_SUCCESS(Visited)) {
            Status = Topology->pfnAcquireNextPathInfo(hTopology, Path, &Next);
        }
        (VOID)Topology->pfnReleasePathInfo(hTopology, Path);
        Path = Next;
    }
    return NT_SUCCESS(Visited) && NT_SUCCESS(Status) ? STATUS_SUCCESS :
           NT_SUCCESS(Visited) ? Status : Visited;
}

typedef struct _TWOHEAD_QUESTION {
    PTWOHEAD_DEVICE Device;
    const DXGK_VIDPN_INTERFACE *VidPn;
    D3DKMDT_HVIDPN hVidPn;
    const DXGK_VIDPNTOPOLOGY_INTERFACE *Topology;
    D3DKMDT_HVIDPNTOPOLOGY hTopology;
    const DXGKARG_ENUMVIDPNCOFUNCMODALITY *Arg;
    ULONG Sources;
    ULONG Pixels;
} TWOHEAD_QUESTION;

static NTSTATUS
TwoheadOpen(PTWOHEAD_DEVICE Device, D3DKMDT_HVIDPN hVidPn, TWOHEAD_QUESTION *Q)
{
    NTSTATUS Status;

    RtlZeroMemory(Q, sizeof(*Q));
    Q->Device = Device;
    Q->hVidPn = hVidPn;
    Status = Device->Dxgk.DxgkCbQueryVidPnInterface(hVidPn, DXGK_VIDPN_INTERFACE_VERSION_V1,
                                                    &Q->VidPn);
    if (NT_SUCCESS(Status)) {
        Status = Q->VidPn->pfnGetTopology(hVidPn, &Q->hTopology, &Q->Topology);
    }
    return Status;
}

static NTSTATUS
TwoheadAskPath(PVOID Context, const D3DKMDT_VIDPN_PRESENT_PATH *Path)
{
    TWOHEAD_QUESTION *Q = Context;

    return TwoheadCheckPath(Q->VidPn, Q->hVidPn, Path, &Q->Sources, &Q->Pixels);
}

NTSTATUS APIENTRY
TwoheadIsSupportedVidPn(CONST HANDLE hAdapter, DXGKARG_ISSUPPORTEDVIDPN *pIsSupportedVidPn)
{
    PTWOHEAD_DEVICE Device = hAdapter;
    TWOHEAD_QUESTION Q;
    SIZE_T Paths = 0;
    NTSTATUS Status;

    pIsSupportedVidPn->IsVidPnSupported = FALSE;
    if (pIsSupportedVidPn->hDesiredVidPn == NULL) {
        pIsSupportedVidPn->IsVidPnSupported = TRUE;
        return STATUS_SUCCESS;
    }
    Status = TwoheadOpen(Device, pIsSupportedVidPn->hDesiredVidPn, &Q);
    if (NT_SUCCESS(Status)) {
        Status = Q.Topology->pfnGetNumPaths(Q.hTopology, &Paths);
    }
    if (NT_SUCCESS(Status)) {
        Status = TwoheadForEachPath(Q.Topology, Q.hTopology, TwoheadAskPath, &Q);
    }
    switch (Status) {
    case STATUS_SUCCESS:
        pIsSupportedVidPn->IsVidPnSupported =
            Q.Pixels <= TWOHEAD_BANDWIDTH && (Paths < 2 || !Device->Shared->control.one_only);
        return STATUS_SUCCESS;

    case STATUS_GRAPHICS_VIDPN_TOPOLOGY_NOT_SUPPORTED:
    case STATUS_GRAPHICS_VIDPN_MODALITY_NOT_SUPPORTED:
    case STATUS_GRAPHICS_PATH_CONTENT_GEOMETRY_TRANSFORMATION_NOT_SUPPORTED:
        return STATUS_SUCCESS;

    default:
        return Status;
    }
}

static NTSTATUS
TwoheadFillSource(TWOHEAD_QUESTION *Q, ULONG Source, const TWOHEAD_MODE *Target)
{
    const DXGK_VIDPNSOURCEMODESET_INTERFACE *Interface;
    D3DKMDT_HVIDPNSOURCEMODESET hSet;
    D3DKMDT_VIDPN_SOURCE_MODE *Mode;
    NTSTATUS Status;
    ULONG i;

    Status = Q->VidPn->pfnCreateNewSourceModeSet(Q->hVidPn, Source, &hSet, &Interface);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    for (i = 0; i < ARRAYSIZE(TwoheadModes) && NT_SUCCESS(Status); i++) {
        if (!TwoheadFits(&TwoheadModes[i], Target)) {
            continue;
        }
        Status = Interface->pfnCreateNewModeInfo(hSet, &Mode);
        if (!NT_SUCCESS(Status)) {
            break;
        }
        Mode->Type = D3DKMDT_RMT_GRAPHICS;
        Mode->Format.Graphics.PrimSurfSize.cx = TwoheadModes[i].Width;
        Mode->Format.Graphics.PrimSurfSize.cy = TwoheadModes[i].Height;
        Mode->Format.Graphics.VisibleRegionSize = Mode->Format.Graphics.PrimSurfSize;
        Mode->Format.Graphics.Stride = TwoheadModes[i].Width * 4;
        Mode->Format.Graphics.PixelFormat = D3DDDIFMT_A8R8G8B8;
        Mode->Format.Graphics.ColorBasis = D3DKMDT_CB_SRGB;
        Mode->Format.Graphics.PixelValueAccessMode = D3DKMDT_PVAM_DIRECT;
        Status = Interface->pfnAddMode(hSet, Mode);
        if (!NT_SUCCESS(Status)) {
            (VOID)Interface->pfnReleaseModeInfo(hSet, Mode);
        }
    }
    if (!NT_SUCCESS(Status)) {
        (VOID)Q->VidPn->pfnReleaseSourceModeSet(Q->hVidPn, hSet);
        return Status;
    }
    return Q->VidPn->pfnAssignSourceModeSet(Q->hVidPn, Source, hSet);
}

/* The first output has no timing, as virtual ones have none; the others do. */
static VOID
TwoheadSignal(ULONG Uid, const TWOHEAD_MODE *Mode, D3DKMDT_VIDEO_SIGNAL_INFO *Signal)
{
    Signal->VideoStandard = D3DKMDT_VSS_OTHER;
    Signal->ActiveSize.cx = Mode->Width;
    Signal->ActiveSize.cy = Mode->Height;
    Signal->ScanLineOrdering = D3DDDI_VSSLO_PROGRESSIVE;
    if (Uid == TWOHEAD_UID) {
        Signal->TotalSize = Signal->ActiveSize;
        Signal->VSyncFreq.Numerator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
        Signal->VSyncFreq.Denominator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
        Signal->HSyncFreq = Signal->VSyncFreq;
        Signal->PixelRate = D3DKMDT_FREQUENCY_NOTSPECIFIED;
        return;
    }
    if (Mode->Width == TWOHEAD_VAST_WIDTH) {
        /* Blanking that no hardware has: the pixels of a frame are 2^32. */
        Signal->TotalSize.cx = 0x10000;
        Signal->TotalSize.cy = 0x10000;
        Signal->VSyncFreq.Numerator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
        Signal->VSyncFreq.Denominator = D3DKMDT_FREQUENCY_NOTSPECIFIED;
        Signal->HSyncFreq = Signal->VSyncFreq;
        Signal->PixelRate = 100000000;
        return;
    }
    Signal->TotalSize.cx = Mode->Width + 320;
    Signal->TotalSize.cy = Mode->Height + 38;
    Signal->VSyncFreq.Numerator = 60;
    Signal->VSyncFreq.Denominator = 1;
    Signal->HSyncFreq.Numerator = 60 * Signal->TotalSize.cy;
    Signal->HSyncFreq.Denominator = 1;
    Signal->PixelRate = (SIZE_T)60 * Signal->TotalSize.cx * Signal->TotalSize.cy;
}

static NTSTATUS
TwoheadFillTarget(TWOHEAD_QUESTION *Q, ULONG Target, const TWOHEAD_MODE *Source)
{
    const DXGK_VIDPNTARGETMODESET_INTERFACE *Interface;
    D3DKMDT_HVIDPNTARGETMODESET hSet;
    D3DKMDT_MODE_PREFERENCE Preference = D3DKMDT_MP_NOTPREFERRED;
    D3DKMDT_VIDPN_TARGET_MODE *Mode;
    NTSTATUS Status;
    ULONG i;

    Status = Q->VidPn->pfnCreateNewTargetModeSet(Q->hVidPn, Target, &hSet, &Interface);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    for (i = 0; i < ARRAYSIZE(TwoheadModes) && NT_SUCCESS(Status); i++) {
        if (!TwoheadFits(&TwoheadModes[i], Source)) {
            continue;
        }
        Status = Interface->pfnCreateNewModeInfo(hSet, &Mode);
        if (!NT_SUCCESS(Status)) {
            break;
        }
        TwoheadSignal(Target, &TwoheadModes[i], &Mode->VideoSignalInfo);
        Mode->Preference = Preference;
        Status = Interface->pfnAddMode(hSet, Mode);
        if (!NT_SUCCESS(Status)) {
            (VOID)Interface->pfnReleaseModeInfo(hSet, Mode);
        }
    }
    if (!NT_SUCCESS(Status)) {
        (VOID)Q->VidPn->pfnReleaseTargetModeSet(Q->hVidPn, hSet);
        return Status;
    }
    return Q->VidPn->pfnAssignTargetModeSet(Q->hVidPn, Target, hSet);
}

static NTSTATUS
TwoheadFillPath(PVOID Context, const D3DKMDT_VIDPN_PRESENT_PATH *Path)
{
    TWOHEAD_QUESTION *Q = Context;
    const DXGKARG_ENUMVIDPNCOFUNCMODALITY *Arg = Q->Arg;
    D3DKMDT_VIDPN_PRESENT_PATH New = *Path;
    TWOHEAD_MODE Source, Target;
    NTSTATUS Status;

    Status = TwoheadCheckPath(Q->VidPn, Q->hVidPn, Path, &Q->Sources, &Q->Pixels);
    if (NT_SUCCESS(Status)) {
        Status = TwoheadPinnedSource(Q->VidPn, Q->hVidPn, Path->VidPnSourceId, &Source);
    }
    if (NT_SUCCESS(Status)) {
        Status = TwoheadPinnedTarget(Q->VidPn, Q->hVidPn, Path->VidPnTargetId, &Target);
    }
    if (NT_SUCCESS(Status) && Source.Width == 0 &&
        !(Arg->EnumPivotType == D3DKMDT_EPT_VIDPNSOURCE &&
          Arg->EnumPivot.VidPnSourceId == Path->VidPnSourceId)) {
        Status = TwoheadFillSource(Q, Path->VidPnSourceId, &Target);
    }
    if (NT_SUCCESS(Status) && Target.Width == 0 &&
        !(Arg->EnumPivotType == D3DKMDT_EPT_VIDPNTARGET &&
          Arg->EnumPivot.VidPnTargetId == Path->VidPnTargetId)) {
        Status = TwoheadFillTarget(Q, Path->VidPnTargetId, &Source);
    }
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    RtlZeroMemory(&New.ContentTransformation.ScalingSupport,
                  sizeof(New.ContentTransformation.ScalingSupport));
    RtlZeroMemory(&New.ContentTransformation.RotationSupport,
                  sizeof(New.ContentTransformation.RotationSupport));
    New.ContentTransformation.ScalingSupport.Identity = 1;
    New.ContentTransformation.RotationSupport.Identity = 1;
    return Q->Topology->pfnUpdatePathSupportInfo(Q->hTopology, &New);
}

NTSTATUS APIENTRY
TwoheadEnumVidPnCofuncModality(CONST HANDLE hAdapter,
                               CONST DXGKARG_ENUMVIDPNCOFUNCMODALITY *CONST pEnumCofuncModality)
{
    TWOHEAD_QUESTION Q;
    NTSTATUS Status = TwoheadOpen(hAdapter, pEnumCofuncModality->hConstrainingVidPn, &Q);

    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Q.Arg = pEnumCofuncModality;
    return TwoheadForEachPath(Q.Topology, Q.hTopology, TwoheadFillPath, &Q);
}

NTSTATUS APIENTRY
TwoheadRecommendFunctionalVidPn(
    CONST HANDLE hAdapter, CONST DXGKARG_RECOMMENDFUNCTIONALVIDPN *CONST pRecommendFunctionalVidPn)
{
    UNREFERENCED_PARAMETER(hAdapter);
    UNREFERENCED_PARAMETER(pRecommendFunctionalVidPn);

    return STATUS_GRAPHICS_NO_RECOMMENDED_FUNCTIONAL_VIDPN;
}

NTSTATUS APIENTRY
TwoheadRecommendMonitorModes(CONST HANDLE hAdapter,
                             CONST DXGKARG_RECOMMENDMONITORMODES *CONST pRecommendMonitorModes)
{
    UNREFERENCED_PARAMETER(hAdapter);
    UNREFERENCED_PARAMETER(pRecommendMonitorModes);

    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
TwoheadQueryVidPnHWCapability(CONST HANDLE hAdapter, DXGKARG_QUERYVIDPNHWCAPABILITY *pVidPnHWCaps)
{
    UNREFERENCED_PARAMETER(hAdapter);

    RtlZeroMemory(&pVidPnHWCaps->VidPnHWCaps, sizeof(pVidPnHWCaps->VidPnHWCaps));
    return STATUS_SUCCESS;
}
