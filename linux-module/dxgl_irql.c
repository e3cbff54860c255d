// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_irql.c - the IRQL of a CPU.
 *
 * A level of DISPATCH_LEVEL or more belongs to the CPU: nothing else runs
 * there, so it is a per-CPU number, and bottom halves (with them preemption)
 * go off and on as it crosses DISPATCH_LEVEL, interrupts as it goes above.
 * APC_LEVEL keeps nothing off that Linux has: it is the thread's own business
 * and reads as PASSIVE_LEVEL.
 */
#include <linux/bottom_half.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/sched.h>

#include "../shim/os.h"
#include "os_nt.h"

#define DXGL_DISPATCH_LEVEL 2

static DEFINE_PER_CPU(u8, dxgl_irql);
static DEFINE_PER_CPU(unsigned long, dxgl_irql_flags);

dxgk_u8 dxgk_os_irql_get(void)
{
	/* One instruction: in a preemptible thread it reads 0 on whatever CPU. */
	return this_cpu_read(dxgl_irql);
}

/*
 * In an interrupt handler the CPU has everything off already, and says so when
 * asked again: only the number changes there.
 */
dxgk_u8 dxgk_os_irql_raise(dxgk_u8 level)
{
	dxgk_u8 old = dxgk_os_irql_get();

	if (level <= old || level < DXGL_DISPATCH_LEVEL)
		return old;
	if (!in_hardirq()) {
		unsigned long flags;

		if (old < DXGL_DISPATCH_LEVEL)
			local_bh_disable();
		if (level > DXGL_DISPATCH_LEVEL && old <= DXGL_DISPATCH_LEVEL) {
			local_irq_save(flags);
			this_cpu_write(dxgl_irql_flags, flags);
		}
	}
	this_cpu_write(dxgl_irql, level);
	return old;
}

void dxgk_os_irql_lower(dxgk_u8 level)
{
	dxgk_u8 old = dxgk_os_irql_get();

	if (level >= old)
		return;
	this_cpu_write(dxgl_irql, level < DXGL_DISPATCH_LEVEL ? 0 : level);
	if (in_hardirq())
		return;
	if (old > DXGL_DISPATCH_LEVEL && level <= DXGL_DISPATCH_LEVEL)
		local_irq_restore(this_cpu_read(dxgl_irql_flags));
	if (level < DXGL_DISPATCH_LEVEL)
		local_bh_enable();
}

/*
 * A bottom half never finds a level of somebody else's: from DISPATCH_LEVEL on
 * none comes.  They are counted off once more, so that a driver's routine that
 * lowers the level by mistake lets none in.
 */
void os_deferred(struct tasklet_struct *unused)
{
	local_bh_disable();
	this_cpu_write(dxgl_irql, DXGL_DISPATCH_LEVEL);
	dxgk_nt_deferred((dxgk_uptr)current | 1);
	dxgk_os_irql_lower(0);
}

/* An interrupt or bottom half on top of a task is somebody else. */
dxgk_uptr dxgk_os_context(void)
{
	return (dxgk_uptr)current | (in_hardirq() ? 2 : in_serving_softirq() ? 1 : 0);
}
