/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#include "maptest.h"

DRIVER_INITIALIZE DriverEntry;
static DXGKDDI_UNLOAD MaptestUnload;

MAPTEST_GLOBALS MaptestGlobals;

static VOID APIENTRY
MaptestUnload(VOID)
{
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    KMDDOD_INITIALIZATION_DATA InitData;

#ifdef MAPTEST_FAIL_START
    MaptestGlobals.Fail.start_count = MAXULONG;
    MaptestGlobals.Fail.start_status = (ULONG)STATUS_DEVICE_CONFIGURATION_ERROR;
#endif

    RtlZeroMemory(&InitData, sizeof(InitData));
    InitData.Version = DXGKDDI_INTERFACE_VERSION_WIN8;
    InitData.DxgkDdiAddDevice = MaptestAddDevice;
    InitData.DxgkDdiStartDevice = MaptestStartDevice;
    InitData.DxgkDdiStopDevice = MaptestStopDevice;
    InitData.DxgkDdiRemoveDevice = MaptestRemoveDevice;
    InitData.DxgkDdiUnload = MaptestUnload;
    InitData.DxgkDdiEscape = MaptestEscape;
    MaptestFillDisplay(&InitData);

    return DxgkInitializeDisplayOnlyDriver(DriverObject, RegistryPath, &InitData);
}
