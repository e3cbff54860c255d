/* SPDX-License-Identifier: MIT */
/* The annotations all live in sal.h. */
#ifndef _DXGK_SPECSTRINGS_H_
#define _DXGK_SPECSTRINGS_H_

#include "sal.h"

#endif /* _DXGK_SPECSTRINGS_H_ */
