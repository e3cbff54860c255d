// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * os_nt_pages.c - below the NT runtime: contiguous memory, pages, pinning.
 */
#include <linux/dma-mapping.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/hugetlb.h>
#include <linux/io.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/nodemask.h>
#include <linux/set_memory.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#include "../shim/os.h"
#include "dxgl_compat_mm.h"
#include "os_nt.h"

#define OS_SUCCESS		0
#define OS_ACCESS_VIOLATION	((dxgk_status)0xc0000005)
#define OS_NO_RESOURCES		((dxgk_status)0xc000009a)

/* Pages that one call pins: a page pointer each, on the way. */
#define OS_PIN_BATCH 64

/* Where blocks begin that Linux is asked to clear: steps that its own pieces come in. */
#define OS_CLEAR_STEP (KMALLOC_MAX_SIZE >> PAGE_SHIFT)

/* Zones from the widest that can do; what they give is looked at all the same. */
static const gfp_t os_zones[] = { 0, GFP_DMA32, GFP_DMA };

static unsigned int os_first_zone(dxgk_u64 highest)
{
	if (highest >= DMA_BIT_MASK(32))
		return highest > DMA_BIT_MASK(32) ? 0 : 1;
	return highest < DMA_BIT_MASK(31) ? 2 : 1;
}

static bool os_within(dxgk_u64 phys, dxgk_u64 bytes, dxgk_u64 lowest, dxgk_u64 highest,
		      dxgk_u64 boundary)
{
	if (phys < lowest || phys + bytes - 1 > highest)
		return false;
	return !boundary || phys / boundary == (phys + bytes - 1) / boundary;
}

static int os_set_cache(void *va, dxgk_u64 bytes, enum dxgk_cache cache)
{
	unsigned long addr = (unsigned long)va;
	int pages = bytes >> PAGE_SHIFT;

	switch (cache) {
	case DXGK_CACHE_UC:
		return set_memory_uc(addr, pages);
	case DXGK_CACHE_WC:
		return set_memory_wc(addr, pages);
	default:
		return 0;
	}
}

#ifdef CONFIG_CONTIG_ALLOC
/* RAM of one zone, all of it, that is neither reserved nor a program's huge page. */
static bool os_clearable(unsigned long first, unsigned long count)
{
	struct zone *zone = NULL;
	unsigned long i;

	for (i = 0; i < count; i++) {
		struct page *page = pfn_to_online_page(first + i);

		if (!page || PageReserved(page) || PageHuge(page) || is_zone_movable_page(page))
			return false;
		if (!zone)
			zone = page_zone(page);
		if (page_zone(page) != zone)
			return false;
	}
	return true;
}

/*
 * What the page allocator has not got in one piece, or not where it has to be:
 * Linux moves away what is there.  From the top, since low memory is scarce.
 */
static void *os_clear(dxgk_u64 bytes, dxgk_u64 lowest, dxgk_u64 highest, dxgk_u64 boundary)
{
	unsigned long count = bytes >> PAGE_SHIFT, first, at;
	unsigned long low = DIV_ROUND_UP_ULL(lowest, PAGE_SIZE), high;
	int nid, ret;

	for_each_online_node(nid) {
		first = max(NODE_DATA(nid)->node_start_pfn, low);
		high = min_t(dxgk_u64, pgdat_end_pfn(NODE_DATA(nid)), (highest >> PAGE_SHIFT) + 1);
		if (high < count)
			continue;
		at = ALIGN_DOWN(high - count, OS_CLEAR_STEP);
		for (; at >= first && at < high; at -= OS_CLEAR_STEP) {
			if (os_within(PFN_PHYS(at), bytes, lowest, highest, boundary) &&
			    os_clearable(at, count)) {
				ret = dxgl_alloc_contig_range(at, at + count,
							      GFP_KERNEL | __GFP_NOWARN);
				if (!ret)
					return page_address(pfn_to_page(at));
				if (ret == -EINTR || fatal_signal_pending(current))
					return NULL;
			}
			cond_resched();
		}
	}
	return NULL;
}
#else
static void *os_clear(dxgk_u64 bytes, dxgk_u64 lowest, dxgk_u64 highest, dxgk_u64 boundary)
{
	return NULL;
}
#endif

