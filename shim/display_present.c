// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_present.c - PresentDisplayOnly, synchronous and not.
 *
 * An asynchronous present ends with DXGK_INTERRUPT_DISPLAYONLY_PRESENT_PROGRESS,
 * which names a source and no present: so there is at most one outstanding for
 * each source.  It may come before PresentDisplayOnly has returned, and when
 * nothing is outstanding, which means nothing.
 */
#include <bugcodes.h>

#include "ddi.h"
#include "display.h"

/* Dirty rectangles that need no allocation. */
#define DXGK_RECTS_INLINE 16

void dxgk_present_init(struct dxgk_present_slot *slot)
{
	dxgk_os_spin_init(&slot->lock);
	dxgk_os_event_init(&slot->idle, true);
}

void dxgk_present_fini(struct dxgk_present_slot *slot)
{
	dxgk_os_event_fini(&slot->idle);
}

/* Under the lock: the event follows the state, so that no waiter spins. */
static void dxgk_present_set(struct dxgk_present_slot *slot, enum dxgk_present_state state)
{
	slot->state = state;
	if (state == DXGK_PRESENT_IDLE) {
		DXGK_WRITE_ONCE(slot->hung, false);
		dxgk_os_event_set(&slot->idle);
	} else {
		dxgk_os_event_clear(&slot->idle);
	}
}

/* Progress came: call done.  Up to DISPATCH_LEVEL. */
static void dxgk_present_finish(struct dxgk_present_slot *slot)
{
	void (*done)(void *arg, bool complete) = NULL;
	bool complete = false;
	unsigned long flags;
	void *arg = NULL;

	flags = dxgk_os_spin_lock(&slot->lock);
	if (slot->state == DXGK_PRESENT_FINISHED) {
		done = slot->done;
		arg = slot->arg;
		complete = slot->complete;
		dxgk_present_set(slot, DXGK_PRESENT_IDLE);
	}
	dxgk_os_spin_unlock(&slot->lock, flags);
	if (done)
		done(arg, complete);
}

void dxgk_present_abandon(struct dxgk_present_slot *slot)
{
	unsigned long flags = dxgk_os_spin_lock(&slot->lock);

	if (slot->state == DXGK_PRESENT_PENDING) {
		slot->state = DXGK_PRESENT_FINISHED;
		slot->complete = false;
	}
	dxgk_os_spin_unlock(&slot->lock, flags);
	dxgk_present_finish(slot);
}

bool dxgk_present_drain(struct dxgk_present_slot *slot)
{
	return dxgk_os_event_wait(&slot->idle, DXGK_PRESENT_TIMEOUT_NS);
}

/* No DDI level is held. */
static void dxgk_present_timed_out(struct dxgk_display *display, struct dxgk_present_slot *slot)
{
	unsigned long flags = dxgk_os_spin_lock(&slot->lock);
	bool first = slot->state == DXGK_PRESENT_PENDING && !slot->hung;

	if (first)
		DXGK_WRITE_ONCE(slot->hung, true);
	dxgk_os_spin_unlock(&slot->lock, flags);
	if (!first)
		return;
	dxgk_os_log(DXGK_LOG_ERR, display->adapter->os,
		    "source %u: no progress of a present for %u ms, no other is sent until it ends",
		    (unsigned int)(DXGK_CONTAINER_OF(slot, struct dxgk_source, slot) -
				   display->source), DXGK_PRESENT_TIMEOUT_MS);
	dxgk_adapter_collect(display->adapter, VIDEO_TDR_TIMEOUT_DETECTED);
}

void dxgk_display_present_late(struct dxgk_adapter *adapter, dxgk_u32 source)
{
	struct dxgk_display *display = dxgk_display_of(adapter);

	if (display && source < display->sources)
		dxgk_present_timed_out(display, &display->source[source].slot);
}

