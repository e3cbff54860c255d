// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * adapter.c - a device's interrupts go to the core; a file of its own, so that a
 * test without the core's adapters links without them.
 */
#include "host.h"

static bool isr(void *arg, dxgk_u32 message)
{
	return dxgk_adapter_isr(arg, message);
}

void host_device_bind(struct dxgk_os_device *dev, struct dxgk_adapter *adapter)
{
	if (adapter)
		host_device_handler(dev, isr, adapter);
	else
		host_device_handler(dev, NULL, NULL);
}
