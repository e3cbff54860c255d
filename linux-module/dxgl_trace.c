// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_trace.c - tracepoints: dxgk:map_memory, dxgk:unmap_memory, dxgk:etw_event,
 * dxgk:diagnostic.
 */
#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/version.h>

#include "dxgl_drv.h"

/* 2c92ca849fcc ("tracing/treewide: Remove second parameter of __assign_str()"), 6.10. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
#define dxgl_assign_device(name)	__assign_str(device, name)
#else
#define dxgl_assign_device(name)	__assign_str(device)
#endif

/*
 * Listening begins and ends whenever somebody likes, before the core is ready for
 * it too.
 */
static DEFINE_MUTEX(dxgl_trace_lock);
static bool dxgl_trace_ready, dxgl_trace_on;	/* under the lock */

static void dxgl_trace_switch(bool on)
{
	mutex_lock(&dxgl_trace_lock);
	dxgl_trace_on = on;
	if (dxgl_trace_ready)
		dxgk_etw_control(on);
	mutex_unlock(&dxgl_trace_lock);
}

/* Unused in a kernel that is built without tracepoints. */
static int __maybe_unused dxgl_trace_reg(void)
{
	dxgl_trace_switch(true);
	return 0;
}

static void __maybe_unused dxgl_trace_unreg(void)
{
	dxgl_trace_switch(false);
}

#define CREATE_TRACE_POINTS
#include "dxgl_trace.h"

bool dxgk_os_trace_map_wanted(bool unmap)
{
	return unmap ? trace_unmap_memory_enabled() : trace_map_memory_enabled();
}

void dxgk_os_trace_map(struct dxgk_os_device *dev, const struct dxgk_map_event *ev)
{
	if (ev->unmap)
		trace_unmap_memory(dev ? pci_name(dxgl_from_os(dev)->pdev) : "-", ev);
	else
		trace_map_memory(dev ? pci_name(dxgl_from_os(dev)->pdev) : "-", ev);
}

void dxgk_os_trace_event(const void *guid, dxgk_u8 type, const void *data, dxgk_u32 size,
			 const void *caller)
{
	trace_etw_event(guid, type, data, size, caller);
}

void dxgk_os_trace_diagnostic(struct dxgk_os_device *dev, dxgk_u32 category, dxgk_u32 type,
			      const void *data, dxgk_u32 size, const void *caller)
{
	trace_diagnostic(pci_name(dxgl_from_os(dev)->pdev), category, type, data, size);
}

/* The core is there, is going. */
void dxgl_trace_init(void)
{
	mutex_lock(&dxgl_trace_lock);
	dxgl_trace_ready = true;
	dxgk_etw_control(dxgl_trace_on);
	mutex_unlock(&dxgl_trace_lock);
}

void dxgl_trace_exit(void)
{
	mutex_lock(&dxgl_trace_lock);
	dxgl_trace_ready = false;
	mutex_unlock(&dxgl_trace_lock);
}
