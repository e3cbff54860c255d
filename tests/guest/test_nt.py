# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""The suite of NT semantics in the kernel: each case a result."""

import re

from harness import allow, only

# Threaded interrupts and a kernel that preempts: what IRQL has to hold against.
GUEST = {"devices": ("pci-testdev",),
         "modules": ("dxgk.ko", "tests/miniports/nttest/nttest.ko"),
         "programs": ("nttest_bind",), "smp": 2, "args": "threadirqs preempt=full"}
SECONDS = 240

LINES = r"nttest: (#.*|ok - .*|not ok - .*|\d+ passed, \d+ failed)"


def results(t, log):
    lines = re.findall(LINES, log)
    t.require(lines and re.match(r"\d+ passed, \d+ failed", lines[-1]),
              "the suite did not come to its end; the last lines are:\n" + "\n".join(lines[-5:]))
    t.tap("\n".join(lines))


@allow(r"dxgk.*DxgkDdiAddDevice failed")
def test_suite(t):
    """every case of tests/miniports/nttest, in a miniport"""
    g = t.g
    g.modload("dxgk")
    g.sh("modload nttest", 180)
    results(t, g.dmesg())
    registry = g.sh("cat /sys/kernel/debug/dxgk/registry")
    t.check("debugfs shows the registry", "\\CurrentControlSet\\Services\\nttest]" in registry,
            registry)
    t.check("the kernel preempts", "(full)" in g.sh("cat /sys/kernel/debug/sched/preempt"))


@allow(r"dxgk.*DxgkDdiAddDevice failed")
def test_user(t):
    """memory of a program, in whose context the miniport is called"""
    g = t.g
    device = g.sh("grep -l 0x0005 /sys/bus/pci/devices/*/device").split("/")[-2]
    t.tap(g.sh(f"nttest_bind {device}"))
    results(t, g.dmesg("begin user"))
    g.sh("rmmod nttest && rmmod dxgk")


def test_nothing_left(t):
    """the suite leaves nothing behind that the runtime had to name"""
    t.equal("lines about what was left", re.findall(r"nttest: left.*", t.g.dmesg()), [])


@only("6.1")
@allow(r"an IOMMU remaps")
def test_remapped(t):
    """a device whose DMA an IOMMU remaps is named, since miniports cannot know"""
    t.boot(machine="q35", devices=("bochs-display",), qemu_args=("-device", "intel-iommu"),
           modules=("dxgk.ko", "samples/bochs_dod/bochs_dod.ko"),
           args="intel_iommu=on iommu.passthrough=0")
    t.g.mark("begin remapped")
    t.g.modload("bochs_dod")
    t.require("an IOMMU remaps this device's DMA" in t.g.dmesg(), t.g.dmesg())
