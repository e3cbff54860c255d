// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * fuzz_registry.c - the tables an INF becomes, and a driver's calls to the
 * registry, with any argument.
 */
#include <ntddk.h>
#include <dispmprt.h>

#include "host.h"
#include "input.h"

struct fuzz_input fuzz;

#define LINES	8
#define KEYS	4

static HANDLE key[KEYS];

static NTSTATUS NTAPI entry(PDRIVER_OBJECT object, PUNICODE_STRING path);

/* Characters that mean something here, more often than others. */
static char *narrow_text(void)
{
	static const char often[] = "\\\\abAB%0. ";
	size_t n = fuzz_once_in(16) ? fuzz_below(600) : fuzz_below(12), i;
	char *s = malloc(n + 1);

	for (i = 0; i < n; i++) {
		s[i] = fuzz_below(4) ? often[fuzz_below(sizeof(often) - 1)] : (char)fuzz_u8();
		if (!s[i])
			s[i] = '_';
	}
	s[n] = 0;
	return s;
}

/* A counted string with nothing behind it; freed by free(s->Buffer). */
static void wide_text(UNICODE_STRING *s)
{
	static const char *const whole[] = {
		"\\Registry\\Machine\\SYSTEM\\CurrentControlSet\\Services\\fuzz",
		"\\Registry\\Machine", "\\Registry", "a", "A\\b", "",
	};
	const char *from = fuzz_below(2) ? whole[fuzz_below(6)] : NULL;
	char *made = from ? NULL : narrow_text();
	size_t n, i;

	if (!from)
		from = made;
	n = strlen(from);
	s->Buffer = malloc(n * sizeof(WCHAR) + 1);
	for (i = 0; i < n; i++)
		s->Buffer[i] = (UCHAR)from[i];
	s->Length = n * sizeof(WCHAR);
	s->MaximumLength = s->Length;
	if (fuzz_once_in(16) && n)
		s->Length--;
	free(made);
}

static HANDLE a_key(void)
{
	return fuzz_once_in(16) ? (HANDLE)(uintptr_t)fuzz_u64() : key[fuzz_below(KEYS)];
}

static void call_open(bool create)
{
	UNICODE_STRING name;
	OBJECT_ATTRIBUTES oa;
	HANDLE h = NULL;
	ULONG disposition;
	NTSTATUS status;

	wide_text(&name);
	InitializeObjectAttributes(&oa, &name, fuzz_once_in(8) ? fuzz_edge() : OBJ_KERNEL_HANDLE,
				   fuzz_below(2) ? a_key() : NULL, NULL);
	if (fuzz_once_in(16))
		oa.Length = fuzz_edge();
	if (create)
		status = ZwCreateKey(&h, fuzz_once_in(4) ? fuzz_u32() : KEY_ALL_ACCESS, &oa, 0,
				     NULL, fuzz_once_in(4) ? fuzz_edge() : 0,
				     fuzz_below(2) ? &disposition : NULL);
	else
		status = ZwOpenKey(&h, fuzz_once_in(4) ? fuzz_u32() : KEY_ALL_ACCESS, &oa);
	if (NT_SUCCESS(status)) {
		unsigned int at = fuzz_below(KEYS);

		if (key[at])
			ZwClose(key[at]);
		key[at] = h;
	}
	free(name.Buffer);
}

static void call_value(void)
{
	ULONG length = fuzz_once_in(16) ? 2000 : fuzz_below(64), used;
	UNICODE_STRING name;
	PUNICODE_STRING n = &name;
	void *p = fuzz_blob(length);

	wide_text(&name);
	if (fuzz_once_in(8))
		n = NULL;
	switch (fuzz_below(4)) {
	case 0:
		ZwSetValueKey(a_key(), n, 0, fuzz_below(16), p, length);
		break;
	case 1:
		ZwQueryValueKey(a_key(), n, fuzz_below(6), fuzz_once_in(8) ? NULL : p, length,
				&used);
		break;
	case 2:
		ZwEnumerateValueKey(a_key(), fuzz_once_in(4) ? fuzz_edge() : fuzz_below(4),
				    fuzz_below(6), p, length, &used);
		break;
	default:
		ZwDeleteValueKey(a_key(), n);
		break;
	}
	free(name.Buffer);
	free(p);
}

static void call_key(void)
{
	ULONG length = fuzz_once_in(16) ? 2000 : fuzz_below(64), used;
	unsigned int at = fuzz_below(KEYS);
	void *p = fuzz_blob(length);

	switch (fuzz_below(6)) {
	case 0:
		ZwQueryKey(a_key(), fuzz_below(10), p, length, &used);
		break;
	case 1:
		ZwEnumerateKey(a_key(), fuzz_below(4), fuzz_below(10), p, length, &used);
		break;
	case 2:
		ZwDeleteKey(a_key());
		break;
	case 3:
		ZwSetInformationKey(a_key(), fuzz_below(6), p, length);
		break;
	case 4:
		ZwFlushKey(a_key());
		break;
	default:
		/* Closing what is no handle is a bug check, as on Windows under the verifier. */
		if (key[at])
			ZwClose(key[at]);
		key[at] = NULL;
		break;
	}
	free(p);
}

static NTSTATUS NTAPI entry(PDRIVER_OBJECT object, PUNICODE_STRING path)
{
	OBJECT_ATTRIBUTES oa;
	unsigned int n;

	InitializeObjectAttributes(&oa, path, OBJ_KERNEL_HANDLE, NULL, NULL);
	if (!NT_SUCCESS(ZwOpenKey(&key[0], KEY_ALL_ACCESS, &oa)))
		key[0] = NULL;
	for (n = 0; n < 200 && fuzz_more(); n++) {
		switch (fuzz_below(6)) {
		case 0:
			call_open(false);
			break;
		case 1:
		case 2:
			call_open(true);
			break;
		case 3:
		case 4:
			call_value();
			break;
		default:
			call_key();
			break;
		}
	}
	for (n = 0; n < KEYS; n++) {
		if (key[n] && fuzz_below(2))
			ZwClose(key[n]);
		key[n] = NULL;
	}
	return STATUS_UNSUCCESSFUL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dxgk_reg_default line[LINES];
	struct dxgk_driver_info info = {
		.name = "fuzz",
		.driver_entry = (void *)entry,
		.ddi_version = DXGKDDI_INTERFACE_VERSION,
		.registry = line,
	};
	struct dxgk_driver *driver;
	unsigned int i;

	fuzz = (struct fuzz_input){ .next = data, .left = size };
	memset(key, 0, sizeof(key));
	info.registry_count = fuzz_below(LINES + 1);
	for (i = 0; i < info.registry_count; i++) {
		struct dxgk_reg_default *l = &line[i];

		l->root = fuzz_below(4);
		l->install = DXGK_REG_ALL_DEVICES;
		l->type = fuzz_below(12);
		l->size = fuzz_below(48);
		l->subkey = narrow_text();
		l->name = fuzz_once_in(4) ? NULL : narrow_text();
		l->data = fuzz_blob(l->size);
	}

	if (dxgk_core_init() < 0)
		host_bug("the core does not start");
	if (fuzz_once_in(2))
		host_fail_nth(fuzz_u16());
	if (dxgk_driver_load(&info, &driver) >= 0)
		host_bug("loaded");
	host_fail_nth(0);
	dxgk_core_exit();
	if (!host_clean())
		host_bug("something is left");
	for (i = 0; i < info.registry_count; i++) {
		free((void *)line[i].subkey);
		free((void *)line[i].name);
		free((void *)line[i].data);
	}
	host_log_clear();
	return 0;
}
