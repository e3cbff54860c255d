// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * os_nt_sched.c - below the NT runtime: threads, deferred calls, the timer,
 * drivers' spin locks.
 */
#include <linux/build_bug.h>
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/hardirq.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/preempt.h>
#include <linux/processor.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include "../shim/os.h"
#include "dxgl_compat.h"
#include "os_nt.h"

/* The statuses given here; the values are ntstatus.h's. */
#define OS_SUCCESS		0
#define OS_NO_RESOURCES		((dxgk_status)0xc000009a)

/* ------------------------------------------------------------------- threads */

struct dxgk_os_thread {
	struct task_struct *task;
	struct completion done;
	void (*fn)(void *arg);
	void *arg;
};

dxgk_uptr dxgk_os_thread(void)
{
	return (dxgk_uptr)current;
}

dxgk_u32 dxgk_os_thread_id(void)
{
	return task_pid_nr(current);
}

static int os_thread_main(void *data)
{
	struct dxgk_os_thread *t = data;

	t->fn(t->arg);
	/* Not a return: from the completion on this module may go. */
	kthread_complete_and_exit(&t->done, 0);
}

dxgk_status dxgk_os_thread_start(void (*fn)(void *arg), void *arg, const char *name,
				 struct dxgk_os_thread **thread)
{
	struct dxgk_os_thread *t;
	struct task_struct *task;

	t = kzalloc(sizeof(*t), GFP_KERNEL);
	if (!t)
		return OS_NO_RESOURCES;
	t->fn = fn;
	t->arg = arg;
	init_completion(&t->done);
	task = kthread_create(os_thread_main, t, "%s", name);
	if (IS_ERR(task)) {
		kfree(t);
		return OS_NO_RESOURCES;
	}
	get_task_struct(task);
	t->task = task;
	*thread = t;
	wake_up_process(task);
	return OS_SUCCESS;
}

void *dxgk_os_thread_arg(void)
{
	struct dxgk_os_thread *t;

	if (!(current->flags & PF_KTHREAD) || kthread_func(current) != os_thread_main)
		return NULL;
	t = kthread_data(current);
	return t->arg;
}

bool dxgk_os_in_thread(void)
{
	return in_task();
}

void dxgk_os_thread_exit(void)
{
	struct dxgk_os_thread *t = kthread_data(current);

	kthread_complete_and_exit(&t->done, 0);
}

void dxgk_os_thread_join(struct dxgk_os_thread *t)
{
	wait_for_completion(&t->done);
	put_task_struct(t->task);
	kfree(t);
}

void dxgk_os_thread_priority(struct dxgk_os_thread *t, dxgk_u32 priority)
{
	int nice;

	if (priority >= 24) {
		sched_set_fifo(t->task);
	} else if (priority >= 16) {
		sched_set_fifo_low(t->task);
	} else {
		nice = priority <= 8 ? (8 - (int)priority) * 19 / 7 : (8 - (int)priority) * 20 / 7;
		sched_set_normal(t->task, nice);
	}
}

void dxgk_os_yield(void)
{
	cond_resched();
	yield();
}

dxgk_u32 dxgk_os_cpus(void)
{
	return num_online_cpus();
}

dxgk_u32 dxgk_os_cpu(void)
{
	return raw_smp_processor_id();
}

struct dxgk_os_affinity {
	cpumask_t mask;
};

struct dxgk_os_affinity *dxgk_os_affinity_get(void)
{
	struct dxgk_os_affinity *a = kmalloc(sizeof(*a), GFP_KERNEL);

	if (a)
		cpumask_copy(&a->mask, current->cpus_ptr);
	return a;
}

static void os_affinity_apply(const struct cpumask *mask)
{
	int ret = set_cpus_allowed_ptr(current, mask);

	/* A control group of the program's may forbid all of them. */
	if (ret)
		pr_warn_ratelimited("dxgk: a thread stays where it is: %d\n", ret);
}

void dxgk_os_affinity_set(dxgk_u64 mask)
{
	struct dxgk_os_affinity *a = kzalloc(sizeof(*a), GFP_KERNEL);
	unsigned int cpu;

	if (!a)
		return;
	for_each_online_cpu(cpu)
		if (cpu < 64 && mask >> cpu & 1)
			cpumask_set_cpu(cpu, &a->mask);
	os_affinity_apply(&a->mask);
	kfree(a);
}

