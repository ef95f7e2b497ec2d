"""A web server on loopback that serves a folder, with byte ranges or, as some do, without."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {".mp3": "audio/mpeg", ".xml": "application/rss+xml"}


@contextmanager
def serving(folder: Path, *, ranges: bool = True, head: bool = True) -> Iterator[str]:
    """Serve a folder while the block runs; give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            if not head:
                self.send_error(405)
                return
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            path = folder / self.path.lstrip("/")
            if not path.is_file():
                self.send_error(404)
                return
            data = path.read_bytes()
            part = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("range", ""))
            whole = len(data)
            if part and ranges:
                data = data[int(part[1]) : int(part[2]) + 1]
                self.send_response(206)
                self.send_header("content-range", f"bytes {part[1]}-{part[2]}/{whole}")
            else:
                self.send_response(200)
            self.send_header("content-type", TYPES.get(path.suffix, "text/plain"))
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            if body:
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass  # who asks for a part may leave before the whole

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
