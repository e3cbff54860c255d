# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""The mapping contract, row by row, on a real kernel and on four kinds of device."""

import maplib
from maplib import (Adapter, CACHED, NON_CACHED, TYPES, UNTOUCHED, WRITE_COMBINED, mapping,
                    unmapping, INSUFFICIENT_RESOURCES, INVALID_DEVICE_REQUEST,
                    INVALID_DEVICE_STATE, INVALID_HANDLE, INVALID_PARAMETER, MAPPED_ALIGNMENT,
                    NOT_MAPPED_VIEW, SUCCESS)

GUEST = {"devices": ("VGA", "qxl", "ivshmem-plain:256", maplib.BIG_TESTDEV),
         "modules": maplib.MODULES, "programs": ("maptest",)}
SECONDS = 90

DEVICES = ("VGA", "qxl", "ivshmem-plain", "pci-testdev")


def adapters(t):
    if not t.cards():
        maplib.load(t)
    return {name: Adapter(t, name) for name in DEVICES}


def rows_of(a, others):
    """(what, status, map arguments) for one adapter."""
    rows = []

    def row(what, status, *args, **keys):
        rows.append((what, status, args, keys))

    bars = a.bars("memory")
    ports = a.bars("port")
    big = max(bars, key=lambda b: b[1])
    at, length = big
    whole = min(length, 0xffffffff)

    row("a page", SUCCESS, at)
    row("as much of the largest BAR as Length can say", SUCCESS, at, whole, WRITE_COMBINED)
    row("a byte at an odd place", SUCCESS, at + 0x1235, 1)
    row("two bytes across a page", SUCCESS, at + 0x1fff, 2)
    row("the last byte", SUCCESS, at + length - 1, 1)
    for i, name in enumerate(TYPES):
        row(f"type {name}", SUCCESS, at, 0x1000, i)
        row(f"type {name}, user", SUCCESS, at, 0x1000, i, user=1)
    for n, (start, size) in enumerate(bars):
        row(f"BAR {n} of {size:#x} bytes", SUCCESS, start, min(size, 0xffffffff))
        small = size < 0x1000
        row(f"BAR {n}, user", MAPPED_ALIGNMENT if small else SUCCESS, start,
            min(size, 0x100000), user=1)
        if size < 0xffffffff:
            row(f"BAR {n}, a byte too much", INVALID_PARAMETER, start, size + 1)
        row(f"BAR {n}, from before it", INVALID_PARAMETER, start - 1, 2)
        row(f"BAR {n}, the byte behind it", INVALID_PARAMETER, start + size - 1, 2)
        row(f"BAR {n} as ports", INVALID_PARAMETER, start, 4, port=1)
    row("user, a byte inside", SUCCESS, at + 0x2345, 1, user=1)
    row("user, the last byte", SUCCESS, at + length - 1, 1, user=1)

    for start, size in ports:
        row("all ports", SUCCESS, start, size, port=1)
        row("the last port", SUCCESS, start + size - 1, 1, port=1)
        row("ports, any type", SUCCESS, start, 1, CACHED, port=1)
        row("ports ignore user mode", SUCCESS, start, 4, port=1, user=1)
        row("a port too much", INVALID_PARAMETER, start, size + 1, port=1)
        row("from the port before", INVALID_PARAMETER, start - 1, 2, port=1)
        row("ports as memory", INVALID_PARAMETER, start, 4)
        row("no port", INVALID_PARAMETER, start, 0, port=1)
        row("ports, type 6", INVALID_PARAMETER, start, 4, 6, port=1)
        row("ports, no out-pointer", INVALID_PARAMETER, start, 4, port=1, nullptr=1)
    row("RAM as ports", INVALID_PARAMETER, 0x10000, 1, port=1)
    row("ports that wrap", INVALID_PARAMETER, 0xffff, 0xffffffff, port=1)

    row("no length", INVALID_PARAMETER, at, 0)
    row("it wraps", INVALID_PARAMETER, (1 << 64) - 0x1000, 0x2000)
    row("all ones", INVALID_PARAMETER, (1 << 64) - 1, 0xffffffff)
    row("address 0", INVALID_PARAMETER, 0)
    row("RAM", INVALID_PARAMETER, 0x100000)
    row("RAM, user", INVALID_PARAMETER, 0x100000, user=1)
    for other in others:
        start, size = other.bars("memory")[0]
        row(f"memory of {other.name}", INVALID_PARAMETER, start, min(size, 0x1000))
    for kind in (6, 7, 0x7fffffff, -1):
        row(f"type {kind}", INVALID_PARAMETER, at, 0x1000, kind)
        row(f"type {kind}, user", INVALID_PARAMETER, at, 0x1000, kind, user=1)
    row("no out-pointer", INVALID_PARAMETER, at, nullptr=1)
    row("no out-pointer, user", INVALID_PARAMETER, at, user=1, nullptr=1)

    row("at APC_LEVEL", INVALID_DEVICE_REQUEST, at, **{"from": "irql", "irql": 1})
    row("at APC_LEVEL, user", INVALID_DEVICE_REQUEST, at, user=1, **{"from": "irql", "irql": 1})
    row("at DISPATCH_LEVEL", INVALID_DEVICE_REQUEST, at, **{"from": "irql", "irql": 2})
    row("IRQL before all else", INVALID_DEVICE_REQUEST, 0, 0, 77, handle="null", nullptr=1,
        **{"from": "irql", "irql": 2})
    row("user, no process", INVALID_DEVICE_REQUEST, at, user=1, **{"from": "thread"})
    row("system, no process", SUCCESS, at, **{"from": "thread"})
    row("out-pointer before handle", INVALID_PARAMETER, at, handle="null", nullptr=1)

    for handle in ("null", "1", "0xffffffffffffffff", "0xffff888000000000", "0x7fff00000000",
                   f"{a.info['handle'] ^ 4:#x}", f"{a.info['handle'] ^ 1 << 32:#x}",
                   f"{a.info['handle'] ^ 1 << 63:#x}"):
        row(f"handle {handle}", INVALID_HANDLE, at, handle=handle)
    row("handle before arguments", INVALID_HANDLE, 0, 0, 77, handle="null")
    for other in others:
        row(f"handle of {other.name}: its resources count", INVALID_PARAMETER, at,
            handle=f"{other.info['handle']:#x}")

    vga = SUCCESS if a.name == "VGA" else INVALID_PARAMETER
    row("legacy VGA window", vga, 0xa0000, 0x20000)
    row("legacy VGA registers", vga, 0x3c0, 0x20, port=1)
    row("DISPI ports", vga, 0x1ce, 2, port=1)
    row("legacy window too far", INVALID_PARAMETER, 0xa0000, 0x20001)
    return rows


