// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* string.c - counted strings and conversions. */
#include "nttest.h"


static BOOLEAN wide_is(const WCHAR *a, const char *b, SIZE_T n)
{
	SIZE_T i;

	for (i = 0; i < n; i++)
		if (a[i] != (UCHAR)b[i])
			return FALSE;
	return TRUE;
}

/* A Unicode string over @buf with the ASCII text in it. */
static UNICODE_STRING ascii(PWCHAR buf, USHORT max, const char *text)
{
	UNICODE_STRING s;
	USHORT n = 0;

	while (text[n] && (n + 1) * sizeof(WCHAR) <= max) {
		buf[n] = (UCHAR)text[n];
		n++;
	}
	s.Buffer = buf;
	s.Length = (USHORT)(n * sizeof(WCHAR));
	s.MaximumLength = max;
	return s;
}

NT_TEST(init_unicode, "RtlInitUnicodeString: Length is in bytes without, MaximumLength with the terminator; NULL gives zeroes")
{
	static const WCHAR text[] = { 'a', 'b', 'c', 0 };
	UNICODE_STRING s;

	RtlInitUnicodeString(&s, text);
	CHECK_EQ(s.Length, 6);
	CHECK_EQ(s.MaximumLength, 8);
	CHECK(s.Buffer == text);
	RtlInitUnicodeString(&s, NULL);
	CHECK_EQ(s.Length, 0);
	CHECK_EQ(s.MaximumLength, 0);
	CHECK(!s.Buffer);
}

NT_TEST(init_ansi, "RtlInitAnsiString: Length without, MaximumLength with the terminator; NULL gives zeroes")
{
	ANSI_STRING s;

	RtlInitAnsiString(&s, "abc");
	CHECK_EQ(s.Length, 3);
	CHECK_EQ(s.MaximumLength, 4);
	RtlInitString(&s, "");
	CHECK_EQ(s.Length, 0);
	CHECK_EQ(s.MaximumLength, 1);
	RtlInitAnsiString(&s, NULL);
	CHECK_EQ(s.MaximumLength, 0);
	CHECK(!s.Buffer);
}

NT_TEST(init_too_long, "RtlInitUnicodeStringEx: STATUS_NAME_TOO_LONG for text that a counted string cannot hold")
{
	SIZE_T n = 40000, i;
	PWCHAR text = ExAllocatePoolWithTag(PagedPool, (n + 1) * sizeof(WCHAR), NT_TAG);
	UNICODE_STRING s;

	NEED(text);
	for (i = 0; i < n; i++)
		text[i] = 'x';
	text[n] = 0;
	CHECK_STATUS(RtlInitUnicodeStringEx(&s, text), STATUS_NAME_TOO_LONG);
	text[32766] = 0;
	CHECK_STATUS(RtlInitUnicodeStringEx(&s, text), STATUS_SUCCESS);
	CHECK_EQ(s.Length, 65532);
	CHECK_EQ(s.MaximumLength, 65534);
	ExFreePool(text);
}

NT_TEST(copy_unicode, "RtlCopyUnicodeString: copies what fits, terminates if there is room, NULL source empties")
{
	WCHAR a[8], b[4];
	UNICODE_STRING from = ascii(a, sizeof(a), "abcdef"), to = { 0, sizeof(b), b };

	RtlCopyUnicodeString(&to, &from);
	CHECK_EQ(to.Length, 8);
	CHECK(wide_is(b, "abcd", 4));
	from.Length = 4;
	b[2] = 'z';
	RtlCopyUnicodeString(&to, &from);
	CHECK_EQ(to.Length, 4);
	CHECK_EQ(b[2], 0);
	RtlCopyUnicodeString(&to, NULL);
	CHECK_EQ(to.Length, 0);
}

NT_TEST(append, "RtlAppendUnicodeToString: STATUS_BUFFER_TOO_SMALL leaves the destination unchanged")
{
	static const WCHAR ef[] = { 'e', 'f', 0 };
	WCHAR a[6], b[4];
	UNICODE_STRING to = ascii(a, sizeof(a), "ab"), from = ascii(b, sizeof(b), "cd");

	CHECK_STATUS(RtlAppendUnicodeStringToString(&to, &from), STATUS_SUCCESS);
	CHECK_EQ(to.Length, 8);
	CHECK_STATUS(RtlAppendUnicodeToString(&to, ef), STATUS_SUCCESS);
	CHECK_EQ(to.Length, 12);
	CHECK(wide_is(a, "abcdef", 6));
	CHECK_STATUS(RtlAppendUnicodeToString(&to, ef), STATUS_BUFFER_TOO_SMALL);
	CHECK_EQ(to.Length, 12);
	CHECK_STATUS(RtlAppendUnicodeToString(&to, NULL), STATUS_SUCCESS);
}

