/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * dxgk.h - the core's face towards the backends.
 *
 * linux-module/ and host/ call these; the core answers by calling the
 * miniport's DxgkDdi* entry points, in Windows' order, at Windows' IRQL and
 * under the documented concurrency levels.  No NT type appears here, so that a
 * backend can include its own operating system's headers beside it.
 *
 * All of it is called at PASSIVE_LEVEL, from a context that may sleep and
 * holds no lock of the core, unless a comment says otherwise.
 */
#ifndef DXGK_H
#define DXGK_H

#include "os.h"

struct dxgk_driver;
struct dxgk_adapter;

/* Once, before and after everything else. */
dxgk_status dxgk_core_init(void);
void dxgk_core_exit(void);

/*
 * Watch the miniports against the rules, verifier.h, from here on or not any
 * more.  Off at first.  Context: any.
 */
void dxgk_verifier_enable(bool on);

/*
 * The machine is about to leave S0, before any device hears of it (false); it
 * has come back (true).  Who listens to \Callback\PowerState is told.
 */
void dxgk_system_power(bool awake);

/* ------------------------------------------------------------------ drivers */

/* Which registry key an AddReg line of the INF fills, before any instance exists. */
enum dxgk_reg_root {
	DXGK_REG_DRIVER,	/* the device's driver key: HKR of a [DDInstall] section */
	DXGK_REG_DEVICE,	/* the device's hardware key: HKR of [DDInstall.HW] */
	DXGK_REG_SERVICE,	/* the service's key (RegistryPath): HKR of AddService */
	DXGK_REG_MACHINE,	/* HKLM, the subkey is a path below \Registry\Machine */
};

#define DXGK_REG_ALL_DEVICES	(-1)

/*
 * The registry as it is now, what miniports changed included, in the form of a
 * .reg file: pieces of UTF-8 text to @emit, which does not call the core.
 */
void dxgk_registry_dump(void (*emit)(void *arg, const char *text), void *arg);

/**
 * struct dxgk_reg_default - one value an INF's AddReg sections set
 * @root: the key @subkey starts from
 * @install: index of the install section it belongs to (the driver_data of the
 *	PCI id that matched), or DXGK_REG_ALL_DEVICES
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
	dxgk_u32 type;
	dxgk_u32 size;
	const char *subkey;
	const char *name;
	const void *data;
};

/* What a miniport's module says of itself. */
struct dxgk_driver_info {
	const char *name;	/* service name: the module's */
	void *driver_entry;	/* DRIVER_INITIALIZE of the miniport */
	dxgk_u32 ddi_version;	/* DXGKDDI_INTERFACE_VERSION it was compiled for */
	const struct dxgk_reg_default *registry;
	dxgk_u32 registry_count;
	/*
	 * Is @code an address in this miniport?  Says whose call an NT function
	 * answers.  NULL: all code is, there is one miniport.  Context: any.
	 */
	bool (*owns)(const struct dxgk_driver_info *info, const void *code);
	/* Where nearly all of its code is, so that it need not be asked; size 0: unknown. */
	const void *text;
	dxgk_u32 text_size;
	/*
	 * The miniport's objects of static storage: made before DriverEntry, and
	 * destroyed when it failed or after DxgkDdiUnload, while the miniport
	 * still has its pool.  May be NULL.
	 */
	void (*construct)(void);
	void (*destroy)(void);
};

/**
 * dxgk_driver_load() - make the driver object and run DriverEntry
 * @info: the miniport; must outlive the driver
 * @driver: the driver, on success
 *
 * Return: what DriverEntry returned; STATUS_INVALID_DEVICE_STATE if it
 * succeeded without having registered a display-only driver;
 * STATUS_INSUFFICIENT_RESOURCES.
 */
dxgk_status dxgk_driver_load(const struct dxgk_driver_info *info, struct dxgk_driver **driver);

#define DXGK_MESSAGES_ALL 2048	/* more than any device has */

/**
 * dxgk_driver_message_limit() - may a device interrupt by messages?
 * @driver: the miniport that is bound to it
 * @install: the index of the INF's install section that named the device
 *
 * Windows gives messages only to a driver whose INF asks for them; another
 * one may read a status register that a device with messages leaves alone.
 *
 * Return: 0 for line interrupts; else how many messages at most: the INF's
 * MessageNumberLimit, or DXGK_MESSAGES_ALL where it has none.
 *
 * Follows "Enabling Message-Signaled Interrupts in the Registry".  Context: any.
 */
