/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * seh.h - raising exceptions into the miniport.
 *
 * An exception leaves through the shim's own frames, so it is raised only from
 * the outermost NTAPI function, when every lock is dropped, every reference
 * given back, and nothing of the frame is needed any more. That function is
 * marked DXGK_SEH_STUB: its frame is abandoned, which the function_graph tracer
 * and KASAN's stack poison would not survive.
 */
#ifndef DXGK_SEH_H
#define DXGK_SEH_H

#include "os.h"
#include "dxgk/seh.h"

#define DXGK_SEH_STUB \
	__attribute__((__noinline__, no_instrument_function, no_sanitize_address))

/* Before any miniport runs. */
void dxgk_seh_init(void);

/**
 * dxgk_seh_raise() - raise an exception in the miniport function that called
 * @status: the exception code
 *
 * Runs filters and __finally blocks of the calling thread's functions on top
 * of the current stack, then goes on in the handler that was found. Without
 * one: bug check KMODE_EXCEPTION_NOT_HANDLED.
 *
 * Does not return; not declared so, because objtool takes what follows a call
 * for reachable: put dxgk_seh_unreachable() there.
 *
 * Context: any IRQL, which stays as it is; no lock held.
 */
void dxgk_seh_raise(dxgk_status status);

#define dxgk_seh_unreachable() __builtin_trap()

/*
 * A synchronous call from the shim into the miniport that may itself be made
 * below a miniport function (a callback): no exception unwinds past it, since
 * shim functions stand in between. The frame lives on the caller's stack.
 */
void dxgk_seh_barrier(struct dxgk_seh_frame *frame);
void dxgk_seh_barrier_done(struct dxgk_seh_frame *frame);

#endif /* DXGK_SEH_H */
