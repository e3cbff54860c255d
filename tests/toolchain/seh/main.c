// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * Runs seh_cases.h as a Linux process: the real shim/seh.c and shim/crt/seh.c
 * between objects of a miniport's make and a little of an operating system.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "seh.h"
#include "wdm.h"

typedef int NTAPI seh_run(void);

struct seh_case {
	const char *name;
	seh_run *run;
};

extern const struct seh_case seh_cases_c[], seh_cases_cxx[];

static __thread char letters[64];
static __thread unsigned int letter_count;
static __thread jmp_buf bugcheck_jump;
static __thread int bugcheck_armed;
static __thread ULONG bugcheck_code;

dxgk_uptr dxgk_os_context(void)
{
	return (dxgk_uptr)&letters;
}

void dxgk_os_spin_init_key(struct dxgk_os_spinlock *l, const char *name,
			   struct dxgk_os_lock_key *key)
{
	pthread_spin_init((pthread_spinlock_t *)l, 0);
}

unsigned long dxgk_os_spin_lock(struct dxgk_os_spinlock *l)
{
	pthread_spin_lock((pthread_spinlock_t *)l);
	return 0;
}

void dxgk_os_spin_unlock(struct dxgk_os_spinlock *l, unsigned long state)
{
	pthread_spin_unlock((pthread_spinlock_t *)l);
}

void dxgk_nt_bugcheck(const void *caller, ULONG code, ULONG_PTR p1, ULONG_PTR p2, ULONG_PTR p3,
		      ULONG_PTR p4)
{
	if (code != 0x1e || !bugcheck_armed) {
		fprintf(stderr, "bug check %x: %llx\n", code, (unsigned long long)p1);
		_Exit(2);
	}
	bugcheck_code = (ULONG)p1;
	longjmp(bugcheck_jump, 1);
}

DXGK_SEH_STUB void NTAPI may_raise(LONG status)
{
	if (status)
		dxgk_seh_raise(status);
}

void NTAPI trace(char c)
{
	if (letter_count < sizeof(letters) - 1)
		letters[letter_count++] = c;
}

int NTAPI trace_is(const char *expected)
{
	int same = letter_count == strlen(expected) && !memcmp(letters, expected, letter_count);

	if (!same && *expected)
		fprintf(stderr, "trace: '%.*s', not '%s'\n", (int)letter_count, letters, expected);
	letter_count = 0;
	return same;
}

/*
 * A machine does not go on after a bug check; for a test that does, what the
 * abandoned functions left on the chain is taken off with the barrier.
 */
static struct dxgk_seh_frame *newest(void);

typedef void NTAPI plain_fn(void);

static int run_to_bugcheck(plain_fn *fn)
{
	struct dxgk_seh_frame barrier, *frame;
	volatile int stopped = 0;

	dxgk_seh_barrier(&barrier);
	bugcheck_armed = 1;
	if (!setjmp(bugcheck_jump))
		fn();
	else
		stopped = 1;
	bugcheck_armed = 0;
	while ((frame = newest()) != &barrier)
		dxgk_seh_barrier_done(frame);
	dxgk_seh_barrier_done(&barrier);
	return stopped;
}

int NTAPI behind_barrier(plain_fn *fn)
{
	return run_to_bugcheck(fn);
}

ULONG NTAPI bugcheck_of(plain_fn *fn)
{
	return run_to_bugcheck(fn) ? bugcheck_code : 0;
}

#include "../../../shim/seh.c"

static struct dxgk_seh_frame *newest(void)
{
	return seh_below(dxgk_os_context(), NULL);
}

static int passed, failed;

static void run_cases(const char *language, const struct seh_case *cases, int report)
{
	for (; cases->name; cases++) {
		int line = cases->run();

		letter_count = 0;
		if (!line && newest())
			line = -1;
		if (line) {
			fprintf(stderr, "FAIL seh, %s: %s: %s %d\n", language, cases->name,
				line < 0 ? "frames left" : "seh_cases.h line", line);
			__atomic_add_fetch(&failed, 1, __ATOMIC_RELAXED);
		} else if (report) {
			passed++;
		}
	}
}

static void *in_thread(void *unused)
{
	int i;

	for (i = 0; i < 200; i++) {
		run_cases("C, in parallel", seh_cases_c, 0);
		run_cases("C++, in parallel", seh_cases_cxx, 0);
	}
	return NULL;
}

int main(void)
{
	pthread_t threads[4];
	int before, i;

	dxgk_seh_init();
	run_cases("C", seh_cases_c, 1);
	run_cases("C++", seh_cases_cxx, 1);
	before = failed;
	for (i = 0; i < 4; i++)
		pthread_create(&threads[i], NULL, in_thread, NULL);
	for (i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	if (failed == before)
		passed++;
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
