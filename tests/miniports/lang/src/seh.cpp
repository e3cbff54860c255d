// SPDX-License-Identifier: GPL-2.0-only OR MIT
// Another unit of the templates; exceptions in C++.
#include "Lang.h"
#include "Templates.h"

VOID LangTemplates2()
{
    CHECK(Counter<char>::Value == 17, "static members of templates are one in all units");
    CHECK(Counter<long>::Next() == 1 && Counter<long>::Next() == 2, "statics of their functions");
}

const GUID *GuidOfOther()
{
    return &GUID_LANG;
}

#define LANG_SEH_TABLE seh_cases_cxx
#define LANG_SEH_RUN LangSeh
#include "Seh_Run.h"
