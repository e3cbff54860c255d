/* SPDX-License-Identifier: MIT */
/*
 * d3dkmddi.h - the DDI between dxgkrnl and a display miniport
 */
#ifndef DXGK_DDI_D3DKMDDI_H
#define DXGK_DDI_D3DKMDDI_H

#include <d3dkmdt.h>
#include <d3dkmthk.h>
#include "dxgk/ddi/d3dkmddi_type.h"



#endif /* DXGK_DDI_D3DKMDDI_H */
