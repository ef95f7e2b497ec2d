"""A server of a folder whose network a test can spoil."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from loopback import Handler, LoopbackServer, running

LOGIN = b"<!DOCTYPE html><title>Free Wi-Fi</title><p>Please accept our terms."
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".jpg": "image/jpeg",
    ".mp3": "audio/mpeg",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt",
    ".json": "application/json",
}
SPOILED = (".mp3", ".vtt", "narrate.json")  # the page and its scripts come as ever
LAST_BYTE = 120_000  # 15 s of audio, since WebKit plays only once it holds ten
BYTES_S = {"slow": 6_000, "cut": 60_000, "silent": 60_000}


class Network(LoopbackServer):
    """``state`` is a status, or how the network behaves.

    "good"; "slow", 6 kB/s; "cut", the connection closes at ``LAST_BYTE``, and so does each later
    one; "silent", no data follows there; "unreachable"; "captive", each reply is a login page.
    """

    state = "good"
    headers: dict[str, str]

    def __init__(self, folder: Path) -> None:
        self.folder, self.headers = folder, {}
        self.requests: list[str] = []
        super().__init__(NetworkHandler)


class NetworkHandler(Handler):
    protocol_version = "HTTP/1.1"
    server: Network

    def answer(self) -> None:
        name = unquote(urlsplit(self.path).path)
        self.server.requests.append(f"{self.command} {self.path}")
        state = self.server.state if name.endswith(SPOILED) else "good"
        path = self.server.folder / name.lstrip("/")
        if state == "unreachable":
            self._hang_up()
        elif state.isdigit():
            self._send(int(state), b"")
        elif state == "captive":
            self._send(200, LOGIN, {"Content-Type": TYPES[".html"]})
        elif path.is_file():
            self._file(path, state)
        else:
            self._send(404, b"")

    def _file(self, path: Path, state: str) -> None:
        size = path.stat().st_size
        status, first, data, headers = self.part(path.read_bytes())
        headers |= {"Content-Type": TYPES[path.suffix], "Accept-Ranges": "bytes"}
        tags = first > 0.9 * size  # WebKit reads the end of a file first
        lost = path.suffix == ".mp3" and state in {"cut", "silent"} and not tags
        limit = LAST_BYTE if lost else size
        pace = BYTES_S.get(state, 0) if path.suffix == ".mp3" else 0
        self._send(status, data, headers, pace=pace, limit=max(0, limit - first))
        if state == "silent" and limit < size:
            while self.server.state == "silent":
                time.sleep(0.05)
            self._hang_up()

    def _send(
        self,
        status: int,
        data: bytes,
        headers: dict[str, str] | None = None,
        *,
        pace: int = 0,
        limit: int | None = None,
    ) -> None:
        about = {"Cache-Control": "no-store", **self.server.headers, **(headers or {})}
        self.send_head(status, len(data), about)
        if self.command == "HEAD":
            return
        step = pace // 10 or 1 << 16
        body = data if limit is None else data[:limit]
        with suppress(OSError):
            for start in range(0, len(body), step):
                self.wfile.write(body[start : start + step])
                if pace and self.server.state in BYTES_S:
                    time.sleep(0.1)
        if len(body) < len(data) and self.server.state != "silent":
            self._hang_up()

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def network(folder: Path) -> Iterator[Network]:
    with running(Network(folder)) as server:
        try:
            yield server
        finally:
            server.state = "good"  # an answer may be waiting
