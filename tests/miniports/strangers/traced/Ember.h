/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#pragma once
#include <NtDDK.h>
#include <Windef.h>
#include <Wingdi.h>
#include <D3dKmDdi.h>
#include <DispMPrt.h>
#include <InitGuid.h>
#include <NtStrSafe.h>
#include "Trace.h"
#include "Proto\Wire.h"

#undef DbgPrint
#if DBG
#define DbgPrint(level, arguments) EmberPrint arguments
#else
#define DbgPrint(level, arguments)
#endif
#define LOG(fmt, ...) EmberPrint(__FUNCTION__ ": " fmt, __VA_ARGS__)
#define POOLTAG 'rbmE'
#define ASSERT_IRQL(x) ASSERT(KeGetCurrentIrql() <= (x))

DEFINE_GUID(GUID_EMBER_IFACE, 0xd34db33f, 0x1234, 0x5678, 0x90, 0xab, 0xcd, 0xef, 0x01, 0x23, 0x45,
            0x67);

typedef struct _EMBER_STATISTICS
{
    LONG Presents;
    ULONG Flags;
    union
    {
        LARGE_INTEGER; /* unnamed */
        struct
        {
            UCHAR Bytes[8];
        };
    };
} EMBER_STATISTICS, *PEMBER_STATISTICS;

typedef struct _EMBER_DEVICE
{
    PDEVICE_OBJECT Pdo;
    DXGKRNL_INTERFACE Dxgk;
    DXGK_DEVICE_INFO Info;
    struct _EMBER_STATISTICS; /* unnamed, by tag */
    ULONG Signature;
    FAST_MUTEX Mutex;
    PUCHAR Registers;
    struct
    {
        unsigned int Started : 1;
        unsigned int Visible : 1;
        unsigned char Reserved : 2;
        unsigned int Rest : 28;
    } State;
} EMBER_DEVICE, *PEMBER_DEVICE;

VOID EmberPrint(PCHAR Format, ...);
BOOLEAN EmberTest(PVOID Name, ULONG Length);

DRIVER_INITIALIZE DriverEntry;
DXGKDDI_ADD_DEVICE EmberAddDevice;
DXGKDDI_START_DEVICE EmberStartDevice;
DXGKDDI_STOP_DEVICE EmberStopDevice;
DXGKDDI_REMOVE_DEVICE EmberRemoveDevice;
DXGKDDI_UNLOAD EmberUnload;

FORCEINLINE VOID EmberLock(PEMBER_DEVICE d)
{
    ExAcquireFastMutex(&d->Mutex);
}
__inline ULONG EmberRead(PEMBER_DEVICE d, ULONG Offset)
{
    return READ_REGISTER_ULONG((PULONG)(d->Registers + Offset));
}
inline int EmberTwice(int x)
{
    return 2 * x;
}
