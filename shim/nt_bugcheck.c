// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* nt_bugcheck.c - the end: KeBugCheckEx, and exceptions that nobody handles. */
#include <bugcodes.h>

#include "nt.h"

/* Print @text into @buf, without a C library. */
static void dxgk_bug_text(CHAR *buf, SIZE_T size, const char *format, ...)
{
	/* The core's own conventions: not an NT function, but its format engine. */
	__builtin_va_list ap;
	const char *p;
	SIZE_T n = 0;

	__builtin_va_start(ap, format);
	for (p = format; *p && n + 1 < size; p++) {
		if (*p == '%' && p[1] == 's') {
			const char *s = __builtin_va_arg(ap, const char *);

			while (*s && n + 1 < size)
				buf[n++] = *s++;
			p++;
		} else if (*p == '%' && p[1] == 'x') {
			ULONGLONG v = __builtin_va_arg(ap, ULONGLONG);
			int shift = 60;

			while (shift && !(v >> shift))
				shift -= 4;
			for (; shift >= 0 && n + 1 < size; shift -= 4)
				buf[n++] = "0123456789abcdef"[v >> shift & 15];
			p++;
		} else {
			buf[n++] = *p;
		}
	}
	buf[n] = 0;
	__builtin_va_end(ap);
}

void dxgk_nt_bugcheck(const void *caller, ULONG code, ULONG_PTR p1, ULONG_PTR p2, ULONG_PTR p3,
		      ULONG_PTR p4)
{
	CHAR text[160];

	dxgk_bug_text(text, sizeof(text), "%s: bug check 0x%x (0x%x, 0x%x, 0x%x, 0x%x)",
		      dxgk_nt_owner_name(dxgk_nt_owner(caller)), (ULONGLONG)code,
		      (ULONGLONG)p1, (ULONGLONG)p2, (ULONGLONG)p3, (ULONGLONG)p4);
	dxgk_os_log(DXGK_LOG_ERR, NULL, "called from %pS", caller);
	/* No trap behind it, which would make objtool want this one declared noreturn. */
	dxgk_os_bugcheck(text);
}

/**
 * KeBugCheckEx() - stop: something is wrong that must not go on
 * @BugCheckCode: why; bugcodes.h
 * @BugCheckParameter1: what belongs to it, as do the others
 *
 * The code and the parameters are in the log, with a stack trace.
 *
 * IRQL: any.
 *
 * Follows "KeBugCheckEx function (ntddk.h)".
 */
DECLSPEC_NORETURN VOID NTAPI KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR BugCheckParameter1,
					  ULONG_PTR BugCheckParameter2,
					  ULONG_PTR BugCheckParameter3,
					  ULONG_PTR BugCheckParameter4)
{
	dxgk_nt_bugcheck(DXGK_NT_CALLER(), BugCheckCode, BugCheckParameter1,
			 BugCheckParameter2, BugCheckParameter3, BugCheckParameter4);
	__builtin_trap();
}

DECLSPEC_NORETURN VOID NTAPI KeBugCheck(ULONG BugCheckCode)
{
	dxgk_nt_bugcheck(DXGK_NT_CALLER(), BugCheckCode, 0, 0, 0, 0);
	__builtin_trap();
}
