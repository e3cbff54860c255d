// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "../../miniports/lang/Inc/seh_cases.h"
