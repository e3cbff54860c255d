# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""What in a kernel log means that something is wrong."""

import re

_BAD = [re.compile(p) for p in (
    r"\bWARNING: ",
    r"\bBUG: ",
    r"\bkernel BUG at\b",
    r"\bOops: ",
    r"\bKernel panic\b",
    r"\bgeneral protection fault\b",
    r"\bunable to handle\b",
    r"\bdivide error\b",
    r"\binvalid opcode\b",
    r"\bstack segment:",
    r"\bdouble fault\b",
    r"\bCall Trace:",
    r"\bKASAN:",
    r"\bKCSAN:",
    r"\bKFENCE:",
    r"\bUBSAN:",
    r"\bINFO: task .* blocked for more than\b",
    r"\bINFO: rcu_\w+ (self-)?detected",
    r"\brcu: INFO: ",
    r"\brcu_\w+ kthread (starved|timer)",
    r"\bsoft lockup\b",
    r"\bhard LOCKUP\b",
    r"\bINFO: (possible|suspicious|inconsistent|trying)\b",
    r"\bpossible (circular|irq lock|recursive)",
    r"\binconsistent lock state\b",
    r"\bDEBUG_LOCKS_WARN_ON\b",
    r"\bODEBUG:",
    r"\bscheduling while atomic\b",
    r"\bsleeping function called from invalid context\b",
    r"\brefcount_t:",
    r"\blist_(add|del) corruption\b",
    r"\bBUG \S+ \(",
    r"\bBad (page (state|map)|rss-counter)\b",
    r"\bpage allocation failure\b",
    r"\bOut of memory: Killed\b",
    r"\bresource sanity check\b",
    r"\bx86/PAT: .*(conflicting|freeing invalid|Overlap)",
    r"\bioremap on RAM\b",
    r"\bTrying to vfree\(\)",
    r"\bnobody cared\b",
    r"\bUnknown symbol\b",
    r"\bdisagrees about version of symbol\b",
    r"\*ERROR\*",
    r"\bunregister_netdevice: waiting\b",
    r"\btainting kernel with hidden\b",
    r"\bsegfault at\b",
    r"\btraps: ",
    # Wrong maps and unmaps are what many tests are about: they look themselves.
    r"\bdxgk: verifier: \S+: (?!DxgkCb(Map|Unmap)Memory: )",
)]

# Not ours: said by a stock kernel under QEMU whatever we do.
_HARMLESS = [re.compile(p) for p in (
    r"loading out-of-tree module taints kernel",
    r"module verification failed",
    r"clocksource: .*(Watchdog|skewed|unstable|read-back)",
    r"tsc: Marking TSC unstable",
)]


def is_bad(line):
    return any(p.search(line) for p in _BAD) and not any(p.search(line) for p in _HARMLESS)


_RULER = re.compile(r"^(?:\[[ .\d]*\](?:\[\s*\w+\])? ?)?={60,}$")
_ACCESS = re.compile(r"(read|write).* to 0x[0-9a-f]+ of \d+ bytes by |race at unknown origin")
_IN_MODULE = re.compile(r"\+0x[0-9a-f]+/0x[0-9a-f]+ \[\w+\]$")


def own_races(lines):
    """The lines without KCSAN's reports of races of which neither side is a module's.

    The kernel has many that it holds to be harmless.  A side is a module's if it, or what
    it calls (a list's or a tree's helper), makes the access.  Kernels for tests have their
    own drivers built in, so a module is one of ours."""
    out, report = [], None
    for line in lines:
        ruler = _RULER.match(line)
        if report is None:
            if ruler:
                report = [line]
            else:
                out.append(line)
            continue
        report.append(line)
        if len(report) == 2 and "KCSAN:" not in line or ruler:
            if "KCSAN:" not in report[1] or any(
                    _ACCESS.search(said) and any(map(_IN_MODULE.search, report[i + 1:i + 3]))
                    for i, said in enumerate(report)):
                out += report
            report = None
    return out + (report or [])


# What the kernel forgets whoever it works for, where an allocation of it fails.
_KERNEL_LEAK = re.compile("|".join((
    # The name of a slab whose kobject could not be added.
    r"\bkobject_init_and_add\+.*\n.*\bsysfs_slab_add\+",
    # What the text console allocates, and keeps of a frame buffer that it could not take over.
    r"\bbacktrace:\n.*alloc\w*\+.*\n.*\b(?:fbcon_\w+|bit_cursor|soft_cursor)\+",
)))


def own_leaks(text):
    """What kmemleak found, without what the kernel itself forgets.

    The line in the log that says how many it found counts those, too, and is not looked at."""
    return [found for found in re.split(r"(?m)^(?=unreferenced object)", text)
            if found.strip() and not _KERNEL_LEAK.search(found)]


def scan(text, allow=()):
    """The lines of a log that say that something is wrong.

    `allow` holds regular expressions for what a test provokes."""
    allowed = [re.compile(a) for a in allow]
    return [line for line in own_races(text.splitlines())
            if is_bad(line) and not any(a.search(line) for a in allowed)]
