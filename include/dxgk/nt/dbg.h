/* SPDX-License-Identifier: MIT */
/* Messages to the debugger, assertions, break points. */
#ifndef _DXGK_NT_DBG_H_
#define _DXGK_NT_DBG_H_

#include "base.h"
#include "../../dpfilter.h"

DXGK_EXTERN_C_BEGIN

#define DBG_STATUS_CONTROL_C 1
#define DBG_STATUS_SYSRQ 2
#define DBG_STATUS_BUGCHECK_FIRST 3
#define DBG_STATUS_BUGCHECK_SECOND 4
#define DBG_STATUS_FATAL 5
#define DBG_STATUS_DEBUG_CONTROL 6
#define DBG_STATUS_WORKER 7

/*
 * The format is Microsoft's dialect (%I64x, %ws, %wZ), so no printf attribute.
 * DbgPrint is a function and never a macro: drivers define macros of that name.
 */
NTSYSAPI ULONG NTAPI DbgPrint(PCSTR Format, ...);
NTSYSAPI ULONG NTAPI DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...);
NTSYSAPI ULONG NTAPI vDbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format,
				 DXGK_VA_LIST arglist);
NTSYSAPI ULONG NTAPI vDbgPrintExWithPrefix(PCSTR Prefix, ULONG ComponentId, ULONG Level,
					   PCSTR Format, DXGK_VA_LIST arglist);
NTSYSAPI ULONG NTAPI DbgPrintReturnControlC(PCCHAR Format, ...);
NTSYSAPI ULONG NTAPI DbgPrompt(PCCH Prompt, PCH Response, ULONG Length);
NTSYSAPI NTSTATUS NTAPI DbgQueryDebugFilterState(ULONG ComponentId, ULONG Level);
NTSYSAPI NTSTATUS NTAPI DbgSetDebugFilterState(ULONG ComponentId, ULONG Level, BOOLEAN State);
NTSYSAPI VOID NTAPI DbgBreakPoint(VOID);
NTSYSAPI VOID NTAPI DbgBreakPointWithStatus(ULONG Status);
NTSYSAPI VOID NTAPI RtlAssert(PVOID VoidFailedAssertion, PVOID VoidFileName, ULONG LineNumber,
			      PSTR MutableMessage);

/* Variables of the kernel, which miniports reach through their addresses. */
extern PBOOLEAN KdDebuggerNotPresent;
extern PBOOLEAN KdDebuggerEnabled;
#define KD_DEBUGGER_ENABLED (*KdDebuggerEnabled)
#define KD_DEBUGGER_NOT_PRESENT (*KdDebuggerNotPresent)
NTKERNELAPI NTSTATUS NTAPI KdDisableDebugger(VOID);
NTKERNELAPI NTSTATUS NTAPI KdEnableDebugger(VOID);
NTKERNELAPI BOOLEAN NTAPI KdRefreshDebuggerNotPresent(VOID);

#ifndef DBG
#define DBG 0
#endif
#if DBG
#define KdPrint(arguments) DbgPrint arguments
#define KdPrintEx(arguments) DbgPrintEx arguments
#define vKdPrintEx(arguments) vDbgPrintEx arguments
#define KdBreakPoint() DbgBreakPoint()
#else
#define KdPrint(arguments)
#define KdPrintEx(arguments)
#define vKdPrintEx(arguments)
#define KdBreakPoint()
#endif
#define KdBreakPointWithStatus(status)

/*
 * The text of an assertion need not compile in any build, so it is discarded.
 * The _VERIFY forms evaluate theirs, as they are used for the side effect.
 */
DXGK_INLINE BOOLEAN dxgk_verify(BOOLEAN holds)
{
	return holds;
}

#define ASSERT(...) ((void)0)
#define ASSERTMSG(...) ((void)0)
#define RTL_SOFT_ASSERT(...) ((void)0)
#define RTL_SOFT_ASSERTMSG(...) ((void)0)
#define RTL_VERIFY(expression) dxgk_verify((expression) ? TRUE : FALSE)
#define RTL_VERIFYMSG(message, expression) dxgk_verify((expression) ? TRUE : FALSE)
#define RTL_SOFT_VERIFY(expression) dxgk_verify((expression) ? TRUE : FALSE)
#define NT_ASSERT(...) ((void)0)
#define NT_ASSERTMSG(...) ((void)0)
#define NT_ASSERTMSGW(...) ((void)0)
#define NT_ASSERT_ASSUME(...) ((void)0)
#define NT_ASSERT_NOASSUME(...) ((void)0)
#define NT_FRE_ASSERT(...) ((void)0)
#define NT_VERIFY(expression) dxgk_verify((expression) ? TRUE : FALSE)
#define NT_VERIFYMSG(message, expression) dxgk_verify((expression) ? TRUE : FALSE)
#define NT_ANALYSIS_ASSUME(...) ((void)0)
#define NT_ASSUME(...) ((void)0)

/* Called where it is not true, so it says nothing. */
#define PAGED_CODE() ((void)0)
#define PAGED_CODE_LOCKED() ((void)0)
#define NONPAGED_CODE() ((void)0)
#define ALLOC_PRAGMA 1
#define ALLOC_DATA_PRAGMA 1

DXGK_EXTERN_C_END

#endif /* _DXGK_NT_DBG_H_ */
