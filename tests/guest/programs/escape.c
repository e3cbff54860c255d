// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * escape: what the escape ioctl takes and what it refuses, asked of the sample
 * miniport.  Run as root with nobody else on the node; prints a line per check.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xf86drm.h>

#include <drm/dxgk_drm.h>

#include "bochs_escape.h"

#define STATUS_SUCCESS		 0
#define STATUS_INVALID_PARAMETER ((int32_t)0xc000000d)
#define STATUS_NOT_MAPPED_VIEW	 ((int32_t)0xc0000019)

static int failed;

static void check(bool good, const char *what, long got)
{
	if (!good)
		printf("# got %ld (%#lx)\n", got, got & 0xffffffff);
	printf("%sok - %s\n", good ? "" : "not ", what);
	failed += !good;
}

static int escape(int fd, void *data, uint32_t size, uint32_t flags, uint32_t pad, int32_t *status)
{
	struct drm_dxgk_escape e = {
		.data_ptr = (uintptr_t)data,
		.size = size,
		.flags = flags,
		.pad = pad,
		.status = 0x5a5a5a5a,
	};
	int ret = drmIoctl(fd, DRM_IOCTL_DXGK_ESCAPE, &e) ? errno : 0;

	if (status)
		*status = e.status;
	return ret;
}

static void fill(BOCHS_ESCAPE_GET_INFO_DATA *info)
{
	memset(info, 0, sizeof(*info));
	info->Header.Magic = BOCHS_ESCAPE_MAGIC;
	info->Header.Version = BOCHS_ESCAPE_VERSION;
	info->Header.Command = BOCHS_ESCAPE_GET_INFO;
	info->Header.Size = sizeof(*info);
}

static int open_node(const char *node)
{
	int fd = open(node, O_RDWR | O_CLOEXEC);

	if (fd < 0) {
		perror(node);
		exit(1);
	}
	return fd;
}

/* Root is always authenticated; another user has to be let in by the master. */
static void test_who(const char *node, int master)
{
	BOCHS_ESCAPE_GET_INFO_DATA info;
	drm_magic_t magic;
	int32_t status;
	int other, ret;

	fill(&info);
	ret = escape(master, &info, sizeof(info), 0, 0, &status);
	check(!ret && status == STATUS_SUCCESS, "the master may", ret ? ret : status);

	if (chmod(node, 0666) || seteuid(1000)) {
		perror("as a user");
		exit(1);
	}
	other = open_node(node);
	fill(&info);
	ret = escape(other, &info, sizeof(info), 0, 0, NULL);
	check(ret == EACCES, "another user's client may not", ret);
	check(!info.DispiId, "and learns nothing", info.DispiId);
	if (drmGetMagic(other, &magic))
		perror("drmGetMagic");
	if (seteuid(0) || drmAuthMagic(master, magic))
		perror("drmAuthMagic");
	ret = escape(other, &info, sizeof(info), 0, 0, &status);
	check(!ret && status == STATUS_SUCCESS, "once authenticated, it may", ret ? ret : status);
	close(other);
}

static void test_arguments(int fd)
{
	static char big[DXGK_ESCAPE_MAX_SIZE + 1];
	BOCHS_ESCAPE_GET_INFO_DATA info, *page;
	int32_t status;
	int ret;

	fill(&info);
	ret = escape(fd, &info, sizeof(info), 0x80000000, 0, NULL);
	check(ret == EINVAL, "an unknown flag is refused", ret);
	ret = escape(fd, &info, sizeof(info), 0, 1, NULL);
	check(ret == EINVAL, "a pad that is not zero is refused", ret);
	check(!info.DispiId, "and nothing was done", info.DispiId);

	ret = escape(fd, big, sizeof(big), 0, 0, NULL);
	check(ret == EINVAL, "one byte above the limit is refused", ret);
	memcpy(big, &info, sizeof(info));
	ret = escape(fd, big, sizeof(big) - 1, 0, 0, &status);
	check(!ret && status < 0, "at the limit, the miniport answers", ret ? ret : status);
	ret = escape(fd, big, 0xffffffff, 0, 0, NULL);
	check(ret == EINVAL, "4 GiB less one are refused", ret);

	ret = escape(fd, NULL, sizeof(info), 0, 0, NULL);
	check(ret == EFAULT, "no buffer", ret);
	ret = escape(fd, (void *)0xffff888000000000, sizeof(info), 0, 0, NULL);
	check(ret == EFAULT, "a kernel address", ret);
	ret = escape(fd, NULL, 0, 0, 0, &status);
	check(!ret && status == STATUS_INVALID_PARAMETER, "nothing at all reaches the miniport",
	      ret ? ret : status);

	/* The last bytes of a page before an unmapped one. */
	page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	munmap((char *)page + 4096, 4096);
	ret = escape(fd, (char *)page + 4096 - 8, sizeof(info), 0, 0, NULL);
	check(ret == EFAULT, "a buffer that ends in nothing", ret);
	fill(page);
	mprotect(page, 4096, PROT_READ);
	ret = escape(fd, page, sizeof(info), 0, 0, NULL);
	check(ret == EFAULT, "a buffer that cannot be written back", ret);

	fill(&info);
	info.Header.Magic = 1;
	ret = escape(fd, &info, sizeof(info), 0, 0, &status);
	check(!ret && status == STATUS_INVALID_PARAMETER, "the miniport's refusal comes back",
	      ret ? ret : status);
	fill(&info);
	ret = escape(fd, &info, sizeof(info), DXGK_ESCAPE_HARDWARE_ACCESS, 0, &status);
	check(!ret && status == STATUS_SUCCESS && info.VideoMemory == 16 << 20,
	      "with hardware access", ret ? ret : status);
}

