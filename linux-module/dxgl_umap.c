// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_umap.c - device memory in user processes.
 *
 * Each mapping is a file of its own that only this code ever holds: made,
 * mapped once by vm_mmap() in the thread that made it, and let go.  A program
 * can reach it through its VMA alone, which cannot be moved, split, expanded,
 * inherited or made executable; a second mmap of the file is refused.
 *
 * All those files share the address space of the DRM device's anonymous inode,
 * far above the offsets DRM itself uses, so one zap takes every mapping of the
 * device, and drm_dev_unplug() takes them along.
 *
 * Each mapping also holds an ioremap of its range: a user page gets another
 * cache type than uncached only while the kernel has such a reservation.
 */
#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#include <linux/userfaultfd_k.h>

#include <drm/drm_drv.h>
#include <drm/drm_managed.h>

#include <ntstatus.h>

#include "dxgl_compat_mm.h"
#include "dxgl_drv.h"
#include "dxgl_iomap.h"

/*
 * File offsets of all mappings: out of reach of DRM's mmap offsets, which end
 * below 2^44.  A mapping begins where it begins in its huge page, as huge
 * faults need it; the rest of its physical address is not in the offset, which
 * programs see in /proc/self/maps.
 */
#define DXGL_UMAP_BASE	(1ull << 60)
#define DXGL_UMAP_SPAN	(1ull << 58)

struct dxgk_os_umap {
	struct kref ref;		/* the file's and the core's */
	struct dxgl_device *dxgl;
	void *owner;			/* the core's record */
	u64 phys;			/* of the first page */
	u64 len;			/* whole pages */
	enum dxgk_cache cache;
	unsigned long start;		/* user address of the first page */
	struct task_struct *arming;	/* who may map the file; NULL again after */
	bool eager;			/* page tables are filled at map time */
	bool dead;			/* revoked or unmapped for good; see umaps->srcu */
	/* Under umaps->lock. */
	struct list_head link;
	void *hold;			/* the reservation, as system mapping */
	unsigned int vmas;		/* more than one only in mremap(), which fails */
	bool live;			/* vm_mmap() succeeded */
	bool closed;			/* the last VMA is gone */
};

static void dxgl_umap_release(struct kref *ref)
{
	struct dxgk_os_umap *u = container_of(ref, struct dxgk_os_umap, ref);

	drm_dev_put(&u->dxgl->drm);
	kfree(u);
}

void dxgk_os_umap_put(struct dxgk_os_umap *u)
{
	kref_put(&u->ref, dxgl_umap_release);
}

static void dxgl_umap_drop_hold(struct dxgk_os_umap *u)
{
	lockdep_assert_held(&u->dxgl->umaps.lock);
	if (u->hold)
		dxgk_os_unmap_system(u->hold, u->len);
	u->hold = NULL;
}

static void dxgl_umap_open(struct vm_area_struct *vma)
{
	struct dxgk_os_umap *u = vma->vm_private_data;

	mutex_lock(&u->dxgl->umaps.lock);
	u->vmas++;
	mutex_unlock(&u->dxgl->umaps.lock);
}

/*
 * Also called for the VMA that a refused mremap() made and took back: only the
 * last one is the end.
 */
static void dxgl_umap_close(struct vm_area_struct *vma)
{
	struct dxgk_os_umap *u = vma->vm_private_data;
	struct dxgl_umaps *umaps = &u->dxgl->umaps;
	bool gone = false;

	mutex_lock(&umaps->lock);
	if (!--u->vmas) {
		u->closed = true;
		gone = u->live;
		list_del_init(&u->link);
		dxgl_umap_drop_hold(u);
	}
	mutex_unlock(&umaps->lock);

	/* Before vm_mmap() has returned, its caller tells the core instead. */
	if (gone)
		dxgk_map_user_gone(u->owner);
}

static int dxgl_umap_no_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}

static int dxgl_umap_no_mremap(struct vm_area_struct *vma)
{
	return -EINVAL;
}

/*
 * The device sleeps: let go of the fault's lock, wait for D0, and have the
 * fault tried again.  No lock may be held meanwhile: waking the device takes
 * locks that a thread waiting for this process's mmap lock may hold.
 */
static vm_fault_t dxgl_umap_wait(struct dxgl_device *dxgl, struct vm_fault *vmf)
{
	struct dxgl_umaps *umaps = &dxgl->umaps;

	if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY) || vmf->flags & FAULT_FLAG_RETRY_NOWAIT)
		return VM_FAULT_SIGBUS;

	/* Without the lock the VMA may go, and with it what keeps the device. */
	drm_dev_get(&dxgl->drm);
	dxgl_release_fault_lock(vmf);
	wait_event_killable(umaps->wait, !READ_ONCE(umaps->suspended) ||
					 !READ_ONCE(umaps->allowed));
	drm_dev_put(&dxgl->drm);
	return VM_FAULT_RETRY;
}

