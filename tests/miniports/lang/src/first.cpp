// SPDX-License-Identifier: GPL-2.0-only OR MIT
// Static objects are constructed in the order of lang-sources, and in the order
// of a file; destroyed the other way round, after DxgkDdiUnload.
#include "Lang.h"
#include "Tracer.h"

Tracer g_First('1');
static Tracer s_Second('2');
