// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* iospace.c - MmMapIoSpace and addresses of device memory. */
#include "nttest.h"

BOOLEAN nt_device_memory(ULONG index, PPHYSICAL_ADDRESS start, SIZE_T *length)
{
	static UCHAR buffer[1024];
	PCM_RESOURCE_LIST list = (PCM_RESOURCE_LIST)buffer;
	PCM_PARTIAL_RESOURCE_LIST part = &list->List[0].PartialResourceList;
	ULONG size, i;

	if (!NT_SUCCESS(IoGetDeviceProperty(nt_pdo, DevicePropertyBootConfigurationTranslated,
					    sizeof(buffer), buffer, &size)))
		return FALSE;
	for (i = 0; i < part->Count; i++) {
		PCM_PARTIAL_RESOURCE_DESCRIPTOR d = &part->PartialDescriptors[i];

		if (d->Type != CmResourceTypeMemory || index--)
			continue;
		*start = d->u.Memory.Start;
		*length = d->u.Memory.Length;
		return TRUE;
	}
	return FALSE;
}

NT_TEST(io_space, "MmMapIoSpace: maps the given physical address range to nonpaged system space")
{
	PHYSICAL_ADDRESS start;
	SIZE_T length;
	PVOID va;

	NEED(nt_device_memory(0, &start, &length));
	va = MmMapIoSpace(start, length, MmNonCached);
	NEED(va);
	CHECK((ULONG_PTR)va >= MM_USER_PROBE_ADDRESS);
	CHECK(MmIsAddressValid(va));
	CHECK_EQ(MmGetPhysicalAddress(va).QuadPart, start.QuadPart);
	MmUnmapIoSpace(va, length);
	CHECK(!MmIsAddressValid(va));
}

NT_TEST(io_space_offset,
	"MmMapIoSpace: BaseAddress is the base virtual address that maps the base physical address")
{
	PHYSICAL_ADDRESS start;
	SIZE_T length;
	PVOID va;

	NEED(nt_device_memory(0, &start, &length));
	start.QuadPart += 0x124;
	va = MmMapIoSpace(start, 8, MmNonCached);
	NEED(va);
	CHECK_EQ(BYTE_OFFSET(va), 0x124);
	CHECK_EQ(MmGetPhysicalAddress(va).QuadPart, start.QuadPart);
	MmUnmapIoSpace(va, 8);
}

NT_TEST(io_space_large,
	"MmGetPhysicalAddress, MmIsAddressValid: every page of a mapping of device memory")
{
	PHYSICAL_ADDRESS start;
	SIZE_T length, at, bad = 0;
	PUCHAR va;

	NEED(nt_device_memory(1, &start, &length));
	CHECK(length >= 32 << 20);
	va = MmMapIoSpace(start, length, MmWriteCombined);
	NEED(va);
	for (at = 0; at < length; at += PAGE_SIZE) {
		if (!MmIsAddressValid(va + at))
			bad++;
		if (MmGetPhysicalAddress(va + at).QuadPart != start.QuadPart + (LONGLONG)at)
			bad++;
	}
	CHECK_EQ(bad, 0);
	MmUnmapIoSpace(va, length);
}

NT_TEST(io_space_nothing, "MmMapIoSpace: returns NULL if space for the range is insufficient")
{
	PHYSICAL_ADDRESS start;
	SIZE_T length;

	NEED(nt_device_memory(0, &start, &length));
	CHECK(!MmMapIoSpace(start, 0, MmNonCached));
	CHECK(!MmMapIoSpace(start, ~(SIZE_T)0, MmNonCached));
	CHECK(!MmMapIoSpace(start, length, (MEMORY_CACHING_TYPE)6));
	CHECK(!MmMapIoSpace(start, length, MmNotMapped));
}

