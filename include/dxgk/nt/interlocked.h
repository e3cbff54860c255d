/* SPDX-License-Identifier: MIT */
/*
 * Interlocked operations and barriers. All are full barriers, whatever suffix
 * they carry: the weaker ones of Windows allow that. The underscored names are
 * macros too, as some compilers have built-in functions of that name.
 */
#ifndef _DXGK_NT_INTERLOCKED_H_
#define _DXGK_NT_INTERLOCKED_H_

#include "base.h"

#define DXGK_INTERLOCKED(suffix, type) \
DXGK_INLINE type dxgk_exchange##suffix(volatile type *target, type value) \
{ \
	return __atomic_exchange_n(target, value, __ATOMIC_SEQ_CST); \
} \
DXGK_INLINE type dxgk_compare_exchange##suffix(volatile type *target, type value, \
					       type comperand) \
{ \
	__atomic_compare_exchange_n(target, &comperand, value, 0, __ATOMIC_SEQ_CST, \
				    __ATOMIC_SEQ_CST); \
	return comperand; \
}

#define DXGK_INTERLOCKED_INTEGER(suffix, type) \
DXGK_INTERLOCKED(suffix, type) \
DXGK_INLINE type dxgk_exchange_add##suffix(volatile type *target, type value) \
{ \
	return __atomic_fetch_add(target, value, __ATOMIC_SEQ_CST); \
} \
DXGK_INLINE type dxgk_add##suffix(volatile type *target, type value) \
{ \
	return __atomic_add_fetch(target, value, __ATOMIC_SEQ_CST); \
} \
DXGK_INLINE type dxgk_increment##suffix(volatile type *target) \
{ \
	return __atomic_add_fetch(target, (type)1, __ATOMIC_SEQ_CST); \
} \
DXGK_INLINE type dxgk_decrement##suffix(volatile type *target) \
{ \
	return __atomic_sub_fetch(target, (type)1, __ATOMIC_SEQ_CST); \
} \
DXGK_INLINE type dxgk_and##suffix(volatile type *target, type value) \
{ \
	return __atomic_fetch_and(target, value, __ATOMIC_SEQ_CST); \
} \
DXGK_INLINE type dxgk_or##suffix(volatile type *target, type value) \
{ \
	return __atomic_fetch_or(target, value, __ATOMIC_SEQ_CST); \
} \
DXGK_INLINE type dxgk_xor##suffix(volatile type *target, type value) \
{ \
	return __atomic_fetch_xor(target, value, __ATOMIC_SEQ_CST); \
}

DXGK_INTERLOCKED_INTEGER(8, CHAR)
DXGK_INTERLOCKED_INTEGER(16, SHORT)
DXGK_INTERLOCKED_INTEGER(32, LONG)
DXGK_INTERLOCKED_INTEGER(64, LONGLONG)
DXGK_INTERLOCKED(pointer, PVOID)

DXGK_INLINE UCHAR dxgk_bit_test_set32(volatile LONG *base, LONG bit)
{
	LONG mask = (LONG)(1U << (bit & 31));

	return (dxgk_or32(base + (bit >> 5), mask) & mask) != 0;
}

DXGK_INLINE UCHAR dxgk_bit_test_reset32(volatile LONG *base, LONG bit)
{
	LONG mask = (LONG)(1U << (bit & 31));

	return (dxgk_and32(base + (bit >> 5), ~mask) & mask) != 0;
}

DXGK_INLINE UCHAR dxgk_bit_test_set64(volatile LONGLONG *base, LONGLONG bit)
{
	LONGLONG mask = (LONGLONG)(1ULL << (bit & 63));

	return (dxgk_or64(base + (bit >> 6), mask) & mask) != 0;
}

DXGK_INLINE UCHAR dxgk_bit_test_reset64(volatile LONGLONG *base, LONGLONG bit)
{
	LONGLONG mask = (LONGLONG)(1ULL << (bit & 63));

	return (dxgk_and64(base + (bit >> 6), ~mask) & mask) != 0;
}

