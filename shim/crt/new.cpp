// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * operator new and delete for miniports that bring none, or only some.
 *
 * The kernel has no exceptions: every form returns null when there is no
 * memory, and callers test it. Every derived form goes through the plain one,
 * so that a miniport that replaces only that gets the others from it, as the
 * C++ standard says. Memory is zeroed, from non-paged pool: drivers construct
 * objects at DISPATCH_LEVEL.
 */
#include "crt.h"

namespace std {
struct nothrow_t;
enum class align_val_t : size_t {};
}

void *operator new(size_t size) noexcept;
void operator delete(void *p) noexcept;

#define CRT_POOL_TAG 0x77654e43 /* CNew */

CRT void *operator new(size_t size) noexcept
{
	void *p = ExAllocatePoolWithTag(512 /* NonPagedPoolNx */, size ? size : 1, CRT_POOL_TAG);

	return p ? memset(p, 0, size) : p;
}

CRT void operator delete(void *p) noexcept
{
	if (p)
		ExFreePoolWithTag(p, CRT_POOL_TAG);
}

CRT void *operator new[](size_t size) noexcept
{
	return ::operator new(size);
}

CRT void *operator new(size_t size, const std::nothrow_t &) noexcept
{
	return ::operator new(size);
}

CRT void *operator new[](size_t size, const std::nothrow_t &) noexcept
{
	return ::operator new[](size);
}

CRT void operator delete[](void *p) noexcept
{
	::operator delete(p);
}

CRT void operator delete(void *p, size_t) noexcept
{
	::operator delete(p);
}

CRT void operator delete[](void *p, size_t) noexcept
{
	::operator delete[](p);
}

CRT void operator delete(void *p, const std::nothrow_t &) noexcept
{
	::operator delete(p);
}

CRT void operator delete[](void *p, const std::nothrow_t &) noexcept
{
	::operator delete[](p);
}

extern "C" CRT void __cxa_pure_virtual(void)
{
	/* What Windows' run-time does, with _PURECALL in place of a message box. */
	KeBugCheckEx(0x1e /* KMODE_EXCEPTION_NOT_HANDLED */, 0xc0000025, 0, 0, 0);
}

extern "C" CRT void __cxa_deleted_virtual(void)
{
	KeBugCheckEx(0x1e, 0xc0000025, 0, 0, 0);
}
