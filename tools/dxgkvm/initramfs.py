# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Builds a guest's root: a cpio archive of busybox, modules and programs."""

import os
import re
import stat
import subprocess


class Initramfs:
    def __init__(self):
        self._dirs = set()
        self._names = set()
        self._parts = []
        self._ino = 1

    def _entry(self, name, mode, data=b"", rdev=(0, 0)):
        name = name.lstrip("/")
        self._ino += 1
        head = "070701" + "".join(f"{v:08X}" for v in (
            self._ino, mode, 0, 0, 1, 0, len(data), 0, 0, rdev[0], rdev[1],
            len(name) + 1, 0))
        blob = head.encode() + name.encode() + b"\0"
        blob += b"\0" * (-len(blob) % 4)
        blob += data
        blob += b"\0" * (-len(blob) % 4)
        self._parts.append(blob)

    def directory(self, name):
        name = name.strip("/")
        if not name or name in self._dirs:
            return
        self.directory(os.path.dirname(name))
        self._dirs.add(name)
        self._entry(name, stat.S_IFDIR | 0o755)

    def _claim(self, name):
        name = name.strip("/")
        if name in self._names:
            return False
        self._names.add(name)
        self.directory(os.path.dirname(name))
        return True

    def data(self, name, data, mode=0o644):
        if isinstance(data, str):
            data = data.encode()
        if self._claim(name):
            self._entry(name, stat.S_IFREG | mode, data)

    def symlink(self, name, target):
        if self._claim(name):
            self._entry(name, stat.S_IFLNK | 0o777, target.encode())

    def device(self, name, major, minor, mode=0o600):
        if self._claim(name):
            self._entry(name, stat.S_IFCHR | mode, rdev=(major, minor))

    def file(self, name, path, mode=None):
        with open(path, "rb") as f:
            data = f.read()
        if mode is None:
            mode = 0o755 if os.access(path, os.X_OK) else 0o644
        self.data(name, data, mode)

    def program(self, path, name=None):
        """A program with the shared libraries that it needs."""
        self.file(name or "bin/" + os.path.basename(path), path, 0o755)
        with open(path, "rb") as f:
            if f.read(4) != b"\x7fELF":
                return
        p = subprocess.run(["ldd", path], text=True, stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL, check=False)
        for line in p.stdout.splitlines():
            m = re.search(r"(?:=> )?(/\S+) \(0x", line)
            if m:
                self.file(m.group(1), m.group(1), 0o755)

    def write(self, path):
        with open(path, "wb") as f:
            for part in self._parts:
                f.write(part)
            self._parts = []
            self._entry("TRAILER!!!", 0)
            f.write(self._parts[0])
