// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_xstate.c - registers beyond x87 and SSE, for drivers that use them.
 *
 * Below is what KeSaveFloatingPointState() does, which gives the caller all
 * registers of the thread; what an outer user of the kernel has in the larger
 * ones is kept with the processor's own instructions.
 */
#include "nt.h"
#include "verifier.h"

/* x87, SSE, AVX, AVX-512: what Linux switches for code of its own. */
#define DXGK_XSTATE_USABLE (XSTATE_MASK_LEGACY | XSTATE_MASK_GSSE | XSTATE_MASK_AVX512)
#define DXGK_XSAVE_ALIGN 64

#if defined(__x86_64__)
static void dxgk_cpuid(ULONG leaf, ULONG sub, ULONG out[4])
{
	__asm__ volatile("cpuid" : "=a" (out[0]), "=b" (out[1]), "=c" (out[2]), "=d" (out[3]) :
			 "a" (leaf), "c" (sub));
}

static ULONG64 dxgk_xfeatures(void)
{
	ULONG id[4], low, high;

	dxgk_cpuid(1, 0, id);
	/* OSXSAVE */
	if (!(id[2] & 1u << 27))
		return 0;
	__asm__ volatile("xgetbv" : "=a" (low), "=d" (high) : "c" (0));
	return low & DXGK_XSTATE_USABLE;
}

static SIZE_T dxgk_xsize(void)
{
	ULONG id[4];

	dxgk_cpuid(0xd, 0, id);
	return id[1];
}

static void dxgk_xsave(PVOID area, ULONG64 mask)
{
	__asm__ volatile("xsave64 (%0)" : : "r" (area), "a" ((ULONG)mask), "d" (0) : "memory");
}

static void dxgk_xrstor(PVOID area, ULONG64 mask)
{
	__asm__ volatile("xrstor64 (%0)" : : "r" (area), "a" ((ULONG)mask), "d" (0) : "memory");
}
#else
static ULONG64 dxgk_xfeatures(void)
{
	return 0;
}

static SIZE_T dxgk_xsize(void)
{
	return 0;
}

static void dxgk_xsave(PVOID area, ULONG64 mask)
{
}

static void dxgk_xrstor(PVOID area, ULONG64 mask)
{
}
#endif

/* 0 without XSAVE, whatever else there is; "RtlGetEnabledExtendedFeatures (ntddk.h)". */
ULONG64 NTAPI RtlGetEnabledExtendedFeatures(ULONG64 FeatureMask)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_xfeatures() & FeatureMask;
}

/**
 * KeSaveExtendedProcessorState() - before vector instructions in the kernel
 * @Mask: XSTATE_MASK_*, of those that RtlGetEnabledExtendedFeatures() gives
 * @XStateSave: until KeRestoreExtendedProcessorState()
 *
 * As after KeSaveFloatingPointState() nothing may wait before they are restored.
 * Calls nest.
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES without memory, in an
 * interrupt of code that uses them, or for features that are not enabled.
 *
 * Follows "KeSaveExtendedProcessorState function (wdm.h)".
 */
NTSTATUS NTAPI KeSaveExtendedProcessorState(ULONG64 Mask, PXSTATE_SAVE XStateSave)
{
	PXSTATE_CONTEXT x = &XStateSave->XStateContext;
	ULONG64 enabled = dxgk_xfeatures();
	dxgk_uptr area;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	RtlZeroMemory(XStateSave, sizeof(*XStateSave));
	/* x87 and SSE are there without XSAVE, too. */
	if (Mask & ~(enabled | XSTATE_MASK_LEGACY))
		return STATUS_INSUFFICIENT_RESOURCES;
	if (!dxgk_os_fpu_begin())
		return STATUS_INSUFFICIENT_RESOURCES;
	x->Mask = Mask & enabled & ~(ULONG64)XSTATE_MASK_LEGACY;
	if (x->Mask) {
		x->Length = (ULONG)dxgk_xsize();
		x->Buffer = dxgk_os_alloc(x->Length + DXGK_XSAVE_ALIGN,
					  DXGK_OS_ALLOC_ATOMIC | DXGK_OS_ALLOC_ZERO);
		if (!x->Buffer) {
			dxgk_os_fpu_end();
			return STATUS_INSUFFICIENT_RESOURCES;
		}
		area = (dxgk_uptr)x->Buffer + DXGK_XSAVE_ALIGN - 1;
		area &= ~(dxgk_uptr)(DXGK_XSAVE_ALIGN - 1);
		x->Area = (PXSAVE_AREA)area;
		dxgk_xsave(x->Area, x->Mask);
	}
	XStateSave->Level = 1;
	return STATUS_SUCCESS;
}

/* What one call saved, in the same thread; "KeRestoreExtendedProcessorState (wdm.h)". */
VOID NTAPI KeRestoreExtendedProcessorState(PXSTATE_SAVE XStateSave)
{
	PXSTATE_CONTEXT x = &XStateSave->XStateContext;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (!XStateSave->Level) {
		dxgk_os_log(DXGK_LOG_ERR, NULL,
			    "%s: %pS restores processor state that is not saved",
			    dxgk_nt_owner_name(dxgk_nt_owner(DXGK_NT_CALLER())),
			    DXGK_NT_CALLER());
		return;
	}
	if (x->Mask)
		dxgk_xrstor(x->Area, x->Mask);
	dxgk_os_free(x->Buffer);
	RtlZeroMemory(XStateSave, sizeof(*XStateSave));
	dxgk_os_fpu_end();
}
