// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * lifetest [-h] NODE COMMAND...: hand commands to the test miniport lifetest and
 * print what it answers.  Each argument is a command; -h sends them with the
 * flag HardwareAccess.  Ends with 1, and the status, when one fails.
 *
 * lifetest -s PORT off: take the power from the slot behind a PCI Express port,
 * and say nothing to the kernel.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <xf86drm.h>

#include <drm/dxgk_drm.h>

#define PCI_CAPABILITY_LIST	0x34
#define PCI_CAP_ID_EXP		0x10
#define PCI_EXP_SLTCTL		24
#define PCI_EXP_SLTCTL_PIC_OFF	0x0300
#define PCI_EXP_SLTCTL_PCC_OFF	0x0400

static int slot_off(const char *port)
{
	char path[128];
	uint8_t config[256];
	uint16_t control;
	unsigned int at, n;
	int fd;

	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/config", port);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0 || pread(fd, config, sizeof(config), 0) != sizeof(config)) {
		perror(path);
		return 2;
	}
	at = config[PCI_CAPABILITY_LIST];
	for (n = 0; at && n < 48 && config[at] != PCI_CAP_ID_EXP; n++)
		at = config[at + 1];
	if (!at || n == 48) {
		fprintf(stderr, "%s: no PCI Express port\n", port);
		return 2;
	}
	memcpy(&control, &config[at + PCI_EXP_SLTCTL], sizeof(control));
	control |= PCI_EXP_SLTCTL_PIC_OFF | PCI_EXP_SLTCTL_PCC_OFF;
	if (pwrite(fd, &control, sizeof(control), at + PCI_EXP_SLTCTL) != sizeof(control)) {
		perror("Slot Control");
		return 2;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct drm_dxgk_escape e = { 0 };
	static char text[8192];
	int fd, i = 1;

	if (argc == 4 && !strcmp(argv[1], "-s"))
		return slot_off(argv[2]);
	if (argc > 1 && !strcmp(argv[1], "-h")) {
		e.flags = DXGK_ESCAPE_HARDWARE_ACCESS;
		i++;
	}
	if (argc < i + 2) {
		fprintf(stderr, "usage: lifetest [-h] NODE COMMAND...\n");
		return 2;
	}
	fd = open(argv[i++], O_RDWR | O_CLOEXEC);
	if (fd < 0) {
		perror(argv[i - 1]);
		return 2;
	}
	for (; i < argc; i++) {
		memset(text, 0, sizeof(text));
		strncpy(text, argv[i], 255);
		e.data_ptr = (uintptr_t)text;
		e.size = sizeof(text);
		if (drmIoctl(fd, DRM_IOCTL_DXGK_ESCAPE, &e)) {
			printf("%s: %s\n", argv[i], strerror(errno));
			return 1;
		}
		fputs(text, stdout);
		if (e.status < 0) {
			printf("%s: status %#x\n", argv[i], (unsigned int)e.status);
			return 1;
		}
	}
	return 0;
}
