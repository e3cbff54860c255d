// SPDX-License-Identifier: GPL-2.0-only OR MIT
#include "Basalt.hpp"
#pragma data_seg("PAGED")
ULONG g_Paged = 3;
#pragma data_seg()
#pragma bss_seg(".mybss")
ULONG g_Zero;
#pragma bss_seg()
#pragma const_seg("CONSTS")
extern const ULONG g_Const = 4;
#pragma const_seg()
__declspec(allocate("BASALT$a")) extern const TABLE_ENTRY TableBegin = {NULL, NULL};
__declspec(allocate("BASALT$z")) extern const TABLE_ENTRY TableEnd = {NULL, NULL};
ENTRY(first)
{
    return 1;
}
ENTRY(second)
{
    return 2;
}
extern "C"
{
    __declspec(allocate(".CRT$XCA")) PVFV __xc_a[] = {0};
    __declspec(allocate(".CRT$XCZ")) PVFV __xc_z[] = {0};
}
static void RunConstructors(void)
{
    for (PVFV *p = __xc_a; p < __xc_z; ++p)
        if (*p != NULL)
            (**p)();
}

template <class T> class Holder : public T
{
  public:
    ULONG Twice() { return m_Value * 2 + Helper(); } // found in the dependent base, as MSVC does
    ULONG Helper() { return LaterDeclared(1); }
};
static ULONG LaterDeclared(int n)
{
    return n;
}
template <typename T> typename T::Missing *NeverInstantiated(T t)
{
    return t.nothing->here(unknown_name);
}

__declspec(noinline) static ULONG Count(ULONG n, ...)
{
    va_list ap;
    ULONG sum = 0;
    va_start(ap, n);
    for (ULONG i = 0; i < n; i++)
        sum += va_arg(ap, ULONG);
    va_end(ap);
    return sum;
}
extern "C" int _fltused = 0;

static NTSTATUS Nested(ULONG How)
{
    NTSTATUS Status = STATUS_SUCCESS;
    for (ULONG i = 0; i < 2; i++)
    {
        __try
        {
            __try
            {
                if (How == 0)
                    continue;
                if (How == 1)
                    return STATUS_ALERTED;
                if (How == 2)
                    __leave;
                ExRaiseStatus(STATUS_NO_MEMORY);
            }
            __finally
            {
                Status += 1;
            }
        }
        __except (EXCEPTION_EXECUTE_HANDLER)
        {
            return GetExceptionCode();
        }
    }
    return Status;
}

extern "C" DRIVER_INITIALIZE DriverEntry;
static DXGKDDI_CREATEDEVICE BsCreateDevice;
static DXGKDDI_DESTROYDEVICE BsDestroyDevice;
static DXGKDDI_CREATEALLOCATION BsCreateAllocation;
static DXGKDDI_SUBMITCOMMAND BsSubmit;
static DXGKDDI_BUILDPAGINGBUFFER BsBuild;
static DXGKDDI_RENDER BsRender;
static DXGKDDI_PRESENT BsPresent;
static DXGKDDI_PATCH BsPatch;
static DXGKDDI_PREEMPTCOMMAND BsPreempt;
static DXGKDDI_QUERYCURRENTFENCE BsFence;
static DXGKDDI_GETNODEMETADATA BsNode;
static DXGKDDI_RESETFROMTIMEOUT BsReset;
static DXGKDDI_COLLECTDBGINFO BsCollect;
static NTSTATUS APIENTRY BsCreateDevice(IN_CONST_HANDLE, INOUT_PDXGKARG_CREATEDEVICE p)
{
    p->hDevice = p;
    return STATUS_SUCCESS;
}
static NTSTATUS APIENTRY BsDestroyDevice(IN_CONST_HANDLE)
{
    return STATUS_SUCCESS;
}
static NTSTATUS APIENTRY BsCreateAllocation(IN_CONST_HANDLE, INOUT_PDXGKARG_CREATEALLOCATION p)
{
    for (UINT i = 0; i < p->NumAllocations; i++)
        p->pAllocationInfo[i].Size = PAGE_SIZE;
    return STATUS_SUCCESS;
}
static NTSTATUS APIENTRY BsSubmit(IN_CONST_HANDLE, IN_CONST_PDXGKARG_SUBMITCOMMAND p)
{
    return p->SubmissionFenceId ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}
