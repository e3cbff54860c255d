/* SPDX-License-Identifier: MIT */
/*
 * The base types of NT. Nothing here may collide with a Linux header: shim/os.h
 * is read by the Linux backend next to its own.
 */
#ifndef _NTDEF_
#define _NTDEF_

#include "dxgk/abi.h"
#include "sal.h"
#include "basetsd.h"
#include "guiddef.h"

#ifdef DXGK_HAS_CRT
#include "crt/stddef.h"
#include "crt/stdarg.h"
#include "crt/string.h"
#else
#ifndef NULL
#ifdef __cplusplus
#define NULL __null
#else
#define NULL ((void *)0)
#endif
#endif
#ifndef offsetof
#define offsetof(type, member) __builtin_offsetof(type, member)
#endif
#endif
#define NULL64 NULL

DXGK_EXTERN_C_BEGIN

#ifndef IN
#define IN
#define OUT
#endif
#ifndef OPTIONAL
#define OPTIONAL
#endif
#ifndef CONST
#define CONST const
#endif
#ifndef EXTERN_C
#ifdef __cplusplus
#define EXTERN_C extern "C"
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END }
#else
#define EXTERN_C extern
#define EXTERN_C_START
#define EXTERN_C_END
#endif
#endif
#define NOTHING
#define CRITICAL
#define UNALIGNED
#define UNALIGNED64 UNALIGNED
#define RESTRICTED_POINTER
#define MAX_NATURAL_ALIGNMENT sizeof(ULONGLONG)
#define MEMORY_ALLOCATION_ALIGNMENT 16
#define SYSTEM_CACHE_ALIGNMENT_SIZE 64
#define ARM_CACHE_ALIGNMENT_SIZE 128
#define X86_CACHE_ALIGNMENT_SIZE 64
#define PRAGMA_DEPRECATED_DDK 0
#define FORCEINLINE __forceinline
#define CFORCEINLINE __forceinline
#define STKFORCEINLINE __forceinline
#define INLINE inline
#define DUMMYUNIONNAME
#define DUMMYUNIONNAME2
#define DUMMYUNIONNAME3
#define DUMMYUNIONNAME4
#define DUMMYUNIONNAME5
#define DUMMYUNIONNAME6
#define DUMMYSTRUCTNAME
#define DUMMYSTRUCTNAME2
#define DUMMYSTRUCTNAME3
#define DUMMYSTRUCTNAME4
#define DUMMYSTRUCTNAME5
#define ANYSIZE_ARRAY 1
#define TYPE_ALIGNMENT(type) offsetof(struct { char x; type test; }, test)
#define PROBE_ALIGNMENT(type) TYPE_ALIGNMENT(ULONG)

#ifndef TRUE
#define FALSE 0
#define TRUE 1
#endif

/* A macro, as drivers undefine and redefine it. */
#ifndef VOID
#define VOID void
#endif

typedef char CHAR;
typedef signed char SCHAR;
typedef unsigned char UCHAR;
typedef short SHORT;
typedef unsigned short USHORT;
#ifdef DXGK_LP64
typedef int LONG;
typedef unsigned int ULONG;
#else
typedef long LONG;
typedef unsigned long ULONG;
#endif
typedef int INT;
typedef unsigned int UINT;
typedef long long LONGLONG;
typedef unsigned long long ULONGLONG;
typedef unsigned long long DWORDLONG;
typedef LONGLONG USN;
typedef float FLOAT;
typedef double DOUBLE;
typedef dxgk_wchar WCHAR;

typedef void *PVOID;
typedef PVOID PVOID64;
typedef PVOID HANDLE;
typedef HANDLE *PHANDLE;
#define DECLARE_HANDLE(name) \
	struct name##__ { int unused; }; \
	typedef struct name##__ *name

typedef UCHAR BOOLEAN;
typedef BOOLEAN *PBOOLEAN;
typedef ULONG LOGICAL;
typedef ULONG *PLOGICAL;
typedef LONG NTSTATUS;
typedef NTSTATUS *PNTSTATUS;
typedef const NTSTATUS *PCNTSTATUS;
typedef LONG HRESULT;
typedef LONG SECURITY_STATUS;

