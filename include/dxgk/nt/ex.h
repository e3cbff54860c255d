/* SPDX-License-Identifier: MIT */
/* The executive: pool, fast mutexes, interlocked lists, look-aside lists, work items. */
#ifndef _DXGK_NT_EX_H_
#define _DXGK_NT_EX_H_

#include "ke.h"

DXGK_EXTERN_C_BEGIN

typedef enum _POOL_TYPE {
	NonPagedPool,
	NonPagedPoolBase = 0,
	NonPagedPoolExecute = 0,
	PagedPool,
	NonPagedPoolBaseMustSucceed,
	NonPagedPoolMustSucceed = 2,
	DontUseThisType,
	NonPagedPoolBaseCacheAligned,
	NonPagedPoolCacheAligned = 4,
	PagedPoolCacheAligned,
	NonPagedPoolBaseCacheAlignedMustS,
	NonPagedPoolCacheAlignedMustS = 6,
	MaxPoolType,
	NonPagedPoolSession = 32,
	PagedPoolSession,
	NonPagedPoolMustSucceedSession,
	DontUseThisTypeSession,
	NonPagedPoolCacheAlignedSession,
	PagedPoolCacheAlignedSession,
	NonPagedPoolCacheAlignedMustSSession,
	NonPagedPoolNx = 0x200,
	NonPagedPoolNxCacheAligned = 516,
	NonPagedPoolSessionNx = 544
} POOL_TYPE;

typedef enum _EX_POOL_PRIORITY {
	LowPoolPriority,
	LowPoolPrioritySpecialPoolOverrun = 8,
	LowPoolPrioritySpecialPoolUnderrun,
	NormalPoolPriority = 16,
	NormalPoolPrioritySpecialPoolOverrun = 24,
	NormalPoolPrioritySpecialPoolUnderrun,
	HighPoolPriority = 32,
	HighPoolPrioritySpecialPoolOverrun = 40,
	HighPoolPrioritySpecialPoolUnderrun
} EX_POOL_PRIORITY;

typedef ULONG64 POOL_FLAGS;
#define POOL_TAGGING 1
#define POOL_QUOTA_FAIL_INSTEAD_OF_RAISE 8
#define POOL_RAISE_IF_ALLOCATION_FAILURE 0x10
#define POOL_COLD_ALLOCATION 0x100
#define POOL_NX_ALLOCATION 0x200
#define POOL_ZERO_ALLOCATION 0x400

#define POOL_CREATE_PARAMS_VERSION 1

#define POOL_CREATE_FLG_SECURE_POOL 1
#define POOL_CREATE_FLG_USE_GLOBAL_POOL 2
#define POOL_CREATE_FLG_VALID_FLAGS 3

#define POOL_EXTENDED_PARAMETER_REQUIRED_FIELD_BITS 1
#define POOL_EXTENDED_PARAMETER_TYPE_BITS 8
#define POOL_EXTENDED_PARAMETER_RESERVED_BITS 0x37

#define POOL_FLAG_USE_QUOTA 0x1ULL
#define POOL_FLAG_UNINITIALIZED 0x2ULL
#define POOL_FLAG_SESSION 0x4ULL
#define POOL_FLAG_CACHE_ALIGNED 0x8ULL
#define POOL_FLAG_RESERVED1 0x10ULL
#define POOL_FLAG_RAISE_ON_FAILURE 0x20ULL
#define POOL_FLAG_NON_PAGED 0x40ULL
#define POOL_FLAG_NON_PAGED_EXECUTE 0x80ULL
#define POOL_FLAG_PAGED 0x100ULL
#define POOL_FLAG_RESERVED2 0x200ULL
#define POOL_FLAG_LAST_KNOWN_REQUIRED 0x400ULL
#define POOL_FLAG_RESERVED3 0x400ULL
#define POOL_FLAG_UNUSED_REQUIRED_BITS 0xFFFFF800ULL
#define POOL_FLAG_OPTIONAL_START 0x100000000ULL
#define POOL_FLAG_SPECIAL_POOL 0x100000000ULL
#define POOL_FLAG_OPTIONAL_END 0x8000000000000000ULL

#define POOL_FLAG_REQUIRED_START 0x1ULL
#define POOL_FLAG_REQUIRED_END 0x80000000ULL
#define POOL_FLAG_REQUIRED_MASK 0xFFFFFFFFULL

#define PROTECTED_POOL 0

typedef enum POOL_EXTENDED_PARAMETER_TYPE {
	PoolExtendedParameterInvalidType,
	PoolExtendedParameterPriority,
	PoolExtendedParameterSecurePool,
	PoolExtendedParameterNumaNode,
	PoolExtendedParameterMax
} POOL_EXTENDED_PARAMETER_TYPE, *PPOOL_EXTENDED_PARAMETER_TYPE;

