// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * cb_device.c - callbacks about the device and its bus.
 */
#include "adapter.h"
#include "handle.h"
#include "iface.h"

/**
 * DxgkCbGetDeviceInformation() - what Windows knows of the adapter
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @DeviceInfo: filled; the resource list and the strings stay the shim's and
 *	live until RemoveDevice returns
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a bad handle or pointer.
 *
 * Follows "DXGKCB_GET_DEVICE_INFORMATION callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbGetDeviceInformation(HANDLE DeviceHandle, PDXGK_DEVICE_INFO DeviceInfo)
{
	DXGK_CB_ENTER(adapter, DeviceHandle, PASSIVE_LEVEL);

	if (!DeviceInfo) {
		dxgk_handle_put(DeviceHandle);
		return STATUS_INVALID_PARAMETER;
	}
	__builtin_memset(DeviceInfo, 0, sizeof(*DeviceInfo));
	DeviceInfo->MiniportDeviceContext = adapter->context;
	DeviceInfo->PhysicalDeviceObject = &adapter->pdo.object;
	RtlInitUnicodeString(&DeviceInfo->DeviceRegistryPath, adapter->pdo.keys.driver);
	DeviceInfo->TranslatedResourceList = adapter->resources;
	DeviceInfo->SystemMemorySize.QuadPart = (LONGLONG)adapter->info.system_memory;
	DeviceInfo->HighestPhysicalAddress.QuadPart = (LONGLONG)adapter->info.highest_physical;
	DeviceInfo->DockingState = DockStateUnsupported;
	dxgk_handle_put(DeviceHandle);
	return STATUS_SUCCESS;
}

/* All but its own configuration space is read where sleeping is allowed only. */
static NTSTATUS dxgk_cb_space(ULONG data_type, enum dxgk_space *space)
{
	switch (data_type) {
	case DXGK_WHICHSPACE_CONFIG:
		*space = DXGK_SPACE_CONFIG;
		return STATUS_SUCCESS;
	case DXGK_WHICHSPACE_ROM:
		*space = DXGK_SPACE_ROM;
		break;
	case DXGK_WHICHSPACE_BRIDGE:
		*space = DXGK_SPACE_BRIDGE;
		break;
	case DXGK_WHICHSPACE_MCH:
		*space = DXGK_SPACE_MCH;
		break;
	default:
		return STATUS_INVALID_PARAMETER;
	}
	return dxgk_os_irql_get() < DISPATCH_LEVEL ? STATUS_SUCCESS :
						    STATUS_INVALID_DEVICE_REQUEST;
}

/**
 * DxgkCbReadDeviceSpace() - read configuration space or the expansion ROM
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @DataType: DXGK_WHICHSPACE_CONFIG, _ROM, _BRIDGE for the PCI Express root port
 *	above the adapter, _MCH for the memory controller hub
 * @Buffer: where to
 * @Offset: first byte
 * @Length: bytes
 * @BytesRead: how many there were
 *
 * IRQL: PASSIVE_LEVEL; configuration space works up to DISPATCH_LEVEL all the
 * same.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_NOT_SUPPORTED for
 * an adapter without a ROM or a root port; STATUS_DEVICE_REMOVED;
 * STATUS_INVALID_DEVICE_REQUEST for anything else at DISPATCH_LEVEL.
 *
 * Follows "DXGKCB_READ_DEVICE_SPACE callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbReadDeviceSpace(HANDLE DeviceHandle, ULONG DataType, PVOID Buffer,
				     ULONG Offset, ULONG Length, PULONG BytesRead)
{
	enum dxgk_space space;
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	dxgk_u32 done = 0;

	DXGK_CB_ENTER(adapter, DeviceHandle, PASSIVE_LEVEL);
	if (BytesRead)
		*BytesRead = 0;
	if (Buffer && BytesRead)
		status = dxgk_cb_space(DataType, &space);
	if (NT_SUCCESS(status)) {
		status = dxgk_os_dev_read(adapter->os, space, Buffer, Offset, Length, &done);
		*BytesRead = done;
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}

/**
 * DxgkCbWriteDeviceSpace() - write configuration space
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @DataType: as DxgkCbReadDeviceSpace(); a ROM takes no writes
 * @Buffer: where from
 * @Offset: first byte
 * @Length: bytes
 * @BytesWritten: how many were taken
 *
 * IRQL: as DxgkCbReadDeviceSpace().
 * Return: as DxgkCbReadDeviceSpace().
 *
 * Follows "DXGKCB_WRITE_DEVICE_SPACE callback function (dispmprt.h)".
 */
