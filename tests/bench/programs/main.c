// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgk-bench counts what the shim costs, in a bench guest.
 *
 *	dxgk-bench [-r ROUNDS] [-o NAME] PART...
 *
 *	-r ROUNDS   of each figure, instead of its own number
 *	-o NAME     only figures whose name begins so
 *
 * With DXGK_BENCH_RAW in the environment each round is printed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "measure.h"

static const struct {
	const char *name;
	void (*run)(void);
} parts[] = {
	{ "map", bench_map },
	{ "access", bench_access },
	{ "prim", bench_prim },
	{ "user", bench_user },
	{ "grow", bench_grow },
};

int main(int argc, char **argv)
{
	unsigned int i;
	int a;

	while ((a = getopt(argc, argv, "r:o:")) != -1) {
		switch (a) {
		case 'r':
			measure_rounds = (unsigned int)strtoul(optarg, NULL, 0);
			break;
		case 'o':
			measure_only = optarg;
			break;
		default:
			return 2;
		}
	}
	measure_init();
	for (a = optind; a < argc; a++) {
		for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
			if (!strcmp(parts[i].name, argv[a]))
				break;
		if (i == sizeof(parts) / sizeof(parts[0])) {
			fprintf(stderr, "dxgk-bench: no part %s\n", argv[a]);
			return 2;
		}
		parts[i].run();
	}
	return 0;
}
