// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_umap.c - device memory in user processes.
 *
 * All of a device's are of one file that only this code ever holds.  It can be
 * mapped by vm_mmap() in a thread that has armed a mapping, once, and by nobody
 * else.  A program reaches it through its VMA alone, which cannot be moved,
 * split, expanded, inherited or made executable.
 *
 * The file has the address space of the DRM device's anonymous inode, and is
 * mapped far above the offsets DRM itself uses, so one zap takes every mapping
 * of the device, and drm_dev_unplug() takes them along.
 *
 * A user page gets another cache type than uncached only while the kernel has
 * such a reservation.  A mapping that is filled at once has one from
 * remap_pfn_range(), until it is zapped; one that is filled by faults holds an
 * ioremap of its range.
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
#define DXGL_UMAP_BASE	BIT_ULL(60)
#define DXGL_UMAP_SPAN	BIT_ULL(58)

struct dxgk_os_umap {
	struct kref ref;		/* the VMA's and the core's */
	struct dxgl_device *dxgl;
	void *owner;			/* the core's record */
	u64 phys;			/* of the first page */
	u64 len;			/* whole pages */
	enum dxgk_cache cache;
	unsigned long start;		/* user address of the first page */
	bool eager;			/* page tables are filled at map time */
	bool dead;			/* revoked or unmapped for good; see umaps->srcu */
	/* Under umaps->lock. */
	struct task_struct *arming;	/* who may map it: on umaps->arming */
	struct list_head arm;
	struct list_head link;
	void *hold;			/* the reservation, as system mapping */
	unsigned int vmas;		/* more than one only in mremap(), which fails */
	bool live;			/* vm_mmap() succeeded */
	bool closed;			/* the last VMA is gone */
};

static void dxgl_umap_release(struct kref *ref)
{
	kfree(container_of(ref, struct dxgk_os_umap, ref));
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
	bool gone = false, last;

	mutex_lock(&umaps->lock);
	last = !--u->vmas;
	if (last) {
		u->closed = true;
		gone = u->live;
		list_del_init(&u->link);
		dxgl_umap_drop_hold(u);
	}
	mutex_unlock(&umaps->lock);

	/* Before vm_mmap() has returned, its caller tells the core instead. */
	if (gone)
		dxgk_map_user_gone(u->owner);
	if (last)
		dxgk_os_umap_put(u);
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
	wait_event_killable(umaps->wait,
			    !READ_ONCE(umaps->suspended) || !READ_ONCE(umaps->allowed));
	drm_dev_put(&dxgl->drm);
	return VM_FAULT_RETRY;
}

/*
 * What was filled at once was zapped for a sleep of the device, and lost its
 * reservation with that.  In umaps->srcu, so a revocation takes the hold back.
 */
static bool dxgl_umap_take_hold(struct dxgk_os_umap *u)
{
	bool ok;

	mutex_lock(&u->dxgl->umaps.lock);
	ok = u->hold || dxgk_os_map_system(u->phys, u->len, u->cache, &u->hold) >= 0;
	mutex_unlock(&u->dxgl->umaps.lock);
	return ok;
}

static unsigned long dxgl_umap_pfn(const struct dxgk_os_umap *u, unsigned long address)
{
	return PHYS_PFN(u->phys + (address - u->start));
}

/* What a fault may do, and that is @insert; in the end as the kernel wants it. */
static vm_fault_t dxgl_umap_serve(struct vm_fault *vmf,
				  vm_fault_t (*insert)(struct vm_fault *vmf))
{
	struct dxgk_os_umap *u = vmf->vma->vm_private_data;
	struct dxgl_umaps *umaps = &u->dxgl->umaps;
	bool asleep = false;
	vm_fault_t ret;
	int idx;

	/* Write-protected by userfaultfd: the fault would be raised for ever. */
	if (userfaultfd_wp(vmf->vma))
		return VM_FAULT_SIGBUS;

	idx = srcu_read_lock(&umaps->srcu);
	ret = VM_FAULT_SIGBUS;
	if (!READ_ONCE(u->dead)) {
		asleep = READ_ONCE(umaps->suspended);
		if (!asleep && (READ_ONCE(u->hold) || dxgl_umap_take_hold(u)))
			ret = insert(vmf);
	}
	srcu_read_unlock(&umaps->srcu, idx);
	return asleep ? dxgl_umap_wait(u->dxgl, vmf) : ret;
}

