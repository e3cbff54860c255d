// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_reg.c - the registry's tree: keys, values, and what INFs put there.
 */
#include "nt_reg.h"

static struct dxgk_os_mutex dxgk_reg_mutex;
static struct dxgk_reg_key dxgk_reg_top;	/* \Registry */

void dxgk_reg_lock(void)
{
	dxgk_os_mutex_lock(&dxgk_reg_mutex);
}

void dxgk_reg_unlock(void)
{
	dxgk_os_mutex_unlock(&dxgk_reg_mutex);
}

struct dxgk_reg_key *dxgk_reg_root(void)
{
	return &dxgk_reg_top;
}

static void dxgk_reg_stamp(struct dxgk_reg_key *key)
{
	LARGE_INTEGER now;

	KeQuerySystemTime(&now);
	key->written = now.QuadPart;
}

/* ------------------------------------------------------------------------ keys */

struct dxgk_reg_key *dxgk_reg_subkey(struct dxgk_reg_key *key, const WCHAR *name, SIZE_T len)
{
	UNICODE_STRING want = {
		.Length = (USHORT)(len * sizeof(WCHAR)),
		.Buffer = (PWCH)name,
	};
	PLIST_ENTRY e;

	if (len > DXGK_REG_MAX_NAME)
		return NULL;
	for (e = key->subkeys.Flink; e != &key->subkeys; e = e->Flink) {
		struct dxgk_reg_key *k = CONTAINING_RECORD(e, struct dxgk_reg_key, link);

		if (RtlEqualUnicodeString(&k->name, &want, TRUE))
			return k;
	}
	return NULL;
}

static void dxgk_reg_key_init(struct dxgk_reg_key *key)
{
	InitializeListHead(&key->subkeys);
	InitializeListHead(&key->values);
	key->refs = 1;
	dxgk_reg_stamp(key);
}

struct dxgk_reg_key *dxgk_reg_add(struct dxgk_reg_key *key, const WCHAR *name, SIZE_T len,
				  dxgk_u16 owner)
{
	struct dxgk_reg_key *k;

	if (!len || len > DXGK_REG_MAX_NAME)
		return NULL;
	k = dxgk_os_alloc(sizeof(*k) + len * sizeof(WCHAR), DXGK_OS_ALLOC_ZERO);
	if (!k)
		return NULL;
	dxgk_reg_key_init(k);
	k->owner = owner;
	k->name.Buffer = (PWCH)(k + 1);
	k->name.Length = (USHORT)(len * sizeof(WCHAR));
	k->name.MaximumLength = k->name.Length;
	RtlCopyMemory(k->name.Buffer, name, k->name.Length);
	k->parent = key;
	InsertTailList(&key->subkeys, &k->link);
	key->subkey_count++;
	dxgk_reg_stamp(key);
	return k;
}

void dxgk_reg_get(struct dxgk_reg_key *key)
{
	key->refs++;
}

void dxgk_reg_put(struct dxgk_reg_key *key)
{
	if (!--key->refs)
		dxgk_os_free(key);
}

void dxgk_reg_unset(struct dxgk_reg_key *key, struct dxgk_reg_value *value)
{
	RemoveEntryList(&value->link);
	key->value_count--;
	dxgk_os_free(value->data);
	dxgk_os_free(value);
	dxgk_reg_stamp(key);
}

void dxgk_reg_delete(struct dxgk_reg_key *key)
{
	while (!IsListEmpty(&key->values))
		dxgk_reg_unset(key, CONTAINING_RECORD(key->values.Flink, struct dxgk_reg_value,
						      link));
	RemoveEntryList(&key->link);
	key->parent->subkey_count--;
	dxgk_reg_stamp(key->parent);
	key->parent = NULL;
	key->deleted = true;
	dxgk_reg_put(key);
}

