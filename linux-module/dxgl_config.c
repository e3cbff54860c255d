// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_config.c - which source goes to which child: asked before a commit, and
 * told to the miniport in it.
 *
 * A configuration is that of the whole adapter, so a commit that changes one
 * output takes all CRTCs along, and is ordered after what they are doing.
 */
#include <linux/slab.h>

#include <drm/drm_atomic.h>
#include <drm/drm_atomic_helper.h>
#include <drm/drm_blend.h>
#include <drm/drm_print.h>

#include "dxgl_kms.h"

/* Both count counter-clockwise. */
static enum dxgk_rotation dxgl_config_rotation(unsigned int rotation)
{
	switch (rotation & DRM_MODE_ROTATE_MASK) {
	case DRM_MODE_ROTATE_90:
		return DXGK_ROTATE_90;
	case DRM_MODE_ROTATE_180:
		return DXGK_ROTATE_180;
	case DRM_MODE_ROTATE_270:
		return DXGK_ROTATE_270;
	default:
		return DXGK_ROTATE_0;
	}
}

/* The surface is what the client sees: on its side, as high as the mode is wide. */
static void dxgl_config_rotate(struct dxgk_path *path, unsigned int rotation)
{
	path->rotation = dxgl_config_rotation(rotation);
	path->source_width = path->mode.width;
	path->source_height = path->mode.height;
	if (drm_rotation_90_or_270(rotation))
		swap(path->source_width, path->source_height);
}

/* One path that is possible at all: of the first child that has one. */
static bool dxgl_config_first_path(struct dxgl_kms *kms, struct dxgk_path *path)
{
	struct dxgk_adapter *adapter = kms->dxgl->adapter;
	struct dxgk_child child;
	unsigned int i;

	for (i = 0; i < kms->caps.children; i++) {
		if (dxgk_display_child(adapter, i, &child) < 0)
			continue;
		for (path->source = 0; path->source < kms->caps.sources; path->source++) {
			if (dxgk_display_possible(adapter, path->source, &child.uid, 1) < 0)
				continue;
			path->target = child.uid;
			return true;
		}
	}
	return false;
}

static bool dxgl_config_first_mode(void *arg, const struct dxgk_mode *mode)
{
	*(struct dxgk_mode *)arg = *mode;
	return false;
}

/**
 * dxgl_config_rotations() - which rotations the miniport takes
 * @kms: the device
 *
 * A miniport says so for a path in a configuration, and DRM wants to know once:
 * it is asked about the first mode of the first path.
 *
 * Context: dxgl_kms_init(), sleeping.
 * Return: DRM_MODE_ROTATE_0 and more.
 */
unsigned int dxgl_config_rotations(struct dxgl_kms *kms)
{
	static const unsigned int ask[] = {
		DRM_MODE_ROTATE_90, DRM_MODE_ROTATE_180, DRM_MODE_ROTATE_270,
	};
	struct dxgk_adapter *adapter = kms->dxgl->adapter;
	unsigned int rotations = DRM_MODE_ROTATE_0, i;
	struct dxgk_config *config;
	struct dxgk_path *path;

	config = kzalloc(sizeof(*config), GFP_KERNEL);
	if (!config)
		goto out;
	path = &config->path[0];
	if (!dxgl_config_first_path(kms, path))
		goto out;
	dxgk_display_modes(adapter, path->source, path->target, dxgl_config_first_mode,
			   &path->mode);
	if (!path->mode.width)
		goto out;

	config->paths = 1;
	for (i = 0; i < ARRAY_SIZE(ask); i++) {
		dxgl_config_rotate(path, ask[i]);
		if (dxgk_display_check(adapter, config) >= 0)
			rotations |= ask[i];
	}
out:
	kfree(config);
	return rotations;
}

/* What one CRTC asks for.  Its connectors are in @state. */
static int dxgl_config_paths(struct drm_atomic_state *state, struct drm_crtc *crtc,
			     struct drm_crtc_state *crtc_state)
{
	struct drm_plane_state *plane_state = drm_atomic_get_new_plane_state(state, crtc->primary);
	unsigned int rotation = plane_state && plane_state->crtc ? plane_state->rotation :
								    DRM_MODE_ROTATE_0;
	struct dxgl_crtc_state *dstate = to_dxgl_crtc_state(crtc_state);
	struct drm_connector_state *conn_state;
	struct drm_connector *connector;
	int i;

	dstate->paths = 0;
	for_each_new_connector_in_state(state, connector, conn_state, i) {
		struct dxgl_connector *dconn = to_dxgl_connector(connector);
		struct dxgk_path *path;

		if (conn_state->crtc != crtc)
			continue;
		if (dstate->paths == DXGL_MAX_CLONES)
			return -EINVAL;
		path = &dstate->path[dstate->paths++];
		*path = (struct dxgk_path) {
			.source = to_dxgl_crtc(crtc)->source,
			.target = dconn->child.uid,
		};
		dxgl_connector_mode(dconn, &crtc_state->mode, &path->mode);
		dxgl_config_rotate(path, rotation);
	}
	return dstate->paths ? 0 : -EINVAL;
}

/* The picture's rotation is a matter of the path: changing it is a modeset. */
static int dxgl_config_check_rotation(struct drm_atomic_state *state)
{
	struct drm_plane_state *plane_state;
	struct drm_crtc_state *crtc_state;
	struct drm_plane *plane;
	int i;

	for_each_new_plane_in_state(state, plane, plane_state, i) {
		if (plane->type != DRM_PLANE_TYPE_PRIMARY || !plane_state->crtc)
			continue;
		crtc_state = drm_atomic_get_crtc_state(state, plane_state->crtc);
		if (IS_ERR(crtc_state))
			return PTR_ERR(crtc_state);
		if (crtc_state->enable && to_dxgl_crtc_state(crtc_state)->path[0].rotation !=
					  dxgl_config_rotation(plane_state->rotation))
			crtc_state->mode_changed = true;
	}
	return 0;
}

