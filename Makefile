# SPDX-License-Identifier: GPL-2.0-only OR MIT
#
# What a person calls.  The modules themselves are described in Kbuild; they
# are built in build/RELEASE/, a mirror of links to the sources, so that one
# tree serves several kernels.  `make help` lists the targets.

SERIES ?= 6.1
KERNELS ?= 6.1 6.12
DEBUG_KERNELS ?= 6.1-debug
JOBS ?= $(shell nproc)
CACHE := $(or $(DXGK_CACHE),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/dxgk)

KDIR ?= /lib/modules/$(shell uname -r)/build

# Built besides what Kbuild names, for tests only: one module or more in each.
TEST_MINIPORTS := $(patsubst %/Kbuild,%,$(wildcard tests/miniports/*/Kbuild))

# Measured with; built for `make bench` alone.
BENCH_MODULES := tests/bench/miniport tests/bench/reference

PROGRAMS := $(patsubst tests/guest/programs/%.c,build/programs/%,$(wildcard tests/guest/programs/*.c)) \
	    $(patsubst tools/%.c,build/programs/%,$(wildcard tools/*.c))
PROGRAM_CFLAGS := -O2 -g -std=gnu11 -Wall -Wextra -Werror -Iinclude/uapi -Isamples/bochs_dod \
		  -Itests/miniports/maptest -Itests/miniports/nttest -Itests/miniports/twohead \
		  $(shell pkg-config --cflags libdrm 2>/dev/null)
PROGRAM_LIBS = $(shell pkg-config --libs libdrm) -lpthread

export DXGK_CACHE := $(CACHE)

.PHONY: all modules programs run test test-guest test-debug test-modules check clean fuzz \
	igt help deps-build deps-run deps-test deps-check deps-fuzz install

all: modules

help:
	@echo 'make                   dxgk.ko and the sample, for the running kernel or KDIR='
	@echo 'make run               boot a Debian kernel in QEMU and show pictures drawn by the sample'
	@echo '                       (DISPLAY_WINDOW=1 opens the window, SERIES=6.12 another kernel)'
	@echo 'make test              everything: on this machine and in guests (KERNELS="6.1 6.12")'
	@echo 'make test-host         the unit tests alone; so with the other directories of tests/'
	@echo 'make test-guest        the guest tests alone (TESTS="file file:function" selects)'
	@echo 'make test-debug        the guest tests on a kernel with checkers, built once (an hour in all);'
	@echo '                       DEBUG_KERNELS="6.1-debug 6.12-debug" for both, TESTS= as above'
	@echo 'make fuzz              libFuzzer on this machine, for SECONDS=600 a target'
	@echo 'make check             what static checkers say (CHECKS="sparse cppcheck" selects)'
	@echo 'make bench             what the shim costs, counted in instructions (PARTS="map user")'
	@echo 'make bench-check       the same, failing where it costs 2 % more than the baseline'
	@echo 'make igt               the IGT tests on the sample and on bochs-drm, side by side (SERIES=;'
	@echo '                       RESUME=1 goes on with a run that was cut off)'
	@echo 'make fetch-kernels     look for newer kernels of the series in KERNELS'
	@echo 'make install           dxgk.ko and the sample into the module tree of KDIR'
	@echo 'make clean             removes build/'

# --- modules ---------------------------------------------------------------

# As uname -r prints it, which Debian's include/config/kernel.release is not.
release_of = $$(sed -n 's/.*UTS_RELEASE "\(.*\)"/\1/p' '$(1)/include/generated/utsrelease.h')

# $(1) kernel's build directory, $(2) directories of more miniports
define build_modules
	@test -f '$(1)/Makefile' || { \
		echo 'No kernel headers in $(1).'; \
		echo 'Install linux-headers-$$(uname -r), or name another: make KDIR=...'; exit 1; }
	+@release=$(call release_of,$(1)) && \
	echo "Building for $$release in build/$$release" && \
	tools/mirror . "build/$$release" && \
	$(MAKE) --no-print-directory -C '$(1)' M="$(CURDIR)/build/$$release" \
		DXGK="$(CURDIR)/build/$$release" modules && \
	for m in $(2); do \
		$(MAKE) --no-print-directory -C '$(1)' M="$(CURDIR)/build/$$release/$$m" \
			DXGK="$(CURDIR)/build/$$release" modules || exit 1; \
	done
endef

modules:
	$(call build_modules,$(KDIR),)

install: modules
	release=$(call release_of,$(KDIR)) && \
	$(MAKE) -C '$(KDIR)' M="$(CURDIR)/build/$$release" DXGK="$(CURDIR)/build/$$release" \
		CONFIG_MODULE_SIG_ALL= modules_install

$(KERNELS:%=build/.kernel-%): build/.kernel-%: FORCE | deps-build
	@tools/fetch-kernel $* >/dev/null

$(KERNELS:%=modules-%): modules-%: build/.kernel-%
	$(call build_modules,$(CACHE)/kernels/$*/build,$(TEST_MINIPORTS))

test-modules: $(KERNELS:%=modules-%)

bench-modules: $(KERNELS:%=bench-modules-%)

$(KERNELS:%=bench-modules-%): bench-modules-%: build/.kernel-%
	$(call build_modules,$(CACHE)/kernels/$*/build,$(BENCH_MODULES))

.PHONY: bench-modules $(KERNELS:%=bench-modules-%)
.PHONY: FORCE fetch-kernels $(KERNELS:%=modules-%)
FORCE:

fetch-kernels: deps-build
	@tools/fetch-kernel --refresh $(KERNELS)

# --- programs --------------------------------------------------------------

programs: $(PROGRAMS)

build/programs/%: tests/guest/programs/%.c $(wildcard tests/guest/programs/*.h)
	@mkdir -p $(@D)
	$(CC) $(PROGRAM_CFLAGS) -o $@ $< $(PROGRAM_LIBS)

build/programs/%: tools/%.c $(wildcard include/uapi/drm/*.h samples/bochs_dod/bochs_escape.h)
	@mkdir -p $(@D)
	$(CC) $(PROGRAM_CFLAGS) -o $@ $< $(PROGRAM_LIBS)

build/programs/dxgk-bench: $(wildcard tests/bench/programs/*.[ch] tests/bench/*.h)
	@mkdir -p $(@D)
	$(CC) $(PROGRAM_CFLAGS) -Itests/bench -o $@ $(filter %.c,$^) $(PROGRAM_LIBS) -lm

# --- run and test ----------------------------------------------------------

deps-build deps-run deps-test deps-check deps-fuzz:
	@tools/deps $(@:deps-%=%)

run:
	@tools/deps run $(if $(filter 1,$(DISPLAY_WINDOW)),window)
	@$(MAKE) --no-print-directory KERNELS=$(SERIES) modules-$(SERIES)
	@$(MAKE) --no-print-directory programs
	@tools/run-demo --kernel $(SERIES) $(if $(filter 1,$(DISPLAY_WINDOW)),--window)

# One recipe after the other: what they print must not mix.
test: deps-test
	@tests/run

test-%: tests/%/Makefile | deps-test
	@$(MAKE) --no-print-directory -C tests/$* test

test-debug:
	@$(MAKE) --no-print-directory KERNELS='$(DEBUG_KERNELS)' test-guest

fuzz: deps-fuzz
	@$(MAKE) --no-print-directory -C tests/fuzz fuzz

check: deps-check
	@tools/check $(CHECKS)

test-guest: deps-test
	@mkdir -p build/test
	@bash -o pipefail -c '$(MAKE) --no-print-directory test-modules 2>&1 | tee build/test/modules.log'
	@$(MAKE) --no-print-directory programs
	@tests/guest/run -j $(JOBS) -k '$(KERNELS)' -b build/test/modules.log $(TESTS)

# What the shim costs, in instructions; and whether it costs more than it did.
bench bench-check: deps-test
	@$(MAKE) --no-print-directory bench-modules build/programs/dxgk-bench
	@tests/bench/run -k '$(KERNELS)' $(if $(filter bench-check,$@),--check) $(PARTS)

.PHONY: bench bench-check

# Takes longer than the tests, and needs packages of another release of Debian.
igt: deps-test
	@$(MAKE) --no-print-directory KERNELS=$(SERIES) modules-$(SERIES)
	@tests/igt/run -k $(SERIES) $(if $(RESUME),--resume) $(TESTS)

clean:
	rm -rf build
