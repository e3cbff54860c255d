// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * Every function of every VidPN, topology, mode set and monitor interface, with
 * what it must not be given.
 *
 * Each function is a line of a table, and each table is checked to have as many
 * lines as its interface has functions.  What a page says of a bad argument is
 * in the line; where it says nothing, what its neighbours' pages say.  Never may
 * a handle or a pointer be followed (ASan watches), nor an out parameter keep
 * what was in it.
 */
#include "vidpn_mock.h"
#include "vidpn_fixture.h"

/* How to make the call: the handle under test, the record or id, where to put what comes. */
struct call {
	const char *name;
	NTSTATUS (*make)(void *handle, const void *info, void *out);
	NTSTATUS bad_handle;
	NTSTATUS bad_info;	/* of a record in no state to be used; 0: takes none */
	bool out;
	bool fresh;		/* takes a record that is not in the set yet */
};

#define SOURCES	2
#define JUNK	((void *)0x5a5a5a5a5a5a5a5aull)

static const dxgk_u32 target_id[] = { 0x100, 0x101, 0x102 };
static dxgk_u8 edid[128];

static struct {
	struct dxgk_vidpn *vidpn, *other;
	D3DKMDT_HVIDPN h, other_h;
	const DXGK_VIDPN_INTERFACE *i;
	const DXGK_MONITOR_INTERFACE_V2 *m;
	const DXGK_VIDPNTOPOLOGY_INTERFACE *t;
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const DXGK_VIDPNTARGETMODESET_INTERFACE *g;
	const DXGK_MONITORSOURCEMODESET_INTERFACE *mm;
	const DXGK_MONITORFREQUENCYRANGESET_INTERFACE *fr;
	const DXGK_MONITORDESCRIPTORSET_INTERFACE *ds;
	D3DKMDT_HVIDPNTOPOLOGY topology;
	D3DKMDT_HVIDPNSOURCEMODESET source;
	D3DKMDT_HVIDPNTARGETMODESET target;
	D3DKMDT_HMONITORSOURCEMODESET modes;
	D3DKMDT_HMONITORFREQUENCYRANGESET ranges;
	D3DKMDT_HMONITORDESCRIPTORSET descriptors;
	void *stale[8];		/* closed: their slots are free, or used anew */
	unsigned int stales;
} w;

/* ------------------------------------------------------------- the functions */

#define OUT0(p)	do { if (out) *(void **)out = (void *)(p); } while (0)

/* name, interface expression, type of the handle, of the record */
#define CALLS_ENUM(pre, table, HSET, INFO, get, first, next, release)			\
static NTSTATUS pre##_count(void *h, const void *info, void *out)			\
{ return (table)->get((HSET)h, out); }							\
static NTSTATUS pre##_first(void *h, const void *info, void *out)			\
{ return (table)->first((HSET)h, out); }						\
static NTSTATUS pre##_next(void *h, const void *info, void *out)			\
{ return (table)->next((HSET)h, (const INFO *)info, out); }				\
static NTSTATUS pre##_release(void *h, const void *info, void *out)			\
{ return (table)->release((HSET)h, (const INFO *)info); }

#define CALLS_EDIT(pre, table, HSET, INFO, create, add)					\
static NTSTATUS pre##_new(void *h, const void *info, void *out)				\
{ return (table)->create((HSET)h, out); }						\
static NTSTATUS pre##_add(void *h, const void *info, void *out)				\
{ return (table)->add((HSET)h, (INFO *)info); }

#define CALLS_PIN(pre, table, HSET, pinned)						\
static NTSTATUS pre##_pinned(void *h, const void *info, void *out)			\
{ return (table)->pinned((HSET)h, out); }

CALLS_ENUM(source, w.s, D3DKMDT_HVIDPNSOURCEMODESET, D3DKMDT_VIDPN_SOURCE_MODE,
	   pfnGetNumModes, pfnAcquireFirstModeInfo, pfnAcquireNextModeInfo, pfnReleaseModeInfo)
CALLS_EDIT(source, w.s, D3DKMDT_HVIDPNSOURCEMODESET, D3DKMDT_VIDPN_SOURCE_MODE,
	   pfnCreateNewModeInfo, pfnAddMode)
CALLS_PIN(source, w.s, D3DKMDT_HVIDPNSOURCEMODESET, pfnAcquirePinnedModeInfo)
CALLS_ENUM(target, w.g, D3DKMDT_HVIDPNTARGETMODESET, D3DKMDT_VIDPN_TARGET_MODE,
	   pfnGetNumModes, pfnAcquireFirstModeInfo, pfnAcquireNextModeInfo, pfnReleaseModeInfo)
CALLS_EDIT(target, w.g, D3DKMDT_HVIDPNTARGETMODESET, D3DKMDT_VIDPN_TARGET_MODE,
	   pfnCreateNewModeInfo, pfnAddMode)
CALLS_PIN(target, w.g, D3DKMDT_HVIDPNTARGETMODESET, pfnAcquirePinnedModeInfo)
CALLS_ENUM(modes, w.mm, D3DKMDT_HMONITORSOURCEMODESET, D3DKMDT_MONITOR_SOURCE_MODE,
	   pfnGetNumModes, pfnAcquireFirstModeInfo, pfnAcquireNextModeInfo, pfnReleaseModeInfo)
CALLS_EDIT(modes, w.mm, D3DKMDT_HMONITORSOURCEMODESET, D3DKMDT_MONITOR_SOURCE_MODE,
	   pfnCreateNewModeInfo, pfnAddMode)
CALLS_PIN(modes, w.mm, D3DKMDT_HMONITORSOURCEMODESET, pfnAcquirePreferredModeInfo)
CALLS_ENUM(ranges, w.fr, D3DKMDT_HMONITORFREQUENCYRANGESET, D3DKMDT_MONITOR_FREQUENCY_RANGE,
	   pfnGetNumFrequencyRanges, pfnAcquireFirstFrequencyRangeInfo,
	   pfnAcquireNextFrequencyRangeInfo, pfnReleaseFrequencyRangeInfo)
