// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_pnp.c - the PCI bus driver's end of a device's stack: what a PDO answers to
 * plug and play packets.  A miniport may put a routine of its own in front.
 */
#include <wdmguid.h>

#include "nt_device.h"
#include "nt_io.h"
#include "nt_ke.h"
#include "nt_mm.h"

#define DXGK_TAG_PNP 0x20706e50u	/* "Pnp " */

static const GUID dxgk_bus_interface = { 0x496b8280, 0x6f25, 0x11d0,
					 { 0xbe, 0xaf, 0x08, 0x00, 0x2b, 0xe2, 0x09, 0x2f } };
static const GUID dxgk_pci_bus = { 0xc8ebdfb0, 0xb510, 0x11d0,
				   { 0x80, 0xe5, 0x00, 0xa0, 0xc9, 0x25, 0x42, 0xe3 } };

static bool dxgk_guid_is(const GUID *a, const GUID *b)
{
	return RtlCompareMemory(a, b, sizeof(*a)) == sizeof(*a);
}

/* ------------------------------------------------------------- GUID_BUS_INTERFACE_STANDARD */

/* @context is the PDO; one whose device is gone gives nothing. */
static ULONG dxgk_bus_data(PVOID context, ULONG which, PVOID buffer, ULONG offset, ULONG length,
			   bool write)
{
	struct dxgk_adapter *adapter = dxgk_nt_device(context);
	enum dxgk_space space = DXGK_SPACE_CONFIG;
	dxgk_status status;
	dxgk_u32 done = 0;

	if (!adapter || (which != PCI_WHICHSPACE_CONFIG && which != PCI_WHICHSPACE_ROM))
		return 0;
	if (which == PCI_WHICHSPACE_ROM)
		space = DXGK_SPACE_ROM;
	/* The ROM is read where Linux can sleep. */
	if (space == DXGK_SPACE_ROM && (write || dxgk_os_irql_get() >= DISPATCH_LEVEL))
		return 0;
	status = write ? dxgk_os_dev_write(adapter->os, space, buffer, offset, length, &done) :
			 dxgk_os_dev_read(adapter->os, space, buffer, offset, length, &done);
	return NT_SUCCESS(status) ? done : 0;
}

static ULONG NTAPI dxgk_bus_get(PVOID context, ULONG which, PVOID buffer, ULONG offset,
				ULONG length)
{
	return dxgk_bus_data(context, which, buffer, offset, length, false);
}

static ULONG NTAPI dxgk_bus_set(PVOID context, ULONG which, PVOID buffer, ULONG offset,
				ULONG length)
{
	return dxgk_bus_data(context, which, buffer, offset, length, true);
}

/* Addresses on the bus are the processor's. */
static BOOLEAN NTAPI dxgk_bus_translate(PVOID context, PHYSICAL_ADDRESS bus, ULONG length,
					PULONG space, PPHYSICAL_ADDRESS translated)
{
	*translated = bus;
	return TRUE;
}

static struct _DMA_ADAPTER *NTAPI dxgk_bus_dma(PVOID context, struct _DEVICE_DESCRIPTION *device,
					       PULONG registers)
{
	return dxgk_dma_get(context, device, registers, DXGK_NT_CALLER());
}

static VOID NTAPI dxgk_bus_reference(PVOID context)
{
}

static NTSTATUS dxgk_pnp_interface(PDEVICE_OBJECT pdo, PIO_STACK_LOCATION stack)
{
	PBUS_INTERFACE_STANDARD bus = (PBUS_INTERFACE_STANDARD)
				      stack->Parameters.QueryInterface.Interface;

	if (!dxgk_guid_is(stack->Parameters.QueryInterface.InterfaceType, &dxgk_bus_interface))
		return STATUS_NOT_SUPPORTED;
	if (stack->Parameters.QueryInterface.Size < sizeof(*bus))
		return STATUS_INVALID_PARAMETER;
	bus->Size = sizeof(*bus);
	bus->Version = 1;
	bus->Context = pdo;
	bus->InterfaceReference = dxgk_bus_reference;
	bus->InterfaceDereference = dxgk_bus_reference;
	bus->TranslateBusAddress = dxgk_bus_translate;
	bus->GetDmaAdapter = (PGET_DMA_ADAPTER)dxgk_bus_dma;
	bus->SetBusData = dxgk_bus_set;
	bus->GetBusData = dxgk_bus_get;
	return STATUS_SUCCESS;
}

