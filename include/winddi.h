/* SPDX-License-Identifier: MIT */
/* The few types of the graphics engine that display miniports name. */
#ifndef _WINDDI_
#define _WINDDI_

#include "windef.h"
#include "wingdi.h"

typedef LONG FIX;
typedef ULONG ROP4;
typedef ULONG MIX;
typedef LONG_PTR PTRDIFF;
typedef FLOAT FLOATL;
DECLARE_HANDLE(HSURF);
DECLARE_HANDLE(DHSURF);
DECLARE_HANDLE(DHPDEV);
DECLARE_HANDLE(HDEV);

typedef struct _POINTFIX {
	FIX x;
	FIX y;
} POINTFIX, *PPOINTFIX;

typedef struct _RECTFX {
	FIX xLeft;
	FIX yTop;
	FIX xRight;
	FIX yBottom;
} RECTFX, *PRECTFX;

#endif /* _WINDDI_ */
