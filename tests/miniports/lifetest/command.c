/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * Commands: an escape's data is a line of text, and what it did is text again.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lifetest.h"

#define LIFE_WORDS 8

VOID
LifePrint(LIFE_REPLY *Reply, const char *Format, ...)
{
    SIZE_T Left = Reply->Size - Reply->Length;
    va_list Args;
    int Printed;

    va_start(Args, Format);
    Printed = _vsnprintf(Reply->Text + Reply->Length, Left, Format, Args);
    va_end(Args);
    if (Printed < 0 || (SIZE_T)Printed >= Left) {
        Reply->Length = Reply->Size - 1;
    } else {
        Reply->Length += Printed;
    }
    Reply->Text[Reply->Length] = 0;
}

BOOLEAN
LifeIs(const char *Word, const char *Name)
{
    return strcmp(Word, Name) == 0;
}

ULONG
LifeNumber(const char *Word)
{
    return strtoul(Word, NULL, 0);
}

static const struct {
    const char *Name;
    LIFE_COMMAND *Run;
} LifeCommands[] = {
    { "irq", LifeIrqCommand },
    { "info", LifeInfoCommand },
    { "space", LifeSpaceCommand },
    { "present", LifePresentCommand },
    { "acpi", LifeAcpiCommand },
    { "firmware", LifeFirmwareCommand },
    { "report", LifeReportCommand },
    { "etw", LifeEtwCommand },
    { "exclude", LifeExcludeCommand },
    { "memory", LifeMemoryCommand },
    { "break", LifeBreakCommand },
};

NTSTATUS APIENTRY
LifeEscape(CONST HANDLE hAdapter, CONST DXGKARG_ESCAPE *pEscape)
{
    PLIFE_DEVICE Device = hAdapter;
    LIFE_REPLY Reply = { pEscape->pPrivateDriverData, pEscape->PrivateDriverDataSize, 0 };
    char Line[256], *Word[LIFE_WORDS], *p;
    ULONG Count = 0, i;

    if (Reply.Size < sizeof(Line) || memchr(Reply.Text, 0, sizeof(Line)) == NULL) {
        return STATUS_INVALID_PARAMETER;
    }
    RtlCopyMemory(Line, Reply.Text, sizeof(Line));
    Reply.Text[0] = 0;

    for (p = Line; *p && Count < LIFE_WORDS;) {
        Word[Count++] = p;
        while (*p && *p != ' ') {
            p++;
        }
        while (*p == ' ') {
            *p++ = 0;
        }
    }
    for (i = 0; Count && i < ARRAYSIZE(LifeCommands); i++) {
        if (LifeIs(Word[0], LifeCommands[i].Name)) {
            return LifeCommands[i].Run(Device, Count, Word, &Reply);
        }
    }
    return STATUS_NOT_IMPLEMENTED;
}
