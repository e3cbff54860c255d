// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_callback.c - callback objects: ExCreateCallback and who is called by them.
 *
 * A registration that is being called stays in its object's list, so that the
 * walk over the list goes on from it; whoever takes it out waits for that.
 */
#include "nt_io.h"
#include "nt_ke.h"
#include "verifier.h"

struct _OBJECT_TYPE dxgk_type_callback = { "Callback" };

struct _CALLBACK_OBJECT {
	struct dxgk_object object;
	LIST_ENTRY registrations;	/* in order; under dxgk_callbacks.lock */
	LIST_ENTRY link;		/* all that are permanent; under the lock */
	dxgk_u16 owner;
	bool multiple, permanent;
};

struct dxgk_registration {
	LIST_ENTRY link;		/* of the object; under the lock */
	LIST_ENTRY all;			/* of all objects; under the lock */
	PCALLBACK_OBJECT callback;	/* referenced */
	PCALLBACK_FUNCTION function;
	PVOID context;
	ULONG busy;			/* calls that run; written under the lock */
	bool gone;			/* not to be called again; under the lock */
	bool orphan;			/* the last call's end frees it; under the lock */
	dxgk_u16 owner;
};

/* A routine that runs, on the stack of who called it. */
struct dxgk_callback_run {
	LIST_ENTRY link;		/* all; under dxgk_callbacks.lock */
	struct dxgk_registration *registration;
	dxgk_uptr context;
};

static struct {
	struct dxgk_os_spinlock lock;
	LIST_ENTRY permanent, registrations, runs;	/* under lock */
	PCALLBACK_OBJECT power;			/* \Callback\PowerState */
} dxgk_callbacks;

/* Out of the list of what stays; false: it was not there.  Under the lock. */
static bool dxgk_callback_unlist(PCALLBACK_OBJECT c)
{
	if (!c->permanent)
		return false;
	c->permanent = false;
	RemoveEntryList(&c->link);
	return true;
}

static void dxgk_callback_destroy(struct dxgk_object *object)
{
	PCALLBACK_OBJECT c = DXGK_CONTAINER_OF(object, struct _CALLBACK_OBJECT, object);
	unsigned long state = dxgk_os_spin_lock(&dxgk_callbacks.lock);

	/* A driver may have given back more than it had. */
	dxgk_callback_unlist(c);
	dxgk_os_spin_unlock(&dxgk_callbacks.lock, state);
	dxgk_name_drop(object);
	dxgk_os_free(c);
}

/* A new object with a reference for the caller. */
static NTSTATUS dxgk_callback_make(PCUNICODE_STRING name, bool multiple, bool permanent,
				   dxgk_u16 owner, PCALLBACK_OBJECT *callback)
{
	PCALLBACK_OBJECT c = dxgk_os_alloc(sizeof(*c), DXGK_OS_ALLOC_ZERO);
	unsigned long state;
	NTSTATUS status;

	if (!c)
		return STATUS_INSUFFICIENT_RESOURCES;
	InitializeListHead(&c->registrations);
	c->multiple = multiple;
	c->owner = owner;
	dxgk_object_init(&c->object, c, &dxgk_type_callback, dxgk_callback_destroy);
	status = dxgk_name_add(name, &c->object, NULL, owner);
	if (!NT_SUCCESS(status)) {
		dxgk_object_put(&c->object);
		return status;
	}
	if (permanent) {
		/* It stays until its driver goes. */
		dxgk_object_get(&c->object);
		state = dxgk_os_spin_lock(&dxgk_callbacks.lock);
		c->permanent = true;
		InsertTailList(&dxgk_callbacks.permanent, &c->link);
		dxgk_os_spin_unlock(&dxgk_callbacks.lock, state);
	}
	*callback = c;
	return STATUS_SUCCESS;
}

