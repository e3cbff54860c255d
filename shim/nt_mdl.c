// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_mdl.c - memory descriptor lists: a buffer and the frames behind it.
 *
 * What an MDL holds is in its own fields and flags, as on Windows:
 *
 *   MDL_PAGES_LOCKED with Process		a program's pages, pinned
 *   MDL_PAGES_LOCKED without, StartVa	kernel memory, which stays anyway
 *   MDL_PAGES_LOCKED without StartVa	pages of its own (MmAllocatePagesForMdl)
 *   MDL_MAPPED_TO_SYSTEM_VA		MappedSystemVa is to be unmapped
 *   MDL_PARTIAL				the frames are another MDL's
 */
#include <bugcodes.h>

#include "nt_ke.h"
#include "nt_mm.h"
#include "seh.h"
#include "verifier.h"

/* Windows' own limit: a length that a ULONG holds with its pages. */
#define DXGK_MDL_MAX (0xffffffffull - PAGE_SIZE + 1)

static ULONG dxgk_mdl_pages(const MDL *mdl)
{
	return ADDRESS_AND_SIZE_TO_SPAN_PAGES((ULONG_PTR)mdl->ByteOffset, mdl->ByteCount);
}

static bool dxgk_mdl_own_pages(const MDL *mdl)
{
	return mdl->MdlFlags & MDL_PAGES_LOCKED && !mdl->Process && !mdl->StartVa &&
	       !(mdl->MdlFlags & MDL_PARTIAL);
}

/* Bytes of an MDL for such a buffer; "MmSizeOfMdl function (wdm.h)". */
SIZE_T NTAPI MmSizeOfMdl(PVOID Base, SIZE_T Length)
{
	return sizeof(MDL) + sizeof(PFN_NUMBER) * ADDRESS_AND_SIZE_TO_SPAN_PAGES(Base, Length);
}

static PMDL dxgk_mdl_create(PVOID va, SIZE_T length, const void *caller)
{
	SIZE_T size = MmSizeOfMdl(va, length);
	PMDL mdl = dxgk_pool_alloc(size, DXGK_TAG_MDL, dxgk_nt_owner(caller), true);

	if (!mdl)
		return NULL;
	MmInitializeMdl(mdl, va, length);
	/* Size is a count of bytes that a large MDL overflows; nobody reads it. */
	if (size > 0x7fff)
		mdl->Size = 0x7ff8;
	return mdl;
}

/**
 * IoAllocateMdl() - an MDL for a buffer
 * @VirtualAddress: the buffer
 * @Length: its bytes
 * @SecondaryBuffer: TRUE: at the end of the IRP's chain
 * @ChargeQuota: nothing is charged
 * @Irp: NULL, or the IRP it belongs to
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: the MDL; NULL without memory, or for more than 4 GiB - PAGE_SIZE.
 *
 * Follows "IoAllocateMdl function (wdm.h)".
 */
PMDL NTAPI IoAllocateMdl(PVOID VirtualAddress, ULONG Length, BOOLEAN SecondaryBuffer,
			 BOOLEAN ChargeQuota, PIRP Irp)
{
	PMDL mdl, *link;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (Length > DXGK_MDL_MAX)
		return NULL;
	mdl = dxgk_mdl_create(VirtualAddress, Length, DXGK_NT_CALLER());
	if (mdl && Irp) {
		link = &Irp->MdlAddress;
		while (SecondaryBuffer && *link)
			link = &(*link)->Next;
		*link = mdl;
	}
	return mdl;
}

PMDL NTAPI MmCreateMdl(PMDL MemoryDescriptorList, PVOID Base, SIZE_T Length)
{
	if (!MemoryDescriptorList)
		return dxgk_mdl_create(Base, Length, DXGK_NT_CALLER());
	MmInitializeMdl(MemoryDescriptorList, Base, Length);
	return MemoryDescriptorList;
}

/* ------------------------------------------------------------ mapping and unmapping */

static unsigned int dxgk_mdl_flags(void)
{
	return dxgk_os_irql_get() >= DISPATCH_LEVEL ? DXGK_OS_ALLOC_ATOMIC : 0;
}

/* Frames that have no address of the kernel's already need one. */
static bool dxgk_mdl_needs_map(const MDL *mdl)
{
	return mdl->Process || !mdl->StartVa;
}