struct dxgk_reg_key *dxgk_reg_walk(struct dxgk_reg_key *key, const WCHAR *path, SIZE_T len,
				   bool create, dxgk_u16 owner)
{
	SIZE_T begin = 0, end;

	while (key && begin < len) {
		struct dxgk_reg_key *next;

		for (end = begin; end < len && path[end] != '\\'; end++)
			;
		if (end > begin) {
			next = dxgk_reg_subkey(key, path + begin, end - begin);
			if (!next && create)
				next = dxgk_reg_add(key, path + begin, end - begin, owner);
			key = next;
		}
		begin = end + 1;
	}
	return key;
}

/* Depth first, without recursion: a tree can be made deep. */
static void dxgk_reg_delete_tree(struct dxgk_reg_key *top)
{
	struct dxgk_reg_key *k = top;

	for (;;) {
		struct dxgk_reg_key *parent = k->parent;

		if (!IsListEmpty(&k->subkeys)) {
			k = CONTAINING_RECORD(k->subkeys.Flink, struct dxgk_reg_key, link);
			continue;
		}
		if (k == top) {
			if (parent)
				dxgk_reg_delete(k);
			return;
		}
		dxgk_reg_delete(k);
		k = parent;
	}
}

/* The next key in the order of the tree, or NULL. */
static struct dxgk_reg_key *dxgk_reg_next(struct dxgk_reg_key *k)
{
	if (!IsListEmpty(&k->subkeys))
		return CONTAINING_RECORD(k->subkeys.Flink, struct dxgk_reg_key, link);
	while (k->parent) {
		if (k->link.Flink != &k->parent->subkeys)
			return CONTAINING_RECORD(k->link.Flink, struct dxgk_reg_key, link);
		k = k->parent;
	}
	return NULL;
}

/*
 * What a driver made below another one's key goes with the upper one; what is
 * under a key of its own goes with it whoever made it.
 */
void dxgk_reg_owner_gone(dxgk_u16 owner)
{
	struct dxgk_reg_key *k;

	dxgk_reg_lock();
	for (k = &dxgk_reg_top; k; k = dxgk_reg_next(k)) {
		if (k->owner != owner || !k->parent)
			continue;
		dxgk_reg_delete_tree(k);
		k = &dxgk_reg_top;
	}
	dxgk_reg_unlock();
}

/* ---------------------------------------------------------------------- values */

struct dxgk_reg_value *dxgk_reg_value(struct dxgk_reg_key *key, PCUNICODE_STRING name)
{
	static const UNICODE_STRING unnamed;
	PLIST_ENTRY e;

	if (!name)
		name = &unnamed;
	DXGK_KNOWN(key->values.Flink);
	for (e = key->values.Flink; e != &key->values; e = e->Flink) {
		struct dxgk_reg_value *v = CONTAINING_RECORD(e, struct dxgk_reg_value, link);

		DXGK_KNOWN(e->Flink);
		if (RtlEqualUnicodeString(&v->name, name, TRUE))
			return v;
	}
	return NULL;
}

NTSTATUS dxgk_reg_set(struct dxgk_reg_key *key, PCUNICODE_STRING name, ULONG type,
		      const void *data, ULONG size)
{
	struct dxgk_reg_value *v = dxgk_reg_value(key, name);
	USHORT len = name ? name->Length : 0;
	PUCHAR copy = NULL;

	if (len / sizeof(WCHAR) > DXGK_REG_MAX_VALUE_NAME || (size && !data))
		return STATUS_INVALID_PARAMETER;
	if (size > DXGK_REG_MAX_DATA)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (size) {
		copy = dxgk_os_alloc(size, 0);
		if (!copy)
			return STATUS_INSUFFICIENT_RESOURCES;
		RtlCopyMemory(copy, data, size);
	}
	if (!v) {
		v = dxgk_os_alloc(sizeof(*v) + len, DXGK_OS_ALLOC_ZERO);
		if (!v) {
			dxgk_os_free(copy);
			return STATUS_INSUFFICIENT_RESOURCES;
		}
		v->name.Buffer = (PWCH)(v + 1);
		v->name.Length = len;
		v->name.MaximumLength = len;
		if (len)
			RtlCopyMemory(v->name.Buffer, name->Buffer, len);
		InsertTailList(&key->values, &v->link);
		key->value_count++;
	}
	dxgk_os_free(v->data);
	v->data = copy;
	v->type = type;
	v->size = size;
	dxgk_reg_stamp(key);
	return STATUS_SUCCESS;
}

