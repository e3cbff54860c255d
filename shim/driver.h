/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * driver.h - a loaded miniport; shim/ only.
 */
#ifndef DXGK_DRIVER_H
#define DXGK_DRIVER_H

#include <ntddk.h>
#include <dispmprt.h>

#include "dxgk.h"

struct dxgk_driver {
	struct dxgk_driver *next;	/* of those loaded; driver.c */
	const struct dxgk_driver_info *info;
	DRIVER_OBJECT object;
	DRIVER_EXTENSION extension;
	UNICODE_STRING registry_path;
	/* Behind the strings. */
	WCHAR name[128], registry_name[256], service_name[128];
	bool registered;		/* DxgkInitializeDisplayOnlyDriver succeeded */
	ULONG version;			/* Version of the table it passed */
	KMDDOD_INITIALIZATION_DATA ddi;	/* zero where the version has no entry */
};

#endif /* DXGK_DRIVER_H */
