/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * nt_reg.h - the registry: keys and values in memory; shim/ only.
 *
 * It holds what INFs put there and what drivers write, per service and device,
 * until the driver's module goes.  One mutex guards all of it.
 */
#ifndef DXGK_NT_REG_H
#define DXGK_NT_REG_H

#include "nt.h"

#define DXGK_REG_MAX_NAME	255	/* characters of a key's name */
#define DXGK_REG_MAX_VALUE_NAME	16383
#define DXGK_REG_MAX_DATA	(1u << 20)

struct dxgk_reg_value {
	LIST_ENTRY link;
	ULONG type;
	ULONG size;
	PUCHAR data;
	UNICODE_STRING name;
};

struct dxgk_reg_key {
	LIST_ENTRY link;		/* in the parent's subkeys */
	struct dxgk_reg_key *parent;
	LIST_ENTRY subkeys, values;
	ULONG subkey_count, value_count;
	ULONG refs;			/* handles, and 1 while it is in the tree */
	bool deleted;
	dxgk_u16 owner;			/* miniport that made it, 0: the system */
	LONGLONG written;
	UNICODE_STRING name;
};

dxgk_status dxgk_reg_init(void);
void dxgk_reg_exit(void);
/* All keys that @owner made go. */
void dxgk_reg_owner_gone(dxgk_u16 owner);

void dxgk_reg_lock(void);
void dxgk_reg_unlock(void);

/* All below are called under the lock. */

struct dxgk_reg_key *dxgk_reg_root(void);
struct dxgk_reg_key *dxgk_reg_subkey(struct dxgk_reg_key *key, const WCHAR *name, SIZE_T len);
/* Make a subkey that is not there; NULL: no memory. */
struct dxgk_reg_key *dxgk_reg_add(struct dxgk_reg_key *key, const WCHAR *name, SIZE_T len,
				  dxgk_u16 owner);
/* Out of the tree; freed with the last handle.  The key has no subkeys. */
void dxgk_reg_delete(struct dxgk_reg_key *key);
void dxgk_reg_get(struct dxgk_reg_key *key);
void dxgk_reg_put(struct dxgk_reg_key *key);
/*
 * Follow @path, names parted by backslashes, from @key; with @create, make what
 * is missing.  NULL: not there, or no memory.
 */
struct dxgk_reg_key *dxgk_reg_walk(struct dxgk_reg_key *key, const WCHAR *path, SIZE_T len,
				   bool create, dxgk_u16 owner);
struct dxgk_reg_value *dxgk_reg_value(struct dxgk_reg_key *key, PCUNICODE_STRING name);
NTSTATUS dxgk_reg_set(struct dxgk_reg_key *key, PCUNICODE_STRING name, ULONG type,
		      const void *data, ULONG size);
void dxgk_reg_unset(struct dxgk_reg_key *key, struct dxgk_reg_value *value);

/* These take the lock themselves. */

/* The service's key with the INF's values; @info's driver is known already. */
NTSTATUS dxgk_reg_add_service(const struct dxgk_driver_info *info, dxgk_u16 owner);

/* Where a device's keys are: hardware key, and driver ("software") key. */
struct dxgk_reg_device {
	WCHAR hardware[144];
	WCHAR driver[112];
};

/* Characters of \Registry\ in front of them. */
#define DXGK_REG_SKIP 10

/* The keys of a device, with the INF's values the first time it is seen. */
NTSTATUS dxgk_reg_add_device(const struct dxgk_driver_info *driver, dxgk_u16 owner,
			     const struct dxgk_adapter_info *device,
			     struct dxgk_reg_device *keys);

/* A handle to the key at @path, one of a device's. */
NTSTATUS dxgk_reg_open_path(const WCHAR *path, ACCESS_MASK access, dxgk_u16 owner, PHANDLE handle);

#endif /* DXGK_NT_REG_H */