static PVOID dxgk_mdl_map(PMDL mdl, MEMORY_CACHING_TYPE type)
{
	enum dxgk_cache cache = dxgk_map_cache((dxgk_u32)type);
	PVOID va;

	if (cache == DXGK_CACHE_COUNT)
		return NULL;
	if (mdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL))
		return mdl->MappedSystemVa;
	if (!dxgk_mdl_pages(mdl) || !dxgk_mdl_needs_map(mdl)) {
		/* Kernel memory has its address; one of no bytes needs none. */
		va = mdl->StartVa;
	} else {
		/* A program's page has the type the program has it with. */
		va = dxgk_os_pages_map(dxgk_mdl_pages(mdl), MmGetMdlPfnArray(mdl),
				       mdl->Process ? DXGK_CACHE_WB : cache, dxgk_mdl_flags());
		if (!va)
			return NULL;
	}
	mdl->MappedSystemVa = (PUCHAR)va + mdl->ByteOffset;
	mdl->MdlFlags |= MDL_MAPPED_TO_SYSTEM_VA;
	if (mdl->MdlFlags & MDL_PARTIAL)
		mdl->MdlFlags |= MDL_PARTIAL_HAS_BEEN_MAPPED;
	return mdl->MappedSystemVa;
}

static void dxgk_mdl_unmap(PMDL mdl)
{
	/* What a partial MDL shares is its source's to unmap. */
	if (mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA &&
	    !(mdl->MdlFlags & MDL_PARENT_MAPPED_SYSTEM_VA) &&
	    dxgk_mdl_pages(mdl) && dxgk_mdl_needs_map(mdl))
		dxgk_os_pages_unmap((PUCHAR)mdl->MappedSystemVa - mdl->ByteOffset,
				    dxgk_mdl_pages(mdl));
	mdl->MdlFlags &= ~(MDL_MAPPED_TO_SYSTEM_VA | MDL_PARTIAL_HAS_BEEN_MAPPED |
			   MDL_PARENT_MAPPED_SYSTEM_VA);
	mdl->MappedSystemVa = NULL;
}

/**
 * MmMapLockedPagesSpecifyCache() - map what an MDL describes
 * @MemoryDescriptorList: locked, or of nonpaged pool
 * @AccessMode: KernelMode; mapping into a program is not possible
 * @CacheType: of pages that have no other mapping
 * @RequestedAddress: NULL
 * @BugCheckOnFailure: TRUE: no NULL is returned
 * @Priority: ignored
 *
 * IRQL: up to DISPATCH_LEVEL, where only frames in a row may be mappable.
 * Return: the address of the buffer's first byte, or NULL.  For UserMode
 * STATUS_NOT_SUPPORTED is raised.
 *
 * Follows "MmMapLockedPagesSpecifyCache function (wdm.h)".
 */
DXGK_SEH_STUB PVOID NTAPI MmMapLockedPagesSpecifyCache(PMDL MemoryDescriptorList,
						       KPROCESSOR_MODE AccessMode,
						       MEMORY_CACHING_TYPE CacheType,
						       PVOID RequestedAddress,
						       ULONG BugCheckOnFailure, ULONG Priority)
{
	PVOID va;

	if (AccessMode != KernelMode) {
		dxgk_seh_raise(STATUS_NOT_SUPPORTED);
		dxgk_seh_unreachable();
	}
	va = dxgk_mdl_map(MemoryDescriptorList, CacheType);
	if (!va && BugCheckOnFailure)
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), NO_MORE_SYSTEM_PTES, 0, 0, 0, 0);
	return va;
}

PVOID NTAPI MmMapLockedPages(PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode)
{
	return MmMapLockedPagesSpecifyCache(MemoryDescriptorList, AccessMode, MmCached, NULL, TRUE,
					    NormalPagePriority);
}

VOID NTAPI MmUnmapLockedPages(PVOID BaseAddress, PMDL MemoryDescriptorList)
{
	if (BaseAddress != MemoryDescriptorList->MappedSystemVa ||
	    !(MemoryDescriptorList->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA)) {
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: %pS unmaps an MDL at %p, where it is not",
			    dxgk_nt_owner_name(dxgk_nt_owner(DXGK_NT_CALLER())), DXGK_NT_CALLER(),
			    BaseAddress);
		return;
	}
	dxgk_mdl_unmap(MemoryDescriptorList);
}

