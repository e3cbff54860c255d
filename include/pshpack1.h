/* SPDX-License-Identifier: MIT */
/* Until poppack.h, members are packed to 1 byte. No guard: it is included again. */
#pragma pack(push, 1)
