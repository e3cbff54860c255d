// SPDX-License-Identifier: GPL-2.0-only OR MIT
extern "C" {
extern const struct seh_case seh_cases_cxx[];
}
#include "../../miniports/lang/Inc/seh_cases.h"
