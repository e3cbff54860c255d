// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* pool.c - ExAllocatePool and its family. */
#include "nttest.h"

NT_TEST(pool_alignment,
	"ExAllocatePoolWithTag: less than a page does not cross a page boundary; a page or more is page-aligned")
{
	static const SIZE_T sizes[] = {
		0, 1, 15, 16, 17, 31, 32, 33, 48, 64, 96, 100, 128, 160, 192, 200, 256, 300,
		500, 512, 700, 1000, 1024, 1500, 2000, 2048, 3000, 4000, 4064, 4065, 4095,
		4096, 4097, 8192, 10000, 65536, 100000,
	};
	SIZE_T i, round;

	for (i = 0; i < RTL_NUMBER_OF(sizes); i++) {
		PUCHAR p[5];

		for (round = 0; round < RTL_NUMBER_OF(p); round++) {
			ULONG_PTR a;

			p[round] = ExAllocatePoolWithTag(NonPagedPool, sizes[i], NT_TAG);
			NEED(p[round]);
			a = (ULONG_PTR)p[round];
			CHECK_EQ(a % 16, 0);
			if (sizes[i] >= PAGE_SIZE)
				CHECK_EQ(a % PAGE_SIZE, 0);
			else if (sizes[i])
				CHECK_EQ(a / PAGE_SIZE, (a + sizes[i] - 1) / PAGE_SIZE);
			RtlFillMemory(p[round], sizes[i], 0x5a);
		}
		for (round = 0; round < RTL_NUMBER_OF(p); round++)
			ExFreePoolWithTag(p[round], NT_TAG);
	}
}

static BOOLEAN all_zero(const UCHAR *p, SIZE_T n)
{
	while (n--)
		if (*p++)
			return FALSE;
	return TRUE;
}

/* Leave dirt where the next block of that size is likely to be. */
static void make_dirt(SIZE_T n)
{
	PVOID p = ExAllocatePoolWithTag(NonPagedPool, n, NT_TAG);

	if (!p)
		return;
	RtlFillMemory(p, n, 0xee);
	ExFreePoolWithTag(p, NT_TAG);
}

NT_TEST(pool2_zeroes, "ExAllocatePool2: memory is zero initialized unless POOL_FLAG_UNINITIALIZED is specified")
{
	static const SIZE_T sizes[] = { 1, 24, 100, 1000, 4096, 20000 };
	SIZE_T i;

	for (i = 0; i < RTL_NUMBER_OF(sizes); i++) {
		PUCHAR p;

		make_dirt(sizes[i]);
		p = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizes[i], NT_TAG);
		NEED(p);
		CHECK(all_zero(p, sizes[i]));
		ExFreePool(p);
		p = ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, sizes[i], NT_TAG);
		NEED(p);
		ExFreePool(p);
	}
}

NT_TEST(pool2_arguments,
	"ExAllocatePool2: NULL for a bad combination of flags, a zero size, a zero tag")
{
	CHECK(!ExAllocatePool2(0, 16, NT_TAG));
	CHECK(!ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_PAGED, 16, NT_TAG));
	CHECK(!ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_NON_PAGED_EXECUTE, 16, NT_TAG));
	CHECK(!ExAllocatePool2(POOL_FLAG_NON_PAGED | 0x40000000ull, 16, NT_TAG));
	CHECK(!ExAllocatePool2(POOL_FLAG_NON_PAGED, 0, NT_TAG));
	CHECK(!ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, 0));
}

NT_TEST(pool2_optional_flags, "ExAllocatePool2: unsupported optional flags are ignored")
{
	PVOID p = ExAllocatePool2(POOL_FLAG_NON_PAGED | 0x8000000000000000ull, 16, NT_TAG);

	CHECK(p);
	if (p)
		ExFreePool(p);
}

NT_TEST(pool3_parameters, "ExAllocatePool3: an extended parameter that is not optional and not known fails")
{
	POOL_EXTENDED_PARAMETER param = { 0 };
	PVOID p;

	param.Type = PoolExtendedParameterPriority;
	param.Priority = HighPoolPriority;
	p = ExAllocatePool3(POOL_FLAG_NON_PAGED, 16, NT_TAG, &param, 1);
	CHECK(p);
	if (p)
		ExFreePool2(p, NT_TAG, NULL, 0);
	param.Type = PoolExtendedParameterSecurePool;
	CHECK(!ExAllocatePool3(POOL_FLAG_NON_PAGED, 16, NT_TAG, &param, 1));
	param.Optional = 1;
	p = ExAllocatePool3(POOL_FLAG_NON_PAGED, 16, NT_TAG, &param, 1);
	CHECK(p);
	if (p)
		ExFreePool2(p, NT_TAG, &param, 1);
}

NT_TEST(pool_zero_size, "ExAllocatePoolWithTag: a request of zero bytes gives a block of its own")
{
	PVOID a = ExAllocatePoolWithTag(NonPagedPoolNx, 0, NT_TAG);
	PVOID b = ExAllocatePoolWithTag(NonPagedPoolNx, 0, NT_TAG);

	CHECK(a && b && a != b);
	if (a)
		ExFreePool(a);
	if (b)
		ExFreePool(b);
}

