/* SPDX-License-Identifier: MIT */
/* The annotations all live in sal.h. */
#ifndef _DXGK_DRIVERSPECS_H_
#define _DXGK_DRIVERSPECS_H_

#include "sal.h"

#endif /* _DXGK_DRIVERSPECS_H_ */
