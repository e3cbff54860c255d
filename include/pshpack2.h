/* SPDX-License-Identifier: MIT */
/* Until poppack.h, members are packed to 2 bytes. No guard: it is included again. */
#pragma pack(push, 2)
