/* SPDX-License-Identifier: MIT */
/*
 * What the DRM node of a dxgk device takes besides DRM's own ioctls.  The
 * driver's name, for drmOpen() and drmGetVersion(), is "dxgk".
 */
#ifndef DXGK_DRM_H
#define DXGK_DRM_H

#if defined(__KERNEL__)
#include <drm/drm.h>
#else
#include "drm.h"	/* libdrm's, by `pkg-config --cflags libdrm` */
#endif

#if defined(__cplusplus)
extern "C" {
#endif

#define DXGK_DRM_NAME	"dxgk"
#define DXGK_DRM_MAJOR	1
#define DXGK_DRM_MINOR	0

#define DRM_DXGK_ESCAPE	0x00

/* Bytes of private data that one escape can carry. */
#define DXGK_ESCAPE_MAX_SIZE	0x10000

/*
 * The HardwareAccess flag of D3DKMT_ESCAPEFLAGS: the miniport runs alone while
 * it handles the escape, as it does while a mode is set.
 */
#define DXGK_ESCAPE_HARDWARE_ACCESS	(1u << 0)

/**
 * struct drm_dxgk_escape - DRM_IOCTL_DXGK_ESCAPE, a call of DxgkDdiEscape
 *
 * The private data is copied in, the miniport's DxgkDdiEscape runs on the copy
 * in the calling process (what it maps, it maps there), and the whole of it is
 * copied out again, whatever the miniport returned.  What is in it is between
 * the program and the miniport; pointers in it are for 64 bits and mean
 * nothing to dxgk.
 *
 * For the DRM master and authenticated clients of the primary node only.
 *
 * The ioctl returns 0 when the miniport was asked: its answer is in @status.
 * Otherwise, with nothing done:
 *
 *  - EACCES: not an authenticated client;
 *  - EINVAL: unknown flags, @pad not zero, or @size too large;
 *  - EFAULT: the private data cannot be read;
 *  - ENOMEM: no memory for the copy;
 *  - ENODEV: the device is gone, or the driver is unbound from it.
 *
 * EFAULT is also returned when the private data cannot be written back; then
 * the escape did run.
 */
struct drm_dxgk_escape {
	/** @data_ptr: user address of the private data; 0 when @size is 0 */
	__u64 data_ptr;
	/** @size: its size in bytes, up to DXGK_ESCAPE_MAX_SIZE */
	__u32 size;
	/** @flags: DXGK_ESCAPE_* */
	__u32 flags;
	/** @status: the NTSTATUS that came back; out only */
	__s32 status;
	/** @pad: must be 0 */
	__u32 pad;
};

#define DRM_IOCTL_DXGK_ESCAPE \
	DRM_IOWR(DRM_COMMAND_BASE + DRM_DXGK_ESCAPE, struct drm_dxgk_escape)

#if defined(__cplusplus)
}
#endif

#endif /* DXGK_DRM_H */
