// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * Destructors of objects of static storage. The compiler registers each with
 * atexit() when its constructor is done; the glue runs them, last one first,
 * after the miniport was unloaded.
 */
#include "crt.h"

struct crt_exit {
	struct crt_exit *next;
	union {
		void (*plain)(void);
		void (*with_arg)(void *arg);
	};
	void *arg;
	int has_arg;
};

/* Enough for most drivers without an allocation that could fail. */
static struct crt_exit crt_exit_pool[32];
static unsigned int crt_exit_used;
static struct crt_exit *crt_exit_list;

#define CRT_EXIT_TAG 0x78654b44 /* DKex */

/*
 * Runs in the constructors, one thread at a time: module init, or (function
 * statics) where the driver says so, as without thread-safe statics on Windows.
 */
static struct crt_exit *crt_exit_new(void)
{
	struct crt_exit *e;

	if (crt_exit_used < sizeof(crt_exit_pool) / sizeof(crt_exit_pool[0]))
		e = &crt_exit_pool[crt_exit_used++];
	else
		e = ExAllocatePoolWithTag(512 /* NonPagedPoolNx */, sizeof(*e), CRT_EXIT_TAG);
	if (!e)
		return 0;
	e->next = crt_exit_list;
	crt_exit_list = e;
	return e;
}

int atexit(void (*fn)(void))
{
	struct crt_exit *e = crt_exit_new();

	if (!e)
		return -1;
	e->plain = fn;
	e->has_arg = 0;
	return 0;
}

/* The form compilers use with -fuse-cxa-atexit. */
int __cxa_atexit(void (*fn)(void *arg), void *arg, void *dso)
{
	struct crt_exit *e = crt_exit_new();

	(void)dso;
	if (!e)
		return -1;
	e->with_arg = fn;
	e->arg = arg;
	e->has_arg = 1;
	return 0;
}

void __miniport_run_atexit(void)
{
	struct crt_exit *e;

	while ((e = crt_exit_list)) {
		crt_exit_list = e->next;
		if (e->has_arg)
			e->with_arg(e->arg);
		else
			e->plain();
		if (e < crt_exit_pool ||
		    e >= crt_exit_pool + sizeof(crt_exit_pool) / sizeof(crt_exit_pool[0]))
			ExFreePoolWithTag(e, CRT_EXIT_TAG);
	}
}
