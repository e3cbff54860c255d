# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Weston and Xorg from Debian's packages, with nothing told about our driver."""

import re

from harness import Failure, GuestError

# Kernels with checkers are built without disks and what a distribution needs.
KERNELS = ("plain",)
GUEST = {"devices": ("VGA", "bochs-display"), "root": "desktop", "memory": 768,
         "stock": ("bochs", "vgem", "virtio_input", "evdev"), "programs": ("modetest", "kmspaint"),
         "qemu_args": ("-device", "virtio-tablet-pci", "-device", "virtio-keyboard-pci")}
SECONDS = 240

WESTON_INI = """
[core]
idle-time=0
[shell]
background-color=0xff123456
panel-position=none
locking=false
animation=none
startup-animation=none
"""
WESTON_BACKGROUND = (0x12, 0x34, 0x56)

# One X screen on each card.  What glamor would load only to find that it has
# no GPU takes long on an emulated processor; the first test leaves it in.
XORG_TWO = """
Section "Device"
 Identifier "one"
 Driver "modesetting"
 Option "kmsdev" "/dev/dri/{0}"
 Option "AccelMethod" "none"
EndSection
Section "Device"
 Identifier "two"
 Driver "modesetting"
 Option "kmsdev" "/dev/dri/{1}"
 Option "AccelMethod" "none"
EndSection
Section "Screen"
 Identifier "first"
 Device "one"
EndSection
Section "Screen"
 Identifier "second"
 Device "two"
EndSection
Section "ServerLayout"
 Identifier "both"
 Screen 0 "first"
 Screen 1 "second" RightOf "first"
EndSection
Section "ServerFlags"
 Option "AutoAddGPU" "off"
EndSection
"""


def rgb(text):
    return tuple(int(text[i:i + 2], 16) for i in (1, 3, 5))


def wait_picture(t, what, good, device=None, limit=30):
    """Look at the screen until good(image) has nothing to say against it."""
    why = "?"
    for _ in range(limit * 2):
        image = t.g.screendump(device)
        why = good(image)
        if not why:
            return image
        t.g.run("sleep 0.5")
    path = f"{t.g.logdir}/{what.replace(' ', '-')}.png"
    image.save_png(path)
    raise Failure(f"{what}: {why}; see {path}")


def pixels(image, expected):
    """Which of the points {(x, y): colour} are of another colour."""
    for (x, y), colour in expected.items():
        if x >= image.width or y >= image.height:
            return f"({x},{y}) is not on a screen of {image.width}x{image.height}"
        if image.pixel(x, y) != colour:
            return f"({x},{y}) is {image.pixel(x, y)} instead of {colour}"
    return None


def begin(t):
    """Our driver on both cards, and device nodes and events as in a real system."""
    cards = t.cards() or t.load_sample()
    if len(cards) != 2:
        raise Failure(f"{len(cards)} cards instead of two")
    g = t.g
    g.sh("pidof systemd-udevd >/dev/null || {\n"
         "modload virtio_input; modload evdev; chmod 700 /run\n"
         "debian /lib/systemd/systemd-udevd --daemon >/dev/null\n"
         "debian udevadm trigger && debian udevadm settle; }\n"
         "mkdir -p /debian/root/.config; cat >/debian/root/.config/weston.ini <<'X'\n"
         f"{WESTON_INI}X\n")
    functions = g.pci_functions()
    return {name: cards[functions[name]] for name in ("VGA", "bochs-display")}


def weston(t, card, *clients):
    """Weston on a card, with clients; the two are a handle each."""
    g = t.g
    g.sh("rm -f /run/wayland-1*")
    job = g.spawn(f"exec debian weston --backend=drm-backend.so --use-pixman --drm-device={card} "
                  "--tty=2 --log=/tmp/weston.log")
    g.until(f"[ -S /run/wayland-1 ] || ! kill -0 {job[1]}", 60, "Weston")
    t.require(g.running(job), f"Weston ended:\n{g.output(job)}\n{g.run('cat /tmp/weston.log').out}")
    return [job] + [g.spawn(f"exec debian WAYLAND_DISPLAY=wayland-1 {c}") for c in clients]


