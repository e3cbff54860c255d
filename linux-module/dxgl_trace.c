// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_trace.c - tracepoints dxgk:map_memory and dxgk:unmap_memory.
 */
#include <linux/pci.h>
#include <linux/version.h>

#include "dxgl_drv.h"

/* 2c92ca849fcc ("tracing/treewide: Remove second parameter of __assign_str()"), 6.10. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
#define dxgl_assign_device(name)	__assign_str(device, name)
#else
#define dxgl_assign_device(name)	__assign_str(device)
#endif

#define CREATE_TRACE_POINTS
#include "dxgl_trace.h"

void dxgk_os_trace_map(struct dxgk_os_device *dev, const struct dxgk_map_event *ev)
{
	if (ev->unmap ? !trace_unmap_memory_enabled() : !trace_map_memory_enabled())
		return;

	if (ev->unmap)
		trace_unmap_memory(dev ? pci_name(dxgl_from_os(dev)->pdev) : "-", ev);
	else
		trace_map_memory(dev ? pci_name(dxgl_from_os(dev)->pdev) : "-", ev);
}
