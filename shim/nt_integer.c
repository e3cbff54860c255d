// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_integer.c - numbers and GUIDs as text and back, resource descriptors,
 * pseudo-random numbers.
 */
#include "nt.h"
#include "verifier.h"

static NTSTATUS dxgk_number_text(ULONGLONG value, ULONG base, PUNICODE_STRING s)
{
	WCHAR text[64];
	ULONG n = 0, i;

	if (!base)
		base = 10;
	if (base != 2 && base != 8 && base != 10 && base != 16)
		return STATUS_INVALID_PARAMETER;
	do {
		text[n++] = (UCHAR)"0123456789ABCDEF"[value % base];
		value /= base;
	} while (value);
	if (n * sizeof(WCHAR) > s->MaximumLength)
		return STATUS_BUFFER_OVERFLOW;
	for (i = 0; i < n; i++)
		s->Buffer[i] = text[n - 1 - i];
	s->Length = (USHORT)(n * sizeof(WCHAR));
	if (s->Length + sizeof(WCHAR) <= s->MaximumLength)
		s->Buffer[n] = 0;
	return STATUS_SUCCESS;
}

/**
 * RtlIntegerToUnicodeString() - a number as text
 * @Value: the number
 * @Base: 2, 8, 10 or 16; 0 is 10
 * @String: where to; its buffer is the caller's
 *
 * Return: STATUS_SUCCESS; STATUS_BUFFER_OVERFLOW; STATUS_INVALID_PARAMETER for
 * the base.
 *
 * Follows "RtlIntegerToUnicodeString function (wdm.h)".
 */
NTSTATUS NTAPI RtlIntegerToUnicodeString(ULONG Value, ULONG Base, PUNICODE_STRING String)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_number_text(Value, Base, String);
}

NTSTATUS NTAPI RtlInt64ToUnicodeString(ULONGLONG Value, ULONG Base, PUNICODE_STRING String)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_number_text(Value, Base, String);
}

/* The digit that a character is in bases up to 16; 99: none. */
static ULONG dxgk_digit(dxgk_u32 c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 99;
}

/* Text of @len characters, wide or not. */
static dxgk_u32 dxgk_char_at(const void *text, bool wide, SIZE_T i, SIZE_T len)
{
	if (i >= len)
		return 0;
	return wide ? ((const WCHAR *)text)[i] : (UCHAR)((const CHAR *)text)[i];
}

static NTSTATUS dxgk_text_number(const void *text, bool wide, SIZE_T len, ULONG base,
				 PULONG value)
{
	bool minus = false;
	SIZE_T i = 0;
	dxgk_u32 c;
	ULONG v = 0;

	if (!len || (base && base != 2 && base != 8 && base != 10 && base != 16))
		return STATUS_INVALID_PARAMETER;
	while ((c = dxgk_char_at(text, wide, i, len)) && c <= ' ')
		i++;
	if (c == '-' || c == '+') {
		minus = c == '-';
		i++;
	}
	if (!base) {
		base = 10;
		if (dxgk_char_at(text, wide, i, len) == '0') {
			c = dxgk_char_at(text, wide, i + 1, len);
			base = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 10;
			if (base != 10)
				i += 2;
		}
	}
	while ((c = dxgk_digit(dxgk_char_at(text, wide, i, len))) < base) {
		v = v * base + c;
		i++;
	}
	*value = minus ? 0 - v : v;
	return STATUS_SUCCESS;
}

/**
 * RtlUnicodeStringToInteger() - the number that text begins with
 * @String: white space, a sign, digits; what follows them is ignored
 * @Base: 2, 8, 10 or 16; 0: what a prefix 0b, 0o or 0x says, else 10
 * @Value: the number; 0 for text that is none
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for an empty string or the
 * base.
 *
 * Follows "RtlUnicodeStringToInteger function (wdm.h)".
 */
NTSTATUS NTAPI RtlUnicodeStringToInteger(PCUNICODE_STRING String, ULONG Base, PULONG Value)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_text_number(String->Buffer, true, String->Length / sizeof(WCHAR), Base, Value);
}

NTSTATUS NTAPI RtlCharToInteger(PCSZ String, ULONG Base, PULONG Value)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_text_number(String, false, dxgk_strlen(String), Base, Value);
}

/* ------------------------------------------------------------------------- GUIDs */

/* The bytes of a GUID in the order they are written, dashes after some. */
static const UCHAR dxgk_guid_order[16] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
#define DXGK_GUID_DASH(i) ((i) == 4 || (i) == 6 || (i) == 8 || (i) == 10)
#define DXGK_GUID_CHARS 38

/* {xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}, allocated; "RtlStringFromGUID (wdm.h)". */
NTSTATUS NTAPI RtlStringFromGUID(const GUID *Guid, PUNICODE_STRING GuidString)
{
	const UCHAR *byte = (const UCHAR *)Guid;
	PWCHAR p;
	ULONG i;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	p = dxgk_pool_alloc((DXGK_GUID_CHARS + 1) * sizeof(WCHAR), 0x64697547 /* "Guid" */,
			    dxgk_nt_owner(DXGK_NT_CALLER()), false);
	if (!p)
		return STATUS_NO_MEMORY;
	GuidString->Buffer = p;
	GuidString->Length = DXGK_GUID_CHARS * sizeof(WCHAR);
	GuidString->MaximumLength = GuidString->Length + sizeof(WCHAR);
	*p++ = '{';
	for (i = 0; i < 16; i++) {
		if (DXGK_GUID_DASH(i))
			*p++ = '-';
		*p++ = (UCHAR)"0123456789abcdef"[byte[dxgk_guid_order[i]] >> 4];
		*p++ = (UCHAR)"0123456789abcdef"[byte[dxgk_guid_order[i]] & 15];
	}
	*p++ = '}';
	*p = 0;
	return STATUS_SUCCESS;
}

