// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * pageattr - what the page tables hold for an address; for test guests only.
 *
 * A program writes an address to /proc/pageattr and reads back, for the entry
 * that maps it in its own page tables (or in the kernel's, for an address of
 * that half): the size it maps, the physical address, the cache type and
 * whether it is writable and executable.  "none" where nothing is mapped.
 *
 * /proc/pagehold stands for another driver: "PHYS LENGTH uc|wc|wb" written to it
 * maps that range in the kernel, until "0 0 none" or the end of the module.
 */
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pgtable.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/uaccess.h>

static DEFINE_MUTEX(pageattr_lock);
static unsigned long pageattr_address;

static const char *pageattr_cache(unsigned long bits)
{
	static const struct {
		enum page_cache_mode mode;
		const char *name;
	} modes[] = {
		{ _PAGE_CACHE_MODE_WB, "WB" }, { _PAGE_CACHE_MODE_WC, "WC" },
		{ _PAGE_CACHE_MODE_UC_MINUS, "UC-" }, { _PAGE_CACHE_MODE_UC, "UC" },
		{ _PAGE_CACHE_MODE_WT, "WT" }, { _PAGE_CACHE_MODE_WP, "WP" },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(modes); i++)
		if ((bits & _PAGE_CACHE_MASK) == cachemode2protval(modes[i].mode))
			return modes[i].name;
	return "?";
}

static void pageattr_entry(struct seq_file *m, unsigned long bits, unsigned long size,
			   unsigned long phys, unsigned long address)
{
	if (size != PAGE_SIZE)
		bits = (bits & ~_PAGE_PAT) | (bits & _PAGE_PAT_LARGE ? _PAGE_PAT : 0);
	seq_printf(m, "size=%#lx phys=%#lx cache=%s write=%d exec=%d\n", size,
		   (phys & ~(size - 1)) | (address & (size - 1)), pageattr_cache(bits),
		   !!(bits & _PAGE_RW), !(bits & _PAGE_NX));
}

/* The user half; the caller keeps the tables from going. */
static void pageattr_user(struct seq_file *m, struct mm_struct *mm, unsigned long address)
{
	pgd_t *pgd = pgd_offset(mm, address);
	p4d_t *p4d;
	pud_t *pud;
	pmd_t *pmd;
	pte_t *pte;

	if (pgd_none(*pgd))
		goto none;
	p4d = p4d_offset(pgd, address);
	if (p4d_none(*p4d))
		goto none;
	pud = pud_offset(p4d, address);
	if (pud_none(*pud))
		goto none;
	if (pud_leaf(*pud)) {
		pageattr_entry(m, pud_val(*pud), PUD_SIZE, pud_pfn(*pud) << PAGE_SHIFT, address);
		return;
	}
	pmd = pmd_offset(pud, address);
	if (pmd_none(*pmd))
		goto none;
	if (pmd_leaf(*pmd)) {
		pageattr_entry(m, pmd_val(*pmd), PMD_SIZE, pmd_pfn(*pmd) << PAGE_SHIFT, address);
		return;
	}
	pte = pte_offset_kernel(pmd, address);
	if (!pte_present(*pte))
		goto none;
	pageattr_entry(m, pte_val(*pte), PAGE_SIZE, pte_pfn(*pte) << PAGE_SHIFT, address);
	return;
none:
	seq_puts(m, "none\n");
}

static void pageattr_kernel(struct seq_file *m, unsigned long address)
{
	unsigned int level;
	pte_t *pte = lookup_address(address, &level);

	if (!pte || !pte_present(*pte)) {
		seq_puts(m, "none\n");
		return;
	}
	switch (level) {
	case PG_LEVEL_1G:
		pageattr_entry(m, pte_val(*pte), PUD_SIZE, pud_pfn(*(pud_t *)pte) << PAGE_SHIFT,
			       address);
		break;
	case PG_LEVEL_2M:
		pageattr_entry(m, pte_val(*pte), PMD_SIZE, pmd_pfn(*(pmd_t *)pte) << PAGE_SHIFT,
			       address);
		break;
	default:
		pageattr_entry(m, pte_val(*pte), PAGE_SIZE, pte_pfn(*pte) << PAGE_SHIFT, address);
		break;
	}
}

static int pageattr_show(struct seq_file *m, void *unused)
{
	mutex_lock(&pageattr_lock);
	if (pageattr_address >= TASK_SIZE_MAX) {
		pageattr_kernel(m, pageattr_address);
	} else {
		mmap_read_lock(current->mm);
		pageattr_user(m, current->mm, pageattr_address);
		mmap_read_unlock(current->mm);
	}
	mutex_unlock(&pageattr_lock);
	return 0;
}

static int pageattr_open(struct inode *inode, struct file *file)
{
	return single_open(file, pageattr_show, NULL);
}

static ssize_t pageattr_write(struct file *file, const char __user *buf, size_t len, loff_t *pos)
{
	unsigned long address;
	int ret = kstrtoul_from_user(buf, len, 0, &address);

	if (ret)
		return ret;
	mutex_lock(&pageattr_lock);
	pageattr_address = address;
	mutex_unlock(&pageattr_lock);
	return len;
}

static const struct proc_ops pageattr_ops = {
	.proc_open = pageattr_open,
	.proc_read = seq_read,
	.proc_write = pageattr_write,
	.proc_lseek = seq_lseek,
	.proc_release = single_release,
};

static void __iomem *pageattr_held;

static int pageattr_hold(u64 phys, u64 len, const char *type)
{
	/* First, or its type would be that of the next. */
	if (pageattr_held)
		iounmap(pageattr_held);
	if (!strcmp(type, "uc"))
		pageattr_held = ioremap_uc(phys, len);
	else if (!strcmp(type, "wc"))
		pageattr_held = ioremap_wc(phys, len);
	else if (!strcmp(type, "wb"))
		pageattr_held = ioremap_cache(phys, len);
	else
		pageattr_held = NULL;
	return len && !pageattr_held ? -ENOMEM : 0;
}

static ssize_t pagehold_write(struct file *file, const char __user *buf, size_t len, loff_t *pos)
{
	char text[64], type[8];
	u64 phys, length;
	int ret;

	if (len >= sizeof(text) || copy_from_user(text, buf, len))
		return -EINVAL;
	text[len] = 0;
	if (sscanf(text, "%lli %lli %7s", &phys, &length, type) != 3)
		return -EINVAL;
	mutex_lock(&pageattr_lock);
	ret = pageattr_hold(phys, length, type);
	mutex_unlock(&pageattr_lock);
	return ret ?: len;
}

static const struct proc_ops pagehold_ops = {
	.proc_write = pagehold_write,
};

static int __init pageattr_init(void)
{
	if (!proc_create("pageattr", 0600, NULL, &pageattr_ops) ||
	    !proc_create("pagehold", 0200, NULL, &pagehold_ops)) {
		remove_proc_subtree("pageattr", NULL);
		return -ENOMEM;
	}
	return 0;
}

static void __exit pageattr_exit(void)
{
	remove_proc_entry("pageattr", NULL);
	remove_proc_entry("pagehold", NULL);
	pageattr_hold(0, 0, "none");
}

module_init(pageattr_init);
module_exit(pageattr_exit);
MODULE_DESCRIPTION("What page tables hold, for tests");
MODULE_LICENSE("GPL");
