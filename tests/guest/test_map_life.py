# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""How mappings end, what is said of them, and devices that go while they are used."""

import re

import maplib
from maplib import (Adapter, NON_CACHED, WRITE_COMBINED, mapping, unmapping,
                    CONFLICTING_ADDRESSES, INVALID_DEVICE_REQUEST, INVALID_PARAMETER, NOT_MAPPED_VIEW, SUCCESS)

GUEST = {"devices": ("VGA", "qxl", "ivshmem-plain:256", "pci-testdev"),
         "modules": maplib.MODULES, "programs": ("maptest",)}
SECONDS = 90

SIGBUS = 128 + 7
TRACING = "/sys/kernel/tracing"


def adapter(t, name="ivshmem-plain"):
    if not t.cards():
        maplib.load(t)
    return Adapter(t, name)


def memory(a):
    return max(a.bars("memory"), key=lambda b: b[1])


def test_ends(t):
    """munmap, the program's end and its death take the mapping and the record along"""
    a = adapter(t)
    at, _ = memory(a)
    before = t.resources()
    out = a.steps(mapping(at, 0x2000, user=1), "munmap va=@ len=0x2000", unmapping(),
                  mapping(at, 0x2000, NON_CACHED), unmapping())
    t.equal("munmap: a later unmap finds nothing", out[2]["status"], NOT_MAPPED_VIEW)
    a.steps(mapping(at, 0x2000, WRITE_COMBINED, user=1))
    t.equal("exit: nothing is listed", a.mappings(), [])
    for sig in ("KILL", "TERM"):
        job, _ = a.spawn(mapping(at, 0x2000, WRITE_COMBINED, user=1),
                         mapping(at, 0x2000, WRITE_COMBINED, user=1), "poke va=@ value=1", "hold")
        t.equal(f"{sig}: two are listed", [m[0] for m in a.mappings()], ["user"] * 2)
        t.g.kill(job, sig)
        t.g.until("! pidof maptest", 10)
        t.equal(f"{sig}: none is", a.mappings(), [])
    # The type that they held is free.
    out = a.steps(mapping(at, 0x2000, NON_CACHED), unmapping())
    t.equal("their cache type is free", [o["status"] for o in out], [SUCCESS] * 2)
    t.require_same(before)


def test_debugfs(t):
    """a line per live mapping, with all that the contract names"""
    a, dev = adapter(t), adapter(t, "pci-testdev")
    at, _ = memory(a)
    port = dev.bars("port")[0][0]
    g = t.g
    job, out = a.spawn(mapping(at + 0x10, 0x20, WRITE_COMBINED),
                       mapping(at + 0x4000, 0x2000, NON_CACHED, user=1), "hold", unmapping("@0"))
    held = dev.steps(mapping(port, 8, port=1))[0]
    g.run("sleep 1.1")
    g.sh("echo 1 >/proc/sys/kernel/kptr_restrict")
    system, user = a.mappings()
    pid = g.sh("pidof maptest").strip()
    t.equal("system", [*system[:3], system[4], system[5]],
            ["system", f"{at + 0x10:#x}", "0x20", "MmWriteCombined", "0"])
    t.equal("system: its address", int(system[3], 16), out[0]["va"])
    t.equal("user", user[:6], ["user", f"{at + 0x4000:#x}", "0x2000", f"{out[1]['va']:#x}",
                               "MmNonCached", pid])
    t.check("how old", 1000 <= int(system[6]) < 120000, system)
    t.check("who made it", re.match(r"Maptest\w+\+0x", system[7]) and system[8] == "[maptest]",
            system)
    listed = dev.mappings()
    t.equal("port", [m[:5] for m in listed],
            [["port", f"{port:#x}", "0x8", f"{port:#x}", "MmNonCached"]])
    t.equal("port: the number is the address", held["va"], port)

    g.sh("echo 0 >/proc/sys/kernel/kptr_restrict")
    hashed = a.mappings()[0][3]
    t.check("the kernel address is hashed", re.fullmatch("(0x)?[0-9a-f]+", hashed) and
            int(hashed, 16) not in (0, out[0]["va"]), hashed)
    g.sh("echo 2 >/proc/sys/kernel/kptr_restrict")
    t.equal("or hidden", int(a.mappings()[0][3], 16), 0)
    g.sh("echo 0 >/proc/sys/kernel/kptr_restrict")
    for name in ("dxgk_mappings", "dxgk_map_failures"):
        t.check(f"{name} is root's", g.run(
            f"su user -c 'cat /sys/kernel/debug/dri/{a.card[4:]}/{name}'").status != 0)
    g.kill(job, "TERM")
    g.wait(job)
    dev.steps(unmapping(port))
    t.equal("nothing is left", a.mappings() + dev.mappings(), [])


