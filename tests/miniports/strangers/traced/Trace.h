/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#ifndef _TRACE_H_
#define _TRACE_H_
#include <evntrace.h>
//
// Define the tracing flags.
//
#define WPP_CONTROL_GUIDS                                                                          \
    WPP_DEFINE_CONTROL_GUID(EmberTraceGuid, (5b1a2c3d, 1234, 4321, 9876, 001122334455),            \
                            WPP_DEFINE_BIT(EMBER_ALL) WPP_DEFINE_BIT(TRACE_INIT)                   \
                                WPP_DEFINE_BIT(TRACE_MODE))

#define WPP_FLAG_LEVEL_LOGGER(flag, level) WPP_LEVEL_LOGGER(flag)
#define WPP_FLAG_LEVEL_ENABLED(flag, level)                                                        \
    (WPP_LEVEL_ENABLED(flag) && WPP_CONTROL(WPP_BIT_##flag).Level >= level)
#define WPP_LEVEL_FLAGS_LOGGER(lvl, flags) WPP_LEVEL_LOGGER(flags)
#define WPP_LEVEL_FLAGS_ENABLED(lvl, flags)                                                        \
    (WPP_LEVEL_ENABLED(flags) && WPP_CONTROL(WPP_BIT_##flags).Level >= lvl)
//
// This comment block is scanned by the trace preprocessor to define our
// Trace function.
//
// begin_wpp config
// FUNC Trace{FLAG=EMBER_ALL}(LEVEL, MSG, ...);
// FUNC TraceEvents(LEVEL, FLAGS, MSG, ...);
// FUNC FuncEntry{LEVEL=TRACE_LEVEL_VERBOSE}(FLAGS);
// FUNC FuncExit{LEVEL=TRACE_LEVEL_VERBOSE}(FLAGS, EXP);
// USEPREFIX (FuncEntry, "%!STDPREFIX! [%!FUNC!] --> entry");
// end_wpp
//
#endif
