// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgkref - the loops of bench.h on Linux's own functions; for bench guests
 * only: it maps and writes whatever it is told.
 */
#include <linux/fs.h>
#include <linux/interrupt.h>
#include <linux/interval_tree.h>
#include <linux/io.h>
#include <linux/kthread.h>
#include <linux/llist.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/rbtree.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include <asm/apicdef.h>

#include "bench.h"
#include "dxgkref.h"

/* Not unrolled, and the address loaded anew in each round, like the miniport's. */
#define REF_ADDRESS	READ_ONCE(call->address)
#define REF_REGISTER	((void __iomem *)REF_ADDRESS)
#define REF_PORT	READ_ONCE(*(u16 *)&call->address)
#define REF_DATA	READ_ONCE(call->reserved)

#define REF_LOOP(statement) do {				\
	begin = BENCH_NOW();					\
	for (i = 0; i < call->count; i++) {			\
		statement;					\
		asm volatile("" : "+r"(i));			\
	}							\
	call->spent = BENCH_NOW() - begin;			\
} while (0)

static int ref_map(struct bench_call *call)
{
	unsigned long long begin = BENCH_NOW();
	void __iomem *p;
	unsigned int i;

	for (i = 0; i < call->count; i++) {
		p = call->cache == BENCH_WRITE_COMBINED ?
			ioremap_wc(call->address, call->length) :
			ioremap_uc(call->address, call->length);
		if (!p)
			return -ENOMEM;
		iounmap(p);
	}
	call->spent = BENCH_NOW() - begin;
	return 0;
}

/*
 * A mapping that is found by its address, to be unmapped, and by its range, to
 * refuse another one: a record in an index each, a lock each, and nothing else.
 */
struct ref_kept {
	struct rb_node node;
	struct interval_tree_node pages;
	void __iomem *va;
};

static struct kmem_cache *ref_records;
/* Each for the index it is named after. */
static DEFINE_SPINLOCK(ref_by_va_lock);
static struct rb_root ref_by_va = RB_ROOT;
static DEFINE_SPINLOCK(ref_by_range_lock);
static struct rb_root_cached ref_by_range[3] = {
	RB_ROOT_CACHED, RB_ROOT_CACHED, RB_ROOT_CACHED
};

static bool ref_kept_less(struct rb_node *a, const struct rb_node *b)
{
	return rb_entry(a, struct ref_kept, node)->va < rb_entry(b, struct ref_kept, node)->va;
}

static int ref_kept_order(const void *va, const struct rb_node *n)
{
	const struct ref_kept *k = rb_entry(n, struct ref_kept, node);

	return va < (const void *)k->va ? -1 : va > (const void *)k->va;
}

static noinline void __iomem *ref_keep(const struct bench_call *call)
{
	unsigned int type = call->cache == BENCH_WRITE_COMBINED ? 1 : 0;
	struct ref_kept *k = kmem_cache_alloc(ref_records, GFP_KERNEL);
	unsigned long flags;
	bool clash;

	if (!k)
		return NULL;
	k->pages.start = call->address;
	k->pages.last = call->address + call->length - 1;
	spin_lock_irqsave(&ref_by_range_lock, flags);
	clash = interval_tree_iter_first(&ref_by_range[!type], k->pages.start, k->pages.last) ||
		interval_tree_iter_first(&ref_by_range[2], k->pages.start, k->pages.last);
	if (!clash)
		interval_tree_insert(&k->pages, &ref_by_range[type]);
	spin_unlock_irqrestore(&ref_by_range_lock, flags);
	if (clash)
		goto fail_clash;
	k->va = type ? ioremap_wc(call->address, call->length) :
		       ioremap_uc(call->address, call->length);
	if (!k->va)
		goto fail_map;
	spin_lock_irqsave(&ref_by_va_lock, flags);
	rb_add(&k->node, &ref_by_va, ref_kept_less);
	spin_unlock_irqrestore(&ref_by_va_lock, flags);
	return k->va;

fail_map:
	spin_lock_irqsave(&ref_by_range_lock, flags);
	interval_tree_remove(&k->pages, &ref_by_range[type]);
	spin_unlock_irqrestore(&ref_by_range_lock, flags);
fail_clash:
	kmem_cache_free(ref_records, k);
	return NULL;
}

static noinline void ref_let_go(const struct bench_call *call, void __iomem *va)
{
	unsigned int type = call->cache == BENCH_WRITE_COMBINED ? 1 : 0;
	unsigned long flags;
	struct ref_kept *k;

	spin_lock_irqsave(&ref_by_va_lock, flags);
	k = rb_entry(rb_find((__force const void *)va, &ref_by_va, ref_kept_order),
		     struct ref_kept, node);
	rb_erase(&k->node, &ref_by_va);
	spin_unlock_irqrestore(&ref_by_va_lock, flags);
	iounmap(k->va);
	spin_lock_irqsave(&ref_by_range_lock, flags);
	interval_tree_remove(&k->pages, &ref_by_range[type]);
	spin_unlock_irqrestore(&ref_by_range_lock, flags);
	kmem_cache_free(ref_records, k);
}

