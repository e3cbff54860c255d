// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* version.c - which Windows this is, and which processors it has. */
#include "nttest.h"

NT_TEST(version, "RtlGetVersion: STATUS_SUCCESS; the structure is told by dwOSVersionInfoSize")
{
	RTL_OSVERSIONINFOEXW v;

	RtlFillMemory(&v, sizeof(v), 0xaa);
	v.dwOSVersionInfoSize = sizeof(RTL_OSVERSIONINFOW);
	CHECK_STATUS(RtlGetVersion((PRTL_OSVERSIONINFOW)&v), STATUS_SUCCESS);
	CHECK(v.dwMajorVersion >= 10);
	CHECK_EQ(v.dwPlatformId, VER_PLATFORM_WIN32_NT);
	/* Nothing behind the shorter one is written to. */
	CHECK_EQ(v.wServicePackMajor, 0xaaaa);
	v.dwOSVersionInfoSize = sizeof(v);
	CHECK_STATUS(RtlGetVersion((PRTL_OSVERSIONINFOW)&v), STATUS_SUCCESS);
	CHECK_EQ(v.wProductType, VER_NT_WORKSTATION);
	CHECK_EQ(v.wServicePackMajor, 0);
}

static NTSTATUS verify(ULONG major, ULONG minor, UCHAR condition)
{
	RTL_OSVERSIONINFOEXW v = { 0 };
	ULONGLONG mask = 0;

	v.dwOSVersionInfoSize = sizeof(v);
	v.dwMajorVersion = major;
	v.dwMinorVersion = minor;
	VER_SET_CONDITION(mask, VER_MAJORVERSION, condition);
	VER_SET_CONDITION(mask, VER_MINORVERSION, condition);
	return RtlVerifyVersionInfo(&v, VER_MAJORVERSION | VER_MINORVERSION, mask);
}

NT_TEST(version_verify,
	"RtlVerifyVersionInfo: if the major version exceeds the minimum, the minor version is not tested")
{
	RTL_OSVERSIONINFOEXW v = { 0 };

	CHECK_STATUS(verify(6, 3, VER_GREATER_EQUAL), STATUS_SUCCESS);
	CHECK_STATUS(verify(10, 0, VER_GREATER_EQUAL), STATUS_SUCCESS);
	CHECK_STATUS(verify(10, 0, VER_EQUAL), STATUS_SUCCESS);
	CHECK_STATUS(verify(10, 1, VER_GREATER_EQUAL), STATUS_REVISION_MISMATCH);
	CHECK_STATUS(verify(10, 0, VER_GREATER), STATUS_REVISION_MISMATCH);
	CHECK_STATUS(verify(6, 1, VER_LESS), STATUS_REVISION_MISMATCH);
	CHECK_STATUS(RtlVerifyVersionInfo(&v, 0, 0), STATUS_INVALID_PARAMETER);
}

NT_TEST(version_ntddi, "RtlIsNtDdiVersionAvailable: TRUE if the version is available")
{
	CHECK(RtlIsNtDdiVersionAvailable(0x06000000));
	CHECK(RtlIsNtDdiVersionAvailable(0x06020000));
	CHECK(!RtlIsNtDdiVersionAvailable(0xffff0000));
	CHECK(IoIsWdmVersionAvailable(1, 0x10));
	CHECK(IoIsWdmVersionAvailable(6, 0));
	CHECK(!IoIsWdmVersionAvailable(7, 0));
}

NT_TEST(version_ps, "PsGetVersion: each number can be left out; FALSE for a free build")
{
	ULONG major = 0, build = 0;

	CHECK(!PsGetVersion(&major, NULL, &build, NULL));
	CHECK(major >= 10);
	CHECK(build >= 10240);
}

NT_TEST(processors, "KeQueryActiveProcessorCount: the number of active processors, and their mask")
{
	KAFFINITY mask = 0;
	ULONG n = KeQueryActiveProcessorCount(&mask), i, bits = 0;

	CHECK(n >= 1);
	for (i = 0; i < 64; i++)
		bits += mask >> i & 1;
	CHECK_EQ(bits, n);
	CHECK_EQ(KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS), n);
	CHECK_EQ(KeQueryActiveProcessorCountEx(0), n);
	CHECK_EQ(KeQueryActiveProcessorCountEx(7), 0);
	CHECK_EQ(KeQueryActiveProcessors(), mask);
	CHECK_EQ(KeQueryActiveGroupCount(), 1);
	CHECK_EQ(KeQueryMaximumGroupCount(), 1);
	CHECK_EQ(KeQueryGroupAffinity(0), mask);
	CHECK_EQ(KeQueryGroupAffinity(1), 0);
	CHECK(KeQueryMaximumProcessorCount() >= n);
}

NT_TEST(processor_numbers,
	"KeGetProcessorNumberFromIndex, KeGetProcessorIndexFromNumber: STATUS_INVALID_PARAMETER, INVALID_PROCESSOR_INDEX")
{
	ULONG n = KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS), i;
	PROCESSOR_NUMBER number;

	for (i = 0; i < n; i++) {
		CHECK_STATUS(KeGetProcessorNumberFromIndex(i, &number), STATUS_SUCCESS);
		CHECK_EQ(number.Group, 0);
		CHECK_EQ(KeGetProcessorIndexFromNumber(&number), i);
	}
	CHECK_STATUS(KeGetProcessorNumberFromIndex(n, &number), STATUS_INVALID_PARAMETER);
	number.Group = 3;
	number.Number = 0;
	number.Reserved = 0;
	CHECK_EQ(KeGetProcessorIndexFromNumber(&number), 0xffffffff);
}