/*
 * A small page where no huge one is to be had.  The rest of its page table is
 * filled with it, as far as it is the mapping's: a fault costs ten times what a
 * page in it does, and a program that touches one page will touch the next.
 */
static vm_fault_t dxgl_umap_insert(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct dxgk_os_umap *u = vma->vm_private_data;
	unsigned long address = max(vmf->address & PMD_MASK, vma->vm_start);
	unsigned long last = min(vmf->address | ~PMD_MASK, vma->vm_end - 1);
	vm_fault_t ret = vmf_insert_pfn(vma, vmf->address, dxgl_umap_pfn(u, vmf->address));

	/* Without memory for the others, they fault for themselves. */
	for (; ret == VM_FAULT_NOPAGE && address <= last; address += PAGE_SIZE)
		if (vmf_insert_pfn(vma, address, dxgl_umap_pfn(u, address)) != VM_FAULT_NOPAGE)
			break;
	return ret;
}

static vm_fault_t dxgl_umap_fault(struct vm_fault *vmf)
{
	return dxgl_umap_serve(vmf, dxgl_umap_insert);
}

#ifdef DXGL_HAVE_HUGE_FAULT
static vm_fault_t dxgl_umap_insert_huge(struct vm_fault *vmf)
{
	unsigned long pfn = dxgl_umap_pfn(vmf->vma->vm_private_data, vmf->address & PMD_MASK);

	return pfn & (PTRS_PER_PMD - 1) ? VM_FAULT_FALLBACK : dxgl_insert_pfn_pmd(vmf, pfn);
}

static vm_fault_t dxgl_umap_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	unsigned long address = vmf->address & PMD_MASK;

	if (order != PMD_ORDER || address < vmf->vma->vm_start ||
	    address + PMD_SIZE > vmf->vma->vm_end)
		return VM_FAULT_FALLBACK;
	return dxgl_umap_serve(vmf, dxgl_umap_insert_huge);
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

/* What the running thread has armed, which it is not any more; NULL: nothing. */
static struct dxgk_os_umap *dxgl_umap_disarm(struct dxgl_umaps *umaps)
{
	struct dxgk_os_umap *u;

	mutex_lock(&umaps->lock);
	list_for_each_entry(u, &umaps->arming, arm) {
		if (u->arming == current) {
			list_del_init(&u->arm);
			mutex_unlock(&umaps->lock);
			return u;
		}
	}
	mutex_unlock(&umaps->lock);
	return NULL;
}

static int dxgl_umap_fill(struct dxgk_os_umap *u, struct vm_area_struct *vma)
{
	pgprot_t prot;
	int ret;

	ret = remap_pfn_range(vma, vma->vm_start, PHYS_PFN(u->phys), u->len, vma->vm_page_prot);
	if (ret)
		return ret;
	/* Linux gives a live mapping's type without a word: see dxgl_iomap.c. */
	ret = dxgl_pfnmap_prot(vma, &prot);
	if (ret)
		return ret;
	return dxgl_cache_prot_is(prot, u->phys, u->len, u->cache) ? 0 : -EBUSY;
}

static int dxgl_umap_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dxgl_device *dxgl = file->private_data;
	struct dxgk_os_umap *u = dxgl_umap_disarm(&dxgl->umaps);
	int ret;

	if (!u || vma->vm_end - vma->vm_start != u->len ||
	    (u64)vma->vm_pgoff << PAGE_SHIFT != dxgl_umap_offset(u) ||
	    !(vma->vm_flags & VM_SHARED))
		return -EPERM;

	dxgl_vm_flags_mod(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP | VM_DONTCOPY,
			  VM_MAYEXEC | VM_EXEC);
	vma->vm_page_prot = dxgl_cache_prot(vm_get_page_prot(vma->vm_flags), u->cache);
	vma->vm_ops = &dxgl_umap_vm_ops;
	vma->vm_private_data = u;
	u->start = vma->vm_start;

	/* A device that sleeps is for the first fault to wait for. */
	if (u->eager && !READ_ONCE(dxgl->umaps.suspended)) {
		ret = dxgl_umap_fill(u, vma);
		if (ret)
			return ret;
	}
	/* From here on the VMA's end is heard of through .close. */
	kref_get(&u->ref);
	dxgl_umap_open(vma);
	return 0;
}

