// SPDX-License-Identifier: GPL-2.0-only OR MIT
#ifndef __PCH_H__
#define __PCH_H__
#pragma once
#pragma warning(push)
#pragma warning(disable : 4200 4201 4214 26485)
extern "C"
{
#define __CPLUSPLUS
#include <stddef.h>
#include <basetyps.h>
#include <string.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <ntddk.h>
#include <windef.h>
#include <winerror.h>
#include <wingdi.h>
#include <winddi.h>
#include <ntddvdeo.h>
#include <d3dkmddi.h>
#include <d3dkmthk.h>
#include <ntstrsafe.h>
#include <ntintsafe.h>
#include <dispmprt.h>
#include <initguid.h>
#include <wdmguid.h>
}
#pragma warning(pop)
#include "..\common\QObject.HXX"
#define QTAG 'zrQ_'
#undef DbgPrint
extern "C" ULONG __cdecl DbgPrint(PCSTR Format, ...);
#define QLOG(Level, Fmt, ...)                                                                      \
    do                                                                                             \
    {                                                                                              \
        if ((Level) <= g_Level)                                                                    \
            ::DbgPrint("quartz: " Fmt "\n", ##__VA_ARGS__);                                        \
    } while (0)
void *__cdecl operator new(size_t Size, POOL_TYPE PoolType = PagedPool);
void *__cdecl operator new[](size_t Size, POOL_TYPE PoolType);
extern int g_Level;
#endif
