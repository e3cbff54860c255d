// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_string.c - counted strings: making, copying, appending, comparing.
 *
 * IRQL: any, for resident strings, unless a function says otherwise: nothing
 * is paged out here.
 */
#include "nt.h"
#include "verifier.h"

/* Bytes that match from the beginning; see "RtlCompareMemory function (wdm.h)". */
SIZE_T NTAPI RtlCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length)
{
	const UCHAR *a = Source1, *b = Source2;
	SIZE_T n = 0;

	while (n < Length && a[n] == b[n])
		n++;
	return n;
}

/* Whole ULONGs that equal @Pattern, in bytes; "RtlCompareMemoryUlong (ntifs.h)". */
SIZE_T NTAPI RtlCompareMemoryUlong(PVOID Source, SIZE_T Length, ULONG Pattern)
{
	const ULONG *p = Source;
	SIZE_T n = 0;

	while (n < Length / sizeof(ULONG) && p[n] == Pattern)
		n++;
	return n * sizeof(ULONG);
}

/* What a USHORT can count, terminator included. */
#define DXGK_MAX_ANSI	0xfffe
#define DXGK_MAX_WIDE	0x7ffe

/**
 * RtlInitString() - point a counted string at text
 * @DestinationString: the string
 * @SourceString: text, or NULL for an empty string; not copied
 *
 * Text that is too long for a counted string is cut.
 *
 * Follows "RtlInitString function (wdm.h)".
 */
VOID NTAPI RtlInitString(PSTRING DestinationString, PCSZ SourceString)
{
	SIZE_T n = SourceString ? dxgk_strlen(SourceString) : 0;

	if (n > DXGK_MAX_ANSI)
		n = DXGK_MAX_ANSI;
	DestinationString->Length = (USHORT)n;
	DestinationString->MaximumLength = SourceString ? (USHORT)(n + 1) : 0;
	DestinationString->Buffer = (PCHAR)SourceString;
}

VOID NTAPI RtlInitAnsiString(PANSI_STRING DestinationString, PCSZ SourceString)
{
	RtlInitString(DestinationString, SourceString);
}

VOID NTAPI RtlInitUTF8String(PUTF8_STRING DestinationString, PCSZ SourceString)
{
	RtlInitString(DestinationString, SourceString);
}

/* STATUS_NAME_TOO_LONG instead of cutting; "RtlInitStringEx function (wdm.h)". */
NTSTATUS NTAPI RtlInitStringEx(PSTRING DestinationString, PCSZ SourceString)
{
	if (SourceString && dxgk_strlen(SourceString) > DXGK_MAX_ANSI) {
		RtlInitString(DestinationString, NULL);
		return STATUS_NAME_TOO_LONG;
	}
	RtlInitString(DestinationString, SourceString);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlInitAnsiStringEx(PANSI_STRING DestinationString, PCSZ SourceString)
{
	return RtlInitStringEx(DestinationString, SourceString);
}

/**
 * RtlInitUnicodeString() - point a counted Unicode string at text
 * @DestinationString: the string
 * @SourceString: text, or NULL for an empty string; not copied
 *
 * Lengths are in bytes; MaximumLength counts the terminator, Length does not.
 *
 * Follows "RtlInitUnicodeString function (wdm.h)".
 */
VOID NTAPI RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
	SIZE_T n = SourceString ? dxgk_wcslen(SourceString) : 0;

	if (n > DXGK_MAX_WIDE)
		n = DXGK_MAX_WIDE;
	DestinationString->Length = (USHORT)(n * sizeof(WCHAR));
	DestinationString->MaximumLength = SourceString ? (USHORT)((n + 1) * sizeof(WCHAR)) : 0;
	DestinationString->Buffer = (PWCH)SourceString;
}

NTSTATUS NTAPI RtlInitUnicodeStringEx(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
	if (SourceString && dxgk_wcslen(SourceString) > DXGK_MAX_WIDE) {
		RtlInitUnicodeString(DestinationString, NULL);
		return STATUS_NAME_TOO_LONG;
	}
	RtlInitUnicodeString(DestinationString, SourceString);
	return STATUS_SUCCESS;
}

