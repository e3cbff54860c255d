// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_present.c - frames on their way through PresentDisplayOnly.
 *
 * A frame is made with the plane state that shows it (that may fail), sent by
 * the commit (that may not), and is done when the miniport says so: on the
 * spot, or later from its deferred call.  Until then it holds the framebuffer.
 */
#include <linux/dma-direction.h>
#include <linux/jiffies.h>
#include <linux/kref.h>
#include <linux/slab.h>

#include <drm/drm_gem_framebuffer_helper.h>
#include <drm/drm_print.h>

#include "dxgl_kms.h"

struct dxgl_present {
	struct kref ref;		/* the plane state's, the miniport's, crtc->last */
	struct dxgl_kms *kms;
	struct drm_framebuffer *fb;
	bool cpu_access;		/* commit: begun, to be ended */
	bool done;			/* release/acquire */
	bool shown;			/* valid when @done */
	struct work_struct free_work;
};

static void dxgl_present_end_access(struct dxgl_present *present)
{
	if (present->cpu_access)
		drm_gem_fb_end_cpu_access(present->fb, DMA_FROM_DEVICE);
	present->cpu_access = false;
}

static void dxgl_present_free(struct dxgl_present *present)
{
	dxgl_present_end_access(present);
	drm_framebuffer_put(present->fb);
	kfree(present);
}

static void dxgl_present_free_work(struct work_struct *work)
{
	dxgl_present_free(container_of(work, struct dxgl_present, free_work));
}

static void dxgl_present_release_here(struct kref *ref)
{
	dxgl_present_free(container_of(ref, struct dxgl_present, ref));
}

/* The last reference may go in a deferred call, where nothing can be unmapped. */
static void dxgl_present_release(struct kref *ref)
{
	struct dxgl_present *present = container_of(ref, struct dxgl_present, ref);

	queue_work(present->kms->wq, &present->free_work);
}

/**
 * dxgl_present_create() - make a frame of a framebuffer
 * @kms: the device
 * @fb: what it shows; a reference is taken
 *
 * Context: sleeping.
 * Return: the frame with one reference, or an error pointer.
 */
struct dxgl_present *dxgl_present_create(struct dxgl_kms *kms, struct drm_framebuffer *fb)
{
	struct dxgl_present *present;
	int ret;

	present = kzalloc(sizeof(*present), GFP_KERNEL);
	if (!present)
		return ERR_PTR(-ENOMEM);
	kref_init(&present->ref);
	INIT_WORK(&present->free_work, dxgl_present_free_work);
	present->kms = kms;

	ret = dxgl_fb_map(fb);
	if (ret) {
		kfree(present);
		return ERR_PTR(ret);
	}
	drm_framebuffer_get(fb);
	present->fb = fb;
	return present;
}

/* Context: atomic; NULL is ignored. */
void dxgl_present_put(struct dxgl_present *present)
{
	if (present)
		kref_put(&present->ref, dxgl_present_release);
}

/* The same where it may sleep, which spares a work item.  NULL is ignored. */
void dxgl_present_drop(struct dxgl_present *present)
{
	if (present)
		kref_put(&present->ref, dxgl_present_release_here);
}

/* The miniport does not touch the frame any more: pairs with dxgl_present_complete(). */
bool dxgl_present_done(struct dxgl_present *present)
{
	/* What is read after this was written before the release. */
	return smp_load_acquire(&present->done);
}

/* dxgk_present.done: up to DISPATCH_LEVEL. */
static void dxgl_present_complete(void *arg, bool complete)
{
	struct dxgl_present *present = arg;

	present->shown = complete;
	/* Pairs with dxgl_present_done(). */
	smp_store_release(&present->done, true);
	wake_up_all(&present->kms->wait);
	dxgl_present_put(present);
}

/**
 * dxgl_present_send() - hand a frame to the miniport
 * @crtc: where it is shown; visible, and with no frame in progress
 * @present: the frame; sent once
 * @state: the plane state it was made for
 * @damage: what changed, in pixels of the framebuffer, inside what is shown
 * @count: rectangles at @damage, 1 to DXGL_MAX_RECTS
 *
 * Context: a commit, between dxgl_kms_enter() and dxgl_kms_exit().
 */
