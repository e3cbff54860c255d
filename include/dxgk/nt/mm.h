/* SPDX-License-Identifier: MIT */
/* Memory: mapping of device memory, contiguous memory, memory descriptor lists. */
#ifndef _DXGK_NT_MM_H_
#define _DXGK_NT_MM_H_

#include "ke.h"

DXGK_EXTERN_C_BEGIN

typedef enum _MEMORY_CACHING_TYPE {
	MmNotMapped = -1,
	MmNonCached,
	MmCached,
	MmWriteCombined,
	MmHardwareCoherentCached,
	MmNonCachedUnordered,
	MmUSWCCached,
	MmMaximumCacheType
} MEMORY_CACHING_TYPE;

typedef enum _MEMORY_CACHING_TYPE_ORIG {
	MmFrameBufferCached = 2
} MEMORY_CACHING_TYPE_ORIG;

typedef enum _MM_PAGE_PRIORITY {
	LowPagePriority,
	NormalPagePriority = 16,
	HighPagePriority = 32
} MM_PAGE_PRIORITY;

typedef enum _MM_SYSTEM_SIZE {
	MmSmallSystem,
	MmMediumSystem,
	MmLargeSystem
} MM_SYSTEMSIZE;

typedef enum _MM_MDL_PAGE_CONTENTS_STATE {
	MmMdlPageContentsDynamic,
	MmMdlPageContentsInvariant,
	MmMdlPageContentsQuery
} MM_MDL_PAGE_CONTENTS_STATE, PMM_MDL_PAGE_CONTENTS_STATE;

typedef enum _LOCK_OPERATION {
	IoReadAccess,
	IoWriteAccess,
	IoModifyAccess
} LOCK_OPERATION;

typedef enum _SECTION_INHERIT {
	ViewShare = 1,
	ViewUnmap
} SECTION_INHERIT;

typedef ULONG NODE_REQUIREMENT;
#define MEM_COMMIT 0x1000
#define MEM_RESERVE 0x2000
#define MEM_DECOMMIT 0x4000
#define MEM_RELEASE 0x8000
#define MEM_FREE 0x10000
#define MEM_PRIVATE 0x20000
#define MEM_MAPPED 0x40000
#define MEM_RESET 0x80000
#define MEM_TOP_DOWN 0x100000
#define MEM_RESET_UNDO 0x1000000
#define MEM_LARGE_PAGES 0x20000000
#define MEM_4MB_PAGES 0x80000000
#define MEM_DEDICATED_ATTRIBUTE_NOT_SPECIFIED 0xFFFFFFFFFFFFFFFFULL

#define MEM_EXTENDED_PARAMETER_GRAPHICS 1
#define MEM_EXTENDED_PARAMETER_NONPAGED 2
#define MEM_EXTENDED_PARAMETER_ZERO_PAGES_OPTIONAL 4
#define MEM_EXTENDED_PARAMETER_NONPAGED_LARGE 8
#define MEM_EXTENDED_PARAMETER_TYPE_BITS 8
#define MEM_EXTENDED_PARAMETER_NONPAGED_HUGE 0x10
#define MEM_EXTENDED_PARAMETER_SOFT_FAULT_PAGES 0x20
#define MEM_EXTENDED_PARAMETER_EC_CODE 0x40
#define MEM_EXTENDED_PARAMETER_IMAGE_NO_HPAT 0x80
#define MEM_EXTENDED_PARAMETER_NUMA_NODE_MANDATORY 0x8000000000000000ULL

#define PAGE_NOACCESS 1
#define PAGE_READONLY 2
#define PAGE_READWRITE 4
#define PAGE_WRITECOPY 8
#define PAGE_EXECUTE 0x10
#define PAGE_EXECUTE_READ 0x20
#define PAGE_EXECUTE_READWRITE 0x40
#define PAGE_EXECUTE_WRITECOPY 0x80
#define PAGE_GUARD 0x100
#define PAGE_NOCACHE 0x200
#define PAGE_WRITECOMBINE 0x400
#define PAGE_TARGETS_INVALID 0x40000000
#define PAGE_TARGETS_NO_UPDATE 0x40000000
#define PAGE_REVERT_TO_FILE_MAP 0x80000000

