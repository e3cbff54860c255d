/* SPDX-License-Identifier: MIT */
/* For drivers that include it instead of ntddk.h: no file system interface. */
#ifndef _NTIFS_
#define _NTIFS_

#include "ntddk.h"

#endif /* _NTIFS_ */
