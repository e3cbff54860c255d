/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * Commands that call back: what the port driver says of machine and device.
 */
#include <acpiioct.h>
#include <stdlib.h>
#include <string.h>

#include "lifetest.h"

typedef struct _LIFE_ACPI_INPUT {
    ACPI_EVAL_INPUT_BUFFER_COMPLEX Head;        /* has the first argument */
    ACPI_METHOD_ARGUMENT More[3];
} LIFE_ACPI_INPUT;

static VOID
LifePrintBytes(LIFE_REPLY *Reply, const VOID *Data, ULONG Length)
{
    const UCHAR *Byte = Data;
    ULONG i;

    for (i = 0; i < Length; i++) {
        LifePrint(Reply, "%02x", Byte[i]);
    }
    LifePrint(Reply, "\n");
}

/* info */
NTSTATUS
LifeInfoCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply)
{
    DXGK_DEVICE_INFO Info;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Count);
    UNREFERENCED_PARAMETER(Word);

    Status = Device->Dxgk.DxgkCbGetDeviceInformation(Device->Dxgk.DeviceHandle, &Info);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    LifePrint(Reply, "context %u pdo %u\n", Info.MiniportDeviceContext == Device,
              Info.PhysicalDeviceObject == Device->Pdo);
    LifePrint(Reply, "registry %wZ\n", &Info.DeviceRegistryPath);
    LifePrint(Reply, "memory %I64u highest %#I64x docking %u resources %u\n",
              Info.SystemMemorySize.QuadPart, Info.HighestPhysicalAddress.QuadPart,
              Info.DockingState,
              Info.TranslatedResourceList->List[0].PartialResourceList.Count);
    return STATUS_SUCCESS;
}

/* space config|rom|bridge|mch OFFSET LENGTH [BYTE to write there] */
NTSTATUS
LifeSpaceCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply)
{
    ULONG Which, Offset, Length, Done = 0;
    UCHAR Data[64];
    NTSTATUS Status;

    if (Count < 4) {
        return STATUS_INVALID_PARAMETER;
    }
    Which = LifeIs(Word[1], "rom") ? DXGK_WHICHSPACE_ROM :
            LifeIs(Word[1], "bridge") ? DXGK_WHICHSPACE_BRIDGE :
            LifeIs(Word[1], "mch") ? DXGK_WHICHSPACE_MCH : DXGK_WHICHSPACE_CONFIG;
    Offset = LifeNumber(Word[2]);
    Length = min(LifeNumber(Word[3]), sizeof(Data));
    if (Count > 4) {
        memset(Data, (int)LifeNumber(Word[4]), Length);
        Status = Device->Dxgk.DxgkCbWriteDeviceSpace(Device->Dxgk.DeviceHandle, Which, Data,
                                                     Offset, Length, &Done);
        LifePrint(Reply, "wrote %u\n", Done);
        return Status;
    }
    Status = Device->Dxgk.DxgkCbReadDeviceSpace(Device->Dxgk.DeviceHandle, Which, Data, Offset,
                                                Length, &Done);
    LifePrint(Reply, "read %u ", Done);
    LifePrintBytes(Reply, Data, Done);
    return Status;
}

/* present VENDOR DEVICE */
NTSTATUS
LifePresentCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply)
{
    PCI_DEVICE_PRESENCE_PARAMETERS Parameters;
    BOOLEAN Present = FALSE;
    NTSTATUS Status;

    if (Count < 3) {
        return STATUS_INVALID_PARAMETER;
    }
    RtlZeroMemory(&Parameters, sizeof(Parameters));
    Parameters.Size = sizeof(Parameters);
    Parameters.Flags = PCI_USE_VENDEV_IDS;
    Parameters.VendorID = (USHORT)LifeNumber(Word[1]);
    Parameters.DeviceID = (USHORT)LifeNumber(Word[2]);
    Status = Device->Dxgk.DxgkCbIsDevicePresent(Device->Dxgk.DeviceHandle, &Parameters, &Present);
    LifePrint(Reply, "present %u\n", Present);
    return Status;
}

