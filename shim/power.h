/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/* power.h - power components at run time, cb_power.c; shim/ only. */
#ifndef DXGK_POWER_H
#define DXGK_POWER_H

#include "adapter.h"

/* The adapter's components, if its miniport has any: after its caps are known. */
void dxgk_power_start(struct dxgk_adapter *adapter);
/* All in F0, and no more transitions: before StopDevice. */
void dxgk_power_stop(struct dxgk_adapter *adapter);
/* Before D3, and after D0. */
void dxgk_power_to_dx(struct dxgk_adapter *adapter, bool before);
/* After RemoveDevice, when no callback runs any more. */
void dxgk_power_release(struct dxgk_adapter *adapter);

#endif /* DXGK_POWER_H */