DXGK_INLINE VOID dxgk_memory_barrier(VOID)
{
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
}

DXGK_INLINE VOID dxgk_compiler_barrier(VOID)
{
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
}

DXGK_INLINE VOID dxgk_yield_processor(VOID)
{
#if defined(__x86_64__) || defined(__i386__)
	__builtin_ia32_pause();
#elif defined(__aarch64__)
	__asm__ __volatile__("yield" : : : "memory");
#else
	dxgk_compiler_barrier();
#endif
}

#define InterlockedExchange dxgk_exchange32
#define _InterlockedExchange dxgk_exchange32
#define InterlockedExchangeAcquire dxgk_exchange32
#define _InterlockedExchange_acq dxgk_exchange32
#define InterlockedExchangeRelease dxgk_exchange32
#define _InterlockedExchange_rel dxgk_exchange32
#define InterlockedExchangeNoFence dxgk_exchange32
#define _InterlockedExchange_nf dxgk_exchange32
#define InterlockedCompareExchange dxgk_compare_exchange32
#define _InterlockedCompareExchange dxgk_compare_exchange32
#define InterlockedCompareExchangeAcquire dxgk_compare_exchange32
#define _InterlockedCompareExchange_acq dxgk_compare_exchange32
#define InterlockedCompareExchangeRelease dxgk_compare_exchange32
#define _InterlockedCompareExchange_rel dxgk_compare_exchange32
#define InterlockedCompareExchangeNoFence dxgk_compare_exchange32
#define _InterlockedCompareExchange_nf dxgk_compare_exchange32
#define InterlockedExchangeAdd dxgk_exchange_add32
#define _InterlockedExchangeAdd dxgk_exchange_add32
#define InterlockedExchangeAddAcquire dxgk_exchange_add32
#define _InterlockedExchangeAdd_acq dxgk_exchange_add32
#define InterlockedExchangeAddRelease dxgk_exchange_add32
#define _InterlockedExchangeAdd_rel dxgk_exchange_add32
#define InterlockedExchangeAddNoFence dxgk_exchange_add32
#define _InterlockedExchangeAdd_nf dxgk_exchange_add32
#define InterlockedAdd dxgk_add32
#define _InterlockedAdd dxgk_add32
#define InterlockedAddAcquire dxgk_add32
#define _InterlockedAdd_acq dxgk_add32
#define InterlockedAddRelease dxgk_add32
#define _InterlockedAdd_rel dxgk_add32
#define InterlockedAddNoFence dxgk_add32
#define _InterlockedAdd_nf dxgk_add32
#define InterlockedIncrement dxgk_increment32
#define _InterlockedIncrement dxgk_increment32
#define InterlockedIncrementAcquire dxgk_increment32
#define _InterlockedIncrement_acq dxgk_increment32
#define InterlockedIncrementRelease dxgk_increment32
#define _InterlockedIncrement_rel dxgk_increment32
#define InterlockedIncrementNoFence dxgk_increment32
#define _InterlockedIncrement_nf dxgk_increment32
#define InterlockedDecrement dxgk_decrement32
#define _InterlockedDecrement dxgk_decrement32
#define InterlockedDecrementAcquire dxgk_decrement32
#define _InterlockedDecrement_acq dxgk_decrement32
#define InterlockedDecrementRelease dxgk_decrement32
#define _InterlockedDecrement_rel dxgk_decrement32
#define InterlockedDecrementNoFence dxgk_decrement32
#define _InterlockedDecrement_nf dxgk_decrement32
#define InterlockedAnd dxgk_and32
#define _InterlockedAnd dxgk_and32
#define InterlockedAndAcquire dxgk_and32
#define _InterlockedAnd_acq dxgk_and32
#define InterlockedAndRelease dxgk_and32
#define _InterlockedAnd_rel dxgk_and32
#define InterlockedAndNoFence dxgk_and32
#define _InterlockedAnd_nf dxgk_and32
#define InterlockedOr dxgk_or32
#define _InterlockedOr dxgk_or32
#define InterlockedOrAcquire dxgk_or32
#define _InterlockedOr_acq dxgk_or32
#define InterlockedOrRelease dxgk_or32
#define _InterlockedOr_rel dxgk_or32
#define InterlockedOrNoFence dxgk_or32
#define _InterlockedOr_nf dxgk_or32
#define InterlockedXor dxgk_xor32
#define _InterlockedXor dxgk_xor32
#define InterlockedXorAcquire dxgk_xor32
#define _InterlockedXor_acq dxgk_xor32
#define InterlockedXorRelease dxgk_xor32
#define _InterlockedXor_rel dxgk_xor32
#define InterlockedXorNoFence dxgk_xor32
#define _InterlockedXor_nf dxgk_xor32

