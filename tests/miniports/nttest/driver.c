// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* driver.c - what belongs to a driver: extensions, keys, tracing, its timers. */
#include "nttest.h"

#include <evntprov.h>

NT_TEST(driver_extension, "IoAllocateDriverObjectExtension: zeroed memory per identification; STATUS_OBJECT_NAME_COLLISION")
{
	/* Extensions live as long as their driver: one for all runs of the case. */
	static DRIVER_OBJECT object;
	static ULONG id;
	PULONG extension, again;

	CHECK(!IoGetDriverObjectExtension(&object, &id));
	NEED(NT_SUCCESS(IoAllocateDriverObjectExtension(&object, &id, 64, (PVOID *)&extension)));
	CHECK_EQ(extension[0] | extension[15], 0);
	extension[0] = 7;
	CHECK(IoGetDriverObjectExtension(&object, &id) == extension);
	CHECK(!IoGetDriverObjectExtension(&object, &object));
	CHECK_STATUS(IoAllocateDriverObjectExtension(&object, &id, 64, (PVOID *)&again),
		     STATUS_OBJECT_NAME_COLLISION);
	CHECK(!again);
	CHECK_EQ(extension[0], 7);
}

NT_TEST(driver_key, "IoOpenDriverRegistryKey: DriverRegKeyParameters is the service's Parameters key")
{
	static DRIVER_EXTENSION extension;
	static DRIVER_OBJECT object;
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"Answer");
	UCHAR buffer[64];
	ULONG value = 42, size;
	HANDLE key;

	extension.ServiceKeyName = (UNICODE_STRING)RTL_CONSTANT_STRING(L"nttest");
	object.DriverExtension = &extension;
	NEED(NT_SUCCESS(IoOpenDriverRegistryKey(&object, DriverRegKeyParameters, KEY_ALL_ACCESS, 0,
						&key)));
	CHECK_STATUS(ZwSetValueKey(key, &name, 0, REG_DWORD, &value, sizeof(value)), STATUS_SUCCESS);
	CHECK_STATUS(RtlCheckRegistryKey(RTL_REGISTRY_SERVICES, (PWSTR)L"nttest\\Parameters"),
		     STATUS_SUCCESS);
	CHECK_STATUS(ZwQueryValueKey(key, &name, KeyValuePartialInformation, buffer, sizeof(buffer),
				     &size), STATUS_SUCCESS);
	CHECK_STATUS(ZwDeleteKey(key), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(key), STATUS_SUCCESS);
	CHECK_STATUS(IoOpenDriverRegistryKey(&object, DriverRegKeyParameters, KEY_READ, 1, &key),
		     STATUS_INVALID_PARAMETER);
}

NT_TEST(etw, "EtwRegister, EtwEventEnabled, EtwWrite, EtwUnregister: a provider that no session enables")
{
	static const GUID id = { 1, 2, 3, { 4, 5, 6, 7, 8, 9, 10, 11 } };
	EVENT_DESCRIPTOR event = { 0 };
	REGHANDLE a, b;

	CHECK_STATUS(EtwRegister(&id, NULL, NULL, &a), STATUS_SUCCESS);
	CHECK_STATUS(EtwRegister(&id, NULL, NULL, &b), STATUS_SUCCESS);
	CHECK(a && b && a != b);
	CHECK(!EtwEventEnabled(a, &event));
	CHECK(!EtwProviderEnabled(a, 0, 0));
	CHECK_STATUS(EtwWrite(a, &event, NULL, 0, NULL), STATUS_SUCCESS);
	CHECK_STATUS(EtwWriteTransfer(a, &event, NULL, &id, 0, NULL), STATUS_SUCCESS);
	CHECK_STATUS(EtwWriteString(a, 1, 0, NULL, L"text"), STATUS_SUCCESS);
	CHECK_STATUS(EtwUnregister(a), STATUS_SUCCESS);
	CHECK_STATUS(EtwWriteTransfer(a, &event, NULL, &id, 0, NULL), STATUS_INVALID_HANDLE);
	CHECK_STATUS(EtwWriteString(a, 1, 0, NULL, L"text"), STATUS_INVALID_HANDLE);
	CHECK_STATUS(EtwUnregister(a), STATUS_INVALID_HANDLE);
	CHECK_STATUS(EtwWrite(a, &event, NULL, 0, NULL), STATUS_INVALID_HANDLE);
	CHECK_STATUS(EtwUnregister(b), STATUS_SUCCESS);
	CHECK_STATUS(EtwRegister(NULL, NULL, NULL, &a), STATUS_INVALID_PARAMETER);
}