dxgk_status dxgk_callback_init(void)
{
	static const WCHAR path[] = {
		'\\', 'C', 'a', 'l', 'l', 'b', 'a', 'c', 'k', '\\',
		'P', 'o', 'w', 'e', 'r', 'S', 't', 'a', 't', 'e', 0
	};
	UNICODE_STRING name;

	RtlInitUnicodeString(&name, path);
	dxgk_os_spin_init(&dxgk_callbacks.lock);
	InitializeListHead(&dxgk_callbacks.permanent);
	InitializeListHead(&dxgk_callbacks.registrations);
	InitializeListHead(&dxgk_callbacks.runs);
	return dxgk_callback_make(&name, true, false, 0, &dxgk_callbacks.power);
}

void dxgk_callback_exit(void)
{
	dxgk_object_put(&dxgk_callbacks.power->object);
}

/**
 * ExCreateCallback() - make a callback object, or open it
 * @CallbackObject: the object, with a reference to be given back
 * @ObjectAttributes: its name; OBJ_PERMANENT keeps it without references
 * @Create: TRUE: make it if there is none
 * @AllowMultipleCallbacks: of a new one: more than one routine may be registered
 *
 * Of the system's own there is \Callback\PowerState.
 *
 * IRQL: up to APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_UNSUCCESSFUL without a name;
 * STATUS_OBJECT_NAME_NOT_FOUND or another status of the name;
 * STATUS_OBJECT_TYPE_MISMATCH; STATUS_INSUFFICIENT_RESOURCES.
 *
 * Follows "ExCreateCallback function (wdm.h)".
 */
NTSTATUS NTAPI ExCreateCallback(PCALLBACK_OBJECT *CallbackObject,
				POBJECT_ATTRIBUTES ObjectAttributes, BOOLEAN Create,
				BOOLEAN AllowMultipleCallbacks)
{
	dxgk_u16 owner = dxgk_nt_owner(DXGK_NT_CALLER());
	struct dxgk_object *object;
	PCUNICODE_STRING name;
	NTSTATUS status;
	ULONG tries;

	DXGK_NT_IRQL(APC_LEVEL);
	*CallbackObject = NULL;
	status = dxgk_name_of(ObjectAttributes, &name);
	if (!NT_SUCCESS(status))
		return status;
	if (!name)
		return STATUS_UNSUCCESSFUL;
	/* Between the two somebody else may make it, or the old one be on its way out. */
	for (tries = 0; tries < 16; tries++) {
		status = dxgk_name_find(name, &dxgk_type_callback, NULL, &object);
		if (NT_SUCCESS(status)) {
			*CallbackObject = object->body;
			break;
		}
		if (!Create || (status != STATUS_OBJECT_NAME_NOT_FOUND &&
				status != STATUS_OBJECT_PATH_NOT_FOUND))
			break;
		status = dxgk_callback_make(name, AllowMultipleCallbacks,
					    ObjectAttributes->Attributes & OBJ_PERMANENT, owner,
					    CallbackObject);
		if (status != STATUS_OBJECT_NAME_COLLISION)
			break;
		dxgk_os_yield();
	}
	return status;
}

static PCALLBACK_OBJECT dxgk_callback_get(PVOID callback)
{
	if (!NT_SUCCESS(ObReferenceObjectByPointer(callback, 0, &dxgk_type_callback, KernelMode)))
		return NULL;
	return callback;
}

/**
 * ExRegisterCallback() - have a routine called by a callback object
 * @CallbackObject: of ExCreateCallback(); the registration keeps it
 * @CallbackFunction: the routine
 * @CallbackContext: for it
 *
 * IRQL: up to APC_LEVEL.
 * Return: what ExUnregisterCallback() takes; NULL when the object has a routine
 * and allows only one, or without memory.
 *
 * Follows "ExRegisterCallback function (wdm.h)".
 */
