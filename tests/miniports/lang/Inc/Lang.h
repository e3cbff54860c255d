/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#pragma once

/* None of these names is spelled as the file is. */
#include <NTDDK.H>
#include <InitGuid.h>
#include <DISPMPRT.h>
#include "..\Inc\SHARED.h"
#include "lang.TMH"

#ifdef __cplusplus
extern "C" {
#endif

/* The result of one check: `ok - what` in the kernel log. */
VOID LangCheck(BOOLEAN Good, PCSTR What, PCSTR File, int Line);
/* What static objects did, a letter each, in order. */
VOID LangTrace(CHAR Letter);
BOOLEAN LangTraceIs(PCSTR Expected);

VOID LangHabits(VOID);
VOID LangHabits2(VOID);
VOID LangSehC(VOID);
int LangInlineAddress2(void);

#ifdef __cplusplus
}
VOID LangObjects();
VOID LangMemory();
VOID LangTemplates();
VOID LangTemplates2();
VOID LangSeh();
#endif

#define CHECK(Condition, What) LangCheck((Condition) ? TRUE : FALSE, What, __FILE__, __LINE__)

// {6B1B2AF0-52AE-4d0c-9d3b-0123456789AB}: in every unit, and one in the driver
DEFINE_GUID(GUID_LANG, 0x6b1b2af0, 0x52ae, 0x4d0c, 0x9d, 0x3b, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab);