#define PAGE_ENCLAVE_DECOMMIT 0x10000000
#define PAGE_ENCLAVE_MASK 0x10000000
#define PAGE_ENCLAVE_SS_FIRST 0x10000001
#define PAGE_ENCLAVE_SS_REST 0x10000002
#define PAGE_ENCLAVE_NO_CHANGE 0x20000000
#define PAGE_ENCLAVE_UNVALIDATED 0x20000000
#define PAGE_ENCLAVE_THREAD_CONTROL 0x80000000

#define PAGE_GRAPHICS_NOACCESS 0x800
#define PAGE_GRAPHICS_READONLY 0x1000
#define PAGE_GRAPHICS_READWRITE 0x2000
#define PAGE_GRAPHICS_EXECUTE 0x4000
#define PAGE_GRAPHICS_EXECUTE_READ 0x8000
#define PAGE_GRAPHICS_EXECUTE_READWRITE 0x10000
#define PAGE_GRAPHICS_COHERENT 0x20000
#define PAGE_GRAPHICS_NOCACHE 0x40000

#define SEC_HUGE_PAGES 0x20000
#define SEC_64K_PAGES 0x80000
#define SEC_FILE 0x800000
#define SEC_IMAGE 0x1000000
#define SEC_RESERVE 0x4000000
#define SEC_COMMIT 0x8000000
#define SEC_NOCACHE 0x10000000
#define SEC_IMAGE_NO_EXECUTE 0x11000000
#define SEC_LARGE_PAGES 0x80000000

#define MDL_MAPPED_TO_SYSTEM_VA 1
#define MDL_PAGES_LOCKED 2
#define MDL_SOURCE_IS_NONPAGED_POOL 4
#define MDL_ALLOCATED_FIXED_SIZE 8
#define MDL_PARTIAL 0x10
#define MDL_PARTIAL_HAS_BEEN_MAPPED 0x20
#define MDL_IO_PAGE_READ 0x40
#define MDL_WRITE_OPERATION 0x80
#define MDL_LOCKED_PAGE_TABLES 0x100
#define MDL_PARENT_MAPPED_SYSTEM_VA 0x100
#define MDL_FREE_EXTRA_PTES 0x200
#define MDL_DESCRIBES_AWE 0x400
#define MDL_IO_SPACE 0x800
#define MDL_NETWORK_HEADER 0x1000
#define MDL_MAPPING_CAN_FAIL 0x2000
#define MDL_ALLOCATED_MUST_SUCCEED 0x4000
#define MDL_PAGE_CONTENTS_INVARIANT 0x4000
#define MDL_INTERNAL 0x8000

#define MM_DONT_ZERO_ALLOCATION 1
#define MM_DUMP_MAP_CACHED 1
#define MM_FREE_MDL_PAGES_ZERO 1
#define MM_MAPPING_ADDRESS_DIVISIBLE 1
#define MM_PERMANENT_ADDRESS_IS_IO_SPACE 1
#define MM_PROTECT_DRIVER_SECTION_ALLOW_UNLOAD 1
#define MM_PROTECT_DRIVER_SECTION_VALID_FLAGS 1
#define MM_DUMP_MAP_INVALIDATE 2
#define MM_MAXIMUM_DISK_IO_SIZE 0x10000

#define MM_ALLOCATE_FROM_LOCAL_NODE_ONLY 2
#define MM_ALLOCATE_FULLY_REQUIRED 4
#define MM_ALLOCATE_NO_WAIT 8
#define MM_ALLOCATE_PREFER_CONTIGUOUS 0x10
#define MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS 0x20
#define MM_ALLOCATE_FAST_LARGE_PAGES 0x40
#define MM_ALLOCATE_TRIM_IF_NECESSARY 0x80
#define MM_ALLOCATE_AND_HOT_REMOVE 0x100

#define MdlMappingWithGuardPtes 0x20000000
#define MdlMappingNoExecute 0x40000000
#define MdlMappingNoWrite 0x80000000

#define MM_SYSTEM_PARTITION_OBJECT 0x0ULL
#define MM_ALLOCATE_CONTIGUOUS_MEMORY_FAST_ONLY 1
#define MM_COPY_MEMORY_PHYSICAL 1
#define MM_GET_CACHE_ATTRIBUTE_IO_SPACE 1
#define MM_GET_PHYSICAL_MEMORY_RANGES_INCLUDE_FILE_ONLY 1
#define MM_REMOVE_PHYSICAL_MEMORY_BAD_ONLY 1
#define MM_SYSTEM_VIEW_EXCEPTIONS_FOR_INPAGE_ERRORS 1
#define MM_COPY_MEMORY_VIRTUAL 2
#define MM_GET_PHYSICAL_MEMORY_RANGES_INCLUDE_ALL_PARTITIONS 2
#define MM_LOWEST_USER_ADDRESS 0x10000ULL
#define MM_ANY_NODE_OK 0x80000000
#define MM_ALL_PARTITIONS_OBJECT 0xFFFFFFFFFFFFFFFEULL
#define MM_CURRENT_PROCESS_PARTITION_OBJECT 0xFFFFFFFFFFFFFFFFULL

