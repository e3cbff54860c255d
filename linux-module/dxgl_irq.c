// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_irq.c - interrupts of a device.
 */
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include <drm/drm_managed.h>

#include <ntstatus.h>

#include "dxgl_compat.h"
#include "dxgl_drv.h"

/* They share the list of resources with the BARs. */
#define DXGL_MAX_MESSAGES 16

static irqreturn_t dxgl_irq_handler(int irq, void *arg)
{
	struct dxgl_message *m = arg;
	bool claimed, called = !in_hardirq();

	/*
	 * A handler that shares its line is called by request_irq() and free_irq()
	 * of a kernel with CONFIG_DEBUG_SHIRQ, in a thread with interrupts off: what
	 * the IRQL follows is whether this is an interrupt.
	 */
	if (called)
		__irq_enter_raw();
	raw_spin_lock(&m->lock);
	claimed = dxgk_adapter_isr(READ_ONCE(m->dxgl->adapter), m->number);
	raw_spin_unlock(&m->lock);
	if (called)
		__irq_exit_raw();
	return IRQ_RETVAL(claimed);
}

/* Waits for what runs. */
static void dxgl_irq_release(struct dxgl_device *dxgl)
{
	struct dxgl_irqs *irqs = &dxgl->irqs;
	unsigned int i;

	for (i = 0; i < irqs->count; i++) {
		struct dxgl_message *m = &irqs->message[i];

		if (m->requested)
			free_irq(m->irq, m);
		m->requested = false;
	}
}

dxgk_status dxgk_os_irq_connect(struct dxgk_os_device *dev)
{
	struct dxgl_device *dxgl = dxgl_from_os(dev);
	struct dxgl_irqs *irqs = &dxgl->irqs;
	unsigned int i;
	int ret;

	for (i = 0; i < irqs->count; i++) {
		struct dxgl_message *m = &irqs->message[i];

		/* Not threaded: the routine runs at its IRQL, also with threadirqs. */
		ret = request_irq(m->irq, dxgl_irq_handler,
				  IRQF_NO_THREAD | (irqs->msi ? 0 : IRQF_SHARED),
				  pci_name(dxgl->pdev), m);
		if (ret) {
			dxgl_irq_release(dxgl);
			return dxgl_status(ret);
		}
		m->requested = true;
	}
	return STATUS_SUCCESS;
}

void dxgk_os_irq_disconnect(struct dxgk_os_device *dev)
{
	dxgl_irq_release(dxgl_from_os(dev));
}

bool dxgk_os_irq_synchronize(struct dxgk_os_device *dev, dxgk_u32 message,
			     bool (*fn)(void *arg), void *arg)
{
	struct dxgl_irqs *irqs = &dxgl_from_os(dev)->irqs;
	struct dxgl_message *m = &irqs->message[message < irqs->count ? message : 0];
	unsigned long flags;
	bool result;

	raw_spin_lock_irqsave(&m->lock, flags);
	result = fn(arg);
	raw_spin_unlock_irqrestore(&m->lock, flags);
	return result;
}

static void dxgl_irq_free_vectors(void *data)
{
	pci_free_irq_vectors(data);
}

/*
 * Messages only for a driver whose INF asks for them, as on Windows; or where
 * the device has no line, which is better than nothing.
 */
static int dxgl_irq_alloc_vectors(struct pci_dev *pdev, u32 messages)
{
	int ret;

	if (!messages) {
		if (pdev->pin)
			return pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_INTX);
		messages = 1;
	}
	ret = pci_alloc_irq_vectors(pdev, 1, min_t(u32, messages, DXGL_MAX_MESSAGES),
				    PCI_IRQ_MSIX | PCI_IRQ_MSI);
	if (ret < 0 && pdev->pin)
		ret = pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_INTX);
	return ret;
}

int dxgl_irq_init(struct dxgl_device *dxgl, u32 messages)
{
	struct dxgl_irqs *irqs = &dxgl->irqs;
	struct pci_dev *pdev = dxgl->pdev;
	unsigned int i;
	int ret;

	/* No interrupt is no failure: many displays have none. */
	ret = dxgl_irq_alloc_vectors(pdev, messages);
	irqs->count = max(ret, 0);
	irqs->msi = pdev->msi_enabled || pdev->msix_enabled;
	if (irqs->count) {
		ret = devm_add_action_or_reset(&pdev->dev, dxgl_irq_free_vectors, pdev);
		if (ret)
			return ret;
	}

	/* One lock is wanted even where nothing interrupts. */
	irqs->message = drmm_kcalloc(&dxgl->drm, max(irqs->count, 1u), sizeof(*irqs->message),
				     GFP_KERNEL);
	if (!irqs->message)
		return -ENOMEM;
	for (i = 0; i < max(irqs->count, 1u); i++) {
		struct dxgl_message *m = &irqs->message[i];

		m->dxgl = dxgl;
		m->number = i;
		raw_spin_lock_init(&m->lock);
		if (irqs->count)
			m->irq = pci_irq_vector(pdev, i);
	}
	return 0;
}
