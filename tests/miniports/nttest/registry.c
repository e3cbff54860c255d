// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* registry.c - keys and values. */
#include "nttest.h"

/* A counted wide string from ASCII, in one of a few buffers. */
static PUNICODE_STRING W(const char *text)
{
	static struct { UNICODE_STRING s; WCHAR buf[256]; } pool[8];
	static ULONG next;
	ULONG at = next++ % RTL_NUMBER_OF(pool), i;

	for (i = 0; text[i]; i++)
		pool[at].buf[i] = (UCHAR)text[i];
	pool[at].buf[i] = 0;
	RtlInitUnicodeString(&pool[at].s, pool[at].buf);
	return &pool[at].s;
}

static NTSTATUS open_key(HANDLE root, const char *path, ACCESS_MASK access, PHANDLE key)
{
	OBJECT_ATTRIBUTES oa;

	InitializeObjectAttributes(&oa, W(path), OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, root,
				   NULL);
	return ZwOpenKey(key, access, &oa);
}

static NTSTATUS create_key(HANDLE root, const char *path, ACCESS_MASK access, PHANDLE key,
			   PULONG disposition)
{
	OBJECT_ATTRIBUTES oa;

	InitializeObjectAttributes(&oa, W(path), OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, root,
				   NULL);
	return ZwCreateKey(key, access, &oa, 0, NULL, REG_OPTION_NON_VOLATILE, disposition);
}

#define SOFTWARE "\\Registry\\Machine\\Software"
#define SERVICES "\\Registry\\Machine\\System\\CurrentControlSet\\Services"

/* A key for the case alone. */
static NTSTATUS scratch(PHANDLE key)
{
	return create_key(NULL, SOFTWARE "\\nttest", KEY_ALL_ACCESS, key, NULL);
}

static void scratch_end(HANDLE key)
{
	CHECK_STATUS(ZwDeleteKey(key), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(key), STATUS_SUCCESS);
}

