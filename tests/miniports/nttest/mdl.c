// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* mdl.c - memory descriptor lists of kernel memory. */
#include "nttest.h"

static PHYSICAL_ADDRESS at(ULONGLONG where)
{
	PHYSICAL_ADDRESS a;

	a.QuadPart = (LONGLONG)where;
	return a;
}

static PUCHAR pool(SIZE_T bytes)
{
	PUCHAR p = ExAllocatePoolWithTag(NonPagedPool, bytes, NT_TAG);
	SIZE_T i;

	for (i = 0; p && i < bytes; i++)
		p[i] = (UCHAR)(i / 256 + i);
	return p;
}

/* Frames of @mdl that are not those behind @p, its buffer. */
static ULONG wrong_frames(PMDL mdl, PUCHAR p)
{
	PPFN_NUMBER frames = MmGetMdlPfnArray(mdl);
	ULONG pages = ADDRESS_AND_SIZE_TO_SPAN_PAGES(p, MmGetMdlByteCount(mdl)), i, wrong = 0;

	p = PAGE_ALIGN(p);
	for (i = 0; i < pages; i++)
		if (frames[i] != (PFN_NUMBER)MmGetPhysicalAddress(p + i * PAGE_SIZE).QuadPart >>
				 PAGE_SHIFT)
			wrong++;
	return wrong;
}

NT_TEST(mdl_fields,
	"MmGetMdlVirtualAddress, MmGetMdlByteCount, MmGetMdlByteOffset: as given to IoAllocateMdl")
{
	PUCHAR p = pool(3 * PAGE_SIZE);
	PMDL mdl;

	NEED(p);
	mdl = IoAllocateMdl(p + 100, 2 * PAGE_SIZE, FALSE, FALSE, NULL);
	NEED(mdl);
	CHECK(MmGetMdlVirtualAddress(mdl) == p + 100);
	CHECK_EQ(MmGetMdlByteCount(mdl), 2 * PAGE_SIZE);
	CHECK_EQ(MmGetMdlByteOffset(mdl), 100);
	CHECK(mdl->StartVa == p);
	CHECK(!mdl->Next);
	IoFreeMdl(mdl);
	ExFreePool(p);
}

NT_TEST(mdl_size, "MmSizeOfMdl: the number of bytes to allocate for an MDL that describes the buffer")
{
	PUCHAR p = (PUCHAR)0x100000;

	CHECK_EQ(MmSizeOfMdl(p, 1), sizeof(MDL) + sizeof(PFN_NUMBER));
	CHECK_EQ(MmSizeOfMdl(p, PAGE_SIZE), sizeof(MDL) + sizeof(PFN_NUMBER));
	CHECK_EQ(MmSizeOfMdl(p + 1, PAGE_SIZE), sizeof(MDL) + 2 * sizeof(PFN_NUMBER));
	CHECK_EQ(MmSizeOfMdl(p, 0), sizeof(MDL));
}

NT_TEST(mdl_create, "MmCreateMdl, MmInitializeMdl: initialize a caller-supplied MDL")
{
	union {
		MDL mdl;
		UCHAR room[sizeof(MDL) + 4 * sizeof(PFN_NUMBER)];
	} u;
	PUCHAR p = pool(100);

	NEED(p);
	CHECK(MmCreateMdl(&u.mdl, p, 100) == &u.mdl);
	CHECK_EQ(MmGetMdlByteCount(&u.mdl), 100);
	MmBuildMdlForNonPagedPool(&u.mdl);
	CHECK_EQ(wrong_frames(&u.mdl, p), 0);
	CHECK(MmGetSystemAddressForMdlSafe(&u.mdl, NormalPagePriority) == p);
	ExFreePool(p);
}

NT_TEST(mdl_nonpaged, "MmBuildMdlForNonPagedPool: updates the MDL to describe the underlying physical pages")
{
	PUCHAR p = pool(70000);
	PMDL mdl;

	NEED(p);
	mdl = IoAllocateMdl(p + 5000, 60000, FALSE, FALSE, NULL);
	NEED(mdl);
	MmBuildMdlForNonPagedPool(mdl);
	CHECK(mdl->MdlFlags & MDL_SOURCE_IS_NONPAGED_POOL);
	CHECK_EQ(wrong_frames(mdl, p + 5000), 0);
	CHECK(MmGetSystemAddressForMdlSafe(mdl, HighPagePriority) == p + 5000);
	CHECK(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority | MdlMappingNoExecute) ==
	      p + 5000);
	IoFreeMdl(mdl);
	ExFreePool(p);
}

