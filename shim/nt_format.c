// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_format.c - printf as Microsoft's kernel run-time speaks it.
 *
 * See "Format specification syntax: printf and wprintf functions" and, for %wZ
 * and %Z, "DbgPrint function (wdm.h)".  Long has 32 bits whatever compiled
 * this; floating point is not printed in kernel mode.
 */
#include "nt.h"

struct dxgk_fmt {
	bool wide;
	PVOID buf;
	SIZE_T size;
	SIZE_T count;		/* written and not */
};

struct dxgk_spec {
	bool minus, plus, space, alt, zero;
	int width;
	int precision;		/* -1: none given */
	enum { SIZE_NONE, SIZE_HH, SIZE_H, SIZE_L, SIZE_64 } size;
	bool w;			/* %ws, %wZ, %wc */
};

static void dxgk_fmt_unit(struct dxgk_fmt *f, dxgk_u32 unit)
{
	if (f->count < f->size) {
		if (f->wide)
			((PWCHAR)f->buf)[f->count] = (WCHAR)unit;
		else
			((PCHAR)f->buf)[f->count] = (CHAR)unit;
	}
	f->count++;
}

static void dxgk_fmt_repeat(struct dxgk_fmt *f, CHAR c, int n)
{
	while (n-- > 0)
		dxgk_fmt_unit(f, (UCHAR)c);
}

/* A code point in the output's width; @units counts instead when not NULL. */
static void dxgk_fmt_point(struct dxgk_fmt *f, dxgk_u32 c, int *units)
{
	CHAR narrow[4];
	WCHAR wide[2];
	unsigned int n, i;

	n = f->wide ? dxgk_utf16_put(c, wide) : dxgk_utf8_put(c, narrow);
	if (units) {
		*units += (int)n;
		return;
	}
	for (i = 0; i < n; i++)
		dxgk_fmt_unit(f, f->wide ? wide[i] : (UCHAR)narrow[i]);
}

/*
 * Text of @len units.  Precision counts characters of the source, and a pass
 * with @units measures what a second one will print.
 */
static void dxgk_fmt_text_pass(struct dxgk_fmt *f, const void *text, bool wide, SIZE_T len,
			       int *units)
{
	SIZE_T pos = 0;

	while (pos < len) {
		if (wide == f->wide) {
			/* The same width passes as it is, well-formed or not. */
			dxgk_u32 unit = wide ? ((const WCHAR *)text)[pos] :
					       (UCHAR)((const CHAR *)text)[pos];

			if (units)
				(*units)++;
			else
				dxgk_fmt_unit(f, unit);
			pos++;
		} else if (wide) {
			dxgk_fmt_point(f, dxgk_utf16_next(text, len, &pos), units);
		} else {
			dxgk_fmt_point(f, dxgk_utf8_next(text, len, &pos), units);
		}
	}
}

static void dxgk_fmt_text(struct dxgk_fmt *f, const struct dxgk_spec *spec,
			  const void *text, bool wide, SIZE_T max)
{
	SIZE_T len = 0;
	int units = 0;

	if (!text) {
		text = "(null)";
		wide = false;
		max = 6;
	}
	if (spec->precision >= 0 && (SIZE_T)spec->precision < max)
		max = (SIZE_T)spec->precision;
	while (len < max && (wide ? ((const WCHAR *)text)[len] : ((const CHAR *)text)[len]))
		len++;
	dxgk_fmt_text_pass(f, text, wide, len, &units);
	if (!spec->minus)
		dxgk_fmt_repeat(f, spec->zero ? '0' : ' ', spec->width - units);
	dxgk_fmt_text_pass(f, text, wide, len, NULL);
	if (spec->minus)
		dxgk_fmt_repeat(f, ' ', spec->width - units);
}

/* %Z and %wZ: a counted string, which may hold anything and be NULL. */
static void dxgk_fmt_counted(struct dxgk_fmt *f, const struct dxgk_spec *spec,
			     const STRING *s, bool wide)
{
	SIZE_T len;

	if (!s || !s->Buffer) {
		dxgk_fmt_text(f, spec, NULL, false, 0);
		return;
	}
	len = wide ? s->Length / sizeof(WCHAR) : s->Length;
	dxgk_fmt_text(f, spec, s->Buffer, wide, len);
}

