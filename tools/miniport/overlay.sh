#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR MIT
#
# overlay.sh OUT TMHDIR DIR...
#
# Lets clang find a header whatever letter case an #include spells it in:
# writes to OUT a virtual file system that lists, case-insensitively, the files
# of each DIR and its subdirectories. Exact names still come first. For every
# trace header (*.tmh) that the tree includes but nobody generated, an empty
# file is made in TMHDIR. OUT is rewritten only when its contents change.
set -eu

out=$1
tmhdir=$2
shift 2

mkdir -p "$tmhdir"

# Hidden directories and what Kbuild leaves behind are nobody's headers.
list_files() {
	find -L "$@" \( -name '.?*' -o -name '*-miniport' \) -prune -o -type f \
		! -name '*.o' ! -name '*.ko' ! -name '*.mod' ! -name '*.mod.c' \
		! -name modules.order ! -name Module.symvers -print 2>/dev/null |
		LC_ALL=C sort -u
}

# Names as the sources spell them; a path in one is made relative to TMHDIR.
list_files "$@" | grep -iE '\.(c|cc|cpp|cxx|h|hh|hpp|hxx|inl|inc)$' | tr '\n' '\0' |
	xargs -0 -r grep -hiE '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<][^">]*\.tmh[">]' |
	sed -e 's/^[^"<]*["<]//' -e 's/[">].*//' -e 's,\\,/,g' | LC_ALL=C sort -u |
	while IFS= read -r tmh; do
		case $tmh in
		*..*|/*) continue ;;
		esac
		[ -e "$tmhdir/$tmh" ] && continue
		mkdir -p "$tmhdir/$(dirname "$tmh")"
		: > "$tmhdir/$tmh"
	done

{ list_files "$@"; list_files "$tmhdir"; } | LC_ALL=C awk '
	function quote(s) {
		gsub(/\\/, "\\\\", s)
		gsub(/"/, "\\\"", s)
		return "\"" s "\""
	}
	BEGIN {
		printf "{\"version\":0,\"case-sensitive\":\"false\",\"use-external-names\":\"true\","
		printf "\"redirecting-with\":\"fallback\",\"roots\":["
	}
	{
		n = match($0, "/[^/]*$")
		dir = substr($0, 1, n - 1)
		if (dir != last) {
			printf "%s\n{\"type\":\"directory\",\"name\":%s,\"contents\":[",
				last == "" ? "" : "]},", quote(dir)
			last = dir
			sep = ""
		}
		printf "%s\n{\"type\":\"file\",\"name\":%s,\"external-contents\":%s}",
			sep, quote(substr($0, n + 1)), quote($0)
		sep = ","
	}
	END { print (last == "" ? "" : "]}") "]}" }' > "$out.tmp"

if cmp -s "$out.tmp" "$out"; then
	rm -f "$out.tmp"
else
	mv "$out.tmp" "$out"
fi
