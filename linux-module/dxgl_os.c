// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_os.c - memory, locks, time and log for the core.
 */
#include <linux/build_bug.h>
#include <linux/completion.h>
#include <linux/device.h>
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#include "dxgl_drv.h"

void *dxgk_os_alloc(dxgk_size bytes, unsigned int flags)
{
	gfp_t gfp = flags & DXGK_OS_ALLOC_ATOMIC ? GFP_ATOMIC | __GFP_NOWARN : GFP_KERNEL;

	if (!bytes)
		return NULL;
	if (flags & DXGK_OS_ALLOC_ZERO)
		gfp |= __GFP_ZERO;
	return kmalloc(bytes, gfp);
}

void dxgk_os_free(void *p)
{
	kfree(p);
}

struct dxgk_os_slab {
	struct kmem_cache *cache;
	void * __percpu *spare;		/* one that was freed last, on each CPU */
};

/* The kernel does not clear objects that have a constructor; nor does this. */
static void dxgl_slab_ctor(void *object)
{
}

struct dxgk_os_slab *dxgk_os_slab_create(const char *name, dxgk_size bytes)
{
	struct dxgk_os_slab *slab = kzalloc(sizeof(*slab), GFP_KERNEL);

	if (!slab)
		return NULL;
	slab->cache = kmem_cache_create(name, bytes, 0, 0, dxgl_slab_ctor);
	slab->spare = alloc_percpu(void *);
	if (!slab->cache || !slab->spare) {
		dxgk_os_slab_destroy(slab);
		return NULL;
	}
	return slab;
}

void dxgk_os_slab_destroy(struct dxgk_os_slab *slab)
{
	int cpu;

	if (!slab)
		return;
	if (slab->cache && slab->spare)
		for_each_possible_cpu(cpu)
			if (*per_cpu_ptr(slab->spare, cpu))
				kmem_cache_free(slab->cache, *per_cpu_ptr(slab->spare, cpu));
	free_percpu(slab->spare);
	kmem_cache_destroy(slab->cache);
	kfree(slab);
}

void *dxgk_os_slab_alloc(struct dxgk_os_slab *slab)
{
	void *object;

	might_sleep();
	object = this_cpu_xchg(*slab->spare, NULL);
	return object ?: kmem_cache_alloc(slab->cache, GFP_KERNEL);
}

void dxgk_os_slab_free(struct dxgk_os_slab *slab, void *object)
{
	object = this_cpu_xchg(*slab->spare, object);
	if (object)
		kmem_cache_free(slab->cache, object);
}

/*
 * A spin lock of the core is a raw one with interrupts off: the core takes it
 * in interrupt handlers, which stay hard ones on a preempt-rt kernel too.
 */
static raw_spinlock_t *dxgl_spin(struct dxgk_os_spinlock *l)
{
	BUILD_BUG_ON(sizeof(raw_spinlock_t) > sizeof(l->opaque));
	return (raw_spinlock_t *)l->opaque;
}

static struct lock_class_key *dxgl_key(struct dxgk_os_lock_key *key)
{
	BUILD_BUG_ON(sizeof(struct lock_class_key) > sizeof(key->opaque));
	return (struct lock_class_key *)key->opaque;
}

void dxgk_os_spin_init_key(struct dxgk_os_spinlock *l, const char *name,
			   struct dxgk_os_lock_key *key)
{
	raw_spin_lock_init(dxgl_spin(l));
	lockdep_set_class_and_name(dxgl_spin(l), dxgl_key(key), name);
}

unsigned long dxgk_os_spin_lock(struct dxgk_os_spinlock *l)
	__acquires(l)
{
	unsigned long flags;

	raw_spin_lock_irqsave(dxgl_spin(l), flags);
	return flags;
}

void dxgk_os_spin_unlock(struct dxgk_os_spinlock *l, unsigned long state)
	__releases(l)
{
	raw_spin_unlock_irqrestore(dxgl_spin(l), state);
}

void dxgk_os_spin_assert(struct dxgk_os_spinlock *l)
{
	lockdep_assert_held(dxgl_spin(l));
}

