# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""A running guest: boot it, run commands in it, look at its screen."""

import base64
import json
import os
import re
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from . import klog
from .image import Image
from .initramfs import Initramfs
from .kernel import Kernel, TOP, module_needs
from .qmp import Qmp, QmpError

# Everything takes this much longer than on an idle machine, and still this
# much longer where the kernel checks each access and each lock.
SLOW = float(os.environ.get("DXGK_SLOW", "1"))
SLOW_DEBUG = 4
# Its shadow memory, quarantine and records.
MEMORY_DEBUG = 1024
# How often a kernel may panic all by itself.
BOOTS = 3

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "root")

# The guests that run, for end_all().
_running = set()


def end_all():
    """End every guest at once, before this program ends."""
    for g in list(_running):
        g.drop()


def end_with_guests(*signals):
    """Have these signals end this program, and no guest be left behind."""
    def end(number, _):
        end_all()
        os._exit(128 + number)
    for s in signals:
        signal.signal(s, end)


# What -device gets for the names used here; others are handed on as they are.
DEVICES = {
    "VGA": "VGA,id=VGA",
    "bochs-display": "bochs-display,id=bochs-display",
    "secondary-vga": "secondary-vga,id=secondary-vga",
    "qxl": "qxl,id=qxl",
    "pci-testdev": "pci-testdev,id=pci-testdev,membar=32M",
}


class GuestError(Exception):
    """A step failed; the text says which, and where the logs are."""


class GuestDied(GuestError):
    """The guest does not answer any more."""


class Result:
    def __init__(self, status, out):
        self.status, self.out = status, out


