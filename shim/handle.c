// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * handle.c - the table of adapters behind DeviceHandle.
 *
 * One 64-bit word a slot holds the generation (upper half) and the number of
 * users (lower half), so that a lookup is one compare-and-exchange and works
 * in an interrupt handler.
 */
#include "handle.h"

#define DXGK_HANDLE_SLOTS	256
#define DXGK_HANDLE_TAG		0xdb5aull	/* upper 16 bits: not canonical */
#define DXGK_HANDLE_LOW		0xcull		/* Windows' handles end so, too */

struct dxgk_handle_slot {
	dxgk_u64 word;
	struct dxgk_adapter *adapter;
	struct dxgk_os_event idle;	/* the last user of a closed slot has gone */
};

static struct dxgk_handle_slot dxgk_handles[DXGK_HANDLE_SLOTS];
static struct dxgk_os_mutex dxgk_handles_lock;	/* open and close */

static HANDLE dxgk_handle_make(dxgk_u32 slot, dxgk_u32 generation)
{
	dxgk_u64 v = DXGK_HANDLE_TAG << 48 | (dxgk_u64)generation << 16 |
		     slot << 4 | DXGK_HANDLE_LOW;

	return (HANDLE)(dxgk_uptr)v;
}

static struct dxgk_handle_slot *dxgk_handle_slot(HANDLE handle, dxgk_u32 *generation)
{
	dxgk_u64 v = (dxgk_uptr)handle;

	if (v >> 48 != DXGK_HANDLE_TAG || (v & 0xf) != DXGK_HANDLE_LOW ||
	    (v >> 4 & 0xfff) >= DXGK_HANDLE_SLOTS)
		return NULL;

	*generation = (dxgk_u32)(v >> 16);
	return &dxgk_handles[v >> 4 & 0xfff];
}

void dxgk_handle_core_init(void)
{
	dxgk_u32 i;

	dxgk_os_mutex_init(&dxgk_handles_lock);
	for (i = 0; i < DXGK_HANDLE_SLOTS; i++)
		dxgk_os_event_init(&dxgk_handles[i].idle, false);
}

void dxgk_handle_core_exit(void)
{
	dxgk_u32 i;

	for (i = 0; i < DXGK_HANDLE_SLOTS; i++)
		dxgk_os_event_fini(&dxgk_handles[i].idle);
	dxgk_os_mutex_fini(&dxgk_handles_lock);
}

HANDLE dxgk_handle_open(struct dxgk_adapter *adapter)
{
	HANDLE handle = NULL;
	dxgk_u32 i;

	dxgk_os_mutex_lock(&dxgk_handles_lock);
	for (i = 0; i < DXGK_HANDLE_SLOTS; i++) {
		struct dxgk_handle_slot *slot = &dxgk_handles[i];
		dxgk_u32 generation = (dxgk_u32)(slot->word >> 32);

		if (slot->adapter)
			continue;
		dxgk_os_event_clear(&slot->idle);
		slot->adapter = adapter;
		/* The generation was already moved on by close; one user: we. */
		__atomic_store_n(&slot->word, (dxgk_u64)generation << 32 | 1,
				 __ATOMIC_RELEASE);
		handle = dxgk_handle_make(i, generation);
		break;
	}
	dxgk_os_mutex_unlock(&dxgk_handles_lock);
	return handle;
}

static void dxgk_handle_slot_put(struct dxgk_handle_slot *slot)
{
	dxgk_u64 now = __atomic_sub_fetch(&slot->word, 1, __ATOMIC_ACQ_REL);

	if (!(dxgk_u32)now)
		dxgk_os_event_set(&slot->idle);
}

void dxgk_handle_close(HANDLE handle)
{
	struct dxgk_handle_slot *slot;
	dxgk_u32 generation;

	slot = dxgk_handle_slot(handle, &generation);
	if (!slot)
		return;

	/* No lookup matches from here on; those that did are counted below. */
	__atomic_add_fetch(&slot->word, 1ull << 32, __ATOMIC_ACQ_REL);
	dxgk_handle_slot_put(slot);
	dxgk_os_event_wait(&slot->idle, ~0ull);

	dxgk_os_mutex_lock(&dxgk_handles_lock);
	slot->adapter = NULL;
	dxgk_os_mutex_unlock(&dxgk_handles_lock);
}

struct dxgk_adapter *dxgk_handle_get(HANDLE handle)
{
	struct dxgk_handle_slot *slot;
	dxgk_u32 generation;
	dxgk_u64 word;

	slot = dxgk_handle_slot(handle, &generation);
	if (!slot)
		return NULL;

	word = __atomic_load_n(&slot->word, __ATOMIC_ACQUIRE);
	do {
		/* A count of zero is a slot that is closed or was never opened. */
		if ((dxgk_u32)(word >> 32) != generation || !(dxgk_u32)word)
			return NULL;
	} while (!__atomic_compare_exchange_n(&slot->word, &word, word + 1, true,
					      __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
	return slot->adapter;
}

void dxgk_handle_put(HANDLE handle)
{
	struct dxgk_handle_slot *slot;
	dxgk_u32 generation;

	slot = dxgk_handle_slot(handle, &generation);
	if (slot)
		dxgk_handle_slot_put(slot);
}

bool dxgk_handle_was(HANDLE handle)
{
	struct dxgk_handle_slot *slot;
	dxgk_u32 generation;

	slot = dxgk_handle_slot(handle, &generation);
	return slot && (dxgk_s32)(generation -
				  (dxgk_u32)(DXGK_READ_ONCE(slot->word) >> 32)) < 0;
}
