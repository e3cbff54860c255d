// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * seh_test.c - how an exception finds its handler, with frames as the build of a
 * miniport lays them out, made by hand: filters from the inside out, then the
 * __finally blocks up to the one that accepted, then its handler.
 */
#include "test.h"

#include <ntddk.h>

#include "nt_fixture.h"
#include "seh.h"

/* No header has them: the build of a miniport writes the calls. */
void NTAPI dxgk_seh_push(struct dxgk_seh_frame *frame);
void NTAPI dxgk_seh_pop(struct dxgk_seh_frame *frame);

static int setup(void **state)
{
	dxgk_seh_init();
	return nt_setup(state);
}

/* A function with __try's: where it goes on, and what was called of it, in order. */
struct function {
	struct dxgk_seh_frame frame;
	jmp_buf handlers;
	int verdict;
};

static char called[64];

static void note(const char *what)
{
	assert_true(strlen(called) + strlen(what) < sizeof(called));
	strcat(called, what);
}

static int filter(struct dxgk_exception_pointers *e, void *locals)
{
	struct function *f = locals;

	assert_int_equal(e->record->code, (unsigned int)STATUS_ACCESS_DENIED);
	note("?");
	return f->verdict;
}

static void finally(int abnormal, void *locals)
{
	assert_int_equal(abnormal, 1);
	note("F");
}

static void finally_outer(int abnormal, void *locals)
{
	note("O");
}

static void resume(struct dxgk_seh_frame *frame, int handler)
{
	longjmp(((struct function *)frame)->handlers, handler);
}

/* __try 0 { __try 1 {} __finally } __except (filter), and the same with no filter. */
static const struct dxgk_seh_scope scopes[] = {
	{ -1, 0, (void *)filter },
	{ 0, 1, (void *)finally },
};

static const struct dxgk_seh_scope always[] = { { -1, 0, NULL } };

static const struct dxgk_seh_scope only_finally[] = { { -1, 1, (void *)finally_outer } };

static void enter(struct function *f, const struct dxgk_seh_scope *s, int scope)
{
	memset(&f->frame, 0, sizeof(f->frame));
	f->frame.scopes = s;
	f->frame.scope = scope;
	f->frame.locals = f;
	f->frame.resume = (void *)resume;
	dxgk_seh_push(&f->frame);
}

static void raise_denied(void *arg)
{
	ExRaiseStatus(STATUS_ACCESS_DENIED);
}

/* Raises it where no handler may take it: a bug check, KMODE_EXCEPTION_NOT_HANDLED. */
static void not_handled(void)
{
	const char *text = host_expect_bugcheck(raise_denied, NULL);

	assert_non_null(text);
	assert_non_null(strstr(text, "bug check 0x1e (0xffffffffc0000022"));
}

/* EXCEPTION_EXECUTE_HANDLER: the handler runs after the blocks on the way, with the code. */
static void a_filter_accepts(void **state)
{
	static struct function f;
	int handler;

	called[0] = 0;
	f.verdict = EXCEPTION_EXECUTE_HANDLER;
	enter(&f, scopes, 1);
	handler = setjmp(f.handlers);
	if (!handler)
		raise_denied(NULL);
	assert_int_equal(handler, 1);
	assert_string_equal(called, "?F");
	assert_int_equal(f.frame.code, (unsigned int)STATUS_ACCESS_DENIED);
	/* The handler is outside of its __try. */
	assert_int_equal(f.frame.scope, -1);
	not_handled();
	dxgk_seh_pop(&f.frame);
}

/* EXCEPTION_CONTINUE_SEARCH: the next frame is asked; no block of either runs before. */
static void the_search_goes_on(void **state)
{
	static struct function outer, middle, inner;
	int handler;

	called[0] = 0;
	inner.verdict = EXCEPTION_CONTINUE_SEARCH;
	enter(&outer, always, 0);
	enter(&middle, only_finally, 0);
	enter(&inner, scopes, 1);
	handler = setjmp(outer.handlers);
	if (!handler)
		raise_denied(NULL);
	assert_int_equal(handler, 1);
	assert_string_equal(called, "?FO");
	/* The frames within are gone; the one that handled is its function's to leave. */
	called[0] = 0;
	dxgk_seh_pop(&outer.frame);
	not_handled();
	assert_string_equal(called, "");
}

/* Outside of its __try's a function has no say. */
static void between_the_scopes(void **state)
{
	static struct function f;

	called[0] = 0;
	enter(&f, scopes, -1);
	not_handled();
	assert_string_equal(called, "");
	f.verdict = EXCEPTION_CONTINUE_SEARCH;
	f.frame.scope = 1;
	not_handled();
	/* Asked, but nothing is unwound for what nobody handles. */
	assert_string_equal(called, "?");
	dxgk_seh_pop(&f.frame);
}

/* ExRaiseStatus cannot be continued: EXCEPTION_CONTINUE_EXECUTION is no answer. */
static void it_cannot_be_continued(void **state)
{
	static struct function f;

	called[0] = 0;
	f.verdict = EXCEPTION_CONTINUE_EXECUTION;
	enter(&f, scopes, 1);
	not_handled();
	assert_string_equal(called, "?");
	dxgk_seh_pop(&f.frame);
}

/* No exception unwinds past a call from the shim, whatever is below it. */
static void a_barrier_stops_it(void **state)
{
	static struct function outer, inner;
	struct dxgk_seh_frame barrier;
	int handler;

	called[0] = 0;
	enter(&outer, always, 0);
	dxgk_seh_barrier(&barrier);
	not_handled();
	enter(&inner, always, 0);
	handler = setjmp(inner.handlers);
	if (!handler)
		raise_denied(NULL);
	assert_int_equal(handler, 1);
	dxgk_seh_pop(&inner.frame);
	dxgk_seh_barrier_done(&barrier);
	handler = setjmp(outer.handlers);
	if (!handler)
		raise_denied(NULL);
	assert_int_equal(handler, 1);
	dxgk_seh_pop(&outer.frame);
}

static VOID NTAPI raise_in_thread(PVOID context)
{
	static struct function f;

	enter(&f, always, 0);
	if (!setjmp(f.handlers))
		ExRaiseDatatypeMisalignment();
	InterlockedExchange(context, (LONG)f.frame.code);
	dxgk_seh_pop(&f.frame);
}

/* Each thread has its own chain. */
static void threads_do_not_share(void **state)
{
	static struct function f;
	HANDLE handle;
	LONG code = 0;

	called[0] = 0;
	f.verdict = EXCEPTION_EXECUTE_HANDLER;
	enter(&f, scopes, 1);
	assert_status(PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					   raise_in_thread, &code), STATUS_SUCCESS);
	assert_status(ZwWaitForSingleObject(handle, FALSE, NULL), STATUS_SUCCESS);
	ZwClose(handle);
	assert_status(code, STATUS_DATATYPE_MISALIGNMENT);
	assert_string_equal(called, "");
	dxgk_seh_pop(&f.frame);
}

#define nt(fn) cmocka_unit_test_setup_teardown(fn, setup, nt_teardown)

static const struct CMUnitTest tests[] = {
	nt(a_filter_accepts),
	nt(the_search_goes_on),
	nt(between_the_scopes),
	nt(it_cannot_be_continued),
	nt(a_barrier_stops_it),
	nt(threads_do_not_share),
};

HOST_TEST_MAIN(tests)
