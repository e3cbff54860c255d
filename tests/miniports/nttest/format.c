// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* format.c - Microsoft's printf dialect. */
#include <ntstrsafe.h>

#include "nttest.h"

/* What a format makes of its arguments; a check on the line of the caller. */
static char text[256];
static WCHAR wtext[256];

#define PRINTS(want, ...) do {						\
	int nt_n_ = _snprintf(text, sizeof(text), __VA_ARGS__);		\
	CHECK_EQ(nt_n_, nt_len(want));					\
	CHECK_TEXT(text, want);						\
} while (0)

/* The same through the wide formatter; its output is ASCII here. */
static void narrow(void)
{
	int i;

	for (i = 0; i < 255 && wtext[i]; i++)
		text[i] = (char)wtext[i];
	text[i] = 0;
}

#define WPRINTS(want, fmt, ...) do {					\
	WCHAR nt_f_[64];						\
	int nt_i_, nt_n_;						\
									\
	for (nt_i_ = 0; (fmt)[nt_i_]; nt_i_++)				\
		nt_f_[nt_i_] = (UCHAR)(fmt)[nt_i_];			\
	nt_f_[nt_i_] = 0;						\
	nt_n_ = _snwprintf(wtext, 256, nt_f_, __VA_ARGS__);		\
	narrow();							\
	CHECK_EQ(nt_n_, nt_len(want));					\
	CHECK_TEXT(text, want);						\
} while (0)

static WCHAR wide_abc[] = { 'a', 'b', 'c', 0 };

NT_TEST(integers, "Format specification: d, i, u, o, x, X with flags, width and precision as in C")
{
	PRINTS("5 -5 5 17 ff FF", "%d %i %u %o %x %X", 5, -5, 5u, 15u, 255u, 255u);
	PRINTS("[   42][42   ][00042]", "[%5d][%-5d][%05d]", 42, 42, 42);
	PRINTS("[+42][ 42][-42]", "[%+d][% d][%+d]", 42, 42, -42);
	PRINTS("[0x2a][0X2A][052][0]", "[%#x][%#X][%#o][%#x]", 42u, 42u, 42u, 0u);
	PRINTS("[  042][00042]", "[%5.3d][%.5d]", 42, 42);
	PRINTS("[][     ]", "[%.0d][%5.0d]", 0, 0);
	PRINTS("[-0042][ -042]", "[%05d][%5.3d]", -42, -42);
	PRINTS("[   7][7   ][007]", "[%*d][%*d][%.*d]", 4, 7, -4, 7, 3, 7);
	PRINTS("-2147483648 4294967295", "%d %u", (int)0x80000000u, 0xffffffffu);
}

NT_TEST(sizes, "Size specification: h, l (32 bits), ll, I64, I32, I, w, z")
{
	PRINTS("-1 65535 -1 255", "%hd %hu %hhd %hhu", 0x1ffff, 0x1ffff, 0x1ff, 0x1ff);
	PRINTS("-1 ffffffff", "%ld %lx", (LONG)-1, (ULONG)0xffffffff);
	PRINTS("123456789abcdef0 123456789ABCDEF0", "%I64x %llX", 0x123456789abcdef0ull,
	       0x123456789abcdef0ull);
	PRINTS("-9223372036854775808 18446744073709551615", "%I64d %I64u",
	       (LONGLONG)0x8000000000000000ull, 0xffffffffffffffffull);
	PRINTS("7 8 9", "%I32d %I32u %Iu", 7, 8u, (SIZE_T)9);
	PRINTS("00000000deadbeef 10", "%016I64x %zu", 0xdeadbeefull, (SIZE_T)10);
	/* Arguments behind a 64-bit one are found. */
	PRINTS("1 2 3", "%I64u %u %I64u", 1ull, 2u, 3ull);
}

NT_TEST(pointers, "p: the address in hexadecimal, all digits, upper case")
{
	PRINTS("000000000000ABCD", "%p", (PVOID)0xabcd);
	PRINTS("FFFF800000001234", "%p", (PVOID)0xffff800000001234ull);
	PRINTS("[  0000000000000000]", "[%18p]", NULL);
}

NT_TEST(strings, "s is narrow in narrow functions; S, ls, ws are wide; Z counted; NULL is (null)")
{
	UNICODE_STRING u = { 4, 8, wide_abc };
	ANSI_STRING a = { 2, 3, (PCHAR)"xyz" };

	PRINTS("one abc abc abc", "%s %S %ls %ws", "one", wide_abc, wide_abc, wide_abc);
	PRINTS("two two", "%hs %s", "two", "two");
	PRINTS("[  one][one  ][on]", "[%5s][%-5s][%.2s]", "one", "one", "one");
	PRINTS("[ab][ab]", "[%wZ][%.2ws]", &u, wide_abc);
	PRINTS("[xy][x]", "[%Z][%.1Z]", &a, &a);
	PRINTS("(null) (null) (null)", "%s %ws %wZ", (char *)NULL, (PWSTR)NULL,
	       (PUNICODE_STRING)NULL);
	u.Buffer = NULL;
	PRINTS("(null)", "%wZ", &u);
	PRINTS("[    ab]", "[%6.2s]", "abc");
}

NT_TEST(characters, "c is narrow in narrow functions; C, lc, wc are wide")
{
	PRINTS("a b c", "%c %C %hc", 'a', 'b', 'c');
	PRINTS("[    x][x    ]", "[%5c][%-5c]", 'x', 'x');
	PRINTS("\xe2\x82\xac", "%lc", 0x20ac);
	CHECK_EQ(_snprintf(text, sizeof(text), "a%cb", 0), 3);
	CHECK_EQ(text[1], 0);
	CHECK_EQ(text[2], 'b');
}

