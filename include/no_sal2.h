/* SPDX-License-Identifier: MIT */
/* The annotations all live in sal.h. */
#ifndef _DXGK_NO_SAL2_H_
#define _DXGK_NO_SAL2_H_

#include "sal.h"

#endif /* _DXGK_NO_SAL2_H_ */
