"""A server of files on loopback that cuts, redirects, damages and refuses as it is told."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from narrate.model import File, Voice


class Depot(ThreadingHTTPServer):
    """``files`` by path; ``cut`` is after how many bytes an answer ends, that many times."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files = dict(files)
        self.redirects: dict[str, str] = {}
        self.cut, self.cuts = 0, 0
        self.ranges = True
        self.asked: list[tuple[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@dataclass
class Offered:
    """The voice that a depot offers, and its files' bytes by name."""

    depot: Depot
    model: bytes
    about: bytes

    def voice(self, *, known: bool = True, **changes: str) -> Voice:
        files = tuple(
            File(
                f"{self.depot.address}/voices/{name}",
                len(data) if known else 0,
                changes.get(name, sha256(data).hexdigest()) if known else "",
            )
            for name, data in (("tiny.onnx", self.model), ("tiny.onnx.json", self.about))
        )
        return Voice("tiny", "piper", model="tiny.onnx", language="en-US", files=files)

    def toml(self, *, known: bool = True, commercial: str = "yes", license_: str = "MIT") -> str:
        lines = [
            'engine = "piper"',
            'model = "tiny.onnx"',
            'language = "en-US"',
            f'license = "{license_}"',
            f'commercial = "{commercial}"',
        ]
        for file in self.voice(known=known).files:
            lines += ["[[files]]", f'address = "{file.address}"']
            lines += [f"size = {file.size}", f'sha256 = "{file.sha256}"'] if known else []
        return "\n".join(lines)


@contextmanager
def serving(files: Mapping[str, bytes]) -> Iterator[Depot]:
    with Depot(files) as depot:
        thread = threading.Thread(target=depot.serve_forever, daemon=True)
        thread.start()
        try:
            yield depot
        finally:
            depot.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Depot
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        depot = self.server
        wanted = self.headers.get("Range", "")
        depot.asked.append((self.path, wanted))
        if self.path in depot.redirects:
            self.send_response(302)
            self.send_header("Location", depot.redirects[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.path not in depot.files:
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self._give(depot.files[self.path], wanted)

    def _give(self, data: bytes, wanted: str) -> None:
        depot, whole = self.server, len(data)
        at = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and depot.ranges else 0
        self.send_response(206 if at else 200)
        if at:
            self.send_header("Content-Range", f"bytes {at}-{whole - 1}/{whole}")
        self.send_header("Content-Length", str(whole - at))
        self.send_header("ETag", '"one"')
        self.end_headers()
        if depot.cuts:
            depot.cuts -= 1
            self.wfile.write(data[at : at + depot.cut])
            self.close_connection = True
        else:
            self.wfile.write(data[at:])

    def log_message(self, *_: object) -> None:
        pass
