// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * ddi.c - concurrency levels of the DDI.
 */
#include "ddi.h"

void dxgk_ddi_alone(struct dxgk_adapter *adapter)
{
	dxgk_os_rwsem_write(&adapter->ddi);
}

void dxgk_ddi_alone_done(struct dxgk_adapter *adapter)
{
	dxgk_os_rwsem_write_done(&adapter->ddi);
}

void dxgk_ddi_class(struct dxgk_adapter *adapter, enum dxgk_ddi_class class)
{
	dxgk_os_rwsem_read(&adapter->ddi);
	dxgk_os_mutex_lock(&adapter->ddi_class[class]);
}

void dxgk_ddi_class_done(struct dxgk_adapter *adapter, enum dxgk_ddi_class class)
{
	dxgk_os_mutex_unlock(&adapter->ddi_class[class]);
	dxgk_os_rwsem_read_done(&adapter->ddi);
}

void dxgk_ddi_shared(struct dxgk_adapter *adapter)
{
	dxgk_os_rwsem_read(&adapter->ddi);
}

void dxgk_ddi_shared_done(struct dxgk_adapter *adapter)
{
	dxgk_os_rwsem_read_done(&adapter->ddi);
}

void dxgk_ddi_check(struct dxgk_adapter *adapter, const char *name)
{
	/* The thread's own APC_LEVEL too, which a fast mutex that is still held is. */
	KIRQL irql = KeGetCurrentIrql();

	if (irql == PASSIVE_LEVEL)
		return;
	KeLowerIrql(PASSIVE_LEVEL);
	dxgk_os_log(DXGK_LOG_ERR, adapter->os, "%s: %s returned at IRQL %u, set back to 0",
		    adapter->driver->info->name, name, irql);
}
