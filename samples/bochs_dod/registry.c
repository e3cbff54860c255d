/* SPDX-License-Identifier: MIT */
/*
 * What the adapter is, for people and programs that look in the registry:
 * "Registering Hardware Information" in Microsoft's display driver design guide.
 */
#include "bochs_dod.h"

static NTSTATUS BochsSetString(_In_ HANDLE Key, _In_ PCWSTR ValueName, _In_ PCWSTR String)
{
	UNICODE_STRING Name;
	UNICODE_STRING Value;

	RtlInitUnicodeString(&Name, ValueName);
	RtlInitUnicodeString(&Value, String);

	/* With the terminator, which a UNICODE_STRING does not count. */
	return ZwSetValueKey(Key, &Name, 0, REG_SZ, Value.Buffer, Value.Length + sizeof(WCHAR));
}

static NTSTATUS BochsSetUlong(_In_ HANDLE Key, _In_ PCWSTR ValueName, _In_ ULONG Value)
{
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, ValueName);
	return ZwSetValueKey(Key, &Name, 0, REG_DWORD, &Value, sizeof(Value));
}

/* The display works without: a failure is told and forgotten. */
VOID BochsRegisterHardwareInformation(_In_ PBOCHS_DEVICE Device)
{
	HANDLE Key;
	NTSTATUS Status;

	PAGED_CODE();

	Status = IoOpenDeviceRegistryKey(Device->PhysicalDeviceObject, PLUGPLAY_REGKEY_DRIVER,
					 KEY_SET_VALUE, &Key);
	if (!NT_SUCCESS(Status)) {
		BochsLogError("IoOpenDeviceRegistryKey failed with 0x%08x\n", Status);
		return;
	}

	Status = BochsSetString(Key, L"HardwareInformation.ChipType", L"QEMU Standard VGA");
	if (NT_SUCCESS(Status))
		Status = BochsSetString(Key, L"HardwareInformation.DacType", L"Internal");
	if (NT_SUCCESS(Status)) {
		Status = BochsSetString(Key, L"HardwareInformation.AdapterString",
					L"QEMU Standard VGA (1234:1111)");
	}
	if (NT_SUCCESS(Status))
		Status = BochsSetString(Key, L"HardwareInformation.BiosString", L"None");
	if (NT_SUCCESS(Status)) {
		/* In megabytes. */
		Status = BochsSetUlong(Key, L"HardwareInformation.MemorySize",
				       Device->VideoMemory >> 20);
	}
	if (!NT_SUCCESS(Status))
		BochsLogError("ZwSetValueKey failed with 0x%08x\n", Status);

	(VOID)ZwClose(Key);
}
