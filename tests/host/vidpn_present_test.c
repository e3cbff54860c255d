// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * PresentDisplayOnly: synchronous, asynchronous, and everything that progress
 * can do at the wrong time.
 *
 * See "DXGKDDI_PRESENTDISPLAYONLY" and wddm-rules on presents: progress names
 * the source only; at most one outstanding per source; progress before the call
 * returned counts; with none outstanding it is ignored.
 */
#include <bugcodes.h>

#include "vidpn_mock.h"

static unsigned int done_calls, done_complete;
static dxgk_u8 done_irql;
static dxgk_u8 surface[64];

static void present_done(void *arg, bool complete)
{
	__atomic_store_n(&done_irql, dxgk_os_irql_get(), __ATOMIC_SEQ_CST);
	__atomic_add_fetch(&done_complete, complete, __ATOMIC_SEQ_CST);
	__atomic_add_fetch(&done_calls, 1, __ATOMIC_SEQ_CST);
	__atomic_add_fetch((unsigned int *)arg, 1, __ATOMIC_SEQ_CST);
}

static NTSTATUS present(UINT source, const struct dxgk_rect *rect, UINT rects, unsigned int *n)
{
	struct dxgk_present p = {
		.source = source,
		.pixels = surface,
		.bytes_per_pixel = 4,
		.pitch = 800 * 4,
		.width = 800,
		.height = 600,
		.rects = rects,
		.rect = rect,
		.done = present_done,
		.arg = n,
	};

	return dxgk_display_present(mock.adapter, &p);
}

static const struct dxgk_rect whole = { 0, 0, 800, 600 };

static void start_lit(void)
{
	done_calls = 0;
	done_complete = 0;
	assert_status(mock_start(), STATUS_SUCCESS);
	assert_status(mock_light(800, 600), STATUS_SUCCESS);
	mock_forget();
}

static void synchronous(void **state)
{
	unsigned int n = 0;

	mock_reset();
	start_lit();
	assert_status(present(0, &whole, 1, &n), STATUS_SUCCESS);
	assert_int_equal(n, 1);
	assert_int_equal(done_complete, 1);
	assert_ptr_equal(mock.last_present.pSource, surface);
	assert_int_equal(mock.last_present.BytesPerPixel, 4);
	assert_int_equal(mock.last_present.Pitch, 3200);
	assert_int_equal(mock.last_present.Flags.Value, 0);
	/* A driver that reports progress of what was done already. */
	mock_progress(0, true);
	host_deferred_flush();
	assert_int_equal(n, 1);
	mock.fail_present = STATUS_IO_DEVICE_ERROR;
	assert_status(present(0, &whole, 1, &n), STATUS_IO_DEVICE_ERROR);
	assert_int_equal(n, 1);
	/* A failure leaves the source usable. */
	mock.fail_present = STATUS_SUCCESS;
	assert_status(present(0, &whole, 1, &n), STATUS_SUCCESS);
	assert_int_equal(n, 2);
	mock_stop();
}

/* Rectangles are clipped to the surface and the mode; empty ones are not sent. */
static void clipping(void **state)
{
	static const struct {
		struct dxgk_rect in;
		bool sent;
		RECT out;
	} c[] = {
		{ { 10, 20, 30, 40 }, true, { 10, 20, 30, 40 } },
		{ { -5, -6, 900, 700 }, true, { 0, 0, 800, 600 } },
		{ { 790, 590, 810, 610 }, true, { 790, 590, 800, 600 } },
		{ { 0, 0, 0, 600 }, false, { 0 } },
		{ { 30, 0, 20, 600 }, false, { 0 } },
		{ { 800, 0, 900, 600 }, false, { 0 } },
		{ { -100, -100, -1, -1 }, false, { 0 } },
		{ { -0x7fffffff - 1, -0x7fffffff - 1, 0x7fffffff, 0x7fffffff }, true,
		  { 0, 0, 800, 600 } },
	};
	struct dxgk_rect many[300];
	unsigned int i, n = 0;

	mock_reset();
	start_lit();
	for (i = 0; i < DXGK_ARRAY_SIZE(c); i++) {
		mock_forget();
		assert_status(present(0, &c[i].in, 1, &n), STATUS_SUCCESS);
		/* With nothing to show it is done, without the miniport. */
		assert_int_equal(n, i + 1);
		assert_int_equal(mock_count("PresentDisplayOnly 0 1"), c[i].sent);
		assert_int_equal(mock.lines, c[i].sent);
		if (c[i].sent)
			assert_memory_equal(&mock.last_rect[0], &c[i].out, sizeof(RECT));
	}
	/* More than fit on the stack; one in three is empty. */
	for (i = 0; i < DXGK_ARRAY_SIZE(many); i++)
		many[i] = (struct dxgk_rect) { i, i, i + i % 3, i + 5 };
	mock_forget();
	assert_status(present(0, many, DXGK_ARRAY_SIZE(many), &n), STATUS_SUCCESS);
	assert_int_equal(mock_count("PresentDisplayOnly 0 200"), 1);
	assert_int_equal(mock.last_rect[0].left, 1);
	assert_int_equal(mock.last_rect[2].left, 4);
	assert_status(present(0, NULL, 0, &n), STATUS_SUCCESS);
	mock_stop();
}

