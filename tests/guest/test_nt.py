# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""The suite of NT semantics in the kernel: each case a result."""

import re

from harness import allow

GUEST = {"devices": ("pci-testdev",), "modules": ("dxgk.ko", "tests/miniports/nttest/nttest.ko"), "programs": (), "smp": 2}
SECONDS = 240


@allow(r"dxgk.*DxgkDdiAddDevice failed")
def test_suite(t):
    """every case of tests/miniports/nttest, in a miniport"""
    g = t.g
    g.modload("dxgk")
    g.sh("modload nttest", 180)
    lines = re.findall(r"nttest: (#.*|ok - .*|not ok - .*|\d+ passed, \d+ failed)", g.dmesg())
    t.require(lines and re.match(r"\d+ passed, \d+ failed", lines[-1]),
              "the suite did not come to its end; the last lines are:\n" + "\n".join(lines[-5:]))
    t.tap("\n".join(lines))
    g.sh("rmmod nttest && rmmod dxgk")


def test_nothing_left(t):
    """the suite leaves nothing behind that the runtime had to name"""
    t.equal("lines about what was left", re.findall(r"nttest: left.*", t.g.dmesg()), [])
