/* SPDX-License-Identifier: MIT */
/*
 * d3dukmdt.h - display types that user mode and kernel mode share
 */
#ifndef DXGK_DDI_D3DUKMDT_H
#define DXGK_DDI_D3DUKMDT_H

#include <windef.h>
#include "dxgk/ddi/d3dukmdt_type.h"



#endif /* DXGK_DDI_D3DUKMDT_H */
