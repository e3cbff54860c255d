// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * display_interface.c - QueryInterface, and the I2C buses of outputs.
 */
#include "ddi.h"
#include "display.h"

static const GUID dxgk_i2c_guid = { 0x2564aa4f, 0xdddb, 0x4495,
	{ 0xb4, 0x97, 0x6a, 0xd4, 0xa8, 0x41, 0x63, 0xd7 } };

/* What the documentation allows to be sent at once. */
#define DXGK_I2C_MAX_SEND	64

bool dxgk_interface_query(struct dxgk_display *display, const struct dxgk_interface_wish *wish,
			  PINTERFACE to)
{
	struct dxgk_adapter *adapter = display->adapter;
	QUERY_INTERFACE arg = {
		.InterfaceType = wish->type,
		.Size = wish->size,
		.Version = wish->version,
		.Interface = to,
		.DeviceUid = wish->uid,
	};
	/* Functions follow the header, pointer by pointer. */
	PVOID *function = (PVOID *)(to + 1);
	NTSTATUS status;
	dxgk_u32 i;

	__builtin_memset(to, 0, wish->size);
	if (!adapter->driver->ddi.DxgkDdiQueryInterface)
		return false;
	status = adapter->driver->ddi.DxgkDdiQueryInterface(adapter->context, &arg);
	dxgk_ddi_check(adapter, "DxgkDdiQueryInterface");
	if (!NT_SUCCESS(status))
		return false;
	for (i = 0; i < wish->need; i++)
		if (!function[i])
			break;
	/* Some leave Size and Version alone: what counts is that it can be called. */
	if (i == wish->need && to->Size <= wish->size &&
	    (!to->Version || to->Version == wish->version))
		return true;
	dxgk_os_log(DXGK_LOG_WARN, adapter->os,
		    "DxgkDdiQueryInterface gave an interface of %u bytes, version %u, that cannot be used",
		    to->Size, to->Version);
	dxgk_interface_drop(to);
	return false;
}

/* It came with a reference. */
void dxgk_interface_drop(PINTERFACE interface)
{
	if (interface->InterfaceDereference)
		interface->InterfaceDereference(interface->Context);
}

/*
 * The panel that brightness is for: "the first video target that is marked as
 * having output technology that connects internally".
 */
static const struct dxgk_target *dxgk_internal(struct dxgk_display *display)
{
	dxgk_u32 i;

	for (i = 0; i < display->targets; i++) {
		const struct dxgk_target *t = &display->target[i];

		switch ((dxgk_s32)t->child.technology) {
		case (dxgk_s32)D3DKMDT_VOT_INTERNAL:
		case D3DKMDT_VOT_LVDS:
		case D3DKMDT_VOT_DISPLAYPORT_EMBEDDED:
		case D3DKMDT_VOT_UDI_EMBEDDED:
			return t;
		default:
			if (t->descriptor.ChildDeviceType == TypeIntegratedDisplay)
				return t;
		}
	}
	return NULL;
}

void dxgk_interfaces_start(struct dxgk_display *display)
{
	static const struct dxgk_interface_wish i2c = {
		.type = &dxgk_i2c_guid,
		.version = DXGK_I2C_INTERFACE_VERSION_1,
		.uid = DISPLAY_ADAPTER_HW_ID,
		.size = sizeof(DXGK_I2C_INTERFACE),
		.need = 2,
	};
	const struct dxgk_target *panel = dxgk_internal(display);
	struct dxgk_interfaces *f = &display->interfaces;

	if (!display->adapter->driver->ddi.DxgkDdiQueryInterface)
		return;
	dxgk_ddi_alone(display->adapter);
	if (NT_SUCCESS(dxgk_display_ready(display->adapter))) {
		if (panel && dxgk_brightness_start(display, panel->child.uid))
			f->panel = panel->child.uid;
		f->i2c = dxgk_interface_query(display, &i2c, &f->bus.header);
	}
	dxgk_ddi_alone_done(display->adapter);
}

