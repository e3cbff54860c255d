# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""A kernel from the cache that tools/fetch-kernel fills, and its modules."""

import lzma
import os
import subprocess

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class KernelError(Exception):
    pass


class Kernel:
    """`where` is a series (6.1, 6.1-debug) or a directory laid out like one in the cache.

    A kernel with everything built in may lack modules/."""

    def __init__(self, where):
        if os.path.isdir(where) and os.path.exists(os.path.join(where, "vmlinuz")):
            self.dir = os.path.realpath(where)
        else:
            p = subprocess.run([os.path.join(TOP, "tools/fetch-kernel"), where],
                               stdout=subprocess.PIPE, text=True, check=False)
            if p.returncode != 0:
                raise KernelError(f"no kernel {where}: tools/fetch-kernel failed")
            self.dir = p.stdout.strip()
        self.name = where
        self.image = os.path.join(self.dir, "vmlinuz")
        self.modules = os.path.join(self.dir, "modules")
        self.build = os.path.join(self.dir, "build")
        with open(os.path.join(self.dir, "release"), encoding="ascii") as f:
            self.release = f.read().strip()
        # Of a kernel of tools/debug-kernel: "debug", "kcsan".
        self.variant = ""
        variant = os.path.join(self.dir, "variant")
        if os.path.exists(variant):
            with open(variant, encoding="ascii") as f:
                self.variant = f.read().strip()
        self._deps = {}
        self._path = {}
        self._builtin = set()
        self._read_deps()

    @staticmethod
    def mod_name(path):
        return os.path.basename(path).split(".ko")[0].replace("-", "_")

    def _read_deps(self):
        dep = os.path.join(self.modules, "modules.dep")
        if os.path.exists(dep):
            with open(dep, encoding="ascii") as f:
                for line in f:
                    path, _, rest = line.partition(":")
                    name = self.mod_name(path)
                    self._path[name] = path
                    self._deps[name] = [self.mod_name(d) for d in rest.split()]
        builtin = os.path.join(self.modules, "modules.builtin")
        if os.path.exists(builtin):
            with open(builtin, encoding="ascii") as f:
                self._builtin = {self.mod_name(line.strip()) for line in f}

    def has(self, name):
        return name.replace("-", "_") in self._path

    def resolve(self, names):
        """The named modules and what they need, in the order of loading."""
        order = []

        def add(name, wanted_by):
            name = name.replace("-", "_")
            if name in order or name in self._builtin:
                return
            if name not in self._path:
                if not os.path.exists(os.path.join(self.modules, "modules.dep")):
                    return
                raise KernelError(f"{self.release} has no module {name}"
                                  + (f" (needed by {wanted_by})" if wanted_by else ""))
            # modules.dep lists the nearest dependency first
            for d in reversed(self._deps[name]):
                add(d, name)
            order.append(name)

        for n in names:
            add(n, None)
        return order

    def content(self, name):
        """The bytes of a module, decompressed."""
        path = os.path.join(self.modules, self._path[name.replace("-", "_")])
        if path.endswith(".xz"):
            with lzma.open(path) as f:
                return f.read()
        if path.endswith(".ko"):
            with open(path, "rb") as f:
                return f.read()
        raise KernelError(f"{path}: do not know how to decompress it")


def module_needs(path):
    """The modules that a .ko names as its dependencies."""
    out = subprocess.run(["modinfo", "-F", "depends", path], check=True, text=True,
                         stdout=subprocess.PIPE,
                         env=dict(os.environ, PATH=os.environ["PATH"] + ":/usr/sbin:/sbin")).stdout
    return [n for n in out.strip().split(",") if n]
