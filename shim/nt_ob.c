// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_ob.c - references to objects, and handles.
 *
 * Drivers hand object addresses around, so each live one is in an index by its
 * address: nothing that a driver made up is ever dereferenced.
 */
#include "nt_ob.h"
#include "verifier.h"

struct _OBJECT_TYPE dxgk_type_key = { "Key" };
struct _OBJECT_TYPE dxgk_type_event = { "Event" };
struct _OBJECT_TYPE dxgk_type_thread = { "Thread" };
static struct _OBJECT_TYPE dxgk_type_semaphore = { "Semaphore" };
static struct _OBJECT_TYPE dxgk_type_file = { "File" };
static struct _OBJECT_TYPE dxgk_type_section = { "Section" };
static struct _OBJECT_TYPE dxgk_type_process = { "Process" };
static struct _OBJECT_TYPE dxgk_type_token = { "Token" };

/* The variables that drivers import. */
#define DXGK_TYPE(variable, type)					\
	static POBJECT_TYPE variable##_ = &dxgk_type_##type;		\
	POBJECT_TYPE *variable = &variable##_
DXGK_TYPE(CmKeyObjectType, key);
DXGK_TYPE(ExEventObjectType, event);
DXGK_TYPE(ExSemaphoreObjectType, semaphore);
DXGK_TYPE(IoFileObjectType, file);
DXGK_TYPE(MmSectionObjectType, section);
DXGK_TYPE(PsProcessType, process);
DXGK_TYPE(PsThreadType, thread);
DXGK_TYPE(SeTokenObjectType, token);

struct dxgk_handle_slot {
	struct dxgk_object *object;	/* NULL: free */
	ACCESS_MASK access;
	dxgk_u16 owner;
};

/* Handles of the system have the upper half set, and count in fours. */
#define DXGK_HANDLE_BASE 0xffffffff80000000ull
#define DXGK_HANDLES_MAX 0x1000000u

static struct {
	struct dxgk_os_spinlock lock;
	struct dxgk_os_tree objects;
	struct dxgk_handle_slot *slot;
	ULONG slots, hint;
	struct dxgk_object *dead;	/* to be destroyed at PASSIVE_LEVEL */
} dxgk_ob;

void dxgk_ob_init(void)
{
	dxgk_os_spin_init(&dxgk_ob.lock);
	dxgk_os_tree_init(&dxgk_ob.objects);
	dxgk_ob.slot = NULL;
	dxgk_ob.slots = 0;
	dxgk_ob.hint = 0;
	dxgk_ob.dead = NULL;
}

/* ------------------------------------------------------------------ references */

void dxgk_object_init(struct dxgk_object *object, PVOID body, POBJECT_TYPE type,
		      void (*destroy)(struct dxgk_object *object))
{
	unsigned long state;

	object->type = type;
	object->body = body;
	object->refs = 1;
	object->handles = 0;
	object->closed = NULL;
	object->destroy = destroy;
	object->node.k1 = (dxgk_uptr)body;
	object->node.k2 = 0;
	state = dxgk_os_spin_lock(&dxgk_ob.lock);
	dxgk_os_tree_insert(&dxgk_ob.objects, &object->node);
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
}

/* The object at an address that a driver gave, or NULL.  Under the lock. */
static struct dxgk_object *dxgk_ob_find(PVOID body)
{
	struct dxgk_os_tree_node *n = dxgk_os_tree_ceil(&dxgk_ob.objects, (dxgk_uptr)body, 0);

	if (!n || n->k1 != (dxgk_uptr)body)
		return NULL;
	return DXGK_CONTAINER_OF(n, struct dxgk_object, node);
}

static void dxgk_ob_reap(void)
{
	struct dxgk_object *dead;
	unsigned long state;

	if (dxgk_os_irql_get() > APC_LEVEL)
		return;
	state = dxgk_os_spin_lock(&dxgk_ob.lock);
	dead = dxgk_ob.dead;
	dxgk_ob.dead = NULL;
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
	while (dead) {
		struct dxgk_object *next = dead->next;

		dead->destroy(dead);
		dead = next;
	}
}

void dxgk_object_get(struct dxgk_object *object)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_ob.lock);

	object->refs++;
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
}

/* Under the lock.  Returns the references left. */
static LONG_PTR dxgk_ob_put(struct dxgk_object *object)
{
	if (--object->refs)
		return object->refs;
	dxgk_os_tree_remove(&dxgk_ob.objects, &object->node);
	object->next = dxgk_ob.dead;
	dxgk_ob.dead = object;
	return 0;
}

