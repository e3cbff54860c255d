/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * What is shown: modes, power of monitors, visibility, gamma.
 */
#include "twohead.h"

volatile struct twohead_head *
TwoheadHead(PTWOHEAD_DEVICE Device, ULONG Source)
{
    return &Device->Shared->state.head[Source];
}

static VOID
TwoheadTakeRamp(PTWOHEAD_DEVICE Device, ULONG Source, const D3DKMDT_GAMMA_RAMP *Ramp)
{
    volatile struct twohead_head *Head = TwoheadHead(Device, Source);
    const D3DDDI_GAMMA_RAMP_RGB256x3x16 *Rgb = Ramp->Data.pRgb256x3x16;
    ULONG i;

    Head->gamma_type = Ramp->Type;
    if (Ramp->Type != D3DDDI_GAMMARAMP_RGB256x3x16) {
        return;
    }
    if (Ramp->DataSize != sizeof(*Rgb) || Rgb == NULL) {
        TwoheadMistake(Device, "a gamma ramp without its data");
        return;
    }
    for (i = 0; i < 256; i++) {
        Head->gamma[0][i] = Rgb->Red[i];
        Head->gamma[1][i] = Rgb->Green[i];
        Head->gamma[2][i] = Rgb->Blue[i];
    }
    Head->gammas++;
}

/* The paths of one source, from the committed VidPN. */
static NTSTATUS
TwoheadCommitSource(PTWOHEAD_DEVICE Device, const DXGKARG_COMMITVIDPN *Commit, ULONG Source)
{
    volatile struct twohead_head *Head = TwoheadHead(Device, Source);
    const DXGK_VIDPNTOPOLOGY_INTERFACE *Topology;
    const D3DKMDT_VIDPN_PRESENT_PATH *Path;
    const DXGK_VIDPN_INTERFACE *VidPn;
    D3DKMDT_HVIDPNTOPOLOGY hTopology;
    D3DDDI_VIDEO_PRESENT_TARGET_ID Target;
    SIZE_T Paths = 0, i;
    TWOHEAD_MODE Mode;
    ULONG Targets = 0;
    NTSTATUS Status;

    Status = Device->Dxgk.DxgkCbQueryVidPnInterface(Commit->hFunctionalVidPn,
                                                    DXGK_VIDPN_INTERFACE_VERSION_V1, &VidPn);
    if (NT_SUCCESS(Status)) {
        Status = VidPn->pfnGetTopology(Commit->hFunctionalVidPn, &hTopology, &Topology);
    }
    if (NT_SUCCESS(Status)) {
        Status = Topology->pfnGetNumPathsFromSource(hTopology, Source, &Paths);
    }
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    RtlZeroMemory(&Mode, sizeof(Mode));
    if (Paths != 0) {
        Status = TwoheadPinnedSource(VidPn, Commit->hFunctionalVidPn, Source, &Mode);
        if (!NT_SUCCESS(Status)) {
            return Status;
        }
        if (Mode.Width == 0) {
            TwoheadMistake(Device, "CommitVidPn without a pinned mode");
            return STATUS_GRAPHICS_INVALID_VIDPN;
        }
    }
    for (i = 0; i < Paths; i++) {
        Status = Topology->pfnEnumPathTargetsFromSource(hTopology, Source, i, &Target);
        if (NT_SUCCESS(Status)) {
            Status = Topology->pfnAcquirePathInfo(hTopology, Source, Target, &Path);
        }
        if (!NT_SUCCESS(Status)) {
            return Status;
        }
        Targets |= TwoheadChildBit(Target);
        Head->rotation = Path->ContentTransformation.Rotation;
        (VOID)Topology->pfnReleasePathInfo(hTopology, Path);
    }
    if (Head->width != Mode.Width || Head->height != Mode.Height) {
        if (Head->visible) {
            TwoheadMistake(Device, "the mode of a visible source changes");
        }
        RtlZeroMemory((UCHAR *)Device->Shared + TWOHEAD_SCREENS + Source * TWOHEAD_SCREEN_SIZE,
                      TWOHEAD_SCREEN_SIZE);
    }
    Head->width = Mode.Width;
    Head->height = Mode.Height;
    Head->targets = Targets;
    Head->off = Commit->Flags.PathPoweredOff;
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
TwoheadCommitVidPn(CONST HANDLE hAdapter, CONST DXGKARG_COMMITVIDPN *CONST pCommitVidPn)
{
    PTWOHEAD_DEVICE Device = hAdapter;
    NTSTATUS Status = STATUS_SUCCESS;
    ULONG i;

    if (Device->Power != PowerDeviceD0) {
        TwoheadMistake(Device, "CommitVidPn while powered down");
        return STATUS_DEVICE_NOT_READY;
    }
    for (i = 0; i < TWOHEAD_HEADS && NT_SUCCESS(Status); i++) {
        if (Device->Pending[i]) {
            TwoheadMistake(Device, "CommitVidPn while a present is outstanding");
        }
        if (pCommitVidPn->AffectedVidPnSourceId == D3DDDI_ID_ALL ||
            pCommitVidPn->AffectedVidPnSourceId == i) {
            Status = TwoheadCommitSource(Device, pCommitVidPn, i);
        }
    }
    Device->Shared->state.commits++;
    return Status;
}

NTSTATUS APIENTRY
TwoheadUpdateActiveVidPnPresentPath(
    CONST HANDLE hAdapter,
    CONST DXGKARG_UPDATEACTIVEVIDPNPRESENTPATH *CONST pUpdateActiveVidPnPresentPath)
{
    const D3DKMDT_VIDPN_PRESENT_PATH *Path = &pUpdateActiveVidPnPresentPath->VidPnPresentPathInfo;
    PTWOHEAD_DEVICE Device = hAdapter;

    if (Path->VidPnSourceId >= TWOHEAD_HEADS ||
        !(TwoheadHead(Device, Path->VidPnSourceId)->targets &
          TwoheadChildBit(Path->VidPnTargetId))) {
        TwoheadMistake(Device, "UpdateActiveVidPnPresentPath of a path that is not there");
        return STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY;
    }
    if (Device->Shared->control.no_gamma && Path->GammaRamp.Type == D3DDDI_GAMMARAMP_RGB256x3x16) {
        return STATUS_GRAPHICS_GAMMA_RAMP_NOT_SUPPORTED;
    }
    TwoheadTakeRamp(Device, Path->VidPnSourceId, &Path->GammaRamp);
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
TwoheadSetVidPnSourceVisibility(CONST HANDLE hAdapter,
                                CONST DXGKARG_SETVIDPNSOURCEVISIBILITY *pSetVidPnSourceVisibility)
{
    PTWOHEAD_DEVICE Device = hAdapter;
    volatile struct twohead_head *Head;

    if (pSetVidPnSourceVisibility->VidPnSourceId >= TWOHEAD_HEADS) {
        return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
    }
    Head = TwoheadHead(Device, pSetVidPnSourceVisibility->VidPnSourceId);
    if (Device->Power != PowerDeviceD0) {
        TwoheadMistake(Device, "SetVidPnSourceVisibility while powered down");
    }
    if (pSetVidPnSourceVisibility->Visible && Head->width == 0) {
        TwoheadMistake(Device, "a dark source is made visible");
    }
    Head->visible = pSetVidPnSourceVisibility->Visible;
    return STATUS_SUCCESS;
}
