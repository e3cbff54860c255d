# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""A miniport's life and its interrupts, on devices that raise them when told to."""

import os
import re
import struct

from harness import allow, fresh

GUEST = {"devices": ("edu,id=edu", "e1000e,id=e1000e"),
         "modules": ("dxgk.ko", "tests/miniports/lifetest/lifetest.ko",
                     "tests/miniports/lifetest/lifemsi.ko"),
         "programs": ("lifetest",), "args": "threadirqs"}
SECONDS = 60


def load(t, miniport):
    """The nodes of edu and e1000e under that miniport."""
    if t.g.run("[ -d /sys/module/dxgk ]").status:
        t.g.modload("dxgk")
    t.g.modload(miniport)
    cards = t.cards()
    f = t.g.pci_functions()
    t.require(f["edu"] in cards and f["e1000e"] in cards, f"bound: {cards}")
    return {name: "/dev/dri/" + cards[f[name]] for name in ("edu", "e1000e")}


def calls(t, since, miniport):
    """The entry points that were called since a mark, in their order."""
    return re.findall(rf"{miniport}: call (.*)", t.g.dmesg(since))


def count(t, node):
    """What the miniport counted, and per message."""
    out = t.g.sh(f"lifetest {node} 'irq count'")
    m = re.match(r"(\S+) (\S+) messages (\d+) start (\d+) dpcs (\d+) dpc-irql (\d+)\n", out)
    t.require(m, out)
    messages = {int(n): (int(c), int(k), int(i)) for n, c, k, i in
                re.findall(r"message (\d+) claimed (\d+) calls (\d+) irql (\d+)", out)}
    return m.group(2), int(m.group(3)), int(m.group(4)), int(m.group(6)), messages


def exercise(t, node, name, mode, messages):
    g = t.g
    kind, n, start, dpc_irql, per = count(t, node)
    t.equal(f"{name}: interrupts come as", (kind, n), (mode, messages))
    t.equal(f"{name}: each was taken inside StartDevice", start, messages)
    t.equal(f"{name}: with its own number", sorted(per), list(range(messages)))
    t.check(f"{name}: the routine runs at device IRQL", all(i > 2 for *_, i in per.values()), per)
    t.equal(f"{name}: the DPC at DISPATCH_LEVEL", dpc_irql, 2)

    g.sh(f"lifetest {node} 'irq clear'")
    for m in range(messages):
        g.sh(f"lifetest {node} 'irq fire {m} {m + 2}'")
    per = count(t, node)[4]
    # QEMU's e1000e sends one more when its throttling timer ends.
    t.check(f"{name}: as often as they were raised",
            all(m + 2 <= per[m][0] <= (m + 2) * (1 if name == "edu" else 2)
                for m in range(messages)), per)

    t.check(f"{name}: a DPC that is queued is not queued again",
            "queued 1 again 0" in g.sh(f"lifetest {node} 'irq dpc'"))

    # From several processes: neither loses what the other adds.
    for m in range(min(messages, 2)):
        g.sh(f"lifetest {node} 'irq clear'")
        g.sh(f"for i in 1 2 3; do lifetest {node} 'irq sync {m} 2000' & done; "
             f"lifetest {node} 'irq fire {m} 200'; wait")
        claimed, done, _ = count(t, node)[4][m]
        t.check(f"{name}: message {m}: synchronised routines and interrupts exclude each other",
                claimed == done >= 6200, f"{claimed} of {done}")
    r = g.run(f"lifetest {node} 'irq sync {messages} 1'")
    t.check(f"{name}: there is no message {messages} to synchronise with",
            "status 0xc000000d" in r.out, r.out)


def test_line(t):
    """line interrupts: an INF that does not ask for messages gets none"""
    t.preload()
    t.before = t.resources()
    nodes = load(t, "lifetest")
    for name, node in nodes.items():
        exercise(t, node, name, "line", 1)
    t.unload_sample("lifetest")
    t.require_same(t.before)


