/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * Reads and writes through a mapping, by every accessor.
 */
#include "maptest.h"

/*
 * One element, or the BUFFER form over count elements: of one port again and
 * again, of as many registers that follow each other.
 */
#define MAPTEST_BY_ACCESSOR(Space, Name, Type)                                              \
static VOID                                                                                 \
Maptest##Space##Name(struct maptest_access *Access)                                         \
{                                                                                           \
    Type *Address = (Type *)(ULONG_PTR)Access->virtual_address;                             \
    Type Data[MAPTEST_ACCESS_DATA];                                                         \
    ULONG i;                                                                                \
                                                                                            \
    for (i = 0; i < Access->count; i++) {                                                   \
        Data[i] = (Type)Access->data[i];                                                    \
    }                                                                                       \
                                                                                            \
    if (Access->write && Access->buffer) {                                                  \
        WRITE_##Space##_BUFFER_##Name(Address, Data, Access->count);                        \
    } else if (Access->write) {                                                             \
        WRITE_##Space##_##Name(Address, Data[0]);                                           \
    } else if (Access->buffer) {                                                            \
        READ_##Space##_BUFFER_##Name(Address, Data, Access->count);                         \
    } else {                                                                                \
        Data[0] = READ_##Space##_##Name(Address);                                           \
    }                                                                                       \
                                                                                            \
    for (i = 0; i < Access->count; i++) {                                                   \
        Access->data[i] = Data[i];                                                          \
    }                                                                                       \
}

MAPTEST_BY_ACCESSOR(REGISTER, UCHAR, UCHAR)
MAPTEST_BY_ACCESSOR(REGISTER, USHORT, USHORT)
MAPTEST_BY_ACCESSOR(REGISTER, ULONG, ULONG)
MAPTEST_BY_ACCESSOR(REGISTER, ULONG64, ULONG64)
MAPTEST_BY_ACCESSOR(PORT, UCHAR, UCHAR)
MAPTEST_BY_ACCESSOR(PORT, USHORT, USHORT)
MAPTEST_BY_ACCESSOR(PORT, ULONG, ULONG)

static NTSTATUS
MaptestAccessRegister(struct maptest_access *Access)
{
    switch (Access->width) {
    case 1:
        MaptestREGISTERUCHAR(Access);
        return STATUS_SUCCESS;
    case 2:
        MaptestREGISTERUSHORT(Access);
        return STATUS_SUCCESS;
    case 4:
        MaptestREGISTERULONG(Access);
        return STATUS_SUCCESS;
    case 8:
        MaptestREGISTERULONG64(Access);
        return STATUS_SUCCESS;
    default:
        return STATUS_INVALID_PARAMETER;
    }
}

static NTSTATUS
MaptestAccessPort(struct maptest_access *Access)
{
    switch (Access->width) {
    case 1:
        MaptestPORTUCHAR(Access);
        return STATUS_SUCCESS;
    case 2:
        MaptestPORTUSHORT(Access);
        return STATUS_SUCCESS;
    case 4:
        MaptestPORTULONG(Access);
        return STATUS_SUCCESS;
    default:
        return STATUS_INVALID_PARAMETER;
    }
}

/* Loads and stores of consecutive elements. */
static NTSTATUS
MaptestAccessMemory(struct maptest_access *Access)
{
    volatile UCHAR *Address = (volatile UCHAR *)(ULONG_PTR)Access->virtual_address;
    ULONG i;

    for (i = 0; i < Access->count; i++, Address += Access->width) {
        switch (Access->width) {
        case 1:
            if (Access->write) {
                *Address = (UCHAR)Access->data[i];
            } else {
                Access->data[i] = *Address;
            }
            break;
        case 2:
            if (Access->write) {
                *(volatile USHORT *)Address = (USHORT)Access->data[i];
            } else {
                Access->data[i] = *(volatile USHORT *)Address;
            }
            break;
        case 4:
            if (Access->write) {
                *(volatile ULONG *)Address = (ULONG)Access->data[i];
            } else {
                Access->data[i] = *(volatile ULONG *)Address;
            }
            break;
        case 8:
            if (Access->write) {
                *(volatile ULONG64 *)Address = Access->data[i];
            } else {
                Access->data[i] = *(volatile ULONG64 *)Address;
            }
            break;
        default:
            return STATUS_INVALID_PARAMETER;
        }
    }

    return STATUS_SUCCESS;
}

NTSTATUS
MaptestAccess(struct maptest_access *Access)
{
    if (Access->count == 0 || Access->count > MAPTEST_ACCESS_DATA ||
        (!Access->buffer && Access->how != MAPTEST_ACCESS_MEMORY && Access->count != 1)) {
        return STATUS_INVALID_PARAMETER;
    }

    switch (Access->how) {
    case MAPTEST_ACCESS_REGISTER:
        return MaptestAccessRegister(Access);
    case MAPTEST_ACCESS_PORT:
        return MaptestAccessPort(Access);
    case MAPTEST_ACCESS_MEMORY:
        return MaptestAccessMemory(Access);
    default:
        return STATUS_INVALID_PARAMETER;
    }
}
