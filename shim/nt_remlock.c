// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* nt_remlock.c - remove locks: who still uses a device that is going away. */
#include "nt_ke.h"

/* One count for the device being there, one for each acquisition. */
VOID NTAPI IoInitializeRemoveLockEx(PIO_REMOVE_LOCK Lock, ULONG AllocateTag,
				    ULONG MaxLockedMinutes, ULONG HighWatermark,
				    ULONG RemlockSize)
{
	Lock->Common.Removed = FALSE;
	Lock->Common.IoCount = 1;
	KeInitializeEvent(&Lock->Common.RemoveEvent, SynchronizationEvent, FALSE);
}

/**
 * IoAcquireRemoveLockEx() - IoAcquireRemoveLock(): the device must stay for a while
 * @RemoveLock: the device's
 * @Tag: for a checked build
 *
 * IRQL: up to DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_DELETE_PENDING once IoReleaseRemoveLockAndWait()
 * was called.
 *
 * Follows "IoAcquireRemoveLock macro (wdm.h)".
 */
NTSTATUS NTAPI IoAcquireRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, PCSTR File,
				     ULONG Line, ULONG RemlockSize)
{
	__atomic_add_fetch(&RemoveLock->Common.IoCount, 1, __ATOMIC_SEQ_CST);
	if (!__atomic_load_n(&RemoveLock->Common.Removed, __ATOMIC_SEQ_CST))
		return STATUS_SUCCESS;
	if (!__atomic_sub_fetch(&RemoveLock->Common.IoCount, 1, __ATOMIC_SEQ_CST))
		KeSetEvent(&RemoveLock->Common.RemoveEvent, 0, FALSE);
	return STATUS_DELETE_PENDING;
}

VOID NTAPI IoReleaseRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, ULONG RemlockSize)
{
	if (!__atomic_sub_fetch(&RemoveLock->Common.IoCount, 1, __ATOMIC_SEQ_CST))
		KeSetEvent(&RemoveLock->Common.RemoveEvent, 0, FALSE);
}

/* Gives back the caller's own and the device's, and waits for all others. */
VOID NTAPI IoReleaseRemoveLockAndWaitEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, ULONG RemlockSize)
{
	__atomic_store_n(&RemoveLock->Common.Removed, TRUE, __ATOMIC_SEQ_CST);
	if (__atomic_sub_fetch(&RemoveLock->Common.IoCount, 2, __ATOMIC_SEQ_CST) > 0)
		dxgk_wait_one(&RemoveLock->Common.RemoveEvent, KernelMode, NULL,
			      DXGK_NT_CALLER());
}
