/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/* memory.h - memory that callbacks allocate, cb_memory.c; shim/ only. */
#ifndef DXGK_MEMORY_H
#define DXGK_MEMORY_H

#include "adapter.h"

void dxgk_memory_init(void);
/*
 * RemoveDevice has returned: what @adapter left is named and freed; NULL: what
 * the driver @owner made for no adapter.
 */
void dxgk_memory_end(const struct dxgk_adapter *adapter, dxgk_u16 owner);

#endif /* DXGK_MEMORY_H */
