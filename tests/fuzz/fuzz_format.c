// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * fuzz_format.c - any format string, with arguments that are good for each
 * conversion: a small address, where a string of every kind begins.
 */
#include <sys/mman.h>

#include <ntddk.h>
#include <dxgk/nt/format.h>

#include "host.h"
#include "input.h"

struct fuzz_input fuzz;

#define ARGS(a)	a, a, a, a, a, a, a, a, a, a, a, a

/* Read as char: one; as WCHAR: two; and as a counted string of either kind. */
static const UNICODE_STRING *argument(void)
{
	static WCHAR text[] = { 'a', 0x20ac, 0xd83d, 0xde00, 0 };
	static UNICODE_STRING *s;

	if (!s) {
		/* Small, for where it is taken as a width. */
		s = mmap((void *)0x10000, 4096, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
		if (s == MAP_FAILED)
			host_bug("no page at 64 KiB");
	}
	memset(s, 0, sizeof(*s));
	s->Length = 4 * sizeof(WCHAR);
	s->MaximumLength = sizeof(text);
	s->Buffer = text;
	return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const UNICODE_STRING *a = argument();
	UNICODE_STRING before = *a;
	size_t room, i, digits = 0;
	char *narrow, *nout;
	WCHAR *wide, *wout;
	int n, w;

	fuzz = (struct fuzz_input){ .next = data, .left = size };
	room = fuzz_below(4) ? fuzz_below(64) : fuzz_u16() % 5000;
	size = fuzz.left;
	narrow = calloc(1, size + 1);
	wide = calloc(sizeof(WCHAR), size + 1);
	nout = malloc(room ? room : 1);
	wout = malloc((room ? room : 1) * sizeof(WCHAR));
	for (i = 0; i < size; i++) {
		narrow[i] = fuzz_u8();
		/* A line of a thousand million blanks is right, and takes its time. */
		digits = narrow[i] >= '0' && narrow[i] <= '9' ? digits + 1 : 0;
		if (digits > 5)
			narrow[i] = 'x';
		wide[i] = (WCHAR)(UCHAR)narrow[i];
	}

	n = _snprintf(nout, room, narrow, ARGS(a));
	if (n > (int)room || n < -1)
		host_bug("%d characters in a buffer of %zu", n, room);
	w = _snwprintf(wout, room, wide, ARGS(a));
	if (w > (int)room || w < -1)
		host_bug("%d wide characters in a buffer of %zu", w, room);
	if (memcmp(a, &before, sizeof(before)))
		host_bug("an argument was written");
	/* What fits is as long as what was counted. */
	n = _snprintf(NULL, 0, narrow, ARGS(a));
	if (n >= 0 && n < 100000) {
		free(nout);
		nout = malloc(n + 1);
		if (!nout)
			abort();
		if (_snprintf(nout, n + 1, narrow, ARGS(a)) != n || nout[n])
			host_bug("counted %d, printed another number", n);
	}
	free(narrow);
	free(wide);
	free(nout);
	free(wout);
	return 0;
}
