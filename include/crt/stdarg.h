/* SPDX-License-Identifier: MIT */
/* Variable arguments, in the compiler's own convention. */
#ifndef _DXGK_CRT_STDARG_H_
#define _DXGK_CRT_STDARG_H_

typedef __builtin_va_list va_list;

#define va_start(list, last) __builtin_va_start(list, last)
#define va_end(list) __builtin_va_end(list)
#define va_arg(list, type) __builtin_va_arg(list, type)
#define va_copy(to, from) __builtin_va_copy(to, from)

#endif /* _DXGK_CRT_STDARG_H_ */
