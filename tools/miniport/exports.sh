#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR MIT
#
# exports.sh SYMVERS LIST SOURCE-DIR...
#
# Prints the names dxgk.ko exports, one a line: from the Module.symvers of its
# build if there is one, else (in the build that makes both) from its LIST and
# its sources.
set -eu

symvers=$1 list=$2
shift 2

if [ -r "$symvers" ] && grep -q '	dxgk	\|/dxgk	' "$symvers"; then
	awk -F '\t' '$3 == "dxgk" || $3 ~ /\/dxgk$/ { print $2 }' "$symvers"
else
	[ ! -r "$list" ] || sed -e 's/[[:space:]]*#.*//' -e '/^$/d' "$list"
	find -L "$@" -maxdepth 1 -name '*.[ch]' -exec cat {} + |
		sed -n 's/^[[:space:]]*EXPORT_SYMBOL[A-Z_]*([[:space:]]*\([A-Za-z_][A-Za-z0-9_]*\).*/\1/p'
fi | LC_ALL=C sort -u
