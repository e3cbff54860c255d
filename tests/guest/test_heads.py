# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Programs that know nothing of dxgk, on a miniport with two heads and a pointer.

What they show is read from the miniport's memory, pixel by pixel.
"""

import base64
import gzip
import re

from dxgkvm.image import Image
from harness import Failure
from test_desktop import WESTON_BACKGROUND, WESTON_INI, pixels, rgb, stop, weston, x, xorg
from test_life import suspend

# As for test_desktop.py.
KERNELS = ("plain",)
GUEST = {"devices": ("ivshmem-plain:32",), "root": "desktop", "memory": 768,
         "modules": ("dxgk.ko", "tests/miniports/twohead/twohead.ko"),
         "stock": ("virtio_input", "evdev"), "programs": ("twohead", "modetest"),
         "args": "iomem=relaxed no_console_suspend",
         "qemu_args": ("-device", "virtio-tablet-pci", "-device", "virtio-keyboard-pci")}
SECONDS = 240
# xsetroot's: a black square of 8 x 8 in a white one of 16 x 16.
BITMAP = ("#define p_width 16\n#define p_height 16\n#define p_x_hot 3\n#define p_y_hot 5\n"
          "static char p_bits[] = {{\n{}}};\n")
INNER = BITMAP.format(", ".join(["0x00, 0x00"] * 4 + ["0xf0, 0x0f"] * 8 + ["0x00, 0x00"] * 4))
OUTER = BITMAP.format(", ".join(["0xff, 0xff"] * 16))


class Heads:
    """twohead's card, and what it has in its memory."""

    def __init__(self, t):
        self.t, g = t, t.g
        cards = t.cards() or t.load_sample("twohead")
        t.require(len(cards) == 1, f"{len(cards)} cards instead of one")
        (function, self.card), = cards.items()
        self.function = function
        self.memory = f"/sys/bus/pci/devices/{function}/resource2"
        g.sh("pidof systemd-udevd >/dev/null || {\n"
             "modload virtio_input; modload evdev; chmod 700 /run\n"
             "debian /lib/systemd/systemd-udevd --daemon >/dev/null\n"
             "debian udevadm trigger && debian udevadm settle; }\n"
             "mkdir -p /debian/root/.config; cat >/debian/root/.config/weston.ini <<'X'\n"
             f"{WESTON_INI}X\n")

    def state(self):
        """(mistakes, {what: number} of each head)"""
        out = self.t.g.sh(f"twohead - {self.memory} state")
        heads = []
        for m in re.finditer(r"size (\d+)x(\d+) targets (\d+) visible (\d+) off (\d+) "
                             r"pointer (\d+) at (-?\d+),(-?\d+) of (\d+)x(\d+)", out):
            names = "width height targets visible off pointer x y shape_width shape_height"
            heads.append(dict(zip(names.split(), map(int, m.groups()))))
        return re.search(r"mistakes (\d+.*)", out).group(1), heads

    def pixels(self, what, head):
        out = self.t.g.sh(f"twohead - {self.memory} {what} {head} | gzip -1 | base64")
        return gzip.decompress(base64.b64decode(out))

    def screen(self, head):
        h = self.state()[1][head]
        raw = self.pixels("screen", head)
        if len(raw) != h["width"] * h["height"] * 4 or not raw:
            return None
        return Image.from_xrgb(h["width"], h["height"], raw)

    def wait(self, what, good, limit=40):
        """Until good() has nothing to say against it."""
        for _ in range(limit * 2):
            why = good()
            if not why:
                return
            self.t.g.run("sleep 0.5")
        raise Failure(f"{what}: {why}")

    def wait_picture(self, what, head, good):
        image = None

        def look():
            nonlocal image
            image = self.screen(head)
            return good(image) if image else "nothing is shown"
        try:
            self.wait(what, look)
        except Failure:
            if image:
                image.save_png(f"{self.t.logdir}/{what.replace(' ', '-')}.png")
            raise
        return image

    def blameless(self):
        mistakes, _ = self.state()
        self.t.check("no call that the DDI forbids", mistakes.startswith("0"), mistakes)


def test_modetest_cursor(t):
    """modetest's cursor wanders over the picture"""
    heads, g = Heads(t), t.g
    out = g.sh(f"modetest -M dxgk -D {heads.function}")
    connector = re.search(r"^(\d+)\t\d+\tconnected", out, re.M).group(1)
    job = g.spawn(f"exec modetest -M dxgk -D {heads.function} -s {connector}:1024x768 -C "
                  "</dev/console")
    seen = set()

    def wanders():
        h = heads.state()[1][0]
        if h["pointer"]:
            seen.add((h["x"], h["y"]))
        return None if len(seen) >= 3 else f"it was at {sorted(seen)}"

    heads.wait("the cursor", wanders)
    h = heads.state()[1][0]
    t.equal("its size", (h["shape_width"], h["shape_height"]), (64, 64))
    # 0x77777777 in modetest's buffer: half transparent white.
    raw = heads.pixels("pointer", 0)
    t.equal("its pixels, with straight alpha", {raw[i:i + 4] for i in range(0, 64 * 64 * 4, 4)},
            {bytes((0xff, 0xff, 0xff, 0x77))})
    image = heads.screen(0)
    t.check("the picture has no cursor in it", image and image.pixel(5, 5) == (192, 192, 192),
            image and image.pixel(5, 5))
    stop(t, job)
    heads.blameless()


