"""A folder as the web will see it: served on loopback, with byte ranges and HEAD.

Where a folder has no index.html but a narration, its transcript stands in, with the player in it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.parse import unquote, urlsplit

from narrate.errors import NarrateError, PublishError
from narrate.publish.embed import Embed
from narrate.publish.manifest import NAME
from narrate.publish.page import put
from narrate.publish.shelf import load
from narrate.publish.transcript import transcript

_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
_HOSTS: Final = {"127.0.0.1", "localhost"}


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[ThreadingHTTPServer]:
    """Yield a server of a folder that listens on loopback; PublishError where it cannot.

    Port 0 is any that is free.
    """
    if not folder.is_dir():
        raise PublishError(f"{folder} is no folder. Name the folder that holds the pages.")
    root = folder.resolve()

    class Handler(_Handler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(root))

    try:
        server = _Server(("127.0.0.1", port), Handler)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PublishError(
            f"The server cannot listen on port {port}: {reason}. Name another port with --port."
        ) from error
    with server:
        yield server


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Report nothing: a reader that leaves is no fault."""


class _Handler(SimpleHTTPRequestHandler):
    """Files as the web serves them, without names that begin with a dot."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - as its base has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".json": "application/json",
        ".mp3": "audio/mpeg",
        ".opus": "audio/ogg",
        ".smil": "application/smil+xml",
        ".vtt": "text/vtt",
        ".xhtml": "application/xhtml+xml",
    }
    _remaining: int | None = None

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer up to the body, which may be a part of the file."""
        self._remaining = None
        try:
            return self._answered()
        except (NarrateError, OSError, ValueError) as error:  # also of names that no file can have
            self.send_error(HTTPStatus.NOT_FOUND, explain=str(error))
            return None

    def _answered(self) -> BytesIO | BinaryIO | None:
        """Answer as ``send_head``; NarrateError, OSError or ValueError where that fails."""
        # Another site's page may point its own name at this machine.
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in _HOSTS:
            self.send_error(HTTPStatus.FORBIDDEN, "Only for this machine")
            return None
        path = Path(self.translate_path(self.path))
        names = unquote(urlsplit(self.path).path).replace("\\", "/").split("/")
        for index in ("", "index.html", "index.htm"):
            names += self._below(path / index)
        hidden = any(name.startswith(".") for name in names)
        if hidden or not path.exists():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        folder = self.path.endswith("/") and not (path / "index.html").exists()
        if folder and (path / NAME).is_file():
            return self._page(path / NAME)
        if path.is_file() and (parts := _RANGE.fullmatch(self.headers.get("Range", ""))):
            return self._part(path, parts)
        return super().send_head()

    def _below(self, path: Path) -> tuple[str, ...]:
        """Return the names that lead to a file, its links followed; ValueError outside."""
        return path.resolve().relative_to(self.directory).parts

    def _page(self, path: Path) -> BytesIO:
        """Answer with the transcript of a narration, its player in it."""
        manifest = load(path)
        page = put(transcript(manifest).encode(), manifest, Embed(), "h1")
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return BytesIO(page)

    def _part(self, path: Path, parts: "re.Match[str]") -> BinaryIO | None:
        """Answer with one byte range (RFC 9110, section 14)."""
        size = path.stat().st_size
        first, last = parts.groups()
        start = int(first) if first else max(0, size - int(last or 0))
        end = min(int(last) if first and last else size - 1, size - 1)
        if start > end:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Range", f"bytes {start}-{end}/{size}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        file = path.open("rb")
        file.seek(start)
        self._remaining = end - start + 1
        return file

    def end_headers(self) -> None:
        """Add the headers that allow byte ranges and forbid caching, as the page may change."""
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file, or the part that was asked for; a reader may leave before the end."""
        try:
            if self._remaining is None:
                super().copyfile(source, outputfile)
                return
            while self._remaining and (data := source.read(min(self._remaining, 1 << 16))):
                outputfile.write(data)
                self._remaining -= len(data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Print nothing: the browser's own tools list the requests."""
