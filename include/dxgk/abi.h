/* SPDX-License-Identifier: MIT */
/*
 * What a compiler must be told so that one set of headers has one meaning.
 *
 * Three readers:
 *  - a miniport: clang for x86_64-pc-windows-elf (or a Windows compiler).
 *    long has 32 bits, wchar_t 16, and every function has the Microsoft
 *    convention already: NTAPI is empty.
 *  - the shim: gcc or clang for Linux, where long has 64 bits. Fixed-width
 *    types stand for the 32-bit long, NTAPI is the Microsoft convention.
 *    DXGK_SHIM is defined by whoever implements the NT functions.
 *  - native mode: DXGK_NATIVE_ABI, everything built for Linux by one compiler
 *    in its own convention.
 *
 * No header of the C library is included from here or from any NT header in
 * the Linux readers; miniports find theirs in include/crt.
 */
#ifndef _DXGK_ABI_H_
#define _DXGK_ABI_H_

#if defined(__LP64__) && !defined(_WIN32)
#define DXGK_LP64 1
#endif

/* Only Linux gcc/clang on x86-64 has two conventions to choose from. */
#if defined(DXGK_LP64) && defined(__x86_64__) && !defined(DXGK_NATIVE_ABI)
#define DXGK_FOREIGN_ABI 1
#endif

#ifdef DXGK_FOREIGN_ABI
#define NTAPI __attribute__((ms_abi))
#else
#define NTAPI
#endif

#define FASTCALL NTAPI
#define APIENTRY NTAPI
#define WINAPI NTAPI
#define CALLBACK NTAPI

/*
 * function_graph tracing clobbers registers that the Microsoft convention
 * preserves, so no function the shim defines for miniports may be traced.
 */
#if defined(DXGK_SHIM) && defined(__GNUC__) && !defined(__clang__)
#define DXGK_EXPORTED \
	__attribute__((no_instrument_function, patchable_function_entry(0, 0)))
#elif defined(DXGK_SHIM) && defined(__GNUC__)
#define DXGK_EXPORTED __attribute__((no_instrument_function))
#else
#define DXGK_EXPORTED
#endif

#define NTKERNELAPI DXGK_EXPORTED
#define NTSYSAPI DXGK_EXPORTED
#define NTHALAPI DXGK_EXPORTED
#define NTSYSCALLAPI DXGK_EXPORTED

/* The argument list of a variadic NT function, in either convention. */
#ifdef DXGK_FOREIGN_ABI
#define DXGK_VA_LIST __builtin_ms_va_list
#define DXGK_VA_START(ap, last) __builtin_ms_va_start(ap, last)
#define DXGK_VA_END(ap) __builtin_ms_va_end(ap)
#define DXGK_VA_COPY(to, from) __builtin_ms_va_copy(to, from)
#else
#define DXGK_VA_LIST __builtin_va_list
#define DXGK_VA_START(ap, last) __builtin_va_start(ap, last)
#define DXGK_VA_END(ap) __builtin_va_end(ap)
#define DXGK_VA_COPY(to, from) __builtin_va_copy(to, from)
#endif
/* Both compilers take either kind of list here. */
#define DXGK_VA_ARG(ap, type) __builtin_va_arg(ap, type)

#ifdef __cplusplus
#define DXGK_EXTERN_C extern "C"
#define DXGK_EXTERN_C_BEGIN extern "C" {
#define DXGK_EXTERN_C_END }
#define DXGK_STATIC_ASSERT(expression, text) static_assert(expression, text)
#else
#define DXGK_EXTERN_C extern
#define DXGK_EXTERN_C_BEGIN
#define DXGK_EXTERN_C_END
#define DXGK_STATIC_ASSERT(expression, text) _Static_assert(expression, text)
#endif

/* Inline functions of these headers: internal, never a call, never "unused". */
#define DXGK_INLINE static __inline__ __attribute__((always_inline, unused))

#define DXGK_ALIGNED(bytes) __attribute__((aligned(bytes)))

/* Keywords and attributes of the Microsoft compiler, where they are missing. */
#ifdef DXGK_LP64
#ifndef __int64
#define __int64 long long
#endif
#ifndef __forceinline
#define __forceinline __inline__ __attribute__((always_inline))
#endif
#if !defined(__declspec) && !defined(__clang__)
#define __declspec(attribute) DXGK_DECLSPEC_##attribute
#endif
#ifndef __cdecl
#define __cdecl NTAPI
#define _cdecl NTAPI
#define __stdcall NTAPI
#define __fastcall NTAPI
#endif
#elif !defined(__clang__) && defined(__GNUC__)
#ifndef __forceinline
#define __forceinline __inline__ __attribute__((always_inline))
#endif
#ifndef __int64
#define __int64 long long
#endif
#endif

#define DXGK_DECLSPEC_align(bytes) __attribute__((aligned(bytes)))
#define DXGK_DECLSPEC_noreturn __attribute__((noreturn))
#define DXGK_DECLSPEC_noinline __attribute__((noinline))
#define DXGK_DECLSPEC_selectany __attribute__((weak))
#define DXGK_DECLSPEC_deprecated(...)
#define DXGK_DECLSPEC_dllimport
#define DXGK_DECLSPEC_dllexport
#define DXGK_DECLSPEC_novtable
#define DXGK_DECLSPEC_nothrow
#define DXGK_DECLSPEC_restrict
#define DXGK_DECLSPEC_noalias
#define DXGK_DECLSPEC_uuid(...)
#define DXGK_DECLSPEC_code_seg(...)
#define DXGK_DECLSPEC_allocate(...)

#define DECLSPEC_ALIGN(bytes) __attribute__((aligned(bytes)))
/*
 * The shim puts a trap behind a call that does not return: objtool knows only
 * the kernel's own such functions, and the compiler would drop the trap.
 */
#ifdef DXGK_SHIM
#define DECLSPEC_NORETURN
#else
#define DECLSPEC_NORETURN __attribute__((noreturn))
#endif
#define DECLSPEC_NOINLINE __attribute__((noinline))
#define DECLSPEC_IMPORT
#define DECLSPEC_EXPORT
#define DECLSPEC_NOTHROW
#define DECLSPEC_NOVTABLE
#if defined(__clang__) && defined(_WIN32) && defined(__cplusplus)
#define DECLSPEC_UUID(text) __declspec(uuid(text))
#else
#define DECLSPEC_UUID(text)
#endif
#define DECLSPEC_ADDRSAFE
#define DECLSPEC_CACHEALIGN __attribute__((aligned(64)))
#define DECLSPEC_DEPRECATED
#define DECLSPEC_DEPRECATED_DDK
/* One copy survives however many units hold a definition. */
#if defined(_WIN32) && !defined(__ELF__)
#define DECLSPEC_SELECTANY __attribute__((selectany))
#else
#define DECLSPEC_SELECTANY __attribute__((weak))
#endif

/* wchar_t as Windows has it; a keyword of C++ only where it has 16 bits too. */
#if defined(__cplusplus) && __SIZEOF_WCHAR_T__ == 2
typedef wchar_t dxgk_wchar;
#else
typedef unsigned short dxgk_wchar;
#endif

/*
 * The Linux readers bring a C library of their own, or none; only a miniport
 * gets the one in include/crt.
 */
#ifndef DXGK_LP64
#define DXGK_HAS_CRT 1
#endif

#endif /* _DXGK_ABI_H_ */
