// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* integer.c - numbers and GUIDs as text, resource descriptors, random numbers. */
#include "nttest.h"

static UNICODE_STRING buffer(PWCHAR buf, USHORT bytes)
{
	UNICODE_STRING s;

	s.Buffer = buf;
	s.Length = 0;
	s.MaximumLength = bytes;
	return s;
}

static BOOLEAN is_text(PCUNICODE_STRING s, const char *want)
{
	USHORT i;

	for (i = 0; want[i]; i++)
		if (i >= s->Length / sizeof(WCHAR) || s->Buffer[i] != (UCHAR)want[i])
			return FALSE;
	return i == s->Length / sizeof(WCHAR);
}

NT_TEST(integer_text, "RtlIntegerToUnicodeString: bases 2, 8, 10 and 16; zero is 10")
{
	static const struct {
		ULONG value, base;
		const char *text;
	} row[] = {
		{ 0, 10, "0" }, { 4294967295u, 10, "4294967295" }, { 255, 16, "FF" },
		{ 8, 8, "10" }, { 5, 2, "101" }, { 123, 0, "123" },
	};
	WCHAR buf[40];
	UNICODE_STRING s;
	ULONG i;

	for (i = 0; i < RTL_NUMBER_OF(row); i++) {
		s = buffer(buf, sizeof(buf));
		CHECK_STATUS(RtlIntegerToUnicodeString(row[i].value, row[i].base, &s),
			     STATUS_SUCCESS);
		CHECK(is_text(&s, row[i].text));
	}
	s = buffer(buf, sizeof(buf));
	CHECK_STATUS(RtlInt64ToUnicodeString(0x123456789abcdefull, 16, &s), STATUS_SUCCESS);
	CHECK(is_text(&s, "123456789ABCDEF"));
}

NT_TEST(integer_text_fails,
	"RtlIntegerToUnicodeString: STATUS_BUFFER_OVERFLOW, STATUS_INVALID_PARAMETER for the base")
{
	WCHAR buf[4];
	UNICODE_STRING s = buffer(buf, 6);

	CHECK_STATUS(RtlIntegerToUnicodeString(1234, 10, &s), STATUS_BUFFER_OVERFLOW);
	CHECK_STATUS(RtlIntegerToUnicodeString(123, 10, &s), STATUS_SUCCESS);
	CHECK_STATUS(RtlIntegerToUnicodeString(1, 7, &s), STATUS_INVALID_PARAMETER);
}

static NTSTATUS number(const char *text, ULONG base, PULONG value)
{
	WCHAR buf[32];
	UNICODE_STRING s = buffer(buf, sizeof(buf));
	USHORT i;

	for (i = 0; text[i]; i++)
		buf[i] = (UCHAR)text[i];
	s.Length = (USHORT)(i * sizeof(WCHAR));
	return RtlUnicodeStringToInteger(&s, base, value);
}

NT_TEST(text_integer, "RtlUnicodeStringToInteger: the table of the page, and the prefixes of base 0")
{
	static const struct {
		const char *text;
		ULONG base, value;
	} row[] = {
		{ "123", 10, 123 }, { "-345", 10, (ULONG)-345 }, { "xyz", 10, 0 },
		{ "+678abc", 10, 678 }, { "+678abc", 16, 6785724 }, { "007", 10, 7 },
		{ "789", 8, 7 }, { "FGH", 16, 15 }, { " ", 10, 0 },
		{ "0x1F", 0, 31 }, { "0b101", 0, 5 }, { "0o17", 0, 15 }, { "42", 0, 42 },
		{ "  \t12", 10, 12 },
	};
	ULONG i, value;

	for (i = 0; i < RTL_NUMBER_OF(row); i++) {
		value = 0xdead;
		CHECK_STATUS(number(row[i].text, row[i].base, &value), STATUS_SUCCESS);
		CHECK_EQ(value, row[i].value);
	}
	CHECK_STATUS(number("", 10, &value), STATUS_INVALID_PARAMETER);
	CHECK_STATUS(number("1", 3, &value), STATUS_INVALID_PARAMETER);
}

NT_TEST(char_integer, "RtlCharToInteger: converts a null-terminated string to an integer")
{
	ULONG value;

	CHECK_STATUS(RtlCharToInteger("0x20 and more", 0, &value), STATUS_SUCCESS);
	CHECK_EQ(value, 32);
	CHECK_STATUS(RtlCharToInteger("-1", 10, &value), STATUS_SUCCESS);
	CHECK_EQ(value, 0xffffffff);
}