NT_TEST(compare, "RtlCompareUnicodeString: by code unit, then by length; case-insensitive on request")
{
	WCHAR a[8], b[8];
	UNICODE_STRING x = ascii(a, sizeof(a), "abc"), y = ascii(b, sizeof(b), "ABC");

	CHECK(RtlCompareUnicodeString(&x, &y, FALSE) > 0);
	CHECK(RtlCompareUnicodeString(&y, &x, FALSE) < 0);
	CHECK_EQ(RtlCompareUnicodeString(&x, &y, TRUE), 0);
	CHECK(RtlEqualUnicodeString(&x, &y, TRUE));
	CHECK(!RtlEqualUnicodeString(&x, &y, FALSE));
	y = ascii(b, sizeof(b), "ABCD");
	CHECK(RtlCompareUnicodeString(&x, &y, TRUE) < 0);
	CHECK(RtlPrefixUnicodeString(&x, &y, TRUE));
	CHECK(!RtlPrefixUnicodeString(&x, &y, FALSE));
	CHECK(!RtlPrefixUnicodeString(&y, &x, TRUE));
}

NT_TEST(compare_latin, "RtlUpcaseUnicodeChar: upper case of letters beyond ASCII; others unchanged")
{
	CHECK_EQ(RtlUpcaseUnicodeChar('z'), 'Z');
	CHECK_EQ(RtlUpcaseUnicodeChar('{'), '{');
	CHECK_EQ(RtlUpcaseUnicodeChar(0xe4), 0xc4);
	CHECK_EQ(RtlUpcaseUnicodeChar(0xf7), 0xf7);
	CHECK_EQ(RtlUpcaseUnicodeChar(0xff), 0x178);
	CHECK_EQ(RtlUpcaseUnicodeChar(0x101), 0x100);
	CHECK_EQ(RtlUpcaseUnicodeChar(0x13a), 0x139);
	CHECK_EQ(RtlUpcaseUnicodeChar(0x3b1), 0x391);
	CHECK_EQ(RtlUpcaseUnicodeChar(0x44f), 0x42f);
	CHECK_EQ(RtlUpcaseUnicodeChar(0x451), 0x401);
	CHECK_EQ(RtlUpcaseUnicodeChar(0x4e2d), 0x4e2d);
	CHECK_EQ(RtlDowncaseUnicodeChar('A'), 'a');
	CHECK_EQ(RtlDowncaseUnicodeChar(0x178), 0xff);
	CHECK_EQ(RtlDowncaseUnicodeChar(0x100), 0x101);
	CHECK_EQ(RtlDowncaseUnicodeChar(0x139), 0x13a);
	CHECK_EQ(RtlUpperChar('a'), 'A');
	CHECK_EQ(RtlUpperChar('1'), '1');
}

NT_TEST(case_strings, "RtlUpcaseUnicodeString: into the caller's buffer or a new one")
{
	WCHAR a[8], b[8];
	UNICODE_STRING from = ascii(a, sizeof(a), "aBc1"), to = { 0, sizeof(b), b };

	CHECK_STATUS(RtlUpcaseUnicodeString(&to, &from, FALSE), STATUS_SUCCESS);
	CHECK_EQ(to.Length, 8);
	CHECK(wide_is(b, "ABC1", 4));
	to.MaximumLength = 6;
	CHECK(!NT_SUCCESS(RtlUpcaseUnicodeString(&to, &from, FALSE)));
	CHECK_STATUS(RtlDowncaseUnicodeString(&to, &from, TRUE), STATUS_SUCCESS);
	CHECK(to.Buffer != b);
	CHECK(wide_is(to.Buffer, "abc1", 4));
	RtlFreeUnicodeString(&to);
	CHECK(!to.Buffer);
}

NT_TEST(ansi_to_unicode, "RtlAnsiStringToUnicodeString: allocates on request; the result is terminated")
{
	ANSI_STRING from;
	UNICODE_STRING to;

	RtlInitAnsiString(&from, "Hello");
	CHECK_EQ(RtlAnsiStringToUnicodeSize(&from), 12);
	CHECK_STATUS(RtlAnsiStringToUnicodeString(&to, &from, TRUE), STATUS_SUCCESS);
	CHECK_EQ(to.Length, 10);
	CHECK_EQ(to.MaximumLength, 12);
	CHECK(wide_is(to.Buffer, "Hello", 6));
	RtlFreeUnicodeString(&to);
}