def test_failures(t):
    """refusals are counted, by status and by adapter"""
    a, vga = adapter(t), adapter(t, "VGA")
    at, _ = memory(a)
    before, other = a.failures(), vga.failures()
    a.steps(*[mapping(at, 0)] * 3, *[unmapping(0)] * 2,
            mapping(at, **{"from": "irql", "irql": 2}))
    after = a.failures()
    t.equal("three, two and one more", [after.get(s, 0) - before.get(s, 0) for s in
                                        (INVALID_PARAMETER, NOT_MAPPED_VIEW,
                                         INVALID_DEVICE_REQUEST)], [3, 2, 1])
    t.equal("and none at another adapter", vga.failures(), other)


def test_trace(t):
    """dxgk:map_memory and dxgk:unmap_memory say each call, with its status"""
    a, dev = adapter(t), adapter(t, "pci-testdev")
    at, _ = memory(a)
    port = dev.bars("port")[0][0]
    g = t.g
    g.sh(f"echo >{TRACING}/trace; echo 1 >{TRACING}/events/dxgk/enable")
    out = a.steps(mapping(at, 0x1000, WRITE_COMBINED), mapping(at, 0x1000, NON_CACHED),
                  mapping(at + 0x3000, 0x10, WRITE_COMBINED, user=1), unmapping("@1"),
                  unmapping("@0"), unmapping("@0"), mapping(at, handle="null"))
    dev.steps(mapping(port, 4, port=1), unmapping())
    g.sh(f"echo 0 >{TRACING}/events/dxgk/enable")
    text = g.sh(f"cat {TRACING}/trace")
    lines = [re.search(r"(\w+_memory): (.*)", line) for line in text.splitlines()]
    lines = [(m.group(1), dict(re.findall(r"(\w+)=(\S+)", m.group(2))), m.group(2))
             for m in lines if m]
    t.equal("one for each call", [n for n, _, _ in lines],
            ["map_memory"] * 3 + ["unmap_memory"] * 3 + ["map_memory"] * 2 + ["unmap_memory"])
    t.require(len(lines) == 9, text)
    t.equal("with its status", [int(d["status"], 0) for _, d, _ in lines],
            [o["status"] for o in out] + [SUCCESS] * 2)
    t.equal("with its range", [(int(d["phys"], 0), int(d["len"], 0)) for _, d, _ in lines[:5]],
            [(at, 0x1000), (at, 0x1000), (at + 0x3000, 0x10), (at + 0x3000, 0x10), (at, 0x1000)])
    t.equal("with its space", [s.split()[1] for _, _, s in lines[:3] + lines[7:]],
            ["system", "system", "user", "port", "port"])
    t.equal("with its device", {s.split()[0] for _, _, s in lines[:6]}, {a.where})
    t.check("with its caller", all(re.search(r"caller=Maptest\w+\+0x", s) for _, _, s in lines),
            text)
    t.check("no kernel address", f"{out[0]['va']:x}" not in text, text)


def test_leaks(t):
    """who never unmaps: each leak is named once, and everything is given back"""
    g = t.g
    if t.cards():
        maplib.unload(t)
    t.preload()
    before = t.resources()
    g.modload("dxgk")
    maplib.bind(t)
    a, dev, vga = adapter(t), adapter(t, "pci-testdev"), adapter(t, "VGA")
    at, _ = memory(a)
    port = dev.bars("port")[0][0]
    bar = dev.bars("memory")[0][0]
    out = a.steps(mapping(at + 0x123, 0x2000, WRITE_COMBINED), mapping(at, 0x1000, count=5,
                                                                       stride=0x10000,
                                                                       cache=WRITE_COMBINED))
    job, _ = a.spawn(mapping(at, 0x1000, WRITE_COMBINED, user=1), "hold")
    dev.steps(mapping(port, 4, port=1), mapping(port, 4, port=1), mapping(bar, 0x80),
              unmapping("@", pointer=1))
    g.run("sleep 1")
    a.unbind()
    dev.unbind()
    log = g.dmesg("begin leaks")
    said = re.findall(r"maptest left a mapping after RemoveDevice: (\w+) (0x\w+)\+(0x\w+) (\w+), "
                      r"(\d+) ms old, made by (\S+) \[maptest\]", log)
    want = ([("memory", at + 0x123, 0x2000, "MmWriteCombined")] +
            [("memory", at + i * 0x10000, 0x1000, "MmWriteCombined") for i in range(5)] +
            [("ports", port, 4, "MmNonCached")] * 2 + [("memory", bar, 0x80, "MmNonCached")])
    t.equal("each once, with its range and type",
            sorted((k, int(s, 0), int(n, 0), c) for k, s, n, c, _, _ in said), sorted(want))
    t.check("with its age", all(900 < int(ms) < 120000 for *_, ms, _ in said), said)
    t.check("with the function that made it", all(re.match(r"Maptest\w+\+0x", f)
                                                  for *_, f in said), said)
    t.check("no kernel address in the log", f"{out[0]['va']:x}" not in log, log)
    t.check("a program's mapping is no leak", len(said) == log.count("left a mapping"), log)
    g.kill(job)
    g.until("! pidof maptest", 10)
    vga.steps("info")
    maplib.unload(t)
    t.require_same(before)


