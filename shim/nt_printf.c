// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_printf.c - the formatters that the kernel exports; what else a driver has
 * of the kind is in its own run-time library, on top of these.
 */
#include <ntddk.h>
#include <dxgk/nt/format.h>

#include "nt.h"

/* @size characters at most, a terminator if one fits behind; -1 if not all fitted. */
static int dxgk_print(PVOID buf, SIZE_T size, const void *format, bool wide, DXGK_VA_LIST *ap)
{
	SIZE_T n;

	if (!format || (!buf && size))
		return -1;
	n = dxgk_nt_format(buf, size, format, wide, ap);
	if (n < size) {
		if (wide)
			((PWCHAR)buf)[n] = 0;
		else
			((PCHAR)buf)[n] = 0;
	}
	/* Without a buffer the length is the answer. */
	if ((n > size && buf) || n > 0x7fffffff)
		return -1;
	return (int)n;
}

/**
 * _vsnprintf() - print into a buffer, in Microsoft's dialect
 * @Buffer: where to; NULL with a @Count of 0 asks for the length
 * @Count: characters at @Buffer
 * @Format: narrow text; %s is narrow, %S and %ws are wide
 * @Arguments: for it
 *
 * IRQL: any, for resident arguments.
 * Return: characters printed, without the terminator, which is only there when
 * fewer than @Count were printed; -1 when they did not fit, and @Count are at
 * @Buffer.
 *
 * Follows "vsnprintf, _vsnprintf" of the C run-time reference.
 */
int NTAPI _vsnprintf(PCHAR Buffer, SIZE_T Count, PCSTR Format, DXGK_VA_LIST Arguments)
{
	DXGK_VA_LIST ap;
	int n;

	DXGK_VA_COPY(ap, Arguments);
	n = dxgk_print(Buffer, Count, Format, false, &ap);
	DXGK_VA_END(ap);
	return n;
}

/* The same for wide text, where %s is wide and %S and %hs are narrow. */
int NTAPI _vsnwprintf(PWCHAR Buffer, SIZE_T Count, PCWSTR Format, DXGK_VA_LIST Arguments)
{
	DXGK_VA_LIST ap;
	int n;

	DXGK_VA_COPY(ap, Arguments);
	n = dxgk_print(Buffer, Count, Format, true, &ap);
	DXGK_VA_END(ap);
	return n;
}

int NTAPI _snprintf(PCHAR Buffer, SIZE_T Count, PCSTR Format, ...)
{
	DXGK_VA_LIST ap;
	int n;

	DXGK_VA_START(ap, Format);
	n = dxgk_print(Buffer, Count, Format, false, &ap);
	DXGK_VA_END(ap);
	return n;
}

int NTAPI _snwprintf(PWCHAR Buffer, SIZE_T Count, PCWSTR Format, ...)
{
	DXGK_VA_LIST ap;
	int n;

	DXGK_VA_START(ap, Format);
	n = dxgk_print(Buffer, Count, Format, true, &ap);
	DXGK_VA_END(ap);
	return n;
}