static void dxgk_fmt_number(struct dxgk_fmt *f, const struct dxgk_spec *spec, ULONGLONG value,
			    bool negative, unsigned int base, bool upper, bool is_signed)
{
	const char *digit = upper ? "0123456789ABCDEF" : "0123456789abcdef";
	CHAR text[24];
	const char *prefix = "";
	int n = 0, zeros = 0, pad, prefix_len;
	bool zero = !value;

	while (value) {
		/* cppcheck-suppress zerodivcond; the base is 8, 10 or 16 */
		text[n++] = digit[value % base];
		value /= base;
	}
	if (!n && spec->precision)
		text[n++] = '0';
	if (is_signed)
		prefix = negative ? "-" : spec->plus ? "+" : spec->space ? " " : "";
	else if (spec->alt && base == 16 && !zero)
		prefix = upper ? "0X" : "0x";
	if (spec->precision > n)
		zeros = spec->precision - n;
	if (spec->alt && base == 8 && !zeros && (!n || text[n - 1] != '0'))
		zeros = 1;
	prefix_len = (int)dxgk_strlen(prefix);
	pad = spec->width - prefix_len - zeros - n;
	if (spec->zero && !spec->minus && spec->precision < 0 && pad > 0) {
		zeros += pad;
		pad = 0;
	}
	if (!spec->minus)
		dxgk_fmt_repeat(f, ' ', pad);
	while (*prefix)
		dxgk_fmt_unit(f, (UCHAR)*prefix++);
	dxgk_fmt_repeat(f, '0', zeros);
	while (n)
		dxgk_fmt_unit(f, (UCHAR)text[--n]);
	if (spec->minus)
		dxgk_fmt_repeat(f, ' ', pad);
}

static void dxgk_fmt_char(struct dxgk_fmt *f, const struct dxgk_spec *spec, dxgk_u32 c, bool wide)
{
	int units = 1;

	if (wide != f->wide) {
		units = 0;
		dxgk_fmt_point(f, c, &units);
	}
	if (!spec->minus)
		dxgk_fmt_repeat(f, spec->zero ? '0' : ' ', spec->width - units);
	if (wide == f->wide)
		dxgk_fmt_unit(f, c);
	else
		dxgk_fmt_point(f, c, NULL);
	if (spec->minus)
		dxgk_fmt_repeat(f, ' ', spec->width - units);
}

static dxgk_u32 dxgk_fmt_at(const void *fmt, bool wide, SIZE_T i)
{
	return wide ? ((const WCHAR *)fmt)[i] : (UCHAR)((const CHAR *)fmt)[i];
}

/* More than anybody prints, and far from overflowing an int. */
#define DXGK_FMT_MAX_FIELD 0xffff

static int dxgk_fmt_field(const void *fmt, bool wide, SIZE_T *i)
{
	int n = 0;

	for (;;) {
		dxgk_u32 c = dxgk_fmt_at(fmt, wide, *i);

		if (c < '0' || c > '9')
			return n;
		if (n < DXGK_FMT_MAX_FIELD)
			n = n * 10 + (int)(c - '0');
		(*i)++;
	}
}

static int dxgk_fmt_clamp(int n)
{
	return n > DXGK_FMT_MAX_FIELD ? DXGK_FMT_MAX_FIELD : n;
}

/* From behind the % to the conversion, which is left at @i. */
static void dxgk_fmt_parse(const void *fmt, bool wide, SIZE_T *i, struct dxgk_spec *s,
			   DXGK_VA_LIST *ap)
{
	dxgk_u32 c;

	__builtin_memset(s, 0, sizeof(*s));
	s->precision = -1;
	for (;; (*i)++) {
		c = dxgk_fmt_at(fmt, wide, *i);
		if (c == '-')
			s->minus = true;
		else if (c == '+')
			s->plus = true;
		else if (c == ' ')
			s->space = true;
		else if (c == '#')
			s->alt = true;
		else if (c == '0')
			s->zero = true;
		else
			break;
	}
	if (c == '*') {
		int n = DXGK_VA_ARG(*ap, int);

		if (n < 0) {
			s->minus = true;
			n = n == -2147483647 - 1 ? DXGK_FMT_MAX_FIELD : -n;
		}
		s->width = n;
		(*i)++;
	} else {
		s->width = dxgk_fmt_field(fmt, wide, i);
	}
	s->width = dxgk_fmt_clamp(s->width);
	if (dxgk_fmt_at(fmt, wide, *i) == '.') {
		(*i)++;
		if (dxgk_fmt_at(fmt, wide, *i) == '*') {
			s->precision = DXGK_VA_ARG(*ap, int);
			if (s->precision < 0)
				s->precision = -1;
			(*i)++;
		} else {
			s->precision = dxgk_fmt_field(fmt, wide, i);
		}
		s->precision = dxgk_fmt_clamp(s->precision);
	}
	for (;; (*i)++) {
		c = dxgk_fmt_at(fmt, wide, *i);
		if (c == 'h') {
			s->size = s->size == SIZE_H ? SIZE_HH : SIZE_H;
		} else if (c == 'l') {
			s->size = s->size == SIZE_L ? SIZE_64 : SIZE_L;
		} else if (c == 'w') {
			s->w = true;
		} else if (c == 'z' || c == 'j' || c == 't') {
			s->size = SIZE_64;
		} else if (c == 'I') {
			dxgk_u32 a = dxgk_fmt_at(fmt, wide, *i + 1);

			s->size = SIZE_64;
			if (a == '3' && dxgk_fmt_at(fmt, wide, *i + 2) == '2') {
				s->size = SIZE_NONE;
				*i += 2;
			} else if (a == '6' && dxgk_fmt_at(fmt, wide, *i + 2) == '4') {
				*i += 2;
			}
		} else if (c == 'L' || c == 'F' || c == 'N') {
			continue;	/* long double, far, near: nothing to change */
		} else {
			return;
		}
	}
}

