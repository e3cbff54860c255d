# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""A VNC client, as far as tests need somebody who resizes a display and sees its pointer."""

import socket
import struct
import time

RAW, POINTER, DESKTOP_SIZE = 0, -239, -308


class Vnc:
    def __init__(self, path, limit=20):
        self._sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._sock.connect(path)
        self._sock.settimeout(limit)
        self.pointers = []      # (width, height, pixels) as they came
        self._need(12)
        self._sock.sendall(b"RFB 003.008\n")
        self._need(self._need(1)[0])
        self._sock.sendall(b"\x01")
        if self._need(4) != bytes(4):
            raise OSError("the VNC server refuses")
        self._sock.sendall(b"\x01")
        *self.size, depth = struct.unpack(">HHB19x", self._need(24))
        self._bytes = depth // 8
        # The length of the name is the last of the 24; the name itself is not needed.
        self._need(self._name)
        encodings = (RAW, POINTER, DESKTOP_SIZE)
        self._sock.sendall(struct.pack(f">BxH{len(encodings)}i", 2, len(encodings), *encodings))
        self.ask(False)

    def _need(self, n):
        data = b""
        while len(data) < n:
            more = self._sock.recv(n - len(data))
            if not more:
                raise OSError("the VNC server is gone")
            data += more
        if n == 24:
            self._name = struct.unpack(">I", data[20:])[0]
        return data

    def ask(self, incremental=True):
        self._sock.sendall(struct.pack(">BBHHHH", 3, incremental, 0, 0, *self.size))

    def resize(self, width, height):
        """As a viewer whose window got another size."""
        self._sock.sendall(struct.pack(">BxHHBxIHHHHI", 251, width, height, 1, 0, 0, 0, width,
                                       height, 0))

    def listen(self, seconds):
        """Take in what comes within this time."""
        end = time.monotonic() + seconds
        limit = self._sock.gettimeout()
        while time.monotonic() < end:
            self._sock.settimeout(0.2)
            try:
                kind = self._need(1)[0]
            except socket.timeout:
                self.ask()
                continue
            finally:
                self._sock.settimeout(limit)
            if kind != 0:
                raise OSError(f"the VNC server says {kind}")
            for _ in range(struct.unpack(">xH", self._need(3))[0]):
                self._rectangle()

    def _rectangle(self):
        _, _, width, height, encoding = struct.unpack(">HHHHi", self._need(12))
        pixels = width * height * self._bytes
        if encoding == RAW:
            self._need(pixels)
        elif encoding == POINTER:
            data = self._need(pixels)
            self._need((width + 7) // 8 * height)
            self.pointers.append((width, height, data))
        elif encoding == DESKTOP_SIZE:
            self._need(struct.unpack(">B3x", self._need(4))[0] * 16)
            self.size = [width, height]
        else:
            raise OSError(f"the VNC server sends encoding {encoding}")

    def close(self):
        self._sock.close()
