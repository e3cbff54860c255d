// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * lock.c - locks and events on pthreads.
 *
 * Every lock knows its owner, so that asserting and misuse are exact.  Order
 * between locks is checked by TSan, which sees plain pthread mutexes here.
 */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#include "internal.h"

struct spinlock {
	pthread_mutex_t m;
	_Atomic(struct host_thread *) owner;
	const char *name;
};

struct mutex {
	pthread_mutex_t m;
	_Atomic(struct host_thread *) owner;
	const char *name;
};

struct rwsem {
	pthread_rwlock_t rw;
	_Atomic(struct host_thread *) writer;
	const char *name;
};

struct event {
	pthread_mutex_t m;
	pthread_cond_t c;
	bool set;
};

_Static_assert(sizeof(struct spinlock) <= sizeof(struct dxgk_os_spinlock), "spinlock");
_Static_assert(sizeof(struct mutex) <= sizeof(struct dxgk_os_mutex), "mutex");
_Static_assert(sizeof(struct rwsem) <= sizeof(struct dxgk_os_rwsem), "rwsem");
_Static_assert(sizeof(struct event) <= sizeof(struct dxgk_os_event), "event");

static void check(int err, const char *what, const char *name)
{
	if (err)
		host_bug("%s(%s): %s", what, name, strerror(err));
}

void dxgk_os_spin_init_key(struct dxgk_os_spinlock *l, const char *name,
			   struct dxgk_os_lock_key *key)
{
	struct spinlock *s = (struct spinlock *)l;

	(void)key;
	pthread_mutex_init(&s->m, NULL);
	atomic_init(&s->owner, NULL);
	s->name = name;
}

unsigned long dxgk_os_spin_lock(struct dxgk_os_spinlock *l)
{
	struct spinlock *s = (struct spinlock *)l;

	if (atomic_load(&s->owner) == &host_self)
		host_bug("spin_lock(%s): already held", s->name);
	check(pthread_mutex_lock(&s->m), "spin_lock", s->name);
	atomic_store(&s->owner, &host_self);
	return host_self.spins++;
}

void dxgk_os_spin_unlock(struct dxgk_os_spinlock *l, unsigned long state)
{
	struct spinlock *s = (struct spinlock *)l;

	if (atomic_load(&s->owner) != &host_self)
		host_bug("spin_unlock(%s): not held", s->name);
	if (--host_self.spins != state)
		host_bug("spin_unlock(%s): not the last one taken", s->name);
	atomic_store(&s->owner, NULL);
	check(pthread_mutex_unlock(&s->m), "spin_unlock", s->name);
}

void dxgk_os_spin_assert(struct dxgk_os_spinlock *l)
{
	struct spinlock *s = (struct spinlock *)l;

	if (atomic_load(&s->owner) != &host_self)
		host_bug("%s is not held", s->name);
}

void dxgk_os_mutex_init_key(struct dxgk_os_mutex *mutex, const char *name,
			    struct dxgk_os_lock_key *key)
{
	struct mutex *m = (struct mutex *)mutex;

	(void)key;
	pthread_mutex_init(&m->m, NULL);
	atomic_init(&m->owner, NULL);
	m->name = name;
}

void dxgk_os_mutex_lock(struct dxgk_os_mutex *mutex)
{
	struct mutex *m = (struct mutex *)mutex;

	host_might_sleep("mutex_lock");
	if (atomic_load(&m->owner) == &host_self)
		host_bug("mutex_lock(%s): already held", m->name);
	check(pthread_mutex_lock(&m->m), "mutex_lock", m->name);
	atomic_store(&m->owner, &host_self);
}

bool dxgk_os_mutex_trylock(struct dxgk_os_mutex *mutex)
{
	struct mutex *m = (struct mutex *)mutex;
	int err;

	host_might_sleep("mutex_trylock");
	err = pthread_mutex_trylock(&m->m);
	if (err == EBUSY)
		return false;
	check(err, "mutex_trylock", m->name);
	atomic_store(&m->owner, &host_self);
	return true;
}

void dxgk_os_mutex_unlock(struct dxgk_os_mutex *mutex)
{
	struct mutex *m = (struct mutex *)mutex;

	if (atomic_load(&m->owner) != &host_self)
		host_bug("mutex_unlock(%s): not held", m->name);
	atomic_store(&m->owner, NULL);
	check(pthread_mutex_unlock(&m->m), "mutex_unlock", m->name);
}

void dxgk_os_mutex_assert(struct dxgk_os_mutex *mutex)
{
	struct mutex *m = (struct mutex *)mutex;

	if (atomic_load(&m->owner) != &host_self)
		host_bug("%s is not held", m->name);
}

void dxgk_os_mutex_fini(struct dxgk_os_mutex *mutex)
{
	struct mutex *m = (struct mutex *)mutex;

	check(pthread_mutex_destroy(&m->m), "mutex_fini", m->name);
}

void dxgk_os_rwsem_init_key(struct dxgk_os_rwsem *sem, const char *name,
			    struct dxgk_os_lock_key *key)
{
	struct rwsem *s = (struct rwsem *)sem;

	(void)key;
	pthread_rwlock_init(&s->rw, NULL);
	atomic_init(&s->writer, NULL);
	s->name = name;
}

void dxgk_os_rwsem_read(struct dxgk_os_rwsem *sem)
{
	struct rwsem *s = (struct rwsem *)sem;

	host_might_sleep("rwsem_read");
	if (atomic_load(&s->writer) == &host_self)
		host_bug("rwsem_read(%s): held for writing", s->name);
	check(pthread_rwlock_rdlock(&s->rw), "rwsem_read", s->name);
}