/* ------------------------------------------------------------------------- locking */

/* Frames of kernel memory; false where nothing is mapped. */
static bool dxgk_mdl_kernel_frames(PMDL mdl)
{
	PPFN_NUMBER frames = MmGetMdlPfnArray(mdl);
	ULONG pages = dxgk_mdl_pages(mdl), i;
	PUCHAR va = MmGetMdlVirtualAddress(mdl);
	dxgk_u64 phys;

	for (i = 0; i < pages; i++, va = (PUCHAR)PAGE_ALIGN(va) + PAGE_SIZE) {
		if (!dxgk_os_virt_to_phys(va, &phys))
			return false;
		frames[i] = phys >> PAGE_SHIFT;
	}
	return true;
}

/* Is any of the buffer a program's? */
static bool dxgk_mdl_is_user(const MDL *mdl)
{
	return (ULONG_PTR)mdl->StartVa < MM_USER_PROBE_ADDRESS;
}

NTSTATUS dxgk_mdl_lock(PMDL mdl, KPROCESSOR_MODE mode, LOCK_OPERATION operation,
		       const void *caller)
{
	ULONG_PTR start = (ULONG_PTR)MmGetMdlVirtualAddress(mdl);
	ULONG pages = dxgk_mdl_pages(mdl);
	bool write = operation != IoReadAccess;
	NTSTATUS status = STATUS_SUCCESS;

	if (mdl->MdlFlags & (MDL_PAGES_LOCKED | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARTIAL)) {
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: %pS locks an MDL whose pages are locked",
			    dxgk_nt_owner_name(dxgk_nt_owner(caller)), caller);
		return STATUS_INVALID_PARAMETER;
	}
	mdl->Process = NULL;
	if (start + mdl->ByteCount < start ||
	    (mode != KernelMode && start + mdl->ByteCount > MM_USER_PROBE_ADDRESS))
		return STATUS_ACCESS_VIOLATION;
	if (pages && dxgk_mdl_is_user(mdl)) {
		if (dxgk_nt_irql() > APC_LEVEL || !dxgk_os_process())
			return STATUS_ACCESS_VIOLATION;
		status = dxgk_os_pin_user((dxgk_uptr)mdl->StartVa, pages, write,
					  MmGetMdlPfnArray(mdl));
		if (NT_SUCCESS(status))
			mdl->Process = IoGetCurrentProcess();
	} else if (!dxgk_mdl_kernel_frames(mdl)) {
		status = STATUS_ACCESS_VIOLATION;
	}
	if (!NT_SUCCESS(status))
		return status;
	mdl->MdlFlags |= MDL_PAGES_LOCKED;
	if (write)
		mdl->MdlFlags |= MDL_WRITE_OPERATION;
	return STATUS_SUCCESS;
}

/* Unmap and unlock; false if it was not locked. */
static bool dxgk_mdl_unlock(PMDL mdl)
{
	bool write = mdl->MdlFlags & MDL_WRITE_OPERATION;

	if (!(mdl->MdlFlags & MDL_PAGES_LOCKED) || mdl->MdlFlags & MDL_PARTIAL)
		return false;
	dxgk_mdl_unmap(mdl);
	if (mdl->Process)
		dxgk_os_unpin_user(dxgk_mdl_pages(mdl), MmGetMdlPfnArray(mdl), write);
	mdl->Process = NULL;
	mdl->MdlFlags &= ~(MDL_PAGES_LOCKED | MDL_WRITE_OPERATION);
	return true;
}

/**
 * MmProbeAndLockPages() - see to it that a buffer stays, and find its frames
 * @MemoryDescriptorList: the buffer; one of no bytes is locked too
 * @AccessMode: UserMode: it must be wholly a program's, the running one's
 * @Operation: what it must allow
 *
 * IRQL: up to APC_LEVEL; up to DISPATCH_LEVEL for kernel memory.
 * Raises STATUS_ACCESS_VIOLATION when the buffer does not allow it, or
 * STATUS_INSUFFICIENT_RESOURCES.
 *
 * Follows "MmProbeAndLockPages function (wdm.h)".
 */