NT_TEST(percent, "%% prints %; a conversion that is none prints itself; a % at the end ends")
{
	PRINTS("100%", "100%%");
	PRINTS("k", "%k");
	PRINTS("x", "x%");
	PRINTS("x", "x%5");
}

NT_TEST(percent_n, "n: writes nothing")
{
	int n = 77;

	PRINTS("ab", "a%nb", &n);
	CHECK_EQ(n, 77);
}

NT_TEST(wide_output, "wide functions: s and c are wide, S, hs and hc narrow")
{
	UNICODE_STRING u = { 4, 8, wide_abc };

	WPRINTS("abc one two", "%s %S %hs", wide_abc, "one", "two");
	WPRINTS("[ab][7f][x][y]", "[%wZ][%x][%c][%hc]", &u, 0x7fu, 'x', 'y');
	WPRINTS("[  abc][00ff][000000000000BEEF]", "[%5s][%04x][%p]", wide_abc, 0xffu, (PVOID)0xbeef);
	/* UTF-8 becomes UTF-16. */
	CHECK_EQ(_snwprintf(wtext, 256, (WCHAR[]){ '%', 'S', 0 }, "\xf0\x9f\x98\x80"), 2);
	CHECK_EQ(wtext[0], 0xd83d);
	CHECK_EQ(wtext[1], 0xde00);
}

NT_TEST(bounded, "_snprintf: exactly Count characters get no terminator; more give a negative value")
{
	RtlFillMemory(text, sizeof(text), 'z');
	CHECK_EQ(_snprintf(text, 4, "abc"), 3);
	CHECK_EQ(text[3], 0);
	RtlFillMemory(text, sizeof(text), 'z');
	CHECK_EQ(_snprintf(text, 3, "abc"), 3);
	CHECK_EQ(text[3], 'z');
	CHECK(_snprintf(text, 2, "abc") < 0);
	CHECK_EQ(text[1], 'b');
	CHECK_EQ(text[2], 'c');
	CHECK_EQ(_snprintf(NULL, 0, "%d", 12345), 5);
	CHECK(_snprintf(text, 0, "x") < 0);
	CHECK_EQ(_snprintf(text, 4, ""), 0);
	CHECK_EQ(text[0], 0);
}

NT_TEST(long_fields, "width and precision far beyond the buffer neither overflow nor hang")
{
	CHECK(_snprintf(text, 8, "%2147483647d", 1) < 0);
	CHECK(_snprintf(text, 8, "%99999999999d", 1) < 0);
	CHECK_EQ(_snprintf(text, 8, "%.99999999999s", "abc"), 3);
	CHECK(_snprintf(text, 8, "%*d", (int)0x80000000u, 1) < 0);
	CHECK_EQ(_snprintf(text, 8, "%.*s", -5, "abc"), 3);
}

NT_TEST(strsafe_printf, "RtlStringCbPrintfA: STATUS_BUFFER_OVERFLOW and a terminated, truncated string")
{
	CHECK_STATUS(RtlStringCbPrintfA(text, 8, "%s", "1234567"), STATUS_SUCCESS);
	CHECK_TEXT(text, "1234567");
	CHECK_STATUS(RtlStringCbPrintfA(text, 8, "%s", "12345678"), STATUS_BUFFER_OVERFLOW);
	CHECK_TEXT(text, "1234567");
	CHECK_STATUS(RtlStringCchPrintfW(wtext, 4, (WCHAR[]){ '%', 'd', 0 }, 12345),
		     STATUS_BUFFER_OVERFLOW);
	narrow();
	CHECK_TEXT(text, "123");
	CHECK_STATUS(RtlStringCbPrintfA(text, 0, "x"), STATUS_INVALID_PARAMETER);
}

NT_TEST(unicode_string_printf, "RtlUnicodeStringPrintf: sets Length; STATUS_BUFFER_OVERFLOW when it does not fit")
{
	WCHAR buf[8];
	UNICODE_STRING s = { 0, sizeof(buf), buf };
	static const WCHAR format[] = { '%', 'd', '-', '%', 's', 0 };

	CHECK_STATUS(RtlUnicodeStringPrintf(&s, format, 42, wide_abc), STATUS_SUCCESS);
	CHECK_EQ(s.Length, 12);
	CHECK_EQ(buf[0], '4');
	CHECK_EQ(buf[5], 'c');
	CHECK_STATUS(RtlUnicodeStringPrintf(&s, format, 1234567, wide_abc), STATUS_BUFFER_OVERFLOW);
	CHECK_EQ(s.Length, 16);
}

NT_TEST(old_prefixes, "Size prefixes F and N, of far and near pointers, and L change nothing of what is not floating point")
{
	PRINTS("abc 7 8", "%Fs %Nd %Ld", "abc", 7, 8);
}

NT_SUITE(format) = {
	NT_CASE(integers),
	NT_CASE(sizes),
	NT_CASE(pointers),
	NT_CASE(strings),
	NT_CASE(characters),
	NT_CASE(percent),
	NT_CASE(percent_n),
	NT_CASE(wide_output),
	NT_CASE(bounded),
	NT_CASE(long_fields),
	NT_CASE(strsafe_printf),
	NT_CASE(unicode_string_printf),
	NT_CASE(old_prefixes),
	NT_END
};
