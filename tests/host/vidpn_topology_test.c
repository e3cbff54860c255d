// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The topology of a VidPN: paths, who may change them when, what is refused.
 *
 * See the pages DXGKDDI_VIDPNTOPOLOGY_… of Microsoft's reference.
 */
#include "vidpn_fixture.h"

/* pfnGetNumPaths, …FromSource, pfnEnumPathTargetsFromSource: an index into one source's paths. */
static void counting(void **state)
{
	struct fx f;
	SIZE_T n;
	UINT id;

	fx_open(&f, DXGK_VA_READ);
	assert_status(f.t->pfnGetNumPaths(f.topology, &n), STATUS_SUCCESS);
	assert_int_equal(n, 0);
	fx_path(&f, 1, 0x31);
	fx_path(&f, 0, 0x10);
	fx_path(&f, 1, 0x20);
	assert_status(f.t->pfnGetNumPaths(f.topology, &n), STATUS_SUCCESS);
	assert_int_equal(n, 3);
	assert_status(f.t->pfnGetNumPathsFromSource(f.topology, 1, &n), STATUS_SUCCESS);
	assert_int_equal(n, 2);
	assert_status(f.t->pfnEnumPathTargetsFromSource(f.topology, 1, 0, &id), STATUS_SUCCESS);
	assert_int_equal(id, 0x31);
	assert_status(f.t->pfnEnumPathTargetsFromSource(f.topology, 1, 1, &id), STATUS_SUCCESS);
	assert_int_equal(id, 0x20);
	assert_status(f.t->pfnEnumPathTargetsFromSource(f.topology, 1, 2, &id),
		      STATUS_INVALID_PARAMETER);
	assert_int_equal(id, D3DDDI_ID_UNINITIALIZED);
	assert_status(f.t->pfnEnumPathTargetsFromSource(f.topology, 1, ~(SIZE_T)0, &id),
		      STATUS_INVALID_PARAMETER);
	n = 5;
	assert_status(f.t->pfnGetNumPathsFromSource(f.topology, FX_SOURCES, &n),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	assert_int_equal(n, 0);
	assert_status(f.t->pfnEnumPathTargetsFromSource(f.topology, FX_SOURCES, 0, &id),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	fx_close(&f);
}

/* pfnGetPathSourceFromTarget: "at most one source associated with that target". */
static void source_of_target(void **state)
{
	struct fx f;
	UINT id;

	fx_open_paths(&f, DXGK_VA_READ);
	assert_status(f.t->pfnGetPathSourceFromTarget(f.topology, 0x20, &id), STATUS_SUCCESS);
	assert_int_equal(id, 1);
	assert_status(f.t->pfnGetPathSourceFromTarget(f.topology, 0x31, &id),
		      STATUS_GRAPHICS_TARGET_NOT_IN_TOPOLOGY);
	assert_int_equal(id, D3DDDI_ID_UNINITIALIZED);
	assert_status(f.t->pfnGetPathSourceFromTarget(f.topology, FX_NO_TARGET, &id),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
	fx_close(&f);
}

/* pfnAcquireFirstPathInfo, …Next…: in order; a set's end is a success with NULL. */
static void enumerate(void **state)
{
	const D3DKMDT_VIDPN_PRESENT_PATH *p, *next;
	D3DKMDT_VIDPN_PRESENT_PATH local;
	struct fx f;

	fx_open(&f, DXGK_VA_MODES);
	p = (void *)1;
	assert_status(f.t->pfnAcquireFirstPathInfo(f.topology, &p),
		      STATUS_GRAPHICS_DATASET_IS_EMPTY);
	assert_null(p);
	fx_path(&f, 1, 0x31);
	fx_path(&f, 0, 0x10);
	assert_status(f.t->pfnAcquireFirstPathInfo(f.topology, &p), STATUS_SUCCESS);
	assert_int_equal(p->VidPnTargetId, 0x31);
	assert_int_equal(p->ContentTransformation.Scaling, D3DKMDT_VPPS_UNPINNED);
	assert_int_equal(p->ContentTransformation.Rotation, D3DKMDT_VPPR_UNPINNED);
	assert_status(f.t->pfnAcquireNextPathInfo(f.topology, p, &next), STATUS_SUCCESS);
	assert_int_equal(next->VidPnTargetId, 0x10);
	/* "Path importance ordinal numbers are unique." */
	assert_int_not_equal(p->ImportanceOrdinal, next->ImportanceOrdinal);
	local = *p;
	assert_status(f.t->pfnReleasePathInfo(f.topology, &local),
		      STATUS_GRAPHICS_INVALID_VIDPN_PRESENT_PATH);
	assert_status(f.t->pfnReleasePathInfo(f.topology, p), STATUS_SUCCESS);
	assert_status(f.t->pfnReleasePathInfo(f.topology, p),
		      STATUS_GRAPHICS_INVALID_VIDPN_PRESENT_PATH);
	assert_status(f.t->pfnReleasePathInfo(f.topology, NULL),
		      STATUS_GRAPHICS_INVALID_VIDPN_PRESENT_PATH);
	p = next;
	assert_status(f.t->pfnAcquireNextPathInfo(f.topology, p, &next),
		      STATUS_GRAPHICS_NO_MORE_ELEMENTS_IN_DATASET);
	assert_null(next);
	next = (void *)1;
	assert_status(f.t->pfnAcquireNextPathInfo(f.topology, &local, &next),
		      STATUS_GRAPHICS_INVALID_VIDPN_PRESENT_PATH);
	assert_null(next);
	fx_close(&f);
}

/* pfnAcquirePathInfo by its ends. */
static void acquire_path(void **state)
{
	static const struct { UINT source, target; NTSTATUS status; } c[] = {
		{ 0, 0x10, STATUS_SUCCESS },
		{ 1, 0x20, STATUS_SUCCESS },
		{ 0, 0x20, STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY },
		{ 1, 0x31, STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY },
		{ 2, 0x10, STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE },
		{ 0, FX_NO_TARGET, STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET },
		{ D3DDDI_ID_ALL, 0x10, STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE },
	};
	const D3DKMDT_VIDPN_PRESENT_PATH *p;
	unsigned int i;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_READ);
	for (i = 0; i < DXGK_ARRAY_SIZE(c); i++) {
		p = (void *)1;
		assert_status(f.t->pfnAcquirePathInfo(f.topology, c[i].source, c[i].target, &p),
			      c[i].status);
		if (NT_SUCCESS(c[i].status)) {
			assert_int_equal(p->VidPnTargetId, c[i].target);
			assert_status(f.t->pfnReleasePathInfo(f.topology, p), STATUS_SUCCESS);
		} else {
			assert_null(p);
		}
	}
	fx_close(&f);
}

/* pfnAddPath: what it takes, and that what it refuses stays the miniport's. */
struct add_case {
	const char *what;
	UINT source, target;
	void (*spoil)(D3DKMDT_VIDPN_PRESENT_PATH *p);
	NTSTATUS status;
};

#define SPOIL(name, code) static void spoil_##name(D3DKMDT_VIDPN_PRESENT_PATH *p) { code; }
SPOIL(nothing, (void)p)
SPOIL(importance, p->ImportanceOrdinal = D3DKMDT_VPPI_SENARY)
SPOIL(importance_taken, p->ImportanceOrdinal = D3DKMDT_VPPI_PRIMARY)
SPOIL(importance_wild, p->ImportanceOrdinal = (D3DKMDT_VIDPN_PRESENT_PATH_IMPORTANCE)1000)
SPOIL(scaling_wild, p->ContentTransformation.Scaling = (D3DKMDT_VIDPN_PRESENT_PATH_SCALING)60)
SPOIL(scaling_reserved, p->ContentTransformation.Scaling = D3DKMDT_VPPS_RESERVED1)
SPOIL(scaling_identity, p->ContentTransformation.Scaling = D3DKMDT_VPPS_IDENTITY)
SPOIL(rotation_wild, p->ContentTransformation.Rotation = (D3DKMDT_VIDPN_PRESENT_PATH_ROTATION)90)
SPOIL(rotation_90, p->ContentTransformation.Rotation = D3DKMDT_VPPR_ROTATE90)
SPOIL(content, p->Content = (D3DKMDT_VIDPN_PRESENT_PATH_CONTENT)17)
SPOIL(protection,
      p->CopyProtection.CopyProtectionType = (D3DKMDT_VIDPN_PRESENT_PATH_COPYPROTECTION_TYPE)17)
SPOIL(basis, p->VidPnTargetColorBasis = (D3DKMDT_COLOR_BASIS)17)

static const struct add_case add_cases[] = {
	{ "a path", 1, 0x20, spoil_nothing, STATUS_SUCCESS },
	{ "a second of the same source (clone)", 0, 0x20, spoil_nothing, STATUS_SUCCESS },
	{ "its own importance", 1, 0x20, spoil_importance, STATUS_SUCCESS },
	{ "pinned scaling", 1, 0x20, spoil_scaling_identity, STATUS_SUCCESS },
	{ "pinned rotation", 1, 0x20, spoil_rotation_90, STATUS_SUCCESS },
	{ "one there is", 0, 0x10, spoil_nothing, STATUS_GRAPHICS_PATH_ALREADY_IN_TOPOLOGY },
	{ "a target that has a source", 1, 0x10, spoil_nothing,
	  STATUS_GRAPHICS_TARGET_ALREADY_IN_SET },
	{ "no such source", 7, 0x20, spoil_nothing, STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE },
	{ "no such target", 1, FX_NO_TARGET, spoil_nothing,
	  STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET },
	{ "another's importance", 1, 0x20, spoil_importance_taken,
	  STATUS_GRAPHICS_INVALID_PATH_IMPORTANCE_ORDINAL },
	{ "wild importance", 1, 0x20, spoil_importance_wild,
	  STATUS_GRAPHICS_INVALID_PATH_IMPORTANCE_ORDINAL },
	{ "wild scaling", 1, 0x20, spoil_scaling_wild,
	  STATUS_GRAPHICS_INVALID_PATH_CONTENT_GEOMETRY_TRANSFORMATION },
	{ "reserved scaling", 1, 0x20, spoil_scaling_reserved,
	  STATUS_GRAPHICS_INVALID_PATH_CONTENT_GEOMETRY_TRANSFORMATION },
	{ "wild rotation", 1, 0x20, spoil_rotation_wild,
	  STATUS_GRAPHICS_INVALID_PATH_CONTENT_GEOMETRY_TRANSFORMATION },
	{ "wild content", 1, 0x20, spoil_content, STATUS_GRAPHICS_INVALID_PATH_CONTENT_TYPE },
	{ "wild protection", 1, 0x20, spoil_protection,
	  STATUS_GRAPHICS_INVALID_COPYPROTECTION_TYPE },
	{ "wild colour basis", 1, 0x20, spoil_basis, STATUS_GRAPHICS_INVALID_COLORBASIS },
};

static void add_path(void **state)
{
	D3DKMDT_VIDPN_PRESENT_PATH *p, local;
	unsigned int i;
	struct fx f;
	SIZE_T n;

	for (i = 0; i < DXGK_ARRAY_SIZE(add_cases); i++) {
		const struct add_case *c = &add_cases[i];

		print_message("  %s\n", c->what);
		fx_open(&f, DXGK_VA_ALL);
		fx_path(&f, 0, 0x10);
		assert_status(f.t->pfnCreateNewPathInfo(f.topology, &p), STATUS_SUCCESS);
		p->VidPnSourceId = c->source;
		p->VidPnTargetId = c->target;
		c->spoil(p);
		local = *p;
		assert_status(f.t->pfnAddPath(f.topology, &local),
			      STATUS_GRAPHICS_INVALID_VIDPN_PRESENT_PATH);
		assert_status(f.t->pfnAddPath(f.topology, p), c->status);
		assert_status(f.t->pfnReleasePathInfo(f.topology, p),
			      NT_SUCCESS(c->status) ? STATUS_GRAPHICS_INVALID_VIDPN_PRESENT_PATH :
						      STATUS_SUCCESS);
		assert_status(f.t->pfnGetNumPaths(f.topology, &n), STATUS_SUCCESS);
		assert_int_equal(n, NT_SUCCESS(c->status) ? 2 : 1);
		fx_close(&f);
	}
}

/* pfnRemovePath, and a place in the enumeration that outlives its path. */
static void remove_path(void **state)
{
	const D3DKMDT_VIDPN_PRESENT_PATH *p, *next;
	struct fx f;
	SIZE_T n;

	fx_open_paths(&f, DXGK_VA_ALL);
	assert_status(f.t->pfnRemovePath(f.topology, 9, 0x10),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	assert_status(f.t->pfnRemovePath(f.topology, 0, FX_NO_TARGET),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
	assert_status(f.t->pfnRemovePath(f.topology, 0, 0x20),
		      STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY);
	assert_status(f.t->pfnAcquireFirstPathInfo(f.topology, &p), STATUS_SUCCESS);
	assert_status(f.t->pfnRemovePath(f.topology, 0, 0x10), STATUS_SUCCESS);
	assert_status(f.t->pfnRemovePath(f.topology, 0, 0x10),
		      STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY);
	assert_int_equal(p->VidPnTargetId, 0x10);
	assert_status(f.t->pfnAcquireNextPathInfo(f.topology, p, &next), STATUS_SUCCESS);
	assert_int_equal(next->VidPnTargetId, 0x20);
	assert_status(f.t->pfnGetNumPaths(f.topology, &n), STATUS_SUCCESS);
	assert_int_equal(n, 1);
	fx_close(&f);
}

/* "STATUS_ACCESS_DENIED: … in the context of the current DDI call." */
static void access_by_call(void **state)
{
	static const struct {
		enum dxgk_vaccess access;
		NTSTATUS add, remove, update, modes;
	} c[] = {
		{ DXGK_VA_READ, STATUS_ACCESS_DENIED, STATUS_ACCESS_DENIED, STATUS_ACCESS_DENIED,
		  STATUS_ACCESS_DENIED },
		{ DXGK_VA_MODES, STATUS_ACCESS_DENIED, STATUS_ACCESS_DENIED, STATUS_SUCCESS,
		  STATUS_SUCCESS },
		{ DXGK_VA_ALL, STATUS_SUCCESS, STATUS_SUCCESS, STATUS_SUCCESS, STATUS_SUCCESS },
	};
	const DXGK_VIDPNSOURCEMODESET_INTERFACE *s;
	D3DKMDT_HVIDPNSOURCEMODESET set;
	D3DKMDT_VIDPN_PRESENT_PATH *p, update;
	D3DKMDT_VIDPN_SOURCE_MODE *m;
	unsigned int i;
	struct fx f;

	for (i = 0; i < DXGK_ARRAY_SIZE(c); i++) {
		fx_open_paths(&f, c[i].access);
		assert_status(f.t->pfnCreateNewPathInfo(f.topology, &p), STATUS_SUCCESS);
		p->VidPnSourceId = 0;
		p->VidPnTargetId = 0x31;
		assert_status(f.t->pfnAddPath(f.topology, p), c[i].add);
		dxgk_vidpn_path_init(&update, 0, 0x10);
		assert_status(f.t->pfnUpdatePathSupportInfo(f.topology, &update), c[i].update);
		assert_status(f.t->pfnRemovePath(f.topology, 1, 0x20), c[i].remove);
		/* pfnAddMode's page has the miniport add to an acquired set. */
		assert_status(f.i->pfnAcquireSourceModeSet(f.h, 0, &set, &s), STATUS_SUCCESS);
		assert_status(s->pfnCreateNewModeInfo(set, &m), STATUS_SUCCESS);
		fx_source_mode(m, 640, 480);
		assert_status(s->pfnAddMode(set, m), c[i].modes);
		fx_close(&f);
	}
}

/* pfnUpdatePathSupportInfo: support flags only, from a path named by its ends. */
static void update_support(void **state)
{
	D3DKMDT_VIDPN_PRESENT_PATH p, now;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_MODES);
	/* A local copy, as miniports make it. */
	dxgk_vidpn_path_init(&p, 0, 0x10);
	p.ContentTransformation.ScalingSupport.Identity = 1;
	p.ContentTransformation.ScalingSupport.Centered = 1;
	p.ContentTransformation.RotationSupport.Identity = 1;
	p.ContentTransformation.RotationSupport.Rotate180 = 1;
	p.ContentTransformation.RotationSupport.Offset0 = 1;
	p.ContentTransformation.Scaling = D3DKMDT_VPPS_CENTERED;
	p.CopyProtection.CopyProtectionSupport.NoProtection = 1;
	p.ImportanceOrdinal = D3DKMDT_VPPI_DENARY;
	assert_status(f.t->pfnUpdatePathSupportInfo(f.topology, &p), STATUS_SUCCESS);
	assert_true(dxgk_vidpn_path_between(f.vidpn, 0, 0x10, &now));
	assert_true(now.ContentTransformation.ScalingSupport.Centered);
	assert_true(now.ContentTransformation.RotationSupport.Rotate180);
	assert_false(now.ContentTransformation.RotationSupport.Rotate90);
	assert_int_equal(now.ContentTransformation.Scaling, D3DKMDT_VPPS_UNPINNED);
	assert_int_not_equal(now.ImportanceOrdinal, D3DKMDT_VPPI_DENARY);

	dxgk_vidpn_path_init(&p, 0, 0x31);
	assert_status(f.t->pfnUpdatePathSupportInfo(f.topology, &p),
		      STATUS_GRAPHICS_PATH_NOT_IN_TOPOLOGY);
	dxgk_vidpn_path_init(&p, 0, FX_NO_TARGET);
	assert_status(f.t->pfnUpdatePathSupportInfo(f.topology, &p),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
	fx_close(&f);
}

/* "Enumeration Pivots": the pivot's mode set or support flags must not change. */
static void pivots(void **state)
{
	static const struct {
		D3DKMDT_ENUMCOFUNCMODALITY_PIVOT_TYPE type;
		NTSTATUS scaling, rotation, source, target, other_path;
	} c[] = {
		{ D3DKMDT_EPT_NOPIVOT, STATUS_SUCCESS, STATUS_SUCCESS, STATUS_SUCCESS,
		  STATUS_SUCCESS, STATUS_SUCCESS },
		{ D3DKMDT_EPT_SCALING, STATUS_ACCESS_DENIED, STATUS_SUCCESS, STATUS_SUCCESS,
		  STATUS_SUCCESS, STATUS_SUCCESS },
		{ D3DKMDT_EPT_ROTATION, STATUS_SUCCESS, STATUS_ACCESS_DENIED, STATUS_SUCCESS,
		  STATUS_SUCCESS, STATUS_SUCCESS },
		{ D3DKMDT_EPT_VIDPNSOURCE, STATUS_SUCCESS, STATUS_SUCCESS, STATUS_ACCESS_DENIED,
		  STATUS_SUCCESS, STATUS_SUCCESS },
		{ D3DKMDT_EPT_VIDPNTARGET, STATUS_SUCCESS, STATUS_SUCCESS, STATUS_SUCCESS,
		  STATUS_ACCESS_DENIED, STATUS_SUCCESS },
	};
	const DXGK_VIDPNTARGETMODESET_INTERFACE *g;
	D3DKMDT_HVIDPNTARGETMODESET tset;
	D3DKMDT_VIDPN_TARGET_MODE *m;
	D3DKMDT_VIDPN_PRESENT_PATH p;
	unsigned int i;
	struct fx f;

	for (i = 0; i < DXGK_ARRAY_SIZE(c); i++) {
		fx_open_paths(&f, DXGK_VA_MODES);
		dxgk_vidpn_begin(f.vidpn, DXGK_VA_MODES, c[i].type, 0, 0x10);
		dxgk_vidpn_path_init(&p, 0, 0x10);
		/* The same flags are no change. */
		assert_status(f.t->pfnUpdatePathSupportInfo(f.topology, &p), STATUS_SUCCESS);
		p.ContentTransformation.ScalingSupport.Stretched = 1;
		assert_status(f.t->pfnUpdatePathSupportInfo(f.topology, &p), c[i].scaling);
		dxgk_vidpn_path_between(f.vidpn, 0, 0x10, &p);
		p.ContentTransformation.RotationSupport.Rotate270 = 1;
		assert_status(f.t->pfnUpdatePathSupportInfo(f.topology, &p), c[i].rotation);
		dxgk_vidpn_path_init(&p, 1, 0x20);
		p.ContentTransformation.ScalingSupport.Stretched = 1;
		p.ContentTransformation.RotationSupport.Rotate270 = 1;
		assert_status(f.t->pfnUpdatePathSupportInfo(f.topology, &p), c[i].other_path);

		assert_status(f.i->pfnAssignSourceModeSet(f.h, 0, fx_new_set(&f, 0, 1)),
			      c[i].source);
		assert_status(f.i->pfnAssignSourceModeSet(f.h, 1, fx_new_set(&f, 1, 1)),
			      STATUS_SUCCESS);
		assert_status(f.i->pfnCreateNewTargetModeSet(f.h, 0x10, &tset, &g),
			      STATUS_SUCCESS);
		assert_status(g->pfnCreateNewModeInfo(tset, &m), STATUS_SUCCESS);
		fx_target_mode(m, 640, 480);
		assert_status(g->pfnAddMode(tset, m), STATUS_SUCCESS);
		assert_status(f.i->pfnAssignTargetModeSet(f.h, 0x10, tset), c[i].target);
		fx_close(&f);
	}
}

static void no_memory(void **state)
{
	const D3DKMDT_VIDPN_PRESENT_PATH *p;
	D3DKMDT_VIDPN_PRESENT_PATH *q;
	struct fx f;

	fx_open_paths(&f, DXGK_VA_ALL);
	host_for_each_failure(n) {
		NTSTATUS status = f.t->pfnAcquireFirstPathInfo(f.topology, &p);

		if (NT_SUCCESS(status)) {
			assert_status(f.t->pfnReleasePathInfo(f.topology, p), STATUS_SUCCESS);
			status = f.t->pfnAcquirePathInfo(f.topology, 0, 0x10, &p);
		}
		if (NT_SUCCESS(status)) {
			assert_status(f.t->pfnReleasePathInfo(f.topology, p), STATUS_SUCCESS);
			status = f.t->pfnCreateNewPathInfo(f.topology, &q);
			if (NT_SUCCESS(status))
				f.t->pfnReleasePathInfo(f.topology, q);
			else
				assert_null(q);
		} else {
			assert_null(p);
		}
		assert_status(status, host_fail_hit() ? STATUS_NO_MEMORY : STATUS_SUCCESS);
	}
	fx_close(&f);
}

static const struct CMUnitTest tests[] = {
	host_test(counting),
	host_test(source_of_target),
	host_test(enumerate),
	host_test(acquire_path),
	host_test(add_path),
	host_test(remove_path),
	host_test(access_by_call),
	host_test(update_support),
	host_test(pivots),
	host_test(no_memory),
};

HOST_TEST_MAIN(tests)
