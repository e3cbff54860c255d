/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * nt_fixture.h - the NT runtime with one driver, whose code the tests are.
 */
#ifndef TESTS_HOST_NT_FIXTURE_H
#define TESTS_HOST_NT_FIXTURE_H

#include "test.h"

#include <ntddk.h>

#include "nt.h"

static const struct dxgk_driver_info info = { .name = "drv" };

static inline int nt_setup(void **state)
{
	if (host_test_setup(state) || dxgk_nt_init())
		return -1;
	return dxgk_nt_driver_add(&info) ? -1 : 0;
}

static inline int nt_teardown(void **state)
{
	dxgk_nt_driver_remove(&info);
	dxgk_nt_exit();
	return host_test_teardown(state);
}

#endif /* TESTS_HOST_NT_FIXTURE_H */
