#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Holds include/ to the x64 ABI of Windows.

	tests/abi/check.py [--all] [--version 0x300E ...] [--reader NAME ...] [--list]

Every fact of display.txt, nt.txt and functions.txt becomes an assertion that
each reader of include/ compiles, for several versions of the DDI: by default
the first and the last of display-only drivers and some between, with --all
every one. A name that a version does not have must not be declared either:
drivers define what their version lacks.

A fact passes if it holds wherever it applies. --list names the facts of the
display headers that no reader could be asked about.
"""

import argparse
import concurrent.futures
import os
import re
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "headers")]
import readers  # noqa: E402
import table  # noqa: E402

JOBS = int(os.environ.get("JOBS", "2"))
USUAL = [0x300E, 0x5023, 0x10004]
HEADERS = ("initguid.h", "ntddk.h", "wdm.h", "ntddvdeo.h", "video.h", "acpiioct.h",
           "bugcodes.h", "dpfilter.h", "devpropdef.h", "tvout.h", "wdmguid.h", "winddi.h",
           "d3dukmdt.h", "d3dkmdt.h", "d3dkmddi.h", "d3dkmthk.h", "dispmprt.h")

# No declaration that a source could name.
UNNAMED = {"__C_ASSERT__"}
# Declared at every version, though the tables have them for some only: the
# first two belong to wdm.h, the others have another meaning before.
ALWAYS = {"PINTERFACE_REFERENCE", "PINTERFACE_DEREFERENCE", "D3D_UMD_INTERFACE_VERSION",
          "DXGK_GRAPHICSPOWER_REGISTER_INPUT"}

PROLOGUE = """
#line 1 "prologue"
#ifdef __cplusplus
template<class T> struct bare { typedef T type; };
template<class T> struct bare<const T> { typedef T type; };
template<class T> struct bare<volatile T> { typedef T type; };
#define SAME(a, ...) __is_same(bare<a>::type, bare<__VA_ARGS__>::type)
#else
#define static_assert _Static_assert
#define SAME(a, ...) __builtin_types_compatible_p(a, __VA_ARGS__)
#endif
#define OF(t, m) (((t *)0)->m)
#define TYPE(t, m) __typeof__(OF(t, m))
#define POINTER(t) (__builtin_classify_type((t)0) == 5)
/* A constant with the suffix L has the size of long, which Linux differs in. */
#define LONG_IS(e) (sizeof(long) == 8 && sizeof(e) == 8)
#define UNSIGNED(t) ((t)-1 > (t)0)
#define SIGNED(t) ((t)-1 < (t)0)
"""


def hold(condition):
    """A line that compiles if a condition holds."""
    return f'static_assert({condition}, "");'


def of_class(expression, kind):
    """C that is true if an expression is of one of the table's classes."""
    if re.fullmatch(r"[ui]\d+", kind):
        sign = "UNSIGNED" if kind[0] == "u" else "SIGNED"
        return (f"{sign}(__typeof__({expression})) && "
                f"sizeof({expression}) * 8 == {kind[1:]}")
    if kind in ("f32", "f64"):
        return f"SAME(__typeof__({expression}), {'float' if kind == 'f32' else 'double'})"
    if kind in ("ptr", "fnptr"):
        return f"POINTER(__typeof__({expression}))"
    if kind.startswith(("record:", "enum:")) and "(unnamed)" not in kind:
        return f"SAME(__typeof__({expression}), {kind.split(':', 1)[1]})"
    return ""


def assertion(fact, cplusplus, shim, known_types):
    """The C of a fact, or None if this reader cannot say it."""
    if fact.kind in ("struct", "union", "enum"):
        if not fact.member:
            return hold(f"sizeof({fact.type})")
        return hold(f"SAME({fact.kind} {fact.member}, {fact.type})")
    if fact.kind == "size":
        return hold(f"sizeof({fact.type}) == {fact.size} && "
                    f"_Alignof({fact.type}) == {fact.value}")
    if fact.kind == "field":
        terms = [f"__builtin_offsetof({fact.type}, {fact.member}) == {fact.offset}"]
        place, kind = f"OF({fact.type}, {fact.member})", fact.value
        # The array at the end of a record may be a flexible one.
        tail = re.match(r"array:[01]:", kind)
        if not tail:
            terms.append(f"sizeof({place}) == {fact.size}")
        while kind.startswith("array:"):
            _, count, kind = kind.split(":", 2)
            if not tail:
                terms.append(f"sizeof({place}) == {count} * sizeof({place}[0])")
            place += "[0]"
        if kind.startswith("enum:") and kind[5:] in known_types["scalar"]:
            kind = ""
        more = of_class(place, kind)
        return hold(" && ".join(terms + ([more] if more else [])))
    if fact.kind == "enumerator":
        scoped = fact.type in known_types["scalar"]
        if scoped and not cplusplus and not shim:
            return None
        size = "" if fact.type == "-" else f" && sizeof({fact.type}) == {fact.size}"
        return hold(f"(int){fact.member} == (int){fact.value}{size}")
    if fact.kind == "const":
        if cplusplus and fact.header not in table.DISPLAY:
            return None  # some are pointers, which C++ does not count as constant
        mask = (1 << 8 * fact.size) - 1
        return hold(f"((unsigned long long)({fact.type}) & {mask:#x}ULL) == {fact.value}ULL && "
                    f"(sizeof({fact.type}) == {fact.size} || LONG_IS({fact.type}))")
    if fact.kind == "typedef":
        if fact.value == "fn":
            return hold(f"POINTER({fact.type} *)")
        terms = [f"sizeof({fact.type}) == {fact.size}"]
        kind = fact.value
        if not kind.startswith("array:"):
            more = of_class(f"*({fact.type} *)0", kind)
            scoped = cplusplus and fact.type in known_types["scalar"]
            if more and not scoped:
                terms.append(more)
        return hold(" && ".join(terms))
    return None