dxgk_u32 dxgk_driver_message_limit(const struct dxgk_driver *driver, int install);

/* DxgkDdiUnload.  All adapters of the driver are gone. */
void dxgk_driver_unload(struct dxgk_driver *driver);

/* ----------------------------------------------------------------- adapters */

enum dxgk_resource_kind { DXGK_RES_MEMORY, DXGK_RES_PORT, DXGK_RES_INTERRUPT };

/* A translated resource; BARs come in BAR order, interrupts after them. */
struct dxgk_resource {
	enum dxgk_resource_kind kind;
	dxgk_u64 start;		/* physical address, port, or interrupt vector */
	dxgk_u64 length;	/* bytes, ports; 0 for interrupts */
	bool prefetchable;	/* memory */
	bool message;		/* interrupt: message-signalled */
	bool shared;		/* interrupt: line shared with other devices */
	dxgk_u32 message_count;	/* interrupt: of the first one */
};

/* The framebuffer that the firmware left; width 0: none on this adapter. */
struct dxgk_post_display {
	dxgk_u32 width, height, pitch;
	dxgk_u32 bits_per_pixel;	/* 32: X8R8G8B8, 24, 16: R5G6B5 */
	dxgk_u64 phys;
	bool by_driver;			/* not firmware: a miniport left it */
};

#define DXGK_MAX_RESOURCES 32

/* What the bus says of a device. */
struct dxgk_adapter_info {
	struct dxgk_os_device *os;
	const char *name;		/* for people: the bus address */
	dxgk_u16 vendor, device, subvendor, subdevice;
	dxgk_u8 revision;
	dxgk_u32 class_code;		/* base class, subclass, interface */
	int install;			/* install section of the INF that named it */
	dxgk_u32 bus, slot, function;
	dxgk_u32 resource_count;
	struct dxgk_resource resource[DXGK_MAX_RESOURCES];
	bool boot_vga;			/* owns the legacy VGA ranges */
	struct dxgk_post_display post;
	dxgk_u64 system_memory;		/* bytes of RAM */
	dxgk_u64 highest_physical;
};

/**
 * dxgk_adapter_create() - DxgkDdiAddDevice
 * @driver: the miniport
 * @info: the device; copied
 * @adapter: the new adapter, on success
 *
 * Return: the miniport's failure, STATUS_INSUFFICIENT_RESOURCES.
 */
dxgk_status dxgk_adapter_create(struct dxgk_driver *driver, const struct dxgk_adapter_info *info,
				struct dxgk_adapter **adapter);

/**
 * dxgk_adapter_start() - StartDevice, then children, caps and the first VidPN
 * @adapter: created, or stopped
 *
 * Everything is undone on failure but dxgk_adapter_create().
 * Return: the miniport's failure, or what was wrong with its answers.
 */
dxgk_status dxgk_adapter_start(struct dxgk_adapter *adapter);

/*
 * Programs are cut off: the user mappings that there are give SIGBUS from here
 * on.  The miniport, which is about to be stopped, may map until then.
 */
void dxgk_adapter_cut_off(struct dxgk_adapter *adapter);

/*
 * StopDevice (or StopDeviceAndReleasePostDisplayOwnership); nothing for an
 * adapter that is not started.  User mappings are revoked, maps refused.
 * The display has been turned off through dxgk_display_* before.
 */
void dxgk_adapter_stop(struct dxgk_adapter *adapter);

/*
 * Is this the POST device, and will its miniport be asked to leave the display
 * lit when it stops?  Then the backend leaves it lit, too.
 */
bool dxgk_adapter_gives_back(struct dxgk_adapter *adapter);
/* What a stopped adapter's miniport left lit; false: nothing. */
bool dxgk_adapter_left_lit(struct dxgk_adapter *adapter, struct dxgk_post_display *post);

/*
 * The device vanished from its bus: maps give STATUS_DEVICE_REMOVED from here
 * on, and NotifySurpriseRemoval tells a miniport that can hear it.
 */