static int ref_map_kept(struct bench_call *call)
{
	unsigned long long begin = BENCH_NOW();
	void __iomem *p;
	unsigned int i;

	for (i = 0; i < call->count; i++) {
		p = ref_keep(call);
		if (!p)
			return -ENOMEM;
		ref_let_go(call, p);
	}
	call->spent = BENCH_NOW() - begin;
	return 0;
}

static int ref_register(struct bench_call *call)
{
	void __iomem *p = ioremap_uc(call->address, call->length);
	unsigned long long begin;
	unsigned int i;

	if (!p)
		return -ENOMEM;
	call->address = (unsigned long)p;
	/* The documented WRITE_REGISTER_x ends with a memory barrier. */
	switch (call->what) {
	case BENCH_READ8:
		REF_LOOP((void)readb(REF_REGISTER));
		break;
	case BENCH_READ32:
		REF_LOOP((void)readl(REF_REGISTER));
		break;
	case BENCH_WRITE8:
		REF_LOOP(writeb(REF_DATA, REF_REGISTER); mb());
		break;
	default:
		REF_LOOP(writel(REF_DATA, REF_REGISTER); mb());
		break;
	}
	iounmap(p);
	return 0;
}

static int ref_port(struct bench_call *call)
{
	unsigned long long begin;
	unsigned int i;

	if (call->what == BENCH_IN8)
		REF_LOOP((void)inb(REF_PORT));
	else
		REF_LOOP(outb(REF_DATA, REF_PORT));
	return 0;
}

static int ref_empty_loop(struct bench_call *call)
{
	unsigned long long begin;
	unsigned int i;

	REF_LOOP((void)0);
	return 0;
}

static unsigned long long ref_ran;

static void ref_tasklet_fn(struct tasklet_struct *t)
{
	WRITE_ONCE(ref_ran, BENCH_NOW());
}

static DECLARE_TASKLET(ref_tasklet, ref_tasklet_fn);

static int ref_tasklet_run(struct bench_call *call)
{
	unsigned long long begin;
	unsigned int i;

	call->spent = 0;
	for (i = 0; i < call->count; i++) {
		local_bh_disable();
		begin = BENCH_NOW();
		tasklet_schedule(&ref_tasklet);
		local_bh_enable();
		tasklet_kill(&ref_tasklet);
		call->spent += READ_ONCE(ref_ran) - begin;
	}
	return 0;
}

/* The same for entries that are queued once, and taken out by who does not want them. */
struct ref_queued {
	struct llist_node node;
	unsigned long queued;
	void (*fn)(struct ref_queued *q);
};

static LLIST_HEAD(ref_queue);
static DEFINE_SPINLOCK(ref_queue_lock);

static noinline void ref_queued_fn(struct ref_queued *q)
{
	WRITE_ONCE(ref_ran, BENCH_NOW());
}

static void ref_queue_run(struct tasklet_struct *t)
{
	struct llist_node *first;
	struct ref_queued *q, *next;
	unsigned long flags;

	spin_lock_irqsave(&ref_queue_lock, flags);
	first = llist_del_all(&ref_queue);
	spin_unlock_irqrestore(&ref_queue_lock, flags);
	llist_for_each_entry_safe(q, next, llist_reverse_order(first), node) {
		clear_bit_unlock(0, &q->queued);
		q->fn(q);
	}
}

static DECLARE_TASKLET(ref_queue_tasklet, ref_queue_run);

static noinline bool ref_queue_add(struct ref_queued *q)
{
	if (test_and_set_bit(0, &q->queued))
		return false;
	llist_add(&q->node, &ref_queue);
	tasklet_schedule(&ref_queue_tasklet);
	return true;
}

static int ref_tasklet_kept(struct bench_call *call)
{
	struct ref_queued q = { .fn = ref_queued_fn };
	unsigned long long begin;
	unsigned int i;

	call->spent = 0;
	for (i = 0; i < call->count; i++) {
		local_bh_disable();
		begin = BENCH_NOW();
		ref_queue_add(&q);
		local_bh_enable();
		tasklet_kill(&ref_queue_tasklet);
		call->spent += READ_ONCE(ref_ran) - begin;
	}
	return 0;
}

struct ref_ping {
	wait_queue_head_t ping_wait, pong_wait;
	bool ping, pong;
	unsigned int count;
};

static int ref_pong(void *arg)
{
	struct ref_ping *p = arg;
	unsigned int i;

	for (i = 0; i < p->count; i++) {
		wait_event(p->ping_wait, READ_ONCE(p->ping));
		WRITE_ONCE(p->ping, false);
		WRITE_ONCE(p->pong, true);
		wake_up(&p->pong_wait);
	}
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 0;
}

