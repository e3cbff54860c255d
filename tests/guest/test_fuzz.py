# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Programs that do anything at all with the node, while the device comes and goes.

DXGK_FUZZ_SEED chooses what they do, DXGK_FUZZ_CALLS how much of it.
"""

import os
import re

from harness import allow

GUEST = {"devices": ("VGA",), "memory": 768,
         "modules": ("dxgk.ko", "samples/bochs_dod/bochs_dod.ko"), "programs": ("drmfuzz",)}
SECONDS = 90

SEED = int(os.environ.get("DXGK_FUZZ_SEED", "1"))
CALLS = int(os.environ.get("DXGK_FUZZ_CALLS", "600"))


def throw(t, options, limit):
    r = t.g.run(f"drmfuzz -s {SEED} -n {CALLS} {options}", limit)
    worked = sum(int(n) for n in re.findall(r": (\d+) calls worked", r.out))
    refused = sum(int(n) for n in re.findall(r", (\d+) were refused", r.out))
    t.check(f"{worked} calls worked, {refused} were refused", worked > CALLS // 20 and refused,
            r.out)
    t.require(r.status == 0, f"drmfuzz: {r.status}\n{r.out}")


def nothing_left(t):
    """No mapping of a program, and the modules can go."""
    t.equal("no mapping is left of a program", [m for m in t.mappings() if m[0] == "user"], [])
    t.unload_sample()


@allow(r"\*ERROR\*")
def test_root(t):
    """three programs of root's, which may become masters"""
    t.need_sample()
    throw(t, "-w 3", 60 + CALLS // 10)
    nothing_left(t)


@allow(r"\*ERROR\*")
def test_user(t):
    """two programs of another user's, which open the node first"""
    card = t.need_sample()
    t.g.sh(f"chmod 666 /dev/dri/{card}")
    throw(t, "-w 2 -u 1000", 60 + CALLS // 10)
    nothing_left(t)


@allow(r"\*ERROR\*")
def test_unbind(t):
    """two programs, while one of them unbinds the device and binds it again"""
    t.need_sample()
    where = list(t.cards())[0]
    throw(t, f"-w 2 -b bochs_dod/{where}", 120 + CALLS // 5)
    t.g.run(f"echo {where} >/sys/bus/pci/drivers/bochs_dod/bind")
    nothing_left(t)