static volatile LONG expired;

static VOID NTAPI expire(PEX_TIMER timer, PVOID context)
{
	CHECK(context == &expired);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	CHECK(KeIsExecutingDpc());
	InterlockedIncrement(&expired);
}

static VOID NTAPI timer_gone(PVOID context)
{
	InterlockedIncrement(context);
}

NT_TEST(ex_timer_delete, "EXT_DELETE_PARAMETERS: the callback is called when the timer is deleted")
{
	PEX_TIMER timer = ExAllocateTimer(NULL, NULL, 0);
	EXT_DELETE_PARAMETERS parameters;
	EXT_SET_PARAMETERS set;
	LONG gone = 0;

	NEED(timer);
	ExInitializeSetTimerParameters(&set);
	CHECK_EQ(set.NoWakeTolerance, 0);
	CHECK(!ExSetTimer(timer, -10000, 0, &set));
	CHECK_STATUS(KeWaitForSingleObject(timer, Executive, KernelMode, FALSE, NULL),
		     STATUS_SUCCESS);
	ExInitializeDeleteTimerParameters(&parameters);
	parameters.DeleteCallback = timer_gone;
	parameters.DeleteContext = &gone;
	CHECK(!ExDeleteTimer(timer, TRUE, TRUE, &parameters));
	CHECK_EQ(gone, 1);
}

NT_TEST(ex_timer, "ExAllocateTimer, ExSetTimer, ExDeleteTimer: the callback runs at DISPATCH_LEVEL; the timer can be waited for")
{
	PEX_TIMER timer = ExAllocateTimer(expire, (PVOID)&expired, EX_TIMER_HIGH_RESOLUTION);

	NEED(timer);
	expired = 0;
	CHECK(!ExSetTimer(timer, -10000, 0, NULL));
	CHECK_STATUS(KeWaitForSingleObject(timer, Executive, KernelMode, FALSE, NULL),
		     STATUS_SUCCESS);
	KeFlushQueuedDpcs();
	CHECK_EQ(expired, 1);
	CHECK(!ExSetTimer(timer, -10000000ll * 100, 0, NULL));
	CHECK(ExCancelTimer(timer, NULL));
	CHECK(!ExCancelTimer(timer, NULL));
	CHECK(!ExSetTimer(timer, -10000000ll * 100, 0, NULL));
	CHECK(ExDeleteTimer(timer, TRUE, TRUE, NULL));
	CHECK_EQ(expired, 1);
	CHECK(!KeIsExecutingDpc());
	CHECK(!ExAllocateTimer(expire, NULL, EX_TIMER_HIGH_RESOLUTION | EX_TIMER_NO_WAKE));
	CHECK(!ExAllocateTimer(expire, NULL, 0x100));
}

NT_TEST(error_log, "IoAllocateErrorLogEntry: NULL if the entry is larger than ERROR_LOG_MAXIMUM_SIZE")
{
	PIO_ERROR_LOG_PACKET entry;

	CHECK(!IoAllocateErrorLogEntry(NULL, ERROR_LOG_MAXIMUM_SIZE + 1));
	CHECK(!IoAllocateErrorLogEntry(NULL, 1));
	entry = IoAllocateErrorLogEntry(NULL, sizeof(*entry));
	NEED(entry);
	CHECK_EQ(entry->ErrorCode, 0);
	IoFreeErrorLogEntry(entry);
	/* What is written is freed by the system. */
	entry = IoAllocateErrorLogEntry(NULL, sizeof(*entry));
	NEED(entry);
	entry->FinalStatus = STATUS_DEVICE_BUSY;
	IoWriteErrorLogEntry(entry);
}

static ULONG print(PCSTR format, ...)
{
	DXGK_VA_LIST ap;
	ULONG status;

	DXGK_VA_START(ap, format);
	status = vDbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_TRACE_LEVEL, format, ap);
	DXGK_VA_END(ap);
	return status;
}

