// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* os_test.c - the user-space backend keeps os.h's promises. */
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "test.h"

#define PAGE 4096ull

/* In place of the core's: what the backend tells when a user mapping goes. */
static int gone[8];

void dxgk_map_user_gone(void *owner)
{
	(*(int *)owner)++;
}

/* --------------------------------------------------------------------- memory */

static void alloc_gives_memory(void **state)
{
	char *p = dxgk_os_alloc(100, DXGK_OS_ALLOC_ZERO);
	int i;

	assert_non_null(p);
	assert_int_equal((uintptr_t)p & 15, 0);
	for (i = 0; i < 100; i++)
		assert_int_equal(p[i], 0);
	assert_int_equal(host_alloc_live(), 1);
	dxgk_os_free(p);
	dxgk_os_free(NULL);
	assert_null(dxgk_os_alloc(0, 0));
}

static void nth_allocation_fails(void **state)
{
	void *p[3];

	host_fail_nth(2);
	p[0] = dxgk_os_alloc(1, 0);
	assert_false(host_fail_hit());
	p[1] = dxgk_os_alloc(1, DXGK_OS_ALLOC_ATOMIC);
	assert_true(host_fail_hit());
	p[2] = dxgk_os_alloc(1, 0);
	assert_non_null(p[0]);
	assert_null(p[1]);
	assert_non_null(p[2]);
	dxgk_os_free(p[0]);
	dxgk_os_free(p[2]);
}

static void every_failure_is_reached(void **state)
{
	unsigned long runs = 0, good = 0;

	host_for_each_failure(n) {
		void *a = dxgk_os_alloc(1, 0), *b = a ? dxgk_os_alloc(1, 0) : NULL;

		runs++;
		if (a && b)
			good++;
		dxgk_os_free(b);
		dxgk_os_free(a);
	}
	assert_int_equal(runs, 3);
	assert_int_equal(good, 1);
}

/* ---------------------------------------------------------------------- locks */

static void *set_later(void *arg)
{
	usleep(20000);
	dxgk_os_event_set(arg);
	return NULL;
}

static void events_wake_and_time_out(void **state)
{
	struct dxgk_os_event e;
	pthread_t t;

	dxgk_os_event_init(&e, false);
	assert_false(dxgk_os_event_wait(&e, 0));
	assert_false(dxgk_os_event_wait(&e, 1000000));
	pthread_create(&t, NULL, set_later, &e);
	assert_true(dxgk_os_event_wait(&e, ~0ull));
	pthread_join(t, NULL);
	assert_true(dxgk_os_event_wait(&e, 0));
	dxgk_os_event_clear(&e);
	assert_false(dxgk_os_event_wait(&e, 0));
	dxgk_os_event_fini(&e);
}

static void locks_lock(void **state)
{
	struct dxgk_os_spinlock a, b;
	struct dxgk_os_mutex m;
	struct dxgk_os_rwsem s;
	unsigned long sa, sb;

	dxgk_os_spin_init(&a);
	dxgk_os_spin_init(&b);
	dxgk_os_mutex_init(&m);
	dxgk_os_rwsem_init(&s);
	dxgk_os_mutex_lock(&m);
	dxgk_os_mutex_assert(&m);
	dxgk_os_rwsem_write(&s);
	dxgk_os_rwsem_assert_write(&s);
	dxgk_os_rwsem_assert(&s);
	sa = dxgk_os_spin_lock(&a);
	sb = dxgk_os_spin_lock(&b);
	dxgk_os_spin_assert(&a);
	dxgk_os_spin_assert(&b);
	dxgk_os_spin_unlock(&b, sb);
	dxgk_os_spin_unlock(&a, sa);
	dxgk_os_rwsem_write_done(&s);
	dxgk_os_rwsem_read(&s);
	dxgk_os_rwsem_assert(&s);
	dxgk_os_rwsem_read_done(&s);
	dxgk_os_mutex_unlock(&m);
	assert_true(dxgk_os_mutex_trylock(&m));
	dxgk_os_mutex_unlock(&m);
	dxgk_os_mutex_fini(&m);
	dxgk_os_rwsem_fini(&s);
}