static NTSTATUS APIENTRY BsBuild(IN_CONST_HANDLE, IN_PDXGKARG_BUILDPAGINGBUFFER p)
{
    switch (p->Operation)
    {
    case DXGK_OPERATION_TRANSFER:
        return p->Transfer.TransferSize ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
    case DXGK_OPERATION_FILL:
        return STATUS_SUCCESS;
    case DXGK_OPERATION_UPDATE_PAGE_TABLE:
        return p->UpdatePageTable.NumPageTableEntries;
    default:
        return STATUS_NOT_SUPPORTED;
    }
}
static NTSTATUS APIENTRY BsRender(IN_CONST_HANDLE, INOUT_PDXGKARG_RENDER p)
{
    p->pPatchLocationListOut++;
    return STATUS_SUCCESS;
}
static NTSTATUS APIENTRY BsPresent(IN_CONST_HANDLE, INOUT_PDXGKARG_PRESENT p)
{
    return p->Flags.Blt ? STATUS_SUCCESS : STATUS_NOT_SUPPORTED;
}
static NTSTATUS APIENTRY BsPatch(IN_CONST_HANDLE, IN_CONST_PDXGKARG_PATCH)
{
    return STATUS_SUCCESS;
}
static NTSTATUS APIENTRY BsPreempt(IN_CONST_HANDLE, IN_CONST_PDXGKARG_PREEMPTCOMMAND)
{
    return STATUS_SUCCESS;
}
static NTSTATUS APIENTRY BsFence(IN_CONST_HANDLE, INOUT_PDXGKARG_QUERYCURRENTFENCE p)
{
    p->CurrentFence = 1;
    return STATUS_SUCCESS;
}
static NTSTATUS APIENTRY BsNode(IN_CONST_HANDLE, UINT, OUT_PDXGKARG_GETNODEMETADATA p)
{
    p->EngineType = DXGK_ENGINE_TYPE_3D;
    return STATUS_SUCCESS;
}
static NTSTATUS APIENTRY BsReset(IN_CONST_HANDLE)
{
    return STATUS_SUCCESS;
}
static NTSTATUS APIENTRY BsCollect(IN_CONST_HANDLE, IN_CONST_PDXGKARG_COLLECTDBGINFO)
{
    return STATUS_SUCCESS;
}

#define FAIL(n)                                                                                    \
    do                                                                                             \
    {                                                                                              \
        DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "basalt: check %d\n", n);               \
        return STATUS_UNSUCCESSFUL;                                                                \
    } while (0)

_Use_decl_annotations_ NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject,
                                            PUNICODE_STRING RegistryPath)
{
    RunConstructors();
    ULONG sum = 0;
    for (const TABLE_ENTRY *e = &TableBegin + 1; e < &TableEnd; e++)
        if (e->Value)
            sum += e->Value();
    if (sum != 3)
        FAIL(1);
    Holder<Derived> h;
    h.Value = 5;
    if (h.Value != 5 || h.Twice() != 11 || h.Run(0) != STATUS_SUCCESS)
        FAIL(2);
    if (Count(3, 1, 2, 3) != 6)
        FAIL(3);
    if (Nested(0) != 2 || Nested(1) != STATUS_ALERTED || Nested(2) != 2 ||
        Nested(3) != STATUS_NO_MEMORY)
        FAIL(4);
    if (g_Paged + g_Zero + g_Const != 7)
        FAIL(5);
    FLOAT f[2] = {1.5f, 2.5f}, g[2];
    RtlCopyMemory(g, f, sizeof(f));
    g[0] = f[1];
    if (RtlCompareMemory(&g[0], &f[1], 4) != 4)
        FAIL(6);
    auto fn = [](PVOID c, ULONG v) -> ULONG { return *(PULONG)c + v; };
    ULONG one = 1;
    if (fn(&one, 2) != 3)
        FAIL(7);
    UINT64 big = 0xffffffffffffULL;
    if (big / 1000 != 281474976710 || (big % 10) != 5)
        FAIL(20);
    wchar_t wide[] = L"\x263a";
    if (sizeof(wide) != 4 || wide[0] != 0x263a)
        FAIL(8);
    Aligned a;
    if ((ULONG_PTR)&a & 31)
        FAIL(9);
    int n = 0;
    __noop(n++);
    __assume(n == 0);
    if (n || __FUNCTION__[0] != 'D' || sizeof(__FUNCSIG__) < 5)
        FAIL(10);
    PUCHAR p = (PUCHAR)_alloca(100);
    memset(p, 1, 100);
    if (p[99] != 1)
        FAIL(11);
    const char utf8[] = u8"\u00fc";
    if (sizeof(utf8) != 3)
        FAIL(12);
    union
    {
        struct
        {
            ULONG Low : 12;
            ULONG High : 20;
        };
        ULONG All;
    } bits = {};
    bits.High = 1;
    if (bits.All != 0x1000)
        FAIL(13);
    DECLARE_CONST_UNICODE_STRING(name, L"basalt");
    if (name.Length != 12)
        FAIL(14);

    DRIVER_INITIALIZATION_DATA init = {0};
    init.Version = DXGKDDI_INTERFACE_VERSION;
    init.DxgkDdiCreateDevice = BsCreateDevice;
    init.DxgkDdiDestroyDevice = BsDestroyDevice;
    init.DxgkDdiCreateAllocation = BsCreateAllocation;
    init.DxgkDdiSubmitCommand = BsSubmit;
    init.DxgkDdiBuildPagingBuffer = BsBuild;
    init.DxgkDdiRender = BsRender;
    init.DxgkDdiPresent = BsPresent;
    init.DxgkDdiPatch = BsPatch;
    init.DxgkDdiPreemptCommand = BsPreempt;
    init.DxgkDdiQueryCurrentFence = BsFence;
    init.DxgkDdiResetFromTimeout = BsReset;
    init.DxgkDdiCollectDbgInfo = BsCollect;
#if BASALT_WDDM2
    init.DxgkDdiGetNodeMetadata = BsNode;
#endif
#ifdef BASALT_RENDER
    return DxgkInitialize(DriverObject, RegistryPath, &init);
#else
    DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "basalt: all good\n");
    return STATUS_UNSUCCESSFUL;
#endif
}
