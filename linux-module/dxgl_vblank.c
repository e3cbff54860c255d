// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_vblank.c - vertical blanks, of the miniport and by the clock.
 *
 * They come at base + n * period, whether somebody listens or not: the time of
 * the last one is computed, never remembered, so that counts stay right over
 * the times when the timer does not run, and when it runs late.  A miniport
 * that reports them moves the base with each, and the timer only looks whether
 * it still does: some take the order and never report one.  Of those that do not
 * report, GetScanLine tells where the beam is, and so when the base was.
 */
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/minmax.h>

#include <drm/drm_print.h>
#include <drm/drm_vblank.h>

#include "dxgl_compat.h"
#include "dxgl_kms.h"

/* A client's mode may claim any rate: no more interrupts than these. */
#define DXGL_VBLANK_MIN_PERIOD	(NSEC_PER_SEC / 1000)
#define DXGL_VBLANK_PERIOD	(NSEC_PER_SEC / 60)
/* After so many that the miniport did not report, the clock takes over. */
#define DXGL_VBLANK_MISSED	3

/* The last vertical blank at or before @now. */
static ktime_t dxgl_vblank_before(const struct dxgl_vblank *vbl, ktime_t now)
{
	ktime_t base = READ_ONCE(vbl->base);
	s64 since = ktime_to_ns(ktime_sub(now, base));

	if (since < 0)
		return base;
	return ktime_add_ns(base, div64_u64(since, vbl->period) * vbl->period);
}

/* The miniport reported one not long ago: no need to make any up. */
static bool dxgl_vblank_reported(const struct dxgl_vblank *vbl)
{
	ktime_t reported = READ_ONCE(vbl->reported);

	return reported && ktime_to_ns(ktime_sub(ktime_get(), reported)) <
			   (s64)vbl->period * DXGL_VBLANK_MISSED;
}

static void dxgl_vblank_report(struct dxgl_crtc *crtc)
{
	drm_crtc_handle_vblank(&crtc->base);
	dxgl_crc_vblank(crtc);
}

static enum hrtimer_restart dxgl_vblank_tick(struct hrtimer *timer)
{
	struct dxgl_vblank *vbl = container_of(timer, struct dxgl_vblank, timer);
	struct dxgl_crtc *crtc = container_of(vbl, struct dxgl_crtc, vblank);
	enum hrtimer_restart again = HRTIMER_NORESTART;
	unsigned long flags;

	if (!dxgl_vblank_reported(vbl))
		dxgl_vblank_report(crtc);

	spin_lock_irqsave(&vbl->lock, flags);
	/* Turned off and on again meanwhile, it is queued already. */
	if (vbl->on && !hrtimer_is_queued(timer)) {
		hrtimer_set_expires(timer, ktime_add_ns(dxgl_vblank_before(vbl, ktime_get()),
							vbl->period));
		again = HRTIMER_RESTART;
	}
	spin_unlock_irqrestore(&vbl->lock, flags);
	return again;
}

/* drm_crtc_funcs.enable_vblank; DRM holds its vblank_time_lock. */
int dxgl_vblank_enable(struct drm_crtc *crtc)
{
	struct dxgl_vblank *vbl = &to_dxgl_crtc(crtc)->vblank;
	struct dxgl_kms *kms = to_dxgl_kms(crtc->dev);
	unsigned long flags;

	/* GetScanLine is pageable: the first one or two may be out of step. */
	if (kms->caps.vsync_interrupt && !dxgl_vblank_reported(vbl))
		queue_work(kms->wq, &kms->scan_work);
	spin_lock_irqsave(&vbl->lock, flags);
	vbl->on = true;
	hrtimer_start(&vbl->timer, ktime_add_ns(dxgl_vblank_before(vbl, ktime_get()), vbl->period),
		      HRTIMER_MODE_ABS);
	spin_unlock_irqrestore(&vbl->lock, flags);
	return 0;
}

/*
 * drm_crtc_funcs.disable_vblank.  DRM holds its vblank_time_lock, which the
 * tick takes: waiting for the tick here would be a deadlock.  One that runs
 * finds vertical blanks disabled, and stops by itself.
 */
void dxgl_vblank_disable(struct drm_crtc *crtc)
{
	struct dxgl_vblank *vbl = &to_dxgl_crtc(crtc)->vblank;
	unsigned long flags;

	spin_lock_irqsave(&vbl->lock, flags);
	vbl->on = false;
	hrtimer_try_to_cancel(&vbl->timer);
	spin_unlock_irqrestore(&vbl->lock, flags);
}

/* drm_crtc_funcs.get_vblank_timestamp */
bool dxgl_vblank_timestamp(struct drm_crtc *crtc, int *max_error, ktime_t *when, bool in_irq)
{
	*when = dxgl_vblank_before(&to_dxgl_crtc(crtc)->vblank, ktime_get());
	return true;
}

