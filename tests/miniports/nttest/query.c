// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* query.c - RtlQueryRegistryValues, RtlWriteRegistryValue and their kin. */
#include "nttest.h"

#define PATH L"\\Registry\\Machine\\Software\\nttest-query"

static const WCHAR text[] = L"some text";
static const WCHAR list[] = L"one\0two\0";	/* and the terminator of the list */
static UCHAR blob[12] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };

static NTSTATUS write_value(PCWSTR name, ULONG type, const void *data, ULONG size)
{
	return RtlWriteRegistryValue(RTL_REGISTRY_ABSOLUTE, PATH, name, type, (PVOID)data, size);
}

static BOOLEAN setup(void)
{
	ULONG number = 42;

	return NT_SUCCESS(write_value(L"number", REG_DWORD, &number, sizeof(number))) &&
	       NT_SUCCESS(write_value(L"text", REG_SZ, text, sizeof(text))) &&
	       NT_SUCCESS(write_value(L"list", REG_MULTI_SZ, list, sizeof(list))) &&
	       NT_SUCCESS(write_value(L"blob", REG_BINARY, blob, sizeof(blob)));
}

static void cleanup(void)
{
	UNICODE_STRING path = RTL_CONSTANT_STRING(PATH);
	OBJECT_ATTRIBUTES oa;
	HANDLE key;

	InitializeObjectAttributes(&oa, &path, OBJ_KERNEL_HANDLE, NULL, NULL);
	if (NT_SUCCESS(ZwOpenKey(&key, KEY_ALL_ACCESS, &oa))) {
		ZwDeleteKey(key);
		ZwClose(key);
	}
}

static struct {
	ULONG calls, type, size;
	WCHAR last[16];
	NTSTATUS says;
	PVOID context, entry;
} seen;

static NTSTATUS NTAPI routine(PWSTR name, ULONG type, PVOID data, ULONG size, PVOID context,
			      PVOID entry)
{
	seen.calls++;
	seen.type = type;
	seen.size = size;
	seen.context = context;
	seen.entry = entry;
	if (data && size <= sizeof(seen.last))
		RtlCopyMemory(seen.last, data, size);
	return seen.says;
}

static NTSTATUS query(PRTL_QUERY_REGISTRY_TABLE table)
{
	NTSTATUS says = seen.says;

	RtlZeroMemory(&seen, sizeof(seen));
	seen.says = says;
	return RtlQueryRegistryValues(RTL_REGISTRY_ABSOLUTE, PATH, table, &seen, NULL);
}

NT_TEST(query_path,
	"RtlQueryRegistryValues: STATUS_OBJECT_NAME_NOT_FOUND if the path does not match a key; RtlCheckRegistryKey")
{
	RTL_QUERY_REGISTRY_TABLE table[2] = { { 0 } };

	table[0].QueryRoutine = routine;
	CHECK_STATUS(query(table), STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK_STATUS(RtlCheckRegistryKey(RTL_REGISTRY_ABSOLUTE, (PWSTR)PATH),
		     STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK_STATUS(RtlCreateRegistryKey(RTL_REGISTRY_ABSOLUTE, (PWSTR)PATH), STATUS_SUCCESS);
	CHECK_STATUS(RtlCheckRegistryKey(RTL_REGISTRY_ABSOLUTE, (PWSTR)PATH), STATUS_SUCCESS);
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 0);
	CHECK_STATUS(RtlCheckRegistryKey(RTL_REGISTRY_SERVICES, (PWSTR)L"nttest"), STATUS_SUCCESS);
	CHECK_STATUS(RtlCheckRegistryKey(RTL_REGISTRY_MAXIMUM, (PWSTR)L"x"),
		     STATUS_INVALID_PARAMETER);
	cleanup();
}

NT_TEST(query_routine, "QueryRoutine: called with the value's name, type, data and length")
{
	RTL_QUERY_REGISTRY_TABLE table[2] = { { 0 } };

	NEED(setup());
	table[0].QueryRoutine = routine;
	table[0].Name = (PWSTR)L"text";
	table[0].EntryContext = table;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 1);
	CHECK_EQ(seen.type, REG_SZ);
	CHECK_EQ(seen.size, sizeof(text));
	CHECK(nt_same(seen.last, text, sizeof(text)));
	CHECK(seen.context == &seen && seen.entry == table);
	/* Its error ends the query; too small a buffer is no error. */
	seen.says = STATUS_UNSUCCESSFUL;
	CHECK_STATUS(query(table), STATUS_UNSUCCESSFUL);
	seen.says = STATUS_BUFFER_TOO_SMALL;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	seen.says = STATUS_SUCCESS;
	/* No name: all of them. */
	table[0].Name = NULL;
	table[0].Flags = RTL_QUERY_REGISTRY_NOEXPAND;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 4);
	table[0].Flags = RTL_QUERY_REGISTRY_NOVALUE;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 1);
	CHECK_EQ(seen.type, REG_NONE);
	cleanup();
}

