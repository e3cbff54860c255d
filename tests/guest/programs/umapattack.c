// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * umapattack: what a program can try with a mapping that a miniport made in it.
 *
 *	umapattack attack	tries everything; one line `ok` or `not ok` each
 *	umapattack hammer	maps, prints "mapped ADDRESS LENGTH", writes until
 *				SIGBUS, prints "sigbus" and ends with status 3
 *	umapattack hold		maps, prints the same, sleeps
 *	umapattack exec		maps and then executes `umapattack idle`
 *	umapattack fork		maps, prints the same and "child PID", sleeps, as does
 *				the child
 *	umapattack share	the same with a child in the same memory, which at
 *				SIGUSR1 writes and prints "wrote"
 *	umapattack idle		prints "idle", sleeps
 *
 * The mapping is that of the sample miniport's framebuffer.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <xf86drm.h>

#include <drm/dxgk_drm.h>

#include "bochs_escape.h"

#define PAGE 4096ul

#ifndef SYS_mseal
#define SYS_mseal 462
#endif

#ifndef UFFD_USER_MODE_ONLY
#define UFFD_USER_MODE_ONLY 1
#endif

static int card = -1;
static volatile uint32_t *fb;
static size_t length;
static unsigned int failures;

__attribute__((format(printf, 2, 3)))
static void check(bool ok, const char *fmt, ...)
{
	int err = errno;
	va_list args;

	printf("%sok - ", ok ? "" : "not ");
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf(" (%s)\n", strerror(err));
	fflush(stdout);
	failures += !ok;
}

static void open_card(void)
{
	char path[32];
	int i;

	for (i = 0; i < 8 && card < 0; i++) {
		drmVersion *v;

		snprintf(path, sizeof(path), "/dev/dri/card%d", i);
		card = open(path, O_RDWR | O_CLOEXEC);
		v = card < 0 ? NULL : drmGetVersion(card);
		if (v && strcmp(v->name, DXGK_DRM_NAME)) {
			close(card);
			card = -1;
		}
		drmFreeVersion(v);
	}
	if (card < 0) {
		printf("no card of driver dxgk\n");
		exit(2);
	}
	drmSetMaster(card);
}

static int32_t escape(void *data, uint32_t size)
{
	struct drm_dxgk_escape e = {
		.data_ptr = (uintptr_t)data, .size = size,
	};

	if (drmIoctl(card, DRM_IOCTL_DXGK_ESCAPE, &e)) {
		printf("escape: %s\n", strerror(errno));
		exit(2);
	}
	return e.status;
}

static void map(void)
{
	BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA m = { .Header = {
		BOCHS_ESCAPE_MAGIC, BOCHS_ESCAPE_VERSION, BOCHS_ESCAPE_MAP_FRAMEBUFFER, sizeof(m),
	} };
	int32_t status = escape(&m, sizeof(m));

	if (status) {
		printf("MAP_FRAMEBUFFER: %#x\n", status);
		exit(2);
	}
	fb = (void *)(uintptr_t)m.Address;
	length = m.Length;
}

static int32_t unmap_at(uint64_t address)
{
	BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA u = { .Header = {
		BOCHS_ESCAPE_MAGIC, BOCHS_ESCAPE_VERSION, BOCHS_ESCAPE_UNMAP_FRAMEBUFFER, sizeof(u),
	}, .Address = address };

	return escape(&u, sizeof(u));
}

static sigjmp_buf fault;

static void on_fault(int sig)
{
	siglongjmp(fault, sig);
}

/* 0: it could be read; otherwise the signal. */
static int touch(const volatile void *at)
{
	int sig;

	signal(SIGBUS, on_fault);
	signal(SIGSEGV, on_fault);
	sig = sigsetjmp(fault, 1);
	if (!sig)
		(void)*(const volatile uint32_t *)at;
	signal(SIGBUS, SIG_DFL);
	signal(SIGSEGV, SIG_DFL);
	return sig;
}

