// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* nt_status.c - statuses as Win32 errors, and small things of the run-time library. */
#include <bugcodes.h>
#include <winerror.h>

#include "nt_ke.h"
#include "verifier.h"

/* Those that a display driver may hand to something that speaks Win32. */
static const struct {
	NTSTATUS status;
	ULONG error;
} dxgk_errors[] = {
	{ STATUS_SUCCESS, 0 },				/* ERROR_SUCCESS */
	{ STATUS_PENDING, 997 },			/* ERROR_IO_PENDING */
	{ STATUS_TIMEOUT, 258 },			/* WAIT_TIMEOUT */
	{ STATUS_BUFFER_OVERFLOW, 234 },		/* ERROR_MORE_DATA */
	{ STATUS_NO_MORE_ENTRIES, 259 },		/* ERROR_NO_MORE_ITEMS */
	{ STATUS_UNSUCCESSFUL, 31 },			/* ERROR_GEN_FAILURE */
	{ STATUS_NOT_IMPLEMENTED, 1 },			/* ERROR_INVALID_FUNCTION */
	{ STATUS_INVALID_INFO_CLASS, 87 },		/* ERROR_INVALID_PARAMETER */
	{ STATUS_INFO_LENGTH_MISMATCH, 24 },		/* ERROR_BAD_LENGTH */
	{ STATUS_ACCESS_VIOLATION, 998 },		/* ERROR_NOACCESS */
	{ STATUS_INVALID_HANDLE, 6 },			/* ERROR_INVALID_HANDLE */
	{ STATUS_INVALID_PARAMETER, 87 },
	{ STATUS_NO_SUCH_DEVICE, 2 },			/* ERROR_FILE_NOT_FOUND */
	{ STATUS_INVALID_DEVICE_REQUEST, 1 },
	{ STATUS_NO_MEMORY, 8 },			/* ERROR_NOT_ENOUGH_MEMORY */
	{ STATUS_ACCESS_DENIED, 5 },			/* ERROR_ACCESS_DENIED */
	{ STATUS_BUFFER_TOO_SMALL, 122 },		/* ERROR_INSUFFICIENT_BUFFER */
	{ STATUS_OBJECT_TYPE_MISMATCH, 6 },
	{ STATUS_OBJECT_NAME_INVALID, 123 },		/* ERROR_INVALID_NAME */
	{ STATUS_OBJECT_NAME_NOT_FOUND, 2 },
	{ STATUS_OBJECT_NAME_COLLISION, 183 },		/* ERROR_ALREADY_EXISTS */
	{ STATUS_OBJECT_PATH_NOT_FOUND, 3 },		/* ERROR_PATH_NOT_FOUND */
	{ STATUS_INSUFFICIENT_RESOURCES, 1450 },	/* ERROR_NO_SYSTEM_RESOURCES */
	{ STATUS_DEVICE_NOT_READY, 21 },		/* ERROR_NOT_READY */
	{ STATUS_DEVICE_BUSY, 170 },			/* ERROR_BUSY */
	{ STATUS_IO_TIMEOUT, 121 },			/* ERROR_SEM_TIMEOUT */
	{ STATUS_NOT_SUPPORTED, 50 },			/* ERROR_NOT_SUPPORTED */
	{ STATUS_CANCELLED, 995 },			/* ERROR_OPERATION_ABORTED */
	{ STATUS_NOT_FOUND, 1168 },			/* ERROR_NOT_FOUND */
	{ STATUS_DEVICE_REMOVED, 1617 },		/* ERROR_DEVICE_REMOVED */
};

/* ERROR_MR_MID_NOT_FOUND (317) for any other; "RtlNtStatusToDosError (ntifs.h)". */
ULONG NTAPI RtlNtStatusToDosError(NTSTATUS Status)
{
	ULONG i;

	DXGK_NT_IRQL(APC_LEVEL);
	for (i = 0; i < DXGK_ARRAY_SIZE(dxgk_errors); i++)
		if (dxgk_errors[i].status == Status)
			return dxgk_errors[i].error;
	return 317;
}

/* KERNEL_SECURITY_CHECK_FAILURE, with what was found as its first parameter. */
VOID NTAPI RtlFailFast(ULONG Code)
{
	dxgk_nt_bugcheck(DXGK_NT_CALLER(), KERNEL_SECURITY_CHECK_FAILURE, Code, 0, 0, 0);
}

/* Unique while the machine runs. */
NTSTATUS NTAPI ZwAllocateLocallyUniqueId(PLUID Luid)
{
	static dxgk_u64 last = 0x10000;
	dxgk_u64 id = __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);

	DXGK_NT_IRQL(PASSIVE_LEVEL);
	Luid->LowPart = (ULONG)id;
	Luid->HighPart = (LONG)(id >> 32);
	return STATUS_SUCCESS;
}
