# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""What guest tests are written with.

A file test_*.py holds functions test_*(t), run in their order in one guest;
GUEST in it overrides what Test.boot hands to Guest, KERNELS the series it is
for (see meant_for).  A function that raises fails; the next one then gets a fresh guest.  The
kernel log of each is scanned, and what it may say besides is declared with
@allow("regular expression"), for a whole file with ALLOW.  @fresh boots anew before a test.
"""

import difflib
import functools
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "tools"))

# pylint: disable=wrong-import-position
from dxgkvm.guest import Guest, GuestError  # noqa: E402
from dxgkvm.image import Image  # noqa: E402

BUILD = os.path.join(TOP, "build")
PROGRAMS = os.path.join(BUILD, "programs")


class Failure(Exception):
    """A test found something to be wrong."""


def allow(*patterns):
    def mark(f):
        f.allow = tuple(getattr(f, "allow", ())) + patterns
        return f
    return mark


def fresh(f):
    f.fresh = True
    return f


def meant_for(series, kernels):
    """Whether one of `kernels` (None: any) is this series.

    "6.12" stands for 6.12-debug and 6.12-kcsan too, "debug" for every series' debug
    kernel, "plain" for all of Debian's own."""
    base, _, variant = series.partition("-")
    return kernels is None or any(k in (series, base, variant or "plain") for k in kernels)


def only(*kernels):
    """For these kernel series alone; see meant_for."""
    def mark(f):
        f.kernels = kernels
        return f
    return mark


@functools.lru_cache(maxsize=16)
def picture(mode, *steps):
    """What the screen holds after these steps of kmspaint."""
    width, height = (int(v) for v in mode.split("x"))
    raw = subprocess.run([os.path.join(PROGRAMS, "kmspaint"), "-m", mode, "-e", "/dev/stdout",
                          *steps], check=True, stdout=subprocess.PIPE).stdout
    return Image.from_xrgb(width, height, raw)


