// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * cb_memory_test.c - memory that a miniport gets through callbacks: contiguous
 * memory, pages with an MDL, physical memory objects.
 */
#include "mock_miniport.h"
#include "memory.h"

static const PHYSICAL_ADDRESS all = { .QuadPart = -1 };

static void up(void)
{
	mock_up(false);
	dxgk_verifier_enable(true);
	assert_status(dxgk_adapter_start(mock.adapter), STATUS_SUCCESS);
}

static void down(void)
{
	mock_down();
	dxgk_verifier_enable(false);
}

#define findings() host_log_count(DXGK_LOG_ERR, "verifier:")
#define left() host_log_count(DXGK_LOG_WARN, "after RemoveDevice, made at")

static void contiguous(void **state)
{
	DXGKARGCB_ALLOCATECONTIGUOUSMEMORY a = {
		.NumberOfBytes = 3 * PAGE_SIZE,
		.HighestAcceptableAddress = all,
		.CacheType = DXGK_MEMORY_CACHING_TYPE_CACHED,
	};
	DXGKARGCB_FREECONTIGUOUSMEMORY f;
	PHYSICAL_ADDRESS at;
	HANDLE h;

	up();
	h = mock.cb.DeviceHandle;
	assert_status(DxgkCbAllocateContiguousMemory(h, &a), STATUS_SUCCESS);
	assert_non_null(a.hMemoryHandle);
	memset(a.pMemory, 0x5a, a.NumberOfBytes);
	at = MmGetPhysicalAddress(a.pMemory);
	assert_int_equal(MmGetPhysicalAddress((PUCHAR)a.pMemory + 2 * PAGE_SIZE).QuadPart,
			 at.QuadPart + 2 * PAGE_SIZE);
	f.hMemoryHandle = &a;
	assert_status(DxgkCbFreeContiguousMemory(h, &f), STATUS_INVALID_HANDLE);
	f.hMemoryHandle = a.hMemoryHandle;
	assert_status(DxgkCbFreeContiguousMemory(h, &f), STATUS_SUCCESS);
	assert_status(DxgkCbFreeContiguousMemory(h, &f), STATUS_INVALID_HANDLE);

	a.NumberOfBytes = 0;
	assert_status(DxgkCbAllocateContiguousMemory(h, &a), STATUS_INVALID_PARAMETER);
	a.NumberOfBytes = PAGE_SIZE;
	a.CacheType = 3;
	assert_status(DxgkCbAllocateContiguousMemory(h, &a), STATUS_INVALID_PARAMETER);
	assert_status(DxgkCbAllocateContiguousMemory(h, NULL), STATUS_INVALID_PARAMETER);
	a.CacheType = DXGK_MEMORY_CACHING_TYPE_CACHED;
	assert_status(DxgkCbAllocateContiguousMemory(NULL, &a), STATUS_INVALID_PARAMETER);
	/* Nothing lies between those. */
	a.LowestAcceptableAddress.QuadPart = 0x2000;
	a.HighestAcceptableAddress.QuadPart = 0x1000;
	assert_status(DxgkCbAllocateContiguousMemory(h, &a), STATUS_NO_MEMORY);
	a.LowestAcceptableAddress.QuadPart = 0;
	a.HighestAcceptableAddress = all;
	a.CacheType = DXGK_MEMORY_CACHING_TYPE_WRITE_COMBINED;
	assert_status(DxgkCbAllocateContiguousMemory(h, &a), STATUS_SUCCESS);
	*(volatile ULONG *)a.pMemory = 7;
	f.hMemoryHandle = a.hMemoryHandle;
	assert_status(DxgkCbFreeContiguousMemory(h, &f), STATUS_SUCCESS);

	/* Its addresses would not be the device's. */
	host_device_set_translated(mock.os, true);
	assert_status(DxgkCbAllocateContiguousMemory(h, &a), STATUS_NOT_SUPPORTED);
	host_device_set_translated(mock.os, false);
	down();
	/* That of the NULL handle. */
	assert_int_equal(findings(), 1);
	assert_int_equal(left(), 0);
}