/* The mapping is whole and still what it was. */
static bool intact(void)
{
	uint32_t mark = (uint32_t)rand();
	size_t last = length / 4 - 1;

	if (touch(fb) || touch(fb + last))
		return false;
	fb[1] = mark;
	fb[last] = ~mark;
	return fb[1] == mark && fb[last] == ~mark;
}

static bool flag(const char *flags, const char *f)
{
	const char *p = strstr(flags, f);

	return p && p[-1] == ' ' && (p[2] == ' ' || p[2] == '\n');
}

/* A personality for which all that can be read can be executed. */
static void implied(void)
{
	char line[512], want[32];
	FILE *f;

	personality(READ_IMPLIES_EXEC);
	map();
	personality(0);
	snprintf(want, sizeof(want), "%lx-", (unsigned long)fb);
	f = fopen("/proc/self/maps", "r");
	while (f && fgets(line, sizeof(line), f))
		if (!strncmp(line, want, strlen(want)))
			break;
	check(f && strstr(line, " rw-s "), "not executable by READ_IMPLIES_EXEC: %.60s", line);
	if (f)
		fclose(f);
	check(unmap_at((uintptr_t)fb) == 0, "unmap of that");
}

/* The mapping's offset in its file, as the kernel tells every program. */
static unsigned long long file_offset(void)
{
	unsigned long long offset = 0;
	char line[512], want[32];
	FILE *f = fopen("/proc/self/maps", "r");

	snprintf(want, sizeof(want), "%lx-", (unsigned long)fb);
	while (f && fgets(line, sizeof(line), f)) {
		if (!strncmp(line, want, strlen(want))) {
			sscanf(line, "%*s %*s %llx", &offset);
			break;
		}
	}
	if (f)
		fclose(f);
	return offset;
}

static void vm_flags(void)
{
	char line[512], want[32];
	FILE *f = fopen("/proc/self/smaps", "r");
	bool in = false;

	snprintf(want, sizeof(want), "%lx-", (unsigned long)fb);
	while (f && fgets(line, sizeof(line), f)) {
		if (!strncmp(line, want, strlen(want))) {
			in = true;
			check(strstr(line, " rw-s "), "readable, writable, shared");
			check(!(file_offset() & 0xffffffffe00000), "its offset tells no physical address");
		} else if (in && !strncmp(line, "VmFlags:", 8)) {
			check(flag(line, "io") && flag(line, "pf") && flag(line, "dc") &&
			      flag(line, "de") && flag(line, "dd"),
			      "no fork, no expansion, no dump: %.100s", line);
			check(!flag(line, "me"), "may never be executable");
			break;
		}
	}
	check(in, "it is in smaps");
	if (f)
		fclose(f);
}