static int map(int fd, BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA *m)
{
	int32_t status;
	int ret;

	memset(m, 0, sizeof(*m));
	m->Header.Magic = BOCHS_ESCAPE_MAGIC;
	m->Header.Version = BOCHS_ESCAPE_VERSION;
	m->Header.Command = BOCHS_ESCAPE_MAP_FRAMEBUFFER;
	m->Header.Size = sizeof(*m);
	ret = escape(fd, m, sizeof(*m), 0, 0, &status);
	return ret ? ret : status;
}

static int unmap(int fd, uint64_t address)
{
	BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA u = {
		.Header = { BOCHS_ESCAPE_MAGIC, BOCHS_ESCAPE_VERSION,
			    BOCHS_ESCAPE_UNMAP_FRAMEBUFFER, sizeof(u) },
		.Address = address,
	};
	int32_t status;
	int ret = escape(fd, &u, sizeof(u), 0, 0, &status);

	return ret ? ret : status;
}

static void *map_thread(void *arg)
{
	BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA m;
	int fd = *(int *)arg;

	for (int i = 0; i < 50; i++) {
		if (map(fd, &m))
			return (void *)1;
		*(volatile uint32_t *)(uintptr_t)m.Address = i;
		if (unmap(fd, m.Address))
			return (void *)2;
	}
	return NULL;
}

static void test_mapping(int fd)
{
	BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA a, b;
	volatile uint32_t *pa, *pb;
	pthread_t thread[8];
	void *result, *bad = NULL;
	int ret;

	ret = map(fd, &a);
	check(!ret && a.Length == 16 << 20, "map", ret);
	ret = map(fd, &b);
	check(!ret && a.Address != b.Address, "and once more, elsewhere", ret);
	pa = (void *)(uintptr_t)a.Address;
	pb = (void *)(uintptr_t)b.Address;
	pa[1000] = 0x12345678;
	pa[a.Length / 4 - 1] = 0x87654321;
	check(pb[1000] == 0x12345678 && pb[a.Length / 4 - 1] == 0x87654321,
	      "both see the same memory", pb[1000]);
	ret = unmap(fd, a.Address + 4096);
	check(ret == STATUS_NOT_MAPPED_VIEW, "an interior address is refused", ret);
	ret = unmap(fd, a.Address);
	check(!ret, "unmap the first", ret);
	ret = unmap(fd, a.Address);
	check(ret == STATUS_NOT_MAPPED_VIEW, "a second time is refused", ret);
	check(pb[1000] == 0x12345678, "the other is still there", pb[1000]);
	ret = unmap(fd, b.Address);
	check(!ret, "unmap the other", ret);

	for (int i = 0; i < 8; i++)
		pthread_create(&thread[i], NULL, map_thread, &fd);
	for (int i = 0; i < 8; i++) {
		pthread_join(thread[i], &result);
		if (result)
			bad = result;
	}
	check(!bad, "from eight threads at once", (long)(intptr_t)bad);

	/* Left to the end of the process. */
	ret = map(fd, &a);
	check(!ret, "map, and leave it", ret);
}

int main(int argc, char **argv)
{
	const char *node = argc > 1 ? argv[1] : "/dev/dri/card0";
	int fd = open_node(node);

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (drmSetMaster(fd) && !drmIsMaster(fd)) {
		fprintf(stderr, "escape: somebody else is master\n");
		return 1;
	}
	test_who(node, fd);
	test_arguments(fd);
	test_mapping(fd);
	return !!failed;
}
