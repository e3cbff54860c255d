/* SPDX-License-Identifier: MIT */
/* The part of ntstrsafe.h that works on counted strings. */
#ifndef _DXGK_NT_STRSAFE_UNICODE_H_
#define _DXGK_NT_STRSAFE_UNICODE_H_

#include "../../ntstrsafe.h"

DXGK_INLINE NTSTATUS RtlUnicodeStringValidate(PCUNICODE_STRING SourceString)
{
	if (!SourceString)
		return STATUS_SUCCESS;
	if ((SourceString->Length | SourceString->MaximumLength) & 1)
		return STATUS_INVALID_PARAMETER;
	if (SourceString->Length > SourceString->MaximumLength)
		return STATUS_INVALID_PARAMETER;
	if (!SourceString->Buffer && SourceString->MaximumLength)
		return STATUS_INVALID_PARAMETER;
	return STATUS_SUCCESS;
}

DXGK_INLINE NTSTATUS RtlUnicodeStringInit(PUNICODE_STRING DestinationString,
					  NTSTRSAFE_PCWSTR pszSrc)
{
	SIZE_T length = 0;

	if (!DestinationString)
		return STATUS_INVALID_PARAMETER;
	DestinationString->Length = 0;
	DestinationString->MaximumLength = 0;
	DestinationString->Buffer = NULL;
	if (!pszSrc)
		return STATUS_SUCCESS;
	length = dxgk_lengthW(pszSrc, NTSTRSAFE_UNICODE_STRING_MAX_CCH);
	if (length == NTSTRSAFE_UNICODE_STRING_MAX_CCH)
		return STATUS_INVALID_PARAMETER;
	DestinationString->Length = (USHORT)(length * sizeof(WCHAR));
	DestinationString->MaximumLength = (USHORT)((length + 1) * sizeof(WCHAR));
	DestinationString->Buffer = (PWSTR)pszSrc;
	return STATUS_SUCCESS;
}

/* Adds characters behind those that are kept; the result has no terminator. */
DXGK_INLINE NTSTATUS dxgk_unicode_append(PUNICODE_STRING dest, SIZE_T keep,
					 NTSTRSAFE_PCWSTR src, SIZE_T count)
{
	SIZE_T room;
	NTSTATUS status = STATUS_SUCCESS;

	if (!dest || !NT_SUCCESS(RtlUnicodeStringValidate(dest)) || (!src && count))
		return STATUS_INVALID_PARAMETER;
	room = dest->MaximumLength / sizeof(WCHAR) - keep;
	if (!dest->Buffer && count)
		return STATUS_INVALID_PARAMETER;
	if (count > room) {
		count = room;
		status = STATUS_BUFFER_OVERFLOW;
	}
	if (count)
		__builtin_memmove(dest->Buffer + keep, src, count * sizeof(WCHAR));
	dest->Length = (USHORT)((keep + count) * sizeof(WCHAR));
	return status;
}