void dxgk_interfaces_stop(struct dxgk_display *display)
{
	struct dxgk_interfaces *f = &display->interfaces;

	if (f->brightness)
		dxgk_interface_drop(&f->bright.header);
	if (f->i2c)
		dxgk_interface_drop(&f->bus.header);
	f->brightness = 0;
	f->steps = 0;
	f->i2c = false;
}

/* Under the child's class. */
static NTSTATUS dxgk_i2c_ready(struct dxgk_display *display, dxgk_u32 target, dxgk_u32 address)
{
	NTSTATUS status = dxgk_display_ready(display->adapter);

	if (!NT_SUCCESS(status))
		return status;
	if (!display->interfaces.i2c)
		return STATUS_NOT_SUPPORTED;
	if (!dxgk_display_target(display, target))
		return STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET;
	return address > 0x7f ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}

/**
 * dxgk_display_i2c_send() - send to a device in a monitor
 * @adapter: a started adapter
 * @target: child uid of the output
 * @address: the device's, 7 bits
 * @data: what
 * @size: bytes, 1 to 64
 *
 * The entry's parameter is called SevenBitI2CAddress, and the values that its page
 * requires, 0x6E and 0x6F, are those of a monitor's 0x37 with the direction bit
 * appended: that is what it gets.  See "DXGKDDI_I2C_TRANSMIT_DATA_TO_DISPLAY".
 *
 * Context: sleeping.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED without the interface;
 * STATUS_INVALID_PARAMETER; STATUS_GRAPHICS_INVALID_VIDEO_PRESENT_TARGET; others
 * as dxgk_display_check(), or the miniport's.
 */
dxgk_status dxgk_display_i2c_send(struct dxgk_adapter *adapter, dxgk_u32 target,
				  dxgk_u32 address, const void *data, dxgk_u32 size)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	const DXGK_I2C_INTERFACE *bus;
	NTSTATUS status;

	if (!display)
		return STATUS_INVALID_DEVICE_STATE;
	if (!size || size > DXGK_I2C_MAX_SEND)
		return STATUS_INVALID_PARAMETER;
	bus = &display->interfaces.bus.v1;
	dxgk_ddi_class(adapter, DXGK_DDI_CHILD);
	status = dxgk_i2c_ready(display, target, address);
	if (NT_SUCCESS(status)) {
		status = bus->DxgkDdiI2CTransmitDataToDisplay(bus->Context, target, address << 1,
							      size, data);
		dxgk_ddi_check(adapter, "DxgkDdiI2CTransmitDataToDisplay");
	}
	dxgk_ddi_class_done(adapter, DXGK_DDI_CHILD);
	return status;
}

/**
 * dxgk_display_i2c_receive() - read from a device in a monitor
 * @adapter: a started adapter
 * @target: child uid of the output
 * @address: the device's, 7 bits
 * @data: where to
 * @size: bytes, not 0
 *
 * See dxgk_display_i2c_send() and "DXGKDDI_I2C_RECEIVE_DATA_FROM_DISPLAY".
 */
dxgk_status dxgk_display_i2c_receive(struct dxgk_adapter *adapter, dxgk_u32 target,
				     dxgk_u32 address, void *data, dxgk_u32 size)
{
	struct dxgk_display *display = dxgk_display_of(adapter);
	const DXGK_I2C_INTERFACE *bus;
	NTSTATUS status;

	if (!display)
		return STATUS_INVALID_DEVICE_STATE;
	if (!size)
		return STATUS_INVALID_PARAMETER;
	bus = &display->interfaces.bus.v1;
	dxgk_ddi_class(adapter, DXGK_DDI_CHILD);
	status = dxgk_i2c_ready(display, target, address);
	if (NT_SUCCESS(status)) {
		status = bus->DxgkDdiI2CReceiveDataFromDisplay(bus->Context, target,
							       address << 1 | 1,
							       DXGKMDT_I2C_NO_FLAGS, size, data);
		dxgk_ddi_check(adapter, "DxgkDdiI2CReceiveDataFromDisplay");
	}
	dxgk_ddi_class_done(adapter, DXGK_DDI_CHILD);
	return status;
}
