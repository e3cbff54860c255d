/* SPDX-License-Identifier: MIT */
/* From here on DEFINE_GUID defines; the copies of all units merge. */
#ifndef INITGUID
#define INITGUID
#endif
#include "guiddef.h"
