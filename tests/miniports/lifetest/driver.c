/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#include "lifetest.h"

DRIVER_INITIALIZE DriverEntry;
static DXGKDDI_UNLOAD LifeUnload;
static DXGKDDI_QUERYADAPTERINFO LifeQueryAdapterInfo;

static VOID APIENTRY
LifeUnload(VOID)
{
    LIFE_LOG("Unload");
}

static NTSTATUS APIENTRY
LifeQueryAdapterInfo(CONST HANDLE hAdapter, CONST DXGKARG_QUERYADAPTERINFO *pQueryAdapterInfo)
{
    DXGK_DRIVERCAPS *Caps = pQueryAdapterInfo->pOutputData;

    UNREFERENCED_PARAMETER(hAdapter);

    if (pQueryAdapterInfo->Type != DXGKQAITYPE_DRIVERCAPS) {
        return STATUS_NOT_SUPPORTED;
    }
    RtlZeroMemory(Caps, sizeof(*Caps));
    Caps->WDDMVersion = DXGKDDI_WDDMv1_2;
    Caps->HighestAcceptableAddress.QuadPart = -1;
    Caps->SupportSurpriseRemoval = TRUE;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    KMDDOD_INITIALIZATION_DATA InitData;

    LIFE_LOG("DriverEntry");
    RtlZeroMemory(&InitData, sizeof(InitData));
    InitData.Version = DXGKDDI_INTERFACE_VERSION;
    MaptestFillDisplay(&InitData);
    InitData.DxgkDdiAddDevice = LifeAddDevice;
    InitData.DxgkDdiStartDevice = LifeStartDevice;
    InitData.DxgkDdiStopDevice = LifeStopDevice;
    InitData.DxgkDdiRemoveDevice = LifeRemoveDevice;
    InitData.DxgkDdiUnload = LifeUnload;
    InitData.DxgkDdiEscape = LifeEscape;
    InitData.DxgkDdiInterruptRoutine = LifeInterruptRoutine;
    InitData.DxgkDdiDpcRoutine = LifeDpcRoutine;
    InitData.DxgkDdiSetPowerState = LifeSetPowerState;
    InitData.DxgkDdiNotifySurpriseRemoval = LifeNotifySurpriseRemoval;
    InitData.DxgkDdiResetDevice = LifeResetDevice;
    InitData.DxgkDdiNotifyAcpiEvent = LifeNotifyAcpiEvent;
    InitData.DxgkDdiControlEtwLogging = LifeControlEtwLogging;
    InitData.DxgkDdiCollectDbgInfo = LifeCollectDbgInfo;
    InitData.DxgkDdiQueryAdapterInfo = LifeQueryAdapterInfo;

    return DxgkInitializeDisplayOnlyDriver(DriverObject, RegistryPath, &InitData);
}
