// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* time.c - clocks, and dates. */
#include "nttest.h"

#define SECOND	10000000ll	/* in units of 100 ns */

NT_TEST(clock_interrupt,
	"KeQueryInterruptTime, its precise and its unbiased form: 100 ns that never run backwards")
{
	ULONGLONG a = KeQueryInterruptTime(), b, c, d;
	ULONG64 counter = 0;

	b = KeQueryInterruptTimePrecise(&counter);
	c = KeQueryUnbiasedInterruptTime();
	KeStallExecutionProcessor(50);
	d = KeQueryInterruptTime();
	CHECK(b >= a && d >= b && d >= c);
	CHECK(d - a >= 500);
	/* The performance counter, read at the same time. */
	CHECK(counter <= (ULONG64)KeQueryPerformanceCounter(NULL).QuadPart);
}

NT_TEST(clock_ticks,
	"KeQueryTickCount: interval timer interrupts; each of KeQueryTimeIncrement() 100-nanosecond units")
{
	LARGE_INTEGER before, after, t = nt_ms(50);
	ULONGLONG begin = KeQueryInterruptTime(), end;
	ULONG increment = KeQueryTimeIncrement();

	KeQueryTickCount(&before);
	KeDelayExecutionThread(KernelMode, FALSE, &t);
	KeQueryTickCount(&after);
	end = KeQueryInterruptTime();
	CHECK(increment >= 5000 && increment <= 160000);
	CHECK(after.QuadPart > before.QuadPart);
	CHECK((ULONGLONG)(after.QuadPart - before.QuadPart) <= (end - begin) / increment + 1);
}

NT_TEST(clock_resolution,
	"ExSetTimerResolution: returns the resolution that is set; ExQueryTimerResolution: the limits and it")
{
	ULONG now = ExSetTimerResolution(10000, TRUE), coarsest, finest, current;

	CHECK(now > 0);
	ExQueryTimerResolution(&coarsest, &finest, &current);
	CHECK(coarsest >= current && current >= finest && finest > 0);
	CHECK(ExSetTimerResolution(0, FALSE) > 0);
}

NT_TEST(clock_system, "KeQuerySystemTime, KeQuerySystemTimePrecise: 100-nanosecond intervals since January 1, 1601")
{
	LARGE_INTEGER a, b;
	TIME_FIELDS f;

	KeQuerySystemTime(&a);
	KeQuerySystemTimePrecise(&b);
	CHECK(b.QuadPart - a.QuadPart < 10 * SECOND && a.QuadPart - b.QuadPart < 10 * SECOND);
	RtlTimeToTimeFields(&a, &f);
	CHECK(f.Year >= 2000 && f.Year < 2200);
}

NT_TEST(clock_local, "ExSystemTimeToLocalTime, ExLocalTimeToSystemTime: the time-zone bias, and back")
{
	LARGE_INTEGER system, local, back;

	KeQuerySystemTime(&system);
	ExSystemTimeToLocalTime(&system, &local);
	ExLocalTimeToSystemTime(&local, &back);
	CHECK_EQ(back.QuadPart, system.QuadPart);
	/* Zones differ from UTC by whole minutes, by less than a day. */
	CHECK_EQ((local.QuadPart - system.QuadPart) % (60 * SECOND), 0);
	CHECK((local.QuadPart - system.QuadPart) / (86400 * SECOND) == 0);
}

static const struct {
	LONGLONG time;
	SHORT year, month, day, hour, minute, second, ms, weekday;
} date[] = {
	{ 0, 1601, 1, 1, 0, 0, 0, 0, 1 },
	{ 116444736000000000ll, 1970, 1, 1, 0, 0, 0, 0, 4 },
	/* A leap day of a century, the end of a leap year, a century without one. */
	{ 116444736000000000ll + 951782400 * SECOND, 2000, 2, 29, 0, 0, 0, 0, 2 },
	{ 116444736000000000ll + (1735603200 + 86399) * SECOND + 9990000,
	  2024, 12, 31, 23, 59, 59, 999, 2 },
	{ 116444736000000000ll + 4107542400 * SECOND, 2100, 3, 1, 0, 0, 0, 0, 1 },
	{ 116444736000000000ll + 946598400 * SECOND + 45296 * SECOND,
	  1999, 12, 31, 12, 34, 56, 0, 5 },
};