void dxgk_adapter_surprise_remove(struct dxgk_adapter *adapter);

/*
 * ResetDevice: the machine is going down and somebody wants to see why.  No
 * lock is taken and nothing else of the miniport is called.  Context: any.
 */
void dxgk_adapter_reset(struct dxgk_adapter *adapter);

/*
 * RemoveDevice, after stop; what the miniport left mapped is reported and
 * unmapped, the handle dies, and the adapter is freed.
 */
void dxgk_adapter_remove(struct dxgk_adapter *adapter);

/**
 * dxgk_adapter_set_power() - SetPowerState of the adapter
 * @adapter: a started adapter
 * @d0: true to wake it, false for D3
 * @action: POWER_ACTION value (0 none, 2 sleep, 3 hibernate, 4 shutdown)
 */
dxgk_status dxgk_adapter_set_power(struct dxgk_adapter *adapter, bool d0, dxgk_u32 action);

/**
 * dxgk_adapter_escape() - DxgkDdiEscape in the calling process
 * @adapter: a started adapter
 * @data: private data, in and out; kernel memory, 8-byte aligned
 * @size: bytes
 * @hardware_access: the flag of that name: runs alone (level 2)
 *
 * Return: what the miniport returned; STATUS_NOT_SUPPORTED without the entry;
 * STATUS_INVALID_DEVICE_STATE, STATUS_DEVICE_REMOVED, STATUS_DEVICE_NOT_READY
 * in D3.
 */
dxgk_status dxgk_adapter_escape(struct dxgk_adapter *adapter, void *data, dxgk_u32 size,
				bool hardware_access);

enum dxgk_acpi_event {
	DXGK_EVENT_ACPI = 1,	/* of the device itself: @event says which */
	DXGK_EVENT_AC = 2,	/* the argument: 1 when the machine has got mains */
};

/* The miniport has a use for dxgk_adapter_acpi_event(). */
bool dxgk_adapter_wants_acpi(struct dxgk_adapter *adapter);
/**
 * dxgk_adapter_acpi_event() - NotifyAcpiEvent
 * @adapter: the adapter; nothing happens unless it is started and in D0
 * @type: where it comes from
 * @event: ACPI's number of it
 * @argument: what belongs to it, or NULL
 *
 * What the miniport asks for in turn, to look at its outputs again, is done.
 */
void dxgk_adapter_acpi_event(struct dxgk_adapter *adapter, enum dxgk_acpi_event type,
			     dxgk_u32 event, dxgk_u32 *argument);

/**
 * dxgk_adapter_collect() - CollectDbgInfo, into a dump
 * @adapter: an adapter that stays until this returns
 * @reason: a bug check code, 0x117 for a time-out
 *
 * May be called while another entry point hangs.  Nothing happens for a miniport
 * without that entry, nor without memory.
 */
void dxgk_adapter_collect(struct dxgk_adapter *adapter, dxgk_u32 reason);

/* Somebody begins to listen to what miniports log, or has stopped: ControlEtwLogging. */
void dxgk_etw_control(bool on);

/* From the handler of interrupt @message; true when the miniport claimed it. */
bool dxgk_adapter_isr(struct dxgk_adapter *adapter, dxgk_u32 message);

/* ----------------------------------------------------------------- mappings */

enum dxgk_map_space { DXGK_MAP_PORT = 1, DXGK_MAP_SYSTEM = 2, DXGK_MAP_USER = 3 };

struct dxgk_map_info {
	enum dxgk_map_space space;
	dxgk_u64 phys, len;
	dxgk_u64 va;
	dxgk_u32 cache;		/* MEMORY_CACHING_TYPE */
	dxgk_u32 pid;		/* owner of a user mapping */
	bool listed;		/* in the adapter's resources, so it is no RAM */
	dxgk_u64 age_ns;
	void *caller;		/* code address in the miniport */
};

/* Where a walk over the live mappings of an adapter stands; starts zeroed. */
struct dxgk_map_cursor { dxgk_u64 k1, k2; bool started; };

/*
 * The next live mapping; false at the end.  Mappings that come and go during
 * the walk may be missed or seen, none is seen twice.  Context: sleeping.
 */
bool dxgk_map_next(struct dxgk_adapter *adapter, struct dxgk_map_cursor *cursor,
		   struct dxgk_map_info *info);
