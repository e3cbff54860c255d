// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * cb_memory.c - memory that a miniport gets from the port driver instead of the
 * kernel: contiguous memory, pages with an MDL, physical memory objects.
 *
 * Windows maps it for the device's IOMMU.  Here the device must see physical
 * addresses as they are; where an IOMMU translates, it gets none.
 */
#include "adapter.h"
#include "handle.h"
#include "iface.h"
#include "memory.h"
#include "nt.h"
#include "verifier.h"

enum dxgk_memory_kind {
	DXGK_MEMORY_CONTIGUOUS,		/* @va */
	DXGK_MEMORY_PAGES,		/* @mdl; @va while mapped */
	DXGK_MEMORY_DEVICE,		/* @base: in an adapter's resource */
};

/*
 * The handle is the address of one, looked up before it is used; that of the
 * adapter's view of a physical memory object is one more.
 */
struct dxgk_memory {
	struct dxgk_memory *next;	/* under dxgk_memories.lock, as is the rest */
	const struct dxgk_adapter *adapter;	/* NULL: not opened yet */
	const void *caller;
	const char *made_by;
	enum dxgk_memory_kind kind;
	bool object;			/* a physical memory object */
	bool busy;			/* somebody maps it */
	MEMORY_CACHING_TYPE cache;
	SIZE_T size;
	PVOID va;
	PMDL mdl;
	dxgk_u64 base;
	ULONG maps;			/* views in system space that are one */
};

static struct {
	struct dxgk_os_spinlock lock;
	struct dxgk_memory *all;
} dxgk_memories;

void dxgk_memory_init(void)
{
	dxgk_os_spin_init(&dxgk_memories.lock);
	dxgk_memories.all = NULL;
}

static bool dxgk_memory_cache(DXGK_MEMORY_CACHING_TYPE type, MEMORY_CACHING_TYPE *cache)
{
	switch (type) {
	case DXGK_MEMORY_CACHING_TYPE_NON_CACHED:
		*cache = MmNonCached;
		return true;
	case DXGK_MEMORY_CACHING_TYPE_CACHED:
		*cache = MmCached;
		return true;
	case DXGK_MEMORY_CACHING_TYPE_WRITE_COMBINED:
		*cache = MmWriteCombined;
		return true;
	default:
		return false;
	}
}

static void dxgk_memory_insert(struct dxgk_memory *m)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_memories.lock);

	m->next = dxgk_memories.all;
	dxgk_memories.all = m;
	dxgk_os_spin_unlock(&dxgk_memories.lock, state);
}

/* Under the lock: the one at @handle, made as an object or not. */
static struct dxgk_memory **dxgk_memory_find(HANDLE handle, bool object)
{
	struct dxgk_memory **link;

	for (link = &dxgk_memories.all; *link; link = &(*link)->next)
		if (*link == (struct dxgk_memory *)handle && (*link)->object == object)
			return link;
	return NULL;
}

/* Out of the list, to be freed; NULL: there is none such. */
static struct dxgk_memory *dxgk_memory_take(HANDLE handle, bool object,
					    enum dxgk_memory_kind kind, bool any)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_memories.lock);
	struct dxgk_memory **link = dxgk_memory_find(handle, object);
	struct dxgk_memory *m = NULL;

	if (link && (any || (*link)->kind == kind)) {
		m = *link;
		*link = m->next;
	}
	dxgk_os_spin_unlock(&dxgk_memories.lock, state);
	return m;
}

static void dxgk_memory_free(struct dxgk_memory *m)
{
	switch (m->kind) {
	case DXGK_MEMORY_CONTIGUOUS:
		MmFreeContiguousMemory(m->va);
		break;
	case DXGK_MEMORY_PAGES:
		MmFreePagesFromMdl(m->mdl);
		IoFreeMdl(m->mdl);
		break;
	case DXGK_MEMORY_DEVICE:
		/* What is mapped of it is DxgkCbMapMemory()'s, which reports it. */
		break;
	}
	dxgk_os_free(m);
}