typedef struct _POOL_EXTENDED_PARAMS_SECURE_POOL {
	PVOID SecurePoolHandle;
	PVOID Buffer;
	ULONGLONG Cookie;
	ULONG SecurePoolFlags;
} POOL_EXTENDED_PARAMS_SECURE_POOL;

typedef struct _POOL_EXTENDED_PARAMETER {
	ULONGLONG Type : 8;
	ULONGLONG Optional : 1;
	ULONGLONG Reserved : 55;
	union {
		ULONGLONG Reserved2;
		PVOID Reserved3;
		POOL_EXTENDED_PARAMS_SECURE_POOL *SecurePoolParams;
		ULONG PreferredNode;
		EX_POOL_PRIORITY Priority;
	};
} POOL_EXTENDED_PARAMETER, *PPOOL_EXTENDED_PARAMETER;

typedef const POOL_EXTENDED_PARAMETER *PCPOOL_EXTENDED_PARAMETER;
typedef struct _POOL_CREATE_EXTENDED_PARAMS {
	ULONG Version;
} POOL_CREATE_EXTENDED_PARAMS, *PPOOL_CREATE_EXTENDED_PARAMS;

NTKERNELAPI PVOID NTAPI ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePool3(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag,
					PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
					ULONG ExtendedParametersCount);
NTKERNELAPI PVOID NTAPI ExAllocatePool(POOL_TYPE PoolType, SIZE_T NumberOfBytes);
NTKERNELAPI PVOID NTAPI ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
					      ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePoolWithTagPriority(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
						      ULONG Tag, EX_POOL_PRIORITY Priority);
NTKERNELAPI PVOID NTAPI ExAllocatePoolWithQuota(POOL_TYPE PoolType, SIZE_T NumberOfBytes);
NTKERNELAPI PVOID NTAPI ExAllocatePoolWithQuotaTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
						   ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePoolUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
						    ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePoolQuotaZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
						ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePoolQuotaUninitialized(POOL_TYPE PoolType,
							 SIZE_T NumberOfBytes, ULONG Tag);
NTKERNELAPI PVOID NTAPI ExAllocatePoolPriorityZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
						   ULONG Tag, EX_POOL_PRIORITY Priority);
NTKERNELAPI PVOID NTAPI ExAllocatePoolPriorityUninitialized(POOL_TYPE PoolType,
							    SIZE_T NumberOfBytes, ULONG Tag,
							    EX_POOL_PRIORITY Priority);
NTKERNELAPI VOID NTAPI ExFreePool(PVOID P);
NTKERNELAPI VOID NTAPI ExFreePoolWithTag(PVOID P, ULONG Tag);
NTKERNELAPI VOID NTAPI ExFreePool2(PVOID P, ULONG Tag,
				   PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
				   ULONG ExtendedParametersCount);

typedef enum _DRIVER_RUNTIME_INIT_FLAGS {
	DrvRtPoolNxOptIn = 1,
	LastDrvRtFlag
} DRIVER_RUNTIME_INIT_FLAGS, *PDRIVER_RUNTIME_INIT_FLAGS;

/* Non-executable pool is the only kind there is: nothing to opt in to. */
#define ExInitializeDriverRuntime(RuntimeFlags) ((void)(RuntimeFlags))

/* Fast mutexes */
#define FM_LOCK_BIT_V 0
#define FM_LOCK_BIT 1

typedef struct _FAST_MUTEX {
	LONG Count;
	PVOID Owner;
	ULONG Contention;
	KEVENT Event;
	ULONG OldIrql;
} FAST_MUTEX, *PFAST_MUTEX, KGUARDED_MUTEX, *PKGUARDED_MUTEX;

NTKERNELAPI VOID NTAPI ExAcquireFastMutex(PFAST_MUTEX FastMutex);
NTKERNELAPI VOID NTAPI ExReleaseFastMutex(PFAST_MUTEX FastMutex);
NTKERNELAPI BOOLEAN NTAPI ExTryToAcquireFastMutex(PFAST_MUTEX FastMutex);
NTKERNELAPI VOID NTAPI ExAcquireFastMutexUnsafe(PFAST_MUTEX FastMutex);
NTKERNELAPI VOID NTAPI ExReleaseFastMutexUnsafe(PFAST_MUTEX FastMutex);

/* Inline on Windows: the same initial state, no call needed. */
DXGK_INLINE VOID ExInitializeFastMutex(PFAST_MUTEX FastMutex)
{
	FastMutex->Count = 1;
	FastMutex->Owner = NULL;
	FastMutex->Contention = 0;
	KeInitializeEvent(&FastMutex->Event, SynchronizationEvent, FALSE);
}

