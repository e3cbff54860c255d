/* SPDX-License-Identifier: MIT */
/* Wide strings; they are in string.h as well. */
#ifndef _DXGK_CRT_WCHAR_H_
#define _DXGK_CRT_WCHAR_H_

#include "string.h"
#include "stdlib.h"
#include "stdio.h"
#include "ctype.h"

#endif /* _DXGK_CRT_WCHAR_H_ */