static void pages(void **state)
{
	DXGKARGCB_ALLOCATEPAGESFORMDL a = {
		.HighAddress = all,
		.TotalBytes = 2 * PAGE_SIZE + 1,
		.CacheType = DXGK_MEMORY_CACHING_TYPE_CACHED,
	};
	DXGKARGCB_FREEPAGESFROMMDL f;
	PUCHAR va;

	up();
	assert_status(DxgkCbAllocatePagesForMdl(mock.cb.DeviceHandle, &a), STATUS_SUCCESS);
	assert_int_equal(MmGetMdlByteCount(a.pMdl), 3 * PAGE_SIZE);
	va = MmGetSystemAddressForMdlSafe(a.pMdl, NormalPagePriority);
	assert_non_null(va);
	assert_int_equal(va[3 * PAGE_SIZE - 1], 0);
	memset(va, 1, 3 * PAGE_SIZE);
	f.hMemoryHandle = a.hMemoryHandle;
	assert_status(DxgkCbFreePagesFromMdl(mock.cb.DeviceHandle, &f), STATUS_SUCCESS);
	assert_status(DxgkCbFreePagesFromMdl(mock.cb.DeviceHandle, &f), STATUS_INVALID_HANDLE);
	/* "limited to the 4GB" of an MDL */
	a.TotalBytes = 1ull << 32;
	assert_status(DxgkCbAllocatePagesForMdl(mock.cb.DeviceHandle, &a),
		      STATUS_INVALID_PARAMETER);
	down();
	assert_int_equal(findings(), 0);
}

/* One kind's handle is nothing to the other. */
static void kinds(void **state)
{
	DXGKARGCB_ALLOCATECONTIGUOUSMEMORY a = {
		.NumberOfBytes = 1, .HighestAcceptableAddress = all,
		.CacheType = DXGK_MEMORY_CACHING_TYPE_CACHED,
	};
	DXGKARGCB_FREEPAGESFROMMDL f;

	up();
	assert_status(DxgkCbAllocateContiguousMemory(mock.cb.DeviceHandle, &a), STATUS_SUCCESS);
	f.hMemoryHandle = a.hMemoryHandle;
	assert_status(DxgkCbFreePagesFromMdl(mock.cb.DeviceHandle, &f), STATUS_INVALID_HANDLE);
	/* And what is left is named, and freed. */
	mock_remove_adapter();
	assert_int_equal(host_log_count(DXGK_LOG_WARN,
					"mock left 1 bytes of DxgkCbAllocateContiguousMemory"), 1);
	down();
}

static NTSTATUS create(DXGKARGCB_CREATE_PHYSICAL_MEMORY_OBJECT *c, DXGK_PHYSICAL_MEMORY_TYPE type,
		       HANDLE adapter)
{
	memset(c, 0, sizeof(*c));
	c->hAdapter = adapter;
	c->Size = 2 * PAGE_SIZE;
	c->Type = type;
	c->CacheType = DXGK_MEMORY_CACHING_TYPE_CACHED;
	if (type == DXGK_PHYSICAL_MEMORY_TYPE_MDL)
		c->Mdl.HighAddress = all;
	else if (type == DXGK_PHYSICAL_MEMORY_TYPE_CONTIGUOUS_MEMORY)
		c->ContiguousMemory.HighestAcceptableAddress = all;
	return DxgkCbCreatePhysicalMemoryObject(c);
}

static void destroy(HANDLE object)
{
	DXGKARGCB_DESTROY_PHYSICAL_MEMORY_OBJECT d = { .hPhysicalMemoryObject = object };

	DxgkCbDestroyPhysicalMemoryObject(&d);
}

