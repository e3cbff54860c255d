// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_dbg.c - DbgPrint and its family, break points: to the log under the
 * driver's name.
 */
#include "nt.h"

/* As on Windows: no message is longer. */
#define DXGK_DBG_MAX 512
#define DXGK_DBG_COMPONENTS 256

/* Components a driver switched on by DbgSetDebugFilterState(), by level bit. */
static ULONG dxgk_dbg_mask[DXGK_DBG_COMPONENTS];

/* There is no debugger. */
static BOOLEAN dxgk_dbg_enabled;
static BOOLEAN dxgk_dbg_not_present = TRUE;
PBOOLEAN KdDebuggerEnabled = &dxgk_dbg_enabled;
PBOOLEAN KdDebuggerNotPresent = &dxgk_dbg_not_present;

/* Errors and warnings are shown as such; everything else is there to be asked for. */
static enum dxgk_log dxgk_dbg_level(ULONG component, ULONG level)
{
	switch (level) {
	case DPFLTR_ERROR_LEVEL:
		return DXGK_LOG_ERR;
	case DPFLTR_WARNING_LEVEL:
		return DXGK_LOG_WARN;
	case DPFLTR_INFO_LEVEL:
		return DXGK_LOG_INFO;
	default:
		return DXGK_LOG_DEBUG;
	}
}

/* A message may have several lines; the log wants them one by one. */
static void dxgk_dbg_lines(enum dxgk_log level, const char *who, CHAR *text, SIZE_T len)
{
	SIZE_T begin = 0, end;

	while (begin < len) {
		for (end = begin; end < len && text[end] != '\n' && text[end] != '\r'; end++)
			if (!text[end])
				text[end] = '?';
		text[end] = 0;
		if (end > begin)
			dxgk_os_log(level, NULL, "%s: %s", who, text + begin);
		begin = end + 1;
	}
}

static void dxgk_dbg_print(PCSTR prefix, ULONG component, ULONG level, PCSTR format,
			   DXGK_VA_LIST *ap, const void *caller)
{
	CHAR text[DXGK_DBG_MAX + 1];
	SIZE_T len = 0;

	if (prefix)
		while (len < DXGK_DBG_MAX && prefix[len]) {
			text[len] = prefix[len];
			len++;
		}
	if (format)
		len += dxgk_nt_format(text + len, DXGK_DBG_MAX - len, format, false, ap);
	if (len > DXGK_DBG_MAX)
		len = DXGK_DBG_MAX;
	dxgk_dbg_lines(dxgk_dbg_level(component, level),
		       dxgk_nt_owner_name(dxgk_nt_owner(caller)), text, len);
}

/**
 * DbgPrint() - a message to the log
 * @Format: in Microsoft's dialect; %wZ, %ws, %I64x, ...
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS.
 *
 * Follows "DbgPrint function (wdm.h)".
 */
ULONG NTAPI DbgPrint(PCSTR Format, ...)
{
	DXGK_VA_LIST ap;

	DXGK_VA_START(ap, Format);
	dxgk_dbg_print(NULL, DPFLTR_DEFAULT_ID, DPFLTR_INFO_LEVEL, Format, &ap, DXGK_NT_CALLER());
	DXGK_VA_END(ap);
	return STATUS_SUCCESS;
}

/* As DbgPrint(), at the log level that @Level stands for. */
ULONG NTAPI DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...)
{
	DXGK_VA_LIST ap;

	DXGK_VA_START(ap, Format);
	dxgk_dbg_print(NULL, ComponentId, Level, Format, &ap, DXGK_NT_CALLER());
	DXGK_VA_END(ap);
	return STATUS_SUCCESS;
}

ULONG NTAPI vDbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, DXGK_VA_LIST arglist)
{
	DXGK_VA_LIST ap;

	DXGK_VA_COPY(ap, arglist);
	dxgk_dbg_print(NULL, ComponentId, Level, Format, &ap, DXGK_NT_CALLER());
	DXGK_VA_END(ap);
	return STATUS_SUCCESS;
}

ULONG NTAPI vDbgPrintExWithPrefix(PCSTR Prefix, ULONG ComponentId, ULONG Level, PCSTR Format,
				  DXGK_VA_LIST arglist)
{
	DXGK_VA_LIST ap;

	DXGK_VA_COPY(ap, arglist);
	dxgk_dbg_print(Prefix, ComponentId, Level, Format, &ap, DXGK_NT_CALLER());
	DXGK_VA_END(ap);
	return STATUS_SUCCESS;
}

