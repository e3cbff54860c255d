// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_vblank.c - vertical blanks by the clock.
 *
 * They come at base + n * period, whether somebody listens or not: the time of
 * the last one is computed, never remembered, so that counts stay right over
 * the times when the timer does not run, and when it runs late.
 */
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/minmax.h>

#include <drm/drm_vblank.h>

#include "dxgl_compat.h"
#include "dxgl_kms.h"

/* A client's mode may claim any rate: no more interrupts than these. */
#define DXGL_VBLANK_MIN_PERIOD	(NSEC_PER_SEC / 1000)
#define DXGL_VBLANK_PERIOD	(NSEC_PER_SEC / 60)

/* The last vertical blank at or before @now. */
static ktime_t dxgl_vblank_before(const struct dxgl_vblank *vbl, ktime_t now)
{
	s64 since = ktime_to_ns(ktime_sub(now, vbl->base));

	if (since < 0)
		return vbl->base;
	return ktime_add_ns(vbl->base, div64_u64(since, vbl->period) * vbl->period);
}

static enum hrtimer_restart dxgl_vblank_tick(struct hrtimer *timer)
{
	struct dxgl_vblank *vbl = container_of(timer, struct dxgl_vblank, timer);
	struct dxgl_crtc *crtc = container_of(vbl, struct dxgl_crtc, vblank);
	enum hrtimer_restart again = HRTIMER_NORESTART;
	unsigned long flags;

	drm_crtc_handle_vblank(&crtc->base);

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
	unsigned long flags;

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
	vbl->base = ktime_get();
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
 * Nobody has asked the miniport for its vertical blank interrupts; the clock
 * goes on for one that reports them unasked.
 */
void dxgk_os_vsync(struct dxgk_os_device *os, dxgk_u32 target)
{
}
