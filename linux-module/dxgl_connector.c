// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_connector.c - a video output child as a connector with its encoder.
 */
#include <linux/bits.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include <drm/drm_atomic_helper.h>
#include <drm/drm_atomic_state_helper.h>
#include <drm/drm_connector.h>
#include <drm/drm_crtc.h>
#include <drm/drm_edid.h>
#include <drm/drm_encoder.h>
#include <drm/drm_managed.h>
#include <drm/drm_modes.h>
#include <drm/drm_modeset_helper_vtables.h>
#include <drm/drm_print.h>
#include <drm/drm_probe_helper.h>

#include "dxgl_compat.h"
#include "dxgl_kms.h"

/* The base block counts its extensions in one byte. */
#define DXGL_EDID_MAX		(EDID_LENGTH * 256)
/* No path offers more; what comes after is dropped, and said so. */
#define DXGL_MODES_MAX		512

static int dxgl_connector_detect(struct drm_connector *connector,
				 struct drm_modeset_acquire_ctx *ctx, bool force)
{
	struct dxgl_connector *dconn = to_dxgl_connector(connector);
	struct drm_device *drm = connector->dev;
	bool connected = false;
	dxgk_status status;
	int idx;

	if (!dxgl_kms_enter(to_dxgl_kms(drm), &idx))
		return connector_status_disconnected;
	if (dconn->child.always_connected) {
		dxgl_kms_exit(idx);
		return connector_status_connected;
	}
	status = dxgk_display_connected(to_dxgl(drm)->adapter, dconn->child.uid, &connected);
	dxgl_kms_exit(idx);
	if (status < 0) {
		drm_dbg_kms(drm, "child %#x: no status: %#x\n", dconn->child.uid, status);
		return connector_status_unknown;
	}
	return connected ? connector_status_connected : connector_status_disconnected;
}

/* The miniport's EDID, read whole once; blocks of it for drm_edid_read_custom(). */
struct dxgl_edid {
	u8 *data;
	u32 len;
};

static int dxgl_edid_block(void *context, u8 *buf, unsigned int block, size_t len)
{
	struct dxgl_edid *edid = context;
	size_t first = (size_t)block * EDID_LENGTH;

	if (first + len > edid->len)
		return -ENXIO;
	memcpy(buf, edid->data + first, len);
	return 0;
}

/*
 * The property CONTAINER_ID: 16 bytes, the same for all that is in one box; none
 * when it could not be had.  Only properties that are known to all may say that
 * they are immutable: this one is set by nobody, and taken for what it is.
 */
static int dxgl_connector_get_property(struct drm_connector *connector,
				       const struct drm_connector_state *state,
				       struct drm_property *property, u64 *value)
{
	struct drm_property_blob *blob = to_dxgl_connector(connector)->container;

	if (property != to_dxgl_kms(connector->dev)->container)
		return -EINVAL;
	*value = blob ? blob->base.id : 0;
	return 0;
}

static int dxgl_connector_set_property(struct drm_connector *connector,
				       struct drm_connector_state *state,
				       struct drm_property *property, u64 value)
{
	u64 is;

	return dxgl_connector_get_property(connector, state, property, &is) || value != is ?
	       -EINVAL : 0;
}

static void dxgl_connector_container(struct dxgl_connector *dconn, const struct dxgl_edid *edid)
{
	struct drm_device *drm = dconn->base.dev;
	u8 id[16];

	if (dxgk_display_container(to_dxgl(drm)->adapter, dconn->child.uid, edid->data, edid->len,
				   id) >= 0)
		drm_property_replace_global_blob(drm, &dconn->container, sizeof(id), id, NULL,
						 NULL);
}

