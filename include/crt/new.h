/* SPDX-License-Identifier: MIT */
/* The header <new> under its old name. */
#ifndef _DXGK_CRT_NEW_H_
#define _DXGK_CRT_NEW_H_

#ifdef __cplusplus
#include "new"
#endif

#endif /* _DXGK_CRT_NEW_H_ */
