/* SPDX-License-Identifier: MIT */
/*
 * Integer arithmetic and conversions that report overflow. A result that does
 * not fit is all ones, and the status STATUS_INTEGER_OVERFLOW.
 */
#ifndef _NTINTSAFE_H_INCLUDED_
#define _NTINTSAFE_H_INCLUDED_

#include "ntdef.h"
#include "ntstatus.h"
#include "minwindef.h"


#ifndef CHAR_MIN
#define CHAR_MIN (-0x7f - 1)
#endif
#ifndef CHAR_MAX
#define CHAR_MAX 0x7f
#endif
#ifndef INT8_MIN
#define INT8_MIN (-0x7f - 1)
#endif
#ifndef INT8_MAX
#define INT8_MAX 0x7f
#endif
#ifndef BYTE_MAX
#define BYTE_MAX 0xff
#endif
#ifndef UINT8_MAX
#define UINT8_MAX 0xff
#endif
#ifndef SHORT_MIN
#define SHORT_MIN (-0x7fff - 1)
#endif
#ifndef SHORT_MAX
#define SHORT_MAX 0x7fff
#endif
#ifndef INT16_MIN
#define INT16_MIN (-0x7fff - 1)
#endif
#ifndef INT16_MAX
#define INT16_MAX 0x7fff
#endif
#ifndef USHORT_MAX
#define USHORT_MAX 0xffff
#endif
#ifndef UINT16_MAX
#define UINT16_MAX 0xffff
#endif
#ifndef WORD_MAX
#define WORD_MAX 0xffff
#endif
#ifndef INT_MIN
#define INT_MIN (-0x7fffffff - 1)
#endif
#ifndef INT_MAX
#define INT_MAX 0x7fffffff
#endif
#ifndef INT32_MIN
#define INT32_MIN (-0x7fffffff - 1)
#endif
#ifndef INT32_MAX
#define INT32_MAX 0x7fffffff
#endif
#ifndef LONG_MIN
#define LONG_MIN (-0x7fffffff - 1)
#endif
#ifndef LONG_MAX
#define LONG_MAX 0x7fffffff
#endif
#ifndef UINT_MAX
#define UINT_MAX 0xffffffffU
#endif
#ifndef UINT32_MAX
#define UINT32_MAX 0xffffffffU
#endif
#ifndef ULONG_MAX
#define ULONG_MAX 0xffffffffU
#endif
#ifndef DWORD_MAX
#define DWORD_MAX 0xffffffffU
#endif
#ifndef LONGLONG_MIN
#define LONGLONG_MIN (-0x7fffffffffffffffLL - 1)
#endif
#ifndef LONGLONG_MAX
#define LONGLONG_MAX 0x7fffffffffffffffLL
#endif
#ifndef LONG64_MIN
#define LONG64_MIN (-0x7fffffffffffffffLL - 1)
#endif
#ifndef LONG64_MAX
#define LONG64_MAX 0x7fffffffffffffffLL
#endif
#ifndef INT64_MIN
#define INT64_MIN (-0x7fffffffffffffffLL - 1)
#endif
#ifndef INT64_MAX
#define INT64_MAX 0x7fffffffffffffffLL
#endif
#ifndef INT_PTR_MIN
#define INT_PTR_MIN (-0x7fffffffffffffffLL - 1)
#endif
#ifndef INT_PTR_MAX
#define INT_PTR_MAX 0x7fffffffffffffffLL
#endif
#ifndef LONG_PTR_MIN
#define LONG_PTR_MIN (-0x7fffffffffffffffLL - 1)
#endif
#ifndef LONG_PTR_MAX
#define LONG_PTR_MAX 0x7fffffffffffffffLL
#endif
#ifndef PTRDIFF_T_MIN
#define PTRDIFF_T_MIN (-0x7fffffffffffffffLL - 1)
#endif
#ifndef PTRDIFF_T_MAX
#define PTRDIFF_T_MAX 0x7fffffffffffffffLL
#endif
#ifndef SSIZE_T_MIN
#define SSIZE_T_MIN (-0x7fffffffffffffffLL - 1)
#endif
#ifndef SSIZE_T_MAX
#define SSIZE_T_MAX 0x7fffffffffffffffLL
#endif
#ifndef ULONGLONG_MAX
#define ULONGLONG_MAX 0xffffffffffffffffULL
#endif
#ifndef DWORDLONG_MAX
#define DWORDLONG_MAX 0xffffffffffffffffULL
#endif
#ifndef ULONG64_MAX
#define ULONG64_MAX 0xffffffffffffffffULL
#endif
#ifndef DWORD64_MAX
#define DWORD64_MAX 0xffffffffffffffffULL
#endif
#ifndef UINT64_MAX
#define UINT64_MAX 0xffffffffffffffffULL
#endif
#ifndef UINT_PTR_MAX
#define UINT_PTR_MAX 0xffffffffffffffffULL
#endif
#ifndef ULONG_PTR_MAX
#define ULONG_PTR_MAX 0xffffffffffffffffULL
#endif
#ifndef DWORD_PTR_MAX
#define DWORD_PTR_MAX 0xffffffffffffffffULL
#endif
#ifndef SIZE_T_MAX
#define SIZE_T_MAX 0xffffffffffffffffULL
#endif

