# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Two displays with pointers, vertical blanks and plugs, on a miniport without hardware."""

from harness import allow

GUEST = {"devices": ("ivshmem-plain:32",),
         "modules": ("dxgk.ko", "tests/miniports/twohead/twohead.ko"),
         "programs": ("twohead",), "stock": ("i2c-dev",),
         # The program shares the memory with the driver that has claimed it.
         "args": "iomem=relaxed"}
SECONDS = 60


def run(t, *cases):
    """Cases of the program in one go."""
    card = (t.cards() or t.load_sample("twohead"))
    t.require(len(card) == 1, f"{len(card)} cards instead of one")
    (function, node), = card.items()
    memory = f"/sys/bus/pci/devices/{function}/resource2"
    t.tap(t.g.run(f"twohead /dev/dri/{node} {memory} {' '.join(cases)}", 120).out)


def test_two_outputs(t):
    """each output shows its own picture, and what they cannot show together is refused"""
    run(t, "two_outputs")


def test_vast_mode(t):
    """a mode whose blanking is absurd gets another timing"""
    run(t, "vast_mode")


@allow(r"the miniport refused a frame: 0xc0000001")
def test_flips(t):
    """flip events come when the miniport is done with the frame, however it says so"""
    run(t, "flips", "failing")


def test_pointer(t):
    """the hardware pointer: pixels, position, beyond the edges, hidden"""
    run(t, "pointer")


def test_pointer_comes(t):
    """a pointer that is only there later: refused until then, and shown from then on"""
    run(t, "pointer_goes")
    t.unload_sample("twohead")
    run(t, "pointer_comes")


@allow(r"the miniport refused a ramp: 0xc01e034")
def test_gamma(t):
    """ramps arrive, come again with another mode, and may be refused"""
    run(t, "gamma")


def test_topologies(t):
    """which source can feed what is asked of the miniport; one can feed two outputs"""
    run(t, "topologies")


@allow(r"no progress of a present")
def test_never(t):
    """a present that never ends: flips go on, the miniport is asked for its state"""
    g = t.g
    g.run("for d in /sys/class/devcoredump/devcd*; do [ -e $d ] && echo 1 >$d/data; done")
    run(t, "never")
    dump = g.run("cat /sys/class/devcoredump/devcd*/data").out
    t.check("what it said is in a core dump of the device", "twohead was asked" in dump, dump)
    g.run("for d in /sys/class/devcoredump/devcd*; do echo 1 >$d/data; done")


def test_panel(t):
    """the panel's brightness is a backlight device, monitors' devices are i2c adapters"""
    g = t.g
    run(t, "topologies")
    where = g.sh("echo /sys/class/backlight/*").strip()
    t.check("it hangs below its connector", "eDP-1" in g.sh(f"readlink -f {where}"), where)
    t.equal("as many steps as the panel has", g.sh(f"cat {where}/max_brightness").strip(), "4")
    g.sh(f"echo 3 >{where}/brightness")
    t.equal("it is set", g.sh(f"cat {where}/actual_brightness").strip(), "3")
    r = g.run(f"echo 5 >{where}/brightness")
    t.check("not beyond the brightest", r.status != 0, r.out)
    if g.run("[ -d /sys/class/i2c-dev ]").status:
        g.modload("i2c-dev")
    run(t, "i2c")


def test_vblanks(t):
    """vertical blanks are the miniport's, and the clock's when it falls silent"""
    run(t, "vblanks")


def test_scan_line(t):
    """without reports of vertical blanks, they are timed by where the beam is"""
    run(t, "scan_line")


def test_dpms(t):
    """monitors sleep and wake up one by one"""
    run(t, "dpms")


def test_hotplug(t):
    """plugs, unplugs and other monitors are announced"""
    run(t, "hotplug")


def test_unload(t):
    """rmmod gives everything back"""
    t.preload()
    if t.cards():
        t.unload_sample("twohead")
    before = t.resources()
    t.load_sample("twohead")
    run(t, "two_outputs")
    t.unload_sample("twohead")
    t.require_same(before)