NT_TEST(reg_open_missing, "ZwOpenKey: STATUS_OBJECT_NAME_NOT_FOUND for a key that does not exist")
{
	HANDLE key;

	CHECK_STATUS(open_key(NULL, SOFTWARE "\\does not exist", KEY_READ, &key),
		     STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK_STATUS(open_key(NULL, "\\Device\\Video0", KEY_READ, &key), STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK(!NT_SUCCESS(open_key(NULL, "Registry\\Machine", KEY_READ, &key)));
	CHECK(!NT_SUCCESS(open_key(NULL, "\\RegistryX\\Machine", KEY_READ, &key)));
}

NT_TEST(reg_create, "ZwCreateKey: Disposition tells a new key from one that existed")
{
	HANDLE a, b;
	ULONG d = 0;

	NEED(NT_SUCCESS(create_key(NULL, SOFTWARE "\\nttest", KEY_ALL_ACCESS, &a, &d)));
	CHECK_EQ(d, REG_CREATED_NEW_KEY);
	CHECK_STATUS(create_key(NULL, SOFTWARE "\\NTTEST", KEY_ALL_ACCESS, &b, &d), STATUS_SUCCESS);
	CHECK_EQ(d, REG_OPENED_EXISTING_KEY);
	CHECK_STATUS(ZwClose(b), STATUS_SUCCESS);
	scratch_end(a);
	CHECK_STATUS(open_key(NULL, SOFTWARE "\\nttest", KEY_READ, &a), STATUS_OBJECT_NAME_NOT_FOUND);
}

NT_TEST(reg_create_parent, "ZwCreateKey: the new key must be a direct subkey of one that exists")
{
	HANDLE key;

	CHECK_STATUS(create_key(NULL, SOFTWARE "\\nttest\\a\\b", KEY_ALL_ACCESS, &key, NULL),
		     STATUS_OBJECT_NAME_NOT_FOUND);
}

NT_TEST(reg_relative, "ZwOpenKey: a path relative to the key in RootDirectory")
{
	HANDLE key, sub, again;

	NEED(NT_SUCCESS(scratch(&key)));
	CHECK_STATUS(create_key(key, "Sub", KEY_ALL_ACCESS, &sub, NULL), STATUS_SUCCESS);
	CHECK_STATUS(open_key(key, "sUB", KEY_READ, &again), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(again), STATUS_SUCCESS);
	CHECK_STATUS(open_key(key, "\\Sub", KEY_READ, &again), STATUS_OBJECT_PATH_SYNTAX_BAD);
	CHECK_STATUS(open_key((HANDLE)(ULONG_PTR)0x1234, "Sub", KEY_READ, &again),
		     STATUS_INVALID_HANDLE);
	/* An empty name is the key itself. */
	CHECK_STATUS(open_key(key, "", KEY_READ, &again), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(again), STATUS_SUCCESS);
	scratch_end(sub);
	scratch_end(key);
}

NT_TEST(reg_values, "ZwSetValueKey, ZwQueryValueKey: what was written is read; names ignore case; replaced when set again")
{
	UCHAR buf[64];
	PKEY_VALUE_PARTIAL_INFORMATION info = (PKEY_VALUE_PARTIAL_INFORMATION)buf;
	ULONG value = 0x12345678, len = 0;
	HANDLE key;

	NEED(NT_SUCCESS(scratch(&key)));
	CHECK_STATUS(ZwSetValueKey(key, W("Value"), 0, REG_DWORD, &value, 4), STATUS_SUCCESS);
	CHECK_STATUS(ZwQueryValueKey(key, W("vALUE"), KeyValuePartialInformation, buf, sizeof(buf), &len),
		     STATUS_SUCCESS);
	CHECK_EQ(len, FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION, Data) + 4);
	CHECK_EQ(info->Type, REG_DWORD);
	CHECK_EQ(info->DataLength, 4);
	CHECK(nt_same(info->Data, &value, 4));
	CHECK_STATUS(ZwSetValueKey(key, W("VALUE"), 0, REG_BINARY, (PVOID)"abc", 3), STATUS_SUCCESS);
	CHECK_STATUS(ZwQueryValueKey(key, W("Value"), KeyValuePartialInformation, buf, sizeof(buf), &len),
		     STATUS_SUCCESS);
	CHECK_EQ(info->Type, REG_BINARY);
	CHECK_EQ(info->DataLength, 3);
	scratch_end(key);
}

NT_TEST(reg_missing_value, "ZwQueryValueKey, ZwDeleteValueKey: STATUS_OBJECT_NAME_NOT_FOUND")
{
	UCHAR buf[64];
	ULONG len;
	HANDLE key;

	NEED(NT_SUCCESS(scratch(&key)));
	CHECK_STATUS(ZwQueryValueKey(key, W("none"), KeyValuePartialInformation, buf, sizeof(buf), &len),
		     STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK_STATUS(ZwDeleteValueKey(key, W("none")), STATUS_OBJECT_NAME_NOT_FOUND);
	scratch_end(key);
}

NT_TEST(reg_unnamed, "ZwSetValueKey: ValueName NULL is the value without a name")
{
	UCHAR buf[64];
	ULONG value = 5, len;
	UNICODE_STRING empty = { 0, 0, NULL };
	HANDLE key;

	NEED(NT_SUCCESS(scratch(&key)));
	CHECK_STATUS(ZwSetValueKey(key, NULL, 0, REG_DWORD, &value, 4), STATUS_SUCCESS);
	CHECK_STATUS(ZwQueryValueKey(key, &empty, KeyValuePartialInformation, buf, sizeof(buf), &len),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwDeleteValueKey(key, &empty), STATUS_SUCCESS);
	CHECK_STATUS(ZwDeleteValueKey(key, &empty), STATUS_OBJECT_NAME_NOT_FOUND);
	scratch_end(key);
}

NT_TEST(reg_query_sizes, "ZwQueryValueKey: STATUS_BUFFER_TOO_SMALL writes nothing, STATUS_BUFFER_OVERFLOW a part; ResultLength is what is needed")
{
	UCHAR buf[64];
	PKEY_VALUE_PARTIAL_INFORMATION info = (PKEY_VALUE_PARTIAL_INFORMATION)buf;
	ULONG fixed = FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION, Data), len;
	HANDLE key;

	NEED(NT_SUCCESS(scratch(&key)));
	CHECK_STATUS(ZwSetValueKey(key, W("v"), 0, REG_BINARY, (PVOID)"0123456789", 10), STATUS_SUCCESS);
	RtlFillMemory(buf, sizeof(buf), 0x77);
	len = 0;
	CHECK_STATUS(ZwQueryValueKey(key, W("v"), KeyValuePartialInformation, NULL, 0, &len),
		     STATUS_BUFFER_TOO_SMALL);
	CHECK_EQ(len, fixed + 10);
	len = 0;
	CHECK_STATUS(ZwQueryValueKey(key, W("v"), KeyValuePartialInformation, buf, fixed - 1, &len),
		     STATUS_BUFFER_TOO_SMALL);
	CHECK_EQ(len, fixed + 10);
	CHECK_EQ(buf[0], 0x77);
	CHECK_STATUS(ZwQueryValueKey(key, W("v"), KeyValuePartialInformation, buf, fixed + 4, &len),
		     STATUS_BUFFER_OVERFLOW);
	CHECK_EQ(len, fixed + 10);
	CHECK_EQ(info->DataLength, 10);
	CHECK(nt_same(info->Data, "0123", 4));
	CHECK_EQ(info->Data[4], 0x77);
	CHECK_STATUS(ZwQueryValueKey(key, W("v"), KeyValuePartialInformation, buf, fixed + 10, &len),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwQueryValueKey(key, W("v"), (KEY_VALUE_INFORMATION_CLASS)77, buf, sizeof(buf), &len),
		     STATUS_INVALID_PARAMETER);
	scratch_end(key);
}

NT_TEST(reg_full, "KEY_VALUE_FULL_INFORMATION, KEY_VALUE_BASIC_INFORMATION: name and data where they say")
{
	UCHAR buf[96];
	PKEY_VALUE_FULL_INFORMATION full = (PKEY_VALUE_FULL_INFORMATION)buf;
	PKEY_VALUE_BASIC_INFORMATION basic = (PKEY_VALUE_BASIC_INFORMATION)buf;
	HANDLE key;
	ULONG len;

	NEED(NT_SUCCESS(scratch(&key)));
	CHECK_STATUS(ZwSetValueKey(key, W("abc"), 0, REG_SZ, (PVOID)"x\0y\0\0", 6), STATUS_SUCCESS);
	CHECK_STATUS(ZwQueryValueKey(key, W("ABC"), KeyValueFullInformation, buf, sizeof(buf), &len),
		     STATUS_SUCCESS);
	CHECK_EQ(full->Type, REG_SZ);
	CHECK_EQ(full->NameLength, 6);
	CHECK_EQ(full->DataLength, 6);
	CHECK_EQ(full->DataOffset % 4, 0);
	CHECK_EQ(len, full->DataOffset + 6);
	CHECK_EQ(full->Name[0], 'a');
	CHECK(nt_same(buf + full->DataOffset, "x\0y\0\0", 6));
	CHECK_STATUS(ZwQueryValueKey(key, W("ABC"), KeyValueBasicInformation, buf, sizeof(buf), &len),
		     STATUS_SUCCESS);
	CHECK_EQ(basic->NameLength, 6);
	CHECK_EQ(basic->Name[2], 'c');
	scratch_end(key);
}

NT_TEST(reg_enumerate_values, "ZwEnumerateValueKey: each value once, then STATUS_NO_MORE_ENTRIES")
{
	UCHAR buf[96];
	PKEY_VALUE_BASIC_INFORMATION basic = (PKEY_VALUE_BASIC_INFORMATION)buf;
	ULONG seen = 0, i, len;
	HANDLE key;

	NEED(NT_SUCCESS(scratch(&key)));
	for (i = 0; i < 3; i++) {
		char name[2] = { (char)('a' + i), 0 };

		CHECK_STATUS(ZwSetValueKey(key, W(name), 0, REG_DWORD, &i, 4), STATUS_SUCCESS);
	}
	for (i = 0; NT_SUCCESS(ZwEnumerateValueKey(key, i, KeyValueBasicInformation, buf, sizeof(buf), &len)); i++)
		seen |= 1u << (basic->Name[0] - 'a');
	CHECK_EQ(i, 3);
	CHECK_EQ(seen, 7);
	CHECK_STATUS(ZwEnumerateValueKey(key, 3, KeyValueBasicInformation, buf, sizeof(buf), &len),
		     STATUS_NO_MORE_ENTRIES);
	scratch_end(key);
}

NT_TEST(reg_enumerate_keys, "ZwEnumerateKey: each subkey once, then STATUS_NO_MORE_ENTRIES")
{
	UCHAR buf[96];
	PKEY_BASIC_INFORMATION basic = (PKEY_BASIC_INFORMATION)buf;
	ULONG seen = 0, i, len;
	HANDLE key, sub[3];

	NEED(NT_SUCCESS(scratch(&key)));
	for (i = 0; i < 3; i++) {
		char name[2] = { (char)('a' + i), 0 };

		NEED(NT_SUCCESS(create_key(key, name, KEY_ALL_ACCESS, &sub[i], NULL)));
	}
	for (i = 0; NT_SUCCESS(ZwEnumerateKey(key, i, KeyBasicInformation, buf, sizeof(buf), &len)); i++)
		seen |= 1u << (basic->Name[0] - 'a');
	CHECK_EQ(i, 3);
	CHECK_EQ(seen, 7);
	CHECK_STATUS(ZwEnumerateKey(key, 3, KeyBasicInformation, buf, sizeof(buf), &len),
		     STATUS_NO_MORE_ENTRIES);
	for (i = 0; i < 3; i++)
		scratch_end(sub[i]);
	scratch_end(key);
}

NT_TEST(reg_query_key, "ZwQueryKey: counts and greatest lengths; the name is the whole path")
{
	UCHAR buf[160];
	PKEY_FULL_INFORMATION full = (PKEY_FULL_INFORMATION)buf;
	PKEY_NAME_INFORMATION name = (PKEY_NAME_INFORMATION)buf;
	HANDLE key, sub;
	ULONG len;

	NEED(NT_SUCCESS(scratch(&key)));
	NEED(NT_SUCCESS(create_key(key, "subkey", KEY_ALL_ACCESS, &sub, NULL)));
	CHECK_STATUS(ZwSetValueKey(key, W("val"), 0, REG_BINARY, (PVOID)"12345", 5), STATUS_SUCCESS);
	CHECK_STATUS(ZwQueryKey(key, KeyFullInformation, buf, sizeof(buf), &len), STATUS_SUCCESS);
	CHECK_EQ(full->SubKeys, 1);
	CHECK_EQ(full->MaxNameLen, 12);
	CHECK_EQ(full->Values, 1);
	CHECK_EQ(full->MaxValueNameLen, 6);
	CHECK_EQ(full->MaxValueDataLen, 5);
	CHECK_STATUS(ZwQueryKey(sub, KeyNameInformation, buf, sizeof(buf), &len), STATUS_SUCCESS);
	CHECK_EQ(name->NameLength, 2 * (nt_len(SOFTWARE) + nt_len("\\nttest\\subkey")));
	CHECK_EQ(name->Name[0], '\\');
	CHECK_EQ(name->Name[name->NameLength / 2 - 1], 'y');
	CHECK_STATUS(ZwQueryKey(key, (KEY_INFORMATION_CLASS)99, buf, sizeof(buf), &len),
		     STATUS_INVALID_PARAMETER);
	scratch_end(sub);
	scratch_end(key);
}

NT_TEST(reg_delete_key, "ZwDeleteKey: STATUS_CANNOT_DELETE with subkeys; all handles become invalid")
{
	UCHAR buf[64];
	HANDLE key, other, sub;
	ULONG len;

	NEED(NT_SUCCESS(scratch(&key)));
	NEED(NT_SUCCESS(create_key(key, "sub", KEY_ALL_ACCESS, &sub, NULL)));
	NEED(NT_SUCCESS(open_key(key, "sub", KEY_ALL_ACCESS, &other)));
	CHECK_STATUS(ZwDeleteKey(key), STATUS_CANNOT_DELETE);
	CHECK_STATUS(ZwDeleteKey(sub), STATUS_SUCCESS);
	CHECK_STATUS(ZwDeleteKey(sub), STATUS_KEY_DELETED);
	CHECK_STATUS(ZwQueryValueKey(other, W("v"), KeyValuePartialInformation, buf, sizeof(buf), &len),
		     STATUS_KEY_DELETED);
	CHECK_STATUS(ZwSetValueKey(other, W("v"), 0, REG_DWORD, &len, 4), STATUS_KEY_DELETED);
	CHECK_STATUS(ZwClose(sub), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(other), STATUS_SUCCESS);
	scratch_end(key);
}

NT_TEST(reg_access, "ZwSetValueKey, ZwQueryValueKey, ZwDeleteKey: the handle must have been opened for that access")
{
	UCHAR buf[64];
	HANDLE key, read, write;
	ULONG len = 0;

	NEED(NT_SUCCESS(scratch(&key)));
	NEED(NT_SUCCESS(open_key(key, "", KEY_READ, &read)));
	NEED(NT_SUCCESS(open_key(key, "", GENERIC_WRITE, &write)));
	CHECK_STATUS(ZwSetValueKey(read, W("v"), 0, REG_DWORD, &len, 4), STATUS_ACCESS_DENIED);
	CHECK_STATUS(ZwDeleteValueKey(read, W("v")), STATUS_ACCESS_DENIED);
	CHECK_STATUS(ZwSetValueKey(write, W("v"), 0, REG_DWORD, &len, 4), STATUS_SUCCESS);
	CHECK_STATUS(ZwQueryValueKey(write, W("v"), KeyValuePartialInformation, buf, sizeof(buf), &len),
		     STATUS_ACCESS_DENIED);
	CHECK_STATUS(ZwDeleteKey(write), STATUS_ACCESS_DENIED);
	CHECK_STATUS(ZwClose(read), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(write), STATUS_SUCCESS);
	scratch_end(key);
}

NT_TEST(reg_handles, "ZwClose: STATUS_INVALID_HANDLE for what is no handle; a handle of another kind is a type mismatch")
{
	HANDLE key;
	PVOID object;
	ULONG len;

	CHECK_STATUS(ZwClose(NULL), STATUS_INVALID_HANDLE);
	CHECK_STATUS(ZwClose((HANDLE)(ULONG_PTR)0x7ffffff8), STATUS_INVALID_HANDLE);
	NEED(NT_SUCCESS(scratch(&key)));
	CHECK_STATUS(ObReferenceObjectByHandle(key, 0, *PsThreadType, KernelMode, &object, NULL),
		     STATUS_OBJECT_TYPE_MISMATCH);
	CHECK_STATUS(ObReferenceObjectByHandle(key, 0, *CmKeyObjectType, KernelMode, &object, NULL),
		     STATUS_SUCCESS);
	ObDereferenceObject(object);
	CHECK_STATUS(ObReferenceObjectByHandle(key, 0, NULL, KernelMode, &object, NULL), STATUS_SUCCESS);
	scratch_end(key);
	CHECK_STATUS(ZwClose(key), STATUS_INVALID_HANDLE);
	CHECK_STATUS(ZwSetValueKey(key, W("v"), 0, REG_DWORD, &len, 4), STATUS_INVALID_HANDLE);
	ObDereferenceObject(object);
}

NT_TEST(reg_service, "DriverEntry's RegistryPath names the service's key")
{
	OBJECT_ATTRIBUTES oa;
	HANDLE key;

	InitializeObjectAttributes(&oa, nt_registry_path, OBJ_KERNEL_HANDLE, NULL, NULL);
	CHECK_STATUS(ZwOpenKey(&key, KEY_READ, &oa), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(key), STATUS_SUCCESS);
}

NT_TEST(reg_device_keys, "IoOpenDeviceRegistryKey: hardware and software key; anything else is STATUS_INVALID_PARAMETER")
{
	HANDLE hardware, software;
	DEVICE_OBJECT none = { 0 };
	ULONG value = 1, len;
	UCHAR buf[32];

	CHECK_STATUS(IoOpenDeviceRegistryKey(nt_pdo, PLUGPLAY_REGKEY_DEVICE, KEY_ALL_ACCESS, &hardware),
		     STATUS_SUCCESS);
	CHECK_STATUS(IoOpenDeviceRegistryKey(nt_pdo, PLUGPLAY_REGKEY_DRIVER, KEY_ALL_ACCESS, &software),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwSetValueKey(software, W("HardwareInformation.MemorySize"), 0, REG_DWORD, &value, 4),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwQueryValueKey(hardware, W("HardwareInformation.MemorySize"),
				     KeyValuePartialInformation, buf, sizeof(buf), &len),
		     STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK_STATUS(ZwClose(software), STATUS_SUCCESS);
	CHECK_STATUS(IoOpenDeviceRegistryKey(nt_pdo, PLUGPLAY_REGKEY_DRIVER | PLUGPLAY_REGKEY_CURRENT_HWPROFILE,
					     KEY_READ, &software), STATUS_SUCCESS);
	CHECK_STATUS(ZwQueryValueKey(software, W("HardwareInformation.MemorySize"),
				     KeyValuePartialInformation, buf, sizeof(buf), &len),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(software), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(hardware), STATUS_SUCCESS);
	CHECK_STATUS(IoOpenDeviceRegistryKey(nt_pdo, PLUGPLAY_REGKEY_DEVICE | PLUGPLAY_REGKEY_DRIVER,
					     KEY_READ, &software), STATUS_INVALID_PARAMETER);
	CHECK_STATUS(IoOpenDeviceRegistryKey(nt_pdo, 0, KEY_READ, &software), STATUS_INVALID_PARAMETER);
	CHECK_STATUS(IoOpenDeviceRegistryKey(nt_pdo, PLUGPLAY_REGKEY_CURRENT_HWPROFILE, KEY_READ, &software),
		     STATUS_INVALID_PARAMETER);
	CHECK_STATUS(IoOpenDeviceRegistryKey(&none, PLUGPLAY_REGKEY_DRIVER, KEY_READ, &software),
		     STATUS_INVALID_PARAMETER);
	CHECK_STATUS(IoOpenDeviceRegistryKey(NULL, PLUGPLAY_REGKEY_DRIVER, KEY_READ, &software),
		     STATUS_INVALID_PARAMETER);
}

NT_TEST(device_properties, "IoGetDeviceProperty: each property of a PDO; sizes; documented failures")
{
	static const DEVICE_REGISTRY_PROPERTY text[] = {
		DevicePropertyDeviceDescription, DevicePropertyHardwareID,
		DevicePropertyCompatibleIDs, DevicePropertyClassName, DevicePropertyClassGuid,
		DevicePropertyDriverKeyName, DevicePropertyManufacturer,
		DevicePropertyFriendlyName, DevicePropertyLocationInformation,
		DevicePropertyPhysicalDeviceObjectName, DevicePropertyEnumeratorName,
	};
	static const DEVICE_REGISTRY_PROPERTY number[] = {
		DevicePropertyLegacyBusType, DevicePropertyBusNumber, DevicePropertyAddress,
		DevicePropertyUINumber, DevicePropertyInstallState, DevicePropertyRemovalPolicy,
	};
	static WCHAR buf[512];
	DEVICE_OBJECT none = { 0 };
	ULONG i, len, value;

	for (i = 0; i < RTL_NUMBER_OF(text); i++) {
		len = 0;
		CHECK_STATUS(IoGetDeviceProperty(nt_pdo, text[i], 0, NULL, &len), STATUS_BUFFER_TOO_SMALL);
		CHECK(len && len < sizeof(buf));
		CHECK_STATUS(IoGetDeviceProperty(nt_pdo, text[i], len - 2, buf, &len), STATUS_BUFFER_TOO_SMALL);
		CHECK_STATUS(IoGetDeviceProperty(nt_pdo, text[i], sizeof(buf), buf, &len), STATUS_SUCCESS);
		CHECK_EQ(buf[len / 2 - 1], 0);
	}
	for (i = 0; i < RTL_NUMBER_OF(number); i++) {
		CHECK_STATUS(IoGetDeviceProperty(nt_pdo, number[i], 4, &value, &len), STATUS_SUCCESS);
		CHECK_EQ(len, 4);
	}
	CHECK_STATUS(IoGetDeviceProperty(nt_pdo, DevicePropertyLegacyBusType, 4, &value, &len), STATUS_SUCCESS);
	CHECK_EQ(value, PCIBus);
	CHECK_STATUS(IoGetDeviceProperty(nt_pdo, DevicePropertyBusTypeGuid, sizeof(buf), buf, &len),
		     STATUS_SUCCESS);
	CHECK_EQ(len, sizeof(GUID));
	CHECK_STATUS(IoGetDeviceProperty(nt_pdo, (DEVICE_REGISTRY_PROPERTY)500, 4, &value, &len),
		     STATUS_INVALID_PARAMETER_2);
	CHECK_STATUS(IoGetDeviceProperty(&none, DevicePropertyBusNumber, 4, &value, &len),
		     STATUS_INVALID_DEVICE_REQUEST);
}

NT_TEST(device_id_text, "DevicePropertyHardwareID: PCI\\VEN_vvvv&DEV_dddd..., a list ended by an empty string")
{
	static WCHAR buf[512];
	static const char begin[] = "PCI\\VEN_";
	ULONG i, len, strings = 0;

	NEED(NT_SUCCESS(IoGetDeviceProperty(nt_pdo, DevicePropertyHardwareID, sizeof(buf), buf, &len)));
	for (i = 0; begin[i]; i++)
		CHECK_EQ(buf[i], (UCHAR)begin[i]);
	for (i = 0; i + 1 < len / 2; i++)
		if (!buf[i])
			strings++;
	CHECK(strings >= 2);
	CHECK_EQ(buf[len / 2 - 2], 0);
}

NT_TEST(reg_open_ex, "ZwOpenKeyEx: as ZwOpenKey; ZwFlushKey: STATUS_SUCCESS, or STATUS_INVALID_HANDLE")
{
	OBJECT_ATTRIBUTES oa;
	HANDLE key, again;

	NEED(NT_SUCCESS(scratch(&key)));
	InitializeObjectAttributes(&oa, W(SOFTWARE "\\NTTEST\\"),
				   OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
	CHECK_STATUS(ZwOpenKeyEx(&again, KEY_READ, &oa, 0), STATUS_SUCCESS);
	CHECK_STATUS(ZwFlushKey(again), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(again), STATUS_SUCCESS);
	CHECK_STATUS(ZwFlushKey(again), STATUS_INVALID_HANDLE);
	InitializeObjectAttributes(&oa, W(SOFTWARE "\\nttest2"),
				   OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
	CHECK_STATUS(ZwOpenKeyEx(&again, KEY_READ, &oa, 0), STATUS_OBJECT_NAME_NOT_FOUND);
	scratch_end(key);
}

NT_TEST(reg_write_time, "ZwSetInformationKey: KeyWriteTimeInformation sets what KEY_NODE_INFORMATION tells")
{
	KEY_WRITE_TIME_INFORMATION time = { { .QuadPart = 0x123456789abcdll } };
	UCHAR buf[96];
	PKEY_NODE_INFORMATION node = (PKEY_NODE_INFORMATION)buf;
	HANDLE key;
	ULONG len;

	NEED(NT_SUCCESS(scratch(&key)));
	CHECK_STATUS(ZwSetInformationKey(key, KeyWriteTimeInformation, &time, sizeof(time)),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwSetInformationKey(key, KeyWriteTimeInformation, &time, sizeof(time) - 1),
		     STATUS_INFO_LENGTH_MISMATCH);
	CHECK_STATUS(ZwSetInformationKey(key, (KEY_SET_INFORMATION_CLASS)77, &time, sizeof(time)),
		     STATUS_INVALID_INFO_CLASS);
	CHECK_STATUS(ZwSetInformationKey((HANDLE)(LONG_PTR)-2, KeyWriteTimeInformation, &time,
					 sizeof(time)), STATUS_INVALID_HANDLE);
	CHECK_STATUS(ZwQueryKey(key, KeyNodeInformation, buf, sizeof(buf), &len), STATUS_SUCCESS);
	CHECK_EQ(node->LastWriteTime.QuadPart, time.LastWriteTime.QuadPart);
	/* No class. */
	CHECK_EQ(node->ClassLength, 0);
	CHECK_EQ(node->NameLength, 6 * sizeof(WCHAR));
	CHECK_EQ(node->Name[0], 'n');
	CHECK_EQ(len, FIELD_OFFSET(KEY_NODE_INFORMATION, Name) + 6 * sizeof(WCHAR));
	scratch_end(key);
}

NT_TEST(reg_align64, "KEY_VALUE_PARTIAL_INFORMATION_ALIGN64: the data is aligned to 8 bytes")
{
	ULONGLONG buf[6];
	PKEY_VALUE_PARTIAL_INFORMATION_ALIGN64 info = (PKEY_VALUE_PARTIAL_INFORMATION_ALIGN64)buf;
	ULONGLONG value = 0x1122334455667788ull;
	HANDLE key;
	ULONG len;

	NEED(NT_SUCCESS(scratch(&key)));
	CHECK_STATUS(ZwSetValueKey(key, W("q"), 0, REG_QWORD, &value, sizeof(value)),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwQueryValueKey(key, W("q"), KeyValuePartialInformationAlign64, buf,
				     sizeof(buf), &len), STATUS_SUCCESS);
	CHECK_EQ(info->Type, REG_QWORD);
	CHECK_EQ(info->DataLength, 8);
	CHECK_EQ((ULONG_PTR)info->Data % 8, 0);
	CHECK(nt_same(info->Data, &value, sizeof(value)));
	CHECK_EQ(len, FIELD_OFFSET(KEY_VALUE_PARTIAL_INFORMATION_ALIGN64, Data) + 8);
	scratch_end(key);
}

NT_SUITE(registry) = {
	NT_CASE(reg_open_missing),
	NT_CASE(reg_create),
	NT_CASE(reg_create_parent),
	NT_CASE(reg_relative),
	NT_CASE(reg_values),
	NT_CASE(reg_missing_value),
	NT_CASE(reg_unnamed),
	NT_CASE(reg_query_sizes),
	NT_CASE(reg_full),
	NT_CASE(reg_enumerate_values),
	NT_CASE(reg_enumerate_keys),
	NT_CASE(reg_query_key),
	NT_CASE(reg_delete_key),
	NT_CASE(reg_access),
	NT_CASE(reg_handles),
	NT_CASE(reg_service),
	NT_CASE(reg_device_keys),
	NT_CASE(device_properties),
	NT_CASE(device_id_text),
	NT_CASE(reg_open_ex),
	NT_CASE(reg_write_time),
	NT_CASE(reg_align64),
	NT_END
};
