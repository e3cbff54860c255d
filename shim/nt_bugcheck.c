// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* nt_bugcheck.c - the end: KeBugCheckEx, and exceptions that nobody handles. */
#include <bugcodes.h>

#include "nt.h"

/* Print @text into @buf, without a C library. */
static void dxgk_bug_text(CHAR *buf, SIZE_T size, const char *format, ...)
{
	/* The core's own conventions: not an NT function, but its format engine. */
	__builtin_va_list ap;
	const char *p;
	SIZE_T n = 0;

	__builtin_va_start(ap, format);
	for (p = format; *p && n + 1 < size; p++) {
		if (*p == '%' && p[1] == 's') {
			const char *s = __builtin_va_arg(ap, const char *);

			while (*s && n + 1 < size)
				buf[n++] = *s++;
			p++;
		} else if (*p == '%' && p[1] == 'x') {
			ULONGLONG v = __builtin_va_arg(ap, ULONGLONG);
			int shift = 60;

			while (shift && !(v >> shift))
				shift -= 4;
			for (; shift >= 0 && n + 1 < size; shift -= 4)
				buf[n++] = "0123456789abcdef"[v >> shift & 15];
			p++;
		} else {
			buf[n++] = *p;
		}
	}
	buf[n] = 0;
	__builtin_va_end(ap);
}

/* ----------------------------------------------------------- what is called before the end */

/* The lock of a list that is changed seldom and walked at most once. */
static dxgk_u32 dxgk_bug_lock;
static LIST_ENTRY dxgk_bug_callbacks = { &dxgk_bug_callbacks, &dxgk_bug_callbacks };
static bool dxgk_bug_under_way;

static KIRQL dxgk_bug_enter(void)
{
	KIRQL irql = dxgk_os_irql_raise(HIGH_LEVEL);

	dxgk_os_driver_lock(&dxgk_bug_lock);
	return irql;
}

static void dxgk_bug_leave(KIRQL irql)
{
	dxgk_os_driver_unlock(&dxgk_bug_lock);
	dxgk_os_irql_lower(irql);
}

/**
 * KeRegisterBugCheckCallback() - have a routine called when the system stops
 * @CallbackRecord: made ready by KeInitializeCallbackRecord(); stays in place
 * @CallbackRoutine: called at HIGH_LEVEL, with a device to be brought to rest
 * @Buffer: for it
 * @Length: bytes at @Buffer
 * @Component: text, for who reads a dump
 *
 * IRQL: any.
 * Return: FALSE if the record is registered already.
 *
 * Follows "KeRegisterBugCheckCallback function (wdm.h)".
 */
BOOLEAN NTAPI KeRegisterBugCheckCallback(PKBUGCHECK_CALLBACK_RECORD CallbackRecord,
					 PKBUGCHECK_CALLBACK_ROUTINE CallbackRoutine,
					 PVOID Buffer, ULONG Length, PUCHAR Component)
{
	KIRQL irql = dxgk_bug_enter();
	BOOLEAN fresh = CallbackRecord->State == BufferEmpty;

	if (fresh) {
		CallbackRecord->CallbackRoutine = CallbackRoutine;
		CallbackRecord->Buffer = Buffer;
		CallbackRecord->Length = Length;
		CallbackRecord->Component = Component;
		CallbackRecord->State = BufferInserted;
		InsertTailList(&dxgk_bug_callbacks, &CallbackRecord->Entry);
	}
	dxgk_bug_leave(irql);
	return fresh;
}

/* FALSE if it is not registered. */
BOOLEAN NTAPI KeDeregisterBugCheckCallback(PKBUGCHECK_CALLBACK_RECORD CallbackRecord)
{
	KIRQL irql = dxgk_bug_enter();
	BOOLEAN was = CallbackRecord->State == BufferInserted;

	if (was) {
		RemoveEntryList(&CallbackRecord->Entry);
		CallbackRecord->State = BufferEmpty;
	}
	dxgk_bug_leave(irql);
	return was;
}

