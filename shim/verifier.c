// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * verifier.c - findings, said once each; and who holds which lock.
 */
#include "handle.h"
#include "nt_ke.h"
#include "verifier.h"

/* More findings than these are not told apart from one another any more. */
#define DXGK_FINDINGS	128
/* More locks than these, held at one time, are not watched. */
#define DXGK_HELD	128

struct dxgk_finding {
	const char *function;		/* NULL: free */
	dxgk_u16 owner;
	dxgk_u8 rule;
};

struct dxgk_held {
	dxgk_uptr context;		/* 0: free */
	const void *lock, *caller;
	const char *what;
};

dxgk_u32 dxgk_verifier_on;

static struct {
	struct dxgk_os_spinlock lock;
	struct dxgk_finding finding[DXGK_FINDINGS];	/* under lock */
	struct dxgk_held held[DXGK_HELD];		/* under lock */
} dxgk_verifier;

void dxgk_verifier_init(void)
{
	dxgk_os_spin_init(&dxgk_verifier.lock);
	RtlZeroMemory(dxgk_verifier.finding, sizeof(dxgk_verifier.finding));
	RtlZeroMemory(dxgk_verifier.held, sizeof(dxgk_verifier.held));
}

void dxgk_verifier_enable(bool on)
{
	__atomic_store_n(&dxgk_verifier_on, on, __ATOMIC_RELAXED);
}

/* ---------------------------------------------------------------------- findings */

const char *dxgk_verify_news(const void *code, enum dxgk_rule rule, const char *function)
{
	struct dxgk_finding *f, *free = NULL;
	bool known = false;
	unsigned long state;
	dxgk_u16 owner;

	if (!dxgk_verifying())
		return NULL;
	owner = dxgk_nt_owner(code);
	state = dxgk_os_spin_lock(&dxgk_verifier.lock);
	for (f = dxgk_verifier.finding; f < dxgk_verifier.finding + DXGK_FINDINGS; f++) {
		if (!f->function && !free)
			free = f;
		known |= f->function == function && f->owner == owner && f->rule == rule;
	}
	if (!known && free)
		*free = (struct dxgk_finding) { function, owner, (dxgk_u8)rule };
	dxgk_os_spin_unlock(&dxgk_verifier.lock, state);
	return known || !free ? NULL : dxgk_nt_owner_name(owner);
}

void dxgk_verify_irql(const void *caller, const char *function, KIRQL max)
{
	KIRQL irql;

	if (!dxgk_verifying())
		return;
	irql = dxgk_nt_irql();
	if (irql > max)
		dxgk_verify_report(caller, DXGK_RULE_IRQL, function,
				   "called at IRQL %u, allowed up to %u", irql, max);
}

void dxgk_verify_nt_irql(const void *caller, const char *function, KIRQL max)
{
	if (dxgk_nt_irql() > max && dxgk_nt_owner(caller))
		dxgk_verify_irql(caller, function, max);
}

void dxgk_verify_handle(const void *caller, const char *function, HANDLE handle)
{
	if (!dxgk_verifying())
		return;
	if (dxgk_handle_was(handle))
		dxgk_verify_report(caller, DXGK_RULE_STALE, function,
				   "called after DxgkDdiRemoveDevice");
	else
		dxgk_verify_report(caller, DXGK_RULE_HANDLE, function,
				   "called with a handle that is none");
}

/* ------------------------------------------------------------------- held locks */

void dxgk_verify_locked(dxgk_uptr context, const void *lock, const char *what,
			const void *caller)
{
	unsigned long state;
	ULONG i;

	if (!dxgk_verifying())
		return;
	state = dxgk_os_spin_lock(&dxgk_verifier.lock);
	for (i = 0; i < DXGK_HELD; i++) {
		struct dxgk_held *h = &dxgk_verifier.held[i];

		if (h->context)
			continue;
		*h = (struct dxgk_held) { context, lock, caller, what };
		break;
	}
	dxgk_os_spin_unlock(&dxgk_verifier.lock, state);
}

void dxgk_verify_unlocked(const void *lock)
{
	struct dxgk_held *h, *found = NULL;
	dxgk_uptr self;
	unsigned long state;

	if (!dxgk_verifying())
		return;
	self = dxgk_os_context();
	state = dxgk_os_spin_lock(&dxgk_verifier.lock);
	/* Of those who share it, this one; one may also give it back for another. */
	for (h = dxgk_verifier.held; h < dxgk_verifier.held + DXGK_HELD; h++) {
		if (!h->context || h->lock != lock)
			continue;
		if (!found || h->context == self)
			found = h;
		if (h->context == self)
			break;
	}
	if (found)
		found->context = 0;
	dxgk_os_spin_unlock(&dxgk_verifier.lock, state);
}

/* Take out a lock that this context holds; false: it holds none. */
static bool dxgk_verify_take_held(struct dxgk_held *out)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_verifier.lock);
	dxgk_uptr self = dxgk_os_context();
	bool found = false;
	ULONG i;

	for (i = 0; i < DXGK_HELD && !found; i++) {
		struct dxgk_held *h = &dxgk_verifier.held[i];

		if (h->context != self)
			continue;
		*out = *h;
		h->context = 0;
		found = true;
	}
	dxgk_os_spin_unlock(&dxgk_verifier.lock, state);
	return found;
}

void dxgk_verify_held(const char *function)
{
	struct dxgk_held held;

	while (dxgk_verify_take_held(&held))
		dxgk_verify_report(held.caller, DXGK_RULE_LOCK, function,
				   "returned with a %s held, taken here", held.what);
}

void dxgk_verifier_owner_gone(dxgk_u16 owner)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_verifier.lock);
	ULONG i;

	for (i = 0; i < DXGK_FINDINGS; i++)
		if (dxgk_verifier.finding[i].owner == owner)
			dxgk_verifier.finding[i].function = NULL;
	for (i = 0; i < DXGK_HELD; i++)
		if (dxgk_nt_owner(dxgk_verifier.held[i].caller) == owner)
			dxgk_verifier.held[i].context = 0;
	dxgk_os_spin_unlock(&dxgk_verifier.lock, state);
}