NT_TEST(debug_filter,
	"DbgSetDebugFilterState, DbgQueryDebugFilterState: by component and level or mask; without a debugger nothing answers")
{
	CHAR answer[4] = "xyz";

	CHECK_EQ(DbgQueryDebugFilterState(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL), TRUE);
	CHECK_EQ(DbgQueryDebugFilterState(DPFLTR_IHVVIDEO_ID, DPFLTR_INFO_LEVEL), FALSE);
	CHECK_STATUS(DbgSetDebugFilterState(DPFLTR_IHVVIDEO_ID, DPFLTR_INFO_LEVEL, TRUE),
		     STATUS_SUCCESS);
	CHECK_EQ(DbgQueryDebugFilterState(DPFLTR_IHVVIDEO_ID, DPFLTR_INFO_LEVEL), TRUE);
	CHECK_EQ(DbgQueryDebugFilterState(DPFLTR_IHVVIDEO_ID, 0x80000000u |
					  1u << DPFLTR_INFO_LEVEL), TRUE);
	CHECK_EQ(DbgQueryDebugFilterState(DPFLTR_IHVVIDEO_ID, DPFLTR_TRACE_LEVEL), FALSE);
	CHECK_EQ(DbgQueryDebugFilterState(DPFLTR_VIDEO_ID, DPFLTR_INFO_LEVEL), FALSE);
	CHECK_STATUS(DbgSetDebugFilterState(DPFLTR_IHVVIDEO_ID, DPFLTR_INFO_LEVEL, FALSE),
		     STATUS_SUCCESS);
	CHECK_EQ(DbgQueryDebugFilterState(DPFLTR_IHVVIDEO_ID, DPFLTR_INFO_LEVEL), FALSE);
	CHECK(!NT_SUCCESS(DbgSetDebugFilterState(0x10000, DPFLTR_INFO_LEVEL, TRUE)));
	CHECK_STATUS(print("%u", 5), STATUS_SUCCESS);
	CHECK_STATUS(DbgPrintReturnControlC("%u", 5), STATUS_SUCCESS);
	CHECK_EQ(DbgPrompt("?", answer, sizeof(answer)), 0);
	CHECK_EQ(answer[0], 0);
	CHECK_STATUS(KdDisableDebugger(), STATUS_DEBUGGER_INACTIVE);
	CHECK_STATUS(KdEnableDebugger(), STATUS_DEBUGGER_INACTIVE);
	CHECK(KdRefreshDebuggerNotPresent());
}

static VOID NTAPI callout(PVOID parameter)
{
	*(PULONG)parameter = 5;
}

NT_TEST(expand_stack, "KeExpandKernelStackAndCallout: STATUS_SUCCESS when the routine was called, STATUS_NO_MEMORY")
{
	ULONG value = 0;

	CHECK_STATUS(KeExpandKernelStackAndCallout(callout, &value, 512), STATUS_SUCCESS);
	CHECK_EQ(value, 5);
	CHECK_STATUS(KeExpandKernelStackAndCallout(callout, &value, (SIZE_T)1 << 40),
		     STATUS_NO_MEMORY);
}

NT_TEST(copy_memory, "MmCopyMemory: fails, with the bytes that were transferred, where nothing is mapped")
{
	UCHAR from[64], to[64] = { 0 };
	MM_COPY_ADDRESS source;
	SIZE_T done, i;

	for (i = 0; i < sizeof(from); i++)
		from[i] = (UCHAR)(i + 1);
	source.VirtualAddress = from;
	CHECK_STATUS(MmCopyMemory(to, source, sizeof(to), MM_COPY_MEMORY_VIRTUAL, &done),
		     STATUS_SUCCESS);
	CHECK_EQ(done, sizeof(to));
	CHECK(nt_same(from, to, sizeof(to)));
	source.VirtualAddress = (PVOID)0x8000000000001000ull;
	CHECK_STATUS(MmCopyMemory(to, source, 8, MM_COPY_MEMORY_VIRTUAL, &done),
		     STATUS_ACCESS_VIOLATION);
	CHECK_EQ(done, 0);
	CHECK_STATUS(MmCopyMemory(to, source, 8, 0, &done), STATUS_INVALID_PARAMETER);
}