/* As much as fits; a terminator if there is room: "RtlCopyUnicodeString (wdm.h)". */
VOID NTAPI RtlCopyUnicodeString(PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString)
{
	USHORT n = 0;

	if (SourceString) {
		n = SourceString->Length;
		if (n > DestinationString->MaximumLength)
			n = DestinationString->MaximumLength;
		RtlMoveMemory(DestinationString->Buffer, SourceString->Buffer, n);
		if (n + sizeof(WCHAR) <= DestinationString->MaximumLength)
			DestinationString->Buffer[n / sizeof(WCHAR)] = 0;
	}
	DestinationString->Length = n;
}

VOID NTAPI RtlCopyString(PSTRING DestinationString, const STRING *SourceString)
{
	USHORT n = 0;

	if (SourceString) {
		n = SourceString->Length;
		if (n > DestinationString->MaximumLength)
			n = DestinationString->MaximumLength;
		RtlMoveMemory(DestinationString->Buffer, SourceString->Buffer, n);
	}
	DestinationString->Length = n;
}

static NTSTATUS dxgk_append(PUNICODE_STRING to, const WCHAR *from, SIZE_T bytes)
{
	if (bytes > (SIZE_T)to->MaximumLength - to->Length || to->Length > to->MaximumLength)
		return STATUS_BUFFER_TOO_SMALL;
	RtlMoveMemory((PUCHAR)to->Buffer + to->Length, from, bytes);
	to->Length = (USHORT)(to->Length + bytes);
	if (to->Length + sizeof(WCHAR) <= to->MaximumLength)
		to->Buffer[to->Length / sizeof(WCHAR)] = 0;
	return STATUS_SUCCESS;
}

/* All of it or STATUS_BUFFER_TOO_SMALL; "RtlAppendUnicodeToString function (wdm.h)". */
NTSTATUS NTAPI RtlAppendUnicodeToString(PUNICODE_STRING Destination, PCWSTR Source)
{
	if (!Source)
		return STATUS_SUCCESS;
	return dxgk_append(Destination, Source, dxgk_wcslen(Source) * sizeof(WCHAR));
}

NTSTATUS NTAPI RtlAppendUnicodeStringToString(PUNICODE_STRING Destination, PCUNICODE_STRING Source)
{
	return dxgk_append(Destination, Source->Buffer, Source->Length);
}

/* <0, 0, >0 by the first unit that differs, then by length: "RtlCompareUnicodeString". */
LONG NTAPI RtlCompareUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
				   BOOLEAN CaseInSensitive)
{
	SIZE_T n1 = String1->Length / sizeof(WCHAR), n2 = String2->Length / sizeof(WCHAR), i;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	for (i = 0; i < n1 && i < n2; i++) {
		WCHAR a = String1->Buffer[i], b = String2->Buffer[i];

		if (CaseInSensitive) {
			a = dxgk_upcase(a);
			b = dxgk_upcase(b);
		}
		if (a != b)
			return (LONG)a - (LONG)b;
	}
	return (LONG)n1 - (LONG)n2;
}

BOOLEAN NTAPI RtlEqualUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
				    BOOLEAN CaseInSensitive)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return String1->Length == String2->Length &&
	       !RtlCompareUnicodeString(String1, String2, CaseInSensitive);
}

/* Does the second begin with the first?  "RtlPrefixUnicodeString function (ntddk.h)" */
BOOLEAN NTAPI RtlPrefixUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
				     BOOLEAN CaseInSensitive)
{
	UNICODE_STRING head = *String2;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (String1->Length > String2->Length)
		return FALSE;
	head.Length = String1->Length;
	return !RtlCompareUnicodeString(String1, &head, CaseInSensitive);
}