static NTSTATUS dxgk_memory_contiguous(struct dxgk_memory *m, PHYSICAL_ADDRESS low,
				       PHYSICAL_ADDRESS high, PHYSICAL_ADDRESS boundary)
{
	m->kind = DXGK_MEMORY_CONTIGUOUS;
	m->va = MmAllocateContiguousMemorySpecifyCache(m->size, low, high, boundary, m->cache);
	return m->va ? STATUS_SUCCESS : STATUS_NO_MEMORY;
}

static NTSTATUS dxgk_memory_pages(struct dxgk_memory *m, PHYSICAL_ADDRESS low,
				  PHYSICAL_ADDRESS high, PHYSICAL_ADDRESS skip, ULONG flags)
{
	/* An MDL's bytes are 32 bits; short ones are not what was asked for. */
	if (m->size > ~(ULONG)0 - PAGE_SIZE)
		return STATUS_INVALID_PARAMETER;
	m->kind = DXGK_MEMORY_PAGES;
	m->mdl = MmAllocatePagesForMdlEx(low, high, skip, m->size, m->cache,
					 flags | MM_ALLOCATE_FULLY_REQUIRED);
	return m->mdl ? STATUS_SUCCESS : STATUS_NO_MEMORY;
}

static struct dxgk_memory *dxgk_memory_new(const struct dxgk_adapter *adapter, SIZE_T size,
					   DXGK_MEMORY_CACHING_TYPE cache, const char *made_by,
					   const void *caller, NTSTATUS *status)
{
	struct dxgk_memory *m;
	MEMORY_CACHING_TYPE type;

	*status = STATUS_INVALID_PARAMETER;
	if (!size || !dxgk_memory_cache(cache, &type))
		return NULL;
	*status = STATUS_NOT_SUPPORTED;
	if (adapter && !dxgk_os_dma_physical(adapter->os))
		return NULL;
	*status = STATUS_INSUFFICIENT_RESOURCES;
	m = dxgk_os_alloc(sizeof(*m), DXGK_OS_ALLOC_ZERO);
	if (!m)
		return NULL;
	m->adapter = adapter;
	m->size = size;
	m->cache = type;
	m->made_by = made_by;
	m->caller = caller;
	*status = STATUS_SUCCESS;
	return m;
}

/**
 * DxgkCbAllocateContiguousMemory() - memory of one piece that the device sees
 * @hAdapter: DeviceHandle of DXGKRNL_INTERFACE
 * @p: size, where, and how cached; hMemoryHandle and pMemory are filled
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_NO_MEMORY;
 * STATUS_INSUFFICIENT_RESOURCES; STATUS_NOT_SUPPORTED behind an IOMMU that translates.
 *
 * Follows "DXGKCB_ALLOCATECONTIGUOUSMEMORY callback function (d3dkmddi.h)".
 */
NTSTATUS NTAPI DxgkCbAllocateContiguousMemory(const HANDLE hAdapter,
					      DXGKARGCB_ALLOCATECONTIGUOUSMEMORY *p)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	struct dxgk_memory *m = NULL;

	DXGK_CB_ENTER_SLEEPING(adapter, hAdapter);
	if (p)
		m = dxgk_memory_new(adapter, p->NumberOfBytes, p->CacheType, __func__,
				    DXGK_CB_CALLER(), &status);
	if (m) {
		status = dxgk_memory_contiguous(m, p->LowestAcceptableAddress,
						p->HighestAcceptableAddress,
						p->BoundaryAddressMultiple);
		if (NT_SUCCESS(status)) {
			p->hMemoryHandle = m;
			p->pMemory = m->va;
			dxgk_memory_insert(m);
		} else {
			dxgk_os_free(m);
		}
	}
	dxgk_handle_put(hAdapter);
	return status;
}

