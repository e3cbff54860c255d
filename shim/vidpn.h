/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * vidpn.h - video present networks: the objects miniports see by handle.
 *
 * A VidPN says which source feeds which target (the topology), and for each of
 * them which modes are possible and which one is pinned.  All of these are sets
 * of records that a miniport enumerates, creates and adds to through tables of
 * functions, so one object, struct dxgk_vset, does it for all: the topology (a
 * set of paths), source and target mode sets, and what belongs to a monitor:
 * its modes, frequency ranges and descriptors.
 *
 * A handle is a slot and a generation, looked up and never dereferenced.  A
 * record that a miniport holds is a copy, found again by its address in an
 * index: a pointer that comes back is never followed before it was found.
 *
 * One mutex guards all of it (the display locks of adapter.h come before it);
 * no miniport is called while it is held.
 */
#ifndef DXGK_VIDPN_H
#define DXGK_VIDPN_H

#include <ntddk.h>
#include <dispmprt.h>

#include "os.h"

/* Sources and targets that a VidPN can have; dxgk.h has the same numbers. */
#define DXGK_VIDPN_SOURCES	16
#define DXGK_VIDPN_TARGETS	32

/* ------------------------------------------------------------------- links */

struct dxgk_link { struct dxgk_link *next, *prev; };

static inline void dxgk_link_init(struct dxgk_link *l)
{
	l->next = l;
	l->prev = l;
}

static inline bool dxgk_link_empty(const struct dxgk_link *l)
{
	return l->next == l;
}

/* To the end of @list. */
static inline void dxgk_link_add(struct dxgk_link *list, struct dxgk_link *l)
{
	l->prev = list->prev;
	l->next = list;
	list->prev->next = l;
	list->prev = l;
}

static inline void dxgk_link_del(struct dxgk_link *l)
{
	l->prev->next = l->next;
	l->next->prev = l->prev;
	dxgk_link_init(l);
}

/* -------------------------------------------------------------------- sets */

enum dxgk_vkind {
	DXGK_V_VIDPN,
	DXGK_V_SOURCE_MODES,
	DXGK_V_TARGET_MODES,
	DXGK_V_TOPOLOGY,
	DXGK_V_MONITOR_MODES,
	DXGK_V_RANGES,
	DXGK_V_DESCRIPTORS,
};

/* What every handle stands for. */
struct dxgk_vobj {
	enum dxgk_vkind kind;
	HANDLE handle;		/* NULL: none (any more) */
};

union dxgk_vdata {
	dxgk_u32 id;		/* first member of all but paths and ranges */
	D3DKMDT_VIDPN_SOURCE_MODE source;
	D3DKMDT_VIDPN_TARGET_MODE target;
	D3DKMDT_VIDPN_PRESENT_PATH path;
	D3DKMDT_MONITOR_SOURCE_MODE monitor;
	D3DKMDT_MONITOR_FREQUENCY_RANGE range;
	D3DKMDT_MONITOR_DESCRIPTOR descriptor;
};

struct dxgk_vset;

/* A record: in its set, or in the hands of a miniport. */
struct dxgk_vitem {
	struct dxgk_link link;		/* set->items or set->held */
	struct dxgk_os_tree_node node;	/* by address of @data, while held */
	struct dxgk_vset *set;
	dxgk_u64 seq;			/* place in the set; of the original for a copy */
	bool fresh;			/* from CreateNew..., not yet added */
	/* As long as the kind's record, then @extra bytes of the creator's. */
	union dxgk_vdata data;
};

struct dxgk_vset {
	struct dxgk_vobj obj;
	struct dxgk_vidpn *vidpn;	/* NULL for those of a monitor */
	void *owner;			/* of a monitor's: the adapter; never followed */
	dxgk_u32 id;			/* source or target it was made for */
	dxgk_u32 refs;			/* acquired and created handles */
	bool attached;			/* part of its VidPN or monitor */
	dxgk_u32 next_id;
	dxgk_u64 next_seq;
	SIZE_T count;
	struct dxgk_link items;
	struct dxgk_link held;
	struct dxgk_vitem *pinned;	/* or preferred, in a monitor's modes */
	struct dxgk_link all;		/* vidpn->sets, or the zombies of monitors */
};

