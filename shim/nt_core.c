// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_core.c - the NT runtime as a whole: coming and going, and whose call it is.
 */
#include "nt_device.h"
#include "nt_io.h"
#include "nt_ke.h"
#include "nt_mm.h"
#include "nt_reg.h"
#include "verifier.h"

#define DXGK_NT_DRIVERS 32

/*
 * Slots are filled and cleared with a release store while nobody of that
 * driver can call; readers run at any IRQL and take no lock.  Slot 0 stays empty.
 */
static const struct dxgk_driver_info *dxgk_nt_drivers[DXGK_NT_DRIVERS];
static struct dxgk_os_mutex dxgk_nt_lock;

dxgk_status dxgk_nt_init(void)
{
	dxgk_status status;

	dxgk_os_mutex_init(&dxgk_nt_lock);
	dxgk_verifier_init();
	status = dxgk_pool_init();
	if (!NT_SUCCESS(status))
		goto fini;
	dxgk_ob_init();
	status = dxgk_reg_init();
	if (!NT_SUCCESS(status))
		goto ob;
	dxgk_list_init();
	dxgk_wait_init();
	dxgk_thread_init();
	dxgk_timer_init();
	dxgk_dpc_init();
	dxgk_mm_init();
	dxgk_irp_init();
	dxgk_name_init();
	dxgk_devobj_init();
	dxgk_devclass_init();
	dxgk_drvext_init();
	dxgk_iotimer_init();
	dxgk_dma_init();
	status = dxgk_callback_init();
	if (!NT_SUCCESS(status))
		goto reg;
	status = dxgk_os_deferred_start();
	if (!NT_SUCCESS(status))
		goto callback;
	status = dxgk_work_init();
	if (!NT_SUCCESS(status))
		goto deferred;
	return STATUS_SUCCESS;

deferred:
	dxgk_os_deferred_stop();
callback:
	dxgk_callback_exit();
reg:
	dxgk_thread_exit_all();
	dxgk_devclass_exit();
	dxgk_name_exit();
	dxgk_reg_exit();
ob:
	dxgk_ob_exit();
	dxgk_pool_exit();
fini:
	dxgk_os_mutex_fini(&dxgk_nt_lock);
	return status;
}

void dxgk_nt_exit(void)
{
	dxgk_work_exit();
	dxgk_os_deferred_stop();
	dxgk_thread_exit_all();
	dxgk_callback_exit();
	dxgk_ob_exit();
	dxgk_devclass_exit();
	dxgk_name_exit();
	dxgk_reg_exit();
	dxgk_mm_owner_gone(0xffff);
	dxgk_pool_exit();
	dxgk_os_mutex_fini(&dxgk_nt_lock);
}

dxgk_status dxgk_nt_driver_add(const struct dxgk_driver_info *info)
{
	dxgk_status status = STATUS_INSUFFICIENT_RESOURCES;
	dxgk_u16 i;

	dxgk_os_mutex_lock(&dxgk_nt_lock);
	for (i = 1; i < DXGK_NT_DRIVERS; i++) {
		if (!dxgk_nt_drivers[i]) {
			__atomic_store_n(&dxgk_nt_drivers[i], info, __ATOMIC_RELEASE);
			status = STATUS_SUCCESS;
			break;
		}
	}
	dxgk_os_mutex_unlock(&dxgk_nt_lock);
	if (!NT_SUCCESS(status))
		return status;
	status = dxgk_reg_add_service(info, i);
	if (!NT_SUCCESS(status))
		dxgk_nt_driver_remove(info);
	return status;
}

void dxgk_nt_driver_remove(const struct dxgk_driver_info *info)
{
	dxgk_u16 i;

	dxgk_os_mutex_lock(&dxgk_nt_lock);
	for (i = 1; i < DXGK_NT_DRIVERS; i++) {
		if (dxgk_nt_drivers[i] == info) {
			/* Threads first: they may set timers and queue the rest. */
			dxgk_thread_owner_gone(i);
			dxgk_callback_owner_gone(i);
			dxgk_iotimer_owner_gone(i);
			dxgk_dma_owner_gone(i);
			dxgk_timer_owner_gone(i);
			dxgk_dpc_owner_gone(i);
			dxgk_work_flush();
			dxgk_bug_owner_gone(i);
			dxgk_ob_owner_gone(i);
			dxgk_devobj_owner_gone(i);
			dxgk_name_owner_gone(i);
			dxgk_devclass_owner_gone(i);
			dxgk_drvext_owner_gone(i);
			dxgk_reg_owner_gone(i);
			dxgk_mm_owner_gone(i);
			dxgk_pool_owner_gone(i);
			dxgk_verifier_owner_gone(i);
			__atomic_store_n(&dxgk_nt_drivers[i], NULL, __ATOMIC_RELEASE);
		}
	}
	dxgk_os_mutex_unlock(&dxgk_nt_lock);
}

dxgk_u16 dxgk_nt_owner(const void *code)
{
	const struct dxgk_driver_info *info;
	dxgk_u16 i;

	for (i = 1; i < DXGK_NT_DRIVERS; i++) {
		info = __atomic_load_n(&dxgk_nt_drivers[i], __ATOMIC_ACQUIRE);
		if (!info)
			continue;
		if ((dxgk_uptr)code - (dxgk_uptr)info->text < info->text_size || !info->owns ||
		    info->owns(info, code))
			return i;
	}
	return 0;
}

dxgk_u16 dxgk_nt_driver_owner(const struct dxgk_driver_info *info)
{
	dxgk_u16 i;

	for (i = 1; i < DXGK_NT_DRIVERS; i++)
		if (__atomic_load_n(&dxgk_nt_drivers[i], __ATOMIC_ACQUIRE) == info)
			return i;
	return 0;
}

const char *dxgk_nt_owner_name(dxgk_u16 owner)
{
	const struct dxgk_driver_info *info = NULL;

	if (owner < DXGK_NT_DRIVERS)
		info = __atomic_load_n(&dxgk_nt_drivers[owner], __ATOMIC_ACQUIRE);
	return info ? info->name : "dxgk";
}

/* Names are string constants, so their addresses tell them apart well enough. */
#define DXGK_MISSING_KEPT 256

void dxgk_nt_missing(const void *caller, const char *name)
{
	static dxgk_uptr told[DXGK_MISSING_KEPT];
	dxgk_u16 owner = dxgk_nt_owner(caller);
	dxgk_uptr key = (dxgk_uptr)name ^ (dxgk_uptr)owner << 48, was;
	ULONG i;

	for (i = 0; i < DXGK_MISSING_KEPT; i++) {
		was = 0;
		if (__atomic_compare_exchange_n(&told[i], &was, key, false, __ATOMIC_RELAXED,
						__ATOMIC_RELAXED))
			break;
		if (was == key)
			return;
	}
	dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: %pS calls %s, which is not supported",
		    dxgk_nt_owner_name(owner), caller, name);
}
