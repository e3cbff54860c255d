// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * seh.c - the chain of frames with a __try, and what raises into it.
 *
 * Frames are linked into a few global lists by the thread they run in, newest
 * first. Nothing is allocated, so entering a __try cannot fail at any IRQL, and
 * a thread that ends leaves nothing behind. An interrupt or DPC on top of a
 * thread is a context of its own (dxgk_os_context()): its exceptions never
 * reach the code it interrupted.
 */
#include "nt.h"
#include "seh.h"
#include "wdm.h"

/* BugCheckCode 0x1e: the code, the address, two parameters of the exception. */
#define BUGCHECK_EXCEPTION_NOT_HANDLED	0x1e

#define SEH_BUCKETS	64

static struct seh_bucket {
	struct dxgk_os_spinlock lock;		/* innermost: nothing is taken below it */
	struct dxgk_seh_frame *first;		/* guarded by @lock, as are all ->next */
} seh_buckets[SEH_BUCKETS];

typedef int NTAPI seh_filter(struct dxgk_exception_pointers *exception, void *locals);
typedef void NTAPI seh_finally(UCHAR abnormal, void *locals);
typedef void NTAPI seh_resume(struct dxgk_seh_frame *frame, int value);

static struct seh_bucket *seh_bucket_of(dxgk_u64 owner)
{
	/* Stack and task addresses differ in their middle bits. */
	return &seh_buckets[(owner * 0x9e3779b97f4a7c15ull) >> 58];
}

void dxgk_seh_init(void)
{
	unsigned int i;

	for (i = 0; i < SEH_BUCKETS; i++) {
		dxgk_os_spin_init(&seh_buckets[i].lock);
		seh_buckets[i].first = NULL;
	}
}

static void seh_push(struct dxgk_seh_frame *frame)
{
	struct seh_bucket *bucket;
	unsigned long state;

	frame->owner = dxgk_os_context();
	bucket = seh_bucket_of(frame->owner);
	state = dxgk_os_spin_lock(&bucket->lock);
	frame->next = bucket->first;
	bucket->first = frame;
	dxgk_os_spin_unlock(&bucket->lock, state);
}

static void seh_pop(struct dxgk_seh_frame *frame)
{
	/* Not the context's: a function may be entered and left at different IRQL. */
	struct seh_bucket *bucket = seh_bucket_of(frame->owner);
	struct dxgk_seh_frame **link;
	unsigned long state;

	state = dxgk_os_spin_lock(&bucket->lock);
	for (link = &bucket->first; *link; link = &(*link)->next) {
		if (*link == frame) {
			*link = frame->next;
			break;
		}
	}
	dxgk_os_spin_unlock(&bucket->lock, state);
}

/* The newest frame of @owner below @above; NULL: of all. */
static struct dxgk_seh_frame *seh_below(dxgk_u64 owner, struct dxgk_seh_frame *above)
{
	struct seh_bucket *bucket = seh_bucket_of(owner);
	struct dxgk_seh_frame *frame;
	unsigned long state;

	state = dxgk_os_spin_lock(&bucket->lock);
	frame = above ? above->next : bucket->first;
	while (frame && frame->owner != owner)
		frame = frame->next;
	dxgk_os_spin_unlock(&bucket->lock, state);
	return frame;
}

/* What a function with a __try calls when it is entered, and when it returns. */
DXGK_EXPORTED void NTAPI dxgk_seh_push(struct dxgk_seh_frame *frame);
DXGK_EXPORTED void NTAPI dxgk_seh_pop(struct dxgk_seh_frame *frame);

DXGK_EXPORTED void NTAPI dxgk_seh_push(struct dxgk_seh_frame *frame)
{
	seh_push(frame);
}

DXGK_EXPORTED void NTAPI dxgk_seh_pop(struct dxgk_seh_frame *frame)
{
	seh_pop(frame);
}

void dxgk_seh_barrier(struct dxgk_seh_frame *frame)
{
	frame->scopes = NULL;
	frame->scope = -1;
	seh_push(frame);
}

void dxgk_seh_barrier_done(struct dxgk_seh_frame *frame)
{
	seh_pop(frame);
}

/*
 * Ask the filters of @frame from the innermost scope outwards. Returns the
 * scope that takes the exception, -1 for none, -2 for going on as if nothing
 * had happened. A stub, as seh_unwind(): what a filter or a __finally block
 * raises abandons these frames.
 */
DXGK_SEH_STUB static int seh_ask(struct dxgk_seh_frame *frame,
				 struct dxgk_exception_pointers *exception)
{
	const struct dxgk_seh_scope *scope;
	int index = frame->scope;
	int saved = index;
	int verdict;

