/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/* device.h - what user.c asks of a device: its gate for user accesses. */
#ifndef HOST_DEVICE_H
#define HOST_DEVICE_H

#include <stdatomic.h>

#include "internal.h"

/* The device's side of a user mapping. */
struct host_umap {
	atomic_bool revoked;		/* written under the gate */
	struct host_memtype type;	/* claimed until revoked, then dropped */
};

/* add: false when the device is revoked.  del drops the cache type if need be. */
bool host_device_umap_add(struct dxgk_os_device *dev, struct host_umap *u);
void host_device_umap_del(struct dxgk_os_device *dev, struct host_umap *u);
/* This one gives SIGBUS from here on. */
void host_device_umap_revoke(struct dxgk_os_device *dev, struct host_umap *u);

/*
 * begin: true, the access may go on, and ends with end; false: @fault says
 * which, or is HOST_OK when access_wait() shall wait for D0 (under a hold).
 */
bool host_device_access_begin(struct dxgk_os_device *dev, atomic_bool *revoked,
			      enum host_fault *fault);
void host_device_access_end(struct dxgk_os_device *dev);
void host_device_access_wait(struct dxgk_os_device *dev);
void host_device_hold(struct dxgk_os_device *dev);
void host_device_drop(struct dxgk_os_device *dev);

#endif /* HOST_DEVICE_H */
