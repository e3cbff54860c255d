/* SPDX-License-Identifier: MIT */
/*
 * dispmprt.h - the miniport side: start, children, interfaces, registration
 */
#ifndef DXGK_DDI_DISPMPRT_H
#define DXGK_DDI_DISPMPRT_H

#include <ntddk.h>
#include <video.h>
#include <acpiioct.h>
#include <d3dkmddi.h>
#include "dxgk/ddi/dispmprt_type.h"



#endif /* DXGK_DDI_DISPMPRT_H */
