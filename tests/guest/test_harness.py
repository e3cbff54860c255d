# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""The runner itself, with the kernel's own bochs-drm: what it reports must be true."""

import glob
import os
import re
import signal
import subprocess
import sys
import time

from dxgkvm import klog
from dxgkvm.guest import BOOTS, Guest, GuestDied, GuestError
from harness import TOP, allow, picture

# It says nothing about a kernel with checkers, and those take minutes to boot.
KERNELS = ("plain",)
GUEST = {"modules": (), "stock": ("bochs",), "programs": ("kmspaint", "modetest")}
SECONDS = 40


def refuses(t, what, f, text=""):
    try:
        f()
    except GuestError as e:
        t.check(what, text in str(e), str(e))
    else:
        t.check(what, False, "it was not noticed")


def test_commands(t):
    """status, output and time limit of commands come back as they are"""
    t.equal("status", t.g.run("exit 7").status, 7)
    t.equal("output", t.g.run("echo a; echo b >&2").out, "a\nb\n")
    t.equal("killed when out of time", t.g.run("sleep 30", limit=1).status, 137)
    refuses(t, "a failing step is an error", lambda: t.g.sh("false"), "ended with 1")
    big = t.g.sh("head -c 300000 /dev/zero | tr '\\0' x")
    t.equal("long output", len(big), 300000)
    job = t.g.spawn("echo started; sleep 100")
    t.g.until(f"grep -q started /run/bg/{job[0]}.out")
    t.check("a background script runs", t.g.running(job))
    t.g.kill(job)
    t.check("and ends when killed", not t.g.running(job))


@allow("dxgk-probe")
def test_log_scan(t):
    """a warning in the kernel log is found, one that is allowed is not"""
    t.g.mark("probe")
    t.g.sh("echo '<4>WARNING: CPU: 0 PID: 1 at dxgk-probe.c:1' >/dev/kmsg")
    refuses(t, "found", lambda: t.g.check_log("probe"), "dxgk-probe.c:1")
    t.g.check_log("probe", allow=("dxgk-probe",))


def test_races(t):
    """a data race counts where a module is a side of it"""
    frames = {"module": "dxgk_wait+0x1/0x2 [dxgk]", "helper": "rb_next+0x1/0x2",
              "kernel": "do_sys_poll+0x1/0x2"}

    def report(*sides):
        yield "=" * 66
        yield "BUG: KCSAN: data-race in a / b"
        for i, side in enumerate(sides):
            yield ""
            yield f"{'write' if i else 'read'} to 0xffff888003d2bc9c of 4 bytes by task 3 on cpu 1:"
            for name in side.split():
                yield " " + frames[name]
            yield " " + frames["module"]
        yield "=" * 66

    for sides, want in ((("kernel kernel", "kernel kernel"), 0), (("kernel kernel", "module"), 1),
                        (("helper module", "kernel kernel"), 1)):
        lines = [f"[    7.{i:06}] {line}" for i, line in enumerate([*report(*sides), "after"])]
        t.equal(f"{' with '.join(sides)}: reports", len(klog.scan("\n".join(lines))), want)
        t.equal("what follows is seen", klog.own_races(lines)[-1], lines[-1])


def test_leaks(t):
    """a leak counts where it is not the kernel's own, and then alone"""
    def leak(*callers):
        return "\n".join([
            "unreferenced object 0xffff888008d68f20 (size 16):", "  backtrace:",
            *(f"    [<000000005c8e4366>] {c}+0x4a/0x170" for c in callers), ""])

    ours = leak("kmalloc_trace", "dxgk_os_alloc", "fbcon_fb_registered")
    kernels = leak("kobject_set_name_vargs", "kobject_init_and_add", "sysfs_slab_add")
    kernels += leak("kmalloc_trace", "fbcon_open", "fbcon_startup", "do_take_over_console")
    kernels += leak("__kmalloc", "bit_cursor", "hide_cursor", "redraw_screen")
    t.equal("none", klog.own_leaks(""), [])
    t.equal("the kernel's own", klog.own_leaks(kernels * 2), [])
    t.equal("one among them", klog.own_leaks(kernels + ours + kernels), [ours])
    t.equal("how many there are is not a report by itself",
            klog.scan("[ 374.092471] kmemleak: 32 new suspected memory leaks (see /sys/...)"), [])


