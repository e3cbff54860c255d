/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/* user.h - what the program nttest_bind has in its memory, and where. */
#ifndef TESTS_NT_USER_H
#define TESTS_NT_USER_H

#define NT_USER_BASE	 0x10000000
#define NT_USER_SIZE	 0x20000	/* nothing is behind it */
#define NT_USER_READONLY 0x1f000	/* its last page */
#define NT_USER_ANSWER	 0x10000	/* the miniport writes "done" */
/* What is at an offset below that. */
#define NT_USER_BYTE(offset) ((unsigned char)((offset) * 7 + ((offset) >> 8)))

#endif /* TESTS_NT_USER_H */