NT_TEST(mdl_lock, "MmProbeAndLockPages: sets the MDL to the locked state and describes the locked pages")
{
	PUCHAR p = pool(3 * PAGE_SIZE), va;
	PMDL mdl;

	NEED(p);
	mdl = IoAllocateMdl(p + 16, 2 * PAGE_SIZE + 100, FALSE, FALSE, NULL);
	NEED(mdl);
	MmProbeAndLockPages(mdl, KernelMode, IoModifyAccess);
	CHECK(mdl->MdlFlags & MDL_PAGES_LOCKED);
	CHECK_EQ(wrong_frames(mdl, p + 16), 0);
	va = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	NEED(va);
	CHECK(mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA);
	CHECK(nt_same(va, p + 16, 2 * PAGE_SIZE + 100));
	CHECK(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority) == va);
	va[PAGE_SIZE] = 0x77;
	CHECK_EQ(p[PAGE_SIZE + 16], 0x77);
	MmUnlockPages(mdl);
	CHECK(!(mdl->MdlFlags & (MDL_PAGES_LOCKED | MDL_MAPPED_TO_SYSTEM_VA)));
	/* And once more, after it was unlocked. */
	MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
	CHECK(mdl->MdlFlags & MDL_PAGES_LOCKED);
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
	ExFreePool(p);
}