PVOID NTAPI ExRegisterCallback(PCALLBACK_OBJECT CallbackObject,
			       PCALLBACK_FUNCTION CallbackFunction, PVOID CallbackContext)
{
	struct dxgk_registration *r = NULL;
	PCALLBACK_OBJECT c;
	unsigned long state;
	bool full;

	DXGK_NT_IRQL(APC_LEVEL);
	c = CallbackFunction ? dxgk_callback_get(CallbackObject) : NULL;
	if (c)
		r = dxgk_os_alloc(sizeof(*r), DXGK_OS_ALLOC_ZERO);
	if (!r)
		goto put;
	r->callback = c;
	r->function = CallbackFunction;
	r->context = CallbackContext;
	r->owner = dxgk_nt_owner(DXGK_NT_CALLER());
	state = dxgk_os_spin_lock(&dxgk_callbacks.lock);
	full = !c->multiple && !IsListEmpty(&c->registrations);
	if (!full) {
		InsertTailList(&c->registrations, &r->link);
		InsertTailList(&dxgk_callbacks.registrations, &r->all);
	}
	dxgk_os_spin_unlock(&dxgk_callbacks.lock, state);
	if (!full)
		return r;
	dxgk_os_free(r);
put:
	if (c)
		dxgk_object_put(&c->object);
	return NULL;
}

/* Under the lock: out of the lists. */
static void dxgk_registration_unlink(struct dxgk_registration *r)
{
	RemoveEntryList(&r->link);
	RemoveEntryList(&r->all);
}

static void dxgk_registration_free(struct dxgk_registration *r)
{
	dxgk_object_put(&r->callback->object);
	dxgk_os_free(r);
}

/* Under the lock: is it a registration, or just some address? */
static bool dxgk_registered(const void *address)
{
	PLIST_ENTRY e;

	for (e = dxgk_callbacks.registrations.Flink; e != &dxgk_callbacks.registrations;
	     e = e->Flink)
		if (CONTAINING_RECORD(e, struct dxgk_registration, all) == address)
			return true;
	return false;
}

static bool dxgk_registration_busy(void *arg)
{
	return __atomic_load_n(&((struct dxgk_registration *)arg)->busy, __ATOMIC_ACQUIRE) != 0;
}

/* Is this inside a call of its routine?  Under the lock. */
static bool dxgk_registration_inside(struct dxgk_registration *r)
{
	dxgk_uptr self = dxgk_os_context();
	PLIST_ENTRY e;

	for (e = dxgk_callbacks.runs.Flink; e != &dxgk_callbacks.runs; e = e->Flink) {
		struct dxgk_callback_run *run = CONTAINING_RECORD(e, struct dxgk_callback_run,
								  link);

		if (run->registration == r && run->context == self)
			return true;
	}
	return false;
}

/* False: it is none.  Its routine does not run any more, unless this is in it. */
static bool dxgk_registration_remove(struct dxgk_registration *r)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_callbacks.lock);
	bool known = dxgk_registered(r) && !r->gone, inside = false;

	if (known) {
		r->gone = true;
		inside = dxgk_registration_inside(r);
		r->orphan = inside;
	}
	dxgk_os_spin_unlock(&dxgk_callbacks.lock, state);
	if (!known || inside)
		return known;
	dxgk_address_wait(r, dxgk_registration_busy, r);
	state = dxgk_os_spin_lock(&dxgk_callbacks.lock);
	dxgk_registration_unlink(r);
	dxgk_os_spin_unlock(&dxgk_callbacks.lock, state);
	dxgk_registration_free(r);
	return true;
}

/**
 * ExUnregisterCallback() - take a routine from a callback object
 * @CallbackRegistration: of ExRegisterCallback()
 *
 * IRQL: up to APC_LEVEL.  The routine does not run when this returns; it may be
 * called from the routine itself.
 *
 * Follows "ExUnregisterCallback function (wdm.h)".
 */
VOID NTAPI ExUnregisterCallback(PVOID CallbackRegistration)
{
	DXGK_NT_IRQL(APC_LEVEL);
	if (!dxgk_registration_remove(CallbackRegistration))
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: %pS unregisters a callback that is none",
			    dxgk_nt_owner_name(dxgk_nt_owner(DXGK_NT_CALLER())),
			    DXGK_NT_CALLER());
}

/* The first at or behind @e that is to be called, marked as running.  Under the lock. */
static struct dxgk_registration *dxgk_registration_next(PCALLBACK_OBJECT c, PLIST_ENTRY e)
{
	for (; e != &c->registrations; e = e->Flink) {
		struct dxgk_registration *r = CONTAINING_RECORD(e, struct dxgk_registration, link);

		if (r->gone)
			continue;
		__atomic_add_fetch(&r->busy, 1, __ATOMIC_RELAXED);
		return r;
	}
	return NULL;
}