/* --------------------------------------------------------- what INFs put there */

/* Widen UTF-8 into pool memory of the core; NULL: no memory. */
static PWCHAR dxgk_reg_wide(const char *text, SIZE_T *len)
{
	SIZE_T n = dxgk_strlen(text);
	ULONG bytes = 0;
	PWCHAR wide = dxgk_os_alloc((n + 1) * sizeof(WCHAR), 0);

	if (wide)
		RtlUTF8ToUnicodeN(wide, (ULONG)(n * sizeof(WCHAR)), &bytes, text, (ULONG)n);
	*len = bytes / sizeof(WCHAR);
	return wide;
}

static NTSTATUS dxgk_reg_default(struct dxgk_reg_key *root, dxgk_u16 owner,
				 const struct dxgk_reg_default *d)
{
	NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
	PWCHAR subkey, value = NULL;
	struct dxgk_reg_key *k;
	UNICODE_STRING name;
	SIZE_T len;

	subkey = dxgk_reg_wide(d->subkey, &len);
	if (!subkey)
		return status;
	k = dxgk_reg_walk(root, subkey, len, true, owner);
	dxgk_os_free(subkey);
	if (!k)
		return status;
	if (!d->name)
		return STATUS_SUCCESS;
	value = dxgk_reg_wide(d->name, &len);
	if (!value)
		return status;
	name.Buffer = value;
	name.Length = (USHORT)(len * sizeof(WCHAR));
	name.MaximumLength = name.Length;
	status = dxgk_reg_set(k, &name, d->type, d->data, d->size);
	dxgk_os_free(value);
	return status;
}

/* Those lines of the INF that go to @which of a device of install section @install. */
static NTSTATUS dxgk_reg_defaults(const struct dxgk_driver_info *info, dxgk_u16 owner,
				  struct dxgk_reg_key *root, enum dxgk_reg_root which, int install)
{
	dxgk_u32 i;

	for (i = 0; i < info->registry_count; i++) {
		const struct dxgk_reg_default *d = &info->registry[i];
		NTSTATUS status;

		if (d->root != which ||
		    (d->install != DXGK_REG_ALL_DEVICES && install != DXGK_REG_ALL_DEVICES &&
		     d->install != install))
			continue;
		status = dxgk_reg_default(root, owner, d);
		if (!NT_SUCCESS(status))
			return status;
	}
	return STATUS_SUCCESS;
}

/* The key at an ASCII path, made if need be. */
static struct dxgk_reg_key *dxgk_reg_ascii(struct dxgk_reg_key *key, const char *path,
					   dxgk_u16 owner)
{
	SIZE_T len;
	PWCHAR wide = dxgk_reg_wide(path, &len);

	if (!wide)
		return NULL;
	key = dxgk_reg_walk(key, wide, len, true, owner);
	dxgk_os_free(wide);
	return key;
}

#define DXGK_REG_PREFIX	"\\Registry\\"
#define DXGK_REG_CONTROL "Machine\\System\\CurrentControlSet\\Control"
#define DXGK_REG_SERVICES "Machine\\System\\CurrentControlSet\\Services"
#define DXGK_REG_ENUM "Machine\\System\\CurrentControlSet\\Enum"
/* The class of display adapters. */
#define DXGK_REG_CLASS "{4d36e968-e325-11ce-bfc1-08002be10318}"

