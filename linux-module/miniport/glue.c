// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The Linux side of a miniport module: compiled by the kernel's compiler into
 * every miniport, included by the generated file that carries its tables.
 *
 * The Windows side arrives as one object whose only visible names are the
 * ones declared below; everything else in it is local, so that neither side
 * can capture the other's memcpy.
 */
#include <linux/init.h>
#include <linux/version.h>

#include "miniport.h"

/* As a typedef: on an array of pointers the attribute would be dropped. */
typedef void __attribute__((ms_abi)) miniport_fn(void);

/* In the Windows object: see miniport.lds and shim/crt/. */
extern miniport_fn __miniport_entry, __miniport_run_atexit;
extern miniport_fn *const __miniport_ctors_start[], *const __miniport_ctors_end[];

static struct dxgk_miniport miniport = {
	.name = KBUILD_MODNAME,
	.owner = THIS_MODULE,
	.driver_entry = __miniport_entry,
	.ids = miniport_ids,
	.ddi_version = MINIPORT_DDI_VERSION,
	.registry = miniport_registry,
	.registry_count = MINIPORT_REGISTRY_COUNT,
};

/* Objects of static storage, in the order of the Kbuild's list of sources. */
static void __init miniport_construct(void)
{
	miniport_fn *const *ctor;

	for (ctor = __miniport_ctors_start; ctor < __miniport_ctors_end; ctor++)
		(*ctor)();
}

static int __init miniport_init(void)
{
	int ret;

	miniport_construct();
	ret = dxgk_miniport_load(&miniport);
	if (ret)
		__miniport_run_atexit();
	return ret;
}

static void __exit miniport_exit(void)
{
	dxgk_miniport_unload(&miniport);
	__miniport_run_atexit();
}

module_init(miniport_init);
module_exit(miniport_exit);

/* Commit cdd30ebb1b9f ("module: Convert symbol namespace to string literal"), 6.13. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
MODULE_IMPORT_NS("DXGK");
#else
MODULE_IMPORT_NS(DXGK);
#endif
MODULE_DEVICE_TABLE(pci, miniport_ids);
MODULE_LICENSE(MINIPORT_LICENSE);
MODULE_DESCRIPTION(MINIPORT_DESCRIPTION);
