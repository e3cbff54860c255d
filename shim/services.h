/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * services.h - debug reports, dumps and firmware tables; shim/ only.
 */
#ifndef DXGK_SERVICES_H
#define DXGK_SERVICES_H

#include "adapter.h"

/* ------------------------------------------------------------------ report.c */

NTKERNELAPI DXGK_DEBUG_REPORT_HANDLE NTAPI
DxgkDbgReportCreate(HANDLE DeviceHandle, ULONG Code, ULONG_PTR Argument1, ULONG_PTR Argument2,
		    ULONG_PTR Argument3, ULONG_PTR Argument4);
NTKERNELAPI BOOLEAN NTAPI DxgkDbgReportSecondaryData(DXGK_DEBUG_REPORT_HANDLE Report, PVOID Data,
						     ULONG DataSize);
NTKERNELAPI VOID NTAPI DxgkDbgReportComplete(DXGK_DEBUG_REPORT_HANDLE Report);

void dxgk_reports_init(void);
/* RemoveDevice has returned: what it did not complete is completed for it. */
void dxgk_reports_end(struct dxgk_adapter *adapter);

/* ---------------------------------------------------------------- firmware.c */

NTKERNELAPI NTSTATUS NTAPI DxgkEnumSystemFirmwareTables(void *Context, ULONG ProviderSignature,
							ULONG BufferSize, void *Buffer,
							ULONG *RequiredSize);
NTKERNELAPI NTSTATUS NTAPI DxgkReadSystemFirmwareTable(void *Context, ULONG ProviderSignature,
						       ULONG TableId, ULONG BufferSize,
						       void *Buffer, ULONG *RequiredSize);

#endif /* DXGK_SERVICES_H */