typedef UCHAR FCHAR;
typedef USHORT FSHORT;
typedef ULONG FLONG;
typedef char CCHAR;
typedef short CSHORT;
typedef ULONG CLONG;
typedef CCHAR *PCCHAR;
typedef CSHORT *PCSHORT;
typedef CLONG *PCLONG;
typedef ULONG LCID;
typedef USHORT LANGID;
typedef ULONG UCSCHAR;
typedef LONGLONG RTL_REFERENCE_COUNT, *PRTL_REFERENCE_COUNT;
typedef LONG RTL_REFERENCE_COUNT32, *PRTL_REFERENCE_COUNT32;
typedef UCHAR KIRQL;
typedef KIRQL *PKIRQL;

#define UCSCHAR_INVALID_CHARACTER 0xffffffff
#define MIN_UCSCHAR 0
#define MAX_UCSCHAR 0x0010FFFF

typedef CHAR *PCHAR, *LPCH, *PCH, *PNZCH;
typedef const CHAR *LPCCH, *PCCH, *PCNZCH;
typedef CHAR *NPSTR, *LPSTR, *PSTR, *PSZ, *PZZSTR;
typedef const CHAR *LPCSTR, *PCSTR, *PCSZ, *PCZZSTR;
typedef PSTR *PZPSTR;
typedef const PSTR *PCZPSTR;
typedef PCSTR *PZPCSTR;
typedef const PCSTR *PCZPCSTR;
typedef SCHAR *PSCHAR;
typedef const SCHAR *PCSCHAR;
typedef UCHAR *PUCHAR;
typedef const UCHAR *PCUCHAR;
typedef SHORT *PSHORT;
typedef USHORT *PUSHORT;
typedef const USHORT *PCUSHORT;
typedef LONG *PLONG;
typedef ULONG *PULONG;
typedef const ULONG *PCULONG;
typedef LONGLONG *PLONGLONG;
typedef ULONGLONG *PULONGLONG, *PDWORDLONG;
typedef ULONG *PLCID;

typedef WCHAR *PWCHAR, *LPWCH, *PWCH, *PNZWCH;
typedef const WCHAR *PCWCHAR, *LPCWCHAR, *LPCWCH, *PCWCH, *PCNZWCH, *PCUNZWCH;
typedef const WCHAR *LPCUWCHAR, *PCUWCHAR;
typedef WCHAR *NWPSTR, *LPWSTR, *PWSTR, *PZZWSTR;
typedef const WCHAR *LPCWSTR, *PCWSTR, *PCZZWSTR;
typedef PWSTR *PZPWSTR;
typedef const PWSTR *PCZPWSTR;
typedef PCWSTR *PZPCWSTR;
typedef const PCWSTR *PCZPCWSTR;
typedef WCHAR *LPUWSTR, *PUWSTR, *PUZZWSTR, *PUNZWCH;
typedef const WCHAR *LPCUWSTR, *PCUWSTR, *PCUZZWSTR;
typedef UCSCHAR *PUCSCHAR, *PUUCSCHAR, *PUCSSTR, *PUUCSSTR;
typedef const UCSCHAR *PCUCSCHAR, *PCUUCSCHAR, *PCUCSSTR, *PCUUCSSTR;

/* The "T" names are the narrow ones: kernel code does not define UNICODE. */
typedef char TCHAR, *PTCHAR;
typedef unsigned char TUCHAR, *PTUCHAR;
typedef LPSTR LPTCH, PTCH, PTSTR, LPTSTR, PUTSTR, LPUTSTR, PZZTSTR, PUZZTSTR;
typedef PNZCH PNZTCH, PUNZTCH;
typedef LPCSTR LPCTCH, PCTCH, PCTSTR, LPCTSTR, PCUTSTR, LPCUTSTR, PCUZZTSTR, PCZZTSTR;
typedef PCNZCH PCNZTCH, PCUNZTCH;
typedef PZPSTR PZPTSTR;
#ifndef __TEXT
#define __TEXT(quote) quote
#define TEXT(quote) __TEXT(quote)
#endif

#define MINCHAR 0x80
#define MAXCHAR 0x7f
#define MINSHORT 0x8000
#define MAXSHORT 0x7fff
#define MINLONG 0x80000000
#define MAXLONG 0x7fffffff
#define MAXUCHAR 0xff
#define MAXUSHORT 0xffff
#define MAXULONG 0xffffffff
#define MAXLONGLONG 0x7fffffffffffffffLL

