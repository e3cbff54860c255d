// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* nt_device.c - PDOs: which live, their registry keys and properties. */
#include "handle.h"
#include "nt_device.h"
#include "nt_io.h"
#include "verifier.h"

static struct dxgk_os_spinlock dxgk_pdo_lock;
static struct dxgk_pdo *dxgk_pdos;	/* under the lock */

void dxgk_nt_device_init(void)
{
	dxgk_os_spin_init(&dxgk_pdo_lock);
	dxgk_pdos = NULL;
}

NTSTATUS dxgk_nt_device_add(struct dxgk_adapter *adapter)
{
	const struct dxgk_driver_info *info = adapter->driver->info;
	unsigned long state;
	NTSTATUS status;

	status = dxgk_reg_add_device(info, dxgk_nt_driver_owner(info), &adapter->info,
				     &adapter->pdo.keys);
	if (!NT_SUCCESS(status))
		return status;
	state = dxgk_os_spin_lock(&dxgk_pdo_lock);
	adapter->pdo.next = dxgk_pdos;
	dxgk_pdos = &adapter->pdo;
	dxgk_os_spin_unlock(&dxgk_pdo_lock, state);
	return STATUS_SUCCESS;
}

void dxgk_nt_device_remove(struct dxgk_adapter *adapter)
{
	struct dxgk_pdo **link;
	unsigned long state;

	state = dxgk_os_spin_lock(&dxgk_pdo_lock);
	for (link = &dxgk_pdos; *link; link = &(*link)->next) {
		if (*link == &adapter->pdo) {
			*link = adapter->pdo.next;
			break;
		}
	}
	dxgk_os_spin_unlock(&dxgk_pdo_lock, state);
	dxgk_iotimer_device_gone(&adapter->pdo.object);
	dxgk_dma_device_gone(adapter->os);
}

struct dxgk_adapter *dxgk_nt_device(PDEVICE_OBJECT pdo)
{
	struct dxgk_adapter *adapter = NULL;
	unsigned long state;
	struct dxgk_pdo *p;

	state = dxgk_os_spin_lock(&dxgk_pdo_lock);
	for (p = dxgk_pdos; p; p = p->next)
		if (&p->object == pdo)
			adapter = p->adapter;
	dxgk_os_spin_unlock(&dxgk_pdo_lock, state);
	return adapter;
}

struct dxgk_adapter *dxgk_nt_device_with(dxgk_u64 start, dxgk_u64 length)
{
	struct dxgk_adapter *adapter = NULL;
	unsigned long state;
	struct dxgk_pdo *p;
	dxgk_u32 i;

	state = dxgk_os_spin_lock(&dxgk_pdo_lock);
	for (p = dxgk_pdos; p && !adapter; p = p->next) {
		for (i = 0; i < p->adapter->info.resource_count; i++) {
			const struct dxgk_resource *r = &p->adapter->info.resource[i];

			if (r->kind == DXGK_RES_MEMORY && start >= r->start &&
			    length <= r->length && start - r->start <= r->length - length)
				adapter = p->adapter;
		}
	}
	dxgk_os_spin_unlock(&dxgk_pdo_lock, state);
	return adapter;
}

struct dxgk_adapter *dxgk_nt_device_next(struct dxgk_adapter *adapter)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_pdo_lock);
	struct dxgk_pdo *p = dxgk_pdos;

	if (adapter) {
		while (p && p->adapter != adapter)
			p = p->next;
		p = p ? p->next : NULL;
	}
	dxgk_os_spin_unlock(&dxgk_pdo_lock, state);
	return p ? p->adapter : NULL;
}

struct dxgk_adapter *dxgk_nt_device_of_driver(dxgk_u16 owner, const void *context)
{
	struct dxgk_adapter *adapter = NULL;
	unsigned long state;
	struct dxgk_pdo *p;

	state = dxgk_os_spin_lock(&dxgk_pdo_lock);
	for (p = dxgk_pdos; p && !adapter; p = p->next)
		if (dxgk_nt_driver_owner(p->adapter->driver->info) == owner &&
		    (!context || p->adapter->context == context))
			adapter = dxgk_handle_get(p->adapter->handle);
	dxgk_os_spin_unlock(&dxgk_pdo_lock, state);
	return adapter;
}

/**
 * IoOpenDeviceRegistryKey() - open the key of a device
 * @DeviceObject: the PDO
 * @DevInstKeyType: PLUGPLAY_REGKEY_DEVICE for the hardware key, _DRIVER for the
 *	driver's; _CURRENT_HWPROFILE besides changes nothing
 * @DesiredAccess: KEY_*
 * @DeviceRegKey: the handle; ZwClose() closes it
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for the type or a device
 * object that is no PDO; STATUS_INSUFFICIENT_RESOURCES.
 *
 * Follows "IoOpenDeviceRegistryKey function (wdm.h)".
 */