/* See above.  STATUS_INVALID_HANDLE for one that is none. */
NTSTATUS NTAPI DxgkCbFreeContiguousMemory(const HANDLE hAdapter,
					  const DXGKARGCB_FREECONTIGUOUSMEMORY *p)
{
	struct dxgk_memory *m = NULL;

	DXGK_CB_ENTER_SLEEPING(adapter, hAdapter);
	if (p)
		m = dxgk_memory_take(p->hMemoryHandle, false, DXGK_MEMORY_CONTIGUOUS, false);
	if (m)
		dxgk_memory_free(m);
	dxgk_handle_put(hAdapter);
	return m ? STATUS_SUCCESS : STATUS_INVALID_HANDLE;
}

/**
 * DxgkCbAllocatePagesForMdl() - pages that the device sees, with an MDL
 * @hAdapter: DeviceHandle of DXGKRNL_INTERFACE
 * @p: as for MmAllocatePagesForMdlEx(); hMemoryHandle and pMdl are filled
 *
 * All of them or none; less than 4 GiB.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as DxgkCbAllocateContiguousMemory().
 *
 * Follows "DXGKCB_ALLOCATEPAGESFORMDL callback function (d3dkmddi.h)".
 */
NTSTATUS NTAPI DxgkCbAllocatePagesForMdl(const HANDLE hAdapter, DXGKARGCB_ALLOCATEPAGESFORMDL *p)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	struct dxgk_memory *m = NULL;

	DXGK_CB_ENTER_SLEEPING(adapter, hAdapter);
	if (p)
		m = dxgk_memory_new(adapter, p->TotalBytes, p->CacheType, __func__,
				    DXGK_CB_CALLER(), &status);
	if (m) {
		status = dxgk_memory_pages(m, p->LowAddress, p->HighAddress, p->SkipBytes,
					   p->Flags);
		if (NT_SUCCESS(status)) {
			p->hMemoryHandle = m;
			p->pMdl = m->mdl;
			dxgk_memory_insert(m);
		} else {
			dxgk_os_free(m);
		}
	}
	dxgk_handle_put(hAdapter);
	return status;
}

/* See above: pages and MDL.  STATUS_INVALID_HANDLE for one that is none. */
NTSTATUS NTAPI DxgkCbFreePagesFromMdl(const HANDLE hAdapter, const DXGKARGCB_FREEPAGESFROMMDL *p)
{
	struct dxgk_memory *m = NULL;

	DXGK_CB_ENTER_SLEEPING(adapter, hAdapter);
	if (p)
		m = dxgk_memory_take(p->hMemoryHandle, false, DXGK_MEMORY_PAGES, false);
	if (m)
		dxgk_memory_free(m);
	dxgk_handle_put(hAdapter);
	return m ? STATUS_SUCCESS : STATUS_INVALID_HANDLE;
}

/* -------------------------------------------------------- physical memory objects */

/* What an adapter knows an object by: told from the object's own handle. */
static HANDLE dxgk_memory_view(struct dxgk_memory *m)
{
	return (HANDLE)((dxgk_uptr)m | 1);
}

static struct dxgk_memory *dxgk_memory_of_view(HANDLE view)
{
	return (dxgk_uptr)view & 1 ? (struct dxgk_memory *)((dxgk_uptr)view - 1) : NULL;
}

