/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#pragma once

/* A header that is shared with the device's firmware: bare long has 32 bits. */
#include <pshpack1.h>
typedef struct _WIRE {
    unsigned char Kind;
    unsigned long Length;
    long Offset;
    unsigned __int64 Address;
} WIRE;
#include <poppack.h>

#pragma pack(push, 2)
typedef struct _WIRE2 { char c; long l; } WIRE2;
#pragma pack(pop)

typedef struct _BITS {
    unsigned char a : 3;
    unsigned long b : 5;            /* a new unit, as Microsoft packs them */
    unsigned __int64 c : 40;
} BITS;

/* Neither static nor extern: one function, in however many units. */
#ifdef __cplusplus
inline
#else
__inline
#endif
int SharedTwice(int x) { return x * 2; }
#ifndef __cplusplus
inline int SharedThrice(int x) { return SharedTwice(x) + x; }
__forceinline int SharedFour(int x) { return SharedThrice(x) + x; }
#endif
