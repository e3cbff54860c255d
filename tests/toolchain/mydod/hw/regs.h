/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#ifndef MYDOD_REGS_H
#define MYDOD_REGS_H

/* In the adapter's second memory range. */
#define REGS_VGA        0x400       /* ports 3C0h to 3DFh, a byte each */
#define REGS_DISPI      0x500       /* 16 bits each */

#pragma pack(push, 1)
typedef struct _MYDOD_SCREEN {
    unsigned short Width;
    unsigned short Height;
    unsigned long Pitch;
} MYDOD_SCREEN;
#pragma pack(pop)
C_ASSERT(sizeof(MYDOD_SCREEN) == 8);

#ifdef __cplusplus
extern "C" {
#endif

BOOLEAN RegsPresent(PUCHAR Registers);
VOID RegsSetMode(PUCHAR Registers, const MYDOD_SCREEN *Screen);
VOID RegsOff(PUCHAR Registers);

#ifdef __cplusplus
}
#endif

#endif