NT_TEST(pool_zeroing_types, "ExAllocatePoolZero: memory is zero initialized")
{
	PUCHAR p;

	make_dirt(200);
	p = ExAllocatePoolZero(PagedPool, 200, NT_TAG);
	NEED(p);
	CHECK(all_zero(p, 200));
	ExFreePoolWithTag(p, NT_TAG);
	make_dirt(200);
	p = ExAllocatePoolWithTag(PagedPool | POOL_ZERO_ALLOCATION, 200, NT_TAG);
	NEED(p);
	CHECK(all_zero(p, 200));
	ExFreePoolWithTag(p, NT_TAG);
}

NT_TEST(pool_huge, "ExAllocatePoolWithTag: NULL when there is not enough memory")
{
	CHECK(!ExAllocatePoolWithTag(NonPagedPool, ~(SIZE_T)0, NT_TAG));
	CHECK(!ExAllocatePoolWithTag(NonPagedPool, ~(SIZE_T)0 - 16, NT_TAG));
	CHECK(!ExAllocatePoolWithTag(NonPagedPool, (SIZE_T)1 << 62, NT_TAG));
}

NT_TEST(pool_at_dispatch, "ExAllocatePoolWithTag, ExFreePoolWithTag: callable at DISPATCH_LEVEL for nonpaged pool")
{
	KIRQL irql;
	PVOID p[4];
	SIZE_T i;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	p[0] = ExAllocatePoolWithTag(NonPagedPool, 100, NT_TAG);
	p[1] = ExAllocatePoolWithTag(NonPagedPool, 4096, NT_TAG);
	p[2] = ExAllocatePoolWithTag(NonPagedPool, 10000, NT_TAG);
	p[3] = ExAllocatePool2(POOL_FLAG_NON_PAGED, 3000, NT_TAG);
	CHECK_EQ(KeGetCurrentIrql(), DISPATCH_LEVEL);
	for (i = 0; i < RTL_NUMBER_OF(p); i++) {
		CHECK(p[i]);
		if (p[i])
			ExFreePoolWithTag(p[i], NT_TAG);
	}
	KeLowerIrql(irql);
}

NT_TEST(pool_many, "ExAllocatePoolWithTag: blocks are disjoint and keep their contents")
{
	enum { N = 400 };
	PULONG *p = ExAllocatePoolWithTag(NonPagedPool, N * sizeof(PVOID), NT_TAG);
	ULONG i, j;

	NEED(p);
	for (i = 0; i < N; i++) {
		ULONG n = (i * 37) % 1200 + 4;

		p[i] = ExAllocatePoolWithTag(NonPagedPool, n, NT_TAG + i);
		NEED(p[i]);
		for (j = 0; j < n / 4; j++)
			p[i][j] = i;
	}
	for (i = 0; i < N; i += 2)
		ExFreePoolWithTag(p[i], NT_TAG + i);
	for (i = 1; i < N; i += 2) {
		ULONG n = (i * 37) % 1200 + 4;

		for (j = 0; j < n / 4; j++)
			if (p[i][j] != i)
				break;
		CHECK_EQ(j, n / 4);
		ExFreePoolWithTag(p[i], NT_TAG + i);
	}
	ExFreePool(p);
}

static PVOID pool_by(ULONG how, SIZE_T size)
{
	const POOL_TYPE type = NonPagedPoolNx;
	const POOL_TYPE quota = (POOL_TYPE)(NonPagedPoolNx | POOL_QUOTA_FAIL_INSTEAD_OF_RAISE);

	switch (how) {
	case 0:
		return ExAllocatePoolPriorityZero(type, size, NT_TAG, NormalPoolPriority);
	case 1:
		return ExAllocatePoolQuotaZero(quota, size, NT_TAG);
	case 2:
		return ExAllocatePool(type, size);
	case 3:
		return ExAllocatePoolWithTagPriority(type, size, NT_TAG, LowPoolPriority);
	case 4:
		return ExAllocatePoolWithQuotaTag(quota, size, NT_TAG);
	case 5:
		return ExAllocatePoolWithQuota(quota, size);
	case 6:
		return ExAllocatePoolUninitialized(type, size, NT_TAG);
	case 7:
		return ExAllocatePoolPriorityUninitialized(type, size, NT_TAG, HighPoolPriority);
	case 8:
		return ExAllocatePoolQuotaUninitialized(quota, size, NT_TAG);
	default:
		return NULL;
	}
}

NT_TEST(pool_family,
	"ExAllocatePoolPriorityZero, ExAllocatePoolQuotaZero zero; POOL_QUOTA_FAIL_INSTEAD_OF_RAISE: NULL instead of an exception")
{
	PUCHAR p;
	ULONG how;

	for (how = 0; how < 9; how++) {
		make_dirt(500);
		p = pool_by(how, 500);
		NEED(p);
		CHECK_EQ((ULONG_PTR)p % 16, 0);
		if (how < 2)
			CHECK(all_zero(p, 500));
		RtlFillMemory(p, 500, 0x33);
		ExFreePool(p);
		CHECK(!pool_by(how, (SIZE_T)1 << 46));
	}
}

NT_SUITE(pool) = {
	NT_CASE(pool_alignment),
	NT_CASE(pool2_zeroes),
	NT_CASE(pool2_arguments),
	NT_CASE(pool2_optional_flags),
	NT_CASE(pool3_parameters),
	NT_CASE(pool_zero_size),
	NT_CASE(pool_zeroing_types),
	NT_CASE(pool_huge),
	NT_CASE(pool_at_dispatch),
	NT_CASE(pool_many),
	NT_CASE(pool_family),
	NT_END
};