def test_pictures(t):
    """a picture on the screen is compared to the pixel, and a wrong one is refused"""
    t.g.modload("bochs")
    job = t.paint("paint:1", "set", driver="bochs-drm")
    refuses(t, "another picture is refused",
            lambda: t.g.expect_screen(picture("1024x768", "paint:2", "set"), limit=1),
            "pixels differ")
    one = "paint:1 set paint:2:700,500,1,1 dirty".split()
    refuses(t, "one wrong pixel is refused",
            lambda: t.g.expect_screen(picture("1024x768", *one), limit=1), "1 of 786432")
    t.end(job)
    t.paint("paint:3", "set", "paint:4:10,20,300,200", "dirty:10,20,300,200", "flip:5",
            driver="bochs-drm", mode="1280x800", hold=False)
    t.paint("paint:6", "set", "paint:7:0,0,8,600", "dirty:0,0,8,600", "flip:8", driver="bochs-drm",
            mode="800x600", options="-a", hold=False)


@allow(".*")
class Moody(Guest):
    """A guest whose kernel finds nothing to run at some of its boots."""

    def __init__(self, good, *args, **kwargs):
        self.good, self.boots = good, 0
        super().__init__(*args, **kwargs)

    def _start(self, devices, memory, smp, args, *rest):
        self.boots += 1
        if self.boots not in self.good:
            args += " rdinit=/nowhere"
        super()._start(devices, memory, smp, args, *rest)


def test_first_boot(t):
    """a kernel that panics by itself at boot is booted again, one that always does is dead"""
    with Moody((2,), t.kernel, logdir=os.path.join(t.logdir, "second")) as g:
        t.equal("the second time it is there", g.run("exit 5").status, 5)
        t.equal("after two boots", g.boots, 2)
    # It would be there if it were tried once more.
    refuses(t, "never", lambda: Moody((BOOTS + 1,), t.kernel,
                                      logdir=os.path.join(t.logdir, "never")), "panic")


RUNNER = """
import signal, sys
sys.path.insert(0, sys.argv[1])
from dxgkvm.guest import Guest, end_with_guests
end_with_guests(signal.SIGTERM)
Guest(sys.argv[2], logdir=sys.argv[3])
"""


def qemu_of(logdir):
    """The process that has this directory for its logs, and where its files are."""
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path, "rb") as f:
                cmd = f.read().decode(errors="replace")
        except OSError:
            continue
        if f"logfile={logdir}/" in cmd and cmd.startswith("qemu"):
            return path.split("/")[2], re.search(r"path=([^\0,]*)/con,", cmd).group(1)
    return None, None


def test_killed_runner(t):
    """a runner that is ended or killed leaves no QEMU behind"""
    for sig, leaves_files in ((signal.SIGTERM, False), (signal.SIGKILL, True)):
        logdir = os.path.join(t.logdir, sig.name)
        with subprocess.Popen([sys.executable, "-B", "-c", RUNNER, os.path.join(TOP, "tools"),
                               t.kernel.name, logdir]) as p:
            end = time.monotonic() + 30 * t.g.slow
            while not os.path.exists(f"{logdir}/console.log") and time.monotonic() < end:
                time.sleep(0.1)
            pid, files = qemu_of(logdir)
            p.send_signal(sig)
        t.require(pid, "no QEMU was started")
        end = time.monotonic() + 10 * t.g.slow
        while os.path.exists(f"/proc/{pid}") and time.monotonic() < end:
            time.sleep(0.1)
        t.check(f"{sig.name}: QEMU is gone", not os.path.exists(f"/proc/{pid}"), pid)
        t.equal(f"{sig.name}: its files are there", os.path.exists(files), leaves_files)
        if leaves_files:
            subprocess.run(["rm", "-rf", files], check=True)


def test_dead_guest(t):
    """a guest that panics is reported as dead, with the reason"""
    try:
        t.g.sh("echo c >/proc/sysrq-trigger", limit=20)
    except GuestDied as e:
        t.check("noticed", "panicked" in str(e), str(e))
        t.check("with the log", "sysrq" in str(e).lower(), str(e))
    else:
        t.check("noticed", False, "it was not")
    t.shutdown()