NT_TEST(mdl_lock_dispatch, "MmProbeAndLockPages: IRQL <= DISPATCH_LEVEL for nonpageable addresses")
{
	PUCHAR p = pool(PAGE_SIZE);
	PMDL mdl;
	KIRQL irql;

	NEED(p);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	mdl = IoAllocateMdl(p, PAGE_SIZE, FALSE, FALSE, NULL);
	CHECK(mdl);
	if (mdl) {
		MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
		CHECK(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
		MmUnlockPages(mdl);
		IoFreeMdl(mdl);
	}
	KeLowerIrql(irql);
	ExFreePool(p);
}

NT_TEST(mdl_empty, "IoAllocateMdl: a buffer of no bytes has an MDL too, which can be locked and mapped")
{
	PUCHAR p = pool(16);
	PMDL mdl;

	NEED(p);
	mdl = IoAllocateMdl(p, 0, FALSE, FALSE, NULL);
	NEED(mdl);
	CHECK_EQ(MmGetMdlByteCount(mdl), 0);
	MmProbeAndLockPages(mdl, KernelMode, IoReadAccess);
	CHECK(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
	/* Also where no program has anything: nothing is looked at. */
	mdl = IoAllocateMdl(NULL, 0, FALSE, FALSE, NULL);
	NEED(mdl);
	MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
	ExFreePool(p);
}

NT_TEST(mdl_too_long, "IoAllocateMdl: the maximum size is 4 gigabytes - PAGE_SIZE; else NULL")
{
	CHECK(!IoAllocateMdl((PVOID)0x1000, 0xffffffff, FALSE, FALSE, NULL));
	CHECK(!IoAllocateMdl((PVOID)0x1000, 0xfffff001, FALSE, FALSE, NULL));
}

NT_TEST(mdl_partial, "IoBuildPartialMdl: describes a subrange, and shares the source's system mapping")
{
	PUCHAR p = pool(4 * PAGE_SIZE), va;
	PMDL source, part;

	NEED(p);
	source = IoAllocateMdl(p + 50, 3 * PAGE_SIZE, FALSE, FALSE, NULL);
	part = IoAllocateMdl(p + 50, 3 * PAGE_SIZE, FALSE, FALSE, NULL);
	NEED(source && part);
	MmProbeAndLockPages(source, KernelMode, IoModifyAccess);

	IoBuildPartialMdl(source, part, p + PAGE_SIZE + 7, 5000);
	CHECK(part->MdlFlags & MDL_PARTIAL);
	CHECK(MmGetMdlVirtualAddress(part) == p + PAGE_SIZE + 7);
	CHECK_EQ(MmGetMdlByteCount(part), 5000);
	CHECK_EQ(wrong_frames(part, p + PAGE_SIZE + 7), 0);
	va = MmGetSystemAddressForMdlSafe(part, NormalPagePriority);
	NEED(va);
	CHECK(nt_same(va, p + PAGE_SIZE + 7, 5000));
	MmPrepareMdlForReuse(part);

	/* Zero: all that is left. */
	IoBuildPartialMdl(source, part, p + 2 * PAGE_SIZE, 0);
	CHECK_EQ(MmGetMdlByteCount(part), PAGE_SIZE + 50);
	MmPrepareMdlForReuse(part);

	va = MmGetSystemAddressForMdlSafe(source, NormalPagePriority);
	NEED(va);
	IoBuildPartialMdl(source, part, p + PAGE_SIZE, 16);
	CHECK(MmGetSystemAddressForMdlSafe(part, NormalPagePriority) == va + PAGE_SIZE - 50);
	IoFreeMdl(part);
	CHECK(nt_same(va, p + 50, 3 * PAGE_SIZE));
	MmUnlockPages(source);
	IoFreeMdl(source);
	ExFreePool(p);
}

NT_TEST(mdl_advance, "MmAdvanceMdl: the MDL begins NumberOfBytes later; STATUS_INVALID_PARAMETER_2 beyond its end")
{
	PUCHAR p = pool(4 * PAGE_SIZE);
	PMDL mdl;

	NEED(p);
	mdl = IoAllocateMdl(p, 4 * PAGE_SIZE, FALSE, FALSE, NULL);
	NEED(mdl);
	MmBuildMdlForNonPagedPool(mdl);
	CHECK_STATUS(MmAdvanceMdl(mdl, PAGE_SIZE + 20), STATUS_SUCCESS);
	CHECK_EQ(MmGetMdlByteCount(mdl), 3 * PAGE_SIZE - 20);
	CHECK(MmGetMdlVirtualAddress(mdl) == p + PAGE_SIZE + 20);
	CHECK(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority) == p + PAGE_SIZE + 20);
	CHECK_EQ(wrong_frames(mdl, p + PAGE_SIZE + 20), 0);
	CHECK_STATUS(MmAdvanceMdl(mdl, 4 * PAGE_SIZE), STATUS_INVALID_PARAMETER_2);
	IoFreeMdl(mdl);
	ExFreePool(p);
}

static ULONG dirty_bytes(const UCHAR *p, SIZE_T n)
{
	ULONG dirty = 0;

	while (n--)
		dirty += *p++ != 0;
	return dirty;
}

NT_TEST(mdl_pages, "MmAllocatePagesForMdl: zeroed pages in a physical range, which need a mapping")
{
	PMDL mdl = MmAllocatePagesForMdl(at(0), at(0xffffffff), at(0), 20 * PAGE_SIZE + 1);
	PPFN_NUMBER frames;
	PUCHAR va;
	ULONG i;

	NEED(mdl);
	CHECK_EQ(MmGetMdlByteCount(mdl), 21 * PAGE_SIZE);
	frames = MmGetMdlPfnArray(mdl);
	for (i = 0; i < 21; i++)
		CHECK(frames[i] && frames[i] <= 0xffffffff >> PAGE_SHIFT);
	va = MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmCached, NULL, FALSE,
					  NormalPagePriority);
	NEED(va);
	CHECK_EQ(dirty_bytes(va, 21 * PAGE_SIZE), 0);
	for (i = 0; i < 21; i++) {
		CHECK_EQ((PFN_NUMBER)MmGetPhysicalAddress(va + i * PAGE_SIZE).QuadPart >> PAGE_SHIFT,
			 frames[i]);
		va[i * PAGE_SIZE] = (UCHAR)i;
	}
	MmUnmapLockedPages(va, mdl);
	CHECK(!(mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA));
	va = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	NEED(va);
	CHECK_EQ(va[7 * PAGE_SIZE], 7);
	/* The mapping goes with the pages. */
	MmFreePagesFromMdl(mdl);
	ExFreePool(mdl);
}