LONG NTAPI RtlCompareString(const STRING *String1, const STRING *String2, BOOLEAN CaseInSensitive)
{
	USHORT i;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	for (i = 0; i < String1->Length && i < String2->Length; i++) {
		UCHAR a = (UCHAR)String1->Buffer[i], b = (UCHAR)String2->Buffer[i];

		if (CaseInSensitive) {
			a = (UCHAR)RtlUpperChar((CHAR)a);
			b = (UCHAR)RtlUpperChar((CHAR)b);
		}
		if (a != b)
			return (LONG)a - (LONG)b;
	}
	return (LONG)String1->Length - (LONG)String2->Length;
}

BOOLEAN NTAPI RtlEqualString(const STRING *String1, const STRING *String2, BOOLEAN CaseInSensitive)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return String1->Length == String2->Length &&
	       !RtlCompareString(String1, String2, CaseInSensitive);
}

/* The default algorithm is x65599; "RtlHashUnicodeString function (wdm.h)". */
NTSTATUS NTAPI RtlHashUnicodeString(PCUNICODE_STRING String, BOOLEAN CaseInSensitive,
				    ULONG HashAlgorithm, PULONG HashValue)
{
	ULONG hash = 0;
	SIZE_T i;

	DXGK_NT_IRQL(APC_LEVEL);
	if (!String || !HashValue || (HashAlgorithm != HASH_STRING_ALGORITHM_DEFAULT &&
				      HashAlgorithm != HASH_STRING_ALGORITHM_X65599))
		return STATUS_INVALID_PARAMETER;
	for (i = 0; i < String->Length / sizeof(WCHAR); i++)
		hash = hash * 65599 + (CaseInSensitive ? dxgk_upcase(String->Buffer[i]) :
				       String->Buffer[i]);
	*HashValue = hash;
	return STATUS_SUCCESS;
}

WCHAR NTAPI RtlUpcaseUnicodeChar(WCHAR SourceCharacter)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_upcase(SourceCharacter);
}

WCHAR NTAPI RtlDowncaseUnicodeChar(WCHAR SourceCharacter)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_downcase(SourceCharacter);
}

/* One byte of UTF-8: beyond ASCII it is no letter by itself. */
CHAR NTAPI RtlUpperChar(CHAR Character)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return Character >= 'a' && Character <= 'z' ? (CHAR)(Character - 32) : Character;
}

VOID NTAPI RtlUpperString(PSTRING DestinationString, const STRING *SourceString)
{
	USHORT n = SourceString->Length, i;

	DXGK_NT_IRQL(APC_LEVEL);
	if (n > DestinationString->MaximumLength)
		n = DestinationString->MaximumLength;
	for (i = 0; i < n; i++)
		DestinationString->Buffer[i] = RtlUpperChar(SourceString->Buffer[i]);
	DestinationString->Length = n;
}

#define DXGK_TAG_STRING 0x72745355u	/* "UStr" */

/* Room for @bytes of text: a fresh buffer, or what the caller brought. */
static NTSTATUS dxgk_room(PVOID *buffer, USHORT *max, SIZE_T bytes, SIZE_T terminator,
			  BOOLEAN allocate, const void *caller)
{
	if (bytes + terminator > 0xffff)
		return STATUS_INVALID_PARAMETER_2;
	if (allocate) {
		*buffer = dxgk_pool_alloc(bytes + terminator, DXGK_TAG_STRING,
					  dxgk_nt_owner(caller), false);
		if (!*buffer)
			return STATUS_NO_MEMORY;
		*max = (USHORT)(bytes + terminator);
	} else if (bytes > *max) {
		return STATUS_BUFFER_OVERFLOW;
	}
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_change_case(PUNICODE_STRING to, PCUNICODE_STRING from, BOOLEAN allocate,
				 WCHAR (*change)(WCHAR), const void *caller)
{
	PVOID buffer = to->Buffer;
	NTSTATUS status;
	SIZE_T i;

	status = dxgk_room(&buffer, &to->MaximumLength, from->Length, 0, allocate, caller);
	if (!NT_SUCCESS(status))
		return status;
	to->Buffer = buffer;
	for (i = 0; i < from->Length / sizeof(WCHAR); i++)
		to->Buffer[i] = change(from->Buffer[i]);
	to->Length = from->Length;
	return STATUS_SUCCESS;
}

/* See "RtlUpcaseUnicodeString function (wdm.h)"; STATUS_BUFFER_OVERFLOW, STATUS_NO_MEMORY. */
NTSTATUS NTAPI RtlUpcaseUnicodeString(PUNICODE_STRING DestinationString,
				      PCUNICODE_STRING SourceString,
				      BOOLEAN AllocateDestinationString)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_change_case(DestinationString, SourceString, AllocateDestinationString,
				dxgk_upcase, DXGK_NT_CALLER());
}

