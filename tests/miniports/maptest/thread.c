/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * Work in system threads, waited for.
 */
#include "maptest.h"

#ifdef MAPTEST_NO_THREADS

NTSTATUS
MaptestRunInThreads(ULONG Count, MAPTEST_WORK *Work, PVOID Context)
{
    UNREFERENCED_PARAMETER(Count);
    UNREFERENCED_PARAMETER(Work);
    UNREFERENCED_PARAMETER(Context);

    return STATUS_NOT_SUPPORTED;
}

#else

typedef struct _MAPTEST_JOB {
    MAPTEST_WORK *Work;
    PVOID Context;
} MAPTEST_JOB;

static KSTART_ROUTINE MaptestThread;

static VOID NTAPI
MaptestThread(PVOID StartContext)
{
    const MAPTEST_JOB *Job = StartContext;

    Job->Work(Job->Context);
    (VOID)PsTerminateSystemThread(STATUS_SUCCESS);
}

/* Runs the work in that many threads at once, with the same context. */
NTSTATUS
MaptestRunInThreads(ULONG Count, MAPTEST_WORK *Work, PVOID Context)
{
    MAPTEST_JOB Job = { Work, Context };
    PVOID Threads[MAPTEST_STORM_THREADS];
    NTSTATUS Status = STATUS_SUCCESS;
    HANDLE Handle;
    ULONG Started;
    ULONG i;

    if (Count > MAPTEST_STORM_THREADS) {
        return STATUS_INVALID_PARAMETER;
    }

    for (Started = 0; Started < Count; Started++) {
        Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, MaptestThread,
                                      &Job);
        if (!NT_SUCCESS(Status)) {
            break;
        }

        /* Cannot fail for a kernel-mode caller with a handle that it just got. */
        Status = ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, NULL, KernelMode,
                                           &Threads[Started], NULL);
        NT_ASSERT(NT_SUCCESS(Status));
        (VOID)ZwClose(Handle);
    }

    for (i = 0; i < Started; i++) {
        (VOID)KeWaitForSingleObject(Threads[i], Executive, KernelMode, FALSE, NULL);
        ObDereferenceObject(Threads[i]);
    }

    return Status;
}

#endif /* MAPTEST_NO_THREADS */
