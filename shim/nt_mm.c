// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_mm.c - MmMapIoSpace, contiguous memory, questions about addresses.
 */
#include <bugcodes.h>

#include "nt_device.h"
#include "nt_ke.h"
#include "nt_mm.h"
#include "verifier.h"

/* A block of contiguous memory. */
struct dxgk_contiguous {
	struct dxgk_os_tree_node node;	/* k1: the address; under dxgk_mm.lock */
	dxgk_u64 bytes;
	enum dxgk_cache cache;
	dxgk_u16 owner;
};

/* Mappings of device memory that is no adapter's, for each driver that has some. */
struct dxgk_mm_domain {
	struct dxgk_mm_domain *next;
	struct dxgk_map_domain *maps;
	dxgk_u16 owner;
};

static struct {
	struct dxgk_os_spinlock lock;
	struct dxgk_os_tree contiguous;	/* under lock */
	struct dxgk_os_mutex domains_lock;
	struct dxgk_mm_domain *domains;	/* under domains_lock */
} dxgk_mm;

void dxgk_mm_init(void)
{
	dxgk_os_spin_init(&dxgk_mm.lock);
	dxgk_os_tree_init(&dxgk_mm.contiguous);
	dxgk_os_mutex_init(&dxgk_mm.domains_lock);
	dxgk_mm.domains = NULL;
}

/* ----------------------------------------------------------------- device memory */

/* The books that a mapping goes into: an adapter's that has the range, or the driver's. */
struct dxgk_mm_books {
	struct dxgk_map_domain *maps;
	struct dxgk_os_device *os;
};

/* Under domains_lock. */
static struct dxgk_mm_domain *dxgk_mm_domain(dxgk_u16 owner, bool make)
{
	struct dxgk_mm_domain *d;

	for (d = dxgk_mm.domains; d; d = d->next)
		if (d->owner == owner)
			return d;
	if (!make)
		return NULL;
	d = dxgk_os_alloc(sizeof(*d), DXGK_OS_ALLOC_ZERO);
	if (!d)
		return NULL;
	d->maps = dxgk_map_domain_create();
	if (!d->maps) {
		dxgk_os_free(d);
		return NULL;
	}
	d->owner = owner;
	d->next = dxgk_mm.domains;
	dxgk_mm.domains = d;
	return d;
}

static PVOID dxgk_io_space(PHYSICAL_ADDRESS phys, SIZE_T bytes, MEMORY_CACHING_TYPE type,
			   void *caller)
{
	dxgk_u64 start = (dxgk_u64)phys.QuadPart;
	struct dxgk_adapter *adapter;
	struct dxgk_mm_domain *d;
	PVOID va = NULL;

	/* Windows lets it be called at DISPATCH_LEVEL; Linux cannot do it there. */
	if (dxgk_os_irql_get() >= DISPATCH_LEVEL) {
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: %pS maps device memory at IRQL %u: refused",
			    dxgk_nt_owner_name(dxgk_nt_owner(caller)), caller,
			    dxgk_os_irql_get());
		return NULL;
	}
	adapter = dxgk_nt_device_with(start, bytes);
	if (adapter) {
		dxgk_map_io_space(adapter->maps, adapter->os, start, bytes, type, caller, &va);
		return va;
	}
	dxgk_os_mutex_lock(&dxgk_mm.domains_lock);
	d = dxgk_mm_domain(dxgk_nt_owner(caller), true);
	if (d)
		dxgk_map_io_space(d->maps, NULL, start, bytes, type, caller, &va);
	dxgk_os_mutex_unlock(&dxgk_mm.domains_lock);
	return va;
}

/**
 * MmMapIoSpace() - map device memory into system space
 * @PhysicalAddress: first byte, at any alignment
 * @NumberOfBytes: not 0
 * @CacheType: what the page tables shall hold
 *
 * The rules for cache types are DxgkCbMapMemory()'s, and so are the books: the
 * mapping is listed, and undone and named if the driver leaves it.
 *
 * IRQL: PASSIVE_LEVEL here; above APC_LEVEL it gives NULL.
 * Return: the address, or NULL.
 *
 * Follows "MmMapIoSpace function (wdm.h)".
 */