DXGK_INLINE NTSTATUS dxgk_unicode_append_string(PUNICODE_STRING dest, SIZE_T keep,
						PCUNICODE_STRING src, SIZE_T limit)
{
	SIZE_T count;

	if (!src || !NT_SUCCESS(RtlUnicodeStringValidate(src)))
		return STATUS_INVALID_PARAMETER;
	count = src->Length / sizeof(WCHAR);
	return dxgk_unicode_append(dest, keep, src->Buffer, count < limit ? count : limit);
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCopyString(PUNICODE_STRING DestinationString,
						NTSTRSAFE_PCWSTR pszSrc)
{
	if (!pszSrc)
		return STATUS_INVALID_PARAMETER;
	return dxgk_unicode_append(DestinationString, 0, pszSrc,
				   dxgk_lengthW(pszSrc, NTSTRSAFE_MAX_CCH));
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCopy(PUNICODE_STRING DestinationString,
					  PCUNICODE_STRING SourceString)
{
	return dxgk_unicode_append_string(DestinationString, 0, SourceString,
					  NTSTRSAFE_MAX_CCH);
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCchCopyStringN(PUNICODE_STRING DestinationString,
						    NTSTRSAFE_PCWSTR pszSrc, SIZE_T cchToCopy)
{
	if (!pszSrc)
		return STATUS_INVALID_PARAMETER;
	return dxgk_unicode_append(DestinationString, 0, pszSrc,
				   dxgk_lengthW(pszSrc, cchToCopy));
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCbCopyStringN(PUNICODE_STRING DestinationString,
						   NTSTRSAFE_PCWSTR pszSrc, SIZE_T cbToCopy)
{
	return RtlUnicodeStringCchCopyStringN(DestinationString, pszSrc,
					      cbToCopy / sizeof(WCHAR));
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCchCopyN(PUNICODE_STRING DestinationString,
					      PCUNICODE_STRING SourceString, SIZE_T cchToCopy)
{
	return dxgk_unicode_append_string(DestinationString, 0, SourceString, cchToCopy);
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCbCopyN(PUNICODE_STRING DestinationString,
					     PCUNICODE_STRING SourceString, SIZE_T cbToCopy)
{
	return RtlUnicodeStringCchCopyN(DestinationString, SourceString,
					cbToCopy / sizeof(WCHAR));
}

DXGK_INLINE SIZE_T dxgk_unicode_length(PCUNICODE_STRING string)
{
	return string ? string->Length / sizeof(WCHAR) : 0;
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCatString(PUNICODE_STRING DestinationString,
					       NTSTRSAFE_PCWSTR pszSrc)
{
	if (!pszSrc)
		return STATUS_INVALID_PARAMETER;
	return dxgk_unicode_append(DestinationString, dxgk_unicode_length(DestinationString),
				   pszSrc, dxgk_lengthW(pszSrc, NTSTRSAFE_MAX_CCH));
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCat(PUNICODE_STRING DestinationString,
					 PCUNICODE_STRING SourceString)
{
	return dxgk_unicode_append_string(DestinationString,
					  dxgk_unicode_length(DestinationString), SourceString,
					  NTSTRSAFE_MAX_CCH);
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCchCatStringN(PUNICODE_STRING DestinationString,
						   NTSTRSAFE_PCWSTR pszSrc, SIZE_T cchToAppend)
{
	if (!pszSrc)
		return STATUS_INVALID_PARAMETER;
	return dxgk_unicode_append(DestinationString, dxgk_unicode_length(DestinationString),
				   pszSrc, dxgk_lengthW(pszSrc, cchToAppend));
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCbCatStringN(PUNICODE_STRING DestinationString,
						  NTSTRSAFE_PCWSTR pszSrc, SIZE_T cbToAppend)
{
	return RtlUnicodeStringCchCatStringN(DestinationString, pszSrc,
					     cbToAppend / sizeof(WCHAR));
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCchCatN(PUNICODE_STRING DestinationString,
					     PCUNICODE_STRING SourceString, SIZE_T cchToAppend)
{
	return dxgk_unicode_append_string(DestinationString,
					  dxgk_unicode_length(DestinationString), SourceString,
					  cchToAppend);
}

DXGK_INLINE NTSTATUS RtlUnicodeStringCbCatN(PUNICODE_STRING DestinationString,
					    PCUNICODE_STRING SourceString, SIZE_T cbToAppend)
{
	return RtlUnicodeStringCchCatN(DestinationString, SourceString,
				       cbToAppend / sizeof(WCHAR));
}

DXGK_INLINE NTSTATUS RtlStringCchCopyUnicodeString(NTSTRSAFE_PWSTR pszDest, SIZE_T cchDest,
						   PCUNICODE_STRING SourceString)
{
	if (!SourceString || !NT_SUCCESS(RtlUnicodeStringValidate(SourceString)))
		return STATUS_INVALID_PARAMETER;
	if (!SourceString->Buffer)
		return dxgk_copyW(pszDest, cchDest, NULL, 0, NULL, NULL, 1,
				  STRSAFE_IGNORE_NULLS);
	return RtlStringCchCopyNW(pszDest, cchDest, SourceString->Buffer,
				  SourceString->Length / sizeof(WCHAR));
}

DXGK_INLINE NTSTATUS RtlStringCbCopyUnicodeString(NTSTRSAFE_PWSTR pszDest, SIZE_T cbDest,
						  PCUNICODE_STRING SourceString)
{
	return RtlStringCchCopyUnicodeString(pszDest, cbDest / sizeof(WCHAR), SourceString);
}

#ifdef DXGK_SHIM

NTSYSAPI NTSTATUS NTAPI RtlUnicodeStringVPrintf(PUNICODE_STRING DestinationString,
						NTSTRSAFE_PCWSTR pszFormat,
						DXGK_VA_LIST argList);
NTSYSAPI NTSTATUS NTAPI RtlUnicodeStringPrintf(PUNICODE_STRING DestinationString,
					       NTSTRSAFE_PCWSTR pszFormat, ...);

#else

DXGK_INLINE NTSTATUS RtlUnicodeStringVPrintf(PUNICODE_STRING DestinationString,
					     NTSTRSAFE_PCWSTR pszFormat, DXGK_VA_LIST argList)
{
	NTSTATUS status = STATUS_SUCCESS;
	SIZE_T size;
	int written;

	if (!DestinationString || !pszFormat ||
	    !NT_SUCCESS(RtlUnicodeStringValidate(DestinationString)))
		return STATUS_INVALID_PARAMETER;
	size = DestinationString->MaximumLength / sizeof(WCHAR);
	if (!size) {
		DestinationString->Length = 0;
		return *pszFormat ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
	}
	written = _vsnwprintf(DestinationString->Buffer, size, pszFormat, argList);
	if (written < 0 || (SIZE_T)written > size) {
		written = (int)size;
		status = STATUS_BUFFER_OVERFLOW;
	}
	DestinationString->Length = (USHORT)((SIZE_T)written * sizeof(WCHAR));
	return status;
}

DXGK_STATIC NTSTATUS RtlUnicodeStringPrintf(PUNICODE_STRING DestinationString,
					    NTSTRSAFE_PCWSTR pszFormat, ...)
{
	NTSTATUS status;
	DXGK_VA_LIST list;

	DXGK_VA_START(list, pszFormat);
	status = RtlUnicodeStringVPrintf(DestinationString, pszFormat, list);
	DXGK_VA_END(list);
	return status;
}

#endif /* DXGK_SHIM */

#endif /* _DXGK_NT_STRSAFE_UNICODE_H_ */
