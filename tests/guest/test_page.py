# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""docs/bring-your-miniport.md, followed to the letter with the sources in tests/toolchain/mydod.

A driver team's directory outside of this tree gets the page's Kbuild and is built,
loaded and unloaded by the page's commands alone.
"""

import base64
import os
import re
import shutil
import subprocess
import tempfile

import harness

GUEST = {"modules": ("dxgk.ko",), "stock": ("drm_kms_helper", "drm_shmem_helper")}
SECONDS = 50

PAGE = os.path.join(harness.TOP, "docs/bring-your-miniport.md")
SOURCES = os.path.join(harness.TOP, "tests/toolchain/mydod")


def blocks(section):
    """The indented blocks of a section of the page."""
    with open(PAGE, encoding="utf-8") as f:
        text = f.read()
    text = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", text, re.M | re.S).group(1)
    found = re.findall(r"(?:^    .*\n)+", text, re.M)
    return [re.sub(r"^    ", "", b, flags=re.M) for b in found]


def build(t, kbuild, commands):
    """The page's commands, on a machine that would run the guest's kernel."""
    directory = tempfile.mkdtemp(prefix="mydod-")
    shutil.copytree(SOURCES, directory, dirs_exist_ok=True)
    with open(os.path.join(directory, "Kbuild"), "w", encoding="utf-8") as f:
        f.write(kbuild)
    t.require("/path/to/dxgk" in commands and "/lib/modules/$(uname -r)/build" in commands,
              f"the page's commands are not understood:\n{commands}")
    commands = commands.replace("/lib/modules/$(uname -r)/build", t.kernel.build)
    commands = commands.replace("/path/to/dxgk", harness.TOP)
    commands = commands.replace("$(uname -r)", t.kernel.release)
    p = subprocess.run(["bash", "-e", "-c", commands], cwd=directory, text=True, check=False,
                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace")
    t.require(p.returncode == 0, f"the build failed:\n{p.stdout}")
    t.check("it builds without a warning", not re.search(r"warning|WARNING", p.stdout), p.stdout)
    return directory


def carry(g, path, to):
    """A file into a guest that runs."""
    subprocess.run(["strip", "--strip-debug", path], check=True)
    with open(path, "rb") as f:
        data = f.read()
    for at in range(0, len(data), 24576):
        g.sh(f"echo {base64.b64encode(data[at:at + 24576]).decode()} | base64 -d >>{to}")


def test_page(t):
    """a new C++ miniport builds, loads, shows pictures and unloads by the page alone"""
    kbuild, commands = blocks("Five lines")[:2]
    load, unload = blocks("Load it")[:2]
    t.equal("the Kbuild has five lines", len(kbuild.splitlines()), 5)
    directory = build(t, kbuild, commands)
    try:
        carry(t.g, os.path.join(directory, "mydod.ko"), "/mod/mydod.ko")
    finally:
        shutil.rmtree(directory)
    g = t.g

    # Where the files are in the guest is what the page cannot know.
    # A kernel of our own has the helpers built in.
    load_one = ":" if t.kernel.variant else "modload $m"
    setup = ("cd /mod; DXGK=/mod\n"
             f"modprobe() {{ for m; do [ $m = -a ] || {load_one} || return; done; }}\n"
             "set -e\n")
    before = g.sh("cut -d' ' -f1 /proc/modules | sort")
    g.mark("page")
    g.sh(setup + load)
    log = g.dmesg("page")
    t.check("static objects are constructed before DriverEntry",
            re.search(r"mydod: constructed.*mydod: entry \\Registry\\Machine\\.*\\mydod", log, re.S), log)
    t.check("a warning of WPP's is in the log", "RegsPresent: id b0c" in log, log)
    t.equal("it has a card", len(t.cards()), 1)
    t.paint("paint:1", "set", "paint:2", "dirty", driver="dxgk", hold=False)

    g.mark("page ends")
    g.sh(setup + unload)
    log = g.dmesg("page ends")
    t.check("static objects are destroyed after DxgkDdiUnload",
            re.search(r"mydod: unload, 0 adapters.*mydod: destroyed", log, re.S), log)
    after = set(g.sh("cut -d' ' -f1 /proc/modules").split()) - set(before.split())
    t.check("both modules are gone", not after & {"mydod", "dxgk"}, after)
