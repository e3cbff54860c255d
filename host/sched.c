// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * sched.c - threads of the core, deferred calls, the timer, drivers' locks.
 *
 * Deferred calls and the timer have a thread each that runs while there is
 * something for it to do, so that both run beside drivers' threads as they
 * would on another processor.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "internal.h"

/* ------------------------------------------------------------------- threads */

struct dxgk_os_thread {
	pthread_t thread;
	void (*fn)(void *arg);
	void *arg;
	dxgk_u32 priority;
};

dxgk_uptr dxgk_os_thread(void)
{
	return (dxgk_uptr)&host_self;
}

dxgk_u32 dxgk_os_thread_id(void)
{
	return (dxgk_u32)gettid();
}

static __thread struct dxgk_os_thread *running;

void *dxgk_os_thread_arg(void)
{
	return running ? running->arg : NULL;
}

/* An interrupt or a deferred call is a thread of its own here. */
bool dxgk_os_in_thread(void)
{
	return true;
}

static void *thread_main(void *arg)
{
	struct dxgk_os_thread *t = arg;

	running = t;
	t->fn(t->arg);
	return NULL;
}

dxgk_status dxgk_os_thread_start(void (*fn)(void *arg), void *arg, const char *name,
				 struct dxgk_os_thread **thread)
{
	struct dxgk_os_thread *t;

	host_might_sleep("thread_start");
	if (host_should_fail())
		return HOST_INSUFFICIENT_RESOURCES;
	t = calloc(1, sizeof(*t));
	if (!t)
		return HOST_INSUFFICIENT_RESOURCES;
	t->fn = fn;
	t->arg = arg;
	t->priority = 8;
	*thread = t;
	if (pthread_create(&t->thread, NULL, thread_main, t)) {
		free(t);
		return HOST_INSUFFICIENT_RESOURCES;
	}
	return HOST_SUCCESS;
}

void dxgk_os_thread_exit(void)
{
	pthread_exit(NULL);
}

void dxgk_os_thread_join(struct dxgk_os_thread *t)
{
	host_might_sleep("thread_join");
	if (pthread_equal(t->thread, pthread_self()))
		host_bug("a thread joins itself");
	pthread_join(t->thread, NULL);
	free(t);
}

void dxgk_os_thread_priority(struct dxgk_os_thread *t, dxgk_u32 priority)
{
	if (!priority || priority > 31)
		host_bug("thread_priority(%u)", priority);
	t->priority = priority;
}

void dxgk_os_yield(void)
{
	host_might_sleep("yield");
	sched_yield();
}

dxgk_u32 dxgk_os_cpus(void)
{
	return (dxgk_u32)sysconf(_SC_NPROCESSORS_ONLN);
}

dxgk_u32 dxgk_os_cpu(void)
{
	int cpu = sched_getcpu();

	return cpu < 0 ? 0 : (dxgk_u32)cpu % dxgk_os_cpus();
}

struct dxgk_os_affinity {
	cpu_set_t set;
};

struct dxgk_os_affinity *dxgk_os_affinity_get(void)
{
	struct dxgk_os_affinity *a;

	host_might_sleep("affinity_get");
	a = host_should_fail() ? NULL : malloc(sizeof(*a));
	if (a && pthread_getaffinity_np(pthread_self(), sizeof(a->set), &a->set))
		host_bug("affinity_get");
	return a;
}

void dxgk_os_affinity_set(dxgk_u64 mask)
{
	cpu_set_t set;
	unsigned int i;

	host_might_sleep("affinity_set");
	CPU_ZERO(&set);
	for (i = 0; i < 64; i++)
		if (mask >> i & 1)
			CPU_SET(i, &set);
	/* This process may have been confined to others: then it stays there. */
	pthread_setaffinity_np(pthread_self(), sizeof(set), &set);
}