NT_TEST(guid_text, "RtlStringFromGUID, RtlGUIDFromString: the registry form of a GUID, and back")
{
	static const GUID guid = { 0x4d36e968, 0xe325, 0x11ce,
				   { 0xbf, 0xc1, 0x08, 0x00, 0x2b, 0xe1, 0x03, 0x18 } };
	UNICODE_STRING s;
	GUID back;
	WCHAR keep;

	CHECK_STATUS(RtlStringFromGUID(&guid, &s), STATUS_SUCCESS);
	CHECK_EQ(s.Length, 38 * sizeof(WCHAR));
	CHECK_EQ(s.Buffer[0], '{');
	CHECK_EQ(s.Buffer[9], '-');
	CHECK_STATUS(RtlGUIDFromString(&s, &back), STATUS_SUCCESS);
	CHECK(nt_same(&guid, &back, sizeof(guid)));
	keep = s.Buffer[5];
	s.Buffer[5] = 'g';
	CHECK_STATUS(RtlGUIDFromString(&s, &back), STATUS_INVALID_PARAMETER);
	s.Buffer[5] = keep;
	s.Length -= sizeof(WCHAR);
	CHECK_STATUS(RtlGUIDFromString(&s, &back), STATUS_INVALID_PARAMETER);
	RtlFreeUnicodeString(&s);
	CHECK(!s.Buffer);
}

NT_TEST(resource_encoding,
	"RtlCmEncodeMemIoResource: lengths above 32 bits need low bits of zero, else STATUS_UNSUCCESSFUL")
{
	static const struct {
		ULONGLONG length;
		UCHAR type;
		USHORT flag;
	} row[] = {
		{ 0x1000, CmResourceTypeMemory, 0 },
		{ 0xffffffffull, CmResourceTypeMemory, 0 },
		{ 0x100000000ull, CmResourceTypeMemoryLarge, CM_RESOURCE_MEMORY_LARGE_40 },
		{ 0xffffffff00ull, CmResourceTypeMemoryLarge, CM_RESOURCE_MEMORY_LARGE_40 },
		{ 0xffffffff0000ull, CmResourceTypeMemoryLarge, CM_RESOURCE_MEMORY_LARGE_48 },
		{ 0x1000000000000ull, CmResourceTypeMemoryLarge, CM_RESOURCE_MEMORY_LARGE_64 },
	};
	CM_PARTIAL_RESOURCE_DESCRIPTOR d;
	ULONGLONG start;
	ULONG i;

	for (i = 0; i < RTL_NUMBER_OF(row); i++) {
		RtlZeroMemory(&d, sizeof(d));
		CHECK_STATUS(RtlCmEncodeMemIoResource(&d, CmResourceTypeMemory, row[i].length,
						      0x800000000ull), STATUS_SUCCESS);
		CHECK_EQ(d.Type, row[i].type);
		CHECK_EQ(d.Flags, row[i].flag);
		CHECK_EQ(RtlCmDecodeMemIoResource(&d, &start), row[i].length);
		CHECK_EQ(start, 0x800000000ull);
	}
	CHECK_STATUS(RtlCmEncodeMemIoResource(&d, CmResourceTypeMemory, 0x100000001ull, 0),
		     STATUS_UNSUCCESSFUL);
	CHECK_STATUS(RtlCmEncodeMemIoResource(&d, CmResourceTypePort, 0x100000000ull, 0),
		     STATUS_UNSUCCESSFUL);
	CHECK_STATUS(RtlCmEncodeMemIoResource(&d, CmResourceTypeInterrupt, 1, 0),
		     STATUS_INVALID_PARAMETER);
	CHECK_STATUS(RtlCmEncodeMemIoResource(&d, CmResourceTypePort, 8, 0x3c0), STATUS_SUCCESS);
	CHECK_EQ(RtlCmDecodeMemIoResource(&d, NULL), 8);
}

NT_TEST(random_numbers, "RtlRandomEx: a random number in the range [0..MAXLONG-1]; the seed moves on")
{
	ULONG seed = 12345, seen = 0, first, i;

	first = RtlRandomEx(&seed);
	CHECK(seed != 12345);
	for (i = 0; i < 1000; i++) {
		ULONG r = RtlRandomEx(&seed);

		CHECK(r < 0x7fffffff);
		seen |= 1u << (r >> 26);
		CHECK(r != first || i > 100);
	}
	/* All parts of the range come up. */
	CHECK_EQ(seen, 0xffffffff);
	CHECK(RtlRandom(&seed) < 0x7fffffff);
}

NT_SUITE(integer) = {
	NT_CASE(integer_text),
	NT_CASE(integer_text_fails),
	NT_CASE(text_integer),
	NT_CASE(char_integer),
	NT_CASE(guid_text),
	NT_CASE(resource_encoding),
	NT_CASE(random_numbers),
	NT_END
};
