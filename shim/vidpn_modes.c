// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * vidpn_modes.c - the functions of DXGK_VIDPNSOURCEMODESET_INTERFACE and
 * DXGK_VIDPNTARGETMODESET_INTERFACE, which differ in types only.
 *
 * All of this is PASSIVE_LEVEL; see the DXGKDDI_VIDPNSOURCEMODESET_* and
 * DXGKDDI_VIDPNTARGETMODESET_* pages.
 */
#include "vidpn.h"

#define DXGK_MODE_FUNCTIONS(name, kind, HSET, MODE, ID)					\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_##name##_count(const HSET set, SIZE_T * const count)				\
{											\
	return dxgk_vset_count(kind, set, count);					\
}											\
											\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_##name##_first(const HSET set, const MODE **mode)				\
{											\
	return dxgk_vset_first(kind, set, (const void **)mode);				\
}											\
											\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_##name##_next(const HSET set, const MODE * const current_mode,			\
		       const MODE **mode)						\
{											\
	return dxgk_vset_next(kind, set, current_mode, (const void **)mode);		\
}											\
											\
/* Nothing pinned is plain STATUS_SUCCESS with NULL, as the page says. */		\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_##name##_pinned(const HSET set, const MODE **mode)				\
{											\
	return dxgk_vset_pinned(kind, set, STATUS_SUCCESS, (const void **)mode);	\
}											\
											\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_##name##_release(const HSET set, const MODE * const mode)			\
{											\
	return dxgk_vset_release(kind, set, mode);					\
}											\
											\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_##name##_new(const HSET set, MODE **mode)					\
{											\
	return dxgk_vset_new(kind, set, (void **)mode);					\
}											\
											\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_##name##_add(HSET set, MODE * const mode)					\
{											\
	return dxgk_vset_add(kind, set, mode);						\
}											\
											\
static NTSTATUS NTAPI DXGK_EXPORTED							\
dxgk_pfn_##name##_pin(HSET set, const ID id)						\
{											\
	return dxgk_vset_pin(kind, set, id);						\
}

#define DXGK_MODE_TABLE(name)								\
{											\
	.pfnGetNumModes = dxgk_pfn_##name##_count,					\
	.pfnAcquireFirstModeInfo = dxgk_pfn_##name##_first,				\
	.pfnAcquireNextModeInfo = dxgk_pfn_##name##_next,				\
	.pfnAcquirePinnedModeInfo = dxgk_pfn_##name##_pinned,				\
	.pfnReleaseModeInfo = dxgk_pfn_##name##_release,				\
	.pfnCreateNewModeInfo = dxgk_pfn_##name##_new,					\
	.pfnAddMode = dxgk_pfn_##name##_add,						\
	.pfnPinMode = dxgk_pfn_##name##_pin,						\
}

DXGK_MODE_FUNCTIONS(source, DXGK_V_SOURCE_MODES, D3DKMDT_HVIDPNSOURCEMODESET,
		    D3DKMDT_VIDPN_SOURCE_MODE, D3DKMDT_VIDEO_PRESENT_SOURCE_MODE_ID)
DXGK_MODE_FUNCTIONS(target, DXGK_V_TARGET_MODES, D3DKMDT_HVIDPNTARGETMODESET,
		    D3DKMDT_VIDPN_TARGET_MODE, D3DKMDT_VIDEO_PRESENT_TARGET_MODE_ID)

const DXGK_VIDPNSOURCEMODESET_INTERFACE dxgk_vidpn_source_interface = DXGK_MODE_TABLE(source);
const DXGK_VIDPNTARGETMODESET_INTERFACE dxgk_vidpn_target_interface = DXGK_MODE_TABLE(target);