NTKERNELAPI VOID NTAPI KeInitializeGuardedMutex(PKGUARDED_MUTEX Mutex);
NTKERNELAPI VOID NTAPI KeAcquireGuardedMutex(PKGUARDED_MUTEX Mutex);
NTKERNELAPI VOID NTAPI KeReleaseGuardedMutex(PKGUARDED_MUTEX Mutex);
NTKERNELAPI BOOLEAN NTAPI KeTryToAcquireGuardedMutex(PKGUARDED_MUTEX Mutex);
NTKERNELAPI VOID NTAPI KeAcquireGuardedMutexUnsafe(PKGUARDED_MUTEX Mutex);
NTKERNELAPI VOID NTAPI KeReleaseGuardedMutexUnsafe(PKGUARDED_MUTEX Mutex);

/* Reader/writer locks */
#define FLAG_OWNER_POINTER_IS_THREAD 1
#define ResourceNeverExclusive 0x10
#define ResourceReleaseByOtherThread 0x20
#define RESOURCE_HASH_TABLE_SIZE 0x40
#define ResourceOwnedExclusive 0x80

typedef ULONG_PTR ERESOURCE_THREAD, *PERESOURCE_THREAD;
typedef struct _OWNER_ENTRY {
	ULONGLONG OwnerThread;
	union {
		struct {
			ULONG IoPriorityBoosted : 1;
			ULONG OwnerReferenced : 1;
			ULONG IoQoSPriorityBoosted : 1;
		};
		ULONG TableSize;
	};
} OWNER_ENTRY, *POWNER_ENTRY;

typedef struct _ERESOURCE {
	LIST_ENTRY SystemResourcesList;
	POWNER_ENTRY OwnerTable;
	SHORT ActiveCount;
	union {
		USHORT Flag;
		struct {
			UCHAR ReservedLowFlags;
			UCHAR WaiterPriority;
		};
	};
	PVOID SharedWaiters;
	PVOID ExclusiveWaiters;
	OWNER_ENTRY OwnerEntry;
	ULONG ActiveEntries;
	ULONG ContentionCount;
	ULONG NumberOfSharedWaiters;
	ULONG NumberOfExclusiveWaiters;
	PVOID Reserved2;
	union {
		PVOID Address;
		ULONGLONG CreatorBackTraceIndex;
	};
	ULONGLONG SpinLock;
} ERESOURCE, *PERESOURCE;

NTKERNELAPI NTSTATUS NTAPI ExInitializeResourceLite(PERESOURCE Resource);
NTKERNELAPI NTSTATUS NTAPI ExReinitializeResourceLite(PERESOURCE Resource);
NTKERNELAPI NTSTATUS NTAPI ExDeleteResourceLite(PERESOURCE Resource);
NTKERNELAPI BOOLEAN NTAPI ExAcquireResourceExclusiveLite(PERESOURCE Resource, BOOLEAN Wait);
NTKERNELAPI BOOLEAN NTAPI ExAcquireResourceSharedLite(PERESOURCE Resource, BOOLEAN Wait);
NTKERNELAPI BOOLEAN NTAPI ExAcquireSharedStarveExclusive(PERESOURCE Resource, BOOLEAN Wait);
NTKERNELAPI BOOLEAN NTAPI ExAcquireSharedWaitForExclusive(PERESOURCE Resource, BOOLEAN Wait);
NTKERNELAPI VOID NTAPI ExReleaseResourceLite(PERESOURCE Resource);
NTKERNELAPI VOID NTAPI ExReleaseResourceForThreadLite(PERESOURCE Resource,
						      ERESOURCE_THREAD ResourceThreadId);
NTKERNELAPI VOID NTAPI ExConvertExclusiveToSharedLite(PERESOURCE Resource);
NTKERNELAPI BOOLEAN NTAPI ExIsResourceAcquiredExclusiveLite(PERESOURCE Resource);
NTKERNELAPI ULONG NTAPI ExIsResourceAcquiredSharedLite(PERESOURCE Resource);
NTKERNELAPI ULONG NTAPI ExGetExclusiveWaiterCount(PERESOURCE Resource);
NTKERNELAPI ULONG NTAPI ExGetSharedWaiterCount(PERESOURCE Resource);
#define ExGetCurrentResourceThread() ((ERESOURCE_THREAD)KeGetCurrentThread())

typedef LONG EX_SPIN_LOCK, *PEX_SPIN_LOCK;
NTKERNELAPI KIRQL NTAPI ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql);
NTKERNELAPI KIRQL NTAPI ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql);
NTKERNELAPI VOID NTAPI ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI VOID NTAPI ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK SpinLock);
NTKERNELAPI LOGICAL NTAPI ExTryConvertSharedSpinLockExclusive(PEX_SPIN_LOCK SpinLock);

