# SPDX-License-Identifier: GPL-2.0-only OR MIT
# The functions the compiler makes for static construction lack the attribute
# that -mfunction-return gives all others.
s/^\tretq$/\tjmp\t__x86_return_thunk/