PVOID NTAPI MmMapIoSpace(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes,
			 MEMORY_CACHING_TYPE CacheType)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_io_space(PhysicalAddress, NumberOfBytes, CacheType, DXGK_NT_CALLER());
}

/**
 * MmMapIoSpaceEx() - MmMapIoSpace() with a page protection
 * @Protect: one of PAGE_READONLY, PAGE_READWRITE, PAGE_EXECUTE and the like;
 *	with PAGE_NOCACHE or PAGE_WRITECOMBINE, not both; cached without
 *
 * The mapping is readable and writable, and never executable.
 *
 * Return: the address, or NULL, also for another @Protect.
 *
 * Follows "MmMapIoSpaceEx function (wdm.h)".
 */
PVOID NTAPI MmMapIoSpaceEx(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes, ULONG Protect)
{
	ULONG cache = Protect & (PAGE_NOCACHE | PAGE_WRITECOMBINE);
	MEMORY_CACHING_TYPE type = MmCached;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	switch (Protect & ~(ULONG)(PAGE_NOCACHE | PAGE_WRITECOMBINE)) {
	case PAGE_READONLY:
	case PAGE_READWRITE:
	case PAGE_EXECUTE:
	case PAGE_EXECUTE_READ:
	case PAGE_EXECUTE_READWRITE:
		break;
	default:
		return NULL;
	}
	if (cache == (PAGE_NOCACHE | PAGE_WRITECOMBINE))
		return NULL;
	if (cache == PAGE_NOCACHE)
		type = MmNonCached;
	else if (cache == PAGE_WRITECOMBINE)
		type = MmWriteCombined;
	return dxgk_io_space(PhysicalAddress, NumberOfBytes, type, DXGK_NT_CALLER());
}

/*
 * An address that is none, or another size, is named and otherwise does no
 * harm: what is mapped there is unmapped as a whole, or nothing is.
 */
static void dxgk_unmap_io(PVOID va, SIZE_T bytes, void *caller)
{
	const char *who = dxgk_nt_owner_name(dxgk_nt_owner(caller));
	struct dxgk_adapter *adapter = NULL;
	struct dxgk_mm_domain *d;
	bool found = false;
	dxgk_u64 len;

	while (!found && (adapter = dxgk_nt_device_next(adapter)))
		found = dxgk_unmap_io_space(adapter->maps, adapter->os, va, caller, &len);
	if (!found) {
		dxgk_os_mutex_lock(&dxgk_mm.domains_lock);
		d = dxgk_mm_domain(dxgk_nt_owner(caller), false);
		if (d)
			found = dxgk_unmap_io_space(d->maps, NULL, va, caller, &len);
		dxgk_os_mutex_unlock(&dxgk_mm.domains_lock);
	}
	if (!found)
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: %pS unmaps %p, where nothing is mapped", who,
			    caller, va);
	else if (len != bytes)
		dxgk_os_log(DXGK_LOG_WARN, NULL,
			    "%s: %pS unmaps %llu bytes of a mapping of %llu; all of it is gone",
			    who, caller, (dxgk_u64)bytes, len);
}

VOID NTAPI MmUnmapIoSpace(PVOID BaseAddress, SIZE_T NumberOfBytes)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_unmap_io(BaseAddress, NumberOfBytes, DXGK_NT_CALLER());
}

PVOID NTAPI MmMapVideoDisplay(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes,
			      MEMORY_CACHING_TYPE CacheType)
{
	return dxgk_io_space(PhysicalAddress, NumberOfBytes, CacheType, DXGK_NT_CALLER());
}

VOID NTAPI MmUnmapVideoDisplay(PVOID BaseAddress, SIZE_T NumberOfBytes)
{
	dxgk_unmap_io(BaseAddress, NumberOfBytes, DXGK_NT_CALLER());
}

/* ------------------------------------------------------------- contiguous memory */

