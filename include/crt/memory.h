/* SPDX-License-Identifier: MIT */
/* Blocks of memory; they are in string.h as well. */
#ifndef _DXGK_CRT_MEMORY_H_
#define _DXGK_CRT_MEMORY_H_

#include "string.h"

#endif /* _DXGK_CRT_MEMORY_H_ */
