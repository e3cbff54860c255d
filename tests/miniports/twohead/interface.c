/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * What the panel and the monitors can do besides showing pictures.
 */
#include <ntddk.h>
#include <initguid.h>
#include "twohead.h"

#define TWOHEAD_I2C_DEVICE	0x37

static VOID NTAPI
TwoheadReference(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
}

static NTSTATUS NTAPI
TwoheadGetPossibleBrightness(PVOID Context, ULONG BufferSize, PUCHAR LevelCount,
                             PUCHAR BrightnessLevels)
{
    /* The first two are defaults. */
    static const UCHAR Levels[] = { 100, 50, 0, 25, 50, 75, 100 };

    UNREFERENCED_PARAMETER(Context);

    if (BufferSize < sizeof(Levels)) {
        return STATUS_BUFFER_TOO_SMALL;
    }
    RtlCopyMemory(BrightnessLevels, Levels, sizeof(Levels));
    *LevelCount = sizeof(Levels);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI
TwoheadSetBrightness(PVOID Context, UCHAR Brightness)
{
    PTWOHEAD_DEVICE Device = Context;

    if (Brightness > 100 || Brightness % 25 != 0) {
        TwoheadMistake(Device, "a brightness that is no level");
    }
    Device->Shared->state.brightness = Brightness;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI
TwoheadGetBrightness(PVOID Context, PUCHAR Brightness)
{
    PTWOHEAD_DEVICE Device = Context;

    *Brightness = (UCHAR)Device->Shared->state.brightness;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI
TwoheadTransmit(PVOID Context, D3DDDI_VIDEO_PRESENT_TARGET_ID VidPnTargetId,
                ULONG SevenBitI2CAddress, ULONG DataLength, const void *Data)
{
    volatile struct twohead_state *State = &((PTWOHEAD_DEVICE)Context)->Shared->state;
    ULONG i;

    if (SevenBitI2CAddress != TWOHEAD_I2C_DEVICE << 1) {
        return STATUS_GRAPHICS_I2C_DEVICE_DOES_NOT_EXIST;
    }
    if (DataLength == 0 || DataLength > sizeof(State->i2c)) {
        TwoheadMistake(Context, "too much for an I2C device");
        return STATUS_INVALID_PARAMETER;
    }
    State->i2c_target = VidPnTargetId;
    State->i2c_size = DataLength;
    for (i = 0; i < DataLength; i++) {
        State->i2c[i] = ((const UCHAR *)Data)[i];
    }
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI
TwoheadReceive(PVOID Context, D3DDDI_VIDEO_PRESENT_TARGET_ID VidPnTargetId,
               ULONG SevenBitI2CAddress, ULONG Flags, ULONG DataLength, PVOID Data)
{
    volatile struct twohead_state *State = &((PTWOHEAD_DEVICE)Context)->Shared->state;
    ULONG i;

    UNREFERENCED_PARAMETER(VidPnTargetId);

    if (SevenBitI2CAddress != (TWOHEAD_I2C_DEVICE << 1 | 1)) {
        return STATUS_GRAPHICS_I2C_DEVICE_DOES_NOT_EXIST;
    }
    if (Flags != 0) {
        return STATUS_INVALID_PARAMETER;
    }
    for (i = 0; i < DataLength; i++) {
        ((UCHAR *)Data)[i] = i < State->i2c_size ? State->i2c[i] : 0;
    }
    return STATUS_SUCCESS;
}

NTSTATUS APIENTRY
TwoheadQueryInterface(CONST PVOID MiniportDeviceContext, PQUERY_INTERFACE QueryInterface)
{
    INTERFACE Header;

    RtlZeroMemory(&Header, sizeof(Header));
    Header.Size = QueryInterface->Size;
    Header.Version = QueryInterface->Version;
    Header.Context = MiniportDeviceContext;
    Header.InterfaceReference = TwoheadReference;
    Header.InterfaceDereference = TwoheadReference;

    if (IsEqualGUID(QueryInterface->InterfaceType, &GUID_DEVINTERFACE_BRIGHTNESS) &&
        QueryInterface->Size >= sizeof(DXGK_BRIGHTNESS_INTERFACE)) {
        DXGK_BRIGHTNESS_INTERFACE *Interface = (PVOID)QueryInterface->Interface;

        *QueryInterface->Interface = Header;
        Interface->GetPossibleBrightness = TwoheadGetPossibleBrightness;
        Interface->SetBrightness = TwoheadSetBrightness;
        Interface->GetBrightness = TwoheadGetBrightness;
        return STATUS_SUCCESS;
    }
    if (IsEqualGUID(QueryInterface->InterfaceType, &GUID_DEVINTERFACE_I2C) &&
        QueryInterface->Size >= sizeof(DXGK_I2C_INTERFACE)) {
        DXGK_I2C_INTERFACE *Interface = (PVOID)QueryInterface->Interface;

        *QueryInterface->Interface = Header;
        Interface->DxgkDdiI2CTransmitDataToDisplay = TwoheadTransmit;
        Interface->DxgkDdiI2CReceiveDataFromDisplay = TwoheadReceive;
        return STATUS_SUCCESS;
    }
    return STATUS_NOT_SUPPORTED;
}
