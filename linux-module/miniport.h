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

#include "../shim/dxgk.h"

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
 * @construct: makes its objects of static storage, before DriverEntry
 * @destroy: destroys them, after DxgkDdiUnload or a DriverEntry that failed
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
	void (*construct)(void);
	void (*destroy)(void);
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
