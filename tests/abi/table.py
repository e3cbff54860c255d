# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""The facts about the x64 ABI that the headers are held to, and their files.

A file is text, one fact a line, grouped by header (`@d3dkmddi.h`) and by type:

	struct DXGK_CHILD_STATUS _DXGK_CHILD_STATUS
		= 16 4				size, alignment
		.ChildUid 4 4 u32		member: offset, size, class
		.Value 0:3 u32			bit field: first bit, bits
	enum DXGK_INTERRUPT_TYPE _DXGK_INTERRUPT_TYPE
		DXGK_INTERRUPT_DMA_FAULTED 4 3	enumerator: size of the type, value
	const, typedef, guid NAME ...

Any line may end in [versions]: the values of DXGKDDI_INTERFACE_VERSION for
which it is so, as inclusive ranges; without it, all, or those of its type.
A tag `-` means that the type has none.
"""

import collections

VERSIONS = [0x1052, 0x1053, 0x2005, 0x300E, 0x4002, 0x4003, 0x5023, 0x6003, 0x6010, 0x6011,
            0x700A, 0x8001, 0x9006, 0xA00B, 0xB004, 0xC004, 0xD001, 0xE003, 0xF003, 0x10004]
NEWEST = VERSIONS[-1]
EVERY = frozenset(VERSIONS)
DISPLAY = ["d3dukmdt.h", "d3dkmdt.h", "d3dkmddi.h", "d3dkmthk.h", "dispmprt.h"]

# kind: struct, union, enum, size, field, bitfield, enumerator, const, typedef, guid
Fact = collections.namedtuple("Fact", "kind type member offset size value header versions")


def parse_versions(text):
    if text == "*":
        return EVERY
    found = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        low = int(first, 16)
        high = int(last, 16) if last else NEWEST if dash else low
        found.update(v for v in VERSIONS if low <= v <= high)
    return frozenset(found)


def format_versions(versions):
    parts, i = [], 0
    while i < len(VERSIONS):
        if VERSIONS[i] not in versions:
            i += 1
            continue
        j = i
        while j + 1 < len(VERSIONS) and VERSIONS[j + 1] in versions:
            j += 1
        part = f"0x{VERSIONS[i]:X}"
        if VERSIONS[j] == NEWEST and i != j:
            part += "-"
        elif i != j:
            part += f"-0x{VERSIONS[j]:X}"
        parts.append(part)
        i = j + 1
    return ",".join(parts)


def describe(fact):
    """A fact in the words of a complaint."""
    name = fact.type + ("." + fact.member if fact.member else "")
    if fact.kind in ("struct", "union", "enum"):
        return f"{fact.kind} {fact.member} is {fact.type}"
    if fact.kind == "size":
        return f"{fact.type} has {fact.size} bytes, aligned to {fact.value}"
    if fact.kind == "field":
        return f"{name} is {fact.value}, {fact.size} bytes at {fact.offset}"
    if fact.kind == "bitfield":
        return f"{name} is {fact.size} bits of {fact.value} from bit {fact.offset}"
    if fact.kind == "enumerator":
        return f"{fact.member} of {fact.type} is {fact.value}"
    if fact.kind == "const":
        return f"{fact.type} is {fact.value} in {fact.size} bytes"
    if fact.kind == "typedef":
        return f"{fact.type} is {fact.value}"
    return f"{fact.type} is {fact.value}"


def load(path):
    facts, header, owner, base = [], None, None, EVERY
    with open(path, encoding="ascii") as file:
        for line in file:
            text = line.rstrip()
            if not text or text.startswith("#"):
                continue
            versions = None
            if text.endswith("]"):
                text, _, inside = text[:-1].rpartition(" [")
                versions = parse_versions(inside)
            words = text.split()
            if words[0].startswith("@"):
                header = words[0][1:]
            elif not text.startswith("\t"):
                kind, name = words[0], words[1]
                base = versions or EVERY
                if kind in ("struct", "union", "enum"):
                    owner = name
                    if words[2] != "?":
                        tag = "" if words[2] == "-" else words[2]
                        facts.append(Fact(kind, name, tag, None, None, "", header, base))
                elif kind == "const":
                    facts.append(Fact(kind, name, "", None, int(words[2]), words[3], header,
                                      base))
                elif kind == "typedef":
                    size = int(words[2]) if words[2] != "-" else None
                    facts.append(Fact(kind, name, "", None, size, words[3], header, base))
                else:
                    facts.append(Fact(kind, name, "", None, 16, words[2], header, base))
            else:
                now = versions or base
                if words[0] == "=":
                    facts.append(Fact("size", owner, "", None, int(words[1]), words[2], header,
                                      now))
                elif words[0].startswith("."):
                    if ":" in words[1]:
                        first, _, bits = words[1].partition(":")
                        facts.append(Fact("bitfield", owner, words[0][1:], int(first),
                                          int(bits), words[2], header, now))
                    else:
                        facts.append(Fact("field", owner, words[0][1:], int(words[1]),
                                          int(words[2]), words[3], header, now))
                else:
                    facts.append(Fact("enumerator", owner, words[0], None, int(words[1]),
                                      words[2], header, now))
    return facts


def save(path, facts, heading):
    """Writes facts in the order of headers, names and offsets."""
    types = collections.OrderedDict()
    for fact in facts:
        types.setdefault((fact.header, fact.type), []).append(fact)
    headers = []
    for header, _ in types:
        if header not in headers:
            headers.append(header)
    out = ["# " + line if line else "#" for line in heading]

    def suffix(versions, base):
        return "" if versions == base else f" [{format_versions(versions)}]"

    def place(fact):
        if fact.kind == "size":
            return (0, min(fact.versions), "", "")
        if fact.kind == "enumerator":
            return (1, int(fact.value), fact.member, min(fact.versions))
        scale = 8 if fact.kind == "field" else 1
        return (1, fact.offset * scale, fact.member, min(fact.versions))

    for header in headers:
        out.append("@" + header)
        for (where, name), found in types.items():
            if where != header:
                continue
            heads = [f for f in found if f.kind in ("struct", "union", "enum")]
            rest = [f for f in found if f.kind in ("size", "field", "bitfield", "enumerator")]
            if heads or rest:
                if heads:
                    head = heads[0]
                    base = head.versions
                    out.append(f"{head.kind} {name} {head.member or '-'}" + suffix(base, EVERY))
                else:
                    base = frozenset().union(*(f.versions for f in rest))
                    kind = "enum" if rest[0].kind == "enumerator" else "struct"
                    out.append(f"{kind} {name} ?" + suffix(base, EVERY))
                for fact in sorted(rest, key=place):
                    tail = suffix(fact.versions, base)
                    if fact.kind == "size":
                        out.append(f"\t= {fact.size} {fact.value}" + tail)
                    elif fact.kind == "field":
                        out.append(f"\t.{fact.member} {fact.offset} {fact.size} {fact.value}"
                                   + tail)
                    elif fact.kind == "bitfield":
                        out.append(f"\t.{fact.member} {fact.offset}:{fact.size} {fact.value}"
                                   + tail)
                    else:
                        out.append(f"\t{fact.member} {fact.size} {fact.value}" + tail)
            for fact in found:
                tail = suffix(fact.versions, EVERY)
                if fact.kind == "const":
                    out.append(f"const {name} {fact.size} {fact.value}" + tail)
                elif fact.kind == "typedef":
                    size = "-" if fact.size is None else fact.size
                    out.append(f"typedef {name} {size} {fact.value}" + tail)
                elif fact.kind == "guid":
                    out.append(f"guid {name} {fact.value}" + tail)
    with open(path, "w", encoding="ascii") as file:
        file.write("\n".join(out) + "\n")
