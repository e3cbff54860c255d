/* SPDX-License-Identifier: MIT */
/*
 * d3dkmthk.h - what user mode calls the display kernel with
 */
#ifndef DXGK_DDI_D3DKMTHK_H
#define DXGK_DDI_D3DKMTHK_H

#include <wdm.h>
#include <d3dkmdt.h>
#include "dxgk/ddi/d3dkmthk_type.h"



#endif /* DXGK_DDI_D3DKMTHK_H */
