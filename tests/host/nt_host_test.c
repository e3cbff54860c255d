// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_host_test.c - what the suite of NT semantics cannot do in a kernel: bug
 * checks, failing allocations, what a driver leaves behind, the log.
 */
#include "nt_fixture.h"

#include <ntddk.h>

/* ----------------------------------------------------------------------- pool */

static bool pool_is_empty(void)
{
	dxgk_u64 blocks, bytes;

	dxgk_pool_live(1, &blocks, &bytes);
	return !blocks && !bytes;
}

static void leaks_are_named_by_tag_and_freed(void **state)
{
	ExAllocatePoolWithTag(NonPagedPool, 10, 'dcba');
	ExAllocatePoolWithTag(NonPagedPool, 20, 'dcba');
	ExAllocatePoolWithTag(NonPagedPool, 5000, 'hgfe');
	dxgk_nt_driver_remove(&info);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left 2 pool blocks of tag 'abcd', 30 bytes"), 1);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left 1 pool blocks of tag 'efgh', 5000 bytes"), 1);
	assert_true(pool_is_empty());
}

static void many_tags_leak(void **state)
{
	unsigned int i;

	for (i = 0; i < 300; i++)
		ExAllocatePoolWithTag(NonPagedPool, 10, 0x41414141 + i);
	dxgk_nt_driver_remove(&info);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left"), 64);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left 237 pool blocks of tag '****'"), 1);
}

static void wrong_tag_is_reported(void **state)
{
	void *p = ExAllocatePoolWithTag(NonPagedPool, 10, 'dcba');

	ExFreePoolWithTag(p, 'hgfe');
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "tag 'abcd' with tag 'efgh'"), 1);
	p = ExAllocatePoolWithTag(NonPagedPool, 10, 'dcba' | 0x80000000u);
	ExFreePoolWithTag(p, 'dcba');
	assert_int_equal(host_log_count(DXGK_LOG_WARN, NULL), 1);
}

static void every_allocation_can_fail(void **state)
{
	static const size_t size[] = { 10, 5000 };
	unsigned int i;

	for (i = 0; i < 2; i++) {
		host_for_each_failure(n) {
			void *p = ExAllocatePoolWithTag(NonPagedPool, size[i], 'dcba');

			assert_int_equal(!p, host_fail_hit());
			if (p)
				ExFreePool(p);
			assert_true(pool_is_empty());
		}
	}
}

/* Blocks that come back from the shelf are as good as new, and nobody's on it. */
static void a_block_from_the_shelf_is_as_good_as_new(void **state)
{
	static const SIZE_T size[] = { 10, 64, 2000, 4000, 4096 };
	dxgk_u64 blocks, bytes;
	unsigned int i;
	UCHAR *p, *q;

	host_shelves(true);
	for (i = 0; i < 5; i++) {
		p = ExAllocatePoolWithTag(NonPagedPool, size[i], 'dcba');
		memset(p, 0xff, size[i]);
		ExFreePoolWithTag(p, 'dcba');
		dxgk_pool_live(1, &blocks, &bytes);
		assert_int_equal(blocks, i);
		q = ExAllocatePoolZero(NonPagedPool, size[i], 'hgfe');
		assert_ptr_equal(p, q);
		assert_true(!q[0] && !memcmp(q, q + 1, size[i] - 1));
		ExFreePoolWithTag(q, 'dcba');
		assert_int_equal(host_log_count(DXGK_LOG_WARN, "tag 'efgh' with tag 'abcd'"),
				 i + 1);
		/* Left with what it is now, not with what it was. */
		q = ExAllocatePoolWithTag(NonPagedPool, size[i], 'lkji');
		assert_ptr_equal(p, q);
	}
	dxgk_nt_driver_remove(&info);
	assert_int_equal(host_log_count(DXGK_LOG_WARN,
					"drv: left 5 pool blocks of tag 'ijkl', 10170 bytes"), 1);
	assert_true(pool_is_empty());
	host_shelves(false);
}

/* More than it holds, and what is on it when the core ends: teardown looks. */
static void a_shelf_that_is_full_takes_no_more(void **state)
{
	static const SIZE_T size[] = { 10, 2000, 4096 };
	unsigned int i, n;
	void *p[20];

	host_shelves(true);
	for (i = 0; i < 3; i++) {
		for (n = 0; n < 20; n++)
			p[n] = ExAllocatePoolWithTag(NonPagedPool, size[i], 'dcba');
		for (n = 0; n < 20; n++)
			ExFreePoolWithTag(p[n], 'dcba');
	}
	assert_true(pool_is_empty());
	host_shelves(false);
}

static void free_again(void *arg)
{
	ExFreePool(arg);
}

