/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM dxgk

#if !defined(DXGL_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define DXGL_TRACE_H

#include <linux/tracepoint.h>

#define dxgl_show_space(s) \
	__print_symbolic(s, { 0, "?" }, { 1, "port" }, { 2, "system" }, { 3, "user" })

DECLARE_EVENT_CLASS(dxgl_map,
	TP_PROTO(const char *device, const struct dxgk_map_event *ev),
	TP_ARGS(device, ev),
	TP_STRUCT__entry(
		__string(device, device)
		__field(u64, phys)
		__field(u64, len)
		__field(void *, va)
		__field(void *, caller)
		__field(s32, status)
		__field(u8, space)
		__field(u8, cache)
	),
	TP_fast_assign(
		dxgl_assign_device(device);
		__entry->phys = ev->phys;
		__entry->len = ev->len;
		__entry->va = ev->va;
		__entry->caller = ev->caller;
		__entry->status = ev->status;
		__entry->space = ev->space;
		__entry->cache = ev->cache;
	),
	TP_printk("%s %s phys=%#llx len=%#llx cache=%u va=%p status=%#x caller=%pS",
		  __get_str(device), dxgl_show_space(__entry->space), __entry->phys,
		  __entry->len, __entry->cache, __entry->va, __entry->status,
		  __entry->caller)
);

DEFINE_EVENT(dxgl_map, map_memory,
	TP_PROTO(const char *device, const struct dxgk_map_event *ev),
	TP_ARGS(device, ev)
);

DEFINE_EVENT(dxgl_map, unmap_memory,
	TP_PROTO(const char *device, const struct dxgk_map_event *ev),
	TP_ARGS(device, ev)
);

#endif

#undef TRACE_INCLUDE_PATH
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_PATH .
#define TRACE_INCLUDE_FILE dxgl_trace
#include <trace/define_trace.h>
