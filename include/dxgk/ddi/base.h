/* SPDX-License-Identifier: MIT */
/* What every part of the display headers builds on. */
#ifndef _DXGK_DDI_BASE_H_
#define _DXGK_DDI_BASE_H_

#include "../../ntddk.h"
#include "../../windef.h"
#include "../../guiddef.h"
#include "../../acpiioct.h"
#include "../../ntddvdeo.h"
#include "../nt/vport.h"
#include "version.h"

/* Microsoft's layout of bit fields, where a record mixes the types of them. */
#define DXGK_MS_STRUCT __attribute__((ms_struct))

/* gcc warns of a bit field that an enumerator does not fit into. */
#if defined(__GNUC__) && !defined(__clang__)
#define DXGK_ENUM_BITS(type) UINT
#else
#define DXGK_ENUM_BITS(type) type
#endif

/*
 * The array at the end of a record that is really as long as the record's
 * length says. sizeof counts one element, as on Windows; the shim's compilers,
 * which check bounds, are told that there may be more.
 */
#if defined(DXGK_LP64) && !defined(__cplusplus)
#define DXGK_TAIL(type, name) \
	union { \
		type name##First[1]; \
		struct { \
			struct { \
			} name##None; \
			type name[]; \
		}; \
	}
#else
#define DXGK_TAIL(type, name) type name[1]
#endif

#endif /* _DXGK_DDI_BASE_H_ */