NT_TEST(mdl_pages_piece, "MmAllocatePagesForMdlEx: MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS: one block, or NULL")
{
	PMDL mdl = MmAllocatePagesForMdlEx(at(0), at(~0ull >> 1), at(0), 64 * 1024, MmCached,
					   MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS);
	PPFN_NUMBER frames;
	ULONG i;

	NEED(mdl);
	frames = MmGetMdlPfnArray(mdl);
	for (i = 1; i < 16; i++)
		CHECK_EQ(frames[i], frames[0] + i);
	CHECK_EQ(MmGetMdlByteCount(mdl), 64 * 1024);
	MmFreePagesFromMdlEx(mdl, 0);
	ExFreePool(mdl);
}

NT_TEST(mdl_pages_limits, "MmAllocatePagesForMdlEx: NULL when no pages are available in the range")
{
	CHECK(!MmAllocatePagesForMdlEx(at(0), at(100), at(0), PAGE_SIZE, MmCached, 0));
	CHECK(!MmAllocatePagesForMdlEx(at(PAGE_SIZE), at(0), at(0), PAGE_SIZE, MmCached, 0));
	CHECK(!MmAllocatePagesForMdl(at(0), at(0xffffffff), at(0), 0));
	CHECK(!MmAllocatePagesForMdl(at(0), at(0xffffffff), at(0), (SIZE_T)1 << 32));
	CHECK(!MmAllocatePagesForMdl(at(0), at(0xffffffff), at(0), ~(SIZE_T)0));
}

NT_TEST(mdl_pages_dispatch, "MmAllocatePagesForMdlEx: callers are allowed to be at DISPATCH_LEVEL")
{
	PMDL mdl;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	mdl = MmAllocatePagesForMdlEx(at(0), at(~0ull >> 1), at(0), 2 * PAGE_SIZE, MmCached, 0);
	CHECK(mdl);
	if (mdl) {
		MmFreePagesFromMdl(mdl);
		ExFreePool(mdl);
	}
	KeLowerIrql(irql);
}

NT_TEST(mdl_write_combined,
	"MmMapLockedPagesSpecifyCache: CacheType decides for pages of MmAllocatePagesForMdl")
{
	PMDL mdl = MmAllocatePagesForMdlEx(at(0), at(0xffffffff), at(0), 3 * PAGE_SIZE,
					   MmWriteCombined, 0);
	PUCHAR va;

	NEED(mdl);
	va = MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmWriteCombined, NULL, FALSE,
					  NormalPagePriority | MdlMappingNoExecute);
	NEED(va);
	va[0] = 1;
	va[3 * PAGE_SIZE - 1] = 2;
	CHECK_EQ(va[0] + va[3 * PAGE_SIZE - 1], 3);
	MmUnmapLockedPages(va, mdl);
	MmFreePagesFromMdl(mdl);
	ExFreePool(mdl);
}

NT_TEST(mdl_device_memory, "MmBuildMdlForNonPagedPool: device memory that MmMapIoSpace mapped")
{
	PHYSICAL_ADDRESS start;
	SIZE_T length;
	PUCHAR va;
	PMDL mdl;

	NEED(nt_device_memory(1, &start, &length));
	va = MmMapIoSpace(start, 4 * PAGE_SIZE, MmNonCached);
	NEED(va);
	mdl = IoAllocateMdl(va, 4 * PAGE_SIZE, FALSE, FALSE, NULL);
	NEED(mdl);
	MmBuildMdlForNonPagedPool(mdl);
	CHECK_EQ(MmGetMdlPfnArray(mdl)[3], (PFN_NUMBER)(start.QuadPart >> PAGE_SHIFT) + 3);
	IoFreeMdl(mdl);
	MmUnmapIoSpace(va, 4 * PAGE_SIZE);
}