#define MM_ADD_PHYSICAL_MEMORY_ALREADY_ZEROED 1
#define MM_ADD_PHYSICAL_MEMORY_LARGE_PAGES_ONLY 2
#define MM_ADD_PHYSICAL_MEMORY_HUGE_PAGES_ONLY 4

#define MM_SECURE_EXCLUSIVE 1
#define MM_SECURE_NO_CHANGE 2
#define MM_SECURE_USER_MODE_ONLY 4
#define MM_SECURE_NO_INHERIT 8

/*
 * Drivers choose an access mode by comparing with these, so they say what is a
 * user's address on the machine that runs here.
 */
#ifdef DXGK_HOST
/* Everything is one process; the programs in it are simulated, and lie below. */
#define MM_HIGHEST_USER_ADDRESS ((PVOID)0x00004FFFFFFFFFFFULL)
#define MM_USER_PROBE_ADDRESS ((ULONG_PTR)0x0000500000000000ULL)
#define MM_SYSTEM_RANGE_START ((PVOID)0x0000500000000000ULL)
#else
#define MM_HIGHEST_USER_ADDRESS ((PVOID)0x00007FFFFFFFEFFFULL)
#define MM_USER_PROBE_ADDRESS ((ULONG_PTR)0x00007FFFFFFFF000ULL)
#define MM_SYSTEM_RANGE_START ((PVOID)0xFFFF800000000000ULL)
#endif
#define MmHighestUserAddress MM_HIGHEST_USER_ADDRESS
#define MmUserProbeAddress MM_USER_PROBE_ADDRESS
#define MmSystemRangeStart MM_SYSTEM_RANGE_START

typedef struct _MDL {
	struct _MDL *Next;
	SHORT Size;
	SHORT MdlFlags;
	struct _EPROCESS *Process;
	PVOID MappedSystemVa;
	PVOID StartVa;
	ULONG ByteCount;
	ULONG ByteOffset;
} MDL, *PMDL;

typedef const MDL *PCMDL;
typedef struct _MM_PHYSICAL_ADDRESS_LIST {
	LARGE_INTEGER PhysicalAddress;
	ULONGLONG NumberOfBytes;
} MM_PHYSICAL_ADDRESS_LIST, *PMM_PHYSICAL_ADDRESS_LIST;

typedef struct _MM_COPY_ADDRESS {
	union {
		LARGE_INTEGER PhysicalAddress;
		PVOID VirtualAddress;
	};
} MM_COPY_ADDRESS;

typedef struct _PHYSICAL_MEMORY_RANGE {
	LARGE_INTEGER BaseAddress;
	LARGE_INTEGER NumberOfBytes;
} PHYSICAL_MEMORY_RANGE, *PPHYSICAL_MEMORY_RANGE;

#define PAGE_ALIGN(Va) ((PVOID)((ULONG_PTR)(Va) & ~((ULONG_PTR)PAGE_SIZE - 1)))
#define BYTE_OFFSET(Va) ((ULONG)((LONG_PTR)(Va) & (PAGE_SIZE - 1)))
#define ROUND_TO_PAGES(Size) \
	(((ULONG_PTR)(Size) + PAGE_SIZE - 1) & ~((ULONG_PTR)PAGE_SIZE - 1))
#define ALIGN_DOWN_BY(length, alignment) \
	((ULONG_PTR)(length) & ~((ULONG_PTR)(alignment) - 1))
#define ALIGN_UP_BY(length, alignment) \
	ALIGN_DOWN_BY((ULONG_PTR)(length) + (alignment) - 1, alignment)