NT_TEST(time_fields, "RtlTimeToTimeFields, RtlTimeFieldsToTime: the Gregorian calendar; Weekday 0 is Sunday")
{
	LARGE_INTEGER t, back;
	TIME_FIELDS f;
	ULONG i;

	for (i = 0; i < RTL_NUMBER_OF(date); i++) {
		t.QuadPart = date[i].time;
		RtlTimeToTimeFields(&t, &f);
		CHECK_EQ(f.Year, date[i].year);
		CHECK_EQ(f.Month, date[i].month);
		CHECK_EQ(f.Day, date[i].day);
		CHECK_EQ(f.Hour, date[i].hour);
		CHECK_EQ(f.Minute, date[i].minute);
		CHECK_EQ(f.Second, date[i].second);
		CHECK_EQ(f.Milliseconds, date[i].ms);
		CHECK_EQ(f.Weekday, date[i].weekday);
		/* It is ignored on the way back. */
		f.Weekday = 99;
		CHECK(RtlTimeFieldsToTime(&f, &back));
		CHECK_EQ(back.QuadPart, t.QuadPart);
	}
	/* Every day of four centuries has a date of its own, and is found by it. */
	for (t.QuadPart = 0; t.QuadPart < 146097 * 86400ll * SECOND;
	     t.QuadPart += 86400ll * SECOND) {
		RtlTimeToTimeFields(&t, &f);
		if (!RtlTimeFieldsToTime(&f, &back) || back.QuadPart != t.QuadPart) {
			CHECK_EQ(back.QuadPart, t.QuadPart);
			break;
		}
	}
}

NT_TEST(time_fields_bad, "RtlTimeFieldsToTime: TRUE only if the fields could be converted: TIME_FIELDS' ranges")
{
	static const TIME_FIELDS good = { 2023, 2, 28, 23, 59, 59, 999, 0 };
	static const TIME_FIELDS bad[] = {
		{ 1600, 12, 31, 0, 0, 0, 0, 0 }, { 2023, 0, 1, 0, 0, 0, 0, 0 },
		{ 2023, 13, 1, 0, 0, 0, 0, 0 }, { 2023, 1, 0, 0, 0, 0, 0, 0 },
		{ 2023, 1, 32, 0, 0, 0, 0, 0 }, { 2023, 2, 29, 0, 0, 0, 0, 0 },
		{ 2100, 2, 29, 0, 0, 0, 0, 0 }, { 2023, 4, 31, 0, 0, 0, 0, 0 },
		{ 2023, 1, 1, 24, 0, 0, 0, 0 }, { 2023, 1, 1, -1, 0, 0, 0, 0 },
		{ 2023, 1, 1, 0, 60, 0, 0, 0 }, { 2023, 1, 1, 0, 0, 60, 0, 0 },
		{ 2023, 1, 1, 0, 0, 0, 1000, 0 }, { 2023, 1, 1, 0, 0, 0, -1, 0 },
	};
	LARGE_INTEGER t;
	TIME_FIELDS f = good;
	ULONG i;

	CHECK(RtlTimeFieldsToTime(&f, &t));
	for (i = 0; i < RTL_NUMBER_OF(bad); i++) {
		f = bad[i];
		CHECK(!RtlTimeFieldsToTime(&f, &t));
	}
}

NT_SUITE(time) = {
	NT_CASE(clock_interrupt),
	NT_CASE(clock_ticks),
	NT_CASE(clock_resolution),
	NT_CASE(clock_system),
	NT_CASE(clock_local),
	NT_CASE(time_fields),
	NT_CASE(time_fields_bad),
	NT_END
};