/* What kinds differ in. */
struct dxgk_vkind_ops {
	const char *name;
	SIZE_T size;			/* of the record */
	NTSTATUS bad_set;		/* the handle is none of this kind */
	NTSTATUS bad_info;		/* the pointer is no record of the set */
	/* May it be added?  @set already holds others. */
	NTSTATUS (*check)(struct dxgk_vset *set, union dxgk_vdata *data);
	/* The same but for its identifier. */
	bool (*same)(const union dxgk_vdata *a, const union dxgk_vdata *b);
	NTSTATUS duplicate;		/* the status for that */
};

extern const struct dxgk_vkind_ops dxgk_vkinds[];

/* All functions below are called with the lock held unless said otherwise. */
void dxgk_vidpn_core_init(void);
void dxgk_vidpn_core_exit(void);
void dxgk_vidpn_lock(void);
void dxgk_vidpn_unlock(void);
/*
 * The lock, for an entry from a miniport; false above APC_LEVEL, where none of
 * these functions may be called (they are PASSIVE_LEVEL).
 */
bool dxgk_vidpn_enter(void);
/* Records and handles that exist: for leak checks. */
dxgk_u64 dxgk_vidpn_live(void);

bool dxgk_vobj_open(struct dxgk_vobj *obj, enum dxgk_vkind kind);
void dxgk_vobj_close(struct dxgk_vobj *obj);
struct dxgk_vobj *dxgk_vobj_find(const void *handle, enum dxgk_vkind kind);

struct dxgk_vset *dxgk_vset_create(enum dxgk_vkind kind, dxgk_u32 id);
/* With its records, those that a miniport holds too. */
void dxgk_vset_destroy(struct dxgk_vset *set);
/* Destroy a set that neither belongs to anything nor is in use any more. */
void dxgk_vset_reap(struct dxgk_vset *set);
/* A live set that a miniport may name, or NULL. */
struct dxgk_vset *dxgk_vset_find(const void *handle, enum dxgk_vkind kind);

struct dxgk_vitem *dxgk_vitem_alloc(struct dxgk_vset *set, SIZE_T extra);
void dxgk_vitem_free(struct dxgk_vitem *item);
/* Into the index of what miniports hold, out of it, and found there by any address. */
void dxgk_vitem_hold(struct dxgk_vitem *item);
void dxgk_vitem_unhold(struct dxgk_vitem *item);
struct dxgk_vitem *dxgk_vitem_find(const void *info);
/* Would @data fit into @set?  Completes what a path leaves open. */
NTSTATUS dxgk_vset_accepts(struct dxgk_vset *set, union dxgk_vdata *data);
/* As its last record; a preferred monitor mode becomes the preferred one. */
void dxgk_vset_insert(struct dxgk_vset *set, struct dxgk_vitem *item);
/* The core's own additions: checked like a miniport's; the identifier is made up. */
NTSTATUS dxgk_vset_add_data(struct dxgk_vset *set, const void *data, bool pin);
struct dxgk_vitem *dxgk_vset_item(struct dxgk_vset *set, SIZE_T index);
#define dxgk_vset_for_each(item, set)						\
	for ((item) = DXGK_CONTAINER_OF((set)->items.next, struct dxgk_vitem, link);	\
	     &(item)->link != &(set)->items;					\
	     (item) = DXGK_CONTAINER_OF((item)->link.next, struct dxgk_vitem, link))

/*
 * What the functions of the miniport's tables do; they take the lock, and @set
 * is whatever the miniport passed.
 */
NTSTATUS dxgk_vset_count(enum dxgk_vkind kind, const void *set, SIZE_T *count);
NTSTATUS dxgk_vset_first(enum dxgk_vkind kind, const void *set, const void **info);
NTSTATUS dxgk_vset_next(enum dxgk_vkind kind, const void *set, const void *current_info,
			const void **info);
