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
NTKERNELAPI NTSTATUS NTAPI DxgkCbMapMemory(HANDLE DeviceHandle, PHYSICAL_ADDRESS TranslatedAddress,
					   ULONG Length, BOOLEAN InIoSpace, BOOLEAN MapToUserMode,
					   MEMORY_CACHING_TYPE CacheType, PVOID *VirtualAddress);
NTKERNELAPI NTSTATUS NTAPI DxgkCbUnmapMemory(HANDLE DeviceHandle, PVOID VirtualAddress);

/* vidpn.c, monitor.c */
NTKERNELAPI NTSTATUS NTAPI DxgkCbQueryVidPnInterface(const D3DKMDT_HVIDPN hVidPn,
						     const DXGK_VIDPN_INTERFACE_VERSION Version,
						     const DXGK_VIDPN_INTERFACE **ppInterface);
NTKERNELAPI NTSTATUS NTAPI DxgkCbQueryMonitorInterface(const HANDLE hAdapter,
						       const DXGK_MONITOR_INTERFACE_VERSION Version,
						       const DXGK_MONITOR_INTERFACE **ppInterface);

/* display_notify.c */
NTKERNELAPI NTSTATUS NTAPI DxgkCbIndicateChildStatus(HANDLE DeviceHandle,
						     PDXGK_CHILD_STATUS ChildStatus);
NTKERNELAPI VOID NTAPI DxgkCbNotifyInterrupt(const HANDLE hAdapter,
					     DXGKARGCB_NOTIFY_INTERRUPT_DATA *pData);
NTKERNELAPI VOID NTAPI DxgkCbNotifyDpc(const HANDLE hAdapter);
NTKERNELAPI NTSTATUS NTAPI DxgkCbIndicateConnectorChange(const HANDLE hAdapter);

#endif /* DXGK_IFACE_H */