/* What a fault may do; 0: insert, and call srcu_read_unlock() after. */
static vm_fault_t dxgl_umap_enter(struct dxgk_os_umap *u, struct vm_fault *vmf, int *idx)
{
	struct dxgl_umaps *umaps = &u->dxgl->umaps;

	/* Write-protected by userfaultfd: the fault would be raised for ever. */
	if (userfaultfd_wp(vmf->vma))
		return VM_FAULT_SIGBUS;

	*idx = srcu_read_lock(&umaps->srcu);
	if (!READ_ONCE(u->dead) && !READ_ONCE(umaps->suspended))
		return 0;
	srcu_read_unlock(&umaps->srcu, *idx);
	return READ_ONCE(u->dead) ? VM_FAULT_SIGBUS : dxgl_umap_wait(u->dxgl, vmf);
}

static unsigned long dxgl_umap_pfn(const struct dxgk_os_umap *u, unsigned long address)
{
	return PHYS_PFN(u->phys + (address - u->start));
}

static vm_fault_t dxgl_umap_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct dxgk_os_umap *u = vma->vm_private_data;
	vm_fault_t ret;
	int idx;

	ret = dxgl_umap_enter(u, vmf, &idx);
	if (ret)
		return ret;
	ret = vmf_insert_pfn(vma, vmf->address, dxgl_umap_pfn(u, vmf->address));
	srcu_read_unlock(&u->dxgl->umaps.srcu, idx);
	return ret;
}

#ifdef DXGL_HAVE_HUGE_FAULT
static vm_fault_t dxgl_umap_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	struct vm_area_struct *vma = vmf->vma;
	struct dxgk_os_umap *u = vma->vm_private_data;
	unsigned long address = vmf->address & PMD_MASK;
	vm_fault_t ret;
	int idx;

	if (order != PMD_ORDER || address < vma->vm_start ||
	    address + PMD_SIZE > vma->vm_end)
		return VM_FAULT_FALLBACK;

	ret = dxgl_umap_enter(u, vmf, &idx);
	if (ret)
		return ret;
	if (dxgl_umap_pfn(u, address) & (PTRS_PER_PMD - 1))
		ret = VM_FAULT_FALLBACK;
	else
		ret = dxgl_insert_pfn_pmd(vmf, dxgl_umap_pfn(u, address));
	srcu_read_unlock(&u->dxgl->umaps.srcu, idx);
	return ret;
}
#endif

/* No .access: a debugger does not reach device memory through this. */
static const struct vm_operations_struct dxgl_umap_vm_ops = {
	.open = dxgl_umap_open,
	.close = dxgl_umap_close,
	.may_split = dxgl_umap_no_split,
	.mremap = dxgl_umap_no_mremap,
	.fault = dxgl_umap_fault,
#ifdef DXGL_HAVE_HUGE_FAULT
	.huge_fault = dxgl_umap_huge_fault,
#endif
};

static u64 dxgl_umap_offset(const struct dxgk_os_umap *u)
{
	return DXGL_UMAP_BASE + (u->phys & ~PMD_MASK);
}

static int dxgl_umap_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dxgk_os_umap *u = file->private_data;
	int ret;

	if (u->arming != current || vma->vm_end - vma->vm_start != u->len ||
	    (u64)vma->vm_pgoff << PAGE_SHIFT != dxgl_umap_offset(u) ||
	    !(vma->vm_flags & VM_SHARED))
		return -EPERM;
	u->arming = NULL;

	dxgl_vm_flags_mod(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP | VM_DONTCOPY,
			  VM_MAYEXEC | VM_EXEC);
	vma->vm_page_prot = dxgl_cache_prot(vm_get_page_prot(vma->vm_flags), u->cache);
	vma->vm_ops = &dxgl_umap_vm_ops;
	vma->vm_private_data = u;
	u->start = vma->vm_start;

	/* A device that sleeps is for the first fault to wait for. */
	if (u->eager && !READ_ONCE(u->dxgl->umaps.suspended)) {
		ret = remap_pfn_range(vma, vma->vm_start, PHYS_PFN(u->phys), u->len,
				      vma->vm_page_prot);
		if (ret)
			return ret;
	}
	/* From here on the VMA's end is heard of through .close. */
	dxgl_umap_open(vma);
	return 0;
}

static int dxgl_umap_file_release(struct inode *inode, struct file *file)
{
	dxgk_os_umap_put(file->private_data);
	return 0;
}

