/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * __try, __except, __finally and __leave as drivers write them: compiled as a
 * miniport is, once as C and once as C++, and run as a Linux process by main.c.
 *
 * Each case returns 0, or the line that went wrong.
 */
#include "dxgk/seh.h"

#ifdef SEH_CASES_IN_MINIPORT
/* In the kernel: the shim's own, and the miniport's (tests/miniports/lang). */
#define may_raise(status) do { if (status) ExRaiseStatus(status); } while (0)
#define trace LangTrace
#define trace_is LangTraceIs
#else
#ifdef __cplusplus
extern "C" {
#endif
__attribute__((noreturn)) void ExRaiseStatus(long status);
__attribute__((noreturn)) void ExRaiseAccessViolation(void);
/* In main.c: raises when it is not 0, through a plain function of the shim's kind. */
void may_raise(long status);
/* Notes a letter; trace_is() compares the letters so far and forgets them. */
void trace(char c);
int trace_is(const char *expected);
/* Calls back into the miniport behind a barrier; 1 if that bug-checked. */
int behind_barrier(void (*fn)(void));
/* Runs @fn, which ends in bug check 0x1e: returns the exception code. */
unsigned long bugcheck_of(void (*fn)(void));
void *_alloca(unsigned long long size);
#ifdef __cplusplus
}
#endif

#endif /* SEH_CASES_IN_MINIPORT */

#define STATUS_A ((long)0xC0000001)
#define STATUS_B ((long)0xC0000002)
#define STATUS_AV ((long)0xC0000005)
#ifndef EXCEPTION_EXECUTE_HANDLER
#define EXCEPTION_EXECUTE_HANDLER 1
#define EXCEPTION_CONTINUE_SEARCH 0
#endif

#undef CHECK
#define CHECK(condition) do { if (!(condition)) return __LINE__; } while (0)

typedef struct { long a; char text[40]; long long b; } RECORD;

static int quiet(void)
{
	long n = 1;

	__try {
		n = 2;
		may_raise(0);
		n = 3;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		n = 4;
	}
	CHECK(n == 3);
	return 0;
}

static int caught(void)
{
	long status = 0;

	__try {
		may_raise(STATUS_A);
		trace('!');
	}
#pragma warning(suppress: 6320)
#pragma prefast(suppress: 28145, "text")
	__except (EXCEPTION_EXECUTE_HANDLER) {
		status = (long)GetExceptionCode();
	}
	CHECK(status == STATUS_A);
	CHECK(trace_is(""));
	return 0;
}

/* What a handler sees of variables that changed inside the block. */
static int variables(int argument, RECORD *out)
{
	int i, sum = 0;
	void *p = 0;
	long long wide = -1;
	unsigned char small = 7;
	RECORD record = { 1, "before", 2 }, copy;
	int array[5] = { 0 };

	for (i = 0; i < 5; i++)
		sum += i;
	__try {
		p = &record;
		wide = 0x123456789abcdefLL + argument;
		small = 9;
		record.a = argument;
		record.text[0] = 'B';
		copy = record;
		copy.b = 77;
		for (i = 0; i < 5; i++)
			array[i] = i * argument;
		argument += 100;
		sum = 1000;
		may_raise(STATUS_B);
		sum = 2000;
		argument = 0;
		p = 0;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		CHECK(p == &record && small == 9 && sum == 1000);
		CHECK(copy.b == 77 && copy.text[0] == 'B' && copy.a == 5);
		CHECK(wide == 0x123456789abcdefLL + 5);
		CHECK(argument == 105);
		small++;
		*out = copy;
	}
	CHECK(i == 5 && array[4] == 20 && array[1] == 5 && small == 10);
	CHECK(out->b == 77);
	return 0;
}

static int variables_driver(void)
{
	RECORD r;

	return variables(5, &r);
}