DXGK_SEH_STUB VOID NTAPI MmProbeAndLockPages(PMDL MemoryDescriptorList,
					     KPROCESSOR_MODE AccessMode, LOCK_OPERATION Operation)
{
	NTSTATUS status = dxgk_mdl_lock(MemoryDescriptorList, AccessMode, Operation,
					DXGK_NT_CALLER());

	if (!NT_SUCCESS(status)) {
		dxgk_seh_raise(status);
		dxgk_seh_unreachable();
	}
}

/* Only the running process can be had. */
DXGK_SEH_STUB VOID NTAPI MmProbeAndLockProcessPages(PMDL MemoryDescriptorList, PEPROCESS Process,
						    KPROCESSOR_MODE AccessMode,
						    LOCK_OPERATION Operation)
{
	NTSTATUS status = STATUS_ACCESS_VIOLATION;

	if (Process == IoGetCurrentProcess())
		status = dxgk_mdl_lock(MemoryDescriptorList, AccessMode, Operation,
				       DXGK_NT_CALLER());
	if (!NT_SUCCESS(status)) {
		dxgk_seh_raise(status);
		dxgk_seh_unreachable();
	}
}

/* The system mapping goes with it; "MmUnlockPages function (wdm.h)". */
VOID NTAPI MmUnlockPages(PMDL MemoryDescriptorList)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (!dxgk_mdl_unlock(MemoryDescriptorList))
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: %pS unlocks an MDL that is not locked",
			    dxgk_nt_owner_name(dxgk_nt_owner(DXGK_NT_CALLER())), DXGK_NT_CALLER());
}

/**
 * MmBuildMdlForNonPagedPool() - fill in the frames of kernel memory
 * @MemoryDescriptorList: a buffer of pool, contiguous or device memory
 *
 * Such an MDL is mapped from the start, and is neither locked nor unlocked.
 *
 * IRQL: up to DISPATCH_LEVEL.
 *
 * Follows "MmBuildMdlForNonPagedPool function (wdm.h)".
 */
VOID NTAPI MmBuildMdlForNonPagedPool(PMDL MemoryDescriptorList)
{
	PMDL mdl = MemoryDescriptorList;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (!dxgk_mdl_kernel_frames(mdl)) {
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), MEMORY_MANAGEMENT, 0x1234,
				 (ULONG_PTR)MmGetMdlVirtualAddress(mdl), 0, 0);
		return;
	}
	mdl->Process = NULL;
	mdl->MappedSystemVa = MmGetMdlVirtualAddress(mdl);
	mdl->MdlFlags |= MDL_SOURCE_IS_NONPAGED_POOL;
}

/**
 * IoBuildPartialMdl() - an MDL for a part of another's buffer
 * @SourceMdl: locked, or of nonpaged pool
 * @TargetMdl: large enough for the part
 * @VirtualAddress: where the part begins, in the source's terms
 * @Length: bytes; 0: to the end
 *
 * It shares the source's system mapping, if there is one.
 *
 * IRQL: up to DISPATCH_LEVEL.
 *
 * Follows "IoBuildPartialMdl function (wdm.h)".
 */
VOID NTAPI IoBuildPartialMdl(PMDL SourceMdl, PMDL TargetMdl, PVOID VirtualAddress, ULONG Length)
{
	SIZE_T skip = (SIZE_T)((PUCHAR)VirtualAddress - (PUCHAR)MmGetMdlVirtualAddress(SourceMdl));
	ULONG first = (ULONG)((SourceMdl->ByteOffset + skip) >> PAGE_SHIFT);
	SHORT keep = TargetMdl->MdlFlags & (MDL_ALLOCATED_FIXED_SIZE | MDL_ALLOCATED_MUST_SUCCEED);
	ULONG pages;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (skip > SourceMdl->ByteCount || Length > SourceMdl->ByteCount - skip) {
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), TARGET_MDL_TOO_SMALL, (ULONG_PTR)SourceMdl,
				 skip, Length, 0);
		return;
	}
	if (!Length)
		Length = (ULONG)(SourceMdl->ByteCount - skip);
	pages = ADDRESS_AND_SIZE_TO_SPAN_PAGES(VirtualAddress, Length);
	if (TargetMdl->Size < 0x7ff8 &&
	    (SIZE_T)TargetMdl->Size < sizeof(MDL) + pages * sizeof(PFN_NUMBER)) {
		dxgk_nt_bugcheck(DXGK_NT_CALLER(), TARGET_MDL_TOO_SMALL, (ULONG_PTR)TargetMdl,
				 pages, 0, 0);
		return;
	}
	TargetMdl->StartVa = SourceMdl->StartVa ? PAGE_ALIGN(VirtualAddress) : NULL;
	TargetMdl->ByteOffset = BYTE_OFFSET(VirtualAddress);
	TargetMdl->ByteCount = Length;
	TargetMdl->Process = SourceMdl->Process;
	TargetMdl->MdlFlags = keep | MDL_PARTIAL |
			      (SourceMdl->MdlFlags & (MDL_SOURCE_IS_NONPAGED_POOL |
						      MDL_PAGES_LOCKED | MDL_WRITE_OPERATION));
	TargetMdl->MappedSystemVa = NULL;
	if (SourceMdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL)) {
		TargetMdl->MappedSystemVa = (PUCHAR)SourceMdl->MappedSystemVa + skip;
		if (SourceMdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA)
			TargetMdl->MdlFlags |= MDL_MAPPED_TO_SYSTEM_VA |
					       MDL_PARENT_MAPPED_SYSTEM_VA;
	}
	RtlCopyMemory(MmGetMdlPfnArray(TargetMdl), MmGetMdlPfnArray(SourceMdl) + first,
		      pages * sizeof(PFN_NUMBER));
}