/* A driver that goes leaves none behind: its code would be called. */
void dxgk_bug_owner_gone(dxgk_u16 owner)
{
	PKBUGCHECK_CALLBACK_RECORD r;
	PLIST_ENTRY e, next;
	ULONG n = 0;
	KIRQL irql;

	irql = dxgk_bug_enter();
	for (e = dxgk_bug_callbacks.Flink; e != &dxgk_bug_callbacks; e = next) {
		next = e->Flink;
		r = CONTAINING_RECORD(e, KBUGCHECK_CALLBACK_RECORD, Entry);
		if (dxgk_nt_owner((void *)r->CallbackRoutine) != owner)
			continue;
		RemoveEntryList(e);
		n++;
	}
	dxgk_bug_leave(irql);
	if (n)
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: left %u bug check callbacks; removed",
			    dxgk_nt_owner_name(owner), n);
}

/* Each once, whatever goes wrong in them. */
static void dxgk_bug_call(void)
{
	PKBUGCHECK_CALLBACK_RECORD r;
	bool was = false;
	PLIST_ENTRY e;
	KIRQL irql;

	if (!__atomic_compare_exchange_n(&dxgk_bug_under_way, &was, true, false,
					 __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return;
	irql = dxgk_os_irql_raise(HIGH_LEVEL);
	for (e = dxgk_bug_callbacks.Flink; e != &dxgk_bug_callbacks; e = e->Flink) {
		r = CONTAINING_RECORD(e, KBUGCHECK_CALLBACK_RECORD, Entry);
		if (r->State != BufferInserted)
			continue;
		r->State = BufferStarted;
		r->CallbackRoutine(r->Buffer, r->Length);
		r->State = BufferFinished;
	}
	dxgk_os_irql_lower(irql);
	__atomic_store_n(&dxgk_bug_under_way, false, __ATOMIC_RELEASE);
}

void dxgk_nt_bugcheck(const void *caller, ULONG code, ULONG_PTR p1, ULONG_PTR p2, ULONG_PTR p3,
		      ULONG_PTR p4)
{
	CHAR text[160];

	dxgk_bug_text(text, sizeof(text), "%s: bug check 0x%x (0x%x, 0x%x, 0x%x, 0x%x)",
		      dxgk_nt_owner_name(dxgk_nt_owner(caller)), (ULONGLONG)code,
		      (ULONGLONG)p1, (ULONGLONG)p2, (ULONGLONG)p3, (ULONGLONG)p4);
	dxgk_os_log(DXGK_LOG_ERR, NULL, "called from %pS", caller);
	dxgk_bug_call();
	/* No trap behind it, which would make objtool want this one declared noreturn. */
	dxgk_os_bugcheck(text);
}

/**
 * KeBugCheckEx() - stop: something is wrong that must not go on
 * @BugCheckCode: why; bugcodes.h
 * @BugCheckParameter1: what belongs to it, as do the others
 *
 * The code and the parameters are in the log, with a stack trace.
 *
 * IRQL: any.
 *
 * Follows "KeBugCheckEx function (ntddk.h)".
 */
DECLSPEC_NORETURN VOID NTAPI KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR BugCheckParameter1,
					  ULONG_PTR BugCheckParameter2,
					  ULONG_PTR BugCheckParameter3,
					  ULONG_PTR BugCheckParameter4)
{
	dxgk_nt_bugcheck(DXGK_NT_CALLER(), BugCheckCode, BugCheckParameter1,
			 BugCheckParameter2, BugCheckParameter3, BugCheckParameter4);
	__builtin_trap();
}

DECLSPEC_NORETURN VOID NTAPI KeBugCheck(ULONG BugCheckCode)
{
	dxgk_nt_bugcheck(DXGK_NT_CALLER(), BugCheckCode, 0, 0, 0, 0);
	__builtin_trap();
}