void dxgk_os_affinity_put(struct dxgk_os_affinity *affinity)
{
	os_affinity_apply(&affinity->mask);
	kfree(affinity);
}

struct os_each_cpu {
	void (*fn)(void *arg, bool here);
	void *arg;
	unsigned int here;
	atomic_t missing;
};

static void os_each_cpu_run(void *data)
{
	struct os_each_cpu *each = data;

	atomic_dec(&each->missing);
	while (atomic_read(&each->missing) > 0)
		cpu_relax();
	/*
	 * As in an interrupt handler, which this is not on the caller's own CPU and
	 * on one that idles: whatever level @fn sets, nothing is let in.
	 */
	__irq_enter_raw();
	each->fn(each->arg, smp_processor_id() == each->here);
	__irq_exit_raw();
}

/* Two of them would wait for each other, on processors with interrupts off. */
static DEFINE_SPINLOCK(os_each_cpu_lock);

bool dxgk_os_each_cpu(void (*fn)(void *arg, bool here), void *arg)
{
	struct os_each_cpu each = { .fn = fn, .arg = arg };

	/* A bottom half may have come in the middle of another one's call. */
	if (!in_task())
		return false;
	spin_lock(&os_each_cpu_lock);
	each.here = smp_processor_id();
	/* None goes while preemption is off; one that comes now is not waited for. */
	atomic_set(&each.missing, num_online_cpus());
	on_each_cpu(os_each_cpu_run, &each, true);
	spin_unlock(&os_each_cpu_lock);
	return true;
}

/* -------------------------------------------------------- calls for later */

static DECLARE_TASKLET(os_deferred_tasklet, os_deferred);

void dxgk_os_deferred_kick(void)
{
	tasklet_hi_schedule(&os_deferred_tasklet);
}

static enum hrtimer_restart os_timer_expired(struct hrtimer *unused)
{
	/* Arms itself again, as it needs. */
	dxgk_nt_timer();
	return HRTIMER_NORESTART;
}

static struct hrtimer os_timer;

void dxgk_os_timer_set(dxgk_u64 deadline)
{
	if (deadline == ~0ull)
		hrtimer_try_to_cancel(&os_timer);
	else
		hrtimer_start(&os_timer, ns_to_ktime(min_t(u64, deadline, KTIME_MAX)),
			      HRTIMER_MODE_ABS_SOFT);
}

struct workqueue_struct *dxgl_nt_wq;

dxgk_status dxgk_os_deferred_start(void)
{
	dxgl_nt_wq = alloc_workqueue("dxgk-nt", WQ_UNBOUND, 0);
	if (!dxgl_nt_wq)
		return OS_NO_RESOURCES;
	dxgl_hrtimer_setup_mode(&os_timer, os_timer_expired, HRTIMER_MODE_ABS_SOFT);
	return OS_SUCCESS;
}

void dxgk_os_deferred_stop(void)
{
	/* A timer makes deferred calls. */
	hrtimer_cancel(&os_timer);
	tasklet_kill(&os_deferred_tasklet);
	destroy_workqueue(dxgl_nt_wq);
	dxgl_nt_wq = NULL;
}

/* ----------------------------------------------------------- locks of drivers */

static arch_spinlock_t *os_lock(dxgk_u32 *lock)
{
	BUILD_BUG_ON(sizeof(arch_spinlock_t) != sizeof(*lock));
	return (arch_spinlock_t *)lock;
}

void dxgk_os_driver_lock(dxgk_u32 *lock)
{
	arch_spin_lock(os_lock(lock));
}

bool dxgk_os_driver_trylock(dxgk_u32 *lock)
{
	return arch_spin_trylock(os_lock(lock));
}

void dxgk_os_driver_unlock(dxgk_u32 *lock)
{
	arch_spin_unlock(os_lock(lock));
}

bool dxgk_os_driver_locked(dxgk_u32 *lock)
{
	return arch_spin_is_locked(os_lock(lock));
}

dxgk_u32 dxgk_os_driver_self(void)
{
	return raw_smp_processor_id() + 1;
}

void dxgk_os_relax(void)
{
	cpu_relax();
}