NTSTATUS NTAPI RtlDowncaseUnicodeString(PUNICODE_STRING DestinationString,
					PCUNICODE_STRING SourceString,
					BOOLEAN AllocateDestinationString)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_change_case(DestinationString, SourceString, AllocateDestinationString,
				dxgk_downcase, DXGK_NT_CALLER());
}

/* --------------------------------------------------------- between the widths */

/* Bytes that @from takes as UTF-16; written when @to is not NULL. */
static SIZE_T dxgk_widen(PWCH to, const CHAR *from, SIZE_T len)
{
	SIZE_T pos = 0, n = 0;
	WCHAR unit[2];

	while (pos < len) {
		unsigned int count = dxgk_utf16_put(dxgk_utf8_next(from, len, &pos), unit), i;

		for (i = 0; to && i < count; i++)
			to[n + i] = unit[i];
		n += count;
	}
	return n * sizeof(WCHAR);
}

static SIZE_T dxgk_narrow(PCHAR to, const WCHAR *from, SIZE_T len)
{
	SIZE_T pos = 0, n = 0;
	CHAR unit[4];

	while (pos < len) {
		unsigned int count = dxgk_utf8_put(dxgk_utf16_next(from, len, &pos), unit), i;

		for (i = 0; to && i < count; i++)
			to[n + i] = unit[i];
		n += count;
	}
	return n;
}

static NTSTATUS dxgk_string_widen(PUNICODE_STRING to, const STRING *from, BOOLEAN allocate,
				  const void *caller)
{
	SIZE_T bytes = dxgk_widen(NULL, from->Buffer, from->Length);
	PVOID buffer = to->Buffer;
	NTSTATUS status;

	/* Without room for the terminator too it does not fit. */
	status = dxgk_room(&buffer, &to->MaximumLength, bytes, sizeof(WCHAR), allocate, caller);
	if (NT_SUCCESS(status) && bytes + sizeof(WCHAR) > to->MaximumLength)
		status = STATUS_BUFFER_OVERFLOW;
	if (!NT_SUCCESS(status))
		return status;
	to->Buffer = buffer;
	dxgk_widen(to->Buffer, from->Buffer, from->Length);
	to->Buffer[bytes / sizeof(WCHAR)] = 0;
	to->Length = (USHORT)bytes;
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_string_narrow(PSTRING to, PCUNICODE_STRING from, BOOLEAN allocate,
				   const void *caller)
{
	SIZE_T bytes = dxgk_narrow(NULL, from->Buffer, from->Length / sizeof(WCHAR));
	PVOID buffer = to->Buffer;
	NTSTATUS status;

	status = dxgk_room(&buffer, &to->MaximumLength, bytes, 1, allocate, caller);
	if (NT_SUCCESS(status) && bytes + 1 > to->MaximumLength)
		status = STATUS_BUFFER_OVERFLOW;
	if (!NT_SUCCESS(status))
		return status;
	to->Buffer = buffer;
	dxgk_narrow(to->Buffer, from->Buffer, from->Length / sizeof(WCHAR));
	to->Buffer[bytes] = 0;
	to->Length = (USHORT)bytes;
	return STATUS_SUCCESS;
}

/**
 * RtlAnsiStringToUnicodeString() - widen a string
 * @DestinationString: where to; its buffer is the caller's, or with
 * @AllocateDestinationString new: RtlFreeUnicodeString() gives it back
 * @SourceString: text in the ANSI code page, which is UTF-8 here
 *
 * IRQL: PASSIVE_LEVEL on Windows.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_OVERFLOW when the caller's buffer has
 * no room for the text and its terminator; STATUS_NO_MEMORY;
 * STATUS_INVALID_PARAMETER_2 for a result above 65,535 bytes.
 *
 * Follows "RtlAnsiStringToUnicodeString function (wdm.h)".
 */
NTSTATUS NTAPI RtlAnsiStringToUnicodeString(PUNICODE_STRING DestinationString,
					    PCANSI_STRING SourceString,
					    BOOLEAN AllocateDestinationString)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_string_widen(DestinationString, SourceString, AllocateDestinationString,
				 DXGK_NT_CALLER());
}