static int ref_wait_queue(struct bench_call *call)
{
	struct ref_ping p = { .count = call->count };
	struct task_struct *thread;
	unsigned long long begin;
	unsigned int i;

	init_waitqueue_head(&p.ping_wait);
	init_waitqueue_head(&p.pong_wait);
	thread = kthread_run(ref_pong, &p, "dxgkref");
	if (IS_ERR(thread))
		return PTR_ERR(thread);

	call->spent = 0;
	for (i = 0; i < call->count; i++) {
		begin = BENCH_NOW();
		WRITE_ONCE(p.ping, true);
		wake_up(&p.ping_wait);
		wait_event(p.pong_wait, READ_ONCE(p.pong));
		WRITE_ONCE(p.pong, false);
		call->spent += BENCH_NOW() - begin;
	}
	kthread_stop(thread);
	return 0;
}

static int ref_kmalloc(struct bench_call *call)
{
	unsigned long long begin = BENCH_NOW();
	unsigned int i;
	void *p;

	for (i = 0; i < call->count; i++) {
		/* The size must not be known to the compiler here either. */
		p = kmalloc(READ_ONCE(call->length), GFP_KERNEL);
		if (!p)
			return -ENOMEM;
		kfree(p);
	}
	call->spent = BENCH_NOW() - begin;
	return 0;
}

static int ref_spin_lock(struct bench_call *call)
{
	unsigned long long begin;
	spinlock_t lock;
	unsigned int i;

	spin_lock_init(&lock);
	begin = BENCH_NOW();
	for (i = 0; i < call->count; i++) {
		spin_lock_bh(&lock);
		spin_unlock_bh(&lock);
	}
	call->spent = BENCH_NOW() - begin;
	return 0;
}

/*
 * No timer tick falls into what is measured: the local timer is masked, and
 * what it had to say is made up for afterwards.
 */
static void __iomem *ref_apic;

static void ref_quiet(bool quiet)
{
	u32 lvtt = readl(ref_apic + APIC_LVTT);

	if (quiet) {
		writel(lvtt | APIC_LVT_MASKED, ref_apic + APIC_LVTT);
		return;
	}
	if (!(lvtt & APIC_LVT_MASKED))
		return;
	writel(lvtt & ~APIC_LVT_MASKED, ref_apic + APIC_LVTT);
	writel(1, ref_apic + APIC_TMICT);
}

static int ref_do(struct bench_call *call)
{
	call->spent = 0;
	switch (call->what) {
	case BENCH_NOTHING:
		return 0;
	case BENCH_EMPTY_LOOP:
		return ref_empty_loop(call);
	case BENCH_MAP:
		return ref_map(call);
	case BENCH_READ8:
	case BENCH_READ32:
	case BENCH_WRITE8:
	case BENCH_WRITE32:
		return ref_register(call);
	case BENCH_IN8:
	case BENCH_OUT8:
		return ref_port(call);
	case BENCH_DPC:
		return ref_tasklet_run(call);
	case BENCH_MAP_KEPT:
		return ref_map_kept(call);
	case BENCH_DPC_KEPT:
		return ref_tasklet_kept(call);
	case BENCH_EVENT:
		return ref_wait_queue(call);
	case BENCH_POOL:
		return ref_kmalloc(call);
	case BENCH_SPINLOCK:
		return ref_spin_lock(call);
	case BENCH_QUIET:
		ref_quiet(call->count);
		return 0;
	default:
		return -EINVAL;
	}
}

static long ref_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct bench_call call;
	int ret;

	if (cmd != DXGKREF_CALL)
		return -ENOTTY;
	if (copy_from_user(&call, (void __user *)arg, sizeof(call)))
		return -EFAULT;
	ret = ref_do(&call);
	if (ret)
		return ret;
	return copy_to_user((void __user *)arg, &call, sizeof(call)) ? -EFAULT : 0;
}

static const struct file_operations ref_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = ref_ioctl,
};

static struct miscdevice ref_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "dxgkref",
	.fops = &ref_fops,
	.mode = 0600,
};

static int __init ref_init(void)
{
	int ret;

	ref_records = KMEM_CACHE(ref_kept, 0);
	if (!ref_records)
		return -ENOMEM;
	ret = -ENOMEM;
	ref_apic = ioremap(APIC_DEFAULT_PHYS_BASE, PAGE_SIZE);
	if (!ref_apic)
		goto fail_apic;
	ret = misc_register(&ref_device);
	if (ret)
		goto fail_device;
	return 0;

fail_device:
	iounmap(ref_apic);
fail_apic:
	kmem_cache_destroy(ref_records);
	return ret;
}

static void __exit ref_exit(void)
{
	misc_deregister(&ref_device);
	iounmap(ref_apic);
	kmem_cache_destroy(ref_records);
}

module_init(ref_init);
module_exit(ref_exit);
MODULE_DESCRIPTION("Linux's own functions, measured beside the shim's");
MODULE_LICENSE("GPL");
