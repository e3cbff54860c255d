/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * QEMU's edu device: a line interrupt, or one message.  docs/specs/edu.txt.
 */
#include "lifetest.h"

#define EDU_INTERRUPT_STATUS    0x24
#define EDU_INTERRUPT_RAISE     0x60
#define EDU_INTERRUPT_ACK       0x64

#define EDU_REGISTER(Device, At) ((PULONG)((Device)->Registers + (At)))

static VOID
EduQuiet(PLIFE_DEVICE Device)
{
    WRITE_REGISTER_ULONG(EDU_REGISTER(Device, EDU_INTERRUPT_ACK), ~0u);
}

static VOID
EduFire(PLIFE_DEVICE Device, ULONG Message)
{
    UNREFERENCED_PARAMETER(Message);

    WRITE_REGISTER_ULONG(EDU_REGISTER(Device, EDU_INTERRUPT_RAISE), 1);
}

static BOOLEAN
EduAcknowledge(PLIFE_DEVICE Device, ULONG Message)
{
    ULONG Status = READ_REGISTER_ULONG(EDU_REGISTER(Device, EDU_INTERRUPT_STATUS));

    UNREFERENCED_PARAMETER(Message);

    /* All-ones: the device was pulled out. */
    if (Status == 0 || Status == ~0u) {
        return FALSE;
    }
    WRITE_REGISTER_ULONG(EDU_REGISTER(Device, EDU_INTERRUPT_ACK), Status);
    return TRUE;
}

const LIFE_HARDWARE LifeEdu = {
    "edu", 0x1234, 0x11e8, EduQuiet, EduFire, EduAcknowledge, EduQuiet
};
