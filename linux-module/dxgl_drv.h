/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * dxgl_drv.h - the Linux backend: one PCI function with its DRM device.
 */
#ifndef DXGL_DRV_H
#define DXGL_DRV_H

#include <linux/atomic.h>
#include <linux/interrupt.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/pci.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>
#include <linux/wait.h>

#include <drm/drm_device.h>

#include "../shim/dxgk.h"

struct dxgl_device;
struct dxgl_kms;

/* POWER_ACTION, as Windows numbers it. */
enum {
	DXGL_ACTION_NONE = 0,
	DXGL_ACTION_SLEEP = 2,
	DXGL_ACTION_HIBERNATE = 3,
	DXGL_ACTION_SHUTDOWN = 4,
};

/* User mappings of a device; dxgl_umap.c. */
struct dxgl_umaps {
	/*
	 * Guards @list and what is on it.  Taken under the mmap lock of processes,
	 * never the other way round.
	 */
	struct mutex lock;
	struct list_head list;
	struct list_head arming;	/* what a thread is about to map; under @lock */
	struct file *file;	/* what they are all mapped from, while bound */
	/* Readers insert page table entries: what they checked holds until they end. */
	struct srcu_struct srcu;
	bool allowed;		/* written before synchronize_srcu() */
	bool suspended;
	wait_queue_head_t wait;	/* for @suspended to end */
};

/* Interrupts of a device; dxgl_irq.c. */
struct dxgl_message {
	struct dxgl_device *dxgl;
	unsigned int number;
	int irq;
	bool requested;
	raw_spinlock_t lock;	/* held by the handler; DxgkCbSynchronizeExecution takes it */
};

struct dxgl_irqs {
	struct dxgl_message *message;
	unsigned int count;	/* 0: no interrupt; message[0] is there all the same */
	bool msi;
};

struct dxgl_device {
	struct drm_device drm;
	struct pci_dev *pdev;
	struct dxgk_adapter *adapter;	/* from probe to remove */
	struct dxgl_umaps umaps;
	struct dxgl_irqs irqs;
	struct dxgl_kms *kms;		/* dxgl_kms.c; drmm */
	struct notifier_block panic;	/* on the list while bound */
	struct notifier_block acpi;	/* dxgl_acpi.c */
	void *acpi_handle;
};

static inline struct dxgl_device *to_dxgl(struct drm_device *drm)
{
	return container_of(drm, struct dxgl_device, drm);
}

/* The core sees a dxgl_device as an opaque struct dxgk_os_device. */
static inline struct dxgl_device *dxgl_from_os(struct dxgk_os_device *os)
{
	return (struct dxgl_device *)os;
}

static inline struct dxgk_os_device *dxgl_to_os(struct dxgl_device *dxgl)
{
	return (struct dxgk_os_device *)dxgl;
}

/* dxgl_pci.c */
int dxgl_pci_probe(struct pci_dev *pdev, const struct pci_device_id *id,
		   struct dxgk_driver *driver);
void dxgl_pci_remove(struct pci_dev *pdev);
void dxgl_pci_shutdown(struct pci_dev *pdev);
extern const struct dev_pm_ops dxgl_pci_pm_ops;

/* dxgl_umap.c */
int dxgl_umap_init(struct dxgl_device *dxgl);

/* dxgl_irq.c: before the adapter is created, which describes them. */
int dxgl_irq_init(struct dxgl_device *dxgl, u32 messages);

/* dxgl_acpi.c: tell the adapter what ACPI says, from a start to a stop. */
void dxgl_acpi_listen(struct dxgl_device *dxgl);
void dxgl_acpi_ignore(struct dxgl_device *dxgl);

/* dxgl_post.c */
int dxgl_post_init(void);
void dxgl_post_exit(void);
void dxgl_post_find(struct pci_dev *pdev, struct dxgk_post_display *post);
void dxgl_post_give_back(struct pci_dev *pdev, const struct dxgk_post_display *post);

/* dxgl_trace.c */
void dxgl_trace_init(void);
void dxgl_trace_exit(void);

/* dxgl_debugfs.c */
void dxgl_debugfs_init(struct dxgl_device *dxgl);
/* What belongs to no device: dxgk/registry. */
void dxgl_debugfs_register(void);
void dxgl_debugfs_unregister(void);

/* dxgl_kms.c */
extern const struct drm_driver dxgl_drm_driver;
int dxgl_kms_init(struct dxgl_device *dxgl);
void dxgl_kms_registered(struct dxgl_device *dxgl);
void dxgl_kms_shutdown(struct dxgl_device *dxgl);
int dxgl_kms_suspend(struct dxgl_device *dxgl);
int dxgl_kms_resume(struct dxgl_device *dxgl);

/* dxgl_status.c */
int dxgl_errno(dxgk_status status);
dxgk_status dxgl_status(int err);

#endif /* DXGL_DRV_H */