def test_messages(t):
    """message interrupts, as many as the device has, each with its number"""
    nodes = load(t, "lifemsi")
    exercise(t, nodes["edu"], "edu", "msi", 1)
    exercise(t, nodes["e1000e"], "e1000e", "msi", 5)
    irqs = t.g.sh("cat /proc/interrupts")
    where = [t.g.pci_functions()[d] for d in ("edu", "e1000e")]
    # Named for the device; other drivers have message interrupts, too.
    t.equal("edu's and e1000e's vectors",
            [len(re.findall(rf"PCI-MSI.*[ ,]{w}$", irqs, re.M)) for w in where], [1, 5])
    t.unload_sample("lifemsi")
    t.require_same(t.before)


ADD = ["AddDevice irql 0", "StartDevice irql 0"]
REMOVE = ["StopDevice irql 0", "RemoveDevice irql 0"]


def test_order(t):
    """the entry points of a life, in their order and at PASSIVE_LEVEL"""
    g = t.g
    f = g.pci_functions()
    load(t, "lifetest")
    driver = "/sys/bus/pci/drivers/lifetest"
    g.sh(f"echo {f['e1000e']} >{driver}/unbind")
    for how in ("unbind", "bind"):
        g.sh(f"echo {f['edu']} >{driver}/{how}")
    t.unload_sample("lifetest")
    t.equal("load, unbind both, bind one, rmmod", calls(t, "begin order", "lifetest"),
            ["DriverEntry", *ADD, *ADD, *REMOVE, *REMOVE, *ADD, *REMOVE, "Unload"])


def table(body):
    """An SSDT with that AML."""
    def string(s, n):
        return s.encode().ljust(n)[:n]
    head = struct.pack("<4sIBB6s8sI4sI", b"SSDT", 36 + len(body), 2, 0, string("DXGK", 6),
                       string("LIFETEST", 8), 1, b"DXGK", 1)
    data = bytearray(head + body)
    data[9] = -sum(data) & 0xff
    return bytes(data)


def package(data):
    """AML's PkgLength before data, which it counts, too."""
    n = len(data) + 1
    if n < 0x40:
        return bytes([n]) + data
    n += 1
    return bytes([0x40 | n & 0xf, n >> 4]) + data


def method(name, arguments, body):
    return b"\x14" + package(name.encode() + bytes([arguments]) + body)


def ssdt(device):
    """Methods of a PCI function: see the ACPI specification, "AML"."""
    where = b"\\\x2f\x03_SB_PCI0" + device.encode()
    inner = b"\x0a\x05" + b"\x0dtext\x00" + b"\x11" + package(b"\x0a\x04\x01\x02\x03\x04")
    body = (method("TINT", 0, b"\xa4\x0b\x34\x12")              # Return (0x1234)
            + method("TADD", 2, b"\xa4\x72\x68\x69\x00")        # Return (Arg0 + Arg1)
            + method("TPKG", 0, b"\xa4\x12" + package(b"\x03" + inner))
            + method("TNTF", 1, b"\x86" + where + b"\x68\xa4\x00"))  # Notify (device, Arg0)
    return table(b"\x10" + package(where + body))


def command(t, node, line, flag=""):
    return t.g.sh(f"lifetest {flag} {node} '{line}'")


