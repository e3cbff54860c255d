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
 *   adapter->maps->gate   (rwsem)  map against stop, map.h
 *   the process's mmap lock        (the operating system's)
 *   the backend's user mappings    (mutex)  let go before the core is told
 *   adapter->maps->lock   (spin)   the index of live mappings
 *   the cache type lock   (spin)   map_record.c, all adapters
 *
 * Callbacks from the miniport run with whatever ddi locks its entry point was
 * called under, so no callback takes those.
 */
#ifndef DXGK_ADAPTER_H
#define DXGK_ADAPTER_H

#include <ntddk.h>
#include <dispmprt.h>

#include "driver.h"
#include "dxgk.h"
#include "map.h"
#include "nt_reg.h"

struct dxgk_display;
struct dxgk_power;

/* IRQL of every interrupt of an adapter: above DISPATCH_LEVEL, below the clock. */
#define DXGK_DEVICE_IRQL 5

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

/* The bus's device object; miniports hook its driver object, so both are real. */
struct dxgk_pdo {
	DEVICE_OBJECT object;
	DRIVER_OBJECT bus_driver;
	DRIVER_EXTENSION bus_extension;
	WCHAR bus_name[12];		/* \Driver\pci */
	struct dxgk_adapter *adapter;
	struct dxgk_pdo *next;		/* nt_device.c: all that live */
	struct dxgk_reg_device keys;	/* in the registry */
};

struct dxgk_adapter {
	struct dxgk_driver *driver;
	struct dxgk_adapter_info info;
	struct dxgk_os_device *os;	/* info.os */
	struct dxgk_pdo pdo;
	HANDLE handle;			/* DeviceHandle of the miniport; handle.h */
	PVOID context;			/* MiniportDeviceContext */

	/* Written under maps->gate held for writing; read under it, or racily. */
	enum dxgk_state state;
	bool removed;			/* surprise removed */

	struct dxgk_os_rwsem ddi;
	dxgk_uptr alone;		/* the thread that holds ddi for writing; atomic */
	struct dxgk_os_mutex ddi_class[DXGK_DDI_CLASSES];

	struct dxgk_map_domain *maps;
	struct dxgk_os_mutex hold_lock;	/* nothing is taken under it but the backend's */
	dxgk_u32 holds;			/* why programs wait for memory; under hold_lock */

	KDPC dpc;			/* calls DxgkDdiDpcRoutine */

	ULONG sources, children;	/* from StartDevice */
	PCM_RESOURCE_LIST resources;	/* translated; what the miniport sees */
	ULONG resources_size;
	bool powering_up;		/* inside SetPowerState(D0) */
	bool asleep;			/* D3: programs wait; with the backend's power calls */
	bool powered_down;		/* D3: no calls for the display; under alone, read shared */
	bool displayed;			/* a mode was set since boot: POST's is gone */
	DXGK_DISPLAY_INFORMATION post_left;	/* by the stop before */
	DXGK_START_INFO start_info;
	DXGKRNL_INTERFACE interface;

	struct dxgk_power *power;	/* cb_power.c; from the first start to remove */
	struct dxgk_display *display;	/* display.c; from the first start to remove */
};

/*
 * Programs that touch the adapter's memory wait, as often as that was called,
 * until it was undone as often.  Context: sleeping.
 */
void dxgk_adapter_hold_user(struct dxgk_adapter *adapter);
void dxgk_adapter_release_user(struct dxgk_adapter *adapter);

/*
 * Have DxgkDdiDpcRoutine called at DISPATCH_LEVEL soon, among the DPCs of the
 * whole system.  True if it was not queued already.  Context: any.
 */
bool dxgk_adapter_queue_dpc(struct dxgk_adapter *adapter);

/* How many interrupt messages the adapter has; 1 for a line. */
ULONG dxgk_adapter_messages(const struct dxgk_adapter *adapter);

#endif /* DXGK_ADAPTER_H */
