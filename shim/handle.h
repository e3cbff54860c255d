/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * handle.h - DeviceHandle: looked up, never dereferenced; shim/ only.
 *
 * A handle names a slot and the generation it was opened in, so a stale one,
 * another slot's or plain garbage finds nothing.  The value is not a canonical
 * address: a miniport that dereferences it faults at once.
 */
#ifndef DXGK_HANDLE_H
#define DXGK_HANDLE_H

#include <ntdef.h>

#include "dxgk.h"

void dxgk_handle_core_init(void);
void dxgk_handle_core_exit(void);

/* NULL when all slots are taken. */
HANDLE dxgk_handle_open(struct dxgk_adapter *adapter);

/*
 * The handle finds nothing any more, and nobody who found it before is still
 * using it.  Context: sleeping, not from within a get/put pair.
 */
void dxgk_handle_close(HANDLE handle);

/**
 * dxgk_handle_get() - the adapter a handle stands for
 * @handle: anything
 *
 * Context: any; lock-free.
 * Return: the adapter, which stays until dxgk_handle_put(), or NULL.
 */
struct dxgk_adapter *dxgk_handle_get(HANDLE handle);
void dxgk_handle_put(HANDLE handle);
/* It was an adapter's once, and is closed.  Context: any. */
bool dxgk_handle_was(HANDLE handle);

#endif /* DXGK_HANDLE_H */
