/* SPDX-License-Identifier: MIT */
/*
 * The thunks by which user mode calls the DirectX graphics kernel, as far as
 * drivers meet their structures.
 */
#ifndef _D3DKMTHK_H_
#define _D3DKMTHK_H_

#include "d3dkmdt.h"
#include "dxgk/ddi/thunk_memory.h"
#include "dxgk/ddi/thunk_sync.h"
#include "dxgk/ddi/thunk_present.h"
#include "dxgk/ddi/thunk_display.h"
#include "dxgk/ddi/thunk_query.h"
#include "dxgk/ddi/thunk_stats.h"
#include "dxgk/ddi/thunk_debug.h"
#include "dxgk/ddi/thunk_power.h"
#include "dxgk/ddi/thunk_fns.h"
#include "dxgk/ddi/guids.h"

#endif /* _D3DKMTHK_H_ */
