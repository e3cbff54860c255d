// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_devobj.c - device objects that drivers create, and stacks of them.
 */
#include "nt_io.h"
#include "nt_ke.h"
#include "verifier.h"

#define DXGK_TAG_DEVICE 0x69766544u	/* "Devi" */

struct _OBJECT_TYPE dxgk_type_device = { "Device" };

struct dxgk_devobj {
	struct dxgk_object object;
	struct dxgk_devobj *next;	/* all; under dxgk_devobjs.lock */
	PDEVICE_OBJECT below;		/* attached to; under the lock */
	dxgk_u16 owner;
	DEVICE_OBJECT device;		/* the extension is behind it */
};

static struct {
	struct dxgk_os_spinlock lock;	/* stacks and drivers' lists of devices, too */
	struct dxgk_devobj *first;
} dxgk_devobjs;

void dxgk_devobj_init(void)
{
	dxgk_os_spin_init(&dxgk_devobjs.lock);
	dxgk_devobjs.first = NULL;
}

void dxgk_devobj_setup(PDEVICE_OBJECT device, PDRIVER_OBJECT driver, DEVICE_TYPE type)
{
	device->Type = IO_TYPE_DEVICE;
	device->Size = sizeof(*device);
	device->DriverObject = driver;
	device->DeviceType = type;
	device->StackSize = 1;
	device->NextDevice = driver->DeviceObject;
	driver->DeviceObject = device;
	KeInitializeEvent(&device->DeviceLock, SynchronizationEvent, TRUE);
}

static void dxgk_devobj_destroy(struct dxgk_object *object)
{
	dxgk_pool_free(DXGK_CONTAINER_OF(object, struct dxgk_devobj, object), DXGK_TAG_DEVICE,
		       NULL);
}

/* Made by IoCreateDevice(), and not deleted yet; otherwise NULL.  Under the lock. */
static struct dxgk_devobj *dxgk_devobj(PDEVICE_OBJECT device)
{
	struct dxgk_devobj *d;

	for (d = dxgk_devobjs.first; d; d = d->next)
		if (&d->device == device)
			break;
	return d;
}

/**
 * IoCreateDevice() - make a device object
 * @DriverObject: its driver
 * @DeviceExtensionSize: bytes of its extension, which are zeroed
 * @DeviceName: NULL, or its full name
 * @DeviceType: FILE_DEVICE_*
 * @DeviceCharacteristics: FILE_*
 * @Exclusive: TRUE: one opener at a time
 * @DeviceObject: the device
 *
 * IRQL: up to APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_COLLISION;
 * STATUS_INSUFFICIENT_RESOURCES.
 *
 * Follows "IoCreateDevice function (wdm.h)".
 */
NTSTATUS NTAPI IoCreateDevice(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize,
			      PUNICODE_STRING DeviceName, DEVICE_TYPE DeviceType,
			      ULONG DeviceCharacteristics, BOOLEAN Exclusive,
			      PDEVICE_OBJECT *DeviceObject)
{
	SIZE_T head = (sizeof(struct dxgk_devobj) + 15) & ~(SIZE_T)15;
	struct dxgk_devobj *d;
	unsigned long state;
	NTSTATUS status = STATUS_SUCCESS;

	DXGK_NT_IRQL(APC_LEVEL);
	*DeviceObject = NULL;
	d = dxgk_pool_alloc(head + DeviceExtensionSize, DXGK_TAG_DEVICE, 0, true);
	if (!d)
		return STATUS_INSUFFICIENT_RESOURCES;
	d->owner = dxgk_nt_owner(DXGK_NT_CALLER());
	dxgk_object_init(&d->object, &d->device, &dxgk_type_device, dxgk_devobj_destroy);
	if (DeviceName && DeviceName->Length)
		status = dxgk_name_add(DeviceName, &d->object, NULL, d->owner);
	if (!NT_SUCCESS(status)) {
		dxgk_object_put(&d->object);
		return status;
	}
	state = dxgk_os_spin_lock(&dxgk_devobjs.lock);
	dxgk_devobj_setup(&d->device, DriverObject, DeviceType);
	d->device.Characteristics = DeviceCharacteristics;
	d->device.Flags = DO_DEVICE_INITIALIZING | (Exclusive ? DO_EXCLUSIVE : 0) |
			  (DeviceName && DeviceName->Length ? DO_DEVICE_HAS_NAME : 0);
	d->device.DeviceExtension = DeviceExtensionSize ? (PUCHAR)d + head : NULL;
	d->next = dxgk_devobjs.first;
	dxgk_devobjs.first = d;
	dxgk_os_spin_unlock(&dxgk_devobjs.lock, state);
	*DeviceObject = &d->device;
	return STATUS_SUCCESS;
}

/* Out of all lists and stacks.  Under the lock. */
static void dxgk_devobj_unlink(struct dxgk_devobj *d)
{
	struct dxgk_devobj **link;
	PDEVICE_OBJECT *next;

	for (link = &dxgk_devobjs.first; *link != d; link = &(*link)->next)
		;
	*link = d->next;
	for (next = &d->device.DriverObject->DeviceObject; *next; next = &(*next)->NextDevice) {
		if (*next == &d->device) {
			*next = d->device.NextDevice;
			break;
		}
	}
	if (d->below && d->below->AttachedDevice == &d->device)
		d->below->AttachedDevice = NULL;
}

