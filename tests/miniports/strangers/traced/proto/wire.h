/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#ifndef WIRE_H
#define WIRE_H
#pragma pack(push)
#pragma pack(1)
struct wire_header
{
    unsigned long magic;
    unsigned long length;
    unsigned short kind;
    long offset;
};
#pragma pack(pop)
C_ASSERT(sizeof(struct wire_header) == 14);
#endif
