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
#include <linux/pci.h>
#include <linux/version.h>

#include "miniport.h"

/* As a typedef: on an array of pointers the attribute would be dropped. */
typedef void __attribute__((ms_abi)) miniport_fn(void);

/* In the Windows object: see miniport.lds and shim/crt/. */
extern miniport_fn __miniport_entry, __miniport_run_atexit;
extern int __miniport_trace_level;
extern miniport_fn *const __miniport_ctors_start[], *const __miniport_ctors_end[];

/* Objects of static storage, in the order of the Kbuild's list of sources. */
static void miniport_construct(void)
{
	miniport_fn *const *ctor;

	for (ctor = __miniport_ctors_start; ctor < __miniport_ctors_end; ctor++)
		(*ctor)();
}

static void miniport_destroy(void)
{
	__miniport_run_atexit();
}

static struct dxgk_miniport miniport = {
	.name = KBUILD_MODNAME,
	.owner = THIS_MODULE,
	.driver_entry = __miniport_entry,
	.ddi_version = MINIPORT_DDI_VERSION,
	.registry = miniport_registry,
	.registry_count = MINIPORT_REGISTRY_COUNT,
	.construct = miniport_construct,
	.destroy = miniport_destroy,
};

/* What the Windows side shows of its trace messages: include/dxgk/wpp.h. */
int __miniport_trace_level = 3;
module_param_named(trace, __miniport_trace_level, int, 0644);
MODULE_PARM_DESC(trace, "trace messages to show: 0 none, 2 errors, 3 warnings, 4 information, 5 all");

/*
 * More devices than the tables name: to try a miniport on another one without
 * building it again.
 */
#define MINIPORT_MORE_IDS 8
static char *ids[MINIPORT_MORE_IDS];
static unsigned int ids_count;
module_param_array(ids, charp, &ids_count, 0444);
MODULE_PARM_DESC(ids, "more PCI devices to bind: VVVV:DDDD[,VVVV:DDDD...] in hexadecimal");

/* The module's own table, and what the parameter adds; ended by a zero entry. */
static struct pci_device_id miniport_all_ids[ARRAY_SIZE(miniport_ids) + MINIPORT_MORE_IDS];

static int __init miniport_add_ids(void)
{
	struct pci_device_id *id = miniport_all_ids;
	unsigned int i, vendor, device;
	char rest;

	memcpy(id, miniport_ids, sizeof(miniport_ids));
	/* The last of the table is its end. */
	id += ARRAY_SIZE(miniport_ids) - 1;
	for (i = 0; i < ids_count; i++, id++) {
		if (sscanf(ids[i], "%4x:%4x%c", &vendor, &device, &rest) != 2) {
			pr_err("%s: ids: '%s' is not VVVV:DDDD\n", KBUILD_MODNAME, ids[i]);
			return -EINVAL;
		}
		id->vendor = vendor;
		id->device = device;
		id->subvendor = PCI_ANY_ID;
		id->subdevice = PCI_ANY_ID;
	}
	miniport.ids = miniport_all_ids;
	return 0;
}

static int __init miniport_init(void)
{
	int ret;

	ret = miniport_add_ids();
	if (ret)
		return ret;
	return dxgk_miniport_load(&miniport);
}

static void __exit miniport_exit(void)
{
	dxgk_miniport_unload(&miniport);
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
