/* SPDX-License-Identifier: MIT */
/* The display port driver: entry points of a miniport, callbacks, services. */
#ifndef _DISPMPRT_H_
#define _DISPMPRT_H_

#include "d3dkmddi.h"
#include "dxgk/ddi/device.h"
#include "dxgk/ddi/acpi.h"
#include "dxgk/ddi/services.h"
#include "dxgk/ddi/diag.h"
#include "dxgk/ddi/krnl_if.h"
#include "dxgk/ddi/driver.h"
#include "dxgk/ddi/opm_if.h"
#include "dxgk/ddi/link_if.h"
#include "dxgk/ddi/virtual_if.h"
#include "dxgk/ddi/legacy.h"

#endif /* _DISPMPRT_H_ */