NTSTATUS NTAPI DxgkCbWriteDeviceSpace(HANDLE DeviceHandle, ULONG DataType, PVOID Buffer,
				      ULONG Offset, ULONG Length, PULONG BytesWritten)
{
	enum dxgk_space space;
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	dxgk_u32 done = 0;

	DXGK_CB_ENTER(adapter, DeviceHandle, PASSIVE_LEVEL);
	if (BytesWritten)
		*BytesWritten = 0;
	if (Buffer && BytesWritten)
		status = dxgk_cb_space(DataType, &space);
	if (NT_SUCCESS(status)) {
		status = dxgk_os_dev_write(adapter->os, space, Buffer, Offset, Length, &done);
		*BytesWritten = done;
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}

/* What is asked for, in the backend's words. */
static void dxgk_cb_match(const PCI_DEVICE_PRESENCE_PARAMETERS *p, struct dxgk_pci_match *m)
{
	*m = (struct dxgk_pci_match) {
		.ids = p->Flags & PCI_USE_VENDEV_IDS,
		.subsystem = p->Flags & PCI_USE_SUBSYSTEM_IDS,
		.revision = p->Flags & PCI_USE_REVISION,
		.class = p->Flags & PCI_USE_CLASS_SUBCLASS,
		.interface = p->Flags & PCI_USE_PROGIF,
		.local_bus = p->Flags & PCI_USE_LOCAL_BUS,
		.vendor = p->VendorID,
		.device = p->DeviceID,
		.subvendor = p->SubVendorID,
		.subdevice = p->SubSystemID,
		.revision_id = p->RevisionID,
		.base_class = p->BaseClass,
		.subclass = p->SubClass,
		.prog_if = p->ProgIf,
	};
}

static bool dxgk_cb_is_match(const struct dxgk_adapter_info *i, const struct dxgk_pci_match *m)
{
	return (!m->ids || (m->vendor == i->vendor && m->device == i->device)) &&
	       (!m->subsystem || (m->subvendor == i->subvendor &&
				  m->subdevice == i->subdevice)) &&
	       (!m->revision || m->revision_id == i->revision) &&
	       (!m->class || (m->base_class == i->class_code >> 16 &&
			      m->subclass == (i->class_code >> 8 & 0xff))) &&
	       (!m->interface || m->prog_if == (i->class_code & 0xff));
}

/**
 * DxgkCbIsDevicePresent() - does a device with these properties exist?
 * @DeviceHandle: from DXGKRNL_INTERFACE
 * @p: which members of it count is in its Flags
 * @DevicePresent: the answer
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER.
 *
 * Follows "DXGKCB_IS_DEVICE_PRESENT callback function (dispmprt.h)", and of wdm.h
 * "PCI_DEVICE_PRESENCE_PARAMETERS structure".
 */
NTSTATUS NTAPI DxgkCbIsDevicePresent(HANDLE DeviceHandle, PPCI_DEVICE_PRESENCE_PARAMETERS p,
				     PBOOLEAN DevicePresent)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	struct dxgk_pci_match match;

	DXGK_CB_ENTER_SLEEPING(adapter, DeviceHandle);
	if (p && DevicePresent && p->Size >= sizeof(*p)) {
		dxgk_cb_match(p, &match);
		*DevicePresent = dxgk_cb_is_match(&adapter->info, &match) &&
				 dxgk_os_dev_present(adapter->os);
		if (!*DevicePresent && !(p->Flags & PCI_USE_LOCAL_DEVICE))
			*DevicePresent = dxgk_os_pci_present(adapter->os, &match);
		status = STATUS_SUCCESS;
	}
	dxgk_handle_put(DeviceHandle);
	return status;
}