/* On the shelf it is nobody's: freed again, it is as bad as any. */
static void a_block_on_the_shelf_is_free(void **state)
{
	static const SIZE_T size[] = { 10, 4096 };
	unsigned int i;
	void *p;

	host_shelves(true);
	for (i = 0; i < 2; i++) {
		p = ExAllocatePoolWithTag(NonPagedPool, size[i], 'dcba');
		ExFreePool(p);
		assert_non_null(strstr(host_expect_bugcheck(free_again, p), "bug check 0xc2"));
	}
	host_shelves(false);
}

static void string_allocations_can_fail(void **state)
{
	UNICODE_STRING u;
	ANSI_STRING a;

	RtlInitAnsiString(&a, "text");
	host_fail_nth(1);
	assert_status(RtlAnsiStringToUnicodeString(&u, &a, TRUE), STATUS_NO_MEMORY);
}

static void free_it(void *arg)
{
	ExFreePool(arg);
}

static void bad_frees_are_bug_checks(void **state)
{
	unsigned char *p = ExAllocatePoolWithTag(NonPagedPool, 64, 'dcba');
	static unsigned char other[8192] __attribute__((aligned(4096)));

	assert_non_null(strstr(host_expect_bugcheck(free_it, p + 8), "drv: bug check 0xc2 (0x46, "));
	assert_non_null(strstr(host_expect_bugcheck(free_it, other), "bug check 0xc2 (0x46, "));
	assert_non_null(strstr(host_expect_bugcheck(free_it, other + 64), "bug check 0xc2 (0x46, "));
	ExFreePool(p);
}

/* ----------------------------------------------------------------------- IRQL */

static void raise_down(void *arg)
{
	KIRQL old;

	KeRaiseIrql(DISPATCH_LEVEL, &old);
	KeRaiseIrql(APC_LEVEL, &old);
}

static void lower_up(void *arg)
{
	KeLowerIrql(DISPATCH_LEVEL);
}

static void irql_misuse_is_a_bug_check(void **state)
{
	assert_non_null(strstr(host_expect_bugcheck(raise_down, NULL), "drv: bug check 0x9 (0x1, 0x2,"));
	assert_non_null(strstr(host_expect_bugcheck(lower_up, NULL), "drv: bug check 0xa (0x2, 0x0,"));
}

static void bug(void *arg)
{
	KeBugCheckEx(0x1234, 1, 2, 3, ~(ULONG_PTR)0);
}

static void raise_status(void *arg)
{
	ExRaiseStatus(STATUS_ACCESS_VIOLATION);
}

static void bug_check_has_code_and_parameters(void **state)
{
	assert_string_equal(host_expect_bugcheck(bug, NULL),
			    "drv: bug check 0x1234 (0x1, 0x2, 0x3, 0xffffffffffffffff)");
	assert_non_null(strstr(host_expect_bugcheck(raise_status, NULL),
			       "drv: bug check 0x1e (0xffffffffc0000005, "));
}

/* ------------------------------------------------------------------------ log */

static void dbgprint_goes_to_the_log(void **state)
{
	static WCHAR wide[] = { 'W', 0x20ac, 0 };
	UNICODE_STRING s;

	RtlInitUnicodeString(&s, wide);
	DbgPrint("%s %ws %wZ %I64x\n", "text", wide, &s, 0x123456789abcdefull);
	assert_string_equal(host_log_line(0), "drv: text W\xe2\x82\xac W\xe2\x82\xac 123456789abcdef");
	DbgPrint("one\ntwo\r\n\nthree");
	assert_string_equal(host_log_line(1), "drv: one");
	assert_string_equal(host_log_line(2), "drv: two");
	assert_string_equal(host_log_line(3), "drv: three");
	assert_null(host_log_line(4));
	/* A character that would end the line. */
	DbgPrint("a%cb", 0);
	assert_string_equal(host_log_line(4), "drv: a?b");
}

static void dbgprint_levels(void **state)
{
	DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "e");
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "drv: e"), 1);
	DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_WARNING_LEVEL, "w");
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: w"), 1);
	DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_TRACE_LEVEL, "t");
	assert_int_equal(host_log_count(DXGK_LOG_INFO, "drv: t"), 0);
	DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_INFO_LEVEL, "i");
	assert_int_equal(host_log_count(DXGK_LOG_INFO, "drv: i"), 1);
}

static ULONG prefixed(PCSTR format, ...)
{
	DXGK_VA_LIST ap;
	ULONG status;

	DXGK_VA_START(ap, format);
	status = vDbgPrintExWithPrefix("pre: ", DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, format, ap);
	DXGK_VA_END(ap);
	return status;
}

