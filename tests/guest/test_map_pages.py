# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""What page tables hold for a mapping: cache types, sizes, rights."""

import maplib
from maplib import (Adapter, CACHED, COHERENT, NON_CACHED, TYPES, UNORDERED, USWC,
                    WRITE_COMBINED, mapping, unmapping, CONFLICTING_ADDRESSES, SUCCESS)

GUEST = {"devices": ("VGA", "ivshmem-plain:256", maplib.BIG_TESTDEV),
         "modules": maplib.MODULES, "programs": ("maptest",), "memory": 1024}
SECONDS = 90

CACHES = {NON_CACHED: "UC", CACHED: "WB", WRITE_COMBINED: "WC", COHERENT: "WB",
          UNORDERED: "UC", USWC: "WC"}
# A type that clashes.
OTHER = {NON_CACHED: WRITE_COMBINED, WRITE_COMBINED: NON_CACHED, COHERENT: NON_CACHED}
HUGE = 0x200000
GIGANTIC = 0x40000000
THP = "/sys/kernel/mm/transparent_hugepage/enabled"


def adapter(t, name="ivshmem-plain"):
    if not t.cards():
        maplib.load(t)
    return Adapter(t, name)


def memory(a):
    """The largest memory BAR."""
    return max(a.bars("memory"), key=lambda b: b[1])


def holds(line, phys, cache, size=None, executable=0):
    caches = cache if isinstance(cache, tuple) else (cache,)
    return (line.get("phys") == phys and line.get("cache") in caches and line["write"] == 1 and
            line["exec"] == executable and size in (None, line["size"]))


def test_types(t):
    """for every type and both spaces, page tables hold what was asked"""
    for name in ("ivshmem-plain", "VGA"):
        a = adapter(t, name)
        at, _ = memory(a)
        low = at < 1 << 32
        t.check(f"{name} is {'below' if low else 'above'} 4 GiB", low == (name == "VGA"), hex(at))
        steps = []
        for cache in range(6):
            for user in (0, 1):
                steps += [mapping(at + 0x5000, 0x3000, cache, user=user),
                          "peek va=@" if user else "read va=@ how=memory",
                          "attr va=@", "attr va=@+0x2fff", unmapping(), "attr va=@"]
        out = iter(a.steps(*steps))
        for cache in range(6):
            for user in (0, 1):
                lines = [next(out) for _ in range(6)]
                # Where MTRRs forbid write-back, it is uncached.
                want = ("WB", "UC", "UC-") if CACHES[cache] == "WB" and low else CACHES[cache]
                what = f"{name}: {TYPES[cache]}, {'user' if user else 'system'}"
                t.check(what, lines[0]["status"] == SUCCESS and
                        holds(lines[2], at + 0x5000, want, 0x1000) and
                        holds(lines[3], at + 0x7fff, want, 0x1000),
                        "\n".join(o["line"] for o in lines))
                t.equal(f"{what}: gone after unmap", lines[5]["line"], "attr none")


def test_clash(t):
    """a clash with a live mapping is refused, and the live one stays as it is"""
    a = adapter(t)
    at, _ = memory(a)
    for user in (0, 1):
        for cache in (NON_CACHED, WRITE_COMBINED, COHERENT):
            clashing = [(c, u, o) for c in range(6) for u in (0, 1) for o in (0, 0x1000, 0x2fff)
                        if CACHES[c] != CACHES[cache]]
            same = [c for c in range(6) if CACHES[c] == CACHES[cache]]
            touch = "poke va=@ value=0xabcd" if user else "write va=@ how=memory value=0xabcd"
            out = a.steps(mapping(at + 0x1000, 0x3000, cache, user=user), touch, "attr va=@",
                          *(mapping(at + 0x1000 + o, 1, c, user=u) for c, u, o in clashing),
                          mapping(at, 0x100000, OTHER[cache]),
                          "attr va=@", "peek va=@" if user else "read va=@ how=memory",
                          *(step for c in same for u in (0, 1)
                            for step in (mapping(at + 0x1000, 1, c, user=u), unmapping())),
                          unmapping("@0"),
                          mapping(at + 0x1000, 1, OTHER[cache]), unmapping())
            n = len(clashing) + 1
            what = f"{'user' if user else 'system'} {TYPES[cache]}"
            t.equal(f"{what}: every clash is refused",
                    {(o["status"], o["va"]) for o in out[3:3 + n]}, {(CONFLICTING_ADDRESSES, 0)})
            t.equal(f"{what}: the live one is intact", (out[3 + n]["line"], out[4 + n]["value"]),
                    (out[2]["line"], 0xabcd))
            t.equal(f"{what}: the same type is not refused, another is free afterwards",
                    {o["status"] for o in out[5 + n:]}, {SUCCESS})
    t.equal("nothing is left", a.mappings(), [])