#define InterlockedExchange64 dxgk_exchange64
#define _InterlockedExchange64 dxgk_exchange64
#define InterlockedExchangeAcquire64 dxgk_exchange64
#define InterlockedExchange64Acquire dxgk_exchange64
#define _InterlockedExchange64_acq dxgk_exchange64
#define InterlockedExchangeRelease64 dxgk_exchange64
#define InterlockedExchange64Release dxgk_exchange64
#define _InterlockedExchange64_rel dxgk_exchange64
#define InterlockedExchangeNoFence64 dxgk_exchange64
#define InterlockedExchange64NoFence dxgk_exchange64
#define _InterlockedExchange64_nf dxgk_exchange64
#define InterlockedCompareExchange64 dxgk_compare_exchange64
#define _InterlockedCompareExchange64 dxgk_compare_exchange64
#define InterlockedCompareExchangeAcquire64 dxgk_compare_exchange64
#define InterlockedCompareExchange64Acquire dxgk_compare_exchange64
#define _InterlockedCompareExchange64_acq dxgk_compare_exchange64
#define InterlockedCompareExchangeRelease64 dxgk_compare_exchange64
#define InterlockedCompareExchange64Release dxgk_compare_exchange64
#define _InterlockedCompareExchange64_rel dxgk_compare_exchange64
#define InterlockedCompareExchangeNoFence64 dxgk_compare_exchange64
#define InterlockedCompareExchange64NoFence dxgk_compare_exchange64
#define _InterlockedCompareExchange64_nf dxgk_compare_exchange64
#define InterlockedExchangeAdd64 dxgk_exchange_add64
#define _InterlockedExchangeAdd64 dxgk_exchange_add64
#define InterlockedExchangeAddAcquire64 dxgk_exchange_add64
#define InterlockedExchangeAdd64Acquire dxgk_exchange_add64
#define _InterlockedExchangeAdd64_acq dxgk_exchange_add64
#define InterlockedExchangeAddRelease64 dxgk_exchange_add64
#define InterlockedExchangeAdd64Release dxgk_exchange_add64
#define _InterlockedExchangeAdd64_rel dxgk_exchange_add64
#define InterlockedExchangeAddNoFence64 dxgk_exchange_add64
#define InterlockedExchangeAdd64NoFence dxgk_exchange_add64
#define _InterlockedExchangeAdd64_nf dxgk_exchange_add64
#define InterlockedAdd64 dxgk_add64
#define _InterlockedAdd64 dxgk_add64
#define InterlockedAddAcquire64 dxgk_add64
#define InterlockedAdd64Acquire dxgk_add64
#define _InterlockedAdd64_acq dxgk_add64
#define InterlockedAddRelease64 dxgk_add64
#define InterlockedAdd64Release dxgk_add64
#define _InterlockedAdd64_rel dxgk_add64
#define InterlockedAddNoFence64 dxgk_add64
#define InterlockedAdd64NoFence dxgk_add64
#define _InterlockedAdd64_nf dxgk_add64
#define InterlockedIncrement64 dxgk_increment64
#define _InterlockedIncrement64 dxgk_increment64
#define InterlockedIncrementAcquire64 dxgk_increment64
#define InterlockedIncrement64Acquire dxgk_increment64
#define _InterlockedIncrement64_acq dxgk_increment64
#define InterlockedIncrementRelease64 dxgk_increment64
#define InterlockedIncrement64Release dxgk_increment64
#define _InterlockedIncrement64_rel dxgk_increment64
#define InterlockedIncrementNoFence64 dxgk_increment64
#define InterlockedIncrement64NoFence dxgk_increment64
#define _InterlockedIncrement64_nf dxgk_increment64
#define InterlockedDecrement64 dxgk_decrement64
#define _InterlockedDecrement64 dxgk_decrement64
#define InterlockedDecrementAcquire64 dxgk_decrement64
#define InterlockedDecrement64Acquire dxgk_decrement64
#define _InterlockedDecrement64_acq dxgk_decrement64
#define InterlockedDecrementRelease64 dxgk_decrement64
#define InterlockedDecrement64Release dxgk_decrement64
#define _InterlockedDecrement64_rel dxgk_decrement64
#define InterlockedDecrementNoFence64 dxgk_decrement64
#define InterlockedDecrement64NoFence dxgk_decrement64
#define _InterlockedDecrement64_nf dxgk_decrement64
#define InterlockedAnd64 dxgk_and64
#define _InterlockedAnd64 dxgk_and64
#define InterlockedAndAcquire64 dxgk_and64
#define InterlockedAnd64Acquire dxgk_and64
#define _InterlockedAnd64_acq dxgk_and64
#define InterlockedAndRelease64 dxgk_and64
#define InterlockedAnd64Release dxgk_and64
#define _InterlockedAnd64_rel dxgk_and64
#define InterlockedAndNoFence64 dxgk_and64
#define InterlockedAnd64NoFence dxgk_and64
#define _InterlockedAnd64_nf dxgk_and64
#define InterlockedOr64 dxgk_or64
#define _InterlockedOr64 dxgk_or64
#define InterlockedOrAcquire64 dxgk_or64
#define InterlockedOr64Acquire dxgk_or64
#define _InterlockedOr64_acq dxgk_or64
#define InterlockedOrRelease64 dxgk_or64
#define InterlockedOr64Release dxgk_or64
#define _InterlockedOr64_rel dxgk_or64
#define InterlockedOrNoFence64 dxgk_or64
#define InterlockedOr64NoFence dxgk_or64
#define _InterlockedOr64_nf dxgk_or64
#define InterlockedXor64 dxgk_xor64
#define _InterlockedXor64 dxgk_xor64
#define InterlockedXorAcquire64 dxgk_xor64
#define InterlockedXor64Acquire dxgk_xor64
#define _InterlockedXor64_acq dxgk_xor64
#define InterlockedXorRelease64 dxgk_xor64
#define InterlockedXor64Release dxgk_xor64
#define _InterlockedXor64_rel dxgk_xor64
#define InterlockedXorNoFence64 dxgk_xor64
#define InterlockedXor64NoFence dxgk_xor64
#define _InterlockedXor64_nf dxgk_xor64