void dxgk_object_put(struct dxgk_object *object)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_ob.lock);

	dxgk_ob_put(object);
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
	dxgk_ob_reap();
}

/*
 * A reference to something that is no object here (a device or driver object)
 * changes nothing: what they belong to outlives every callback of its driver.
 */
LONG_PTR NTAPI ObfReferenceObject(PVOID Object)
{
	struct dxgk_object *o;
	unsigned long state;
	LONG_PTR refs = 1;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	state = dxgk_os_spin_lock(&dxgk_ob.lock);
	o = dxgk_ob_find(Object);
	if (o)
		refs = ++o->refs;
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
	return refs;
}

/**
 * ObfDereferenceObject() - ObDereferenceObject(): give a reference back
 * @Object: as ObReferenceObjectByHandle() and others returned it
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: references left.
 *
 * Follows "ObDereferenceObject macro (wdm.h)".
 */
LONG_PTR NTAPI ObfDereferenceObject(PVOID Object)
{
	struct dxgk_object *o;
	unsigned long state;
	LONG_PTR refs = 1;

	state = dxgk_os_spin_lock(&dxgk_ob.lock);
	o = dxgk_ob_find(Object);
	if (o)
		refs = dxgk_ob_put(o);
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
	dxgk_ob_reap();
	return refs;
}

LONG_PTR NTAPI ObfReferenceObjectWithTag(PVOID Object, ULONG Tag)
{
	return ObfReferenceObject(Object);
}

LONG_PTR NTAPI ObfDereferenceObjectWithTag(PVOID Object, ULONG Tag)
{
	return ObfDereferenceObject(Object);
}

VOID NTAPI ObDereferenceObjectDeferDelete(PVOID Object)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	ObfDereferenceObject(Object);
}

VOID NTAPI ObDereferenceObjectDeferDeleteWithTag(PVOID Object, ULONG Tag)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	ObfDereferenceObject(Object);
}

/* FALSE for an object that is on its way out already. */
BOOLEAN NTAPI ObReferenceObjectSafe(PVOID Object)
{
	struct dxgk_object *o;
	unsigned long state;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	state = dxgk_os_spin_lock(&dxgk_ob.lock);
	o = dxgk_ob_find(Object);
	if (o)
		o->refs++;
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
	return !!o;
}

/* STATUS_OBJECT_TYPE_MISMATCH as documented; "ObReferenceObjectByPointer (wdm.h)". */
NTSTATUS NTAPI ObReferenceObjectByPointer(PVOID Object, ACCESS_MASK DesiredAccess,
					  POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode)
{
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_object *o;
	unsigned long state;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	state = dxgk_os_spin_lock(&dxgk_ob.lock);
	o = dxgk_ob_find(Object);
	if (!o)
		status = STATUS_INVALID_PARAMETER;
	else if (ObjectType && o->type != ObjectType)
		status = STATUS_OBJECT_TYPE_MISMATCH;
	else
		o->refs++;
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
	return status;
}

NTSTATUS NTAPI ObReferenceObjectByPointerWithTag(PVOID Object, ACCESS_MASK DesiredAccess,
						 POBJECT_TYPE ObjectType,
						 KPROCESSOR_MODE AccessMode, ULONG Tag)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return ObReferenceObjectByPointer(Object, DesiredAccess, ObjectType, AccessMode);
}

/* --------------------------------------------------------------------- handles */

ACCESS_MASK dxgk_access_map(ACCESS_MASK access, const GENERIC_MAPPING *map)
{
	ACCESS_MASK out = access & ~(GENERIC_READ | GENERIC_WRITE | GENERIC_EXECUTE |
				     GENERIC_ALL | MAXIMUM_ALLOWED);

	if (access & GENERIC_READ)
		out |= map->GenericRead;
	if (access & GENERIC_WRITE)
		out |= map->GenericWrite;
	if (access & GENERIC_EXECUTE)
		out |= map->GenericExecute;
	if (access & (GENERIC_ALL | MAXIMUM_ALLOWED))
		out |= map->GenericAll;
	return out;
}