/* --------------------------------------------------------------------------- answers */

/* A property in pool memory, which who asked frees. */
static NTSTATUS dxgk_pnp_property(PDEVICE_OBJECT pdo, DEVICE_REGISTRY_PROPERTY which,
				  ULONG_PTR *information)
{
	ULONG size;
	PVOID p;

	IoGetDeviceProperty(pdo, which, 0, NULL, &size);
	p = dxgk_pool_alloc(size, DXGK_TAG_PNP, 0, true);
	if (!p)
		return STATUS_INSUFFICIENT_RESOURCES;
	*information = (ULONG_PTR)p;
	return IoGetDeviceProperty(pdo, which, size, p, &size);
}

/* The last name of the device's key. */
static NTSTATUS dxgk_pnp_instance(struct dxgk_adapter *adapter, ULONG_PTR *information)
{
	const WCHAR *key = adapter->pdo.keys.hardware, *name = key;
	SIZE_T size;
	PVOID p;

	for (; *key; key++)
		if (*key == '\\')
			name = key + 1;
	size = (dxgk_wcslen(name) + 1) * sizeof(WCHAR);
	p = dxgk_pool_alloc(size, DXGK_TAG_PNP, 0, false);
	if (!p)
		return STATUS_INSUFFICIENT_RESOURCES;
	RtlCopyMemory(p, name, size);
	*information = (ULONG_PTR)p;
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_pnp_id(struct dxgk_adapter *adapter, BUS_QUERY_ID_TYPE type,
			    ULONG_PTR *information)
{
	PDEVICE_OBJECT pdo = &adapter->pdo.object;

	switch (type) {
	case BusQueryDeviceID:		/* the first of the list; nobody minds what follows */
	case BusQueryHardwareIDs:
		return dxgk_pnp_property(pdo, DevicePropertyHardwareID, information);
	case BusQueryCompatibleIDs:
		return dxgk_pnp_property(pdo, DevicePropertyCompatibleIDs, information);
	case BusQueryInstanceID:
		return dxgk_pnp_instance(adapter, information);
	default:
		return STATUS_NOT_SUPPORTED;
	}
}

static NTSTATUS dxgk_pnp_capabilities(struct dxgk_adapter *adapter, PDEVICE_CAPABILITIES caps)
{
	ULONG i;

	if (caps->Version != 1 || caps->Size < sizeof(*caps))
		return STATUS_UNSUCCESSFUL;
	caps->Address = adapter->info.slot << 16 | adapter->info.function;
	caps->UINumber = 0xffffffff;
	caps->UniqueID = 0;
	for (i = PowerSystemUnspecified; i < PowerSystemMaximum; i++)
		caps->DeviceState[i] = i == PowerSystemWorking ? PowerDeviceD0 : PowerDeviceD3;
	caps->DeviceState[PowerSystemUnspecified] = PowerDeviceUnspecified;
	caps->SystemWake = PowerSystemUnspecified;
	caps->DeviceWake = PowerDeviceUnspecified;
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_pnp_relations(PDEVICE_OBJECT pdo, DEVICE_RELATION_TYPE type,
				   ULONG_PTR *information)
{
	PDEVICE_RELATIONS r;

	if (type != TargetDeviceRelation)
		return STATUS_NOT_SUPPORTED;
	r = dxgk_pool_alloc(sizeof(*r), DXGK_TAG_PNP, 0, true);
	if (!r)
		return STATUS_INSUFFICIENT_RESOURCES;
	r->Count = 1;
	r->Objects[0] = pdo;
	ObfReferenceObject(pdo);
	*information = (ULONG_PTR)r;
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_pnp_resources(struct dxgk_adapter *adapter, ULONG_PTR *information)
{
	PVOID p;

	if (!adapter->resources_size)
		return STATUS_SUCCESS;
	p = dxgk_pool_alloc(adapter->resources_size, DXGK_TAG_PNP, 0, false);
	if (!p)
		return STATUS_INSUFFICIENT_RESOURCES;
	RtlCopyMemory(p, adapter->resources, adapter->resources_size);
	*information = (ULONG_PTR)p;
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_pnp_bus(struct dxgk_adapter *adapter, ULONG_PTR *information)
{
	PPNP_BUS_INFORMATION bus = dxgk_pool_alloc(sizeof(*bus), DXGK_TAG_PNP, 0, true);

	if (!bus)
		return STATUS_INSUFFICIENT_RESOURCES;
	bus->BusTypeGuid = dxgk_pci_bus;
	bus->LegacyBusType = PCIBus;
	bus->BusNumber = adapter->info.bus;
	*information = (ULONG_PTR)bus;
	return STATUS_SUCCESS;
}

static NTSTATUS dxgk_pnp_config(PDEVICE_OBJECT pdo, PIO_STACK_LOCATION stack,
				ULONG_PTR *information)
{
	*information = dxgk_bus_data(pdo, stack->Parameters.ReadWriteConfig.WhichSpace,
				     stack->Parameters.ReadWriteConfig.Buffer,
				     stack->Parameters.ReadWriteConfig.Offset,
				     stack->Parameters.ReadWriteConfig.Length,
				     stack->MinorFunction == IRP_MN_WRITE_CONFIG);
	return *information || !stack->Parameters.ReadWriteConfig.Length ?
	       STATUS_SUCCESS : STATUS_INVALID_DEVICE_REQUEST;
}

/* STATUS_NOT_SUPPORTED: the packet's status stays as it is. */
static NTSTATUS dxgk_pnp_answer(struct dxgk_adapter *adapter, PIO_STACK_LOCATION stack,
				ULONG_PTR *information)
{
	PDEVICE_OBJECT pdo = &adapter->pdo.object;

	switch (stack->MinorFunction) {
	case IRP_MN_START_DEVICE:
	case IRP_MN_QUERY_REMOVE_DEVICE:
	case IRP_MN_REMOVE_DEVICE:
	case IRP_MN_CANCEL_REMOVE_DEVICE:
	case IRP_MN_STOP_DEVICE:
	case IRP_MN_QUERY_STOP_DEVICE:
	case IRP_MN_CANCEL_STOP_DEVICE:
	case IRP_MN_SURPRISE_REMOVAL:
		return STATUS_SUCCESS;
	case IRP_MN_QUERY_DEVICE_RELATIONS:
		return dxgk_pnp_relations(pdo, stack->Parameters.QueryDeviceRelations.Type,
					  information);
	case IRP_MN_QUERY_INTERFACE:
		return dxgk_pnp_interface(pdo, stack);
	case IRP_MN_QUERY_CAPABILITIES:
		return dxgk_pnp_capabilities(adapter,
					     stack->Parameters.DeviceCapabilities.Capabilities);
	case IRP_MN_QUERY_RESOURCES:
		return dxgk_pnp_resources(adapter, information);
	case IRP_MN_QUERY_DEVICE_TEXT:
		if (stack->Parameters.QueryDeviceText.DeviceTextType == DeviceTextDescription)
			return dxgk_pnp_property(pdo, DevicePropertyDeviceDescription,
						 information);
		return dxgk_pnp_property(pdo, DevicePropertyLocationInformation, information);
	case IRP_MN_READ_CONFIG:
	case IRP_MN_WRITE_CONFIG:
		return dxgk_pnp_config(pdo, stack, information);
	case IRP_MN_QUERY_ID:
		return dxgk_pnp_id(adapter, stack->Parameters.QueryId.IdType, information);
	case IRP_MN_QUERY_BUS_INFORMATION:
		return dxgk_pnp_bus(adapter, information);
	default:
		return STATUS_NOT_SUPPORTED;
	}
}

static NTSTATUS NTAPI dxgk_pnp_dispatch(PDEVICE_OBJECT pdo, PIRP irp)
{
	struct dxgk_adapter *adapter = dxgk_nt_device(pdo);
	ULONG_PTR information = irp->IoStatus.Information;
	NTSTATUS status = STATUS_NO_SUCH_DEVICE;

	if (adapter)
		status = dxgk_pnp_answer(adapter, IoGetCurrentIrpStackLocation(irp), &information);
	if (status == STATUS_NOT_SUPPORTED)
		status = irp->IoStatus.Status;
	return dxgk_irp_done(irp, status, information);
}

/* Power is Linux's to switch; what is asked for here changes nothing. */
static NTSTATUS NTAPI dxgk_pnp_power(PDEVICE_OBJECT pdo, PIRP irp)
{
	UCHAR minor = IoGetCurrentIrpStackLocation(irp)->MinorFunction;
	NTSTATUS status = irp->IoStatus.Status;

	if (minor == IRP_MN_SET_POWER || minor == IRP_MN_QUERY_POWER)
		status = STATUS_SUCCESS;
	return dxgk_irp_done(irp, status, 0);
}

/* For who asks for a device's power state before; it is told by the DDI. */
POWER_STATE NTAPI PoSetPowerState(PDEVICE_OBJECT DeviceObject, POWER_STATE_TYPE Type,
				  POWER_STATE State)
{
	POWER_STATE before;

	before.DeviceState = Type == DevicePowerState ? PowerDeviceD0 : PowerDeviceUnspecified;
	return before;
}

static NTSTATUS NTAPI dxgk_pnp_nothing(PDEVICE_OBJECT pdo, PIRP irp)
{
	return dxgk_irp_done(irp, irp->IoStatus.Status, irp->IoStatus.Information);
}

void dxgk_pnp_init(struct dxgk_adapter *adapter)
{
	static const char name[] = "\\Driver\\pci";
	struct dxgk_pdo *pdo = &adapter->pdo;
	ULONG i;

	pdo->bus_driver.Type = IO_TYPE_DRIVER;
	pdo->bus_driver.Size = (CSHORT)sizeof(pdo->bus_driver);
	pdo->bus_driver.DriverExtension = &pdo->bus_extension;
	pdo->bus_extension.DriverObject = &pdo->bus_driver;
	for (i = 0; name[i]; i++)
		pdo->bus_name[i] = (UCHAR)name[i];
	RtlInitUnicodeString(&pdo->bus_driver.DriverName, pdo->bus_name);
	dxgk_irp_table(&pdo->bus_driver);
	pdo->bus_driver.MajorFunction[IRP_MJ_PNP] = dxgk_pnp_dispatch;
	pdo->bus_driver.MajorFunction[IRP_MJ_POWER] = dxgk_pnp_power;
	pdo->bus_driver.MajorFunction[IRP_MJ_SYSTEM_CONTROL] = dxgk_pnp_nothing;
	dxgk_devobj_setup(&pdo->object, &pdo->bus_driver, FILE_DEVICE_UNKNOWN);
	pdo->object.ReferenceCount = 1;
	pdo->object.Flags = DO_POWER_PAGABLE | DO_BUS_ENUMERATED_DEVICE;
}

NTSTATUS dxgk_pnp_send(struct dxgk_adapter *adapter, UCHAR minor)
{
	PDEVICE_OBJECT top = dxgk_devobj_top(&adapter->pdo.object);
	NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
	PIO_STACK_LOCATION next;
	IO_STATUS_BLOCK iosb;
	KEVENT done;
	PIRP irp;

	KeInitializeEvent(&done, NotificationEvent, FALSE);
	irp = IoBuildSynchronousFsdRequest(IRP_MJ_PNP, top, NULL, 0, NULL, &done, &iosb);
	if (irp) {
		/* What nobody answers stays so. */
		irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
		next = IoGetNextIrpStackLocation(irp);
		next->MinorFunction = minor;
		if (minor == IRP_MN_START_DEVICE) {
			next->Parameters.StartDevice.AllocatedResources = adapter->resources;
			next->Parameters.StartDevice.AllocatedResourcesTranslated =
				adapter->resources;
		}
		status = dxgk_irp_send(top, irp, &done, &iosb);
	}
	ObfDereferenceObject(top);
	return status;
}
