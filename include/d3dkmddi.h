/* SPDX-License-Identifier: MIT */
/*
 * The DDI between the DirectX graphics kernel and display miniports. Where the
 * reference names an IRQL other than PASSIVE_LEVEL for a function, a comment
 * does.
 */
#ifndef _D3DKMDDI_H_
#define _D3DKMDDI_H_

#include "d3dkmdt.h"
#include "dxgk/ddi/vidpn_if.h"
#include "dxgk/ddi/monitor_if.h"
#include "dxgk/ddi/mpo.h"
#include "dxgk/ddi/power.h"
#include "dxgk/ddi/display.h"
#include "dxgk/ddi/display_target.h"
#include "dxgk/ddi/caps.h"
#include "dxgk/ddi/query.h"
#include "dxgk/ddi/memory.h"
#include "dxgk/ddi/paging.h"
#include "dxgk/ddi/sched.h"
#include "dxgk/ddi/notify.h"
#include "dxgk/ddi/gdi.h"
#include "dxgk/ddi/render.h"
#include "dxgk/ddi/in_out.h"
#include "dxgk/ddi/guids.h"

#endif /* _D3DKMDDI_H_ */