def test_callbacks(t):
    """what callbacks say of machine and device"""
    path = os.path.join(t.logdir, "ssdt.aml")
    os.makedirs(t.logdir, exist_ok=True)
    with open(path, "wb") as f:
        f.write(ssdt("S48_"))
    g = t.boot(devices=("edu,id=edu,addr=9", "e1000e,id=e1000e"),
               qemu_args=("-acpitable", f"file={path}"))
    g.mark("begin callbacks")
    g.modload("dxgk")
    g.sh("echo 1 >/sys/kernel/tracing/events/dxgk/etw_event/enable")
    nodes = load(t, "lifemsi")
    edu, net = nodes["edu"], nodes["e1000e"]
    where = g.pci_functions()["edu"]
    sysfs = f"/sys/bus/pci/devices/{where}"

    out = command(t, edu, "info")
    total = int(g.sh("sed -n 's/MemTotal: *\\([0-9]*\\).*/\\1/p' /proc/meminfo")) * 1024
    t.check("GetDeviceInformation: context and PDO", "context 1 pdo 1" in out, out)
    t.check("a registry path of the display class",
            re.search(r"registry \\Registry\\Machine\\System\\CurrentControlSet\\.*"
                      r"4d36e968-e325-11ce-bfc1-08002be10318", out, re.I), out)
    m = re.search(r"memory (\d+) highest (0x[0-9a-f]+) docking 0 resources 2", out)
    t.check("as much memory as the kernel has", m and abs(int(m[1]) - total) < total / 8, out)
    t.check("and addresses above it", m and int(m[2], 16) > total, out)

    config = g.sh(f"od -An -v -tx1 -N64 {sysfs}/config | tr -d ' \\n'")
    t.equal("configuration space is what sysfs says", command(t, edu, "space config 0 64"),
            f"read 64 {config}\n")
    command(t, edu, "space config 0x3c 1 0x77")
    t.equal("and can be written", command(t, edu, "space config 0x3c 1"), "read 1 77\n")
    t.check("the expansion ROM", command(t, net, "space rom 0 2") == "read 2 55aa\n")
    t.check("a device without ROM says so", "status 0xc00000bb" in
            g.run(f"lifetest {edu} 'space rom 0 2'").out)
    bridge = g.sh("od -An -v -tx1 -N4 /sys/bus/pci/devices/0000:00:00.0/config | tr -d ' \\n'")
    t.equal("the memory controller's configuration space", command(t, edu, "space mch 0 4"),
            f"read 4 {bridge}\n")
    t.check("there is no root port above it", "status 0xc00000bb" in
            g.run(f"lifetest {edu} 'space bridge 0 4'").out)

    t.equal("IsDevicePresent: itself", command(t, edu, "present 0x1234 0x11e8"), "present 1\n")
    t.equal("another one", command(t, edu, "present 0x8086 0x10d3"), "present 1\n")
    t.equal("one that is not", command(t, edu, "present 0x8086 0x10d4"), "present 0\n")

    t.equal("EvalAcpiMethod: an integer", command(t, edu, "acpi TINT"), "count 1\ntype 0 0x1234\n")
    t.equal("arguments", command(t, edu, "acpi TADD 5 7"), "count 1\ntype 0 0xc\n")
    t.equal("a package", command(t, edu, "acpi TPKG"),
            "count 3\ntype 0 0x5\ntype 1 text\ntype 2 01020304\n")
    t.check("a method that is not there", "status 0xc0000034" in
            g.run(f"lifetest {edu} 'acpi NONE'").out)
    g.mark("notify")
    command(t, edu, "acpi TNTF 0x81")
    g.until("dmesg | grep -q 'call NotifyAcpiEvent irql 0 type 1 event 0x81'", 10,
            "NotifyAcpiEvent")

    out = command(t, edu, "firmware ACPI")
    t.check("ACPI tables", {"FACP", "APIC", "SSDT"} <= set(re.findall(r" (\w{4})$", out, re.M)),
            out)
    facp = g.sh("od -An -v -tx1 -N64 /sys/firmware/acpi/tables/FACP | tr -d ' \\n'")
    size = int(g.sh("wc -c </sys/firmware/acpi/tables/FACP"))
    t.equal("one of them", command(t, edu, "firmware ACPI FACP"), f"bytes {size} {facp}\n")
    if g.run("[ -e /sys/firmware/dmi/tables/DMI ]").status == 0:
        dmi = g.sh("od -An -v -tx1 -N56 /sys/firmware/dmi/tables/DMI | tr -d ' \\n'")
        size = int(g.sh("wc -c </sys/firmware/dmi/tables/DMI"))
        out = command(t, edu, "firmware RSMB 0")
        t.check("SMBIOS: version 2.8, and the structures", re.match(
            rf"bytes \d+ 000208..{struct.pack('<I', size).hex()}{dmi}\n", out),
            f"{out} {size} {dmi}")
    else:
        out = g.run(f"lifetest {edu} 'firmware RSMB 0'").out
        t.check("no SMBIOS in this kernel", "status 0xc" in out, out)
    t.check("the BIOS", command(t, edu, "firmware FIRM 0xe0000").startswith("bytes 131072 "))

    t.check("memory", command(t, edu, "memory 65536") ==
            "below 1 contiguous 1\npages 16 mapped 1\n", command(t, edu, "memory 65536"))
    g.mark("exclude")
    t.check("exclusive access now, from elsewhere", "status 0xc0000010" in
            g.run(f"lifetest {edu} 'exclude now'").out)
    command(t, edu, "exclude now", "-h")
    command(t, edu, "exclude later")
    g.until("[ $(dmesg | grep -c 'call ProtectedCallback irql 0 status 0') = 2 ]", 10,
            "the protected callback")

    t.equal("a report", command(t, edu, "report registers"), "reported\n")
    dump = g.sh(f"cat {sysfs}/devcoredump/data")
    t.check("is a dump", "driver: lifemsi\n" in dump and dump.endswith("\n\nregisters"), dump)
    g.sh(f"echo 1 >{sysfs}/devcoredump/data")
    g.until(f"[ ! -e {sysfs}/devcoredump ]")
    card = edu[len("/dev/dri/card"):]
    g.sh(f"echo 0x117 >/sys/kernel/debug/dri/{card}/dxgk_collect")
    dump = g.sh(f"tr -d '\\000' <{sysfs}/devcoredump/data")
    t.check("CollectDbgInfo is one", "code: 0x117\n" in dump and "edu's state" in dump, dump)
    g.sh(f"echo 1 >{sysfs}/devcoredump/data")

    t.check("listening switched the miniport's logging on",
            "lifemsi: call ControlEtwLogging 1" in g.dmesg())
    command(t, edu, "etw hello")
    trace = g.sh("cat /sys/kernel/tracing/trace")
    t.check("its events are traced", re.search(
        r"etw_event: guid=a7bf27a0-7401-4733-9fed-fdb51067fecc type=1 size=5 data=68656c6c6f ",
        trace), trace)
    g.sh("echo 0 >/sys/kernel/tracing/events/dxgk/etw_event/enable")
    t.check("and not listening, off", "lifemsi: call ControlEtwLogging 0" in g.dmesg())
    t.unload_sample("lifemsi")


