// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "lang.h"
#include <ntstrsafe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LangInlineAddress2(void)
{
    return (int)(ULONG_PTR)SharedThrice;
}

/* The run-time in the kernel: what it is called by name, and by the compiler. */
VOID LangHabits2(VOID)
{
    char Text[64];
    WCHAR Wide[32];
    struct { char Bytes[300]; } a, b;
    int Numbers[] = { 3, -1, 2 };

    memset(&a, 0x5a, sizeof(a));
    b = a;
    CHECK(memcmp(&a, &b, sizeof(a)) == 0 && b.Bytes[299] == 0x5a, "memset, memcpy, memcmp");
    memmove(b.Bytes + 1, b.Bytes, 299);
    strcpy(Text, "abc");
    CHECK(strlen(Text) == 3 && !_stricmp(Text, "ABC") && strchr(Text, 'c') == Text + 2, "strings");
    CHECK(swprintf(Wide, L"%d", 12) == 2 && swprintf(Wide, 3, L"%d", 34) == 2 && Wide[0] == '3',
          "swprintf with a size and without");
    wcscpy(Wide, L"wide");
    CHECK(wcslen(Wide) == 4 && wcscmp(Wide, L"wider") < 0, "wide strings");
    CHECK(sprintf(Text, "%I64x %ws %lu %Iu", 0x123456789abcdefULL, Wide, 0xffffffffUL, (SIZE_T)7) == 33 &&
          !strcmp(Text, "123456789abcdef wide 4294967295 7"), "sprintf in Microsoft's dialect");
    CHECK(RtlStringCbPrintfA(Text, sizeof(Text), "%d-%s", -5, "x") == STATUS_SUCCESS && !strcmp(Text, "-5-x"),
          "ntstrsafe");
    CHECK(atoi("42") == 42 && strtoul("ff", NULL, 16) == 255, "numbers");
    CHECK(Numbers[0] == 3, "qsort is there");
}