static void refusals(void **state)
{
	struct dxgk_present p = { .width = 1, .height = 1, .rects = 1 };
	unsigned int n = 0;

	mock_reset();
	mock.sources = 2;
	start_lit();
	assert_status(present(2, &whole, 1, &n), STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_SOURCE);
	assert_status(present(1, &whole, 1, &n), STATUS_GRAPHICS_SOURCE_NOT_IN_TOPOLOGY);
	assert_status(dxgk_display_present(mock.adapter, &p), STATUS_INVALID_PARAMETER);
	p.pixels = surface;
	assert_status(dxgk_display_present(mock.adapter, &p), STATUS_INVALID_PARAMETER);
	dxgk_adapter_surprise_remove(mock.adapter);
	assert_status(present(0, &whole, 1, &n), STATUS_DEVICE_REMOVED);
	dxgk_adapter_stop(mock.adapter);
	assert_int_equal(n, 0);
	assert_int_equal(mock_count("PresentDisplayOnly"), 0);
	mock_stop();
}

/* STATUS_PENDING, progress in a later interrupt, done in the DPC. */
static void asynchronous(void **state)
{
	unsigned int n = 0, i;

	mock_reset();
	mock.present = MOCK_PENDING;
	start_lit();
	for (i = 0; i < 4; i++) {
		bool complete = i & 1, notify = i & 2;

		/* Also from a miniport that forgets NotifyDpc. */
		mock.no_notify_dpc = !notify;
		n = done_calls = done_complete = 0;
		assert_status(present(0, &whole, 1, &n), STATUS_PENDING);
		assert_int_equal(n, 0);
		/* Another source's progress is not this one's. */
		mock_progress(5, true);
		host_deferred_flush();
		assert_int_equal(n, 0);
		mock_progress(0, complete);
		host_deferred_flush();
		assert_int_equal(n, 1);
		assert_int_equal(done_complete, complete);
		assert_true(done_irql <= DISPATCH_LEVEL);
		/* "A driver sends it on every interrupt." */
		mock_progress(0, true);
		mock_progress(0, true);
		host_deferred_flush();
		assert_int_equal(n, 1);
	}
	mock_stop();
}

/* Progress before PresentDisplayOnly has returned counts. */
static void early_progress(void **state)
{
	unsigned int n = 0;

	mock_reset();
	mock.present = MOCK_EARLY;
	start_lit();
	assert_status(present(0, &whole, 1, &n), STATUS_SUCCESS);
	assert_int_equal(n, 1);
	host_deferred_flush();
	assert_int_equal(n, 1);
	mock.present = MOCK_EARLY_FAILED;
	assert_status(present(0, &whole, 1, &n), STATUS_UNSUCCESSFUL);
	assert_int_equal(n, 1);
	/* What came early is forgotten: the next one waits for its own. */
	mock.present = MOCK_PENDING;
	assert_status(present(0, &whole, 1, &n), STATUS_PENDING);
	host_deferred_flush();
	assert_int_equal(n, 1);
	mock_progress(0, true);
	host_deferred_flush();
	assert_int_equal(n, 2);
	mock_stop();
}

struct presenter {
	pthread_t thread;
	UINT source, count;
	unsigned int done;
};

static void *presenter(void *arg)
{
	struct presenter *p = arg;
	UINT i;

	for (i = 0; i < p->count; i++)
		assert_true(NT_SUCCESS(present(p->source, &whole, 1, &p->done)));
	return NULL;
}

/* Serialised per source, at most one outstanding; the next waits. */
static void next_waits(void **state)
{
	struct presenter p = { .source = 0, .count = 1 };
	unsigned int n = 0;

	mock_reset();
	mock.present = MOCK_PENDING;
	start_lit();
	assert_status(present(0, &whole, 1, &n), STATUS_PENDING);
	pthread_create(&p.thread, NULL, presenter, &p);
	usleep(50000);
	assert_int_equal(mock_count("PresentDisplayOnly"), 1);
	mock_progress(0, true);
	pthread_join(p.thread, NULL);
	assert_int_equal(mock_count("PresentDisplayOnly"), 2);
	/* The next may begin before the deferred call has told of the first. */
	host_deferred_flush();
	assert_int_equal(n, 1);
	assert_int_equal(p.done, 0);
	mock_progress(0, true);
	host_deferred_flush();
	assert_int_equal(p.done, 1);
	mock_stop();
}

