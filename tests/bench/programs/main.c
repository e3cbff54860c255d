// SPDX-License-Identifier: GPL-2.0-only OR MIT
/*
 * dxgk-bench counts what the shim costs, in a bench guest.
 *
 *	dxgk-bench [-r ROUNDS] [-o NAME] PART[:ARGUMENT]...
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
	void (*run_with)(const char *argument);
} parts[] = {
	{ "map", .run = bench_map },
	{ "access", .run = bench_access },
	{ "prim", .run = bench_prim },
	{ "user", .run = bench_user },
	{ "grow", .run = bench_grow },
	{ "revoke", .run_with = bench_revoke },
	{ "frame", .run_with = bench_frame },
	{ "load", .run_with = bench_load },
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
		char *argument = strchr(argv[a], ':');

		if (argument)
			*argument++ = 0;
		for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
			if (!strcmp(parts[i].name, argv[a]) && !parts[i].run == !!argument)
				break;
		if (i == sizeof(parts) / sizeof(parts[0])) {
			fprintf(stderr, "dxgk-bench: no part %s\n", argv[a]);
			return 2;
		}
		if (argument)
			parts[i].run_with(argument);
		else
			parts[i].run();
	}
	return 0;
}
