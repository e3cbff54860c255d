/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * maptest - what a test program says to the test miniport through its escape.
 *
 * The miniport does to DxgkCbMapMemory and DxgkCbUnmapMemory whatever it is
 * told: any argument, from any context, at any point of its life.  It trusts
 * the program with kernel addresses, so it is for test guests only.
 *
 * A request is one buffer of exactly the size of the operation's structure,
 * header included.  The escape itself succeeds when the request was understood;
 * what the callbacks returned is in the fields called Status.  This header
 * includes nothing; both sides are x86-64.
 */
#ifndef MAPTEST_ESCAPE_H
#define MAPTEST_ESCAPE_H

typedef unsigned char MAPTEST_U8;
typedef unsigned int MAPTEST_U32;
typedef unsigned long long MAPTEST_U64;

#define MAPTEST_MAGIC		0x5450414dU	/* "MAPT" */
#define MAPTEST_VERSION		1U

#define MAPTEST_OP_INFO		1U	/* struct maptest_info */
#define MAPTEST_OP_MAP		2U	/* struct maptest_map_op */
#define MAPTEST_OP_UNMAP	3U	/* struct maptest_unmap_op */
#define MAPTEST_OP_ACCESS	4U	/* struct maptest_access */
#define MAPTEST_OP_STORM	5U	/* struct maptest_storm */
#define MAPTEST_OP_SCRIPT_CLEAR	6U	/* struct maptest_script_clear */
#define MAPTEST_OP_SCRIPT_ADD	7U	/* struct maptest_script */
#define MAPTEST_OP_SCRIPT_READ	8U	/* struct maptest_script */
#define MAPTEST_OP_FAIL		9U	/* struct maptest_fail */

struct maptest_header {
	MAPTEST_U32 magic;
	MAPTEST_U32 version;
	MAPTEST_U32 op;
	MAPTEST_U32 size;	/* of the structure, this header included */
};

/* Which DeviceHandle to pass. */
#define MAPTEST_HANDLE_OWN	0U	/* of this adapter, at this time */
#define MAPTEST_HANDLE_STALE	1U	/* of the adapter that was removed last; NULL: none was */
#define MAPTEST_HANDLE_VALUE	2U	/* handle_value */
#define MAPTEST_HANDLE_NULL	3U

/* Where to call from. */
#define MAPTEST_FROM_HERE	0U	/* the program's thread */
#define MAPTEST_FROM_THREAD	1U	/* a system thread, made for it */
#define MAPTEST_FROM_IRQL	2U	/* the program's thread at @irql */

/* What the out-variable holds before the call. */
#define MAPTEST_UNTOUCHED	0x5a5a5a5a5a5a5a5aULL

struct maptest_map {
	MAPTEST_U32 handle;		/* MAPTEST_HANDLE_* */
	MAPTEST_U32 cache;		/* MEMORY_CACHING_TYPE, or not */
	MAPTEST_U64 handle_value;
	MAPTEST_U64 address;
	MAPTEST_U32 length;
	MAPTEST_U8 in_io_space;
	MAPTEST_U8 map_to_user_mode;
	MAPTEST_U8 null_pointer;	/* pass no out-variable */
	MAPTEST_U8 forget;		/* what @count calls return is kept nowhere */
	MAPTEST_U32 from;		/* MAPTEST_FROM_* */
	MAPTEST_U32 irql;
	/*
	 * More than one call, at address, address + stride …, until one fails.
	 * What they return goes into the bulk list, of which each adapter has
	 * one, and which must be empty; or nowhere, with @forget.
	 */
	MAPTEST_U32 count;		/* 0 is 1 */
	MAPTEST_U32 stride;
	MAPTEST_U32 status;		/* out: of the last call */
	MAPTEST_U32 done;		/* out: calls that succeeded */
	MAPTEST_U64 virtual_address;	/* out: the out-variable, after the first call */
};

/* What to pass to unmap. */
#define MAPTEST_UNMAP_VALUE	0U	/* virtual_address */
#define MAPTEST_UNMAP_POINTER	1U	/* the address of a variable that holds it */
#define MAPTEST_UNMAP_BULK	2U	/* everything in the bulk list, the last first */

struct maptest_unmap {
	MAPTEST_U32 handle;
	MAPTEST_U32 what;		/* MAPTEST_UNMAP_* */
	MAPTEST_U64 handle_value;
	MAPTEST_U64 virtual_address;
	MAPTEST_U32 from;
	MAPTEST_U32 irql;
	MAPTEST_U32 status;		/* out: of the last call; bulk: of the last failure */
	MAPTEST_U32 done;		/* out: calls that succeeded */
};

struct maptest_map_op {
	struct maptest_header header;
	struct maptest_map map;
};

struct maptest_unmap_op {
	struct maptest_header header;
	struct maptest_unmap unmap;
};

