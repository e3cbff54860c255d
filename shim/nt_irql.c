// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* nt_irql.c - KeGetCurrentIrql, KeRaiseIrql, KeLowerIrql. */
#include <bugcodes.h>

#include "nt_ke.h"
#include "verifier.h"

/**
 * KeGetCurrentIrql() - the IRQL this code runs at
 *
 * IRQL: any.
 *
 * Follows "KeGetCurrentIrql function (wdm.h)".
 */
KIRQL NTAPI KeGetCurrentIrql(VOID)
{
	return dxgk_nt_irql();
}

/**
 * KfRaiseIrql() - KeRaiseIrql()
 * @NewIrql: not below the current IRQL, which is a bug check
 *
 * Return: the IRQL before.
 *
 * Follows "KeRaiseIrql macro (wdm.h)".
 */
KIRQL NTAPI KfRaiseIrql(KIRQL NewIrql)
{
	KIRQL old = dxgk_nt_irql();

	if (NewIrql < old || NewIrql > HIGH_LEVEL)
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), IRQL_NOT_GREATER_OR_EQUAL, NewIrql, old, 0, 0);
	dxgk_nt_irql_raise(NewIrql);
	return old;
}

/**
 * KeLowerIrql() - back to an IRQL that KeRaiseIrql() returned
 * @NewIrql: not above the current IRQL, which is a bug check
 *
 * Follows "KeLowerIrql function (wdm.h)".
 */
VOID NTAPI KeLowerIrql(KIRQL NewIrql)
{
	KIRQL old = dxgk_os_irql_get();

	/* Below DISPATCH_LEVEL the thread knows. */
	if (old < DISPATCH_LEVEL)
		old = dxgk_nt_irql();
	if (NewIrql > old)
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), IRQL_NOT_LESS_OR_EQUAL, NewIrql, old, 0, 0);
	dxgk_nt_irql_lower(NewIrql);
}

/* See "KeRaiseIrqlToDpcLevel macro (wdm.h)". */
KIRQL NTAPI KeRaiseIrqlToDpcLevel(VOID)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return KfRaiseIrql(DISPATCH_LEVEL);
}

KIRQL NTAPI KeRaiseIrqlToSynchLevel(VOID)
{
	KIRQL old = dxgk_nt_irql();

	if (old < CLOCK_LEVEL - 1)
		dxgk_os_irql_raise(CLOCK_LEVEL - 1);
	return old;
}