#define EX_DEFAULT_PUSH_LOCK_FLAGS 0
#define EX_RUNDOWN_ACTIVE 1
#define EX_RUNDOWN_COUNT_SHIFT 1
#define EX_RUNDOWN_COUNT_INC 2

typedef ULONG_PTR EX_PUSH_LOCK, *PEX_PUSH_LOCK;
#define ExInitializePushLock(Lock) ((void)(*(Lock) = 0))
NTKERNELAPI VOID NTAPI ExAcquirePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags);
NTKERNELAPI VOID NTAPI ExAcquirePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags);
NTKERNELAPI VOID NTAPI ExReleasePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags);
NTKERNELAPI VOID NTAPI ExReleasePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags);

typedef struct _EX_RUNDOWN_REF {
	union {
		ULONGLONG Count;
		PVOID Ptr;
	};
} EX_RUNDOWN_REF, *PEX_RUNDOWN_REF;

NTKERNELAPI VOID NTAPI ExInitializeRundownProtection(PEX_RUNDOWN_REF RunRef);
NTKERNELAPI VOID NTAPI ExReInitializeRundownProtection(PEX_RUNDOWN_REF RunRef);
NTKERNELAPI BOOLEAN NTAPI ExAcquireRundownProtection(PEX_RUNDOWN_REF RunRef);
NTKERNELAPI BOOLEAN NTAPI ExAcquireRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count);
NTKERNELAPI VOID NTAPI ExReleaseRundownProtection(PEX_RUNDOWN_REF RunRef);
NTKERNELAPI VOID NTAPI ExReleaseRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count);
NTKERNELAPI VOID NTAPI ExWaitForRundownProtectionRelease(PEX_RUNDOWN_REF RunRef);
NTKERNELAPI VOID NTAPI ExRundownCompleted(PEX_RUNDOWN_REF RunRef);

/* Lists with a lock of their own */
NTKERNELAPI PLIST_ENTRY NTAPI ExInterlockedInsertHeadList(PLIST_ENTRY ListHead,
							  PLIST_ENTRY ListEntry,
							  PKSPIN_LOCK Lock);
NTKERNELAPI PLIST_ENTRY NTAPI ExInterlockedInsertTailList(PLIST_ENTRY ListHead,
							  PLIST_ENTRY ListEntry,
							  PKSPIN_LOCK Lock);
NTKERNELAPI PLIST_ENTRY NTAPI ExInterlockedRemoveHeadList(PLIST_ENTRY ListHead,
							  PKSPIN_LOCK Lock);
NTKERNELAPI PSINGLE_LIST_ENTRY NTAPI ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY ListHead,
							       PKSPIN_LOCK Lock);
NTKERNELAPI PSINGLE_LIST_ENTRY NTAPI ExInterlockedPushEntryList(PSINGLE_LIST_ENTRY ListHead,
								PSINGLE_LIST_ENTRY ListEntry,
								PKSPIN_LOCK Lock);
NTKERNELAPI LARGE_INTEGER NTAPI ExInterlockedAddLargeInteger(PLARGE_INTEGER Addend,
							     LARGE_INTEGER Increment,
							     PKSPIN_LOCK Lock);
NTKERNELAPI ULONG NTAPI ExInterlockedAddUlong(PULONG Addend, ULONG Increment,
					      PKSPIN_LOCK Lock);
#define ExInterlockedAddLargeStatistic(Addend, Increment) \
	InterlockedExchangeAdd64(&(Addend)->QuadPart, (Increment))
#define ExInterlockedCompareExchange64(Destination, Exchange, Comperand, Lock) \
	InterlockedCompareExchange64((Destination), *(Exchange), *(Comperand))

typedef struct DXGK_ALIGNED(16) _SLIST_ENTRY {
	struct _SLIST_ENTRY *Next;
} SLIST_ENTRY, *PSLIST_ENTRY;

typedef union DXGK_ALIGNED(16) _SLIST_HEADER {
	struct {
		ULONGLONG Depth : 16;
		ULONGLONG Sequence : 48;
		ULONGLONG Reserved : 4;
		ULONGLONG NextEntry : 60;
	} HeaderX64;
	struct {
		ULONGLONG Alignment;
		ULONGLONG Region;
	};
} SLIST_HEADER, *PSLIST_HEADER;

NTKERNELAPI VOID NTAPI InitializeSListHead(PSLIST_HEADER SListHead);
NTKERNELAPI PSLIST_ENTRY NTAPI ExpInterlockedPopEntrySList(PSLIST_HEADER ListHead);
NTKERNELAPI PSLIST_ENTRY NTAPI ExpInterlockedPushEntrySList(PSLIST_HEADER ListHead,
							    PSLIST_ENTRY ListEntry);
