// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "Lang.h"
#include "Tracer.h"

extern Tracer g_First;
// Made of an object of a file before.
Tracer g_Third(g_First.Letter() + 2);

static Tracer s_Array[2] = { Tracer('4'), Tracer('5') };