CALLS_ENUM(descriptors, w.ds, D3DKMDT_HMONITORDESCRIPTORSET, D3DKMDT_MONITOR_DESCRIPTOR,
	   pfnGetNumDescriptors, pfnAcquireFirstDescriptorInfo,
	   pfnAcquireNextDescriptorInfo, pfnReleaseDescriptorInfo)
CALLS_ENUM(paths, w.t, D3DKMDT_HVIDPNTOPOLOGY, D3DKMDT_VIDPN_PRESENT_PATH,
	   pfnGetNumPaths, pfnAcquireFirstPathInfo, pfnAcquireNextPathInfo, pfnReleasePathInfo)
CALLS_EDIT(paths, w.t, D3DKMDT_HVIDPNTOPOLOGY, D3DKMDT_VIDPN_PRESENT_PATH,
	   pfnCreateNewPathInfo, pfnAddPath)

#define CALL(name, call)								\
static NTSTATUS name(void *h, const void *info, void *out) { return call; }

CALL(source_pin, w.s->pfnPinMode((D3DKMDT_HVIDPNSOURCEMODESET)h, 0x7fffffff))
CALL(target_pin, w.g->pfnPinMode((D3DKMDT_HVIDPNTARGETMODESET)h, 0x7fffffff))

static NTSTATUS paths_from(void *h, const void *info, void *out)
{
	return w.t->pfnGetNumPathsFromSource((D3DKMDT_HVIDPNTOPOLOGY)h, 0, out);
}

/* The two that return an identifier: none is D3DDDI_ID_UNINITIALIZED. */
static void *id_out(UINT id)
{
	return id == D3DDDI_ID_UNINITIALIZED ? NULL : JUNK;
}

static NTSTATUS paths_target(void *h, const void *info, void *out)
{
	UINT id = 0x5a5a5a5a;
	NTSTATUS status;

	status = w.t->pfnEnumPathTargetsFromSource((D3DKMDT_HVIDPNTOPOLOGY)h, 0, 0,
						   out ? &id : NULL);
	OUT0(id_out(id));
	return status;
}

static NTSTATUS paths_source(void *h, const void *info, void *out)
{
	UINT id = 0x5a5a5a5a;
	NTSTATUS status;

	status = w.t->pfnGetPathSourceFromTarget((D3DKMDT_HVIDPNTOPOLOGY)h, 0x100,
						 out ? &id : NULL);
	OUT0(id_out(id));
	return status;
}

CALL(paths_acquire, w.t->pfnAcquirePathInfo((D3DKMDT_HVIDPNTOPOLOGY)h, 0, 0x100, out))
CALL(paths_remove, w.t->pfnRemovePath((D3DKMDT_HVIDPNTOPOLOGY)h, 0, 0x100))

/* Any path may be described in memory of the miniport's own. */
static NTSTATUS paths_update(void *h, const void *info, void *out)
{
	D3DKMDT_VIDPN_PRESENT_PATH path;

	dxgk_vidpn_path_init(&path, 0, 0x100);
	return w.t->pfnUpdatePathSupportInfo((D3DKMDT_HVIDPNTOPOLOGY)h, &path);
}

