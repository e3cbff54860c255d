// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_dump.c - what a miniport says when it hangs, in /sys/class/devcoredump.
 */
#include <linux/devcoredump.h>
#include <linux/mutex.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "dxgl_drv.h"

/* Two at a time of one device are one too many for the kernel's check. */
static DEFINE_MUTEX(dxgl_dump_lock);

void dxgk_os_dump(struct dxgk_os_device *os, const void *data, dxgk_u32 size)
{
	void *copy;

	/* An empty file would be no dump. */
	if (!size)
		return;
	copy = vmalloc(size);
	if (!copy)
		return;
	memcpy(copy, data, size);
	/* Kept by the kernel for five minutes, or until read and written to. */
	mutex_lock(&dxgl_dump_lock);
	dev_coredumpv(dxgl_from_os(os)->drm.dev, copy, size, GFP_KERNEL);
	mutex_unlock(&dxgl_dump_lock);
}
