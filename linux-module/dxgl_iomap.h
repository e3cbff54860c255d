/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * dxgl_iomap.h - cache types in the kernel's terms; for both kinds of mapping.
 */
#ifndef DXGL_IOMAP_H
#define DXGL_IOMAP_H

#include <linux/mm.h>

#include "../shim/os.h"

/* @prot with the cache type that dxgk_os_map_system() gives the same pages. */
pgprot_t dxgl_cache_prot(pgprot_t prot, enum dxgk_cache cache);

/* Is @prot, which the kernel put into page tables for that range, of type @cache? */
bool dxgl_cache_prot_is(pgprot_t prot, u64 phys, u64 len, enum dxgk_cache cache);

#endif /* DXGL_IOMAP_H */
