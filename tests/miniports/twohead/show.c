/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * Pictures and pointers.
 */
#include "twohead.h"

static VOID
TwoheadCopy(PTWOHEAD_DEVICE Device, const DXGKARG_PRESENT_DISPLAYONLY *Present)
{
    volatile struct twohead_head *Head = TwoheadHead(Device, Present->VidPnSourceId);
    UCHAR *Screen = (UCHAR *)Device->Shared + TWOHEAD_SCREENS +
                    Present->VidPnSourceId * TWOHEAD_SCREEN_SIZE;
    const RECT *Rect;
    ULONG i;
    LONG y;

    for (i = 0; i < Present->NumDirtyRects; i++) {
        Rect = &Present->pDirtyRect[i];
        if (Rect->left < 0 || Rect->top < 0 || Rect->left >= Rect->right ||
            Rect->top >= Rect->bottom || (ULONG)Rect->right > Head->width ||
            (ULONG)Rect->bottom > Head->height) {
            TwoheadMistake(Device, "a dirty rectangle beyond the screen");
            continue;
        }
        for (y = Rect->top; y < Rect->bottom; y++) {
            RtlCopyMemory(Screen + ((SIZE_T)y * Head->width + Rect->left) * 4,
                          (const UCHAR *)Present->pSource + (LONG_PTR)y * Present->Pitch +
                          Rect->left * 4,
                          (SIZE_T)(Rect->right - Rect->left) * 4);
        }
    }
}

NTSTATUS APIENTRY
TwoheadPresentDisplayOnly(CONST HANDLE hAdapter,
                          CONST DXGKARG_PRESENT_DISPLAYONLY *pPresentDisplayOnly)
{
    PTWOHEAD_DEVICE Device = hAdapter;
    ULONG Source = pPresentDisplayOnly->VidPnSourceId;
    ULONG How = Device->Shared->control.present;
    DXGKARGCB_NOTIFY_INTERRUPT_DATA Data;
    volatile struct twohead_head *Head;

    if (Source >= TWOHEAD_HEADS) {
        TwoheadMistake(Device, "PresentDisplayOnly of no source");
        return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
    }
    Head = TwoheadHead(Device, Source);
    if (Device->Power != PowerDeviceD0) {
        TwoheadMistake(Device, "PresentDisplayOnly while powered down");
        return STATUS_DEVICE_NOT_READY;
    }
    if (Device->Pending[Source]) {
        TwoheadMistake(Device, "two presents outstanding");
    }
    if (pPresentDisplayOnly->NumMoves != 0 || pPresentDisplayOnly->BytesPerPixel != 4) {
        TwoheadMistake(Device, "PresentDisplayOnly with moves, or not of 32 bits");
    }
    Head->presents++;
    Device->Idle[Source] = 0;
    Head->rects = pPresentDisplayOnly->NumDirtyRects;
    if (How == TWOHEAD_FAIL) {
        return STATUS_UNSUCCESSFUL;
    }
    if (!Head->visible || Head->width == 0) {
        TwoheadMistake(Device, "PresentDisplayOnly of what cannot be seen");
        return STATUS_SUCCESS;
    }
    TwoheadCopy(Device, pPresentDisplayOnly);

    if (How == TWOHEAD_ALTERNATE) {
        Device->Alternate = !Device->Alternate;
        How = Device->Alternate ? TWOHEAD_ASYNC : TWOHEAD_SYNC;
    }
    switch (How) {
    case TWOHEAD_ASYNC:
    case TWOHEAD_NEVER:
    case TWOHEAD_FAIL_LATER:
        Device->Pending[Source] = TRUE;
        return STATUS_PENDING;

    case TWOHEAD_EARLY:
        RtlZeroMemory(&Data, sizeof(Data));
        Data.InterruptType = DXGK_INTERRUPT_DISPLAYONLY_PRESENT_PROGRESS;
        Data.DisplayOnlyPresentProgress.VidPnSourceId = Source;
        Data.DisplayOnlyPresentProgress.ProgressId = DXGK_PRESENT_DISPLAYONLY_PROGRESS_ID_COMPLETE;
        TwoheadReport(Device, &Data);
        Head->completed++;
        return STATUS_PENDING;

    default:
        Head->completed++;
        return STATUS_SUCCESS;
    }
}

NTSTATUS APIENTRY
TwoheadSetPointerPosition(CONST HANDLE hAdapter,
                          CONST DXGKARG_SETPOINTERPOSITION *pSetPointerPosition)
{
    PTWOHEAD_DEVICE Device = hAdapter;
    volatile struct twohead_head *Head;

    if (pSetPointerPosition->VidPnSourceId >= TWOHEAD_HEADS) {
        return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
    }
    Head = TwoheadHead(Device, pSetPointerPosition->VidPnSourceId);
    if (Head->pointer_width == 0) {
        TwoheadMistake(Device, "SetPointerPosition before SetPointerShape");
    }
    if (pSetPointerPosition->Flags.Visible) {
        Head->pointer_x = pSetPointerPosition->X;
        Head->pointer_y = pSetPointerPosition->Y;
    }
    Head->pointer_visible = pSetPointerPosition->Flags.Visible;
    Head->positions++;
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
TwoheadSetPointerShape(CONST HANDLE hAdapter, CONST DXGKARG_SETPOINTERSHAPE *pSetPointerShape)
{
    PTWOHEAD_DEVICE Device = hAdapter;
    volatile struct twohead_head *Head;
    const ULONG *Line;
    ULONG x, y;

    if (pSetPointerShape->VidPnSourceId >= TWOHEAD_HEADS) {
        return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
    }
    Head = TwoheadHead(Device, pSetPointerShape->VidPnSourceId);
    if (!pSetPointerShape->Flags.Color || pSetPointerShape->Width == 0 ||
        pSetPointerShape->Width > TWOHEAD_POINTER_MAX || pSetPointerShape->Height == 0 ||
        pSetPointerShape->Height > TWOHEAD_POINTER_MAX) {
        TwoheadMistake(Device, "SetPointerShape beyond the caps");
        return STATUS_INVALID_PARAMETER;
    }
    for (y = 0; y < pSetPointerShape->Height; y++) {
        Line = (const ULONG *)((const UCHAR *)pSetPointerShape->pPixels +
                               y * pSetPointerShape->Pitch);
        for (x = 0; x < pSetPointerShape->Width; x++) {
            Head->pointer[y * pSetPointerShape->Width + x] = Line[x];
        }
    }
    Head->pointer_width = pSetPointerShape->Width;
    Head->pointer_height = pSetPointerShape->Height;
    Head->pointer_hot_x = pSetPointerShape->XHot;
    Head->pointer_hot_y = pSetPointerShape->YHot;
    Head->pointer_flags = pSetPointerShape->Flags.Value;
    Head->shapes++;
    return STATUS_SUCCESS;
}
