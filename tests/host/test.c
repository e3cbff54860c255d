// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* test.c - what happens around each test. */
#include "test.h"

int host_test_setup(void **state)
{
	(void)state;
	host_log_clear();
	host_fail_nth(0);
	host_fail_nth_here(0);
	host_process_enter(NULL);
	host_irql_set(0);
	return 0;
}

int host_test_teardown(void **state)
{
	(void)state;
	host_fail_nth(0);
	host_fail_nth_here(0);
	if (dxgk_os_irql_get()) {
		fprintf(stderr, "host: left at IRQL %u\n", dxgk_os_irql_get());
		host_irql_set(0);
		return -1;
	}
	host_log_clear();
	host_services_reset();
	if (!host_clean())
		return -1;
	host_phys_reset();
	return 0;
}
