// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * tree.c - the ordered indexes, as treaps.
 *
 * A treap is a search tree by key and a heap by a priority that is random, so
 * its expected depth is logarithmic whatever order keys come in.  The range
 * set's nodes also carry the greatest end below them.
 */
#include "internal.h"

static dxgk_u32 priority(void)
{
	static __thread dxgk_u64 state;

	/* Different streams per thread are fine; the same one each run is better. */
	state = state * 6364136223846793005ull + 1442695040888963407ull;
	return (dxgk_u32)(state >> 32);
}

/* -------------------------------------------------------------------- trees */

struct tnode {
	struct tnode *left, *right;
	dxgk_u64 priority;
	dxgk_u64 linked;
	dxgk_u64 k1, k2;
};

struct tree { struct tnode *root; };

_Static_assert(sizeof(struct tnode) == sizeof(struct dxgk_os_tree_node), "tree node");
_Static_assert(__builtin_offsetof(struct tnode, k1) ==
	       __builtin_offsetof(struct dxgk_os_tree_node, k1), "tree node");

static int tcmp(const struct tnode *n, dxgk_u64 k1, dxgk_u64 k2)
{
	if (n->k1 != k1)
		return n->k1 < k1 ? -1 : 1;
	if (n->k2 != k2)
		return n->k2 < k2 ? -1 : 1;
	return 0;
}

/* Below (k1, k2) to the left, the others to the right. */
static void tsplit(struct tnode *n, dxgk_u64 k1, dxgk_u64 k2, struct tnode **l, struct tnode **r)
{
	while (n) {
		if (tcmp(n, k1, k2) < 0) {
			*l = n;
			l = &n->right;
			n = n->right;
		} else {
			*r = n;
			r = &n->left;
			n = n->left;
		}
	}
	*l = NULL;
	*r = NULL;
}

void dxgk_os_tree_init(struct dxgk_os_tree *t)
{
	((struct tree *)t)->root = NULL;
}

void dxgk_os_tree_insert(struct dxgk_os_tree *tree, struct dxgk_os_tree_node *node)
{
	struct tnode **at = &((struct tree *)tree)->root;
	struct tnode *n = (struct tnode *)node;

	n->priority = priority();
	n->linked = 1;
	while (*at && (*at)->priority >= n->priority) {
		int c = tcmp(*at, n->k1, n->k2);

		if (!c)
			host_bug("tree_insert: key (%llx, %llx) twice", n->k1, n->k2);
		at = c < 0 ? &(*at)->right : &(*at)->left;
	}
	tsplit(*at, n->k1, n->k2, &n->left, &n->right);
	if (n->right) {
		struct tnode *low = n->right;

		while (low->left)
			low = low->left;
		if (!tcmp(low, n->k1, n->k2))
			host_bug("tree_insert: key (%llx, %llx) twice", n->k1, n->k2);
	}
	*at = n;
}

void dxgk_os_tree_remove(struct dxgk_os_tree *tree, struct dxgk_os_tree_node *node)
{
	struct tnode **at = &((struct tree *)tree)->root;
	struct tnode *n = (struct tnode *)node, *l = n->left, *r = n->right;

	while (*at && *at != n)
		at = tcmp(*at, n->k1, n->k2) < 0 ? &(*at)->right : &(*at)->left;
	if (!*at)
		host_bug("tree_remove: key (%llx, %llx) is not there", n->k1, n->k2);
	while (l && r) {
		if (l->priority >= r->priority) {
			*at = l;
			at = &l->right;
			l = l->right;
		} else {
			*at = r;
			at = &r->left;
			r = r->left;
		}
	}
	*at = l ? l : r;
	n->linked = 0;
}

struct dxgk_os_tree_node *dxgk_os_tree_ceil(struct dxgk_os_tree *tree, dxgk_u64 k1, dxgk_u64 k2)
{
	struct tnode *n = ((struct tree *)tree)->root, *best = NULL;

