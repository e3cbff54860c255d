// SPDX-License-Identifier: GPL-2.0-only OR MIT
#pragma once
#ifndef _BASALT_
#define _BASALT_
extern "C"
{
#include <ntifs.h>
#include <ntddk.h>
#include <wdm.h>
#include <dispmprt.h>
#include <d3dkmddi.h>
#include <d3dkmthk.h>
#include <ntddvdeo.h>
}
#pragma region segments
#pragma section("BASALT$a", read)
#pragma section("BASALT$m", read)
#pragma section("BASALT$z", read)
#pragma section(".CRT$XCA", long, read)
#pragma section(".CRT$XCZ", long, read)
#pragma endregion
#pragma comment(linker, "/merge:.CRT=.rdata")
#pragma auto_inline(off)
#pragma strict_gs_check(on)
#pragma vtordisp(off)
#pragma inline_depth(8)

typedef void(__cdecl *PVFV)(void);
#define ENTRY(Name)                                                                                \
    static ULONG Name##_value(void);                                                               \
    __declspec(allocate("BASALT$m")) extern const TABLE_ENTRY Name##_entry = {#Name,               \
                                                                              Name##_value};       \
    static ULONG Name##_value(void)
typedef struct _TABLE_ENTRY
{
    PCSTR Name;
    ULONG (*Value)(void);
} TABLE_ENTRY;

enum Later;
enum Later2 : UCHAR;
enum class Typed : unsigned short
{
    A = 1
};
enum Later
{
    LaterOne = 1
};

struct __declspec(align(32)) Aligned
{
    UCHAR b[32];
};
static_assert(__alignof(Aligned) == 32, "");
static_assert(sizeof(DXGKRNL_INTERFACE) >= 312, "");

#if (DXGKDDI_INTERFACE_VERSION >= DXGKDDI_INTERFACE_VERSION_WDDM2_0) &&                            \
    (NTDDI_VERSION >= NTDDI_WIN10)
#define BASALT_WDDM2 1
#endif
#if !defined(_WIN64) || !defined(_AMD64_) || _MSC_VER < 1900
#error not what was promised
#endif

class Base
{
  public:
    virtual ~Base() {}
    virtual NTSTATUS Run(__in ULONG n) { return n ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL; }
    __declspec(property(get = GetValue, put = SetValue)) ULONG Value;
    ULONG GetValue() const { return m_Value; }
    void SetValue(ULONG v) { m_Value = v; }

  protected:
    ULONG m_Value = 0;
    friend class Outsider;
};
class Derived : public Base
{
  public:
    NTSTATUS Run(ULONG n) override { return __super::Run(n + 1); }
};
#endif