NTSTATUS NTAPI IoOpenDeviceRegistryKey(PDEVICE_OBJECT DeviceObject, ULONG DevInstKeyType,
				       ACCESS_MASK DesiredAccess, PHANDLE DeviceRegKey)
{
	ULONG which = DevInstKeyType & (PLUGPLAY_REGKEY_DEVICE | PLUGPLAY_REGKEY_DRIVER);
	struct dxgk_adapter *adapter = dxgk_nt_device(DeviceObject);

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (!adapter || !DeviceRegKey ||
	    (DevInstKeyType & ~(PLUGPLAY_REGKEY_DEVICE | PLUGPLAY_REGKEY_DRIVER |
				PLUGPLAY_REGKEY_CURRENT_HWPROFILE)) ||
	    (which != PLUGPLAY_REGKEY_DEVICE && which != PLUGPLAY_REGKEY_DRIVER))
		return STATUS_INVALID_PARAMETER;
	return dxgk_reg_open_path(which == PLUGPLAY_REGKEY_DEVICE ? adapter->pdo.keys.hardware :
								    adapter->pdo.keys.driver,
				  DesiredAccess, dxgk_nt_owner(DXGK_NT_CALLER()), DeviceRegKey);
}

/* ------------------------------------------------------------------- properties */

/* What a property is made of; the longest is a list of hardware IDs. */
struct dxgk_property {
	UCHAR data[1024];
	ULONG size;
};

static void dxgk_property_put(struct dxgk_property *p, const void *data, ULONG size)
{
	RtlCopyMemory(p->data + p->size, data, size);
	p->size += size;
}

/* A terminated wide string; %d and %x are dialect enough. */
static void dxgk_property_print(struct dxgk_property *p, const char *format, ...)
{
	__builtin_va_list ap;
	WCHAR text[100];
	ULONG n = 0;

	__builtin_va_start(ap, format);
	for (; *format; format++) {
		if (*format != '%') {
			text[n++] = (UCHAR)*format;
		} else if (*++format == 'd') {
			ULONG v = __builtin_va_arg(ap, ULONG), div = 1000000000;

			while (div > 1 && v < div)
				div /= 10;
			for (; div; div /= 10)
				text[n++] = (WCHAR)('0' + v / div % 10);
		} else {
			ULONG v = __builtin_va_arg(ap, ULONG);
			int digits;

			/* %2x, %4x */
			for (digits = *format++ - '0'; digits--;)
				text[n++] = (UCHAR)"0123456789ABCDEF"[v >> (4 * digits) & 15];
		}
	}
	__builtin_va_end(ap);
	text[n++] = 0;
	dxgk_property_put(p, text, n * sizeof(WCHAR));
}

static void dxgk_property_ulong(struct dxgk_property *p, ULONG value)
{
	dxgk_property_put(p, &value, sizeof(value));
}

/* As the PCI bus names a device, from the narrowest to the widest. */
static void dxgk_hardware_ids(struct dxgk_property *p, const struct dxgk_adapter_info *i)
{
	ULONG v = i->vendor, d = i->device, sd = i->subdevice, sv = i->subvendor, r = i->revision;

	dxgk_property_print(p, "PCI\\VEN_%4x&DEV_%4x&SUBSYS_%4x%4x&REV_%2x", v, d, sd, sv, r);
	dxgk_property_print(p, "PCI\\VEN_%4x&DEV_%4x&SUBSYS_%4x%4x", v, d, sd, sv);
	dxgk_property_print(p, "PCI\\VEN_%4x&DEV_%4x&CC_%2x%2x%2x", v, d,
			    i->class_code >> 16 & 0xff, i->class_code >> 8 & 0xff,
			    i->class_code & 0xff);
	dxgk_property_print(p, "PCI\\VEN_%4x&DEV_%4x&CC_%2x%2x", v, d, i->class_code >> 16 & 0xff,
			    i->class_code >> 8 & 0xff);
	dxgk_property_print(p, "");
}

static void dxgk_compatible_ids(struct dxgk_property *p, const struct dxgk_adapter_info *i)
{
	dxgk_property_print(p, "PCI\\VEN_%4x&DEV_%4x&REV_%2x", (ULONG)i->vendor, (ULONG)i->device,
			    (ULONG)i->revision);
	dxgk_property_print(p, "PCI\\VEN_%4x&DEV_%4x", (ULONG)i->vendor, (ULONG)i->device);
	dxgk_property_print(p, "PCI\\CC_%2x%2x", i->class_code >> 16 & 0xff,
			    i->class_code >> 8 & 0xff);
	dxgk_property_print(p, "");
}