/* -------------------------------------------------------------------- indexes */

#define MANY 3000

static void trees_stay_ordered(void **state)
{
	static struct dxgk_os_tree_node node[MANY];
	static bool in[MANY];
	struct dxgk_os_tree t;
	int i, j;

	dxgk_os_tree_init(&t);
	assert_null(dxgk_os_tree_ceil(&t, 0, 0));
	for (i = 0; i < MANY; i++) {
		node[i].k1 = (dxgk_u64)i / 3;
		node[i].k2 = (dxgk_u64)(i % 3) * 10;
		in[i] = false;
	}
	srand(1);
	for (i = 0; i < 20 * MANY; i++) {
		struct dxgk_os_tree_node *n;

		j = rand() % MANY;
		if (in[j])
			dxgk_os_tree_remove(&t, &node[j]);
		else
			dxgk_os_tree_insert(&t, &node[j]);
		in[j] = !in[j];
		j = rand() % MANY;
		n = dxgk_os_tree_ceil(&t, node[j].k1, node[j].k2);
		while (j < MANY && !in[j])
			j++;
		assert_ptr_equal(n, j < MANY ? &node[j] : NULL);
	}
	for (j = 0; j < MANY; j++)
		if (in[j])
			dxgk_os_tree_remove(&t, &node[j]);
	assert_null(dxgk_os_tree_ceil(&t, 0, 0));
}

static void range_sets_find_overlaps(void **state)
{
	static struct dxgk_os_range r[300];
	static bool in[300];
	struct dxgk_os_ranges set;
	int i, j;

	dxgk_os_ranges_init(&set);
	memset(in, 0, sizeof(in));
	srand(2);
	for (i = 0; i < 30000; i++) {
		dxgk_u64 first, last;
		struct dxgk_os_range *o;
		bool any = false;

		j = rand() % 300;
		if (in[j]) {
			dxgk_os_ranges_remove(&set, &r[j]);
		} else {
			r[j].first = (dxgk_u64)(rand() % 2000);
			r[j].last = r[j].first + (dxgk_u64)(rand() % (rand() % 20 ? 4 : 400));
			dxgk_os_ranges_insert(&set, &r[j]);
		}
		in[j] = !in[j];
		first = (dxgk_u64)(rand() % 2400);
		last = first + (dxgk_u64)(rand() % 5);
		for (j = 0; j < 300; j++)
			any |= in[j] && r[j].first <= last && r[j].last >= first;
		o = dxgk_os_ranges_overlap(&set, first, last);
		assert_int_equal(o != NULL, any);
		if (o)
			assert_true(o->first <= last && o->last >= first);
	}
}

/* -------------------------------------------------------------------- mapping */

static void system_mappings_alias(void **state)
{
	void *a, *b;

	host_phys_add(0xfd000000, 16 * PAGE, 0);
	assert_status(dxgk_os_map_system(0xfd000123, 2 * PAGE, DXGK_CACHE_WC, &a), 0);
	assert_status(dxgk_os_map_system(0xfd001000, 4, DXGK_CACHE_WC, &b), 0);
	assert_int_equal((uintptr_t)a & 0xfff, 0x123);
	*(volatile dxgk_u32 *)((char *)a + (0x1000 - 0x123)) = 0x12345678;
	assert_int_equal(*(volatile dxgk_u32 *)b, 0x12345678);
	assert_int_equal(*(dxgk_u32 *)host_phys(0xfd001000), 0x12345678);
	assert_int_equal(host_cache_of_system(a), DXGK_CACHE_WC);
	dxgk_os_unmap_system(a, 2 * PAGE);
	assert_int_equal(host_cache_of_system(a), DXGK_CACHE_COUNT);
	dxgk_os_unmap_system(b, 4);
}

