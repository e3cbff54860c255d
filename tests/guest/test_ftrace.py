# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""The shim under the function tracers, while it maps and presents.

Tracing a function of the Windows convention by function_graph would clobber
registers that its caller relies on: all of those are out of its reach.
"""

import re

GUEST = {"devices": ("VGA", "pci-testdev"),
         "modules": ("dxgk.ko", "samples/bochs_dod/bochs_dod.ko",
                     "tests/miniports/maptest/maptest.ko"),
         "programs": ("kmspaint", "maptest")}
SECONDS = 60

TRACING = "/sys/kernel/tracing"
# Of the convention, and called in what follows.
NTAPI = ("DxgkCbMapMemory", "DxgkCbUnmapMemory", "DxgkCbGetDeviceInformation",
         "ExAllocatePoolWithTag", "DxgkInitializeDisplayOnlyDriver")


def use(t, tracer):
    """Map, unmap, present and take the devices out and in under a tracer."""
    g = t.g
    card = t.cards()[g.pci_functions()["pci-testdev"]]
    g.sh(f"echo >{TRACING}/trace; echo {tracer} >{TRACING}/current_tracer")
    bar = re.search(r"memory start=(0x\w+)", g.sh(f"maptest -d /dev/dri/{card} info")).group(1)
    g.sh(f"maptest -d /dev/dri/{card} " + " -- ".join(
        f"map addr={bar} len=0x1000 cache=0 user={u} expect=0 -- "
        f"{'peek va=@' if u else 'read va=@'} -- unmap va=@ expect=0" for u in (0, 1)) +
        f" -- storm addr={bar} len=0x1000 cache=0 iterations=100", 60)
    job = t.paint("paint:1", "set", driver="dxgk", device="VGA")
    t.end(job)
    where = g.pci_functions()["pci-testdev"]
    g.sh(f"cd /sys/bus/pci/drivers/maptest; echo {where} >unbind; echo {where} >bind", 60)
    g.sh(f"echo nop >{TRACING}/current_tracer")
    return g.sh(f"grep -o '\\(dxg[kl]_\\|Dxgk\\|Ex[A-Z]\\|Ke[A-Z]\\|Mm[A-Z]\\|Maptest\\)[A-Za-z0-9_]*' "
                f"{TRACING}/trace | sort | uniq -c")


def load(t):
    t.load_sample()
    if len(t.cards()) < 2:
        t.g.modload("maptest")
    t.require(len(t.cards()) == 2, t.cards())


def test_function_graph(t):
    """function_graph over every function of the shim that the kernel lets be traced"""
    g = t.g
    load(t)
    g.sh(f"echo 4096 >{TRACING}/buffer_size_kb; echo ':mod:dxgk' >{TRACING}/set_ftrace_filter")
    t.check("a filter for the module is set",
            int(g.sh(f"grep -c dxgk {TRACING}/set_ftrace_filter")) > 50)
    traceable = g.sh(f"sed -n 's/ \\[dxgk\\]$//p' {TRACING}/available_filter_functions").split()
    t.equal("no function of the Windows convention can be traced",
            sorted(f for f in traceable if re.match(r"(Dxgk|Ex|Io|Ke|Kf|Mm|Ob|Ps|Rtl|Zw)[A-Z]",
                                                    f)), [])
    seen = use(t, "function_graph")
    t.check("it traced the way of a mapping and of a frame",
            all(f in seen for f in ("dxgk_os_map_system", "dxgk_os_map_user", "dxgk_map_find")),
            seen)
    t.equal("and nothing of the convention", [f for f in NTAPI if f in seen], [])


def test_function_graph_into(t):
    """function_graph of all that the shim's ioctl calls, the miniport's code included"""
    g = t.g
    load(t)
    if g.run(f"[ -e {TRACING}/set_graph_function ]").status:
        t.check("this kernel has no set_graph_function", True)
        return
    g.sh(f"echo >{TRACING}/set_ftrace_filter; echo ':mod:dxgk' >{TRACING}/set_graph_function")
    seen = use(t, "function_graph")
    g.sh(f"echo >{TRACING}/set_graph_function")
    t.check("it did trace", "dxgk_os_map_user" in seen, seen)


def test_function(t):
    """the plain function tracer over the shim"""
    g = t.g
    load(t)
    g.sh(f"echo ':mod:dxgk' >{TRACING}/set_ftrace_filter")
    seen = use(t, "function")
    g.sh(f"echo >{TRACING}/set_ftrace_filter")
    t.check("it did trace", "dxgk_os_map_user" in seen, seen)