/* The other way; see "RtlUnicodeStringToAnsiString function (wdm.h)". */
NTSTATUS NTAPI RtlUnicodeStringToAnsiString(PANSI_STRING DestinationString,
					    PCUNICODE_STRING SourceString,
					    BOOLEAN AllocateDestinationString)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_string_narrow(DestinationString, SourceString, AllocateDestinationString,
				  DXGK_NT_CALLER());
}

NTSTATUS NTAPI RtlUTF8StringToUnicodeString(PUNICODE_STRING DestinationString,
					    PUTF8_STRING SourceString,
					    BOOLEAN AllocateDestinationString)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_string_widen(DestinationString, SourceString, AllocateDestinationString,
				 DXGK_NT_CALLER());
}

NTSTATUS NTAPI RtlUnicodeStringToUTF8String(PUTF8_STRING DestinationString,
					    PCUNICODE_STRING SourceString,
					    BOOLEAN AllocateDestinationString)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_string_narrow(DestinationString, SourceString, AllocateDestinationString,
				  DXGK_NT_CALLER());
}

/* Bytes with the terminator. */
ULONG NTAPI RtlxAnsiStringToUnicodeSize(PCANSI_STRING AnsiString)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return (ULONG)(dxgk_widen(NULL, AnsiString->Buffer, AnsiString->Length) + sizeof(WCHAR));
}

ULONG NTAPI RtlxUnicodeStringToAnsiSize(PCUNICODE_STRING UnicodeString)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return (ULONG)(dxgk_narrow(NULL, UnicodeString->Buffer,
				   UnicodeString->Length / sizeof(WCHAR)) + 1);
}

/* Frees what an Rtl function allocated, and empties the string. */
VOID NTAPI RtlFreeUnicodeString(PUNICODE_STRING UnicodeString)
{
	DXGK_NT_IRQL(APC_LEVEL);
	if (UnicodeString->Buffer)
		dxgk_pool_free(UnicodeString->Buffer, 0, DXGK_NT_CALLER());
	RtlZeroMemory(UnicodeString, sizeof(*UnicodeString));
}

VOID NTAPI RtlFreeAnsiString(PANSI_STRING AnsiString)
{
	DXGK_NT_IRQL(APC_LEVEL);
	if (AnsiString->Buffer)
		dxgk_pool_free(AnsiString->Buffer, 0, DXGK_NT_CALLER());
	RtlZeroMemory(AnsiString, sizeof(*AnsiString));
}

VOID NTAPI RtlFreeUTF8String(PUTF8_STRING utf8String)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (utf8String->Buffer)
		dxgk_pool_free(utf8String->Buffer, 0, DXGK_NT_CALLER());
	RtlZeroMemory(utf8String, sizeof(*utf8String));
}