static bool dxgk_devobj_delete(PDEVICE_OBJECT device)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_devobjs.lock);
	struct dxgk_devobj *d = dxgk_devobj(device);

	if (d)
		dxgk_devobj_unlink(d);
	dxgk_os_spin_unlock(&dxgk_devobjs.lock, state);
	if (!d)
		return false;
	dxgk_iotimer_device_gone(&d->device);
	dxgk_name_drop(&d->object);
	dxgk_object_put(&d->object);
	return true;
}

/* Its memory goes with the last reference; "IoDeleteDevice function (wdm.h)". */
VOID NTAPI IoDeleteDevice(PDEVICE_OBJECT DeviceObject)
{
	DXGK_NT_IRQL(APC_LEVEL);
	if (!dxgk_devobj_delete(DeviceObject))
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: %pS deletes a device it did not create",
			    dxgk_nt_owner_name(dxgk_nt_owner(DXGK_NT_CALLER())),
			    DXGK_NT_CALLER());
}

void dxgk_devobj_owner_gone(dxgk_u16 owner)
{
	struct dxgk_devobj *d;
	unsigned long state;
	ULONG n = 0;

	for (;;) {
		state = dxgk_os_spin_lock(&dxgk_devobjs.lock);
		for (d = dxgk_devobjs.first; d && d->owner != owner; d = d->next)
			;
		dxgk_os_spin_unlock(&dxgk_devobjs.lock, state);
		if (!d)
			break;
		dxgk_devobj_delete(&d->device);
		n++;
	}
	if (n)
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: left %u device objects; deleted",
			    dxgk_nt_owner_name(owner), n);
}

/* -------------------------------------------------------------------------- stacks */

/* Under the lock. */
static PDEVICE_OBJECT dxgk_devobj_highest(PDEVICE_OBJECT device)
{
	while (device->AttachedDevice)
		device = device->AttachedDevice;
	return device;
}

/**
 * IoAttachDeviceToDeviceStack() - put a device on top of another's stack
 * @SourceDevice: the driver's own
 * @TargetDevice: any in the stack
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: the device it is right above: what packets are sent on to.
 *
 * Follows "IoAttachDeviceToDeviceStack function (wdm.h)".
 */
PDEVICE_OBJECT NTAPI IoAttachDeviceToDeviceStack(PDEVICE_OBJECT SourceDevice,
						 PDEVICE_OBJECT TargetDevice)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_devobjs.lock);
	PDEVICE_OBJECT top = dxgk_devobj_highest(TargetDevice);
	struct dxgk_devobj *d = dxgk_devobj(SourceDevice);

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (d && top != SourceDevice) {
		top->AttachedDevice = SourceDevice;
		d->below = top;
		SourceDevice->StackSize = (CHAR)(top->StackSize + 1);
		SourceDevice->AlignmentRequirement = top->AlignmentRequirement;
	} else {
		top = NULL;
	}
	dxgk_os_spin_unlock(&dxgk_devobjs.lock, state);
	return top;
}

/* @TargetDevice is what IoAttachDeviceToDeviceStack() returned. */
VOID NTAPI IoDetachDevice(PDEVICE_OBJECT TargetDevice)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_devobjs.lock);
	struct dxgk_devobj *d = dxgk_devobj(TargetDevice->AttachedDevice);

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (d)
		d->below = NULL;
	TargetDevice->AttachedDevice = NULL;
	dxgk_os_spin_unlock(&dxgk_devobjs.lock, state);
}

PDEVICE_OBJECT NTAPI IoGetAttachedDevice(PDEVICE_OBJECT DeviceObject)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_devobjs.lock);
	PDEVICE_OBJECT top = dxgk_devobj_highest(DeviceObject);

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_os_spin_unlock(&dxgk_devobjs.lock, state);
	return top;
}

PDEVICE_OBJECT dxgk_devobj_top(PDEVICE_OBJECT device)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_devobjs.lock);
	PDEVICE_OBJECT top = dxgk_devobj_highest(device);

	ObfReferenceObject(top);
	dxgk_os_spin_unlock(&dxgk_devobjs.lock, state);
	return top;
}

/* ObDereferenceObject() gives it back; "IoGetAttachedDeviceReference (wdm.h)". */
PDEVICE_OBJECT NTAPI IoGetAttachedDeviceReference(PDEVICE_OBJECT DeviceObject)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_devobj_top(DeviceObject);
}

PDEVICE_OBJECT NTAPI IoGetRelatedDeviceObject(PFILE_OBJECT FileObject)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return IoGetAttachedDevice(FileObject->DeviceObject);
}

/* -------------------------------------------------------------------------- rumours */

/*
 * What the bus and its manager would do then comes from Linux, when the bus
 * driver there sees it.
 */
VOID NTAPI IoInvalidateDeviceRelations(PDEVICE_OBJECT DeviceObject, DEVICE_RELATION_TYPE Type)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
}

VOID NTAPI IoInvalidateDeviceState(PDEVICE_OBJECT PhysicalDeviceObject)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
}

VOID NTAPI IoRequestDeviceEject(PDEVICE_OBJECT PhysicalDeviceObject)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
}