#define ALIGN_DOWN_POINTER_BY(address, alignment) ((PVOID)ALIGN_DOWN_BY(address, alignment))
#define ALIGN_UP_POINTER_BY(address, alignment) ((PVOID)ALIGN_UP_BY(address, alignment))
#define ALIGN_DOWN(length, type) ALIGN_DOWN_BY(length, sizeof(type))
#define ALIGN_UP(length, type) ALIGN_UP_BY(length, sizeof(type))
#define ALIGN_DOWN_POINTER(address, type) ALIGN_DOWN_POINTER_BY(address, sizeof(type))
#define ALIGN_UP_POINTER(address, type) ALIGN_UP_POINTER_BY(address, sizeof(type))
#define BYTES_TO_PAGES(Size) \
	(((Size) >> PAGE_SHIFT) + (((Size) & (PAGE_SIZE - 1)) != 0))
#define ADDRESS_AND_SIZE_TO_SPAN_PAGES(Va, Size) \
	((ULONG)((BYTE_OFFSET(Va) + ((SIZE_T)(Size)) + PAGE_SIZE - 1) >> PAGE_SHIFT))
#define COMPUTE_PAGES_SPANNED(Va, Size) ADDRESS_AND_SIZE_TO_SPAN_PAGES(Va, Size)

#define MmGetMdlPfnArray(Mdl) ((PPFN_NUMBER)((Mdl) + 1))
#define MmGetMdlVirtualAddress(Mdl) \
	((PVOID)((PCHAR)((Mdl)->StartVa) + (Mdl)->ByteOffset))
#define MmGetMdlByteCount(Mdl) ((Mdl)->ByteCount)
#define MmGetMdlByteOffset(Mdl) ((Mdl)->ByteOffset)
#define MmGetMdlBaseVa(Mdl) ((Mdl)->StartVa)
#define MmInitializeMdl(MemoryDescriptorList, BaseVa, Length) do { \
		(MemoryDescriptorList)->Next = NULL; \
		(MemoryDescriptorList)->Size = (CSHORT)(sizeof(MDL) + \
			sizeof(PFN_NUMBER) * \
			ADDRESS_AND_SIZE_TO_SPAN_PAGES((BaseVa), (Length))); \
		(MemoryDescriptorList)->MdlFlags = 0; \
		(MemoryDescriptorList)->StartVa = PAGE_ALIGN(BaseVa); \
		(MemoryDescriptorList)->ByteOffset = BYTE_OFFSET(BaseVa); \
		(MemoryDescriptorList)->ByteCount = (ULONG)(Length); \
	} while (0)
#define MmPrepareMdlForReuse(MemoryDescriptorList) do { \
		if ((MemoryDescriptorList)->MdlFlags & MDL_PARTIAL_HAS_BEEN_MAPPED) \
			MmUnmapLockedPages((MemoryDescriptorList)->MappedSystemVa, \
					   (MemoryDescriptorList)); \
	} while (0)

/* Device memory */
NTKERNELAPI PVOID NTAPI MmMapIoSpace(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes,
				     MEMORY_CACHING_TYPE CacheType);
NTKERNELAPI PVOID NTAPI MmMapIoSpaceEx(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes,
				       ULONG Protect);
NTKERNELAPI VOID NTAPI MmUnmapIoSpace(PVOID BaseAddress, SIZE_T NumberOfBytes);
NTKERNELAPI PVOID NTAPI MmMapVideoDisplay(PHYSICAL_ADDRESS PhysicalAddress,
					  SIZE_T NumberOfBytes, MEMORY_CACHING_TYPE CacheType);
NTKERNELAPI VOID NTAPI MmUnmapVideoDisplay(PVOID BaseAddress, SIZE_T NumberOfBytes);

/* Memory of one piece */
NTKERNELAPI PVOID NTAPI MmAllocateContiguousMemory(SIZE_T NumberOfBytes,
						   PHYSICAL_ADDRESS HighestAcceptableAddress);
NTKERNELAPI PVOID NTAPI
MmAllocateContiguousMemorySpecifyCache(SIZE_T NumberOfBytes,
				       PHYSICAL_ADDRESS LowestAcceptableAddress,
				       PHYSICAL_ADDRESS HighestAcceptableAddress,
				       PHYSICAL_ADDRESS BoundaryAddressMultiple,
				       MEMORY_CACHING_TYPE CacheType);
NTKERNELAPI PVOID NTAPI
MmAllocateContiguousMemorySpecifyCacheNode(SIZE_T NumberOfBytes,
					   PHYSICAL_ADDRESS LowestAcceptableAddress,
					   PHYSICAL_ADDRESS HighestAcceptableAddress,
					   PHYSICAL_ADDRESS BoundaryAddressMultiple,
					   MEMORY_CACHING_TYPE CacheType,
					   NODE_REQUIREMENT PreferredNode);