class Guest:
    """One QEMU with a kernel, some devices and a root of busybox.

    kernel    a Kernel, or what makes one
    devices   names of DEVICES, "ivshmem-plain:MIB", or arguments of -device
    modules   our .ko files, loaded by nobody but the test
    stock     names of the kernel's own modules to have at hand
    boot      names of the kernel's own modules to load at boot
    programs  executables to have in /bin, with their libraries
    files     {name in the guest: path here}
    root      name of tools/guest-roots: its packages are in /debian, writable and
              thrown away; `debian COMMAND` runs one of their programs
    logdir    where console.log, commands.log and guest.log go
    """

    def __init__(self, kernel, devices=("VGA",), modules=(), stock=(), boot=(),
                 programs=(), files=None, root=None, logdir=None, memory=512, smp=2, args="",
                 qemu_args=(), machine="pc", icount=False, window=False,
                 boot_limit=120):
        self.kernel = kernel if isinstance(kernel, Kernel) else Kernel(kernel)
        self.logdir = logdir or tempfile.mkdtemp(prefix="dxgk-log-")
        os.makedirs(self.logdir, exist_ok=True)
        self.console_log = os.path.join(self.logdir, "console.log")
        self.command_log = os.path.join(self.logdir, "commands.log")
        self._cmdlog = open(self.command_log, "w", encoding="utf-8")
        self._tmp = tempfile.mkdtemp(prefix="dxgk-")
        self.console_socket = os.path.join(self._tmp, "con")
        self.slow = SLOW * (SLOW_DEBUG if self.kernel.variant else 1)
        self._seq = 0
        self._buf = b""
        self._proc = self._agent = self.qmp = None
        self.dead = None
        self._ours = {}
        _running.add(self)
        try:
            if root:
                # ext4 asks for crc32c by the name of an algorithm, not of a module
                boot = ("virtio_blk", *(m for m in ("crc32c_generic",) if self.kernel.has(m)),
                        "ext4", *boot)
                qemu_args = (*self._root_disk(root), *qemu_args)
            self._make_root(modules, stock, boot, programs, files or {})
            for left in reversed(range(BOOTS)):
                self._start(devices, memory, smp, args, qemu_args, machine, icount, window)
                try:
                    self._wait_ready(boot_limit * self.slow)
                    break
                except GuestDied as e:
                    # Nothing of ours runs so early, and emulated processors
                    # sometimes run code that another one has just patched.
                    if not left or "Kernel panic" not in self.console():
                        raise
                    print("a kernel panicked before anything was loaded, it is booted again: "
                          + " ".join(str(e).splitlines()[:2]), file=sys.stderr, flush=True)
                    self._stop()
                    self.dead = None
                    self._buf = b""
        except BaseException:
            self.close()
            raise

    # -- making it ----------------------------------------------------------

    @staticmethod
    def root_image(name):
        """The image of a root of tools/guest-roots, made if it is not there."""
        p = subprocess.run([os.path.join(TOP, "tools/fetch-root"), name],
                           stdout=subprocess.PIPE, text=True, check=False)
        if p.returncode != 0:
            raise GuestError(f"no root {name}: tools/fetch-root failed")
        return p.stdout.strip()

    @classmethod
    def _root_disk(cls, name):
        return ("-drive", f"file={cls.root_image(name)},if=none,id=root,format=raw,snapshot=on",
                "-device", "virtio-blk-pci,drive=root")

    def _make_root(self, modules, stock, boot, programs, files):
        root = Initramfs()
        busybox = shutil.which("busybox")
        if not busybox:
            raise GuestError("no busybox here (package busybox-static)")
        root.program(busybox, "bin/busybox")
        root.symlink("bin/sh", "busybox")
        root.device("dev/console", 5, 1)
        for d in ("proc", "sys", "dev", "tmp", "run", "root", "etc", "mod"):
            root.directory(d)
        for name in ("init", "modload", "debian"):
            path = os.path.join(ROOT, name)
            root.file("init" if name == "init" else "bin/" + name, path, 0o755)
        root.data("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n"
                                "user:x:1000:1000:user:/tmp:/bin/sh\n")
        root.data("etc/group", "root:x:0:\nuser:x:1000:\n")

        ours = {Kernel.mod_name(p): p for p in modules}
        needs = {n: [d.replace("-", "_") for d in module_needs(p)] for n, p in ours.items()}

        def closure(name, seen):
            out = []
            for d in needs[name]:
                if d in seen:
                    continue
                seen.add(d)
                if d in ours:
                    out += closure(d, seen) + [d]
                else:
                    out += [m for m in self.kernel.resolve([d]) if m not in out]
            return out

        deps = {n: closure(n, {n}) for n in ours}
        first = self.kernel.resolve(["virtio_pci", "virtio_console", *boot])
        wanted = set(first) | set(self.kernel.resolve(stock))
        for d in deps.values():
            wanted |= {m for m in d if m not in ours}
        for m in sorted(wanted):
            root.data(f"mod/{m}.ko", self.kernel.content(m))
            if m not in deps:
                deps[m] = [d for d in self.kernel.resolve([m]) if d != m]
        for n, p in ours.items():
            # Debug information is of no use there and slow to unpack.
            small = os.path.join(self._tmp, n + ".ko")
            subprocess.run(["strip", "--strip-debug", "-o", small, p], check=True)
            root.file(f"mod/{n}.ko", small)
        root.data("mod/boot", "\n".join(first) + "\n")
        root.data("mod/deps", "".join(f"{n}: {' '.join(d)}\n" for n, d in deps.items()))
        for p in programs:
            path = p if os.path.exists(p) else shutil.which(p)
            if not path:
                raise GuestError(f"no program {p} here")
            root.program(path)
        for name, path in files.items():
            root.file(name, path)
        root.write(os.path.join(self._tmp, "root.cpio"))

    def _start(self, devices, memory, smp, args, qemu_args, machine, icount, window):
        t = self._tmp
        if self.kernel.variant:
            memory += MEMORY_DEBUG
            # ACPI's table of interrupt lines is a loop that its interpreter, with
            # the checkers in it, gives up after half a minute; others know it too.
            args += " acpi=noirq"
        kvm = os.environ.get("DXGK_KVM") == "1" and not icount
        accel = "kvm" if kvm else "tcg" + ("" if icount or smp == 1 else ",thread=multi")
        # Five-level page tables only slow an emulated processor down.  QEMU 7.2
        # computes CMPXCHG16B's flags from a stale state, most often right after
        # a wake-up, and SLUB, which lives on it, then runs with TF or IOPL set.
        # Nothing else looks at flags that long; what is measured keeps it.
        cpu = "max,la57=off" + ("" if icount else ",cx16=off")
        cmd = ["qemu-system-x86_64", "-nodefaults", "-no-user-config", "-no-reboot",
               "-accel", accel, "-machine", machine, "-m", str(memory), "-smp", str(smp),
               "-cpu", "host" if kvm else cpu,
               "-display", "gtk" if window else "none", "-vga", "none",
               "-kernel", self.kernel.image, "-initrd", os.path.join(t, "root.cpio"),
               "-append", ("console=ttyS0,115200 quiet rdinit=/init panic=-1 oops=panic "
                           "log_buf_len=4M no_timer_check "
                           # It hashes no addresses before it has random numbers.
                           "random.trust_cpu=on " + args).strip(),
               "-chardev", f"socket,id=con,path={t}/con,server=on,wait=off,"
                           f"logfile={self.console_log},logappend=off",
               "-serial", "chardev:con",
               "-qmp", f"unix:{t}/qmp,server=on,wait=off",
               "-device", "virtio-serial-pci,id=vs",
               "-chardev", f"socket,id=agent,path={t}/agent,server=on,wait=off",
               "-device", "virtserialport,bus=vs.0,chardev=agent,name=dxgk.agent"]
        if icount:
            cmd += ["-icount", "shift=0,sleep=off"]
        for d in devices:
            m = re.match(r"ivshmem-plain:(\d+)$", d)
            if m:
                cmd += ["-object", f"memory-backend-ram,id=ivshmem-mem,share=on,"
                                   f"size={m.group(1)}M",
                        "-device", "ivshmem-plain,id=ivshmem-plain,memdev=ivshmem-mem"]
            else:
                cmd += ["-device", DEVICES.get(d, d)]
        cmd += list(qemu_args)
        self.qemu_log = os.path.join(self.logdir, "qemu.log")
        with open(self.qemu_log, "w", encoding="utf-8") as log:
            log.write(shlex.join(cmd) + "\n")
            log.flush()
            # Killed when we are, whatever ends us.
            self._proc = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *cmd],
                                          stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                          start_new_session=True)
        try:
            self.qmp = Qmp(f"{t}/qmp", 20 * SLOW)
        except QmpError as e:
            with open(self.qemu_log, encoding="utf-8") as log:
                said = "".join(log.readlines()[1:]).strip()
            raise GuestError(f"QEMU does not start: {said or e}; see {self.qemu_log}") from None
        self._agent = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._agent.connect(f"{t}/agent")

    def _wait_ready(self, limit):
        try:
            line = self._line(time.monotonic() + limit)
        except TimeoutError:
            raise self._died(f"the kernel {self.kernel.release} did not come up "
                             f"within {limit:.0f} s") from None
        if not line.startswith("READY "):
            raise self._died(f"unexpected first word of the guest: {line[:80]}")
        self.uname = line.split()[1]

    # -- talking to it ------------------------------------------------------

    def _died(self, why):
        self.dead = f"{why}; the console is in {self.console_log}"
        lines = [line for line in self.console().splitlines() if line.strip()]
        bad = next((i for i, line in enumerate(lines) if klog.is_bad(line)), len(lines) - 12)
        tail = lines[max(bad, 0):][:12]
        if tail:
            self.dead += "\n    | " + "\n    | ".join(tail)
        return GuestDied(self.dead)

    def console(self):
        try:
            with open(self.console_log, encoding="utf-8", errors="replace") as f:
                return f.read().replace("\r", "")
        except FileNotFoundError:
            return ""

    def _line(self, end):
        while b"\n" not in self._buf:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._agent.settimeout(min(left, 1))
            try:
                data = self._agent.recv(1 << 16)
            except socket.timeout:
                if self._proc.poll() is not None:
                    raise self._died("QEMU ended") from None
                continue
            except OSError as e:
                raise self._died(f"the guest is gone ({e})") from None
            if not data:
                try:
                    self._proc.wait(5)
                except subprocess.TimeoutExpired:
                    pass
                why = "panicked" if "Kernel panic" in self.console() else "is gone"
                raise self._died(f"the guest {why}")
            self._buf += data
        line, _, self._buf = self._buf.partition(b"\n")
        return line.decode(errors="replace")

    def run(self, command, limit=60):
        """Run a shell script in the guest; its status and output are returned."""
        if self.dead:
            raise GuestDied(self.dead)
        self._seq += 1
        limit = int(limit * self.slow) or 1
        started = time.monotonic()
        self._cmdlog.write(f"# {self._seq}: {command}\n")
        self._cmdlog.flush()
        data = base64.b64encode(command.encode() + b"\n").decode()
        self._agent.settimeout(30)
        try:
            self._agent.sendall(f"{self._seq} {limit} {data}\n".encode())
            line = self._line(started + limit + 15 * self.slow)
        except (TimeoutError, socket.timeout):
            self.sysrq("lw")
            raise self._died(f"the guest did not answer within {limit} s to: "
                             f"{command}") from None
        except OSError as e:
            raise self._died(f"the guest is gone ({e}) at: {command}") from None
        except GuestDied as e:
            self.dead = f"{e}\n    at: {command}"
            raise GuestDied(self.dead) from None
        ident, status, *rest = line.split(" ")
        if ident != str(self._seq):
            raise self._died(f"answer {ident} to command {self._seq}")
        out = base64.b64decode(rest[0] if rest else "").decode(errors="replace")
        self._cmdlog.write(f"{out}{'' if out.endswith(chr(10)) or not out else chr(10)}"
                           f"# status {status}, {time.monotonic() - started:.2f} s\n")
        self._cmdlog.flush()
        return Result(int(status), out)

    def sh(self, command, limit=60):
        """Like run, but a status other than 0 is an error; returns the output."""
        r = self.run(command, limit)
        if r.status != 0:
            what = "ran out of time" if r.status == 137 else f"ended with {r.status}"
            tail = "\n    | ".join(r.out.strip().splitlines()[-15:])
            raise GuestError(f"`{command}` {what}"
                             + (f":\n    | {tail}" if tail else "")
                             + f"\n    logs: {self.logdir}")
        return r.out

    def spawn(self, command):
        """Start a script in the background; returns a handle for wait and kill."""
        n = self._seq
        pid = int(self.sh(f"mkdir -p /run/bg\n"
                          f"cat >/run/bg/{n} <<'end-of-script'\n{command}\nend-of-script\n"
                          f"(setsid sh -c 'trap : TERM INT HUP; echo $$ >/run/bg/{n}.pid; sh /run/bg/{n}; "
                          f"echo $? >/run/bg/{n}.rc' >/run/bg/{n}.out 2>&1 </dev/null &)\n"
                          f"while [ ! -s /run/bg/{n}.pid ]; do sleep 0.02; done\n"
                          f"cat /run/bg/{n}.pid"))
        return (n, pid)

    def wait(self, job, limit=60):
        """Wait for the end of a background script."""
        n, _ = job
        r = self.run(f"i=0; while [ ! -s /run/bg/{n}.rc ]; do\n"
                     f"i=$((i + 1)); [ $i -lt {int(limit * self.slow * 10)} ] || exit 99\n"
                     f"sleep 0.1; done", limit + 10)
        out = self.output(job)
        if r.status == 99:
            raise GuestError(f"background script {n} still runs after {limit} s:\n{out}")
        return Result(int(self.sh(f"cat /run/bg/{n}.rc")), out)

    def output(self, job):
        """What a background script printed so far."""
        return self.sh(f"cat /run/bg/{job[0]}.out")

    def running(self, job):
        return self.run(f"[ ! -s /run/bg/{job[0]}.rc ] && kill -0 {job[1]}").status == 0

    def kill(self, job, sig="KILL"):
        """Signal a background script and all that it started."""
        self.run(f"kill -{sig} -{job[1]}")

    def until(self, command, limit=20, what=None):
        """Repeat a command until its status is 0."""
        n = int(limit * self.slow * 10)
        r = self.run(f"i=0; until {{ {command}\n}}; do i=$((i + 1)); [ $i -lt {n} ] || exit 99;"
                     f" sleep 0.1; done", limit + 10)
        if r.status:
            raise GuestError(f"{what or command}: not within {limit} s\n{r.out}")

    # -- looking at it ------------------------------------------------------

    def mark(self, text):
        """Put a line of our own into the kernel log."""
        self.sh(f"echo {shlex.quote('<5>dxgk-test: ' + text)} >/dev/kmsg")

    def dmesg(self, since=None):
        """The kernel log, from the last mark of that text on."""
        out = self.sh("dmesg")
        if since is not None:
            _, found, rest = out.rpartition("dxgk-test: " + since + "\n")
            if not found:
                raise GuestError(f"the kernel log lost the mark {since!r}")
            out = rest
        return out

    def check_log(self, since=None, allow=()):
        bad = klog.scan(self.dmesg(since), allow)
        if bad:
            raise GuestError("the kernel log has:\n    | " + "\n    | ".join(bad[:8])
                             + f"\n    all of it: {self.console_log}")

    def check_debug(self, last=False):
        """What a kernel with checkers knows besides what it has logged."""
        if self.kernel.variant == "debug":
            # An object is reported once it is 5 s old; nobody waits for that
            # after each test, so a leak may be named at the end of a later one.
            wait = "sleep 6; " if last else ""
            out = self.sh(f"{wait}k=/sys/kernel/debug/kmemleak; echo scan >$k && cat $k "
                          "&& echo clear >$k", 120)
            found = klog.own_leaks(out)
            if found:
                raise GuestError("kmemleak found:\n    | "
                                 + "\n    | ".join("".join(found).splitlines()[:40]))
            out = self.sh("grep debug_locks: /proc/lockdep_stats")
            if out.split()[-1] != "1":
                raise GuestError("lockdep has switched itself off; see " + self.console_log)

    def modload(self, name, params=""):
        return self.sh(f"modload {name} {params}".strip(), 60)

    def screendump(self, device=None, save=None, head=0):
        """A picture of what the emulated screen shows."""
        path = os.path.join(self._tmp, "screen.ppm")
        args = {"filename": path}
        if device:
            args.update(device=device, head=head)
        self.qmp.cmd("screendump", **args)
        image = Image.from_ppm(path)
        if save:
            os.makedirs(os.path.dirname(os.path.abspath(save)), exist_ok=True)
            image.save_png(save)
        return image

    def expect_screen(self, expected, device=None, limit=10, save=None):
        """Wait until the screen shows exactly the expected picture."""
        end = time.monotonic() + limit * self.slow
        while True:
            image = self.screendump(device)
            if image.data == expected.data and image.width == expected.width:
                break
            if time.monotonic() > end:
                name = os.path.join(self.logdir, f"screen-{self._seq}")
                image.save_png(name + "-is.png")
                expected.save_png(name + "-should.png")
                raise GuestError(f"the screen is wrong: {image.difference(expected)}; "
                                 f"see {name}-is.png and -should.png")
            time.sleep(0.2)
        if save:
            image.save_png(save)
        return image

    def pci_functions(self):
        """The PCI functions that QEMU has, by the id of their device."""
        out = {}

        def walk(devices):
            for d in devices:
                out[d["qdev_id"]] = f"0000:{d['bus']:02x}:{d['slot']:02x}.{d['function']}"
                walk(d.get("pci_bridge", {}).get("devices", ()))

        for bus in self.qmp.cmd("query-pci"):
            walk(bus["devices"])
        return out

    def device_del(self, ident, limit=20):
        """Take a device out, as if by hand, and wait until it is gone.

        Asks for it, because QEMU sends no DEVICE_DELETED for bochs-display."""
        self.qmp.cmd("device_del", id=ident)
        end = time.monotonic() + limit * self.slow
        while f'"qdev_id": "{ident}"' in json.dumps(self.qmp.cmd("query-pci")):
            if time.monotonic() > end:
                raise GuestError(f"{ident} is still there after {limit} s")
            time.sleep(0.1)

    def device_add(self, driver, ident, **props):
        self.qmp.cmd("device_add", driver=driver, id=ident, **props)

    def sysrq(self, keys):
        """Send magic SysRq keys on the console, for what they print there."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as s:
                s.settimeout(5)
                s.connect(self.console_socket)
                for k in keys:
                    self.qmp.cmd("chardev-send-break", id="con")
                    time.sleep(0.2)
                    s.sendall(k.encode())
                    time.sleep(1)
        except (OSError, QmpError):
            pass

    def wait_status(self, status, limit=30):
        """Wait until QEMU says that of the machine: "suspended", for one."""
        end = time.monotonic() + limit * SLOW
        while self.qmp.cmd("query-status")["status"] != status:
            if time.monotonic() > end:
                raise GuestError(f"the machine is not {status} after {limit} s")
            time.sleep(0.1)

    def wait_gone(self, limit=30):
        """Wait until QEMU has ended, because the guest did."""
        try:
            self._proc.wait(limit * SLOW)
        except subprocess.TimeoutExpired:
            raise GuestError(f"the guest still runs after {limit} s") from None

    def gone(self):
        """Whether QEMU has ended."""
        return self._proc.poll() is not None

    def wait_closed(self):
        """Wait until somebody closes QEMU's window or presses Enter here."""
        while not self.gone():
            if select.select([sys.stdin], [], [], 0.5)[0]:
                return

    # -- the end of it ------------------------------------------------------

    def _stop(self):
        if self._proc and self._proc.poll() is None:
            try:
                if self.qmp:
                    self.qmp.cmd("quit", limit=5)
                self._proc.wait(5)
            except (QmpError, subprocess.TimeoutExpired):
                pass
            if self._proc.poll() is None:
                os.killpg(self._proc.pid, signal.SIGKILL)
                self._proc.wait()
        if self._agent:
            self._agent.close()
        self._agent = self.qmp = None

    def drop(self):
        """Kill it and remove its files, whoever is using it at the moment."""
        if self._proc and self._proc.poll() is None:
            os.killpg(self._proc.pid, signal.SIGKILL)
        shutil.rmtree(self._tmp, ignore_errors=True)

    def close(self):
        self._stop()
        self._cmdlog.close()
        shutil.rmtree(self._tmp, ignore_errors=True)
        _running.discard(self)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def top():
    """The top of the source tree."""
    return TOP