/* STATUS_INVALID_PARAMETER_2 beyond the end; "MmAdvanceMdl function (wdm.h)". */
NTSTATUS NTAPI MmAdvanceMdl(PMDL Mdl, ULONG NumberOfBytes)
{
	PPFN_NUMBER frames = MmGetMdlPfnArray(Mdl);
	ULONG before = dxgk_mdl_pages(Mdl), pages, i;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (NumberOfBytes > Mdl->ByteCount)
		return STATUS_INVALID_PARAMETER_2;
	pages = (Mdl->ByteOffset + NumberOfBytes) >> PAGE_SHIFT;
	if (pages > before)
		pages = before;
	/* The mapping is of all pages: it has to be made anew where one goes. */
	if (pages && !(Mdl->MdlFlags & MDL_SOURCE_IS_NONPAGED_POOL))
		dxgk_mdl_unmap(Mdl);
	else if (Mdl->MappedSystemVa)
		Mdl->MappedSystemVa = (PUCHAR)Mdl->MappedSystemVa + NumberOfBytes;
	if (Mdl->Process && !(Mdl->MdlFlags & MDL_PARTIAL))
		dxgk_os_unpin_user(pages, frames, Mdl->MdlFlags & MDL_WRITE_OPERATION);
	for (i = pages; i < before; i++)
		frames[i - pages] = frames[i];
	if (Mdl->StartVa)
		Mdl->StartVa = (PUCHAR)Mdl->StartVa + (SIZE_T)pages * PAGE_SIZE;
	Mdl->ByteOffset = (Mdl->ByteOffset + NumberOfBytes) & (PAGE_SIZE - 1);
	Mdl->ByteCount -= NumberOfBytes;
	return STATUS_SUCCESS;
}

/* Pages of the kernel's own are not to be write-protected piecemeal. */
NTSTATUS NTAPI MmProtectMdlSystemAddress(PMDL MemoryDescriptorList, ULONG NewProtect)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (!(MemoryDescriptorList->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA))
		return STATUS_NOT_MAPPED_VIEW;
	return NewProtect == PAGE_READWRITE ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED;
}

/* -------------------------------------------------------------------- pages for MDLs */

/* One piece, whose frames are then as good as any others. */
static dxgk_u64 dxgk_mdl_piece(PMDL mdl, dxgk_u64 low, dxgk_u64 high, SIZE_T bytes,
			       unsigned int flags)
{
	dxgk_u64 phys = 0, i;
	void *va = dxgk_os_contiguous_alloc(bytes, low, high, 0, DXGK_CACHE_WB, flags);

	if (!va)
		return 0;
	dxgk_os_virt_to_phys(va, &phys);
	for (i = 0; i < bytes >> PAGE_SHIFT; i++)
		MmGetMdlPfnArray(mdl)[i] = (phys >> PAGE_SHIFT) + i;
	return bytes >> PAGE_SHIFT;
}

