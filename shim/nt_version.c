// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_version.c - which Windows this is: the one whose driver interfaces the
 * shim has, Windows 10 version 22H2; and which processors.
 */
#include "nt_ke.h"
#include "verifier.h"

#define DXGK_WINDOWS_MAJOR 10
#define DXGK_WINDOWS_MINOR 0
#define DXGK_WINDOWS_BUILD 19045

/**
 * RtlGetVersion() - the version of Windows
 * @lpVersionInformation: RTL_OSVERSIONINFOW or RTL_OSVERSIONINFOEXW, as its size says
 *
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for another size.
 *
 * Follows "RtlGetVersion function (wdm.h)".
 */
NTSTATUS NTAPI RtlGetVersion(PRTL_OSVERSIONINFOW lpVersionInformation)
{
	PRTL_OSVERSIONINFOEXW ex = (PRTL_OSVERSIONINFOEXW)lpVersionInformation;
	ULONG size = lpVersionInformation->dwOSVersionInfoSize;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (size != sizeof(RTL_OSVERSIONINFOW) && size != sizeof(RTL_OSVERSIONINFOEXW))
		return STATUS_INVALID_PARAMETER;
	RtlZeroMemory(lpVersionInformation, size);
	lpVersionInformation->dwOSVersionInfoSize = size;
	lpVersionInformation->dwMajorVersion = DXGK_WINDOWS_MAJOR;
	lpVersionInformation->dwMinorVersion = DXGK_WINDOWS_MINOR;
	lpVersionInformation->dwBuildNumber = DXGK_WINDOWS_BUILD;
	lpVersionInformation->dwPlatformId = VER_PLATFORM_WIN32_NT;
	if (size == sizeof(RTL_OSVERSIONINFOEXW))
		ex->wProductType = VER_NT_WORKSTATION;
	return STATUS_SUCCESS;
}

/* Two numbers by a VER_* condition. */
static bool dxgk_version_holds(ULONG is, ULONG want, ULONG condition)
{
	switch (condition) {
	case VER_EQUAL:
		return is == want;
	case VER_GREATER:
		return is > want;
	case VER_GREATER_EQUAL:
		return is >= want;
	case VER_LESS:
		return is < want;
	case VER_LESS_EQUAL:
		return is <= want;
	default:
		return false;
	}
}

/* Where the condition of a type stands in the mask: three bits for each. */
static ULONG dxgk_condition_shift(ULONG type)
{
	return (ULONG)__builtin_ctz(type) * VER_NUM_BITS_PER_CONDITION_MASK;
}

ULONGLONG NTAPI VerSetConditionMask(ULONGLONG ConditionMask, ULONG TypeMask, UCHAR Condition)
{
	ULONG bit;

	for (bit = 1; bit <= VER_PRODUCT_TYPE; bit <<= 1)
		if (TypeMask & bit)
			ConditionMask |= (ULONGLONG)(Condition & VER_CONDITION_MASK) <<
					 dxgk_condition_shift(bit);
	return ConditionMask;
}

static ULONG dxgk_condition(ULONGLONG mask, ULONG type)
{
	return (ULONG)(mask >> dxgk_condition_shift(type)) & VER_CONDITION_MASK;
}

/**
 * RtlVerifyVersionInfo() - is the system what a driver asks for?
 * @VersionInfo: the versions to compare with
 * @TypeMask: which members of it count, VER_*
 * @ConditionMask: how each is compared, made by VerSetConditionMask()
 *
 * Major, minor and service pack versions are compared as one number, the first
 * that differs deciding.
 *
 * Return: STATUS_SUCCESS; STATUS_REVISION_MISMATCH; STATUS_INVALID_PARAMETER
 * without a type or a condition.
 *
 * Follows "RtlVerifyVersionInfo function (wdm.h)".
 */
NTSTATUS NTAPI RtlVerifyVersionInfo(PRTL_OSVERSIONINFOEXW VersionInfo, ULONG TypeMask,
				    ULONGLONG ConditionMask)
{
	const struct {
		ULONG type, is, want;
	} part[] = {
		{ VER_MAJORVERSION, DXGK_WINDOWS_MAJOR, VersionInfo->dwMajorVersion },
		{ VER_MINORVERSION, DXGK_WINDOWS_MINOR, VersionInfo->dwMinorVersion },
		{ VER_SERVICEPACKMAJOR, 0, VersionInfo->wServicePackMajor },
		{ VER_SERVICEPACKMINOR, 0, VersionInfo->wServicePackMinor },
	};
	ULONG i, condition = 0;
	bool decided = false;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (!TypeMask)
		return STATUS_INVALID_PARAMETER;
	for (i = 0; i < DXGK_ARRAY_SIZE(part) && !decided; i++) {
		if (!(TypeMask & part[i].type))
			continue;
		if (!condition)
			condition = dxgk_condition(ConditionMask, part[i].type);
		if (!condition)
			return STATUS_INVALID_PARAMETER;
		if (part[i].is == part[i].want)
			continue;
		if (!dxgk_version_holds(part[i].is, part[i].want, condition))
			return STATUS_REVISION_MISMATCH;
		decided = true;
	}
	if (condition && !decided && !dxgk_version_holds(0, 0, condition))
		return STATUS_REVISION_MISMATCH;
	if (TypeMask & VER_BUILDNUMBER &&
	    !dxgk_version_holds(DXGK_WINDOWS_BUILD, VersionInfo->dwBuildNumber,
				dxgk_condition(ConditionMask, VER_BUILDNUMBER)))
		return STATUS_REVISION_MISMATCH;
	if (TypeMask & VER_PLATFORMID &&
	    !dxgk_version_holds(VER_PLATFORM_WIN32_NT, VersionInfo->dwPlatformId,
				dxgk_condition(ConditionMask, VER_PLATFORMID)))
		return STATUS_REVISION_MISMATCH;
	if (TypeMask & VER_PRODUCT_TYPE &&
	    !dxgk_version_holds(VER_NT_WORKSTATION, VersionInfo->wProductType,
				dxgk_condition(ConditionMask, VER_PRODUCT_TYPE)))
		return STATUS_REVISION_MISMATCH;
	return STATUS_SUCCESS;
}

