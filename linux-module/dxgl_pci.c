// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_pci.c - binding a PCI function: from probe to remove.
 */
#include <linux/aperture.h>
#include <linux/dma-mapping.h>
#include <linux/iommu.h>
#include <linux/mm.h>
#include <linux/panic_notifier.h>
#include <linux/pci.h>
#include <linux/pm.h>
#include <linux/slab.h>
#include <linux/vgaarb.h>

#include <drm/drm_drv.h>
#include <drm/drm_print.h>

#include <ntstatus.h>

#include "dxgl_drv.h"

/* The bus's resources in the order drivers expect: BARs, then interrupts. */
static void dxgl_pci_resources(struct dxgl_device *dxgl, struct dxgk_adapter_info *info)
{
	struct pci_dev *pdev = dxgl->pdev;
	struct dxgl_irqs *irqs = &dxgl->irqs;
	unsigned int i;

	for (i = 0; i < PCI_STD_NUM_BARS; i++) {
		unsigned long flags = pci_resource_flags(pdev, i);
		struct dxgk_resource *r = &info->resource[info->resource_count];

		if (!pci_resource_len(pdev, i) || flags & IORESOURCE_UNSET)
			continue;
		if (flags & IORESOURCE_MEM)
			r->kind = DXGK_RES_MEMORY;
		else if (flags & IORESOURCE_IO)
			r->kind = DXGK_RES_PORT;
		else
			continue;
		r->start = pci_resource_start(pdev, i);
		r->length = pci_resource_len(pdev, i);
		/* Firmware that put a BAR over RAM: nobody may map that. */
		if (flags & IORESOURCE_MEM && dxgk_os_is_ram(r->start, r->length)) {
			dev_warn(&pdev->dev, "BAR %u lies over system RAM and is left out\n", i);
			continue;
		}
		r->prefetchable = flags & IORESOURCE_PREFETCH;
		info->resource_count++;
	}
	for (i = 0; i < irqs->count && info->resource_count < DXGK_MAX_RESOURCES; i++) {
		struct dxgk_resource *r = &info->resource[info->resource_count++];

		r->kind = DXGK_RES_INTERRUPT;
		r->start = irqs->message[i].irq;
		r->message = irqs->msi;
		r->shared = !irqs->msi;
		r->message_count = irqs->count;
	}
}

static void dxgl_pci_describe(struct dxgl_device *dxgl, const struct pci_device_id *id,
			      struct dxgk_adapter_info *info)
{
	struct pci_dev *pdev = dxgl->pdev;
	struct sysinfo si;

	info->os = dxgl_to_os(dxgl);
	info->name = pci_name(pdev);
	info->vendor = pdev->vendor;
	info->device = pdev->device;
	info->subvendor = pdev->subsystem_vendor;
	info->subdevice = pdev->subsystem_device;
	info->revision = pdev->revision;
	info->class_code = pdev->class;
	info->install = (int)id->driver_data;
	info->bus = pdev->bus->number;
	info->slot = PCI_SLOT(pdev->devfn);
	info->function = PCI_FUNC(pdev->devfn);
	info->boot_vga = vga_default_device() == pdev;
	dxgl_pci_resources(dxgl, info);
	dxgl_post_find(pdev, &info->post);

	si_meminfo(&si);
	info->system_memory = (u64)si.totalram * si.mem_unit;
	info->highest_physical = (1ull << boot_cpu_data.x86_phys_bits) - 1;
}

static int dxgl_pci_start(struct dxgl_device *dxgl)
{
	dxgk_status status = dxgk_adapter_start(dxgl->adapter);
	int ret;

	if (status < 0)
		return dxgl_errno(status);

	ret = dxgl_kms_init(dxgl);
	if (ret)
		goto stop;
	ret = drm_dev_register(&dxgl->drm, 0);
	if (ret)
		goto shutdown;
	dxgl_kms_registered(dxgl);
	return 0;

shutdown:
	dxgl_kms_shutdown(dxgl);
stop:
	dxgk_adapter_stop(dxgl->adapter);
	return ret;
}

/* The panic's text is out by now: what a miniport's reset breaks hides nothing. */
static int dxgl_pci_panic(struct notifier_block *nb, unsigned long event, void *data)
{
	dxgk_adapter_reset(container_of(nb, struct dxgl_device, panic)->adapter);
	return NOTIFY_DONE;
}

