// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * A driver's trace messages (WPP), see include/dxgk/wpp.h: printf's dialect and
 * names of types between exclamation marks, to the kernel log.
 */
#include "crt.h"

#define DPFLTR_IHVVIDEO_ID 78
#define DPFLTR_ERROR_LEVEL 0
#define DPFLTR_WARNING_LEVEL 1
#define DPFLTR_INFO_LEVEL 3

#define TRACE_LEVEL_ERROR 2
#define TRACE_LEVEL_WARNING 3

#define WPP_FORMAT_MAX 256
#define WPP_CONVERSION_MAX 8

unsigned long vDbgPrintExWithPrefix(const char *prefix, unsigned long component,
				    unsigned long level, const char *format,
				    __builtin_va_list args);

/*
 * Each argument takes one slot of the Microsoft convention, whatever it is: a
 * type that is not known here costs its message some meaning, never the next
 * argument. "" stands for what takes no argument.
 */
static const struct {
	const char *name;
	const char *format;
} wpp_types[] = {
	{ "STATUS", "0x%08x" }, { "NTSTATUS", "0x%08x" }, { "HRESULT", "0x%08x" },
	{ "WINERROR", "0x%08x" }, { "bool", "%u" }, { "bool8", "%u" }, { "BOOLEAN", "%u" },
	{ "irql", "%u" }, { "UBYTE", "%u" }, { "SBYTE", "%d" }, { "UINT", "%u" }, { "INT", "%d" },
	{ "ULONG", "%u" }, { "LONG", "%d" }, { "XLONG", "0x%x" }, { "XSHORT", "0x%x" },
	{ "XINT64", "0x%I64x" }, { "SINT64", "%I64d" }, { "UINT64", "%I64u" },
	{ "TIMESTAMP", "%I64x" }, { "TIME", "%I64x" }, { "delta", "%I64d" },
	{ "PTR", "%p" }, { "GUID", "%p" }, { "IID", "%p" }, { "CLSID", "%p" }, { "GUIDRPC", "%p" },
	{ "HEXDUMP", "%p" }, { "ASTR", "%s" }, { "WSTR", "%ws" }, { "USTR", "%wZ" },
	{ "ANSTR", "%Z" }, { "sid", "%p" }, { "IPADDR", "%08x" },
	{ "STDPREFIX", "" }, { "FILE", "" }, { "LINE", "" }, { "LEVEL", "" }, { "FLAGS", "" },
	{ "COMPNAME", "" }, { "SUBCOMP", "" }, { "MOD", "" }, { "CPU", "" }, { "PID", "" },
	{ "TID", "" }, { "NOW", "" }, { "SEQ", "" }, { "KTIME", "" }, { "UTIME", "" },
};

static int same(const char *name, const char *begin, const char *end)
{
	while (begin < end && *name == *begin) {
		name++;
		begin++;
	}
	return begin == end && !*name;
}

static const char *type_format(const char *begin, const char *end, const char *function)
{
	size_t i;

	if (same("FUNC", begin, end))
		return function;
	for (i = 0; i < sizeof(wpp_types) / sizeof(wpp_types[0]); i++)
		if (same(wpp_types[i].name, begin, end))
			return wpp_types[i].format;
	/* A type of the driver's own, an enumeration mostly. */
	return "0x%x";
}

static char *append(char *to, const char *limit, const char *text)
{
	while (*text && to < limit)
		*to++ = *text++;
	return to;
}

void __miniport_trace(int level, const char *function, const char *format, ...)
{
	char text[WPP_FORMAT_MAX], prefix[64];
	char *to = text, *const limit = text + sizeof(text) - 1;
	const char *at, *name, *end;
	int named = 0;
	__builtin_va_list args;

	/* A C++ compiler's __FUNCTION__ may be qualified; no % comes from it. */
	for (at = format; *at && to < limit;) {
		if (at[0] != '%') {
			*to++ = *at++;
			continue;
		}
		if (at[1] != '!') {
			/* An argument or %%: both characters, so that %%!x! stays. */
			*to++ = *at++;
			if (*at && to < limit)
				*to++ = *at++;
			continue;
		}
		name = at + 2;
		for (end = name; *end && *end != '!'; end++)
			;
		named |= same("FUNC", name, end);
		to = append(to, limit, type_format(name, end, function));
		at = *end ? end + 1 : end;
	}
	/* What was cut must not end in half a conversion. */
	if (to == limit) {
		for (at = limit; at > limit - WPP_CONVERSION_MAX; at--) {
			if (at[-1] == '%')
				to = text + (at - 1 - text);
		}
	}
	*to = 0;

	to = prefix;
	if (!named) {
		to = append(to, prefix + sizeof(prefix) - 3, function);
		to = append(to, prefix + sizeof(prefix) - 1, ": ");
	}
	*to = 0;

	__builtin_va_start(args, format);
	vDbgPrintExWithPrefix(prefix, DPFLTR_IHVVIDEO_ID,
			      level <= TRACE_LEVEL_ERROR ? DPFLTR_ERROR_LEVEL :
			      level == TRACE_LEVEL_WARNING ? DPFLTR_WARNING_LEVEL : DPFLTR_INFO_LEVEL,
			      text, args);
	__builtin_va_end(args);
}