#define InterlockedExchange16 dxgk_exchange16
#define _InterlockedExchange16 dxgk_exchange16
#define InterlockedCompareExchange16 dxgk_compare_exchange16
#define _InterlockedCompareExchange16 dxgk_compare_exchange16
#define InterlockedExchangeAdd16 dxgk_exchange_add16
#define _InterlockedExchangeAdd16 dxgk_exchange_add16
#define InterlockedAdd16 dxgk_add16
#define _InterlockedAdd16 dxgk_add16
#define InterlockedIncrement16 dxgk_increment16
#define _InterlockedIncrement16 dxgk_increment16
#define InterlockedDecrement16 dxgk_decrement16
#define _InterlockedDecrement16 dxgk_decrement16
#define InterlockedAnd16 dxgk_and16
#define _InterlockedAnd16 dxgk_and16
#define InterlockedOr16 dxgk_or16
#define _InterlockedOr16 dxgk_or16
#define InterlockedXor16 dxgk_xor16
#define _InterlockedXor16 dxgk_xor16

#define InterlockedExchange8 dxgk_exchange8
#define _InterlockedExchange8 dxgk_exchange8
#define InterlockedCompareExchange8 dxgk_compare_exchange8
#define _InterlockedCompareExchange8 dxgk_compare_exchange8
#define InterlockedExchangeAdd8 dxgk_exchange_add8
#define _InterlockedExchangeAdd8 dxgk_exchange_add8
#define InterlockedAdd8 dxgk_add8
#define _InterlockedAdd8 dxgk_add8
#define InterlockedIncrement8 dxgk_increment8
#define _InterlockedIncrement8 dxgk_increment8
#define InterlockedDecrement8 dxgk_decrement8
#define _InterlockedDecrement8 dxgk_decrement8
#define InterlockedAnd8 dxgk_and8
#define _InterlockedAnd8 dxgk_and8
#define InterlockedOr8 dxgk_or8
#define _InterlockedOr8 dxgk_or8
#define InterlockedXor8 dxgk_xor8
#define _InterlockedXor8 dxgk_xor8
#define InterlockedExchangePointer(target, value) \
	dxgk_exchangepointer((volatile PVOID *)(target), (PVOID)(value))