static int nested(void)
{
	__try {
		__try {
			may_raise(STATUS_A);
		} __except (GetExceptionCode() == (unsigned long)STATUS_B ?
			    EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH) {
			trace('i');
		}
		trace('n');
	} __except (GetExceptionCode() == (unsigned long)STATUS_A) {
		trace('o');
	}
	CHECK(trace_is("o"));

	__try {
		__try {
			may_raise(STATUS_A);
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			trace('i');
			may_raise(STATUS_B);
		}
		trace('n');
	} __except (GetExceptionCode() == (unsigned long)STATUS_B) {
		trace('o');
	}
	CHECK(trace_is("io"));
	return 0;
}

static int note(char c, int value)
{
	trace(c);
	return value;
}

/* Filters of all scopes first, __finally blocks after that, then the handler. */
static int order(void)
{
	int abnormal = -1;

	__try {
		__try {
			__try {
				trace('1');
				may_raise(STATUS_A);
				trace('!');
			} __finally {
				abnormal = AbnormalTermination();
				trace('f');
			}
		} __except (note('x', EXCEPTION_CONTINUE_SEARCH)) {
			trace('!');
		}
	} __except (note('y', EXCEPTION_EXECUTE_HANDLER)) {
		trace('h');
	}
	CHECK(abnormal == 1);
	CHECK(trace_is("1xyfh"));

	__try {
		__try {
			trace('1');
		} __finally {
			abnormal = AbnormalTermination();
			trace('f');
		}
		trace('2');
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		trace('!');
	}
	CHECK(!abnormal);
	CHECK(trace_is("1f2"));
	return 0;
}

static int returns(int how)
{
	int value = 1;

	__try {
		if (how == 1)
			return 10;
		__try {
			if (how == 2)
				return value + 10;
			if (how == 3)
				__leave;
			if (how == 4)
				goto out;
			may_raise(STATUS_A);
		} __finally {
			trace(AbnormalTermination() ? 'A' : 'N');
			value = 20;
		}
		trace('x');
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		trace('h');
		if (how == 5)
			return value;
	}
	return 30;
out:
	return value + 40;
}

static int early_returns(void)
{
	CHECK(returns(1) == 10 && trace_is(""));
	CHECK(returns(2) == 11 && trace_is("A"));
	CHECK(returns(3) == 30 && trace_is("Nx"));
	CHECK(returns(4) == 60 && trace_is("A"));
	CHECK(returns(5) == 20 && trace_is("Ah"));
	CHECK(returns(6) == 30 && trace_is("Ah"));

	/* None of the frames that were left is found any more. */
	__try {
		returns(1);
		returns(2);
		may_raise(STATUS_B);
	} __except (GetExceptionCode() == (unsigned long)STATUS_B) {
		trace('c');
	}
	CHECK(trace_is("Ac"));
	return 0;
}

static int loops(void)
{
	int i, caught = 0, done = 0;

	for (i = 0; i < 10; i++) {
		__try {
			if (i == 2)
				continue;
			if (i == 8)
				break;
			may_raise(i & 1 ? STATUS_A : 0);
			done++;
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			caught++;
			if (i == 5)
				continue;
			trace('c');
		}
	}
	CHECK(i == 8 && caught == 4 && done == 3 && trace_is("ccc"));

	i = 0;
	for (;;) {
		__try {
			if (++i == 4)
				break;
		} __finally {
			trace('f');
		}
	}
	CHECK(i == 4 && trace_is("ffff"));
	return 0;
}

static int deeper(int depth)
{
	if (!depth)
		ExRaiseStatus(STATUS_B);
	return deeper(depth - 1) + 1;
}

static int through_frames(void)
{
	__try {
		deeper(20);
		trace('!');
	} __except (GetExceptionCode() == (unsigned long)STATUS_B) {
		trace('h');
	}
	CHECK(trace_is("h"));
	return 0;
}

static int recursive(int n)
{
	int mine = n;

	__try {
		if (n == 0)
			may_raise(STATUS_A);
		recursive(n - 1);
	} __except (n == 3) {
		trace('3');
	}
	if (n < 3)
		trace('!');
	return mine;
}

static int recursion(void)
{
	CHECK(recursive(6) == 6);
	CHECK(trace_is("3"));
	return 0;
}