static PVOID dxgk_contiguous(SIZE_T bytes, dxgk_u64 lowest, dxgk_u64 highest, dxgk_u64 boundary,
			     MEMORY_CACHING_TYPE type, const void *caller)
{
	unsigned int flags = dxgk_os_irql_get() >= DISPATCH_LEVEL ? DXGK_OS_ALLOC_ATOMIC : 0;
	enum dxgk_cache cache = dxgk_map_cache((dxgk_u32)type);
	struct dxgk_contiguous *c;
	unsigned long state;
	PVOID va;

	if (!bytes || bytes > ~(SIZE_T)0 - PAGE_SIZE || cache == DXGK_CACHE_COUNT ||
	    highest < lowest || (boundary & (boundary - 1)))
		return NULL;
	c = dxgk_os_alloc(sizeof(*c), flags);
	if (!c)
		return NULL;
	c->bytes = ROUND_TO_PAGES(bytes);
	c->cache = cache;
	c->owner = dxgk_nt_owner(caller);
	va = dxgk_os_contiguous_alloc(c->bytes, lowest, highest, boundary, cache, flags);
	if (!va) {
		dxgk_os_free(c);
		return NULL;
	}
	c->node.k1 = (dxgk_uptr)va;
	c->node.k2 = 0;
	state = dxgk_os_spin_lock(&dxgk_mm.lock);
	dxgk_os_tree_insert(&dxgk_mm.contiguous, &c->node);
	dxgk_os_spin_unlock(&dxgk_mm.lock, state);
	return va;
}

static void dxgk_contiguous_free(PVOID va, const void *caller)
{
	struct dxgk_contiguous *c = NULL;
	struct dxgk_os_tree_node *n;
	unsigned long state;

	state = dxgk_os_spin_lock(&dxgk_mm.lock);
	n = dxgk_os_tree_ceil(&dxgk_mm.contiguous, (dxgk_uptr)va, 0);
	if (n && n->k1 == (dxgk_uptr)va) {
		c = DXGK_CONTAINER_OF(n, struct dxgk_contiguous, node);
		dxgk_os_tree_remove(&dxgk_mm.contiguous, n);
	}
	dxgk_os_spin_unlock(&dxgk_mm.lock, state);
	if (!c) {
		dxgk_nt_bugcheck(caller, BAD_POOL_CALLER, 0x60, (ULONG_PTR)va, 0, 0);
		return;
	}
	dxgk_timer_memory_gone(va, c->bytes, caller);
	dxgk_dpc_memory_gone(va, c->bytes, caller);
	dxgk_os_contiguous_free(va, c->bytes, c->cache);
	dxgk_os_free(c);
}

/**
 * MmAllocateContiguousMemory() - memory of one piece
 * @NumberOfBytes: bytes
 * @HighestAcceptableAddress: physical address that none of it is above
 *
 * Page-aligned, write-back, not zeroed.  More than 4 MiB are to be had below
 * DISPATCH_LEVEL only, where Linux can move away what is in the middle of them.
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: the address, or NULL.
 *
 * Follows "MmAllocateContiguousMemory function (wdm.h)".
 */
PVOID NTAPI MmAllocateContiguousMemory(SIZE_T NumberOfBytes,
				       PHYSICAL_ADDRESS HighestAcceptableAddress)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_contiguous(NumberOfBytes, 0, (dxgk_u64)HighestAcceptableAddress.QuadPart, 0,
			       MmCached, DXGK_NT_CALLER());
}

/* The boundary is a power of two; see "MmAllocateContiguousMemorySpecifyCache". */
PVOID NTAPI MmAllocateContiguousMemorySpecifyCache(SIZE_T NumberOfBytes,
						   PHYSICAL_ADDRESS LowestAcceptableAddress,
						   PHYSICAL_ADDRESS HighestAcceptableAddress,
						   PHYSICAL_ADDRESS BoundaryAddressMultiple,
						   MEMORY_CACHING_TYPE CacheType)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_contiguous(NumberOfBytes, (dxgk_u64)LowestAcceptableAddress.QuadPart,
			       (dxgk_u64)HighestAcceptableAddress.QuadPart,
			       (dxgk_u64)BoundaryAddressMultiple.QuadPart, CacheType,
			       DXGK_NT_CALLER());
}

