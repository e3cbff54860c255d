/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * What a miniport module hands to dxgk.ko.
 *
 * Each miniport is a module of its own. miniport.mk generates one C file that
 * fills a struct dxgk_miniport from the user's Kbuild and INF, and glue.c
 * passes it to the core when the module is inserted.
 */
#ifndef DXGK_MINIPORT_H
#define DXGK_MINIPORT_H

#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/types.h>

/* Which registry key an AddReg line of the INF fills, before any instance exists. */
enum dxgk_reg_root {
	DXGK_REG_DRIVER,	/* the device's driver key: HKR of a [DDInstall] section */
	DXGK_REG_DEVICE,	/* the device's hardware key: HKR of [DDInstall.HW] */
	DXGK_REG_SERVICE,	/* the service's key (RegistryPath): HKR of the AddService section */
	DXGK_REG_MACHINE,	/* HKLM, the subkey is a full path below \Registry\Machine */
};

/* Registry types, with the values Windows gives them. */
#define DXGK_REG_ALL_DEVICES	(-1)

/**
 * struct dxgk_reg_default - one value an INF's AddReg sections set
 * @root: the key @subkey starts from
 * @install: index of the install section it belongs to (the driver_data of the
 *	pci_device_id that matched), or DXGK_REG_ALL_DEVICES
 * @type: REG_NONE (0), REG_SZ (1), REG_EXPAND_SZ (2), REG_BINARY (3),
 *	REG_DWORD (4), REG_MULTI_SZ (7), REG_QWORD (11)
 * @size: bytes at @data, terminators of strings included
 * @subkey: UTF-8 path below @root, components parted by backslashes; "" for @root
 * @name: UTF-8 name of the value, "" for the unnamed one; NULL
 *	when the line only creates the key
 * @data: the value, as ZwQueryValueKey hands it out
 *
 * Lines appear in the order the INF applies them; a later one for the same
 * name wins.
 */
struct dxgk_reg_default {
	enum dxgk_reg_root root;
	int install;
	u32 type;
	u32 size;
	const char *subkey;
	const char *name;
	const void *data;
};

/**
 * struct dxgk_miniport - a miniport module, as the core sees it
 * @name: the module's name, which also names its service key
 * @owner: the module, pinned while one of its devices is bound
 * @driver_entry: DriverEntry, in the Microsoft x64 calling convention
 * @ids: PCI devices it drives, ended by an all-zero entry; driver_data is the
 *	index of the INF's install section that named the device
 * @ddi_version: the DXGKDDI_INTERFACE_VERSION it was compiled for
 * @registry: values its INF puts into the registry
 * @registry_count: how many
 * @core: the core's own, zero until dxgk_miniport_load()
 *
 * Lives in the miniport module, constant but for @core, from before
 * dxgk_miniport_load() until after dxgk_miniport_unload().
 */
struct dxgk_miniport {
	const char *name;
	struct module *owner;
	void *driver_entry;
	const struct pci_device_id *ids;
	unsigned int ddi_version;
	const struct dxgk_reg_default *registry;
	unsigned int registry_count;
	void *core;
};

/**
 * dxgk_miniport_load() - start a miniport
 * @mp: the miniport; stays the caller's
 *
 * Makes the driver object and the service key, calls DriverEntry, and binds
 * the PCI devices in @mp->ids when DriverEntry registered a DDI table.
 *
 * Context: module init, may sleep.
 * Return: 0, or a negative errno; then nothing of @mp is referenced any more
 * and the module may go.
 */
int dxgk_miniport_load(struct dxgk_miniport *mp);

/**
 * dxgk_miniport_unload() - stop a miniport
 * @mp: what dxgk_miniport_load() accepted
 *
 * Unbinds every device, calls the miniport's DxgkDdiUnload (or DriverUnload).
 * When it returns, no thread, DPC, timer or interrupt runs the miniport's code.
 *
 * Context: module exit, may sleep.
 */
void dxgk_miniport_unload(struct dxgk_miniport *mp);

#endif
