// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgl_acpi.c - control methods of a device and its children, and what ACPI
 * tells of them.
 */
#include <linux/acpi.h>
#include <linux/pci.h>
#include <linux/slab.h>

#include <ntstatus.h>

#include "dxgl_drv.h"

#ifdef CONFIG_ACPI
static void dxgl_acpi_value(const union acpi_object *o, struct dxgk_acpi_value *v)
{
	*v = (struct dxgk_acpi_value){ .type = DXGK_ACPI_BUFFER };
	switch (o->type) {
	case ACPI_TYPE_INTEGER:
		v->type = DXGK_ACPI_INTEGER;
		v->integer = o->integer.value;
		break;
	case ACPI_TYPE_STRING:
		v->type = DXGK_ACPI_STRING;
		v->data = o->string.pointer;
		v->size = o->string.length;
		break;
	case ACPI_TYPE_BUFFER:
		v->data = o->buffer.pointer;
		v->size = o->buffer.length;
		break;
	case ACPI_TYPE_PACKAGE:
		v->type = DXGK_ACPI_PACKAGE;
		v->data = o->package.elements;
		v->count = o->package.count;
		break;
	default:
		/* References and the like mean nothing to a driver: an empty buffer. */
		break;
	}
}

void dxgk_os_acpi_element(const struct dxgk_acpi_value *package, dxgk_u32 index,
			  struct dxgk_acpi_value *element)
{
	dxgl_acpi_value((const union acpi_object *)package->data + index, element);
}

/* ACPICA's objects, one for each value and in the same places. */
static union acpi_object *dxgl_acpi_objects(const struct dxgk_acpi_value *value, u32 count)
{
	union acpi_object *objects;
	u32 i;

	objects = kcalloc(max(count, 1u), sizeof(*objects), GFP_KERNEL);
	if (!objects)
		return NULL;
	for (i = 0; i < count; i++) {
		const struct dxgk_acpi_value *v = &value[i];
		union acpi_object *o = &objects[i];

		switch (v->type) {
		case DXGK_ACPI_INTEGER:
			o->type = ACPI_TYPE_INTEGER;
			o->integer.value = v->integer;
			break;
		case DXGK_ACPI_STRING:
			o->type = ACPI_TYPE_STRING;
			o->string.pointer = (char *)v->data;
			o->string.length = v->size;
			break;
		case DXGK_ACPI_BUFFER:
			o->type = ACPI_TYPE_BUFFER;
			o->buffer.pointer = (u8 *)v->data;
			o->buffer.length = v->size;
			break;
		case DXGK_ACPI_PACKAGE:
			o->type = ACPI_TYPE_PACKAGE;
			o->package.elements = &objects[v->first];
			o->package.count = v->count;
			break;
		}
	}
	return objects;
}

struct dxgl_acpi_child {
	u32 address;
	acpi_handle handle;
};

static acpi_status dxgl_acpi_match(acpi_handle handle, u32 depth, void *context, void **ret)
{
	struct dxgl_acpi_child *child = context;
	unsigned long long adr;

	if (ACPI_FAILURE(acpi_evaluate_integer(handle, METHOD_NAME__ADR, NULL, &adr)) ||
	    (adr & 0xffff) != child->address)
		return AE_OK;
	child->handle = handle;
	return AE_CTRL_TERMINATE;
}

static acpi_handle dxgl_acpi_handle(struct dxgl_device *dxgl, bool adapter, u32 address)
{
	acpi_handle handle = ACPI_HANDLE(&dxgl->pdev->dev);
	struct dxgl_acpi_child child = { .address = address };

	if (adapter || !handle)
		return handle;
	acpi_walk_namespace(ACPI_TYPE_DEVICE, handle, 1, dxgl_acpi_match, NULL, &child, NULL);
	return child.handle;
}

static dxgk_status dxgl_acpi_status(acpi_status status)
{
	switch (status) {
	case AE_OK:
		return STATUS_SUCCESS;
	case AE_NOT_FOUND:
		return STATUS_OBJECT_NAME_NOT_FOUND;
	case AE_BAD_PARAMETER:
	case AE_TYPE:
		return STATUS_ACPI_INCORRECT_ARGUMENT_COUNT;
	case AE_NO_MEMORY:
		return STATUS_INSUFFICIENT_RESOURCES;
	default:
		return STATUS_ACPI_FATAL;
	}
}