static struct mutex *dxgl_mutex(struct dxgk_os_mutex *m)
{
	BUILD_BUG_ON(sizeof(struct mutex) > sizeof(m->opaque));
	return (struct mutex *)m->opaque;
}

void dxgk_os_mutex_init_key(struct dxgk_os_mutex *m, const char *name,
			    struct dxgk_os_lock_key *key)
{
	__mutex_init(dxgl_mutex(m), name, dxgl_key(key));
}

void dxgk_os_mutex_lock(struct dxgk_os_mutex *m)
{
	mutex_lock(dxgl_mutex(m));
}

bool dxgk_os_mutex_trylock(struct dxgk_os_mutex *m)
{
	return mutex_trylock(dxgl_mutex(m));
}

void dxgk_os_mutex_unlock(struct dxgk_os_mutex *m)
{
	mutex_unlock(dxgl_mutex(m));
}

void dxgk_os_mutex_assert(struct dxgk_os_mutex *m)
{
	lockdep_assert_held(dxgl_mutex(m));
}

void dxgk_os_mutex_fini(struct dxgk_os_mutex *m)
{
	mutex_destroy(dxgl_mutex(m));
}

static struct rw_semaphore *dxgl_rwsem(struct dxgk_os_rwsem *s)
{
	BUILD_BUG_ON(sizeof(struct rw_semaphore) > sizeof(s->opaque));
	return (struct rw_semaphore *)s->opaque;
}

void dxgk_os_rwsem_init_key(struct dxgk_os_rwsem *s, const char *name,
			    struct dxgk_os_lock_key *key)
{
	__init_rwsem(dxgl_rwsem(s), name, dxgl_key(key));
}

void dxgk_os_rwsem_read(struct dxgk_os_rwsem *s)
{
	down_read(dxgl_rwsem(s));
}

void dxgk_os_rwsem_read_done(struct dxgk_os_rwsem *s)
{
	up_read(dxgl_rwsem(s));
}

void dxgk_os_rwsem_write(struct dxgk_os_rwsem *s)
{
	down_write(dxgl_rwsem(s));
}

void dxgk_os_rwsem_write_done(struct dxgk_os_rwsem *s)
{
	up_write(dxgl_rwsem(s));
}

void dxgk_os_rwsem_assert(struct dxgk_os_rwsem *s)
{
	lockdep_assert_held(dxgl_rwsem(s));
}

void dxgk_os_rwsem_assert_write(struct dxgk_os_rwsem *s)
{
	lockdep_assert_held_write(dxgl_rwsem(s));
}

void dxgk_os_rwsem_fini(struct dxgk_os_rwsem *s)
{
}

struct dxgl_event {
	wait_queue_head_t wait;
	bool set;		/* under wait.lock */
};

static struct dxgl_event *dxgl_event(struct dxgk_os_event *e)
{
	BUILD_BUG_ON(sizeof(struct dxgl_event) > sizeof(e->opaque));
	return (struct dxgl_event *)e->opaque;
}

void dxgk_os_event_init(struct dxgk_os_event *e, bool set)
{
	init_waitqueue_head(&dxgl_event(e)->wait);
	dxgl_event(e)->set = set;
}

/* All under the queue's lock: a waiter that saw it set may free the event. */
void dxgk_os_event_set(struct dxgk_os_event *e)
{
	struct dxgl_event *ev = dxgl_event(e);
	unsigned long flags;

	spin_lock_irqsave(&ev->wait.lock, flags);
	ev->set = true;
	wake_up_all_locked(&ev->wait);
	spin_unlock_irqrestore(&ev->wait.lock, flags);
}

void dxgk_os_event_clear(struct dxgk_os_event *e)
{
	struct dxgl_event *ev = dxgl_event(e);
	unsigned long flags;

	spin_lock_irqsave(&ev->wait.lock, flags);
	ev->set = false;
	spin_unlock_irqrestore(&ev->wait.lock, flags);
}

/* Asks under the lock, so that the setter is out of the event when we return. */
static bool dxgl_event_is_set(struct dxgl_event *ev)
{
	unsigned long flags;
	bool set;

	spin_lock_irqsave(&ev->wait.lock, flags);
	set = ev->set;
	spin_unlock_irqrestore(&ev->wait.lock, flags);
	return set;
}