def holders(t, a, length=0x4000):
    """Programs with a mapping that they will touch again, at its first and last word."""
    at, size = memory(a)
    jobs = []
    for offset in (0, size - length):
        job, _ = a.spawn(mapping(at + offset, length, WRITE_COMBINED, user=1),
                         "poke va=@ value=1", "hold", f"poke va=@+{length - 4:#x} value=2")
        jobs.append(job)
    return jobs


def touched(t, jobs, what):
    for job in jobs:
        t.g.kill(job, "TERM")
        r = t.g.wait(job, 20)
        t.check(f"{what}: SIGBUS", r.status == SIGBUS, f"{r.status}: {r.out}")


def test_unbind(t):
    """unbind while programs hold mappings: SIGBUS, also when it is bound again"""
    for name in ("ivshmem-plain", "qxl", "VGA"):
        a = adapter(t, name)
        early, late = holders(t, a), holders(t, a)
        a.unbind()
        touched(t, early, name)
        a.bind()
        # The same memory has another type now, and a mapping of its own.
        at, _ = memory(a)
        out = a.steps(mapping(at, 0x4000, NON_CACHED, user=1), "poke va=@ value=7", unmapping())
        t.equal(f"{name}: bound again, a new mapping works",
                [o.get("status", 0) for o in out], [SUCCESS] * 3)
        touched(t, late, f"{name}, bound again")
    log = t.g.dmesg("begin unbind")
    t.check("no program's mapping is called a leak", "left a mapping" not in log, log)


def test_stop_maps(t):
    """StopDevice of an unbind may map, into the process that unbinds too; and leave it"""
    a, vga = adapter(t), adapter(t, "VGA")
    at, _ = memory(a)
    script = [("stop", "map", mapping(at, user=1)[4:], SUCCESS),
              ("stop", "unmap", "of=0", SUCCESS),
              ("stop", "map", mapping(at, user=1)[4:], SUCCESS),
              ("stop", "map", mapping(at)[4:], SUCCESS),
              ("remove", "unmap", "of=2", SUCCESS),
              ("remove", "unmap", "of=3", SUCCESS)]
    vga.steps("clear", *(f"script at={p} do={verb} {rest}" for p, verb, rest, _ in script))
    early = holders(t, a)
    # What the stop left in the shell is revoked when it has returned.
    a.unbind()
    out = vga.steps(*(f"result index={i}" for i in range(len(script))), "clear")
    for (point, verb, rest, want), o in zip(script, out):
        t.equal(f"in {point}: {verb} {rest}", f"{o['status']:#x}", f"{want:#x}")
    touched(t, early, "mapped before")
    a.bind()


def test_stop_leaves(t):
    """what StopDevice maps into the process that unbinds is not there when that returns"""
    a, vga = adapter(t), adapter(t, "VGA")
    at, _ = memory(a)
    vga.steps("clear", f"script at=stop do=map {mapping(at, user=1)[4:]}")
    # The node was revoked before StopDevice, so this is the second time.
    job, lines = vga.spawn(f"put path={maplib.SHARED}/unbind text={a.where}",
                           "result index=0", "attr va=@", "hold", "peek va=@")
    t.equal("it was mapped", (lines[1]["runs"], lines[1]["status"]), (1, SUCCESS))
    t.equal("no page table holds it", lines[2]["line"], "attr none")
    touched(t, [job], "touched")
    vga.steps("clear")
    a.bind()


def test_sleep(t):
    """before D3 page tables are emptied; after D0 a touch fills them again"""
    g = t.g
    a = adapter(t)
    at, _ = memory(a)
    # Devices only, and back after five seconds: the kernel's own test.
    g.sh("echo devices >/sys/power/pm_test")
    job, _ = a.spawn(mapping(at, 0x2000, WRITE_COMBINED, user=1), "poke va=@ value=0x77",
                     "attr va=@", "hold", "attr va=@", "peek va=@", "attr va=@")
    g.sh("echo mem >/sys/power/state", 60)
    g.sh("echo none >/sys/power/pm_test")
    g.kill(job, "TERM")
    out = maplib.parse(g.wait(job, 20).out)
    t.check("present before", out[2].get("cache") == "WC", out[2]["line"])
    t.equal("gone after sleep", out[4]["line"], "attr none")
    t.equal("and back by a touch", (out[5].get("value"), out[6]["line"]),
            (0x77, out[2]["line"]))
    t.equal("nothing is left", a.mappings(), [])


