/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/* nt_mm.h - device memory, contiguous memory and MDLs of drivers; shim/ only. */
#ifndef DXGK_NT_MM_H
#define DXGK_NT_MM_H

#include "nt.h"

#define DXGK_TAG_MDL 0x206c644du	/* "Mdl " */

void dxgk_mm_init(void);
/* Mappings and memory that @owner left are reported and undone; 0xffff: all. */
void dxgk_mm_owner_gone(dxgk_u16 owner);

/* MmProbeAndLockPages() with a status in place of an exception.  nt_mdl.c */
NTSTATUS dxgk_mdl_lock(PMDL mdl, KPROCESSOR_MODE mode, LOCK_OPERATION operation,
		       const void *caller);
/* What an MDL still holds, undone; true if it was anything.  nt_mdl.c */
bool dxgk_mdl_settle(PMDL mdl);

#endif /* DXGK_NT_MM_H */