def test_clash_legacy(t):
    """the legacy VGA window, where the kernel keeps no types: our own table refuses a clash"""
    a = adapter(t, "VGA")
    at = 0xa0000
    for user in (0, 1):
        out = a.steps(mapping(at, 0x10000, NON_CACHED, user=user),
                      *(mapping(at + 0xf000, 0x2000, c, user=u) for c in (WRITE_COMBINED, CACHED)
                        for u in (0, 1)),
                      mapping(at + 0x10000, 0x10000, WRITE_COMBINED), unmapping(),
                      mapping(at, 0x20000, UNORDERED), unmapping(), unmapping("@0"),
                      mapping(at, 0x20000, WRITE_COMBINED), unmapping())
        what = "user" if user else "system"
        t.equal(f"{what}: refused", [o["status"] for o in out[1:5]], [CONFLICTING_ADDRESSES] * 4)
        t.equal(f"{what}: beside it, of its type, and afterwards: done",
                [o["status"] for o in out[5:]], [SUCCESS] * 7)


def hold(t, at=0, length=0, cache="none"):
    """Another driver of the kernel maps that range, instead of what it had."""
    t.g.sh(f"echo {at:#x} {length:#x} {cache} >/proc/pagehold")


def test_clash_elsewhere(t):
    """a type that another driver of the kernel holds for a range is a clash, too"""
    a = adapter(t)
    at, _ = memory(a)
    kinds = [(c, u) for c in (NON_CACHED, WRITE_COMBINED, COHERENT) for u in (0, 1)]
    # Where somebody else has it uncached, so is MmCached: as if an MTRR said so.
    allowed = {"wc": (WRITE_COMBINED,), "uc": (NON_CACHED, COHERENT)}
    for held, types in allowed.items():
        hold(t, at + 0x2000, 0x1000, held)
        for c, u in kinds:
            want = SUCCESS if c in types else CONFLICTING_ADDRESSES
            out = a.steps(mapping(at, 0x8000, c, user=u), *[unmapping()] * (want == SUCCESS))
            t.equal(f"{TYPES[c]}, {'user' if u else 'system'}, over {held}",
                    out[0]["status"], want)
        t.equal("nothing is left", a.mappings(), [])
    hold(t)
    out = a.steps(mapping(at, 0x8000, NON_CACHED), unmapping(), mapping(at, 0x8000, WRITE_COMBINED),
                  unmapping())
    t.equal("free afterwards", [o["status"] for o in out], [SUCCESS] * 4)


