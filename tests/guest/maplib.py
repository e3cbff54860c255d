# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""What the tests of the mapping contract share: the test miniport, driven by steps."""

import re

SUCCESS = 0
INVALID_HANDLE = 0xc0000008
INVALID_PARAMETER = 0xc000000d
INVALID_DEVICE_REQUEST = 0xc0000010
CONFLICTING_ADDRESSES = 0xc0000018
NOT_MAPPED_VIEW = 0xc0000019
INSUFFICIENT_RESOURCES = 0xc000009a
INVALID_DEVICE_STATE = 0xc0000184
MAPPED_ALIGNMENT = 0xc0000220

NON_CACHED, CACHED, WRITE_COMBINED, COHERENT, UNORDERED, USWC = range(6)
TYPES = ("MmNonCached", "MmCached", "MmWriteCombined", "MmHardwareCoherentCached",
         "MmNonCachedUnordered", "MmUSWCCached")

UNTOUCHED = 0x5a5a5a5a5a5a5a5a

# What maptest is told to bind besides pci-testdev, which its table names.
IDS = {"VGA": "1234:1111", "qxl": "1b36:0100", "ivshmem-plain": "1af4:1110"}

# A BAR of 8 GiB makes firmware put all 64-bit ones above 4 GiB.
BIG_TESTDEV = "pci-testdev,id=pci-testdev,membar=8G"
MODULES = ("dxgk.ko", "tests/miniports/maptest/maptest.ko",
           "tests/miniports/pageattr/pageattr.ko")
SHARED = "/sys/bus/pci/drivers/maptest"


class Adapter:
    """A device that maptest drives."""

    def __init__(self, t, name):
        self.t, self.name = t, name
        self.where = t.g.pci_functions()[name]
        self.card = t.cards()[self.where]
        out = self.steps("info")
        self.info = out[0]
        self.resources = [(r["type"], r["start"], r["length"]) for r in out[1:]]

    def command(self, *steps):
        return f"maptest -d /dev/dri/{self.card} " + " -- ".join(steps)

    def steps(self, *steps, status=0, limit=60):
        """Runs the steps in one process; what each printed, as dictionaries."""
        r = self.t.g.run(self.command(*steps), limit)
        self.t.require(r.status == status,
                       f"{self.name}: maptest ended with {r.status}:\n{r.out[-2000:]}")
        return parse(r.out)

    def spawn(self, *steps, ready="hold"):
        """The same in the background, once it printed a line that begins with `ready`."""
        g = self.t.g
        job = g.spawn("exec " + self.command(*steps))
        g.until(f"grep -qs '^{ready}' /run/bg/{job[0]}.out || [ -s /run/bg/{job[0]}.rc ]", 30,
                "maptest")
        out = g.output(job)
        self.t.require(re.search(f"^{ready}", out, re.M), f"{self.name}: {out}")
        return job, parse(out)

    def bars(self, kind):
        """Memory BARs or ports, in order: (start, length)."""
        kinds = ("memory", "large") if kind == "memory" else (kind,)
        return [(s, n) for t, s, n in self.resources if t in kinds]

    def unbind(self):
        self.t.g.sh(f"echo {self.where} >{SHARED}/unbind", 60)

    def bind(self, fails=False):
        r = self.t.g.run(f"echo {self.where} >{SHARED}/bind", 60)
        self.t.require((r.status != 0) == fails, f"bind of {self.name}: {r.status} {r.out}")
        self.card = None if fails else self.t.cards()[self.where]

    def mappings(self):
        return self.t.mappings(self.card)

    def failures(self):
        """Refusals by status, as debugfs has them."""
        out = self.t.g.sh(f"cat /sys/kernel/debug/dri/{self.card[4:]}/dxgk_map_failures")
        return {k if k == "other" else int(k, 0): int(v) for k, v in
                (line.split() for line in out.splitlines())}


def parse(out):
    """Lines `word KEY=VALUE...`; values are numbers where they look like it."""
    lines = []
    for line in out.splitlines():
        word, *rest = line.split()
        d = {"step": word, "line": line}
        for item in rest:
            key, _, value = item.partition("=")
            d[key] = int(value, 0) if re.fullmatch(r"0x[0-9a-f]+|\d+", value) else value
        lines.append(d)
    return lines


def load(t):
    """Both modules, and maptest on every device that the guest has for it."""
    t.preload()
    t.g.modload("dxgk")
    t.g.sh("[ -d /sys/module/pageattr ] || modload pageattr")
    bind(t)


def bind(t):
    have = t.g.pci_functions()
    t.g.modload("maptest", "ids=" + ",".join(i for n, i in IDS.items() if n in have))


def unload(t):
    t.g.sh("rmmod maptest && rmmod dxgk", 60)


def mapping(at, length=0x1000, cache=NON_CACHED, **keys):
    """A map step."""
    more = "".join(f" {k}={v}" for k, v in keys.items())
    return f"map addr={at:#x} len={length:#x} cache={cache & 0xffffffff}{more}"


def unmapping(va="@", **keys):
    more = "".join(f" {k}={v:#x}" if isinstance(v, int) else f" {k}={v}"
                   for k, v in keys.items())
    if "bulk" in keys or "of" in keys:
        return "unmap" + more
    return f"unmap va={va:#x}{more}" if isinstance(va, int) else f"unmap va={va}{more}"