/* STATUS_INVALID_PARAMETER for text of any other form; "RtlGUIDFromString (wdm.h)". */
NTSTATUS NTAPI RtlGUIDFromString(PCUNICODE_STRING GuidString, GUID *Guid)
{
	const WCHAR *p = GuidString->Buffer;
	UCHAR byte[16];
	ULONG i;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (GuidString->Length != DXGK_GUID_CHARS * sizeof(WCHAR) || *p++ != '{')
		return STATUS_INVALID_PARAMETER;
	for (i = 0; i < 16; i++) {
		ULONG high, low;

		if (DXGK_GUID_DASH(i) && *p++ != '-')
			return STATUS_INVALID_PARAMETER;
		high = dxgk_digit(*p++);
		low = dxgk_digit(*p++);
		if (high > 15 || low > 15)
			return STATUS_INVALID_PARAMETER;
		byte[dxgk_guid_order[i]] = (UCHAR)(high << 4 | low);
	}
	if (*p != '}')
		return STATUS_INVALID_PARAMETER;
	RtlCopyMemory(Guid, byte, sizeof(*Guid));
	return STATUS_SUCCESS;
}

/* ---------------------------------------------------------- resource descriptors */

/* A large length is kept shifted right, as the flags say. */
static ULONG dxgk_large_shift(USHORT flags)
{
	if (flags & CM_RESOURCE_MEMORY_LARGE_40)
		return 8;
	if (flags & CM_RESOURCE_MEMORY_LARGE_48)
		return 16;
	if (flags & CM_RESOURCE_MEMORY_LARGE_64)
		return 32;
	return 0;
}

/* Length and start of a memory or port range; "RtlCmDecodeMemIoResource (wdm.h)". */
ULONGLONG NTAPI RtlCmDecodeMemIoResource(PCM_PARTIAL_RESOURCE_DESCRIPTOR Descriptor,
					 PULONGLONG Start)
{
	ULONG shift = 0;

	if (Descriptor->Type == CmResourceTypeMemoryLarge)
		shift = dxgk_large_shift(Descriptor->Flags);
	if (Start)
		*Start = (ULONGLONG)Descriptor->u.Generic.Start.QuadPart;
	return (ULONGLONG)Descriptor->u.Generic.Length << shift;
}

/**
 * RtlCmEncodeMemIoResource() - put a range into a descriptor
 * @Descriptor: the descriptor; its type becomes what the length asks for
 * @Type: CmResourceTypeMemory, CmResourceTypeMemoryLarge or CmResourceTypePort
 * @Length: bytes or ports
 * @Start: first address
 *
 * Return: STATUS_SUCCESS; STATUS_UNSUCCESSFUL for a length that does not fit:
 * of ports above 32 bits, or of memory with low bits that its flag cannot keep;
 * STATUS_INVALID_PARAMETER for another type.
 *
 * Follows "RtlCmEncodeMemIoResource function (wdm.h)".
 */
NTSTATUS NTAPI RtlCmEncodeMemIoResource(PCM_PARTIAL_RESOURCE_DESCRIPTOR Descriptor, UCHAR Type,
					ULONGLONG Length, ULONGLONG Start)
{
	static const USHORT flags[] = {
		CM_RESOURCE_MEMORY_LARGE_40, CM_RESOURCE_MEMORY_LARGE_48,
		CM_RESOURCE_MEMORY_LARGE_64,
	};
	USHORT keep = Descriptor->Flags & (USHORT)~(CM_RESOURCE_MEMORY_LARGE_40 |
						     CM_RESOURCE_MEMORY_LARGE_48 |
						     CM_RESOURCE_MEMORY_LARGE_64);
	ULONG i;

	if (Type != CmResourceTypePort && Type != CmResourceTypeMemory &&
	    Type != CmResourceTypeMemoryLarge)
		return STATUS_INVALID_PARAMETER;
	if (Length <= 0xffffffffull) {
		Descriptor->Type = Type == CmResourceTypeMemoryLarge ? CmResourceTypeMemory : Type;
		if (Type != CmResourceTypePort)
			Descriptor->Flags = keep;
		Descriptor->u.Generic.Start.QuadPart = (LONGLONG)Start;
		Descriptor->u.Generic.Length = (ULONG)Length;
		return STATUS_SUCCESS;
	}
	if (Type == CmResourceTypePort)
		return STATUS_UNSUCCESSFUL;
	for (i = 0; i < DXGK_ARRAY_SIZE(flags); i++) {
		ULONG shift = dxgk_large_shift(flags[i]);

		if (Length >> shift > 0xffffffffull || Length & ((1ull << shift) - 1))
			continue;
		Descriptor->Type = CmResourceTypeMemoryLarge;
		Descriptor->Flags = keep | flags[i];
		Descriptor->u.Generic.Start.QuadPart = (LONGLONG)Start;
		Descriptor->u.Generic.Length = (ULONG)(Length >> shift);
		return STATUS_SUCCESS;
	}
	return STATUS_UNSUCCESSFUL;
}

/* ----------------------------------------------------------------------- random */

/* Uniform in [0, 2^31 - 2], as the pages say; the sequence is this function's own. */
ULONG NTAPI RtlRandomEx(PULONG Seed)
{
	ULONGLONG next = ((ULONGLONG)(*Seed % 0x7ffffffe) + 1) * 48271 % 0x7fffffff;

	DXGK_NT_IRQL(APC_LEVEL);
	*Seed = (ULONG)next;
	return (ULONG)next - 1;
}

ULONG NTAPI RtlRandom(PULONG Seed)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return RtlRandomEx(Seed);
}