/* Pages of a block are single ones, however it was come by. */
void *dxgk_os_contiguous_alloc(dxgk_u64 bytes, dxgk_u64 lowest, dxgk_u64 highest,
			       dxgk_u64 boundary, enum dxgk_cache cache, unsigned int flags)
{
	bool atomic = flags & DXGK_OS_ALLOC_ATOMIC;
	gfp_t gfp = (atomic ? GFP_ATOMIC : GFP_KERNEL) | __GFP_NOWARN;
	unsigned int i;
	void *va;

	if (cache != DXGK_CACHE_WB && atomic)
		return NULL;
	if (flags & DXGK_OS_ALLOC_ZERO)
		gfp |= __GFP_ZERO;
	for (i = bytes > KMALLOC_MAX_SIZE ? ARRAY_SIZE(os_zones) : os_first_zone(highest);
	     i < ARRAY_SIZE(os_zones); i++) {
		va = alloc_pages_exact(bytes, gfp | os_zones[i]);
		if (!va)
			continue;
		if (os_within(virt_to_phys(va), bytes, lowest, highest, boundary)) {
			if (!os_set_cache(va, bytes, cache))
				return va;
			free_pages_exact(va, bytes);
			return NULL;
		}
		free_pages_exact(va, bytes);
	}
	if (atomic || bytes >> PAGE_SHIFT > INT_MAX)
		return NULL;
	va = os_clear(bytes, lowest, highest, boundary);
	if (!va)
		return NULL;
	if (os_set_cache(va, bytes, cache)) {
		free_pages_exact(va, bytes);
		return NULL;
	}
	if (flags & DXGK_OS_ALLOC_ZERO)
		memset(va, 0, bytes);
	return va;
}

void dxgk_os_contiguous_free(void *va, dxgk_u64 bytes, enum dxgk_cache cache)
{
	if (cache != DXGK_CACHE_WB)
		set_memory_wb((unsigned long)va, bytes >> PAGE_SHIFT);
	free_pages_exact(va, bytes);
}

dxgk_u64 dxgk_os_pages_alloc(dxgk_u64 count, dxgk_u64 lowest, dxgk_u64 highest,
			     unsigned int flags, dxgk_u64 *frames)
{
	bool atomic = flags & DXGK_OS_ALLOC_ATOMIC;
	gfp_t gfp = (atomic ? GFP_ATOMIC : GFP_KERNEL | __GFP_RETRY_MAYFAIL) | __GFP_NOWARN;
	unsigned int zone = os_first_zone(highest);
	dxgk_u64 n = 0;

	if (flags & DXGK_OS_ALLOC_ZERO)
		gfp |= __GFP_ZERO;
	while (n < count) {
		struct page *page = alloc_page(gfp | os_zones[zone]);

		if (page && os_within(page_to_phys(page), PAGE_SIZE, lowest, highest, 0)) {
			frames[n++] = page_to_pfn(page);
		} else {
			if (page)
				__free_page(page);
			/* Further down, if there is a zone. */
			if (++zone == ARRAY_SIZE(os_zones))
				break;
		}
		if (!atomic)
			cond_resched();
	}
	return n;
}

void dxgk_os_pages_free(dxgk_u64 count, const dxgk_u64 *frames)
{
	while (count--)
		__free_page(pfn_to_page(frames[count]));
}

/* Frames that follow each other lie so in the kernel's own mapping of RAM. */
static bool os_in_a_row(dxgk_u64 count, const dxgk_u64 *frames)
{
	dxgk_u64 i;

	for (i = 1; i < count; i++)
		if (frames[i] != frames[0] + i)
			return false;
	return true;
}

