/* SPDX-License-Identifier: MIT */
/*
 * One display-only miniport for virtio-gpu: every source begins with this.
 */
#ifndef PRECOMP_H
#define PRECOMP_H

extern "C" {
#include <ntddk.h>
#include <dispmprt.h>
#include <d3dkmddi.h>
#include <d3dkmthk.h>
#include <ntstrsafe.h>
}

#define LogError(Format, ...)                                                              \
	DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_ERROR_LEVEL, "virtio_gpu_dod: " Format "\n", \
		   ##__VA_ARGS__)
#define LogInfo(Format, ...)                                                              \
	DbgPrintEx(DPFLTR_IHVVIDEO_ID, DPFLTR_INFO_LEVEL, "virtio_gpu_dod: " Format "\n", \
		   ##__VA_ARGS__)

/* Zeroed, and NULL when there is no memory. */
void *__cdecl operator new(size_t Size, POOL_TYPE PoolType);
void __cdecl operator delete(void *Memory);
void __cdecl operator delete(void *Memory, size_t Size);

#include "virtio.h"
#include "queue.h"
#include "gpu.h"

#endif /* PRECOMP_H */