static void live_cache_type_wins(void **state)
{
	struct host_foreign *f;
	void *a;

	host_phys_add(0xfd000000, 16 * PAGE, 0);
	f = host_foreign_map(0xfd002000, 1, DXGK_CACHE_UC);
	assert_status(dxgk_os_map_system(0xfd000000, 16 * PAGE, DXGK_CACHE_WC, &a), 0xc0000018);
	assert_status(dxgk_os_map_system(0xfd000000, 2 * PAGE, DXGK_CACHE_WC, &a), 0);
	dxgk_os_unmap_system(a, 2 * PAGE);
	host_foreign_unmap(f);
	assert_status(dxgk_os_map_system(0xfd000000, 16 * PAGE, DXGK_CACHE_WC, &a), 0);
	dxgk_os_unmap_system(a, 16 * PAGE);
}

static void machine_forbids_write_back(void **state)
{
	void *a;

	host_phys_add(0xfd000000, PAGE, HOST_PHYS_NO_WB);
	assert_status(dxgk_os_map_system(0xfd000000, PAGE, DXGK_CACHE_WB, &a), 0);
	assert_int_equal(host_cache_of_system(a), DXGK_CACHE_UC);
	dxgk_os_unmap_system(a, PAGE);
	host_phys_add(0x100000, PAGE, HOST_PHYS_RAM);
	assert_status(dxgk_os_map_system(0x100800, 4, DXGK_CACHE_WB, &a), 0xc000000d);
	assert_true(dxgk_os_is_ram(0x100fff, PAGE));
	assert_false(dxgk_os_is_ram(0x101000, PAGE));
}

static void unbacked_mappings_are_many(void **state)
{
	static void *va[100000];
	int i;

	host_phys_add(0x100000000ull, 1ull << 40, HOST_PHYS_UNBACKED);
	for (i = 0; i < 100000; i++)
		assert_status(dxgk_os_map_system(0x100000000ull + (dxgk_u64)i * 512, 0xffffffff,
						 DXGK_CACHE_UC, &va[i]), 0);
	for (i = 0; i < 100000; i++)
		dxgk_os_unmap_system(va[i], 0xffffffff);
}

static void ports_are_their_numbers(void **state)
{
	void *a, *b;

	assert_status(dxgk_os_map_port(0x1ce, 2, &a), 0);
	assert_status(dxgk_os_map_port(0x1ce, 2, &b), 0);
	assert_int_equal((uintptr_t)a, 0x1ce);
	assert_ptr_equal(a, b);
	dxgk_os_unmap_port(a, 2);
	assert_int_equal(host_port_mappings(), 1);
	dxgk_os_unmap_port(b, 2);
}

/* ------------------------------------------------------------------ processes */

static void user_mappings_are_of_a_process(void **state)
{
	struct dxgk_os_device *dev = host_device_create("dev");
	struct host_process *p = host_process_create(), *q = host_process_create();
	struct dxgk_os_umap *up, *uq;
	dxgk_u32 x = 0xabcd, y = 0;
	void *vp, *vq;

	memset(gone, 0, sizeof(gone));
	host_phys_add(0xfd000000, 16 * PAGE, 0);
	assert_int_equal(dxgk_os_process(), 0);
	host_process_enter(p);
	assert_int_equal(dxgk_os_process(), host_process_key(p));
	assert_status(dxgk_os_map_user(dev, 0xfd000010, 4, DXGK_CACHE_WC, &gone[0], &vp, &up), 0);
	host_process_enter(q);
	assert_status(dxgk_os_map_user(dev, 0xfd000010, 4, DXGK_CACHE_WC, &gone[1], &vq, &uq), 0);
	assert_ptr_equal(vp, vq);
	assert_int_equal(host_user_write(p, (uintptr_t)vp, &x, 4), HOST_OK);
	assert_int_equal(host_user_read(q, (uintptr_t)vq, &y, 4), HOST_OK);
	assert_int_equal(y, 0xabcd);
	assert_int_equal(host_cache_of_user(q, (uintptr_t)vq), DXGK_CACHE_WC);
	dxgk_os_unmap_user(uq);
	assert_int_equal(gone[1], 1);
	assert_int_equal(host_user_read(q, (uintptr_t)vq, &y, 4), HOST_SEGV);
	dxgk_os_umap_put(uq);
	host_process_exit(q);
	host_process_exit(p);
	assert_int_equal(gone[0], 1);
	dxgk_os_umap_put(up);
	host_device_destroy(dev);
}