NTKERNELAPI PSLIST_ENTRY NTAPI ExpInterlockedFlushSList(PSLIST_HEADER ListHead);
NTKERNELAPI USHORT NTAPI ExQueryDepthSList(PSLIST_HEADER SListHead);
#define ExInitializeSListHead InitializeSListHead
#define ExInterlockedPopEntrySList(Head, Lock) ExpInterlockedPopEntrySList(Head)
#define ExInterlockedPushEntrySList(Head, Entry, Lock) \
	ExpInterlockedPushEntrySList(Head, Entry)
#define ExInterlockedFlushSList(Head) ExpInterlockedFlushSList(Head)
#define InterlockedPopEntrySList(Head) ExpInterlockedPopEntrySList(Head)
#define InterlockedPushEntrySList(Head, Entry) ExpInterlockedPushEntrySList(Head, Entry)
#define InterlockedFlushSList(Head) ExpInterlockedFlushSList(Head)
#define QueryDepthSList(Head) ExQueryDepthSList(Head)

/* Look-aside lists */
#define EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL 1
#define EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE 2
#define EX_MAXIMUM_LOOKASIDE_DEPTH_BASE 0x100
#define EX_MAXIMUM_LOOKASIDE_DEPTH_LIMIT 0x400

struct _LOOKASIDE_LIST_EX;
typedef PVOID NTAPI ALLOCATE_FUNCTION(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
typedef ALLOCATE_FUNCTION *PALLOCATE_FUNCTION;
typedef PVOID NTAPI ALLOCATE_FUNCTION_EX(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag,
					 struct _LOOKASIDE_LIST_EX *Lookaside);
typedef ALLOCATE_FUNCTION_EX *PALLOCATE_FUNCTION_EX;
typedef VOID NTAPI FREE_FUNCTION(PVOID Buffer);
typedef FREE_FUNCTION *PFREE_FUNCTION;
typedef VOID NTAPI FREE_FUNCTION_EX(PVOID Buffer, struct _LOOKASIDE_LIST_EX *Lookaside);
typedef FREE_FUNCTION_EX *PFREE_FUNCTION_EX;
typedef struct DXGK_ALIGNED(64) _GENERAL_LOOKASIDE {
	union {
		SLIST_HEADER ListHead;
		SINGLE_LIST_ENTRY SingleListHead;
	};
	USHORT Depth;
	USHORT MaximumDepth;
	ULONG TotalAllocates;
	union {
		ULONG AllocateHits;
		ULONG AllocateMisses;
	};
	ULONG TotalFrees;
	union {
		ULONG FreeHits;
		ULONG FreeMisses;
	};
	POOL_TYPE Type;
	ULONG Tag;
	ULONG Size;
	union {
		PALLOCATE_FUNCTION Allocate;
		PALLOCATE_FUNCTION_EX AllocateEx;
	};
	union {
		PFREE_FUNCTION Free;
		PFREE_FUNCTION_EX FreeEx;
	};
	LIST_ENTRY ListEntry;
	ULONG LastTotalAllocates;
	union {
		ULONG LastAllocateHits;
		ULONG LastAllocateMisses;
	};
	ULONG Future[2];
} GENERAL_LOOKASIDE, *PGENERAL_LOOKASIDE;

typedef struct _GENERAL_LOOKASIDE_POOL {
	union {
		SLIST_HEADER ListHead;
		SINGLE_LIST_ENTRY SingleListHead;
	};
	USHORT Depth;
	USHORT MaximumDepth;
	ULONG TotalAllocates;
	union {
		ULONG AllocateHits;
		ULONG AllocateMisses;
	};
	ULONG TotalFrees;
	union {
		ULONG FreeHits;
		ULONG FreeMisses;
	};
	POOL_TYPE Type;
	ULONG Tag;
	ULONG Size;
	union {
		PALLOCATE_FUNCTION Allocate;
		PALLOCATE_FUNCTION_EX AllocateEx;
	};
	union {
		PFREE_FUNCTION Free;
		PFREE_FUNCTION_EX FreeEx;
	};
	LIST_ENTRY ListEntry;
	ULONG LastTotalAllocates;
	union {
		ULONG LastAllocateHits;
		ULONG LastAllocateMisses;
	};
	ULONG Future[2];
} GENERAL_LOOKASIDE_POOL, *PGENERAL_LOOKASIDE_POOL;

typedef struct _LOOKASIDE_LIST_EX {
	GENERAL_LOOKASIDE_POOL L;
} LOOKASIDE_LIST_EX, *PLOOKASIDE_LIST_EX;

typedef struct _NPAGED_LOOKASIDE_LIST {
	GENERAL_LOOKASIDE L;
} NPAGED_LOOKASIDE_LIST, *PNPAGED_LOOKASIDE_LIST;

typedef struct _PAGED_LOOKASIDE_LIST {
	GENERAL_LOOKASIDE L;
} PAGED_LOOKASIDE_LIST, *PPAGED_LOOKASIDE_LIST;

NTKERNELAPI VOID NTAPI ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside,
						       PALLOCATE_FUNCTION Allocate,
						       PFREE_FUNCTION Free, ULONG Flags,
						       SIZE_T Size, ULONG Tag, USHORT Depth);
