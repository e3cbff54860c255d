// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nttest_bind DEVICE - give a PCI device to nttest, which then runs in the context
 * of this program and finds the memory that tests/miniports/nttest/user.h describes.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "user.h"

int main(int argc, char **argv)
{
	unsigned char *base;
	unsigned long i;
	int fd;

	if (argc != 2)
		return 2;
	base = mmap((void *)NT_USER_BASE, NT_USER_SIZE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	if (base != (void *)NT_USER_BASE) {
		perror("mmap");
		return 2;
	}
	for (i = 0; i < NT_USER_SIZE; i++)
		base[i] = NT_USER_BYTE(i);
	if (mprotect(base + NT_USER_READONLY, NT_USER_SIZE - NT_USER_READONLY, PROT_READ)) {
		perror("mprotect");
		return 2;
	}
	fd = open("/sys/bus/pci/drivers/nttest/bind", O_WRONLY);
	if (fd < 0) {
		perror("bind");
		return 2;
	}
	/* It declines the device when it is done. */
	if (write(fd, argv[1], strlen(argv[1])) > 0)
		puts("not ok - the device is declined");
	close(fd);
	printf("%sok - the miniport wrote into the program's memory\n",
	       memcmp(base + NT_USER_ANSWER, "done", 4) ? "not " : "");
	for (i = 0; i < NT_USER_READONLY; i++)
		if (base[i] != NT_USER_BYTE(i) && i - NT_USER_ANSWER >= 4)
			break;
	printf("%sok - and nowhere else\n", i == NT_USER_READONLY ? "" : "not ");
	return 0;
}