NT_TEST(io_space_types,
	"MmMapIoSpace: if the range is mapped with another cache attribute, the request fails")
{
	PHYSICAL_ADDRESS start;
	SIZE_T length;
	PVOID a, b;

	NEED(nt_device_memory(1, &start, &length));
	a = MmMapIoSpace(start, PAGE_SIZE, MmWriteCombined);
	NEED(a);
	CHECK(!MmMapIoSpace(start, PAGE_SIZE, MmNonCached));
	b = MmMapIoSpace(start, PAGE_SIZE, MmWriteCombined);
	CHECK(b && b != a);
	if (b)
		MmUnmapIoSpace(b, PAGE_SIZE);
	CHECK_EQ(MmGetPhysicalAddress(a).QuadPart, start.QuadPart);
	MmUnmapIoSpace(a, PAGE_SIZE);
	b = MmMapIoSpace(start, PAGE_SIZE, MmNonCached);
	CHECK(b);
	if (b)
		MmUnmapIoSpace(b, PAGE_SIZE);
}

NT_TEST(io_space_ex,
	"MmMapIoSpaceEx: Protect is one of the page protections, with PAGE_NOCACHE or PAGE_WRITECOMBINE")
{
	static const ULONG good[] = {
		PAGE_READWRITE | PAGE_WRITECOMBINE, PAGE_READWRITE | PAGE_NOCACHE,
		PAGE_READONLY | PAGE_NOCACHE,
	};
	static const ULONG bad[] = {
		0, PAGE_NOACCESS, PAGE_READWRITE | PAGE_READONLY, PAGE_GUARD | PAGE_READWRITE,
		PAGE_READWRITE | PAGE_NOCACHE | PAGE_WRITECOMBINE, PAGE_NOCACHE,
	};
	PHYSICAL_ADDRESS start;
	SIZE_T length, i;
	PVOID va;

	NEED(nt_device_memory(1, &start, &length));
	for (i = 0; i < RTL_NUMBER_OF(good); i++) {
		va = MmMapIoSpaceEx(start, 3 * PAGE_SIZE, good[i]);
		CHECK(va);
		if (va)
			MmUnmapIoSpace(va, 3 * PAGE_SIZE);
	}
	for (i = 0; i < RTL_NUMBER_OF(bad); i++)
		CHECK(!MmMapIoSpaceEx(start, 3 * PAGE_SIZE, bad[i]));
}

NT_TEST(io_space_inside,
	"MmMapIoSpace: a part of a device's memory, and one that reaches beyond it, of the same books")
{
	PHYSICAL_ADDRESS start;
	SIZE_T length;
	PVOID a, b;

	NEED(nt_device_memory(1, &start, &length));
	a = MmMapIoSpace(start, 2 * PAGE_SIZE, MmWriteCombined);
	start.QuadPart += PAGE_SIZE;
	b = MmMapIoSpace(start, 2 * PAGE_SIZE, MmWriteCombined);
	CHECK(a && b);
	if (a)
		MmUnmapIoSpace(a, 2 * PAGE_SIZE);
	if (b) {
		CHECK_EQ(MmGetPhysicalAddress(b).QuadPart, start.QuadPart);
		MmUnmapIoSpace(b, 2 * PAGE_SIZE);
	}
}

NT_TEST(io_video, "MmMapVideoDisplay: as MmMapIoSpace; MmUnmapVideoDisplay")
{
	PHYSICAL_ADDRESS start;
	SIZE_T length;
	PVOID va;

	NEED(nt_device_memory(0, &start, &length));
	va = MmMapVideoDisplay(start, PAGE_SIZE, MmNonCached);
	NEED(va);
	CHECK(MmIsAddressValid(va));
	MmUnmapVideoDisplay(va, PAGE_SIZE);
}

NT_SUITE(iospace) = {
	NT_CASE(io_space),
	NT_CASE(io_space_offset),
	NT_CASE(io_space_large),
	NT_CASE(io_space_nothing),
	NT_CASE(io_space_types),
	NT_CASE(io_space_ex),
	NT_CASE(io_space_inside),
	NT_CASE(io_video),
	NT_END
};