NTKERNELAPI VOID NTAPI ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside);
NTKERNELAPI VOID NTAPI ExInitializePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside,
						      PALLOCATE_FUNCTION Allocate,
						      PFREE_FUNCTION Free, ULONG Flags,
						      SIZE_T Size, ULONG Tag, USHORT Depth);
NTKERNELAPI VOID NTAPI ExDeletePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside);
/* Inline on Windows: what they do is the shim's business here. */
NTKERNELAPI PVOID NTAPI DxgkNtAllocateFromLookasideList(PVOID Lookaside);
NTKERNELAPI VOID NTAPI DxgkNtFreeToLookasideList(PVOID Lookaside, PVOID Entry);
#define ExAllocateFromNPagedLookasideList(Lookaside) DxgkNtAllocateFromLookasideList(Lookaside)
#define ExFreeToNPagedLookasideList(Lookaside, Entry) \
	DxgkNtFreeToLookasideList((Lookaside), (Entry))
#define ExAllocateFromPagedLookasideList(Lookaside) DxgkNtAllocateFromLookasideList(Lookaside)
#define ExFreeToPagedLookasideList(Lookaside, Entry) \
	DxgkNtFreeToLookasideList((Lookaside), (Entry))
NTKERNELAPI NTSTATUS NTAPI ExInitializeLookasideListEx(PLOOKASIDE_LIST_EX Lookaside,
						       PALLOCATE_FUNCTION_EX Allocate,
						       PFREE_FUNCTION_EX Free,
						       POOL_TYPE PoolType, ULONG Flags,
						       SIZE_T Size, ULONG Tag, USHORT Depth);
NTKERNELAPI VOID NTAPI ExDeleteLookasideListEx(PLOOKASIDE_LIST_EX Lookaside);
NTKERNELAPI VOID NTAPI ExFlushLookasideListEx(PLOOKASIDE_LIST_EX Lookaside);
#define ExAllocateFromLookasideListEx(Lookaside) DxgkNtAllocateFromLookasideList(Lookaside)
#define ExFreeToLookasideListEx(Lookaside, Entry) \
	DxgkNtFreeToLookasideList((Lookaside), (Entry))

/* System worker threads */
typedef enum _WORK_QUEUE_TYPE {
	CriticalWorkQueue,
	DelayedWorkQueue,
	HyperCriticalWorkQueue,
	NormalWorkQueue,
	BackgroundWorkQueue,
	RealTimeWorkQueue,
	SuperCriticalWorkQueue,
	MaximumWorkQueue,
	CustomPriorityWorkQueue = 32
} WORK_QUEUE_TYPE;

typedef VOID NTAPI WORKER_THREAD_ROUTINE(PVOID Parameter);
typedef WORKER_THREAD_ROUTINE *PWORKER_THREAD_ROUTINE;
typedef struct _WORK_QUEUE_ITEM {
	LIST_ENTRY List;
	PWORKER_THREAD_ROUTINE WorkerRoutine;
	PVOID Parameter;
} WORK_QUEUE_ITEM, *PWORK_QUEUE_ITEM;

NTKERNELAPI VOID NTAPI ExQueueWorkItem(PWORK_QUEUE_ITEM WorkItem, WORK_QUEUE_TYPE QueueType);
#define ExInitializeWorkItem(Item, Routine, Context) do { \
		(Item)->WorkerRoutine = (Routine); \
		(Item)->Parameter = (Context); \
		(Item)->List.Flink = NULL; \
	} while (0)

/* Timers that the system allocates */
#define EX_TIMER_HIGH_RESOLUTION 4
#define EX_TIMER_NO_WAKE 8
#define EX_TIMER_NOTIFICATION 0x80000000
#define EX_TIMER_UNLIMITED_TOLERANCE 0xFFFFFFFFFFFFFFFFULL

typedef VOID NTAPI EXT_CALLBACK(PEX_TIMER Timer, PVOID Context);
typedef EXT_CALLBACK *PEXT_CALLBACK;
typedef VOID NTAPI EXT_DELETE_CALLBACK(PVOID Context);
typedef EXT_DELETE_CALLBACK *PEXT_DELETE_CALLBACK;
typedef struct _EXT_DELETE_PARAMETERS {
	ULONG Version;
	ULONG Reserved;
	PEXT_DELETE_CALLBACK DeleteCallback;
	PVOID DeleteContext;
} EXT_DELETE_PARAMETERS, *PEXT_DELETE_PARAMETERS;

