# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Every allocation of every path fails in turn, in a kernel that can do that.

Of bind, which has thousands, DXGK_FAULTS_EACH says which: each 16th unless told otherwise.
"""

import os
import re

from harness import allow

KERNELS = ("debug",)
GUEST = {"devices": ("bochs-display",),
         "modules": ("dxgk.ko", "samples/bochs_dod/bochs_dod.ko"), "programs": ("failnth",)}
SECONDS = 900

# What DRM and the kernel's core say of a failure, to a person's eyes an error,
# with a stack trace where vmalloc() found no memory; what must not be there is a
# report of a checker, and each of those has a first line of its own.
says = allow(r"\*ERROR\*", r"\bCall Trace:", r"\bpage allocation failure\b")

EACH = int(os.environ.get("DXGK_FAULTS_EACH", "16"))

SETUP = """
for d in /sys/kernel/debug/fail*; do
	[ -f $d/verbose ] || continue
	echo 0 >$d/verbose
	[ ! -f $d/ignore-gfp-wait ] || echo N >$d/ignore-gfp-wait
	[ ! -f $d/min-order ] || echo 0 >$d/min-order
	[ ! -f $d/ignore-gfp-highmem ] || echo N >$d/ignore-gfp-highmem
done
"""


def failures(t, command, limit=600):
    """Run failnth, and see that each of its paths came through in the end."""
    t.g.sh(SETUP)
    r = t.g.run(command, limit)
    counts = re.findall(r"^([\w ]+): (\d+) failures, (\d+) of them tolerated; then: success$",
                        r.out, re.M)
    for name, n, _ in counts:
        t.check(f"{name}: {n} failures", int(n) > 0 or name == "rmmod", r.out)
    t.require(r.status == 0 and counts, f"{command}: {r.status}\n{r.out}")


# The kernel finds no memory for what it tells of a module's trace events.
@says
@allow(r"WARNING: .* at kernel/trace/trace_events\.c:\d+ event_define_fields\+")
def test_insmod_dxgk(t):
    """loading and unloading the shim"""
    t.preload()
    before = t.resources()
    failures(t, "failnth insmod /mod/dxgk.ko")
    t.require_same(before)


# A symbol that there is no memory to resolve is called unknown.
@says
@allow(r"Unknown symbol \w+ \(err -12\)")
def test_insmod_miniport(t):
    """loading a miniport: DriverEntry; its device, which bind has, is kept from it"""
    t.preload()
    t.g.modload("dxgk")
    before = t.resources()
    t.g.sh("for d in /sys/bus/pci/devices/*; do echo nobody >$d/driver_override; done")
    failures(t, "failnth insmod /mod/bochs_dod.ko", 1500)
    t.g.sh("for d in /sys/bus/pci/devices/*; do echo >$d/driver_override; done")
    t.require_same(before)
    t.g.sh("rmmod dxgk")


# DRM's minor without memory for its name in sysfs is given back with an error for a
# pointer (drm_minor_alloc_release()), whatever the driver: an oops, in 6.1.
# And a device that drm_dev_register() could not register counts as registered, which
# is noticed when its objects go.
@says
@allow(r"WARNING: .* at drivers/gpu/drm/drm_mode_object\.c:\d+ drm_mode_object_unregister\+")
def test_bind(t):
    """bind and unbind through sysfs"""
    t.need_sample()
    where = list(t.cards())[0]
    path = "/sys/bus/pci/drivers/bochs_dod"
    failures(t, f"failnth write {path}/unbind {where}", 1500)
    t.g.sh(f"echo {where} >{path}/unbind")
    t.g.sh("[ -e /sys/kernel/tracing/trace ] || mount -t tracefs none /sys/kernel/tracing")
    failures(t, f"failnth -e {EACH} -s drm_sysfs_minor_alloc write {path}/bind {where}", 1500)
    t.g.sh(f"echo {where} >{path}/bind")


@says
def test_kms(t):
    """open, probe, buffers, mode set, off, dirty, flip"""
    t.need_sample()
    failures(t, "failnth kms")


# Without memory for page tables remap_pfn_range() zaps what it has not mapped yet,
# where untrack_pfn() finds no page to take the cache type from and says so; the
# range itself is let go right after.  So for every driver, in 6.1.
@says
@allow(r"WARNING: .* at arch/x86/mm/pat/memtype\.c:\d+ untrack_pfn\+")
def test_map(t):
    """an escape that maps the framebuffer into the program"""
    card = t.need_sample()
    failures(t, "failnth map")
    t.equal("nothing is left", [m for m in t.mappings(card) if m[0] == "user"], [])


@says
def test_rmmod(t):
    """unloading the miniport"""
    t.preload()
    t.need_sample()
    failures(t, "failnth rmmod /mod/bochs_dod.ko")
    t.unload_sample()