NT_TEST(query_multi, "RTL_QUERY_REGISTRY_NOEXPAND: REG_MULTI_SZ as it is; else each string in a call of its own")
{
	RTL_QUERY_REGISTRY_TABLE table[2] = { { 0 } };

	NEED(setup());
	table[0].QueryRoutine = routine;
	table[0].Name = (PWSTR)L"list";
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 2);
	CHECK_EQ(seen.type, REG_SZ);
	CHECK_EQ(seen.size, 4 * sizeof(WCHAR));
	CHECK_EQ(seen.last[0], 't');
	table[0].Flags = RTL_QUERY_REGISTRY_NOEXPAND;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 1);
	CHECK_EQ(seen.type, REG_MULTI_SZ);
	CHECK_EQ(seen.size, sizeof(list));
	cleanup();
}

NT_TEST(query_default, "RTL_QUERY_REGISTRY_TABLE: DefaultData for a value that is missing, unless it is required")
{
	RTL_QUERY_REGISTRY_TABLE table[2] = { { 0 } };
	ULONG direct = 1, standard = 99;

	NEED(setup());
	table[0].QueryRoutine = routine;
	table[0].Name = (PWSTR)L"missing";
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 0);
	table[0].DefaultType = REG_SZ;
	table[0].DefaultData = (PVOID)text;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.size, sizeof(text));
	table[0].Flags = RTL_QUERY_REGISTRY_REQUIRED;
	CHECK_STATUS(query(table), STATUS_OBJECT_NAME_NOT_FOUND);
	table[0].QueryRoutine = NULL;
	table[0].Flags = RTL_QUERY_REGISTRY_DIRECT;
	table[0].EntryContext = &direct;
	table[0].DefaultType = REG_DWORD;
	table[0].DefaultData = &standard;
	table[0].DefaultLength = sizeof(standard);
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(direct, 99);
	cleanup();
}

NT_TEST(query_direct, "RTL_QUERY_REGISTRY_DIRECT: how each type of data is stored")
{
	RTL_QUERY_REGISTRY_TABLE table[2] = { { 0 } };
	ULONG number = 0, sized[8];
	UNICODE_STRING s = { 0 };
	WCHAR small[4];

	NEED(setup());
	table[0].Flags = RTL_QUERY_REGISTRY_DIRECT | RTL_QUERY_REGISTRY_TYPECHECK;
	table[0].DefaultType = REG_DWORD << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT;
	table[0].Name = (PWSTR)L"number";
	table[0].EntryContext = &number;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(number, 42);
	table[0].DefaultType = REG_SZ << RTL_QUERY_REGISTRY_TYPECHECK_SHIFT;
	CHECK_STATUS(query(table), STATUS_OBJECT_TYPE_MISMATCH);
	/* A string, into memory that is allocated. */
	table[0].Name = (PWSTR)L"text";
	table[0].EntryContext = &s;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(s.Length, sizeof(text) - sizeof(WCHAR));
	NEED(s.Buffer);
	CHECK(nt_same(s.Buffer, text, sizeof(text)));
	ExFreePool(s.Buffer);
	s.Buffer = small;
	s.MaximumLength = sizeof(small);
	CHECK_STATUS(query(table), STATUS_BUFFER_TOO_SMALL);
	/* More than a ULONG: the first LONG says how much room there is. */
	table[0].Flags = RTL_QUERY_REGISTRY_DIRECT;
	table[0].Name = (PWSTR)L"blob";
	table[0].EntryContext = sized;
	sized[0] = sizeof(sized);
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(sized[0], sizeof(blob));
	CHECK_EQ(sized[1], REG_BINARY);
	CHECK(nt_same(sized + 2, blob, sizeof(blob)));
	sized[0] = 0u - (ULONG)sizeof(sized);
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK(nt_same(sized, blob, sizeof(blob)));
	sized[0] = 16;
	CHECK_STATUS(query(table), STATUS_BUFFER_TOO_SMALL);
	cleanup();
}

