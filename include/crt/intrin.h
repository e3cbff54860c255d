/* SPDX-License-Identifier: MIT */
/*
 * Microsoft's intrinsic functions, in what compilers here offer for them.
 *
 * Macros for inline functions: some compilers have built-in functions of these
 * names and others do not, and drivers declare them again. What has no meaning
 * here (the task priority, descriptor tables, debug registers) is left out, so
 * that a build names it.
 */
#ifndef _DXGK_CRT_INTRIN_H_
#define _DXGK_CRT_INTRIN_H_

#include "stddef.h"
#include "../dxgk/nt/interlocked.h"

#define DXGK_INTRINSIC static __inline__ __attribute__((always_inline, unused))

#ifdef __cplusplus
extern "C" {
#endif

/* --- bits ---------------------------------------------------------------- */

DXGK_INTRINSIC unsigned char dxgk_scan_forward(unsigned long *index, unsigned long mask)
{
	if (!mask)
		return 0;
	*index = (unsigned long)__builtin_ctzl(mask);
	return 1;
}

DXGK_INTRINSIC unsigned char dxgk_scan_reverse(unsigned long *index, unsigned long mask)
{
	if (!mask)
		return 0;
	*index = (unsigned long)(8 * sizeof(mask) - 1) - (unsigned long)__builtin_clzl(mask);
	return 1;
}

DXGK_INTRINSIC unsigned char dxgk_scan_forward64(unsigned long *index, unsigned long long mask)
{
	if (!mask)
		return 0;
	*index = (unsigned long)__builtin_ctzll(mask);
	return 1;
}

DXGK_INTRINSIC unsigned char dxgk_scan_reverse64(unsigned long *index, unsigned long long mask)
{
	if (!mask)
		return 0;
	*index = 63UL - (unsigned long)__builtin_clzll(mask);
	return 1;
}

#define _BitScanForward dxgk_scan_forward
#define _BitScanReverse dxgk_scan_reverse
#define _BitScanForward64 dxgk_scan_forward64
#define _BitScanReverse64 dxgk_scan_reverse64
#define BitScanForward dxgk_scan_forward
#define BitScanReverse dxgk_scan_reverse
#define BitScanForward64 dxgk_scan_forward64
#define BitScanReverse64 dxgk_scan_reverse64

/* As popcnt, lzcnt and tzcnt count, of which not every machine is capable. */
#define __popcnt16(value) ((unsigned short)__builtin_popcount((unsigned short)(value)))
#define __popcnt(value) ((unsigned int)__builtin_popcount(value))
#define __popcnt64(value) ((unsigned long long)__builtin_popcountll(value))
#define PopulationCount64 __popcnt64

DXGK_INTRINSIC unsigned int dxgk_leading32(unsigned int value)
{
	return value ? (unsigned int)__builtin_clz(value) : 32;
}

DXGK_INTRINSIC unsigned long long dxgk_leading64(unsigned long long value)
{
	return value ? (unsigned long long)__builtin_clzll(value) : 64;
}

DXGK_INTRINSIC unsigned int dxgk_trailing32(unsigned int value)
{
	return value ? (unsigned int)__builtin_ctz(value) : 32;
}

DXGK_INTRINSIC unsigned long long dxgk_trailing64(unsigned long long value)
{
	return value ? (unsigned long long)__builtin_ctzll(value) : 64;
}

#define __lzcnt dxgk_leading32
#define __lzcnt64 dxgk_leading64
#define _lzcnt_u32 dxgk_leading32
#define _lzcnt_u64 dxgk_leading64
#define _tzcnt_u32 dxgk_trailing32
#define _tzcnt_u64 dxgk_trailing64

#define DXGK_BIT_TEST(suffix, type, unsigned_type, shift) \
DXGK_INTRINSIC unsigned char dxgk_bit_test##suffix(const type *base, type bit) \
{ \
	return (unsigned char)((unsigned_type)base[bit >> (shift)] >> \
			       (bit & ((1 << (shift)) - 1)) & 1); \
} \
DXGK_INTRINSIC unsigned char dxgk_bit_change##suffix(type *base, type bit, int how) \
{ \
	unsigned_type mask = (unsigned_type)1 << (bit & ((1 << (shift)) - 1)); \
	type *word = base + (bit >> (shift)); \
	unsigned_type old = (unsigned_type)*word; \
	*word = (type)(how > 0 ? old | mask : how < 0 ? old & ~mask : old ^ mask); \
	return (old & mask) != 0; \
}
DXGK_BIT_TEST(32, LONG, ULONG, 5)
DXGK_BIT_TEST(64, LONGLONG, ULONGLONG, 6)

#define _bittest dxgk_bit_test32
#define _bittest64 dxgk_bit_test64
#define _bittestandset(base, bit) dxgk_bit_change32(base, bit, 1)
#define _bittestandreset(base, bit) dxgk_bit_change32(base, bit, -1)
#define _bittestandcomplement(base, bit) dxgk_bit_change32(base, bit, 0)
#define _bittestandset64(base, bit) dxgk_bit_change64(base, bit, 1)
#define _bittestandreset64(base, bit) dxgk_bit_change64(base, bit, -1)
#define _bittestandcomplement64(base, bit) dxgk_bit_change64(base, bit, 0)
#define BitTest _bittest
#define BitTestAndSet _bittestandset
#define BitTestAndReset _bittestandreset
#define BitTestAndComplement _bittestandcomplement
#define BitTest64 _bittest64
#define BitTestAndSet64 _bittestandset64
#define BitTestAndReset64 _bittestandreset64
#define BitTestAndComplement64 _bittestandcomplement64

#define DXGK_ROTATE(name, type, bits) \
DXGK_INTRINSIC type dxgk_rotate_left##name(type value, int shift) \
{ \
	shift &= (bits) - 1; \
	return (type)(value << shift | value >> (((bits) - shift) & ((bits) - 1))); \
} \
DXGK_INTRINSIC type dxgk_rotate_right##name(type value, int shift) \
{ \
	shift &= (bits) - 1; \
	return (type)(value >> shift | value << (((bits) - shift) & ((bits) - 1))); \
}
DXGK_ROTATE(8, unsigned char, 8)
DXGK_ROTATE(16, unsigned short, 16)
DXGK_ROTATE(32, unsigned int, 32)
DXGK_ROTATE(64, unsigned long long, 64)

#define _rotl8 dxgk_rotate_left8
#define _rotr8 dxgk_rotate_right8
#define _rotl16 dxgk_rotate_left16
#define _rotr16 dxgk_rotate_right16
#define _rotl dxgk_rotate_left32
#define _rotr dxgk_rotate_right32
#define _rotl64 dxgk_rotate_left64
#define _rotr64 dxgk_rotate_right64
#define _lrotl(value, shift) ((unsigned long)dxgk_rotate_left32(value, shift))
#define _lrotr(value, shift) ((unsigned long)dxgk_rotate_right32(value, shift))

#ifndef _byteswap_ulong
#define _byteswap_ushort(value) ((unsigned short)__builtin_bswap16(value))
#define _byteswap_ulong(value) ((unsigned long)__builtin_bswap32(value))
#define _byteswap_uint64(value) ((unsigned long long)__builtin_bswap64(value))
#endif

/* --- arithmetic ---------------------------------------------------------- */

#define __emul(a, b) ((long long)(int)(a) * (int)(b))
#define __emulu(a, b) ((unsigned long long)(unsigned int)(a) * (unsigned int)(b))
#define _abs64(value) __builtin_llabs(value)

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 dxgk_i128;
__extension__ typedef unsigned __int128 dxgk_u128;

DXGK_INTRINSIC unsigned long long dxgk_multiply(unsigned long long a, unsigned long long b,
						unsigned long long *high)
{
	dxgk_u128 product = (dxgk_u128)a * b;

	*high = (unsigned long long)(product >> 64);
	return (unsigned long long)product;
}

DXGK_INTRINSIC long long dxgk_multiply_signed(long long a, long long b, long long *high)
{
	dxgk_i128 product = (dxgk_i128)a * b;

	*high = (long long)(product >> 64);
	return (long long)product;
}

DXGK_INTRINSIC unsigned long long dxgk_shift_left(unsigned long long low,
						  unsigned long long high, unsigned char shift)
{
	shift &= 63;
	return shift ? high << shift | low >> (64 - shift) : high;
}

DXGK_INTRINSIC unsigned long long dxgk_shift_right(unsigned long long low,
						   unsigned long long high, unsigned char shift)
{
	shift &= 63;
	return shift ? low >> shift | high << (64 - shift) : low;
}

DXGK_INTRINSIC unsigned char dxgk_add_carry(unsigned char carry, unsigned long long a,
					    unsigned long long b, unsigned long long *sum)
{
	dxgk_u128 whole = (dxgk_u128)a + b + (carry != 0);

	*sum = (unsigned long long)whole;
	return (unsigned char)(whole >> 64);
}

DXGK_INTRINSIC unsigned char dxgk_subtract_borrow(unsigned char borrow, unsigned long long a,
						  unsigned long long b,
						  unsigned long long *difference)
{
	dxgk_u128 whole = (dxgk_u128)a - b - (borrow != 0);

	*difference = (unsigned long long)whole;
	return (unsigned char)(whole >> 64 & 1);
}

#define _umul128 dxgk_multiply
#define _mul128 dxgk_multiply_signed
#define UnsignedMultiply128 dxgk_multiply
#define Multiply128 dxgk_multiply_signed
#define __umulh(a, b) ((unsigned long long)((dxgk_u128)(unsigned long long)(a) * (b) >> 64))
#define __mulh(a, b) ((long long)((dxgk_i128)(long long)(a) * (b) >> 64))
#define UnsignedMultiplyHigh __umulh
#define MultiplyHigh __mulh
#define __shiftleft128 dxgk_shift_left
#define __shiftright128 dxgk_shift_right
#define ShiftLeft128 dxgk_shift_left
#define ShiftRight128 dxgk_shift_right
#define _addcarry_u64 dxgk_add_carry
#define _subborrow_u64 dxgk_subtract_borrow
#endif

/* --- the compiler -------------------------------------------------------- */

#define _ReturnAddress() __builtin_return_address(0)
#define _AddressOfReturnAddress() \
	((void *)((char *)__builtin_frame_address(0) + sizeof(void *)))

#if defined(__x86_64__) || defined(__i386__)

/* --- the processor ------------------------------------------------------- */

DXGK_INTRINSIC void dxgk_cpuidex(int *registers, int function, int sub)
{
	__asm__ __volatile__("cpuid"
			     : "=a"(registers[0]), "=b"(registers[1]), "=c"(registers[2]),
			       "=d"(registers[3])
			     : "a"(function), "c"(sub));
}

DXGK_INTRINSIC unsigned long long dxgk_rdtsc(void)
{
	unsigned int low, high;

	__asm__ __volatile__("rdtsc" : "=a"(low), "=d"(high));
	return (unsigned long long)high << 32 | low;
}

DXGK_INTRINSIC unsigned long long dxgk_rdtscp(unsigned int *processor)
{
	unsigned int low, high;

	__asm__ __volatile__("rdtscp" : "=a"(low), "=d"(high), "=c"(*processor));
	return (unsigned long long)high << 32 | low;
}

/* Privileged, as in any driver: a register that is not there is a fault. */
DXGK_INTRINSIC unsigned long long dxgk_rdmsr(unsigned long number)
{
	unsigned int low, high;

	__asm__ __volatile__("rdmsr" : "=a"(low), "=d"(high) : "c"(number));
	return (unsigned long long)high << 32 | low;
}

DXGK_INTRINSIC void dxgk_wrmsr(unsigned long number, unsigned long long value)
{
	__asm__ __volatile__("wrmsr" : : "c"(number), "a"((unsigned int)value),
			     "d"((unsigned int)(value >> 32)) : "memory");
}

#define __cpuid(registers, function) dxgk_cpuidex(registers, function, 0)
#define __cpuidex dxgk_cpuidex
#define __rdtsc dxgk_rdtsc
#define __rdtscp dxgk_rdtscp
#define ReadTimeStampCounter dxgk_rdtsc
#define __readmsr dxgk_rdmsr
#define __writemsr dxgk_wrmsr
#define __nop() __asm__ __volatile__("nop")
#define __halt() __asm__ __volatile__("hlt" : : : "memory")
#define __wbinvd() __asm__ __volatile__("wbinvd" : : : "memory")
#define __invlpg(address) __asm__ __volatile__("invlpg (%0)" : : "r"(address) : "memory")
#define __ud2() __builtin_trap()
#define __fastfail(code) __builtin_trap()
#define _mm_mfence() __asm__ __volatile__("mfence" : : : "memory")
#define _mm_sfence() __asm__ __volatile__("sfence" : : : "memory")
#define _mm_lfence() __asm__ __volatile__("lfence" : : : "memory")
#define _mm_clflush(address) __asm__ __volatile__("clflush (%0)" : : "r"(address) : "memory")
#define __faststorefence() dxgk_memory_barrier()
#define FastFence dxgk_memory_barrier
#define LoadFence _mm_lfence
#define MemoryFence _mm_mfence
#define StoreFence _mm_sfence

#define _MM_HINT_NTA 0
#define _MM_HINT_T0 3
#define _MM_HINT_T1 2
#define _MM_HINT_T2 1
#define _mm_prefetch(address, hint) __builtin_prefetch((const void *)(address))
#define _m_prefetchw(address) __builtin_prefetch((const void *)(address), 1)
#define PreFetchCacheLine(level, address) __builtin_prefetch((const void *)(address))
#define PrefetchForWrite(address) __builtin_prefetch((const void *)(address), 1)

#ifdef __x86_64__
DXGK_INTRINSIC unsigned long long dxgk_readeflags(void)
{
	unsigned long long flags;

	__asm__ __volatile__("pushfq\n\tpopq %0" : "=r"(flags) : : "memory");
	return flags;
}

#define __readeflags dxgk_readeflags
#define __getcallerseflags dxgk_readeflags

#define DXGK_CONTROL_REGISTER(number) \
DXGK_INTRINSIC unsigned long long dxgk_readcr##number(void) \
{ \
	unsigned long long value; \
	__asm__ __volatile__("movq %%cr" #number ", %0" : "=r"(value) : : "memory"); \
	return value; \
}
DXGK_CONTROL_REGISTER(0)
DXGK_CONTROL_REGISTER(2)
DXGK_CONTROL_REGISTER(3)
DXGK_CONTROL_REGISTER(4)
#define __readcr0 dxgk_readcr0
#define __readcr2 dxgk_readcr2
#define __readcr3 dxgk_readcr3
#define __readcr4 dxgk_readcr4

DXGK_INTRINSIC unsigned char dxgk_compare_exchange128(volatile long long *target, long long high,
						      long long low, long long *comparand)
{
	unsigned char done;

	__asm__ __volatile__("lock cmpxchg16b %1\n\tsete %0"
			     : "=q"(done), "+m"(*(volatile dxgk_i128 *)target),
			       "+a"(comparand[0]), "+d"(comparand[1])
			     : "b"(low), "c"(high) : "memory", "cc");
	return done;
}

#define _InterlockedCompareExchange128 dxgk_compare_exchange128
#define InterlockedCompareExchange128 dxgk_compare_exchange128

#define DXGK_STRING_INSTRUCTION(letter, suffix, type) \
DXGK_INTRINSIC void dxgk_movs##letter(type *to, const type *from, size_t count) \
{ \
	__asm__ __volatile__("rep movs" suffix \
			     : "+D"(to), "+S"(from), "+c"(count) : : "memory"); \
} \
DXGK_INTRINSIC void dxgk_stos##letter(type *to, type value, size_t count) \
{ \
	__asm__ __volatile__("rep stos" suffix \
			     : "+D"(to), "+c"(count) : "a"(value) : "memory"); \
}
DXGK_STRING_INSTRUCTION(b, "b", unsigned char)
DXGK_STRING_INSTRUCTION(w, "w", unsigned short)
DXGK_STRING_INSTRUCTION(d, "l", unsigned long)
DXGK_STRING_INSTRUCTION(q, "q", unsigned long long)
#define __movsb dxgk_movsb
#define __movsw dxgk_movsw
#define __movsd dxgk_movsd
#define __movsq dxgk_movsq
#define __stosb dxgk_stosb
#define __stosw dxgk_stosw
#define __stosd dxgk_stosd
#define __stosq dxgk_stosq
#endif

/* Ports, by number. */
#define DXGK_PORT(kind, suffix, type) \
DXGK_INTRINSIC type dxgk_in##kind(unsigned short port) \
{ \
	type value; \
	__asm__ __volatile__("in" suffix " %1, %0" : "=a"(value) : "Nd"(port)); \
	return value; \
} \
DXGK_INTRINSIC void dxgk_out##kind(unsigned short port, type value) \
{ \
	__asm__ __volatile__("out" suffix " %0, %1" : : "a"(value), "Nd"(port)); \
}
DXGK_PORT(byte, "b", unsigned char)
DXGK_PORT(word, "w", unsigned short)
DXGK_PORT(dword, "l", unsigned long)
#define __inbyte dxgk_inbyte
#define __inword dxgk_inword
#define __indword dxgk_indword
#define __outbyte dxgk_outbyte
#define __outword dxgk_outword
#define __outdword dxgk_outdword
#endif

#ifdef __cplusplus
}
#endif

#endif /* _DXGK_CRT_INTRIN_H_ */
