// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "Lang.h"
#include "Tracer.h"
#include "entry.tmh"

extern "C" DRIVER_INITIALIZE DriverEntry;

// Zero before any constructor runs.
static CHAR Letters[32];
static ULONG LetterCount;
static ULONG Failures;

extern "C" VOID LangTrace(CHAR Letter)
{
    if (LetterCount < sizeof(Letters) - 1)
        Letters[LetterCount++] = Letter;
}

extern "C" BOOLEAN LangTraceIs(PCSTR Expected)
{
    BOOLEAN Same = strcmp(Letters, Expected) == 0;

    if (!Same)
        DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "# '%s', not '%s'\n", Letters, Expected);
    RtlZeroMemory(Letters, sizeof(Letters));
    LetterCount = 0;
    return Same;
}

extern "C" VOID LangCheck(BOOLEAN Good, PCSTR What, PCSTR File, int Line)
{
    if (Good) {
        DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "ok - %s\n", What);
    } else {
        Failures++;
        DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "not ok - %s (%s:%d)\n", What, File, Line);
    }
}

// One refusal serves every entry point, whatever its parameters.
template <typename... Parameters>
static NTSTATUS APIENTRY Refuse(Parameters...)
{
    return STATUS_NOT_SUPPORTED;
}

template <typename... Parameters>
static void Fill(NTSTATUS (APIENTRY *&Entry)(Parameters...))
{
    Entry = Refuse<Parameters...>;
}

static VOID APIENTRY LangUnload(VOID)
{
    DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "lang: unload\n");
}

extern "C" NTSTATUS NTAPI DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    KMDDOD_INITIALIZATION_DATA Data = { 0 };

    CHECK(LangTraceIs("12345"), "static construction before DriverEntry, in order");
    CHECK(RegistryPath->Length && RegistryPath->Buffer, "DriverEntry gets a registry path");
    LangObjects();
    LangMemory();
    LangTemplates();
    LangTemplates2();
    LangSeh();
    LangSehC();
    LangHabits();
    LangHabits2();
    if (Failures)
        return STATUS_UNSUCCESSFUL;

    Data.Version = DXGKDDI_INTERFACE_VERSION;
    Fill(Data.DxgkDdiAddDevice);
    Fill(Data.DxgkDdiStartDevice);
    Fill(Data.DxgkDdiStopDevice);
    Fill(Data.DxgkDdiRemoveDevice);
    Fill(Data.DxgkDdiQueryChildRelations);
    Fill(Data.DxgkDdiQueryChildStatus);
    Fill(Data.DxgkDdiQueryDeviceDescriptor);
    Fill(Data.DxgkDdiSetPowerState);
    Fill(Data.DxgkDdiQueryAdapterInfo);
    Fill(Data.DxgkDdiIsSupportedVidPn);
    Fill(Data.DxgkDdiRecommendFunctionalVidPn);
    Fill(Data.DxgkDdiEnumVidPnCofuncModality);
    Fill(Data.DxgkDdiSetVidPnSourceVisibility);
    Fill(Data.DxgkDdiCommitVidPn);
    Fill(Data.DxgkDdiUpdateActiveVidPnPresentPath);
    Fill(Data.DxgkDdiRecommendMonitorModes);
    Fill(Data.DxgkDdiQueryVidPnHWCapability);
    Fill(Data.DxgkDdiPresentDisplayOnly);
    Fill(Data.DxgkDdiSetPointerPosition);
    Fill(Data.DxgkDdiSetPointerShape);
    Data.DxgkDdiUnload = LangUnload;
    return DxgkInitializeDisplayOnlyDriver(DriverObject, RegistryPath, &Data);
}
