# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""What goes wrong is said clearly, and everything is given back."""

from harness import picture

GUEST = {"devices": ("VGA", "bochs-display", "pci-testdev"),
         "modules": ("dxgk.ko", "samples/bochs_dod/bochs_dod.ko",
                     "tests/miniports/maptest/failstart.ko"),
         "programs": ("kmspaint",)}
SECONDS = 60


def vga(t, device="VGA"):
    """The PCI function of a display."""
    return t.g.pci_functions()[device]


def test_start_fails(t):
    """a miniport that fails StartDevice: a message, no device, nothing left"""
    g = t.g
    t.preload()
    before = t.resources()
    t.load_sample("failstart")
    log = g.dmesg("begin start_fails")
    t.check("the log says what failed, and with which status",
            "DxgkDdiStartDevice failed with 0x" in log, log)
    t.check("nothing is bound", g.run("ls /sys/bus/pci/drivers/failstart/*:*").status != 0)
    t.check("there is no card", g.run("ls /dev/dri/card*").status != 0)
    t.unload_sample("failstart")
    t.require_same(before)


def test_unsupported_device(t):
    """a device that the miniport does not know: a message, and it stays unbound"""
    g = t.g
    t.preload()
    before = t.resources()
    g.modload("dxgk")
    g.modload("bochs_dod")
    t.equal("the two that it knows are bound", len(t.cards()), 2)
    g.run("echo 1b36 0005 >/sys/bus/pci/drivers/bochs_dod/new_id")
    log = g.dmesg("begin unsupported_device")
    t.check("the log says so", "DxgkDdiStartDevice failed with 0x" in log, log)
    t.equal("still two cards", len(t.cards()), 2)
    t.unload_sample()
    t.require_same(before)


def test_second_insmod(t):
    """a second insmod is refused and disturbs nothing"""
    g = t.g
    t.load_sample()
    job = t.paint("paint:1", "set", driver="dxgk", device=None)
    for m in ("dxgk", "bochs_dod"):
        r = g.run(f"insmod /mod/{m}.ko")
        t.check(f"{m}: refused", r.status != 0 and "exists" in r.out, r.out)
    g.expect_screen(picture("1024x768", "paint:1", "set"))
    t.end(job)
    r = g.run("rmmod dxgk")
    t.check("the shim stays while a miniport is loaded", r.status != 0, r.out)
    t.unload_sample()


def test_unbind_busy(t):
    """unbinding while a program draws: the program is told, all is given back"""
    g = t.g
    t.preload()
    before = t.resources()
    g.modload("dxgk")
    g.modload("bochs_dod")
    where = vga(t)
    driver = "/sys/bus/pci/drivers/bochs_dod"
    for options in ("", "-a"):
        card = t.cards()[where]
        job = g.spawn(f"exec kmspaint -d /dev/dri/{card} {options} -m 800x600 paint:1 set "
                      "ready:shown stress:60")
        g.until(f"grep -qs shown /run/bg/{job[0]}.out || [ -s /run/bg/{job[0]}.rc ]", 20)
        idle = g.spawn(f"exec 5<>/dev/dri/{card}; echo open; exec sleep 60")
        g.until(f"grep -q open /run/bg/{idle[0]}.out")
        g.run("sleep 0.5")
        g.sh(f"echo {where} >{driver}/unbind")
        r = g.wait(job, 20)
        t.equal("the program sees the device go", (r.status, r.out.split(" after")[0]),
                (3, "shown\ngone"))
        t.check("the other card is still there", len(t.cards()) == 1)
        t.check("the shim is pinned by the open node", g.run("rmmod dxgk").status != 0)
        g.sh(f"echo {where} >{driver}/bind")
        card = t.cards()[where]
        g.sh(f"kmspaint -d /dev/dri/{card} -m 640x480 paint:2 set")
        g.kill(idle)
        g.sh(f"kmspaint -d /dev/dri/{card} -m 640x480 paint:3 set")
    t.unload_sample()
    t.require_same(before)


def test_rmmod_busy(t):
    """rmmod of the miniport while a program draws, and of the shim when it has ended"""
    g = t.g
    t.load_sample()
    card = t.cards()[vga(t)]
    job = g.spawn(f"exec kmspaint -d /dev/dri/{card} -m 800x600 paint:1 set ready:shown stress:60")
    g.until(f"grep -qs shown /run/bg/{job[0]}.out || [ -s /run/bg/{job[0]}.rc ]", 20)
    g.sh("rmmod bochs_dod", 30)
    r = g.wait(job, 20)
    t.equal("the program sees the device go", r.status, 3)
    g.sh("rmmod dxgk")


def test_both_displays(t):
    """two adapters at once, each with its own picture"""
    g = t.g
    t.load_sample()
    cards = t.cards()
    jobs = []
    for i, device in enumerate(("VGA", "bochs-display")):
        card = cards[vga(t, device)]
        job = g.spawn(f"exec kmspaint -d /dev/dri/{card} -m 1024x768 paint:{i} set ready:shown hold")
        g.until(f"grep -qs shown /run/bg/{job[0]}.out || [ -s /run/bg/{job[0]}.rc ]", 20)
        jobs.append(job)
    for i, device in enumerate(("VGA", "bochs-display")):
        g.expect_screen(picture("1024x768", f"paint:{i}", "set"), device)
    for job in jobs:
        t.end(job)
    t.unload_sample()


def test_device_del(t):
    """a display that is pulled out while a program draws"""
    g = t.g
    t.load_sample()
    card = t.cards()[vga(t, "bochs-display")]
    job = g.spawn(f"exec kmspaint -d /dev/dri/{card} -m 800x600 paint:1 set ready:shown stress:60")
    g.until(f"grep -qs shown /run/bg/{job[0]}.out || [ -s /run/bg/{job[0]}.rc ]", 20)
    where = vga(t, "bochs-display")
    g.device_del("bochs-display")
    r = g.wait(job, 20)
    t.equal("the program sees the device go", r.status, 3)
    t.equal("the other stays", list(t.cards()), [vga(t)])
    t.unload_sample()
    t.check("nothing of it is left", where not in t.resources(), t.resources())
