// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "PCH.H"
#pragma code_seg(push)
#pragma code_seg("PAGE")
int g_Level = 1;
void *QObject::operator new(size_t n, POOL_TYPE t, ULONG tag)
{
    void *p = ExAllocatePoolWithTag(t, n, tag);
    if (p)
        RtlZeroMemory(p, n);
    return p;
}
void QObject::operator delete(void *p)
{
    ExFreePool(p);
}
void *__cdecl operator new(size_t Size, POOL_TYPE PoolType)
{
    Size = (Size != 0) ? Size : 1;
    void *pObject = ExAllocatePoolWithTag(PoolType, Size, QTAG);
    return pObject;
}
void *__cdecl operator new[](size_t Size, POOL_TYPE PoolType)
{
    return operator new(Size, PoolType);
}
void __cdecl operator delete(void *pObject)
{
    if (pObject != NULL)
        ExFreePool(pObject);
}
void __cdecl operator delete[](void *pObject)
{
    ::operator delete(pObject);
}
void __cdecl operator delete(void *pObject, size_t s)
{
    UNREFERENCED_PARAMETER(s);
    ::operator delete(pObject);
}
#pragma code_seg(pop)
