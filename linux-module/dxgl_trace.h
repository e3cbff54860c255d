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

/* What a miniport logs with DxgkCbLogEtwEvent; listening switches its logging on. */
TRACE_EVENT_FN(etw_event,
	TP_PROTO(const guid_t *guid, u8 type, const void *data, u32 size, const void *caller),
	TP_ARGS(guid, type, data, size, caller),
	TP_STRUCT__entry(
		__array(u8, guid, 16)
		__field(u8, type)
		__field(const void *, caller)
		__field(u32, size)
		__dynamic_array(u8, data, size)
	),
	TP_fast_assign(
		memcpy(__entry->guid, guid, 16);
		__entry->type = type;
		__entry->caller = caller;
		__entry->size = size;
		memcpy(__get_dynamic_array(data), data, size);
	),
	TP_printk("guid=%pUl type=%u size=%u data=%s caller=%pS", __entry->guid, __entry->type,
		  __entry->size, __print_hex_str(__get_dynamic_array(data), __entry->size),
		  __entry->caller),
	dxgl_trace_reg, dxgl_trace_unreg
);

TRACE_EVENT(diagnostic,
	TP_PROTO(const char *device, u32 category, u32 type, const void *data, u32 size),
	TP_ARGS(device, category, type, data, size),
	TP_STRUCT__entry(
		__string(device, device)
		__field(u32, category)
		__field(u32, type)
		__field(u32, size)
		__dynamic_array(u8, data, size)
	),
	TP_fast_assign(
		dxgl_assign_device(device);
		__entry->category = category;
		__entry->type = type;
		__entry->size = size;
		memcpy(__get_dynamic_array(data), data, size);
	),
	TP_printk("%s category=%#x type=%#x data=%s", __get_str(device), __entry->category,
		  __entry->type, __print_hex_str(__get_dynamic_array(data), __entry->size))
);

#endif

#undef TRACE_INCLUDE_PATH
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_PATH .
#define TRACE_INCLUDE_FILE dxgl_trace
#include <trace/define_trace.h>
