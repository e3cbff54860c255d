// SPDX-License-Identifier: GPL-2.0-only OR MIT
// A driver that brings operators of its own: they are used, by every form.
#include <ntddk.h>
#include <dispmprt.h>

static int News, Deletes;

void *__cdecl operator new(size_t Size)
{
    News++;
    return ExAllocatePoolWithTag(NonPagedPoolNx, Size, 'nwOL');
}

void __cdecl operator delete(void *p)
{
    if (p) {
        Deletes++;
        ExFreePoolWithTag(p, 'nwOL');
    }
}

struct Object {
    Object() : Value(new int(3)) {}
    ~Object() { delete Value; }
    int *Value;
};

static Object Global;

struct alignas(16) Wide { char c[48]; };

extern "C" NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT, PUNICODE_STRING)
{
    bool Good = News == 1 && Deletes == 0 && *Global.Value == 3;

    Object *One = new Object, *Many = new Object[3];
    Good = Good && One && Many && News == 1 + 2 + 4;
    delete One;
    delete[] Many;
    Good = Good && Deletes == 2 + 4;
#if !DBG || DXGKDDI_INTERFACE_VERSION != 0xD001 || __cplusplus < 202002L
    Good = false;
#endif
    DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "%sok - a driver's own operators new and delete\n",
               Good ? "" : "not ");
    // Refuses to stay: what it constructed is destroyed all the same.
    return STATUS_UNSUCCESSFUL;
}
