// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The inline functions of include/, run in a Linux process. Compiled as C and
 * as C++.
 */
#include <ntddk.h>
#include <ntstrsafe.h>
#include <ntintsafe.h>

extern
#ifdef __cplusplus
"C"
#endif
int printf(const char *format, ...);

static int passed, failed;

#define CHECK(condition) \
	do { \
		if (condition) { \
			passed++; \
		} else { \
			failed++; \
			printf("line %d: %s\n", __LINE__, #condition); \
		} \
	} while (0)

/* What the safe strings stand on: Windows' contract, not that of C. */
#ifdef __cplusplus
extern "C" {
#endif
int vsnprintf(char *buffer, __SIZE_TYPE__ size, const char *format, __builtin_va_list list);

int _vsnprintf(PCHAR Buffer, SIZE_T Count, PCSTR Format, DXGK_VA_LIST Arguments)
{
	char whole[512];
	int length = vsnprintf(whole, sizeof(whole), Format, Arguments);
	SIZE_T i;

	for (i = 0; i < Count && (int)i < length; i++)
		Buffer[i] = whole[i];
	if ((SIZE_T)length > Count)
		return -1;
	if ((SIZE_T)length < Count)
		Buffer[length] = 0;
	return length;
}

int _vsnwprintf(PWCHAR Buffer, SIZE_T Count, PCWSTR Format, DXGK_VA_LIST Arguments)
{
	char format[128], whole[512];
	int length;
	SIZE_T i;

	for (i = 0; i + 1 < sizeof(format) && Format[i]; i++)
		format[i] = (char)Format[i];
	format[i] = 0;
	length = vsnprintf(whole, sizeof(whole), format, Arguments);
	for (i = 0; i < Count && (int)i < length; i++)
		Buffer[i] = (WCHAR)whole[i];
	if ((SIZE_T)length > Count)
		return -1;
	if ((SIZE_T)length < Count)
		Buffer[length] = 0;
	return length;
}
#ifdef __cplusplus
}
#endif

static int same(const char *a, const char *b)
{
	return !__builtin_strcmp(a, b);
}

static void lists(void)
{
	LIST_ENTRY head, a, b, other, c, d;
	SINGLE_LIST_ENTRY top, x, y;

	InitializeListHead(&head);
	CHECK(IsListEmpty(&head));
	InsertTailList(&head, &b);
	InsertHeadList(&head, &a);
	CHECK(!IsListEmpty(&head) && head.Flink == &a && head.Blink == &b);
	CHECK(RemoveEntryList(&a) == FALSE);
	CHECK(RemoveEntryList(&b) == TRUE);
	CHECK(IsListEmpty(&head));

	InsertTailList(&head, &a);
	InsertTailList(&head, &b);
	InitializeListHead(&other);
	InsertTailList(&other, &c);
	InsertTailList(&other, &d);
	RemoveEntryList(&other);
	AppendTailList(&head, &c);
	CHECK(RemoveHeadList(&head) == &a);
	CHECK(RemoveTailList(&head) == &d);
	CHECK(RemoveHeadList(&head) == &b);
	CHECK(RemoveHeadList(&head) == &c);
	CHECK(IsListEmpty(&head));

	top.Next = NULL;
	CHECK(PopEntryList(&top) == NULL);
	PushEntryList(&top, &x);
	PushEntryList(&top, &y);
	CHECK(PopEntryList(&top) == &y && PopEntryList(&top) == &x && !top.Next);
}

static void interlocked(void)
{
	LONG n = 5;
	LONGLONG m = 1LL << 40;
	PVOID p = &n;
	SHORT s = -1;

	CHECK(InterlockedIncrement(&n) == 6 && n == 6);
	CHECK(InterlockedDecrement(&n) == 5);
	CHECK(InterlockedExchange(&n, 9) == 5 && n == 9);
	CHECK(InterlockedExchangeAdd(&n, -4) == 9 && n == 5);
	CHECK(InterlockedAdd(&n, 3) == 8);
	CHECK(InterlockedCompareExchange(&n, 1, 7) == 8 && n == 8);
	CHECK(InterlockedCompareExchange(&n, 1, 8) == 8 && n == 1);
	CHECK(InterlockedOr(&n, 6) == 1 && n == 7);
	CHECK(InterlockedAnd(&n, 5) == 7 && n == 5);
	CHECK(_InterlockedXor(&n, 4) == 5 && n == 1);
	CHECK(InterlockedIncrement64(&m) == (1LL << 40) + 1);
	CHECK(InterlockedCompareExchange64(&m, 0, m) != 0 && m == 0);
	CHECK(InterlockedIncrement16(&s) == 0);
	CHECK(InterlockedExchangePointer(&p, NULL) == &n && !p);
	CHECK(InterlockedCompareExchangePointer(&p, &m, NULL) == NULL && p == &m);
	n = 0;
	CHECK(InterlockedBitTestAndSet(&n, 31) == 0 && n == MININT32);
	CHECK(InterlockedBitTestAndReset(&n, 31) == 1 && n == 0);
	WriteRelease(&n, 3);
	CHECK(ReadAcquire(&n) == 3);
	KeMemoryBarrier();
	YieldProcessor();
}

static void macros(void)
{
	struct pair {
		LONG first;
		LONG second;
	} pair = { 1, 2 };
	PCI_COMMON_CONFIG config;
	LUID one = RtlConvertUlongToLuid(1), zero = RtlConvertUlongToLuid(0);
	GUID a = { 1, 2, 3, { 4, 5, 6, 7, 8, 9, 10, 11 } }, b = a;
	WCHAR text[4];
	UNICODE_STRING string;
	UCHAR bytes[8];
	ULONG value;

	CHECK(CONTAINING_RECORD(&pair.second, struct pair, second) == &pair);
	CHECK(FIELD_OFFSET(struct pair, second) == 4);
	CHECK(RTL_SIZEOF_THROUGH_FIELD(struct pair, first) == 4);
	CHECK(ARRAYSIZE(bytes) == 8);
	CHECK(NT_SUCCESS(STATUS_SUCCESS) && NT_SUCCESS(STATUS_PENDING));
	CHECK(!NT_SUCCESS(STATUS_UNSUCCESSFUL) && !NT_SUCCESS(STATUS_BUFFER_OVERFLOW));
	CHECK(NT_ERROR(STATUS_UNSUCCESSFUL) && NT_WARNING(STATUS_BUFFER_OVERFLOW));
	CHECK(NT_INFORMATION(STATUS_GRAPHICS_NO_MORE_ELEMENTS_IN_DATASET));
	CHECK(BYTES_TO_PAGES(0) == 0 && BYTES_TO_PAGES(1) == 1 && BYTES_TO_PAGES(4097) == 2);
	CHECK(ROUND_TO_PAGES(1) == 4096 && ROUND_TO_PAGES(4096) == 4096);
	CHECK(PAGE_ALIGN(0x12345) == (PVOID)0x12000 && BYTE_OFFSET(0x12345) == 0x345);
	CHECK(ADDRESS_AND_SIZE_TO_SPAN_PAGES(0xfff, 2) == 2);
	CHECK(LOWORD(0x12345678) == 0x5678 && HIWORD(0x12345678) == 0x1234);
	CHECK(MAKELONG(0x5678, 0x1234) == 0x12345678);
	CHECK(CTL_CODE(0x32, 1, METHOD_BUFFERED, FILE_READ_ACCESS | FILE_WRITE_ACCESS) ==
	      0x32c004);
	CHECK(Int32x32To64(-2, 3) == -6 && UInt32x32To64(0xffffffff, 2) == 0x1fffffffeULL);
	CHECK(RtlUlongByteSwap(0x11223344) == 0x44332211);
	CHECK(RtlEqualLuid(&one, &one) && !RtlEqualLuid(&one, &zero) && RtlIsZeroLuid(&zero));
#ifdef __cplusplus
	CHECK(IsEqualGUID(a, b));
	b.Data4[7]++;
	CHECK(!IsEqualGUID(a, b) && a != b);
#else
	CHECK(IsEqualGUID(&a, &b));
	b.Data4[7]++;
	CHECK(!IsEqualGUID(&a, &b));
#endif
	RtlInitEmptyUnicodeString(&string, text, sizeof(text));
	CHECK(string.Length == 0 && string.MaximumLength == 8 && string.Buffer == text);
	RtlFillMemory(bytes, sizeof(bytes), 0xa5);
	CHECK(bytes[0] == 0xa5 && bytes[7] == 0xa5);
	RtlSecureZeroMemory(bytes, sizeof(bytes));
	RtlStoreUlong(bytes + 1, 0x01020304);
	RtlRetrieveUlong(&value, bytes + 1);
	CHECK(value == 0x01020304 && bytes[1] == 4 && bytes[5] == 0);
	CHECK(sizeof(config) == 256 && PCI_COMMON_HDR_LENGTH == 64);
	ASSERT(this text (never) compiles!);
	PAGED_CODE();
}

static void packets(void)
{
	struct {
		IRP irp;
		IO_STACK_LOCATION stack[2];
	} packet;
	PIO_STACK_LOCATION current;

	RtlZeroMemory(&packet, sizeof(packet));
	packet.irp.CurrentLocation = 2;
	packet.irp.Tail.Overlay.CurrentStackLocation = &packet.stack[1];
	current = IoGetCurrentIrpStackLocation(&packet.irp);
	CHECK(current == &packet.stack[1]);
	CHECK(IoGetNextIrpStackLocation(&packet.irp) == &packet.stack[0]);
	current->MajorFunction = IRP_MJ_PNP;
	current->Parameters.ReadWriteConfig.Length = 64;
	current->Context = &packet;
	IoMarkIrpPending(&packet.irp);
	CHECK(current->Control == SL_PENDING_RETURNED);
	IoCopyCurrentIrpStackLocationToNext(&packet.irp);
	CHECK(packet.stack[0].MajorFunction == IRP_MJ_PNP && !packet.stack[0].Control);
	CHECK(packet.stack[0].Parameters.ReadWriteConfig.Length == 64 &&
	      !packet.stack[0].Context);
	IoSetCompletionRoutine(&packet.irp, NULL, &packet, TRUE, FALSE, TRUE);
	CHECK(packet.stack[0].Control == (SL_INVOKE_ON_SUCCESS | SL_INVOKE_ON_CANCEL));
	IoSetNextIrpStackLocation(&packet.irp);
	CHECK(IoGetCurrentIrpStackLocation(&packet.irp) == &packet.stack[0] &&
	      packet.irp.CurrentLocation == 1);
	IoSkipCurrentIrpStackLocation(&packet.irp);
	CHECK(IoGetCurrentIrpStackLocation(&packet.irp) == &packet.stack[1]);
}

static void strings(void)
{
	char b[8] = "old";
	char *end;
	SIZE_T left, length;

	CHECK(RtlStringCbCopyA(b, sizeof(b), "abc") == STATUS_SUCCESS && same(b, "abc"));
	CHECK(RtlStringCchCopyA(b, 3, "abc") == STATUS_BUFFER_OVERFLOW && same(b, "ab"));
	CHECK(RtlStringCchCopyA(b, 0, "abc") == STATUS_INVALID_PARAMETER);
	CHECK(RtlStringCchCopyA(b, NTSTRSAFE_MAX_CCH + 1ULL, "a") == STATUS_INVALID_PARAMETER);
	CHECK(RtlStringCchCopyA(b, 8, NULL) == STATUS_INVALID_PARAMETER);
	CHECK(RtlStringCchCopyNA(b, 8, "abcdef", 2) == STATUS_SUCCESS && same(b, "ab"));
	CHECK(RtlStringCchCatA(b, 8, "cdef") == STATUS_SUCCESS && same(b, "abcdef"));
	CHECK(RtlStringCchCatA(b, 8, "gh") == STATUS_BUFFER_OVERFLOW && same(b, "abcdefg"));
	CHECK(RtlStringCchCatNA(b, 8, "h", 0) == STATUS_SUCCESS && same(b, "abcdefg"));
	CHECK(RtlStringCchCatA(b, 3, "x") == STATUS_INVALID_PARAMETER && same(b, "abcdefg"));
	CHECK(RtlStringCchLengthA(b, 8, &length) == STATUS_SUCCESS && length == 7);
	CHECK(RtlStringCchLengthA(b, 7, &length) == STATUS_INVALID_PARAMETER && length == 0);
	CHECK(RtlStringCchLengthA(NULL, 7, &length) == STATUS_INVALID_PARAMETER);

	CHECK(RtlStringCchCopyExA(b, 8, "abc", &end, &left, 0) == STATUS_SUCCESS);
	CHECK(end == b + 3 && left == 5);
	CHECK(RtlStringCchCopyExA(b, 3, "abc", &end, &left, STRSAFE_NO_TRUNCATION) ==
	      STATUS_BUFFER_OVERFLOW);
	CHECK(!b[0] && end == b && left == 3);
	CHECK(RtlStringCchCopyExA(b, 8, "abc", NULL, NULL, STRSAFE_FILL_BYTE('x')) ==
	      STATUS_SUCCESS);
	CHECK(same(b, "abc") && b[4] == 'x' && b[7] == 'x');
	CHECK(RtlStringCchCopyExA(b, 4, "abcdef", &end, &left, STRSAFE_FAILURE_BYTE('z')) ==
	      STATUS_BUFFER_OVERFLOW);
	CHECK(same(b, "zzz") && left == 1 && end == b + 3);
	CHECK(RtlStringCchCopyExA(NULL, 0, NULL, &end, &left, STRSAFE_IGNORE_NULLS) ==
	      STATUS_SUCCESS);
	CHECK(!end && left == 0);
	CHECK(RtlStringCchCopyExA(NULL, 0, "a", NULL, NULL, STRSAFE_IGNORE_NULLS) ==
	      STATUS_INVALID_PARAMETER);
	CHECK(RtlStringCchCopyExA(b, 8, "a", NULL, NULL, 0x2000) == STATUS_INVALID_PARAMETER);

	CHECK(RtlStringCbPrintfA(b, 8, "%d-%s", 42, "ab") == STATUS_SUCCESS && same(b, "42-ab"));
	CHECK(RtlStringCbPrintfA(b, 8, "%s", "1234567") == STATUS_SUCCESS &&
	      same(b, "1234567"));
	CHECK(RtlStringCbPrintfA(b, 8, "%s", "12345678") == STATUS_BUFFER_OVERFLOW &&
	      same(b, "1234567"));
	CHECK(RtlStringCchPrintfA(b, 0, "x") == STATUS_INVALID_PARAMETER);
	CHECK(RtlStringCchPrintfExA(b, 8, &end, &left, 0, "%u", 7u) == STATUS_SUCCESS &&
	      end == b + 1 && left == 7);
}

static void wide_strings(void)
{
	WCHAR b[8];
	WCHAR *end;
	SIZE_T left;
	UNICODE_STRING s, t;

	CHECK(RtlStringCbCopyW(b, sizeof(b), (PCWSTR)u"abc") == STATUS_SUCCESS &&
	      b[2] == 'c' && !b[3]);
	CHECK(RtlStringCbCopyExW(b, 8, (PCWSTR)u"abcd", &end, &left, 0) == STATUS_BUFFER_OVERFLOW);
	CHECK(end == b + 3 && left == 2 && !b[3]);
	CHECK(RtlStringCbPrintfW(b, sizeof(b), (PCWSTR)u"%d", 12) == STATUS_SUCCESS && b[1] == '2');

	CHECK(RtlUnicodeStringInit(&s, (PCWSTR)u"xyz") == STATUS_SUCCESS && s.Length == 6 &&
	      s.MaximumLength == 8);
	RtlInitEmptyUnicodeString(&t, b, 8);
	CHECK(RtlUnicodeStringCopy(&t, &s) == STATUS_SUCCESS && t.Length == 6);
	CHECK(RtlUnicodeStringCat(&t, &s) == STATUS_BUFFER_OVERFLOW && t.Length == 8 &&
	      b[3] == 'x');
	CHECK(RtlUnicodeStringCopyString(&t, (PCWSTR)u"q") == STATUS_SUCCESS && t.Length == 2);
	CHECK(RtlUnicodeStringCatString(&t, (PCWSTR)u"rs") == STATUS_SUCCESS && t.Length == 6);
	CHECK(RtlUnicodeStringPrintf(&t, (PCWSTR)u"%s", "abcd") == STATUS_SUCCESS &&
	      t.Length == 8);
	CHECK(RtlUnicodeStringPrintf(&t, (PCWSTR)u"%s", "abcde") == STATUS_BUFFER_OVERFLOW &&
	      t.Length == 8);
	t.Length = 10;
	CHECK(RtlUnicodeStringCopy(&t, &s) == STATUS_INVALID_PARAMETER);
	CHECK(RtlStringCchCopyUnicodeString(b, 8, &s) == STATUS_SUCCESS && b[0] == 'x' && !b[3]);
}

static void integers(void)
{
	ULONG u;
	LONG l;
	UCHAR c;
	SIZE_T z;
	ULONGLONG q;

	CHECK(RtlULongAdd(1, 2, &u) == STATUS_SUCCESS && u == 3);
	CHECK(RtlULongAdd(MAXULONG, 1, &u) == STATUS_INTEGER_OVERFLOW && u == MAXULONG);
	CHECK(RtlULongSub(1, 2, &u) == STATUS_INTEGER_OVERFLOW);
	CHECK(RtlULongMult(0x10000, 0x10000, &u) == STATUS_INTEGER_OVERFLOW);
	CHECK(RtlLongAdd(MAXLONG, 1, &l) == STATUS_INTEGER_OVERFLOW);
	CHECK(RtlULongLongToULong(1ULL << 32, &u) == STATUS_INTEGER_OVERFLOW);
	CHECK(RtlULongLongToULong(7, &u) == STATUS_SUCCESS && u == 7);
	CHECK(RtlLongToULong(-1, &u) == STATUS_INTEGER_OVERFLOW);
	CHECK(RtlIntToUChar(256, &c) == STATUS_INTEGER_OVERFLOW && c == 255);
	CHECK(RtlSizeTMult((SIZE_T)-1, 2, &z) == STATUS_INTEGER_OVERFLOW);
	CHECK(RtlULongLongMult(1ULL << 32, 1ULL << 31, &q) == STATUS_SUCCESS && q == 1ULL << 63);
	CHECK(USHORT_MAX == 0xffff && LONG_MIN < 0);
}

int main(void)
{
	lists();
	interlocked();
	macros();
	packets();
	strings();
	wide_strings();
	integers();
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
