#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR MIT
#
# Holds include/ to the x64 ABI of Windows; --help says how. Ends with one line:
# N passed, N failed.
exec python3 "$(dirname "$0")/check.py" "$@"