/* Any node will do. */
PVOID NTAPI MmAllocateContiguousMemorySpecifyCacheNode(SIZE_T NumberOfBytes,
						       PHYSICAL_ADDRESS LowestAcceptableAddress,
						       PHYSICAL_ADDRESS HighestAcceptableAddress,
						       PHYSICAL_ADDRESS BoundaryAddressMultiple,
						       MEMORY_CACHING_TYPE CacheType,
						       NODE_REQUIREMENT PreferredNode)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_contiguous(NumberOfBytes, (dxgk_u64)LowestAcceptableAddress.QuadPart,
			       (dxgk_u64)HighestAcceptableAddress.QuadPart,
			       (dxgk_u64)BoundaryAddressMultiple.QuadPart, CacheType,
			       DXGK_NT_CALLER());
}

PVOID NTAPI MmAllocateContiguousNodeMemory(SIZE_T NumberOfBytes,
					   PHYSICAL_ADDRESS LowestAcceptableAddress,
					   PHYSICAL_ADDRESS HighestAcceptableAddress,
					   PHYSICAL_ADDRESS BoundaryAddressMultiple, ULONG Protect,
					   NODE_REQUIREMENT PreferredNode)
{
	MEMORY_CACHING_TYPE type = Protect & PAGE_NOCACHE ? MmNonCached :
				   Protect & PAGE_WRITECOMBINE ? MmWriteCombined : MmCached;

	DXGK_NT_IRQL(DISPATCH_LEVEL);
	return dxgk_contiguous(NumberOfBytes, (dxgk_u64)LowestAcceptableAddress.QuadPart,
			       (dxgk_u64)HighestAcceptableAddress.QuadPart,
			       (dxgk_u64)BoundaryAddressMultiple.QuadPart, type,
			       DXGK_NT_CALLER());
}

/* An address that is none is a BAD_POOL_CALLER bug check. */
VOID NTAPI MmFreeContiguousMemory(PVOID BaseAddress)
{
	dxgk_contiguous_free(BaseAddress, DXGK_NT_CALLER());
}

VOID NTAPI MmFreeContiguousMemorySpecifyCache(PVOID BaseAddress, SIZE_T NumberOfBytes,
					      MEMORY_CACHING_TYPE CacheType)
{
	DXGK_NT_IRQL(DISPATCH_LEVEL);
	dxgk_contiguous_free(BaseAddress, DXGK_NT_CALLER());
}

PVOID NTAPI MmAllocateNonCachedMemory(SIZE_T NumberOfBytes)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return dxgk_contiguous(NumberOfBytes, 0, ~0ull, 0, MmNonCached, DXGK_NT_CALLER());
}

VOID NTAPI MmFreeNonCachedMemory(PVOID BaseAddress, SIZE_T NumberOfBytes)
{
	DXGK_NT_IRQL(APC_LEVEL);
	dxgk_contiguous_free(BaseAddress, DXGK_NT_CALLER());
}

/* --------------------------------------------------------- questions about addresses */

/**
 * MmGetPhysicalAddress() - where an address is in physical memory
 * @BaseAddress: pool, contiguous or device memory, a stack, code, ...
 *
 * IRQL: any.
 * Return: the physical address, which is the one devices use; 0 for an address
 * where nothing is mapped.
 *
 * Follows "MmGetPhysicalAddress function (ntddk.h)".
 */
PHYSICAL_ADDRESS NTAPI MmGetPhysicalAddress(PVOID BaseAddress)
{
	PHYSICAL_ADDRESS phys;
	dxgk_u64 where;

	phys.QuadPart = dxgk_os_virt_to_phys(BaseAddress, &where) ? (LONGLONG)where : 0;
	return phys;
}

/* "MmIsAddressValid function (ntddk.h)": would reading the byte fault? */
BOOLEAN NTAPI MmIsAddressValid(PVOID VirtualAddress)
{
	dxgk_u64 where;

	return dxgk_os_virt_to_phys(VirtualAddress, &where);
}

BOOLEAN NTAPI MmIsNonPagedSystemAddressValid(PVOID VirtualAddress)
{
	return (ULONG_PTR)VirtualAddress >= MM_USER_PROBE_ADDRESS &&
	       MmIsAddressValid(VirtualAddress);
}

