#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR MIT
#
# overlay.sh OUT TMHDIR DIR...
#
# Lets clang find a header whatever letter case an #include spells it in:
# writes to OUT a virtual file system that lists, case-insensitively, the files
# of each DIR and its subdirectories. Exact names still come first. For every
# trace header (*.tmh) that the tree includes, one is made in TMHDIR, which the
# compiler searches last: it serves where nobody generated one. OUT and the trace
# headers are rewritten only when their contents change.
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

list_sources() {
	list_files "$@" | grep -iE '\.(c|cc|cpp|cxx|h|hh|hpp|hxx|inl|inc)$' | tr '\n' '\0'
}

# The trace functions that the sources configure, as the trace preprocessor reads
# them: FUNC NAME{PARAMETER=VALUE,...}(PARAMETER, ...). Without any, the usual ones.
trace_header() {
	list_sources "$@" | xargs -0 -r cat | tr -d '\r' | LC_ALL=C awk '
		/begin_wpp[ \t]+config/ { on = 1; next }
		/end_wpp/ { on = 0; next }
		on && match($0, /(^|[^A-Za-z_])FUNC[ \t]+[A-Za-z_][A-Za-z_0-9]*[ \t]*[{(].*/) {
			line = substr($0, RSTART)
			sub(/^[^F]*FUNC[ \t]+/, "", line)
			print line
			any++
		}
		END {
			if (!any) {
				print "TraceEvents(LEVEL, FLAGS, MSG, ...)"
				print "DoTraceLevelMessage(LEVEL, FLAGS, MSG, ...)"
			}
			print "DoTraceMessage(FLAGS, MSG, ...)"
		}' | LC_ALL=C awk '
		BEGIN {
			print "/* Made by miniport.mk: no trace preprocessor wrote this header. */"
			print "#include <dxgk/wpp.h>"
		}
		{
			name = $0
			sub(/[^A-Za-z_0-9].*/, "", name)
			fixed = match($0, /[{][^}]*[}]/) ? substr($0, RSTART + 1, RLENGTH - 2) : ""
			gsub(/[{][^}]*[}]/, "")
			if (!match($0, /\([^)]*\)/) || name in seen)
				next
			seen[name] = 1
			list = substr($0, RSTART + 1, RLENGTH - 2)
			gsub(/[ \t]/, "", list)
			gsub(/[ \t]/, "", fixed)
			level = "TRACE_LEVEL_INFORMATION"
			n = split(fixed, value, ",")
			for (i = 1; i <= n; i++)
				if (value[i] ~ /^LEVEL=/)
					level = substr(value[i], 7)
			list = "," list ","
			if (list ~ /,LEVEL,/)
				level = "LEVEL"
			rest = list ~ /,\.\.\.,/ ? ", ##__VA_ARGS__" : ""
			message = list ~ /,MSG,/ ? "MSG" rest : "\"" name "\""
			gsub(/^,|,$/, "", list)
			gsub(/,/, ", ", list)
			printf "#ifndef %s\n#define %s(%s) DXGK_WPP_TRACE(%s, %s)\n#endif\n",
				name, name, list, level, message
		}'
}

# Names as the sources spell them; a path in one is made relative to TMHDIR.
list_sources "$@" |
	xargs -0 -r grep -hiE '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<][^">]*\.tmh[">]' |
	sed -e 's/^[^"<]*["<]//' -e 's/[">].*//' -e 's,\\,/,g' | LC_ALL=C sort -u |
	while IFS= read -r tmh; do
		case $tmh in
		*..*|/*) continue ;;
		esac
		[ -e "$tmhdir.wpp" ] || trace_header "$@" > "$tmhdir.wpp"
		mkdir -p "$tmhdir/$(dirname "$tmh")"
		cmp -s "$tmhdir.wpp" "$tmhdir/$tmh" || cp "$tmhdir.wpp" "$tmhdir/$tmh"
	done
rm -f "$tmhdir.wpp"

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
