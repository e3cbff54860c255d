/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/* nt_device.h - devices as the I/O manager sees them; shim/ only. */
#ifndef DXGK_NT_DEVICE_H
#define DXGK_NT_DEVICE_H

#include "adapter.h"

void dxgk_nt_device_init(void);

/*
 * From before AddDevice until RemoveDevice has returned: the device's keys are
 * in the registry, and its PDO is one.
 * Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES.
 */
NTSTATUS dxgk_nt_device_add(struct dxgk_adapter *adapter);
void dxgk_nt_device_remove(struct dxgk_adapter *adapter);

/*
 * The adapter of a PDO, NULL if it is none.  It lives as long as callbacks of
 * its miniport may run.  Context: atomic.
 */
struct dxgk_adapter *dxgk_nt_device(PDEVICE_OBJECT pdo);
/* The adapter that has all of a range of memory among its resources, or NULL. */
struct dxgk_adapter *dxgk_nt_device_with(dxgk_u64 start, dxgk_u64 length);
/* One adapter after the other; NULL begins and ends. */
struct dxgk_adapter *dxgk_nt_device_next(struct dxgk_adapter *adapter);

/*
 * An adapter of the driver @owner, as found by its miniport's context or, with
 * NULL, any; held until dxgk_handle_put() of its handle.  NULL: none.  Context: any.
 */
struct dxgk_adapter *dxgk_nt_device_of_driver(dxgk_u16 owner, const void *context);
/* The PDO and its driver object, before the device is added.  nt_pnp.c */
void dxgk_pnp_init(struct dxgk_adapter *adapter);
/* A plug and play packet to the top of the device's stack.  Context: sleeping. */
NTSTATUS dxgk_pnp_send(struct dxgk_adapter *adapter, UCHAR minor);

/* ------------------------------------------------------------------- nt_dma.c */

void dxgk_dma_init(void);
/* IoGetDmaAdapter(), for @caller. */
PDMA_ADAPTER dxgk_dma_get(PDEVICE_OBJECT pdo, PDEVICE_DESCRIPTION description, PULONG registers,
			  const void *caller);
/* What a device's DMA adapters have is reported and freed.  Context: sleeping. */
void dxgk_dma_device_gone(struct dxgk_os_device *os);
void dxgk_dma_owner_gone(dxgk_u16 owner);

#endif /* DXGK_NT_DEVICE_H */