def xorg(t, screens=1, options=""):
    """An X server without a window manager."""
    g = t.g
    # It would leave the process group for its own terminal.
    job = g.spawn("exec debian Xorg :0 -keeptty -noreset -nolisten tcp -logfile /tmp/xorg.log "
                  f"{options} vt3")
    # The socket is there before anybody listens to it.
    g.until(f"debian DISPLAY=:0 xsetroot -name dxgk 2>/dev/null || ! kill -0 {job[1]}", 90, "Xorg")
    log = g.run("cat /tmp/xorg.log").out
    t.require(g.running(job), f"Xorg ended:\n{g.output(job)}\n{log}")
    used = re.findall(r"modeset\(\d+\): using (?:drv /dev/dri/|default device)", log)
    t.check("the X server's driver is modesetting", len(used) == screens, log)
    return job


def x(t, command, display=":0"):
    return t.g.spawn(f"exec debian DISPLAY={display} {command}")


def stop(t, *jobs):
    g = t.g
    for job in jobs:
        g.kill(job, "TERM")
    for job in jobs:
        try:
            g.until(f"! kill -0 -{job[1]} 2>/dev/null", 20, "the end of the program")
        except GuestError:
            # What it hangs in, for the log.
            g.run(f"ps -o pid,pgid,stat,args; for p in $(ps -o pid,pgid | awk '$2 == {job[1]} "
                  "{ print $1 }'); do cat /proc/$p/stack; done; cat /tmp/xorg.log | tail -n 20")
            raise


def test_fbcon(t):
    """text on the console looks as it does on the kernel's own driver"""
    g = t.g
    text = (r"printf '\033[?25l\033[2J\033[H\033[1;33;44m dxgk \033[0m' >/dev/tty1; i=0; "
            "while [ $i -lt 60 ]; do echo \"line $i: the quick brown fox\" >/dev/tty1; "
            "i=$((i + 1)); done")

    def shown(image):
        return None if image.colours() > 1 and image.width == 1280 else "no text"

    g.modload("bochs")
    g.sh(text)
    reference = wait_picture(t, "bochs-drm's console", shown, "VGA")
    g.sh("for c in /sys/class/vtconsole/vtcon*; do grep -q frame $c/name && echo 0 >$c/bind; "
         "done; rmmod bochs")
    begin(t)
    g.sh(text)
    wait_picture(t, "the console", lambda i: i.difference(reference), "VGA")


