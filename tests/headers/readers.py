# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Who reads include/: the compilers, with the flags they are called with."""

import glob
import os
import subprocess

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
INCLUDE = os.path.join(TOP, "include")
STRICT = ["-Wall", "-Wextra", "-Werror"]
CLANG = os.environ.get("DXGK_CLANG", "clang-19")


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def builtin(compiler):
    """The directory of a compiler's own headers."""
    return output(compiler, "-print-file-name=include")


class Reader:
    """A compiler, the languages it is tried in, and what tells it apart."""

    def __init__(self, name, cc, cxx, flags, languages, crt=False):
        self.name = name
        self.cc, self.cxx = cc, cxx
        self.flags = flags + STRICT + ["-I", INCLUDE]
        if crt:
            self.flags += ["-I", os.path.join(INCLUDE, "crt")]
        self.crt = crt
        self.languages = languages

    def command(self, language):
        if language.startswith("c++") or language.startswith("gnu++"):
            return [self.cxx, "-x", "c++", f"-std={language}"] + self.flags
        return [self.cc, "-x", "c", f"-std={language}"] + self.flags

    def compile(self, language, source, *more):
        """Compiles text; returns what the compiler complains about, or nothing."""
        p = subprocess.run(self.command(language) + list(more or ["-fsyntax-only"]) + ["-"],
                           input=source, capture_output=True, text=True)
        return "" if p.returncode == 0 else (p.stderr or f"exit status {p.returncode}")


def kernel_flags():
    """What the kernel puts before every file of a module, if it is here."""
    for build in sorted(glob.glob("/lib/modules/*/build"), reverse=True):
        makefile = os.path.join(build, "Makefile")
        if not os.path.exists(makefile):
            continue
        text = open(makefile, encoding="utf-8").read()
        source = build
        for word in text.split():
            if word.startswith("/") and os.path.exists(word) and word.endswith("Makefile"):
                source = os.path.dirname(word)
        arch = "arch/x86/include"
        if not os.path.exists(os.path.join(source, "include/linux/kconfig.h")):
            continue
        dirs = [(source, arch), (build, arch + "/generated"), (source, "include"),
                (build, "include"), (source, arch + "/uapi"),
                (build, arch + "/generated/uapi"), (source, "include/uapi"),
                (build, "include/generated/uapi")]
        flags = ["-nostdinc", "-D__KERNEL__", "-DMODULE", "-DKBUILD_MODNAME=\"t\"",
                 "-DKBUILD_BASENAME=\"t\"", "-fshort-wchar", "-mcmodel=kernel", "-mno-sse",
                 "-mno-80387", "-fno-pic", "-fms-extensions", "-fno-strict-aliasing",
                 "-fno-asynchronous-unwind-tables", "-Wno-unused-parameter",
                 "-Wno-sign-compare", "-Wno-missing-field-initializers",
                 "-Wno-type-limits", "-Wno-override-init", "-Wno-address-of-packed-member"]
        for root, path in dirs:
            flags += ["-isystem", os.path.join(root, path)]
        for name in ("kconfig.h", "compiler_types.h"):
            flags += ["-include", os.path.join(source, "include/linux", name)]
        return flags
    return None


def all_readers():
    c = ["gnu11"]
    every = ["gnu11", "c++11", "c++20"]
    miniport = ["-target", "x86_64-pc-windows-elf", "-ffreestanding", "-fms-extensions",
                "-fms-compatibility", "-nostdinc", "-isystem", builtin(CLANG),
                "-Wno-pragma-pack"]
    linux = ["-ffreestanding", "-fms-extensions", "-nostdinc", "-isystem", builtin("gcc")]
    windows = ["-ffreestanding", "-nostdinc", "-isystem", builtin("x86_64-w64-mingw32-gcc")]
    readers = [
        Reader("miniport", CLANG, CLANG, miniport, every + ["gnu++14", "gnu++17"], crt=True),
        Reader("shim", "gcc", "g++", linux + ["-DDXGK_SHIM"], every),
        Reader("native", "gcc", "g++", linux + ["-DDXGK_NATIVE_ABI", "-DDXGK_HOST",
                                                "-fshort-wchar"], ["gnu11", "c++20"]),
        Reader("mingw", "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-g++", windows, every,
               crt=True),
    ]
    kernel = kernel_flags()
    if kernel:
        readers.append(Reader("kernel", "gcc", "gcc", kernel + ["-DDXGK_SHIM"], c))
    return readers
