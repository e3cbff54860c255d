/* SPDX-License-Identifier: MIT */
/* Error numbers of the bounded functions. */
#ifndef _DXGK_CRT_ERRNO_H_
#define _DXGK_CRT_ERRNO_H_

#define EPERM 1
#define ENOENT 2
#define ENOMEM 12
#define EINVAL 22
#define ERANGE 34
#define STRUNCATE 80

#endif /* _DXGK_CRT_ERRNO_H_ */
