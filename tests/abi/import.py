#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Makes display.txt, nt.txt and functions.txt from tables of the ABI.

	tests/abi/import.py x64-layout.tsv prototypes.tsv

The columns are kind, type, member, offset, size, value, header, ddi, and name,
form, return, params, abi, header, table, field, index, offset, min_ddi, ddi.
Of the display headers everything is taken, of the others what include/ declares
now: run it again when include/ has grown.
"""

import csv
import os
import sys

import check
import table
from check import HERE, readers

KINDS = {"struct": "size", "enum": "enumerator"}


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def fact(row):
    kind, value = KINDS.get(row["kind"], row["kind"]), row["value"]
    if kind == "tag":
        kind, value = value, ""
    number = {c: int(row[c]) if row[c] else None for c in ("offset", "size")}
    return table.Fact(kind, row["type"], row["member"], number["offset"], number["size"], value,
                      row["header"], table.parse_versions(row["ddi"]))


def declared(facts):
    """The facts whose names the headers declare, true or not."""
    unit = check.Unit(readers.all_readers()[0], "gnu11", table.NEWEST)
    lines, owners = [], []
    for one in facts:
        c = check.assertion(one, False, False, {"scalar": set()})
        if one.kind == "bitfield":
            c = f"enum {{ bits{len(lines)} = sizeof((({one.type} *)0)->{one.member} + 0) }};"
        elif one.kind == "guid":
            c = f"const void *guid{len(lines)} = &{one.type};"
        lines.append(c)
        owners.append(one)
    bad = check.errors(unit.compile(lines, "-fsyntax-only"))
    return [one for number, one in enumerate(owners, 1)
            if "static assertion" in bad.get(number, "static assertion")]


def main():
    layout = [fact(row) for row in rows(sys.argv[1])]
    display = [f for f in layout if f.header in table.DISPLAY]
    table.save(os.path.join(HERE, "display.txt"), display,
               ["What x64 Windows lays out in the five display headers; see table.py."])
    nt = declared([f for f in layout if f.header not in table.DISPLAY])
    table.save(os.path.join(HERE, "nt.txt"), nt,
               ["What x64 Windows lays out of what the NT headers here declare; see table.py."])
    names = {f.type for f in nt}
    with open(os.path.join(HERE, "functions.txt"), "w", encoding="ascii") as file:
        file.write("# Prototypes: form, name, what it returns, parameters, the member that\n"
                   "# holds it, versions, header.\n")
        for row in rows(sys.argv[2]):
            mine = row["header"] in table.DISPLAY and not row["name"].startswith("Dl")
            if not mine and row["name"].split(".")[0] not in names:
                continue
            slot = f"{row['table']}.{row['field']}" if row["table"] else ""
            file.write("\t".join((row["form"], row["name"], row["return"], row["params"], slot,
                                  row["ddi"], row["header"])) + "\n")
    print(f"{len(display)} facts of the display headers, {len(nt)} of others")


if __name__ == "__main__":
    main()
