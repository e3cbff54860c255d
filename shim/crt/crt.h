/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * The C and C++ run-time that is linked into every miniport.
 *
 * Compiled like a miniport, and from no header of include/: a miniport may
 * bring its own function of any of these names, so each is weak, and what the
 * miniport does not use is not linked.
 */
#ifndef DXGK_CRT_H
#define DXGK_CRT_H

#define CRT __attribute__((weak, used))

typedef __SIZE_TYPE__ size_t;
typedef __WCHAR_TYPE__ crt_wchar;

/* errno_t values of the bounded functions. */
#define CRT_EINVAL 22
#define CRT_ERANGE 34
#define CRT_STRUNCATE 80
#define CRT_TRUNCATE (~(size_t)0)

#ifdef __cplusplus
extern "C" {
#endif

void *memcpy(void *dst, const void *src, size_t n);
void *memmove(void *dst, const void *src, size_t n);
void *memset(void *dst, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);

int isspace(int c);

/* dxgk.ko's exports. */
void *ExAllocatePoolWithTag(int pool_type, size_t size, unsigned long tag);
void ExFreePoolWithTag(void *p, unsigned long tag);
__attribute__((noreturn)) void KeBugCheckEx(unsigned long code, size_t p1, size_t p2,
					    size_t p3, size_t p4);

#ifdef __cplusplus
}
#endif

#endif
