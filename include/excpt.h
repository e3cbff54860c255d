/* SPDX-License-Identifier: MIT */
/* What an exception filter may answer. */
#ifndef _INC_EXCPT
#define _INC_EXCPT

#include "ntdef.h"
#include "dxgk/nt/exc.h"

#endif /* _INC_EXCPT */