	for (; index >= 0; index = scope->parent) {
		scope = &frame->scopes[index];
		if (scope->is_finally)
			continue;
		/* What the filter itself raises is for the scopes around this one. */
		frame->scope = scope->parent;
		verdict = scope->function ?
			  ((seh_filter *)scope->function)(exception, frame->locals) : 1;
		frame->scope = saved;
		if (verdict > 0)
			return index;
		if (verdict < 0)
			return -2;
	}
	return -1;
}

/* Run the __finally blocks of @frame from its innermost scope up to, not with, @upto. */
DXGK_SEH_STUB static void seh_unwind(struct dxgk_seh_frame *frame, int upto)
{
	const struct dxgk_seh_scope *scope;

	while (frame->scope >= 0 && frame->scope != upto) {
		scope = &frame->scopes[frame->scope];
		/* An exception in the block goes on outwards from here. */
		frame->scope = scope->parent;
		if (scope->is_finally)
			((seh_finally *)scope->function)(1, frame->locals);
	}
}

/*
 * Inlined into the stubs: the fewer frames are abandoned, the better. Returns
 * when a filter wants the code to go on where it was.
 */
static inline __attribute__((always_inline))
void seh_dispatch(struct dxgk_exception_record *record)
{
	struct dxgk_exception_pointers exception = { .record = record };
	struct dxgk_seh_frame *frame, *inner;
	dxgk_u64 owner = dxgk_os_context();
	int scope = -1;

	for (frame = seh_below(owner, NULL); frame; frame = seh_below(owner, frame)) {
		if (!frame->scopes) {
			frame = NULL;
			break;
		}
		scope = seh_ask(frame, &exception);
		if (scope != -1)
			break;
	}
	if (frame && scope == -2 && !(record->flags & DXGK_SEH_NONCONTINUABLE))
		return;
	if (!frame || scope < 0) {
		dxgk_nt_bugcheck(record->address, BUGCHECK_EXCEPTION_NOT_HANDLED,
				 (ULONG_PTR)(LONG_PTR)(LONG)record->code,
				 (ULONG_PTR)record->address, record->parameter[0],
				 record->parameter[1]);
		__builtin_trap();
	}

	while ((inner = seh_below(owner, NULL)) != frame) {
		seh_unwind(inner, -1);
		seh_pop(inner);
	}
	seh_unwind(frame, scope);
	frame->scope = frame->scopes[scope].parent;
	frame->code = record->code;
	((seh_resume *)frame->resume)(frame, scope + 1);
	__builtin_trap();
}

DXGK_SEH_STUB void dxgk_seh_raise(dxgk_status status)
{
	struct dxgk_exception_record record = {
		.code = (unsigned int)status,
		.flags = DXGK_SEH_NONCONTINUABLE,
		.address = __builtin_return_address(0),
	};

	seh_dispatch(&record);
	__builtin_trap();
}

/**
 * ExRaiseStatus() - raise an exception with a status as its code
 * @Status: what GetExceptionCode() gives in filter and handler
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Does not return. An unhandled one is bug check 0x1E.
 * Microsoft: wdm.h, ExRaiseStatus.
 */
DXGK_SEH_STUB VOID NTAPI ExRaiseStatus(NTSTATUS Status)
{
	struct dxgk_exception_record record = {
		.code = (unsigned int)Status,
		.flags = DXGK_SEH_NONCONTINUABLE,
		.address = __builtin_return_address(0),
	};

	seh_dispatch(&record);
	__builtin_trap();
}

/**
 * ExRaiseAccessViolation() - raise STATUS_ACCESS_VIOLATION
 *
 * For drivers that check a buffer themselves. Does not return.
 * Microsoft: ntddk.h, ExRaiseAccessViolation.
 */
DXGK_SEH_STUB VOID NTAPI ExRaiseAccessViolation(VOID)
{
	struct dxgk_exception_record record = {
		.code = (unsigned int)STATUS_ACCESS_VIOLATION,
		.flags = DXGK_SEH_NONCONTINUABLE,
		.address = __builtin_return_address(0),
		.parameter_count = 2,
	};

	seh_dispatch(&record);
	__builtin_trap();
}

/**
 * ExRaiseDatatypeMisalignment() - raise STATUS_DATATYPE_MISALIGNMENT
 *
 * Does not return. Microsoft: ntddk.h, ExRaiseDatatypeMisalignment.
 */
DXGK_SEH_STUB VOID NTAPI ExRaiseDatatypeMisalignment(VOID)
{
	struct dxgk_exception_record record = {
		.code = (unsigned int)STATUS_DATATYPE_MISALIGNMENT,
		.flags = DXGK_SEH_NONCONTINUABLE,
		.address = __builtin_return_address(0),
	};

	seh_dispatch(&record);
	__builtin_trap();
}
