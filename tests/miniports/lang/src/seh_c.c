// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* Exceptions in C, raised by ExRaiseStatus and by pool. */
#include "Lang.h"

#define LANG_SEH_TABLE seh_cases_c
#define LANG_SEH_RUN LangSehC
#include "Seh_Run.h"
