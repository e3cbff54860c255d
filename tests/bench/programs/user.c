// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * user.c - map into this process, touch every page, unmap: DxgkCbMapMemory with
 * MapToUserMode against mmap of the device's resource file in sysfs.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "measure.h"

static const struct size {
	const char *name;
	uint32_t bytes;
} sizes[] = {
	{ "4KiB", 4u << 10 },
	{ "16MiB", 16u << 20 },
	{ "256MiB", 256u << 20 },
};

struct user {
	uint64_t address;
	uint32_t length;
	uint32_t cache;
	const char *file;
	double empty;		/* an escape that does nothing */
	bool first;		/* the first touch alone */
};

static void touch(volatile uint32_t *p, uint32_t bytes)
{
	uint32_t i;

	for (i = 0; i < bytes / 4; i += 1024)
		p[i] = i;
}

static double empty_escape(void)
{
	struct bench_op op = { .call = { .what = BENCH_NOTHING } };
	uint64_t begin = now();

	escape(&op, BENCH_OP, sizeof(op));
	return now() - begin;
}

static double first_touch(volatile uint32_t *p)
{
	uint64_t begin = now();

	*p = 0;
	return now() - begin;
}

/* The two escapes count as much as they cost more than one that does nothing. */
static double user_shim(void *ctx)
{
	const struct user *u = ctx;
	struct maptest_map_op map = {
		.map = { .address = u->address, .length = u->length, .cache = u->cache,
			 .map_to_user_mode = 1 },
	};
	struct maptest_unmap_op unmap = { 0 };
	double spent, first = 0;
	uint64_t begin;

	begin = now();
	escape(&map, MAPTEST_OP_MAP, sizeof(map));
	if (!map.map.done)
		die("map to user: %#x", map.map.status);
	if (u->first)
		first = first_touch((uint32_t *)(uintptr_t)map.map.virtual_address);
	else
		touch((uint32_t *)(uintptr_t)map.map.virtual_address, u->length);
	unmap.unmap.virtual_address = map.map.virtual_address;
	escape(&unmap, MAPTEST_OP_UNMAP, sizeof(unmap));
	spent = now() - begin;
	if (!unmap.unmap.done)
		die("unmap from user: %#x", unmap.unmap.status);
	return u->first ? first : spent - 2 * u->empty;
}

static double user_sysfs(void *ctx)
{
	const struct user *u = ctx;
	double spent, first = 0;
	uint64_t begin;
	void *p;
	int fd;

	fd = open(u->file, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		die("%s: %s", u->file, strerror(errno));
	begin = now();
	p = mmap(NULL, u->length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		die("mmap %s: %s", u->file, strerror(errno));
	if (u->first)
		first = first_touch(p);
	else
		touch(p, u->length);
	munmap(p, u->length);
	spent = now() - begin;
	close(fd);
	return u->first ? first : spent;
}

/* With a record by address and by range, as in system space. */
static double user_floor(void *ctx)
{
	const struct user *u = ctx;
	struct loop plain = {
		.call = { .what = BENCH_MAP, .count = 16, .address = u->address,
			  .length = u->length, .cache = u->cache },
		.reference = true,
	};
	struct loop kept = plain;

	kept.call.what = BENCH_MAP_KEPT;
	return user_sysfs(ctx) + loop_run(&kept) - loop_run(&plain);
}

void bench_user(void)
{
	static const struct {
		const char *name, *file;
		uint32_t type;
	} caches[] = {
		{ "uc", "resource2", BENCH_UNCACHED },
		{ "wc", "resource2_wc", BENCH_WRITE_COMBINED },
	};
	struct bar bar = bench_bar(1);
	double empty;
	unsigned int c, s;

	quiet_begin();
	empty_escape();
	empty = empty_escape();
	quiet_end();

	for (s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		for (c = 0; c < sizeof(caches) / sizeof(caches[0]); c++) {
			char name[64], file[PATH_MAX];
			struct user u = {
				.address = bar.start, .length = sizes[s].bytes,
				.cache = caches[c].type, .file = file, .empty = empty,
			};

			snprintf(file, sizeof(file), "%s/%s", bench_sysfs(), caches[c].file);
			snprintf(name, sizeof(name), "user.%s.%s", sizes[s].name,
				 caches[c].name);
			figure(name, sizes[s].bytes > 32u << 20 ? 3 : 9,
			       (struct side){ user_shim, &u }, (struct side){ user_sysfs, &u });
			if (sizes[s].bytes == 4u << 10) {
				snprintf(name, sizeof(name), "floor.user.%s.%s", sizes[s].name,
					 caches[c].name);
				figure(name, 9, (struct side){ user_floor, &u },
				       (struct side){ user_sysfs, &u });
			}
			if (sizes[s].bytes != 256u << 20)
				continue;
			u.first = true;
			snprintf(name, sizeof(name), "user.first_touch.%s", caches[c].name);
			figure(name, 3, (struct side){ user_shim, &u },
			       (struct side){ user_sysfs, &u });
		}
	}
}