def check_rows(t, a, rows):
    """Each as a map and, where it succeeds, an unmap of it and a second one."""
    steps = []
    for _, status, args, keys in rows:
        steps.append(mapping(*args, **keys))
        if status == SUCCESS:
            steps += [unmapping(), unmapping("@")]
    out = iter(a.steps(*steps, limit=90))
    refused = {}
    for what, status, args, keys in rows:
        got = next(out)
        want = f"{a.name}: {what}"
        if status == SUCCESS:
            first, second = next(out), next(out)
            at = got["va"]
            right = at == args[0] if "port" in keys else at % 0x1000 == args[0] % 0x1000
            t.check(want, (got["status"], first["status"], second["status"], right) ==
                    (SUCCESS, SUCCESS, NOT_MAPPED_VIEW, True),
                    f"{got['line']}; {first['line']}; {second['line']}")
            refused[NOT_MAPPED_VIEW] = refused.get(NOT_MAPPED_VIEW, 0) + 1
        else:
            untouched = UNTOUCHED if "nullptr" in keys else 0
            t.check(want, (got["status"], got["va"]) == (status, untouched), got["line"])
            if "handle" not in keys:
                refused[status] = refused.get(status, 0) + 1
    return refused


def test_rows(t):
    """every row of the contract that arguments alone decide, on every device"""
    all_of_them = adapters(t)
    before = t.resources()
    for name, a in all_of_them.items():
        others = [o for o in all_of_them.values() if o is not a]
        rows = rows_of(a, others)
        counted = a.failures()
        refused = check_rows(t, a, rows)
        after = a.failures()
        t.equal(f"{name}: nothing is left", a.mappings(), [])
        for status, n in refused.items():
            t.check(f"{name}: refusals with {status:#x} are counted",
                    after.get(status, 0) - counted.get(status, 0) >= n, f"{n}: {after}")
    t.require_same(before)


