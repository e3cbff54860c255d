/* SPDX-License-Identifier: MIT */
/*
 * d3dkmdt.h - kernel-mode display types: modes, monitors, VidPN
 */
#ifndef DXGK_DDI_D3DKMDT_H
#define DXGK_DDI_D3DKMDT_H

#include <d3dukmdt.h>
#include "dxgk/ddi/d3dkmdt_type.h"



#endif /* DXGK_DDI_D3DKMDT_H */
