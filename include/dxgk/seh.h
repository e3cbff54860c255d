/* SPDX-License-Identifier: MIT */
/*
 * Structured exception handling: what a function with a __try shares with the
 * routines that raise.
 *
 * A miniport needs none of this by name. Its compiler parses the keywords, and
 * the build (tools/miniport/lower-ir) writes them out as a frame on a chain
 * that belongs to the running thread. ExRaiseStatus and every NT routine that
 * raises walk the chain as Windows does: first the filters, from the innermost
 * scope outwards, until one accepts; then the __finally blocks up to there;
 * then the handler.
 *
 * An exception is only ever raised by a routine that was called. A bad pointer
 * that the miniport dereferences itself is an oops.
 */
#ifndef _DXGK_SEH_H_
#define _DXGK_SEH_H_

/*
 * What a filter's value means, and the flag that makes EXCEPTION_CONTINUE_EXECUTION
 * an error: excpt.h and ntddk.h have them for miniports.
 */
#define DXGK_SEH_CONTINUE_EXECUTION (-1)
#define DXGK_SEH_NONCONTINUABLE 1

/* The layout of EXCEPTION_RECORD. */
struct dxgk_exception_record {
	unsigned int code;
	unsigned int flags;
	struct dxgk_exception_record *nested;
	void *address;
	unsigned int parameter_count;
	unsigned long long parameter[15];
};

/* The layout of EXCEPTION_POINTERS; there is no register context. */
struct dxgk_exception_pointers {
	struct dxgk_exception_record *record;
	void *context;
};

/*
 * One __try. @parent indexes the scope around it, -1 for none in this function.
 * A filter takes (exception pointers, locals) and returns int, NULL stands for
 * EXCEPTION_EXECUTE_HANDLER; a __finally block takes (abnormal, locals).
 */
struct dxgk_seh_scope {
	int parent;
	unsigned int is_finally;
	void *function;
};

/* On the stack of a function with a __try, from its entry to its return. */
struct dxgk_seh_frame {
	struct dxgk_seh_frame *next;		/* the shim's: list of its bucket */
	unsigned long long owner;		/* the shim's: the thread */
	const struct dxgk_seh_scope *scopes;	/* NULL: nothing unwinds past this */
	void *locals;				/* for filters and __finally blocks */
	volatile int scope;			/* the innermost scope now, or -1 */
	unsigned int code;			/* for the handler's GetExceptionCode() */
	void *resume;				/* (frame, handler + 1): does not return */
	void *registers[10];			/* rbx rbp rdi rsi r12-r15 rsp rip */
};

#if defined(_WIN32) && defined(__clang__)

/* The compiler's own names for what GetExceptionCode() and friends do. */
#ifndef GetExceptionCode
#define GetExceptionCode _exception_code
#define exception_code _exception_code
#define GetExceptionInformation() ((struct _EXCEPTION_POINTERS *)_exception_info())
#define exception_info() ((struct _EXCEPTION_POINTERS *)_exception_info())
#define AbnormalTermination _abnormal_termination
#define abnormal_termination _abnormal_termination
#endif
#ifndef try
#ifndef __cplusplus
#define try __try
#define except __except
#define finally __finally
#define leave __leave
#endif
#endif

#elif !defined(_MSC_VER) || defined(__GNUC__)

/*
 * A compiler without the keywords (a miniport as a Linux process, or checked
 * by mingw): code reads the same, but nothing is caught. What raises finds no
 * frame, and says so in a bug check.
 */
#ifndef __try
#define __try if (1)
#define __except(filter) else if (0 && (filter))
#define __finally
#define GetExceptionCode() 0u
#define _exception_code() 0u
#define GetExceptionInformation() ((struct _EXCEPTION_POINTERS *)0)
#define AbnormalTermination() 0
#endif

#endif

#endif /* _DXGK_SEH_H_ */