/*
 * Miniports hand physical addresses to their device.  Where those are not what it
 * reaches, nobody can do anything about it here but say so.
 */
static void dxgl_pci_check_dma(struct pci_dev *pdev)
{
	struct iommu_domain *domain = iommu_get_domain_for_dev(&pdev->dev);

	if (domain && domain->type != IOMMU_DOMAIN_IDENTITY)
		pci_warn(pdev, "dxgk: an IOMMU remaps this device's DMA, and miniports do not know; if the device does DMA, boot with iommu.passthrough=1\n");
}

int dxgl_pci_probe(struct pci_dev *pdev, const struct pci_device_id *id,
		   struct dxgk_driver *driver)
{
	struct dxgk_adapter_info *info;
	struct dxgl_device *dxgl;
	dxgk_status status;
	int ret;

	ret = pcim_enable_device(pdev);
	if (ret)
		return ret;

	dxgl = devm_drm_dev_alloc(&pdev->dev, &dxgl_drm_driver, struct dxgl_device, drm);
	if (IS_ERR(dxgl))
		return PTR_ERR(dxgl);
	dxgl->pdev = pdev;
	pci_set_drvdata(pdev, dxgl);

	ret = dxgl_umap_init(dxgl);
	if (ret)
		return ret;
	ret = dxgl_irq_init(dxgl, dxgk_driver_message_limit(driver, (int)id->driver_data));
	if (ret)
		return ret;

	/* What the description says of firmware's framebuffer is read before it goes. */
	info = kzalloc(sizeof(*info), GFP_KERNEL);
	if (!info)
		return -ENOMEM;
	dxgl_pci_describe(dxgl, id, info);

	ret = aperture_remove_conflicting_pci_devices(pdev, "dxgk");
	if (ret)
		goto free;
	ret = pci_request_regions(pdev, "dxgk");
	if (ret)
		goto free;
	dxgl_pci_check_dma(pdev);
	pci_set_master(pdev);

	status = dxgk_adapter_create(driver, info, &dxgl->adapter);
	if (status < 0) {
		ret = dxgl_errno(status);
		goto regions;
	}
	ret = dxgl_pci_start(dxgl);
	if (ret)
		goto remove;

	dxgl->panic.notifier_call = dxgl_pci_panic;
	atomic_notifier_chain_register(&panic_notifier_list, &dxgl->panic);
	dxgl_acpi_listen(dxgl);
	dxgl_debugfs_init(dxgl);
	kfree(info);
	return 0;

remove:
	dxgk_adapter_remove(dxgl->adapter);
	dxgl->adapter = NULL;
regions:
	pci_clear_master(pdev);
	pci_release_regions(pdev);
free:
	kfree(info);
	return ret;
}

/*
 * First the programs are cut off, then the display goes dark, then the
 * miniport goes.  See the rules of removal in the documentation of drm_dev_unplug():
 * nothing that comes from a client runs any more when it returns.
 */
void dxgl_pci_remove(struct pci_dev *pdev)
{
	struct dxgl_device *dxgl = pci_get_drvdata(pdev);
	struct dxgk_post_display post;
	bool lit;

	dxgl_acpi_ignore(dxgl);
	atomic_notifier_chain_unregister(&panic_notifier_list, &dxgl->panic);
	/* All-ones from configuration space: it was pulled, not unbound. */
	if (!pci_device_is_present(pdev))
		dxgk_adapter_surprise_remove(dxgl->adapter);

	drm_dev_unplug(&dxgl->drm);
	dxgk_adapter_cut_off(dxgl->adapter);
	dxgl_kms_shutdown(dxgl);
	dxgk_adapter_stop(dxgl->adapter);
	lit = dxgk_adapter_left_lit(dxgl->adapter, &post);
	dxgk_adapter_remove(dxgl->adapter);
	dxgl->adapter = NULL;

	pci_clear_master(pdev);
	pci_release_regions(pdev);
	if (lit)
		dxgl_post_give_back(pdev, &post);
}

void dxgl_pci_shutdown(struct pci_dev *pdev)
{
	struct dxgl_device *dxgl = pci_get_drvdata(pdev);

	dxgl_kms_shutdown(dxgl);
	dxgk_adapter_set_power(dxgl->adapter, false, DXGL_ACTION_SHUTDOWN);
}