static void unmap_leaves_the_programs_memory_alone(void **state)
{
	struct dxgk_os_device *dev = host_device_create("dev");
	struct host_process *p = host_process_create();
	struct dxgk_os_umap *u;
	void *va;

	memset(gone, 0, sizeof(gone));
	host_process_enter(p);
	assert_status(dxgk_os_map_user(dev, 0xfd000000, PAGE, DXGK_CACHE_UC, &gone[0], &va, &u),
		      0);
	assert_true(host_process_munmap(p, (uintptr_t)va));
	assert_int_equal(gone[0], 1);
	assert_true(host_process_mmap(p, (uintptr_t)va, PAGE));
	dxgk_os_unmap_user(u);
	assert_int_equal(gone[0], 1);
	assert_int_equal(host_process_at(p, (uintptr_t)va), 1);
	dxgk_os_umap_put(u);
	host_process_set_exiting(p, true);
	assert_true(dxgk_os_process_exiting());
	assert_status(dxgk_os_map_user(dev, 0xfd000000, PAGE, DXGK_CACHE_UC, &gone[0], &va, &u),
		      0xc000010a);
	host_process_exit(p);
	host_device_destroy(dev);
}

static void revoked_mappings_give_sigbus(void **state)
{
	struct dxgk_os_device *dev = host_device_create("dev");
	struct host_process *p = host_process_create();
	struct dxgk_os_umap *u, *w;
	dxgk_u32 x = 1;
	void *va, *wa;

	host_phys_add(0xfd000000, PAGE, 0);
	host_process_enter(p);
	assert_status(dxgk_os_map_user(dev, 0xfd000000, PAGE, DXGK_CACHE_UC, &gone[0], &va, &u),
		      0);
	dxgk_os_revoke_user(dev, false);
	assert_int_equal(host_user_write(p, (uintptr_t)va, &x, 4), HOST_SIGBUS);
	assert_status(dxgk_os_map_user(dev, 0xfd000000, PAGE, DXGK_CACHE_UC, &gone[1], &wa, &w),
		      0xc00002b6);
	dxgk_os_allow_user(dev);
	assert_int_equal(host_user_write(p, (uintptr_t)va, &x, 4), HOST_SIGBUS);
	assert_status(dxgk_os_map_user(dev, 0xfd000000, PAGE, DXGK_CACHE_UC, &gone[1], &wa, &w),
		      0);
	assert_int_equal(host_user_write(p, (uintptr_t)wa, &x, 4), HOST_OK);
	dxgk_os_unmap_user(u);
	dxgk_os_unmap_user(w);
	dxgk_os_umap_put(u);
	dxgk_os_umap_put(w);
	host_process_exit(p);
	host_device_destroy(dev);
}

struct hammer { struct host_process *p; dxgk_u64 va; atomic_int done; };

static void *hammer(void *arg)
{
	struct hammer *h = arg;
	dxgk_u32 x = 7;

	if (host_user_write(h->p, h->va, &x, 4) == HOST_OK)
		h->done = 1;
	return NULL;
}

static void accesses_wait_for_d0(void **state)
{
	struct dxgk_os_device *dev = host_device_create("dev");
	struct hammer h = { host_process_create(), 0, 0 };
	struct dxgk_os_umap *u;
	pthread_t t;
	void *va;

	host_phys_add(0xfd000000, PAGE, 0);
	host_process_enter(h.p);
	assert_status(dxgk_os_map_user(dev, 0xfd000000, PAGE, DXGK_CACHE_UC, &gone[0], &va, &u),
		      0);
	h.va = (uintptr_t)va;
	dxgk_os_suspend_user(dev);
	pthread_create(&t, NULL, hammer, &h);
	usleep(20000);
	assert_int_equal(h.done, 0);
	dxgk_os_resume_user(dev);
	pthread_join(t, NULL);
	assert_int_equal(h.done, 1);
	host_process_exit(h.p);
	dxgk_os_umap_put(u);
	host_device_destroy(dev);
}

/* -------------------------------------------------------------------- devices */

static atomic_int isr_irql;

static bool test_isr(void *arg, dxgk_u32 message)
{
	isr_irql = dxgk_os_irql_get();
	return message == 1;
}

