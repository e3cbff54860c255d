/* SPDX-License-Identifier: MIT */
/* Display types of kernel mode. */
#ifndef _D3DKMDT_H_
#define _D3DKMDT_H_

#include "d3dukmdt.h"
#include "dxgk/ddi/adapter_types.h"
#include "dxgk/ddi/vidpn_types.h"
#include "dxgk/ddi/opm.h"

#endif /* _D3DKMDT_H_ */