static PMDL dxgk_mdl_allocate(dxgk_u64 low, dxgk_u64 high, dxgk_u64 skip, SIZE_T bytes,
			      ULONG flags, const void *caller)
{
	SIZE_T total = ROUND_TO_PAGES(bytes);
	unsigned int how = 0;
	dxgk_u64 got;
	PMDL mdl;

	if (!bytes || bytes > DXGK_MDL_MAX || total > DXGK_MDL_MAX || high < low)
		return NULL;
	if (dxgk_os_irql_get() >= DISPATCH_LEVEL || flags & MM_ALLOCATE_NO_WAIT)
		how |= DXGK_OS_ALLOC_ATOMIC;
	if (!(flags & MM_DONT_ZERO_ALLOCATION))
		how |= DXGK_OS_ALLOC_ZERO;
	/* Chunks are not cut to SkipBytes: one piece that is large enough is all of them. */
	if (flags & MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS && (skip & (skip - 1)))
		return NULL;
	mdl = dxgk_mdl_create(NULL, total, caller);
	if (!mdl)
		return NULL;
	if (flags & MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS)
		got = dxgk_mdl_piece(mdl, low, high, total, how);
	else
		got = dxgk_os_pages_alloc(total >> PAGE_SHIFT, low, high, how,
					  MmGetMdlPfnArray(mdl));
	if (got << PAGE_SHIFT < total && (!got || flags & MM_ALLOCATE_FULLY_REQUIRED)) {
		dxgk_os_pages_free(got, MmGetMdlPfnArray(mdl));
		dxgk_pool_free(mdl, 0, caller);
		return NULL;
	}
	mdl->ByteCount = (ULONG)(got << PAGE_SHIFT);
	mdl->MdlFlags |= MDL_PAGES_LOCKED;
	return mdl;
}

/**
 * MmAllocatePagesForMdlEx() - pages that need no address
 * @LowAddress: physical address that no page is below
 * @HighAddress: physical address that no page is above
 * @SkipBytes: where to look next when that range has none: it is not looked
 * @TotalBytes: bytes
 * @CacheType: of the mapping that is made later
 * @Flags: MM_DONT_ZERO_ALLOCATION, MM_ALLOCATE_FULLY_REQUIRED, ...
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: an MDL, possibly of fewer bytes; NULL for none.  Contiguous chunks
 * are one piece, or NULL.  MmFreePagesFromMdl() frees the pages, ExFreePool()
 * the MDL.
 *
 * Follows "MmAllocatePagesForMdlEx function (wdm.h)".
 */
PMDL NTAPI MmAllocatePagesForMdlEx(PHYSICAL_ADDRESS LowAddress, PHYSICAL_ADDRESS HighAddress,
				   PHYSICAL_ADDRESS SkipBytes, SIZE_T TotalBytes,
				   MEMORY_CACHING_TYPE CacheType, ULONG Flags)
{
	return dxgk_mdl_allocate((dxgk_u64)LowAddress.QuadPart, (dxgk_u64)HighAddress.QuadPart,
				 (dxgk_u64)SkipBytes.QuadPart, TotalBytes, Flags, DXGK_NT_CALLER());
}

PMDL NTAPI MmAllocatePagesForMdl(PHYSICAL_ADDRESS LowAddress, PHYSICAL_ADDRESS HighAddress,
				 PHYSICAL_ADDRESS SkipBytes, SIZE_T TotalBytes)
{
	return dxgk_mdl_allocate((dxgk_u64)LowAddress.QuadPart, (dxgk_u64)HighAddress.QuadPart,
				 (dxgk_u64)SkipBytes.QuadPart, TotalBytes, 0, DXGK_NT_CALLER());
}

PMDL NTAPI MmAllocateNodePagesForMdlEx(PHYSICAL_ADDRESS LowAddress, PHYSICAL_ADDRESS HighAddress,
				       PHYSICAL_ADDRESS SkipBytes, SIZE_T TotalBytes,
				       MEMORY_CACHING_TYPE CacheType, ULONG IdealNode, ULONG Flags)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_mdl_allocate((dxgk_u64)LowAddress.QuadPart, (dxgk_u64)HighAddress.QuadPart,
				 (dxgk_u64)SkipBytes.QuadPart, TotalBytes, Flags, DXGK_NT_CALLER());
}

