// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * os_nt_cpu.c - below the NT runtime: vector registers, caches, stacks, the
 * addresses of exports.
 */
#include <linux/bsearch.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/sched/task_stack.h>
#include <linux/string.h>
#include <asm/fpu/api.h>
#include <asm/smp.h>
#include <asm/special_insns.h>

#include "../shim/os.h"
#include "os_nt.h"

/* What an inner begin finds and its end puts back: FXSAVE's format, x87 and SSE. */
#define OS_FPU_NESTED 3

struct os_fpu {
	dxgk_uptr owner;	/* dxgk_os_context() of the outermost begin */
	unsigned int depth;
	u8 saved[OS_FPU_NESTED][512] __aligned(16);
};

/* Preemption is off from the outermost begin on. */
static DEFINE_PER_CPU(struct os_fpu, os_fpu);

bool dxgk_os_fpu_begin(void)
{
	struct os_fpu *fpu;
	bool ok = false;

	preempt_disable();
	fpu = this_cpu_ptr(&os_fpu);
	if (!fpu->depth && irq_fpu_usable()) {
		kernel_fpu_begin();
		fpu->owner = dxgk_os_context();
		ok = true;
	} else if (fpu->depth && fpu->depth <= OS_FPU_NESTED && fpu->owner == dxgk_os_context()) {
		asm volatile("fxsave64 %0" : "=m" (fpu->saved[fpu->depth - 1]));
		ok = true;
	}
	if (ok)
		fpu->depth++;
	else
		preempt_enable();
	return ok;
}

void dxgk_os_fpu_end(void)
{
	struct os_fpu *fpu = this_cpu_ptr(&os_fpu);

	if (WARN_ON_ONCE(!fpu->depth))
		return;
	if (--fpu->depth)
		asm volatile("fxrstor64 %0" : : "m" (fpu->saved[fpu->depth - 1]));
	else
		kernel_fpu_end();
	preempt_enable();
}

void dxgk_os_flush_caches(void)
{
	/* Others are asked by an interrupt: not with interrupts off here. */
	if (irqs_disabled())
		wbinvd();
	else
		wbinvd_on_all_cpus();
}

void dxgk_os_stack(dxgk_uptr *low, dxgk_uptr *high)
{
	*low = (dxgk_uptr)task_stack_page(current);
	*high = *low + THREAD_SIZE;
}

static int os_export_cmp(const void *name, const void *export)
{
	return strcmp(name, ((const struct dxgl_export *)export)->name);
}

void *dxgk_os_export(const char *name)
{
	const struct dxgl_export *e = bsearch(name, dxgl_exports, dxgl_export_count,
					      sizeof(*e), os_export_cmp);

	return e ? (void *)e->address : NULL;
}
