/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#include "Ember.h"
#include "util.tmh"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <ctype.h>
#include <intrin.h>

#pragma intrinsic(_BitScanReverse, memset)
#pragma optimize("", off)
#pragma optimize("", on)
#pragma function(memcpy)

static PCHAR Names[] = {
    "one",
    "two",
};
__declspec(selectany) ULONG EmberGlobal = 7;
__declspec(align(64)) static UCHAR Line[64];
static int __cdecl Compare(const void *a, const void *b)
{
    return *(int *)a - *(int *)b;
}

VOID EmberPrint(PCHAR Format, ...)
{
    CHAR Buffer[512];
    va_list Args;

    va_start(Args, Format);
    RtlStringCbVPrintfA(Buffer, sizeof(Buffer), Format, Args);
    va_end(Args);
    vDbgPrintExWithPrefix("ember: ", DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, Format, Args);
    (DbgPrintEx)(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "%s", Buffer);
}

ULONG BigFrame(ULONG n)
{
    UCHAR Big[6000];
    ULONG i, Sum = 0;

    RtlFillMemory(Big, sizeof(Big), n);
    for (i = 0; i < sizeof(Big); i++)
        Sum += Big[i];
    return Sum;
}

NTSTATUS Guarded(PVOID Address, SIZE_T Length)
{
    NTSTATUS Status = STATUS_SUCCESS;
    PMDL Mdl = NULL;

    __try
    {
        __try
        {
            if (Length == 0)
                ExRaiseAccessViolation();
            ExRaiseStatus(STATUS_IN_PAGE_ERROR);
        }
        __finally
        {
            if (AbnormalTermination())
                Status = STATUS_PENDING;
        }
    }
#pragma warning(suppress : 6320)
    __except (GetExceptionCode() == STATUS_IN_PAGE_ERROR ? EXCEPTION_EXECUTE_HANDLER
                                                         : EXCEPTION_CONTINUE_SEARCH)
    {
        Status = Status == STATUS_PENDING ? GetExceptionCode() : STATUS_UNSUCCESSFUL;
    }
    return Status;
}

BOOLEAN EmberTest(PVOID Name, ULONG Length)
{
    int Numbers[] = {3, 1, 2};
    ULONG Index;
    CHAR Text[40];
    WCHAR Wide[40];
    int Regs[4];
    errno_t e;
    UNICODE_STRING u;
    ULONGLONG Mul, High;

    if (Length == 0)
        goto Out;
    int Later = (int)strlen((PCHAR)Name);
    if (Later != (int)Length)
    {
        LOG("length\n");
        return FALSE;
    }
    qsort(Numbers, RTL_NUMBER_OF(Numbers), sizeof(int), Compare);
    if (Numbers[0] != 1)
    {
        LOG("qsort\n");
        return FALSE;
    }
    if (!_BitScanReverse(&Index, 0x80) || Index != 7)
    {
        LOG("bsr\n");
        return FALSE;
    }
    if (!_BitScanForward64(&Index, 0x100000000) || Index != 32)
        return FALSE;
    __cpuid(Regs, 0);
    if (!Regs[0])
        return FALSE;
    if (_snprintf(Text, sizeof(Text), "%s-%d", Names[1], 3) != 5)
        return FALSE;
    if (_snwprintf(Wide, 40, L"%s-%S-%hs-%ls", L"a", "b", "c", L"d") != 7)
    {
        LOG("_snwprintf\n");
        return FALSE;
    }
    if (swprintf_s(Wide, 40, L"%04x", 0xab) != 4)
        return FALSE;
    e = wcscpy_s(Wide, 40, L"abc");
    if (e)
        return FALSE;
    e = wcscat_s(Wide, 40, L"def");
    if (e || wcslen(Wide) != 6)
        return FALSE;
    e = wcsncpy_s(Wide, 40, L"abcdef", 3);
    if (e || wcscmp(Wide, L"abc"))
        return FALSE;
    e = strcpy_s(Text, sizeof(Text), "x");
    if (e)
        return FALSE;
    e = strcat_s(Text, sizeof(Text), "y");
    if (e)
        return FALSE;
    e = strncpy_s(Text, sizeof(Text), "hello", _TRUNCATE);
    if (e)
        return FALSE;
    e = memcpy_s(Line, sizeof(Line), Text, 5);
    if (e)
        return FALSE;
    e = memmove_s(Line, sizeof(Line), Line + 1, 5);
    if (e)
        return FALSE;
    if (strtoul("0x1F", NULL, 16) != 31 || atoi("12") != 12 || _wtoi(L"12") != 12)
        return FALSE;
    if (wcstoul(L"77", NULL, 8) != 63)
        return FALSE;
    if (_strnicmp("ABC", "abd", 2) || _wcsicmp(L"A", L"a") || _wcsnicmp(L"Ab", L"aB", 2))
        return FALSE;
    if (!strstr("haystack", "st") || !wcsstr(L"haystack", L"st") || !strrchr("a/b", '/') ||
        !wcschr(L"ab", L'b') || !wcsrchr(L"ab", L'b'))
        return FALSE;
    if (tolower('A') != 'a' || !isdigit('1') || towlower(L'A') != L'a')
        return FALSE;
    if (_rotl(1, 31) != 0x80000000 || _byteswap_ulong(0x01020304) != 0x04030201 ||
        _byteswap_uint64(1) != 0x0100000000000000 || RtlUshortByteSwap(0x0102) != 0x0201)
        return FALSE;
    Mul = _umul128(~0ULL, 2, &High);
    if (High != 1)
        return FALSE;
    if (InterlockedIncrement((volatile LONG *)&EmberGlobal) != 8 ||
        _InterlockedExchangeAdd((long *)&EmberGlobal, 2) != 8)
        return FALSE;
    if (InterlockedCompareExchange64((LONG64 *)Line, 1, 0) == 1)
        return FALSE;
    if (BigFrame(1) != 6000)
        return FALSE;
    RtlInitUnicodeString(&u, L"text");
    if (u.Length != 8)
        return FALSE;
    if (Guarded(Line, sizeof(Line)) != STATUS_IN_PAGE_ERROR)
    {
        LOG("guarded\n");
        return FALSE;
    }
    if (FIELD_OFFSET(EMBER_DEVICE, Pdo) != 0 ||
        CONTAINING_RECORD(&((PEMBER_DEVICE)64)->Signature, EMBER_DEVICE, Signature) !=
            (PEMBER_DEVICE)64)
        return FALSE;
    if (__rdtsc() == 0)
        return FALSE;
    _mm_pause();
    YieldProcessor();
    KeMemoryBarrier();
    _ReadWriteBarrier();
    if (RtlCompareMemory("abc", "abd", 3) != 2 || !RtlEqualMemory("abc", "abc", 3))
        return FALSE;
    if (HIWORD(0x12345678) != 0x1234 || LOBYTE(0x12) != 0x12 || MAKELONG(1, 2) != 0x20001)
        return FALSE;
    if (IsEqualGUID(&GUID_EMBER_IFACE, &GUID_EMBER_IFACE) == 0)
        return FALSE;
    if (max(1, 2) != 2 || ALIGN_UP_BY(5, 8) != 8 || ROUND_TO_PAGES(1) != PAGE_SIZE)
        return FALSE;
    return TRUE;
Out:
    return FALSE;
}