typedef union _LARGE_INTEGER {
	struct {
		ULONG LowPart;
		LONG HighPart;
	};
	struct {
		ULONG LowPart;
		LONG HighPart;
	} u;
	LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
	struct {
		ULONG LowPart;
		ULONG HighPart;
	};
	struct {
		ULONG LowPart;
		ULONG HighPart;
	} u;
	ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef struct _QUAD {
	union {
		LONGLONG UseThisFieldToCopy;
		double DoNotUseThisField;
	};
} QUAD, *PQUAD, UQUAD, *PUQUAD;
typedef const UQUAD *PCUQUAD;

typedef struct _FLOAT128 {
	LONGLONG LowPart;
	LONGLONG HighPart;
} FLOAT128, *PFLOAT128;

typedef struct _LUID {
	ULONG LowPart;
	LONG HighPart;
} LUID, *PLUID;

typedef struct _OBJECTID {
	GUID Lineage;
	ULONG Uniquifier;
} OBJECTID;

typedef struct _LIST_ENTRY {
	struct _LIST_ENTRY *Flink;
	struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY, *PRLIST_ENTRY;

typedef struct _SINGLE_LIST_ENTRY {
	struct _SINGLE_LIST_ENTRY *Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY;

typedef struct LIST_ENTRY32 {
	ULONG Flink;
	ULONG Blink;
} LIST_ENTRY32, *PLIST_ENTRY32;

typedef struct LIST_ENTRY64 {
	ULONGLONG Flink;
	ULONGLONG Blink;
} LIST_ENTRY64, *PLIST_ENTRY64;

typedef struct _SINGLE_LIST_ENTRY32 {
	ULONG Next;
} SINGLE_LIST_ENTRY32, *PSINGLE_LIST_ENTRY32;

typedef struct _RTL_BALANCED_NODE {
	union {
		struct _RTL_BALANCED_NODE *Children[2];
		struct {
			struct _RTL_BALANCED_NODE *Left;
			struct _RTL_BALANCED_NODE *Right;
		};
	};
	union {
		UCHAR Red : 1;
		UCHAR Balance : 2;
		ULONG_PTR ParentValue;
	};
} RTL_BALANCED_NODE, *PRTL_BALANCED_NODE;

#define RTL_BALANCED_NODE_RESERVED_PARENT_MASK 3

typedef struct _STRING {
	USHORT Length;
	USHORT MaximumLength;
	PCHAR Buffer;
} STRING, *PSTRING;
typedef STRING ANSI_STRING, *PANSI_STRING;
typedef STRING OEM_STRING, *POEM_STRING;
typedef STRING UTF8_STRING, *PUTF8_STRING;
typedef STRING CANSI_STRING;
typedef const STRING *PCOEM_STRING;
typedef PSTRING PCANSI_STRING;

typedef struct _CSTRING {
	USHORT Length;
	USHORT MaximumLength;
	const char *Buffer;
} CSTRING, *PCSTRING;

typedef struct _UNICODE_STRING {
	USHORT Length;
	USHORT MaximumLength;
	PWCH Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

typedef struct _STRING32 {
	USHORT Length;
	USHORT MaximumLength;
	ULONG Buffer;
} STRING32, *PSTRING32;
typedef STRING32 UNICODE_STRING32, *PUNICODE_STRING32;
typedef STRING32 ANSI_STRING32, *PANSI_STRING32;

typedef struct _STRING64 {
	USHORT Length;
	USHORT MaximumLength;
	ULONGLONG Buffer;
} STRING64, *PSTRING64;
typedef STRING64 UNICODE_STRING64, *PUNICODE_STRING64;
typedef STRING64 ANSI_STRING64, *PANSI_STRING64;

typedef USHORT RTL_STRING_LENGTH_TYPE;

#define ANSI_NULL ((CHAR)0)
#define UNICODE_NULL ((WCHAR)0)
#define UNICODE_STRING_MAX_BYTES ((USHORT)65534)
#define UNICODE_STRING_MAX_CHARS (32767)

#ifdef __cplusplus
extern "C++" {
template <typename T> constexpr T *dxgk_without_const(const T *string)
{
	return const_cast<T *>(string);
}
}
#define DXGK_WITHOUT_CONST(string) dxgk_without_const(string)
#else
#define DXGK_WITHOUT_CONST(string) ((void *)(string))
#endif

/* A string constant with its terminator counted in MaximumLength only. */
#define RTL_CONSTANT_STRING(s) \
	{ sizeof(s) - sizeof((s)[0]), sizeof(s), DXGK_WITHOUT_CONST(s) }
#define DECLARE_CONST_UNICODE_STRING(name, text) \
	const WCHAR name##_buffer[] = text; \
	const UNICODE_STRING name = { sizeof(text) - sizeof(WCHAR), sizeof(text), \
				      (PWCH)name##_buffer }
#define DECLARE_GLOBAL_CONST_UNICODE_STRING(name, text) \
	DECLARE_CONST_UNICODE_STRING(name, text)
#define DECLARE_UNICODE_STRING_SIZE(name, size) \
	WCHAR name##_buffer[size]; \
	UNICODE_STRING name = { 0, (USHORT)((size) * sizeof(WCHAR)), name##_buffer }

#define RtlInitEmptyUnicodeString(string, buffer, size) \
	((string)->Buffer = (buffer), \
	 (string)->MaximumLength = (USHORT)(size), \
	 (string)->Length = 0)
#define RtlInitEmptyAnsiString(string, buffer, size) \
	((string)->Buffer = (buffer), \
	 (string)->MaximumLength = (USHORT)(size), \
	 (string)->Length = 0)

typedef struct _OBJECT_ATTRIBUTES {
	ULONG Length;
	HANDLE RootDirectory;
	PUNICODE_STRING ObjectName;
	ULONG Attributes;
	PVOID SecurityDescriptor;
	PVOID SecurityQualityOfService;
} OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;
typedef const OBJECT_ATTRIBUTES *PCOBJECT_ATTRIBUTES;

typedef struct _OBJECT_ATTRIBUTES32 {
	ULONG Length;
	ULONG RootDirectory;
	ULONG ObjectName;
	ULONG Attributes;
	ULONG SecurityDescriptor;
	ULONG SecurityQualityOfService;
} OBJECT_ATTRIBUTES32, *POBJECT_ATTRIBUTES32;
typedef const OBJECT_ATTRIBUTES32 *PCOBJECT_ATTRIBUTES32;

typedef struct _OBJECT_ATTRIBUTES64 {
	ULONG Length;
	ULONG64 RootDirectory;
	ULONG64 ObjectName;
	ULONG Attributes;
	ULONG64 SecurityDescriptor;
	ULONG64 SecurityQualityOfService;
} OBJECT_ATTRIBUTES64, *POBJECT_ATTRIBUTES64;
typedef const OBJECT_ATTRIBUTES64 *PCOBJECT_ATTRIBUTES64;

#define OBJ_HANDLE_TAGBITS 0x00000003L
#define OBJ_INHERIT 0x00000002L
#define OBJ_PERMANENT 0x00000010L
#define OBJ_EXCLUSIVE 0x00000020L
#define OBJ_CASE_INSENSITIVE 0x00000040L
#define OBJ_OPENIF 0x00000080L
#define OBJ_OPENLINK 0x00000100L
#define OBJ_KERNEL_HANDLE 0x00000200L
#define OBJ_FORCE_ACCESS_CHECK 0x00000400L
#define OBJ_IGNORE_IMPERSONATED_DEVICEMAP 0x00000800L
#define OBJ_DONT_REPARSE 0x00001000L
#define OBJ_VALID_ATTRIBUTES 0x00001FF2L

#define InitializeObjectAttributes(p, n, a, r, s) do { \
		(p)->Length = sizeof(OBJECT_ATTRIBUTES); \
		(p)->RootDirectory = (r); \
		(p)->Attributes = (a); \
		(p)->ObjectName = (n); \
		(p)->SecurityDescriptor = (s); \
		(p)->SecurityQualityOfService = NULL; \
	} while (0)
#define RTL_CONSTANT_OBJECT_ATTRIBUTES(n, a) \
	{ sizeof(OBJECT_ATTRIBUTES), NULL, (PUNICODE_STRING)(n), a, NULL, NULL }
#define RTL_INIT_OBJECT_ATTRIBUTES(n, a) RTL_CONSTANT_OBJECT_ATTRIBUTES(n, a)

typedef struct _PROCESSOR_NUMBER {
	USHORT Group;
	UCHAR Number;
	UCHAR Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

typedef struct _GROUP_AFFINITY {
	KAFFINITY Mask;
	USHORT Group;
	USHORT Reserved[3];
} GROUP_AFFINITY, *PGROUP_AFFINITY;

#define ALL_PROCESSOR_GROUPS 0xffff
#define MAXIMUM_PROC_PER_GROUP 64
#define MAXIMUM_PROCESSORS MAXIMUM_PROC_PER_GROUP

typedef struct _WNF_STATE_NAME {
	ULONG Data[2];
} WNF_STATE_NAME, *PWNF_STATE_NAME;
typedef const WNF_STATE_NAME *PCWNF_STATE_NAME;

typedef enum _EVENT_TYPE {
	NotificationEvent,
	SynchronizationEvent
} EVENT_TYPE;

typedef enum _TIMER_TYPE {
	NotificationTimer,
	SynchronizationTimer
} TIMER_TYPE;

typedef enum _WAIT_TYPE {
	WaitAll,
	WaitAny,
	WaitNotification,
	WaitDequeue,
	WaitDpc
} WAIT_TYPE;

typedef enum _NT_PRODUCT_TYPE {
	NtProductWinNt = 1,
	NtProductLanManNt,
	NtProductServer
} NT_PRODUCT_TYPE, *PNT_PRODUCT_TYPE;

typedef enum _SUITE_TYPE {
	SmallBusiness,
	Enterprise,
	BackOffice,
	CommunicationServer,
	TerminalServer,
	SmallBusinessRestricted,
	EmbeddedNT,
	DataCenter,
	SingleUserTS,
	Personal,
	Blade,
	EmbeddedRestricted,
	SecurityAppliance,
	StorageServer,
	ComputeServer,
	WHServer,
	PhoneNT,
	MultiUserTS
} SUITE_TYPE;

typedef enum {
	UNSPECIFIED_COMPARTMENT_ID = 0,
	DEFAULT_COMPARTMENT_ID
} COMPARTMENT_ID, *PCOMPARTMENT_ID;

struct _EXCEPTION_RECORD;
struct _CONTEXT;

typedef enum _EXCEPTION_DISPOSITION {
	ExceptionContinueExecution,
	ExceptionContinueSearch,
	ExceptionNestedException,
	ExceptionCollidedUnwind
} EXCEPTION_DISPOSITION;

typedef EXCEPTION_DISPOSITION NTAPI EXCEPTION_ROUTINE(
	struct _EXCEPTION_RECORD *ExceptionRecord, PVOID EstablisherFrame,
	struct _CONTEXT *ContextRecord, PVOID DispatcherContext);
typedef EXCEPTION_ROUTINE *PEXCEPTION_ROUTINE;

/* The two top bits of a status are its severity. */
#define NT_SUCCESS(status) (((NTSTATUS)(status)) >= 0)
#define NT_INFORMATION(status) ((((ULONG)(status)) >> 30) == 1)
#define NT_WARNING(status) ((((ULONG)(status)) >> 30) == 2)
#define NT_ERROR(status) ((((ULONG)(status)) >> 30) == 3)
#define APPLICATION_ERROR_MASK 0x20000000
#define ERROR_SEVERITY_SUCCESS 0x00000000
#define ERROR_SEVERITY_INFORMATIONAL 0x40000000
#define ERROR_SEVERITY_WARNING 0x80000000
#define ERROR_SEVERITY_ERROR 0xC0000000

#define UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define DBG_UNREFERENCED_PARAMETER(parameter) ((void)(parameter))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(variable) ((void)(variable))
#define DEFAULT_UNREACHABLE default: __builtin_unreachable()

#define CONTAINING_RECORD(address, type, field) \
	((type *)((PCHAR)(address) - (ULONG_PTR)offsetof(type, field)))
#define FIELD_OFFSET(type, field) ((LONG)offsetof(type, field))
#define UFIELD_OFFSET(type, field) ((ULONG)offsetof(type, field))
#define RTL_FIELD_SIZE(type, field) (sizeof(((type *)0)->field))
#define RTL_SIZEOF_THROUGH_FIELD(type, field) \
	(FIELD_OFFSET(type, field) + RTL_FIELD_SIZE(type, field))
#define RTL_CONTAINS_FIELD(record, size, field) \
	((((PCHAR)(&(record)->field)) + sizeof((record)->field)) <= \
	 (((PCHAR)(record)) + (size)))
#define RTL_NUMBER_OF_V1(array) (sizeof(array) / sizeof((array)[0]))
#define RTL_NUMBER_OF_V2(array) RTL_NUMBER_OF_V1(array)
#define RTL_NUMBER_OF(array) RTL_NUMBER_OF_V1(array)
#define RTL_NUMBER_OF_FIELD(type, field) RTL_NUMBER_OF(RTL_FIELD_TYPE(type, field))
#define RTL_FIELD_TYPE(type, field) (((type *)0)->field)
#ifndef ARRAYSIZE
#define ARRAYSIZE(array) RTL_NUMBER_OF_V1(array)
#endif
#ifndef _ARRAYSIZE
#define _ARRAYSIZE(array) RTL_NUMBER_OF_V1(array)
#endif
#define RTL_PADDING_BETWEEN_FIELDS(type, first, second) \
	((FIELD_OFFSET(type, second) > FIELD_OFFSET(type, first)) ? \
	 (FIELD_OFFSET(type, second) - FIELD_OFFSET(type, first) - \
	  RTL_FIELD_SIZE(type, first)) : \
	 (FIELD_OFFSET(type, first) - FIELD_OFFSET(type, second) - \
	  RTL_FIELD_SIZE(type, second)))
#define RTL_BITS_OF(type_or_field) (sizeof(type_or_field) * 8)
#define RTL_BITS_OF_FIELD(type, field) (RTL_BITS_OF(RTL_FIELD_TYPE(type, field)))

#define Int32x32To64(a, b) ((LONGLONG)(LONG)(a) * (LONGLONG)(LONG)(b))
#define UInt32x32To64(a, b) ((ULONGLONG)(ULONG)(a) * (ULONGLONG)(ULONG)(b))
#define Int64ShllMod32(a, b) ((ULONGLONG)(a) << (b))
#define Int64ShraMod32(a, b) ((LONGLONG)(a) >> (b))
#define Int64ShrlMod32(a, b) ((ULONGLONG)(a) >> (b))

#ifndef C_ASSERT
#ifdef __cplusplus
#define C_ASSERT(expression) static_assert(expression, #expression)
#else
#define C_ASSERT(expression) _Static_assert(expression, #expression)
#endif
#endif

/* Flags of an enumeration combine in C++ as they do in C. */
#ifdef __cplusplus
#define DEFINE_ENUM_FLAG_OPERATORS(type) \
	extern "C++" { \
	inline constexpr type operator|(type a, type b) \
	{ return (type)((int)a | (int)b); } \
	inline constexpr type operator&(type a, type b) \
	{ return (type)((int)a & (int)b); } \
	inline constexpr type operator^(type a, type b) \
	{ return (type)((int)a ^ (int)b); } \
	inline constexpr type operator~(type a) \
	{ return (type)~(int)a; } \
	inline type &operator|=(type &a, type b) { return a = a | b; } \
	inline type &operator&=(type &a, type b) { return a = a & b; } \
	inline type &operator^=(type &a, type b) { return a = a ^ b; } \
	}
#else
#define DEFINE_ENUM_FLAG_OPERATORS(type)
#endif

#ifndef __BIT_FLAGS_DXGK
#define __BIT_FLAGS_DXGK
#define FlagOn(flags, single) ((flags) & (single))
#define BooleanFlagOn(flags, single) \
	((BOOLEAN)((((flags) & (single)) != 0)))
#define SetFlag(flags, single) ((flags) |= (single))
#define ClearFlag(flags, single) ((flags) &= ~(single))
#define ARGUMENT_PRESENT(argument) \
	((CHAR *)((ULONG_PTR)(argument)) != (CHAR *)(NULL))
#endif

DXGK_EXTERN_C_END

#include "dxgk/nt/locale.h"

#endif /* _NTDEF_ */