NT_TEST(ansi_to_unicode_room, "RtlAnsiStringToUnicodeString: STATUS_BUFFER_OVERFLOW when the caller's buffer is too small")
{
	WCHAR buf[6];
	ANSI_STRING from;
	UNICODE_STRING to = { 0, 10, buf };

	RtlInitAnsiString(&from, "Hello");
	CHECK_STATUS(RtlAnsiStringToUnicodeString(&to, &from, FALSE), STATUS_BUFFER_OVERFLOW);
	to.MaximumLength = 12;
	CHECK_STATUS(RtlAnsiStringToUnicodeString(&to, &from, FALSE), STATUS_SUCCESS);
	CHECK_EQ(to.Length, 10);
}

NT_TEST(unicode_to_ansi, "RtlUnicodeStringToAnsiString: converts and terminates")
{
	WCHAR a[8];
	UNICODE_STRING from = ascii(a, sizeof(a), "World");
	char buf[6];
	ANSI_STRING to = { 0, 5, buf };

	CHECK_EQ(RtlUnicodeStringToAnsiSize(&from), 6);
	CHECK_STATUS(RtlUnicodeStringToAnsiString(&to, &from, FALSE), STATUS_BUFFER_OVERFLOW);
	to.MaximumLength = 6;
	CHECK_STATUS(RtlUnicodeStringToAnsiString(&to, &from, FALSE), STATUS_SUCCESS);
	CHECK_EQ(to.Length, 5);
	CHECK_TEXT(buf, "World");
	CHECK_STATUS(RtlUnicodeStringToAnsiString(&to, &from, TRUE), STATUS_SUCCESS);
	CHECK(to.Buffer != buf);
	RtlFreeAnsiString(&to);
}

NT_TEST(utf8_both_ways, "RtlUTF8ToUnicodeN, RtlUnicodeToUTF8N: every length of sequence, surrogate pairs included")
{
	static const char utf8[] = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80";
	static const WCHAR utf16[] = { 'a', 0xe4, 0x20ac, 0xd83d, 0xde00 };
	WCHAR w[8];
	char n[16];
	ULONG bytes;

	CHECK_STATUS(RtlUTF8ToUnicodeN(w, sizeof(w), &bytes, utf8, sizeof(utf8) - 1), STATUS_SUCCESS);
	CHECK_EQ(bytes, sizeof(utf16));
	CHECK(nt_same(w, utf16, sizeof(utf16)));
	CHECK_STATUS(RtlUnicodeToUTF8N(n, sizeof(n), &bytes, utf16, sizeof(utf16)), STATUS_SUCCESS);
	CHECK_EQ(bytes, sizeof(utf8) - 1);
	CHECK(nt_same(n, utf8, bytes));
}

NT_TEST(utf8_bad, "RtlUTF8ToUnicodeN: STATUS_SOME_NOT_MAPPED, U+FFFD for what is invalid")
{
	static const char *const bad[] = {
		"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80",
		"\xf4\x90\x80\x80", "\xc3", "\xe2\x82", "\xff",
	};
	WCHAR w[8];
	ULONG bytes, i;

	for (i = 0; i < RTL_NUMBER_OF(bad); i++) {
		CHECK_STATUS(RtlUTF8ToUnicodeN(w, sizeof(w), &bytes, bad[i], (ULONG)nt_len(bad[i])),
			     STATUS_SOME_NOT_MAPPED);
		CHECK(bytes >= 2);
		CHECK_EQ(w[0], 0xfffd);
	}
	/* A replacement character that was there is no error. */
	CHECK_STATUS(RtlUTF8ToUnicodeN(w, sizeof(w), &bytes, "\xef\xbf\xbd", 3), STATUS_SUCCESS);
}

NT_TEST(utf16_bad, "RtlUnicodeToUTF8N: STATUS_SOME_NOT_MAPPED for a lone surrogate")
{
	static const WCHAR high[] = { 0xd800, 'x' }, low[] = { 0xdc00 };
	char n[8];
	ULONG bytes;

	CHECK_STATUS(RtlUnicodeToUTF8N(n, sizeof(n), &bytes, high, sizeof(high)),
		     STATUS_SOME_NOT_MAPPED);
	CHECK_EQ(bytes, 4);
	CHECK(nt_same(n, "\xef\xbf\xbdx", 4));
	CHECK_STATUS(RtlUnicodeToUTF8N(n, sizeof(n), &bytes, low, sizeof(low)),
		     STATUS_SOME_NOT_MAPPED);
}