NTKERNELAPI PVOID NTAPI
MmAllocateContiguousNodeMemory(SIZE_T NumberOfBytes, PHYSICAL_ADDRESS LowestAcceptableAddress,
			       PHYSICAL_ADDRESS HighestAcceptableAddress,
			       PHYSICAL_ADDRESS BoundaryAddressMultiple, ULONG Protect,
			       NODE_REQUIREMENT PreferredNode);
NTKERNELAPI VOID NTAPI MmFreeContiguousMemory(PVOID BaseAddress);
NTKERNELAPI VOID NTAPI MmFreeContiguousMemorySpecifyCache(PVOID BaseAddress,
							  SIZE_T NumberOfBytes,
							  MEMORY_CACHING_TYPE CacheType);
NTKERNELAPI PVOID NTAPI MmAllocateNonCachedMemory(SIZE_T NumberOfBytes);
NTKERNELAPI VOID NTAPI MmFreeNonCachedMemory(PVOID BaseAddress, SIZE_T NumberOfBytes);

/* Questions about an address */
NTKERNELAPI PHYSICAL_ADDRESS NTAPI MmGetPhysicalAddress(PVOID BaseAddress);
NTKERNELAPI PVOID NTAPI MmGetVirtualForPhysical(PHYSICAL_ADDRESS PhysicalAddress);
NTKERNELAPI BOOLEAN NTAPI MmIsAddressValid(PVOID VirtualAddress);
NTKERNELAPI BOOLEAN NTAPI MmIsNonPagedSystemAddressValid(PVOID VirtualAddress);
NTKERNELAPI PPHYSICAL_MEMORY_RANGE NTAPI MmGetPhysicalMemoryRanges(VOID);
NTKERNELAPI MM_SYSTEMSIZE NTAPI MmQuerySystemSize(VOID);
NTKERNELAPI LOGICAL NTAPI MmIsThisAnNtAsSystem(VOID);
NTKERNELAPI PVOID NTAPI MmGetSystemRoutineAddress(PUNICODE_STRING SystemRoutineName);
NTKERNELAPI NTSTATUS NTAPI MmCopyMemory(PVOID TargetAddress, MM_COPY_ADDRESS SourceAddress,
					SIZE_T NumberOfBytes, ULONG Flags,
					PSIZE_T NumberOfBytesTransferred);

/* Memory descriptor lists */
NTKERNELAPI SIZE_T NTAPI MmSizeOfMdl(PVOID Base, SIZE_T Length);
NTKERNELAPI PMDL NTAPI MmCreateMdl(PMDL MemoryDescriptorList, PVOID Base, SIZE_T Length);
NTKERNELAPI VOID NTAPI MmBuildMdlForNonPagedPool(PMDL MemoryDescriptorList);
NTKERNELAPI VOID NTAPI MmProbeAndLockPages(PMDL MemoryDescriptorList,
					   KPROCESSOR_MODE AccessMode,
					   LOCK_OPERATION Operation);
NTKERNELAPI VOID NTAPI MmProbeAndLockProcessPages(PMDL MemoryDescriptorList, PEPROCESS Process,
						  KPROCESSOR_MODE AccessMode,
						  LOCK_OPERATION Operation);
NTKERNELAPI VOID NTAPI MmUnlockPages(PMDL MemoryDescriptorList);
NTKERNELAPI PVOID NTAPI MmMapLockedPages(PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode);
NTKERNELAPI PVOID NTAPI MmMapLockedPagesSpecifyCache(PMDL MemoryDescriptorList,
						     KPROCESSOR_MODE AccessMode,
						     MEMORY_CACHING_TYPE CacheType,
						     PVOID RequestedAddress,
						     ULONG BugCheckOnFailure, ULONG Priority);
NTKERNELAPI VOID NTAPI MmUnmapLockedPages(PVOID BaseAddress, PMDL MemoryDescriptorList);
NTKERNELAPI PVOID NTAPI MmAllocateMappingAddress(SIZE_T NumberOfBytes, ULONG PoolTag);
NTKERNELAPI VOID NTAPI MmFreeMappingAddress(PVOID BaseAddress, ULONG PoolTag);
NTKERNELAPI PVOID NTAPI MmMapLockedPagesWithReservedMapping(PVOID MappingAddress, ULONG PoolTag,
							    PMDL MemoryDescriptorList,
							    MEMORY_CACHING_TYPE CacheType);
