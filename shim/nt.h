/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * nt.h - the NT runtime among itself; shim/ only.
 *
 * nt_*.c implement the kernel functions that miniports call, with Windows'
 * semantics, over os.h.  What miniports may call is in exports.list.
 */
#ifndef DXGK_NT_H
#define DXGK_NT_H

#include <ntddk.h>

#include "dxgk.h"

/* The NT function's caller: an address in a miniport. */
#define DXGK_NT_CALLER() __builtin_return_address(0)

/* ------------------------------------------------------------------ nt_core.c */

/* Once per load of the core. */
dxgk_status dxgk_nt_init(void);
void dxgk_nt_exit(void);

/**
 * dxgk_nt_driver_add() - a miniport's code may call from here on
 * @info: the miniport; until dxgk_nt_driver_remove()
 *
 * Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES.
 */
dxgk_status dxgk_nt_driver_add(const struct dxgk_driver_info *info);
/*
 * It was unloaded: what it left behind is reported, once for each kind, and
 * given back.  Context: sleeping.
 */
void dxgk_nt_driver_remove(const struct dxgk_driver_info *info);

/* Number of the miniport that @code belongs to, 0 for none. */
dxgk_u16 dxgk_nt_owner(const void *code);
/* The number of a miniport that was added. */
dxgk_u16 dxgk_nt_driver_owner(const struct dxgk_driver_info *info);
/* Its name; "dxgk" for none. */
const char *dxgk_nt_owner_name(dxgk_u16 owner);

/*
 * @name cannot do here what the miniport at @caller asked of it: named in the
 * log, once for each driver.  Context: any.
 */
void dxgk_nt_missing(const void *caller, const char *name);

/* -------------------------------------------------------------- nt_bugcheck.c */

/*
 * KeBugCheckEx() in the name of the miniport that @caller is in.  Does not
 * return; see dxgk_os_bugcheck() for why it is not declared so.
 */
DXGK_CHECKED_NORETURN
void dxgk_nt_bugcheck(const void *caller, ULONG code, ULONG_PTR p1, ULONG_PTR p2, ULONG_PTR p3,
		      ULONG_PTR p4);

/* Bug check callbacks that @owner left are reported and removed. */
void dxgk_bug_owner_gone(dxgk_u16 owner);

/* ---------------------------------------------------------------- nt_format.c */

/**
 * dxgk_nt_format() - print in Microsoft's dialect
 * @buf: where to, or NULL to count only; of CHAR or, with @wide, WCHAR
 * @size: characters at @buf; no terminator is added
 * @fmt: the format, of the same character type
 * @wide: which that is
 * @ap: the arguments
 *
 * Widths, precisions and flags as in C; sizes h, l, ll, w, I, I32, I64, z, j,
 * t; conversions d i u o x X p c C s S Z n (ignored) and %.  Long is 32 bits.
 * Text in the other width is converted as UTF-8 and UTF-16.
 *
 * Context: any.
 * Return: the characters of the whole text; those that fit are at @buf.
 */
SIZE_T dxgk_nt_format(PVOID buf, SIZE_T size, const void *fmt, bool wide, DXGK_VA_LIST *ap);

/* --------------------------------------------------------------- nt_unicode.c */

/* Next code point of a text, and @pos behind it; bad sequences give U+FFFD. */
dxgk_u32 dxgk_utf8_next(const CHAR *s, SIZE_T len, SIZE_T *pos);
dxgk_u32 dxgk_utf16_next(const WCHAR *s, SIZE_T len, SIZE_T *pos);
/* Units written at @out, which has room for 4 and 2. */
unsigned int dxgk_utf8_put(dxgk_u32 c, CHAR *out);
unsigned int dxgk_utf16_put(dxgk_u32 c, WCHAR *out);
/* Simple case mapping of one UTF-16 unit. */
WCHAR dxgk_upcase(WCHAR c);
WCHAR dxgk_downcase(WCHAR c);

SIZE_T dxgk_strlen(const CHAR *s);
SIZE_T dxgk_wcslen(const WCHAR *s);

/* ------------------------------------------------------------------ nt_pool.c */

dxgk_status dxgk_pool_init(void);
void dxgk_pool_exit(void);
/* Report by tag what @owner left, and free it. */
void dxgk_pool_owner_gone(dxgk_u16 owner);
/* Blocks and bytes that live, of one owner, for diagnostics and tests. */
void dxgk_pool_live(dxgk_u16 owner, dxgk_u64 *blocks, dxgk_u64 *bytes);
/* ExAllocatePool* with the caller named. */
PVOID dxgk_pool_alloc(SIZE_T size, ULONG tag, dxgk_u16 owner, bool zero);
void dxgk_pool_free(PVOID p, ULONG tag, const void *caller);

#endif /* DXGK_NT_H */
