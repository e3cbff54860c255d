# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""What miniport.mk makes of C and C++ sources, in the kernel: see tests/miniports/lang."""

import re

from harness import allow

STRANGERS = "tests/miniports/strangers"
GUEST = {"devices": ("secondary-vga",),
         "modules": ("dxgk.ko", "tests/miniports/lang/lang.ko", "tests/miniports/lang/lang_new.ko",
                     *(f"{STRANGERS}/{n}.ko" for n in ("modern", "traced", "classic", "msvc")))}
SECONDS = 60

TRACING = "/sys/kernel/tracing"


def results(log):
    """The lines a miniport's checks printed, without what the kernel puts before them."""
    return "\n".join(m.group(0) for m in re.finditer(r"(?:not )?ok - .*|# .*", log))


def load(t, mark):
    t.g.mark(mark)
    t.g.modload("lang")
    return t.g.dmesg(mark)


def good_load(t, what, mark, read="tail -c 600000 trace"):
    """Load and unload; what was traced is read in between, since it goes with the module."""
    log = load(t, mark)
    oks = re.findall(r"(not )?ok - ", log)
    t.check(what, oks and not any(oks), results(log))
    trace = t.g.sh(f"cd {TRACING}; echo 0 >tracing_on; {read}")
    t.g.sh("rmmod lang")
    return trace


def test_language(t):
    """a C++ miniport with every feature checks itself in DriverEntry"""
    g = t.g
    g.modload("dxgk")
    t.tap(results(load(t, "lang loads")))
    g.mark("lang goes")
    g.sh("rmmod lang")
    log = g.dmesg("lang goes")
    t.check("static objects are destroyed in reverse, after DxgkDdiUnload",
            "".join(re.findall(r"lang: (unload|destroyed \w)", log)) ==
            "unload" + "".join(f"destroyed {n}" for n in "s54321"), log)


def test_own_operators(t):
    """a miniport's own operators new and delete; one that fails DriverEntry goes again"""
    g = t.g
    before = g.sh("cut -d' ' -f1 /proc/modules | sort")
    g.mark("own")
    t.check("insmod reports the failure", g.run("insmod /mod/lang_new.ko").status != 0)
    log = g.dmesg("own")
    t.check("its operators serve every form", "ok - a driver's own" in log and
            "not ok" not in log, log)
    t.equal("the module is gone", g.sh("cut -d' ' -f1 /proc/modules | sort"), before)


@allow("the miniport offers no modes")
def test_modern(t):
    """a C++17 miniport with classes as entry points starts on a device, and goes"""
    g = t.g
    g.mark("modern")
    g.modload("modern")
    t.check("it drives the device", "0000:" in g.sh("ls /sys/bus/pci/drivers/modern"))
    g.sh("rmmod modern")
    log = g.dmesg("modern")
    t.check("and says so when it goes", "modern::Adapter::DdiUnload" in log, log)


def test_traced(t):
    """a C miniport with WPP: its traces reach the log as far as its parameter says"""
    g = t.g
    g.mark("traced")
    g.modload("traced", "trace=2")
    g.sh("rmmod traced")
    log = g.dmesg("traced")
    t.check("it finds nothing wrong", "traced: ember: entry 1" in log, log)
    t.check("errors are shown", "DriverEntry: status 0x00000000" in log, log)
    t.check("information is not", "DriverEntry: plain" not in log, log)
    g.mark("traced more")
    g.modload("traced", "trace=4")
    g.sh("rmmod traced")
    log = g.dmesg("traced more")
    t.check("information is, when asked for", "DriverEntry: plain" in log and
            r"DriverEntry \Registry\Machine" in log, log)
    t.check("more than that is not", "FuncEntry" not in log, log)
    ids = g.sh("tr '\\0' '\\n' </mod/traced.ko | grep -a '^alias='").split()
    t.check("the decorated section of its UTF-16 INF", any("v00001234d00001111sv00001AF4" in i
                                                           for i in ids), ids)