static void dxgk_fmt_signed(struct dxgk_fmt *f, const struct dxgk_spec *s, DXGK_VA_LIST *ap)
{
	LONGLONG v;

	if (s->size == SIZE_64)
		v = DXGK_VA_ARG(*ap, LONGLONG);
	else
		v = DXGK_VA_ARG(*ap, int);
	if (s->size == SIZE_H)
		v = (SHORT)v;
	else if (s->size == SIZE_HH)
		v = (signed char)v;
	dxgk_fmt_number(f, s, v < 0 ? 0 - (ULONGLONG)v : (ULONGLONG)v, v < 0, 10, false, true);
}

static void dxgk_fmt_unsigned(struct dxgk_fmt *f, const struct dxgk_spec *s, unsigned int base,
			      bool upper, DXGK_VA_LIST *ap)
{
	ULONGLONG v;

	if (s->size == SIZE_64)
		v = DXGK_VA_ARG(*ap, ULONGLONG);
	else
		v = DXGK_VA_ARG(*ap, unsigned int);
	if (s->size == SIZE_H)
		v = (USHORT)v;
	else if (s->size == SIZE_HH)
		v = (UCHAR)v;
	dxgk_fmt_number(f, s, v, false, base, upper, false);
}

/* Is the text of a %s or %c wide?  The capital means the other width. */
static bool dxgk_fmt_is_wide(const struct dxgk_fmt *f, const struct dxgk_spec *s, bool capital)
{
	if (s->size == SIZE_H)
		return false;
	if (s->size == SIZE_L || s->w)
		return true;
	return capital ? !f->wide : f->wide;
}

static void dxgk_fmt_convert(struct dxgk_fmt *f, struct dxgk_spec *s, dxgk_u32 c, DXGK_VA_LIST *ap)
{
	bool wide;

	switch (c) {
	case 'd':
	case 'i':
		dxgk_fmt_signed(f, s, ap);
		break;
	case 'u':
		dxgk_fmt_unsigned(f, s, 10, false, ap);
		break;
	case 'o':
		dxgk_fmt_unsigned(f, s, 8, false, ap);
		break;
	case 'x':
	case 'X':
		dxgk_fmt_unsigned(f, s, 16, c == 'X', ap);
		break;
	case 'p':
		/* All digits, in capitals, whatever else was asked for. */
		s->precision = 2 * sizeof(PVOID);
		s->size = SIZE_64;
		dxgk_fmt_unsigned(f, s, 16, true, ap);
		break;
	case 'c':
	case 'C':
		wide = dxgk_fmt_is_wide(f, s, c == 'C');
		dxgk_fmt_char(f, s, wide ? (WCHAR)DXGK_VA_ARG(*ap, int) :
			      (UCHAR)DXGK_VA_ARG(*ap, int), wide);
		break;
	case 's':
	case 'S':
		wide = dxgk_fmt_is_wide(f, s, c == 'S');
		dxgk_fmt_text(f, s, DXGK_VA_ARG(*ap, const void *), wide, ~(SIZE_T)0);
		break;
	case 'Z':
		dxgk_fmt_counted(f, s, DXGK_VA_ARG(*ap, const STRING *), s->w || s->size == SIZE_L);
		break;
	case 'n':
		(void)DXGK_VA_ARG(*ap, PVOID);
		break;
#ifndef DXGK_NATIVE_ABI
	case 'e': case 'E': case 'f': case 'g': case 'G': case 'a': case 'A':
		/* In the Microsoft convention it lies where an integer would. */
		(void)DXGK_VA_ARG(*ap, ULONGLONG);
		dxgk_fmt_unit(f, '?');
		break;
#endif
	default:
		/* Not a conversion: it stands for itself, %% among them. */
		dxgk_fmt_unit(f, c);
		break;
	}
}

SIZE_T dxgk_nt_format(PVOID buf, SIZE_T size, const void *fmt, bool wide, DXGK_VA_LIST *ap)
{
	struct dxgk_fmt f = { .wide = wide, .buf = buf, .size = buf ? size : 0 };
	struct dxgk_spec spec;
	SIZE_T i = 0;
	dxgk_u32 c;

	while ((c = dxgk_fmt_at(fmt, wide, i)) != 0) {
		i++;
		if (c != '%') {
			dxgk_fmt_unit(&f, c);
			continue;
		}
		dxgk_fmt_parse(fmt, wide, &i, &spec, ap);
		c = dxgk_fmt_at(fmt, wide, i);
		if (!c)
			break;
		i++;
		dxgk_fmt_convert(&f, &spec, c, ap);
	}
	return f.count;
}