static NTSTATUS dxgk_memory_fill(struct dxgk_memory *m,
				 const DXGKARGCB_CREATE_PHYSICAL_MEMORY_OBJECT *p)
{
	const PHYSICAL_ADDRESS none = { .QuadPart = 0 }, all = { .QuadPart = -1 };

	switch (p->Type) {
	case DXGK_PHYSICAL_MEMORY_TYPE_MDL:
		return dxgk_memory_pages(m, p->Mdl.LowAddress, p->Mdl.HighAddress,
					 p->Mdl.SkipBytes, p->Mdl.Flags);
	case DXGK_PHYSICAL_MEMORY_TYPE_CONTIGUOUS_MEMORY:
		return dxgk_memory_contiguous(m, p->ContiguousMemory.LowestAcceptableAddress,
					      p->ContiguousMemory.HighestAcceptableAddress,
					      p->ContiguousMemory.BoundaryAddressMultiple);
	case DXGK_PHYSICAL_MEMORY_TYPE_SECTION:
		/* Committed memory without a name: pages, which never leave. */
		if (p->CacheType == DXGK_MEMORY_CACHING_TYPE_NON_CACHED)
			return STATUS_INVALID_PARAMETER;
		return dxgk_memory_pages(m, none, all, none, 0);
	case DXGK_PHYSICAL_MEMORY_TYPE_IO_SPACE:
		if (p->IOSpace.BaseAddress.QuadPart & (PAGE_SIZE - 1) || m->size > ~(ULONG)0)
			return STATUS_INVALID_PARAMETER;
		m->kind = DXGK_MEMORY_DEVICE;
		m->base = (dxgk_u64)p->IOSpace.BaseAddress.QuadPart;
		return STATUS_SUCCESS;
	default:
		return STATUS_INVALID_PARAMETER;
	}
}

/**
 * DxgkCbCreatePhysicalMemoryObject() - memory, or a part of the device's, by a handle
 * @p: what; hPhysicalMemoryObject is filled, and hAdapterMemoryObject when hAdapter is given
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as DxgkCbAllocateContiguousMemory().
 *
 * Follows "DXGKCB_CREATEPHYSICALMEMORYOBJECT callback function (d3dkmddi.h)", and the
 * pages of the five that follow.
 */
NTSTATUS NTAPI DxgkCbCreatePhysicalMemoryObject(DXGKARGCB_CREATE_PHYSICAL_MEMORY_OBJECT *p)
{
	struct dxgk_adapter *adapter = NULL;
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	struct dxgk_memory *m;

	if (!p)
		return status;
	if (p->hAdapter) {
		adapter = dxgk_cb_enter(p->hAdapter, __func__, PASSIVE_LEVEL, true,
					DXGK_CB_CALLER(), &status);
		if (!adapter)
			return status;
	} else if (dxgk_os_irql_get() >= DISPATCH_LEVEL) {
		return STATUS_INVALID_DEVICE_REQUEST;
	}
	m = dxgk_memory_new(adapter, p->Size, p->CacheType, __func__, DXGK_CB_CALLER(), &status);
	if (m) {
		m->object = true;
		status = dxgk_memory_fill(m, p);
		if (NT_SUCCESS(status)) {
			p->hPhysicalMemoryObject = m;
			p->hAdapterMemoryObject = adapter ? dxgk_memory_view(m) : NULL;
			dxgk_memory_insert(m);
		} else {
			dxgk_os_free(m);
		}
	}
	if (adapter)
		dxgk_handle_put(p->hAdapter);
	return status;
}

VOID NTAPI
DxgkCbDestroyPhysicalMemoryObject(const DXGKARGCB_DESTROY_PHYSICAL_MEMORY_OBJECT *p)
{
	struct dxgk_memory *m = NULL;

	dxgk_verify_irql(DXGK_CB_CALLER(), __func__, PASSIVE_LEVEL);
	if (p)
		m = dxgk_memory_take(p->hPhysicalMemoryObject, true, 0, true);
	if (!m) {
		dxgk_verify_report(DXGK_CB_CALLER(), DXGK_RULE_HANDLE, __func__,
				   "not a physical memory object");
		return;
	}
	if (m->maps)
		dxgk_verify_report(m->caller, DXGK_RULE_UNMAP, __func__,
				   "the object is still mapped");
	dxgk_memory_free(m);
}

