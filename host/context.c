// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* context.c - where a thread stands: IRQL, what it may do; and the clock. */
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "internal.h"

__thread struct host_thread host_self;

static atomic_ullong time_offset;

void host_bug(const char *fmt, ...)
{
	va_list ap;

	fflush(stdout);
	fputs("host: BUG: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

void host_might_sleep(const char *what)
{
	if (host_self.spins)
		host_bug("%s: sleeps under a spin lock", what);
	if (host_self.irql >= HOST_DISPATCH)
		host_bug("%s: sleeps at IRQL %u", what, host_self.irql);
}

dxgk_u8 dxgk_os_irql_get(void)
{
	return host_self.irql;
}

dxgk_u8 dxgk_os_irql_raise(dxgk_u8 level)
{
	dxgk_u8 old = host_self.irql;

	if (level < old)
		host_bug("dxgk_os_irql_raise: from %u down to %u", old, level);
	host_self.irql = level;
	return old;
}

void dxgk_os_irql_lower(dxgk_u8 level)
{
	if (level > host_self.irql)
		host_bug("dxgk_os_irql_lower: from %u up to %u", host_self.irql, level);
	host_self.irql = level;
}

void host_irql_set(dxgk_u8 level)
{
	host_self.irql = level;
}

/* Deferred calls have a thread of their own; a handler runs on top of another. */
dxgk_uptr dxgk_os_context(void)
{
	return (dxgk_uptr)&host_self + host_self.nested;
}

dxgk_u64 dxgk_os_time_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (dxgk_u64)ts.tv_sec * 1000000000ull + (dxgk_u64)ts.tv_nsec +
	       atomic_load(&time_offset);
}

dxgk_u64 dxgk_os_time_coarse_ns(void)
{
	return dxgk_os_time_ns();
}

void host_time_advance(dxgk_u64 ns)
{
	atomic_fetch_add(&time_offset, ns);
}
