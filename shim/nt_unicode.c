// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_unicode.c - UTF-8, UTF-16 and letter case.
 *
 * The "ANSI code page" of this system is UTF-8.
 */
#include "nt.h"

SIZE_T dxgk_strlen(const CHAR *s)
{
	SIZE_T n = 0;

	while (s[n])
		n++;
	return n;
}

SIZE_T dxgk_wcslen(const WCHAR *s)
{
	SIZE_T n = 0;

	while (s[n])
		n++;
	return n;
}

dxgk_u32 dxgk_utf8_next(const CHAR *s, SIZE_T len, SIZE_T *pos)
{
	/* Smallest code point of a sequence by its length: shorter is a forgery. */
	static const dxgk_u32 least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	UCHAR lead = (UCHAR)s[*pos];
	unsigned int n, i;
	dxgk_u32 c;

	if (lead < 0x80) {
		(*pos)++;
		return lead;
	}
	n = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
	c = lead & (0xffu >> (n + 1));
	if (lead < 0xc2 || lead > 0xf4) {
		(*pos)++;
		return 0xfffd;
	}
	for (i = 1; i < n; i++) {
		UCHAR next = *pos + i < len ? (UCHAR)s[*pos + i] : 0;

		if ((next & 0xc0) != 0x80)
			break;
		c = c << 6 | (next & 0x3f);
	}
	*pos += i;
	if (i < n || c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0xfffd;
	return c;
}

dxgk_u32 dxgk_utf16_next(const WCHAR *s, SIZE_T len, SIZE_T *pos)
{
	dxgk_u32 c = s[(*pos)++];

	if (c < 0xd800 || c >= 0xe000)
		return c;
	if (c < 0xdc00 && *pos < len && s[*pos] >= 0xdc00 && s[*pos] < 0xe000)
		return 0x10000 + ((c - 0xd800) << 10) + (dxgk_u32)(s[(*pos)++] - 0xdc00);
	return 0xfffd;
}

unsigned int dxgk_utf8_put(dxgk_u32 c, CHAR *out)
{
	if (c < 0x80) {
		out[0] = (CHAR)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (CHAR)(0xc0 | c >> 6);
		out[1] = (CHAR)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (CHAR)(0xe0 | c >> 12);
		out[1] = (CHAR)(0x80 | (c >> 6 & 0x3f));
		out[2] = (CHAR)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (CHAR)(0xf0 | c >> 18);
	out[1] = (CHAR)(0x80 | (c >> 12 & 0x3f));
	out[2] = (CHAR)(0x80 | (c >> 6 & 0x3f));
	out[3] = (CHAR)(0x80 | (c & 0x3f));
	return 4;
}

unsigned int dxgk_utf16_put(dxgk_u32 c, WCHAR *out)
{
	if (c < 0x10000) {
		out[0] = (WCHAR)c;
		return 1;
	}
	c -= 0x10000;
	out[0] = (WCHAR)(0xd800 | c >> 10);
	out[1] = (WCHAR)(0xdc00 | (c & 0x3ff));
	return 2;
}

/*
 * Runs of letters whose two cases lie a constant apart, or alternate.  Latin,
 * Greek, Cyrillic and Armenian are what names in a driver can be expected to
 * hold; other letters compare by value.
 */
static const struct {
	WCHAR first, last;	/* of the upper-case letters */
	SHORT delta;		/* to the lower-case one; 0: alternating, even upper; 1: odd */
} dxgk_case_runs[] = {
	{ 0x0041, 0x005a, 32 },
	{ 0x00c0, 0x00d6, 32 },
	{ 0x00d8, 0x00de, 32 },
	{ 0x0100, 0x012e, 0 },
	{ 0x0132, 0x0136, 0 },
	{ 0x0139, 0x0147, 1 },
	{ 0x014a, 0x0176, 0 },
	{ 0x0178, 0x0178, -121 },
	{ 0x0179, 0x017d, 1 },
	{ 0x0386, 0x0386, 38 },
	{ 0x0388, 0x038a, 37 },
	{ 0x038c, 0x038c, 64 },
	{ 0x038e, 0x038f, 63 },
	{ 0x0391, 0x03a1, 32 },
	{ 0x03a3, 0x03ab, 32 },
	{ 0x0400, 0x040f, 80 },
	{ 0x0410, 0x042f, 32 },
	{ 0x0460, 0x0480, 0 },
	{ 0x0531, 0x0556, 48 },
};

WCHAR dxgk_upcase(WCHAR c)
{
	unsigned int i;

	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? (WCHAR)(c - 32) : c;
	for (i = 1; i < DXGK_ARRAY_SIZE(dxgk_case_runs); i++) {
		WCHAR first = dxgk_case_runs[i].first, last = dxgk_case_runs[i].last;
		int delta = dxgk_case_runs[i].delta;

		if (delta == 0 || delta == 1) {
			if (c > first && c <= last + 1 && (c & 1) == !(first & 1))
				return (WCHAR)(c - 1);
		} else if (c - delta >= first && c - delta <= last) {
			return (WCHAR)(c - delta);
		}
	}
	return c;
}

WCHAR dxgk_downcase(WCHAR c)
{
	unsigned int i;

	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? (WCHAR)(c + 32) : c;
	for (i = 1; i < DXGK_ARRAY_SIZE(dxgk_case_runs); i++) {
		WCHAR first = dxgk_case_runs[i].first, last = dxgk_case_runs[i].last;
		int delta = dxgk_case_runs[i].delta;

		if (c < first || c > last)
			continue;
		if (delta == 0 || delta == 1)
			return (c & 1) == (first & 1) ? (WCHAR)(c + 1) : c;
		return (WCHAR)(c + delta);
	}
	return c;
}
