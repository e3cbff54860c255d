/* SPDX-License-Identifier: MIT */
/*
 * The private protocol of the sample's DxgkDdiEscape, for the driver and for
 * programs alike: this header includes nothing.
 *
 * One request is one buffer: a header, then what the command says.  All fields
 * are little-endian and naturally aligned, there is no pointer in them, and the
 * structures have the same layout for 32-bit and 64-bit programs.
 *
 * The caller fills in the whole header, zeroes what it does not set, and passes
 * exactly Header.Size bytes.  Fields marked [out] are written on success, and
 * only then.  The request fails with
 *   STATUS_INVALID_PARAMETER      wrong magic, unknown command, a reserved field
 *                                 that is not zero, an address that was not
 *                                 returned by MAP_FRAMEBUFFER
 *   STATUS_REVISION_MISMATCH      another version of the protocol
 *   STATUS_INVALID_BUFFER_SIZE    the buffer, or Header.Size, is not exactly the
 *                                 size of the command's structure
 *   STATUS_DEVICE_NOT_READY       the adapter is stopped or powered down
 * or with what the port driver says about the mapping.
 */
#ifndef BOCHS_ESCAPE_H
#define BOCHS_ESCAPE_H

typedef unsigned int BOCHS_U32;
typedef unsigned long long BOCHS_U64;

#define BOCHS_ESCAPE_MAGIC 0x53484342U /* "BCHS" in memory */
#define BOCHS_ESCAPE_VERSION 1U

#define BOCHS_ESCAPE_GET_INFO 1U
#define BOCHS_ESCAPE_MAP_FRAMEBUFFER 2U
#define BOCHS_ESCAPE_UNMAP_FRAMEBUFFER 3U

typedef struct _BOCHS_ESCAPE_HEADER {
	BOCHS_U32 Magic;   /* [in] BOCHS_ESCAPE_MAGIC */
	BOCHS_U32 Version; /* [in] BOCHS_ESCAPE_VERSION */
	BOCHS_U32 Command; /* [in] BOCHS_ESCAPE_... */
	BOCHS_U32 Size;	   /* [in] bytes, this header included */
} BOCHS_ESCAPE_HEADER;

/*
 * The mode on the screen: pixels, bytes from one line to the next, and 32 bits
 * per pixel, blue in the lowest byte.  All zero as long as no mode was set.
 */
typedef struct _BOCHS_ESCAPE_MODE {
	BOCHS_U32 Width;
	BOCHS_U32 Height;
	BOCHS_U32 Pitch;
	BOCHS_U32 BytesPerPixel;
} BOCHS_ESCAPE_MODE;

/* GET_INFO: what the driver found and what is on the screen. */
#define BOCHS_INFO_REGISTERS 0x1U /* the register BAR is mapped */
#define BOCHS_INFO_PORTS 0x2U	  /* the DISPI ports are mapped */
#define BOCHS_INFO_EDID 0x4U	  /* the monitor has an EDID */
#define BOCHS_INFO_VISIBLE 0x8U	  /* the screen is not blanked */

typedef struct _BOCHS_ESCAPE_GET_INFO_DATA {
	BOCHS_ESCAPE_HEADER Header;
	BOCHS_ESCAPE_MODE Mode; /* [out] */
	BOCHS_U64 VideoMemory;	/* [out] bytes of video memory */
	BOCHS_U32 Flags;	/* [out] BOCHS_INFO_... */
	BOCHS_U32 DispiId;	/* [out] 0xb0c0 to 0xb0c5 */
} BOCHS_ESCAPE_GET_INFO_DATA;

/*
 * MAP_FRAMEBUFFER: maps all video memory, write-combined, into the calling
 * process; the screen begins at its first byte.  The mapping belongs to this
 * process alone.  It goes with UNMAP_FRAMEBUFFER, with the process, or when the
 * adapter is stopped; from then on the memory must not be touched any more.
 */
typedef struct _BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA {
	BOCHS_ESCAPE_HEADER Header;
	BOCHS_ESCAPE_MODE Mode; /* [out] */
	BOCHS_U64 Address;	/* [out] in the calling process */
	BOCHS_U64 Length;	/* [out] bytes that may be accessed */
} BOCHS_ESCAPE_MAP_FRAMEBUFFER_DATA;

/* UNMAP_FRAMEBUFFER: takes an address back, in the process that mapped it. */
typedef struct _BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA {
	BOCHS_ESCAPE_HEADER Header;
	BOCHS_U64 Address;  /* [in] as MAP_FRAMEBUFFER returned it */
	BOCHS_U64 Reserved; /* [in] zero */
} BOCHS_ESCAPE_UNMAP_FRAMEBUFFER_DATA;

#endif /* BOCHS_ESCAPE_H */
