/* SPDX-License-Identifier: MIT */
/* Classes of wide characters. */
#ifndef _DXGK_CRT_WCTYPE_H_
#define _DXGK_CRT_WCTYPE_H_

#include "ctype.h"

#endif /* _DXGK_CRT_WCTYPE_H_ */
