#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR MIT
#
# Compiles seh_cases.h as a miniport's source, links it with shim/seh.c as a Linux
# process, and runs it. CLANG chooses the compiler.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
: "${CLANG:=clang-19}" "${OUT:=$top/build/seh}"
tools=$top/tools/miniport
mkdir -p "$OUT"

for opt in -O0 -O1 -O2 -Os; do
	for source in cases_c.c cases_cxx.cpp; do
		case $source in *.c) lang=c ;; *) lang=cxx ;; esac
		o=$OUT/$source$opt
		"$CLANG" @$tools/cflags @$tools/cflags-$lang -Wall -Werror @$tools/cflags-dialect -Wno-infinite-recursion $opt -g -I"$top/include" \
			-Xclang -disable-llvm-passes -S -emit-llvm -o "$o.ll" "$here/$source"
		grep -q 'personality ptr @__C_specific_handler' "$o.ll"
		"$tools/lower-ir" "$o.ll" "$o.low.ll"
		"$CLANG" @$tools/cflags -Wno-unused-command-line-argument $opt -mcmodel=small \
			-x ir -c -o "$o.o" "$o.low.ll"
	done
	for crt in seh mem; do
		"$CLANG" @$tools/cflags @$tools/cflags-c -O2 -fno-builtin -mcmodel=small \
			-c -o "$OUT/crt-$crt.o" "$top/shim/crt/$crt.c"
	done
	# As in a miniport: its memcpy is not the process's.
	ld -r -o "$OUT/cases$opt.o" "$OUT/cases_c.c$opt.o" "$OUT/cases_cxx.cpp$opt.o" \
		"$OUT/crt-seh.o" "$OUT/crt-mem.o"
	for name in memcpy memmove memset memcmp; do
		echo "$name miniport_$name"
	done > "$OUT/names"
	objcopy --redefine-syms="$OUT/names" "$OUT/cases$opt.o"
	gcc -O2 -g -Wall -Wno-unused-parameter -fno-strict-aliasing -no-pie -pthread -mincoming-stack-boundary=3 -DDXGK_SHIM \
		-I"$top/shim" -idirafter "$top/include" -o "$OUT/seh$opt" \
		"$here/main.c" "$OUT/cases$opt.o"
	echo "seh, $opt: $("$OUT/seh$opt")"
done
