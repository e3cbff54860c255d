# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""What the figures mean, and how they are shown: table, plot, baseline."""

import json

# name, what is done, what it stands beside, the goal for the ratio
ROWS = (
    ("Map and unmap, system space", "ioremap + iounmap", (
        ("map.system.4KiB.uc", "4 KiB, uncached", 1.05),
        ("map.system.4KiB.wc", "4 KiB, write-combined", 1.05),
        ("map.system.16MiB.uc", "16 MiB, uncached", 1.01),
        ("map.system.16MiB.wc", "16 MiB, write-combined", 1.01),
        ("map.system.256MiB.uc", "256 MiB, uncached", 1.01),
        ("map.system.256MiB.wc", "256 MiB, write-combined", 1.01))),
    ("The same at 4 KiB, among live mappings", "ioremap + iounmap", (
        ("grow.system.16", "16, of system space", None),
        ("grow.system.1024", "1,024", None),
        ("grow.system.65536", "65,536", None),
        ("grow.user.16", "16, of processes", None),
        ("grow.user.1024", "1,024", None),
        ("grow.user.65536", "65,536, in 16 processes", None))),
    ("Map, touch every page, unmap, in a process", "mmap of the sysfs resource", (
        ("user.4KiB.uc", "4 KiB, uncached", 1.0),
        ("user.4KiB.wc", "4 KiB, write-combined", 1.0),
        ("user.16MiB.uc", "16 MiB, uncached", 1.0),
        ("user.16MiB.wc", "16 MiB, write-combined", 1.0),
        ("user.256MiB.uc", "256 MiB, uncached", {"6.1": 1.0, "6.12": 0.10}),
        ("user.256MiB.wc", "256 MiB, write-combined", {"6.1": 1.0, "6.12": 0.10}),
        ("user.256MiB-nothp.wc", "256 MiB, without huge pages", None),
        ("user.first_touch.wc", "first touch of 256 MiB", None))),
    ("Accessors", "readl, writel and mb, inb, outb", (
        ("access.read_register_uchar", "READ_REGISTER_UCHAR", 1.0),
        ("access.read_register_ulong", "READ_REGISTER_ULONG", 1.0),
        ("access.write_register_uchar", "WRITE_REGISTER_UCHAR", 1.0),
        ("access.write_register_ulong", "WRITE_REGISTER_ULONG", 1.0),
        ("access.read_port_uchar", "READ_PORT_UCHAR", 1.0),
        ("access.write_port_uchar", "WRITE_PORT_UCHAR", 1.0))),
    ("Show what was drawn", "a driver of the same device that copies", (
        ("update.full.1024x768/dxgkshadow", "1024×768", 1.02),
        ("update.full.3840x2160/dxgkshadow", "3840×2160", 1.02),
        ("update.64x64.1024x768/dxgkshadow", "64×64 of 1024×768", 1.2),
        ("update.64x64.3840x2160/dxgkshadow", "64×64 of 3840×2160", 1.2))),
    ("Draw and show", "bochs-drm of this kernel, which does not copy", (
        ("frame.full.1024x768/bochs-drm", "1024×768", 1.02),
        ("frame.full.3840x2160/bochs-drm", "3840×2160", 1.02),
        ("frame.64x64.1024x768/bochs-drm", "64×64 of 1024×768", 1.2),
        ("frame.64x64.3840x2160/bochs-drm", "64×64 of 3840×2160", 1.2))),
    ("Primitives", "tasklet, wait queue, kmalloc, spin_lock_bh", (
        ("prim.dpc", "KeInsertQueueDpc to running", 1.3),
        ("prim.event", "KeSetEvent to running, and back", 1.3),
        ("prim.pool.64", "pool, 64 bytes", 1.3),
        ("prim.pool.1024", "pool, 1 KiB", 1.3),
        ("prim.pool.4096", "pool, 4 KiB", 1.3),
        ("prim.spinlock", "KeAcquireSpinLock and release", None))),
    ("Unbind while processes map 16 MiB", "", (
        ("revoke.1", "1 process", None),
        ("revoke.16", "16 processes", None),
        ("revoke.256", "256 processes", None))),
    ("Load to first picture", "bochs-drm", (
        ("load.busy/bochs-drm", "work of the loading thread", None),)),
)


def ratio(pair):
    shim, reference = pair
    return shim / reference if shim is not None and reference else None


def goal_of(goal, series):
    return goal.get(series) if isinstance(goal, dict) else goal


def number(v):
    if v is None:
        return ""
    return f"{v:,.0f}"


def cell(pair):
    if pair is None:
        return ["", ""]
    r = ratio(pair)
    return [number(pair[0]), f"{r:.2f}" if r is not None else ""]


def floors(name, goals, figures):
    """What the ratio cannot be below, where that is above the goal.

    A kernel's own way that costs more than the shim's is none."""
    least = [ratio(f.get("floor." + name, (None, None))) for f in figures]
    ours = [ratio(f.get(name, (None, None))) for f in figures]
    least = [f"{r:.2f}" for r, g, o in zip(least, goals, ours) if r and g and o and g < r <= o]
    if not least:
        return ""
    return f"; floor {' and '.join(least[:1] if len(set(least)) == 1 else least)}"


