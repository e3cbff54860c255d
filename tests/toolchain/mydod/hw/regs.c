/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#include <NTDDK.H>
#include "REGS.h"
#include "regs.tmh"

#pragma code_seg("PAGE")

enum { DispiId, DispiWidth, DispiHeight, DispiDepth, DispiEnable, DispiBank, DispiVirtualWidth };

static __inline USHORT Read(PUCHAR Registers, ULONG Index)
{
    return READ_REGISTER_USHORT((PUSHORT)(Registers + REGS_DISPI) + Index);
}

static __inline VOID Write(PUCHAR Registers, ULONG Index, USHORT Value)
{
    WRITE_REGISTER_USHORT((PUSHORT)(Registers + REGS_DISPI) + Index, Value);
}

BOOLEAN RegsPresent(PUCHAR Registers)
{
    USHORT id = Read(Registers, DispiId);

    TraceEvents(TRACE_LEVEL_WARNING, DBG_HW, "id %04x", id);
    return (id & 0xfff0) == 0xb0c0;
}

VOID RegsSetMode(PUCHAR Registers, const MYDOD_SCREEN *Screen)
{
    /* The palette's address register, so that the picture is not blanked. */
    READ_REGISTER_UCHAR(Registers + REGS_VGA + 0x1a);
    WRITE_REGISTER_UCHAR(Registers + REGS_VGA, 0x20);

    Write(Registers, DispiEnable, 0);
    Write(Registers, DispiDepth, 32);
    Write(Registers, DispiWidth, Screen->Width);
    Write(Registers, DispiHeight, Screen->Height);
    Write(Registers, DispiVirtualWidth, (USHORT)(Screen->Pitch / 4));
    Write(Registers, DispiEnable, 0x41);
}

VOID RegsOff(PUCHAR Registers)
{
    Write(Registers, DispiEnable, 0);
}