typedef struct _EXT_SET_PARAMETERS_V0 {
	ULONG Version;
	ULONG Reserved;
	LONGLONG NoWakeTolerance;
} EXT_SET_PARAMETERS, *PEXT_SET_PARAMETERS, KT2_SET_PARAMETERS, *PKT2_SET_PARAMETERS;

typedef EXT_SET_PARAMETERS KT2_SET_PARAMETERS, *PKT2_SET_PARAMETERS;
NTKERNELAPI PEX_TIMER NTAPI ExAllocateTimer(PEXT_CALLBACK Callback, PVOID CallbackContext,
					    ULONG Attributes);
typedef struct _EXT_CANCEL_PARAMETERS *PEXT_CANCEL_PARAMETERS;
NTKERNELAPI BOOLEAN NTAPI ExSetTimer(PEX_TIMER Timer, LONGLONG DueTime, LONGLONG Period,
				     PEXT_SET_PARAMETERS Parameters);
NTKERNELAPI BOOLEAN NTAPI ExCancelTimer(PEX_TIMER Timer, PEXT_CANCEL_PARAMETERS Parameters);
NTKERNELAPI BOOLEAN NTAPI ExDeleteTimer(PEX_TIMER Timer, BOOLEAN Cancel, BOOLEAN Wait,
					PEXT_DELETE_PARAMETERS Parameters);

/* Version 0: "EXT_SET_PARAMETERS structure (wdm.h)", "EXT_DELETE_PARAMETERS structure (wdm.h)". */
DXGK_INLINE VOID ExInitializeSetTimerParameters(PEXT_SET_PARAMETERS Parameters)
{
	Parameters->Version = 0;
	Parameters->Reserved = 0;
	Parameters->NoWakeTolerance = 0;
}

DXGK_INLINE VOID ExInitializeDeleteTimerParameters(PEXT_DELETE_PARAMETERS Parameters)
{
	Parameters->Version = 0;
	Parameters->Reserved = 0;
	Parameters->DeleteCallback = NULL;
	Parameters->DeleteContext = NULL;
}

NTKERNELAPI ULONG NTAPI ExSetTimerResolution(ULONG DesiredTime, BOOLEAN SetResolution);
NTKERNELAPI VOID NTAPI ExQueryTimerResolution(PULONG MaximumTime, PULONG MinimumTime,
					      PULONG CurrentTime);

/* Callback objects */
typedef VOID NTAPI CALLBACK_FUNCTION(PVOID CallbackContext, PVOID Argument1, PVOID Argument2);
typedef CALLBACK_FUNCTION *PCALLBACK_FUNCTION;
NTKERNELAPI NTSTATUS NTAPI ExCreateCallback(PCALLBACK_OBJECT *CallbackObject,
					    POBJECT_ATTRIBUTES ObjectAttributes, BOOLEAN Create,
					    BOOLEAN AllowMultipleCallbacks);
NTKERNELAPI PVOID NTAPI ExRegisterCallback(PCALLBACK_OBJECT CallbackObject,
					   PCALLBACK_FUNCTION CallbackFunction,
					   PVOID CallbackContext);
NTKERNELAPI VOID NTAPI ExUnregisterCallback(PVOID CallbackRegistration);
NTKERNELAPI VOID NTAPI ExNotifyCallback(PVOID CallbackObject, PVOID Argument1, PVOID Argument2);

/* The rest */
NTKERNELAPI DECLSPEC_NORETURN VOID NTAPI ExRaiseStatus(NTSTATUS Status);
NTKERNELAPI DECLSPEC_NORETURN VOID NTAPI ExRaiseAccessViolation(VOID);
NTKERNELAPI DECLSPEC_NORETURN VOID NTAPI ExRaiseDatatypeMisalignment(VOID);
NTKERNELAPI KPROCESSOR_MODE NTAPI ExGetPreviousMode(VOID);
NTKERNELAPI BOOLEAN NTAPI ExIsProcessorFeaturePresent(ULONG ProcessorFeature);
NTKERNELAPI VOID NTAPI ExSystemTimeToLocalTime(PLARGE_INTEGER SystemTime,
					       PLARGE_INTEGER LocalTime);
NTKERNELAPI VOID NTAPI ExLocalTimeToSystemTime(PLARGE_INTEGER LocalTime,
					       PLARGE_INTEGER SystemTime);
NTKERNELAPI NTSTATUS NTAPI ExUuidCreate(GUID *Uuid);
NTKERNELAPI BOOLEAN NTAPI ExVerifySuite(SUITE_TYPE SuiteType);
typedef enum _FIRMWARE_TYPE {
	FirmwareTypeUnknown,
	FirmwareTypeBios,
	FirmwareTypeUefi,
	FirmwareTypeMax
} FIRMWARE_TYPE, *PFIRMWARE_TYPE;

