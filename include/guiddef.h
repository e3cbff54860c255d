/* SPDX-License-Identifier: MIT */
/*
 * GUID, and DEFINE_GUID in its two states: a declaration, or, once initguid.h
 * was included, a definition that merges with those of other units.
 */
#ifndef _DXGK_GUID_TYPE_
#define _DXGK_GUID_TYPE_

#include "dxgk/abi.h"

#ifndef GUID_DEFINED
#define GUID_DEFINED
typedef struct _GUID {
#ifdef DXGK_LP64
	unsigned int Data1;
#else
	unsigned long Data1;
#endif
	unsigned short Data2;
	unsigned short Data3;
	unsigned char Data4[8];
} GUID;
#endif

typedef GUID *LPGUID;
typedef const GUID *LPCGUID;
typedef GUID IID;
typedef IID *LPIID;
typedef GUID CLSID;
typedef CLSID *LPCLSID;
typedef GUID FMTID;
typedef FMTID *LPFMTID;

#ifdef __cplusplus
#define REFGUID const GUID &
#define REFIID const IID &
#define REFCLSID const CLSID &
#define REFFMTID const FMTID &
#else
#define REFGUID const GUID *
#define REFIID const IID *
#define REFCLSID const CLSID *
#define REFFMTID const FMTID *
#endif

DXGK_INLINE int dxgk_guid_equal(const GUID *left, const GUID *right)
{
	const unsigned char *l = (const unsigned char *)left;
	const unsigned char *r = (const unsigned char *)right;
	unsigned int i;

	for (i = 0; i < sizeof(*left); i++)
		if (l[i] != r[i])
			return 0;
	return 1;
}

#ifdef __cplusplus
DXGK_INLINE int InlineIsEqualGUID(REFGUID left, REFGUID right)
{
	return dxgk_guid_equal(&left, &right);
}

DXGK_INLINE int IsEqualGUID(REFGUID left, REFGUID right)
{
	return dxgk_guid_equal(&left, &right);
}

#ifndef _SYS_GUID_OPERATOR_EQ_
#define _SYS_GUID_OPERATOR_EQ_
extern "C++" {
DXGK_INLINE bool operator==(REFGUID left, REFGUID right)
{
	return dxgk_guid_equal(&left, &right) != 0;
}

DXGK_INLINE bool operator!=(REFGUID left, REFGUID right)
{
	return !dxgk_guid_equal(&left, &right);
}
}
#endif
#else
#define IsEqualGUID(left, right) dxgk_guid_equal(left, right)
#define InlineIsEqualGUID(left, right) dxgk_guid_equal(left, right)
#endif
#define IsEqualIID(left, right) IsEqualGUID(left, right)
#define IsEqualCLSID(left, right) IsEqualGUID(left, right)

#endif /* _DXGK_GUID_TYPE_ */

/* Outside the guard: initguid.h may come after the first inclusion. */
#undef DEFINE_GUID
#ifdef INITGUID
#ifdef __cplusplus
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
	extern "C" const GUID DECLSPEC_SELECTANY name = \
		{ l, w1, w2, { b1, b2, b3, b4, b5, b6, b7, b8 } }
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
	const GUID DECLSPEC_SELECTANY name = \
		{ l, w1, w2, { b1, b2, b3, b4, b5, b6, b7, b8 } }
#endif
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
	DXGK_EXTERN_C const GUID name
#endif
#undef DEFINE_OLEGUID
#define DEFINE_OLEGUID(name, l, w1, w2) \
	DEFINE_GUID(name, l, w1, w2, 0xC0, 0, 0, 0, 0, 0, 0, 0x46)

#ifndef _DXGK_GUID_NULL_
#define _DXGK_GUID_NULL_
DEFINE_GUID(GUID_NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
#endif