/* How many mappings live. */
dxgk_u64 dxgk_map_count(struct dxgk_adapter *adapter);
/* Failures of the two callbacks by status; false at the end. */
bool dxgk_map_failure(struct dxgk_adapter *adapter, unsigned int index,
		      dxgk_status *status, dxgk_u64 *count);

/*
 * A user mapping is gone from its process (see dxgk_os_map_user()).  Called
 * once for each, possibly under the process's mmap lock: takes spin locks only
 * and frees memory.
 */
void dxgk_map_user_gone(void *owner);

/* Page-cache attributes by NT's number, or DXGK_CACHE_COUNT for none such. */
enum dxgk_cache dxgk_map_cache(dxgk_u32 memory_caching_type);

/* ------------------------------------------------------------------ display */

#define DXGK_MAX_SOURCES 16
#define DXGK_MAX_CHILDREN 32
/* Each child is fed by one source at most. */
#define DXGK_MAX_PATHS DXGK_MAX_CHILDREN

/* A mode of the wire (target mode) with the surface that goes with it. */
struct dxgk_mode {
	dxgk_u32 width, height;		/* active pixels */
	dxgk_u32 htotal, vtotal;	/* equal to active: not specified */
	dxgk_u64 pixel_clock;		/* Hz; 0: not specified */
	dxgk_u32 vsync_num, vsync_den;	/* Hz as a fraction; 0/0: not specified */
	dxgk_u32 hsync_num, hsync_den;
	bool interlaced;
	bool preferred;
};

enum dxgk_child_type {
	DXGK_CHILD_OTHER, DXGK_CHILD_VGA, DXGK_CHILD_DVI, DXGK_CHILD_HDMI,
	DXGK_CHILD_DISPLAYPORT, DXGK_CHILD_LVDS, DXGK_CHILD_EDP, DXGK_CHILD_TV,
	DXGK_CHILD_VIRTUAL,
};

/* A video output child, as QueryChildRelations described it. */
struct dxgk_child {
	dxgk_u32 uid;			/* ChildUid: the target id */
	enum dxgk_child_type type;
	dxgk_u32 technology;		/* D3DKMDT_VIDEO_OUTPUT_TECHNOLOGY */
	bool always_connected;
	bool interruptible;		/* says so itself when something changes */
	bool polled;
};

/* What the adapter can show: fixed from start to stop, but for the pointer. */
struct dxgk_display_caps {
	dxgk_u32 sources;
	dxgk_u32 children;
	dxgk_u32 max_pointer_width, max_pointer_height;	/* 0: no hardware pointer */
	bool pointer_monochrome, pointer_color, pointer_masked_color;
	bool pointer_late;		/* there is none yet: see dxgk_os_pointer_changed() */
	bool gamma;			/* dxgk_display_gamma() */
	dxgk_u32 brightness_steps;	/* dxgk_display_brightness_set(); 0: none */
	dxgk_u32 panel;			/* child uid that they are of */
	bool i2c;			/* dxgk_display_i2c_*() */
	bool rotation;
	bool vsync_interrupt;		/* ControlInterrupt and GetScanLine are there */
	dxgk_u32 max_width, max_height;	/* 0: not limited */
};

enum dxgk_rotation { DXGK_ROTATE_0 = 1, DXGK_ROTATE_90, DXGK_ROTATE_180, DXGK_ROTATE_270 };

/* One lit path of a configuration. */
struct dxgk_path {
	dxgk_u32 source;		/* VidPn source id */
	dxgk_u32 target;		/* child uid */
	struct dxgk_mode mode;		/* of the target */
	dxgk_u32 source_width, source_height;	/* primary surface */
	enum dxgk_rotation rotation;
	bool off;			/* configured, but its monitor is in power save */
};

/* A whole configuration: what is not listed is dark. */
struct dxgk_config {
	dxgk_u32 paths;
	struct dxgk_path path[DXGK_MAX_PATHS];
};

struct dxgk_rect { dxgk_s32 left, top, right, bottom; };

void dxgk_display_caps(struct dxgk_adapter *adapter, struct dxgk_display_caps *caps);
/* Child @index of caps.children; STATUS_INVALID_PARAMETER beyond. */
dxgk_status dxgk_display_child(struct dxgk_adapter *adapter, dxgk_u32 index,
			       struct dxgk_child *child);