class Test:
    """A running test file: the guest, and what tests do with it."""

    def __init__(self, kernel, config, logdir):
        self.kernel, self.config, self.logdir = kernel, dict(config), logdir
        self.g = None
        self.results = []
        self._boots = 0

    # -- the guest ----------------------------------------------------------

    def module(self, path):
        """A module of ours, as built for this kernel."""
        full = os.path.join(BUILD, self.kernel.release, path)
        if not os.path.exists(full):
            raise Failure(f"{full} was not built")
        return full

    def boot(self, **override):
        self.shutdown()
        config = {**self.config, **override}
        config["modules"] = [self.module(m) for m in config.get("modules", ())]
        config["programs"] = [os.path.join(PROGRAMS, p) if
                              os.path.exists(os.path.join(PROGRAMS, p)) else p
                              for p in config.get("programs", ())]
        self._boots += 1
        self.g = Guest(self.kernel, logdir=os.path.join(self.logdir, f"boot-{self._boots}"),
                       **config)
        return self.g

    def shutdown(self):
        if self.g:
            self.g.close()
            self.g = None

    # -- checks -------------------------------------------------------------

    def check(self, what, condition, detail=""):
        """A result of its own, which does not end the test."""
        self.results.append((what, None if condition else str(detail) or "it does not hold"))
        return condition

    def equal(self, what, got, want):
        return self.check(what, got == want, f"got {got!r}, expected {want!r}")

    def require(self, condition, why):
        if not condition:
            raise Failure(why)

    def tap(self, output):
        """Results from lines `ok - what` and `not ok - what` of a program."""
        n = 0
        why = []
        for line in output.splitlines():
            m = re.match(r"(not )?ok\b[ \d]*(?:- )?(.*)", line)
            if m:
                self.results.append((m.group(2), "\n".join([*why, line]) if m.group(1) else None))
                n += 1
                why = []
            elif line.startswith("#"):
                why = [*why[-5:], line]
        self.require(n, f"the program reported nothing:\n{output}")

    # -- shortcuts ----------------------------------------------------------

    def paint(self, *steps, driver, mode="1024x768", options="", device=None, hold=True):
        """Have kmspaint do the steps in the guest, and compare the screen.

        With `hold`, the program goes on showing; its handle is returned."""
        g = self.g
        cmd = f"kmspaint -D {driver} -m {mode} {options} " + " ".join(
            f"'{s}'" for s in steps)
        job = g.spawn(f"exec {cmd} ready:painted hold")
        g.until(f"grep -qs painted /run/bg/{job[0]}.out || [ -s /run/bg/{job[0]}.rc ]", 30,
                "kmspaint")
        self.require("painted" in g.output(job), f"{cmd}: {g.output(job)}")
        g.expect_screen(picture(mode, *steps), device)
        if hold:
            return job
        self.end(job)
        return None

    def end(self, job, sig="TERM", status=0):
        """End a background program and look at its status."""
        self.g.kill(job, sig)
        if sig == "KILL":
            self.g.until(f"! kill -0 -{job[1]} 2>/dev/null", 10, "the end of the program")
            return
        r = self.g.wait(job, 20)
        self.require(r.status == status,
                     f"the program ended with {r.status}, not {status}:\n{r.out}")

    # -- our modules --------------------------------------------------------

    def load_sample(self, miniport="bochs_dod"):
        """dxgk.ko and a miniport; the DRM nodes that came up are returned."""
        g = self.g
        g.modload("dxgk")
        g.modload(miniport)
        return self.cards()

    def preload(self):
        """The kernel's own modules that ours stand on, so that only ours come and go."""
        self.g.sh("for m in $(sed -n 's/^dxgk: *//p' /mod/deps); do "
                  "[ -d /sys/module/$m ] || insmod /mod/$m.ko || exit 1; done")

    def need_sample(self):
        """The card of the one adapter there is; loads what is not loaded yet."""
        cards = self.cards() or self.load_sample()
        self.require(len(cards) == 1, f"{len(cards)} cards instead of one")
        return list(cards.values())[0]

    def cards(self):
        """The card nodes of our driver, by their PCI function."""
        out = self.g.run("for c in /sys/class/drm/card[0-9]; do [ -e $c/dev ] || continue; "
                         "d=$(readlink -f $c/device); [ -e $d/driver/module ] || continue; "
                         "l=$(readlink -f $d/driver/module); "
                         "echo ${c##*/} ${d##*/} ${l##*/}; done").out
        return {d: c for c, d, _ in (line.split() for line in out.splitlines() if line.strip())}

    def unload_sample(self, miniport="bochs_dod"):
        self.g.sh(f"rmmod {miniport} && rmmod dxgk")

    def mappings(self, card=None):
        """The lines of dxgk_mappings, split into fields."""
        # 6.12 has a link named after the PCI function beside each number.
        which = card[4:] if card else "[0-9] /sys/kernel/debug/dri/[0-9][0-9]"
        out = self.g.sh(f"for d in /sys/kernel/debug/dri/{which}; do "
                        # Built into kernels with checkers.
                        "! grep -qs ^vkms $d/name || continue; "
                        "[ ! -d $d ] || cat $d/dxgk_mappings || exit 1; done")
        return [line.split() for line in out.splitlines() if line and line[0] != "#"]

    def resources(self):
        """What the kernel itself has on record of mappings, memory types, regions."""
        return self.g.sh(
            "cat /sys/kernel/debug/x86/pat_memtype_list 2>/dev/null\n"
            "echo ioremap; grep phys= /proc/vmallocinfo | sed 's/^[^ ]* *//' | sort\n"
            "echo iomem; cat /proc/iomem; echo ioports; cat /proc/ioports\n"
            "echo irq; sed 's/^ *\\([^:]*\\):.* /\\1 /' /proc/interrupts | grep -v '^[A-Z]' | grep ' [^ ]'\n"
            "echo modules; cut -d' ' -f1 /proc/modules | sort")

    def require_same(self, before, what="the kernel's own records", slots=False):
        """With `slots`, a device may have moved to another slot of its bus."""
        after = self.resources()
        if slots:
            before, after = (re.sub(r"0000:00:[0-9a-f]{2}\.", "0000:00:xx.", v)
                             for v in (before, after))
        if after != before:
            diff = "\n".join(difflib.unified_diff(before.splitlines(), after.splitlines(),
                                                  "before", "after", lineterm="", n=0))
            raise Failure(f"{what} differ:\n{diff}")
