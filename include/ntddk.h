/* SPDX-License-Identifier: MIT */
/* wdm.h and what goes beyond it. */
#ifndef _NTDDK_
#define _NTDDK_

#include "wdm.h"
#include "bugcodes.h"
#include "dxgk/nt/pciex.h"

#endif /* _NTDDK_ */
