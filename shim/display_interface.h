/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * display_interface.h - interfaces that the miniport hands out through
 * QueryInterface: brightness of a panel, the I2C buses of outputs.
 *
 * Asked for when the display starts and given back when it stops.  Between the
 * two they do not change, and their functions are called as child I/O (level 1).
 */
#ifndef DXGK_DISPLAY_INTERFACE_H
#define DXGK_DISPLAY_INTERFACE_H

#include <ntddk.h>
#include <dispmprt.h>

#include "os.h"

struct dxgk_display;

/* Brightness values of a byte, with two defaults in front of them. */
#define DXGK_BRIGHTNESS_LEVELS	103

struct dxgk_interfaces {
	/* Version of the brightness interface, 0: none. */
	dxgk_u32 brightness;
	dxgk_u32 panel;			/* child uid it is for */
	dxgk_u32 steps;			/* values that the panel has, at least one */
	union {
		INTERFACE header;	/* how all of them begin */
		DXGK_BRIGHTNESS_INTERFACE v1;
		DXGK_BRIGHTNESS_INTERFACE_2 v2;
		DXGK_BRIGHTNESS_INTERFACE_3 v3;
	} bright;
	dxgk_u8 level[DXGK_BRIGHTNESS_LEVELS];	/* versions 1 and 2: rising */
	DXGK_BRIGHTNESS_GET_NIT_RANGES_OUT nits; /* version 3: checked */
	bool i2c;
	union {
		INTERFACE header;
		DXGK_I2C_INTERFACE v1;
	} bus;
};

/* After the children are known; never fails, what is not there is not there. */
void dxgk_interfaces_start(struct dxgk_display *display);
/* Before RemoveDevice; nothing the second time. */
void dxgk_interfaces_stop(struct dxgk_display *display);

/* display_brightness.c, for the two above; alone. */
bool dxgk_brightness_start(struct dxgk_display *display, dxgk_u32 panel);
struct dxgk_interface_wish {
	const GUID *type;
	USHORT version;
	ULONG uid;		/* of a child, or DISPLAY_ADAPTER_HW_ID */
	USHORT size;		/* of the structure */
	dxgk_u32 need;		/* functions after the header that must be there */
};

/* QueryInterface, checked.  Alone. */
bool dxgk_interface_query(struct dxgk_display *display, const struct dxgk_interface_wish *wish,
			  PINTERFACE to);
void dxgk_interface_drop(PINTERFACE interface);

#endif /* DXGK_DISPLAY_INTERFACE_H */