static bool dxgl_config_changes(struct drm_atomic_state *state)
{
	struct drm_crtc_state *crtc_state;
	struct drm_crtc *crtc;
	int i;

	for_each_new_crtc_in_state(state, crtc, crtc_state, i)
		if (drm_atomic_crtc_needs_modeset(crtc_state))
			return true;
	return false;
}

/*
 * All CRTCs are in @state.  One that is enabled and not active (DPMS) keeps its
 * path, with the monitor asleep.
 */
static void dxgl_config_of(struct drm_atomic_state *state, struct dxgk_config *config)
{
	struct drm_crtc_state *crtc_state;
	struct drm_crtc *crtc;
	unsigned int k;
	int i;

	config->paths = 0;
	for_each_new_crtc_in_state(state, crtc, crtc_state, i) {
		struct dxgl_crtc_state *dstate = to_dxgl_crtc_state(crtc_state);

		for (k = 0; crtc_state->enable && k < dstate->paths; k++) {
			struct dxgk_path *path;

			/* A connector is on one CRTC, so there are no more than connectors. */
			if (WARN_ON(config->paths == DXGK_MAX_PATHS))
				return;
			path = &config->path[config->paths++];
			*path = dstate->path[k];
			path->off = !crtc_state->active;
		}
	}
}

/*
 * How a pointer turns with its source is not documented: programs draw it
 * themselves then.  After dxgl_config_paths(), so that the paths are the new ones.
 */
static int dxgl_config_check_cursors(struct drm_atomic_state *state)
{
	struct drm_plane_state *plane_state;
	struct drm_crtc_state *crtc_state;
	struct drm_plane *plane;
	int i;

	for_each_new_plane_in_state(state, plane, plane_state, i) {
		if (plane->type != DRM_PLANE_TYPE_CURSOR || !plane_state->crtc)
			continue;
		crtc_state = drm_atomic_get_new_crtc_state(state, plane_state->crtc);
		if (to_dxgl_crtc_state(crtc_state)->path[0].rotation > DXGK_ROTATE_0)
			return -EINVAL;
	}
	return 0;
}

/*
 * drm_mode_config_funcs.atomic_check: the helpers' word first, then the
 * miniport's, which is asked only when something but the picture changes.
 */
int dxgl_atomic_check(struct drm_device *drm, struct drm_atomic_state *state)
{
	struct dxgl_kms *kms = to_dxgl_kms(drm);
	struct drm_crtc_state *crtc_state;
	struct dxgk_config *config;
	struct drm_crtc *crtc;
	dxgk_status status;
	int ret, i, idx;

	ret = dxgl_config_check_rotation(state);
	if (ret)
		return ret;
	ret = drm_atomic_helper_check(drm, state);
	if (ret)
		return ret;
	/* Without leave for a modeset, DRM refuses this one itself. */
	if (!state->allow_modeset || !dxgl_config_changes(state))
		return dxgl_config_check_cursors(state);

	drm_for_each_crtc(crtc, drm) {
		crtc_state = drm_atomic_get_crtc_state(state, crtc);
		if (IS_ERR(crtc_state))
			return PTR_ERR(crtc_state);
	}
	for_each_new_crtc_in_state(state, crtc, crtc_state, i) {
		if (!crtc_state->enable || !drm_atomic_crtc_needs_modeset(crtc_state))
			continue;
		ret = dxgl_config_paths(state, crtc, crtc_state);
		if (ret)
			return ret;
	}
	ret = dxgl_config_check_cursors(state);
	if (ret)
		return ret;

	config = kzalloc(sizeof(*config), GFP_KERNEL);
	if (!config)
		return -ENOMEM;
	dxgl_config_of(state, config);
	/* Going dark is always possible, and on a vanished device too. */
	if (config->paths) {
		if (dxgl_kms_enter(kms, &idx)) {
			status = dxgk_display_check(to_dxgl(drm)->adapter, config);
			dxgl_kms_exit(idx);
			if (status < 0) {
				drm_dbg_atomic(drm, "the miniport refuses: %#x\n", status);
				ret = dxgl_errno(status);
				/* For clients, what cannot be shown is invalid. */
				if (ret != -ENOMEM && ret != -ENODEV)
					ret = -EINVAL;
			}
		} else {
			ret = -ENODEV;
		}
	}
	kfree(config);
	return ret;
}

/**
 * dxgl_config_commit() - CommitVidPn, when a commit changes the configuration
 * @state: the commit; what it turns off is off
 *
 * Context: the commit.
 */
void dxgl_config_commit(struct drm_atomic_state *state)
{
	struct drm_device *drm = state->dev;
	struct dxgl_kms *kms = to_dxgl_kms(drm);
	struct dxgk_config *config = &kms->config;
	dxgk_status status;
	int idx;

	if (!dxgl_config_changes(state) || !dxgl_kms_enter(kms, &idx))
		return;
	dxgl_config_of(state, config);
	status = dxgk_display_commit(to_dxgl(drm)->adapter, config);
	dxgl_kms_exit(idx);
	if (status < 0)
		drm_err(drm, "the miniport accepted %u paths, but does not set them: %#x\n",
			config->paths, status);
}