	while (n) {
		if (tcmp(n, k1, k2) >= 0) {
			best = n;
			n = n->left;
		} else {
			n = n->right;
		}
	}
	return (struct dxgk_os_tree_node *)best;
}

/* --------------------------------------------------------------- range sets */

struct rnode {
	struct rnode *left, *right, *parent;
	dxgk_u64 priority;
	dxgk_u64 max;			/* greatest @last in this subtree */
	dxgk_u64 unused[3];
	dxgk_u64 first, last;
};

struct ranges { struct rnode *root; };

_Static_assert(sizeof(struct rnode) == sizeof(struct dxgk_os_range), "range");
_Static_assert(__builtin_offsetof(struct rnode, first) ==
	       __builtin_offsetof(struct dxgk_os_range, first), "range");

static void rupdate(struct rnode *n)
{
	n->max = n->last;
	if (n->left && n->left->max > n->max)
		n->max = n->left->max;
	if (n->right && n->right->max > n->max)
		n->max = n->right->max;
}

static void rlink(struct ranges *t, struct rnode *parent, struct rnode *old, struct rnode *now)
{
	if (!parent)
		t->root = now;
	else if (parent->left == old)
		parent->left = now;
	else
		parent->right = now;
	if (now)
		now->parent = parent;
}

/* @n takes the place of its parent. */
static void rrotate(struct ranges *t, struct rnode *n)
{
	struct rnode *p = n->parent;

	rlink(t, p->parent, p, n);
	if (p->left == n) {
		p->left = n->right;
		if (p->left)
			p->left->parent = p;
		n->right = p;
	} else {
		p->right = n->left;
		if (p->right)
			p->right->parent = p;
		n->left = p;
	}
	p->parent = n;
	rupdate(p);
	rupdate(n);
}

void dxgk_os_ranges_init(struct dxgk_os_ranges *r)
{
	((struct ranges *)r)->root = NULL;
}

void dxgk_os_ranges_insert(struct dxgk_os_ranges *set, struct dxgk_os_range *range)
{
	struct ranges *t = (struct ranges *)set;
	struct rnode *n = (struct rnode *)range, *p = NULL, **at = &t->root;

	if (n->first > n->last)
		host_bug("ranges_insert: [%llx, %llx]", n->first, n->last);
	while (*at) {
		p = *at;
		if (p->max < n->last)
			p->max = n->last;
		at = n->first < p->first ? &p->left : &p->right;
	}
	*at = n;
	n->parent = p;
	n->left = NULL;
	n->right = NULL;
	n->max = n->last;
	n->priority = priority();
	while (n->parent && n->parent->priority < n->priority)
		rrotate(t, n);
}

void dxgk_os_ranges_remove(struct dxgk_os_ranges *set, struct dxgk_os_range *range)
{
	struct ranges *t = (struct ranges *)set;
	struct rnode *n = (struct rnode *)range, *p;

	for (p = n; p->parent; p = p->parent)
		;
	if (p != t->root)
		host_bug("ranges_remove: [%llx, %llx] is not there", n->first, n->last);
	while (n->left && n->right)
		rrotate(t, n->left->priority >= n->right->priority ? n->left : n->right);
	p = n->parent;
	rlink(t, p, n, n->left ? n->left : n->right);
	for (; p; p = p->parent)
		rupdate(p);
	n->parent = NULL;
}

struct dxgk_os_range *dxgk_os_ranges_overlap(struct dxgk_os_ranges *set,
					     dxgk_u64 first, dxgk_u64 last)
{
	struct rnode *n = ((struct ranges *)set)->root;

	while (n) {
		if (n->left && n->left->max >= first) {
			/*
			 * If the left side has no overlap although it ends late
			 * enough, that end begins after @last, and so does
			 * everything at this node and to its right.
			 */
			n = n->left;
			continue;
		}
		if (n->first <= last && n->last >= first)
			return (struct dxgk_os_range *)n;
		n = n->right;
	}
	return NULL;
}