@allow(r"verifier: lifetest: ", r"lifetest: DxgkDdiEscape returned at IRQL")
def test_verifier(t):
    """what a miniport breaks is named, once, with driver and function"""
    g = t.g
    nodes = load(t, "lifetest")
    node = nodes["e1000e"]
    g.mark("rules")
    # The last two again: they say nothing more.
    for rule in ("mutex", "spin", "irql", "unmap", "irql", "unmap"):
        command(t, node, f"break {rule}")
    found = re.findall(r"dxgk: verifier: (.*?) \(\S+ \[lifetest\]\)", g.dmesg("rules"))
    t.check("the IRQL of a callback",
            found.count("lifetest: DxgkCbReadDeviceSpace: called at IRQL 2, allowed up to 0") == 1,
            found)
    t.check("an unmap of nothing", len([f for f in found if f.startswith(
        "lifetest: DxgkCbUnmapMemory: ")]) == 1, found)
    t.check("a lock that was not given back", len([f for f in found if f.startswith(
        "lifetest: DxgkDdiEscape: returned with a ")]) == 1, found)
    t.check("it is back at PASSIVE_LEVEL",
            "DxgkDdiEscape returned at IRQL 2, set back to 0" in g.dmesg("rules"))
    t.unload_sample("lifetest")


POWER = "SetPowerState irql 0 uid 0xffffffff"


def suspend(t, command):
    """Suspend to RAM in the guest by that command, and wake it up from outside."""
    g = t.g
    # Not before it has answered that the command runs.
    job = g.spawn("sleep 3; " + command)
    g.wait_status("suspended")
    g.qmp.cmd("system_wakeup")
    return g.wait(job, 60)


