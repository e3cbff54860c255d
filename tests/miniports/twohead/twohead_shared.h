/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * What twohead has in its device's memory, for tests to read and to write.
 *
 * Screens hold what was presented, lines without a gap, without the pointer.
 */
#ifndef TWOHEAD_SHARED_H
#define TWOHEAD_SHARED_H

#define TWOHEAD_MAGIC		0x32414548u
#define TWOHEAD_HEADS		2
#define TWOHEAD_CHILDREN	3

/* Child n has the uid (n + 1) * TWOHEAD_UID. */
#define TWOHEAD_UID		0x10

#define TWOHEAD_SCREENS		0x100000	/* offset of the first screen */
#define TWOHEAD_SCREEN_SIZE	0x800000	/* and from one to the next */
#define TWOHEAD_MEMORY		(TWOHEAD_SCREENS + TWOHEAD_HEADS * TWOHEAD_SCREEN_SIZE)

#define TWOHEAD_POINTER_MAX	64

/* The width of a mode whose blanking is absurd, on the outputs that have timings. */
#define TWOHEAD_VAST_WIDTH	768

/* How presents end. */
enum {
	TWOHEAD_SYNC,		/* on the spot */
	TWOHEAD_ASYNC,		/* at the next vertical blank: STATUS_PENDING */
	TWOHEAD_EARLY,		/* STATUS_PENDING, and progress came before */
	TWOHEAD_ALTERNATE,	/* on the spot and at the next vertical blank, in turn */
	TWOHEAD_NEVER,		/* STATUS_PENDING until the mode is another one */
	TWOHEAD_FAIL,		/* refused */
	TWOHEAD_FAIL_LATER,	/* STATUS_PENDING, and then progress says it failed */
};

/* What a test wants; the driver looks at each tick. */
struct twohead_control {
	unsigned int present;		/* TWOHEAD_SYNC, … */
	unsigned int connected;		/* children, a bit each */
	unsigned int serial;		/* of the monitors, in their EDIDs */
	unsigned int indicate;		/* children: call DxgkCbIndicateChildStatus; then 0 */
	unsigned int connectors;	/* not 0: call DxgkCbIndicateConnectorChange; then 0 */
	unsigned int quiet;		/* report no vertical blank */
	unsigned int one_only;		/* support one path at a time */
	unsigned int pointer_off;	/* call DxgkCbNotifyCursorSupportChange when it changes */
	unsigned int no_gamma;		/* refuse ramps */
	unsigned int pointer_late;	/* TWOHEAD_MAGIC: the next start is with pointer_off */
	unsigned int scan_line;		/* what GetScanLine answers */
	unsigned int reserved[21];
};

struct twohead_head {
	unsigned int width, height;	/* of the source's surface; 0: dark */
	unsigned int targets;		/* children it is shown on, a bit each */
	unsigned int rotation;
	unsigned int visible;
	unsigned int off;		/* monitors powered off */
	unsigned int presents;		/* calls of PresentDisplayOnly */
	unsigned int rects;		/* of the last one */
	unsigned int completed;		/* presents done */
	unsigned int blanks;		/* vertical blanks reported */
	/* The pointer: straight alpha, pointer_width pixels a line. */
	int pointer_x, pointer_y;
	unsigned int pointer_visible;
	unsigned int pointer_width, pointer_height;
	unsigned int pointer_hot_x, pointer_hot_y;
	unsigned int pointer_flags;
	unsigned int shapes, positions;	/* calls */
	unsigned int gamma_type;	/* D3DDDI_GAMMARAMP_TYPE */
	unsigned int gammas;		/* calls that brought a ramp */
	unsigned short gamma[3][256];
	unsigned int pointer[TWOHEAD_POINTER_MAX * TWOHEAD_POINTER_MAX];
};

struct twohead_state {
	unsigned int magic;		/* from StartDevice to StopDevice */
	unsigned int ticks;
	unsigned int commits;
	unsigned int vsync_type;	/* DXGK_INTERRUPT_TYPE that is on, or 0 */
	unsigned int power;		/* DEVICE_POWER_STATE */
	unsigned int collects;		/* calls of CollectDbgInfo */
	unsigned int brightness;	/* of the panel */
	unsigned int i2c_target;	/* uid that was sent to last */
	unsigned int i2c_size;
	unsigned char i2c[64];		/* what the device at 0x37 was sent, and answers */
	unsigned int scans;		/* calls of GetScanLine */
	unsigned int scan_line;		/* what the last one was answered */
	unsigned long long scan_time;	/* and when, in 100 ns */
	unsigned int mistakes;		/* calls that must not come */
	char mistake[116];		/* the last such */
	struct twohead_head head[TWOHEAD_HEADS];
};

struct twohead_shared {
	struct twohead_control control;
	struct twohead_state state;
};

#endif /* TWOHEAD_SHARED_H */