/* Is something plugged in (QueryChildStatus)? */
dxgk_status dxgk_display_connected(struct dxgk_adapter *adapter, dxgk_u32 target, bool *connected);
/**
 * dxgk_display_edid() - the monitor's EDID (QueryDeviceDescriptor by 128-byte blocks)
 * @adapter: a started adapter
 * @target: child uid
 * @buf: where to
 * @size: bytes at @buf, a multiple of 128
 * @len: bytes read: 0 for a monitor without one
 */
dxgk_status dxgk_display_edid(struct dxgk_adapter *adapter, dxgk_u32 target,
			      void *buf, dxgk_u32 size, dxgk_u32 *len);
/* Which physical thing the monitor is: a GUID, as stored on Windows.  See there. */
dxgk_status dxgk_display_container(struct dxgk_adapter *adapter, dxgk_u32 target,
				   const void *edid, dxgk_u32 size, dxgk_u8 id[16]);
/**
 * dxgk_display_modes() - the modes a path really allows
 * @adapter: a started adapter
 * @source: VidPn source id
 * @target: child uid
 * @emit: called for each mode, without locks of the core; false stops
 * @arg: for @emit
 *
 * Asks the miniport with a VidPN of that one path (IsSupportedVidPn,
 * EnumVidPnCofuncModality); modes without timing are left so for the backend
 * to make up.
 */
dxgk_status dxgk_display_modes(struct dxgk_adapter *adapter, dxgk_u32 source, dxgk_u32 target,
			       bool (*emit)(void *arg, const struct dxgk_mode *mode), void *arg);
/**
 * dxgk_display_possible() - can a source feed these children at the same time?
 * @adapter: a started adapter
 * @source: VidPn source id
 * @target: child uids, each once
 * @targets: how many; more than one: a clone
 *
 * Asks IsSupportedVidPn about that topology and no mode.
 * Return: STATUS_SUCCESS; STATUS_GRAPHICS_* when not.
 */
dxgk_status dxgk_display_possible(struct dxgk_adapter *adapter, dxgk_u32 source,
				  const dxgk_u32 *target, dxgk_u32 targets);
/* Would the miniport take this configuration?  Changes nothing. */
dxgk_status dxgk_display_check(struct dxgk_adapter *adapter, const struct dxgk_config *config);
/* CommitVidPn with what changed, after the same check. */
dxgk_status dxgk_display_commit(struct dxgk_adapter *adapter, const struct dxgk_config *config);
/* SetVidPnSourceVisibility. */
dxgk_status dxgk_display_visible(struct dxgk_adapter *adapter, dxgk_u32 source, bool visible);

/* The internal panel's brightness, and devices in monitors, where the caps say so. */
dxgk_status dxgk_display_brightness_set(struct dxgk_adapter *adapter, dxgk_u32 step);
dxgk_status dxgk_display_brightness_get(struct dxgk_adapter *adapter, dxgk_u32 *step);
dxgk_status dxgk_display_i2c_send(struct dxgk_adapter *adapter, dxgk_u32 target,
				  dxgk_u32 address, const void *data, dxgk_u32 size);
dxgk_status dxgk_display_i2c_receive(struct dxgk_adapter *adapter, dxgk_u32 target,
				     dxgk_u32 address, void *data, dxgk_u32 size);

/* 256 steps of each colour, 0 to 0xffff. */
struct dxgk_gamma { dxgk_u16 red[256], green[256], blue[256]; };

dxgk_status dxgk_display_gamma(struct dxgk_adapter *adapter, dxgk_u32 source,
			       const struct dxgk_gamma *gamma);

/* A present that takes longer than this is given up on; Windows' TDR delay. */
#define DXGK_PRESENT_TIMEOUT_MS 2000

struct dxgk_present {
	dxgk_u32 source;
	const void *pixels;		/* kernel address of the surface */
	dxgk_u32 bytes_per_pixel;
	dxgk_s32 pitch;
	dxgk_u32 width, height;		/* of the surface: rects are clipped to it */
	dxgk_u32 rects;
	const struct dxgk_rect *rect;
	/*
	 * Called once when the miniport is done with @pixels: before
	 * dxgk_display_present() returns for a synchronous one, later, up to
	 * DISPATCH_LEVEL, after STATUS_PENDING.  Not after a failure.
	 */
	void (*done)(void *arg, bool complete);
	void *arg;
};