NTKERNELAPI FIRMWARE_TYPE NTAPI ExGetFirmwareType(VOID);
NTKERNELAPI NTSTATUS NTAPI ExGetFirmwareEnvironmentVariable(PUNICODE_STRING VariableName,
							    LPGUID VendorGuid, PVOID Value,
							    PULONG ValueLength,
							    PULONG Attributes);
NTKERNELAPI NTSTATUS NTAPI ExSetFirmwareEnvironmentVariable(PUNICODE_STRING VariableName,
							    LPGUID VendorGuid, PVOID Value,
							    ULONG ValueLength,
							    ULONG Attributes);
NTKERNELAPI VOID NTAPI ProbeForRead(const volatile VOID *Address, SIZE_T Length,
				    ULONG Alignment);
NTKERNELAPI VOID NTAPI ProbeForWrite(volatile VOID *Address, SIZE_T Length, ULONG Alignment);

#define PF_FLOATING_POINT_PRECISION_ERRATA 0
#define PF_NON_TEMPORAL_LEVEL_ALL 0
#define PF_FLOATING_POINT_EMULATED 1
#define PF_COMPARE_EXCHANGE_DOUBLE 2
#define PF_MMX_INSTRUCTIONS_AVAILABLE 3
#define PF_PPC_MOVEMEM_64BIT_OK 4
#define PF_ALPHA_BYTE_INSTRUCTIONS 5
#define PF_XMMI_INSTRUCTIONS_AVAILABLE 6
#define PF_3DNOW_INSTRUCTIONS_AVAILABLE 7
#define PF_RDTSC_INSTRUCTION_AVAILABLE 8
#define PF_PAE_ENABLED 9
#define PF_XMMI64_INSTRUCTIONS_AVAILABLE 0xA
#define PF_SSE_DAZ_MODE_AVAILABLE 0xB
#define PF_NX_ENABLED 0xC
#define PF_SSE3_INSTRUCTIONS_AVAILABLE 0xD
#define PF_COMPARE_EXCHANGE128 0xE
#define PF_COMPARE64_EXCHANGE128 0xF
#define PF_CHANNELS_ENABLED 0x10
#define PF_XSAVE_ENABLED 0x11
#define PF_SECOND_LEVEL_ADDRESS_TRANSLATION 0x14
#define PF_VIRT_FIRMWARE_ENABLED 0x15
#define PF_RDWRFSGSBASE_AVAILABLE 0x16
#define PF_FASTFAIL_AVAILABLE 0x17
#define PF_RDRAND_INSTRUCTION_AVAILABLE 0x1C
#define PF_RDTSCP_INSTRUCTION_AVAILABLE 0x20
#define PF_RDPID_INSTRUCTION_AVAILABLE 0x21
#define PF_MONITORX_INSTRUCTION_AVAILABLE 0x23
#define PF_SSSE3_INSTRUCTIONS_AVAILABLE 0x24
#define PF_SSE4_1_INSTRUCTIONS_AVAILABLE 0x25
#define PF_SSE4_2_INSTRUCTIONS_AVAILABLE 0x26
#define PF_AVX_INSTRUCTIONS_AVAILABLE 0x27
#define PF_AVX2_INSTRUCTIONS_AVAILABLE 0x28
#define PF_AVX512F_INSTRUCTIONS_AVAILABLE 0x29
#define PF_ERMS_AVAILABLE 0x2A

#define PF_ARM_VFP_32_REGISTERS_AVAILABLE 0x12
#define PF_ARM_NEON_INSTRUCTIONS_AVAILABLE 0x13
#define PF_ARM_DIVIDE_INSTRUCTION_AVAILABLE 0x18
#define PF_ARM_64BIT_LOADSTORE_ATOMIC 0x19
#define PF_ARM_EXTERNAL_CACHE_AVAILABLE 0x1A
#define PF_ARM_FMAC_INSTRUCTIONS_AVAILABLE 0x1B
#define PF_ARM_V81_ATOMIC_INSTRUCTIONS_AVAILABLE 0x22
#define PF_ARM_V82_DP_INSTRUCTIONS_AVAILABLE 0x2B
#define PF_ARM_V83_JSCVT_INSTRUCTIONS_AVAILABLE 0x2C

#define PF_ARM_V8_INSTRUCTIONS_AVAILABLE 0x1D
#define PF_ARM_V8_CRYPTO_INSTRUCTIONS_AVAILABLE 0x1E
#define PF_ARM_V8_CRC32_INSTRUCTIONS_AVAILABLE 0x1F

#define PF_TEMPORAL_LEVEL_1 1
#define PF_TEMPORAL_LEVEL_2 2
#define PF_TEMPORAL_LEVEL_3 3

DXGK_EXTERN_C_END

#endif /* _DXGK_NT_EX_H_ */