static void serialised(void **state)
{
	struct presenter p[4] = { { .count = 0 } };
	unsigned int i;

	mock_reset();
	mock.present_ms = 1;
	start_lit();
	for (i = 0; i < 4; i++) {
		p[i].count = 20;
		pthread_create(&p[i].thread, NULL, presenter, &p[i]);
	}
	for (i = 0; i < 4; i++) {
		pthread_join(p[i].thread, NULL);
		assert_int_equal(p[i].done, 20);
	}
	assert_false(mock.overlapped);
	assert_int_equal(mock_count("PresentDisplayOnly"), 80);
	mock_stop();
}

static unsigned int collected;

static NTSTATUS NTAPI collect(const HANDLE context, const DXGKARG_COLLECTDBGINFO *arg)
{
	assert_int_equal(arg->Reason, VIDEO_TDR_TIMEOUT_DETECTED);
	collected++;
	return STATUS_SUCCESS;
}

/* After the time-out: said once, nothing more is sent until the progress comes after all. */
static void time_out(void **state)
{
	unsigned int n = 0, later = 0;

	mock_reset();
	mock.present = MOCK_PENDING;
	start_lit();
	mock.driver->ddi.DxgkDdiCollectDbgInfo = collect;
	collected = 0;
	assert_status(present(0, &whole, 1, &n), STATUS_PENDING);
	host_log_clear();
	assert_status(present(0, &whole, 1, &later), STATUS_IO_TIMEOUT);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "no progress of a present"), 1);
	assert_int_equal(collected, 1);
	assert_status(present(0, &whole, 1, &later), STATUS_IO_TIMEOUT);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "no progress of a present"), 1);
	assert_int_equal(collected, 1);
	assert_int_equal(mock_count("PresentDisplayOnly"), 1);
	/* The buffer is the miniport's all the time. */
	assert_int_equal(n, 0);
	mock_progress(0, true);
	host_deferred_flush();
	assert_int_equal(n, 1);
	assert_int_equal(later, 0);
	mock.present = MOCK_SYNC;
	assert_status(present(0, &whole, 1, &later), STATUS_SUCCESS);
	mock_stop();
}

/* The backend waits as well: whoever is first, the miniport is asked once for its state. */
static void late(void **state)
{
	unsigned int n = 0;
	const void *dump;
	dxgk_u32 size;

	mock_reset();
	mock.present = MOCK_PENDING;
	mock.debug = true;
	start_lit();
	/* Nothing is late that is not outstanding. */
	dxgk_display_present_late(mock.adapter, 0);
	dxgk_display_present_late(mock.adapter, 7);
	assert_int_equal(mock_count("CollectDbgInfo"), 0);
	assert_status(present(0, &whole, 1, &n), STATUS_PENDING);
	host_log_clear();
	dxgk_display_present_late(mock.adapter, 0);
	dxgk_display_present_late(mock.adapter, 0);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "no progress of a present"), 1);
	/* VIDEO_TDR_TIMEOUT_DETECTED, see "DXGKARG_COLLECTDBGINFO". */
	assert_int_equal(mock_count("CollectDbgInfo 0x117"), 1);
	assert_int_equal(host_device_dumps(mock.os, &dump, &size), 1);
	assert_true(size > 7);
	assert_memory_equal((const char *)dump + size - 7, "\n\nstuck", 7);
	/* The core does not wait for it again, and sends no other. */
	assert_status(present(0, &whole, 1, &n), STATUS_IO_TIMEOUT);
	assert_int_equal(mock_count("PresentDisplayOnly"), 1);
	mock_progress(0, true);
	host_deferred_flush();
	assert_int_equal(n, 1);
	/* The next one is another case. */
	assert_status(present(0, &whole, 1, &n), STATUS_PENDING);
	dxgk_display_present_late(mock.adapter, 0);
	assert_int_equal(mock_count("CollectDbgInfo"), 2);
	mock_progress(0, true);
	host_deferred_flush();
	mock_stop();
}

/* "Keep the buffer referenced until progress or RemoveDevice." */
static void removed_while_pending(void **state)
{
	unsigned int n = 0;

	mock_reset();
	mock.present = MOCK_PENDING;
	start_lit();
	assert_status(present(0, &whole, 1, &n), STATUS_PENDING);
	dxgk_adapter_stop(mock.adapter);
	assert_int_equal(n, 0);
	mock_stop();
	assert_int_equal(n, 1);
	assert_int_equal(done_complete, 0);
}

/* Before D3 nothing is outstanding: "a present between the two may crash the driver". */
static void *late_progress(void *arg);

