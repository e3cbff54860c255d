/* SPDX-License-Identifier: MIT */
/* Integer types with a stated width, and those as wide as a pointer. */
#ifndef _DXGK_BASETSD_H_
#define _DXGK_BASETSD_H_

#include "dxgk/abi.h"

#ifndef DECLSPEC_ADDRSAFE
#define DECLSPEC_ADDRSAFE
#endif
#define POINTER_64
#define POINTER_32
#define POINTER_SIGNED
#define POINTER_UNSIGNED
#define FIRMWARE_PTR

typedef unsigned long long POINTER_64_INT;

typedef signed char INT8, *PINT8;
typedef signed short INT16, *PINT16;
typedef signed int INT32, *PINT32;
typedef signed long long INT64, *PINT64;
typedef unsigned char UINT8, *PUINT8;
typedef unsigned short UINT16, *PUINT16;
typedef unsigned int UINT32, *PUINT32;
typedef unsigned long long UINT64, *PUINT64;

typedef signed int LONG32, *PLONG32;
typedef unsigned int ULONG32, *PULONG32;
typedef unsigned int DWORD32, *PDWORD32;
typedef signed long long LONG64, *PLONG64;
typedef unsigned long long ULONG64, *PULONG64;
typedef unsigned long long DWORD64, *PDWORD64;

typedef signed long long INT_PTR, *PINT_PTR;
typedef unsigned long long UINT_PTR, *PUINT_PTR;
typedef signed long long LONG_PTR, *PLONG_PTR;
typedef unsigned long long ULONG_PTR, *PULONG_PTR;
typedef ULONG_PTR DWORD_PTR, *PDWORD_PTR;
typedef LONG_PTR SHANDLE_PTR;
typedef ULONG_PTR HANDLE_PTR;
typedef ULONG_PTR SIZE_T, *PSIZE_T;
typedef LONG_PTR SSIZE_T, *PSSIZE_T;
typedef int HALF_PTR, *PHALF_PTR;
typedef unsigned int UHALF_PTR, *PUHALF_PTR;
typedef ULONG_PTR KAFFINITY, *PKAFFINITY;

typedef void *HANDLE64;
typedef HANDLE64 *PHANDLE64;

#define __int3264 __int64
#define ADDRESS_TAG_BIT 0x40000000000ULL

#define MAXUINT8 ((UINT8)~((UINT8)0))
#define MAXINT8 ((INT8)(MAXUINT8 >> 1))
#define MININT8 ((INT8)~MAXINT8)
#define MAXUINT16 ((UINT16)~((UINT16)0))
#define MAXINT16 ((INT16)(MAXUINT16 >> 1))
#define MININT16 ((INT16)~MAXINT16)
#define MAXUINT32 ((UINT32)~((UINT32)0))
#define MAXINT32 ((INT32)(MAXUINT32 >> 1))
#define MININT32 ((INT32)~MAXINT32)
#define MAXUINT64 ((UINT64)~((UINT64)0))
#define MAXINT64 ((INT64)(MAXUINT64 >> 1))
#define MININT64 ((INT64)~MAXINT64)
#define MAXULONG32 ((ULONG32)~((ULONG32)0))
#define MAXLONG32 ((LONG32)(MAXULONG32 >> 1))
#define MINLONG32 ((LONG32)~MAXLONG32)
#define MAXULONG64 ((ULONG64)~((ULONG64)0))
#define MAXLONG64 ((LONG64)(MAXULONG64 >> 1))
#define MINLONG64 ((LONG64)~MAXLONG64)
#define MAXULONGLONG ((unsigned long long)~0ULL)
#define MINLONGLONG ((long long)~0x7FFFFFFFFFFFFFFFLL)
#define MAXSIZE_T ((SIZE_T)~((SIZE_T)0))
#define MAXSSIZE_T ((SSIZE_T)(MAXSIZE_T >> 1))
#define MINSSIZE_T ((SSIZE_T)~MAXSSIZE_T)
#define MAXUINT ((unsigned int)~0U)
#define MAXINT ((int)(MAXUINT >> 1))
#define MININT ((int)~MAXINT)
#define MAXDWORD32 ((DWORD32)~((DWORD32)0))
#define MAXDWORD64 ((DWORD64)~((DWORD64)0))
#define MAXUINT_PTR ((UINT_PTR)~((UINT_PTR)0))
#define MAXINT_PTR ((INT_PTR)(MAXUINT_PTR >> 1))
#define MININT_PTR ((INT_PTR)~MAXINT_PTR)
#define MAXULONG_PTR ((ULONG_PTR)~((ULONG_PTR)0))
#define MAXLONG_PTR ((LONG_PTR)(MAXULONG_PTR >> 1))
#define MINLONG_PTR ((LONG_PTR)~MAXLONG_PTR)
#define MAXUHALF_PTR ((UHALF_PTR)~((UHALF_PTR)0))
#define MAXHALF_PTR ((HALF_PTR)(MAXUHALF_PTR >> 1))
#define MINHALF_PTR ((HALF_PTR)~MAXHALF_PTR)

DXGK_INLINE unsigned int HandleToULong(const void *handle)
{
	return (unsigned int)(ULONG_PTR)handle;
}

DXGK_INLINE int HandleToLong(const void *handle)
{
	return (int)(LONG_PTR)handle;
}

DXGK_INLINE void *ULongToHandle(unsigned int value)
{
	return (void *)(ULONG_PTR)value;
}

DXGK_INLINE void *LongToHandle(int value)
{
	return (void *)(LONG_PTR)value;
}

DXGK_INLINE unsigned int PtrToUlong(const void *pointer)
{
	return (unsigned int)(ULONG_PTR)pointer;
}

DXGK_INLINE int PtrToLong(const void *pointer)
{
	return (int)(LONG_PTR)pointer;
}

DXGK_INLINE unsigned int PtrToUint(const void *pointer)
{
	return (unsigned int)(ULONG_PTR)pointer;
}

DXGK_INLINE int PtrToInt(const void *pointer)
{
	return (int)(LONG_PTR)pointer;
}

DXGK_INLINE unsigned short PtrToUshort(const void *pointer)
{
	return (unsigned short)(ULONG_PTR)pointer;
}

DXGK_INLINE void *IntToPtr(int value)
{
	return (void *)(LONG_PTR)value;
}

DXGK_INLINE void *UIntToPtr(unsigned int value)
{
	return (void *)(ULONG_PTR)value;
}

#define PtrToULong PtrToUlong
#define HandleToUlong HandleToULong
#define UlongToHandle ULongToHandle
#define LongToPtr(value) IntToPtr((int)(value))
#define ULongToPtr(value) UIntToPtr((unsigned int)(value))
#define UlongToPtr ULongToPtr
#define UintToPtr UIntToPtr
#define PtrToUINT PtrToUint

#endif /* _DXGK_BASETSD_H_ */