static VOID
LifePrintArguments(LIFE_REPLY *Reply, const UCHAR *Data, ULONG Length, ULONG Depth)
{
    ACPI_METHOD_ARGUMENT Head;
    ULONG Used;

    while (Length >= sizeof(Head)) {
        RtlCopyMemory(&Head, Data, sizeof(Head));
        LifePrint(Reply, "%*stype %u ", 2 * Depth, "", Head.Type);
        if (Head.Type == ACPI_METHOD_ARGUMENT_INTEGER) {
            LifePrint(Reply, "%#x\n", Head.Argument);
        } else if (Head.Type == ACPI_METHOD_ARGUMENT_STRING) {
            LifePrint(Reply, "%s\n", (const char *)Data + 4);
        } else if (Head.Type == ACPI_METHOD_ARGUMENT_PACKAGE) {
            LifePrint(Reply, "package\n");
            LifePrintArguments(Reply, Data + 4, Head.DataLength, Depth + 1);
        } else {
            LifePrintBytes(Reply, Data + 4, Head.DataLength);
        }
        Used = 4 + max(Head.DataLength, 4);
        Data += Used;
        Length -= min(Used, Length);
    }
}

/* acpi METHOD [INTEGER...] */
NTSTATUS
LifeAcpiCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply)
{
    union {
        ACPI_EVAL_OUTPUT_BUFFER Head;
        UCHAR Bytes[256];
    } Out;
    LIFE_ACPI_INPUT In;
    NTSTATUS Status;
    ULONG i;

    if (Count < 2 || strlen(Word[1]) != 4) {
        return STATUS_INVALID_PARAMETER;
    }
    RtlZeroMemory(&In, sizeof(In));
    In.Head.Signature = DXGK_ACPI_PASS_ARGS_TO_CHILDREN;
    RtlCopyMemory(In.Head.MethodName, Word[1], 4);
    In.Head.ArgumentCount = min(Count - 2, 4);
    for (i = 0; i < In.Head.ArgumentCount; i++) {
        ACPI_METHOD_ARGUMENT *Argument = i ? &In.More[i - 1] : &In.Head.Argument[0];

        Argument->Type = ACPI_METHOD_ARGUMENT_INTEGER;
        Argument->DataLength = sizeof(ULONG);
        Argument->Argument = LifeNumber(Word[2 + i]);
    }
    RtlZeroMemory(&Out, sizeof(Out));
    Status = Device->Dxgk.DxgkCbEvalAcpiMethod(Device->Dxgk.DeviceHandle, DISPLAY_ADAPTER_HW_ID,
                                               &In.Head, sizeof(In), &Out.Head, sizeof(Out));
    if (NT_SUCCESS(Status)) {
        LifePrint(Reply, "count %u\n", Out.Head.Count);
        LifePrintArguments(Reply, (const UCHAR *)Out.Head.Argument,
                           Out.Head.Length - FIELD_OFFSET(ACPI_EVAL_OUTPUT_BUFFER, Argument), 0);
    }
    return Status;
}

/* firmware PROVIDER [TABLE]: each four characters, as they stand in memory */
NTSTATUS
LifeFirmwareCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply)
{
    DXGK_FIRMWARE_TABLE_INTERFACE Firmware = { .Size = sizeof(Firmware),
                                               .Version = DXGK_FIRMWARE_TABLE_INTERFACE_VERSION_1 };
    ULONG Provider, Table, Needed = 0, i;
    PULONG Data;
    NTSTATUS Status;

    if (Count < 2 || strlen(Word[1]) != 4) {
        return STATUS_INVALID_PARAMETER;
    }
    Status = Device->Dxgk.DxgkCbQueryServices(Device->Dxgk.DeviceHandle,
                                              DxgkServicesFirmwareTable, (PINTERFACE)&Firmware);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Provider = Word[1][0] << 24 | Word[1][1] << 16 | Word[1][2] << 8 | Word[1][3];
    Table = 0;
    if (Count > 2) {
        if (strlen(Word[2]) == 4) {
            RtlCopyMemory(&Table, Word[2], 4);
        } else {
            Table = LifeNumber(Word[2]);
        }
        Status = Firmware.ReadSystemFirmwareTable(Firmware.Context, Provider, Table, 0, NULL,
                                                  &Needed);
    } else {
        Status = Firmware.EnumSystemFirmwareTables(Firmware.Context, Provider, 0, NULL, &Needed);
    }
    if (Status != STATUS_BUFFER_TOO_SMALL) {
        return Status;
    }
    Data = ExAllocatePoolWithTag(PagedPool, Needed, LIFE_TAG);
    if (Data == NULL) {
        return STATUS_NO_MEMORY;
    }
    if (Count > 2) {
        Status = Firmware.ReadSystemFirmwareTable(Firmware.Context, Provider, Table, Needed, Data,
                                                  &Needed);
        LifePrint(Reply, "bytes %u ", Needed);
        LifePrintBytes(Reply, Data, min(Needed, 64));
    } else {
        Status = Firmware.EnumSystemFirmwareTables(Firmware.Context, Provider, Needed, Data,
                                                   &Needed);
        for (i = 0; i < Needed / sizeof(ULONG); i++) {
            LifePrint(Reply, "%08x %.4s\n", Data[i], (const char *)&Data[i]);
        }
    }
    ExFreePoolWithTag(Data, LIFE_TAG);
    return Status;
}