static void moving(void)
{
	char *p = (char *)fb;
	void *there = mmap(NULL, length + (64 << 20), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	check(mremap(p, length, length, MREMAP_MAYMOVE | MREMAP_FIXED, there) == MAP_FAILED,
	      "mremap to another place");
	check(mremap(p, length, length + PAGE, MREMAP_MAYMOVE) == MAP_FAILED, "mremap larger");
	check(mremap(p, length, length + PAGE, 0) == MAP_FAILED, "mremap larger in place");
	check(mremap(p, length, length - PAGE, 0) == MAP_FAILED, "mremap smaller");
	check(mremap(p, 0, length, MREMAP_MAYMOVE) == MAP_FAILED, "mremap of nothing (a copy)");
	check(mremap(p + PAGE, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, there) == MAP_FAILED,
	      "mremap of a page inside");
#ifdef MREMAP_DONTUNMAP
	check(mremap(p, length, length, MREMAP_MAYMOVE | MREMAP_DONTUNMAP, 0) == MAP_FAILED,
	      "mremap that leaves it");
#endif
	check(munmap(p, PAGE) != 0, "munmap of the first page");
	check(munmap(p + PAGE, PAGE) != 0, "munmap of a page inside");
	check(munmap(p + length - PAGE, PAGE) != 0, "munmap of the last page");
	munmap(there, length + (64 << 20));
	check(intact(), "intact after all that");
}

/* Other memory over parts of it; over all of it, that is its end. */
static void overlaying(void)
{
	static const int flags = MAP_PRIVATE | MAP_ANONYMOUS;
	char *p = (char *)fb;
	size_t at[] = { 0, PAGE, length - PAGE };
	unsigned int i;

	for (i = 0; i < 3; i++)
		check(mmap(p + at[i], PAGE, PROT_READ, flags | MAP_FIXED, -1, 0) == MAP_FAILED,
		      "other memory over its page at %#zx", at[i]);
	check(mmap(p - PAGE, 2 * PAGE, PROT_READ, flags | MAP_FIXED, -1, 0) == MAP_FAILED,
	      "other memory across its beginning");
	check(intact(), "intact after that");
	check(mmap(p, length, PROT_READ, flags | MAP_FIXED, -1, 0) == p, "other memory over all");
	check(unmap_at((uintptr_t)p) < 0, "the driver finds nothing of its own there");
	check(!touch(p), "and left that alone");
	munmap(p, length);
	map();
}

static void protecting(void)
{
	char *p = (char *)fb;

	check(mprotect(p, length, PROT_READ | PROT_EXEC) != 0, "mprotect executable");
	check(mprotect(p, length, PROT_READ | PROT_WRITE | PROT_EXEC) != 0,
	      "mprotect executable and writable");
	check(mprotect(p + PAGE, PAGE, PROT_READ) != 0, "mprotect of a page inside");
	check(mprotect(p, length, PROT_READ) == 0 && mprotect(p, length, PROT_READ | PROT_WRITE) == 0,
	      "mprotect to less and back");
	check(mprotect(p, length, PROT_NONE) == 0 && touch(p) == SIGSEGV &&
	      mprotect(p, length, PROT_READ | PROT_WRITE) == 0 && intact(),
	      "mprotect to nothing and back");
	check(madvise(p, length, MADV_DOFORK) != 0, "madvise: inherit it");
	check(madvise(p, length, MADV_WIPEONFORK) != 0, "madvise: inherit it empty");
	check(madvise(p, length, MADV_DODUMP) != 0, "madvise: dump it");
	check(madvise(p, length, MADV_DONTNEED) != 0, "madvise: drop its pages");
	check(madvise(p, length, MADV_REMOVE) != 0, "madvise: punch a hole");
	check(madvise(p, length, MADV_MERGEABLE) != 0 || intact(), "madvise: merge");
	madvise(p, PAGE, MADV_DONTFORK);
	madvise(p, PAGE, MADV_HUGEPAGE);
	check(intact(), "intact after advice");
}

static void reaching(void)
{
	char path[300], link[300], buf[16];
	struct iovec local = { buf, sizeof(buf) }, remote = { (void *)fb, sizeof(buf) };
	bool found = false;
	struct dirent *d;
	pid_t child;
	DIR *dir;
	int fd, status;

	dir = opendir("/proc/self/fd");
	while ((d = readdir(dir))) {
		ssize_t n;

		snprintf(path, sizeof(path), "/proc/self/fd/%s", d->d_name);
		n = readlink(path, link, sizeof(link) - 1);
		link[n > 0 ? n : 0] = 0;
		found |= !!strstr(link, "[dxgk]");
	}
	closedir(dir);
	check(!found, "no descriptor of the mapping's file");

	snprintf(path, sizeof(path), "/proc/self/map_files/%lx-%lx", (unsigned long)fb,
		 (unsigned long)fb + (unsigned long)length);
	fd = open(path, O_RDWR);
	check(fd < 0, "open through map_files");
	if (fd >= 0)
		close(fd);

	check(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, card, 1ll << 60) == MAP_FAILED,
	      "mmap of the card at the mapping's offset");
	check(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, card, 0xfd000000) == MAP_FAILED,
	      "mmap of the card at a physical address");

	check(process_vm_readv(getpid(), &local, 1, &remote, 1, 0) < 0, "process_vm_readv");
	fd = open("/proc/self/mem", O_RDWR);
	check(pread(fd, buf, sizeof(buf), (off_t)(uintptr_t)fb) < 0, "read /proc/self/mem");
	check(pwrite(fd, buf, sizeof(buf), (off_t)(uintptr_t)fb) < 0, "write /proc/self/mem");
	close(fd);

	prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY);
	child = fork();
	if (!child) {
		long word;

		if (touch(fb) == SIGSEGV)
			status = 0x10;
		else
			status = 0;
		if (ptrace(PTRACE_ATTACH, getppid(), 0, 0))
			_exit(status | 1);
		waitpid(getppid(), NULL, 0);
		errno = 0;
		word = ptrace(PTRACE_PEEKDATA, getppid(), fb, 0);
		if (word == -1 && errno)
			status |= 0x20;
		if (ptrace(PTRACE_POKEDATA, getppid(), fb, 0x55))
			status |= 0x40;
		ptrace(PTRACE_DETACH, getppid(), 0, 0);
		_exit(status);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	check(status != -1 && status & 0x10, "not there in a child");
	check(status == -1 || !(status & 1), "the child could trace us");
	check(status != -1 && status & 0x20, "peek by a debugger");
	check(status != -1 && status & 0x40, "poke by a debugger");
	check(intact(), "intact after that");
}