NTSTATUS dxgk_vset_pinned(enum dxgk_vkind kind, const void *set, NTSTATUS none,
			  const void **info);
NTSTATUS dxgk_vset_new(enum dxgk_vkind kind, const void *set, void **info);
NTSTATUS dxgk_vset_add(enum dxgk_vkind kind, const void *set, const void *info);
NTSTATUS dxgk_vset_release(enum dxgk_vkind kind, const void *set, const void *info);
NTSTATUS dxgk_vset_pin(enum dxgk_vkind kind, const void *set, dxgk_u32 id);
/* A copy of @item for the miniport, or NULL; under the lock. */
const void *dxgk_vset_hand_out(struct dxgk_vitem *item);

/* ------------------------------------------------------------------ VidPNs */

/* What a miniport may do with a VidPN, by the DDI call it was handed in with. */
enum dxgk_vaccess {
	DXGK_VA_NONE,		/* not in a call: the handle finds nothing */
	DXGK_VA_READ,		/* IsSupportedVidPn, CommitVidPn */
	DXGK_VA_MODES,		/* EnumVidPnCofuncModality */
	DXGK_VA_ALL,		/* RecommendFunctionalVidPn */
};

struct dxgk_vidpn {
	struct dxgk_vobj obj;
	enum dxgk_vaccess access;
	D3DKMDT_ENUMCOFUNCMODALITY_PIVOT_TYPE pivot_type;
	DXGK_ENUM_PIVOT pivot;
	dxgk_u32 sources, targets;
	dxgk_u32 target_id[DXGK_VIDPN_TARGETS];
	struct dxgk_vset *topology;
	struct dxgk_vset *source[DXGK_VIDPN_SOURCES];
	struct dxgk_vset *target[DXGK_VIDPN_TARGETS];
	D3DDDI_MULTISAMPLINGMETHOD *methods[DXGK_VIDPN_SOURCES];
	SIZE_T method_count[DXGK_VIDPN_SOURCES];
	struct dxgk_link sets;		/* all made for it, by @all */
};

/* These take the lock themselves. */
struct dxgk_vidpn *dxgk_vidpn_create(dxgk_u32 sources, const dxgk_u32 *target_id,
				     dxgk_u32 targets);
void dxgk_vidpn_destroy(struct dxgk_vidpn *vidpn);
/*
 * Around a DDI call that is handed the VidPN: between the two its handle is
 * good for what @access says.  end reports what the miniport forgot to release.
 */
void dxgk_vidpn_begin(struct dxgk_vidpn *vidpn, enum dxgk_vaccess access,
		      D3DKMDT_ENUMCOFUNCMODALITY_PIVOT_TYPE pivot_type,
		      dxgk_u32 source, dxgk_u32 target);
void dxgk_vidpn_end(struct dxgk_vidpn *vidpn);

static inline D3DKMDT_HVIDPN dxgk_vidpn_handle(struct dxgk_vidpn *vidpn)
{
	return (D3DKMDT_HVIDPN)vidpn->obj.handle;
}

/* A path between the two with the defaults of a new one; scaling and rotation unpinned. */
void dxgk_vidpn_path_init(D3DKMDT_VIDPN_PRESENT_PATH *path, dxgk_u32 source, dxgk_u32 target);
NTSTATUS dxgk_vidpn_add_path(struct dxgk_vidpn *vidpn, const D3DKMDT_VIDPN_PRESENT_PATH *path);
/* Add a mode to the set of a source or target, and pin it if asked. */
NTSTATUS dxgk_vidpn_add_source_mode(struct dxgk_vidpn *vidpn, dxgk_u32 source,
				    const D3DKMDT_VIDPN_SOURCE_MODE *mode, bool pin);
NTSTATUS dxgk_vidpn_add_target_mode(struct dxgk_vidpn *vidpn, dxgk_u32 target,
				    const D3DKMDT_VIDPN_TARGET_MODE *mode, bool pin);