def test_devices(t):
    """the four devices are what the rows need them to be"""
    a = adapters(t)
    g = t.g
    for name, adapter in a.items():
        path = f"/sys/bus/pci/devices/{adapter.where}/resource"
        want = []
        for line in g.sh(f"head -6 {path}").splitlines():
            start, end, flags = (int(v, 16) for v in line.split())
            if end and flags & 0x300:
                want.append(("port" if flags & 0x100 else "memory", start, end - start + 1))
        got = [("memory" if k == "large" else k, s, n) for k, s, n in adapter.resources
               if k != "interrupt"]
        t.equal(f"{name}: the BARs in their order, and nothing else", got, want)
        t.equal(f"{name}: interrupts come last", [k for k, _, _ in adapter.resources[len(got):]],
                ["interrupt"] if name == "qxl" else [])
    high = a["ivshmem-plain"].bars("memory")[-1]
    t.check("256 MiB above 4 GiB", high[0] >= 1 << 32 and high[1] == 256 << 20, high)
    t.check("a BAR below a page", min(n for _, n in a["ivshmem-plain"].bars("memory")) < 0x1000)
    t.check("a BAR of more than 4 GiB", a["pci-testdev"].bars("memory")[-1][1] == 8 << 30)
    t.check("ports", a["qxl"].bars("port") and a["pci-testdev"].bars("port"))


def test_unmap_refused(t):
    """what is not the beginning of a live mapping of this adapter is not unmapped"""
    a = adapters(t)
    ivshmem, vga, dev = a["ivshmem-plain"], a["VGA"], a["pci-testdev"]
    fb = ivshmem.bars("memory")[-1][0]
    port = dev.bars("port")[0][0]

    for user in (0, 1):
        refused = [unmapping(va, **keys) for va, keys in (
            ("@+1", {}), ("@+0x1000", {}), ("@+0x1fff", {}), ("@+0x2000", {}), (0, {}),
            ("@", {"pointer": 1}), (1 << 63, {}), (0xffffffffffffffff, {}), (0x1000, {}),
            ("@", {"handle": vga.info["handle"]}))]
        out = ivshmem.steps(mapping(fb, 0x2000, WRITE_COMBINED, user=user), "attr va=@",
                            *refused, unmapping("@", handle="null"),
                            unmapping("@", **{"from": "irql", "irql": 2}),
                            unmapping("@", **{"from": "irql", "irql": 1}),
                            *[unmapping("@", **{"from": "thread"})] * user,
                            "peek va=@" if user else "read va=@ how=memory", "attr va=@",
                            unmapping("@"))
        what = "user" if user else "system"
        n = len(refused)
        t.equal(f"{what}: refused, by address and by adapter",
                [f"{o['status']:#x}" for o in out[2:2 + n]], [f"{NOT_MAPPED_VIEW:#x}"] * n)
        t.equal(f"{what}: refused, without a handle", out[2 + n]["status"], INVALID_HANDLE)
        t.equal(f"{what}: refused, at raised IRQL", [o["status"] for o in out[3 + n:5 + n]],
                [INVALID_DEVICE_REQUEST] * 2)
        if user:
            t.equal("user: refused, from a system thread", out[5 + n]["status"], NOT_MAPPED_VIEW)
        t.equal(f"{what}: what page tables hold is untouched", out[-2]["line"], out[1]["line"])
        t.equal(f"{what}: and then unmapped", out[-1]["status"], SUCCESS)

    steps = dev.steps(mapping(port, 4, port=1), mapping(port, 8, port=1), unmapping("@+1"),
                      unmapping(), unmapping(), unmapping())
    t.equal("ports: one address", steps[0]["va"], steps[1]["va"])
    t.equal("ports: counted", [s["status"] for s in steps[2:]],
            [NOT_MAPPED_VIEW, SUCCESS, SUCCESS, NOT_MAPPED_VIEW])
    out = ivshmem.steps(mapping(fb), mapping(fb), unmapping("@0"), unmapping("@0"),
                        "read va=@1 how=memory", unmapping("@1"))
    t.check("system: two of one range are two", out[0]["va"] != out[1]["va"])
    t.equal("system: each is unmapped once",
            [out[i]["status"] for i in (2, 3, 5)], [SUCCESS, NOT_MAPPED_VIEW, SUCCESS])