static int dxgl_umap_file_release(struct inode *inode, struct file *file)
{
	struct dxgl_device *dxgl = file->private_data;

	drm_dev_put(&dxgl->drm);
	return 0;
}

/* .owner: a bound device and a live mapping keep this module, not the miniport's. */
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
	INIT_LIST_HEAD(&u->link);
	INIT_LIST_HEAD(&u->arm);
	u->dxgl = dxgl;
	u->owner = owner;
	u->phys = phys;
	u->len = len;
	u->cache = cache;
	u->eager = dxgl_umap_eager(phys, len);
	return u;
}

/* Called inside umaps->srcu: a revocation waits for the mapping and then takes it. */
static dxgk_status dxgl_umap_arm(struct dxgk_os_umap *u)
{
	struct dxgl_umaps *umaps = &u->dxgl->umaps;
	unsigned long addr;

	addr = vm_mmap(umaps->file, 0, u->len, PROT_READ | PROT_WRITE, MAP_SHARED,
		       dxgl_umap_offset(u));
	if (!IS_ERR_VALUE(addr))
		return STATUS_SUCCESS;
	/* It may not have come as far as .mmap. */
	dxgl_umap_disarm(umaps);
	switch ((long)addr) {
	case -EINTR:
		return STATUS_PROCESS_IS_TERMINATING;
	case -EBUSY:
		return STATUS_CONFLICTING_ADDRESSES;
	default:
		return STATUS_INSUFFICIENT_RESOURCES;
	}
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
	void *hold = NULL;
	bool gone;
	int idx;

	u = dxgl_umap_create(dxgl, first, PAGE_ALIGN(phys + len) - first, cache, owner);
	if (!u)
		return STATUS_INSUFFICIENT_RESOURCES;

	idx = srcu_read_lock(&umaps->srcu);
	status = STATUS_SUCCESS;
	if (!u->eager)
		status = dxgk_os_map_system(u->phys, u->len, cache, &hold);
	if (status < 0)
		goto put;

	mutex_lock(&umaps->lock);
	if (umaps->allowed) {
		u->hold = hold;
		list_add_tail(&u->link, &umaps->list);
		u->arming = current;
		list_add(&u->arm, &umaps->arming);
	} else {
		status = STATUS_DEVICE_REMOVED;
	}
	mutex_unlock(&umaps->lock);
	if (status < 0) {
		if (hold)
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

	/* Not mmap_assert_locked(): with DEBUG_VM that needs dump_mm(), which modules lack. */
	lockdep_assert_held(&current->mm->mmap_lock);
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

/* The device is unbound: what is mapped still has the file, and it the device. */
static void dxgl_umap_let_go(void *data)
{
	struct dxgl_umaps *umaps = data;

	fput(umaps->file);
	umaps->file = NULL;
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
	INIT_LIST_HEAD(&umaps->arming);
	init_waitqueue_head(&umaps->wait);
	ret = init_srcu_struct(&umaps->srcu);
	if (ret)
		return ret;
	ret = drmm_add_action_or_reset(&dxgl->drm, dxgl_umap_fini, NULL);
	if (ret)
		return ret;

	umaps->file = anon_inode_getfile("[dxgk]", &dxgl_umap_fops, dxgl, O_RDWR);
	if (IS_ERR(umaps->file))
		return PTR_ERR(umaps->file);
	drm_dev_get(&dxgl->drm);
	umaps->file->f_mapping = dxgl->drm.anon_inode->i_mapping;
	return devm_add_action_or_reset(dxgl->drm.dev, dxgl_umap_let_go, umaps);
}
