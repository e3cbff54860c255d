/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/* os_nt.h - the files below the NT runtime among themselves. */
#ifndef DXGL_OS_NT_H
#define DXGL_OS_NT_H

#include <linux/workqueue.h>

/*
 * For what an atomic caller leaves to be done; made and drained by
 * dxgk_os_deferred_start() and _stop(), os_nt_sched.c.
 */
extern struct workqueue_struct *dxgl_nt_wq;

#endif /* DXGL_OS_NT_H */