def test_processes(t):
    """a user mapping is its process's: not another's to unmap, any thread's of its own"""
    a = adapters(t)
    ivshmem = a["ivshmem-plain"]
    fb = ivshmem.bars("memory")[-1][0]
    job, out = ivshmem.spawn(mapping(fb, 0x2000, user=1), "poke va=@ value=0x1234", "hold",
                             "peek va=@", "thread " + unmapping("@"), unmapping("@"))
    va = out[0]["va"]
    mine = ivshmem.steps(unmapping(va), mapping(fb, 0x2000, user=1), unmapping())
    t.equal("another process's is refused", mine[0]["status"], NOT_MAPPED_VIEW)
    t.equal("its own of the same range is its own", mine[2]["status"], SUCCESS)
    t.equal("the other is still listed", [m[0] for m in ivshmem.mappings()], ["user"])
    t.equal("with its process", ivshmem.mappings()[0][5], t.g.sh("pidof maptest").strip())
    t.g.kill(job, "TERM")
    r = t.g.wait(job)
    out = maplib.parse(r.out)
    t.equal("and was not touched", [o.get("value", o.get("status")) for o in out[3:]],
            [0x1234, SUCCESS, NOT_MAPPED_VIEW])
    # A system mapping is nobody's: who knows it may unmap it.
    va = ivshmem.steps(mapping(fb))[0]["va"]
    t.equal("a system mapping outlives the program that asked", len(ivshmem.mappings()), 1)
    t.equal("and any program's call unmaps it", ivshmem.steps(unmapping(va))[0]["status"],
            SUCCESS)


def test_no_space(t):
    """no address space in the process, no system mappings: said so, and nothing is left"""
    a = adapters(t)["ivshmem-plain"]
    fb, length = a.bars("memory")[-1]
    before = t.resources()
    out = maplib.parse(t.g.sh("ulimit -v 100000; " + a.command(
        mapping(fb, length, WRITE_COMBINED, user=1), mapping(fb, 0x1000, WRITE_COMBINED, user=1),
        unmapping(), mapping(fb, length, WRITE_COMBINED, user=1), mapping(fb, length, NON_CACHED),
        unmapping())))
    t.equal("256 MiB where 100 MB are allowed; a page; again; in system space",
            [o["status"] for o in out], [INSUFFICIENT_RESOURCES, SUCCESS, SUCCESS,
                                         INSUFFICIENT_RESOURCES, SUCCESS, SUCCESS])
    t.equal("no address was returned", out[0]["va"], 0)
    t.require_same(before)


def test_ports(t):
    """READ_PORT_x and WRITE_PORT_x reach the device at what was returned"""
    a = adapters(t)
    out = a["VGA"].steps(mapping(0x1ce, 2, port=1),
                         "write va=@ how=port width=2 value=0",
                         "read va=@+1 how=port width=2", unmapping())
    t.check("DISPI says its version", out[2]["value"] & 0xfff0 == 0xb0c0, out[2]["line"])

    # pci-testdev: a test is chosen at 0; its width, offset, data and count follow.
    dev = a["pci-testdev"]
    start, size = dev.bars("port")[0]
    head = dev.steps(mapping(start, size, port=1), "write va=@ how=port width=1 value=0",
                     "read va=@+1 how=port width=1", "read va=@+4 how=port width=4",
                     "read va=@+8 how=port width=1", "read va=@+12 how=port width=4",
                     unmapping())
    width, offset, data, count = (h["value"] for h in head[2:6])
    t.equal("no access counted yet", count, 0)
    port = f"va=@+{offset} how=port width={width}"
    out = dev.steps(mapping(start, size, port=1), "write va=@ how=port width=1 value=0",
                    f"write {port} value={data}", "read va=@+12 how=port width=4",
                    f"write {port} value={data}", f"write {port} value={data}",
                    "read va=@+12 how=port width=2",
                    "read va=@+16 how=port width=1 buffer=1 count=3",
                    "read va=@+16 how=port width=4", unmapping())
    t.equal("each WRITE_PORT is one access", (out[3]["value"], out[6]["value"]), (1, 3))
    first = out[8]["value"] & 0xff
    t.equal("READ_PORT_BUFFER reads one port again and again", out[7]["value"],
            ",".join([f"{first:#x}"] * 3))
    many = dev.steps(mapping(start, size, port=1), "write va=@ how=port width=1 value=0",
                     f"write {port} buffer=1 count=1 value={data}",
                     "read va=@+12 how=port width=4", unmapping())
    t.equal("WRITE_PORT_BUFFER writes", many[3]["value"], 1)