static int in_handlers(void)
{
	/* From a __finally block that runs for another exception. */
	__try {
		__try {
			__try {
				may_raise(STATUS_A);
			} __finally {
				trace('f');
				may_raise(STATUS_B);
			}
		} __except (note('x', GetExceptionCode() == (unsigned long)STATUS_B)) {
			trace('b');
		}
	} __except (note('y', GetExceptionCode() == (unsigned long)STATUS_A)) {
		trace('a');
	}
	/* A: x says no, y says yes; f runs and raises B: x says yes. */
	CHECK(trace_is("xyfxb"));

	/* One that a filter's function raises and catches. */
	__try {
		may_raise(STATUS_A);
	} __except (caught() == 0) {
		CHECK(GetExceptionCode() == (unsigned long)STATUS_A);
		CHECK(nested() == 0);
		CHECK(GetExceptionCode() == (unsigned long)STATUS_A);
		trace('h');
	}
	CHECK(trace_is("h"));
	return 0;
}

static int inspect(struct _EXCEPTION_POINTERS *pointers)
{
	struct dxgk_exception_record *r =
		((struct dxgk_exception_pointers *)pointers)->record;

	if (r->code != (unsigned int)STATUS_AV || !r->address || r->parameter_count != 2)
		return EXCEPTION_CONTINUE_SEARCH;
	trace('i');
	return EXCEPTION_EXECUTE_HANDLER;
}

static int information(void)
{
	__try {
		ExRaiseAccessViolation();
	} __except (inspect(GetExceptionInformation())) {
		trace('h');
	}
	CHECK(trace_is("ih"));
	return 0;
}

static int with_alloca(int n)
{
	char *before = (char *)_alloca(n), *inside = 0;
	int i;

	for (i = 0; i < n; i++)
		before[i] = (char)i;
	__try {
		inside = (char *)_alloca(n + 1000);
		for (i = 0; i < n; i++)
			inside[i] = (char)(i + 1);
		may_raise(STATUS_A);
		CHECK(0);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		CHECK(quiet() == 0 && caught() == 0);
		for (i = 0; i < n; i++)
			CHECK(before[i] == (char)i && inside[i] == (char)(i + 1));
	}
	return 0;
}

static int alloca_driver(void)
{
	int i;

	/* Not twice the stack: each block goes when its function returns. */
	for (i = 0; i < 2000; i++)
		CHECK(with_alloca(500 + i) == 0);
	return 0;
}

static RECORD large(int raise)
{
	char buffer[9000];
	RECORD r = { 0, "", 0 };
	int i;

	for (i = 0; i < 9000; i++)
		buffer[i] = (char)(i * 7);
	__try {
		r.a = 1;
		may_raise(raise ? STATUS_A : 0);
		r.a = 2;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		r.b = buffer[8999];
	}
	return r;
}

static int large_frame(void)
{
	RECORD r = large(1);

	CHECK(r.a == 1 && r.b == (char)(8999 * 7));
	r = large(0);
	CHECK(r.a == 2 && r.b == 0);
	return 0;
}

__forceinline static long guarded(long status)
{
	long result = 0;

	__try {
		may_raise(status);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		result = (long)GetExceptionCode();
	}
	return result;
}

static int inlined(void)
{
	long a = guarded(STATUS_A), none = guarded(0), b = guarded(STATUS_B);

	CHECK(a == STATUS_A && none == 0 && b == STATUS_B);
	return 0;
}

static int switched(int which)
{
	int result = 0;

	switch (which) {
	case 1:
		__try {
			may_raise(STATUS_A);
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			result = 1;
			break;
		}
		result = 100;
		break;
	case 2:
		__try {
			switch (which + 1) {
			case 3:
				result = 3;
				break;
			}
			result += 10;
			may_raise(STATUS_B);
		} __finally {
			result += 100;
		}
		break;
	}
	return result;
}

static int switches(void)
{
	CHECK(switched(1) == 1);
	__try {
		switched(2);
		trace('!');
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		trace('s');
	}
	CHECK(trace_is("s"));
	return 0;
}