def smpte(image, mode):
    """The upper bars of modetest's picture."""
    bars = ((1, 1, 1), (1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1))
    if f"{image.width}x{image.height}" != mode:
        return f"a screen of {image.width}x{image.height} instead of {mode}"
    for i, bar in enumerate(bars):
        colour = image.pixel(image.width * (2 * i + 1) // 14, 10)
        # 192, or with five bits 189 or 198
        if tuple(188 < c < 199 for c in colour) != tuple(map(bool, bar)) or \
           any(c and not b for c, b in zip(colour, bar)):
            return f"bar {i} is {colour}"
    return None


def test_modetest(t):
    """modetest: every mode, an atomic commit, page flips"""
    card = begin(t)["VGA"]
    g = t.g
    device = f"$(basename $(readlink -f /sys/class/drm/{card}/device))"
    out = g.sh(f"modetest -M dxgk -D {device}")
    connector = re.search(r"^(\d+)\t\d+\tconnected", out, re.M).group(1)
    crtc = re.search(r"^CRTCs:\nid.*\n(\d+)\t", out, re.M).group(1)
    plane = re.search(r"^Planes:\nid.*\n(\d+)\t", out, re.M).group(1)
    modes = re.findall(r"^  #\d+ (\d+x\d+) ", out, re.M)
    t.check("many modes", len(modes) > 10, modes)

    def run(args, mode, shown=smpte):
        job = g.spawn(f"exec modetest -M dxgk -D {device} {args} </dev/console")
        wait_picture(t, f"modetest {mode}", lambda i: shown(i, mode), "VGA")
        # The sample has no gamma ramp, which modetest notes.
        out = g.output(job).replace("failed to set gamma", "")
        t.check(f"modetest {args}", "failed" not in out, out)
        return job

    for mode in modes:
        stop(t, run(f"-s {connector}@{crtc}:{mode} -F smpte", mode))
    stop(t, run(f"-a -P {plane}@{crtc}:1024x768 -s {connector}@{crtc}:1024x768 -F smpte",
                "1024x768"))
    for fourcc in ("AR24", "RG16"):
        stop(t, run(f"-s {connector}@{crtc}:1024x768@{fourcc} -F smpte", "1024x768"))
    job = run(f"-v -s {connector}@{crtc}:1024x768", "1024x768",
              lambda i, mode: None if i.width == 1024 else "not there yet")
    g.until(f"[ $(grep -c 'freq:' /run/bg/{job[0]}.out) -ge 2 ]", 20, "page flips")
    rates = [float(r) for r in re.findall(r"freq: ([0-9.]+)Hz", g.output(job))]
    t.check("flips come at the rate of the mode, or slower",
            all(1 < r < 61.5 for r in rates), rates)
    stop(t, job)


def test_prime(t):
    """buffers of another driver, shared by PRIME, are on the screen to the pixel"""
    node = "/dev/dri/" + begin(t)["VGA"]
    t.g.modload("vgem")
    for options in ("", "-a"):
        t.paint("paint:71", "set", "paint:72:9,9,400,300", "dirty:9,9,400,300", "flip:73",
                driver=f"dxgk -d {node} -i vgem", options=options, device="VGA", hold=False)
    t.g.sh("rmmod vgem")


def test_weston(t):
    """Weston: its background, a client's window that moves on, and the pointer"""
    cards = begin(t)
    server, client = weston(t, cards["VGA"], "weston-simple-shm")

    def window(image):
        """Where the client's white frame is: (x, y) of its corner, or why not."""
        line = b"\xff\xff\xff" * 250
        at = image.data.find(line)
        if at < 0 or at % 3:
            return "no window of 250 white pixels"
        x0, y0 = at // 3 % image.width, at // 3 // image.width
        white = (255, 255, 255)
        return pixels(image, {(x0, y0 + 249): white, (x0 + 249, y0 + 249): white,
                              (x0 - 1, y0): WESTON_BACKGROUND, (x0, y0 - 1): WESTON_BACKGROUND,
                              (x0 + 250, y0): WESTON_BACKGROUND,
                              (image.width - 1, image.height - 1): WESTON_BACKGROUND}) or (x0, y0)

    def good(image):
        found = window(image)
        return found if isinstance(found, str) else None

    first = wait_picture(t, "Weston's screen", good, "VGA", 60)
    x0, y0 = window(first)

    def inside(image):
        return [image.pixel(x, y0 + 125) for x in range(x0 + 20, x0 + 230)]

    wait_picture(t, "the client's next frame",
                 lambda i: good(i) or ("still the same" if inside(i) == inside(first) else None),
                 "VGA")
    first.save_png(f"{t.logdir}/weston.png")
    for axis, value in (("x", 30000), ("y", 30000)):
        t.g.qmp.cmd("input-send-event", events=[{"type": "abs",
                                                 "data": {"axis": axis, "value": value}}])
    w, h = first.width, first.height
    px, py = 30000 * w // 32768, 30000 * h // 32768
    wait_picture(t, "the pointer", lambda i: None if any(
        i.pixel(x, y) != WESTON_BACKGROUND for x in range(px - 2, px + 14)
        for y in range(py - 2, py + 14)) else "is not where it was moved to", "VGA")
    stop(t, client, server)


def test_xorg(t):
    """Xorg: root, windows and a mode change under load, found by itself"""
    cards = begin(t)
    # The other card would become a second GPU of the X server.
    t.g.sh(f"echo 0 >/sys/class/drm/{cards['bochs-display']}-*/status 2>/dev/null; true")
    server = xorg(t)
    x(t, "xsetroot -solid '#345678'")
    logo = x(t, "xlogo -bg '#11aa22' -fg '#ffffff' -bw 0 -geometry 160x160+100+300")
    term = x(t, "xterm -fa DejaVuSansMono -fs 20 -b 0 -bw 0 -bg '#ffffcc' -fg '#aa0000' "
                "-geometry 14x4+100+100 +sb -e /bin/sh -c 'echo Xorg on; echo dxgk; read x'")
    load = x(t, "ico -sleep 0 -geometry 200x200+400+300")

    expected = {(2, 2): rgb("#345678"), (300, 460): rgb("#345678"),
                (100 + 80, 300 + 2): rgb("#11aa22"), (100 + 2, 300 + 80): rgb("#11aa22"),
                (100 + 6, 300 + 3): rgb("#ffffff"), (100 + 150, 300 + 2): rgb("#ffffff"),
                (300, 200): rgb("#ffffcc")}

    def screen(mode):
        def good(image):
            if f"{image.width}x{image.height}" != mode:
                return f"a screen of {image.width}x{image.height}"
            # Right of where the cursor is in an empty one.
            if [image.pixel(x, y) for x in range(130, 300)
                    for y in range(102, 128)].count(rgb("#aa0000")) < 40:
                return "no text in the terminal"
            return pixels(image, expected)
        return good

    image = wait_picture(t, "Xorg's screen", screen("1280x800"), "VGA", 60)
    image.save_png(f"{t.logdir}/xorg.png")
    output = re.search(r"^(\S+) connected", t.g.sh("debian DISPLAY=:0 xrandr"), re.M).group(1)
    for mode in ("1024x768", "800x600", "1600x1200", "640x480", "1280x800"):
        t.g.sh(f"debian DISPLAY=:0 xrandr --output {output} --mode {mode}")
        wait_picture(t, f"Xorg in {mode}", screen(mode), "VGA")
    ico = [image.pixel(x, y) for x in range(400, 600, 3) for y in range(300, 500, 3)]
    wait_picture(t, "the load", lambda i: "stands still" if ico == [
        i.pixel(x, y) for x in range(400, 600, 3) for y in range(300, 500, 3)] else None, "VGA")
    t.g.sh("debian DISPLAY=:0 xset dpms force off; sleep 1")
    wait_picture(t, "Xorg with the monitor off", lambda i: None if i.colours() == 1 else "not dark",
                 "VGA")
    t.g.sh("debian DISPLAY=:0 xset dpms force on; sleep 1")
    wait_picture(t, "Xorg with the monitor on again", screen("1280x800"), "VGA")
    stop(t, load, term, logo, server)


def test_unbind(t):
    """the driver goes while Weston draws, and comes back for the next one"""
    cards = begin(t)
    g = t.g
    function = g.pci_functions()["VGA"]
    server, client = weston(t, cards["VGA"], "weston-simple-shm")

    def shown(image):
        return pixels(image, {(2, 2): WESTON_BACKGROUND}) or \
            (None if image.colours() > 50 else "no window")

    wait_picture(t, "Weston's screen", shown, "VGA", 60)
    g.sh(f"echo {function} >/sys/bus/pci/drivers/bochs_dod/unbind")
    t.equal("one card is left", len(t.cards()), 1)
    g.run("sleep 2")
    stop(t, client, server)
    g.sh(f"echo {function} >/sys/bus/pci/drivers/bochs_dod/bind; debian udevadm settle")
    cards = begin(t)
    server, client = weston(t, cards["VGA"], "weston-simple-shm")
    wait_picture(t, "Weston's screen after it came back", shown, "VGA", 60)
    g.kill(server, "KILL")
    stop(t, client, server)


def test_two_outputs(t):
    """Xorg on two adapters, a screen on each; one is pulled out, the other goes on"""
    cards = begin(t)
    g = t.g
    g.sh("cat >/debian/root/two.conf <<'X'\n"
         + XORG_TWO.format(cards["VGA"], cards["bochs-display"]) + "X\n")
    server = xorg(t, 2, "-config /root/two.conf")
    x(t, "xsetroot -solid '#405060'", ":0.0")
    x(t, "xsetroot -solid '#708090'", ":0.1")
    logo = x(t, "xlogo -bg '#11aa22' -bw 0 -geometry 160x160+100+300", ":0.1")
    wait_picture(t, "the first screen", lambda i: pixels(i, {(2, 2): rgb("#405060")}), "VGA")
    wait_picture(t, "the second screen", lambda i: pixels(i, {
        (2, 2): rgb("#708090"), (100 + 80, 300 + 2): rgb("#11aa22")}), "bochs-display")
    g.device_del("bochs-display")
    g.until(f"[ ! -e /sys/class/drm/{cards['bochs-display']} ]", 20, "removal of the card")
    x(t, "xsetroot -solid '#a0b0c0'", ":0.0")
    wait_picture(t, "the screen that is left", lambda i: pixels(i, {(2, 2): rgb("#a0b0c0")}), "VGA")
    stop(t, logo, server)
    t.equal("one card is left", len(t.cards()), 1)
    t.unload_sample()
