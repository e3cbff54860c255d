/* SPDX-License-Identifier: MIT */
/* What goes with the formats of surfaces. */
#ifndef __dxgitype_h__
#define __dxgitype_h__

#include "windef.h"
#include "dxgiformat.h"

typedef struct DXGI_RATIONAL {
	UINT Numerator;
	UINT Denominator;
} DXGI_RATIONAL;

typedef struct DXGI_SAMPLE_DESC {
	UINT Count;
	UINT Quality;
} DXGI_SAMPLE_DESC;

typedef enum DXGI_MODE_ROTATION {
	DXGI_MODE_ROTATION_UNSPECIFIED = 0,
	DXGI_MODE_ROTATION_IDENTITY = 1,
	DXGI_MODE_ROTATION_ROTATE90 = 2,
	DXGI_MODE_ROTATION_ROTATE180 = 3,
	DXGI_MODE_ROTATION_ROTATE270 = 4
} DXGI_MODE_ROTATION;

#endif /* __dxgitype_h__ */