def storm(at, length, cache, user, **keys):
    more = "".join(f" {k}={v}" for k, v in keys.items())
    return f"storm {mapping(at, length, cache, user=user)[4:]}{more}"


def storms(t, a):
    """Programs that map and unmap without end; a clash now and then is theirs to expect."""
    at, size = memory(a)
    page = 0x1000
    # Short escapes: they are what an unbind waits for.
    steps = [storm(at, page, WRITE_COMBINED, 1, iterations=20, times=1000000, crowd=3),
             storm(at, page, WRITE_COMBINED, 0, iterations=20, times=1000000, crowd=2),
             storm(at + 0x800, page, NON_CACHED, 1, iterations=20, times=1000000, crowd=2),
             storm(at, min(size, 0x400000), WRITE_COMBINED, 0, iterations=5, times=1000000)]
    jobs = [t.g.spawn("exec " + a.command(s)) for s in steps]
    t.g.run("sleep 1")
    t.check(f"{a.name}: all of them are at it", all(t.g.running(j) for j in jobs))
    return jobs


def stormed(t, a, jobs):
    for job in jobs:
        r = t.g.wait(job, 30)
        o = maplib.parse(r.out)[0]
        t.check(f"{a.name}: a program sees clashes and the device's end, nothing else",
                r.status == 3 and o["mapped"] == o["unmapped"] and not o["unmapfailures"] and
                o["mapstatus"] in (0, CONFLICTING_ADDRESSES), f"{r.status}: {r.out[-300:]}")


def test_storm(t):
    """processes and threads map and unmap while the device is unbound and bound"""
    a = adapter(t)
    at, _ = memory(a)
    out = a.steps(storm(at, 0x1000, WRITE_COMBINED, 1, iterations=30, crowd=3),
                  storm(at, 0x1000, WRITE_COMBINED, 0, iterations=30, threads=3))
    t.equal("undisturbed: all succeed",
            [(o["mapped"], o["unmapped"], o["mapfailures"]) for o in out], [(90, 90, 0)] * 2)
    for _ in range(3):
        jobs = storms(t, a)
        a.unbind()
        stormed(t, a, jobs)
        a.bind()
        t.equal("nothing is left", a.mappings(), [])
    log = t.g.dmesg("begin storm")
    t.check("nothing leaked", "left a mapping" not in log, log)


def test_storm_rmmod(t):
    """rmmod of the miniport while programs map and unmap: it waits for nobody"""
    g = t.g
    a = adapter(t)
    jobs = storms(t, a)
    # Open nodes keep the miniport's code only while a call is in it.
    g.until("rmmod maptest 2>/dev/null", 20)
    stormed(t, a, jobs)
    maplib.bind(t)
    log = g.dmesg("begin storm_rmmod")
    t.check("nothing leaked", "left a mapping" not in log, log)


def test_device_del(t):
    """devices that are pulled out while programs use their memory; kernel threads"""
    g = t.g
    vga = adapter(t, "VGA")
    for name in ("qxl", "pci-testdev", "ivshmem-plain"):
        a = adapter(t, name)
        at, size = memory(a)
        length = min(size, 0x4000)
        job, out = a.spawn(mapping(at, length, user=1), "peek va=@", "hold",
                           f"poke va=@+{length - 4:#x} value=2")
        va = out[0]["va"]
        jobs = storms(t, a) if name == "ivshmem-plain" else []
        # The kernel's own thread takes the device out: no user process there.
        small = f"addr={at:#x} len=0x1000 cache=0 user=1"
        vga.steps("clear", f"script at=stop do=map {small}",
                  f"script at=stop do=unmap va={va:#x}",
                  f"script at=stop do=map addr={at:#x} len=0x1000 cache=0",
                  "script at=remove do=unmap of=2",
                  f"script at=remove do=unmap va={va:#x}")
        g.device_del(name)
        g.until(f"[ ! -e /sys/bus/pci/devices/{a.where} ]", 20)
        out = vga.steps(*(f"result index={i}" for i in range(5)))
        t.equal(f"{name}: from a kernel thread", [f"{o['status']:#x}" for o in out],
                [f"{s:#x}" for s in (INVALID_DEVICE_REQUEST, NOT_MAPPED_VIEW, SUCCESS, SUCCESS,
                                     NOT_MAPPED_VIEW)])
        touched(t, [job], f"{name}, pulled out")
        stormed(t, a, jobs)
    vga.steps("clear")
    log = g.dmesg("begin device_del")
    t.check("no leak", "left a mapping" not in log, log)
    maplib.unload(t)
