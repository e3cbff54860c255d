/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/* ram.h - simulated RAM, by frame number; private to the backend. */
#ifndef HOST_RAM_H
#define HOST_RAM_H

#include "internal.h"

/* Below where a 32-bit device stops, above what older ones reach. */
#define HOST_RAM_BASE 0x10000000ull

/* The first of @count frames in a row, all with one reference; ~0: none. */
dxgk_u64 host_ram_get(dxgk_u64 count, dxgk_u64 lowest, dxgk_u64 highest, dxgk_u64 boundary);
void host_ram_pin(dxgk_u64 frame);
void host_ram_put(dxgk_u64 frame);
/* The kernel's address of a frame. */
void *host_ram(dxgk_u64 frame);
/* Where one of those addresses is; false for any other. */
bool host_ram_phys(const void *va, dxgk_u64 *phys);
/* Frames in use. */
unsigned long host_ram_used(void);

/* Pages mapped in a row by dxgk_os_pages_map(). */
void host_alias_add(void *va, dxgk_u64 count, const dxgk_u64 *frames);
void host_alias_del(void *va, dxgk_u64 count);
bool host_alias_phys(const void *va, dxgk_u64 *phys);
unsigned long host_aliases(void);

#endif /* HOST_RAM_H */