/* Without handler tables, host/'s native mode, an exception ends the process. */
#ifndef DXGK_NATIVE_ABI
static NTSTATUS lock_status(PVOID va, ULONG length, KPROCESSOR_MODE mode)
{
	PMDL mdl = IoAllocateMdl(va, length, FALSE, FALSE, NULL);
	NTSTATUS status = STATUS_SUCCESS;

	if (!mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	__try {
		MmProbeAndLockPages(mdl, mode, IoWriteAccess);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		status = GetExceptionCode();
	}
	if (NT_SUCCESS(status))
		MmUnlockPages(mdl);
	IoFreeMdl(mdl);
	return status;
}

NT_TEST(mdl_lock_raises,
	"MmProbeAndLockPages: raises STATUS_ACCESS_VIOLATION if the pages do not support the operation")
{
	PUCHAR p = pool(PAGE_SIZE);

	NEED(p);
	CHECK_STATUS(lock_status(p, PAGE_SIZE, KernelMode), STATUS_SUCCESS);
	/* The kernel's memory is no program's. */
	CHECK_STATUS(lock_status(p, PAGE_SIZE, UserMode), STATUS_ACCESS_VIOLATION);
	/* No program has its first page. */
	CHECK_STATUS(lock_status((PVOID)0x10, 16, KernelMode), STATUS_ACCESS_VIOLATION);
	CHECK_STATUS(lock_status((PVOID)0x10, 16, UserMode), STATUS_ACCESS_VIOLATION);
	/* Nothing is mapped there. */
	CHECK_STATUS(lock_status((PVOID)0xffff7fffffff0000ull, 16, KernelMode),
		     STATUS_ACCESS_VIOLATION);
	/* From a program's memory into the kernel's, and around the end. */
	CHECK_STATUS(lock_status((PVOID)(MM_USER_PROBE_ADDRESS - 8), 16, UserMode),
		     STATUS_ACCESS_VIOLATION);
	CHECK_STATUS(lock_status((PVOID)~(ULONG_PTR)7, 16, KernelMode), STATUS_ACCESS_VIOLATION);
	ExFreePool(p);
}

static NTSTATUS probe_status(PVOID va, SIZE_T length, ULONG alignment, BOOLEAN write)
{
	__try {
		if (write)
			ProbeForWrite(va, length, alignment);
		else
			ProbeForRead(va, length, alignment);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		return GetExceptionCode();
	}
	return STATUS_SUCCESS;
}

NT_TEST(probe,
	"ProbeForRead, ProbeForWrite: raise STATUS_ACCESS_VIOLATION or STATUS_DATATYPE_MISALIGNMENT; no bytes are not checked")
{
	UCHAR local[8] = { 0 };
	ULONG i;

	for (i = 0; i < 2; i++) {
		CHECK_STATUS(probe_status(local, sizeof(local), 1, (BOOLEAN)i),
			     STATUS_ACCESS_VIOLATION);
		CHECK_STATUS(probe_status(local, 0, 1, (BOOLEAN)i), STATUS_SUCCESS);
		CHECK_STATUS(probe_status((PVOID)0x10001, 8, 4, (BOOLEAN)i),
			     STATUS_DATATYPE_MISALIGNMENT);
		CHECK_STATUS(probe_status((PVOID)0x10000, ~(SIZE_T)0, 1, (BOOLEAN)i),
			     STATUS_ACCESS_VIOLATION);
	}
	CHECK_STATUS(probe_status((PVOID)0x10000, 8, 4, FALSE), STATUS_SUCCESS);
	CHECK_STATUS(probe_status((PVOID)0x10, 8, 4, TRUE), STATUS_ACCESS_VIOLATION);
}
#endif

NT_TEST(mdl_chain, "IoAllocateMdl: Irp's MDL; SecondaryBuffer: at the end of its chain")
{
	PIRP irp = IoAllocateIrp(1, FALSE);
	PUCHAR p = pool(PAGE_SIZE);
	PMDL first, second, third;

	NEED(irp && p);
	first = IoAllocateMdl(p, 16, FALSE, FALSE, irp);
	second = IoAllocateMdl(p + 16, 16, TRUE, FALSE, irp);
	third = IoAllocateMdl(p + 32, 16, TRUE, FALSE, irp);
	NEED(first && second && third);
	CHECK(irp->MdlAddress == first && first->Next == second && second->Next == third);
	CHECK(!third->Next);
	irp->MdlAddress = NULL;
	IoFreeMdl(third);
	IoFreeMdl(second);
	IoFreeMdl(first);
	IoFreeIrp(irp);
	/* Without one of the caller's, one is allocated. */
	first = IoAllocateMdl(p, 64 << 20, FALSE, FALSE, NULL);
	NEED(first);
	CHECK_EQ(MmGetMdlByteCount(first), 64 << 20);
	IoFreeMdl(first);
	first = MmCreateMdl(NULL, p + 5, 100);
	NEED(first);
	CHECK_EQ(MmGetMdlByteCount(first), 100);
	CHECK_EQ(MmGetMdlByteOffset(first), BYTE_OFFSET(p + 5));
	IoFreeMdl(first);
	ExFreePool(p);
}

NT_TEST(mdl_map_again,
	"MmMapLockedPages: a mapping of the locked pages; MmProtectMdlSystemAddress: STATUS_NOT_MAPPED_VIEW without one; MmProbeAndLockProcessPages")
{
	PUCHAR p = pool(3 * PAGE_SIZE), va;
	PMDL mdl;

	NEED(p);
	mdl = IoAllocateMdl(p + 100, 5000, FALSE, FALSE, NULL);
	NEED(mdl);
	MmProbeAndLockProcessPages(mdl, IoGetCurrentProcess(), KernelMode, IoModifyAccess);
	CHECK(mdl->MdlFlags & MDL_PAGES_LOCKED);
	CHECK_EQ(wrong_frames(mdl, p + 100), 0);
	CHECK_STATUS(MmProtectMdlSystemAddress(mdl, PAGE_READWRITE), STATUS_NOT_MAPPED_VIEW);
	va = MmMapLockedPages(mdl, KernelMode);
	NEED(va);
	CHECK(nt_same(va, p + 100, 5000));
	va[7] ^= 0xff;
	CHECK_EQ(va[7], p[107]);
	CHECK_STATUS(MmProtectMdlSystemAddress(mdl, PAGE_READWRITE), STATUS_SUCCESS);
	/* It is mapped: the same place. */
	CHECK(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority) == va);
	CHECK(MmMapLockedPages(mdl, KernelMode) == va);
	MmUnmapLockedPages(va, mdl);
	CHECK(!(mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA));
	MmUnlockPages(mdl);
	IoFreeMdl(mdl);
	ExFreePool(p);
}

