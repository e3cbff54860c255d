/* SPDX-License-Identifier: MIT */
/* What dispmprt.h still has of the video port: emulator access. */
#ifndef _DXGK_DDI_LEGACY_H_
#define _DXGK_DDI_LEGACY_H_

#include "base.h"

DXGK_EXTERN_C_BEGIN

typedef enum _EMULATOR_PORT_ACCESS_TYPE {
	Uchar = 0,
	Ushort = 1,
	Ulong = 2,
} EMULATOR_PORT_ACCESS_TYPE, *PEMULATOR_PORT_ACCESS_TYPE;

typedef struct _EMULATOR_ACCESS_ENTRY {
	ULONG BasePort;
	ULONG NumConsecutivePorts;
	EMULATOR_PORT_ACCESS_TYPE AccessType;
	UCHAR AccessMode;
	BOOLEAN StringSupport;
	PVOID Routine;
} EMULATOR_ACCESS_ENTRY, *PEMULATOR_ACCESS_ENTRY;

typedef void (NTAPI *PBANKED_SECTION_ROUTINE)(ULONG ReadBank, ULONG WriteBank,
	PVOID Context);

DXGK_EXTERN_C_END

#endif /* _DXGK_DDI_LEGACY_H_ */