static bool irql_inside(void *arg)
{
	*(int *)arg = dxgk_os_irql_get();
	return true;
}

static void interrupts(void **state)
{
	struct dxgk_os_device *dev = host_device_create("dev");
	int irql = 0;

	host_device_handler(dev, test_isr, dev);
	host_device_set_messages(dev, 2);
	assert_false(host_device_interrupt(dev, 1));
	assert_status(dxgk_os_irq_connect(dev), 0);
	assert_true(host_device_interrupt(dev, 1));
	assert_true(isr_irql > 2);
	assert_int_equal(dxgk_os_irql_get(), 0);
	/* The IRQL is the caller's to raise. */
	assert_true(dxgk_os_irq_synchronize(dev, 1, irql_inside, &irql));
	assert_int_equal(irql, 0);
	dxgk_os_irq_disconnect(dev);
	assert_false(host_device_interrupt(dev, 1));
	host_device_destroy(dev);
}

static void config_space_ends(void **state)
{
	struct dxgk_os_device *dev = host_device_create("dev");
	static const char rom[] = { 0x55, (char)0xaa, 3 };
	unsigned char buf[8];
	dxgk_u32 done;

	memcpy(host_device_config(dev), "\x34\x12\x11\x11", 4);
	assert_status(dxgk_os_dev_read(dev, DXGK_SPACE_CONFIG, buf, 0, 4, &done), 0);
	assert_int_equal(done, 4);
	assert_memory_equal(buf, "\x34\x12\x11\x11", 4);
	assert_status(dxgk_os_dev_read(dev, DXGK_SPACE_CONFIG, buf, 4092, 8, &done), 0);
	assert_int_equal(done, 4);
	assert_status(dxgk_os_dev_read(dev, DXGK_SPACE_ROM, buf, 0, 4, &done), 0xc00000bb);
	host_device_rom(dev, rom, 3);
	assert_status(dxgk_os_dev_read(dev, DXGK_SPACE_ROM, buf, 1, 4, &done), 0);
	assert_int_equal(done, 2);
	host_device_set_present(dev, false);
	assert_false(dxgk_os_dev_present(dev));
	assert_status(dxgk_os_dev_read(dev, DXGK_SPACE_CONFIG, buf, 0, 4, &done), 0xc00002b6);
	host_device_destroy(dev);
}

/* ------------------------------------------------------------------------ log */

static void log_is_kept(void **state)
{
	char want[64];

	dxgk_os_log(DXGK_LOG_WARN, NULL, "%s has %u of %#llx, %*d|%-4d|%02x", "it", 3u,
		    0x123456789abcull, 5, 42, 7, 0xa);
	assert_string_equal(host_log_line(0), "it has 3 of 0x123456789abc,    42|7   |0a");
	assert_int_equal(host_log_count(DXGK_LOG_ERR, NULL), 0);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "of 0x"), 1);
	dxgk_os_log(DXGK_LOG_ERR, NULL, "at %pS", (void *)host_test_setup);
	assert_string_equal(host_log_line(1), "at host_test_setup+0x0");
	snprintf(want, sizeof(want), "to %p", (void *)want);
	dxgk_os_log(DXGK_LOG_INFO, NULL, "to %pK", (void *)want);
	assert_string_equal(host_log_line(2), want);
}

static const struct CMUnitTest tests[] = {
	host_test(alloc_gives_memory),
	host_test(nth_allocation_fails),
	host_test(every_failure_is_reached),
	host_test(events_wake_and_time_out),
	host_test(locks_lock),
	host_test(trees_stay_ordered),
	host_test(range_sets_find_overlaps),
	host_test(system_mappings_alias),
	host_test(live_cache_type_wins),
	host_test(machine_forbids_write_back),
	host_test(unbacked_mappings_are_many),
	host_test(ports_are_their_numbers),
	host_test(user_mappings_are_of_a_process),
	host_test(unmap_leaves_the_programs_memory_alone),
	host_test(revoked_mappings_give_sigbus),
	host_test(accesses_wait_for_d0),
	host_test(interrupts),
	host_test(config_space_ends),
	host_test(log_is_kept),
};

HOST_TEST_MAIN(tests)