void dxgk_os_rwsem_read_done(struct dxgk_os_rwsem *sem)
{
	struct rwsem *s = (struct rwsem *)sem;

	if (atomic_load(&s->writer))
		host_bug("rwsem_read_done(%s): held for writing", s->name);
	check(pthread_rwlock_unlock(&s->rw), "rwsem_read_done", s->name);
}

void dxgk_os_rwsem_write(struct dxgk_os_rwsem *sem)
{
	struct rwsem *s = (struct rwsem *)sem;

	host_might_sleep("rwsem_write");
	check(pthread_rwlock_wrlock(&s->rw), "rwsem_write", s->name);
	atomic_store(&s->writer, &host_self);
}

void dxgk_os_rwsem_write_done(struct dxgk_os_rwsem *sem)
{
	struct rwsem *s = (struct rwsem *)sem;

	if (atomic_load(&s->writer) != &host_self)
		host_bug("rwsem_write_done(%s): not held", s->name);
	atomic_store(&s->writer, NULL);
	check(pthread_rwlock_unlock(&s->rw), "rwsem_write_done", s->name);
}

void dxgk_os_rwsem_assert(struct dxgk_os_rwsem *sem)
{
	struct rwsem *s = (struct rwsem *)sem;

	/* Whoever it is that holds it: readers are not told apart. */
	if (!pthread_rwlock_trywrlock(&s->rw))
		host_bug("%s is not held", s->name);
}

void dxgk_os_rwsem_assert_write(struct dxgk_os_rwsem *sem)
{
	struct rwsem *s = (struct rwsem *)sem;

	if (atomic_load(&s->writer) != &host_self)
		host_bug("%s is not held for writing", s->name);
}

void dxgk_os_rwsem_fini(struct dxgk_os_rwsem *sem)
{
	struct rwsem *s = (struct rwsem *)sem;

	check(pthread_rwlock_destroy(&s->rw), "rwsem_fini", s->name);
}

void dxgk_os_event_init(struct dxgk_os_event *event, bool set)
{
	struct event *e = (struct event *)event;
	pthread_condattr_t attr;

	pthread_mutex_init(&e->m, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&e->c, &attr);
	pthread_condattr_destroy(&attr);
	e->set = set;
}

void dxgk_os_event_set(struct dxgk_os_event *event)
{
	struct event *e = (struct event *)event;

	pthread_mutex_lock(&e->m);
	e->set = true;
	pthread_cond_broadcast(&e->c);
	pthread_mutex_unlock(&e->m);
}

void dxgk_os_event_clear(struct dxgk_os_event *event)
{
	struct event *e = (struct event *)event;

	pthread_mutex_lock(&e->m);
	e->set = false;
	pthread_mutex_unlock(&e->m);
}

enum dxgk_wait dxgk_os_event_wait_until(struct dxgk_os_event *event, dxgk_u64 deadline,
					bool killable)
{
	struct event *e = (struct event *)event;
	enum dxgk_wait result = DXGK_WAIT_SET;

	host_might_sleep("event_wait_until");
	pthread_mutex_lock(&e->m);
	while (!e->set && result == DXGK_WAIT_SET) {
		dxgk_u64 now = dxgk_os_time_ns();
		struct timespec ts;

		if (killable && dxgk_os_process_exiting()) {
			result = DXGK_WAIT_KILLED;
		} else if (deadline != ~0ull && now >= deadline) {
			result = DXGK_WAIT_TIMEOUT;
		} else if (deadline == ~0ull && !killable) {
			pthread_cond_wait(&e->c, &e->m);
		} else {
			/* Simulated time may jump, a process be killed: look often. */
			dxgk_u64 left = deadline - now < 1000000 ? deadline - now : 1000000;

			clock_gettime(CLOCK_MONOTONIC, &ts);
			ts.tv_nsec += (long)left;
			if (ts.tv_nsec >= 1000000000) {
				ts.tv_sec++;
				ts.tv_nsec -= 1000000000;
			}
			pthread_cond_timedwait(&e->c, &e->m, &ts);
		}
	}
	if (e->set)
		result = DXGK_WAIT_SET;
	pthread_mutex_unlock(&e->m);
	return result;
}

bool dxgk_os_event_wait(struct dxgk_os_event *event, dxgk_u64 timeout_ns)
{
	struct event *e = (struct event *)event;
	struct timespec ts;
	bool set;

	host_might_sleep("event_wait");
	clock_gettime(CLOCK_MONOTONIC, &ts);
	if (timeout_ns != ~0ull) {
		dxgk_u64 ns = (dxgk_u64)ts.tv_nsec + timeout_ns % 1000000000ull;
		dxgk_u64 s = timeout_ns / 1000000000ull + ns / 1000000000ull;

		ts.tv_sec += (time_t)s;
		ts.tv_nsec = (long)(ns % 1000000000ull);
	}
	pthread_mutex_lock(&e->m);
	while (!e->set) {
		if (timeout_ns == ~0ull)
			pthread_cond_wait(&e->c, &e->m);
		else if (pthread_cond_timedwait(&e->c, &e->m, &ts) == ETIMEDOUT)
			break;
	}
	set = e->set;
	pthread_mutex_unlock(&e->m);
	return set;
}

void dxgk_os_event_fini(struct dxgk_os_event *event)
{
	struct event *e = (struct event *)event;

	check(pthread_cond_destroy(&e->c), "event_fini", "event");
	check(pthread_mutex_destroy(&e->m), "event_fini", "event");
}
