/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * nt_io.h - the I/O manager: packets, device objects, names, files; shim/ only.
 */
#ifndef DXGK_NT_IO_H
#define DXGK_NT_IO_H

#include "nt_ob.h"

#define DXGK_TAG_IRP 0x20707249u	/* "Irp " */

/* ------------------------------------------------------------------- nt_irp.c */

void dxgk_irp_init(void);
/* What IoCreateDevice()'s drivers have where they have no dispatch routine. */
NTSTATUS NTAPI dxgk_irp_invalid(PDEVICE_OBJECT device, PIRP irp);
/* A driver object's table, filled with that. */
void dxgk_irp_table(PDRIVER_OBJECT driver);
/* Complete with a status and return it, for dispatch routines. */
NTSTATUS dxgk_irp_done(PIRP irp, NTSTATUS status, ULONG_PTR information);
/*
 * Send a packet that an IoBuild*Request() function made with @event and
 * @status, and wait for its end.  Context: sleeping.
 */
NTSTATUS dxgk_irp_send(PDEVICE_OBJECT device, PIRP irp, PKEVENT event, PIO_STATUS_BLOCK status);

/* ------------------------------------------------------------------ nt_name.c */

void dxgk_name_init(void);
void dxgk_name_exit(void);
/**
 * dxgk_name_add() - name an object, or an alias of a name
 * @name: absolute, of any case
 * @object: the object, which is not kept alive by it; NULL for an alias
 * @target: what it is an alias of; NULL for an object
 * @owner: whose it is
 *
 * Context: sleeping.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_COLLISION; STATUS_OBJECT_NAME_INVALID,
 * STATUS_OBJECT_PATH_SYNTAX_BAD; STATUS_INSUFFICIENT_RESOURCES.
 */
NTSTATUS dxgk_name_add(PCUNICODE_STRING name, struct dxgk_object *object,
		       PCUNICODE_STRING target, dxgk_u16 owner);
/**
 * dxgk_name_find() - the object of a name, through aliases
 * @name: absolute
 * @type: what it must be
 * @rest: NULL, or characters of @name behind the object's own name
 * @object: with a reference for the caller
 *
 * Context: sleeping.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND, STATUS_OBJECT_PATH_NOT_FOUND,
 * STATUS_OBJECT_PATH_SYNTAX_BAD, STATUS_OBJECT_TYPE_MISMATCH.
 */
NTSTATUS dxgk_name_find(PCUNICODE_STRING name, POBJECT_TYPE type, SIZE_T *rest,
			struct dxgk_object **object);
/* Of an object that goes away, or of an alias: false without one. */
void dxgk_name_drop(struct dxgk_object *object);
bool dxgk_name_drop_alias(PCUNICODE_STRING name);
/* Aliases that @owner left are reported and dropped. */
void dxgk_name_owner_gone(dxgk_u16 owner);
/* The name that OBJECT_ATTRIBUTES give; a root directory is not possible. */
NTSTATUS dxgk_name_of(POBJECT_ATTRIBUTES oa, PCUNICODE_STRING *name);

/* --------------------------------------------------------------- nt_callback.c */

extern struct _OBJECT_TYPE dxgk_type_callback;

/* STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES. */
dxgk_status dxgk_callback_init(void);
void dxgk_callback_exit(void);
/* What @owner registered is reported and removed; its permanent objects go. */
void dxgk_callback_owner_gone(dxgk_u16 owner);

/* ---------------------------------------------------------------- nt_iotimer.c */

void dxgk_iotimer_init(void);
/* The device goes away: its timer does not run any more.  Context: sleeping. */
void dxgk_iotimer_device_gone(PDEVICE_OBJECT device);
void dxgk_iotimer_owner_gone(dxgk_u16 owner);

/* ----------------------------------------------------------------- nt_devobj.c */

extern struct _OBJECT_TYPE dxgk_type_device;

void dxgk_devobj_init(void);
/* Make a device object out of zeroed memory, of @driver's. */
void dxgk_devobj_setup(PDEVICE_OBJECT device, PDRIVER_OBJECT driver, DEVICE_TYPE type);
/* Device objects that @owner left are reported and freed. */
void dxgk_devobj_owner_gone(dxgk_u16 owner);
/* The top of a device's stack, referenced. */
PDEVICE_OBJECT dxgk_devobj_top(PDEVICE_OBJECT device);

/* ---------------------------------------------------------------- nt_devclass.c */

void dxgk_devclass_init(void);
void dxgk_devclass_exit(void);
/* Device interfaces that @owner registered. */
void dxgk_devclass_owner_gone(dxgk_u16 owner);

/* ------------------------------------------------------------------ nt_file.c */

/**
 * dxgk_file_open() - open a named device
 * @name: its name, and what its driver makes of what is behind that
 * @access: FILE_*
 * @caller: whose doing it is
 * @file: the file object, with a reference; IRP_MJ_CLEANUP and _CLOSE come with
 *	the last one
 *
 * Context: sleeping.
 */
NTSTATUS dxgk_file_open(PCUNICODE_STRING name, ACCESS_MASK access, ULONG share, ULONG options,
			const void *caller, struct dxgk_object **file);

#endif /* DXGK_NT_IO_H */
