/* SPDX-License-Identifier: MIT */
/* Formatting into memory; there is no file behind any of it. */
#ifndef _DXGK_CRT_STDIO_H_
#define _DXGK_CRT_STDIO_H_

#include "stddef.h"
#include "stdarg.h"
#include "../dxgk/nt/format.h"

#ifdef __cplusplus
extern "C" {
#endif

int sprintf(char *buffer, const char *format, ...);
int vsprintf(char *buffer, const char *format, va_list arguments);
int sprintf_s(char *buffer, size_t size, const char *format, ...);
int vsprintf_s(char *buffer, size_t size, const char *format, va_list arguments);
int _snprintf_s(char *buffer, size_t size, size_t count, const char *format, ...);
int _vsnprintf_s(char *buffer, size_t size, size_t count, const char *format,
		 va_list arguments);
int _snwprintf_s(wchar_t *buffer, size_t size, size_t count, const wchar_t *format, ...);
int _vsnwprintf_s(wchar_t *buffer, size_t size, size_t count, const wchar_t *format,
		  va_list arguments);
int vswprintf(wchar_t *buffer, size_t size, const wchar_t *format, va_list arguments);
int vswprintf_s(wchar_t *buffer, size_t size, const wchar_t *format, va_list arguments);
int swprintf(wchar_t *buffer, size_t size, const wchar_t *format, ...);
int swprintf_s(wchar_t *buffer, size_t size, const wchar_t *format, ...);

/* The kernel's own, without a size. */
int _swprintf(wchar_t *buffer, const wchar_t *format, ...);
int _vswprintf(wchar_t *buffer, const wchar_t *format, va_list arguments);

#ifdef __cplusplus
}
#endif

/* Drivers call swprintf() in both forms, with the size and without. */
#ifdef __cplusplus
extern "C++" {
static inline int vswprintf(wchar_t *buffer, const wchar_t *format, va_list arguments)
{
	return _vswprintf(buffer, format, arguments);
}

static inline int swprintf(wchar_t *buffer, const wchar_t *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = _vswprintf(buffer, format, arguments);
	va_end(arguments);
	return length;
}
}
#else
#define swprintf(buffer, second, ...) \
	_Generic((second), wchar_t *: _swprintf, const wchar_t *: _swprintf, \
		 default: (swprintf))((buffer), (second), ##__VA_ARGS__)
#define vswprintf(buffer, second, ...) \
	_Generic((second), wchar_t *: _vswprintf, const wchar_t *: _vswprintf, \
		 default: (vswprintf))((buffer), (second), ##__VA_ARGS__)
#endif

#ifndef _TRUNCATE
#define _TRUNCATE ((size_t)-1)
#endif
#ifndef EOF
#define EOF (-1)
#endif

#endif /* _DXGK_CRT_STDIO_H_ */
