// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_once.c - one-time initialization.
 *
 * The two low bits of the variable are its state, the others the caller's
 * context: 0 not begun, 1 begun, 3 begun by several (RTL_RUN_ONCE_ASYNC), 2 done.
 */
#include "nt_ke.h"
#include "verifier.h"

#define DXGK_ONCE_BEGUN 1u
#define DXGK_ONCE_DONE 2u
#define DXGK_ONCE_ASYNC 3u
#define DXGK_ONCE_STATE 3u

VOID NTAPI RtlRunOnceInitialize(PRTL_RUN_ONCE RunOnce)
{
	DXGK_NT_IRQL(APC_LEVEL);
	RunOnce->Value = 0;
}

static bool dxgk_once_blocked(void *once)
{
	return (__atomic_load_n((ULONG_PTR *)once, __ATOMIC_ACQUIRE) & DXGK_ONCE_STATE) ==
	       DXGK_ONCE_BEGUN;
}

/**
 * RtlRunOnceBeginInitialize() - is it the caller's to initialize?
 * @RunOnce: the variable
 * @Flags: RTL_RUN_ONCE_CHECK_ONLY: do not begin; RTL_RUN_ONCE_ASYNC: several may
 *	try at once, and the first to complete wins
 * @Context: NULL, or what RtlRunOnceComplete() was given, once it is done
 *
 * IRQL: up to APC_LEVEL.
 * Return: STATUS_SUCCESS: it is done; STATUS_PENDING: it is the caller's;
 * STATUS_UNSUCCESSFUL: not done, with RTL_RUN_ONCE_CHECK_ONLY;
 * STATUS_INVALID_PARAMETER.
 *
 * Follows "RtlRunOnceBeginInitialize function (ntddk.h)".
 */
NTSTATUS NTAPI RtlRunOnceBeginInitialize(PRTL_RUN_ONCE RunOnce, ULONG Flags, PVOID *Context)
{
	ULONG_PTR want = Flags & RTL_RUN_ONCE_ASYNC ? DXGK_ONCE_ASYNC : DXGK_ONCE_BEGUN, v;

	DXGK_NT_IRQL(APC_LEVEL);
	if (Flags & ~(ULONG)(RTL_RUN_ONCE_CHECK_ONLY | RTL_RUN_ONCE_ASYNC) ||
	    Flags == (RTL_RUN_ONCE_CHECK_ONLY | RTL_RUN_ONCE_ASYNC))
		return STATUS_INVALID_PARAMETER;
	for (;;) {
		v = __atomic_load_n(&RunOnce->Value, __ATOMIC_ACQUIRE);
		if ((v & DXGK_ONCE_STATE) == DXGK_ONCE_DONE) {
			if (Context)
				*Context = (PVOID)(v & ~(ULONG_PTR)DXGK_ONCE_STATE);
			return STATUS_SUCCESS;
		}
		if (Flags & RTL_RUN_ONCE_CHECK_ONLY)
			return STATUS_UNSUCCESSFUL;
		if (!v) {
			if (__atomic_compare_exchange_n(&RunOnce->Value, &v, want, false,
							__ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
				return STATUS_PENDING;
			continue;
		}
		if (v != want)
			return STATUS_INVALID_PARAMETER;
		if (v == DXGK_ONCE_ASYNC)
			return STATUS_PENDING;
		dxgk_address_wait(RunOnce, dxgk_once_blocked, RunOnce);
	}
}

/* STATUS_OBJECT_NAME_COLLISION: another one completed it first; "RtlRunOnceComplete". */
NTSTATUS NTAPI RtlRunOnceComplete(PRTL_RUN_ONCE RunOnce, ULONG Flags, PVOID Context)
{
	ULONG_PTR from = Flags & RTL_RUN_ONCE_ASYNC ? DXGK_ONCE_ASYNC : DXGK_ONCE_BEGUN, to;

	DXGK_NT_IRQL(APC_LEVEL);
	if ((ULONG_PTR)Context & DXGK_ONCE_STATE ||
	    Flags & ~(ULONG)(RTL_RUN_ONCE_ASYNC | RTL_RUN_ONCE_INIT_FAILED) ||
	    (Flags & RTL_RUN_ONCE_INIT_FAILED && (Context || Flags & RTL_RUN_ONCE_ASYNC)))
		return STATUS_INVALID_PARAMETER;
	to = Flags & RTL_RUN_ONCE_INIT_FAILED ? 0 : (ULONG_PTR)Context | DXGK_ONCE_DONE;
	if (!__atomic_compare_exchange_n(&RunOnce->Value, &from, to, false, __ATOMIC_ACQ_REL,
					 __ATOMIC_ACQUIRE))
		return Flags & RTL_RUN_ONCE_ASYNC &&
		       (from & DXGK_ONCE_STATE) == DXGK_ONCE_DONE ?
		       STATUS_OBJECT_NAME_COLLISION : STATUS_UNSUCCESSFUL;
	dxgk_address_wake(RunOnce);
	return STATUS_SUCCESS;
}

/* STATUS_UNSUCCESSFUL if the routine said FALSE; "RtlRunOnceExecuteOnce (ntddk.h)". */
NTSTATUS NTAPI RtlRunOnceExecuteOnce(PRTL_RUN_ONCE RunOnce, PRTL_RUN_ONCE_INIT_FN InitFn,
				     PVOID Parameter, PVOID *Context)
{
	PVOID made = NULL;
	NTSTATUS status;

	DXGK_NT_IRQL(APC_LEVEL);
	status = RtlRunOnceBeginInitialize(RunOnce, 0, Context);
	if (status != STATUS_PENDING)
		return status;
	if (!InitFn(RunOnce, Parameter, &made)) {
		RtlRunOnceComplete(RunOnce, RTL_RUN_ONCE_INIT_FAILED, NULL);
		return STATUS_UNSUCCESSFUL;
	}
	status = RtlRunOnceComplete(RunOnce, 0, made);
	if (NT_SUCCESS(status) && Context)
		*Context = made;
	return status;
}