#define MAPTEST_RESOURCES	16U

/* Types of resource, by CM_PARTIAL_RESOURCE_DESCRIPTOR's numbers. */
#define MAPTEST_RESOURCE_PORT		1U
#define MAPTEST_RESOURCE_INTERRUPT	2U
#define MAPTEST_RESOURCE_MEMORY		3U
#define MAPTEST_RESOURCE_MEMORY_LARGE	7U

struct maptest_resource {
	MAPTEST_U32 type;
	MAPTEST_U32 flags;
	MAPTEST_U64 start;		/* interrupts: the vector */
	MAPTEST_U64 length;
};

struct maptest_info {
	struct maptest_header header;
	/* All out. */
	MAPTEST_U64 device_handle;
	MAPTEST_U64 stale_handle;
	/* Calls of the entry points, over all adapters, since the module was loaded. */
	MAPTEST_U32 adds;
	MAPTEST_U32 starts;
	MAPTEST_U32 stops;
	MAPTEST_U32 removes;
	MAPTEST_U32 bulk;		/* mappings in the bulk list */
	MAPTEST_U32 irql;		/* at which the escape was called */
	MAPTEST_U32 reserved;
	MAPTEST_U32 resources;
	struct maptest_resource resource[MAPTEST_RESOURCES];
};

/* How to access. */
#define MAPTEST_ACCESS_REGISTER	0U	/* READ_REGISTER_x, WRITE_REGISTER_x */
#define MAPTEST_ACCESS_PORT	1U	/* READ_PORT_x, WRITE_PORT_x */
#define MAPTEST_ACCESS_MEMORY	2U	/* plain loads and stores */

#define MAPTEST_ACCESS_DATA	64U

struct maptest_access {
	struct maptest_header header;
	MAPTEST_U64 virtual_address;	/* of the register or port */
	MAPTEST_U32 how;
	MAPTEST_U32 width;		/* 1, 2, 4; 8 for registers and memory */
	MAPTEST_U8 write;
	MAPTEST_U8 buffer;		/* the BUFFER form, of @count elements */
	MAPTEST_U8 reserved[2];
	MAPTEST_U32 count;		/* 1 without @buffer */
	MAPTEST_U64 data[MAPTEST_ACCESS_DATA];	/* one element each */
};

/*
 * Map and unmap the same range over and over, from several threads at once.
 * Stops at nothing: failures are counted.
 */
#define MAPTEST_STORM_THREADS	32U

struct maptest_storm {
	struct maptest_header header;
	struct maptest_map map;		/* from, count and stride do not count */
	MAPTEST_U32 threads;		/* 0: the program's own */
	MAPTEST_U32 iterations;		/* of each thread */
	/* All out. */
	MAPTEST_U32 mapped;
	MAPTEST_U32 map_failures;
	MAPTEST_U32 last_map_failure;
	MAPTEST_U32 unmapped;
	MAPTEST_U32 unmap_failures;
	MAPTEST_U32 last_unmap_failure;
};

/*
 * What to do at points of the miniport's life that no escape reaches.  There is
 * one script for all adapters, and it lives until the module is unloaded.
 */
#define MAPTEST_AT_ADD		1U	/* in AddDevice, with the callbacks of an earlier start */
#define MAPTEST_AT_START	2U	/* in StartDevice */
#define MAPTEST_AT_STOP		3U	/* in StopDevice */
#define MAPTEST_AT_REMOVE	4U	/* in RemoveDevice: StopDevice has returned */

#define MAPTEST_DO_MAP		1U
#define MAPTEST_DO_UNMAP	2U

#define MAPTEST_STEPS		64U

struct maptest_step {
	MAPTEST_U32 at;			/* MAPTEST_AT_* */
	MAPTEST_U32 action;		/* MAPTEST_DO_* */
	/* An unmap of what another step mapped: its index + 1, or 0. */
	MAPTEST_U32 of_step;
	MAPTEST_U32 runs;		/* out: how often it was done */
	struct maptest_map map;
	struct maptest_unmap unmap;
};

struct maptest_script {
	struct maptest_header header;
	MAPTEST_U32 index;		/* ADD: out, READ: in */
	MAPTEST_U32 reserved;
	struct maptest_step step;	/* ADD: in, READ: out, with the last results */
};

struct maptest_script_clear {
	struct maptest_header header;
};

/* Make entry points fail from now on: that many times, with that status. */
struct maptest_fail {
	struct maptest_header header;
	MAPTEST_U32 add_count;
	MAPTEST_U32 add_status;
	MAPTEST_U32 start_count;	/* after the script's steps */
	MAPTEST_U32 start_status;
	MAPTEST_U32 stop_count;		/* the same */
	MAPTEST_U32 stop_status;
};

#endif /* MAPTEST_ESCAPE_H */