void dxgk_os_affinity_put(struct dxgk_os_affinity *a)
{
	host_might_sleep("affinity_put");
	if (pthread_setaffinity_np(pthread_self(), sizeof(a->set), &a->set))
		host_bug("affinity_put");
	free(a);
}

struct each_cpu {
	void (*fn)(void *arg, bool here);
	void *arg;
	pthread_barrier_t start;
	dxgk_u8 irql;
};

static void *each_cpu_main(void *arg)
{
	struct each_cpu *each = arg;

	host_self.irql = each->irql;
	pthread_barrier_wait(&each->start);
	each->fn(each->arg, false);
	host_self.irql = 0;
	return NULL;
}

/* A thread stands for a processor here. */
bool dxgk_os_each_cpu(void (*fn)(void *arg, bool here), void *arg)
{
	struct each_cpu each = { .fn = fn, .arg = arg, .irql = HOST_DISPATCH };
	dxgk_u32 i, n = dxgk_os_cpus();
	pthread_t *threads;

	if (host_self.irql != HOST_DISPATCH)
		host_bug("each_cpu at IRQL %u", host_self.irql);
	threads = calloc(n, sizeof(*threads));
	if (!threads || pthread_barrier_init(&each.start, NULL, n))
		host_bug("each_cpu");
	for (i = 1; i < n; i++)
		if (pthread_create(&threads[i], NULL, each_cpu_main, &each))
			host_bug("each_cpu");
	pthread_barrier_wait(&each.start);
	fn(arg, true);
	for (i = 1; i < n; i++)
		pthread_join(threads[i], NULL);
	pthread_barrier_destroy(&each.start);
	free(threads);
	return true;
}

/* -------------------------------------------------------- calls for later */

/* A thread that calls @fn when it is asked to, or when it is time. */
struct caller {
	void (*fn)(void);
	pthread_mutex_t lock;
	pthread_cond_t cond;
	bool started, stop;		/* under lock */
	bool asked, running;		/* under lock */
	dxgk_u64 deadline;		/* under lock; ~0ull: none */
	pthread_t thread;
};

/* A core without a part of it links without that part. */
void dxgk_nt_deferred(dxgk_uptr context) __attribute__((weak));
void dxgk_nt_timer(void) __attribute__((weak));

static struct caller deferred = { .lock = PTHREAD_MUTEX_INITIALIZER, .deadline = ~0ull };
static struct caller timer = { .lock = PTHREAD_MUTEX_INITIALIZER, .deadline = ~0ull };