static int dxgl_pci_sleep(struct device *dev, u32 action)
{
	struct dxgl_device *dxgl = dev_get_drvdata(dev);
	int ret;

	ret = dxgl_kms_suspend(dxgl);
	if (ret)
		return ret;
	ret = dxgl_errno(dxgk_adapter_set_power(dxgl->adapter, false, action));
	if (ret)
		dxgl_kms_resume(dxgl);
	return ret;
}

static int dxgl_pci_suspend(struct device *dev)
{
	return dxgl_pci_sleep(dev, DXGL_ACTION_SLEEP);
}

static int dxgl_pci_hibernate(struct device *dev)
{
	return dxgl_pci_sleep(dev, DXGL_ACTION_HIBERNATE);
}

static int dxgl_pci_resume(struct device *dev)
{
	struct dxgl_device *dxgl = dev_get_drvdata(dev);
	int ret;

	ret = dxgl_errno(dxgk_adapter_set_power(dxgl->adapter, true, DXGL_ACTION_NONE));
	if (ret)
		return ret;
	return dxgl_kms_resume(dxgl);
}

const struct dev_pm_ops dxgl_pci_pm_ops = {
	.suspend = pm_sleep_ptr(dxgl_pci_suspend),
	.resume = pm_sleep_ptr(dxgl_pci_resume),
	.freeze = pm_sleep_ptr(dxgl_pci_hibernate),
	.thaw = pm_sleep_ptr(dxgl_pci_resume),
	.poweroff = pm_sleep_ptr(dxgl_pci_hibernate),
	.restore = pm_sleep_ptr(dxgl_pci_resume),
};

/* Whose configuration space that is, referenced; NULL: there is none such. */
static struct pci_dev *dxgl_pci_space(struct pci_dev *pdev, enum dxgk_space space)
{
	switch (space) {
	case DXGK_SPACE_CONFIG:
		return pci_dev_get(pdev);
	case DXGK_SPACE_BRIDGE:
		return pci_dev_get(pcie_find_root_port(pdev));
	case DXGK_SPACE_MCH:
		return pci_get_domain_bus_and_slot(pci_domain_nr(pdev->bus), 0, 0);
	default:
		return NULL;
	}
}

static dxgk_status dxgl_pci_read_rom(struct pci_dev *pdev, void *buf, u32 offset, u32 len,
				     u32 *done)
{
	void __iomem *rom;
	size_t size;

	rom = pci_map_rom(pdev, &size);
	if (!rom)
		return STATUS_NOT_SUPPORTED;
	if (offset < size) {
		len = min_t(size_t, len, size - offset);
		memcpy_fromio(buf, rom + offset, len);
		*done = len;
	}
	pci_unmap_rom(pdev, rom);
	return STATUS_SUCCESS;
}

dxgk_status dxgk_os_dev_read(struct dxgk_os_device *dev, enum dxgk_space space,
			     void *buf, dxgk_u32 offset, dxgk_u32 len, dxgk_u32 *done)
{
	struct pci_dev *pdev = dxgl_from_os(dev)->pdev;
	u8 *to = buf;
	u32 i;

	*done = 0;
	if (space == DXGK_SPACE_ROM)
		return dxgl_pci_read_rom(pdev, buf, offset, len, done);
	if (!pci_device_is_present(pdev))
		return STATUS_DEVICE_REMOVED;
	pdev = dxgl_pci_space(pdev, space);
	if (!pdev)
		return STATUS_NOT_SUPPORTED;
	for (i = 0; i < len && offset + i < pdev->cfg_size && offset + i >= offset; i++)
		pci_read_config_byte(pdev, offset + i, &to[i]);
	*done = i;
	pci_dev_put(pdev);
	return STATUS_SUCCESS;
}

dxgk_status dxgk_os_dev_write(struct dxgk_os_device *dev, enum dxgk_space space,
			      const void *buf, dxgk_u32 offset, dxgk_u32 len, dxgk_u32 *done)
{
	struct pci_dev *pdev = dxgl_from_os(dev)->pdev;
	const u8 *from = buf;
	u32 i = 0;

	*done = 0;
	if (!pci_device_is_present(pdev))
		return STATUS_DEVICE_REMOVED;
	pdev = dxgl_pci_space(pdev, space);
	if (!pdev)
		return STATUS_NOT_SUPPORTED;

	/* By the widest access that fits: some registers act on a whole one. */
	while (i < len && offset + i < pdev->cfg_size && offset + i >= offset) {
		u32 at = offset + i, left = min_t(u32, len - i, pdev->cfg_size - at);
		u32 dword;
		u16 word;

		if (!(at & 3) && left >= 4) {
			memcpy(&dword, &from[i], sizeof(dword));
			pci_write_config_dword(pdev, at, dword);
			i += 4;
		} else if (!(at & 1) && left >= 2) {
			memcpy(&word, &from[i], sizeof(word));
			pci_write_config_word(pdev, at, word);
			i += 2;
		} else {
			pci_write_config_byte(pdev, at, from[i]);
			i++;
		}
	}
	*done = i;
	pci_dev_put(pdev);
	return STATUS_SUCCESS;
}

