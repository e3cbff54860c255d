// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The miniports' C run-time, called from a Linux process in the Windows
 * convention, against what the C library of this machine says or the standard
 * demands. run.sh has renamed its functions to miniport_*.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MS __attribute__((ms_abi))
typedef unsigned short wch;

MS void *miniport_memcpy(void *, const void *, size_t);
MS void *miniport_memmove(void *, const void *, size_t);
MS void *miniport_memset(void *, int, size_t);
MS int miniport_memcmp(const void *, const void *, size_t);
MS void *miniport_memchr(const void *, int, size_t);
MS int miniport_memcpy_s(void *, size_t, const void *, size_t);
MS int miniport_memmove_s(void *, size_t, const void *, size_t);
MS size_t miniport_strlen(const char *), miniport_strnlen(const char *, size_t);
MS int miniport_strcmp(const char *, const char *);
MS int miniport_strncmp(const char *, const char *, size_t);
MS int miniport__stricmp(const char *, const char *);
MS int miniport__strnicmp(const char *, const char *, size_t);
MS char *miniport_strcpy(char *, const char *), *miniport_strncpy(char *, const char *, size_t);
MS char *miniport_strcat(char *, const char *), *miniport_strncat(char *, const char *, size_t);
MS char *miniport_strchr(const char *, int), *miniport_strrchr(const char *, int);
MS char *miniport_strstr(const char *, const char *), *miniport_strpbrk(const char *, const char *);
MS size_t miniport_strspn(const char *, const char *), miniport_strcspn(const char *, const char *);
MS int miniport_strcpy_s(char *, size_t, const char *);
MS int miniport_strncpy_s(char *, size_t, const char *, size_t);
MS int miniport_strcat_s(char *, size_t, const char *);
MS size_t miniport_wcslen(const wch *);
MS int miniport_wcscmp(const wch *, const wch *), miniport__wcsicmp(const wch *, const wch *);
MS wch *miniport_wcscpy(wch *, const wch *), *miniport_wcschr(const wch *, wch);
MS wch *miniport_wcsstr(const wch *, const wch *);
MS int miniport_wcscpy_s(wch *, size_t, const wch *);
MS int miniport_atoi(const char *), miniport_abs(int), miniport_toupper(int), miniport_isspace(int);
MS int miniport_isxdigit(int), miniport_isprint(int);
MS int miniport_strtol(const char *, char **, int);
MS unsigned int miniport_strtoul(const char *, char **, int);
MS void miniport_qsort(void *, size_t, size_t, MS int (*)(const void *, const void *));
MS void *miniport_bsearch(const void *, const void *, size_t, size_t,
			  MS int (*)(const void *, const void *));
MS int miniport_sprintf(char *, const char *, ...);
MS int miniport_sprintf_s(char *, size_t, const char *, ...);

MS unsigned long long miniport__strtoui64(const char *, char **, int);
MS long long miniport__strtoi64(const char *, char **, int), miniport__atoi64(const char *);
MS unsigned int miniport_wcstoul(const wch *, wch **, int);
MS int miniport__wtoi(const wch *), miniport_rand(void);
MS void miniport_srand(unsigned int);
MS int miniport__itoa_s(int, char *, size_t, int), miniport__i64toa_s(long long, char *, size_t, int);
MS int miniport__ui64toa_s(unsigned long long, char *, size_t, int);
MS int miniport__ultow_s(unsigned int, wch *, size_t, int);
MS char *miniport__itoa(int, char *, int), *miniport__strrev(char *);
MS char *miniport_strtok_s(char *, const char *, char **);
MS int miniport_iswdigit(wch), miniport_ispunct(int);
MS wch miniport_towlower(wch);
MS int miniport__snprintf_s(char *, size_t, size_t, const char *, ...);
MS void __miniport_trace(int level, const char *function, const char *format, ...);

static int passed, failed;

#define CHECK(c) do {							\
	if (c) {							\
		passed++;						\
	} else {							\
		failed++;						\
		fprintf(stderr, "FAIL crt, line %d: %s\n", __LINE__, #c); \
	}								\
} while (0)