/* .owner: a live mapping keeps this module, though not the miniport's. */
static const struct file_operations dxgl_umap_fops = {
	.owner = THIS_MODULE,
	.mmap = dxgl_umap_mmap,
	.release = dxgl_umap_file_release,
#ifdef DXGL_HAVE_HUGE_FAULT
	.get_unmapped_area = thp_get_unmapped_area,
#endif
};

static bool dxgl_umap_eager(u64 phys, u64 len)
{
#ifdef DXGL_HAVE_HUGE_FAULT
	/* Where a huge page fits, faults are cheaper than filling page tables. */
	return round_up(phys, PMD_SIZE) + PMD_SIZE > phys + len;
#else
	return true;
#endif
}

static struct dxgk_os_umap *dxgl_umap_create(struct dxgl_device *dxgl, u64 phys, u64 len,
					     enum dxgk_cache cache, void *owner)
{
	/* A program's doing, and many can be had: from its control group's memory. */
	struct dxgk_os_umap *u = kzalloc(sizeof(*u), GFP_KERNEL_ACCOUNT);

	if (!u)
		return NULL;
	kref_init(&u->ref);
	drm_dev_get(&dxgl->drm);
	INIT_LIST_HEAD(&u->link);
	u->dxgl = dxgl;
	u->owner = owner;
	u->phys = phys;
	u->len = len;
	u->cache = cache;
	u->eager = dxgl_umap_eager(phys, len);
	return u;
}

/* One reference of @u goes into the file, also when there is none in the end. */
static struct file *dxgl_umap_file(struct dxgk_os_umap *u)
{
	struct file *file;

	kref_get(&u->ref);
	file = anon_inode_getfile("[dxgk]", &dxgl_umap_fops, u, O_RDWR);
	if (IS_ERR(file)) {
		dxgk_os_umap_put(u);
		return NULL;
	}
	file->f_mapping = u->dxgl->drm.anon_inode->i_mapping;
	return file;
}

/* Called inside umaps->srcu: a revocation waits for the mapping and then takes it. */
static dxgk_status dxgl_umap_arm(struct dxgk_os_umap *u)
{
	unsigned long addr;
	struct file *file;

	file = dxgl_umap_file(u);
	if (!file)
		return STATUS_INSUFFICIENT_RESOURCES;

	u->arming = current;
	addr = vm_mmap(file, 0, u->len, PROT_READ | PROT_WRITE, MAP_SHARED,
		       dxgl_umap_offset(u));
	u->arming = NULL;
	fput(file);
	if (!IS_ERR_VALUE(addr))
		return STATUS_SUCCESS;
	return addr == (unsigned long)-EINTR ? STATUS_PROCESS_IS_TERMINATING :
					       STATUS_INSUFFICIENT_RESOURCES;
}

dxgk_status dxgk_os_map_user(struct dxgk_os_device *dev, dxgk_u64 phys, dxgk_u64 len,
			     enum dxgk_cache cache, void *owner, void **va,
			     struct dxgk_os_umap **out)
{
	struct dxgl_device *dxgl = dxgl_from_os(dev);
	struct dxgl_umaps *umaps = &dxgl->umaps;
	u64 first = phys & PAGE_MASK;
	struct dxgk_os_umap *u;
	dxgk_status status;
	void *hold;
	bool gone;
	int idx;

	u = dxgl_umap_create(dxgl, first, PAGE_ALIGN(phys + len) - first, cache, owner);
	if (!u)
		return STATUS_INSUFFICIENT_RESOURCES;

	idx = srcu_read_lock(&umaps->srcu);
	status = dxgk_os_map_system(u->phys, u->len, cache, &hold);
	if (status < 0)
		goto put;

	mutex_lock(&umaps->lock);
	if (umaps->allowed) {
		u->hold = hold;
		list_add_tail(&u->link, &umaps->list);
	} else {
		status = STATUS_DEVICE_REMOVED;
	}
	mutex_unlock(&umaps->lock);
	if (status < 0) {
		dxgk_os_unmap_system(hold, u->len);
		goto put;
	}

	status = dxgl_umap_arm(u);
	*va = (void *)(u->start + offset_in_page(phys));
	*out = u;

	mutex_lock(&umaps->lock);
	gone = false;
	if (status < 0) {
		list_del_init(&u->link);
		dxgl_umap_drop_hold(u);
	} else {
		u->live = true;
		/* Another thread of the process may have been quick to unmap it. */
		gone = u->closed;
	}
	mutex_unlock(&umaps->lock);
	if (gone)
		dxgk_map_user_gone(owner);
put:
	srcu_read_unlock(&umaps->srcu, idx);
	if (status < 0) {
		*out = NULL;
		dxgk_os_umap_put(u);
	}
	return status;
}

