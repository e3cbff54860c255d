// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * maptest: tells the test miniport of that name what to map and to unmap.
 *
 *	maptest [-d NODE] STEP [KEY=VALUE]... [-- STEP [KEY=VALUE]...]...
 *
 *	-d NODE     the device (default: the first card of driver dxgk)
 *
 * Each step prints one line, its name and then KEY=VALUE pairs; statuses are
 * NTSTATUS values in hexadecimal. Numbers are read as C reads them, and @N is
 * the address that the Nth map of this run gave (@: the last one), @N+OFFSET an
 * address inside.
 *
 *	info                          adapter, counters, one line per resource
 *	map      addr= len= cache= [port=1] [user=1] [nullptr=1]
 *	         [handle=own|stale|null|VALUE] [from=here|thread|irql] [irql=]
 *	         [count= stride= [forget=1]]
 *	unmap    va= [handle=] [from=] [irql=] [pointer=1] | bulk=1
 *	read, write
 *	         va= width= how=register|port|memory [count= buffer=1] [value=...]
 *	storm    map's keys, threads= iterations= [crowd=] [times=]: so many
 *	         threads of the program ask so many times
 *	script   at=add|start|stop|remove do=map|unmap [of=STEP] and map's or
 *	         unmap's keys
 *	result   index=               what became of a script's step; a mapping's
 *	                              address counts as if a map of this run gave it
 *	clear                         forget the script
 *	fail     [add= addstatus=] [start= startstatus=] [stop= stopstatus=]
 *	peek, poke
 *	         va= width= [value=]  the program itself loads or stores
 *	munmap   va= len=             the program unmaps
 *	attr     va=                  what its page tables hold there, or the
 *	                              kernel's (by the module pageattr)
 *	filemap  path= len=           the program maps a file, and keeps it
 *	put      path= text=          the program writes a file, as sysfs has them
 *	thread   STEP [KEY=VALUE]...  the step in another thread of the program
 *	hold                          wait for a signal
 *
 * A step may have expect=STATUS: another one is a failure. Exit status: 0 all
 * done, 1 something failed, 2 usage, 3 the device is gone.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <xf86drm.h>

#include <drm/dxgk_drm.h>

#include "maptest_escape.h"

#define MAX_VAS 65536

static int fd = -1;
static uint64_t vas[MAX_VAS];
static unsigned int va_count;
static const char *step = "start";
static int keys;
static char **key;
static bool used[64];
static bool failed;

static void usage(const char *what)
{
	fprintf(stderr, "maptest: %s: %s\n", step, what);
	exit(2);
}

/* ------------------------------------------------------------------- values */

static const char *text(const char *name)
{
	size_t len = strlen(name);
	int i;

	for (i = 0; i < keys; i++) {
		if (!strncmp(key[i], name, len) && key[i][len] == '=') {
			used[i] = true;
			return key[i] + len + 1;
		}
	}
	return NULL;
}

static uint64_t parse(const char *s)
{
	char *end;
	uint64_t v, index;

	if (*s == '@') {
		index = va_count ? va_count - 1 : 0;
		s++;
		if (*s && *s != '+')
			index = strtoull(s, (char **)&s, 0);
		if (index >= va_count)
			usage("no such address");
		v = vas[index];
		if (*s == '+')
			v += strtoull(s + 1, (char **)&s, 0);
		if (*s)
			usage("not an address");
		return v;
	}
	errno = 0;
	v = strtoull(s, &end, 0);
	if (errno || end == s || *end)
		usage("not a number");
	return v;
}

static uint64_t number(const char *name, uint64_t otherwise)
{
	const char *s = text(name);

	return s ? parse(s) : otherwise;
}

static uint64_t needed(const char *name)
{
	const char *s = text(name);

	if (!s) {
		fprintf(stderr, "maptest: %s: %s= is missing\n", step, name);
		exit(2);
	}
	return parse(s);
}

static unsigned int one_of(const char *name, const char *const *words, unsigned int count,
			   unsigned int otherwise)
{
	const char *s = text(name);
	unsigned int i;

	if (!s)
		return otherwise;
	for (i = 0; i < count; i++)
		if (words[i] && !strcmp(s, words[i]))
			return i;
	usage("a word it does not know");
	return 0;
}

#define ONE_OF(name, otherwise, ...)						\
	one_of(name, (const char *const[]){ __VA_ARGS__ },			\
	       sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *), otherwise)

/* ------------------------------------------------------------------ requests */

