/* SPDX-License-Identifier: MIT */
/* Ends what a pshpack header began. No guard: it is included again. */
#pragma pack(pop)