/* Of dxgk.ko: knows %d and %s, which is what the wrappers here are tested with. */
MS int _vsnprintf(char *buffer, size_t n, const char *format, __builtin_ms_va_list args)
{
	size_t used = 0;
	char number[16];
	const char *s;

	for (; *format; format++) {
		s = number;
		if (format[0] == '%' && format[1] == 'd')
			snprintf(number, sizeof(number), "%d", __builtin_va_arg(args, int));
		else if (format[0] == '%' && format[1] == 's')
			s = __builtin_va_arg(args, const char *);
		else {
			number[0] = *format;
			number[1] = 0;
			format--;
		}
		format++;
		for (; *s; s++) {
			if (used == n)
				return -1;
			buffer[used++] = *s;
		}
	}
	if (used < n)
		buffer[used] = 0;
	return (int)used;
}

MS int _vsnwprintf(wch *buffer, size_t n, const wch *format, __builtin_ms_va_list args)
{
	return -1;
}

/* What the last trace message was made of. */
static char trace_prefix[128], trace_format[512];
static unsigned int trace_level;
static int trace_first;

MS unsigned int vDbgPrintExWithPrefix(const char *prefix, unsigned int component,
				      unsigned int level, const char *format,
				      __builtin_ms_va_list args)
{
	snprintf(trace_prefix, sizeof(trace_prefix), "%s", prefix);
	snprintf(trace_format, sizeof(trace_format), "%s", format);
	trace_level = level;
	trace_first = strchr(format, '%') ? __builtin_va_arg(args, int) : 0;
	return component == 78 ? 0 : 1;
}

static int sign(int n)
{
	return n < 0 ? -1 : n > 0;
}

/* Every overlap, length and alignment up to 100 bytes, with guards around. */
static void test_memory(void)
{
	unsigned char expect[256], have[256];
	int from, to, n, i, bad = 0;

	for (from = 8; from < 40; from += 3) {
		for (to = 8; to < 60; to++) {
			for (n = 0; n < 100; n++) {
				for (i = 0; i < 256; i++)
					expect[i] = have[i] = (unsigned char)(i * 7 + n);
				memmove(expect + to, expect + from, (size_t)n);
				bad |= miniport_memmove(have + to, have + from, (size_t)n) !=
				       have + to;
				bad |= memcmp(expect, have, 256);
				bad |= miniport_memcmp(expect, have, 256);
			}
		}
	}
	CHECK(!bad);
	for (n = 0; n < 100; n++) {
		for (to = 0; to < 9; to++) {
			memset(expect, 1, 256);
			memset(have, 1, 256);
			memset(expect + to, 0xe5, (size_t)n);
			bad |= miniport_memset(have + to, 0xe5, (size_t)n) != have + to;
			bad |= memcmp(expect, have, 256);
			for (i = 0; i < 256; i++)
				expect[i] = (unsigned char)i;
			memset(have, 1, 256);
			bad |= miniport_memcpy(have + 100, expect + to, (size_t)n) != have + 100;
			bad |= memcmp(have + 100, expect + to, (size_t)n) || have[99] != 1 ||
			       have[100 + n] != 1;
		}
	}
	CHECK(!bad);
	CHECK(miniport_memcmp("abc", "abd", 3) < 0 && miniport_memcmp("\xff", "\x01", 1) > 0);
	CHECK(miniport_memcmp("abc", "abd", 2) == 0 && miniport_memcmp("a", "b", 0) == 0);
	CHECK(miniport_memchr("hello", 'l', 5) && !miniport_memchr("hello", 'o', 4));
}