def pointer_is(heads, head, px, py):
    """The pointer is on that head and no other, its hot spot there."""
    def look():
        for i, h in enumerate(heads.state()[1]):
            if bool(h["pointer"]) != (i == head):
                return f"head {i}: pointer {h['pointer']}"
            if i == head and max(abs(h["x"] + 3 - px), abs(h["y"] + 5 - py)) > 1:
                return f"it is at {h['x']},{h['y']} instead of {px},{py} less its hot spot"
        return None
    return look


def test_xorg_pointer(t):
    """Xorg on two heads: one root over both, the hardware pointer goes from one to the other"""
    heads, g = Heads(t), t.g
    server = xorg(t)
    names = re.findall(r"^(\S+) connected", g.sh("debian DISPLAY=:0 xrandr"), re.M)
    t.equal("two outputs", len(names), 2)
    g.sh(f"debian DISPLAY=:0 xrandr --output {names[0]} --mode 1024x768 --pos 0x0 "
         f"--output {names[1]} --mode 800x600 --pos 1024x0")
    g.sh(f"cat >/debian/root/inner <<'X'\n{INNER}X\ncat >/debian/root/outer <<'X'\n{OUTER}X\n")
    g.sh("debian DISPLAY=:0 xsetroot -solid '#345678'")
    g.sh("debian DISPLAY=:0 xsetroot -cursor /root/inner /root/outer")
    logo = x(t, "xlogo -bg '#11aa22' -bw 0 -geometry 160x160+1124+300")
    heads.wait_picture("the first head", 0, lambda i: pixels(i, {
        (2, 2): rgb("#345678"), (1023, 767): rgb("#345678")}))
    heads.wait_picture("the second head", 1, lambda i: pixels(i, {
        (2, 2): rgb("#345678"), (180, 302): rgb("#11aa22"), (799, 599): rgb("#345678")}))

    def move(px, py):
        for axis, value, size in (("x", px, 1824), ("y", py, 768)):
            g.qmp.cmd("input-send-event", events=[{"type": "abs", "data": {
                "axis": axis, "value": value * 32768 // size + 10}}])

    move(300, 200)
    heads.wait("the pointer on the first head", pointer_is(heads, 0, 300, 200))
    raw = heads.pixels("pointer", 0)
    width = heads.state()[1][0]["shape_width"]

    def at(px, py):
        return raw[(py * width + px) * 4:][:4]
    t.equal("its pixels", [at(0, 0), at(15, 15), at(4, 4), at(11, 11), at(16, 3), at(3, 16)],
            [b"\xff\xff\xff\xff"] * 2 + [b"\0\0\0\xff"] * 2 + [b"\0\0\0\0"] * 2)
    image = heads.screen(0)
    t.equal("the picture has no pointer in it", image.pixel(300, 200), rgb("#345678"))
    move(1500, 100)
    heads.wait("the pointer on the second head", pointer_is(heads, 1, 1500 - 1024, 100))
    stop(t, logo, server)
    heads.blameless()


def test_weston_heads(t):
    """Weston on two heads: a desktop on each, a client on one"""
    heads = Heads(t)
    server, client = weston(t, heads.card, "weston-simple-shm")
    corner = {(2, 2): WESTON_BACKGROUND}
    images = [heads.wait_picture(f"head {i}", i, lambda i: pixels(i, corner)) for i in (0, 1)]
    t.equal("both at their preferred mode", [(i.width, i.height) for i in images],
            [(1024, 768)] * 2)
    line = b"\xff\xff\xff" * 250

    def window():
        found = [i for i in (0, 1) if line in bytes(heads.screen(i).data)]
        return None if len(found) == 1 else f"the client's window is on heads {found}"

    heads.wait("the client", window)
    stop(t, client, server)
    heads.blameless()


def test_suspend(t):
    """suspend to RAM while both heads show a desktop: the same is there afterwards"""
    heads, g = Heads(t), t.g
    server = xorg(t)
    names = re.findall(r"^(\S+) connected", g.sh("debian DISPLAY=:0 xrandr"), re.M)
    g.sh(f"debian DISPLAY=:0 xrandr --output {names[0]} --mode 1024x768 --pos 0x0 "
         f"--output {names[1]} --mode 800x600 --pos 1024x0")
    g.sh("debian DISPLAY=:0 xsetroot -solid '#708090'")
    shown = {(2, 2): rgb("#708090"), (700, 500): rgb("#708090")}
    before = [heads.wait_picture(f"head {i} before", i, lambda i: pixels(i, shown)) for i in (0, 1)]
    t.equal("it suspends", suspend(t, "echo mem >/sys/power/state").status, 0)
    for i in (0, 1):
        image = heads.wait_picture(f"head {i} after", i, lambda i: pixels(i, shown))
        t.check(f"head {i} has the same picture", image.data == before[i].data)
    g.sh("debian DISPLAY=:0 xsetroot -solid '#a0b0c0'")
    shown = {(2, 2): rgb("#a0b0c0"), (700, 500): rgb("#a0b0c0")}
    for i in (0, 1):
        heads.wait_picture(f"head {i} later", i, lambda i: pixels(i, shown))
    stop(t, server)
    heads.blameless()
    t.unload_sample("twohead")