NT_TEST(query_table, "RTL_QUERY_REGISTRY_TABLE: subkeys, the way back to the top, deleting, and invalid entries")
{
	RTL_QUERY_REGISTRY_TABLE table[5] = { { 0 } };
	ULONG inner = 7, a = 0, b = 0;
	static const WCHAR sub[] = PATH L"\\sub";

	NEED(setup());
	CHECK_STATUS(RtlWriteRegistryValue(RTL_REGISTRY_ABSOLUTE, sub, L"inner", REG_DWORD, &inner,
					   sizeof(inner)), STATUS_SUCCESS);
	table[0].Flags = RTL_QUERY_REGISTRY_SUBKEY;
	table[0].Name = (PWSTR)L"sub";
	table[1].Flags = RTL_QUERY_REGISTRY_DIRECT | RTL_QUERY_REGISTRY_DELETE;
	table[1].Name = (PWSTR)L"inner";
	table[1].EntryContext = &a;
	table[2].Flags = RTL_QUERY_REGISTRY_TOPKEY;
	table[3].Flags = RTL_QUERY_REGISTRY_DIRECT;
	table[3].Name = (PWSTR)L"number";
	table[3].EntryContext = &b;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(a, 7);
	CHECK_EQ(b, 42);
	CHECK_STATUS(RtlDeleteRegistryValue(RTL_REGISTRY_ABSOLUTE, sub, L"inner"),
		     STATUS_OBJECT_NAME_NOT_FOUND);
	RtlZeroMemory(table, sizeof(table));
	table[0].Flags = RTL_QUERY_REGISTRY_DIRECT;
	table[0].QueryRoutine = routine;
	table[0].Name = (PWSTR)L"number";
	CHECK_STATUS(query(table), STATUS_INVALID_PARAMETER);
	table[0].QueryRoutine = NULL;
	table[0].Flags = 0;
	CHECK_STATUS(query(table), STATUS_INVALID_PARAMETER);
	{
		UNICODE_STRING path = RTL_CONSTANT_STRING(PATH L"\\sub");
		OBJECT_ATTRIBUTES oa;
		HANDLE key;

		InitializeObjectAttributes(&oa, &path, OBJ_KERNEL_HANDLE, NULL, NULL);
		CHECK_STATUS(ZwOpenKey(&key, KEY_ALL_ACCESS, &oa), STATUS_SUCCESS);
		ZwDeleteKey(key);
		ZwClose(key);
	}
	cleanup();
}

NT_TEST(query_handle, "RTL_REGISTRY_HANDLE: Path is a handle to an open key")
{
	UNICODE_STRING path = RTL_CONSTANT_STRING(PATH);
	RTL_QUERY_REGISTRY_TABLE table[2] = { { 0 } };
	OBJECT_ATTRIBUTES oa;
	ULONG number = 0;
	HANDLE key;

	NEED(setup());
	InitializeObjectAttributes(&oa, &path, OBJ_KERNEL_HANDLE, NULL, NULL);
	CHECK_STATUS(ZwOpenKey(&key, KEY_ALL_ACCESS, &oa), STATUS_SUCCESS);
	table[0].Flags = RTL_QUERY_REGISTRY_DIRECT;
	table[0].Name = (PWSTR)L"number";
	table[0].EntryContext = &number;
	CHECK_STATUS(RtlQueryRegistryValues(RTL_REGISTRY_HANDLE, (PCWSTR)key, table, NULL, NULL),
		     STATUS_SUCCESS);
	CHECK_EQ(number, 42);
	/* It is still open. */
	CHECK_STATUS(ZwClose(key), STATUS_SUCCESS);
	cleanup();
}