NTKERNELAPI VOID NTAPI MmUnmapReservedMapping(PVOID BaseAddress, ULONG PoolTag,
					      PMDL MemoryDescriptorList);
NTKERNELAPI PMDL NTAPI MmAllocatePagesForMdl(PHYSICAL_ADDRESS LowAddress,
					     PHYSICAL_ADDRESS HighAddress,
					     PHYSICAL_ADDRESS SkipBytes, SIZE_T TotalBytes);
NTKERNELAPI PMDL NTAPI MmAllocatePagesForMdlEx(PHYSICAL_ADDRESS LowAddress,
					       PHYSICAL_ADDRESS HighAddress,
					       PHYSICAL_ADDRESS SkipBytes, SIZE_T TotalBytes,
					       MEMORY_CACHING_TYPE CacheType, ULONG Flags);
NTKERNELAPI PMDL NTAPI MmAllocateNodePagesForMdlEx(PHYSICAL_ADDRESS LowAddress,
						   PHYSICAL_ADDRESS HighAddress,
						   PHYSICAL_ADDRESS SkipBytes,
						   SIZE_T TotalBytes,
						   MEMORY_CACHING_TYPE CacheType,
						   ULONG IdealNode, ULONG Flags);
NTKERNELAPI VOID NTAPI MmFreePagesFromMdl(PMDL MemoryDescriptorList);
NTKERNELAPI VOID NTAPI MmFreePagesFromMdlEx(PMDL MemoryDescriptorList, ULONG Flags);
NTKERNELAPI NTSTATUS NTAPI MmProtectMdlSystemAddress(PMDL MemoryDescriptorList,
						     ULONG NewProtect);
NTKERNELAPI NTSTATUS NTAPI MmAdvanceMdl(PMDL Mdl, ULONG NumberOfBytes);
NTKERNELAPI PMDL NTAPI IoAllocateMdl(PVOID VirtualAddress, ULONG Length,
				     BOOLEAN SecondaryBuffer, BOOLEAN ChargeQuota, PIRP Irp);
NTKERNELAPI VOID NTAPI IoFreeMdl(PMDL Mdl);
NTKERNELAPI VOID NTAPI IoBuildPartialMdl(PMDL SourceMdl, PMDL TargetMdl, PVOID VirtualAddress,
					 ULONG Length);
/* The processor keeps its caches and those of devices coherent. */
#define KeFlushIoBuffers(Mdl, ReadOperation, DmaOperation) \
	((void)(Mdl), (void)(ReadOperation), (void)(DmaOperation))

DXGK_INLINE PVOID MmGetSystemAddressForMdlSafe(PMDL Mdl, ULONG Priority)
{
	if (Mdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL))
		return Mdl->MappedSystemVa;
	return MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, Priority);
}

#define MmGetSystemAddressForMdl(Mdl) MmGetSystemAddressForMdlSafe((Mdl), NormalPagePriority)

/* Pageability of code: nothing is paged here. */
NTKERNELAPI PVOID NTAPI MmLockPagableDataSection(PVOID AddressWithinSection);
NTKERNELAPI VOID NTAPI MmUnlockPagableImageSection(PVOID ImageSectionHandle);
NTKERNELAPI PVOID NTAPI MmPageEntireDriver(PVOID AddressWithinSection);
NTKERNELAPI VOID NTAPI MmResetDriverPaging(PVOID AddressWithinSection);
#define MmLockPagableCodeSection(Address) MmLockPagableDataSection((PVOID)(ULONG_PTR)(Address))

NTKERNELAPI HANDLE NTAPI MmSecureVirtualMemory(PVOID Address, SIZE_T Size, ULONG ProbeMode);
NTKERNELAPI VOID NTAPI MmUnsecureVirtualMemory(HANDLE SecureHandle);
NTKERNELAPI NTSTATUS NTAPI MmMapViewInSystemSpace(PVOID Section, PVOID *MappedBase,
						  PSIZE_T ViewSize);
NTKERNELAPI NTSTATUS NTAPI MmUnmapViewInSystemSpace(PVOID MappedBase);

DXGK_EXTERN_C_END

#endif /* _DXGK_NT_MM_H_ */