NTSTATUS dxgk_reg_add_service(const struct dxgk_driver_info *info, dxgk_u16 owner)
{
	NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
	struct dxgk_reg_key *k;

	dxgk_reg_lock();
	k = dxgk_reg_ascii(&dxgk_reg_top, DXGK_REG_SERVICES, 0);
	if (k)
		k = dxgk_reg_ascii(k, info->name, owner);
	if (k)
		status = dxgk_reg_defaults(info, owner, k, DXGK_REG_SERVICE, DXGK_REG_ALL_DEVICES);
	if (NT_SUCCESS(status)) {
		k = dxgk_reg_ascii(&dxgk_reg_top, "Machine", 0);
		status = k ? dxgk_reg_defaults(info, owner, k, DXGK_REG_MACHINE,
					       DXGK_REG_ALL_DEVICES) :
			     STATUS_INSUFFICIENT_RESOURCES;
	}
	dxgk_reg_unlock();
	return status;
}

static void dxgk_print_wide(PWCHAR buf, SIZE_T size, const char *format, ...)
{
	static const char hex[] = "0123456789ABCDEF";
	__builtin_va_list ap;
	SIZE_T n = 0;
	int digits;

	/* %2x and %4x, for that many digits. */
	__builtin_va_start(ap, format);
	for (; *format && n + 1 < size; format++) {
		ULONG v;

		if (*format != '%') {
			buf[n++] = (UCHAR)*format;
			continue;
		}
		v = __builtin_va_arg(ap, ULONG);
		for (digits = *++format - '0', format++; digits-- && n + 1 < size;)
			buf[n++] = (UCHAR)hex[v >> (4 * digits) & 15];
	}
	buf[n] = 0;
	__builtin_va_end(ap);
}

/* The number of a new subkey, four digits: none is used twice. */
static struct dxgk_reg_key *dxgk_reg_add_numbered(struct dxgk_reg_key *class, dxgk_u16 owner,
						  WCHAR digits[5])
{
	ULONG n;

	for (n = 0; n < 10000; n++) {
		ULONG bcd = n / 1000 << 12 | n / 100 % 10 << 8 | n / 10 % 10 << 4 | n % 10;

		dxgk_print_wide(digits, 5, "%4x", bcd);
		if (!dxgk_reg_subkey(class, digits, 4))
			return dxgk_reg_add(class, digits, 4, owner);
	}
	return NULL;
}

NTSTATUS dxgk_reg_add_device(const struct dxgk_driver_info *info, dxgk_u16 owner,
			     const struct dxgk_adapter_info *device, struct dxgk_reg_device *keys)
{
	static const WCHAR driver_name[] = { 'D', 'r', 'i', 'v', 'e', 'r', 0 };
	NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
	struct dxgk_reg_key *instance, *hardware, *class, *driver;
	struct dxgk_reg_value *v;
	UNICODE_STRING name;
	WCHAR text[96], digits[5];

	dxgk_print_wide(keys->hardware, DXGK_ARRAY_SIZE(keys->hardware),
			DXGK_REG_PREFIX DXGK_REG_ENUM
			"\\PCI\\VEN_%4x&DEV_%4x&SUBSYS_%4x%4x&REV_%2x\\%2x%2x%2x",
			(ULONG)device->vendor, (ULONG)device->device, (ULONG)device->subdevice,
			(ULONG)device->subvendor, (ULONG)device->revision, device->bus,
			device->slot, device->function);
	RtlInitUnicodeString(&name, driver_name);

	dxgk_reg_lock();
	instance = dxgk_reg_walk(&dxgk_reg_top, keys->hardware + DXGK_REG_SKIP,
				 dxgk_wcslen(keys->hardware) - DXGK_REG_SKIP, true, owner);
	class = dxgk_reg_ascii(&dxgk_reg_top, DXGK_REG_CONTROL "\\Class\\" DXGK_REG_CLASS, 0);
	if (!instance || !class)
		goto out;
	hardware = dxgk_reg_ascii(instance, "Device Parameters", owner);
	if (!hardware)
		goto out;

	/* It knows its driver key from the first time; then it has all it needs. */
	v = dxgk_reg_value(instance, &name);
	if (v && v->size == sizeof(WCHAR) * (sizeof(DXGK_REG_CLASS) + 5)) {
		RtlCopyMemory(digits, v->data + v->size - sizeof(digits), sizeof(digits));
		status = STATUS_SUCCESS;
		goto out;
	}
	driver = dxgk_reg_add_numbered(class, owner, digits);
	if (!driver)
		goto out;
	dxgk_print_wide(text, DXGK_ARRAY_SIZE(text), DXGK_REG_CLASS "\\");
	RtlCopyMemory(text + sizeof(DXGK_REG_CLASS), digits, sizeof(digits));
	status = dxgk_reg_set(instance, &name, REG_SZ, text,
			      (ULONG)(sizeof(WCHAR) * (sizeof(DXGK_REG_CLASS) + 5)));
	if (NT_SUCCESS(status))
		status = dxgk_reg_defaults(info, owner, driver, DXGK_REG_DRIVER, device->install);
	if (NT_SUCCESS(status))
		status = dxgk_reg_defaults(info, owner, hardware, DXGK_REG_DEVICE,
					   device->install);
	if (!NT_SUCCESS(status)) {
		dxgk_reg_delete_tree(driver);
		v = dxgk_reg_value(instance, &name);
		if (v)
			dxgk_reg_unset(instance, v);
	}
out:
	if (NT_SUCCESS(status)) {
		SIZE_T n;

		dxgk_print_wide(keys->driver, DXGK_ARRAY_SIZE(keys->driver),
				DXGK_REG_PREFIX DXGK_REG_CONTROL "\\Class\\" DXGK_REG_CLASS "\\");
		n = dxgk_wcslen(keys->driver);
		RtlCopyMemory(keys->driver + n, digits, sizeof(digits));
		n = dxgk_wcslen(keys->hardware);
		dxgk_print_wide(keys->hardware + n, DXGK_ARRAY_SIZE(keys->hardware) - n,
				"\\Device Parameters");
	}
	dxgk_reg_unlock();
	return status;
}