static bool dxgl_pci_matches(struct pci_dev *pdev, const struct dxgk_pci_match *m)
{
	return (!m->ids || (m->vendor == pdev->vendor && m->device == pdev->device)) &&
	       (!m->subsystem || (m->subvendor == pdev->subsystem_vendor &&
				  m->subdevice == pdev->subsystem_device)) &&
	       (!m->revision || m->revision_id == pdev->revision) &&
	       (!m->class || (m->base_class == pdev->class >> 16 &&
			      m->subclass == (pdev->class >> 8 & 0xff))) &&
	       (!m->interface || m->prog_if == (pdev->class & 0xff));
}

bool dxgk_os_pci_present(struct dxgk_os_device *dev, const struct dxgk_pci_match *match)
{
	struct pci_dev *self = dxgl_from_os(dev)->pdev, *pdev = NULL;

	for_each_pci_dev(pdev) {
		if (pdev == self || (match->local_bus && pdev->bus != self->bus) ||
		    !dxgl_pci_matches(pdev, match))
			continue;
		pci_dev_put(pdev);
		return true;
	}
	return false;
}

bool dxgk_os_dma_physical(struct dxgk_os_device *dev)
{
	struct iommu_domain *domain = iommu_get_domain_for_dev(&dxgl_from_os(dev)->pdev->dev);

	return !domain || domain->type == IOMMU_DOMAIN_IDENTITY;
}

bool dxgk_os_dma_bits(struct dxgk_os_device *dev, dxgk_u32 bits)
{
	struct device *device = &dxgl_from_os(dev)->pdev->dev;
	u64 mask = DMA_BIT_MASK(bits);

	/* The widest that was asked for; each answer is looked at by who asked. */
	if (mask <= dma_get_mask(device) && mask <= device->coherent_dma_mask)
		return true;
	return !dma_set_mask_and_coherent(device, mask);
}

void *dxgk_os_dma_alloc(struct dxgk_os_device *dev, dxgk_u64 bytes, dxgk_u64 *bus)
{
	dma_addr_t address;
	void *va = dma_alloc_coherent(&dxgl_from_os(dev)->pdev->dev, bytes, &address,
				      GFP_KERNEL | __GFP_NOWARN);

	*bus = address;
	return va;
}

void dxgk_os_dma_free(struct dxgk_os_device *dev, dxgk_u64 bytes, void *va, dxgk_u64 bus)
{
	dma_free_coherent(&dxgl_from_os(dev)->pdev->dev, bytes, va, bus);
}

bool dxgk_os_dma_map(struct dxgk_os_device *dev, dxgk_u64 phys, dxgk_u32 bytes, bool to_device,
		     dxgk_u64 *bus)
{
	struct device *device = &dxgl_from_os(dev)->pdev->dev;
	dma_addr_t address;

	/* Another device's memory is no page. */
	if (!pfn_valid(PHYS_PFN(phys)))
		return false;
	address = dma_map_page(device, pfn_to_page(PHYS_PFN(phys)), offset_in_page(phys), bytes,
			       to_device ? DMA_TO_DEVICE : DMA_FROM_DEVICE);
	if (dma_mapping_error(device, address))
		return false;
	*bus = address;
	return true;
}

void dxgk_os_dma_unmap(struct dxgk_os_device *dev, dxgk_u64 bus, dxgk_u32 bytes, bool to_device)
{
	dma_unmap_page(&dxgl_from_os(dev)->pdev->dev, bus, bytes,
		       to_device ? DMA_TO_DEVICE : DMA_FROM_DEVICE);
}

bool dxgk_os_dev_present(struct dxgk_os_device *dev)
{
	return pci_device_is_present(dxgl_from_os(dev)->pdev);
}