static void power_waits(void **state)
{
	unsigned int n = 0;
	pthread_t thread;

	mock_reset();
	mock.present = MOCK_PENDING;
	start_lit();
	assert_status(present(0, &whole, 1, &n), STATUS_PENDING);
	pthread_create(&thread, NULL, late_progress, NULL);
	assert_status(dxgk_adapter_set_power(mock.adapter, false, 2), STATUS_SUCCESS);
	pthread_join(thread, NULL);
	MOCK_EXPECT("progress", "SetPowerState 4");
	assert_status(dxgk_adapter_set_power(mock.adapter, true, 2), STATUS_SUCCESS);
	mock_stop();
}

/* A commit waits for what is outstanding: "the graphics hardware is idle". */
static void *late_progress(void *arg)
{
	usleep(30000);
	mock_say("progress");
	mock_progress(0, true);
	return NULL;
}

static void commit_waits(void **state)
{
	unsigned int n = 0;
	pthread_t thread;

	mock_reset();
	mock.present = MOCK_PENDING;
	start_lit();
	assert_status(present(0, &whole, 1, &n), STATUS_PENDING);
	pthread_create(&thread, NULL, late_progress, NULL);
	assert_status(mock_light(640, 480), STATUS_SUCCESS);
	pthread_join(thread, NULL);
	host_deferred_flush();
	MOCK_EXPECT("progress", "CommitVidPn");
	assert_int_equal(n, 1);
	/* From here a present may not leave the smaller mode. */
	mock.present = MOCK_SYNC;
	assert_status(present(0, &whole, 1, &n), STATUS_SUCCESS);
	assert_int_equal(mock.last_rect[0].right, 640);
	assert_int_equal(mock.last_rect[0].bottom, 480);
	mock_stop();
}

/* Rotated: the surface stands upright, Flags.Rotate tells the driver to turn it. */
static void rotated(void **state)
{
	struct dxgk_config c = { 0 };
	unsigned int n = 0;

	mock_reset();
	mock.rotation = true;
	start_lit();
	mock_config_path(&c, 0, 0x100, 800, 600);
	c.path[0].rotation = DXGK_ROTATE_270;
	c.path[0].source_width = 600;
	c.path[0].source_height = 800;
	assert_status(dxgk_display_commit(mock.adapter, &c), STATUS_SUCCESS);
	assert_status(present(0, &whole, 1, &n), STATUS_SUCCESS);
	assert_true(mock.last_present.Flags.Rotate);
	assert_int_equal(mock.last_rect[0].right, 600);
	assert_int_equal(mock.last_rect[0].bottom, 600);
	mock_stop();
}

/* DXGK_INTERRUPT_DISPLAYONLY_VSYNC, and CRTC_VSYNC that some send in its place. */
static void vertical_sync(void **state)
{
	DXGKARGCB_NOTIFY_INTERRUPT_DATA data;

	mock_reset();
	start_lit();
	mock_interrupt(DXGK_INTERRUPT_DISPLAYONLY_VSYNC, 0x100, false);
	assert_int_equal(host_device_vsyncs(mock.os), 1);
	mock_interrupt(DXGK_INTERRUPT_CRTC_VSYNC, 0x100, false);
	assert_int_equal(host_device_vsyncs(mock.os), 2);
	mock_interrupt(DXGK_INTERRUPT_DISPLAYONLY_VSYNC, 0x999, false);
	mock_interrupt(DXGK_INTERRUPT_DMA_COMPLETED, 0x100, false);
	assert_int_equal(host_device_vsyncs(mock.os), 2);
	/* No crash on any argument. */
	mock.dxgk.DxgkCbNotifyInterrupt(mock.handle, NULL);
	mock.dxgk.DxgkCbNotifyInterrupt((HANDLE)0x1234, &data);
	mock.dxgk.DxgkCbNotifyDpc((HANDLE)0x1234);
	host_deferred_flush();
	mock_stop();
}

static void no_memory(void **state)
{
	struct dxgk_rect many[40];
	unsigned int i, n = 0;

	for (i = 0; i < 40; i++)
		many[i] = (struct dxgk_rect) { i, i, i + 1, i + 1 };
	mock_reset();
	start_lit();
	host_for_each_failure(k) {
		NTSTATUS status = present(0, many, 40, &n);

		assert_status(status, host_fail_hit() ? STATUS_INSUFFICIENT_RESOURCES :
							STATUS_SUCCESS);
	}
	assert_int_equal(n, 1);
	mock_stop();
}

static const struct CMUnitTest tests[] = {
	host_test(synchronous),
	host_test(clipping),
	host_test(refusals),
	host_test(asynchronous),
	host_test(early_progress),
	host_test(next_waits),
	host_test(serialised),
	host_test(time_out),
	host_test(late),
	host_test(removed_while_pending),
	host_test(power_waits),
	host_test(commit_waits),
	host_test(rotated),
	host_test(vertical_sync),
	host_test(no_memory),
};

HOST_TEST_MAIN(tests)