def table(results):
    """Markdown: instructions of the shim, and how many times the other's."""
    series = sorted(results, key=lambda s: [int(x) for x in s.split(".")])
    out = ["| " + " | ".join(["", "beside", *(f"{s} | ratio" for s in series), "goal"]) + " |",
           "| --- | --- |" + " ---: | ---: |" * len(series) + " ---: |"]
    for title, beside, rows in ROWS:
        rows = [r for r in rows if any(r[0] in results[s] for s in series)]
        if rows:
            out.append(f"| **{title}** | {beside} |" + " | |" * len(series) + " |")
        for name, what, goal in rows:
            cells = [c for s in series for c in cell(results[s].get(name))]
            goals = [goal_of(goal, s) for s in series]
            text = "" if not any(goals) else \
                f"≤ {goals[0]:g}" if len(set(goals)) == 1 else \
                ", ".join(f"≤ {g:g}" for g in goals)
            text += floors(name, goals, [results[s] for s in series])
            out.append(f"| {what} | | " + " | ".join(cells) + f" | {text} |")
    return "\n".join(out) + "\n"


def text(series, figures):
    """The same for a terminal, of one kernel."""
    out = [f"\nLinux {series}: instructions, the shim's and the other's"]
    for name, pair in figures.items():
        r = ratio(pair)
        out.append(f"  {name:<36} {number(pair[0]):>14} {number(pair[1]):>14} "
                   + (f"{r:8.3f}" if r is not None else ""))
    return "\n".join(out)


# --- the plot ---------------------------------------------------------------

COLORS = ("#3465a4", "#c17d11")


def plot(results):
    """Bars of the ratios that have a goal; a bar to the line costs the same."""
    import math  # pylint: disable=import-outside-toplevel

    series = sorted(results, key=lambda s: [int(x) for x in s.split(".")])
    rows = [(what, name, goal) for _, _, group in ROWS for name, what, goal in group
            if goal is not None and any(name in results[s] for s in series)]
    titles = {name: title for title, _, group in ROWS for name, _, _ in group}
    low, high, left, width, bar = 0.02, 4.0, 330, 420, 7

    def x(v):
        v = min(max(v, low), high)
        return left + width * math.log(v / low) / math.log(high / low)

    y, body, last = 40, [], None
    for what, name, goal in rows:
        if titles[name] != last:
            last = titles[name]
            y += 10
            body.append(f'<text x="8" y="{y + 10}" font-weight="bold">{last}</text>')
            y += 18
        body.append(f'<text x="{left - 8}" y="{y + 11}" text-anchor="end">{what}</text>')
        for i, s in enumerate(series):
            r = ratio(results[s].get(name, (None, None)))
            if r is not None:
                top = y + i * (bar + 1)
                body.append(f'<rect x="{left}" y="{top}" width="{x(r) - left:.1f}" '
                            f'height="{bar}" fill="{COLORS[i % 2]}"/>'
                            f'<text x="{x(r) + 4:.1f}" y="{top + bar}" font-size="8">'
                            f'{r:.2f}</text>')
            g = goal_of(goal, s)
            body.append(f'<path d="M{x(g):.1f} {y + i * (bar + 1) - 1}v{bar + 2}" '
                        'stroke="#a40000" stroke-width="2"/>')
        y += len(series) * (bar + 1) + 6
    grid = "".join(
        f'<path d="M{x(v):.1f} 34V{y}" stroke="{"#555" if v == 1 else "#ccc"}"/>'
        f'<text x="{x(v):.1f}" y="30" text-anchor="middle">{v:g}×</text>'
        for v in (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 4))
    legend = "".join(
        f'<rect x="{8 + 70 * i}" y="6" width="10" height="10" fill="{COLORS[i % 2]}"/>'
        f'<text x="{22 + 70 * i}" y="15">Linux {s}</text>' for i, s in enumerate(series))
    legend += ('<path d="M158 6v10" stroke="#a40000" stroke-width="2"/>'
               '<text x="164" y="15">goal</text>')
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 50}" '
            f'height="{y + 10}" font-family="sans-serif" font-size="11">\n'
            f'<rect width="100%" height="100%" fill="#fff"/>\n{grid}\n{legend}\n'
            + "\n".join(body) + "\n</svg>\n")


# --- the baseline -----------------------------------------------------------

LIMIT = 1.02


def worse(figures, release, base):
    """What costs more than the baseline, a line each.

    On the kernel that the baseline was made with, what the shim costs more than
    the other is compared, by 2 % of the whole: how long the kernel looks for a
    free address differs by as much from boot to boot, but for both alike.  On
    another kernel it is how many times the other's the shim's are."""
    out = []
    same = base["release"] == release
    for name, was in base["figures"].items():
        if name.startswith("floor."):
            continue
        now = figures.get(name)
        if now is None:
            out.append(f"{name}: not measured")
            continue
        if same:
            a, b = was[0], now[0] - ((now[1] or 0) - (was[1] or 0))
        else:
            a, b = ratio(was), ratio(now)
        if a is not None and b is not None and b > a * LIMIT:
            out.append(f"{name}: {b:.6g} instead of {a:.6g} "
                       f"{'instructions' if same else 'times the other'}, "
                       f"{100 * (b / a - 1):.1f} % more")
    return out


def load(path):
    try:
        with open(path, encoding="utf-8") as f:
            return json.load(f)
    except FileNotFoundError:
        return {}


def save(path, data):
    with open(path, "w", encoding="utf-8") as f:
        json.dump(data, f, indent=1)
        f.write("\n")