static NTSTATUS dxgk_property(struct dxgk_adapter *adapter, DEVICE_REGISTRY_PROPERTY which,
			      struct dxgk_property *p)
{
	static const GUID bus = { 0xc8ebdfb0, 0xb510, 0x11d0,
				  { 0x80, 0xe5, 0x00, 0xa0, 0xc9, 0x25, 0x42, 0xe3 } };
	const struct dxgk_adapter_info *i = &adapter->info;
	SIZE_T n;

	switch (which) {
	case DevicePropertyDeviceDescription:
	case DevicePropertyFriendlyName:
		dxgk_property_print(p, "Display adapter %4x:%4x", (ULONG)i->vendor,
				    (ULONG)i->device);
		break;
	case DevicePropertyHardwareID:
		dxgk_hardware_ids(p, i);
		break;
	case DevicePropertyCompatibleIDs:
		dxgk_compatible_ids(p, i);
		break;
	case DevicePropertyBootConfiguration:
	case DevicePropertyBootConfigurationTranslated:
		if (adapter->resources_size > sizeof(p->data))
			return STATUS_INSUFFICIENT_RESOURCES;
		dxgk_property_put(p, adapter->resources, adapter->resources_size);
		break;
	case DevicePropertyClassName:
		dxgk_property_print(p, "Display");
		break;
	case DevicePropertyClassGuid:
		dxgk_property_print(p, "{4d36e968-e325-11ce-bfc1-08002be10318}");
		break;
	case DevicePropertyDriverKeyName:
		/* Below the Class key: the last two names of the path. */
		n = dxgk_wcslen(adapter->pdo.keys.driver);
		dxgk_property_put(p, adapter->pdo.keys.driver + n - 43, 44 * sizeof(WCHAR));
		break;
	case DevicePropertyManufacturer:
		dxgk_property_print(p, "PCI vendor %4x", (ULONG)i->vendor);
		break;
	case DevicePropertyLocationInformation:
		dxgk_property_print(p, "PCI bus %d, device %d, function %d", i->bus, i->slot,
				    i->function);
		break;
	case DevicePropertyPhysicalDeviceObjectName:
		dxgk_property_print(p, "\\Device\\NTPNP_PCI%2x%2x%2x", i->bus, i->slot,
				    i->function);
		break;
	case DevicePropertyBusTypeGuid:
		dxgk_property_put(p, &bus, sizeof(bus));
		break;
	case DevicePropertyLegacyBusType:
		dxgk_property_ulong(p, PCIBus);
		break;
	case DevicePropertyBusNumber:
		dxgk_property_ulong(p, i->bus);
		break;
	case DevicePropertyEnumeratorName:
		dxgk_property_print(p, "PCI");
		break;
	case DevicePropertyAddress:
		dxgk_property_ulong(p, i->slot << 16 | i->function);
		break;
	case DevicePropertyUINumber:
		dxgk_property_ulong(p, 0xffffffff);
		break;
	case DevicePropertyInstallState:
		dxgk_property_ulong(p, InstallStateInstalled);
		break;
	case DevicePropertyRemovalPolicy:
		dxgk_property_ulong(p, RemovalPolicyExpectNoRemoval);
		break;
	default:
		return STATUS_INVALID_PARAMETER_2;
	}
	return STATUS_SUCCESS;
}

/**
 * IoGetDeviceProperty() - something about a device
 * @DeviceObject: its PDO
 * @DeviceProperty: what
 * @BufferLength: bytes at @PropertyBuffer
 * @PropertyBuffer: where to; text is wide and terminated
 * @ResultLength: bytes given, or needed
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL; STATUS_INVALID_PARAMETER_2 for
 * a property it does not know; STATUS_INVALID_DEVICE_REQUEST for a device object
 * that is no PDO.
 *
 * Follows "IoGetDeviceProperty function (wdm.h)".
 */
NTSTATUS NTAPI IoGetDeviceProperty(PDEVICE_OBJECT DeviceObject,
				   DEVICE_REGISTRY_PROPERTY DeviceProperty, ULONG BufferLength,
				   PVOID PropertyBuffer, PULONG ResultLength)
{
	struct dxgk_adapter *adapter = dxgk_nt_device(DeviceObject);
	struct dxgk_property *p;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	*ResultLength = 0;
	if (!adapter)
		return STATUS_INVALID_DEVICE_REQUEST;
	p = dxgk_os_alloc(sizeof(*p), 0);
	if (!p)
		return STATUS_INSUFFICIENT_RESOURCES;
	p->size = 0;
	status = dxgk_property(adapter, DeviceProperty, p);
	if (NT_SUCCESS(status)) {
		*ResultLength = p->size;
		if (p->size > BufferLength || !PropertyBuffer)
			status = STATUS_BUFFER_TOO_SMALL;
		else
			RtlCopyMemory(PropertyBuffer, p->data, p->size);
	}
	dxgk_os_free(p);
	return status;
}