/* report TEXT */
NTSTATUS
LifeReportCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply)
{
    DXGK_DEBUG_REPORT_INTERFACE Report = { .Size = sizeof(Report),
                                           .Version = DXGK_DEBUG_REPORT_INTERFACE_VERSION_1 };
    DXGK_DEBUG_REPORT_HANDLE Handle;
    NTSTATUS Status;

    if (Count < 2) {
        return STATUS_INVALID_PARAMETER;
    }
    Status = Device->Dxgk.DxgkCbQueryServices(Device->Dxgk.DeviceHandle, DxgkServicesDebugReport,
                                              (PINTERFACE)&Report);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Handle = Report.DbgReportCreate(Device->Dxgk.DeviceHandle, 0x117, 1, 2, 3, 0);
    if (Handle == NULL ||
        !Report.DbgReportSecondaryData(Handle, Word[1], (ULONG)strlen(Word[1]))) {
        return STATUS_UNSUCCESSFUL;
    }
    Report.DbgReportComplete(Handle);
    LifePrint(Reply, "reported\n");
    return STATUS_SUCCESS;
}

/* etw TEXT */
NTSTATUS
LifeEtwCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply)
{
    static const GUID Event = { 0xa7bf27a0, 0x7401, 0x4733,
                                { 0x9f, 0xed, 0xfd, 0xb5, 0x10, 0x67, 0xfe, 0xcc } };
    KIRQL Old;

    UNREFERENCED_PARAMETER(Reply);

    if (Count < 2) {
        return STATUS_INVALID_PARAMETER;
    }
    KeRaiseIrql(DISPATCH_LEVEL, &Old);
    Device->Dxgk.DxgkCbLogEtwEvent(&Event, 1, (USHORT)strlen(Word[1]), Word[1]);
    KeLowerIrql(Old);
    return STATUS_SUCCESS;
}

static VOID APIENTRY
LifeProtected(CONST PVOID MiniportDeviceContext, PVOID ProtectedCallbackContext,
              NTSTATUS ProtectionStatus)
{
    UNREFERENCED_PARAMETER(MiniportDeviceContext);
    UNREFERENCED_PARAMETER(ProtectedCallbackContext);

    LIFE_LOG("ProtectedCallback irql %u status %#x", KeGetCurrentIrql(), ProtectionStatus);
}

/* exclude now|later */
NTSTATUS
LifeExcludeCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply)
{
    UNREFERENCED_PARAMETER(Reply);

    if (Count < 2) {
        return STATUS_INVALID_PARAMETER;
    }
    return Device->Dxgk.DxgkCbExcludeAdapterAccess(
        Device->Dxgk.DeviceHandle, LifeIs(Word[1], "now") ? DXGK_EXCLUDE_CALL_SYNCHRONOUS : 0,
        LifeProtected, NULL);
}

