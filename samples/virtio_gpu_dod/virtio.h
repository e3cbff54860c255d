/* SPDX-License-Identifier: MIT */
/*
 * What the driver and the device say to each other: Virtual I/O Device (VIRTIO)
 * Version 1.2, "Virtio Over PCI Bus", "Split Virtqueues" and "GPU Device".
 * All fields are little-endian.
 */
#ifndef VIRTIO_H
#define VIRTIO_H

/* ------------------------------------------------------- capabilities in PCI */

#define VIRTIO_PCI_CAP_COMMON 1
#define VIRTIO_PCI_CAP_NOTIFY 2
#define VIRTIO_PCI_CAP_ISR 3
#define VIRTIO_PCI_CAP_DEVICE 4

typedef struct _VIRTIO_PCI_CAP {
	UCHAR Vendor; /* PCI_CAPABILITY_ID_VENDOR_SPECIFIC */
	UCHAR Next;
	UCHAR Length;
	UCHAR Type; /* VIRTIO_PCI_CAP_... */
	UCHAR Bar;
	UCHAR Id;
	UCHAR Padding[2];
	ULONG Offset; /* in the BAR */
	ULONG Size;
	ULONG NotifyMultiplier; /* of the one for notifications alone */
} VIRTIO_PCI_CAP;

typedef struct _VIRTIO_COMMON {
	ULONG DeviceFeatureSelect;
	ULONG DeviceFeature;
	ULONG DriverFeatureSelect;
	ULONG DriverFeature;
	USHORT ConfigVector;
	USHORT NumQueues;
	UCHAR Status;
	UCHAR ConfigGeneration;
	USHORT QueueSelect;
	USHORT QueueSize;
	USHORT QueueVector;
	USHORT QueueEnable;
	USHORT QueueNotifyOffset;
	ULONG QueueDesc[2];
	ULONG QueueDriver[2];
	ULONG QueueDevice[2];
} VIRTIO_COMMON;

C_ASSERT(sizeof(VIRTIO_COMMON) == 56);

#define VIRTIO_STATUS_ACKNOWLEDGE 0x01
#define VIRTIO_STATUS_DRIVER 0x02
#define VIRTIO_STATUS_DRIVER_OK 0x04
#define VIRTIO_STATUS_FEATURES_OK 0x08

#define VIRTIO_FEATURE_VERSION_1 32
#define VIRTIO_FEATURE_GPU_EDID 1

#define VIRTIO_NO_VECTOR 0xffff

#define VIRTIO_ISR_QUEUE 0x1
#define VIRTIO_ISR_CONFIG 0x2

/* ------------------------------------------------------------------- queues */

typedef struct _VRING_DESC {
	ULONGLONG Address;
	ULONG Length;
	USHORT Flags;
	USHORT Next;
} VRING_DESC;

#define VRING_DESC_NEXT 1
#define VRING_DESC_WRITE 2 /* the device writes */

typedef struct _VRING_AVAIL {
	USHORT Flags;
	USHORT Index;
	USHORT Ring[1];
} VRING_AVAIL;

typedef struct _VRING_USED_ELEMENT {
	ULONG Id;
	ULONG Length;
} VRING_USED_ELEMENT;

typedef struct _VRING_USED {
	USHORT Flags;
	USHORT Index;
	VRING_USED_ELEMENT Ring[1];
} VRING_USED;

/* ---------------------------------------------------------------------- GPU */

typedef struct _VIRTIO_GPU_CONFIG {
	ULONG EventsRead;
	ULONG EventsClear;
	ULONG NumScanouts;
	ULONG NumCapsets;
} VIRTIO_GPU_CONFIG;

#define VIRTIO_GPU_EVENT_DISPLAY 0x1

#define VIRTIO_GPU_GET_DISPLAY_INFO 0x0100
#define VIRTIO_GPU_RESOURCE_CREATE_2D 0x0101
#define VIRTIO_GPU_RESOURCE_UNREF 0x0102
#define VIRTIO_GPU_SET_SCANOUT 0x0103
#define VIRTIO_GPU_RESOURCE_FLUSH 0x0104
#define VIRTIO_GPU_TRANSFER_TO_HOST_2D 0x0105
#define VIRTIO_GPU_ATTACH_BACKING 0x0106
#define VIRTIO_GPU_DETACH_BACKING 0x0107
#define VIRTIO_GPU_GET_EDID 0x010a
#define VIRTIO_GPU_UPDATE_CURSOR 0x0300
#define VIRTIO_GPU_MOVE_CURSOR 0x0301

#define VIRTIO_GPU_OK_NODATA 0x1100
#define VIRTIO_GPU_OK_DISPLAY_INFO 0x1101
#define VIRTIO_GPU_OK_EDID 0x1104

#define VIRTIO_GPU_FORMAT_B8G8R8A8 1
#define VIRTIO_GPU_FORMAT_B8G8R8X8 2

typedef struct _GPU_HEADER {
	ULONG Type;
	ULONG Flags;
	ULONGLONG Fence;
	ULONG Context;
	ULONG Padding;
} GPU_HEADER;

typedef struct _GPU_RECT {
	ULONG X, Y, Width, Height;
} GPU_RECT;

typedef struct _GPU_DISPLAY_INFO {
	GPU_HEADER Header;
	struct {
		GPU_RECT Rect;
		ULONG Enabled;
		ULONG Flags;
	} Mode[16];
} GPU_DISPLAY_INFO;

typedef struct _GPU_GET_EDID {
	GPU_HEADER Header;
	ULONG Scanout;
	ULONG Padding;
} GPU_GET_EDID;

typedef struct _GPU_EDID {
	GPU_HEADER Header;
	ULONG Size;
	ULONG Padding;
	UCHAR Edid[1024];
} GPU_EDID;

typedef struct _GPU_CREATE_2D {
	GPU_HEADER Header;
	ULONG Resource;
	ULONG Format;
	ULONG Width;
	ULONG Height;
} GPU_CREATE_2D;

typedef struct _GPU_RESOURCE {
	GPU_HEADER Header;
	ULONG Resource;
	ULONG Padding;
} GPU_RESOURCE;

typedef struct _GPU_SET_SCANOUT {
	GPU_HEADER Header;
	GPU_RECT Rect;
	ULONG Scanout;
	ULONG Resource;
} GPU_SET_SCANOUT;

typedef struct _GPU_FLUSH {
	GPU_HEADER Header;
	GPU_RECT Rect;
	ULONG Resource;
	ULONG Padding;
} GPU_FLUSH;

typedef struct _GPU_TRANSFER {
	GPU_HEADER Header;
	GPU_RECT Rect;
	ULONGLONG Offset;
	ULONG Resource;
	ULONG Padding;
} GPU_TRANSFER;

typedef struct _GPU_MEMORY_ENTRY {
	ULONGLONG Address;
	ULONG Length;
	ULONG Padding;
} GPU_MEMORY_ENTRY;

/* The entries follow. */
typedef struct _GPU_ATTACH_BACKING {
	GPU_HEADER Header;
	ULONG Resource;
	ULONG Entries;
} GPU_ATTACH_BACKING;

typedef struct _GPU_CURSOR {
	GPU_HEADER Header;
	ULONG Scanout;
	ULONG X;
	ULONG Y;
	ULONG Padding;
	ULONG Resource;
	ULONG HotX;
	ULONG HotY;
	ULONG Padding2;
} GPU_CURSOR;

C_ASSERT(sizeof(GPU_HEADER) == 24);
C_ASSERT(sizeof(GPU_CURSOR) == 56);

#endif /* VIRTIO_H */
