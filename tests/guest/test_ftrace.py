# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""The shim under function_graph, while it maps and presents.

Tracing a function of the Windows convention by function_graph would clobber
registers that its caller relies on: all of those are out of its reach.
"""

from maplib import Adapter, SUCCESS, mapping, unmapping

GUEST = {"devices": ("VGA", "pci-testdev"),
         "modules": ("dxgk.ko", "samples/bochs_dod/bochs_dod.ko",
                     "tests/miniports/maptest/maptest.ko"),
         "programs": ("kmspaint", "maptest")}
SECONDS = 30

TRACING = "/sys/kernel/tracing"
# Called by what follows: of the backend, and of the shim.
BACKEND = {"dxgk_os_map_system", "dxgk_os_map_user", "dxgk_os_unmap_system",
           "dxgk_os_unmap_user", "dxgl_umap_close"}
SHIM = {"DxgkCbMapMemory", "DxgkCbUnmapMemory", "DxgkCbGetDeviceInformation",
        "ExAllocatePoolWithTag", "dxgk_map_find"}


def use(t):
    """Map, unmap, present, take a device out and in under the tracer; what it saw of mapping."""
    g = t.g
    dev = Adapter(t, "pci-testdev")
    bar = dev.bars("memory")[0][0]
    # The first of it is kept, where the maps are: all of it is slow to read.
    g.sh(f"cd {TRACING}; echo 1024 >buffer_size_kb; echo nooverwrite >trace_options; "
         f"echo >trace; echo function_graph >current_tracer")
    out = dev.steps(mapping(bar), "read va=@", unmapping(), mapping(bar, user=1), "peek va=@",
                    unmapping(), f"storm {mapping(bar)[4:]} iterations=20",
                    f"storm {mapping(bar)[4:]} iterations=20 threads=2")
    t.equal("map and unmap", [o["status"] for o in out if "status" in o], [SUCCESS] * 4)
    t.equal("and again and again", [o["unmapped"] for o in out[-2:]], [20, 40])
    seen = {f for f in BACKEND | SHIM
            if g.run(f"grep -qwm1 {f} {TRACING}/trace").status == 0}
    t.end(t.paint("paint:1", "set", driver="dxgk", device="VGA"))
    dev.unbind()
    dev.bind()
    g.sh(f"echo nop >{TRACING}/current_tracer")
    return seen


def test_function_graph(t):
    """function_graph over every function of the shim that the kernel lets be traced"""
    g = t.g
    t.load_sample()
    g.modload("maptest")
    t.require(len(t.cards()) == 2, t.cards())
    g.sh(f"echo ':mod:dxgk' >{TRACING}/set_ftrace_filter")
    traceable = set(g.sh(f"sed -n 's/ \\[dxgk\\]$//p' {TRACING}/available_filter_functions")
                    .split())
    t.check("the backend can be traced", BACKEND <= traceable, BACKEND - traceable)
    t.equal("nothing where the Windows convention is defined can", SHIM & traceable, set())
    t.equal("it traced the way of a mapping", use(t), BACKEND)