def test_classic(t):
    """a C++ miniport as of 2012, in files named with backslashes"""
    g = t.g
    g.mark("classic")
    g.modload("classic")
    g.sh("rmmod classic")
    log = g.dmesg("classic")
    t.check("registered, when it is complete", "registered: c000000d" in log and
            "quartz: unload" in log, log)


def test_msvc(t):
    """sorted sections, properties, __super and what else one compiler takes"""
    g = t.g
    g.mark("msvc")
    t.check("insmod reports that it refuses", g.run("insmod /mod/msvc.ko").status != 0)
    log = g.dmesg("msvc")
    t.check("with nothing wrong", "basalt: all good" in log, log)


def test_reload(t):
    """loaded and unloaded again and again, construction starts from nothing"""
    for i in range(5):
        good_load(t, f"load {i + 1}", f"reload {i}")


def tracer(t, name, functions=":mod:dxgk", setup="true"):
    t.g.sh(f"cd {TRACING} && echo 0 >tracing_on && echo >set_ftrace_filter && "
           f"echo '{functions}' >set_ftrace_filter && {setup} && "
           f"echo {name} >current_tracer && echo 1 >tracing_on")


def tracer_off(t):
    t.g.sh(f"cd {TRACING} && echo 0 >tracing_on && echo nop >current_tracer && "
           "echo >set_ftrace_filter && echo >trace")


def test_function_graph(t):
    """function_graph over all of dxgk.ko: no NTAPI function loses a register to it"""
    tracer(t, "function_graph")
    trace = good_load(t, "the checks hold under it", "graph")
    t.check("and dxgk was traced", "dxgk_os_" in trace, trace[-2000:])
    tracer_off(t)


def test_function(t):
    """the function tracer, with stack traces through the miniport"""
    tracer(t, "function", "dxgk_os_shelf_get", "echo 1 >options/func_stack_trace")
    # Of thousands of stacks, those with a function of C++.
    trace = good_load(t, "the checks hold under it", "function", "grep -A12 -m 9 '=> _Z' trace")
    t.g.sh(f"echo 0 >{TRACING}/options/func_stack_trace")
    t.check("a stack goes through C++ functions to module init",
            re.search(r"=> _Z\w+( => \S+)* => __miniport_entry( => \S+)* => dxgk_miniport_load",
                      " ".join(trace.split())) is not None, trace[-3000:])
    tracer_off(t)


def test_kprobes(t):
    """kprobes and kretprobes under the miniport's calls and its exceptions"""
    if t.g.run(f"[ -e {TRACING}/kprobe_events ]").status:
        t.check("not built into this kernel", t.kernel.variant)
        return
    t.g.sh(f"cd {TRACING} && "
           "echo 'p:mp/push dxgk:dxgk_os_context' >kprobe_events && "
           "echo 'r:mp/pushed dxgk:dxgk_os_context $retval' >>kprobe_events && "
           "echo 'r:mp/freed dxgk:dxgk_os_shelf_put' >>kprobe_events && "
           "echo 1 >events/mp/enable && echo 1 >tracing_on")
    profile = good_load(t, "the checks hold under them", "kprobes", "cat kprobe_profile")
    hits = {f[0]: int(f[1]) for f in (line.split() for line in profile.splitlines())}
    for name in ("push", "pushed", "freed"):
        t.check(f"{name} was hit", hits.get(name), profile)
    t.g.sh(f"cd {TRACING} && echo 0 >events/mp/enable && echo >kprobe_events && echo >trace")
    t.g.sh("rmmod dxgk")


@allow("module verification failed")
def test_modinfo(t):
    """modinfo: the INF's device, the namespace, the licence, the dependency"""
    out = t.g.sh("tr '\\0' '\\n' </mod/lang.ko | grep -a '^[a-z_]*=' | sort -u")
    for want in ("license=Dual MIT/GPL", "import_ns=DXGK", "depends=dxgk",
                 "alias=pci:v00001234d0000FFFEsv*sd*bc*sc*i*",
                 "description=Test miniport: everything a driver's C and C++ may use"):
        t.check(want, want in out.splitlines(), out)