/* False when the device is gone. */
static bool try_call(void *data, uint32_t op, uint32_t size)
{
	struct maptest_header *h = data;
	struct drm_dxgk_escape args = { .data_ptr = (uintptr_t)data, .size = size };

	h->magic = MAPTEST_MAGIC;
	h->version = MAPTEST_VERSION;
	h->op = op;
	h->size = size;
	while (ioctl(fd, DRM_IOCTL_DXGK_ESCAPE, &args)) {
		if (errno == EINTR || errno == EAGAIN)
			continue;
		if (errno == ENODEV)
			return false;
		fprintf(stderr, "maptest: %s: escape: %s\n", step, strerror(errno));
		exit(1);
	}
	if (args.status < 0) {
		fprintf(stderr, "maptest: %s: escape: status %#x\n", step,
			(unsigned int)args.status);
		exit(1);
	}
	return true;
}

static void gone(void)
{
	printf("gone\n");
	exit(3);
}

static void call(void *data, uint32_t op, uint32_t size)
{
	if (!try_call(data, op, size))
		gone();
}

static void check(uint32_t status)
{
	const char *want = text("expect");

	if (want && status != (uint32_t)parse(want)) {
		fprintf(stderr, "maptest: %s: status %#x instead of %s\n", step, status, want);
		failed = true;
	}
}

static void read_handle(MAPTEST_U32 *handle, MAPTEST_U64 *value)
{
	const char *s = text("handle");

	*handle = MAPTEST_HANDLE_OWN;
	if (!s || !strcmp(s, "own"))
		return;
	if (!strcmp(s, "stale")) {
		*handle = MAPTEST_HANDLE_STALE;
	} else if (!strcmp(s, "null")) {
		*handle = MAPTEST_HANDLE_NULL;
	} else {
		*handle = MAPTEST_HANDLE_VALUE;
		*value = parse(s);
	}
}

static unsigned int read_from(void)
{
	return ONE_OF("from", MAPTEST_FROM_HERE, [MAPTEST_FROM_HERE] = "here",
		      [MAPTEST_FROM_THREAD] = "thread", [MAPTEST_FROM_IRQL] = "irql");
}

static void read_map(struct maptest_map *m)
{
	read_handle(&m->handle, &m->handle_value);
	m->address = needed("addr");
	m->length = (uint32_t)needed("len");
	m->cache = (uint32_t)needed("cache");
	m->in_io_space = (uint8_t)number("port", 0);
	m->map_to_user_mode = (uint8_t)number("user", 0);
	m->null_pointer = (uint8_t)number("nullptr", 0);
	m->from = read_from();
	m->irql = (uint32_t)number("irql", 0);
	m->count = (uint32_t)number("count", 1);
	m->stride = (uint32_t)number("stride", 0);
	m->forget = (uint8_t)number("forget", 0);
}

static void read_unmap(struct maptest_unmap *u)
{
	read_handle(&u->handle, &u->handle_value);
	if (number("bulk", 0)) {
		u->what = MAPTEST_UNMAP_BULK;
	} else {
		u->what = number("pointer", 0) ? MAPTEST_UNMAP_POINTER : MAPTEST_UNMAP_VALUE;
		u->virtual_address = text("of") ? 0 : needed("va");
	}
	u->from = read_from();
	u->irql = (uint32_t)number("irql", 0);
}

static void print_map(const struct maptest_map *m)
{
	printf("map status=0x%08x va=%#llx done=%u\n", m->status, m->virtual_address, m->done);
}

static void print_unmap(const struct maptest_unmap *u)
{
	printf("unmap status=0x%08x done=%u\n", u->status, u->done);
}

/* --------------------------------------------------------------------- steps */

static void do_info(void)
{
	static const char *const types[] = {
		[MAPTEST_RESOURCE_PORT] = "port", [MAPTEST_RESOURCE_INTERRUPT] = "interrupt",
		[MAPTEST_RESOURCE_MEMORY] = "memory", [MAPTEST_RESOURCE_MEMORY_LARGE] = "large",
	};
	struct maptest_info i = { 0 };
	unsigned int n;

	call(&i, MAPTEST_OP_INFO, sizeof(i));
	printf("info handle=%#llx stale=%#llx adds=%u starts=%u stops=%u removes=%u bulk=%u irql=%u\n",
	       i.device_handle, i.stale_handle, i.adds, i.starts, i.stops, i.removes, i.bulk,
	       i.irql);
	for (n = 0; n < i.resources && n < MAPTEST_RESOURCES; n++) {
		const struct maptest_resource *r = &i.resource[n];
		const char *type = r->type < sizeof(types) / sizeof(types[0]) ? types[r->type] : NULL;

		printf("resource type=%s start=%#llx length=%#llx flags=%#x\n",
		       type ? type : "other", r->start, r->length, r->flags);
	}
}

