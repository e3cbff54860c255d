// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * firmware.c - the tables that firmware left, through DXGK_FIRMWARE_TABLE_INTERFACE.
 */
#include "iface.h"
#include "services.h"
#include "verifier.h"

/* Multi-character constants, as drivers write them. */
static bool dxgk_firmware_provider(ULONG signature, enum dxgk_firmware *provider)
{
	switch (signature) {
	case 0x41435049:	/* 'ACPI' */
		*provider = DXGK_FIRMWARE_ACPI;
		return true;
	case 0x4649524d:	/* 'FIRM' */
		*provider = DXGK_FIRMWARE_RAW;
		return true;
	case 0x52534d42:	/* 'RSMB' */
		*provider = DXGK_FIRMWARE_SMBIOS;
		return true;
	default:
		return false;
	}
}

/**
 * DxgkEnumSystemFirmwareTables() - which tables there are
 * @Context: of the interface; not used
 * @ProviderSignature: 'ACPI', 'FIRM' or 'RSMB'
 * @BufferSize: bytes at @Buffer
 * @Buffer: a ULONG for each table; NULL to learn the size
 * @RequiredSize: bytes that all of them take
 *
 * An ACPI table is named by the four bytes of its signature, a raw range by its
 * physical address, the SMBIOS table by 0.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL; STATUS_INVALID_PARAMETER;
 * STATUS_NOT_SUPPORTED on a machine without such tables;
 * STATUS_INVALID_DEVICE_REQUEST at DISPATCH_LEVEL.
 *
 * Follows "DXGK_FIRMWARE_TABLE_INTERFACE (dispmprt.h)", as does the next one.
 */
NTSTATUS NTAPI DxgkEnumSystemFirmwareTables(void *Context, ULONG ProviderSignature,
					    ULONG BufferSize, void *Buffer, ULONG *RequiredSize)
{
	enum dxgk_firmware provider;
	dxgk_u32 count = 0;
	NTSTATUS status;

	dxgk_verify_irql(DXGK_CB_CALLER(), __func__, PASSIVE_LEVEL);
	if (dxgk_os_irql_get() >= DISPATCH_LEVEL)
		return STATUS_INVALID_DEVICE_REQUEST;
	if (!RequiredSize || !dxgk_firmware_provider(ProviderSignature, &provider))
		return STATUS_INVALID_PARAMETER;
	status = dxgk_os_firmware_list(provider, Buffer, Buffer ? BufferSize / sizeof(ULONG) : 0,
				       &count);
	*RequiredSize = count * sizeof(ULONG);
	if (NT_SUCCESS(status) && *RequiredSize > (Buffer ? BufferSize : 0))
		status = STATUS_BUFFER_TOO_SMALL;
	return status;
}

/**
 * DxgkReadSystemFirmwareTable() - one of them
 * @Context: as above, as is what follows
 * @ProviderSignature: as above
 * @TableId: which; of several with one name, the first
 * @BufferSize: bytes at @Buffer
 * @Buffer: where to; NULL to learn the size
 * @RequiredSize: bytes of the whole table
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as above; STATUS_NOT_FOUND for a table that is not there;
 * STATUS_INSUFFICIENT_RESOURCES.
 */
NTSTATUS NTAPI DxgkReadSystemFirmwareTable(void *Context, ULONG ProviderSignature, ULONG TableId,
					   ULONG BufferSize, void *Buffer, ULONG *RequiredSize)
{
	enum dxgk_firmware provider;
	dxgk_u32 size = 0;
	NTSTATUS status;

	dxgk_verify_irql(DXGK_CB_CALLER(), __func__, PASSIVE_LEVEL);
	if (dxgk_os_irql_get() >= DISPATCH_LEVEL)
		return STATUS_INVALID_DEVICE_REQUEST;
	if (!RequiredSize || !dxgk_firmware_provider(ProviderSignature, &provider))
		return STATUS_INVALID_PARAMETER;
	status = dxgk_os_firmware_read(provider, TableId, Buffer, Buffer ? BufferSize : 0, &size);
	*RequiredSize = size;
	if (NT_SUCCESS(status) && size > (Buffer ? BufferSize : 0))
		status = STATUS_BUFFER_TOO_SMALL;
	return status;
}
