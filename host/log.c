// SPDX-License-Identifier: GPL-2.0-only OR MIT
/* log.c - the log and the tracepoints, kept for tests to look at. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

struct line {
	enum dxgk_log level;
	char *text;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct line *lines;		/* under lock */
static unsigned int line_count, line_room;
static struct dxgk_map_event *events;	/* under lock */
static unsigned int event_count, event_room;
static int echo = -1;

static void put_pointer(FILE *out, char kind, void *p)
{
	Dl_info info;

	if ((kind == 'S' || kind == 's') && dladdr(p, &info) && info.dli_sname)
		fprintf(out, "%s+0x%lx", info.dli_sname,
			(unsigned long)((char *)p - (char *)info.dli_saddr));
	else
		fprintf(out, "%p", p);
}

/* One conversion at a time, for the kernel's %pX extensions' sake. */
static void format(FILE *out, const char *fmt, va_list ap)
{
	while (*fmt) {
		char spec[32];
		size_t n = 0;
		int longs = 0, stars = 0, star[2] = { 0, 0 };

		if (*fmt != '%') {
			fputc(*fmt++, out);
			continue;
		}
		do {
			if (n > sizeof(spec) - 3)
				host_bug("dxgk_os_log: conversion too long");
			if (*fmt == '*')
				star[stars++ & 1] = va_arg(ap, int);
			if (*fmt == 'l')
				longs++;
			if (*fmt == 'z')
				longs = 1;
			spec[n++] = *fmt++;
		} while (*fmt && strchr("-+ #0123456789.*hlz", *fmt));
		spec[n] = *fmt;
		spec[n + 1] = 0;
#define PRINT(v) (stars == 2 ? fprintf(out, spec, star[0], star[1], (v)) : \
		  stars == 1 ? fprintf(out, spec, star[0], (v)) : fprintf(out, spec, (v)))
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		switch (*fmt) {
		case '%':
			fputc('%', out);
			break;
		case 'd': case 'i': case 'u': case 'x': case 'X': case 'o':
			if (longs >= 2)
				PRINT(va_arg(ap, long long));
			else if (longs)
				PRINT(va_arg(ap, long));
			else
				PRINT(va_arg(ap, int));
			break;
		case 'c':
			PRINT(va_arg(ap, int));
			break;
		case 's':
			PRINT(va_arg(ap, const char *));
			break;
		case 'p':
			if (fmt[1] == 'S' || fmt[1] == 's' || fmt[1] == 'K' || fmt[1] == 'x')
				put_pointer(out, *++fmt, va_arg(ap, void *));
			else
				put_pointer(out, 0, va_arg(ap, void *));
			break;
		default:
			host_bug("dxgk_os_log: conversion %s", spec);
		}
#pragma GCC diagnostic pop
#undef PRINT
		fmt++;
	}
}

void dxgk_os_log(enum dxgk_log level, struct dxgk_os_device *dev, const char *fmt, ...)
{
	char *text = NULL;
	size_t len;
	va_list ap;
	FILE *out;

	(void)dev;
	out = open_memstream(&text, &len);
	if (!out)
		host_bug("dxgk_os_log: no memory");
	va_start(ap, fmt);
	format(out, fmt, ap);
	va_end(ap);
	fclose(out);
	if (len && text[len - 1] == '\n')
		host_bug("dxgk_os_log: newline at the end of \"%s\"", text);

	pthread_mutex_lock(&lock);
	if (echo < 0)
		echo = !!getenv("HOST_LOG");
	if (echo)
		fprintf(stderr, "<%d> %s\n", (int)level, text);
	if (line_count == line_room) {
		unsigned int room = line_room ? line_room * 2 : 64;
		void *more = realloc(lines, room * sizeof(*lines));

		if (!more)
			host_bug("dxgk_os_log: no memory");
		lines = more;
		line_room = room;
	}
	lines[line_count].level = level;
	lines[line_count++].text = text;
	pthread_mutex_unlock(&lock);
}

void host_log_echo(bool on)
{
	pthread_mutex_lock(&lock);
	echo = on;
	pthread_mutex_unlock(&lock);
}

void host_log_clear(void)
{
	unsigned int i;

	pthread_mutex_lock(&lock);
	for (i = 0; i < line_count; i++)
		free(lines[i].text);
	free(lines);
	lines = NULL;
	line_count = 0;
	line_room = 0;
	free(events);
	events = NULL;
	event_count = 0;
	event_room = 0;
	pthread_mutex_unlock(&lock);
}

unsigned int host_log_count(enum dxgk_log level, const char *text)
{
	unsigned int i, n = 0;

	pthread_mutex_lock(&lock);
	for (i = 0; i < line_count; i++)
		if (lines[i].level <= level && (!text || strstr(lines[i].text, text)))
			n++;
	pthread_mutex_unlock(&lock);
	return n;
}

const char *host_log_line(unsigned int index)
{
	const char *text;

	pthread_mutex_lock(&lock);
	text = index < line_count ? lines[index].text : NULL;
	pthread_mutex_unlock(&lock);
	return text;
}

bool dxgk_os_trace_map_wanted(bool unmap)
{
	return true;
}

void dxgk_os_trace_map(struct dxgk_os_device *dev, const struct dxgk_map_event *ev)
{
	(void)dev;
	pthread_mutex_lock(&lock);
	if (event_count == event_room) {
		unsigned int room = event_room ? event_room * 2 : 64;
		void *more = realloc(events, room * sizeof(*events));

		if (!more)
			host_bug("dxgk_os_trace_map: no memory");
		events = more;
		event_room = room;
	}
	events[event_count++] = *ev;
	pthread_mutex_unlock(&lock);
}

unsigned int host_trace_count(void)
{
	unsigned int n;

	pthread_mutex_lock(&lock);
	n = event_count;
	pthread_mutex_unlock(&lock);
	return n;
}

bool host_trace_get(unsigned int index, struct dxgk_map_event *ev)
{
	bool ok;

	pthread_mutex_lock(&lock);
	ok = index < event_count;
	if (ok)
		*ev = events[index];
	pthread_mutex_unlock(&lock);
	return ok;
}