def test_system_huge(t):
    """system space: huge pages where the range allows it, small ones at its edges"""
    a = adapter(t)
    at, length = memory(a)
    for cache in (WRITE_COMBINED, NON_CACHED, COHERENT):
        out = a.steps(mapping(at, length, cache), "attr va=@", f"attr va=@+{length // 2:#x}",
                      f"attr va=@+{length - 1:#x}", "write va=@ how=memory width=8 value=0x77",
                      "read va=@ how=memory width=8", unmapping())
        t.check(f"{TYPES[cache]}: 256 MiB in entries of 2 MiB",
                all(holds(o, at + off, CACHES[cache], HUGE) for o, off in
                    zip(out[1:4], (0, length // 2, length - 1))),
                "\n".join(o["line"] for o in out))
        t.equal(f"{TYPES[cache]}: what is written is read", out[5]["value"], 0x77)
    out = a.steps(mapping(at + 0x1000, 3 * HUGE), "attr va=@", f"attr va=@+{3 * HUGE - 1:#x}",
                  unmapping())
    t.check("a range that does not begin on 2 MiB",
            holds(out[1], at + 0x1000, "UC") and holds(out[2], at + 3 * HUGE + 0xfff, "UC"),
            "\n".join(o["line"] for o in out))


def test_user_256m(t):
    """user space: 256 MiB, by huge faults where the kernel has them, else filled at once"""
    a = adapter(t)
    at, length = memory(a)
    huge = t.kernel.name.partition("-")[0] != "6.1"
    t.g.sh(f"echo always >{THP}")
    places = (0, HUGE + 0x1234, length // 2, length - 4)
    out = a.steps(mapping(at, length, WRITE_COMBINED, user=1),
                  *(f"attr va=@+{p:#x}" for p in places),
                  *(f"poke va=@+{p:#x} value={p:#x}" for p in places),
                  *(f"peek va=@+{p:#x}" for p in places),
                  *(f"attr va=@+{p:#x}" for p in places), unmapping())
    t.equal("it is aligned like the range", out[0]["va"] % HUGE, at % HUGE if huge else
            out[0]["va"] % HUGE)
    before, after = out[1:5], out[13:17]
    if huge:
        t.equal("nothing is filled before it is touched", {o["line"] for o in before},
                {"attr none"})
    else:
        t.check("all is there when map returns",
                all(holds(o, at + p, "WC", 0x1000) for o, p in zip(before, places)),
                "\n".join(o["line"] for o in before))
    t.check("after the touch: present, write-combined, " + ("2 MiB each" if huge else "4 KiB"),
            all(holds(o, at + p, "WC", HUGE if huge else 0x1000)
                for o, p in zip(after, places)), "\n".join(o["line"] for o in after))
    t.equal("what is written is read", [o["value"] for o in out[9:13]], list(places))
    if not huge:
        return

    # Shifted against 2 MiB, and without huge pages: still right, by small ones.
    out = a.steps(mapping(at + 0x3000, 3 * HUGE, user=1), "poke va=@ value=1", "attr va=@",
                  f"poke va=@+{HUGE:#x} value=2", f"attr va=@+{HUGE:#x}", unmapping())
    t.check("a range that begins elsewhere: small at its edge, huge inside",
            holds(out[2], at + 0x3000, "UC", 0x1000) and
            holds(out[4], at + 0x3000 + HUGE, "UC", HUGE), "\n".join(o["line"] for o in out))
    t.g.sh(f"echo never >{THP}")
    out = a.steps(mapping(at, 4 * HUGE, WRITE_COMBINED, user=1), "poke va=@+0x5004 value=3",
                  "attr va=@+0x5004", "peek va=@+0x5004", f"attr va=@+{HUGE - 1:#x}",
                  f"attr va=@+{HUGE:#x}", unmapping())
    t.check("without huge pages: small ones", holds(out[2], at + 0x5004, "WC", 0x1000) and
            out[3]["value"] == 3, "\n".join(o["line"] for o in out))
    t.check("a touch fills the page table that it is in, and no other",
            holds(out[4], at + HUGE - 1, "WC", 0x1000) and out[5]["line"] == "attr none",
            "\n".join(o["line"] for o in out))
    t.g.sh(f"echo always >{THP}")


def test_user_small(t):
    """a small user mapping is filled at once, and exposes its own pages alone"""
    a = adapter(t)
    at, _ = memory(a)
    for cache in (NON_CACHED, WRITE_COMBINED, COHERENT):
        out = a.steps(mapping(at + 0x7010, 0x2000, cache, user=1), "attr va=@+0x1ff0",
                      "attr va=@", "attr va=@+0x2ff0", "attr va=@+-0x1000", unmapping())
        t.check(f"{TYPES[cache]}: present before it is touched",
                holds(out[1], at + 0x9000, CACHES[cache], 0x1000) and
                holds(out[2], at + 0x7010, CACHES[cache], 0x1000),
                "\n".join(o["line"] for o in out))
        t.equal(f"{TYPES[cache]}: nothing beside it that is of the device",
                [o.get("phys", 0) >> 32 for o in out[3:5]], [0, 0])


def test_four_gigabytes(t):
    """4 GiB less one byte, in either space"""
    a = adapter(t, "pci-testdev")
    at, length = memory(a)
    t.require(length == 8 << 30, f"the BAR has {length:#x} bytes")
    top = 0xffffffff
    out = a.steps(mapping(at, top), "attr va=@", f"attr va=@+{top - 1:#x}", unmapping(),
                  mapping(at + 0x100000001, top), f"attr va=@+{top - 1:#x}", unmapping(),
                  mapping(at, top, WRITE_COMBINED, user=1), f"peek va=@+{top - 4:#x}",
                  f"attr va=@+{top - 4:#x}", unmapping(),
                  mapping(at + 0x100000002, top), limit=120)
    t.equal("map and unmap", {o["status"] for o in out[:-1] if "status" in o}, {SUCCESS})
    t.check("system: the first and the last byte",
            holds(out[1], at, "UC", GIGANTIC) and holds(out[2], at + top - 1, "UC"),
            "\n".join(o["line"] for o in out))
    t.check("system: up to the BAR's last byte", holds(out[5], at + length - 1, "UC"),
            out[5]["line"])
    t.check("user: the last page", holds(out[9], at + top - 4, "WC"), out[9]["line"])
    t.check("a byte more than the BAR", out[-1]["status"] == 0xc000000d, out[-1]["line"])


def pairs(a, at):
    """What a pair of map and unmap takes, in nanoseconds: the best of several goes."""
    return {what: min(o["ns"] // o["mapped"] for o in a.steps(
                *[f"storm {mapping(at, 0x1000, user=user)[4:]} iterations=200"] * 8))
            for what, user in (("system", 0), ("user", 1))}


def listed(t, a):
    """How many mappings are listed, and how many of them more than once."""
    out = t.g.sh(f"awk '/^[a-z]/ {{ n++; if (p[$1 $2]++) d++ }} END {{ print n + 0, d + 0 }}' "
                 f"/sys/kernel/debug/dri/{a.card[4:]}/dxgk_mappings", 120)
    return tuple(int(v) for v in out.split())


def test_many(t):
    """two hundred thousand live mappings: listed, given back, and no slower than a few"""
    a = adapter(t, "pci-testdev")
    at, _ = memory(a)
    before = t.resources()
    few = pairs(a, at)
    # Under the checkers a mapping costs a hundred times as much.
    scale = 1 if not t.kernel.variant else 20
    system, processes, user, stride = 180000 // scale, 4, 5000 // scale, 0x8000
    out = a.steps(mapping(at + 0x1000, 0x1000, count=system, stride=stride), limit=300)
    t.equal(f"{system} system mappings", (out[0]["status"], out[0]["done"]), (SUCCESS, system))
    # A program's own are at places of their own; its end takes them back.
    jobs = []
    for i in range(processes):
        start = at + 0x2000 + i * user * stride
        job, out = a.spawn(mapping(start, 0x1000, user=1, count=user, stride=stride,
                                 forget=1), "hold")
        t.equal(f"{user} user mappings in process {i}", (out[0]["status"], out[0]["done"]),
                (SUCCESS, user))
        jobs.append(job)
    live = system + processes * user
    t.equal("each is listed, and once", listed(t, a), (live, 0))
    many = pairs(a, at)
    for what, ns in many.items():
        # Linear in what is mapped would be thousands of times as much; a busy
        # machine may be a few times as slow.
        t.check(f"{what}: a pair takes hardly more time", ns < 6 * few[what],
                f"{few[what]} ns with none, {ns} ns with {live}")
    out = a.steps(unmapping(bulk=1), limit=300)
    t.equal("all are unmapped", (out[0]["status"], out[0]["done"]), (SUCCESS, system))
    t.equal("those of the programs are left", listed(t, a), (processes * user, 0))
    for job in jobs:
        t.g.kill(job)
    t.g.until("! pidof maptest", 60)
    t.equal("the programs' end takes theirs", a.mappings(), [])
    t.require_same(before)
