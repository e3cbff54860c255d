// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * ddi.c - concurrency levels of the DDI.
 */
#include "ddi.h"
#include "nt_ke.h"
#include "verifier.h"

void dxgk_ddi_alone(struct dxgk_adapter *adapter)
{
	dxgk_os_rwsem_write(&adapter->ddi);
	__atomic_store_n(&adapter->alone, dxgk_os_thread(), __ATOMIC_RELAXED);
}

void dxgk_ddi_alone_done(struct dxgk_adapter *adapter)
{
	__atomic_store_n(&adapter->alone, 0, __ATOMIC_RELAXED);
	dxgk_os_rwsem_write_done(&adapter->ddi);
}

bool dxgk_ddi_is_alone(struct dxgk_adapter *adapter)
{
	return __atomic_load_n(&adapter->alone, __ATOMIC_RELAXED) == dxgk_os_thread();
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

void dxgk_ddi_check_at(struct dxgk_adapter *adapter, const char *name, KIRQL level)
{
	dxgk_u8 irql = dxgk_os_irql_get();

	dxgk_verify_returned(name);
	if (irql == level)
		return;
	if (irql > level)
		dxgk_os_irql_lower(level);
	else
		dxgk_os_irql_raise(level);
	dxgk_os_log(DXGK_LOG_ERR, adapter->os, "%s: %s returned at IRQL %u, set back to %u",
		    adapter->driver->info->name, name, irql, level);
}

void dxgk_ddi_check(struct dxgk_adapter *adapter, const char *name)
{
	/* The thread's own APC_LEVEL too, which a fast mutex that is still held is. */
	KIRQL irql = dxgk_nt_irql();

	if (dxgk_verifying()) {
		dxgk_verify_returned(name);
		if (dxgk_thread_leave_regions())
			dxgk_verify_report(adapter->driver->info->driver_entry,
					   DXGK_RULE_LOCK, name,
					   "returned inside a critical or guarded region");
	}
	if (irql != PASSIVE_LEVEL)
		dxgk_nt_irql_lower(PASSIVE_LEVEL);
	/* The thread is a program's, or the kernel's, and goes on. */
	if (dxgk_thread_set_affinity(0))
		dxgk_os_log(DXGK_LOG_ERR, adapter->os,
			    "%s: %s returned without KeRevertToUserAffinityThread; done for it",
			    adapter->driver->info->name, name);
	if (irql == PASSIVE_LEVEL)
		return;
	dxgk_os_log(DXGK_LOG_ERR, adapter->os, "%s: %s returned at IRQL %u, set back to 0",
		    adapter->driver->info->name, name, irql);
}
