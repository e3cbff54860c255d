/* SPDX-License-Identifier: MIT */
/* Trace functions whose messages a recorder keeps: here as any others, see dxgk/wpp.h. */
#ifndef _WPPRECORDER_H_
#define _WPPRECORDER_H_

#include "ntddk.h"

#define WPP_RECORDER_LEVEL_FILTER(level)
#define WPP_RECORDER_LEVEL_ARGS(level)
#define WPP_RECORDER_FLAGS_FILTER(flags)
#define WPP_RECORDER_FLAGS_ARGS(flags)
#define WPP_RECORDER_LEVEL_FLAGS_FILTER(level, flags)
#define WPP_RECORDER_LEVEL_FLAGS_ARGS(level, flags)

#endif /* _WPPRECORDER_H_ */