NT_TEST(query_default_text, "DefaultLength 0: the length of a default REG_SZ or REG_MULTI_SZ is found out; REG_EXPAND_SZ comes as REG_SZ")
{
	static const WCHAR path[] = L"%x%";
	RTL_QUERY_REGISTRY_TABLE table[2] = { { 0 } };

	NEED(setup());
	table[0].QueryRoutine = routine;
	table[0].Name = (PWSTR)L"missing";
	table[0].Flags = RTL_QUERY_REGISTRY_NOEXPAND;
	table[0].DefaultType = REG_MULTI_SZ;
	table[0].DefaultData = (PVOID)list;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.type, REG_MULTI_SZ);
	CHECK_EQ(seen.size, sizeof(list));
	CHECK_STATUS(RtlWriteRegistryValue(RTL_REGISTRY_ABSOLUTE, PATH, L"expand", REG_EXPAND_SZ,
					   (PVOID)path, sizeof(path)), STATUS_SUCCESS);
	table[0].Name = (PWSTR)L"expand";
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.type, REG_EXPAND_SZ);
	table[0].Flags = 0;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.type, REG_SZ);
	CHECK(nt_same(seen.last, path, sizeof(path)));
	cleanup();
}

NT_TEST(query_delete_all, "RTL_QUERY_REGISTRY_DELETE without a name: every value is deleted once it was queried; a subkey that is missing ends the query")
{
	RTL_QUERY_REGISTRY_TABLE table[3] = { { 0 } };

	NEED(setup());
	table[0].QueryRoutine = routine;
	table[0].Flags = RTL_QUERY_REGISTRY_NOEXPAND | RTL_QUERY_REGISTRY_DELETE;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 4);
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(seen.calls, 0);
	table[0].Flags = RTL_QUERY_REGISTRY_SUBKEY;
	table[0].Name = (PWSTR)L"no such";
	CHECK_STATUS(query(table), STATUS_OBJECT_NAME_NOT_FOUND);
	/* The roots themselves are keys, too. */
	CHECK_STATUS(RtlCheckRegistryKey(RTL_REGISTRY_SERVICES, (PWSTR)L""), STATUS_SUCCESS);
	cleanup();
}

NT_TEST(query_in_subkey, "RtlQueryRegistryValues: a query that ends in a subkey leaves no handle")
{
	static const WCHAR sub[] = PATH L"\\sub";
	UNICODE_STRING path = RTL_CONSTANT_STRING(PATH L"\\sub");
	RTL_QUERY_REGISTRY_TABLE table[3] = { { 0 } };
	ULONG inner = 7, a = 0;
	OBJECT_ATTRIBUTES oa;
	HANDLE key;

	NEED(setup());
	CHECK_STATUS(RtlWriteRegistryValue(RTL_REGISTRY_ABSOLUTE, sub, L"inner", REG_DWORD, &inner,
					   sizeof(inner)), STATUS_SUCCESS);
	table[0].Flags = RTL_QUERY_REGISTRY_SUBKEY;
	table[0].Name = (PWSTR)L"sub";
	table[1].Flags = RTL_QUERY_REGISTRY_DIRECT;
	table[1].Name = (PWSTR)L"inner";
	table[1].EntryContext = &a;
	CHECK_STATUS(query(table), STATUS_SUCCESS);
	CHECK_EQ(a, 7);
	InitializeObjectAttributes(&oa, &path, OBJ_KERNEL_HANDLE, NULL, NULL);
	NEED(NT_SUCCESS(ZwOpenKey(&key, KEY_ALL_ACCESS, &oa)));
	CHECK_STATUS(ZwDeleteKey(key), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(key), STATUS_SUCCESS);
	cleanup();
}

NT_SUITE(query) = {
	NT_CASE(query_path),
	NT_CASE(query_routine),
	NT_CASE(query_multi),
	NT_CASE(query_default),
	NT_CASE(query_direct),
	NT_CASE(query_table),
	NT_CASE(query_handle),
	NT_CASE(query_default_text),
	NT_CASE(query_delete_all),
	NT_CASE(query_in_subkey),
	NT_END
};