/* The VMA of @u, in the calling process; under its mmap lock. */
static struct vm_area_struct *dxgl_umap_vma(const struct dxgk_os_umap *u)
{
	struct vm_area_struct *vma;

	mmap_assert_locked(current->mm);
	vma = find_vma(current->mm, u->start);
	if (!vma || vma->vm_start != u->start || vma->vm_ops != &dxgl_umap_vm_ops ||
	    vma->vm_private_data != u)
		return NULL;
	return vma;
}

/*
 * The program sealed the address range (mseal(), since 6.10), so it keeps that
 * for its life: without the device behind it.
 */
static void dxgl_umap_empty(struct dxgk_os_umap *u)
{
	struct vm_area_struct *vma;

	/* No fault that saw the mapping alive is still at it. */
	synchronize_srcu(&u->dxgl->umaps.srcu);
	mmap_read_lock(current->mm);
	vma = dxgl_umap_vma(u);
	if (vma)
		zap_vma_ptes(vma, u->start, u->len);
	mmap_read_unlock(current->mm);

	mutex_lock(&u->dxgl->umaps.lock);
	dxgl_umap_drop_hold(u);
	mutex_unlock(&u->dxgl->umaps.lock);
}

void dxgk_os_unmap_user(struct dxgk_os_umap *u)
{
	struct mm_struct *mm = current->mm;
	bool ours;

	/*
	 * Between this look and the unmap the process's own threads may put
	 * something else there; no kernel interface closes that for a module,
	 * and it is their own memory they lose.
	 */
	mmap_read_lock(mm);
	ours = dxgl_umap_vma(u);
	mmap_read_unlock(mm);
	if (!ours)
		return;

	WRITE_ONCE(u->dead, true);
	if (vm_munmap(u->start, u->len))
		dxgl_umap_empty(u);
}

/* Everything that faults may have put into page tables is taken out of them. */
static void dxgl_umap_zap(struct dxgl_device *dxgl)
{
	synchronize_srcu(&dxgl->umaps.srcu);
	unmap_mapping_range(dxgl->drm.anon_inode->i_mapping, DXGL_UMAP_BASE, DXGL_UMAP_SPAN, 1);
}

void dxgk_os_revoke_user(struct dxgk_os_device *dev, bool more)
{
	struct dxgl_device *dxgl = dxgl_from_os(dev);
	struct dxgl_umaps *umaps = &dxgl->umaps;
	struct dxgk_os_umap *u;

	/* A mapping that is being made is on the list, or sees allowed false. */
	mutex_lock(&umaps->lock);
	if (!more)
		WRITE_ONCE(umaps->allowed, false);
	list_for_each_entry(u, &umaps->list, link)
		WRITE_ONCE(u->dead, true);
	mutex_unlock(&umaps->lock);
	wake_up_all(&umaps->wait);

	dxgl_umap_zap(dxgl);

	mutex_lock(&umaps->lock);
	list_for_each_entry(u, &umaps->list, link)
		if (u->dead)
			dxgl_umap_drop_hold(u);
	mutex_unlock(&umaps->lock);
}

void dxgk_os_allow_user(struct dxgk_os_device *dev)
{
	struct dxgl_umaps *umaps = &dxgl_from_os(dev)->umaps;

	mutex_lock(&umaps->lock);
	WRITE_ONCE(umaps->suspended, false);
	WRITE_ONCE(umaps->allowed, true);
	mutex_unlock(&umaps->lock);
}

void dxgk_os_suspend_user(struct dxgk_os_device *dev)
{
	struct dxgl_device *dxgl = dxgl_from_os(dev);

	WRITE_ONCE(dxgl->umaps.suspended, true);
	dxgl_umap_zap(dxgl);
}

void dxgk_os_resume_user(struct dxgk_os_device *dev)
{
	struct dxgl_umaps *umaps = &dxgl_from_os(dev)->umaps;

	WRITE_ONCE(umaps->suspended, false);
	wake_up_all(&umaps->wait);
}

static void dxgl_umap_fini(struct drm_device *drm, void *data)
{
	cleanup_srcu_struct(&to_dxgl(drm)->umaps.srcu);
}

int dxgl_umap_init(struct dxgl_device *dxgl)
{
	struct dxgl_umaps *umaps = &dxgl->umaps;
	int ret;

	ret = drmm_mutex_init(&dxgl->drm, &umaps->lock);
	if (ret)
		return ret;
	INIT_LIST_HEAD(&umaps->list);
	init_waitqueue_head(&umaps->wait);
	ret = init_srcu_struct(&umaps->srcu);
	if (ret)
		return ret;
	return drmm_add_action_or_reset(&dxgl->drm, dxgl_umap_fini, NULL);
}
