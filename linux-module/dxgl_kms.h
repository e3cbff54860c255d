/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * dxgl_kms.h - the objects of the DRM side, private to the files named in it
 * and dxgl_kms.c.
 *
 * Locks, outermost first: DRM's modeset locks; the core's; vblank.lock.
 * What is marked "commit" belongs to the commit that runs for that CRTC: the
 * atomic helpers run them one after the other, and dxgl_kms_shutdown() comes
 * after the last.
 */
#ifndef DXGL_KMS_H
#define DXGL_KMS_H

#include <linux/hrtimer.h>
#include <linux/iosys-map.h>
#include <linux/kref.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include <drm/drm_connector.h>
#include <drm/drm_crtc.h>
#include <drm/drm_encoder.h>
#include <drm/drm_fourcc.h>
#include <drm/drm_framebuffer.h>
#include <drm/drm_plane.h>

#include "dxgl_drv.h"

/* More damaged rectangles than these are sent as the one around them. */
#define DXGL_MAX_RECTS		16

struct backlight_device;
struct dxgl_present;
struct i2c_adapter;

/* A framebuffer, and the kernel's mapping of it: made when first shown. */
struct dxgl_fb {
	struct drm_framebuffer base;	/* first: drm_gem_fb_destroy() frees it */
	struct mutex lock;		/* guards the rest */
	bool mapped;
	struct iosys_map map[DRM_FORMAT_MAX_PLANES];
	struct iosys_map data[DRM_FORMAT_MAX_PLANES];
	/* Of another format than the miniport takes: XRGB8888, without padding. */
	u32 *shadow;
};

/*
 * Vertical blanks: reported by the miniport, and by the clock as long as they
 * are not.
 */
struct dxgl_vblank {
	struct hrtimer timer;
	spinlock_t lock;	/* guards @on, and the timer's being queued */
	bool on;
	ktime_t base;		/* when one was: read and written at once, racily */
	ktime_t reported;	/* when the miniport reported the last; the same; 0: never */
	u64 period;		/* ns; never 0; written while vertical blanks are off */
};

/* A video present source. */
struct dxgl_crtc {
	struct drm_crtc base;
	struct drm_plane *primary;
	u32 source;
	struct dxgl_vblank vblank;
	bool crc_on;			/* read racily; changed with the debugfs file */
	u32 crc;			/* read racily; of the picture of the last commit */
	/* commit */
	bool visible;			/* SetVidPnSourceVisibility(TRUE) was the last */
	u32 target;			/* child uid it is shown on, the first; read racily */
	bool redraw;			/* the screen missed something: send all of it */
	struct dxgl_present *last;	/* may still be in progress; NULL when known done */
	bool overdue;			/* @last is, and has been waited for */
	bool pointer_stale;		/* the miniport has no shape, or not the last one */
};

/* More children than these are not fed by one source. */
#define DXGL_MAX_CLONES		4

struct dxgl_crtc_state {
	struct drm_crtc_state base;
	/* What base.mode asks for, when base.enable: one for each child. */
	unsigned int paths;
	struct dxgk_path path[DXGL_MAX_CLONES];
};

struct dxgl_plane_state {
	struct drm_plane_state base;
	struct dxgl_present *present;	/* from prepare_fb to cleanup_fb */
};

/* A video output child: connector and encoder. */
struct dxgl_connector {
	struct drm_connector base;
	struct drm_encoder *encoder;
	struct drm_property_blob *container;	/* of what was connected last */
	struct dxgk_child child;
	/* While the connector is registered; NULL for one without. */
	struct backlight_device *backlight;
	struct i2c_adapter *i2c;
	/* Guarded by mode_config.connection_mutex: what the last probe found. */
	struct dxgk_mode *modes;
	unsigned int mode_count;
};

struct dxgl_kms {
	struct dxgl_device *dxgl;
	struct drm_property *container;	/* CONTAINER_ID of connectors */
	struct dxgk_display_caps caps;
	unsigned int rotations;		/* DRM_MODE_ROTATE_*: those the miniport takes */
	struct dxgl_crtc *crtc[DXGK_MAX_SOURCES];
	struct dxgl_connector *connector[DXGK_MAX_CHILDREN];
	struct workqueue_struct *wq;

	bool dying;			/* set once; no hardware from here on but to go dark */
	wait_queue_head_t wait;		/* a present ended, or @dying */

	/* Asks the miniport for vertical blanks while a CRTC is lit. */
	struct work_struct vblank_work;
	struct work_struct scan_work;	/* asks where the beam is */
	unsigned long vblank_wanted;	/* CRTCs that are, atomic bits */

	/* The miniport can do more or less with pointers than it said. */
	struct work_struct pointer_work;
	unsigned long pointer_changed;	/* CRTCs that need a shape again, atomic bits */
	bool pointer_gone;		/* read racily by checks; set by pointer_work */

	unsigned long hotplug;		/* children to look at, atomic bits */
	struct work_struct hotplug_work;

	bool registered;		/* set once, with the DRM device */
	/* Commits that change it include all CRTCs, so they are ordered too. */
	struct dxgk_config config;	/* the last one told to the miniport */
};

#define to_dxgl_fb(fb)		container_of(fb, struct dxgl_fb, base)
#define to_dxgl_crtc(crtc)	container_of(crtc, struct dxgl_crtc, base)
#define to_dxgl_crtc_state(s)	container_of(s, struct dxgl_crtc_state, base)
#define to_dxgl_plane_state(s)	container_of(s, struct dxgl_plane_state, base)
#define to_dxgl_connector(c)	container_of(c, struct dxgl_connector, base)

