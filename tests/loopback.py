"""Web servers on loopback: the one way in which a test starts, answers and stops one."""

import random
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar

Server = TypeVar("Server", bound=ThreadingHTTPServer)


class LoopbackServer(ThreadingHTTPServer):
    """A server on a free port of this machine, which no client's early end disturbs."""

    daemon_threads = True
    request_queue_size = 128  # a browser opens more connections at once than the usual five

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *_: object) -> None:
        """Print nothing: some tests leave before the end of an answer."""


class Handler(BaseHTTPRequestHandler):
    """A handler whose ``answer`` answers every method, and which logs nothing.

    ``reply`` writes a whole answer, ``part`` selects a byte range.
    """

    def answer(self) -> None:
        raise NotImplementedError

    def do_GET(self) -> None:
        self.answer()

    def do_HEAD(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def reply(
        self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        self.send_head(status, len(body), headers)
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_head(self, status: int, size: int, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(size), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()

    def part(self, data: bytes) -> tuple[int, int, bytes, dict[str, str]]:
        """Return status, first byte, bytes and headers for the range that the client names."""
        byte_range = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if byte_range is None:
            return 200, 0, data, {}
        first, last = int(byte_range[1]), int(byte_range[2] or len(data) - 1)
        body = data[first : last + 1]
        span = f"bytes {first}-{first + len(body) - 1}/{len(data)}"
        return 206, first, body, {"Content-Range": span}

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def free_port() -> int:
    """Return a port for a program that cannot choose one itself.

    Systems give clients ports from 32,768 on (macOS and Windows 49,152): nobody takes it meanwhile.
    """
    while True:
        port = random.randrange(20_000, 30_000)  # noqa: S311 - of no secret
        with socket.socket() as listener, suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Serve while the block runs."""
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
