// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "adapter.h"
_Use_decl_annotations_ void *__cdecl operator new(size_t size)
{
    return size ? ExAllocatePool2(POOL_FLAG_NON_PAGED, size, modern::Tag) : nullptr;
}
void *__cdecl operator new(size_t size, POOL_FLAGS flags, ULONG tag) noexcept
{
    return ExAllocatePool2(flags, size, tag);
}
void *__cdecl operator new[](size_t size, POOL_FLAGS flags, ULONG tag) noexcept
{
    return ExAllocatePool2(flags, size, tag);
}
void __cdecl operator delete(void *p) noexcept
{
    if (p)
        ExFreePool(p);
}
void __cdecl operator delete(void *p, size_t) noexcept
{
    if (p)
        ExFreePool(p);
}
void __cdecl operator delete[](void *p) noexcept
{
    if (p)
        ExFreePool(p);
}
void __cdecl operator delete[](void *p, size_t) noexcept
{
    if (p)
        ExFreePool(p);
}
