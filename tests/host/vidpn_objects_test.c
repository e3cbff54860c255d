// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * VidPNs as a miniport sees them: handles, ownership, enumeration, statuses.
 *
 * Each test names the page of Microsoft's reference it is about; names such as
 * pfnAssignSourceModeSet stand for the pages DXGKDDI_VIDPN_….
 */
#include "vidpn_fixture.h"

/* ----------------------------------------------------------------- handles */

/* DXGKCB_QUERYVIDPNINTERFACE: parameter, handle, version, in this order. */
static void query_interface(void **state)
{
	const DXGK_VIDPN_INTERFACE *i;
	struct fx f;

	fx_open(&f, DXGK_VA_READ);
	assert_status(DxgkCbQueryVidPnInterface(f.h, DXGK_VIDPN_INTERFACE_VERSION_V1, NULL),
		      STATUS_INVALID_PARAMETER);
	i = (void *)1;
	assert_status(DxgkCbQueryVidPnInterface(NULL, DXGK_VIDPN_INTERFACE_VERSION_V1, &i),
		      STATUS_GRAPHICS_INVALID_VIDPN);
	assert_null(i);
	i = (void *)1;
	assert_status(DxgkCbQueryVidPnInterface(f.h, (DXGK_VIDPN_INTERFACE_VERSION)77, &i),
		      STATUS_NOT_SUPPORTED);
	assert_null(i);
	assert_status(DxgkCbQueryVidPnInterface(f.h, DXGK_VIDPN_INTERFACE_VERSION_UNINITIALIZED, &i),
		      STATUS_NOT_SUPPORTED);
	assert_status(DxgkCbQueryVidPnInterface(f.h, DXGK_VIDPN_INTERFACE_VERSION_V2, &i),
		      STATUS_SUCCESS);
	assert_int_equal(i->Version, DXGK_VIDPN_INTERFACE_VERSION_V2);
	assert_status(DxgkCbQueryVidPnInterface(f.h, DXGK_VIDPN_INTERFACE_VERSION_V1, &i),
		      STATUS_SUCCESS);
	assert_int_equal(i->Version, DXGK_VIDPN_INTERFACE_VERSION_V1);
	fx_close(&f);
}

