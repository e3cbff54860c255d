# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Firmware's display: taken over, given back, taken over again."""

import re

# The debug kernel is built without boot-time modes.
KERNELS = ("plain",)
# 1024 x 768 with 32 bits, by the kernel's own boot code and the VGA BIOS.
GUEST = {"devices": ("VGA",), "args": "vga=0x344 fbcon=nodefer", "programs": ("kmspaint",)}
SECONDS = 40

SIZE = (1024, 768)


def framebuffers(g):
    """Names of the console's framebuffers, by their number."""
    return re.findall(r"^\d+ (.*)$", g.sh("cat /proc/fb"), re.M)


def took_over(g, since):
    return re.findall(r"took over a (\d+ x \d+) display", g.dmesg(since))


def test_take_over(t):
    """the display that firmware left is reported, and its driver is gone"""
    g = t.g
    t.require(any("VESA" in f for f in framebuffers(g)),
              f"firmware set no mode: {framebuffers(g)}\n{g.sh('dmesg | grep -i -e vesa -e fb')}")
    t.load_sample()
    t.equal("what AcquirePostDisplayOwnership says", took_over(g, "begin take_over"),
            ["1024 x 768"])
    t.check("firmware's framebuffer is gone", not any("VESA" in f for f in framebuffers(g)),
            framebuffers(g))


def test_give_back(t):
    """rmmod leaves it lit, for the console"""
    g = t.g
    t.need_sample()
    job = t.paint("paint:1", "set", driver="dxgk", mode="800x600")
    t.end(job)
    g.sh("rmmod bochs_dod")
    image = g.screendump()
    t.check("a mode is still set", image.width in (800, 1024, 1280), image.width)
    t.check("a simple framebuffer shows the console", any("simple" in f for f in framebuffers(g)),
            f"{framebuffers(g)}\n{g.dmesg('begin give_back')}")
    g.sh("for c in /sys/class/vtconsole/vtcon*; do grep -q frame $c/name && echo 1 >$c/bind; "
         "done; echo 'given back' >/dev/tty1")
    for _ in range(50):
        if g.screendump().colours() > 1:
            break
        g.run("sleep 0.2")
    t.check("which is seen", g.screendump().colours() > 1)


def test_again(t):
    """the next driver is told of that one, and takes it over"""
    g = t.g
    g.modload("bochs_dod")
    got = took_over(g, "begin again")
    t.check("what was given back", len(got) == 1 and got[0] != "0 x 0", got)
    t.check("the simple framebuffer is gone", not any("simple" in f for f in framebuffers(g)),
            framebuffers(g))
    job = t.paint("paint:2", "set", driver="dxgk")
    t.end(job)
    t.unload_sample()
