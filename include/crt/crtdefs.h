/* SPDX-License-Identifier: MIT */
/* The basic types under another name. */
#ifndef _DXGK_CRT_CRTDEFS_H_
#define _DXGK_CRT_CRTDEFS_H_

#include "stddef.h"
#include "string.h"

#endif /* _DXGK_CRT_CRTDEFS_H_ */
