/* SPDX-License-Identifier: MIT */
/* Exceptions: the record a filter is shown, and what a filter answers. */
#ifndef _DXGK_NT_EXC_H_
#define _DXGK_NT_EXC_H_

#include "base.h"

DXGK_EXTERN_C_BEGIN

#define EXCEPTION_DIVIDED_BY_ZERO 0
#define EXCEPTION_DEBUG 1
#define EXCEPTION_NONCONTINUABLE 1
#define EXCEPTION_NMI 2
#define EXCEPTION_UNWINDING 2
#define EXCEPTION_INT3 3
#define EXCEPTION_EXIT_UNWIND 4
#define EXCEPTION_BOUND_CHECK 5
#define EXCEPTION_INVALID_OPCODE 6
#define EXCEPTION_NPX_NOT_AVAILABLE 7
#define EXCEPTION_DOUBLE_FAULT 8
#define EXCEPTION_STACK_INVALID 8
#define EXCEPTION_NPX_OVERRUN 9
#define EXCEPTION_INVALID_TSS 0xA
#define EXCEPTION_SEGMENT_NOT_PRESENT 0xB
#define EXCEPTION_STACK_FAULT 0xC
#define EXCEPTION_GP_FAULT 0xD
#define EXCEPTION_MAXIMUM_PARAMETERS 0xF
#define EXCEPTION_RESERVED_TRAP 0xF
#define EXCEPTION_NESTED_CALL 0x10
#define EXCEPTION_NPX_ERROR 0x10
#define EXCEPTION_ALIGNMENT_CHECK 0x11
#define EXCEPTION_CP_FAULT 0x15
#define EXCEPTION_SE_FAULT 0x17
#define EXCEPTION_TARGET_UNWIND 0x20
#define EXCEPTION_VIRTUALIZATION_FAULT 0x20
#define EXCEPTION_COLLIDED_UNWIND 0x40
#define EXCEPTION_UNWIND 0x66
#define EXCEPTION_SOFTWARE_ORIGINATE 0x80

#ifndef EXCEPTION_EXECUTE_HANDLER
#define EXCEPTION_EXECUTE_HANDLER 1
#define EXCEPTION_CONTINUE_SEARCH 0
#define EXCEPTION_CONTINUE_EXECUTION (-1)
#endif

typedef struct _EXCEPTION_RECORD {
	LONG ExceptionCode;
	ULONG ExceptionFlags;
	struct _EXCEPTION_RECORD *ExceptionRecord;
	PVOID ExceptionAddress;
	ULONG NumberParameters;
	ULONGLONG ExceptionInformation[15];
} EXCEPTION_RECORD, *PEXCEPTION_RECORD;

typedef struct _EXCEPTION_RECORD32 {
	LONG ExceptionCode;
	ULONG ExceptionFlags;
	ULONG ExceptionRecord;
	ULONG ExceptionAddress;
	ULONG NumberParameters;
	ULONG ExceptionInformation[15];
} EXCEPTION_RECORD32, *PEXCEPTION_RECORD32;

typedef struct _EXCEPTION_RECORD64 {
	LONG ExceptionCode;
	ULONG ExceptionFlags;
	ULONGLONG ExceptionRecord;
	ULONGLONG ExceptionAddress;
	ULONG NumberParameters;
	ULONG __unusedAlignment;
	ULONGLONG ExceptionInformation[15];
} EXCEPTION_RECORD64, *PEXCEPTION_RECORD64;

typedef struct _EXCEPTION_POINTERS {
	PEXCEPTION_RECORD ExceptionRecord;
	struct _CONTEXT *ContextRecord;
} EXCEPTION_POINTERS, *PEXCEPTION_POINTERS;

DXGK_EXTERN_C_END

#if defined(__has_include)
#if __has_include("../seh.h")
#include "../seh.h"
#endif
#endif

#endif /* _DXGK_NT_EXC_H_ */
