/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * verifier.h - watching what a miniport does against the rules; shim/ only.
 *
 * What breaks at once is a bug check and what would break the shim is refused,
 * always.  The verifier is for the rest: callbacks and NT functions called at an
 * IRQL the documentation forbids (not pool, DPCs and spin locks, whose paths are
 * short), locks that are held across the end of an entry point, callbacks
 * after RemoveDevice, unmaps of what is not mapped.  Each finding is one line,
 *
 *	verifier: DRIVER: FUNCTION: what is wrong (CODE)
 *
 * said once for each driver, function and rule.  Switched on by the backend,
 * off it costs a load and a branch.
 */
#ifndef DXGK_VERIFIER_H
#define DXGK_VERIFIER_H

#include "nt.h"

enum dxgk_rule {
	DXGK_RULE_IRQL,		/* called above the documented IRQL */
	DXGK_RULE_RETURN_IRQL,	/* came back at another IRQL than it was called at */
	DXGK_RULE_LOCK,		/* came back with a lock held */
	DXGK_RULE_STALE,	/* the adapter was removed */
	DXGK_RULE_HANDLE,	/* not an adapter's handle, and never was */
	DXGK_RULE_UNMAP,	/* of something that is not mapped, or not so */
	DXGK_RULE_STATE,	/* not allowed in this phase of the adapter's life */
};

/* Written by dxgk_verifier_enable() only. */
extern dxgk_u32 dxgk_verifier_on;

static inline bool dxgk_verifying(void)
{
	return __builtin_expect(__atomic_load_n(&dxgk_verifier_on, __ATOMIC_RELAXED), 0);
}

void dxgk_verifier_init(void);

/*
 * The name of the miniport that @code is in, if the verifier is on and this is
 * the first time that @function breaks @rule in it; NULL otherwise.
 * @function: a string that lives as long as the core.  Context: any.
 */
const char *dxgk_verify_news(const void *code, enum dxgk_rule rule, const char *function);

/**
 * dxgk_verify_report() - a rule was broken
 * @code: in the miniport: the caller, or an entry point that returned
 * @rule: which
 * @function: in which function
 * @fmt: what is wrong, without a full stop; a literal
 *
 * Says nothing while the verifier is off, nor a second time.  Context: any.
 */
#define dxgk_verify_report(code, rule, function, fmt, ...) do {			\
	const void *__code = (code);						\
	const char *__name = dxgk_verify_news(__code, (rule), (function));	\
										\
	if (__name)								\
		dxgk_os_log(DXGK_LOG_ERR, NULL, "verifier: %s: %s: " fmt " (%pS)", \
			    __name, (function), ##__VA_ARGS__, __code);		\
} while (0)

/* @function was called from @caller: report an IRQL above @max. */
void dxgk_verify_irql(const void *caller, const char *function, KIRQL max);
/* The same for an NT function, which the core may call at any IRQL. */
void dxgk_verify_nt_irql(const void *caller, const char *function, KIRQL max);
/* In an NT function that is documented for IRQLs up to @max, not after any effect of it. */
#define DXGK_NT_IRQL(max) do {							\
	if (dxgk_verifying())							\
		dxgk_verify_nt_irql(DXGK_NT_CALLER(), __func__, (max));		\
} while (0)
/* @function was called from @caller with a DeviceHandle that finds nothing. */
void dxgk_verify_handle(const void *caller, const char *function, HANDLE handle);

/* ------------------------------------------------------------------- held locks */

/*
 * Whoever @context stands for (dxgk_os_context()) has taken @lock, from
 * @caller, or gives it back.  @what names its kind.  Context: any.
 */
void dxgk_verify_locked(dxgk_uptr context, const void *lock, const char *what,
			const void *caller);
void dxgk_verify_unlocked(const void *lock);

/* The miniport's @function has returned: report what it holds.  Context: any. */
void dxgk_verify_held(const char *function);
static inline void dxgk_verify_returned(const char *function)
{
	if (dxgk_verifying())
		dxgk_verify_held(function);
}

/* The miniport is being unloaded: what it holds is forgotten, and what was said. */
void dxgk_verifier_owner_gone(dxgk_u16 owner);

#endif /* DXGK_VERIFIER_H */
