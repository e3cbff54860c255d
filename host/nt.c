// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* nt.c - services below the NT runtime: pool memory, addresses, stopping. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "internal.h"

/* This machine has no more in one piece. */
#define HOST_MEMORY (1ull << 32)

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(p, n)	__asan_poison_memory_region(p, n)
#define UNPOISON(p, n)	__asan_unpoison_memory_region(p, n)
#else
#define POISON(p, n)	((void)(p), (void)(n))
#define UNPOISON(p, n)	((void)(p), (void)(n))
#endif

void *dxgk_os_block_alloc(dxgk_size bytes, dxgk_size used, unsigned int flags)
{
	bool pages = !(bytes & HOST_PAGE_MASK);
	void *p;

	if (!(flags & DXGK_OS_ALLOC_ATOMIC))
		host_might_sleep("dxgk_os_block_alloc");
	if (!bytes || used > bytes || (!pages && (bytes < 32 || bytes > HOST_PAGE / 2 ||
						  (bytes & (bytes - 1)))))
		host_bug("dxgk_os_block_alloc(%zu, %zu)", bytes, used);
	if (host_should_fail() || bytes > HOST_MEMORY)
		return NULL;
	p = aligned_alloc(pages ? HOST_PAGE : bytes, bytes);
	if (!p)
		return NULL;
	memset(p, flags & DXGK_OS_ALLOC_ZERO ? 0 : 0xa5, bytes);
	POISON((char *)p + used, bytes - used);
	host_block_add(p, bytes);
	return p;
}

void dxgk_os_block_free(void *block, dxgk_size bytes)
{
	UNPOISON(block, bytes);
	host_block_del(block, bytes);
	free(block);
}

dxgk_s32 dxgk_os_wall_offset(void)
{
	time_t now = time(NULL);
	struct tm tm;

	localtime_r(&now, &tm);
	return (dxgk_s32)tm.tm_gmtoff;
}

dxgk_u64 dxgk_os_wall_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (dxgk_u64)ts.tv_sec * 1000000000ull + (dxgk_u64)ts.tv_nsec;
}

void dxgk_os_stall_ns(dxgk_u64 ns)
{
	dxgk_u64 end = dxgk_os_time_ns() + ns;

	while (dxgk_os_time_ns() < end)
		__builtin_ia32_pause();
}

/* ------------------------------------------------------------ processors and code */

static __thread unsigned int fpu_depth;

/* A process may use its registers at any time; only the nesting is watched. */
bool dxgk_os_fpu_begin(void)
{
	if (host_should_fail())
		return false;
	fpu_depth++;
	return true;
}

void dxgk_os_fpu_end(void)
{
	if (!fpu_depth--)
		host_bug("dxgk_os_fpu_end without a begin");
}

void dxgk_os_flush_caches(void)
{
	/* What a device model sees is this process's own memory. */
}

void dxgk_os_stack(dxgk_uptr *low, dxgk_uptr *high)
{
	pthread_attr_t attr;
	void *base;
	size_t size;

	if (pthread_getattr_np(pthread_self(), &attr) ||
	    pthread_attr_getstack(&attr, &base, &size))
		host_bug("no stack");
	pthread_attr_destroy(&attr);
	*low = (dxgk_uptr)base;
	*high = *low + size;
}

/* Of what is linked into this program; -rdynamic makes it visible. */
void *dxgk_os_export(const char *name)
{
	return dlsym(RTLD_DEFAULT, name);
}

/* ------------------------------------------------------------------- stopping */

static __thread jmp_buf *bugcheck_catch;
static __thread char bugcheck_text[256];

const char *host_expect_bugcheck(void (*fn)(void *arg), void *arg)
{
	struct host_thread saved = host_self;
	jmp_buf here, *outer = bugcheck_catch;

	bugcheck_text[0] = 0;
	bugcheck_catch = &here;
	if (!setjmp(here)) {
		fn(arg);
		bugcheck_catch = outer;
		return NULL;
	}
	bugcheck_catch = outer;
	host_self.irql = saved.irql;
	if (host_self.spins != saved.spins)
		host_bug("bug check with spin locks held: %s", bugcheck_text);
	return bugcheck_text;
}

void dxgk_os_bugcheck(const char *text)
{
	if (bugcheck_catch) {
		strncpy(bugcheck_text, text, sizeof(bugcheck_text) - 1);
		longjmp(*bugcheck_catch, 1);
	}
	host_bug("%s", text);
}

void dxgk_os_breakpoint(void)
{
}