#define DXGK_INT_CONVERT(from, from_type, to, to_type) \
DXGK_INLINE NTSTATUS Rtl##from##To##to(from_type operand, to_type *result) \
{ \
	if (!__builtin_add_overflow(operand, 0, result)) \
		return STATUS_SUCCESS; \
	*result = (to_type)-1; \
	return STATUS_INTEGER_OVERFLOW; \
}

#define DXGK_INT_OPERATE(name, type, operation, builtin) \
DXGK_INLINE NTSTATUS Rtl##name##operation(type left, type right, type *result) \
{ \
	if (!__builtin_##builtin##_overflow(left, right, result)) \
		return STATUS_SUCCESS; \
	*result = (type)-1; \
	return STATUS_INTEGER_OVERFLOW; \
}

DXGK_INT_OPERATE(DWordPtr, DWORD_PTR, Add, add)
DXGK_INT_OPERATE(DWordPtr, DWORD_PTR, Mult, mul)
DXGK_INT_OPERATE(DWordPtr, DWORD_PTR, Sub, sub)
DXGK_INT_OPERATE(Int8, INT8, Add, add)
DXGK_INT_OPERATE(Int8, INT8, Mult, mul)
DXGK_INT_OPERATE(Int8, INT8, Sub, sub)
DXGK_INT_OPERATE(Int, INT, Add, add)
DXGK_INT_OPERATE(Int, INT, Mult, mul)
DXGK_INT_OPERATE(IntPtr, INT_PTR, Add, add)
DXGK_INT_OPERATE(IntPtr, INT_PTR, Mult, mul)
DXGK_INT_OPERATE(IntPtr, INT_PTR, Sub, sub)
DXGK_INT_OPERATE(Int, INT, Sub, sub)
DXGK_INT_OPERATE(Long, LONG, Add, add)
DXGK_INT_OPERATE(LongLong, LONGLONG, Add, add)
DXGK_INT_OPERATE(LongLong, LONGLONG, Mult, mul)
DXGK_INT_OPERATE(LongLong, LONGLONG, Sub, sub)
DXGK_INT_OPERATE(Long, LONG, Mult, mul)
DXGK_INT_OPERATE(LongPtr, LONG_PTR, Add, add)
DXGK_INT_OPERATE(LongPtr, LONG_PTR, Mult, mul)
DXGK_INT_OPERATE(LongPtr, LONG_PTR, Sub, sub)
DXGK_INT_OPERATE(Long, LONG, Sub, sub)
DXGK_INT_OPERATE(PtrdiffT, LONG_PTR, Add, add)
DXGK_INT_OPERATE(PtrdiffT, LONG_PTR, Mult, mul)
DXGK_INT_OPERATE(PtrdiffT, LONG_PTR, Sub, sub)
DXGK_INT_OPERATE(Short, SHORT, Add, add)
DXGK_INT_OPERATE(Short, SHORT, Mult, mul)
DXGK_INT_OPERATE(Short, SHORT, Sub, sub)
DXGK_INT_OPERATE(SizeT, SIZE_T, Add, add)
DXGK_INT_OPERATE(SizeT, SIZE_T, Mult, mul)
DXGK_INT_OPERATE(SizeT, SIZE_T, Sub, sub)
DXGK_INT_OPERATE(SSIZET, SSIZE_T, Add, add)
DXGK_INT_OPERATE(SSIZET, SSIZE_T, Mult, mul)
DXGK_INT_OPERATE(SSIZET, SSIZE_T, Sub, sub)
DXGK_INT_OPERATE(UInt8, UINT8, Add, add)
DXGK_INT_OPERATE(UInt8, UINT8, Mult, mul)
DXGK_INT_OPERATE(UInt8, UINT8, Sub, sub)
DXGK_INT_OPERATE(UInt, UINT, Add, add)
DXGK_INT_OPERATE(UInt, UINT, Mult, mul)
DXGK_INT_OPERATE(UIntPtr, UINT_PTR, Add, add)
DXGK_INT_OPERATE(UIntPtr, UINT_PTR, Mult, mul)
DXGK_INT_OPERATE(UIntPtr, UINT_PTR, Sub, sub)
DXGK_INT_OPERATE(UInt, UINT, Sub, sub)
DXGK_INT_OPERATE(ULong, ULONG, Add, add)
DXGK_INT_OPERATE(ULongLong, ULONGLONG, Add, add)
DXGK_INT_OPERATE(ULongLong, ULONGLONG, Mult, mul)
DXGK_INT_OPERATE(ULongLong, ULONGLONG, Sub, sub)
DXGK_INT_OPERATE(ULong, ULONG, Mult, mul)
DXGK_INT_OPERATE(ULongPtr, ULONG_PTR, Add, add)
DXGK_INT_OPERATE(ULongPtr, ULONG_PTR, Mult, mul)
DXGK_INT_OPERATE(ULongPtr, ULONG_PTR, Sub, sub)
DXGK_INT_OPERATE(ULong, ULONG, Sub, sub)
DXGK_INT_OPERATE(UShort, USHORT, Add, add)
DXGK_INT_OPERATE(UShort, USHORT, Mult, mul)
DXGK_INT_OPERATE(UShort, USHORT, Sub, sub)

DXGK_INT_CONVERT(Byte, UINT8, Char, CHAR)
DXGK_INT_CONVERT(Byte, UINT8, Int8, INT8)
DXGK_INT_CONVERT(Int8, INT8, UChar, UCHAR)
DXGK_INT_CONVERT(Int8, INT8, UInt, UINT)
DXGK_INT_CONVERT(Int8, INT8, UInt8, UINT8)
DXGK_INT_CONVERT(Int8, INT8, UIntPtr, UINT_PTR)
DXGK_INT_CONVERT(Int8, INT8, ULong, ULONG)
DXGK_INT_CONVERT(Int8, INT8, ULongLong, ULONGLONG)
DXGK_INT_CONVERT(Int8, INT8, ULongPtr, ULONG_PTR)
DXGK_INT_CONVERT(Int8, INT8, UShort, USHORT)
DXGK_INT_CONVERT(IntPtr, INT_PTR, Char, CHAR)
DXGK_INT_CONVERT(IntPtr, INT_PTR, Int, INT)
DXGK_INT_CONVERT(IntPtr, INT_PTR, Int8, INT8)
DXGK_INT_CONVERT(IntPtr, INT_PTR, Long, LONG)
DXGK_INT_CONVERT(IntPtr, INT_PTR, LongPtr, LONG_PTR)
DXGK_INT_CONVERT(IntPtr, INT_PTR, Short, SHORT)
DXGK_INT_CONVERT(IntPtr, INT_PTR, UChar, UCHAR)
DXGK_INT_CONVERT(IntPtr, INT_PTR, UInt, UINT)
DXGK_INT_CONVERT(IntPtr, INT_PTR, UInt8, UINT8)
DXGK_INT_CONVERT(IntPtr, INT_PTR, UIntPtr, UINT_PTR)
DXGK_INT_CONVERT(IntPtr, INT_PTR, ULong, ULONG)
DXGK_INT_CONVERT(IntPtr, INT_PTR, ULongLong, ULONGLONG)
DXGK_INT_CONVERT(IntPtr, INT_PTR, ULongPtr, ULONG_PTR)
DXGK_INT_CONVERT(IntPtr, INT_PTR, UShort, USHORT)
DXGK_INT_CONVERT(Int, INT, Char, CHAR)
DXGK_INT_CONVERT(Int, INT, Int8, INT8)
DXGK_INT_CONVERT(Int, INT, Short, SHORT)
DXGK_INT_CONVERT(Int, INT, UChar, UCHAR)
DXGK_INT_CONVERT(Int, INT, UInt, UINT)
DXGK_INT_CONVERT(Int, INT, UInt8, UINT8)
DXGK_INT_CONVERT(Int, INT, ULong, ULONG)
DXGK_INT_CONVERT(Int, INT, ULongLong, ULONGLONG)
DXGK_INT_CONVERT(Int, INT, UShort, USHORT)
DXGK_INT_CONVERT(LongLong, LONGLONG, Char, CHAR)
DXGK_INT_CONVERT(LongLong, LONGLONG, Int, INT)
DXGK_INT_CONVERT(LongLong, LONGLONG, Int8, INT8)
DXGK_INT_CONVERT(LongLong, LONGLONG, IntPtr, INT_PTR)
DXGK_INT_CONVERT(LongLong, LONGLONG, Long, LONG)
DXGK_INT_CONVERT(LongLong, LONGLONG, LongPtr, LONG_PTR)
DXGK_INT_CONVERT(LongLong, LONGLONG, Short, SHORT)
DXGK_INT_CONVERT(LongLong, LONGLONG, UChar, UCHAR)
DXGK_INT_CONVERT(LongLong, LONGLONG, UInt, UINT)
DXGK_INT_CONVERT(LongLong, LONGLONG, UInt8, UINT8)
DXGK_INT_CONVERT(LongLong, LONGLONG, ULong, ULONG)
DXGK_INT_CONVERT(LongLong, LONGLONG, ULongLong, ULONGLONG)
DXGK_INT_CONVERT(LongLong, LONGLONG, UShort, USHORT)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, Char, CHAR)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, Int, INT)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, Int8, INT8)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, IntPtr, INT_PTR)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, Long, LONG)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, Short, SHORT)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, UChar, UCHAR)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, UInt, UINT)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, UInt8, UINT8)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, UIntPtr, UINT_PTR)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, ULong, ULONG)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, ULongLong, ULONGLONG)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, ULongPtr, ULONG_PTR)
DXGK_INT_CONVERT(LongPtr, LONG_PTR, UShort, USHORT)
DXGK_INT_CONVERT(Long, LONG, Char, CHAR)
DXGK_INT_CONVERT(Long, LONG, Int, INT)
DXGK_INT_CONVERT(Long, LONG, Int8, INT8)
DXGK_INT_CONVERT(Long, LONG, IntPtr, INT_PTR)
DXGK_INT_CONVERT(Long, LONG, Short, SHORT)
DXGK_INT_CONVERT(Long, LONG, UChar, UCHAR)
DXGK_INT_CONVERT(Long, LONG, UInt, UINT)
DXGK_INT_CONVERT(Long, LONG, UInt8, UINT8)
DXGK_INT_CONVERT(Long, LONG, UIntPtr, UINT_PTR)
DXGK_INT_CONVERT(Long, LONG, ULong, ULONG)
DXGK_INT_CONVERT(Long, LONG, ULongLong, ULONGLONG)
DXGK_INT_CONVERT(Long, LONG, ULongPtr, ULONG_PTR)
DXGK_INT_CONVERT(Long, LONG, UShort, USHORT)
DXGK_INT_CONVERT(Short, SHORT, Char, CHAR)
DXGK_INT_CONVERT(Short, SHORT, DWordPtr, DWORD_PTR)
DXGK_INT_CONVERT(Short, SHORT, Int8, INT8)
DXGK_INT_CONVERT(Short, SHORT, UChar, UCHAR)
DXGK_INT_CONVERT(Short, SHORT, UInt, UINT)
DXGK_INT_CONVERT(Short, SHORT, UInt8, UINT8)
DXGK_INT_CONVERT(Short, SHORT, UIntPtr, UINT_PTR)
DXGK_INT_CONVERT(Short, SHORT, ULong, ULONG)
DXGK_INT_CONVERT(Short, SHORT, ULongLong, ULONGLONG)
DXGK_INT_CONVERT(Short, SHORT, ULongPtr, ULONG_PTR)
DXGK_INT_CONVERT(Short, SHORT, UShort, USHORT)
DXGK_INT_CONVERT(UInt8, UINT8, Char, CHAR)
DXGK_INT_CONVERT(UInt8, UINT8, Int8, INT8)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, Char, CHAR)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, Int, INT)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, Int16, INT16)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, Int8, INT8)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, IntPtr, INT_PTR)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, Long, LONG)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, LongLong, LONGLONG)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, LongPtr, LONG_PTR)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, Short, SHORT)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, UChar, UCHAR)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, UInt, UINT)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, UInt16, UINT16)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, UInt8, UINT8)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, ULong, ULONG)
DXGK_INT_CONVERT(UIntPtr, UINT_PTR, UShort, USHORT)
DXGK_INT_CONVERT(UInt, UINT, Char, CHAR)
DXGK_INT_CONVERT(UInt, UINT, Int, INT)
DXGK_INT_CONVERT(UInt, UINT, Int8, INT8)
DXGK_INT_CONVERT(UInt, UINT, IntPtr, INT_PTR)
DXGK_INT_CONVERT(UInt, UINT, Long, LONG)
DXGK_INT_CONVERT(UInt, UINT, LongPtr, LONG_PTR)
DXGK_INT_CONVERT(UInt, UINT, Short, SHORT)
DXGK_INT_CONVERT(UInt, UINT, UChar, UCHAR)
DXGK_INT_CONVERT(UInt, UINT, UInt8, UINT8)
DXGK_INT_CONVERT(UInt, UINT, UShort, USHORT)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, Char, CHAR)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, Int, INT)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, Int8, INT8)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, Long, LONG)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, LongLong, LONGLONG)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, LongPtr, LONG_PTR)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, Short, SHORT)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, UChar, UCHAR)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, UInt, UINT)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, UInt8, UINT8)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, UIntPtr, UINT_PTR)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, ULong, ULONG)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, ULongPtr, ULONG_PTR)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, UShort, USHORT)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, Char, CHAR)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, Int, INT)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, Int8, INT8)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, IntPtr, INT_PTR)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, Long, LONG)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, LongLong, LONGLONG)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, LongPtr, LONG_PTR)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, Short, SHORT)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, UChar, UCHAR)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, UInt, UINT)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, UInt8, UINT8)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, UIntPtr, UINT_PTR)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, ULong, ULONG)
DXGK_INT_CONVERT(ULongPtr, ULONG_PTR, UShort, USHORT)
DXGK_INT_CONVERT(ULong, ULONG, Char, CHAR)
DXGK_INT_CONVERT(ULong, ULONG, Int, INT)
DXGK_INT_CONVERT(ULong, ULONG, Int8, INT8)
DXGK_INT_CONVERT(ULong, ULONG, IntPtr, INT_PTR)
DXGK_INT_CONVERT(ULong, ULONG, Long, LONG)
DXGK_INT_CONVERT(ULong, ULONG, LongPtr, LONG_PTR)
DXGK_INT_CONVERT(ULong, ULONG, Short, SHORT)
DXGK_INT_CONVERT(ULong, ULONG, UChar, UCHAR)
DXGK_INT_CONVERT(ULong, ULONG, UInt, UINT)
DXGK_INT_CONVERT(ULong, ULONG, UInt8, UINT8)
DXGK_INT_CONVERT(ULong, ULONG, UIntPtr, UINT_PTR)
DXGK_INT_CONVERT(ULong, ULONG, UShort, USHORT)
DXGK_INT_CONVERT(UShort, USHORT, Char, CHAR)
DXGK_INT_CONVERT(UShort, USHORT, Int8, INT8)
DXGK_INT_CONVERT(UShort, USHORT, Short, SHORT)
DXGK_INT_CONVERT(UShort, USHORT, UChar, UCHAR)
DXGK_INT_CONVERT(UShort, USHORT, UInt8, UINT8)
DXGK_INT_CONVERT(SizeT, SIZE_T, ULong, ULONG)
DXGK_INT_CONVERT(SizeT, SIZE_T, UInt, UINT)
DXGK_INT_CONVERT(SizeT, SIZE_T, UShort, USHORT)
DXGK_INT_CONVERT(SizeT, SIZE_T, Long, LONG)
DXGK_INT_CONVERT(SizeT, SIZE_T, Int, INT)
DXGK_INT_CONVERT(SizeT, SIZE_T, UChar, UCHAR)
DXGK_INT_CONVERT(ULongLong, ULONGLONG, SizeT, SIZE_T)
DXGK_INT_CONVERT(LongLong, LONGLONG, SizeT, SIZE_T)
DXGK_INT_CONVERT(Long, LONG, SizeT, SIZE_T)
DXGK_INT_CONVERT(Int, INT, SizeT, SIZE_T)
DXGK_INT_CONVERT(UInt, UINT, UInt16, UINT16)
DXGK_INT_CONVERT(Int, INT, LongPtr, LONG_PTR)

