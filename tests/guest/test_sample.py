# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""The sample miniport on the standard VGA: from insmod to rmmod."""

import re
import zlib

from harness import picture

GUEST = {"devices": ("VGA",), "stock": ("bochs",),
         "programs": ("kmspaint", "modetest", "dxgk-fbdraw", "escape")}
SECONDS = 120

SMPTE = ("c=$(modetest -M {0} -c | awk '$3 == \"connected\" {{ print $1; exit }}'); "
         "exec modetest -M {0} -s $c:{1}@XR24 -F smpte")


def bars(g):
    """Start and length of the VGA's BARs."""
    out = {}
    lines = g.sh("cat /sys/bus/pci/devices/*/vendor >/dev/null; for d in /sys/bus/pci/devices/*; "
                 "do [ $(cat $d/vendor) = 0x1234 ] && cat $d/resource; done").splitlines()
    for i, line in enumerate(lines[:6]):
        start, end, _ = (int(v, 16) for v in line.split())
        if end:
            out[i] = (start, end - start + 1)
    return out


def smpte(t, driver, mode="1024x768"):
    """What modetest's picture looks like on the screen."""
    g = t.g
    job = g.spawn(SMPTE.format(driver, mode) + " </dev/console")
    width = int(mode.split("x", maxsplit=1)[0])
    last = None
    for _ in range(60):
        g.run("sleep 0.2")
        image = g.screendump()
        if image.width == width and image.colours() > 4 and last and image.data == last.data:
            break
        last = image
    else:
        t.require(False, f"modetest shows no picture: {g.output(job)}")
    g.kill(job)
    return image


def test_bochs_drm_first(t):
    """what the kernel's own driver shows and reads, to compare with"""
    g = t.g
    g.modload("bochs")
    g.sh("kmspaint -D bochs-drm list edid:/tmp/edid.bochs-drm >/tmp/list.bochs-drm")
    t.smpte = smpte(t, "bochs-drm")
    g.sh("for c in /sys/class/vtconsole/vtcon*; do grep -q frame $c/name && echo 0 >$c/bind; "
         "done; rmmod bochs")


def test_load(t):
    """insmod makes a DRM device named dxgk with one connector and the EDID's modes"""
    g = t.g
    t.preload()
    t.before = t.resources()
    cards = t.load_sample()
    t.equal("one card", len(cards), 1)
    card = list(cards.values())[0]
    t.equal("no render node", g.sh("ls /dev/dri").split(), [card])
    out = g.sh("kmspaint -D dxgk list edid:/tmp/edid.dxgk")
    t.check("driver name", out.startswith("driver dxgk "), out)
    t.equal("one connector, connected", re.findall(r"^connector \d+ type \S+ (.*)$", out, re.M),
            ["connected"])
    modes = re.findall(r"^mode (\d+x\d+)", out, re.M)
    t.check("several modes", {"640x480", "800x600", "1024x768", "1280x800"} <= set(modes), modes)
    t.equal("the preferred mode is the EDID's", re.findall(r"^mode (\S+)@.*preferred", out, re.M),
            re.findall(r"^mode (\S+)@.*preferred", g.sh("cat /tmp/list.bochs-drm"), re.M))
    t.equal("the EDID is what the device says", g.run("cmp /tmp/edid.dxgk /tmp/edid.bochs-drm").out,
            "")


def test_mappings(t):
    """debugfs lists what the sample mapped: framebuffer, registers and ports"""
    card = t.need_sample()
    b = bars(t.g)
    maps = {int(m[1], 16): m for m in t.mappings(card)}
    t.check("the framebuffer, write-combined",
            b[0][0] in maps and maps[b[0][0]][0] == "system"
            and int(maps[b[0][0]][2], 16) == b[0][1]
            and maps[b[0][0]][4] == "MmWriteCombined", maps)
    t.check("the registers, uncached",
            any(b[2][0] <= p < sum(b[2]) and m[0] == "system" and m[4] == "MmNonCached"
                for p, m in maps.items()), maps)
    t.check("the DISPI ports", any(m[0] == "port" and p == 0x1ce for p, m in maps.items()), maps)
    t.check("with the function that mapped", all("bochs_dod" in m[-1] for m in maps.values()), maps)
    types = t.g.sh("cat /sys/kernel/debug/x86/pat_memtype_list")
    t.check("write-combined in the kernel's records too",
            re.search(rf"write-combining.*{b[0][0]:016x}|{b[0][0]:016x}.*write-combining", types),
            types)


def test_legacy(t):
    """pictures through the legacy calls are on the screen to the pixel"""
    t.need_sample()
    t.paint("paint:1", "set", "paint:2", "dirty", driver="dxgk", hold=False)
    t.paint("paint:3", "set", "flip:4", "flip:5", driver="dxgk", mode="1280x800", hold=False)
    t.paint("paint:6", "set", "paint:7:1,2,3,4", "dirty:1,2,3,4", driver="dxgk", mode="640x480",
            hold=False)


def test_atomic(t):
    """pictures through atomic commits are on the screen to the pixel"""
    t.need_sample()
    t.paint("paint:11", "set", "paint:12", "dirty", driver="dxgk", options="-a", hold=False)
    t.paint("paint:13", "set", "flip:14", "flip:15", driver="dxgk", options="-a", mode="800x600",
            hold=False)