#ifndef SEH_CASES_IN_MINIPORT
static void raise_a(void)
{
	ExRaiseStatus(STATUS_A);
}

static void raise_below_refusal(void)
{
	__try {
		may_raise(STATUS_B);
	} __except (EXCEPTION_CONTINUE_SEARCH) {
		trace('!');
	}
}

static void raise_and_continue(void)
{
	__try {
		may_raise(STATUS_B);
	} __except (-1) {
		trace('!');
	}
}

static int unhandled(void)
{
	CHECK(bugcheck_of(raise_a) == (unsigned long)STATUS_A);
	CHECK(bugcheck_of(raise_below_refusal) == (unsigned long)STATUS_B);
	/* ExRaiseStatus' exceptions cannot be continued. */
	CHECK(bugcheck_of(raise_and_continue) == (unsigned long)STATUS_B);
	CHECK(trace_is(""));
	return 0;
}

static int barriers(void)
{
	int stopped = 0;

	__try {
		stopped = behind_barrier(raise_a);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		return __LINE__;
	}
	CHECK(stopped);
	/* Frames below the barrier still catch once it is gone. */
	__try {
		may_raise(STATUS_A);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		trace('h');
	}
	CHECK(trace_is("h"));
	return 0;
}
#endif /* SEH_CASES_IN_MINIPORT */

#ifndef __cplusplus
static int old_names(void)
{
	long status = 0;

	try {
		try {
			may_raise(STATUS_A);
		} finally {
			trace('f');
		}
	} except (EXCEPTION_EXECUTE_HANDLER) {
		status = (long)exception_code();
	}
	CHECK(status == STATUS_A && trace_is("f"));
	return 0;
}
#else
class Device {
public:
	Device(int x) : m_x(x) {}
	virtual int Read(long status);
	template <typename T> T Twice(T value, long status)
	{
		T result = value;

		__try {
			may_raise(status);
			result += value;
		} __except (GetExceptionCode() == (unsigned long)status) {
			result = (T)m_x;
		}
		return result;
	}
	int m_x;
};

int Device::Read(long status)
{
	bool raised = false;

	__try {
		m_x++;
		may_raise(status);
		m_x++;
	} __except (m_x ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH) {
		raised = true;
		m_x += 100;
	}
	return raised ? -m_x : m_x;
}

static int members(void)
{
	Device d(1), &r = d;

	CHECK(r.Read(0) == 3 && r.Read(STATUS_A) == -104);
	CHECK(d.Twice<long long>(21, 0) == 42 && d.Twice('x', STATUS_B) == 104);
	auto lambda = [&](long status) {
		__try {
			may_raise(status);
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			r.m_x = 7;
		}
		return r.m_x;
	};
	CHECK(lambda(0) == 104 && lambda(STATUS_A) == 7);
	return 0;
}
#endif

const struct seh_case {
	const char *name;
	int (*run)(void);
}
#ifdef __cplusplus
seh_cases_cxx[]
#else
seh_cases_c[]
#endif
= {
	{ "no exception", quiet },
	{ "caught, with its code", caught },
	{ "variables in the handler", variables_driver },
	{ "nested scopes", nested },
	{ "filters, then __finally, then the handler", order },
	{ "early returns, __leave, goto", early_returns },
	{ "break and continue", loops },
	{ "through functions without a __try", through_frames },
	{ "recursion", recursion },
	{ "raised in filters, handlers and __finally", in_handlers },
	{ "GetExceptionInformation", information },
	{ "_alloca", alloca_driver },
	{ "a large frame, a returned structure", large_frame },
	{ "inlined functions", inlined },
	{ "switches", switches },
#ifndef SEH_CASES_IN_MINIPORT
	{ "unhandled: bug check 0x1E", unhandled },
	{ "a barrier between shim and miniport", barriers },
#endif
#ifdef __cplusplus
	{ "members, templates, lambdas", members },
#else
	{ "try, except, finally in C", old_names },
#endif
	{ 0, 0 },
};