#define RtlSizeTToDWord RtlSizeTToULong
#define RtlDWordAdd RtlULongAdd
#define RtlDWordSub RtlULongSub
#define RtlDWordMult RtlULongMult
#define RtlWordAdd RtlUShortAdd
#define RtlWordSub RtlUShortSub
#define RtlWordMult RtlUShortMult
#define RtlUInt32Add RtlUIntAdd
#define RtlUInt32Sub RtlUIntSub
#define RtlUInt32Mult RtlUIntMult
#define RtlUInt64Add RtlULongLongAdd
#define RtlUInt64Sub RtlULongLongSub
#define RtlUInt64Mult RtlULongLongMult
#define RtlULong64Add RtlULongLongAdd
#define RtlULong64Sub RtlULongLongSub
#define RtlULong64Mult RtlULongLongMult

/* The names of the types, where they are spelled otherwise. */
#define RtlSIZETAdd RtlSizeTAdd
#define RtlSIZETSub RtlSizeTSub
#define RtlSIZETMult RtlSizeTMult
#define RtlDWordLongAdd RtlULongLongAdd
#define RtlDWordLongSub RtlULongLongSub
#define RtlDWordLongMult RtlULongLongMult
#define RtlInt32Add RtlIntAdd
#define RtlInt32Sub RtlIntSub
#define RtlInt32Mult RtlIntMult
#define RtlLong32Add RtlLongAdd
#define RtlLong32Sub RtlLongSub
#define RtlLong32Mult RtlLongMult
#define RtlInt64Add RtlLongLongAdd
#define RtlInt64Sub RtlLongLongSub
#define RtlInt64Mult RtlLongLongMult
#define RtlLong64Add RtlLongLongAdd
#define RtlLong64Sub RtlLongLongSub
#define RtlLong64Mult RtlLongLongMult
#define RtlDWord64Add RtlULongLongAdd
#define RtlDWord64Sub RtlULongLongSub
#define RtlDWord64Mult RtlULongLongMult
#define RtlInt16Add RtlShortAdd
#define RtlInt16Sub RtlShortSub
#define RtlInt16Mult RtlShortMult
#define RtlUInt16Add RtlUShortAdd
#define RtlUInt16Sub RtlUShortSub
#define RtlUInt16Mult RtlUShortMult

#endif /* _NTINTSAFE_H_INCLUDED_ */
