/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * The interrupt registers of Intel's 82574L, which QEMU has as e1000e: five
 * causes, each with a message of its own when MSI-X is on.  Numbers as in
 * the data sheet, section 10.2.4.
 */
#include "lifetest.h"

#define E1000E_ICR              0x00c0
#define E1000E_ICS              0x00c8
#define E1000E_IMS              0x00d0
#define E1000E_IMC              0x00d8
#define E1000E_EIAC             0x00dc
#define E1000E_IVAR             0x00e4

/* Receive queues 0 and 1, transmit queues 0 and 1, other. */
#define E1000E_CAUSES           5
#define E1000E_CAUSE(n)         (1u << (20 + (n)))
#define E1000E_ALL_CAUSES       (0x1fu << 20)

#define E1000E_REGISTER(Device, At) ((PULONG)((Device)->Registers + (At)))

static VOID
E1000eStart(PLIFE_DEVICE Device)
{
    ULONG Ivar = 0, i;

    WRITE_REGISTER_ULONG(E1000E_REGISTER(Device, E1000E_IMC), ~0u);
    for (i = 0; i < E1000E_CAUSES; i++) {
        Ivar |= (8 | i) << (4 * i);
    }
    WRITE_REGISTER_ULONG(E1000E_REGISTER(Device, E1000E_IVAR), Ivar);
    /* A message clears its own cause. */
    WRITE_REGISTER_ULONG(E1000E_REGISTER(Device, E1000E_EIAC),
                         Device->MessageSignaled ? E1000E_ALL_CAUSES : 0);
}

static VOID
E1000eFire(PLIFE_DEVICE Device, ULONG Message)
{
    /* That a message went out masks its cause too. */
    WRITE_REGISTER_ULONG(E1000E_REGISTER(Device, E1000E_IMS), E1000E_ALL_CAUSES);
    WRITE_REGISTER_ULONG(E1000E_REGISTER(Device, E1000E_ICS),
                         E1000E_CAUSE(Message % E1000E_CAUSES));
}

static BOOLEAN
E1000eAcknowledge(PLIFE_DEVICE Device, ULONG Message)
{
    ULONG Cause;

    UNREFERENCED_PARAMETER(Message);

    if (Device->MessageSignaled) {
        return TRUE;
    }
    /* Reading clears it. */
    Cause = READ_REGISTER_ULONG(E1000E_REGISTER(Device, E1000E_ICR));
    return Cause != ~0u && (Cause & E1000E_ALL_CAUSES) != 0;
}

static VOID
E1000eQuiet(PLIFE_DEVICE Device)
{
    WRITE_REGISTER_ULONG(E1000E_REGISTER(Device, E1000E_IMC), ~0u);
    (VOID)READ_REGISTER_ULONG(E1000E_REGISTER(Device, E1000E_ICR));
}

const LIFE_HARDWARE LifeE1000e = {
    "e1000e", 0x8086, 0x10d3, E1000eStart, E1000eFire, E1000eAcknowledge, E1000eQuiet
};