/* The pages, not the MDL. */
VOID NTAPI MmFreePagesFromMdl(PMDL MemoryDescriptorList)
{
	PMDL mdl = MemoryDescriptorList;

	if (!dxgk_mdl_own_pages(mdl)) {
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: %pS frees pages of an MDL that has none",
			    dxgk_nt_owner_name(dxgk_nt_owner(DXGK_NT_CALLER())), DXGK_NT_CALLER());
		return;
	}
	dxgk_mdl_settle(mdl);
}

VOID NTAPI MmFreePagesFromMdlEx(PMDL MemoryDescriptorList, ULONG Flags)
{
	MmFreePagesFromMdl(MemoryDescriptorList);
}

bool dxgk_mdl_settle(PMDL mdl)
{
	if (dxgk_mdl_own_pages(mdl)) {
		dxgk_mdl_unmap(mdl);
		dxgk_os_pages_free(dxgk_mdl_pages(mdl), MmGetMdlPfnArray(mdl));
		mdl->MdlFlags &= ~MDL_PAGES_LOCKED;
		mdl->ByteCount = 0;
		return true;
	}
	if (mdl->MdlFlags & MDL_PARTIAL) {
		dxgk_mdl_unmap(mdl);
		return false;
	}
	return dxgk_mdl_unlock(mdl);
}

/**
 * IoFreeMdl() - give an MDL back
 * @Mdl: unlocked; one that is not is named and unlocked
 *
 * IRQL: up to DISPATCH_LEVEL.
 *
 * Follows "IoFreeMdl function (wdm.h)".
 */
VOID NTAPI IoFreeMdl(PMDL Mdl)
{
	const void *caller = DXGK_NT_CALLER();

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	if (dxgk_mdl_settle(Mdl))
		dxgk_os_log(DXGK_LOG_ERR, NULL, "%s: %pS frees an MDL whose pages are locked",
			    dxgk_nt_owner_name(dxgk_nt_owner(caller)), caller);
	dxgk_pool_free(Mdl, 0, caller);
}

/* ------------------------------------------------------------------- probing alone */

/* A program's range that begins at a multiple of @alignment; nothing is touched. */
static NTSTATUS dxgk_probe(const volatile VOID *address, SIZE_T length, ULONG alignment)
{
	ULONG_PTR start = (ULONG_PTR)address;

	if (!length)
		return STATUS_SUCCESS;
	if (alignment && start & (alignment - 1))
		return STATUS_DATATYPE_MISALIGNMENT;
	if (start + length < start || start + length > MM_USER_PROBE_ADDRESS)
		return STATUS_ACCESS_VIOLATION;
	return STATUS_SUCCESS;
}

/**
 * ProbeForRead() - is this a range of a program's?
 * @Address: where it begins
 * @Length: bytes; 0: nothing is checked
 * @Alignment: 1, 2, 4, 8 or 16
 *
 * IRQL: up to APC_LEVEL.
 * Raises STATUS_ACCESS_VIOLATION, STATUS_DATATYPE_MISALIGNMENT.
 *
 * Follows "ProbeForRead function (wdm.h)".
 */
DXGK_SEH_STUB VOID NTAPI ProbeForRead(const volatile VOID *Address, SIZE_T Length, ULONG Alignment)
{
	NTSTATUS status = dxgk_probe(Address, Length, Alignment);

	DXGK_NT_IRQL(APC_LEVEL);
	if (!NT_SUCCESS(status)) {
		dxgk_seh_raise(status);
		dxgk_seh_unreachable();
	}
}

/* Whether each page can be written to as well: asked by pinning it for a moment. */
DXGK_SEH_STUB VOID NTAPI ProbeForWrite(volatile VOID *Address, SIZE_T Length, ULONG Alignment)
{
	NTSTATUS status = dxgk_probe(Address, Length, Alignment);
	ULONG_PTR page = (ULONG_PTR)Address & ~(ULONG_PTR)(PAGE_SIZE - 1);
	dxgk_u64 frame;

	DXGK_NT_IRQL(APC_LEVEL);
	for (; NT_SUCCESS(status) && Length && page < (ULONG_PTR)Address + Length;
	     page += PAGE_SIZE) {
		status = dxgk_os_process() ? dxgk_os_pin_user(page, 1, true, &frame) :
					     STATUS_ACCESS_VIOLATION;
		if (NT_SUCCESS(status))
			dxgk_os_unpin_user(1, &frame, false);
	}
	if (!NT_SUCCESS(status)) {
		dxgk_seh_raise(status);
		dxgk_seh_unreachable();
	}
}