/* Room for more.  Another thread may have made it meanwhile. */
static NTSTATUS dxgk_handles_grow(ULONG had)
{
	ULONG want = had ? had * 2 : 64;
	struct dxgk_handle_slot *slot, *old;
	unsigned long state;

	if (want > DXGK_HANDLES_MAX)
		return STATUS_INSUFFICIENT_RESOURCES;
	slot = dxgk_os_alloc(want * sizeof(*slot), DXGK_OS_ALLOC_ZERO);
	if (!slot)
		return STATUS_INSUFFICIENT_RESOURCES;
	state = dxgk_os_spin_lock(&dxgk_ob.lock);
	if (dxgk_ob.slots == had) {
		old = dxgk_ob.slot;
		if (had)
			RtlCopyMemory(slot, old, had * sizeof(*slot));
		dxgk_ob.slot = slot;
		dxgk_ob.slots = want;
	} else {
		old = slot;
	}
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
	dxgk_os_free(old);
	return STATUS_SUCCESS;
}

NTSTATUS dxgk_handle_create(struct dxgk_object *object, ACCESS_MASK access, dxgk_u16 owner,
			    PHANDLE handle)
{
	unsigned long state;
	NTSTATUS status;
	ULONG i, had;

	for (;;) {
		state = dxgk_os_spin_lock(&dxgk_ob.lock);
		for (i = 0; i < dxgk_ob.slots; i++) {
			ULONG at = (dxgk_ob.hint + i) % dxgk_ob.slots;

			if (dxgk_ob.slot[at].object)
				continue;
			object->refs++;
			object->handles++;
			dxgk_ob.slot[at].object = object;
			dxgk_ob.slot[at].access = access;
			dxgk_ob.slot[at].owner = owner;
			/* Not the same again at once: a stale handle is seen as such. */
			dxgk_ob.hint = at + 1;
			dxgk_os_spin_unlock(&dxgk_ob.lock, state);
			*handle = (HANDLE)(DXGK_HANDLE_BASE + 4 * ((dxgk_uptr)at + 1));
			return STATUS_SUCCESS;
		}
		had = dxgk_ob.slots;
		dxgk_os_spin_unlock(&dxgk_ob.lock, state);
		status = dxgk_handles_grow(had);
		if (!NT_SUCCESS(status))
			return status;
	}
}

/* Under the lock.  The two low bits of a handle are the caller's own. */
static struct dxgk_handle_slot *dxgk_handle_slot(HANDLE handle)
{
	dxgk_u64 index = (((dxgk_uptr)handle - DXGK_HANDLE_BASE) >> 2) - 1;

	if ((dxgk_uptr)handle < DXGK_HANDLE_BASE + 4 || index >= dxgk_ob.slots ||
	    !dxgk_ob.slot[index].object)
		return NULL;
	return &dxgk_ob.slot[index];
}

static NTSTATUS dxgk_handle_lookup(HANDLE handle, POBJECT_TYPE type, ACCESS_MASK access,
				   struct dxgk_object **object, ACCESS_MASK *granted)
{
	NTSTATUS status = STATUS_SUCCESS;
	struct dxgk_handle_slot *slot;
	unsigned long state;

	*object = NULL;
	state = dxgk_os_spin_lock(&dxgk_ob.lock);
	slot = dxgk_handle_slot(handle);
	if (!slot)
		status = STATUS_INVALID_HANDLE;
	else if (type && slot->object->type != type)
		status = STATUS_OBJECT_TYPE_MISMATCH;
	else if (access & ~slot->access)
		status = STATUS_ACCESS_DENIED;
	if (slot && NT_SUCCESS(status)) {
		*object = slot->object;
		if (granted)
			*granted = slot->access;
		slot->object->refs++;
	}
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
	return status;
}

NTSTATUS dxgk_handle_object(HANDLE handle, POBJECT_TYPE type, ACCESS_MASK access,
			    struct dxgk_object **object)
{
	return dxgk_handle_lookup(handle, type, access, object, NULL);
}

/* Empty a slot, under the lock.  The handle's reference is the caller's then. */
static struct dxgk_object *dxgk_handle_take(struct dxgk_handle_slot *slot, bool *last)
{
	struct dxgk_object *object = slot->object;

	slot->object = NULL;
	*last = !--object->handles && object->closed;
	return object;
}

static void dxgk_handle_drop(struct dxgk_object *object, bool last)
{
	if (last)
		object->closed(object);
	dxgk_object_put(object);
}

static NTSTATUS dxgk_handle_free(HANDLE handle)
{
	struct dxgk_object *object = NULL;
	struct dxgk_handle_slot *slot;
	unsigned long state;
	bool last;

	state = dxgk_os_spin_lock(&dxgk_ob.lock);
	slot = dxgk_handle_slot(handle);
	if (slot)
		object = dxgk_handle_take(slot, &last);
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
	if (!object)
		return STATUS_INVALID_HANDLE;
	dxgk_handle_drop(object, last);
	return STATUS_SUCCESS;
}