void dxgl_present_send(struct dxgl_crtc *crtc, struct dxgl_present *present,
		       const struct drm_plane_state *state,
		       const struct drm_rect *damage, unsigned int count)
{
	struct drm_framebuffer *fb = present->fb;
	struct drm_device *drm = crtc->base.dev;
	int x = state->src.x1 >> 16, y = state->src.y1 >> 16;
	struct dxgk_rect rect[DXGL_MAX_RECTS];
	struct dxgk_present p = {
		.source = crtc->source,
		.bytes_per_pixel = sizeof(u32),
		.width = drm_rect_width(&state->src) >> 16,
		.height = drm_rect_height(&state->src) >> 16,
		.rects = count,
		.rect = rect,
		.done = dxgl_present_complete,
		.arg = present,
	};
	unsigned int i, pitch;
	dxgk_status status;
	int ret;

	/* The source begins where the part of the framebuffer does that is shown. */
	for (i = 0; i < count; i++)
		rect[i] = (struct dxgk_rect) {
			.left = damage[i].x1 - x,
			.top = damage[i].y1 - y,
			.right = damage[i].x2 - x,
			.bottom = damage[i].y2 - y,
		};

	ret = drm_gem_fb_begin_cpu_access(fb, DMA_FROM_DEVICE);
	if (ret) {
		drm_err_ratelimited(drm, "source %u: cannot read the buffer: %d\n",
				    crtc->source, ret);
		crtc->redraw = true;
		return;
	}
	present->cpu_access = true;

	p.pixels = dxgl_fb_pixels(fb, damage, count, &pitch) + (size_t)y * pitch + x * sizeof(u32);
	p.pitch = pitch;
	kref_get(&present->ref);	/* the miniport's */
	status = dxgk_display_present(to_dxgl(drm)->adapter, &p);
	if (status < 0) {
		drm_err_ratelimited(drm, "source %u: the miniport refused a frame: %#x\n",
				    crtc->source, status);
		crtc->redraw = true;
		dxgl_present_end_access(present);
		dxgl_present_put(present);
		return;
	}
	if (dxgl_present_done(present)) {
		dxgl_present_end_access(present);
		crtc->redraw = !present->shown;
		return;
	}
	crtc->redraw = false;
	kref_get(&present->ref);	/* crtc->last's */
	crtc->last = present;
}

/**
 * dxgl_present_wait() - wait for the frame in progress, if any
 * @crtc: the one whose frame it is
 *
 * Gives up after the core's time, once for each frame, and when the device goes
 * away: the flip is completed without it then.
 *
 * Context: a commit, sleeping, not between dxgl_kms_enter() and dxgl_kms_exit().
 */
void dxgl_present_wait(struct dxgl_crtc *crtc)
{
	struct dxgl_kms *kms = to_dxgl_kms(crtc->base.dev);
	struct dxgl_present *present = crtc->last;
	int idx;

	if (!present)
		return;

	if (!crtc->overdue)
		wait_event_timeout(kms->wait, dxgl_present_done(present) || READ_ONCE(kms->dying),
				   msecs_to_jiffies(DXGK_PRESENT_TIMEOUT_MS));
	if (!dxgl_present_done(present)) {
		/* The core says so, and sends no other until this one is done. */
		if (!crtc->overdue && dxgl_kms_enter(kms, &idx)) {
			dxgk_display_present_late(kms->dxgl->adapter, crtc->source);
			dxgl_kms_exit(idx);
		}
		crtc->overdue = true;
		crtc->redraw = true;
		return;
	}
	if (crtc->overdue)
		drm_info(crtc->base.dev, "source %u: the frame is done at last\n", crtc->source);
	crtc->overdue = false;
	dxgl_present_end_access(present);
	if (!present->shown)
		crtc->redraw = true;
	crtc->last = NULL;
	dxgl_present_put(present);
}
