/* SPDX-License-Identifier: MIT */
/* The error codes of the video port's miniports. */
#ifndef _DDERROR_
#define _DDERROR_

#include "winerror.h"

#endif /* _DDERROR_ */
