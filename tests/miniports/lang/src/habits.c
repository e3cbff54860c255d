// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * What Microsoft's compiler accepts in C and drivers contain. Not an example.
 */
#include "Lang.h"
#include "HABITS.TMH"

#pragma warning(push)
#pragma warning(disable: 4100 4127)
#pragma prefast(suppress: 6001, "text")
#pragma comment(lib, "nothing.lib")
VOID LangPaged(PVOID Argument);
#pragma alloc_text(PAGE, LangPaged)

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, LangHabits)
#endif

/* Of other arity than the kernel's. */
#define DbgPrint(Level, Arguments) LangPrint Arguments
#define TRACE(Format, ...) LangPrint(Format, __VA_ARGS__)

#define LANG_POOL_TAG 'baHL'

static ULONG Printed;

static void LangPrint(PCSTR Format, ...)
{
    Printed++;
}

#pragma code_seg(push, "PAGE")
VOID LangPaged(PVOID Argument)
{
    PAGED_CODE();
    UNREFERENCED_PARAMETER(Argument);
}
#pragma code_seg(pop)

#pragma data_seg("LANGDATA")
static int InSection = 11;
#pragma data_seg()

typedef NTSTATUS (*PLAIN_ROUTINE)(PVOID, ULONG);
static NTSTATUS Slightly(ULONG *a, LONG b) { return a ? (NTSTATUS)b : STATUS_SUCCESS; }
static PLAIN_ROUTINE Table[] = { Slightly, (PLAIN_ROUTINE)Slightly };

static NTSTATUS TakesPvoid(PVOID Text, char *Name) { return Text && Name ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL; }

static int __cdecl Jumps(int n)
{
    if (n > 3)
        goto done;
    int late = n * 2;
    n = late;
done:
    switch (n) {
        int skipped = 3;
    case 1:
        skipped = 4;
        return skipped;
    default:
        ;
    }
    return n;
}

/* More than a page of stack. */
__declspec(noinline) static ULONG LargeFrame(ULONG Seed)
{
    ULONG Words[1500];
    ULONG i, Sum = 0;

    for (i = 0; i < ARRAYSIZE(Words); i++)
        Words[i] = Seed + i;
    for (i = 0; i < ARRAYSIZE(Words); i += 100)
        Sum += Words[i];
    return Sum;
}

/* Aliasing rules are not kept. */
static ULONG Alias(void)
{
    float f = 0;
    ULONG64 wide = 0x1122334455667788;
    ULONG *half = (ULONG *)&wide;

    *(USHORT *)half = 0xffff;
    *(int *)&f = 0x3f800000;
    return (ULONG)wide + *(ULONG *)&f;
}

/* Signed numbers wrap, and what was read through a pointer does not prove it valid. */
__declspec(noinline) static BOOLEAN Wraps(LONG n) { return n + 1 < n; }
__declspec(noinline) static LONG OffsetOrNull(struct _LIST_ENTRY *Entry)
{
    PLIST_ENTRY *Next = &Entry->Flink;

    return Entry ? (LONG)((PUCHAR)Next - (PUCHAR)Entry) : -1;
}

/* Nothing follows the call: whoever reads the object must not see the next function there. */
__declspec(noinline) static ULONG Checked(ULONG n)
{
    if (n < 100)
        return n;
    KeBugCheckEx(0xE2, n, 0, 0, 0);
}

static __int64 Wide(__int64 a, unsigned _int64 b)
{
    return a / 7 + (__int64)(b % 1000003) * -3 + (a >> 63) + (b << 3);
}

struct Nested { struct { int a; union { long b; char c[4]; }; }; UCHAR tail[1]; };

VOID LangHabits(VOID)
{
    struct Nested n = { 0 };
    __int64 w;
    unsigned long one = 0xffffffff;
    static const WCHAR Text[] = L"\x1234" L"wide";
    UNICODE_STRING u;

    DbgPrint(3, ("%d\n", 1));
    TRACE("no arguments");
    TRACE("%d", 1);
    CHECK(Printed == 3, "macros of other arities, with empty arguments");
    ASSERT(this->is (not) an expression);
    LangPaged("a literal as a PVOID");
    CHECK(TakesPvoid("x", "y") == STATUS_SUCCESS, "literals as pointers to what is not const");
    CHECK(Table[0]((PVOID)"", 7) == 7 && Table[1](NULL, 0) == 0, "slightly different function types");
    CHECK(Jumps(1) == 2 && Jumps(9) == 9, "goto past an initialiser");
    CHECK(LargeFrame(1) == 1500 / 100 * 1 + 100 * (0 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14),
          "a frame of more than a page");
    CHECK(Alias() == 0x5566ffff + 0x3f800000, "no aliasing rules");
    CHECK(Wraps(MAXLONG) && OffsetOrNull(NULL) == -1 && Checked(Printed) == Printed,
          "signed numbers wrap, null is looked for, a bug check ends a function");
    n.b = 0x04030201;
    CHECK(n.c[2] == 3 && sizeof(n) == 12, "unnamed members");
    w = Wide(-1000000007, 0xfedcba9876543210);
    CHECK(w == -1000000007 / 7 - (__int64)(0xfedcba9876543210 % 1000003) * 3 - 1 + (__int64)(0xfedcba9876543210 << 3),
          "64-bit arithmetic");
    CHECK(one + 1 == 0 && sizeof(one) == 4 && sizeof(L'a') == 2 && sizeof(Text) == 12, "the data model");
    CHECK(sizeof(WIRE) == 17 && FIELD_OFFSET(WIRE, Address) == 9 && sizeof(WIRE2) == 6, "packing");
    CHECK(sizeof(BITS) == 16, "bit fields, as Microsoft packs them");
    CHECK(SharedThrice(2) == 6 && SharedFour(2) == 8 && InSection == 11, "inline functions of C");
    CHECK(LangInlineAddress2() == (int)(ULONG_PTR)SharedThrice, "which are one in the driver");
    CHECK(LANG_POOL_TAG == 0x6261484c && 'ABCD' == 0x41424344, "characters of several letters");
    CHECK(LANG_FROM_KBUILD == 7, "macros of the Kbuild");
    RtlInitUnicodeString(&u, Text);
    CHECK(u.Length == 10 && u.Buffer[0] == 0x1234 && u.Buffer[4] == L'e', "wide literals");
    CHECK(sizeof(__FUNCTION__) == 11 && __FUNCTION__[0] == 'L', "__FUNCTION__");
#if !defined(_MSC_VER) || _MSC_VER < 1900 || !defined(_AMD64_) || !defined(_M_AMD64) || !defined(_M_X64) || \
    !defined(_WIN64) || !defined(_WIN32) || !defined(_KERNEL_MODE) || !defined(LANG_FLAG) || \
    !defined(NTDDI_VERSION) || !defined(WINVER) || DBG || DXGKDDI_INTERFACE_VERSION != 0x300E
#error What the compiler predefines
#endif
    __debugbreak_is_not_called: ;
}

#pragma warning(pop)