/* No debugger, no Control-C. */
ULONG NTAPI DbgPrintReturnControlC(PCCHAR Format, ...)
{
	DXGK_VA_LIST ap;

	DXGK_VA_START(ap, Format);
	dxgk_dbg_print(NULL, DPFLTR_DEFAULT_ID, DPFLTR_INFO_LEVEL, Format, &ap, DXGK_NT_CALLER());
	DXGK_VA_END(ap);
	return STATUS_SUCCESS;
}

/* Nobody answers: the response is empty. */
ULONG NTAPI DbgPrompt(PCCH Prompt, PCH Response, ULONG Length)
{
	dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: asks the debugger: %s",
		    dxgk_nt_owner_name(dxgk_nt_owner(DXGK_NT_CALLER())), Prompt);
	if (Length)
		Response[0] = 0;
	return 0;
}

/* A level below 32 is a bit number, otherwise it is a mask of bits. */
static ULONG dxgk_dbg_bits(ULONG level)
{
	return level < 32 ? 1u << level : level;
}

/**
 * DbgQueryDebugFilterState() - would such a message be shown?
 * @ComponentId: DPFLTR_*_ID
 * @Level: a level or a mask of them
 *
 * Errors are, the rest when it was switched on.
 *
 * IRQL: any.
 * Return: TRUE or FALSE as a status.
 *
 * Follows "DbgQueryDebugFilterState function (ntddk.h)".
 */
NTSTATUS NTAPI DbgQueryDebugFilterState(ULONG ComponentId, ULONG Level)
{
	ULONG mask = 1;

	if (ComponentId < DXGK_DBG_COMPONENTS)
		mask |= __atomic_load_n(&dxgk_dbg_mask[ComponentId], __ATOMIC_RELAXED);
	return (dxgk_dbg_bits(Level) & mask) ? TRUE : FALSE;
}

NTSTATUS NTAPI DbgSetDebugFilterState(ULONG ComponentId, ULONG Level, BOOLEAN State)
{
	if (ComponentId >= DXGK_DBG_COMPONENTS)
		return STATUS_INVALID_PARAMETER_1;
	if (State)
		__atomic_fetch_or(&dxgk_dbg_mask[ComponentId], dxgk_dbg_bits(Level),
				  __ATOMIC_RELAXED);
	else
		__atomic_fetch_and(&dxgk_dbg_mask[ComponentId], ~dxgk_dbg_bits(Level),
				   __ATOMIC_RELAXED);
	return STATUS_SUCCESS;
}

/*
 * A break point with no debugger is a bug check on Windows.  Drivers leave
 * theirs in for cases they think impossible: it is named, and they go on.
 */
VOID NTAPI DbgBreakPoint(VOID)
{
	const void *caller = DXGK_NT_CALLER();

	dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: break point at %pS",
		    dxgk_nt_owner_name(dxgk_nt_owner(caller)), caller);
	dxgk_os_breakpoint();
}

VOID NTAPI DbgBreakPointWithStatus(ULONG Status)
{
	const void *caller = DXGK_NT_CALLER();

	dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: break point, status %#x, at %pS",
		    dxgk_nt_owner_name(dxgk_nt_owner(caller)), Status, caller);
	dxgk_os_breakpoint();
}

/* A failed assertion of a checked build. */
VOID NTAPI RtlAssert(PVOID VoidFailedAssertion, PVOID VoidFileName, ULONG LineNumber,
		     PSTR MutableMessage)
{
	const void *caller = DXGK_NT_CALLER();

	dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: %s%sassertion failed: %s, %s:%u, at %pS",
		    dxgk_nt_owner_name(dxgk_nt_owner(caller)),
		    MutableMessage ? MutableMessage : "", MutableMessage ? ": " : "",
		    VoidFailedAssertion ? (const char *)VoidFailedAssertion : "",
		    VoidFileName ? (const char *)VoidFileName : "", LineNumber, caller);
	dxgk_os_breakpoint();
}

NTSTATUS NTAPI KdDisableDebugger(VOID)
{
	return STATUS_DEBUGGER_INACTIVE;
}

NTSTATUS NTAPI KdEnableDebugger(VOID)
{
	return STATUS_DEBUGGER_INACTIVE;
}

/* TRUE: there is none, still. */
BOOLEAN NTAPI KdRefreshDebuggerNotPresent(VOID)
{
	return TRUE;
}

VOID NTAPI KeEnterKernelDebugger(VOID)
{
	dxgk_os_breakpoint();
}
