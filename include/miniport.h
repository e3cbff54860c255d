/* SPDX-License-Identifier: MIT */
/* The types miniports of all classes share; most of them are the kernel's. */
#ifndef _MINIPORT_
#define _MINIPORT_

#include "ntddk.h"

#endif /* _MINIPORT_ */