/**
 * dxgl_vblank_set_period() - a new rate, from now on
 * @vbl: off
 * @period: nanoseconds; 0 when the mode does not say
 */
void dxgl_vblank_set_period(struct dxgl_vblank *vbl, u64 period)
{
	WRITE_ONCE(vbl->base, ktime_get());
	WRITE_ONCE(vbl->reported, 0);
	vbl->period = period ? max_t(u64, period, DXGL_VBLANK_MIN_PERIOD) : DXGL_VBLANK_PERIOD;
}

/* The tick is not running any more.  Context: sleeping; vertical blanks are off. */
void dxgl_vblank_stop(struct dxgl_vblank *vbl)
{
	hrtimer_cancel(&vbl->timer);
}

void dxgl_vblank_init(struct dxgl_vblank *vbl)
{
	spin_lock_init(&vbl->lock);
	dxgl_hrtimer_setup(&vbl->timer, dxgl_vblank_tick);
	dxgl_vblank_set_period(vbl, 0);
}

/*
 * Where the beam is: that many lines ago the first one was drawn, which is what
 * DRM calls the time of a vertical blank.  In vertical blank nobody tells how
 * far it is; the next one who listens asks again.
 */
static void dxgl_vblank_align(struct dxgl_crtc *crtc)
{
	struct drm_device *drm = crtc->base.dev;
	const struct drm_vblank_crtc *v = &drm->vblank[drm_crtc_index(&crtc->base)];
	struct dxgl_vblank *vbl = &crtc->vblank;
	ktime_t before = ktime_get(), now;
	dxgk_status status;
	u32 line;
	bool blank;

	status = dxgk_display_scanline(to_dxgl(drm)->adapter, READ_ONCE(crtc->target),
				       &blank, &line);
	now = ktime_get();
	if (status < 0 || blank || line >= v->hwmode.crtc_vdisplay || v->linedur_ns <= 0)
		return;
	/* One that took long tells of some time or other. */
	if (ktime_to_ns(ktime_sub(now, before)) > (s64)vbl->period / 8)
		return;
	WRITE_ONCE(vbl->base, ktime_sub_ns(now, (u64)line * v->linedur_ns));
}

void dxgl_vblank_scan_work(struct work_struct *work)
{
	struct dxgl_kms *kms = container_of(work, struct dxgl_kms, scan_work);
	unsigned int i;
	int idx;

	if (!dxgl_kms_enter(kms, &idx))
		return;
	for (i = 0; i < kms->caps.sources; i++)
		if (test_bit(i, &kms->vblank_wanted) &&
		    !dxgl_vblank_reported(&kms->crtc[i]->vblank))
			dxgl_vblank_align(kms->crtc[i]);
	dxgl_kms_exit(idx);
}

/*
 * ControlInterrupt sleeps, and waits for presents: so it is called neither from
 * enable_vblank nor from a commit.
 */
void dxgl_vblank_work(struct work_struct *work)
{
	struct dxgl_kms *kms = container_of(work, struct dxgl_kms, vblank_work);
	bool on = READ_ONCE(kms->vblank_wanted);
	dxgk_status status;
	int idx;

	if (!dxgl_kms_enter(kms, &idx))
		return;
	status = dxgk_display_vsync(kms->dxgl->adapter, on);
	dxgl_kms_exit(idx);
	if (status < 0)
		drm_dbg_vbl(&kms->dxgl->drm, "vertical blanks are not turned %s: %#x\n",
			    on ? "on" : "off", status);
}

/**
 * dxgl_vblank_want() - a CRTC is lit, or is not any more
 * @crtc: the CRTC
 * @on: which
 *
 * Interrupts stay on as long as any is: they cost less than a call of level 2,
 * which nothing runs beside, whenever a client begins or ends to listen.
 */
void dxgl_vblank_want(struct dxgl_crtc *crtc, bool on)
{
	struct dxgl_kms *kms = to_dxgl_kms(crtc->base.dev);

	if (!kms->caps.vsync_interrupt)
		return;
	assign_bit(crtc->source, &kms->vblank_wanted, on);
	queue_work(kms->wq, &kms->vblank_work);
}

/* The miniport reports a vertical blank.  Context: any. */
void dxgk_os_vsync(struct dxgk_os_device *os, dxgk_u32 target)
{
	/* Pairs with the release in dxgl_kms_init(). */
	struct dxgl_kms *kms = smp_load_acquire(&dxgl_from_os(os)->kms);
	ktime_t now = ktime_get();
	unsigned int i;

	if (!kms || READ_ONCE(kms->dying))
		return;
	for (i = 0; i < kms->caps.sources; i++) {
		struct dxgl_crtc *crtc = kms->crtc[i];

		if (!test_bit(i, &kms->vblank_wanted) || READ_ONCE(crtc->target) != target)
			continue;
		WRITE_ONCE(crtc->vblank.base, now);
		WRITE_ONCE(crtc->vblank.reported, now);
		dxgl_vblank_report(crtc);
	}
}