/* Once, by one adapter: STATUS_ALREADY_REGISTERED for another. */
NTSTATUS NTAPI DxgkCbOpenPhysicalMemoryObject(DXGKARGCB_OPEN_PHYSICAL_MEMORY_OBJECT *p)
{
	NTSTATUS status = STATUS_INVALID_HANDLE;
	struct dxgk_memory **link;
	unsigned long state;

	if (!p)
		return STATUS_INVALID_PARAMETER;
	DXGK_CB_ENTER(adapter, p->hAdapter, PASSIVE_LEVEL);
	state = dxgk_os_spin_lock(&dxgk_memories.lock);
	link = dxgk_memory_find(p->hPhysicalMemoryObject, true);
	if (link && (*link)->adapter) {
		status = STATUS_ALREADY_REGISTERED;
	} else if (link && !dxgk_os_dma_physical(adapter->os)) {
		status = STATUS_NOT_SUPPORTED;
	} else if (link) {
		(*link)->adapter = adapter;
		p->hAdapterMemoryObject = dxgk_memory_view(*link);
		status = STATUS_SUCCESS;
	}
	dxgk_os_spin_unlock(&dxgk_memories.lock, state);
	dxgk_handle_put(p->hAdapter);
	return status;
}

VOID NTAPI DxgkCbClosePhysicalMemoryObject(const DXGKARGCB_CLOSE_PHYSICAL_MEMORY_OBJECT *p)
{
	struct dxgk_memory **link = NULL;
	unsigned long state;

	dxgk_verify_irql(DXGK_CB_CALLER(), __func__, PASSIVE_LEVEL);
	state = dxgk_os_spin_lock(&dxgk_memories.lock);
	if (p)
		link = dxgk_memory_find(dxgk_memory_of_view(p->hAdapterMemoryObject), true);
	if (link)
		(*link)->adapter = NULL;
	dxgk_os_spin_unlock(&dxgk_memories.lock, state);
	if (!link)
		dxgk_verify_report(DXGK_CB_CALLER(), DXGK_RULE_HANDLE, __func__,
				   "not an adapter's memory object");
}

/* Part of the device's memory, by the adapter that opened it. */
static NTSTATUS dxgk_memory_map_device(struct dxgk_memory *m, DXGKARGCB_MAP_PHYSICAL_MEMORY *p)
{
	PHYSICAL_ADDRESS at = { .QuadPart = (LONGLONG)(m->base + p->Offset) };
	NTSTATUS status;

	if (!m->adapter)
		return STATUS_INVALID_DEVICE_STATE;
	status = DxgkCbMapMemory(m->adapter->handle, at, (ULONG)p->Size, FALSE,
				 p->AccessMode == DXGK_ACCESS_MODE_USER_MODE, m->cache,
				 &p->pMappedAddress);
	if (NT_SUCCESS(status))
		p->Offset = 0;
	return status;
}

/* Memory has one view, of all of it. */
static NTSTATUS dxgk_memory_map_ram(struct dxgk_memory *m, DXGKARGCB_MAP_PHYSICAL_MEMORY *p)
{
	PVOID va = m->va;

	if (p->AccessMode != DXGK_ACCESS_MODE_KERNEL_MODE)
		return STATUS_NOT_SUPPORTED;
	if (m->kind == DXGK_MEMORY_PAGES)
		va = MmMapLockedPagesSpecifyCache(m->mdl, KernelMode, m->cache, NULL, FALSE,
						  NormalPagePriority);
	if (!va)
		return STATUS_INSUFFICIENT_RESOURCES;
	m->va = va;
	m->maps++;
	p->pMappedAddress = va;
	p->Size = m->size;
	return STATUS_SUCCESS;
}

/*
 * Keeps an object from going while it is mapped or unmapped, which sleeps;
 * NULL: there is none, or somebody is at it.
 */
static struct dxgk_memory *dxgk_memory_hold(HANDLE handle)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_memories.lock);
	struct dxgk_memory **link = dxgk_memory_find(handle, true);
	struct dxgk_memory *m = NULL;

	if (link && !(*link)->busy) {
		m = *link;
		m->busy = true;
	}
	dxgk_os_spin_unlock(&dxgk_memories.lock, state);
	return m;
}

