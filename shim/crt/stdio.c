// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * The formatters that Windows' kernel does not export: a driver has them from
 * its run-time library, made here of the two that dxgk.ko exports.
 */
#include "crt.h"

/* At most @n characters, no terminator when exactly @n, negative when not enough. */
int _vsnprintf(char *buffer, size_t n, const char *format, __builtin_va_list args);
int _vsnwprintf(crt_wchar *buffer, size_t n, const crt_wchar *format, __builtin_va_list args);

/* What an unbounded one may write: the rest of the address space. */
static size_t rest_of(const void *buffer)
{
	size_t n = (size_t)-1 - (size_t)buffer;

	return n < 0x7fffffff ? n : 0x7fffffff;
}

CRT int vsprintf(char *buffer, const char *format, __builtin_va_list args)
{
	return _vsnprintf(buffer, rest_of(buffer), format, args);
}

CRT int sprintf(char *buffer, const char *format, ...)
{
	__builtin_va_list args;
	int n;

	__builtin_va_start(args, format);
	n = vsprintf(buffer, format, args);
	__builtin_va_end(args);
	return n;
}

/* An error, or too little room, leaves an empty string. */
CRT int vsprintf_s(char *buffer, size_t size, const char *format, __builtin_va_list args)
{
	int n;

	if (!buffer || !size)
		return -1;
	n = format ? _vsnprintf(buffer, size, format, args) : -1;
	if (n < 0 || (size_t)n >= size) {
		*buffer = 0;
		return -1;
	}
	return n;
}

CRT int sprintf_s(char *buffer, size_t size, const char *format, ...)
{
	__builtin_va_list args;
	int n;

	__builtin_va_start(args, format);
	n = vsprintf_s(buffer, size, format, args);
	__builtin_va_end(args);
	return n;
}

CRT int vswprintf_s(crt_wchar *buffer, size_t size, const crt_wchar *format,
		    __builtin_va_list args)
{
	int n;

	if (!buffer || !size)
		return -1;
	n = format ? _vsnwprintf(buffer, size, format, args) : -1;
	if (n < 0 || (size_t)n >= size) {
		*buffer = 0;
		return -1;
	}
	return n;
}

CRT int swprintf_s(crt_wchar *buffer, size_t size, const crt_wchar *format, ...)
{
	__builtin_va_list args;
	int n;

	__builtin_va_start(args, format);
	n = vswprintf_s(buffer, size, format, args);
	__builtin_va_end(args);
	return n;
}

CRT int _vswprintf(crt_wchar *buffer, const crt_wchar *format, __builtin_va_list args)
{
	return _vsnwprintf(buffer, rest_of(buffer) / sizeof(*buffer), format, args);
}

CRT int _swprintf(crt_wchar *buffer, const crt_wchar *format, ...)
{
	__builtin_va_list args;
	int n;

	__builtin_va_start(args, format);
	n = _vswprintf(buffer, format, args);
	__builtin_va_end(args);
	return n;
}

CRT int vswprintf(crt_wchar *buffer, size_t size, const crt_wchar *format,
		  __builtin_va_list args)
{
	return vswprintf_s(buffer, size, format, args);
}

CRT int swprintf(crt_wchar *buffer, size_t size, const crt_wchar *format, ...)
{
	__builtin_va_list args;
	int n;

	__builtin_va_start(args, format);
	n = vswprintf_s(buffer, size, format, args);
	__builtin_va_end(args);
	return n;
}

/*
 * At most @count characters: CRT_TRUNCATE means what fits, and says -1 when that
 * was not all; any other count that does not fit leaves an empty string.
 */
CRT int _vsnprintf_s(char *buffer, size_t size, size_t count, const char *format,
		     __builtin_va_list args)
{
	size_t room = count == CRT_TRUNCATE || count >= size ? size - 1 : count;
	int n;

	if (!buffer || !size)
		return -1;
	n = format ? _vsnprintf(buffer, room, format, args) : -1;
	if (n >= 0 && (size_t)n <= room) {
		buffer[n] = 0;
		return n;
	}
	buffer[format && (count == CRT_TRUNCATE || count < size) ? room : 0] = 0;
	return -1;
}

CRT int _snprintf_s(char *buffer, size_t size, size_t count, const char *format, ...)
{
	__builtin_va_list args;
	int n;

	__builtin_va_start(args, format);
	n = _vsnprintf_s(buffer, size, count, format, args);
	__builtin_va_end(args);
	return n;
}

CRT int _vsnwprintf_s(crt_wchar *buffer, size_t size, size_t count, const crt_wchar *format,
		      __builtin_va_list args)
{
	size_t room = count == CRT_TRUNCATE || count >= size ? size - 1 : count;
	int n;

	if (!buffer || !size)
		return -1;
	n = format ? _vsnwprintf(buffer, room, format, args) : -1;
	if (n >= 0 && (size_t)n <= room) {
		buffer[n] = 0;
		return n;
	}
	buffer[format && (count == CRT_TRUNCATE || count < size) ? room : 0] = 0;
	return -1;
}

CRT int _snwprintf_s(crt_wchar *buffer, size_t size, size_t count, const crt_wchar *format, ...)
{
	__builtin_va_list args;
	int n;

	__builtin_va_start(args, format);
	n = _vsnwprintf_s(buffer, size, count, format, args);
	__builtin_va_end(args);
	return n;
}
