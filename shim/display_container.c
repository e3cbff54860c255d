// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_container.c - GetChildContainerId: which physical thing a monitor is.
 */
#include "ddi.h"
#include "display.h"

/* FNV-1a. */
static dxgk_u64 dxgk_container_hash(const dxgk_u8 *p, dxgk_u32 n, dxgk_u64 hash)
{
	while (n--)
		hash = (hash ^ *p++) * 0x100000001b3ull;
	return hash;
}

/*
 * The same for the same monitor wherever it is plugged in: made of manufacturer,
 * product, serial number and date, as a random-looking UUID.  Without an EDID, of
 * where it is plugged in.
 */
static void dxgk_container_default(struct dxgk_adapter *adapter, const struct dxgk_target *t,
				   const dxgk_u8 *edid, dxgk_u32 size, dxgk_u8 *id)
{
	const dxgk_u32 place[] = {
		adapter->info.bus, adapter->info.slot, adapter->info.function, t->child.uid,
	};
	dxgk_u8 what[sizeof(place)];
	dxgk_u32 n = size >= DXGK_EDID_BLOCK ? 10 : sizeof(place);
	dxgk_u64 half[2];

	__builtin_memcpy(what, size >= DXGK_EDID_BLOCK ? (const void *)(edid + 8) : place, n);
	half[0] = dxgk_container_hash(what, n, 0xcbf29ce484222325ull);
	half[1] = dxgk_container_hash(what, n, half[0]);
	__builtin_memcpy(id, half, 16);
	/* Version 8, of whoever makes it; the variant of RFC 9562. */
	id[7] = (dxgk_u8)(0x80 | (id[7] & 0x0f));
	id[8] = (dxgk_u8)(0x80 | (id[8] & 0x3f));
}

/**
 * dxgk_display_container() - the container id of what is connected
 * @adapter: a started adapter
 * @target: child uid
 * @edid: what dxgk_display_edid() read
 * @size: bytes of it, 0 for none
 * @id: a GUID as stored on Windows
 *
 * The miniport may replace the default, which is made of the EDID.
 *
 * Context: sleeping.
 * Return: STATUS_SUCCESS; STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET, or as
 * dxgk_display_check().
 *
 * Follows "DXGKDDI_GET_CHILD_CONTAINER_ID callback function (dispmprt.h)".
 */
dxgk_status dxgk_display_container(struct dxgk_adapter *adapter, dxgk_u32 target,
				   const void *edid, dxgk_u32 size, dxgk_u8 id[16])
{
	const KMDDOD_INITIALIZATION_DATA *ddi = &adapter->driver->ddi;
	struct dxgk_display *display = dxgk_display_of(adapter);
	struct dxgk_target *t = display ? dxgk_display_target(display, target) : NULL;
	DXGK_CHILD_CONTAINER_ID arg = { 0 };
	NTSTATUS status;

	if (!t)
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
	dxgk_container_default(adapter, t, edid, size, id);
	if (!ddi->DxgkDdiGetChildContainerId)
		return STATUS_SUCCESS;

	__builtin_memcpy(&arg.ContainerId, id, 16);
	arg.EldInfo.PortId = target;
	if (size >= DXGK_EDID_BLOCK) {
		__builtin_memcpy(&arg.EldInfo.ManufacturerName, (const dxgk_u8 *)edid + 8, 2);
		__builtin_memcpy(&arg.EldInfo.ProductCode, (const dxgk_u8 *)edid + 10, 2);
	}
	dxgk_ddi_class(adapter, DXGK_DDI_CHILD);
	status = dxgk_display_ready(adapter);
	if (NT_SUCCESS(status)) {
		/* A failure is its way to take the default. */
		if (NT_SUCCESS(ddi->DxgkDdiGetChildContainerId(adapter->context, target, &arg)))
			__builtin_memcpy(id, &arg.ContainerId, 16);
		dxgk_ddi_check(adapter, "DxgkDdiGetChildContainerId");
	}
	dxgk_ddi_class_done(adapter, DXGK_DDI_CHILD);
	return status;
}
