#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR MIT
#
# check-symbols.sh NAME ENTRY LINKED KERNEL-SYMVERS|"" EXPORTS -- OBJECT...
#
# Fails when the linked miniport lacks ENTRY or needs a name that neither dxgk
# (EXPORTS, one name a line) nor the miniport's own run-time has, and lists all
# such names with the object and function that use each. modpost is no such
# check: a missing strlen would bind to the kernel's, which speaks another
# calling convention. NM, OBJDUMP and CXXFILT come from the environment.
set -eu

name=$1 entry=$2 linked=$3 symvers=$4 exports=$5
shift 6

: "${NM:=nm}" "${OBJDUMP:=objdump}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

bad=0
if ! "$NM" "$linked" | awk -v e="$entry" '$NF == e && $(NF-1) == "T" { f = 1 } END { exit !f }'; then
	{
		echo "miniport.mk: $name: no function $entry"
		echo "    C++ declares it extern \"C\"; another name is given with $name-entry"
	} >&2
	bad=1
fi

# The kernel's speculation thunks are the compiler's, and the same in any convention;
# the trace level is a variable of the glue.
"$NM" -u "$linked" | awk '{ print $NF }' |
	grep -vE '^__(x86_indirect_thunk_r[0-9a-z]+|x86_return_thunk|miniport_trace_level)$' |
	LC_ALL=C sort -u > "$tmp/undefined" || :
LC_ALL=C sort -u "$exports" > "$tmp/exports"
LC_ALL=C comm -23 "$tmp/undefined" "$tmp/exports" > "$tmp/missing"
[ -s "$tmp/missing" ] || exit $bad

for object; do
	printf 'OBJECT %s\n' "$object"
	"$OBJDUMP" -dr --no-show-raw-insn "$object" | awk '
		/^[0-9a-f]+ <.*>:$/ { fn = $0; sub(/^[^<]*</, "", fn); sub(/>:$/, "", fn); next }
		/R_X86_64_/ { print "USE", $NF, fn }'
	"$OBJDUMP" -r "$object" | awk '
		/^RELOCATION RECORDS FOR/ { sec = $4; gsub(/[\[\]:]/, "", sec); next }
		/R_X86_64_/ && sec !~ /^\.(text|debug|rela|eh_frame)/ { print "USE", $NF, "(data " sec ")" }'
done > "$tmp/uses"

kernel=$tmp/none
: > "$kernel"
[ -z "$symvers" ] || [ ! -r "$symvers" ] || kernel=$symvers

{
	echo "miniport.mk: $name: $(wc -l < "$tmp/missing") name(s) that neither dxgk nor the miniport defines:"
	awk -v missing="$tmp/missing" -v kernel="$kernel" '
		BEGIN {
			while ((getline line < missing) > 0)
				names[++n] = line
			while ((getline line < kernel) > 0) {
				split(line, f, "\t")
				linux[f[2]] = 1
			}
			for (i = 1; i <= n; i++)
				want[names[i]] = 1
		}
		$1 == "OBJECT" { object = $2; sub(/.*\//, "", object); sub(/\.o$/, "", object); next }
		$1 == "USE" {
			sym = $2
			sub(/[-+]0x[0-9a-f]+$/, "", sym)
			if (!(sym in want))
				next
			where = $3
			for (i = 4; i <= NF; i++)
				where = where " " $i
			where = object ": " where
			if ((sym SUBSEP where) in seen)
				next
			seen[sym, where] = 1
			uses[sym] = uses[sym] "        " where "\n"
		}
		END {
			for (i = 1; i <= n; i++) {
				note = names[i] in linux ? "  (the kernel has one, in another calling convention)" : ""
				# The compiler computes in calls where it may use no register for it.
				if (names[i] ~ /^__((add|sub|mul|div|neg|eq|ne|lt|le|gt|ge|unord)[sdt]f[23]|(fix|float|extend|trunc)[sdt][a-z]*)$/ || names[i] == "_fltused")
					note = "  (floating point: see docs/bring-your-miniport.md)"
				printf "    %s%s\n%s", names[i], note, uses[names[i]]
			}
		}' "$tmp/uses" | { if command -v "${CXXFILT:-c++filt}" >/dev/null 2>&1; then "${CXXFILT:-c++filt}"; else cat; fi; }
} >&2
exit 1
