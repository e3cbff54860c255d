/* SPDX-License-Identifier: MIT */
/* Assertions are discarded, as ASSERT is. */
#ifndef _DXGK_CRT_ASSERT_H_
#define _DXGK_CRT_ASSERT_H_

#define assert(...) ((void)0)
#ifndef __cplusplus
#define static_assert _Static_assert
#endif

#endif /* _DXGK_CRT_ASSERT_H_ */
