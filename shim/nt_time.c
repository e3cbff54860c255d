// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* nt_time.c - clocks and short delays. */
#include "nt.h"

/* NT counts 100 ns since 1601. */
#define DXGK_NT_EPOCH	116444736000000000ull
#define DXGK_TICK	156250u		/* 15.625 ms, in 100 ns */

static ULONGLONG dxgk_system_time(void)
{
	return dxgk_os_wall_ns() / 100 + DXGK_NT_EPOCH;
}

/**
 * KeQueryPerformanceCounter() - a clock with a fine grain
 * @PerformanceFrequency: its ticks a second; may be NULL
 *
 * 10 MHz, the frequency that Windows 10 and later report.
 *
 * IRQL: any.
 *
 * Follows "KeQueryPerformanceCounter function (wdm.h)".
 */
LARGE_INTEGER NTAPI KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency)
{
	LARGE_INTEGER now;

	if (PerformanceFrequency)
		PerformanceFrequency->QuadPart = 10000000;
	now.QuadPart = (LONGLONG)(dxgk_os_time_ns() / 100);
	return now;
}

/* 100 ns since the system came up; see "KeQueryInterruptTime function (wdm.h)". */
ULONGLONG NTAPI KeQueryInterruptTime(VOID)
{
	return dxgk_os_time_ns() / 100;
}

ULONGLONG NTAPI KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp)
{
	ULONGLONG now = dxgk_os_time_ns() / 100;

	if (QpcTimeStamp)
		*QpcTimeStamp = now;
	return now;
}

/* The clock stands still in suspend already. */
ULONGLONG NTAPI KeQueryUnbiasedInterruptTime(VOID)
{
	return dxgk_os_time_ns() / 100;
}

/* What a tick of KeQueryTickCount() is, in 100 ns. */
ULONG NTAPI KeQueryTimeIncrement(VOID)
{
	return DXGK_TICK;
}

/* KeQueryTickCount(): see "KeQueryTickCount macro (wdm.h)". */
VOID NTAPI DxgkNtQueryTickCount(PLARGE_INTEGER CurrentCount)
{
	CurrentCount->QuadPart = (LONGLONG)(dxgk_os_time_ns() / 100 / DXGK_TICK);
}

/* KeQuerySystemTime(): 100 ns since 1601-01-01 UTC. */
VOID NTAPI DxgkNtQuerySystemTime(PLARGE_INTEGER CurrentTime)
{
	CurrentTime->QuadPart = (LONGLONG)dxgk_system_time();
}

VOID NTAPI KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime)
{
	CurrentTime->QuadPart = (LONGLONG)dxgk_system_time();
}

VOID NTAPI ExSystemTimeToLocalTime(PLARGE_INTEGER SystemTime, PLARGE_INTEGER LocalTime)
{
	LocalTime->QuadPart = SystemTime->QuadPart + (LONGLONG)dxgk_os_wall_offset() * 10000000;
}

VOID NTAPI ExLocalTimeToSystemTime(PLARGE_INTEGER LocalTime, PLARGE_INTEGER SystemTime)
{
	SystemTime->QuadPart = LocalTime->QuadPart - (LONGLONG)dxgk_os_wall_offset() * 10000000;
}

/**
 * KeStallExecutionProcessor() - wait without giving up the processor
 * @MicroSeconds: how long, at least; 50 at most is what the page asks for
 *
 * IRQL: any.
 *
 * Follows "KeStallExecutionProcessor function (wdm.h)".
 */
VOID NTAPI KeStallExecutionProcessor(ULONG MicroSeconds)
{
	dxgk_os_stall_ns((dxgk_u64)MicroSeconds * 1000);
}

/* Days from 1601-01-01 to the beginning of @year, a year of the Gregorian calendar. */
static LONGLONG dxgk_days_to_year(LONGLONG year)
{
	LONGLONG y = year - 1601;

	return y * 365 + y / 4 - y / 100 + y / 400;
}

static bool dxgk_leap(LONGLONG year)
{
	return (year % 4 == 0 && year % 100) || year % 400 == 0;
}

static const USHORT dxgk_days_to_month[2][13] = {
	{ 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 },
	{ 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366 },
};

/* See "RtlTimeToTimeFields function (ntddk.h)". */
VOID NTAPI RtlTimeToTimeFields(PLARGE_INTEGER Time, PTIME_FIELDS TimeFields)
{
	LONGLONG ms = Time->QuadPart / 10000, days, year, rest;
	const USHORT *months;
	int month = 0;

	days = ms / 86400000;
	ms %= 86400000;
	TimeFields->Weekday = (SHORT)((days + 1) % 7);	/* 1601-01-01 was a Monday */
	TimeFields->Hour = (SHORT)(ms / 3600000);
	TimeFields->Minute = (SHORT)(ms / 60000 % 60);
	TimeFields->Second = (SHORT)(ms / 1000 % 60);
	TimeFields->Milliseconds = (SHORT)(ms % 1000);
	year = 1601 + days / 366;
	while (dxgk_days_to_year(year + 1) <= days)
		year++;
	rest = days - dxgk_days_to_year(year);
	months = dxgk_days_to_month[dxgk_leap(year)];
	while (months[month + 1] <= rest)
		month++;
	TimeFields->Year = (SHORT)year;
	TimeFields->Month = (SHORT)(month + 1);
	TimeFields->Day = (SHORT)(rest - months[month] + 1);
}

/* FALSE for fields that name no time; see "RtlTimeFieldsToTime function (ntddk.h)". */
BOOLEAN NTAPI RtlTimeFieldsToTime(PTIME_FIELDS TimeFields, PLARGE_INTEGER Time)
{
	const USHORT *months;
	LONGLONG days;

	if (TimeFields->Year < 1601 || TimeFields->Month < 1 || TimeFields->Month > 12 ||
	    TimeFields->Hour < 0 || TimeFields->Hour > 23 || TimeFields->Minute < 0 ||
	    TimeFields->Minute > 59 || TimeFields->Second < 0 || TimeFields->Second > 59 ||
	    TimeFields->Milliseconds < 0 || TimeFields->Milliseconds > 999)
		return FALSE;
	months = dxgk_days_to_month[dxgk_leap(TimeFields->Year)];
	if (TimeFields->Day < 1 ||
	    TimeFields->Day > months[TimeFields->Month] - months[TimeFields->Month - 1])
		return FALSE;
	days = dxgk_days_to_year(TimeFields->Year) + months[TimeFields->Month - 1] +
	       TimeFields->Day - 1;
	Time->QuadPart = ((((days * 24 + TimeFields->Hour) * 60 + TimeFields->Minute) * 60 +
			   TimeFields->Second) * 1000 + TimeFields->Milliseconds) * 10000;
	return TRUE;
}