static void dxgk_callback_notify(PCALLBACK_OBJECT c, PVOID arg1, PVOID arg2)
{
	struct dxgk_callback_run run = { .context = dxgk_os_context() };
	unsigned long state = dxgk_os_spin_lock(&dxgk_callbacks.lock);
	struct dxgk_registration *r = dxgk_registration_next(c, c->registrations.Flink), *next;

	while (r) {
		bool last, orphan;

		run.registration = r;
		InsertTailList(&dxgk_callbacks.runs, &run.link);
		dxgk_os_spin_unlock(&dxgk_callbacks.lock, state);
		r->function(r->context, arg1, arg2);
		state = dxgk_os_spin_lock(&dxgk_callbacks.lock);
		RemoveEntryList(&run.link);
		next = dxgk_registration_next(c, r->link.Flink);
		last = !__atomic_sub_fetch(&r->busy, 1, __ATOMIC_RELEASE) && r->gone;
		orphan = last && r->orphan;
		if (orphan)
			dxgk_registration_unlink(r);
		if (last) {
			dxgk_os_spin_unlock(&dxgk_callbacks.lock, state);
			if (orphan)
				dxgk_registration_free(r);
			else
				dxgk_address_wake(r);
			state = dxgk_os_spin_lock(&dxgk_callbacks.lock);
		}
		r = next;
	}
	dxgk_os_spin_unlock(&dxgk_callbacks.lock, state);
}

/**
 * ExNotifyCallback() - call all routines of a callback object
 * @CallbackObject: of ExCreateCallback()
 * @Argument1: for them
 * @Argument2: for them
 *
 * In the order of their registration, at the caller's IRQL.
 *
 * IRQL: up to DISPATCH_LEVEL.
 *
 * Follows "ExNotifyCallback function (wdm.h)".
 */
VOID NTAPI ExNotifyCallback(PVOID CallbackObject, PVOID Argument1, PVOID Argument2)
{
	PCALLBACK_OBJECT c = dxgk_callback_get(CallbackObject);

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (!c)
		return;
	dxgk_callback_notify(c, Argument1, Argument2);
	dxgk_object_put(&c->object);
}

void dxgk_system_power(bool awake)
{
	dxgk_callback_notify(dxgk_callbacks.power, (PVOID)PO_CB_SYSTEM_STATE_LOCK,
			     (PVOID)(ULONG_PTR)awake);
}

void dxgk_callback_owner_gone(dxgk_u16 owner)
{
	unsigned long state;
	ULONG left = 0;
	PLIST_ENTRY e;

	for (;;) {
		struct dxgk_registration *r = NULL;

		state = dxgk_os_spin_lock(&dxgk_callbacks.lock);
		for (e = dxgk_callbacks.registrations.Flink;
		     e != &dxgk_callbacks.registrations && !r; e = e->Flink) {
			r = CONTAINING_RECORD(e, struct dxgk_registration, all);
			if (r->owner != owner)
				r = NULL;
		}
		dxgk_os_spin_unlock(&dxgk_callbacks.lock, state);
		if (!r)
			break;
		dxgk_registration_remove(r);
		left++;
	}
	if (left)
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: left %u callbacks registered; removed",
			    dxgk_nt_owner_name(owner), left);
	for (;;) {
		PCALLBACK_OBJECT c = NULL;

		state = dxgk_os_spin_lock(&dxgk_callbacks.lock);
		for (e = dxgk_callbacks.permanent.Flink; e != &dxgk_callbacks.permanent && !c;
		     e = e->Flink) {
			c = CONTAINING_RECORD(e, struct _CALLBACK_OBJECT, link);
			if (c->owner != owner)
				c = NULL;
		}
		if (c)
			dxgk_callback_unlist(c);
		dxgk_os_spin_unlock(&dxgk_callbacks.lock, state);
		if (!c)
			break;
		dxgk_object_put(&c->object);
	}
}
