/* SPDX-License-Identifier: MIT */
/* What little of it the kernel offers. */
#ifndef _DXGK_CRT_STDLIB_H_
#define _DXGK_CRT_STDLIB_H_

#include "stddef.h"

#ifdef __cplusplus
extern "C" {
#endif

int abs(int n);
int atoi(const char *string);
long atol(const char *string);
unsigned long strtoul(const char *string, char **end, int base);
long strtol(const char *string, char **end, int base);
void qsort(void *base, size_t number, size_t width,
	   int (*compare)(const void *element1, const void *element2));

#ifdef __cplusplus
}
#endif

#define _countof(array) (sizeof(array) / sizeof((array)[0]))
#ifndef __cplusplus
#ifndef min
#define min(a, b) (((a) < (b)) ? (a) : (b))
#endif
#ifndef max
#define max(a, b) (((a) > (b)) ? (a) : (b))
#endif
#endif
#define __max(a, b) (((a) > (b)) ? (a) : (b))
#define __min(a, b) (((a) < (b)) ? (a) : (b))

#endif /* _DXGK_CRT_STDLIB_H_ */