/* Refused, or the touch ends: with SIGBUS or well. */
static void userfault(void)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register reg = {
		.range = { (uintptr_t)fb, length }, .mode = UFFDIO_REGISTER_MODE_WP,
	};
	int fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK | UFFD_USER_MODE_ONLY);
	static const __u64 features[] = {
		0,
#ifdef UFFD_FEATURE_WP_ASYNC
		UFFD_FEATURE_WP_ASYNC,
#else
		1 << 15,
#endif
	};
	unsigned int i;

	if (fd < 0) {
		check(true, "this kernel has no userfaultfd");
		return;
	}
	close(fd);
	for (i = 0; i < 2; i++) {
		static const __u64 modes[] = {
			UFFDIO_REGISTER_MODE_MISSING, UFFDIO_REGISTER_MODE_WP,
		};
		unsigned int m;

		for (m = 0; m < 2; m++) {
			pid_t child = fork();
			int status;

			if (!child) {
				/* The mapping is not inherited: one of the child's own. */
				open_card();
				map();
				fd = (int)syscall(SYS_userfaultfd,
						  O_CLOEXEC | O_NONBLOCK | UFFD_USER_MODE_ONLY);
				api.features = features[i];
				reg.range.start = (uintptr_t)fb;
				reg.mode = modes[m];
				if (ioctl(fd, UFFDIO_API, &api) ||
				    ioctl(fd, UFFDIO_REGISTER, &reg))
					_exit(10);
				alarm(10);
				_exit(touch(fb) == SIGBUS ? 11 : 12);
			}
			waitpid(child, &status, 0);
			check(WIFEXITED(status) && (WEXITSTATUS(status) == 10 ||
						    WEXITSTATUS(status) == 11),
			      "userfaultfd, features %#llx, mode %llu: refused or SIGBUS (%#x)",
			      (unsigned long long)features[i], (unsigned long long)modes[m],
			      status);
		}
	}
}

/* Whatever is left at @at is our framebuffer at the place it had, or nothing. */
static void remapping(void)
{
	unsigned long pages = length / PAGE;
	int ret;

	fb[0] = 0x11111111;
	fb[PAGE / 4] = 0x22222222;
	ret = (int)syscall(SYS_remap_file_pages, fb, PAGE, 0, 1, 0);
	check(ret != 0, "remap_file_pages of a page");
	check(touch(fb) || fb[0] == 0x11111111, "no other page is there");
	ret = (int)syscall(SYS_remap_file_pages, fb, length, 0, pages, 0);
	check(ret != 0, "remap_file_pages to what lies behind the framebuffer");
	check(touch(fb) || fb[0] == 0x11111111, "nothing else is there");
	if (!touch(fb))
		munmap((void *)fb, length);

	/* All of it, where it is in its file: mapped for the second time, if ever. */
	map();
	ret = (int)syscall(SYS_remap_file_pages, fb, length, 0, file_offset() / PAGE, 0);
	check(ret != 0, "remap_file_pages to what it is already");
	check(touch(fb) == SIGSEGV, "and that was its end");
	if (!touch(fb))
		munmap((void *)fb, length);
}

