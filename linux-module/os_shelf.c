// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * os_shelf.c - objects at hand on each CPU: what the core's pool stands on.
 *
 * Interrupts are off for the few instructions that it takes, which is cheaper
 * than anything that would let them in.
 */
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/slab.h>

#include "../shim/os.h"

struct os_shelf {
	unsigned int count;
	unsigned int depth;
	void *object[DXGK_OS_SHELF_DEPTH];
};

struct os_shelf_cpu {
	struct os_shelf kind[DXGK_OS_SHELF_KINDS];
};

static struct os_shelf_cpu __percpu *os_shelves(struct dxgk_os_shelves *s)
{
	return (struct os_shelf_cpu __percpu *)s;
}

struct dxgk_os_shelves *dxgk_os_shelves_create(const dxgk_u8 depth[DXGK_OS_SHELF_KINDS])
{
	struct os_shelf_cpu __percpu *shelves = alloc_percpu(struct os_shelf_cpu);
	unsigned int k;
	int cpu;

	if (!shelves)
		return NULL;
	/* What is freed twice or used after that is KASAN's to find. */
	if (!IS_ENABLED(CONFIG_KASAN))
		for_each_possible_cpu(cpu)
			for (k = 0; k < DXGK_OS_SHELF_KINDS; k++)
				per_cpu_ptr(shelves, cpu)->kind[k].depth =
					min_t(unsigned int, depth[k], DXGK_OS_SHELF_DEPTH);
	return (__force struct dxgk_os_shelves *)shelves;
}

void dxgk_os_shelves_destroy(struct dxgk_os_shelves *s)
{
	free_percpu(os_shelves(s));
}

void *dxgk_os_shelf_get(struct dxgk_os_shelves *s, unsigned int kind)
{
	void *object = NULL;
	struct os_shelf *shelf;
	unsigned long flags;

	local_irq_save(flags);
	shelf = &this_cpu_ptr(os_shelves(s))->kind[kind];
	if (shelf->count)
		object = shelf->object[--shelf->count];
	local_irq_restore(flags);
	return object;
}

bool dxgk_os_shelf_put(struct dxgk_os_shelves *s, unsigned int kind, void *object)
{
	struct os_shelf *shelf;
	unsigned long flags;
	bool room;

	local_irq_save(flags);
	shelf = &this_cpu_ptr(os_shelves(s))->kind[kind];
	room = shelf->count < shelf->depth;
	if (room)
		shelf->object[shelf->count++] = object;
	local_irq_restore(flags);
	return room;
}

void *dxgk_os_shelf_clear(struct dxgk_os_shelves *s, unsigned int kind)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		struct os_shelf *shelf = &per_cpu_ptr(os_shelves(s), cpu)->kind[kind];

		if (shelf->count)
			return shelf->object[--shelf->count];
	}
	return NULL;
}
