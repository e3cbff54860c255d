/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * display.h - the display of an adapter: children, monitors, VidPNs, presents;
 * shim/ only.
 *
 * Locks: what the miniport was told (the active configuration, visibility) is
 * written under dxgk_ddi_alone() and read under dxgk_ddi_shared(), as the calls
 * that change it are level 2.  Monitors and VidPNs are under the VidPN lock of
 * vidpn.h.  A source's present slot has a spin lock, since progress is reported
 * by interrupt routines; waiting for a slot holds no lock at all.
 */
#ifndef DXGK_DISPLAY_H
#define DXGK_DISPLAY_H

#include "adapter.h"
#include "display_interface.h"
#include "vidpn.h"

#define DXGK_PRESENT_TIMEOUT_NS	(DXGK_PRESENT_TIMEOUT_MS * 1000000ull)

#define DXGK_EDID_BLOCK		128

DXGK_STATIC_ASSERT(DXGK_VIDPN_SOURCES == DXGK_MAX_SOURCES, "as many sources as the backend");
DXGK_STATIC_ASSERT(DXGK_VIDPN_TARGETS == DXGK_MAX_CHILDREN, "as many targets as the backend");

/* The monitor behind a target.  Under the VidPN lock. */
struct dxgk_monitor {
	struct dxgk_vset *modes, *ranges, *descriptors;
	dxgk_u8 *edid;
	dxgk_u32 edid_size;
};

struct dxgk_target {
	DXGK_CHILD_DESCRIPTOR descriptor;	/* from start to stop */
	struct dxgk_child child;
	/* Written by the miniport's notification, at up to DISPATCH_LEVEL: atomic. */
	dxgk_u32 connected;
	dxgk_u32 stale;			/* the monitor must be asked again */
	dxgk_u32 indicated;		/* the miniport reported the connection itself */
	struct dxgk_mode recommended;	/* by the miniport at start; width 0: none */
	struct dxgk_monitor *monitor;	/* NULL: none connected; the VidPN lock */
};

enum dxgk_present_state {
	DXGK_PRESENT_IDLE,
	DXGK_PRESENT_CALLING,	/* the miniport is in PresentDisplayOnly */
	DXGK_PRESENT_PENDING,	/* it returned STATUS_PENDING */
	DXGK_PRESENT_FINISHED,	/* progress came, done is still to be called */
};

/* The one present that may be outstanding for a source. */
struct dxgk_present_slot {
	struct dxgk_os_spinlock lock;	/* all of it but @idle */
	enum dxgk_present_state state;
	bool early;		/* progress came while CALLING */
	bool complete;		/* what the progress said */
	bool hung;		/* timed out: nothing is sent until it ends after all */
	dxgk_u64 since;
	void (*done)(void *arg, bool complete);
	void *arg;
	struct dxgk_os_event idle;
};

struct dxgk_source {
	struct dxgk_present_slot slot;
	bool visible;		/* as last told; under the DDI levels */
	bool off;		/* as last told: its monitors are powered off */
	dxgk_u32 rotation;	/* enum dxgk_rotation of its path, 0: dark */
	/* It has a shape since it was lit; under the pointer's class, or alone. */
	bool pointer_shaped;
	bool pointer_shown;	/* the last position was a visible one */
};

struct dxgk_display {
	struct dxgk_adapter *adapter;
	DXGK_DRIVERCAPS caps;
	bool started;
	dxgk_u32 sources;
	dxgk_u32 targets;		/* children that are video outputs */
	dxgk_u32 target_id[DXGK_MAX_CHILDREN];
	struct dxgk_target target[DXGK_MAX_CHILDREN];
	struct dxgk_source source[DXGK_MAX_SOURCES];
	struct dxgk_vidpn *active;	/* as last committed; NULL: never */
	struct dxgk_config config;	/* the same in the backend's words */
	/* A pointer of the largest size, converted; under the pointer's class. */
	void *pointer_bits;
	dxgk_u32 pointer_width, pointer_height;	/* of pointer_bits, from start on */
	bool pointer_late;		/* none at start, but one may come */
	struct dxgk_interfaces interfaces;	/* from start to stop */
	/* Which interrupts of vertical blanks are on, 0: none; alone. */
	DXGK_INTERRUPT_TYPE vsync_type;
};

/* ------------------------------------------------- called by adapter.c etc. */

/**
 * dxgk_display_start() - everything between StartDevice and the first mode
 * @adapter: StartDevice succeeded
 *
 * QueryChildRelations, QueryChildStatus, QueryDeviceDescriptor, the driver caps
 * and RecommendMonitorModes, in Windows' order; see "Enumerating Child Devices
 * of a Display Adapter".
 *
 * Context: sleeping.
 * Return: the miniport's failure; STATUS_INVALID_PARAMETER for answers that make
 * no sense; STATUS_INSUFFICIENT_RESOURCES.
 */
NTSTATUS dxgk_display_start(struct dxgk_adapter *adapter);
/*
 * After StopDevice.  Callbacks go on being answered until release: miniports'
 * threads may live that long.
 */
void dxgk_display_stop(struct dxgk_adapter *adapter);
/* Every output that can change is asked anew.  Context: atomic. */
void dxgk_display_poll(struct dxgk_adapter *adapter);
/* After RemoveDevice, when the handle finds nothing any more.  Frees all. */
void dxgk_display_release(struct dxgk_adapter *adapter);
/*
 * Wait for all outstanding presents, up to the time-out: before everything of
 * levels 2 and 3, where the hardware is idle.  Context: sleeping, no DDI level.
 */
