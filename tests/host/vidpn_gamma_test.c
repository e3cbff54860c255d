// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * Ramps, and which source can feed what.
 *
 * See "DXGKDDI_UPDATEACTIVEVIDPNPRESENTPATH", "DXGK_GAMMARAMPCAPS" and
 * "DXGKDDI_ISSUPPORTEDVIDPN".
 */
#include "vidpn_mock.h"

static void ramp_of(struct dxgk_gamma *g)
{
	unsigned int i;

	for (i = 0; i < 256; i++) {
		g->red[i] = (dxgk_u16)(i * 257);
		g->green[i] = (dxgk_u16)(65535 - i * 257);
		g->blue[i] = (dxgk_u16)(i * i);
	}
}

static void gamma_ramp(void **state)
{
	struct dxgk_display_caps caps;
	struct dxgk_gamma g;

	mock_reset();
	mock.caps.GammaRampCaps.Gamma_Rgb256x3x16 = 1;
	assert_status(mock_start(), STATUS_SUCCESS);
	dxgk_display_caps(mock.adapter, &caps);
	assert_true(caps.gamma);
	ramp_of(&g);
	assert_status(dxgk_display_gamma(mock.adapter, 0, &g),
		      STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY);
	assert_status(dxgk_display_gamma(mock.adapter, 1, &g),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	assert_int_equal(mock_count("UpdateActive"), 0);

	assert_status(mock_light(800, 600), STATUS_SUCCESS);
	assert_status(dxgk_display_gamma(mock.adapter, 0, &g), STATUS_SUCCESS);
	assert_int_equal(mock_count("UpdateActiveVidPnPresentPath 0 0x100 rotation 1"), 1);
	assert_int_equal(mock.gamma_type, D3DDDI_GAMMARAMP_RGB256x3x16);
	assert_memory_equal(mock.ramp.Red, g.red, sizeof(g.red));
	assert_memory_equal(mock.ramp.Green, g.green, sizeof(g.green));
	assert_memory_equal(mock.ramp.Blue, g.blue, sizeof(g.blue));
	assert_status(dxgk_display_gamma(mock.adapter, 0, NULL), STATUS_SUCCESS);
	assert_int_equal(mock.gamma_type, D3DDDI_GAMMARAMP_DEFAULT);

	mock.fail_update = STATUS_GRAPHICS_GAMMA_RAMP_NOT_SUPPORTED;
	assert_status(dxgk_display_gamma(mock.adapter, 0, &g),
		      STATUS_GRAPHICS_GAMMA_RAMP_NOT_SUPPORTED);
	mock.fail_update = STATUS_SUCCESS;

	assert_status(dxgk_adapter_set_power(mock.adapter, false, 2), STATUS_SUCCESS);
	mock_forget();
	assert_status(dxgk_display_gamma(mock.adapter, 0, &g), STATUS_DEVICE_NOT_READY);
	assert_int_equal(mock.lines, 0);
	assert_status(dxgk_adapter_set_power(mock.adapter, true, 0), STATUS_SUCCESS);
	mock_stop();
}

/* Both paths of a clone. */
static void gamma_of_clone(void **state)
{
	struct dxgk_config c = { 0 };
	struct dxgk_gamma g;

	mock_reset();
	mock.caps.GammaRampCaps.Gamma_Rgb256x3x16 = 1;
	mock.children = 2;
	assert_status(mock_start(), STATUS_SUCCESS);
	mock_config_path(&c, 0, 0x100, 800, 600);
	mock_config_path(&c, 0, 0x101, 800, 600);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	ramp_of(&g);
	assert_status(dxgk_display_gamma(mock.adapter, 0, &g), STATUS_SUCCESS);
	MOCK_EXPECT("UpdateActiveVidPnPresentPath 0 0x100", "UpdateActiveVidPnPresentPath 0 0x101");
	mock_stop();
}

static void no_gamma(void **state)
{
	struct dxgk_display_caps caps;
	struct dxgk_gamma g;

	mock_reset();
	assert_status(mock_start(), STATUS_SUCCESS);
	dxgk_display_caps(mock.adapter, &caps);
	assert_false(caps.gamma);
	assert_status(mock_light(800, 600), STATUS_SUCCESS);
	ramp_of(&g);
	assert_status(dxgk_display_gamma(mock.adapter, 0, &g), STATUS_NOT_SUPPORTED);
	assert_int_equal(mock_count("UpdateActive"), 0);
	mock_stop();
}

static bool wired(UINT source, UINT target)
{
	return source == 0 || target != 0x100;
}

static void topologies(void **state)
{
	static const dxgk_u32 both[] = { 0x100, 0x101 }, twice[] = { 0x100, 0x100 }, none = 0x999;

	mock_reset();
	mock.sources = 2;
	mock.children = 2;
	mock.wired = wired;
	assert_status(mock_start(), STATUS_SUCCESS);
	mock_forget();
	assert_status(dxgk_display_possible(mock.adapter, 0, &both[0], 1), STATUS_SUCCESS);
	assert_status(dxgk_display_possible(mock.adapter, 1, &both[0], 1),
		      STATUS_GRAPHICS_VIDPN_TOPOLOGY_NOT_SUPPORTED);
	assert_status(dxgk_display_possible(mock.adapter, 1, &both[1], 1), STATUS_SUCCESS);
	assert_status(dxgk_display_possible(mock.adapter, 0, both, 2), STATUS_SUCCESS);
	assert_status(dxgk_display_possible(mock.adapter, 1, both, 2),
		      STATUS_GRAPHICS_VIDPN_TOPOLOGY_NOT_SUPPORTED);
	assert_int_equal(mock_count("IsSupportedVidPn"), 5);
	assert_int_equal(mock_count("EnumVidPnCofuncModality"), 0);
	mock.no_clone = true;
	assert_status(dxgk_display_possible(mock.adapter, 0, both, 2),
		      STATUS_GRAPHICS_VIDPN_TOPOLOGY_NOT_SUPPORTED);

	/* What is no topology at all reaches no miniport. */
	mock_forget();
	assert_status(dxgk_display_possible(mock.adapter, 0, both, 0), STATUS_INVALID_PARAMETER);
	assert_status(dxgk_display_possible(mock.adapter, 2, both, 1),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	assert_status(dxgk_display_possible(mock.adapter, 0, &none, 1),
		      STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET);
	assert_false(NT_SUCCESS(dxgk_display_possible(mock.adapter, 0, twice, 2)));
	assert_int_equal(mock.lines, 0);
	dxgk_adapter_surprise_remove(mock.adapter);
	assert_status(dxgk_display_possible(mock.adapter, 0, both, 1), STATUS_DEVICE_REMOVED);
	mock_stop();
}

/* One source may feed all children: more paths than there can be sources. */
static void many_clones(void **state)
{
	struct dxgk_config c = { 0 };
	UINT i;

	mock_reset();
	mock.children = MOCK_CHILDREN;
	assert_status(mock_start(), STATUS_SUCCESS);
	for (i = 0; i < MOCK_CHILDREN; i++)
		mock_config_path(&c, 0, 0x100 + i, 800, 600);
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	assert_int_equal(mock_count("  path 0"), MOCK_CHILDREN);
	mock_stop();
}

static const struct CMUnitTest tests[] = {
	host_test(gamma_ramp),
	host_test(gamma_of_clone),
	host_test(no_gamma),
	host_test(topologies),
	host_test(many_clones),
};

HOST_TEST_MAIN(tests)