/* The program unmaps, uses the address itself, and the driver unmaps it then. */
static void reuse(void)
{
	uint32_t *mine;

	map();
	check(munmap((void *)fb, length) == 0, "munmap of all of it");
	mine = mmap((void *)fb, length, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	mine[0] = 0xabcdef01;
	check(unmap_at((uintptr_t)mine) < 0, "the driver's unmap is refused");
	check(!touch(mine) && mine[0] == 0xabcdef01, "what the program put there is untouched");
	munmap(mine, length);

	map();
	check(unmap_at((uintptr_t)fb + PAGE) < 0, "unmap of an interior address is refused");
	check(unmap_at((uintptr_t)&fb) < 0, "unmap of some other memory is refused");
	check(intact(), "intact after that");
	check(unmap_at((uintptr_t)fb) == 0, "unmap");
	check(touch(fb) == SIGSEGV, "and it is gone");
	check(unmap_at((uintptr_t)fb) < 0, "a second unmap is refused");
}

/* It keeps the addresses by force; the driver takes the device away all the same. */
static void sealing(void)
{
	map();
	if (syscall(SYS_mseal, fb, length, 0)) {
		check(errno == ENOSYS, "this kernel has no mseal");
		unmap_at((uintptr_t)fb);
		return;
	}
	fb[0] = 1;
	check(unmap_at((uintptr_t)fb) == 0, "unmap of what is sealed");
	check(touch(fb) == SIGBUS, "nothing is behind it any more");
	check(touch(fb + length / 4 - 1) == SIGBUS, "nor behind its end");
	check(unmap_at((uintptr_t)fb) < 0, "a second unmap is refused");
	map();
	check(intact(), "another one works");
	check(unmap_at((uintptr_t)fb) == 0, "and is unmapped");
}

static void attack(void)
{
	implied();
	map();
	check(intact(), "it can be read and written");
	vm_flags();
	moving();
	overlaying();
	protecting();
	reaching();
	userfault();
	remapping();
	reuse();
	sealing();
}

static void hammer(void)
{
	size_t i = 0, words = length / 4;

	signal(SIGBUS, on_fault);
	if (sigsetjmp(fault, 1)) {
		printf("sigbus\n");
		fflush(stdout);
		exit(3);
	}
	for (;;) {
		fb[i] = (uint32_t)i;
		i = (i + 1021) % words;
	}
}

static int idle(void *asked)
{
	sigset_t set;
	int sig;

	while (!asked)
		pause();
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	sigwait(&set, &sig);
	fb[0] = 0x5555;
	printf("wrote\n");
	fflush(stdout);
	while (pause())
		;
	return 0;
}

static void child(bool share)
{
	static char stack[1 << 16];
	pid_t pid = share ? clone(idle, stack + sizeof(stack), CLONE_VM | SIGCHLD, stack) : fork();

	if (!pid)
		idle(NULL);
	printf("child %d\n", pid);
	fflush(stdout);
	for (;;)
		pause();
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	if (!strcmp(what, "idle")) {
		printf("idle\n");
		fflush(stdout);
		pause();
		return 0;
	}
	open_card();
	if (!strcmp(what, "attack")) {
		attack();
		return failures ? 1 : 0;
	}
	map();
	printf("mapped %#lx %zu\n", (unsigned long)fb, length);
	fflush(stdout);
	/* Let other programs be master, too. */
	drmDropMaster(card);
	if (!strcmp(what, "hammer"))
		hammer();
	else if (!strcmp(what, "fork") || !strcmp(what, "share"))
		child(!strcmp(what, "share"));
	else if (!strcmp(what, "exec"))
		execl("/proc/self/exe", argv[0], "idle", NULL);
	else
		pause();
	return 0;
}