void dxgk_display_idle(struct dxgk_adapter *adapter);
/* At the end of the adapter's deferred call, at DISPATCH_LEVEL. */
void dxgk_display_dpc(struct dxgk_adapter *adapter);

/*
 * SetPowerState of the adapter succeeded; alone.  Between D3 and D0 the display
 * takes no calls.  After D0 what was lit is committed again, since drivers only
 * set their registers up by that; the backend presents and makes it visible.
 */
void dxgk_display_power(struct dxgk_adapter *adapter, bool d0);

bool dxgk_display_supports_non_vga(struct dxgk_adapter *adapter);
bool dxgk_display_supports_surprise_removal(struct dxgk_adapter *adapter);
bool dxgk_display_supports_runtime_power(struct dxgk_adapter *adapter);
/* The target that shows something; the first one if none does. */
dxgk_u32 dxgk_display_post_target(struct dxgk_adapter *adapter);

/* ------------------------------------------------------- among display_*.c */

/* The adapter's display from its first start on, or NULL.  Context: any. */
static inline struct dxgk_display *dxgk_display_of(struct dxgk_adapter *adapter)
{
	return __atomic_load_n(&adapter->display, __ATOMIC_ACQUIRE);
}

/* May the miniport be called?  Under a DDI level. */
NTSTATUS dxgk_display_ready(struct dxgk_adapter *adapter);
struct dxgk_target *dxgk_display_target(struct dxgk_display *display, dxgk_u32 uid);

void dxgk_present_init(struct dxgk_present_slot *slot);
void dxgk_present_fini(struct dxgk_present_slot *slot);
/* The miniport reported it.  Context: any. */
void dxgk_present_progress(struct dxgk_display *display,
			   const DXGKARGCB_PRESENT_DISPLAYONLY_PROGRESS *progress);
/* Wait until nothing is outstanding; false after the time-out. */
bool dxgk_present_drain(struct dxgk_present_slot *slot);
/* RemoveDevice has returned: nobody reads the surface any more. */
void dxgk_present_abandon(struct dxgk_present_slot *slot);

/* display_gamma.c: do the caps tell of ramps? */
bool dxgk_display_has_gamma(struct dxgk_display *display);

/* display_vsync.c: after D0, alone: the interrupts that were on before. */
void dxgk_vsync_restore(struct dxgk_display *display);

/*
 * display_pointer.c.  start: memory for the largest shape that the caps allow,
 * or may allow one day, anew at each start; STATUS_INSUFFICIENT_RESOURCES.
 */
NTSTATUS dxgk_pointer_start(struct dxgk_display *display);
void dxgk_pointer_caps(struct dxgk_display *display, struct dxgk_display_caps *caps);
/* Hide the pointer of @source if it is shown, before its mode goes; alone. */
void dxgk_pointer_hide(struct dxgk_display *display, dxgk_u32 source);

/*
 * monitor.c: build, replace and drop what is known of a target's monitor.
 * announce is what the port driver does at start before the monitor driver
 * comes: it reads the base block, which miniports thus see read twice.
 */
NTSTATUS dxgk_monitor_announce(struct dxgk_display *display, struct dxgk_target *target);
NTSTATUS dxgk_monitor_refresh(struct dxgk_display *display, struct dxgk_target *target);
void dxgk_monitor_detach(struct dxgk_display *display, struct dxgk_target *target);
/* All sets of @adapter's that miniports kept beyond their monitor's life. */
void dxgk_monitor_release_all(struct dxgk_adapter *adapter);
/* monitor_iface.c; the second under the VidPN lock. */
extern const DXGK_MONITORSOURCEMODESET_INTERFACE dxgk_monitor_modes_interface;
void dxgk_monitor_drop_additional(const struct dxgk_adapter *adapter);
/* The preferred mode's signal; false without a monitor or a preference. */
bool dxgk_monitor_preferred(struct dxgk_target *target, D3DKMDT_VIDEO_SIGNAL_INFO *signal,
			    D3DKMDT_MONITOR_CAPABILITIES_ORIGIN *origin);

/* monitor_edid.c: what an EDID says, into sets; under the VidPN lock. */
NTSTATUS dxgk_edid_modes(struct dxgk_vset *set, const dxgk_u8 *edid, dxgk_u32 size);
NTSTATUS dxgk_edid_ranges(struct dxgk_vset *set, const dxgk_u8 *edid, dxgk_u32 size);
bool dxgk_edid_block_valid(const dxgk_u8 *block);
bool dxgk_edid_base_valid(const dxgk_u8 *block);
/* Modes of a monitor that says nothing of itself. */
NTSTATUS dxgk_edid_default_modes(struct dxgk_vset *set);
/*
 * The timings of DisplayID extensions, which the base block has no room for:
 * writes at most @max to @timing, returns how many there are.
 */
dxgk_u32 dxgk_edid_displayid(const dxgk_u8 *edid, dxgk_u32 size,
			     DXGK_TARGETMODE_DETAIL_TIMING *timing, dxgk_u32 max);

#endif /* DXGK_DISPLAY_H */
