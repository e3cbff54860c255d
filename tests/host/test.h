/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * test.h - for every *_test.c in this directory.
 *
 *	static void it_works(void **state) { ... }
 *
 *	static const struct CMUnitTest tests[] = {
 *		host_test(it_works),
 *	};
 *	HOST_TEST_MAIN(tests)
 *
 * Each file is a program of its own, found by the Makefile.  After each test
 * nothing of the core's may be left (host_clean()), or the test has failed.
 */
#ifndef TESTS_HOST_TEST_H
#define TESTS_HOST_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "host.h"

int host_test_setup(void **state);
int host_test_teardown(void **state);

#define host_test(fn) \
	cmocka_unit_test_setup_teardown(fn, host_test_setup, host_test_teardown)
#define host_test_arg(fn, arg) \
	{ #fn, fn, host_test_setup, host_test_teardown, (void *)(arg) }

#define HOST_TEST_MAIN(tests)						\
int main(void)								\
{									\
	return cmocka_run_group_tests_name(__FILE_NAME__, tests, NULL, NULL);	\
}

#ifndef __FILE_NAME__
#define __FILE_NAME__ (strrchr(__FILE__, '/') ? strrchr(__FILE__, '/') + 1 : __FILE__)
#endif

/*
 * The body runs with its first, its second, … fallible step failing, the last
 * time with none: host_fail_hit() tells inside whether one did.
 */
#define host_for_each_failure(n) \
	for (unsigned long n = 1, host_more_ = 1; \
	     host_more_ && (host_fail_nth(n), 1); \
	     host_more_ = host_fail_hit(), host_fail_nth(0), n++)

/* Statuses compare as what people know them by. */
#define assert_status(got, want) \
	assert_int_equal((unsigned int)(got), (unsigned int)(want))

#endif /* TESTS_HOST_TEST_H */