def functions(path):
    """(fact, C) of the prototypes; a fact's kind is how the name is declared."""
    found = []
    with open(path, encoding="ascii") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            form, name, returns, parameters, slot, versions, header = \
                line.rstrip("\n").split("\t")
            arguments = parameters.replace("; ", ", ") or "void"
            # Functions that the header defines itself have the compiler's convention.
            inline = form == "func" and name.startswith("D3DKMDT_")
            pointer = f"{returns} ({'' if inline else 'NTAPI '}*)({arguments})"
            what = {"fn": f"{name} *", "fnptr": name, "func": f"__typeof__(&{name})",
                    "member": f"TYPE({name.replace('.', ', ')})"}[form]
            fact = table.Fact("function", name, slot, None, None,
                              f"{returns} ({arguments})", header,
                              table.parse_versions(versions))
            c = f"SAME({what}, {pointer})"
            if slot and form != "member":
                record, _, field = slot.partition(".")
                c += f" && SAME(TYPE({record}, {field}), {what})"
            found.append((fact, hold(c)))
    return found


class Outcome:
    """What became of every fact."""

    def __init__(self):
        self.asked = set()
        self.failed = {}

    def fail(self, fact, where, why):
        self.failed.setdefault(fact, []).append((where, why))


def errors(text):
    """Line of the unit -> first complaint."""
    found, pending = {}, None
    for m in re.finditer(r"^(\S+?):(\d+):(?:\d+:)? (fatal error|error|note): (.*)$", text, re.M):
        if m.group(1) == "abi":
            why = pending if m.group(3) == "note" and pending else m.group(4)
            if m.group(3) != "note" or pending:
                found.setdefault(int(m.group(2)), why)
            pending = None
        elif m.group(3) != "note":
            pending = m.group(4)
    return found


def complain(text):
    lines = [l for l in text.splitlines() if "error" in l] or text.splitlines()
    return "\n    ".join(lines[:8])


class Unit:
    """One compiler, language and version."""

    def __init__(self, reader, language, version):
        self.reader, self.language, self.version = reader, language, version
        self.cplusplus = "++" in language
        self.name = f"{reader.name} {language} {version:#x}"
        self.define = f"-DDXGKDDI_INTERFACE_VERSION={version:#x}"
        clang = "clang" in reader.cc
        self.limit = "-ferror-limit=0" if clang else "-fmax-errors=0"
        self.shim = any("DXGK_SHIM" in f for f in reader.flags)

    def include(self):
        return "".join(f"#include <{h}>\n" for h in HEADERS)

    def compile(self, lines, *more):
        text = self.include() + PROLOGUE + '#line 1 "abi"\n' + "\n".join(lines) + "\n"
        return self.reader.compile(self.language, text, self.define, "-w", self.limit, *more)


def check_warnings(unit):
    """The display headers say nothing under -Wall -Wextra, at any version."""
    complaint = unit.reader.compile(unit.language, "#include <dispmprt.h>\n"
                                    "#include <d3dkmthk.h>\n", unit.define, "-fsyntax-only")
    return complain(complaint) if complaint else ""


