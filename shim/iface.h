/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * iface.h - DXGKRNL_INTERFACE and the callbacks behind it; shim/ only.
 */
#ifndef DXGK_IFACE_H
#define DXGK_IFACE_H

#include <ntddk.h>
#include <dispmprt.h>

#include "dxgk.h"

/* Fill adapter->interface for the version the miniport was built for. */
void dxgk_iface_init(struct dxgk_adapter *adapter);

/* map.c */
DXGKCB_MAP_MEMORY DxgkCbMapMemory;
DXGKCB_UNMAP_MEMORY DxgkCbUnmapMemory;

/* vidpn.c, monitor.c, display.c */
DXGKCB_QUERYVIDPNINTERFACE DxgkCbQueryVidPnInterface;
DXGKCB_QUERYMONITORINTERFACE DxgkCbQueryMonitorInterface;
DXGKCB_INDICATE_CHILD_STATUS DxgkCbIndicateChildStatus;
DXGKCB_NOTIFY_INTERRUPT DxgkCbNotifyInterrupt;
DXGKCB_NOTIFY_DPC DxgkCbNotifyDpc;

#endif /* DXGK_IFACE_H */
