# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""samples/virtio_gpu_dod on QEMU's virtio-gpu: a C++ miniport with interrupts and DMA."""

import os
import re
import tempfile

from harness import picture
from vnc import Vnc

DEVICE = "virtio-gpu-pci,id=gpu,xres=1280,yres=800"
MODULES = ("dxgk.ko", "samples/virtio_gpu_dod/virtio_gpu_dod.ko")
GUEST = {"devices": (DEVICE,), "modules": MODULES, "programs": ("kmspaint", "modetest")}
SECONDS = 60
NAME = "virtio_gpu_dod"


def load(t):
    """Linux has a driver for everything virtio, which has taken it already."""
    where = t.g.pci_functions()["gpu"]
    t.g.sh(f"d=/sys/bus/pci/devices/{where}; [ ! -e $d/driver ] || echo {where} >$d/driver/unbind")
    cards = t.load_sample(NAME)
    t.require(list(cards) == [where], f"bound: {cards}")
    return where


def paint(t, *steps, **more):
    return t.paint(*steps, driver="dxgk", device="gpu", **more)


def test_picture(t):
    """modes from the display's EDID, pictures, damage and flips to the pixel"""
    t.preload()
    load(t)
    t.unload_sample(NAME)
    before = t.resources()
    load(t)
    modes = t.g.sh("modetest -M dxgk -c")
    t.check("the preferred mode is the display's own",
            re.search(r"#0 1280x800 .*preferred", modes), modes)
    paint(t, "paint:3", "set", "paint:4:10,20,300,200", "dirty:10,20,300,200", "flip:5", hold=False)
    paint(t, "paint:6", "set", "paint:7:0,0,8,600", "dirty:0,0,8,600", "flip:8", mode="800x600",
          options="-a", hold=False)
    paint(t, "paint:1", "set", mode="2560x1600", hold=False)
    log = t.g.dmesg("begin picture")
    t.check("by messages", f"{NAME}: messages" in log, log)
    t.unload_sample(NAME)
    t.require_same(before)


def test_suspend(t):
    """the device is reset in D3 and set up again in D0, and the picture is there"""
    load(t)
    job = paint(t, "paint:1", "set")
    t.g.sh("echo devices >/sys/power/pm_test; echo mem >/sys/power/state; "
           "echo none >/sys/power/pm_test", 60)
    t.g.expect_screen(picture("1024x768", "paint:1", "set"), "gpu")
    t.end(job)
    t.unload_sample(NAME)


def test_unbind(t):
    """unbind under a client that flips, and bound again"""
    g = t.g
    where = load(t)
    shared = f"/sys/bus/pci/drivers/{NAME}"
    for _ in range(3):
        job = g.spawn("while kmspaint -D dxgk paint:1 set flip:2 flip:3 flip:4; do :; done")
        g.sh(f"sleep 1; echo {where} >{shared}/unbind", 60)
        g.wait(job, 30)
        g.sh(f"echo {where} >{shared}/bind", 60)
    paint(t, "paint:5", "set", hold=False)
    t.unload_sample(NAME)


def test_line(t):
    """without messages, by the line"""
    t.boot(devices=(DEVICE + ",vectors=0",)).mark("begin line")
    load(t)
    paint(t, "paint:2", "set", "flip:3", hold=False)
    log = t.g.dmesg("begin line")
    t.check("it is the line", f"{NAME}: line" in log, log)
    t.unload_sample(NAME)


def test_vga(t):
    """as virtio-vga, with the firmware's frame buffer in front of it"""
    t.boot(devices=("virtio-vga,id=gpu",)).mark("begin vga")
    load(t)
    paint(t, "paint:2", "set", "flip:3", hold=False)
    t.unload_sample(NAME)


def test_viewer(t):
    """a viewer whose window changes is another monitor; the pointer reaches it"""
    with tempfile.TemporaryDirectory(prefix="dxgk-") as tmp:
        path = os.path.join(tmp, "vnc")
        g = t.boot(qemu_args=("-vnc", f"unix:{path}"))
        g.mark("begin viewer")
        load(t)
        vnc = Vnc(path)
        try:
            vnc.resize(1152, 864)
            vnc.listen(2)
            g.until("modetest -M dxgk -c | grep -q '#0 1152x864 .*preferred'", 20,
                    "the new preferred mode")
            t.check("the miniport said so",
                    f"{NAME}: display there, 1152 x 864" in g.dmesg("begin viewer"))
            connector = re.search(r"^(\d+)\s+\d+\s+connected", g.sh("modetest -M dxgk -c"), re.M)
            vnc.pointers.clear()
            job = g.spawn(f"sleep 1000 | modetest -M dxgk -s {connector.group(1)}:1024x768 -C")
            vnc.listen(4)
            g.kill(job)
            sizes = {(w, h) for w, h, data in vnc.pointers if any(data)}
            t.equal("the pointer's shape is there", sizes, {(64, 64)})
        finally:
            vnc.close()
        t.unload_sample(NAME)