static void objects(void **state)
{
	static const DXGK_PHYSICAL_MEMORY_TYPE type[] = {
		DXGK_PHYSICAL_MEMORY_TYPE_MDL, DXGK_PHYSICAL_MEMORY_TYPE_CONTIGUOUS_MEMORY,
		DXGK_PHYSICAL_MEMORY_TYPE_SECTION,
	};
	DXGKARGCB_CREATE_PHYSICAL_MEMORY_OBJECT c;
	DXGKARGCB_UNMAP_PHYSICAL_MEMORY u;
	DXGKARGCB_MAP_PHYSICAL_MEMORY m;
	unsigned int i;

	up();
	for (i = 0; i < DXGK_ARRAY_SIZE(type); i++) {
		assert_status(create(&c, type[i], mock.cb.DeviceHandle), STATUS_SUCCESS);
		assert_non_null(c.hAdapterMemoryObject);
		m = (DXGKARGCB_MAP_PHYSICAL_MEMORY) {
			.hPhysicalMemoryObject = c.hPhysicalMemoryObject,
			.Offset = 0x800, .Size = 0x100,
		};
		assert_status(DxgkCbMapPhysicalMemory(&m), STATUS_SUCCESS);
		/* Where it lies in what was mapped instead. */
		assert_int_equal(m.Offset, 0x800);
		assert_int_equal(m.Size, 2 * PAGE_SIZE);
		memset((PUCHAR)m.pMappedAddress + m.Offset, 7, 0x100);
		u = (DXGKARGCB_UNMAP_PHYSICAL_MEMORY) {
			.hPhysicalMemoryObject = c.hPhysicalMemoryObject,
			.pBaseAddress = m.pMappedAddress, .Size = m.Size,
		};
		DxgkCbUnmapPhysicalMemory(&u);
		assert_int_equal(findings(), i ? 1 : 0);
		DxgkCbUnmapPhysicalMemory(&u);
		assert_int_equal(findings(), 1);

		m.Offset = 0;
		m.Size = 2 * PAGE_SIZE + 1;
		assert_status(DxgkCbMapPhysicalMemory(&m), STATUS_INVALID_PARAMETER);
		m.Size = 1;
		m.AccessMode = DXGK_ACCESS_MODE_USER_MODE;
		assert_status(DxgkCbMapPhysicalMemory(&m), STATUS_NOT_SUPPORTED);
		destroy(c.hPhysicalMemoryObject);
		m.AccessMode = DXGK_ACCESS_MODE_KERNEL_MODE;
		assert_status(DxgkCbMapPhysicalMemory(&m), STATUS_INVALID_HANDLE);
	}
	/* "CacheType must be either cached, or write-combined." */
	c.Type = DXGK_PHYSICAL_MEMORY_TYPE_SECTION;
	c.CacheType = DXGK_MEMORY_CACHING_TYPE_NON_CACHED;
	assert_status(DxgkCbCreatePhysicalMemoryObject(&c), STATUS_INVALID_PARAMETER);
	c.Type = 9;
	assert_status(DxgkCbCreatePhysicalMemoryObject(&c), STATUS_INVALID_PARAMETER);
	down();
	assert_int_equal(left(), 0);
}

/* "may only be opened by a single adapter" */
static void opening(void **state)
{
	DXGKARGCB_CREATE_PHYSICAL_MEMORY_OBJECT c;
	DXGKARGCB_CLOSE_PHYSICAL_MEMORY_OBJECT l;
	DXGKARGCB_OPEN_PHYSICAL_MEMORY_OBJECT o;

	up();
	assert_status(create(&c, DXGK_PHYSICAL_MEMORY_TYPE_MDL, NULL), STATUS_SUCCESS);
	assert_null(c.hAdapterMemoryObject);
	o.hPhysicalMemoryObject = c.hPhysicalMemoryObject;
	o.hAdapter = mock.cb.DeviceHandle;
	assert_status(DxgkCbOpenPhysicalMemoryObject(&o), STATUS_SUCCESS);
	assert_status(DxgkCbOpenPhysicalMemoryObject(&o), STATUS_ALREADY_REGISTERED);
	l.hAdapterMemoryObject = o.hAdapterMemoryObject;
	DxgkCbClosePhysicalMemoryObject(&l);
	assert_status(DxgkCbOpenPhysicalMemoryObject(&o), STATUS_SUCCESS);
	DxgkCbClosePhysicalMemoryObject(&l);
	o.hPhysicalMemoryObject = &c;
	assert_status(DxgkCbOpenPhysicalMemoryObject(&o), STATUS_INVALID_HANDLE);
	assert_int_equal(findings(), 0);
	/* Nobody's: the driver's unload finds it. */
	mock_remove_adapter();
	assert_int_equal(left(), 0);
	down();
	assert_int_equal(left(), 1);
}

/* What is no object, is closed twice, or is destroyed while it is mapped, is named. */
static void objects_misused(void **state)
{
	DXGKARGCB_CREATE_PHYSICAL_MEMORY_OBJECT c;
	DXGKARGCB_CLOSE_PHYSICAL_MEMORY_OBJECT l;
	DXGKARGCB_MAP_PHYSICAL_MEMORY m;

	up();
	DxgkCbDestroyPhysicalMemoryObject(NULL);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "not a physical memory object"), 1);
	l.hAdapterMemoryObject = &c;
	DxgkCbClosePhysicalMemoryObject(&l);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "not an adapter's memory object"), 1);
	assert_status(create(&c, DXGK_PHYSICAL_MEMORY_TYPE_MDL, (HANDLE)0x1234),
		      STATUS_INVALID_PARAMETER);
	assert_status(create(&c, DXGK_PHYSICAL_MEMORY_TYPE_MDL, mock.cb.DeviceHandle),
		      STATUS_SUCCESS);
	m = (DXGKARGCB_MAP_PHYSICAL_MEMORY) {
		.hPhysicalMemoryObject = c.hPhysicalMemoryObject, .Size = 0x100,
	};
	assert_status(DxgkCbMapPhysicalMemory(&m), STATUS_SUCCESS);
	destroy(c.hPhysicalMemoryObject);
	assert_int_equal(host_log_count(DXGK_LOG_ERR, "the object is still mapped"), 1);
	down();
	assert_int_equal(left(), 0);
}

