# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Mappings in user processes: what programs can try, and how they end."""

import re

GUEST = {"devices": ("VGA", "bochs-display"),
         "modules": ("dxgk.ko", "samples/bochs_dod/bochs_dod.ko",
                     "tests/miniports/pageattr/pageattr.ko"),
         "programs": ("umapattack",)}
SECONDS = 60


def user(t):
    """How many user mappings there are, in all adapters."""
    return len([m for m in t.mappings() if m[0] == "user"])


def start(t, what):
    """A program that has mapped; its handle, process and address."""
    g = t.g
    t.cards() or t.load_sample()
    job = g.spawn(f"exec umapattack {what}")
    g.until(f"grep -qs mapped /run/bg/{job[0]}.out || [ -s /run/bg/{job[0]}.rc ]", 20)
    m = re.search(r"mapped (0x[0-9a-f]+) (\d+)", g.output(job))
    t.require(m, g.output(job))
    return job, int(m.group(1), 16), int(m.group(2))


def test_attack(t):
    """nothing a program tries moves, splits, extends, forges or re-protects its mapping"""
    g = t.g
    t.load_sample()
    g.run("echo 1 >/proc/sys/vm/unprivileged_userfaultfd")
    r = g.run("umapattack attack", 120)
    t.tap(r.out)
    t.equal("nothing is left of it", user(t), 0)


def test_ends(t):
    """however a process ends, its mapping and the record of it go with it"""
    g = t.g
    for sig in ("TERM", "KILL", "SEGV"):
        job, _, _ = start(t, "hold")
        t.equal(f"one while it runs ({sig})", user(t), 1)
        g.kill(job, sig)
        g.until(f"! kill -0 -{job[1]} 2>/dev/null", 10)
        t.equal(f"none after {sig}", user(t), 0)
    job = g.spawn("exec umapattack exec")
    g.until(f"grep -q idle /run/bg/{job[0]}.out", 20)
    t.equal("none after exec", user(t), 0)
    g.kill(job)
    jobs = [start(t, "hold")[0] for _ in range(8)]
    t.equal("one in each of eight processes", user(t), 8)
    for job in jobs:
        g.kill(job)
    g.until("! pidof umapattack", 10)
    t.equal("none when they are gone", user(t), 0)


def test_fork(t):
    """fork, and the end of parent and child in either order: the mapping is the parent's"""
    g = t.g

    def family(what):
        job, _, _ = start(t, what)
        g.until(f"grep -qs child /run/bg/{job[0]}.out", 20)
        child = int(re.search(r"child (\d+)", g.output(job)).group(1))
        parent = int(g.sh(f"sed -n 's/^PPid:[^0-9]*//p' /proc/{child}/status"))
        return job, parent, child

    def end(pid):
        g.sh(f"kill -KILL {pid}")
        # A child that nobody waits for stays as a zombie.
        g.until(f"! grep -qs 'State:.[^Z]' /proc/{pid}/status", 10)

    for first in ("parent", "child"):
        job, parent, child = family("fork")
        t.equal(f"fork, {first} first: one while both run", user(t), 1)
        pids = (parent, child) if first == "parent" else (child, parent)
        end(pids[0])
        t.equal(f"{first} gone: the mapping is " + ("too" if first == "parent" else "there"),
                user(t), 0 if first == "parent" else 1)
        end(pids[1])
        t.equal(f"fork, {first} first: none when both are gone", user(t), 0)

    # In the same memory it is there until the last of them ends.
    for first in ("parent", "child"):
        job, parent, child = family("share")
        t.equal(f"share, {first} first: one while both run", user(t), 1)
        if first == "parent":
            end(parent)
            t.equal("the memory lives, and so does the mapping", user(t), 1)
            g.sh(f"kill -USR1 {child}")
            g.until(f"grep -q wrote /run/bg/{job[0]}.out", 10)
            end(child)
        else:
            end(child)
            t.equal("the memory lives with the parent", user(t), 1)
            end(parent)
        t.equal(f"share, {first} first: none when both are gone", user(t), 0)


def revoked(t, how, command, back=None):
    """Programs that write while the device goes get SIGBUS, all of them."""
    g = t.g
    jobs = [start(t, "hammer")[0] for _ in range(4)]
    g.run("sleep 0.5")
    command()
    for job in jobs:
        r = g.wait(job, 20)
        t.equal(f"{how}: SIGBUS", (r.status, r.out.splitlines()[-1]), (3, "sigbus"))
    if back:
        back()


def test_unbind(t):
    """sysfs unbind while programs write through their mappings"""
    g = t.g
    t.load_sample() if not t.cards() else None
    where = sorted(t.cards(), key=lambda d: t.cards()[d])[0]
    path = "/sys/bus/pci/drivers/bochs_dod"
    for _ in range(3):
        revoked(t, "unbind", lambda: g.sh(f"echo {where} >{path}/unbind", 30),
                lambda: g.sh(f"echo {where} >{path}/bind", 30))


def test_rmmod(t):
    """rmmod of the miniport while programs write: the shim stays until they end"""
    g = t.g
    holder, _, _ = start(t, "hold")
    revoked(t, "rmmod", lambda: g.sh("rmmod bochs_dod", 30))
    t.check("a live mapping keeps the shim", g.run("rmmod dxgk").status != 0)
    g.kill(holder)
    g.until("rmmod dxgk 2>/dev/null", 10)
    log = g.dmesg("begin rmmod")
    t.check("no mapping is called leaked", "left a mapping" not in log, log)


def test_device_del(t):
    """a device that is pulled out while programs write through their mappings"""
    g = t.g
    t.load_sample()
    vga = [d for d in t.cards()
           if g.sh(f"cat /sys/bus/pci/devices/{d}/class").strip() == "0x030000"]
    # Only the one that can be pulled stays: the program takes the first card.
    g.sh(f"echo {vga[0]} >/sys/bus/pci/drivers/bochs_dod/unbind")
    revoked(t, "device_del", lambda: g.device_del("bochs-display"))
    g.sh("rmmod bochs_dod && rmmod dxgk")