/* ------------------------------------------------------------- coming and going */

/* Keys that every Windows has, so that a driver can make its own below them. */
static const char *const dxgk_reg_system_keys[] = {
	DXGK_REG_CONTROL "\\Class\\" DXGK_REG_CLASS,
	DXGK_REG_CONTROL "\\GraphicsDrivers",
	DXGK_REG_CONTROL "\\Video",
	DXGK_REG_CONTROL "\\Session Manager\\Memory Management",
	DXGK_REG_SERVICES,
	DXGK_REG_ENUM "\\PCI",
	"Machine\\Hardware\\DeviceMap\\Video",
	"Machine\\Software\\Microsoft\\Windows NT\\CurrentVersion",
	"User",
};

dxgk_status dxgk_reg_init(void)
{
	dxgk_status status = STATUS_SUCCESS;
	unsigned int i;

	dxgk_os_mutex_init(&dxgk_reg_mutex);
	RtlZeroMemory(&dxgk_reg_top, sizeof(dxgk_reg_top));
	dxgk_reg_key_init(&dxgk_reg_top);
	dxgk_reg_lock();
	for (i = 0; i < DXGK_ARRAY_SIZE(dxgk_reg_system_keys); i++)
		if (!dxgk_reg_ascii(&dxgk_reg_top, dxgk_reg_system_keys[i], 0))
			status = STATUS_INSUFFICIENT_RESOURCES;
	dxgk_reg_unlock();
	if (!NT_SUCCESS(status))
		dxgk_reg_exit();
	return status;
}

void dxgk_reg_exit(void)
{
	dxgk_reg_lock();
	while (!IsListEmpty(&dxgk_reg_top.subkeys))
		dxgk_reg_delete_tree(CONTAINING_RECORD(dxgk_reg_top.subkeys.Flink,
						       struct dxgk_reg_key, link));
	while (!IsListEmpty(&dxgk_reg_top.values))
		dxgk_reg_unset(&dxgk_reg_top, CONTAINING_RECORD(dxgk_reg_top.values.Flink,
								struct dxgk_reg_value, link));
	dxgk_reg_unlock();
	dxgk_os_mutex_fini(&dxgk_reg_mutex);
}
