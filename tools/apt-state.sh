# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only OR MIT
#
# apt with a state of its own, for what is downloaded and not installed.
#
#	apt_setup DIRECTORY [SUITE]
#
# From here on apt-get and apt-cache work in DIRECTORY, with the Debian mirror
# that this machine's apt is set up with and as if nothing were installed: the
# machine's own release with its backports, or another SUITE.  Calls `say` and
# `die` of the script that includes it; file descriptor 8 is in use from then on.

# The sources of $1, a file in apt's one-line format or in deb822, that are of
# the release $2: those of its suites and $2-backports, or $3 instead of them.
apt_list() {
	awk -v c="$2" -v other="$3" '
		$1 == "deb" {
			i = 2
			if ($2 ~ /^\[/)
				while ($i !~ /\]$/)
					i++
			if ($2 ~ /^\[/)
				i++
			suite = $(i + 1)
			if (!other && (suite == c || index(suite, c "-") == 1))
				print
			if (suite == c) {
				$(i + 1) = other ? other : c "-backports"
				print
			}
		}' "$1"
}

apt_deb822() {
	sed 's/^[[:space:]]*$//' "$1" | awk -v c="$2" -v other="$3" '
		BEGIN { RS = ""; FS = "\n" }
		{
			suites = types = out = ""
			skip = 0
			n = split($0, line, "\n")
			field = ""
			for (i = 1; i <= n; i++) {
				if (line[i] ~ /^#/)
					continue
				if (line[i] !~ /^[ \t]/) {
					field = tolower(line[i])
					sub(/:.*/, "", field)
					value = line[i]
					sub(/^[^:]*:/, "", value)
				} else {
					value = line[i]
				}
				if (field == "enabled" && value ~ /no/)
					skip = 1
				if (field == "suites")
					suites = suites " " value
				else if (field == "types")
					types = types " " value
				else
					out = out line[i] "\n"
			}
			if (skip || (types " ") !~ /[ \t]deb[ \t]/)
				next
			keep = ""
			n = split(suites, s, /[ \t]+/)
			for (i = 1; i <= n; i++) {
				if (!other && (s[i] == c || index(s[i], c "-") == 1))
					keep = keep " " s[i]
				if (s[i] == c && other)
					keep = keep " " other
				else if (s[i] == c && index(suites, c "-backports") == 0)
					keep = keep " " c "-backports"
			}
			if (keep != "")
				printf "Types: deb\nSuites:%s\n%s\n", keep, out
		}'
}

apt_sources() { # SUITE or nothing
	codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
	[ -n "$codename" ] || die "no VERSION_CODENAME in /etc/os-release"

	for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
		[ -f "$f" ] && apt_list "$f" "$codename" "$1"
	done >"$apt_dir/sources.d/own.list"
	for f in /etc/apt/sources.list.d/*.sources; do
		[ -f "$f" ] && apt_deb822 "$f" "$codename" "$1"
	done >"$apt_dir/sources.d/own.sources"

	[ -s "$apt_dir/sources.d/own.list" ] || [ -s "$apt_dir/sources.d/own.sources" ] ||
		die "found no Debian $codename source in /etc/apt"
}

apt_setup() { # DIRECTORY [SUITE]
	[ "${apt_dir:-}" != "$1" ] || return 0
	apt_dir=$1
	mkdir -p "$apt_dir/state/lists/partial" "$apt_dir/archives/partial" "$apt_dir/sources.d"
	# One at a time, until the script ends.
	exec 8>"$apt_dir/.lock"
	flock 8
	apt_sources "${2:-}"
	: >"$apt_dir/status"
	# An empty status file: what is installed here must not matter.
	cat >"$apt_dir/apt.conf" <<-EOF
	Dir::State "$apt_dir/state";
	Dir::State::status "$apt_dir/status";
	Dir::Cache "$apt_dir";
	Dir::Etc::sourcelist "/dev/null";
	Dir::Etc::sourceparts "$apt_dir/sources.d";
	Dir::Etc::preferences "/dev/null";
	Dir::Etc::preferencesparts "/dev/null";
	APT::Sandbox::User "root";
	APT::Install-Recommends "false";
	EOF
	export APT_CONFIG="$apt_dir/apt.conf"
	say "reading the package lists"
	apt-get -q -q update >&2 || die "apt-get update failed"
}
