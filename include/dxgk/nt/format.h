/* SPDX-License-Identifier: MIT */
/*
 * The formatters the kernel exports: at most Count characters, no terminator
 * when exactly as many are needed, a negative number when they do not suffice.
 */
#ifndef _DXGK_NT_FORMAT_H_
#define _DXGK_NT_FORMAT_H_

#include "../../ntdef.h"

DXGK_EXTERN_C_BEGIN

NTSYSAPI int NTAPI _vsnprintf(PCHAR Buffer, SIZE_T Count, PCSTR Format, DXGK_VA_LIST Arguments);
NTSYSAPI int NTAPI _vsnwprintf(PWCHAR Buffer, SIZE_T Count, PCWSTR Format,
			       DXGK_VA_LIST Arguments);
NTSYSAPI int NTAPI _snprintf(PCHAR Buffer, SIZE_T Count, PCSTR Format, ...);
NTSYSAPI int NTAPI _snwprintf(PWCHAR Buffer, SIZE_T Count, PCWSTR Format, ...);

DXGK_EXTERN_C_END

#endif /* _DXGK_NT_FORMAT_H_ */