static void device_memory(void **state)
{
	struct host_process *p = host_process_create();
	DXGKARGCB_CREATE_PHYSICAL_MEMORY_OBJECT c;
	DXGKARGCB_UNMAP_PHYSICAL_MEMORY u;
	DXGKARGCB_MAP_PHYSICAL_MEMORY m;

	up();
	memset(&c, 0, sizeof(c));
	c.hAdapter = mock.cb.DeviceHandle;
	c.Size = 0x10000;
	c.Type = DXGK_PHYSICAL_MEMORY_TYPE_IO_SPACE;
	c.IOSpace.BaseAddress.QuadPart = MOCK_FB + 0x1000;
	assert_status(DxgkCbCreatePhysicalMemoryObject(&c), STATUS_SUCCESS);
	m = (DXGKARGCB_MAP_PHYSICAL_MEMORY) {
		.hPhysicalMemoryObject = c.hPhysicalMemoryObject, .Offset = 0x2000, .Size = 0x1000,
	};
	assert_status(DxgkCbMapPhysicalMemory(&m), STATUS_SUCCESS);
	assert_int_equal(m.Offset, 0);
	*(volatile ULONG *)m.pMappedAddress = 0x1234;
	assert_int_equal(*(ULONG *)host_phys(MOCK_FB + 0x3000), 0x1234);
	u = (DXGKARGCB_UNMAP_PHYSICAL_MEMORY) {
		.hPhysicalMemoryObject = c.hPhysicalMemoryObject,
		.pBaseAddress = m.pMappedAddress, .Size = m.Size,
	};
	DxgkCbUnmapPhysicalMemory(&u);

	/* In a program, and as long as it lives only. */
	host_process_enter(p);
	m.Offset = 0x2000;
	m.Size = 0x1000;
	m.AccessMode = DXGK_ACCESS_MODE_USER_MODE;
	assert_status(DxgkCbMapPhysicalMemory(&m), STATUS_SUCCESS);
	assert_int_equal(host_process_at(p, (uintptr_t)m.pMappedAddress), 2);
	u.pBaseAddress = m.pMappedAddress;
	DxgkCbUnmapPhysicalMemory(&u);
	assert_int_equal(host_process_at(p, (uintptr_t)m.pMappedAddress), 0);
	host_process_enter(NULL);
	host_process_exit(p);
	destroy(c.hPhysicalMemoryObject);

	/* Not the adapter's; not a page's beginning. */
	c.IOSpace.BaseAddress.QuadPart = 0x1000;
	assert_status(DxgkCbCreatePhysicalMemoryObject(&c), STATUS_SUCCESS);
	m.hPhysicalMemoryObject = c.hPhysicalMemoryObject;
	m.AccessMode = DXGK_ACCESS_MODE_KERNEL_MODE;
	assert_status(DxgkCbMapPhysicalMemory(&m), STATUS_INVALID_PARAMETER);
	destroy(c.hPhysicalMemoryObject);
	c.IOSpace.BaseAddress.QuadPart = MOCK_FB + 8;
	assert_status(DxgkCbCreatePhysicalMemoryObject(&c), STATUS_INVALID_PARAMETER);
	down();
	assert_int_equal(findings(), 0);
}

static void out_of_memory(void **state)
{
	DXGKARGCB_CREATE_PHYSICAL_MEMORY_OBJECT c;

	up();
	host_for_each_failure(n) {
		NTSTATUS status = create(&c, n & 1 ? DXGK_PHYSICAL_MEMORY_TYPE_MDL :
					 DXGK_PHYSICAL_MEMORY_TYPE_CONTIGUOUS_MEMORY,
					 mock.cb.DeviceHandle);

		if (NT_SUCCESS(status))
			destroy(c.hPhysicalMemoryObject);
		else
			assert_true(host_fail_hit());
	}
	down();
	assert_int_equal(left(), 0);
}

static const struct CMUnitTest tests[] = {
	host_test(contiguous),
	host_test(pages),
	host_test(kinds),
	host_test(objects),
	host_test(opening),
	host_test(objects_misused),
	host_test(device_memory),
	host_test(out_of_memory),
};

HOST_TEST_MAIN(tests)
