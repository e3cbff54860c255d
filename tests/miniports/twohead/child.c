/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * Three outputs: one that is always connected, one with hot plug, and a panel
 * with hot plug that says nothing of itself.
 */
#include "twohead.h"

ULONG
TwoheadChildBit(ULONG Uid)
{
    if (Uid == 0 || Uid % TWOHEAD_UID != 0 || Uid / TWOHEAD_UID > TWOHEAD_CHILDREN) {
        return 0;
    }
    return 1u << (Uid / TWOHEAD_UID - 1);
}

NTSTATUS APIENTRY
TwoheadQueryChildRelations(CONST PVOID MiniportDeviceContext, PDXGK_CHILD_DESCRIPTOR ChildRelations,
                           ULONG ChildRelationsSize)
{
    static const D3DKMDT_VIDEO_OUTPUT_TECHNOLOGY Technology[TWOHEAD_CHILDREN] = {
        D3DKMDT_VOT_HD15, D3DKMDT_VOT_HDMI, D3DKMDT_VOT_DISPLAYPORT_EMBEDDED,
    };
    ULONG i;

    UNREFERENCED_PARAMETER(MiniportDeviceContext);

    if (ChildRelationsSize < (TWOHEAD_CHILDREN + 1) * sizeof(*ChildRelations)) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    for (i = 0; i < TWOHEAD_CHILDREN; i++) {
        PDXGK_CHILD_DESCRIPTOR Child = &ChildRelations[i];

        Child->ChildDeviceType = TypeVideoOutput;
        Child->ChildCapabilities.HpdAwareness =
            i == 0 ? HpdAwarenessAlwaysConnected : HpdAwarenessInterruptible;
        Child->ChildCapabilities.Type.VideoOutput.InterfaceTechnology = Technology[i];
        Child->ChildCapabilities.Type.VideoOutput.MonitorOrientationAwareness = D3DKMDT_MOA_NONE;
        Child->ChildUid = (i + 1) * TWOHEAD_UID;
    }
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
TwoheadQueryChildStatus(CONST PVOID MiniportDeviceContext, PDXGK_CHILD_STATUS ChildStatus,
                        BOOLEAN NonDestructiveOnly)
{
    PTWOHEAD_DEVICE Device = MiniportDeviceContext;
    ULONG Bit = TwoheadChildBit(ChildStatus->ChildUid);

    UNREFERENCED_PARAMETER(NonDestructiveOnly);

    if (ChildStatus->Type != StatusConnection || Bit == 0) {
        return STATUS_INVALID_PARAMETER;
    }
    ChildStatus->HotPlug.Connected = (Device->Shared->control.connected & Bit) != 0;
    return STATUS_SUCCESS;
}

/* A monitor of 1024 x 768, named by its child, with the serial number of the test. */
static VOID
TwoheadMakeEdid(PTWOHEAD_DEVICE Device, ULONG Uid, UCHAR *Edid)
{
    static const UCHAR Head[] = {
        0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00, 0x49, 0x14, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01, 0x03, 0x80, 0x20, 0x18, 0x78,
        0x0a, 0xee, 0x91, 0xa3, 0x54, 0x4c, 0x99, 0x26, 0x0f, 0x50, 0x54,
        /* established: 640x480@60, 800x600@60, 1024x768@60 */
        0x21, 0x08, 0x00,
        0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01,
        0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01,
        /* 65 MHz, 1024+320, 768+38 */
        0x64, 0x19, 0x00, 0x40, 0x41, 0x00, 0x26, 0x30, 0x18, 0x88, 0x36, 0x00,
        0x40, 0xf0, 0x10, 0x00, 0x00, 0x18,
    };
    UCHAR Sum = 0;
    ULONG i;

    RtlZeroMemory(Edid, TWOHEAD_EDID_SIZE);
    RtlCopyMemory(Edid, Head, sizeof(Head));
    Edid[10] = (UCHAR)Uid;
    Edid[12] = (UCHAR)Device->Shared->control.serial;
    for (i = 72; i < 126; i += 18) {
        Edid[i + 3] = 0x10;
    }
    for (i = 0; i < TWOHEAD_EDID_SIZE - 1; i++) {
        Sum = (UCHAR)(Sum + Edid[i]);
    }
    Edid[TWOHEAD_EDID_SIZE - 1] = (UCHAR)-Sum;
}

NTSTATUS APIENTRY
TwoheadQueryDeviceDescriptor(CONST PVOID MiniportDeviceContext, ULONG ChildUid,
                             PDXGK_DEVICE_DESCRIPTOR DeviceDescriptor)
{
    PTWOHEAD_DEVICE Device = MiniportDeviceContext;
    UCHAR Edid[TWOHEAD_EDID_SIZE];

    if (TwoheadChildBit(ChildUid) == 0) {
        return STATUS_INVALID_PARAMETER;
    }
    if (ChildUid == TWOHEAD_CHILDREN * TWOHEAD_UID) {
        return STATUS_MONITOR_NO_DESCRIPTOR;
    }
    if (DeviceDescriptor->DescriptorOffset >= TWOHEAD_EDID_SIZE) {
        return STATUS_MONITOR_NO_MORE_DESCRIPTOR_DATA;
    }
    TwoheadMakeEdid(Device, ChildUid, Edid);
    RtlCopyMemory(DeviceDescriptor->DescriptorBuffer, Edid + DeviceDescriptor->DescriptorOffset,
                  min(DeviceDescriptor->DescriptorLength,
                      TWOHEAD_EDID_SIZE - DeviceDescriptor->DescriptorOffset));
    return STATUS_SUCCESS;
}
