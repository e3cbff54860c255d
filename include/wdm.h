/* SPDX-License-Identifier: MIT */
/* What a driver may use of the kernel; the parts are in dxgk/nt. */
#ifndef _WDMDDK_
#define _WDMDDK_

#include "ntdef.h"
#include "ntstatus.h"
#include "windef.h"
#include "dxgk/nt/base.h"
#include "dxgk/nt/exc.h"
#include "dxgk/nt/list.h"
#include "dxgk/nt/interlocked.h"
#include "dxgk/nt/port.h"
#include "dxgk/nt/ke.h"
#include "dxgk/nt/ex.h"
#include "dxgk/nt/rtl.h"
#include "dxgk/nt/mm.h"
#include "dxgk/nt/cm.h"
#include "dxgk/nt/ob.h"
#include "dxgk/nt/ps.h"
#include "dxgk/nt/po.h"
#include "dxgk/nt/io.h"
#include "dxgk/nt/dma.h"
#include "dxgk/nt/pci.h"
#include "dxgk/nt/zw.h"
#include "dxgk/nt/dbg.h"
#ifdef _WIN32
#include "crt/intrin.h"
#endif
#include "evntprov.h"

#endif /* _WDMDDK_ */