static void test_bounded(void)
{
	char b[8] = "xxxxxxx";

	CHECK(miniport_memcpy_s(b, 8, "abc", 4) == 0 && !strcmp(b, "abc"));
	CHECK(miniport_memcpy_s(b, 2, "abc", 4) == 34 && !b[0] && !b[1] && b[2] == 'c');
	CHECK(miniport_memcpy_s(b, 8, NULL, 4) == 22 && miniport_memcpy_s(NULL, 8, b, 1) == 22);
	CHECK(miniport_memcpy_s(NULL, 0, NULL, 0) == 0);
	CHECK(miniport_memmove_s(b, 8, "1234567", 8) == 0 && miniport_memmove_s(b, 1, b, 2) == 34);
	CHECK(miniport_strcpy_s(b, 8, "1234567") == 0 && !strcmp(b, "1234567"));
	CHECK(miniport_strcpy_s(b, 8, "12345678") == 34 && !b[0]);
	CHECK(miniport_strcpy_s(NULL, 8, "1") == 22 && miniport_strcpy_s(b, 0, "1") == 22);
	CHECK(miniport_strcpy_s(b, 8, NULL) == 22 && !b[0]);
	CHECK(miniport_strncpy_s(b, 8, "abcdef", 3) == 0 && !strcmp(b, "abc"));
	CHECK(miniport_strncpy_s(b, 4, "abcdef", (size_t)-1) == 80 && !strcmp(b, "abc"));
	CHECK(miniport_strncpy_s(b, 4, "abc", (size_t)-1) == 0 && !strcmp(b, "abc"));
	CHECK(miniport_strcat_s(b, 8, "1234") == 0 && !strcmp(b, "abc1234"));
	CHECK(miniport_strcat_s(b, 8, "5") == 34 && !b[0]);
	memset(b, 'x', 8);
	CHECK(miniport_strcat_s(b, 8, "5") == 22 && !b[0]);
}

static void test_strings(void)
{
	static const char *const words[] = { "", "a", "A", "ab", "abc", "aBc", "b", "\xff", "ab\xff" };
	char one[32], two[32];
	wch w[8];
	size_t i, j, n;
	int bad = 0;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		bad |= miniport_strlen(words[i]) != strlen(words[i]);
		for (j = 0; j < sizeof(words) / sizeof(*words); j++) {
			const char *a = words[i], *b = words[j];

			bad |= sign(miniport_strcmp(a, b)) != sign(strcmp(a, b));
			bad |= sign(miniport__stricmp(a, b)) != sign(strcasecmp(a, b));
			bad |= miniport_strstr(a, b) != strstr(a, b);
			bad |= miniport_strspn(a, b) != strspn(a, b);
			bad |= miniport_strcspn(a, b) != strcspn(a, b);
			bad |= miniport_strpbrk(a, b) != strpbrk(a, b);
			for (n = 0; n < 5; n++) {
				bad |= sign(miniport_strncmp(a, b, n)) != sign(strncmp(a, b, n));
				bad |= sign(miniport__strnicmp(a, b, n)) !=
				       sign(strncasecmp(a, b, n));
				memset(one, '#', sizeof(one));
				memset(two, '#', sizeof(two));
				bad |= miniport_strncpy(one, a, n + 1) != one;
				strncpy(two, a, n + 1);
				one[8] = two[8] = 0;
				bad |= memcmp(one, two, sizeof(one));
				miniport_strncat(one, b, n);
				strncat(two, b, n);
				bad |= strcmp(one, two);
			}
			bad |= miniport_strchr(a, *b) != strchr(a, *b);
			bad |= miniport_strrchr(a, *b) != strrchr(a, *b);
		}
	}
	CHECK(!bad);
	CHECK(miniport_strnlen("hello", 3) == 3 && miniport_strnlen("hello", 9) == 5);
	CHECK(miniport_strcpy(one, "x") == one && miniport_strcat(one, "yz") == one &&
	      !strcmp(one, "xyz"));
	CHECK(miniport_wcslen(u"abc") == 3 && miniport_wcscmp(u"ab", u"a\x8000") < 0);
	CHECK(miniport__wcsicmp(u"ABC", u"abc") == 0 && miniport_wcscpy(w, u"abc") == w);
	CHECK(miniport_wcschr(w, 'c') == w + 2 && miniport_wcsstr(w, u"bc") == w + 1);
	CHECK(miniport_wcscpy_s(w, 3, u"abc") == 34 && !w[0]);
}

static MS int by_value(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return x < y ? -1 : x > y;
}

