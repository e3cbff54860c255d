# SPDX-License-Identifier: GPL-2.0-only OR MIT
"""QEMU's monitor, as much of it as is needed here."""

import json
import socket
import time


class QmpError(Exception):
    pass


class Qmp:
    def __init__(self, path, limit=20):
        self._sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        end = time.monotonic() + limit
        while True:
            try:
                self._sock.connect(path)
                break
            except (FileNotFoundError, ConnectionRefusedError):
                if time.monotonic() > end:
                    raise QmpError("QEMU opened no monitor") from None
                time.sleep(0.02)
        self._buf = b""
        self.events = []
        self._read(limit)
        self.cmd("qmp_capabilities")

    def _read(self, limit):
        end = time.monotonic() + limit
        while b"\n" not in self._buf:
            left = end - time.monotonic()
            if left <= 0:
                raise QmpError("the monitor does not answer")
            self._sock.settimeout(left)
            try:
                data = self._sock.recv(65536)
            except socket.timeout:
                continue
            except OSError as e:
                raise QmpError(f"the monitor is gone ({e})") from None
            if not data:
                raise QmpError("the monitor is gone")
            self._buf += data
        line, _, self._buf = self._buf.partition(b"\n")
        return json.loads(line)

    def cmd(self, name, limit=30, **args):
        msg = {"execute": name}
        if args:
            msg["arguments"] = {k.replace("_", "-"): v for k, v in args.items()}
        try:
            self._sock.sendall(json.dumps(msg).encode() + b"\n")
        except OSError as e:
            raise QmpError(f"the monitor is gone ({e})") from None
        while True:
            r = self._read(limit)
            if "event" in r:
                self.events.append(r)
            elif "error" in r:
                raise QmpError(f"{name}: {r['error'].get('desc')}")
            elif "return" in r:
                return r["return"]

    def wait_event(self, name, limit=30, match=None):
        """The next event of that name for which match(data) holds."""
        end = time.monotonic() + limit
        while True:
            for i, e in enumerate(self.events):
                if e["event"] == name and (match is None or match(e.get("data", {}))):
                    del self.events[i]
                    return e
            left = end - time.monotonic()
            if left <= 0:
                raise QmpError(f"no event {name} within {limit} s")
            r = self._read(left)
            if "event" in r:
                self.events.append(r)
