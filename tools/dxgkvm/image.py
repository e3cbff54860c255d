# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""Pictures: QEMU's screendumps read, compared and saved."""

import struct
import zlib


class Image:
    """width × height pixels, three bytes each, red first."""

    def __init__(self, width, height, data):
        if len(data) != width * height * 3:
            raise ValueError(f"{len(data)} bytes are no {width}x{height} picture")
        self.width, self.height, self.data = width, height, bytes(data)

    @classmethod
    def from_ppm(cls, path):
        with open(path, "rb") as f:
            raw = f.read()
        fields, pos = [], 0
        while len(fields) < 4:
            while raw[pos:pos + 1].isspace():
                pos += 1
            if raw[pos:pos + 1] == b"#":
                pos = raw.index(b"\n", pos)
                continue
            end = pos
            while not raw[end:end + 1].isspace():
                end += 1
            fields.append(raw[pos:end])
            pos = end
        if fields[0] != b"P6" or fields[3] != b"255":
            raise ValueError(f"{path}: not a P6 picture of 8 bits")
        return cls(int(fields[1]), int(fields[2]), raw[pos + 1:])

    @classmethod
    def from_xrgb(cls, width, height, raw):
        """From 32-bit little-endian XRGB8888 without padding."""
        out = bytearray(width * height * 3)
        out[0::3] = raw[2::4]
        out[1::3] = raw[1::4]
        out[2::3] = raw[0::4]
        return cls(width, height, out)

    def pixel(self, x, y):
        o = (y * self.width + x) * 3
        return tuple(self.data[o:o + 3])

    def save_png(self, path):
        stride = self.width * 3
        rows = b"".join(b"\0" + self.data[y * stride:(y + 1) * stride]
                        for y in range(self.height))

        def chunk(kind, body):
            return (struct.pack(">I", len(body)) + kind + body
                    + struct.pack(">I", zlib.crc32(kind + body)))

        with open(path, "wb") as f:
            f.write(b"\x89PNG\r\n\x1a\n"
                    + chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height,
                                                 8, 2, 0, 0, 0))
                    + chunk(b"IDAT", zlib.compress(rows, 6))
                    + chunk(b"IEND", b""))

    def colours(self):
        """How many different colours there are."""
        d = self.data
        return len({d[i:i + 3] for i in range(0, len(d), 3)})

    def difference(self, other):
        """None if equal, else words that say where and how much they differ."""
        if (self.width, self.height) != (other.width, other.height):
            return (f"size {self.width}x{self.height} "
                    f"instead of {other.width}x{other.height}")
        if self.data == other.data:
            return None
        stride = self.width * 3
        count, first = 0, None
        x0, y0, x1, y1 = self.width, self.height, -1, -1
        for y in range(self.height):
            a = self.data[y * stride:(y + 1) * stride]
            b = other.data[y * stride:(y + 1) * stride]
            if a == b:
                continue
            for x in range(self.width):
                if a[x * 3:x * 3 + 3] != b[x * 3:x * 3 + 3]:
                    count += 1
                    first = first or (x, y)
                    x0, x1 = min(x0, x), max(x1, x)
                    y0, y1 = min(y0, y), max(y1, y)
        return (f"{count} of {self.width * self.height} pixels differ, within "
                f"({x0},{y0})-({x1},{y1}); first at {first}: "
                f"{self.pixel(*first)} instead of {other.pixel(*first)}")
