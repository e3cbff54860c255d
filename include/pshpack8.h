/* SPDX-License-Identifier: MIT */
/* Until poppack.h, members are packed to 8 bytes. No guard: it is included again. */
#pragma pack(push, 8)
