// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_suite_test.c - runs the suite of NT semantics, tests/nt, on the host.
 *
 * One cmocka test for each case; what a case leaves in the pool, or at raised
 * IRQL, fails it.
 */
#include "test.h"

#include "nt.h"
#include "../nt/nttest.h"

static const struct dxgk_driver_info info = { .name = "nttest" };
static unsigned int failures;

void nt_fail(const char *file, int line, const char *what, ULONGLONG got, ULONGLONG want)
{
	print_error("%s:%d: %s (%#llx, %#llx)\n", file, line, what, got, want);
	failures++;
}

static int setup(void **state)
{
	failures = 0;
	if (host_test_setup(state) || dxgk_nt_init())
		return -1;
	return dxgk_nt_driver_add(&info) ? -1 : 0;
}

static int teardown(void **state)
{
	unsigned int left;

	dxgk_nt_driver_remove(&info);
	dxgk_nt_exit();
	left = host_log_count(DXGK_LOG_DEBUG, "nttest: left");
	if (left)
		print_error("the case left something behind: %s\n", host_log_line(0));
	return host_test_teardown(state) || left ? -1 : 0;
}

static void run(void **state)
{
	const struct nt_case *c = *state;

	c->run();
	if (failures)
		fail_msg("%u checks failed; the case cites: %s", failures, c->cites);
}

int main(void)
{
	struct CMUnitTest *tests;
	size_t n = 0, i, j;

	for (i = 0; nt_suites[i]; i++)
		for (j = 0; nt_suites[i][j].name; j++)
			n++;
	tests = calloc(n, sizeof(*tests));
	if (!tests)
		return 1;
	n = 0;
	for (i = 0; nt_suites[i]; i++) {
		for (j = 0; nt_suites[i][j].name; j++, n++) {
			tests[n].name = nt_suites[i][j].name;
			tests[n].test_func = run;
			tests[n].setup_func = setup;
			tests[n].teardown_func = teardown;
			tests[n].initial_state = (void *)&nt_suites[i][j];
		}
	}
	i = (size_t)_cmocka_run_group_tests("nt", tests, n, NULL, NULL);
	free(tests);
	return (int)i;
}
