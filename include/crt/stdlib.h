/* SPDX-License-Identifier: MIT */
/* What little of it the kernel offers. */
#ifndef _DXGK_CRT_STDLIB_H_
#define _DXGK_CRT_STDLIB_H_

#include "stddef.h"

#ifdef __cplusplus
extern "C" {
#endif

int abs(int n);
long labs(long n);
int rand(void);
void srand(unsigned int seed);

int atoi(const char *string);
long atol(const char *string);
long long _atoi64(const char *string);
long strtol(const char *string, char **end, int base);
unsigned long strtoul(const char *string, char **end, int base);
long long _strtoi64(const char *string, char **end, int base);
unsigned long long _strtoui64(const char *string, char **end, int base);
int _wtoi(const wchar_t *string);
long _wtol(const wchar_t *string);
long long _wtoi64(const wchar_t *string);
long wcstol(const wchar_t *string, wchar_t **end, int base);
unsigned long wcstoul(const wchar_t *string, wchar_t **end, int base);
long long _wcstoi64(const wchar_t *string, wchar_t **end, int base);
unsigned long long _wcstoui64(const wchar_t *string, wchar_t **end, int base);

char *_itoa(int value, char *buffer, int base);
char *_ultoa(unsigned long value, char *buffer, int base);
wchar_t *_itow(int value, wchar_t *buffer, int base);
wchar_t *_ultow(unsigned long value, wchar_t *buffer, int base);
int _itoa_s(int value, char *buffer, size_t size, int base);
int _ltoa_s(long value, char *buffer, size_t size, int base);
int _ultoa_s(unsigned long value, char *buffer, size_t size, int base);
int _i64toa_s(long long value, char *buffer, size_t size, int base);
int _ui64toa_s(unsigned long long value, char *buffer, size_t size, int base);
int _itow_s(int value, wchar_t *buffer, size_t size, int base);
int _ltow_s(long value, wchar_t *buffer, size_t size, int base);
int _ultow_s(unsigned long value, wchar_t *buffer, size_t size, int base);
int _i64tow_s(long long value, wchar_t *buffer, size_t size, int base);
int _ui64tow_s(unsigned long long value, wchar_t *buffer, size_t size, int base);

void *bsearch(const void *key, const void *base, size_t number, size_t width,
	      int (*compare)(const void *key, const void *element));
void qsort(void *base, size_t number, size_t width,
	   int (*compare)(const void *element1, const void *element2));

#ifdef __cplusplus
}
#endif

#define RAND_MAX 0x7fff
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
