// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_status.c - NTSTATUS and errno: the one place where they meet.
 */
#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/kernel.h>

#include "../include/ntstatus.h"
#include "dxgl_drv.h"

static const struct {
	dxgk_status status;
	int err;
} dxgl_status_table[] = {
	/* The first of equal errors is what the error turns into. */
	{ STATUS_INSUFFICIENT_RESOURCES, -ENOMEM },
	{ STATUS_NO_MEMORY, -ENOMEM },
	{ STATUS_GRAPHICS_NO_VIDEO_MEMORY, -ENOMEM },
	{ STATUS_INVALID_PARAMETER, -EINVAL },
	{ STATUS_DEVICE_REMOVED, -ENODEV },
	{ STATUS_NO_SUCH_DEVICE, -ENODEV },
	{ STATUS_DEVICE_DOES_NOT_EXIST, -ENODEV },
	{ STATUS_INVALID_DEVICE_STATE, -ENODEV },
	{ STATUS_DEVICE_NOT_READY, -EAGAIN },
	{ STATUS_CONFLICTING_ADDRESSES, -EBUSY },
	{ STATUS_DEVICE_BUSY, -EBUSY },
	{ STATUS_PROCESS_IS_TERMINATING, -EINTR },
	{ STATUS_PROCESS_IS_TERMINATING, -ESRCH },
	{ STATUS_IO_TIMEOUT, -ETIMEDOUT },
	{ STATUS_NOT_SUPPORTED, -EOPNOTSUPP },
	{ STATUS_NOT_IMPLEMENTED, -EOPNOTSUPP },
	/* No such device, no monitor, no bus: as i2c adapters say it. */
	{ STATUS_NO_SUCH_DEVICE, -ENXIO },
	{ STATUS_GRAPHICS_I2C_DEVICE_DOES_NOT_EXIST, -ENXIO },
	{ STATUS_GRAPHICS_MONITOR_NOT_CONNECTED, -ENXIO },
	{ STATUS_GRAPHICS_I2C_NOT_SUPPORTED, -EOPNOTSUPP },
	{ STATUS_ACCESS_DENIED, -EACCES },
	{ STATUS_ACCESS_DENIED, -EPERM },
	{ STATUS_IO_DEVICE_ERROR, -EIO },
	{ STATUS_NOT_FOUND, -ENOENT },
	{ STATUS_OBJECT_NAME_NOT_FOUND, -ENOENT },
};

/**
 * dxgl_errno() - an NTSTATUS for those who speak errno
 * @status: any; the informational and success ones are success
 *
 * Context: any.
 * Return: 0, or a negative errno: -EIO for a failure that has no counterpart.
 */
int dxgl_errno(dxgk_status status)
{
	unsigned int i;

	if (status >= 0)
		return 0;
	for (i = 0; i < ARRAY_SIZE(dxgl_status_table); i++)
		if (dxgl_status_table[i].status == status)
			return dxgl_status_table[i].err;
	return -EIO;
}

/**
 * dxgl_status() - an errno for those who speak NTSTATUS
 * @err: 0 or a negative errno
 *
 * Context: any.
 * Return: STATUS_SUCCESS, or a failure: STATUS_UNSUCCESSFUL for an error that
 * has no counterpart.
 */
dxgk_status dxgl_status(int err)
{
	unsigned int i;

	if (!err)
		return STATUS_SUCCESS;
	for (i = 0; i < ARRAY_SIZE(dxgl_status_table); i++)
		if (dxgl_status_table[i].err == err)
			return dxgl_status_table[i].status;
	return STATUS_UNSUCCESSFUL;
}
