/* SPDX-License-Identifier: MIT */
/* Generic text, of which kernel code uses the narrow kind. */
#ifndef _DXGK_CRT_TCHAR_H_
#define _DXGK_CRT_TCHAR_H_

#include "string.h"

#ifndef _T
#define _T(text) text
#endif
#ifndef _TEXT
#define _TEXT(text) text
#endif

#endif /* _DXGK_CRT_TCHAR_H_ */
