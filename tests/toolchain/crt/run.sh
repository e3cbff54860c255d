#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR MIT
#
# Compiles shim/crt/ as for a miniport and runs main.c against it. CLANG
# chooses the compiler.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
: "${CLANG:=clang-19}" "${OUT:=$top/build/crt}"
tools=$top/tools/miniport
mkdir -p "$OUT"

objects=
for f in mem string wstring ctype stdlib wstdlib stdio wpp; do
	"$CLANG" @$tools/cflags @$tools/cflags-c -O2 -fno-builtin -Wall -Wextra -Werror -mcmodel=small \
		-c -o "$OUT/$f.o" "$top/shim/crt/$f.c"
	objects="$objects $OUT/$f.o"
done
ld -r -o "$OUT/crt.o" $objects
# Left alone: what is no C library function.
nm -g --defined-only "$OUT/crt.o" | grep -v __miniport_ | awk '{ print $3, "miniport_" $3 }' > "$OUT/names"
objcopy --redefine-syms="$OUT/names" "$OUT/crt.o"
gcc -O1 -g -Wall -Wno-unused-parameter -fno-builtin -no-pie -mincoming-stack-boundary=3 \
	-o "$OUT/crt" "$here/main.c" "$OUT/crt.o"
"$OUT/crt"