/* Two out parameters; one NULL is as bad as both. */
#define CALLS_SETS(name, HSET, INTERFACE, acquire, create, release, assign, id)		\
static NTSTATUS vidpn_acquire_##name(void *h, const void *info, void *out)		\
{											\
	const INTERFACE *table = JUNK;							\
	HSET set = JUNK;								\
	NTSTATUS status = w.i->acquire((D3DKMDT_HVIDPN)h, id, out ? &set : NULL, &table);	\
	if (!out)									\
		assert_status(w.i->acquire((D3DKMDT_HVIDPN)h, id, &set, NULL), status);	\
	OUT0((uintptr_t)set | (uintptr_t)table);					\
	return status;									\
}											\
static NTSTATUS vidpn_create_##name(void *h, const void *info, void *out)		\
{											\
	const INTERFACE *table = JUNK;							\
	HSET set = JUNK;								\
	NTSTATUS status = w.i->create((D3DKMDT_HVIDPN)h, id, out ? &set : NULL, &table);	\
	if (!out)									\
		assert_status(w.i->create((D3DKMDT_HVIDPN)h, id, &set, NULL), status);	\
	OUT0((uintptr_t)set | (uintptr_t)table);					\
	return status;									\
}											\
CALL(vidpn_release_##name, w.i->release((D3DKMDT_HVIDPN)h, w.name))			\
CALL(vidpn_assign_##name, w.i->assign((D3DKMDT_HVIDPN)h, id, w.name))			\
CALL(vidpn_release_##name##_set, w.i->release(w.h, (HSET)h))				\
CALL(vidpn_assign_##name##_set, w.i->assign(w.h, id, (HSET)h))

CALLS_SETS(source, D3DKMDT_HVIDPNSOURCEMODESET, DXGK_VIDPNSOURCEMODESET_INTERFACE,
	   pfnAcquireSourceModeSet, pfnCreateNewSourceModeSet, pfnReleaseSourceModeSet,
	   pfnAssignSourceModeSet, 0)
CALLS_SETS(target, D3DKMDT_HVIDPNTARGETMODESET, DXGK_VIDPNTARGETMODESET_INTERFACE,
	   pfnAcquireTargetModeSet, pfnCreateNewTargetModeSet, pfnReleaseTargetModeSet,
	   pfnAssignTargetModeSet, 0x100)

static NTSTATUS vidpn_topology(void *h, const void *info, void *out)
{
	const DXGK_VIDPNTOPOLOGY_INTERFACE *table = JUNK;
	D3DKMDT_HVIDPNTOPOLOGY set = JUNK;
	NTSTATUS status;

	status = w.i->pfnGetTopology((D3DKMDT_HVIDPN)h, out ? &set : NULL, &table);
	if (!out)
		assert_status(w.i->pfnGetTopology((D3DKMDT_HVIDPN)h, &set, NULL), status);
	OUT0((uintptr_t)set | (uintptr_t)table);
	return status;
}

CALL(vidpn_methods, w.i->pfnAssignMultisamplingMethodSet((D3DKMDT_HVIDPN)h, 0, 0, NULL))

#define CALLS_MONITOR(name, HSET, INTERFACE, get)					\
static NTSTATUS monitor_##name(void *h, const void *info, void *out)			\
{											\
	const INTERFACE *table = JUNK;							\
	HSET set = JUNK;								\
	NTSTATUS status = w.m->get((D3DKMDT_ADAPTER)h, 0x100, out ? &set : NULL, &table);	\
	if (!out)									\
		assert_status(w.m->get((D3DKMDT_ADAPTER)h, 0x100, &set, NULL), status);	\
	OUT0((uintptr_t)set | (uintptr_t)table);					\
	return status;									\
}

CALLS_MONITOR(modes, D3DKMDT_HMONITORSOURCEMODESET, DXGK_MONITORSOURCEMODESET_INTERFACE,
	      pfnAcquireMonitorSourceModeSet)
CALLS_MONITOR(ranges, D3DKMDT_HMONITORFREQUENCYRANGESET, DXGK_MONITORFREQUENCYRANGESET_INTERFACE,
	      pfnGetMonitorFrequencyRangeSet)
CALLS_MONITOR(descriptors, D3DKMDT_HMONITORDESCRIPTORSET, DXGK_MONITORDESCRIPTORSET_INTERFACE,
	      pfnGetMonitorDescriptorSet)

static NTSTATUS monitor_more(void *h, const void *info, void *out)
{
	DXGK_TARGETMODE_DETAIL_TIMING *timing = JUNK;
	UINT count = 0x5a5a5a5a;
	NTSTATUS status;

	status = w.m->pfnGetAdditionalMonitorModeSet((D3DKMDT_ADAPTER)h, 0x100,
						     out ? &count : NULL, &timing);
	if (!out)
		assert_status(w.m->pfnGetAdditionalMonitorModeSet((D3DKMDT_ADAPTER)h, 0x100,
								  &count, NULL), status);
	OUT0((uintptr_t)timing | count);
	return status;
}

CALL(monitor_modes_release, w.m->pfnReleaseMonitorSourceModeSet((D3DKMDT_ADAPTER)h, w.modes))
CALL(monitor_modes_release_set,
     w.m->pfnReleaseMonitorSourceModeSet((D3DKMDT_ADAPTER)mock.handle,
					 (D3DKMDT_HMONITORSOURCEMODESET)h))
CALL(monitor_more_release,
     w.m->pfnReleaseAdditionalMonitorModeSet((D3DKMDT_ADAPTER)h, 0x100, NULL))
CALL(monitor_more_release_set,
     w.m->pfnReleaseAdditionalMonitorModeSet((D3DKMDT_ADAPTER)mock.handle, 0x100, h))

/* ---------------------------------------------------------------- the tables */

#define SET(fn, is, info, ...) \
	{ #fn, fn, STATUS_GRAPHICS_INVALID_##is, info, __VA_ARGS__ }
#define SMODE	STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE
#define TMODE	STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE
#define PATH	STATUS_GRAPHICS_INVALID_VIDPN_PRESENT_PATH
#define RANGE	STATUS_GRAPHICS_INVALID_MONITOR_FREQUENCYRANGE
#define DESC	STATUS_GRAPHICS_INVALID_MONITORDESCRIPTOR

static const struct call source_calls[] = {
	SET(source_count, VIDPN_SOURCEMODESET, 0, .out = true),
	SET(source_first, VIDPN_SOURCEMODESET, 0, .out = true),
	SET(source_next, VIDPN_SOURCEMODESET, SMODE, .out = true),
	SET(source_pinned, VIDPN_SOURCEMODESET, 0, .out = true),
	SET(source_release, VIDPN_SOURCEMODESET, SMODE),
	SET(source_new, VIDPN_SOURCEMODESET, 0, .out = true),
	SET(source_add, VIDPN_SOURCEMODESET, SMODE, .fresh = true),
	SET(source_pin, VIDPN_SOURCEMODESET, 0),
};

static const struct call target_calls[] = {
	SET(target_count, VIDPN_TARGETMODESET, 0, .out = true),
	SET(target_first, VIDPN_TARGETMODESET, 0, .out = true),
	SET(target_next, VIDPN_TARGETMODESET, TMODE, .out = true),
	SET(target_pinned, VIDPN_TARGETMODESET, 0, .out = true),
	SET(target_release, VIDPN_TARGETMODESET, TMODE),
	SET(target_new, VIDPN_TARGETMODESET, 0, .out = true),
	SET(target_add, VIDPN_TARGETMODESET, TMODE, .fresh = true),
	SET(target_pin, VIDPN_TARGETMODESET, 0),
};

static const struct call mode_calls[] = {
	SET(modes_count, MONITOR_SOURCEMODESET, 0, .out = true),
	SET(modes_pinned, MONITOR_SOURCEMODESET, 0, .out = true),
	SET(modes_first, MONITOR_SOURCEMODESET, 0, .out = true),
	SET(modes_next, MONITOR_SOURCEMODESET, STATUS_GRAPHICS_INVALID_MONITOR_SOURCE_MODE,
	    .out = true),
	SET(modes_new, MONITOR_SOURCEMODESET, 0, .out = true),
	SET(modes_add, MONITOR_SOURCEMODESET, STATUS_GRAPHICS_INVALID_MONITOR_SOURCE_MODE,
	    .fresh = true),
	/* So says its page. */
	SET(modes_release, MONITOR_SOURCEMODESET, TMODE),
};

static const struct call range_calls[] = {
	SET(ranges_count, MONITOR_FREQUENCYRANGESET, 0, .out = true),
	SET(ranges_first, MONITOR_FREQUENCYRANGESET, 0, .out = true),
	SET(ranges_next, MONITOR_FREQUENCYRANGESET, RANGE, .out = true),
	SET(ranges_release, MONITOR_FREQUENCYRANGESET, RANGE),
};

static const struct call descriptor_calls[] = {
	SET(descriptors_count, MONITORDESCRIPTORSET, 0, .out = true),
	SET(descriptors_first, MONITORDESCRIPTORSET, 0, .out = true),
	SET(descriptors_next, MONITORDESCRIPTORSET, DESC, .out = true),
	SET(descriptors_release, MONITORDESCRIPTORSET, DESC),
};

static const struct call path_calls[] = {
	SET(paths_count, VIDPN_TOPOLOGY, 0, .out = true),
	SET(paths_from, VIDPN_TOPOLOGY, 0, .out = true),
	SET(paths_target, VIDPN_TOPOLOGY, 0, .out = true),
	SET(paths_source, VIDPN_TOPOLOGY, 0, .out = true),
	SET(paths_acquire, VIDPN_TOPOLOGY, 0, .out = true),
	SET(paths_first, VIDPN_TOPOLOGY, 0, .out = true),
	SET(paths_next, VIDPN_TOPOLOGY, PATH, .out = true),
	SET(paths_update, VIDPN_TOPOLOGY, 0),
	SET(paths_release, VIDPN_TOPOLOGY, PATH),
	SET(paths_new, VIDPN_TOPOLOGY, 0, .out = true),
	SET(paths_add, VIDPN_TOPOLOGY, PATH, .fresh = true),
	SET(paths_remove, VIDPN_TOPOLOGY, 0),
};

static const struct call vidpn_calls[] = {
	SET(vidpn_topology, VIDPN, 0, .out = true),
	SET(vidpn_acquire_source, VIDPN, 0, .out = true),
	SET(vidpn_release_source, VIDPN, 0),
	SET(vidpn_create_source, VIDPN, 0, .out = true),
	SET(vidpn_assign_source, VIDPN, 0),
	SET(vidpn_methods, VIDPN, 0),
	SET(vidpn_acquire_target, VIDPN, 0, .out = true),
	SET(vidpn_release_target, VIDPN, 0),
	SET(vidpn_create_target, VIDPN, 0, .out = true),
	SET(vidpn_assign_target, VIDPN, 0),
};

static const struct call monitor_calls[] = {
	SET(monitor_modes, DISPLAY_ADAPTER, 0, .out = true),
	SET(monitor_modes_release, DISPLAY_ADAPTER, 0),
	SET(monitor_ranges, DISPLAY_ADAPTER, 0, .out = true),
	SET(monitor_descriptors, DISPLAY_ADAPTER, 0, .out = true),
	SET(monitor_more, DISPLAY_ADAPTER, 0, .out = true),
	SET(monitor_more_release, DISPLAY_ADAPTER, 0),
};

/* The second handle of those that have one, besides the tables above. */
static const struct call second_calls[] = {
	SET(vidpn_release_source_set, VIDPN_SOURCEMODESET, 0),
	SET(vidpn_assign_source_set, VIDPN_SOURCEMODESET, 0),
	SET(vidpn_release_target_set, VIDPN_TARGETMODESET, 0),
	SET(vidpn_assign_target_set, VIDPN_TARGETMODESET, 0),
	SET(monitor_modes_release_set, MONITOR_SOURCEMODESET, 0),
	SET(monitor_more_release_set, MONITOR_SOURCEMODESET, 0),
};

#define PLAIN(calls, INTERFACE) \
	_Static_assert(DXGK_ARRAY_SIZE(calls) == sizeof(INTERFACE) / sizeof(void *), #INTERFACE)
/* These begin with a version. */
#define VERSIONED(calls, INTERFACE) \
	_Static_assert(DXGK_ARRAY_SIZE(calls) == sizeof(INTERFACE) / sizeof(void *) - 1, #INTERFACE)

PLAIN(source_calls, DXGK_VIDPNSOURCEMODESET_INTERFACE);
PLAIN(target_calls, DXGK_VIDPNTARGETMODESET_INTERFACE);
PLAIN(mode_calls, DXGK_MONITORSOURCEMODESET_INTERFACE);
PLAIN(range_calls, DXGK_MONITORFREQUENCYRANGESET_INTERFACE);
PLAIN(descriptor_calls, DXGK_MONITORDESCRIPTORSET_INTERFACE);
PLAIN(path_calls, DXGK_VIDPNTOPOLOGY_INTERFACE);
VERSIONED(vidpn_calls, DXGK_VIDPN_INTERFACE);
VERSIONED(monitor_calls, DXGK_MONITOR_INTERFACE_V2);

struct table {
	const struct call *call;
	unsigned int count;
	const void *good;	/* where the right handle for it is */
};

#define TABLE(calls, member)	{ calls, DXGK_ARRAY_SIZE(calls), &w.member }

static const struct table tables[] = {
	TABLE(source_calls, source), TABLE(target_calls, target), TABLE(mode_calls, modes),
	TABLE(range_calls, ranges), TABLE(descriptor_calls, descriptors),
	TABLE(path_calls, topology), TABLE(vidpn_calls, h),
	{ monitor_calls, DXGK_ARRAY_SIZE(monitor_calls), &mock.handle },
	{ second_calls, DXGK_ARRAY_SIZE(second_calls), NULL },
};

static void *good(const struct table *t)
{
	return t->good ? *(void * const *)t->good : NULL;
}

#define for_each_call(t, c)								\
	for (t = tables; t < tables + DXGK_ARRAY_SIZE(tables); t++)			\
		for (c = t->call; c < t->call + t->count; c++)

/* ------------------------------------------------------------------ the world */

static void fill(struct dxgk_vidpn *vidpn)
{
	D3DKMDT_VIDPN_PRESENT_PATH path;
	D3DKMDT_VIDPN_SOURCE_MODE s;
	D3DKMDT_VIDPN_TARGET_MODE t;
	UINT i;

	dxgk_vidpn_begin(vidpn, DXGK_VA_ALL, D3DKMDT_EPT_NOPIVOT, 0, 0);
	for (i = 0; i < SOURCES; i++) {
		dxgk_vidpn_path_init(&path, i, target_id[i]);
		assert_status(dxgk_vidpn_add_path(vidpn, &path), STATUS_SUCCESS);
	}
	for (i = 1; i < 4; i++) {
		memset(&s, 0, sizeof(s));
		memset(&t, 0, sizeof(t));
		fx_source_mode(&s, i * 100, i * 100);
		fx_target_mode(&t, i * 100, i * 100);
		assert_status(dxgk_vidpn_add_source_mode(vidpn, 0, &s, i == 2), STATUS_SUCCESS);
		assert_status(dxgk_vidpn_add_target_mode(vidpn, 0x100, &t, i == 2),
			      STATUS_SUCCESS);
	}
}

static void stale(void *h)
{
	assert_true(w.stales < DXGK_ARRAY_SIZE(w.stale));
	w.stale[w.stales++] = h;
}

/* Handles that were good once. */
static void make_stale(void)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const DXGK_VIDPNTARGETMODESET_INTERFACE *g;
	struct dxgk_vidpn *gone = dxgk_vidpn_create(SOURCES, target_id, 2);
	D3DKMDT_HVIDPNSOURCEMODESET hs;
	D3DKMDT_HVIDPNTARGETMODESET ht;

	assert_status(w.i->pfnCreateNewSourceModeSet(w.h, 0, &hs, &s), STATUS_SUCCESS);
	assert_status(w.i->pfnReleaseSourceModeSet(w.h, hs), STATUS_SUCCESS);
	stale(hs);
	assert_status(w.i->pfnCreateNewTargetModeSet(w.h, 0x100, &ht, &g), STATUS_SUCCESS);
	assert_status(w.i->pfnReleaseTargetModeSet(w.h, ht), STATUS_SUCCESS);
	stale(ht);
	assert_non_null(gone);
	stale(dxgk_vidpn_handle(gone));
	stale(gone->topology->obj.handle);
	dxgk_vidpn_destroy(gone);
	/* Of the adapter that was here before this one. */
	stale((void *)((uintptr_t)mock.handle - 0x10000));
}

static void open_world(void)
{
	const DXGK_MONITOR_INTERFACE *m;
	UINT i;

	memset(&w, 0, sizeof(w));
	mock_reset();
	mock_edid(edid, 0);
	mock.sources = SOURCES;
	mock.children = 3;
	for (i = 0; i < 3; i++) {
		mock.child[i].edid = edid;
		mock.child[i].edid_size = sizeof(edid);
	}
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(DxgkCbQueryMonitorInterface(mock.handle, DXGK_MONITOR_INTERFACE_VERSION_V2,
						  &m), STATUS_SUCCESS);
	w.m = (const DXGK_MONITOR_INTERFACE_V2 *)m;
	w.vidpn = dxgk_vidpn_create(SOURCES, target_id, 3);
	w.other = dxgk_vidpn_create(SOURCES, target_id, 3);
	assert_non_null(w.vidpn);
	assert_non_null(w.other);
	fill(w.vidpn);
	fill(w.other);
	w.h = dxgk_vidpn_handle(w.vidpn);
	w.other_h = dxgk_vidpn_handle(w.other);
	assert_status(DxgkCbQueryVidPnInterface(w.h, DXGK_VIDPN_INTERFACE_VERSION_V1, &w.i),
		      STATUS_SUCCESS);
	assert_status(w.i->pfnGetTopology(w.h, &w.topology, &w.t), STATUS_SUCCESS);
	assert_status(w.i->pfnAcquireSourceModeSet(w.h, 0, &w.source, &w.s), STATUS_SUCCESS);
	assert_status(w.i->pfnAcquireTargetModeSet(w.h, 0x100, &w.target, &w.g), STATUS_SUCCESS);
	assert_status(w.m->pfnAcquireMonitorSourceModeSet(mock.handle, 0x100, &w.modes, &w.mm),
		      STATUS_SUCCESS);
	assert_status(w.m->pfnGetMonitorFrequencyRangeSet(mock.handle, 0x100, &w.ranges, &w.fr),
		      STATUS_SUCCESS);
	assert_status(w.m->pfnGetMonitorDescriptorSet(mock.handle, 0x100, &w.descriptors, &w.ds),
		      STATUS_SUCCESS);
	make_stale();
}

static void close_world(void)
{
	dxgk_vidpn_destroy(w.vidpn);
	dxgk_vidpn_destroy(w.other);
	mock_stop();
}

/* What the world is made of, to see that nothing of it was changed. */
static void intact(void)
{
	D3DKMDT_VIDPN_SOURCE_MODE s;
	D3DKMDT_VIDPN_TARGET_MODE t;
	SIZE_T n;

	assert_status(w.t->pfnGetNumPaths(w.topology, &n), STATUS_SUCCESS);
	assert_int_equal(n, SOURCES);
	assert_status(w.s->pfnGetNumModes(w.source, &n), STATUS_SUCCESS);
	assert_int_equal(n, 3);
	assert_status(w.g->pfnGetNumModes(w.target, &n), STATUS_SUCCESS);
	assert_int_equal(n, 3);
	assert_true(dxgk_vidpn_pinned_source(w.vidpn, 0, &s));
	assert_int_equal(s.Format.Graphics.PrimSurfSize.cx, 200);
	assert_true(dxgk_vidpn_pinned_target(w.vidpn, 0x100, &t));
	assert_int_equal(t.VideoSignalInfo.ActiveSize.cx, 200);
	assert_status(w.mm->pfnGetNumModes(w.modes, &n), STATUS_SUCCESS);
	assert_true(n > 3);
	assert_status(w.fr->pfnGetNumFrequencyRanges(w.ranges, &n), STATUS_SUCCESS);
	assert_int_equal(n, 1);
	assert_status(w.ds->pfnGetNumDescriptors(w.descriptors, &n), STATUS_SUCCESS);
	assert_int_equal(n, 1);
}

/* ------------------------------------------------------------------ the tests */

static void expect_refused(const struct call *c, void *h, const void *info, NTSTATUS want)
{
	void *out = JUNK;
	NTSTATUS status = c->make(h, info, c->out ? &out : NULL);

	if (status != want)
		fail_msg("%s(%p, %p): %#x instead of %#x", c->name, h, info, status, want);
	if (c->out && out)
		fail_msg("%s(%p, %p): the out parameter is left %p", c->name, h, info, out);
}

/* Something's handle, of whatever kind. */
static bool live(void *h)
{
	bool found = h == mock.handle;
	int kind;

	dxgk_vidpn_lock();
	for (kind = 0; kind <= DXGK_V_DESCRIPTORS; kind++)
		found |= !!dxgk_vobj_find(h, kind);
	dxgk_vidpn_unlock();
	return found;
}

/* Numbers, addresses of all kinds, handles of other kinds, and handles of the past. */
static void bad_handles(void **state)
{
	static char object[512] __attribute__((aligned(64)));
	unsigned int i, bit;
	const struct table *t;
	const struct call *c;

	open_world();
	{
		void *bad[] = {
			NULL, (void *)1, (void *)4, (void *)0xc, (void *)~0ull, JUNK,
			(void *)0x8000000000000000ull, (void *)0xffff800000000000ull,
			(void *)0xffffffff80000000ull, (void *)0xdb5a000000000000ull,
			(void *)0xdb5b000000000000ull, (void *)0xdb5bffffffffffffull,
			object, object + 1, &i, w.vidpn, w.vidpn->topology,
			(void *)(uintptr_t)bad_handles, mock.adapter,
		};
		void *kinds[] = { w.source, w.target, w.modes, w.ranges, w.descriptors,
				  w.topology, w.h, mock.handle };

		for_each_call(t, c) {
			for (i = 0; i < DXGK_ARRAY_SIZE(bad); i++)
				expect_refused(c, bad[i], object, c->bad_handle);
			for (i = 0; i < w.stales; i++)
				expect_refused(c, w.stale[i], object, c->bad_handle);
			if (!t->good)
				continue;
			for (i = 0; i < DXGK_ARRAY_SIZE(kinds); i++)
				if (kinds[i] != good(t))
					expect_refused(c, kinds[i], object, c->bad_handle);
			/* One bit off. */
			for (bit = 0; bit < 64; bit++) {
				void *h = (void *)((uintptr_t)good(t) ^ 1ull << bit);

				if (!live(h))
					expect_refused(c, h, object, c->bad_handle);
			}
		}
	}
	intact();
	close_world();
}

/* Handles of a VidPN whose DDI call has ended; those of monitors go on. */
static void after_the_call(void **state)
{
	const struct table *t;
	const struct call *c;

	open_world();
	dxgk_vidpn_end(w.vidpn);
	for_each_call(t, c)
		if (t->call != monitor_calls && t->call != mode_calls && t->call != range_calls &&
		    t->call != descriptor_calls && t->good)
			expect_refused(c, good(t), NULL, c->bad_handle);
	dxgk_vidpn_begin(w.vidpn, DXGK_VA_ALL, D3DKMDT_EPT_NOPIVOT, 0, 0);
	intact();
	close_world();
}

/* No place to put what comes: a bad parameter, whatever the handle. */
static void no_out(void **state)
{
	const struct table *t;
	const struct call *c;
	NTSTATUS status;

	open_world();
	for_each_call(t, c) {
		if (!c->out)
			continue;
		status = c->make(good(t), NULL, NULL);
		if (status != STATUS_INVALID_PARAMETER)
			fail_msg("%s: %#x without an out pointer", c->name, status);
		status = c->make(NULL, NULL, NULL);
		if (status != STATUS_INVALID_PARAMETER)
			fail_msg("%s: %#x without anything", c->name, status);
	}
	intact();
	close_world();
}

/* At DISPATCH_LEVEL the lock cannot be waited for: refused, before anything else is looked at. */
static void above_apc_level(void **state)
{
	const struct table *t;
	const struct call *c;

	open_world();
	host_irql_set(DISPATCH_LEVEL);
	for_each_call(t, c)
		if (t->call != second_calls)
			expect_refused(c, good(t), NULL, STATUS_INVALID_DEVICE_REQUEST);
	host_irql_set(PASSIVE_LEVEL);
	intact();
	close_world();
}

/* Records that were never handed out, not by this set, or not any more. */
static void bad_infos(void **state)
{
	static char object[512] __attribute__((aligned(64)));
	const struct table *t;
	const struct call *c;
	unsigned int i;

	open_world();
	for (t = tables; t < tables + DXGK_ARRAY_SIZE(tables); t++) {
		const struct call *first = NULL, *release = NULL, *create = NULL;
		void *held = NULL, *released = NULL, *fresh = NULL;

		for (c = t->call; c < t->call + t->count; c++) {
			size_t n = strlen(c->name);

			if (n > 6 && !strcmp(c->name + n - 6, "_first"))
				first = c;
			if (n > 4 && !strcmp(c->name + n - 4, "_new"))
				create = c;
			if (n > 8 && !strcmp(c->name + n - 8, "_release") && c->bad_info)
				release = c;
		}
		if (!first)
			continue;
		assert_non_null(release);
		assert_status(first->make(good(t), NULL, &released), STATUS_SUCCESS);
		assert_status(release->make(good(t), released, NULL), STATUS_SUCCESS);
		assert_status(first->make(good(t), NULL, &held), STATUS_SUCCESS);
		if (create)
			assert_status(create->make(good(t), NULL, &fresh), STATUS_SUCCESS);
		for (c = t->call; c < t->call + t->count; c++) {
			const void *bad[] = { NULL, (void *)1, (void *)~0ull, JUNK, object, &c,
					      (char *)held + 8, (char *)held - 8,
					      (void *)(uintptr_t)bad_infos, good(t), w.vidpn };

			if (!c->bad_info)
				continue;
			for (i = 0; i < DXGK_ARRAY_SIZE(bad); i++)
				expect_refused(c, good(t), bad[i], c->bad_info);
			/* A released one, as long as its memory is not handed out anew. */
			if (released != held && released != fresh)
				expect_refused(c, good(t), released, c->bad_info);
			/* One of the set is not added again; one outside it has no next. */
			if (c->fresh)
				expect_refused(c, good(t), held, c->bad_info);
			else if (fresh && c->out)
				expect_refused(c, good(t), fresh, c->bad_info);
		}
		assert_status(release->make(good(t), held, NULL), STATUS_SUCCESS);
		expect_refused(release, good(t), held, release->bad_info);
		if (fresh)
			assert_status(release->make(good(t), fresh, NULL), STATUS_SUCCESS);
	}
	intact();
	close_world();
}

/* What another set has handed out is not this one's, to none of the functions. */
static void others_infos(void **state)
{
	const struct table *t, *o;
	const struct call *c, *k;

	open_world();
	for (o = tables; o < tables + DXGK_ARRAY_SIZE(tables); o++) {
		void *theirs = NULL;

		for (k = o->call; k < o->call + o->count; k++) {
			if (!strstr(k->name, "_first"))
				continue;
			assert_status(k->make(good(o), NULL, &theirs), STATUS_SUCCESS);
			break;
		}
		if (!theirs)
			continue;
		for_each_call(t, c)
			if (t != o && c->bad_info)
				expect_refused(c, good(t), theirs, c->bad_info);
		for (k = o->call; k < o->call + o->count; k++)
			if (strstr(k->name, "_release") && k->bad_info)
				assert_status(k->make(good(o), theirs, NULL), STATUS_SUCCESS);
	}
	intact();
	close_world();
}

/* Sources and targets that are not there, for all that take one. */
static void bad_ids(void **state)
{
	static const UINT bad[] = { 3, 0x7f, 0x103, 0x7fffffff, 0x80000000u, D3DDDI_ID_ALL,
				    D3DDDI_ID_UNINITIALIZED, D3DDDI_ID_ANY };
	const NTSTATUS no_source = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	const NTSTATUS no_target = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
	const DXGK_MONITORFREQUENCYRANGESET_INTERFACE *fr;
	const DXGK_MONITORDESCRIPTORSET_INTERFACE *ds;
	const DXGK_MONITORSOURCEMODESET_INTERFACE *mm;
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const DXGK_VIDPNTARGETMODESET_INTERFACE *g;
	D3DKMDT_HMONITORFREQUENCYRANGESET hr;
	DXGK_TARGETMODE_DETAIL_TIMING *timing;
	D3DKMDT_HMONITORSOURCEMODESET hm;
	D3DKMDT_HMONITORDESCRIPTORSET hd;
	D3DKMDT_HVIDPNSOURCEMODESET hs;
	D3DKMDT_HVIDPNTARGETMODESET ht;
	const D3DKMDT_VIDPN_PRESENT_PATH *path;
	D3DKMDT_VIDPN_PRESENT_PATH mine;
	unsigned int i;
	SIZE_T n;
	UINT id;

	open_world();
	for (i = 0; i < DXGK_ARRAY_SIZE(bad); i++) {
		assert_status(w.i->pfnAcquireSourceModeSet(w.h, bad[i], &hs, &s), no_source);
		assert_status(w.i->pfnCreateNewSourceModeSet(w.h, bad[i], &hs, &s), no_source);
		assert_status(w.i->pfnAssignSourceModeSet(w.h, bad[i], w.source), no_source);
		assert_status(w.i->pfnAssignMultisamplingMethodSet(w.h, bad[i], 0, NULL),
			      no_source);
		assert_status(w.i->pfnAcquireTargetModeSet(w.h, bad[i], &ht, &g), no_target);
		assert_status(w.i->pfnCreateNewTargetModeSet(w.h, bad[i], &ht, &g), no_target);
		assert_status(w.i->pfnAssignTargetModeSet(w.h, bad[i], w.target), no_target);
		assert_status(w.t->pfnGetNumPathsFromSource(w.topology, bad[i], &n), no_source);
		assert_status(w.t->pfnEnumPathTargetsFromSource(w.topology, bad[i], 0, &id),
			      no_source);
		assert_status(w.t->pfnGetPathSourceFromTarget(w.topology, bad[i], &id), no_target);
		assert_status(w.t->pfnAcquirePathInfo(w.topology, bad[i], 0x100, &path),
			      no_source);
		assert_status(w.t->pfnAcquirePathInfo(w.topology, 0, bad[i], &path), no_target);
		assert_status(w.t->pfnRemovePath(w.topology, bad[i], 0x100), no_source);
		assert_status(w.t->pfnRemovePath(w.topology, 0, bad[i]), no_target);
		dxgk_vidpn_path_init(&mine, bad[i], 0x100);
		assert_status(w.t->pfnUpdatePathSupportInfo(w.topology, &mine), no_source);
		dxgk_vidpn_path_init(&mine, 0, bad[i]);
		assert_status(w.t->pfnUpdatePathSupportInfo(w.topology, &mine), no_target);
		assert_status(w.m->pfnAcquireMonitorSourceModeSet(mock.handle, bad[i], &hm, &mm),
			      no_target);
		assert_status(w.m->pfnGetMonitorFrequencyRangeSet(mock.handle, bad[i], &hr, &fr),
			      no_target);
		assert_status(w.m->pfnGetMonitorDescriptorSet(mock.handle, bad[i], &hd, &ds),
			      no_target);
		assert_status(w.m->pfnGetAdditionalMonitorModeSet(mock.handle, bad[i], &id,
								  &timing), no_target);
	}
	/* There, but not what is asked for. */
	assert_status(w.t->pfnEnumPathTargetsFromSource(w.topology, 0, 1, &id),
		      STATUS_INVALID_PARAMETER);
	assert_status(w.t->pfnEnumPathTargetsFromSource(w.topology, 0, ~(SIZE_T)0, &id),
		      STATUS_INVALID_PARAMETER);
	assert_status(w.t->pfnGetPathSourceFromTarget(w.topology, 0x102, &id),
		      STATUS_GRAPHICS_TARGET_NOT_IN_TOPOLOGY);
	assert_status(w.t->pfnAcquirePathInfo(w.topology, 0, 0x101, &path),
		      STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY);
	assert_status(w.t->pfnRemovePath(w.topology, 0, 0x101),
		      STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY);
	assert_status(w.t->pfnUpdatePathSupportInfo(w.topology, NULL), STATUS_INVALID_PARAMETER);
	assert_status(w.i->pfnAssignMultisamplingMethodSet(w.h, 0, 1, NULL),
		      STATUS_INVALID_PARAMETER);
	assert_status(w.i->pfnAssignMultisamplingMethodSet(w.h, 0, ~(SIZE_T)0, JUNK),
		      STATUS_INVALID_PARAMETER);
	assert_status(w.s->pfnPinMode(w.source, 0x7fffffff), SMODE);
	assert_status(w.g->pfnPinMode(w.target, 0x7fffffff), TMODE);
	intact();
	close_world();
}

/* Sets of another VidPN: related to that one alone. */
static void other_vidpn(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const DXGK_VIDPNTARGETMODESET_INTERFACE *g;
	D3DKMDT_HVIDPNSOURCEMODESET hs;
	D3DKMDT_HVIDPNTARGETMODESET ht;

	open_world();
	assert_status(w.i->pfnAcquireSourceModeSet(w.other_h, 0, &hs, &s), STATUS_SUCCESS);
	assert_status(w.i->pfnAcquireTargetModeSet(w.other_h, 0x100, &ht, &g), STATUS_SUCCESS);
	assert_status(w.i->pfnReleaseSourceModeSet(w.h, hs), STATUS_GRAPHICS_RESOURCES_NOT_RELATED);
	assert_status(w.i->pfnReleaseTargetModeSet(w.h, ht), STATUS_GRAPHICS_RESOURCES_NOT_RELATED);
	assert_status(w.i->pfnAssignSourceModeSet(w.h, 0, hs),
		      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
	assert_status(w.i->pfnAssignTargetModeSet(w.h, 0x100, ht),
		      STATUS_GRAPHICS_INVALID_VIDPN_TARGETMODESET);
	assert_status(w.i->pfnReleaseSourceModeSet(w.other_h, hs), STATUS_SUCCESS);
	assert_status(w.i->pfnReleaseTargetModeSet(w.other_h, ht), STATUS_SUCCESS);
	intact();
	close_world();
}

/* A monitor that was pulled out, and handles of what it had. */
static void pulled_out(void **state)
{
	const DXGK_MONITORFREQUENCYRANGESET_INTERFACE *fr;
	const DXGK_MONITORDESCRIPTORSET_INTERFACE *ds;
	const DXGK_MONITORSOURCEMODESET_INTERFACE *mm;
	D3DKMDT_HMONITORFREQUENCYRANGESET hr = JUNK;
	DXGK_TARGETMODE_DETAIL_TIMING *timing = JUNK;
	D3DKMDT_HMONITORSOURCEMODESET hm = JUNK;
	D3DKMDT_HMONITORDESCRIPTORSET hd = JUNK;
	const struct call *c;
	unsigned int i, count = 1;

	open_world();
	dxgk_monitor_detach(dxgk_display_of(mock.adapter),
			    dxgk_display_target(dxgk_display_of(mock.adapter), 0x100));
	assert_status(w.m->pfnAcquireMonitorSourceModeSet(mock.handle, 0x100, &hm, &mm),
		      STATUS_GRAPHICS_MONITOR_NOT_CONNECTED);
	assert_null(hm);
	assert_status(w.m->pfnGetMonitorFrequencyRangeSet(mock.handle, 0x100, &hr, &fr),
		      STATUS_GRAPHICS_MONITOR_NOT_CONNECTED);
	assert_null(hr);
	assert_status(w.m->pfnGetMonitorDescriptorSet(mock.handle, 0x100, &hd, &ds),
		      STATUS_GRAPHICS_MONITOR_NOT_CONNECTED);
	assert_null(hd);
	assert_status(w.m->pfnGetAdditionalMonitorModeSet(mock.handle, 0x100, &count, &timing),
		      STATUS_GRAPHICS_MONITOR_NOT_CONNECTED);
	assert_null(timing);
	assert_int_equal(count, 0);
	/* Nobody counts these two: they went with the monitor. */
	for (i = 0; i < DXGK_ARRAY_SIZE(range_calls); i++)
		expect_refused(&range_calls[i], w.ranges, NULL, range_calls[i].bad_handle);
	for (i = 0; i < DXGK_ARRAY_SIZE(descriptor_calls); i++)
		expect_refused(&descriptor_calls[i], w.descriptors, NULL,
			       descriptor_calls[i].bad_handle);
	/* This one is counted: it goes with its last release. */
	assert_status(w.m->pfnReleaseMonitorSourceModeSet(mock.handle, w.modes), STATUS_SUCCESS);
	for (c = mode_calls; c < mode_calls + DXGK_ARRAY_SIZE(mode_calls); c++)
		expect_refused(c, w.modes, NULL, c->bad_handle);
	assert_status(w.m->pfnReleaseMonitorSourceModeSet(mock.handle, w.modes),
		      STATUS_GRAPHICS_INVALID_MONITOR_SOURCEMODESET);
	close_world();
}

static const struct CMUnitTest tests[] = {
	host_test(bad_handles),
	host_test(after_the_call),
	host_test(no_out),
	host_test(above_apc_level),
	host_test(bad_infos),
	host_test(others_infos),
	host_test(bad_ids),
	host_test(other_vidpn),
	host_test(pulled_out),
};

HOST_TEST_MAIN(tests)
