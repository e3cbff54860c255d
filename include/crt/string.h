/* SPDX-License-Identifier: MIT */
/*
 * The functions of the run-time library that every miniport is linked with.
 * Those of <wchar.h> and the bounded ones of Microsoft are declared here too,
 * as their string.h does.
 */
#ifndef _DXGK_CRT_STRING_H_
#define _DXGK_CRT_STRING_H_

#include "stddef.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int errno_t;
typedef size_t rsize_t;

void *memcpy(void *dest, const void *src, size_t count);
void *memmove(void *dest, const void *src, size_t count);
void *memset(void *dest, int c, size_t count);
int memcmp(const void *buffer1, const void *buffer2, size_t count);
void *memchr(const void *buffer, int c, size_t count);
errno_t memcpy_s(void *dest, rsize_t dest_size, const void *src, rsize_t count);
errno_t memmove_s(void *dest, rsize_t dest_size, const void *src, rsize_t count);

size_t strlen(const char *string);
size_t strnlen(const char *string, size_t limit);
int strcmp(const char *string1, const char *string2);
int strncmp(const char *string1, const char *string2, size_t count);
int _stricmp(const char *string1, const char *string2);
int _strnicmp(const char *string1, const char *string2, size_t count);
char *strcpy(char *dest, const char *src);
char *strncpy(char *dest, const char *src, size_t count);
char *strcat(char *dest, const char *src);
char *strncat(char *dest, const char *src, size_t count);
char *strchr(const char *string, int c);
char *strrchr(const char *string, int c);
char *strstr(const char *string, const char *substring);
size_t strspn(const char *string, const char *set);
size_t strcspn(const char *string, const char *set);
errno_t strcpy_s(char *dest, rsize_t dest_size, const char *src);
errno_t strncpy_s(char *dest, rsize_t dest_size, const char *src, rsize_t count);
errno_t strcat_s(char *dest, rsize_t dest_size, const char *src);
errno_t strncat_s(char *dest, rsize_t dest_size, const char *src, rsize_t count);
char *strpbrk(const char *string, const char *set);
char *strtok_s(char *string, const char *separators, char **context);
char *_strlwr(char *string);
char *_strupr(char *string);
char *_strrev(char *string);
int _memicmp(const void *buffer1, const void *buffer2, size_t count);

size_t wcslen(const wchar_t *string);
size_t wcsnlen(const wchar_t *string, size_t limit);
int wcscmp(const wchar_t *string1, const wchar_t *string2);
int wcsncmp(const wchar_t *string1, const wchar_t *string2, size_t count);
int _wcsicmp(const wchar_t *string1, const wchar_t *string2);
int _wcsnicmp(const wchar_t *string1, const wchar_t *string2, size_t count);
wchar_t *wcscpy(wchar_t *dest, const wchar_t *src);
wchar_t *wcsncpy(wchar_t *dest, const wchar_t *src, size_t count);
wchar_t *wcscat(wchar_t *dest, const wchar_t *src);
wchar_t *wcsncat(wchar_t *dest, const wchar_t *src, size_t count);
wchar_t *wcschr(const wchar_t *string, wchar_t c);
wchar_t *wcsrchr(const wchar_t *string, wchar_t c);
wchar_t *wcsstr(const wchar_t *string, const wchar_t *substring);
errno_t wcscpy_s(wchar_t *dest, rsize_t dest_size, const wchar_t *src);
errno_t wcscat_s(wchar_t *dest, rsize_t dest_size, const wchar_t *src);
errno_t wcsncpy_s(wchar_t *dest, rsize_t dest_size, const wchar_t *src, rsize_t count);
errno_t wcsncat_s(wchar_t *dest, rsize_t dest_size, const wchar_t *src, rsize_t count);
size_t wcsspn(const wchar_t *string, const wchar_t *set);
size_t wcscspn(const wchar_t *string, const wchar_t *set);
wchar_t *wcspbrk(const wchar_t *string, const wchar_t *set);
wchar_t *wcstok_s(wchar_t *string, const wchar_t *separators, wchar_t **context);
wchar_t *_wcslwr(wchar_t *string);
wchar_t *_wcsupr(wchar_t *string);
wchar_t *_wcsrev(wchar_t *string);

#ifdef __cplusplus
}
#endif

#ifndef _TRUNCATE
#define _TRUNCATE ((size_t)-1)
#endif

#endif /* _DXGK_CRT_STRING_H_ */