static inline struct dxgl_kms *to_dxgl_kms(struct drm_device *drm)
{
	return to_dxgl(drm)->kms;
}

/*
 * Around every use of the miniport that a client causes; false when the device
 * is gone or going.
 */
bool dxgl_kms_enter(struct dxgl_kms *kms, int *idx);
void dxgl_kms_exit(int idx);

/* dxgl_fb.c */
struct drm_framebuffer *dxgl_fb_create(struct drm_device *drm, struct drm_file *file,
				       const struct drm_mode_fb_cmd2 *cmd);
int dxgl_fb_map(struct drm_framebuffer *fb);
const void *dxgl_fb_pixels(struct drm_framebuffer *fb, const struct drm_rect *damage,
			   unsigned int count, unsigned int *pitch);

void *dxgl_fb_panic_pixels(struct drm_framebuffer *fb, unsigned int *pitch);

/* dxgl_panic.c */
struct drm_scanout_buffer;
int dxgl_panic_buffer(struct drm_plane *plane, struct drm_scanout_buffer *sb);
void dxgl_panic_flush(struct drm_plane *plane);

/* dxgl_present.c */
struct dxgl_present *dxgl_present_create(struct dxgl_kms *kms, struct drm_framebuffer *fb);
void dxgl_present_put(struct dxgl_present *present);
void dxgl_present_drop(struct dxgl_present *present);
bool dxgl_present_done(struct dxgl_present *present);
void dxgl_present_send(struct dxgl_crtc *crtc, struct dxgl_present *present,
		       const struct drm_plane_state *state,
		       const struct drm_rect *damage, unsigned int count);
void dxgl_present_wait(struct dxgl_crtc *crtc);

/* dxgl_plane.c */
struct drm_plane *dxgl_plane_create(struct dxgl_kms *kms);

/* dxgl_cursor.c */
void dxgl_cursor_features(struct dxgl_kms *kms);
void dxgl_cursor_registered(struct dxgl_kms *kms);
void dxgl_cursor_work(struct work_struct *work);
struct drm_plane *dxgl_cursor_create(struct dxgl_kms *kms);

/* dxgl_gamma.c */
void dxgl_gamma_init(struct dxgl_kms *kms, struct drm_crtc *crtc);
int dxgl_gamma_check(struct drm_crtc_state *state);
void dxgl_gamma_commit(struct dxgl_crtc *crtc, const struct drm_crtc_state *state);

/* dxgl_crtc.c */
struct dxgl_crtc *dxgl_crtc_create(struct dxgl_kms *kms, unsigned int source);
void dxgl_crtc_set_visible(struct dxgl_crtc *crtc, bool visible);
void dxgl_crtc_finish(struct drm_atomic_state *state);

/* dxgl_vblank.c */
void dxgl_vblank_work(struct work_struct *work);
void dxgl_vblank_scan_work(struct work_struct *work);
void dxgl_vblank_want(struct dxgl_crtc *crtc, bool on);
void dxgl_vblank_init(struct dxgl_vblank *vbl);
void dxgl_vblank_set_period(struct dxgl_vblank *vbl, u64 period);
void dxgl_vblank_stop(struct dxgl_vblank *vbl);
int dxgl_vblank_enable(struct drm_crtc *crtc);
void dxgl_vblank_disable(struct drm_crtc *crtc);
bool dxgl_vblank_timestamp(struct drm_crtc *crtc, int *max_error, ktime_t *when, bool in_irq);

/* dxgl_crc.c */
void dxgl_crc_update(struct dxgl_crtc *crtc);
void dxgl_crc_vblank(struct dxgl_crtc *crtc);
const char *const *dxgl_crc_sources(struct drm_crtc *crtc, size_t *count);
int dxgl_crc_verify(struct drm_crtc *crtc, const char *source, size_t *values);
int dxgl_crc_set(struct drm_crtc *crtc, const char *source);

/* dxgl_connector.c */
struct dxgl_connector *dxgl_connector_create(struct dxgl_kms *kms, unsigned int index);
void dxgl_connector_clones(struct dxgl_kms *kms);
void dxgl_connector_mode(struct dxgl_connector *dconn, const struct drm_display_mode *mode,
			 struct dxgk_mode *out);

/* dxgl_backlight.c, dxgl_i2c.c */
void dxgl_backlight_register(struct dxgl_connector *dconn);
void dxgl_backlight_unregister(struct dxgl_connector *dconn);
void dxgl_i2c_register(struct dxgl_connector *dconn);
void dxgl_i2c_unregister(struct dxgl_connector *dconn);

/* dxgl_config.c */
unsigned int dxgl_config_rotations(struct dxgl_kms *kms);
int dxgl_atomic_check(struct drm_device *drm, struct drm_atomic_state *state);
void dxgl_config_commit(struct drm_atomic_state *state);

/* dxgl_ioctl.c */
int dxgl_ioctl_escape(struct drm_device *drm, void *data, struct drm_file *file);

/* dxgl_mode.c */
struct drm_display_mode *dxgl_mode_to_drm(struct drm_device *drm, const struct dxgk_mode *mode,
					  struct list_head *edid_modes);
void dxgl_mode_from_drm(const struct drm_display_mode *mode, struct dxgk_mode *out);
bool dxgl_mode_matches(const struct dxgk_mode *mode, const struct drm_display_mode *drm_mode);
enum drm_mode_status dxgl_mode_basic_valid(const struct drm_display_mode *mode);

#endif /* DXGL_KMS_H */