NT_TEST(utf8_arguments, "RtlUnicodeToUTF8N, RtlUTF8ToUnicodeN: documented failures; NULL destination asks for the size")
{
	static const WCHAR w[] = { 0x20ac, 0x20ac };
	WCHAR wide[2];
	char n[4];
	ULONG bytes;

	CHECK_STATUS(RtlUnicodeToUTF8N(NULL, 0, &bytes, w, sizeof(w)), STATUS_SUCCESS);
	CHECK_EQ(bytes, 6);
	CHECK_STATUS(RtlUnicodeToUTF8N(n, sizeof(n), &bytes, w, sizeof(w)), STATUS_BUFFER_TOO_SMALL);
	CHECK_EQ(bytes, 3);
	CHECK_STATUS(RtlUnicodeToUTF8N(NULL, 0, NULL, w, sizeof(w)), STATUS_INVALID_PARAMETER);
	CHECK_STATUS(RtlUnicodeToUTF8N(n, sizeof(n), &bytes, NULL, 4), STATUS_INVALID_PARAMETER_4);
	CHECK_STATUS(RtlUnicodeToUTF8N(n, sizeof(n), &bytes, w, 3), STATUS_INVALID_PARAMETER_5);
	CHECK_STATUS(RtlUTF8ToUnicodeN(wide, 2, &bytes, "ab", 2), STATUS_BUFFER_TOO_SMALL);
	CHECK_EQ(bytes, 2);
	CHECK_STATUS(RtlUTF8ToUnicodeN(NULL, 0, NULL, "ab", 2), STATUS_INVALID_PARAMETER);
	CHECK_STATUS(RtlUTF8ToUnicodeN(wide, 4, &bytes, NULL, 2), STATUS_INVALID_PARAMETER_4);
}

NT_TEST(hash, "RtlHashUnicodeString: equal strings hash alike; other algorithms are STATUS_INVALID_PARAMETER")
{
	WCHAR a[8], b[8];
	UNICODE_STRING x = ascii(a, sizeof(a), "Name"), y = ascii(b, sizeof(b), "nAME");
	ULONG h1 = 1, h2 = 2;

	CHECK_STATUS(RtlHashUnicodeString(&x, TRUE, HASH_STRING_ALGORITHM_DEFAULT, &h1), STATUS_SUCCESS);
	CHECK_STATUS(RtlHashUnicodeString(&y, TRUE, HASH_STRING_ALGORITHM_X65599, &h2), STATUS_SUCCESS);
	CHECK_EQ(h1, h2);
	CHECK_STATUS(RtlHashUnicodeString(&y, FALSE, HASH_STRING_ALGORITHM_DEFAULT, &h2), STATUS_SUCCESS);
	CHECK(h1 != h2);
	CHECK_STATUS(RtlHashUnicodeString(&y, FALSE, 7, &h2), STATUS_INVALID_PARAMETER);
}

NT_TEST(memory, "RtlCompareMemory: number of bytes that match up to the first difference")
{
	CHECK_EQ(RtlCompareMemory("abcd", "abcd", 4), 4);
	CHECK_EQ(RtlCompareMemory("abcd", "abxd", 4), 2);
	CHECK_EQ(RtlCompareMemory("abcd", "xbcd", 4), 0);
	CHECK_EQ(RtlCompareMemory("", "x", 0), 0);
}

