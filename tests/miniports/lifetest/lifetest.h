/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * lifetest - a test miniport that logs its life and does what commands say.
 */
#ifndef LIFETEST_H
#define LIFETEST_H

#include <ntddk.h>
#include <d3dkmddi.h>
#include <d3dkmthk.h>
#include <dispmprt.h>

#define LIFE_TAG                'efiL'
#define LIFE_MESSAGES           16

struct _LIFE_DEVICE;

/* A device that can be told to raise an interrupt. */
typedef struct _LIFE_HARDWARE {
    const char *Name;
    USHORT Vendor;
    USHORT Device;
    VOID (*Start)(struct _LIFE_DEVICE *Device);
    VOID (*Fire)(struct _LIFE_DEVICE *Device, ULONG Message);
    /* In the interrupt routine: FALSE when it is not ours. */
    BOOLEAN (*Acknowledge)(struct _LIFE_DEVICE *Device, ULONG Message);
    VOID (*Quiet)(struct _LIFE_DEVICE *Device);
} LIFE_HARDWARE;

extern const LIFE_HARDWARE LifeEdu, LifeE1000e;

/* What one interrupt message did. */
typedef struct _LIFE_MESSAGE {
    ULONG Claimed;              /* interrupt routine and synchronised routines only */
    volatile LONG Calls;        /* the same, interlocked */
    ULONG Foreign;
    KIRQL Irql;                 /* of the last */
} LIFE_MESSAGE;

typedef struct _LIFE_DEVICE {
    DXGKRNL_INTERFACE Dxgk;     /* first, for maptest's display.c */
    PDEVICE_OBJECT Pdo;
    const LIFE_HARDWARE *Hardware;
    PUCHAR Registers;           /* the first memory range */
    BOOLEAN MessageSignaled;
    ULONG Messages;
    LIFE_MESSAGE Message[LIFE_MESSAGES];
    volatile LONG Dpcs;
    KIRQL DpcIrql;
    BOOLEAN DpcIrqlMixed;
    KEVENT DpcEvent;
    ULONG StartMessages;        /* interrupts seen before StartDevice returned */
} LIFE_DEVICE, *PLIFE_DEVICE;

/* What a command answers with: text that grows. */
typedef struct _LIFE_REPLY {
    char *Text;
    SIZE_T Size;
    SIZE_T Length;
} LIFE_REPLY;

VOID LifePrint(LIFE_REPLY *Reply, const char *Format, ...);

/* driver.c: a line in the kernel log for each call. */
#define LIFE_LOG(Format, ...) DbgPrint("call " Format "\n", ##__VA_ARGS__)

/* life.c */
DXGKDDI_ADD_DEVICE LifeAddDevice;
DXGKDDI_START_DEVICE LifeStartDevice;
DXGKDDI_STOP_DEVICE LifeStopDevice;
DXGKDDI_REMOVE_DEVICE LifeRemoveDevice;
DXGKDDI_SET_POWER_STATE LifeSetPowerState;
DXGKDDI_NOTIFY_SURPRISE_REMOVAL LifeNotifySurpriseRemoval;
DXGKDDI_RESET_DEVICE LifeResetDevice;
DXGKDDI_NOTIFY_ACPI_EVENT LifeNotifyAcpiEvent;
DXGKDDI_CONTROL_ETW_LOGGING LifeControlEtwLogging;
DXGKDDI_COLLECTDBGINFO LifeCollectDbgInfo;

/* irq.c */
DXGKDDI_INTERRUPT_ROUTINE LifeInterruptRoutine;
DXGKDDI_DPC_ROUTINE LifeDpcRoutine;
NTSTATUS LifeIrqCommand(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply);
/* Fire and wait for the DPC, up to a second: used in StartDevice too. */
NTSTATUS LifeFireAndWait(PLIFE_DEVICE Device, ULONG Message);

/* call.c */
typedef NTSTATUS LIFE_COMMAND(PLIFE_DEVICE Device, ULONG Count, char **Word, LIFE_REPLY *Reply);
LIFE_COMMAND LifeInfoCommand, LifeSpaceCommand, LifePresentCommand, LifeAcpiCommand;
LIFE_COMMAND LifeFirmwareCommand, LifeReportCommand, LifeEtwCommand, LifeExcludeCommand;
LIFE_COMMAND LifeMemoryCommand, LifeBreakCommand;

/* command.c */
DXGKDDI_ESCAPE LifeEscape;
ULONG LifeNumber(const char *Word);
BOOLEAN LifeIs(const char *Word, const char *Name);

/* ../maptest/display.c */
VOID MaptestFillDisplay(PKMDDOD_INITIALIZATION_DATA InitData);

#endif /* LIFETEST_H */