/**
 * ZwClose() - close a handle
 * @Handle: of any kind
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE.
 *
 * Follows "ZwClose function (wdm.h)".
 */
NTSTATUS NTAPI ZwClose(HANDLE Handle)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_handle_free(Handle);
}

NTSTATUS NTAPI ObCloseHandle(HANDLE Handle, KPROCESSOR_MODE PreviousMode)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return dxgk_handle_free(Handle);
}

/**
 * ObReferenceObjectByHandle() - the object of a handle, referenced
 * @Handle: the handle
 * @DesiredAccess: checked for AccessMode UserMode only
 * @ObjectType: NULL for any type
 * @AccessMode: KernelMode or UserMode
 * @Object: the object; ObDereferenceObject() gives it back
 * @HandleInformation: NULL, or granted access
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE; STATUS_OBJECT_TYPE_MISMATCH;
 * STATUS_ACCESS_DENIED.
 *
 * Follows "ObReferenceObjectByHandle function (wdm.h)".
 */
NTSTATUS NTAPI ObReferenceObjectByHandle(HANDLE Handle, ACCESS_MASK DesiredAccess,
					 POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode,
					 PVOID *Object,
					 POBJECT_HANDLE_INFORMATION HandleInformation)
{
	ACCESS_MASK granted = 0;
	struct dxgk_object *o;
	NTSTATUS status;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	status = dxgk_handle_lookup(Handle, ObjectType,
				    AccessMode == KernelMode ? 0 : DesiredAccess, &o, &granted);
	*Object = o ? o->body : NULL;
	if (HandleInformation && NT_SUCCESS(status)) {
		HandleInformation->HandleAttributes = OBJ_KERNEL_HANDLE;
		HandleInformation->GrantedAccess = granted;
	}
	return status;
}

NTSTATUS NTAPI ObReferenceObjectByHandleWithTag(HANDLE Handle, ACCESS_MASK DesiredAccess,
						POBJECT_TYPE ObjectType,
						KPROCESSOR_MODE AccessMode, ULONG Tag,
						PVOID *Object,
						POBJECT_HANDLE_INFORMATION HandleInformation)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return ObReferenceObjectByHandle(Handle, DesiredAccess, ObjectType, AccessMode, Object,
					 HandleInformation);
}

/* No object has a security descriptor. */
NTSTATUS NTAPI ObGetObjectSecurity(PVOID Object, PSECURITY_DESCRIPTOR *SecurityDescriptor,
				   PBOOLEAN MemoryAllocated)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	*SecurityDescriptor = NULL;
	*MemoryAllocated = FALSE;
	return STATUS_SUCCESS;
}

VOID NTAPI ObReleaseObjectSecurity(PSECURITY_DESCRIPTOR SecurityDescriptor,
				   BOOLEAN MemoryAllocated)
{
	DXGK_NT_IRQL(APC_LEVEL);
}

void dxgk_ob_owner_gone(dxgk_u16 owner)
{
	unsigned long state;
	struct dxgk_object *object;
	const char *type;
	ULONG i, n = 0;
	bool last;

	state = dxgk_os_spin_lock(&dxgk_ob.lock);
	for (i = 0; i < dxgk_ob.slots; i++) {
		struct dxgk_handle_slot *slot = &dxgk_ob.slot[i];

		if (!slot->object || slot->owner != owner)
			continue;
		type = slot->object->type->name;
		object = dxgk_handle_take(slot, &last);
		n++;
		dxgk_os_spin_unlock(&dxgk_ob.lock, state);
		dxgk_handle_drop(object, last);
		if (n <= 8)
			dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: left a handle open (%s); closed",
				    dxgk_nt_owner_name(owner), type);
		state = dxgk_os_spin_lock(&dxgk_ob.lock);
	}
	dxgk_os_spin_unlock(&dxgk_ob.lock, state);
	dxgk_ob_reap();
	if (n > 8)
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: left %u handles open in all",
			    dxgk_nt_owner_name(owner), n);
}

void dxgk_ob_exit(void)
{
	dxgk_ob_reap();
	dxgk_os_free(dxgk_ob.slot);
	dxgk_ob.slot = NULL;
	dxgk_ob.slots = 0;
}