static void dbgprint_prefix_and_length(void **state)
{
	char text[700];

	assert_int_equal(prefixed("%d%%", 5), STATUS_SUCCESS);
	assert_string_equal(host_log_line(0), "drv: pre: 5%");
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = 0;
	DbgPrint("%s", text);
	assert_int_equal(strlen(host_log_line(1)), 512 + strlen("drv: "));
}

static void other_code_is_not_the_drivers(void **state)
{
	dxgk_nt_driver_remove(&info);
	DbgPrint("who");
	assert_string_equal(host_log_line(0), "dxgk: who");
}

/* ------------------------------------------------------------------- registry */

static char dump[0x10000];

static void emit(void *arg, const char *text)
{
	assert_ptr_equal(arg, dump);
	assert_true(strlen(dump) + strlen(text) < sizeof(dump));
	strcat(dump, text);
}

static void write_value(const char *ascii, ULONG type, const void *data, ULONG size)
{
	static const WCHAR path[] = { '\\', 'R', 'e', 'g', 'i', 's', 't', 'r', 'y', '\\', 'M', 'a',
				      'c', 'h', 'i', 'n', 'e', '\\', 'S', 'o', 'f', 't', 'w', 'a',
				      'r', 'e', '\\', 'T', '"', 0 };
	WCHAR name[16];
	int i;

	for (i = 0; (name[i] = (unsigned char)ascii[i]); i++)
		;
	assert_status(RtlWriteRegistryValue(RTL_REGISTRY_ABSOLUTE, path, name, type, (PVOID)data,
					    size), STATUS_SUCCESS);
}

static void the_registry_is_readable(void **state)
{
	static const WCHAR text[] = { 'a', '\\', '"', '\n', 0xe9, 0 };
	static const UCHAR blob[] = { 1, 0xff };
	ULONG number = 0x2a;

	dump[0] = 0;
	write_value("n", REG_DWORD, &number, 4);
	write_value("t", REG_SZ, text, sizeof(text));
	write_value("odd", REG_SZ, text, 3);
	write_value("b", REG_BINARY, blob, 2);
	write_value("m", REG_MULTI_SZ, blob, 2);
	write_value("", REG_DWORD, &number, 3);
	dxgk_registry_dump(emit, dump);
	assert_non_null(strstr(dump, "[\\Registry\\Machine\\Software\\T\\\"]\n"
			       "\"n\"=dword:0000002a\n"
			       "\"t\"=\"a\\\\\\\"\\x0a\xc3\xa9\"\n"
			       "\"odd\"=hex(1):61,00,5c\n"
			       "\"b\"=hex:01,ff\n"
			       "\"m\"=hex(7):01,ff\n"
			       "@=hex(4):2a,00,00\n\n"));
	/* The service's key is there without a value. */
	assert_non_null(strstr(dump, "\\Services\\drv]\n\n"));
}

static const WCHAR registry[] = { '\\', 'R', 'e', 'g', 'i', 's', 't', 'r', 'y', 0 };
static const WCHAR new_key[] = { '\\', 'R', 'e', 'g', 'i', 's', 't', 'r', 'y', '\\', 'M', 'a',
				 'c', 'h', 'i', 'n', 'e', '\\', 'N', 0 };