NT_TEST(processor_current, "KeGetCurrentProcessorNumberEx: the index of the processor, steady at DISPATCH_LEVEL")
{
	PROCESSOR_NUMBER number;
	ULONG index;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	index = KeGetCurrentProcessorNumberEx(&number);
	CHECK_EQ(index, KeGetCurrentProcessorNumberEx(NULL));
	CHECK_EQ(KeGetProcessorIndexFromNumber(&number), index);
	CHECK_EQ(KeGetCurrentProcessorIndex(), index);
	CHECK(index < KeQueryActiveProcessorCount(NULL));
	KeLowerIrql(irql);
}

static NTSTATUS verify_one(ULONG type, UCHAR condition, ULONG value)
{
	RTL_OSVERSIONINFOEXW v = { 0 };
	ULONGLONG mask = 0;

	v.dwOSVersionInfoSize = sizeof(v);
	v.dwMajorVersion = value;
	v.dwBuildNumber = value;
	v.dwPlatformId = value;
	v.wProductType = (UCHAR)value;
	VER_SET_CONDITION(mask, type, condition);
	return RtlVerifyVersionInfo(&v, type, mask);
}

NT_TEST(version_verify_each,
	"RtlVerifyVersionInfo: STATUS_REVISION_MISMATCH for any number that does not hold; STATUS_INVALID_PARAMETER without a condition")
{
	CHECK_STATUS(verify_one(VER_MAJORVERSION, VER_LESS_EQUAL, 10), STATUS_SUCCESS);
	CHECK_STATUS(verify_one(VER_MAJORVERSION, VER_LESS_EQUAL, 9), STATUS_REVISION_MISMATCH);
	CHECK_STATUS(verify_one(VER_MAJORVERSION, VER_AND, 10), STATUS_REVISION_MISMATCH);
	CHECK_STATUS(verify_one(VER_MAJORVERSION, 0, 10), STATUS_INVALID_PARAMETER);
	CHECK_STATUS(verify_one(VER_BUILDNUMBER, VER_GREATER_EQUAL, 10240), STATUS_SUCCESS);
	CHECK_STATUS(verify_one(VER_BUILDNUMBER, VER_GREATER, 0x7fffffff),
		     STATUS_REVISION_MISMATCH);
	CHECK_STATUS(verify_one(VER_PLATFORMID, VER_EQUAL, VER_PLATFORM_WIN32_NT), STATUS_SUCCESS);
	CHECK_STATUS(verify_one(VER_PLATFORMID, VER_EQUAL, VER_PLATFORM_WIN32_NT + 1),
		     STATUS_REVISION_MISMATCH);
	CHECK_STATUS(verify_one(VER_PRODUCT_TYPE, VER_EQUAL, VER_NT_WORKSTATION), STATUS_SUCCESS);
	CHECK_STATUS(verify_one(VER_PRODUCT_TYPE, VER_EQUAL, VER_NT_SERVER),
		     STATUS_REVISION_MISMATCH);
}

NT_TEST(version_client,
	"RtlIsServicePackVersionInstalled, PsGetVersion, MmIsThisAnNtAsSystem: a client without a service pack")
{
	UNICODE_STRING csd = RTL_CONSTANT_STRING(L"x");
	ULONG minor = 99;

	CHECK(RtlIsServicePackVersionInstalled(0x0a000000));
	CHECK(!RtlIsServicePackVersionInstalled(0x0a000100));
	CHECK(!RtlIsServicePackVersionInstalled(0x06010000));
	CHECK(!PsGetVersion(NULL, &minor, NULL, &csd));
	CHECK_EQ(minor, 0);
	CHECK_EQ(csd.Length, 0);
	CHECK(!MmIsThisAnNtAsSystem());
	CHECK_EQ(MmQuerySystemSize(), MmLargeSystem);
}

NT_TEST(processor_questions,
	"KeQueryMaximumProcessorCountEx: at least those that are active; KeShouldYieldProcessor")
{
	CHECK(KeQueryMaximumProcessorCountEx(ALL_PROCESSOR_GROUPS) >=
	      KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS));
	CHECK_EQ(KeQueryMaximumProcessorCountEx(7), 0);
	CHECK(KeGetCurrentProcessorNumber() < KeQueryMaximumProcessorCount());
	/* No DPC runs for too long. */
	CHECK(!KeShouldYieldProcessor());
}

NT_SUITE(version) = {
	NT_CASE(version),
	NT_CASE(version_verify),
	NT_CASE(version_ntddi),
	NT_CASE(version_ps),
	NT_CASE(processors),
	NT_CASE(processor_numbers),
	NT_CASE(processor_current),
	NT_CASE(version_verify_each),
	NT_CASE(version_client),
	NT_CASE(processor_questions),
	NT_END
};