static void mapped(const struct maptest_map *m)
{
	print_map(m);
	if (m->done) {
		if (va_count == MAX_VAS)
			usage("too many maps");
		vas[va_count++] = m->virtual_address;
	}
	check(m->status);
}

static void do_map(void)
{
	struct maptest_map_op op = { 0 };

	read_map(&op.map);
	call(&op, MAPTEST_OP_MAP, sizeof(op));
	mapped(&op.map);
}

static void do_unmap(void)
{
	struct maptest_unmap_op op = { 0 };

	read_unmap(&op.unmap);
	call(&op, MAPTEST_OP_UNMAP, sizeof(op));
	print_unmap(&op.unmap);
	check(op.unmap.status);
}

static void do_access(bool write)
{
	struct maptest_access a = { 0 };
	const char *value = text("value");
	unsigned int i;

	a.virtual_address = needed("va");
	a.width = (uint32_t)number("width", 4);
	a.how = ONE_OF("how", MAPTEST_ACCESS_REGISTER, [MAPTEST_ACCESS_REGISTER] = "register",
		       [MAPTEST_ACCESS_PORT] = "port", [MAPTEST_ACCESS_MEMORY] = "memory");
	a.write = write;
	a.buffer = (uint8_t)number("buffer", 0);
	a.count = (uint32_t)number("count", 1);
	if (a.count > MAPTEST_ACCESS_DATA)
		usage("count is too large");
	/* One value, and from then on one more each. */
	for (i = 0; value && i < a.count; i++)
		a.data[i] = parse(value) + i;
	call(&a, MAPTEST_OP_ACCESS, sizeof(a));
	printf("%s value=", write ? "write" : "read");
	for (i = 0; i < a.count; i++)
		printf("%s%#llx", i ? "," : "", a.data[i]);
	printf("\n");
}

struct crowd {
	struct maptest_storm storm;	/* what to ask for, and then the sums */
	unsigned int times;
	bool gone;
};

static void *one_of_a_crowd(void *arg)
{
	struct crowd *c = arg;
	struct maptest_storm sum = { 0 };
	unsigned int i;

	for (i = 0; i < c->times && !c->gone; i++) {
		struct maptest_storm s = c->storm;

		c->gone = !try_call(&s, MAPTEST_OP_STORM, sizeof(s));
		if (c->gone)
			break;
		sum.mapped += s.mapped;
		sum.map_failures += s.map_failures;
		sum.unmapped += s.unmapped;
		sum.unmap_failures += s.unmap_failures;
		if (s.map_failures)
			sum.last_map_failure = s.last_map_failure;
		if (s.unmap_failures)
			sum.last_unmap_failure = s.last_unmap_failure;
	}
	c->storm = sum;
	return NULL;
}

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static void do_storm(void)
{
	struct crowd each[MAPTEST_STORM_THREADS], first = { 0 };
	struct maptest_storm s = { 0 };
	unsigned int i, count = (unsigned int)number("crowd", 1);
	pthread_t thread[MAPTEST_STORM_THREADS];
	bool lost = false;
	uint64_t began;

	if (!count || count > MAPTEST_STORM_THREADS)
		usage("a crowd of how many?");
	read_map(&first.storm.map);
	first.storm.threads = (uint32_t)number("threads", 0);
	first.storm.iterations = (uint32_t)needed("iterations");
	first.times = (unsigned int)number("times", 1);
	began = now();
	for (i = 0; i < count; i++) {
		each[i] = first;
		if (pthread_create(&thread[i], NULL, one_of_a_crowd, &each[i])) {
			fprintf(stderr, "maptest: storm: no thread\n");
			exit(1);
		}
	}
	for (i = 0; i < count; i++) {
		pthread_join(thread[i], NULL);
		s.mapped += each[i].storm.mapped;
		s.map_failures += each[i].storm.map_failures;
		s.unmapped += each[i].storm.unmapped;
		s.unmap_failures += each[i].storm.unmap_failures;
		if (each[i].storm.map_failures)
			s.last_map_failure = each[i].storm.last_map_failure;
		if (each[i].storm.unmap_failures)
			s.last_unmap_failure = each[i].storm.last_unmap_failure;
		lost |= each[i].gone;
	}
	printf("storm mapped=%u mapfailures=%u mapstatus=0x%08x "
	       "unmapped=%u unmapfailures=%u unmapstatus=0x%08x ns=%llu\n",
	       s.mapped, s.map_failures, s.last_map_failure,
	       s.unmapped, s.unmap_failures, s.last_unmap_failure,
	       (unsigned long long)(now() - began));
	if (lost)
		gone();
	check(s.last_map_failure);
}

