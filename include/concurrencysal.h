/* SPDX-License-Identifier: MIT */
/* The annotations all live in sal.h. */
#ifndef _DXGK_CONCURRENCYSAL_H_
#define _DXGK_CONCURRENCYSAL_H_

#include "sal.h"

#endif /* _DXGK_CONCURRENCYSAL_H_ */