void dxgk_display_idle(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	struct dxgk_present_slot *slot;
	dxgk_u32 i;

	/* A device that is gone finishes nothing. */
	if (DXGK_READ_ONCE(adapter->removed))
		return;
	for (i = 0; display && i < display->sources; i++) {
		slot = &display->source[i].slot;
		/* One that was given up on is not waited for again. */
		if (!DXGK_READ_ONCE(slot->hung) && !dxgk_present_drain(slot))
			dxgk_present_timed_out(display, slot);
	}
}

/* Take the slot, waiting for the present before. */
static NTSTATUS dxgk_present_claim(struct dxgk_display *display, struct dxgk_present_slot *slot)
{
	unsigned long flags;
	bool claimed, hung;

	for (;;) {
		flags = dxgk_os_spin_lock(&slot->lock);
		claimed = slot->state == DXGK_PRESENT_IDLE;
		hung = slot->hung;
		if (claimed) {
			slot->early = false;
			dxgk_present_set(slot, DXGK_PRESENT_CALLING);
		}
		dxgk_os_spin_unlock(&slot->lock, flags);
		if (claimed)
			return STATUS_SUCCESS;
		if (hung)
			return STATUS_IO_TIMEOUT;
		if (!dxgk_present_drain(slot)) {
			dxgk_present_timed_out(display, slot);
			return STATUS_IO_TIMEOUT;
		}
	}
}

/* ---------------------------------------------------------------- presents */

static bool dxgk_clip(RECT *to, const struct dxgk_rect *from, dxgk_u32 width, dxgk_u32 height)
{
	to->left = from->left > 0 ? from->left : 0;
	to->top = from->top > 0 ? from->top : 0;
	to->right = from->right < (dxgk_s32)width ? from->right : (dxgk_s32)width;
	to->bottom = from->bottom < (dxgk_s32)height ? from->bottom : (dxgk_s32)height;
	return to->left < to->right && to->top < to->bottom;
}

/* The lit path that starts at @source, or NULL; under a DDI level. */
static const struct dxgk_path *dxgk_path_from(const struct dxgk_config *config, dxgk_u32 source)
{
	dxgk_u32 i;

	for (i = 0; i < config->paths; i++)
		if (config->path[i].source == source)
			return &config->path[i];
	return NULL;
}

/* Nothing but pixels that both the surface and the source's mode have. */
static dxgk_u32 dxgk_clip_all(RECT *rect, const struct dxgk_present *p,
			      const struct dxgk_path *path)
{
	dxgk_u32 width = p->width < path->source_width ? p->width : path->source_width;
	dxgk_u32 height = p->height < path->source_height ? p->height : path->source_height;
	dxgk_u32 i, n = 0;

	for (i = 0; i < p->rects; i++)
		if (dxgk_clip(&rect[n], &p->rect[i], width, height))
			n++;
	return n;
}

