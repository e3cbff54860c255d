// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * os_nt_mem.c - below the NT runtime: memory that drivers allocate, addresses,
 * clocks, stopping.
 */
#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/gfp.h>
#include <linux/io.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/pgtable.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/time.h>
#include <linux/timekeeping.h>
#include <linux/vmalloc.h>

#include "../shim/os.h"

/* Up to here pages come in one piece; beyond, only an atomic caller needs that. */
#define DXGL_BLOCK_CONTIGUOUS (8 * PAGE_SIZE)

/*
 * kmalloc() aligns powers of two to their size.  Below DISPATCH_LEVEL nobody
 * needs large blocks in one piece: each page has its own physical address.
 */
void *dxgk_os_block_alloc(dxgk_size bytes, dxgk_size used, unsigned int flags)
{
	gfp_t gfp = flags & DXGK_OS_ALLOC_ATOMIC ? GFP_ATOMIC : GFP_KERNEL;
	void *p;

	gfp |= __GFP_NOWARN;
	if (flags & DXGK_OS_ALLOC_ZERO)
		gfp |= __GFP_ZERO;
	if (bytes < PAGE_SIZE)
		return kmalloc(bytes, gfp);
	if (bytes <= DXGL_BLOCK_CONTIGUOUS || flags & DXGK_OS_ALLOC_ATOMIC) {
		if (bytes > KMALLOC_MAX_SIZE)
			return NULL;
		p = alloc_pages_exact(bytes, gfp);
		if (p || flags & DXGK_OS_ALLOC_ATOMIC)
			return p;
	}
	return __vmalloc(bytes, gfp | __GFP_HIGHMEM);
}

void dxgk_os_block_free(void *block, dxgk_size bytes)
{
	if (bytes < PAGE_SIZE)
		kfree(block);
	else if (is_vmalloc_addr(block))
		vfree(block);	/* at DISPATCH_LEVEL it defers by itself */
	else
		free_pages_exact(block, bytes);
}

bool dxgk_os_virt_to_phys(const void *va, dxgk_u64 *phys)
{
	unsigned long addr = (unsigned long)va;
	unsigned int level;
	unsigned long mask;
	pte_t *pte;

	/* The direct map needs no walk. */
	if (virt_addr_valid(va)) {
		*phys = virt_to_phys((void *)va);
		return true;
	}
	if (addr < TASK_SIZE_MAX) {
		struct page *page;

		/* Only what is there: nothing is faulted in. */
		if (!dxgk_os_process() || !get_user_pages_fast_only(addr & PAGE_MASK, 1, 0, &page))
			return false;
		*phys = page_to_phys(page) | (addr & ~PAGE_MASK);
		put_page(page);
		return true;
	}
	/* lookup_address() does not look at the bits above what it translates. */
	if (addr < -BIT(__VIRTUAL_MASK_SHIFT))
		return false;
	pte = lookup_address(addr, &level);
	if (!pte || !pte_present(*pte))
		return false;
	mask = page_level_mask(level);
	/* A large entry keeps its frame in the upper bits all the same. */
	if (level == PG_LEVEL_4K)
		*phys = (dxgk_u64)pte_pfn(*pte) << PAGE_SHIFT;
	else if (level == PG_LEVEL_2M)
		*phys = (dxgk_u64)pmd_pfn(*(pmd_t *)pte) << PAGE_SHIFT;
	else
		*phys = (dxgk_u64)pud_pfn(*(pud_t *)pte) << PAGE_SHIFT;
	*phys |= addr & ~mask;
	return true;
}

dxgk_u64 dxgk_os_wall_ns(void)
{
	return ktime_get_real_ns();
}

dxgk_s32 dxgk_os_wall_offset(void)
{
	return -sys_tz.tz_minuteswest * 60;
}

void dxgk_os_stall_ns(dxgk_u64 ns)
{
	/* udelay() is only good for short times. */
	for (; ns >= 1000000; ns -= 1000000)
		udelay(1000);
	udelay(ns / 1000);
	ndelay(ns % 1000);
}

void dxgk_os_bugcheck(const char *text)
{
	/*
	 * Always true, but not for objtool: seeing that this function ends
	 * here, it would want every function on the way to be declared so.
	 */
	static const bool stop = true;

	pr_emerg("dxgk: %s\n", text);
	BUG_ON(READ_ONCE(stop));
}

void dxgk_os_breakpoint(void)
{
	/* An int3 that nobody is attached to would be an oops. */
}
