/* SPDX-License-Identifier: MIT */
/*
 * What a driver's trace functions (WPP) become.
 *
 * On Windows a preprocessor reads the sources and writes a .tmh header for
 * each, with macros that put messages into a trace session. Here the build
 * (tools/miniport/overlay.sh) writes a .tmh for those that are missing: this
 * header, and a macro for each function that the sources configure between
 * begin_wpp config and end_wpp. Their messages go to the kernel log, as far as
 * the module's parameter `trace` lets them; flags are not looked at.
 */
#ifndef _DXGK_WPP_H_
#define _DXGK_WPP_H_

#include "abi.h"
#include "../evntrace.h"

DXGK_EXTERN_C_BEGIN
/* The module's parameter: up to which TRACE_LEVEL messages are shown. */
extern int __miniport_trace_level;
void __miniport_trace(int level, const char *function, const char *format, ...);
DXGK_EXTERN_C_END

#define DXGK_WPP_TRACE(level, ...) \
	((int)(level) <= __miniport_trace_level ? \
	 __miniport_trace((int)(level), __FUNCTION__, __VA_ARGS__) : (void)0)

#define WPP_INIT_TRACING(...) ((void)0)
#define WPP_CLEANUP(...) ((void)0)

/* Only drivers' own conditions and loggers use these, in macros of their own. */
#define WPP_DEFINE_CONTROL_GUID(...)
#define WPP_DEFINE_BIT(...)
#define WPP_LEVEL_ENABLED(flags) (__miniport_trace_level > 0)
#define WPP_FLAG_ENABLED(flags) (__miniport_trace_level > 0)
#define WPP_LEVEL_LOGGER(flags)
#define WPP_FLAG_LOGGER(flags)

#endif /* _DXGK_WPP_H_ */
