/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
#ifndef DXGKREF_H
#define DXGKREF_H

#include <linux/ioctl.h>

#define DXGKREF_CALL	_IOWR('B', 1, struct bench_call)

#endif /* DXGKREF_H */
