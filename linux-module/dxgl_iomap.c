// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_iomap.c - system space: ioremap with the cache type that was asked for,
 * or not at all; and I/O ports.
 */
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/pgtable.h>
#include <linux/sched.h>

#ifdef CONFIG_X86
#include <asm/x86_init.h>
#endif

#include <ntstatus.h>

#include "dxgl_iomap.h"

/*
 * Uncached is the strong kind: the weak one (what plain ioremap() makes) is
 * write-combined wherever firmware left such an MTRR over the range.
 */
static void __iomem *dxgl_ioremap(u64 phys, u64 len, enum dxgk_cache cache)
{
	switch (cache) {
	case DXGK_CACHE_UC:
		return ioremap_uc(phys, len);
	case DXGK_CACHE_WC:
		return ioremap_wc(phys, len);
	case DXGK_CACHE_WB:
		return ioremap_cache(phys, len);
	default:
		return NULL;
	}
}

#ifdef CONFIG_X86
pgprot_t dxgl_cache_prot(pgprot_t prot, enum dxgk_cache cache)
{
	static const enum page_cache_mode mode[] = {
		[DXGK_CACHE_UC] = _PAGE_CACHE_MODE_UC,
		[DXGK_CACHE_WC] = _PAGE_CACHE_MODE_WC,
		[DXGK_CACHE_WB] = _PAGE_CACHE_MODE_WB,
	};

	return __pgprot((pgprot_val(prot) & ~_PAGE_CACHE_MASK) | cachemode2protval(mode[cache]));
}

bool dxgl_cache_prot_is(pgprot_t prot, u64 phys, u64 len, enum dxgk_cache cache)
{
	unsigned long bits = pgprot_val(prot) & _PAGE_CACHE_MASK;

	switch (cache) {
	case DXGK_CACHE_UC:
		/* The weak kind over a range that somebody else holds that way. */
		if (bits == cachemode2protval(_PAGE_CACHE_MODE_UC) ||
		    bits == cachemode2protval(_PAGE_CACHE_MODE_UC_MINUS))
			return true;
		break;
	case DXGK_CACHE_WC:
		if (bits == cachemode2protval(_PAGE_CACHE_MODE_WC))
			return true;
		break;
	default:
		/* Uncached instead is what MTRRs make of it, and allowed. */
		return bits == cachemode2protval(_PAGE_CACHE_MODE_WB) ||
		       bits == cachemode2protval(_PAGE_CACHE_MODE_UC) ||
		       bits == cachemode2protval(_PAGE_CACHE_MODE_UC_MINUS);
	}
	/*
	 * The kernel keeps no types for the legacy VGA window: its entries are
	 * always write-back, and the fixed MTRRs make it uncached.
	 */
	return x86_platform.is_untracked_pat_range(phys, phys + len);
}

/*
 * The entry that maps @addr of the kernel's, as a small page's bits; 0: none.
 * lookup_address() finds it too, at three times the cost, which would be a tenth
 * of what a mapping costs the shim.  What ioremap() uses of the kernel's half is
 * the same in every process's tables: the upper levels are made at boot.
 */
static unsigned long dxgl_pte_bits(unsigned long addr)
{
	pgd_t *pgd = pgd_offset_pgd(current->active_mm->pgd, addr);
	unsigned long bits;
	p4d_t *p4d;
	pud_t *pud;
	pmd_t *pmd;

	if (unlikely(pgd_none(*pgd)))
		return 0;
	p4d = p4d_offset(pgd, addr);
	if (unlikely(p4d_none(*p4d)))
		return 0;
	pud = pud_offset(p4d, addr);
	bits = pud_val(*pud);
	if (!(bits & _PAGE_PSE)) {
		if (unlikely(!(bits & _PAGE_PRESENT)))
			return 0;
		pmd = pmd_offset(pud, addr);
		bits = pmd_val(*pmd);
		if (!(bits & _PAGE_PSE)) {
			if (unlikely(!(bits & _PAGE_PRESENT)))
				return 0;
			return pte_val(*pte_offset_kernel(pmd, addr));
		}
	}
	/* A large page has its PAT bit where a small one has its address. */
	return (bits & ~_PAGE_PAT) | (bits & _PAGE_PAT_LARGE ? _PAGE_PAT : 0);
}

/*
 * Linux hands out a live mapping's type without a word, so what came out is
 * read back.  The request is one range with one type: its first page tells.
 */
static bool dxgl_cache_is(void __iomem *va, u64 phys, u64 len, enum dxgk_cache cache)
{
	unsigned long bits = dxgl_pte_bits((unsigned long)va);

	return bits & _PAGE_PRESENT && dxgl_cache_prot_is(__pgprot(bits), phys, len, cache);
}
#else
pgprot_t dxgl_cache_prot(pgprot_t prot, enum dxgk_cache cache)
{
	switch (cache) {
	case DXGK_CACHE_UC:
		return pgprot_noncached(prot);
	case DXGK_CACHE_WC:
		return pgprot_writecombine(prot);
	default:
		return prot;
	}
}

bool dxgl_cache_prot_is(pgprot_t prot, u64 phys, u64 len, enum dxgk_cache cache)
{
	return true;
}

static bool dxgl_cache_is(void __iomem *va, u64 phys, u64 len, enum dxgk_cache cache)
{
	return true;
}
#endif

bool dxgk_os_is_ram(dxgk_u64 phys, dxgk_u64 len)
{
	return region_intersects(phys, len, IORESOURCE_SYSTEM_RAM, IORES_DESC_NONE) !=
	       REGION_DISJOINT;
}

dxgk_status dxgk_os_map_system(dxgk_u64 phys, dxgk_u64 len, enum dxgk_cache cache, void **va)
{
	void __iomem *p;

	might_sleep();
	if (phys + len - 1 > (u64)(phys_addr_t)~0ull)
		return STATUS_INVALID_PARAMETER;
	p = dxgl_ioremap(phys, len, cache);
	if (!p)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (!dxgl_cache_is(p, phys, len, cache)) {
		iounmap(p);
		return STATUS_CONFLICTING_ADDRESSES;
	}
	*va = (__force void *)p;
	return STATUS_SUCCESS;
}

void dxgk_os_unmap_system(void *va, dxgk_u64 len)
{
	iounmap((__force void __iomem *)va);
}

#ifdef CONFIG_X86
dxgk_status dxgk_os_map_port(dxgk_u64 port, dxgk_u64 len, void **va)
{
	*va = (void *)(uintptr_t)port;
	return STATUS_SUCCESS;
}

void dxgk_os_unmap_port(void *va, dxgk_u64 len)
{
}
#else
dxgk_status dxgk_os_map_port(dxgk_u64 port, dxgk_u64 len, void **va)
{
	void __iomem *p = ioport_map(port, len);

	if (!p)
		return STATUS_INSUFFICIENT_RESOURCES;
	*va = (__force void *)p;
	return STATUS_SUCCESS;
}

void dxgk_os_unmap_port(void *va, dxgk_u64 len)
{
	ioport_unmap((__force void __iomem *)va);
}
#endif
