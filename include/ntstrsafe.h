/* SPDX-License-Identifier: MIT */
/*
 * Strings with the size of their buffer. Inline, as on Windows; formatting
 * rests on _vsnprintf and _vsnwprintf, which speak Microsoft's dialect.
 */
#ifndef _NTSTRSAFE_H_INCLUDED_
#define _NTSTRSAFE_H_INCLUDED_

#include "ntdef.h"
#include "ntstatus.h"
#include "dxgk/nt/format.h"

#ifndef NTSTRSAFE_MAX_CCH
#define NTSTRSAFE_MAX_CCH 2147483647
#endif
#ifndef NTSTRSAFE_MAX_LENGTH
#define NTSTRSAFE_MAX_LENGTH (NTSTRSAFE_MAX_CCH - 1)
#endif
#define NTSTRSAFE_UNICODE_STRING_MAX_CCH (0xffff / sizeof(WCHAR))
#define STRSAFE_MAX_CCH NTSTRSAFE_MAX_CCH

#define STRSAFE_IGNORE_NULLS 0x00000100
#define STRSAFE_FILL_BEHIND_NULL 0x00000200
#define STRSAFE_FILL_ON_FAILURE 0x00000400
#define STRSAFE_NULL_ON_FAILURE 0x00000800
#define STRSAFE_NO_TRUNCATION 0x00001000
#define STRSAFE_VALID_FLAGS 0x00001FFF
#define STRSAFE_FILL_BYTE(value) \
	((ULONG)(((value) & 0x000000FF) | STRSAFE_FILL_BEHIND_NULL))
#define STRSAFE_FAILURE_BYTE(value) \
	((ULONG)(((value) & 0x000000FF) | STRSAFE_FILL_ON_FAILURE))
#define STRSAFE_ZERO_LENGTH_ON_FAILURE STRSAFE_NULL_ON_FAILURE

typedef CHAR *NTSTRSAFE_PSTR;
typedef const CHAR *NTSTRSAFE_PCSTR;
typedef WCHAR *NTSTRSAFE_PWSTR;
typedef const WCHAR *NTSTRSAFE_PCWSTR;

DXGK_EXTERN_C_BEGIN

#define DXGK_STATIC static __inline__ __attribute__((unused))

#define DXGK_CHAR CHAR
#define DXGK_STRING NTSTRSAFE_PSTR
#define DXGK_CONST_STRING NTSTRSAFE_PCSTR
#define DXGK_NAME(name) name##A
#define DXGK_EX_NAME(name) name##ExA
#define DXGK_VFORMAT _vsnprintf
#include "dxgk/nt/strsafe.inc"
#undef DXGK_CHAR
#undef DXGK_STRING
#undef DXGK_CONST_STRING
#undef DXGK_NAME
#undef DXGK_EX_NAME
#undef DXGK_VFORMAT

#define DXGK_CHAR WCHAR
#define DXGK_STRING NTSTRSAFE_PWSTR
#define DXGK_CONST_STRING NTSTRSAFE_PCWSTR
#define DXGK_NAME(name) name##W
#define DXGK_EX_NAME(name) name##ExW
#define DXGK_VFORMAT _vsnwprintf
#include "dxgk/nt/strsafe.inc"
#undef DXGK_CHAR
#undef DXGK_STRING
#undef DXGK_CONST_STRING
#undef DXGK_NAME
#undef DXGK_EX_NAME
#undef DXGK_VFORMAT

#include "dxgk/nt/strsafe-unicode.h"

DXGK_EXTERN_C_END

#ifdef UNICODE
#define RtlStringCbCopy RtlStringCbCopyW
#define RtlStringCbCat RtlStringCbCatW
#define RtlStringCbPrintf RtlStringCbPrintfW
#define RtlStringCbLength RtlStringCbLengthW
#define RtlStringCchCopy RtlStringCchCopyW
#define RtlStringCchCat RtlStringCchCatW
#define RtlStringCchPrintf RtlStringCchPrintfW
#define RtlStringCchLength RtlStringCchLengthW
#else
#define RtlStringCbCopy RtlStringCbCopyA
#define RtlStringCbCat RtlStringCbCatA
#define RtlStringCbPrintf RtlStringCbPrintfA
#define RtlStringCbLength RtlStringCbLengthA
#define RtlStringCchCopy RtlStringCchCopyA
#define RtlStringCchCat RtlStringCchCatA
#define RtlStringCchPrintf RtlStringCchPrintfA
#define RtlStringCchLength RtlStringCchLengthA
#endif

#endif /* _NTSTRSAFE_H_INCLUDED_ */