bool dxgk_os_event_wait(struct dxgk_os_event *e, dxgk_u64 timeout_ns)
{
	struct dxgl_event *ev = dxgl_event(e);

	if (timeout_ns == ~0ull) {
		wait_event(ev->wait, dxgl_event_is_set(ev));
		return true;
	}
	return wait_event_timeout(ev->wait, dxgl_event_is_set(ev),
				  nsecs_to_jiffies(timeout_ns) + 1) > 0;
}

void dxgk_os_event_fini(struct dxgk_os_event *e)
{
}

/*
 * As wait_event() does it, but with the queue's lock taken once before the sleep
 * and once after: most waits of a driver sleep once.  The queue's entry is on
 * this stack, and what was said of asking under the lock goes for it too.
 */
enum dxgk_wait dxgk_os_event_wait_until(struct dxgk_os_event *e, dxgk_u64 deadline, bool killable)
{
	/* The idle kind of sleep: a driver's thread may wait for work for ever. */
	unsigned int state = killable ? TASK_KILLABLE :
			     current->flags & PF_KTHREAD ? TASK_IDLE : TASK_UNINTERRUPTIBLE;
	ktime_t expires = ns_to_ktime(min_t(u64, deadline, KTIME_MAX));
	struct dxgl_event *ev = dxgl_event(e);
	enum dxgk_wait result = DXGK_WAIT_SET;
	bool timed_out = false;
	unsigned long flags;
	DEFINE_WAIT(wait);

	might_sleep();
	spin_lock_irqsave(&ev->wait.lock, flags);
	while (!ev->set) {
		if (timed_out || (killable && fatal_signal_pending(current))) {
			result = timed_out ? DXGK_WAIT_TIMEOUT : DXGK_WAIT_KILLED;
			break;
		}
		/* Waking takes it off the queue. */
		if (list_empty(&wait.entry))
			__add_wait_queue(&ev->wait, &wait);
		set_current_state(state);
		spin_unlock_irqrestore(&ev->wait.lock, flags);
		if (deadline == ~0ull)
			schedule();
		else
			timed_out = !schedule_hrtimeout(&expires, HRTIMER_MODE_ABS);
		spin_lock_irqsave(&ev->wait.lock, flags);
	}
	if (!list_empty(&wait.entry))
		__remove_wait_queue(&ev->wait, &wait);
	spin_unlock_irqrestore(&ev->wait.lock, flags);
	__set_current_state(TASK_RUNNING);
	return result;
}

dxgk_u64 dxgk_os_time_ns(void)
{
	return ktime_get_ns();
}

dxgk_u64 dxgk_os_time_coarse_ns(void)
{
	return get_jiffies_64() * TICK_NSEC;
}

dxgk_u64 dxgk_os_process(void)
{
	/* A kernel thread may have borrowed somebody's address space. */
	if (!in_task() || !current->mm || current->flags & PF_KTHREAD)
		return 0;
	return (uintptr_t)current->mm;
}

dxgk_u32 dxgk_os_process_id(void)
{
	return dxgk_os_process() ? task_tgid_nr(current) : 0;
}

bool dxgk_os_process_exiting(void)
{
	return current->flags & PF_EXITING || fatal_signal_pending(current);
}

void dxgk_os_log(enum dxgk_log level, struct dxgk_os_device *dev, const char *fmt, ...)
{
	static const char * const prefix[] = {
		[DXGK_LOG_ERR] = KERN_ERR,
		[DXGK_LOG_WARN] = KERN_WARNING,
		[DXGK_LOG_INFO] = KERN_INFO,
		[DXGK_LOG_DEBUG] = KERN_DEBUG,
	};
	struct va_format vaf = { .fmt = fmt };
	va_list args;

	va_start(args, fmt);
	vaf.va = &args;
	if (dev)
		dev_printk(prefix[level], &dxgl_from_os(dev)->pdev->dev, "%pV\n", &vaf);
	else
		printk("%sdxgk: %pV\n", prefix[level], &vaf);
	va_end(args);
}
