// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * replay.c - a main() for a fuzz target where libFuzzer is not: files are run
 * as they are, then changed and made-up inputs, the same ones each time.
 *
 *	TARGET [-n COUNT] [-s SEED] FILE...
 *	TARGET -w NEW -s SEED FILE...
 *
 * The second writes the made-up input of that seed, which is printed when a run
 * dies, to a file.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MOST	4096

static uint64_t state;
static char what[512];

static uint32_t draw(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 16);
}

/* A sanitizer's report should say which input it was. */
static void run(const uint8_t *data, size_t size)
{
	uint8_t *exact = malloc(size ? size : 1);

	memcpy(exact, data, size);
	LLVMFuzzerTestOneInput(exact, size);
	free(exact);
}

void __asan_on_error(void);
void __asan_on_error(void)
{
	fprintf(stderr, "replay: %s\n", what);
}

void __sanitizer_print_stack_trace(void);

static void aborted(int sig)
{
	fprintf(stderr, "replay: %s\n", what);
	__sanitizer_print_stack_trace();
	signal(sig, SIG_DFL);
	raise(sig);
}

static size_t load(const char *name, uint8_t *to)
{
	FILE *f = fopen(name, "rb");
	size_t n;

	if (!f) {
		perror(name);
		exit(2);
	}
	n = fread(to, 1, MOST, f);
	fclose(f);
	return n;
}

static size_t made_up(unsigned long seed, char *const *file, int files, uint8_t *data)
{
	size_t size, changes;

	state = seed * 0x9e3779b97f4a7c15ull + 1;
	draw();
	snprintf(what, sizeof(what), "made-up input, seed %lu", seed);
	if (files && draw() % 4) {
		size = load(file[draw() % files], data);
		if (draw() % 4 == 0 && size < MOST) {
			size_t more = draw() % (MOST - size) / 4;

			while (more--)
				data[size++] = draw();
		}
	} else {
		size = draw() % (draw() % 4 ? 512 : MOST);
		for (changes = 0; changes < size; changes++)
			data[changes] = draw() % 3 ? draw() : 0;
	}
	for (changes = size ? 1 + draw() % 16 : 0; changes; changes--)
		data[draw() % size] = draw() % 2 ? draw() : draw() % 8;
	return size;
}

static int save(const char *name, const uint8_t *data, size_t size)
{
	FILE *f = fopen(name, "wb");

	if (!f || fwrite(data, 1, size, f) != size || fclose(f)) {
		perror(name);
		return 2;
	}
	return 0;
}

int main(int argc, char **argv)
{
	unsigned long count = 0, seed = 1, n;
	const char *new = NULL;
	static uint8_t data[MOST];
	int c, i;

	signal(SIGABRT, aborted);
	while ((c = getopt(argc, argv, "n:s:w:")) != -1) {
		switch (c) {
		case 'n':
			count = strtoul(optarg, NULL, 0);
			break;
		case 's':
			seed = strtoul(optarg, NULL, 0);
			break;
		case 'w':
			new = optarg;
			break;
		default:
			return 2;
		}
	}
	argv += optind;
	argc -= optind;
	if (new)
		return save(new, data, made_up(seed, argv, argc, data));
	for (i = 0; i < argc; i++) {
		size_t size = load(argv[i], data);

		snprintf(what, sizeof(what), "%s", argv[i]);
		run(data, size);
	}
	for (n = 0; n < count; n++)
		run(data, made_up(seed + n, argv, argc, data));
	printf("%d files and %lu made-up inputs\n", argc, count);
	return 0;
}