/**
 * RtlUTF8ToUnicodeN() - convert bytes, as many whole characters as fit
 * @UnicodeStringDestination: where to, or NULL to ask for the size
 * @UnicodeStringMaxByteCount: bytes there
 * @UnicodeStringActualByteCount: bytes written, or needed
 * @UTF8StringSource: text, not terminated
 * @UTF8StringByteCount: its bytes
 *
 * Return: STATUS_SUCCESS; STATUS_SOME_NOT_MAPPED when something was replaced
 * by U+FFFD; STATUS_BUFFER_TOO_SMALL; STATUS_INVALID_PARAMETER_5 without a
 * source, STATUS_INVALID_PARAMETER without anywhere to put the result.
 *
 * Follows "RtlUTF8ToUnicodeN function (wdm.h)".
 */
NTSTATUS NTAPI RtlUTF8ToUnicodeN(PWSTR UnicodeStringDestination, ULONG UnicodeStringMaxByteCount,
				 PULONG UnicodeStringActualByteCount, PCCH UTF8StringSource,
				 ULONG UTF8StringByteCount)
{
	NTSTATUS status = STATUS_SUCCESS;
	SIZE_T pos = 0, n = 0;
	WCHAR unit[2];

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (!UTF8StringSource)
		return STATUS_INVALID_PARAMETER_4;
	if (!UnicodeStringDestination && !UnicodeStringActualByteCount)
		return STATUS_INVALID_PARAMETER;
	while (pos < UTF8StringByteCount) {
		SIZE_T before = pos;
		dxgk_u32 c = dxgk_utf8_next(UTF8StringSource, UTF8StringByteCount, &pos);
		unsigned int count = dxgk_utf16_put(c, unit), i;

		if (c == 0xfffd && !(pos - before == 3 &&
				     (UCHAR)UTF8StringSource[before] == 0xef &&
				     (UCHAR)UTF8StringSource[before + 1] == 0xbf &&
				     (UCHAR)UTF8StringSource[before + 2] == 0xbd))
			status = STATUS_SOME_NOT_MAPPED;
		if (UnicodeStringDestination) {
			if ((n + count) * sizeof(WCHAR) > UnicodeStringMaxByteCount) {
				status = STATUS_BUFFER_TOO_SMALL;
				break;
			}
			for (i = 0; i < count; i++)
				UnicodeStringDestination[n + i] = unit[i];
		}
		n += count;
	}
	if (UnicodeStringActualByteCount)
		*UnicodeStringActualByteCount = (ULONG)(n * sizeof(WCHAR));
	return status;
}

/* The other way; see "RtlUnicodeToUTF8N function (wdm.h)". */
NTSTATUS NTAPI RtlUnicodeToUTF8N(PCHAR UTF8StringDestination, ULONG UTF8StringMaxByteCount,
				 PULONG UTF8StringActualByteCount, PCWCH UnicodeStringSource,
				 ULONG UnicodeStringByteCount)
{
	SIZE_T pos = 0, n = 0, len = UnicodeStringByteCount / sizeof(WCHAR);
	NTSTATUS status = STATUS_SUCCESS;
	CHAR unit[4];

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (!UnicodeStringSource)
		return STATUS_INVALID_PARAMETER_4;
	if (!UTF8StringDestination && !UTF8StringActualByteCount)
		return STATUS_INVALID_PARAMETER;
	if (UnicodeStringByteCount % sizeof(WCHAR))
		return STATUS_INVALID_PARAMETER_5;
	while (pos < len) {
		SIZE_T before = pos;
		dxgk_u32 c = dxgk_utf16_next(UnicodeStringSource, len, &pos);
		unsigned int count = dxgk_utf8_put(c, unit), i;

		if (c == 0xfffd && UnicodeStringSource[before] != 0xfffd)
			status = STATUS_SOME_NOT_MAPPED;
		if (UTF8StringDestination) {
			if (n + count > UTF8StringMaxByteCount) {
				status = STATUS_BUFFER_TOO_SMALL;
				break;
			}
			for (i = 0; i < count; i++)
				UTF8StringDestination[n + i] = unit[i];
		}
		n += count;
	}
	if (UTF8StringActualByteCount)
		*UTF8StringActualByteCount = (ULONG)n;
	return status;
}