/* A handle is good from the beginning of a DDI call to its end, and then again. */
static void handle_lives_in_calls(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const DXGK_VIDPN_INTERFACE *i;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	SIZE_T n;
	struct fx f;

	fx_open(&f, DXGK_VA_READ);
	assert_status(f.i->pfnAcquireSourceModeSet(f.h, 0, &set, &s), STATUS_SUCCESS);
	dxgk_vidpn_end(f.vidpn);
	assert_status(DxgkCbQueryVidPnInterface(f.h, DXGK_VIDPN_INTERFACE_VERSION_V1, &i),
		      STATUS_GRAPHICS_INVALID_VIDPN);
	assert_status(f.t->pfnGetNumPaths(f.topology, &n),
		      STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
	assert_status(s->pfnGetNumModes(set, &n), STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
	fx_begin(&f, DXGK_VA_READ);
	assert_status(f.t->pfnGetNumPaths(f.topology, &n), STATUS_SUCCESS);
	assert_status(f.i->pfnReleaseSourceModeSet(f.h, set), STATUS_SUCCESS);
	fx_close(&f);
}

/* A handle of a VidPN that is gone finds nothing, also when its slot is used anew. */
static void stale_handles(void **state)
{
	const DXGK_VIDPN_INTERFACE *i;
	struct dxgk_vidpn *again[4];
	D3DKMDT_HVIDPN old;
	struct fx f;
	unsigned int k;

	fx_open(&f, DXGK_VA_READ);
	old = f.h;
	dxgk_vidpn_destroy(f.vidpn);
	for (k = 0; k < 200; k++) {
		f.vidpn = dxgk_vidpn_create(1, fx_targets, 1);
		fx_begin(&f, DXGK_VA_READ);
		assert_ptr_not_equal(dxgk_vidpn_handle(f.vidpn), old);
		assert_status(DxgkCbQueryVidPnInterface(old, DXGK_VIDPN_INTERFACE_VERSION_V1, &i),
			      STATUS_GRAPHICS_INVALID_VIDPN);
		dxgk_vidpn_destroy(f.vidpn);
	}
	for (k = 0; k < 4; k++)
		again[k] = dxgk_vidpn_create(1, fx_targets, 1);
	for (k = 1; k < 4; k++)
		assert_ptr_not_equal(dxgk_vidpn_handle(again[k]), dxgk_vidpn_handle(again[k - 1]));
	for (k = 1; k < 4; k++)
		dxgk_vidpn_destroy(again[k]);
	f.vidpn = again[0];
	fx_close(&f);
}

/* Everything that is not the handle a function wants, never followed. */
static void hostile_handles(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const DXGK_VIDPNTARGETMODESET_INTERFACE *g;
	D3DKMDT_HVIDPNSOURCEMODESET sset;
	D3DKMDT_HVIDPNTARGETMODESET tset;
	struct fx f;
	unsigned int i;
	SIZE_T n;

	fx_open_paths(&f, DXGK_VA_ALL);
	assert_status(f.i->pfnAcquireSourceModeSet(f.h, 0, &sset, &s), STATUS_SUCCESS);
	assert_status(f.i->pfnAcquireTargetModeSet(f.h, 0x10, &tset, &g), STATUS_SUCCESS);
	{
		void *bad[] = {
			NULL, (void *)1, (void *)~0ul, &f, f.vidpn, f.vidpn->topology,
			(void *)((uintptr_t)f.h ^ 0x200), (void *)((uintptr_t)f.h + (1ul << 20)),
			(void *)((uintptr_t)f.h ^ 1ul << 63), (void *)((uintptr_t)f.h & ~0xful),
			(void *)0xffffffffffff0000ul, (void *)0xdb5b00000000000cul,
			(void *)0xdb5bffffffffffful,
		};

		for (i = 0; i < DXGK_ARRAY_SIZE(bad) + 3; i++) {
			void *h = i < DXGK_ARRAY_SIZE(bad) ? bad[i] : NULL;
			const D3DKMDT_VIDPN_SOURCE_MODE *sm = (void *)1;
			const D3DKMDT_VIDPN_TARGET_MODE *tm = (void *)1;
			const D3DKMDT_VIDPN_PRESENT_PATH *pp = (void *)1;
			D3DKMDT_VIDPN_PRESENT_PATH path;
			D3DKMDT_HVIDPNTOPOLOGY ht = (void *)1;
			const DXGK_VIDPNTOPOLOGY_INTERFACE *it = (void *)1;
			D3DKMDT_HVIDPNSOURCEMODESET hs = (void *)1;
			UINT id;

			/* Good handles, of the wrong kind. */
			if (i == DXGK_ARRAY_SIZE(bad))
				h = f.topology;
			assert_status(f.i->pfnGetTopology(h, &ht, &it),
				      STATUS_GRAPHICS_INVALID_VIDPN);
			assert_null(ht);
			assert_null(it);
			assert_status(f.i->pfnAcquireSourceModeSet(h, 0, &hs, &s),
				      STATUS_GRAPHICS_INVALID_VIDPN);
			assert_null(hs);
			assert_null(s);
			assert_status(f.i->pfnReleaseSourceModeSet(h, sset),
				      STATUS_GRAPHICS_INVALID_VIDPN);
			assert_status(f.i->pfnCreateNewSourceModeSet(h, 0, &hs, &s),
				      STATUS_GRAPHICS_INVALID_VIDPN);
			assert_status(f.i->pfnAssignSourceModeSet(h, 0, sset),
				      STATUS_GRAPHICS_INVALID_VIDPN);
			assert_status(f.i->pfnAssignTargetModeSet(h, 0x10, tset),
				      STATUS_GRAPHICS_INVALID_VIDPN);
			assert_status(f.i->pfnAssignMultisamplingMethodSet(h, 0, 0, NULL),
				      STATUS_GRAPHICS_INVALID_VIDPN);
			if (i > DXGK_ARRAY_SIZE(bad))
				h = f.h;
			s = &dxgk_vidpn_source_interface;
			assert_status(s->pfnGetNumModes(h, &n),
				      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
			assert_int_equal(n, 0);
			assert_status(s->pfnAcquireFirstModeInfo(h, &sm),
				      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
			assert_null(sm);
			assert_status(s->pfnAcquireNextModeInfo(h, (void *)&f, &sm),
				      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
			assert_status(s->pfnAcquirePinnedModeInfo(h, &sm),
				      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
			assert_status(s->pfnReleaseModeInfo(h, (void *)&f),
				      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
			assert_status(s->pfnCreateNewModeInfo(h, (void *)&sm),
				      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
			assert_null(sm);
			assert_status(s->pfnAddMode(h, (void *)&f),
				      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
			assert_status(s->pfnPinMode(h, 1),
				      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
			assert_status(g->pfnGetNumModes(h, &n),
				      STATUS_GRAPHICS_INVALID_VIDPN_TARGETMODESET);
			assert_status(g->pfnAcquireFirstModeInfo(h, &tm),
				      STATUS_GRAPHICS_INVALID_VIDPN_TARGETMODESET);
			assert_null(tm);
			assert_status(g->pfnPinMode(h, 1),
				      STATUS_GRAPHICS_INVALID_VIDPN_TARGETMODESET);
			if (i == DXGK_ARRAY_SIZE(bad))
				continue;
			assert_status(f.t->pfnGetNumPaths(h, &n),
				      STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
			assert_status(f.t->pfnGetNumPathsFromSource(h, 0, &n),
				      STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
			assert_status(f.t->pfnEnumPathTargetsFromSource(h, 0, 0, &id),
				      STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
			assert_status(f.t->pfnGetPathSourceFromTarget(h, 0x10, &id),
				      STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
			assert_status(f.t->pfnAcquirePathInfo(h, 0, 0x10, &pp),
				      STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
			assert_null(pp);
			assert_status(f.t->pfnAcquireFirstPathInfo(h, &pp),
				      STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
			dxgk_vidpn_path_init(&path, 0, 0x10);
			assert_status(f.t->pfnUpdatePathSupportInfo(h, &path),
				      STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
			assert_status(f.t->pfnReleasePathInfo(h, &path),
				      STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
			assert_status(f.t->pfnAddPath(h, &path),
				      STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
			assert_status(f.t->pfnRemovePath(h, 0, 0x10),
				      STATUS_GRAPHICS_INVALID_VIDPN_TOPOLOGY);
		}
	}
	fx_close(&f);
}

/* No out pointer: STATUS_INVALID_PARAMETER, and nothing was acquired. */
static void null_out_pointers(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const DXGK_VIDPNTARGETMODESET_INTERFACE *g;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	D3DKMDT_HVIDPNTARGETMODESET tset;
	D3DKMDT_HVIDPNTOPOLOGY ht;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	assert_status(f.i->pfnGetTopology(f.h, NULL, &f.t), STATUS_INVALID_PARAMETER);
	assert_status(f.i->pfnGetTopology(f.h, &ht, NULL), STATUS_INVALID_PARAMETER);
	f.t = &dxgk_vidpn_topology_interface;
	assert_status(f.i->pfnAcquireSourceModeSet(f.h, 0, NULL, &s), STATUS_INVALID_PARAMETER);
	assert_status(f.i->pfnAcquireSourceModeSet(f.h, 0, &set, NULL), STATUS_INVALID_PARAMETER);
	assert_status(f.i->pfnCreateNewSourceModeSet(f.h, 0, NULL, &s), STATUS_INVALID_PARAMETER);
	assert_status(f.i->pfnCreateNewTargetModeSet(f.h, 0x10, &tset, NULL),
		      STATUS_INVALID_PARAMETER);
	assert_status(f.i->pfnAcquireTargetModeSet(f.h, 0x10, NULL, &g), STATUS_INVALID_PARAMETER);
	assert_status(f.i->pfnAcquireSourceModeSet(f.h, 0, &set, &s), STATUS_SUCCESS);
	assert_status(s->pfnGetNumModes(set, NULL), STATUS_INVALID_PARAMETER);
	assert_status(s->pfnAcquireFirstModeInfo(set, NULL), STATUS_INVALID_PARAMETER);
	assert_status(s->pfnAcquireNextModeInfo(set, NULL, NULL), STATUS_INVALID_PARAMETER);
	assert_status(s->pfnAcquirePinnedModeInfo(set, NULL), STATUS_INVALID_PARAMETER);
	assert_status(s->pfnCreateNewModeInfo(set, NULL), STATUS_INVALID_PARAMETER);
	assert_status(f.t->pfnGetNumPaths(f.topology, NULL), STATUS_INVALID_PARAMETER);
	assert_status(f.t->pfnGetNumPathsFromSource(f.topology, 0, NULL),
		      STATUS_INVALID_PARAMETER);
	assert_status(f.t->pfnEnumPathTargetsFromSource(f.topology, 0, 0, NULL),
		      STATUS_INVALID_PARAMETER);
	assert_status(f.t->pfnGetPathSourceFromTarget(f.topology, 0x10, NULL),
		      STATUS_INVALID_PARAMETER);
	assert_status(f.t->pfnAcquirePathInfo(f.topology, 0, 0x10, NULL), STATUS_INVALID_PARAMETER);
	assert_status(f.t->pfnUpdatePathSupportInfo(f.topology, NULL), STATUS_INVALID_PARAMETER);
	assert_status(f.t->pfnCreateNewPathInfo(f.topology, NULL), STATUS_INVALID_PARAMETER);
	fx_close(&f);
}

/* All of it is PASSIVE_LEVEL; QueryVidPnInterface works up to APC_LEVEL. */
static void above_apc_level(void **state)
{
	const DXGK_VIDPN_INTERFACE *i;
	SIZE_T n;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	host_irql_set(APC_LEVEL);
	assert_status(DxgkCbQueryVidPnInterface(f.h, DXGK_VIDPN_INTERFACE_VERSION_V1, &i),
		      STATUS_SUCCESS);
	host_irql_set(DISPATCH_LEVEL);
	assert_status(DxgkCbQueryVidPnInterface(f.h, DXGK_VIDPN_INTERFACE_VERSION_V1, &i),
		      STATUS_INVALID_DEVICE_REQUEST);
	assert_status(f.t->pfnGetNumPaths(f.topology, &n), STATUS_INVALID_DEVICE_REQUEST);
	host_irql_set(PASSIVE_LEVEL);
	fx_close(&f);
}

/* --------------------------------------------------------------- mode sets */

/* pfnAcquireSourceModeSet: "acquire a handle several times, … release it that same number of times". */
static void acquire_counts(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	D3DKMDT_HVIDPNSOURCEMODESET a, b;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_READ);
	assert_status(f.i->pfnAcquireSourceModeSet(f.h, 0, &a, &s), STATUS_SUCCESS);
	assert_status(f.i->pfnAcquireSourceModeSet(f.h, 0, &b, &s), STATUS_SUCCESS);
	assert_ptr_equal(a, b);
	assert_status(f.i->pfnReleaseSourceModeSet(f.h, a), STATUS_SUCCESS);
	assert_status(f.i->pfnReleaseSourceModeSet(f.h, a), STATUS_SUCCESS);
	assert_status(f.i->pfnReleaseSourceModeSet(f.h, a),
		      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
	/* A source's set is no target's. */
	assert_status(f.i->pfnReleaseTargetModeSet(f.h, (D3DKMDT_HVIDPNTARGETMODESET)b),
		      STATUS_GRAPHICS_INVALID_VIDPN_TARGETMODESET);
	assert_status(f.i->pfnAcquireSourceModeSet(f.h, FX_SOURCES, &a, &s),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	assert_null(a);
	fx_close(&f);
}

/* pfnAcquireTargetModeSet, pfnCreateNew…: identifiers of no source, no target. */
static void unknown_ids(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const DXGK_VIDPNTARGETMODESET_INTERFACE *g;
	D3DKMDT_HVIDPNSOURCEMODESET a;
	D3DKMDT_HVIDPNTARGETMODESET b;
	D3DKMDT_VIDPN_TARGET_MODE mode = { 0 };
	static const UINT bad[] = { FX_SOURCES, FX_NO_TARGET, D3DDDI_ID_UNINITIALIZED,
				    D3DDDI_ID_ALL, 0x7fffffff };
	struct fx f;
	unsigned int i;

	fx_open(&f, DXGK_VA_MODES);
	for (i = 0; i < DXGK_ARRAY_SIZE(bad); i++) {
		assert_status(f.i->pfnAcquireSourceModeSet(f.h, bad[i], &a, &s),
			      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
		assert_status(f.i->pfnCreateNewSourceModeSet(f.h, bad[i], &a, &s),
			      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
		assert_status(f.i->pfnAcquireTargetModeSet(f.h, bad[i], &b, &g),
			      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
		assert_status(f.i->pfnCreateNewTargetModeSet(f.h, bad[i], &b, &g),
			      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
		assert_status(f.i->pfnAssignMultisamplingMethodSet(f.h, bad[i], 0, NULL),
			      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	}
	/* Nor does the core itself put a mode there. */
	fx_target_mode(&mode, 640, 480);
	assert_status(dxgk_vidpn_add_target_mode(f.vidpn, FX_NO_TARGET, &mode, true),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
	fx_close(&f);
}

/* pfnReleaseSourceModeSet: STATUS_GRAPHICS_RESOURCES_NOT_RELATED. */
static void release_to_other_vidpn(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	struct dxgk_vidpn *other;
	struct fx f;

	fx_open(&f, DXGK_VA_READ);
	other = dxgk_vidpn_create(FX_SOURCES, fx_targets, 1);
	dxgk_vidpn_begin(other, DXGK_VA_READ, D3DKMDT_EPT_NOPIVOT, 0, 0);
	assert_status(f.i->pfnAcquireSourceModeSet(f.h, 0, &set, &s), STATUS_SUCCESS);
	assert_status(f.i->pfnReleaseSourceModeSet(dxgk_vidpn_handle(other), set),
		      STATUS_GRAPHICS_RESOURCES_NOT_RELATED);
	assert_status(f.i->pfnReleaseSourceModeSet(f.h, set), STATUS_SUCCESS);
	dxgk_vidpn_destroy(other);
	fx_close(&f);
}

/* pfnAssignSourceModeSet: who has the set afterwards, for each outcome. */
enum owner { MINIPORT, GONE };

struct assign_case {
	const char *why;
	enum dxgk_vaccess access;
	UINT made_for, source, modes;
	bool wrong_vidpn, twice, pivot;
	NTSTATUS status;
	enum owner owner;
};

static const struct assign_case assign_cases[] = {
	{ "success takes it over", DXGK_VA_MODES, 0, 0, 2, .status = STATUS_SUCCESS, .owner = GONE },
	{ "no such source", DXGK_VA_MODES, 0, 9, 2,
	  .status = STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE, .owner = MINIPORT },
	{ "no VidPN", DXGK_VA_MODES, 0, 0, 2, .wrong_vidpn = true,
	  .status = STATUS_GRAPHICS_INVALID_VIDPN, .owner = MINIPORT },
	{ "empty", DXGK_VA_MODES, 0, 0, 0, .status = STATUS_INVALID_PARAMETER, .owner = GONE },
	{ "made for another source", DXGK_VA_MODES, 1, 0, 2,
	  .status = STATUS_GRAPHICS_RESOURCES_NOT_RELATED, .owner = GONE },
	{ "the pivot's", DXGK_VA_MODES, 0, 0, 2, .pivot = true,
	  .status = STATUS_ACCESS_DENIED, .owner = GONE },
	{ "in a call that only reads", DXGK_VA_READ, 0, 0, 2,
	  .status = STATUS_ACCESS_DENIED, .owner = GONE },
	{ "assigned already", DXGK_VA_MODES, 0, 0, 2, .twice = true,
	  .status = STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET, .owner = GONE },
};

static void assign(void **state)
{
	const struct assign_case *c = *state;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	struct fx f;

	fx_open_paths(&f, c->access);
	if (c->pivot)
		dxgk_vidpn_begin(f.vidpn, c->access, D3DKMDT_EPT_VIDPNSOURCE, c->source, 0);
	set = fx_new_set(&f, c->made_for, c->modes);
	if (c->twice)
		assert_status(f.i->pfnAssignSourceModeSet(f.h, c->source, set), STATUS_SUCCESS);
	assert_status(f.i->pfnAssignSourceModeSet(c->wrong_vidpn ? NULL : f.h, c->source, set),
		      c->status);
	/* Field notes: what was consumed must not be released again, nor must that crash. */
	assert_status(f.i->pfnReleaseSourceModeSet(f.h, set),
		      c->owner == MINIPORT ? STATUS_SUCCESS :
					     STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
	fx_close(&f);
}

/* Every assign case as a test of its own. */
static void assign_all(void **state)
{
	unsigned int i;

	for (i = 0; i < DXGK_ARRAY_SIZE(assign_cases); i++) {
		void *c = (void *)&assign_cases[i];

		print_message("  %s\n", assign_cases[i].why);
		assign(&c);
	}
}

/* pfnAssignSourceModeSet: STATUS_GRAPHICS_PINNED_MODE_MUST_REMAIN_IN_SET, by content. */
static void assign_keeps_pinned(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const D3DKMDT_VIDPN_SOURCE_MODE *pinned;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	D3DKMDT_VIDPN_SOURCE_MODE m = { 0 };
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	fx_source_mode(&m, 300, 300);
	assert_status(dxgk_vidpn_add_source_mode(f.vidpn, 0, &m, true), STATUS_SUCCESS);

	set = fx_new_set(&f, 0, 2);
	assert_status(f.i->pfnAssignSourceModeSet(f.h, 0, set),
		      STATUS_GRAPHICS_PINNED_MODE_MUST_REMAIN_IN_SET);
	assert_status(f.i->pfnReleaseSourceModeSet(f.h, set),
		      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);

	set = fx_new_set(&f, 0, 4);
	assert_status(f.i->pfnAssignSourceModeSet(f.h, 0, set), STATUS_SUCCESS);
	assert_status(f.i->pfnAcquireSourceModeSet(f.h, 0, &set, &s), STATUS_SUCCESS);
	assert_status(s->pfnAcquirePinnedModeInfo(set, &pinned), STATUS_SUCCESS);
	assert_non_null(pinned);
	assert_int_equal(pinned->Format.Graphics.PrimSurfSize.cx, 300);
	assert_status(s->pfnReleaseModeInfo(set, pinned), STATUS_SUCCESS);
	fx_close(&f);
}

/*
 * A set that the miniport still holds survives its replacement, and goes with
 * its last handle; "RecommendFunctionalVidPn": a set is assigned, then pinned,
 * so an assigned set's handle still works.
 */
static void replaced_set_survives(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	D3DKMDT_HVIDPNSOURCEMODESET old, set;
	const D3DKMDT_VIDPN_SOURCE_MODE *m;
	SIZE_T n;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_ALL);
	set = fx_new_set(&f, 0, 1);
	assert_status(f.i->pfnAssignSourceModeSet(f.h, 0, set), STATUS_SUCCESS);
	assert_status(dxgk_vidpn_source_interface.pfnPinMode(set, 1), STATUS_SUCCESS);
	assert_status(f.i->pfnAcquireSourceModeSet(f.h, 0, &old, &s), STATUS_SUCCESS);
	assert_ptr_equal(old, set);
	assert_status(s->pfnAcquireFirstModeInfo(old, &m), STATUS_SUCCESS);

	set = fx_new_set(&f, 0, 3);
	assert_status(f.i->pfnAssignSourceModeSet(f.h, 0, set), STATUS_SUCCESS);
	assert_status(s->pfnGetNumModes(old, &n), STATUS_SUCCESS);
	assert_int_equal(n, 1);
	assert_int_equal(m->Format.Graphics.PrimSurfSize.cx, 100);
	assert_status(f.i->pfnReleaseSourceModeSet(f.h, old), STATUS_SUCCESS);
	assert_status(s->pfnReleaseModeInfo(old, m), STATUS_SUCCESS);
	assert_status(s->pfnGetNumModes(old, &n), STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
	fx_close(&f);
}

/* ------------------------------------------------------------- enumeration */

/* In the order of addition; DATASET_IS_EMPTY first, NO_MORE_ELEMENTS last, both with NULL. */
static void enumerate(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s = &dxgk_vidpn_source_interface;
	const D3DKMDT_VIDPN_SOURCE_MODE *m, *next;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	SIZE_T n;
	UINT i;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	set = fx_new_set(&f, 0, 0);
	m = (void *)1;
	assert_status(s->pfnAcquireFirstModeInfo(set, &m), STATUS_GRAPHICS_DATASET_IS_EMPTY);
	assert_null(m);
	m = (void *)1;
	assert_status(s->pfnAcquirePinnedModeInfo(set, &m), STATUS_SUCCESS);
	assert_null(m);
	assert_status(f.i->pfnReleaseSourceModeSet(f.h, set), STATUS_SUCCESS);

	set = fx_new_set(&f, 0, 7);
	assert_status(s->pfnGetNumModes(set, &n), STATUS_SUCCESS);
	assert_int_equal(n, 7);
	assert_status(s->pfnAcquireFirstModeInfo(set, &m), STATUS_SUCCESS);
	for (i = 1; ; i++) {
		NTSTATUS status = s->pfnAcquireNextModeInfo(set, m, &next);

		assert_int_equal(m->Format.Graphics.PrimSurfSize.cx, i * 100);
		assert_status(s->pfnReleaseModeInfo(set, m), STATUS_SUCCESS);
		if (status != STATUS_SUCCESS) {
			assert_status(status, STATUS_GRAPHICS_NO_MORE_ELEMENTS_IN_DATASET);
			assert_true(NT_SUCCESS(status));
			assert_null(next);
			break;
		}
		m = next;
	}
	assert_int_equal(i, 7);
	fx_close(&f);
}

/* pfnAcquireNextModeInfo and pfnReleaseModeInfo: what is no record that the miniport holds. */
static void foreign_infos(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s = &dxgk_vidpn_source_interface;
	const D3DKMDT_VIDPN_SOURCE_MODE *m, *next;
	D3DKMDT_HVIDPNSOURCEMODESET set, other;
	D3DKMDT_VIDPN_SOURCE_MODE local, *fresh;
	unsigned int i;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	set = fx_new_set(&f, 0, 2);
	other = fx_new_set(&f, 1, 2);
	assert_status(s->pfnAcquireFirstModeInfo(set, &m), STATUS_SUCCESS);
	assert_status(s->pfnCreateNewModeInfo(set, &fresh), STATUS_SUCCESS);
	local = *m;
	{
		const void *bad[] = { NULL, (void *)1, (void *)~0ul, &local, f.vidpn,
				      (const char *)m + 4, (const char *)m - 64 };

		for (i = 0; i < DXGK_ARRAY_SIZE(bad); i++) {
			next = (void *)1;
			assert_status(s->pfnAcquireNextModeInfo(set, bad[i], &next),
				      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE);
			assert_null(next);
			assert_status(s->pfnReleaseModeInfo(set, bad[i]),
				      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE);
			assert_status(s->pfnAddMode(set, (void *)bad[i]),
				      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE);
		}
	}
	/* Another set's, one that is new, one that was only read. */
	assert_status(s->pfnAcquireNextModeInfo(other, m, &next),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE);
	assert_status(s->pfnReleaseModeInfo(other, m),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE);
	assert_status(s->pfnAcquireNextModeInfo(set, fresh, &next),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE);
	assert_status(s->pfnAddMode(set, (void *)m),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE);
	fx_source_mode(fresh, 500, 500);
	assert_status(s->pfnAddMode(other, fresh), STATUS_GRAPHICS_RESOURCES_NOT_RELATED);
	/* Released twice, added twice, released after it was added. */
	assert_status(s->pfnReleaseModeInfo(set, m), STATUS_SUCCESS);
	assert_status(s->pfnReleaseModeInfo(set, m),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE);
	assert_status(s->pfnAddMode(set, fresh), STATUS_SUCCESS);
	assert_status(s->pfnAddMode(set, fresh),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE);
	assert_status(s->pfnReleaseModeInfo(set, fresh),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE);
	fx_close(&f);
}

/* ----------------------------------------------------------- adding modes */

/* pfnCreateNewModeInfo: a new identifier, Type D3DKMDT_RMT_UNINITIALIZED. */
static void new_mode_info(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s = &dxgk_vidpn_source_interface;
	D3DKMDT_VIDPN_SOURCE_MODE *a, *b;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	set = fx_new_set(&f, 0, 1);
	assert_status(s->pfnCreateNewModeInfo(set, &a), STATUS_SUCCESS);
	assert_status(s->pfnCreateNewModeInfo(set, &b), STATUS_SUCCESS);
	assert_int_not_equal(a->Id, b->Id);
	assert_int_equal(a->Type, D3DKMDT_RMT_UNINITIALIZED);
	fx_source_mode(a, 640, 480);
	b->Id = a->Id;
	fx_source_mode(b, 800, 600);
	assert_status(s->pfnAddMode(set, a), STATUS_SUCCESS);
	assert_status(s->pfnAddMode(set, b), STATUS_GRAPHICS_MODE_ID_MUST_BE_UNIQUE);
	/* "You have the option of overwriting the Id member." */
	b->Id = 4711;
	assert_status(s->pfnAddMode(set, b), STATUS_SUCCESS);
	assert_status(s->pfnPinMode(set, 4711), STATUS_SUCCESS);
	assert_status(s->pfnPinMode(set, 4712),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE);
	fx_close(&f);
}

/* A duplicate fails with the documented status and stays the miniport's to release. */
static void duplicate_mode(void **state)
{
	const DXGK_VIDPNTARGETMODESET_INTERFACE *g;
	D3DKMDT_HVIDPNTARGETMODESET set;
	D3DKMDT_VIDPN_TARGET_MODE *m;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	assert_status(f.i->pfnCreateNewTargetModeSet(f.h, 0x10, &set, &g), STATUS_SUCCESS);
	assert_status(g->pfnCreateNewModeInfo(set, &m), STATUS_SUCCESS);
	fx_target_mode(m, 640, 480);
	assert_status(g->pfnAddMode(set, m), STATUS_SUCCESS);
	assert_status(g->pfnCreateNewModeInfo(set, &m), STATUS_SUCCESS);
	fx_target_mode(m, 640, 480);
	m->WireFormatAndPreference.Value = D3DKMDT_MP_PREFERRED;
	assert_status(g->pfnAddMode(set, m), STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET);
	assert_status(g->pfnReleaseModeInfo(set, m), STATUS_SUCCESS);
	assert_status(g->pfnPinMode(set, 999), STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE);
	fx_close(&f);
}

/* Text modes are told apart by their text format alone. */
static void duplicate_text_mode(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s = &dxgk_vidpn_source_interface;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	D3DKMDT_VIDPN_SOURCE_MODE *m;
	unsigned int i;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	set = fx_new_set(&f, 0, 0);
	for (i = 0; i < 2; i++) {
		assert_status(s->pfnCreateNewModeInfo(set, &m), STATUS_SUCCESS);
		fx_source_mode(m, 640 + i, 480);
		m->Type = D3DKMDT_RMT_TEXT;
		m->Format.Text = D3DKMDT_TRF_UNINITIALIZED;
		assert_status(s->pfnAddMode(set, m),
			      i ? STATUS_GRAPHICS_MODE_ALREADY_IN_MODESET : STATUS_SUCCESS);
	}
	assert_status(s->pfnReleaseModeInfo(set, m), STATUS_SUCCESS);
	assert_status(f.i->pfnReleaseSourceModeSet(f.h, set), STATUS_SUCCESS);
	fx_close(&f);
}

struct source_case {
	const char *what;
	void (*spoil)(D3DKMDT_VIDPN_SOURCE_MODE *m);
	NTSTATUS status;
};

#define SPOIL_S(name, code) \
	static void spoil_s_##name(D3DKMDT_VIDPN_SOURCE_MODE *m) { code; }
SPOIL_S(type, m->Type = D3DKMDT_RMT_UNINITIALIZED)
SPOIL_S(type_wild, m->Type = (D3DKMDT_VIDPN_SOURCE_MODE_TYPE)77)
SPOIL_S(text, m->Type = D3DKMDT_RMT_TEXT)
SPOIL_S(size, m->Format.Graphics.PrimSurfSize.cy = 0)
SPOIL_S(visible, m->Format.Graphics.VisibleRegionSize.cx = 0)
SPOIL_S(visible_big, m->Format.Graphics.VisibleRegionSize.cx++)
SPOIL_S(stride, m->Format.Graphics.Stride--)
SPOIL_S(stride_zero, m->Format.Graphics.Stride = 0)
SPOIL_S(stride_wrap, m->Format.Graphics.PrimSurfSize.cx = 0x40000001;
	m->Format.Graphics.Stride = 4)
SPOIL_S(format, m->Format.Graphics.PixelFormat = D3DDDIFMT_UNKNOWN)
SPOIL_S(basis, m->Format.Graphics.ColorBasis = D3DKMDT_CB_UNINITIALIZED)
SPOIL_S(basis_wild, m->Format.Graphics.ColorBasis = (D3DKMDT_COLOR_BASIS)99)
SPOIL_S(pvam, m->Format.Graphics.PixelValueAccessMode = D3DKMDT_PVAM_UNINITIALIZED)
SPOIL_S(rgb24, m->Format.Graphics.PixelFormat = D3DDDIFMT_R8G8B8;
	m->Format.Graphics.Stride = 640 * 3)
SPOIL_S(rgb24_short, m->Format.Graphics.PixelFormat = D3DDDIFMT_R8G8B8;
	m->Format.Graphics.Stride = 640 * 3 - 1)
SPOIL_S(rgb16, m->Format.Graphics.PixelFormat = D3DDDIFMT_R5G6B5;
	m->Format.Graphics.Stride = 640 * 2)
SPOIL_S(p8, m->Format.Graphics.PixelFormat = D3DDDIFMT_P8; m->Format.Graphics.Stride = 640;
	m->Format.Graphics.PixelValueAccessMode = D3DKMDT_PVAM_SETTABLEPALETTE)
SPOIL_S(fp16_short, m->Format.Graphics.PixelFormat = D3DDDIFMT_A16B16G16R16F)
SPOIL_S(none, (void)m)

static const struct source_case source_cases[] = {
	{ "good", spoil_s_none, STATUS_SUCCESS },
	{ "text", spoil_s_text, STATUS_SUCCESS },
	{ "no stride", spoil_s_stride_zero, STATUS_SUCCESS },
	{ "24 bits", spoil_s_rgb24, STATUS_SUCCESS },
	{ "24 bits, short", spoil_s_rgb24_short, STATUS_GRAPHICS_INVALID_STRIDE },
	{ "16 bits", spoil_s_rgb16, STATUS_SUCCESS },
	{ "a palette", spoil_s_p8, STATUS_SUCCESS },
	{ "64 bits, short", spoil_s_fp16_short, STATUS_GRAPHICS_INVALID_STRIDE },
	{ "no type", spoil_s_type, STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE },
	{ "wild type", spoil_s_type_wild, STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE },
	{ "no height", spoil_s_size, STATUS_GRAPHICS_INVALID_PRIMARYSURFACE_SIZE },
	{ "nothing visible", spoil_s_visible, STATUS_GRAPHICS_INVALID_VISIBLEREGION_SIZE },
	{ "more visible than there is", spoil_s_visible_big,
	  STATUS_GRAPHICS_INVALID_VISIBLEREGION_SIZE },
	{ "short stride", spoil_s_stride, STATUS_GRAPHICS_INVALID_STRIDE },
	{ "width that wraps", spoil_s_stride_wrap, STATUS_GRAPHICS_INVALID_STRIDE },
	{ "no format", spoil_s_format, STATUS_GRAPHICS_INVALID_PIXELFORMAT },
	{ "no basis", spoil_s_basis, STATUS_GRAPHICS_INVALID_COLORBASIS },
	{ "wild basis", spoil_s_basis_wild, STATUS_GRAPHICS_INVALID_COLORBASIS },
	{ "no access mode", spoil_s_pvam, STATUS_GRAPHICS_INVALID_PIXELVALUEACCESSMODE },
};

static void source_mode_contents(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s = &dxgk_vidpn_source_interface;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	D3DKMDT_VIDPN_SOURCE_MODE *m;
	unsigned int i;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	for (i = 0; i < DXGK_ARRAY_SIZE(source_cases); i++) {
		print_message("  %s\n", source_cases[i].what);
		set = fx_new_set(&f, 0, 0);
		assert_status(s->pfnCreateNewModeInfo(set, &m), STATUS_SUCCESS);
		fx_source_mode(m, 640, 480);
		source_cases[i].spoil(m);
		assert_status(s->pfnAddMode(set, m), source_cases[i].status);
		assert_status(s->pfnReleaseModeInfo(set, m),
			      NT_SUCCESS(source_cases[i].status) ?
			      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE_MODE : STATUS_SUCCESS);
		assert_status(f.i->pfnReleaseSourceModeSet(f.h, set), STATUS_SUCCESS);
	}
	fx_close(&f);
}

struct signal_case {
	const char *what;
	void (*spoil)(D3DKMDT_VIDEO_SIGNAL_INFO *s);
	NTSTATUS status;
};

#define SPOIL_V(name, code) static void spoil_v_##name(D3DKMDT_VIDEO_SIGNAL_INFO *s) { code; }
SPOIL_V(none, (void)s)
SPOIL_V(standard, s->VideoStandard = D3DKMDT_VSS_UNINITIALIZED)
SPOIL_V(standard_wild, s->VideoStandard = (D3DKMDT_VIDEO_SIGNAL_STANDARD)200)
SPOIL_V(active, s->ActiveSize.cx = 0)
SPOIL_V(total, s->TotalSize.cy = s->ActiveSize.cy - 1)
SPOIL_V(total_unknown, s->TotalSize.cx = D3DKMDT_DIMENSION_NOTSPECIFIED)
SPOIL_V(vsync, s->VSyncFreq.Denominator = 0)
SPOIL_V(hsync, s->HSyncFreq.Numerator = 0)
SPOIL_V(order, s->ScanLineOrdering = D3DDDI_VSSLO_UNINITIALIZED)
SPOIL_V(order_other, s->ScanLineOrdering = D3DDDI_VSSLO_OTHER)

static const struct signal_case signal_cases[] = {
	{ "good", spoil_v_none, STATUS_SUCCESS },
	{ "total not specified", spoil_v_total_unknown, STATUS_SUCCESS },
	{ "other order", spoil_v_order_other, STATUS_SUCCESS },
	{ "no standard", spoil_v_standard, STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE },
	{ "wild standard", spoil_v_standard_wild,
	  STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET_MODE },
	{ "no width", spoil_v_active, STATUS_GRAPHICS_INVALID_ACTIVE_REGION },
	{ "total below active", spoil_v_total, STATUS_GRAPHICS_INVALID_TOTAL_REGION },
	{ "vertical rate", spoil_v_vsync, STATUS_GRAPHICS_INVALID_FREQUENCY },
	{ "horizontal rate", spoil_v_hsync, STATUS_GRAPHICS_INVALID_FREQUENCY },
	{ "no order", spoil_v_order, STATUS_GRAPHICS_INVALID_SCANLINE_ORDERING },
};

static void target_mode_contents(void **state)
{
	const DXGK_VIDPNTARGETMODESET_INTERFACE *g;
	D3DKMDT_HVIDPNTARGETMODESET set;
	D3DKMDT_VIDPN_TARGET_MODE *m;
	unsigned int i;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	for (i = 0; i < DXGK_ARRAY_SIZE(signal_cases); i++) {
		print_message("  %s\n", signal_cases[i].what);
		assert_status(f.i->pfnCreateNewTargetModeSet(f.h, 0x10, &set, &g), STATUS_SUCCESS);
		assert_status(g->pfnCreateNewModeInfo(set, &m), STATUS_SUCCESS);
		fx_target_mode(m, 640, 480);
		signal_cases[i].spoil(&m->VideoSignalInfo);
		assert_status(g->pfnAddMode(set, m), signal_cases[i].status);
		assert_status(f.i->pfnReleaseTargetModeSet(f.h, set), STATUS_SUCCESS);
	}
	fx_close(&f);
}

/* -------------------------------------------------------- multisampling sets */

static void multisampling(void **state)
{
	D3DDDI_MULTISAMPLINGMETHOD m[3] = { { 2, 1 }, { 4, 2 }, { 8, 4 } };
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	assert_status(f.i->pfnAssignMultisamplingMethodSet(f.h, 0, 3, m), STATUS_SUCCESS);
	assert_int_equal(f.vidpn->method_count[0], 3);
	assert_status(f.i->pfnAssignMultisamplingMethodSet(f.h, 0, 1, m), STATUS_SUCCESS);
	assert_int_equal(f.vidpn->method_count[0], 1);
	assert_status(f.i->pfnAssignMultisamplingMethodSet(f.h, 0, 0, NULL), STATUS_SUCCESS);
	assert_null(f.vidpn->methods[0]);
	assert_status(f.i->pfnAssignMultisamplingMethodSet(f.h, 0, 1, NULL),
		      STATUS_INVALID_PARAMETER);
	assert_status(f.i->pfnAssignMultisamplingMethodSet(f.h, 0, ~(SIZE_T)0, m),
		      STATUS_INVALID_PARAMETER);
	assert_status(f.i->pfnAssignMultisamplingMethodSet(f.h, 1, 2, m), STATUS_SUCCESS);
	fx_begin(&f, DXGK_VA_READ);
	assert_status(f.i->pfnAssignMultisamplingMethodSet(f.h, 0, 1, m), STATUS_ACCESS_DENIED);
	fx_close(&f);
}

/* ------------------------------------------------------ allocation failures */

/* What an EnumVidPnCofuncModality does, giving up and cleaning up at the first failure. */
static NTSTATUS fill_source(struct fx *f)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	const D3DKMDT_VIDPN_SOURCE_MODE *first, *next;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	D3DKMDT_VIDPN_SOURCE_MODE *m;
	NTSTATUS status;
	UINT i;

	status = f->i->pfnCreateNewSourceModeSet(f->h, 0, &set, &s);
	if (!NT_SUCCESS(status)) {
		assert_null(set);
		return status;
	}
	for (i = 1; i < 4; i++) {
		status = s->pfnCreateNewModeInfo(set, &m);
		if (!NT_SUCCESS(status)) {
			assert_null(m);
			goto out;
		}
		fx_source_mode(m, i * 64, i * 64);
		assert_status(s->pfnAddMode(set, m), STATUS_SUCCESS);
	}
	status = s->pfnAcquireFirstModeInfo(set, &first);
	if (!NT_SUCCESS(status)) {
		assert_null(first);
		goto out;
	}
	status = s->pfnAcquireNextModeInfo(set, first, &next);
	if (NT_SUCCESS(status))
		assert_status(s->pfnReleaseModeInfo(set, next), STATUS_SUCCESS);
	else
		assert_null(next);
	assert_status(s->pfnReleaseModeInfo(set, first), STATUS_SUCCESS);
	if (NT_SUCCESS(status)) {
		status = f->i->pfnAssignSourceModeSet(f->h, 0, set);
		assert_status(f->i->pfnReleaseSourceModeSet(f->h, set),
			      STATUS_GRAPHICS_INVALID_VIDPN_SOURCEMODESET);
		return status;
	}
out:
	assert_status(f->i->pfnReleaseSourceModeSet(f->h, set), STATUS_SUCCESS);
	return status;
}

static void no_memory(void **state)
{
	D3DDDI_MULTISAMPLINGMETHOD method = { .NumSamples = 4, .NumQualityLevels = 1 };
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	host_fail_nth(1);
	assert_status(f.i->pfnAssignMultisamplingMethodSet(f.h, 0, 1, &method), STATUS_NO_MEMORY);
	host_for_each_failure(n) {
		NTSTATUS status = fill_source(&f);

		assert_status(status, host_fail_hit() ? STATUS_NO_MEMORY : STATUS_SUCCESS);
	}
	fx_close(&f);
}

static void no_memory_create(void **state)
{
	struct dxgk_vidpn *vidpn;

	dxgk_vidpn_core_init();
	host_for_each_failure(n) {
		D3DKMDT_VIDPN_PRESENT_PATH path;
		D3DKMDT_VIDPN_TARGET_MODE m = { 0 };

		vidpn = dxgk_vidpn_create(2, fx_targets, 3);
		if (!vidpn) {
			assert_true(host_fail_hit());
			assert_int_equal(dxgk_vidpn_live(), 0);
			continue;
		}
		dxgk_vidpn_path_init(&path, 0, 0x10);
		fx_target_mode(&m, 640, 480);
		if (NT_SUCCESS(dxgk_vidpn_add_path(vidpn, &path)) &&
		    NT_SUCCESS(dxgk_vidpn_add_target_mode(vidpn, 0x10, &m, true)))
			assert_false(host_fail_hit());
		dxgk_vidpn_destroy(vidpn);
		assert_int_equal(dxgk_vidpn_live(), 0);
	}
	dxgk_vidpn_core_exit();
}

/* ------------------------------------------------------------ wild miniports */

static unsigned int rnd_state;

static unsigned int rnd(unsigned int n)
{
	rnd_state = rnd_state * 1103515245 + 12345;
	return (rnd_state >> 16 & 0x7fff) % n;
}

/* Any function with anything: handles and records of all kinds, old ones, garbage. */
static void wild_calls(void **state)
{
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s = &dxgk_vidpn_source_interface;
	const DXGK_VIDPNTARGETMODESET_INTERFACE *g = &dxgk_vidpn_target_interface;
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *si;
	const DXGK_VIDPNTARGETMODESET_INTERFACE *gi;
	void *pool[64] = { NULL };
	struct fx f;
	unsigned int i;
	SIZE_T n;
	UINT id;

	rnd_state = 7;
	fx_open_paths(&f, DXGK_VA_ALL);
	pool[0] = f.h;
	pool[1] = f.topology;
	pool[2] = &f;
	pool[3] = (void *)~0ul;
	for (i = 0; i < 200000; i++) {
		void *a = pool[rnd(64)], *b = pool[rnd(64)];
		UINT source = rnd(3), target = rnd(2) ? 0x10 : 0x20;
		void *out = NULL;

		switch (rnd(28)) {
		case 0: f.i->pfnAcquireSourceModeSet(f.h, source, (void *)&out, &si); break;
		case 1: f.i->pfnReleaseSourceModeSet(f.h, a); break;
		case 2: f.i->pfnCreateNewSourceModeSet(f.h, source, (void *)&out, &si); break;
		case 3: f.i->pfnAssignSourceModeSet(f.h, source, a); break;
		case 4: f.i->pfnAcquireTargetModeSet(f.h, target, (void *)&out, &gi); break;
		case 5: f.i->pfnReleaseTargetModeSet(f.h, a); break;
		case 6: f.i->pfnCreateNewTargetModeSet(f.h, target, (void *)&out, &gi); break;
		case 7: f.i->pfnAssignTargetModeSet(f.h, target, a); break;
		case 8: s->pfnAcquireFirstModeInfo(a, (void *)&out); break;
		case 9: s->pfnAcquireNextModeInfo(a, b, (void *)&out); break;
		case 10: s->pfnAcquirePinnedModeInfo(a, (void *)&out); break;
		case 11: s->pfnReleaseModeInfo(a, b); break;
		case 12:
			if (NT_SUCCESS(s->pfnCreateNewModeInfo(a, (void *)&out)))
				fx_source_mode(out, 64 * (1 + rnd(20)), 64);
			break;
		case 13: s->pfnAddMode(a, b); break;
		case 14: s->pfnPinMode(a, rnd(40)); break;
		case 15: g->pfnAcquireFirstModeInfo(a, (void *)&out); break;
		case 16: g->pfnAcquireNextModeInfo(a, b, (void *)&out); break;
		case 17: g->pfnReleaseModeInfo(a, b); break;
		case 18:
			if (NT_SUCCESS(g->pfnCreateNewModeInfo(a, (void *)&out)))
				fx_target_mode(out, 64 * (1 + rnd(20)), 64);
			break;
		case 19: g->pfnAddMode(a, b); break;
		case 20: f.t->pfnAcquireFirstPathInfo(a, (void *)&out); break;
		case 21: f.t->pfnAcquireNextPathInfo(f.topology, b, (void *)&out); break;
		case 22: f.t->pfnReleasePathInfo(f.topology, b); break;
		case 23:
			if (NT_SUCCESS(f.t->pfnCreateNewPathInfo(a, (void *)&out))) {
				((D3DKMDT_VIDPN_PRESENT_PATH *)out)->VidPnSourceId = source;
				((D3DKMDT_VIDPN_PRESENT_PATH *)out)->VidPnTargetId = target;
			}
			break;
		case 24: f.t->pfnAddPath(f.topology, b); break;
		case 25: f.t->pfnRemovePath(f.topology, source, target); break;
		case 26: f.t->pfnEnumPathTargetsFromSource(f.topology, source, rnd(4), &id); break;
		case 27: g->pfnGetNumModes(a, &n); break;
		}
		if (out)
			pool[4 + rnd(60)] = out;
		/* Another call, with another VidPN now and then. */
		if (!rnd(5000)) {
			dxgk_vidpn_end(f.vidpn);
			dxgk_vidpn_destroy(f.vidpn);
			assert_int_equal(dxgk_vidpn_live(), 0);
			f.vidpn = dxgk_vidpn_create(FX_SOURCES, fx_targets, 3);
			f.h = dxgk_vidpn_handle(f.vidpn);
			fx_begin(&f, rnd(2) ? DXGK_VA_ALL : DXGK_VA_MODES);
			f.i->pfnGetTopology(f.h, &f.topology, &f.t);
		}
	}
	fx_close(&f);
}

static const struct CMUnitTest tests[] = {
	host_test(query_interface),
	host_test(handle_lives_in_calls),
	host_test(stale_handles),
	host_test(hostile_handles),
	host_test(null_out_pointers),
	host_test(above_apc_level),
	host_test(acquire_counts),
	host_test(unknown_ids),
	host_test(release_to_other_vidpn),
	host_test(assign_all),
	host_test(assign_keeps_pinned),
	host_test(replaced_set_survives),
	host_test(enumerate),
	host_test(foreign_infos),
	host_test(new_mode_info),
	host_test(duplicate_mode),
	host_test(duplicate_text_mode),
	host_test(source_mode_contents),
	host_test(target_mode_contents),
	host_test(multisampling),
	host_test(no_memory),
	host_test(no_memory_create),
	host_test(wild_calls),
};

HOST_TEST_MAIN(tests)
