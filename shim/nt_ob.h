/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * nt_ob.h - objects with a type and references, and handles to them; shim/ only.
 */
#ifndef DXGK_NT_OB_H
#define DXGK_NT_OB_H

#include "nt.h"

struct _OBJECT_TYPE {
	const char *name;
};

extern struct _OBJECT_TYPE dxgk_type_key, dxgk_type_event, dxgk_type_thread;

/*
 * What makes a structure an object.  Its address for drivers is @body, which
 * may be the structure around this or something in it.
 */
struct dxgk_object {
	struct dxgk_os_tree_node node;	/* k1: @body; under the object lock */
	POBJECT_TYPE type;
	PVOID body;
	LONG_PTR refs;			/* under the object lock */
	ULONG handles;			/* to it; under the object lock */
	/* NULL, or told when the last handle goes, at PASSIVE_LEVEL, before its reference. */
	void (*closed)(struct dxgk_object *object);
	void (*destroy)(struct dxgk_object *object);	/* at PASSIVE_LEVEL */
	struct dxgk_object *next;	/* while it waits to be destroyed */
};

void dxgk_ob_init(void);
void dxgk_ob_exit(void);
/* Handles that @owner left open are reported and closed. */
void dxgk_ob_owner_gone(dxgk_u16 owner);

/* One reference, the caller's. */
void dxgk_object_init(struct dxgk_object *object, PVOID body, POBJECT_TYPE type,
		      void (*destroy)(struct dxgk_object *object));
void dxgk_object_get(struct dxgk_object *object);
/* Up to DISPATCH_LEVEL; the last one destroys it, there or a little later. */
void dxgk_object_put(struct dxgk_object *object);

/**
 * dxgk_handle_create() - a handle to an object
 * @object: it; the handle has a reference of its own
 * @access: granted access, for the functions that check it
 * @owner: whose handle it is
 * @handle: the handle
 *
 * Context: sleeping.  Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES.
 */
NTSTATUS dxgk_handle_create(struct dxgk_object *object, ACCESS_MASK access, dxgk_u16 owner,
			    PHANDLE handle);
/**
 * dxgk_handle_object() - the object of a handle
 * @handle: the handle
 * @type: what it must be, NULL: anything
 * @access: access that must have been granted
 * @object: with a reference for the caller
 *
 * Return: STATUS_SUCCESS, STATUS_INVALID_HANDLE, STATUS_OBJECT_TYPE_MISMATCH,
 * STATUS_ACCESS_DENIED.  Context: atomic.
 */
NTSTATUS dxgk_handle_object(HANDLE handle, POBJECT_TYPE type, ACCESS_MASK access,
			    struct dxgk_object **object);
/* Generic rights in terms of a type's own. */
ACCESS_MASK dxgk_access_map(ACCESS_MASK access, const GENERIC_MAPPING *map);

#endif /* DXGK_NT_OB_H */
