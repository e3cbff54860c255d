// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * nt_etw.c - event tracing providers.  No session ever enables one: a provider
 * is told so when it asks, and what it writes all the same goes nowhere, as on a
 * Windows that nobody traces.
 */
#include <evntprov.h>

#include "nt.h"
#include "verifier.h"

#define DXGK_PROVIDERS 256

/* Handle @i + 1 is given out. */
static bool dxgk_etw_provider[DXGK_PROVIDERS];

static bool dxgk_etw_known(REGHANDLE handle)
{
	return handle && handle <= DXGK_PROVIDERS &&
	       __atomic_load_n(&dxgk_etw_provider[handle - 1], __ATOMIC_ACQUIRE);
}

/**
 * EtwRegister() - register a provider of events
 * @ProviderId: its GUID
 * @EnableCallback: not called, since nothing enables it
 * @CallbackContext: for that
 * @RegHandle: for the other functions
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER; STATUS_INSUFFICIENT_RESOURCES.
 *
 * Follows "EtwRegister function (wdm.h)".
 */
NTSTATUS NTAPI EtwRegister(LPCGUID ProviderId, PETWENABLECALLBACK EnableCallback,
			   PVOID CallbackContext, PREGHANDLE RegHandle)
{
	ULONG i;

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (!ProviderId || !RegHandle)
		return STATUS_INVALID_PARAMETER;
	for (i = 0; i < DXGK_PROVIDERS; i++) {
		bool used = false;

		if (__atomic_compare_exchange_n(&dxgk_etw_provider[i], &used, true, false,
						__ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
			*RegHandle = i + 1;
			return STATUS_SUCCESS;
		}
	}
	return STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS NTAPI EtwUnregister(REGHANDLE RegHandle)
{
	DXGK_NT_IRQL(PASSIVE_LEVEL);
	if (!dxgk_etw_known(RegHandle))
		return STATUS_INVALID_HANDLE;
	__atomic_store_n(&dxgk_etw_provider[RegHandle - 1], false, __ATOMIC_RELEASE);
	return STATUS_SUCCESS;
}

BOOLEAN NTAPI EtwEventEnabled(REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor)
{
	return FALSE;
}

BOOLEAN NTAPI EtwProviderEnabled(REGHANDLE RegHandle, UCHAR Level, ULONGLONG Keyword)
{
	return FALSE;
}

NTSTATUS NTAPI EtwWrite(REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor,
			LPCGUID ActivityId, ULONG UserDataCount, PEVENT_DATA_DESCRIPTOR UserData)
{
	return dxgk_etw_known(RegHandle) ? STATUS_SUCCESS : STATUS_INVALID_HANDLE;
}

NTSTATUS NTAPI EtwWriteTransfer(REGHANDLE RegHandle, PCEVENT_DESCRIPTOR EventDescriptor,
				LPCGUID ActivityId, LPCGUID RelatedActivityId,
				ULONG UserDataCount, PEVENT_DATA_DESCRIPTOR UserData)
{
	return dxgk_etw_known(RegHandle) ? STATUS_SUCCESS : STATUS_INVALID_HANDLE;
}

NTSTATUS NTAPI EtwWriteString(REGHANDLE RegHandle, UCHAR Level, ULONGLONG Keyword,
			      LPCGUID ActivityId, PCWSTR String)
{
	return dxgk_etw_known(RegHandle) ? STATUS_SUCCESS : STATUS_INVALID_HANDLE;
}

/* Activities are of use to sessions alone. */
NTSTATUS NTAPI EtwActivityIdControl(ULONG ControlCode, LPGUID ActivityId)
{
	dxgk_nt_missing(DXGK_NT_CALLER(), "EtwActivityIdControl");
	return STATUS_NOT_SUPPORTED;
}
