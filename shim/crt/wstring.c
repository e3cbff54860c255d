// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* Strings of wchar_t, which has 16 bits. */
#include "crt.h"

#define CH crt_wchar
#define UCH crt_wchar
#define CH_ARG crt_wchar
#define F(narrow, wide) wide

#include "strings.inc"