/* Sets the EDID property, and adds the monitor's modes to probed_modes. */
static void dxgl_connector_read_edid(struct dxgl_connector *dconn)
{
	struct drm_connector *connector = &dconn->base;
	struct drm_device *drm = connector->dev;
	const struct drm_edid *drm_edid = NULL;
	struct dxgl_edid edid = {};
	dxgk_status status;

	edid.data = kvmalloc(DXGL_EDID_MAX, GFP_KERNEL);
	if (edid.data) {
		status = dxgk_display_edid(to_dxgl(drm)->adapter, dconn->child.uid,
					   edid.data, DXGL_EDID_MAX, &edid.len);
		if (status < 0)
			drm_dbg_kms(drm, "child %#x: no EDID: %#x\n", dconn->child.uid, status);
		else if (edid.len >= EDID_LENGTH)
			drm_edid = drm_edid_read_custom(connector, dxgl_edid_block, &edid);
		if (status >= 0)
			dxgl_connector_container(dconn, &edid);
	}
	dxgl_edid_update(connector, drm_edid);
	drm_edid_free(drm_edid);
	kvfree(edid.data);
}

struct dxgl_mode_list {
	struct drm_device *drm;
	struct dxgk_mode *mode;
	unsigned int count, room;
	bool cut;
};

/* dxgk_display_modes(): collect, so that no lock of DRM's is taken in there. */
static bool dxgl_connector_emit(void *arg, const struct dxgk_mode *mode)
{
	struct dxgl_mode_list *list = arg;
	struct dxgk_mode *more;

	if (list->count == list->room) {
		unsigned int room = list->room ? list->room * 2 : 32;

		more = room > DXGL_MODES_MAX ? NULL :
		       krealloc_array(list->mode, room, sizeof(*more), GFP_KERNEL);
		if (!more) {
			list->cut = true;
			return false;
		}
		list->mode = more;
		list->room = room;
	}
	list->mode[list->count++] = *mode;
	return true;
}

/* The modes that one of the sources can show here: that of the CRTC, or the first possible. */
static void dxgl_connector_ask_modes(struct dxgl_connector *dconn, struct dxgl_mode_list *list)
{
	struct drm_crtc *crtc = dconn->base.state->crtc;
	struct drm_device *drm = dconn->base.dev;
	dxgk_status status;

	status = dxgk_display_modes(to_dxgl(drm)->adapter,
				    crtc ? to_dxgl_crtc(crtc)->source :
				    __ffs(dconn->encoder->possible_crtcs),
				    dconn->child.uid, dxgl_connector_emit, list);
	if (status < 0)
		drm_err_ratelimited(drm, "child %#x: the miniport offers no modes: %#x\n",
				    dconn->child.uid, status);
	if (list->cut)
		drm_warn_once(drm, "child %#x: only the first %u modes are used\n",
			      dconn->child.uid, list->count);
}

static int dxgl_connector_get_modes(struct drm_connector *connector)
{
	struct dxgl_connector *dconn = to_dxgl_connector(connector);
	struct drm_device *drm = connector->dev;
	struct dxgl_mode_list list = { .drm = drm };
	bool preferred = false, from_miniport = false;
	struct drm_display_mode *mode, *next;
	LIST_HEAD(edid_modes);
	int idx, count = 0;
	unsigned int i;

	if (!dxgl_kms_enter(to_dxgl_kms(drm), &idx))
		return 0;
	dxgl_connector_read_edid(dconn);
	dxgl_connector_ask_modes(dconn, &list);
	dxgl_kms_exit(idx);

	/* What the miniport does not offer as well is no mode of ours. */
	list_splice_init(&connector->probed_modes, &edid_modes);
	list_for_each_entry(mode, &edid_modes, head)
		for (i = 0; i < list.count; i++)
			if (mode->type & DRM_MODE_TYPE_PREFERRED &&
			    dxgl_mode_matches(&list.mode[i], mode))
				preferred = true;

	for (i = 0; i < list.count; i++) {
		mode = dxgl_mode_to_drm(drm, &list.mode[i], &edid_modes);
		if (!mode)
			continue;
		/* The monitor's word goes before the miniport's. */
		if (!preferred && !from_miniport && list.mode[i].preferred) {
			mode->type |= DRM_MODE_TYPE_PREFERRED;
			from_miniport = true;
		}
		drm_mode_probed_add(connector, mode);
		count++;
	}
	list_for_each_entry_safe(mode, next, &edid_modes, head) {
		list_del(&mode->head);
		drm_mode_destroy(drm, mode);
	}

	kfree(dconn->modes);
	dconn->modes = list.mode;
	dconn->mode_count = list.count;
	return count;
}