/* Calls the miniport, unless there is nothing to show; under a DDI level. */
static NTSTATUS dxgk_present_call(struct dxgk_display *display, const struct dxgk_present *p,
				  RECT *rect)
{
	struct dxgk_adapter *adapter = display->adapter;
	const struct dxgk_path *path = dxgk_path_from(&display->config, p->source);
	DXGKARG_PRESENT_DISPLAYONLY arg = {
		.VidPnSourceId = p->source,
		.pSource = (VOID *)p->pixels,
		.BytesPerPixel = p->bytes_per_pixel,
		.Pitch = p->pitch,
		.pDirtyRect = rect,
	};
	NTSTATUS status;

	if (!path)
		return STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY;
	arg.NumDirtyRects = dxgk_clip_all(rect, p, path);
	if (!arg.NumDirtyRects)
		return STATUS_SUCCESS;
	arg.Flags.Rotate = path->rotation != DXGK_ROTATE_0;
	status = adapter->driver->ddi.DxgkDdiPresentDisplayOnly(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiPresentDisplayOnly");
	return status;
}

/*
 * After the call: to IDLE with done called, to PENDING, or to IDLE without.
 * Return: what dxgk_display_present() returns.
 */
static NTSTATUS dxgk_present_settle(struct dxgk_present_slot *slot, const struct dxgk_present *p,
				    NTSTATUS status)
{
	unsigned long flags = dxgk_os_spin_lock(&slot->lock);

	/* Its progress came already. */
	if (status == STATUS_PENDING && slot->early)
		status = slot->complete ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
	slot->done = p->done;
	slot->arg = p->arg;
	slot->since = dxgk_os_time_ns();
	dxgk_present_set(slot, status == STATUS_PENDING ? DXGK_PRESENT_PENDING :
							   DXGK_PRESENT_IDLE);
	dxgk_os_spin_unlock(&slot->lock, flags);
	if (status != STATUS_PENDING && NT_SUCCESS(status) && p->done)
		p->done(p->arg, true);
	return status;
}

/**
 * dxgk_display_present() - show parts of a surface
 * @adapter: a started adapter
 * @p: what; see struct dxgk_present
 *
 * Rectangles are clipped to the surface and to the source's mode; when nothing
 * is left, the miniport is not called, and it is done.
 *
 * Context: sleeping; waits for the source's present before.
 * Return: STATUS_SUCCESS, done was called; STATUS_PENDING, it will be; a
 * failure, it will not: STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY for a dark
 * source, STATUS_IO_TIMEOUT when the present before does not end, others as
 * dxgk_display_check(), or the miniport's.
 */
dxgk_status dxgk_display_present(struct dxgk_adapter *adapter, const struct dxgk_present *p)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	RECT few[DXGK_RECTS_INLINE], *rect = few;
	struct dxgk_present_slot *slot;
	NTSTATUS status;

	if (!display || p->source >= display->sources)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE;
	if (!p->pixels || (p->rects && !p->rect))
		return STATUS_INVALID_PARAMETER;
	if (p->rects > DXGK_RECTS_INLINE) {
		rect = dxgk_os_alloc(p->rects * sizeof(*rect), 0);
		if (!rect)
			return STATUS_INSUFFICIENT_RESOURCES;
	}
	slot = &display->source[p->source].slot;
	status = dxgk_present_claim(display, slot);
	if (NT_SUCCESS(status)) {
		dxgk_ddi_shared(adapter);
		status = dxgk_display_ready(adapter);
		if (NT_SUCCESS(status))
			status = dxgk_present_call(display, p, rect);
		dxgk_ddi_shared_done(adapter);
		status = dxgk_present_settle(slot, p, status);
	}
	if (rect != few)
		dxgk_os_free(rect);
	return status;
}

/* ---------------------------------------------------------------- progress */

/* Any IRQL. */
void dxgk_present_progress(struct dxgk_display *display,
			   const DXGKARGCB_PRESENT_DISPLAYONLY_PROGRESS *progress)
{
	bool complete = progress->ProgressId == DXGK_PRESENT_DISPLAYONLY_PROGRESS_ID_COMPLETE;
	struct dxgk_present_slot *slot;
	unsigned long flags;
	bool finished = false;

	if (progress->VidPnSourceId >= DXGK_READ_ONCE(display->sources))
		return;
	slot = &display->source[progress->VidPnSourceId].slot;
	flags = dxgk_os_spin_lock(&slot->lock);
	if (slot->state == DXGK_PRESENT_CALLING) {
		slot->early = true;
		slot->complete = complete;
	} else if (slot->state == DXGK_PRESENT_PENDING) {
		slot->complete = complete;
		slot->state = DXGK_PRESENT_FINISHED;
		finished = true;
	}
	dxgk_os_spin_unlock(&slot->lock, flags);
	if (!finished)
		return;
	/* done is called at DISPATCH_LEVEL at most: by the DPC, the miniport's or one more. */
	if (dxgk_os_irql_get() <= DISPATCH_LEVEL)
		dxgk_present_finish(slot);
	else
		dxgk_adapter_queue_dpc(display->adapter);
}

void dxgk_display_dpc(struct dxgk_adapter *adapter)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	dxgk_u32 i;

	for (i = 0; display && i < DXGK_READ_ONCE(display->sources); i++)
		dxgk_present_finish(&display->source[i].slot);
}