/* NTDDI versions up to this one's, 0x0A00000C. */
BOOLEAN NTAPI RtlIsNtDdiVersionAvailable(ULONG Version)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return Version <= 0x0a00000c;
}

BOOLEAN NTAPI RtlIsServicePackVersionInstalled(ULONG Version)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return (Version >> 16) == 0x0a00 && !(Version >> 8 & 0xff);
}

/* FALSE: it is a free build; "PsGetVersion function (ntddk.h)". */
BOOLEAN NTAPI PsGetVersion(PULONG MajorVersion, PULONG MinorVersion, PULONG BuildNumber,
			   PUNICODE_STRING CSDVersion)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (MajorVersion)
		*MajorVersion = DXGK_WINDOWS_MAJOR;
	if (MinorVersion)
		*MinorVersion = DXGK_WINDOWS_MINOR;
	if (BuildNumber)
		*BuildNumber = DXGK_WINDOWS_BUILD;
	if (CSDVersion)
		RtlInitUnicodeString(CSDVersion, NULL);
	return FALSE;
}

/* WDM 6.0 and below, as every Windows since Vista says. */
BOOLEAN NTAPI IoIsWdmVersionAvailable(UCHAR MajorVersion, UCHAR MinorVersion)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	return MajorVersion < 6 || (MajorVersion == 6 && !MinorVersion);
}

LOGICAL NTAPI MmIsThisAnNtAsSystem(VOID)
{
	return FALSE;
}

MM_SYSTEMSIZE NTAPI MmQuerySystemSize(VOID)
{
	return MmLargeSystem;
}

/* -------------------------------------------------------------------- processors */

/* One group, of 64 at most. */
static ULONG dxgk_processors(void)
{
	ULONG n = dxgk_os_cpus();

	return n > MAXIMUM_PROC_PER_GROUP ? MAXIMUM_PROC_PER_GROUP : n;
}

static KAFFINITY dxgk_processor_mask(void)
{
	ULONG n = dxgk_processors();

	return n == 64 ? ~0ull : (1ull << n) - 1;
}

ULONG NTAPI KeGetCurrentProcessorIndex(VOID)
{
	return dxgk_os_cpu() % dxgk_processors();
}

ULONG NTAPI KeGetCurrentProcessorNumber(VOID)
{
	return KeGetCurrentProcessorIndex();
}

ULONG NTAPI KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber)
{
	ULONG index = KeGetCurrentProcessorIndex();

	if (ProcNumber)
		KeGetProcessorNumberFromIndex(index, ProcNumber);
	return index;
}

NTSTATUS NTAPI KeGetProcessorNumberFromIndex(ULONG ProcIndex, PPROCESSOR_NUMBER ProcNumber)
{
	if (ProcIndex >= dxgk_processors())
		return STATUS_INVALID_PARAMETER;
	RtlZeroMemory(ProcNumber, sizeof(*ProcNumber));
	ProcNumber->Number = (UCHAR)ProcIndex;
	return STATUS_SUCCESS;
}

/* INVALID_PROCESSOR_INDEX for none. */
ULONG NTAPI KeGetProcessorIndexFromNumber(PPROCESSOR_NUMBER ProcNumber)
{
	if (ProcNumber->Group || ProcNumber->Reserved || ProcNumber->Number >= dxgk_processors())
		return 0xffffffff;
	return ProcNumber->Number;
}

ULONG NTAPI KeQueryActiveProcessorCount(PKAFFINITY ActiveProcessors)
{
	if (ActiveProcessors)
		*ActiveProcessors = dxgk_processor_mask();
	return dxgk_processors();
}

ULONG NTAPI KeQueryActiveProcessorCountEx(USHORT GroupNumber)
{
	return GroupNumber && GroupNumber != ALL_PROCESSOR_GROUPS ? 0 : dxgk_processors();
}

ULONG NTAPI KeQueryMaximumProcessorCount(VOID)
{
	return dxgk_processors();
}

ULONG NTAPI KeQueryMaximumProcessorCountEx(USHORT GroupNumber)
{
	return KeQueryActiveProcessorCountEx(GroupNumber);
}

USHORT NTAPI KeQueryActiveGroupCount(VOID)
{
	return 1;
}

USHORT NTAPI KeQueryMaximumGroupCount(VOID)
{
	return 1;
}

KAFFINITY NTAPI KeQueryActiveProcessors(VOID)
{
	return dxgk_processor_mask();
}

KAFFINITY NTAPI KeQueryGroupAffinity(USHORT GroupNumber)
{
	return GroupNumber ? 0 : dxgk_processor_mask();
}

/* Nothing else waits for a processor that a driver knows of. */
BOOLEAN NTAPI KeShouldYieldProcessor(VOID)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return FALSE;
}