/**
 * dxgl_connector_mode() - the miniport's mode that a client asks for
 * @dconn: where it is to be shown
 * @mode: the client's
 * @out: the miniport's; @mode itself when no probe has found one like it
 *
 * Context: mode_config.connection_mutex is held.
 */
void dxgl_connector_mode(struct dxgl_connector *dconn, const struct drm_display_mode *mode,
			 struct dxgk_mode *out)
{
	unsigned int i;

	drm_WARN_ON(dconn->base.dev,
		    !drm_modeset_is_locked(&dconn->base.dev->mode_config.connection_mutex));

	for (i = 0; i < dconn->mode_count; i++) {
		if (dxgl_mode_matches(&dconn->modes[i], mode)) {
			*out = dconn->modes[i];
			return;
		}
	}
	dxgl_mode_from_drm(mode, out);
}

static const struct drm_connector_helper_funcs dxgl_connector_helper_funcs = {
	.detect_ctx = dxgl_connector_detect,
	.get_modes = dxgl_connector_get_modes,
};

static int dxgl_connector_late_register(struct drm_connector *connector)
{
	dxgl_backlight_register(to_dxgl_connector(connector));
	dxgl_i2c_register(to_dxgl_connector(connector));
	return 0;
}

static void dxgl_connector_early_unregister(struct drm_connector *connector)
{
	dxgl_i2c_unregister(to_dxgl_connector(connector));
	dxgl_backlight_unregister(to_dxgl_connector(connector));
}

static const struct drm_connector_funcs dxgl_connector_funcs = {
	.late_register = dxgl_connector_late_register,
	.early_unregister = dxgl_connector_early_unregister,
	.fill_modes = drm_helper_probe_single_connector_modes,
	.reset = drm_atomic_helper_connector_reset,
	.atomic_get_property = dxgl_connector_get_property,
	.atomic_set_property = dxgl_connector_set_property,
	.atomic_duplicate_state = drm_atomic_helper_connector_duplicate_state,
	.atomic_destroy_state = drm_atomic_helper_connector_destroy_state,
};

static const struct {
	int connector, encoder;
} dxgl_child_types[] = {
	[DXGK_CHILD_OTHER] = { DRM_MODE_CONNECTOR_Unknown, DRM_MODE_ENCODER_NONE },
	[DXGK_CHILD_VGA] = { DRM_MODE_CONNECTOR_VGA, DRM_MODE_ENCODER_DAC },
	[DXGK_CHILD_DVI] = { DRM_MODE_CONNECTOR_DVID, DRM_MODE_ENCODER_TMDS },
	[DXGK_CHILD_HDMI] = { DRM_MODE_CONNECTOR_HDMIA, DRM_MODE_ENCODER_TMDS },
	[DXGK_CHILD_DISPLAYPORT] = { DRM_MODE_CONNECTOR_DisplayPort, DRM_MODE_ENCODER_TMDS },
	[DXGK_CHILD_LVDS] = { DRM_MODE_CONNECTOR_LVDS, DRM_MODE_ENCODER_LVDS },
	[DXGK_CHILD_EDP] = { DRM_MODE_CONNECTOR_eDP, DRM_MODE_ENCODER_TMDS },
	[DXGK_CHILD_TV] = { DRM_MODE_CONNECTOR_TV, DRM_MODE_ENCODER_TVDAC },
	[DXGK_CHILD_VIRTUAL] = { DRM_MODE_CONNECTOR_VIRTUAL, DRM_MODE_ENCODER_VIRTUAL },
};

static void dxgl_connector_free_modes(struct drm_device *drm, void *arg)
{
	struct dxgl_connector *dconn = arg;

	kfree(dconn->modes);
}

/* Which sources can feed the child alone, as a mask of CRTCs. */
static u32 dxgl_connector_possible(struct dxgl_kms *kms, struct dxgl_connector *dconn)
{
	u32 mask = 0, all = GENMASK(kms->caps.sources - 1, 0);
	unsigned int i;

	for (i = 0; i < kms->caps.sources; i++)
		if (dxgk_display_possible(kms->dxgl->adapter, i, &dconn->child.uid, 1) >= 0)
			mask |= BIT(i);
	if (mask)
		return mask;
	/* It may only say so as long as nothing is connected; each commit asks again. */
	drm_dbg_kms(&kms->dxgl->drm, "child %#x: no source for it yet\n", dconn->child.uid);
	return all;
}

