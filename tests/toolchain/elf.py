# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""As much of ELF64 as the checks of miniport objects need."""

import struct

SHT_SYMTAB, SHT_RELA, SHT_NOBITS, SHT_GROUP = 2, 4, 8, 17
SHF_WRITE, SHF_ALLOC, SHF_EXECINSTR = 1, 2, 4
STT_FUNC, STT_SECTION = 2, 3
R_64, R_PC32, R_PLT32, R_32, R_32S = 1, 2, 4, 10, 11


class Section:
    def __init__(self, name, kind, flags, offset, size, link, info, entsize):
        self.name, self.kind, self.flags, self.offset, self.size = name, kind, flags, offset, size
        self.link, self.info, self.entsize = link, info, entsize
        self.data = b""


class Symbol:
    def __init__(self, name, info, shndx, value, size):
        self.name, self.shndx, self.value, self.size = name, shndx, value, size
        self.kind, self.bind = info & 15, info >> 4


class Rela:
    def __init__(self, offset, kind, symbol, addend):
        self.offset, self.kind, self.symbol, self.addend = offset, kind, symbol, addend


class Elf:
    def __init__(self, path):
        with open(path, "rb") as f:
            data = f.read()
        if data[:6] != b"\x7fELF\x02\x01":
            raise ValueError(f"{path}: not a little-endian ELF64 file")
        shoff, = struct.unpack_from("<Q", data, 40)
        shentsize, shnum, shstrndx = struct.unpack_from("<HHH", data, 58)
        raw = [struct.unpack_from("<IIQQQQIIQQ", data, shoff + i * shentsize)
               for i in range(shnum)]
        names = raw[shstrndx]
        self.sections = []
        for r in raw:
            s = Section(self._string(data, names[4] + r[0]), r[1], r[2], r[4], r[5], r[6], r[7], r[9])
            if s.kind != SHT_NOBITS:
                s.data = data[s.offset:s.offset + s.size]
            self.sections.append(s)
        self.symbols = []
        for s in self.sections:
            if s.kind == SHT_SYMTAB:
                strings = self.sections[s.link].offset
                for i in range(0, s.size, 24):
                    n, info, _, shndx, value, size = struct.unpack_from("<IBBHQQ", s.data, i)
                    self.symbols.append(Symbol(self._string(data, strings + n), info, shndx, value, size))

    @staticmethod
    def _string(data, at):
        return data[at:data.index(b"\0", at)].decode()

    def relocations(self):
        """(section that is patched, Rela) of everything."""
        for s in self.sections:
            if s.kind == SHT_RELA:
                for i in range(0, s.size, 24):
                    offset, info, addend = struct.unpack_from("<QQq", s.data, i)
                    yield self.sections[s.info], Rela(offset, info & 0xffffffff,
                                                      self.symbols[info >> 32], addend)

    def section(self, name):
        return next((s for s in self.sections if s.name == name), None)

    def executable(self):
        return [s for s in self.sections if s.flags & SHF_EXECINSTR and s.flags & SHF_ALLOC]

    def undefined(self):
        return {s.name for s in self.symbols if s.shndx == 0 and s.name}

    def defined(self):
        return {s.name: s for s in self.symbols if s.shndx not in (0, 0xfff1) and s.name}

    def addresses_taken(self):
        """Places of code whose address is stored or computed: [(section, offset, by whom)]."""
        for where, r in self.relocations():
            if not where.flags & SHF_ALLOC or r.symbol.shndx in (0, 0xfff1, 0xfff2):
                continue
            target = self.sections[r.symbol.shndx]
            if not target.flags & SHF_EXECINSTR or where.name.startswith((".orc_", ".discard",
                    ".retpoline_sites", ".return_sites", ".call_sites", ".ibt_endbr_seal",
                    "__mcount_loc", "__patchable_function_entries", ".static_call_sites",
                    "__bug_table", "__ex_table", "__jump_table", ".altinstructions")):
                continue
            if r.kind == R_64:
                yield target, r.symbol.value + r.addend, f"{where.name}+{r.offset:#x}"
            elif r.kind in (R_32, R_32S):
                yield target, r.symbol.value + r.addend, f"{where.name}+{r.offset:#x}"
            elif r.kind in (R_PC32, R_PLT32) and where.flags & SHF_EXECINSTR:
                op = where.data[r.offset - 1]
                two = where.data[r.offset - 2:r.offset]
                if op in (0xe8, 0xe9) or (two[:1] == b"\x0f" and 0x80 <= op <= 0x8f):
                    continue        # call, jmp, jcc
                yield target, r.symbol.value + r.addend + 4, f"{where.name}+{r.offset:#x}"