static void test_numbers(void)
{
	static const char *const texts[] = {
		"0", "42", "-42", "+7", "  12x", "0x1f", "-0x10", "017", "z", "", "-", "0x",
		"4294967295", "4294967296", "2147483647", "2147483648", "-2147483648",
		"-2147483649", "99999999999999999999", "7fffFFFF",
	};
	static const int bases[] = { 0, 8, 10, 16, 36 };
	int values[64], copy[64], i, j, n, bad = 0;
	char *e1, *e2;
	char text[32];

	for (i = 0; i < (int)(sizeof(texts) / sizeof(*texts)); i++) {
		for (j = 0; j < 5; j++) {
			long l = strtol(texts[i], &e1, bases[j]);
			long expect = l > 0x7fffffff ? 0x7fffffff : l < -0x7fffffffL - 1 ?
				      -0x7fffffffL - 1 : l;

			if (miniport_strtol(texts[i], &e2, bases[j]) != expect || e1 != e2) {
				fprintf(stderr, "strtol '%s' base %d\n", texts[i], bases[j]);
				bad = 1;
			}
		}
	}
	CHECK(!bad);
	CHECK(miniport_strtoul("4294967295", NULL, 10) == 0xffffffffu);
	CHECK(miniport_strtoul("4294967296", NULL, 10) == 0xffffffffu);
	CHECK(miniport_strtoul("-1", NULL, 10) == 0xffffffffu);
	CHECK(miniport_atoi(" -17 ") == -17 && miniport_abs(-3) == 3);
	CHECK(miniport_toupper('q') == 'Q' && miniport_toupper('[') == '[');
	CHECK(miniport_isspace('\v') && !miniport_isspace('x') && miniport_isxdigit('F') &&
	      !miniport_isxdigit('g') && !miniport_isprint(127));
	for (n = 0; n < 64; n++) {
		for (i = 0; i < n; i++)
			values[i] = copy[i] = (i * 37 + n * 11) % 23;
		miniport_qsort(values, (size_t)n, sizeof(int), by_value);
		for (i = 1; i < n; i++)
			bad |= values[i - 1] > values[i];
		for (i = 0; i < n; i++)
			bad |= !miniport_bsearch(&copy[i], values, (size_t)n, sizeof(int), by_value);
	}
	CHECK(!bad);
	i = 99;
	CHECK(!miniport_bsearch(&i, values, 63, sizeof(int), by_value));
	CHECK(miniport_sprintf(text, "%d-%s", 12, "ab") == 5 && !strcmp(text, "12-ab"));
	CHECK(miniport_sprintf_s(text, 6, "%d-%s", 12, "ab") == 5 && !strcmp(text, "12-ab"));
	CHECK(miniport_sprintf_s(text, 5, "%d-%s", 12, "ab") == -1 && !text[0]);
	CHECK(miniport_sprintf_s(text, 3, "%d-%s", 12, "ab") == -1 && !text[0]);
}

static void test_more_numbers(void)
{
	static const wch wide[] = { ' ', '-', '0', 'x', '1', 'f', 'g', 0 };
	char text[80], *end;
	wch *wend, wtext[16];

	CHECK(miniport__strtoui64("18446744073709551615", &end, 10) == ~0ull && !*end);
	CHECK(miniport__strtoui64("18446744073709551616", &end, 10) == ~0ull && !*end);
	CHECK(miniport__strtoui64("-1", NULL, 10) == ~0ull);
	CHECK(miniport__strtoi64("-9223372036854775808", NULL, 10) == (long long)(1ull << 63));
	CHECK(miniport__strtoi64("-9223372036854775809", NULL, 10) == (long long)(1ull << 63));
	CHECK(miniport__strtoi64("9223372036854775808", NULL, 10) == ~0ull >> 1);
	CHECK(miniport__atoi64(" 123456789012x") == 123456789012ll);
	CHECK(miniport_strtoul("4294967296", NULL, 0) == 0xffffffff);
	CHECK(miniport_strtol("-2147483648", NULL, 0) == (int)0x80000000);
	CHECK(miniport_strtol("-99999999999", NULL, 0) == (int)0x80000000);
	CHECK(miniport_wcstoul(wide, &wend, 0) == (unsigned int)-0x1f && *wend == 'g');
	CHECK(miniport__wtoi(wide) == 0);
	CHECK(!miniport__itoa_s(-255, text, sizeof(text), 10) && !strcmp(text, "-255"));
	CHECK(!miniport__itoa_s(-255, text, sizeof(text), 16) && !strcmp(text, "ffffff01"));
	CHECK(miniport__itoa_s(-255, text, 4, 10) == 34 && !*text);
	CHECK(miniport__itoa_s(1, text, sizeof(text), 1) == 22 && !*text);
	CHECK(miniport__itoa_s(1, NULL, 0, 10) == 22);
	CHECK(!miniport__i64toa_s((long long)(1ull << 63), text, sizeof(text), 10) &&
	      !strcmp(text, "-9223372036854775808"));
	CHECK(!miniport__ui64toa_s(~0ull, text, 65, 2) && strlen(text) == 64);
	CHECK(miniport__ui64toa_s(~0ull, text, 64, 2) == 34);
	CHECK(!miniport__ultow_s(4000000000u, wtext, 16, 36) && wtext[0] == '1' && !wtext[7]);
	CHECK(miniport__itoa(7, text, 2) == text && !strcmp(text, "111"));
	miniport_srand(1);
	CHECK(miniport_rand() == 16838 && miniport_rand() == 5758);
	CHECK(miniport_iswdigit('7') && !miniport_iswdigit(0x0667) && miniport_ispunct('!'));
	CHECK(miniport_towlower('Q') == 'q' && miniport_towlower(0x416) == 0x416);
}

