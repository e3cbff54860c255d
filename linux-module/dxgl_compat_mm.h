/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * dxgl_compat_mm.h - the memory-management part of dxgl_compat.h, for files
 * that want nothing of DRM's.
 */
#ifndef DXGL_COMPAT_MM_H
#define DXGL_COMPAT_MM_H

#include <linux/mm.h>
#include <linux/huge_mm.h>
#include <linux/mmap_lock.h>
#include <linux/module.h>
#include <linux/version.h>

/* cdd30ebb1b9f ("module: Convert symbol namespace to string literal"), 6.13. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
#define DXGL_NS	DXGK
#else
#define DXGL_NS	"DXGK"
#endif

/* 1d024e7a8dab ("mm: remove enum page_entry_size"), 6.6: huge_fault takes an order. */
#if defined(CONFIG_TRANSPARENT_HUGEPAGE) && LINUX_VERSION_CODE >= KERNEL_VERSION(6, 6, 0)
#define DXGL_HAVE_HUGE_FAULT
#endif

#ifdef DXGL_HAVE_HUGE_FAULT
#ifndef PMD_ORDER
#define PMD_ORDER (PMD_SHIFT - PAGE_SHIFT)
#endif

#if __has_include(<linux/pfn_t.h>)
#include <linux/pfn_t.h>
#endif

/* 21aa65bf82a7 ("mm: remove callers of pfn_t functionality"), 6.17. */
static inline vm_fault_t dxgl_insert_pfn_pmd(struct vm_fault *vmf, unsigned long pfn)
{
	bool write = vmf->flags & FAULT_FLAG_WRITE;

#if __has_include(<linux/pfn_t.h>)
	return vmf_insert_pfn_pmd(vmf, pfn_to_pfn_t(pfn), write);
#else
	return vmf_insert_pfn_pmd(vmf, pfn, write);
#endif
}
#endif

/* bc292ab00f6c ("mm: introduce vma->vm_flags wrapper functions"), 6.3. */
static inline void dxgl_vm_flags_mod(struct vm_area_struct *vma, unsigned long set,
				     unsigned long clear)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
	vma->vm_flags = (vma->vm_flags | set) & ~clear;
#else
	vm_flags_mod(vma, set, clear);
#endif
}

/*
 * "mm: pass VMA instead of MM to follow_pte()", 6.10; "mm: new follow_pfnmap
 * API", 6.12.
 *
 * What the page tables hold for the first page of a VMA that was filled; under
 * its mmap lock.
 */
static inline int dxgl_pfnmap_prot(struct vm_area_struct *vma, pgprot_t *prot)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
	spinlock_t *lock;
	pte_t *pte;
	int ret = follow_pte(vma->vm_mm, vma->vm_start, &pte, &lock);

	if (ret)
		return ret;
	__acquire(lock);
	*prot = pte_pgprot(*pte);
	pte_unmap_unlock(pte, lock);
	return 0;
#elif LINUX_VERSION_CODE < KERNEL_VERSION(6, 12, 0)
	spinlock_t *lock;
	pte_t *pte;
	int ret = follow_pte(vma, vma->vm_start, &pte, &lock);

	if (ret)
		return ret;
	__acquire(lock);
	*prot = pte_pgprot(ptep_get(pte));
	pte_unmap_unlock(pte, lock);
	return 0;
#else
	struct follow_pfnmap_args args = { .vma = vma, .address = vma->vm_start };
	int ret = follow_pfnmap_start(&args);

	if (ret)
		return ret;
	*prot = args.pgprot;
	follow_pfnmap_end(&args);
	return 0;
#endif
}

/* 5b0af1f1f ("mm: add release_fault_lock"), with per-VMA locks for files, 6.7. */
static inline void dxgl_release_fault_lock(struct vm_fault *vmf)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 7, 0)
	mmap_read_unlock(vmf->vma->vm_mm);
#else
	release_fault_lock(vmf);
#endif
}

/* ac3b43283923 ("module: replace module_layout with module_memory"), 6.4. */
static inline void *dxgl_module_text(const struct module *mod, unsigned int *size)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
	*size = mod->core_layout.text_size;
	return mod->core_layout.base;
#else
	*size = mod->mem[MOD_TEXT].size;
	return mod->mem[MOD_TEXT].base;
#endif
}

/*
 * Take frames out of use by moving what is there, as CMA does; 0 or an errno.
 * Flags in place of the migrate type came after 6.15 (acr_flags_t).
 */
#ifdef CONFIG_CONTIG_ALLOC
static inline int dxgl_alloc_contig_range(unsigned long start, unsigned long end, gfp_t gfp)
{
#ifdef ACR_FLAGS_NONE
	return alloc_contig_range(start, end, ACR_FLAGS_NONE, gfp);
#else
	return alloc_contig_range(start, end, MIGRATE_MOVABLE, gfp);
#endif
}
#endif

#endif /* DXGL_COMPAT_MM_H */
