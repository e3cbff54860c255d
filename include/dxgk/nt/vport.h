/* SPDX-License-Identifier: MIT */
/*
 * The part of video.h that display miniports of today still share with the
 * video port of old. The rest of that header has enumerators with names like
 * Error and Info, so dispmprt.h takes only this.
 */
#ifndef _DXGK_NT_VPORT_H_
#define _DXGK_NT_VPORT_H_

#include "../../ntdef.h"
#include "../../windef.h"
#include "../../ntddvdeo.h"
#include "io.h"

DXGK_EXTERN_C_BEGIN

typedef LONG VP_STATUS;
typedef VP_STATUS *PVP_STATUS;

#define VIDEO_DEBUG_REPORT_MAX_SIZE 0x8000
#define VIDEO_INVALID_CHILD_ID 0xFFFFFFFF

#define VIDEO_PORT_AGP_INTERFACE_VERSION_1 1
#define VIDEO_PORT_DEBUG_REPORT_INTERFACE_VERSION_1 1
#define VIDEO_PORT_I2C_INTERFACE_VERSION_1 1
#define VIDEO_PORT_INT10_INTERFACE_VERSION_1 1
#define VIDEO_PORT_WCMEMORYPROTECTION_INTERFACE_VERSION_1 1
#define VIDEO_PORT_AGP_INTERFACE_VERSION_2 2
#define VIDEO_PORT_I2C_INTERFACE_VERSION_2 2

#define DISPLAY_ADAPTER_HW_ID 0xFFFFFFFF

typedef struct _STATUS_BLOCK {
	union {
		PVOID Pointer;
		LONG Status;
	};
	ULONGLONG Information;
} STATUS_BLOCK, *PSTATUS_BLOCK;

typedef struct _VIDEO_REQUEST_PACKET {
	ULONG IoControlCode;
	PSTATUS_BLOCK StatusBlock;
	PVOID InputBuffer;
	ULONG InputBufferLength;
	PVOID OutputBuffer;
	ULONG OutputBufferLength;
} VIDEO_REQUEST_PACKET, *PVIDEO_REQUEST_PACKET;

typedef struct _QUERY_INTERFACE {
	CONST GUID *InterfaceType;
	USHORT Size;
	USHORT Version;
	PINTERFACE Interface;
	PVOID InterfaceSpecificData;
	ULONG DeviceUid;
} QUERY_INTERFACE, *PQUERY_INTERFACE;

typedef struct _VIDEO_X86_BIOS_ARGUMENTS {
	ULONG Eax;
	ULONG Ebx;
	ULONG Ecx;
	ULONG Edx;
	ULONG Esi;
	ULONG Edi;
	ULONG Ebp;
} VIDEO_X86_BIOS_ARGUMENTS, *PVIDEO_X86_BIOS_ARGUMENTS;

typedef struct _INT10_BIOS_ARGUMENTS {
	ULONG Eax;
	ULONG Ebx;
	ULONG Ecx;
	ULONG Edx;
	ULONG Esi;
	ULONG Edi;
	ULONG Ebp;
	USHORT SegDs;
	USHORT SegEs;
} INT10_BIOS_ARGUMENTS, *PINT10_BIOS_ARGUMENTS;

typedef VOID (NTAPI *PVIDEO_WRITE_CLOCK_LINE)(PVOID HwDeviceExtension, UCHAR Data);
typedef VOID (NTAPI *PVIDEO_WRITE_DATA_LINE)(PVOID HwDeviceExtension, UCHAR Data);
typedef BOOLEAN (NTAPI *PVIDEO_READ_CLOCK_LINE)(PVOID HwDeviceExtension);
typedef BOOLEAN (NTAPI *PVIDEO_READ_DATA_LINE)(PVOID HwDeviceExtension);
typedef VOID (NTAPI *PVIDEO_WAIT_VSYNC_ACTIVE)(PVOID HwDeviceExtension);
typedef struct _I2C_CALLBACKS {
	PVIDEO_WRITE_CLOCK_LINE WriteClockLine;
	PVIDEO_WRITE_DATA_LINE WriteDataLine;
	PVIDEO_READ_CLOCK_LINE ReadClockLine;
	PVIDEO_READ_DATA_LINE ReadDataLine;
} I2C_CALLBACKS, *PI2C_CALLBACKS;

typedef struct _VIDEO_I2C_CONTROL {
	PVIDEO_WRITE_CLOCK_LINE WriteClockLine;
	PVIDEO_WRITE_DATA_LINE WriteDataLine;
	PVIDEO_READ_CLOCK_LINE ReadClockLine;
	PVIDEO_READ_DATA_LINE ReadDataLine;
	ULONG I2CDelay;
} VIDEO_I2C_CONTROL, *PVIDEO_I2C_CONTROL;

struct _VIDEO_DEBUG_REPORT;
typedef struct _VIDEO_DEBUG_REPORT VIDEO_DEBUG_REPORT, *PVIDEO_DEBUG_REPORT;
typedef struct _VIDEO_PORT_DEBUG_REPORT_INTERFACE {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PVIDEO_DEBUG_REPORT (NTAPI *DbgReportCreate)(PVOID HwDeviceExtension, ULONG ulCode,
						     ULONG_PTR ulpArg1, ULONG_PTR ulpArg2,
						     ULONG_PTR ulpArg3, ULONG_PTR ulpArg4);
	BOOLEAN (NTAPI *DbgReportSecondaryData)(PVIDEO_DEBUG_REPORT pReport, PVOID pvData,
						ULONG ulDataSize);
	VOID (NTAPI *DbgReportComplete)(PVIDEO_DEBUG_REPORT pReport);
} VIDEO_PORT_DEBUG_REPORT_INTERFACE, *PVIDEO_PORT_DEBUG_REPORT_INTERFACE;

DXGK_EXTERN_C_END

#endif /* _DXGK_NT_VPORT_H_ */
