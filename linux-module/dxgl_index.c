// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_index.c - the core's ordered indexes on the kernel's trees.
 */
#include <linux/build_bug.h>
#include <linux/interval_tree.h>
#include <linux/rbtree.h>

#include "../shim/os.h"

static struct rb_root *dxgl_tree(struct dxgk_os_tree *t)
{
	BUILD_BUG_ON(sizeof(struct rb_root) > sizeof(t->opaque));
	return (struct rb_root *)t->opaque;
}

static struct rb_node *dxgl_tree_rb(struct dxgk_os_tree_node *n)
{
	BUILD_BUG_ON(sizeof(struct rb_node) > sizeof(n->opaque));
	return (struct rb_node *)n->opaque;
}

static struct dxgk_os_tree_node *dxgl_tree_node(const struct rb_node *rb)
{
	return container_of((void *)rb, struct dxgk_os_tree_node, opaque);
}

static bool dxgl_below(const struct dxgk_os_tree_node *n, u64 k1, u64 k2)
{
	return n->k1 < k1 || (n->k1 == k1 && n->k2 < k2);
}

static bool dxgl_tree_less(struct rb_node *a, const struct rb_node *b)
{
	const struct dxgk_os_tree_node *nb = dxgl_tree_node(b);

	return dxgl_below(dxgl_tree_node(a), nb->k1, nb->k2);
}

void dxgk_os_tree_init(struct dxgk_os_tree *t)
{
	*dxgl_tree(t) = RB_ROOT;
}

void dxgk_os_tree_insert(struct dxgk_os_tree *t, struct dxgk_os_tree_node *n)
{
	rb_add(dxgl_tree_rb(n), dxgl_tree(t), dxgl_tree_less);
}

void dxgk_os_tree_remove(struct dxgk_os_tree *t, struct dxgk_os_tree_node *n)
{
	rb_erase(dxgl_tree_rb(n), dxgl_tree(t));
}

struct dxgk_os_tree_node *dxgk_os_tree_ceil(struct dxgk_os_tree *t, dxgk_u64 k1, dxgk_u64 k2)
{
	struct rb_node *rb = dxgl_tree(t)->rb_node;
	struct dxgk_os_tree_node *best = NULL;

	while (rb) {
		struct dxgk_os_tree_node *n = dxgl_tree_node(rb);

		if (dxgl_below(n, k1, k2)) {
			rb = rb->rb_right;
		} else {
			best = n;
			rb = rb->rb_left;
		}
	}
	return best;
}

static struct rb_root_cached *dxgl_ranges(struct dxgk_os_ranges *r)
{
	BUILD_BUG_ON(sizeof(struct rb_root_cached) > sizeof(r->opaque));
	return (struct rb_root_cached *)r->opaque;
}

static struct interval_tree_node *dxgl_range(struct dxgk_os_range *n)
{
	BUILD_BUG_ON(sizeof(struct interval_tree_node) > sizeof(n->opaque));
	return (struct interval_tree_node *)n->opaque;
}

void dxgk_os_ranges_init(struct dxgk_os_ranges *r)
{
	*dxgl_ranges(r) = RB_ROOT_CACHED;
}

void dxgk_os_ranges_insert(struct dxgk_os_ranges *r, struct dxgk_os_range *n)
{
	struct interval_tree_node *it = dxgl_range(n);

	it->start = n->first;
	it->last = n->last;
	interval_tree_insert(it, dxgl_ranges(r));
}

void dxgk_os_ranges_remove(struct dxgk_os_ranges *r, struct dxgk_os_range *n)
{
	interval_tree_remove(dxgl_range(n), dxgl_ranges(r));
}

struct dxgk_os_range *dxgk_os_ranges_overlap(struct dxgk_os_ranges *r,
					     dxgk_u64 first, dxgk_u64 last)
{
	struct interval_tree_node *it = interval_tree_iter_first(dxgl_ranges(r), first, last);

	return it ? container_of((void *)it, struct dxgk_os_range, opaque) : NULL;
}