static void named(POBJECT_ATTRIBUTES oa, PUNICODE_STRING name, const WCHAR *text)
{
	RtlInitUnicodeString(name, text);
	InitializeObjectAttributes(oa, name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
}

/* The root is a key like others, and goes with what is in it. */
static void the_root_has_values(void **state)
{
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING name;
	ULONG v = 1;
	HANDLE key;

	named(&oa, &name, registry);
	assert_status(ZwOpenKey(&key, KEY_ALL_ACCESS, &oa), STATUS_SUCCESS);
	assert_status(ZwSetValueKey(key, &name, 0, REG_DWORD, &v, sizeof(v)), STATUS_SUCCESS);
	assert_status(ZwDeleteKey(key), STATUS_CANNOT_DELETE);
	ZwClose(key);
}

static VOID NTAPI ends(PVOID context)
{
}

static HANDLE full[512];
static unsigned int handles;

/* The next handle has to make room first, for which there may be no memory. */
static void fill_handles(void)
{
	for (; handles < DXGK_ARRAY_SIZE(full); handles++) {
		/* The event is the first allocation; a second is the table's. */
		host_fail_nth(2);
		if (!NT_SUCCESS(ZwCreateEvent(&full[handles], EVENT_ALL_ACCESS, NULL,
					      NotificationEvent, FALSE)))
			break;
	}
	assert_true(host_fail_hit());
	host_fail_nth(0);
}

/* A key, an event, a thread: what cannot be made whole leaves nothing behind. */
static void handles_that_cannot_be_made(void **state)
{
	static const WCHAR event_name[] = { '\\', 'B', 'a', 's', 'e', 'N', 'a', 'm', 'e', 'd',
					    'O', 'b', 'j', 'e', 'c', 't', 's', '\\', 'E', 0 };
	OBJECT_ATTRIBUTES oa;
	UNICODE_STRING name;
	NTSTATUS status;
	HANDLE handle;

	handles = 0;
	fill_handles();
	named(&oa, &name, new_key);
	host_for_each_failure(n) {
		status = ZwCreateKey(&handle, KEY_ALL_ACCESS, &oa, 0, NULL, 0, NULL);
		if (NT_SUCCESS(status)) {
			assert_status(ZwDeleteKey(handle), STATUS_SUCCESS);
			ZwClose(handle);
		} else {
			assert_true(host_fail_hit());
			assert_status(ZwOpenKey(&handle, KEY_READ, &oa),
				      STATUS_OBJECT_NAME_NOT_FOUND);
		}
	}
	fill_handles();
	named(&oa, &name, event_name);
	host_for_each_failure(n) {
		status = ZwCreateEvent(&handle, EVENT_ALL_ACCESS, &oa, NotificationEvent, FALSE);
		if (NT_SUCCESS(status)) {
			ZwClose(handle);
		} else {
			assert_true(host_fail_hit());
			assert_status(ZwOpenEvent(&handle, EVENT_ALL_ACCESS, &oa),
				      STATUS_OBJECT_NAME_NOT_FOUND);
		}
	}
	fill_handles();
	host_for_each_failure(n) {
		handle = NULL;
		status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, ends,
					      NULL);
		/* It runs though it has no handle: only the log says so. */
		if (NT_SUCCESS(status) && !handle)
			assert_int_equal(host_log_count(DXGK_LOG_ERR, "for the handle of a thread"),
					 1);
		else if (NT_SUCCESS(status))
			ZwClose(handle);
		else
			assert_true(host_fail_hit());
	}
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "for the handle of a thread"), 1);
	while (handles)
		ZwClose(full[--handles]);
}

/* ------------------------------------------------------------------ bug checks */

static int callbacks;

static VOID NTAPI bug_callback(PVOID buffer, ULONG length)
{
	callbacks += (int)length;
	assert_int_equal(dxgk_os_irql_get(), HIGH_LEVEL);
	assert_ptr_equal(buffer, &callbacks);
}

static void stop(void *arg)
{
	KeBugCheckEx(0xdead, 1, 2, 3, 4);
}

static void callbacks_run_before_a_bug_check(void **state)
{
	static KBUGCHECK_CALLBACK_RECORD record, left;

	callbacks = 0;
	KeInitializeCallbackRecord(&record);
	assert_true(KeRegisterBugCheckCallback(&record, bug_callback, &callbacks, 5, NULL));
	assert_non_null(host_expect_bugcheck(stop, NULL));
	assert_int_equal(callbacks, 5);
	/* Each once. */
	assert_non_null(host_expect_bugcheck(stop, NULL));
	assert_int_equal(callbacks, 5);
	KeInitializeCallbackRecord(&left);
	assert_true(KeRegisterBugCheckCallback(&left, bug_callback, &callbacks, 7, NULL));
	dxgk_nt_driver_remove(&info);
	assert_int_equal(host_log_count(DXGK_LOG_WARN, "drv: left 2 bug check callbacks"), 1);
	assert_non_null(host_expect_bugcheck(stop, NULL));
	assert_int_equal(callbacks, 5);
}

#define nt(fn) cmocka_unit_test_setup_teardown(fn, nt_setup, nt_teardown)

static const struct CMUnitTest tests[] = {
	nt(callbacks_run_before_a_bug_check),
	nt(the_registry_is_readable),
	nt(the_root_has_values),
	nt(handles_that_cannot_be_made),
	nt(leaks_are_named_by_tag_and_freed),
	nt(many_tags_leak),
	nt(wrong_tag_is_reported),
	nt(every_allocation_can_fail),
	nt(a_block_from_the_shelf_is_as_good_as_new),
	nt(a_shelf_that_is_full_takes_no_more),
	nt(a_block_on_the_shelf_is_free),
	nt(string_allocations_can_fail),
	nt(bad_frees_are_bug_checks),
	nt(irql_misuse_is_a_bug_check),
	nt(bug_check_has_code_and_parameters),
	nt(dbgprint_goes_to_the_log),
	nt(dbgprint_levels),
	nt(dbgprint_prefix_and_length),
	nt(other_code_is_not_the_drivers),
};

HOST_TEST_MAIN(tests)
