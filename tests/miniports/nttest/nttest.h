/* SPDX-License-Identifier: GPL-2.0-only OR MIT */
/*
 * nttest.h - the suite of NT semantics: the same sources run on host/ as a
 * process (tests/host/nt_suite_test.c) and in the kernel as a miniport
 * (main.c here).
 *
 * A case calls NT functions as a driver would, knows nothing else of the shim,
 * and says which documented behaviour it checks.  It runs at PASSIVE_LEVEL in
 * a thread that may sleep, and leaves nothing behind.
 *
 *	NT_TEST(pool_zero, "ExAllocatePool2: memory is zeroed unless ...")
 *	{
 *		CHECK(...);
 *	}
 *
 *	NT_SUITE(pool) = {
 *		NT_CASE(pool_zero),
 *		NT_END
 *	};
 */
#ifndef TESTS_NT_NTTEST_H
#define TESTS_NT_NTTEST_H

#include <ntddk.h>

struct nt_case {
	const char *name;
	const char *cites;
	void (*run)(void);
};

#define NT_TEST(id, text)						\
	static const char nt_cites_##id[] = text;			\
	static void nt_run_##id(void)
#define NT_CASE(id)	{ #id, nt_cites_##id, nt_run_##id }
#define NT_END		{ NULL, NULL, NULL }
#define NT_SUITE(id)	const struct nt_case nt_suite_##id[]

/* All suites; nt_suites[] ends with NULL. */
extern const struct nt_case *const nt_suites[];

/* Given by the runner: the PDO of a device, and the driver's registry path. */
extern PDEVICE_OBJECT nt_pdo;
extern PUNICODE_STRING nt_registry_path;

/* Given by the runner: a check of the running case failed. */
void nt_fail(const char *file, int line, const char *what, ULONGLONG got, ULONGLONG want);

#define CHECK(cond) do {						\
	if (!(cond))							\
		nt_fail(__FILE__, __LINE__, #cond, 0, 1);		\
} while (0)
#define CHECK_EQ(a, b) do {						\
	ULONGLONG nt_a_ = (ULONGLONG)(a), nt_b_ = (ULONGLONG)(b);	\
	if (nt_a_ != nt_b_)						\
		nt_fail(__FILE__, __LINE__, #a " == " #b, nt_a_, nt_b_);	\
} while (0)
#define CHECK_STATUS(a, b)	CHECK_EQ((ULONG)(a), (ULONG)(b))
/* Goes on only if @cond holds: what follows could not run without it. */
#define NEED(cond) do {							\
	if (!(cond)) {							\
		nt_fail(__FILE__, __LINE__, #cond, 0, 1);		\
		return;							\
	}								\
} while (0)

#define NT_TAG 0x7473544eu	/* "NTst" */

/* Milliseconds as a relative time-out. */
static inline LARGE_INTEGER nt_ms(LONG ms)
{
	LARGE_INTEGER t;

	t.QuadPart = -10000ll * ms;
	return t;
}

static inline BOOLEAN nt_same(const void *a, const void *b, SIZE_T n)
{
	return RtlCompareMemory(a, b, n) == n;
}

static inline SIZE_T nt_len(const char *s)
{
	SIZE_T n = 0;

	while (s[n])
		n++;
	return n;
}

/* A range of device memory of the device, the @index-th; FALSE: none.  iospace.c */
BOOLEAN nt_device_memory(ULONG index, PPHYSICAL_ADDRESS start, SIZE_T *length);

#define CHECK_TEXT(a, b) do {						\
	const char *nt_a_ = (a), *nt_b_ = (b);				\
	if (nt_len(nt_a_) != nt_len(nt_b_) || !nt_same(nt_a_, nt_b_, nt_len(nt_b_)))	\
		nt_fail(__FILE__, __LINE__, nt_a_, 0, 0);		\
} while (0)

#endif /* TESTS_NT_NTTEST_H */