static void test_more_strings(void)
{
	char text[] = ",a,,bc,", *context = NULL, small[5];

	CHECK(!strcmp(miniport_strtok_s(text, ",", &context), "a"));
	CHECK(!strcmp(miniport_strtok_s(NULL, ",", &context), "bc"));
	CHECK(!miniport_strtok_s(NULL, ",", &context) && !miniport_strtok_s(NULL, ",", &context));
	strcpy(text, "abc");
	CHECK(!strcmp(miniport__strrev(text), "cba"));

	CHECK(miniport__snprintf_s(small, 5, ~0ull, "%d", 1234) == 4 && !strcmp(small, "1234"));
	CHECK(miniport__snprintf_s(small, 5, ~0ull, "%d", 12345) == -1 && !strcmp(small, "1234"));
	CHECK(miniport__snprintf_s(small, 5, 5, "%d", 12345) == -1 && !*small);
	CHECK(miniport__snprintf_s(small, 5, 2, "%d", 12345) == -1 && !strcmp(small, "12"));
	CHECK(miniport__snprintf_s(small, 5, 2, "%d", 12) == 2 && !strcmp(small, "12"));
	CHECK(miniport__snprintf_s(NULL, 0, 2, "%d", 12) == -1);
}

static void test_trace(void)
{
	static const char many[] = "1234567890123456789012345678901234567890123456789012345678901234"
				   "1234567890123456789012345678901234567890123456789012345678901234"
				   "1234567890123456789012345678901234567890123456789012345678901234"
				   "12345678901234567890123456789012345678901234567890123456789%d%%%d";

	__miniport_trace(2, "Function", "%!STATUS! and %d", 5);
	CHECK(!strcmp(trace_prefix, "Function: ") && !strcmp(trace_format, "0x%08x and %d"));
	CHECK(trace_level == 0 && trace_first == 5);
	__miniport_trace(3, "Function", "%!FUNC! %!bool! %!Own! 100%% %%!x! %wZ", 1);
	CHECK(!*trace_prefix && trace_level == 1 &&
	      !strcmp(trace_format, "Function %u 0x%x 100%% %%!x! %wZ"));
	__miniport_trace(5, "F", "%!STDPREFIX!%!LINE!x %!FLAGS");
	CHECK(trace_level == 3 && !strcmp(trace_format, "x "));
	__miniport_trace(4, "F", many, 1, 2, 3);
	CHECK(strlen(trace_format) < 256 && !strncmp(trace_format, many, 192));
	CHECK(strlen(trace_format) > 245 && trace_format[strlen(trace_format) - 2] != '%');
	__miniport_trace(4, many, "x");
	CHECK(strlen(trace_prefix) == 63 && !strcmp(trace_prefix + 61, ": "));
	__miniport_trace(4, "F", "%");
	CHECK(!strcmp(trace_format, "%"));
}

int main(void)
{
	test_more_numbers();
	test_more_strings();
	test_trace();
	test_memory();
	test_bounded();
	test_strings();
	test_numbers();
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