/**
 * MmCopyMemory() - copy what may not be there
 * @TargetAddress: nonpaged memory
 * @SourceAddress: a kernel address
 * @NumberOfBytes: bytes
 * @Flags: MM_COPY_MEMORY_VIRTUAL
 * @NumberOfBytesTransferred: bytes in front of the first that is not there
 *
 * IRQL: up to APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_ACCESS_VIOLATION; STATUS_INVALID_PARAMETER for other
 * flags; STATUS_NOT_SUPPORTED for MM_COPY_MEMORY_PHYSICAL.
 *
 * Follows "MmCopyMemory function (ntddk.h)".
 */
NTSTATUS NTAPI MmCopyMemory(PVOID TargetAddress, MM_COPY_ADDRESS SourceAddress,
			    SIZE_T NumberOfBytes, ULONG Flags, PSIZE_T NumberOfBytesTransferred)
{
	PUCHAR from = SourceAddress.VirtualAddress;
	SIZE_T done = 0, n;

	*NumberOfBytesTransferred = 0;
	if (Flags == MM_COPY_MEMORY_PHYSICAL) {
		dxgk_nt_missing(DXGK_NT_CALLER(), "MmCopyMemory of physical memory");
		return STATUS_NOT_SUPPORTED;
	}
	if (Flags != MM_COPY_MEMORY_VIRTUAL)
		return STATUS_INVALID_PARAMETER;
	while (done < NumberOfBytes) {
		if (!MmIsNonPagedSystemAddressValid(from + done))
			return STATUS_ACCESS_VIOLATION;
		n = PAGE_SIZE - BYTE_OFFSET(from + done);
		if (n > NumberOfBytes - done)
			n = NumberOfBytes - done;
		RtlCopyMemory((PUCHAR)TargetAddress + done, from + done, n);
		done += n;
		*NumberOfBytesTransferred = done;
	}
	return STATUS_SUCCESS;
}

/* --------------------------------------------------------------- pageability: none */

PVOID NTAPI MmLockPagableDataSection(PVOID AddressWithinSection)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return AddressWithinSection;
}

VOID NTAPI MmUnlockPagableImageSection(PVOID ImageSectionHandle)
{
	DXGK_NT_IRQL(APC_LEVEL);
}

PVOID NTAPI MmPageEntireDriver(PVOID AddressWithinSection)
{
	DXGK_NT_IRQL(APC_LEVEL);
	return AddressWithinSection;
}

VOID NTAPI MmResetDriverPaging(PVOID AddressWithinSection)
{
	DXGK_NT_IRQL(APC_LEVEL);
}

/* --------------------------------------------------------------- what is left behind */

void dxgk_mm_owner_gone(dxgk_u16 owner)
{
	struct dxgk_mm_domain **link, *d;
	struct dxgk_os_tree_node *n;
	unsigned long state;

	dxgk_os_mutex_lock(&dxgk_mm.domains_lock);
	for (link = &dxgk_mm.domains; (d = *link);) {
		if (owner != 0xffff && d->owner != owner) {
			link = &d->next;
			continue;
		}
		*link = d->next;
		dxgk_map_domain_release(d->maps, NULL, dxgk_nt_owner_name(d->owner));
		dxgk_os_free(d);
	}
	dxgk_os_mutex_unlock(&dxgk_mm.domains_lock);

	for (;;) {
		struct dxgk_contiguous *c = NULL;

		state = dxgk_os_spin_lock(&dxgk_mm.lock);
		for (n = dxgk_os_tree_ceil(&dxgk_mm.contiguous, 0, 0); n;
		     n = dxgk_os_tree_ceil(&dxgk_mm.contiguous, n->k1 + 1, 0)) {
			c = DXGK_CONTAINER_OF(n, struct dxgk_contiguous, node);
			if (owner == 0xffff || c->owner == owner) {
				dxgk_os_tree_remove(&dxgk_mm.contiguous, n);
				break;
			}
			c = NULL;
		}
		dxgk_os_spin_unlock(&dxgk_mm.lock, state);
		if (!c)
			break;
		dxgk_os_log(DXGK_LOG_WARN, NULL, "%s: left %llu bytes of contiguous memory; freed",
			    dxgk_nt_owner_name(c->owner), c->bytes);
		dxgk_os_contiguous_free((void *)(dxgk_uptr)c->node.k1, c->bytes, c->cache);
		dxgk_os_free(c);
	}
}
