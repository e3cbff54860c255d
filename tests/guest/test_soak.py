# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Devices and modules that come and go many times, with programs on them.

DXGK_SOAK_CYCLES chooses how many times (20), and to do it on any kernel at all:
it takes minutes, so the usual run leaves it out.
"""

import os
import re

KERNELS = None if "DXGK_SOAK_CYCLES" in os.environ else ("debug",)
GUEST = {"devices": ("VGA", "bochs-display"), "memory": 768,
         "modules": ("dxgk.ko", "samples/bochs_dod/bochs_dod.ko"),
         "programs": ("umapattack", "kmspaint"),
         # Of a sleep that nothing wakes from, the kernel shall still say where it is.
         "args": "no_console_suspend"}
SECONDS = 600

CYCLES = int(os.environ.get("DXGK_SOAK_CYCLES", "20"))
DRIVER = "/sys/bus/pci/drivers/bochs_dod"
# Caches fill in the first cycles.
WARM = 5
# Slabs that are half empty and pages of tables come and go by themselves; beyond
# that a cycle may leave less than any object that was forgotten.
NOISE = 512 * 1024
PER_CYCLE = 256


def memory(t):
    """What the kernel holds and will not give back by itself: bytes by kind."""
    # A cache that is shrunk lets go of what KASAN keeps of freed objects, too.
    out = t.g.sh("sync; echo 3 >/proc/sys/vm/drop_caches; sleep 0.5; "
                 "for s in /sys/kernel/slab/*/shrink; do echo 1 >$s; done 2>/dev/null; "
                 "cat /proc/meminfo; cat /proc/slabinfo 2>/dev/null || :", 60)
    held = {k: int(v) * 1024 for k, v in re.findall(r"^(\w+): +(\d+) kB", out, re.M)
            if k in ("PageTables", "VmallocUsed", "KernelStack", "Percpu")}
    for name, objects, size in re.findall(r"^([\w-]+) +(\d+) +\d+ +(\d+) .*: tunables", out, re.M):
        # What kmemleak knows of the others.
        if name != "kmemleak_object":
            held[name] = int(objects) * int(size)
    return held


def cycles(t, what, one, count=CYCLES, slots=False):
    """Do one(i) again and again; in the end nothing is more than in the beginning."""
    for i in range(WARM):
        one(i)
    before, held = t.resources(), memory(t)
    for i in range(count):
        one(WARM + i)
    after = memory(t)
    more = {k: v - held.get(k, 0) for k, v in after.items() if v != held.get(k, 0)}
    left = sum(more.values())
    most = ", ".join(f"{k} {v:+}" for k, v in sorted(more.items(), key=lambda m: -abs(m[1]))[:12])
    t.check(f"{what}: {count} cycles, {left // 1024} KiB more memory in use",
            left < NOISE + count * PER_CYCLE, most)
    t.require_same(before, slots=slots)


def client(t, what="hold"):
    """A program with a mapping that writes to it; it ends by SIGBUS or a signal."""
    job = t.g.spawn(f"exec umapattack {what}")
    t.g.until(f"grep -qs mapped /run/bg/{job[0]}.out || [ -s /run/bg/{job[0]}.rc ]", 20)
    t.require("mapped" in t.g.output(job), t.g.output(job))
    return job


def end(t, job):
    # What the runner keeps of each is in memory, too.
    t.g.run(f"kill -KILL -{job[1]}; i=0; while kill -0 -{job[1]} 2>/dev/null && [ $i -lt 100 ]; "
            f"do sleep 0.1; i=$((i + 1)); done; rm -f /run/bg/{job[0]} /run/bg/{job[0]}.*")


def test_bind(t):
    """unbind and bind with a program writing through its mapping"""
    t.load_sample()
    where = sorted(t.cards(), key=lambda d: t.cards()[d])[0]

    def one(_):
        job = client(t, "hammer")
        t.g.sh(f"echo {where} >{DRIVER}/unbind && echo {where} >{DRIVER}/bind", 30)
        end(t, job)
    cycles(t, "unbind and bind", one)


def test_bind_alone(t):
    """unbind and bind as fast as a shell can"""
    t.cards() or t.load_sample()
    where = sorted(t.cards())[0]

    def one(_):
        t.g.sh(f"i=0; while [ $i -lt 10 ]; do echo {where} >{DRIVER}/unbind && "
               f"echo {where} >{DRIVER}/bind || exit 1; i=$((i + 1)); done", 60)
    cycles(t, "ten times unbind and bind", one, max(CYCLES // 5, 2))


def test_suspend(t):
    """devices to D3 and back, with a program that flips and one writing through its mapping"""
    g = t.g
    t.cards() or t.load_sample()
    g.sh("echo devices >/sys/power/pm_test; echo 0 >/sys/module/suspend/parameters/pm_test_delay")
    job = client(t, "hammer")
    flips = g.spawn("exec kmspaint -D dxgk -m 640x480 paint:1 set stress:100000")

    def one(_):
        g.sh("echo mem >/sys/power/state", 60)
    cycles(t, "suspend and resume", one)
    for what, which in (("writes", job), ("flips", flips)):
        t.check(f"the program that {what} goes on", g.run(f"kill -0 -{which[1]}").status == 0,
                g.output(which))
        end(t, which)
    g.sh("echo none >/sys/power/pm_test")
    t.paint("paint:2", "set", driver="dxgk", mode="800x600", hold=False)


def test_modules(t):
    """insmod and rmmod of both modules, with a picture and a mapping between"""
    if t.cards():
        t.unload_sample()
    t.preload()

    def one(i):
        t.load_sample()
        job = client(t)
        if not i % 4:
            t.g.sh("kmspaint -D dxgk -m 640x480 paint:1 set paint:2 dirty")
        t.g.sh("rmmod bochs_dod")
        end(t, job)
        t.g.until("rmmod dxgk 2>/dev/null", 10)
    cycles(t, "insmod and rmmod", one)


def test_plug(t):
    """device_del and device_add, with a program writing through its mapping"""
    g = t.g
    g.run("rmmod bochs_dod dxgk 2>/dev/null")
    t.load_sample()
    vga = [d for d in t.cards() if g.sh(f"cat /sys/bus/pci/devices/{d}/class").strip() == "0x030000"]
    g.sh(f"echo {vga[0]} >{DRIVER}/unbind")

    def one(i):
        job = client(t, "hammer")
        g.device_del(ident[0])
        end(t, job)
        # QEMU 7.2 does not let go of the memory of the one before: another slot.
        ident[0] = f"bochs-{i}"
        g.device_add("bochs-display", ident[0], addr=f"{5 + i:x}")
        g.until(f"[ $(ls -d {DRIVER}/0000:* | wc -l) = 1 ]", 20)

    ident = ["bochs-display"]
    cycles(t, "device_del and device_add", one, min(max(CYCLES // 2, 2), 20), slots=True)
    t.unload_sample()
