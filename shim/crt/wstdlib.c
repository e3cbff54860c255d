// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* Numbers in wide text. */
#include "crt.h"

#define CH crt_wchar
#define F(narrow, wide) wide

#include "numbers.inc"