NT_TEST(mdl_node_pages, "MmAllocateNodePagesForMdlEx: as MmAllocatePagesForMdlEx, of a node")
{
	PMDL mdl = MmAllocateNodePagesForMdlEx(at(0), at(~0ull >> 1), at(0), 3 * PAGE_SIZE,
					       MmCached, KeGetCurrentNodeNumber(), 0);

	NEED(mdl);
	CHECK_EQ(MmGetMdlByteCount(mdl), 3 * PAGE_SIZE);
	CHECK(MmGetMdlPfnArray(mdl)[0] && MmGetMdlPfnArray(mdl)[2]);
	MmFreePagesFromMdl(mdl);
	ExFreePool(mdl);
}

NT_TEST(probe_good, "ProbeForRead, ProbeForWrite: no exception for no bytes, or for a program's address that is aligned")
{
	UCHAR local[8] = { 0 };

	ProbeForRead(local, 0, 1);
	ProbeForWrite(local, 0, 1);
	ProbeForRead((PVOID)0x10000, 8, 8);
	ProbeForRead((PVOID)0x10001, 8, 1);
}

NT_SUITE(mdl) = {
	NT_CASE(mdl_fields),
	NT_CASE(mdl_size),
	NT_CASE(mdl_create),
	NT_CASE(mdl_nonpaged),
	NT_CASE(mdl_lock),
	NT_CASE(mdl_lock_dispatch),
	NT_CASE(mdl_empty),
	NT_CASE(mdl_too_long),
	NT_CASE(mdl_partial),
	NT_CASE(mdl_advance),
	NT_CASE(mdl_pages),
	NT_CASE(mdl_pages_piece),
	NT_CASE(mdl_pages_limits),
	NT_CASE(mdl_pages_dispatch),
	NT_CASE(mdl_write_combined),
	NT_CASE(mdl_device_memory),
	NT_CASE(mdl_chain),
	NT_CASE(mdl_map_again),
	NT_CASE(mdl_node_pages),
	NT_CASE(probe_good),
#ifndef DXGK_NATIVE_ABI
	NT_CASE(mdl_lock_raises),
	NT_CASE(probe),
#endif
	NT_END
};