#define _InterlockedExchangePointer(target, value) \
	dxgk_exchangepointer((volatile PVOID *)(target), (PVOID)(value))
#define InterlockedExchangePointerAcquire(target, value) \
	dxgk_exchangepointer((volatile PVOID *)(target), (PVOID)(value))
#define _InterlockedExchangePointer_acq(target, value) \
	dxgk_exchangepointer((volatile PVOID *)(target), (PVOID)(value))
#define InterlockedExchangePointerRelease(target, value) \
	dxgk_exchangepointer((volatile PVOID *)(target), (PVOID)(value))
#define _InterlockedExchangePointer_rel(target, value) \
	dxgk_exchangepointer((volatile PVOID *)(target), (PVOID)(value))
#define InterlockedExchangePointerNoFence(target, value) \
	dxgk_exchangepointer((volatile PVOID *)(target), (PVOID)(value))
#define _InterlockedExchangePointer_nf(target, value) \
	dxgk_exchangepointer((volatile PVOID *)(target), (PVOID)(value))
#define InterlockedCompareExchangePointer(target, value, comperand) \
	dxgk_compare_exchangepointer((volatile PVOID *)(target), (PVOID)(value), (PVOID)(comperand))
#define _InterlockedCompareExchangePointer(target, value, comperand) \
	dxgk_compare_exchangepointer((volatile PVOID *)(target), (PVOID)(value), (PVOID)(comperand))
#define InterlockedCompareExchangePointerAcquire(target, value, comperand) \
	dxgk_compare_exchangepointer((volatile PVOID *)(target), (PVOID)(value), (PVOID)(comperand))
#define _InterlockedCompareExchangePointer_acq(target, value, comperand) \
	dxgk_compare_exchangepointer((volatile PVOID *)(target), (PVOID)(value), (PVOID)(comperand))
#define InterlockedCompareExchangePointerRelease(target, value, comperand) \
	dxgk_compare_exchangepointer((volatile PVOID *)(target), (PVOID)(value), (PVOID)(comperand))
#define _InterlockedCompareExchangePointer_rel(target, value, comperand) \
	dxgk_compare_exchangepointer((volatile PVOID *)(target), (PVOID)(value), (PVOID)(comperand))
