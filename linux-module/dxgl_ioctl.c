// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_ioctl.c - the escape: a program's own channel to its miniport.
 */
#include <linux/mm.h>
#include <linux/uaccess.h>

#include <drm/drm_drv.h>
#include <drm/drm_file.h>
#include <drm/drm_print.h>

#include "../include/uapi/drm/dxgk_drm.h"
#include "dxgl_kms.h"

/**
 * dxgl_ioctl_escape() - DRM_IOCTL_DXGK_ESCAPE; see dxgk_drm.h
 * @drm: the device
 * @data: struct drm_dxgk_escape
 * @file: an authenticated client's
 *
 * No lock is held across the call but what keeps the device from going away:
 * the miniport may map into the process, which takes its mmap lock.
 *
 * Context: the client's process.
 * Return: 0 when the miniport was asked.
 */
int dxgl_ioctl_escape(struct drm_device *drm, void *data, struct drm_file *file)
{
	struct drm_dxgk_escape *args = data;
	void __user *user = u64_to_user_ptr(args->data_ptr);
	struct dxgl_kms *kms = to_dxgl_kms(drm);
	void *copy = NULL;
	int ret = 0, idx;

	if (args->flags & ~DXGK_ESCAPE_HARDWARE_ACCESS || args->pad ||
	    args->size > DXGK_ESCAPE_MAX_SIZE || (!args->size && args->data_ptr)) {
		drm_dbg_driver(drm, "escape: bad flags, padding or size\n");
		return -EINVAL;
	}

	if (args->size) {
		copy = kvmalloc(args->size, GFP_KERNEL_ACCOUNT);
		if (!copy)
			return -ENOMEM;
		if (copy_from_user(copy, user, args->size)) {
			ret = -EFAULT;
			goto free;
		}
	}

	if (!dxgl_kms_enter(kms, &idx)) {
		ret = -ENODEV;
		goto free;
	}
	args->status = dxgk_adapter_escape(to_dxgl(drm)->adapter, copy, args->size,
					   args->flags & DXGK_ESCAPE_HARDWARE_ACCESS);
	dxgl_kms_exit(idx);

	if (args->size && copy_to_user(user, copy, args->size))
		ret = -EFAULT;
free:
	kvfree(copy);
	return ret;
}