static void dxgk_memory_let_go(struct dxgk_memory *m)
{
	unsigned long state = dxgk_os_spin_lock(&dxgk_memories.lock);

	m->busy = false;
	dxgk_os_spin_unlock(&dxgk_memories.lock, state);
}

/*
 * STATUS_INVALID_HANDLE, STATUS_INVALID_PARAMETER for a range that is not the
 * object's, STATUS_NOT_SUPPORTED for memory in a program, or as DxgkCbMapMemory().
 */
NTSTATUS NTAPI DxgkCbMapPhysicalMemory(DXGKARGCB_MAP_PHYSICAL_MEMORY *p)
{
	struct dxgk_memory *m;
	NTSTATUS status;

	dxgk_verify_irql(DXGK_CB_CALLER(), __func__, PASSIVE_LEVEL);
	if (!p)
		return STATUS_INVALID_PARAMETER;
	p->pMappedAddress = NULL;
	if (dxgk_os_irql_get() >= DISPATCH_LEVEL)
		return STATUS_INVALID_DEVICE_REQUEST;
	m = dxgk_memory_hold(p->hPhysicalMemoryObject);
	if (!m)
		return STATUS_INVALID_HANDLE;
	if (!p->Size || p->Offset > m->size || p->Size > m->size - p->Offset)
		status = STATUS_INVALID_PARAMETER;
	else if (m->kind == DXGK_MEMORY_DEVICE)
		status = dxgk_memory_map_device(m, p);
	else
		status = dxgk_memory_map_ram(m, p);
	dxgk_memory_let_go(m);
	return status;
}

VOID NTAPI DxgkCbUnmapPhysicalMemory(const DXGKARGCB_UNMAP_PHYSICAL_MEMORY *p)
{
	struct dxgk_memory *m = NULL;
	bool found = false;

	dxgk_verify_irql(DXGK_CB_CALLER(), __func__, PASSIVE_LEVEL);
	if (p && dxgk_os_irql_get() < DISPATCH_LEVEL)
		m = dxgk_memory_hold(p->hPhysicalMemoryObject);
	if (m && m->kind == DXGK_MEMORY_DEVICE) {
		found = m->adapter && NT_SUCCESS(DxgkCbUnmapMemory(m->adapter->handle,
								    p->pBaseAddress));
	} else if (m && m->maps && p->pBaseAddress == m->va) {
		found = true;
		if (!--m->maps && m->kind == DXGK_MEMORY_PAGES)
			MmUnmapLockedPages(m->va, m->mdl);
	}
	if (m)
		dxgk_memory_let_go(m);
	if (!found)
		dxgk_verify_report(DXGK_CB_CALLER(), DXGK_RULE_UNMAP, __func__,
				   "not a mapping of that object");
}

void dxgk_memory_end(const struct dxgk_adapter *adapter, dxgk_u16 owner)
{
	struct dxgk_memory **link, *m;
	unsigned long state;

	for (;;) {
		state = dxgk_os_spin_lock(&dxgk_memories.lock);
		link = &dxgk_memories.all;
		for (m = *link; m; m = *link) {
			if (m->adapter == adapter && (adapter || dxgk_nt_owner(m->caller) == owner))
				break;
			link = &m->next;
		}
		if (m)
			*link = m->next;
		dxgk_os_spin_unlock(&dxgk_memories.lock, state);
		if (!m)
			return;
		dxgk_os_log(DXGK_LOG_WARN, adapter ? adapter->os : NULL,
			    "%s left %llu bytes of %s after RemoveDevice, made at %pS; freed",
			    dxgk_nt_owner_name(adapter ?
					       dxgk_nt_driver_owner(adapter->driver->info) :
					       owner),
			    (unsigned long long)m->size, m->made_by, m->caller);
		dxgk_memory_free(m);
	}
}