def absences(facts, version):
    """Lines that compile only if names of other versions are not declared."""
    present, absent = {}, {}
    for fact in facts:
        if fact.header not in table.DISPLAY:
            continue
        if fact.kind == "enumerator":
            name, line = fact.member, "enum {{ {} = 77 }};"
        elif fact.kind == "const":
            name, line = fact.type, "\n#ifdef {0}\n#error {0}\n#endif"
        elif fact.kind in ("struct", "union", "enum", "typedef", "size"):
            name, line = fact.type, "typedef char {}[7];"
        else:
            continue
        present.setdefault(name, set()).update(fact.versions)
        absent[name] = (fact, line)
    for name, (fact, line) in absent.items():
        if version not in present[name] and name not in UNNAMED | ALWAYS:
            yield fact, line.format(name).replace("\n#ifdef", "#ifdef")


def check_unit(unit, facts, prototypes, outcome, scalar):
    """All assertions of a unit, in one compilation."""
    lines, owners = [], {}

    def add(fact, c):
        lines.extend(c.split("\n"))
        for i in range(c.count("\n") + 1):
            owners[len(lines) - i] = fact

    known = {"scalar": scalar}
    for fact in facts:
        if unit.version not in fact.versions or fact.type in UNNAMED:
            continue
        c = assertion(fact, unit.cplusplus, unit.shim, known)
        if c:
            add(fact, c.replace("_Alignof", "alignof") if unit.cplusplus else c)
    for fact, c in prototypes:
        if unit.version in fact.versions:
            add(fact, c)
    asserted = set(owners.values())
    absent = {}
    for fact, c in absences(facts, unit.version):
        add(fact, c)
        absent[len(lines)] = fact
    complaint = unit.compile(lines, "-fsyntax-only")
    bad = errors(complaint)
    if complaint and not bad:
        return asserted, [], complain(complaint)
    failures = [(owners[line], why if line not in absent else f"declared, and should not be")
                for line, why in bad.items() if line in owners]
    return asserted, failures, ""


def section(path, name, coff):
    """The bytes of a section of an object."""
    objcopy = "x86_64-w64-mingw32-objcopy" if coff else "objcopy"
    with tempfile.NamedTemporaryFile() as out:
        subprocess.run([objcopy, "-O", "binary", "-j", name, path, out.name], check=True,
                       capture_output=True)
        return out.read()


def check_bits(unit, facts):
    """Where bit fields lie: one constant for each, its bits all ones, read
    from the object."""
    mine = [f for f in facts if f.kind == "bitfield" and unit.version in f.versions]
    bad, members = {}, mine
    with tempfile.TemporaryDirectory() as directory:
        out = os.path.join(directory, "bits.o")
        for _ in range(2):
            lines = ["const struct {"]
            lines += [f"{f.type} b{i};" for i, f in enumerate(members)]
            first = len(lines) + 2
            lines += ['} abi_bits __attribute__((section("abibits"), used)) = {']
            lines += [f".b{i} = {{ .{f.member} = -1 }}," for i, f in enumerate(members)]
            lines += ["};", 'const unsigned int abi_where[] '
                      '__attribute__((section("abiwhere"), used)) = {']
            lines += [f"__builtin_offsetof(__typeof__(abi_bits), b{i}), "
                      f"sizeof(abi_bits.b{i})," for i in range(len(members))]
            lines += ["};"]
            complaint = unit.compile(lines, "-O0", "-c", "-o", out)
            if not complaint:
                break
            wrong = errors(complaint)
            hit = {n - first: why for n, why in wrong.items() if 0 <= n - first < len(members)}
            hit.update({n - 2: why for n, why in wrong.items() if 0 <= n - 2 < len(members)
                        and n < first})
            if not hit or bad:
                return mine, [], complain(complaint)
            bad = {members[i]: why for i, why in hit.items()}
            members = [f for f in members if f not in bad]
        coff = unit.reader.name == "mingw"
        data = section(out, "abibits", coff)
        where = struct.unpack(f"<{2 * len(members)}I",
                              section(out, "abiwhere", coff)[:8 * len(members)])
    failures = list(bad.items())
    for i, fact in enumerate(members):
        at, size = where[2 * i:2 * i + 2]
        value = int.from_bytes(data[at:at + size], "little")
        if value != ((1 << fact.size) - 1) << fact.offset:
            low = (value & -value).bit_length() - 1 if value else -1
            failures.append((fact, f"{bin(value).count('1')} bits from bit {low}"))
    return mine, failures, ""