static void do_script(void)
{
	struct maptest_script s = { 0 };
	const char *of = text("of");

	s.step.at = ONE_OF("at", 0, [MAPTEST_AT_ADD] = "add", [MAPTEST_AT_START] = "start",
			   [MAPTEST_AT_STOP] = "stop", [MAPTEST_AT_REMOVE] = "remove");
	s.step.action = ONE_OF("do", 0, [MAPTEST_DO_MAP] = "map", [MAPTEST_DO_UNMAP] = "unmap");
	if (s.step.action == MAPTEST_DO_MAP)
		read_map(&s.step.map);
	else if (s.step.action == MAPTEST_DO_UNMAP)
		read_unmap(&s.step.unmap);
	if (of)
		s.step.of_step = (uint32_t)parse(of) + 1;
	call(&s, MAPTEST_OP_SCRIPT_ADD, sizeof(s));
	printf("script index=%u\n", s.index);
}

static void do_result(void)
{
	struct maptest_script s = { .index = (uint32_t)needed("index") };

	call(&s, MAPTEST_OP_SCRIPT_READ, sizeof(s));
	printf("result runs=%u ", s.step.runs);
	if (s.step.action == MAPTEST_DO_MAP) {
		mapped(&s.step.map);
	} else {
		print_unmap(&s.step.unmap);
		check(s.step.unmap.status);
	}
}

static void do_clear(void)
{
	struct maptest_script_clear c = { 0 };

	call(&c, MAPTEST_OP_SCRIPT_CLEAR, sizeof(c));
	printf("clear\n");
}

static void do_fail(void)
{
	struct maptest_fail f = { 0 };

	f.add_count = (uint32_t)number("add", 0);
	f.add_status = (uint32_t)number("addstatus", 0xc0000001);
	f.start_count = (uint32_t)number("start", 0);
	f.start_status = (uint32_t)number("startstatus", 0xc0000001);
	f.stop_count = (uint32_t)number("stop", 0);
	f.stop_status = (uint32_t)number("stopstatus", 0xc0000001);
	call(&f, MAPTEST_OP_FAIL, sizeof(f));
	printf("fail\n");
}

static void do_touch(bool write)
{
	uint64_t va = needed("va"), value = write ? needed("value") : 0;
	unsigned int width = (unsigned int)number("width", 4);

	/* What it touches may be gone: the line says how far it came. */
	fflush(stdout);
	switch (width) {
	case 1:
		if (write)
			*(volatile uint8_t *)va = (uint8_t)value;
		else
			value = *(volatile uint8_t *)va;
		break;
	case 2:
		if (write)
			*(volatile uint16_t *)va = (uint16_t)value;
		else
			value = *(volatile uint16_t *)va;
		break;
	case 4:
		if (write)
			*(volatile uint32_t *)va = (uint32_t)value;
		else
			value = *(volatile uint32_t *)va;
		break;
	case 8:
		if (write)
			*(volatile uint64_t *)va = value;
		else
			value = *(volatile uint64_t *)va;
		break;
	default:
		usage("width is 1, 2, 4 or 8");
	}
	printf("%s value=%#llx\n", write ? "poke" : "peek", (unsigned long long)value);
}

static void do_munmap(void)
{
	uint64_t va = needed("va"), len = needed("len");

	if (munmap((void *)va, len)) {
		fprintf(stderr, "maptest: munmap: %s\n", strerror(errno));
		exit(1);
	}
	printf("munmap\n");
}

static void do_attr(void)
{
	char buf[128];
	ssize_t n;
	int f = open("/proc/pageattr", O_RDWR | O_CLOEXEC);

	n = snprintf(buf, sizeof(buf), "%#llx", (unsigned long long)needed("va"));
	if (f < 0 || write(f, buf, (size_t)n) != n || lseek(f, 0, SEEK_SET) < 0 ||
	    (n = read(f, buf, sizeof(buf) - 1)) <= 0) {
		fprintf(stderr, "maptest: attr: /proc/pageattr: %s\n", strerror(errno));
		exit(1);
	}
	buf[n] = 0;
	printf("attr %s", buf);
	close(f);
}

