/* SPDX-License-Identifier: MIT */
/* Events of a trace provider; the functions are the kernel's. */
#ifndef _EVNTPROV_
#define _EVNTPROV_

#include "ntdef.h"

DXGK_EXTERN_C_BEGIN

typedef ULONGLONG REGHANDLE, *PREGHANDLE;
typedef ULONG64 TRACEHANDLE, *PTRACEHANDLE;

typedef struct _EVENT_DESCRIPTOR {
	USHORT Id;
	UCHAR Version;
	UCHAR Channel;
	UCHAR Level;
	UCHAR Opcode;
	USHORT Task;
	ULONGLONG Keyword;
} EVENT_DESCRIPTOR, *PEVENT_DESCRIPTOR;
typedef const EVENT_DESCRIPTOR *PCEVENT_DESCRIPTOR;

typedef struct _EVENT_DATA_DESCRIPTOR {
	ULONGLONG Ptr;
	ULONG Size;
	union {
		ULONG Reserved;
		struct {
			UCHAR Type;
			UCHAR Reserved1;
			USHORT Reserved2;
		};
	};
} EVENT_DATA_DESCRIPTOR, *PEVENT_DATA_DESCRIPTOR;

typedef struct _EVENT_FILTER_DESCRIPTOR {
	ULONGLONG Ptr;
	ULONG Size;
	ULONG Type;
} EVENT_FILTER_DESCRIPTOR, *PEVENT_FILTER_DESCRIPTOR;

DXGK_INLINE VOID EventDataDescCreate(PEVENT_DATA_DESCRIPTOR EventDataDescriptor,
				     const VOID *DataPtr, ULONG DataSize)
{
	EventDataDescriptor->Ptr = (ULONGLONG)(ULONG_PTR)DataPtr;
	EventDataDescriptor->Size = DataSize;
	EventDataDescriptor->Reserved = 0;
}

typedef VOID NTAPI ETWENABLECALLBACK(LPCGUID SourceId, ULONG ControlCode, UCHAR Level,
				     ULONGLONG MatchAnyKeyword, ULONGLONG MatchAllKeyword,
				     PEVENT_FILTER_DESCRIPTOR FilterData,
				     PVOID CallbackContext);
typedef ETWENABLECALLBACK *PETWENABLECALLBACK;

NTSYSAPI NTSTATUS NTAPI EtwRegister(LPCGUID ProviderId, PETWENABLECALLBACK EnableCallback,
				    PVOID CallbackContext, PREGHANDLE RegHandle);
NTSYSAPI NTSTATUS NTAPI EtwUnregister(REGHANDLE RegHandle);
NTSYSAPI BOOLEAN NTAPI EtwEventEnabled(REGHANDLE RegHandle,
				       PCEVENT_DESCRIPTOR EventDescriptor);
NTSYSAPI BOOLEAN NTAPI EtwProviderEnabled(REGHANDLE RegHandle, UCHAR Level,
					  ULONGLONG Keyword);
NTSYSAPI NTSTATUS NTAPI EtwWrite(REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor,
				 LPCGUID ActivityId, ULONG UserDataCount,
				 PEVENT_DATA_DESCRIPTOR UserData);
NTSYSAPI NTSTATUS NTAPI EtwWriteTransfer(REGHANDLE RegHandle,
					 PCEVENT_DESCRIPTOR EventDescriptor,
					 LPCGUID ActivityId, LPCGUID RelatedActivityId,
					 ULONG UserDataCount,
					 PEVENT_DATA_DESCRIPTOR UserData);
NTSYSAPI NTSTATUS NTAPI EtwWriteString(REGHANDLE RegHandle, UCHAR Level, ULONGLONG Keyword,
				       LPCGUID ActivityId, PCWSTR String);
NTSYSAPI NTSTATUS NTAPI EtwActivityIdControl(ULONG ControlCode, LPGUID ActivityId);

DXGK_EXTERN_C_END

#endif /* _EVNTPROV_ */