def test_crc(t):
    """the checksum in debugfs is that of the picture, and follows it"""
    card, g = t.need_sample(), t.g
    data = f"/sys/kernel/debug/dri/{card[4:]}/crtc-0/crc/data"

    def checksum(*steps):
        image = picture("1024x768", *steps)
        raw = bytearray(image.width * image.height * 4)
        for c in range(3):
            raw[c::4] = image.data[2 - c::3]
        return zlib.crc32(raw) ^ 0xffffffff

    def reported(*steps):
        job = t.paint(*steps, driver="dxgk")
        # A zero byte ends each line, after the newline.
        lines = [[int(v, 16) for v in line.split()]
                 for line in g.sh(f"head -n 4 {data} | tr -d '\\000'", 20).splitlines()]
        t.end(job)
        t.equal("each with its vertical blank", sorted({n for n, _ in lines}),
                [n for n, _ in lines])
        return lines[-1][1]

    for steps in (("paint:16", "set"),
                  ("paint:17", "set", "paint:18:7,8,90,100", "dirty:7,8,90,100")):
        t.equal(" ".join(steps), hex(reported(*steps)), hex(checksum(*steps)))


def test_damage(t):
    """only the rectangles that a program names are drawn"""
    t.need_sample()
    for options in ("", "-a"):
        t.paint("paint:21", "set", "paint:22", "dirty:0,0,1,1:1023,767,1,1:100,200,317,89",
                driver="dxgk", options=options, hold=False)
        t.paint("paint:23", "set", "paint:24", "dirty:5,0,1,768:0,9,1024,1", driver="dxgk",
                options=options, hold=False)


def test_modes(t):
    """every mode shows its picture"""
    t.need_sample()
    out = t.g.sh("kmspaint -D dxgk list")
    modes = sorted(set(re.findall(r"^mode (\d+x\d+)", out, re.M)),
                   key=lambda m: [int(v) for v in m.split("x")])
    t.require(len(modes) > 3, out)
    # All of them are set; the largest, the smallest and some between are compared.
    for m in modes:
        w, h = (int(v) for v in m.split("x"))
        if w * h <= 1600 * 1200:
            t.paint("paint:31", "set", driver="dxgk", mode=m, hold=False)
        else:
            t.g.sh(f"kmspaint -D dxgk -m {m} paint:32 set dirty")


def test_off_on(t):
    """the output goes dark and shows the same picture again"""
    t.need_sample()
    for options in ("", "-a"):
        t.paint("paint:41", "set", "off", "on", driver="dxgk", options=options, hold=False)
        g = t.g
        job = g.spawn(f"exec kmspaint -D dxgk -m 1024x768 {options} paint:42 set off ready:off hold")
        g.until(f"grep -q off /run/bg/{job[0]}.out", 20)
        image = g.screendump()
        t.check(f"dark ({options or 'legacy'})", image.colours() == 1, f"{image.colours()} colours")
        t.end(job)


def test_modetest(t):
    """modetest's picture is the one that bochs-drm shows"""
    t.need_sample()
    image = smpte(t, "dxgk")
    t.require(image.data == t.smpte.data, image.difference(t.smpte) or "")


def test_fbdraw(t):
    """what a program draws through its own mapping of the framebuffer is on the screen"""
    card, g = t.need_sample(), t.g
    job = g.spawn("exec dxgk-fbdraw --hold --pattern 51")
    g.until(f"grep -qs drawn /run/bg/{job[0]}.out || [ -s /run/bg/{job[0]}.rc ]", 30)
    out = g.output(job)
    m = re.search(r"drawn (\d+)x(\d+)", out)
    t.require(m, out)
    mode = f"{m.group(1)}x{m.group(2)}"
    g.expect_screen(picture(mode, "paint:51", "set"))
    user = [x for x in t.mappings(card) if x[0] == "user"]
    t.equal("the mapping is listed with its owner", [x[5] for x in user],
            g.sh("pidof dxgk-fbdraw").split())
    t.end(job)
    t.equal("and gone with the program", [x for x in t.mappings(card) if x[0] == "user"], [])


def test_escape(t):
    """the escape: who may, with what arguments, and what it maps"""
    card = t.need_sample()
    r = t.g.run(f"escape /dev/dri/{card}")
    t.tap(r.out)
    t.equal("no mapping is left of the program", [x for x in t.mappings(card) if x[0] == "user"],
            [])


def test_unload(t):
    """rmmod gives everything back"""
    t.preload()
    if t.cards():
        t.unload_sample()
    before = t.resources()
    t.load_sample()
    t.paint("paint:55", "set", driver="dxgk", hold=False)
    t.unload_sample()
    t.require_same(getattr(t, "before", before))


def test_reload(t):
    """ten times from insmod to a picture to rmmod, nothing is left"""
    t.preload()
    before = t.resources()
    for i in range(10):
        t.load_sample()
        t.paint(f"paint:{60 + i}", "set", driver="dxgk", mode="800x600", hold=False)
        t.unload_sample()
    t.require_same(before)
    t.check("no leak reported", not re.search(r"dxgk.*leak", t.g.dmesg("begin reload")),
            t.g.dmesg("begin reload"))