/* memory BYTES: contiguous and not */
NTSTATUS
LifeMemoryCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply)
{
    DXGKARGCB_ALLOCATECONTIGUOUSMEMORY Contiguous;
    DXGKARGCB_FREECONTIGUOUSMEMORY Free;
    DXGKARGCB_ALLOCATEPAGESFORMDL Pages;
    DXGKARGCB_FREEPAGESFROMMDL FreePages;
    PHYSICAL_ADDRESS Physical;
    PUCHAR Mapped;
    NTSTATUS Status;

    if (Count < 2) {
        return STATUS_INVALID_PARAMETER;
    }
    RtlZeroMemory(&Contiguous, sizeof(Contiguous));
    Contiguous.NumberOfBytes = LifeNumber(Word[1]);
    Contiguous.HighestAcceptableAddress.QuadPart = 0xffffffff;
    Contiguous.CacheType = DXGK_MEMORY_CACHING_TYPE_CACHED;
    Status = Device->Dxgk.DxgkCbAllocateContiguousMemory(Device->Dxgk.DeviceHandle, &Contiguous);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    RtlFillMemory(Contiguous.pMemory, Contiguous.NumberOfBytes, 0xa5);
    Physical = MmGetPhysicalAddress(Contiguous.pMemory);
    LifePrint(Reply, "below %u contiguous %u\n", Physical.QuadPart <= 0xffffffff,
              MmGetPhysicalAddress((PUCHAR)Contiguous.pMemory + Contiguous.NumberOfBytes - 1)
                  .QuadPart == Physical.QuadPart + (LONGLONG)Contiguous.NumberOfBytes - 1);
    Free.hMemoryHandle = Contiguous.hMemoryHandle;
    Status = Device->Dxgk.DxgkCbFreeContiguousMemory(Device->Dxgk.DeviceHandle, &Free);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }

    RtlZeroMemory(&Pages, sizeof(Pages));
    Pages.HighAddress.QuadPart = -1;
    Pages.TotalBytes = LifeNumber(Word[1]);
    Pages.CacheType = DXGK_MEMORY_CACHING_TYPE_WRITE_COMBINED;
    Status = Device->Dxgk.DxgkCbAllocatePagesForMdl(Device->Dxgk.DeviceHandle, &Pages);
    if (!NT_SUCCESS(Status)) {
        return Status;
    }
    Mapped = MmGetSystemAddressForMdlSafe(Pages.pMdl, NormalPagePriority);
    if (Mapped != NULL) {
        RtlFillMemory(Mapped, MmGetMdlByteCount(Pages.pMdl), 0x5a);
    }
    LifePrint(Reply, "pages %u mapped %u\n", MmGetMdlByteCount(Pages.pMdl) >> PAGE_SHIFT,
              Mapped != NULL);
    FreePages.hMemoryHandle = Pages.hMemoryHandle;
    return Device->Dxgk.DxgkCbFreePagesFromMdl(Device->Dxgk.DeviceHandle, &FreePages);
}

static KSPIN_LOCK LifeSpinLock;
static FAST_MUTEX LifeFastMutex;
static BOOLEAN LifeLocksReady;

/* break irql|spin|mutex|unmap|raise: each breaks a rule, and nothing else */
NTSTATUS
LifeBreakCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply)
{
    BOOLEAN Present;
    ULONG Done;
    KIRQL Old;
    ULONG Id;

    UNREFERENCED_PARAMETER(Reply);
    UNREFERENCED_PARAMETER(Present);

    if (Count < 2) {
        return STATUS_INVALID_PARAMETER;
    }
    if (!LifeLocksReady) {
        KeInitializeSpinLock(&LifeSpinLock);
        ExInitializeFastMutex(&LifeFastMutex);
        LifeLocksReady = TRUE;
    }
    if (LifeIs(Word[1], "irql")) {
        KeRaiseIrql(DISPATCH_LEVEL, &Old);
        (VOID)Device->Dxgk.DxgkCbReadDeviceSpace(Device->Dxgk.DeviceHandle,
                                                 DXGK_WHICHSPACE_CONFIG, &Id, 0, sizeof(Id),
                                                 &Done);
        KeLowerIrql(Old);
    } else if (LifeIs(Word[1], "spin")) {
        KeAcquireSpinLock(&LifeSpinLock, &Old);
    } else if (LifeIs(Word[1], "mutex")) {
        ExAcquireFastMutexUnsafe(&LifeFastMutex);
    } else if (LifeIs(Word[1], "unmap")) {
        (VOID)Device->Dxgk.DxgkCbUnmapMemory(Device->Dxgk.DeviceHandle, &Device->Registers);
    } else {
        return STATUS_INVALID_PARAMETER;
    }
    return STATUS_SUCCESS;
}
