# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Boots Debian kernels in QEMU and works with what runs there."""