def test_handles(t):
    """an adapter that went, or came back, has another handle; the old one is stale"""
    a = adapters(t)
    dev, vga = a["pci-testdev"], a["VGA"]
    bar = dev.bars("memory")[0][0]
    old = dev.info["handle"]
    dev.unbind()
    out = vga.steps("info", mapping(bar, handle="stale"), unmapping(0, handle="stale"))
    out = [o for o in out if o["step"] != "resource"]
    t.equal("maptest kept the handle", out[0]["stale"], old)
    t.equal("removed: map and unmap", [o["status"] for o in out[1:]], [INVALID_HANDLE] * 2)
    dev.bind()
    again = Adapter(t, "pci-testdev")
    t.check("a new handle", again.info["handle"] not in (0, old), again.info)
    out = again.steps(mapping(bar, handle="stale"), mapping(bar), unmapping("@", handle="stale"),
                      unmapping(f"{bar:#x}", handle="stale"), unmapping())
    t.equal("back again: the old one is as stale",
            [o["status"] for o in out],
            [INVALID_HANDLE, SUCCESS, INVALID_HANDLE, INVALID_HANDLE, SUCCESS])


def test_life(t):
    """what may be mapped and unmapped in which entry point of the miniport"""
    a = adapters(t)
    vga, dev = a["VGA"], a["pci-testdev"]
    bar, (port, _) = dev.bars("memory")[0][0], dev.bars("port")[0]

    def scripted(point, step):
        verb, _, rest = step.partition(" ")
        return f"script at={point} do={verb} {rest}"

    script = [("add", mapping(bar), INVALID_HANDLE),
              ("start", mapping(bar), SUCCESS),
              ("start", mapping(port, 4, port=1), SUCCESS),
              ("stop", mapping(bar), SUCCESS),
              ("stop", unmapping(of=3), SUCCESS),
              ("remove", mapping(bar), INVALID_DEVICE_STATE),
              ("remove", mapping(port, 4, port=1), INVALID_DEVICE_STATE),
              ("remove", mapping(bar, user=1), INVALID_DEVICE_STATE),
              ("remove", mapping(0, 0, 77), INVALID_DEVICE_STATE),
              ("remove", unmapping(of=1), SUCCESS),
              ("remove", unmapping(of=1), NOT_MAPPED_VIEW),
              ("remove", unmapping(of=2), SUCCESS)]

    def cycle():
        out = vga.steps(*(f"result index={i}" for i in range(len(script))))
        t.equal("the script ran", {o["runs"] for o in out} - {0}, {1})
        for (point, step, want), o in zip(script, out):
            t.equal(f"in {point}: {step}", f"{o['status']:#x}", f"{want:#x}")

    dev.unbind()
    vga.steps("clear", *(scripted(point, step) for point, step, _ in script))
    dev.bind()
    dev.unbind()
    cycle()
    log = t.g.dmesg("begin life")
    t.check("who unmaps in RemoveDevice leaks nothing", "left a mapping" not in log, log)

    # StartDevice fails after it mapped: RemoveDevice may unmap, not map.
    script = [("start", mapping(bar), SUCCESS),
              ("remove", mapping(bar), INVALID_DEVICE_STATE),
              ("remove", unmapping(of=0), SUCCESS)]
    vga.steps("clear", *(scripted(point, step) for point, step, _ in script), "fail start=1")
    dev.bind(fails=True)
    cycle()
    vga.steps("clear")
    dev.bind()
    log = t.g.dmesg("begin life")
    t.check("nor when the start failed", "left a mapping" not in log, log)