NT_TEST(device_interface,
	"IoRegisterDeviceInterface, IoSetDeviceInterfaceState, IoGetDeviceInterfaces: registered, enabled, found")
{
	static const GUID class = { 0x11223344, 5, 6, { 7, 8, 9, 10, 11, 12, 13, 14 } };
	UNICODE_STRING link, again, bad = RTL_CONSTANT_STRING(L"a\\b");
	UNICODE_STRING reference = RTL_CONSTANT_STRING(L"Ref");
	PZZWSTR list;
	HANDLE key;

	NEED(NT_SUCCESS(IoRegisterDeviceInterface(nt_pdo, &class, NULL, &link)));
	CHECK(link.Buffer[0] == '\\' && link.Buffer[1] == '?');
	CHECK_STATUS(IoRegisterDeviceInterface(nt_pdo, &class, NULL, &again),
		     STATUS_OBJECT_NAME_EXISTS);
	CHECK(RtlEqualUnicodeString(&link, &again, FALSE));
	RtlFreeUnicodeString(&again);
	CHECK_STATUS(IoRegisterDeviceInterface(nt_pdo, &class, &bad, &again),
		     STATUS_INVALID_DEVICE_REQUEST);
	CHECK_STATUS(IoRegisterDeviceInterface((PDEVICE_OBJECT)&link, &class, NULL, &again),
		     STATUS_INVALID_DEVICE_REQUEST);

	/* A reference string makes an interface of its own, and ends its link. */
	CHECK_STATUS(IoRegisterDeviceInterface(nt_pdo, &class, &reference, &again),
		     STATUS_SUCCESS);
	CHECK_EQ(again.Length, link.Length + sizeof(WCHAR) + reference.Length);
	CHECK_EQ(again.Buffer[link.Length / sizeof(WCHAR)], '\\');
	CHECK(nt_same(again.Buffer + link.Length / sizeof(WCHAR) + 1, reference.Buffer,
		      reference.Length));
	RtlFreeUnicodeString(&again);

	CHECK_STATUS(IoGetDeviceInterfaces(&class, NULL, 0, &list), STATUS_SUCCESS);
	CHECK_EQ(list[0], 0);
	ExFreePool(list);
	CHECK_STATUS(IoSetDeviceInterfaceState(&link, FALSE), STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK_STATUS(IoSetDeviceInterfaceState(&link, TRUE), STATUS_SUCCESS);
	CHECK_STATUS(IoSetDeviceInterfaceState(&link, TRUE), STATUS_OBJECT_NAME_EXISTS);
	CHECK_STATUS(IoGetDeviceInterfaces(&class, nt_pdo, 0, &list), STATUS_SUCCESS);
	CHECK(nt_same(list, link.Buffer, link.Length));
	CHECK_EQ(list[link.Length / sizeof(WCHAR) + 1], 0);
	ExFreePool(list);
	CHECK_STATUS(IoOpenDeviceInterfaceRegistryKey(&link, KEY_ALL_ACCESS, &key), STATUS_SUCCESS);
	CHECK_STATUS(ZwClose(key), STATUS_SUCCESS);
	CHECK_STATUS(IoOpenDeviceInterfaceRegistryKey(&bad, KEY_ALL_ACCESS, &key),
		     STATUS_OBJECT_NAME_NOT_FOUND);
	CHECK_STATUS(IoSetDeviceInterfaceState(&link, FALSE), STATUS_SUCCESS);
	RtlFreeUnicodeString(&link);
}

static VOID NTAPI at_the_end(PVOID buffer, ULONG length)
{
}

NT_TEST(bug_check_callback, "KeRegisterBugCheckCallback: FALSE if the record is registered already")
{
	static KBUGCHECK_CALLBACK_RECORD record;

	KeInitializeCallbackRecord(&record);
	CHECK(!KeDeregisterBugCheckCallback(&record));
	CHECK(KeRegisterBugCheckCallback(&record, at_the_end, NULL, 0, (PUCHAR)"nttest"));
	CHECK(!KeRegisterBugCheckCallback(&record, at_the_end, NULL, 0, (PUCHAR)"nttest"));
	CHECK(KeDeregisterBugCheckCallback(&record));
	CHECK(!KeDeregisterBugCheckCallback(&record));
}

NT_TEST(dos_error, "RtlNtStatusToDosError: ERROR_MR_MID_NOT_FOUND for a status without a corresponding error")
{
	CHECK_EQ(RtlNtStatusToDosError(STATUS_SUCCESS), 0);
	CHECK_EQ(RtlNtStatusToDosError(STATUS_ACCESS_DENIED), 5);
	CHECK_EQ(RtlNtStatusToDosError(STATUS_NOT_SUPPORTED), 50);
	CHECK_EQ(RtlNtStatusToDosError((NTSTATUS)0xe1234567), 317);
}

NT_SUITE(driver) = {
	NT_CASE(driver_extension),
	NT_CASE(driver_key),
	NT_CASE(etw),
	NT_CASE(ex_timer),
	NT_CASE(ex_timer_delete),
	NT_CASE(debug_filter),
	NT_CASE(error_log),
	NT_CASE(expand_stack),
	NT_CASE(copy_memory),
	NT_CASE(device_interface),
	NT_CASE(bug_check_callback),
	NT_CASE(dos_error),
	NT_END
};