def test_suspend(t):
    """suspend to RAM: D3 and D0, and interrupts go on"""
    g = t.g
    nodes = load(t, "lifemsi")
    g.mark("suspend")
    t.equal("it suspends", suspend(t, "echo mem >/sys/power/state").status, 0)
    got = [c for c in calls(t, "suspend", "lifemsi") if "uid 0xffffffff" in c]
    t.equal("what was called, for both", got, 2 * [f"{POWER} D3 action 2"] +
            2 * [f"{POWER} D0 action 0"])
    for name, node in nodes.items():
        g.sh(f"lifetest {node} 'irq clear' 'irq fire 0 5'")
        t.check(f"{name}: interrupts come after it", count(t, node)[4][0][0] >= 5)
    t.unload_sample("lifemsi")


def test_hibernate(t):
    """hibernation, up to where the image would be written: D3 with that action, D0"""
    g = t.g
    if "disk" not in g.sh("cat /sys/power/state"):
        t.check("not built into this kernel", t.kernel.variant)
        return
    load(t, "lifetest")
    g.mark("hibernate")
    g.sh("echo devices >/sys/power/pm_test; echo disk >/sys/power/state; "
         "echo none >/sys/power/pm_test")
    got = [c for c in calls(t, "hibernate", "lifetest") if "uid 0xffffffff" in c]
    t.equal("what was called, for both", got, 2 * [f"{POWER} D3 action 3"] +
            2 * [f"{POWER} D0 action 0"])
    t.unload_sample("lifetest")


def test_ejected(t):
    """edu is ejected the orderly way, through ACPI: StopDevice, RemoveDevice"""
    g = t.g
    load(t, "lifemsi")
    g.mark("eject")
    g.device_del("edu")
    g.until("[ $(ls -d /sys/bus/pci/drivers/lifemsi/*:* | wc -l) = 1 ]")
    t.equal("what was called", calls(t, "eject", "lifemsi"), REMOVE)
    t.unload_sample("lifemsi")


def test_surprise(t):
    """a card is gone before anybody is told: NotifySurpriseRemoval, StopDevice, RemoveDevice"""
    g = t.boot(machine="q35", devices=("pcie-root-port,id=rp,chassis=1,slot=1",
                                       "edu,id=edu,bus=rp"))
    g.mark("begin surprise")
    cards = t.load_sample("lifemsi")
    where, port = g.pci_functions()["edu"], g.pci_functions()["rp"]
    t.require(where in cards, f"bound: {cards}")
    g.mark("surprise")
    # Without bus numbers and a memory window the port leads nowhere, and reads
    # behind it are all ones, as those of a slot that was emptied.
    config = f"/sys/bus/pci/devices/{port}/config"
    g.sh(f"printf '\\000\\000' | dd of={config} bs=1 seek=25 conv=notrunc 2>/dev/null; "
         f"printf '\\000' | dd of={config} bs=1 seek=4 conv=notrunc 2>/dev/null")
    t.equal("what the card says", g.sh(f"od -An -v -tx1 -N4 /sys/bus/pci/devices/{where}/config "
                                       "| tr -d ' \\n'"), "ffffffff")
    g.sh(f"echo 1 >/sys/bus/pci/devices/{where}/remove")
    t.equal("what was called", calls(t, "surprise", "lifemsi"),
            ["NotifySurpriseRemoval irql 0 type 1", *REMOVE])
    t.unload_sample("lifemsi")


@fresh
def test_panic(t):
    """a panic: ResetDevice at HIGH_LEVEL, and nothing else"""
    g = t.g
    load(t, "lifetest")
    g.mark("panic")
    g.spawn("sleep 2; echo c >/proc/sysrq-trigger")
    g.wait_gone(30)
    got = re.findall(r"lifetest: call (.*)", g.console().rpartition("dxgk-test: panic")[2])
    t.equal("what was called, for both", got, 2 * ["ResetDevice irql 15"])
    t.shutdown()


@fresh
def test_shutdown(t):
    """power off: D3 with PowerActionShutdown, and nothing after it"""
    g = t.g
    load(t, "lifetest")
    g.mark("shutdown")
    g.spawn("sleep 2; poweroff -f")
    g.wait_gone(30)
    got = re.findall(r"lifetest: call (.*)", g.console().rpartition("shutdown")[2])
    t.equal("what was called, for both", got, 2 * [f"{POWER} D3 action 4"])
    t.shutdown()