/* Copies of the records in order; false beyond the last. */
bool dxgk_vidpn_source_mode(struct dxgk_vidpn *vidpn, dxgk_u32 source, SIZE_T index,
			    D3DKMDT_VIDPN_SOURCE_MODE *mode);
bool dxgk_vidpn_target_mode(struct dxgk_vidpn *vidpn, dxgk_u32 target, SIZE_T index,
			    D3DKMDT_VIDPN_TARGET_MODE *mode);
bool dxgk_vidpn_pinned_source(struct dxgk_vidpn *vidpn, dxgk_u32 source,
			      D3DKMDT_VIDPN_SOURCE_MODE *mode);
bool dxgk_vidpn_pinned_target(struct dxgk_vidpn *vidpn, dxgk_u32 target,
			      D3DKMDT_VIDPN_TARGET_MODE *mode);
/* Pin the mode at @index of a source's or target's set (DXGK_V_*_MODES). */
bool dxgk_vidpn_pin(struct dxgk_vidpn *vidpn, enum dxgk_vkind kind, dxgk_u32 id, SIZE_T index);
/* Pin what a path does to its content. */
bool dxgk_vidpn_transform(struct dxgk_vidpn *vidpn, dxgk_u32 source, dxgk_u32 target,
			  D3DKMDT_VIDPN_PRESENT_PATH_SCALING scaling,
			  D3DKMDT_VIDPN_PRESENT_PATH_ROTATION rotation);
bool dxgk_vidpn_path(struct dxgk_vidpn *vidpn, SIZE_T index, D3DKMDT_VIDPN_PRESENT_PATH *path);
bool dxgk_vidpn_path_between(struct dxgk_vidpn *vidpn, dxgk_u32 source, dxgk_u32 target,
			     D3DKMDT_VIDPN_PRESENT_PATH *path);

/* Under the lock. */
bool dxgk_vidpn_target_index(const struct dxgk_vidpn *vidpn, dxgk_u32 target, dxgk_u32 *index);
/* May a miniport change @set now?  STATUS_SUCCESS or STATUS_ACCESS_DENIED. */
NTSTATUS dxgk_vset_writable(const struct dxgk_vset *set);
/* The same for whatever set the VidPN has, or will have, of @kind for @id. */
NTSTATUS dxgk_vidpn_writable(const struct dxgk_vidpn *vidpn, enum dxgk_vkind kind, dxgk_u32 id);

/* The tables that are handed out. */
extern const DXGK_VIDPNTOPOLOGY_INTERFACE dxgk_vidpn_topology_interface;
extern const DXGK_VIDPNSOURCEMODESET_INTERFACE dxgk_vidpn_source_interface;
extern const DXGK_VIDPNTARGETMODESET_INTERFACE dxgk_vidpn_target_interface;

/* vidpn_check.c: contents of records. */
NTSTATUS dxgk_vcheck_source(struct dxgk_vset *set, union dxgk_vdata *data);
NTSTATUS dxgk_vcheck_target(struct dxgk_vset *set, union dxgk_vdata *data);
NTSTATUS dxgk_vcheck_path(struct dxgk_vset *set, union dxgk_vdata *data);
NTSTATUS dxgk_vcheck_monitor(struct dxgk_vset *set, union dxgk_vdata *data);
bool dxgk_vsame_source(const union dxgk_vdata *a, const union dxgk_vdata *b);
bool dxgk_vsame_target(const union dxgk_vdata *a, const union dxgk_vdata *b);
bool dxgk_vsame_path(const union dxgk_vdata *a, const union dxgk_vdata *b);
bool dxgk_vsame_monitor(const union dxgk_vdata *a, const union dxgk_vdata *b);
bool dxgk_same_signal(const D3DKMDT_VIDEO_SIGNAL_INFO *a, const D3DKMDT_VIDEO_SIGNAL_INFO *b);
dxgk_u32 dxgk_bits_per_pixel(D3DDDIFORMAT format);

#endif /* DXGK_VIDPN_H */