static bool dxgl_connector_clone(struct dxgl_kms *kms, struct dxgl_connector *a,
				 struct dxgl_connector *b)
{
	u32 both = a->encoder->possible_crtcs & b->encoder->possible_crtcs;
	u32 uid[] = { a->child.uid, b->child.uid };
	unsigned int i;

	for (i = 0; i < kms->caps.sources; i++)
		if (both & BIT(i) &&
		    dxgk_display_possible(kms->dxgl->adapter, i, uid, ARRAY_SIZE(uid)) >= 0)
			return true;
	return false;
}

/**
 * dxgl_connector_clones() - which children can show the same source
 * @kms: the device; its connectors are made
 *
 * DRM wants to know about pairs; what of more a program makes of that, the
 * miniport is asked about in the atomic check.
 *
 * Context: dxgl_kms_init().
 */
void dxgl_connector_clones(struct dxgl_kms *kms)
{
	unsigned int i, k;

	for (i = 0; i < kms->caps.children; i++) {
		struct drm_encoder *a = kms->connector[i]->encoder;

		a->possible_clones |= drm_encoder_mask(a);
		for (k = i + 1; k < kms->caps.children; k++) {
			struct drm_encoder *b = kms->connector[k]->encoder;

			if (!dxgl_connector_clone(kms, kms->connector[i], kms->connector[k]))
				continue;
			a->possible_clones |= drm_encoder_mask(b);
			b->possible_clones |= drm_encoder_mask(a);
		}
	}
}

/**
 * dxgl_connector_create() - make the connector and the encoder of a child
 * @kms: the device; its CRTCs are made
 * @index: of the child
 *
 * Context: dxgl_kms_init().
 * Return: the connector, managed by DRM, or an error pointer.
 */
struct dxgl_connector *dxgl_connector_create(struct dxgl_kms *kms, unsigned int index)
{
	struct drm_device *drm = &kms->dxgl->drm;
	struct dxgl_connector *dconn;
	dxgk_status status;
	unsigned int type;
	int ret;

	dconn = drmm_kzalloc(drm, sizeof(*dconn), GFP_KERNEL);
	if (!dconn)
		return ERR_PTR(-ENOMEM);
	status = dxgk_display_child(kms->dxgl->adapter, index, &dconn->child);
	if (status < 0)
		return ERR_PTR(dxgl_errno(status));

	type = dconn->child.type;
	if (type >= ARRAY_SIZE(dxgl_child_types))
		type = DXGK_CHILD_OTHER;

	ret = drmm_connector_init(drm, &dconn->base, &dxgl_connector_funcs,
				  dxgl_child_types[type].connector, NULL);
	if (ret)
		return ERR_PTR(ret);
	drm_connector_helper_add(&dconn->base, &dxgl_connector_helper_funcs);
	ret = drmm_add_action_or_reset(drm, dxgl_connector_free_modes, dconn);
	if (ret)
		return ERR_PTR(ret);

	/* Whatever its awareness, the miniport may report a change: dxgl_hotplug_work(). */
	dconn->base.polled = DRM_CONNECTOR_POLL_HPD;
	if (dconn->child.polled)
		dconn->base.polled |= DRM_CONNECTOR_POLL_CONNECT | DRM_CONNECTOR_POLL_DISCONNECT;

	drm_object_attach_property(&dconn->base.base, kms->container, 0);

	dconn->encoder = drmm_plain_encoder_alloc(drm, NULL, dxgl_child_types[type].encoder, NULL);
	if (IS_ERR(dconn->encoder))
		return ERR_CAST(dconn->encoder);
	dconn->encoder->possible_crtcs = dxgl_connector_possible(kms, dconn);
	ret = drm_connector_attach_encoder(&dconn->base, dconn->encoder);
	if (ret)
		return ERR_PTR(ret);
	return dconn;
}
