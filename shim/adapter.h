/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * adapter.h - drivers and adapters as the core keeps them; shim/ only.
 *
 * Lock order, outermost first; a lock may be taken with any of those above it
 * held and none of those below:
 *
 *   adapter->ddi          (rwsem)  concurrency levels of the DDI, ddi.h
 *   adapter->ddi_class[]  (mutex)  level 1, one at a time per class
 *   display locks                  display.h
 *   adapter->maps.gate    (rwsem)  map against stop, map.h
 *   the process's mmap lock        (the operating system's)
 *   adapter->maps.lock    (spin)   the index of live mappings
 *   the cache type lock   (spin)   map.c, all adapters
 *
 * Callbacks from the miniport run with whatever ddi locks its entry point was
 * called under, so no callback takes those.
 */
#ifndef DXGK_ADAPTER_H
#define DXGK_ADAPTER_H

#include <ntddk.h>
#include <dispmprt.h>

#include "dxgk.h"
#include "map.h"

struct dxgk_display;

/* Offset of a member added by a later DDI is beyond what the miniport gave. */
struct dxgk_driver {
	const struct dxgk_driver_info *info;
	DRIVER_OBJECT object;
	DRIVER_EXTENSION extension;
	UNICODE_STRING registry_path;
	bool registered;		/* DriverEntry called DxgkInitializeDisplayOnlyDriver */
	ULONG version;			/* Version of the table it passed */
	KMDDOD_INITIALIZATION_DATA ddi;	/* zero where the version has no entry */
};

enum dxgk_state {
	DXGK_STATE_ADDED,	/* AddDevice returned; never started */
	DXGK_STATE_STARTING,	/* StartDevice was called: maps are allowed */
	DXGK_STATE_STARTED,
	DXGK_STATE_STOPPING,	/* StopDevice was called: maps still allowed */
	DXGK_STATE_STOPPED,	/* it returned, or StartDevice failed */
	DXGK_STATE_REMOVED,	/* RemoveDevice returned */
};

/* Classes of level 1 entry points that run one at a time. */
enum dxgk_ddi_class {
	DXGK_DDI_POINTER,
	DXGK_DDI_CHILD,
	DXGK_DDI_CLASSES
};

struct dxgk_adapter {
	struct dxgk_driver *driver;
	struct dxgk_adapter_info info;
	struct dxgk_os_device *os;	/* info.os */
	PDEVICE_OBJECT pdo;
	HANDLE handle;			/* DeviceHandle of the miniport; handle.h */
	PVOID context;			/* MiniportDeviceContext */

	/* Written under maps.gate held for writing; read under it, or racily. */
	enum dxgk_state state;
	bool removed;			/* surprise removed */

	struct dxgk_os_rwsem ddi;
	struct dxgk_os_mutex ddi_class[DXGK_DDI_CLASSES];

	struct dxgk_map_domain maps;

	ULONG sources, children;	/* from StartDevice */
	PCM_RESOURCE_LIST resources;	/* translated; what the miniport sees */
	ULONG resources_size;
	DXGK_START_INFO start_info;
	DXGKRNL_INTERFACE interface;

	struct dxgk_display *display;	/* display.c; from start to stop */
};

#endif /* DXGK_ADAPTER_H */