/**
 * dxgk_display_present() - PresentDisplayOnly
 * @adapter: a started adapter
 * @present: what; the structure and the rects may go when this returns
 *
 * Serialised per source; at most one is outstanding per source, the next waits.
 * Return: STATUS_SUCCESS, STATUS_PENDING, or the miniport's failure.
 */
dxgk_status dxgk_display_present(struct dxgk_adapter *adapter, const struct dxgk_present *present);

/*
 * The backend has waited DXGK_PRESENT_TIMEOUT_MS for the present of @source: the
 * core says so in the log, asks the miniport for its state, and sends that source
 * no other until this one ends after all.  Once for each present, whoever of the
 * two waited.
 */
void dxgk_display_present_late(struct dxgk_adapter *adapter, dxgk_u32 source);

/* What a hardware pointer looks like. */
struct dxgk_pointer {
	dxgk_u32 source;
	const void *pixels;		/* A8R8G8B8, premultiplied with alpha; 4-byte aligned */
	dxgk_u32 width, height;		/* not 0, up to the caps' max_pointer_* */
	dxgk_u32 pitch;			/* bytes */
	dxgk_u32 hot_x, hot_y;		/* in the picture; informs only, see position */
};

/*
 * SetPointerShape and SetPointerPosition.  @x and @y are of the picture's upper
 * left corner, and may be negative.  A shape comes first, and again after each
 * commit that changes the source and each D0.  STATUS_NOT_SUPPORTED when the
 * caps say that there is no pointer: the miniport does not hear of it then.
 */
dxgk_status dxgk_display_pointer_shape(struct dxgk_adapter *adapter, const struct dxgk_pointer *p);
dxgk_status dxgk_display_pointer_position(struct dxgk_adapter *adapter, dxgk_u32 source,
					  dxgk_s32 x, dxgk_s32 y, bool visible);

/*
 * After dxgk_os_pointer_changed(): ask for the caps again.  True: there is (still,
 * or again) a pointer, no larger than at start, that needs its shape anew.  False:
 * there is none, and the two calls above give STATUS_NOT_SUPPORTED.
 */
bool dxgk_display_pointer_refresh(struct dxgk_adapter *adapter);

/*
 * The panic screen: no lock, no wait, any context; nothing else may be called
 * afterwards.  display_panic.c.
 */
dxgk_status dxgk_display_panic_enable(struct dxgk_adapter *adapter, dxgk_u32 *width,
				      dxgk_u32 *height);
void dxgk_display_panic_write(struct dxgk_adapter *adapter, const void *pixels, dxgk_u32 width,
			      dxgk_u32 height, dxgk_u32 pitch, dxgk_u32 x, dxgk_u32 y);

/*
 * Interrupts of vertical blanks of all targets, on and off: dxgk_os_vsync() is
 * called for each.  Sleeping, and waits for presents: never from where a client
 * enables vertical blanks.  STATUS_NOT_SUPPORTED, STATUS_NOT_IMPLEMENTED: there
 * are none.
 */
dxgk_status dxgk_display_vsync(struct dxgk_adapter *adapter, bool enable);
/* GetScanLine of a target; STATUS_NOT_SUPPORTED, STATUS_NOT_IMPLEMENTED: unknown. */
dxgk_status dxgk_display_scanline(struct dxgk_adapter *adapter, dxgk_u32 target,
				  bool *blank, dxgk_u32 *line);

/* What the core tells the backend's KMS side; implemented by the backend. */
void dxgk_os_hotplug(struct dxgk_os_device *dev, dxgk_u32 target);	/* atomic */
void dxgk_os_vsync(struct dxgk_os_device *dev, dxgk_u32 target);	/* any */
void dxgk_os_pointer_changed(struct dxgk_os_device *dev);		/* atomic */
/* The miniport's own words on why it hangs; copied.  Sleeping; @size may be 0. */
void dxgk_os_dump(struct dxgk_os_device *dev, const void *data, dxgk_u32 size);

#endif /* DXGK_H */
