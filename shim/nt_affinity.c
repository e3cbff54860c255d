// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_affinity.c - which processors a thread runs on, and all of them at once.
 *
 * What a thread had of its own is kept by the backend from the first change on,
 * until it goes back to that or ends.
 */
#include "nt_ke.h"
#include "verifier.h"

#define DXGK_IPI_LEVEL 14

/* Processors of group 0, the only one. */
static bool dxgk_affinity_valid(KAFFINITY affinity)
{
	ULONG n = KeQueryMaximumProcessorCount();
	KAFFINITY known = n >= 64 ? ~0ull : (1ull << n) - 1;

	return !(affinity & ~known) && affinity & KeQueryActiveProcessors();
}

/* Linux moves a thread at once or not at all: not where it cannot sleep. */
static bool dxgk_affinity_can(const void *caller, const char *name)
{
	if (dxgk_nt_irql() < DISPATCH_LEVEL)
		return true;
	dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: %pS calls %s at IRQL %u: no effect",
		    dxgk_nt_owner_name(dxgk_nt_owner(caller)), caller, name, dxgk_nt_irql());
	return false;
}

/* Returns the system affinity before, 0: none. */
static KAFFINITY dxgk_affinity_set(KAFFINITY affinity, const void *caller, const char *name)
{
	KAFFINITY before = dxgk_thread_affinity();

	if (!dxgk_affinity_can(caller, name) || !dxgk_affinity_valid(affinity))
		return before;
	dxgk_thread_set_affinity(affinity);
	return before;
}

static void dxgk_affinity_revert(KAFFINITY affinity, const void *caller, const char *name)
{
	if (!dxgk_thread_affinity() || !dxgk_affinity_can(caller, name))
		return;
	if (!affinity || dxgk_affinity_valid(affinity))
		dxgk_thread_set_affinity(affinity);
}

/**
 * KeSetSystemAffinityThreadEx() - confine the running thread to some processors
 * @Affinity: a bit for each processor; one of them must be there
 *
 * It runs on one of them when this returns.
 *
 * IRQL: up to APC_LEVEL here; at DISPATCH_LEVEL, where Windows waits with the
 * change until the IRQL falls, it has no effect.
 * Return: the affinity that a driver gave the thread before; 0: none.
 *
 * Follows "KeSetSystemAffinityThreadEx function (wdm.h)".
 */
KAFFINITY NTAPI KeSetSystemAffinityThreadEx(KAFFINITY Affinity)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_affinity_set(Affinity, DXGK_NT_CALLER(), "KeSetSystemAffinityThreadEx");
}

VOID NTAPI KeSetSystemAffinityThread(KAFFINITY Affinity)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_affinity_set(Affinity, DXGK_NT_CALLER(), "KeSetSystemAffinityThread");
}

/**
 * KeRevertToUserAffinityThreadEx() - back to the affinity before
 * @Affinity: what KeSetSystemAffinityThreadEx() returned; 0: the thread's own
 *
 * IRQL: as for KeSetSystemAffinityThreadEx().
 *
 * Follows "KeRevertToUserAffinityThreadEx function (wdm.h)".
 */
VOID NTAPI KeRevertToUserAffinityThreadEx(KAFFINITY Affinity)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_affinity_revert(Affinity, DXGK_NT_CALLER(), "KeRevertToUserAffinityThreadEx");
}

VOID NTAPI KeRevertToUserAffinityThread(VOID)
{
	dxgk_affinity_revert(0, DXGK_NT_CALLER(), "KeRevertToUserAffinityThread");
}

/* A group that is none changes nothing; "KeSetSystemGroupAffinityThread (wdm.h)". */
VOID NTAPI KeSetSystemGroupAffinityThread(PGROUP_AFFINITY Affinity,
					  PGROUP_AFFINITY PreviousAffinity)
{
	KAFFINITY before = 0;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (!Affinity->Group)
		before = dxgk_affinity_set(Affinity->Mask, DXGK_NT_CALLER(),
					   "KeSetSystemGroupAffinityThread");
	if (PreviousAffinity) {
		RtlZeroMemory(PreviousAffinity, sizeof(*PreviousAffinity));
		PreviousAffinity->Mask = before;
	}
}

VOID NTAPI KeRevertToUserGroupAffinityThread(PGROUP_AFFINITY PreviousAffinity)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (!PreviousAffinity->Group)
		dxgk_affinity_revert(PreviousAffinity->Mask, DXGK_NT_CALLER(),
				     "KeRevertToUserGroupAffinityThread");
}

/* --------------------------------------------------------------- all processors at once */

struct dxgk_ipi {
	PKIPI_BROADCAST_WORKER worker;
	ULONG_PTR context, result;
};

static void dxgk_ipi_run(void *arg, bool here)
{
	struct dxgk_ipi *ipi = arg;
	dxgk_u8 old = dxgk_os_irql_raise(DXGK_IPI_LEVEL);
	ULONG_PTR result = ipi->worker(ipi->context);

	if (here)
		ipi->result = result;
	dxgk_os_irql_lower(old);
}

/**
 * KeIpiGenericCall() - run a routine on all processors at the same time
 * @BroadcastFunction: the routine, at IPI_LEVEL
 * @Context: for it
 *
 * None begins before all are there; all have ended when this returns.
 *
 * IRQL: up to DISPATCH_LEVEL here, and not in a DPC: there Linux cannot wait for
 * other processors, so nothing is run and the log names the call.
 * Return: what the routine returned on this processor; 0 when it was not run.
 *
 * Follows "KeIpiGenericCall function (wdm.h)".
 */
ULONG_PTR NTAPI KeIpiGenericCall(PKIPI_BROADCAST_WORKER BroadcastFunction, ULONG_PTR Context)
{
	struct dxgk_ipi ipi = { .worker = BroadcastFunction, .context = Context };
	dxgk_u8 old;

	if (dxgk_os_irql_get() > DISPATCH_LEVEL) {
		dxgk_nt_missing(DXGK_NT_CALLER(), "an IPI above DISPATCH_LEVEL");
		return 0;
	}
	old = dxgk_os_irql_raise(DISPATCH_LEVEL);
	if (!dxgk_os_each_cpu(dxgk_ipi_run, &ipi))
		dxgk_nt_missing(DXGK_NT_CALLER(), "an IPI in a DPC");
	dxgk_os_irql_lower(old);
	return ipi.result;
}