static void do_filemap(void)
{
	const char *path = text("path");
	uint64_t len = needed("len");
	int f = open(path ? path : "", O_RDWR | O_CLOEXEC);

	if (f < 0 || mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_SHARED, f, 0) == MAP_FAILED) {
		fprintf(stderr, "maptest: filemap: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	printf("filemap\n");
	close(f);
}

static void do_put(void)
{
	const char *path = text("path"), *what = text("text");
	int f = open(path ? path : "", O_WRONLY | O_CLOEXEC);

	if (f < 0 || !what || write(f, what, strlen(what)) != (ssize_t)strlen(what)) {
		fprintf(stderr, "maptest: put: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	printf("put\n");
	close(f);
}

static void on_signal(int sig)
{
	(void)sig;
}

static void do_hold(void)
{
	struct sigaction sa = { .sa_handler = on_signal };

	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGINT, &sa, NULL);
	printf("hold\n");
	fflush(stdout);
	pause();
}

static void run(int argc, char **argv);

struct words {
	int argc;
	char **argv;
};

static void *run_words(void *w)
{
	run(((struct words *)w)->argc, ((struct words *)w)->argv);
	return NULL;
}

static void run_in_thread(int argc, char **argv)
{
	struct words w = { argc, argv };
	pthread_t thread;

	if (!argc)
		usage("what in a thread?");
	if (pthread_create(&thread, NULL, run_words, &w)) {
		fprintf(stderr, "maptest: thread: no thread\n");
		exit(1);
	}
	pthread_join(thread, NULL);
}

static void run(int argc, char **argv)
{
	int i;

	if (!strcmp(argv[0], "thread")) {
		run_in_thread(argc - 1, argv + 1);
		return;
	}

	step = argv[0];
	key = argv + 1;
	keys = argc - 1;
	if (keys > (int)(sizeof(used) / sizeof(used[0])))
		usage("too many keys");
	memset(used, 0, sizeof(used));

	if (!strcmp(step, "info"))
		do_info();
	else if (!strcmp(step, "map"))
		do_map();
	else if (!strcmp(step, "unmap"))
		do_unmap();
	else if (!strcmp(step, "read") || !strcmp(step, "write"))
		do_access(step[0] == 'w');
	else if (!strcmp(step, "storm"))
		do_storm();
	else if (!strcmp(step, "script"))
		do_script();
	else if (!strcmp(step, "result"))
		do_result();
	else if (!strcmp(step, "clear"))
		do_clear();
	else if (!strcmp(step, "fail"))
		do_fail();
	else if (!strcmp(step, "peek") || !strcmp(step, "poke"))
		do_touch(step[1] == 'o');
	else if (!strcmp(step, "munmap"))
		do_munmap();
	else if (!strcmp(step, "attr"))
		do_attr();
	else if (!strcmp(step, "filemap"))
		do_filemap();
	else if (!strcmp(step, "put"))
		do_put();
	else if (!strcmp(step, "hold"))
		do_hold();
	else
		usage("no such step");

	for (i = 0; i < keys; i++)
		if (!used[i])
			usage("a key it does not know");
	fflush(stdout);
}

static int open_first(void)
{
	char path[32];
	int card, i;

	for (i = 0; i < 64; i++) {
		drmVersionPtr v;

		snprintf(path, sizeof(path), "/dev/dri/card%d", i);
		card = open(path, O_RDWR | O_CLOEXEC);
		if (card < 0)
			continue;
		v = drmGetVersion(card);
		if (v && !strcmp(v->name, DXGK_DRM_NAME)) {
			drmFreeVersion(v);
			return card;
		}
		drmFreeVersion(v);
		close(card);
	}
	fprintf(stderr, "maptest: no card of driver %s\n", DXGK_DRM_NAME);
	exit(1);
}

int main(int argc, char **argv)
{
	const char *node = NULL;
	int i = 1, first;

	if (argc > 2 && !strcmp(argv[1], "-d")) {
		node = argv[2];
		i = 3;
	}
	if (i >= argc)
		usage("nothing to do");

	if (node) {
		fd = open(node, O_RDWR | O_CLOEXEC);
		if (fd < 0) {
			fprintf(stderr, "maptest: %s: %s\n", node, strerror(errno));
			return 1;
		}
	} else {
		fd = open_first();
	}

	for (; i < argc; i++) {
		first = i;
		while (i < argc && strcmp(argv[i], "--"))
			i++;
		if (i == first)
			usage("an empty step");
		run(i - first, argv + first);
	}
	return failed;
}