NT_TEST(counted_bytes,
	"RtlInitStringEx: STATUS_NAME_TOO_LONG; RtlCopyString: what fits; RtlCompareString, RtlEqualString, RtlUpperString")
{
	SIZE_T n = 0x10000, i;
	PCHAR text = ExAllocatePoolWithTag(PagedPool, n + 1, NT_TAG);
	STRING a, b, c;
	CHAR buffer[4];

	NEED(text);
	for (i = 0; i < n; i++)
		text[i] = 'x';
	text[n] = 0;
	CHECK_STATUS(RtlInitStringEx(&a, text), STATUS_NAME_TOO_LONG);
	CHECK_STATUS(RtlInitAnsiStringEx(&a, text), STATUS_NAME_TOO_LONG);
	text[0xfffe] = 0;
	CHECK_STATUS(RtlInitAnsiStringEx(&a, text), STATUS_SUCCESS);
	CHECK_EQ(a.Length, 0xfffe);
	CHECK_EQ(a.MaximumLength, 0xffff);
	CHECK_STATUS(RtlInitStringEx(&a, NULL), STATUS_SUCCESS);
	CHECK(!a.Length && !a.MaximumLength && !a.Buffer);
	ExFreePoolWithTag(text, NT_TAG);

	RtlInitUTF8String(&a, "abcdef");
	CHECK_EQ(a.Length, 6);
	b.Buffer = buffer;
	b.Length = 0;
	b.MaximumLength = sizeof(buffer);
	RtlCopyString(&b, &a);
	CHECK_EQ(b.Length, 4);
	CHECK(nt_same(buffer, "abcd", 4));
	RtlCopyString(&b, NULL);
	CHECK_EQ(b.Length, 0);
	RtlUpperString(&b, &a);
	CHECK_EQ(b.Length, 4);
	CHECK(nt_same(buffer, "ABCD", 4));

	RtlInitString(&c, "ABCDEF");
	CHECK(RtlCompareString(&a, &c, FALSE) > 0);
	CHECK(RtlCompareString(&c, &a, FALSE) < 0);
	CHECK_EQ(RtlCompareString(&a, &c, TRUE), 0);
	CHECK(RtlEqualString(&a, &c, TRUE));
	CHECK(!RtlEqualString(&a, &c, FALSE));
	/* What begins like the other is less. */
	CHECK(RtlCompareString(&b, &c, FALSE) < 0);
	CHECK(!RtlEqualString(&b, &c, FALSE));
}

NT_TEST(utf8_strings,
	"RtlUTF8StringToUnicodeString, RtlUnicodeStringToUTF8String: allocated on request, freed by RtlFreeUTF8String")
{
	WCHAR wide[8];
	CHAR narrow[8];
	UNICODE_STRING u, room = { 0, sizeof(wide), wide };
	UTF8_STRING s, back, few = { 0, 3, narrow };

	RtlInitUTF8String(&s, "a\xc3\xa9\xe2\x82\xac");
	CHECK_STATUS(RtlUTF8StringToUnicodeString(&u, &s, TRUE), STATUS_SUCCESS);
	CHECK_EQ(u.Length, 3 * sizeof(WCHAR));
	CHECK(u.Buffer[0] == 'a' && u.Buffer[1] == 0xe9 && u.Buffer[2] == 0x20ac && !u.Buffer[3]);
	CHECK_STATUS(RtlUnicodeStringToUTF8String(&back, &u, TRUE), STATUS_SUCCESS);
	CHECK_EQ(back.Length, 6);
	CHECK(nt_same(back.Buffer, s.Buffer, 7));
	RtlFreeUTF8String(&back);
	CHECK(!back.Buffer && !back.Length && !back.MaximumLength);
	CHECK_STATUS(RtlUnicodeStringToUTF8String(&few, &u, FALSE), STATUS_BUFFER_OVERFLOW);
	CHECK_STATUS(RtlUTF8StringToUnicodeString(&room, &s, FALSE), STATUS_SUCCESS);
	CHECK_EQ(room.Length, 3 * sizeof(WCHAR));
	CHECK_EQ(wide[2], 0x20ac);
	RtlFreeUnicodeString(&u);
}

NT_TEST(memory_ulong, "RtlCompareMemoryUlong: the number of bytes that match, a multiple of a ULONG's")
{
	ULONG v[5] = { 7, 7, 7, 8, 7 };

	CHECK_EQ(RtlCompareMemoryUlong(v, sizeof(v), 7), 12);
	CHECK_EQ(RtlCompareMemoryUlong(v, 8, 7), 8);
	CHECK_EQ(RtlCompareMemoryUlong(v, 3, 7), 0);
	CHECK_EQ(RtlCompareMemoryUlong(v, sizeof(v), 8), 0);
}

NT_SUITE(string) = {
	NT_CASE(init_unicode),
	NT_CASE(init_ansi),
	NT_CASE(init_too_long),
	NT_CASE(copy_unicode),
	NT_CASE(append),
	NT_CASE(compare),
	NT_CASE(compare_latin),
	NT_CASE(case_strings),
	NT_CASE(ansi_to_unicode),
	NT_CASE(ansi_to_unicode_room),
	NT_CASE(unicode_to_ansi),
	NT_CASE(utf8_both_ways),
	NT_CASE(utf8_bad),
	NT_CASE(utf16_bad),
	NT_CASE(utf8_arguments),
	NT_CASE(hash),
	NT_CASE(memory),
	NT_CASE(counted_bytes),
	NT_CASE(utf8_strings),
	NT_CASE(memory_ulong),
	NT_END
};