def check_guids(unit, facts):
    """The bytes of identifiers, read from the object."""
    mine = [f for f in facts if f.kind == "guid" and unit.version in f.versions]
    with tempfile.TemporaryDirectory() as directory:
        out = os.path.join(directory, "guid.o")
        keep = [f"const void *keep{i} = &{f.type};" for i, f in enumerate(mine)]
        complaint = unit.compile(keep, "-c", "-o", out)
        bad = errors(complaint)
        failures = [(mine[n - 1], why) for n, why in bad.items()]
        if complaint:
            return mine, failures, "" if bad else complain(complaint)
        sections, symbols = {}, {}
        for line in readers.output("objdump", "-t", out).splitlines():
            m = re.match(r"([0-9a-f]{16}) .{7} (\S+)\s+([0-9a-f]{16}) (\w+)$", line)
            if m and int(m.group(3), 16) == 16:
                symbols[m.group(4)] = (m.group(2), int(m.group(1), 16))
        for fact in mine:
            if fact.type not in symbols:
                failures.append((fact, "not defined"))
                continue
            where, offset = symbols[fact.type]
            if where not in sections:
                sections[where] = section(out, where, False)
            found = sections[where][offset:offset + 16].hex()
            if found != fact.value.lower():
                failures.append((fact, f"it is {found}"))
    return mine, failures, ""


def check_parts():
    """Every part of the display headers can be included alone."""
    reader = readers.all_readers()[0]
    parts = sorted(os.listdir(os.path.join(readers.INCLUDE, "dxgk", "ddi")))

    def one(part):
        return part, reader.compile("gnu11", f"#include <dxgk/ddi/{part}>\n" * 2)
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        return [(part, complain(c) if c else "") for part, c in pool.map(one, parts)]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--all", action="store_true")
    arguments.add_argument("--list", action="store_true")
    arguments.add_argument("--version", type=lambda s: int(s, 0), action="append")
    arguments.add_argument("--reader", action="append")
    options = arguments.parse_args()

    display = table.load(os.path.join(HERE, "display.txt"))
    nt = table.load(os.path.join(HERE, "nt.txt"))
    prototypes = functions(os.path.join(HERE, "functions.txt"))
    versions = options.version or (table.VERSIONS if options.all else USUAL)
    known = [r for r in readers.all_readers()
             if not options.reader or r.name in options.reader]
    # Types that are a plain integer in C and an enumeration of that size in C++.
    enums = {f.type for f in display if f.kind == "enumerator"}
    scalar = {f.type for f in display if f.kind == "typedef" and f.type in enums}

    units = []
    if not options.version and not options.all:
        units += [Unit(known[0], "gnu11", version) for version in table.VERSIONS
                  if version not in versions]
    for version in versions:
        for reader in known:
            languages = reader.languages if version == versions[-1] else \
                [l for l in reader.languages if l in ("gnu11", "c++20")]
            units += [Unit(reader, language, version) for language in languages]

    outcome, broken = Outcome(), []

    def run(unit):
        newest = unit.version == versions[-1]
        facts = display + nt if newest else display
        done = [(unit.name, *check_unit(unit, facts, prototypes, outcome, scalar))]
        if not unit.cplusplus:
            done.append((unit.name, *check_bits(unit, facts)))
            if newest and unit.reader.name != "mingw":
                done.append((unit.name, *check_guids(unit, facts)))
        return done, check_warnings(unit)

    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for unit, (done, warning) in zip(units, pool.map(run, units)):
            if warning:
                failed += 1
                print(f"FAIL warnings: {unit.name}\n    {warning}")
            else:
                passed += 1
            for name, asked, failures, complaint in done:
                if complaint:
                    broken.append(f"FAIL {name} does not compile\n    {complaint}")
                    continue
                outcome.asked.update(asked)
                for fact, why in failures:
                    outcome.fail(fact, name, why)
    for part, complaint in check_parts():
        passed, failed = (passed, failed + 1) if complaint else (passed + 1, failed)
        if complaint:
            print(f"FAIL dxgk/ddi/{part} alone\n    {complaint}")
    for line in broken:
        failed += 1
        print(line)
    for fact, where in sorted(outcome.failed.items()):
        units_of = sorted({w for w, _ in where})
        print(f"FAIL {fact.header}: {table.describe(fact)}\n    {where[0][1]}: "
              f"{', '.join(units_of[:4])}{' …' if len(units_of) > 4 else ''}")
    failed += len(outcome.failed)
    passed += len(outcome.asked - set(outcome.failed))

    good = outcome.asked - set(outcome.failed)
    for header in table.DISPLAY:
        mine = [f for f in display if f.header == header]
        print(f"{header}: {sum(f in good for f in mine)} of {len(mine)} facts hold")
    missing = [f for f in display if f not in good]
    if options.list:
        for fact in missing:
            print(f"not covered: {fact.header}: {table.describe(fact)}")
    share = 100 * (len(display) - len(missing)) / len(display)
    print(f"display headers: {len(display) - len(missing)} of {len(display)} facts "
          f"({share:.2f} %), and {sum(f in good for f, _ in prototypes)} of "
          f"{len(prototypes)} prototypes; NT headers: {sum(f in good for f in nt)} facts; "
          f"{len(units)} compilers and versions")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