static void *caller_main(void *arg)
{
	struct caller *c = arg;

	host_self.interrupt = 1;
	pthread_mutex_lock(&c->lock);
	while (!c->stop) {
		bool due = c->asked;

		if (c->deadline != ~0ull && dxgk_os_time_ns() >= c->deadline)
			due = true;
		if (!due) {
			if (c->deadline == ~0ull) {
				pthread_cond_wait(&c->cond, &c->lock);
			} else {
				/* Simulated time may jump: look at it often. */
				struct timespec ts;
				dxgk_u64 left = c->deadline - dxgk_os_time_ns();

				clock_gettime(CLOCK_MONOTONIC, &ts);
				if (left > 1000000)
					left = 1000000;
				ts.tv_nsec += (long)left;
				if (ts.tv_nsec >= 1000000000) {
					ts.tv_sec++;
					ts.tv_nsec -= 1000000000;
				}
				pthread_cond_timedwait(&c->cond, &c->lock, &ts);
			}
			continue;
		}
		c->asked = false;
		c->deadline = ~0ull;
		c->running = true;
		pthread_mutex_unlock(&c->lock);
		c->fn();
		if (host_self.irql || host_self.spins)
			host_bug("a deferred call left IRQL %u, %u spin locks", host_self.irql,
				 host_self.spins);
		pthread_mutex_lock(&c->lock);
		c->running = false;
	}
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

static void caller_wake(struct caller *c, void (*fn)(void))
{
	pthread_condattr_t attr;

	if (!c->started) {
		c->fn = fn;
		c->stop = false;
		pthread_condattr_init(&attr);
		pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
		pthread_cond_init(&c->cond, &attr);
		pthread_condattr_destroy(&attr);
		if (pthread_create(&c->thread, NULL, caller_main, c))
			host_bug("no thread for deferred calls");
		c->started = true;
	}
	pthread_cond_signal(&c->cond);
}

static void caller_stop(struct caller *c)
{
	pthread_mutex_lock(&c->lock);
	c->asked = false;
	c->deadline = ~0ull;
	if (!c->started) {
		pthread_mutex_unlock(&c->lock);
		return;
	}
	c->stop = true;
	pthread_cond_signal(&c->cond);
	pthread_mutex_unlock(&c->lock);
	pthread_join(c->thread, NULL);
	pthread_cond_destroy(&c->cond);
	c->started = false;
}

static void deferred_call(void)
{
	dxgk_u8 irql = dxgk_os_irql_raise(2);

	if (dxgk_nt_deferred)
		dxgk_nt_deferred(dxgk_os_context());
	dxgk_os_irql_lower(irql);
}

void dxgk_os_deferred_kick(void)
{
	pthread_mutex_lock(&deferred.lock);
	deferred.asked = true;
	caller_wake(&deferred, deferred_call);
	pthread_mutex_unlock(&deferred.lock);
}

void host_deferred_flush(void)
{
	pthread_mutex_lock(&deferred.lock);
	while (deferred.asked || deferred.running) {
		pthread_mutex_unlock(&deferred.lock);
		sched_yield();
		pthread_mutex_lock(&deferred.lock);
	}
	pthread_mutex_unlock(&deferred.lock);
}

void dxgk_os_timer_set(dxgk_u64 deadline)
{
	pthread_mutex_lock(&timer.lock);
	timer.deadline = deadline;
	if (deadline != ~0ull)
		caller_wake(&timer, dxgk_nt_timer);
	pthread_mutex_unlock(&timer.lock);
}

/* The threads start when they are needed. */
dxgk_status dxgk_os_deferred_start(void)
{
	return host_should_fail() ? HOST_INSUFFICIENT_RESOURCES : HOST_SUCCESS;
}

void dxgk_os_deferred_stop(void)
{
	host_might_sleep("deferred_stop");
	/* A timer makes deferred calls. */
	caller_stop(&timer);
	caller_stop(&deferred);
}

/* ----------------------------------------------------------- locks of drivers */

void dxgk_os_relax(void)
{
	/* Whoever is waited for may need this processor. */
	sched_yield();
}

static void check_irql(const char *what)
{
	if (host_self.irql < HOST_DISPATCH)
		host_bug("%s at IRQL %u", what, host_self.irql);
}

/* A thread stands for a processor here. */
dxgk_u32 dxgk_os_driver_self(void)
{
	static atomic_uint last;

	if (!host_self.number)
		host_self.number = atomic_fetch_add(&last, 1) + 1;
	return host_self.number;
}

void dxgk_os_driver_lock(dxgk_u32 *lock)
{
	check_irql("driver_lock");
	while (__atomic_exchange_n(lock, 1, __ATOMIC_ACQUIRE))
		dxgk_os_relax();
}

bool dxgk_os_driver_trylock(dxgk_u32 *lock)
{
	check_irql("driver_trylock");
	return !__atomic_exchange_n(lock, 1, __ATOMIC_ACQUIRE);
}

void dxgk_os_driver_unlock(dxgk_u32 *lock)
{
	if (!__atomic_load_n(lock, __ATOMIC_RELAXED))
		host_bug("driver_unlock: not locked");
	__atomic_store_n(lock, 0, __ATOMIC_RELEASE);
}

bool dxgk_os_driver_locked(dxgk_u32 *lock)
{
	return __atomic_load_n(lock, __ATOMIC_ACQUIRE) != 0;
}
