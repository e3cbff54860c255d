// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_main.c - the module, and the miniport modules that hang on it.
 */
#define pr_fmt(fmt) "dxgk: " fmt

#include <linux/module.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/suspend.h>

#include "dxgl_compat_mm.h"
#include "dxgl_drv.h"
#include "miniport.h"

/* A miniport's module while it is loaded. */
struct dxgl_miniport {
	struct pci_driver pci;
	struct dxgk_driver_info info;
	struct dxgk_driver *driver;
	struct module *owner;
};

/* Is @code in the miniport's module? */
static bool dxgl_miniport_owns(const struct dxgk_driver_info *info, const void *code)
{
	const struct dxgl_miniport *m = container_of(info, struct dxgl_miniport, info);

	return within_module((unsigned long)code, m->owner);
}

static int dxgl_miniport_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct dxgl_miniport *m = container_of(to_pci_driver(pdev->dev.driver),
					       struct dxgl_miniport, pci);

	return dxgl_pci_probe(pdev, id, m->driver);
}

/**
 * dxgk_miniport_load() - start a miniport; see miniport.h
 * @mp: the miniport
 */
int dxgk_miniport_load(struct dxgk_miniport *mp)
{
	struct dxgl_miniport *m;
	dxgk_status status;
	int ret;

	m = kzalloc(sizeof(*m), GFP_KERNEL);
	if (!m)
		return -ENOMEM;

	m->owner = mp->owner;
	m->info.name = mp->name;
	m->info.owns = dxgl_miniport_owns;
	m->info.text = dxgl_module_text(mp->owner, &m->info.text_size);
	m->info.driver_entry = mp->driver_entry;
	m->info.ddi_version = mp->ddi_version;
	m->info.registry = mp->registry;
	m->info.registry_count = mp->registry_count;
	m->info.construct = mp->construct;
	m->info.destroy = mp->destroy;
	status = dxgk_driver_load(&m->info, &m->driver);
	if (status < 0) {
		ret = dxgl_errno(status);
		goto free;
	}

	m->pci.name = mp->name;
	m->pci.id_table = mp->ids;
	m->pci.probe = dxgl_miniport_probe;
	m->pci.remove = dxgl_pci_remove;
	m->pci.shutdown = dxgl_pci_shutdown;
	m->pci.driver.pm = &dxgl_pci_pm_ops;
	mp->core = m;
	ret = __pci_register_driver(&m->pci, mp->owner, mp->name);
	if (ret)
		goto unload;
	return 0;

unload:
	mp->core = NULL;
	dxgk_driver_unload(m->driver);
free:
	kfree(m);
	return ret;
}
EXPORT_SYMBOL_NS_GPL(dxgk_miniport_load, DXGL_NS);

/**
 * dxgk_miniport_unload() - stop a miniport; see miniport.h
 * @mp: what dxgk_miniport_load() took
 */
void dxgk_miniport_unload(struct dxgk_miniport *mp)
{
	struct dxgl_miniport *m = mp->core;

	pci_unregister_driver(&m->pci);
	dxgk_driver_unload(m->driver);
	mp->core = NULL;
	kfree(m);
}
EXPORT_SYMBOL_NS_GPL(dxgk_miniport_unload, DXGL_NS);

static bool dxgl_verifier = IS_ENABLED(CONFIG_DRM_DXGK_VERIFIER);

static int dxgl_verifier_set(const char *val, const struct kernel_param *kp)
{
	int ret = param_set_bool(val, kp);

	if (!ret)
		dxgk_verifier_enable(dxgl_verifier);
	return ret;
}

static const struct kernel_param_ops dxgl_verifier_ops = {
	.set = dxgl_verifier_set,
	.get = param_get_bool,
};
module_param_cb(verifier, &dxgl_verifier_ops, &dxgl_verifier, 0644);
MODULE_PARM_DESC(verifier, "watch miniports against Windows' rules and name what breaks them");

/* Before and after all devices have their turn. */
static int dxgl_pm_notify(struct notifier_block *nb, unsigned long event, void *unused)
{
	switch (event) {
	case PM_SUSPEND_PREPARE:
	case PM_HIBERNATION_PREPARE:
		dxgk_system_power(false);
		break;
	case PM_POST_SUSPEND:
	case PM_POST_HIBERNATION:
		dxgk_system_power(true);
		break;
	}
	return NOTIFY_DONE;
}

static struct notifier_block dxgl_pm = { .notifier_call = dxgl_pm_notify };

static int __init dxgl_init(void)
{
	int ret = dxgl_errno(dxgk_core_init());

	if (ret)
		return ret;
	ret = dxgl_post_init();
	if (ret)
		goto core;
	ret = register_pm_notifier(&dxgl_pm);
	if (ret)
		goto post;
	dxgk_verifier_enable(dxgl_verifier);
	dxgl_trace_init();
	dxgl_debugfs_register();
	return 0;

post:
	dxgl_post_exit();
core:
	dxgk_core_exit();
	return ret;
}

static void __exit dxgl_exit(void)
{
	dxgl_debugfs_unregister();
	dxgl_trace_exit();
	unregister_pm_notifier(&dxgl_pm);
	dxgl_post_exit();
	dxgk_core_exit();
}

module_init(dxgl_init);
module_exit(dxgl_exit);

MODULE_DESCRIPTION("Portability shim for Windows display miniport drivers");
MODULE_LICENSE("Dual MIT/GPL");