void *dxgk_os_pages_map(dxgk_u64 count, const dxgk_u64 *frames, enum dxgk_cache cache,
			unsigned int flags)
{
	pgprot_t prot = PAGE_KERNEL;
	struct page **pages;
	dxgk_u64 i;
	void *va;

	if (cache == DXGK_CACHE_WB && os_in_a_row(count, frames))
		return page_address(pfn_to_page(frames[0]));
	if (flags & DXGK_OS_ALLOC_ATOMIC || count > UINT_MAX)
		return NULL;
	pages = kvmalloc_array(count, sizeof(*pages), GFP_KERNEL | __GFP_NOWARN);
	if (!pages)
		return NULL;
	for (i = 0; i < count; i++)
		pages[i] = pfn_to_page(frames[i]);
	if (cache == DXGK_CACHE_WC)
		prot = pgprot_writecombine(prot);
	else if (cache == DXGK_CACHE_UC)
		prot = pgprot_noncached(prot);
	va = vmap(pages, count, VM_MAP, prot);
	kvfree(pages);
	return va;
}

/*
 * What drivers may undo at DISPATCH_LEVEL and Linux only where it can sleep is
 * done by a worker.
 */
struct os_late {
	struct work_struct work;
	void *va;		/* to unmap */
	bool dirty;
	dxgk_u64 count;		/* frames to unpin */
	dxgk_u64 frames[];
};

static void os_unpin(dxgk_u64 count, const dxgk_u64 *frames, bool dirty)
{
	while (count--) {
		struct page *page = pfn_to_page(frames[count]);

		unpin_user_pages_dirty_lock(&page, 1, dirty);
	}
}

static void os_late_work(struct work_struct *work)
{
	struct os_late *late = container_of(work, struct os_late, work);

	if (late->va)
		vunmap(late->va);
	os_unpin(late->count, late->frames, late->dirty);
	kfree(late);
}

static struct os_late *os_late(dxgk_u64 count)
{
	struct os_late *late = kmalloc(struct_size(late, frames, count), GFP_ATOMIC);

	if (!late) {
		/* Memory is lost then, and nothing else. */
		pr_warn_ratelimited("dxgk: no memory to unmap or unpin pages later\n");
		return NULL;
	}
	INIT_WORK(&late->work, os_late_work);
	late->va = NULL;
	late->dirty = false;
	late->count = 0;
	return late;
}

void dxgk_os_pages_unmap(void *va, dxgk_u64 count)
{
	struct os_late *late;

	if (!is_vmalloc_addr(va))
		return;
	if (dxgk_os_irql_get() < 2 && !in_interrupt()) {
		vunmap(va);
		return;
	}
	late = os_late(0);
	if (late) {
		late->va = va;
		queue_work(dxgl_nt_wq, &late->work);
	}
}

dxgk_status dxgk_os_pin_user(dxgk_u64 va, dxgk_u64 count, bool write, dxgk_u64 *frames)
{
	struct page *pages[OS_PIN_BATCH];
	dxgk_u64 done = 0;
	int n, i;

	while (done < count) {
		/* A device may use them for as long as the driver likes. */
		n = pin_user_pages_fast(va + (done << PAGE_SHIFT),
					min_t(u64, count - done, OS_PIN_BATCH),
					FOLL_LONGTERM | (write ? FOLL_WRITE : 0), pages);
		if (n <= 0) {
			dxgk_os_unpin_user(done, frames, false);
			return n == -ENOMEM ? OS_NO_RESOURCES : OS_ACCESS_VIOLATION;
		}
		for (i = 0; i < n; i++)
			frames[done++] = page_to_pfn(pages[i]);
	}
	return OS_SUCCESS;
}

void dxgk_os_unpin_user(dxgk_u64 count, const dxgk_u64 *frames, bool dirty)
{
	struct os_late *late;

	if (dxgk_os_irql_get() < 2 && !in_interrupt()) {
		os_unpin(count, frames, dirty);
		return;
	}
	late = os_late(count);
	if (late) {
		memcpy(late->frames, frames, count * sizeof(*frames));
		late->count = count;
		late->dirty = dirty;
		queue_work(dxgl_nt_wq, &late->work);
	}
}
