// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * services.c - ACPI methods that a test plays, firmware tables that it has, and
 * what the core traced.
 */
#include <pthread.h>
#include <string.h>

#include "internal.h"

#define HOST_NOT_FOUND			((dxgk_status)0xc0000225)
#define HOST_OBJECT_NAME_NOT_FOUND	((dxgk_status)0xc0000034)

static host_acpi_method *acpi_method;
static void *acpi_arg;

void host_acpi_set(host_acpi_method *method, void *arg)
{
	acpi_method = method;
	acpi_arg = arg;
}

dxgk_status dxgk_os_acpi_eval(struct dxgk_os_device *dev, bool adapter, dxgk_u32 address,
			      const char *method, const struct dxgk_acpi_value *value,
			      dxgk_u32 count, dxgk_u32 all,
			      void (*answer)(void *arg, const struct dxgk_acpi_value *v), void *arg)
{
	struct dxgk_acpi_value result;
	dxgk_status status;

	(void)dev;
	host_might_sleep("acpi_eval");
	if (!acpi_method)
		return HOST_NOT_SUPPORTED;
	memset(&result, 0, sizeof(result));
	status = acpi_method(acpi_arg, adapter ? ~0u : address, method, value, count, all, &result);
	if (status >= 0)
		answer(arg, &result);
	return status;
}

void dxgk_os_acpi_element(const struct dxgk_acpi_value *package, dxgk_u32 index,
			  struct dxgk_acpi_value *element)
{
	if (package->type != DXGK_ACPI_PACKAGE || index >= package->count)
		host_bug("acpi_element: %u of %u", index, package->count);
	*element = ((const struct dxgk_acpi_value *)package->data)[index];
}

/* One table of each kind, its id the kind's number. */
static struct { const void *data; dxgk_u32 size; } firmware[3];

void host_firmware_set(enum dxgk_firmware provider, const void *data, dxgk_u32 size)
{
	firmware[provider].data = data;
	firmware[provider].size = size;
}

dxgk_status dxgk_os_firmware_list(enum dxgk_firmware provider, dxgk_u32 *id, dxgk_u32 room,
				  dxgk_u32 *count)
{
	host_might_sleep("firmware_list");
	if (!firmware[provider].data)
		return HOST_NOT_SUPPORTED;
	if (room)
		id[0] = provider;
	*count = 1;
	return HOST_SUCCESS;
}

dxgk_status dxgk_os_firmware_read(enum dxgk_firmware provider, dxgk_u32 id, void *buf,
				  dxgk_u32 room, dxgk_u32 *size)
{
	host_might_sleep("firmware_read");
	if (!firmware[provider].data)
		return HOST_NOT_SUPPORTED;
	if (id != (dxgk_u32)provider)
		return HOST_NOT_FOUND;
	*size = firmware[provider].size;
	if (*size <= room)
		memcpy(buf, firmware[provider].data, *size);
	return HOST_SUCCESS;
}

/* The last of each; under the lock. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct host_event event;
static unsigned int events;

static void event_put(struct host_event *e, const void *data, dxgk_u32 size)
{
	if (size > sizeof(e->data))
		size = sizeof(e->data);
	e->size = size;
	if (size)
		memcpy(e->data, data, size);
	pthread_mutex_lock(&lock);
	event = *e;
	events++;
	pthread_mutex_unlock(&lock);
}

void dxgk_os_trace_event(const void *guid, dxgk_u8 type, const void *data, dxgk_u32 size,
			 const void *caller)
{
	struct host_event e = { .type = type };

	(void)caller;
	memcpy(e.guid, guid, sizeof(e.guid));
	event_put(&e, data, size);
}

void dxgk_os_trace_diagnostic(struct dxgk_os_device *dev, dxgk_u32 category, dxgk_u32 type,
			      const void *data, dxgk_u32 size, const void *caller)
{
	struct host_event e = { .category = category, .type = type };

	(void)dev;
	(void)caller;
	event_put(&e, data, size);
}

unsigned int host_events(struct host_event *e)
{
	unsigned int n;

	pthread_mutex_lock(&lock);
	*e = event;
	n = events;
	pthread_mutex_unlock(&lock);
	return n;
}

void host_services_reset(void)
{
	unsigned int i;

	host_acpi_set(NULL, NULL);
	for (i = 0; i < 3; i++)
		host_firmware_set((enum dxgk_firmware)i, NULL, 0);
	pthread_mutex_lock(&lock);
	memset(&event, 0, sizeof(event));
	events = 0;
	pthread_mutex_unlock(&lock);
}
