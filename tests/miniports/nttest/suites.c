// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* suites.c - all of them. */
#include "nttest.h"

#define NT_SUITES(suite) \
	suite(bitmap) \
	suite(callback) \
	suite(cpu) \
	suite(deferred) \
	suite(dispatcher) \
	suite(dma) \
	suite(driver) \
	suite(event) \
	suite(format) \
	suite(integer) \
	suite(iospace) \
	suite(irp) \
	suite(list) \
	suite(locks) \
	suite(mdl) \
	suite(memory) \
	suite(once) \
	suite(pool) \
	suite(query) \
	suite(registry) \
	suite(string) \
	suite(system) \
	suite(time) \
	suite(version)

#define NT_DECLARE(id) extern const struct nt_case nt_suite_##id[];
NT_SUITES(NT_DECLARE)

#define NT_LIST(id) nt_suite_##id,
const struct nt_case *const nt_suites[] = { NT_SUITES(NT_LIST) NULL };
