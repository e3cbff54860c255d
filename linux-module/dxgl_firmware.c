// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_firmware.c - tables that firmware left.
 */
#include <linux/acpi.h>
#include <linux/dmi.h>
#include <linux/efi.h>
#include <linux/io.h>
#include <linux/pci.h>
#include <linux/slab.h>

#include <ntstatus.h>

#include "dxgl_drv.h"

/* What 'FIRM' has: the two ranges of the BIOS. */
#define DXGL_RAW_SIZE	0x20000
static const u32 dxgl_raw[] = { 0xc0000, 0xe0000 };

/* ---------------------------------------------------------------------- SMBIOS */

/* Before the structures, as RawSMBIOSData has it. */
struct dxgl_smbios_head {
	u8 used20, major, minor, revision;
	__le32 length;
} __packed;

struct dxgl_smbios {
	u8 *to;
	u32 room, size;
};

static void dxgl_smbios_put(struct dxgl_smbios *s, const void *data, u32 size)
{
	if (s->size <= s->room && size <= s->room - s->size)
		memcpy(s->to + s->size, data, size);
	s->size += size;
}

/* A structure, and behind it strings, ended by an empty one. */
static void dxgl_smbios_structure(const struct dmi_header *h, void *arg)
{
	const char *p = (const char *)h + h->length;

	while (p[0] || p[1])
		p++;
	dxgl_smbios_put(arg, h, p + 2 - (const char *)h);
}

/* The version is in the entry point, which the kernel keeps to itself. */
static void dxgl_smbios_version(struct dxgl_smbios_head *head)
{
	phys_addr_t at = 0;
	u8 *bios, *p;
	u32 i;

#ifdef CONFIG_EFI
	if (efi.smbios3 != EFI_INVALID_TABLE_ADDR)
		at = efi.smbios3;
	else if (efi.smbios != EFI_INVALID_TABLE_ADDR)
		at = efi.smbios;
#endif
	bios = memremap(at ?: 0xf0000, at ? 32 : 0x10000, MEMREMAP_WB);
	if (!bios)
		return;
	for (i = 0; i < (at ? 1 : 0x10000 - 32); i += 16) {
		p = bios + i;
		if (!memcmp(p, "_SM3_", 5)) {
			head->major = p[7];
			head->minor = p[8];
			head->revision = p[9];
			break;
		}
		if (!memcmp(p, "_SM_", 4)) {
			head->major = p[6];
			head->minor = p[7];
			head->revision = p[30];
			break;
		}
	}
	memunmap(bios);
}

static dxgk_status dxgl_smbios_read(void *buf, u32 room, u32 *size)
{
	struct dxgl_smbios s = { .to = buf, .room = room };
	struct dxgl_smbios_head head = { };

	dxgl_smbios_put(&s, &head, sizeof(head));
	if (dmi_walk(dxgl_smbios_structure, &s))
		return STATUS_NOT_SUPPORTED;
	head.length = cpu_to_le32(s.size - sizeof(head));
	dxgl_smbios_version(&head);
	if (room >= sizeof(head))
		memcpy(buf, &head, sizeof(head));
	*size = s.size;
	return STATUS_SUCCESS;
}

/* --------------------------------------------------------------------- firmware */

dxgk_status dxgk_os_firmware_list(enum dxgk_firmware provider, dxgk_u32 *id, dxgk_u32 room,
				  dxgk_u32 *count)
{
	u32 n = 0;

	if (provider == DXGK_FIRMWARE_RAW) {
		for (; n < ARRAY_SIZE(dxgl_raw); n++)
			if (n < room)
				id[n] = dxgl_raw[n];
	} else if (provider == DXGK_FIRMWARE_SMBIOS) {
		if (room)
			id[0] = 0;
		n = 1;
	} else {
#ifdef CONFIG_ACPI
		struct acpi_table_header *table;

		if (acpi_disabled)
			return STATUS_NOT_SUPPORTED;
		for (; ACPI_SUCCESS(acpi_get_table_by_index(n, &table)); n++) {
			if (n < room)
				memcpy(&id[n], table->signature, sizeof(*id));
			acpi_put_table(table);
		}
#else
		return STATUS_NOT_SUPPORTED;
#endif
	}
	*count = n;
	return STATUS_SUCCESS;
}

static dxgk_status dxgl_acpi_table(u32 id, void *buf, u32 room, u32 *size)
{
#ifdef CONFIG_ACPI
	struct acpi_table_header *table;
	char signature[5] = { };

	if (acpi_disabled)
		return STATUS_NOT_SUPPORTED;
	memcpy(signature, &id, sizeof(id));
	if (ACPI_FAILURE(acpi_get_table(signature, 1, &table)))
		return STATUS_NOT_FOUND;
	*size = table->length;
	if (*size <= room)
		memcpy(buf, table, *size);
	acpi_put_table(table);
	return STATUS_SUCCESS;
#else
	return STATUS_NOT_SUPPORTED;
#endif
}

static dxgk_status dxgl_raw_range(u32 id, void *buf, u32 room, u32 *size)
{
	void *range;

	if (id != dxgl_raw[0] && id != dxgl_raw[1])
		return STATUS_NOT_FOUND;
	*size = DXGL_RAW_SIZE;
	if (room < DXGL_RAW_SIZE)
		return STATUS_SUCCESS;
	range = memremap(id, DXGL_RAW_SIZE, MEMREMAP_WB);
	if (!range)
		return STATUS_INSUFFICIENT_RESOURCES;
	memcpy(buf, range, DXGL_RAW_SIZE);
	memunmap(range);
	return STATUS_SUCCESS;
}

dxgk_status dxgk_os_firmware_read(enum dxgk_firmware provider, dxgk_u32 id, void *buf,
				  dxgk_u32 room, dxgk_u32 *size)
{
	switch (provider) {
	case DXGK_FIRMWARE_ACPI:
		return dxgl_acpi_table(id, buf, room, size);
	case DXGK_FIRMWARE_RAW:
		return dxgl_raw_range(id, buf, room, size);
	case DXGK_FIRMWARE_SMBIOS:
		return id ? STATUS_NOT_FOUND : dxgl_smbios_read(buf, room, size);
	}
	return STATUS_INVALID_PARAMETER;
}