#define InterlockedCompareExchangePointerNoFence(target, value, comperand) \
	dxgk_compare_exchangepointer((volatile PVOID *)(target), (PVOID)(value), (PVOID)(comperand))
#define _InterlockedCompareExchangePointer_nf(target, value, comperand) \
	dxgk_compare_exchangepointer((volatile PVOID *)(target), (PVOID)(value), (PVOID)(comperand))

#define InterlockedExchangeAddSizeT(target, value) \
	dxgk_exchange_add64((volatile LONGLONG *)(target), (LONGLONG)(value))
#define InterlockedIncrementSizeT(target) \
	dxgk_increment64((volatile LONGLONG *)(target))
#define InterlockedDecrementSizeT(target) \
	dxgk_decrement64((volatile LONGLONG *)(target))
#define InterlockedAndAffinity(target, value) \
	dxgk_and64((volatile LONGLONG *)(target), (LONGLONG)(value))
#define InterlockedOrAffinity(target, value) \
	dxgk_or64((volatile LONGLONG *)(target), (LONGLONG)(value))

#define InterlockedBitTestAndSet dxgk_bit_test_set32
#define InterlockedBitTestAndReset dxgk_bit_test_reset32
#define InterlockedBitTestAndSet64 dxgk_bit_test_set64
#define InterlockedBitTestAndReset64 dxgk_bit_test_reset64
#define _interlockedbittestandset dxgk_bit_test_set32
#define _interlockedbittestandreset dxgk_bit_test_reset32
#define _interlockedbittestandset64 dxgk_bit_test_set64
#define _interlockedbittestandreset64 dxgk_bit_test_reset64

#define KeMemoryBarrier dxgk_memory_barrier
#define MemoryBarrier dxgk_memory_barrier
#define KeMemoryBarrierWithoutFence dxgk_compiler_barrier
#define _ReadWriteBarrier dxgk_compiler_barrier
#define _ReadBarrier dxgk_compiler_barrier
#define _WriteBarrier dxgk_compiler_barrier
#define YieldProcessor dxgk_yield_processor
#define _mm_pause dxgk_yield_processor

/* Plain and ordered accesses to one aligned variable. */
#define DXGK_ORDERED(name, bits, type) \
DXGK_INLINE type Read##name##Acquire##bits(const volatile type *source) \
{ \
	return __atomic_load_n(source, __ATOMIC_ACQUIRE); \
} \
DXGK_INLINE type Read##name##NoFence##bits(const volatile type *source) \
{ \
	return __atomic_load_n(source, __ATOMIC_RELAXED); \
} \
DXGK_INLINE type Read##name##Raw##bits(const volatile type *source) \
{ \
	return __atomic_load_n(source, __ATOMIC_RELAXED); \
} \
DXGK_INLINE VOID Write##name##Release##bits(volatile type *destination, type value) \
{ \
	__atomic_store_n(destination, value, __ATOMIC_RELEASE); \
} \
DXGK_INLINE VOID Write##name##NoFence##bits(volatile type *destination, type value) \
{ \
	__atomic_store_n(destination, value, __ATOMIC_RELAXED); \
} \
DXGK_INLINE VOID Write##name##Raw##bits(volatile type *destination, type value) \
{ \
	__atomic_store_n(destination, value, __ATOMIC_RELAXED); \
}

DXGK_ORDERED(, , LONG)
DXGK_ORDERED(, 8, CHAR)
DXGK_ORDERED(, 16, SHORT)
DXGK_ORDERED(, 64, LONGLONG)
DXGK_ORDERED(UChar, , UCHAR)
DXGK_ORDERED(UShort, , USHORT)
DXGK_ORDERED(ULong, , ULONG)
DXGK_ORDERED(ULong64, , ULONGLONG)
DXGK_ORDERED(Boolean, , BOOLEAN)
DXGK_ORDERED(Pointer, , PVOID)

#endif /* _DXGK_NT_INTERLOCKED_H_ */