dxgk_status dxgk_os_acpi_eval(struct dxgk_os_device *dev, bool adapter, dxgk_u32 address,
			      const char *method, const struct dxgk_acpi_value *value,
			      dxgk_u32 count, dxgk_u32 all,
			      void (*answer)(void *arg, const struct dxgk_acpi_value *v), void *arg)
{
	struct acpi_buffer out = { ACPI_ALLOCATE_BUFFER, NULL };
	acpi_handle handle = dxgl_acpi_handle(dxgl_from_os(dev), adapter, address);
	struct acpi_object_list args = { .count = count };
	struct dxgk_acpi_value v;
	acpi_status status;

	if (!handle)
		return STATUS_NOT_SUPPORTED;
	args.pointer = dxgl_acpi_objects(value, all);
	if (!args.pointer)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = acpi_evaluate_object(handle, (char *)method, &args, &out);
	if (ACPI_SUCCESS(status) && out.pointer) {
		dxgl_acpi_value(out.pointer, &v);
		answer(arg, &v);
	}
	kfree(args.pointer);
	ACPI_FREE(out.pointer);
	return dxgl_acpi_status(status);
}

/* ------------------------------------------------------------------ notifications */

/* For the device itself: display hot keys, a panel that switched. */
static void dxgl_acpi_device_event(acpi_handle handle, u32 event, void *context)
{
	struct dxgl_device *dxgl = context;

	dxgk_adapter_acpi_event(dxgl->adapter, DXGK_EVENT_ACPI, event, NULL);
}

/* For the machine: what other drivers pass on. */
static int dxgl_acpi_machine_event(struct notifier_block *nb, unsigned long action, void *data)
{
	struct dxgl_device *dxgl = container_of(nb, struct dxgl_device, acpi);
	struct acpi_bus_event *event = data;
	dxgk_u32 on;

	if (strcmp(event->device_class, "ac_adapter"))
		return NOTIFY_DONE;
	on = !!event->data;
	dxgk_adapter_acpi_event(dxgl->adapter, DXGK_EVENT_AC, 0, &on);
	return NOTIFY_DONE;
}

void dxgl_acpi_listen(struct dxgl_device *dxgl)
{
	acpi_handle handle = ACPI_HANDLE(&dxgl->pdev->dev);

	if (!dxgk_adapter_wants_acpi(dxgl->adapter))
		return;
	if (handle && ACPI_SUCCESS(acpi_install_notify_handler(handle, ACPI_DEVICE_NOTIFY,
							       dxgl_acpi_device_event, dxgl)))
		dxgl->acpi_handle = handle;
	dxgl->acpi.notifier_call = dxgl_acpi_machine_event;
	register_acpi_notifier(&dxgl->acpi);
}

/* Neither runs when this has returned. */
void dxgl_acpi_ignore(struct dxgl_device *dxgl)
{
	if (dxgl->acpi_handle)
		acpi_remove_notify_handler(dxgl->acpi_handle, ACPI_DEVICE_NOTIFY,
					   dxgl_acpi_device_event);
	dxgl->acpi_handle = NULL;
	if (dxgl->acpi.notifier_call)
		unregister_acpi_notifier(&dxgl->acpi);
	dxgl->acpi.notifier_call = NULL;
}

#else /* !CONFIG_ACPI */

void dxgk_os_acpi_element(const struct dxgk_acpi_value *package, dxgk_u32 index,
			  struct dxgk_acpi_value *element)
{
}

dxgk_status dxgk_os_acpi_eval(struct dxgk_os_device *dev, bool adapter, dxgk_u32 address,
			      const char *method, const struct dxgk_acpi_value *value,
			      dxgk_u32 count, dxgk_u32 all,
			      void (*answer)(void *arg, const struct dxgk_acpi_value *v), void *arg)
{
	return STATUS_NOT_SUPPORTED;
}

void dxgl_acpi_listen(struct dxgl_device *dxgl)
{
}

void dxgl_acpi_ignore(struct dxgl_device *dxgl)
{
}
#endif
