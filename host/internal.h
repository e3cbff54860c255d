/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/* internal.h - shared between the files of the user-space backend. */
#ifndef HOST_INTERNAL_H
#define HOST_INTERNAL_H

#include "host.h"

/* The statuses that the backend gives; the values are ntstatus.h's. */
#define HOST_SUCCESS			0
#define HOST_ACCESS_VIOLATION		((dxgk_status)0xc0000005)
#define HOST_INVALID_PARAMETER		((dxgk_status)0xc000000d)
#define HOST_CONFLICTING_ADDRESSES	((dxgk_status)0xc0000018)
#define HOST_INSUFFICIENT_RESOURCES	((dxgk_status)0xc000009a)
#define HOST_NOT_SUPPORTED		((dxgk_status)0xc00000bb)
#define HOST_PROCESS_IS_TERMINATING	((dxgk_status)0xc000010a)
#define HOST_DEVICE_REMOVED		((dxgk_status)0xc00002b6)

#define HOST_PAGE	4096ull
#define HOST_PAGE_MASK	(HOST_PAGE - 1)

/*
 * Where simulated programs have their memory: below all that this process has
 * itself, as include/ says of MM_USER_PROBE_ADDRESS.
 */
#define HOST_USER_FIRST	0x100000000000ull
#define HOST_USER_END	0x500000000000ull

#define HOST_PASSIVE	0
#define HOST_DISPATCH	2
#define HOST_DIRQL	5	/* the core's DXGK_DEVICE_IRQL */

/* Per-thread context. */
struct host_thread {
	dxgk_u8 irql;
	unsigned int spins;		/* spin locks of the core that are held */
	unsigned int interrupt;		/* in a handler, or a deferred call */
	dxgk_u32 number;		/* of the processor it plays, 0: none yet */
	unsigned int nested;		/* handlers on top of what the thread did */
	struct host_process *process;
	unsigned long fail_nth;
};

extern __thread struct host_thread host_self;

/* phys.c: a claim of a cache type on pages; NULL @type never fails. */
struct host_memtype {
	struct dxgk_os_range range;	/* page frames */
	enum dxgk_cache cache;
};

/*
 * Claim [first, last] pages for @want: what a live claim of them has wins.
 * Return: the type the pages have.
 */
enum dxgk_cache host_memtype_claim(struct host_memtype *m, dxgk_u64 phys, dxgk_u64 len,
				   enum dxgk_cache want);
void host_memtype_drop(struct host_memtype *m);
bool host_phys_is_ram(dxgk_u64 phys, dxgk_u64 len);
/* The cache type that @want becomes at @phys on this machine. */
enum dxgk_cache host_phys_machine_cache(dxgk_u64 phys, enum dxgk_cache want);

unsigned long host_user_mappings(void);
/* The frame behind an address of the running program's own memory. */
bool host_user_phys(dxgk_u64 va, dxgk_u64 *phys);

/* Blocks of pool memory that live, and where they are in physical memory. */
void host_block_add(void *p, dxgk_size bytes);
void host_block_del(void *p, dxgk_size bytes);
unsigned long host_block_live(void);

/*
 * What @va shows, an address inside a system mapping: the physical address, or
 * false.  Memory behind it may be touched when @backed says so.
 */
bool host_phys_of_system(const void *va, unsigned int size, dxgk_u64 *phys, bool *backed);
/* [@port, @port + @size) is mapped. */
bool host_port_is_mapped(dxgk_u64 port, unsigned int size);

/* register.c: forget all registers and ports. */
void host_registers_reset(void);

#endif /* HOST_INTERNAL_H */
