/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * resource.h - the translated resource list a miniport sees; shim/ only.
 */
#ifndef DXGK_RESOURCE_H
#define DXGK_RESOURCE_H

#include "adapter.h"

/* Make adapter->resources from adapter->info. */
NTSTATUS dxgk_resources_create(struct dxgk_adapter *adapter);

#endif /* DXGK_RESOURCE_H */
