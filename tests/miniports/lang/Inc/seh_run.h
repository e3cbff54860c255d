/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * The cases that tests/toolchain/seh runs in a process, in the kernel: raised by
 * ExRaiseStatus of dxgk.ko. Those that end in a bug check are left out.
 */
#define SEH_CASES_IN_MINIPORT
#include "..\Inc\Seh_Cases.h"

VOID LANG_SEH_RUN(VOID)
{
    const struct seh_case *Case;

    for (Case = LANG_SEH_TABLE; Case->name; Case++) {
        int Line = Case->run();

        if (Line)
            DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "# seh_cases.h:%d\n", Line);
        LangCheck(Line == 0 && LangTraceIs(""), Case->name, __FILE__, Line);
    }
}
